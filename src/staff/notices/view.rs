//! The page of notices.

use askama::Template;
use serde_json::Value;

use super::store::Notice;
use crate::staff::words;
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt, Frame};

/// A notice as read.
pub struct Line {
    pub id: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub text: String,
    pub link: Option<String>,
    pub unread: bool,
    pub at: String,
    pub machine: String,
}

#[derive(Template)]
#[template(path = "staff/notices.html")]
pub struct NoticesView {
    pub frame: Frame,
    pub notices: Vec<Line>,
    pub paged: bool,
    pub next: Option<String>,
}

impl NoticesView {
    pub fn new(ctx: &Ctx, notices: Vec<Notice>, paged: bool, next: Option<String>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        Self { frame: ctx.frame("notices", t.msg_notice_title()), notices: notices.into_iter().map(|n| line(t, fmt, n)).collect(), paged, next }
    }
}

fn line(t: Text, fmt: Fmt, notice: Notice) -> Line {
    let (color, icon, title, text) = say(t, fmt, &notice.kind, &notice.arguments);
    Line {
        id: notice.id.to_string(),
        color,
        icon,
        title,
        text,
        link: notice.link.filter(|l| l.starts_with('/')),
        unread: notice.unread,
        at: fmt.near(notice.at),
        machine: fmt.machine(notice.at),
    }
}

/// Colour, icon, headline and text of a notice. A kind that this version does not know still says that something has happened.
fn say(t: Text, fmt: Fmt, kind: &str, arguments: &Value) -> (&'static str, &'static str, String, String) {
    let word = |name: &str| arguments.get(name).and_then(Value::as_str).unwrap_or_default();
    let role = words::role(t, word("role"));
    let granted = word("outcome") == "granted";
    // A deadline: the rule in the reader's words, its day, and the time where it ends by the clock.
    let what = word(if fmt.is_nb() { "nb" } else { "en" });
    let when = [word("day").parse().map(|day| fmt.day(day)).unwrap_or_default(), word("time").to_owned()].join(" ");
    let when = when.trim();
    let (by, who, role, number, rule) = (word("by"), word("who"), role.as_str(), word("number"), word("rule"));
    match kind {
        "break_glass" => ("danger", "PadlockUnlocked", t.msg_notice_break_glass(), t.msg_notice_break_glass_text(by)),
        "break_glass_reviewed" => ("info", "ClipboardCheckmark", t.msg_notice_break_glass_reviewed(), t.msg_notice_break_glass_reviewed_text()),
        "break_glass_misuse" => ("danger", "PadlockUnlocked", t.msg_notice_break_glass_misuse(), t.msg_notice_break_glass_misuse_text(by)),
        "protection_proposed" => ("warning", "ShieldLock", t.msg_notice_protection_proposed(), t.msg_notice_protection_proposed_text()),
        "protection_decided" if granted => ("success", "ShieldCheckmark", t.msg_notice_protection_granted(), t.msg_notice_protection_decided_text()),
        "protection_decided" => ("neutral", "ShieldLock", t.msg_notice_protection_refused(), t.msg_notice_protection_decided_text()),
        "assignment_proposed" => ("warning", "Briefcase", t.msg_notice_assignment_proposed(), t.msg_notice_assignment_proposed_text(by, role, who)),
        "assignment_decided" if granted => ("success", "Briefcase", t.msg_notice_assignment_granted(), t.msg_notice_assignment_granted_text(role, who)),
        "assignment_decided" => ("neutral", "Briefcase", t.msg_notice_assignment_refused(), t.msg_notice_assignment_refused_text(role, who)),
        "assignment_ended" => ("neutral", "Briefcase", t.msg_notice_assignment_ended(), t.msg_notice_assignment_ended_text(role)),
        "grant_given" => ("info", "KeyHorizontal", t.msg_notice_grant_given(), t.msg_notice_grant_given_text(by, number)),
        "grant_ended" => ("neutral", "KeyHorizontal", t.msg_notice_grant_ended(), t.msg_notice_grant_ended_text(number)),
        "clearance_proposed" => ("warning", "ShieldLock", t.msg_notice_clearance_proposed(), t.msg_notice_clearance_proposed_text(by, who)),
        "law_proposed" => ("warning", "Book", t.msg_notice_law_proposed(), t.msg_notice_law_proposed_text(by, rule)),
        "law_decided" if granted => ("success", "Book", t.msg_notice_law_approved(), t.msg_notice_law_decided_text(by, rule)),
        "law_decided" => ("neutral", "Book", t.msg_notice_law_rejected(), t.msg_notice_law_decided_text(by, rule)),
        "clearance_decided" if granted => ("success", "ShieldCheckmark", t.msg_notice_clearance_granted(), t.msg_notice_clearance_granted_text(who)),
        "clearance_decided" => ("neutral", "ShieldLock", t.msg_notice_clearance_refused(), t.msg_notice_clearance_refused_text(who)),
        "apart_in_place" => ("danger", "PersonCross", t.msg_wish_notice_apart(), t.msg_wish_notice_apart_text()),
        "reception_health" => ("danger", "FirstAidKit", t.msg_rec_notice_health(), t.msg_rec_notice_health_text(number)),
        "reception_injuries" => ("warning", "Bandage", t.msg_rec_notice_injuries(), t.msg_rec_notice_injuries_text(number)),
        "reception_ill_treatment" => ("danger", "Megaphone", t.msg_rec_notice_ill_treatment(), t.msg_rec_notice_ill_treatment_text(number)),
        "reception_duty" => ("warning", "DoorOpen", t.msg_rec_notice_duty(), t.msg_rec_notice_duty_text(number)),
        "reception_over_limit" => ("warning", "Timer", t.msg_rec_notice_over(), t.msg_rec_notice_over_text(number)),
        "reception_exception" => ("warning", "Gavel", t.msg_rec_notice_exception(), t.msg_rec_notice_exception_text(number)),
        "reception_blocked" => ("warning", "DoorOpen", t.msg_rec_notice_blocked(), t.msg_rec_notice_blocked_text(number)),
        "duty_to_report" => ("danger", "Megaphone", t.msg_incident_notice_duty(), t.msg_incident_notice_duty_text(number)),
        "incident_owner" => ("warning", "Megaphone", t.msg_incident_notice_owner(), t.msg_incident_notice_owner_text(number)),
        "incident_returned" => ("warning", "ArrowUndo", t.msg_incident_notice_returned(), t.msg_incident_notice_returned_text(number)),
        "health_concern" => ("danger", "FirstAidKit", t.msg_notice_health_concern(), t.msg_notice_health_concern_text(by, number, word("cell"))),
        "suicide_watch" => ("danger", "ExclamationmarkTriangle", t.msg_notice_suicide_watch(), t.msg_notice_suicide_watch_text(by, number, word("cell"))),
        "unverified_due" => ("warning", "Hourglass", t.msg_notice_unverified_due(), t.msg_notice_unverified_due_text(word("n"), word("days"))),
        "deadline_near" => ("warning", "HourglassTopFilled", t.msg_deadline_notice_near(), t.msg_deadline_notice_near_text(what, word("cite"), when)),
        "deadline_over" => ("danger", "HourglassTopFilled", t.msg_deadline_notice_over(), t.msg_deadline_notice_over_text(what, word("cite"), when)),
        "deadline_hard" => ("danger", "Gavel", t.msg_deadline_notice_hard(), t.msg_deadline_notice_hard_text(what, word("cite"), when)),
        "deadline_given" => ("info", "HourglassTopFilled", t.msg_deadline_notice_given(), t.msg_deadline_notice_given_text(what, word("cite"), when)),
        "draft_ends" => ("warning", "NotePencil", t.msg_draft_notice(), t.msg_draft_notice_text(number, when)),
        "plan_review" => ("info", "Compass", t.msg_notice_plan_review(), t.msg_notice_plan_review_text(number, when)),
        "plan_support" => ("info", "Handshake", t.msg_support_notice(), t.msg_support_notice_text(number, when)),
        "promise_near" => ("warning", "Handshake", t.msg_support_notice_near(), t.msg_support_notice_near_text(number, when)),
        "promise_over" => ("warning", "Handshake", t.msg_support_notice_over(), t.msg_support_notice_over_text(number, when)),
        "promise_broken" => ("danger", "Handshake", t.msg_support_notice_broken(), t.msg_support_notice_broken_text(number)),
        "plan_countersign" => ("warning", "Compass", t.msg_notice_plan_countersign(), t.msg_notice_plan_countersign_text(number)),
        "count_differs" => ("danger", "ClipboardCheckmark", t.msg_notice_count_differs(), t.msg_notice_count_differs_text(word("unit"))),
        "release.overdue" => ("danger", "ExclamationmarkTriangle", t.msg_calc_notice_overdue(), t.msg_calc_notice_overdue_text(number)),
        "release.probation_passed" => ("danger", "ExclamationmarkTriangle", t.msg_calc_notice_probation(), t.msg_calc_notice_probation_text(number)),
        "isolation_proposed" => ("warning", "Gavel", t.msg_calc_notice_isolation(), t.msg_calc_notice_isolation_text(number)),
        "isolation_decided" if granted => ("success", "Gavel", t.msg_calc_notice_isolation_yes(), t.msg_calc_notice_isolation_decided_text(number)),
        "isolation_decided" => ("neutral", "Gavel", t.msg_calc_notice_isolation_no(), t.msg_calc_notice_isolation_decided_text(number)),
        "release_error" => ("danger", "ExclamationmarkTriangle", t.msg_relerr_notice(), t.msg_relerr_notice_text(number)),
        "account_reset" => ("warning", "ShieldLock", t.msg_notice_account_reset(), t.msg_notice_account_reset_text()),
        "keep_apart" => ("warning", "PersonCross", t.msg_notice_keep_apart(), t.msg_notice_keep_apart_text()),
        "alert_life" => ("danger", "HeadHeart", t.msg_notice_alert_life(), t.msg_notice_alert_life_text(by)),
        "death_in_custody" => ("danger", "ExclamationmarkTriangle", t.msg_notice_death(), t.msg_notice_death_text(number)),
        "release_to_confirm" => ("warning", "Leave", t.msg_notice_release_to_confirm(), t.msg_notice_release_to_confirm_text(by, number)),
        "release_confirmed" => ("success", "Leave", t.msg_notice_release_confirmed(), t.msg_notice_release_confirmed_text(by, number)),
        "released_late" => ("danger", "ExclamationmarkTriangle", t.msg_notice_released_late(), t.msg_notice_released_late_text(number, word("days"))),
        "released_unconfirmed" => ("danger", "ExclamationmarkTriangle", t.msg_notice_released_unconfirmed(), t.msg_notice_released_unconfirmed_text(number)),
        "escape" => ("danger", "ExclamationmarkTriangle", t.msg_notice_escape(), t.msg_notice_escape_text(number)),
        "transfer_proposed" => ("warning", "ArrowRightLeft", t.msg_notice_transfer_proposed(), t.msg_notice_transfer_proposed_text(number)),
        "transfer_decided" if granted => ("success", "ArrowRightLeft", t.msg_notice_transfer_granted(), t.msg_notice_transfer_granted_text(number)),
        "transfer_decided" => ("neutral", "ArrowRightLeft", t.msg_notice_transfer_refused(), t.msg_notice_transfer_refused_text(number)),
        "transfer_received" => ("info", "ArrowRightLeft", t.msg_notice_transfer_received(), t.msg_notice_transfer_received_text(number)),
        "join_proposed" => ("warning", "PersonGroup", t.msg_notice_join_proposed(), t.msg_notice_join_proposed_text(by, number)),
        "join_decided" if granted => ("success", "PersonGroup", t.msg_notice_join_granted(), t.msg_notice_join_decided_text(number)),
        "join_decided" => ("neutral", "PersonGroup", t.msg_notice_join_refused(), t.msg_notice_join_decided_text(number)),
        "join_undo" if word("outcome") == "undone" => ("info", "PersonGroup", t.msg_notice_join_undone(), t.msg_notice_join_undone_text(number)),
        "join_undo" => ("warning", "PersonGroup", t.msg_notice_join_undo(), t.msg_notice_join_undo_text(number)),
        "recaptured" => ("info", "House", t.msg_notice_recaptured(), t.msg_notice_recaptured_text(number)),
        _ => ("info", "Bell", t.msg_notice_other(), t.msg_notice_other_text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;
    use serde_json::json;

    #[test]
    fn every_kind_is_said_in_both_languages_and_a_stranger_is_no_error() {
        for lang in Lang::ALL {
            for kind in [
                "break_glass",
                "break_glass_reviewed",
                "break_glass_misuse",
                "protection_proposed",
                "protection_decided",
                "assignment_proposed",
                "assignment_decided",
                "assignment_ended",
                "grant_given",
                "grant_ended",
                "clearance_proposed",
                "clearance_decided",
                "law_proposed",
                "law_decided",
                "duty_to_report",
                "incident_owner",
                "incident_returned",
                "health_concern",
                "suicide_watch",
                "unverified_due",
                "account_reset",
                "keep_apart",
                "alert_life",
                "death_in_custody",
                "escape",
                "recaptured",
                "join_proposed",
                "join_decided",
                "join_undo",
                "transfer_proposed",
                "transfer_decided",
                "transfer_received",
                "release_to_confirm",
                "release_confirmed",
                "released_late",
                "released_unconfirmed",
                "reception_health",
                "reception_injuries",
                "reception_ill_treatment",
                "reception_duty",
                "reception_over_limit",
                "reception_exception",
                "reception_blocked",
                "plan_support",
                "promise_near",
                "promise_over",
                "promise_broken",
                "count_differs",
                "release.overdue",
                "release.probation_passed",
                "release_error",
                "isolation_proposed",
                "isolation_decided",
                "deadline_near",
                "deadline_over",
                "deadline_hard",
                "deadline_given",
                "draft_ends",
                "unheard_of",
            ] {
                let (_, _, title, text) = say(
                    lang.text(),
                    Fmt::new(lang, chrono::NaiveDate::MIN),
                    kind,
                    &json!({ "by": "Kari Moen", "role": "OFF", "who": "Ola Berg", "outcome": "granted" }),
                );
                assert!(!title.is_empty() && !text.is_empty(), "{kind}");
                assert!(!say(lang.text(), Fmt::new(lang, chrono::NaiveDate::MIN), kind, &json!({})).3.is_empty(), "{kind} without arguments");
            }
        }
    }
}
