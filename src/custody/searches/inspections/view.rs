//! The page of rounds.

use askama::Template;
use uuid::Uuid;

use super::form::RoundForm;
use crate::custody::searches::model::Round;
use crate::custody::searches::store::inspections::Cell;
use crate::platform::id::UnitId;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Errors, Field, Frame};

/// A cell as the page shows it.
pub struct Line {
    /// The cell.
    pub id: String,
    /// Its code.
    pub code: String,
    /// How many live there.
    pub people: String,
    /// When and by whom, when it has been done.
    pub done: Option<String>,
    /// What there was.
    pub finding: String,
    /// Ticked, when the form comes back.
    pub ticked: bool,
    /// Where a search of it is recorded.
    pub search: String,
}

/// A unit.
pub struct Unit {
    /// The unit.
    pub id: String,
    /// Its name.
    pub name: String,
    /// "12 av 20".
    pub progress: String,
    /// Whether every cell is done.
    pub complete: bool,
    /// Its cells.
    pub lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "custody/inspections.html")]
pub struct RoundView {
    pub frame: Frame,
    pub between: Vec<Chip>,
    pub rounds: Vec<Chip>,
    pub chips: Vec<Chip>,
    pub prison: String,
    pub prisons: Option<Field>,
    pub kind: &'static str,
    pub lead: String,
    pub units: Vec<Unit>,
    /// When, which cell, what, who.
    pub findings: Vec<(String, String, String, String)>,
    pub errors: bool,
    pub summary: Summary,
    pub writes: bool,
}

/// Which units of the prison are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All.
    Whole,
    /// Those of the reader's shift.
    Mine,
    /// One.
    One(Uuid),
}

impl Part {
    /// Of what the address says; an officer on duty begins with the own units.
    pub fn of(ctx: &Ctx) -> Self {
        match ctx.query("unit").as_deref() {
            Some("all") => Self::Whole,
            Some(unit) => unit.parse().map_or(Self::Whole, Self::One),
            None if ctx.actor.units.is_empty() => Self::Whole,
            None => Self::Mine,
        }
    }

    /// A shift on open units has no cells of a daily round: then the house is shown.
    pub fn or_whole(self, ctx: &Ctx, cells: &[Cell]) -> Self {
        let empty = self == Self::Mine && !cells.iter().any(|c| self.holds(&ctx.actor.units, c.unit_id));
        if empty { Self::Whole } else { self }
    }

    fn holds(self, mine: &[UnitId], unit: Uuid) -> bool {
        match self {
            Self::Whole => true,
            Self::Mine => mine.contains(&UnitId(unit)),
            Self::One(one) => one == unit,
        }
    }
}

/// Units with their cells, done ones last kept in walking order.
pub fn units(ctx: &Ctx, cells: &[Cell], part: Part, raw: &RoundForm) -> Vec<Unit> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut units: Vec<(Uuid, Unit)> = Vec::new();
    for c in cells.iter().filter(|c| part.holds(&ctx.actor.units, c.unit_id)) {
        let id = c.cell_id.to_string();
        let typed = raw.row.iter().position(|r| *r == id).and_then(|i| raw.finding.get(i)).cloned().unwrap_or_default();
        let line = Line {
            code: c.code.clone(),
            people: if c.people == 0 { t.msg_inspection_empty_cell() } else { t.msg_inspection_people(c.people) },
            done: c.at.map(|at| t.msg_inspection_done_by(fmt.near(at).as_str(), c.by.as_deref().unwrap_or_default())),
            finding: c.finding.clone().unwrap_or(typed),
            ticked: raw.done.contains(&id),
            search: format!("/searches/new?cell={id}"),
            id,
        };
        match units.last_mut() {
            Some((unit, found)) if *unit == c.unit_id => found.lines.push(line),
            _ => units.push((c.unit_id, Unit { id: c.unit_id.to_string(), name: c.unit.clone(), progress: String::new(), complete: false, lines: vec![line] })),
        }
    }
    units
        .into_iter()
        .map(|(_, mut unit)| {
            let done = unit.lines.iter().filter(|l| l.done.is_some()).count();
            unit.complete = done == unit.lines.len();
            unit.progress = t.msg_inspection_progress(done as i64, unit.lines.len() as i64);
            unit
        })
        .collect()
}

/// Chips of the units: how many cells wait in each.
pub fn chips(ctx: &Ctx, cells: &[Cell], part: Part, round: Round, prison: &str) -> Vec<Chip> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let base = format!("/inspections?kind={}&prison={prison}", round.as_str());
    let waiting = |p: Part| cells.iter().filter(|c| c.at.is_none() && p.holds(&ctx.actor.units, c.unit_id)).count() as i64;
    let mut chips = vec![Chip::new(format!("{base}&unit=all"), t.msg_inspection_whole(), Some(fmt.number(waiting(Part::Whole))), part == Part::Whole)];
    if !ctx.actor.units.is_empty() {
        chips.insert(0, Chip::new(base.clone(), t.msg_inspection_mine(), Some(fmt.number(waiting(Part::Mine))), part == Part::Mine));
    }
    let mut seen: Vec<Uuid> = Vec::new();
    for c in cells {
        if !seen.contains(&c.unit_id) {
            seen.push(c.unit_id);
            let one = Part::One(c.unit_id);
            chips.push(Chip::new(format!("{base}&unit={}", c.unit_id), c.unit_code.clone(), Some(fmt.number(waiting(one))), part == one));
        }
    }
    chips
}

/// The message beside a round, once.
pub fn summary(ctx: &Ctx, errors: &Errors) -> Summary {
    Summary::of(ctx.t, errors)
}
