//! Recording what a request sends, and making pgbench's script of it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, ensure};
use sqlx::PgConnection;

use super::http::Line;
use super::program::Launch;
use super::scenario::{Kind, LOGIN, Scenario};
use super::script::{Capture, Script};
use super::stats::Spread;
use super::store::{self, Cost};
use super::wire::{Server, Wire};

/// How many requests are explained.
const EXPLAINED: usize = 16;

/// A scenario's script and what its statements cost.
pub struct Recorded {
    /// The kind.
    pub kind: Kind,
    /// The statements.
    pub script: Script,
    /// The script's file.
    pub file: PathBuf,
    /// Per request, per statement.
    pub costs: Vec<Vec<Cost>>,
    /// Statements that gave pgbench's connection other rows than they gave the program.
    pub unlike: Vec<String>,
}

/// Where the statements go besides being recorded.
pub struct Places<'a> {
    /// How to start a program of its own for the recording.
    pub launch: &'a Launch,
    /// Postgres.
    pub server: Server,
    /// The database's name.
    pub database: &'a str,
    /// Whom the URL in the launch connects as.
    pub admin: &'a str,
    /// The URL that pgbench's login connects with.
    pub login_url: &'a str,
    /// Folder of the scripts.
    pub out: &'a Path,
}

/// Sends every request once through a program with a single connection whose traffic is written down.
///
/// Requests that send other statements than most of their kind are dropped from the scenario: both sides play the same.
pub async fn record(scenarios: &mut [Scenario], places: &Places<'_>, connection: &mut PgConnection) -> anyhow::Result<Vec<Recorded>> {
    // A Unix socket's path may not be long.
    let folder = std::env::temp_dir().join(format!("overgang-bench-{}", std::process::id()));
    private_folder(&folder)?;
    let wire = Wire::start(&folder, places.server.clone(), LOGIN)?;
    let launch = Launch { url: Some(wire.url(places.admin, places.database)), connections: 1, ..places.launch.clone() };
    let program = launch.start().await?;
    let mut out = Vec::new();
    for scenario in scenarios {
        let captures = captures(scenario, &wire, program.address).await;
        let (captures, since) = captures.with_context(|| format!("recording {}", scenario.kind.name()))?;
        let script = Script::of(&captures, since)?;
        let left_out = scenario.keep(&script.kept);
        if left_out > 0 {
            eprintln!("    {}: {left_out} requests send other statements than most and are left out", scenario.kind.name());
        }
        let pick = store::lay_down(connection, scenario.kind.name(), &script).await?;
        let file = places.out.join(format!("{}.sql", scenario.kind.name()));
        std::fs::write(&file, script.pgbench(&pick)?)?;
        out.push(Recorded { kind: scenario.kind, script, file, costs: Vec::new(), unlike: Vec::new() });
    }
    program.stop().await?;
    drop(wire);
    std::fs::remove_dir_all(&folder)?;
    for recorded in &mut out {
        recorded.costs = store::explain(places.login_url, &recorded.script, EXPLAINED).await.with_context(|| format!("explaining {}", recorded.kind.name()))?;
        recorded.compare();
    }
    Ok(out)
}

async fn captures(scenario: &Scenario, wire: &Wire, address: std::net::SocketAddr) -> anyhow::Result<(Vec<Capture>, SystemTime)> {
    let mut line = Line::open(address).await?;
    let send = async |line: &mut Line, shot: &super::load::Shot| -> anyhow::Result<Option<String>> {
        let (request, mark) = shot.request("identity");
        let answer = line.ask(&request).await?;
        shot.check(&answer, mark.clone())?;
        Ok(mark)
    };
    // Until every statement is prepared, as it is in a program that has run for a while.
    for shot in scenario.shots.iter().take(3) {
        send(&mut line, shot).await?;
    }
    let since = SystemTime::now();
    let mut out = Vec::new();
    for shot in scenario.shots.iter() {
        wire.record();
        let mark = send(&mut line, shot).await;
        out.push(Capture { recording: wire.stop(), mark: mark? });
    }
    Ok((out, since))
}

impl Recorded {
    /// A statement that finds other rows by hand than it found for the program is not the same statement.
    fn compare(&mut self) {
        for (n, costs) in self.costs.iter().enumerate() {
            for (cost, rows) in costs.iter().zip(self.script.rows(n)) {
                if cost.what.starts_with("select") && (cost.rows - rows as f64).abs() > 0.5 {
                    self.unlike.push(format!("{}: {} rows by hand, {rows} for the program: {}", self.kind.name(), cost.rows, cost.what));
                }
            }
        }
    }

    /// Shared blocks of a request.
    pub fn blocks(&self) -> Option<Spread> {
        Spread::of(self.costs.iter().map(|costs| costs.iter().map(|c| c.blocks).sum()))
    }

    /// Each statement: what it is, median blocks, rows and milliseconds.
    pub fn statements(&self) -> Vec<Cost> {
        let Some(first) = self.costs.first() else { return Vec::new() };
        let middle = |n: usize, of: fn(&Cost) -> f64| Spread::of(self.costs.iter().filter_map(|c| c.get(n)).map(of)).map_or(f64::NAN, |s| s.median);
        let cost = |n: usize, c: &Cost| Cost {
            what: c.what.clone(),
            blocks: middle(n, |c| c.blocks),
            rows: middle(n, |c| c.rows),
            planning: middle(n, |c| c.planning),
            execution: middle(n, |c| c.execution),
        };
        first.iter().enumerate().map(|(n, c)| cost(n, c)).collect()
    }
}

fn private_folder(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    ensure!(!path.exists(), "{} is there already", path.display());
    Ok(std::fs::DirBuilder::new().mode(0o700).create(path)?)
}
