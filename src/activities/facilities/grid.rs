//! The week of the facilities: what is open when, and how many seats are left.

use askama::Template;
use axum::response::Response;
use chrono::{Days, NaiveDate};

use super::store::{self, Slot};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::words::flag;
use crate::activities::places::{prison, prisons};
use crate::inmates::banner::Flag;
use crate::law::calendar;
use crate::reference::List;
use crate::web::form::day;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/facilities", needs(Class::Activities, Act::Read), show)
}

/// A session in its cell.
struct Cell {
    href: String,
    time: String,
    flag: Flag,
    what: String,
}

#[derive(Template)]
#[template(path = "activities/facilities.html")]
struct GridView {
    frame: Frame,
    prisons: Vec<Chip>,
    week: String,
    before: String,
    after: String,
    now: String,
    days: Vec<(String, bool)>,
    /// A facility, its page, and its sessions by day.
    rows: Vec<(String, String, Vec<Vec<Cell>>)>,
}

fn cell(ctx: &Ctx, s: &Slot) -> Cell {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let left = i64::from(s.places) - s.booked;
    let time = t.msg_facility_time(fmt.time(s.starts_at).as_str(), fmt.time(s.ends_at).as_str());
    let flag = match (&s.reason_code, left) {
        (Some(code), _) => flag("danger", "XMark", ctx.catalogue().label(List::AbsenceReason, code, fmt.is_nb()).to_owned()),
        (None, n) if n > 0 => flag("success", "PersonGroup", t.msg_place_free(n)),
        _ => flag("neutral", "PersonGroup", t.msg_place_full()),
    };
    Cell { href: format!("/facilities/{}", s.id), what: t.msg_facility_cell(s.place.as_str(), fmt.long_day(s.on_day).as_str()), time, flag }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let at = prison(&ctx)?;
    let (t, fmt, today) = (ctx.t, ctx.fmt(), ctx.today);
    let monday = calendar::monday_of(ctx.query("week").as_deref().and_then(day).unwrap_or(today));
    let slots = store::week(ctx.conn(), at, monday).await?;
    let prisons = prisons(&mut ctx, "/facilities", at).await?;
    let of = if prisons.is_empty() { String::new() } else { format!("&prison={at}") };
    let days: Vec<NaiveDate> = (0..7).filter_map(|n| monday.checked_add_days(Days::new(n))).collect();
    let mut rows: Vec<(String, String, Vec<Vec<Cell>>)> = Vec::new();
    for s in &slots {
        let href = format!("/activities/{}", s.place_id);
        if rows.last().is_none_or(|r| r.1 != href) {
            rows.push((s.place.clone(), href, days.iter().map(|_| Vec::new()).collect()));
        }
        let nth = days.iter().position(|d| *d == s.on_day);
        if let Some(cells) = rows.last_mut().zip(nth).and_then(|(row, n)| row.2.get_mut(n)) {
            cells.push(cell(&ctx, s));
        }
    }
    let link = |day: Option<NaiveDate>| day.map(|d| format!("/facilities?week={d}{of}")).unwrap_or_default();
    let view = GridView {
        frame: ctx.frame("facilities", t.msg_facility_nav()),
        week: t.msg_facility_week(
            i64::from(calendar::iso_week(monday).1),
            fmt.short_day(monday).as_str(),
            fmt.short_day(*days.last().unwrap_or(&monday)).as_str(),
        ),
        before: link(monday.checked_sub_days(Days::new(7))),
        after: link(monday.checked_add_days(Days::new(7))),
        now: link(Some(today)),
        days: days.iter().zip(1..).map(|(d, n)| (t.msg_facility_day(fmt.short_weekday(n), fmt.short_day(*d).as_str()), *d == today)).collect(),
        rows,
        prisons,
    };
    ctx.record(Entry::new(Action::List, Class::ActivityPlaces).at(at));
    ctx.page(view).await
}
