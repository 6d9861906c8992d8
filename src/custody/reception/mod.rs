//! Reception: from the gate to the roll.
//!
//! Law: Mandela rules 7 (what is recorded at admission), 54, 62, 67, 68; European Prison Rules 14 to 16 and 31; straffegjennomføringsloven
//! §§ 47 and 52, forskrift § 4-1 (a place in prison within two days of the arrest); FOR-2013-1099 § 2. The requirements 1 to 13 of our list
//! of records hold when a reception is complete; 1 and 2 (one system, a trail that cannot be altered) hold by what the program is.
//!
//! A reception is a task of the prison and not of one officer: each step is written on its own, in any order, by whoever is there. Its
//! answers are versions that nobody overwrites. It belongs to nobody until the identity is decided; admission is one transaction.

mod actions;
mod demonstration;
mod form;
mod model;
pub mod rules;
mod spec;
mod store;
mod view;
mod web;

pub use demonstration::seed;
pub use web::routes;

use crate::web::Ctx;

/// What checks and words need of a request.
fn desk(ctx: &Ctx) -> form::Desk<'_> {
    form::Desk { t: ctx.t, fmt: ctx.fmt(), catalogue: ctx.catalogue(), nb: ctx.lang.is_nb(), now: ctx.now, today: ctx.today }
}

/// An answer in words.
fn in_words(ctx: &Ctx, question: &spec::Spec, value: &str) -> String {
    desk(ctx).read(question, value)
}
