//! Needs and resources (BRIK): by theme, in the person's words, with consent for each; and what risk instruments told.
//!
//! Without consent nothing is written under a theme. When consent is withdrawn, what was written is the case manager's and the auditor's alone: the
//! database keeps it from everybody else, in old assessments and old versions of the plan too.

mod form;
mod risk;
mod store;
mod view;
mod web;

pub(super) use store::{consents, of as themes_of};
pub(super) use view::summary;

use crate::web::Routes;

/// The routes of assessments.
pub(super) fn routes() -> Routes {
    web::routes().and(risk::routes())
}
