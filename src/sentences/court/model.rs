//! What a time before a court consists of. Closed sets are enums here and checks in the database.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::platform::words::words;

words! {
    /// What it is for.
    Purpose {
        /// The first hearing after the arrest.
        FirstHearing = "first_hearing",
        /// Whether remand goes on.
        RemandExtension = "remand_extension",
        /// The main hearing.
        MainHearing = "main_hearing",
        /// An appeal.
        Appeal = "appeal",
        /// A question of execution: conversion of a fine, breach of conditions, preventive detention.
        Enforcement = "enforcement",
        /// Something else.
        Other = "other",
    }
    /// How the person is there.
    Manner {
        /// In the courtroom.
        InPerson = "in_person",
        /// By video from the prison.
        Video = "video",
    }
    /// How far an interpreter is.
    Interpreter {
        /// None is needed.
        None = "none",
        /// Needed, and nobody has asked the court yet.
        Needed = "needed",
        /// The court has been asked.
        Ordered = "ordered",
        /// Somebody will come.
        Confirmed = "confirmed",
    }
    /// How far it has come.
    State {
        /// Ahead, or its result is not known yet.
        Planned = "planned",
        /// It took place.
        Held = "held",
        /// It will take place another day.
        Postponed = "postponed",
        /// It will not take place.
        Cancelled = "cancelled",
    }
    /// What came of it.
    Outcome {
        /// Remanded: there is an order to record.
        Remanded = "remanded",
        /// Released: nothing of this case holds the person any more.
        Released = "released",
        /// Judgment, given or put off to another day.
        Judgment = "judgment",
        /// Something else.
        Other = "other",
    }
    /// Whose choice counsel is.
    Appointed {
        /// Appointed by the court, paid by the state.
        Public = "public",
        /// Chosen and paid by the person.
        Own = "own",
    }
}

/// A time before a court, with its way there.
#[derive(Clone, Debug)]
pub struct Appearance {
    /// The row.
    pub id: Uuid,
    /// A code of the list `court`.
    pub court: String,
    /// The court's number.
    pub case_number: String,
    /// What for.
    pub purpose: Purpose,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// Expected end.
    pub ends_at: Option<DateTime<Utc>>,
    /// How.
    pub manner: Manner,
    /// Why in spite of what was warned of.
    pub manner_reason: Option<String>,
    /// Which room.
    pub courtroom: String,
    /// The interpreter's language.
    pub language: Option<String>,
    /// How far the interpreter is.
    pub interpreter: Interpreter,
    /// Who defends.
    pub counsel_id: Option<Uuid>,
    /// Their name.
    pub counsel: Option<String>,
    /// Their telephone.
    pub counsel_phone: Option<String>,
    /// From the gate to the court.
    pub travel_minutes: i16,
    /// How far it has come.
    pub state: State,
    /// Why it was postponed or cancelled.
    pub state_reason: Option<String>,
    /// What came of it.
    pub result: Option<Outcome>,
    /// In words.
    pub result_text: Option<String>,
    /// Recorded when.
    pub result_at: Option<DateTime<Utc>>,
    /// By whom.
    pub result_by: Option<String>,
    /// When the hearing is that it was postponed to; none: not known yet.
    pub postponed_to: Option<DateTime<Utc>>,
    /// When the hearing was that was postponed to this one.
    pub postponed_from: Option<DateTime<Utc>>,
    /// The order or judgment that came of it, when it is recorded.
    pub basis: Option<Uuid>,
    /// How far the way there has come: a state of custody's movements.
    pub way_state: Option<String>,
    /// When they leave the prison.
    pub way_out: Option<DateTime<Utc>>,
    /// Who goes along.
    pub way_escort: Option<String>,
    /// How many.
    pub way_escort_number: Option<i16>,
    /// Who recorded it.
    pub recorded_by: Option<String>,
    /// For editing: the version read.
    pub version: i32,
}

impl Appearance {
    /// It was postponed, and nobody has said to when.
    pub fn lacks_day(&self) -> bool {
        self.state == State::Postponed && self.postponed_to.is_none()
    }

    /// It should be over, and nobody has said what came of it.
    pub fn lacks_result(&self, now: DateTime<Utc>) -> bool {
        self.state == State::Planned && self.ends_at.unwrap_or(self.starts_at) < now
    }

    /// Somebody goes to court in person, and no way there is planned.
    pub fn lacks_way(&self, now: DateTime<Utc>) -> bool {
        self.state == State::Planned && self.manner == Manner::InPerson && self.starts_at > now && !matches!(self.way_state.as_deref(), Some("planned" | "out"))
    }
}

/// Who defends somebody.
#[derive(Clone, Debug)]
pub struct Counsel {
    /// The row.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Firm.
    pub firm: String,
    /// Telephone.
    pub phone: String,
    /// Whose choice.
    pub appointed: Appointed,
    /// In which case.
    pub case_number: String,
    /// Since when.
    pub from_day: NaiveDate,
    /// Until when.
    pub to_day: Option<NaiveDate>,
    /// For editing: the version read.
    pub version: i32,
}

impl Counsel {
    /// Whether they defend on a day.
    pub fn on(&self, day: NaiveDate) -> bool {
        self.from_day <= day && self.to_day.is_none_or(|last| day <= last)
    }
}

/// A time before a court as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// A code of the list `court`.
    pub court: String,
    /// The court's number.
    pub case_number: String,
    /// What for.
    pub purpose: Purpose,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// Expected end.
    pub ends_at: Option<DateTime<Utc>>,
    /// How.
    pub manner: Manner,
    /// Why in spite of what is warned of.
    pub reason: Option<String>,
    /// Which room.
    pub courtroom: String,
    /// The interpreter's language.
    pub language: Option<String>,
    /// How far the interpreter is.
    pub interpreter: Interpreter,
    /// Who defends.
    pub counsel: Option<Uuid>,
    /// From the gate to the court.
    pub travel_minutes: i16,
}

/// Where a postponed hearing goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoesOn {
    /// In a new hearing, then.
    At(DateTime<Utc>),
    /// In one that is planned already.
    In(Uuid),
    /// The court has not said.
    Unknown,
}

/// What became of a time before a court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It took place.
    Held(Outcome, String),
    /// Another day: where it goes on, why.
    Postponed(GoesOn, String),
    /// Not at all: why.
    Cancelled(String),
}

/// What the rules must know of somebody before a hearing is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The last day in person before a court, or the day of admission when there was none since.
    pub in_person_on: Option<NaiveDate>,
    /// Kept apart from all others by a court on that day (straffeprosessloven § 186 a).
    pub isolated: bool,
    /// The last day of the remand order in force.
    pub remand_until: Option<NaiveDate>,
    /// The language an interpreter is needed for, in the register.
    pub language: Option<String>,
    /// Another hearing or another way out at that time: reason or purpose, and when.
    pub elsewhere: Option<(String, DateTime<Utc>)>,
    /// A way to a court that is planned for that day and is not this hearing's own: from, to.
    pub way: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// A line of the calendar.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The hearing.
    pub id: Uuid,
    /// Who.
    pub inmate: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// Unit.
    pub unit: Option<String>,
    /// Cell.
    pub cell: Option<String>,
    /// A code of the list `court`.
    pub court: String,
    /// The court's number.
    pub case_number: String,
    /// What for.
    pub purpose: Purpose,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// Expected end.
    pub ends_at: Option<DateTime<Utc>>,
    /// How.
    pub manner: Manner,
    /// Which room.
    pub courtroom: String,
    /// The interpreter's language.
    pub language: Option<String>,
    /// How far the interpreter is.
    pub interpreter: Interpreter,
    /// Who defends.
    pub counsel: Option<String>,
    /// How far it has come.
    pub state: State,
    /// What came of it.
    pub result: Option<Outcome>,
    /// How far the way there has come.
    pub way_state: Option<String>,
    /// When they leave.
    pub way_out: Option<DateTime<Utc>>,
    /// Who goes along.
    pub way_escort: Option<String>,
    /// How many.
    pub way_escort_number: Option<i16>,
    /// What holds the person on the way.
    pub way_restraint: Option<String>,
    /// How they travel.
    pub way_transport: Option<String>,
}

/// About whom, by whom, when.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The person.
    pub inmate: InmateId,
    /// The prison that holds them.
    pub prison: Option<PrisonId>,
    /// Who records it.
    pub by: AccountId,
    /// The present.
    pub now: DateTime<Utc>,
}
