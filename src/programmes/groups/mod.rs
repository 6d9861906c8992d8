//! Groups of a prison: what is offered, who leads, who has a place, who waits.

mod form;
mod list;
mod people;
pub(super) mod store;
mod view;
mod web;

use crate::web::Routes;

pub(super) fn routes() -> Routes {
    list::routes().and(web::routes()).and(people::routes())
}

pub(super) use form::EndForm;
pub(super) use people::findings;
pub(super) use view::{Back, Finding, GroupView};
pub(super) use web::{entry, known, run};
