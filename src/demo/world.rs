//! What every part of the generator needs to know.

use anyhow::Result;
use uuid::Uuid;

use super::Options;
use super::clock::{Clock, DAY, Instant};
use super::estate::{self, Plan, Purpose, Template};
use super::ids::Ids;
use super::names::Names;
use super::rng::Rng;
use super::words::Words;

/// The demonstration's constants.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    pub(super) templates: Vec<Template>,
    pub(super) words: Words,
    pub(super) names: Names,
    /// How many prisons there are.
    pub(super) prisons: u32,
}

impl World {
    pub(super) fn new(options: &Options) -> Result<Self> {
        let templates = estate::templates()?;
        Ok(Self {
            seed: options.seed,
            clock: Clock::new(options.now),
            ids: Ids::new(options.seed, options.now),
            prisons: estate::count(options.scale, templates.len()),
            templates,
            words: Words::load()?,
            names: Names::load()?,
        })
    }

    pub(super) fn plan(&self, index: u32) -> Plan {
        estate::plan(&self.templates, index, self.seed)
    }

    /// The block of ids above the prisons: accounts of the directorate and the regions.
    pub(super) fn national(&self) -> u32 {
        self.prisons
    }

    /// A prison that somebody may have been moved here from, and one of its units: of the same copy of the country, for the same
    /// sex, and not more open than this one.
    pub(super) fn donor(&self, to: &Plan, rng: &mut Rng, female: bool) -> Option<(u32, usize)> {
        let size = u32::try_from(self.templates.len()).ok()?;
        let first = to.index / size * size;
        let candidates = |first: u32| -> Vec<u32> {
            (first..self.prisons.min(first + size))
                .filter(|index| *index != to.index)
                .filter(|index| {
                    let from = &self.templates[(index - first) as usize];
                    from.high >= 15 && !from.is("youth") && from.sexes.iter().any(|s| (s == "F") == female)
                })
                .collect()
        };
        let mut near = candidates(first);
        if near.is_empty() && first > 0 {
            near = candidates(0);
        }
        let index = *rng.pick(&near)?;
        let plan = self.plan(index);
        let mixed = self.templates[plan.template].mixed();
        let fits = |unit: &&(usize, &estate::Unit)| {
            !unit.1.closed && if mixed { (unit.1.purpose == Purpose::Women) == female } else { matches!(unit.1.purpose, Purpose::Ordinary | Purpose::Remand) }
        };
        let units: Vec<usize> = plan.units.iter().enumerate().collect::<Vec<_>>().iter().filter(|u| fits(u)).map(|(i, _)| *i).collect();
        rng.pick(&units).map(|unit| (index, *unit))
    }

    /// The prison that answers for somebody released then: nobody after 30 days.
    pub(super) fn answers_for(&self, prison: Uuid, released: Option<Instant>) -> Option<Uuid> {
        match released {
            Some(at) if at < self.clock.now - 30 * DAY => None,
            _ => Some(prison),
        }
    }
}
