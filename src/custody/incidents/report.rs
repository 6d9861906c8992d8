//! Handlers of reports: a new one, from whoever may submit, and a draft rewritten.

use axum::response::Response;
use chrono::Datelike as _;
use serde_json::json;
use uuid::Uuid;

use super::form::{Known, ReportCommand, ReportForm};
use super::model::State;
use super::rules;
use super::show::the_incident;
use super::store::{self, Author, Origin};
use super::view::{ReceivedView, ReportView, number};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::model::{Category, TestKind};
use crate::custody::searches::moment;
use crate::custody::searches::store as around;
use crate::custody::searches::view::{find, ids, people, pick_text, prison_in, prison_of};
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::reference::List;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of reports.
pub fn routes() -> Routes {
    let submits = needs(Class::Incidents, Act::Submit);
    Routes::new()
        .get("/incidents/new", submits, fresh)
        .post("/incidents", submits, keep)
        .get("/incidents/received", submits, received)
        .get("/incidents/{incident}/edit", needs(Class::Incidents, Act::Write), edit)
        .post("/incidents/{incident}/edit", needs(Class::Incidents, Act::Write), rewrite)
}

fn reads(ctx: &Ctx) -> bool {
    ctx.may(Class::Incidents, Act::Read)
}

async fn form_page(ctx: &mut Ctx, prison: PrisonId, form: &ReportForm, draft: Option<Uuid>, errors: &Errors) -> Result<ReportView, Error> {
    let units = around::units(ctx.conn(), prison).await?;
    let everybody = around::everybody(ctx.conn(), prison).await?;
    ctx.record(Entry::new(Action::List, Class::Person).showing(ids(&everybody)).at(prison));
    Ok(ReportView::new(ctx, &prison.to_string(), reads(ctx), &units, people(&everybody), form, draft, errors))
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let mut form = ReportForm { prison: prison.to_string(), at: moment::typed(ctx.now), ..ReportForm::default() };
    if ctx.actor.units.len() == 1 {
        form.unit = ctx.actor.units.first().map(ToString::to_string).unwrap_or_default();
    }
    let mut about = ctx.query("inmate").and_then(|i| i.parse::<Uuid>().ok());
    let from = |name| ctx.query(name).and_then(|s| s.parse::<RowId>().ok()).filter(|_| ctx.may(Class::Searches, Act::Read));
    let (search, test) = (from("search"), from("test"));
    if let Some(id) = search {
        about = from_search(&mut ctx, id, &mut form).await?.or(about);
    } else if let Some(id) = test {
        about = from_test(&mut ctx, id, &mut form).await?.or(about);
    }
    if let Some(id) = about {
        let found = around::everybody(ctx.conn(), prison).await?.into_iter().find(|p| p.id == id);
        form.who = found.map(|p| pick_text(&p)).into_iter().collect();
        form.role = if form.who.is_empty() { Vec::new() } else { vec!["involved".to_owned()] };
    }
    let view = form_page(&mut ctx, prison, &form, None, &Errors::new()).await?;
    ctx.page(view).await
}

/// Fills the form from a find; answers with the person.
async fn from_search(ctx: &mut Ctx, id: RowId, form: &mut ReportForm) -> Result<Option<Uuid>, Error> {
    let found = around::log::whole(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let items = around::log::items(ctx.conn(), Some(id), None, None).await?;
    let first = items.first().and_then(|i| Category::from_word(&i.category)).unwrap_or(Category::Other);
    form.search = id.to_string();
    form.kind = crate::custody::searches::incident_of(first).to_owned();
    form.at = moment::typed(found.at);
    form.unit = found.unit_id.map(|u| u.to_string()).unwrap_or_default();
    form.place = found.place.chars().take(120).collect();
    let things: Vec<String> = items.iter().map(|i| i.description.clone()).collect();
    let what = if things.is_empty() { found.result_text.clone() } else { things.join("; ") };
    form.description = ctx.t.msg_incident_search_found(what.as_str());
    Ok(found.inmate_id.filter(|_| found.number.is_some()))
}

/// Fills the form from a test; answers with the person.
async fn from_test(ctx: &mut Ctx, id: RowId, form: &mut ReportForm) -> Result<Option<Uuid>, Error> {
    let today = ctx.today;
    let found = around::tests::list(ctx.conn(), None, around::tests::Which::One(id)).await?.pop().ok_or(Error::NotFound)?;
    let subject = around::subject(ctx.conn(), InmateId(found.inmate_id), today).await?;
    form.test = id.to_string();
    form.kind = "DRUG_POS".to_owned();
    form.at = found.taken_at.map(moment::typed).unwrap_or_default();
    form.unit = subject.and_then(|s| s.unit_id).map(|u| u.to_string()).unwrap_or_default();
    form.description = ctx.t.msg_incident_test_positive(TestKind::name_of(ctx.t, &found.kind).as_str(), found.substances.as_str());
    Ok(Some(found.inmate_id))
}

/// Reads the form against what is known: units, and the people behind the numbers.
async fn read(ctx: &mut Ctx, prison: PrisonId, raw: &ReportForm) -> Result<Result<ReportCommand, Errors>, Error> {
    let units = around::units(ctx.conn(), prison).await?;
    let mut people = Vec::new();
    for (_, who) in raw.lines() {
        people.push(find(ctx, prison, who).await?.map(|p| InmateId(p.id)));
    }
    let kind_known = ctx.catalogue().contains(List::IncidentType, &raw.kind);
    Ok(raw.parse(ctx.t, &Known { kind_known, units: &units, people: &people, now: ctx.now }))
}

async fn keep(mut ctx: Ctx, form: Form<ReportForm>) -> Result<Response, Error> {
    let mut raw = ctx.open(form).await?;
    let prison = prison_in(&ctx, &raw.prison)?;
    // Whoever cannot read it afterwards has no draft to come back to.
    if !reads(&ctx) {
        raw.then = "submit".to_owned();
    }
    let command = match read(&mut ctx, prison, &raw).await? {
        Ok(command) => command,
        Err(errors) => {
            let view = form_page(&mut ctx, prison, &raw, None, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let Some(role) = ctx.actor.role() else { return Err(Error::Forbidden) };
    let author = Author { account: ctx.actor.account, role: role.code(), prison, now: ctx.now };
    let state = if command.submit { State::Submitted } else { State::Draft };
    let duty = rules::duty(&command.kind, command.people.iter().map(|p| p.injury), command.allegation);
    let owner = if command.submit { store::default_owner(ctx.conn(), prison).await? } else { None };
    let (from, due) = (|text: &str| text.parse::<Uuid>().ok().filter(|_| reads(&ctx)), rules::due(state, ctx.today));
    let origin =
        Origin { search: from(&raw.search), test: from(&raw.test), reception: None, owner: owner.unwrap_or(author.account.0), due, duty: duty.clone() };
    let (id, year) = (RowId::fresh(), calendar::oslo_day(command.at).year());
    let n = store::insert(ctx.conn(), id, &author, year, &command, &origin).await?;
    if !duty.is_empty() {
        store::raise_duty(ctx.conn(), id, &duty, &rules::items(&duty), true).await?;
    }
    let word = number(year, n);
    if command.submit && origin.owner != author.account.0 {
        store::tell(ctx.conn(), origin.owner, "incident_owner", &word, id.0).await?;
    }
    let detail = json!({ "incident": id, "kind": command.kind, "state": state.as_str(), "duty": !duty.is_empty() });
    ctx.record(Entry::new(Action::Collect, Class::Incidents).showing(command.people.iter().map(|p| p.inmate).collect()).at(prison).with(detail));
    let to = if reads(&ctx) { format!("/incidents/{id}") } else { format!("/incidents/received?number={word}") };
    ctx.save(&to).await
}

async fn received(ctx: Ctx) -> Result<Response, Error> {
    // The number alone: whoever submits does not read.
    let number = ctx.query("number").filter(|n| n.len() <= 12 && n.chars().all(|c| c.is_ascii_digit() || c == '/')).unwrap_or_default();
    let view = ReceivedView { frame: ctx.frame("incidents", ctx.t.msg_incident_received()), number };
    ctx.page(view).await
}

/// The reader's own draft.
async fn own_draft(ctx: &mut Ctx) -> Result<store::Whole, Error> {
    let (found, _, may) = the_incident(ctx).await?;
    if found.state() == State::Draft && may.who.author { Ok(found) } else { Err(Error::NotFound) }
}

async fn edit(mut ctx: Ctx) -> Result<Response, Error> {
    let x = own_draft(&mut ctx).await?;
    let form = ReportForm {
        version: x.version.to_string(),
        kind: x.kind,
        unit: x.unit_id.map(|u| u.to_string()).unwrap_or_default(),
        place: x.place,
        at: moment::typed(x.at),
        late: x.late_reason.unwrap_or_default(),
        description: x.description,
        measures: x.measures,
        force: if x.force_used { "yes".to_owned() } else { String::new() },
        allegation: if x.duty.iter().any(|d| d == "ill_treatment") { "yes".to_owned() } else { String::new() },
        ..ReportForm::default()
    };
    let view = form_page(&mut ctx, PrisonId(x.prison_id), &form, Some(x.id), &Errors::new()).await?;
    ctx.page(view).await
}

async fn rewrite(mut ctx: Ctx, form: Form<ReportForm>) -> Result<Response, Error> {
    let mut raw = ctx.open(form).await?;
    let x = own_draft(&mut ctx).await?;
    let (prison, id, t) = (PrisonId(x.prison_id), RowId(x.id), ctx.t);
    let command = match read(&mut ctx, prison, &raw).await? {
        Ok(command) => command,
        Err(errors) => {
            let view = form_page(&mut ctx, prison, &raw, Some(x.id), &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let duty = rules::duty(&command.kind, [], command.allegation);
    let version = raw.version.parse().unwrap_or(0);
    if !store::rewrite(ctx.conn(), id, version, &command, &duty).await? {
        // Changed in another window: what was typed is kept, and sending it again goes over what is there now.
        raw.version = x.version.to_string();
        let mut errors = Errors::new();
        errors.add("description", t.msg_incident_changed_meanwhile());
        let view = form_page(&mut ctx, prison, &raw, Some(x.id), &errors).await?;
        return ctx.conflict(view).await;
    }
    if !duty.is_empty() {
        store::raise_duty(ctx.conn(), id, &duty, &rules::items(&duty), false).await?;
    }
    ctx.record(Entry::new(Action::Alter, Class::Incidents).at(prison).with(json!({ "incident": id, "draft": true })));
    ctx.save(&format!("/incidents/{id}")).await
}
