//! What front pages are made of: tiles that open their lists, and cards.

use askama::Template;

use crate::custody::roll::view::{PersonRow, Words};
use crate::custody::roll::{Marks, Resident};
use crate::inmates::banner::Flag;
use crate::inmates::face::{Face, ListFlags};
use crate::platform::id::InmateId;
use crate::web::parts::Timeline;
use crate::web::{Ctx, Frame};

/// A number that opens its list.
pub(super) struct Tile {
    pub href: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub value: String,
    pub label: String,
    pub note: String,
}

/// A person in a card.
pub(super) struct Person {
    pub face: Face,
    /// Cell, unit, or prison.
    pub place: String,
    pub flags: ListFlags,
    /// What stands first about the person here: where, when, how long.
    pub when: Option<Flag>,
    /// More, in words.
    pub text: String,
    pub late: bool,
}

/// A unit or prison with its numbers.
pub(super) struct Numbers {
    pub href: String,
    pub name: String,
    /// A second line: the level.
    pub sub: String,
    pub cells: Vec<String>,
    pub full: bool,
}

/// A line that leads on.
pub(super) struct Line {
    pub href: String,
    pub title: String,
    pub text: String,
}

/// A thing to do.
pub(super) struct WorkRow {
    pub when: Flag,
    pub title: String,
    /// The section it follows from.
    pub cite: String,
    pub name: String,
    pub href: String,
    pub place: String,
    /// Where it is done, and the verb.
    pub verb: (String, String),
    pub late: bool,
    pub steps: Option<Steps>,
}

/// How far a thing has come: "Steg 2 av 3", in words and as small bars.
pub(super) struct Steps {
    pub words: String,
    /// Where each bar begins, and whether it is reached.
    pub bars: Vec<(i64, bool)>,
    pub width: i64,
}

impl Steps {
    /// At a step of so many.
    pub fn of(t: crate::web::lang::Text, at: i64, all: i64) -> Self {
        Self { words: t.msg_cases_step(at, all), bars: (0..all).map(|n| (n * 14, n < at)).collect(), width: all * 14 }
    }
}

/// Something begun and not saved.
pub(super) struct Resume {
    pub title: String,
    pub text: String,
    /// When it is deleted, where that is soon.
    pub ends: Option<String>,
    pub verb: (String, String),
}

/// Things to do by when.
pub(super) struct WorkGroup {
    pub label: String,
    pub rows: Vec<WorkRow>,
}

/// A mark of a day: its colour, where it stands and how wide it is, in the drawing's units.
pub(super) struct Mark {
    pub class: &'static str,
    pub x: u64,
    pub width: u64,
}

/// A day of the two-week strip, in the drawing's units.
pub(super) struct FortnightDay {
    pub x: u64,
    pub y: u64,
    pub number: String,
    pub today: bool,
    pub marks: Vec<Mark>,
    /// The gravest of them in a word; empty for none.
    pub word: String,
}

/// Two weeks, drawn.
pub(super) struct Fortnight {
    pub title: String,
    /// The same in words.
    pub said: String,
    pub heads: Vec<(u64, String)>,
    pub days: Vec<FortnightDay>,
    pub legend: Vec<(&'static str, String)>,
}

/// Longer lists of people than this stand folded, the first lines open and the rest a touch away. A whole unit is never folded.
const MANY_PEOPLE: usize = 30;
/// The same of lines.
const MANY_LINES: usize = 14;
/// So many lines of a folded list stand open.
const OPEN: usize = 10;

/// What a card holds.
pub(super) enum Body {
    People(Vec<Person>),
    Notes(Timeline),
    Work(Vec<WorkGroup>),
    Drafts(Vec<Resume>),
    Fortnight(Fortnight),
    /// Headings and rows.
    Table(Vec<String>, Vec<Numbers>),
    Lines(Vec<Line>),
    /// Nothing: icon, what that means, the next step.
    Empty(&'static str, String, String),
    /// Deadlines over the limit.
    Deadlines(crate::deadlines::Piece),
    /// Two weeks of deadlines.
    Strip(crate::deadlines::Strip),
    /// Words alone.
    Text(String),
    /// The question failed.
    Missing,
}

/// People in two parts: who stands open, and who is folded below.
pub(super) fn few_people(list: &[Person]) -> (&[Person], &[Person]) {
    folded(list, MANY_PEOPLE)
}

/// The same of lines.
pub(super) fn few_lines(list: &[Line]) -> (&[Line], &[Line]) {
    folded(list, MANY_LINES)
}

fn folded<T>(list: &[T], many: usize) -> (&[T], &[T]) {
    list.split_at(if list.len() > many { OPEN } else { list.len() })
}

/// A card.
pub(super) struct Card {
    pub id: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub note: String,
    pub link: Option<(String, String)>,
    pub body: Body,
}

impl Card {
    pub fn new(id: &'static str, icon: &'static str, title: String, body: Body) -> Self {
        Self { id, icon, title, note: String::new(), link: None, body }
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    #[must_use]
    pub fn link(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.link = Some((href.into(), label.into()));
        self
    }

    /// A list of people, or what it means that there are none.
    pub fn people(id: &'static str, icon: &'static str, title: String, people: Vec<Person>, none: (String, String)) -> Self {
        let count = people.len();
        let body = if people.is_empty() { Body::Empty(icon, none.0, none.1) } else { Body::People(people) };
        let card = Self::new(id, icon, title, body);
        if count > 0 { card.note(count.to_string()) } else { card }
    }
}

/// A front page before its frame is put around it.
#[derive(Default)]
pub(super) struct Home {
    /// The line below the greeting.
    pub lead: String,
    pub tiles: Vec<Tile>,
    /// Numbers that wait for somebody, below the tiles and smaller: many can be seen at once.
    pub asks: Vec<Tile>,
    pub main: Vec<Card>,
    pub aside: Vec<Card>,
    /// Everybody who is named on the page, for the trail.
    pub shown: Vec<InmateId>,
}

impl Home {
    /// What asks for somebody, the gravest first and what asks for nobody last; otherwise in the order it came.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.asks.sort_by_key(|tile| match tile.color {
            "danger" => 0,
            "warning" => 1,
            "neutral" => 3,
            _ => 2,
        });
        self
    }

    /// Remembers who is named.
    pub fn names(&mut self, people: impl IntoIterator<Item = InmateId>) {
        for id in people {
            if !self.shown.contains(&id) {
                self.shown.push(id);
            }
        }
    }
}

#[derive(Template)]
#[template(path = "home/home.html")]
pub(super) struct HomeView {
    pub frame: Frame,
    pub greeting: String,
    pub day: String,
    pub home: Home,
}

/// A flag without instruction.
pub(super) fn flag(color: &'static str, icon: &'static str, label: impl Into<String>) -> Flag {
    Flag { color, icon, label: label.into(), instruction: String::new(), solid: false }
}

/// Somebody on the roll as a person of a card.
pub(super) fn person(words: &Words<'_>, p: &Resident, marks: &Marks, when: Option<Flag>, text: String) -> Person {
    let PersonRow { face, cell, unit, flags, late, .. } = words.row(p, marks);
    Person { face, place: if cell.is_empty() { unit } else { cell }, flags, when, text, late }
}

/// A day that comes, as staff say it: "i dag", "i morgen", "om 12 dager", "3 dager siden".
pub(super) fn in_days(ctx: &Ctx, day: chrono::NaiveDate) -> String {
    let t = ctx.t;
    match (day - ctx.today).num_days() {
        0 => t.msg_home_today(),
        1 => t.msg_home_tomorrow(),
        n if n > 1 => t.msg_home_in_days(n),
        n => t.msg_home_days_ago(-n),
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_long_list_is_folded_and_nobody_is_lost() {
        let list: Vec<usize> = (0..40).collect();
        let (open, rest) = folded(&list, 30);
        assert_eq!((open.len(), rest.len(), rest[0]), (10, 30, 10));
        let (open, rest) = folded(&list[..30], 30);
        assert_eq!((open.len(), rest.len()), (30, 0));
    }
}
