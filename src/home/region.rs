//! Transfers administrator: what waits for a decision, who is on the way, free places by level in the region's prisons, and who was moved lately.

use chrono::TimeDelta;

use super::store::{self, Capacity, Moved};
use super::view::{Body, Card, Home, Numbers, Person, Tile};
use crate::custody::transfers::store::{Case, cases};
use crate::inmates::banner;
use crate::inmates::face::{Face, ListFlags};
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let prisons = ctx.actor.prisons.clone();
    let capacity = store::capacity(ctx.conn(), &prisons).await;
    let capacity = ctx.panel("capacity", capacity).await?;
    let since = ctx.now - TimeDelta::days(14);
    let moved = store::moved(ctx.conn(), &prisons, since).await;
    let moved = ctx.panel("moved", moved).await?;
    let queue = cases(ctx.conn(), None, since).await;
    let queue = ctx.panel("queue", queue).await?;
    let t = ctx.t;
    let mut home = Home { lead: t.msg_home_prisons(prisons.len() as i64), ..Home::default() };
    if let Some(rows) = &capacity {
        tiles(ctx, &mut home, rows);
    }
    let waiting = (t.msg_home_transfers_none(), t.msg_home_transfers_none_text());
    let cards = [
        ("waiting", "Hourglass", t.msg_home_transfers_waiting(), &["waiting"][..], waiting),
        (
            "under-way",
            "Truck",
            t.msg_home_transfers_today(),
            &["under_way", "planned"][..],
            (t.msg_home_transfers_nobody(), t.msg_home_transfers_nobody_text()),
        ),
    ];
    for (id, icon, title, states, none) in cards {
        home.main.push(transfers(ctx, &mut home.shown, (id, icon, title), queue.as_deref(), states, none));
    }
    home.main.push(places(ctx, capacity));
    home.aside.push(recent(ctx, &mut home.shown, moved));
    Ok(home)
}

fn free(c: &Capacity) -> i64 {
    (c.places - c.shut - c.held).max(0)
}

fn tiles(ctx: &Ctx, home: &mut Home, rows: &[Capacity]) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    for level in ["especially_high", "high", "lower", "halfway"] {
        let of_level = rows.iter().filter(|c| c.level == level);
        if of_level.clone().next().is_none() {
            continue;
        }
        let (left, places): (i64, i64) = of_level.fold((0, 0), |sum, c| (sum.0 + free(c), sum.1 + c.places - c.shut));
        home.tiles.push(Tile {
            href: "#places".to_owned(),
            color: if left == 0 { "warning" } else { "success" },
            icon: "Bed",
            value: fmt.number(left),
            label: t.msg_home_free_at(banner::security_level(t, level).as_str()),
            note: t.msg_home_of_places(places),
        });
    }
}

fn places(ctx: &Ctx, rows: Option<Vec<Capacity>>) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let title = t.msg_home_free_places();
    let Some(rows) = rows else { return Card::new("places", "Bed", title, Body::Missing) };
    if rows.is_empty() {
        return Card::new("places", "Bed", title, Body::Empty("Bed", t.msg_roll_no_prisons(), t.msg_roll_no_prisons_text()));
    }
    let rows = rows
        .into_iter()
        .map(|c| {
            let cells = [c.held, c.places - c.shut, c.shut].map(|n| fmt.number(n));
            let [held, places, shut] = cells;
            Numbers {
                href: format!("/inmates?prison={}", c.prison),
                full: c.held > c.places - c.shut,
                sub: banner::security_level(t, &c.level),
                cells: vec![held, places, shut, fmt.number(free(&c))],
                name: c.name,
            }
        })
        .collect();
    let heads = vec![t.msg_home_col_prison(), t.msg_home_col_held(), t.msg_home_col_places(), t.msg_home_col_shut(), t.msg_home_col_free()];
    Card::new("places", "Bed", title, Body::Table(heads, rows))
}

/// Cases that stand so, the person's page of transfers behind each.
fn transfers(
    ctx: &Ctx,
    shown: &mut Vec<InmateId>,
    (id, icon, title): (&'static str, &'static str, String),
    queue: Option<&[Case]>,
    states: &[&str],
    none: (String, String),
) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let Some(queue) = queue else { return Card::new(id, icon, title, Body::Missing) };
    let people = queue.iter().filter(|c| states.contains(&c.state.as_str())).filter_map(|c| {
        let name = full_name(c.family_name.as_deref()?, c.given_name.as_deref()?);
        shown.push(InmateId(c.inmate));
        let face = Face { href: format!("/inmates/{}/transfers", c.inmate), ..Face::of(c.inmate, name, c.number.as_deref()?, false) };
        let reason = ctx.catalogue().label(List::MovementReason, &c.reason, ctx.lang.is_nb());
        let when = match (c.state.as_str(), c.at) {
            ("under_way", Some(at)) => t.msg_transfer_went(fmt.near(at).as_str()),
            ("planned", Some(at)) => t.msg_transfer_goes(fmt.near(at).as_str()),
            _ => t.msg_transfer_proposed_by(c.proposer.as_deref().unwrap_or_default(), fmt.near(c.proposed_at).as_str()),
        };
        let place = t.msg_transfer_what(c.from_prison.as_str(), c.to_prison.as_str(), reason);
        Some(Person { face, place, flags: ListFlags::default(), when: None, text: when, late: false })
    });
    Card::people(id, icon, title, people.collect(), none).link("/transfers", t.msg_home_transfers_all())
}

fn recent(ctx: &Ctx, shown: &mut Vec<InmateId>, rows: Option<Vec<Moved>>) -> Card {
    let t = ctx.t;
    let title = t.msg_home_moved();
    let Some(rows) = rows else { return Card::new("moved", "ArrowRightLeft", title, Body::Missing) };
    let people = rows.iter().map(|m| {
        shown.push(InmateId(m.id));
        Person {
            face: Face::of(m.id, full_name(&m.family_name, &m.given_name), &m.number, m.has_photo),
            place: t.msg_home_moved_to(m.prison.as_str()),
            flags: ListFlags::default(),
            when: None,
            text: t.msg_home_reason_at(ctx.catalogue().label(List::MovementReason, &m.reason, ctx.lang.is_nb()), ctx.fmt().near(m.at).as_str()),
            late: false,
        }
    });
    Card::people("moved", "ArrowRightLeft", title, people.collect(), (t.msg_home_nobody_moved(), t.msg_home_nobody_moved_text()))
}
