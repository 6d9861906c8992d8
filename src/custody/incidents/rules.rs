//! Which step may follow, what raises the duty to report, and what the duty asks. Pure; the database asks the same again.

use chrono::{NaiveDate, TimeDelta};

use super::model::{Duty, DutyItem, Injury, State, Step};

/// Who asks for a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Who {
    /// Wrote the report.
    pub author: bool,
    /// Follows it up.
    pub owner: bool,
    /// Duty officer or governor: reviews and closes.
    pub decides: bool,
    /// The author reads incidents, so that sending back makes sense.
    pub author_reads: bool,
}

/// Whether a step may be taken. Nobody reviews their own report.
pub fn may(step: Step, state: State, who: Who) -> bool {
    match (step, state) {
        (Step::Submit, State::Draft | State::Returned) => who.author || who.owner || who.decides,
        (Step::Return, State::Submitted) => who.decides && who.author_reads && !who.author,
        (Step::Review, State::Submitted) => who.decides && !who.author,
        (Step::Close, State::Reviewed) | (Step::Reopen, State::Closed | State::Reviewed) => who.decides,
        (Step::Owner, State::Draft | State::Submitted | State::Returned | State::Reviewed) => who.decides || who.owner,
        (Step::Kind, State::Submitted | State::Reviewed) => who.decides,
        _ => false,
    }
}

/// Steps that may be taken now, in the order of the page.
pub fn steps(state: State, who: Who) -> Vec<Step> {
    Step::ALL.iter().copied().filter(|s| may(*s, state, who)).collect()
}

/// Whether people, force and addenda may be added.
pub fn open(state: State) -> bool {
    state != State::Closed
}

/// By when it must go on, unless somebody says otherwise.
pub fn due(state: State, today: NaiveDate) -> NaiveDate {
    let days = match state {
        State::Draft => 1,
        State::Returned => 2,
        State::Submitted => 3,
        State::Reviewed | State::Closed => 14,
    };
    today + TimeDelta::days(days)
}

/// Types in which somebody is gone.
pub const DISAPPEARANCES: &[&str] = &["ESCAPE_HIGH", "ESCAPE_LOW", "ESCAPE_ESC", "LEAVE_FAIL"];

/// As which type an escape is an incident: by what the person was out for, else by the security they broke.
pub fn escape_kind(out_for: Option<&str>, level: Option<&str>) -> &'static str {
    match (out_for, level) {
        (Some("LEAVE" | "DAYREL" | "WORKOUT" | "INTERRUPT"), _) => "LEAVE_FAIL",
        (Some(_), _) => "ESCAPE_ESC",
        (None, Some("lower" | "halfway")) => "ESCAPE_LOW",
        (None, _) => "ESCAPE_HIGH",
    }
}

/// What raises the duty to report (Mandela rules 57.3, 71.1): a death, a disappearance, a serious injury, an allegation of ill-treatment.
pub fn duty(kind: &str, injuries: impl IntoIterator<Item = Injury>, allegation: bool) -> Vec<Duty> {
    let worst = injuries.into_iter().max_by_key(|i| *i as u8);
    let mut duty = Vec::new();
    if matches!(kind, "SUICIDE" | "DEATH") || worst == Some(Injury::Fatal) {
        duty.push(Duty::Death);
    } else if worst == Some(Injury::Serious) {
        duty.push(Duty::SeriousInjury);
    }
    if DISAPPEARANCES.contains(&kind) {
        duty.push(Duty::Disappearance);
    }
    if allegation || kind == "ILL_TREATMENT" {
        duty.push(Duty::IllTreatment);
    }
    duty
}

/// What each of them asks, in the order in which it is done.
pub fn items(duty: &[Duty]) -> Vec<DutyItem> {
    DutyItem::ALL.iter().copied().filter(|item| duty.iter().any(|d| asks(*d, *item))).collect()
}

fn asks(duty: Duty, item: DutyItem) -> bool {
    use DutyItem::{Counsel, Examination, Health, HealthTrust, KeptAway, NextOfKin, Police, Protection, Region, Scene, StateAdministrator, SupervisoryCouncil};
    match duty {
        Duty::Death => !matches!(item, Examination | Protection | Counsel),
        Duty::Disappearance => matches!(item, Police | Scene | NextOfKin | Region | SupervisoryCouncil | KeptAway),
        Duty::SeriousInjury => matches!(item, Police | Scene | Health | NextOfKin | Region | HealthTrust | StateAdministrator | SupervisoryCouncil | KeptAway),
        Duty::IllTreatment => matches!(item, Police | Region | SupervisoryCouncil | KeptAway | Examination | Protection | Counsel),
    }
}

/// The rule behind an item, for the page.
pub fn cite(item: DutyItem) -> &'static str {
    match item {
        DutyItem::Police | DutyItem::SupervisoryCouncil | DutyItem::Region => "Mandela 57.3, 71.1",
        DutyItem::Scene => "Mandela 71.2",
        DutyItem::KeptAway => "Mandela 71.3",
        DutyItem::NextOfKin => "Mandela 69",
        DutyItem::Remains => "Mandela 72",
        DutyItem::Examination | DutyItem::Health => "Mandela 34",
        DutyItem::Protection | DutyItem::Counsel => "Mandela 57.2",
        DutyItem::Consulate => "Mandela 62",
        DutyItem::HealthTrust | DutyItem::StateAdministrator => "hol. § 12-3 a",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHOR: Who = Who { author: true, owner: false, decides: false, author_reads: true };
    const DUTY: Who = Who { author: false, owner: false, decides: true, author_reads: true };

    #[test]
    fn the_way_of_an_incident() {
        for (step, state, who, expected) in [
            (Step::Submit, State::Draft, AUTHOR, true),
            (Step::Submit, State::Submitted, AUTHOR, false),
            (Step::Review, State::Submitted, DUTY, true),
            (Step::Review, State::Submitted, Who { author: true, ..DUTY }, false),
            (Step::Review, State::Submitted, AUTHOR, false),
            (Step::Review, State::Draft, DUTY, false),
            (Step::Return, State::Submitted, DUTY, true),
            (Step::Return, State::Submitted, Who { author_reads: false, ..DUTY }, false),
            (Step::Close, State::Submitted, DUTY, false),
            (Step::Close, State::Reviewed, DUTY, true),
            (Step::Reopen, State::Closed, DUTY, true),
            (Step::Reopen, State::Closed, AUTHOR, false),
            (Step::Owner, State::Closed, DUTY, false),
        ] {
            assert_eq!(may(step, state, who), expected, "{step:?} {state:?} {who:?}");
        }
    }

    #[test]
    fn the_duty_to_report_is_raised_at_once() {
        assert_eq!(duty("DEATH", [], false), [Duty::Death], "M71");
        assert_eq!(duty("SUICIDE", [], false), [Duty::Death]);
        assert_eq!(duty("VIOL_PRIS", [Injury::Minor, Injury::Serious], false), [Duty::SeriousInjury]);
        assert_eq!(duty("VIOL_PRIS", [Injury::Fatal, Injury::None], true), [Duty::Death, Duty::IllTreatment]);
        assert_eq!(duty("DISOBEY", [Injury::Minor], false), []);
        assert_eq!(duty("FORCE", [], true), [Duty::IllTreatment], "M57.3");
        assert_eq!(duty("ILL_TREATMENT", [], false), [Duty::IllTreatment]);
        for kind in DISAPPEARANCES {
            assert_eq!(duty(kind, [], false), [Duty::Disappearance], "M71.1: {kind}");
        }
        assert!(items(&[Duty::Disappearance]).contains(&DutyItem::NextOfKin) && !items(&[Duty::Disappearance]).contains(&DutyItem::Remains));
        for (out_for, level, kind) in [
            (Some("LEAVE"), Some("high"), "LEAVE_FAIL"),
            (Some("COURT"), Some("lower"), "ESCAPE_ESC"),
            (None, Some("halfway"), "ESCAPE_LOW"),
            (None, Some("high"), "ESCAPE_HIGH"),
            (None, None, "ESCAPE_HIGH"),
        ] {
            assert_eq!(escape_kind(out_for, level), kind);
        }
        let death = items(&[Duty::Death]);
        for item in [DutyItem::Police, DutyItem::Scene, DutyItem::NextOfKin, DutyItem::KeptAway, DutyItem::Remains, DutyItem::SupervisoryCouncil] {
            assert!(death.contains(&item), "{item:?}");
        }
        assert!(!items(&[Duty::IllTreatment]).contains(&DutyItem::Remains));
        assert!(items(&[Duty::IllTreatment]).contains(&DutyItem::Examination));
        assert!(items(&[]).is_empty());
    }
}
