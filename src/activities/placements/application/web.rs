//! Handlers of applications.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{ApplyForm, StepForm};
use super::view::{ApplyView, Back, Known, PageView};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::placements::assess::Finding;
use crate::activities::placements::rules::{Application as State, Placing, Source};
use crate::activities::placements::store::{self, Application, Before};
use crate::activities::placements::{person, words};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

/// The routes of applications.
pub fn routes() -> Routes {
    let (read, write, decide) = (needs_for(Class::Allocation, Act::Read), needs_for(Class::Allocation, Act::Write), needs_for(Class::Allocation, Act::Decide));
    let submit = needs_for(Class::Allocation, Act::Submit);
    Routes::new()
        .get("/applications/{application}", needs(Class::Allocation, Act::Read), by_itself)
        .get("/inmates/{inmate}/applications/new", submit, fresh)
        .post("/inmates/{inmate}/applications", submit, apply)
        .get("/inmates/{inmate}/applications/{application}", read, show)
        .post("/inmates/{inmate}/applications/{application}/assess", decide, assess)
        .post("/inmates/{inmate}/applications/{application}/wait", decide, wait)
        .post("/inmates/{inmate}/applications/{application}/place", decide, place)
        .post("/inmates/{inmate}/applications/{application}/decline", decide, decline)
        .post("/inmates/{inmate}/applications/{application}/refuse", decide, refuse)
        .post("/inmates/{inmate}/applications/{application}/withdraw", write, withdraw)
}

fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Allocation).of(ctx.inmate.id).with(detail) }
}

fn here(ctx: &InmateCtx, id: Uuid) -> String {
    format!("/inmates/{}/applications/{id}", ctx.inmate.id)
}

/// An address that names the application alone leads to the person's page of it.
async fn by_itself(mut ctx: Ctx) -> Result<Response, Error> {
    let id: Uuid = ctx.param("application")?;
    let inmate = store::whose(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    Err(Error::AlreadyDone(format!("/inmates/{inmate}/applications/{id}")))
}

async fn fresh(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (inmate, prison) = (ctx.inmate.id, ctx.inmate.prison_id);
    let offers = store::offers(ctx.conn(), inmate, prison).await?;
    let goal = ctx.query("goal").unwrap_or_default();
    let source = if goal.is_empty() { Source::Wish } else { Source::Plan };
    let form =
        ApplyForm { place: ctx.query("place").unwrap_or_default(), source: source.as_str().to_owned(), goal, rank: "1".to_owned(), ..ApplyForm::default() };
    let view = ApplyView::new(&ctx, &offers, &form, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn apply(mut ctx: InmateCtx, form: Form<ApplyForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (t, whose, me, now) = (ctx.t, (ctx.inmate.id, ctx.inmate.prison_id), ctx.actor.account, ctx.now);
    let offers = store::offers(ctx.conn(), whose.0, whose.1).await?;
    let errors = match raw.parse(t, &offers) {
        Ok(new) => {
            let id = Uuid::now_v7();
            let mut point = db::savepoint(ctx.conn()).await?;
            match store::apply(&mut point, id, whose, &new, me, now).await {
                Ok(()) => {
                    point.commit().await?;
                    let entry = entry(&ctx, Action::Collect, json!({ "application": id, "place": new.place, "source": new.source.as_str() }));
                    ctx.record(entry);
                    // Who hands in a wish and may read no more is told that it was handed in.
                    let to = if person::opens(&ctx) { format!("{}?done=1", here(&ctx, id)) } else { format!("/inmates/{}/activities?done=sent", whose.0) };
                    return ctx.into_ctx().save(&to).await;
                }
                Err(error) if db::violated(&error) == Some("one_application") => {
                    point.rollback().await?;
                    let mut errors = Errors::new();
                    errors.add("place", t.msg_wish_already());
                    errors
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    let view = ApplyView::new(&ctx, &offers, &raw, &errors);
    ctx.into_ctx().invalid(view).await
}

/// What stands against it, from what the database knows.
async fn findings(ctx: &mut InmateCtx, a: &Application, times: &[store::TimeFor]) -> Result<Vec<Finding>, Error> {
    let mut found = Vec::new();
    if ctx.inmate.prison_id.is_none_or(|p| p.0 != a.place_prison) {
        found.push(Finding::OtherPrison);
    }
    if a.closed_on.is_some_and(|last| last <= ctx.today) {
        found.push(Finding::Closed);
    }
    if !ctx.inmate.security_level.as_ref().is_some_and(|level| a.levels.contains(level)) {
        found.push(Finding::Level);
    }
    let (now, inmate, fmt) = (ctx.now, ctx.inmate.id, ctx.fmt());
    for asked in store::asked(ctx.conn(), a.place_id, PrisonId(a.place_prison), inmate, now).await? {
        match asked.what.as_str() {
            "before" => found.push(Finding::EndedBadly(asked.kind, asked.on.map(|d| fmt.day(d)).unwrap_or_default())),
            _ if !asked.met => found.push(Finding::Lacks { kind: asked.kind, value: asked.value, hard: asked.hard }),
            _ => {}
        }
    }
    found.extend(ctx.inmate.notices.iter().filter(|n| n.kind == "fit_for_work").map(|n| Finding::Health(n.instruction.clone())));
    if times.iter().any(|x| x.apart) {
        found.push(Finding::KeptApart { always: times.iter().all(|x| x.apart) });
    }
    if times.iter().all(|x| x.free == 0) {
        found.push(Finding::Full);
    }
    let mut elsewhere: Vec<&String> = times.iter().filter_map(|x| x.elsewhere.as_ref()).collect();
    elsewhere.dedup();
    found.extend(elsewhere.into_iter().map(|place| Finding::Elsewhere(place.clone())));
    if matches!(ctx.inmate.legal_status.as_deref(), Some("remand" | "none")) {
        found.push(Finding::Remand);
    }
    found.sort_by_key(Finding::weight);
    Ok(found)
}

/// Everything the page shows. What stands against it is asked only while somebody may still decide.
async fn known(ctx: &mut InmateCtx) -> Result<Known, Error> {
    if !person::opens(ctx) {
        return Err(Error::Forbidden);
    }
    let (id, inmate, now): (Uuid, _, _) = (ctx.param("application")?, ctx.inmate.id, ctx.now);
    let application = store::application(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
    let decides = person::is_open(application.state) && ctx.may_here(Class::Allocation, Act::Decide);
    let times = if decides { store::times_for(ctx.conn(), application.place_id, inmate, now).await? } else { Vec::new() };
    let findings = if decides { findings(ctx, &application, &times).await? } else { Vec::new() };
    Ok(Known { application, findings, times })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let known = known(&mut ctx).await?;
    let view = PageView::new(&ctx, &known, Back::default());
    ctx.into_ctx().page(view).await
}

async fn invalid(ctx: InmateCtx, known: &Known, raw: StepForm, errors: Errors) -> Result<Response, Error> {
    let view = PageView::new(&ctx, known, Back { form: Some(raw), errors, stale: None });
    ctx.into_ctx().invalid(view).await
}

/// Somebody was first: the page as it is now, what they did, and everything that was typed.
async fn stale(mut ctx: InmateCtx, raw: StepForm, said: Option<String>) -> Result<Response, Error> {
    let known = known(&mut ctx).await?;
    let (t, fmt, a) = (ctx.t, ctx.fmt(), &known.application);
    let latest =
        [(&a.decided_by, a.decided_at), (&a.assessed_by, a.assessed_at)].into_iter().filter_map(|(by, at)| Some((by.clone(), at?))).max_by_key(|x| x.1);
    let (by, at) = latest.unwrap_or((a.made_by.clone(), a.made_at));
    let said =
        said.unwrap_or_else(|| t.msg_wish_stale(by.as_deref().unwrap_or_default(), fmt.near(at).as_str(), words::application(t, a.state).label.as_str()));
    // What is sent next is about what the page shows now.
    let form = StepForm { version: a.version.to_string(), ..raw };
    let view = PageView::new(&ctx, &known, Back { form: Some(form), errors: Errors::new(), stale: Some(said) });
    ctx.into_ctx().conflict(view).await
}

async fn saved(mut ctx: InmateCtx, id: Uuid, action: Action, detail: serde_json::Value) -> Result<Response, Error> {
    let entry = entry(&ctx, action, detail);
    ctx.record(entry);
    let to = format!("{}?done=1", here(&ctx, id));
    ctx.into_ctx().save(&to).await
}

fn seen(raw: &StepForm) -> Result<i32, Error> {
    raw.version.parse().map_err(|_| Error::BadRequest)
}

async fn assess(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (seen, known) = (seen(&raw)?, known(&mut ctx).await?);
    if !person::is_open(known.application.state) {
        return stale(ctx, raw, None).await;
    }
    let said = match raw.assessment(ctx.t, &known.findings) {
        Ok(said) => said,
        Err(errors) => return invalid(ctx, &known, raw, errors).await,
    };
    let (id, me, now) = (known.application.id, ctx.actor.account, ctx.now);
    if !store::assess(ctx.conn(), id, seen, &said, me, now).await? {
        return stale(ctx, raw, None).await;
    }
    saved(ctx, id, Action::Decide, json!({ "application": id, "did": "assessed", "suited": said.suited.as_str() })).await
}

async fn wait(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (seen, known, now) = (seen(&raw)?, known(&mut ctx).await?, ctx.now);
    let id = known.application.id;
    if !store::wait(ctx.conn(), id, seen, now).await? {
        return stale(ctx, raw, None).await;
    }
    saved(ctx, id, Action::Decide, json!({ "application": id, "did": "waiting" })).await
}

/// What the first of two did, in words.
fn first(ctx: &InmateCtx, placing: Placing, before: Option<Before>) -> String {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let why = words::refused(t, placing);
    match before {
        Some(b) => t.msg_wish_first(why.as_str(), b.by.as_deref().unwrap_or_default(), b.place.as_str(), fmt.near(b.at).as_str()),
        None => why,
    }
}

async fn place(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (seen, known) = (seen(&raw)?, known(&mut ctx).await?);
    let (a, inmate, now) = (&known.application, ctx.inmate.id, ctx.now);
    if a.version != seen {
        return stale(ctx, raw, None).await;
    }
    let seat = match raw.seat(ctx.t, inmate, a, now) {
        Ok(seat) => seat,
        Err(errors) => return invalid(ctx, &known, raw, errors).await,
    };
    let id = Uuid::now_v7();
    match store::place_person(ctx.conn(), id, &seat).await? {
        Placing::Placed => {
            let of = known.application.id;
            let detail = json!({ "application": of, "placement": id, "place": seat.place, "times": seat.patterns.len(), "did": "placed", "from": calendar::oslo_day(seat.from) });
            let entry = entry(&ctx, Action::Decide, detail);
            ctx.record(entry);
            let to = format!("/inmates/{inmate}/placements/{id}?done=1");
            ctx.into_ctx().save(&to).await
        }
        placing if placing.taken_since() => {
            // A seat was taken in the place; a person was placed, wherever that was.
            let of_person = matches!(placing, Placing::DoubleBooked | Placing::Already | Placing::Decided);
            let before = store::latest(ctx.conn(), (!of_person).then_some(seat.place), of_person.then_some(inmate)).await?;
            let said = first(&ctx, placing, before);
            stale(ctx, raw, Some(said)).await
        }
        placing => {
            let mut errors = Errors::new();
            errors.add("pattern", words::refused(ctx.t, placing));
            invalid(ctx, &known, raw, errors).await
        }
    }
}

/// Ends it without a place.
async fn close(mut ctx: InmateCtx, form: Form<StepForm>, to: State) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (seen, known) = (seen(&raw)?, known(&mut ctx).await?);
    let reason = match raw.reason(ctx.t, to) {
        Ok(reason) => reason,
        Err(errors) => return invalid(ctx, &known, raw, errors).await,
    };
    let (id, me, now) = (known.application.id, ctx.actor.account, ctx.now);
    if !store::close(ctx.conn(), id, seen, to, &reason, me, now).await? {
        return stale(ctx, raw, None).await;
    }
    saved(ctx, id, Action::Decide, json!({ "application": id, "did": to.as_str() })).await
}

async fn decline(ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    close(ctx, form, State::Declined).await
}

async fn refuse(ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    close(ctx, form, State::Refused).await
}

async fn withdraw(ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    close(ctx, form, State::Withdrawn).await
}
