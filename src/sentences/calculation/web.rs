//! Handlers of the calculation.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{AnswerForm, ConfirmForm, OverrideForm};
use super::model::Calculation;
use super::view::{CompareView, Current, OverrideView, QueueView, Read, RuleResultsView, SentenceView, SheetView};
use super::{isolation, run, store};
use crate::access::{Act, Action, Actor, Class, Entry};
use crate::inmates::InmateCtx;
use crate::sentences::release_errors;
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

/// So many in the list of those who wait.
const MOST: i64 = 200;

/// The routes of the calculation.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Sentence, Act::Read), needs_for(Class::Sentence, Act::Write));
    Routes::new()
        .get("/calculations", needs(Class::Sentence, Act::Write), queue)
        .get("/calculations/by-rule/{rule}", needs(Class::Sentence, Act::Read), of_rule)
        .get("/inmates/{inmate}/sentence", read, show)
        .post("/inmates/{inmate}/sentence/confirm", read, confirm)
        .post("/inmates/{inmate}/sentence/recompute", write, recompute)
        .get("/inmates/{inmate}/sentence/override", write, show_override)
        .post("/inmates/{inmate}/sentence/override", write, propose)
        .post("/inmates/{inmate}/sentence/proposals/{row}", read, answer)
        .get("/inmates/{inmate}/sentence/isolation/{row}", read, isolation::show)
        .post("/inmates/{inmate}/sentence/isolation/{row}", write, isolation::propose)
        .post("/inmates/{inmate}/sentence/isolation/{row}/decide", needs_for(Class::IsolationCredit, Act::Decide), isolation::decide)
        .get("/inmates/{inmate}/sentence/compare", read, compare)
        .get("/inmates/{inmate}/sentence/sheet", read, sheet)
}

/// The list of those who wait, for whoever may confirm.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    actor.may(Class::Sentence, Act::Write).then(|| NavItem {
        section: "calculations",
        href: "/calculations".to_owned(),
        icon: "Timer",
        label: t.msg_calc_nav(),
        key: "",
    })
}

/// A second pair of eyes: whoever works with sentences and reads this person's file. A case manager writes in the files assigned to them, and
/// the second is as a rule somebody to whom the person is not.
pub(super) fn second_eyes(ctx: &InmateCtx) -> bool {
    ctx.may(Class::Sentence, Act::Write) && ctx.reach().deep
}

pub(super) fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/sentence", ctx.inmate.id)
}

pub(super) fn entry(ctx: &InmateCtx, action: Action, did: &str, row: Uuid) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Sentence).of(ctx.inmate.id).with(json!({ "calculation": did, "row": row })) }
}

async fn queue(mut ctx: Ctx) -> Result<Response, Error> {
    let me = ctx.actor.account;
    let waiting = store::waiting(ctx.conn(), me, MOST).await?;
    ctx.record(Entry::new(Action::List, Class::Sentence).showing(waiting.iter().map(|w| w.inmate).collect()));
    let view = QueueView::new(&ctx, &waiting);
    ctx.page(view).await
}

/// So many of a rule's people on a page.
const A_PAGE: usize = 50;

/// Those of the reader's people whose calculation rests on a rule.
async fn of_rule(mut ctx: Ctx) -> Result<Response, Error> {
    let rule: String = ctx.param("rule")?;
    let book = ctx.catalogue().law().clone();
    let newest = book.rows().filter(|r| r.id == rule).max_by_key(|r| r.valid_from).ok_or(Error::NotFound)?;
    let label = crate::web::law::label(ctx.lang, newest).to_owned();
    let after: Option<Uuid> = ctx.query("after").map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
    let mut found = store::of_rule(ctx.conn(), &rule, after, A_PAGE as i64 + 1).await?;
    let more = (found.len() > A_PAGE).then(|| found.get(A_PAGE - 1).map(|r| r.inmate)).flatten();
    found.truncate(A_PAGE);
    ctx.record(Entry::new(Action::List, Class::Sentence).showing(found.iter().map(|r| r.inmate).collect()).with(json!({ "rule": rule })));
    let view = RuleResultsView::new(&ctx, &rule, label, &found, after.is_some(), more);
    ctx.page(view).await
}

/// The accounts that the page names.
fn accounts<'c>(calculations: impl Iterator<Item = &'c Calculation>) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for k in calculations {
        ids.extend(k.confirmed.map(|(_, by)| by));
        ids.extend(k.overrides.values().flat_map(|o| [o.by, o.decided_by]));
        let lines = k.outcome.ledger.lines.iter().chain(k.outcome.beside.iter().flat_map(|b| &b.ledger.lines));
        ids.extend(lines.filter_map(|l| l.source.and_then(|s| s.author)));
    }
    ids
}

async fn read(ctx: &mut InmateCtx) -> Result<Read, Error> {
    let inmate = ctx.inmate.id;
    let current = Current::of(store::current(ctx.conn(), inmate).await?);
    let ids = accounts(current.iter().flat_map(|c| std::iter::once(&c.newest).chain(&c.in_force)));
    Ok(Read {
        history: store::history(ctx.conn(), inmate).await?,
        documents: store::documents(ctx.conn(), inmate).await?,
        names: store::names(ctx.conn(), &ids).await?,
        pending: store::is_pending(ctx.conn(), inmate).await?,
        alarm: store::alarm(ctx.conn(), inmate).await?,
        proposals: store::proposals(ctx.conn(), inmate).await?,
        isolation: store::isolation(ctx.conn(), inmate).await?,
        errors: release_errors::store::of_person(ctx.conn(), inmate).await?,
        current,
    })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let read = read(&mut ctx).await?;
    let view = SentenceView::new(&ctx, &read, "", &Errors::new());
    ctx.into_ctx().page(view).await
}

/// The page again, with what stood in the way.
async fn refused(mut ctx: InmateCtx, note: &str, errors: Errors, conflict: bool) -> Result<Response, Error> {
    let read = read(&mut ctx).await?;
    let view = SentenceView::new(&ctx, &read, note, &errors);
    if conflict { ctx.into_ctx().conflict(view).await } else { ctx.into_ctx().invalid(view).await }
}

/// What the database answered, as words beside the form; `None` when it was done. With whether it is a conflict with somebody else.
pub(super) fn obstacle(t: Text, answer: &str) -> Result<Option<(String, bool)>, Error> {
    Ok(Some(match answer {
        "done" => return Ok(None),
        "own" => (t.msg_calc_refused_own(), false),
        "own_answer" => (t.msg_calc_refused_own_answer(), false),
        "pending" => (t.msg_calc_refused_pending(), true),
        "stale" => (t.msg_calc_refused_stale(), true),
        "waiting" => (t.msg_calc_refused_waiting(), true),
        _ => return Err(Error::NotFound),
    }))
}

async fn confirm(mut ctx: InmateCtx, form: Form<ConfirmForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !second_eyes(&ctx) {
        return Err(Error::Forbidden);
    }
    let (calculation, note) = match raw.parse(ctx.t) {
        Ok(parsed) => parsed,
        Err(errors) => return refused(ctx, &raw.note, errors, false).await,
    };
    let inmate = ctx.inmate.id;
    // Somebody else's calculation under this person's address is none.
    if !store::current(ctx.conn(), inmate).await?.iter().any(|k| k.id == calculation) {
        let mut errors = Errors::new();
        errors.add("note", ctx.t.msg_calc_refused_stale());
        return refused(ctx, &raw.note, errors, true).await;
    }
    let answer = store::confirm(ctx.conn(), calculation, &note).await?;
    if let Some((words, conflict)) = obstacle(ctx.t, &answer)? {
        let mut errors = Errors::new();
        errors.add("note", words);
        return refused(ctx, &raw.note, errors, conflict).await;
    }
    let (entry, home) = (entry(&ctx, Action::Decide, "confirmed", calculation), home(&ctx));
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}

async fn recompute(mut ctx: InmateCtx, form: Form<AnswerForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (inmate, today, law) = (ctx.inmate.id, ctx.today, ctx.catalogue().law().clone());
    store::ask(ctx.conn(), inmate).await?;
    // Dates that were set by hand are looked at anew too.
    let by_hand = store::current(ctx.conn(), inmate).await?.first().is_some_and(|k| !k.overrides.is_empty());
    run::recompute_some(ctx.conn(), &law, &[inmate], today, by_hand).await?;
    let (entry, home) = (entry(&ctx, Action::Alter, "asked for anew", inmate.0), home(&ctx));
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}

/// The calculation that a date can be set in: the newest, in force.
async fn settable(ctx: &mut InmateCtx) -> Result<Calculation, Error> {
    let inmate = ctx.inmate.id;
    let current = Current::of(store::current(ctx.conn(), inmate).await?);
    current.map(|c| c.newest).filter(Calculation::in_force).ok_or(Error::NotFound)
}

async fn show_override(mut ctx: InmateCtx) -> Result<Response, Error> {
    let calculation = settable(&mut ctx).await?;
    let view = OverrideView::new(&ctx, &calculation, &OverrideForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn propose(mut ctx: InmateCtx, form: Form<OverrideForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let calculation = settable(&mut ctx).await?;
    let mut errors = match raw.parse(ctx.t, &calculation) {
        Ok(new) => {
            let id = Uuid::now_v7();
            // The version that the form was opened on: a newer one has to be read first.
            let on: Uuid = raw.calculation.parse().unwrap_or_default();
            let was = calculation.date(new.point);
            let typed = store::NewOverride { id, calculation: on, point: new.point, was, on: new.on, reason: &new.reason };
            let answer = if on == calculation.id { store::propose(ctx.conn(), &typed).await? } else { "stale".to_owned() };
            match obstacle(ctx.t, &answer)? {
                None => {
                    let (entry, home) = (entry(&ctx, Action::Collect, "override proposed", id), home(&ctx));
                    ctx.record(entry);
                    return ctx.into_ctx().save(&home).await;
                }
                Some((words, _)) => {
                    let mut errors = Errors::new();
                    errors.add("point", words);
                    let view = OverrideView::new(&ctx, &calculation, &raw, &errors);
                    return ctx.into_ctx().conflict(view).await;
                }
            }
        }
        Err(errors) => errors,
    };
    if errors.is_empty() {
        errors.add("point", ctx.t.msg_calc_error_point());
    }
    let view = OverrideView::new(&ctx, &calculation, &raw, &errors);
    ctx.into_ctx().invalid(view).await
}

async fn answer(mut ctx: InmateCtx, form: Form<AnswerForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !second_eyes(&ctx) {
        return Err(Error::Forbidden);
    }
    let row: Uuid = ctx.param("row")?;
    let outcome = raw.parse().ok_or(Error::BadRequest)?;
    let inmate = ctx.inmate.id;
    if !store::proposals(ctx.conn(), inmate).await?.iter().any(|p| p.id == row) {
        return Err(Error::AlreadyDone(home(&ctx)));
    }
    let answer = store::answer(ctx.conn(), row, outcome, "").await?;
    let answer = if answer == "own" { "own_answer" } else { answer.as_str() };
    if let Some((words, conflict)) = obstacle(ctx.t, answer)? {
        let mut errors = Errors::new();
        errors.add("note", words);
        return refused(ctx, "", errors, conflict).await;
    }
    let (entry, home) = (entry(&ctx, Action::Decide, outcome, row), home(&ctx));
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}

async fn compare(mut ctx: InmateCtx) -> Result<Response, Error> {
    let number = |name: &str| ctx.query(name).and_then(|n| n.parse::<i32>().ok());
    let (a, b) = number("a").zip(number("b")).ok_or(Error::NotFound)?;
    let inmate = ctx.inmate.id;
    let mut found = store::versions(ctx.conn(), inmate, Some(&[a, b])).await?;
    // The newest first, as the store gives them.
    let (Some(before), Some(after)) = (found.pop(), found.pop()) else { return Err(Error::NotFound) };
    let documents = store::documents(ctx.conn(), inmate).await?;
    let names = store::names(ctx.conn(), &accounts([&before, &after].into_iter())).await?;
    let view = CompareView::new(&ctx, &before, &after, &documents, &names);
    ctx.into_ctx().page(view).await
}

async fn sheet(mut ctx: InmateCtx) -> Result<Response, Error> {
    let lang = ctx.paper_lang();
    let inmate = ctx.inmate.id;
    // What is in force is what the inmate is told; a first calculation that waits says that it does.
    let current = Current::of(store::current(ctx.conn(), inmate).await?).ok_or(Error::NotFound)?;
    let calculation = current.in_force.unwrap_or(current.newest);
    if calculation.outcome.start.is_none() {
        return Err(Error::NotFound);
    }
    let entry = entry(&ctx, Action::Print, "sheet", calculation.id);
    ctx.record(entry);
    let view = SheetView::new(&ctx, &calculation, lang);
    ctx.into_ctx().page(view).await
}
