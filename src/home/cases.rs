//! Case manager: whose deadline is next, who leaves soon, whose record has holes.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::store::{self, Case};
use super::view::{Body, Card, Home, Tile, flag, in_days, person};
use crate::access::Role;
use crate::custody::roll::store::{self as roll, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Marks, Resident, Show};
use crate::web::{Ctx, Error};

/// A remand order is worked on from four weeks before it expires: straffeprosessloven § 185 allows four at a time as a rule.
const REMAND_DAYS: i64 = 28;

/// The caseload with what is known of it.
struct Load<'a> {
    words: Words<'a>,
    people: Vec<Resident>,
    marks: Marks,
    cases: HashMap<Uuid, Case>,
}

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let today = ctx.today;
    let people = roll::people(ctx.conn(), Role::CaseManager, Scope::Assigned).await;
    let people = ctx.panel("caseload", people).await?;
    let marks = roll::marks(ctx.conn(), Role::CaseManager, Scope::Assigned, today).await;
    let marks = ctx.panel("marks of the caseload", marks).await?.unwrap_or_default();
    let cases = store::caseload(ctx.conn()).await;
    let cases = ctx.panel("deadlines", cases).await?.unwrap_or_default().into_iter().map(|c| (c.inmate, c)).collect();
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let Some(people) = people else {
        home.main.push(Card::new("cases", "Tasklist", ctx.t.msg_home_my_cases(), Body::Missing));
        return Ok(home);
    };
    let load = Load { words: Words::of(ctx), people, marks, cases };
    fill(ctx, &load, &mut home);
    super::deadlines::add(ctx, &mut home, None, true).await?;
    Ok(home)
}

fn fill(ctx: &Ctx, load: &Load<'_>, home: &mut Home) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let remand = remand(ctx, load);
    let leaving = leaving(load);
    let holes = holes(ctx, load);
    let mut new: Vec<&Resident> = load.people.iter().filter(|p| Show::Lately.keeps(p, &load.marks, load.words.moment)).collect();
    new.sort_by_key(|p| std::cmp::Reverse(p.admitted_at));
    let late = remand.iter().any(|(_, day)| *day < ctx.today);
    let mut tile = |href: &str, color, icon, value: usize, label| {
        home.tiles.push(Tile {
            href: href.to_owned(),
            color: if value == 0 { "neutral" } else { color },
            icon,
            value: fmt.number(value as i64),
            label,
            note: String::new(),
        });
    };
    tile("/inmates?show=mine", "accent", "Tasklist", load.people.len(), t.msg_home_my_cases());
    tile("#remand", if late { "danger" } else { "warning" }, "Gavel", remand.len(), t.msg_home_remand_ends());
    tile("#leaving", "info", "Leave", leaving.len(), show_label(t, Show::Leaving));
    tile("#holes", "warning", "QuestionmarkCircle", holes.len(), t.msg_home_holes());

    let rows = remand.iter().map(|(p, day)| {
        let days = (*day - ctx.today).num_days();
        let (color, icon) = match days {
            ..0 => ("danger", "ExclamationmarkTriangle"),
            0..=3 => ("warning", "HourglassTopFilled"),
            _ => ("info", "Clock"),
        };
        let mut row = person(&load.words, p, &load.marks, Some(flag(color, icon, in_days(ctx, *day))), fmt.day(*day));
        row.late = days < 0;
        row
    });
    home.main.push(Card::people("remand", "Gavel", t.msg_home_remand_ends(), rows.collect(), (t.msg_home_no_remand(), t.msg_home_no_remand_text())));
    let rows = leaving.iter().map(|(p, day)| person(&load.words, p, &load.marks, Some(flag("info", "Calendar", in_days(ctx, *day))), fmt.day(*day)));
    home.main.push(Card::people(
        "leaving",
        "Leave",
        show_label(t, Show::Leaving),
        rows.collect(),
        (t.msg_home_nobody_leaves(), t.msg_home_nobody_leaves_text()),
    ));
    let rows = holes.iter().take(12).map(|(p, what)| person(&load.words, p, &Marks::default(), None, what.clone()));
    let card = Card::people("holes", "QuestionmarkCircle", t.msg_home_holes(), rows.collect(), (t.msg_home_no_holes(), t.msg_home_no_holes_text()));
    home.aside.push(if holes.is_empty() { card } else { card.note(holes.len().to_string()) });
    let rows = new.iter().take(8).map(|p| person(&load.words, p, &load.marks, None, p.admitted_at.map(|at| fmt.near(at)).unwrap_or_default()));
    home.aside.push(Card::people("new", "PersonPlus", show_label(t, Show::Lately), rows.collect(), (t.msg_home_nobody_new(), t.msg_home_nobody_new_text())));
    let named: Vec<_> = remand
        .iter()
        .map(|r| r.0)
        .chain(leaving.iter().map(|l| l.0))
        .chain(holes.iter().take(12).map(|h| h.0))
        .chain(new.into_iter().take(8))
        .map(Resident::inmate)
        .collect();
    home.names(named);
}

/// Remand orders that expire within four weeks, or have.
fn remand<'a>(ctx: &Ctx, load: &'a Load<'_>) -> Vec<(&'a Resident, NaiveDate)> {
    let mut rows: Vec<(&Resident, NaiveDate)> = load
        .people
        .iter()
        .filter(|p| p.legal_status.as_deref() == Some("remand"))
        .filter_map(|p| load.cases.get(&p.id).and_then(|c| c.remand_expires).map(|day| (p, day)))
        .filter(|(_, day)| (*day - ctx.today).num_days() <= REMAND_DAYS)
        .collect();
    rows.sort_by_key(|r| r.1);
    rows
}

fn leaving<'a>(load: &'a Load<'_>) -> Vec<(&'a Resident, NaiveDate)> {
    let mut rows: Vec<(&Resident, NaiveDate)> =
        load.people.iter().filter(|p| Show::Leaving.keeps(p, &load.marks, load.words.moment)).filter_map(|p| p.expected_release.map(|day| (p, day))).collect();
    rows.sort_by_key(|r| r.1);
    rows
}

/// What is missing in a record: number, verified identity, legal basis.
fn holes<'a>(ctx: &Ctx, load: &'a Load<'_>) -> Vec<(&'a Resident, String)> {
    let t = ctx.t;
    load.people
        .iter()
        .filter_map(|p| {
            let case = load.cases.get(&p.id);
            let missing = [
                Show::Unverified.keeps(p, &load.marks, load.words.moment).then(|| t.msg_home_hole_identity()),
                case.is_some_and(|c| !c.numbered).then(|| t.msg_home_hole_number()),
                case.is_some_and(|c| !c.based).then(|| t.msg_home_hole_basis()),
            ];
            let missing: Vec<String> = missing.into_iter().flatten().collect();
            (!missing.is_empty()).then(|| (p, missing.join(", ")))
        })
        .collect()
}
