//! A basis as a form holds it: which fields each kind asks for, how they are read, and how a row fills them again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use uuid::Uuid;

use super::model::{EndedAs, Kind};
use super::words;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field};

mod fill;
mod parts;
mod read;

pub use parts::{Layout, parts};
pub use read::Read;

/// Most acts of one document: more than any judgment has, and as many as a request may carry.
pub const MOST_ACTS: usize = 400;

/// How many acts an empty form has room for.
const FIRST_ACTS: usize = 2;

/// How many acts the form had room for when it was sent.
const ROOM: &str = "acts";

/// The names of the fields of one act.
#[derive(Debug)]
pub struct ActNames {
    offence: String,
    section: String,
    from: String,
    to: String,
    attempted: String,
}

static ACTS: LazyLock<Vec<ActNames>> = LazyLock::new(|| {
    let name = |what: &str, n: usize| format!("{what}_{n}");
    let act = |n| ActNames {
        offence: name("offence", n),
        section: name("section", n),
        from: name("act_from", n),
        to: name("act_to", n),
        attempted: name("attempted", n),
    };
    (1..=MOST_ACTS).map(act).collect()
});

/// The first so many acts.
fn acts(n: usize) -> impl Iterator<Item = &'static ActNames> {
    ACTS.iter().take(n)
}

/// Most in a number of days.
const MOST_DAYS: i64 = 36_500;

/// What is typed, by field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<String, String>);

type Say = fn(Text) -> String;

/// What a field holds.
#[derive(Clone, Copy)]
enum Shape {
    Line(u32),
    Lines(u32),
    Day,
    Moment,
    Number(i64),
    Kroner,
    Tick,
    Code(List),
    Choice(fn(Text) -> Vec<Choice>),
    /// One of the person's bases of the same kind.
    Earlier,
    /// One of the person's hearings that took place.
    Hearing,
}

/// A field of a form.
#[derive(Clone, Copy)]
pub struct Spec {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub say: Say,
    hint: Option<Say>,
    shape: Shape,
    need: bool,
}

const fn spec(name: &'static str, say: Say, shape: Shape) -> Spec {
    Spec { name, say, hint: None, shape, need: false }
}

impl Spec {
    const fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    const fn needed(mut self) -> Self {
        self.need = true;
        self
    }
}

/// The fields of each of the first so many acts.
pub fn act_specs(n: usize) -> impl Iterator<Item = [Spec; 5]> {
    acts(n).map(|a| {
        [
            spec(&a.offence, |t| t.msg_bases_offence(), Shape::Code(List::Offence)),
            spec(&a.section, |t| t.msg_bases_section(), Shape::Line(120)),
            spec(&a.from, |t| t.msg_bases_act_from(), Shape::Day),
            spec(&a.to, |t| t.msg_bases_act_to(), Shape::Day),
            spec(&a.attempted, |t| t.msg_bases_attempted(), Shape::Tick),
        ]
    })
}

/// The last fields of every form.
pub const LAST: [Spec; 1] = [spec("note", |t| t.msg_bases_note(), Shape::Lines(2000))];

/// How it ended: not in the form, and in the history.
pub const ENDING: [Spec; 2] = [
    spec("ended_on", |t| t.msg_bases_ended_on(), Shape::Day),
    spec("ended_as", |t| t.msg_bases_ended_as(), Shape::Choice(|t| EndedAs::ALL.iter().map(|e| Choice::new(e.as_str(), words::ended_as(t, *e))).collect())),
];

/// Every field of a kind's form with so many acts, in order.
pub fn specs(kind: Kind, acts: usize) -> Vec<Spec> {
    parts(kind).into_iter().flat_map(|p| p.specs).chain(act_specs(acts).flatten()).chain(LAST).collect()
}

/// What fields need to know to be shown and read.
pub struct Desk<'a> {
    /// Words.
    pub t: Text,
    /// Codes.
    pub catalogue: &'a Catalogue,
    /// Bokmål or English.
    pub nb: bool,
    /// Bases that this one may go on from: root and label.
    pub earlier: Vec<(Uuid, String)>,
    /// Hearings that a document may have come of: row and label.
    pub hearings: Vec<(Uuid, String)>,
}

impl Desk<'_> {
    /// Whether there is anything to choose in a field; a hearing is asked for only where there was one.
    pub fn offers(&self, spec: &Spec) -> bool {
        !matches!(spec.shape, Shape::Hearing) || !self.hearings.is_empty()
    }
}

impl From<BTreeMap<String, String>> for Sheet {
    fn from(fields: BTreeMap<String, String>) -> Self {
        Self(fields)
    }
}

impl Sheet {
    /// What stands in a field.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default().trim()
    }

    /// Puts something in a field.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// The number of the last act of which anything is filled in; beyond the most there can be when more were sent.
    pub fn acts(&self) -> usize {
        let number = |name: &str| {
            let (what, n) = name.rsplit_once('_')?;
            if !matches!(what, "offence" | "section" | "act_from" | "act_to" | "attempted") {
                return None;
            }
            n.parse::<usize>().ok()
        };
        self.0.iter().filter(|(_, value)| !value.trim().is_empty()).filter_map(|(name, _)| number(name)).max().unwrap_or(0)
    }

    /// For how many acts the form has room: those that are filled in, and as many empty ones as were asked for.
    pub fn room(&self) -> usize {
        self.acts().max(self.get(ROOM).parse().unwrap_or(0)).clamp(FIRST_ACTS, MOST_ACTS)
    }

    /// Makes room for one more.
    pub fn add_room(&mut self) {
        self.put(ROOM, (self.room() + 1).to_string());
    }

    /// Everything that is filled in.
    pub fn filled(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).filter(|(_, value)| !value.trim().is_empty())
    }

    fn ticked(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// A field, ready for the page.
    pub fn field(&self, spec: &Spec, desk: &Desk<'_>, errors: &Errors) -> Field {
        let (t, name, label, value) = (desk.t, spec.name, (spec.say)(desk.t), self.get(spec.name));
        let field = match spec.shape {
            Shape::Line(max) => Field::text(name, label, value).max(max).width("w-half"),
            Shape::Lines(max) => Field::area(name, label, value, 2).max(max),
            Shape::Day => Field::day(name, label, value),
            Shape::Moment => Field::moment(t, name, label, value),
            Shape::Number(most) => Field::text(name, label, value).width("w-num").inputmode("numeric").max(most.ilog10() + 2),
            Shape::Kroner => Field::text(name, label, value).width("w-num").inputmode("decimal").max(14),
            Shape::Tick => Field::checkbox(name, label, value),
            Shape::Code(list) => {
                let offered =
                    desk.catalogue.options(list, desk.nb).into_iter().map(|(code, label)| Choice::new(code, code_label(desk, list, code, label))).collect();
                Field::select(name, label, value, offered).or_none(t.msg_bases_choose())
            }
            Shape::Choice(of) => Field::select(name, label, value, of(t)).or_none(t.msg_bases_choose()),
            Shape::Earlier => {
                let offered = desk.earlier.iter().map(|(root, label)| Choice::new(root.to_string(), label.clone())).collect();
                Field::select(name, label, value, offered).or_none(t.msg_bases_extends_none())
            }
            Shape::Hearing => {
                let offered = desk.hearings.iter().map(|(id, label)| Choice::new(id.to_string(), label.clone())).collect();
                Field::select(name, label, value, offered).or_none(t.msg_bases_hearing_none())
            }
        };
        let field = if spec.need { field.required(t) } else { field };
        let field = match spec.hint {
            Some(hint) => field.hint(hint(t)),
            None => field,
        };
        field.errors(errors)
    }

    /// A value in words, for comparing two sheets.
    pub fn read(spec: &Spec, value: &str, desk: &Desk<'_>) -> String {
        match spec.shape {
            Shape::Code(list) if !value.is_empty() => desk.catalogue.label(list, value, desk.nb).to_owned(),
            Shape::Choice(of) => of(desk.t).into_iter().find(|c| c.value == value).map_or_else(|| value.to_owned(), |c| c.label),
            Shape::Earlier => desk.earlier.iter().find(|(root, _)| root.to_string() == value).map_or_else(|| value.to_owned(), |(_, l)| l.clone()),
            Shape::Hearing => desk.hearings.iter().find(|(id, _)| id.to_string() == value).map_or_else(|| value.to_owned(), |(_, l)| l.clone()),
            Shape::Tick => {
                if value == "yes" {
                    desk.t.msg_bases_yes()
                } else {
                    String::new()
                }
            }
            _ => value.to_owned(),
        }
    }
}

/// An offence goes by its section as well.
fn code_label(desk: &Desk<'_>, list: List, code: &str, label: &str) -> String {
    let section = if list == List::Offence { desk.catalogue.get(list, code).map(|c| c.attribute("section")).unwrap_or_default() } else { "" };
    if section.is_empty() { label.to_owned() } else { format!("{label} ({section})") }
}
