//! What a register proposes, what may be said, and until when. Pure.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::model::{Gives, Mark, Person, Said, Session, SessionState};
use crate::activities::timetable::{Expected, Kind};
use crate::law::calendar;
use crate::law::rule::{Book, Unit};
use crate::reference::Code;

/// A register is opened so long before the session begins.
pub const AHEAD: TimeDelta = TimeDelta::minutes(15);

/// What a reason does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The mark that it belongs to.
    pub mark: Mark,
    /// What it gives; none: what the suspension says.
    pub gives: Option<Gives>,
    /// Counts as a warning.
    pub warns: bool,
    /// A word of explanation is asked for.
    pub note: bool,
}

impl Effect {
    /// From the list of reasons. None: a reason why a session was not held, which nobody has alone. (Not called is the house's doing and not the person's, but it
    /// is one person's all the same.)
    pub fn of(code: &Code) -> Option<Self> {
        let mark = match (code.code.as_str(), code.attribute("kind")) {
            ("LATE", _) => Mark::Late,
            ("SENT_BACK", _) => Mark::SentBack,
            (_, "valid" | "invalid") | ("NOT_CALLED", _) => Mark::Absent,
            (_, "not_required") => Mark::NotRequired,
            _ => return None,
        };
        Some(Self { mark, gives: Gives::of(code.attribute("gives")), warns: code.attribute("warns") == "1", note: code.attribute("note") == "1" })
    }
}

/// Why somebody is not there, as the movement they are out on says it.
fn reason_of_way(movement: &str) -> &'static str {
    match movement {
        "COURT" => "COURT",
        "POLICE" => "POLICE",
        "HOSP" | "HOSP_ADM" | "DOCTOR" => "DOCTOR",
        "LEAVE" | "INTERRUPT" | "FUNERAL" => "LEAVE",
        way if way.starts_with("TRF") => "TRANSFER",
        _ => "ESCORT",
    }
}

/// Why somebody is not there, as the timetable says it.
fn reason_of_claim(kind: Kind) -> &'static str {
    match kind {
        Kind::Court => "COURT",
        Kind::Transfer => "TRANSFER",
        Kind::Leave => "LEAVE",
        Kind::Out => "ESCORT",
        Kind::Visit => "VISIT",
        Kind::Health => "DOCTOR",
        Kind::Programme => "PROGRAMME",
        Kind::Exam => "SCHOOL",
        Kind::Hearing | Kind::Appointment | Kind::Review | Kind::DayRelease | Kind::Activity | Kind::Leisure => "CLASH",
    }
}

/// What a form shows of somebody before anything is said: what is known of where they are, else that they are there.
pub fn proposed(session: &Session, person: &Person, expected: Option<&Expected>, now: DateTime<Utc>) -> (Mark, Option<String>) {
    if let Some(kept) = &person.kept {
        return (kept.said.mark, kept.said.reason.clone());
    }
    if let Some(code) = &person.held_back {
        return (Mark::NotRequired, Some(code.clone()));
    }
    if person.suspended.is_some() {
        return (Mark::NotRequired, Some("SUSPENDED".to_owned()));
    }
    let of = |code: &str| (if code == "CLASH" { Mark::NotRequired } else { Mark::Absent }, Some(code.to_owned()));
    // Where somebody is now says nothing of a session that is over.
    if let Some((way, until)) = person.out.as_ref().filter(|_| now < session.ends_at)
        && until.is_none_or(|until| until > session.starts_at)
    {
        return of(reason_of_way(way));
    }
    match expected {
        Some(Expected::Away(claim)) => of(reason_of_claim(claim.kind)),
        _ => (Mark::Present, None),
    }
}

/// Whether a register may be said anything of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// It is taken now, without a word.
    ToTake,
    /// It can be corrected until the end of this day, with a reason.
    ToCorrect(NaiveDate),
    /// Its days are over: the governor alone, with a reason.
    Late(NaiveDate),
    /// It is too early.
    Ahead,
    /// The session is not held.
    Cancelled,
}

/// The last day on which whoever took a register corrects it. A row that is not there is no window.
pub fn last_day(book: &Book, on_day: NaiveDate) -> NaiveDate {
    match book.on(on_day).span("activity.correction_window", "") {
        Ok((span, _)) => {
            let days = match span.unit {
                Unit::Days => u64::from(span.n),
                Unit::Weeks => u64::from(span.n) * 7,
                Unit::Hours | Unit::Months | Unit::Years => 0,
            };
            on_day.checked_add_days(Days::new(days)).unwrap_or(on_day)
        }
        Err(_) => on_day,
    }
}

/// After how many minutes somebody who has not come is told of on the unit's board.
pub fn missing_minutes(book: &Book, day: NaiveDate) -> i64 {
    book.on(day).number("activity.missing_minutes", "").map_or(10, |(n, _)| n)
}

/// How a register stands now. What nobody took in its days is the governor's too.
pub fn open(session: &Session, book: &Book, now: DateTime<Utc>) -> Open {
    let last = last_day(book, session.on_day);
    if session.state == SessionState::Cancelled {
        Open::Cancelled
    } else if now < session.starts_at - AHEAD {
        Open::Ahead
    } else if calendar::oslo_day(now) > last {
        Open::Late(last)
    } else if session.taken_at.is_some() {
        Open::ToCorrect(last)
    } else {
        Open::ToTake
    }
}

/// What differs from what a register says, of those who are in both.
pub fn differing(said: &HashMap<Uuid, Said>, people: &[Person]) -> Vec<Uuid> {
    people.iter().filter(|p| said.get(&p.id).zip(p.kept.as_ref()).is_none_or(|(now, kept)| *now != kept.said)).filter(|p| !p.veiled).map(|p| p.id).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::activities::timetable::Claim;
    use crate::platform::id::PrisonId;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn session() -> Session {
        Session {
            id: Uuid::from_u128(1),
            place_id: Uuid::from_u128(2),
            prison: PrisonId(Uuid::from_u128(3)),
            place: "Snekkeri".into(),
            kind: "work".into(),
            tools: "machines".into(),
            safety: String::new(),
            on_day: "2026-11-23".parse().unwrap(),
            starts_at: at("2026-11-23T07:15:00Z"),
            ends_at: at("2026-11-23T10:30:00Z"),
            room: None,
            state: SessionState::Planned,
            reason_code: None,
            reason: None,
            taken_at: None,
            taken_by: None,
            stand_in: None,
            version: 1,
        }
    }

    fn person() -> Person {
        Person {
            id: Uuid::from_u128(9),
            veiled: false,
            number: "2026-00001".into(),
            family_name: "Berg".into(),
            given_name: "Tomas".into(),
            cell: None,
            unit: None,
            expected: true,
            suspended: None,
            held_back: None,
            here: true,
            out: None,
            kept: None,
            found: None,
            notices: Vec::new(),
            apart: Vec::new(),
        }
    }

    #[test]
    fn what_is_known_is_filled_in() {
        let now = at("2026-11-23T07:20:00Z");
        let claim = |kind| Expected::Away(Claim { kind, from: at("2026-11-23T07:00:00Z"), until: None });
        let out = |way: &str, until: Option<&str>| Person { out: Some((way.into(), until.map(at))), ..person() };
        for (case, who, expected, mark, reason) in [
            ("nothing known", person(), None, Mark::Present, None),
            ("comes late", person(), Some(Expected::Late(now, Claim { kind: Kind::Health, from: now, until: None })), Mark::Present, None),
            ("at court", person(), Some(claim(Kind::Court)), Mark::Absent, Some("COURT")),
            ("an exam", person(), Some(claim(Kind::Exam)), Mark::Absent, Some("SCHOOL")),
            ("a review of the plan", person(), Some(claim(Kind::Review)), Mark::NotRequired, Some("CLASH")),
            ("out at the hospital", out("HOSP", None), None, Mark::Absent, Some("DOCTOR")),
            ("back before it began", out("HOSP", Some("2026-11-23T07:00:00Z")), None, Mark::Present, None),
            ("out by another way", out("FAMILY", None), None, Mark::Absent, Some("ESCORT")),
            ("held back", Person { held_back: Some("KEEP_APART".into()), ..person() }, Some(claim(Kind::Court)), Mark::NotRequired, Some("KEEP_APART")),
            ("suspended", Person { suspended: Some(("health".into(), Gives::Support)), ..person() }, None, Mark::NotRequired, Some("SUSPENDED")),
        ] {
            assert_eq!(proposed(&session(), &who, expected.as_ref(), now), (mark, reason.map(str::to_owned)), "{case}");
        }
        // The day after, where somebody is now is no reason.
        assert_eq!(proposed(&session(), &out("HOSP", None), None, at("2026-11-24T07:20:00Z")).0, Mark::Present);
    }

    #[test]
    fn until_when() {
        let book = crate::reference::law_of_the_files();
        let mut s = session();
        assert_eq!(open(&s, &book, at("2026-11-23T06:59:00Z")), Open::Ahead);
        assert_eq!(open(&s, &book, at("2026-11-23T07:00:00Z")), Open::ToTake);
        let last: NaiveDate = "2026-11-30".parse().unwrap();
        s.taken_at = Some(at("2026-11-23T07:25:00Z"));
        // Half past eleven in the evening of the last day, Oslo.
        assert_eq!(open(&s, &book, at("2026-11-30T22:30:00Z")), Open::ToCorrect(last));
        assert_eq!(open(&s, &book, at("2026-11-30T23:30:00Z")), Open::Late(last));
        s.state = SessionState::Cancelled;
        assert_eq!(open(&s, &book, at("2026-11-23T07:30:00Z")), Open::Cancelled);
        assert_eq!(missing_minutes(&book, last), 10);
    }

    #[test]
    fn reasons_have_the_effects_of_the_list() {
        let code = |code: &str, kind: &str, gives: &str, warns: &str, note: &str| Code {
            code: code.into(),
            label_nb: String::new(),
            label_en: String::new(),
            sort: 0,
            attributes: serde_json::json!({ "kind": kind, "gives": gives, "warns": warns, "note": note }),
            closed: false,
        };
        let of = |c: Code| Effect::of(&c);
        assert_eq!(of(code("REFUSED", "invalid", "none", "1", "1")), Some(Effect { mark: Mark::Absent, gives: Some(Gives::Nothing), warns: true, note: true }));
        assert_eq!(of(code("SICK", "valid", "support", "0", "0")), Some(Effect { mark: Mark::Absent, gives: Some(Gives::Support), warns: false, note: false }));
        assert_eq!(of(code("LATE", "invalid", "ordinary", "1", "0")).map(|e| e.mark), Some(Mark::Late));
        assert_eq!(of(code("SUSPENDED", "not_required", "by_suspension", "0", "0")).map(|e| (e.mark, e.gives)), Some((Mark::NotRequired, None)));
        assert_eq!(of(code("NOT_CALLED", "cancelled", "ordinary", "0", "1")).map(|e| e.mark), Some(Mark::Absent));
        assert_eq!(of(code("STAFF", "cancelled", "ordinary", "0", "0")), None, "a session's, not a person's");
    }
}
