//! When places meet: the weeks ahead written from patterns, and what is changed by hand.
//!
//! A session is a row. One that differs from its pattern was changed by a person, and is the pattern's exception; the job that writes ahead (`activities.put_sessions`) leaves
//! it alone, and one whose register is taken too.

mod closures;
pub mod jobs;
mod one;
mod parse;
pub mod patterns;
pub mod rules;
pub mod store;
mod terms;

use crate::activities::places::words::flag;
use crate::inmates::banner::Flag;
use crate::law::calendar;
use crate::reference::List;
use crate::web::{Ctx, Routes};
use store::Session;

/// The routes of sessions.
pub(super) fn routes() -> Routes {
    patterns::routes().and(one::routes()).and(closures::routes()).and(terms::routes())
}

/// A session in a list.
pub struct Line {
    pub href: String,
    pub when: String,
    pub text: String,
    pub flags: Vec<Flag>,
}

/// "mandag 23. november 2026, 08:15–11:30".
pub fn when(ctx: &Ctx, s: &Session) -> String {
    let fmt = ctx.fmt();
    ctx.t.msg_session_when(fmt.long_day(calendar::oslo_day(s.starts_at)).as_str(), fmt.time(s.starts_at).as_str(), fmt.time(s.ends_at).as_str())
}

/// Minutes that pass, beside what a clock on the wall shows: they differ in the night when the clocks change.
pub fn clocks_change(s: &Session) -> Option<i64> {
    let wall = calendar::oslo_time(s.ends_at) - calendar::oslo_time(s.starts_at);
    let passed = s.ends_at - s.starts_at;
    (wall != passed).then(|| passed.num_minutes())
}

/// How a session stands.
pub fn flags(ctx: &Ctx, s: &Session) -> Vec<Flag> {
    let t = ctx.t;
    let mut flags = Vec::new();
    if let Some(code) = &s.reason_code {
        flags.push(flag("danger", "XMark", ctx.catalogue().label(List::AbsenceReason, code, ctx.fmt().is_nb()).to_owned()));
    } else if s.taken_at.is_some() {
        flags.push(flag("success", "Checkmark", t.msg_session_taken()));
    } else if s.by_hand {
        flags.push(flag("info", "ArrowRightLeft", t.msg_session_changed()));
    }
    if let Some(minutes) = clocks_change(s) {
        flags.push(flag("warning", "Clock", t.msg_session_clocks(minutes / 60)));
    }
    flags
}

/// A session in a list.
pub fn line(ctx: &Ctx, s: &Session) -> Line {
    let t = ctx.t;
    let room = s.room.clone().or_else(|| (s.state == store::State::Planned && s.place_has_room).then(|| t.msg_session_no_room()));
    let stand_in = s.stand_in_name.as_deref().map(|name| t.msg_session_stands_in(name));
    // A room that is called as its place says nothing more.
    let parts = [room.filter(|r| *r != s.place), stand_in, s.reason.clone()];
    Line {
        href: format!("/sessions/{}", s.id),
        when: when(ctx, s),
        text: parts.into_iter().flatten().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(" · "),
        flags: flags(ctx, s),
    }
}
