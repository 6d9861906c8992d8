//! What is typed about one's own account.

use serde::Deserialize;

use super::rules;
use crate::web::form::clean;
use crate::web::lang::Text;
use crate::web::{Errors, Lang};

/// Language and shortcuts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub language: String,
    pub single_keys: String,
}

impl Settings {
    pub fn parse(&self, t: Text) -> Result<(Lang, bool), Errors> {
        let mut errors = Errors::new();
        let lang = Lang::from_tag(&self.language);
        if lang.is_none() {
            errors.add("language", t.msg_me_language_choose());
        }
        errors.into_result(lang.map(|l| (l, self.single_keys == "yes")))
    }
}

/// A new password, with the present one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    pub current: String,
    pub password: String,
    pub again: String,
}

impl NewPassword {
    /// What can be said before the present password is checked. `context`: words that belong to the person and the house.
    pub fn parse(&self, t: Text, context: &[&str]) -> Errors {
        let mut errors = Errors::new();
        if self.current.is_empty() {
            errors.add("current", t.msg_pw_current_missing());
        }
        if let Err(weakness) = crate::platform::crypto::password::Policy::default().check(&self.password, context) {
            errors.add("password", rules::weakness(t, &weakness));
        } else if self.password == self.current {
            errors.add("password", t.msg_pw_same());
        }
        if self.password != self.again {
            errors.add("again", t.msg_pw_differ());
        }
        errors
    }
}

/// A code from the authenticator.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Code {
    pub code: String,
}

/// One of one's own sessions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OneSession {
    pub session: String,
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// Somebody one knows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Relation {
    pub number: String,
    pub relation: String,
}

impl Relation {
    pub fn parse(&self, t: Text) -> Result<(String, &'static str), Errors> {
        let mut errors = Errors::new();
        let number = super::super::grants::number(&self.number);
        if clean(&self.number).is_empty() {
            errors.add("number", t.msg_relation_number_missing());
        } else if number.is_none() {
            errors.add("number", t.msg_relation_number_wrong());
        }
        let relation = rules::RELATIONS.iter().copied().find(|r| *r == self.relation);
        if relation.is_none() {
            errors.add("relation", t.msg_relation_choose());
        }
        errors.into_result(number.zip(relation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t() -> Text {
        Lang::En.text()
    }

    #[test]
    fn every_fault_of_a_new_password_is_told_at_once() {
        let form = NewPassword { current: String::new(), password: "kort".into(), again: "kortere".into() };
        let errors = form.parse(t(), &[]);
        assert!(["current", "password", "again"].iter().all(|f| errors.of(f).is_some()));
    }

    #[test]
    fn the_same_password_is_not_a_new_one() {
        let form = NewPassword { current: "elgen liker ikke regn".into(), password: "elgen liker ikke regn".into(), again: "elgen liker ikke regn".into() };
        assert!(form.parse(t(), &[]).of("password").is_some());
        let form = NewPassword { current: "noe annet".into(), ..form };
        assert!(form.parse(t(), &[]).is_empty());
    }

    #[test]
    fn a_relation_needs_a_number_and_a_kind() {
        let told = |number: &str, relation: &str| Relation { number: number.into(), relation: relation.into() }.parse(t());
        assert_eq!(told(" 2026-00012 ", "family"), Ok(("2026-00012".into(), "family")));
        assert!(told("", "family").is_err());
        assert!(told("2026-00012", "enemy").is_err());
    }
}
