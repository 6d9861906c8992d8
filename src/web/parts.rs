//! Pieces of pages that several slices show: chips that filter, and the timeline. Display-ready values only.

use askama::Template;

use super::assets;
use super::lang::Text;

/// A filter as a link.
#[derive(Clone, Debug)]
pub struct Chip {
    /// Where it leads.
    pub href: String,
    /// The word.
    pub label: String,
    /// How many it shows, when that is known.
    pub count: Option<String>,
    /// Whether it is the chosen one.
    pub current: bool,
}

impl Chip {
    /// A filter.
    pub fn new(href: impl Into<String>, label: impl Into<String>, count: Option<String>, current: bool) -> Self {
        Self { href: href.into(), label: label.into(), count, current }
    }
}

/// What stood before a correction.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// When and by whom, in words.
    pub by: String,
    /// The text.
    pub text: String,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// The icon.
    pub icon: &'static str,
    /// The colour family.
    pub color: &'static str,
    /// What kind of thing.
    pub heading: String,
    /// The time of day.
    pub time: String,
    /// For the `datetime` attribute.
    pub machine: String,
    /// Who wrote it, where.
    pub by: String,
    /// What happened.
    pub text: String,
    /// What it said before it was corrected.
    pub earlier: Option<Earlier>,
    /// Where more is to be found.
    pub href: Option<String>,
}

impl Event {
    /// Longer than four lines: folded until opened.
    fn long(&self) -> bool {
        self.text.chars().count() > 320
    }
}

/// The things of one day.
#[derive(Clone, Debug)]
pub struct Day {
    /// "I dag", "mandag 23. november 2026".
    pub label: String,
    /// Newest first.
    pub events: Vec<Event>,
}

/// What happened, newest first, under a heading for each day. `{{ timeline }}` writes it whole.
#[derive(Clone, Template)]
#[template(path = "components/timeline.html")]
pub struct Timeline {
    t: Text,
    days: Vec<Day>,
}

impl askama::filters::HtmlSafe for Timeline {}

impl Timeline {
    /// From events in order, each with the label of its day.
    pub fn of(t: Text, events: impl IntoIterator<Item = (String, Event)>) -> Self {
        let mut days: Vec<Day> = Vec::new();
        for (label, event) in events {
            match days.last_mut() {
                Some(day) if day.label == label => day.events.push(event),
                _ => days.push(Day { label, events: vec![event] }),
            }
        }
        Self { t, days }
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    fn icons(&self) -> &'static str {
        assets::ICONS
    }
}
