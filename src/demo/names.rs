//! Names by origin, drawn by weight, and what usually goes with an origin: country, languages, faith.

use std::collections::HashMap;

use anyhow::Result;

use super::rng::Rng;
use super::words::{cell, records, running};

/// What usually goes with an origin. All proportions are the demonstration's own.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) key: String,
    pub(super) country: String,
    pub(super) language: &'static str,
    /// Of those in prison, how many live in Norway and speak the language.
    pub(super) settled: f64,
    faiths: &'static [(&'static str, f64)],
    share: f64,
}

#[derive(Debug, Default)]
struct Pool {
    names: Vec<String>,
    totals: Vec<f64>,
}

impl Pool {
    fn draw(&self, rng: &mut Rng) -> &str {
        self.names.get(rng.weighted(&self.totals)).map_or("Nilsen", String::as_str)
    }
}

/// All names.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) origins: Vec<Origin>,
    given: HashMap<(String, bool), Pool>,
    family: HashMap<(String, bool), Pool>,
}

impl Names {
    pub(super) fn load() -> Result<Self> {
        let origins = records(include_str!("../../data/name_origins.csv"))?
            .iter()
            .map(|r| {
                let (language, settled, faiths) = background(cell(r, 0));
                let share = cell(r, 4).parse().unwrap_or(0.0);
                Origin { key: cell(r, 0).to_owned(), country: cell(r, 3).to_owned(), language, settled, faiths, share }
            })
            .collect();
        Ok(Self { origins, given: pools(include_str!("../../data/given_names.csv"))?, family: pools(include_str!("../../data/surnames.csv"))? })
    }

    /// An origin. `foreign` makes origins abroad more (above 1) or less likely; `sami` adds people where they live.
    pub(super) fn origin(&self, rng: &mut Rng, foreign: f64, sami: f64) -> &Origin {
        let weights = self.origins.iter().map(|o| match o.key.as_str() {
            "no" if foreign >= 100.0 => 0.0,
            "no" => o.share,
            "sami" if foreign >= 100.0 => 0.0,
            "sami" => o.share * sami,
            _ => o.share * foreign,
        });
        &self.origins[rng.weighted(&running(weights))]
    }

    pub(super) fn norwegian(&self) -> &Origin {
        &self.origins[0]
    }

    /// Given and family name.
    pub(super) fn person(&self, rng: &mut Rng, origin: &Origin, female: bool) -> (String, String) {
        let mut given = self.given(rng, origin, female);
        // Two given names are common in Norway.
        if origin.key == "no" && rng.chance(0.16) {
            let second = self.given(rng, origin, female);
            if second != given {
                given = format!("{given} {second}");
            }
        }
        (given, self.family(rng, origin, female))
    }

    pub(super) fn given(&self, rng: &mut Rng, origin: &Origin, female: bool) -> String {
        self.given.get(&(origin.key.clone(), female)).map_or_else(|| "Kim".to_owned(), |pool| pool.draw(rng).to_owned())
    }

    pub(super) fn family(&self, rng: &mut Rng, origin: &Origin, female: bool) -> String {
        self.family.get(&(origin.key.clone(), female)).map_or_else(|| "Nilsen".to_owned(), |pool| pool.draw(rng).to_owned())
    }
}

impl Origin {
    /// A faith, when one was given at reception.
    pub(super) fn faith(&self, rng: &mut Rng) -> Option<&'static str> {
        let mut left = rng.unit();
        for (faith, share) in self.faiths {
            if left < *share {
                return Some(faith);
            }
            left -= share;
        }
        None
    }
}

/// Name, gender (M, F or U), origin, weight.
fn pools(text: &'static str) -> Result<HashMap<(String, bool), Pool>> {
    let mut pools: HashMap<(String, bool), Pool> = HashMap::new();
    for record in records(text)? {
        let weight: f64 = cell(&record, 3).parse().unwrap_or(1.0);
        for female in [false, true] {
            if cell(&record, 1) == if female { "M" } else { "F" } {
                continue;
            }
            let pool = pools.entry((cell(&record, 2).to_owned(), female)).or_default();
            pool.names.push(cell(&record, 0).to_owned());
            pool.totals.push(pool.totals.last().copied().unwrap_or(0.0) + weight);
        }
    }
    Ok(pools)
}

fn background(origin: &str) -> (&'static str, f64, &'static [(&'static str, f64)]) {
    const LUTHERAN: &[(&str, f64)] = &[("DNK", 0.3), ("ING", 0.2), ("HEF", 0.03), ("PIN", 0.02), ("BUD", 0.01)];
    const CATHOLIC: &[(&str, f64)] = &[("KAT", 0.5), ("ING", 0.1)];
    const ORTHODOX: &[(&str, f64)] = &[("ORT", 0.45), ("ING", 0.1)];
    const SUNNI: &[(&str, f64)] = &[("ISL_SUN", 0.5), ("ISL", 0.2), ("ING", 0.05)];
    const SHIA: &[(&str, f64)] = &[("ISL_SHI", 0.4), ("ING", 0.2)];
    const NONE: &[(&str, f64)] = &[("ING", 0.3)];
    match origin {
        "no" => ("nb", 1.0, LUTHERAN),
        "sami" => ("se", 1.0, &[("DNK", 0.3), ("LEST", 0.15), ("SAMI", 0.05), ("ING", 0.1)]),
        "pl" => ("pl", 0.35, CATHOLIC),
        "lt" => ("lt", 0.2, CATHOLIC),
        "ro" => ("ro", 0.05, ORTHODOX),
        "so" => ("so", 0.8, SUNNI),
        "iq" => ("ckb", 0.75, SUNNI),
        "sy" => ("ar", 0.6, SUNNI),
        "sv" => ("sv", 0.5, NONE),
        "sq" => ("sq", 0.25, &[("ISL", 0.3), ("KAT", 0.1), ("ING", 0.2)]),
        "vi" => ("vi", 0.7, &[("BUD", 0.3), ("KAT", 0.2)]),
        "pk" => ("ur", 0.85, SUNNI),
        "af" => ("prs", 0.6, SUNNI),
        "ir" => ("fa", 0.7, SHIA),
        "er" => ("ti", 0.6, &[("ORT", 0.4), ("PIN", 0.1), ("ISL", 0.2)]),
        "et_am" => ("am", 0.6, ORTHODOX),
        "ma" => ("ar", 0.35, SUNNI),
        "rs_ba" => ("bs", 0.6, &[("ISL", 0.3), ("ORT", 0.2), ("ING", 0.1)]),
        "ua_ru" => ("ru", 0.4, ORTHODOX),
        "bg" => ("bg", 0.1, ORTHODOX),
        "tr" => ("tr", 0.6, SUNNI),
        "lv" => ("lv", 0.2, NONE),
        "et" => ("et", 0.2, NONE),
        "da" => ("da", 0.5, NONE),
        "fi" => ("fi", 0.5, NONE),
        "de" => ("de", 0.3, NONE),
        "th" => ("th", 0.7, &[("BUD", 0.6)]),
        "ph" => ("tl", 0.7, CATHOLIC),
        "ng_gh" => ("en", 0.3, &[("KRI", 0.4), ("PIN", 0.2)]),
        _ => ("en", 0.2, NONE),
    }
}
