//! What the rules count from that nobody raises by hand: days that the calculation, a movement, a judgment or a release has, put on the clock every
//! minute, moved with them, and ended when they are over.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::jobs::{self, Set};
use super::model::{Event, Outcome};
use super::store::{self, Day};
use crate::law::calendar;
use crate::law::deadline::Due;
use crate::law::rule::{Book, Span};
use crate::law::sentence::Amount;
use crate::platform::db::Db;

/// So many at once; what is left is taken a minute later.
const AT_ONCE: i32 = 2000;

/// From when days are looked at, by the rules that count from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// Probation that is nearer had come too near before the clock saw it: nobody is late from the first day (strgjfl § 15 second subsection).
    pub probation: NaiveDate,
    /// A trial that ended before cannot be brought before the court any more (straffeloven § 46).
    pub trial: NaiveDate,
    /// Nor a probation period (strgjfl § 45).
    pub period: NaiveDate,
}

impl Since {
    /// By the law of a day. A rule that is not there asks for nothing.
    pub fn of(book: &Book, today: NaiveDate) -> Self {
        let amount = |rule: &str| book.on(today).span(rule, "").ok().and_then(|(span, _): (Span, _)| Amount::of(span));
        let back = |rule: &str| amount(rule).map_or(NaiveDate::MAX, |a| a.before(today));
        Self {
            probation: amount("lower_security.consider").map_or(NaiveDate::MAX, |a| a.after(today)),
            trial: back("preventive_detention.breach"),
            period: back("probation.new_offence"),
        }
    }
}

/// A day as an event of the clock. What is counted back, or from a day's end, has the day itself as its base.
fn event(day: &Day) -> Event<'_> {
    let event = Event::of(&day.trigger, day.inmate, day.at, day.reference);
    if day.trigger == "probation.date" { event.due(Due::day(day.on)) } else { event }
}

/// One turn. Doing it twice does nothing more. Answers with how many items were set, moved or ended.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, book: &Book, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    let done = set(&mut tx, book, now, Set::Now).await?;
    tx.commit().await?;
    Ok(done)
}

/// The same in a transaction of the caller's.
///
/// # Errors
/// As [`turn`].
pub async fn set(connection: &mut PgConnection, book: &Book, now: DateTime<Utc>, set: Set) -> Result<u64, sqlx::Error> {
    let over: Vec<_> =
        store::days_over(connection, AT_ONCE).await?.into_iter().filter_map(|(reference, word)| Some((reference, Outcome::of(&word)?))).collect();
    let ended = if over.is_empty() { 0 } else { jobs::settle_many(connection, &over, now).await? };
    let days = store::days_unset(connection, Since::of(book, calendar::oslo_day(now)), AT_ONCE).await?;
    let events: Vec<Event<'_>> = days.iter().map(event).collect();
    Ok(ended + jobs::raise(connection, book, &events, now, set).await?)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::deadlines::rules;
    use crate::platform::id::InmateId;
    use crate::reference::law_of_the_files;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn each_day_has_its_rule_and_its_end() {
        let (book, now) = (law_of_the_files(), calendar::start_of_day(day("2026-11-23")));
        for (section, trigger, on, rule, due) in [
            ("strgjfl § 15(2)", "probation.date", "2028-06-30", "lower_security.consider", "2027-06-30"),
            ("forskrift § 3-33", "interruption.start", "2026-11-20", "interruption.end", "2026-12-18"),
            ("forskrift § 3-5", "institution.start", "2026-11-20", "institution.stay", "2027-11-20"),
            ("strl § 46", "preventive_detention.trial_end", "2026-11-30", "preventive_detention.breach", "2027-02-28"),
            ("strgjfl § 45", "probation.period_end", "2027-01-31", "probation.new_offence", "2027-07-31"),
        ] {
            let found =
                Day { trigger: trigger.into(), inmate: InmateId(Uuid::nil()), reference: Uuid::nil(), on: day(on), at: calendar::start_of_day(day(on)) };
            let items = rules::plan(&book, &event(&found), now).unwrap_or_default();
            assert_eq!(items.iter().map(|i| (i.rule_id.as_str(), i.due_on)).collect::<Vec<_>>(), [(rule, day(due))], "{section}");
        }
    }

    #[test]
    fn nobody_is_late_from_the_first_day() {
        let since = Since::of(&law_of_the_files(), day("2026-11-23"));
        assert_eq!(since, Since { probation: day("2027-11-23"), trial: day("2026-08-23"), period: day("2026-05-23") });
    }
}
