//! A suggestion over everybody who waits and every seat that is free: asked for, read with its reasons, taken line by line or left.

use std::collections::HashMap;
use std::time::Instant;

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Run};
use super::view::{Back, Names, View};
use super::{question, suggest};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::activities::placements::rules::Placing;
use crate::activities::placements::store::{self as placements, Seat};
use crate::activities::placements::words;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Form, Routes, needs};

/// The routes of suggestions. Read by those who decide, by whoever answers for the house at any hour and by those who look into it afterwards; for everybody else they would be a
/// list of who is not suited for what.
pub fn routes() -> Routes {
    let (read, decide) = (needs(Class::Allocation, Act::Read), needs(Class::Allocation, Act::Decide));
    Routes::new()
        .get("/allocation", read, show)
        .post("/allocation", decide, run)
        .get("/allocation/{allocation}", read, show)
        .post("/allocation/{allocation}/take", decide, take)
        .post("/allocation/{allocation}/leave", decide, leave)
}

/// The prison that is asked about: the one that was chosen, else the reader's first.
fn prison(ctx: &Ctx, typed: Option<String>) -> Result<PrisonId, Error> {
    let chosen = typed.and_then(|p| p.parse().ok()).map(PrisonId).filter(|p| ctx.actor.prisons.contains(p));
    chosen.or_else(|| ctx.actor.prisons.first().copied()).ok_or(Error::NotFound)
}

/// The runs of the reader's prison with the one of the address in front, and its lines.
async fn page(ctx: &mut Ctx, one: Option<Uuid>, back: Back) -> Result<View, Error> {
    let mut prison = prison(ctx, ctx.query("prison"))?;
    let mut current: Option<Run> = None;
    if let Some(id) = one {
        // A run of another of the reader's prisons brings its prison with it.
        for candidate in ctx.actor.prisons.clone() {
            if let Some(found) = store::runs(ctx.conn(), candidate, Some(id)).await?.pop() {
                (prison, current) = (candidate, Some(found));
                break;
            }
        }
        if current.is_none() {
            return Err(Error::NotFound);
        }
    }
    let runs = store::runs(ctx.conn(), prison, None).await?;
    let current = current.or_else(|| runs.first().cloned());
    let lines = match &current {
        Some(run) => store::lines(ctx.conn(), run.id).await?,
        None => Vec::new(),
    };
    let places = store::place_names(ctx.conn(), prison).await?;
    let ids: Vec<Uuid> = ctx.actor.prisons.iter().map(|p| p.0).collect();
    let prisons = if ids.len() > 1 { store::prison_names(ctx.conn(), &ids).await? } else { HashMap::new() };
    let ids = lines.iter().map(|l| InmateId(l.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Allocation).showing(ids).at(prison).with(json!({ "allocation": current.as_ref().map(|c| c.id) })));
    let names = Names { places: &places, prisons: &prisons };
    Ok(View::new(ctx, prison, &runs, current, &lines, &names, back))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    if !matches!(ctx.actor.role(), Some(Role::DutyOfficer | Role::Governor | Role::CaseManager | Role::Auditor)) {
        return Err(Error::Forbidden);
    }
    let one = ctx.param::<Uuid>("allocation").ok();
    let view = page(&mut ctx, one, Back::default()).await?;
    ctx.page(view).await
}

/// Which prison a suggestion is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RunForm {
    prison: String,
}

async fn run(mut ctx: Ctx, form: Form<RunForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (prison, me, now, today) = (prison(&ctx, Some(raw.prison))?, ctx.actor.account, ctx.now, ctx.today);
    let (people, places) = super::asked(ctx.conn(), prison, now, today).await?;
    let (asked, begun) = (people.len(), Instant::now());
    // Some hundred milliseconds of arithmetic: on a thread of its own, so that other requests are not kept waiting.
    let (answer, places) = tokio::task::spawn_blocking(move || (suggest(&people, &places, today), places)).await.map_err(Error::internal)?;
    let milliseconds = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    let new = super::keep(ctx.conn(), prison, (asked, &places), &answer, milliseconds, (me, now)).await?;
    let detail = json!({ "allocation": new.id, "people": new.people, "placed": new.placed });
    ctx.record(Entry::new(Action::Collect, Class::Allocation).at(prison).with(detail));
    ctx.save(&format!("/allocation/{}?done=run", new.id)).await
}

/// A line of a run.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct LineForm {
    inmate: String,
    nth: String,
}

impl LineForm {
    fn read(&self) -> Result<(Uuid, i16), Error> {
        Ok((self.inmate.parse().map_err(|_| Error::BadRequest)?, self.nth.parse().map_err(|_| Error::BadRequest)?))
    }
}

async fn conflict(mut ctx: Ctx, run: Uuid, line: (Uuid, i16), said: String) -> Result<Response, Error> {
    let view = page(&mut ctx, Some(run), Back { line: Some(line), said: Some(said) }).await?;
    ctx.conflict(view).await
}

async fn take(mut ctx: Ctx, form: Form<LineForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (run, (inmate, nth)): (Uuid, _) = (ctx.param("allocation")?, raw.read()?);
    let (t, me, now) = (ctx.t, ctx.actor.account, ctx.now);
    let line = store::line(ctx.conn(), run, inmate, nth).await?.ok_or(Error::NotFound)?;
    let place = line.place.ok_or(Error::NotFound)?;
    if line.outcome.is_some() {
        return conflict(ctx, run, (inmate, nth), t.msg_alloc_answered()).await;
    }
    let (person, id) = (InmateId(inmate), Uuid::now_v7());
    let seat = Seat { inmate: person, place, patterns: line.patterns, from: question::from(now), application: line.application, goal: None, addition_ore: 0 };
    let placing = placements::place_person(ctx.conn(), id, &seat).await?;
    if placing != Placing::Placed {
        // The suggestion was made of a house that is another one now: the line stays, and says what happened since.
        let of_person = matches!(placing, Placing::DoubleBooked | Placing::Already | Placing::Decided);
        let before = placements::latest(ctx.conn(), (!of_person).then_some(place), of_person.then_some(person)).await?;
        let why = words::refused(t, placing);
        let said = match before {
            Some(b) if placing.taken_since() => {
                t.msg_wish_first(why.as_str(), b.by.as_deref().unwrap_or_default(), b.place.as_str(), ctx.fmt().near(b.at).as_str())
            }
            _ => why,
        };
        return conflict(ctx, run, (inmate, nth), t.msg_alloc_taken_since(said.as_str())).await;
    }
    store::answer(ctx.conn(), (run, inmate, nth), "taken", me, now).await?;
    let detail = json!({ "allocation": run, "placement": id, "place": place, "application": seat.application, "did": "placed", "times": seat.patterns.len() });
    ctx.record(Entry::new(Action::Decide, Class::Allocation).of(person).with(detail));
    ctx.save(&format!("/allocation/{run}?done=taken#p-{inmate}-{nth}")).await
}

async fn leave(mut ctx: Ctx, form: Form<LineForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (run, (inmate, nth)): (Uuid, _) = (ctx.param("allocation")?, raw.read()?);
    let (t, me, now) = (ctx.t, ctx.actor.account, ctx.now);
    store::line(ctx.conn(), run, inmate, nth).await?.ok_or(Error::NotFound)?;
    if !store::answer(ctx.conn(), (run, inmate, nth), "left", me, now).await? {
        return conflict(ctx, run, (inmate, nth), t.msg_alloc_answered()).await;
    }
    ctx.record(Entry::new(Action::Decide, Class::Allocation).of(InmateId(inmate)).with(json!({ "allocation": run, "did": "left" })));
    ctx.save(&format!("/allocation/{run}?done=left#p-{inmate}-{nth}")).await
}
