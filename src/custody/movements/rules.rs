//! When a step of a movement may be recorded, and by whom. Pure: the store asks under the person's lock, the tables keep the same.

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{Elsewhere, Facts, Movement};
use crate::access::Role;

/// What is recorded later than this after it happened asks for a reason.
pub const LATE: TimeDelta = TimeDelta::minutes(15);

/// Reasons for a way out and back that anybody at the gate may plan and record.
pub const OUT_AND_BACK: &[&str] = &["COURT", "POLICE", "HOSP", "HOSP_ADM", "DOCTOR", "ESC_LEAVE", "FUNERAL", "LEAVE", "DAYREL", "WORKOUT", "INTERRUPT"];
/// Reasons for a way to another prison of the service: it ends when that prison receives the person.
pub const TRANSFERS: &[&str] = &["TRF_OUT", "TRF_LOWER", "TRF_HIGHER", "TRF_HALF"];
/// Reasons for a way out that is not expected to end here.
pub const OUT_FOR_GOOD: &[&str] = &["TRF_OUT", "TRF_LOWER", "TRF_HIGHER", "TRF_HALF", "TRF_P12", "TRF_ABROAD"];
/// Reasons for a release.
pub const RELEASES: &[&str] = &["REL_LICENCE", "REL_FULL", "REL_REMAND", "REL_FINE", "REL_EXPULSION", "REL_EARLY", "REL_PARDON"];

/// Whether the way ends with coming back here.
pub fn comes_back(reason: &str) -> bool {
    OUT_AND_BACK.contains(&reason)
}

/// Whether it leads to another prison of the service.
pub fn is_transfer(reason: &str) -> bool {
    TRANSFERS.contains(&reason)
}

/// Whether it is a release.
pub fn is_release(reason: &str) -> bool {
    RELEASES.contains(&reason)
}

/// Whether somebody goes along: all but those who are trusted to go alone.
pub fn is_escorted(reason: &str) -> bool {
    !matches!(reason, "LEAVE" | "DAYREL" | "WORKOUT" | "INTERRUPT" | "ESCAPE") && !is_release(reason)
}

/// Release, escape and death: duty officer and governor, and the case manager for their own people. `custody.may_end_stay` says the same.
pub fn may_end_stay(role: Role, assigned: bool) -> bool {
    match role {
        Role::DutyOfficer | Role::Governor => true,
        Role::CaseManager => assigned,
        _ => false,
    }
}

/// The second person of a release: also a colleague of the case office who does not have the case. `custody.may_confirm_release` says the same.
pub fn may_confirm_release(role: Role) -> bool {
    matches!(role, Role::DutyOfficer | Role::Governor | Role::CaseManager)
}

/// Why a step cannot be recorded as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has not happened yet.
    Future,
    /// More than [`LATE`] ago, and nobody said why.
    NeedsReason,
    /// Nobody who is not held goes anywhere.
    NotHeld,
    /// Before the stay began.
    BeforeStay(DateTime<Utc>),
    /// Out already.
    OutAlready(Elsewhere),
    /// Somewhere else at that time, or after it.
    Contradicts(Elsewhere),
    /// Before the step that comes first.
    BeforeFirst(DateTime<Utc>),
    /// Something happened after it.
    BeforeLast(DateTime<Utc>),
    /// No decision in force sends them to that prison.
    NotDecided,
}

impl Fault {
    /// Whether it is the time typed that is wrong; else the facts are others than the page showed.
    pub fn is_about_time(&self) -> bool {
        !matches!(self, Self::NotHeld | Self::OutAlready(_) | Self::NotDecided)
    }
}

/// The instant of something that has happened.
///
/// # Errors
/// When it has not, or when it is told late and without a reason.
pub fn happened(at: DateTime<Utc>, now: DateTime<Utc>, reason: bool) -> Result<(), Fault> {
    match now - at {
        past if past < TimeDelta::zero() => Err(Fault::Future),
        past if past > LATE && !reason => Err(Fault::NeedsReason),
        _ => Ok(()),
    }
}

/// Whether somebody can have left at an instant: held, not out, nothing recorded after it. Being somewhere in the house since before is no
/// hindrance: that ends where the way out begins.
///
/// # Errors
/// Why not.
pub fn departure(at: DateTime<Utc>, facts: &Facts) -> Result<(), Fault> {
    let since = facts.held_since.ok_or(Fault::NotHeld)?;
    if at < since {
        return Err(Fault::BeforeStay(since));
    }
    for e in &facts.elsewhere {
        match (e.out, e.to) {
            (true, None) => return Err(Fault::OutAlready(e.clone())),
            (false, None) if e.from <= at => {}
            _ => return Err(Fault::Contradicts(e.clone())),
        }
    }
    Ok(())
}

/// Whether the recorded times of a movement are anybody's to set right: of one that has begun and did not end with the stay or an escape.
pub fn may_be_corrected(m: &Movement) -> bool {
    matches!(m.state.as_str(), "out" | "back") && m.ended_as.is_none() && m.reason != "ESCAPE" && !is_release(&m.reason)
}

/// Whether recorded times can be set right to these: within the stay, and nothing else known of the person in between.
///
/// # Errors
/// Why not.
pub fn corrected(out: DateTime<Utc>, back: Option<DateTime<Utc>>, facts: &Facts) -> Result<(), Fault> {
    let since = facts.held_since.ok_or(Fault::NotHeld)?;
    if out < since {
        return Err(Fault::BeforeStay(since));
    }
    let within = |e: &&Elsewhere| e.to.is_none_or(|to| to > out) && back.is_none_or(|back| e.from < back);
    facts.elsewhere.iter().find(within).map_or(Ok(()), |e| Err(Fault::Contradicts(e.clone())))
}

/// Whether somebody can have left for a place within the house: held, not out, not at another place.
///
/// # Errors
/// Why not.
pub fn departure_inside(at: DateTime<Utc>, facts: &Facts) -> Result<(), Fault> {
    let since = facts.held_since.ok_or(Fault::NotHeld)?;
    if at < since {
        return Err(Fault::BeforeStay(since));
    }
    match facts.elsewhere.first() {
        None => Ok(()),
        Some(e) if e.out && e.to.is_none() => Err(Fault::OutAlready(e.clone())),
        Some(e) => Err(Fault::Contradicts(e.clone())),
    }
}

/// Whether a step can have happened after the one before it.
///
/// # Errors
/// When it would come first.
pub fn after(at: DateTime<Utc>, first: Option<DateTime<Utc>>) -> Result<(), Fault> {
    match first {
        Some(first) if at < first => Err(Fault::BeforeFirst(first)),
        _ => Ok(()),
    }
}

/// Whether a stay can have ended at an instant: after everything known.
///
/// # Errors
/// What happened last.
pub fn end(at: DateTime<Utc>, last: Option<DateTime<Utc>>) -> Result<(), Fault> {
    match last {
        None => Err(Fault::NotHeld),
        Some(last) if at <= last => Err(Fault::BeforeLast(last)),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + minutes * 60, 0).unwrap_or_default()
    }

    fn elsewhere(out: bool, from: i64, to: Option<i64>) -> Elsewhere {
        Elsewhere { id: Uuid::nil(), out, reason: "COURT".into(), place: String::new(), from: at(from), to: to.map(at), by: None }
    }

    fn held(elsewhere: Vec<Elsewhere>) -> Facts {
        Facts { held_since: Some(at(-1_000)), elsewhere }
    }

    #[test]
    fn the_past_has_happened_and_what_is_told_late_has_a_reason() {
        for (case, ago, reason, expected) in [
            ("now", 0, false, Ok(())),
            ("a quarter of an hour ago", 15, false, Ok(())),
            ("earlier", 16, false, Err(Fault::NeedsReason)),
            ("earlier, told why", 600, true, Ok(())),
            ("not yet", -1, true, Err(Fault::Future)),
        ] {
            assert_eq!(happened(at(-ago), at(0), reason), expected, "{case}");
        }
    }

    #[test]
    fn nobody_leaves_twice_nor_into_what_is_known() {
        let (running, over, later) = (elsewhere(true, -60, None), elsewhere(true, -60, Some(5)), elsewhere(true, 10, Some(40)));
        let (shop, was_there, goes_later) = (elsewhere(false, -30, None), elsewhere(false, -30, Some(20)), elsewhere(false, 10, None));
        for (case, facts, expected) in [
            ("in the cell", held(vec![]), Ok(())),
            ("out already", held(vec![running.clone()]), Err(Fault::OutAlready(running.clone()))),
            ("back only after that", held(vec![over.clone()]), Err(Fault::Contradicts(over))),
            ("out again after that", held(vec![later.clone()]), Err(Fault::Contradicts(later))),
            ("in the workshop: that ends", held(vec![shop.clone()]), Ok(())),
            ("was in the workshop until later", held(vec![was_there.clone()]), Err(Fault::Contradicts(was_there))),
            ("went to the workshop later", held(vec![goes_later.clone()]), Err(Fault::Contradicts(goes_later))),
            ("not held", Facts::default(), Err(Fault::NotHeld)),
            ("before the stay", Facts { held_since: Some(at(1)), elsewhere: vec![] }, Err(Fault::BeforeStay(at(1)))),
        ] {
            assert_eq!(departure(at(0), &facts), expected, "{case}");
        }
        assert_eq!(departure_inside(at(0), &held(vec![shop.clone()])), Err(Fault::Contradicts(shop)), "at another place");
        assert_eq!(departure_inside(at(0), &held(vec![running.clone()])), Err(Fault::OutAlready(running)));
    }

    #[test]
    fn what_is_set_right_contradicts_nothing() {
        let (before, later) = (elsewhere(true, -60, Some(-30)), elsewhere(true, 30, Some(60)));
        let facts = held(vec![before.clone(), later.clone()]);
        for (case, out, back, expected) in [
            ("between the two", -30, Some(30), Ok(())),
            ("into the earlier", -31, Some(10), Err(Fault::Contradicts(before))),
            ("into the later", 0, Some(31), Err(Fault::Contradicts(later.clone()))),
            ("still out, and the later began after it", 0, None, Err(Fault::Contradicts(later))),
            ("after both", 60, None, Ok(())),
            ("before the stay", -1_001, Some(-900), Err(Fault::BeforeStay(at(-1_000)))),
        ] {
            assert_eq!(corrected(at(out), back.map(at), &facts), expected, "{case}");
        }
        assert_eq!(corrected(at(0), None, &Facts::default()), Err(Fault::NotHeld));
    }

    #[test]
    fn steps_come_in_order() {
        assert_eq!(after(at(5), Some(at(5))), Ok(()));
        assert_eq!(after(at(4), Some(at(5))), Err(Fault::BeforeFirst(at(5))));
        assert_eq!(end(at(5), Some(at(5))), Err(Fault::BeforeLast(at(5))));
        assert_eq!(end(at(6), Some(at(5))), Ok(()));
        assert_eq!(end(at(6), None), Err(Fault::NotHeld));
    }

    #[test]
    fn who_may_end_a_stay() {
        for (role, assigned, expected) in [
            (Role::DutyOfficer, false, true),
            (Role::Governor, false, true),
            (Role::CaseManager, true, true),
            (Role::CaseManager, false, false),
            (Role::Officer, true, false),
            (Role::ContactOfficer, true, false),
            (Role::Nurse, true, false),
        ] {
            assert_eq!(may_end_stay(role, assigned), expected, "{role}");
        }
    }
}
