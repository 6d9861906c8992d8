//! Handlers of one person's cell.

use axum::response::Response;

use super::actions;
use super::form::{ConsentForm, Facts, MoveForm};
use super::house;
use super::model::{Considered, Target};
use super::store;
use super::view::{Again, CellView, ChooseView, ConsiderView, Shown, Weighing, seen};
use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::custody::apart;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes of one person's cell.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::UnitDay, Act::Read), needs_for(Class::UnitDay, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/cell", read, show)
        .get("/inmates/{inmate}/cell/move", write, choose)
        .get("/inmates/{inmate}/cell/to", write, consider)
        .post("/inmates/{inmate}/cell/to", write, settle)
        .post("/inmates/{inmate}/cell/consent", write, consent)
}

/// The page of the person's cell.
pub(super) fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/cell", ctx.inmate.id)
}

async fn page(ctx: &mut InmateCtx, typed: &ConsentForm, errors: &Errors) -> Result<CellView, Error> {
    let (inmate, today) = (ctx.inmate.id, ctx.today);
    let lived = store::history(ctx.conn(), inmate).await?;
    let consents = store::consents(ctx.conn(), inmate).await?;
    let target = store::mover(ctx.conn(), inmate, today).await?.and_then(|m| m.target());
    let here = match target {
        // Weighed for what it tells of the room and of who shares it.
        Some(target) => match actions::consider(ctx, inmate, target, None, None).await {
            Ok(here) => Some(here),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    if let Some(here) = &here {
        showing(ctx, &[here]);
    }
    Ok(CellView::new(ctx, Shown { lived, consents, here }, typed, errors))
}

/// Everybody whose name is on the page, for the trail.
pub(super) fn showing(ctx: &mut InmateCtx, sides: &[&Considered]) {
    let people = sides.iter().flat_map(|c| c.mates.iter().filter_map(|m| m.person.as_ref()).chain([&c.mover.person])).map(|p| p.id).collect();
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry { prison, ..Entry::new(Action::List, Class::Movements).showing(people) });
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = page(&mut ctx, &ConsentForm::default(), &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn consent(mut ctx: InmateCtx, form: Form<ConsentForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (given, on, note) = match raw.parse(ctx.t, ctx.today) {
        Ok(said) => said,
        Err(errors) => {
            let view = page(&mut ctx, &raw, &errors).await?;
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let prison = ctx.inmate.prison_id.ok_or(Error::NotFound)?;
    let (inmate, by, now, home) = (ctx.inmate.id, ctx.actor.account, ctx.now, home(&ctx));
    store::consent(ctx.conn(), inmate, prison, by, (given, on, &note), now).await?;
    ctx.record(Entry::new(Action::Collect, Class::Movements).of(inmate).at(prison).with(serde_json::json!({ "did": "sharing consent" })));
    ctx.into_ctx().save(&format!("{home}?done=consent")).await
}

async fn choose(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (inmate, today) = (ctx.inmate.id, ctx.today);
    let Some(mover) = store::mover(ctx.conn(), inmate, today).await? else { return Err(Error::AlreadyDone(home(&ctx))) };
    let lines = house::store::cells(ctx.conn(), mover.prison).await?;
    let people = house::store::sleepers(ctx.conn(), mover.prison).await?;
    let pairs: Vec<_> = if ctx.may_here(Class::Alerts, Act::Read) { apart::store::of_inmate(ctx.conn(), inmate).await? } else { Vec::new() };
    let pairs: Vec<_> = pairs.into_iter().filter(|pair| pair.closed_at.is_none()).collect();
    let shown = people.iter().map(|p| p.person.id).chain(pairs.iter().filter_map(|pair| pair.other.as_ref().map(|o| o.id))).collect();
    ctx.record(Entry::new(Action::List, Class::Movements).showing(shown).at(mover.prison));
    let base = home(&ctx);
    let asked = house::view::Asked::of(&ctx, house::view::Show::Free);
    let links = house::view::Links::Move { base: base.clone(), mover: inmate, from: mover.target() };
    let banner = BannerView::of(&ctx, "cell");
    let view = ChooseView {
        frame: ctx.frame("inmates", ctx.t.msg_cells_choose_heading()),
        banner,
        units: house::view::unit_chips(&ctx, &format!("{base}/move"), &lines, &asked),
        shows: house::view::show_chips(&ctx, &format!("{base}/move"), &lines, &asked),
        without: house::view::without_cell(&lines, &asked, &base),
        lines: house::view::lines(&ctx, &lines, &people, &asked, &links),
        apart: pairs.iter().map(|pair| words::pair(ctx.t, pair)).collect(),
        base,
    };
    ctx.into_ctx().page(view).await
}

fn target(ctx: &InmateCtx) -> Option<Target> {
    let cell = ctx.query("cell").and_then(|c| c.parse().ok()).map(Target::Cell);
    cell.or_else(|| ctx.query("unit").and_then(|u| u.parse().ok()).map(Target::Unit))
}

async fn consider(mut ctx: InmateCtx) -> Result<Response, Error> {
    let Some(target) = target(&ctx) else { return Err(Error::AlreadyDone(format!("{}/move", home(&ctx)))) };
    let inmate = ctx.inmate.id;
    let considered = actions::consider(&mut ctx, inmate, target, None, None).await?;
    showing(&mut ctx, &[&considered]);
    let form = MoveForm { reason: proposed(&considered).to_owned(), ..MoveForm::default() };
    let view = ConsiderView::new(&ctx, &Weighing { swap: false, sides: &[&considered], form: &form, again: Again::No }, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// The reason a form proposes.
fn proposed(c: &Considered) -> &'static str {
    match &c.mover.current {
        None => "RECEPTION",
        Some(current) if current.unit_id != c.room.unit_id => "UNIT",
        Some(_) => "CELL",
    }
}

/// The last thing that a move must come after, in words.
pub(super) fn after(ctx: &InmateCtx, c: &Considered) -> Option<(chrono::DateTime<chrono::Utc>, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    Some(match &c.mover.current {
        Some(current) => (current.since, t.msg_cells_contradicts(c.mover.person.name.as_str(), fmt.at(current.since).as_str())),
        None => (c.mover.admitted_at, t.msg_cells_before_admission(fmt.at(c.mover.admitted_at).as_str())),
    })
}

async fn settle(mut ctx: InmateCtx, form: Form<MoveForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let Some(target) = raw.target() else { return Err(Error::AlreadyDone(format!("{}/move", home(&ctx)))) };
    let inmate = ctx.inmate.id;
    let then = raw.then(ctx.now);
    let considered = actions::consider_locked(&mut ctx, inmate, target, then).await?;
    let sides = [&considered];
    let same = seen(&sides) == raw.seen;
    let parsed = {
        let asked = considered.asked();
        let facts = Facts { t: ctx.t, catalogue: ctx.catalogue(), now: ctx.now, asked: &asked, after: after(&ctx, &considered) };
        raw.parse(&facts)
    };
    // A time that cannot be is said first; what was found of it means nothing.
    let untimely = parsed.as_ref().err().is_some_and(MoveForm::is_about_time);
    if !untimely && (considered.stopped() || !same) {
        return shown_again(ctx, &sides, &raw, false).await;
    }
    let decision = match parsed {
        Ok(decision) => decision,
        Err(errors) => {
            showing(&mut ctx, &sides);
            let view = ConsiderView::new(&ctx, &Weighing { swap: false, sides: &sides, form: &raw, again: Again::No }, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    if !actions::settle(&mut ctx, &considered, &decision).await? {
        return shown_again(ctx, &sides, &raw, false).await;
    }
    let home = home(&ctx);
    ctx.into_ctx().save(&format!("{home}?done={}", if decision.twice { "twice" } else { "move" })).await
}

/// The page once more: something has changed since it was shown, or stands in the way now. Who was first is said on it.
pub(super) async fn shown_again(mut ctx: InmateCtx, sides: &[&Considered], raw: &MoveForm, swap: bool) -> Result<Response, Error> {
    let stopped = sides.iter().any(|c| c.stopped());
    showing(&mut ctx, sides);
    let again = match raw.then(ctx.now) {
        // The first answer to an earlier time: what is found is that time's.
        Some(then) if seen(sides) != raw.seen && raw.weighed != raw.time() => Again::Then(then),
        _ if seen(sides) == raw.seen && stopped => Again::Stopped,
        _ => Again::Changed,
    };
    let view = ConsiderView::new(&ctx, &Weighing { swap, sides, form: raw, again }, &Errors::new());
    ctx.into_ctx().conflict(view).await
}
