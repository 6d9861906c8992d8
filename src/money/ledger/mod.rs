//! Accounts, entries, reversals, statements, closed months.

mod accounts;
mod entry;
mod form;
mod left;
mod paper;
mod periods;
mod person;
pub mod rules;
pub mod settlement;
mod sheet;
pub mod statement;
mod store;
mod words;

use crate::web::Routes;

pub(super) fn routes() -> Routes {
    accounts::routes().and(person::routes()).and(entry::routes()).and(periods::routes()).and(sheet::routes()).and(left::routes())
}
