//! Handlers of searches that are due.

use axum::response::Response;
use serde_json::json;

use super::form::{PlanForm, ReasonForm, RuleForm};
use super::view::{DueRow, DueView, LeaveOutView, PlanFormView, PlanView, rule_fields, rule_words};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::log::offer;
use crate::custody::searches::store::due::{self as store, Due, Plan, Unsearched};
use crate::custody::searches::store::{Somebody, everybody};
use crate::custody::searches::view::{Person, between, pick_text, prison_field, prison_in, prison_of, writes};
use crate::platform::id::{InmateId, PrisonId, RowId, UnitId};
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of searches that are due.
pub fn routes() -> Routes {
    let (reads, adds) = (needs(Class::Searches, Act::Read), needs(Class::Searches, Act::Write));
    Routes::new()
        .get("/searches/due", reads, list)
        .post("/searches/rule", needs(Class::Searches, Act::Decide), set_rule)
        .get("/searches/plans/new", adds, fresh)
        .post("/searches/plans", adds, decide)
        .get("/searches/plans/{plan}", reads, show)
        .post("/searches/plans/{plan}/cancel", adds, cancel)
        .get("/searches/leave-out", adds, ask_leave_out)
        .post("/searches/leave-out", adds, leave_out)
}

/// Which of what is due: the shift's own units, or the house.
fn part(ctx: &Ctx) -> Vec<UnitId> {
    if ctx.query("unit").as_deref() == Some("mine") { ctx.actor.units.clone() } else { Vec::new() }
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let view = page(&mut ctx, prison, None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn page(ctx: &mut Ctx, prison: PrisonId, typed: Option<&RuleForm>, errors: &Errors) -> Result<DueView, Error> {
    let (units, today, now) = (part(ctx), ctx.today, ctx.now);
    let found = store::list(ctx.conn(), prison, &units, today, now).await?;
    let rule = store::rule(ctx.conn(), prison, today).await?;
    let prisons = prison_field(ctx, prison).await?;
    let coming = ctx.query("list").as_deref() == Some("coming");
    let (ripe, ahead): (Vec<&Due>, Vec<&Due>) = found.iter().partition(|d| d.due_on <= today);
    let (t, fmt, name) = (ctx.t, ctx.fmt(), prison.to_string());
    let mine = if units.is_empty() { "" } else { "&unit=mine" };
    let list = if coming { "coming" } else { "now" };
    let chip =
        |word: &str, label, n: usize| Chip::new(format!("/searches/due?list={word}&prison={name}{mine}"), label, Some(fmt.number(n as i64)), word == list);
    let chips = vec![chip("now", t.msg_searchdue_now(), ripe.len()), chip("coming", t.msg_searchdue_coming(), ahead.len())];
    let parts = if ctx.actor.units.is_empty() {
        Vec::new()
    } else {
        let part = |path: &str, label, on| Chip::new(format!("/searches/due?list={list}&prison={name}{path}"), label, None, on);
        vec![part("&unit=mine", t.msg_inspection_mine(), !units.is_empty()), part("", t.msg_inspection_whole(), units.is_empty())]
    };
    let shown: Vec<&Due> = if coming { ahead } else { ripe };
    ctx.record(named(prison, &shown));
    let writes = writes(ctx);
    let decides = ctx.may(Class::Searches, Act::Decide);
    let own = rule.map(|rule| RuleForm::of(name.clone(), rule)).unwrap_or_default();
    Ok(DueView {
        frame: ctx.frame("searches", t.msg_searchdue_heading()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        between: between(ctx, "due"),
        chips,
        parts,
        prisons,
        list,
        due: shown.into_iter().map(|d| DueRow::of(ctx, d, writes)).collect(),
        writes,
        rule: rule_words(t, rule),
        edits: decides.then(|| rule_fields(t, typed.unwrap_or(&own), errors)),
        prison: name,
    })
}

fn named(prison: PrisonId, shown: &[&Due]) -> Entry {
    let people = shown.iter().filter(|d| d.number.is_some()).filter_map(|d| d.inmate_id).map(InmateId).collect();
    Entry::new(Action::List, Class::Searches).showing(people).at(prison).with(json!({ "list": "due" }))
}

/// The first of what is due by today, for the page of searches; how many there are, and their entry for the trail.
pub async fn first(ctx: &mut Ctx, prison: PrisonId, most: usize) -> Result<(Vec<DueRow>, i64), Error> {
    let (today, now) = (ctx.today, ctx.now);
    let found = store::list(ctx.conn(), prison, &[], today, now).await?;
    let ripe: Vec<&Due> = found.iter().filter(|d| d.due_on <= today).collect();
    let shown: Vec<&Due> = ripe.iter().take(most).copied().collect();
    if !shown.is_empty() {
        ctx.record(named(prison, &shown));
    }
    let writes = writes(ctx);
    Ok((shown.iter().map(|d| DueRow::of(ctx, d, writes)).collect(), ripe.len() as i64))
}

async fn set_rule(mut ctx: Ctx, form: Form<RuleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison_in(&ctx, &raw.prison)?;
    let rule = match raw.parse(ctx.t) {
        Ok(rule) => rule,
        Err(errors) => {
            let view = page(&mut ctx, prison, Some(&raw), &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (today, by, now) = (ctx.today, ctx.actor.account, ctx.now);
    store::set_rule(ctx.conn(), prison, today, rule, by, now).await?;
    let detail = json!({ "cell_days_high": rule.cell_days_high, "cell_days_lower": rule.cell_days_lower, "after_hours": rule.after_hours, "before_hours": rule.before_hours });
    ctx.record(Entry::new(Action::Administer, Class::Searches).at(prison).with(detail));
    ctx.save(&format!("/searches/due?prison={prison}")).await
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let mut form = PlanForm { due: ctx.today.to_string(), cell: ctx.query("cell").unwrap_or_default(), ..PlanForm::default() };
    if let Some(id) = ctx.query("inmate").and_then(|i| i.parse::<InmateId>().ok()) {
        form.who = somebody(&mut ctx, prison, id).await?.map(|p| pick_text(&p)).unwrap_or_default();
    }
    let offer = offer(&mut ctx, prison, &form.who).await?;
    let view = PlanFormView::new(&ctx, &prison.to_string(), offer, &form, &Errors::new());
    ctx.page(view).await
}

async fn decide(mut ctx: Ctx, form: Form<PlanForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison_in(&ctx, &raw.prison)?;
    let offer = offer(&mut ctx, prison, &raw.who).await?;
    let command = match raw.parse(ctx.t, offer.subject.as_ref(), &offer.rooms, ctx.today) {
        Ok(command) => command,
        Err(errors) => {
            let view = PlanFormView::new(&ctx, &prison.to_string(), offer, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let (id, by, now) = (RowId::fresh(), ctx.actor.account, ctx.now);
    store::insert(ctx.conn(), id, prison, &command, by, now).await?;
    let detail = json!({ "search_plan": id, "kind": command.kind.as_str(), "ground": command.ground.as_str() });
    ctx.record(Entry { inmate: command.inmate, ..Entry::new(Action::Collect, Class::Searches).at(prison).with(detail) });
    ctx.save(&format!("/searches/plans/{id}")).await
}

/// The plan in the path, of one of the reader's prisons; the look at its person is in the trail.
async fn the_plan(ctx: &mut Ctx) -> Result<Plan, Error> {
    let id: RowId = ctx.param("plan")?;
    let plan = store::plan(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let mut entry = Entry::new(Action::Look, Class::Searches).with(json!({ "search_plan": id }));
    entry.prison = plan.prison_id.map(PrisonId);
    entry.inmate = plan.inmate_id.filter(|_| plan.number.is_some()).map(InmateId);
    ctx.record(entry);
    Ok(plan)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let plan = the_plan(&mut ctx).await?;
    let view = PlanView::new(&ctx, &plan, writes(&ctx), &ReasonForm::default(), &Errors::new());
    ctx.page(view).await
}

async fn cancel(mut ctx: Ctx, form: Form<ReasonForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let plan = the_plan(&mut ctx).await?;
    // What was done or called off meanwhile stands; the page shows it.
    let done = || Error::AlreadyDone(format!("/searches/plans/{}", plan.id));
    if plan.search_id.is_some() || plan.cancel_reason.is_some() {
        return Err(done());
    }
    match raw.parse(ctx.t) {
        Ok(why) => {
            let (by, now, version) = (ctx.actor.account, ctx.now, raw.version.parse().map_err(|_| Error::BadRequest)?);
            if !store::cancel(ctx.conn(), RowId(plan.id), version, &why, by, now).await? {
                return Err(done());
            }
            let mut entry = Entry::new(Action::Alter, Class::Searches).with(json!({ "search_plan": plan.id, "done": "cancelled" }));
            (entry.inmate, entry.prison) = (plan.inmate_id.map(InmateId), plan.prison_id.map(PrisonId));
            ctx.record(entry);
            ctx.save(&format!("/searches/plans/{}", plan.id)).await
        }
        Err(errors) => {
            let view = PlanView::new(&ctx, &plan, writes(&ctx), &raw, &errors);
            ctx.invalid(view).await
        }
    }
}

async fn somebody(ctx: &mut Ctx, prison: PrisonId, id: InmateId) -> Result<Option<Somebody>, Error> {
    Ok(everybody(ctx.conn(), prison).await?.into_iter().find(|p| p.id == id.0))
}

/// Who arrived or came back and was not searched since; nobody else is left out.
async fn unsearched(ctx: &mut Ctx, form: &ReasonForm) -> Result<(PrisonId, Somebody, Unsearched), Error> {
    let prison = prison_in(ctx, &form.prison)?;
    let id: InmateId = form.inmate.parse().map_err(|_| Error::NotFound)?;
    let person = somebody(ctx, prison, id).await?.ok_or(Error::NotFound)?;
    let now = ctx.now;
    let found = store::unsearched(ctx.conn(), prison, id, now).await?.into_iter().find(|u| u.source == form.source);
    // Searched or left out by a colleague since: the list shows what is left.
    let of = found.ok_or_else(|| Error::AlreadyDone(format!("/searches/due?prison={prison}")))?;
    ctx.record(Entry::new(Action::List, Class::Searches).showing(vec![id]).at(prison));
    Ok((prison, person, of))
}

fn leave_out_view(ctx: &Ctx, p: &Somebody, of: &Unsearched, form: ReasonForm, errors: &Errors) -> Option<LeaveOutView> {
    let person = Person::of(Some(p.id), Some(&p.number), Some(&p.family_name), Some(&p.given_name))?;
    Some(LeaveOutView::new(ctx, person, of, form, errors))
}

async fn ask_leave_out(mut ctx: Ctx) -> Result<Response, Error> {
    let word = |name: &str| ctx.query(name).unwrap_or_default();
    let form = ReasonForm { inmate: word("inmate"), source: word("source"), prison: word("prison"), ..ReasonForm::default() };
    let (prison, person, of) = unsearched(&mut ctx, &form).await?;
    let form = ReasonForm { prison: prison.to_string(), ..form };
    let view = leave_out_view(&ctx, &person, &of, form, &Errors::new()).ok_or(Error::NotFound)?;
    ctx.page(view).await
}

async fn leave_out(mut ctx: Ctx, form: Form<ReasonForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (prison, person, of) = unsearched(&mut ctx, &raw).await?;
    let why = match raw.parse(ctx.t) {
        Ok(why) => why,
        Err(errors) => {
            let view = leave_out_view(&ctx, &person, &of, raw, &errors).ok_or(Error::NotFound)?;
            return ctx.invalid(view).await;
        }
    };
    let (id, inmate, by, now) = (RowId::fresh(), InmateId(person.id), ctx.actor.account, ctx.now);
    let back = format!("/searches/due?prison={prison}");
    if !store::leave_out(ctx.conn(), id, prison, inmate, &of, &why, by, now).await? {
        return Err(Error::AlreadyDone(back));
    }
    let detail = json!({ "search_plan": id, "source": of.source, "done": "left out" });
    ctx.record(Entry::new(Action::Collect, Class::Searches).of(inmate).at(prison).with(detail));
    ctx.save(&back).await
}
