//! Rights to single persons that somebody takes or is kept from: breaking the glass and its review, reopening a closed record, protection.
//! (Rights that are given to somebody, assignments and clearances, live with the staff.)
//!
//! Law: straffegjennomføringsloven §§ 4 c–4 e and its regulation § 7 (only staff who need it); personopplysningsloven; address protection
//! (codes 6 and 7). Breaking the glass asks nobody and answers to somebody: a reason before, four hours, everybody told, a review by another
//! within seven days. It never crosses the health wall.

mod closed;
mod glass;
mod protection;
mod reviews;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of this slice.
pub fn routes() -> Routes {
    glass::routes().and(reviews::routes()).and(protection::routes()).and(closed::routes())
}

/// The items of the main menu that are of this slice.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label, key| NavItem { section, href: href.to_owned(), icon, label, key };
    let mut items = Vec::new();
    if actor.may(Class::BreakGlass, Act::Write) {
        items.push(item("glass", "/break-glass", "PadlockUnlocked", t.msg_glass_nav(), ""));
    }
    if actor.may(Class::Reviews, Act::Propose) {
        items.push(item("reviews", "/reviews", "ClipboardCheckmark", t.msg_review_nav(), "v"));
    }
    if actor.may(Class::Protection, Act::Propose) {
        items.push(item("protected", "/protected", "ShieldLock", t.msg_protection_nav(), ""));
    }
    if actor.may(Class::ClosedRecords, Act::Write) {
        items.push(item("closed", "/closed-records", "Archive", t.msg_closed_nav(), ""));
    }
    items
}

/// An inmate's number as typed: spaces do not count, and a hyphen left out is put back.
fn number(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit()) { format!("{}-{}", &text[..4], &text[4..]) } else { text }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_as_people_type_them() {
        for (typed, read) in [("2026-01482", "2026-01482"), (" 2026 01482 ", "2026-01482"), ("202601482", "2026-01482"), ("2026–01482", "2026–01482"), ("", "")]
        {
            assert_eq!(number(typed), read, "{typed:?}");
        }
    }
}
