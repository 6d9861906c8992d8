//! Money: what a day gives, worked out and approved, and the double-entry ledger it is booked in.
//!
//! strgjfl § 19, forskrift § 3-13: an allowance for work, education and programme alike, and a statement of account at the end of each month. What a day gives is law
//! (`law::allowance`); here it becomes days, batches and entries. The database holds the ledger whatever a program does: each entry sums to zero, none changes, a closed
//! month takes no more (`money` in the migrations).

pub mod allowance;
pub mod demonstration;
mod house;
pub mod ledger;
pub mod month;
mod store;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of money.
pub fn routes() -> Routes {
    allowance::routes().and(ledger::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    let mut items = Vec::new();
    if actor.may(Class::Allowance, Act::Read) {
        items.push(item("allowance", "/allowance", "Receipt", t.msg_allowance_nav()));
    }
    if actor.may(Class::Money, Act::Read) {
        items.push(item("money", "/money", "BankNote", t.msg_money_nav()));
    }
    items
}
