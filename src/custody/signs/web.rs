//! The pages of early signs.

use std::collections::BTreeMap;

use axum::response::Response;
use chrono::TimeDelta;
use uuid::Uuid;

use super::rules::{self, LOOK_BACK, Rule};
use super::store::{self, Row, Whose};
use super::view::{Person, PersonView, SignsView, sign};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::custody::observations::{person_chips, section_chips};
use crate::inmates::store::full_name;
use crate::inmates::{BannerView, Face, InmateCtx};
use crate::platform::id::{InmateId, PrisonId};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Routes, needs, needs_for};

/// The routes of early signs.
pub fn routes() -> Routes {
    Routes::new().get("/signs", needs(Class::Observations, Act::Read), show).get("/inmates/{inmate}/signs", needs_for(Class::Observations, Act::Read), one)
}

/// Kinds that any rule counts.
fn kinds(rules: &[Rule]) -> Vec<String> {
    let mut kinds: Vec<String> = rules.iter().flat_map(|r| r.kinds.clone()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let (today, now) = (ctx.today, ctx.now);
    // An officer's signs are those of the units on today's roster.
    let on_units = matches!(role, Role::Officer | Role::ContactOfficer);
    let prison: Option<PrisonId> = ctx.actor.prisons.first().copied();
    let units = ctx.actor.units.clone();
    let in_force = store::rules(ctx.conn(), today).await?;
    let whose = match prison {
        Some(prison) if !on_units => Whose::Prison(prison),
        _ => Whose::Units(&units),
    };
    let rows = store::happened(ctx.conn(), whose, &kinds(&in_force), now - TimeDelta::days(LOOK_BACK)).await;
    let rows = ctx.panel("signs", rows).await?;
    let wanted = ctx.query("unit").and_then(|u| u.parse::<Uuid>().ok());
    let mut everybody: Vec<(Option<Uuid>, String, Person)> = Vec::new();
    if let Some(rows) = &rows {
        everybody = people(&ctx, &in_force, rows);
    }
    let mut names: BTreeMap<String, (Uuid, i64)> = BTreeMap::new();
    for (unit, name, _) in &everybody {
        if let Some(unit) = unit {
            names.entry(name.clone()).or_insert((*unit, 0)).1 += 1;
        }
    }
    let t = ctx.t;
    let mut chips = Vec::new();
    if names.len() > 1 {
        chips.push(Chip::new("/signs", t.msg_sign_all_units(), Some(ctx.fmt().number(everybody.len() as i64)), wanted.is_none()));
        chips.extend(names.iter().map(|(name, (id, n))| Chip::new(format!("/signs?unit={id}"), name.clone(), Some(ctx.fmt().number(*n)), wanted == Some(*id))));
    }
    everybody.retain(|(unit, _, _)| wanted.is_none() || *unit == wanted);
    let shown = everybody.iter().filter_map(|(_, _, p)| p.href.split('/').nth(2).and_then(|id| id.parse().ok())).map(InmateId).collect();
    let list = Entry::new(Action::List, Class::Observations).showing(shown);
    ctx.record(Entry { prison, ..list });
    let view = SignsView {
        frame: ctx.frame("security", t.msg_sign_title()),
        pages: section_chips(&ctx, "/signs"),
        units: chips,
        place: if on_units { t.msg_sign_my_units() } else { ctx.actor.prison_name.clone() },
        people: rows.map(|_| everybody.into_iter().map(|p| p.2).collect()),
        looked_at: ctx.fmt().at(now),
    };
    ctx.page(view).await
}

/// Everybody with a sign, those with most first.
fn people(ctx: &Ctx, in_force: &[Rule], rows: &[Row]) -> Vec<(Option<Uuid>, String, Person)> {
    let t = ctx.t;
    let mut people = Vec::new();
    for group in rows.chunk_by(|a, b| a.inmate == b.inmate) {
        let Some(first) = group.first() else { continue };
        let happened: Vec<_> = group.iter().map(Row::happened).collect();
        let found = rules::look(in_force, &happened, first.admitted_at, ctx.now);
        let signs: Vec<_> = found.iter().filter(|f| f.sign).map(|f| sign(ctx, first.inmate, f)).collect();
        if signs.is_empty() {
            continue;
        }
        let unit = first.unit.clone().unwrap_or_default();
        let place = match &first.cell {
            Some(cell) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
            None => unit.clone(),
        };
        let face = Face::of(first.inmate, full_name(&first.family_name, &first.given_name), &first.number, first.photographed);
        people.push((first.unit_id, unit, Person { face, place, href: format!("/inmates/{}/signs", first.inmate), signs }));
    }
    people.sort_by_key(|p| std::cmp::Reverse(p.2.signs.len()));
    people
}

async fn one(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (inmate, today, now, admitted) = (ctx.inmate.id, ctx.today, ctx.now, ctx.inmate.admitted_at);
    let in_force = store::rules(ctx.conn(), today).await?;
    let rows = store::happened(ctx.conn(), Whose::Person(inmate), &kinds(&in_force), now - TimeDelta::days(LOOK_BACK)).await;
    let rows = ctx.panel("signs", rows).await?;
    let signs = rows.map(|rows| {
        let happened: Vec<_> = rows.iter().map(Row::happened).collect();
        rules::look(&in_force, &happened, admitted, now).iter().map(|f| sign(&ctx, inmate.0, f)).collect::<Vec<_>>()
    });
    let banner = BannerView::of(&ctx, "observations");
    let t = ctx.t;
    let view = PersonView {
        frame: ctx.frame("inmates", t.msg_sign_page_title(banner.name.as_str())),
        pages: person_chips(&ctx, "signs"),
        any: signs.iter().flatten().any(|s| s.sign),
        signs,
        banner,
    };
    ctx.into_ctx().page(view).await
}
