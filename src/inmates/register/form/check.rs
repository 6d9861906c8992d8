//! Checks that every form of the register shares. Each adds its message and goes on, so that everything wrong is told at once.

use chrono::NaiveDate;

use crate::access::Role;
use crate::inmates::register::model::NumberKind;
use crate::inmates::register::rules::{self, BirthFault, CheckedNumber, NumberFault};
use crate::inmates::register::words::Words;
use crate::law::national_id::IdentifierError;
use crate::reference::List;
use crate::web::form::day;
use crate::web::{Errors, Field};

/// The longest a name may be.
const NAME: usize = 120;

/// What is known about the person a form is for.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The registered birth date.
    pub born: Option<NaiveDate>,
    /// Birth dates that the person's numbers speak of.
    pub numbers_say: Vec<NaiveDate>,
    /// The reason of the alert being changed, as it stands.
    pub detail: String,
}

/// A form being checked for one writer.
pub struct Check<'a> {
    /// Words.
    pub words: Words<'a>,
    /// What was wrong.
    pub errors: Errors,
    /// What is odd, and must be confirmed.
    pub warnings: Vec<String>,
    /// The Oslo day.
    pub today: NaiveDate,
    /// The writer's role.
    pub role: Role,
    /// Whether test numbers belong here.
    pub demonstration: bool,
    /// The person.
    pub facts: Facts,
    confirmed: bool,
}

impl<'a> Check<'a> {
    /// For a writer and a person.
    pub fn new(words: Words<'a>, today: NaiveDate, role: Role, demonstration: bool, facts: Facts) -> Self {
        Self { words, errors: Errors::new(), warnings: Vec::new(), today, role, demonstration, facts, confirmed: false }
    }

    /// The writer has read the warnings.
    pub fn confirm(&mut self, confirmed: &str) {
        self.confirmed = confirmed == "yes";
    }

    /// Something odd: asks the writer to confirm it.
    pub fn warn(&mut self, message: String) {
        if !self.warnings.contains(&message) {
            self.warnings.push(message);
        }
    }

    /// Everything that stops the form, unconfirmed warnings included.
    pub fn finish(&mut self) -> Errors {
        if !self.warnings.is_empty() && !self.confirmed {
            self.errors.add("confirmed", self.words.t.msg_reg_confirm_missing());
        }
        self.errors.clone()
    }

    /// One line of text, at most `max` characters.
    pub fn line(&mut self, field: &'static str, typed: &str, max: usize) -> String {
        let text = visible(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        self.fits(field, text, max)
    }

    /// Several lines of text, at most `max` characters.
    pub fn text(&mut self, field: &'static str, typed: &str, max: usize) -> String {
        let text = visible(&crate::web::form::clean(typed));
        self.fits(field, text, max)
    }

    /// A name or a part of it.
    pub fn name(&mut self, field: &'static str, typed: &str) -> String {
        self.line(field, typed, NAME)
    }

    /// Must be filled in.
    pub fn required(&mut self, field: &'static str, text: &str, message: String) {
        if text.is_empty() {
            self.errors.add(field, message);
        }
    }

    /// One of a closed set.
    pub fn one_of<T>(&mut self, field: &'static str, typed: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = of(typed.trim());
        if found.is_none() {
            self.errors.add(field, self.words.t.msg_reg_choose());
        }
        found
    }

    /// A code of a list, or nothing.
    pub fn code(&mut self, field: &'static str, list: List, typed: &str) -> Option<String> {
        let code = typed.trim();
        if code.is_empty() {
            return None;
        }
        // A code that was closed later stays where it stands; a new one is chosen from what is offered.
        if self.words.catalogue().get(list, code).is_none() {
            self.errors.add(field, self.words.t.msg_reg_choose());
            return None;
        }
        Some(code.to_owned())
    }

    /// A day, or nothing.
    pub fn day(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        let typed = typed.trim();
        let found = day(typed);
        if found.is_none() && !typed.is_empty() {
            self.errors.add(field, self.words.t.msg_reg_not_a_day());
        }
        found
    }

    /// A birth date, or nothing.
    pub fn birth(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        let day = self.day(field, typed)?;
        let t = self.words.t;
        match rules::birth(day, self.today) {
            Ok(()) => {}
            Err(BirthFault::Future) => self.errors.add(field, t.msg_reg_birth_future()),
            Err(BirthFault::TooOld) => self.errors.add(field, t.msg_reg_birth_too_old()),
        }
        Some(day)
    }

    /// A number of a kind. A test number has no place in a register of living people.
    pub fn number(&mut self, field: &'static str, kind: NumberKind, typed: &str) -> Option<CheckedNumber> {
        let t = self.words.t;
        if typed.trim().is_empty() {
            self.errors.add(field, t.msg_reg_number_missing());
            return None;
        }
        match rules::number(kind, typed) {
            Ok(number) if number.synthetic && !self.demonstration => {
                self.errors.add(field, t.msg_reg_number_synthetic());
                None
            }
            Ok(number) => Some(number),
            Err(fault) => {
                self.errors.add(field, number_fault(&self.words, fault));
                None
            }
        }
    }

    /// The birth date a number speaks of and the one typed differ: may be right, must be meant.
    pub fn compare_births(&mut self, number_says: Option<NaiveDate>, born: Option<NaiveDate>) {
        if let (Some(says), Some(born)) = (number_says, born)
            && says != born
        {
            let (says, born) = (self.words.fmt.day(says), self.words.fmt.day(born));
            self.warn(self.words.t.msg_reg_birth_differs(born.as_str(), says.as_str()));
        }
    }

    fn fits(&mut self, field: &'static str, text: String, max: usize) -> String {
        if text.chars().count() > max {
            self.errors.add(field, self.words.t.msg_reg_too_long(i64::try_from(max).unwrap_or(i64::MAX)));
        }
        text
    }

    /// The box to tick when there are warnings.
    pub fn confirmation(&self) -> Field {
        Field::checkbox("confirmed", self.words.t.msg_reg_confirm(), if self.confirmed { "yes" } else { "" }).errors(&self.errors)
    }
}

/// Without characters that show nothing or turn the reading direction round: a name must read as it is stored.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\n' || (!c.is_control() && !matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')))
        .collect()
}

fn number_fault(words: &Words<'_>, fault: NumberFault) -> String {
    let t = words.t;
    match fault {
        NumberFault::Other => t.msg_reg_number_other(),
        NumberFault::Form(IdentifierError::Length { expected, found }) => t.msg_reg_number_length(expected as i64, found as i64),
        NumberFault::Form(IdentifierError::NotDigits) => t.msg_reg_number_not_digits(),
        NumberFault::Form(IdentifierError::Date | IdentifierError::Century) => t.msg_reg_number_date(),
        NumberFault::Form(IdentifierError::ControlDigits) => t.msg_reg_number_control(),
        NumberFault::Form(IdentifierError::IsDNumber) => t.msg_reg_number_is_d(),
        NumberFault::Form(IdentifierError::IsNotDNumber) => t.msg_reg_number_is_not_d(),
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_cannot_be_seen_is_not_kept() {
        assert_eq!(visible("Per\u{202e}nesnaH\u{200b} <b>\u{7}"), "PernesnaH <b>");
        assert_eq!(visible("to\nlinjer"), "to\nlinjer");
        // Arabic, Persian and Indic spelling needs the joiners.
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
