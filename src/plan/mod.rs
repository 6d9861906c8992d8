//! The sentence plan: one plan that everyone's work hangs on.
//!
//! Needs and resources by theme, in the person's words and with their consent (`assessment`); goals and who does what about them (`goals`);
//! what was agreed, frozen as it stood (`agreement`); looking at it again (`reviews`); those outside and what they promised (`support`); lists and
//! front pages (`lists`); the steps down before release and whether somebody is ready for it (`way_out`, `readiness`); what the governor counts
//! (`figures`). Goals and actions are rows
//! that live on through every version, so that whatever happens elsewhere can hang on them (`progress`). Days by which something must have been
//! done are rules of `data/law/plan.csv` and items of the one clock (`clock`).
//!
//! strgjfl §§ 2, 3 and 4: punishment is served so that it counters new crime, with the person's own part in it and with the services outside. On
//! remand everything is as far as the person wants, and nothing presumes guilt (EMK art. 6 no. 2).

mod agreement;
mod assessment;
pub mod clock;
pub mod demonstration;
mod figures;
mod goals;
pub mod lists;
pub mod model;
pub mod progress;
pub mod readiness;
mod reviews;
mod rules;
mod store;
mod support;
mod way_out;
mod words;

pub use figures::{Share, plot};
pub use goals::{GoalRow, Piece, piece, steps_of_mine, talked};
pub use rules::unconvicted;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of the plan.
pub fn routes() -> Routes {
    let first = goals::routes().and(assessment::routes()).and(agreement::routes()).and(reviews::routes()).and(support::routes()).and(lists::routes());
    first.and(readiness::routes()).and(way_out::routes()).and(figures::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    let mut items = Vec::new();
    if actor.may(Class::Plan, Act::Read) {
        items.push(item("plans", "/plans", "Compass", t.msg_plan_nav()));
    }
    if actor.may(Class::PlanSteps, Act::Write) {
        items.push(item("plan-steps", "/plan-steps", "Footprint", t.msg_plan_nav_steps()));
    }
    if actor.may(Class::Plan, Act::Write) {
        items.push(item("promises", "/promises", "Handshake", t.msg_support_nav()));
    }
    if actor.may(Class::ReleaseCare, Act::Write) {
        items.push(item("release-care", "/release-care", "HandHeart", t.msg_ready_care_nav()));
    }
    if actor.may(Class::PlanSign, Act::Decide) {
        items.push(item("plan-figures", "/plan-figures", "BarChart", t.msg_figures_nav()));
    }
    items
}
