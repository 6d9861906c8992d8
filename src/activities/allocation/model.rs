//! People, places, and what comes of them.

use std::ops::Range;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::law::recurrence::Weeks;
use crate::platform::words::words;

words! {
    /// A level of security, of a person and of who may come to a place.
    Level {
        /// Particularly high.
        EspeciallyHigh = "especially_high",
        /// High.
        High = "high",
        /// Lower.
        Lower = "lower",
        /// A halfway house.
        Halfway = "halfway",
    }

    /// What kind of place it is.
    PlaceKind {
        /// A workplace: it can be ordered of whoever has a duty (forskrift § 3-12).
        Work = "work",
        /// A course: only of one's own will.
        Course = "course",
        /// Work outside: only of one's own will, and by a decision of its own (strgjfl § 20).
        Outside = "outside",
    }

    /// What an assessment said of a person and a place.
    Suited {
        /// Nothing stands against it.
        Suited = "suited",
        /// Under conditions.
        WithConditions = "with_conditions",
        /// It should not be.
        NotSuited = "not_suited",
    }

    /// What weighs before another's turn.
    Priority {
        /// Somebody has decided that it comes first.
        First = "first",
        /// A goal of the sentence plan.
        Plan = "plan",
        /// In turn.
        Ordinary = "ordinary",
    }
}

/// A time of the week: minutes from Monday midnight, and in which weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Minutes of the week; a night from Sunday goes on beyond its end.
    pub minutes: Range<u32>,
    /// In which weeks.
    pub weeks: Weeks,
}

impl Time {
    /// Whether both fill the same minute of some week.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        const WEEK: u32 = 7 * 24 * 60;
        let weeks = matches!((self.weeks, other.weeks), (Weeks::Every, _) | (_, Weeks::Every)) || self.weeks == other.weeks;
        let (a, b) = (&self.minutes, &other.minutes);
        let shifted = |a: &Range<u32>, b: &Range<u32>, by: u32| a.start + by < b.end && b.start < a.end + by;
        weeks && (shifted(a, b, 0) || shifted(a, b, WEEK) || shifted(b, a, WEEK))
    }
}

/// What somebody must have, or must not, to come to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Fit for work.
    Fit,
    /// Serves a sentence.
    Sentenced,
    /// Speaks the language.
    Language(String),
    /// Has passed a course, holds a certificate, masters a skill: by code.
    Has(String),
    /// Has no alert of this kind open. Whoever reads the refusal is told of the rule, not of the alert.
    NoAlert(String),
    /// So many days are left to the expected release.
    DaysLeft(i64),
    /// Is so old.
    Age(u32),
}

/// Whether a need keeps somebody out, or only weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// What.
    pub need: Need,
    /// No place without it.
    pub hard: bool,
}

/// Seats at one of a place's times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats {
    /// The pattern.
    pub pattern: Uuid,
    /// When.
    pub time: Time,
    /// How many are free.
    pub free: u32,
    /// Who is there already.
    pub there: Vec<Uuid>,
}

/// Times that are taken together: mornings, afternoons, the whole of a place. By index into the place's seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which.
    pub seats: Vec<usize>,
}

/// A place with something free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The place.
    pub id: Uuid,
    /// Its name within the prison, which orders places that weigh the same.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// Who may come, by level.
    pub levels: Vec<Level>,
    /// What is asked.
    pub needs: Vec<Required>,
    /// Its times.
    pub seats: Vec<Seats>,
    /// How they are taken.
    pub blocks: Vec<Block>,
    /// Its last day.
    pub until: Option<NaiveDate>,
}

/// A wish or offer that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The application.
    pub application: Uuid,
    /// For which place.
    pub place: Uuid,
    /// The person's first, second, third choice.
    pub rank: u32,
    /// What the assessment said; none: nobody has assessed it.
    pub suited: Option<Suited>,
    /// What weighs.
    pub priority: Priority,
    /// For how long.
    pub waiting_days: u32,
}

/// What a person stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Serves a sentence: a duty of activity.
    Duty,
    /// On remand: an offer.
    Offer,
}

/// Somebody who waits, or has nothing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: Uuid,
    /// The number, which orders people who weigh the same.
    pub number: String,
    /// The level of security.
    pub level: Level,
    /// Duty or offer.
    pub standing: Standing,
    /// Days without anything to do; none: has something.
    pub idle_days: Option<u32>,
    /// Fit for work.
    pub fit: bool,
    /// Languages spoken, by code.
    pub languages: Vec<String>,
    /// Courses passed, certificates, skills, by code.
    pub has: Vec<String>,
    /// Kinds of open alerts.
    pub alerts: Vec<String>,
    /// Days to the expected release, where one is known.
    pub days_left: Option<i64>,
    /// Years.
    pub age: u32,
    /// Times of the week already taken.
    pub busy: Vec<Time>,
    /// What waits.
    pub wishes: Vec<Wish>,
    /// Those to be kept apart from, whether they wait or are in a place.
    pub apart: Vec<Uuid>,
}

/// Why a person does not come to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// Has not wished for it, and it can be ordered of nobody.
    NoWish,
    /// Nobody has assessed the application.
    NotAssessed,
    /// Was assessed as not suited.
    NotSuited,
    /// Another level of security.
    Level,
    /// Does not have what is asked.
    Lacks(Need),
    /// Is somewhere else at those times.
    Busy,
    /// Somebody is there already from whom the person is kept apart. Not who.
    KeptApart,
    /// There is no seat free at its times.
    Full,
    /// May come; the seats go to others, so many of whom are before in turn.
    OthersFirst(u32),
    /// May come; is suggested for something else at the same time.
    Elsewhere,
    /// May come, but not together with somebody who is suggested for it.
    ApartFromSuggested,
    /// May come; has something to do and did not wish for more.
    NotNeeded,
}

/// A place a person was considered for and does not come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The place.
    pub place: Uuid,
    /// Everything that stands against it.
    pub why: Vec<WhyNot>,
}

/// What is suggested for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The person.
    pub person: Uuid,
    /// Places, with the patterns of each and the application it answers; none: nowhere.
    pub places: Vec<(Uuid, Vec<Uuid>, Option<Uuid>)>,
    /// Of every other place the person wished for, or could be ordered to: why not.
    pub refusals: Vec<Refusal>,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In the order of the people's numbers.
    pub lines: Vec<Line>,
    /// What it weighs, by `rules::weigh`.
    pub weight: i64,
    /// Nothing that weighs more exists. Otherwise the search was ended, and this is the best that was found.
    pub proven: bool,
}
