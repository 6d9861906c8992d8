//! What is typed about an account.

use serde::Deserialize;

use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A new account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewAccount {
    pub username: String,
    pub display_name: String,
    pub staff_number: String,
    pub title: String,
}

/// A new account, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct New {
    pub username: String,
    pub display_name: String,
    pub staff_number: String,
    pub title: Option<String>,
}

impl NewAccount {
    pub fn parse(&self, t: Text) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let username = clean(&self.username).to_lowercase();
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "æøå._-".contains(c);
        if !(2..=40).contains(&username.chars().count()) || !username.chars().all(known) {
            errors.add("username", t.msg_account_username_wrong());
        }
        let staff_number = clean(&self.staff_number);
        if staff_number.is_empty() || staff_number.chars().count() > 20 || staff_number.chars().any(char::is_whitespace) {
            errors.add("staff_number", t.msg_account_number_wrong());
        }
        let display_name = name(&self.display_name, t, &mut errors);
        let title = title(&self.title, t, &mut errors);
        errors.into_result(Some(New { username, display_name, staff_number, title }))
    }
}

/// A person's name has no format; it has a length.
fn name(typed: &str, t: Text, errors: &mut Errors) -> String {
    let name = clean(typed);
    if !(2..=120).contains(&name.chars().count()) {
        errors.add("display_name", t.msg_account_name_wrong());
    }
    name
}

fn title(typed: &str, t: Text, errors: &mut Errors) -> Option<String> {
    let title = clean(typed);
    if title.chars().count() > 80 {
        errors.add("title", t.msg_staff_reason_long(80));
    }
    (!title.is_empty()).then_some(title)
}

/// Another name or title.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    pub display_name: String,
    pub title: String,
    pub version: String,
    pub was: String,
}

impl Edit {
    pub fn parse(&self, t: Text) -> Result<(String, Option<String>), Errors> {
        let mut errors = Errors::new();
        let name = name(&self.display_name, t, &mut errors);
        let title = title(&self.title, t, &mut errors);
        errors.into_result(Some((name, title)))
    }
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// The longest text the terminal may give for a name or number.
pub fn of_command_line(username: &str, display_name: &str, staff_number: &str) -> Result<New, Errors> {
    let typed = NewAccount { username: username.into(), display_name: display_name.into(), staff_number: staff_number.into(), title: String::new() };
    typed.parse(crate::web::Lang::En.text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn an_account_needs_a_name_a_username_and_a_number() {
        let t = Lang::En.text();
        let errors = NewAccount::default().parse(t).err().unwrap_or_default();
        assert!(["username", "display_name", "staff_number"].iter().all(|f| errors.of(f).is_some()));
        let typed = NewAccount { username: " Kari.Moen ".into(), display_name: " Kari  Moen ".into(), staff_number: "10044".into(), title: " ".into() };
        assert_eq!(typed.parse(t), Ok(New { username: "kari.moen".into(), display_name: "Kari  Moen".into(), staff_number: "10044".into(), title: None }));
        for username in ["k", "kari moen", "kari@moen", &"x".repeat(41), "кари"] {
            assert!(NewAccount { username: username.into(), ..NewAccount::default() }.parse(t).is_err_and(|e| e.of("username").is_some()), "{username}");
        }
    }
}
