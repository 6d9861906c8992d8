//! Handlers of reviews.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::{HoldForm, NewForm};
use super::store::{self, Invited, Review};
use super::view::{ListView, NewView, ReviewView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::clock;
use crate::plan::model::{Meeting, Outcome};
use crate::platform::db;
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes of reviews.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Plan, Act::Read), needs_for(Class::Plan, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/plan/reviews", read, list)
        .get("/inmates/{inmate}/plan/reviews/new", write, fresh)
        .post("/inmates/{inmate}/plan/reviews", write, plan)
        .get("/inmates/{inmate}/plan/reviews/{review}", read, show)
        .post("/inmates/{inmate}/plan/reviews/{review}/hold", write, hold)
        .post("/inmates/{inmate}/plan/reviews/{review}/cancel", write, cancel)
}

fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Plan).of(ctx.inmate.id).with(detail) }
}

async fn list(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let all = store::all(ctx.conn(), inmate).await?;
    let view = ListView::new(&ctx, &all);
    ctx.into_ctx().page(view).await
}

async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let who = ["inmate", "contact_officer", "case_manager"].into_iter().map(str::to_owned).collect();
    let view = NewView::new(&ctx, &NewForm { who, ..NewForm::default() }, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn plan(mut ctx: InmateCtx, form: Form<NewForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let new = match raw.parse(ctx.t, ctx.now) {
        Ok(new) => new,
        Err(errors) => {
            let view = NewView::new(&ctx, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, prison, me, now, id) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now, Uuid::now_v7());
    let home = format!("/inmates/{inmate}/plan/reviews");
    match store::plan(ctx.conn(), id, (inmate, prison), &new, me, now).await {
        Ok(()) => {}
        // Two planned at the same time: the first one stands.
        Err(error) if db::violated(&error) == Some("one_planned_review") => return Err(Error::AlreadyDone(home)),
        Err(error) => return Err(error.into()),
    }
    let arguments = json!({ "number": ctx.inmate.number, "day": crate::law::calendar::oslo_day(new.at).to_string(), "time": crate::law::calendar::oslo_time(new.at).format("%H:%M").to_string() });
    store::tell(ctx.conn(), id, arguments, &format!("{home}/{id}")).await?;
    let entry = entry(&ctx, Action::Collect, json!({ "review": id, "did": "planned", "invited": new.invited.len() }));
    ctx.record(entry);
    ctx.into_ctx().save(&format!("{home}/{id}?done=planned")).await
}

async fn one(ctx: &mut InmateCtx) -> Result<(Review, Vec<Invited>), Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("review")?);
    let review = store::all(ctx.conn(), inmate).await?.into_iter().find(|r| r.id == id).ok_or(Error::NotFound)?;
    let invited = store::invited(ctx.conn(), id).await?;
    Ok((review, invited))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (review, invited) = one(&mut ctx).await?;
    let everybody = HoldForm { came: invited.iter().map(|i| i.id.to_string()).collect(), ..HoldForm::default() };
    let view = ReviewView::new(&ctx, &review, &invited, &everybody, "", false, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn hold(mut ctx: InmateCtx, form: Form<HoldForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (review, invited) = one(&mut ctx).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let held = match raw.parse(ctx.t) {
        Ok(held) => held,
        Err(errors) => {
            let view = ReviewView::new(&ctx, &review, &invited, &raw, "", false, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (me, now) = (ctx.actor.account, ctx.now);
    if !store::hold(ctx.conn(), review.id, seen, &held, me, now).await? {
        // Ended by somebody else, or by a transfer: what stands is shown, and what was typed is kept to be copied.
        let (review, invited) = one(&mut ctx).await?;
        let typed = Review { state: Meeting::Planned, ..review.clone() };
        let shown = if review.state == Meeting::Planned { &review } else { &typed };
        let view = ReviewView::new(&ctx, shown, &invited, &raw, "", true, &Errors::new());
        return ctx.into_ctx().conflict(view).await;
    }
    clock::reviewed(&mut ctx, review.id).await?;
    let entry = entry(&ctx, Action::Decide, json!({ "review": review.id, "did": "held", "outcome": held.outcome.as_str() }));
    ctx.record(entry);
    let home = format!("/inmates/{}/plan", ctx.inmate.id);
    let to = if held.outcome == Outcome::NewAssessment { format!("{home}/assessment") } else { format!("{home}?done=review") };
    ctx.into_ctx().save(&to).await
}

/// Why it is called off.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CancelForm {
    reason: String,
}

async fn cancel(mut ctx: InmateCtx, form: Form<CancelForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (review, invited) = one(&mut ctx).await?;
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        let mut errors = Errors::new();
        errors.add("reason", ctx.t.msg_plan_missing_why_cancelled());
        let view = ReviewView::new(&ctx, &review, &invited, &HoldForm::default(), &raw.reason, false, &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (me, now) = (ctx.actor.account, ctx.now);
    let to = format!("/inmates/{}/plan/reviews", ctx.inmate.id);
    if !store::cancel(ctx.conn(), review.id, &reason, me, now).await? {
        return Err(Error::AlreadyDone(to));
    }
    let entry = entry(&ctx, Action::Alter, json!({ "review": review.id, "did": "cancelled" }));
    ctx.record(entry);
    ctx.into_ctx().save(&to).await
}
