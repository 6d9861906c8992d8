//! Restrictions: added to an order, extended, lifted.

use axum::response::Response;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::basis::weigh;
use super::{find, hand, load, told};
use crate::access::{Action, Class, Entry};
use crate::deadlines;
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::sentences::bases::model::{Basis, Kind, Order, OrderedBy, Restriction, RestrictionKind};
use crate::sentences::bases::rules::{self, Finding, RestrictionQuestion};
use crate::sentences::bases::store;
use crate::sentences::bases::view::{Held, LiftForm, LiftView, RestrictionForm, RestrictionView};
use crate::web::form::{clean, day, moment};
use crate::web::{Error, Errors, Form};

/// The order in the path, in force, a remand.
fn order<'h>(ctx: &InmateCtx, held: &'h Held) -> Result<&'h Basis, Error> {
    let basis = find(held, ctx.param("row")?)?;
    held.newest(basis.root).filter(|b| b.is_current() && b.facts.kind == Kind::Remand).ok_or(Error::NotFound)
}

/// The restriction in the path, in force, and its order.
fn restriction<'h>(ctx: &InmateCtx, held: &'h Held) -> Result<(&'h Restriction, &'h Basis), Error> {
    let id: Uuid = ctx.param("restriction")?;
    let r = held.restrictions.iter().find(|r| r.id == id && r.is_current()).ok_or(Error::NotFound)?;
    Ok((r, held.newest(r.basis).ok_or(Error::NotFound)?))
}

fn clock(ctx: &InmateCtx, typed: &str, field: &'static str, errors: &mut Errors) -> Option<DateTime<Utc>> {
    if typed.trim().is_empty() {
        return None;
    }
    let at = moment(typed).and_then(|local| calendar::read_clock(local).instant());
    match at {
        None => errors.add(field, ctx.t.msg_bases_bad_moment()),
        Some(at) if at > ctx.now => errors.add(field, ctx.t.msg_bases_moment_future()),
        Some(_) => {}
    }
    at
}

/// What was typed, as an order; inmates by their numbers, each one whom the reader may know.
async fn parse(ctx: &mut InmateCtx, form: &RestrictionForm, extends: Option<&Restriction>, errors: &mut Errors) -> Result<Option<Order>, Error> {
    let t = ctx.t;
    let kind = extends.map(|r| r.order.kind).or_else(|| RestrictionKind::of(&form.kind));
    if kind.is_none() {
        errors.add("kind", t.msg_bases_choose());
    }
    let (from_day, until_day) = (day(&form.from_day), day(&form.until_day));
    for (field, read) in [("from_day", from_day), ("until_day", until_day)] {
        if read.is_none() {
            errors.add(field, t.msg_bases_bad_day());
        }
    }
    if let (Some(from), Some(until)) = (from_day, until_day)
        && until < from
    {
        errors.add("until_day", t.msg_bases_ends_before());
    }
    let ordered_by = OrderedBy::of(&form.ordered_by);
    if ordered_by.is_none() {
        errors.add("ordered_by", t.msg_bases_choose());
    }
    let from_at = clock(ctx, &form.from_at, "from_at", errors).filter(|_| kind == Some(RestrictionKind::FullIsolation));
    if from_at.is_some_and(|at| Some(calendar::oslo_day(at)) != from_day) {
        errors.add("from_at", t.msg_bases_isolated_other_day());
    }
    let text = |typed: &str| Some(clean(typed)).filter(|s| !s.is_empty());
    let (company_inmates, company_text) = match extends {
        Some(r) => (r.order.company_inmates.clone(), r.order.company_text.clone()),
        None => (company(ctx, &form.numbers, errors).await?, text(&form.others)),
    };
    if kind == Some(RestrictionKind::CompanyNamed) && company_inmates.is_empty() && company_text.is_none() {
        errors.add("numbers", t.msg_bases_company_missing());
    }
    for (field, typed) in [("others", &form.others), ("review_pointless", &form.review_pointless)] {
        if typed.chars().count() > 600 {
            errors.add(field, t.msg_bases_too_long(600));
        }
    }
    let review_pointless = text(&form.review_pointless).filter(|_| kind == Some(RestrictionKind::FullIsolation));
    Ok(match (kind, from_day, until_day, ordered_by) {
        (Some(kind), Some(from_day), Some(until_day), Some(ordered_by)) => {
            Some(Order { kind, from_day, until_day, from_at, ordered_by, company_inmates, company_text, review_pointless, extends: extends.map(|r| r.id) })
        }
        _ => None,
    })
}

async fn company(ctx: &mut InmateCtx, typed: &str, errors: &mut Errors) -> Result<Vec<Uuid>, Error> {
    let mut numbers: Vec<String> = typed.split([',', ';', ' ', '\n']).map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
    numbers.sort();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    if numbers.len() > 40 {
        errors.add("numbers", ctx.t.msg_bases_company_many());
        return Ok(Vec::new());
    }
    let found = store::by_numbers(ctx.conn(), &numbers).await?;
    let shown = found.iter().map(|n| InmateId(n.id)).collect();
    ctx.record(Entry::new(Action::Search, Class::Person).showing(shown));
    let unknown: Vec<&str> = numbers.iter().filter(|n| !found.iter().any(|f| f.number == **n)).map(String::as_str).collect();
    let own = ctx.inmate.id.0;
    if !unknown.is_empty() {
        errors.add("numbers", ctx.t.msg_bases_company_unknown(unknown.join(", ").as_str()));
    } else if found.iter().any(|f| f.id == own) {
        errors.add("numbers", ctx.t.msg_bases_company_self());
    }
    Ok(found.into_iter().map(|n| n.id).collect())
}

fn check(ctx: &InmateCtx, held: &Held, basis: &Basis, order: &Order) -> Vec<Finding> {
    rules::check_restriction(&RestrictionQuestion {
        order,
        remand: &basis.facts,
        extended_to: held.reaches(basis.root),
        others: &held.restrictions,
        born: ctx.inmate.birth_date,
        book: ctx.catalogue().law(),
    })
}

pub(super) async fn show_new(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let basis = order(&ctx, &held)?;
    let form = RestrictionForm {
        from_day: basis.facts.from_day.map(|d| d.to_string()).unwrap_or_default(),
        until_day: basis.facts.to_day.map(|d| d.to_string()).unwrap_or_default(),
        ordered_by: OrderedBy::Court.as_str().to_owned(),
        ..RestrictionForm::default()
    };
    let view = RestrictionView::new(&ctx, basis, None, &form, &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn create(mut ctx: InmateCtx, form: Form<RestrictionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let basis = order(&ctx, &held)?.clone();
    save(ctx, held, basis, None, raw).await
}

pub(super) async fn show_extend(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let (r, basis) = restriction(&ctx, &held)?;
    let form = RestrictionForm { from_day: r.last_day().to_string(), ordered_by: r.order.ordered_by.as_str().to_owned(), ..RestrictionForm::default() };
    let view = RestrictionView::new(&ctx, basis, Some(r), &form, &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn extend(mut ctx: InmateCtx, form: Form<RestrictionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let (r, basis) = restriction(&ctx, &held)?;
    let (r, basis) = (r.clone(), basis.clone());
    save(ctx, held, basis, Some(r), raw).await
}

async fn save(mut ctx: InmateCtx, held: Held, basis: Basis, extends: Option<Restriction>, raw: RestrictionForm) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let mut errors = Errors::new();
    let mut findings = Vec::new();
    let order = parse(&mut ctx, &raw, extends.as_ref(), &mut errors).await?;
    if let Some(order) = &order {
        findings = check(&ctx, &held, &basis, order);
        weigh(ctx.t, ctx.fmt(), &findings, raw.confirmed == "yes", &mut errors);
    }
    if let (Some(order), true) = (order, errors.is_empty()) {
        let (id, hand) = (Uuid::now_v7(), hand(&ctx));
        if !store::add_restriction(ctx.conn(), hand, id, basis.root, &order, None).await? {
            return Err(Error::AlreadyDone(format!("/inmates/{inmate}/held")));
        }
        told(&mut ctx, Action::Collect, if extends.is_some() { "restriction extended" } else { "restriction" }, id);
        deadlines::follow_bases(&mut ctx, inmate).await?;
        return ctx.into_ctx().save(&format!("/inmates/{inmate}/held/{}", basis.id)).await;
    }
    let view = RestrictionView::new(&ctx, &basis, extends.as_ref(), &raw, &findings, &errors);
    ctx.into_ctx().invalid(view).await
}

pub(super) async fn show_lift(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let (r, _) = restriction(&ctx, &held)?;
    let form = LiftForm { on: ctx.today.to_string(), ..LiftForm::default() };
    let view = LiftView::new(&ctx, r, &form, &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn lift(mut ctx: InmateCtx, form: Form<LiftForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (t, inmate) = (ctx.t, ctx.inmate.id);
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let (r, _) = restriction(&ctx, &held)?;
    let home = format!("/inmates/{inmate}/held");
    if r.lifted.is_some() {
        return Err(Error::AlreadyDone(home));
    }
    let mut errors = Errors::new();
    let on = day(&raw.on);
    match on {
        None => errors.add("on", t.msg_bases_bad_day()),
        Some(on) if on > ctx.today => errors.add("on", t.msg_bases_end_future()),
        Some(on) if !(r.order.from_day..=r.order.until_day).contains(&on) => errors.add("on", t.msg_bases_lift_outside()),
        Some(_) => {}
    }
    let at = clock(&ctx, &raw.at, "at", &mut errors);
    if at.is_some_and(|at| Some(calendar::oslo_day(at)) != on) {
        errors.add("at", t.msg_bases_isolated_other_day());
    }
    let why = clean(&raw.reason);
    if !(3..=600).contains(&why.chars().count()) {
        errors.add("reason", t.msg_bases_reason_missing());
    }
    if let (Some(on), true) = (on, errors.is_empty()) {
        let (id, hand) = (r.id, hand(&ctx));
        if !store::lift(ctx.conn(), hand, id, on, at, &why).await? {
            return Err(Error::AlreadyDone(home));
        }
        told(&mut ctx, Action::Alter, "restriction lifted", id);
        deadlines::follow_bases(&mut ctx, inmate).await?;
        return ctx.into_ctx().save(&home).await;
    }
    let view = LiftView::new(&ctx, r, &raw, &errors);
    ctx.into_ctx().invalid(view).await
}
