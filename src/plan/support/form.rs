//! Meetings and promises as typed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::party::Party;
use super::store::{New, NewPromise};
use crate::plan::model::{Kept, Theme};
use crate::reference::Catalogue;
use crate::web::Errors;
use crate::web::form::{clean, day, instant};
use crate::web::lang::Text;

/// Lines for those who are asked.
pub const LINES: usize = 7;

/// The form of a new meeting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    pub at: String,
    pub place: String,
    pub purpose: String,
    pub by: Vec<String>,
    pub name: Vec<String>,
}

impl NewForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, now: DateTime<Utc>) -> Result<New, Errors> {
        let mut errors = Errors::new();
        // A meeting that was held is written down afterwards, too.
        let at =
            instant(&self.at).and_then(crate::law::calendar::Reading::instant).filter(|at| *at - now < TimeDelta::days(366) && now - *at < TimeDelta::days(60));
        if at.is_none() {
            errors.add("at", t.msg_support_bad_at());
        }
        let (place, purpose) = (clean(&self.place), clean(&self.purpose));
        if place.chars().count() > 120 {
            errors.add("place", t.msg_plan_too_long(120));
        }
        if purpose.chars().count() > 200 {
            errors.add("purpose", t.msg_plan_too_long(200));
        }
        let mut members = Vec::new();
        for (i, typed) in self.by.iter().enumerate().take(LINES) {
            let name = self.name.get(i).map(|n| clean(n)).unwrap_or_default();
            if name.chars().count() > 120 {
                errors.add("by", t.msg_plan_too_long(120));
            }
            match Party::of(catalogue, typed) {
                Some(party) => members.push((party, name)),
                None if !name.is_empty() || !typed.is_empty() => errors.add("by", t.msg_support_missing_who()),
                None => {}
            }
        }
        if members.len() < 2 {
            errors.add("by", t.msg_support_missing_two());
        }
        errors.into_result(at.map(|at| New { at, place, purpose, members }))
    }
}

/// What came of a meeting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HoldForm {
    pub notes: String,
    pub came: Vec<String>,
    pub version: String,
    pub reason: String,
}

impl HoldForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text) -> Result<(String, Vec<Uuid>), Errors> {
        let mut errors = Errors::new();
        let notes = clean(&self.notes);
        let length = notes.chars().count();
        if length < 3 {
            errors.add("notes", t.msg_plan_missing_notes());
        } else if length > 4000 {
            errors.add("notes", t.msg_plan_too_long(4000));
        }
        errors.into_result(Some((notes, self.came.iter().filter_map(|c| c.parse().ok()).collect())))
    }
}

/// The form of a promise. `under`: `g:` and a goal, or `t:` and a theme.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PromiseForm {
    pub who: String,
    pub who_name: String,
    pub what: String,
    pub under: String,
    pub by_day: String,
    pub meeting: String,
}

/// What a promise can stand under: goals with their themes, and the themes that the person shares.
pub struct Under {
    pub goals: Vec<(Uuid, Theme, String)>,
    pub themes: Vec<Theme>,
}

impl PromiseForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, under: &Under, today: NaiveDate) -> Result<NewPromise, Errors> {
        let mut errors = Errors::new();
        let party = Party::of(catalogue, &self.who);
        if party.is_none() {
            errors.add("who", t.msg_support_missing_who());
        }
        let name = clean(&self.who_name);
        if name.chars().count() > 120 {
            errors.add("who_name", t.msg_plan_too_long(120));
        }
        let what = clean(&self.what);
        if !(3..=300).contains(&what.chars().count()) {
            errors.add("what", t.msg_support_missing_what());
        }
        let goal = self.under.strip_prefix("g:").and_then(|id| id.parse::<Uuid>().ok()).and_then(|id| under.goals.iter().find(|g| g.0 == id));
        let theme = goal.map(|g| g.1).or_else(|| self.under.strip_prefix("t:").and_then(Theme::of).filter(|x| under.themes.contains(x)));
        if theme.is_none() {
            errors.add("under", t.msg_support_missing_under());
        }
        let by_day = day(&self.by_day).filter(|d| *d >= today && (*d - today).num_days() <= 3 * 366);
        if by_day.is_none() {
            errors.add("by_day", t.msg_support_bad_day());
        }
        let whole = party.zip(theme).zip(by_day);
        errors.into_result(whole.map(|((party, theme), by_day)| NewPromise { party, name, what, theme, goal: goal.map(|g| g.0), by_day }))
    }
}

/// How a promise ends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettleForm {
    pub state: String,
    pub note: String,
    pub version: String,
    /// `promises`, with its selection: back to the list across people.
    pub back: String,
}

impl SettleForm {
    /// # Errors
    /// The message for whoever does not say why it was broken.
    pub fn parse(&self, t: Text) -> Result<(Kept, String), String> {
        let note = clean(&self.note);
        let length = note.chars().count();
        match Kept::of(&self.state).filter(|k| *k != Kept::Open) {
            None => Err(t.msg_support_missing_end()),
            Some(Kept::Broken | Kept::Withdrawn) if length < 3 => Err(t.msg_support_missing_note()),
            Some(_) if length > 400 => Err(t.msg_plan_too_long(400)),
            Some(state) => Ok((state, note)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_promise_is_somebodys_under_a_shared_theme_by_a_day() {
        let t = Lang::Nb.text();
        let today = "2026-11-23".parse().unwrap_or_default();
        let goal = Uuid::from_u128(7);
        let under = Under { goals: vec![(goal, Theme::Work, "Jobb".into())], themes: vec![Theme::Housing] };
        let empty = Catalogue::default();
        let whole = PromiseForm {
            who: "w:family".into(),
            what: "Rydde rommet".into(),
            under: "t:housing".into(),
            by_day: "2026-12-01".into(),
            ..PromiseForm::default()
        };
        assert_eq!(whole.parse(t, &empty, &under, today).map(|p| p.theme), Ok(Theme::Housing));
        let of_goal = PromiseForm { under: format!("g:{goal}"), ..whole.clone() };
        assert_eq!(of_goal.parse(t, &empty, &under, today).map(|p| (p.theme, p.goal)), Ok((Theme::Work, Some(goal))));
        for (field, form) in [
            ("under", PromiseForm { under: "t:finances".into(), ..whole.clone() }),
            ("who", PromiseForm { who: String::new(), ..whole.clone() }),
            ("by_day", PromiseForm { by_day: "2026-11-22".into(), ..whole.clone() }),
            ("what", PromiseForm { what: "x".into(), ..whole }),
        ] {
            assert!(form.parse(t, &empty, &under, today).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }

    #[test]
    fn what_is_broken_is_said_why() {
        let t = Lang::En.text();
        let form = |state: &str, note: &str| SettleForm { state: state.into(), note: note.into(), ..SettleForm::default() };
        assert!(form("kept", "").parse(t).is_ok() && form("broken", "Nobody called").parse(t).is_ok());
        assert!(form("broken", "").parse(t).is_err() && form("open", "again").parse(t).is_err());
    }
}
