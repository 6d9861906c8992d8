//! The plan's sets in words, with the icon and colour that stand before them.

use chrono::NaiveDate;

use super::model::{GoalState, Importance, Meeting, Outcome, StepState, Theme, TookPart, Verdict, Who, Why};
use super::progress::{Kind, Mark};
use crate::inmates::banner::Flag;
use crate::web::Fmt;
use crate::web::field::Choice;
use crate::web::lang::Text;

/// A flag.
pub fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// A theme.
pub fn theme(t: Text, theme: Theme) -> String {
    match theme {
        Theme::Housing => t.msg_plan_theme_housing(),
        Theme::Education => t.msg_plan_theme_education(),
        Theme::Work => t.msg_plan_theme_work(),
        Theme::Finances => t.msg_plan_theme_finances(),
        Theme::Family => t.msg_plan_theme_family(),
        Theme::Health => t.msg_plan_theme_health(),
        Theme::SubstanceUse => t.msg_plan_theme_substance_use(),
        Theme::Leisure => t.msg_plan_theme_leisure(),
        Theme::Papers => t.msg_plan_theme_papers(),
        Theme::Attitudes => t.msg_plan_theme_attitudes(),
    }
}

/// Its icon.
pub fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::Housing => "HouseHeart",
        Theme::Education => "HatSchool",
        Theme::Work => "Wrench",
        Theme::Finances => "BankNote",
        Theme::Family => "PersonGroup",
        Theme::Health => "HeadHeart",
        Theme::SubstanceUse => "PillCircle",
        Theme::Leisure => "Sun",
        Theme::Papers => "FileText",
        Theme::Attitudes => "Compass",
    }
}

/// What a theme weighs.
pub fn importance(t: Text, importance: Importance) -> String {
    match importance {
        Importance::None => t.msg_plan_importance_none(),
        Importance::Some => t.msg_plan_importance_some(),
        Importance::Much => t.msg_plan_importance_much(),
    }
}

/// Why an assessment is made.
pub fn why(t: Text, why: Why) -> String {
    match why {
        Why::Reception => t.msg_plan_why_reception(),
        Why::Transfer => t.msg_plan_why_transfer(),
        Why::Interval => t.msg_plan_why_interval(),
        Why::Change => t.msg_plan_why_change(),
    }
}

/// Who does something.
pub fn who(t: Text, who: Who) -> String {
    match who {
        Who::Inmate => t.msg_plan_who_inmate(),
        Who::ContactOfficer => t.msg_plan_who_contact_officer(),
        Who::CaseManager => t.msg_plan_who_case_manager(),
        Who::Coordinator => t.msg_plan_who_coordinator(),
        Who::Teacher => t.msg_plan_who_teacher(),
        Who::Supervisor => t.msg_plan_who_supervisor(),
        Who::Health => t.msg_plan_who_health(),
        Who::Nav => t.msg_plan_who_nav(),
        Who::Municipality => t.msg_plan_who_municipality(),
        Who::Ngo => t.msg_plan_who_ngo(),
        Who::Family => t.msg_plan_who_family(),
        Who::Other => t.msg_plan_who_other(),
    }
}

/// Who does something, by name where there is one.
pub fn doer(t: Text, kind: Who, name: &str) -> String {
    if name.is_empty() { who(t, kind) } else { t.msg_plan_who_named(who(t, kind).as_str(), name) }
}

/// What an action says: of health's own there is no more than the wish.
pub fn what(t: Text, who: Who, what: &str) -> String {
    if who == Who::Health { t.msg_plan_health_action() } else { what.to_owned() }
}

/// What a goal says.
pub fn goal(t: Text, theme: Theme, words: &str) -> String {
    if theme == Theme::Health { t.msg_plan_health_goal() } else { words.to_owned() }
}

/// How a goal stands.
pub fn goal_state(t: Text, state: GoalState) -> Flag {
    match state {
        GoalState::Current => flag("info", "Compass", t.msg_plan_goal_current()),
        GoalState::Later => flag("neutral", "Clock", t.msg_plan_goal_later()),
        GoalState::Achieved => flag("success", "CheckmarkCircle", t.msg_plan_goal_achieved()),
        GoalState::Left => flag("neutral", "XMark", t.msg_plan_goal_left()),
    }
}

/// How an action stands, in a word.
pub fn step_word(t: Text, state: StepState) -> String {
    match state {
        StepState::Planned => t.msg_plan_step_planned(),
        StepState::UnderWay => t.msg_plan_step_under_way(),
        StepState::Done => t.msg_plan_step_done(),
        StepState::NotNow => t.msg_plan_step_not_now(),
        StepState::Dropped => t.msg_plan_step_dropped(),
    }
}

/// How an action stands, seen on a day: what is past its day and open stands out.
pub fn step_state(t: Text, state: StepState, by_day: Option<NaiveDate>, today: NaiveDate) -> Flag {
    let late = state.open() && by_day.is_some_and(|day| day < today);
    let word = step_word(t, state);
    match state {
        _ if late => flag("danger", "HourglassTopFilled", t.msg_plan_step_late(word.as_str())),
        StepState::Planned => flag("neutral", "Circle", word),
        StepState::UnderWay => flag("info", "ArrowRight", word),
        StepState::Done => flag("success", "Checkmark", word),
        StepState::NotNow => flag("warning", "Hourglass", word),
        StepState::Dropped => flag("neutral", "XMark", word),
    }
}

/// What the person said of a version.
pub fn verdict(t: Text, verdict: Verdict) -> Flag {
    match verdict {
        Verdict::Agreed => flag("success", "Handshake", t.msg_plan_verdict_agreed()),
        Verdict::NotAgreed => flag("warning", "PersonCross", t.msg_plan_verdict_not_agreed()),
        Verdict::NotAnswered => flag("neutral", "QuestionmarkCircle", t.msg_plan_verdict_not_answered()),
    }
}

/// How a review stands.
pub fn meeting(t: Text, meeting: Meeting) -> Flag {
    match meeting {
        Meeting::Planned => flag("info", "Calendar", t.msg_plan_meeting_planned()),
        Meeting::Held => flag("success", "CheckmarkCircle", t.msg_plan_meeting_held()),
        Meeting::Cancelled => flag("neutral", "XMark", t.msg_plan_meeting_cancelled()),
        Meeting::Interrupted => flag("warning", "ArrowRightLeft", t.msg_plan_meeting_interrupted()),
    }
}

/// Whether the person took part.
pub fn took_part(t: Text, part: TookPart) -> String {
    match part {
        TookPart::Yes => t.msg_plan_part_yes(),
        TookPart::Partly => t.msg_plan_part_partly(),
        TookPart::No => t.msg_plan_part_no(),
    }
}

/// What came of a review.
pub fn outcome(t: Text, outcome: Outcome) -> String {
    match outcome {
        Outcome::GoesOn => t.msg_plan_outcome_goes_on(),
        Outcome::Changes => t.msg_plan_outcome_changes(),
        Outcome::NewAssessment => t.msg_plan_outcome_new_assessment(),
    }
}

/// What has happened under a goal, in a line: how often, and the last time.
pub fn progress(t: Text, fmt: Fmt, mark: &Mark) -> (&'static str, String) {
    let last = fmt.near(mark.last);
    let last = last.as_str();
    let (icon, line) = match mark.kind {
        Kind::Talk => ("PersonChat", t.msg_plan_progress_talk(mark.times, last)),
        Kind::Attendance => ("ClipboardCheckmark", t.msg_plan_progress_attendance(mark.times, last)),
        Kind::Result => ("HatSchool", t.msg_plan_progress_result(mark.times, last)),
        Kind::Aim => ("Book", t.msg_plan_progress_aim(mark.times, last)),
        Kind::Skill => ("Wrench", t.msg_plan_progress_skill(mark.times, last)),
        Kind::Leave => ("Leave", t.msg_plan_progress_leave(mark.times, last)),
        Kind::Outside => ("Briefcase", t.msg_plan_progress_outside(mark.times, last)),
        Kind::Visit => ("HouseHeart", t.msg_plan_progress_visit(mark.times, last)),
        Kind::Session => ("PersonGroup", t.msg_plan_progress_session(mark.times, last)),
        Kind::SupportGroup => ("Handshake", t.msg_plan_progress_support_group(mark.times, last)),
    };
    match mark.n.zip(mark.of_n) {
        Some((n, of)) => (icon, t.msg_plan_progress_figures(line.as_str(), n, of)),
        None => (icon, line),
    }
}

/// A set as choices.
pub fn choices<T: Copy>(of: impl IntoIterator<Item = T>, code: impl Fn(T) -> &'static str, word: impl Fn(T) -> String) -> Vec<Choice> {
    of.into_iter().map(|x| Choice::new(code(x), word(x))).collect()
}
