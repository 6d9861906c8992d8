//! The register: who a person is, for life. Names, numbers, languages, addresses, next of kin, photographs, marks, alerts, and the
//! history of every field. Also the one way to an inmate's record: [`scope::InmateCtx`].
//!
//! Not here: stays, cells and movements (`custody`), sentences, health.

pub mod banner;
pub mod fold;
pub mod photo;
pub mod portrait;
pub mod register;
pub mod scope;
pub mod store;

pub use banner::BannerView;
pub use scope::InmateCtx;
