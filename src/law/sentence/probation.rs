//! Release on probation (strgjfl § 42).

use super::amount::Amount;
use super::case::Sentence;
use super::outcome::{Absent, Fact, Milestone, Point, When};
use super::serving::Serving;
use super::why::{Lookup, Step, Why};
use crate::law::rule::{Missing, Unit};

/// All kinds of it, each with a date or a reason.
pub(super) fn points(look: &mut Lookup<'_>, serving: &Serving, sentences: &[&Sentence]) -> Result<Vec<Milestone>, Missing> {
    let mut why = serving.why();
    let point = ordinary(look, serving, sentences, &mut why)?;
    let ordinary = release(look, serving, point, &mut why)?;
    let date = ordinary.date();
    let mut found = vec![Milestone::new(Point::Probation, ordinary, why)];

    let mut why = serving.why();
    let half = serving.share(&mut why, look, "probation.half_share")?;
    let point = floor(look, half, "probation.half_floor", &mut why)?;
    let when = release(look, serving, point, &mut why)?;
    found.push(Milestone::new(Point::ProbationHalf, when, why));

    if let Some(date) = date {
        let mut why = Why::default();
        let subject = class(look, serving, &mut why)?;
        let amount = why.amount(look, "probation.before", subject)?;
        let on = amount.before(date).max(serving.first);
        why.step(Step::Before { from: date, amount, on });
        found.push(Milestone::new(Point::ProbationBefore, When::On { date: on }, why));
    }
    Ok(found)
}

/// Two thirds, at least 60 days; of a foreign sentence of more than 30 years 20 years.
fn ordinary(look: &mut Lookup<'_>, serving: &Serving, sentences: &[&Sentence], why: &mut Why) -> Result<i64, Missing> {
    let limit = look.day.span("probation.foreign_over", "")?.0;
    let days = |amount| serving.ways.conversion.days(amount, serving.first);
    let very_long = Amount::of(limit).is_some_and(|limit| sentences.iter().any(|s| s.foreign && days(s.amount) > days(limit)));
    if very_long {
        why.rule(look, "probation.foreign_over", "")?;
        let amount = why.amount(look, "probation.foreign_point", "")?;
        let point = days(amount);
        why.step(Step::Stated { amount, days: point });
        return Ok(point);
    }
    let share = serving.share(why, look, "probation.share")?;
    floor(look, share, "probation.floor", why)
}

fn floor(look: &mut Lookup<'_>, share: i64, id: &str, why: &mut Why) -> Result<i64, Missing> {
    let least = why.days(look, id, "")?;
    if share < least {
        why.step(Step::Floor { least });
    }
    Ok(share.max(least))
}

/// The date of a point, unless too little would remain: then it takes weighty reasons (strgjfl § 42(1)).
fn release(look: &mut Lookup<'_>, serving: &Serving, point: i64, why: &mut Why) -> Result<When, Missing> {
    let least = why.days(look, "probation.remaining", "")?;
    let remaining = (serving.total - point).max(0);
    why.step(Step::Remaining { days: remaining, least });
    let practice = look.day.span("probation.full_below", "")?.0;
    let in_full = practice.unit == Unit::Days && serving.total < i64::from(practice.n);
    if in_full {
        why.rule(look, "probation.full_below", "")?;
    }
    if in_full || remaining < least {
        return Ok(When::Not(Absent::ServedInFull));
    }
    serving.reach(why, look, point, serving.fines)
}

/// How long before the ordinary day, by the sentence's length.
fn class(look: &mut Lookup<'_>, serving: &Serving, why: &mut Why) -> Result<&'static str, Missing> {
    let days = |amount| serving.ways.conversion.days(amount, serving.first);
    for subject in ["long", "middle"] {
        let limit = why.amount(look, "probation.before_from", subject)?;
        let reached = serving.total >= days(limit);
        if reached {
            why.step(Step::Limit { amount: serving.amount, limit, over: true });
            return Ok(subject);
        }
    }
    Ok("short")
}

const MIDDLE: &str = "sentence_5_to_12_years";
const LONG: &str = "sentence_over_12_years";

/// How often a refusal is considered again, and how long the meetings last.
pub(super) fn facts(look: &mut Lookup<'_>, serving: &Serving) -> Result<Vec<Fact>, Missing> {
    let days = |amount| serving.ways.conversion.days(amount, serving.first);
    let mut why = Why::default();
    let long = why.amount(look, "probation.reassess_limit", LONG)?;
    let middle = why.amount(look, "probation.reassess_limit", MIDDLE)?;
    let subject = match serving.total {
        total if total > days(long) => LONG,
        total if total >= days(middle) => MIDDLE,
        _ => "",
    };
    let mut facts = Vec::new();
    let mut why = Why::default();
    let amount = why.amount(look, "probation.reassessment", subject)?;
    facts.extend(why.rules.first().map(|rule| Fact::Reassessment { amount, rule: *rule }));
    let mut why = Why::default();
    let amount = why.amount(look, "probation.meetings", "")?;
    facts.extend(why.rules.first().map(|rule| Fact::Meetings { amount, rule: *rule }));
    Ok(facts)
}
