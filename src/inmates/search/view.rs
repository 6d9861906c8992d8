//! The page of results, and the list under the search field.

use askama::Template;

use super::rules;
use super::store::Hit;
use crate::access::{Act, Class};
use crate::inmates::banner;
use crate::inmates::face::{self, Face, ListFlags};
use crate::inmates::store::full_name;
use crate::web::frame::{NavGroup, NavItem};
use crate::web::lang::Text;
use crate::web::{Ctx, Frame};

/// Somebody found, display-ready.
pub(super) struct HitRow {
    pub face: Face,
    /// The name's words, each with whether it was typed.
    pub words: Vec<(String, bool)>,
    /// Number, cell, unit, and the prison when it is another.
    pub line: String,
    pub flags: ListFlags,
    pub alias: bool,
    pub out: bool,
}

/// Results under a heading.
pub(super) struct Group {
    pub id: &'static str,
    pub heading: String,
    pub hits: Vec<HitRow>,
}

/// A hit as a row.
pub(super) fn row(ctx: &Ctx, hit: &Hit, terms: &[String]) -> HitRow {
    let name = full_name(&hit.family_name, &hit.given_name);
    let place = [hit.cell.clone(), hit.unit.clone(), hit.prison.clone().filter(|_| !hit.own)];
    let alerts = hit.alerts.iter().map(|a| (a.kind.as_str(), a.severity.as_str(), a.instruction.as_str()));
    let known = face::Known { alerts, notices: std::iter::empty(), interpreter: None };
    let mut flags = ListFlags::of(ctx.t, ctx.catalogue(), ctx.lang.is_nb(), ctx.may(Class::Alerts, Act::Read), known);
    flags.shown.extend(banner::arrival(ctx.t, hit.here_since, ctx.now));
    HitRow {
        words: rules::marked(&name, terms),
        line: std::iter::once(hit.number.clone()).chain(place.into_iter().flatten()).collect::<Vec<_>>().join(" · "),
        flags,
        alias: hit.alias,
        out: hit.is_out,
        face: Face::of(hit.id, name, &hit.number, hit.has_photo),
    }
}

/// So many pages of the menu are offered.
const PAGES: usize = 5;
/// Fewer letters than this name no page.
const LEAST: usize = 3;

/// Pages of the reader's own menu by what they are called: "telling" leads to the counts. Every word typed must be in the name.
pub(super) fn pages(menu: &[NavGroup], typed: &str) -> Vec<NavItem> {
    let typed = typed.to_lowercase();
    if typed.chars().count() < LEAST {
        return Vec::new();
    }
    let named = |item: &&NavItem| {
        let label = item.label.to_lowercase();
        typed.split_whitespace().all(|word| label.contains(word))
    };
    menu.iter().flat_map(|group| &group.items).filter(named).take(PAGES).cloned().collect()
}

#[derive(Template)]
#[template(path = "search/page.html")]
pub(super) struct SearchView {
    pub frame: Frame,
    pub typed: String,
    /// Whether something was asked.
    pub asked: bool,
    /// Whether too little was typed to ask.
    pub too_short: bool,
    pub groups: Vec<Group>,
    pub pages: Vec<NavItem>,
    pub more: bool,
}

#[derive(Template)]
#[template(path = "search/palette.html")]
pub(super) struct PaletteView {
    pub t: Text,
    pub typed: String,
    pub groups: Vec<Group>,
    pub pages: Vec<NavItem>,
    pub count: usize,
    pub icons: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_every_word_of_its_name() {
        let item = |label: &str| NavItem { section: "x", href: format!("/{label}"), icon: "House", label: label.to_owned(), key: "" };
        let menu = [NavGroup { heading: String::new(), items: vec![item("Telling"), item("Arbeid og skole")] }];
        let found = |typed: &str| pages(&menu, typed).into_iter().map(|i| i.label).collect::<Vec<_>>();
        assert_eq!(found("tell"), ["Telling"]);
        assert_eq!(found("skole arbeid"), ["Arbeid og skole"]);
        assert!(found("te").is_empty() && found("hansen").is_empty() && found("arbeid telling").is_empty());
    }
}
