//! Handlers of tests.

use axum::response::Response;
use chrono::TimeDelta;
use serde_json::json;

use super::form::{CancelForm, LabForm, TakeForm, TestForm};
use super::view::{TestFormView, TestRow, TestView, TestsView, Typed};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::model::TestKind;
use crate::custody::searches::moment;
use crate::custody::searches::store::tests::{self as tests, Test, Which};
use crate::custody::searches::store::{self, Colleague};
use crate::custody::searches::view::{TAKERS, between, find, ids, people, pick_text, prison_field, prison_in, prison_of, reports, writes};
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of tests.
pub fn routes() -> Routes {
    let (reads, adds) = (needs(Class::Searches, Act::Read), needs(Class::Searches, Act::Write));
    Routes::new()
        .get("/tests", reads, list)
        .post("/tests", adds, keep)
        .get("/tests/new", adds, fresh)
        .get("/tests/{test}", reads, show)
        .post("/tests/{test}/take", adds, take)
        .post("/tests/{test}/answer", adds, answer)
        .post("/tests/{test}/cancel", adds, cancel)
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let (which, key) = match ctx.query("list").as_deref() {
        Some("lab") => (Which::Laboratory, "lab"),
        Some("results") => (Which::Results, "results"),
        _ => (Which::Due, "due"),
    };
    let since = ctx.now - TimeDelta::days(30);
    let rows = tests::list(ctx.conn(), Some(prison), which).await?;
    let (due, lab, taken) = tests::counts(ctx.conn(), prison, since).await?;
    let prisons = prison_field(&mut ctx, prison).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let chip = |word: &str, label, n| Chip::new(format!("/tests?list={word}&prison={prison}"), label, Some(fmt.number(n)), word == key);
    let view = TestsView {
        between: between(&ctx, "tests"),
        chips: vec![
            chip("due", t.msg_drugtest_list_due(), due),
            chip("lab", t.msg_drugtest_list_lab(), lab),
            chip("results", t.msg_drugtest_list_results(), taken),
        ],
        prisons,
        list: key,
        rows: rows.iter().map(|x| TestRow::of(&ctx, x)).collect(),
        writes: writes(&ctx),
        frame: ctx.frame("searches", t.msg_drugtest_heading()),
    };
    ctx.record(Entry::new(Action::List, Class::Searches).showing(rows.iter().map(|x| InmateId(x.inmate_id)).collect()).at(prison).with(json!({ "list": key })));
    ctx.page(view).await
}

async fn form_page(ctx: &mut Ctx, prison: PrisonId, form: &TestForm, errors: &Errors) -> Result<TestFormView, Error> {
    let everybody = store::everybody(ctx.conn(), prison).await?;
    ctx.record(Entry::new(Action::List, Class::Person).showing(ids(&everybody)).at(prison));
    Ok(TestFormView::new(ctx, &prison.to_string(), people(&everybody), form, errors))
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let mut form = TestForm { due: ctx.today.to_string(), kind: "urine".into(), ..TestForm::default() };
    if let Some(id) = ctx.query("inmate").and_then(|i| i.parse::<InmateId>().ok()) {
        let found = store::everybody(ctx.conn(), prison).await?.into_iter().find(|p| p.id == id.0);
        form.who = found.map(|p| pick_text(&p)).unwrap_or_default();
    }
    let view = form_page(&mut ctx, prison, &form, &Errors::new()).await?;
    ctx.page(view).await
}

async fn keep(mut ctx: Ctx, form: Form<TestForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison_in(&ctx, &raw.prison)?;
    let who = find(&mut ctx, prison, &raw.who).await?;
    let command = match raw.parse(ctx.t, who.as_ref(), ctx.today) {
        Ok(command) => command,
        Err(errors) => {
            let view = form_page(&mut ctx, prison, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (id, by, now) = (RowId::fresh(), ctx.actor.account, ctx.now);
    tests::insert(ctx.conn(), id, prison, &command, by, now).await?;
    let detail = json!({ "test": id, "kind": command.kind.as_str(), "reason": command.reason.as_str() });
    ctx.record(Entry::new(Action::Collect, Class::Searches).of(command.inmate).at(prison).with(detail));
    ctx.save(&format!("/tests/{id}")).await
}

/// The test in the path, with the staff its forms offer; the look is in the trail.
async fn the_test(ctx: &mut Ctx) -> Result<(Test, Vec<Colleague>), Error> {
    let id: RowId = ctx.param("test")?;
    let test = tests::list(ctx.conn(), None, Which::One(id)).await?.pop().ok_or(Error::NotFound)?;
    let prison = PrisonId(test.at_prison_id);
    let staff = if writes(ctx) { store::staff(ctx.conn(), prison, TAKERS).await? } else { Vec::new() };
    ctx.record(Entry::new(Action::Look, Class::Searches).of(InmateId(test.inmate_id)).at(prison).with(json!({ "test": id })));
    Ok((test, staff))
}

fn page(ctx: &Ctx, test: &Test, staff: &[Colleague], typed: &Typed) -> TestView {
    TestView::new(ctx, test, staff, (writes(ctx), reports(ctx)), typed)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (test, staff) = the_test(&mut ctx).await?;
    let now = moment::typed(ctx.now);
    let typed = Typed {
        take: TakeForm { at: now.clone(), by: if test.kind == "blood" { String::new() } else { ctx.actor.account.to_string() }, ..TakeForm::default() },
        lab: LabForm { answered: now, ..LabForm::default() },
        ..Typed::default()
    };
    let view = page(&ctx, &test, &staff, &typed);
    ctx.page(view).await
}

/// What was done meanwhile by a colleague stands; the page shows it.
fn done(test: &Test) -> Error {
    Error::AlreadyDone(format!("/tests/{}", test.id))
}

async fn saved(mut ctx: Ctx, test: &Test, what: &str) -> Result<Response, Error> {
    let detail = json!({ "test": test.id, "done": what });
    ctx.record(Entry::new(Action::Alter, Class::Searches).of(InmateId(test.inmate_id)).at(PrisonId(test.at_prison_id)).with(detail));
    ctx.save(&format!("/tests/{}", test.id)).await
}

async fn take(mut ctx: Ctx, form: Form<TakeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (test, staff) = the_test(&mut ctx).await?;
    if test.taken_at.is_some() || test.cancel_reason.is_some() {
        return Err(done(&test));
    }
    let mut parsed = raw.parse(ctx.t, TestKind::from_word(&test.kind), &staff, ctx.now);
    if let Ok(command) = &parsed {
        let (by, version, t) = (ctx.actor.account, raw.version.parse().unwrap_or(0), ctx.t);
        let mut point = db::savepoint(ctx.conn()).await?;
        match tests::take(&mut point, RowId(test.id), version, command, by).await {
            Ok(true) => {
                point.commit().await?;
                return saved(ctx, &test, "taken").await;
            }
            Ok(false) => return Err(done(&test)),
            Err(error) if db::violated(&error) == Some("blood_by_health") => {
                let mut errors = Errors::new();
                errors.add("by", t.msg_drugtest_blood_by_health());
                parsed = Err(errors);
            }
            Err(error) => return Err(error.into()),
        }
    }
    let typed = Typed { take: raw, errors: parsed.err().unwrap_or_default(), ..Typed::default() };
    let view = page(&ctx, &test, &staff, &typed);
    ctx.invalid(view).await
}

async fn answer(mut ctx: Ctx, form: Form<LabForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (test, staff) = the_test(&mut ctx).await?;
    if test.confirmation != "pending" {
        return Err(done(&test));
    }
    match raw.parse(ctx.t, test.taken_at, ctx.now) {
        Ok(command) => {
            let (by, version) = (ctx.actor.account, raw.version.parse().unwrap_or(0));
            if !tests::answer(ctx.conn(), RowId(test.id), version, &command, by).await? {
                return Err(done(&test));
            }
            saved(ctx, &test, "answered").await
        }
        Err(errors) => {
            let view = page(&ctx, &test, &staff, &Typed { lab: raw, errors, ..Typed::default() });
            ctx.invalid(view).await
        }
    }
}

async fn cancel(mut ctx: Ctx, form: Form<CancelForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (test, staff) = the_test(&mut ctx).await?;
    if test.taken_at.is_some() || test.cancel_reason.is_some() {
        return Err(done(&test));
    }
    match raw.parse(ctx.t) {
        Ok(reason) => {
            let (by, now, version) = (ctx.actor.account, ctx.now, raw.version.parse().unwrap_or(0));
            if !tests::cancel(ctx.conn(), RowId(test.id), version, &reason, by, now).await? {
                return Err(done(&test));
            }
            saved(ctx, &test, "cancelled").await
        }
        Err(errors) => {
            let take = TakeForm { at: moment::typed(ctx.now), ..TakeForm::default() };
            let view = page(&ctx, &test, &staff, &Typed { cancel: raw, take, errors, ..Typed::default() });
            ctx.invalid(view).await
        }
    }
}
