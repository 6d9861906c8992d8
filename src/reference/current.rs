//! The catalogue that holds now. A request takes it once and keeps it to its end, so that one answer never rests on two states of the law.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use super::Catalogue;
use crate::platform::db::Db;
use crate::platform::live::{Hub, News};

/// The newest catalogue this program has read.
pub struct Current(RwLock<Arc<Catalogue>>);

impl From<Catalogue> for Current {
    fn from(catalogue: Catalogue) -> Self {
        Self(RwLock::new(Arc::new(catalogue)))
    }
}

impl Current {
    /// As it is now.
    pub fn get(&self) -> Arc<Catalogue> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads it anew.
    ///
    /// # Errors
    /// When the database is away; the old one stays.
    pub async fn reload(&self, db: &Db) -> Result<(), sqlx::Error> {
        let mut tx = db.begin_job().await?;
        let fresh = Arc::new(Catalogue::load(&mut tx).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Reads it anew whenever the database tells of a change, until `stopped` says so.
    pub async fn follow(&self, db: &Db, hub: &Hub, mut stopped: watch::Receiver<bool>) {
        let mut news = hub.subscribe(db);
        while !*stopped.borrow() {
            let heard = tokio::select! {
                _ = stopped.changed() => continue,
                heard = news.recv() => heard,
            };
            match heard {
                Ok(News::Law | News::Missed) | Err(RecvError::Lagged(_)) => {
                    if let Err(error) = self.reload(db).await {
                        tracing::warn!(cause = %error, "the code lists and the law could not be read anew; the old ones are used");
                    }
                }
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}
