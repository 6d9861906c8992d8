//! From an event and the law to items, and from an item to what may be said of it. Pure.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::model::{Event, Item, Kept, Outcome, State};
use crate::access::Role;
use crate::law::calendar;
use crate::law::deadline::{Course, spans};
use crate::law::rule::{Book, Clock, Level, Malformed, Mode, Rule};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A rule whose document must give the day, raised without one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unplannable {
    /// No day.
    #[error("the rule «{0}» has no time of its own, and the event states no day")]
    Unstated(String),
    /// A kept item that cannot be read.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

/// The items of an event: one for every rule of the day that counts from such an event.
///
/// # Errors
/// When a rule leaves the day to the document and the event gives none.
pub fn plan(book: &Book, event: &Event<'_>, now: DateTime<Utc>) -> Result<Vec<Item>, Unplannable> {
    // The law of the event's day; of what lies ahead, that of today.
    let day = calendar::oslo_day(event.at.min(now));
    book.on(day).triggered_by(event.trigger, event.subjects).into_iter().map(|rule| item(rule, event)).collect()
}

fn item(rule: &Rule, event: &Event<'_>) -> Result<Item, Unplannable> {
    let course = Course::from(rule);
    let due = course.due(event.at, event.due, 1).ok_or_else(|| Unplannable::Unstated(rule.id.clone()))?;
    let role = owner_role(&rule.trigger);
    Ok(Item {
        id: Uuid::now_v7(),
        inmate: event.inmate,
        prison: event.prison,
        rule_id: rule.id.clone(),
        subject: rule.subject.clone(),
        version: rule.version,
        trigger: rule.trigger.clone(),
        cite: rule.cite.to_string(),
        to_confirm: rule.confidence.to_be_confirmed(),
        label_nb: rule.label_nb.clone(),
        label_en: rule.label_en.clone(),
        span: rule.value.to_string(),
        clock: rule.clock.as_str(),
        repeat: rule.repeat.map(|s| s.to_string()),
        warn: rule.warn.iter().map(ToString::to_string).collect::<Vec<_>>().join(";"),
        mode: rule.mode.as_str(),
        level: rule.level.map(Level::as_str),
        reference: event.reference,
        round: 1,
        event_at: event.at,
        base_on: (rule.clock == Clock::Before).then(|| event.due.map_or_else(|| calendar::oslo_day(event.at), |due| due.on)),
        due_at: due.at,
        due_on: due.on,
        timed: due.timed,
        given: event.due.is_some() && rule.clock != Clock::Before,
        owner_role: role.code(),
        owner: event.owner,
        hard: hard(rule),
        lapses: rule.mode == Mode::Limit || of_the_party(&rule.trigger) || promised(&rule.trigger),
        in_custody_only: in_custody_only(&rule.trigger),
        warn_at: course.warnings(event.at, due),
        raised_at: None,
    })
}

/// The next round of something that repeats, by the rule as it was kept.
///
/// # Errors
/// When the kept words cannot be read.
pub fn next_round(kept: &Kept) -> Result<Option<Item>, Unplannable> {
    let course = course(kept)?;
    let round = kept.round.saturating_add(1);
    let first = (kept.given && kept.round == 1).then(|| kept.due());
    let Some(due) = course.due(kept.event_at, first, u32::try_from(round).unwrap_or(0)) else { return Ok(None) };
    let word = |text: &str| Malformed(format!("«{text}» is no word of a kept deadline"));
    Ok(Some(Item {
        id: Uuid::now_v7(),
        inmate: kept.inmate_id.map(InmateId),
        prison: kept.prison_id.map(PrisonId),
        rule_id: kept.rule_id.clone(),
        subject: kept.subject.clone(),
        version: kept.rule_version,
        trigger: kept.trigger.clone(),
        cite: kept.cite.clone(),
        to_confirm: kept.to_confirm,
        label_nb: kept.label_nb.clone(),
        label_en: kept.label_en.clone(),
        span: kept.span.clone(),
        clock: course.clock.as_str(),
        repeat: kept.repeat.clone(),
        warn: kept.warn.clone(),
        mode: Mode::of(&kept.mode).ok_or_else(|| word(&kept.mode))?.as_str(),
        level: kept.level().map(Level::as_str),
        reference: kept.reference,
        round,
        event_at: kept.event_at,
        base_on: kept.base_on,
        due_at: due.at,
        due_on: due.on,
        timed: due.timed,
        given: false,
        owner_role: owner_role(&kept.trigger).code(),
        owner: kept.owner.map(AccountId),
        hard: kept.hard,
        lapses: kept.lapses,
        in_custody_only: kept.in_custody_only,
        warn_at: course.warnings(kept.event_at, due),
        raised_at: None,
    }))
}

/// How a kept item counts.
///
/// # Errors
/// When the kept words cannot be read.
pub fn course(kept: &Kept) -> Result<Course, Malformed> {
    Ok(Course {
        clock: Clock::of(&kept.clock).ok_or_else(|| Malformed(format!("«{}» is no clock", kept.clock)))?,
        span: kept.span.parse().ok(),
        repeat: kept.repeat.as_deref().map(str::parse).transpose()?,
        warn: spans(&kept.warn)?,
    })
}

/// Whose work it is, when nobody is named: what hangs on judgments and decisions is the case manager's, what the day of the house brings the duty officer's.
pub fn owner_role(trigger: &str) -> Role {
    let house = ["admission.", "arrest", "observation.", "exclusion.", "security_cell", "restraint_bed", "toilet_room", "visitor.", "discipline.", "shs."];
    if house.iter().any(|h| trigger.starts_with(h)) { Role::DutyOfficer } else { Role::CaseManager }
}

/// Whether nobody may be held past it without a new ground (strpl §§ 183 and 187 a, strl § 43): what a court must have decided, of deprivation itself.
fn hard(rule: &Rule) -> bool {
    rule.mode == Mode::Max
        && rule.level == Some(Level::Court)
        && matches!(rule.trigger.as_str(), "arrest" | "remand_order" | "remand.judgment" | "preventive_detention.frame_end" | "release.ordered")
}

/// A deadline of the person's own: the service has nothing to do in it but to know when it is over.
fn of_the_party(trigger: &str) -> bool {
    matches!(trigger, "decision.notified" | "disciplinary.notified" | "decision.reversed" | "monitoring.letter")
}

/// Something that was promised by whoever is not in the service's hands: who wrote it down is reminded, and nobody above is told; whether it was kept
/// is said where it stands.
fn promised(trigger: &str) -> bool {
    trigger == "plan.promise"
}

/// Whether it ends when the person is released.
fn in_custody_only(trigger: &str) -> bool {
    !of_the_party(trigger)
        && !matches!(trigger, "observation.unverified" | "appeal.received" | "application.received" | "probation.period_end" | "preventive_detention.trial_end")
}

/// Whether an item cries that somebody should have been released: what is said of it is held against what is recorded.
pub fn is_release_alarm(trigger: &str) -> bool {
    matches!(trigger, "release.overdue" | "release.probation_passed" | "release.ordered")
}

/// Where the item is settled when that is not on its own page: an observation is verified where it is read, a plan where it is made.
pub fn settled_elsewhere(trigger: &str) -> bool {
    trigger == "observation.unverified" || trigger.starts_with("plan.")
}

/// What may become of an item, for the form that closes it. A mistake is always possible.
pub fn outcomes(trigger: &str, mode: Option<Mode>) -> Vec<Outcome> {
    use Outcome as O;
    // Who should have been out is out, is held on something else, or never should have been: there is no fourth.
    match trigger {
        "release.overdue" => return vec![O::Released, O::OtherBasis, O::Recalculated],
        // A result that was recorded wrongly is a mistake of those who recorded it, and nothing was calculated.
        "release.ordered" => return vec![O::Released, O::OtherBasis, O::Mistake],
        "release.probation_passed" => return vec![O::Released, O::Refused, O::OtherBasis, O::Recalculated],
        _ => {}
    }
    let mut of = match trigger {
        "arrest" => vec![O::InCourt, O::Remanded, O::InPrison, O::Released],
        "remand_order" | "remand.judgment" => vec![O::NewOrder, O::Filed, O::Serving, O::OtherBasis, O::Released],
        "restriction" | "isolation_order" => vec![O::Lifted, O::Extended, O::Released],
        "preventive_detention.frame_end" => vec![O::Filed, O::NotFiled, O::Extended, O::Released],
        "probation.refused" => vec![O::Reassessed, O::Granted, O::Released],
        "decision.notified" | "disciplinary.notified" => vec![O::Appealed, O::Waived],
        "judgment.final" => vec![O::Sent],
        _ => match mode {
            Some(Mode::Decide | Mode::Review) => vec![O::Decided, O::Ended],
            Some(Mode::Report) => vec![O::Reported, O::Ended],
            _ => vec![O::Done, O::Ended],
        },
    };
    of.push(O::Mistake);
    of
}

impl Outcome {
    /// How the item stands after it.
    pub fn state(self) -> State {
        if self == Self::Mistake { State::Cancelled } else { State::Satisfied }
    }

    /// Whether what repeats goes on.
    pub fn goes_on(self) -> bool {
        matches!(self, Self::Reassessed | Self::Decided | Self::Reported | Self::Done)
    }
}
