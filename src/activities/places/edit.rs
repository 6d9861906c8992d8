//! A place set up, and changed.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::PlaceForm;
use super::store::{self, Place, Room};
use super::words::{self, Kind, Provider, Tools};
use super::{decides, run};
use crate::access::{Act, Action, Class, Entry};
use crate::estate::words as estate;
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::reference::List;
use crate::web::conflict::{self, ConflictView, Edited};
use crate::web::field::{Choice, Summary};
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::ActivityPlaces, Act::Write);
    Routes::new().get("/activities/new", write, fresh).post("/activities/new", write, add).get("/activities/{place}/edit", write, edit_page).post(
        "/activities/{place}/edit",
        write,
        edit,
    )
}

/// A box for a level of security.
struct Level {
    value: &'static str,
    label: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "activities/place_form.html")]
struct FormView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    /// Kinds to choose between, of a new place.
    kinds: Vec<(String, String, bool)>,
    kind: String,
    fresh: bool,
    facts: Vec<Field>,
    levels: Vec<Level>,
    level_fault: Option<String>,
    about: Vec<Field>,
    version: String,
    was: String,
}

impl FormView {
    fn new(ctx: &Ctx, place: Option<&Place>, form: &PlaceForm, rooms: &[Room], errors: &Errors) -> Self {
        let t = ctx.t;
        let kind = Kind::of(&form.kind).unwrap_or(Kind::Work);
        let levels = form.levels();
        let area = |name, label, value: &str, hint: String| Field::area(name, label, value, 3).hint(hint).errors(errors);
        let base = place.map(|p| format!("/activities/{}", p.id));
        Self {
            frame: ctx.frame("activities", place.map_or_else(|| t.msg_place_new(), |_| t.msg_place_edit())),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: base.as_ref().map_or_else(|| at_prison(ctx, "/activities/new?"), |b| format!("{b}/edit")),
            back: base.unwrap_or_else(|| "/activities".to_owned()),
            kinds: if place.is_some() {
                Vec::new()
            } else {
                Kind::ALL.iter().map(|k| (at_prison(ctx, &format!("/activities/new?kind={}&", k.as_str())), words::kind(t, *k), *k == kind)).collect()
            },
            kind: kind.as_str().to_owned(),
            fresh: place.is_none(),
            facts: if decides(ctx) { facts(ctx, place.is_none(), kind, form, rooms, errors) } else { Vec::new() },
            levels: if decides(ctx) {
                estate::LEVELS.iter().map(|l| Level { value: l, label: estate::level(t, l), on: levels.iter().any(|x| x == l) }).collect()
            } else {
                Vec::new()
            },
            level_fault: errors.of("level").map(str::to_owned),
            about: vec![
                area("about", t.msg_place_about(), &form.about, t.msg_place_about_hint()),
                area("safety", t.msg_place_safety(), &form.safety, t.msg_place_safety_hint()),
                area("orders", t.msg_place_orders(), &form.orders, t.msg_place_orders_hint()),
                area("leads_to", t.msg_place_leads_to(), &form.leads_to, t.msg_place_leads_to_hint()),
            ],
            version: form.version.clone(),
            was: if form.was.is_empty() { was(form) } else { form.was.clone() },
        }
    }
}

/// An address that ends in `?` or `&`, of the same prison as this page.
fn at_prison(ctx: &Ctx, address: &str) -> String {
    match ctx.query("prison") {
        Some(prison) => format!("{address}prison={prison}"),
        None => address.trim_end_matches(['?', '&']).to_owned(),
    }
}

fn was(form: &PlaceForm) -> String {
    let pairs = form.pairs();
    conflict::was(&pairs.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>())
}

/// The rooms of a house as choices.
pub(in crate::activities) fn room_choices(ctx: &Ctx, rooms: &[Room]) -> Vec<Choice> {
    let label = |r: &Room| r.holds.map_or_else(|| r.name.clone(), |n| ctx.t.msg_place_room_holds(r.name.as_str(), i64::from(n)));
    rooms.iter().map(|r| Choice::new(r.id.to_string(), label(r))).collect()
}

fn facts(ctx: &Ctx, fresh: bool, kind: Kind, form: &PlaceForm, rooms: &[Room], errors: &Errors) -> Vec<Field> {
    let (t, nb, catalogue) = (ctx.t, ctx.fmt().is_nb(), ctx.catalogue());
    let mut fields = Vec::new();
    if fresh {
        fields.push(
            Field::select("code", t.msg_place_code(), &form.code, words::codes(t, catalogue, nb, kind)).or_none(t.msg_plan_choose()).required(t).errors(errors),
        );
    }
    let languages = catalogue.options(List::Language, nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect();
    fields.extend([
        Field::text("name", t.msg_place_name(), &form.name).hint(t.msg_place_name_hint()).max(120).required(t).errors(errors),
        Field::select("room", t.msg_place_room(), &form.room, room_choices(ctx, rooms)).or_none(t.msg_place_no_room()).errors(errors),
        Field::text("places", t.msg_place_places(), &form.places)
            .width("w-num")
            .inputmode("numeric")
            .max(3)
            .hint(t.msg_place_places_hint())
            .required(t)
            .errors(errors),
        Field::select("provider", t.msg_place_provider(), &form.provider, words::choices(t, Provider::ALL, Provider::as_str, words::provider))
            .width("w-half")
            .required(t)
            .errors(errors),
        Field::text("partner", t.msg_place_partner(), &form.partner).hint(t.msg_place_partner_hint()).max(120).errors(errors),
        Field::select("tools", t.msg_place_tools(), &form.tools, words::choices(t, Tools::ALL, Tools::as_str, words::tools))
            .width("w-half")
            .hint(t.msg_place_tools_hint())
            .required(t)
            .errors(errors),
        Field::select("language", t.msg_place_language(), &form.language, languages).width("w-half").errors(errors),
        Field::radio(
            "paid",
            t.msg_place_paid(),
            if form.paid.is_empty() { "no" } else { &form.paid },
            vec![Choice::new("yes", t.msg_place_paid_yes()), Choice::new("no", t.msg_place_paid_no())],
        )
        .errors(errors),
    ]);
    if fresh {
        fields.push(Field::day("opened_on", t.msg_place_opened_on(), &form.opened_on).required(t).errors(errors));
    }
    fields
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    if !decides(&ctx) {
        return Err(Error::Forbidden);
    }
    let at = super::list::prison(&ctx)?;
    let kind = Kind::of(&ctx.query("kind").unwrap_or_default()).unwrap_or(Kind::Work);
    let rooms = store::rooms(ctx.conn(), at).await?;
    let form = PlaceForm {
        kind: kind.as_str().into(),
        provider: if kind == Kind::Course { "county_school" } else { "prison" }.into(),
        tools: "none".into(),
        paid: if kind == Kind::Facility { "no" } else { "yes" }.into(),
        language: "nb".into(),
        opened_on: ctx.today.to_string(),
        ..PlaceForm::default()
    };
    let view = FormView::new(&ctx, None, &form, &rooms, &Errors::new());
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<PlaceForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !decides(&ctx) {
        return Err(Error::Forbidden);
    }
    let at = super::list::prison(&ctx)?;
    let rooms = store::rooms(ctx.conn(), at).await?;
    let (t, catalogue, id) = (ctx.t, ctx.catalogue().clone(), Uuid::now_v7());
    let errors = match raw.parse(t, &catalogue, &rooms) {
        Ok((facts, about)) => match store::add(ctx.conn(), id, at, &facts, &about).await {
            Ok(()) => {
                ctx.record(Entry::new(Action::Collect, Class::ActivityPlaces).at(at).with(json!({ "place": id, "kind": facts.kind.as_str() })));
                return ctx.save(&format!("/activities/{id}?done=1")).await;
            }
            Err(error) if db::violated(&error) == Some("place_name_taken") => taken(&ctx),
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let view = FormView::new(&ctx, None, &raw, &rooms, &errors);
    ctx.invalid(view).await
}

fn taken(ctx: &Ctx) -> Errors {
    let mut errors = Errors::new();
    errors.add("name", ctx.t.msg_place_name_taken());
    errors
}

async fn edit_page(mut ctx: Ctx) -> Result<Response, Error> {
    let place = run(&mut ctx).await?;
    let rooms = store::rooms(ctx.conn(), PrisonId(place.prison_id)).await?;
    let view = FormView::new(&ctx, Some(&place), &PlaceForm::of(&place), &rooms, &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<PlaceForm>) -> Result<Response, Error> {
    let mut raw = ctx.open(form).await?;
    let place = run(&mut ctx).await?;
    let rooms = store::rooms(ctx.conn(), PrisonId(place.prison_id)).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let (t, catalogue) = (ctx.t, ctx.catalogue().clone());
    let all = decides(&ctx);
    // What a place is, and since when, is not changed; whoever runs it changes what it says.
    let now = PlaceForm::of(&place);
    raw = if all {
        PlaceForm { kind: now.kind, code: now.code, opened_on: now.opened_on, ..raw }
    } else {
        PlaceForm { about: raw.about, safety: raw.safety, orders: raw.orders, leads_to: raw.leads_to, version: raw.version, was: raw.was, ..now }
    };
    let kept = if all {
        match raw.parse(t, &catalogue, &rooms) {
            Ok((facts, about)) => Ok(store::update(ctx.conn(), place.id, seen, &facts, &about).await),
            Err(errors) => Err(errors),
        }
    } else {
        match raw.parse_about(t) {
            Ok(about) => Ok(store::update_about(ctx.conn(), place.id, seen, &about).await),
            Err(errors) => Err(errors),
        }
    };
    let errors = match kept {
        Ok(Ok(true)) => {
            ctx.record(Entry::new(Action::Alter, Class::ActivityPlaces).at(PrisonId(place.prison_id)).with(json!({ "place": place.id, "did": "changed" })));
            return ctx.save(&format!("/activities/{}?done=1", place.id)).await;
        }
        Ok(Ok(false)) => {
            let view = differ(&ctx, &place, &raw, &rooms);
            return ctx.conflict(view).await;
        }
        Ok(Err(error)) if db::violated(&error) == Some("place_name_taken") => taken(&ctx),
        Ok(Err(error)) => return Err(error.into()),
        Err(errors) => errors,
    };
    let view = FormView::new(&ctx, Some(&place), &raw, &rooms, &errors);
    ctx.invalid(view).await
}

/// Before, theirs and mine.
fn differ(ctx: &Ctx, now: &Place, raw: &PlaceForm, rooms: &[Room]) -> ConflictView {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let catalogue = ctx.catalogue().clone();
    let (theirs, mine) = (PlaceForm::of(now).pairs(), raw.pairs());
    let plain = |value: &str| value.to_owned();
    let room = |value: &str| rooms.iter().find(|r| r.id.to_string() == value).map(|r| r.name.clone()).unwrap_or_default();
    let levels = move |value: &str| value.split(',').filter(|l| !l.is_empty()).map(|l| estate::level(t, l)).collect::<Vec<_>>().join(", ");
    let provider = move |value: &str| Provider::of(value).map(|p| words::provider(t, p)).unwrap_or_default();
    let tools = move |value: &str| Tools::of(value).map(|x| words::tools(t, x)).unwrap_or_default();
    let paid = move |value: &str| if value == "yes" { t.msg_place_paid_yes() } else { t.msg_place_paid_no() };
    let language = move |value: &str| catalogue.label(List::Language, value, nb).to_owned();
    let fields: Vec<Edited<'_>> = theirs
        .iter()
        .zip(&mine)
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match *name {
                "name" => (t.msg_place_name(), &plain),
                "room" => (t.msg_place_room(), &room),
                "places" => (t.msg_place_places(), &plain),
                "level" => (t.msg_place_levels(), &levels),
                "provider" => (t.msg_place_provider(), &provider),
                "partner" => (t.msg_place_partner(), &plain),
                "tools" => (t.msg_place_tools(), &tools),
                "paid" => (t.msg_place_paid(), &paid),
                "language" => (t.msg_place_language(), &language),
                "about" => (t.msg_place_about(), &plain),
                "safety" => (t.msg_place_safety(), &plain),
                "orders" => (t.msg_place_orders(), &plain),
                _ => (t.msg_place_leads_to(), &plain),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("activities", t.msg_conflict_title()), format!("/activities/{}/edit", now.id), now.version, &raw.was, &fields)
}
