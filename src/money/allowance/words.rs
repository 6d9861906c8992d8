//! What a day of allowance says, in the reader's words.

use super::day::Kept;
use super::store::State;
use crate::inmates::banner::Flag;
use crate::law::allowance::{Basis, Gives, Waits, What};
use crate::reference::{Catalogue, List};
use crate::web::Fmt;
use crate::web::lang::Text;

pub(super) fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// What a line says.
pub(super) fn what(t: Text, what: What) -> String {
    match what {
        What::Worked => t.msg_allowance_what_worked(),
        What::Programme => t.msg_allowance_what_programme(),
        What::Excused => t.msg_allowance_what_excused(),
        What::Supported => t.msg_allowance_what_supported(),
        What::Refused => t.msg_allowance_what_refused(),
        What::Holiday => t.msg_allowance_what_holiday(),
        What::NotTaken => t.msg_allowance_what_not_taken(),
        What::Weekend => t.msg_allowance_what_weekend(),
        What::FreeDay => t.msg_allowance_what_free_day(),
        What::WithoutPlace => t.msg_allowance_what_without_place(),
        What::OfferRefused => t.msg_allowance_what_offer_refused(),
        What::Unfit => t.msg_allowance_what_unfit(),
        What::OwnIsolation => t.msg_allowance_what_own_isolation(),
        What::AdmissionDay => t.msg_allowance_what_admission_day(),
        What::ReleaseDay => t.msg_allowance_what_release_day(),
        What::Addition => t.msg_allowance_what_addition(),
        What::Cut => t.msg_allowance_what_cut(),
        What::Food => t.msg_allowance_what_food(),
        What::NotHeld => t.msg_allowance_what_not_held(),
    }
}

fn rate(t: Text, gives: Gives) -> String {
    match gives {
        Gives::Ordinary => t.msg_allowance_rate_ordinary(),
        Gives::Support => t.msg_allowance_rate_support(),
        Gives::Nothing => t.msg_allowance_rate_none(),
    }
}

/// The day as a whole.
pub(super) fn basis(t: Text, basis: Basis) -> String {
    match basis {
        Basis::Ordinary => t.msg_allowance_rate_ordinary(),
        Basis::Support => t.msg_allowance_rate_support(),
        Basis::Mixed => t.msg_allowance_rate_mixed(),
        Basis::Nothing => t.msg_allowance_rate_none(),
    }
}

/// What the day waits for.
pub(super) fn waits(t: Text, waits: Waits) -> Flag {
    match waits {
        Waits::Register => flag("warning", "Hourglass", t.msg_allowance_waits_register()),
        Waits::Rate => flag("warning", "Hourglass", t.msg_allowance_waits_rate()),
    }
}

/// What has become of a version.
pub(super) fn state(t: Text, state: State) -> Flag {
    match state {
        State::Proposed => flag("info", "Hourglass", t.msg_allowance_state_proposed()),
        State::Approved => flag("success", "Checkmark", t.msg_allowance_state_approved()),
        State::Replaced => flag("neutral", "ArrowUndo", t.msg_allowance_state_replaced()),
        State::Overtaken => flag("neutral", "RotateLeft", t.msg_allowance_state_overtaken()),
    }
}

/// A line without its amount: what, why, at which rate, for how much of the day.
pub(super) fn line(t: Text, fmt: Fmt, catalogue: &Catalogue, kept: &Kept) -> (String, String) {
    let label = kept.says().map_or_else(|| kept.what.replace('_', " "), |w| what(t, w));
    let mut more = Vec::new();
    if !kept.reason.is_empty() {
        more.push(catalogue.label(List::AbsenceReason, &kept.reason, fmt.is_nb()).to_owned());
    }
    if kept.says() != Some(What::NotTaken) && kept.says() != Some(What::NotHeld) {
        more.extend(kept.rate().map(|g| rate(t, g)));
    }
    if let Some((of, planned)) = kept.minutes.filter(|(of, planned)| of < planned) {
        more.push(t.msg_allowance_minutes(i64::from(of), i64::from(planned)));
    }
    (label, more.join(" · "))
}
