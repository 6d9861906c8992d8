//! Hours on paper, and what they are on a certain day.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};

use crate::law::calendar;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// The word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// From the word in the database.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// The kind of unit that hours are set for.
    UnitType {
        /// High and especially high security.
        High = "HIGH",
        /// Lower security.
        Lower = "LOWER",
        /// Halfway houses.
        Halfway = "HALFWAY",
    }
}

words! {
    /// The kind of day.
    DayType {
        /// Monday to Friday.
        Weekday = "weekday",
        /// Saturday and Sunday.
        Weekend = "weekend",
        /// A public holiday, whatever weekday it falls on.
        Holiday = "holiday",
    }
}

words! {
    /// What the doors do meanwhile.
    Doors {
        /// Open.
        Open = "open",
        /// Locked.
        Locked = "locked",
        /// Free within the house, which is shut.
        InHouse = "in_house",
    }
}

impl UnitType {
    /// The kind of a unit, from its security level.
    pub fn of_level(level: &str) -> Self {
        match level {
            "lower" => Self::Lower,
            "halfway" => Self::Halfway,
            _ => Self::High,
        }
    }
}

impl DayType {
    /// The kind of a day.
    pub fn of(day: NaiveDate) -> Self {
        match (calendar::holiday(day), day.weekday()) {
            (Some(_), _) => Self::Holiday,
            (None, Weekday::Sat | Weekday::Sun) => Self::Weekend,
            _ => Self::Weekday,
        }
    }
}

/// One row of the hours, as on paper: times are what a clock in Oslo shows.
#[derive(Clone, Debug)]
pub struct Row {
    /// For which kind of unit.
    pub unit_type: UnitType,
    /// On which kind of day.
    pub day_type: DayType,
    /// From.
    pub starts: NaiveTime,
    /// To; on the next day when it is not after `starts`.
    pub ends: NaiveTime,
    /// The code: `UNLOCK`, `LOCK`, `NIGHT` …
    pub code: String,
    /// Bokmål.
    pub label_nb: String,
    /// English.
    pub label_en: String,
    /// The doors.
    pub doors: Doors,
    /// Whether people are counted.
    pub counts: bool,
    /// How far the row was verified.
    pub basis: String,
}

impl Row {
    /// The label in the reader's language.
    pub fn label(&self, nb: bool) -> &str {
        if nb { &self.label_nb } else { &self.label_en }
    }
}

/// A row on a certain day.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// The row.
    pub row: &'a Row,
    /// When it begins.
    pub from: DateTime<Utc>,
    /// When it ends, not included.
    pub to: DateTime<Utc>,
}

impl Slot<'_> {
    /// Whether the slot covers an instant.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.to
    }
}

/// All hours, in memory.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    rows: Vec<Row>,
}

impl Plan {
    /// From rows in any order.
    pub fn of(mut rows: Vec<Row>) -> Self {
        rows.sort_by_key(|r| (r.unit_type, r.day_type, r.starts));
        Self { rows }
    }

    /// A unit's slots that begin on a day in Oslo, in order. The last one, the night, ends when the next day's first begins, whatever
    /// kind of day that is. Every kind of unit and day has rows of its own; where a prison's own hours lack one, the nearest are taken: a
    /// holiday is as a weekend, a halfway house as a unit of lower security. On the days the clocks change a time that does not exist begins when the clocks have
    /// gone forward, and of a time that comes twice the first is meant.
    pub fn day(&self, unit: UnitType, day: NaiveDate) -> Vec<Slot<'_>> {
        let rows = self.of_day(unit, day);
        let next = day.succ_opt().unwrap_or(day);
        let morning = self.of_day(unit, next).first().map_or_else(|| calendar::start_of_day(next), |r| calendar::scheduled(next, r.starts));
        let starts: Vec<DateTime<Utc>> = rows.iter().map(|r| calendar::scheduled(day, r.starts)).collect();
        let slots = rows.iter().enumerate().map(|(n, row)| {
            let to = if row.ends > row.starts { calendar::scheduled(day, row.ends) } else { morning };
            // Rows may be squeezed on the day that lacks an hour, never overlap.
            let to = starts.get(n + 1).map_or(to, |next| to.min(*next));
            Slot { row, from: starts[n], to: to.max(starts[n]) }
        });
        slots.collect()
    }

    /// The slot that covers an instant, and the one after it. After midnight the first is last evening's.
    pub fn now_and_next(&self, unit: UnitType, at: DateTime<Utc>) -> (Option<Slot<'_>>, Option<Slot<'_>>) {
        let today = calendar::oslo_day(at);
        let days = [today.pred_opt(), Some(today), today.succ_opt()];
        let mut slots = days.into_iter().flatten().flat_map(|day| self.day(unit, day));
        let mut now = None;
        for slot in slots.by_ref() {
            if slot.from > at {
                return (now, Some(slot));
            }
            if slot.holds(at) {
                now = Some(slot);
            }
        }
        (now, None)
    }

    /// The times of a day at which a unit is counted.
    pub fn counts(&self, unit: UnitType, day: NaiveDate) -> Vec<Slot<'_>> {
        self.day(unit, day).into_iter().filter(|s| s.row.counts).collect()
    }

    /// A row's label by its code, for what was planned by rows that may have changed since; the code itself when none has it.
    pub fn label<'a>(&'a self, code: &'a str, nb: bool) -> &'a str {
        self.rows.iter().find(|r| r.code == code).map_or(code, |r| r.label(nb))
    }

    fn of_day(&self, unit: UnitType, day: NaiveDate) -> &[Row] {
        let units: &[UnitType] = match unit {
            UnitType::Halfway => &[UnitType::Halfway, UnitType::Lower],
            UnitType::Lower => &[UnitType::Lower],
            UnitType::High => &[UnitType::High],
        };
        let days: &[DayType] = match DayType::of(day) {
            DayType::Holiday => &[DayType::Holiday, DayType::Weekend],
            DayType::Weekend => &[DayType::Weekend],
            DayType::Weekday => &[DayType::Weekday],
        };
        let chosen = units.iter().flat_map(|u| days.iter().map(move |d| (*u, *d)));
        chosen.map(|key| self.rows_of(key)).find(|rows| !rows.is_empty()).unwrap_or_default()
    }

    fn rows_of(&self, key: (UnitType, DayType)) -> &[Row] {
        let from = self.rows.partition_point(|r| (r.unit_type, r.day_type) < key);
        let to = self.rows.partition_point(|r| (r.unit_type, r.day_type) <= key);
        &self.rows[from..to]
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::super::store::embedded;
    use super::*;

    fn plan() -> Plan {
        Plan::of(embedded().unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn weekdays_weekends_and_holidays() {
        let plan = plan();
        for (unit, date, first, counts) in [
            (UnitType::High, "2026-11-23", "2026-11-23T06:30:00Z", 4),
            (UnitType::High, "2026-11-22", "2026-11-22T08:00:00Z", 3),
            // Good Friday 2026, a Friday: as a weekend, and in summer time.
            (UnitType::High, "2026-04-03", "2026-04-03T07:00:00Z", 3),
            (UnitType::Lower, "2026-11-23", "2026-11-23T06:00:00Z", 4),
            // Halfway houses have hours of their own: out to work, home by nine, counted morning and evening.
            (UnitType::Halfway, "2026-11-23", "2026-11-23T05:00:00Z", 2),
            (UnitType::Halfway, "2026-11-22", "2026-11-22T07:00:00Z", 2),
            (UnitType::Halfway, "2026-12-25", "2026-12-25T07:00:00Z", 2),
        ] {
            let slots = plan.day(unit, day(date));
            assert_eq!(slots.first().unwrap().from, at(first), "{unit:?} {date}");
            assert_eq!(plan.counts(unit, day(date)).len(), counts, "{unit:?} {date}");
        }
    }

    #[test]
    fn every_kind_of_unit_and_day_has_hours_of_its_own() {
        let plan = plan();
        for unit in [UnitType::High, UnitType::Lower, UnitType::Halfway] {
            for day in [DayType::Weekday, DayType::Weekend, DayType::Holiday] {
                let rows = plan.rows_of((unit, day));
                assert!(rows.iter().any(|r| r.counts) && rows.iter().any(|r| r.code == "NIGHT"), "{unit:?} {day:?}");
            }
        }
        // Constitution Day is a Monday in 2027: visits are those of the holiday, not of a weekday.
        assert!(plan.day(UnitType::High, day("2027-05-17")).iter().any(|s| s.row.code == "LEISURE_HOL"));
    }

    #[test]
    fn the_night_ends_when_the_next_day_begins() {
        let plan = plan();
        for (date, end, hours) in [
            // Friday night to Saturday: the house opens at nine, not at half past seven.
            ("2026-11-20", "2026-11-21T08:00:00Z", 12),
            ("2026-11-22", "2026-11-23T06:30:00Z", 11),
            // The night of 25 hours, Saturday to Sunday: 20:15 to 09:00, 13 h 45 instead of 12 h 45.
            ("2026-10-24", "2026-10-25T08:00:00Z", 13),
            // The night of 23 hours.
            ("2026-03-28", "2026-03-29T07:00:00Z", 11),
        ] {
            let slots = plan.day(UnitType::High, day(date));
            let night = slots.last().unwrap();
            assert_eq!((night.to, (night.to - night.from).num_hours()), (at(end), hours), "{date}");
        }
    }

    #[test]
    fn now_and_next() {
        let plan = plan();
        for (instant, now, next) in [
            ("2026-11-23T06:35:00Z", "UNLOCK", "BREAKFAST"),
            ("2026-11-23T06:40:00Z", "BREAKFAST", "WORK_AM"),
            ("2026-11-23T02:00:00Z", "NIGHT", "UNLOCK"),
            ("2026-11-23T23:00:00Z", "NIGHT", "UNLOCK"),
            // 02:30 twice: both are the same night.
            ("2026-10-25T00:30:00Z", "NIGHT", "UNLOCK"),
            ("2026-10-25T01:30:00Z", "NIGHT", "UNLOCK"),
        ] {
            let (current, following) = plan.now_and_next(UnitType::High, at(instant));
            assert_eq!((current.unwrap().row.code.as_str(), following.unwrap().row.code.as_str()), (now, next), "{instant}");
        }
    }

    #[test]
    fn times_on_the_nights_of_the_clock() {
        let row = |starts: &str, ends: &str| Row {
            unit_type: UnitType::High,
            day_type: DayType::Weekend,
            starts: starts.parse().unwrap(),
            ends: ends.parse().unwrap(),
            code: "ROUND".to_owned(),
            label_nb: String::new(),
            label_en: String::new(),
            doors: Doors::Locked,
            counts: true,
            basis: String::new(),
        };
        let plan = Plan::of(vec![row("02:30:00", "03:30:00"), row("03:30:00", "02:30:00")]);
        let span = |date| {
            let slots = plan.day(UnitType::High, day(date));
            (slots[0].from, slots[0].to)
        };
        // 02:30 is skipped: the round begins as the clocks show 03:00.
        assert_eq!(span("2026-03-29"), (at("2026-03-29T01:00:00Z"), at("2026-03-29T01:30:00Z")));
        // 02:30 comes twice: the first, and the round is two hours long.
        assert_eq!(span("2026-10-25"), (at("2026-10-25T00:30:00Z"), at("2026-10-25T02:30:00Z")));
    }

    proptest! {
        /// Whatever the day, every instant of it belongs to one slot or to none, never to two, and slots of following days meet.
        #[test]
        fn no_two_slots_at_once(days in 0_i64..4_000, minutes in 0_i64..1_440, kind in 0_usize..3) {
            let plan = plan();
            let unit = [UnitType::High, UnitType::Lower, UnitType::Halfway][kind];
            let date = day("2024-01-01") + chrono::TimeDelta::days(days);
            let instant = calendar::start_of_day(date) + chrono::TimeDelta::minutes(minutes);
            let all: Vec<Slot<'_>> = [date.pred_opt().unwrap(), date, date.succ_opt().unwrap()].into_iter().flat_map(|d| plan.day(unit, d)).collect();
            prop_assert_eq!(all.iter().filter(|s| s.holds(instant)).count(), 1);
            prop_assert!(all.windows(2).all(|w| w[0].to == w[1].from));
            let (now, next) = plan.now_and_next(unit, instant);
            prop_assert_eq!(now.map(|s| s.to), next.map(|s| s.from));
        }
    }
}
