//! Handlers of tablets.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::EnrolForm;
use super::store;
use super::view::{DevicesView, OfflineView};
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::PrisonId;
use crate::web::ctx::with_cookie;
use crate::web::session::{self, Fresh};
use crate::web::{Access, Ctx, Error, Errors, Form, Routes, needs};

/// The routes of tablets.
pub fn routes() -> Routes {
    let decide = needs(Class::UnitDay, Act::Decide);
    Routes::new()
        .get("/devices", decide, list)
        .post("/devices", decide, enrol)
        .post("/devices/{device}/revoke", decide, revoke)
        // The same for everybody; the worker of a tablet fetches it while somebody is signed in and keeps it.
        .get("/offline", Access::SignedIn, offline)
}

async fn view(ctx: &mut Ctx, raw: &EnrolForm, errors: &Errors) -> Result<DevicesView, Error> {
    let prison = ctx.actor.prisons.first().copied().ok_or(Error::NotFound)?;
    let devices = store::devices(ctx.conn(), prison).await?;
    Ok(DevicesView::new(ctx, &devices, raw, errors))
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let view = view(&mut ctx, &EnrolForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn enrol(mut ctx: Ctx, form: Form<EnrolForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = ctx.actor.prisons.first().copied().ok_or(Error::NotFound)?;
    let name = match raw.parse(ctx.t) {
        Ok(name) => name,
        Err(errors) => {
            let view = view(&mut ctx, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (fresh, by, now) = (Fresh::new(), ctx.actor.account, ctx.now);
    match store::enrol(ctx.conn(), prison, &name, &fresh.hash, by, now).await? {
        Some(id) => {
            ctx.record(Entry::new(Action::Administer, Class::UnitDay).at(prison).with(json!({ "device": id, "enrolled": true })));
            let cookie = with_cookie(session::device_cookie(&fresh, ctx.app.secure_cookies));
            ctx.save_with("/devices", cookie).await
        }
        None => {
            let mut errors = Errors::new();
            errors.add("name", ctx.t.msg_device_name_taken());
            let view = view(&mut ctx, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}

async fn revoke(mut ctx: Ctx, form: Form<EnrolForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let id: Uuid = ctx.param("device")?;
    let (by, now) = (ctx.actor.account, ctx.now);
    let Some(prison) = store::revoke(ctx.conn(), id, by, now).await? else { return Err(Error::NotFound) };
    ctx.record(Entry::new(Action::Administer, Class::UnitDay).at(PrisonId(prison)).with(json!({ "device": id, "revoked": true })));
    ctx.save("/devices").await
}

async fn offline(ctx: Ctx) -> Result<Response, Error> {
    let t = ctx.t;
    let (heading, text) = match (ctx.query("locked"), ctx.query("over")) {
        (Some(_), _) => (t.msg_offline_locked(), t.msg_offline_locked_text()),
        (None, Some(_)) => (t.msg_offline_over(), t.msg_offline_over_text()),
        (None, None) => (t.msg_offline_title(), t.msg_offline_text()),
    };
    let shell = ctx.shell(heading.clone());
    ctx.page(OfflineView { shell, heading, text }).await
}
