//! What holds a person, as data: the document's facts, what was ordered beside it, and for which acts.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::platform::words::words;

pub use super::term::{Term, answered_by, case_key, measure};

words! {
    /// What kind of document it is.
    Kind {
        /// Apprehended by the police (straffeprosessloven §§ 171 to 176).
        Arrest = "arrest",
        /// A court's order of remand (§§ 184, 185).
        Remand = "remand",
        /// Imprisonment (straffeloven § 31).
        Sentence = "sentence",
        /// Forvaring (straffeloven § 40).
        Detention = "preventive_detention",
        /// Subsidiary imprisonment for a fine (straffeloven § 55).
        Fine = "fine_default",
        /// Youth sentence (straffeloven § 52 a).
        Youth = "youth_sentence",
        /// A sentence of another country, executed here.
        Foreign = "foreign_sentence",
        /// Whatever else deprives of liberty.
        Other = "other_sanction",
    }

    /// Why somebody is remanded.
    Ground {
        /// Straffeprosessloven § 171 no. 1: risk of evasion.
        Evasion = "171_1",
        /// No. 2: risk of tampering with evidence.
        Evidence = "171_2",
        /// No. 3: risk of new offences.
        Repetition = "171_3",
        /// No. 4: own wish.
        OwnWish = "171_4",
        /// § 172: a grave offence and strong suspicion.
        Grave = "172",
        /// § 173: caught in the act, or of no fixed abode.
        Caught = "173",
    }

    /// Straffeloven § 79: why the frame is higher than the offence's own.
    Raised {
        /// Several offences.
        Multiple = "multiple",
        /// Repetition.
        Repeated = "repeated",
        /// Organised crime.
        Organised = "organised",
    }

    /// How a basis ended otherwise than by running out.
    EndedAs {
        /// Released.
        Released = "released",
        /// The court lifted it.
        Lifted = "lifted",
        /// Set aside on appeal.
        Quashed = "quashed",
        /// Another basis took over.
        Replaced = "replaced",
        /// Served.
        Served = "served",
        /// The fine was paid.
        Paid = "paid",
        /// Lapsed by law (straffeloven §§ 42, 93).
        Lapsed = "lapsed",
        /// Execution was interrupted (strgjfl § 35).
        Interrupted = "interrupted",
        /// Released on probation.
        Probation = "probation",
        /// Otherwise.
        Other = "other",
    }

    /// What else deprives of liberty.
    Sanction {
        /// Community sentence converted (straffeloven § 52).
        Community = "community_converted",
        /// Youth sentence converted (straffeloven § 52 c).
        YouthConverted = "youth_converted",
        /// Recalled from probation (strgjfl § 44).
        Probation = "probation_recall",
        /// Recalled from execution outside prison (strgjfl § 16).
        Outside = "halfway_recall",
        /// Breach of an order of the court.
        Order = "order_breach",
        /// Held for extradition or surrender.
        Extradition = "extradition",
        /// Held under the immigration act.
        Immigration = "immigration",
        /// Military arrest.
        Military = "military",
        /// Something else.
        Other = "other",
    }

    /// What was ordered beside a remand.
    RestrictionKind {
        /// Letters are read (straffeprosessloven § 186 second subsection).
        LettersControl = "letters_control",
        /// No letters.
        LettersBan = "letters_ban",
        /// Visits are watched.
        VisitsControl = "visits_control",
        /// No visits.
        VisitsBan = "visits_ban",
        /// No newspapers, no broadcast.
        Media = "media",
        /// Kept apart from those named.
        CompanyNamed = "company_named",
        /// Kept apart from some.
        PartialIsolation = "partial_isolation",
        /// Kept apart from all (§ 186 a).
        FullIsolation = "full_isolation",
    }

    /// Who ordered it.
    OrderedBy {
        /// The court.
        Court = "court",
        /// The police, where the court lets them (§ 186 second subsection).
        Police = "police",
    }

    /// What a document is.
    DocumentKind {
        /// A judgment.
        Judgment = "judgment",
        /// An order of a court.
        CourtOrder = "court_order",
        /// A warrant of the prosecutor.
        Warrant = "warrant",
        /// The prosecutor's order that a judgment be executed.
        Enforcement = "enforcement_order",
        /// A fine.
        FineOrder = "fine_order",
        /// Something else.
        Other = "other",
    }
}

impl Kind {
    /// Whether it is a term that is executed, and not a detention for a case.
    pub fn is_executed(self) -> bool {
        !matches!(self, Self::Arrest | Self::Remand)
    }

    /// Whether a court gives it as a judgment that becomes final.
    pub fn is_judgment(self) -> bool {
        matches!(self, Self::Sentence | Self::Detention | Self::Youth | Self::Foreign)
    }
}

/// One act that somebody is charged with or convicted of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// A code of the list of offences.
    pub offence: String,
    /// The section as the document cites it.
    pub section: String,
    /// Attempted only.
    pub attempted: bool,
    /// The day, or the first of several.
    pub act_from: Option<NaiveDate>,
    /// The last day.
    pub act_to: Option<NaiveDate>,
}

/// What a document says. Which of it there is depends on the kind; the form of a kind asks for its own and no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// The case.
    pub case_number: String,
    /// Who decided, as the document has it.
    pub court: String,
    /// The court in the list.
    pub court_code: Option<String>,
    /// The first and gravest offence, a code.
    pub offence: String,
    /// When.
    pub decided_on: NaiveDate,
    /// When the person was told.
    pub notified: Option<NaiveDate>,
    /// When it became final.
    pub final_on: Option<NaiveDate>,
    /// The first day on which it holds; none while it holds nobody.
    pub from_day: Option<NaiveDate>,
    /// Of a remand order: its last day.
    pub to_day: Option<NaiveDate>,
    /// The last day on which it held, when it did not run out.
    pub ended_on: Option<NaiveDate>,
    /// How it ended then.
    pub ended_as: Option<EndedAs>,
    /// The basis (its root) that this one goes on from.
    pub extends: Option<Uuid>,
    /// That one had run out, and the person had been released in between.
    pub released_between: bool,
    /// Arrest: when.
    pub arrested_at: Option<DateTime<Utc>>,
    /// Arrest: where.
    pub arrest_place: Option<String>,
    /// Arrest: by whom.
    pub police_district: Option<String>,
    /// Remand: why.
    pub grounds: Vec<Ground>,
    /// Remand: ordered with or after a judgment (straffeprosessloven § 187).
    pub after_judgment: bool,
    /// Remand: the main hearing has begun, so that it lasts until the judgment.
    pub main_hearing_started: bool,
    /// Remand: why a review every fourth week would be pointless.
    pub review_pointless: Option<String>,
    /// The unconditional part; the frame of preventive detention; the days of a fine.
    pub term: Term,
    /// The suspended part.
    pub suspended: Term,
    /// For how many years.
    pub probation_years: Option<i32>,
    /// What the court deducts for time deprived of liberty; none when it says nothing.
    pub credit_days: Option<i32>,
    /// The frame of the offence, in months.
    pub max_months: Option<i32>,
    /// Why the frame is higher.
    pub raised: Vec<Raised>,
    /// Given beside an earlier judgment (straffeloven § 82).
    pub additional: bool,
    /// Hours of community sentence beside it.
    pub community_hours: Option<i32>,
    /// Under 18 at the act.
    pub under_18: bool,
    /// Preventive detention: the minimum term.
    pub minimum: Term,
    /// Preventive detention: released on trial.
    pub trial_from: Option<NaiveDate>,
    /// The last day of the trial.
    pub trial_to: Option<NaiveDate>,
    /// Fine: how much, in øre.
    pub fine_ore: Option<i64>,
    /// Fine: of that paid.
    pub paid_ore: i64,
    /// Foreign sentence: of which country.
    pub country: Option<String>,
    /// Foreign sentence: since when it is executed here.
    pub transferred_on: Option<NaiveDate>,
    /// Other: what.
    pub sanction: Option<Sanction>,
    /// A note.
    pub note: Option<String>,
    /// The hearing that it came of.
    pub hearing: Option<Uuid>,
}

impl Facts {
    /// Nothing but a kind and a day.
    pub fn new(kind: Kind, decided_on: NaiveDate) -> Self {
        Self {
            kind,
            case_number: String::new(),
            court: String::new(),
            court_code: None,
            offence: String::new(),
            decided_on,
            notified: None,
            final_on: None,
            from_day: None,
            to_day: None,
            ended_on: None,
            ended_as: None,
            extends: None,
            released_between: false,
            arrested_at: None,
            arrest_place: None,
            police_district: None,
            grounds: Vec::new(),
            after_judgment: false,
            main_hearing_started: false,
            review_pointless: None,
            term: Term::default(),
            suspended: Term::default(),
            probation_years: None,
            credit_days: None,
            max_months: None,
            raised: Vec::new(),
            additional: false,
            community_hours: None,
            under_18: false,
            minimum: Term::default(),
            trial_from: None,
            trial_to: None,
            fine_ore: None,
            paid_ore: 0,
            country: None,
            transferred_on: None,
            sanction: None,
            note: None,
            hearing: None,
        }
    }

    /// The last day on which it holds by what it says itself; none while that is open.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let runs_out = if self.kind == Kind::Remand { self.to_day } else { None };
        match (self.ended_on, runs_out) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// One row of a basis, in force or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The row.
    pub id: Uuid,
    /// The basis: the id of its first row.
    pub root: Uuid,
    /// What it says.
    pub facts: Facts,
    /// For which acts.
    pub counts: Vec<Count>,
    /// Who wrote the row.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Why it replaced the one before.
    pub change_reason: Option<String>,
    /// There never was such a basis.
    pub withdrawn: bool,
    /// When a later row replaced it.
    pub replaced_at: Option<DateTime<Utc>>,
    /// Of an order that says no day: its last when judgment has been given (straffeprosessloven § 187).
    pub runs_out: Option<NaiveDate>,
}

impl Basis {
    /// The last day on which it holds; none while that is open.
    pub fn last_day(&self) -> Option<NaiveDate> {
        [self.facts.last_day(), self.runs_out].into_iter().flatten().min()
    }

    /// Whether it counts.
    pub fn is_current(&self) -> bool {
        self.replaced_at.is_none() && !self.withdrawn
    }
}

/// What a restriction says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What.
    pub kind: RestrictionKind,
    /// The first day.
    pub from_day: NaiveDate,
    /// The last day.
    pub until_day: NaiveDate,
    /// Full isolation: since when by the clock.
    pub from_at: Option<DateTime<Utc>>,
    /// By whom.
    pub ordered_by: OrderedBy,
    /// Kept apart from these inmates.
    pub company_inmates: Vec<Uuid>,
    /// And from these others.
    pub company_text: Option<String>,
    /// Isolation: why a review every second week would be pointless.
    pub review_pointless: Option<String>,
    /// The restriction that it goes on from.
    pub extends: Option<Uuid>,
}

/// How a restriction ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    /// Its last day.
    pub on: NaiveDate,
    /// Isolation: when by the clock.
    pub at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// Who wrote it down.
    pub by: String,
}

/// A restriction of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// The row.
    pub id: Uuid,
    /// The restriction: the id of its first row.
    pub root: Uuid,
    /// The root of the order.
    pub basis: Uuid,
    /// What it says.
    pub order: Order,
    /// Whether and how it ended before its time.
    pub lifted: Option<Lifted>,
    /// Who wrote it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Why it replaced the one before.
    pub change_reason: Option<String>,
    /// There never was such a one.
    pub withdrawn: bool,
    /// A later row replaced it.
    pub replaced: bool,
}

impl Restriction {
    /// Its last day.
    pub fn last_day(&self) -> NaiveDate {
        self.lifted.as_ref().map_or(self.order.until_day, |l| l.on)
    }

    /// Whether it counts.
    pub fn is_current(&self) -> bool {
        !self.replaced && !self.withdrawn
    }

    /// Whether it binds on a day.
    pub fn binds_on(&self, day: NaiveDate) -> bool {
        self.is_current() && self.order.from_day <= day && day <= self.last_day()
    }
}

/// The row in force of the restriction that any of its rows names.
pub fn in_force(rows: &[Restriction], id: Uuid) -> Option<&Restriction> {
    let root = rows.iter().find(|r| r.id == id)?.root;
    rows.iter().find(|r| r.root == root && r.is_current())
}

/// Whether one restriction goes on from another, whichever row of that it named.
pub fn goes_on_from(rows: &[Restriction], later: &Order, root: Uuid) -> bool {
    later.extends.is_some_and(|id| rows.iter().any(|r| r.id == id && r.root == root))
}

/// A document, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The row.
    pub id: Uuid,
    /// The root of the basis.
    pub basis: Uuid,
    /// What.
    pub kind: DocumentKind,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i32,
    /// Who attached it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Taken back, and why.
    pub withdrawn: Option<String>,
}
