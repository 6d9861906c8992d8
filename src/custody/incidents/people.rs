//! Handlers of who was in it: inmates and colleagues added, a name taken back.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{InvolvedForm, PersonCommand, RemoveForm, bounded};
use super::model::{Injury, PersonRole, StaffRole};
use super::rules;
use super::show::the_incident;
use super::store::{self, Parts, Whole};
use super::view::{PeopleView, RemoveView, number};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::fields::Pick;
use crate::custody::searches::store as around;
use crate::custody::searches::view::{colleagues, find, ids, people};
use crate::inmates::store::full_name;
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::field::Summary;
use crate::web::{Ctx, Error, Errors, Field, Form, Routes, needs};

/// Roles of colleagues who can have been in it.
const STAFF: &[&str] = &["OFF", "CON", "DUT", "GOV", "WRK", "EDU", "NUR", "DOC", "PSY", "CAS", "REI", "VIS", "CHP"];

/// The routes of who was in it.
pub fn routes() -> Routes {
    let writes = needs(Class::Incidents, Act::Write);
    Routes::new()
        .get("/incidents/{incident}/people", writes, ask)
        .post("/incidents/{incident}/people", writes, add)
        .get("/incidents/{incident}/people/{line}/remove", writes, ask_remove)
        .post("/incidents/{incident}/people/{line}/remove", writes, remove)
}

/// The incident in the path, when the reader may add to it.
pub async fn open_incident(ctx: &mut Ctx) -> Result<(Whole, Parts), Error> {
    let (x, parts, may) = the_incident(ctx).await?;
    if may.adds { Ok((x, parts)) } else { Err(Error::AlreadyDone(format!("/incidents/{}", x.id))) }
}

async fn page(ctx: &mut Ctx, x: &Whole, form: &InvolvedForm, errors: &Errors) -> Result<PeopleView, Error> {
    let prison = PrisonId(x.prison_id);
    let everybody = around::everybody(ctx.conn(), prison).await?;
    let staff = around::staff(ctx.conn(), prison, STAFF).await?;
    ctx.record(Entry::new(Action::List, Class::Person).showing(ids(&everybody)).at(prison));
    let t = ctx.t;
    Ok(PeopleView {
        frame: ctx.frame("incidents", t.msg_incident_add_people()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        href: format!("/incidents/{}", x.id),
        number: number(x.year, x.number),
        people: people(&everybody),
        who: Pick::new("who", t.msg_control_who(), &form.who, t.msg_control_who_hint(), errors).required(t),
        role: Field::select("role", t.msg_incident_role(), &form.role, PersonRole::choices(t)).or_none(t.msg_control_choose()).required(t).errors(errors),
        injury: Field::select("injury", t.msg_incident_injury(), &form.injury, Injury::choices(t)).errors(errors),
        account: Field::select("account", t.msg_incident_colleague(), &form.account, colleagues(t, &staff))
            .or_none(t.msg_control_choose())
            .required(t)
            .errors(errors),
        staff_role: Field::select("staff_role", t.msg_incident_role(), &form.staff_role, StaffRole::choices(t))
            .or_none(t.msg_control_choose())
            .required(t)
            .errors(errors),
        staff_injury: Field::select("staff_injury", t.msg_incident_injury(), &form.staff_injury, Injury::choices(t)).errors(errors),
    })
}

async fn ask(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, _) = open_incident(&mut ctx).await?;
    let view = page(&mut ctx, &x, &InvolvedForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<InvolvedForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, _) = open_incident(&mut ctx).await?;
    let added = if raw.what == "staff" { add_colleague(&mut ctx, &x, &raw).await? } else { add_person(&mut ctx, &x, &raw).await? };
    match added {
        Ok(inmate) => {
            let mut entry = Entry::new(Action::Alter, Class::Incidents).at(PrisonId(x.prison_id)).with(json!({ "incident": x.id, "added": raw.what }));
            entry.inmate = inmate;
            ctx.record(entry);
            ctx.save(&format!("/incidents/{}", x.id)).await
        }
        Err(errors) => {
            let view = page(&mut ctx, &x, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}

async fn add_person(ctx: &mut Ctx, x: &Whole, raw: &InvolvedForm) -> Result<Result<Option<InmateId>, Errors>, Error> {
    let (prison, t, by, now) = (PrisonId(x.prison_id), ctx.t, ctx.actor.account, ctx.now);
    let found = find(ctx, prison, &raw.who).await?.map(|p| InmateId(p.id));
    let command: PersonCommand = match raw.person(t, found) {
        Ok(command) => command,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut point = db::savepoint(ctx.conn()).await?;
    if let Err(error) = store::add_person(&mut point, RowId(x.id), prison, &command, by, now).await {
        if db::violated(&error) != Some("person_once_in_incident") {
            return Err(error.into());
        }
        let mut errors = Errors::new();
        errors.add("who", t.msg_incident_already_in());
        return Ok(Err(errors));
    }
    // Somebody badly hurt raises the duty to report whenever it becomes known.
    let duty = rules::duty("", [command.injury], false);
    if !duty.is_empty() {
        store::raise_duty(&mut point, RowId(x.id), &duty, &rules::items(&duty), false).await?;
    }
    point.commit().await?;
    Ok(Ok(Some(command.inmate)))
}

async fn add_colleague(ctx: &mut Ctx, x: &Whole, raw: &InvolvedForm) -> Result<Result<Option<InmateId>, Errors>, Error> {
    let (prison, t, by, now) = (PrisonId(x.prison_id), ctx.t, ctx.actor.account, ctx.now);
    let staff: Vec<Uuid> = around::staff(ctx.conn(), prison, STAFF).await?.into_iter().map(|s| s.id).collect();
    let (account, role, injury) = match raw.colleague(t, &staff) {
        Ok(command) => command,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut point = db::savepoint(ctx.conn()).await?;
    if let Err(error) = store::add_staff(&mut point, RowId(x.id), prison, account, role, injury, by, now).await {
        if db::violated(&error) != Some("staff_once_in_incident") {
            return Err(error.into());
        }
        let mut errors = Errors::new();
        errors.add("account", t.msg_incident_already_in());
        return Ok(Err(errors));
    }
    let duty = rules::duty("", [injury], false);
    if !duty.is_empty() {
        store::raise_duty(&mut point, RowId(x.id), &duty, &rules::items(&duty), false).await?;
    }
    point.commit().await?;
    Ok(Ok(None))
}

async fn the_line(ctx: &mut Ctx) -> Result<(Whole, RowId, String), Error> {
    let (x, parts) = open_incident(ctx).await?;
    let line: RowId = ctx.param("line")?;
    let person = parts.people.iter().find(|p| p.id == line.0 && p.removed_at.is_none()).ok_or(Error::NotFound)?;
    Ok((x, line, full_name(&person.family_name, &person.given_name)))
}

fn remove_page(ctx: &Ctx, x: &Whole, line: RowId, name: String, form: &RemoveForm, errors: &Errors) -> RemoveView {
    let t = ctx.t;
    let href = format!("/incidents/{}", x.id);
    RemoveView {
        frame: ctx.frame("incidents", t.msg_incident_remove()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        action: format!("{href}/people/{line}/remove"),
        href,
        number: number(x.year, x.number),
        name,
        reason: Field::area("reason", t.msg_incident_remove_reason(), &form.reason, 2).max(400).required(t).errors(errors),
    }
}

async fn ask_remove(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, line, name) = the_line(&mut ctx).await?;
    let view = remove_page(&ctx, &x, line, name, &RemoveForm::default(), &Errors::new());
    ctx.page(view).await
}

async fn remove(mut ctx: Ctx, form: Form<RemoveForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, line, name) = the_line(&mut ctx).await?;
    let mut errors = Errors::new();
    let reason = bounded(ctx.t, "reason", &raw.reason, 3, 400, &mut errors);
    if !errors.is_empty() {
        let view = remove_page(&ctx, &x, line, name, &raw, &errors);
        return ctx.invalid(view).await;
    }
    let (by, now, back) = (ctx.actor.account, ctx.now, format!("/incidents/{}", x.id));
    let Some(inmate) = store::remove_person(ctx.conn(), RowId(x.id), line, &reason, by, now).await? else { return Err(Error::AlreadyDone(back)) };
    ctx.record(Entry::new(Action::Alter, Class::Incidents).of(inmate).at(PrisonId(x.prison_id)).with(json!({ "incident": x.id, "removed": true })));
    ctx.save(&back).await
}
