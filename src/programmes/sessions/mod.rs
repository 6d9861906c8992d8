//! Sessions of a group: planned, held, called off; and who came. All who are expected stand as present; what differs is marked.

mod attendance;
pub(super) mod store;
pub(super) mod view;
mod web;

use crate::web::Routes;

pub(super) fn routes() -> Routes {
    web::routes().and(attendance::routes())
}
