//! Restrictions beside a remand: straffeprosessloven §§ 186 and 186 a.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{Finding, Findings, Gravity, What, last_day_of};
use crate::law::calendar;
use crate::law::rule::Book;
use crate::sentences::bases::model::{Facts, Ground, Order, Restriction, RestrictionKind, goes_on_from, in_force, measure};

const STOP: Gravity = Gravity::Stop;
const WARN: Gravity = Gravity::Warn;

/// What is asked about.
pub struct RestrictionQuestion<'a> {
    /// What is ordered.
    pub order: &'a Order,
    /// The order of remand it stands beside.
    pub remand: &'a Facts,
    /// The last day of what goes on from that order, when it has been extended.
    pub extended_to: Option<NaiveDate>,
    /// Every row of the person's restrictions.
    pub rows: &'a [Restriction],
    /// The restriction that is corrected: its own rows are nothing beside it.
    pub root: Option<Uuid>,
    /// When the person was born.
    pub born: Option<NaiveDate>,
    /// The law.
    pub book: &'a Book,
}

impl RestrictionQuestion<'_> {
    /// The person's other restrictions.
    fn others(&self) -> impl Iterator<Item = &Restriction> {
        self.rows.iter().filter(|r| r.is_current() && self.root != Some(r.root))
    }
}

/// Everything that is found, the gravest first.
pub fn check(q: &RestrictionQuestion<'_>) -> Vec<Finding> {
    let (o, f) = (q.order, q.remand);
    let mut found = Findings::new(q.book, o.from_day);
    if let Some(last) = f.last_day().map(|d| q.extended_to.map_or(d, |e| e.max(d)))
        && o.until_day > last
    {
        found.at("strpl", "§ 186", STOP, "until_day", What::OutlivesOrder(last));
    }
    if let Some(first) = f.from_day
        && o.from_day < first
    {
        found.at("strpl", "§ 186", STOP, "from_day", What::BeforeOrder(first));
    }
    for other in q.others().filter(|r| r.order.kind == o.kind && !goes_on_from(q.rows, o, r.root)) {
        if o.from_day < other.last_day() && other.order.from_day < o.until_day {
            found.at("strpl", "§ 186", STOP, "from_day", What::RestrictionOverlaps(other.order.from_day.max(o.from_day), other.last_day().min(o.until_day)));
        }
    }
    if let Some(earlier) = o.extends.and_then(|e| in_force(q.rows, e))
        && earlier.last_day().checked_add_days(Days::new(1)).is_some_and(|next| o.from_day > next)
    {
        found.at("strpl", "§ 186", STOP, "from_day", What::RestrictionExtendsRunOut(earlier.last_day()));
    }
    if o.kind == RestrictionKind::FullIsolation {
        isolation(q, &mut found);
    }
    let mut list = found.list;
    list.sort_by_key(|f| std::cmp::Reverse(f.gravity));
    list
}

/// § 186 a.
fn isolation(q: &RestrictionQuestion<'_>, found: &mut Findings<'_>) {
    let (o, f) = (q.order, q.remand);
    if let Some((least, rule)) = found.limit("remand.isolation_least_age", "")
        && q.born.and_then(|b| calendar::age_on(b, o.from_day)).is_some_and(|age| age < least.n)
    {
        found.by(rule, STOP, "kind", What::IsolatedUnder(least));
    }
    if !f.grounds.contains(&Ground::Evidence) {
        found.at("strpl", "§ 186 a(1)", STOP, "kind", What::IsolationGround);
    }
    let subject = if o.review_pointless.is_some() { "review_pointless" } else { "" };
    if let Some((most, rule)) = found.limit("remand.isolation_term", subject)
        && last_day_of(o.from_day, most).is_some_and(|last| o.until_day > last)
    {
        found.by(rule, STOP, "until_day", What::IsolationTooLong(most));
    }
    let Ok((step, _)) = found.law.span("remand.isolation_frame_step", "frame_over_6_years") else { return };
    let grave = f.max_months.map(|m| i64::from(m) * super::super::model::Term::new(0, 1, 0).measure() > measure(step));
    if let Some((most, rule)) = found.limit("remand.isolation_cap", if grave == Some(true) { "frame_over_6_years" } else { "" }) {
        let days = continuous(q);
        if days * super::super::model::Term::new(0, 0, 1).measure() > measure(most) {
            if grave.is_none() {
                found.by(rule, WARN, "until_day", What::IsolationFrameUnknown);
            }
            found.by(rule, WARN, "until_day", What::IsolatedContinuously(days, most));
        }
    }
}

/// For how many days without a break somebody will have been isolated when this one has run out.
fn continuous(q: &RestrictionQuestion<'_>) -> i64 {
    let mut first = q.order.from_day;
    let isolated = || q.others().filter(|r| r.order.kind == RestrictionKind::FullIsolation);
    while let Some(earlier) = isolated().find(|r| r.order.from_day < first && r.last_day().checked_add_days(Days::new(1)).is_some_and(|next| next >= first)) {
        first = earlier.order.from_day;
    }
    (q.order.until_day - first).num_days()
}
