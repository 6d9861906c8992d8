//! Days that do not count (strgjfl § 35, forskrift § 3-3), and the date on which so many counted days have been served.

use chrono::{Days, NaiveDate};

use super::amount::Amount;
use super::case::Absence;
use super::ways::{AbsenceDays, Continuity};

/// Somebody is away now: nothing can be said about the days that were left when they went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// Since.
    pub since: NaiveDate,
}

/// Absences of a serving, in order and without overlap.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    closed: Vec<(NaiveDate, NaiveDate)>,
    open: Option<NaiveDate>,
}

/// The day so many days later.
pub fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0))).unwrap_or(NaiveDate::MAX)
}

/// The first and the first counted day again after an absence; none when no day of it is lost.
pub fn days_lost(absence: &Absence, way: AbsenceDays) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let from = match way {
        AbsenceDays::FromDayToReturn => absence.from,
        AbsenceDays::WholeDaysOnly => plus(absence.from, 1),
    };
    if absence.back.is_some_and(|back| back <= from) { None } else { Some((from, absence.back)) }
}

impl Gaps {
    /// Of absences in any order; what lies before the first counted day costs nothing.
    pub fn new(absences: &[Absence], origin: NaiveDate, way: AbsenceDays) -> Self {
        let mut lost: Vec<_> = absences.iter().filter_map(|a| days_lost(a, way)).filter(|(_, back)| back.is_none_or(|b| b > origin)).collect();
        lost.sort_unstable_by_key(|(from, back)| (*from, back.is_none(), *back));
        let mut gaps = Self::default();
        for (from, back) in lost {
            let from = from.max(origin);
            match back {
                Some(back) => match gaps.closed.last_mut() {
                    Some((_, end)) if from <= *end => *end = (*end).max(back),
                    _ => gaps.closed.push((from, back)),
                },
                None => gaps.open = Some(gaps.open.map_or(from, |since: NaiveDate| since.min(from))),
            }
        }
        gaps
    }

    /// Since when the person has been away, when they are.
    pub fn open_since(&self) -> Option<NaiveDate> {
        self.open
    }

    /// The day on which so many days have been served, counted from a first day, and how many were left out.
    ///
    /// # Errors
    /// When the person went away before it and is not back.
    pub fn served(&self, origin: NaiveDate, days: i64) -> Result<(NaiveDate, i64), Away> {
        let mut on = plus(origin, days);
        let mut skipped = 0;
        for (from, back) in self.closed.iter().filter(|(_, back)| *back > origin) {
            // Whoever has served the last day is free on the next: leaving on that day takes nothing away.
            if *from >= on {
                break;
            }
            let length = (*back - (*from).max(origin)).num_days();
            on = plus(on, length);
            skipped += length;
        }
        match self.open {
            Some(since) if since < on => Err(Away { since }),
            _ => Ok((on, skipped)),
        }
    }

    /// The day on which deprivation of liberty has been continuous for so long, and since when it then has.
    ///
    /// # Errors
    /// As [`Gaps::served`].
    pub fn continuous(&self, since: NaiveDate, long: Amount, way: Continuity) -> Result<(NaiveDate, NaiveDate), Away> {
        let (began, mut since, mut on) = (since, since, long.after(since));
        for (from, back) in self.closed.iter().filter(|(_, back)| *back > began) {
            if *from >= on {
                break;
            }
            match way {
                Continuity::BrokenByAbsence => (since, on) = (*back, long.after(*back)),
                Continuity::PausedByAbsence => on = plus(on, (*back - *from).num_days()),
            }
        }
        match self.open {
            Some(away) if away < on => Err(Away { since: away }),
            _ => Ok((since, on)),
        }
    }
}
