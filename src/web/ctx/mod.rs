//! The request's context: who is asking, in which transaction, in which language. The only source of a database transaction.

mod answer;
mod facts;
mod store;
mod tablet;
mod visitor;

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use std::str::FromStr;
use std::sync::Arc;
use uuid::Uuid;

use super::error::Error;
use super::fmt::Fmt;
use super::frame::{Frame, Shell};
use super::lang::{Lang, Text};
use super::routes::Access;
use super::session::Presented;
use super::state::App;
use crate::access::{Act, Action, Actor, Class, Entry, Feature, Named, actor::Stage, door};
use crate::law::calendar;
use crate::platform::db::{self, Side, Tx};
use crate::platform::id::PrisonId;
use crate::reference::Catalogue;
use facts::Facts;
pub use visitor::Visitor;

/// A request by somebody who is signed in, in its transaction. Dropped without [`Ctx::save`] or [`Ctx::page`], nothing it did remains.
pub struct Ctx {
    /// Shared state.
    pub app: App,
    /// Who is acting.
    pub actor: Actor,
    /// The instant of the request.
    pub now: DateTime<Utc>,
    /// The Oslo day of the request.
    pub today: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Its words.
    pub t: Text,
    /// The request's name in log and audit.
    pub request_id: Uuid,
    /// Whether only a fragment of the page is asked for.
    pub fragment: bool,
    catalogue: Arc<Catalogue>,
    facts: Facts,
    tx: Option<Tx>,
    entries: Vec<Entry>,
    recorded: bool,
    once: Option<Uuid>,
    keep: Option<chrono::DateTime<chrono::Utc>>,
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let ctx = Self::open_request(parts, app).await?;
        match ctx.facts.gate.access {
            Access::NeedsFor(..) => Err(Error::internal("a route for one inmate must take the inmate's context")),
            Access::Anyone => Err(Error::internal("a route for anyone takes Visitor")),
            Access::Begun => Ok(ctx),
            Access::SignedIn => ctx.finished(),
            Access::Needs(class, act) => {
                let ctx = ctx.finished()?;
                if ctx.may(class, act) { Ok(ctx) } else { Err(ctx.deny(Entry::new(Action::Deny, class)).await) }
            }
        }
    }
}

impl Ctx {
    /// For the extractor of one inmate: the context and the rule, which that extractor must put to the person it loads.
    ///
    /// # Errors
    /// When nobody is signed in, the role may never do this, or the database is away.
    pub(crate) async fn open_for_inmate(parts: &mut Parts, app: &App) -> Result<(Self, Class, Act), Error> {
        let ctx = Self::open_request(parts, app).await?.finished()?;
        let Access::NeedsFor(class, act) = ctx.facts.gate.access else { return Err(Error::internal("a route with an inmate needs needs_for")) };
        if ctx.may(class, act) { Ok((ctx, class, act)) } else { Err(ctx.deny(Entry::new(Action::Deny, class)).await) }
    }

    async fn open_request(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let facts = Facts::of(parts, app).await?;
        let presented = facts.presented.clone().ok_or(Error::SignIn)?;
        if !app.db.runs(presented.side) {
            return Err(Error::SignIn);
        }
        let (tx, actor) = begin(app, &presented, facts.now).await?;
        only_its_board(&actor, parts, &facts)?;
        let lang = facts.lang;
        Ok(Self {
            app: app.clone(),
            catalogue: app.catalogue.get(),
            actor,
            now: facts.now,
            today: calendar::oslo_day(facts.now),
            lang,
            t: lang.text(),
            request_id: facts.request_id,
            fragment: facts.fragment,
            facts,
            tx: Some(tx),
            entries: Vec::new(),
            recorded: false,
            once: None,
            keep: None,
        })
    }

    fn finished(self) -> Result<Self, Error> {
        match self.actor.stage {
            Stage::Full => Ok(self),
            Stage::SecondFactor => Err(Error::Unfinished("/second-factor")),
            Stage::ChangePassword => Err(Error::Unfinished("/me/password")),
        }
    }

    /// The transaction's connection, for the functions of a store.
    ///
    /// # Panics
    /// Never: the transaction is there until the context is consumed.
    pub fn conn(&mut self) -> &mut PgConnection {
        match self.tx.as_mut() {
            Some(tx) => tx,
            None => unreachable!("the transaction lives as long as the context"),
        }
    }

    /// Whether the acting role may ever do this. What a page offers and what the server allows come from here.
    pub fn may(&self, class: Class, act: Act) -> bool {
        self.actor.may(class, act)
    }

    /// Lets the request through to what a prison has taken into use; without a prison, to what any of the reader's has.
    ///
    /// # Errors
    /// The page that says it is not in use there.
    pub fn in_use(&self, feature: Feature, prison: Option<PrisonId>) -> Result<(), Error> {
        let used = prison.map_or_else(|| self.actor.uses_somewhere(feature), |prison| self.actor.uses(feature, prison));
        if used { Ok(()) } else { Err(Error::NotInUse) }
    }

    /// The code lists and the law, the same to the end of the request.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Dates and times in the reader's language.
    pub fn fmt(&self) -> Fmt {
        Fmt::new(self.lang, self.today)
    }

    /// A part of the path.
    ///
    /// # Errors
    /// The 404 of an unknown thing when it is no such id.
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Error> {
        self.facts.params.iter().find(|(k, _)| k == name).and_then(|(_, v)| v.parse().ok()).ok_or(Error::NotFound)
    }

    /// A part of the query string: paging and filters, never anything personal.
    pub fn query(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.facts.query.as_bytes()).find(|(k, _)| k == name).map(|(_, v)| v.into_owned()).filter(|v| !v.is_empty())
    }

    /// The language of a paper for somebody else: the one the address asks for, else the reader's.
    pub fn paper_lang(&self) -> Lang {
        self.query("lang").as_deref().and_then(Lang::from_tag).unwrap_or(self.lang)
    }

    /// A time in the address, with the choice between two when the clock shows it twice.
    pub fn query_time(&self, name: &str) -> Option<String> {
        let later = self.query(&format!("{name}.later")).as_deref() == Some("yes");
        self.query(name).map(|time| super::form::with_choice(time, later))
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        &self.facts.path
    }

    /// The answer to the question of one panel, which may fail alone: then there is none, the cause goes to the log, and the rest of the
    /// page is made in a new transaction. A savepoint before every panel would cost two trips on each page for the one that never fails.
    ///
    /// # Errors
    /// When the database is away, or when the request has already changed something that must not be lost.
    pub async fn panel<T>(&mut self, name: &'static str, answer: Result<T, sqlx::Error>) -> Result<Option<T>, Error> {
        let error = match answer {
            Ok(found) => return Ok(Some(found)),
            Err(error) => error,
        };
        if db::is_outage(&error) || self.once.is_some() || self.recorded {
            return Err(error.into());
        }
        tracing::error!(panel = name, cause = %error, "panel left out");
        self.start_again().await?;
        Ok(None)
    }

    /// The names of members of staff, from memory where they are known.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn names(&mut self, accounts: &[Uuid]) -> Result<Named, sqlx::Error> {
        let app = self.app.clone();
        app.names.listen(&app.live, &app.db);
        app.names.of(self.conn(), accounts).await
    }

    /// Remembers an entry of the audit trail, written before the answer leaves.
    pub fn record(&mut self, entry: Entry) {
        self.recorded |= !matches!(entry.action, Action::Look | Action::List | Action::Search);
        self.entries.push(entry);
    }

    /// Drops looks not yet written: the answer is a piece of a page whose look has been recorded.
    pub(crate) fn forget_looks(&mut self) {
        self.entries.retain(|e| e.action != Action::Look);
    }

    /// Demands that the password or key was given within ten minutes: grants, protection, break-glass.
    ///
    /// # Errors
    /// The page that asks for it, which leads back to `back`.
    pub fn confirmed(&self, back: &str) -> Result<(), Error> {
        if self.actor.freshly_confirmed(self.now) { Ok(()) } else { Err(Error::Confirm(back.to_owned())) }
    }

    /// The form token of this session.
    pub fn csrf(&self) -> String {
        self.facts.presented.as_ref().map(Presented::csrf).unwrap_or_default()
    }

    /// The frame of a page.
    pub fn frame(&self, section: &'static str, title: impl Into<String>) -> Frame {
        Frame::new(self, section, title.into())
    }

    /// A frame without menu, for pages between the halves of signing in.
    pub fn shell(&self, title: impl Into<String>) -> Shell {
        Shell::of(&self.app, self.lang, title.into()).with_csrf(self.csrf())
    }

    /// What the browser is, for a session.
    pub fn client(&self) -> (&str, &str) {
        (&self.facts.client, &self.facts.address)
    }

    /// The hash of the token this request came with.
    pub fn token_hash(&self) -> [u8; 32] {
        self.facts.presented.as_ref().map(|p| p.hash).unwrap_or_default()
    }

    /// A transaction on the other side of the wall, for the one act that crosses it: taking another of one's own roles.
    pub(crate) async fn begin_on(&self, side: Side) -> Result<Tx, Error> {
        Ok(self.app.db.begin(side).await?)
    }

    async fn start_again(&mut self) -> Result<(), Error> {
        self.once = None;
        if let Some(tx) = self.tx.take() {
            tx.rollback().await?;
        }
        let presented = self.facts.presented.clone().ok_or(Error::SignIn)?;
        let (tx, _) = begin(&self.app, &presented, self.now).await?;
        self.tx = Some(tx);
        Ok(())
    }
}

async fn begin(app: &App, presented: &Presented, now: DateTime<Utc>) -> Result<(Tx, Actor), Error> {
    let question = door::question(&presented.hash, presented.device.as_ref().map(<[u8; 32]>::as_slice), presented.by_itself, now);
    let (tx, answer) = app.db.begin_asking(presented.side, &question).await?;
    match door::actor(presented.side, &answer)? {
        Some(actor) => Ok((tx, actor)),
        None => {
            // The door may have marked the session as timed out.
            tx.commit().await?;
            Err(Error::SignIn)
        }
    }
}

/// A wall screen's session asks for its board and for nothing else: whatever it is asked for leads back there, and it sends nothing.
fn only_its_board(actor: &Actor, parts: &Parts, facts: &Facts) -> Result<(), Error> {
    let Some(wall) = actor.wall else { return Ok(()) };
    let reads = parts.method == axum::http::Method::GET;
    let unit = facts.params.iter().find(|(k, _)| k == "unit").and_then(|(_, v)| v.parse().ok());
    let prison = form_urlencoded::parse(facts.query.as_bytes()).find(|(k, _)| k == "prison").and_then(|(_, v)| v.parse().ok());
    match (wall.allows(reads, facts.gate.path, unit, prison), reads) {
        (true, _) => Ok(()),
        (false, true) => Err(Error::AlreadyDone(wall.path())),
        (false, false) => Err(Error::Forbidden),
    }
}

/// `Location` headers take only what is ours: a path, never another host.
pub fn local_path(wanted: &str) -> &str {
    let ours = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(['\\', '\r', '\n']);
    if ours && HeaderValue::from_str(wanted).is_ok() { wanted } else { "/" }
}

/// A header map with one cookie.
pub fn with_cookie(cookie: Option<HeaderValue>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(cookie) = cookie {
        headers.append(header::SET_COOKIE, cookie);
    }
    headers
}
