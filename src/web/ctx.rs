//! The request's context: who is asking, in which transaction, in which language. The only source of a database transaction.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use std::str::FromStr;
use uuid::Uuid;

use super::error::Error;
use super::fmt::Fmt;
use super::form::Form;
use super::frame::{Frame, Shell};
use super::headers::RequestId;
use super::lang::{Lang, Text};
use super::routes::{Access, Gate};
use super::session::Presented;
use super::state::App;
use crate::access::audit::{self, Occasion};
use crate::access::door::DoorEvent;
use crate::access::{Act, Action, Actor, Class, Entry, actor::Stage, door};
use crate::law::calendar;
use crate::platform::db::{self, Side, Tx};
use crate::reference::Catalogue;

/// What a request carries whoever sent it.
struct Facts {
    gate: Gate,
    lang: Lang,
    now: DateTime<Utc>,
    request_id: Uuid,
    presented: Option<Presented>,
    params: Vec<(String, String)>,
    query: String,
    path: String,
    fragment: bool,
    client: String,
    address: String,
    /// Sent by the script of a tablet, which keeps what could not be sent: when it was made, as the tablet says.
    queued: Option<String>,
}

impl Facts {
    async fn of(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let gate = *parts.extensions.get::<Gate>().ok_or_else(|| Error::internal("a handler was mounted without an access rule"))?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let params = params.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        let headers = &parts.headers;
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let address = app
            .client_address_header
            .as_deref()
            .map(|h| text(h).split(',').next().unwrap_or_default().trim().to_owned())
            .filter(|a| !a.is_empty())
            .unwrap_or_else(|| parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|c| c.0.ip().to_string()).unwrap_or_default());
        Ok(Self {
            gate,
            lang: Lang::of(headers),
            now: app.clock.now(),
            request_id: parts.extensions.get::<RequestId>().map_or_else(Uuid::now_v7, |r| r.0),
            presented: Presented::of(headers, app.secure_cookies),
            params,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            path: parts.uri.path().to_owned(),
            fragment: headers.contains_key("x-fragment"),
            client: short_client(text("user-agent")),
            address,
            queued: headers.contains_key("idempotency-key").then(|| text("x-made-at").to_owned()),
        })
    }

    fn occasion(&self) -> Occasion<'_> {
        Occasion { at: self.now, request: self.request_id, route: self.gate.path }
    }
}

/// "Firefox on Linux": enough to recognise a session by, too little to follow a person by.
fn short_client(agent: &str) -> String {
    let pick = |names: &[&'static str]| names.iter().find(|n| agent.contains(**n)).copied().unwrap_or("");
    let browser = pick(&["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl"]);
    let system = pick(&["Android", "iPad", "iPhone", "Windows", "Mac OS", "Linux"]);
    [browser, system].join(" ").trim().to_owned()
}

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
    facts: Facts,
    tx: Option<Tx>,
    entries: Vec<Entry>,
    recorded: bool,
    once: Option<Uuid>,
    keep: bool,
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
        let lang = facts.lang;
        Ok(Self {
            app: app.clone(),
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
            keep: false,
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

    /// The code lists.
    pub fn catalogue(&self) -> &Catalogue {
        &self.app.catalogue
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

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        &self.facts.path
    }

    /// Lets an enrolled tablet keep the page that follows and show it for at most nine hours without a network (the service worker
    /// `static/sw.js` keeps what carries `x-offline: keep`). On any other browser this does nothing.
    ///
    /// Only for pages an officer walks with: names, cells and flags. Never health, never a journal. What may be tapped on such a page
    /// without a network stands in `<form method="post" data-queue="KEY" data-queue-label="WHAT, IN WORDS">`, KEY unique on the page and
    /// the same each time the page is made; around it `data-queue-row` marks what is shown as waiting. Parts with an id and
    /// `data-live-part` are replaced by the server's after something was sent. The handler calls [`Ctx::made_at`] and answers a change
    /// that no longer holds with [`Ctx::conflict`]: it then stands in the tablet's list of what was refused, with the text of the element
    /// that has `data-refusal`.
    pub fn keep_offline(&mut self) {
        self.keep = self.actor.around.device.is_some();
    }

    /// When what a form says was made: for a change that waited on a tablet its own clock's time, else now. What is stored keeps both
    /// this and `ctx.now`, when it was received.
    ///
    /// # Errors
    /// [`Error::Stale`] (409) for a time more than nine hours ago, or more than two minutes ahead of us; within those two minutes a
    /// tablet's clock runs ahead and `now` is meant.
    pub fn made_at(&self) -> Result<DateTime<Utc>, Error> {
        let Some(text) = &self.facts.queued else { return Ok(self.now) };
        let made: DateTime<Utc> = text.parse().map_err(|_| Error::BadRequest)?;
        let age = self.now - made;
        if age > chrono::TimeDelta::hours(9) || age < -chrono::TimeDelta::minutes(2) { Err(Error::Stale) } else { Ok(made.min(self.now)) }
    }

    /// Whether a tablet's script sent this.
    pub fn by_tablet(&self) -> bool {
        self.facts.queued.is_some()
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

    /// Opens a form: its token must be this session's, and what must act once is claimed here.
    ///
    /// # Errors
    /// [`Error::StaleForm`], or [`Error::AlreadyDone`] with the place the first sending led to.
    pub async fn open<T>(&mut self, form: Form<T>) -> Result<T, Error> {
        let (fields, envelope) = form.into_parts();
        self.open_envelope(&envelope.csrf, envelope.once.parse().ok()).await?;
        Ok(fields)
    }

    /// As [`Ctx::open`], for what comes in another body than a form (an upload).
    ///
    /// # Errors
    /// As [`Ctx::open`].
    pub async fn open_envelope(&mut self, csrf: &str, once: Option<Uuid>) -> Result<(), Error> {
        let expected = self.csrf();
        if !crate::platform::crypto::token::equal(csrf, &expected) {
            return Err(Error::StaleForm);
        }
        let Some(key) = once else { return Ok(()) };
        let (account, now) = (self.actor.account.0, self.now);
        // A second sending waits here for the first to commit, then finds where it led.
        let claimed = sqlx::query!("insert into platform.idempotency (key, account_id, at) values ($1, $2, $3) on conflict do nothing", key, account, now)
            .execute(self.conn())
            .await?
            .rows_affected();
        if claimed == 0 {
            let location = sqlx::query_scalar!("select location from platform.idempotency where key = $1", key).fetch_optional(self.conn()).await?.flatten();
            return Err(Error::AlreadyDone(location.unwrap_or_else(|| "/".to_owned())));
        }
        self.once = Some(key);
        Ok(())
    }

    /// Commits and answers with a page.
    ///
    /// # Errors
    /// When the look cannot be recorded: then there is no page.
    pub async fn page<V: askama::Template>(self, view: V) -> Result<Response, Error> {
        let body = view.render()?;
        self.respond(Html(body).into_response()).await
    }

    /// Commits and answers with anything else (an image, a fragment, a file).
    ///
    /// # Errors
    /// As [`Ctx::page`].
    pub async fn respond(mut self, mut response: Response) -> Result<Response, Error> {
        if self.keep {
            response.headers_mut().insert("x-offline", HeaderValue::from_static("keep"));
        }
        self.write_entries().await?;
        self.commit().await?;
        Ok(response)
    }

    /// Shows a form again with its messages: status 422, and nothing the request did remains but what was seen or refused.
    ///
    /// # Errors
    /// As [`Ctx::page`].
    pub async fn invalid<V: askama::Template>(self, view: V) -> Result<Response, Error> {
        self.refuse(StatusCode::UNPROCESSABLE_ENTITY, view).await
    }

    /// Shows that somebody else saved first: status 409, nothing lost.
    ///
    /// # Errors
    /// As [`Ctx::page`].
    pub async fn conflict<V: askama::Template>(self, view: V) -> Result<Response, Error> {
        self.refuse(StatusCode::CONFLICT, view).await
    }

    async fn refuse<V: askama::Template>(mut self, status: StatusCode, view: V) -> Result<Response, Error> {
        let body = view.render()?;
        // What was done is undone; what was seen, and what was refused, is not.
        self.entries.retain(|e| matches!(e.action, Action::Look | Action::List | Action::Search | Action::Deny));
        self.start_again().await?;
        self.write_entries().await?;
        self.commit().await?;
        Ok((status, Html(body)).into_response())
    }

    /// Commits what was done and leads to `location`. A change without an entry in the audit trail is refused here.
    ///
    /// # Errors
    /// When the trail cannot be written or the commit fails.
    pub async fn save(self, location: &str) -> Result<Response, Error> {
        self.save_with(location, HeaderMap::new()).await
    }

    /// As [`Ctx::save`], with headers (cookies) besides.
    ///
    /// # Errors
    /// As [`Ctx::save`].
    pub async fn save_with(mut self, location: &str, headers: HeaderMap) -> Result<Response, Error> {
        if !self.recorded {
            return Err(Error::internal("a change without an audit entry"));
        }
        self.write_entries().await?;
        if let Some(key) = self.once {
            sqlx::query!("update platform.idempotency set location = $2 where key = $1", key, location).execute(self.conn()).await?;
        }
        let (app, once, presented) = (self.app.clone(), self.once, self.facts.presented.clone());
        let (now, queued) = (self.now, self.by_tablet());
        if let Err(error) = self.commit().await {
            // The answer to the commit was lost: whether it happened is in the database.
            return match (once, presented) {
                (Some(key), Some(presented)) => find_outcome(&app, &presented, now, key).await.map(|l| Redirect::to(&l).into_response()),
                _ => Err(error),
            };
        }
        // A script that empties its queue wants to know that it was done, not the page.
        if queued {
            return Ok((StatusCode::NO_CONTENT, headers).into_response());
        }
        Ok((headers, Redirect::to(location)).into_response())
    }

    /// Commits what was done and answers with a page that can be shown this once: what it says (a first password) is kept nowhere.
    /// Sending the form again leads to `location`. As [`Ctx::save`], a change without an entry in the audit trail is refused.
    ///
    /// # Errors
    /// When the trail cannot be written or the commit fails: then nothing is shown and nothing has happened.
    pub async fn save_showing<V: askama::Template>(mut self, view: V, location: &str) -> Result<Response, Error> {
        if !self.recorded {
            return Err(Error::internal("a change without an audit entry"));
        }
        let body = view.render()?;
        self.write_entries().await?;
        if let Some(key) = self.once {
            sqlx::query!("update platform.idempotency set location = $2 where key = $1", key, location).execute(self.conn()).await?;
        }
        self.commit().await?;
        Ok(Html(body).into_response())
    }

    /// Refuses, and leaves an entry that it was refused.
    pub async fn deny(mut self, entry: Entry) -> Error {
        let inmate = matches!(self.facts.gate.access, Access::NeedsFor(..)) && entry.inmate.is_some();
        self.entries = vec![entry];
        let written = match self.start_again().await {
            Ok(()) => match self.write_entries().await {
                Ok(()) => self.commit().await,
                Err(e) => Err(e),
            },
            Err(e) => Err(e),
        };
        match written {
            Err(e) => e,
            Ok(()) if inmate => Error::NotFound,
            Ok(()) => Error::Forbidden,
        }
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

    async fn write_entries(&mut self) -> Result<(), Error> {
        let entries = std::mem::take(&mut self.entries);
        if entries.is_empty() {
            return Ok(());
        }
        let Some(tx) = self.tx.as_mut() else { return Err(Error::internal("no transaction")) };
        let written = if self.actor.role().is_some() {
            audit::write(tx, &self.actor, self.facts.occasion(), &entries).await
        } else {
            // Without a role there is no group that may write; the door does it.
            let mut written = Ok(());
            for entry in entries {
                let event = DoorEvent {
                    action: entry.action,
                    account: Some(self.actor.account),
                    request: self.request_id,
                    route: self.facts.gate.path,
                    detail: entry.detail,
                };
                written = written.and(door::record(tx, event, self.now).await);
            }
            written
        };
        written.map_err(|e| {
            tracing::error!(cause = %e, "audit trail refused");
            Error::Unavailable
        })
    }

    async fn commit(&mut self) -> Result<(), Error> {
        match self.tx.take() {
            Some(tx) => Ok(tx.commit().await?),
            None => Ok(()),
        }
    }
}

async fn begin(app: &App, presented: &Presented, now: DateTime<Utc>) -> Result<(Tx, Actor), Error> {
    let mut tx = app.db.begin(presented.side).await?;
    match door::open_on(&mut tx, presented.side, &presented.hash, presented.device.as_ref().map(<[u8; 32]>::as_slice), now).await? {
        Some(actor) => Ok((tx, actor)),
        None => {
            // The door may have marked the session as timed out.
            tx.commit().await?;
            Err(Error::SignIn)
        }
    }
}

/// After a lost commit: did it happen? Asked for two seconds.
async fn find_outcome(app: &App, presented: &Presented, now: DateTime<Utc>, key: Uuid) -> Result<String, Error> {
    for _ in 0..8 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let Ok((mut tx, _)) = begin(app, presented, now).await else { continue };
        let found = sqlx::query_scalar!("select location from platform.idempotency where key = $1", key).fetch_optional(&mut *tx).await?;
        return found.flatten().ok_or(Error::Unavailable);
    }
    Err(Error::Unavailable)
}

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
