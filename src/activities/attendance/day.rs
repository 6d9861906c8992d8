//! A day's registers: the sessions that the reader holds, how each stands, and what nobody has taken of the days before.

use askama::Template;
use axum::response::Response;
use chrono::{Days, NaiveDate};

use super::model::SessionState;
use super::rules;
use super::store::{self, Line};
use super::words::{self, flag};
use crate::access::{Act, Class, Role};
use crate::inmates::banner::Flag;
use crate::reference::List;
use crate::web::{Ctx, Error, Frame, Routes, form, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/register", needs(Class::Activities, Act::Write), show)
}

/// A session as a line.
pub struct LineView {
    pub href: String,
    pub icon: &'static str,
    pub time: String,
    pub day: String,
    pub place: String,
    pub sub: String,
    pub state: Flag,
    /// Who comes, of how many; empty for what is not counted.
    pub figures: String,
    pub attn: bool,
}

#[derive(Template)]
#[template(path = "activities/register_day.html")]
struct DayView {
    frame: Frame,
    day: String,
    lines: Vec<LineView>,
    before: Vec<LineView>,
    previous: String,
    next: String,
    today: Option<String>,
}

/// How a session's register stands.
pub fn state(ctx: &Ctx, line: &Line) -> Flag {
    let (t, fmt) = (ctx.t, ctx.fmt());
    if line.state == SessionState::Cancelled {
        let why = line.reason_code.as_deref().map(|code| ctx.catalogue().label(List::AbsenceReason, code, fmt.is_nb()).to_owned());
        return flag("neutral", "XMark", why.unwrap_or_else(|| t.msg_att_state_cancelled()));
    }
    match (line.taken_at, line.missing) {
        (Some(_), n) if n > 0 => flag("danger", "ExclamationmarkTriangle", t.msg_att_n_missing(n)),
        (Some(_), _) => flag("success", "CheckmarkCircle", t.msg_att_state_taken()),
        _ if ctx.now < line.starts_at - rules::AHEAD => flag("neutral", "Clock", t.msg_att_state_ahead()),
        _ if ctx.now < line.ends_at => flag("warning", "HourglassTopFilled", t.msg_att_state_open()),
        _ => flag("danger", "ExclamationmarkTriangle", t.msg_att_state_forgotten()),
    }
}

/// "8 kommer · 1 holdt tilbake · 1 ute": what differs from nothing.
pub fn figures(ctx: &Ctx, line: &Line) -> String {
    let t = ctx.t;
    let first = if line.taken_at.is_some() { t.msg_att_n_present(line.present, line.people) } else { t.msg_att_n_expected(line.expected, line.people) };
    let more = [
        (line.held_back > 0).then(|| t.msg_att_n_held_back(line.held_back)),
        (line.suspended > 0).then(|| t.msg_att_n_suspended(line.suspended)),
        (line.out > 0).then(|| t.msg_att_n_out(line.out)),
    ];
    std::iter::once(first).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
}

fn line(ctx: &Ctx, l: &Line, counted: bool) -> LineView {
    let fmt = ctx.fmt();
    let sub = [l.room.clone().filter(|room| *room != l.place), l.stand_in.as_deref().map(|name| ctx.t.msg_att_stand_in(name))];
    let state = state(ctx, l);
    LineView {
        href: format!("/register/{}", l.id),
        icon: words::place_icon(&l.kind),
        time: format!("{}–{}", fmt.time(l.starts_at), fmt.time(l.ends_at)),
        day: fmt.long_day(l.on_day),
        place: l.place.clone(),
        sub: sub.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        attn: state.color == "warning" || state.color == "danger",
        figures: if counted && l.state == SessionState::Planned { figures(ctx, l) } else { String::new() },
        state,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let day: NaiveDate = ctx.query("day").and_then(|d| form::day(&d)).unwrap_or(ctx.today);
    let (t, fmt, now) = (ctx.t, ctx.fmt(), ctx.now);
    // So many days back a register can still be taken by whoever held the session.
    let window = (rules::last_day(ctx.catalogue().law(), day) - day).num_days().unsigned_abs();
    let back = if ctx.actor.role() == Some(Role::Governor) { 0 } else { window };
    let since = day.checked_sub_days(Days::new(back)).unwrap_or(day);
    let (today, before) = store::of_day(ctx.conn(), day, since, now).await?;
    let to = |d: Option<NaiveDate>| d.map(|d| format!("/register?day={d}")).unwrap_or_default();
    let view = DayView {
        frame: ctx.frame("attendance", t.msg_att_day_title()),
        day: fmt.long_day(day),
        lines: today.iter().map(|l| line(&ctx, l, true)).collect(),
        before: before.iter().map(|l| line(&ctx, l, false)).collect(),
        previous: to(day.pred_opt()),
        next: to(day.succ_opt()),
        today: (day != ctx.today).then(|| "/register".to_owned()),
    };
    ctx.page(view).await
}
