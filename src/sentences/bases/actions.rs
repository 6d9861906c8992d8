//! What more than one page does about why somebody is held.

use chrono::NaiveDate;
use uuid::Uuid;

use super::model::{Basis, EndedAs, Facts, Kind, case_key};
use super::store::{self, Correction, Hand};
use crate::deadlines;
use crate::inmates::InmateCtx;
use crate::sentences::calculation;
use crate::web::Error;

/// Who writes, about whom, when.
pub(super) fn hand(ctx: &InmateCtx) -> Hand {
    Hand { inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, by: ctx.actor.account, now: ctx.now }
}

/// What follows from a change of why somebody is held, in the same transaction: the calculation first, then the deadlines that rest on it. A
/// page that is opened after the change never shows what stood before it as if it were current.
///
/// # Errors
/// When the database is away or the person out of reach.
pub async fn follow(ctx: &mut InmateCtx) -> Result<(), Error> {
    let (inmate, today, law) = (ctx.inmate.id, ctx.today, ctx.catalogue().law().clone());
    calculation::recompute(ctx.conn(), &law, inmate, today).await?;
    deadlines::follow_bases(ctx, inmate).await?;
    Ok(())
}

/// A court has released somebody in a case: the arrests and orders of it that are in force end on the day of the hearing. Answers with the bases
/// that ended; where no case is named it is none, and the clock asks (straffeprosessloven § 187 a).
///
/// # Errors
/// When somebody else corrected one of them in the same moment, or the database is away.
pub async fn released_by_court(ctx: &mut InmateCtx, case: &str, on: NaiveDate) -> Result<Vec<Uuid>, Error> {
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let (key, hand) = (case_key(case), hand(ctx));
    let rows = store::bases(ctx.conn(), inmate).await?;
    let reason = ctx.t.msg_court_released_reason(ctx.fmt().day(on).as_str());
    let mut ended = Vec::new();
    for basis in rows.iter().filter(|b| !key.is_empty() && b.is_current() && case_key(&b.facts.case_number) == key) {
        let Some(how) = ends(basis, on) else { continue };
        let facts = Facts { ended_on: Some(on), ended_as: Some(how), ..basis.facts.clone() };
        let correction = Correction { of: basis.id, reason: reason.clone(), withdrawn: false };
        if !store::add(ctx.conn(), hand, Uuid::now_v7(), &facts, &basis.counts, Some(&correction)).await? {
            return Err(Error::Stale);
        }
        ended.push(basis.root);
    }
    follow(ctx).await?;
    Ok(ended)
}

/// How an arrest or an order that a court has released from ends; none for what did not hold on that day.
fn ends(basis: &Basis, on: NaiveDate) -> Option<EndedAs> {
    let f = &basis.facts;
    let held = f.decided_on <= on && f.from_day.is_some_and(|from| from <= on) && f.ended_on.is_none() && basis.last_day().is_none_or(|last| on <= last);
    match f.kind {
        Kind::Arrest if held => Some(EndedAs::Released),
        Kind::Remand if held => Some(EndedAs::Lifted),
        _ => None,
    }
}
