//! Names of staff, as they stand beside what was written.
//!
//! Every page about a person names a handful of authors, and looking them up was half the blocks that its timeline read. Who works here is
//! no secret within the service (every group reads names of accounts) and changes seldom, so a name once read is kept, and forgotten when
//! the database tells that it changed, or when it could not be heard for a while.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use sqlx::PgConnection;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::live::{Hub, News};

/// More names than any service has staff: what lies beyond is a mistake, and begins anew.
const MOST: usize = 500_000;

#[derive(Default)]
struct Kept {
    names: HashMap<Uuid, Arc<str>>,
    /// Raised whenever something is forgotten: a name read before that is not kept after it.
    age: u64,
}

/// Names of staff; cheap to clone.
#[derive(Clone, Default)]
pub struct Names {
    kept: Arc<RwLock<Kept>>,
    listens: Arc<AtomicBool>,
}

/// The names of some accounts.
#[derive(Clone, Debug, Default)]
pub struct Named(HashMap<Uuid, Arc<str>>);

impl Named {
    /// The name of an account, if there is one.
    pub fn of(&self, account: Option<Uuid>) -> Option<&str> {
        self.0.get(&account?).map(AsRef::as_ref)
    }
}

impl Names {
    /// The names of these accounts: from memory, and in one question those that are not there.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn of(&self, connection: &mut PgConnection, accounts: &[Uuid]) -> Result<Named, sqlx::Error> {
        let (mut named, mut missing, age) = self.known(accounts);
        if !missing.is_empty() {
            missing.sort_unstable();
            missing.dedup();
            let found = sqlx::query!("select id, display_name from access.account where id = any($1)", &missing).fetch_all(connection).await?;
            let found: Vec<(Uuid, Arc<str>)> = found.into_iter().map(|r| (r.id, r.display_name.into())).collect();
            self.keep(&found, age);
            named.extend(found);
        }
        Ok(Named(named))
    }

    /// Forgets what changes, as the database tells it. Listens once, from the first call on.
    pub fn listen(&self, hub: &Hub, db: &Db) {
        if self.listens.swap(true, Ordering::Relaxed) {
            return;
        }
        let (names, mut news) = (self.clone(), hub.subscribe(db));
        tokio::spawn(async move {
            loop {
                match news.recv().await {
                    Ok(News::StaffNamed(account)) => names.forget(Some(account)),
                    Ok(News::Missed) | Err(RecvError::Lagged(_)) => names.forget(None),
                    Ok(_) => {}
                    Err(RecvError::Closed) => return,
                }
            }
        });
    }

    fn known(&self, accounts: &[Uuid]) -> (HashMap<Uuid, Arc<str>>, Vec<Uuid>, u64) {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let (mut named, mut missing) = (HashMap::new(), Vec::new());
        for account in accounts {
            match kept.names.get(account) {
                Some(name) => drop(named.insert(*account, name.clone())),
                None => missing.push(*account),
            }
        }
        (named, missing, kept.age)
    }

    fn keep(&self, found: &[(Uuid, Arc<str>)], age: u64) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.age != age {
            return;
        }
        if kept.names.len() + found.len() > MOST {
            kept.names.clear();
        }
        kept.names.extend(found.iter().cloned());
    }

    fn forget(&self, account: Option<Uuid>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.age += 1;
        match account {
            Some(account) => drop(kept.names.remove(&account)),
            None => kept.names.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_before_it_changed_is_not_kept() {
        let (names, id) = (Names::default(), Uuid::now_v7());
        let (_, missing, age) = names.known(&[id]);
        assert_eq!(missing, [id]);
        names.forget(Some(id));
        names.keep(&[(id, "Old Name".into())], age);
        let (known, _, age) = names.known(&[id]);
        assert!(known.is_empty(), "it was read before it changed");
        names.keep(&[(id, "New Name".into())], age);
        assert_eq!(Named(names.known(&[id]).0).of(Some(id)), Some("New Name"));
        names.forget(None);
        assert!(names.known(&[id]).0.is_empty());
    }
}
