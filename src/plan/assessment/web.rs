//! Handlers of assessments.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::ThemeForm;
use super::store::{self, Assessment, New, Written};
use super::view::{CompareView, PageView, ThemeView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::model::{Importance, Stage, Theme, Why};
use crate::plan::rules::unconvicted;
use crate::plan::{clock, goals, words};
use crate::platform::db;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Plan, Act::Read), needs_for(Class::Plan, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/plan/assessment", read, show)
        .post("/inmates/{inmate}/plan/assessment", write, begin)
        .get("/inmates/{inmate}/plan/assessment/compare", read, compare)
        .post("/inmates/{inmate}/plan/assessment/end", write, end)
        .get("/inmates/{inmate}/plan/assessment/{theme}", write, theme_page)
        .post("/inmates/{inmate}/plan/assessment/{theme}", write, write_theme)
        .post("/inmates/{inmate}/plan/consent/{theme}", write, consent)
}

fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/plan/assessment", ctx.inmate.id)
}

/// An entry about the plan of the person on this page.
fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Plan).of(ctx.inmate.id).with(detail) }
}

fn remand(ctx: &InmateCtx) -> bool {
    unconvicted(ctx.inmate.legal_status.as_deref())
}

async fn page(ctx: &mut InmateCtx, errors: &Errors, ending: &EndForm) -> Result<PageView, Error> {
    let inmate = ctx.inmate.id;
    let all = store::all(ctx.conn(), inmate).await?;
    let wanted = ctx.query("n").and_then(|n| n.parse::<i32>().ok());
    let chosen = match wanted {
        Some(n) => Some(all.iter().find(|a| a.number == n).ok_or(Error::NotFound)?.clone()),
        None => all.first().cloned(),
    };
    let ids: Vec<Uuid> = chosen.iter().map(|a| a.id).collect();
    let written = store::of(ctx.conn(), inmate, &ids).await?;
    let consents = store::consents(ctx.conn(), inmate).await?;
    let risks = super::risk::load(ctx).await?;
    Ok(PageView::new(ctx, &all, chosen.as_ref(), &written, &consents, risks, errors, &ending.words))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = page(&mut ctx, &Errors::new(), &EndForm::default()).await?;
    ctx.into_ctx().page(view).await
}

/// Why a new one is made.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct BeginForm {
    reason: String,
}

async fn begin(mut ctx: InmateCtx, form: Form<BeginForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let Some(reason) = Why::of(&raw.reason) else {
        let mut errors = Errors::new();
        errors.add("reason", ctx.t.msg_plan_missing_why());
        let view = page(&mut ctx, &errors, &EndForm::default()).await?;
        return ctx.into_ctx().invalid(view).await;
    };
    let new = New { id: Uuid::now_v7(), inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, reason, on_remand: remand(&ctx), by: ctx.actor.account };
    let (to, now) = (home(&ctx), ctx.now);
    match store::begin(ctx.conn(), &new, now).await {
        Ok(()) => {}
        // Somebody began at the same time: theirs is the one to go on with.
        Err(error) if matches!(db::violated(&error), Some("one_open_assessment" | "assessment_number")) => return Err(Error::AlreadyDone(to)),
        Err(error) => return Err(error.into()),
    }
    let entry = entry(&ctx, Action::Collect, json!({ "assessment": new.id, "did": "begun", "reason": reason.as_str() }));
    ctx.record(entry);
    ctx.into_ctx().save(&format!("{to}?done=begun")).await
}

/// The one that is being made.
async fn open_one(ctx: &mut InmateCtx) -> Result<(Assessment, Vec<Assessment>), Error> {
    let inmate = ctx.inmate.id;
    let all = store::all(ctx.conn(), inmate).await?;
    let open = all.iter().find(|a| a.state == Stage::Open).cloned().ok_or_else(|| Error::AlreadyDone(home(ctx)))?;
    Ok((open, all))
}

fn theme_of(ctx: &InmateCtx) -> Result<Theme, Error> {
    let word: String = ctx.param("theme")?;
    Theme::offered(remand(ctx)).find(|t| t.as_str() == word).ok_or(Error::NotFound)
}

async fn shared(ctx: &mut InmateCtx, theme: Theme) -> Result<bool, Error> {
    let inmate = ctx.inmate.id;
    Ok(store::consents(ctx.conn(), inmate).await?.iter().any(|c| c.theme == theme && c.ended_at.is_none()))
}

async fn theme_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let theme = theme_of(&ctx)?;
    let (open, all) = open_one(&mut ctx).await?;
    let before = all.iter().find(|a| a.state == Stage::Finished);
    let ids: Vec<Uuid> = before.map(|a| a.id).into_iter().chain([open.id]).collect();
    let inmate = ctx.inmate.id;
    let written = store::of(ctx.conn(), inmate, &ids).await?;
    let find = |id: Uuid| written.iter().find(|w| w.assessment_id == id && w.theme == theme);
    let consent = shared(&mut ctx, theme).await?;
    let now = find(open.id);
    // What was said last time is where one begins.
    let from = now.or_else(|| before.and_then(|a| find(a.id)));
    let mut form =
        from.map_or_else(|| ThemeForm { consent: if consent { "yes".into() } else { String::new() }, ..ThemeForm::default() }, |w| ThemeForm::of(w, consent));
    form.version = now.map(|w| w.version.to_string()).unwrap_or_default();
    let view = ThemeView::new(&ctx, theme, &form, now.is_none() && from.is_some(), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn write_theme(mut ctx: InmateCtx, form: Form<ThemeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let theme = theme_of(&ctx)?;
    let (open, _) = open_one(&mut ctx).await?;
    let said = match raw.parse(ctx.t, theme) {
        Ok(said) => said,
        Err(errors) => {
            let view = ThemeView::new(&ctx, theme, &raw, false, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, prison, me, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let consented = store::consent(ctx.conn(), inmate, prison, theme, me, now).await?;
    let done = match raw.version.parse::<i32>() {
        Ok(seen) => store::rewrite(ctx.conn(), (open.id, theme, seen), &said, me, now).await?,
        Err(_) => store::write(ctx.conn(), (open.id, theme, inmate, prison), &said, me, now).await?,
    };
    if !done {
        let written = store::of(ctx.conn(), inmate, &[open.id]).await?;
        let theirs = written.into_iter().find(|w| w.theme == theme).ok_or(Error::NotFound)?;
        let view = conflict(&ctx, theme, &theirs, &raw);
        return ctx.into_ctx().conflict(view).await;
    }
    if let Some(wants) = said.wants_contact {
        goals::wish_for_health(&mut ctx, wants).await?;
    }
    let entry = entry(&ctx, Action::Collect, json!({ "assessment": open.id, "theme": theme.as_str(), "consent": if consented { "given" } else { "stands" } }));
    ctx.record(entry);
    let to = format!("{}?done=theme", home(&ctx));
    ctx.into_ctx().save(&to).await
}

fn conflict(ctx: &InmateCtx, theme: Theme, theirs: &Written, raw: &ThemeForm) -> ConflictView {
    let t = ctx.t;
    let now = ThemeForm::of(theirs, true);
    let plain = |value: &str| value.to_owned();
    let weight = move |value: &str| Importance::of(value).map(|i| words::importance(t, i)).unwrap_or_default();
    let contact = move |value: &str| if value == "yes" { t.msg_plan_contact_yes() } else { t.msg_plan_contact_no() };
    let mut fields: Vec<Edited<'_>> = Vec::new();
    for ((name, theirs), (_, mine)) in now.pairs().into_iter().zip(raw.pairs()) {
        let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
            "own_words" => (t.msg_plan_own_words(), &plain),
            "needs" => (t.msg_plan_needs(), &plain),
            "resources" => (t.msg_plan_resources(), &plain),
            "importance" => (t.msg_plan_importance(), &weight),
            _ => (t.msg_plan_contact(), &contact),
        };
        fields.push(Edited { name, label, theirs, mine, read });
    }
    let consent: &(dyn Fn(&str) -> String + Sync) = &plain;
    fields.push(Edited { name: "consent", label: t.msg_plan_consent_short(), theirs: "yes", mine: "yes", read: consent });
    let action = format!("{}/{}", home(ctx), theme.as_str());
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), action, theirs.version, &raw.was, &fields)
}

/// Finished, or: the person wants none now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EndForm {
    stage: String,
    words: String,
}

async fn end(mut ctx: InmateCtx, form: Form<EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let stage = match raw.stage.as_str() {
        "finished" => Stage::Finished,
        "declined" => Stage::Declined,
        _ => return Err(Error::BadRequest),
    };
    let (open, _) = open_one(&mut ctx).await?;
    let (inmate, me, now, t) = (ctx.inmate.id, ctx.actor.account, ctx.now, ctx.t);
    let text = clean(&raw.words);
    let mut errors = Errors::new();
    if text.chars().count() > 1000 {
        errors.add("words", t.msg_plan_too_long(1000));
    }
    if stage == Stage::Finished && store::of(ctx.conn(), inmate, &[open.id]).await?.is_empty() {
        errors.add("stage", t.msg_plan_nothing_written());
    }
    if !errors.is_empty() {
        let view = page(&mut ctx, &errors, &raw).await?;
        return ctx.into_ctx().invalid(view).await;
    }
    if !store::end(ctx.conn(), open.id, stage, &text, me, now).await? {
        return Err(Error::AlreadyDone(home(&ctx)));
    }
    clock::assessed(&mut ctx, open.id).await?;
    let entry = entry(&ctx, Action::Alter, json!({ "assessment": open.id, "did": stage.as_str() }));
    ctx.record(entry);
    let to = format!("{}?done=ended", home(&ctx));
    ctx.into_ctx().save(&to).await
}

/// Given, or withdrawn.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ConsentForm {
    to: String,
}

async fn consent(mut ctx: InmateCtx, form: Form<ConsentForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let word: String = ctx.param("theme")?;
    let theme = Theme::of(&word).ok_or(Error::NotFound)?;
    let (inmate, prison, me, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let done = match raw.to.as_str() {
        "given" => store::consent(ctx.conn(), inmate, prison, theme, me, now).await?,
        "withdrawn" => store::withdraw(ctx.conn(), inmate, theme, me, now).await?,
        _ => return Err(Error::BadRequest),
    };
    let to = home(&ctx);
    if !done {
        return Err(Error::AlreadyDone(to));
    }
    let entry = entry(&ctx, Action::Alter, json!({ "theme": theme.as_str(), "consent": raw.to }));
    ctx.record(entry);
    ctx.into_ctx().save(&format!("{to}?done={}", raw.to)).await
}

async fn compare(mut ctx: InmateCtx) -> Result<Response, Error> {
    let number = |name: &str| ctx.query(name).and_then(|n| n.parse::<i32>().ok());
    let (a, b) = number("a").zip(number("b")).ok_or(Error::NotFound)?;
    let inmate = ctx.inmate.id;
    let all = store::all(ctx.conn(), inmate).await?;
    let find = |n: i32| all.iter().find(|x| x.number == n).cloned().ok_or(Error::NotFound);
    let (before, after) = (find(a.min(b))?, find(a.max(b))?);
    let written = store::of(ctx.conn(), inmate, &[before.id, after.id]).await?;
    let view = CompareView::new(&ctx, &before, &after, &written);
    ctx.into_ctx().page(view).await
}
