//! Two people change cells in one step: both are weighed, each without the other, and both move or neither.

use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::form::{Facts, MoveForm};
use super::model::{Considered, Target};
use super::view::{Again, ConsiderView, Weighing, seen};
use super::web::{after, home, showing, shown_again};
use super::{actions, store};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::platform::id::InmateId;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub fn routes() -> Routes {
    let write = needs_for(Class::UnitDay, Act::Write);
    Routes::new().get("/inmates/{inmate}/cell/swap", write, consider).post("/inmates/{inmate}/cell/swap", write, settle)
}

/// A swap, confirmed. The fields of a move, and with whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SwapForm {
    with: String,
    reason: String,
    note: String,
    finding: Vec<String>,
    why: Vec<String>,
    on: String,
    clock: String,
    late_reason: String,
    seen: String,
    weighed: String,
}

/// Both sides, weighed: the person to the other's place, the other to the person's.
async fn weigh(ctx: &mut InmateCtx, other: InmateId, then: Option<DateTime<Utc>>) -> Result<[Considered; 2], Error> {
    let (inmate, today) = (ctx.inmate.id, ctx.today);
    if other == inmate {
        return Err(Error::NotFound);
    }
    let mine = store::mover(ctx.conn(), inmate, today).await?.and_then(|m| m.target()).ok_or(Error::NotFound)?;
    let theirs = store::mover(ctx.conn(), other, today).await?.and_then(|m| m.target()).ok_or(Error::NotFound)?;
    let a = actions::consider(ctx, inmate, theirs, Some(other), then).await?;
    let b = actions::consider(ctx, other, mine, Some(inmate), then).await?;
    Ok([a, b])
}

async fn consider(mut ctx: InmateCtx) -> Result<Response, Error> {
    let Some(other) = ctx.query("with").and_then(|w| w.parse().ok()) else { return Err(Error::AlreadyDone(format!("{}/move", home(&ctx)))) };
    let [a, b] = weigh(&mut ctx, other, None).await?;
    let sides = [&a, &b];
    showing(&mut ctx, &sides);
    ctx.record(Entry::new(Action::Look, Class::UnitDay).of(other).at(a.room.prison_id));
    let form = MoveForm { reason: "CELL".to_owned(), ..MoveForm::default() };
    let view = ConsiderView::new(&ctx, &Weighing { swap: true, sides: &sides, form: &form, again: Again::No }, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn settle(mut ctx: InmateCtx, form: Form<SwapForm>) -> Result<Response, Error> {
    let f = ctx.open(form).await?;
    let Ok(other) = f.with.parse() else { return Err(Error::AlreadyDone(format!("{}/move", home(&ctx)))) };
    let raw = MoveForm {
        reason: f.reason,
        note: f.note,
        finding: f.finding,
        why: f.why,
        on: f.on,
        clock: f.clock,
        late_reason: f.late_reason,
        seen: f.seen,
        weighed: f.weighed,
        ..MoveForm::default()
    };
    let then = raw.then(ctx.now);
    let before = weigh(&mut ctx, other, then).await?;
    let cells = before.iter().filter_map(|c| c.room.cell_id).collect::<Vec<_>>();
    store::lock(ctx.conn(), &cells).await?;
    let [a, b] = weigh(&mut ctx, other, then).await?;
    let sides = [&a, &b];
    let parsed = {
        let asked: Vec<_> = sides.iter().flat_map(|side| side.asked()).collect();
        let later = [after(&ctx, &a), after(&ctx, &b)].into_iter().flatten().max_by_key(|(at, _)| *at);
        raw.parse(&Facts { t: ctx.t, catalogue: ctx.catalogue(), now: ctx.now, asked: &asked, after: later })
    };
    let untimely = parsed.as_ref().err().is_some_and(MoveForm::is_about_time);
    if !untimely && (seen(&sides) != raw.seen || a.stopped() || b.stopped()) {
        return shown_again(ctx, &sides, &raw, true).await;
    }
    let decision = match parsed {
        Ok(decision) => decision,
        Err(errors) => {
            showing(&mut ctx, &sides);
            let view = ConsiderView::new(&ctx, &Weighing { swap: true, sides: &sides, form: &raw, again: Again::No }, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    // Both leave before either arrives.
    if !actions::leave(&mut ctx, &a, &decision).await? || !actions::leave(&mut ctx, &b, &decision).await? {
        return shown_again(ctx, &sides, &raw, true).await;
    }
    actions::arrive(&mut ctx, &a, &decision).await?;
    actions::arrive(&mut ctx, &b, &decision).await?;
    let home = home(&ctx);
    ctx.into_ctx().save(&format!("{home}?done={}", if decision.twice { "twice" } else { "swap" })).await
}

/// Where the two would be, for a link.
pub(super) fn href(base: &str, with: InmateId, from: Option<Target>) -> Option<String> {
    from.map(|_| format!("{base}/swap?with={with}"))
}
