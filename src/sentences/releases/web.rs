//! The list of those who leave.

use std::collections::BTreeSet;

use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde_json::json;

use super::store;
use super::view::{Group, ReleasesView, row};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::custody::roll;
use crate::law::calendar::{iso_week, monday_of};
use crate::platform::id::{InmateId, PrisonId};
use crate::sentences::court::ChooseView;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Routes, needs};

/// How far ahead the list looks.
const WITHIN: [u64; 3] = [7, 30, 90];

/// The routes of the list.
pub fn routes() -> Routes {
    Routes::new().get("/releases", needs(Class::Sentence, Act::Read), show)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let within = match ctx.query("within") {
        None => 30,
        Some(n) => n.parse().ok().filter(|n| WITHIN.contains(n)).ok_or(Error::NotFound)?,
    };
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let mine = ctx.query("show").as_deref() == Some("mine") && role == Role::CaseManager;
    let own = mine || matches!(role, Role::ContactOfficer | Role::Reintegration);
    let wanted: Option<PrisonId> = ctx.query("prison").map(|p| p.parse().map_err(|_| Error::NotFound)).transpose()?;
    if wanted.is_some_and(|p| !ctx.actor.prisons.contains(&p)) {
        return Err(Error::NotFound);
    }
    let regional = ctx.actor.hat.as_ref().is_some_and(|h| h.region.is_some());
    let prison = if own { None } else { wanted.or_else(|| ctx.actor.prisons.first().copied().filter(|_| !regional)) };
    if prison.is_none() && !own {
        let ids = ctx.actor.prisons.clone();
        let prisons = roll::store::prisons(ctx.conn(), &ids).await?;
        let prisons = prisons.into_iter().map(|p| (format!("/releases?prison={}", p.id), p.name, p.municipality.unwrap_or_default())).collect();
        let frame = ctx.frame("releases", ctx.t.msg_releases_nav());
        return ctx.page(ChooseView { frame, prisons }).await;
    }
    let until = ctx.today + Days::new(within);
    let lines = store::leaving(ctx.conn(), prison, until).await?;
    let place = match prison {
        Some(prison) => roll::store::prisons(ctx.conn(), &[prison]).await?.pop().map_or_else(String::new, |p| p.name),
        None => ctx.t.msg_court_own_people(),
    };
    let view = {
        let t = ctx.t;
        let late = lines.iter().filter(|l| l.day < ctx.today).count() as i64;
        let href = |within: u64, mine: bool| {
            let mut href = format!("/releases?within={within}");
            if let Some(prison) = wanted.filter(|_| !mine) {
                href += &format!("&prison={prison}");
            }
            if mine {
                href += "&show=mine";
            }
            href
        };
        let mut groups: Vec<(NaiveDate, Group)> = Vec::new();
        for l in &lines {
            // Everything that has passed stands in one group, on top.
            let week = if l.day < ctx.today { NaiveDate::MIN } else { monday_of(l.day) };
            if groups.last().is_none_or(|(w, _)| *w != week) {
                let label = if week == NaiveDate::MIN { t.msg_releases_passed() } else { t.msg_releases_week(i64::from(iso_week(week).1)) };
                groups.push((week, Group { label, rows: Vec::new() }));
            }
            if let Some((_, group)) = groups.last_mut() {
                group.rows.push(row(&ctx, l));
            }
        }
        ReleasesView {
            frame: ctx.frame("releases", t.msg_releases_title()),
            place,
            totals: t.msg_releases_totals(lines.len() as i64 - late, within as i64),
            within: WITHIN.iter().map(|n| Chip::new(href(*n, mine), t.msg_releases_within(*n as i64), None, *n == within)).collect(),
            scopes: if role == Role::CaseManager {
                vec![
                    Chip::new(href(within, false), t.msg_court_whole_prison(), None, !mine),
                    Chip::new(href(within, true), t.msg_court_own_people(), None, mine),
                ]
            } else {
                Vec::new()
            },
            groups: groups.into_iter().map(|(_, g)| g).collect(),
            late,
        }
    };
    let ids = lines.iter().map(|l| InmateId(l.inmate)).collect::<BTreeSet<_>>();
    let mut entry = Entry::new(Action::List, Class::Sentence).showing(ids.into_iter().collect()).with(json!({ "within": within }));
    entry.prison = prison;
    ctx.record(entry);
    ctx.page(view).await
}
