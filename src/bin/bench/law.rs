//! The law: every case of the service calculated anew, and the deadlines of a year, each through the program's own path with the database and, turn
//! by turn, by the same arithmetic over the same input in memory.

mod places;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::ensure;
use chrono::{DateTime, NaiveDate, Utc};
use overgang::deadlines::jobs::{self, Set, Turn};
use overgang::deadlines::memory::Memory;
use overgang::law::calendar;
use overgang::law::rule::Book;
use overgang::law::sentence::{Case, Point, compute};
use overgang::money::allowance;
use overgang::money::month::Month;
use overgang::platform::clock::Clock;
use overgang::platform::db::{Db, Logins};
use overgang::platform::id::InmateId;
use overgang::reference::Catalogue;
use overgang::sentences::calculation;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::options::Options;
use super::stats::Spread;
use super::year::{Day, Year};
use super::{Work, proc, store};

/// People in one question, as the program's job takes them.
const AT_ONCE: usize = 200;

/// Days in one question.
const DAYS_AT_ONCE: usize = 4000;

/// A side goes through its work again until it has taken so long: the kernel counts processor time in hundredths of a second.
const AT_LEAST: Duration = Duration::from_millis(500);

/// What one round of one side did.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    done: f64,
    seconds: f64,
    processor: f64,
}

impl Pace {
    /// By the clock on the wall.
    pub fn a_second(self) -> f64 {
        self.done / self.seconds
    }

    /// For each second that any core worked, of the program or of Postgres.
    pub fn a_core(self) -> f64 {
        self.done / self.processor
    }
}

/// Both sides of one work.
pub struct Found {
    /// The work.
    pub what: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// How many of them a round holds.
    pub number: u64,
    /// The program with the database.
    pub path: Vec<Pace>,
    /// The arithmetic alone.
    pub memory: Vec<Pace>,
    /// What else there is to say.
    pub note: String,
}

impl Found {
    /// How many times as much one core does in memory, round by round.
    pub fn ratio(&self) -> Option<Spread> {
        Spread::of(self.path.iter().zip(&self.memory).map(|(path, memory)| memory.a_core() / path.a_core()))
    }
}

/// What the works need.
pub struct Bench<'a> {
    options: &'a Options,
    admin: PgConnection,
    db: Db,
    catalogue: Catalogue,
    postmaster: Option<u32>,
    now: DateTime<Utc>,
    /// What was not the same on both sides.
    pub faults: Vec<String>,
}

impl<'a> Bench<'a> {
    /// On this database, while the program does not run.
    pub async fn open(options: &'a Options, url: &str) -> anyhow::Result<Self> {
        let mut admin = PgConnection::connect(url).await?;
        let catalogue = Catalogue::load(&mut admin).await?;
        let postmaster = proc::parent_of(store::backend(&mut admin).await?, "postgres");
        let db = Db::open(&Logins::from_admin(url)?, true, false, 2)?;
        ensure!(store::has_legal_histories(&mut admin).await?, "this demonstration was made before there were legal histories in it: --fresh makes it anew");
        Ok(Self { options, admin, db, catalogue, postmaster, now: Clock::System.now(), faults: Vec::new() })
    }

    /// Does one of them.
    pub async fn work(&mut self, work: Work) -> anyhow::Result<Vec<Found>> {
        match work {
            Work::Recompute => self.recompute().await,
            Work::Deadlines => Ok(vec![self.deadlines().await?]),
            Work::MonthEnd => Ok(vec![self.month_end().await?]),
            Work::Allocation => Ok(vec![self.allocation().await?]),
            Work::Attendance => Ok(vec![self.attendance().await?]),
        }
    }

    /// Ends it.
    pub async fn close(self) -> anyhow::Result<()> {
        self.db.close().await;
        Ok(self.admin.close().await?)
    }

    /// Processor seconds of this process and of Postgres so far; where the kernel does not tell, nothing is a number.
    fn processor(&self) -> f64 {
        proc::processor(std::process::id()).unwrap_or(f64::NAN) + self.postmaster.and_then(proc::family_processor).unwrap_or(f64::NAN)
    }

    fn pace(&self, done: u64, begun: (Instant, f64)) -> Pace {
        let seconds = begun.0.elapsed().as_secs_f64();
        let processor = self.processor() - begun.1;
        // Elsewhere than on Linux: one side of the path waits while the other works, so the wall is a bound.
        Pace { done: done as f64, seconds, processor: if processor.is_finite() { processor.max(0.01) } else { seconds } }
    }

    fn begin(&self) -> (Instant, f64) {
        (Instant::now(), self.processor())
    }

    fn book(&self) -> &Book {
        self.catalogue.law()
    }

    async fn recompute(&mut self) -> anyhow::Result<Vec<Found>> {
        let (people, today) = (store::in_custody(&mut self.admin).await?, calendar::oslo_day(self.now));
        // What is not yet calculated is, once: from then on every case is looked at and found to be what it was.
        self.queue_up(&people).await?;
        let first = self.work_off().await?;
        let mut cases: Vec<(InmateId, Case)> = Vec::new();
        for some in people.chunks(AT_ONCE) {
            cases.extend(calculation::cases(&mut self.admin, self.catalogue.law(), some, today).await?);
        }
        self.same_dates(&cases).await?;
        let mut same = Found {
            what: "recompute: nothing is different",
            unit: "cases",
            number: cases.len() as u64,
            path: Vec::new(),
            memory: Vec::new(),
            note: String::new(),
        };
        same.note = format!("{} of {} people had a new version before the rounds began", first.versions, people.len());
        let mut anew = Found {
            what: "recompute: every version written",
            unit: "cases",
            number: cases.len() as u64,
            path: Vec::new(),
            memory: Vec::new(),
            note: String::new(),
        };
        for round in 0..self.options.rounds {
            let begins = round % 2 == 0;
            if begins {
                let pace = self.arithmetic(&cases);
                same.memory.push(pace);
                anew.memory.push(pace);
            }
            self.queue_up(&people).await?;
            let begun = self.begin();
            let done = self.work_off().await?;
            same.path.push(self.pace(done.people as u64, begun));
            if done.versions > 0 || done.failed > 0 {
                self.faults.push(format!("{} new versions and {} failures where nothing was different", done.versions, done.failed));
            }
            anew.path.push(self.write_all(&people, today).await?);
            if !begins {
                let pace = self.arithmetic(&cases);
                same.memory.push(pace);
                anew.memory.push(pace);
            }
        }
        // What was written and taken back is cleared away.
        store::vacuum(&mut self.admin, &["sentences.calculation", "sentences.calculation_line", "sentences.recalculation"]).await?;
        Ok(vec![same, anew])
    }

    async fn queue_up(&mut self, people: &[InmateId]) -> anyhow::Result<()> {
        store::queue_up(&mut self.admin, people).await
    }

    /// The program's job, turn by turn, until nobody waits.
    async fn work_off(&mut self) -> anyhow::Result<calculation::Done> {
        let mut all = calculation::Done::default();
        loop {
            let done = calculation::jobs::turn(&self.db, self.book(), self.now).await?;
            all.people += done.people;
            all.versions += done.versions;
            all.failed += done.failed;
            if done.people <= done.failed {
                return Ok(all);
            }
        }
    }

    /// Everybody gets a new version with its ledger, some at a time, and it is taken back.
    async fn write_all(&mut self, people: &[InmateId], today: NaiveDate) -> anyhow::Result<Pace> {
        let begun = self.begin();
        let mut versions = 0;
        for some in people.chunks(AT_ONCE) {
            let mut tx = self.admin.begin().await?;
            versions += calculation::recompute_some(&mut tx, self.catalogue.law(), some, today, true).await?.versions as u64;
            tx.rollback().await?;
        }
        Ok(self.pace(versions, begun))
    }

    fn arithmetic(&self, cases: &[(InmateId, Case)]) -> Pace {
        let (begun, mut done) = (self.begin(), 0);
        while begun.0.elapsed() < AT_LEAST {
            done += cases.iter().filter(|(_, case)| std::hint::black_box(compute(std::hint::black_box(case), self.book())).is_ok()).count() as u64;
        }
        self.pace(done, begun)
    }

    /// Both sides come to the same last day of everybody.
    async fn same_dates(&mut self, cases: &[(InmateId, Case)]) -> anyhow::Result<()> {
        let kept: HashMap<InmateId, Option<NaiveDate>> = store::last_days(&mut self.admin).await?.into_iter().collect();
        let differ = cases.iter().filter(|(who, case)| match (kept.get(who), compute(case, self.catalogue.law())) {
            (Some(kept), Ok(outcome)) => *kept != outcome.date(Point::End),
            (Some(_), Err(_)) => true,
            (None, _) => false,
        });
        let differ = differ.count();
        if differ > 0 {
            self.faults.push(format!("recompute: {differ} last days are not those of the arithmetic"));
        }
        Ok(())
    }

    async fn deadlines(&mut self) -> anyhow::Result<Found> {
        let people = store::held_on(&mut self.admin, i64::from(self.options.people)).await?;
        let year = Year::of(&people, self.now, self.options.days);
        let mut found = Found { what: "deadlines", unit: "deadlines", number: 0, path: Vec::new(), memory: Vec::new(), note: String::new() };
        for round in 0..self.options.rounds {
            let (mut path, mut memory) = (None, None);
            for side in [round % 2 == 0, round % 2 != 0] {
                if side {
                    path = Some(self.year_of_days(&year).await?);
                } else {
                    memory = Some(self.year_in_memory(&year)?);
                }
            }
            let (Some((path, by_path)), Some((memory, in_memory))) = (path, memory) else { continue };
            if by_path != in_memory {
                self.faults.push(format!("deadlines: the database did {by_path:?}, memory {in_memory:?}"));
            }
            found.number = by_path.raised;
            found.note = by_path.said(self.options.days, people.len());
            found.path.push(path);
            found.memory.push(memory);
        }
        store::vacuum(&mut self.admin, &["sentences.deadline", "sentences.deadline_step", "access.notice"]).await?;
        Ok(found)
    }

    /// Last month of everybody: each day worked out and kept, and every house's approved and booked; in memory the law alone, over the same facts.
    async fn month_end(&mut self) -> anyhow::Result<Found> {
        let people = store::held_on(&mut self.admin, i64::from(self.options.people)).await?;
        let month = Month::of(calendar::oslo_day(self.now)).before();
        let days: Vec<NaiveDate> = month.first().iter_days().take_while(|d| *d <= month.last()).collect();
        let pairs = || people.iter().flat_map(|p| days.iter().map(|d| (p.inmate.0, *d)));
        let (ids, on): (Vec<Uuid>, Vec<NaiveDate>) = pairs().unzip();
        let mut known = Vec::new();
        for (ids, on) in ids.chunks(DAYS_AT_ONCE).zip(on.chunks(DAYS_AT_ONCE)) {
            known.extend(allowance::job::known(&mut self.admin, ids, on).await?);
        }
        let mut found = Found { what: "month-end", unit: "days", number: known.len() as u64, path: Vec::new(), memory: Vec::new(), note: String::new() };
        for round in 0..self.options.rounds {
            if round % 2 == 0 {
                found.memory.push(self.days_in_memory(&known));
            }
            let begun = self.begin();
            let mut tx = self.admin.begin().await?;
            store::set_now(&mut tx, self.now).await?;
            store::clear_the_books(&mut tx).await?;
            for (ids, on) in ids.chunks(DAYS_AT_ONCE).zip(on.chunks(DAYS_AT_ONCE)) {
                allowance::job::work(&mut tx, &self.catalogue, ids, on).await?;
            }
            let worked = begun.0.elapsed().as_secs_f64();
            let houses = store::approve_everywhere(&mut tx, month.first(), month.last()).await?;
            found.note = format!(
                "{} days of {} people at {houses} houses: worked out and kept in {worked:.1} s, approved and booked in {:.1} s",
                days.len(),
                people.len(),
                begun.0.elapsed().as_secs_f64() - worked
            );
            tx.rollback().await?;
            found.path.push(self.pace(known.len() as u64, begun));
            if round % 2 != 0 {
                found.memory.push(self.days_in_memory(&known));
            }
        }
        store::vacuum(&mut self.admin, &["money.allowance_day", "money.entry", "money.line", "money.account"]).await?;
        Ok(found)
    }

    fn days_in_memory(&self, known: &[allowance::day::Known]) -> Pace {
        let (begun, mut done) = (self.begin(), 0);
        while begun.0.elapsed() < AT_LEAST {
            for day in known {
                std::hint::black_box(allowance::day::put(std::hint::black_box(day), &self.catalogue, self.book()));
            }
            done += known.len() as u64;
        }
        self.pace(done, begun)
    }

    /// The days of the year, each with what happens on it and the clock's job in the morning and at its end; in one transaction, which is taken back.
    async fn year_of_days(&mut self, year: &Year) -> anyhow::Result<(Pace, Done)> {
        let book = self.catalogue.law();
        let mut tx = self.admin.begin().await?;
        // What is open in the demonstration is none of the year's.
        store::clear_the_clock(&mut tx, self.now).await?;
        let begun =
            (Instant::now(), proc::processor(std::process::id()).unwrap_or(f64::NAN) + self.postmaster.and_then(proc::family_processor).unwrap_or(f64::NAN));
        let mut done = Done::default();
        for day in &year.days {
            store::set_now(&mut tx, day.at).await?;
            done.raised += jobs::raise(&mut tx, book, &day.events, day.at, Set::Now).await?;
            done.ended += jobs::settle_many(&mut tx, &day.ends, day.at).await?;
            for now in day.turns() {
                loop {
                    let turn = jobs::turn_in(&mut tx, book, now, now).await?;
                    if !done.add(turn) {
                        break;
                    }
                }
            }
        }
        let seconds = begun.0.elapsed().as_secs_f64();
        tx.rollback().await?;
        let mut pace = self.pace(done.raised, begun);
        pace.seconds = seconds;
        Ok((pace, done))
    }

    fn year_in_memory(&self, year: &Year) -> anyhow::Result<(Pace, Done)> {
        let (begun, mut all, mut done) = (self.begin(), 0, Done::default());
        while all == 0 || begun.0.elapsed() < AT_LEAST {
            let mut memory = Memory::default();
            done = Done::default();
            for day in &year.days {
                done.raised += memory.raise(self.book(), &day.events, day.at)?;
                done.ended += memory.settle(&day.ends);
                for now in day.turns() {
                    while done.add(memory.turn(now)?) {}
                }
            }
            all += done.raised;
        }
        Ok((self.pace(all, begun), done))
    }
}

impl Day {
    /// The clock's job works each minute; what it does of a day, it does at seven in the morning and when days end.
    fn turns(&self) -> [DateTime<Utc>; 2] {
        let span = calendar::day_span(calendar::oslo_day(self.at));
        [self.at, span.end]
    }
}

/// What became of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Done {
    /// Items, rounds included.
    raised: u64,
    ended: u64,
    warned: i64,
    escalated: i64,
    lapsed: i64,
}

impl Done {
    /// Whether the turn did anything, so that another may find more.
    fn add(&mut self, turn: Turn) -> bool {
        self.raised += turn.rounds;
        self.warned += i64::from(turn.told.warned);
        self.escalated += i64::from(turn.told.escalated);
        self.lapsed += i64::from(turn.told.lapsed);
        turn != Turn::default()
    }

    fn said(self, days: u32, people: usize) -> String {
        let Self { raised, ended, warned, escalated, lapsed } = self;
        format!("{days} days of {people} people: {raised} raised, {warned} warnings, {ended} answered, {lapsed} lapsed, {escalated} taken higher")
    }
}
