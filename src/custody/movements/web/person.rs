//! One person's movements: the page, planning and changing.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::super::actions::{self, Outcome};
use super::super::form::{Offer, PlanCommand, PlanForm, When, day_of, instant};
use super::super::model::{Internal, Movement, Restraint, Transport};
use super::super::rules;
use super::super::store::{self, Position, Ways};
use super::super::view::{Asked, PersonView, PlanView, Rights, Words, card, ended, inside};
use super::together::{self, Accepted, Going};
use super::{Refusal, about, back_to, base, closed, demand, ends_here, entry, moved, refuse, writes_here};
use crate::access::{Act, Action, Class};
use crate::custody::places;
use crate::inmates::{BannerView, InmateCtx, clashes};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Error, Errors, Field, Form};

pub(super) async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let id = ctx.inmate.id;
    let whole = ctx.actor.role().is_some_and(|role| !matches!(role.db_group(), "og_activity" | "og_desk"));
    let movements = store::movements(ctx.conn(), id, None).await?;
    let changes = store::changes(ctx.conn(), id, None).await?;
    let internals = store::internals(ctx.conn(), id, None).await?;
    let wanted = ctx.query_time("at").unwrap_or_default();
    let mut errors = Errors::new();
    let asked_at = if wanted.is_empty() { None } else { instant("at", &wanted, ctx.t, &mut errors).map(|i| i.at) };
    if asked_at.is_some_and(|at| at > ctx.now) {
        errors.add("at", ctx.t.msg_move_positions_future());
    }
    let now = ctx.now;
    let (mut position, mut asked, mut endings) = (None, None, Vec::new());
    let (mut stays, mut placements) = (Vec::new(), Vec::new());
    let has_cell = ctx.may_here(Class::UnitDay, Act::Read);
    if whole {
        position = store::position(ctx.conn(), id, now).await?;
        let bases = ctx.actor.role().is_some_and(|role| role.db_group() != "og_health");
        endings = store::endings(ctx.conn(), id, bases).await?;
        let found = places::store::stays(ctx.conn(), id).await;
        stays = ctx.panel("stays", found).await?.unwrap_or_default();
        if !has_cell {
            let found = places::store::placements(ctx.conn(), id).await;
            placements = ctx.panel("placements", found).await?.unwrap_or_default();
        }
        if let Some(at) = asked_at.filter(|_| errors.is_empty()) {
            asked = store::position(ctx.conn(), id, at).await?.map(|p| (at, p));
        }
    }
    let clashes = clashes::lines(&mut ctx).await?;
    let rights = Rights { write: writes_here(&ctx), end: ends_here(&ctx) };
    let words = Words::of(&ctx);
    let answer = |at, p: &Position| Asked {
        at: words.fmt.at(at),
        place: words.position(p),
        since: p.since.filter(|_| p.state != "none").map(|s| words.t.msg_move_since(words.fmt.at(s).as_str())).unwrap_or_default(),
    };
    let (open, past): (Vec<&Movement>, Vec<&Movement>) = movements.iter().partition(|m| matches!(m.state.as_str(), "planned" | "out"));
    let (near, old): (Vec<&Internal>, Vec<&Internal>) = internals.iter().partition(|v| matches!(v.state.as_str(), "planned" | "left" | "arrived"));
    let cards = |list: Vec<&Movement>| list.into_iter().map(|m| card(&words, &ctx, m, &changes, rights)).collect::<Vec<_>>();
    let banner = BannerView::of(&ctx, "movements");
    let held = position.as_ref().map_or(ctx.inmate.in_custody(), |p| p.state != "none");
    let view = PersonView {
        frame: ctx.frame("inmates", ctx.t.msg_places_title(banner.name.as_str())),
        base: base(&ctx),
        note: (ctx.query("note").as_deref() == Some("twice")).then(|| ctx.t.msg_move_twice()),
        clashes,
        may_write: rights.write && held,
        may_end: rights.end && held,
        whole,
        now: position.as_ref().map(|p| answer(now, p)),
        asked: asked.as_ref().map(|(at, p)| answer(*at, p)),
        at: Field::moment(ctx.t, "at", ctx.t.msg_move_field_at(), if wanted.is_empty() { "" } else { &wanted }).errors(&errors),
        // The next thing first.
        open: cards(open.into_iter().rev().collect()),
        past: cards(past),
        inside: near.into_iter().rev().map(|v| inside(&words, &ctx, v, rights.write)).collect(),
        inside_past: old.into_iter().map(|v| inside(&words, &ctx, v, rights.write)).collect(),
        ended: endings.iter().map(|e| ended(&words, e)).collect(),
        stays: stays.iter().map(|s| places::Words::of(&ctx).stay(s)).collect(),
        placements: placements.iter().map(|p| places::Words::of(&ctx).placement(p)).collect(),
        cells: has_cell.then(|| format!("/inmates/{id}/cell")),
        banner,
    };
    let wrong = !errors.is_empty();
    let ctx = ctx.into_ctx();
    if wrong { ctx.invalid(view).await } else { ctx.page(view).await }
}

/// Reasons that this reader may choose for this person: without those that the law keeps from whoever is held so.
fn reasons(ctx: &InmateCtx, closed: &[(String, String)]) -> Vec<&'static str> {
    let releases: &[&'static str] = if ends_here(ctx) { rules::RELEASES } else { &[] };
    let open = |reason: &&'static str| !closed.iter().any(|c| c.0 == *reason);
    [rules::OUT_AND_BACK, rules::OUT_FOR_GOOD, releases].concat().into_iter().filter(open).collect()
}

/// Those whom an escort is picked from, and whoever the movement names already.
pub(super) async fn staff(ctx: &mut InmateCtx, day: chrono::NaiveDate, m: Option<&Movement>) -> Result<Vec<(Uuid, String)>, Error> {
    let Some(prison) = ctx.inmate.prison_id else { return Ok(Vec::new()) };
    let named = m.map(|m| m.escort_staff.clone()).unwrap_or_default();
    Ok(store::staff(ctx.conn(), prison, day, &named).await?)
}

/// What the form offers, read for this person.
struct Lists {
    reasons: Vec<&'static str>,
    closed: Vec<(String, String)>,
    staff: Vec<(Uuid, String)>,
    prisons: Vec<(Uuid, String)>,
}

impl Lists {
    async fn of(ctx: &mut InmateCtx, day: chrono::NaiveDate, m: Option<&Movement>) -> Result<Self, Error> {
        let inmate = ctx.inmate.id;
        let closed = closed(ctx).await?;
        let mut prisons = store::sent_to(ctx.conn(), inmate).await?;
        // A way that began on a decision leads where it leads, whatever became of the decision since.
        if let Some((to, name)) = m.and_then(|m| Some((m.to_prison?, m.destination.clone())))
            && !prisons.iter().any(|(id, _)| *id == to)
        {
            prisons.push((to, name));
        }
        Ok(Self { reasons: reasons(ctx, &closed), closed, staff: staff(ctx, day, m).await?, prisons })
    }

    fn offer(&self, now: chrono::DateTime<chrono::Utc>) -> Offer<'_> {
        Offer { reasons: &self.reasons, closed: &self.closed, staff: &self.staff, prisons: &self.prisons, now }
    }
}

pub(super) async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx) && ctx.inmate.in_custody();
    let mut ctx = demand(ctx, allowed).await?;
    let day = ctx.today;
    let lists = Lists::of(&mut ctx, day, None).await?;
    let view = PlanView::new(&ctx, &PlanForm::fresh(ctx.now), &lists.offer(ctx.now), None, &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn plan(ctx: InmateCtx, form: Form<PlanForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let day = day_of(&raw, ctx.today);
    let lists = Lists::of(&mut ctx, day, None).await?;
    let offer = lists.offer(ctx.now);
    let errors = match raw.parse(ctx.t, &offer, None) {
        Ok(command) => {
            let accepted = match apart(&mut ctx, &command, &raw).await? {
                Ok(accepted) => accepted,
                Err(errors) => {
                    let view = PlanView::new(&ctx, &raw, &offer, None, &errors);
                    return ctx.into_ctx().invalid(view).await;
                }
            };
            let about = about(&ctx);
            let outcome = actions::plan(ctx.conn(), about, &command).await?;
            if let Outcome::Done(id) = outcome {
                accepted.keep(&mut ctx, Ways::Out, id).await?;
                let detail = json!({ "movement": id, "reason": command.planned.reason, "when": format!("{:?}", command.when), "kept_apart": accepted.any() });
                let entry = entry(&ctx, Action::Collect, detail);
                ctx.record(entry);
                let to = back_to(&ctx, "", command.twice);
                return ctx.into_ctx().save(&to).await;
            }
            match refuse(&ctx, "planned_out", &outcome, "") {
                Some(Refusal::Field(errors)) => errors,
                Some(Refusal::Page(view)) => return moved(ctx, view).await,
                None => return Err(Error::NotFound),
            }
        }
        Err(errors) => errors,
    };
    let view = PlanView::new(&ctx, &raw, &offer, None, &errors);
    ctx.into_ctx().invalid(view).await
}

/// What is said when somebody goes to the same place whom the person must be kept apart from. What has happened already is not asked about; a
/// change is asked about anew, whatever was accepted of the plan before it.
async fn apart(ctx: &mut InmateCtx, command: &PlanCommand, raw: &PlanForm) -> Result<Result<Accepted, Errors>, Error> {
    let p = &command.planned;
    if command.when == When::Earlier {
        return Ok(Ok(Accepted::default()));
    }
    let asked = Going { place: &p.destination, place_id: None, from: p.planned_out, until: p.expected_back, accepted: &[] };
    together::ask(ctx, asked, (&raw.apart, &raw.apart_why)).await
}

/// The movement in the path.
pub(super) async fn the_movement(ctx: &mut InmateCtx) -> Result<Movement, Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("movement")?);
    store::movements(ctx.conn(), inmate, Some(id)).await?.pop().ok_or(Error::NotFound)
}

pub(super) async fn edit(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let m = the_movement(&mut ctx).await?;
    let mut ctx = theirs(ctx, &m).await?;
    if !matches!(m.state.as_str(), "planned" | "out") {
        return settled(ctx, m).await;
    }
    let lists = Lists::of(&mut ctx, crate::law::calendar::oslo_day(m.planned_out), Some(&m)).await?;
    let view = PlanView::new(&ctx, &PlanForm::of(&m), &lists.offer(ctx.now), Some(&m), &Errors::new());
    ctx.into_ctx().page(view).await
}

/// A planned release is changed and cancelled by those who may release.
pub(super) async fn theirs(ctx: InmateCtx, m: &Movement) -> Result<InmateCtx, Error> {
    let allowed = !rules::is_release(&m.reason) || ends_here(&ctx);
    demand(ctx, allowed).await
}

/// What is over is not changed: the page says where it is.
pub(super) async fn settled(ctx: InmateCtx, m: Movement) -> Result<Response, Error> {
    match refuse::<()>(&ctx, "at", &Outcome::Moved(Box::new(m)), "") {
        Some(Refusal::Page(view)) => moved(ctx, view).await,
        _ => Err(Error::NotFound),
    }
}

pub(super) async fn change(ctx: InmateCtx, form: Form<PlanForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let m = the_movement(&mut ctx).await?;
    let mut ctx = theirs(ctx, &m).await?;
    if !matches!(m.state.as_str(), "planned" | "out") {
        return settled(ctx, m).await;
    }
    let day = day_of(&raw, ctx.today);
    let lists = Lists::of(&mut ctx, day, Some(&m)).await?;
    let offer = lists.offer(ctx.now);
    let version: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let errors = match raw.parse(ctx.t, &offer, Some(&m)) {
        Ok(command) => {
            let accepted = match apart(&mut ctx, &command, &raw).await? {
                Ok(accepted) => accepted,
                Err(errors) => {
                    let view = PlanView::new(&ctx, &raw, &offer, Some(&m), &errors);
                    return ctx.into_ctx().invalid(view).await;
                }
            };
            let about = about(&ctx);
            match actions::change(ctx.conn(), about, m.id, &command, version).await? {
                Outcome::Done(()) => {
                    accepted.keep(&mut ctx, Ways::Out, m.id).await?;
                    let entry = entry(&ctx, Action::Alter, json!({ "movement": m.id, "did": "changed", "kept_apart": accepted.any() }));
                    ctx.record(entry);
                    let to = back_to(&ctx, "", command.twice);
                    return ctx.into_ctx().save(&to).await;
                }
                Outcome::Moved(theirs) if matches!(theirs.state.as_str(), "planned" | "out") => {
                    let view = conflict(&ctx, &theirs, &raw, &offer);
                    return ctx.into_ctx().conflict(view).await;
                }
                Outcome::Moved(theirs) => return settled(ctx, *theirs).await,
                refused @ Outcome::Fault(_) => match refuse(&ctx, "to_prison", &refused, "") {
                    Some(Refusal::Field(errors)) => errors,
                    Some(Refusal::Page(view)) => return moved(ctx, view).await,
                    None => return Err(Error::NotFound),
                },
                _ => return Err(Error::NotFound),
            }
        }
        Err(errors) => errors,
    };
    let view = PlanView::new(&ctx, &raw, &offer, Some(&m), &errors);
    ctx.into_ctx().invalid(view).await
}

fn conflict(ctx: &InmateCtx, theirs: &Movement, raw: &PlanForm, offer: &Offer<'_>) -> ConflictView {
    let (t, words) = (ctx.t, Words::of(ctx));
    let now = PlanForm::of(theirs);
    let plain = |v: &str| v.to_owned();
    let when = |v: &str| crate::web::form::moment(v).map_or_else(|| v.to_owned(), |m| m.format("%d.%m.%Y %H:%M").to_string());
    let reason = |v: &str| words.reason(v);
    let named = |list: &[(Uuid, String)], v: &str| list.iter().find(|(id, _)| id.to_string() == v).map(|(_, name)| name.clone()).unwrap_or_default();
    let person = |v: &str| named(offer.staff, v);
    let prison = |v: &str| named(offer.prisons, v);
    let restraint = |v: &str| Restraint::name_of(t, v);
    let transport = |v: &str| Transport::name_of(t, v);
    let fields: Vec<Edited<'_>> = now
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .filter(|((name, _), (_, mine))| theirs.state != "out" || !matches!(*name, "reason" | "planned_out") || !mine.is_empty())
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
                "reason" => (t.msg_move_field_reason(), &reason),
                "destination" => (t.msg_move_field_destination(), &plain),
                "to_prison" => (t.msg_move_field_to_prison(), &prison),
                "planned_out" => (t.msg_move_field_out(), &when),
                "expected_back" => (t.msg_move_field_back(), &when),
                "escort_number" => (t.msg_move_field_number(), &plain),
                "staff1" => (t.msg_move_field_staff(), &person),
                "staff2" => (t.msg_move_field_staff2(), &person),
                "escort_others" => (t.msg_move_field_others(), &plain),
                "restraint" => (t.msg_move_field_restraint(), &restraint),
                "restraint_reason" => (t.msg_move_field_restraint_reason(), &plain),
                _ => (t.msg_move_field_transport(), &transport),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    let action = format!("{}/{}/edit", base(ctx), theirs.id);
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), action, theirs.version, &raw.was, &fields)
}
