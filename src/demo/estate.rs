//! The buildings: the active prisons of `data/prisons.csv` with units and cells to their capacities.
//!
//! A plan is a pure function of the prison's place in the list, so that a person transferred from another prison can be given a
//! unit there without keeping every prison in memory.

use anyhow::{Context, Result};

use super::copy::{Batch, Table};
use super::rng::Rng;
use super::units::{self, CsvUnit};
use super::words::{cell, records};
use super::world::World;

/// Security level of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    EspeciallyHigh,
    High,
    Lower,
    Halfway,
}

impl Level {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::EspeciallyHigh => "especially_high",
            Self::High => "high",
            Self::Lower => "lower",
            Self::Halfway => "halfway",
        }
    }
}

/// What a unit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Ordinary,
    Reception,
    Remand,
    Women,
    Youth,
    DrugRecovery,
    Detention,
    SpecialNeeds,
    Security,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Reception => "reception",
            Self::Remand => "remand",
            Self::Women => "women",
            Self::Youth => "youth",
            Self::DrugRecovery => "drug_recovery",
            Self::Detention => "preventive_detention",
            Self::SpecialNeeds => "special_needs",
            Self::Security => "security",
        }
    }
}

/// One room.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) code: String,
    /// Counted through the prison.
    pub(super) number: usize,
    pub(super) places: usize,
    maximum: usize,
    condition: &'static str,
    accessible: bool,
    pub(super) out_of_use: bool,
}

/// One unit with its rooms.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) level: Level,
    pub(super) purpose: Purpose,
    pub(super) basis: String,
    pub(super) places: usize,
    pub(super) closed: bool,
    pub(super) cells: Vec<Cell>,
}

/// A row of `data/prisons.csv`.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) code: String,
    pub(super) name: String,
    parent: String,
    municipality_no: String,
    municipality: String,
    county: String,
    pub(super) region: String,
    pub(super) kinds: Vec<String>,
    pub(super) sexes: Vec<String>,
    pub(super) high: usize,
    pub(super) lower: usize,
    pub(super) halfway: usize,
    basis: String,
    source: String,
    opened: i32,
    units: Vec<CsvUnit>,
}

impl Template {
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kinds.iter().any(|k| k == kind)
    }

    pub(super) fn only_women(&self) -> bool {
        self.sexes == ["F"]
    }

    pub(super) fn mixed(&self) -> bool {
        self.sexes.len() > 1
    }

    /// The first two digits of municipality numbers in its county.
    pub(super) fn county_number(&self) -> &str {
        self.municipality_no.get(..2).unwrap_or("03")
    }

    pub(super) fn places(&self) -> usize {
        self.high + self.lower + self.halfway
    }
}

/// A prison as built.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) index: u32,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) template: usize,
    pub(super) units: Vec<Unit>,
}

/// A small part of the estate still has every kind: these stand first, the rest follow in the file's order.
const FIRST: &[&str] = &["HAL", "RAV", "UEO", "BAS", "ILA", "OOG", "TOS", "SKI", "OSL", "TRH"];

/// The prisons in the order in which a scale below one takes them.
pub(super) fn templates() -> Result<Vec<Template>> {
    let units = records(include_str!("../../data/prison_units.csv"))?;
    let mut templates = Vec::new();
    for r in records(include_str!("../../data/prisons.csv"))? {
        if cell(&r, 20) != "active" {
            continue;
        }
        let words = |i: usize| cell(&r, i).split(';').map(str::to_owned).collect::<Vec<_>>();
        let number = |i: usize| cell(&r, i).parse::<usize>().unwrap_or(0);
        templates.push(Template {
            code: cell(&r, 0).to_owned(),
            name: cell(&r, 1).to_owned(),
            parent: cell(&r, 2).to_owned(),
            municipality_no: cell(&r, 3).to_owned(),
            municipality: cell(&r, 4).to_owned(),
            county: cell(&r, 5).to_owned(),
            region: cell(&r, 6).to_owned(),
            kinds: words(7),
            sexes: words(8),
            high: number(9),
            lower: number(10),
            halfway: number(11),
            basis: cell(&r, 13).to_owned(),
            opened: cell(&r, 15).parse().unwrap_or(1975),
            source: cell(&r, 22).to_owned(),
            units: units.iter().filter(|u| cell(u, 0) == cell(&r, 0)).map(CsvUnit::read).collect(),
        });
    }
    templates.sort_by_key(|t| FIRST.iter().position(|code| *code == t.code).unwrap_or(FIRST.len()));
    templates.first().context("data/prisons.csv names no active prison")?;
    Ok(templates)
}

/// How many prisons a scale means: all, several times over, or the first few.
pub(super) fn count(scale: f64, templates: usize) -> u32 {
    ((scale * templates as f64).round().clamp(0.0, 100_000.0) as u32).max(3)
}

/// Builds the prison that stands at `index`.
pub(super) fn plan(templates: &[Template], index: u32, seed: u64) -> Plan {
    let of = index as usize % templates.len();
    let copy = index as usize / templates.len() + 1;
    let template = &templates[of];
    // The same building every time, whatever the copy's number.
    let mut rng = Rng::new(seed, 0x0e57_a7e0_0000 | of as u64);
    let mut units = units::build(template, &template.units);
    let mut number = 0;
    for unit in &mut units {
        fill(unit, template, &mut number, &mut rng);
    }
    let (code, name) =
        if copy == 1 { (template.code.clone(), template.name.clone()) } else { (format!("{}-{copy}", template.code), format!("{} {copy}", template.name)) };
    Plan { index, code, name, template: of, units }
}

/// Puts cells into a unit until it has its places: single rooms mostly, a few double ones.
fn fill(unit: &mut Unit, template: &Template, number: &mut usize, rng: &mut Rng) {
    let doubles = match unit.level {
        Level::EspeciallyHigh | Level::Halfway => 0.0,
        Level::High if unit.purpose == Purpose::Youth => 0.0,
        Level::High if template.opened < 1950 => 0.1,
        Level::High => 0.03,
        Level::Lower => 0.1,
    };
    let condition = |rng: &mut Rng| match (template.opened, rng.unit()) {
        (2000.., x) if x < 0.95 => "good",
        (1960.., x) if x < 0.7 => "good",
        (_, x) if x < 0.45 => "good",
        (_, x) if x < 0.9 => "worn",
        _ => "poor",
    };
    let mut left = if unit.closed { 0 } else { unit.places };
    let mut room = 0;
    while left > 0 {
        let places = if left >= 2 && rng.chance(doubles) { 2 } else { 1 };
        // A few single rooms may take a second bed in an emergency.
        let maximum = if places == 1 && unit.level == Level::High && rng.chance(0.06) { 2 } else { places };
        unit.cells.push(Cell {
            code: format!("{}-{}{:02}", unit.code, room / 14 + 1, room % 14 + 1),
            number: *number,
            places,
            maximum,
            condition: condition(rng),
            accessible: room == 0 && rng.chance(0.5),
            out_of_use: room > 2 && rng.chance(0.015),
        });
        left -= places;
        room += 1;
        *number += 1;
    }
}

/// How many ids of counted rows [`write`] uses.
pub(super) fn rows_used(plan: &Plan) -> usize {
    plan.units.iter().flat_map(|u| &u.cells).filter(|c| c.out_of_use).count()
}

/// Writes the prison, its units and its cells.
pub(super) fn write(world: &World, plan: &Plan, batch: &mut Batch) {
    let template = &world.templates[plan.template];
    let ids = &world.ids;
    let (clock, prison) = (&world.clock, ids.prison(plan.index));
    let mut rows = ids.rows(plan.index);
    let mut rng = Rng::new(world.seed, 0x0007_0000_0000 | u64::from(plan.index));
    batch
        .row(Table::Prison)
        .id(prison)
        .text(&plan.code)
        .text(&plan.name)
        .text(&template.parent)
        .text(&template.region)
        .text(&template.municipality)
        .text(&template.county)
        .words(&template.kinds)
        .words(&template.sexes)
        .number(template.high as i64)
        .number(template.lower as i64)
        .number(template.halfway as i64)
        .text(&template.basis)
        .text(&template.source);
    for feature in ["registration", "health", "photographs", "observations"] {
        batch.row(Table::Feature).id(prison).text(feature).flag(true).at(clock.now);
    }
    for (sort, unit) in plan.units.iter().enumerate() {
        let id = ids.unit(plan.index, sort);
        batch
            .row(Table::Unit)
            .id(id)
            .id(prison)
            .text(&unit.code)
            .text(&unit.name)
            .text(unit.level.as_str())
            .text(unit.purpose.as_str())
            .text(&unit.basis)
            .number(sort as i64 + 1)
            .optional_day(unit.closed.then_some(clock.today - 1_000));
        for (order, cell) in unit.cells.iter().enumerate() {
            let cell_id = ids.cell(plan.index, cell.number);
            batch
                .row(Table::Cell)
                .id(cell_id)
                .id(prison)
                .id(id)
                .text(&cell.code)
                .number(order as i64 + 1)
                .number(cell.places as i64)
                .number(cell.places as i64)
                .number(cell.maximum as i64)
                .text(cell.condition)
                .flag(cell.accessible);
            if cell.out_of_use {
                let since = clock.at(clock.today - rng.between(2, 40) as i32, 9 * 60);
                batch
                    .row(Table::OutOfUse)
                    .id(rows.next())
                    .id(cell_id)
                    .id(prison)
                    .during(since, None)
                    .text(world.words.word(&mut rng, "out_of_use"))
                    .day(clock.today + rng.between(3, 60) as i32)
                    // The first account is a duty officer's.
                    .id(ids.account(plan.index, 0));
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_prison_is_built_to_its_capacity() {
        let templates = templates().unwrap();
        assert_eq!(templates.len(), 54);
        for index in 0..54 {
            let plan = plan(&templates, index, 7);
            let template = &templates[plan.template];
            let places: usize = plan.units.iter().flat_map(|u| &u.cells).map(|c| c.places).sum();
            assert_eq!(places, template.places(), "{}", plan.code);
            let mut codes: Vec<_> = plan.units.iter().map(|u| u.code.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), plan.units.len(), "{}", plan.code);
            assert!(plan.units.iter().flat_map(|u| &u.cells).all(|c| c.code.chars().count() <= 12), "{}", plan.code);
            assert!(
                plan.units.iter().all(|u| u.cells.len() <= 40),
                "{}: {:?}",
                plan.code,
                plan.units.iter().map(|u| (&u.code, u.cells.len())).collect::<Vec<_>>()
            );
            assert_eq!(template.is("remand"), plan.units.iter().any(|u| u.purpose == Purpose::Remand), "{}", plan.code);
            assert_eq!(template.is("preventive_detention"), plan.units.iter().any(|u| u.purpose == Purpose::Detention), "{}", plan.code);
        }
    }

    #[test]
    fn a_small_part_has_the_kinds() {
        let templates = templates().unwrap();
        assert_eq!(count(0.02, templates.len()), 3);
        assert_eq!(count(1.0, templates.len()), 54);
        assert_eq!(count(300.0, templates.len()), 16_200);
        let first: Vec<_> = (0..3).map(|i| plan(&templates, i, 7).code).collect();
        assert_eq!(first, ["HAL", "RAV", "UEO"]);
        assert_eq!(plan(&templates, 54, 7).code, "HAL-2");
    }
}
