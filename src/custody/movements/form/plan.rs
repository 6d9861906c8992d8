//! A way out, planned or changed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::super::model::{Escort, Movement, Restraint, Transport};
use super::super::rules;
use super::super::store::Planned;
use super::{Instant, MOST_PLACE, happened, instant, reason, snap, typed};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// Whether it is ahead or has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Planned for later.
    Later,
    /// Leaves now.
    Now,
    /// Left a while ago, told now.
    Earlier,
}

/// A way out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    pub reason: String,
    pub destination: String,
    /// The prison of a transfer.
    pub to_prison: String,
    pub when: String,
    pub planned_out: String,
    pub late_reason: String,
    pub expected_back: String,
    pub escort_number: String,
    pub staff1: String,
    pub staff2: String,
    pub escort_others: String,
    pub restraint: String,
    pub restraint_reason: String,
    pub transport: String,
    pub change_reason: String,
    /// `yes` when they are kept apart all the same.
    pub apart: String,
    /// Why that is right.
    pub apart_why: String,
    pub version: String,
    pub was: String,
}

/// What may be chosen on the page.
pub struct Offer<'a> {
    /// Codes of reasons.
    pub reasons: &'a [&'static str],
    /// Codes of reasons that the law keeps from this person, and what is said of each.
    pub closed: &'a [(String, String)],
    /// Members of staff.
    pub staff: &'a [(Uuid, String)],
    /// Other prisons.
    pub prisons: &'a [(Uuid, String)],
    /// The present.
    pub now: DateTime<Utc>,
}

/// A way out, checked.
#[derive(Clone, Debug)]
pub struct PlanCommand {
    /// What is planned.
    pub planned: Planned,
    /// Whether it has begun.
    pub when: When,
    /// Why it is told late.
    pub late: Option<String>,
    /// Why it is changed.
    pub why: Option<String>,
    /// Some time of it is one that the clock showed twice.
    pub twice: bool,
}

impl PlanForm {
    /// For a new one, on the next quarter of an hour.
    pub fn fresh(now: DateTime<Utc>) -> Self {
        let next = now + TimeDelta::minutes(15 - now.timestamp().div_euclid(60).rem_euclid(15));
        Self { when: "later".into(), planned_out: typed(next), restraint: "none".into(), ..Self::default() }
    }

    /// As it stands.
    pub fn of(m: &Movement) -> Self {
        let escort = m.escort();
        let mut staff = escort.staff.iter().map(Uuid::to_string);
        Self {
            reason: m.reason.clone(),
            destination: m.destination.clone(),
            to_prison: m.to_prison.map(|p| p.to_string()).unwrap_or_default(),
            when: "later".into(),
            planned_out: typed(m.out_at.unwrap_or(m.planned_out)),
            expected_back: m.expected_back.map(typed).unwrap_or_default(),
            escort_number: escort.number.map(|n| n.to_string()).unwrap_or_default(),
            staff1: staff.next().unwrap_or_default(),
            staff2: staff.next().unwrap_or_default(),
            escort_others: escort.others,
            restraint: m.restraint.clone(),
            restraint_reason: m.restraint_reason.clone().unwrap_or_default(),
            transport: m.transport.clone(),
            version: m.version.to_string(),
            ..Self::default()
        }
    }

    /// Names and values, for the conflict page.
    pub fn pairs(&self) -> [(&'static str, &str); 12] {
        [
            ("reason", &self.reason),
            ("destination", &self.destination),
            ("to_prison", &self.to_prison),
            ("planned_out", &self.planned_out),
            ("expected_back", &self.expected_back),
            ("escort_number", &self.escort_number),
            ("staff1", &self.staff1),
            ("staff2", &self.staff2),
            ("escort_others", &self.escort_others),
            ("restraint", &self.restraint),
            ("restraint_reason", &self.restraint_reason),
            ("transport", &self.transport),
        ]
    }

    /// Who goes along.
    pub fn escort(&self, staff: &[(Uuid, String)], t: Text, errors: &mut Errors) -> Escort {
        escort([&self.escort_number, &self.staff1, &self.staff2, &self.escort_others], staff, t, errors)
    }

    /// The way out, or what is wrong with each field. `changes` is the movement that is changed.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, offer: &Offer<'_>, changes: Option<&Movement>) -> Result<PlanCommand, Errors> {
        let mut errors = Errors::new();
        let under_way = changes.is_some_and(|m| m.state == "out");
        let why = reason("change_reason", &self.change_reason, t, &mut errors);
        let code = offer.reasons.iter().find(|r| **r == self.reason);
        if code.is_none() && !under_way {
            let closed = offer.closed.iter().find(|c| c.0 == self.reason);
            errors.add("reason", closed.map_or_else(|| t.msg_move_choose_reason(), |c| c.1.clone()));
        }
        let code = if under_way { changes.map(|m| m.reason.as_str()) } else { code.copied() };
        let to_prison = self.prison(t, offer, code.is_some_and(rules::is_transfer), &mut errors);
        let mut destination = clean(&self.destination);
        if let Some((_, name)) = to_prison.filter(|_| destination.is_empty()) {
            destination = name.chars().take(MOST_PLACE as usize).collect();
        }
        let length = destination.chars().count();
        if length > MOST_PLACE as usize || (length < 2 && !code.is_some_and(rules::is_release)) {
            errors.add("destination", t.msg_move_bad_destination());
        }
        let when = match (changes.is_some(), self.when.as_str()) {
            (true, _) | (_, "later") => Some(When::Later),
            (_, "now") => Some(When::Now),
            (_, "earlier") => Some(When::Earlier),
            _ => None,
        };
        if when.is_none() || (when != Some(When::Later) && code.is_some_and(rules::is_release)) {
            errors.add("when", if when.is_none() { t.msg_move_choose_when() } else { t.msg_move_release_by_page() });
        }
        let (out, late) = self.out(t, offer.now, when.unwrap_or(When::Later), changes, &mut errors);
        let back = self.back(t, code.unwrap_or_default(), out, &mut errors);
        if let (Some(m), None) = (changes, &why) {
            let moved = back.map(|b| b.at) != m.expected_back.map(minute) && m.expected_back.is_some();
            if under_way && moved {
                errors.add("change_reason", t.msg_move_change_reason_missing());
            }
        }
        let escort = self.escort(offer.staff, t, &mut errors);
        let begun = under_way || matches!(when, Some(When::Now | When::Earlier));
        if begun && code.is_some_and(rules::is_escorted) && escort.is_unknown() {
            errors.add("escort_others", t.msg_move_escort_missing());
        }
        let (restraint, restraint_reason) = restraint(&self.restraint, &self.restraint_reason, t, &mut errors);
        let transport = transport(&self.transport, t, &mut errors);
        let twice = out.is_some_and(|o| o.twice) || back.is_some_and(|b| b.twice);
        let command = match (code, out, when, restraint, transport) {
            (Some(code), Some(out), Some(when), Some(restraint), Some(transport)) => Some(PlanCommand {
                planned: Planned {
                    reason: code.to_owned(),
                    destination,
                    to_prison: to_prison.map(|(id, _)| *id),
                    planned_out: out.at,
                    expected_back: back.map(|b| b.at),
                    escort,
                    restraint,
                    restraint_reason,
                    transport,
                },
                when,
                late,
                why,
                twice,
            }),
            _ => None,
        };
        errors.into_result(command)
    }

    /// The prison that a transfer leads to; nothing else leads to one.
    fn prison<'a>(&self, t: Text, offer: &Offer<'a>, transfer: bool, errors: &mut Errors) -> Option<&'a (Uuid, String)> {
        let chosen = offer.prisons.iter().find(|(id, _)| id.to_string() == self.to_prison);
        match (transfer, chosen) {
            (true, None) => errors.add("to_prison", t.msg_move_to_prison_missing()),
            (false, _) if !self.to_prison.is_empty() => errors.add("to_prison", t.msg_move_to_prison_no_transfer()),
            _ => {}
        }
        chosen.filter(|_| transfer)
    }

    /// When the way begins, and why that is told late.
    fn out(&self, t: Text, now: DateTime<Utc>, when: When, changes: Option<&Movement>, errors: &mut Errors) -> (Option<Instant>, Option<String>) {
        if let Some(left) = changes.and_then(|m| m.out_at) {
            return (Some(Instant { at: left, twice: false }), None);
        }
        if when == When::Now {
            return (Some(Instant { at: now, twice: false }), None);
        }
        let mut out = instant("planned_out", &self.planned_out, t, errors);
        let mut late = None;
        if let Some(out) = &mut out {
            match when {
                When::Earlier => {
                    late = reason("late_reason", &self.late_reason, t, errors);
                    happened(out.at, now, late.as_deref(), ("planned_out", "late_reason"), t, errors);
                    out.at = snap(out.at, now);
                }
                // What stood in the plan may stay, even when its time has passed meanwhile.
                _ if changes.is_some_and(|m| minute(m.planned_out) == out.at) => {}
                _ if out.at < now - rules::LATE => errors.add("planned_out", t.msg_move_plan_past()),
                _ if out.at > now + TimeDelta::days(366) => errors.add("planned_out", t.msg_move_plan_far()),
                _ => {}
            }
        }
        (out, late)
    }

    fn back(&self, t: Text, code: &str, out: Option<Instant>, errors: &mut Errors) -> Option<Instant> {
        if clean(&self.expected_back).is_empty() {
            if rules::comes_back(code) {
                errors.add("expected_back", t.msg_move_back_missing());
            }
            return None;
        }
        let back = instant("expected_back", &self.expected_back, t, errors)?;
        match out {
            Some(out) if back.at <= out.at => errors.add("expected_back", t.msg_move_back_before_out()),
            Some(out) if back.at > out.at + TimeDelta::days(366) => errors.add("expected_back", t.msg_move_plan_far()),
            _ => {}
        }
        Some(back)
    }
}

/// A time field has no seconds.
fn minute(at: DateTime<Utc>) -> DateTime<Utc> {
    at - TimeDelta::nanoseconds(at.timestamp_nanos_opt().unwrap_or(0).rem_euclid(60_000_000_000))
}

/// Who goes along: `typed` is the number, two members of staff, the others.
pub(super) fn escort(typed: [&str; 4], staff: &[(Uuid, String)], t: Text, errors: &mut Errors) -> Escort {
    let number = clean(typed[0]);
    let parsed = number.parse::<i16>().ok().filter(|n| (0..=12).contains(n));
    if !number.is_empty() && parsed.is_none() {
        errors.add("escort_number", t.msg_move_bad_number());
    }
    let mut picked: Vec<Uuid> = Vec::new();
    for (field, word) in [("staff1", typed[1]), ("staff2", typed[2])] {
        if word.is_empty() {
            continue;
        }
        match staff.iter().find(|(id, _)| id.to_string() == word) {
            Some((id, _)) if !picked.contains(id) => picked.push(*id),
            Some(_) => errors.add(field, t.msg_move_staff_twice()),
            None => errors.add(field, t.msg_move_staff_unknown()),
        }
    }
    let others = clean(typed[3]);
    if others.chars().count() > 200 {
        errors.add("escort_others", t.msg_move_others_long());
    }
    Escort { number: parsed, staff: picked, others }
}

/// What holds the person, and why: with anything, there is a reason.
pub(super) fn restraint(typed: &str, why: &str, t: Text, errors: &mut Errors) -> (Option<Restraint>, Option<String>) {
    let restraint = Restraint::from_word(typed);
    if restraint.is_none() {
        errors.add("restraint", t.msg_move_choose_restraint());
    }
    let why = reason("restraint_reason", why, t, errors).filter(|_| restraint != Some(Restraint::None));
    if restraint.is_some_and(|r| r != Restraint::None) && why.is_none() {
        errors.add("restraint_reason", t.msg_move_restraint_reason_missing());
    }
    (restraint, why)
}

/// How they travel; nothing when not known yet.
pub(super) fn transport(typed: &str, t: Text, errors: &mut Errors) -> Option<String> {
    if typed.is_empty() {
        return Some(String::new());
    }
    let transport = Transport::from_word(typed);
    if transport.is_none() {
        errors.add("transport", t.msg_move_choose_transport());
    }
    transport.map(|v| v.as_str().to_owned())
}

/// The day whose staff is offered.
pub fn day_of(form: &PlanForm, today: NaiveDate) -> NaiveDate {
    crate::web::form::moment(&form.planned_out).map_or(today, |m| m.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|d| d.and_hms_opt(9, 0, 0)).unwrap_or_default().and_utc()
    }

    fn offer() -> Offer<'static> {
        Offer { reasons: rules::OUT_AND_BACK, closed: &[], staff: &[], prisons: &[], now: now() }
    }

    fn right() -> PlanForm {
        PlanForm {
            reason: "HOSP".into(),
            destination: "Sykehuset Østfold".into(),
            when: "later".into(),
            planned_out: "2026-11-23T12:00".into(),
            expected_back: "2026-11-23T15:00".into(),
            escort_number: "2".into(),
            restraint: "none".into(),
            ..PlanForm::default()
        }
    }

    #[test]
    fn each_field_tells_what_is_wrong_with_it() {
        let t = Lang::Nb.text();
        assert!(right().parse(t, &offer(), None).is_ok());
        type Spoil = fn(&mut PlanForm);
        let cases: &[(&str, Spoil)] = &[
            ("reason", |f| f.reason = "REL_FULL".into()),
            ("destination", |f| f.destination = " ".into()),
            ("when", |f| f.when = String::new()),
            ("planned_out", |f| f.planned_out = "2026-11-23T09:00".into()),
            ("planned_out", |f| f.planned_out = "i dag".into()),
            ("planned_out", |f| f.planned_out = "2027-03-28T02:30".into()),
            ("expected_back", |f| f.expected_back = String::new()),
            ("expected_back", |f| f.expected_back = "2026-11-23T11:59".into()),
            ("escort_number", |f| f.escort_number = "mange".into()),
            ("staff1", |f| f.staff1 = Uuid::nil().to_string()),
            ("restraint", |f| f.restraint = "rope".into()),
            ("restraint_reason", |f| f.restraint = "handcuffs".into()),
            ("transport", |f| f.transport = "horse".into()),
            ("late_reason", |f| {
                f.when = "earlier".into();
                f.planned_out = "2026-11-23T09:00".into();
            }),
            ("escort_others", |f| {
                f.when = "now".into();
                f.escort_number = String::new();
            }),
        ];
        for (field, spoil) in cases {
            let mut form = right();
            spoil(&mut form);
            let errors = form.parse(t, &offer(), None).err().unwrap_or_default();
            assert!(errors.of(field).is_some(), "{field}: {errors:?}");
        }
    }

    #[test]
    fn what_the_law_keeps_from_the_person_is_refused_with_the_section() {
        let (t, closed) = (Lang::Nb.text(), [("LEAVE".to_owned(), "strgjfl § 52".to_owned())]);
        let reasons: Vec<&'static str> = rules::OUT_AND_BACK.iter().copied().filter(|r| *r != "LEAVE").collect();
        let form = PlanForm { reason: "LEAVE".into(), ..right() };
        let errors = form.parse(t, &Offer { reasons: &reasons, closed: &closed, ..offer() }, None).err().unwrap_or_default();
        assert_eq!(errors.of("reason"), Some("strgjfl § 52"));
    }

    #[test]
    fn a_transfer_leads_to_a_prison_and_nothing_else_does() {
        let t = Lang::Nb.text();
        let prisons = [(Uuid::from_u128(7), "Bergen fengsel".to_owned())];
        let offer = Offer { reasons: &["TRF_OUT", "HOSP"], prisons: &prisons, ..offer() };
        let transfer = PlanForm {
            reason: "TRF_OUT".into(),
            destination: String::new(),
            to_prison: Uuid::from_u128(7).to_string(),
            expected_back: String::new(),
            ..right()
        };
        let command = transfer.parse(t, &offer, None);
        assert!(command.is_ok_and(|c| c.planned.to_prison == Some(Uuid::from_u128(7)) && c.planned.destination == "Bergen fengsel"));
        for form in [
            PlanForm { to_prison: String::new(), ..transfer.clone() },
            PlanForm { to_prison: Uuid::from_u128(8).to_string(), ..transfer },
            PlanForm { to_prison: Uuid::from_u128(7).to_string(), ..right() },
        ] {
            assert!(form.parse(t, &offer, None).is_err_and(|e| e.of("to_prison").is_some()), "{form:?}");
        }
    }

    #[test]
    fn somebody_who_left_earlier_is_told_of_with_a_reason() {
        let t = Lang::Nb.text();
        let form = PlanForm { when: "earlier".into(), planned_out: "2026-11-23T08:10".into(), late_reason: "Strømbrudd".into(), ..right() };
        let command = form.parse(t, &offer(), None);
        assert!(command.is_ok_and(|c| c.when == When::Earlier && c.late.as_deref() == Some("Strømbrudd")));
    }
}
