//! Where everybody of a prison was at an instant.

use askama::Template;
use chrono::{DateTime, Utc};

use super::super::store::{Everybody, Hidden, Whereabouts};
use super::words::{Words, plain};
use crate::inmates::banner::Flag;
use crate::inmates::face::Face;
use crate::inmates::store::full_name;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Field, Frame};

/// A person, or somebody whom the reader may not see.
pub struct Line {
    pub face: Face,
    pub placeholder: bool,
    pub cell: String,
    pub state: Flag,
    pub what: String,
    pub since: String,
}

/// The people of a unit.
pub struct Group {
    pub name: String,
    pub count: String,
    pub lines: Vec<Line>,
}

/// A number that is part of the sum.
pub struct Figure {
    pub label: String,
    pub value: String,
    pub color: &'static str,
}

#[derive(Template)]
#[template(path = "custody/movements/positions.html")]
pub struct PositionsView {
    pub frame: Frame,
    pub place: String,
    pub when: String,
    pub errors: bool,
    pub summary: Summary,
    pub at: Field,
    pub prison: Option<String>,
    pub figures: Vec<Figure>,
    pub sum: String,
    pub groups: Vec<Group>,
}

/// States in the order of the sum.
const STATES: [&str; 6] = ["cell", "no_cell", "reception", "inside", "on_the_way", "out"];

impl PositionsView {
    /// Of everybody at an instant; `typed` is what stands in the field.
    pub fn new(ctx: &Ctx, place: String, prison: Option<String>, at: DateTime<Utc>, typed: &str, everybody: &Everybody, errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let count =
            |state: &str| (everybody.people.iter().filter(|p| p.state == state).count() + everybody.hidden.iter().filter(|h| h.state == state).count()) as i64;
        let figures = STATES
            .iter()
            .map(|state| (*state, count(state)))
            .filter(|(state, n)| *n > 0 || matches!(*state, "cell" | "out"))
            .map(|(state, n)| Figure { label: label(&words, state), value: words.fmt.number(n), color: color(state) })
            .collect();
        let all = (everybody.people.len() + everybody.hidden.len()) as i64;
        let out = count("out");
        let hidden = everybody.hidden.len() as i64;
        let sum = if hidden > 0 { t.msg_move_positions_sum_hidden(all, all - out, out, hidden) } else { t.msg_move_positions_sum(all, all - out, out) };
        Self {
            frame: ctx.frame("movements", t.msg_move_positions()),
            place,
            when: t.msg_move_positions_at(words.fmt.long_day(crate::law::calendar::oslo_day(at)).as_str(), words.fmt.time(at).as_str()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            at: Field::moment(t, "at", t.msg_move_field_at(), typed).hint(t.msg_move_positions_hint()).errors(errors),
            prison,
            figures,
            sum,
            groups: groups(&words, everybody),
        }
    }
}

fn label(words: &Words<'_>, state: &str) -> String {
    let t = words.t;
    match state {
        "cell" => t.msg_move_pos_cell(),
        "no_cell" => t.msg_move_pos_no_cell(),
        "reception" => t.msg_move_pos_reception(),
        "inside" => t.msg_move_pos_inside(),
        "on_the_way" => t.msg_move_pos_on_the_way(),
        _ => t.msg_move_pos_out(),
    }
}

fn color(state: &str) -> &'static str {
    match state {
        "out" | "inside" => "info",
        "no_cell" | "reception" => "warning",
        "on_the_way" => "accent",
        _ => "neutral",
    }
}

fn icon(state: &str) -> &'static str {
    match state {
        "out" => "DoorOpen",
        "inside" => "LocationPin",
        "on_the_way" => "Footprint",
        "no_cell" | "reception" => "QuestionmarkCircle",
        _ => "Bed",
    }
}

fn groups(words: &Words<'_>, everybody: &Everybody) -> Vec<Group> {
    let mut groups: Vec<(Option<uuid::Uuid>, Group)> = Vec::new();
    let mut put = |unit: Option<uuid::Uuid>, name: &Option<String>, line: Line| {
        let at = groups.iter().position(|(u, _)| *u == unit).unwrap_or_else(|| {
            let name = name.clone().unwrap_or_else(|| words.t.msg_move_pos_reception());
            groups.push((unit, Group { name, count: String::new(), lines: Vec::new() }));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(at) {
            group.lines.push(line);
        }
    };
    for p in &everybody.people {
        put(p.unit_id, &p.unit, seen(words, p));
    }
    for (n, h) in everybody.hidden.iter().enumerate() {
        put(h.unit_id, &h.unit, unseen(words, n, h));
    }
    groups
        .into_iter()
        .map(|(_, mut g)| {
            g.lines.sort_by(|a, b| a.cell.cmp(&b.cell));
            g.count = words.fmt.number(g.lines.len() as i64);
            g
        })
        .collect()
}

fn seen(words: &Words<'_>, p: &Whereabouts) -> Line {
    let away = matches!(p.state.as_str(), "out" | "inside" | "on_the_way");
    let what = if away { words.what(p.state == "out", p.reason.as_deref().unwrap_or_default(), p.place.as_deref().unwrap_or_default()) } else { String::new() };
    Line {
        face: Face::of(p.inmate, full_name(&p.family_name, &p.given_name), &p.number, false),
        placeholder: false,
        cell: p.cell.clone().unwrap_or_default(),
        state: plain(color(&p.state), icon(&p.state), label(words, &p.state)),
        what,
        since: p.since.map(|at| words.t.msg_move_since(words.fmt.at(at).as_str())).unwrap_or_default(),
    }
}

fn unseen(words: &Words<'_>, n: usize, h: &Hidden) -> Line {
    let mut face = Face::of(uuid::Uuid::nil(), words.t.msg_roll_protected(n as i64 + 1), "", false);
    face.portrait = String::new();
    face.href = String::new();
    Line {
        face,
        placeholder: true,
        cell: h.cell.clone().unwrap_or_default(),
        state: plain(color(&h.state), icon(&h.state), label(words, &h.state)),
        what: String::new(),
        since: String::new(),
    }
}
