//! A tap as it comes.

use serde::Deserialize;
use uuid::Uuid;

use super::rules::Door;
use crate::platform::id::InmateId;
use crate::web::form::clean;

/// A tap. `made_at` is told by a tablet that was without a connection when it was made.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Raw {
    pub inmate: String,
    pub state: String,
    pub reason: String,
    pub show: String,
    pub made_at: String,
}

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// A door's new state, with a reason for those who stay or refuse.
    Set(InmateId, Door, Option<String>),
    /// A tap is taken back.
    Undo(Uuid),
}

impl Raw {
    /// The wish, or none when no page of ours sent this.
    pub fn wish(&self) -> Option<Wish> {
        if let Some(id) = self.state.strip_prefix("undo:") {
            return id.parse().ok().map(Wish::Undo);
        }
        let door = Door::of_word(&self.state)?;
        let reason = clean(&self.reason).chars().take(200).collect::<String>();
        let reason = (!reason.is_empty() && matches!(door, Door::Stays | Door::Refused)).then_some(reason);
        Some(Wish::Set(self.inmate.parse().ok()?, door, reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taps() {
        let id = Uuid::from_u128(7);
        let raw = |state: &str, reason: &str| Raw { inmate: id.to_string(), state: state.into(), reason: reason.into(), ..Raw::default() };
        assert_eq!(raw("unlocked", "left over").wish(), Some(Wish::Set(InmateId(id), Door::Unlocked, None)));
        assert_eq!(raw("refused", " vil sove ").wish(), Some(Wish::Set(InmateId(id), Door::Refused, Some("vil sove".into()))));
        assert_eq!(raw(&format!("undo:{id}"), "").wish(), Some(Wish::Undo(id)));
        assert_eq!(raw("out", "").wish(), None);
        assert_eq!(raw("undo:x", "").wish(), None);
        assert_eq!(Raw { state: "in".into(), ..Raw::default() }.wish(), None);
    }
}
