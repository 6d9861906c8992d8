//! Handlers of a prison's cells.

use axum::response::Response;
use serde_json::json;

use super::form::{Nothing, OutForm};
use super::store;
use super::view::{self, Asked, CellsView, Links, One, OneView, Show, WithoutView};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::cells::model::{Mate, Room, Target};
use crate::custody::cells::store as cells;
use crate::custody::roll::store as roll;
use crate::platform::db;
use crate::platform::id::{CellId, PrisonId};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of a prison's cells.
pub fn routes() -> Routes {
    let read = needs(Class::UnitDay, Act::Read);
    Routes::new()
        .get("/cells", read, list)
        .get("/cells/without", read, without)
        .get("/cells/{cell}", read, show)
        .post("/cells/{cell}/out-of-use", needs(Class::UnitDay, Act::Decide), take_out)
        .post("/cells/{cell}/in-use", needs(Class::UnitDay, Act::Decide), take_back)
}

/// Who takes cells out of use from here: the duty officer. The governor does it with the buildings.
fn takes_out(ctx: &Ctx) -> bool {
    ctx.may(Class::UnitDay, Act::Decide)
}

/// The prison asked for among the reader's, or their own.
fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    match ctx.query("prison") {
        Some(wanted) => wanted.parse().ok().filter(|p| ctx.actor.prisons.contains(p)).ok_or(Error::NotFound),
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound),
    }
}

async fn named(ctx: &mut Ctx, prison: PrisonId) -> Result<(String, Vec<Chip>), Error> {
    let ids = ctx.actor.prisons.clone();
    let names = roll::prisons(ctx.conn(), &ids).await?;
    let name = names.iter().find(|n| n.id == prison.0).map(|n| n.name.clone()).unwrap_or_default();
    let several = (2..=8).contains(&names.len());
    let chips = names.iter().filter(|_| several).map(|n| Chip::new(format!("/cells?prison={}", n.id), n.name.clone(), None, n.id == prison.0)).collect();
    Ok((name, chips))
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let (place, prisons) = named(&mut ctx, prison).await?;
    let lines = store::cells(ctx.conn(), prison).await?;
    let people = store::sleepers(ctx.conn(), prison).await?;
    let (cellless, hidden) = store::without_cell(ctx.conn(), prison).await?;
    let asked = Asked::of(&ctx, Show::All);
    let shown = people.iter().map(|p| p.person.id).collect();
    ctx.record(Entry::new(Action::List, Class::Movements).showing(shown).at(prison));
    let t = ctx.t;
    let free: i64 = lines.iter().map(store::CellLine::free).sum();
    let cells = lines.iter().filter(|l| l.cell_id.is_some()).count();
    let certified: i64 = lines.iter().map(|l| i64::from(l.certified)).sum();
    let out = lines.iter().filter(|l| l.out_reason.is_some()).count();
    let view = CellsView {
        frame: ctx.frame("cells", t.msg_cells_heading()),
        place,
        totals: t.msg_cells_totals(i64::try_from(cells).unwrap_or(0), free, certified, i64::try_from(out).unwrap_or(0)),
        without: t.msg_cells_without_count(i64::try_from(cellless.len()).unwrap_or(0) + hidden),
        without_href: format!("/cells/without?prison={prison}"),
        prisons,
        units: view::unit_chips(&ctx, "/cells", &lines, &asked),
        shows: view::show_chips(&ctx, "/cells", &lines, &asked),
        lines: view::lines(&ctx, &lines, &people, &asked, &Links::House),
    };
    ctx.page(view).await
}

async fn without(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let (place, _) = named(&mut ctx, prison).await?;
    let (people, hidden) = store::without_cell(ctx.conn(), prison).await?;
    let shown = people.iter().map(|p| p.person.id).collect();
    ctx.record(Entry::new(Action::List, Class::Movements).showing(shown).at(prison));
    let moves = ctx.may(Class::UnitDay, Act::Write);
    let view = WithoutView::new(&ctx, place, &people, hidden, format!("/cells?prison={prison}"), moves);
    ctx.page(view).await
}

async fn one(ctx: &mut Ctx) -> Result<(CellId, PrisonId, Room, Vec<Mate>), Error> {
    let id: CellId = ctx.param("cell")?;
    let prison = store::prison_of(ctx.conn(), id).await?.filter(|p| ctx.actor.prisons.contains(p)).ok_or(Error::NotFound)?;
    let room = cells::room(ctx.conn(), Target::Cell(id), None).await?.ok_or(Error::NotFound)?;
    let mates = cells::mates(ctx.conn(), id).await?;
    let shown = mates.iter().filter_map(|m| m.person.as_ref().map(|p| p.id)).collect();
    ctx.record(Entry::new(Action::List, Class::Movements).showing(shown).at(prison));
    Ok((id, prison, room, mates))
}

async fn page(ctx: &mut Ctx, typed: &OutForm, fault: Option<String>, errors: &Errors) -> Result<OneView, Error> {
    let (id, _, room, mates) = one(ctx).await?;
    let periods = store::periods(ctx.conn(), id).await?;
    let one = One { id: id.to_string(), room: &room, mates: &mates, periods: &periods, takes_out: takes_out(ctx), fault };
    Ok(OneView::new(ctx, one, typed, errors))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let view = page(&mut ctx, &OutForm::default(), None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn take_out(mut ctx: Ctx, form: Form<OutForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, prison, ..) = one(&mut ctx).await?;
    // Nobody is moved in while it is decided; with somebody in it, they are moved first.
    cells::lock(ctx.conn(), &[id]).await?;
    let inside = cells::mates(ctx.conn(), id).await?.len();
    let fault = (inside > 0).then(|| ctx.t.msg_cells_out_occupied(i64::try_from(inside).unwrap_or(i64::MAX)));
    let mut errors = Errors::new();
    match raw.parse(ctx.t, ctx.today) {
        Ok((reason, back)) if fault.is_none() => {
            let (by, now) = (ctx.actor.account, ctx.now);
            match store::take_out(ctx.conn(), id, prison, (&reason, back), by, now).await {
                Ok(()) => {
                    ctx.record(Entry::new(Action::Alter, Class::Movements).at(prison).with(json!({ "cell": id, "did": "out of use" })));
                    return ctx.save(&format!("/cells/{id}?done=out")).await;
                }
                Err(e) if db::violated(&e) == Some("cell_out_of_use_overlaps") => return Err(Error::AlreadyDone(format!("/cells/{id}"))),
                Err(e) => return Err(e.into()),
            }
        }
        Ok(_) => {}
        Err(found) => errors = found,
    }
    let view = page(&mut ctx, &raw, fault, &errors).await?;
    ctx.invalid(view).await
}

async fn take_back(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, prison, ..) = one(&mut ctx).await?;
    let (by, now) = (ctx.actor.account, ctx.now);
    if !store::take_back(ctx.conn(), id, by, now).await? {
        return Err(Error::AlreadyDone(format!("/cells/{id}")));
    }
    ctx.record(Entry::new(Action::Alter, Class::Movements).at(prison).with(json!({ "cell": id, "did": "in use" })));
    ctx.save(&format!("/cells/{id}?done=back")).await
}
