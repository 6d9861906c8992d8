//! What is typed and tapped while counting.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::custody::count::rules::Explanation;
use crate::web::Errors;
use crate::web::form::{self, clean};
use crate::web::lang::Text;

/// Begin a count.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OpenForm {
    pub roll: String,
    pub unit: String,
}

/// A tap: one person, or everybody of a cell.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MarkForm {
    /// Keys with commas between.
    pub keys: String,
    /// The cell that was shown; empty: without a cell.
    pub cell: String,
    pub status: String,
    pub place: String,
}

/// A tap, understood.
pub struct Tap {
    pub keys: Vec<Uuid>,
    pub cell: Option<Uuid>,
    pub status: &'static str,
    pub place: Option<String>,
}

const STATUSES: [&str; 5] = ["present", "out", "missing", "elsewhere", "undone"];

fn place(text: &str) -> Option<String> {
    let place = clean(text);
    (2..=120).contains(&place.chars().count()).then_some(place)
}

impl MarkForm {
    /// The tap, or why it cannot be.
    pub fn parse(&self, t: Text) -> Result<Tap, Errors> {
        let mut errors = Errors::new();
        let keys: Vec<Uuid> = self.keys.split(',').filter_map(|k| k.parse().ok()).collect();
        let cell = if self.cell.is_empty() { Some(None) } else { self.cell.parse().ok().map(Some) };
        let status = STATUSES.into_iter().find(|s| *s == self.status);
        if keys.is_empty() || keys.len() > 50 || cell.is_none() || status.is_none() {
            errors.add("keys", t.msg_count_bad_mark());
        }
        let place = place(&self.place).filter(|_| status == Some("elsewhere"));
        if status == Some("elsewhere") && place.is_none() {
            errors.add("place", t.msg_count_bad_place());
        }
        errors.into_result(cell.zip(status).map(|(cell, status)| Tap { keys, cell, status, place }))
    }
}

/// The signature.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignForm {
    pub seen: String,
    pub extra: String,
}

/// How many were found whom the list does not have.
fn extra(text: &str, t: Text, errors: &mut Errors) -> i32 {
    match text.trim() {
        "" => 0,
        text => text.parse().ok().filter(|n| (0..=50).contains(n)).unwrap_or_else(|| {
            errors.add("extra", t.msg_count_bad_extra());
            0
        }),
    }
}

impl SignForm {
    /// People found besides, or what is wrong.
    pub fn parse(&self, t: Text) -> Result<i32, Errors> {
        let mut errors = Errors::new();
        let extra = extra(&self.extra, t, &mut errors);
        errors.into_result(Some(extra))
    }
}

/// Why a count differs, and who was found where: `key` and `place` in pairs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExplainForm {
    pub code: String,
    pub words: String,
    pub key: Vec<String>,
    pub place: Vec<String>,
}

/// An explanation, understood.
pub struct Explained {
    pub code: Explanation,
    pub words: String,
    pub found: Vec<(Uuid, String)>,
}

impl ExplainForm {
    /// The explanation, or what is wrong with each field. Everybody who was not found where they should be stands somewhere now, unless they
    /// have not been found at all.
    pub fn parse(&self, t: Text) -> Result<Explained, Errors> {
        let mut errors = Errors::new();
        let code = Explanation::from_word(&self.code);
        if code.is_none() {
            errors.add("code", t.msg_count_choose_explanation());
        }
        let words = clean(&self.words);
        if !(10..=1000).contains(&words.chars().count()) {
            errors.add("words", t.msg_count_bad_words());
        }
        let pairs: Vec<(Option<Uuid>, Option<String>)> = self.key.iter().zip(&self.place).map(|(k, p)| (k.parse().ok(), place(p))).collect();
        if code != Some(Explanation::NotFound) && pairs.iter().any(|(_, p)| p.is_none()) {
            errors.add("place", t.msg_count_bad_found());
        }
        let found = pairs.into_iter().filter_map(|(k, p)| k.zip(p)).collect();
        errors.into_result(code.map(|code| Explained { code, words, found }))
    }
}

/// A count brought in from paper: `key`, `status` and `place` in step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaperForm {
    pub at: String,
    pub by: String,
    pub extra: String,
    pub seen: String,
    pub key: Vec<String>,
    pub status: Vec<String>,
    pub place: Vec<String>,
}

/// A sheet, understood.
pub struct Sheet {
    pub at: DateTime<Utc>,
    pub by: Uuid,
    pub extra: i32,
    pub lines: Vec<(Uuid, String, String)>,
}

impl PaperForm {
    /// The sheet, or what is wrong with each field.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, due_at: DateTime<Utc>) -> Result<Sheet, Errors> {
        let mut errors = Errors::new();
        let at = match happened(&self.at, t, now, due_at) {
            Ok((at, _)) => Some(at),
            Err(message) => {
                errors.add("at", message);
                None
            }
        };
        let by: Option<Uuid> = self.by.parse().ok();
        if by.is_none() {
            errors.add("by", t.msg_count_choose_counter());
        }
        let extra = extra(&self.extra, t, &mut errors);
        let mut lines = Vec::new();
        for (n, key) in self.key.iter().enumerate() {
            let status = self.status.get(n).map(String::as_str).unwrap_or_default();
            let Some(key) = key.parse().ok().filter(|_| ["present", "out", "missing", "elsewhere"].contains(&status)) else {
                errors.add("status", t.msg_count_bad_mark());
                continue;
            };
            let typed = self.place.get(n).map(String::as_str).unwrap_or_default();
            let place = place(typed).filter(|_| status == "elsewhere");
            if status == "elsewhere" && place.is_none() {
                errors.add("place", t.msg_count_bad_place());
            }
            lines.push((key, status.to_owned(), place.unwrap_or_default()));
        }
        errors.into_result(at.zip(by).map(|(at, by)| Sheet { at, by, extra, lines }))
    }
}

/// When a count on paper happened: a time of Oslo as a browser's field sends it; of a time that came twice the first, and it is said (`true`).
///
/// # Errors
/// The message: no time, one that did not exist, the future, or not around the count.
pub fn happened(text: &str, t: Text, now: DateTime<Utc>, due_at: DateTime<Utc>) -> Result<(DateTime<Utc>, bool), String> {
    let Some(reading) = form::instant(text) else { return Err(t.msg_count_bad_time()) };
    let Some(at) = reading.instant() else { return Err(t.msg_count_no_such_time()) };
    if at > now {
        return Err(t.msg_count_time_ahead());
    }
    if at < due_at - chrono::TimeDelta::hours(1) || at > due_at + chrono::TimeDelta::hours(12) {
        return Err(t.msg_count_time_far());
    }
    Ok((at, reading.took_the_earlier()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn times_of_paper() {
        let t = Lang::Nb.text();
        let (now, due) = (at("2026-11-23T09:00:00Z"), at("2026-11-23T06:30:00Z"));
        assert_eq!(happened("2026-11-23T07:35", t, now, due), Ok((at("2026-11-23T06:35:00Z"), false)));
        assert_eq!(happened("23.11.2026 07:35", t, now, due), Ok((at("2026-11-23T06:35:00Z"), false)));
        for (text, message) in [
            ("", t.msg_count_bad_time()),
            ("i morges", t.msg_count_bad_time()),
            ("2026-11-23T10:01", t.msg_count_time_ahead()),
            ("2026-11-22T07:35", t.msg_count_time_far()),
        ] {
            assert_eq!(happened(text, t, now, due), Err(message), "{text}");
        }
        // The nights of the clock: 02:30 twice is the first, 02:30 that never was is refused.
        let due = at("2026-10-25T00:00:00Z");
        assert_eq!(happened("2026-10-25T02:30", t, now, due), Ok((at("2026-10-25T00:30:00Z"), true)));
        assert_eq!(happened("2026-03-29T02:30", t, now, at("2026-03-29T00:30:00Z")), Err(t.msg_count_no_such_time()));
    }

    #[test]
    fn taps() {
        let t = Lang::Nb.text();
        let key = Uuid::nil().to_string();
        let parse = |status: &str, place: &str| MarkForm { keys: key.clone(), cell: String::new(), status: status.into(), place: place.into() }.parse(t);
        assert!(parse("present", "").is_ok_and(|tap| tap.place.is_none() && tap.cell.is_none()));
        assert!(parse("elsewhere", "Verkstedet").is_ok_and(|tap| tap.place.as_deref() == Some("Verkstedet")));
        assert!(parse("elsewhere", " ").is_err_and(|e| e.of("place").is_some()));
        assert!(parse("gone", "").is_err());
        assert!(MarkForm::default().parse(t).is_err());
    }

    #[test]
    fn an_explanation_says_where_everybody_was() {
        let t = Lang::Nb.text();
        let parse = |code: &str, place: &str| {
            ExplainForm { code: code.into(), words: "Var hos frisøren, sett av Berg.".into(), key: vec![Uuid::nil().to_string()], place: vec![place.into()] }
                .parse(t)
        };
        assert!(parse("elsewhere", "Frisøren").is_ok_and(|e| e.found.len() == 1));
        assert!(parse("elsewhere", "").is_err_and(|e| e.of("place").is_some()));
        assert!(parse("not_found", "").is_ok_and(|e| e.found.is_empty()));
        assert!(parse("", "Frisøren").is_err_and(|e| e.of("code").is_some()));
    }
}
