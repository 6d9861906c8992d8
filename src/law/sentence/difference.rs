//! What moved between two calculations, and because of what.

use chrono::NaiveDate;
use serde::Serialize;

use super::case::Source;
use super::ledger::{Account, Line};
use super::outcome::{Outcome, Point};
use super::why::Used;

/// A date that is another one now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Which.
    pub point: Point,
    /// Before; none when there was no date.
    pub from: Option<NaiveDate>,
    /// Now; none when there is none.
    pub to: Option<NaiveDate>,
}

impl Move {
    /// By how many days, later is positive; none when one of the two is none.
    pub fn days(&self) -> Option<i64> {
        Some((self.to? - self.from?).num_days())
    }
}

/// What is different in what the calculations rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Cause {
    /// Serving begins on another day.
    Start {
        /// Before.
        from: Option<NaiveDate>,
        /// Now.
        to: Option<NaiveDate>,
    },
    /// A line of the ledger that was not there, is no longer there, or says something else.
    Line {
        /// Before.
        from: Option<Box<Line>>,
        /// Now.
        to: Option<Box<Line>>,
    },
    /// A rule has another row.
    Rule {
        /// Before.
        from: Box<Used>,
        /// Now.
        to: Box<Used>,
    },
}

impl Cause {
    /// By how many days a line's change moves the end.
    pub fn days(&self) -> i64 {
        match self {
            Self::Line { from, to } => to.as_ref().map_or(0, |l| l.days) - from.as_ref().map_or(0, |l| l.days),
            _ => 0,
        }
    }
}

/// Both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What moved.
    pub moves: Vec<Move>,
    /// Because of what.
    pub causes: Vec<Cause>,
    /// What moved of a youth sentence that stands beside.
    pub beside: Vec<Move>,
}

impl Difference {
    /// Between an earlier and a later calculation.
    pub fn between(before: &Outcome, after: &Outcome) -> Self {
        let moves = moved(Some(before), Some(after));
        let mut causes = Vec::new();
        let (from, to) = (before.start.map(|s| s.on), after.start.map(|s| s.on));
        if from != to {
            causes.push(Cause::Start { from, to });
        }
        causes.extend(lines(Some(before), Some(after)));
        causes.extend(rules(before, after));
        let (was, is) = (before.beside.as_deref(), after.beside.as_deref());
        causes.extend(lines(was, is));
        if let (Some(was), Some(is)) = (was, is) {
            causes.extend(rules(was, is));
        }
        Self { moves, causes, beside: moved(was, is) }
    }

    /// Whether nothing that anybody reads is different.
    pub fn is_nothing(&self) -> bool {
        self.moves.is_empty() && self.causes.is_empty() && self.beside.is_empty()
    }
}

fn moved(before: Option<&Outcome>, after: Option<&Outcome>) -> Vec<Move> {
    let date = |of: Option<&Outcome>, point| of.and_then(|o| o.date(point));
    Point::ALL.iter().map(|point| Move { point: *point, from: date(before, *point), to: date(after, *point) }).filter(|m| m.from != m.to).collect()
}

/// Which lines are one and the same in two ledgers: of one document, of one kind, of one account.
fn key(line: &Line) -> (Account, &'static str, Option<Source>) {
    (line.account, line.entry.word(), line.source.map(|s| Source { author: None, ..s }))
}

fn lines(before: Option<&Outcome>, after: Option<&Outcome>) -> Vec<Cause> {
    let mut old: Vec<Option<&Line>> = before.into_iter().flat_map(|o| &o.ledger.lines).map(Some).collect();
    let mut causes = Vec::new();
    for line in after.into_iter().flat_map(|o| &o.ledger.lines) {
        // Of several of one document the equal one, else the first.
        let same = |o: &Option<&Line>| o.is_some_and(|o| key(o) == key(line) && o.entry == line.entry && o.days == line.days);
        let like = |o: &Option<&Line>| o.is_some_and(|o| key(o) == key(line));
        let found = old.iter().position(same).or_else(|| old.iter().position(like)).and_then(|i| old.get_mut(i)).and_then(Option::take);
        match found {
            Some(o) if o.entry == line.entry && o.days == line.days => {}
            other => causes.push(Cause::Line { from: other.cloned().map(Box::new), to: Some(Box::new(line.clone())) }),
        }
    }
    causes.extend(old.into_iter().flatten().map(|line| Cause::Line { from: Some(Box::new(line.clone())), to: None }));
    causes
}

/// Only rules whose row changed, and ways that came or went, explain something; a rule that is newly used because a date now exists does not.
fn rules(before: &Outcome, after: &Outcome) -> Vec<Cause> {
    after
        .rules
        .iter()
        .filter_map(|now| before.rules.iter().find(|then| then.is_same_rule(now)).map(|then| (then, now)))
        .filter(|(then, now)| then.version != now.version || then.value != now.value)
        .map(|(then, now)| Cause::Rule { from: Box::new(then.clone()), to: Box::new(now.clone()) })
        .collect()
}
