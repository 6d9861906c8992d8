//! The register: who a person is, for life. Names, numbers, languages, addresses, next of kin, photographs, marks, alerts, and the
//! history of every field. Also the one way to an inmate's record: [`scope::InmateCtx`].
//!
//! Not here: stays, cells and movements (`custody`), sentences, health.

pub mod banner;
pub mod clashes;
pub mod face;
pub mod fold;
pub mod joined;
mod overview;
pub mod photo;
pub mod portrait;
pub mod register;
pub mod scope;
mod search;
pub mod store;

pub use banner::BannerView;
pub use face::Face;
pub use scope::InmateCtx;

use crate::web::Routes;

/// The routes of the register.
pub fn routes() -> Routes {
    overview::routes().and(search::routes()).and(register::routes()).and(joined::routes())
}
