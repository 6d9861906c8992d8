//! Wall screens: a board that hangs on a wall for a day. A duty officer puts one up before the screen itself, so that its browser never holds
//! anybody's session but the screen's ([`crate::access::actor::Wall`]); any duty officer of the prison takes it down.

mod form;
mod store;
mod view;
mod web;

pub(super) use web::routes;
