//! What the bench is asked to do. Every number has a limit: a mistyped one must not keep a machine busy for a day.

use std::path::PathBuf;

use clap::Parser;

use super::Work;
use super::scenario::Kind;

/// Measures Overgang beside pgbench: the same statements, the same machine, turn by turn. Use bin/bench.
#[derive(Clone, Debug, Parser)]
#[command(name = "bench", max_term_width = 110)]
pub struct Options {
    /// The program to measure [default: overgang beside this one].
    #[arg(long)]
    pub program: Option<PathBuf>,
    /// pgbench.
    #[arg(long, default_value = "pgbench")]
    pub pgbench: PathBuf,
    /// Folder of the cluster that the bench makes and fills; kept from run to run.
    #[arg(long)]
    pub data: PathBuf,
    /// A demonstration database to use instead of a cluster below --data, as an account that may migrate. Loopback or Unix socket only.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Size of the demonstration: 1 is Norway, 30 about a hundred thousand in custody.
    #[arg(long, default_value_t = 1.0)]
    pub scale: f64,
    /// Clients at a time.
    #[arg(long, value_delimiter = ',', default_value = "1,8,32", value_parser = clap::value_parser!(u16).range(1..=32))]
    pub clients: Vec<u16>,
    /// Rounds of each pair.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=50))]
    pub rounds: u64,
    /// Seconds of a round.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=120))]
    pub seconds: u64,
    /// Seconds of warming up before the rounds of each page.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(0..=300))]
    pub warm_up: u64,
    /// Different requests of each kind.
    #[arg(long, default_value_t = 128, value_parser = clap::value_parser!(u16).range(8..=1024))]
    pub requests: u16,
    /// Only these.
    #[arg(long, value_delimiter = ',', default_values_t = ["overview", "list", "search", "edit", "board", "prison", "unlock", "recompute", "deadlines"].map(str::to_owned))]
    pub only: Vec<String>,
    /// Database connections a side.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=20))]
    pub connections: u32,
    /// Pages a second at a steady rate; 0 leaves that out.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(0..=5000))]
    pub rate: u32,
    /// People who all ask at once; 0 leaves that out.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(0..=900))]
    pub burst: u32,
    /// Officers who open their boards at 07:00 and keep them open; 0 leaves that out.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(0..=900))]
    pub officers: u32,
    /// Seconds for which they keep them.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(2..=600))]
    pub watch: u64,
    /// Idle connections whose memory is measured; 0 leaves that out.
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(0..=900))]
    pub idle: u32,
    /// Days of the year whose deadlines are gone through.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3660))]
    pub days: u32,
    /// People to whom something happens in it, of all prisons.
    #[arg(long, default_value_t = 4000, value_parser = clap::value_parser!(u32).range(1..=200_000))]
    pub people: u32,
    /// Folder for the report, the scripts for pgbench and the program's log.
    #[arg(long, default_value = "target/bench")]
    pub out: PathBuf,
    /// What the report says of itself: commit, build.
    #[arg(long, default_value = "")]
    pub label: String,
}

impl Options {
    /// The kinds of requests.
    pub fn kinds(&self) -> anyhow::Result<Vec<Kind>> {
        let pages = self.only.iter().filter(|k| Work::of(k).is_none());
        pages.map(|k| k.parse().map_err(|e| anyhow::anyhow!("--only {k}: {e}, {}", Work::ALL.map(Work::name).join(", ")))).collect()
    }

    /// What is done beside the pages.
    pub fn works(&self) -> Vec<Work> {
        self.only.iter().filter_map(|k| Work::of(k)).collect()
    }
}
