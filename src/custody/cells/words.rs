//! Findings in words.

use super::model::{Finding, Grade, Mate, Room, What};
use crate::custody::apart;
use crate::inmates::banner;
use crate::reference::{Catalogue, List};
use crate::web::Fmt;
use crate::web::lang::Text;

/// A finding, ready to be shown.
pub struct Said {
    pub color: &'static str,
    pub icon: &'static str,
    pub grade: String,
    pub title: String,
    pub text: String,
    pub law: &'static str,
}

/// A person in the cell by name, or that there is one the reader may not see.
pub fn who(t: Text, mate: &Mate) -> String {
    mate.person.as_ref().map_or_else(|| t.msg_apart_hidden_short(), |p| p.name.clone())
}

/// "A2, celle 214", or "A2, uten celle".
pub fn place(t: Text, room: &Room) -> String {
    match &room.cell {
        Some(cell) => t.msg_unit_and_cell(room.unit.as_str(), cell.as_str()),
        None => t.msg_unit_no_cell(room.unit.as_str()),
    }
}

/// Somebody to be kept apart from, how far, and where they live, before a cell is chosen.
pub fn pair(t: Text, pair: &apart::model::KeepApart) -> String {
    let who = match &pair.other {
        Some(o) => t.msg_apart_person(o.name.as_str(), o.number.as_str()),
        None => t.msg_apart_hidden_short(),
    };
    let level = apart::words::level(t, pair.level);
    match &pair.other_place {
        Some((unit, Some(cell))) => t.msg_cells_pair(who.as_str(), level.as_str(), t.msg_unit_and_cell(unit.as_str(), cell.as_str()).as_str()),
        Some((unit, None)) => t.msg_cells_pair(who.as_str(), level.as_str(), unit.as_str()),
        None => t.msg_cells_pair_elsewhere(who.as_str(), level.as_str()),
    }
}

/// What was accepted, by its word in the history: without the names that the page of weighing has.
pub fn accepted(t: Text, code: &str) -> String {
    match code {
        "over_working" => t.msg_cells_was_over_working(),
        "apart" => t.msg_cells_was_apart(),
        "men_unit" => t.msg_cells_find_men_unit(),
        "prison_sex" => t.msg_cells_find_prison_sex(),
        "minor_unit" => t.msg_cells_find_minor_unit(),
        "youth_unit" => t.msg_cells_find_youth_unit(),
        "remand_shares" => t.msg_cells_was_remand_shares(),
        "no_consent" => t.msg_cells_was_no_consent(),
        "mate_no_consent" => t.msg_cells_was_mate_no_consent(),
        "needs_access" => t.msg_cells_find_needs_access(),
        "violent" => t.msg_cells_find_violent(),
        "mate_violent" => t.msg_cells_was_mate_violent(),
        "level" => t.msg_cells_was_level(),
        "no_cell" => t.msg_cells_find_no_cell(),
        other => other.to_owned(),
    }
}

/// What the finding says.
pub fn say(t: Text, fmt: Fmt, catalogue: &Catalogue, nb: bool, finding: &Finding) -> Said {
    let (color, icon, grade) = match finding.grade {
        Grade::Stop => ("danger", "XMarkOctagon", t.msg_cells_grade_stop()),
        Grade::Reason => ("warning", "ExclamationmarkTriangle", t.msg_cells_grade_reason()),
        Grade::Note => ("info", "InformationSquare", t.msg_cells_grade_note()),
    };
    let named = |who: &Option<String>| who.clone().unwrap_or_else(|| t.msg_apart_hidden_short());
    let plain = |title: String| (title, String::new());
    let (title, text) = match &finding.what {
        What::Same => plain(t.msg_cells_find_same()),
        What::CellClosed => plain(t.msg_cells_find_cell_closed()),
        What::UnitClosed => plain(t.msg_cells_find_unit_closed()),
        What::OutOfUse(reason, back) => (
            t.msg_cells_find_out_of_use(),
            match back {
                Some(day) => t.msg_cells_find_out_until(reason.as_str(), fmt.day(*day).as_str()),
                None => reason.clone(),
            },
        ),
        What::Full(people, most) => plain(t.msg_cells_find_full(*people, i64::from(*most))),
        What::OverWorking(people, most) => plain(t.msg_cells_find_over_working(*people, i64::from(*most))),
        What::OverCertified(people, most) => plain(t.msg_cells_find_over_certified(*people, i64::from(*most))),
        What::Apart(conflict) => (apart::words::line(t, conflict), apart::words::detail(t, conflict)),
        What::WomenUnit => plain(t.msg_cells_find_women_unit()),
        What::MenUnit => plain(t.msg_cells_find_men_unit()),
        What::PrisonSex => plain(t.msg_cells_find_prison_sex()),
        What::SexX => plain(t.msg_cells_find_sex_x()),
        What::SharesSex(who) => plain(t.msg_cells_find_shares_sex(named(who).as_str())),
        What::MinorShares(who) => plain(t.msg_cells_find_minor_shares(named(who).as_str())),
        What::MinorUnit => plain(t.msg_cells_find_minor_unit()),
        What::YouthUnit => plain(t.msg_cells_find_youth_unit()),
        What::YoungShares(who) => plain(t.msg_cells_find_young_shares(named(who).as_str())),
        What::AgeUnknown => plain(t.msg_cells_find_age_unknown()),
        What::RemandShares(who) => plain(t.msg_cells_find_remand_shares(named(who).as_str())),
        What::RemandUnit => plain(t.msg_cells_find_remand_unit()),
        What::NoConsent(said_no) => (if *said_no { t.msg_cells_find_said_no() } else { t.msg_cells_find_not_asked() }, t.msg_cells_find_consent_text()),
        What::MateNoConsent(who, said_no) => {
            let who = named(who);
            (
                if *said_no { t.msg_cells_find_mate_said_no(who.as_str()) } else { t.msg_cells_find_mate_not_asked(who.as_str()) },
                t.msg_cells_find_consent_text(),
            )
        }
        What::NeedsAccess => plain(t.msg_cells_find_needs_access()),
        What::AccessTaken => plain(t.msg_cells_find_access_taken()),
        What::Alert(kind) => plain(t.msg_cells_find_alert(catalogue.label(List::AlertType, kind, nb))),
        What::Violent => plain(t.msg_cells_find_violent()),
        What::MateViolent(who) => plain(t.msg_cells_find_mate_violent(named(who).as_str())),
        What::AloneInDanger => plain(t.msg_cells_find_alone_in_danger()),
        What::Level(level) => (t.msg_cells_find_level(banner::security_level(t, level).as_str()), t.msg_cells_find_level_text()),
        What::OutNow => plain(t.msg_cells_find_out_now()),
        What::Poor => plain(t.msg_cells_find_poor()),
        What::NoCell => plain(t.msg_cells_find_no_cell()),
    };
    Said { color, icon, grade, title, text, law: finding.law }
}
