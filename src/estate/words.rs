//! Codes of the buildings in words.

use crate::web::Choice;
use crate::web::lang::Text;

/// Security levels of a unit (strgjfl. § 10).
pub const LEVELS: [&str; 4] = ["especially_high", "high", "lower", "halfway"];
/// What a unit is for.
pub const PURPOSES: [&str; 9] = ["ordinary", "reception", "remand", "women", "youth", "drug_recovery", "preventive_detention", "special_needs", "security"];
/// How a cell is.
pub const CONDITIONS: [&str; 3] = ["good", "worn", "poor"];
/// What a place is for: the kinds of ways about the house.
pub const PLACES: [&str; 9] = ["work", "school", "programme", "appointment", "visit", "health", "exercise", "faith", "other"];
/// Whether a prison is in use.
pub const STATUSES: [&str; 3] = ["active", "temporarily_closed", "closed"];
/// Whom a prison takes: men, women, or both.
pub const SEXES: [&str; 3] = ["M", "F", "M,F"];
/// The parts of the product that a prison takes into use.
pub const FEATURES: [&str; 4] = ["registration", "health", "photographs", "observations"];

pub fn level(t: Text, code: &str) -> String {
    match code {
        "especially_high" => t.msg_level_especially_high(),
        "high" => t.msg_level_high(),
        "lower" => t.msg_level_lower(),
        _ => t.msg_level_halfway(),
    }
}

pub fn purpose(t: Text, code: &str) -> String {
    match code {
        "reception" => t.msg_estate_purpose_reception(),
        "remand" => t.msg_estate_purpose_remand(),
        "women" => t.msg_estate_purpose_women(),
        "youth" => t.msg_estate_purpose_youth(),
        "drug_recovery" => t.msg_estate_purpose_drug_recovery(),
        "preventive_detention" => t.msg_estate_purpose_preventive(),
        "special_needs" => t.msg_estate_purpose_special_needs(),
        "security" => t.msg_estate_purpose_security(),
        _ => t.msg_estate_purpose_ordinary(),
    }
}

pub fn place(t: Text, code: &str) -> String {
    match code {
        "work" => t.msg_move_inside_work(),
        "school" => t.msg_move_inside_school(),
        "programme" => t.msg_move_inside_programme(),
        "appointment" => t.msg_move_inside_appointment(),
        "visit" => t.msg_move_inside_visit(),
        "health" => t.msg_move_inside_health(),
        "exercise" => t.msg_move_inside_exercise(),
        "faith" => t.msg_move_inside_faith(),
        _ => t.msg_move_inside_other(),
    }
}

pub fn condition(t: Text, code: &str) -> String {
    match code {
        "worn" => t.msg_estate_condition_worn(),
        "poor" => t.msg_estate_condition_poor(),
        _ => t.msg_estate_condition_good(),
    }
}

pub fn status(t: Text, code: &str) -> String {
    match code {
        "temporarily_closed" => t.msg_estate_status_temporarily_closed(),
        "closed" => t.msg_estate_status_closed(),
        _ => t.msg_estate_status_active(),
    }
}

pub fn sexes(t: Text, code: &str) -> String {
    match code {
        "M" => t.msg_estate_sexes_men(),
        "F" => t.msg_estate_sexes_women(),
        _ => t.msg_estate_sexes_both(),
    }
}

pub fn feature(t: Text, code: &str) -> String {
    match code {
        "registration" => t.msg_estate_feature_registration(),
        "health" => t.msg_estate_feature_health(),
        "photographs" => t.msg_estate_feature_photographs(),
        _ => t.msg_estate_feature_observations(),
    }
}

/// What a part that is switched off means.
pub fn feature_hint(t: Text, code: &str) -> String {
    match code {
        "registration" => t.msg_estate_feature_registration_hint(),
        "health" => t.msg_estate_feature_health_hint(),
        "photographs" => t.msg_estate_feature_photographs_hint(),
        _ => t.msg_estate_feature_observations_hint(),
    }
}

/// Choices of a closed list.
pub fn choices(t: Text, codes: &[&'static str], word: fn(Text, &str) -> String) -> Vec<Choice> {
    codes.iter().map(|c| Choice::new(*c, word(t, c))).collect()
}

/// The code of a closed list that was sent, if it is one.
pub fn one_of(codes: &[&'static str], sent: &str) -> Option<&'static str> {
    codes.iter().copied().find(|c| *c == sent)
}
