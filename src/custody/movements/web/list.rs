//! The day's list.

use axum::response::Response;
use serde_json::json;

use super::super::store::{self, Listed};
use super::super::view::{ChooseView, Filter, ListView, PrintView, Section, Words};
use crate::access::{Action, Class, Entry, Role};
use crate::custody::roll;
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error};

/// Which prison: the acting role's own, one chosen among several, or one's own people wherever they are.
pub(super) enum Place {
    Prison(PrisonId),
    Own,
    Choose,
}

pub(super) fn place(ctx: &Ctx) -> Result<Place, Error> {
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    if roll::by_assignment(role) {
        return Ok(Place::Own);
    }
    if let Some(wanted) = ctx.query("prison") {
        let wanted: PrisonId = wanted.parse().map_err(|_| Error::NotFound)?;
        return if ctx.actor.prisons.contains(&wanted) { Ok(Place::Prison(wanted)) } else { Err(Error::NotFound) };
    }
    let regional = ctx.actor.hat.as_ref().is_some_and(|h| h.region.is_some());
    Ok(ctx.actor.prisons.first().filter(|_| !regional).map_or(Place::Choose, |p| Place::Prison(*p)))
}

/// A prison to choose first, for whoever has many.
pub(super) async fn choose(mut ctx: Ctx, path: &str, title: String) -> Result<Response, Error> {
    let ids = ctx.actor.prisons.clone();
    let prisons = roll::store::prisons(ctx.conn(), &ids).await?;
    let prisons = prisons.into_iter().map(|p| (format!("{path}?prison={}", p.id), p.name, p.municipality.unwrap_or_default())).collect();
    let frame = ctx.frame("movements", title);
    ctx.page(ChooseView { frame, prisons }).await
}

/// What stands over a prison's list: its name, unless it is the reader's own.
pub(super) async fn name_of(ctx: &mut Ctx, prison: Option<PrisonId>) -> Result<String, Error> {
    let Some(prison) = prison else { return Ok(String::new()) };
    let name = roll::store::prisons(ctx.conn(), &[prison]).await?.pop().map(|p| p.name);
    Ok(name.unwrap_or_else(|| ctx.actor.prison_name.clone()))
}

struct Day {
    prison: Option<PrisonId>,
    place: String,
    filter: Filter,
    lines: Vec<Listed>,
    hidden: i64,
}

async fn day(ctx: &mut Ctx, prison: Option<PrisonId>) -> Result<Day, Error> {
    let span = calendar::day_span(ctx.today);
    let lines = store::today(ctx.conn(), prison, span).await?;
    let counts = ctx.actor.role().is_some_and(|r| matches!(r.db_group(), "og_custody" | "og_case" | "og_region" | "og_auditor"));
    let hidden = match prison.filter(|_| counts) {
        Some(prison) => store::hidden_out(ctx.conn(), prison).await?,
        None => 0,
    };
    let filter = Filter {
        prison: ctx.query("prison").and(prison).map(|p| p.0),
        unit: ctx.query("unit").and_then(|u| u.parse().ok()),
        part: match ctx.query("show").as_deref() {
            Some("out") => Some("out"),
            Some("inside") => Some("inside"),
            _ => None,
        },
    };
    Ok(Day { prison, place: name_of(ctx, prison).await?, filter, lines, hidden })
}

fn shown(ctx: &mut Ctx, action: Action, day: &Day) {
    let ids = day.lines.iter().filter(|l| day.filter.keeps(l)).map(|l| InmateId(l.inmate)).collect::<std::collections::BTreeSet<_>>();
    let mut entry = Entry::new(action, Class::Movements).showing(ids.into_iter().collect()).with(json!({ "show": day.filter.part }));
    entry.prison = day.prison;
    ctx.record(entry);
}

pub(super) async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = match place(&ctx)? {
        Place::Prison(prison) => Some(prison),
        Place::Own => None,
        Place::Choose => {
            let title = ctx.t.msg_move_title();
            return choose(ctx, "/movements", title).await;
        }
    };
    let day = day(&mut ctx, prison).await?;
    let units = match prison {
        Some(prison) => store::units(ctx.conn(), prison).await?,
        None => Vec::new(),
    };
    let view = {
        let words = Words::of(&ctx);
        let kept: Vec<Listed> = day.lines.iter().filter(|l| day.filter.keeps(l)).cloned().collect();
        let everything = day.filter.unit.is_none();
        ListView {
            frame: ctx.frame("movements", ctx.t.msg_move_title()),
            place: day.place.clone(),
            totals: ListView::totals(&words, &kept, if everything { day.hidden } else { 0 }),
            hidden: (day.hidden > 0 && everything).then(|| ctx.t.msg_move_list_hidden(day.hidden)),
            print: day.filter.href("/movements/print"),
            positions: whole_house(&ctx).then(|| Filter { unit: None, part: None, ..day.filter }.href("/positions")),
            back: day.filter.href("/movements"),
            units: ListView::unit_chips(&words, day.filter, &units, &day.lines),
            parts: ListView::part_chips(&words, day.filter),
            sections: Section::all(&words, &ctx, &kept),
        }
    };
    shown(&mut ctx, Action::List, &day);
    ctx.page(view).await
}

pub(super) async fn print(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = match place(&ctx)? {
        Place::Prison(prison) => Some(prison),
        Place::Own => None,
        Place::Choose => {
            let title = ctx.t.msg_move_title();
            return choose(ctx, "/movements/print", title).await;
        }
    };
    let day = day(&mut ctx, prison).await?;
    let view = {
        let words = Words::of(&ctx);
        let kept: Vec<Listed> = day.lines.iter().filter(|l| day.filter.keeps(l)).cloned().collect();
        PrintView {
            frame: ctx.frame("movements", ctx.t.msg_move_title()),
            place: day.place.clone(),
            day: ctx.fmt().long_day(ctx.today),
            totals: ListView::totals(&words, &kept, if day.filter.unit.is_none() { day.hidden } else { 0 }),
            back: day.filter.href("/movements"),
            sections: Section::all(&words, &ctx, &kept),
        }
    };
    shown(&mut ctx, Action::Print, &day);
    ctx.page(view).await
}

/// Whether the reader reads stays and cells besides movements: workshop, school and gate do not.
pub(super) fn whole_house(ctx: &Ctx) -> bool {
    ctx.actor.role().is_some_and(|role| role != Role::Reintegration && !matches!(role.db_group(), "og_activity" | "og_desk"))
}
