//! The support group: meetings with those outside, and who promised what until when.
//!
//! What is left of a meeting are its promises: each is under a theme that the person shares, has a day, is remembered before it by the one clock, and is
//! kept or broken. A coordinator sees them across people, by organisation and theme (`list`). Nothing clinical is written here: what health promises
//! is health's own.

pub(super) mod demonstration;
mod form;
mod list;
mod meetings;
mod party;
mod promises;
mod store;
mod view;

pub(super) use party::{Names, Party, filter as parties, names as partner_names};
pub(super) use store::promises;
pub(super) use view::{PromiseRow, open_rows};

use crate::web::Routes;

/// The routes of support groups.
pub(super) fn routes() -> Routes {
    meetings::routes().and(promises::routes()).and(list::routes())
}
