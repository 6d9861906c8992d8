//! Restrictions: added to an order, extended, lifted.

use axum::response::Response;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::basis::{REASON, weigh};
use super::{find, follow, hand, load, told};
use crate::access::{Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::sentences::bases::model::{Basis, Kind, Order, OrderedBy, Restriction, RestrictionKind, in_force};
use crate::sentences::bases::rules::{self, Finding, RestrictionQuestion};
use crate::sentences::bases::store::{self, Correction, Lifting};
use crate::sentences::bases::view::{Aim, Held, LiftForm, LiftView, RestrictionForm, RestrictionView, label};
use crate::sentences::bases::words;
use crate::web::conflict::{ConflictView, Edited};
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
async fn parse(ctx: &mut InmateCtx, form: &RestrictionForm, aim: &Aim, hidden: &[Uuid], errors: &mut Errors) -> Result<Option<Order>, Error> {
    let t = ctx.t;
    let extends = match aim {
        Aim::Extend(r) => Some(r),
        Aim::New | Aim::Correct(_) => None,
    };
    let goes_on = match aim {
        Aim::New => None,
        Aim::Extend(r) => Some(r.id),
        Aim::Correct(r) => r.order.extends,
    };
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
    let (mut company_inmates, company_text) = match extends {
        Some(r) => (r.order.company_inmates.clone(), r.order.company_text.clone()),
        None => (company(ctx, &form.numbers, errors).await?, text(&form.others)),
    };
    company_inmates.extend(hidden);
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
            Some(Order { kind, from_day, until_day, from_at, ordered_by, company_inmates, company_text, review_pointless, extends: goes_on })
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

fn check(ctx: &InmateCtx, held: &Held, basis: &Basis, order: &Order, root: Option<Uuid>) -> Vec<Finding> {
    rules::check_restriction(&RestrictionQuestion {
        order,
        remand: &basis.facts,
        extended_to: held.reaches(basis.root),
        rows: &held.restrictions,
        root,
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
    let view = RestrictionView::new(&ctx, basis, &Aim::New, &form, &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn create(mut ctx: InmateCtx, form: Form<RestrictionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let basis = order(&ctx, &held)?.clone();
    save(ctx, held, basis, Aim::New, raw).await
}

pub(super) async fn show_extend(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let (r, basis) = restriction(&ctx, &held)?;
    let form = RestrictionForm { from_day: r.last_day().to_string(), ordered_by: r.order.ordered_by.as_str().to_owned(), ..RestrictionForm::default() };
    let view = RestrictionView::new(&ctx, basis, &Aim::Extend(r.clone()), &form, &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn extend(mut ctx: InmateCtx, form: Form<RestrictionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let (r, basis) = restriction(&ctx, &held)?;
    let (aim, basis) = (Aim::Extend(r.clone()), basis.clone());
    save(ctx, held, basis, aim, raw).await
}

/// Why it is corrected, and how the corrected row was lifted; a day that is taken out was none.
fn corrected(ctx: &InmateCtx, raw: &RestrictionForm, r: &Restriction, order: Option<&Order>, errors: &mut Errors) -> (Correction, Option<Lifting>) {
    let t = ctx.t;
    let reason = reason(ctx, &raw.change_reason, "change_reason", errors);
    let mut lifting = None;
    if r.lifted.is_some() && !raw.lifted_on.trim().is_empty() {
        let on = day(&raw.lifted_on);
        match on {
            None => errors.add("lifted_on", t.msg_bases_bad_day()),
            Some(on) if on > ctx.today => errors.add("lifted_on", t.msg_bases_end_future()),
            Some(on) if order.is_some_and(|o| !(o.from_day..=o.until_day).contains(&on)) => errors.add("lifted_on", t.msg_bases_lift_outside()),
            Some(_) => {}
        }
        let at = clock(ctx, &raw.lifted_at, "lifted_at", errors);
        if at.is_some_and(|at| Some(calendar::oslo_day(at)) != on) {
            errors.add("lifted_at", t.msg_bases_isolated_other_day());
        }
        let why = clean(&raw.lift_reason);
        if !REASON.contains(&why.chars().count()) {
            errors.add("lift_reason", t.msg_bases_reason_missing());
        }
        lifting = on.map(|on| Lifting { on, at, reason: why });
    }
    (Correction { of: r.id, reason, withdrawn: false }, lifting)
}

fn reason(ctx: &InmateCtx, typed: &str, field: &'static str, errors: &mut Errors) -> String {
    let text = clean(typed);
    if !REASON.contains(&text.chars().count()) {
        errors.add(field, ctx.t.msg_bases_reason_missing());
    }
    text
}

async fn save(mut ctx: InmateCtx, held: Held, basis: Basis, aim: Aim, raw: RestrictionForm) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let mut errors = Errors::new();
    let mut findings = Vec::new();
    let hidden = match &aim {
        Aim::Correct(r) => hidden(&held, r),
        Aim::New | Aim::Extend(_) => Vec::new(),
    };
    let order = parse(&mut ctx, &raw, &aim, &hidden, &mut errors).await?;
    let (correction, root) = match &aim {
        Aim::Correct(r) => (Some(corrected(&ctx, &raw, r, order.as_ref(), &mut errors)), Some(r.root)),
        Aim::New | Aim::Extend(_) => (None, None),
    };
    if let Some(order) = &order {
        findings = check(&ctx, &held, &basis, order, root);
        weigh(ctx.t, ctx.fmt(), &findings, raw.confirmed == "yes", &mut errors);
    }
    if let (Some(order), true) = (order, errors.is_empty()) {
        let (id, hand) = (Uuid::now_v7(), hand(&ctx));
        let correction = correction.as_ref().map(|(c, l)| (c, l.as_ref()));
        if !store::add_restriction(ctx.conn(), hand, id, basis.root, &order, correction).await? {
            return Err(Error::AlreadyDone(format!("/inmates/{inmate}/held")));
        }
        let (action, did) = match &aim {
            Aim::New => (Action::Collect, "restriction"),
            Aim::Extend(_) => (Action::Collect, "restriction extended"),
            Aim::Correct(_) => (Action::Alter, "restriction corrected"),
        };
        told(&mut ctx, action, did, id);
        follow(&mut ctx).await?;
        return ctx.into_ctx().save(&format!("/inmates/{inmate}/held/{}", basis.id)).await;
    }
    let view = RestrictionView::new(&ctx, &basis, &aim, &raw, &findings, &errors);
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
        follow(&mut ctx).await?;
        return ctx.into_ctx().save(&home).await;
    }
    let view = LiftView::new(&ctx, r, &raw, &errors);
    ctx.into_ctx().invalid(view).await
}

/// The restriction in the path, whether or not it has been replaced, and its order.
fn any_row<'h>(ctx: &InmateCtx, held: &'h Held) -> Result<(&'h Restriction, &'h Basis), Error> {
    let id: Uuid = ctx.param("restriction")?;
    let r = held.restrictions.iter().find(|r| r.id == id).ok_or(Error::NotFound)?;
    Ok((r, held.newest(r.basis).ok_or(Error::NotFound)?))
}

/// Those in a row whom the writer may not know: they are in no form and stay in the row.
fn hidden(held: &Held, r: &Restriction) -> Vec<Uuid> {
    r.order.company_inmates.iter().copied().filter(|id| !held.named.iter().any(|n| n.id == *id)).collect()
}

/// A row as the form holds it.
fn filled(held: &Held, r: &Restriction) -> RestrictionForm {
    let clock = |at: Option<DateTime<Utc>>| at.map(|at| calendar::oslo_time(at).format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    let numbers: Vec<&str> = r.order.company_inmates.iter().filter_map(|id| held.named.iter().find(|n| n.id == *id)).map(|n| n.number.as_str()).collect();
    let form = RestrictionForm {
        kind: r.order.kind.as_str().to_owned(),
        from_day: r.order.from_day.to_string(),
        until_day: r.order.until_day.to_string(),
        from_at: clock(r.order.from_at),
        ordered_by: r.order.ordered_by.as_str().to_owned(),
        numbers: numbers.join(", "),
        others: r.order.company_text.clone().unwrap_or_default(),
        review_pointless: r.order.review_pointless.clone().unwrap_or_default(),
        lifted_on: r.lifted.as_ref().map(|l| l.on.to_string()).unwrap_or_default(),
        lifted_at: clock(r.lifted.as_ref().and_then(|l| l.at)),
        lift_reason: r.lifted.as_ref().map(|l| l.reason.clone()).unwrap_or_default(),
        ..RestrictionForm::default()
    };
    RestrictionForm { was: crate::web::conflict::was(&form.pairs()), ..form }
}

pub(super) async fn show_correct(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let (r, basis) = any_row(&ctx, &held)?;
    // Somebody corrected it while the list stood open: the row in force is the one to correct.
    let r = in_force(&held.restrictions, r.id).ok_or(Error::NotFound)?;
    let form = filled(&held, r);
    let view = RestrictionView::new(&ctx, basis, &Aim::Correct(r.clone()), &form, &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn correct(mut ctx: InmateCtx, form: Form<RestrictionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let (r, basis) = any_row(&ctx, &held)?;
    if !r.is_current() {
        return overtaken(ctx, &held, r, &raw).await;
    }
    // Those whom the writer may not see are not in the form, and stay in the row: only somebody who sees them all may change who is meant.
    if !hidden(&held, r).is_empty() && clean(&raw.numbers) != filled(&held, r).numbers {
        let mut errors = Errors::new();
        errors.add("numbers", ctx.t.msg_bases_company_hidden());
        let view = RestrictionView::new(&ctx, basis, &Aim::Correct(r.clone()), &raw, &[], &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (aim, basis) = (Aim::Correct(r.clone()), basis.clone());
    save(ctx, held, basis, aim, raw).await
}

/// Somebody else corrected the row first: before, theirs and mine, field by field.
async fn overtaken(ctx: InmateCtx, held: &Held, r: &Restriction, mine: &RestrictionForm) -> Result<Response, Error> {
    let home = format!("/inmates/{}/held", ctx.inmate.id);
    let Some(now) = in_force(&held.restrictions, r.id) else { return Err(Error::AlreadyDone(home)) };
    let (t, theirs) = (ctx.t, filled(held, now));
    let view = {
        let plain = |value: &str| value.to_owned();
        let kind = |value: &str| RestrictionKind::of(value).map_or_else(|| value.to_owned(), |k| words::restriction(t, k));
        let by = |value: &str| OrderedBy::of(value).map_or_else(|| value.to_owned(), |b| words::ordered_by(t, b));
        let mut fields: Vec<Edited<'_>> = theirs
            .pairs()
            .into_iter()
            .zip(mine.pairs())
            .map(|((name, theirs), (_, mine))| {
                let read: &(dyn Fn(&str) -> String + Sync) = match name {
                    "kind" => &kind,
                    "ordered_by" => &by,
                    _ => &plain,
                };
                Edited { name, label: label(t, name), theirs, mine, read }
            })
            .collect();
        // What was typed beside the fields goes along.
        for (name, value) in [("change_reason", &mine.change_reason), ("confirmed", &mine.confirmed)] {
            fields.push(Edited { name, label: String::new(), theirs: value, mine: value, read: &plain });
        }
        let action = format!("/inmates/{}/restrictions/{}/correct", ctx.inmate.id, now.id);
        ConflictView::new(ctx.frame("inmates", t.msg_bases_restriction_correct()), action, 1, &mine.was, &fields)
    };
    ctx.into_ctx().conflict(view).await
}

/// There never was such a restriction, or it is somebody else's: the last row says so, and it binds nobody.
pub(super) async fn withdraw(mut ctx: InmateCtx, form: Form<RestrictionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let (r, basis) = any_row(&ctx, &held)?;
    let home = format!("/inmates/{inmate}/held/{}", basis.id);
    if !r.is_current() {
        return Err(Error::AlreadyDone(home));
    }
    let mut errors = Errors::new();
    let why = reason(&ctx, &raw.withdraw_reason, "withdraw_reason", &mut errors);
    if !errors.is_empty() {
        let form = RestrictionForm { withdraw_reason: raw.withdraw_reason, ..filled(&held, r) };
        let view = RestrictionView::new(&ctx, basis, &Aim::Correct(r.clone()), &form, &[], &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (id, hand) = (Uuid::now_v7(), hand(&ctx));
    let lifting = r.lifted.as_ref().map(|l| Lifting { on: l.on, at: l.at, reason: l.reason.clone() });
    let correction = Correction { of: r.id, reason: why, withdrawn: true };
    if !store::add_restriction(ctx.conn(), hand, id, r.basis, &r.order, Some((&correction, lifting.as_ref()))).await? {
        return Err(Error::AlreadyDone(home));
    }
    told(&mut ctx, Action::Alter, "restriction withdrawn", id);
    follow(&mut ctx).await?;
    ctx.into_ctx().save(&home).await
}
