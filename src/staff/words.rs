//! Words that several pages of staff share.

use crate::access::{Actor, Role};
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use crate::web::{Ctx, Field};

use super::{accounts, assignments, grants, roster};

/// Where a role is held: prisons, a region, or everywhere.
pub fn place(t: Text, prisons: &[String], region: Option<&str>) -> String {
    match region {
        Some("*") => t.msg_whole_service(),
        Some(region) => t.msg_region(region),
        None => prisons.join(", "),
    }
}

/// The role behind a code of the database. Every code there has one; a stranger is shown as it is.
pub fn role(t: Text, code: &str) -> String {
    code.parse::<Role>().map_or_else(|_| code.to_owned(), |role| crate::web::frame::role_name(t, role))
}

/// A day to be typed, with the one that stands there in words: browsers write numbers in an order of their own.
pub fn day(ctx: &Ctx, name: &'static str, label: impl Into<String>, value: &str) -> Field {
    let field = Field::day(name, label, value);
    match crate::web::form::day(value) {
        Some(day) => field.in_words(ctx.fmt().long_day(day)),
        None => field,
    }
}

/// The items of the main menu that are of this slice.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label, key| NavItem { section, href: href.to_owned(), icon, label, key };
    let mut items = Vec::new();
    items.extend(roster::nav(actor, t));
    items.extend(grants::nav(actor, t));
    if assignments::may_see(actor) {
        items.push(item("assignments", "/admin/assignments", "Briefcase", t.msg_assignment_nav(), "o"));
    }
    if accounts::may_see(actor) {
        items.push(item("accounts", "/admin/accounts", "PersonGroup", t.msg_account_nav(), "k"));
    }
    items
}
