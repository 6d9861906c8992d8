//! A request by anybody: the way in, language, error pages.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::facts::Facts;
use crate::platform::db::{Side, Tx};
use crate::web::error::Error;
use crate::web::frame::Shell;
use crate::web::lang::{Lang, Text};
use crate::web::routes::Access;
use crate::web::session::Presented;
use crate::web::state::App;

/// A request by anybody: the way in, language, error pages.
pub struct Visitor {
    /// Shared state.
    pub app: App,
    /// The instant of the request.
    pub now: DateTime<Utc>,
    /// The language.
    pub lang: Lang,
    /// Its words.
    pub t: Text,
    /// The request's name in log and audit.
    pub request_id: Uuid,
    facts: Facts,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let facts = Facts::of(parts, app).await?;
        if facts.gate.access != Access::Anyone {
            return Err(Error::internal("only a route for anyone takes Visitor"));
        }
        Ok(Self { app: app.clone(), now: facts.now, lang: facts.lang, t: facts.lang.text(), request_id: facts.request_id, facts })
    }
}

impl Visitor {
    /// A transaction in which nobody is anybody: only the functions of the door can be called.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn begin(&self, side: Side) -> Result<Tx, Error> {
        Ok(self.app.db.begin(side).await?)
    }

    /// The route's pattern.
    pub fn route(&self) -> &'static str {
        self.facts.gate.path
    }

    /// The browser in short, and the network address.
    pub fn client(&self) -> (&str, &str) {
        (&self.facts.client, &self.facts.address)
    }

    /// A part of the query string.
    pub fn query(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.facts.query.as_bytes()).find(|(k, _)| k == name).map(|(_, v)| v.into_owned()).filter(|v| !v.is_empty())
    }

    /// The session the browser shows, unchecked.
    pub fn presented(&self) -> Option<&Presented> {
        self.facts.presented.as_ref()
    }

    /// A frame without menu.
    pub fn shell(&self, title: impl Into<String>) -> Shell {
        let shell = Shell::of(&self.app, self.lang, title.into());
        match &self.facts.presented {
            Some(p) => shell.with_csrf(p.csrf()),
            None => shell,
        }
    }
}
