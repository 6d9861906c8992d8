//! What every request can reach: configuration, clock, database, code lists.

use std::sync::Arc;

use super::frame::NavGroup;
use super::lang::Text;
use crate::access::{Actor, Names};
use crate::platform::clock::Clock;
use crate::platform::crypto::envelope::Kek;
use crate::platform::db::Db;
use crate::platform::live::Hub;
use crate::reference::Current;

/// The running program's shared state; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the state is made of.
pub struct Parts {
    /// The clock.
    pub clock: Clock,
    /// Connections; requests reach them through `Ctx` and `Visitor` alone.
    pub db: Db,
    /// Code lists in both languages, the hours, the law: as they are now. A request takes them from its context.
    pub catalogue: Current,
    /// The key that wraps the patients' keys; only where the health side runs.
    pub health_key: Option<Arc<Kek>>,
    /// Whether the database is a demonstration one.
    pub demonstration: bool,
    /// Whether cookies demand TLS.
    pub secure_cookies: bool,
    /// The header with the client's address, when a proxy in front sets it.
    pub client_address_header: Option<String>,
    /// What changes, for pages that are open.
    pub live: Hub,
    /// Names of staff.
    pub names: Names,
    /// The main menu.
    pub nav: fn(&Actor, Text) -> Vec<NavGroup>,
}

impl App {
    /// Shares the state.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
