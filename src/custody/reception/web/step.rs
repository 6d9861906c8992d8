//! The overview of one reception, and its steps that are answered in one form.

use axum::response::Response;

use super::{desk, looked, reception, writable};
use crate::access::Action;
use crate::custody::reception::model::{Answers, Reception, Step};
use crate::custody::reception::view::{OverviewView, PlainForm, StepView, writes};
use crate::custody::reception::{actions, form, spec, store};
use crate::inmates::register::form::{Check, ChildSheet, ContactSheet, Facts, Part};
use crate::inmates::register::sheet;
use crate::inmates::register::words::Words;
use crate::law::calendar;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Ctx, Error, Errors, Form};

pub async fn overview(mut ctx: Ctx) -> Result<Response, Error> {
    let r = reception(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = OverviewView::new(&ctx, &r);
    ctx.page(view).await
}

/// The step of the path, when it is one that is answered in one form.
fn step(ctx: &Ctx) -> Result<Step, Error> {
    let step = ctx.param("step")?;
    if spec::of(step).is_some() { Ok(step) } else { Err(Error::NotFound) }
}

/// The limit of police custody on the day of the arrival.
pub(super) fn limit(ctx: &Ctx, r: &Reception) -> Result<form::Limit, Error> {
    form::Limit::on(ctx.catalogue().law(), calendar::oslo_day(r.arrived_at)).map_err(Error::internal)
}

/// What is known of an arrest from the announcement, until somebody has answered: nobody types it twice.
fn announced(ctx: &Ctx, r: &Reception) -> Answers {
    let mut known = Answers::default();
    if let Some(at) = r.announced_arrest {
        known.put("arrested", "yes");
        known.put("day", calendar::oslo_day(at).to_string());
        known.put("time", ctx.fmt().time(at));
    }
    known
}

async fn page(ctx: &mut Ctx, r: &Reception, step: Step, raw: &Answers, errors: &Errors) -> Result<StepView, Error> {
    let limit = limit(ctx, r)?;
    // Who only reads finds them on the person's own page.
    let named = if step == Step::Family && r.inmate.is_some() && writes(ctx, r) { store::named(ctx.conn(), r.id).await? } else { Vec::new() };
    Ok(StepView::new(ctx, r, step, raw, errors, &limit, &named))
}

pub async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let step = step(&ctx)?;
    let r = reception(&mut ctx).await?;
    looked(&mut ctx, &r);
    let answers = match r.answered(step.as_str()) {
        Some(a) => a.answers.clone(),
        None if step == Step::Arrest => announced(&ctx, &r),
        None => Answers::default(),
    };
    let view = page(&mut ctx, &r, step, &answers, &Errors::new()).await?;
    ctx.page(view).await
}

pub async fn save(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let step = step(&ctx)?;
    let raw = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    let limit = limit(&ctx, &r)?;
    let (kept, errors) = desk(&ctx).step(step, &raw, r.arrived_at, &limit);
    if !errors.is_empty() {
        looked(&mut ctx, &r);
        let view = page(&mut ctx, &r, step, &raw, &errors).await?;
        return ctx.invalid(view).await;
    }
    let seen: i32 = raw.get("version").parse().unwrap_or(0);
    let current = r.answered(step.as_str()).map_or(0, |a| a.version);
    // A tab that was open too long, or somebody who answers at this very moment: both are put to whoever came second.
    let kept_now = seen == current && actions::answer(&mut ctx, &r, step, seen, &kept).await?;
    if kept_now {
        return ctx.save(&format!("/receptions/{}", r.id)).await;
    }
    let theirs = store::one(ctx.conn(), r.id).await?.ok_or(Error::NotFound)?;
    let view = conflict(&ctx, &theirs, step, raw.get("was"), &kept);
    ctx.conflict(view).await
}

/// Says an answer in words.
type Reads<'a> = Box<dyn Fn(&str) -> String + Sync + 'a>;

fn conflict(ctx: &Ctx, r: &Reception, step: Step, was: &str, mine: &Answers) -> ConflictView {
    let none = Answers::default();
    let (theirs, version) = r.answered(step.as_str()).map_or((&none, 0), |a| (&a.answers, a.version));
    let questions = spec::of(step).unwrap_or_default();
    let reads: Vec<Reads<'_>> = questions
        .iter()
        .map(|s| {
            let desk = desk(ctx);
            Box::new(move |value: &str| desk.read(s, value)) as Reads<'_>
        })
        .collect();
    let fields: Vec<Edited<'_>> = questions
        .iter()
        .zip(&reads)
        .map(|(s, read)| Edited { name: s.name, label: (s.label)(ctx.t), theirs: theirs.get(s.name), mine: mine.get(s.name), read: read.as_ref() })
        .collect();
    let title = spec::label(ctx.t, step);
    ConflictView::new(ctx.frame("receptions", title), format!("/receptions/{}/{}", r.id, step.as_str()), version, was, &fields)
}

fn check<'a>(ctx: &'a Ctx, r: &Reception) -> Result<Check<'a>, Error> {
    let words = Words::new(ctx.t, ctx.lang, ctx.fmt(), ctx.catalogue());
    let facts = Facts { born: r.born(), ..Facts::default() };
    Ok(Check::new(words, ctx.today, ctx.actor.role().ok_or(Error::Forbidden)?, ctx.app.demonstration, facts))
}

fn kin_form<P: Part>(ctx: &Ctx, r: &Reception, sheet: &P, check: &Check<'_>, path: &str, title: String) -> PlainForm {
    let fields = sheet.fields(check).into_iter().map(|f| vec![f]).collect();
    PlainForm::new(ctx, title, r.name().unwrap_or_default(), vec![(String::new(), fields)], &check.errors).to(
        format!("/receptions/{}/family/{path}", r.id),
        ctx.t.msg_save(),
        format!("/receptions/{}/family", r.id),
    )
}

/// A reception whose person is known: nobody else has next of kin.
async fn decided(ctx: &mut Ctx) -> Result<Reception, Error> {
    let r = writable(ctx).await?;
    if r.inmate.is_some() { Ok(r) } else { Err(Error::AlreadyDone(format!("/receptions/{}/identity", r.id))) }
}

pub async fn new_contact(mut ctx: Ctx) -> Result<Response, Error> {
    let r = decided(&mut ctx).await?;
    looked(&mut ctx, &r);
    let sheet = ContactSheet { next_of_kin: "yes".to_owned(), emergency: "yes".to_owned(), ..ContactSheet::default() };
    let view = kin_form(&ctx, &r, &sheet, &check(&ctx, &r)?, "contact", ctx.t.msg_rec_add_contact());
    ctx.page(view).await
}

pub async fn add_contact(mut ctx: Ctx, form: Form<ContactSheet>) -> Result<Response, Error> {
    let typed = ctx.open(form).await?;
    let r = decided(&mut ctx).await?;
    let (row, view) = {
        let mut check = check(&ctx, &r)?;
        let row = typed.parse(&mut check);
        match check.finish().into_result(row) {
            Ok(row) => (Some(row), None),
            Err(_) => (None, Some(kin_form(&ctx, &r, &typed, &check, "contact", ctx.t.msg_rec_add_contact()))),
        }
    };
    let Some(row) = row else { return invalid(ctx, view).await };
    let changed = sheet::differences(&ContactSheet::default(), &ContactSheet::of(&row));
    store::kin(ctx.conn(), r.id, Some(&row), None, &changed).await?;
    ctx.record(actions::entry(Action::Collect, &r, "contact"));
    ctx.save(&format!("/receptions/{}/family", r.id)).await
}

pub async fn new_child(mut ctx: Ctx) -> Result<Response, Error> {
    let r = decided(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = kin_form(&ctx, &r, &ChildSheet::default(), &check(&ctx, &r)?, "child", ctx.t.msg_rec_add_child());
    ctx.page(view).await
}

pub async fn add_child(mut ctx: Ctx, form: Form<ChildSheet>) -> Result<Response, Error> {
    let typed = ctx.open(form).await?;
    let r = decided(&mut ctx).await?;
    let (row, view) = {
        let mut check = check(&ctx, &r)?;
        let row = typed.parse(&mut check);
        match check.finish().into_result(row) {
            Ok(row) => (Some(row), None),
            Err(_) => (None, Some(kin_form(&ctx, &r, &typed, &check, "child", ctx.t.msg_rec_add_child()))),
        }
    };
    let Some(row) = row else { return invalid(ctx, view).await };
    let changed = sheet::differences(&ChildSheet::default(), &ChildSheet::of(&row));
    store::kin(ctx.conn(), r.id, None, Some(&row), &changed).await?;
    ctx.record(actions::entry(Action::Collect, &r, "child"));
    ctx.save(&format!("/receptions/{}/family", r.id)).await
}

async fn invalid(ctx: Ctx, view: Option<PlainForm>) -> Result<Response, Error> {
    match view {
        Some(view) => ctx.invalid(view).await,
        None => Err(Error::BadRequest),
    }
}
