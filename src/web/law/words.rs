//! The words of the law's names: ways, subjects, events, acts. A name that a newer file or an administrator has brought and that has no words
//! here is shown with spaces.

use crate::web::lang::Text;

/// A name without words of its own.
fn plain(name: &str) -> String {
    name.replace(['_', '.'], " ")
}

/// A way of doing something, by its name in the value.
pub fn way(t: Text, name: &str) -> String {
    match name {
        "calendar_arithmetic" => t.msg_law_way_calendar_arithmetic(),
        "days_30_365" => t.msg_law_way_days_30_365(),
        "stated" => t.msg_law_way_stated(),
        "allowed" => t.msg_law_way_allowed(),
        "always" => t.msg_law_way_always(),
        "any_time" => t.msg_law_way_any_time(),
        "as_a_rule_no" => t.msg_law_way_as_a_rule_no(),
        "counts" => t.msg_law_way_counts(),
        "day_before" => t.msg_law_way_day_before(),
        "days_then_months" => t.msg_law_way_days_then_months(),
        "deducted" => t.msg_law_way_deducted(),
        "duty" => t.msg_law_way_duty(),
        "end_of_execution" => t.msg_law_way_end_of_execution(),
        "evasion_probable" => t.msg_law_way_evasion_probable(),
        "excluded" => t.msg_law_way_excluded(),
        "first_ordinary_leave" => t.msg_law_way_first_ordinary_leave(),
        "high_security" => t.msg_law_way_high_security(),
        "if_necessary" => t.msg_law_way_if_necessary(),
        "in_advance" => t.msg_law_way_in_advance(),
        "lapse" => t.msg_law_way_lapse(),
        "local" => t.msg_law_way_local(),
        "region" => t.msg_law_way_region(),
        "milder" => t.msg_law_way_milder(),
        "month_end" => t.msg_law_way_month_end(),
        "must" => t.msg_law_way_must(),
        "must_unless_safe" => t.msg_law_way_must_unless_safe(),
        "never" => t.msg_law_way_never(),
        "never_controlled" => t.msg_law_way_never_controlled(),
        "not_appealable" => t.msg_law_way_not_appealable(),
        "not_applicable" => t.msg_law_way_not_applicable(),
        "not_applied" => t.msg_law_way_not_applied(),
        "not_available" => t.msg_law_way_not_available(),
        "offered" => t.msg_law_way_offered(),
        "prohibited" => t.msg_law_way_prohibited(),
        "prosecutor_consent" => t.msg_law_way_prosecutor_consent(),
        "region_first" => t.msg_law_way_region_first(),
        "review_pointless" => t.msg_law_way_review_pointless(),
        "served_uncut" => t.msg_law_way_served_uncut(),
        "support" => t.msg_law_way_support(),
        "unless_close_or_repeated" => t.msg_law_way_unless_close_or_repeated(),
        "up" => t.msg_law_way_up(),
        "voluntary" => t.msg_law_way_voluntary(),
        "whole_days" => t.msg_law_way_whole_days(),
        "with_consent" => t.msg_law_way_with_consent(),
        "with_permission" => t.msg_law_way_with_permission(),
        "youth_unit" => t.msg_law_way_youth_unit(),
        other => plain(other),
    }
}

/// Whom a row concerns.
pub fn subject(t: Text, name: &str) -> String {
    match name {
        "" => String::new(),
        "abstains" => t.msg_law_subject_abstains(),
        "arrested" => t.msg_law_subject_arrested(),
        "closed" => t.msg_law_subject_closed(),
        "diplomat" => t.msg_law_subject_diplomat(),
        "earlier_judgment" => t.msg_law_subject_earlier_judgment(),
        "education" => t.msg_law_subject_education(),
        "excluded" => t.msg_law_subject_excluded(),
        "foreign" => t.msg_law_subject_foreign(),
        "frame_over_15_years" => t.msg_law_subject_frame_over_15_years(),
        "frame_over_21_years" => t.msg_law_subject_frame_over_21_years(),
        "frame_over_6_years" => t.msg_law_subject_frame_over_6_years(),
        "halfway_house" => t.msg_law_subject_halfway_house(),
        "high_security" => t.msg_law_subject_high_security(),
        "lower_security" => t.msg_law_subject_lower_security(),
        "special_high" => t.msg_law_subject_special_high(),
        "lawyer" => t.msg_law_subject_lawyer(),
        "public_authority" => t.msg_law_subject_public_authority(),
        "supervisory_council" => t.msg_law_subject_supervisory_council(),
        "offence_30_years" => t.msg_law_subject_offence_30_years(),
        "up_to_1_year" => t.msg_law_subject_up_to_1_year(),
        "over_1_year" => t.msg_law_subject_over_1_year(),
        "over_4_years" => t.msg_law_subject_over_4_years(),
        "over_8_years" => t.msg_law_subject_over_8_years(),
        "over_20_years" => t.msg_law_subject_over_20_years(),
        "sentence_over_10_years" => t.msg_law_subject_sentence_over_10_years(),
        "sentence_over_12_years" => t.msg_law_subject_sentence_over_12_years(),
        "sentence_5_to_12_years" => t.msg_law_subject_sentence_5_to_12_years(),
        "preventive_detention" => t.msg_law_subject_preventive_detention(),
        "region" => t.msg_law_subject_region(),
        "remand" => t.msg_law_subject_remand(),
        "review_pointless" => t.msg_law_subject_review_pointless(),
        "serious_offence" => t.msg_law_subject_serious_offence(),
        "special_case" => t.msg_law_subject_special_case(),
        "under_18" => t.msg_law_subject_under_18(),
        "under_25" => t.msg_law_subject_under_25(),
        "strl_chapter_26" => t.msg_law_subject_strl_chapter_26(),
        other => match other.strip_prefix("strl_") {
            Some(section) => format!("strl. § {}", section.replace('_', " ")),
            None => plain(other),
        },
    }
}

/// The event from which time runs.
pub fn event(t: Text, name: &str) -> String {
    match name {
        "" => String::new(),
        "arrest" => t.msg_law_event_arrest(),
        "remand_order" => t.msg_law_event_remand_order(),
        "remand.judgment" => t.msg_law_event_remand_judgment(),
        "restriction" => t.msg_law_event_restriction(),
        "isolation_order" => t.msg_law_event_isolation_order(),
        "judgment.final" => t.msg_law_event_judgment_final(),
        "preventive_detention.frame_end" => t.msg_law_event_preventive_detention_frame_end(),
        "preventive_detention.final" => t.msg_law_event_preventive_detention_final(),
        "preventive_detention.release_refused" => t.msg_law_event_preventive_detention_release_refused(),
        "preventive_detention.trial_end" => t.msg_law_event_preventive_detention_trial_end(),
        "probation.refused" => t.msg_law_event_probation_refused(),
        "probation.period_end" => t.msg_law_event_probation_period_end(),
        "probation.date" => t.msg_law_event_probation_date(),
        "observation.unverified" => t.msg_law_event_observation_unverified(),
        "decision.notified" => t.msg_law_event_decision_notified(),
        "disciplinary.notified" => t.msg_law_event_disciplinary_notified(),
        "appeal.received" => t.msg_law_event_appeal_received(),
        "decision.reversed" => t.msg_law_event_decision_reversed(),
        "application.received" => t.msg_law_event_application_received(),
        "exclusion.full" => t.msg_law_event_exclusion_full(),
        "exclusion.partial" => t.msg_law_event_exclusion_partial(),
        "exclusion.collective" => t.msg_law_event_exclusion_collective(),
        "exclusion.collective_extended" => t.msg_law_event_exclusion_collective_extended(),
        "exclusion.building" => t.msg_law_event_exclusion_building(),
        "exclusion.building_extended" => t.msg_law_event_exclusion_building_extended(),
        "exclusion.immediate" => t.msg_law_event_exclusion_immediate(),
        "security_cell" => t.msg_law_event_security_cell(),
        "restraint_bed" => t.msg_law_event_restraint_bed(),
        "toilet_room" => t.msg_law_event_toilet_room(),
        "discipline.interrupted" => t.msg_law_event_discipline_interrupted(),
        "visitor.held" => t.msg_law_event_visitor_held(),
        "shs.decision" => t.msg_law_event_shs_decision(),
        "shs.visitor_checked" => t.msg_law_event_shs_visitor_checked(),
        "institution.start" => t.msg_law_event_institution_start(),
        "interruption.start" => t.msg_law_event_interruption_start(),
        "monitoring.letter" => t.msg_law_event_monitoring_letter(),
        other => plain(other),
    }
}

/// An act as it stands before a section.
pub fn act(t: Text, act: &str) -> String {
    match act {
        "strgjfl" => t.msg_law_act_strgjfl(),
        "forskrift" => t.msg_law_act_forskrift(),
        "forvaringsf" => t.msg_law_act_forvaringsf(),
        "strl" => t.msg_law_act_strl(),
        "strpl" => t.msg_law_act_strpl(),
        "fvl" => t.msg_law_act_fvl(),
        "domstolloven" => t.msg_law_act_domstolloven(),
        "KDI" => t.msg_law_act_kdi(),
        "Mandela" => t.msg_law_act_mandela(),
        "GDPR" => t.msg_law_act_gdpr(),
        "FOR-2013-1099" => t.msg_law_act_for_2013_1099(),
        "LOV-2026-05-12-18" => t.msg_law_act_lov_2026_05_12_18(),
        other => other.to_owned(),
    }
}

/// An act's whole name.
pub fn act_name(t: Text, act: &str) -> String {
    match act {
        "strgjfl" => t.msg_law_act_name_strgjfl(),
        "forskrift" => t.msg_law_act_name_forskrift(),
        "forvaringsf" => t.msg_law_act_name_forvaringsf(),
        "strl" => t.msg_law_act_name_strl(),
        "strpl" => t.msg_law_act_name_strpl(),
        "fvl" => t.msg_law_act_name_fvl(),
        "domstolloven" => t.msg_law_act_name_domstolloven(),
        "KDI" => t.msg_law_act_name_kdi(),
        "Mandela" => t.msg_law_act_name_mandela(),
        "GDPR" => t.msg_law_act_name_gdpr(),
        "FOR-2013-1099" => t.msg_law_act_name_for_2013_1099(),
        "LOV-2026-05-12-18" => t.msg_law_act_name_lov_2026_05_12_18(),
        other => other.to_owned(),
    }
}
