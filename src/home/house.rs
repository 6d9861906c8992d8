//! Duty officer and governor: the whole house. How many where, who is out, what changed, what waits for me.

use chrono::TimeDelta;
use uuid::Uuid;

use super::store::{self, Due, Waiting, plans};
use super::view::{Body, Card, Home, Line, Numbers, Person, Tile, flag, person};
use crate::access::{Act, Class, Role};
use crate::custody::roll::store::{self as roll, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Marks, Place, Resident, Show};
use crate::inmates::banner;
use crate::reference::List;
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let role = ctx.actor.role().unwrap_or(Role::DutyOfficer);
    let Some(prison) = ctx.actor.prisons.first().copied() else { return Ok(super::system::no_role(ctx)) };
    let today = ctx.today;
    let people = roll::people(ctx.conn(), role, Scope::Prison(prison)).await;
    let people = ctx.panel("roll", people).await?.unwrap_or_default();
    let marks = roll::marks(ctx.conn(), role, Scope::Prison(prison), today).await;
    let marks = ctx.panel("marks of the roll", marks).await?.unwrap_or_default();
    let places = roll::places(ctx.conn(), prison).await;
    let places = ctx.panel("cells", places).await?.unwrap_or_default();
    let since = ctx.now - TimeDelta::hours(24);
    let waiting = store::waiting(ctx.conn(), prison, since).await;
    let waiting = ctx.panel("waiting", waiting).await?;
    let now = ctx.now;
    let due = store::due(ctx.conn(), prison, &[], today, now).await;
    let due = ctx.panel("what the shift owes", due).await?.unwrap_or_default();
    let mut plans = None;
    if ctx.may(Class::PlanSign, Act::Decide) {
        let found = plans::house(ctx.conn(), prison, today).await;
        plans = ctx.panel("plans of the house", found).await?;
    }

    let words = Words::of(ctx);
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    tiles(ctx, &words, &mut home, &people, &marks, &places);
    asked_tiles(ctx, &mut home, due);
    home.asks.extend(super::due::tiles(ctx, due, true));
    if let Some(of) = plans {
        plan_tiles(ctx, &mut home, of);
    }
    home.main.push(out(ctx, &words, &people, &marks));
    home.main.push(units(ctx, &people, &marks, &places));
    home.aside.push(decisions(ctx, waiting.as_ref()));
    home.aside.push(newcomers(ctx, &words, &people, &marks));
    home.aside.push(alerts(ctx, &words, waiting.as_ref(), &people));
    let named =
        |p: &&Resident| p.is_out() || Show::Lately.keeps(p, &marks, words.moment) || waiting.as_ref().is_some_and(|w| w.alerts.iter().any(|a| a.0 == p.id));
    home.names(people.iter().filter(named).map(Resident::inmate).collect::<Vec<_>>());
    super::deadlines::add(ctx, &mut home, Some(prison), false).await?;
    Ok(home)
}

fn tiles(ctx: &Ctx, words: &Words<'_>, home: &mut Home, people: &[Resident], marks: &Marks, places: &[Place]) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let capacity: i32 = places.iter().filter(|p| !p.shut).map(|p| p.capacity).sum();
    let hidden_out = marks.hidden.iter().filter(|h| h.2).count() as i64;
    let count = |show: Show| show.count(people, marks, words.moment) + if show == Show::Out { hidden_out } else { 0 };
    let mut add = |href: String, color, icon, value: i64, label: String, note: String| {
        home.tiles.push(Tile { href, color: if value == 0 { "neutral" } else { color }, icon, value: fmt.number(value), label, note });
    };
    add(
        "/inmates".to_owned(),
        "accent",
        "PersonGroup",
        (people.len() + marks.hidden.len()) as i64,
        t.msg_home_in_custody(),
        t.msg_home_places(i64::from(capacity)),
    );
    let list = |show: Show| format!("/inmates?show={}", show.as_str());
    add(list(Show::Overdue), "danger", "ExclamationmarkTriangle", count(Show::Overdue), show_label(t, Show::Overdue), String::new());
    add(list(Show::Out), "info", "DoorOpen", count(Show::Out), show_label(t, Show::Out), String::new());
    add(list(Show::New), "info", "PersonPlus", count(Show::New), show_label(t, Show::New), t.msg_home_in_three_days(count(Show::Lately)));
    add(list(Show::Grave), "warning", "Eye", count(Show::Grave), show_label(t, Show::Grave), String::new());
    if !marks.hidden.is_empty() {
        let href = if ctx.may(Class::Protection, Act::Propose) { "/protected" } else { "/inmates" };
        add(href.to_owned(), "neutral", "PadlockLocked", marks.hidden.len() as i64, t.msg_home_hidden(), t.msg_home_hidden_note());
    }
}

/// What the day asks for: the prison board, the rolls to be agreed, the incidents to be reviewed.
fn asked_tiles(ctx: &Ctx, home: &mut Home, asked: Due) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let tile = |href: &str, color, icon, value: i64, label, note| Tile {
        href: href.to_owned(),
        color: if value == 0 { "neutral" } else { color },
        icon,
        value: fmt.number(value),
        label,
        note,
    };
    if ctx.may(Class::UnitDay, Act::Read) {
        home.asks.push(tile("/counts", "warning", "ClipboardCheckmark", asked.rolls, t.msg_home_rolls(), t.msg_home_rolls_note()));
    }
    if ctx.may(Class::Incidents, Act::Read) {
        let color = if asked.overdue + asked.ownerless > 0 { "danger" } else { "warning" };
        home.asks.push(tile(
            "/incidents?list=submitted",
            color,
            "ExclamationmarkTriangle",
            asked.to_review,
            t.msg_home_incidents(),
            t.msg_home_incidents_note(asked.overdue, asked.ownerless),
        ));
    }
}

/// Plans, for whoever answers for them: each number leads to its list, and the figures to all of them.
fn plan_tiles(ctx: &Ctx, home: &mut Home, of: plans::House) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    for (href, icon, value, label) in [
        ("/releases?within=30&only=unready", "Leave", of.unready, t.msg_ready_home_not_ready_30()),
        ("/plans?show=no_plan", "Compass", of.no_plan, t.msg_plan_home_no_plan()),
        ("/plans?show=review_late", "Calendar", of.review_late, t.msg_plan_home_review_late()),
    ] {
        let color = if value == 0 { "neutral" } else { "warning" };
        home.asks.push(Tile { href: href.to_owned(), color, icon, value: fmt.number(value), label, note: String::new() });
    }
}

/// Who is out, the late ones first.
fn out(ctx: &Ctx, words: &Words<'_>, people: &[Resident], marks: &Marks) -> Card {
    let t = ctx.t;
    let mut out: Vec<&Resident> = people.iter().filter(|p| p.is_out()).collect();
    out.sort_by_key(|p| p.out_until);
    let rows = out.iter().map(|p| person(words, p, marks, Some(words.now(p)), p.out_place.clone().unwrap_or_default()));
    Card::people("out", "DoorOpen", t.msg_home_out(), rows.collect(), (t.msg_home_nobody_out(), t.msg_home_nobody_out_text()))
}

/// Every unit: held, places, free, out.
fn units(ctx: &Ctx, people: &[Resident], marks: &Marks, places: &[Place]) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut units: Vec<(Uuid, String, i64)> = Vec::new();
    for place in places {
        let beds = if place.shut { 0 } else { i64::from(place.capacity) };
        match units.last_mut() {
            Some(unit) if unit.0 == place.unit_id => unit.2 += beds,
            _ => units.push((place.unit_id, place.unit.clone(), beds)),
        }
    }
    let rows: Vec<Numbers> = units
        .into_iter()
        .map(|(id, name, beds)| {
            let here = people.iter().filter(|p| p.unit_id == Some(id));
            let held = here.clone().count() as i64 + marks.hidden.iter().filter(|h| h.0 == id).count() as i64;
            let out = here.filter(|p| p.is_out()).count() as i64 + marks.hidden.iter().filter(|h| h.0 == id && h.2).count() as i64;
            let cells = [held, beds, (beds - held).max(0), out].map(|n| fmt.number(n)).to_vec();
            Numbers { href: format!("/inmates?unit={id}"), name, sub: String::new(), cells, full: held > beds }
        })
        .collect();
    let body = if rows.is_empty() {
        Body::Missing
    } else {
        Body::Table(vec![t.msg_home_col_unit(), t.msg_home_col_held(), t.msg_home_col_places(), t.msg_home_col_free(), t.msg_home_col_out()], rows)
    };
    let card = Card::new("units", "Buildings3", t.msg_home_units(), body);
    if ctx.may(Class::UnitDay, Act::Read) { card.link("/prison-board", t.msg_board_house()) } else { card }
}

/// What only this role can do. What cannot be decided in Overgang yet is not made up here.
fn decisions(ctx: &Ctx, waiting: Option<&Waiting>) -> Card {
    let t = ctx.t;
    let title = t.msg_home_decisions();
    let Some(w) = waiting else { return Card::new("decisions", "Gavel", title, Body::Missing) };
    let decides = |class| ctx.may(class, Act::Decide);
    let lines: Vec<Line> = [
        (w.releases, "/releases", t.msg_home_releases(w.releases), t.msg_home_releases_text(), true),
        (w.reviews, "/reviews", t.msg_home_reviews(w.reviews), t.msg_home_reviews_text(), ctx.may(Class::Reviews, Act::Propose)),
        (w.protections, "/protected", t.msg_home_protections(w.protections), t.msg_home_clearances_text(), decides(Class::Protection)),
        (w.clearances, "/admin/grants", t.msg_home_clearances(w.clearances), t.msg_home_clearances_text(), decides(Class::Protection)),
        (w.assignments, "/admin/assignments", t.msg_home_assignments(w.assignments), t.msg_home_assignments_text(), decides(Class::Roles)),
    ]
    .into_iter()
    .filter(|(n, _, _, _, mine)| *n > 0 && *mine)
    .map(|(_, href, title, text, _)| Line { href: href.to_owned(), title, text })
    .collect();
    let body = if lines.is_empty() { Body::Empty("CheckmarkCircle", t.msg_home_nothing_waits(), t.msg_home_nothing_waits_text()) } else { Body::Lines(lines) };
    Card::new("decisions", "Gavel", title, body)
}

fn newcomers(ctx: &Ctx, words: &Words<'_>, people: &[Resident], marks: &Marks) -> Card {
    let t = ctx.t;
    let mut new: Vec<&Resident> = people.iter().filter(|p| Show::Lately.keeps(p, marks, words.moment)).collect();
    new.sort_by_key(|p| std::cmp::Reverse(p.arrived_at));
    let count = new.len();
    let rows: Vec<Person> = new.iter().take(6).map(|p| person(words, p, marks, None, p.arrived_at.map(|at| ctx.fmt().near(at)).unwrap_or_default())).collect();
    let card = Card::people("new", "PersonPlus", show_label(t, Show::Lately), rows, (t.msg_home_nobody_new(), t.msg_home_nobody_new_text()));
    if count > 6 { card.note(count.to_string()).link(format!("/inmates?show={}", Show::Lately.as_str()), t.msg_overview_all()) } else { card }
}

/// Alerts made or ended in the last 24 hours.
fn alerts(ctx: &Ctx, words: &Words<'_>, waiting: Option<&Waiting>, people: &[Resident]) -> Card {
    let t = ctx.t;
    let title = t.msg_home_alerts_changed();
    let Some(w) = waiting else { return Card::new("alerts", "ExclamationmarkTriangle", title, Body::Missing) };
    let none = Marks::default();
    let rows: Vec<Person> = w
        .alerts
        .iter()
        .filter_map(|(inmate, kind, severity, at, ended)| {
            let p = people.iter().find(|p| p.id == *inmate)?;
            let kind = ctx.catalogue().label(List::AlertType, kind, ctx.lang.is_nb()).to_owned();
            let text = if *ended { t.msg_home_alert_ended(ctx.fmt().near(*at).as_str()) } else { t.msg_home_alert_made(ctx.fmt().near(*at).as_str()) };
            let label = if *ended { flag("neutral", "Checkmark", kind) } else { flag(banner::severity_color(severity), "ExclamationmarkTriangle", kind) };
            let mut row = person(words, p, &none, None, text);
            row.flags.shown = vec![label];
            Some(row)
        })
        .collect();
    Card::people("alerts", "ExclamationmarkTriangle", title, rows, (t.msg_home_no_alerts_changed(), t.msg_home_no_alerts_changed_text()))
}
