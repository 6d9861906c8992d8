//! The log of searches, and the chain of custody of what was seized.

mod form;
mod items;
mod view;
mod web;

pub use form::{ItemCommand, SearchCommand, StepCommand, Target, ToiletCommand, text_of};
pub use view::{Offer, Row};
pub use web::{offer, routes};
