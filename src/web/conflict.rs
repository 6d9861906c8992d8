//! Somebody else saved first. The page shows before, theirs and mine for every field that differs, and loses nothing.
//!
//! An edit form carries the row's `version` and, in `was`, the values it was filled with ([`was`]). The page posts to the same place
//! as the form: a radio button's value is the value itself, so choosing is editing once more, from their version on.

use std::collections::BTreeMap;

use askama::Template;

use super::frame::Frame;

/// The values a form was filled with, for its hidden field `was`.
pub fn was(fields: &[(&str, &str)]) -> String {
    let map: BTreeMap<&str, &str> = fields.iter().copied().collect();
    serde_json::to_string(&map).unwrap_or_default()
}

/// A field of the row: its name in the form, its label, what is kept now, what was typed.
pub struct Edited<'a> {
    /// The name in the form.
    pub name: &'static str,
    /// The label.
    pub label: String,
    /// What somebody else has saved.
    pub theirs: &'a str,
    /// What was typed here.
    pub mine: &'a str,
    /// How a value is read: the value itself, or the word behind a code.
    pub read: &'a (dyn Fn(&str) -> String + Sync),
}

struct Line {
    name: &'static str,
    label: String,
    before: String,
    theirs: (String, String),
    mine: (String, String),
    take_theirs: bool,
}

/// The page; answer with it through `Ctx::conflict`.
#[derive(Template)]
#[template(path = "components/conflict.html")]
pub struct ConflictView {
    frame: Frame,
    action: String,
    version: i32,
    was: String,
    lines: Vec<Line>,
    same: Vec<(&'static str, String)>,
}

impl ConflictView {
    /// For a form posted to `action`, now at `version`. `was` is what the form carried.
    pub fn new(frame: Frame, action: String, version: i32, was: &str, fields: &[Edited<'_>]) -> Self {
        let before: BTreeMap<String, String> = serde_json::from_str(was).unwrap_or_default();
        let (differ, same): (Vec<_>, Vec<_>) = fields.iter().partition(|f| f.theirs != f.mine);
        let read = |f: &Edited<'_>, value: &str| (f.read)(value);
        Self {
            frame,
            action,
            version,
            was: self::was(&fields.iter().map(|f| (f.name, f.theirs)).collect::<Vec<_>>()),
            lines: differ
                .into_iter()
                .map(|f| {
                    let before = before.get(f.name).map_or("", String::as_str);
                    Line {
                        name: f.name,
                        label: f.label.clone(),
                        before: read(f, before),
                        theirs: (f.theirs.to_owned(), read(f, f.theirs)),
                        mine: (f.mine.to_owned(), read(f, f.mine)),
                        // Left as it was here and changed there: theirs is what both mean.
                        take_theirs: f.mine == before,
                    }
                })
                .collect(),
            same: same.into_iter().map(|f| (f.name, f.mine.to_owned())).collect(),
        }
    }
}
