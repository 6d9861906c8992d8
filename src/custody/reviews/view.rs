//! The page of reviews.

use askama::Template;
use chrono::NaiveDate;

use super::store::AlertDue;
use crate::custody::apart::store::Due;
use crate::custody::apart::words;
use crate::inmates::banner;
use crate::inmates::register::{may_set_alert, set_by};
use crate::inmates::store::full_name;
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// One thing to be looked at.
pub struct Row {
    pub color: &'static str,
    pub when: String,
    pub late: bool,
    pub name: String,
    pub number: String,
    pub href: String,
    pub what: String,
    pub text: String,
    /// Where "still needed" is sent, for those who may say so.
    pub still: Option<String>,
}

#[derive(Template)]
#[template(path = "custody/reviews.html")]
pub struct ReviewsView {
    pub frame: Frame,
    pub place: String,
    pub prisons: Vec<Chip>,
    pub done: bool,
    pub alerts: Vec<Row>,
    pub apart: Vec<Row>,
}

/// When something is due, in words, and whether that is over.
fn when(ctx: &Ctx, day: NaiveDate) -> (String, bool) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    match day {
        d if d < ctx.today => (t.msg_review_due_since(fmt.day(d).as_str()), true),
        d if d == ctx.today => (t.msg_review_due_today(), true),
        d => (fmt.day(d), false),
    }
}

impl ReviewsView {
    pub fn new(ctx: &Ctx, place: String, prisons: Vec<Chip>, alerts: &[AlertDue], apart: &[Due]) -> Self {
        let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
        let role = ctx.actor.role();
        let alerts = alerts
            .iter()
            .map(|a| {
                let ends = a.to_day.filter(|to| *to <= a.review_on);
                let (when, late) = when(ctx, ends.unwrap_or(a.review_on));
                let kind = ctx.catalogue().label(List::AlertType, &a.kind, nb);
                Row {
                    color: banner::severity_color(&a.severity),
                    when,
                    late,
                    name: full_name(&a.family_name, &a.given_name),
                    number: a.number.clone(),
                    href: format!("/inmates/{}/alerts", a.inmate),
                    what: match ends {
                        Some(to) => t.msg_review_runs_out(kind, fmt.day(to).as_str()),
                        None => kind.to_owned(),
                    },
                    text: a.instruction.clone(),
                    // What runs out is given a new last day on its own page.
                    still: (ends.is_none() && role.is_some_and(|r| may_set_alert(r, set_by(ctx.catalogue(), &a.kind), &a.kind)))
                        .then(|| format!("/inmates/{}/alerts/{}/review", a.inmate, a.id)),
                }
            })
            .collect();
        let apart = apart
            .iter()
            .map(|d| {
                let (when, late) = when(ctx, d.review_on);
                Row {
                    color: "warning",
                    when,
                    late,
                    name: full_name(&d.family_name, &d.given_name),
                    number: d.number.clone(),
                    href: format!("/inmates/{}/keep-apart/{}", d.inmate, d.id),
                    what: words::level(t, d.level),
                    text: words::reason(t, d.reason),
                    still: None,
                }
            })
            .collect();
        Self { frame: ctx.frame("alert-reviews", t.msg_review_due_heading()), place, prisons, done: ctx.query("done").is_some(), alerts, apart }
    }
}
