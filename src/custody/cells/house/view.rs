//! The pages of a prison's cells.

use askama::Template;
use uuid::Uuid;

use super::form::OutForm;
use super::store::{CellLine, Cellless, Period, Sleeper};
use crate::custody::cells::model::{Mate, Room, Target};
use crate::custody::cells::{swap, words};
use crate::platform::id::InmateId;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Errors, Field, Frame};

/// Which cells are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// With a free place.
    Free,
    /// Every one.
    All,
    /// Out of use.
    Out,
}

impl Show {
    const ALL: [Self; 3] = [Self::Free, Self::All, Self::Out];

    fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::All => "all",
            Self::Out => "out",
        }
    }

    fn holds(self, line: &CellLine) -> bool {
        match self {
            Self::Free => line.free() > 0,
            Self::All => true,
            Self::Out => line.out_reason.is_some(),
        }
    }
}

/// What the list was asked for.
pub struct Asked {
    pub unit: Option<Uuid>,
    pub show: Show,
    pub prison: Option<String>,
}

impl Asked {
    pub fn of(ctx: &Ctx, usual: Show) -> Self {
        let show = ctx.query("show").and_then(|s| Show::ALL.into_iter().find(|x| x.as_str() == s)).unwrap_or(usual);
        Self { unit: ctx.query("unit").and_then(|u| u.parse().ok()), show, prison: ctx.query("prison") }
    }

    fn href(&self, base: &str, unit: Option<Uuid>, show: Show) -> String {
        let mut href = format!("{base}?show={}", show.as_str());
        if let Some(unit) = unit {
            href += &format!("&unit={unit}");
        }
        if let Some(prison) = &self.prison {
            href += &format!("&prison={prison}");
        }
        href
    }

    fn holds(&self, line: &CellLine) -> bool {
        line.cell_id.is_some() && self.unit.is_none_or(|u| u == line.unit_id) && self.show.holds(line)
    }
}

/// What a line leads to.
pub enum Links {
    /// The cell's own page.
    House,
    /// The page that weighs a move or a swap.
    Move { base: String, mover: InmateId, from: Option<Target> },
}

/// One in a cell.
pub struct Inside {
    pub name: String,
    pub href: Option<String>,
    pub swap: Option<String>,
}

/// A cell in the list.
pub struct CellRow {
    pub code: String,
    pub href: Option<String>,
    pub free: i64,
    pub capacity: String,
    pub people: Vec<Inside>,
    pub accessible: bool,
    pub poor: bool,
    pub over: bool,
    pub out: Option<String>,
}

/// A line of the list.
pub enum Line {
    Unit(String, String),
    Cell(CellRow),
}

/// The cells asked for under the names of their units.
pub fn lines(ctx: &Ctx, cells: &[CellLine], people: &[Sleeper], asked: &Asked, links: &Links) -> Vec<Line> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut lines = Vec::new();
    let mut unit = None;
    for line in cells.iter().filter(|l| asked.holds(l)) {
        if unit != Some(line.unit_id) {
            unit = Some(line.unit_id);
            let free: i64 = cells.iter().filter(|l| l.unit_id == line.unit_id).map(CellLine::free).sum();
            lines.push(Line::Unit(line.unit.clone(), t.msg_cells_unit_free(free)));
        }
        let id = line.cell_id.map(|c| c.to_string()).unwrap_or_default();
        let mut inside: Vec<Inside> = people.iter().filter(|p| p.cell.is_some() && p.cell == line.cell_id).map(|p| one_inside(p, links)).collect();
        inside.extend((0..line.hidden).map(|_| Inside { name: t.msg_apart_hidden_short(), href: None, swap: None }));
        // Full by the maximum: nobody can be moved there, only swapped with.
        let room = line.out_reason.is_none() && line.people < i64::from(line.maximum);
        let href = match links {
            Links::House => Some(format!("/cells/{id}")),
            Links::Move { base, from, .. } => {
                (room && *from != line.cell_id.map(|c| Target::Cell(crate::platform::id::CellId(c)))).then(|| format!("{base}/to?cell={id}"))
            }
        };
        lines.push(Line::Cell(CellRow {
            code: line.code.clone().unwrap_or_default(),
            href,
            free: line.free(),
            capacity: t.msg_cells_capacity_three(i64::from(line.certified), i64::from(line.working), i64::from(line.maximum)),
            people: inside,
            accessible: line.accessible,
            poor: line.condition == "poor",
            over: line.people > i64::from(line.working),
            out: line.out_reason.as_ref().map(|reason| match line.expected_back {
                Some(day) => t.msg_cells_find_out_until(reason.as_str(), fmt.day(day).as_str()),
                None => reason.clone(),
            }),
        }));
    }
    lines
}

fn one_inside(p: &Sleeper, links: &Links) -> Inside {
    let (href, swap) = match links {
        Links::House => (Some(format!("/inmates/{}/cell", p.person.id)), None),
        Links::Move { base, mover, from } if *mover != p.person.id => (None, swap::href(base, p.person.id, *from)),
        Links::Move { .. } => (None, None),
    };
    Inside { name: p.person.name.clone(), href, swap }
}

/// A unit in which somebody can be placed without a cell.
pub struct UnitChip {
    pub href: String,
    pub label: String,
}

/// The units, for placing somebody without a cell.
pub fn without_cell(cells: &[CellLine], asked: &Asked, base: &str) -> Vec<UnitChip> {
    let mut chips: Vec<UnitChip> = Vec::new();
    for line in cells.iter().filter(|l| asked.unit.is_none_or(|u| u == l.unit_id)) {
        let href = format!("{base}/to?unit={}", line.unit_id);
        if chips.last().is_none_or(|c| c.href != href) {
            chips.push(UnitChip { href, label: line.unit.clone() });
        }
    }
    chips
}

/// Filter by unit, with the free places of each.
pub fn unit_chips(ctx: &Ctx, base: &str, cells: &[CellLine], asked: &Asked) -> Vec<Chip> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let all: i64 = cells.iter().map(CellLine::free).sum();
    let mut chips = vec![Chip::new(asked.href(base, None, asked.show), t.msg_roll_whole_house(), Some(fmt.number(all)), asked.unit.is_none())];
    let mut last = None;
    for line in cells {
        if last == Some(line.unit_id) {
            continue;
        }
        last = Some(line.unit_id);
        let free: i64 = cells.iter().filter(|l| l.unit_id == line.unit_id).map(CellLine::free).sum();
        let href = asked.href(base, Some(line.unit_id), asked.show);
        chips.push(Chip::new(href, line.unit_code.clone(), Some(fmt.number(free)), asked.unit == Some(line.unit_id)));
    }
    chips
}

/// Filter by what is free.
pub fn show_chips(ctx: &Ctx, base: &str, cells: &[CellLine], asked: &Asked) -> Vec<Chip> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    Show::ALL
        .into_iter()
        .map(|show| {
            let n = cells.iter().filter(|l| Asked { show, unit: asked.unit, prison: None }.holds(l)).count();
            let label = match show {
                Show::Free => t.msg_cells_show_free(),
                Show::All => t.msg_cells_show_all(),
                Show::Out => t.msg_cells_show_out(),
            };
            Chip::new(asked.href(base, asked.unit, show), label, Some(fmt.number(i64::try_from(n).unwrap_or(i64::MAX))), asked.show == show)
        })
        .collect()
}

/// The list of a prison's cells.
#[derive(Template)]
#[template(path = "custody/cells.html")]
pub struct CellsView {
    pub frame: Frame,
    pub place: String,
    pub totals: String,
    pub without: String,
    pub without_href: String,
    pub prisons: Vec<Chip>,
    pub units: Vec<Chip>,
    pub shows: Vec<Chip>,
    pub lines: Vec<Line>,
}

/// Somebody without a cell, ready to be shown.
pub struct CelllessRow {
    pub name: String,
    pub number: String,
    pub href: String,
    pub place: String,
    pub since: String,
    pub by: String,
    pub before: String,
    pub out: bool,
    pub act: Option<String>,
}

/// People without a cell.
#[derive(Template)]
#[template(path = "custody/cells_without.html")]
pub struct WithoutView {
    pub frame: Frame,
    pub place: String,
    pub rows: Vec<CelllessRow>,
    pub hidden: i64,
    pub back: String,
}

impl WithoutView {
    pub fn new(ctx: &Ctx, place: String, people: &[Cellless], hidden: i64, back: String, moves: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let rows = people
            .iter()
            .map(|p| CelllessRow {
                name: p.person.name.clone(),
                number: p.person.number.clone(),
                href: format!("/inmates/{}/cell", p.person.id),
                place: p.unit.clone().unwrap_or_else(|| t.msg_cells_from_reception()),
                since: fmt.near(p.since),
                by: p.by.clone().unwrap_or_default(),
                before: p.before.clone().unwrap_or_default(),
                out: p.out,
                act: (moves && p.writable).then(|| format!("/inmates/{}/cell/move", p.person.id)),
            })
            .collect();
        Self { frame: ctx.frame("cells", t.msg_cells_without()), place, rows, hidden, back }
    }
}

/// A time out of use, in words.
pub struct PeriodRow {
    pub reason: String,
    pub text: String,
    pub running: bool,
}

/// What the page of one cell stands on.
pub struct One<'a> {
    pub id: String,
    pub room: &'a Room,
    pub mates: &'a [Mate],
    pub periods: &'a [Period],
    pub takes_out: bool,
    pub fault: Option<String>,
}

/// One cell.
#[derive(Template)]
#[template(path = "custody/cells_one.html")]
pub struct OneView {
    pub frame: Frame,
    pub id: String,
    pub unit: String,
    pub unit_href: String,
    pub facts: Vec<(String, String)>,
    pub people: Vec<Inside>,
    pub is_out: bool,
    pub takes_out: bool,
    pub done: bool,
    pub fault: Option<String>,
    pub periods: Vec<PeriodRow>,
    pub fields: Vec<Field>,
    pub errors: bool,
    pub summary: Summary,
}

impl OneView {
    pub fn new(ctx: &Ctx, one: One<'_>, typed: &OutForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let r = one.room;
        let mut facts = vec![
            (t.msg_cells_capacity(), t.msg_cells_capacity_words(i64::from(r.certified), i64::from(r.working), i64::from(r.maximum))),
            (t.msg_cells_people_now(), fmt.number(i64::try_from(one.mates.len()).unwrap_or(i64::MAX))),
        ];
        if let Some(landing) = &r.landing {
            facts.push((t.msg_cells_landing(), landing.clone()));
        }
        if r.accessible {
            facts.push((t.msg_cells_fitted(), t.msg_cells_accessible()));
        }
        let people = one
            .mates
            .iter()
            .map(|m| Inside { name: words::who(t, m), href: m.person.as_ref().map(|p| format!("/inmates/{}/cell", p.id)), swap: None })
            .collect();
        let periods = one
            .periods
            .iter()
            .map(|p| {
                let (from, by) = (fmt.at(p.from), p.by.clone().unwrap_or_default());
                let text = match (p.until, p.expected_back) {
                    (Some(until), _) => t.msg_cells_was_out(from.as_str(), fmt.at(until).as_str(), by.as_str(), p.ended_by.as_deref().unwrap_or(&by)),
                    (None, Some(day)) => t.msg_cells_is_out_until(from.as_str(), fmt.day(day).as_str(), by.as_str()),
                    (None, None) => t.msg_cells_is_out(from.as_str(), by.as_str()),
                };
                PeriodRow { reason: p.reason.clone(), text, running: p.until.is_none() }
            })
            .collect();
        Self {
            frame: ctx.frame("cells", words::place(t, r)),
            id: one.id,
            unit: r.unit.clone(),
            unit_href: format!("/cells?show=all&unit={}&prison={}", r.unit_id, r.prison_id),
            facts,
            people,
            is_out: r.out.is_some(),
            takes_out: one.takes_out && !r.closed,
            done: ctx.query("done").is_some(),
            fault: one.fault,
            periods,
            fields: vec![
                Field::area("reason", t.msg_cells_out_reason(), &typed.reason, 2).hint(t.msg_cells_out_reason_hint()).max(400).required(t).errors(errors),
                Field::day("expected_back", t.msg_cells_out_back(), &typed.expected_back).errors(errors),
            ],
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
        }
    }
}
