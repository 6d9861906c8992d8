//! Criteria as typed.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;

use crate::access::{Action, Class};
use crate::law::calendar;
use crate::platform::id::PrisonId;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The longest period of one search.
const MOST_DAYS: i64 = 366;

/// What is looked for; every field may be empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogForm {
    /// An inmate's number.
    pub number: String,
    /// A user name, a staff number, or the beginning of a name.
    pub staff: String,
    /// A word of [`Action`].
    pub action: String,
    /// A word of [`Class`].
    pub class: String,
    /// Part of a route's pattern.
    pub route: String,
    /// A prison's id.
    pub prison: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Where the page before ended.
    pub after: String,
}

/// What is looked for, read.
#[derive(Clone, Debug)]
pub struct Criteria {
    /// An inmate's number, as typed.
    pub number: Option<String>,
    /// As typed.
    pub staff: Option<String>,
    /// What was done.
    pub action: Option<Action>,
    /// To which class.
    pub class: Option<Class>,
    /// Part of a route's pattern.
    pub route: Option<String>,
    /// Where.
    pub prison: Option<PrisonId>,
    /// From when.
    pub from: DateTime<Utc>,
    /// To when, not included.
    pub to: DateTime<Utc>,
    /// Where the page before ended.
    pub after: Option<Cursor>,
}

/// A place in the trail. Opaque to whoever carries it: time in microseconds and number, in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The entry.
    pub id: i64,
}

impl Cursor {
    /// As it is carried.
    pub fn encode(self) -> String {
        format!("{:x}.{:x}", self.at.timestamp_micros(), self.id)
    }

    /// As it was carried; none for anything else.
    pub fn decode(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: DateTime::from_timestamp_micros(i64::from_str_radix(at, 16).ok()?)?, id: i64::from_str_radix(id, 16).ok()? })
    }
}

fn some(text: &str) -> Option<String> {
    let text = clean(text);
    (!text.is_empty()).then_some(text)
}

impl LogForm {
    /// The last 30 days.
    pub fn fresh(today: NaiveDate) -> Self {
        Self { from: today.checked_sub_days(Days::new(30)).unwrap_or(today).to_string(), to: today.to_string(), ..Self::default() }
    }

    /// The criteria, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<Criteria, Errors> {
        let mut errors = Errors::new();
        let (from, to) = (day(&self.from), day(&self.to));
        if from.is_none() {
            errors.add("from", t.msg_log_bad_from());
        }
        if to.is_none() {
            errors.add("to", t.msg_log_bad_to());
        }
        if let Some((from, to)) = from.zip(to) {
            if to < from {
                errors.add("to", t.msg_log_backwards());
            } else if (to - from).num_days() > MOST_DAYS {
                errors.add("from", t.msg_log_too_long());
            }
        }
        let chosen = |text: &str| !text.is_empty();
        let action = Action::ALL.iter().copied().find(|a| a.as_str() == self.action);
        if action.is_none() && chosen(&self.action) {
            errors.add("action", t.msg_log_unknown_choice());
        }
        let class = Class::ALL.iter().copied().find(|c| c.as_str() == self.class);
        if class.is_none() && chosen(&self.class) {
            errors.add("class", t.msg_log_unknown_choice());
        }
        let prison = self.prison.parse().ok();
        if prison.is_none() && chosen(&self.prison) {
            errors.add("prison", t.msg_log_unknown_choice());
        }
        let criteria = from.zip(to).map(|(from, to)| Criteria {
            number: some(&self.number),
            staff: some(&self.staff),
            action,
            class,
            route: some(&self.route),
            prison,
            from: calendar::start_of_day(from),
            to: calendar::day_span(to).end,
            after: Cursor::decode(&self.after),
        });
        errors.into_result(criteria)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = Cursor { at: DateTime::from_timestamp_micros(1_795_000_000_123_456).unwrap_or_default(), id: 9_876_543_210 };
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        for bad in ["", ".", "zz.1", "1", "-"] {
            assert_eq!(Cursor::decode(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_period_has_two_ends_and_is_a_year_at_most() {
        let t = Lang::Nb.text();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        assert!(LogForm::fresh(today).parse(t).is_ok());
        let with = |from: &str, to: &str| LogForm { from: from.into(), to: to.into(), ..LogForm::default() }.parse(t);
        assert!(with("", "").is_err_and(|e| e.of("from").is_some() && e.of("to").is_some()));
        assert!(with("22.11.2026", "21.11.2026").is_err_and(|e| e.of("to").is_some()));
        assert!(with("01.01.2024", "21.11.2026").is_err_and(|e| e.of("from").is_some()));
        let wrong = LogForm { action: "snoop".into(), class: "gossip".into(), prison: "here".into(), ..LogForm::fresh(today) };
        assert!(wrong.parse(t).is_err_and(|e| ["action", "class", "prison"].iter().all(|f| e.of(f).is_some())));
    }
}
