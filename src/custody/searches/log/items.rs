//! Handlers of seized things.

use axum::response::Response;
use serde_json::json;

use super::form::{ItemForm, StepForm};
use super::view::{ChainView, ItemFormView, SeizedView, Thing};
use super::web::the_search;
use crate::access::{Action, Class, Entry};
use crate::custody::searches::model::Step;
use crate::custody::searches::moment;
use crate::custody::searches::store::log;
use crate::custody::searches::view::{between, prison_field, prison_of, writes};
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::{Ctx, Error, Errors, Form};

/// Everything the prison still keeps, the oldest first.
pub async fn kept(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let items = log::items(ctx.conn(), None, Some(prison), None).await?;
    let prisons = prison_field(&mut ctx, prison).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let view = SeizedView {
        between: between(&ctx, "items"),
        prisons,
        things: items.iter().map(|i| Thing::of(t, fmt, i)).collect(),
        frame: ctx.frame("searches", t.msg_seized_heading()),
    };
    ctx.page(view).await
}

/// A further thing of a search.
pub async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let search = the_search(&mut ctx).await?;
    if search.result != "found" {
        return Err(Error::NotFound);
    }
    let view = ItemFormView::new(&ctx, &format!("/searches/{}", search.id), &ItemForm::default(), &Errors::new());
    ctx.page(view).await
}

/// Keeps it.
pub async fn keep(mut ctx: Ctx, form: Form<ItemForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let search = the_search(&mut ctx).await?;
    let back = format!("/searches/{}", search.id);
    let mut parsed = raw.parse(ctx.t);
    if let Ok(command) = &parsed {
        let (by, now, prison, inmate) = (ctx.actor.account, ctx.now, PrisonId(search.at_prison_id), search.inmate_id.map(InmateId));
        let mut point = db::savepoint(ctx.conn()).await?;
        match log::insert_item(&mut point, RowId(search.id), inmate, prison, command, search.at, by, now).await {
            Ok(_) => point.commit().await?,
            Err(error) if db::violated(&error) == Some("seal_taken") => {
                drop(point);
                let mut errors = Errors::new();
                errors.add("seal", ctx.t.msg_seized_seal_taken());
                parsed = Err(errors);
            }
            Err(error) => return Err(error.into()),
        }
    }
    if let Err(errors) = parsed {
        let view = ItemFormView::new(&ctx, &back, &raw, &errors);
        return ctx.invalid(view).await;
    }
    let mut entry = Entry::new(Action::Collect, Class::Searches).at(PrisonId(search.at_prison_id)).with(json!({ "search": search.id, "item": true }));
    entry.inmate = search.inmate_id.map(InmateId);
    ctx.record(entry);
    ctx.save(&back).await
}

async fn the_item(ctx: &mut Ctx) -> Result<(log::Whole, log::Item, Vec<log::Hand>), Error> {
    let search = the_search(ctx).await?;
    let id: RowId = ctx.param("item")?;
    let item = log::items(ctx.conn(), Some(RowId(search.id)), None, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    let chain = log::chain(ctx.conn(), id).await?;
    Ok((search, item, chain))
}

/// The chain of a thing.
pub async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (_, item, chain) = the_item(&mut ctx).await?;
    let form = StepForm { at: moment::typed(ctx.now), ..StepForm::default() };
    let view = ChainView::new(&ctx, &item, &chain, writes(&ctx), &form, &Errors::new());
    ctx.page(view).await
}

/// Hands it on. Whoever comes second finds what the first did.
pub async fn hand_on(mut ctx: Ctx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (search, item, chain) = the_item(&mut ctx).await?;
    let last = item.step.as_deref().and_then(Step::from_word);
    let mut parsed = raw.parse(ctx.t, last, item.since, ctx.now);
    if let Ok(command) = &parsed {
        let (by, now, t) = (ctx.actor.account, ctx.now, ctx.t);
        let mut point = db::savepoint(ctx.conn()).await?;
        match log::insert_step(&mut point, RowId(item.id), search.inmate_id, search.prison_id.or(Some(search.at_prison_id)), command, by, now).await {
            Ok(()) => point.commit().await?,
            Err(error) => {
                let mut errors = Errors::new();
                match db::violated(&error) {
                    Some("chain_has_ended" | "chain_begins") => errors.add("step", t.msg_chain_ended()),
                    Some("chain_order") => errors.add("at", t.msg_chain_too_early()),
                    _ => return Err(error.into()),
                }
                drop(point);
                parsed = Err(errors);
            }
        }
    }
    let command = match parsed {
        Ok(command) => command,
        Err(errors) => {
            let view = ChainView::new(&ctx, &item, &chain, true, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let mut entry =
        Entry::new(Action::Alter, Class::Searches).at(PrisonId(search.at_prison_id)).with(json!({ "item": item.id, "step": command.step.as_str() }));
    entry.inmate = search.inmate_id.map(InmateId);
    ctx.record(entry);
    ctx.save(&format!("/searches/{}/items/{}", search.id, item.id)).await
}
