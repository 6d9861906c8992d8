//! Keeping apart in words.

use super::model::{Conflict, Level, Meets, Reason, Role};
use crate::web::lang::Text;

/// How far apart.
pub fn level(t: Text, level: Level) -> String {
    match level {
        Level::Cell => t.msg_apart_level_cell(),
        Level::Landing => t.msg_apart_level_landing(),
        Level::Unit => t.msg_apart_level_unit(),
        Level::Prison => t.msg_apart_level_prison(),
    }
}

/// What somebody is to the other.
pub fn role(t: Text, role: Role) -> String {
    match role {
        Role::Victim => t.msg_apart_role_victim(),
        Role::Perpetrator => t.msg_apart_role_perpetrator(),
        Role::Mutual => t.msg_apart_role_mutual(),
        Role::Witness => t.msg_apart_role_witness(),
        Role::Unknown => t.msg_apart_role_unknown(),
    }
}

/// Why.
pub fn reason(t: Text, reason: Reason) -> String {
    match reason {
        Reason::Threats => t.msg_apart_reason_threats(),
        Reason::Violence => t.msg_apart_reason_violence(),
        Reason::SameCase => t.msg_apart_reason_same_case(),
        Reason::Witness => t.msg_apart_reason_witness(),
        Reason::Victim => t.msg_apart_reason_victim(),
        Reason::Network => t.msg_apart_reason_network(),
        Reason::Debt => t.msg_apart_reason_debt(),
        Reason::OwnWish => t.msg_apart_reason_own_wish(),
        Reason::Other => t.msg_apart_reason_other(),
    }
}

/// The other one: "Hansen, Jonas (2026-01482)", or "a person you may not see".
pub fn other(t: Text, conflict: &Conflict) -> String {
    match &conflict.other {
        Some(o) => t.msg_apart_person(o.name.as_str(), o.number.as_str()),
        None => t.msg_apart_hidden(),
    }
}

/// A conflict in one line, for any consider page: "Skal holdes atskilt fra Hansen, Jonas (2026-01482), som er i samme celle."
pub fn line(t: Text, conflict: &Conflict) -> String {
    let who = other(t, conflict);
    match conflict.meets {
        Meets::Together => t.msg_apart_meets_together(who.as_str()),
        Meets::Cell => t.msg_apart_meets_cell(who.as_str()),
        Meets::Landing => t.msg_apart_meets_landing(who.as_str()),
        Meets::Unit => t.msg_apart_meets_unit(who.as_str()),
        Meets::Prison => t.msg_apart_meets_prison(who.as_str()),
    }
}

/// What goes with the line: how far apart they must be, and why as far as the reader may see. "Ikke samme avdeling. Trusler: …"
pub fn detail(t: Text, conflict: &Conflict) -> String {
    let level = level(t, conflict.level);
    match (conflict.reason.map(|r| reason(t, r)), &conflict.text) {
        (Some(why), Some(text)) => t.msg_apart_detail_text(level.as_str(), why.as_str(), text.as_str()),
        (Some(why), None) => t.msg_apart_detail(level.as_str(), why.as_str()),
        _ => level,
    }
}
