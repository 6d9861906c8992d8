//! A handover as it is edited: every point kept or dropped, its text, and a new one.

use serde::Deserialize;
use uuid::Uuid;

use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// Which shift is to be handed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    pub shift: String,
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    pub item: Vec<String>,
    pub text: Vec<String>,
    pub keep: Vec<String>,
    pub note: String,
    pub new_text: String,
    pub new_inmate: String,
    pub version: String,
    pub did: String,
}

/// What the button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// Keep the draft.
    Save,
    /// Take in what has happened since.
    Refresh,
    /// Hand it over.
    HandOver,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    /// Points: id, text, whether dropped.
    pub items: Vec<(Uuid, String, bool)>,
    pub note: String,
    /// A new point, and whom it is about.
    pub own: Option<(String, Option<InmateId>)>,
    pub version: i32,
    pub did: Did,
}

impl Edit {
    pub fn parse(&self, t: Text) -> Result<Change, Errors> {
        let mut errors = Errors::new();
        let mut items = Vec::with_capacity(self.item.len());
        for (n, id) in self.item.iter().enumerate() {
            let text = self.text.get(n).map(|text| clean(text)).unwrap_or_default();
            if text.chars().count() > 1000 {
                errors.add("note", t.msg_handover_point_long());
            }
            if let Ok(id) = id.parse() {
                items.push((id, text, !self.keep.iter().any(|k| k.parse() == Ok(id))));
            }
        }
        let note = clean(&self.note);
        if note.chars().count() > 4000 {
            errors.add("note", t.msg_handover_note_long());
        }
        let own = clean(&self.new_text);
        if own.chars().count() > 1000 {
            errors.add("new_text", t.msg_handover_point_long());
        }
        let about = self.new_inmate.trim();
        let inmate = if about.is_empty() { None } else { about.parse().ok().map(InmateId) };
        if !about.is_empty() && inmate.is_none() {
            errors.add("new_inmate", t.msg_handover_who_unknown());
        }
        if own.is_empty() && inmate.is_some() {
            errors.add("new_text", t.msg_handover_point_empty());
        }
        let did = match self.did.as_str() {
            "hand_over" => Did::HandOver,
            "refresh" => Did::Refresh,
            _ => Did::Save,
        };
        let own = (!own.is_empty()).then_some((own, inmate));
        let change = self.version.parse().ok().map(|version| Change { items, note, own, version, did });
        errors.into_result(change)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn what_is_not_ticked_is_dropped() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let edit = Edit {
            item: vec![one.to_string(), two.to_string()],
            text: vec!["a ".into(), "b".into()],
            keep: vec![two.to_string()],
            version: "3".into(),
            did: "hand_over".into(),
            ..Edit::default()
        };
        let change = edit.parse(Lang::Nb.text()).unwrap();
        assert_eq!(change.items, vec![(one, "a".into(), true), (two, "b".into(), false)]);
        assert_eq!((change.version, change.did, change.own), (3, Did::HandOver, None));
    }

    #[test]
    fn messages() {
        let t = Lang::Nb.text();
        let wrong = Edit { new_inmate: Uuid::from_u128(1).to_string(), note: "x".repeat(4001), version: "1".into(), ..Edit::default() };
        let errors = wrong.parse(t).unwrap_err();
        assert!(errors.of("new_text").is_some() && errors.of("note").is_some());
        assert!(Edit { new_inmate: "x".into(), new_text: "a".into(), version: "1".into(), ..Edit::default() }.parse(t).unwrap_err().of("new_inmate").is_some());
    }
}
