//! Working people out anew: read, calculate, compare, keep.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::input::Input;
use super::store;
use crate::law::rule::{Book, Missing};
use crate::law::sentence::{Basis, Case, Difference, Line, Outcome, Point, compute};
use crate::platform::id::InmateId;

/// What a turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// People looked at.
    pub people: usize,
    /// New versions.
    pub versions: usize,
    /// People for whom the rules have a hole; they stay in the queue.
    pub failed: usize,
}

/// What `sentences.put_calculations` takes for one person.
#[derive(Debug, Serialize)]
struct Put {
    inmate: InmateId,
    seq: Option<i64>,
    changed: bool,
    /// Where nothing is different, nothing is sent: an answer is twenty kilobytes.
    #[serde(flatten)]
    version: Option<Version>,
}

/// A new version, for `sentences.put_calculations`.
#[derive(Debug, Serialize)]
struct Version {
    id: Uuid,
    basis: &'static str,
    rules_on: NaiveDate,
    input_hash: String,
    result: Value,
    rule_ids: BTreeSet<String>,
    to_confirm: bool,
    start_on: Option<NaiveDate>,
    one_third_on: Option<NaiveDate>,
    half_on: Option<NaiveDate>,
    two_thirds_on: Option<NaiveDate>,
    minimum_on: Option<NaiveDate>,
    probation_on: Option<NaiveDate>,
    end_on: Option<NaiveDate>,
    release_on: Option<NaiveDate>,
    lines: Vec<PutLine>,
}

#[derive(Debug, Serialize)]
struct PutLine {
    position: usize,
    account: &'static str,
    entry: &'static str,
    days: i64,
    document: Option<&'static str>,
    source_id: Option<Uuid>,
    author: Option<Uuid>,
    detail: Value,
    rules: Vec<String>,
}

/// One person, at once, in the caller's transaction: what the change of a document or a movement calls when its page is to show the new dates.
///
/// # Errors
/// When the database is away or the person out of reach.
pub async fn recompute(conn: &mut PgConnection, book: &Book, inmate: InmateId, today: NaiveDate) -> Result<Done, sqlx::Error> {
    recompute_some(conn, book, &[inmate], today, false).await
}

/// Several people. `anew`: a version is made even where nothing is different (an override is to go).
///
/// # Errors
/// As [`recompute`].
pub async fn recompute_some(conn: &mut PgConnection, book: &Book, inmates: &[InmateId], today: NaiveDate, anew: bool) -> Result<Done, sqlx::Error> {
    let mut done = Done::default();
    let mut puts = Vec::new();
    for read in store::inputs(conn, inmates).await? {
        done.people += 1;
        match put(book, read, today, anew) {
            Ok(put) => puts.push(put),
            Err(Hole(reason)) => {
                tracing::error!(%reason, "a sentence cannot be calculated");
                done.failed += 1;
            }
        }
    }
    if !puts.is_empty() {
        let puts = serde_json::to_value(&puts).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
        done.versions = store::put(conn, &puts).await?;
    }
    Ok(done)
}

/// What some people's calculations are made from, as the database has it on a day, and nothing else: whoever wants to know what the arithmetic
/// costs without the database (`bin/bench`) works on these. Whoever cannot be read is left out.
///
/// # Errors
/// When the database is away.
pub async fn cases(conn: &mut PgConnection, book: &Book, inmates: &[InmateId], today: NaiveDate) -> Result<Vec<(InmateId, Case)>, sqlx::Error> {
    let read = store::inputs(conn, inmates).await?;
    Ok(read.into_iter().filter_map(|r| Some((r.inmate, serde_json::from_str::<Input>(&r.input).ok()?.case(book, today)))).collect())
}

/// The last day of the frame of preventive detention by everything that is recorded but `without` (a judgment that extends it, which may be
/// recorded already); none where nothing can be calculated.
///
/// # Errors
/// When the database is away or the person out of reach.
pub async fn last_day_of_frame(
    conn: &mut PgConnection,
    book: &Book,
    inmate: InmateId,
    today: NaiveDate,
    without: Option<Uuid>,
) -> Result<Option<NaiveDate>, sqlx::Error> {
    let Some(read) = store::inputs(conn, &[inmate]).await?.pop() else { return Ok(None) };
    let Ok(input) = serde_json::from_str::<Input>(&read.input) else { return Ok(None) };
    let input = if let Some(root) = without { input.without(root) } else { input };
    let end = answer(&input, book, today).ok().filter(|o| o.basis == Basis::Detention).and_then(|o| o.date(Point::End));
    Ok(end.and_then(|end| end.pred_opt()))
}

/// What follows from all that is recorded of a person.
fn answer(input: &Input, book: &Book, today: NaiveDate) -> Result<Outcome, Missing> {
    let case = input.case(book, today);
    let outcome = compute(&case, book)?;
    let Some(beside) = input.beside(&case) else { return Ok(outcome) };
    Ok(outcome.with_beside(compute(&beside, book)?))
}

/// Why somebody cannot be calculated.
struct Hole(String);

fn put(book: &Book, read: store::Read, today: NaiveDate, anew: bool) -> Result<Put, Hole> {
    let hole = |e: &dyn std::fmt::Display| Hole(format!("{}: {e}", read.inmate));
    let input: Input = serde_json::from_str(&read.input).map_err(|e| hole(&e))?;
    let outcome = answer(&input, book, today).map_err(|e| hole(&e))?;
    let before: Option<Outcome> = read.latest.as_deref().map(serde_json::from_str).transpose().map_err(|e| hole(&e))?;
    let changed = anew
        || match &before {
            Some(before) => before.basis != outcome.basis || !Difference::between(before, &outcome).is_nothing(),
            // Nobody needs to be told that there is nothing to calculate.
            None => !matches!(outcome.basis, Basis::Nothing | Basis::Remand),
        };
    let version = changed.then(|| version(&outcome, &read, anew)).transpose().map_err(|e| hole(&e))?;
    Ok(Put { inmate: read.inmate, seq: read.seq, changed, version })
}

fn version(outcome: &Outcome, read: &store::Read, anew: bool) -> Result<Version, serde_json::Error> {
    let result = serde_json::to_value(outcome)?;
    let mut hasher = Sha256::new();
    hasher.update(&read.input);
    hasher.update(result.to_string());
    if anew {
        hasher.update(read.seq.unwrap_or_default().to_be_bytes());
    }
    let input_hash = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let date = |point| outcome.date(point);
    let is_detention = outcome.basis == Basis::Detention;
    Ok(Version {
        id: Uuid::now_v7(),
        basis: outcome.basis.as_str(),
        rules_on: outcome.on,
        input_hash,
        rule_ids: outcome.all_rules().map(|r| r.id.clone()).collect(),
        to_confirm: outcome.all_rules().any(crate::law::sentence::Used::to_be_confirmed),
        start_on: outcome.start.map(|s| s.on),
        one_third_on: date(Point::Third),
        half_on: date(Point::Half),
        two_thirds_on: date(Point::TwoThirds),
        minimum_on: if is_detention { date(Point::Probation) } else { None },
        probation_on: date(Point::Probation),
        end_on: date(Point::End),
        release_on: outcome.expected_release(),
        lines: outcome.ledger.lines.iter().enumerate().map(|(n, line)| put_line(outcome, n, line)).collect(),
        result,
    })
}

fn put_line(outcome: &Outcome, position: usize, line: &Line) -> PutLine {
    PutLine {
        position: position + 1,
        account: line.account.as_str(),
        entry: line.entry.word(),
        days: line.days,
        document: line.source.map(|s| s.document.as_str()),
        source_id: line.source.map(|s| s.id),
        author: line.source.and_then(|s| s.author),
        detail: serde_json::to_value(&line.entry).unwrap_or_default(),
        rules: line.rules.iter().filter_map(|i| outcome.rules.get(*i)).map(|r| format!("{} {}", r.id, r.version)).collect(),
    }
}
