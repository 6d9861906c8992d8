//! A person's programmes: what was asked for, which place in the queue, what was done, through every transfer; and talks of two.

mod form;
mod store;
mod view;
mod web;

pub(super) use web::routes;
