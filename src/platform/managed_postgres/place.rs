//! Folders: where the cluster is, what each thing in it is called, and who may enter.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use nix::unistd::geteuid;
use sha2::{Digest, Sha256};

use super::account::Account;
use super::error::StartError;
use super::{Durability, PORT};

/// The longest socket path that every system takes, less the byte that ends it (macOS is the narrowest).
const LONGEST_SOCKET_PATH: usize = 103;

/// The data folder: as given, else `OVERGANG_DATA`, else the usual place of this account.
pub(super) fn root(given: Option<&Path>) -> Result<PathBuf, StartError> {
    let root = match given.map(Path::to_path_buf).or_else(|| variable("OVERGANG_DATA").map(PathBuf::from)) {
        Some(root) => root,
        // Not root's home: nobody else may enter that, and it is not root who runs Postgres.
        None if geteuid().is_root() => PathBuf::from("/var/lib/overgang"),
        None => home_folder("XDG_DATA_HOME", ".local/share").ok_or(StartError::NoHome)?,
    };
    std::path::absolute(&root).map_err(file("find", &root))
}

/// This program's folder below the one that an XDG variable names, or below its usual place in the home folder.
pub(super) fn home_folder(variable_name: &str, usual: &str) -> Option<PathBuf> {
    // The XDG standard says to ignore relative paths.
    let base = variable(variable_name).map(PathBuf::from).filter(|path| path.is_absolute());
    base.or_else(|| env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(usual))).map(|base| base.join("overgang"))
}

/// An environment variable; one set to nothing counts as not set.
pub(super) fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// Makes a folder and those above it that are missing, each with this mode whatever the umask.
pub(super) fn make_folder(path: &Path, mode: u32) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folder(parent, mode)?;
    }
    match fs::create_dir(path) {
        Ok(()) => fs::set_permissions(path, fs::Permissions::from_mode(mode)),
        // Another copy of the program was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Removes a folder with all in it; content if there is none.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Opens a file for locking. For reading, as the one that is there may have been made by root.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => File::options().create(true).truncate(false).write(true).open(path),
        opened => opened,
    }
}

/// Makes a file anew, so that neither an older one's owner nor a link in its place matters.
pub(super) fn new_file(path: &Path, mode: u32) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let file = File::options().write(true).create_new(true).open(path)?;
    // Whatever the umask.
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    Ok(file)
}

pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StartError {
    let path = path.to_path_buf();
    move |source| StartError::File { action, path, source }
}

/// What decides whether two Postgres programs can read each other's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Build {
    pub(super) major: u16,
    pub(super) origin: Origin,
}

/// Who built it. The build in the npm registry brings an older ICU, which sorts text differently, and an index sorted
/// one way is broken for a server that sorts another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Npm,
    System,
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.origin {
            Origin::System => write!(f, "PostgreSQL {}", self.major),
            Origin::Npm => write!(f, "PostgreSQL {} from the npm registry", self.major),
        }
    }
}

/// The folder of one cluster and what belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    folder: PathBuf,
    pub(super) build: Build,
    pub(super) durability: Durability,
}

impl Place {
    pub(super) fn new(root: &Path, build: Build, durability: Durability) -> Self {
        let origin = if build.origin == Origin::Npm { "-npm" } else { "" };
        let test = if durability == Durability::Test { "-test" } else { "" };
        Self { folder: root.join(format!("postgres{}{origin}{test}", build.major)), build, durability }
    }

    /// The clusters that were made in this data folder.
    pub(super) fn existing(root: &Path) -> Result<Vec<Self>, StartError> {
        let entries = match fs::read_dir(root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(file("read", root)(error)),
        };
        let mut places = Vec::new();
        for entry in entries {
            let name = entry.map_err(file("read", root))?.file_name();
            let Some((build, durability)) = name.to_str().and_then(parse_name) else { continue };
            let place = Self::new(root, build, durability);
            // The name `data` is only ever given to a cluster that is whole.
            if fs::symlink_metadata(place.data()).is_ok() {
                places.push(place);
            }
        }
        Ok(places)
    }

    /// The cluster to go on with, so that installing a newer Postgres does not seem to empty the database.
    pub(super) fn newest(root: &Path, durability: Durability) -> Result<Option<Self>, StartError> {
        let places = Self::existing(root)?.into_iter().filter(|place| place.durability == durability);
        Ok(places.max_by_key(|place| place.build))
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub(super) fn partial_data(&self) -> PathBuf {
        self.folder.join("data.partial")
    }

    pub(super) fn hba(&self) -> PathBuf {
        self.folder.join("pg_hba.conf")
    }

    pub(super) fn ident(&self) -> PathBuf {
        self.folder.join("pg_ident.conf")
    }

    /// What a server that outlives its starter writes its messages to.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Makes the folder, which stays this program's own: the server's account can only write to the folders in it
    /// that are given to it, and so cannot lead root astray with links.
    pub(super) fn prepare(&self, account: &Account) -> Result<(), StartError> {
        let mode = if account.is_other() { 0o755 } else { 0o700 };
        make_folder(&self.folder, mode).map_err(file("make", &self.folder))?;
        account.check_reaches(&self.folder, "another data folder with OVERGANG_DATA")
    }

    /// Lets one copy of the program at a time start or stop this server; waits for its turn.
    pub(super) fn lock(&self) -> Result<File, StartError> {
        let path = self.folder.join("start.lock");
        let lock = open_lock(&path).map_err(file("open", &path))?;
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => tracing::info!("another copy of this program is starting or stopping Postgres; waiting for it"),
            Err(TryLockError::Error(error)) => return Err(file("lock", &path)(error)),
        }
        lock.lock().map_err(file("lock", &path))?;
        Ok(lock)
    }

    /// Makes the folder for the socket anew. In the data folder, unless that makes a longer path than a socket may have.
    pub(super) fn prepare_socket_dir(&self, account: &Account) -> Result<PathBuf, StartError> {
        let fits = |folder: &Path| folder.join(format!(".s.PGSQL.{PORT}")).as_os_str().len() <= LONGEST_SOCKET_PATH;
        let mut folder = self.folder.join("socket");
        if !fits(&folder) {
            let digest = Sha256::digest(self.folder.as_os_str().as_bytes());
            let name: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
            folder = env::temp_dir().join(format!("overgang-{name}"));
        }
        if !fits(&folder) {
            return Err(StartError::SocketPath { path: folder });
        }
        remove_folder(&folder).map_err(file("remove", &folder))?;
        own_folder(&folder, account)?;
        account.check_reaches(&folder, "another folder for temporary files with TMPDIR")?;
        Ok(folder)
    }
}

/// Makes a folder that only the server's account may enter. Fails if there is one: it might be another's trap.
pub(super) fn own_folder(path: &Path, account: &Account) -> Result<(), StartError> {
    fs::DirBuilder::new().mode(0o700).create(path).map_err(file("make", path))?;
    if account.is_other() {
        lchown(path, Some(account.uid.as_raw()), Some(account.gid.as_raw())).map_err(|source| StartError::GiveAway {
            path: path.to_path_buf(),
            account: account.name.clone(),
            source,
        })?;
    }
    Ok(())
}

fn parse_name(name: &str) -> Option<(Build, Durability)> {
    let rest = name.strip_prefix("postgres")?;
    let (rest, durability) = rest.strip_suffix("-test").map_or((rest, Durability::Durable), |rest| (rest, Durability::Test));
    let (rest, origin) = rest.strip_suffix("-npm").map_or((rest, Origin::System), |rest| (rest, Origin::Npm));
    Some((Build { major: rest.parse().ok()?, origin }, durability))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_as_they_were_written() {
        for (name, build, durability) in [
            ("postgres15", Build { major: 15, origin: Origin::System }, Durability::Durable),
            ("postgres18-npm", Build { major: 18, origin: Origin::Npm }, Durability::Durable),
            ("postgres18-npm-test", Build { major: 18, origin: Origin::Npm }, Durability::Test),
        ] {
            assert_eq!(parse_name(name), Some((build, durability)), "{name}");
            assert!(Place::new(Path::new("/x"), build, durability).data().ends_with(format!("{name}/data")));
        }
        for other in ["postgres", "postgres15-old", "postgresql15", "keys"] {
            assert_eq!(parse_name(other), None, "{other}");
        }
    }

    #[test]
    fn a_newer_version_wins_and_then_the_systems_own_build() {
        let build = |major, origin| Build { major, origin };
        assert!(build(18, Origin::Npm) > build(15, Origin::System));
        assert!(build(18, Origin::System) > build(18, Origin::Npm));
    }
}
