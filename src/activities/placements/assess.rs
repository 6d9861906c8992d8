//! What stands against somebody in a place, before it is decided: what stops it, what must be answered for in words, and what is good to know.

use crate::activities::allocation::model::Suited;

/// How much it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It cannot be: only "not suited" can be said.
    Stop,
    /// It can be, when somebody says why.
    Reason,
    /// Good to know.
    Note,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The place is in another prison.
    OtherPrison,
    /// The place has closed.
    Closed,
    /// Another level of security.
    Level,
    /// A need that is not met.
    Lacks {
        /// Its kind.
        kind: String,
        /// Its value.
        value: String,
        /// No place without it.
        hard: bool,
    },
    /// Health has shared something about fitness for work.
    Health(String),
    /// An earlier placement here ended badly: how, and on which day.
    EndedBadly(String, String),
    /// Kept apart from somebody who is there: at all of its times, or at some.
    KeptApart {
        /// No time is left.
        always: bool,
    },
    /// No seat is free at any time.
    Full,
    /// Is somewhere else at some of its times: where.
    Elsewhere(String),
    /// On remand: an offer, and no duty (forskrift § 1-4).
    Remand,
}

impl Finding {
    /// How much it weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::OtherPrison | Self::Closed | Self::Level | Self::Lacks { hard: true, .. } | Self::KeptApart { always: true } => Weight::Stop,
            Self::Health(_) | Self::EndedBadly(..) | Self::KeptApart { always: false } => Weight::Reason,
            Self::Lacks { .. } | Self::Full | Self::Elsewhere(_) | Self::Remand => Weight::Note,
        }
    }
}

/// Why an assessment cannot be written down so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something stops it.
    Stopped,
    /// It must be said why.
    SayWhy,
}

/// So many letters make a reason.
const REASON: usize = 10;

/// Whether it may be assessed so.
///
/// # Errors
/// What is missing.
pub fn may_be(findings: &[Finding], suited: Suited, words: &str) -> Result<(), Fault> {
    let heaviest = findings.iter().map(Finding::weight).min();
    let said = words.chars().count() >= REASON;
    match (suited, heaviest) {
        (Suited::NotSuited, _) if !said => Err(Fault::SayWhy),
        (Suited::NotSuited, _) => Ok(()),
        (_, Some(Weight::Stop)) => Err(Fault::Stopped),
        (_, Some(Weight::Reason)) if !said => Err(Fault::SayWhy),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_what_is_answered_for_and_what_is_noted() {
        let lacks = |hard| Finding::Lacks { kind: "no_alert".into(), value: "ARSON".into(), hard };
        let health = Finding::Health("Ikke løfte over 10 kg".into());
        for (case, findings, suited, words, expected) in [
            ("nothing found", vec![], Suited::Suited, "", Ok(())),
            ("a note", vec![Finding::Remand, Finding::Full, lacks(false)], Suited::Suited, "", Ok(())),
            ("a reason without words", vec![health.clone()], Suited::WithConditions, "ok", Err(Fault::SayWhy)),
            ("a reason with words", vec![health.clone()], Suited::WithConditions, "Bare lett arbeid ved benken", Ok(())),
            ("a stop, whatever is said", vec![health, lacks(true)], Suited::Suited, "Vi tar ansvar for det", Err(Fault::Stopped)),
            ("not suited, and why", vec![lacks(true)], Suited::NotSuited, "Brannfare i verkstedet", Ok(())),
            ("not suited without why", vec![lacks(true)], Suited::NotSuited, "", Err(Fault::SayWhy)),
            ("apart at some times", vec![Finding::KeptApart { always: false }], Suited::Suited, "", Err(Fault::SayWhy)),
            ("apart at all", vec![Finding::KeptApart { always: true }], Suited::Suited, "Begge vil det", Err(Fault::Stopped)),
        ] {
            assert_eq!(may_be(&findings, suited, words), expected, "{case}");
        }
    }
}
