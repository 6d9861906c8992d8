//! Handlers of the figures.

use std::collections::BTreeSet;

use axum::response::Response;
use chrono::{Days, Months};
use serde_json::json;
use uuid::Uuid;

use super::rules::{Figure, Row, Share};
use super::store;
use super::view::{FiguresView, ListRow, ListView, Read, TALKS_BACK, heading, said};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::Face;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Routes, needs};

/// So many on a page.
const PAGE: usize = 100;

/// The routes of the figures.
pub fn routes() -> Routes {
    let governor = needs(Class::PlanSign, Act::Decide);
    Routes::new().get("/plan-figures", governor, show).get("/plan-figures/{figure}", governor, list)
}

async fn read(ctx: &mut Ctx, prison: PrisonId) -> Result<Read, Error> {
    let today = ctx.today;
    let year = calendar::start_of_day(today.checked_sub_months(Months::new(12)).unwrap_or(today));
    let talks = calendar::start_of_day(today.checked_sub_days(Days::new(TALKS_BACK)).unwrap_or(today));
    Ok(Read {
        now: store::now(ctx.conn(), prison, talks).await?,
        goals: store::goals(ctx.conn(), prison, year).await?,
        releases: store::releases(ctx.conn(), prison, year).await?,
        units: store::units(ctx.conn(), prison).await?,
    })
}

fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    ctx.actor.prisons.first().copied().ok_or(Error::Forbidden)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let read = read(&mut ctx, prison).await?;
    let view = FiguresView::new(&ctx, &read);
    ctx.page(view).await
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let word: String = ctx.param("figure")?;
    let figure = Figure::of(&word).ok_or(Error::NotFound)?;
    let unit: Option<Uuid> = ctx.query("unit").map(|u| u.parse().map_err(|_| Error::NotFound)).transpose()?;
    let (about, part) = (ctx.query("about"), ctx.query("part").unwrap_or_else(|| "yes".to_owned()));
    let prison = prison(&ctx)?;
    let read = read(&mut ctx, prison).await?;
    let mut rows = read.rows(figure, ctx.today);
    rows.retain(|r| unit.is_none_or(|u| r.unit == Some(u)));
    // Of goals the theme narrows what is counted; of steps a step is what is counted.
    if let Some(about) = &about {
        match figure {
            Figure::StepDown => rows.iter_mut().for_each(|r| r.n = i64::from(r.about.iter().any(|a| a == about))),
            _ => rows.retain(|r| r.about.iter().any(|a| a == about)),
        }
    }
    let share = Share::of(&rows);
    let found: Vec<&Row> = rows.iter().filter(|r| keeps(&part, r)).collect();
    let closed = found.iter().filter(|r| r.inmate.is_none()).count() as i64;
    let named: Vec<&Row> = found.into_iter().filter(|r| r.inmate.is_some()).collect();
    let from: usize = ctx.query("from").and_then(|n| n.parse().ok()).unwrap_or(0);
    let shown: Vec<&Row> = named.iter().copied().skip(from).take(PAGE).collect();
    let ids: Vec<Uuid> = shown.iter().filter_map(|r| r.inmate).collect();
    let people = store::people(ctx.conn(), &ids).await?;
    let listed: BTreeSet<InmateId> = people.keys().copied().map(InmateId).collect();
    ctx.record(Entry::new(Action::List, Class::Plan).showing(listed.into_iter().collect()).at(prison).with(json!({ "figure": figure.as_str(), "part": part })));
    let t = ctx.t;
    let narrowed = [unit.map(|u| format!("&unit={u}")), about.map(|a| format!("&about={}", form_urlencoded::byte_serialize(a.as_bytes()).collect::<String>()))];
    let narrowed: String = narrowed.into_iter().flatten().collect();
    let href = |part: &str, from: usize| format!("/plan-figures/{}?part={part}{narrowed}&from={from}", figure.as_str());
    let chip = |code: &str, label: String, n: i64| Chip::new(href(code, 0), label, Some(n.to_string()), part == code);
    let (title, means) = heading(t, figure);
    let whole = figure != Figure::Continuity;
    let view = ListView {
        frame: ctx.frame("plan-figures", title),
        lead: t.msg_figures_list_lead(share.n, share.of, means.as_str()),
        chips: if whole {
            vec![
                chip("yes", t.msg_figures_part_yes(), share.n),
                chip("no", t.msg_figures_part_no(), share.of - share.n),
                chip("all", t.msg_figures_part_all(), share.of),
            ]
        } else {
            Vec::new()
        },
        rows: shown
            .iter()
            .filter_map(|r| {
                let p = people.get(&r.inmate?)?;
                let (yes, text) = said(&ctx, figure, r);
                let photographed = p.photographed && ctx.may(Class::Photo, Act::Read);
                Some(ListRow {
                    face: Face::of(p.id, full_name(&p.family_name, &p.given_name), &p.number, photographed),
                    place: p.place.clone().unwrap_or_default(),
                    yes,
                    text,
                })
            })
            .collect(),
        closed,
        newest: (from > 0).then(|| href(&part, from.saturating_sub(PAGE))),
        older: (named.len() > from + PAGE).then(|| href(&part, from + PAGE)),
    };
    ctx.page(view).await
}

/// Which rows a part shows; of talks all of them.
fn keeps(part: &str, row: &Row) -> bool {
    match part {
        "no" => row.n == 0,
        "all" => true,
        _ => row.n > 0,
    }
}
