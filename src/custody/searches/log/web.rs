//! Handlers of searches.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{Known, SearchForm, ToiletForm};
use super::items;
use super::view::{LogView, Offer, Row, SearchFormView, SearchView, Toilet, ToiletView};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::due;
use crate::custody::searches::model::{Ground, SearchKind};
use crate::custody::searches::moment;
use crate::custody::searches::store::{self, log};
use crate::custody::searches::view::{CUSTODY, between, find, ids, people, pick_text, prison_field, prison_in, prison_of, reports, writes};
use crate::deadlines::{self, Event, Outcome, What};
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::platform::paging::{Mark, Page};
use crate::web::{Choice, Ctx, Error, Errors, Field, Form, Routes, needs};

const A_PAGE: usize = 40;
/// So many of what is due stand above the log.
const DUE_FIRST: usize = 6;

/// The routes of searches.
pub fn routes() -> Routes {
    let (reads, adds) = (needs(Class::Searches, Act::Read), needs(Class::Searches, Act::Write));
    Routes::new()
        .get("/searches", reads, list)
        .post("/searches", adds, keep)
        .get("/searches/new", adds, fresh)
        .get("/searches/items", reads, items::kept)
        .get("/searches/{search}", reads, show)
        .get("/searches/{search}/toilet-room", adds, stay)
        .post("/searches/{search}/toilet-room", adds, note_stay)
        .get("/searches/{search}/items/new", adds, items::fresh)
        .post("/searches/{search}/items", adds, items::keep)
        .get("/searches/{search}/items/{item}", reads, items::show)
        .post("/searches/{search}/items/{item}", adds, items::hand_on)
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let filter = log::Filter {
        prison: Some(prison.0),
        kind: ctx.query("kind").filter(|k| SearchKind::from_word(k).is_some()).unwrap_or_default(),
        result: ctx.query("result").filter(|r| r == "found" || r == "nothing").unwrap_or_default(),
        unit: ctx.query("unit").and_then(|u| u.parse().ok()),
        inmate: None,
    };
    let asked = ctx.query("before");
    let found = log::list(ctx.conn(), &filter, Mark::of(asked.as_deref()), A_PAGE as i64 + 1).await?;
    let page = Page::of(found, A_PAGE, log::Line::mark);
    let toilets = log::toilet_rooms(ctx.conn(), prison).await?;
    let units = store::units(ctx.conn(), prison).await?;
    let mut filters: Vec<Field> = prison_field(&mut ctx, prison).await?.into_iter().collect();
    let (t, fmt) = (ctx.t, ctx.fmt());
    let units = units.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let results = vec![Choice::new("found", t.msg_control_found()), Choice::new("nothing", t.msg_control_nothing())];
    filters.push(Field::select("kind", t.msg_control_kind(), &filter.kind, SearchKind::choices(t)).or_none(t.msg_control_all()));
    filters.push(Field::select("result", t.msg_control_result(), &filter.result, results).or_none(t.msg_control_all()));
    filters.push(Field::select("unit", t.msg_control_unit(), &filter.unit.map(|u| u.to_string()).unwrap_or_default(), units).or_none(t.msg_control_all()));
    let shown =
        page.rows.iter().filter(|l| l.number.is_some()).filter_map(|l| l.inmate_id).chain(toilets.iter().filter_map(|w| w.inmate_id)).map(InmateId).collect();
    let base =
        format!("/searches?prison={prison}&kind={}&result={}&unit={}", filter.kind, filter.result, filter.unit.map(|u| u.to_string()).unwrap_or_default());
    let filtered = !filter.kind.is_empty() || !filter.result.is_empty() || filter.unit.is_some();
    // What is due stands above the newest, not above what somebody looks for.
    let (due, due_in_all) = if filtered || asked.is_some() { (Vec::new(), 0) } else { due::first(&mut ctx, prison, DUE_FIRST).await? };
    let view = LogView {
        due_all: (due_in_all > due.len() as i64).then(|| (format!("/searches/due?prison={prison}"), t.msg_searchdue_all(due_in_all))),
        due,
        between: between(&ctx, "searches"),
        filters,
        rows: page.rows.iter().map(|l| Row::of(t, fmt, l)).collect(),
        toilets: toilets.iter().map(|w| Toilet::of(&ctx, w)).collect(),
        filtered,
        newest: asked.map(|_| base.clone()),
        older: page.older.map(|m| format!("{base}&before={m}")),
        writes: writes(&ctx),
        frame: ctx.frame("searches", t.msg_control_heading()),
    };
    ctx.record(Entry::new(Action::List, Class::Searches).showing(shown).at(prison));
    ctx.page(view).await
}

/// People, staff and cells of a prison, and the person the form is about; the names are in the trail.
pub async fn offer(ctx: &mut Ctx, prison: PrisonId, who: &str) -> Result<Offer, Error> {
    let today = ctx.today;
    let everybody = store::everybody(ctx.conn(), prison).await?;
    let staff = store::staff(ctx.conn(), prison, CUSTODY).await?;
    let rooms = store::rooms(ctx.conn(), prison).await?;
    let subject = match find(ctx, prison, who).await? {
        Some(person) => store::subject(ctx.conn(), InmateId(person.id), today).await?,
        None => None,
    };
    ctx.record(Entry::new(Action::List, Class::Person).showing(ids(&everybody)).at(prison));
    Ok(Offer { people: people(&everybody), staff, rooms, subject })
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let mut form = SearchForm { at: moment::typed(ctx.now), by: ctx.actor.account.to_string(), ..SearchForm::default() };
    if let Some(id) = ctx.query("inmate").and_then(|i| i.parse::<InmateId>().ok()) {
        let found = store::everybody(ctx.conn(), prison).await?.into_iter().find(|p| p.id == id.0);
        form.who = found.map(|p| pick_text(&p)).unwrap_or_default();
    }
    if let Some(cell) = ctx.query("cell") {
        form.cell = cell;
        form.kind = SearchKind::Cell.as_str().to_owned();
    }
    if let Some(ground) = ctx.query("ground").and_then(|g| Ground::from_word(&g)) {
        form.ground = ground.as_str().to_owned();
    }
    if let Some(plan) = ctx.query("plan").and_then(|p| p.parse::<RowId>().ok()) {
        planned(&mut ctx, prison, plan, &mut form).await?;
    }
    let offer = offer(&mut ctx, prison, &form.who).await?;
    let view = SearchFormView::new(&ctx, &prison.to_string(), offer, &form, &Errors::new());
    ctx.page(view).await
}

/// Fills in what was decided on.
async fn planned(ctx: &mut Ctx, prison: PrisonId, id: RowId, form: &mut SearchForm) -> Result<(), Error> {
    let Some(plan) = store::due::plan(ctx.conn(), id).await? else { return Ok(()) };
    if let Some(inmate) = plan.inmate_id {
        let found = store::everybody(ctx.conn(), prison).await?.into_iter().find(|p| p.id == inmate);
        form.who = found.map(|p| pick_text(&p)).unwrap_or_default();
    }
    form.kind = plan.kind.unwrap_or_default();
    form.cell = plan.cell_id.map(|c| c.to_string()).unwrap_or_default();
    (form.place, form.ground, form.ground_text) = (plan.place, plan.ground, plan.ground_text);
    Ok(())
}

async fn keep(mut ctx: Ctx, form: Form<SearchForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison_in(&ctx, &raw.prison)?;
    let offer = offer(&mut ctx, prison, &raw.who).await?;
    let staff: Vec<Uuid> = offer.staff.iter().map(|s| s.id).collect();
    let parsed = raw.parse(ctx.t, &Known { subject: offer.subject.as_ref(), rooms: &offer.rooms, staff: &staff, now: ctx.now });
    let command = match parsed {
        Ok(command) => command,
        Err(errors) => return refuse(ctx, prison, offer, &raw, &errors).await,
    };
    let (id, by, now, t) = (RowId::fresh(), ctx.actor.account, ctx.now, ctx.t);
    let mut point = db::savepoint(ctx.conn()).await?;
    let mut kept = log::insert(&mut point, id, prison, &command, by, now).await;
    if let (Ok(()), Some(item)) = (&kept, &command.item) {
        kept = log::insert_item(&mut point, id, command.inmate, prison, item, command.at, by, now).await.map(|_| ());
    }
    if let Err(error) = kept {
        let mut errors = Errors::new();
        match db::violated(&error) {
            Some("seal_taken") => errors.add("seal", t.msg_seized_seal_taken()),
            Some("body_search_same_sex") => errors.add("sex_reason", t.msg_control_stop_other_sex()),
            Some("body_search_alert") => errors.add("followed", t.msg_control_stop_alert()),
            _ => return Err(error.into()),
        }
        drop(point);
        return refuse(ctx, prison, offer, &raw, &errors).await;
    }
    point.commit().await?;
    if let (SearchKind::ToiletRoom, Some(inmate)) = (command.kind, command.inmate) {
        // Beyond three days the region decides (§ 29 second paragraph).
        deadlines::raise(&mut ctx, Event::of(TOILET_ROOM, inmate, command.at, id.0)).await?;
    }
    let detail = json!({ "search": id, "kind": command.kind.as_str(), "found": command.found });
    ctx.record(Entry { inmate: command.inmate, ..Entry::new(Action::Collect, Class::Searches).at(prison).with(detail) });
    ctx.save(&format!("/searches/{id}")).await
}

async fn refuse(ctx: Ctx, prison: PrisonId, offer: Offer, raw: &SearchForm, errors: &Errors) -> Result<Response, Error> {
    let view = SearchFormView::new(&ctx, &prison.to_string(), offer, raw, errors);
    ctx.invalid(view).await
}

/// The search in the path, if it is the reader's to see; the look at its person is in the trail.
pub async fn the_search(ctx: &mut Ctx) -> Result<log::Whole, Error> {
    let id: RowId = ctx.param("search")?;
    let found = log::whole(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let mut entry = Entry::new(Action::Look, Class::Searches).at(PrisonId(found.at_prison_id)).with(json!({ "search": id }));
    entry.inmate = found.inmate_id.filter(|_| found.number.is_some()).map(InmateId);
    ctx.record(entry);
    Ok(found)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let found = the_search(&mut ctx).await?;
    let items = log::items(ctx.conn(), Some(RowId(found.id)), None, None).await?;
    let view = SearchView::new(&ctx, &found, &items, writes(&ctx), reports(&ctx));
    ctx.page(view).await
}

/// The rules' word for a stay in the room with a special toilet.
const TOILET_ROOM: &str = "toilet_room";

async fn stay(mut ctx: Ctx) -> Result<Response, Error> {
    let found = the_search(&mut ctx).await?;
    if found.kind != "toilet_room" || found.ended_at.is_some() {
        return Err(Error::NotFound);
    }
    let view = ToiletView::new(&ctx, &found, &ToiletForm::default(), &Errors::new());
    ctx.page(view).await
}

async fn note_stay(mut ctx: Ctx, form: Form<ToiletForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let found = the_search(&mut ctx).await?;
    let back = format!("/searches/{}", found.id);
    let command = match raw.parse(ctx.t, found.at, ctx.now) {
        Ok(command) => command,
        Err(errors) => {
            let view = ToiletView::new(&ctx, &found, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    if !log::toilet_room(ctx.conn(), RowId(found.id), &command).await? {
        return Err(Error::AlreadyDone(back));
    }
    if command.region_decided_at.is_some() {
        deadlines::satisfy(&mut ctx, found.id, What::Trigger(TOILET_ROOM), Outcome::Decided, None).await?;
    }
    if let (Some(at), Some(inmate)) = (command.ended_at, found.inmate_id) {
        deadlines::ended(&mut ctx, &Event::of(TOILET_ROOM, InmateId(inmate), found.at, found.id), at).await?;
    }
    let detail = json!({ "search": found.id, "ended": command.ended_at.is_some() });
    let mut entry = Entry::new(Action::Alter, Class::Searches).at(PrisonId(found.at_prison_id)).with(detail);
    entry.inmate = found.inmate_id.map(InmateId);
    ctx.record(entry);
    ctx.save(&back).await
}
