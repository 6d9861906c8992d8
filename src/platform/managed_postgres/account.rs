//! The operating system account that Postgres runs as.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use nix::unistd::{Gid, Uid, User, geteuid};

use super::error::StartError;
use super::place::{Place, file, variable};

pub(super) struct Account {
    pub(super) name: String,
    pub(super) uid: Uid,
    pub(super) gid: Gid,
}

/// The account to run a place's server: our own; for root the one that owns the cluster, else one of little power.
pub(super) fn for_server(place: &Place) -> Result<Account, StartError> {
    let me = geteuid();
    if !me.is_root() {
        return Account::by_id(me);
    }
    // Going by the owner lets a cluster survive that the account `postgres` comes into being later.
    match fs::symlink_metadata(place.data()) {
        Ok(data) if data.uid() != 0 => Account::by_id(Uid::from_raw(data.uid())),
        _ => ["postgres", "nobody"].into_iter().find_map(Account::by_name).ok_or(StartError::NoAccount),
    }
}

/// Refuses another account's cluster, which could neither be run nor connected to.
pub(super) fn check_may_open(place: &Place) -> Result<(), StartError> {
    let data = place.data();
    let owner = Uid::from_raw(fs::symlink_metadata(&data).map_err(file("read", &data))?.uid());
    if geteuid().is_root() || owner == geteuid() {
        return Ok(());
    }
    let owner = Account::by_id(owner).map_or_else(|_| format!("with the id {owner}"), |account| account.name);
    Err(StartError::NotYours { path: data, owner })
}

/// The name of the account that runs this program, if it has one.
pub(super) fn own_name() -> Option<String> {
    Account::by_id(geteuid()).ok().map(|account| account.name)
}

impl Account {
    fn by_id(uid: Uid) -> Result<Self, StartError> {
        User::from_uid(uid).ok().flatten().map(Self::from).ok_or(StartError::NoSuchUser(uid.as_raw()))
    }

    fn by_name(name: &str) -> Option<Self> {
        User::from_name(name).ok().flatten().map(Self::from)
    }

    /// Whether it is another account than the one this program runs as, that is: whether we are root.
    pub(super) fn is_other(&self) -> bool {
        self.uid != geteuid()
    }

    /// A command that runs as this account, with nothing of our environment: `PG…` variables change what Postgres
    /// does, and secrets in ours are none of its business.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").current_dir("/");
        if let Some(path) = variable("PATH") {
            command.env("PATH", path);
        }
        if self.is_other() {
            // The standard library drops root's supplementary groups with this.
            command.uid(self.uid.as_raw()).gid(self.gid.as_raw());
        }
        command
    }

    /// Makes sure that this account may enter a folder and all above it. The program would fail all the same, but
    /// would name the folder at the end of the path and not the one in the way.
    pub(super) fn check_reaches(&self, target: &Path, alternative: &'static str) -> Result<(), StartError> {
        if !self.is_other() {
            return Ok(());
        }
        let real = fs::canonicalize(target).map_err(file("find", target))?;
        for folder in real.ancestors() {
            let metadata = fs::metadata(folder).map_err(file("read", folder))?;
            let search_bit = match () {
                () if metadata.uid() == self.uid.as_raw() => 0o100,
                () if metadata.gid() == self.gid.as_raw() => 0o010,
                () => 0o001,
            };
            if metadata.permissions().mode() & search_bit == 0 {
                return Err(StartError::OutOfReach { account: self.name.clone(), folder: folder.to_path_buf(), target: target.to_path_buf(), alternative });
            }
        }
        Ok(())
    }
}

impl From<User> for Account {
    fn from(user: User) -> Self {
        Self { name: user.name, uid: user.uid, gid: user.gid }
    }
}
