//! An application: handed in, assessed with everything that stands against it, put on the list, placed, or said no to.

mod form;
mod view;
mod web;

pub(super) use web::routes;
