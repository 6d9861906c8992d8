//! The places of a prison: how full they are, who waits, who runs them.

use askama::Template;
use axum::response::Response;

use super::store::{self, Closed, Listed};
use super::words::{self, Kind, flag};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::banner::Flag;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/activities", needs(Class::ActivityPlaces, Act::Read), show)
}

/// A place.
struct Row {
    href: String,
    icon: &'static str,
    kind: String,
    name: String,
    sub: String,
    staff: String,
    full: Flag,
    free: Option<i64>,
    here: String,
    waiting: String,
    /// Asked for by somebody, and nobody has answered.
    unanswered: i64,
}

/// What is chosen in the list, as it stands in the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Mine,
    Of(Kind),
    Closed,
}

impl Show {
    fn of(word: &str) -> Self {
        match word {
            "mine" => Self::Mine,
            "closed" => Self::Closed,
            word => Kind::of(word).map_or(Self::All, Self::Of),
        }
    }

    fn lets(self, p: &Listed) -> bool {
        match self {
            Self::All => true,
            Self::Mine => p.mine,
            Self::Of(kind) => p.kind == kind,
            Self::Closed => false,
        }
    }
}

#[derive(Template)]
#[template(path = "activities/list.html")]
struct ListView {
    frame: Frame,
    prisons: Vec<Chip>,
    chips: Vec<Chip>,
    rows: Vec<Row>,
    closed: Option<Vec<(String, String, String)>>,
    /// Places, people in them, free, waiting.
    figures: [(String, String); 4],
    decides: bool,
    /// Whether the reader may see who has booked what.
    books: bool,
    new: String,
    done: Option<String>,
}

/// The prison of the address among the reader's, else the first.
pub(crate) fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    let chosen = ctx.query("prison").and_then(|p| p.parse().ok()).filter(|p| ctx.actor.prisons.contains(p));
    chosen.or_else(|| ctx.actor.prisons.first().copied()).ok_or(Error::NotFound)
}

/// Chips of the reader's prisons, when there are several.
pub(crate) async fn prisons(ctx: &mut Ctx, base: &str, here: PrisonId) -> Result<Vec<Chip>, Error> {
    if ctx.actor.prisons.len() < 2 {
        return Ok(Vec::new());
    }
    let ids: Vec<uuid::Uuid> = ctx.actor.prisons.iter().map(|p| p.0).collect();
    let names = store::prisons(ctx.conn(), &ids).await?;
    Ok(names.into_iter().map(|(id, name)| Chip::new(format!("{base}?prison={id}"), name, None, id == here.0)).collect())
}

fn row(ctx: &Ctx, p: &Listed) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let free = i64::from(p.places) - p.here;
    let full = match (p.over, free) {
        (over, _) if over > 0 => flag("danger", "ExclamationmarkTriangle", t.msg_place_over(over)),
        (_, free) if free > 0 => flag("success", "PersonGroup", t.msg_place_free(free)),
        _ => flag("neutral", "PersonGroup", t.msg_place_full()),
    };
    let code = words::code(t, ctx.catalogue(), fmt.is_nb(), p.kind, &p.code);
    let sub = [Some(code).filter(|c| *c != p.name), p.room.clone().filter(|r| *r != p.name)];
    Row {
        href: format!("/activities/{}", p.id),
        icon: p.kind.icon(),
        kind: words::kind(t, p.kind),
        name: p.name.clone(),
        sub: sub.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        staff: p.staff.join(", "),
        // A facility is booked a session at a time.
        free: (p.kind != Kind::Facility).then_some(free),
        full,
        here: if p.suspended > 0 { t.msg_place_here_rests(p.here, i64::from(p.places), p.suspended) } else { t.msg_place_here(p.here, i64::from(p.places)) },
        waiting: fmt.number(p.waiting),
        unanswered: p.unanswered,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let at = prison(&ctx)?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let show = Show::of(&ctx.query("show").unwrap_or_default());
    let all = store::of_prison(ctx.conn(), at).await?;
    let closed: Option<Vec<Closed>> = if show == Show::Closed { Some(store::closed(ctx.conn(), at).await?) } else { None };
    let prisons = prisons(&mut ctx, "/activities", at).await?;
    let query = if prisons.is_empty() { String::new() } else { format!("prison={at}&") };
    let runs_any = all.iter().any(|p| p.mine);
    let chip = |word: &str, label: String, which: Show, count: Option<usize>| {
        Chip::new(format!("/activities?{query}show={word}"), label, count.map(|n| fmt.number(n as i64)), show == which)
    };
    let n = |which: Show| Some(all.iter().filter(|p| which.lets(p)).count());
    let mut chips = vec![chip("", t.msg_place_all(), Show::All, n(Show::All))];
    if runs_any {
        chips.push(chip("mine", t.msg_place_mine(), Show::Mine, n(Show::Mine)));
    }
    chips.extend(Kind::ALL.iter().filter(|k| n(Show::Of(**k)) != Some(0)).map(|k| chip(k.as_str(), words::kind(t, *k), Show::Of(*k), n(Show::Of(*k)))));
    chips.push(chip("closed", t.msg_place_closed_ones(), Show::Closed, None));
    let shown: Vec<&Listed> = all.iter().filter(|p| show.lets(p)).collect();
    let placed = || shown.iter().filter(|p| p.kind != Kind::Facility);
    let sum = |f: fn(&Listed) -> i64| fmt.number(placed().map(|p| f(p)).sum());
    let view = ListView {
        frame: ctx.frame("activities", t.msg_place_nav()),
        figures: [
            (t.msg_place_sum_places(), sum(|p| i64::from(p.places))),
            (t.msg_place_sum_here(), sum(|p| p.here)),
            (t.msg_place_sum_free(), sum(|p| (i64::from(p.places) - p.here).max(0))),
            (t.msg_place_sum_waiting(), sum(|p| p.waiting)),
        ],
        rows: shown.iter().map(|p| row(&ctx, p)).collect(),
        closed: closed.map(|c| {
            let line = |c: Closed| {
                let on = c.closed_on.map(|d| t.msg_place_closed_on(fmt.day(d).as_str())).unwrap_or_default();
                let text = [Some(words::kind(t, c.kind)), Some(on), c.reason].into_iter().flatten().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(" · ");
                (format!("/activities/{}", c.id), c.name, text)
            };
            c.into_iter().map(line).collect()
        }),
        decides: super::decides(&ctx),
        books: ctx.may(Class::Activities, Act::Read),
        new: if query.is_empty() { "/activities/new".to_owned() } else { format!("/activities/new?prison={at}") },
        done: ctx.query("done").map(|_| t.msg_place_done()),
        prisons,
        chips,
    };
    ctx.record(Entry::new(Action::List, Class::ActivityPlaces).at(at));
    ctx.page(view).await
}
