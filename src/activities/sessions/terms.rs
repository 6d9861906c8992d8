//! A school year's terms: a frame to plan in, which holds nothing open and shuts nothing.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::parse::TermForm;
use super::store::{self, Term};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::{self, prison, prisons};
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/terms", needs(Class::ActivityPlaces, Act::Read), show).post("/terms", needs(Class::ActivityPlaces, Act::Write), keep)
}

struct Row {
    id: String,
    name: String,
    span: String,
    now: bool,
}

#[derive(Template)]
#[template(path = "activities/terms.html")]
struct ListView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    stale: Option<String>,
    done: Option<String>,
    prisons: Vec<Chip>,
    action: String,
    base: String,
    rows: Vec<Row>,
    fields: Option<Vec<Field>>,
    /// The term that the form changes.
    editing: String,
    version: String,
}

async fn view(ctx: &mut Ctx, at: PrisonId, terms: &[Term], raw: &TermForm, stale: Option<String>, errors: &Errors) -> Result<ListView, Error> {
    let prisons = prisons(ctx, "/terms", at).await?;
    let (t, fmt, today) = (ctx.t, ctx.fmt(), ctx.today);
    let last = |x: &Term| x.until.and_then(|d| d.pred_opt());
    let row = |x: &Term| Row {
        id: x.id.to_string(),
        name: x.name.clone(),
        span: x.from.zip(last(x)).map(|(a, b)| t.msg_term_span(fmt.day(a).as_str(), fmt.day(b).as_str())).unwrap_or_default(),
        now: x.from.is_some_and(|d| d <= today) && x.until.is_some_and(|d| d > today),
    };
    Ok(ListView {
        frame: ctx.frame("activities", t.msg_term_nav()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        stale,
        done: ctx.query("done").map(|_| t.msg_place_done()),
        base: if prisons.is_empty() { "/terms?".to_owned() } else { format!("/terms?prison={at}&") },
        action: if prisons.is_empty() { "/terms".to_owned() } else { format!("/terms?prison={at}") },
        prisons,
        rows: terms.iter().map(row).collect(),
        fields: places::decides(ctx).then(|| {
            vec![
                Field::text("name", t.msg_term_name(), &raw.name).hint(t.msg_term_name_hint()).max(60).required(t).errors(errors),
                Field::day("from", t.msg_term_from(), &raw.from).required(t).errors(errors),
                Field::day("last", t.msg_term_last(), &raw.last).required(t).errors(errors),
            ]
        }),
        editing: raw.id.clone(),
        version: raw.version.clone(),
    })
}

fn filled(x: &Term) -> TermForm {
    TermForm {
        id: x.id.to_string(),
        name: x.name.clone(),
        from: x.from.map(|d| d.to_string()).unwrap_or_default(),
        last: x.until.and_then(|d| d.pred_opt()).map(|d| d.to_string()).unwrap_or_default(),
        version: x.version.to_string(),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let at = prison(&ctx)?;
    let terms = store::terms(ctx.conn(), at).await?;
    let edit = ctx.query("edit").and_then(|id| id.parse::<Uuid>().ok());
    let raw = terms.iter().find(|x| Some(x.id) == edit).map(filled).unwrap_or_default();
    let view = view(&mut ctx, at, &terms, &raw, None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn keep(mut ctx: Ctx, form: Form<TermForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !places::decides(&ctx) {
        return Err(Error::Forbidden);
    }
    let at = prison(&ctx)?;
    let terms = store::terms(ctx.conn(), at).await?;
    let old = raw.id.parse::<Uuid>().ok();
    if old.is_some_and(|id| !terms.iter().any(|x| x.id == id)) {
        return Err(Error::NotFound);
    }
    let seen: i32 = if old.is_some() { raw.version.parse().map_err(|_| Error::BadRequest)? } else { 0 };
    let errors = match raw.parse(ctx.t) {
        Ok((name, from, last)) => {
            let kept = match old {
                Some(id) => store::edit_term(ctx.conn(), id, seen, &name, from, last).await,
                None => store::add_term(ctx.conn(), at, &name, from, last).await.map(|()| true),
            };
            match kept {
                Ok(true) => {
                    ctx.record(Entry::new(Action::Alter, Class::ActivityPlaces).at(at).with(json!({ "term": old, "did": "term" })));
                    let to = if ctx.actor.prisons.len() > 1 { format!("/terms?prison={at}&done=1") } else { "/terms?done=1".to_owned() };
                    return ctx.save(&to).await;
                }
                Ok(false) => {
                    // Theirs stands in the list above; mine is still in the form, on their version.
                    let version = terms.iter().find(|x| Some(x.id) == old).map(|x| x.version.to_string()).unwrap_or_default();
                    let mine = TermForm { version, ..raw };
                    let stale = Some(ctx.t.msg_place_changed());
                    let view = view(&mut ctx, at, &terms, &mine, stale, &Errors::new()).await?;
                    return ctx.conflict(view).await;
                }
                Err(error) if db::violated(&error) == Some("term_overlaps") => {
                    let mut errors = Errors::new();
                    errors.add("from", ctx.t.msg_term_overlaps());
                    errors
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    let view = view(&mut ctx, at, &terms, &raw, None, &errors).await?;
    ctx.invalid(view).await
}
