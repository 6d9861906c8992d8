//! The school in words.

use super::model::{ExamForm, ExamState, Highest, Manner, Network, ResultKind, Standing, Subject};
use super::rules;
use crate::activities::places::words::flag;
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::Choice;
use crate::web::lang::Text;

/// What a course is called.
pub fn course(catalogue: &Catalogue, nb: bool, code: &str) -> String {
    catalogue.label(List::Course, code, nb).to_owned()
}

/// Every course, to choose from.
pub fn courses(catalogue: &Catalogue, nb: bool) -> Vec<Choice> {
    catalogue.options(List::Course, nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect()
}

/// Schooling.
pub fn highest(t: Text, highest: Highest) -> String {
    match highest {
        Highest::None => t.msg_learn_highest_none(),
        Highest::Primary => t.msg_learn_highest_primary(),
        Highest::LowerSecondary => t.msg_learn_highest_lower(),
        Highest::UpperSecondaryPart => t.msg_learn_highest_upper_part(),
        Highest::UpperSecondary => t.msg_learn_highest_upper(),
        Highest::Trade => t.msg_learn_highest_trade(),
        Highest::Tertiary => t.msg_learn_highest_tertiary(),
        Highest::University => t.msg_learn_highest_university(),
        Highest::Unknown => t.msg_learn_highest_unknown(),
    }
}

/// What a test is of.
pub fn subject(t: Text, subject: Subject) -> String {
    match subject {
        Subject::Norwegian => t.msg_learn_subject_norwegian(),
        Subject::Reading => t.msg_learn_subject_reading(),
        Subject::Writing => t.msg_learn_subject_writing(),
        Subject::Mathematics => t.msg_learn_subject_mathematics(),
        Subject::English => t.msg_learn_subject_english(),
        Subject::Digital => t.msg_learn_subject_digital(),
        Subject::Other => t.msg_learn_subject_other(),
    }
}

/// How a course is taken.
pub fn manner(t: Text, manner: Manner) -> String {
    match manner {
        Manner::Class => t.msg_learn_manner_class(),
        Manner::Single => t.msg_learn_manner_single(),
        Manner::Distance => t.msg_learn_manner_distance(),
        Manner::Candidate => t.msg_learn_manner_candidate(),
    }
}

/// How an enrolment stands.
pub fn standing(t: Text, standing: Standing) -> Flag {
    match standing {
        Standing::UnderWay => flag("info", "ArrowRight", t.msg_learn_under_way()),
        Standing::Completed => flag("success", "CheckmarkCircle", t.msg_learn_completed()),
        Standing::Interrupted => flag("warning", "Stop", t.msg_learn_interrupted()),
        Standing::Left => flag("neutral", "Leave", t.msg_learn_left()),
    }
}

/// Why an enrolment ended; the codes of a placement's end are words of the database.
pub fn reason(t: Text, reason: &str) -> String {
    match reason {
        "released" => t.msg_learn_ended_released(),
        "place_closed" => t.msg_learn_ended_closed(),
        "own_wish" => t.msg_learn_ended_own_wish(),
        "other_place" => t.msg_learn_ended_other_place(),
        "not_suited" | "misconduct" | "security" | "health" | "error" => t.msg_learn_ended_place(),
        words => words.to_owned(),
    }
}

/// What a result is of.
pub fn result_kind(t: Text, kind: ResultKind) -> String {
    match kind {
        ResultKind::Exam => t.msg_learn_result_exam(),
        ResultKind::Course => t.msg_learn_result_course(),
        ResultKind::Trade => t.msg_learn_result_trade(),
        ResultKind::ShortCourse => t.msg_learn_result_short(),
        ResultKind::PriorLearning => t.msg_learn_result_prior(),
    }
}

/// A mark.
pub fn mark(t: Text, mark: &str) -> String {
    match mark {
        "passed" => t.msg_learn_mark_passed(),
        "not_passed" => t.msg_learn_mark_not_passed(),
        "passed_well" => t.msg_learn_mark_passed_well(),
        "did_not_meet" => t.msg_learn_mark_absent(),
        grade => t.msg_learn_mark_grade(grade),
    }
}

/// A mark as a flag.
pub fn mark_flag(t: Text, code: &str) -> Flag {
    flag(if rules::passed(code) { "success" } else { "neutral" }, "Receipt", mark(t, code))
}

/// Every mark, to choose from.
pub fn marks(t: Text) -> Vec<Choice> {
    rules::MARKS.iter().map(|m| Choice::new(*m, mark(t, m))).collect()
}

/// How an exam is held.
pub fn exam_form(t: Text, form: ExamForm) -> String {
    match form {
        ExamForm::Written => t.msg_exam_form_written(),
        ExamForm::Oral => t.msg_exam_form_oral(),
        ExamForm::Practical => t.msg_exam_form_practical(),
        ExamForm::Trade => t.msg_exam_form_trade(),
    }
}

/// How an exam stands.
pub fn exam_state(t: Text, state: ExamState) -> Flag {
    match state {
        ExamState::Planned => flag("info", "Calendar", t.msg_exam_planned()),
        ExamState::Held => flag("success", "Checkmark", t.msg_exam_held()),
        ExamState::Cancelled => flag("neutral", "XMark", t.msg_exam_cancelled()),
    }
}

/// Whether the network is opened.
pub fn network(t: Text, network: Network) -> String {
    match network {
        Network::None => t.msg_exam_network_none(),
        Network::Ordered => t.msg_exam_network_ordered(),
        Network::Opened => t.msg_exam_network_opened(),
    }
}
