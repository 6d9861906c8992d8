//! Handlers of the way out.

use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::form::{AfterForm, ApplyForm, EndForm};
use super::forms::{AfterView, Ending, FormView};
use super::model::{Answer, Appeal, Rung};
use super::rules::{self, Granted, Stands};
use super::store::{self, After, Application, Ended};
use super::view::{Read, WayView, doubt, on_remand};
use crate::access::{Act, Action, Class, Entry};
use crate::deadlines::{self, Event, Outcome, What};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::law::rule::Level;
use crate::law::sentence::{Absent, Amount, Basis};
use crate::plan::{readiness, store as files};
use crate::platform::db;
use crate::sentences::calculation::{self, DateLine, Dates};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes of the way out.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Release, Act::Read), needs_for(Class::Release, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/way-out", read, show)
        .get("/inmates/{inmate}/way-out/apply", write, apply_page)
        .post("/inmates/{inmate}/way-out/applications", write, apply)
        .get("/inmates/{inmate}/way-out/applications/{application}", write, end_page)
        .post("/inmates/{inmate}/way-out/applications/{application}", write, end)
        .get("/inmates/{inmate}/way-out/applications/{application}/after", write, after_page)
        .post("/inmates/{inmate}/way-out/applications/{application}/after", write, after)
        .post("/inmates/{inmate}/way-out/applications/{application}/mistake", write, mistake)
}

fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/way-out", ctx.inmate.id)
}

fn entry(ctx: &InmateCtx, action: Action, detail: Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Release).of(ctx.inmate.id).with(detail) }
}

/// Since when conduct is looked at: the rule's time back from today.
fn since(ctx: &InmateCtx) -> NaiveDate {
    let book = ctx.catalogue().law().clone();
    let span = book.on(ctx.today).span("way_out.conduct", "").ok().and_then(|(span, _)| Amount::of(span));
    span.map_or(ctx.today, |a| a.before(ctx.today))
}

async fn read(ctx: &mut InmateCtx) -> Result<Read, Error> {
    let (inmate, today, since, remand) = (ctx.inmate.id, ctx.today, since(ctx), on_remand(ctx));
    Ok(Read {
        dates: if remand { None } else { calculation::dates(ctx).await? },
        applications: store::applications(ctx.conn(), inmate).await?,
        obstacles: if remand { Vec::new() } else { store::in_the_way(ctx.conn(), inmate, since).await? },
        remand: if remand { store::next_of_remand(ctx.conn(), inmate, today).await? } else { Vec::new() },
        ready: readiness::ready(ctx.conn(), &[inmate.0]).await?.remove(&inmate.0),
    })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let read = read(&mut ctx).await?;
    let view = WayView::new(&ctx, read, None, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// The steps of somebody in custody; none on remand, and none without a calculation.
async fn ladder(ctx: &mut InmateCtx) -> Result<Vec<Rung>, Error> {
    if !ctx.inmate.in_custody() || on_remand(ctx) {
        return Err(Error::NotFound);
    }
    let dates = calculation::dates(ctx).await?.ok_or(Error::NotFound)?;
    let points: Vec<_> = dates.dates.iter().map(|d| (d.point, d.absent.as_ref())).collect();
    let ladder = rules::ladder(dates.basis, &points);
    if ladder.is_empty() { Err(Error::NotFound) } else { Ok(ladder) }
}

async fn apply_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let ladder = ladder(&mut ctx).await?;
    let form = ApplyForm { rung: ctx.query("rung").unwrap_or_default(), applied_on: ctx.today.to_string(), applied_by: "inmate".into(), about: String::new() };
    let view = FormView::apply(&ctx, &ladder, &form, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn apply(mut ctx: InmateCtx, form: Form<ApplyForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let ladder = ladder(&mut ctx).await?;
    let new = match raw.parse(ctx.t, ctx.today, &ladder) {
        Ok(new) => new,
        Err(errors) => {
            let view = FormView::apply(&ctx, &ladder, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (whose, by, id) = ((ctx.inmate.id, ctx.inmate.prison_id), (ctx.actor.account, ctx.now), Uuid::now_v7());
    match store::add(ctx.conn(), id, whose, &new, by).await {
        Ok(()) => {}
        // Recorded by a colleague at the same time: one that waits is enough.
        Err(error) if db::violated(&error) == Some("one_pending_application") => {
            let mut errors = Errors::new();
            errors.add("rung", ctx.t.msg_way_one_waits());
            let view = FormView::apply(&ctx, &ladder, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
        Err(error) => return Err(error.into()),
    }
    // A preliminary reply is due when it is not decided in time (fvl § 11 a).
    deadlines::raise(&mut ctx, Event::of("application.received", whose.0, calendar::start_of_day(new.applied_on), id)).await?;
    let entry = entry(&ctx, Action::Collect, json!({ "application": id, "rung": new.rung.as_str() }));
    ctx.record(entry);
    let to = format!("{}?done=applied#step-{}", home(&ctx), new.rung.as_str());
    ctx.into_ctx().save(&to).await
}

async fn one(ctx: &mut InmateCtx) -> Result<(Application, Option<Dates>), Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("application")?);
    let found = store::applications(ctx.conn(), inmate).await?.into_iter().find(|a| a.id == id).ok_or(Error::NotFound)?;
    let dates = calculation::dates(ctx).await?;
    Ok((found, dates))
}

/// When a refusal of a day can be tried again.
fn again(ctx: &InmateCtx, dates: Option<&Dates>, rung: Rung, decided: NaiveDate) -> Option<NaiveDate> {
    let book = ctx.catalogue().law().clone();
    let basis = dates.map_or(Basis::Nothing, |d| d.basis);
    rules::again(&book, basis, dates.and_then(|d| d.reassess.as_ref()).map(|r| r.0), rung, decided)
}

async fn end_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (application, dates) = one(&mut ctx).await?;
    let form = EndForm { decided_on: ctx.today.to_string(), ..EndForm::default() };
    let ending = Ending { again: again(&ctx, dates.as_ref(), application.rung, ctx.today), doubts: Vec::new(), line: line(dates, application.rung) };
    let view = FormView::end(&ctx, &application, &form, ending, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// The calculated day of a step, with its arithmetic.
fn line(dates: Option<Dates>, rung: Rung) -> Option<DateLine> {
    dates?.dates.into_iter().find(|d| d.point == rules::point(rung)).map(|d| d.line)
}

/// What somebody must have meant of a decision, in words.
async fn doubts(ctx: &mut InmateCtx, dates: Option<&Dates>, rung: Rung, ended: &Ended) -> Result<Vec<String>, Error> {
    let (Some(decided), Some(level)) = (ended.decided_on, ended.level.as_deref().and_then(Level::of)) else { return Ok(Vec::new()) };
    let inmate = ctx.inmate.id;
    let at = |levels: &[&str]| ctx.inmate.security_level.as_deref().is_some_and(|l| levels.contains(&l));
    let stands = Stands {
        basis: dates.map_or(Basis::Nothing, |d| d.basis),
        amount: dates.map_or(Amount::default(), |d| d.amount),
        special_high: at(&["especially_high"]),
        lower: at(&["lower", "halfway"]),
        trusted: false,
    };
    let stands = Stands { trusted: rung == Rung::Leave && store::leave_without_failure(ctx.conn(), inmate).await?, ..stands };
    let dated = dates.and_then(|d| d.dates.iter().find(|x| x.point == rules::point(rung)));
    let granted = dated.filter(|_| ended.state == Answer::Granted).map(|d| Granted {
        from: ended.from_on.unwrap_or(decided),
        on: d.on,
        assessed: matches!(d.absent, Some(Absent::Assessment)),
    });
    let book = ctx.catalogue().law().clone();
    let decides = rules::decides(&book, decided, stands, rung, ended.state == Answer::Refused);
    Ok(rules::doubts(decides, level, granted).iter().map(|d| doubt(ctx, d)).collect())
}

async fn end(mut ctx: InmateCtx, form: Form<EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (application, dates) = one(&mut ctx).await?;
    let parsed = raw.parse(ctx.t, ctx.today, application.applied_on, |decided| again(&ctx, dates.as_ref(), application.rung, decided));
    let hint = again(&ctx, dates.as_ref(), application.rung, ctx.today);
    let mut ended = match parsed {
        Ok(ended) => ended,
        Err(errors) => {
            let ending = Ending { again: hint, doubts: Vec::new(), line: line(dates, application.rung) };
            let view = FormView::end(&ctx, &application, &raw, ending, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let found = doubts(&mut ctx, dates.as_ref(), application.rung, &ended).await?;
    if found.is_empty() {
        ended.all_the_same.clear();
    } else if ended.all_the_same.chars().count() < 3 {
        let mut errors = Errors::new();
        errors.add("all_the_same", ctx.t.msg_way_missing_all_the_same());
        let ending = Ending { again: hint, doubts: found, line: line(dates, application.rung) };
        let view = FormView::end(&ctx, &application, &raw, ending, &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (inmate, by) = (ctx.inmate.id, (ctx.actor.account, ctx.now));
    if !store::end(ctx.conn(), inmate, application.id, &ended, by).await? {
        // Decided by a colleague in the meantime: what stands is shown, and what was typed is kept to be compared.
        let (now, _) = one(&mut ctx).await?;
        let ending = Ending { again: hint, doubts: found, line: line(dates, application.rung) };
        let view = FormView::end(&ctx, &now, &raw, ending, &Errors::new());
        return ctx.into_ctx().conflict(view).await;
    }
    clock(&mut ctx, &application, &ended, dates.as_ref()).await?;
    let entry = entry(
        &ctx,
        Action::Decide,
        json!({ "application": application.id, "rung": application.rung.as_str(), "outcome": ended.state.as_str(), "all_the_same": !ended.all_the_same.is_empty() }),
    );
    ctx.record(entry);
    let to = format!("{}?done=ended#step-{}", home(&ctx), application.rung.as_str());
    ctx.into_ctx().save(&to).await
}

/// A refusal of probation is considered anew by the law's own clock (forskrift § 3-41; straffeloven § 44(4) for preventive detention); a later decision
/// ends what an earlier refusal asked for.
async fn clock(ctx: &mut InmateCtx, application: &Application, ended: &Ended, dates: Option<&Dates>) -> Result<(), Error> {
    let inmate = ctx.inmate.id;
    let answered = match ended.state {
        Answer::Granted => Outcome::Granted,
        Answer::Refused => Outcome::Refused,
        _ => Outcome::Ended,
    };
    deadlines::satisfy(ctx, application.id, What::Trigger("application.received"), answered, Some(application.id)).await?;
    let appealable = Application { state: ended.state, level: ended.level.clone(), ..application.clone() }.is_appealable();
    if let Some(told) = ended.notified_on.filter(|_| appealable) {
        deadlines::raise(ctx, Event::of("decision.notified", inmate, calendar::start_of_day(told), application.id)).await?;
    }
    let Some(decided) = ended.decided_on.filter(|_| application.rung == Rung::Probation) else { return Ok(()) };
    for (rule, reference) in files::open_items(ctx.conn(), inmate, &["probation.reassessment", "preventive_detention.request_again"]).await? {
        deadlines::satisfy(ctx, reference, What::Rule(&rule), Outcome::Decided, Some(application.id)).await?;
    }
    if ended.state == Answer::Refused {
        let detention = dates.is_some_and(|d| d.basis == Basis::Detention);
        let trigger = if detention { "preventive_detention.release_refused" } else { "probation.refused" };
        let family = dates.and_then(|d| d.reassess.as_ref()).map(|r| r.1.clone()).filter(|f| !f.is_empty());
        let subjects: Vec<&str> = family.as_deref().into_iter().collect();
        deadlines::raise(ctx, Event::of(trigger, inmate, calendar::start_of_day(decided), application.id).subjects(&subjects)).await?;
    }
    Ok(())
}

async fn after_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (application, _) = one(&mut ctx).await?;
    if !application.is_unfinished() {
        return Err(Error::NotFound);
    }
    let form = AfterForm { version: application.version.to_string(), ..AfterForm::default() };
    let view = AfterView::new(&ctx, &application, &form, false, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// Notice of a refusal, an appeal and its answer: each is recorded once, and the clock follows.
async fn after(mut ctx: InmateCtx, form: Form<AfterForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let (application, _) = one(&mut ctx).await?;
    if !application.is_appealable() {
        return Err(Error::NotFound);
    }
    if seen != application.version {
        let view = AfterView::new(&ctx, &application, &raw, true, &Errors::new());
        return ctx.into_ctx().conflict(view).await;
    }
    let told = match raw.parse(ctx.t, ctx.today, &application) {
        Ok(told) => told,
        Err(errors) => {
            let view = AfterView::new(&ctx, &application, &raw, false, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let inmate = ctx.inmate.id;
    if !store::after(ctx.conn(), inmate, application.id, &told, seen).await? {
        let (now, _) = one(&mut ctx).await?;
        let view = AfterView::new(&ctx, &now, &raw, true, &Errors::new());
        return ctx.into_ctx().conflict(view).await;
    }
    clock_after(&mut ctx, application.id, &told).await?;
    let did = json!({ "application": application.id, "notified": told.notified_on.is_some(), "appealed": told.appealed_on.is_some(), "answered": told.appeal.map(|a| a.0.as_str()) });
    let entry = entry(&ctx, Action::Alter, did);
    ctx.record(entry);
    let to = format!("{}?done=ended#step-{}", home(&ctx), application.rung.as_str());
    ctx.into_ctx().save(&to).await
}

/// Notice starts the time to appeal (strgjfl § 7 e), an appeal ends it and starts that of its answer (fvl § 34(3)), and a changed decision that of
/// claiming costs (fvl § 36).
async fn clock_after(ctx: &mut InmateCtx, application: Uuid, told: &After) -> Result<(), Error> {
    let inmate = ctx.inmate.id;
    let event = |trigger: &'static str, on: NaiveDate| Event::of(trigger, inmate, calendar::start_of_day(on), application);
    if let Some(on) = told.notified_on {
        deadlines::raise(ctx, event("decision.notified", on)).await?;
    }
    if let Some(on) = told.appealed_on {
        deadlines::satisfy(ctx, application, What::Trigger("decision.notified"), Outcome::Appealed, Some(application)).await?;
        deadlines::raise(ctx, event("appeal.received", on)).await?;
    }
    if let Some((answer, on)) = told.appeal {
        deadlines::satisfy(ctx, application, What::Trigger("appeal.received"), Outcome::Decided, Some(application)).await?;
        if answer == Appeal::Changed {
            deadlines::raise(ctx, event("decision.reversed", on)).await?;
        }
    }
    Ok(())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MistakeForm {
    reason: String,
}

async fn mistake(mut ctx: InmateCtx, form: Form<MistakeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (application, _) = one(&mut ctx).await?;
    let reason = clean(&raw.reason);
    if !(3..=1000).contains(&reason.chars().count()) {
        let mut errors = Errors::new();
        errors.add("reason", ctx.t.msg_way_missing_mistake());
        let read = read(&mut ctx).await?;
        let view = WayView::new(&ctx, read, Some((application.id.to_string(), raw.reason.clone())), &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (inmate, by) = (ctx.inmate.id, (ctx.actor.account, ctx.now));
    let to = format!("{}#step-{}", home(&ctx), application.rung.as_str());
    if !store::mistake(ctx.conn(), inmate, application.id, &reason, by).await? {
        return Err(Error::AlreadyDone(to));
    }
    deadlines::cancel(&mut ctx, application.id, What::Every, &reason).await?;
    let entry = entry(&ctx, Action::Alter, json!({ "application": application.id, "did": "mistake" }));
    ctx.record(entry);
    ctx.into_ctx().save(&to).await
}
