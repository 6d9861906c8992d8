//! Handlers of skills, references and accidents.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::WorkForm;
use super::store::{self, Accident};
use super::view::{Known, Which, WorkView, span};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::paper::PaperView;
use crate::activities::places::words::{self, Kind};
use crate::inmates::InmateCtx;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Error, Errors, Fmt, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Activities, Act::Read), needs_for(Class::Activities, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/work", read, show)
        .post("/inmates/{inmate}/work/skills", write, skill)
        .post("/inmates/{inmate}/work/skills/{skill}/withdraw", write, withdraw)
        .post("/inmates/{inmate}/work/references", write, reference)
        .get("/inmates/{inmate}/work/references/{reference}", read, paper)
        .post("/inmates/{inmate}/work/accidents", write, accident)
        .post("/inmates/{inmate}/work/accidents/{accident}", write, follow_up)
}

async fn known(ctx: &mut InmateCtx) -> Result<Known, Error> {
    let inmate = ctx.inmate.id;
    Ok(Known {
        placements: store::placements(ctx.conn(), inmate).await?,
        skills: store::skills(ctx.conn(), inmate).await?,
        references: store::references(ctx.conn(), inmate).await?,
        accidents: store::accidents(ctx.conn(), Some(inmate), None).await?,
    })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let view = WorkView::new(&ctx, &k, &WorkForm::default(), Which::None, &Errors::new());
    ctx.into_ctx().page(view).await
}

fn record(ctx: &mut InmateCtx, action: Action, detail: serde_json::Value) {
    let prison = ctx.inmate.prison_id;
    let entry = Entry { prison, ..Entry::new(action, Class::Activities).of(ctx.inmate.id).with(detail) };
    ctx.record(entry);
}

async fn saved(mut ctx: InmateCtx, action: Action, detail: serde_json::Value) -> Result<Response, Error> {
    record(&mut ctx, action, detail);
    let to = format!("/inmates/{}/work?done=1", ctx.inmate.id);
    ctx.into_ctx().save(&to).await
}

async fn wrong(ctx: InmateCtx, k: &Known, raw: &WorkForm, which: Which, errors: &Errors) -> Result<Response, Error> {
    let view = WorkView::new(&ctx, k, raw, which, errors);
    ctx.into_ctx().invalid(view).await
}

async fn skill(mut ctx: InmateCtx, form: Form<WorkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let new = match raw.parse_skill(ctx.t, &k.placements, ctx.today) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &k, &raw, Which::Skill, &errors).await,
    };
    let (id, whose, me, now) = (Uuid::now_v7(), (ctx.inmate.id, ctx.inmate.prison_id), ctx.actor.account, ctx.now);
    store::skill(ctx.conn(), id, whose, &new, me, now).await?;
    saved(ctx, Action::Collect, json!({ "skill": id })).await
}

async fn withdraw(mut ctx: InmateCtx, form: Form<WorkForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, inmate, me, now): (Uuid, _, _, _) = (ctx.param("skill")?, ctx.inmate.id, ctx.actor.account, ctx.now);
    if !store::withdraw(ctx.conn(), inmate, id, me, now).await? {
        return Err(Error::AlreadyDone(format!("/inmates/{inmate}/work")));
    }
    saved(ctx, Action::Alter, json!({ "skill": id, "did": "withdrawn" })).await
}

async fn reference(mut ctx: InmateCtx, form: Form<WorkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let prison = ctx.inmate.prison.clone().unwrap_or_default();
    let new = match raw.parse_reference(ctx.t, &k.placements, &prison, ctx.today) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &k, &raw, Which::Reference, &errors).await,
    };
    let (id, whose, me, now) = (Uuid::now_v7(), (ctx.inmate.id, ctx.inmate.prison_id), ctx.actor.account, ctx.now);
    store::reference(ctx.conn(), id, whose, &new, me, now).await?;
    saved(ctx, Action::Collect, json!({ "reference": id })).await
}

/// The reference on paper: what was done, from when to when, and what is said of it. Not where.
async fn paper(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (id, inmate): (Uuid, _) = (ctx.param("reference")?, ctx.inmate.id);
    let r = store::references(ctx.conn(), inmate).await?.into_iter().find(|r| r.id == id).ok_or(Error::NotFound)?;
    let lang = ctx.paper_lang();
    let (t, fmt) = (lang.text(), Fmt::new(lang, ctx.today));
    let kind = Kind::of(&r.kind).unwrap_or(Kind::Work);
    let work = words::code(t, ctx.catalogue(), lang.is_nb(), kind, &r.code);
    let href = |tag: &str| format!("/inmates/{inmate}/work/references/{id}?lang={tag}");
    let view = PaperView {
        frame: ctx.frame("inmates", t.msg_paper_reference()),
        tag: lang.tag(),
        languages: vec![("nb", "Bokmål", lang.is_nb(), href("nb")), ("en", "English", !lang.is_nb(), href("en"))],
        back: format!("/inmates/{inmate}/work"),
        kind: t.msg_paper_reference(),
        title: work,
        who: who(t, fmt, &ctx),
        text: r.words.lines().map(str::to_owned).collect(),
        facts: vec![(t.msg_paper_period(), span(&ctx, fmt, (r.from, r.until)))],
        signed: t.msg_paper_town_and_day(r.town.as_deref().unwrap_or_default(), fmt.long_day(r.given_on).as_str()),
        issuer: r.by.unwrap_or_default(),
        t,
    };
    record(&mut ctx, Action::Print, json!({ "page": "reference", "reference": id }));
    ctx.into_ctx().page(view).await
}

/// "Jonas Emil Hansen, born 14 March 1988".
fn who(t: crate::web::lang::Text, fmt: Fmt, ctx: &InmateCtx) -> String {
    crate::activities::paper::who(t, fmt, &ctx.inmate.given_name, &ctx.inmate.family_name, ctx.inmate.birth_date)
}

async fn accident(mut ctx: InmateCtx, form: Form<WorkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let new = match raw.parse_accident(ctx.t, &k.placements, ctx.now) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &k, &raw, Which::Accident, &errors).await,
    };
    let (id, whose, me, now) = (Uuid::now_v7(), (ctx.inmate.id, ctx.inmate.prison_id), ctx.actor.account, ctx.now);
    store::accident(ctx.conn(), id, whose, &new, me, now).await?;
    saved(ctx, Action::Collect, json!({ "accident": id, "health": new.health_called })).await
}

async fn follow_up(mut ctx: InmateCtx, form: Form<WorkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, seen): (Uuid, i32) = (ctx.param("accident")?, raw.version.parse().map_err(|_| Error::BadRequest)?);
    let k = known(&mut ctx).await?;
    let now = k.accidents.iter().find(|a| a.id == id).ok_or(Error::NotFound)?;
    let (reported_to, measures) = match raw.parse_follow_up(ctx.t) {
        Ok(parsed) => parsed,
        Err(errors) => return wrong(ctx, &k, &raw, Which::FollowUp(id), &errors).await,
    };
    let inmate = ctx.inmate.id;
    if !store::follow_up(ctx.conn(), inmate, id, seen, &reported_to, &measures).await? {
        let view = differ(&ctx, now, &raw);
        return ctx.into_ctx().conflict(view).await;
    }
    saved(ctx, Action::Alter, json!({ "accident": id, "did": "followed up" })).await
}

fn differ(ctx: &InmateCtx, now: &Accident, raw: &WorkForm) -> ConflictView {
    let t = ctx.t;
    let plain = |value: &str| value.to_owned();
    let fields = [
        Edited { name: "reported_to", label: t.msg_work_reported_to(), theirs: &now.reported_to, mine: &raw.reported_to, read: &plain },
        Edited { name: "measures", label: t.msg_work_measures(), theirs: &now.measures, mine: &raw.measures, read: &plain },
    ];
    ConflictView::new(
        ctx.frame("inmates", t.msg_conflict_title()),
        format!("/inmates/{}/work/accidents/{}", ctx.inmate.id, now.id),
        now.version,
        &raw.was,
        &fields,
    )
}
