//! The closed sets of programmes.

use crate::platform::words::words;

words! {
    /// How a group stands.
    GroupState {
        /// It goes on, or will begin.
        Open = "open",
        /// It has come to its end.
        Finished = "finished",
        /// It was called off.
        Cancelled = "cancelled",
    }

    /// How a session stands.
    SessionState {
        /// Ahead, or not yet said who came.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// Called off.
        Cancelled = "cancelled",
    }

    /// Where a wish for a programme comes from.
    Source {
        /// It serves a goal of the plan.
        Goal = "goal",
        /// The person asks for it.
        Wish = "wish",
        /// Staff propose it.
        Staff = "staff",
    }

    /// How somebody stands in a programme.
    Standing {
        /// Waits for a place.
        Waiting = "waiting",
        /// Has a place.
        Enrolled = "enrolled",
        /// Completed it.
        Completed = "completed",
        /// Left it.
        Left = "left",
        /// Was excluded.
        Excluded = "excluded",
        /// Waits no longer.
        Withdrawn = "withdrawn",
        /// Was transferred.
        Transferred = "transferred",
        /// Was released.
        Released = "released",
    }

    /// Why somebody waits.
    Waits {
        /// Has asked.
        Asked = "asked",
        /// The group was full.
        Full = "full",
        /// The group was called off.
        GroupCancelled = "group_cancelled",
    }

    /// Who came.
    Mark {
        /// Came.
        Present = "present",
        /// Came late.
        Late = "late",
        /// Did not come, for a good reason.
        Excused = "excused",
        /// Did not come.
        Absent = "absent",
    }
}

/// What became of a place that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Given.
    Given,
    /// There is none left.
    Full,
    /// Somebody in the group must be kept apart from the person, and nobody has said why it is right all the same.
    Apart,
    /// The person does not wait for it any more, or the group has ended.
    Gone,
}

impl Place {
    /// From the database's word.
    pub fn of(word: &str) -> Self {
        match word {
            "enrolled" => Self::Given,
            "full" => Self::Full,
            "apart" => Self::Apart,
            _ => Self::Gone,
        }
    }
}

/// Whether somebody on remand is offered a programme of this theme: none that is about an offence, for nothing presumes guilt (EMK art. 6 no. 2).
pub fn offered(remand: bool, theme: &str) -> bool {
    !(remand && matches!(theme, "offending" | "violence" | "sexual" | "sanction"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remand_is_offered_nothing_about_an_offence() {
        assert!(offered(false, "violence") && offered(true, "coping"));
        assert!(!offered(true, "violence") && !offered(true, "sexual"));
    }
}
