//! Reading and writing notes: the key, the cipher, the row, the trail.

use chrono::{DateTime, Utc};
use serde_json::json;
use zeroize::Zeroizing;

use super::super::model::NoteKind;
use super::cipher;
use super::form::NoteCommand;
use super::store::{self, New, Row};
use crate::access::{Action, Class, Entry, Role};
use crate::inmates::InmateCtx;
use crate::platform::crypto::envelope::{Dek, Kek};
use crate::platform::id::{InmateId, RowId};
use crate::web::Error;

/// One version of a note, opened.
pub struct Note {
    /// The note.
    pub thread: RowId,
    /// Which version.
    pub version: i32,
    /// Its kind.
    pub kind: NoteKind,
    /// The name of who wrote it.
    pub author: String,
    /// In which role.
    pub role: Option<Role>,
    /// When the person was seen.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// The text; none when the row is not as it was sealed.
    pub text: Option<Zeroizing<String>>,
}

fn opened(dek: Option<&Dek>, inmate: InmateId, row: Row) -> Note {
    let id = RowId(row.id);
    let text = dek.and_then(|dek| {
        cipher::open(dek, id, inmate, row.version, &row.nonce, row.ciphertext)
            .inspect_err(|error| tracing::error!(note = %id, version = row.version, %error, "a clinical note does not open"))
            .ok()
    });
    Note {
        thread: RowId(row.thread_id),
        version: row.version,
        kind: NoteKind::from_word(&row.kind).unwrap_or(NoteKind::Other),
        author: row.author.unwrap_or_default(),
        role: row.author_role.parse().ok(),
        at: row.at,
        recorded_at: row.recorded_at,
        text,
    }
}

/// The person's key; none when there is none yet or it does not open. The page still stands: each note then says that it cannot be read.
async fn key(ctx: &mut InmateCtx, kek: &Kek) -> Result<Option<Dek>, Error> {
    let inmate = ctx.inmate.id;
    let Some(wrapped) = store::wrapped_key(ctx.conn(), inmate).await? else { return Ok(None) };
    let dek = cipher::unwrap_key(kek, inmate, &wrapped);
    Ok(dek.inspect_err(|error| tracing::error!(person = %inmate, key = %kek.fingerprint(), %error, "a person's key does not open")).ok())
}

/// The person's key, made now when there is none.
async fn key_for_writing(ctx: &mut InmateCtx, kek: &Kek) -> Result<Dek, Error> {
    let (inmate, now) = (ctx.inmate.id, ctx.now);
    if store::wrapped_key(ctx.conn(), inmate).await?.is_none() {
        let (_, wrapped) = cipher::new_key(kek, inmate).map_err(Error::internal)?;
        store::keep_key(ctx.conn(), inmate, &wrapped, now).await?;
    }
    // What is there now may be a colleague's, who came first. Text under a key that was not kept would be lost for ever.
    key(ctx, kek).await?.ok_or_else(|| Error::internal("the person's key does not open: nothing is written under a key that cannot be read back"))
}

/// A page of a person's notes.
pub async fn list(ctx: &mut InmateCtx, kek: &Kek, kind: Option<NoteKind>, before: Option<RowId>, limit: i64) -> Result<Vec<Note>, Error> {
    let inmate = ctx.inmate.id;
    let rows = store::newest(ctx.conn(), inmate, kind, before, limit).await?;
    let dek = key(ctx, kek).await?;
    Ok(rows.into_iter().map(|row| opened(dek.as_ref(), inmate, row)).collect())
}

/// Every version of a note, newest first. None at all: no such note of this person.
pub async fn versions(ctx: &mut InmateCtx, kek: &Kek, thread: RowId) -> Result<Vec<Note>, Error> {
    let inmate = ctx.inmate.id;
    let rows = store::versions(ctx.conn(), inmate, thread).await?;
    let dek = key(ctx, kek).await?;
    Ok(rows.into_iter().map(|row| opened(dek.as_ref(), inmate, row)).collect())
}

async fn write_version(ctx: &mut InmateCtx, kek: &Kek, thread: RowId, version: i32, command: &NoteCommand) -> Result<(), Error> {
    let dek = key_for_writing(ctx, kek).await?;
    let (inmate, prison, author, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let role = ctx.actor.role().ok_or(Error::Forbidden)?.code();
    let id = RowId::fresh();
    let sealed = cipher::seal(&dek, id, inmate, version, &command.text).map_err(Error::internal)?;
    store::insert(ctx.conn(), New { id, thread, version, inmate, prison, kind: command.kind, author, role, at: command.at, sealed: &sealed }, now).await?;
    let action = if version == 1 { Action::Collect } else { Action::Alter };
    ctx.record(Entry {
        prison,
        ..Entry::new(action, Class::Clinical).of(inmate).with(json!({ "note": thread, "version": version, "kind": command.kind.as_str() }))
    });
    Ok(())
}

/// Writes a new note.
pub async fn write(ctx: &mut InmateCtx, kek: &Kek, command: &NoteCommand) -> Result<RowId, Error> {
    let thread = RowId::fresh();
    write_version(ctx, kek, thread, 1, command).await?;
    Ok(thread)
}

/// What came of a correction.
pub enum Corrected {
    /// It stands.
    Saved,
    /// Somebody else corrected the same version first.
    Overtaken {
        /// What both had read.
        before: Option<Box<Note>>,
        /// What stands now.
        theirs: Box<Note>,
    },
}

/// Adds a version to a note, if `read` is still the newest.
pub async fn correct(ctx: &mut InmateCtx, kek: &Kek, thread: RowId, read: i32, command: &NoteCommand) -> Result<Corrected, Error> {
    store::lock(ctx.conn(), thread).await?;
    let mut all = versions(ctx, kek, thread).await?.into_iter();
    let newest = all.next().ok_or(Error::NotFound)?;
    if newest.version != read {
        return Ok(Corrected::Overtaken { before: all.find(|v| v.version == read).map(Box::new), theirs: Box::new(newest) });
    }
    write_version(ctx, kek, thread, read + 1, command).await?;
    Ok(Corrected::Saved)
}
