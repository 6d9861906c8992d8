//! Custody and isolation as days to be deducted (strl § 83).
//!
//! Up to the judgment the court fixes them in the judgment. From the judgment to the first day of serving the correctional service counts
//! them in full (strpl § 460): only that is worked out here.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::case::{Isolation, Spell};
use super::gaps::plus;
use super::ways::{Counting, Spells, Ways};
use crate::law::calendar::{oslo_day, oslo_time, start_of_day};
use crate::law::rule::Clock;

/// How long, as the rule's clock sees it. On the nights when the clocks change the two differ by an hour.
fn length(from: DateTime<Utc>, to: DateTime<Utc>, clock: Clock) -> Duration {
    match clock {
        Clock::Elapsed => to - from,
        _ => oslo_time(to) - oslo_time(from),
    }
}

/// Periods begun within a length of time.
fn started(length: Duration, period: Duration) -> i64 {
    let (length, period) = (length.num_seconds().max(0), period.num_seconds().max(1));
    length.div_euclid(period) + i64::from(length.rem_euclid(period) > 0)
}

/// Days of one deprivation of liberty: one for each day begun, when it lasted beyond the threshold.
pub fn custody_days(from: DateTime<Utc>, to: DateTime<Utc>, threshold: Duration, ways: &Ways) -> i64 {
    if to - from <= threshold {
        return 0;
    }
    match ways.counting {
        Counting::Rolling => started(length(from, to, ways.counting_clock), Duration::days(1)),
        Counting::CalendarDays => (oslo_day(to) - oslo_day(from)).num_days() + 1,
    }
}

/// Days of full isolation: one for each period begun, when it lasted beyond the threshold.
pub fn isolation_days(length: Duration, threshold: Duration, period: Duration) -> i64 {
    if length <= threshold { 0 } else { started(length, period) }
}

/// The days from one up to, not including, another.
pub type DayRange = (NaiveDate, NaiveDate);

/// One spell and the days it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credited<S> {
    /// The spell.
    pub of: S,
    /// Its days within the window.
    pub range: DayRange,
    /// How many.
    pub days: i64,
}

/// The spells of custody between judgment and serving, each day once.
pub fn custody(held: &[Spell], window: DayRange, threshold: Duration, ways: &Ways) -> Vec<Credited<Spell>> {
    let (opens, closes) = window;
    let serving = start_of_day(closes);
    let mut spells: Vec<&Spell> = held.iter().filter(|s| s.in_case && s.from < serving).collect();
    spells.sort_by_key(|s| (s.from, s.source));
    let mut covered = opens;
    let mut found = Vec::new();
    for spell in spells {
        let to = spell.to.map_or(serving, |to| to.min(serving));
        let first = oslo_day(spell.from);
        let days = custody_days(spell.from, to, threshold, ways);
        let until = plus(first, days).min(closes);
        let from = first.max(covered);
        // What ended before the judgment is the court's.
        if oslo_day(to) < opens {
            continue;
        }
        if until > from {
            found.push(Credited { of: *spell, range: (from, until), days: (until - from).num_days() });
            covered = until;
        } else if days == 0 && first >= opens {
            found.push(Credited { of: *spell, range: (first, first), days: 0 });
        }
    }
    found
}

/// The spells of isolation in the same window; those without a lawyer's mark give nothing and are listed all the same.
pub fn isolation(spells: &[Isolation], window: DayRange, threshold: Duration, period: Duration, ways: &Ways) -> Vec<Credited<Isolation>> {
    let (opens, closes) = (start_of_day(window.0), start_of_day(window.1));
    let mut inside: Vec<_> = spells.iter().map(|s| (s, s.from.max(opens), s.to.min(closes))).filter(|(_, from, to)| to > from).collect();
    inside.sort_by_key(|(s, from, _)| (*from, s.source));
    let mut so_far = Duration::zero();
    let mut given = 0;
    inside
        .into_iter()
        .map(|(spell, from, to)| {
            let days = match (spell.mark, ways.spells) {
                (None, _) => 0,
                (Some(_), Spells::Separately) => isolation_days(to - from, threshold, period),
                (Some(_), Spells::Together) => {
                    so_far += to - from;
                    let all = isolation_days(so_far, threshold, period);
                    all - std::mem::replace(&mut given, all)
                }
            };
            Credited { of: *spell, range: (oslo_day(from), oslo_day(to)), days }
        })
        .collect()
}
