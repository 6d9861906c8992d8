//! Where no source says how something is counted, the ways of counting it have names and the service chooses one in the rules.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::amount::Conversion;
use super::case::{AbsenceKind, Case};
use super::why::Lookup;
use crate::law::rule::{Clock, Missing};
use crate::platform::words::words;

words! {
    /// `sentence.conversion`.
    ConversionWay {
        /// By the calendar from the day serving begins.
        CalendarArithmetic = "calendar_arithmetic",
        /// By fixed numbers of days.
        Days30365 = "days_30_365",
    }

    /// `sentence.rounding`: a share of days that is no whole number.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Rounding {
        /// The next whole day: the share has been served when that day has been.
        Up = "up",
        /// The whole days of it.
        Down = "down",
        /// The nearer one, a half upwards.
        Nearest = "nearest",
    }

    /// `sentence.first_day`.
    FirstDay {
        /// The day serving begins is the first day served.
        Counts = "counts",
    }

    /// `sentence.absence_days`: how many days an absence is.
    AbsenceDays {
        /// From the day of leaving up to, not including, the day of return.
        FromDayToReturn = "from_day_to_return",
        /// Only days away from midnight to midnight.
        WholeDaysOnly = "whole_days_only",
    }

    /// `remand.counting`: the started days of strl § 83.
    Counting {
        /// Each 24 hours begun since the arrest.
        Rolling = "rolling",
        /// Each day of the calendar touched.
        CalendarDays = "calendar_days",
    }

    /// `remand.judgment_day`: whose credit the day of the judgment belongs to.
    JudgmentDay {
        /// The court counted it.
        ByCourt = "by_court",
        /// The correctional service counts it.
        ByService = "by_service",
    }

    /// `isolation.spells`: the periods of several spells of full isolation.
    Spells {
        /// Each spell is rounded by itself.
        Separately = "separately",
        /// Their hours are added first.
        Together = "together",
    }

    /// `sentence.released_in_error`: days at large after a release by mistake.
    Mistaken {
        /// They prolong the sentence like an absence.
        NotCounted = "not_counted",
        /// They count as served.
        Counted = "counted",
    }

    /// `fine.order`: a fine's subsidiary imprisonment beside a sentence.
    FineOrder {
        /// Served when the sentence has been.
        AfterPrison = "after_prison",
        /// Served first.
        BeforePrison = "before_prison",
    }

    /// `leave.continuity`: what an absence does to the months of continuous deprivation.
    Continuity {
        /// They begin anew at the return.
        BrokenByAbsence = "broken_by_absence",
        /// They go on at the return.
        PausedByAbsence = "paused_by_absence",
    }
}

/// The ways of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// Months and years.
    pub conversion: Conversion,
    /// Shares.
    pub rounding: Rounding,
    /// The first day.
    pub first_day: FirstDay,
    /// Absences.
    pub absence_days: AbsenceDays,
    /// Days at large after a release by mistake.
    pub mistaken: Mistaken,
    /// Started days of custody.
    pub counting: Counting,
    /// Whether 24 hours pass by the sun or by the clock on the wall; they differ on two nights a year.
    pub counting_clock: Clock,
    /// The day of the judgment.
    pub judgment_day: JudgmentDay,
    /// Isolation.
    pub spells: Spells,
    /// Fines.
    pub fine_order: FineOrder,
    /// Continuous deprivation.
    pub continuity: Continuity,
}

impl Ways {
    /// As the rules of the day say. What is only looked at here is not yet said to be used: each result names what it rests on.
    ///
    /// # Errors
    /// When a row is missing or names a way that this program does not know.
    pub fn read(look: &Lookup<'_>) -> Result<Self, Missing> {
        let conversion = match look.way("sentence.conversion", ConversionWay::of)? {
            ConversionWay::CalendarArithmetic => Conversion::Calendar,
            ConversionWay::Days30365 => {
                Conversion::Flat { month: look.day.number("sentence.month_days", "")?.0, year: look.day.number("sentence.year_days", "")?.0 }
            }
        };
        Ok(Self {
            conversion,
            rounding: look.way("sentence.rounding", Rounding::of)?,
            first_day: look.way("sentence.first_day", FirstDay::of)?,
            absence_days: look.way("sentence.absence_days", AbsenceDays::of)?,
            mistaken: look.way("sentence.released_in_error", Mistaken::of)?,
            counting: look.way("remand.counting", Counting::of)?,
            counting_clock: look.day.rule("remand.counting", "")?.clock,
            judgment_day: look.way("remand.judgment_day", JudgmentDay::of)?,
            spells: look.way("isolation.spells", Spells::of)?,
            fine_order: look.way("fine.order", FineOrder::of)?,
            continuity: look.way("leave.continuity", Continuity::of)?,
        })
    }
}

impl Mistaken {
    /// The case as these days are counted: where they count, nobody was away.
    pub fn read(self, case: &Case) -> Cow<'_, Case> {
        if self == Self::NotCounted || case.absences.iter().all(|a| a.kind != AbsenceKind::ReleasedInError) {
            return Cow::Borrowed(case);
        }
        let absences = case.absences.iter().filter(|a| a.kind != AbsenceKind::ReleasedInError).copied().collect();
        Cow::Owned(Case { absences, ..case.clone() })
    }
}

impl Rounding {
    /// A share of days.
    pub fn share(self, (a, b): (u32, u32), of: i64) -> i64 {
        let (top, below) = (i64::from(a) * of, i64::from(b.max(1)));
        match self {
            Self::Up => top.div_euclid(below) + i64::from(top.rem_euclid(below) > 0),
            Self::Down => top.div_euclid(below),
            Self::Nearest => (2 * top + below).div_euclid(2 * below),
        }
    }
}
