//! What is done to the register: each act writes its rows, the history of every field, the search terms and the audit trail together.

use serde_json::json;
use uuid::Uuid;

use super::form::{Check, Part, Registration, parse};
use super::model::Area;
use super::rules::{self, Likeness};
use super::sheet::{self, Changed, Clash, Merge};
use super::store::{self, Candidate, Editable, History, Holder, Listed};
use crate::access::{Action, Entry};
use crate::inmates::InmateCtx;
use crate::platform::db::violated;
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error};

/// A constraint that refused a row: the field, and the message beside it.
pub type Refused = (&'static str, String);

fn entry<P: Part>(action: Action, holder: Holder, changes: &[Changed]) -> Entry {
    let fields: Vec<&str> = changes.iter().map(|c| c.field).collect();
    let entry = Entry::new(action, P::CLASS).of(holder.inmate).with(json!({ "area": P::AREA.as_str(), "fields": fields }));
    Entry { prison: holder.prison, ..entry }
}

/// Search terms and trail of something written.
async fn told<P: Part>(ctx: &mut InmateCtx, action: Action, changes: &[Changed]) -> Result<(), Error> {
    let holder = Holder::of(ctx);
    // The terms are made of the names in force and of nothing else.
    if P::NAMES && changes.iter().any(|c| matches!(c.field, "family_name" | "given_name")) {
        store::reindex(ctx.conn(), holder).await?;
    }
    ctx.record(entry::<P>(action, holder, changes));
    Ok(())
}

/// Adds a row.
///
/// # Errors
/// When the database refuses for another reason than one the writer can mend.
pub async fn add<P: Listed>(ctx: &mut InmateCtx, row: &P::Row) -> Result<Result<(), Refused>, Error> {
    let (id, holder) = (Uuid::now_v7(), Holder::of(ctx));
    if let Err(error) = P::add(ctx.conn(), holder, id, row).await {
        return refused::<P>(ctx, error);
    }
    let changes = sheet::differences(&P::default(), &P::of(row));
    store::remember(ctx.conn(), &History::of(holder, P::AREA, id, &changes, None)).await?;
    told::<P>(ctx, Action::Collect, &changes).await.map(Ok)
}

fn refused<P: Part>(ctx: &mut InmateCtx, error: sqlx::Error) -> Result<Result<(), Refused>, Error> {
    match violated(&error).and_then(|constraint| P::refused(constraint, ctx.t)) {
        Some(refused) => {
            if P::AREA == Area::Identifier {
                // The number stands on another record, perhaps one this writer may not know of: asked, not told, and remembered.
                let denied = Entry::new(Action::Deny, P::CLASS).of(ctx.inmate.id).with(json!({ "reason": "number_taken" }));
                ctx.record(denied);
            }
            Ok(Err(refused))
        }
        None => Err(error.into()),
    }
}

/// What came of a change.
pub enum Outcome<P: Part> {
    /// The row was already like that.
    Nothing,
    /// Written; `merged` when somebody else's change to other fields stands beside it.
    Saved {
        /// Whether two changes were joined.
        merged: bool,
    },
    /// Somebody changed the same field: the row as far as it needs no choice, as it is now, and what must be chosen.
    Clash(P, P, Vec<Clash>),
    /// The two changes do not hold together, or a constraint refused: messages are in the check; the row as it is now.
    Refused(P, P),
}

/// Changes a row on the ground of what the writer saw. The register of the person must be locked.
///
/// # Errors
/// When the database refuses for another reason than one the writer can mend.
pub async fn change<P: Editable>(ctx: &mut InmateCtx, id: Uuid, seen: &P, now: &P::Row, wanted: &P::Row, check: &mut Check<'_>) -> Result<Outcome<P>, Error> {
    let theirs = P::of(now);
    let (merged, joined) = match sheet::merge(seen, &theirs, &P::of(wanted)) {
        Merge::Clean(row) => (row, false),
        Merge::Both(row, _) => (row, true),
        Merge::Clash(row, clashes) => return Ok(Outcome::Clash(row, theirs, clashes)),
    };
    let Ok(row) = parse(&merged, check) else { return Ok(Outcome::Refused(merged, theirs)) };
    let changes = sheet::differences(&theirs, &P::of(&row));
    if changes.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let history = History::of(Holder::of(ctx), P::AREA, id, &changes, None);
    if let Err(error) = P::update(ctx.conn(), id, &row, &history).await {
        return match refused::<P>(ctx, error)? {
            Err((field, message)) => {
                check.errors.add(field, message);
                Ok(Outcome::Refused(merged, theirs))
            }
            Ok(()) => Ok(Outcome::Nothing),
        };
    }
    told::<P>(ctx, Action::Alter, &changes).await?;
    Ok(Outcome::Saved { merged: joined })
}

/// Ends a row.
///
/// # Errors
/// When the database refuses.
pub async fn end<P: Listed>(ctx: &mut InmateCtx, id: Uuid, row: &P::Row, reason: Option<&str>) -> Result<(), Error> {
    let holder = Holder::of(ctx);
    P::end(ctx.conn(), holder, id, reason).await?;
    let changes = sheet::differences(&P::of(row), &P::default());
    store::remember(ctx.conn(), &History::of(holder, P::AREA, id, &changes, reason)).await?;
    told::<P>(ctx, Action::Alter, &changes).await
}

/// People in the writer's scope who may be the one being registered, the likeliest first.
///
/// # Errors
/// When the database is away.
pub async fn look_alikes(ctx: &mut Ctx, new: &Registration) -> Result<Vec<(Likeness, Candidate)>, Error> {
    let described = new.described();
    let found = store::candidates(ctx.conn(), &described, new.number.as_ref().ok()).await?;
    let mut alike: Vec<_> = found.into_iter().filter_map(|c| Some((rules::likeness(&described, &c.described, c.same_number)?, c))).collect();
    alike.sort_by_key(|(likeness, c)| (*likeness, c.number.clone()));
    alike.truncate(10);
    Ok(alike)
}

/// Brings somebody into the register. `another`: why this is none of the people shown.
///
/// # Errors
/// When the database refuses for another reason than a number that is taken.
pub async fn register(ctx: &mut Ctx, new: &Registration, another: Option<&str>) -> Result<Result<InmateId, Refused>, Error> {
    use super::form::{CitizenshipSheet, CoreSheet, NameSheet, NumberSheet};
    use super::model::Citizenship;
    let holder = Holder { inmate: InmateId::fresh(), prison: Some(new.prison), by: ctx.actor.account, at: ctx.now };
    let number = store::next_number(ctx.conn(), holder).await?;
    let mut core = new.core.clone();
    if core.family_name.is_empty() && core.given_name.is_empty() {
        core.family_name = ctx.t.msg_reg_working_name();
        core.given_name.clone_from(&number);
    }
    store::insert(ctx.conn(), holder, &number, &core).await?;
    store::adopt(ctx.conn(), holder).await?;
    let mut first = sheet::differences(&CoreSheet::default(), &CoreSheet::of(&core));
    if let Some(reason) = another {
        first.push(Changed { field: "duplicates", old: None, new: Some(reason.to_owned()) });
    }
    store::remember(ctx.conn(), &History::of(holder, Area::Person, holder.inmate.0, &first, None)).await?;
    match &new.number {
        Ok(number) => {
            if let Err(error) = added::<NumberSheet>(ctx, holder, number).await {
                return match violated(&error).and_then(|c| NumberSheet::refused(c, ctx.t)) {
                    Some((_, message)) => Ok(Err(("number", message))),
                    None => Err(error.into()),
                };
            }
        }
        Err(reason) => store::no_number(ctx.conn(), holder, reason).await?,
    }
    for country in &new.citizenships {
        added::<CitizenshipSheet>(ctx, holder, &Citizenship { country: country.clone() }).await?;
    }
    if let Some(alias) = &new.alias {
        added::<NameSheet>(ctx, holder, alias).await?;
    }
    store::reindex(ctx.conn(), holder).await?;
    let detail = json!({ "area": Area::Person.as_str(), "another_person": another.is_some() });
    ctx.record(Entry::new(Action::Collect, CoreSheet::CLASS).of(holder.inmate).at(new.prison).with(detail));
    Ok(Ok(holder.inmate))
}

async fn added<P: Listed>(ctx: &mut Ctx, holder: Holder, row: &P::Row) -> Result<(), sqlx::Error> {
    let id = Uuid::now_v7();
    P::add(ctx.conn(), holder, id, row).await?;
    let changes = sheet::differences(&P::default(), &P::of(row));
    store::remember(ctx.conn(), &History::of(holder, P::AREA, id, &changes, None)).await
}
