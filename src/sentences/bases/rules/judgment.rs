//! Sentences: straffeloven §§ 31 to 55 and 79 to 83.

use chrono::{Days, Months, NaiveDate};

use super::{Findings, Gravity, Question, What, above, below};
use crate::law::calendar;
use crate::sentences::bases::model::{Facts, Kind, Term, case_key, measure};

const STOP: Gravity = Gravity::Stop;
const WARN: Gravity = Gravity::Warn;

fn age_class(f: &Facts) -> &'static str {
    if f.under_18 { "under_18" } else { "" }
}

/// Imprisonment.
pub(super) fn sentence(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    execution(q, found);
    limitation(q, found);
    let whole = f.term.measure() + f.suspended.measure();
    // § 82: beside an earlier judgment neither the least term nor the way of telling it applies.
    if !f.additional && whole > 0 {
        if let Some((least, rule)) = found.limit("sentence.minimum", "")
            && whole < measure(least)
        {
            found.by(rule, STOP, "days", What::TooShort(least));
        }
        if let Some((until, rule)) = found.limit("sentence.days_limit", "") {
            let telling = |t: Term| !t.is_zero();
            for (part, field) in [(f.term, "days"), (f.suspended, "suspended_days")].into_iter().filter(|(t, _)| telling(*t)) {
                // A part that is told beside the other is measured with it.
                if part.in_days() && above(part, until) {
                    found.by(rule, WARN, field, What::ToldInDays(until));
                } else if !part.in_days() && whole <= measure(until) {
                    found.by(rule, WARN, field, What::ToldInMonths(until));
                }
            }
        }
    }
    frame(q, found, whole);
    suspended(f, found);
    if f.community_hours.is_some()
        && let Some((most, rule)) = found.limit("community.imprisonment_maximum", "")
        && above(f.term, most)
    {
        found.by(rule, STOP, "days", What::BesideCommunity(most));
    }
    if let Some(hours) = f.community_hours
        && let (Some((least, _)), Some((most, rule))) = (found.number("community.hours_minimum"), found.number("community.hours_maximum"))
        && !(least..=most).contains(&i64::from(hours))
    {
        found.by(rule, STOP, "community_hours", What::CommunityHours(least, most));
    }
}

/// § 93: the execution of imprisonment that was not begun in time is barred, also of that which a court ordered in place of another sanction. It is
/// asked by the law of the day on which execution begins, for it is that which is barred; until a day is set, of today. Of fines the section says nothing.
pub(super) fn limitation(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    let Some(final_on) = f.final_on.filter(|_| !f.term.is_zero() && (f.from_day.is_some() || f.ended_on.is_none())) else { return };
    let begins = f.from_day.unwrap_or(q.today);
    let law = q.book.on(begins);
    let longer = |subject: &&str| law.span("limitation.step", subject).is_ok_and(|(step, _)| above(f.term, step));
    let subject = ["over_20_years", "over_8_years", "over_4_years", "over_1_year"].into_iter().find(longer).unwrap_or("up_to_1_year");
    if let Ok((period, rule)) = law.span("limitation.period", subject)
        && let Some(last) = super::last_day_of(final_on, period)
        && begins > last
    {
        found.by(rule, WARN, "from_day", What::TimeBarred(last, period));
    }
}

/// The frame of the offence, raised or not (§ 79), and what somebody under 18 may be given (§ 33).
fn frame(q: &Question<'_>, found: &mut Findings<'_>, whole: i64) {
    let f = q.facts;
    if f.under_18
        && let Some((most, rule)) = found.limit("sentence.maximum", "under_18")
        && whole > measure(most)
    {
        found.by(rule, STOP, "years", What::AboveForYoung(most));
    }
    let Some(months) = f.max_months.filter(|m| *m > 0).map(i64::from) else { return };
    let (Some((ceiling, rule)), Some((addition, _))) = (found.limit("sentence.maximum", age_class(f)), found.limit("sentence.maximum_addition", "")) else {
        return;
    };
    let times = found.law.number("sentence.maximum_factor", "").map_or(1, |(n, _)| n);
    let in_months = |span: crate::law::rule::Span| measure(span) / measure_month();
    let allowed = if f.raised.is_empty() { months } else { (months * times).min(months + in_months(addition)).min(in_months(ceiling).max(months)) };
    if whole > allowed * measure_month() {
        found.by(rule, if f.raised.is_empty() { WARN } else { STOP }, "years", What::AboveFrame(allowed));
    }
}

/// What a month measures.
fn measure_month() -> i64 {
    Term::new(0, 1, 0).measure()
}

/// § 34: what is suspended, for how long, and what is left of it to serve.
fn suspended(f: &Facts, found: &mut Findings<'_>) {
    if f.suspended.is_zero() {
        return;
    }
    if f.probation_years.is_none() {
        found.at("strl", "§ 34", WARN, "probation_years", What::NoProbation);
    }
    if let (Some(years), Some((most, rule))) = (f.probation_years, found.limit("suspended.probation_maximum", ""))
        && above(Term::new(years, 0, 0), most)
    {
        found.by(rule, STOP, "probation_years", What::ProbationTooLong(most));
    }
    if let Some((least, rule)) = found.limit("suspended.unconditional_minimum", "")
        && !f.additional
        && !f.term.is_zero()
        && below(f.term, least)
    {
        found.by(rule, STOP, "days", What::UnconditionalTooShort(least));
    }
}

/// What every term that is executed has in common.
pub(super) fn execution(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    if f.term.is_zero() && f.suspended.is_zero() && f.kind != Kind::Other {
        found.at("strl", "§ 31", WARN, "days", What::NoTerm);
    }
    if let Some(credit) = f.credit_days
        && credit > 0
        && !f.term.is_zero()
        && i64::from(credit) * Term::new(0, 0, 1).measure() > f.term.measure()
    {
        found.at("strl", "§ 83", WARN, "credit_days", What::CreditAboveSentence);
    }
    if f.kind.is_judgment() && f.kind != Kind::Foreign {
        if f.from_day.is_some() && f.final_on.is_none() {
            found.at("strpl", "§ 452", WARN, "final_on", What::NotFinal);
        }
        in_its_case(q, found);
    }
}

/// What is known of the same case before the judgment.
fn in_its_case(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    let case = case_key(&f.case_number);
    let before = q.others.iter().filter(|o| !o.facts.kind.is_executed() && !o.facts.after_judgment && case_key(&o.facts.case_number) == case);
    let arrested = before.clone().map(|o| o.facts.arrested_at.map_or(o.facts.decided_on, calendar::oslo_day)).min();
    match arrested {
        Some(day) if day > f.decided_on => found.at("strpl", "§ 184", STOP, "decided_on", What::JudgmentBeforeArrest(day)),
        Some(_) if f.credit_days.is_none() => found.at("strl", "§ 83", WARN, "credit_days", What::NoCredit),
        _ => {}
    }
}

/// § 55.
pub(super) fn fine(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    if let (Some((least, _)), Some((most, rule))) = (found.limit("fine.days_minimum", ""), found.limit("fine.days_maximum", ""))
        && (below(f.term, least) || above(f.term, most))
    {
        found.by(rule, STOP, "days", What::FineDays(least, most));
    }
    if f.under_18
        && let Some((age, rule)) = found.limit("fine.minimum_age", "")
    {
        found.by(rule, STOP, "under_18", What::FineUnder(age));
    }
    if f.fine_ore.is_some_and(|fine| f.paid_ore > fine) {
        found.at("strl", "§ 55", STOP, "paid", What::Overpaid);
    }
}

/// § 52 b.
pub(super) fn youth(q: &Question<'_>, found: &mut Findings<'_>) {
    execution(q, found);
    let f = q.facts;
    if f.term.is_zero() {
        return;
    }
    if let Some((least, rule)) = found.limit("youth.minimum", "")
        && below(f.term, least)
    {
        found.by(rule, STOP, "days", What::YouthTooShort(least));
    }
    if let (Some((usual, rule)), Some((most, _))) = (found.limit("youth.maximum", ""), found.limit("youth.maximum", "serious_offence")) {
        if above(f.term, most) {
            found.by(rule, STOP, "years", What::YouthTooLong(most));
        } else if above(f.term, usual) {
            found.by(rule, WARN, "years", What::YouthUnusual(usual));
        }
    }
}

/// §§ 43 and 44.
pub(super) fn detention(q: &Question<'_>, found: &mut Findings<'_>) {
    execution(q, found);
    let f = q.facts;
    if f.extends.is_some() {
        if let Some((most, rule)) = found.limit("preventive_detention.extension_maximum", "")
            && above(f.term, most)
        {
            found.by(rule, STOP, "years", What::ExtensionTooLong(most));
        }
        after_the_frame(q, found);
    } else {
        frame_of_detention(f, found);
        minimum(f, found);
    }
    trial(f, found);
}

/// § 43(1): a frame that has ended holds nobody, so a judgment given after it cannot extend it as if nothing had happened.
fn after_the_frame(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    let Some(earlier) = f.extends.and_then(|root| q.others.iter().find(|o| o.root == root)) else { return };
    let Some(last) = [earlier.facts.ended_on, q.frame_last].into_iter().flatten().min() else {
        found.at("strl", "§ 43(1)", WARN, "extends", What::FrameUnknown);
        return;
    };
    let (Some(first_bare), Some(last_bare)) = (last.succ_opt(), f.decided_on.pred_opt()) else { return };
    if first_bare > last_bare {
        return;
    }
    // What the court has decided can be recorded; that nothing held the person in between is said and confirmed, whatever became of them.
    if q.held_on_nothing || f.released_between {
        found.at("strl", "§ 43(1)", WARN, "between", What::FrameGap(first_bare, last_bare));
    } else {
        found.at("strl", "§ 43(1)", STOP, "between", What::ExtendsEndedFrame(first_bare, last_bare));
    }
}

fn frame_of_detention(f: &Facts, found: &mut Findings<'_>) {
    // The frame of 30 years is that of the offence, in months.
    let thirty = found
        .law
        .span("preventive_detention.frame_maximum", "offence_30_years")
        .is_ok_and(|(s, _)| f.max_months.is_some_and(|m| measure_month() * i64::from(m) >= measure(s)));
    let subject = match (f.under_18, thirty) {
        (true, _) => "under_18",
        (false, true) => "offence_30_years",
        (false, false) => "",
    };
    let (Some((usual, rule)), Some((most, _))) =
        (found.limit("preventive_detention.frame_usual", age_class(f)), found.limit("preventive_detention.frame_maximum", subject))
    else {
        return;
    };
    if above(f.term, most) {
        found.by(rule, STOP, "years", What::FrameTooLong(most));
    } else if above(f.term, usual) {
        found.by(rule, WARN, "years", What::FrameUnusual(usual));
    }
}

fn minimum(f: &Facts, found: &mut Findings<'_>) {
    if f.minimum.is_zero() {
        return;
    }
    let over = |found: &Findings<'_>, subject: &str| found.law.span("preventive_detention.frame_step", subject).is_ok_and(|(step, _)| above(f.term, step));
    let subject = if over(found, "frame_over_21_years") {
        "frame_over_21_years"
    } else if over(found, "frame_over_15_years") {
        "frame_over_15_years"
    } else {
        ""
    };
    if let Some((most, rule)) = found.limit("preventive_detention.minimum_maximum", subject)
        && above(f.minimum, most)
    {
        found.by(rule, STOP, "minimum_years", What::MinimumTooLong(most));
    }
    if !f.term.is_zero() && f.minimum.measure() > f.term.measure() {
        found.at("strl", "§ 43", STOP, "minimum_years", What::MinimumAboveFrame);
    }
}

fn trial(f: &Facts, found: &mut Findings<'_>) {
    let Some(from) = f.trial_from else { return };
    if let Some(served) = f.from_day.and_then(|d| minimum_served(f, d))
        && from < served
    {
        found.at("strl", "§ 44", WARN, "trial_from", What::TrialTooEarly(served));
    }
    let (Some((least, rule)), Some((most, _))) =
        (found.limit("preventive_detention.probation_minimum", ""), found.limit("preventive_detention.probation_maximum", ""))
    else {
        return;
    };
    if let (Some(to), Some(first), Some(last)) = (f.trial_to, super::last_day_of(from, least), super::last_day_of(from, most))
        && !(first.pred_opt().unwrap_or(first)..=last).contains(&to)
    {
        found.by(rule, WARN, "trial_to", What::TrialOutside(least, most));
    }
}

/// The day on which the minimum term is served, the credit of the court taken from it (§ 83 fifth subsection), by the calendar.
fn minimum_served(f: &Facts, from: NaiveDate) -> Option<NaiveDate> {
    let months = u32::try_from(f.minimum.years * 12 + f.minimum.months).ok()?;
    let end = from.checked_add_months(Months::new(months))?.checked_add_days(Days::new(u64::try_from(f.minimum.days).ok()?))?;
    end.checked_sub_days(Days::new(u64::try_from(f.credit_days.unwrap_or(0)).ok()?))
}
