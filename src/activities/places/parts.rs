//! What a place asks for and who runs it: added, taken away, ended.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{NeedForm, StaffForm};
use super::page::{PageView, Typed, known};
use super::store::{self, Place};
use super::words::Part;
use super::{decides, run};
use crate::access::{Act, Action, Class, Entry};
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::ActivityPlaces, Act::Write);
    Routes::new().post("/activities/{place}/needs", write, need).post("/activities/{place}/staff", write, staff)
}

fn entry(place: &Place, did: &str) -> Entry {
    Entry::new(Action::Alter, Class::ActivityPlaces).at(PrisonId(place.prison_id)).with(json!({ "place": place.id, "did": did }))
}

async fn need(mut ctx: Ctx, form: Form<NeedForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let place = run(&mut ctx).await?;
    let to = format!("/activities/{}?done=1", place.id);
    if let Ok(row) = raw.remove.parse::<Uuid>() {
        if !store::drop_need(ctx.conn(), place.id, row).await? {
            return Err(Error::AlreadyDone(to));
        }
        ctx.record(entry(&place, "need taken away"));
        return ctx.save(&to).await;
    }
    let (t, catalogue) = (ctx.t, ctx.catalogue().clone());
    let errors = match raw.parse(t, &catalogue) {
        Ok(new) => match store::need(ctx.conn(), Uuid::now_v7(), &place, &new).await {
            Ok(()) => {
                ctx.record(entry(&place, "need added"));
                return ctx.save(&to).await;
            }
            Err(error) if db::violated(&error) == Some("need_once") => one("kind", t.msg_place_need_twice()),
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let known = known(&mut ctx, place).await?;
    let view = PageView::new(&ctx, &known, Typed { need: Some(&raw), staff: None, errors });
    ctx.invalid(view).await
}

fn one(field: &'static str, message: String) -> Errors {
    let mut errors = Errors::new();
    errors.add(field, message);
    errors
}

async fn staff(mut ctx: Ctx, form: Form<StaffForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let place = run(&mut ctx).await?;
    let (t, today, me) = (ctx.t, ctx.today, ctx.actor.account);
    let to = format!("/activities/{}?done=1", place.id);
    if let Ok(row) = raw.remove.parse::<Uuid>() {
        if !decides(&ctx) {
            return Err(Error::Forbidden);
        }
        if !store::end_staff(ctx.conn(), place.id, row, today).await? {
            return Err(Error::AlreadyDone(to));
        }
        ctx.record(entry(&place, "staff ended"));
        return ctx.save(&to).await;
    }
    let found = known(&mut ctx, place.clone()).await?;
    let (decides, own) = (decides(&ctx), me.0);
    let errors = match raw.parse(t, today, |id| found.could(id) && (decides || id != own)) {
        Ok((account, part, from, until)) if decides || part == Part::StandsIn => {
            match store::add_staff(ctx.conn(), &place, account, part, (from, until), me).await {
                Ok(()) => {
                    ctx.record(entry(&place, part.as_str()));
                    return ctx.save(&to).await;
                }
                Err(error) if db::violated(&error) == Some("place_staff_once") => one("account", t.msg_place_staff_twice()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(_) => one("part", t.msg_place_missing_choice()),
        Err(errors) => errors,
    };
    let view = PageView::new(&ctx, &found, Typed { need: None, staff: Some(&raw), errors });
    ctx.invalid(view).await
}
