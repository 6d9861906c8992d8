//! The lists behind the figures: who has something to do, whose place rests; and which sessions an hour was made of.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Held, Person};
use super::{view, web};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::Face;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame};

/// Which people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Active,
    Resting,
    Nothing,
}

impl Show {
    const ALL: [Self; 3] = [Self::Active, Self::Resting, Self::Nothing];

    fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Resting => "resting",
            Self::Nothing => "nothing",
        }
    }

    /// Everybody is one of the three.
    fn of(p: &Person) -> Self {
        match (&p.active, &p.resting) {
            (Some(_), _) => Self::Active,
            (None, Some(_)) => Self::Resting,
            (None, None) => Self::Nothing,
        }
    }
}

struct Row {
    face: Face,
    lives: String,
    places: String,
    rests: String,
}

#[derive(Template)]
#[template(path = "placements/figure_people.html")]
struct PeopleView {
    frame: Frame,
    chips: Vec<Chip>,
    rows: Vec<Row>,
}

/// Everybody who is counted in a unit's share, or in the house's.
pub(super) async fn people(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = ctx.actor.prisons.first().copied().ok_or(Error::Forbidden)?;
    let unit: Option<Uuid> = ctx.query("unit").map(|u| u.parse().map_err(|_| Error::NotFound)).transpose()?;
    let show = ctx.query("show").and_then(|s| Show::ALL.into_iter().find(|x| x.key() == s)).unwrap_or(Show::Active);
    let now = ctx.now;
    let everybody = store::people(ctx.conn(), prison, unit, now).await?;
    let found: Vec<&Person> = everybody.iter().filter(|p| Show::of(p) == show).collect();
    let ids = found.iter().map(|p| InmateId(p.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Activities).showing(ids).at(prison).with(json!({ "show": show.key(), "unit": unit })));
    let (t, fmt, photo) = (ctx.t, ctx.fmt(), ctx.may(Class::Photo, Act::Read));
    let narrowed = unit.map(|u| format!("&unit={u}")).unwrap_or_default();
    let chip = |s: Show| {
        let label = match s {
            Show::Active => t.msg_actfig_active(),
            Show::Resting => t.msg_actfig_resting(),
            Show::Nothing => t.msg_actfig_nothing(),
        };
        let n = everybody.iter().filter(|p| Show::of(p) == s).count() as i64;
        Chip::new(format!("/activity-figures/people?show={}{narrowed}", s.key()), label, Some(fmt.number(n)), s == show)
    };
    let row = |p: &&Person| Row {
        face: Face::of(p.inmate, full_name(&p.family_name, &p.given_name), &p.number, p.photographed && photo),
        lives: p.cell.as_ref().map_or_else(|| p.unit.clone(), |cell| t.msg_unit_and_cell(p.unit.as_str(), cell.as_str())),
        places: p.active.clone().unwrap_or_default(),
        rests: p.resting.clone().unwrap_or_default(),
    };
    let view =
        PeopleView { chips: Show::ALL.map(chip).into(), rows: found.iter().map(row).collect(), frame: ctx.frame("activity-figures", t.msg_actfig_rate()) };
    ctx.page(view).await
}

/// A session, and the hours it gave.
struct HeldRow {
    href: String,
    day: String,
    place: String,
    length: String,
    came: String,
    attended: String,
    planned: String,
}

#[derive(Template)]
#[template(path = "placements/figure_hours.html")]
struct HoursView {
    frame: Frame,
    lead: String,
    chips: Vec<Chip>,
    rows: Vec<HeldRow>,
    /// Attended and planned, together.
    sums: (String, String),
}

/// The sessions of a weekday over the weeks that are counted.
pub(super) async fn hours(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = ctx.actor.prisons.first().copied().ok_or(Error::Forbidden)?;
    let weekday: i32 = ctx.query("weekday").and_then(|d| d.parse().ok()).filter(|d| (1..=7).contains(d)).unwrap_or(1);
    let weeks = web::weeks(&ctx);
    let held = store::held(ctx.conn(), prison, weeks, weekday).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let row = |h: &Held| HeldRow {
        href: format!("/sessions/{}", h.id),
        day: fmt.day(calendar::oslo_day(h.starts_at)),
        place: h.place.clone(),
        length: format!("{}–{}", fmt.time(h.starts_at), fmt.time(h.ends_at)),
        came: t.msg_figures_of(h.came, h.expected),
        attended: view::hours(t, fmt, h.hours() * h.came as f64),
        planned: view::hours(t, fmt, h.hours() * h.expected as f64),
    };
    let sum = |n: fn(&Held) -> i64| view::hours(t, fmt, held.iter().map(|h| h.hours() * n(h) as f64).sum());
    let mut days: Vec<_> = held.iter().map(|h| calendar::oslo_day(h.starts_at)).collect();
    days.dedup();
    let chips = (1..=7).map(|d| Chip::new(format!("/activity-figures/hours?weekday={d}"), fmt.weekday(d), None, d == weekday)).collect();
    let view = HoursView {
        lead: t.msg_actfig_hours_lead(held.len() as i64, days.len() as i64),
        chips,
        rows: held.iter().map(row).collect(),
        sums: (sum(|h| h.came), sum(|h| h.expected)),
        frame: ctx.frame("activity-figures", t.msg_actfig_hours_title()),
    };
    ctx.page(view).await
}
