//! From the list of prisons to batches of rows, one prison at a time.

use anyhow::{Result, bail};
use tokio::sync::mpsc::Sender;

use super::Summary;
use super::copy::Batch;
use super::course::{self, Life, Status};
use super::days::{self, Today};
use super::estate::{self, Level, Plan};
use super::numbers::Numbers;
use super::people::{self, House, Special};
use super::record;
use super::rng::Rng;
use super::roster;
use super::share;
use super::staff::{Roll, Staff, Usernames};
use super::world::World;

/// Buildings are sent so many prisons at a time.
const BUILDINGS: u32 = 54;

/// Makes the batches in order.
pub(super) struct Producer {
    world: World,
    numbers: Numbers,
    usernames: Usernames,
    phc: String,
    summary: Summary,
}

impl Producer {
    pub(super) fn new(world: World, scale: f64, phc: String) -> Self {
        Self { world, numbers: Numbers::new(scale), usernames: Usernames::default(), phc, summary: Summary::default() }
    }

    pub(super) fn prisons(&self) -> u64 {
        u64::from(self.world.prisons)
    }

    /// Places of all prisons: the length of the progress bar.
    pub(super) fn places(&self) -> u64 {
        (0..self.world.prisons).map(|i| self.world.templates[i as usize % self.world.templates.len()].places() as u64).sum()
    }

    /// Sends everything: buildings, national accounts, then prison by prison. A closed channel means that the writer failed.
    pub(super) fn run(mut self, sender: &Sender<Batch>) -> Result<Summary> {
        for first in (0..self.world.prisons).step_by(BUILDINGS as usize) {
            let mut batch = Batch::new();
            for index in first..self.world.prisons.min(first + BUILDINGS) {
                estate::write(&self.world, &self.world.plan(index), &mut batch);
                batch.weight += 1;
            }
            deliver(sender, batch)?;
        }
        let mut batch = Batch::new();
        Roll { world: &self.world, usernames: &mut self.usernames, numbers: &mut self.numbers, phc: &self.phc }.national(&mut batch);
        deliver(sender, batch)?;
        for index in 0..self.world.prisons {
            let mut batch = Batch::new();
            self.prison(index, &mut batch);
            deliver(sender, batch)?;
        }
        Ok(self.summary)
    }

    fn prison(&mut self, index: u32, batch: &mut Batch) {
        let world = &self.world;
        let plan = world.plan(index);
        let template = &world.templates[plan.template];
        let staff = Staff::of(&plan, template);
        let mut rows = world.ids.rows(index);
        let stream = |purpose: u64| Rng::new(world.seed, purpose << 32 | u64::from(index));
        let mut donor = |rng: &mut Rng, female: bool| world.donor(&plan, rng, female);
        let lives = course::play(&world.clock, &plan, template, stream(1), &mut donor);
        // The buildings have used the first ids of this block: cells out of use.
        for _ in 0..estate::rows_used(&plan) {
            rows.next();
        }
        let mut roll = Roll { world, usernames: &mut self.usernames, numbers: &mut self.numbers, phc: &self.phc };
        roll.prison(batch, &plan, &staff, &mut stream(2), &mut rows);

        let house = House { world, plan: &plan, template, staff: &staff, prison: world.ids.prison(index) };
        let mut rng = stream(3);
        let specials = specials(&house, &lives, &mut rng);
        let agenda = agenda(&house, &lives, &mut rng);
        let mut inside = Vec::new();
        for (number, life) in lives.iter().enumerate() {
            let person = people::person(&house, life, specials[number], &mut self.numbers, &mut rng, &mut rows, batch);
            let out = days::movements(&house, &person, agenda[number], &mut rng, &mut rows, batch);
            let watched = record::alerts(&house, &person, &mut rng, &mut rows, batch);
            inside.extend(record::custody(&house, &person, out.as_ref(), &mut rng, &mut rows, batch));
            record::shared_health(&house, &person, &mut rng, &mut rows, batch);
            if let Some(kind) = person.special.protected {
                record::protection(&house, &person, kind, &mut rng, &mut rows, batch);
            }
            days::observations(&house, &person, out.as_ref(), watched, &mut rng, &mut rows, batch);
        }
        let living = |unit: usize| inside.iter().filter(|i| i.unit == unit).count();
        let mut busiest: Vec<usize> = (0..plan.units.len()).filter(|u| living(*u) > 0).collect();
        busiest.sort_by_key(|u| std::cmp::Reverse(living(*u)));
        roster::write(world, &plan, &staff, &busiest, &mut stream(4), &mut rows, batch);
        share::share(&house, &inside, &busiest, &mut stream(5), &mut rows, batch);
        batch.weight = template.places() as u64;
        self.summary.inmates += lives.len() as u64;
        self.summary.in_custody += inside.len() as u64;
        self.summary.accounts += staff.members.len() as u64;
    }
}

fn deliver(sender: &Sender<Batch>, batch: Batch) -> Result<()> {
    if sender.blocking_send(batch).is_err() {
        bail!("the writer stopped");
    }
    Ok(())
}

fn is_inside(life: &Life) -> bool {
    life.stays.last().is_some_and(|s| !s.released)
}

/// Who is unknown, and whose record is protected: a few in the larger houses.
fn specials(house: &House<'_>, lives: &[Life], rng: &mut Rng) -> Vec<Special> {
    let mut specials = vec![Special::default(); lives.len()];
    let (places, clock) = (house.template.places(), &house.world.clock);
    let settled = |life: &&(usize, &Life)| is_inside(life.1) && life.1.stays.len() == 1 && life.1.stays[0].admitted < clock.now - 4 * 86_400;
    let all: Vec<(usize, &Life)> = lives.iter().enumerate().collect();
    if house.template.is("remand") && places >= 150 {
        let remand: Vec<_> = all.iter().filter(settled).filter(|(_, l)| l.stays[0].status == Status::Remand && !l.female).collect();
        if let Some((number, _)) = rng.pick(&remand) {
            specials[*number].unknown = true;
        }
    }
    let protected = match house.template.code.as_str() {
        "HAL" => 3,
        "RAV" => 1,
        _ => usize::from(places >= 150) + usize::from(places >= 60 && rng.chance(0.4)),
    };
    let kinds = ["staff_relative", "address_6", "high_profile", "address_7", "witness"];
    for turn in 0..protected {
        let free: Vec<_> = all.iter().filter(settled).filter(|(n, l)| specials[*n] == Special::default() && !l.youth).collect();
        if let Some((number, _)) = rng.pick(&free) {
            specials[*number].protected = Some(kinds[(house.plan.index as usize + turn) % kinds.len()]);
        }
    }
    specials
}

/// Shares today and the coming week out among those who are here.
fn agenda(house: &House<'_>, lives: &[Life], rng: &mut Rng) -> Vec<Today> {
    let mut agenda = vec![Today::Nothing; lives.len()];
    let clock = &house.world.clock;
    let mut here: Vec<usize> = (0..lives.len())
        .filter(|n| is_inside(&lives[*n]) && lives[*n].stays.last().and_then(|s| s.places.last()).is_some_and(|p| p.from < clock.now - 3 * 86_400))
        .collect();
    // A fair draw without repetition.
    for i in (1..here.len()).rev() {
        here.swap(i, rng.below(i + 1));
    }
    let halfway = is_halfway(house.plan);
    let share = |part: f64, least: usize| ((here.len() as f64 * part).round() as usize).max(if here.len() >= 12 { least } else { least.min(here.len() / 5) });
    // Courts and hospitals by day; at night and on Sundays only leave, and those who are ill.
    let by_day = clock.is_working_day(clock.today) && (8..15).contains(&(clock.minute_of(clock.now) / 60));
    let open = house.template.high == 0;
    let out = share(
        if halfway {
            0.3
        } else if by_day || open {
            0.035
        } else {
            0.012
        },
        1,
    );
    let overdue = usize::from(house.template.code == "HAL" || (here.len() >= 60 && rng.chance(0.25)));
    let mut turns = vec![Today::Overdue; overdue];
    turns.extend(vec![Today::Out; out]);
    turns.extend(vec![Today::Planned; share(0.035, 2)]);
    turns.extend(vec![Today::BackAlready; share(0.03, 1)]);
    for day in 1..=7 {
        turns.extend(vec![Today::Ahead(day); share(0.012, usize::from(day < 4))]);
    }
    for (number, turn) in here.into_iter().zip(turns) {
        agenda[number] = turn;
    }
    agenda
}

fn is_halfway(plan: &Plan) -> bool {
    plan.units.iter().all(|u| u.level == Level::Halfway)
}
