//! From rows of the day (`money.facts`) to what the law asks of it.

use crate::law::allowance::{Gives, Outcome, Session};
use crate::platform::words::words;

words! {
    /// A mark of the register. The words are those of `activities.attendance`, and one for programmes.
    Mark {
        /// Came.
        Present = "present",
        /// Came late.
        Late = "late",
        /// Came, and was sent back.
        SentBack = "sent_back",
        /// Did not come, for a reason.
        Absent = "absent",
        /// Has not come, and nobody knows why yet.
        Missing = "missing",
        /// Was not to come.
        NotRequired = "not_required",
        /// Took part in a programme (`programmes.attendance`).
        Programme = "programme",
    }

    /// What the list of reasons says that a reason gives (`absence_reasons.csv`).
    Listed {
        /// As if present.
        Ordinary = "ordinary",
        /// Support.
        Support = "support",
        /// Nothing.
        Nothing = "none",
        /// By the rule of holidays.
        Holiday = "holiday",
        /// By what the suspension says.
        BySuspension = "by_suspension",
    }
}

impl Listed {
    /// What a mark keeps: a rate. Of a suspension its own; a holiday is no reason for one person.
    #[must_use]
    pub fn kept(self, suspension: Option<Gives>) -> Gives {
        match self {
            Self::Ordinary => Gives::Ordinary,
            Self::Support | Self::Holiday => Gives::Support,
            Self::Nothing => Gives::Nothing,
            Self::BySuspension => suspension.unwrap_or(Gives::Nothing),
        }
    }
}

/// A session of somebody's place on a day, with what the register says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Minutes that pass.
    pub minutes: u32,
    /// Of a cancelled session: its reason, and what the list says of it.
    pub cancelled: Option<(String, Listed)>,
    /// The mark; none: the register is not taken.
    pub mark: Option<Mark>,
    /// The reason of absence.
    pub reason: String,
    /// What was kept with the mark; without a mark what a suspension gives.
    pub gives: Option<Gives>,
}

/// What the session is to the day; none: it was not the person's.
#[must_use]
pub fn session(row: &Row) -> Option<Session> {
    let of = |outcome: Outcome, reason: &str| Some(Session { minutes: row.minutes, outcome, reason: reason.to_owned() });
    if let Some((reason, listed)) = &row.cancelled {
        return match listed {
            Listed::Ordinary => of(Outcome::Away(Gives::Ordinary), reason),
            Listed::Support => of(Outcome::Away(Gives::Support), reason),
            Listed::Holiday => of(Outcome::Holiday, reason),
            // Moved: the other time is the session. Nobody is refused anything for what was never held.
            Listed::Nothing | Listed::BySuspension => None,
        };
    }
    match (row.mark, row.gives) {
        (Some(Mark::Present | Mark::Late), _) => of(Outcome::Worked, &row.reason),
        (Some(Mark::Programme), _) => of(Outcome::Programme, ""),
        // A rest day is no absence.
        (Some(Mark::NotRequired), Some(Gives::Nothing) | None) => None,
        (Some(Mark::NotRequired | Mark::Absent | Mark::SentBack), Some(gives)) | (None, Some(gives)) => of(Outcome::Away(gives), &row.reason),
        (Some(Mark::Absent | Mark::SentBack), None) => of(Outcome::Away(Gives::Nothing), &row.reason),
        (Some(Mark::Missing), _) | (None, None) => of(Outcome::NotTaken, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_is_to_the_day() {
        let row = Row { minutes: 200, cancelled: None, mark: None, reason: String::new(), gives: None };
        let marked = |mark: Mark, reason: &str, gives: Gives| Row { mark: Some(mark), reason: reason.to_owned(), gives: Some(gives), ..row.clone() };
        let cancelled = |reason: &str, listed: Listed| Row { cancelled: Some((reason.to_owned(), listed)), ..row.clone() };
        for (case, row, outcome) in [
            ("present", marked(Mark::Present, "", Gives::Ordinary), Some(Outcome::Worked)),
            ("late is there", marked(Mark::Late, "LATE", Gives::Ordinary), Some(Outcome::Worked)),
            ("a programme", marked(Mark::Programme, "", Gives::Ordinary), Some(Outcome::Programme)),
            ("sick", marked(Mark::Absent, "SICK", Gives::Support), Some(Outcome::Away(Gives::Support))),
            ("refused", marked(Mark::Absent, "REFUSED", Gives::Nothing), Some(Outcome::Away(Gives::Nothing))),
            ("sent back", marked(Mark::SentBack, "SENT_BACK", Gives::Nothing), Some(Outcome::Away(Gives::Nothing))),
            ("held back by the house", marked(Mark::NotRequired, "HELD_BACK", Gives::Ordinary), Some(Outcome::Away(Gives::Ordinary))),
            ("a rest day", marked(Mark::NotRequired, "REST_DAY", Gives::Nothing), None),
            ("missing still", marked(Mark::Missing, "", Gives::Ordinary), Some(Outcome::NotTaken)),
            ("nobody took the register", row.clone(), Some(Outcome::NotTaken)),
            ("suspended with support, register not taken", Row { gives: Some(Gives::Support), ..row.clone() }, Some(Outcome::Away(Gives::Support))),
            ("no staff", cancelled("STAFF", Listed::Ordinary), Some(Outcome::Away(Gives::Ordinary))),
            ("a holiday", cancelled("HOLIDAY", Listed::Holiday), Some(Outcome::Holiday)),
            ("moved", cancelled("MOVED", Listed::Nothing), None),
        ] {
            assert_eq!(session(&row).map(|s| s.outcome), outcome, "{case}");
        }
    }

    #[test]
    fn every_reason_of_the_file_has_an_effect_that_is_known() {
        let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(include_str!("../../../data/absence_reasons.csv").as_bytes());
        let headers = rows.headers().cloned().unwrap_or_default();
        let at = |name: &str| headers.iter().position(|h| h == name);
        let (kind, gives) = (at("kind"), at("gives"));
        let mut seen = 0;
        for record in rows.records().flatten() {
            let of = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or_default();
            assert!(["valid", "invalid", "cancelled", "not_required"].contains(&of(kind)), "{record:?}");
            let listed = Listed::of(of(gives));
            assert!(listed.is_some(), "{record:?}");
            // Only what is a whole session's reason can be a holiday, and only a suspension says for itself.
            assert!(listed != Some(Listed::Holiday) || of(kind) == "cancelled", "{record:?}");
            assert!(listed != Some(Listed::BySuspension) || &record[0] == "SUSPENDED", "{record:?}");
            seen += 1;
        }
        assert!(seen >= 30, "{seen}");
    }
}
