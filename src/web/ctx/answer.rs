//! How a request is taken in and answered: forms, pages, what was done, what was refused. Whatever is answered, the trail is written first.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Ctx, begin, store};
use crate::access::door::DoorEvent;
use crate::access::{Action, Entry, audit, door};
use crate::platform::db;
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::routes::Access;
use crate::web::session::Presented;
use crate::web::state::App;

impl Ctx {
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
        if !store::claim(self.conn(), key, account, now).await? {
            let location = store::location(self.conn(), key).await?;
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
        self.mark_kept(&mut response);
        self.commit(None).await?;
        Ok(response)
    }

    /// Shows a form again with its messages: status 422, and nothing the request did remains but what was seen or refused.
    ///
    /// # Errors
    /// As [`Ctx::page`].
    pub async fn invalid<V: askama::Template>(self, view: V) -> Result<Response, Error> {
        self.refuse(StatusCode::UNPROCESSABLE_ENTITY, view).await
    }

    /// Shows a form again because somebody asked for more of it (another row, another choice): nothing was wrong, and nothing was done.
    ///
    /// # Errors
    /// As [`Ctx::page`].
    pub async fn again<V: askama::Template>(self, view: V) -> Result<Response, Error> {
        self.refuse(StatusCode::OK, view).await
    }

    /// Shows that somebody else saved first: status 409, nothing lost.
    ///
    /// # Errors
    /// As [`Ctx::page`].
    pub async fn conflict<V: askama::Template>(self, view: V) -> Result<Response, Error> {
        self.refuse(StatusCode::CONFLICT, view).await
    }

    async fn refuse<V: askama::Template>(mut self, status: StatusCode, view: V) -> Result<Response, Error> {
        let body = crate::web::faults::named(view.render()?);
        // What was done is undone; what was seen, and what was refused, is not.
        self.entries.retain(|e| matches!(e.action, Action::Look | Action::List | Action::Search | Action::Deny));
        self.start_again().await?;
        self.commit(None).await?;
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
        let (app, once, presented) = (self.app.clone(), self.once, self.facts.presented.clone());
        let (now, queued) = (self.now, self.by_tablet());
        if let Err(Undone { error, lost }) = self.commit(Some(location)).await {
            // The answer to the commit was lost: whether it happened is in the database.
            return match (once, presented) {
                (Some(key), Some(presented)) if lost => find_outcome(&app, &presented, now, key).await.map(|l| Redirect::to(&l).into_response()),
                _ => Err(error),
            };
        }
        // A script that empties its queue wants to know that it was done, not the page; where that would be shown it may fetch itself.
        if queued {
            return Ok((StatusCode::NO_CONTENT, headers, [("x-done", location)]).into_response());
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
        self.commit(Some(location)).await?;
        Ok(Html(body).into_response())
    }

    /// Refuses, and leaves an entry that it was refused.
    pub async fn deny(mut self, entry: Entry) -> Error {
        let inmate = matches!(self.facts.gate.access, Access::NeedsFor(..)) && entry.inmate.is_some();
        self.entries = vec![entry];
        let written = match self.start_again().await {
            Ok(()) => self.commit(None).await.map_err(Error::from),
            Err(e) => Err(e),
        };
        match written {
            Err(e) => e,
            Ok(()) if inmate => Error::NotFound,
            Ok(()) => Error::Forbidden,
        }
    }

    /// Writes the trail, and where the form led, and commits: one trip, of which all or nothing happens.
    async fn commit(&mut self, location: Option<&str>) -> Result<(), Undone> {
        let entries = std::mem::take(&mut self.entries);
        let mut words = Vec::new();
        if !entries.is_empty() && self.actor.role().is_some() {
            words.push(audit::statement(&self.actor, self.facts.occasion(), &entries).map_err(Error::from)?);
        } else {
            self.tell_the_door(entries).await?;
        }
        if let (Some(key), Some(location)) = (self.once, location) {
            words.push(store::keep_location(key, location).map_err(Error::from)?);
        }
        let Some(tx) = self.tx.take() else { return Ok(()) };
        tx.commit_after(&words.join("; "))
            .await
            .map_err(|error| Undone { lost: db::is_outage(&error), error: if audit::refused(&error) { refused_trail(&error) } else { error.into() } })
    }

    /// Without a role there is no group that may write; the door does it.
    async fn tell_the_door(&mut self, entries: Vec<Entry>) -> Result<(), Error> {
        for entry in entries {
            let event = DoorEvent {
                action: entry.action,
                account: Some(self.actor.account),
                request: self.request_id,
                route: self.facts.gate.path,
                detail: entry.detail,
            };
            let now = self.now;
            door::record(self.conn(), event, now).await.map_err(|error| refused_trail(&error))?;
        }
        Ok(())
    }
}

/// A transaction that did not end well.
struct Undone {
    error: Error,
    /// Whether the answer to the commit was lost, so that it may have happened after all.
    lost: bool,
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self { error, lost: false }
    }
}

impl From<Undone> for Error {
    fn from(undone: Undone) -> Self {
        undone.error
    }
}

fn refused_trail(error: &sqlx::Error) -> Error {
    tracing::error!(cause = %error, "audit trail refused");
    Error::Unavailable
}

/// After a lost commit: did it happen? Asked for two seconds.
async fn find_outcome(app: &App, presented: &Presented, now: DateTime<Utc>, key: Uuid) -> Result<String, Error> {
    for _ in 0..8 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let Ok((mut tx, _)) = begin(app, presented, now).await else { continue };
        return store::location(&mut tx, key).await?.ok_or(Error::Unavailable);
    }
    Err(Error::Unavailable)
}
