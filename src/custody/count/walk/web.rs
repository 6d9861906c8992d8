//! Handlers of one count.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{ExplainForm, MarkForm, OpenForm, PaperForm, SignForm, happened};
use super::view::{CountView, PaperParts, PaperView, RefusedView, SheetView};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::count::model::{Count, Listed};
use crate::custody::count::rules;
use crate::custody::count::store::{self, Mark, Signature};
use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of one count.
pub fn routes() -> Routes {
    let (read, write) = (needs(Class::UnitDay, Act::Read), needs(Class::UnitDay, Act::Write));
    Routes::new()
        .post("/counts", write, open)
        .get("/counts/{count}", read, show)
        .post("/counts/{count}/mark", write, mark)
        .post("/counts/{count}/sign", write, sign)
        .post("/counts/{count}/explain", write, explain)
        .post("/counts/{count}/recount", write, recount)
        .get("/counts/{count}/print", read, print)
        .get("/counts/{count}/paper", write, show_paper)
        .post("/counts/{count}/paper", write, paper)
}

async fn load(ctx: &mut Ctx) -> Result<Count, Error> {
    let id: Uuid = ctx.param("count")?;
    store::count(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

fn entry(action: Action, count: &Count) -> Entry {
    Entry::new(action, Class::UnitDay).at(PrisonId(count.prison_id)).with(json!({ "count": count.id }))
}

fn shown(action: Action, count: &Count, people: &[Listed]) -> Entry {
    entry(action, count).showing(people.iter().filter_map(|p| p.inmate.map(InmateId)).collect())
}

/// A page that says what no longer holds; the try stays in the trail.
async fn refuse(mut ctx: Ctx, count: &Count, word: &str, conflict: bool) -> Result<Response, Error> {
    let t = ctx.t;
    let text = match word {
        "signed" => t.msg_count_refused_signed(),
        "left" => t.msg_count_refused_left(),
        "moved" => t.msg_count_refused_moved(),
        "out" => t.msg_count_refused_out(),
        "changed" => t.msg_count_refused_changed(),
        "unfinished" => t.msg_count_refused_unfinished(),
        "closed_unit" => t.msg_count_refused_closed_unit(),
        "closed_roll" => t.msg_count_refused_closed_roll(),
        "not_in_roll" => t.msg_count_refused_not_in_roll(),
        "early" => t.msg_count_refused_early(),
        "explained" | "agrees" | "recounted" | "no_need" => t.msg_count_refused_explained(),
        other => other.to_owned(),
    };
    let detail = json!({ "count": count.id, "refused": word });
    ctx.record(Entry::new(Action::Deny, Class::UnitDay).at(PrisonId(count.prison_id)).with(detail));
    let view =
        RefusedView { frame: ctx.frame("counts", t.msg_count_refused_title()), text, back: format!("/counts/{}", count.id), label: t.msg_count_refused_back() };
    if conflict { ctx.conflict(view).await } else { ctx.invalid(view).await }
}

async fn open(mut ctx: Ctx, form: Form<OpenForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (Ok(roll_id), Ok(unit)) = (raw.roll.parse::<Uuid>(), raw.unit.parse::<Uuid>()) else { return Err(Error::NotFound) };
    let found = store::roll(ctx.conn(), roll_id).await?.ok_or(Error::NotFound)?;
    if !rules::may_begin(found.due_at, ctx.now) {
        return refuse_opening(ctx, roll_id, PrisonId(found.prison_id), "early").await;
    }
    match store::open(ctx.conn(), Uuid::now_v7(), roll_id, unit, None).await? {
        (_, Some(count)) => {
            ctx.record(Entry::new(Action::Collect, Class::UnitDay).at(PrisonId(found.prison_id)).with(json!({ "count": count, "opened": true })));
            ctx.save(&format!("/counts/{count}")).await
        }
        (word, None) if word == "none" => Err(Error::NotFound),
        (word, None) => refuse_opening(ctx, roll_id, PrisonId(found.prison_id), &word).await,
    }
}

async fn refuse_opening(mut ctx: Ctx, roll_id: Uuid, prison: PrisonId, word: &str) -> Result<Response, Error> {
    let t = ctx.t;
    let text = match word {
        "closed_unit" => t.msg_count_refused_closed_unit(),
        "closed_roll" => t.msg_count_refused_closed_roll(),
        "early" => t.msg_count_refused_early(),
        _ => t.msg_count_refused_not_in_roll(),
    };
    ctx.record(Entry::new(Action::Deny, Class::UnitDay).at(prison).with(json!({ "roll": roll_id, "refused": word })));
    let view = RefusedView { frame: ctx.frame("counts", t.msg_count_refused_title()), text, back: "/counts".to_owned(), label: t.msg_count_refused_back_all() };
    ctx.conflict(view).await
}

async fn page(ctx: &mut Ctx, count: &Count, raw: &ExplainForm, errors: &Errors) -> Result<CountView, Error> {
    let people = store::people(ctx.conn(), count.id, None).await?;
    let cells = store::cells(ctx.conn(), count.unit_id).await?;
    let seen = if count.open() { store::seen(ctx.conn(), count.id, None).await? } else { String::new() };
    ctx.record(shown(Action::List, count, &people));
    Ok(CountView::new(ctx, count, &people, &cells, seen, raw, errors))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let count = load(&mut ctx).await?;
    let view = page(&mut ctx, &count, &ExplainForm::default(), &Errors::new()).await?;
    ctx.keep_offline().await?;
    ctx.page(view).await
}

async fn mark(mut ctx: Ctx, form: Form<MarkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let made_at = ctx.made_at()?;
    let count = load(&mut ctx).await?;
    let tap = match raw.parse(ctx.t) {
        Ok(tap) => tap,
        Err(errors) => {
            let text = errors.iter().map(|(_, m)| m.to_owned()).collect::<Vec<_>>().join(" ");
            return refuse(ctx, &count, &text, false).await;
        }
    };
    let mark = Mark { keys: &tap.keys, cell: tap.cell, status: tap.status, place: tap.place.as_deref(), made_at };
    match store::mark(ctx.conn(), count.id, &mark).await?.as_str() {
        "ok" => {}
        "none" => return Err(Error::NotFound),
        word => return refuse(ctx, &count, word, true).await,
    }
    let detail = json!({ "count": count.id, "status": tap.status, "people": tap.keys.len(), "made_at": made_at });
    ctx.record(Entry::new(Action::Collect, Class::UnitDay).at(PrisonId(count.prison_id)).with(detail));
    let anchor = tap.cell.map(|c| c.to_string()).unwrap_or_default();
    ctx.save(&format!("/counts/{}#c-{anchor}", count.id)).await
}

/// Tells the duty officer that a count does not agree.
async fn tell(ctx: &mut Ctx, count: &Count) -> Result<(), Error> {
    let now = store::count(ctx.conn(), count.id).await?.ok_or(Error::NotFound)?;
    if now.unexplained() {
        store::tell_duty_officer(ctx.conn(), PrisonId(count.prison_id), &count.unit, count.roll_id).await?;
    }
    Ok(())
}

async fn sign(mut ctx: Ctx, form: Form<SignForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let made_at = ctx.made_at()?;
    let count = load(&mut ctx).await?;
    let extra = match raw.parse(ctx.t) {
        Ok(extra) => extra,
        Err(errors) => {
            let view = page(&mut ctx, &count, &ExplainForm::default(), &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let how = if ctx.by_tablet() || ctx.actor.around.device.is_some() { "tablet" } else { "desk" };
    let signature = Signature { seen: &raw.seen, by: ctx.actor.account, how, happened_at: made_at, at: None, extra };
    match store::sign(ctx.conn(), count.id, &signature).await?.as_str() {
        "ok" => {}
        "none" => return Err(Error::NotFound),
        word => return refuse(ctx, &count, word, word != "unfinished").await,
    }
    tell(&mut ctx, &count).await?;
    let detail = json!({ "count": count.id, "signed": how, "happened_at": made_at });
    ctx.record(Entry::new(Action::Decide, Class::UnitDay).at(PrisonId(count.prison_id)).with(detail));
    ctx.save(&format!("/counts/{}", count.id)).await
}

async fn explain(mut ctx: Ctx, form: Form<ExplainForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let count = load(&mut ctx).await?;
    let explained = match raw.parse(ctx.t) {
        Ok(explained) => explained,
        Err(errors) => {
            let view = page(&mut ctx, &count, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    match store::explain(ctx.conn(), count.id, explained.code.as_str(), &explained.words, &explained.found).await?.as_str() {
        "ok" => {}
        "none" => return Err(Error::NotFound),
        word => return refuse(ctx, &count, word, true).await,
    }
    let detail = json!({ "count": count.id, "explanation": explained.code.as_str() });
    ctx.record(Entry::new(Action::Decide, Class::UnitDay).at(PrisonId(count.prison_id)).with(detail));
    ctx.save(&format!("/counts/{}", count.id)).await
}

async fn recount(mut ctx: Ctx, form: Form<SignForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let count = load(&mut ctx).await?;
    match store::open(ctx.conn(), Uuid::now_v7(), count.roll_id, count.unit_id, Some(count.id)).await? {
        (_, Some(second)) => {
            ctx.record(entry(Action::Collect, &count).with(json!({ "count": second, "recount_of": count.id })));
            ctx.save(&format!("/counts/{second}")).await
        }
        (word, None) if word == "none" => Err(Error::NotFound),
        (word, None) => refuse(ctx, &count, &word, true).await,
    }
}

async fn print(mut ctx: Ctx) -> Result<Response, Error> {
    let count = load(&mut ctx).await?;
    let people = store::people(ctx.conn(), count.id, None).await?;
    let cells = store::cells(ctx.conn(), count.unit_id).await?;
    ctx.record(shown(Action::Print, &count, &people));
    let view = SheetView::new(&ctx, &count, &people, &cells);
    ctx.page(view).await
}

/// The paper page: first the time, then the list as the books had it then.
async fn paper_page(ctx: &mut Ctx, count: &Count, raw: &PaperForm, errors: &Errors) -> Result<PaperView, Error> {
    let time = if raw.at.is_empty() { None } else { happened(&raw.at, ctx.t, ctx.now, count.due_at).ok() };
    let (mut people, mut seen, mut staff) = (None, String::new(), Vec::new());
    if let Some((at, _)) = time {
        let (prison, me) = (PrisonId(count.prison_id), ctx.actor.account);
        let listed = store::people(ctx.conn(), count.id, Some(at)).await?;
        seen = store::seen(ctx.conn(), count.id, Some(at)).await?;
        staff = store::on_duty(ctx.conn(), prison, at, me).await?;
        ctx.record(shown(Action::List, count, &listed));
        people = Some(listed);
    }
    let parts = PaperParts { count, people: people.as_deref(), staff, seen, twice: time.is_some_and(|(_, twice)| twice) };
    Ok(PaperView::new(ctx, parts, raw, errors))
}

async fn show_paper(mut ctx: Ctx) -> Result<Response, Error> {
    let count = load(&mut ctx).await?;
    if !count.open() {
        return refuse(ctx, &count, "signed", true).await;
    }
    let raw = PaperForm { at: ctx.query_time("at").unwrap_or_default(), ..PaperForm::default() };
    let mut errors = Errors::new();
    if !raw.at.is_empty()
        && let Err(message) = happened(&raw.at, ctx.t, ctx.now, count.due_at)
    {
        errors.add("at", message);
    }
    let view = paper_page(&mut ctx, &count, &raw, &errors).await?;
    if errors.is_empty() { ctx.page(view).await } else { ctx.invalid(view).await }
}

async fn paper(mut ctx: Ctx, form: Form<PaperForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let count = load(&mut ctx).await?;
    let parsed = raw.parse(ctx.t, ctx.now, count.due_at);
    let sheet = match parsed {
        Ok(sheet) => sheet,
        Err(errors) => {
            let view = paper_page(&mut ctx, &count, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (prison, me) = (PrisonId(count.prison_id), ctx.actor.account);
    let staff = store::on_duty(ctx.conn(), prison, sheet.at, me).await?;
    if !staff.iter().any(|(id, _)| *id == sheet.by) {
        let mut errors = Errors::new();
        errors.add("by", ctx.t.msg_count_choose_counter());
        let view = paper_page(&mut ctx, &count, &raw, &errors).await?;
        return ctx.invalid(view).await;
    }
    store::paper(ctx.conn(), count.id, &sheet.lines, sheet.at).await?;
    let signature = Signature { seen: &raw.seen, by: AccountId(sheet.by), how: "paper", happened_at: sheet.at, at: Some(sheet.at), extra: sheet.extra };
    match store::sign(ctx.conn(), count.id, &signature).await?.as_str() {
        "ok" => {}
        "none" => return Err(Error::NotFound),
        word => return refuse(ctx, &count, word, word != "unfinished").await,
    }
    tell(&mut ctx, &count).await?;
    let detail = json!({ "count": count.id, "signed": "paper", "happened_at": sheet.at, "counted_by": sheet.by });
    ctx.record(Entry::new(Action::Decide, Class::UnitDay).at(prison).with(detail));
    ctx.save(&format!("/counts/{}", count.id)).await
}
