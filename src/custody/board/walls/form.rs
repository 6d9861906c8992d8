//! Putting up a wall screen, as typed.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::platform::id::UnitId;
use crate::web::Errors;
use crate::web::form::{clean, instant};
use crate::web::lang::Text;

/// The longest a screen may hang: then somebody looks whether it should still.
const MOST: TimeDelta = TimeDelta::hours(24);

/// Which board, and until when.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WallForm {
    /// `prison`, or a unit.
    pub board: String,
    /// When it ends.
    pub until: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct NewWall {
    /// The unit; none is the prison.
    pub unit: Option<UnitId>,
    /// When it ends.
    pub until: DateTime<Utc>,
}

impl WallForm {
    /// The screen, or what is wrong with each field. `units` are those that may be chosen.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, units: &[UnitId], now: DateTime<Utc>) -> Result<NewWall, Errors> {
        let mut errors = Errors::new();
        let board = match self.board.as_str() {
            "prison" => Some(None),
            unit => unit.parse().ok().filter(|u| units.contains(u)).map(Some),
        };
        if board.is_none() {
            errors.add("board", t.msg_wall_choose());
        }
        let reading = instant(&clean(&self.until));
        let until = reading.and_then(|r| r.instant());
        match (reading, until) {
            (None, _) => errors.add("until", t.msg_wall_bad_until()),
            (Some(_), None) => errors.add("until", t.msg_cells_no_such_clock()),
            (_, Some(until)) if until <= now => errors.add("until", t.msg_wall_past()),
            (_, Some(until)) if until > now + MOST => errors.add("until", t.msg_wall_long()),
            _ => {}
        }
        errors.into_result(board.zip(until).map(|(unit, until)| NewWall { unit, until }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;
    use uuid::Uuid;

    #[test]
    fn a_screen_hangs_for_a_day_at_most() {
        let (t, unit) = (Lang::Nb.text(), UnitId(Uuid::from_u128(7)));
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let form = |board: &str, until: &str| WallForm { board: board.into(), until: until.into() }.parse(t, &[unit], now);
        assert!(form("prison", "2026-11-23T22:00").is_ok_and(|w| w.unit.is_none()));
        assert!(form(&unit.to_string(), "24.11.2026 09:00").is_ok_and(|w| w.unit == Some(unit)));
        for (board, until, field) in [
            ("", "2026-11-23T22:00", "board"),
            (&Uuid::from_u128(8).to_string(), "2026-11-23T22:00", "board"),
            ("prison", "", "until"),
            ("prison", "2026-11-23T09:59", "until"),
            ("prison", "2026-11-24T10:01", "until"),
        ] {
            assert!(form(board, until).is_err_and(|e| e.of(field).is_some()), "{board} {until}");
        }
    }
}
