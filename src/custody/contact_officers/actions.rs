//! Giving somebody a contact officer, and cover for a shift: rule, rights, notices and the audit trail in one transaction.

use chrono::{DateTime, Months, Utc};
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Held, New};
use crate::access::{Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::platform::db;
use crate::platform::id::{AccountId, GrantId};
use crate::web::{Error, Errors};

/// What is given.
#[derive(Clone, Copy, Debug)]
pub enum Gift {
    /// From now on, in the place of whoever is.
    Assigned,
    /// For one shift.
    Cover(DateTime<Utc>, DateTime<Utc>),
}

/// Gives the person a contact officer. Whoever was until now is told that it has ended.
pub async fn give(ctx: &mut InmateCtx, account: Uuid, gift: Gift, reason: &str) -> Result<Result<(), Errors>, Error> {
    let (t, now, me, inmate) = (ctx.t, ctx.now, ctx.actor.account, ctx.inmate.id);
    let mut errors = Errors::new();
    let Some(prison) = ctx.inmate.prison_id else { return Err(Error::NotFound) };
    store::lock(ctx.conn(), inmate).await?;
    let history = store::history(ctx.conn(), inmate).await?;
    let running = |kind: &str| history.iter().filter(|h| h.kind == kind && h.runs(now)).collect::<Vec<&Held>>();
    let held = running("assigned");
    if held.iter().any(|h| h.account == account) {
        errors.add("officer", if matches!(gift, Gift::Assigned) { t.msg_officer_is_already() } else { t.msg_officer_cover_oneself() });
        return Ok(Err(errors));
    }
    let ends: Vec<Uuid> = if matches!(gift, Gift::Assigned) { held.iter().map(|h| h.id).collect() } else { Vec::new() };
    let (kind, from, until) = match gift {
        Gift::Assigned => ("assigned", now, now.checked_add_months(Months::new(12)).unwrap_or(now)),
        Gift::Cover(from, until) => ("cover", from, until),
    };
    let new = New { id: GrantId::fresh(), inmate, prison, account: AccountId(account), kind, from, until, reason, by: me };
    let refused = {
        let mut point = db::savepoint(ctx.conn()).await?;
        let ended = store::end(&mut point, &ends, me, now).await?;
        match store::give(&mut point, new, now).await {
            Ok(()) => {
                point.commit().await?;
                Ok(ended)
            }
            Err(error) => {
                let name = db::violated(&error).map(str::to_owned);
                point.rollback().await?;
                Err((name, error))
            }
        }
    };
    let ended = match refused {
        Ok(ended) => ended,
        Err((name, error)) => {
            match name.as_deref() {
                Some("grant_to_a_relative") => errors.add("officer", t.msg_officer_relative()),
                Some("grant_without_role" | "grant_elsewhere") => errors.add("officer", t.msg_officer_not_here()),
                _ => return Err(error.into()),
            }
            return Ok(Err(errors));
        }
    };
    let (number, by) = (ctx.inmate.number.clone(), ctx.actor.name.clone());
    for account in ended {
        store::tell(ctx.conn(), account, "grant_ended", json!({ "number": number }), "/my-people").await?;
    }
    store::tell(ctx.conn(), account, "grant_given", json!({ "by": by, "number": number }), "/my-people").await?;
    let detail = json!({ "grant": new.id, "account": account, "role": "CON", "kind": kind, "did": "given", "ended": ends });
    ctx.record(Entry::new(Action::Grant, Class::Protection).of(inmate).at(prison).with(detail));
    Ok(Ok(()))
}

/// Ends an assignment or a cover; false when it had ended before.
pub async fn end(ctx: &mut InmateCtx, grant: Uuid) -> Result<bool, Error> {
    let (now, me, inmate) = (ctx.now, ctx.actor.account, ctx.inmate.id);
    let history = store::history(ctx.conn(), inmate).await?;
    let Some(held) = history.iter().find(|h| h.id == grant && h.end().is_none_or(|end| end > now)) else { return Ok(false) };
    let ended = store::end(ctx.conn(), &[held.id], me, now).await?;
    let number = ctx.inmate.number.clone();
    for account in &ended {
        store::tell(ctx.conn(), *account, "grant_ended", json!({ "number": number }), "/my-people").await?;
    }
    let detail = json!({ "grant": grant, "account": held.account, "role": "CON", "kind": held.kind, "did": "ended" });
    let entry = Entry::new(Action::Grant, Class::Protection).of(inmate).with(detail);
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry { prison, ..entry });
    Ok(!ended.is_empty())
}
