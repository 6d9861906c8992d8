//! Handlers of places: given, refused, ended.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::EndForm;
use super::store::{self, Ended, Group};
use super::view::{Back, ConsiderView, Finding, GroupView};
use super::web::{entry, known, run};
use crate::access::{Act, Action, Class};
use crate::custody::apart::{self, Question};
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::programmes::model::{Place, Standing};
use crate::programmes::words;
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::Programmes, Act::Write);
    Routes::new().post("/programmes/groups/{group}/places", write, give).post("/programmes/groups/{group}/places/{enrolment}/end", write, end)
}

/// Who must be kept apart from this person in a group, in words. Somebody the reader may not see is said to be there, without a name.
pub(in crate::programmes) async fn findings(ctx: &mut Ctx, group: Uuid, inmate: InmateId) -> Result<Vec<Finding>, Error> {
    let people = store::people(ctx.conn(), group).await?;
    let with: Vec<InmateId> = people.iter().filter(|p| p.state == Standing::Enrolled).filter_map(|p| p.inmate).map(InmateId).collect();
    let found = apart::conflicts(ctx.conn(), &Question::of(&[inmate]).with(&with)).await?;
    let t = ctx.t;
    let mut said: Vec<Finding> = found.iter().map(|c| (apart::words::line(t, c), apart::words::detail(t, c))).collect();
    if said.is_empty() {
        said.push((t.msg_prog_apart_hidden(), String::new()));
    }
    Ok(said)
}

/// A place for somebody who waits, or for somebody by number.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct GiveForm {
    enrolment: String,
    number: String,
    note: String,
    accepted: String,
    /// `queue`: to the waiting list, not to a place.
    to: String,
}

/// Who is meant: the row in the queue and the person.
async fn who(ctx: &mut Ctx, group: &Group, raw: &GiveForm, note: &str) -> Result<Result<(Uuid, InmateId, String), Errors>, Error> {
    if let Ok(id) = raw.enrolment.parse::<Uuid>() {
        let queue = store::queue(ctx.conn(), group.prison_id, &group.programme).await?;
        let found = queue.iter().find(|w| w.enrolment == id).and_then(|w| Some((id, InmateId(w.inmate?), full_name(&w.family_name, &w.given_name))));
        // Not there any more: somebody was first, and the database will say so.
        return Ok(Ok(found.unwrap_or((id, InmateId(Uuid::nil()), String::new()))));
    }
    let t = ctx.t;
    let mut errors = Errors::new();
    let number = clean(&raw.number);
    if note.chars().count() > 300 {
        errors.add("note", t.msg_plan_too_long(300));
    }
    let inmate = store::by_number(ctx.conn(), group.id, &number).await?;
    if inmate.is_none() {
        errors.add("number", t.msg_prog_bad_number());
    }
    match inmate.filter(|_| errors.is_empty()) {
        Some(inmate) => Ok(Ok((store::ask(ctx.conn(), group.id, inmate, note).await?, inmate, number))),
        None => Ok(Err(errors)),
    }
}

async fn give(mut ctx: Ctx, form: Form<GiveForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let group = run(&mut ctx).await?;
    let (t, note, accepted) = (ctx.t, clean(&raw.note), clean(&raw.accepted));
    let typed = vec![("number", raw.number.clone()), ("note", raw.note.clone())];
    let form = if raw.enrolment.is_empty() { "number".to_owned() } else { raw.enrolment.clone() };
    let (enrolment, inmate, name) = match who(&mut ctx, &group, &raw, &note).await? {
        Ok(who) => who,
        Err(errors) => {
            let known = known(&mut ctx, group).await?;
            let view = GroupView::new(&ctx, &known, Back { form, typed, errors, ..Back::default() });
            return ctx.invalid(view).await;
        }
    };
    let to = format!("/programmes/groups/{}?done=1", group.id);
    if raw.to == "queue" {
        ctx.record(entry(&group, Action::Collect, json!({ "group": group.id, "enrolment": enrolment, "did": "asked" })).of(inmate));
        return ctx.save(&to).await;
    }
    let asked = !accepted.is_empty() || raw.to == "accept";
    if asked && !(3..=400).contains(&accepted.chars().count()) {
        let mut errors = Errors::new();
        errors.add("accepted", t.msg_prog_missing_accepted());
        let view = consider(&mut ctx, &group, &raw, (inmate, name), &errors).await?;
        return ctx.invalid(view).await;
    }
    let stale = match store::take_place(ctx.conn(), enrolment, group.id, &accepted).await? {
        Place::Given => {
            let detail = json!({ "group": group.id, "enrolment": enrolment, "did": "place", "apart": !accepted.is_empty() });
            ctx.record(entry(&group, Action::Decide, detail).of(inmate));
            return ctx.save(&to).await;
        }
        Place::Apart => {
            let view = consider(&mut ctx, &group, &raw, (inmate, name), &Errors::new()).await?;
            return ctx.invalid(view).await;
        }
        Place::Full => t.msg_prog_full_now(),
        Place::Gone => t.msg_prog_waits_no_longer(),
    };
    let known = known(&mut ctx, group).await?;
    let view = GroupView::new(&ctx, &known, Back { form, typed, stale: Some(stale), ..Back::default() });
    ctx.conflict(view).await
}

async fn consider(ctx: &mut Ctx, group: &Group, raw: &GiveForm, (inmate, name): (InmateId, String), errors: &Errors) -> Result<ConsiderView, Error> {
    let found = findings(ctx, group.id, inmate).await?;
    ctx.record(entry(group, Action::List, json!({ "group": group.id, "considered": true })).showing(vec![inmate]));
    let t = ctx.t;
    let base = format!("/programmes/groups/{}", group.id);
    let programme = words::programme(ctx.catalogue(), ctx.fmt().is_nb(), &group.programme);
    Ok(ConsiderView {
        frame: ctx.frame("programmes", t.msg_prog_consider()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        action: format!("{base}/places"),
        group: t.msg_prog_group_title(programme.as_str(), group.name.as_str()),
        name,
        findings: found,
        hidden: vec![("enrolment", raw.enrolment.clone()), ("number", raw.number.clone()), ("note", raw.note.clone()), ("to", "accept".to_owned())],
        accepted: Field::area("accepted", t.msg_prog_accepted_why(), &raw.accepted, 3).hint(t.msg_prog_accepted_hint()).max(400).required(t).errors(errors),
        back: base,
    })
}

async fn end(mut ctx: Ctx, form: Form<EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let group = run(&mut ctx).await?;
    let (enrolment, seen): (Uuid, i32) = (ctx.param("enrolment")?, raw.version.parse().map_err(|_| Error::BadRequest)?);
    let typed = vec![("state", raw.state.clone()), ("reason", raw.reason.clone())];
    let (state, reason) = match raw.parse(ctx.t) {
        Ok(end) => end,
        Err(fault) => {
            let mut errors = Errors::new();
            errors.add("reason", fault.clone());
            let known = known(&mut ctx, group).await?;
            let view = GroupView::new(&ctx, &known, Back { form: enrolment.to_string(), typed, fault: Some(fault), errors, stale: None });
            return ctx.invalid(view).await;
        }
    };
    let known_before = known(&mut ctx, group).await?;
    let group = known_before.group;
    let people = known_before.people.iter().filter(|p| p.enrolment == enrolment).filter_map(|p| p.inmate);
    let inmate =
        people.chain(known_before.queue.iter().filter(|w| w.enrolment == enrolment).filter_map(|w| w.inmate)).next().map(InmateId).ok_or(Error::NotFound)?;
    match store::end_place(ctx.conn(), enrolment, seen, state, &reason).await? {
        Ended::Yes => {
            ctx.record(entry(&group, Action::Decide, json!({ "group": group.id, "enrolment": enrolment, "did": state.as_str() })).of(inmate));
            ctx.save(&format!("/programmes/groups/{}?done=1", group.id)).await
        }
        Ended::Stale => {
            let stale = ctx.t.msg_prog_place_stale();
            let known = known(&mut ctx, group).await?;
            let view = GroupView::new(&ctx, &known, Back { form: enrolment.to_string(), typed, stale: Some(stale), ..Back::default() });
            ctx.conflict(view).await
        }
        Ended::Nobody => Err(Error::NotFound),
    }
}
