//! Placements in words.

use chrono::NaiveTime;

use super::assess::{Finding, Weight};
use super::rules::{Application, EndCode, Gives, Idle, Placing, RestCode, Source};
use crate::activities::allocation::model::{Priority, Suited};
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::fmt::Fmt;
use crate::web::lang::Text;

/// A flag.
pub fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// How an application stands.
pub fn application(t: Text, state: Application) -> Flag {
    match state {
        Application::Open => flag("info", "Inbox", t.msg_wish_state_open()),
        Application::Waiting => flag("warning", "Hourglass", t.msg_wish_state_waiting()),
        Application::Placed => flag("success", "CheckmarkCircle", t.msg_wish_state_placed()),
        Application::Declined => flag("neutral", "XMark", t.msg_wish_state_declined()),
        Application::Withdrawn => flag("neutral", "XMark", t.msg_wish_state_withdrawn()),
        Application::Refused => flag("neutral", "PersonCross", t.msg_wish_state_refused()),
        Application::Lapsed => flag("neutral", "XMark", t.msg_wish_state_lapsed()),
    }
}

/// Where it comes from.
pub fn source(t: Text, source: Source) -> String {
    match source {
        Source::Wish => t.msg_wish_source_wish(),
        Source::Plan => t.msg_wish_source_plan(),
        Source::Staff => t.msg_wish_source_staff(),
        Source::Offer => t.msg_wish_source_offer(),
    }
}

/// What an assessment said.
pub fn suited(t: Text, suited: Suited) -> String {
    match suited {
        Suited::Suited => t.msg_wish_suited(),
        Suited::WithConditions => t.msg_wish_suited_conditions(),
        Suited::NotSuited => t.msg_wish_not_suited(),
    }
}

/// What weighs before another's turn.
pub fn priority(t: Text, priority: Priority) -> String {
    match priority {
        Priority::First => t.msg_wish_priority_first(),
        Priority::Plan => t.msg_wish_priority_plan(),
        Priority::Ordinary => t.msg_wish_priority_ordinary(),
    }
}

/// Why a placement ended.
pub fn end(t: Text, code: EndCode) -> String {
    match code {
        EndCode::Finished => t.msg_wish_end_finished(),
        EndCode::OwnWish => t.msg_wish_end_own_wish(),
        EndCode::OtherPlace => t.msg_wish_end_other_place(),
        EndCode::NotSuited => t.msg_wish_end_not_suited(),
        EndCode::Misconduct => t.msg_wish_end_misconduct(),
        EndCode::Security => t.msg_wish_end_security(),
        EndCode::Health => t.msg_wish_end_health(),
        EndCode::PlaceClosed => t.msg_wish_end_place_closed(),
        EndCode::Released => t.msg_wish_end_released(),
        EndCode::Transferred => t.msg_wish_end_transferred(),
        EndCode::Error => t.msg_wish_end_error(),
    }
}

/// What a day gives meanwhile.
pub fn gives(t: Text, gives: Gives) -> String {
    match gives {
        Gives::Ordinary => t.msg_wish_gives_ordinary(),
        Gives::Support => t.msg_wish_gives_support(),
        Gives::Nothing => t.msg_wish_gives_none(),
    }
}

/// Why a placement rests.
pub fn rest(t: Text, code: RestCode) -> String {
    match code {
        RestCode::Health => t.msg_wish_rest_health(),
        RestCode::Leave => t.msg_wish_rest_leave(),
        RestCode::Security => t.msg_wish_rest_security(),
        RestCode::Conduct => t.msg_wish_rest_conduct(),
        RestCode::Exclusion => t.msg_wish_rest_exclusion(),
        RestCode::Programme => t.msg_wish_rest_programme(),
        RestCode::OwnWish => t.msg_wish_rest_own_wish(),
        RestCode::Other => t.msg_wish_rest_other(),
    }
}

/// A need of a place, with what it asks for.
pub fn need(t: Text, catalogue: &Catalogue, nb: bool, kind: &str, value: &str) -> String {
    let of = |list| catalogue.label(list, value, nb).to_owned();
    match kind {
        "fit_for_work" => t.msg_wish_need_fit(),
        "sentenced" => t.msg_wish_need_sentenced(),
        "language" => t.msg_wish_need_language(of(List::Language).as_str()),
        "no_alert" => t.msg_wish_need_no_alert(of(List::AlertType).as_str()),
        "days_left" => t.msg_wish_need_days_left(value.parse::<i64>().unwrap_or_default()),
        "age" => t.msg_wish_need_age(value.parse::<i64>().unwrap_or_default()),
        _ => t.msg_wish_need_has(of(List::Course).as_str()),
    }
}

/// What was found, and its flag.
pub fn finding(t: Text, catalogue: &Catalogue, nb: bool, found: &Finding) -> (Flag, String) {
    let flag = match found.weight() {
        Weight::Stop => flag("danger", "XMarkOctagon", t.msg_wish_stop()),
        Weight::Reason => flag("warning", "ExclamationmarkTriangle", t.msg_wish_needs_reason()),
        Weight::Note => flag("info", "InformationSquare", t.msg_wish_note()),
    };
    let words = match found {
        Finding::OtherPrison => t.msg_wish_find_other_prison(),
        Finding::Closed => t.msg_wish_find_closed(),
        Finding::Level => t.msg_wish_find_level(),
        Finding::Lacks { kind, value, .. } => t.msg_wish_find_lacks(need(t, catalogue, nb, kind, value).as_str()),
        Finding::Health(words) => t.msg_wish_find_health(words.as_str()),
        Finding::EndedBadly(code, day) => t.msg_wish_find_ended(day.as_str(), EndCode::of(code).map(|c| end(t, c)).unwrap_or_default().as_str()),
        Finding::KeptApart { always: true } => t.msg_wish_find_apart(),
        Finding::KeptApart { always: false } => t.msg_wish_find_apart_some(),
        Finding::Full => t.msg_wish_find_full(),
        Finding::Elsewhere(place) => t.msg_wish_find_elsewhere(place.as_str()),
        Finding::Remand => t.msg_wish_find_remand(),
    };
    (flag, words)
}

/// Why somebody was not placed.
pub fn refused(t: Text, placing: Placing) -> String {
    match placing {
        Placing::Placed => String::new(),
        Placing::NoSuchPlace | Placing::Closed => t.msg_wish_no_closed(),
        Placing::NotHere => t.msg_wish_no_not_here(),
        Placing::Level => t.msg_wish_no_level(),
        Placing::NoTimes => t.msg_wish_no_times(),
        Placing::NoApplication | Placing::Decided => t.msg_wish_no_decided(),
        Placing::NotAssessed => t.msg_wish_no_not_assessed(),
        Placing::NotSuited => t.msg_wish_no_not_suited(),
        Placing::Already => t.msg_wish_no_already(),
        Placing::KeepApart => t.msg_wish_no_apart(),
        Placing::NoSeat => t.msg_wish_no_seat(),
        Placing::DoubleBooked => t.msg_wish_no_double(),
    }
}

/// Why somebody has nothing to do.
pub fn idle(t: Text, why: Idle) -> Flag {
    match why {
        Idle::JustCame => flag("neutral", "DoorOpen", t.msg_wish_idle_just_came()),
        Idle::Refused => flag("neutral", "PersonCross", t.msg_wish_idle_refused()),
        Idle::Ended => flag("warning", "Stop", t.msg_wish_idle_ended()),
        Idle::Waits => flag("info", "Hourglass", t.msg_wish_idle_waits()),
        Idle::Unanswered => flag("danger", "Inbox", t.msg_wish_idle_unanswered()),
        Idle::NeverOffered => flag("danger", "ExclamationmarkTriangle", t.msg_wish_idle_never()),
    }
}

/// "mandag til fredag", or the days one by one.
pub fn weekdays(t: Text, fmt: Fmt, days: &[i32]) -> String {
    match days {
        [first, .., last] if days.len() > 2 && usize::try_from(last - first + 1) == Ok(days.len()) => {
            t.msg_wish_days_from_to(fmt.weekday(*first), fmt.weekday(*last))
        }
        _ => days.iter().map(|d| fmt.weekday(*d)).collect::<Vec<_>>().join(", "),
    }
}

/// "mandag 08:15–11:30, oddetallsuker".
pub fn time(t: Text, fmt: Fmt, day: i16, starts: NaiveTime, ends: NaiveTime, weeks: &str) -> String {
    let hours = format!("{} {}–{}", fmt.weekday(day), starts.format("%H:%M"), ends.format("%H:%M"));
    match weeks {
        "odd" => t.msg_wish_odd_weeks(hours.as_str()),
        "even" => t.msg_wish_even_weeks(hours.as_str()),
        _ => hours,
    }
}
