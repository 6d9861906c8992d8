//! The audit trail's own work: sealing it, verifying it, and the pages of those who read it: the auditor, the inmate's insight, one's own.
//!
//! Law: the Law Enforcement Directive article 25 and its Norwegian counterparts (logging, and what a log may be used for);
//! personopplysningsloven with GDPR article 15 (insight); straffegjennomføringsloven § 4 c and its regulation §§ 5 and 7.
//!
//! Entries are written by `access::audit` in the transaction of the act. Every minute [`run`] seals what has ended in a signed chain;
//! [`verify`] recomputes all of it. Breaking the glass and its review are in the slice `rights`.

mod chain;
pub mod seal;
mod store;
pub mod verify;
pub mod words;

pub use seal::run;
