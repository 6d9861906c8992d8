//! Members of staff: what is one's own (settings, sessions, password, second factor, notices, help), and what some do for the others:
//! accounts, roles and rights to single persons.
//!
//! Every right is dated and given by somebody else: strgjfl. § 4 and § 7 (confidentiality, the service's duty to limit access),
//! personopplysningsloven with article 29 of Directive (EU) 2016/680 (access only for those authorised).

mod accounts;
mod assignments;
pub mod command;
mod demonstration;
mod first_password;
mod grants;
mod help;
mod me;
mod notices;
mod roster;
mod words;

use crate::web::Routes;

/// The routes of staff.
pub fn routes() -> Routes {
    me::routes().and(notices::routes()).and(help::routes()).and(accounts::routes()).and(assignments::routes()).and(grants::routes()).and(roster::routes())
}

pub use demonstration::seed_demonstration;
pub use words::{day, nav};
