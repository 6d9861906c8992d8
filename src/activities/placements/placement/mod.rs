//! A placement: at rest, with or without what it gives, going on again, ended; and being held back from one session.

mod form;
mod view;
mod web;

pub(super) use web::routes;
