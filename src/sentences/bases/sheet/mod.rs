//! A basis as a form holds it: which fields each kind asks for, how they are read, and how a row fills them again.

use std::collections::BTreeMap;

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

/// How many acts a form holds.
pub const COUNTS: usize = 6;
const OFFENCE: [&str; COUNTS] = ["offence_1", "offence_2", "offence_3", "offence_4", "offence_5", "offence_6"];
const SECTION: [&str; COUNTS] = ["section_1", "section_2", "section_3", "section_4", "section_5", "section_6"];
const ATTEMPTED: [&str; COUNTS] = ["attempted_1", "attempted_2", "attempted_3", "attempted_4", "attempted_5", "attempted_6"];
const ACT_FROM: [&str; COUNTS] = ["act_from_1", "act_from_2", "act_from_3", "act_from_4", "act_from_5", "act_from_6"];
const ACT_TO: [&str; COUNTS] = ["act_to_1", "act_to_2", "act_to_3", "act_to_4", "act_to_5", "act_to_6"];

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

/// The fields of one act.
pub fn count_specs(i: usize) -> [Spec; 5] {
    [
        spec(OFFENCE[i], |t| t.msg_bases_offence(), Shape::Code(List::Offence)),
        spec(SECTION[i], |t| t.msg_bases_section(), Shape::Line(120)),
        spec(ACT_FROM[i], |t| t.msg_bases_act_from(), Shape::Day),
        spec(ACT_TO[i], |t| t.msg_bases_act_to(), Shape::Day),
        spec(ATTEMPTED[i], |t| t.msg_bases_attempted(), Shape::Tick),
    ]
}

/// The last fields of every form.
pub const LAST: [Spec; 1] = [spec("note", |t| t.msg_bases_note(), Shape::Lines(2000))];

/// How it ended: not in the form, and in the history.
pub const ENDING: [Spec; 2] = [
    spec("ended_on", |t| t.msg_bases_ended_on(), Shape::Day),
    spec("ended_as", |t| t.msg_bases_ended_as(), Shape::Choice(|t| EndedAs::ALL.iter().map(|e| Choice::new(e.as_str(), words::ended_as(t, *e))).collect())),
];

/// Every field of a kind's form, in order.
pub fn specs(kind: Kind) -> Vec<Spec> {
    parts(kind).into_iter().flat_map(|p| p.specs).chain((0..COUNTS).flat_map(count_specs)).chain(LAST).collect()
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
