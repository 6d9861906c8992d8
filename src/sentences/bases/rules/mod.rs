//! What the law says of an order or a judgment, as findings: a stop where it cannot be so, a warning where somebody must look again. Every
//! finding names its section; every limit comes from the [`Book`] opened on the day of the decision, and where the Book has no row for that
//! day (an old sentence), that is said instead of guessed.

mod judgment;
mod remand;
mod restriction;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use uuid::Uuid;

use super::model::{Basis, Count, Facts, Kind, Term};
use crate::law::calendar;
use crate::law::rule::{Book, Citation, Day, Missing, Rule, Span};

pub use restriction::{RestrictionQuestion, check as check_restriction};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Looked at again and confirmed, it can be saved.
    Warn,
    /// It cannot be saved.
    Stop,
}

/// Which date is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// The decision.
    Decision,
    /// The arrest.
    Arrest,
    /// When the person was told.
    Notice,
    /// When it became final.
    Final,
    /// The act.
    Act,
    /// The end.
    End,
}

/// What was found. The figures are those of the rule and of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A day that has not come.
    Future(Dated),
    /// Something dated before the decision that can only follow it.
    BeforeDecision(Dated),
    /// The act is dated after the decision.
    ActAfterDecision,
    /// The judgment is dated before the arrest in the same case.
    JudgmentBeforeArrest(NaiveDate),
    /// Shorter than imprisonment may be.
    TooShort(Span),
    /// Above so many days, and pronounced in days.
    ToldInDays(Span),
    /// Not above so many days, and pronounced in months.
    ToldInMonths(Span),
    /// Longer than the frame of the offence, so many months as raised.
    AboveFrame(i64),
    /// Longer than somebody under 18 may be given.
    AboveForYoung(Span),
    /// The unconditional part is too short.
    UnconditionalTooShort(Span),
    /// A suspended part and no probation.
    NoProbation,
    /// The probation is too long.
    ProbationTooLong(Span),
    /// Imprisonment beside a community sentence is too long.
    BesideCommunity(Span),
    /// Fewer or more hours of community sentence than there may be.
    CommunityHours(i64, i64),
    /// The credit is as long as the sentence, or longer: it is served.
    CreditAboveSentence,
    /// Was deprived of liberty in the case, and the judgment says nothing of credit.
    NoCredit,
    /// No unconditional part at all.
    NoTerm,
    /// It holds, and is not final.
    NotFinal,
    /// By the birth date under 18 at the act.
    WasUnder18,
    /// By the birth date 18 or older at the act.
    WasAdult,
    /// Days of a fine outside the limits.
    FineDays(Span, Span),
    /// No subsidiary imprisonment for somebody so young.
    FineUnder(Span),
    /// More paid than fined.
    Overpaid,
    /// A youth sentence shorter than it may be.
    YouthTooShort(Span),
    /// Longer than it usually is.
    YouthUnusual(Span),
    /// Longer than it may be.
    YouthTooLong(Span),
    /// A frame of preventive detention longer than usual.
    FrameUnusual(Span),
    /// Longer than it may be.
    FrameTooLong(Span),
    /// The execution of the sentence is barred: the last day on which it could begin, and the period.
    TimeBarred(NaiveDate, Span),
    /// Extends preventive detention whose frame had ended: from, to (the first and last day on nothing).
    ExtendsEndedFrame(NaiveDate, NaiveDate),
    /// The same, and somebody has said what became of the person.
    FrameGap(NaiveDate, NaiveDate),
    /// When the frame that is extended ends has not been calculated.
    FrameUnknown,
    /// Extended by more than at a time.
    ExtensionTooLong(Span),
    /// The minimum is longer than it may be.
    MinimumTooLong(Span),
    /// The minimum is longer than the frame.
    MinimumAboveFrame,
    /// Released on trial before the minimum term was served.
    TrialTooEarly(NaiveDate),
    /// The trial is shorter or longer than it may be.
    TrialOutside(Span, Span),
    /// A remand order longer than at a time, without the reason.
    RemandTooLong(Span),
    /// A remand order of somebody under 18 longer than at a time.
    RemandYoungTooLong(Span),
    /// Remand after judgment, longer than usual.
    AfterJudgmentTooLong(Span),
    /// No ground of remand.
    NoGround,
    /// Has run out already.
    RunOut(NaiveDate),
    /// Holds on the same days as another order of the same case, which it does not extend.
    OverlapsSameCase(NaiveDate, NaiveDate),
    /// Holds on the same days as an order of another case.
    OverlapsOtherCase(NaiveDate, NaiveDate),
    /// Extends an order that had run out: from, to (the first and last day on nothing).
    ExtendsRunOut(NaiveDate, NaiveDate),
    /// The same, and the person was held all the time.
    HeldOnNothing(NaiveDate, NaiveDate),
    /// The restriction lasts longer than the order it stands beside.
    OutlivesOrder(NaiveDate),
    /// Begins before the order does.
    BeforeOrder(NaiveDate),
    /// Full isolation of somebody so young.
    IsolatedUnder(Span),
    /// Full isolation, and the ground is not the risk of tampering with evidence.
    IsolationGround,
    /// Isolated longer than at a time.
    IsolationTooLong(Span),
    /// Isolated without a break for so many days, above the limit.
    IsolatedContinuously(i64, Span),
    /// How long isolation may last depends on the frame, which is not known.
    IsolationFrameUnknown,
    /// The same restriction is in force on the same days.
    RestrictionOverlaps(NaiveDate, NaiveDate),
    /// Extends a restriction that had run out: what is ordered then is a new one.
    RestrictionExtendsRunOut(NaiveDate),
    /// The Book has no row of this for that day.
    NoRule(String),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub what: What,
    /// How grave.
    pub gravity: Gravity,
    /// The field of the form that it is about.
    pub field: &'static str,
    /// Where it stands.
    pub cite: Citation,
    /// The service has yet to confirm the rule.
    pub unconfirmed: bool,
}

/// What is asked about.
pub struct Question<'a> {
    /// The basis that is corrected; none for a new one.
    pub root: Option<Uuid>,
    /// The document.
    pub facts: &'a Facts,
    /// Its acts.
    pub counts: &'a [Count],
    /// The person's other bases, current ones.
    pub others: &'a [Basis],
    /// When the person was born.
    pub born: Option<NaiveDate>,
    /// The day of the reader.
    pub today: NaiveDate,
    /// The law.
    pub book: &'a Book,
    /// Of a judgment that extends preventive detention: the last day of the frame without it, as it is calculated (custody deducted, earlier
    /// extensions added).
    pub frame_last: Option<NaiveDate>,
    /// Somebody has said that the person was held though the order had run out.
    pub held_on_nothing: bool,
}

/// What a rule of the Book brings to a finding.
type Of<'b> = (Span, &'b Rule);

/// The findings as they are collected, with the Book open on the day of the decision.
pub(super) struct Findings<'b> {
    law: Day<'b>,
    list: Vec<Finding>,
}

impl<'b> Findings<'b> {
    fn new(book: &'b Book, day: NaiveDate) -> Self {
        Self { law: book.on(day), list: Vec::new() }
    }

    /// A limit of the law; none when the Book has none for the day, which becomes a finding of its own.
    fn limit(&mut self, id: &str, subject: &str) -> Option<Of<'b>> {
        match self.law.span(id, subject) {
            Ok(found) => Some(found),
            Err(missing) => {
                self.missing(&missing);
                None
            }
        }
    }

    /// A number of the law, as [`Findings::limit`].
    fn number(&mut self, id: &str) -> Option<(i64, &'b Rule)> {
        match self.law.number(id, "") {
            Ok(found) => Some(found),
            Err(missing) => {
                self.missing(&missing);
                None
            }
        }
    }

    fn missing(&mut self, missing: &Missing) {
        let what = What::NoRule(missing.id.clone());
        if !self.list.iter().any(|f| matches!(f.what, What::NoRule(_))) {
            self.list.push(Finding { what, gravity: Gravity::Warn, field: "decided_on", cite: cite("", ""), unconfirmed: true });
        }
    }

    /// A finding that rests on a row.
    fn by(&mut self, rule: &Rule, gravity: Gravity, field: &'static str, what: What) {
        self.list.push(Finding { what, gravity, field, cite: rule.cite.clone(), unconfirmed: rule.confidence.to_be_confirmed() });
    }

    /// A finding of order and arithmetic, where the section has no figure.
    fn at(&mut self, act: &str, section: &str, gravity: Gravity, field: &'static str, what: What) {
        self.list.push(Finding { what, gravity, field, cite: cite(act, section), unconfirmed: false });
    }
}

fn cite(act: &str, section: &str) -> Citation {
    Citation { act: act.to_owned(), section: section.to_owned() }
}

/// Everything that is found, the gravest first.
pub fn check(q: &Question<'_>) -> Vec<Finding> {
    let mut found = Findings::new(q.book, q.facts.decided_on);
    dates(q, &mut found);
    match q.facts.kind {
        Kind::Arrest => {}
        Kind::Remand => remand::check(q, &mut found),
        Kind::Sentence => judgment::sentence(q, &mut found),
        Kind::Detention => judgment::detention(q, &mut found),
        Kind::Fine => judgment::fine(q, &mut found),
        Kind::Youth => judgment::youth(q, &mut found),
        Kind::Foreign => judgment::execution(q, &mut found),
        Kind::Other => {
            judgment::execution(q, &mut found);
            judgment::limitation(q, &mut found);
        }
    }
    let mut list = found.list;
    list.sort_by_key(|f| std::cmp::Reverse(f.gravity));
    list
}

/// Days in an order in which they can have come.
fn dates(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    let stop = Gravity::Stop;
    let future = |day: Option<NaiveDate>| day.is_some_and(|d| d > q.today);
    if future(Some(f.decided_on)) {
        found.at("strpl", if f.kind.is_executed() { "§ 43" } else { "§ 184" }, stop, "decided_on", What::Future(Dated::Decision));
    }
    if future(f.arrested_at.map(calendar::oslo_day)) {
        found.at("strpl", "§ 175", stop, "arrested_at", What::Future(Dated::Arrest));
    }
    for (day, field, section, dated) in [(f.notified, "notified", "§ 42", Dated::Notice), (f.final_on, "final_on", "§ 452", Dated::Final)] {
        if future(day) {
            found.at("strpl", section, stop, field, What::Future(dated));
        }
        if day.is_some_and(|d| d < f.decided_on) {
            found.at("strpl", section, stop, field, What::BeforeDecision(dated));
        }
    }
    if future(f.ended_on) {
        found.at("strpl", "§ 187 a", stop, "ended_on", What::Future(Dated::End));
    }
    if q.counts.iter().any(|c| c.act_from.is_some_and(|d| d > f.decided_on) || c.act_to.is_some_and(|d| d > f.decided_on)) {
        found.at("strpl", "§ 40", stop, "act_from_1", What::ActAfterDecision);
    }
    // Whoever was under 18 at the act is under other limits; the birth date knows.
    let ages: Vec<u32> = q.born.into_iter().flat_map(|b| q.counts.iter().filter_map(move |c| calendar::age_on(b, c.act_from?))).collect();
    if let (Some(oldest), true) = (ages.iter().max(), f.kind.is_executed()) {
        match found.law.span("person.adult_age", "") {
            Ok((adult, _)) if *oldest < adult.n && !f.under_18 => found.at("strl", "§ 33", Gravity::Warn, "under_18", What::WasUnder18),
            Ok((adult, _)) if ages.iter().all(|a| *a >= adult.n) && f.under_18 => found.at("strl", "§ 33", Gravity::Warn, "under_18", What::WasAdult),
            _ => {}
        }
    }
}

/// Whether a term is longer than a limit.
fn above(term: Term, limit: Span) -> bool {
    term.measure() > super::model::measure(limit)
}

/// Whether it is shorter.
fn below(term: Term, limit: Span) -> bool {
    term.measure() < super::model::measure(limit)
}

/// The last day of a span whose first day is given.
fn last_day_of(first: NaiveDate, span: Span) -> Option<NaiveDate> {
    use crate::law::rule::Unit;
    use chrono::{Days, Months};
    match span.unit {
        Unit::Hours => Some(first),
        Unit::Days => first.checked_add_days(Days::new(u64::from(span.n))),
        Unit::Weeks => first.checked_add_days(Days::new(u64::from(span.n) * 7)),
        Unit::Months => first.checked_add_months(Months::new(span.n)),
        Unit::Years => first.checked_add_months(Months::new(span.n * 12)),
    }
}
