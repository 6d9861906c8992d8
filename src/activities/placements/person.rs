//! A person's activities: the week, what they have, what they have asked for, and what was.

use askama::Template;
use axum::response::Response;
use chrono::{Days, NaiveDate};

use super::rules::Application;
use super::store;
use super::words::{self, flag};
use crate::access::{Act, Class, Role};
use crate::activities::timetable::person::{Day, week as week_of};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::form::day;
use crate::web::{Error, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/activities", needs_for(Class::Activities, Act::Read), show)
}

/// A placement or an application.
struct Row {
    title: String,
    href: Option<String>,
    flag: Flag,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "placements/person.html")]
struct View {
    frame: Frame,
    banner: BannerView,
    done: Option<String>,
    lead: String,
    week: String,
    before: String,
    after: String,
    days: Vec<Day>,
    now: Vec<Row>,
    wishes: Option<Vec<Row>>,
    past: Vec<Row>,
    base: String,
    applies: bool,
    holds_back: bool,
}

/// Whether the reader reads a placement or an application whole: those who run a place see what to do, and not why.
pub(super) fn opens(ctx: &InmateCtx) -> bool {
    ctx.may_here(Class::Allocation, Act::Read) && !matches!(ctx.actor.role(), Some(Role::Teacher | Role::WorkSupervisor))
}

/// Whether somebody of this role opens a placement of anybody of the house.
pub(super) fn decides_on(role: Option<Role>) -> bool {
    matches!(role, Some(Role::DutyOfficer | Role::Governor | Role::CaseManager | Role::Auditor))
}

/// Whether the reader holds back and lets rest: the duty officer, and those who place.
pub(super) fn interrupts(ctx: &InmateCtx) -> bool {
    ctx.may_here(Class::Allocation, Act::Write) && matches!(ctx.actor.role(), Some(Role::DutyOfficer | Role::Governor | Role::CaseManager))
}

/// Whether it is not over, though its end may be known.
fn goes_on(ctx: &InmateCtx, p: &store::PlacementLine) -> bool {
    p.until.is_none_or(|until| until > ctx.now)
}

fn placement(ctx: &InmateCtx, p: &store::PlacementLine, opens: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let day = |at| fmt.day(calendar::oslo_day(at));
    let flag = match (p.end_code, p.rests) {
        (Some(_), _) if goes_on(ctx, p) => flag("info", "Calendar", t.msg_wish_ends(p.until.map(day).unwrap_or_default().as_str())),
        (Some(code), _) => flag("neutral", "Stop", words::end(t, code)),
        (None, Some(code)) => flag("warning", "Hourglass", t.msg_wish_rests(words::rest(t, code).as_str())),
        (None, None) if p.from > ctx.now => flag("info", "Calendar", t.msg_wish_begins(day(p.from).as_str())),
        (None, None) => flag("success", "CheckmarkCircle", t.msg_wish_goes_on()),
    };
    let span = match p.until {
        Some(until) => t.msg_wish_from_until(day(p.from).as_str(), day(until).as_str()),
        None => t.msg_wish_since(day(p.from).as_str()),
    };
    let mut lines = vec![format!("{} · {span}", p.prison)];
    if goes_on(ctx, p) && !p.hours.is_empty() {
        lines.push(format!("{}: {}", words::weekdays(t, fmt, &p.weekdays), p.hours.join(", ")));
    }
    lines.extend(p.rests_until.map(|until| t.msg_wish_rests_until(day(until).as_str())));
    Row { title: p.place.clone(), href: opens.then(|| format!("/inmates/{}/placements/{}", ctx.inmate.id, p.id)), flag, lines }
}

fn wish(ctx: &InmateCtx, a: &store::WishLine, opens: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut lines = vec![t.msg_wish_line(words::source(t, a.source).as_str(), fmt.near(a.made_at).as_str())];
    if a.rank > 1 {
        lines.push(t.msg_wish_rank(i64::from(a.rank)));
    }
    lines.extend(a.turn.zip(a.of_n).map(|(n, of)| t.msg_wish_turn(n, of)));
    lines.extend(a.suited.map(|s| words::suited(t, s)));
    Row {
        title: format!("{} · {}", a.place, a.prison),
        href: opens.then(|| format!("/inmates/{}/applications/{}", ctx.inmate.id, a.id)),
        flag: words::application(t, a.state),
        lines,
    }
}

/// The Monday of the week that is asked for.
fn monday(ctx: &InmateCtx) -> NaiveDate {
    calendar::monday_of(ctx.query("week").and_then(|w| day(&w)).unwrap_or(ctx.today))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (t, fmt, inmate, now) = (ctx.t, ctx.fmt(), ctx.inmate.id, ctx.now);
    let (first, places) = (monday(&ctx), ctx.may(Class::ActivityPlaces, Act::Read));
    let days = week_of(ctx.conn(), (t, fmt), inmate.0, first, places).await?;
    let placements = store::placements_of(ctx.conn(), inmate, now).await?;
    let reads = ctx.may_here(Class::Allocation, Act::Read);
    let wishes = if reads { Some(store::of_person(ctx.conn(), inmate).await?) } else { None };
    let (whole, base) = (opens(&ctx), format!("/inmates/{inmate}"));
    let week = |by: Option<NaiveDate>| format!("{base}/activities?week={}", by.unwrap_or(first));
    let view = View {
        frame: ctx.frame("inmates", t.msg_wish_of(ctx.inmate.name().as_str())),
        banner: BannerView::of(&ctx, "activities"),
        done: ctx.query("done").map(|what| if what == "sent" { t.msg_wish_sent() } else { t.msg_wish_done() }),
        lead: match ctx.inmate.legal_status.as_deref() {
            Some("remand" | "none") => t.msg_wish_lead_remand(),
            _ => t.msg_wish_lead_duty(),
        },
        week: t.msg_wish_week(i64::from(calendar::iso_week(first).1)),
        before: week(first.checked_sub_days(Days::new(7))),
        after: week(first.checked_add_days(Days::new(7))),
        days,
        now: placements.iter().filter(|p| goes_on(&ctx, p)).map(|p| placement(&ctx, p, whole)).collect(),
        past: placements.iter().filter(|p| !goes_on(&ctx, p)).map(|p| placement(&ctx, p, whole)).collect(),
        wishes: wishes.map(|all| all.iter().map(|a| wish(&ctx, a, whole)).collect()),
        applies: ctx.may_here(Class::Allocation, Act::Submit) && ctx.inmate.in_custody(),
        holds_back: interrupts(&ctx),
        base,
    };
    ctx.into_ctx().page(view).await
}

/// Whether it can still be decided.
pub(super) fn is_open(state: Application) -> bool {
    matches!(state, Application::Open | Application::Waiting)
}
