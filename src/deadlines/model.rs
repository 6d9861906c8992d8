//! What the clock works with.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::law::deadline::Due;
use crate::law::rule::Level;
use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::platform::words::words;

/// Something that happened and that rules of the law count from.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// The rules' word for it: `arrest`, `remand_order`, `decision.notified`.
    pub trigger: &'a str,
    /// Words of the families that the person belongs to: `under_18`.
    pub subjects: &'a [&'a str],
    /// Whom it concerns; none for what is a prison's own.
    pub inmate: Option<InmateId>,
    /// Where, when it concerns nobody; else the prison that answers for the person is taken.
    pub prison: Option<PrisonId>,
    /// When it happened (or, for what is counted back, when it will).
    pub at: DateTime<Utc>,
    /// The end that the document itself gives: an order's expiry. What is counted back counts from it.
    pub due: Option<Due>,
    /// The row that records it.
    pub reference: Uuid,
    /// Whose it is; none: the case manager to whom the person is assigned, else whoever holds the role.
    pub owner: Option<AccountId>,
}

impl<'a> Event<'a> {
    /// Of this kind at a person, at this instant.
    pub fn of(trigger: &'a str, inmate: InmateId, at: DateTime<Utc>, reference: Uuid) -> Self {
        Self { trigger, subjects: &[], inmate: Some(inmate), prison: None, at, due: None, reference, owner: None }
    }

    /// With the end that the document gives.
    #[must_use]
    pub fn due(mut self, due: Due) -> Self {
        self.due = Some(due);
        self
    }

    /// Of somebody of these families.
    #[must_use]
    pub fn subjects(mut self, subjects: &'a [&'a str]) -> Self {
        self.subjects = subjects;
        self
    }

    /// Somebody's own.
    #[must_use]
    pub fn owner(mut self, owner: AccountId) -> Self {
        self.owner = Some(owner);
        self
    }
}

/// Which of a reference's items are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// All of them.
    Every,
    /// Those of one rule, in every round.
    Rule(&'a str),
    /// Those of one kind of event.
    Trigger(&'a str),
}

/// What became of a rule when its event was raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The item.
    pub id: Uuid,
    /// Its rule.
    pub rule: String,
    /// New, moved to another day, or there already.
    pub done: Done,
}

words! {
    /// What raising did.
    Done {
        /// It was not there.
        New = "new",
        /// It was there, open, with another day; the warnings begin anew.
        Moved = "moved",
        /// It was there.
        Same = "same",
    }

    /// What became of an item.
    Outcome {
        /// A later order has taken its place.
        NewOrder = "new_order",
        /// Brought before the court.
        InCourt = "in_court",
        /// Remanded in custody.
        Remanded = "remanded",
        /// Released.
        Released = "released",
        /// Taken into a prison.
        InPrison = "in_prison",
        /// A judgment is being served.
        Serving = "serving",
        /// Held on another ground.
        OtherBasis = "other_basis",
        /// Lifted.
        Lifted = "lifted",
        /// Extended.
        Extended = "extended",
        /// The case has been brought, the application made.
        Filed = "filed",
        /// It was decided not to bring it.
        NotFiled = "not_filed",
        /// Considered anew, with the same result; the next round begins.
        Reassessed = "reassessed",
        /// Granted.
        Granted = "granted",
        /// Decided anew.
        Decided = "decided",
        /// Reported.
        Reported = "reported",
        /// What it was about has ended.
        Ended = "ended",
        /// Done.
        Done = "done",
        /// Sent.
        Sent = "sent",
        /// An appeal has been made.
        Appealed = "appealed",
        /// The party has waived the appeal.
        Waived = "waived",
        /// Verified.
        Verified = "verified",
        /// Kept, because a decision builds on it.
        Kept = "kept",
        /// Deleted.
        Erased = "erased",
        /// It had been calculated wrongly, and the calculation has been corrected.
        Recalculated = "recalculated",
        /// Refused.
        Refused = "refused",
        /// Its time passed, and nothing had to be done.
        Lapsed = "lapsed",
        /// There was no such event, or it was recorded wrongly.
        Mistake = "mistake",
    }

    /// How an item stands.
    State {
        /// Somebody must do something.
        Open = "open",
        /// What was asked for has happened.
        Satisfied = "satisfied",
        /// There was nothing to do.
        Cancelled = "cancelled",
    }

    /// For whom an item waits.
    Party {
        /// The region.
        Region = "region",
        /// The directorate.
        Kdi = "kdi",
        /// A court.
        Court = "court",
        /// The police.
        Police = "police",
        /// The prosecutor.
        Prosecutor = "prosecutor",
        /// Somebody else.
        Other = "other",
    }
}

/// An item as it is put into the database; the names are those of `sentences.put_deadlines`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// A new id.
    pub id: Uuid,
    /// About whom.
    pub inmate: Option<InmateId>,
    /// Where.
    pub prison: Option<PrisonId>,
    /// The rule's id, subject and version: they name its row for ever.
    pub rule_id: String,
    /// The family that the row is for.
    pub subject: String,
    /// Which row.
    pub version: i32,
    /// The event.
    pub trigger: String,
    /// Where the rule stands.
    pub cite: String,
    /// Whether the service has yet to confirm the rule.
    pub to_confirm: bool,
    /// The rule in words.
    pub label_nb: String,
    /// And in English.
    pub label_en: String,
    /// How long.
    pub span: String,
    /// By which clock.
    pub clock: &'static str,
    /// Again each.
    pub repeat: Option<String>,
    /// When to warn.
    pub warn: String,
    /// What must have happened.
    pub mode: &'static str,
    /// By whom.
    pub level: Option<&'static str>,
    /// The row that records the event.
    pub reference: Uuid,
    /// The first, second, … time.
    pub round: i32,
    /// When it happened.
    pub event_at: DateTime<Utc>,
    /// The day that is counted back from.
    pub base_on: Option<NaiveDate>,
    /// The first instant too late.
    pub due_at: DateTime<Utc>,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// By the clock.
    pub timed: bool,
    /// As the document says.
    pub given: bool,
    /// Whose it is by role.
    pub owner_role: &'static str,
    /// Whose it is by name.
    pub owner: Option<AccountId>,
    /// Whether nobody may be held past it.
    pub hard: bool,
    /// Whether it passes by itself.
    pub lapses: bool,
    /// Whether it ends with release.
    pub in_custody_only: bool,
    /// When to warn of it.
    pub warn_at: Vec<DateTime<Utc>>,
    /// When the clock was set, where that was earlier than now (invented history).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raised_at: Option<DateTime<Utc>>,
}

/// An item as it stands: what the job needs to count on, and what pages say of the rule.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The item.
    pub id: Uuid,
    /// About whom.
    pub inmate_id: Option<Uuid>,
    /// The prison that answers for the person.
    pub prison_id: Option<Uuid>,
    /// The rule.
    pub rule_id: String,
    /// The family that its row is for.
    pub subject: String,
    /// Which row.
    pub rule_version: i32,
    /// The event.
    pub trigger: String,
    /// Where the rule stands.
    pub cite: String,
    /// Whether the service has yet to confirm it.
    pub to_confirm: bool,
    /// In words.
    pub label_nb: String,
    /// In English.
    pub label_en: String,
    /// How long, as in the file.
    pub span: String,
    /// By which clock.
    pub clock: String,
    /// Again each.
    pub repeat: Option<String>,
    /// When to warn.
    pub warn: String,
    /// What must have happened.
    pub mode: String,
    /// By whom.
    pub level: Option<String>,
    /// The row that records the event.
    pub reference: Uuid,
    /// Which time.
    pub round: i32,
    /// When the event was.
    pub event_at: DateTime<Utc>,
    /// The day that was counted back from.
    pub base_on: Option<NaiveDate>,
    /// The first instant too late.
    pub due_at: DateTime<Utc>,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// By the clock.
    pub timed: bool,
    /// As the document says.
    pub given: bool,
    /// Whose it is by role.
    pub owner_role: String,
    /// Whose it is by name.
    pub owner: Option<Uuid>,
    /// Whether nobody may be held past it.
    pub hard: bool,
    /// Whether it passes by itself.
    pub lapses: bool,
    /// Whether it ends with release.
    pub in_custody_only: bool,
}

impl Kept {
    /// Its end.
    pub fn due(&self) -> Due {
        Due { at: self.due_at, on: self.due_on, timed: self.timed }
    }

    /// Who decides, is told, or reviews.
    pub fn level(&self) -> Option<Level> {
        self.level.as_deref().and_then(Level::of)
    }

    /// The rule in words.
    pub fn label(&self, nb: bool) -> &str {
        if nb { &self.label_nb } else { &self.label_en }
    }
}
