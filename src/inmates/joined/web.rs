//! Handlers of joining records.

use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::form::{Decide, Keep, Other, Propose, Undo};
use super::store::{self, Joined, Side};
use super::view::{self, FindView, ListView, OneView, PreviewView};
use crate::access::{Act, Action, Actor, Class, Entry};
use crate::inmates::InmateCtx;
use crate::inmates::register::rules::{self as register, Described, Likeness, Spelt};
use crate::inmates::register::store::{Candidate, candidates};
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::form::clean;
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

/// How long what was decided stays on the list: as long as it can be taken back.
const SHOWN: TimeDelta = TimeDelta::days(90);

/// The routes of joining.
pub fn routes() -> Routes {
    let (propose, read) = (needs_for(Class::Joins, Act::Propose), needs_for(Class::Joins, Act::Read));
    Routes::new()
        .get("/joins", needs(Class::Joins, Act::Read), all)
        .get("/inmates/{inmate}/join", propose, find)
        .post("/inmates/{inmate}/join", propose, look_up)
        .get("/inmates/{inmate}/join/{other}", propose, preview)
        .post("/inmates/{inmate}/join/{other}", propose, make)
        .get("/inmates/{inmate}/joins/{join}", read, one)
        .post("/inmates/{inmate}/joins/{join}/decide", needs_for(Class::Joins, Act::Decide), decide)
        .post("/inmates/{inmate}/joins/{join}/undo", propose, undo)
}

/// The item of the main menu, for those who decide: proposals come to them.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    let decides = actor.may(Class::Joins, Act::Decide);
    decides.then(|| NavItem { section: "joins", href: "/joins".to_owned(), icon: "PersonGroup", label: t.msg_join_nav(), key: "" })
}

async fn all(mut ctx: Ctx) -> Result<Response, Error> {
    let since = ctx.now - SHOWN;
    let joins = store::list(ctx.conn(), None, None, since).await?;
    let shown = joins.iter().flat_map(|j| [InmateId(j.joined_id), InmateId(j.kept_id)]).collect();
    let prison = ctx.actor.prisons.first().copied();
    ctx.record(Entry { prison, ..Entry::new(Action::List, Class::Joins).showing(shown) });
    let view = ListView::new(&ctx, &joins);
    ctx.page(view).await
}

/// Who may be the same, by name and birth date.
async fn alike(ctx: &mut InmateCtx) -> Result<Vec<(Likeness, Candidate)>, Error> {
    let (me, known) = (ctx.inmate.id.0, &ctx.inmate);
    let described = Described { name: Spelt::of(&known.family_name, &known.given_name), others: Vec::new(), birth_date: known.birth_date };
    let found = candidates(ctx.conn(), &described, None).await?;
    let mut alike: Vec<_> =
        found.into_iter().filter(|c| c.id != me).filter_map(|c| Some((register::likeness(&described, &c.described, c.same_number)?, c))).collect();
    alike.sort_by_key(|(likeness, c)| (*likeness, c.number.clone()));
    alike.truncate(10);
    Ok(alike)
}

async fn find_page(ctx: &mut InmateCtx, typed: &Other, errors: &Errors) -> Result<FindView, Error> {
    let alike = alike(ctx).await?;
    let shown = alike.iter().map(|(_, c)| InmateId(c.id)).collect();
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry { prison, ..Entry::new(Action::List, Class::Joins).showing(shown) });
    Ok(FindView::new(ctx, &alike, typed, errors))
}

async fn find(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = find_page(&mut ctx, &Other::default(), &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

/// From a number to the preview. Numbers are not put into addresses.
async fn look_up(mut ctx: InmateCtx, form: Form<Other>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (me, t) = (ctx.inmate.id, ctx.t);
    let found = store::by_number(ctx.conn(), &clean(&raw.number)).await?;
    let mut errors = Errors::new();
    match found {
        None => errors.add("number", t.msg_join_number_unknown()),
        Some(other) if other == me => errors.add("number", t.msg_join_same()),
        Some(other) => {
            ctx.record(Entry::new(Action::Search, Class::Joins).of(other));
            return ctx.into_ctx().respond(Redirect::to(&format!("/inmates/{me}/join/{other}")).into_response()).await;
        }
    }
    let view = find_page(&mut ctx, &raw, &errors).await?;
    ctx.into_ctx().invalid(view).await
}

/// This record and the other one; 404 when the other is out of reach.
async fn pair(ctx: &mut InmateCtx, other: Uuid) -> Result<(Side, Side), Error> {
    let me = ctx.inmate.id.0;
    let mut sides = store::sides(ctx.conn(), &[me, other]).await?;
    let mut take = |id: Uuid| sides.iter().position(|s| s.id == id).map(|at| sides.swap_remove(at));
    let pair = (take(me).ok_or(Error::NotFound)?, take(other).ok_or(Error::NotFound)?);
    let other = &pair.1;
    ctx.record(Entry { prison: other.prison_id.map(PrisonId), ..Entry::new(Action::Look, Class::Joins).of(InmateId(other.id)) });
    Ok(pair)
}

async fn preview_page(ctx: &mut InmateCtx, typed: &Propose, errors: &Errors) -> Result<PreviewView, Error> {
    let other: InmateId = ctx.param("other")?;
    let (this, that) = pair(ctx, other.0).await?;
    // Both ways: the one who is in custody is the one that is kept.
    let ways = [store::obstacle(ctx.conn(), that.id, this.id).await?, store::obstacle(ctx.conn(), this.id, that.id).await?];
    Ok(PreviewView::new(ctx, &this, &that, ways, typed, errors))
}

async fn preview(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = preview_page(&mut ctx, &Propose::default(), &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn make(mut ctx: InmateCtx, form: Form<Propose>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let other: InmateId = ctx.param("other")?;
    let (this, that) = pair(&mut ctx, other.0).await?;
    let mut errors = Errors::new();
    let parsed = match raw.parse(ctx.t) {
        Ok((keep, reason)) => {
            let (kept, joined) = if keep == Keep::This { (&this, &that) } else { (&that, &this) };
            match store::obstacle(ctx.conn(), joined.id, kept.id).await? {
                None => Some((kept, joined, reason)),
                Some(fault) => {
                    errors.add("keep", view::obstacle(ctx.t, &fault));
                    None
                }
            }
        }
        Err(wrong) => {
            errors = wrong;
            None
        }
    };
    let Some((kept, joined, reason)) = parsed else {
        let view = preview_page(&mut ctx, &raw, &errors).await?;
        return ctx.into_ctx().invalid(view).await;
    };
    let (id, me, now, name) = (RowId::fresh(), ctx.actor.account, ctx.now, ctx.actor.name.clone());
    let page = format!("/inmates/{}/joins/{id}", kept.id);
    match store::propose(ctx.conn(), id, joined.id, kept.id, &reason, me, now).await {
        Ok(()) => (),
        // A colleague was first: theirs is the one to be decided.
        Err(error) if db::violated(&error) == Some("joined_waits") => return Err(Error::AlreadyDone("/joins".to_owned())),
        Err(error) => return Err(error.into()),
    }
    if let Some(prison) = kept.prison_id {
        store::tell_governors(ctx.conn(), PrisonId(prison), json!({ "by": name, "number": kept.number }), &page).await?;
    }
    record_both(&mut ctx, (joined.id, kept.id), kept.prison_id, Action::Collect, &json!({ "join": id, "did": "joining proposed" }));
    ctx.into_ctx().save(&page).await
}

/// One entry for each of the two, so that either finds it in what was done with their data.
fn record_both(ctx: &mut Ctx, pair: (Uuid, Uuid), prison: Option<Uuid>, action: Action, detail: &serde_json::Value) {
    for inmate in [pair.0, pair.1] {
        let entry = Entry::new(action, Class::Joins).of(InmateId(inmate)).with(detail.clone());
        ctx.record(Entry { prison: prison.map(PrisonId), ..entry });
    }
}

async fn the_join(ctx: &mut InmateCtx) -> Result<Joined, Error> {
    let (id, me): (RowId, _) = (ctx.param("join")?, ctx.inmate.id);
    let now = ctx.now;
    store::list(ctx.conn(), Some(me), Some(id), now).await?.pop().ok_or(Error::NotFound)
}

async fn one_page(ctx: &mut InmateCtx, decide: &Decide, undo: &Undo, fault: Option<String>, errors: &Errors) -> Result<OneView, Error> {
    let join = the_join(ctx).await?;
    let other = if join.kept_id == ctx.inmate.id.0 { join.joined_id } else { join.kept_id };
    let (this, that) = pair(ctx, other).await?;
    let (kept, joined) = if this.id == join.kept_id { (this, that) } else { (that, this) };
    let waits = join.outcome.is_none();
    let obstacle = if waits { store::obstacle(ctx.conn(), joined.id, kept.id).await? } else { None };
    Ok(OneView::new(ctx, &join, (&kept, &joined), obstacle, (decide, undo), fault, errors))
}

async fn one(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = one_page(&mut ctx, &Decide::default(), &Undo::default(), None, &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn decide(mut ctx: InmateCtx, form: Form<Decide>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let join = the_join(&mut ctx).await?;
    let page = format!("/inmates/{}/joins/{}", join.kept_id, join.id);
    ctx.confirmed(&page)?;
    let (fault, errors) = match raw.parse(ctx.t) {
        Ok((granted, reason)) => match store::decide(ctx.conn(), join.id, granted, &reason).await? {
            None => {
                let outcome = if granted { "granted" } else { "refused" };
                let told = json!({ "outcome": outcome, "number": join.kept_number });
                store::tell(ctx.conn(), join.proposed_by, "join_decided", told, &page).await?;
                record_both(&mut ctx, (join.joined_id, join.kept_id), join.kept_prison, Action::Decide, &json!({ "join": join.id, "outcome": outcome }));
                return ctx.into_ctx().save(&page).await;
            }
            Some(fault) => (Some(view::obstacle(ctx.t, &fault)), Errors::new()),
        },
        Err(errors) => (None, errors),
    };
    let conflict = fault.is_some();
    let view = one_page(&mut ctx, &raw, &Undo::default(), fault, &errors).await?;
    if conflict { ctx.into_ctx().conflict(view).await } else { ctx.into_ctx().invalid(view).await }
}

async fn undo(mut ctx: InmateCtx, form: Form<Undo>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let join = the_join(&mut ctx).await?;
    let page = format!("/inmates/{}/joins/{}", join.kept_id, join.id);
    ctx.confirmed(&page)?;
    let (fault, errors) = match raw.parse(ctx.t, join.undo_by.is_some()) {
        Ok(reason) => match store::undo(ctx.conn(), join.id, &reason).await?.as_str() {
            did @ ("asked" | "undone") => {
                let other = if join.proposed_by == ctx.actor.account.0 { join.decided_by } else { Some(join.proposed_by) };
                let told = json!({ "number": join.kept_number, "outcome": did });
                if let Some(other) = other {
                    store::tell(ctx.conn(), other, "join_undo", told, &page).await?;
                }
                record_both(&mut ctx, (join.joined_id, join.kept_id), join.kept_prison, Action::Alter, &json!({ "join": join.id, "did": did }));
                return ctx.into_ctx().save(&page).await;
            }
            fault => (Some(view::obstacle(ctx.t, fault)), Errors::new()),
        },
        Err(errors) => (None, errors),
    };
    let conflict = fault.is_some();
    let view = one_page(&mut ctx, &Decide::default(), &raw, fault, &errors).await?;
    if conflict { ctx.into_ctx().conflict(view).await } else { ctx.into_ctx().invalid(view).await }
}
