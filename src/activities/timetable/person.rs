//! One person's week, as it is shown on their own page and in the timetable.

use chrono::{Days, NaiveDate};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use super::words::{self, Shown};
use crate::law::calendar;
use crate::web::Fmt;
use crate::web::lang::Text;

/// A day of the week.
pub struct Day {
    pub name: String,
    pub today: bool,
    pub things: Vec<Shown>,
}

/// The seven days from a Monday on. `opens`: places are linked.
///
/// # Errors
/// When the database is away.
pub async fn week(connection: &mut PgConnection, (t, fmt): (Text, Fmt), inmate: Uuid, monday: NaiveDate, opens: bool) -> Result<Vec<Day>, sqlx::Error> {
    let day_of = |n: u64| monday.checked_add_days(Days::new(n)).unwrap_or(monday);
    let slots = store::of(connection, &[inmate], calendar::start_of_day(monday), calendar::start_of_day(day_of(7))).await?;
    let days = (0..7).map(day_of).map(|day| {
        let span = calendar::day_span(day);
        let own: Vec<_> = slots.iter().filter(|s| s.from < span.end && s.until.is_none_or(|until| until > span.start)).collect();
        Day { name: fmt.long_day(day), today: day == fmt.today(), things: words::shown(t, fmt, &own, opens) }
    });
    Ok(days.collect())
}
