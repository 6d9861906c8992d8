//! A theme as typed.

use serde::Deserialize;

use super::store::{Said, Written};
use crate::plan::model::{Importance, Theme};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// The form of a theme.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ThemeForm {
    pub consent: String,
    pub own_words: String,
    pub needs: String,
    pub resources: String,
    pub importance: String,
    pub wants_contact: String,
    pub version: String,
    pub was: String,
}

impl ThemeForm {
    /// Filled with what is written.
    pub fn of(w: &Written, consent: bool) -> Self {
        Self {
            consent: if consent { "yes".into() } else { String::new() },
            own_words: w.own_words.clone(),
            needs: w.needs.clone(),
            resources: w.resources.clone(),
            importance: w.importance.map(|i| i.as_str().to_owned()).unwrap_or_default(),
            wants_contact: w.wants_contact.map(|yes| if yes { "yes" } else { "no" }.to_owned()).unwrap_or_default(),
            version: String::new(),
            was: String::new(),
        }
    }

    /// The fields that two people may write differently.
    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("own_words", &self.own_words),
            ("needs", &self.needs),
            ("resources", &self.resources),
            ("importance", &self.importance),
            ("wants_contact", &self.wants_contact),
        ]
    }

    /// What is to be written.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, theme: Theme) -> Result<Said, Errors> {
        let mut errors = Errors::new();
        if self.consent != "yes" {
            errors.add("consent", t.msg_plan_no_consent());
        }
        if theme == Theme::Health {
            let wants_contact = match self.wants_contact.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => {
                    errors.add("wants_contact", t.msg_plan_missing_contact());
                    None
                }
            };
            return errors.into_result(Some(Said { wants_contact, ..Said::default() }));
        }
        let mut long = |field: &'static str, text: &str| {
            let text = clean(text);
            if text.chars().count() > 1500 {
                errors.add(field, t.msg_plan_too_long(1500));
            }
            text
        };
        let (own_words, needs, resources) = (long("own_words", &self.own_words), long("needs", &self.needs), long("resources", &self.resources));
        if own_words.is_empty() && needs.is_empty() && resources.is_empty() {
            errors.add("own_words", t.msg_plan_missing_words());
        }
        let importance = Importance::of(&self.importance);
        if importance.is_none() {
            errors.add("importance", t.msg_plan_missing_importance());
        }
        errors.into_result(Some(Said { own_words, needs, resources, importance, wants_contact: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_theme_needs_consent_words_and_weight_and_health_has_no_words() {
        let t = Lang::Nb.text();
        let whole = ThemeForm { consent: "yes".into(), own_words: " Bor hos broren min ".into(), importance: "much".into(), ..ThemeForm::default() };
        let said = whole.parse(t, Theme::Housing);
        assert_eq!(said.map(|s| (s.own_words, s.importance)), Ok(("Bor hos broren min".to_owned(), Some(Importance::Much))));
        let errors = ThemeForm { needs: "x".repeat(1501), ..ThemeForm::default() }.parse(t, Theme::Housing).err().unwrap_or_default();
        for field in ["consent", "needs", "importance"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        assert!(
            ThemeForm { consent: "yes".into(), importance: "some".into(), ..ThemeForm::default() }
                .parse(t, Theme::Work)
                .is_err_and(|e| e.of("own_words").is_some())
        );
        let health = ThemeForm { wants_contact: "yes".into(), ..whole };
        assert_eq!(health.parse(t, Theme::Health), Ok(Said { wants_contact: Some(true), ..Said::default() }), "whatever else was typed is dropped");
    }
}
