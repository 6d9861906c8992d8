//! Turn by turn: a round of the program, a round of pgbench, and so on, so that whatever else the machine does meets both.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use sqlx::PgConnection;

use super::load;
use super::pgbench::{Outcome, Pgbench};
use super::proc::{self, Clocks};
use super::record::Recorded;
use super::scenario::{Kind, LOGIN, Scenario};
use super::stats::{Spread, Times};
use super::store;

/// How many transactions are looked at to see whether they do what requests do.
const SAME_WORK: u64 = 50;

/// Who takes part.
pub struct Match<'a> {
    /// Where the program listens.
    pub address: SocketAddr,
    /// The program's number.
    pub program: u32,
    /// Postgres's, when it is on this machine.
    pub postmaster: Option<u32>,
    /// pgbench.
    pub peer: &'a mut Pgbench,
    /// The database, as its administrator.
    pub admin: &'a mut PgConnection,
}

/// One round of each.
struct Pair {
    rate: f64,
    costs: Clocks,
    resident: u64,
    peer: Outcome,
    peer_costs: Clocks,
}

/// All rounds of a page at a number of clients.
pub struct Cell {
    /// The page.
    pub kind: Kind,
    /// The clients.
    pub clients: usize,
    /// Times of every request of every round.
    pub times: Times,
    /// What went wrong, and how often.
    pub faults: BTreeMap<String, u64>,
    pairs: Vec<Pair>,
}

impl Cell {
    fn spread(&self, of: impl Fn(&Pair) -> f64) -> Option<Spread> {
        Spread::of(self.pairs.iter().map(of))
    }

    /// The program's requests for each transaction of pgbench, of the two rounds side by side.
    pub fn share(&self) -> Option<Spread> {
        self.spread(|p| p.rate / p.peer.rate)
    }

    /// Requests a second.
    pub fn rate(&self) -> Option<Spread> {
        self.spread(|p| p.rate)
    }

    /// Transactions a second.
    pub fn peer_rate(&self) -> Option<Spread> {
        self.spread(|p| p.peer.rate)
    }

    /// Processor milliseconds of a request, by who spent them.
    pub fn costs(&self, of: fn(&Clocks) -> f64) -> Option<Spread> {
        self.spread(|p| of(&p.costs))
    }

    /// The same of a transaction of pgbench.
    pub fn peer_costs(&self, of: fn(&Clocks) -> f64) -> Option<Spread> {
        self.spread(|p| of(&p.peer_costs))
    }

    /// The most memory the program had after a round.
    pub fn resident(&self) -> u64 {
        self.pairs.iter().map(|p| p.resident).max().unwrap_or_default()
    }
}

impl Match<'_> {
    /// Whether a request and a transaction leave the same behind in the audit trail and in the register.
    pub async fn same_work(&mut self, scenario: &Scenario, recorded: &Recorded) -> anyhow::Result<Vec<String>> {
        let mut faults = Vec::new();
        scenario.refresh(self.admin).await?;
        let before = store::work_done(self.admin).await?;
        let round = load::closed(self.address, &scenario.shots, 1, Duration::from_secs(1), "identity").await?;
        let between = store::work_done(self.admin).await?;
        let count = self.peer.count(LOGIN, &recorded.file, recorded.script.samples.len(), SAME_WORK).await?;
        let after = store::work_done(self.admin).await?;
        let each = |now: i64, then: i64, n: u64| (now - then) as f64 / n.max(1) as f64;
        let ours_count = round.times.count() as u64;
        for (what, ours, theirs) in [
            ("entries of the audit trail", each(between.0, before.0, ours_count), each(after.0, between.0, count)),
            ("changed records", each(between.1, before.1, ours_count), each(after.1, between.1, count)),
        ] {
            if (ours - theirs).abs() > 0.01 {
                faults.push(format!("{}: a request leaves {ours:.2} {what}, a transaction of pgbench {theirs:.2}", scenario.kind.name()));
            }
        }
        Ok(faults)
    }

    /// Brings the program's connections, caches and plans to where they are at work.
    pub async fn warm_up(&mut self, scenario: &Scenario, seconds: u64) -> anyhow::Result<()> {
        scenario.refresh(self.admin).await?;
        load::closed(self.address, &scenario.shots, 8, Duration::from_secs(seconds), "identity").await.map(drop)
    }

    /// All rounds of a page at a number of clients.
    pub async fn play(&mut self, scenario: &Scenario, recorded: &Recorded, clients: usize, rounds: u64, seconds: u64) -> anyhow::Result<Cell> {
        let mut cell = Cell { kind: scenario.kind, clients, times: Times::default(), faults: BTreeMap::new(), pairs: Vec::new() };
        for n in 0..rounds {
            // Each begins every other time.
            let (ours, theirs) = if n % 2 == 0 {
                let ours = self.ours(scenario, clients, seconds, &mut cell).await?;
                (ours, self.theirs(recorded, clients, seconds).await?)
            } else {
                let theirs = self.theirs(recorded, clients, seconds).await?;
                (self.ours(scenario, clients, seconds, &mut cell).await?, theirs)
            };
            if theirs.0.failed > 0 {
                *cell.faults.entry(format!("{}: a transaction of pgbench failed", scenario.kind.name())).or_default() += theirs.0.failed;
            }
            cell.pairs.push(Pair { rate: ours.0, costs: ours.1, resident: ours.2, peer: theirs.0, peer_costs: theirs.1 });
        }
        Ok(cell)
    }

    async fn ours(&mut self, scenario: &Scenario, clients: usize, seconds: u64, cell: &mut Cell) -> anyhow::Result<(f64, Clocks, u64)> {
        scenario.refresh(self.admin).await?;
        // pgbench's server processes come to their end.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let before = Clocks::read(self.program, self.postmaster, None);
        let round = load::closed(self.address, &scenario.shots, clients, Duration::from_secs(seconds), "identity").await?;
        let costs = Clocks::read(self.program, self.postmaster, None).per_request(before, round.times.count() as f64);
        cell.times.add(&round.times);
        for (fault, n) in &round.faults {
            *cell.faults.entry(fault.clone()).or_default() += n;
        }
        Ok((round.rate(), costs, proc::resident(self.program).unwrap_or_default()))
    }

    async fn theirs(&mut self, recorded: &Recorded, clients: usize, seconds: u64) -> anyhow::Result<(Outcome, Clocks)> {
        let (program, postmaster) = (self.program, self.postmaster);
        let clocks = |pgbench| Clocks::read(program, postmaster, Some(pgbench));
        let outcome = self.peer.run(LOGIN, &recorded.file, recorded.script.samples.len(), clients, seconds, clocks).await?;
        let (first, last) = outcome.clocks;
        Ok((outcome, last.per_request(first, outcome.count)))
    }
}
