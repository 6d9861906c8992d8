//! What has changed, told to whoever has a page open. One connection listens to the database for all of them; every node of the program
//! has its own, and the database tells them all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::postgres::{PgListener, PgNotification};
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::db::Db;
use super::id::{SessionId, UnitId};

/// The channels of the database (`custody.bump`, `access.session_ended`, `reference.law_rule_tells`, `access.staff_named`).
const CHANNELS: [&str; 4] = ["unit_version", "session_ended", "law", "staff_named"];
/// So much may wait for a slow reader; whoever falls behind is told that something was missed.
const KEPT: usize = 256;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A unit's board shows something else now.
    Unit {
        /// The unit.
        unit: UnitId,
        /// Its version since then.
        version: i64,
    },
    /// A session ended.
    SessionEnded(SessionId),
    /// A rule of law got a new row.
    Law,
    /// Somebody on the staff has another name now.
    StaffNamed(Uuid),
    /// The connection was away for a while: whatever happened then was not heard.
    Missed,
}

impl News {
    fn of(notification: &PgNotification) -> Option<Self> {
        match notification.channel() {
            "unit_version" => {
                let (unit, version) = notification.payload().split_once(' ')?;
                Some(Self::Unit { unit: unit.parse().ok()?, version: version.parse().ok()? })
            }
            "staff_named" => Some(Self::StaffNamed(notification.payload().parse().ok()?)),
            "session_ended" => Some(Self::SessionEnded(notification.payload().parse().ok()?)),
            "law" => Some(Self::Law),
            _ => None,
        }
    }
}

/// Passes the news on; cheap to clone. Listens from the first reader on.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    news: broadcast::Sender<News>,
    stopped: watch::Sender<bool>,
    ear: Mutex<Option<JoinHandle<()>>>,
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

impl Hub {
    /// One that nobody listens to yet.
    pub fn new() -> Self {
        Self(Arc::new(Inner { news: broadcast::Sender::new(KEPT), stopped: watch::Sender::new(false), ear: Mutex::new(None) }))
    }

    /// What happens from now on.
    pub fn subscribe(&self, db: &Db) -> broadcast::Receiver<News> {
        let receiver = self.0.news.subscribe();
        let mut ear = self.0.ear.lock().unwrap_or_else(PoisonError::into_inner);
        if ear.as_ref().is_none_or(JoinHandle::is_finished) {
            *ear = Some(tokio::spawn(listen(db.clone(), self.0.news.clone(), self.0.stopped.subscribe())));
        }
        receiver
    }

    /// Becomes true when the program stops: open streams end then, or stopping would wait for them.
    pub fn stopped(&self) -> watch::Receiver<bool> {
        self.0.stopped.subscribe()
    }

    /// Ends every stream and the listening.
    pub fn stop(&self) {
        self.0.stopped.send_replace(true);
    }
}

async fn listen(db: Db, news: broadcast::Sender<News>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let heard = tokio::select! {
            _ = stopped.changed() => return,
            heard = hear(&db, &news) => heard,
        };
        if let Err(error) = heard {
            tracing::warn!(cause = %error, "not listening to the database; trying again");
        }
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(Duration::from_secs(2)) => {}
        }
    }
}

async fn hear(db: &Db, news: &broadcast::Sender<News>) -> Result<(), sqlx::Error> {
    let mut listener: PgListener = db.listener().await?;
    listener.listen_all(CHANNELS).await?;
    // Whoever asked before the ear was open may have missed something.
    drop(news.send(News::Missed));
    loop {
        // None: the connection was lost and will be made anew.
        let heard = listener.try_recv().await?;
        let item = heard.as_ref().map_or(Some(News::Missed), News::of);
        if let Some(item) = item {
            // Nobody listening is no fault.
            drop(news.send(item));
        }
    }
}
