//! The page of the insight.

use askama::Template;
use chrono::NaiveDate;

use super::store::Looks;
use crate::access::{Act, Class};
use crate::audit::words;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::{Errors, Field, Frame};

/// What one member of staff did alike on one day, ready to be read.
pub struct Item {
    pub time: String,
    pub who: String,
    pub what: String,
    pub why: String,
    pub glass: bool,
}

/// One day.
pub struct Day {
    pub label: String,
    pub items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "audit/insight.html")]
pub struct InsightView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub errors: bool,
    pub summary: Summary,
    pub from: Field,
    pub to: Field,
    pub about: String,
    pub period: String,
    pub days: Vec<Day>,
    pub cut: bool,
    /// What the list is of, how to read it, and where to complain.
    pub explains: Vec<String>,
    pub complain: String,
    /// Where the early signs about the person are explained, for readers of observations.
    pub signs: Option<String>,
}

/// Whose records the list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// The prison's.
    Prison,
    /// The clinical record, which is the health service's.
    Clinical,
}

impl InsightView {
    pub fn new(ctx: &InmateCtx, record: Record, typed: (&str, &str), period: (NaiveDate, NaiveDate), errors: &Errors, looks: &[Looks], cut: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let mut days: Vec<Day> = Vec::new();
        for l in looks {
            let label = fmt.long_day(l.day);
            let time = if l.n == 1 { fmt.time(l.first_at) } else { t.msg_insight_times(fmt.time(l.first_at).as_str(), fmt.time(l.last_at).as_str(), l.n) };
            let item = Item {
                time,
                who: match (&l.name, &l.staff_number) {
                    (Some(name), Some(number)) => t.msg_insight_who(words::role(t, l.role.as_deref()).as_str(), name.as_str(), number.as_str()),
                    _ => t.msg_log_unknown_actor(),
                },
                what: t.msg_log_what(words::action(t, &l.action).as_str(), words::class(t, &l.class).as_str()),
                why: words::reason(t, l.role.as_deref(), l.purpose.as_deref(), l.broke_glass),
                glass: l.broke_glass,
            };
            match days.last_mut().filter(|d| d.label == label) {
                Some(day) => day.items.push(item),
                None => days.push(Day { label, items: vec![item] }),
            }
        }
        let (heading, tab, path, explains, complain) = match record {
            Record::Prison => {
                let explains = vec![t.msg_insight_explain(), t.msg_insight_lists(), t.msg_insight_health()];
                (t.msg_insight_heading(), "insight", "insight", explains, t.msg_insight_complain())
            }
            Record::Clinical => {
                let explains = vec![t.msg_insight_clinical_explain(), t.msg_insight_clinical_prison()];
                (t.msg_insight_clinical_heading(), "health", "health/looks", explains, t.msg_insight_clinical_complain())
            }
        };
        Self {
            frame: ctx.frame("inmates", heading),
            banner: BannerView::of(ctx, tab),
            base: format!("/inmates/{}/{path}", ctx.inmate.id),
            explains,
            complain,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            from: Field::day("from", t.msg_log_from(), typed.0).errors(errors),
            to: Field::day("to", t.msg_log_to(), typed.1).errors(errors),
            about: t.msg_review_person(ctx.inmate.name().as_str(), ctx.inmate.number.as_str()),
            period: t.msg_insight_period(fmt.day(period.0).as_str(), fmt.day(period.1).as_str()),
            days,
            cut,
            signs: (record == Record::Prison && ctx.may_here(Class::Observations, Act::Read)).then(|| format!("/inmates/{}/signs", ctx.inmate.id)),
        }
    }
}
