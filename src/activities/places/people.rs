//! Who is in a place, and who waits for it, as rows of its page.

use super::store::{Candidate, Person};
use super::words::{self, flag};
use crate::access::Role;
use crate::activities::placements::store::Together;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::web::Ctx;

/// Somebody.
pub struct Row {
    pub name: String,
    pub href: Option<String>,
    pub sub: String,
    pub text: String,
    pub flag: Option<Flag>,
    /// The placement, for those who open it.
    pub placement: Option<String>,
}

/// Two who are kept apart and here at one time, and how that stands.
pub fn apart(ctx: &Ctx, x: &Together) -> (String, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| t.msg_wish_somebody());
    let state = if x.held_back { t.msg_wish_apart_held() } else { t.msg_wish_apart_open() };
    let next = x.starts_at.map(|at| t.msg_wish_apart_next(fmt.near(at).as_str()));
    (
        t.msg_place_apart_pair(name(&x.one_name).as_str(), name(&x.other_name).as_str()),
        [Some(state), next].into_iter().flatten().collect::<Vec<_>>().join(" · "),
    )
}

/// Somebody in the place. `apart`: somebody there must be kept from them.
pub fn person(ctx: &Ctx, p: &Person, apart: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let begins = p.since.filter(|at| *at > ctx.now);
    let parts = [
        begins.or(p.since).map(|at| t.msg_place_since(fmt.day(crate::law::calendar::oslo_day(at)).as_str())),
        p.until.map(|at| t.msg_place_until(fmt.near(at).as_str())),
        (p.times < p.of_times).then(|| t.msg_place_some_times(p.times, p.of_times)),
    ];
    Row {
        name: full_name(&p.family_name, &p.given_name),
        href: Some(format!("/inmates/{}", p.inmate)),
        sub: [Some(p.number.clone()), p.lives.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        placement: matches!(ctx.actor.role(), Some(Role::DutyOfficer | Role::Governor | Role::CaseManager | Role::Auditor))
            .then(|| format!("/placements/{}", p.placement)),
        flag: match &p.rests {
            _ if apart => Some(flag("danger", "PersonCross", t.msg_place_apart_flag())),
            Some(code) => Some(flag("warning", "Stop", words::rests(t, code))),
            None => begins.map(|_| flag("info", "Calendar", t.msg_place_begins())),
        },
    }
}

/// Somebody who waits: a name, a number, what to mind. The record is not the reader's.
pub fn candidate(ctx: &Ctx, c: &Candidate) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [c.since.map(|at| t.msg_place_waits_since(fmt.near(at).as_str())), Some(c.conditions.clone()).filter(|x| !x.is_empty())];
    Row {
        name: full_name(&c.family_name, &c.given_name),
        href: None,
        sub: c.number.clone(),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: Some(flag("neutral", "Hourglass", t.msg_place_turn(c.turn))),
        placement: None,
    }
}
