//! How a prison divides into units: as `data/prison_units.csv` tells where it tells, and plausibly where it does not (`basis` says so).

use super::estate::{Level, Purpose, Template, Unit};
use super::words::cell;

/// A row of `data/prison_units.csv`.
#[derive(Clone, Debug)]
pub(super) struct CsvUnit {
    code: String,
    name: String,
    level: Level,
    purpose: Purpose,
    places: Option<usize>,
    closed: bool,
    basis: String,
}

impl CsvUnit {
    pub(super) fn read(r: &csv::StringRecord) -> Self {
        let text = cell(r, 4).to_lowercase();
        let has = |word: &str| text.contains(word);
        let level = match cell(r, 3) {
            "especially_high" => Level::EspeciallyHigh,
            "lower" => Level::Lower,
            "halfway" => Level::Halfway,
            _ => Level::High,
        };
        let purpose = if level == Level::EspeciallyHigh {
            Purpose::Security
        } else if has("remand") || text == "restrictive" {
            Purpose::Remand
        } else if has("reception") {
            Purpose::Reception
        } else if has("substance") || cell(r, 1) == "RME" {
            Purpose::DrugRecovery
        } else if has("preventive") {
            Purpose::Detention
        } else if cell(r, 1) == "NFFA" {
            Purpose::SpecialNeeds
        } else if text == "women" {
            Purpose::Women
        } else {
            Purpose::Ordinary
        };
        let places = cell(r, 5).parse().ok();
        Self {
            code: cell(r, 1).to_owned(),
            name: cell(r, 2).to_owned(),
            level,
            purpose,
            places,
            closed: places == Some(0) || has("discontinued"),
            basis: cell(r, 6).to_owned(),
        }
    }

    /// Units of a few places for a special use; the others share what is left.
    fn is_small(&self) -> bool {
        self.places.is_some() || !matches!(self.purpose, Purpose::Ordinary | Purpose::Remand)
    }
}

const GENERATED: &str = "generated_demo_only";
/// A unit larger than this is divided into sections.
const LARGEST: usize = 32;
const SECTION: usize = 24;

/// The units of a prison, without cells.
pub(super) fn build(template: &Template, csv: &[CsvUnit]) -> Vec<Unit> {
    let mut units = Vec::new();
    if template.is("youth") {
        units.push(unit("U", "Ungdomsavdelingen", Level::High, Purpose::Youth, template.high, GENERATED));
        return units;
    }
    for (level, places) in [(Level::High, template.high), (Level::Lower, template.lower), (Level::Halfway, template.halfway)] {
        if places > 0 {
            level_units(&mut units, template, csv, level, places);
        }
    }
    for closed in csv.iter().filter(|u| u.closed) {
        let mut shut = unit(&closed.code, &closed.name, closed.level, closed.purpose, 0, &closed.basis);
        shut.closed = true;
        units.push(shut);
    }
    units
}

fn unit(code: &str, name: &str, level: Level, purpose: Purpose, places: usize, basis: &str) -> Unit {
    Unit { code: code.to_owned(), name: name.to_owned(), level, purpose, basis: basis.to_owned(), places, closed: false, cells: Vec::new() }
}

fn level_units(units: &mut Vec<Unit>, template: &Template, csv: &[CsvUnit], level: Level, places: usize) {
    let begin = units.len();
    let here = |u: &&CsvUnit| !u.closed && (u.level == level || (level == Level::High && u.level == Level::EspeciallyHigh));
    let mut left = places;
    let mut small = Vec::new();
    for special in csv.iter().filter(here).filter(|u| u.is_small()) {
        let size = special.places.unwrap_or(match special.purpose {
            Purpose::Security | Purpose::SpecialNeeds => 4,
            Purpose::Reception => (places / 10).clamp(12, 24),
            _ => (places / 10).clamp(8, 20),
        });
        let size = size.min(left);
        left -= size;
        small.push(unit(&special.code, &special.name, special.level, special.purpose, size, &special.basis));
    }
    // What large prisons have, where the file does not mention it.
    let mut add = |small: &mut Vec<Unit>, code: &str, name: &str, purpose: Purpose, size: usize| {
        let taken = small.iter().any(|u| u.purpose == purpose) || csv.iter().any(|u| u.code == code);
        if !taken && size > 0 && size < left {
            left -= size;
            small.push(unit(code, name, level, purpose, size, GENERATED));
        }
    };
    if level == Level::High && places >= 60 {
        add(&mut small, "INN", "Mottaksavdelingen", Purpose::Reception, (places / 10).clamp(8, 24));
    }
    if level == Level::High && places >= 140 {
        add(&mut small, "RME", "Rusmestringsenheten", Purpose::DrugRecovery, 12);
    }
    if template.mixed() {
        let size = if level == Level::High { 12 } else { (places / 6).max(2) };
        add(&mut small, "K", "Kvinneavdelingen", Purpose::Women, size);
    }
    let living: Vec<&CsvUnit> = csv.iter().filter(here).filter(|u| !u.is_small()).collect();
    let mut wanted: Vec<(String, String, Purpose, String)> = living.iter().map(|u| (u.code.clone(), u.name.clone(), u.purpose, u.basis.clone())).collect();
    if wanted.is_empty() && left > 0 {
        let number = match level {
            Level::Halfway => 1,
            // Remand and sentenced prisoners are apart even in the smallest prison.
            Level::High if template.is("remand") => left.div_ceil(SECTION).max(2),
            _ => left.div_ceil(SECTION),
        };
        let taken: Vec<String> = units.iter().chain(&small).map(|u| u.code.clone()).chain(csv.iter().map(|u| u.code.clone())).collect();
        let free = (b'A'..=b'Z').map(|letter| char::from(letter).to_string()).filter(|code| !taken.contains(code));
        wanted = free.take(number).map(|code| (code.clone(), house_name(template, level, &code), Purpose::Ordinary, GENERATED.to_owned())).collect();
    }
    let count = wanted.len();
    for (i, (code, name, purpose, basis)) in wanted.into_iter().enumerate() {
        let share = left / count + usize::from(i < left % count);
        sections(units, level, &code, &name, purpose, share, &basis);
    }
    units.append(&mut small);
    separate_remand(&mut units[begin..], template, level, places);
}

/// Adds a unit, in sections when it is large.
fn sections(units: &mut Vec<Unit>, level: Level, code: &str, name: &str, purpose: Purpose, places: usize, basis: &str) {
    if places <= LARGEST {
        units.push(unit(code, name, level, purpose, places, basis));
        return;
    }
    let number = places.div_ceil(SECTION);
    for i in 0..number {
        let share = places / number + usize::from(i < places % number);
        units.push(unit(&format!("{code}{}", i + 1), &format!("{name}, seksjon {}", i + 1), level, purpose, share, GENERATED));
    }
}

fn house_name(template: &Template, level: Level, code: &str) -> String {
    match level {
        Level::Halfway => "Hovedhuset".to_owned(),
        Level::Lower if template.is("lower") && template.high == 0 => format!("Hus {code}"),
        Level::Lower => format!("Åpen avdeling {code}"),
        _ => format!("Avdeling {code}"),
    }
}

/// Gives whole units to remand and to preventive detention where the prison has them and the file does not say which.
fn separate_remand(units: &mut [Unit], template: &Template, level: Level, places: usize) {
    if level != Level::High {
        return;
    }
    let mut give = |purpose: Purpose, share: f64, from_end: bool| {
        if units.iter().any(|u| u.purpose == purpose) {
            return;
        }
        let mut wanted = (places as f64 * share).round() as usize;
        let mut order: Vec<usize> = (0..units.len()).filter(|i| units[*i].purpose == Purpose::Ordinary).collect();
        if from_end {
            order.reverse();
        }
        for (turn, i) in order.into_iter().enumerate() {
            if turn > 0 && units[i].places > wanted + units[i].places / 2 {
                break;
            }
            wanted = wanted.saturating_sub(units[i].places);
            units[i].purpose = purpose;
            if wanted == 0 {
                break;
            }
        }
    };
    if template.is("preventive_detention") {
        give(Purpose::Detention, 0.54, true);
    }
    if template.is("remand") {
        give(Purpose::Remand, if template.is("preventive_detention") { 0.2 } else { 0.4 }, false);
    }
}
