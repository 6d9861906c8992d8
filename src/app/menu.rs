//! The main menu: each slice offers the pages that this person may open, and here they stand in few groups, in the order of a working day.

use crate::access::{Act, Actor, Class, Feature};
use crate::web::frame::{NavGroup, NavItem};
use crate::web::lang::Text;

/// So many items are seen at a glance; more want headings.
const AT_A_GLANCE: usize = 9;

/// What an item has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Day,
    House,
    People,
    Cases,
    Oversight,
    Reference,
}

impl Group {
    const ALL: [Self; 6] = [Self::Day, Self::House, Self::People, Self::Cases, Self::Oversight, Self::Reference];

    fn of(section: &str) -> Self {
        match section {
            "home" | "board" | "my-people" | "plan-steps" | "attendance" => Self::Day,
            "cells" | "movements" | "transfers" | "receptions" | "counts" | "searches" | "incidents" | "security" | "roster" => Self::House,
            "court" | "releases" | "plan-figures" | "activity-figures" | "release-care" | "calculations" | "deadlines" | "alert-reviews" => Self::Cases,
            "glass" | "reviews" | "protected" | "closed" | "joins" | "audit" | "log" | "register" | "grants" | "clearances" | "assignments" | "accounts" => {
                Self::Oversight
            }
            "prisons" | "law" => Self::Reference,
            _ => Self::People,
        }
    }

    /// Its heading. The day needs none: it comes first.
    fn heading(self, t: Text) -> String {
        match self {
            Self::Day => String::new(),
            Self::House => t.msg_menu_house(),
            Self::People => t.msg_menu_people(),
            Self::Cases => t.msg_menu_cases(),
            Self::Oversight => t.msg_menu_oversight(),
            Self::Reference => t.msg_menu_reference(),
        }
    }
}

/// The main menu of an acting person.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavGroup> {
    grouped(items(actor, t), |group| group.heading(t))
}

fn grouped(items: Vec<NavItem>, heading: impl Fn(Group) -> String) -> Vec<NavGroup> {
    if items.len() <= AT_A_GLANCE {
        return vec![NavGroup { heading: String::new(), items }];
    }
    let mut groups: Vec<NavGroup> = Group::ALL.map(|g| NavGroup { heading: heading(g), items: Vec::new() }).into();
    for item in items {
        groups[Group::of(item.section) as usize].items.push(item);
    }
    groups.retain(|g| !g.items.is_empty());
    groups
}

fn items(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label, key| NavItem { section, href: href.to_owned(), icon, label, key };
    let mut items = vec![item("home", "/", "House", t.msg_home(), "h")];
    items.extend(crate::custody::board::nav(actor, t));
    if actor.may(Class::Person, Act::Extract) {
        items.push(item("inmates", "/inmates", "PersonGroup", t.msg_roll(), "i"));
    }
    items.extend(crate::deadlines::nav(actor, t));
    items.extend(crate::plan::nav(actor, t));
    items.extend(crate::programmes::nav(actor, t));
    items.extend(crate::activities::nav(actor, t));
    items.extend(crate::learning::nav(actor, t));
    items.extend(crate::money::nav(actor, t));
    items.extend(crate::custody::cells::nav(actor, t));
    items.extend(crate::custody::reviews::nav(actor, t));
    items.extend(crate::custody::movements::nav(actor, t));
    items.extend(crate::custody::transfers::nav(actor, t));
    if actor.may(Class::Reception, Act::Extract) {
        items.push(item("receptions", "/receptions", "DoorOpen", t.msg_rec_nav(), "n"));
    }
    items.extend(crate::custody::nav(actor, t));
    items.extend(crate::custody::observations::nav(actor, t));
    items.extend(crate::custody::count::nav(actor, t));
    items.extend(crate::sentences::nav(actor, t));
    items.extend(crate::sentences::calculation::nav(actor, t));
    items.extend(crate::audit::nav(actor, t));
    items.extend(crate::rights::nav(actor, t));
    items.extend(crate::inmates::joined::nav(actor, t));
    items.extend(crate::staff::nav(actor, t));
    items.extend(crate::estate::nav(actor, t));
    items.extend(crate::lawbook::nav(actor, t));
    if actor.may(Class::Person, Act::Write) && actor.uses_somewhere(Feature::Registration) {
        items.push(item("inmates-new", "/inmates/new", "PersonPlus", t.msg_reg_new(), "r"));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(section: &'static str) -> NavItem {
        NavItem { section, href: format!("/{section}"), icon: "House", label: section.to_owned(), key: "" }
    }

    #[test]
    fn few_items_stand_without_headings_and_many_in_groups() {
        let sections = ["home", "inmates", "cells", "audit", "law", "court", "counts", "glass", "prisons"];
        let few = grouped(sections.map(item).into(), |_| "x".into());
        assert_eq!((few.len(), few[0].items.len()), (1, 9));
        assert!(few[0].heading.is_empty());

        let many = grouped(sections.map(item).into_iter().chain([item("movements")]).collect(), |g| format!("{g:?}"));
        let seen: Vec<(&str, Vec<&str>)> = many.iter().map(|g| (g.heading.as_str(), g.items.iter().map(|i| i.section).collect())).collect();
        assert_eq!(
            seen,
            [
                ("Day", vec!["home"]),
                ("House", vec!["cells", "counts", "movements"]),
                ("People", vec!["inmates"]),
                ("Cases", vec!["court"]),
                ("Oversight", vec!["audit", "glass"]),
                ("Reference", vec!["law", "prisons"]),
            ]
        );
    }
}
