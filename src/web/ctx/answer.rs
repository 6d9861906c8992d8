//! How a request is taken in and answered: forms, pages, what was done, what was refused. Whatever is answered, the trail is written first.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Ctx, begin, store};
use crate::access::door::DoorEvent;
use crate::access::{Action, Entry, audit, door};
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
            store::keep_location(self.conn(), key, location).await?;
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
        self.write_entries().await?;
        if let Some(key) = self.once {
            store::keep_location(self.conn(), key, location).await?;
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

/// After a lost commit: did it happen? Asked for two seconds.
async fn find_outcome(app: &App, presented: &Presented, now: DateTime<Utc>, key: Uuid) -> Result<String, Error> {
    for _ in 0..8 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let Ok((mut tx, _)) = begin(app, presented, now).await else { continue };
        return store::location(&mut tx, key).await?.ok_or(Error::Unavailable);
    }
    Err(Error::Unavailable)
}
