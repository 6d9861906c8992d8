//! The benchmark: the program beside pgbench with the program's own statements. `docs/performance.md` says how to read what it prints.
//!
//! It makes a demonstration, starts the program on it, signs in, sends the same requests over and over and checks every answer; records
//! what the program sends to Postgres for each ([`wire`]), makes scripts for pgbench of that ([`script`]), and lets the two take turns
//! ([`rounds`]). Nothing leaves the machine, and everything has a limit.

mod http;
mod law;
mod load;
mod morning;
mod options;
mod pgbench;
mod proc;
mod program;
mod record;
mod report;
mod rounds;
mod scenario;
mod script;
mod stats;
mod store;
mod value;
mod weight;
mod wire;
mod year;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use anyhow::{Context, bail, ensure};
use clap::Parser;
use overgang::platform::clock::Clock;
use overgang::platform::db::Logins;
use overgang::platform::managed_postgres::{self, Cluster};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use options::Options;
use program::Launch;
use report::Report;
use rounds::Match;
use scenario::{Kind, Scenario};
use stats::Spread;
use wire::Server;

/// The demonstration's database and the administrator of a managed cluster, as the program names them.
const DATABASE: &str = "overgang_demo";
/// How often the program is started on a running Postgres.
const STARTS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::parse();
    // A signal ends the run by dropping it, and the program and the cluster with it.
    let outcome = tokio::select! {
        outcome = run(&options) => outcome,
        _ = tokio::signal::ctrl_c() => Err(anyhow::anyhow!("interrupted")),
        () = terminated() => Err(anyhow::anyhow!("terminated")),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

fn say(what: &str) {
    eprintln!("==> {what}");
}

/// What is measured beside the pages: no request, but the program's own work through its own path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Every case calculated anew.
    Recompute,
    /// The deadlines of a year.
    Deadlines,
    /// A month's days of allowance, worked out, approved, booked.
    MonthEnd,
    /// Places for everybody of a large house who has none.
    Allocation,
    /// The registers of a day, taken.
    Attendance,
}

impl Work {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Recompute, Self::Deadlines, Self::MonthEnd, Self::Allocation, Self::Attendance];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recompute => "recompute",
            Self::Deadlines => "deadlines",
            Self::MonthEnd => "month-end",
            Self::Allocation => "allocation",
            Self::Attendance => "attendance",
        }
    }

    /// By its name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.name() == name)
    }
}

/// Where Postgres is, however it came to run.
struct Base {
    url: String,
    cluster: Option<Cluster>,
}

async fn run(options: &Options) -> anyhow::Result<bool> {
    let (kinds, works) = (options.kinds()?, options.works());
    std::fs::create_dir_all(&options.out)?;
    let load_before = proc::load_average();
    let mut launch = launch(options)?;
    say("Making the demonstration, unless it is there");
    launch.generate().await?;
    let with_postgres = match &options.database_url {
        Some(_) => None,
        None if kinds.is_empty() => None,
        None => Some(cold_start(&launch).await?),
    };
    let base = base(options).await?;
    launch.url = Some(base.url.clone());
    let mut admin = PgConnection::connect(&base.url).await?;
    ensure!(store::is_demonstration(&mut admin).await?, "this database is not a demonstration one, and the bench writes into no other");
    let mut report = Report::new(options, load_before, store::size(&mut admin).await?);
    report.extras.with_postgres = with_postgres;
    if !kinds.is_empty() {
        pages(options, &launch, &base, &mut admin, kinds, &mut report).await?;
    }
    admin.close().await?;
    // The program has ended: its own jobs would do the same work beside.
    law_of(options, &base.url, &works, &mut report).await?;
    if let Some(cluster) = base.cluster {
        cluster.stop().await?;
    }
    report.write(&Clock::System.now().format("%Y-%m-%d").to_string())
}

/// What is not a request.
async fn law_of(options: &Options, url: &str, works: &[Work], report: &mut Report) -> anyhow::Result<()> {
    if works.is_empty() {
        return Ok(());
    }
    let mut bench = law::Bench::open(options, url).await?;
    for work in works {
        say(&format!("{}: with the database, and in memory", work.name()));
        for found in bench.work(*work).await? {
            eprintln!("    {}: in memory {} times as many", found.what, stats::or_dash(found.ratio()));
            report.law.push(found);
        }
    }
    for fault in std::mem::take(&mut bench.faults) {
        report.fault(fault, 1);
    }
    bench.close().await
}

/// Everything that is asked of the running program.
async fn pages(options: &Options, launch: &Launch, base: &Base, admin: &mut PgConnection, kinds: Vec<Kind>, report: &mut Report) -> anyhow::Result<()> {
    let begun = store::begin(admin).await?;
    say("Starting the program on a running Postgres");
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        let program = launch.start().await?;
        starts.push(program.start_up.as_secs_f64() * 1000.0);
        program.stop().await?;
    }
    let program = launch.start().await?;
    starts.push(program.start_up.as_secs_f64() * 1000.0);
    tokio::time::sleep(Duration::from_secs(1)).await;
    report.extras.start_up = Spread::of(starts);
    report.extras.idle = proc::resident(program.pid());

    say("Signing in and reading the lists");
    let sessions = scenario::sign_in(program.address, admin, &kinds).await?;
    report.who = scenario::who(&sessions);
    let mut scenarios = Vec::new();
    for kind in kinds {
        match Scenario::prepare(kind, program.address, &sessions, usize::from(options.requests)).await {
            Ok(scenario) => scenarios.push(scenario),
            Err(error) => report.fault(format!("{}: not measured: {error:#}", kind.name()), 1),
        }
    }
    measure(options, launch, &program, base, admin, &mut scenarios, report).await?;
    if options.officers > 0 {
        // Of what was measured before, every board would read the taps.
        store::untap(admin, begun).await?;
        say(&format!("07:00: {} officers open their boards", options.officers));
        let keep = Duration::from_secs(options.watch);
        let morning = morning::run(program.address, program.pid(), admin, options.officers as usize, keep).await?;
        report.faults(&morning.faults);
        report.extras.morning = Some(morning);
    }
    store::untap(admin, begun).await?;
    store::end(admin).await?;
    report.extras.peak = proc::peak(program.pid());
    program.stop().await
}

/// Everything that is measured on the running program.
async fn measure(
    options: &Options,
    launch: &Launch,
    program: &program::Program,
    base: &Base,
    admin: &mut PgConnection,
    scenarios: &mut [Scenario],
    report: &mut Report,
) -> anyhow::Result<()> {
    let connect: PgConnectOptions = base.url.parse()?;
    let server = server(&connect)?;
    let mut peer = pgbench::Pgbench {
        program: options.pgbench.clone(),
        host: match &server {
            Server::Unix(path) => path.parent().unwrap_or(path).display().to_string(),
            Server::Tcp(host, _) => host.clone(),
        },
        port: connect.get_port(),
        database: connect.get_database().unwrap_or(DATABASE).to_owned(),
        // New ids of two runs of the bench must never meet, and a run of pgbench takes at least a second.
        runs: SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs(),
    };
    say("Recording the statements");
    let login_url = Logins::from_admin(&base.url)?.custody;
    let places = record::Places { launch, server, database: &peer.database.clone(), admin: connect.get_username(), login_url: &login_url, out: &options.out };
    let recorded = record::record(scenarios, &places, admin).await?;
    report.weights = weight::weigh(program.address, scenarios).await?;

    let postmaster = proc::parent_of(store::backend(admin).await?, "postgres");
    let mut players = Match { address: program.address, program: program.pid(), postmaster, peer: &mut peer, admin };
    for (scenario, recorded) in scenarios.iter().zip(&recorded) {
        say(&format!("{}: {}", scenario.kind.name(), scenario.kind.what()));
        for fault in players.same_work(scenario, recorded).await? {
            report.fault(fault, 1);
        }
        players.warm_up(scenario, options.warm_up).await?;
        for clients in &options.clients {
            let cell = players.play(scenario, recorded, usize::from(*clients), options.rounds, options.seconds).await?;
            program.empty_log()?;
            eprintln!("    {clients} clients: {} of pgbench", stats::or_dash(cell.share()));
            report.add(cell);
        }
    }
    for recorded in recorded {
        for unlike in &recorded.unlike {
            report.fault(format!("not the same statement: {unlike}"), 1);
        }
        report.recorded.push(recorded);
    }
    extras(options, program, scenarios, report).await
}

/// A steady rate, a burst, idle connections.
async fn extras(options: &Options, program: &program::Program, scenarios: &[Scenario], report: &mut Report) -> anyhow::Result<()> {
    let pages: Vec<&Scenario> = scenarios.iter().filter(|s| s.shots.iter().all(|shot| shot.form.is_none())).collect();
    let Some(first) = pages.first() else { return Ok(()) };
    if options.rate > 0 {
        say(&format!("{} pages a second", options.rate));
        let mut round = load::steady(program.address, &first.shots, options.rate, Duration::from_secs(options.seconds * 2)).await?;
        report.faults(&round.faults);
        report.extras.steady = Some((options.rate, first.kind.name(), round.times.percentile(0.5), round.times.percentile(0.99), round.times.percentile(1.0)));
    }
    if options.burst > 0 {
        say(&format!("{} people at once", options.burst));
        let mut round = load::burst(program.address, &first.shots, options.burst as usize).await?;
        report.faults(&round.faults);
        report.extras.burst = Some((options.burst, first.kind.name(), round.times.percentile(0.5), round.times.percentile(0.99), round.times.percentile(1.0)));
    }
    if options.idle > 0 {
        // What the burst took is given back before more is counted.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let before = proc::resident(program.pid()).context("no /proc here")?;
        let lines = load::waiting(program.address, options.idle as usize).await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        let after = proc::resident(program.pid()).context("no /proc here")?;
        report.extras.connection = Some((options.idle, after.saturating_sub(before) as f64 / lines.len() as f64));
    }
    Ok(())
}

fn launch(options: &Options) -> anyhow::Result<Launch> {
    let program = match &options.program {
        Some(program) => program.clone(),
        None => std::env::current_exe()?.parent().map(|folder| folder.join("overgang")).context("no folder of programs")?,
    };
    ensure!(program.is_file(), "there is no program at {}", program.display());
    let log = options.out.join("overgang.log");
    if let Some(url) = &options.database_url {
        // Before anything is started on it.
        server(&url.parse()?)?;
    }
    Ok(Launch { program, data: options.data.clone(), url: options.database_url.clone(), scale: options.scale, connections: options.connections, log })
}

/// The time from nothing to ready, Postgres included.
async fn cold_start(launch: &Launch) -> anyhow::Result<Duration> {
    say("Starting the program with its own Postgres");
    let program = launch.start().await?;
    let took = program.start_up;
    program.stop().await?;
    Ok(took)
}

/// The cluster, started by the bench, so that it outlives the program's restarts and ends with the bench.
async fn base(options: &Options) -> anyhow::Result<Base> {
    if let Some(url) = &options.database_url {
        return Ok(Base { url: url.clone(), cluster: None });
    }
    let settings = managed_postgres::Options { data_root: Some(options.data.clone()), max_connections: 60, ..managed_postgres::Options::default() };
    let cluster = managed_postgres::start(&settings).await?;
    Ok(Base { url: cluster.url(DATABASE, managed_postgres::ADMIN), cluster: Some(cluster) })
}

/// Where to find Postgres. On another machine the network would be measured, and disturbed.
fn server(options: &PgConnectOptions) -> anyhow::Result<Server> {
    let (host, port) = (options.get_host(), options.get_port());
    let folder = options.get_socket().cloned().or_else(|| host.starts_with('/').then(|| PathBuf::from(host)));
    match folder {
        Some(folder) => Ok(Server::Unix(folder.join(format!(".s.PGSQL.{port}")))),
        None if ["localhost", "127.0.0.1", "::1"].contains(&host) => Ok(Server::Tcp(host.to_owned(), port)),
        None => bail!("the bench uses a database on this machine only, not one on {host}"),
    }
}
