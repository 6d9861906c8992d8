//! Times when a house, a place or a room is shut: everything in it is called off at once, and held again when it is opened.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::jobs;
use super::parse::{ClosureForm, cancels};
use super::store::{self, Closure};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::activities::places::store::{self as place_store, Listed, Room};
use crate::activities::places::words::flag;
use crate::activities::places::{self, prison, prisons};
use crate::inmates::banner::Flag;
use crate::platform::id::PrisonId;
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    // A duty officer shuts a workshop at once, and decides nothing else about places: the handler asks who.
    let read = needs(Class::ActivityPlaces, Act::Read);
    Routes::new().get("/closures", read, show).post("/closures", read, shut).post("/closures/{closure}/open", read, open)
}

/// Shuts and opens anything of the house.
fn of_house(ctx: &Ctx) -> bool {
    places::decides(ctx) || ctx.actor.role() == Some(Role::DutyOfficer)
}

struct Row {
    id: String,
    title: String,
    text: String,
    flag: Flag,
    opens: bool,
}

#[derive(Template)]
#[template(path = "activities/closures.html")]
struct ListView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    done: Option<String>,
    prisons: Vec<Chip>,
    action: String,
    rows: Vec<Row>,
    fields: Option<Vec<Field>>,
}

struct Known {
    at: PrisonId,
    closures: Vec<Closure>,
    places: Vec<Listed>,
    rooms: Vec<Room>,
}

async fn known(ctx: &mut Ctx) -> Result<Known, Error> {
    let (at, now) = (prison(ctx)?, ctx.now);
    let closures = store::closures(ctx.conn(), at, now).await?;
    let may = of_house(ctx) || ctx.may(Class::ActivityPlaces, Act::Write);
    let places = if may { place_store::of_prison(ctx.conn(), at).await? } else { Vec::new() };
    let rooms = if of_house(ctx) { place_store::rooms(ctx.conn(), at).await? } else { Vec::new() };
    Ok(Known { at, closures, places, rooms })
}

/// What this reader may shut: the value and the word.
fn choices(ctx: &Ctx, k: &Known) -> Vec<Choice> {
    let (t, all) = (ctx.t, of_house(ctx));
    let mut out = Vec::new();
    if all {
        out.push(Choice::new("house", t.msg_closure_house()));
    }
    out.extend(k.places.iter().filter(|p| all || p.mine).map(|p| Choice::new(format!("p:{}", p.id), p.name.clone())));
    out.extend(k.rooms.iter().map(|r| Choice::new(format!("r:{}", r.id), t.msg_closure_room(r.name.as_str()))));
    out
}

fn row(ctx: &Ctx, c: &Closure) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let what = match (&c.place, &c.room) {
        (Some(place), _) => place.clone(),
        (None, Some(room)) => t.msg_closure_room(room.as_str()),
        (None, None) => t.msg_closure_house(),
    };
    let code = ctx.catalogue().label(List::AbsenceReason, &c.reason_code, fmt.is_nb()).to_owned();
    let span = match (c.from, c.until) {
        (Some(from), Some(until)) => t.msg_closure_span(fmt.at(from).as_str(), fmt.at(until).as_str()),
        (Some(from), None) => t.msg_closure_open_end(fmt.at(from).as_str()),
        _ => String::new(),
    };
    let over = c.ended_at.is_some() || c.until.is_some_and(|at| at <= ctx.now);
    let ahead = c.from.is_some_and(|at| at > ctx.now);
    let flag = match (over, ahead) {
        (true, _) => flag("neutral", "Checkmark", t.msg_closure_over()),
        (_, true) => flag("info", "Calendar", t.msg_closure_ahead()),
        _ => flag("danger", "Stop", t.msg_closure_now()),
    };
    let parts = [
        Some(span),
        Some(code),
        Some(c.reason.clone()),
        c.by.clone(),
        (c.sessions > 0).then(|| t.msg_closure_sessions(c.sessions)),
        c.ended_at.map(|at| t.msg_closure_opened(fmt.near(at).as_str())),
    ];
    Row {
        id: c.id.to_string(),
        title: what,
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag,
        opens: !over && (of_house(ctx) || c.mine),
    }
}

async fn view(ctx: &mut Ctx, k: &Known, raw: &ClosureForm, errors: &Errors) -> Result<ListView, Error> {
    let prisons = prisons(ctx, "/closures", k.at).await?;
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let what = choices(ctx, k);
    let codes = cancels(ctx.catalogue(), nb)
        .into_iter()
        .filter(|(code, _)| *code != "HOLIDAY" && *code != "MOVED")
        .map(|(code, label)| Choice::new(code, label))
        .collect();
    let fields = (!what.is_empty()).then(|| {
        vec![
            Field::select("what", t.msg_closure_what(), &raw.what, what).or_none(t.msg_plan_choose()).required(t).errors(errors),
            Field::moment(t, "from", t.msg_closure_from(), &raw.from).required(t).errors(errors),
            Field::moment(t, "until", t.msg_closure_until(), &raw.until).hint(t.msg_closure_until_hint()).errors(errors),
            Field::select("reason_code", t.msg_session_why(), &raw.reason_code, codes).or_none(t.msg_plan_choose()).required(t).errors(errors),
            Field::text("reason", t.msg_session_reason(), &raw.reason).max(300).required(t).errors(errors),
        ]
    });
    Ok(ListView {
        frame: ctx.frame("activities", t.msg_closure_nav()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        done: ctx.query("done").map(|_| t.msg_place_done()),
        action: if prisons.is_empty() { "/closures".to_owned() } else { format!("/closures?prison={}", k.at) },
        prisons,
        rows: k.closures.iter().map(|c| row(ctx, c)).collect(),
        fields,
    })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let raw = ClosureForm { from: crate::web::form::typed(ctx.now), ..ClosureForm::default() };
    let view = view(&mut ctx, &k, &raw, &Errors::new()).await?;
    ctx.page(view).await
}

/// Kept; the weeks ahead follow at once.
async fn saved(mut ctx: Ctx, at: PrisonId, detail: serde_json::Value) -> Result<Response, Error> {
    let (db, now) = (ctx.app.db.clone(), ctx.now);
    ctx.record(Entry::new(Action::Decide, Class::ActivityPlaces).at(at).with(detail));
    let to = if ctx.actor.prisons.len() > 1 { format!("/closures?prison={at}&done=1") } else { "/closures?done=1".to_owned() };
    let answer = ctx.save(&to).await?;
    jobs::catch_up(&db, at, now).await;
    Ok(answer)
}

async fn shut(mut ctx: Ctx, form: Form<ClosureForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let what = choices(&ctx, &k);
    if what.is_empty() {
        return Err(Error::Forbidden);
    }
    let (t, catalogue, today, me, now, id) = (ctx.t, ctx.catalogue().clone(), ctx.today, ctx.actor.account, ctx.now, Uuid::now_v7());
    match raw.parse(t, &catalogue, today, |value| what.iter().any(|c| c.value == value)) {
        Ok(new) => {
            store::shut(ctx.conn(), id, k.at, &new, me, now).await?;
            saved(ctx, k.at, json!({ "closure": id, "place": new.place, "room": new.room, "did": "shut" })).await
        }
        Err(errors) => {
            let view = view(&mut ctx, &k, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}

#[derive(serde::Deserialize)]
struct Nothing {}

async fn open(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, me, now): (Uuid, _, _) = (ctx.param("closure")?, ctx.actor.account, ctx.now);
    let at = store::closure_prison(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    if !of_house(&ctx) && !at.1 {
        return Err(Error::Forbidden);
    }
    if !store::open(ctx.conn(), id, me, now).await? {
        return Err(Error::AlreadyDone("/closures".to_owned()));
    }
    saved(ctx, at.0, json!({ "closure": id, "did": "opened" })).await
}
