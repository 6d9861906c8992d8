//! A day worked out: what the database knows of it, put to the law, and what is kept of the answer.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::facts::{self, Listed, Mark, Row};
use crate::law::allowance::{Facts, Gives, Held, Line, Offer, Waits, What, work_out};
use crate::law::rule::Book;
use crate::reference::{Catalogue, List};

/// What `money.facts` says of a person's day.
#[derive(Debug)]
pub struct Known {
    pub inmate_id: Uuid,
    pub day: NaiveDate,
    pub at_prison_id: Uuid,
    pub prison_id: Option<Uuid>,
    pub held: Held,
    pub remand: bool,
    pub self_catering: bool,
    pub offer: Offer,
    pub unfit: bool,
    pub addition_ore: i32,
    pub sessions: sqlx::types::Json<Vec<Meeting>>,
}

/// A session of the person's places on the day.
#[derive(Clone, Debug, Deserialize)]
pub struct Meeting {
    minutes: u32,
    state: String,
    session_reason: Option<String>,
    mark: Option<String>,
    reason: Option<String>,
    gives: Option<String>,
}

/// A line of the explanation as it is kept. The names of rules, with their versions, stay readable when the law has long been another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// A [`What`].
    pub what: String,
    /// A [`Gives`].
    pub gives: Option<String>,
    /// What it adds.
    pub ore: i64,
    /// So many minutes of those planned.
    pub minutes: Option<(u32, u32)>,
    /// The code of the reason of absence.
    pub reason: String,
    /// Id, subject, version.
    pub rules: Vec<(String, String, i32)>,
    /// Rests on what is yet to be confirmed.
    pub to_be_confirmed: bool,
}

impl From<Line> for Kept {
    fn from(line: Line) -> Self {
        Self {
            what: line.what.as_str().to_owned(),
            gives: line.gives.map(|g| g.as_str().to_owned()),
            ore: line.ore,
            minutes: line.minutes,
            reason: line.reason,
            rules: line.rules,
            to_be_confirmed: line.to_be_confirmed,
        }
    }
}

/// What `money.put_days` takes.
#[derive(Debug, Serialize)]
pub struct Put {
    inmate_id: Uuid,
    day: NaiveDate,
    prison_id: Option<Uuid>,
    at_prison_id: Uuid,
    basis: &'static str,
    base_ore: i64,
    addition_ore: i64,
    food_ore: i64,
    lines: Vec<Kept>,
    waits_for: Option<&'static str>,
}

/// The day by the law of that day. Where the law has a hole nothing is guessed: the day waits for a rate, and is worked out again when a row comes.
#[must_use]
pub fn put(known: &Known, catalogue: &Catalogue, book: &Book) -> Put {
    let facts = Facts {
        day: known.day,
        held: known.held,
        remand: known.remand,
        self_catering: known.self_catering,
        offer: known.offer,
        unfit: known.unfit,
        // Out of company by own wish is a suspension with support where there is a place; where there is none, the rate is the same.
        own_isolation: false,
        addition_ore: i64::from(known.addition_ore),
        // Discipline is not recorded yet (forskrift § 3-37).
        cut: None,
        sessions: known.sessions.iter().filter_map(|m| facts::session(&row(m, catalogue))).collect(),
    };
    let kept = Put {
        inmate_id: known.inmate_id,
        day: known.day,
        prison_id: known.prison_id,
        at_prison_id: known.at_prison_id,
        basis: "none",
        base_ore: 0,
        addition_ore: 0,
        food_ore: 0,
        lines: Vec::new(),
        waits_for: Some(Waits::Rate.as_str()),
    };
    match work_out(&facts, book.on(known.day)) {
        Ok(day) => Put {
            basis: day.basis.as_str(),
            base_ore: day.base_ore,
            addition_ore: day.addition_ore,
            food_ore: day.food_ore,
            lines: day.lines.into_iter().map(Kept::from).collect(),
            waits_for: day.waits_for.map(Waits::as_str),
            ..kept
        },
        Err(missing) => {
            tracing::warn!(%missing, "a day of allowance waits for a row of law");
            kept
        }
    }
}

impl Put {
    /// As a row of `COPY`, for whoever writes days by the hundred thousand: in the order of the fields, and when it was worked out.
    ///
    /// # Errors
    /// When the lines cannot be written, which their types rule out.
    pub fn copy(&self, at: DateTime<Utc>, out: &mut String) -> Result<(), serde_json::Error> {
        let lines = serde_json::to_string(&self.lines)?.replace('\\', "\\\\");
        let prison = self.prison_id.map_or_else(|| "\\N".to_owned(), |p| p.to_string());
        let fields = [
            self.inmate_id.to_string(),
            self.day.to_string(),
            prison,
            self.at_prison_id.to_string(),
            self.basis.to_owned(),
            self.base_ore.to_string(),
            self.addition_ore.to_string(),
            self.food_ore.to_string(),
            lines,
            self.waits_for.unwrap_or("\\N").to_owned(),
            at.to_rfc3339(),
        ];
        out.push_str(&fields.join("\t"));
        out.push('\n');
        Ok(())
    }
}

fn row(meeting: &Meeting, catalogue: &Catalogue) -> Row {
    let of = |code: &str| catalogue.get(List::AbsenceReason, code).and_then(|c| Listed::of(c.attribute("gives"))).unwrap_or(Listed::Nothing);
    let cancelled = (meeting.state == "cancelled").then(|| {
        let code = meeting.session_reason.clone().unwrap_or_default();
        let listed = of(&code);
        (code, listed)
    });
    Row {
        minutes: meeting.minutes,
        cancelled,
        mark: meeting.mark.as_deref().and_then(Mark::of),
        reason: meeting.reason.clone().unwrap_or_default(),
        gives: meeting.gives.as_deref().and_then(Gives::of),
    }
}

impl Kept {
    /// What the line says; none of what a newer program has written.
    #[must_use]
    pub fn says(&self) -> Option<What> {
        What::of(&self.what)
    }

    /// The rate it was given at.
    #[must_use]
    pub fn rate(&self) -> Option<Gives> {
        self.gives.as_deref().and_then(Gives::of)
    }
}
