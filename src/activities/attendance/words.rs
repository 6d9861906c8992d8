//! Registers in words.

use super::model::{Gives, Mark, Said};
use super::rules::Effect;
use crate::activities::timetable::Kind;
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;

/// A reason why somebody is not there, with what it does.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Its code.
    pub code: String,
    /// In words.
    pub label: String,
    /// What it does.
    pub effect: Effect,
}

/// The reasons that one person can have, in the order in which they are offered.
#[derive(Clone, Debug)]
pub struct Reasons(Vec<Reason>);

impl Reasons {
    /// From the lists.
    pub fn of(catalogue: &Catalogue, nb: bool) -> Self {
        let offered = catalogue.options(List::AbsenceReason, nb);
        let reason = |(code, label): (&str, &str)| {
            let effect = Effect::of(catalogue.get(List::AbsenceReason, code)?)?;
            Some(Reason { code: code.to_owned(), label: label.to_owned(), effect })
        };
        Self(offered.into_iter().filter_map(reason).collect())
    }

    /// By its code.
    pub fn get(&self, code: &str) -> Option<&Reason> {
        self.0.iter().find(|r| r.code == code)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Reason> {
        self.0.iter()
    }
}

/// What somebody did, in a word.
pub fn mark(t: Text, mark: Mark) -> String {
    match mark {
        Mark::Present => t.msg_att_present(),
        Mark::Late => t.msg_att_late(),
        Mark::SentBack => t.msg_att_sent_back(),
        Mark::Absent => t.msg_att_absent(),
        Mark::Missing => t.msg_att_missing(),
        Mark::NotRequired => t.msg_att_not_required(),
    }
}

/// What a register says of somebody: the reason when there is one, else the mark.
pub fn said(t: Text, catalogue: &Catalogue, nb: bool, said: &Said) -> String {
    match &said.reason {
        Some(code) => catalogue.label(List::AbsenceReason, code, nb).to_owned(),
        None => mark(t, said.mark),
    }
}

/// The colour and icon of a mark.
pub fn look(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Present => ("success", "Checkmark"),
        Mark::Late => ("warning", "Clock"),
        Mark::SentBack => ("warning", "ArrowUndo"),
        Mark::Absent => ("info", "DoorOpen"),
        Mark::Missing => ("danger", "ExclamationmarkTriangle"),
        Mark::NotRequired => ("neutral", "Circle"),
    }
}

/// A flag.
pub fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// What a reason does, in few words: "ingen dagpenger, advarsel".
pub fn effect(t: Text, effect: Effect) -> String {
    let gives = match effect.gives {
        Some(Gives::Ordinary) => t.msg_att_gives_ordinary(),
        Some(Gives::Support) => t.msg_att_gives_support(),
        Some(Gives::Nothing) => t.msg_att_gives_none(),
        None => t.msg_att_gives_as_rest(),
    };
    if effect.warns { t.msg_att_and_warns(gives.as_str()) } else { gives }
}

/// What kind of reason, as a heading of the list of them.
pub fn group(t: Text, kind: &str) -> String {
    match kind {
        "valid" => t.msg_att_group_valid(),
        "invalid" => t.msg_att_group_invalid(),
        "not_required" => t.msg_att_group_not_required(),
        _ => t.msg_att_group_house(),
    }
}

/// Why a placement rests.
pub fn rest(t: Text, code: &str) -> String {
    match code {
        "health" => t.msg_att_rest_health(),
        "leave" => t.msg_att_rest_leave(),
        "security" => t.msg_att_rest_security(),
        "conduct" => t.msg_att_rest_conduct(),
        "exclusion" => t.msg_att_rest_exclusion(),
        "programme" => t.msg_att_rest_programme(),
        "own_wish" => t.msg_att_rest_own_wish(),
        _ => t.msg_att_rest_other(),
    }
}

/// Why somebody does not come, by the state of an agenda's line and its code.
pub fn why_not(t: Text, catalogue: &Catalogue, nb: bool, state: &str, code: &str) -> String {
    match state {
        "suspended" => rest(t, code),
        _ => catalogue.label(List::AbsenceReason, code, nb).to_owned(),
    }
}

/// What claims somebody's time.
pub fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Court => t.msg_att_kind_court(),
        Kind::Transfer => t.msg_att_kind_transfer(),
        Kind::Leave => t.msg_att_kind_leave(),
        Kind::Out => t.msg_att_kind_out(),
        Kind::Visit => t.msg_att_kind_visit(),
        Kind::Hearing => t.msg_att_kind_hearing(),
        Kind::Health => t.msg_att_kind_health(),
        Kind::Programme => t.msg_att_kind_programme(),
        Kind::Appointment => t.msg_att_kind_appointment(),
        Kind::Review => t.msg_att_kind_review(),
        Kind::Exam => t.msg_att_kind_exam(),
        Kind::DayRelease => t.msg_att_kind_day_release(),
        Kind::Activity => t.msg_att_kind_activity(),
        Kind::Leisure => t.msg_att_kind_leisure(),
    }
}

/// What lies about in a place.
pub fn tools(t: Text, tools: &str) -> String {
    match tools {
        "knives" => t.msg_att_tools_knives(),
        "machines" => t.msg_att_tools_machines(),
        "chemicals" => t.msg_att_tools_chemicals(),
        "vehicles" => t.msg_att_tools_vehicles(),
        _ => t.msg_att_tools_counted(),
    }
}

/// The icon of a kind of place.
pub fn place_icon(kind: &str) -> &'static str {
    match kind {
        "course" => "HatSchool",
        "facility" => "Book",
        "outside" => "Truck",
        _ => "Wrench",
    }
}
