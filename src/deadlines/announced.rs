//! Somebody whom the police hold and who is announced in a prison. Nobody knows yet whose record it is, so the clock is the prison's: until the gate
//! (forskrift § 4-1) and until the court (strpl § 183), by the very rules that hold for an arrest that is recorded. What is recorded at the gate takes
//! their place.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::follow::families;
use super::model::{Event, Item, Outcome, What};
use super::store::{self, Said};
use super::{actions, rules};
use crate::law::calendar;
use crate::law::deadline::Due;
use crate::law::rule::{Book, Level};
use crate::platform::id::PrisonId;
use crate::web::{Ctx, Error};

/// An announcement of somebody arrested.
#[derive(Clone, Copy, Debug)]
pub struct Announced {
    /// The row that announces.
    pub reference: Uuid,
    /// Where they are expected.
    pub prison: PrisonId,
    /// Born, if anybody knows.
    pub birth: Option<NaiveDate>,
    /// When they were arrested.
    pub arrested_at: DateTime<Utc>,
    /// A court has remanded them already.
    pub heard: bool,
}

/// One of its limits, as a list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Of the hearing; else of the place in a prison.
    pub court: bool,
    /// Its end.
    pub due: Due,
}

/// The rule that the gate answers.
const PRISON_PLACE: &str = "arrest.prison_place";

fn items(book: &Book, of: Announced, now: DateTime<Utc>) -> Result<Vec<Item>, rules::Unplannable> {
    let subjects = families(book, of.birth, calendar::oslo_day(of.arrested_at));
    let event =
        Event { trigger: "arrest", subjects, inmate: None, prison: Some(of.prison), at: of.arrested_at, due: None, reference: of.reference, owner: None };
    let mut items = rules::plan(book, &event, now)?;
    // Whoever has been remanded has been before the court.
    items.retain(|item| !(of.heard && item.level == Some(Level::Court.as_str())));
    Ok(items)
}

/// When what must be done, the nearest first. Nothing where the law has no such rule.
pub fn limits(book: &Book, of: Announced, now: DateTime<Utc>) -> Vec<Limit> {
    let found = items(book, of, now).unwrap_or_default();
    let mut limits: Vec<Limit> = found
        .iter()
        .map(|item| Limit { court: item.level == Some(Level::Court.as_str()), due: Due { at: item.due_at, on: item.due_on, timed: item.timed } })
        .collect();
    limits.sort_by_key(|l| (l.due.at, l.court));
    limits
}

/// Sets the clock for somebody announced.
///
/// # Errors
/// When the prison is not the request's, or the database is away.
pub async fn announce(ctx: &mut Ctx, of: Announced) -> Result<(), Error> {
    let (catalogue, now) = (ctx.catalogue().clone(), ctx.now);
    let items = items(catalogue.law(), of, now).map_err(Error::internal)?;
    if !items.is_empty() {
        store::raise(ctx.conn(), &items).await?;
    }
    Ok(())
}

/// The events of announcements, for invented ones.
///
/// # Errors
/// As [`rules::plan`].
pub(super) fn invented(book: &Book, of: Announced, now: DateTime<Utc>) -> Result<Vec<Item>, rules::Unplannable> {
    Ok(items(book, of, now)?.into_iter().map(|item| Item { raised_at: Some(item.event_at.min(now)), ..item }).collect())
}

/// They stand at the gate since an instant: in a prison. The court's hours go on.
///
/// # Errors
/// When the database is away.
pub async fn at_the_gate(ctx: &mut Ctx, reference: Uuid, by: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let said = Said { note: "", by: Some(by), at: Some(at) };
    store::settle(ctx.conn(), reference, What::Rule(PRISON_PLACE), Outcome::InPrison, said).await?;
    Ok(())
}

/// The announcement is no longer what the clock counts from: the person is recorded and has a clock of their own, was sent away, or is not coming.
///
/// # Errors
/// When the database is away.
pub async fn over(ctx: &mut Ctx, reference: Uuid, by: Option<Uuid>) -> Result<(), Error> {
    actions::satisfy(ctx, reference, What::Every, Outcome::Ended, by).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::law_of_the_files;

    #[test]
    fn whoever_is_announced_has_the_hours_of_an_arrest() {
        let book = law_of_the_files();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap_or_default();
        let of = |birth: Option<&str>, heard| Announced {
            reference: Uuid::nil(),
            prison: PrisonId(Uuid::nil()),
            birth: birth.and_then(|b| b.parse().ok()),
            arrested_at: at("2026-11-22T07:00:00Z"),
            heard,
        };
        let told = |of| limits(&book, of, at("2026-11-23T09:00:00Z")).into_iter().map(|l| (l.court, l.due.at)).collect::<Vec<_>>();
        let (two_days, third) = (at("2026-11-24T07:00:00Z"), at("2026-11-25T23:00:00Z"));
        assert_eq!(told(of(Some("1990-01-01"), false)), [(false, two_days), (true, two_days), (true, third)], "forskrift § 4-1, strpl § 183(1)");
        assert_eq!(told(of(None, true)), [(false, two_days)], "strpl § 183: remanded already, and still to come to a prison");
        let next_day = at("2026-11-23T23:00:00Z");
        assert_eq!(told(of(Some("2010-01-01"), false)), [(true, next_day), (true, next_day), (false, two_days)], "strpl § 183(2): under 18");
    }
}
