//! Handlers of a learner's record.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::extract::ExtractView;
use super::form::RecordForm;
use super::store::{self, Learner};
use super::view::{Known, School, Typed, View};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::learning::model::Highest;
use crate::learning::words;
use crate::plan::progress;
use crate::platform::db;
use crate::reference::List;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(in crate::learning) fn routes() -> Routes {
    let (own, taken) = (needs_for(Class::Learning, Act::Write), needs_for(Class::Education, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/learning", needs_for(Class::Education, Act::Extract), show)
        .post("/inmates/{inmate}/learning/shared", own, share)
        .post("/inmates/{inmate}/learning/tests", own, test)
        .post("/inmates/{inmate}/learning/tests/{test}/withdraw", own, withdraw_test)
        .post("/inmates/{inmate}/learning/adapted", own, adapt)
        .post("/inmates/{inmate}/learning/adapted/{adapted}/end", own, end_adapted)
        .post("/inmates/{inmate}/learning/notes", own, note)
        .post("/inmates/{inmate}/learning/notes/{note}", own, correct)
        .post("/inmates/{inmate}/learning/enrolments", taken, enrol)
        .post("/inmates/{inmate}/learning/enrolments/{enrolment}/end", taken, end)
        .post("/inmates/{inmate}/learning/enrolments/{enrolment}/aims/{competence}", own, aim)
        .post("/inmates/{inmate}/learning/results", taken, result)
        .post("/inmates/{inmate}/learning/certificates", taken, certify)
        .post("/inmates/{inmate}/learning/certificates/{certificate}/hand-over", taken, hand_over)
        .post("/inmates/{inmate}/learning/certificates/{certificate}/withdraw", taken, withdraw_certificate)
}

/// What this reader may know of the learner; nothing of the school's own is even asked for by others.
async fn known(ctx: &mut InmateCtx) -> Result<Known, Error> {
    let inmate = ctx.inmate.id;
    let school = if ctx.may_here(Class::Learning, Act::Read) {
        Some(School {
            learner: store::learner(ctx.conn(), inmate).await?,
            tests: store::tests(ctx.conn(), inmate).await?,
            adapted: store::adapted(ctx.conn(), inmate).await?,
            aims: store::aims(ctx.conn(), inmate).await?,
            notes: store::notes(ctx.conn(), inmate).await?,
        })
    } else {
        None
    };
    Ok(Known {
        school,
        enrolments: store::enrolments(ctx.conn(), inmate).await?,
        results: store::results(ctx.conn(), inmate).await?,
        certificates: store::certificates(ctx.conn(), inmate).await?,
        exams: if ctx.may_here(Class::Exams, Act::Read) { store::sits(ctx.conn(), inmate).await? } else { Vec::new() },
    })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    if !ctx.may_here(Class::Education, Act::Read) {
        let inmate = ctx.inmate.id;
        let taken = store::taken(ctx.conn(), inmate).await?;
        let view = ExtractView::new(&ctx, &taken);
        return ctx.into_ctx().page(view).await;
    }
    let k = known(&mut ctx).await?;
    let view = View::new(&ctx, &k, Typed::default());
    ctx.into_ctx().page(view).await
}

fn base(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/learning", ctx.inmate.id)
}

fn whose(ctx: &InmateCtx) -> store::Whose {
    (ctx.inmate.id, ctx.inmate.prison_id)
}

fn by(ctx: &InmateCtx) -> store::By {
    (ctx.actor.account, ctx.now)
}

async fn saved(mut ctx: InmateCtx, class: Class, action: Action, detail: serde_json::Value) -> Result<Response, Error> {
    let prison = ctx.inmate.prison_id;
    let entry = Entry { prison, ..Entry::new(action, class).of(ctx.inmate.id).with(detail) };
    ctx.record(entry);
    let to = format!("{}?done=1", base(&ctx));
    ctx.into_ctx().save(&to).await
}

async fn wrong(mut ctx: InmateCtx, raw: &RecordForm, form: &'static str, row: Option<Uuid>, errors: Errors) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let view = View::new(&ctx, &k, Typed { raw: Some(raw), form, row, errors, stale: None });
    ctx.into_ctx().invalid(view).await
}

/// Somebody was first: what they did is on the page, and what was typed here too.
async fn late(mut ctx: InmateCtx, raw: &RecordForm, form: &'static str, row: Option<Uuid>) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let stale = Some(ctx.t.msg_place_changed());
    let view = View::new(&ctx, &k, Typed { raw: Some(raw), form, row, errors: Errors::new(), stale });
    ctx.into_ctx().conflict(view).await
}

fn one(field: &'static str, message: String) -> Errors {
    let mut errors = Errors::new();
    errors.add(field, message);
    errors
}

async fn share(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let catalogue = ctx.catalogue().clone();
    let new = match raw.parse_shared(ctx.t, &catalogue) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &raw, "shared", None, errors).await,
    };
    let seen = match raw.version.as_str() {
        "" => None,
        version => Some(version.parse().map_err(|_| Error::BadRequest)?),
    };
    let (whose, by) = (whose(&ctx), by(&ctx));
    if store::share(ctx.conn(), whose, seen, &new, by).await? {
        return saved(ctx, Class::Learning, Action::Alter, json!({ "did": "shared", "shares": new.shares })).await;
    }
    match store::learner(ctx.conn(), whose.0).await? {
        Some(now) => {
            let view = differ(&ctx, &now, &raw);
            ctx.into_ctx().conflict(view).await
        }
        None => Err(Error::NotFound),
    }
}

/// Before, theirs and mine.
fn differ(ctx: &InmateCtx, now: &Learner, raw: &RecordForm) -> ConflictView {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let catalogue = ctx.catalogue().clone();
    let theirs = RecordForm::of(now);
    let plain = |value: &str| value.to_owned();
    let shares = move |value: &str| if value == "yes" { t.msg_learn_shares_yes() } else { t.msg_learn_shares_no() };
    let highest = move |value: &str| Highest::of(value).map(|h| words::highest(t, h)).unwrap_or_default();
    let country = move |value: &str| if value.is_empty() { String::new() } else { catalogue.label(List::Country, value, nb).to_owned() };
    let fields: Vec<Edited<'_>> = theirs
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
                "shares" => (t.msg_learn_shares(), &shares),
                "highest" => (t.msg_learn_highest(), &highest),
                "schooling" => (t.msg_learn_schooling(), &plain),
                "country" => (t.msg_learn_country(), &country),
                _ => (t.msg_learn_wishes(), &plain),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), format!("{}/shared", base(ctx)), now.version, &raw.was, &fields)
}

async fn test(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    match raw.parse_test(ctx.t, ctx.today) {
        Ok(new) => {
            let (id, whose, by) = (Uuid::now_v7(), whose(&ctx), by(&ctx));
            store::test(ctx.conn(), id, whose, &new, by).await?;
            saved(ctx, Class::Learning, Action::Collect, json!({ "test": id })).await
        }
        Err(errors) => wrong(ctx, &raw, "test", None, errors).await,
    }
}

async fn withdraw_test(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, inmate, by): (Uuid, _, _) = (ctx.param("test")?, ctx.inmate.id, by(&ctx));
    if !store::withdraw_test(ctx.conn(), inmate, id, by).await? {
        return Err(Error::AlreadyDone(base(&ctx)));
    }
    saved(ctx, Class::Learning, Action::Alter, json!({ "test": id, "did": "withdrawn" })).await
}

async fn adapt(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let new = match raw.parse_adapted(ctx.t, ctx.today) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &raw, "adapted", None, errors).await,
    };
    let (id, whose, by) = (Uuid::now_v7(), whose(&ctx), by(&ctx));
    // The form names what it takes the place of: something else by now is somebody else's agreement.
    let replaces = raw.version.parse().ok();
    match store::adapt(ctx.conn(), id, whose, replaces, &new, by).await {
        Ok(()) => saved(ctx, Class::Learning, Action::Collect, json!({ "adapted": id })).await,
        Err(error) if db::violated(&error) == Some("adapted_once") => late(ctx, &raw, "adapted", None).await,
        Err(error) => Err(error.into()),
    }
}

async fn end_adapted(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, inmate, by): (Uuid, _, _) = (ctx.param("adapted")?, ctx.inmate.id, by(&ctx));
    if !store::end_adapted(ctx.conn(), inmate, id, by).await? {
        return Err(Error::AlreadyDone(base(&ctx)));
    }
    saved(ctx, Class::Learning, Action::Alter, json!({ "adapted": id, "did": "ended" })).await
}

async fn keep_note(mut ctx: InmateCtx, raw: RecordForm, supersedes: Option<Uuid>) -> Result<Response, Error> {
    let body = match raw.parse_note(ctx.t) {
        Ok(body) => body,
        Err(errors) => return wrong(ctx, &raw, "note", supersedes, errors).await,
    };
    let (id, whose, by) = (Uuid::now_v7(), whose(&ctx), by(&ctx));
    match store::note(ctx.conn(), id, whose, &body, supersedes, by).await {
        Ok(()) => saved(ctx, Class::Learning, Action::Collect, json!({ "note": id, "corrects": supersedes })).await,
        Err(error) if db::violated(&error) == Some("note_superseded_once") => late(ctx, &raw, "note", None).await,
        Err(error) => Err(error.into()),
    }
}

async fn note(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    keep_note(ctx, raw, None).await
}

/// A teacher corrects what they wrote themselves; what stood before stays below it.
async fn correct(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, inmate): (Uuid, _) = (ctx.param("note")?, ctx.inmate.id);
    let notes = store::notes(ctx.conn(), inmate).await?;
    match notes.iter().find(|n| n.id == id) {
        Some(note) if note.mine => keep_note(ctx, raw, Some(id)).await,
        Some(_) => Err(Error::Forbidden),
        None => late(ctx, &raw, "note", None).await,
    }
}

async fn enrol(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (t, catalogue) = (ctx.t, ctx.catalogue().clone());
    let errors = match raw.parse_enrolment(t, &catalogue, ctx.today) {
        Ok(new) => {
            let (id, whose, by) = (Uuid::now_v7(), whose(&ctx), by(&ctx));
            match store::enrol(ctx.conn(), id, whose, &new, by).await {
                Ok(()) => return saved(ctx, Class::Education, Action::Collect, json!({ "enrolment": id, "course": new.course })).await,
                Err(error) if db::violated(&error) == Some("enrolled_once") => one("course", t.msg_learn_enrolled_already()),
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    wrong(ctx, &raw, "enrolment", None, errors).await
}

async fn end(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, seen): (Uuid, i32) = (ctx.param("enrolment")?, raw.version.parse().map_err(|_| Error::BadRequest)?);
    let (state, reason) = match raw.parse_end(ctx.t) {
        Ok(end) => end,
        Err(errors) => return wrong(ctx, &raw, "end", Some(id), errors).await,
    };
    let (inmate, today) = (ctx.inmate.id, ctx.today);
    if !store::end(ctx.conn(), inmate, id, seen, state, reason.as_deref(), today).await? {
        return late(ctx, &raw, "end", Some(id)).await;
    }
    saved(ctx, Class::Education, Action::Decide, json!({ "enrolment": id, "did": state.as_str() })).await
}

/// An aim of the course: reached, or taken back.
async fn aim(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let of: (Uuid, Uuid) = (ctx.param("enrolment")?, ctx.param("competence")?);
    let (whose, by, today) = (whose(&ctx), by(&ctx), ctx.today);
    let aims = store::aims(ctx.conn(), whose.0).await?;
    if !aims.iter().any(|a| (a.enrolment, a.competence) == of) {
        // Of the course, and not a goal of it: it has other words by now.
        return if aims.iter().any(|a| a.enrolment == of.0) { late(ctx, &raw, "aim", None).await } else { Err(Error::NotFound) };
    }
    let back = raw.state == "back";
    let done = if back { store::take_back(ctx.conn(), whose.0, of, by).await? } else { store::reach(ctx.conn(), whose, of, today, by).await? };
    if !done {
        return Err(Error::AlreadyDone(base(&ctx)));
    }
    let did = if back { "taken back" } else { "reached" };
    saved(ctx, Class::Learning, if back { Action::Alter } else { Action::Collect }, json!({ "enrolment": of.0, "competence": of.1, "did": did })).await
}

async fn result(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let catalogue = ctx.catalogue().clone();
    let new = match raw.parse_result(ctx.t, &catalogue, ctx.today) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &raw, "result", None, errors).await,
    };
    let (id, whose, by) = (Uuid::now_v7(), whose(&ctx), by(&ctx));
    if let Some(goal) = store::result(ctx.conn(), id, whose, &new, by).await? {
        let noted = progress::Noted { goal, kind: progress::Kind::Result, source: id, at: calendar::start_of_day(new.on_day).min(by.1), figures: None };
        progress::note(ctx.conn(), noted).await?;
    }
    saved(ctx, Class::Education, Action::Collect, json!({ "result": id, "kind": new.kind.as_str() })).await
}

async fn certify(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (whose, by) = (whose(&ctx), by(&ctx));
    let results = store::results(ctx.conn(), whose.0).await?;
    let prison = ctx.inmate.prison.clone().unwrap_or_default();
    let new = match raw.parse_certificate(ctx.t, &results, &prison, ctx.today) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &raw, "certificate", None, errors).await,
    };
    let id = Uuid::now_v7();
    store::certify(ctx.conn(), id, whose, &new, by).await?;
    saved(ctx, Class::Education, Action::Collect, json!({ "certificate": id })).await
}

async fn hand_over(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, inmate, today): (Uuid, _, _) = (ctx.param("certificate")?, ctx.inmate.id, ctx.today);
    if !store::hand_over(ctx.conn(), inmate, id, today).await? {
        return Err(Error::AlreadyDone(base(&ctx)));
    }
    saved(ctx, Class::Education, Action::Alter, json!({ "certificate": id, "did": "handed over" })).await
}

async fn withdraw_certificate(mut ctx: InmateCtx, form: Form<RecordForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, inmate, now): (Uuid, _, _) = (ctx.param("certificate")?, ctx.inmate.id, ctx.now);
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        let errors = one("reason", ctx.t.msg_session_missing_reason());
        return wrong(ctx, &raw, "withdraw", Some(id), errors).await;
    }
    if !store::withdraw_certificate(ctx.conn(), inmate, id, &reason, now).await? {
        return Err(Error::AlreadyDone(base(&ctx)));
    }
    saved(ctx, Class::Education, Action::Decide, json!({ "certificate": id, "did": "withdrawn" })).await
}
