//! Who is announced, who is being received, who came lately; beginning a reception; and what health reads.

use axum::response::Response;
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::{desk, prison};
use crate::access::{Act, Action, Class, Entry, Feature};
use crate::custody::reception::model::{Answers, Expected};
use crate::custody::reception::store::Coming;
use crate::custody::reception::view::{ArrivalView, HealthView, ListView, PlainForm};
use crate::custody::reception::{actions, rules, spec, store};
use crate::custody::roll::store as roll;
use crate::deadlines::announced;
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::{Ctx, Error, Errors, Form};

/// How long an arrival stays on health's list.
const FOR_HEALTH: TimeDelta = TimeDelta::days(14);

pub async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    if !ctx.may(Class::Reception, Act::Read) {
        return for_health(ctx, None).await;
    }
    let prison = prison(&ctx)?;
    let since = ctx.now - TimeDelta::hours(72);
    let unfinished = store::unfinished(ctx.conn(), prison).await?;
    let expected = store::expected(ctx.conn(), prison).await?;
    let coming = store::coming(ctx.conn(), prison).await?;
    let recent = store::recent(ctx.conn(), prison, since).await?;
    let prisons = if ctx.actor.prisons.len() > 1 {
        let ids = ctx.actor.prisons.clone();
        roll::prisons(ctx.conn(), &ids).await?
    } else {
        Vec::new()
    };
    let shown =
        unfinished.iter().filter_map(|r| r.inmate).chain(recent.iter().map(|r| InmateId(r.inmate))).chain(coming.iter().map(|c| InmateId(c.inmate))).collect();
    ctx.record(
        Entry::new(Action::List, Class::Reception).showing(shown).at(prison).with(json!({ "unfinished": unfinished.len(), "expected": expected.len() })),
    );
    let view = ListView::new(&ctx, prison, &prisons, &unfinished, &expected, &coming, &recent);
    ctx.page(view).await
}

async fn for_health(mut ctx: Ctx, one: Option<RowId>) -> Result<Response, Error> {
    let (prisons, since) = (ctx.actor.prisons.clone(), ctx.now - FOR_HEALTH);
    let rows = store::health_list(ctx.conn(), &prisons, since, one).await?;
    if one.is_some() && rows.is_empty() {
        return Err(Error::NotFound);
    }
    let shown: Vec<InmateId> = rows.iter().filter_map(|r| r.inmate.map(InmateId)).collect();
    let entry = match (one, shown.first()) {
        (Some(_), Some(inmate)) => Entry::new(Action::Look, Class::Reception).of(*inmate),
        _ => Entry::new(Action::List, Class::Reception).showing(shown),
    };
    ctx.record(Entry { prison: prisons.first().copied(), ..entry });
    let view = HealthView::new(&ctx, &rows, one.is_some());
    ctx.page(view).await
}

pub async fn health(ctx: Ctx) -> Result<Response, Error> {
    let id: RowId = ctx.param("reception")?;
    // Whoever reads the reception has it whole.
    if ctx.may(Class::Reception, Act::Read) {
        return Err(Error::AlreadyDone(format!("/receptions/{id}")));
    }
    for_health(ctx, Some(id)).await
}

fn may_announce(ctx: &Ctx) -> Result<PrisonId, Error> {
    if !ctx.actor.role().is_some_and(rules::may_announce) {
        return Err(Error::Forbidden);
    }
    prison(ctx)
}

fn expected_form(ctx: &Ctx, prison: PrisonId, raw: &Answers, errors: &Errors) -> PlainForm {
    let t = ctx.t;
    PlainForm::new(ctx, t.msg_rec_announce(), t.msg_rec_announce_text(), desk(ctx).parts(spec::EXPECTED, raw, errors), errors).to(
        format!("/receptions/expected/new?prison={prison}"),
        t.msg_rec_announce_save(),
        "/receptions".to_owned(),
    )
}

pub async fn new_expected(ctx: Ctx) -> Result<Response, Error> {
    let prison = may_announce(&ctx)?;
    let mut raw = Answers::default();
    raw.put("day", ctx.today.to_string());
    let view = expected_form(&ctx, prison, &raw, &Errors::new());
    ctx.page(view).await
}

pub async fn announce(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let prison = may_announce(&ctx)?;
    let raw = ctx.open(form).await?;
    let (kept, errors, awaited) = desk(&ctx).expected(&raw);
    let Some(awaited) = awaited.filter(|_| errors.is_empty()) else {
        let view = expected_form(&ctx, prison, &raw, &errors);
        return ctx.invalid(view).await;
    };
    let id = actions::announce(&mut ctx, prison, awaited, &kept).await?;
    ctx.record(Entry::new(Action::Collect, Class::Reception).at(prison).with(json!({ "expected": id.0, "did": "announced" })));
    ctx.save(&format!("/receptions?prison={prison}")).await
}

async fn the_announced(ctx: &mut Ctx) -> Result<(PrisonId, Expected), Error> {
    if !ctx.actor.role().is_some_and(rules::may_announce) {
        return Err(Error::Forbidden);
    }
    let id: RowId = ctx.param("arrival")?;
    for prison in ctx.actor.prisons.clone() {
        if let Some(found) = store::expected_one(ctx.conn(), prison, id).await? {
            return Ok((prison, found));
        }
    }
    Err(Error::NotFound)
}

fn cancel_form(ctx: &Ctx, e: &Expected, raw: &Answers, errors: &Errors) -> PlainForm {
    let t = ctx.t;
    let text = t.msg_rec_cancel_text(ctx.fmt().near(e.due_at).as_str(), e.brought_from.as_str());
    PlainForm::new(ctx, t.msg_rec_cancel(), text, desk(ctx).parts(spec::REASON, raw, errors), errors).to(
        format!("/receptions/expected/{}/cancel", e.id),
        t.msg_rec_cancel(),
        "/receptions".to_owned(),
    )
}

pub async fn ask_cancel(mut ctx: Ctx) -> Result<Response, Error> {
    let (_, expected) = the_announced(&mut ctx).await?;
    let view = cancel_form(&ctx, &expected, &Answers::default(), &Errors::new());
    ctx.page(view).await
}

pub async fn cancel(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (prison, expected) = the_announced(&mut ctx).await?;
    let (kept, mut errors) = desk(&ctx).check(spec::REASON, &raw);
    if errors.is_empty() && kept.get("reason").chars().count() < 3 {
        errors.add("reason", ctx.t.msg_rec_missing_text());
    }
    if !errors.is_empty() {
        let view = cancel_form(&ctx, &expected, &raw, &errors);
        return ctx.invalid(view).await;
    }
    let (by, now) = (ctx.actor.account, ctx.now);
    if store::cancel(ctx.conn(), expected.id, by, now, kept.get("reason")).await? {
        announced::over(&mut ctx, expected.id.0, None).await?;
    }
    ctx.record(Entry::new(Action::Alter, Class::Reception).at(prison).with(json!({ "expected": expected.id.0, "did": "cancelled" })));
    ctx.save(&format!("/receptions?prison={prison}")).await
}

/// Who is announced and now stands at the gate, when the address says so.
async fn from_announced(ctx: &mut Ctx, prison: PrisonId) -> Result<Option<Expected>, Error> {
    let Some(id) = ctx.query("expected").and_then(|e| e.parse().ok()) else { return Ok(None) };
    Ok(store::expected_one(ctx.conn(), prison, id).await?)
}

/// Who is on the way from another prison and now stands at the gate, when the address says so. Who it is is decided in its step, as of everybody.
async fn on_the_way(ctx: &mut Ctx, prison: PrisonId) -> Result<Option<Coming>, Error> {
    let Some(way) = ctx.query("coming").and_then(|w| w.parse::<Uuid>().ok()) else { return Ok(None) };
    let found = store::coming(ctx.conn(), prison).await?.into_iter().find(|c| c.movement == way && c.out_at.is_some());
    Ok(found)
}

fn begin_view(ctx: &Ctx, prison: PrisonId, expected: Option<&Expected>, raw: &Answers, errors: &Errors) -> ArrivalView {
    ArrivalView::new(ctx, prison, expected, desk(ctx).parts(spec::ARRIVAL, raw, errors), errors)
}

pub async fn new_arrival(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    ctx.in_use(Feature::Registration, Some(prison))?;
    let expected = from_announced(&mut ctx, prison).await?;
    let mut raw = Answers::default();
    raw.put("day", calendar::oslo_day(ctx.now).to_string());
    raw.put("time", ctx.fmt().time(ctx.now));
    if let Some(e) = &expected {
        for (name, value) in [("family_name", &e.family_name), ("given_name", &e.given_name), ("reason", &e.reason), ("brought_from", &e.brought_from)] {
            raw.put(name, value.clone());
        }
        raw.put("birth_date", e.birth_date.map(|d| d.to_string()).unwrap_or_default());
    }
    if let Some(c) = on_the_way(&mut ctx, prison).await? {
        for (name, value) in [("family_name", &c.family_name), ("given_name", &c.given_name), ("brought_from", &c.from)] {
            raw.put(name, value.clone());
        }
        raw.put("reason", "TRF_IN");
        raw.put("birth_date", c.birth_date.map(|d| d.to_string()).unwrap_or_default());
        ctx.record(Entry::new(Action::List, Class::Reception).showing(vec![InmateId(c.inmate)]).at(prison));
    }
    let view = begin_view(&ctx, prison, expected.as_ref(), &raw, &Errors::new());
    ctx.page(view).await
}

pub async fn begin(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    ctx.in_use(Feature::Registration, Some(prison))?;
    let raw = ctx.open(form).await?;
    let expected = from_announced(&mut ctx, prison).await?;
    if ctx.query("expected").is_some() && expected.is_none() {
        // Received by somebody else meanwhile, or called off: the list shows which.
        return Err(Error::AlreadyDone(format!("/receptions?prison={prison}")));
    }
    let (kept, errors, at) = desk(&ctx).arrival(&raw);
    let Some(at) = at.filter(|_| errors.is_empty()) else {
        let view = begin_view(&ctx, prison, expected.as_ref(), &raw, &errors);
        return ctx.invalid(view).await;
    };
    let id = actions::begin(&mut ctx, prison, expected.map(|e| e.id), at, &kept).await?;
    ctx.save(&format!("/receptions/{id}")).await
}
