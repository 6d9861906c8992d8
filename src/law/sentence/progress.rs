//! What opens on the way: lower security, leave, day release, halfway house, serving outside prison, electronic monitoring.

use chrono::NaiveDate;

use super::case::{Case, Sentence, Start};
use super::outcome::{Absent, Fact, Milestone, Note, Point, When};
use super::serving::Serving;
use super::why::{Lookup, Step, Why};
use crate::law::rule::{Missing, Value};

/// What the points depend on besides the term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances<'c> {
    /// The case.
    pub case: &'c Case,
    /// When serving begins.
    pub start: Start,
    /// The sentences.
    pub sentences: &'c [&'c Sentence],
    /// When all has been served.
    pub end: Option<NaiveDate>,
    /// The expected release: on probation, else the end.
    pub expected: Option<NaiveDate>,
}

/// All of them.
pub(super) fn points(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>, notes: &mut Vec<Note>) -> Result<Vec<Milestone>, Missing> {
    let leave = leave(look, serving, of)?;
    Ok(vec![
        lower_security(look, serving, of)?,
        Milestone { point: Point::ShortLeave, ..leave.clone() },
        leave,
        day_release(look, serving, of)?,
        halfway_house(look, serving)?,
        outside_prison(look, serving, of)?,
        monitoring_instead(look, serving, of, notes)?,
        monitoring_last(look, serving, of)?,
    ])
}

/// A date before the sentence has been served, or none.
fn before_end(when: When, end: Option<NaiveDate>) -> When {
    match when {
        When::On { date } if end.is_some_and(|end| date >= end) => When::Not(Absent::NotBeforeEnd { on: date }),
        other => other,
    }
}

/// The later of two, when both have a date.
fn latest(a: When, b: When, why: &mut Why) -> When {
    match (a, b) {
        (When::On { date: a }, When::On { date: b }) => {
            let on = a.max(b);
            why.step(Step::Latest { of: vec![a, b], on });
            When::On { date: on }
        }
        (not @ When::Not(_), _) | (_, not) => not,
    }
}

/// Ordinary and short leave: four months of continuous deprivation and a third; of more than twelve years after four years.
fn leave(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let when = if serving.over(&mut why, look, "leave.long_over", "")? {
        serving.continuous(&mut why, look, "leave.long_floor")?
    } else {
        let floor = serving.continuous(&mut why, look, "leave.floor")?;
        let share = serving.share(&mut why, look, "leave.share")?;
        let third = serving.reach(&mut why, look, share, serving.ahead)?;
        latest(floor, third, &mut why)
    };
    Ok(Milestone::new(Point::Leave, before_end(when, of.end), why))
}

fn day_release(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let floor = serving.continuous(&mut why, look, "day_release.floor")?;
    let share = serving.share(&mut why, look, "day_release.share")?;
    let third = serving.reach(&mut why, look, share, serving.ahead)?;
    let when = latest(floor, third, &mut why);
    Ok(Milestone::new(Point::DayRelease, before_end(when, of.end), why))
}

/// Considered from the start of a short sentence (strgjfl § 11(4)), else when a year remains to the expected release (§ 15(2)).
fn lower_security(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let when = if serving.over(&mut why, look, "placement.lower_security", "")? {
        remaining(look, serving, of, "lower_security.consider", &mut why)?
    } else {
        why.step(Step::Reached { on: serving.first });
        When::On { date: serving.first }
    };
    Ok(Milestone::new(Point::LowerSecurity, when, why))
}

/// So long before the expected release, at the earliest on the first day.
fn remaining(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>, id: &str, why: &mut Why) -> Result<When, Missing> {
    let amount = why.amount(look, id, "")?;
    let Some(expected) = of.expected else { return Ok(away(serving)) };
    let on = amount.before(expected).max(serving.first);
    why.step(Step::Before { from: expected, amount, on });
    Ok(When::On { date: on })
}

/// Why no release is expected: only that the person is away.
fn away(serving: &Serving) -> When {
    When::Not(Absent::Away { since: serving.gaps.open_since().unwrap_or(serving.first) })
}

fn halfway_house(look: &mut Lookup<'_>, serving: &Serving) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let when = if serving.over(&mut why, look, "placement.halfway_house", "")? {
        why.rule(look, "halfway_house.later", "")?;
        When::Not(Absent::Assessment)
    } else {
        why.step(Step::Reached { on: serving.first });
        When::On { date: serving.first }
    };
    Ok(Milestone::new(Point::HalfwayHouse, when, why))
}

fn outside_prison(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let share = serving.share(&mut why, look, "outside_prison.share")?;
    let when = serving.reach(&mut why, look, share, serving.ahead)?;
    Ok(Milestone::new(Point::OutsidePrison, before_end(when, of.end), why))
}

/// Whether a count closes monitoring: for ever, or unless there are special reasons (forskrift § 7-2(4)(5)).
enum Closed {
    Never(String),
    Unless(String),
}

fn closed(look: &mut Lookup<'_>, of: &Circumstances<'_>, why: &mut Why) -> Result<Option<Closed>, Missing> {
    let mut found = None;
    for section in of.sentences.iter().flat_map(|s| &s.sections) {
        let subject = format!("strl_{}", section.to_lowercase());
        // No row for a section: nothing is closed.
        let Ok(rule) = look.day.rule("monitoring.offence", &subject) else { continue };
        let closes = match &rule.value {
            Value::Way(way) if way == "excluded" => Closed::Never(section.clone()),
            _ => Closed::Unless(section.clone()),
        };
        why.rule(look, "monitoring.offence", &subject)?;
        match closes {
            Closed::Never(_) => return Ok(Some(closes)),
            Closed::Unless(_) => found = found.or(Some(closes)),
        }
    }
    Ok(found)
}

fn monitoring_instead(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>, notes: &mut Vec<Note>) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let over = serving.over(&mut why, look, "monitoring.instead_up_to", "")?;
    let closed = closed(look, of, &mut why)?;
    if let Some(Closed::Unless(section)) = &closed {
        notes.push(Note::MonitoringConditional { section: section.clone() });
    }
    let when = match closed {
        Some(Closed::Never(section)) => When::Not(Absent::Offence { section }),
        _ if is_too_young(look, of, &mut why)? => When::Not(Absent::Under18),
        _ if of.start.begun => When::Not(Absent::Begun),
        _ if over => When::Not(Absent::TooLong),
        _ => When::On { date: serving.first },
    };
    Ok(Milestone::new(Point::MonitoringInstead, when, why))
}

/// Whether somebody is too young for electronic monitoring (forskrift § 7-2(5)). Whoever is old enough rests on the age all the same, and is counted
/// anew when it changes; only of whoever is not it is a reason.
fn is_too_young(look: &mut Lookup<'_>, of: &Circumstances<'_>, why: &mut Why) -> Result<bool, Missing> {
    let age = Why::default().span(look, "monitoring.adult_age", "")?;
    let young = of.case.birth.is_some_and(|birth| age.is_older_than(birth, of.case.on));
    if young {
        why.rule(look, "monitoring.adult_age", "")?;
        why.rule(look, "monitoring.under_18", "")?;
    }
    Ok(young)
}

/// The last part: at most six months left, and a third served.
fn monitoring_last(look: &mut Lookup<'_>, serving: &Serving, of: &Circumstances<'_>) -> Result<Milestone, Missing> {
    let mut why = serving.why();
    let closed = closed(look, of, &mut why)?;
    let when = match closed {
        Some(Closed::Never(section)) => When::Not(Absent::Offence { section }),
        _ if is_too_young(look, of, &mut why)? => When::Not(Absent::Under18),
        _ => {
            let left = remaining(look, serving, of, "monitoring.last_left", &mut why)?;
            let share = serving.share(&mut why, look, "monitoring.last_share")?;
            let third = serving.reach(&mut why, look, share, serving.ahead)?;
            before_end(latest(left, third, &mut why), of.expected)
        }
    };
    Ok(Milestone::new(Point::MonitoringLast, when, why))
}

/// How long day release normally lasts.
pub(super) fn facts(look: &mut Lookup<'_>) -> Result<Vec<Fact>, Missing> {
    let mut why = Why::default();
    let amount = why.amount(look, "day_release.maximum", "")?;
    Ok(why.rules.first().map(|rule| Fact::DayRelease { amount, rule: *rule }).into_iter().collect())
}
