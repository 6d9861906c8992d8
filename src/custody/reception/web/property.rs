//! What was brought, item by item, and the receipt for it.

use axum::response::Response;
use uuid::Uuid;

use super::{desk, looked, reception, writable};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::reception::model::{Answers, Reception};
use crate::custody::reception::view::{InventoryView, PlainForm, PropertyView, ReceiptView};
use crate::custody::reception::{actions, spec, store};
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::id::RowId;
use crate::web::{Ctx, Error, Errors, Form};

/// Which of the page's two forms was sent.
#[derive(Clone, Copy)]
pub enum Typed<'a> {
    /// Neither.
    Nothing,
    /// A thing.
    Item(&'a Answers),
    /// The signature.
    Signature(&'a Answers),
}

async fn page(ctx: &mut Ctx, r: &Reception, typed: Typed<'_>, errors: &Errors) -> Result<PropertyView, Error> {
    let items = store::items(ctx.conn(), r.id).await?;
    let receipt = store::receipt(ctx.conn(), r.id).await?;
    Ok(PropertyView::new(ctx, r, &items, receipt.as_ref(), typed, errors))
}

fn entry(action: Action, r: &Reception, did: &str) -> Entry {
    Entry { class: Class::Property, ..actions::entry(action, r, did) }
}

pub async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let r = reception(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = page(&mut ctx, &r, Typed::Nothing, &Errors::new()).await?;
    ctx.page(view).await
}

pub async fn add(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    let (kept, errors) = desk(&ctx).item(&raw);
    if !errors.is_empty() {
        looked(&mut ctx, &r);
        let view = page(&mut ctx, &r, Typed::Item(&raw), &errors).await?;
        return ctx.invalid(view).await;
    }
    let (by, now) = (ctx.actor.account, ctx.now);
    store::add_item(ctx.conn(), &r, &kept, by, now).await?;
    ctx.record(entry(Action::Collect, &r, "item"));
    ctx.save(&format!("/receptions/{}/property", r.id)).await
}

fn removal(ctx: &Ctx, r: &Reception, item: RowId, raw: &Answers, errors: &Errors) -> PlainForm {
    let t = ctx.t;
    PlainForm::new(ctx, t.msg_rec_item_remove(), t.msg_rec_item_remove_text(), desk(ctx).parts(spec::REASON, raw, errors), errors).to(
        format!("/receptions/{}/property/{item}/remove", r.id),
        t.msg_rec_item_remove(),
        format!("/receptions/{}/property", r.id),
    )
}

async fn on_list(ctx: &mut Ctx) -> Result<(Reception, RowId), Error> {
    let r = writable(ctx).await?;
    let item: RowId = ctx.param("item")?;
    let there = store::items(ctx.conn(), r.id).await?.iter().any(|i| i.id == item.0);
    if there { Ok((r, item)) } else { Err(Error::NotFound) }
}

pub async fn ask_remove(mut ctx: Ctx) -> Result<Response, Error> {
    let (r, item) = on_list(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = removal(&ctx, &r, item, &Answers::default(), &Errors::new());
    ctx.page(view).await
}

pub async fn remove(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (r, item) = on_list(&mut ctx).await?;
    let (kept, mut errors) = desk(&ctx).check(spec::REASON, &raw);
    if errors.is_empty() && kept.get("reason").chars().count() < 3 {
        errors.add("reason", ctx.t.msg_rec_missing_text());
    }
    if !errors.is_empty() {
        looked(&mut ctx, &r);
        let view = removal(&ctx, &r, item, &raw, &errors);
        return ctx.invalid(view).await;
    }
    let (by, now) = (ctx.actor.account, ctx.now);
    store::remove_item(ctx.conn(), r.id, item, by, now, kept.get("reason")).await?;
    ctx.record(entry(Action::Alter, &r, "item_removed"));
    ctx.save(&format!("/receptions/{}/property", r.id)).await
}

pub async fn sign(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    let (kept, mut errors) = desk(&ctx).check(spec::SIGNATURE, &raw);
    let ids: Vec<Uuid> = store::items(ctx.conn(), r.id).await?.iter().map(|i| i.id).collect();
    // What is signed is the list that was on the page, not one that grew meanwhile.
    if raw.get("seen") != seen(&ids) {
        errors.add("together", ctx.t.msg_rec_sign_changed());
    }
    if !errors.is_empty() {
        looked(&mut ctx, &r);
        let view = page(&mut ctx, &r, Typed::Signature(&raw), &errors).await?;
        return ctx.invalid(view).await;
    }
    let (by, now) = (ctx.actor.account, ctx.now);
    store::sign(ctx.conn(), &r, &ids, &kept, by, now).await?;
    ctx.record(entry(Action::Collect, &r, "receipt"));
    ctx.save(&format!("/receptions/{}/property", r.id)).await
}

/// The list on a page, in one word.
pub fn seen(ids: &[Uuid]) -> String {
    ids.iter().map(|id| id.simple().to_string()).collect::<Vec<_>>().join("-")
}

pub async fn receipt(mut ctx: Ctx) -> Result<Response, Error> {
    // The receipt stands in the reception: who reads property alone finds the things at the inmate's.
    if !ctx.may(Class::Reception, Act::Read) {
        return Err(ctx.deny(Entry::new(Action::Deny, Class::Reception)).await);
    }
    let r = reception(&mut ctx).await?;
    let Some(receipt) = store::receipt(ctx.conn(), r.id).await? else { return Err(Error::NotFound) };
    let items = store::items(ctx.conn(), r.id).await?;
    ctx.record(entry(Action::Print, &r, "receipt"));
    let view = ReceiptView::new(&ctx, &r, &items, &receipt);
    ctx.page(view).await
}

pub async fn of_inmate(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let items = store::held_items(ctx.conn(), inmate).await?;
    let receipts = store::held_receipts(ctx.conn(), inmate).await?;
    let banner = BannerView::of(&ctx, "property");
    let ctx = ctx.into_ctx();
    let view = InventoryView::new(&ctx, banner, &items, &receipts);
    ctx.page(view).await
}
