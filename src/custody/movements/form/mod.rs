//! What is typed about movements.

mod end;
mod inside;
mod plan;
mod release;
mod step;

pub use end::{EndForm, EscapeForm};
pub use inside::InsideForm;
pub use plan::{Offer, PlanCommand, PlanForm, When, day_of};
pub use release::{GateForm, ReleaseForm};
pub use step::{CancelForm, LeaveForm, Manner, StepForm, TakenStep};

use chrono::{DateTime, Utc};

use super::rules;
use crate::law::calendar::{self, Reading};
use crate::web::Errors;
use crate::web::form::{clean, moment};
use crate::web::lang::Text;

/// The longest reason, in characters.
pub const MOST_REASON: u32 = 300;
/// The longest name of a place.
pub const MOST_PLACE: u32 = 120;

/// An instant as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    /// When.
    pub at: DateTime<Utc>,
    /// The clock showed the time twice that night; this is the first.
    pub twice: bool,
}

/// A day and a time, read as a clock in Oslo shows it. None, with the message beside the field, when it is no time or one that was skipped.
pub fn instant(field: &'static str, typed: &str, t: Text, errors: &mut Errors) -> Option<Instant> {
    let Some(local) = moment(typed) else {
        errors.add(field, t.msg_move_bad_time());
        return None;
    };
    match calendar::read_clock(local) {
        Reading::Once(at) => Some(Instant { at, twice: false }),
        Reading::Twice(at, _) => Some(Instant { at, twice: true }),
        Reading::Never => {
            errors.add(field, t.msg_move_skipped_time());
            None
        }
    }
}

/// As a browser's time field takes it.
pub fn typed(at: DateTime<Utc>) -> String {
    calendar::oslo_time(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// A reason of 3 to 300 characters when something was typed.
pub fn reason(field: &'static str, typed: &str, t: Text, errors: &mut Errors) -> Option<String> {
    let text = clean(typed);
    match text.chars().count() {
        0 => None,
        n if n < 3 || n > MOST_REASON as usize => {
            errors.add(field, t.msg_move_bad_reason());
            None
        }
        _ => Some(text),
    }
}

/// A time field has no seconds: the present minute is now.
pub fn snap(at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    if at <= now && now - at < chrono::TimeDelta::minutes(1) { now } else { at }
}

/// When something that is told now has happened, with the message beside the field when it has not, or is told late without a reason.
pub fn happened(at: DateTime<Utc>, now: DateTime<Utc>, late: Option<&str>, fields: (&'static str, &'static str), t: Text, errors: &mut Errors) {
    match rules::happened(at, now, late.is_some()) {
        Err(rules::Fault::NeedsReason) => errors.add(fields.1, t.msg_move_late_missing()),
        Err(_) => errors.add(fields.0, t.msg_move_future()),
        Ok(()) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn the_nights_when_the_clock_changes() {
        let t = Lang::Nb.text();
        let mut errors = Errors::new();
        let twice = instant("at", "2026-10-25T02:30", t, &mut errors);
        assert_eq!(twice.map(|i| (i.at.to_rfc3339(), i.twice)), Some(("2026-10-25T00:30:00+00:00".to_owned(), true)), "the earlier of the two");
        assert!(errors.is_empty());
        assert_eq!(instant("at", "2026-03-29T02:30", t, &mut errors), None);
        assert!(errors.of("at").is_some_and(|m| m.contains("finnes ikke")), "a time that was skipped is said to be so");
        // A day of 25 hours and one of 23.
        let mut none = Errors::new();
        let span = |day: &str, none: &mut Errors| {
            let from = instant("a", &format!("{day}T00:30"), t, none)?;
            let to = instant("b", &format!("{day}T23:30"), t, none)?;
            Some((to.at - from.at).num_hours())
        };
        assert_eq!((span("2026-10-25", &mut none), span("2026-03-29", &mut none)), (Some(24), Some(22)));
    }
}
