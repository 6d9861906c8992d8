//! Remand: straffeprosessloven §§ 171 to 187 a.

use chrono::{Days, NaiveDate};

use super::{Findings, Gravity, Question, What, last_day_of};
use crate::law::calendar;
use crate::sentences::bases::model::{Basis, Kind, case_key as case};

const STOP: Gravity = Gravity::Stop;
const WARN: Gravity = Gravity::Warn;

pub(super) fn check(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    if f.grounds.is_empty() {
        found.at("strpl", "§ 184", WARN, "ground_171_1", What::NoGround);
    }
    if let (Some(from), Some(to)) = (f.from_day, f.to_day) {
        length(q, found, from, to);
        if to < q.today && f.ended_on.is_none() && !q.others.iter().any(|o| o.facts.from_day.is_some_and(|d| d > from)) {
            found.at("strpl", "§ 187 a", WARN, "to_day", What::RunOut(to));
        }
    }
    beside(q, found);
    extended(q, found);
}

/// § 185 and § 187: how long at a time.
fn length(q: &Question<'_>, found: &mut Findings<'_>, from: NaiveDate, to: NaiveDate) {
    let f = q.facts;
    let at_a_time = if f.extends.is_some() { "remand.extension_maximum" } else { "remand.term" };
    let young =
        q.born.and_then(|b| calendar::age_on(b, f.decided_on)).zip(found.law.span("remand.adult_age", "").ok()).is_some_and(|(age, (adult, _))| age < adult.n);
    if young {
        if let Some((most, rule)) = found.limit(at_a_time, "under_18")
            && last_day_of(from, most).is_some_and(|last| to > last)
        {
            found.by(rule, STOP, "to_day", What::RemandYoungTooLong(most));
        }
        return;
    }
    let id = if f.after_judgment { "remand.after_judgment" } else { at_a_time };
    if let Some((most, rule)) = found.limit(id, "")
        && last_day_of(from, most).is_some_and(|last| to > last)
    {
        if f.after_judgment {
            found.by(rule, WARN, "to_day", What::AfterJudgmentTooLong(most));
        } else if f.review_pointless.is_none() && !f.main_hearing_started {
            found.by(rule, STOP, "to_day", What::RemandTooLong(most));
        }
    }
}

/// The last day of another order that is open, as far as it goes.
fn days_of(o: &Basis) -> Option<(NaiveDate, NaiveDate)> {
    Some((o.facts.from_day?, o.last_day().unwrap_or(NaiveDate::MAX)))
}

/// Other orders on the same days: in the same case one extends the other; in another case somebody must look.
fn beside(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    let Some(from) = f.from_day else { return };
    let to = f.last_day().unwrap_or(NaiveDate::MAX);
    let chain = |o: &Basis| f.extends == Some(o.root) || (o.facts.extends.is_some() && o.facts.extends == q.root);
    for o in q.others.iter().filter(|o| o.is_current() && o.facts.kind == Kind::Remand && !chain(o)) {
        let Some((theirs, until)) = days_of(o) else { continue };
        // The day on which one ends and the other begins is no overlap.
        if theirs >= to || from >= until {
            continue;
        }
        let (first, last) = (from.max(theirs), to.min(until));
        if case(&o.facts.case_number) == case(&f.case_number) {
            found.at("strpl", "§ 185", STOP, "extends", What::OverlapsSameCase(first, last));
        } else {
            found.at("strpl", "§ 185", WARN, "from_day", What::OverlapsOtherCase(first, last));
        }
    }
}

/// § 187 a: an order that had run out holds nobody, so it cannot be extended as if nothing had happened.
fn extended(q: &Question<'_>, found: &mut Findings<'_>) {
    let f = q.facts;
    let Some(earlier) = f.extends.and_then(|root| q.others.iter().find(|o| o.root == root)) else { return };
    let (Some(last), Some(from)) = (earlier.last_day(), f.from_day) else { return };
    let (Some(first_bare), Some(last_bare)) = (last.checked_add_days(Days::new(1)), from.pred_opt()) else { return };
    if first_bare > last_bare || f.released_between {
        return;
    }
    if q.held_on_nothing {
        found.at("strpl", "§ 187 a", WARN, "between", What::HeldOnNothing(first_bare, last_bare));
    } else {
        found.at("strpl", "§ 187 a", STOP, "between", What::ExtendsRunOut(first_bare, last_bare));
    }
}
