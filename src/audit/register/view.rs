//! The page of the register.

use askama::Template;

use super::store::{Show, Use};
use crate::audit::words;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// A use, ready to be shown.
pub struct Item {
    pub at: String,
    pub machine: String,
    pub who: String,
    pub role: String,
    pub prison: String,
    pub inmate: Option<(String, String)>,
    pub code: String,
    pub reason: String,
    pub state: (&'static str, String),
    pub review: String,
}

impl Item {
    fn of(ctx: &Ctx, u: &Use) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let overdue = u.at + chrono::TimeDelta::days(7) < ctx.now;
        let state = match u.verdict.as_deref() {
            Some("justified") => ("success", t.msg_register_justified()),
            Some("misuse") => ("danger", t.msg_register_misuse()),
            Some(_) => ("warning", t.msg_register_unclear()),
            None if overdue => ("danger", t.msg_register_overdue()),
            None => ("neutral", t.msg_register_waits()),
        };
        Self {
            at: fmt.at(u.at),
            machine: fmt.machine(u.at),
            who: match (&u.name, &u.staff_number) {
                (Some(name), Some(number)) => t.msg_log_staff(name.as_str(), number.as_str()),
                _ => String::new(),
            },
            role: words::role(t, Some(&u.role)),
            prison: u.prison.clone().unwrap_or_default(),
            inmate: u.inmate.as_ref().map(|(id, number)| (format!("/inmates/{id}"), number.clone())),
            code: words::glass_reason(t, &u.code),
            reason: u.reason.clone(),
            state,
            review: match (&u.reviewer, &u.verdict_reason) {
                (Some(by), Some(why)) => t.msg_register_review(by.as_str(), why.as_str()),
                _ => String::new(),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "audit/register.html")]
pub struct RegisterView {
    pub frame: Frame,
    pub chips: Vec<Chip>,
    pub items: Vec<Item>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

impl RegisterView {
    pub fn new(ctx: &Ctx, show: Show, uses: &[Use], paged: bool, more: bool) -> Self {
        let t = ctx.t;
        let label = |s: Show| match s {
            Show::All => t.msg_register_all(),
            Show::Waiting => t.msg_register_waiting(),
            Show::Overdue => t.msg_register_overdue(),
            Show::Misuse => t.msg_register_misuse(),
        };
        let href = format!("/audit/break-glass?show={}", show.as_str());
        Self {
            frame: ctx.frame("register", t.msg_register_heading()),
            chips: Show::ALL.iter().map(|(s, word)| Chip::new(format!("/audit/break-glass?show={word}"), label(*s), None, *s == show)).collect(),
            items: uses.iter().map(|u| Item::of(ctx, u)).collect(),
            older: uses.last().filter(|_| more).map(|u| format!("{href}&before={}", u.id)),
            newest: paged.then_some(href),
        }
    }
}
