//! The audit trail's own work: sealing it, verifying it, and the pages of those who read it: the auditor, the inmate's insight, one's own.
//!
//! Law: the Law Enforcement Directive article 25 and its Norwegian counterparts (logging, and what a log may be used for);
//! personopplysningsloven with GDPR article 15 (insight); straffegjennomføringsloven § 4 c and its regulation §§ 5 and 7.
//!
//! Entries are written by `access::audit` in the transaction of the act. Every minute [`run`] seals what has ended in a signed chain;
//! [`verify`] recomputes all of it. Breaking the glass and its review are in the slice `rights`.

mod cases;
mod chain;
mod insight;
mod log;
mod mine;
mod printed;
mod register;
pub mod seal;
mod store;
pub mod verify;
pub mod words;

pub use seal::run;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of the trail.
pub fn routes() -> Routes {
    cases::routes().and(log::routes()).and(register::routes()).and(mine::routes()).and(insight::routes()).and(printed::routes())
}

/// The items of the main menu that are of this slice.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label, key| NavItem { section, href: href.to_owned(), icon, label, key };
    let mut items = Vec::new();
    if actor.may(Class::Audit, Act::Read) {
        items.push(item("audit", "/audit", "ShieldCheckmark", t.msg_audit_nav(), "a"));
        if actor.case_number.is_some() {
            items.push(item("log", "/audit/log", "MagnifyingGlass", t.msg_log_nav(), "l"));
            items.push(item("register", "/audit/break-glass", "PadlockUnlocked", t.msg_register_nav(), ""));
        }
    }
    items
}
