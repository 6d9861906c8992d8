//! A duty as it is typed, and what came of a task.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// What duties there are.
pub const KINDS: [&str; 7] = ["laundry", "cleaning", "room_inspection", "kitchen", "waste", "outdoors", "other"];

/// A week to plan.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Week {
    pub week: String,
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// A duty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Duty {
    pub kind: String,
    pub title: String,
    pub weekday: Vec<String>,
    pub people: String,
    pub who: String,
    pub member: Vec<String>,
    /// That two who must be kept apart may have it together all the same, and why.
    pub apart: String,
    pub apart_why: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct NewDuty {
    pub kind: &'static str,
    pub title: String,
    pub weekdays: Vec<i16>,
    pub people: i16,
    pub in_turn: bool,
    pub members: Vec<InmateId>,
}

impl Duty {
    pub fn parse(&self, t: Text) -> Result<NewDuty, Errors> {
        let mut errors = Errors::new();
        let kind = KINDS.into_iter().find(|k| *k == self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_rota_kind_missing());
        }
        let title = clean(&self.title);
        if title.chars().count() > 80 {
            errors.add("title", t.msg_rota_title_long());
        }
        if title.is_empty() && kind == Some("other") {
            errors.add("title", t.msg_rota_title_missing());
        }
        let mut weekdays: Vec<i16> = self.weekday.iter().filter_map(|d| d.parse().ok()).filter(|d| (1..=7).contains(d)).collect();
        weekdays.sort_unstable();
        weekdays.dedup();
        if weekdays.is_empty() {
            errors.add("weekday", t.msg_rota_weekday_missing());
        }
        let in_turn = self.who != "named";
        let staff = self.who == "staff";
        let members: Vec<InmateId> = if self.who == "named" { self.member.iter().filter_map(|m| m.parse().ok().map(InmateId)).collect() } else { Vec::new() };
        let people = if staff { Some(0) } else { clean(&self.people).parse::<i16>().ok().filter(|n| (1..=12).contains(n)) };
        if people.is_none() {
            errors.add("people", t.msg_rota_people_wrong());
        }
        if !["turn", "named", "staff"].contains(&self.who.as_str()) {
            errors.add("who", t.msg_rota_who_missing());
        }
        if self.who == "named" && members.is_empty() {
            errors.add("who", t.msg_rota_members_missing());
        }
        let duty = kind.zip(people).map(|(kind, people)| NewDuty { kind, title, weekdays, people, in_turn, members });
        errors.into_result(duty)
    }
}

/// The longest reason, in characters.
pub const MOST_REASON: u32 = 300;

/// Why two who must be kept apart may have a duty together: once the box is ticked and a reason says it.
pub fn reasoned(ticked: &str, why: &str) -> Option<String> {
    let why = clean(why);
    (ticked == "yes" && (3..=MOST_REASON as usize).contains(&why.chars().count())).then_some(why)
}

/// What came of a task.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mark {
    pub did: String,
    pub reason: String,
    pub inmate: String,
    /// The week to come back to.
    pub week: Option<String>,
    /// That two who must be kept apart may have it together all the same, and why.
    pub apart: String,
    pub apart_why: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub enum Marked {
    /// Done, not done with a reason, or planned again.
    State(&'static str, Option<String>),
    /// Somebody else takes it.
    Swap(InmateId),
}

impl Mark {
    /// What is meant, or none when no page of ours sent this.
    pub fn parse(&self) -> Option<Marked> {
        let reason = clean(&self.reason).chars().take(200).collect::<String>();
        match self.did.as_str() {
            "done" => Some(Marked::State("done", None)),
            "not_done" => Some(Marked::State("not_done", (!reason.is_empty()).then_some(reason))),
            "planned" => Some(Marked::State("planned", None)),
            "swap" => self.inmate.parse().ok().map(|id| Marked::Swap(InmateId(id))),
            _ => None,
        }
    }
}

/// The Monday of a week as an address names it; this week's when it names none.
pub fn monday(week: Option<&str>, today: NaiveDate) -> NaiveDate {
    crate::law::calendar::monday_of(week.and_then(|w| w.parse().ok()).unwrap_or(today))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn duties() {
        let t = Lang::Nb.text();
        let duty = Duty {
            kind: "laundry".into(),
            weekday: vec!["2".into(), "4".into(), "2".into(), "9".into()],
            people: "2".into(),
            who: "turn".into(),
            ..Duty::default()
        };
        let new = duty.parse(t).unwrap();
        assert_eq!((new.weekdays, new.people, new.in_turn), (vec![2, 4], 2, true));
        let errors = Duty::default().parse(t).unwrap_err();
        for field in ["kind", "weekday", "people", "who"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let named = Duty { kind: "other".into(), weekday: vec!["1".into()], people: "1".into(), who: "named".into(), ..Duty::default() };
        let errors = named.parse(t).unwrap_err();
        assert!(errors.of("title").is_some() && errors.of("who").is_some());
        let staff = Duty { kind: "room_inspection".into(), weekday: vec!["5".into()], who: "staff".into(), ..Duty::default() };
        assert_eq!(staff.parse(t).unwrap().people, 0);
    }

    #[test]
    fn weeks() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let monday_is = |text| monday(text, today).to_string();
        assert_eq!((monday_is(None), monday_is(Some("2026-12-06")), monday_is(Some("x"))), ("2026-11-23".into(), "2026-11-30".into(), "2026-11-23".into()));
    }
}
