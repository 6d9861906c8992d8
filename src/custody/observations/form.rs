//! An observation as typed.

use serde::Deserialize;
use uuid::Uuid;

use chrono::{DateTime, Utc};

use super::rules::{self, BadTime, When};
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clean, clock, day, shown_time, time, typed_time};
use crate::web::lang::Text;

/// The words a radio button may send.
const NATURES: [&str; 2] = ["fact", "assessment"];
/// From whom something is known.
pub const SOURCES: [&str; 5] = ["own", "colleague", "inmate", "other", "document"];

/// A new entry, or a correction of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// What kind.
    pub kind: String,
    /// The text.
    pub text: String,
    /// Where.
    pub place: String,
    /// Fact or assessment.
    pub nature: String,
    /// From whom.
    pub source: String,
    /// Who or what that is.
    pub source_detail: String,
    /// `yes` or `no`.
    pub verified: String,
    /// The day, when it was not just now.
    pub day: String,
    /// The time of it.
    pub time: String,
    /// Why it comes late.
    pub late: String,
    /// Why it is corrected.
    pub reason: String,
    /// About whom.
    pub about: Vec<String>,
    /// Who else was there.
    pub present: Vec<String>,
    /// The unit whose people are offered.
    pub unit: String,
    /// The version a correction began from.
    pub read: String,
}

/// An entry that can be written.
pub struct Entry {
    /// A code of the list `observation_type`.
    pub kind: String,
    /// The text.
    pub text: String,
    /// Where.
    pub place: String,
    /// `fact` or `assessment`.
    pub nature: &'static str,
    /// From whom.
    pub source: &'static str,
    /// Who or what that is.
    pub source_detail: String,
    /// Whether it is verified.
    pub verified: bool,
    /// When it happened.
    pub when: When,
    /// Why it comes late.
    pub late: Option<String>,
    /// Why it is corrected.
    pub reason: Option<String>,
    /// About whom.
    pub about: Vec<Uuid>,
    /// Who else was there.
    pub present: Vec<Uuid>,
}

/// What kind of writing the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Something new.
    New,
    /// One's own entry is corrected.
    Own,
    /// Somebody else's: the reason is asked for.
    Anothers,
}

/// A message beside the time field.
pub fn time_fault(t: Text, bad: BadTime) -> (&'static str, String) {
    match bad {
        BadTime::NoTime => ("time", t.msg_note_bad_time()),
        BadTime::NeverWas => ("time", t.msg_note_time_never_was()),
        BadTime::Ahead => ("time", t.msg_note_time_ahead()),
        BadTime::LongAgo => ("day", t.msg_note_time_long_ago()),
    }
}

/// Day and time as typed.
pub fn when(day_text: &str, time_text: &str, now: DateTime<Utc>, t: Text, errors: &mut Errors) -> Option<When> {
    let (typed_day, typed_time) = (day(day_text), time(time_text));
    if typed_day.is_none() && !day_text.trim().is_empty() {
        errors.add("day", t.msg_note_bad_day());
        return None;
    }
    if typed_time.is_none() && !time_text.trim().is_empty() {
        errors.add("time", t.msg_note_bad_time());
        return None;
    }
    rules::when(typed_day, typed_time, shown_time(time_text).1, now)
        .map_err(|bad| {
            let (field, message) = time_fault(t, bad);
            errors.add(field, message);
        })
        .ok()
}

/// An instant typed as day and time, past or ahead; of an hour that comes twice the first unless the second was chosen.
pub fn local(day_text: &str, time_text: &str) -> Option<DateTime<Utc>> {
    let (day, time) = (day(day_text)?, time(time_text)?);
    clock(day.and_time(time), time_text).instant()
}

/// Text that is not empty and not too long.
pub fn body(text: &str, t: Text, errors: &mut Errors) -> String {
    let text = clean(text);
    let length = text.chars().count();
    if length == 0 {
        errors.add("text", t.msg_note_missing_text());
    } else if length > rules::MOST_CHARACTERS {
        errors.add("text", t.msg_note_long_text(length as i64, rules::MOST_CHARACTERS as i64));
    }
    text
}

impl EntryForm {
    /// As it first stands: a fact, seen by the writer.
    pub fn fresh() -> Self {
        Self { nature: "fact".into(), source: "own".into(), ..Self::default() }
    }

    /// With the time filled in.
    #[must_use]
    pub fn at(self, at: DateTime<Utc>) -> Self {
        Self { day: crate::law::calendar::oslo_day(at).to_string(), time: typed_time(at), ..self }
    }

    /// The entry, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, purpose: Purpose, now: DateTime<Utc>) -> Result<Entry, Errors> {
        let mut errors = Errors::new();
        let new = purpose == Purpose::New;
        // A talk has a form of its own: what was agreed must not drown in text.
        let kind =
            catalogue.get(List::ObservationType, &self.kind).filter(|c| !c.closed).filter(|c| !new || c.code != "CONTACT_OFFICER").map(|c| c.code.clone());
        if kind.is_none() {
            errors.add("kind", t.msg_note_choose_kind());
        }
        let text = body(&self.text, t, &mut errors);
        let nature = NATURES.into_iter().find(|n| *n == self.nature);
        if nature.is_none() {
            errors.add("nature", t.msg_note_choose_nature());
        }
        let source = SOURCES.into_iter().find(|s| *s == self.source);
        if source.is_none() {
            errors.add("source", t.msg_note_choose_source());
        }
        let source_detail = clean(&self.source_detail);
        if source_detail.chars().count() > 200 {
            errors.add("source_detail", t.msg_note_long_line(200));
        } else if source_detail.is_empty() && matches!(source, Some("colleague" | "other" | "document")) {
            errors.add("source_detail", t.msg_note_missing_source());
        }
        let verified = match (self.verified.as_str(), source) {
            ("yes", _) | ("", Some("own")) => Some(true),
            ("no", _) => Some(false),
            _ => None,
        };
        if verified.is_none() && source.is_some() {
            errors.add("verified", t.msg_note_choose_verified());
        }
        let place = clean(&self.place);
        if place.chars().count() > 120 {
            errors.add("place", t.msg_note_long_line(120));
        }
        let when = when(&self.day, &self.time, now, t, &mut errors);
        let late = Some(clean(&self.late)).filter(|l| !l.is_empty());
        match &late {
            None if new && when.is_some_and(|w| w.late) => errors.add("late", t.msg_note_missing_late()),
            Some(l) if !(3..=300).contains(&l.chars().count()) => errors.add("late", t.msg_note_missing_late()),
            _ => {}
        }
        let reason = Some(clean(&self.reason)).filter(|r| !r.is_empty());
        match &reason {
            None if purpose == Purpose::Anothers => errors.add("reason", t.msg_note_missing_reason()),
            Some(r) if !(3..=300).contains(&r.chars().count()) => errors.add("reason", t.msg_note_missing_reason()),
            _ => {}
        }
        let (about, present) = if new { self.people(t, &mut errors) } else { (Vec::new(), Vec::new()) };
        let entry = (|| {
            Some(Entry {
                kind: kind?,
                text,
                place,
                nature: nature?,
                source: source?,
                source_detail,
                verified: verified?,
                when: when?,
                late: late.filter(|_| when.is_some_and(|w| w.late)),
                reason,
                about,
                present,
            })
        })();
        errors.into_result(entry)
    }

    /// Whoever is ticked as both is the one it is about.
    fn people(&self, t: Text, errors: &mut Errors) -> (Vec<Uuid>, Vec<Uuid>) {
        let ids = |list: &[String]| {
            let mut ids: Vec<Uuid> = list.iter().filter_map(|id| id.parse().ok()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let about = ids(&self.about);
        let mut present = ids(&self.present);
        present.retain(|id| !about.contains(id));
        if about.is_empty() {
            errors.add("about", t.msg_note_choose_people());
        } else if about.len() + present.len() > rules::MOST_PEOPLE {
            errors.add("about", t.msg_note_too_many(rules::MOST_PEOPLE as i64));
        }
        (about, present)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn every_mistake_is_told_at_once() {
        let now = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let empty = EntryForm::default().parse(t, &Catalogue::default(), Purpose::New, now).err().unwrap_or_default();
        for field in ["kind", "text", "nature", "source", "about"] {
            assert!(empty.of(field).is_some(), "{field}");
        }
        let typed = EntryForm {
            source: "colleague".into(),
            nature: "fact".into(),
            text: "x".repeat(4001),
            day: "2026-11-23".into(),
            time: "09:00".into(),
            about: vec![Uuid::from_u128(1).to_string(), "odd".into()],
            present: vec![Uuid::from_u128(1).to_string()],
            ..EntryForm::default()
        };
        let errors = typed.parse(t, &Catalogue::default(), Purpose::New, now).err().unwrap_or_default();
        for field in ["kind", "text", "source_detail", "verified", "late"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        assert!(errors.of("about").is_none() && errors.of("time").is_none());
        let mut none = Errors::new();
        assert_eq!(typed.people(t, &mut none), (vec![Uuid::from_u128(1)], Vec::new()), "both is about");
        let other = EntryForm { reason: "x".into(), ..typed }.parse(t, &Catalogue::default(), Purpose::Anothers, now).err().unwrap_or_default();
        assert!(other.of("reason").is_some() && other.of("about").is_none() && other.of("late").is_none());
    }
}
