//! Pages that an enrolled tablet keeps while there is no network, and changes that waited on it.

use axum::http::HeaderValue;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};

use super::Ctx;
use crate::access::door;
use crate::web::error::Error;

/// The oldest change that is still taken: what is older than a shift is told to somebody, not sent.
const OLDEST: TimeDelta = TimeDelta::hours(9);
/// How far a tablet's clock may run ahead.
const AHEAD: TimeDelta = TimeDelta::minutes(2);

impl Ctx {
    /// Lets an enrolled tablet keep the page that follows and show it without a network (the service worker `static/sw.js` keeps what
    /// carries `x-offline: keep`): for nine hours at most, and no longer than the session may last and the reader's shift on the roster
    /// does, with the prison's margin after it. On any other browser, and after the shift, this does nothing.
    ///
    /// Only for pages an officer walks with: names, cells and flags. Never health, never a journal. What may be tapped on such a page
    /// without a network stands in `<form method="post" data-queue="KEY" data-queue-label="WHAT, IN WORDS">`, KEY unique on the page and
    /// the same each time the page is made; around it `data-queue-row` marks what is shown as waiting. Parts with an id and
    /// `data-live-part` are replaced by the server's after something was sent. The handler calls [`Ctx::made_at`] and answers a change
    /// that no longer holds with [`Ctx::conflict`]: it then stands in the tablet's list of what was refused, with the text of the element
    /// that has `data-refusal`.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn keep_offline(&mut self) -> Result<(), Error> {
        let now = self.now;
        self.keep = self.offline_until().await?.filter(|until| *until > now);
        Ok(())
    }

    /// How long an enrolled tablet shows without a network what its reader has open: none on any other browser.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn offline_until(&mut self) -> Result<Option<DateTime<Utc>>, Error> {
        if self.actor.around.device.is_none() {
            return Ok(None);
        }
        let (now, session) = (self.now, self.actor.expires_at);
        // Past the session nobody knows who holds the tablet; past the shift somebody else does.
        Ok(Some(door::kept_until(self.conn(), now).await?.map_or(session, |shift| shift.min(session))))
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
        if age > OLDEST || age < -AHEAD { Err(Error::Stale) } else { Ok(made.min(self.now)) }
    }

    /// Whether a tablet's script sent this.
    pub fn by_tablet(&self) -> bool {
        self.facts.queued.is_some()
    }

    pub(super) fn mark_kept(&self, response: &mut Response) {
        let Some(until) = self.keep else { return };
        if let Ok(until) = HeaderValue::from_str(&until.timestamp_millis().to_string()) {
            response.headers_mut().insert("x-offline", HeaderValue::from_static("keep"));
            response.headers_mut().insert("x-offline-until", until);
        }
    }
}
