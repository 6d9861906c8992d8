//! Handlers of one incident: on the page, on paper, and its addenda.

use axum::response::Response;
use serde_json::json;

use super::form::AddendumForm;
use super::model::State;
use super::rules::{self, Who};
use super::store::{self, Parts, Whole};
use super::view::{May, ShowView};
use crate::access::matrix;
use crate::access::{Act, Action, Class, Entry, Role};
use crate::platform::db::Side;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of one incident.
pub fn routes() -> Routes {
    let reads = needs(Class::Incidents, Act::Read);
    Routes::new().get("/incidents/{incident}", reads, show).get("/incidents/{incident}/print", reads, print).post(
        "/incidents/{incident}/addenda",
        needs(Class::Incidents, Act::Write),
        add,
    )
}

/// What the reader may do with it.
fn may(ctx: &Ctx, x: &Whole) -> May {
    let me = ctx.actor.account.0;
    let here = ctx.actor.prisons.contains(&PrisonId(x.prison_id));
    let author_role: Option<Role> = x.reporter_role.parse().ok();
    let who = Who {
        author: x.reported_by == me,
        owner: x.owner == Some(me),
        decides: here && ctx.may(Class::Incidents, Act::Decide),
        author_reads: author_role.is_some_and(|r| matrix::may(r, Class::Incidents, Act::Read)),
    };
    let writes = here && ctx.may(Class::Incidents, Act::Write);
    let custody = ctx.actor.role().is_some_and(|r| r.side() == Side::Custody && r.db_group() == "og_custody");
    let adds = writes && rules::open(x.state()) && (who.author || who.owner || who.decides);
    May { who, adds, forces: adds && custody, notes: writes, settles: writes && custody && rules::open(x.state()) && (who.owner || who.decides) }
}

/// The incident in the path with all that hangs on it, if it is the reader's to see; the look at those it names is in the trail.
pub async fn the_incident(ctx: &mut Ctx) -> Result<(Whole, Parts, May), Error> {
    load(ctx, Action::Look).await
}

async fn load(ctx: &mut Ctx, action: Action) -> Result<(Whole, Parts, May), Error> {
    let id: RowId = ctx.param("incident")?;
    let found = store::whole(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let parts = store::parts(ctx.conn(), found.id).await?;
    let shown = parts.people.iter().map(|p| InmateId(p.inmate_id)).collect();
    ctx.record(Entry::new(action, Class::Incidents).showing(shown).at(PrisonId(found.prison_id)).with(json!({ "incident": id })));
    let may = may(ctx, &found);
    Ok((found, parts, may))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, parts, may) = the_incident(&mut ctx).await?;
    let view = ShowView::new(&ctx, &x, &parts, &may, &AddendumForm::default(), &Errors::new(), false);
    ctx.page(view).await
}

async fn print(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, parts, may) = load(&mut ctx, Action::Print).await?;
    let view = ShowView::new(&ctx, &x, &parts, &may, &AddendumForm::default(), &Errors::new(), true);
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<AddendumForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, parts, may) = the_incident(&mut ctx).await?;
    if !may.notes || x.state() == State::Draft || !rules::open(x.state()) {
        return Err(Error::AlreadyDone(format!("/incidents/{}", x.id)));
    }
    let body = match raw.parse(ctx.t) {
        Ok(body) => body,
        Err(errors) => {
            let view = ShowView::new(&ctx, &x, &parts, &may, &raw, &errors, false);
            return ctx.invalid(view).await;
        }
    };
    let (by, now, prison) = (ctx.actor.account, ctx.now, PrisonId(x.prison_id));
    store::add_addendum(ctx.conn(), RowId(x.id), prison, &body, by, now).await?;
    ctx.record(Entry::new(Action::Collect, Class::Incidents).at(prison).with(json!({ "incident": x.id, "addendum": true })));
    ctx.save(&format!("/incidents/{}", x.id)).await
}
