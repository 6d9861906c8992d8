//! The questions of a reception, declared: name, words, kind, and when an answer is needed. Forms, checks, the conflict page and the
//! printed sheet are made from the same lines, so that none of them can forget a question.

use super::model::Step;
use crate::reference::List;
use crate::web::lang::Text;

/// Words in the reader's language.
pub type Say = fn(Text) -> String;

/// What kind of answer.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One line of at most so many characters.
    Line(u16),
    /// Several lines.
    Lines(u16),
    /// A day; not after today unless it may be ahead.
    Day(Range),
    /// A time of the day named.
    Time(&'static str, Range),
    /// One of a few.
    Choice(&'static [(&'static str, Say)]),
    /// One of a list.
    Code(List),
    /// Why somebody is admitted: the codes that begin with `ADM_`, and the arrival from another prison.
    Admission,
    /// A tick.
    Tick,
    /// A whole number up to this.
    Number(u32),
}

/// Where a day or time may lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// It has been.
    Past,
    /// Any.
    Any,
    /// It is to come.
    Ahead,
}

/// When an answer is needed.
#[derive(Clone, Copy)]
pub enum Need {
    /// Never.
    Free,
    /// Always.
    Always,
    /// When another was answered with one of these words.
    When(&'static str, &'static [&'static str]),
}

/// One question.
#[derive(Clone, Copy)]
pub struct Spec {
    /// Its name in form and row.
    pub name: &'static str,
    /// The question.
    pub label: Say,
    /// The kind of answer.
    pub kind: Kind,
    /// When it is needed.
    pub need: Need,
    /// A line of help.
    pub hint: Option<Say>,
    /// The heading that begins here.
    pub part: Option<Say>,
    /// Beside the question before.
    pub beside: bool,
}

impl Spec {
    const fn new(name: &'static str, label: Say, kind: Kind) -> Self {
        Self { name, label, kind, need: Need::Free, hint: None, part: None, beside: false }
    }

    const fn needed(mut self) -> Self {
        self.need = Need::Always;
        self
    }

    const fn when(mut self, other: &'static str, words: &'static [&'static str]) -> Self {
        self.need = Need::When(other, words);
        self
    }

    const fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    const fn part(mut self, part: Say) -> Self {
        self.part = Some(part);
        self
    }

    const fn beside(mut self) -> Self {
        self.beside = true;
        self
    }
}

const BASES: &[(&str, Say)] = &[
    ("remand", |t| t.msg_rec_basis_remand()),
    ("sentence", |t| t.msg_rec_basis_sentence()),
    ("preventive_detention", |t| t.msg_rec_basis_preventive()),
    ("fine_default", |t| t.msg_rec_basis_fine()),
    ("arrest", |t| t.msg_rec_basis_arrest()),
];
const YES_NO: &[(&str, Say)] = &[("no", |t| t.msg_rec_no()), ("yes", |t| t.msg_rec_yes())];
/// Answers to a question that nobody must answer.
const ANSWER: &[(&str, Say)] =
    &[("no", |t| t.msg_rec_no()), ("yes", |t| t.msg_rec_yes()), ("unclear", |t| t.msg_rec_unclear()), ("declined", |t| t.msg_rec_declined())];
const CONCERN: &[&str] = &["yes", "unclear"];

/// The commitment document (records.md 3 and 5).
pub const DOCUMENT: &[Spec] = &[
    Spec::new("basis", |t| t.msg_rec_basis(), Kind::Choice(BASES)).needed(),
    Spec::new(
        "document",
        |t| t.msg_rec_document_kind(),
        Kind::Choice(&[
            ("court_order", |t| t.msg_rec_document_court_order()),
            ("judgment", |t| t.msg_rec_document_judgment()),
            ("execution_order", |t| t.msg_rec_document_execution()),
            ("prosecutor_order", |t| t.msg_rec_document_prosecutor()),
            ("fine_order", |t| t.msg_rec_document_fine()),
            ("recall", |t| t.msg_rec_document_recall()),
        ]),
    )
    .needed(),
    Spec::new(
        "authority",
        |t| t.msg_rec_authority_kind(),
        Kind::Choice(&[
            ("court", |t| t.msg_rec_authority_court()),
            ("police", |t| t.msg_rec_authority_police()),
            ("corrections", |t| t.msg_rec_authority_corrections()),
        ]),
    )
    .needed(),
    Spec::new("court", |t| t.msg_rec_court(), Kind::Code(List::Court)).when("authority", &["court"]),
    Spec::new("police", |t| t.msg_rec_police_district(), Kind::Code(List::PoliceDistrict)).when("authority", &["police"]).beside(),
    Spec::new("reference", |t| t.msg_rec_reference(), Kind::Line(60)).hint(|t| t.msg_rec_reference_hint()).needed(),
    Spec::new("offence", |t| t.msg_rec_offence(), Kind::Code(List::Offence)).needed(),
    Spec::new("decided_on", |t| t.msg_rec_decided_on(), Kind::Day(Range::Past)).needed(),
    Spec::new("expires_on", |t| t.msg_rec_expires_on(), Kind::Day(Range::Any)).hint(|t| t.msg_rec_expires_on_hint()).when("basis", &["remand"]).beside(),
];

/// Admission without a document, by the duty officer.
pub const EXCEPTION: &[Spec] = &[
    Spec::new("reason", |t| t.msg_rec_exception_reason(), Kind::Lines(600)).hint(|t| t.msg_rec_exception_reason_hint()).needed(),
    Spec::new("until_day", |t| t.msg_rec_exception_day(), Kind::Day(Range::Any)).needed(),
    Spec::new("until_time", |t| t.msg_rec_exception_time(), Kind::Time("until_day", Range::Ahead)).needed().beside(),
];

/// Arrest (records.md 5; forskrift § 4-1).
pub const ARREST: &[Spec] = &[
    Spec::new("arrested", |t| t.msg_rec_arrested(), Kind::Choice(&[("yes", |t| t.msg_rec_arrested_yes()), ("no", |t| t.msg_rec_arrested_no())])).needed(),
    Spec::new("day", |t| t.msg_rec_arrest_day(), Kind::Day(Range::Past)).when("arrested", &["yes"]),
    Spec::new("time", |t| t.msg_rec_arrest_time(), Kind::Time("day", Range::Past)).when("arrested", &["yes"]).beside(),
    Spec::new("place", |t| t.msg_rec_arrest_place(), Kind::Line(160)).when("arrested", &["yes"]),
    Spec::new("police", |t| t.msg_rec_police_district(), Kind::Code(List::PoliceDistrict)).when("arrested", &["yes"]),
    Spec::new("over_reason", |t| t.msg_rec_over_reason(), Kind::Lines(600)).hint(|t| t.msg_rec_over_reason_hint()),
];

macro_rules! injury {
    ($part:literal, $look:literal, $words:literal, $heading:ident) => {
        [
            Spec::new($part, |t| t.msg_rec_injury_part(), Kind::Line(80)).part(|t| t.$heading()),
            Spec::new($look, |t| t.msg_rec_injury_look(), Kind::Line(300)).beside(),
            Spec::new($words, |t| t.msg_rec_injury_words(), Kind::Line(300)),
        ]
    };
}

const INJURY_1: [Spec; 3] = injury!("part_1", "look_1", "words_1", msg_rec_injury_1);
const INJURY_2: [Spec; 3] = injury!("part_2", "look_2", "words_2", msg_rec_injury_2);
const INJURY_3: [Spec; 3] = injury!("part_3", "look_3", "words_3", msg_rec_injury_3);
/// The rows for injuries: where, what it looks like, how the person says it came.
pub const INJURY_ROWS: [(&str, &str, &str); 3] = [("part_1", "look_1", "words_1"), ("part_2", "look_2", "words_2"), ("part_3", "look_3", "words_3")];

/// Injuries and complaints of ill-treatment (records.md 7).
pub const INJURIES: &[Spec] = &[
    Spec::new(
        "seen",
        |t| t.msg_rec_injuries_seen(),
        Kind::Choice(&[("none", |t| t.msg_rec_injuries_none()), ("some", |t| t.msg_rec_injuries_some()), ("declined", |t| t.msg_rec_injuries_declined())]),
    )
    .hint(|t| t.msg_rec_injuries_hint())
    .needed(),
    INJURY_1[0],
    INJURY_1[1],
    INJURY_1[2],
    INJURY_2[0],
    INJURY_2[1],
    INJURY_2[2],
    INJURY_3[0],
    INJURY_3[1],
    INJURY_3[2],
    Spec::new(
        "complaint",
        |t| t.msg_rec_complaint(),
        Kind::Choice(&[("no", |t| t.msg_rec_no()), ("yes", |t| t.msg_rec_yes()), ("declined", |t| t.msg_rec_declined())]),
    )
    .part(|t| t.msg_rec_complaint_part())
    .hint(|t| t.msg_rec_complaint_hint())
    .needed(),
    Spec::new(
        "complaint_of",
        |t| t.msg_rec_complaint_of(),
        Kind::Choice(&[("police", |t| t.msg_rec_complaint_police()), ("prison", |t| t.msg_rec_complaint_prison()), ("other", |t| t.msg_rec_complaint_other())]),
    )
    .when("complaint", &["yes"]),
    Spec::new("complaint_words", |t| t.msg_rec_complaint_words(), Kind::Lines(1500)).when("complaint", &["yes"]),
];

/// First questions (records.md 11, 77), and the gender that the person states (4).
pub const QUESTIONS: &[Spec] = &[
    Spec::new("suicide_now", |t| t.msg_rec_suicide_now(), Kind::Choice(ANSWER)).part(|t| t.msg_rec_questions_life()).needed(),
    Spec::new("suicide_before", |t| t.msg_rec_suicide_before(), Kind::Choice(ANSWER)).needed(),
    Spec::new("withdrawal", |t| t.msg_rec_withdrawal(), Kind::Choice(ANSWER)).part(|t| t.msg_rec_questions_health()).needed(),
    Spec::new("medicines", |t| t.msg_rec_medicines(), Kind::Choice(ANSWER)).needed(),
    Spec::new("medicines_what", |t| t.msg_rec_medicines_what(), Kind::Line(300)).hint(|t| t.msg_rec_medicines_hint()).when("medicines", &["yes"]),
    Spec::new(
        "pregnant",
        |t| t.msg_rec_pregnant(),
        Kind::Choice(&[
            ("not_asked", |t| t.msg_rec_not_relevant()),
            ("no", |t| t.msg_rec_no()),
            ("yes", |t| t.msg_rec_yes()),
            ("unclear", |t| t.msg_rec_unclear()),
            ("declined", |t| t.msg_rec_declined()),
        ]),
    )
    .needed(),
    Spec::new("apart", |t| t.msg_rec_apart(), Kind::Choice(ANSWER)).part(|t| t.msg_rec_questions_safety()).needed(),
    Spec::new("apart_from", |t| t.msg_rec_apart_from(), Kind::Line(300)).hint(|t| t.msg_rec_apart_hint()).when("apart", CONCERN),
    Spec::new("children_alone", |t| t.msg_rec_children_alone(), Kind::Choice(ANSWER)).needed(),
    Spec::new("children_alone_where", |t| t.msg_rec_children_alone_where(), Kind::Line(300)).when("children_alone", CONCERN),
    Spec::new("gender", |t| t.msg_reg_stated_gender(), Kind::Line(60)).part(|t| t.msg_rec_questions_person()).hint(|t| t.msg_rec_gender_hint()),
    Spec::new("gender_declined", |t| t.msg_rec_gender_declined(), Kind::Tick),
    Spec::new("more", |t| t.msg_rec_questions_more(), Kind::Lines(1000)),
];

/// The topics of the information given.
pub const TOPICS: &[&str] = &["rights", "rules", "complaints", "health", "legal_aid", "calls"];

/// Information given (records.md 12).
pub const INFORMATION: &[Spec] = &[
    Spec::new("rights", |t| t.msg_rec_info_rights(), Kind::Tick).part(|t| t.msg_rec_info_part()),
    Spec::new("rules", |t| t.msg_rec_info_rules(), Kind::Tick),
    Spec::new("complaints", |t| t.msg_rec_info_complaints(), Kind::Tick),
    Spec::new("health", |t| t.msg_rec_info_health(), Kind::Tick),
    Spec::new("legal_aid", |t| t.msg_rec_info_legal_aid(), Kind::Tick),
    Spec::new("calls", |t| t.msg_rec_info_calls(), Kind::Tick),
    Spec::new("left_out", |t| t.msg_rec_info_left_out(), Kind::Line(300)).hint(|t| t.msg_rec_info_left_out_hint()),
    Spec::new("language", |t| t.msg_rec_info_language(), Kind::Code(List::Language)).part(|t| t.msg_rec_info_how()).needed(),
    Spec::new(
        "form",
        |t| t.msg_rec_info_form(),
        Kind::Choice(&[("spoken", |t| t.msg_rec_info_spoken()), ("written", |t| t.msg_rec_info_written()), ("both", |t| t.msg_rec_info_both())]),
    )
    .needed(),
    Spec::new(
        "interpreter",
        |t| t.msg_rec_info_interpreter(),
        Kind::Choice(&[
            ("none", |t| t.msg_rec_interpreter_none()),
            ("present", |t| t.msg_rec_interpreter_present()),
            ("phone", |t| t.msg_rec_interpreter_phone()),
            ("other", |t| t.msg_rec_interpreter_other()),
        ]),
    )
    .needed(),
    Spec::new("interpreter_who", |t| t.msg_rec_interpreter_who(), Kind::Line(160)).when("interpreter", &["present", "phone", "other"]),
];

/// Family, children, consul (records.md 9, 10, 13, 70).
pub const FAMILY: &[Spec] = &[
    Spec::new(
        "told",
        |t| t.msg_rec_family_told(),
        Kind::Choice(&[
            ("told", |t| t.msg_rec_family_yes()),
            ("self", |t| t.msg_rec_family_self()),
            ("refused", |t| t.msg_rec_family_refused()),
            ("not_reached", |t| t.msg_rec_family_not_reached()),
        ]),
    )
    .hint(|t| t.msg_rec_family_hint())
    .needed(),
    Spec::new("told_who", |t| t.msg_rec_family_who(), Kind::Line(160)).when("told", &["told", "self"]),
    Spec::new("told_day", |t| t.msg_rec_family_day(), Kind::Day(Range::Past)).when("told", &["told", "self"]),
    Spec::new("told_time", |t| t.msg_rec_family_time(), Kind::Time("told_day", Range::Past)).when("told", &["told", "self"]).beside(),
    Spec::new("told_why", |t| t.msg_rec_family_why(), Kind::Line(300)).when("told", &["not_reached"]),
    Spec::new("names_nobody", |t| t.msg_rec_names_nobody(), Kind::Tick).hint(|t| t.msg_rec_names_nobody_hint()),
    Spec::new(
        "children",
        |t| t.msg_rec_children(),
        Kind::Choice(&[("no", |t| t.msg_rec_no()), ("yes", |t| t.msg_rec_yes()), ("declined", |t| t.msg_rec_declined())]),
    )
    .part(|t| t.msg_rec_children_part())
    .needed(),
    Spec::new("children_told", |t| t.msg_rec_children_told(), Kind::Line(160)).hint(|t| t.msg_rec_children_told_hint()),
    Spec::new("consul", |t| t.msg_rec_consul(), Kind::Choice(&[("accepted", |t| t.msg_rec_consul_accepted()), ("declined", |t| t.msg_rec_consul_declined())]))
        .part(|t| t.msg_rec_consul_part())
        .hint(|t| t.msg_rec_consul_hint()),
    Spec::new("consul_day", |t| t.msg_rec_consul_day(), Kind::Day(Range::Past)).when("consul", &["accepted"]).hint(|t| t.msg_rec_consul_day_hint()),
];

/// Why there is no photograph.
pub const PHOTO: &[Spec] = &[Spec::new("waived", |t| t.msg_rec_photo_waived(), Kind::Lines(300)).hint(|t| t.msg_rec_photo_waived_hint()).needed()];

/// Somebody announced.
pub const EXPECTED: &[Spec] = &[
    Spec::new("day", |t| t.msg_rec_due_day(), Kind::Day(Range::Any)).needed(),
    Spec::new("time", |t| t.msg_rec_due_time(), Kind::Time("day", Range::Any)).needed().beside(),
    Spec::new("given_name", |t| t.msg_reg_given_name(), Kind::Line(120)),
    Spec::new("family_name", |t| t.msg_reg_family_name(), Kind::Line(120)).beside(),
    Spec::new("birth_date", |t| t.msg_reg_birth_date(), Kind::Day(Range::Past)),
    Spec::new("reason", |t| t.msg_rec_admission_reason(), Kind::Admission).needed(),
    Spec::new("basis", |t| t.msg_rec_basis(), Kind::Choice(BASES)).needed(),
    Spec::new("brought_from", |t| t.msg_rec_brought_from(), Kind::Line(160)).hint(|t| t.msg_rec_brought_from_hint()).needed(),
    Spec::new("authority", |t| t.msg_rec_authority(), Kind::Line(160)).hint(|t| t.msg_rec_authority_hint()).needed(),
    Spec::new("arrest_day", |t| t.msg_rec_arrest_day(), Kind::Day(Range::Past)).hint(|t| t.msg_rec_due_arrest_hint()).when("basis", &["arrest"]),
    Spec::new("arrest_time", |t| t.msg_rec_arrest_time(), Kind::Time("arrest_day", Range::Past)).when("basis", &["arrest"]).beside(),
    Spec::new("interpreter_language", |t| t.msg_reg_interpreter(), Kind::Code(List::Language)),
    Spec::new("note", |t| t.msg_rec_note(), Kind::Lines(600)),
];

/// Somebody at the gate.
pub const ARRIVAL: &[Spec] = &[
    Spec::new("day", |t| t.msg_rec_arrived_day(), Kind::Day(Range::Past)).needed(),
    Spec::new("time", |t| t.msg_rec_arrived_time(), Kind::Time("day", Range::Past)).needed().beside(),
    Spec::new("late_reason", |t| t.msg_rec_late_reason(), Kind::Line(300)).hint(|t| t.msg_rec_late_reason_hint()),
    Spec::new("given_name", |t| t.msg_reg_given_name(), Kind::Line(120)),
    Spec::new("family_name", |t| t.msg_reg_family_name(), Kind::Line(120)).hint(|t| t.msg_rec_working_name_hint()).beside(),
    Spec::new("birth_date", |t| t.msg_reg_birth_date(), Kind::Day(Range::Past)),
    Spec::new("reason", |t| t.msg_rec_admission_reason(), Kind::Admission).needed(),
    Spec::new("brought_from", |t| t.msg_rec_brought_from(), Kind::Line(160)).hint(|t| t.msg_rec_brought_from_hint()).needed(),
];

/// A thing that was brought.
pub const ITEM: &[Spec] = &[
    Spec::new("category", |t| t.msg_rec_item_category(), Kind::Code(List::PropertyCategory)).needed(),
    Spec::new("description", |t| t.msg_rec_item_description(), Kind::Line(200)).hint(|t| t.msg_rec_item_description_hint()).needed(),
    Spec::new("quantity", |t| t.msg_rec_item_quantity(), Kind::Number(999)),
    Spec::new("serial", |t| t.msg_rec_item_serial(), Kind::Line(60)).beside(),
    Spec::new("condition", |t| t.msg_rec_item_condition(), Kind::Choice(CONDITIONS)).needed(),
    Spec::new("handling", |t| t.msg_rec_item_handling(), Kind::Choice(HANDLINGS)).hint(|t| t.msg_rec_item_handling_hint()),
    Spec::new("value_nok", |t| t.msg_rec_item_value(), Kind::Number(10_000_000)),
];
/// How worn a thing is.
pub const CONDITIONS: &[(&str, Say)] =
    &[("good", |t| t.msg_rec_condition_good()), ("worn", |t| t.msg_rec_condition_worn()), ("damaged", |t| t.msg_rec_condition_damaged())];
/// Where a thing goes.
pub const HANDLINGS: &[(&str, Say)] = &[
    ("cell", |t| t.msg_rec_handling_cell()),
    ("stored", |t| t.msg_rec_handling_stored()),
    ("valuables", |t| t.msg_rec_handling_valuables()),
    ("health", |t| t.msg_rec_handling_health()),
    ("seized", |t| t.msg_rec_handling_seized()),
    ("refused", |t| t.msg_rec_handling_refused()),
];

/// The list gone through and signed.
pub const SIGNATURE: &[Spec] = &[
    Spec::new("together", |t| t.msg_rec_sign_together(), Kind::Choice(YES_NO)).needed(),
    Spec::new("signed", |t| t.msg_rec_sign(), Kind::Choice(&[("yes", |t| t.msg_rec_sign_yes()), ("no", |t| t.msg_rec_sign_no())])).needed(),
    Spec::new("signed_name", |t| t.msg_rec_sign_name(), Kind::Line(160)).when("signed", &["yes"]),
    Spec::new("refused_reason", |t| t.msg_rec_sign_refused(), Kind::Line(300)).when("signed", &["no"]),
];

/// A reason, for ends and cancellations.
pub const REASON: &[Spec] = &[Spec::new("reason", |t| t.msg_rec_reason(), Kind::Line(300)).needed()];

/// The questions of a step that is answered in one form; none for the steps with pages of their own.
pub fn of(step: Step) -> Option<&'static [Spec]> {
    Some(match step {
        Step::Document => DOCUMENT,
        Step::Arrest => ARREST,
        Step::Injuries => INJURIES,
        Step::Questions => QUESTIONS,
        Step::Information => INFORMATION,
        Step::Family => FAMILY,
        Step::Photo => PHOTO,
        Step::Identity | Step::Property | Step::Cell | Step::Officer => return None,
    })
}

/// The word of a step.
pub fn label(t: Text, step: Step) -> String {
    match step {
        Step::Document => t.msg_rec_step_document(),
        Step::Identity => t.msg_rec_step_identity(),
        Step::Arrest => t.msg_rec_step_arrest(),
        Step::Injuries => t.msg_rec_step_injuries(),
        Step::Questions => t.msg_rec_step_questions(),
        Step::Property => t.msg_rec_step_property(),
        Step::Information => t.msg_rec_step_information(),
        Step::Family => t.msg_rec_step_family(),
        Step::Photo => t.msg_rec_step_photo(),
        Step::Cell => t.msg_rec_step_cell(),
        Step::Officer => t.msg_rec_step_officer(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_once_and_conditions_name_questions_of_the_same_form() {
        for form in [DOCUMENT, EXCEPTION, ARREST, INJURIES, QUESTIONS, INFORMATION, FAMILY, PHOTO, EXPECTED, ARRIVAL, ITEM, SIGNATURE, REASON] {
            let names: std::collections::BTreeSet<&str> = form.iter().map(|s| s.name).collect();
            assert_eq!(names.len(), form.len(), "a name twice");
            for s in form {
                if let Need::When(other, words) = s.need {
                    let asked = form.iter().find(|o| o.name == other);
                    let offered = |w: &&str| asked.is_some_and(|o| matches!(o.kind, Kind::Choice(c) if c.iter().any(|(word, _)| word == w)));
                    assert!(words.iter().all(offered), "{} waits for {other}", s.name);
                }
                if let Kind::Time(day, _) = s.kind {
                    assert!(names.contains(day), "{} is a time of no day", s.name);
                }
            }
        }
    }
}
