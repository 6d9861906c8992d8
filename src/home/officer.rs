//! Officer: who is in which cell now, who is out or late, who needs watching, what happened last shift.

use chrono::TimeDelta;

use super::view::{Body, Card, Home, Person, Tile, person};
use crate::access::Role;
use crate::custody::observations;
use crate::custody::roll::store::{self, Scope};
use crate::custody::roll::view::{Words, placeholder, show_label};
use crate::custody::roll::{Marks, Place, Resident, Show};
use crate::platform::id::UnitId;
use crate::web::parts::{Event, Timeline};
use crate::web::{Ctx, Error};

/// A shift and a half: what the one before wrote is still here when this one begins.
const HANDOVER_HOURS: i64 = 14;
const HANDOVER_NOTES: i64 = 14;

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let Some(prison) = ctx.actor.prisons.first().copied() else { return Ok(super::system::no_role(ctx)) };
    let (today, units) = (ctx.today, ctx.actor.units.clone());
    let people = store::people(ctx.conn(), Role::Officer, Scope::Prison(prison)).await;
    let people = ctx.panel("roll", people).await?;
    let marks = store::marks(ctx.conn(), Role::Officer, Scope::Prison(prison), today).await;
    let marks = ctx.panel("marks of the roll", marks).await?.unwrap_or_default();
    let places = store::places(ctx.conn(), prison).await;
    let places = ctx.panel("cells", places).await?.unwrap_or_default();
    let since = ctx.now - TimeDelta::hours(HANDOVER_HOURS);
    let notes = if units.is_empty() { Ok(Vec::new()) } else { observations::store::of_units(ctx.conn(), &units, since, HANDOVER_NOTES).await };
    let notes = ctx.panel("handover", notes).await?;
    let here: Option<Vec<Resident>> =
        people.as_ref().map(|all| all.iter().filter(|p| p.unit_id.is_some_and(|u| units.contains(&UnitId(u)))).cloned().collect());
    let now = ctx.now;
    let due = super::store::due(ctx.conn(), prison, &units, today, now).await;
    let due = ctx.panel("what the shift owes", due).await?.unwrap_or_default();
    let mut home = Home { lead: lead(ctx, &places, &units), ..Home::default() };
    let words = Words::of(ctx);
    match here {
        _ if units.is_empty() => off_duty(ctx, &mut home, people.as_deref()),
        None => home.main.push(Card::new("cells", "Bed", ctx.t.msg_home_cells(), Body::Missing)),
        Some(here) => {
            on_duty(ctx, &words, &mut home, &here, &marks, &places, &units);
            home.asks.extend(counts(ctx, due.rolls));
            home.asks.extend(super::due::tiles(ctx, due, false));
            home.aside.push(handover(ctx, notes, &here));
            home.names(here.iter().map(Resident::inmate));
        }
    }
    Ok(home)
}

/// "Avdeling A, seksjon 2".
fn lead(ctx: &Ctx, places: &[Place], units: &[UnitId]) -> String {
    let mut names: Vec<&str> = places.iter().filter(|p| units.contains(&UnitId(p.unit_id))).map(|p| p.unit.as_str()).collect();
    names.dedup();
    if names.is_empty() { ctx.actor.prison_name.clone() } else { ctx.t.msg_home_shift_at(names.join(", ").as_str()) }
}

/// The counts of now, when there is one to walk.
fn counts(ctx: &Ctx, rolls: i64) -> Option<Tile> {
    (rolls > 0).then(|| Tile {
        href: "/counts".to_owned(),
        color: "warning",
        icon: "ClipboardCheckmark",
        value: ctx.fmt().number(rolls),
        label: ctx.t.msg_home_rolls_open(),
        note: ctx.t.msg_home_rolls_note(),
    })
}

fn off_duty(ctx: &Ctx, home: &mut Home, people: Option<&[Resident]>) {
    let t = ctx.t;
    home.main.push(
        Card::new("cells", "Bed", t.msg_home_cells(), Body::Empty("Calendar", t.msg_home_off_duty(), t.msg_home_off_duty_text()))
            .link("/inmates", t.msg_home_whole_house(people.map_or(0, <[_]>::len) as i64)),
    );
}

fn on_duty(ctx: &Ctx, words: &Words<'_>, home: &mut Home, here: &[Resident], marks: &Marks, places: &[Place], units: &[UnitId]) {
    let t = ctx.t;
    let hidden = marks.hidden.iter().filter(|h| units.contains(&UnitId(h.0))).count() as i64;
    let capacity: i32 = places.iter().filter(|p| units.contains(&UnitId(p.unit_id)) && !p.shut).map(|p| p.capacity).sum();
    let all = here.len() as i64 + hidden;
    // The board first: it is what the shift is run from.
    home.tiles.push(Tile {
        href: "/board".to_owned(),
        color: "accent",
        icon: "PadlockUnlocked",
        value: ctx.fmt().number(all),
        label: t.msg_home_board(),
        note: t.msg_home_places(i64::from(capacity)),
    });
    for (show, color, icon) in [
        (Show::Overdue, "danger", "ExclamationmarkTriangle"),
        (Show::Out, "info", "DoorOpen"),
        (Show::Lately, "info", "PersonPlus"),
        (Show::Grave, "warning", "Eye"),
    ] {
        home.tiles.push(tile(ctx, words, show, color, icon, here, marks));
    }
    let birthday = Show::Birthday.count(here, marks, words.moment);
    if birthday > 0 {
        home.tiles.push(tile(ctx, words, Show::Birthday, "brand1", "Star", here, marks));
    }
    let mut rows: Vec<_> = here.iter().map(|p| person(words, p, marks, Some(words.now(p)), p.number.clone())).collect();
    let protected = marks.hidden.iter().enumerate().filter(|(_, h)| units.contains(&UnitId(h.0)));
    rows.extend(protected.map(|(n, h)| nameless(words, places, n + 1, h.1, h.2)));
    // Whoever is late needs somebody now; the rest stand in walking order.
    rows.sort_by_key(|p| !p.late);
    let card = Card::people("cells", "Bed", t.msg_home_cells(), rows, (t.msg_home_nobody_on_unit(), t.msg_home_nobody_on_unit_text()));
    home.main.push(card.link("/inmates?unit=mine", t.msg_home_with_empty_cells()));
}

/// A person whom the officer may not see takes a line all the same: the number above and the list must agree.
fn nameless(words: &Words<'_>, places: &[Place], number: usize, cell: Option<uuid::Uuid>, out: bool) -> Person {
    let code = places.iter().find(|p| cell.is_some() && p.cell_id == cell).and_then(|p| p.cell.clone()).unwrap_or_default();
    let row = placeholder(words, number, out, &code);
    Person { face: row.face, place: row.cell, flags: row.flags, when: row.now, text: String::new(), late: false }
}

fn tile(ctx: &Ctx, words: &Words<'_>, show: Show, color: &'static str, icon: &'static str, here: &[Resident], marks: &Marks) -> Tile {
    let count = show.count(here, marks, words.moment);
    Tile {
        href: format!("/inmates?unit=mine&show={}", show.as_str()),
        color: if count == 0 { "neutral" } else { color },
        icon,
        value: ctx.fmt().number(count),
        label: show_label(ctx.t, show),
        note: String::new(),
    }
}

/// What the last shift wrote, each note under the person it is about.
fn handover(ctx: &Ctx, notes: Option<Vec<observations::store::Observation>>, here: &[Resident]) -> Card {
    let t = ctx.t;
    let title = t.msg_home_handover();
    let Some(notes) = notes else { return Card::new("handover", "NotePencil", title, Body::Missing) };
    if notes.is_empty() {
        return Card::new("handover", "NotePencil", title, Body::Empty("NotePencil", t.msg_home_no_notes(), t.msg_home_no_notes_text()));
    }
    let events = notes.iter().map(|o| {
        let (day, event) = observations::event(t, ctx.fmt(), ctx.catalogue(), ctx.lang.is_nb(), o);
        let name = here.iter().find(|p| p.id == o.inmate).map(|p| match &p.cell {
            Some(cell) => t.msg_home_name_in_cell(p.name().as_str(), cell.as_str()),
            None => p.name(),
        });
        let by = t.msg_home_kind_by(event.heading.as_str(), event.by.as_str());
        (day, Event { heading: name.unwrap_or_default(), by, href: Some(format!("/inmates/{}", o.inmate)), ..event })
    });
    Card::new("handover", "NotePencil", title, Body::Notes(Timeline::of(t, events)))
}
