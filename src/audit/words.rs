//! What the trail's words are called on a page: classes, actions, purposes.

use crate::access::{Action, Class, Role};
use crate::web::frame::role_name;
use crate::web::lang::Text;

/// The class behind a word of the trail. A word of an older version is shown as it is.
pub fn class(t: Text, word: &str) -> String {
    match Class::ALL.iter().copied().find(|c| c.as_str() == word) {
        Some(class) => class_name(t, class),
        None if word == "session" => t.msg_class_session(),
        None => word.to_owned(),
    }
}

/// A class of records, in words.
pub fn class_name(t: Text, class: Class) -> String {
    match class {
        Class::Person => t.msg_class_person(),
        Class::Photo => t.msg_class_photo(),
        Class::Sentence => t.msg_class_sentence(),
        Class::Classification => t.msg_class_classification(),
        Class::Observations => t.msg_class_observations(),
        Class::Intelligence => t.msg_class_intelligence(),
        Class::Alerts => t.msg_class_alerts(),
        Class::Movements => t.msg_class_movements(),
        Class::Plan => t.msg_class_plan(),
        Class::Activities => t.msg_class_activities(),
        Class::Education => t.msg_class_education(),
        Class::Contact => t.msg_class_contact(),
        Class::Money => t.msg_class_money(),
        Class::Property => t.msg_class_property(),
        Class::Discipline => t.msg_class_discipline(),
        Class::Isolation => t.msg_class_isolation(),
        Class::Clinical => t.msg_class_clinical(),
        Class::SharedHealth => t.msg_class_shared_health(),
        Class::Medication => t.msg_class_medication(),
        Class::Release => t.msg_class_release(),
        Class::Transfers => t.msg_class_transfers(),
        Class::Insight => t.msg_class_insight(),
        Class::Audit => t.msg_class_audit(),
        Class::Accounts => t.msg_class_accounts(),
        Class::Roles => t.msg_class_roles(),
        Class::HealthAccounts => t.msg_class_health_accounts(),
        Class::Estate => t.msg_class_estate(),
        Class::Protection => t.msg_class_protection(),
        Class::Reviews => t.msg_class_reviews(),
        Class::BreakGlass => t.msg_class_break_glass(),
        Class::ClosedRecords => t.msg_class_closed_records(),
        Class::Reception => t.msg_class_reception(),
        Class::UnitDay => t.msg_class_unit_day(),
        Class::Searches => t.msg_class_searches(),
        Class::Incidents => t.msg_class_incidents(),
        Class::Deadlines => t.msg_class_deadlines(),
        Class::PlanSteps => t.msg_class_plan_steps(),
        Class::PlanSign => t.msg_class_plan_sign(),
        Class::Programmes => t.msg_prog_class(),
        Class::ReleaseCare => t.msg_class_release_care(),
        Class::Law => t.msg_class_law(),
        Class::ActivityPlaces => t.msg_class_activity_places(),
        Class::Allocation => t.msg_class_allocation(),
        Class::Learning => t.msg_class_learning(),
        Class::Exams => t.msg_class_exams(),
        Class::Allowance => t.msg_class_allowance(),
        Class::Roster => t.msg_class_roster(),
        Class::Joins => t.msg_class_joins(),
        Class::IsolationCredit => t.msg_class_isolation_credit(),
    }
}

/// The action behind a word of the trail.
pub fn action(t: Text, word: &str) -> String {
    Action::ALL.iter().copied().find(|a| a.as_str() == word).map_or_else(|| word.to_owned(), |a| action_name(t, a))
}

/// An action, in words: what somebody did.
pub fn action_name(t: Text, action: Action) -> String {
    match action {
        Action::Look => t.msg_action_look(),
        Action::Search => t.msg_action_search(),
        Action::List => t.msg_action_list(),
        Action::Collect => t.msg_action_collect(),
        Action::Alter => t.msg_action_alter(),
        Action::Disclose => t.msg_action_disclose(),
        Action::Erase => t.msg_action_erase(),
        Action::Export => t.msg_action_export(),
        Action::Print => t.msg_action_print(),
        Action::Deny => t.msg_action_deny(),
        Action::SignIn => t.msg_action_sign_in(),
        Action::SignInFailed => t.msg_action_sign_in_failed(),
        Action::SignOut => t.msg_action_sign_out(),
        Action::Grant => t.msg_action_grant(),
        Action::Decide => t.msg_action_decide(),
        Action::BreakGlass => t.msg_action_break_glass(),
        Action::Administer => t.msg_action_administer(),
    }
}

/// The role behind a code of the trail.
pub fn role(t: Text, code: Option<&str>) -> String {
    match code {
        Some(code) => code.parse::<Role>().map_or_else(|_| code.to_owned(), |role| role_name(t, role)),
        None => t.msg_no_role(),
    }
}

/// The reason for breaking the glass behind a code of the trail.
pub fn glass_reason(t: Text, code: &str) -> String {
    match code {
        "life_and_health" => t.msg_glass_reason_life(),
        "escape_or_security" => t.msg_glass_reason_security(),
        "court_or_transport" => t.msg_glass_reason_court(),
        "family_emergency" => t.msg_glass_reason_family(),
        _ => t.msg_glass_reason_other(),
    }
}

/// Why somebody could look, in words for the person they looked at.
pub fn reason(t: Text, role_code: Option<&str>, purpose: Option<&str>, broke_glass: bool) -> String {
    let code = purpose.unwrap_or_default();
    if broke_glass {
        // Under the right that was taken entries carry no code of their own.
        return if code.is_empty() { t.msg_insight_by_glass() } else { t.msg_insight_by_glass_for(glass_reason(t, code).as_str()) };
    }
    match (role_code, purpose) {
        (Some("AUD"), Some(case)) => t.msg_insight_by_case(case),
        (_, Some("reopened")) => t.msg_insight_by_reopening(),
        (role_code, _) => t.msg_insight_by_duty(role(t, role_code).to_lowercase().as_str()),
    }
}
