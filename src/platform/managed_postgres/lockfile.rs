//! `postmaster.pid`: what a running server says of itself.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::error::StartError;
use super::place::file;

/// How long another's server may take to finish starting or stopping.
const SETTLING_TIME: Duration = Duration::from_secs(60);

/// Whether a server runs on a cluster.
pub(super) enum Presence {
    Absent,
    /// It takes connections.
    Ready {
        socket_dir: PathBuf,
        port: u16,
    },
    /// It is there, but starting, stopping or not to be reached.
    Busy {
        pid: Pid,
    },
    /// It is gone without having tidied up.
    Stale,
}

/// The lines of the file that matter here; later ones are missing while the server starts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lockfile {
    pub(super) pid: Pid,
    data: String,
    port: Option<u16>,
    socket_dir: Option<PathBuf>,
    pub(super) ready: bool,
}

pub(super) fn path(data: &Path) -> PathBuf {
    data.join("postmaster.pid")
}

/// Reads the file; `None` when there is none, or nothing in it yet.
pub(super) fn read(data: &Path) -> Result<Option<Lockfile>, StartError> {
    let path = path(data);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(file("read", &path)(error)),
    }
}

fn parse(text: &str) -> Option<Lockfile> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let line = |number: usize| lines.get(number - 1).copied().filter(|line| !line.is_empty());
    Some(Lockfile {
        pid: Pid::from_raw(line(1)?.parse().ok()?),
        data: line(2).unwrap_or_default().to_owned(),
        port: line(4).and_then(|line| line.parse().ok()),
        socket_dir: line(5).map(PathBuf::from),
        ready: line(8) == Some("ready"),
    })
}

pub(super) fn presence(data: &Path) -> Result<Presence, StartError> {
    let Some(lockfile) = read(data)? else { return Ok(Presence::Absent) };
    if !is_server(&lockfile) {
        return Ok(Presence::Stale);
    }
    let Lockfile { pid, port, socket_dir, ready, .. } = lockfile;
    match (socket_dir, port) {
        (Some(socket_dir), Some(port)) if ready && UnixStream::connect(socket_dir.join(format!(".s.PGSQL.{port}"))).is_ok() => {
            Ok(Presence::Ready { socket_dir, port })
        }
        _ => Ok(Presence::Busy { pid }),
    }
}

/// Waits while a server starts or stops, and clears a dead one's claim. To be called with the place's lock held.
pub(super) fn wait_until_settled(data: &Path) -> Result<(), StartError> {
    let deadline = Instant::now() + SETTLING_TIME;
    loop {
        match presence(data)? {
            Presence::Absent | Presence::Ready { .. } => return Ok(()),
            Presence::Stale => return disown(data).map_err(file("write", &path(data))),
            Presence::Busy { pid } if Instant::now() > deadline => return Err(StartError::Unreachable { pid: pid.as_raw(), data: data.to_path_buf() }),
            Presence::Busy { .. } => thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Whether the process named is this server, and not one that got the dead server's number.
pub(super) fn is_server(lockfile: &Lockfile) -> bool {
    let alive = matches!(kill(lockfile.pid, None), Ok(()) | Err(Errno::EPERM));
    if !alive || !cfg!(target_os = "linux") {
        return alive;
    }
    match fs::read(format!("/proc/{}/cmdline", lockfile.pid)) {
        // The postmaster alone is called with the data folder; a zombie's command line is empty.
        Ok(command_line) => command_line.split(|&byte| byte == 0).any(|argument| argument == lockfile.data.as_bytes()),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Puts our own process in the dead server's place.
///
/// Postgres believes the process to be alive if *any* process or thread of its account has that number, which is the
/// rule in a container that was killed and started again: numbers there begin at 1 each time. It makes an exception
/// for the process that starts it, and so does not mistake us. Removing the file would do as well, if it did not also
/// tell Postgres which shared memory to look at for survivors.
fn disown(data: &Path) -> io::Result<()> {
    let path = path(data);
    let text = fs::read_to_string(&path)?;
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    // Another account may own the folder, and we may be root: do not be led elsewhere by a link.
    let mut file = fs::File::options().write(true).truncate(true).custom_flags(OFlag::O_NOFOLLOW.bits()).open(&path)?;
    write!(file, "{}\n{rest}", std::process::id())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot read its own text shall fail")]
mod tests {
    use super::*;

    const FULL: &str = "4711\n/var/lib/overgang/postgres15/data\n1763800000\n5432\n/var/lib/overgang/postgres15/socket\n\n  4 5\nready   \n";

    #[test]
    fn a_server_that_takes_connections_is_read_in_full() {
        let read = parse(FULL).unwrap();
        assert_eq!((read.pid, read.port, read.ready), (Pid::from_raw(4711), Some(5432), true));
        assert_eq!(read.socket_dir.as_deref(), Some(Path::new("/var/lib/overgang/postgres15/socket")));
    }

    #[test]
    fn a_server_that_starts_is_not_ready() {
        assert!(!parse(&FULL.replace("ready", "starting")).unwrap().ready);
        assert!(!parse("4711\n/data\n").unwrap().ready);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn a_process_that_got_a_dead_servers_number_is_not_taken_for_it() {
        let own_number = FULL.replace("4711", &std::process::id().to_string());
        assert_eq!(is_server(&parse(&own_number).unwrap()), !cfg!(target_os = "linux"));
    }
}
