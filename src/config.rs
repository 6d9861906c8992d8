//! Configuration: flags and environment, typed; every problem is reported at once.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Prison case management on the Norwegian model.
#[derive(Debug, Parser)]
#[command(
    name = "overgang",
    version,
    about,
    max_term_width = 110,
    after_help = "With DATABASE_URL set that Postgres is used; without it, overgang runs a private one of its own below its data folder."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can be asked to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the application (production: set DATABASE_URL, put TLS in front).
    Serve(Serve),
    /// Serve a demonstration: an invented prison service, one-click sign-in. Refuses any database that is not a demonstration one.
    Demo(Demo),
    /// The database: start the managed one, migrate, status.
    #[command(subcommand)]
    Db(DbCommand),
    /// Accounts from the command line: for the first administrator, and for the day nobody can sign in.
    #[command(subcommand)]
    User(UserCommand),
    /// The audit trail.
    #[command(subcommand)]
    Audit(AuditCommand),
}

/// Where the database is.
#[derive(Clone, Debug, Default, Args)]
pub struct Database {
    /// The server to use, as an account that may migrate. Without it: a private cluster of our own.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The custody side's login, when it cannot be had from DATABASE_URL by exchanging the user.
    #[arg(long, env = "DATABASE_URL_CUSTODY", hide_env_values = true)]
    pub database_url_custody: Option<String>,
    /// The health side's login, likewise.
    #[arg(long, env = "DATABASE_URL_HEALTH", hide_env_values = true)]
    pub database_url_health: Option<String>,
    /// The login of background work, likewise.
    #[arg(long, env = "DATABASE_URL_JOBS", hide_env_values = true)]
    pub database_url_jobs: Option<String>,
    /// Folder of the managed database and of the keys [default: /var/lib/overgang as root, else below the home folder].
    #[arg(long, env = "OVERGANG_DATA")]
    pub data: Option<PathBuf>,
    /// Folder with the Postgres programs, when they are in an unusual place.
    #[arg(long, env = "PG_BINDIR")]
    pub pg_bindir: Option<PathBuf>,
}

/// One side of the health wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Custody, case work, education, desks, administration, audit.
    Custody,
    /// The health service.
    Health,
}

/// How to listen.
#[derive(Clone, Debug, Args)]
pub struct Listen {
    /// Address and port of the application.
    #[arg(long, env = "OVERGANG_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address and port of the metrics; loopback only. Not given: no metrics.
    #[arg(long, env = "OVERGANG_METRICS")]
    pub metrics: Option<SocketAddr>,
    /// Cookies without `Secure`, for plain HTTP on the loopback.
    #[arg(long, env = "OVERGANG_INSECURE_COOKIES")]
    pub insecure_cookies: bool,
    /// The header in which the proxy in front gives the client's address, such as x-forwarded-for. Never set it without such a proxy.
    #[arg(long, env = "OVERGANG_CLIENT_ADDRESS_HEADER")]
    pub client_address_header: Option<String>,
    /// Database connections a side. Twice the database's cores is best.
    #[arg(long, env = "OVERGANG_CONNECTIONS", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub connections: u32,
    /// Log for people instead of JSON lines.
    #[arg(long, env = "OVERGANG_LOG_TEXT")]
    pub log_text: bool,
    /// Key of the clinical notes (health side) [default: keys/health.key in the data folder].
    #[arg(long, env = "OVERGANG_HEALTH_KEY")]
    pub health_key: Option<PathBuf>,
    /// Key that signs the audit trail [default: keys/audit.key in the data folder].
    #[arg(long, env = "OVERGANG_AUDIT_KEY")]
    pub audit_key: Option<PathBuf>,
}

/// `serve`.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where the database is.
    #[command(flatten)]
    pub database: Database,
    /// How to listen.
    #[command(flatten)]
    pub listen: Listen,
    /// Run one side of the health wall alone.
    #[arg(long, value_enum)]
    pub only: Option<Only>,
    /// Do not migrate; refuse to start when the database is behind.
    #[arg(long)]
    pub no_migrate: bool,
}

/// `demo`.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Where the database is.
    #[command(flatten)]
    pub database: Database,
    /// How to listen.
    #[command(flatten)]
    pub listen: Listen,
    /// Size: 1 is Norway (about 3,000 in custody), 300 about a million people, 0.02 two prisons.
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    pub scale: f64,
    /// Another number, another invented service.
    #[arg(long, default_value_t = 1814)]
    pub seed: u64,
    /// Make the data and end.
    #[arg(long)]
    pub only_generate: bool,
    /// Throw the demonstration away and make it anew.
    #[arg(long)]
    pub fresh: bool,
}

/// `db …`.
#[derive(Clone, Debug, Subcommand)]
pub enum DbCommand {
    /// Start the managed database and print its DATABASE_URL.
    Start {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
        /// Leave it running when this command ends.
        #[arg(long)]
        keep: bool,
        /// A database that forgets everything in a power failure: for tests.
        #[arg(long)]
        test: bool,
    },
    /// Stop a managed database that was left running.
    Stop {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
    },
    /// Apply what is missing.
    Migrate {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
        /// Take the migrations from this folder instead of those built in (development).
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Tell what is there.
    Status {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
    },
}

/// `user …`.
#[derive(Clone, Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account; prints its first password once.
    Add {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
        /// The name to sign in with.
        username: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// The staff number.
        #[arg(long)]
        staff_number: String,
        /// Also make it a system administrator: for the first one, when nobody is there to propose and decide.
        #[arg(long)]
        system_administrator: bool,
    },
    /// Give a new first password and remove the second factor.
    Reset {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
        /// The account.
        username: String,
    },
    /// Disable an account and end its sessions.
    Disable {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
        /// The account.
        username: String,
    },
}

/// `audit …`.
#[derive(Clone, Debug, Subcommand)]
pub enum AuditCommand {
    /// Recompute every seal from the entries; names the first batch that does not agree.
    Verify {
        /// Where the database is.
        #[command(flatten)]
        database: Database,
        /// The public key that must have signed (hexadecimal); without it the one written with each seal.
        #[arg(long)]
        public_key: Option<String>,
    },
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(n) if (0.01..=1000.0).contains(&n) => Ok(n),
        _ => Err("a number from 0.01 to 1000".to_owned()),
    }
}

impl Listen {
    /// Everything that does not fit together, all at once.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(metrics) = self.metrics
            && !metrics.ip().is_loopback()
        {
            problems.push(format!("--metrics {metrics}: metrics are for the loopback only; use 127.0.0.1:{}", metrics.port()));
        }
        if self.insecure_cookies && !self.listen.ip().is_loopback() {
            problems.push(format!("--insecure-cookies with --listen {}: cookies without Secure are for the loopback only; put TLS in front", self.listen));
        }
        problems
    }
}
