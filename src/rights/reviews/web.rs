//! Handlers of reviews.

use axum::response::Response;
use serde_json::json;

use super::form::ReviewForm;
use super::store::{self, Use};
use super::view::{Item, ReviewView, ReviewsView};
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::GrantId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of reviews.
pub fn routes() -> Routes {
    let reviews = needs(Class::Reviews, Act::Propose);
    Routes::new().get("/reviews", reviews, list).get("/reviews/{grant}", reviews, show).post("/reviews/{grant}", reviews, review)
}

/// Uses with what was done under them; the look at the persons they are about is recorded.
async fn items(ctx: &mut Ctx, only: Option<GrantId>) -> Result<Vec<(Use, Item)>, Error> {
    let now = ctx.now;
    let uses = store::uses(ctx.conn(), only, now).await?;
    let ids: Vec<GrantId> = uses.iter().map(|u| u.id).collect();
    let done = store::done_under(ctx.conn(), &ids).await?;
    let persons = uses.iter().filter_map(|u| u.inmate.as_ref().map(|(id, ..)| *id)).collect();
    ctx.record(Entry::new(Action::List, Class::Reviews).showing(persons));
    Ok(uses
        .into_iter()
        .map(|used| {
            let item = Item::of(ctx, &used, done.get(&used.id.0).map(Vec::as_slice).unwrap_or_default());
            (used, item)
        })
        .collect())
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let items = items(&mut ctx, None).await?.into_iter().map(|(_, item)| item).collect();
    let view = ReviewsView::new(&ctx, items);
    ctx.page(view).await
}

async fn one(ctx: &mut Ctx) -> Result<(Use, Item), Error> {
    let grant: GrantId = ctx.param("grant")?;
    items(ctx, Some(grant)).await?.pop().ok_or(Error::NotFound)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (_, item) = one(&mut ctx).await?;
    let view = ReviewView::new(&ctx, item, &ReviewForm::default(), &Errors::new());
    ctx.page(view).await
}

async fn review(mut ctx: Ctx, form: Form<ReviewForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (used, item) = one(&mut ctx).await?;
    let (verdict, reason) = match raw.parse(ctx.t) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let view = ReviewView::new(&ctx, item, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    // One's own, or judged by a colleague meanwhile: the page tells which.
    if !store::review(ctx.conn(), used.id, verdict, &reason).await? {
        return Err(Error::AlreadyDone(format!("/reviews/{}", used.id)));
    }
    ctx.record(Entry {
        grant: Some(used.id),
        inmate: used.inmate.map(|(id, ..)| id),
        ..Entry::new(Action::Decide, Class::Reviews).with(json!({ "verdict": verdict.as_str() }))
    });
    ctx.save("/reviews").await
}
