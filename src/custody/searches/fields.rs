//! Three kinds of field that the general ones do not have: a time with its day, a person to pick by name or number, and boxes to tick.

use askama::Template;

use super::moment::{self, Read};
use crate::web::form::shown_time;
use crate::web::lang::Text;
use crate::web::{Choice, Errors};

/// A day and a time.
#[derive(Clone, Debug, Template)]
#[template(path = "custody/fields/moment.html")]
pub struct Moment {
    name: &'static str,
    label: String,
    value: String,
    hint: String,
    error: Option<String>,
    required: String,
    /// Which of two that night.
    twice: String,
    /// The second was chosen.
    later: bool,
    /// What chooses the second without a script.
    later_words: String,
}

impl askama::filters::HtmlSafe for Moment {}

impl Moment {
    /// With its message.
    pub fn new(t: Text, name: &'static str, label: impl Into<String>, value: &str, errors: &Errors) -> Self {
        let twice = if matches!(moment::read(value), Read::First(_)) { t.msg_control_when_twice() } else { String::new() };
        let (plain, later) = shown_time(value);
        Self {
            name,
            label: label.into(),
            value: plain.to_owned(),
            later,
            later_words: t.msg_clock_later(),
            hint: String::new(),
            error: errors.of(name).map(str::to_owned),
            required: String::new(),
            twice,
        }
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self, t: Text) -> Self {
        self.required = t.msg_required();
        self
    }

    /// With a line of help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A person by number or name. The browser's own list helps; the number alone is enough.
#[derive(Clone, Debug, Template)]
#[template(path = "custody/fields/pick.html")]
pub struct Pick {
    name: &'static str,
    label: String,
    value: String,
    hint: String,
    error: Option<String>,
    required: String,
    /// The list's id: several fields of a page share one list.
    list: &'static str,
}

impl askama::filters::HtmlSafe for Pick {}

impl Pick {
    /// With its message.
    pub fn new(name: &'static str, label: impl Into<String>, value: &str, hint: impl Into<String>, errors: &Errors) -> Self {
        Self {
            name,
            label: label.into(),
            value: value.to_owned(),
            hint: hint.into(),
            error: errors.of(name).map(str::to_owned),
            required: String::new(),
            list: "people",
        }
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self, t: Text) -> Self {
        self.required = t.msg_required();
        self
    }
}

/// Several of a few.
#[derive(Clone, Debug, Template)]
#[template(path = "custody/fields/boxes.html")]
pub struct Boxes {
    name: &'static str,
    label: String,
    hint: String,
    choices: Vec<(Choice, bool)>,
    error: Option<String>,
}

impl askama::filters::HtmlSafe for Boxes {}

impl Boxes {
    /// With what is ticked, and its message.
    pub fn new(name: &'static str, label: impl Into<String>, hint: impl Into<String>, choices: Vec<Choice>, ticked: &[String], errors: &Errors) -> Self {
        let choices = choices.into_iter().map(|c| (ticked.contains(&c.value), c)).map(|(on, c)| (c, on)).collect();
        Self { name, label: label.into(), hint: hint.into(), choices, error: errors.of(name).map(str::to_owned) }
    }
}
