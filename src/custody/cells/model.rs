//! What a move is weighed on.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::custody::apart::Conflict;
use crate::inmates::store::AlertFlag;
use crate::inmates::store::full_name;
use crate::platform::id::{CellId, InmateId, PrisonId, UnitId};

/// Where somebody is to go: a cell, or a unit without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A cell.
    Cell(CellId),
    /// A unit, without a cell.
    Unit(UnitId),
}

/// How old, as placement law asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Under 18.
    Minor,
    /// 18 to 23.
    Young,
    /// 24 and over.
    Adult,
    /// Nobody knows.
    Unknown,
}

impl Age {
    /// From whole years.
    pub fn of(years: Option<u32>) -> Self {
        match years {
            None => Self::Unknown,
            Some(0..18) => Self::Minor,
            Some(18..24) => Self::Young,
            Some(_) => Self::Adult,
        }
    }
}

/// Somebody with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: InmateId,
    /// "Hansen, Jonas Emil".
    pub name: String,
    /// The number.
    pub number: String,
}

impl Person {
    pub(super) fn of(id: Option<Uuid>, family: Option<String>, given: Option<String>, number: Option<String>) -> Option<Self> {
        Some(Self { id: InmateId(id?), name: full_name(&family?, &given?), number: number? })
    }
}

/// Where somebody lives now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// The placement.
    pub id: Uuid,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The unit.
    pub unit_id: UnitId,
    /// Its name.
    pub unit: String,
    /// Its level.
    pub level: String,
    /// The cell.
    pub cell_id: Option<CellId>,
    /// Its code.
    pub cell: Option<String>,
}

/// Who is to be moved.
#[derive(Clone, Debug)]
pub struct Mover {
    /// Who.
    pub person: Person,
    /// `M`, `F` or `X`.
    pub sex: String,
    /// How old.
    pub age: Age,
    /// Why held; none when it is not known yet.
    pub legal: Option<String>,
    /// Whether the person agrees to share; none when nobody has asked.
    pub consent: Option<bool>,
    /// Whether an accessible room is needed.
    pub needs_access: bool,
    /// Alerts in force.
    pub alerts: Vec<AlertFlag>,
    /// Whether the person is out just now.
    pub out: bool,
    /// The prison that holds the person.
    pub prison: PrisonId,
    /// When the stay began.
    pub admitted_at: DateTime<Utc>,
    /// Where the person lives; none in reception.
    pub current: Option<Current>,
}

impl Mover {
    /// Where they sleep now, as a target.
    pub fn target(&self) -> Option<Target> {
        self.current.as_ref().map(|c| c.cell_id.map_or(Target::Unit(c.unit_id), Target::Cell))
    }

    /// Whether an alert of this kind is in force.
    pub fn has(&self, kind: &str) -> bool {
        self.alerts.iter().any(|a| a.kind == kind)
    }
}

/// The place somebody is to go to.
#[derive(Clone, Debug)]
pub struct Room {
    /// The cell; none for a unit without one.
    pub cell_id: Option<CellId>,
    /// Its code.
    pub cell: Option<String>,
    /// The unit.
    pub unit_id: UnitId,
    /// Its name.
    pub unit: String,
    /// The prison.
    pub prison_id: PrisonId,
    /// Approved for.
    pub certified: i32,
    /// Used today.
    pub working: i32,
    /// At most.
    pub maximum: i32,
    /// For wheelchairs.
    pub accessible: bool,
    /// In a poor state.
    pub poor: bool,
    /// Closed for good.
    pub closed: bool,
    /// The landing of its unit.
    pub landing: Option<String>,
    /// Out of use: why, and until when.
    pub out: Option<(String, Option<NaiveDate>)>,
    /// The unit is closed.
    pub unit_closed: bool,
    /// What the unit is for.
    pub purpose: String,
    /// Its level.
    pub level: String,
    /// Whom the prison takes.
    pub sexes: Vec<String>,
}

/// Somebody in the cell.
#[derive(Clone, Debug)]
pub struct Mate {
    /// Who; none is a person the reader may not see.
    pub person: Option<Person>,
    /// `M`, `F` or `X`.
    pub sex: String,
    /// How old.
    pub age: Age,
    /// Why held.
    pub legal: String,
    /// Whether they agree to share.
    pub consent: Option<bool>,
    /// Known for violence against prisoners.
    pub violent: bool,
    /// Since when they are there.
    pub since: DateTime<Utc>,
    /// Who decided so.
    pub decided_by: Option<String>,
}

/// Whether something stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It cannot be done.
    Stop,
    /// It can be done with a reason.
    Reason,
    /// It is worth knowing.
    Note,
}

/// What was found. `who` is one in the cell; none is a person the reader may not see.
#[derive(Clone, Debug)]
pub enum What {
    /// The person lives there.
    Same,
    /// The cell is closed.
    CellClosed,
    /// The unit is closed.
    UnitClosed,
    /// The cell is out of use.
    OutOfUse(String, Option<NaiveDate>),
    /// More than the maximum.
    Full(i64, i32),
    /// More than the working capacity.
    OverWorking(i64, i32),
    /// More than it was approved for.
    OverCertified(i64, i32),
    /// Two who must be kept apart.
    Apart(Conflict),
    /// A man in a unit for women.
    WomenUnit,
    /// A woman outside the units for women.
    MenUnit,
    /// A prison for the other sex.
    PrisonSex,
    /// Neither: weighed with the person.
    SexX,
    /// Shares with the other sex.
    SharesSex(Option<String>),
    /// Under 18 with an adult.
    MinorShares(Option<String>),
    /// Under 18 outside the youth unit.
    MinorUnit,
    /// An adult in the youth unit.
    YouthUnit,
    /// 18 to 23 with somebody older.
    YoungShares(Option<String>),
    /// The age is not known, and the room is shared.
    AgeUnknown,
    /// Remand with sentenced.
    RemandShares(Option<String>),
    /// A sentenced person in a remand unit.
    RemandUnit,
    /// The person has not agreed to share (`true`: has said no).
    NoConsent(bool),
    /// The one there has not agreed (`true`: has said no).
    MateNoConsent(Option<String>, bool),
    /// The person needs an accessible room.
    NeedsAccess,
    /// The room is one of the few accessible ones.
    AccessTaken,
    /// An alert about the person, by its kind.
    Alert(String),
    /// The person has been violent, and the room is shared.
    Violent,
    /// The one there has been violent.
    MateViolent(Option<String>),
    /// Danger to life, and nobody would share the room.
    AloneInDanger,
    /// Another level of security.
    Level(String),
    /// The person is out.
    OutNow,
    /// The cell is in a poor state.
    Poor,
    /// There is no cell.
    NoCell,
}

impl What {
    /// The word in the trail.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::CellClosed => "cell_closed",
            Self::UnitClosed => "unit_closed",
            Self::OutOfUse(..) => "out_of_use",
            Self::Full(..) => "full",
            Self::OverWorking(..) => "over_working",
            Self::OverCertified(..) => "over_certified",
            Self::Apart(_) => "apart",
            Self::WomenUnit => "women_unit",
            Self::MenUnit => "men_unit",
            Self::PrisonSex => "prison_sex",
            Self::SexX => "sex_x",
            Self::SharesSex(_) => "shares_sex",
            Self::MinorShares(_) => "minor_shares",
            Self::MinorUnit => "minor_unit",
            Self::YouthUnit => "youth_unit",
            Self::YoungShares(_) => "young_shares",
            Self::AgeUnknown => "age_unknown",
            Self::RemandShares(_) => "remand_shares",
            Self::RemandUnit => "remand_unit",
            Self::NoConsent(_) => "no_consent",
            Self::MateNoConsent(..) => "mate_no_consent",
            Self::NeedsAccess => "needs_access",
            Self::AccessTaken => "access_taken",
            Self::Alert(_) => "alert",
            Self::Violent => "violent",
            Self::MateViolent(_) => "mate_violent",
            Self::AloneInDanger => "alone_in_danger",
            Self::Level(_) => "level",
            Self::OutNow => "out_now",
            Self::Poor => "poor",
            Self::NoCell => "no_cell",
        }
    }
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How much it weighs.
    pub grade: Grade,
    /// What.
    pub what: What,
    /// Where it is written.
    pub law: &'static str,
}

/// A finding that is accepted with a reason of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The same for the same finding about the same person, so that what was typed about it stays with it when others come and go.
    pub key: String,
    /// The word in the trail and in the history.
    pub code: &'static str,
}

impl Asked {
    /// About a person who is moved.
    pub fn of(mover: InmateId, what: &What) -> Self {
        Self { key: digest(&format!("{mover} {what:?}"), 8), code: what.code() }
    }
}

/// A short word for a long text.
fn digest(text: &str, bytes: usize) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes()).iter().take(bytes).map(|b| format!("{b:02x}")).collect()
}

/// One move, weighed.
#[derive(Clone, Debug)]
pub struct Considered {
    /// Who.
    pub mover: Mover,
    /// Where to.
    pub room: Room,
    /// Who is there and stays.
    pub mates: Vec<Mate>,
    /// What was found, gravest first.
    pub findings: Vec<Finding>,
}

impl Considered {
    /// Whether it cannot be done.
    pub fn stopped(&self) -> bool {
        self.findings.iter().any(|f| f.grade == Grade::Stop)
    }

    /// Each finding that needs a reason of its own, in the order shown.
    pub fn asked(&self) -> Vec<Asked> {
        let mover = self.mover.person.id;
        self.findings.iter().filter(|f| f.grade == Grade::Reason).map(|f| Asked::of(mover, &f.what)).collect()
    }

    /// What was shown, in short: another one means that something has changed since.
    pub fn fingerprint(&self) -> String {
        let mates: Vec<_> = self.mates.iter().map(|m| (m.person.as_ref().map(|p| p.id), m.since)).collect();
        digest(&format!("{:?} {:?} {:?} {:?}", self.mover.current.as_ref().map(|c| c.id), (self.room.unit_id, self.room.cell_id), mates, self.findings), 12)
    }
}
