//! Half-written forms about sentences, kept on the server for whoever began them: a judgment of forty counts is not typed in one go.
//!
//! A draft is no record. Row security shows it to its author alone, it is not part of the person's file, and it goes when the form is saved,
//! when it is thrown away, and by itself when its time is over.

pub mod store;

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::access::{Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::platform::words::words;
use crate::web::lang::Text;
use crate::web::{Error, Fmt};

/// How long a draft waits for its author.
const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// So many days before its end a list warns; `sentences.warn_of_drafts` tells the author then.
pub const WARNED_BEFORE: i64 = 5;

words! {
    /// What is being written.
    What {
        /// A new legal basis.
        Basis = "basis",
        /// The correction of one.
        Correction = "correction",
        /// What came of a hearing.
        Result = "result",
    }
}

/// What a form's buttons ask for besides saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To save it: what the form is for.
    Save,
    /// Room for one more act.
    More,
    /// To keep it as it is.
    Keep,
    /// To throw the draft away.
    Discard,
}

impl Wish {
    /// From the value of the button.
    pub fn of(button: &str) -> Self {
        match button {
            "more" => Self::More,
            "keep" => Self::Keep,
            "discard" => Self::Discard,
            _ => Self::Save,
        }
    }
}

/// What was typed, by field.
pub type Fields = BTreeMap<String, String>;

/// A draft of the page that is open.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What was typed.
    pub fields: Fields,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
    /// Until when it is.
    pub expires_at: DateTime<Utc>,
}

impl Draft {
    /// What the form says of it.
    pub fn note(&self, t: Text, fmt: Fmt) -> String {
        t.msg_draft_note(fmt.at(self.saved_at).as_str(), fmt.day(crate::law::calendar::oslo_day(self.expires_at)).as_str())
    }
}

/// The author's draft of this page.
///
/// # Errors
/// When the database is away.
pub async fn of_page(ctx: &mut InmateCtx) -> Result<Option<Draft>, Error> {
    let (path, author, now) = (ctx.path().to_owned(), ctx.actor.account, ctx.now);
    Ok(store::find(ctx.conn(), author, &path, now).await?)
}

/// Keeps what was typed on this page, instead of what was kept before.
///
/// # Errors
/// When the database is away.
pub async fn keep(ctx: &mut InmateCtx, what: What, kind: &str, fields: &Fields) -> Result<(), Error> {
    let path = ctx.path().to_owned();
    let new = store::New {
        author: ctx.actor.account,
        inmate: ctx.inmate.id,
        path: &path,
        what,
        kind,
        fields: &json!(fields),
        now: ctx.now,
        until: ctx.now + KEPT_FOR,
    };
    store::keep(ctx.conn(), &new).await?;
    record(ctx, "kept", what);
    Ok(())
}

/// The answer to whoever kept what they typed: the page again, or, to a script that keeps it by itself, when it was kept.
///
/// # Errors
/// When the trail cannot be written or the commit fails.
pub async fn kept(ctx: InmateCtx) -> Result<Response, Error> {
    let path = ctx.path().to_owned();
    if !ctx.fragment {
        return ctx.into_ctx().save(&path).await;
    }
    let view = KeptView { words: ctx.t.msg_draft_kept_at(ctx.fmt().time(ctx.now).as_str()) };
    ctx.into_ctx().save_showing(view, &path).await
}

/// That it was kept.
#[derive(Template)]
#[template(path = "sentences/kept.html")]
struct KeptView {
    words: String,
}

/// Throws this page's draft away, when there is one; a form that was saved has no use for it any more.
///
/// # Errors
/// When the database is away.
pub async fn forget(ctx: &mut InmateCtx) -> Result<(), Error> {
    let (path, author) = (ctx.path().to_owned(), ctx.actor.account);
    Ok(store::forget(ctx.conn(), author, &path).await?)
}

/// Throws it away because its author wants to.
///
/// # Errors
/// When the database is away.
pub async fn discard(ctx: &mut InmateCtx, what: What) -> Result<(), Error> {
    forget(ctx).await?;
    record(ctx, "discarded", what);
    Ok(())
}

fn record(ctx: &mut InmateCtx, did: &str, what: What) {
    let entry = Entry::new(Action::Alter, Class::Sentence).of(ctx.inmate.id).with(json!({ "draft": did, "of": what.as_str() }));
    let entry = Entry { prison: ctx.inmate.prison_id, ..entry };
    ctx.record(entry);
}
