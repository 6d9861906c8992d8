//! Making a cluster, and running the server on it.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::account::{self, Account};
use super::binaries::Found;
use super::error::{StartError, StopError};
use super::lockfile;
use super::place::{Place, file, new_file, own_folder, remove_folder};
use super::{ADMIN, Durability, Options, PORT, ROLES};

/// The name of the map in `pg_ident.conf`.
const MAP: &str = "overgang";

/// How long a start may take, with the recovery after a power failure.
const START_TIME: Duration = Duration::from_secs(300);
/// How long connections may take to end in good order.
const STOP_TIME: Duration = Duration::from_secs(10);

/// How many of the server's last lines go into an error.
const LINES_KEPT: usize = 12;

/// What is the same for every server; the rest depends on the place.
const SETTINGS: [&str; 13] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "cluster_name=overgang",
    "shared_buffers=128MB",
    // Compiling pays for long analytical queries only; ours would wait for it.
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    // No statement and no value of one may reach a log: not with an error, not as its detail. The program that sent
    // the statement is told all the same.
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    "log_statement=none",
    "log_min_duration_statement=-1",
    "logging_collector=off",
];

/// For tests: waits for no disk. `wal_level` saves the log of what is only ever copied.
const TEST_SETTINGS: [&str; 5] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"];

/// Makes the cluster if there is none. It has its name only once it is whole.
pub(super) fn create_cluster(found: &Found, account: &Account, place: &Place) -> Result<(), StartError> {
    let (data, partial) = (place.data(), place.partial_data());
    if data.is_dir() {
        return Ok(());
    }
    tracing::info!(data = %data.display(), build = %found.build, "making the database");
    remove_folder(&partial).map_err(file("remove", &partial))?;
    own_folder(&partial, account)?;
    let program = found.program("initdb");
    let mut initdb = account.command(&program);
    initdb
        .arg("--pgdata")
        .arg(&partial)
        .args(["--username", ADMIN, "--auth=peer", "--encoding=UTF8", "--data-checksums"])
        // The letters of the alphabet for Postgres itself; macOS has no C.UTF-8.
        .arg(if cfg!(target_os = "macos") { "--locale=en_US.UTF-8" } else { "--locale=C.UTF-8" })
        .args(["--locale-provider=icu", "--icu-locale=nb-NO", "--text-search-config=norwegian"])
        .args((place.durability == Durability::Test).then_some("--no-sync"))
        .stdin(Stdio::null());
    // Without time to tidy up: another copy of the program may be making the same folder by then.
    tie_to_parent(&mut initdb, Signal::SIGKILL);
    let output = initdb.output().map_err(|source| StartError::Run { program, source })?;
    if !output.status.success() {
        // What initdb said matters more than a remnant, which the next start removes.
        let _ = remove_folder(&partial);
        return Err(StartError::Initdb { status: output.status, output: String::from_utf8_lossy(&output.stderr).trim().to_owned() });
    }
    fs::rename(&partial, &data).map_err(file("rename", &partial))?;
    if place.durability == Durability::Durable
        && let Some(folder) = data.parent()
    {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(file("write", folder))?;
    }
    Ok(())
}

/// Writes who may connect, and as which role: nobody by password, and only three accounts of this machine.
pub(super) fn write_access_rules(account: &Account, place: &Place) -> Result<(), StartError> {
    let mut accounts = vec![account.name.clone(), "root".to_owned()];
    accounts.extend(account::own_name());
    accounts.sort();
    accounts.dedup();
    let header = "# Written by overgang at every start; changes to it are lost.\n";
    let mut ident = header.to_owned();
    for account in &accounts {
        for role in ROLES {
            ident += &format!("{MAP} \"{account}\" \"{role}\"\n");
        }
    }
    for (path, text) in [(place.hba(), format!("{header}local all all peer map={MAP}\n")), (place.ident(), ident)] {
        new_file(&path, 0o644).and_then(|mut rules| rules.write_all(text.as_bytes())).map_err(file("write", &path))?;
    }
    Ok(())
}

/// A server that we started.
pub(super) struct Server {
    child: Child,
    pid: Pid,
    data: PathBuf,
    log: Log,
}

/// Where a server's messages go.
enum Log {
    /// Into ours, by a thread that gives the last lines when it ends.
    Ours(Option<thread::JoinHandle<VecDeque<String>>>),
    File(PathBuf),
}

impl Server {
    pub(super) fn launch(found: &Found, account: &Account, place: &Place, socket_dir: &Path, options: &Options) -> Result<Self, StartError> {
        let data = place.data();
        let program = found.program("postgres");
        let mut postgres = account.command(&program);
        postgres.arg("-D").arg(&data).stdin(Stdio::null()).stdout(Stdio::null());
        for setting in settings(place, socket_dir, options) {
            postgres.arg("-c").arg(setting);
        }
        if options.outlive_parent {
            let path = place.log();
            postgres.stderr(new_file(&path, 0o600).map_err(file("write", &path))?);
            own_session(&mut postgres);
        } else {
            // A group of its own: Ctrl-C is for us alone, who end the connections before the server.
            postgres.stderr(Stdio::piped()).process_group(0);
            tie_to_parent(&mut postgres, Signal::SIGINT);
        }
        let mut child = postgres.spawn().map_err(|source| StartError::Run { program, source })?;
        let log = match child.stderr.take() {
            Some(stderr) => Log::Ours(thread::Builder::new().name("postgres-log".into()).spawn(move || follow(stderr)).ok()),
            None => Log::File(place.log()),
        };
        let pid = Pid::from_raw(child.id().cast_signed());
        Ok(Self { child, pid, data, log })
    }

    /// Returns when the server says that it takes connections.
    pub(super) fn wait_until_ready(&mut self) -> Result<(), StartError> {
        let begun = Instant::now();
        let mut patience = Duration::from_secs(5);
        loop {
            if let Some(status) = self.exited() {
                return Err(StartError::Exited { status, log: self.log.last_lines(), data: self.data.clone() });
            }
            if lockfile::read(&self.data)?.is_some_and(|lockfile| lockfile.ready && lockfile.pid == self.pid) {
                return Ok(());
            }
            if begun.elapsed() > START_TIME {
                if let Err(error) = self.stop() {
                    tracing::warn!(%error, "stopping Postgres");
                }
                return Err(StartError::NotReady { seconds: START_TIME.as_secs(), log: self.log.last_lines(), data: self.data.clone() });
            }
            if begun.elapsed() > patience {
                tracing::info!("waiting for Postgres, which may be recovering from a power failure");
                patience += Duration::from_secs(10);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// How the server ended, if it has.
    pub(super) fn exited(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Ends connections and stops after a checkpoint ("fast"); if that takes too long, without one ("immediate").
    pub(super) fn stop(&mut self) -> Result<(), StopError> {
        for signal in [Signal::SIGINT, Signal::SIGQUIT] {
            // It is our child and not yet waited for, so its number is not another's.
            if self.exited().is_some() {
                return Ok(());
            }
            kill(self.pid, signal).map_err(|source| StopError::Signal { pid: self.pid.as_raw(), source })?;
            if wait_until(STOP_TIME, || self.exited().is_some()) {
                return Ok(());
            }
            tracing::warn!(%signal, "Postgres does not stop");
        }
        let killed = self.child.kill().and_then(|()| self.child.wait());
        let pid = self.pid.as_raw();
        Err(killed.map_or_else(|source| StopError::Wait { pid, source }, |_| StopError::Killed { pid, seconds: 2 * STOP_TIME.as_secs() }))
    }
}

/// Stops the server of a place, whoever started it. Returns whether one was running. To be called with the place's lock held.
pub(super) fn stop_unowned(place: &Place) -> Result<bool, StopError> {
    let running = || Ok(lockfile::read(&place.data()).map_err(StopError::Place)?.filter(lockfile::is_server));
    let Some(lockfile) = running()? else { return Ok(false) };
    let pid = lockfile.pid;
    for signal in [Signal::SIGINT, Signal::SIGQUIT, Signal::SIGKILL] {
        match kill(pid, signal) {
            Ok(()) => {}
            Err(Errno::ESRCH) => return Ok(true),
            Err(source) => return Err(StopError::Signal { pid: pid.as_raw(), source }),
        }
        if signal != Signal::SIGKILL && wait_until(STOP_TIME, || !lockfile::is_server(&lockfile)) {
            return Ok(true);
        }
    }
    Err(StopError::Killed { pid: pid.as_raw(), seconds: 2 * STOP_TIME.as_secs() })
}

fn settings(place: &Place, socket_dir: &Path, options: &Options) -> Vec<OsString> {
    let mut settings: Vec<OsString> = SETTINGS.iter().map(OsString::from).collect();
    settings.push(format!("port={PORT}").into());
    settings.push(format!("max_connections={}", options.max_connections).into());
    settings.push(setting("hba_file", place.hba().as_os_str()));
    settings.push(setting("ident_file", place.ident().as_os_str()));
    // A list in which a quoted name may have commas and spaces.
    let mut quoted = OsString::from("\"");
    quoted.push(socket_dir);
    quoted.push("\"");
    settings.push(setting("unix_socket_directories", &quoted));
    // Ours has the time; a file that nobody reads along has none.
    settings.push(if options.outlive_parent { "log_line_prefix=%m " } else { "log_line_prefix=" }.into());
    if place.durability == Durability::Test {
        settings.extend(TEST_SETTINGS.iter().map(OsString::from));
    }
    if shared_memory_is_scarce() {
        settings.push("dynamic_shared_memory_type=mmap".into());
    }
    settings
}

fn setting(name: &str, value: &OsStr) -> OsString {
    let mut setting = OsString::from(name);
    setting.push("=");
    setting.push(value);
    setting
}

/// Containers have 64 MB of it as a rule, which one parallel query can use up.
#[cfg(target_os = "linux")]
fn shared_memory_is_scarce() -> bool {
    const ENOUGH: u64 = 128 << 20;
    let room = nix::sys::statvfs::statvfs("/dev/shm");
    room.map_or(true, |room| room.blocks_available().saturating_mul(room.fragment_size()) < ENOUGH)
}

/// Elsewhere Postgres does not take it from a file system.
#[cfg(not(target_os = "linux"))]
fn shared_memory_is_scarce() -> bool {
    false
}

/// Has the kernel send the command a signal when the thread that starts it ends, by whatever cause. Linux only:
/// elsewhere a server whose starter was killed runs on, and the next start attaches to it.
fn tie_to_parent(command: &mut Command, signal: Signal) {
    #[cfg(target_os = "linux")]
    {
        let parent = Pid::this();
        before_exec(command, move || {
            nix::sys::prctl::set_pdeathsig(signal)?;
            // A parent that died before that call will not be noticed.
            if nix::unistd::getppid() == parent { Ok(()) } else { Err(Errno::ESRCH.into()) }
        });
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (command, signal);
}

/// Cuts the command loose from our terminal.
fn own_session(command: &mut Command) {
    before_exec(command, || Ok(nix::unistd::setsid().map(drop)?));
}

#[expect(unsafe_code, reason = "nothing safe runs code between fork and exec, where a process sets its parent-death signal and session")]
fn before_exec(command: &mut Command, set_up: impl FnMut() -> io::Result<()> + Send + Sync + 'static) {
    // SAFETY: both callers make system calls only, which take no locks and no memory, and so may be made in the child
    // of a process with other threads. The standard library changes the account before it calls this; the
    // other way round, the kernel would forget the signal.
    unsafe {
        command.pre_exec(set_up);
    }
}

fn wait_until(limit: Duration, mut done: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + limit;
    while !done() {
        if Instant::now() > deadline {
            return false;
        }
        thread::sleep(Duration::from_millis(5));
    }
    true
}

impl Log {
    /// What the server said last; to be asked when it has ended.
    fn last_lines(&mut self) -> String {
        let lines = match self {
            Self::Ours(thread) => thread.take().and_then(|thread| thread.join().ok()),
            Self::File(path) => File::open(path).ok().map(|log| last_lines(BufReader::new(log), |_| ())),
        };
        let text = Vec::from(lines.unwrap_or_default()).join("\n");
        if text.is_empty() { "(nothing)".into() } else { text }
    }
}

/// Passes a server's messages on to our log until it closes its end.
fn follow(stderr: impl Read) -> VecDeque<String> {
    last_lines(BufReader::new(stderr), |line| match line.split_once(':') {
        Some(("PANIC", _)) => tracing::error!(target: "postgres", "{line}"),
        // Among these are the farewells to the connections that a stop ends.
        Some(("WARNING" | "FATAL", _)) => tracing::warn!(target: "postgres", "{line}"),
        _ => tracing::debug!(target: "postgres", "{line}"),
    })
}

fn last_lines(reader: impl BufRead, mut each: impl FnMut(&str)) -> VecDeque<String> {
    let mut last = VecDeque::with_capacity(LINES_KEPT);
    for line in reader.split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line).into_owned();
        each(&line);
        if last.len() == LINES_KEPT {
            last.pop_front();
        }
        last.push_back(line);
    }
    last
}
