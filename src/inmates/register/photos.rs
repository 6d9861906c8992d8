//! Adding and ending photographs.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::model::Area;
use super::sheet::Changed;
use super::store::{self, History, Holder};
use crate::access::{Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::inmates::photo::Photo;
use crate::web::Error;

fn taken(old: Option<NaiveDate>, new: Option<NaiveDate>) -> [Changed; 1] {
    [Changed { field: "taken_on", old: old.map(|d| d.to_string()), new: new.map(|d| d.to_string()) }]
}

async fn told(ctx: &mut InmateCtx, action: Action, holder: Holder, id: Uuid, changes: &[Changed]) -> Result<(), Error> {
    store::remember(ctx.conn(), &History::of(holder, Area::Photo, id, changes, None)).await?;
    let entry = Entry::new(action, Class::Photo).of(holder.inmate).with(json!({ "area": Area::Photo.as_str() }));
    ctx.record(Entry { prison: holder.prison, ..entry });
    Ok(())
}

/// Adds a photograph; the newest is the one that is shown.
///
/// # Errors
/// When the database refuses.
pub async fn add(ctx: &mut InmateCtx, photo: &Photo, taken_on: NaiveDate) -> Result<(), Error> {
    let (id, holder) = (Uuid::now_v7(), Holder::of(ctx));
    store::add_photo(ctx.conn(), holder, id, photo, taken_on).await?;
    told(ctx, Action::Collect, holder, id, &taken(None, Some(taken_on))).await
}

/// Takes a photograph out of use.
///
/// # Errors
/// [`Error::NotFound`] when it is not in use.
pub async fn end(ctx: &mut InmateCtx, id: Uuid) -> Result<(), Error> {
    let holder = Holder::of(ctx);
    let taken_on = store::end_photo(ctx.conn(), holder, id).await?.ok_or(Error::NotFound)?;
    told(ctx, Action::Alter, holder, id, &taken(Some(taken_on), None)).await
}
