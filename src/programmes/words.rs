//! Programmes in words.

use super::model::{GroupState, Mark, SessionState, Source, Standing, Waits};
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;

/// A flag.
pub fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// What a programme is called.
pub fn programme(catalogue: &Catalogue, nb: bool, code: &str) -> String {
    catalogue.label(List::Programme, code, nb).to_owned()
}

/// What a programme is about.
pub fn theme(t: Text, theme: &str) -> String {
    match theme {
        "sanction" => t.msg_prog_theme_sanction(),
        "substance" => t.msg_prog_theme_substance(),
        "resettlement" => t.msg_prog_theme_resettlement(),
        "activity" => t.msg_prog_theme_activity(),
        "coping" => t.msg_prog_theme_coping(),
        "health" => t.msg_prog_theme_health(),
        "offending" => t.msg_prog_theme_offending(),
        "violence" => t.msg_prog_theme_violence(),
        "women" => t.msg_prog_theme_women(),
        "sexual" => t.msg_prog_theme_sexual(),
        "family" => t.msg_prog_theme_family(),
        "restorative" => t.msg_prog_theme_restorative(),
        _ => t.msg_prog_theme_motivation(),
    }
}

/// How a group stands.
pub fn group_state(t: Text, state: GroupState) -> Flag {
    match state {
        GroupState::Open => flag("success", "CheckmarkCircle", t.msg_prog_group_open()),
        GroupState::Finished => flag("neutral", "Checkmark", t.msg_prog_group_finished()),
        GroupState::Cancelled => flag("neutral", "XMark", t.msg_prog_group_cancelled()),
    }
}

/// How a session stands; one that is over and not said who came stands out.
pub fn session_state(t: Text, state: SessionState, over: bool) -> Flag {
    match state {
        SessionState::Planned if over => flag("warning", "ClipboardCheckmark", t.msg_prog_session_due()),
        SessionState::Planned => flag("info", "Calendar", t.msg_prog_session_planned()),
        SessionState::Held => flag("success", "Checkmark", t.msg_prog_session_held()),
        SessionState::Cancelled => flag("neutral", "XMark", t.msg_prog_session_cancelled()),
    }
}

/// Where a wish comes from.
pub fn source(t: Text, source: Source) -> String {
    match source {
        Source::Goal => t.msg_prog_source_goal(),
        Source::Wish => t.msg_prog_source_wish(),
        Source::Staff => t.msg_prog_source_staff(),
    }
}

/// How somebody stands.
pub fn standing(t: Text, standing: Standing) -> Flag {
    match standing {
        Standing::Waiting => flag("warning", "Hourglass", t.msg_prog_waiting()),
        Standing::Enrolled => flag("info", "ArrowRight", t.msg_prog_enrolled()),
        Standing::Completed => flag("success", "CheckmarkCircle", t.msg_prog_completed()),
        Standing::Left => flag("neutral", "Leave", t.msg_prog_left()),
        Standing::Excluded => flag("neutral", "XMark", t.msg_prog_excluded()),
        Standing::Withdrawn => flag("neutral", "XMark", t.msg_prog_withdrawn()),
        Standing::Transferred => flag("neutral", "ArrowRightLeft", t.msg_prog_transferred()),
        Standing::Released => flag("neutral", "Leave", t.msg_prog_released()),
    }
}

/// Why somebody waits.
pub fn waits(t: Text, why: Waits) -> String {
    match why {
        Waits::Asked => t.msg_prog_waits_asked(),
        Waits::Full => t.msg_prog_waits_full(),
        Waits::GroupCancelled => t.msg_prog_waits_group_cancelled(),
    }
}

/// Who came.
pub fn mark(t: Text, mark: Mark) -> String {
    match mark {
        Mark::Present => t.msg_prog_mark_present(),
        Mark::Late => t.msg_prog_mark_late(),
        Mark::Excused => t.msg_prog_mark_excused(),
        Mark::Absent => t.msg_prog_mark_absent(),
    }
}
