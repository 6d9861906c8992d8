//! A register as it is sent: of each person what was chosen (`mark.<id>`: `present`, `missing`, `code:SICK`, or `other` with the code in `other.<id>`), a time and a word.

use std::collections::HashMap;

use serde::Deserialize;
use uuid::Uuid;

use super::model::{Gives, Mark, Person, Said, Session};
use super::rules::Effect;
use super::words::{Reason, Reasons};
use crate::web::Errors;
use crate::web::form::{clean, clock, time, typed_time};
use crate::web::lang::Text;

/// Longest word of explanation.
pub const NOTE: usize = 300;

/// The fields as they came, in order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Raw(Vec<(String, String)>);

/// What was typed of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// `present`, `missing`, or the code of a reason.
    pub choice: String,
    /// A time of day.
    pub time: String,
    /// A word of explanation.
    pub note: String,
}

impl Raw {
    /// A field that stands alone.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default()
    }

    /// Which state of the session the page had.
    pub fn version(&self) -> Option<i32> {
        self.one("version").parse().ok()
    }

    /// What was typed, by person. Whoever has no choice is not in it.
    pub fn typed(&self) -> HashMap<Uuid, Typed> {
        let mut typed: HashMap<Uuid, Typed> = HashMap::new();
        let mut others: HashMap<Uuid, String> = HashMap::new();
        for (name, value) in &self.0 {
            let Some((field, id)) = name.split_once('.').and_then(|(field, id)| Some((field, id.parse::<Uuid>().ok()?))) else { continue };
            match field {
                "mark" => typed.entry(id).or_default().choice = value.trim_start_matches("code:").to_owned(),
                "other" => {
                    others.insert(id, value.clone());
                }
                "at" => typed.entry(id).or_default().time = value.trim().to_owned(),
                "note" => typed.entry(id).or_default().note = clean(value),
                _ => {}
            }
        }
        for (id, t) in &mut typed {
            if t.choice == "other" {
                t.choice = others.remove(id).unwrap_or_default();
            }
        }
        typed.retain(|_, t| !t.choice.is_empty());
        typed
    }
}

/// What somebody chose as the register keeps it, or a message.
fn said(t: Text, session: &Session, person: &Person, typed: &Typed, reasons: &Reasons, now: chrono::DateTime<chrono::Utc>) -> Result<Said, String> {
    if typed.note.chars().count() > NOTE {
        return Err(t.msg_att_bad_note(NOTE as i64));
    }
    let plain = |mark, gives| Said { mark, reason: None, came_at: None, left_at: None, gives, note: typed.note.clone() };
    let suspended = person.suspended.as_ref().map(|(_, gives)| *gives);
    match typed.choice.as_str() {
        // Somebody whose place rests and who comes all the same is given what the rest gives.
        "present" => return Ok(plain(Mark::Present, suspended.unwrap_or(Gives::Ordinary))),
        "missing" => return Ok(plain(Mark::Missing, Gives::Ordinary)),
        _ => {}
    }
    let Some(Reason { code, effect: Effect { mark, gives, note, .. }, .. }) = reasons.get(&typed.choice) else { return Err(t.msg_att_bad_choice()) };
    if *note && typed.note.chars().count() < 3 {
        return Err(t.msg_att_missing_note());
    }
    if code == "SUSPENDED" && suspended.is_none() {
        return Err(t.msg_att_bad_suspended());
    }
    let before = person.kept.as_ref().and_then(|k| k.said.came_at.or(k.said.left_at));
    let at = match (mark, typed.time.is_empty()) {
        // As the page showed it, to the minute: it is the same instant still.
        (Mark::Late | Mark::SentBack, false) if before.map(typed_time).as_deref() == Some(typed.time.as_str()) => before,
        (Mark::Late | Mark::SentBack, false) => Some(moment(session, &typed.time).filter(|at| *at <= now).ok_or_else(|| t.msg_att_bad_time())?),
        // Just now, of a session under way; the end of it, of one that is over and where nobody remembers.
        (Mark::Late | Mark::SentBack, true) => Some(before.unwrap_or(now.clamp(session.starts_at, session.ends_at))),
        _ => None,
    };
    Ok(Said {
        mark: *mark,
        reason: Some(code.clone()),
        came_at: at.filter(|_| *mark == Mark::Late),
        left_at: at.filter(|_| *mark == Mark::SentBack),
        gives: gives.or(suspended).unwrap_or(Gives::Nothing),
        note: typed.note.clone(),
    })
}

/// A time of day of a session: of its first day, or of the next when it lasts over midnight.
fn moment(session: &Session, typed: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let hour = time(typed)?;
    let day = crate::law::calendar::oslo_day(session.starts_at);
    let on = |day: chrono::NaiveDate| clock(day.and_time(hour), typed).instant().filter(|at| (session.starts_at..=session.ends_at).contains(at));
    on(day).or_else(|| on(day.succ_opt()?))
}

/// The register as it is to be kept: of everybody who can be marked, or messages beside their names.
pub fn parse(
    t: Text,
    session: &Session,
    people: &[Person],
    typed: &HashMap<Uuid, Typed>,
    reasons: &Reasons,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<HashMap<Uuid, Said>, HashMap<Uuid, String>> {
    let (mut kept, mut wrong) = (HashMap::new(), HashMap::new());
    for person in people.iter().filter(|p| !p.veiled) {
        // Whom the form did not name has come since: the database tells.
        let Some(typed) = typed.get(&person.id) else { continue };
        match said(t, session, person, typed, reasons, now) {
            Ok(said) => {
                kept.insert(person.id, said);
            }
            Err(message) => {
                wrong.insert(person.id, message);
            }
        }
    }
    if wrong.is_empty() { Ok(kept) } else { Err(wrong) }
}

/// A reason in words, where one is asked for.
pub fn why(t: Text, raw: &Raw, field: &'static str, errors: &mut Errors) -> String {
    let reason = clean(raw.one(field));
    if !(3..=NOTE).contains(&reason.chars().count()) {
        errors.add(field, t.msg_att_missing_why());
    }
    reason
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_by_person() {
        let (a, b, c) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let body = format!(
            "csrf=x&version=3&mark.{a}=present&mark.{b}=code%3ASICK&note.{b}=ringte+&mark.{c}=other&other.{c}=COURT&at.{c}=08%3A20&why=feil&mark.nobody=present"
        );
        let raw: Raw = serde_html_form::from_bytes(body.as_bytes()).unwrap();
        assert_eq!((raw.version(), raw.one("why")), (Some(3), "feil"));
        let typed = raw.typed();
        assert_eq!(typed.len(), 3);
        assert_eq!(typed[&a], Typed { choice: "present".into(), ..Typed::default() });
        assert_eq!(typed[&b], Typed { choice: "SICK".into(), time: String::new(), note: "ringte".into() });
        assert_eq!(typed[&c], Typed { choice: "COURT".into(), time: "08:20".into(), note: String::new() });
    }
}
