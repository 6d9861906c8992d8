//! Which people of a roll a number on the front page stands for. The number and the list it opens come from the same line here.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};

use super::model::{Marks, Resident};

/// When the page is made.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The instant.
    pub now: DateTime<Utc>,
    /// The Oslo day.
    pub today: NaiveDate,
}

macro_rules! shows {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)+) => {
        /// A choice among the people of a roll.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
        pub enum Show { #[default] $($(#[$doc])* $name,)+ }

        impl Show {
            /// Every choice, in the order of the chips.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in addresses.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

shows! {
    /// Everybody.
    Everybody = "all";
    /// Out of the prison.
    Out = "out";
    /// Out, and late.
    Overdue = "overdue";
    /// Received within a day.
    New = "new";
    /// Received within three days.
    Lately = "lately";
    /// With a grave alert.
    Grave = "grave";
    /// Held on remand.
    Remand = "remand";
    /// Expected to be released within 30 days.
    Soon = "soon";
    /// Expected to be released within 90 days.
    Leaving = "leaving";
    /// Born on this day.
    Birthday = "birthday";
    /// Assigned to the reader.
    Mine = "mine";
    /// Whose identity no document has verified.
    Unverified = "unverified";
}

impl Show {
    /// From the word in an address; anything else shows everybody.
    pub fn of(word: Option<&str>) -> Self {
        Self::ALL.iter().copied().find(|s| Some(s.as_str()) == word).unwrap_or_default()
    }

    /// Whether the choice keeps a person.
    pub fn keeps(self, person: &Resident, marks: &Marks, moment: Moment) -> bool {
        let received_within = |hours| person.arrived_at.is_some_and(|at| moment.now - at < TimeDelta::hours(hours) && at <= moment.now);
        let released_within = |days| {
            let end = moment.today.checked_add_days(Days::new(days)).unwrap_or(moment.today);
            person.expected_release.is_some_and(|day| day >= moment.today && day <= end)
        };
        match self {
            Self::Everybody => true,
            Self::Out => person.is_out(),
            Self::Overdue => overdue(person, moment),
            Self::New => received_within(24),
            Self::Lately => received_within(72),
            Self::Grave => marks.grave(person.id),
            Self::Remand => person.legal_status.as_deref() == Some("remand"),
            Self::Soon => released_within(30),
            Self::Leaving => released_within(90),
            Self::Birthday => person.birth_date.is_some_and(|born| birthday(born, moment.today)),
            Self::Mine => person.assigned,
            Self::Unverified => person.identity.as_deref().is_some_and(|i| i != "verified"),
        }
    }

    /// How many people it keeps.
    pub fn count<'a>(self, people: impl IntoIterator<Item = &'a Resident>, marks: &Marks, moment: Moment) -> i64 {
        people.into_iter().filter(|p| self.keeps(p, marks, moment)).count() as i64
    }
}

/// Still out after the time the person should be back.
pub fn overdue(person: &Resident, moment: Moment) -> bool {
    person.is_out() && person.out_until.is_some_and(|until| until < moment.now)
}

/// Whoever was born on 29 February has the day on 28 February in other years.
pub fn birthday(born: NaiveDate, today: NaiveDate) -> bool {
    let leap = today.leap_year();
    let day = if born.month() == 2 && born.day() == 29 && !leap { 28 } else { born.day() };
    (today.month(), today.day()) == (born.month(), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    fn moment() -> Moment {
        let today = day(2026, 11, 23);
        Moment { now: today.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc(), today }
    }

    #[test]
    fn each_choice_keeps_whom_it_says() {
        let now = moment().now;
        let marks = Marks::default();
        let back = |hours| Resident { out_reason: Some("COURT".into()), out_until: Some(now + TimeDelta::hours(hours)), ..Resident::default() };
        let received = |hours| Resident { arrived_at: Some(now - TimeDelta::hours(hours)), ..Resident::default() };
        let leaves = |d| Resident { expected_release: Some(d), ..Resident::default() };
        let cases = [
            (Show::Out, back(2), true),
            (Show::Out, Resident::default(), false),
            (Show::Overdue, back(2), false),
            (Show::Overdue, back(-1), true),
            (Show::New, received(23), true),
            (Show::New, received(24), false),
            (Show::Lately, received(71), true),
            (Show::Lately, received(-1), false),
            (Show::Soon, leaves(day(2026, 12, 23)), true),
            (Show::Soon, leaves(day(2026, 12, 24)), false),
            (Show::Leaving, leaves(day(2027, 2, 21)), true),
            (Show::Leaving, leaves(day(2026, 11, 22)), false),
            (Show::Everybody, Resident::default(), true),
        ];
        for (show, person, kept) in cases {
            assert_eq!(show.keeps(&person, &marks, moment()), kept, "{show:?} {person:?}");
        }
    }

    #[test]
    fn birthdays_of_leap_days() {
        let born = day(1988, 2, 29);
        assert!(birthday(born, day(2026, 2, 28)) && !birthday(born, day(2026, 3, 1)));
        assert!(birthday(born, day(2028, 2, 29)) && !birthday(born, day(2028, 2, 28)));
    }

    #[test]
    fn words_in_addresses() {
        for &show in Show::ALL {
            assert_eq!(Show::of(Some(show.as_str())), show);
        }
        assert_eq!(Show::of(Some("x")), Show::Everybody);
        assert_eq!(Show::of(None), Show::Everybody);
    }
}
