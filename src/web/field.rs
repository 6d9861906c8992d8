//! One form field, right once: label, hint, message, and the attributes that tie them together for a screen reader.

use askama::Template;

use super::form::Errors;
use super::lang::Text;

/// One choice of a list or a group of radio buttons.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text(&'static str),
    Area(u8),
    Select,
    Radio,
    Checkbox,
    File(&'static str),
}

/// A field; `{{ field }}` in a template writes it whole.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field.html")]
pub struct Field {
    kind: Kind,
    name: &'static str,
    label: String,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    required: bool,
    required_word: String,
    choices: Vec<Choice>,
    empty_choice: Option<String>,
    /// What a line of text offers while it is typed.
    suggestions: Vec<String>,
    width: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    maxlength: u32,
    words: Option<String>,
    spellcheck: bool,
    /// A time: a page with scripts offers the choice when the clock shows it twice.
    clock: bool,
    /// The second of the two was chosen.
    later: bool,
    /// What chooses the second without a script: a box that is there always, since no script says when it is needed.
    later_words: String,
}

impl askama::filters::HtmlSafe for Field {}

impl Field {
    fn new(kind: Kind, name: &'static str, label: impl Into<String>, value: &str) -> Self {
        Self {
            kind,
            name,
            label: label.into(),
            value: value.to_owned(),
            hint: None,
            error: None,
            required: false,
            required_word: String::new(),
            choices: Vec::new(),
            empty_choice: None,
            suggestions: Vec::new(),
            width: "",
            autocomplete: "off",
            inputmode: "",
            maxlength: 0,
            words: None,
            spellcheck: true,
            clock: false,
            later: false,
            later_words: String::new(),
        }
    }

    /// One line of text.
    pub fn text(name: &'static str, label: impl Into<String>, value: &str) -> Self {
        Self::new(Kind::Text("text"), name, label, value)
    }

    /// A day. The browser's own control sends `2026-11-23`; without one, `23.11.2026` is understood as well.
    pub fn day(name: &'static str, label: impl Into<String>, value: &str) -> Self {
        let value = super::form::day(value).map_or_else(|| value.to_owned(), |d| d.to_string());
        Self { width: "w-date", ..Self::new(Kind::Text("date"), name, label, &value) }
    }

    /// A day and a time. The browser's own control sends `2026-11-23T10:05`; without one, `23.11.2026 10:05` is understood as well.
    pub fn moment(t: Text, name: &'static str, label: impl Into<String>, value: &str) -> Self {
        let (plain, later) = super::form::shown_time(value);
        let value = super::form::moment(plain).map_or_else(|| plain.to_owned(), |m| m.format("%Y-%m-%dT%H:%M").to_string());
        Self { width: "w-half", clock: true, later, later_words: t.msg_clock_later(), ..Self::new(Kind::Text("datetime-local"), name, label, &value) }
    }

    /// A time of day, `07:15`, beside the day before it in the form.
    pub fn time(t: Text, name: &'static str, label: impl Into<String>, value: &str) -> Self {
        let (plain, later) = super::form::shown_time(value);
        Self {
            width: "w-num",
            inputmode: "numeric",
            maxlength: 5,
            spellcheck: false,
            clock: true,
            later,
            later_words: t.msg_clock_later(),
            ..Self::new(Kind::Text("text"), name, label, plain)
        }
    }

    /// A password; what was typed is never sent back.
    pub fn password(name: &'static str, label: impl Into<String>, autocomplete: &'static str) -> Self {
        Self { autocomplete, spellcheck: false, ..Self::new(Kind::Text("password"), name, label, "") }
    }

    /// Several lines of text.
    pub fn area(name: &'static str, label: impl Into<String>, value: &str, rows: u8) -> Self {
        Self::new(Kind::Area(rows), name, label, value)
    }

    /// One of many.
    pub fn select(name: &'static str, label: impl Into<String>, value: &str, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new(Kind::Select, name, label, value) }
    }

    /// One of a few.
    pub fn radio(name: &'static str, label: impl Into<String>, value: &str, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new(Kind::Radio, name, label, value) }
    }

    /// Yes or no; sends `yes` when ticked.
    pub fn checkbox(name: &'static str, label: impl Into<String>, value: &str) -> Self {
        Self::new(Kind::Checkbox, name, label, value)
    }

    /// A file of these types.
    pub fn file(name: &'static str, label: impl Into<String>, accept: &'static str) -> Self {
        Self::new(Kind::File(accept), name, label, "")
    }

    /// Its name in the form.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// With a line of help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With its message, if there is one.
    #[must_use]
    pub fn errors(mut self, errors: &Errors) -> Self {
        self.error = errors.of(self.name).map(str::to_owned);
        self
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self, t: Text) -> Self {
        self.required = true;
        self.required_word = t.msg_required();
        self
    }

    /// A list whose first choice is none.
    #[must_use]
    pub fn or_none(mut self, label: impl Into<String>) -> Self {
        self.empty_choice = Some(label.into());
        self
    }

    /// Offers these while a line of text is typed; anything else may be typed too.
    #[must_use]
    pub fn suggest(mut self, words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.suggestions = words.into_iter().map(Into::into).collect();
        self
    }

    /// `w-date`, `w-num`, `w-code` or `w-half`.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = width;
        self
    }

    /// For the browser's own memory (WCAG 1.3.5), about the person typing, never about an inmate.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// Which keys a tablet shows.
    #[must_use]
    pub fn inputmode(mut self, inputmode: &'static str) -> Self {
        self.inputmode = inputmode;
        self
    }

    /// At most so many characters.
    #[must_use]
    pub fn max(mut self, length: u32) -> Self {
        self.maxlength = length;
        self
    }

    /// The value in words beneath (a date with its weekday).
    #[must_use]
    pub fn in_words(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// Not prose: no spelling marks.
    #[must_use]
    pub fn code(mut self) -> Self {
        self.spellcheck = false;
        self
    }

    fn describedby(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("{}-fault", self.name));
        }
        ids.join(" ")
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Text(kind) => kind,
            _ => "text",
        }
    }

    fn rows(&self) -> u8 {
        match self.kind {
            Kind::Area(rows) => rows,
            _ => 0,
        }
    }

    fn accept(&self) -> &'static str {
        match self.kind {
            Kind::File(accept) => accept,
            _ => "",
        }
    }

    fn is(&self, what: &str) -> bool {
        matches!(
            (self.kind, what),
            (Kind::Text(_), "text")
                | (Kind::Area(_), "area")
                | (Kind::Select, "select")
                | (Kind::Radio, "radio")
                | (Kind::Checkbox, "checkbox")
                | (Kind::File(_), "file")
        )
    }
}

/// The list of what is wrong, at the top of a page, each line leading to its field.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary.html")]
pub struct Summary {
    heading: String,
    lines: Vec<(&'static str, String)>,
}

impl askama::filters::HtmlSafe for Summary {}

impl Summary {
    /// Of these messages; writes nothing when there are none.
    pub fn of(t: Text, errors: &Errors) -> Self {
        Self { heading: t.msg_error_summary(), lines: errors.iter().map(|(f, m)| (f, m.to_owned())).collect() }
    }
}
