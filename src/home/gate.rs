//! Visits and gate: who goes out and comes back today, who is late. Visits themselves come with the visits slice.

use super::view::{Body, Card, Home, Person, Tile, flag};
use crate::custody::places::state_flag;
use crate::custody::places::store::{self, AtGate};
use crate::inmates::face::{Face, ListFlags};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let Some(prison) = ctx.actor.prisons.first().copied() else { return Ok(super::system::no_role(ctx)) };
    let day = calendar::day_span(ctx.today);
    let rows = store::gate(ctx.conn(), prison, day.start, day.end).await;
    let rows = ctx.panel("gate", rows).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let Some(rows) = rows else {
        home.main.push(Card::new("gate", "DoorOpen", t.msg_home_gate(), Body::Missing));
        return Ok(home);
    };
    let late = |m: &AtGate| m.state == "out" && m.expected_back.is_some_and(|at| at < ctx.now);
    let count = |keep: &dyn Fn(&AtGate) -> bool| rows.iter().filter(|m| keep(m)).count() as i64;
    let mut tile = |href: &str, color, icon, value: i64, label| {
        home.tiles.push(Tile {
            href: href.to_owned(),
            color: if value == 0 { "neutral" } else { color },
            icon,
            value: fmt.number(value),
            label,
            note: String::new(),
        });
    };
    tile("#late", "danger", "ExclamationmarkTriangle", count(&late), t.msg_movement_overdue());
    tile("#planned", "info", "Calendar", count(&|m| m.state == "planned"), t.msg_home_gate_planned());
    tile("#out", "info", "DoorOpen", count(&|m| m.state == "out" && !late(m)), t.msg_home_gate_out());
    tile("#back", "success", "Checkmark", count(&|m| m.state == "back"), t.msg_home_gate_back());

    let card = |id, icon, title: String, none: (String, String), keep: &dyn Fn(&AtGate) -> bool| {
        let mut kept: Vec<&AtGate> = rows.iter().filter(|m| keep(m)).collect();
        // Whoever came back last stands first; the others in the order they are expected.
        kept.sort_by_key(|m| m.back_at.map(std::cmp::Reverse));
        let people = kept.into_iter().map(|m| line(ctx, m, late(m))).collect();
        Card::people(id, icon, title, people, none)
    };
    let none = || (t.msg_home_gate_none(), t.msg_home_gate_none_text());
    home.main.push(card("late", "ExclamationmarkTriangle", t.msg_movement_overdue(), (t.msg_home_nobody_late(), t.msg_home_nobody_late_text()), &late));
    home.main.push(card("planned", "Calendar", t.msg_home_gate_planned(), none(), &|m| m.state == "planned"));
    home.main.push(card("out", "DoorOpen", t.msg_home_gate_out(), none(), &|m| m.state == "out" && !late(m)));
    home.main.push(card("back", "Checkmark", t.msg_home_gate_back(), none(), &|m| m.state == "back"));
    home.aside.push(Card::new("later", "PersonGroup", t.msg_home_visits(), Body::Text(t.msg_home_visits_text())));
    home.names(rows.iter().map(|m| InmateId(m.inmate)));
    Ok(home)
}

fn line(ctx: &Ctx, m: &AtGate, late: bool) -> Person {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let reason = ctx.catalogue().label(List::MovementReason, &m.reason, ctx.lang.is_nb());
    let place = if m.destination.is_empty() { reason.to_owned() } else { t.msg_overview_movement_to(reason, m.destination.as_str()) };
    let when = match m.state.as_str() {
        "planned" => flag("neutral", "Clock", fmt.near(m.planned_out)),
        "back" => flag("success", "Checkmark", m.back_at.map(|at| fmt.near(at)).unwrap_or_default()),
        _ => {
            let mut state = state_flag(t, &m.state, late);
            if let Some(at) = m.expected_back {
                state.label = t.msg_places_expected(fmt.near(at).as_str());
            }
            state
        }
    };
    Person {
        face: Face::of(m.inmate, full_name(&m.family_name, &m.given_name), &m.number, false),
        place,
        flags: ListFlags::default(),
        when: Some(when),
        text: m.escort.clone(),
        late,
    }
}
