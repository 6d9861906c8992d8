//! What the words of the clock are called.

use chrono::{DateTime, Datelike as _, Utc};
use uuid::Uuid;

use super::model::{Outcome, Party};
use super::store::Line;
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::law::calendar;
use crate::law::deadline::{Band, Due, Standing};
use crate::law::rule::{Clock, Level, Mode, Span, Unit};
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt};

/// What happened, by the rules' word for it.
pub fn event(t: Text, trigger: &str) -> String {
    match trigger {
        "admission.exception" => t.msg_deadline_event_admission_exception(),
        "arrest" => t.msg_deadline_event_arrest(),
        "remand_order" => t.msg_deadline_event_remand_order(),
        "remand.judgment" => t.msg_deadline_event_remand_judgment(),
        "restriction" => t.msg_deadline_event_restriction(),
        "isolation_order" => t.msg_deadline_event_isolation_order(),
        "judgment.final" => t.msg_deadline_event_judgment_final(),
        "preventive_detention.frame_end" => t.msg_deadline_event_preventive_detention_frame_end(),
        "preventive_detention.final" => t.msg_deadline_event_preventive_detention_final(),
        "preventive_detention.release_refused" => t.msg_deadline_event_preventive_detention_release_refused(),
        "preventive_detention.trial_end" => t.msg_deadline_event_preventive_detention_trial_end(),
        "probation.refused" => t.msg_deadline_event_probation_refused(),
        "probation.period_end" => t.msg_deadline_event_probation_period_end(),
        "probation.date" => t.msg_deadline_event_probation_date(),
        "observation.unverified" => t.msg_deadline_event_observation_unverified(),
        "decision.notified" => t.msg_deadline_event_decision_notified(),
        "disciplinary.notified" => t.msg_deadline_event_disciplinary_notified(),
        "appeal.received" => t.msg_deadline_event_appeal_received(),
        "decision.reversed" => t.msg_deadline_event_decision_reversed(),
        "application.received" => t.msg_deadline_event_application_received(),
        "exclusion.full" => t.msg_deadline_event_exclusion_full(),
        "exclusion.partial" => t.msg_deadline_event_exclusion_partial(),
        "exclusion.collective" => t.msg_deadline_event_exclusion_collective(),
        "exclusion.collective_extended" => t.msg_deadline_event_exclusion_collective_extended(),
        "exclusion.building" => t.msg_deadline_event_exclusion_building(),
        "exclusion.building_extended" => t.msg_deadline_event_exclusion_building_extended(),
        "security_cell" => t.msg_deadline_event_security_cell(),
        "restraint_bed" => t.msg_deadline_event_restraint_bed(),
        "toilet_room" => t.msg_deadline_event_toilet_room(),
        "exclusion.immediate" => t.msg_deadline_event_exclusion_immediate(),
        "discipline.interrupted" => t.msg_deadline_event_discipline_interrupted(),
        "visitor.held" => t.msg_deadline_event_visitor_held(),
        "shs.decision" => t.msg_deadline_event_shs_decision(),
        "shs.visitor_checked" => t.msg_deadline_event_shs_visitor_checked(),
        "institution.start" => t.msg_deadline_event_institution_start(),
        "interruption.start" => t.msg_deadline_event_interruption_start(),
        "plan.reception" | "plan.sentence" => t.msg_deadline_event_plan_reception(),
        "plan.transfer" => t.msg_deadline_event_plan_transfer(),
        "plan.assessed" => t.msg_deadline_event_plan_assessed(),
        "plan.review" => t.msg_deadline_event_plan_review(),
        "plan.review_interrupted" => t.msg_deadline_event_plan_review_interrupted(),
        "plan.promise" => t.msg_support_event(),
        "monitoring.letter" => t.msg_deadline_event_monitoring_letter(),
        _ => t.msg_deadline_event_other(),
    }
}

/// What became of an item.
pub fn outcome(t: Text, outcome: Outcome) -> String {
    match outcome {
        Outcome::NewOrder => t.msg_deadline_outcome_new_order(),
        Outcome::InCourt => t.msg_deadline_outcome_in_court(),
        Outcome::Remanded => t.msg_deadline_outcome_remanded(),
        Outcome::Released => t.msg_deadline_outcome_released(),
        Outcome::InPrison => t.msg_deadline_outcome_in_prison(),
        Outcome::Serving => t.msg_deadline_outcome_serving(),
        Outcome::OtherBasis => t.msg_deadline_outcome_other_basis(),
        Outcome::Lifted => t.msg_deadline_outcome_lifted(),
        Outcome::Extended => t.msg_deadline_outcome_extended(),
        Outcome::Filed => t.msg_deadline_outcome_filed(),
        Outcome::NotFiled => t.msg_deadline_outcome_not_filed(),
        Outcome::Reassessed => t.msg_deadline_outcome_reassessed(),
        Outcome::Granted => t.msg_deadline_outcome_granted(),
        Outcome::Decided => t.msg_deadline_outcome_decided(),
        Outcome::Reported => t.msg_deadline_outcome_reported(),
        Outcome::Ended => t.msg_deadline_outcome_ended(),
        Outcome::Done => t.msg_deadline_outcome_done(),
        Outcome::Sent => t.msg_deadline_outcome_sent(),
        Outcome::Appealed => t.msg_deadline_outcome_appealed(),
        Outcome::Waived => t.msg_deadline_outcome_waived(),
        Outcome::Verified => t.msg_deadline_outcome_verified(),
        Outcome::Kept => t.msg_deadline_outcome_kept(),
        Outcome::Erased => t.msg_deadline_outcome_erased(),
        Outcome::Recalculated => t.msg_deadline_outcome_recalculated(),
        Outcome::Refused => t.msg_deadline_outcome_refused(),
        Outcome::Lapsed => t.msg_deadline_outcome_lapsed(),
        Outcome::Mistake => t.msg_deadline_outcome_mistake(),
    }
}

/// For whom it waits.
pub fn party(t: Text, party: Party) -> String {
    match party {
        Party::Region => t.msg_deadline_party_region(),
        Party::Kdi => t.msg_deadline_party_kdi(),
        Party::Court => t.msg_deadline_party_court(),
        Party::Police => t.msg_deadline_party_police(),
        Party::Prosecutor => t.msg_deadline_party_prosecutor(),
        Party::Other => t.msg_deadline_party_other(),
    }
}

/// Who decides, is told, or reviews.
pub fn level(t: Text, level: Level) -> String {
    match level {
        Level::Local => t.msg_deadline_level_local(),
        Level::Region => t.msg_deadline_level_region(),
        Level::Kdi => t.msg_deadline_level_kdi(),
        Level::Court => t.msg_deadline_level_court(),
        Level::Prosecutor => t.msg_deadline_level_prosecutor(),
    }
}

/// What must have happened.
pub fn mode(t: Text, mode: Mode) -> String {
    match mode {
        Mode::Max => t.msg_deadline_mode_max(),
        Mode::Decide => t.msg_deadline_mode_decide(),
        Mode::Report => t.msg_deadline_mode_report(),
        Mode::Review => t.msg_deadline_mode_review(),
        Mode::Limit => t.msg_deadline_mode_limit(),
    }
}

/// How it is counted.
pub fn clock(t: Text, clock: Clock) -> String {
    match clock {
        Clock::Elapsed => t.msg_deadline_clock_elapsed(),
        Clock::CalendarDay => t.msg_deadline_clock_calendar_day(),
        Clock::DateArithmetic => t.msg_deadline_clock_date_arithmetic(),
        Clock::WorkingDayEnd => t.msg_deadline_clock_working_day_end(),
        Clock::Before => t.msg_deadline_clock_before(),
    }
}

/// "14 dager".
pub fn span(t: Text, span: Span) -> String {
    let n = i64::from(span.n);
    match span.unit {
        Unit::Hours => t.msg_deadline_span_hours(n),
        Unit::Days => t.msg_deadline_span_days(n),
        Unit::Weeks => t.msg_deadline_span_weeks(n),
        Unit::Months => t.msg_deadline_span_months(n),
        Unit::Years => t.msg_deadline_span_years(n),
    }
}

/// A role that items belong to.
pub fn role(t: Text, code: &str) -> String {
    match code {
        "DUT" => t.msg_role_dut(),
        "GOV" => t.msg_role_gov(),
        _ => t.msg_role_cas(),
    }
}

/// The heading of a group.
pub fn band(t: Text, band: Band) -> String {
    match band {
        Band::Over => t.msg_deadline_over(),
        Band::Today => t.msg_deadline_today(),
        Band::Week => t.msg_deadline_week(),
        Band::Later => t.msg_deadline_later(),
    }
}

/// The end of a deadline: the day, or the day and the time.
pub fn end(fmt: Fmt, due: Due) -> String {
    if due.timed { fmt.at(due.at) } else { fmt.day(due.on) }
}

/// From so many days on, the day itself is said.
const FAR_AHEAD_DAYS: i64 = 120;

/// How near it is, as a chip says it: "2 dager over", "I dag 14:00", "Torsdag 26.11.", "Om 19 dager", "14.03.2028".
pub fn standing(t: Text, fmt: Fmt, due: Due, now: DateTime<Utc>) -> String {
    let time = due.timed.then(|| fmt.time(due.at));
    match (due.standing(now), time) {
        (Standing::HoursOver(n), _) => t.msg_deadline_hours_over(n),
        (Standing::DaysOver(n), _) => t.msg_deadline_days_over(n),
        (Standing::Today, Some(time)) => t.msg_deadline_today_at(time.as_str()),
        (Standing::Today, None) => t.msg_deadline_today(),
        (Standing::Tomorrow, Some(time)) => t.msg_deadline_tomorrow_at(time.as_str()),
        (Standing::Tomorrow, None) => t.msg_deadline_tomorrow(),
        (Standing::ThisWeek, _) => t.msg_deadline_weekday(i64::from(due.on.weekday().num_days_from_monday()), fmt.short_day(due.on).as_str()),
        // Of a day so far ahead, the number of days says nothing to anybody.
        (Standing::In(n), _) if n > FAR_AHEAD_DAYS => fmt.day(due.on),
        (Standing::In(n), _) => t.msg_deadline_in_days(n),
    }
}

/// The chip of an open item.
pub fn chip(t: Text, fmt: Fmt, due: Due, now: DateTime<Utc>) -> Flag {
    let (color, icon) = match due.standing(now).band() {
        Band::Over => ("danger", "ExclamationmarkTriangle"),
        Band::Today => ("warning", "HourglassTopFilled"),
        Band::Week => ("info", "Clock"),
        Band::Later => ("neutral", "Clock"),
    };
    Flag { color, icon, label: standing(t, fmt, due, now), instruction: end(fmt, due), solid: false }
}

/// Where an item that concerns nobody on record comes from, for whoever may read it: somebody announced, or at the gate.
pub fn at_the_gate(ctx: &Ctx, trigger: &str, reference: Uuid, prison: Option<Uuid>) -> Option<(String, String)> {
    if !ctx.may(Class::Reception, Act::Read) {
        return None;
    }
    match trigger {
        "arrest" => prison.map(|prison| (format!("/receptions?prison={prison}"), ctx.t.msg_deadline_announced())),
        "admission.exception" => Some((format!("/receptions/{reference}"), ctx.t.msg_deadline_reception())),
        _ => None,
    }
}

/// The chip of an item however it stands.
pub fn flag(ctx: &Ctx, line: &Line) -> Flag {
    let (t, fmt, due) = (ctx.t, ctx.fmt(), line.due());
    let plain = |color, icon, label| Flag { color, icon, label, instruction: end(fmt, due), solid: false };
    if let Some(known) = line.outcome.as_deref().and_then(Outcome::of) {
        return plain(if known == Outcome::Mistake { "neutral" } else { "success" }, "CheckmarkCircle", outcome(t, known));
    }
    match line.waiting_for.as_deref().and_then(Party::of) {
        Some(who) if !due.over(ctx.now) => plain("neutral", "Hourglass", t.msg_deadline_waits_for(party(t, who).as_str())),
        _ if line.lapses && due.over(ctx.now) => plain("neutral", "Clock", t.msg_deadline_passed()),
        _ => chip(t, fmt, due, ctx.now),
    }
}

/// How many whole days past its end something was closed; none when in time.
pub fn late(due: Due, closed: DateTime<Utc>) -> Option<i64> {
    due.over(closed).then(|| (calendar::oslo_day(closed) - due.on).num_days().max(0))
}
