//! Handlers of wall screens.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::WallForm;
use super::store::{self, Browser};
use super::view::{WallsView, proposed};
use crate::access::actor::Wall;
use crate::access::{Act, Action, Class, Entry, Role};
use crate::custody::board::store as board;
use crate::platform::id::{PrisonId, SessionId, UnitId};
use crate::web::ctx::with_cookie;
use crate::web::session::Fresh;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of wall screens.
pub fn routes() -> Routes {
    let decide = needs(Class::UnitDay, Act::Decide);
    Routes::new().get("/walls", decide, list).post("/walls", decide, put_up).post("/walls/{wall}/take-down", decide, take_down)
}

/// The prison whose screens these are. Putting up and taking down is the duty officer's, whoever else decides about a unit's day.
fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    if ctx.actor.role() != Some(Role::DutyOfficer) {
        return Err(Error::Forbidden);
    }
    ctx.actor.prisons.first().copied().ok_or(Error::NotFound)
}

async fn view(ctx: &mut Ctx, prison: PrisonId, units: &[board::Choice], raw: &WallForm, errors: &Errors) -> Result<WallsView, Error> {
    let hanging = store::hanging(ctx.conn(), prison).await?;
    Ok(WallsView::new(ctx, &hanging, units, raw, errors))
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let units = board::units(ctx.conn(), &[prison]).await?;
    let raw = proposed(&ctx);
    let view = view(&mut ctx, prison, &units, &raw, &Errors::new()).await?;
    ctx.page(view).await
}

async fn put_up(mut ctx: Ctx, form: Form<WallForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison(&ctx)?;
    // A session of a day without a password is given only by somebody who has just given one.
    ctx.confirmed("/walls")?;
    let units = board::units(ctx.conn(), &[prison]).await?;
    let offered: Vec<UnitId> = units.iter().map(|u| UnitId(u.id)).collect();
    let new = match raw.parse(ctx.t, &offered, ctx.now) {
        Ok(new) => new,
        Err(errors) => {
            let view = view(&mut ctx, prison, &units, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (id, fresh, from) = (SessionId::fresh(), Fresh::new(), ctx.actor.session);
    let (client, address) = ctx.client();
    let (client, address) = (client.to_owned(), address.to_owned());
    store::put_up(ctx.conn(), id, &fresh.hash, prison, &new, Browser { from, client: &client, address: &address }).await?;
    ctx.record(Entry::new(Action::Administer, Class::UnitDay).at(prison).with(json!({ "wall": id, "unit": new.unit, "until": new.until })));
    let cookie = with_cookie(fresh.cookie(ctx.actor.side, ctx.app.secure_cookies));
    ctx.save_with(&Wall { prison, unit: new.unit }.path(), cookie).await
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

async fn take_down(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    prison(&ctx)?;
    let id: Uuid = ctx.param("wall")?;
    let Some(at) = store::take_down(ctx.conn(), id).await? else { return Err(Error::NotFound) };
    ctx.record(Entry::new(Action::Administer, Class::UnitDay).at(PrisonId(at)).with(json!({ "wall": id, "taken_down": true })));
    ctx.save("/walls?done=down").await
}
