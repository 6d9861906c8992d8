//! Now and the next hour: what calls somebody away from the board, in the order of the clock, each with one verb.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::model::{Ahead, Board};
use super::rows::what;
use super::rules::{Door, Show};
use crate::custody::roll::view::Words;
use crate::law::calendar;
use crate::reference::schedule::{Doors, Plan, Slot};

/// At most so many: a list that does not end is not read.
const MOST: usize = 14;

/// Something to do.
pub(super) struct Item {
    pub color: &'static str,
    pub icon: &'static str,
    /// "Nå", "Om 12 min", "08:15".
    pub when: String,
    pub title: String,
    pub text: String,
    /// Where the verb leads, and the verb.
    pub verb: Option<(String, String)>,
}

/// The list.
pub(super) fn items(words: &Words<'_>, board: &Board, plan: &Plan) -> Vec<Item> {
    let now = words.moment.now;
    let soon = now + TimeDelta::hours(1);
    let mut items: Vec<(DateTime<Utc>, Item)> = Vec::new();
    slots(words, board, plan, &mut items);
    let near = |a: &&Ahead| a.at.is_some_and(|at| at <= soon);
    for a in board.day.ahead.iter().filter(near).filter(|a| matches!(a.what.as_str(), "out" | "back" | "talk")) {
        if let (Some(at), Some(who)) = (a.at, who(words, board, a.inmate)) {
            items.push((at, way(words, a, at, &who)));
        }
    }
    inside(words, board, soon, &mut items);
    missing(words, board, &mut items);
    sessions(words, board, soon, &mut items);
    items.sort_by_key(|(at, _)| *at);
    items.truncate(MOST);
    let mut items: Vec<Item> = items.into_iter().map(|(_, item)| item).collect();
    items.extend(duties(words, board));
    items
}

/// "Gran, 212": who and where, short. None for somebody the reader may not see.
fn who(words: &Words<'_>, board: &Board, inmate: Uuid) -> Option<String> {
    let p = board.people.iter().find(|p| p.id == inmate)?;
    Some(match &p.cell {
        Some(cell) => words.t.msg_board_who(p.family_name.as_str(), cell.as_str()),
        None => p.name(),
    })
}

/// The clock of an item: over time, now, in some minutes, or the time.
fn clock(words: &Words<'_>, at: DateTime<Utc>) -> (&'static str, String) {
    match (at - words.moment.now).num_minutes() {
        m if m < -1 => ("danger", if m <= -90 { words.fmt.near(at) } else { words.t.msg_board_minutes_over(-m) }),
        m if m <= 1 => ("danger", words.t.msg_board_now()),
        m if m <= 15 => ("warning", words.t.msg_board_in_minutes(m)),
        _ => ("info", words.fmt.near(at)),
    }
}

fn way(words: &Words<'_>, a: &Ahead, at: DateTime<Utc>, who: &str) -> Item {
    let t = words.t;
    let (color, when) = clock(words, at);
    let text = if a.detail.is_empty() { what(words, a) } else { t.msg_board_with_escort(what(words, a).as_str(), a.detail.as_str()) };
    let places = format!("/inmates/{}/movements", a.inmate);
    match a.what.as_str() {
        "out" => Item { color, icon: "Truck", when, title: t.msg_board_goes_out(who), text, verb: Some((places, t.msg_board_prepare())) },
        "back" => Item { color, icon: "DoorOpen", when, title: t.msg_board_comes_back(who), text, verb: Some((places, t.msg_board_show())) },
        _ => Item {
            color: "brand1",
            icon: "PersonChat",
            when: t.msg_timeline_today(),
            title: t.msg_board_talk(who),
            text: String::new(),
            verb: Some((format!("/inmates/{}/observations", a.inmate), t.msg_board_write())),
        },
    }
}

/// When, whether back, where to, and who goes.
type Together<'a> = (DateTime<Utc>, bool, &'a str, Vec<(Uuid, String)>);

/// Ways inside the house: many go to the same place at the same time.
fn inside(words: &Words<'_>, board: &Board, soon: DateTime<Utc>, items: &mut Vec<(DateTime<Utc>, Item)>) {
    let t = words.t;
    let mut groups: Vec<Together<'_>> = Vec::new();
    for a in board.day.ahead.iter().filter(|a| a.what.starts_with("inside")) {
        let (Some(at), Some(name)) = (a.at.filter(|at| *at <= soon), who(words, board, a.inmate)) else { continue };
        let back = a.what == "inside_back";
        match groups.iter_mut().find(|g| g.0 == at && g.1 == back && g.2 == a.place) {
            Some(group) => group.3.push((a.inmate, name)),
            None => groups.push((at, back, &a.place, vec![(a.inmate, name)])),
        }
    }
    for (at, back, place, people) in groups {
        let (color, when) = clock(words, at);
        let names = people.iter().map(|p| p.1.as_str()).collect::<Vec<_>>().join(" · ");
        let title = if back { t.msg_board_from_place(place) } else { t.msg_board_to_place(place) };
        let href = match people.as_slice() {
            [(one, _)] => format!("/inmates/{one}/movements"),
            _ => format!("/inmates?unit={}", board.unit.id),
        };
        items.push((at, Item { color, icon: "ArrowRightLeft", when, title, text: names, verb: Some((href, t.msg_board_show())) }));
    }
}

/// Whoever has not come to work or school, once the minutes of the rule are over: the first thing to do.
fn missing(words: &Words<'_>, board: &Board, items: &mut Vec<(DateTime<Utc>, Item)>) {
    let book = words.catalogue.law();
    let after = TimeDelta::minutes(book.on(words.moment.today).number("activity.missing_minutes", "").map_or(10, |(n, _)| n));
    for a in board.day.ahead.iter().filter(|a| a.what == "missing") {
        let (Some(at), Some(who)) = (a.at.filter(|at| *at + after <= words.moment.now), who(words, board, a.inmate)) else { continue };
        let when = words.t.msg_board_minutes_over((words.moment.now - at).num_minutes());
        let title = words.t.msg_board_missing(who.as_str(), a.place.as_str());
        let text = words.t.msg_board_missing_text(words.fmt.near(at).as_str());
        let verb = Some((format!("/units/{}/missing", board.unit.id), words.t.msg_board_missing_verb()));
        items.push((at, Item { color: "danger", icon: "ExclamationmarkTriangle", when, title, text, verb }));
    }
}

/// Work and school that begin within the hour, or just began: one line a time, with the list for the doors behind it.
fn sessions(words: &Words<'_>, board: &Board, soon: DateTime<Utc>, items: &mut Vec<(DateTime<Utc>, Item)>) {
    let (t, begun) = (words.t, words.moment.now - TimeDelta::minutes(10));
    let coming = board.day.ahead.iter().filter(|a| a.what == "activity" && a.kind == "planned");
    let mut times: BTreeMap<DateTime<Utc>, BTreeMap<&str, i64>> = BTreeMap::new();
    for a in coming.filter(|a| board.people.iter().any(|p| p.id == a.inmate && !p.is_out())) {
        if let Some(at) = a.at.filter(|at| (begun..=soon).contains(at)) {
            *times.entry(at).or_default().entry(a.place.as_str()).or_default() += 1;
        }
    }
    for (at, places) in times {
        let (color, when) = clock(words, at);
        let text = places.iter().map(|(place, n)| t.msg_board_place_count(place, *n)).collect::<Vec<_>>().join(" · ");
        let local = calendar::oslo_time(at).format("%H%M");
        let verb = Some((format!("/units/{}/lists/unlock?at={local}", board.unit.id), t.msg_board_unlock_list()));
        items.push((at, Item { color, icon: "Wrench", when, title: t.msg_board_to_sessions(places.values().sum::<i64>()), text, verb }));
    }
}

/// What the unit's hours say of now and the next hour.
fn slots(words: &Words<'_>, board: &Board, plan: &Plan, items: &mut Vec<(DateTime<Utc>, Item)>) {
    let (t, now) = (words.t, words.moment.now);
    let (current, following) = plan.now_and_next(board.unit.kind(), now);
    let remaining = board.people.iter().filter(|p| Door::of(p.is_out(), board.known.taps.get(&p.id)) == Door::In).count() as i64;
    let item = |slot: &Slot<'_>, when: String, text: String, verb| Item {
        color: "neutral",
        icon: match (slot.row.counts, slot.row.doors) {
            (true, _) => "PersonCheckmark",
            (_, Doors::Open) => "Clock",
            _ => "Moon",
        },
        when,
        title: slot.row.label(words.nb).to_owned(),
        text,
        verb,
    };
    if let Some(slot) = current {
        // What is open while people are still behind doors is the first thing to do.
        let open = slot.row.doors == Doors::Open && remaining > 0;
        let verb = open.then(|| (format!("/units/{}/board?show={}", board.unit.id, Show::Remaining.as_str()), t.msg_board_remaining_verb(remaining)));
        items.push((slot.from.max(now - TimeDelta::minutes(1)), item(&slot, t.msg_board_now(), t.msg_board_until(words.fmt.near(slot.to).as_str()), verb)));
    }
    if let Some(slot) = following.filter(|s| s.from <= now + TimeDelta::hours(1)) {
        let (_, when) = clock(words, slot.from);
        items.push((slot.from, item(&slot, when, t.msg_board_until(words.fmt.near(slot.to).as_str()), None)));
    }
}

/// Today's duties that are not done, one line a duty.
fn duties(words: &Words<'_>, board: &Board) -> Vec<Item> {
    let t = words.t;
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for duty in board.day.duties.iter().filter(|d| d.state == "planned") {
        let name = crate::custody::rota::duty_name(t, &duty.kind, &duty.title);
        let who = duty.inmate.and_then(|inmate| who(words, board, inmate));
        let at = lines.iter().position(|l| l.0 == name).unwrap_or_else(|| {
            lines.push((name, Vec::new()));
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(at) {
            line.1.extend(who);
        }
    }
    lines
        .into_iter()
        .map(|(title, people)| Item {
            color: "neutral",
            icon: "ArrowsCirclepath",
            when: t.msg_timeline_today(),
            title,
            text: if people.is_empty() { t.msg_board_staff_duty() } else { people.join(" · ") },
            verb: Some((format!("/units/{}/rota", board.unit.id), t.msg_board_mark())),
        })
        .collect()
}
