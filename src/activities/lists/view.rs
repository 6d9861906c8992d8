//! The lists as pages: a screen's and a sheet's.

use askama::Template;
use chrono::{DateTime, TimeDelta, Timelike, Utc};

use super::store::{Floor, Person, Way};
use crate::activities::attendance::words;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// So long after its beginning a session is what the doors are opened for still.
const UNDER_WAY: TimeDelta = TimeDelta::minutes(30);

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Unlock,
    Movement,
}

impl Which {
    pub fn path(self, floor: &Floor) -> String {
        let name = if self == Self::Unlock { "unlock" } else { "movement" };
        format!("/units/{}/lists/{name}", floor.id)
    }
}

/// "0815": a time in an address.
pub fn short(at: DateTime<Utc>) -> String {
    let local = calendar::oslo_time(at);
    format!("{:02}{:02}", local.hour(), local.minute())
}

/// When sessions begin, each once.
pub fn times(floor: &Floor) -> Vec<DateTime<Utc>> {
    let mut times: Vec<DateTime<Utc>> = floor.people.iter().flat_map(|p| &p.ways).filter(|w| w.what == "activity").map(|w| w.starts_at).collect();
    times.sort_unstable();
    times.dedup();
    times
}

/// The time that is asked for, else the first that is not long past.
pub fn chosen(times: &[DateTime<Utc>], wanted: Option<&str>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let asked = wanted.and_then(|w| times.iter().copied().find(|at| short(*at) == w));
    asked.or_else(|| times.iter().copied().find(|at| *at + UNDER_WAY > now)).or_else(|| times.last().copied())
}

/// Somebody in the unlock list.
pub struct Row {
    pub cell: String,
    pub name: String,
    pub href: String,
    pub number: String,
    pub flags: Vec<Flag>,
    pub place: String,
    pub until: String,
    /// Out of the unit, within it, or why not.
    pub where_to: Option<Flag>,
    pub goes: bool,
}

#[derive(Template)]
#[template(path = "activities/unlock.html")]
pub struct UnlockView {
    pub frame: Frame,
    pub board: String,
    pub unit: String,
    pub lead: String,
    pub chips: Vec<Chip>,
    pub other: String,
    pub rows: Vec<Row>,
    pub veiled: Vec<String>,
    pub none: bool,
}

/// Somebody who goes through a door.
pub struct Goer {
    pub cell: String,
    pub name: String,
    pub href: String,
    pub number: String,
    pub flags: Vec<Flag>,
    pub until: String,
}

/// A door at a time.
pub struct Door {
    pub time: String,
    pub place: String,
    pub sub: String,
    pub icon: &'static str,
    pub people: Vec<Goer>,
}

#[derive(Template)]
#[template(path = "activities/movement.html")]
pub struct MovementView {
    pub frame: Frame,
    pub board: String,
    pub unit: String,
    pub lead: String,
    pub chips: Vec<Chip>,
    pub other: String,
    pub doors: Vec<Door>,
    pub veiled: Vec<String>,
}

fn flags(ctx: &Ctx, p: &Person) -> Vec<Flag> {
    let (t, nb) = (ctx.t, ctx.lang.is_nb());
    let known: Vec<&str> = p.apart.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
    let apart = (!p.apart.is_empty()).then(|| if known.is_empty() { t.msg_board_apart_here() } else { t.msg_board_apart(known.join(", ").as_str()) });
    let apart = apart.map(|label| words::flag("warning", "PersonCross", label));
    let alerts = p.alerts.iter().map(|kind| words::flag("danger", "ExclamationmarkTriangle", ctx.catalogue().label(List::AlertType, kind, nb).to_owned()));
    apart.into_iter().chain(alerts).collect()
}

fn chips(ctx: &Ctx, which: Which, floor: &Floor, times: &[DateTime<Utc>], at: Option<DateTime<Utc>>) -> Vec<Chip> {
    let path = which.path(floor);
    let going = |time: DateTime<Utc>| {
        floor.people.iter().filter(|p| p.ways.iter().any(|w| w.what == "activity" && w.starts_at == time && w.state == "planned")).count() as i64
    };
    let whole = (which == Which::Movement).then(|| Chip::new(format!("{path}?at=all"), ctx.t.msg_list_all_day(), None, at.is_none()));
    let of =
        |time: &DateTime<Utc>| Chip::new(format!("{path}?at={}", short(*time)), ctx.fmt().time(*time), Some(ctx.fmt().number(going(*time))), at == Some(*time));
    whole.into_iter().chain(times.iter().map(of)).collect()
}

fn row(ctx: &Ctx, p: &Person, at: Option<DateTime<Utc>>) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let way = p.ways.iter().find(|w| w.what == "activity" && Some(w.starts_at) == at && w.state == "planned");
    let way = way.or_else(|| p.ways.iter().find(|w| w.what == "activity" && Some(w.starts_at) == at));
    let where_to = match (way, &p.out) {
        (_, Some(reason)) => Some(words::flag("info", "DoorOpen", ctx.catalogue().label(List::MovementReason, reason, fmt.is_nb()).to_owned())),
        (Some(w), None) if w.state == "planned" && w.leaves => Some(words::flag("success", "ArrowRight", t.msg_list_leaves())),
        (Some(w), None) if w.state == "planned" => Some(words::flag("neutral", "House", t.msg_list_stays())),
        (Some(w), None) => Some(words::flag("warning", "PadlockLocked", words::why_not(t, ctx.catalogue(), fmt.is_nb(), &w.state, &w.why))),
        (None, None) => None,
    };
    Row {
        cell: p.cell.clone().unwrap_or_default(),
        name: full_name(&p.family_name, &p.given_name),
        href: format!("/inmates/{}", p.id),
        number: p.number.clone(),
        flags: flags(ctx, p),
        place: way.map(place).unwrap_or_default(),
        until: way.and_then(|w| w.ends_at).map(|at| fmt.time(at)).unwrap_or_default(),
        goes: p.out.is_none() && way.is_some_and(|w| w.state == "planned"),
        where_to,
    }
}

/// "Snekkeri, rom 4": the room, where it is called otherwise.
fn place(way: &Way) -> String {
    if way.room.is_empty() || way.room == way.place { way.place.clone() } else { format!("{}, {}", way.place, way.room) }
}

impl UnlockView {
    pub fn new(ctx: &Ctx, floor: &Floor, wanted: Option<&str>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let times = times(floor);
        let at = chosen(&times, wanted, ctx.now);
        let rows: Vec<Row> = floor.people.iter().map(|p| row(ctx, p, at)).collect();
        let going = rows.iter().filter(|r| r.goes).count() as i64;
        let title = at.map_or_else(|| t.msg_list_unlock(), |at| t.msg_list_unlock_at(fmt.time(at).as_str()));
        Self {
            frame: ctx.frame("board", title),
            board: format!("/units/{}/board", floor.id),
            unit: floor.name.clone(),
            lead: t.msg_list_lead(fmt.long_day(ctx.today).as_str(), going, rows.len() as i64),
            chips: chips(ctx, Which::Unlock, floor, &times, at),
            other: Which::Movement.path(floor),
            none: at.is_none(),
            rows,
            veiled: floor.veiled.clone(),
        }
    }
}

impl MovementView {
    pub fn new(ctx: &Ctx, floor: &Floor, wanted: Option<&str>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let times = times(floor);
        let at = if wanted == Some("all") { None } else { chosen(&times, wanted, ctx.now) };
        // A door at a time: who goes through it together.
        let mut doors: Vec<(DateTime<Utc>, &Way, Vec<Goer>)> = Vec::new();
        for p in floor.people.iter().filter(|p| p.out.is_none()) {
            for way in p.ways.iter().filter(|w| w.state == "planned" && w.leaves && at.is_none_or(|at| together(at, w.starts_at))) {
                let goer = Goer {
                    cell: p.cell.clone().unwrap_or_default(),
                    name: full_name(&p.family_name, &p.given_name),
                    href: format!("/inmates/{}", p.id),
                    number: p.number.clone(),
                    flags: flags(ctx, p),
                    until: way.ends_at.map(|at| fmt.near(at)).unwrap_or_default(),
                };
                match doors.iter_mut().find(|d| d.0 == way.starts_at && d.1.place == way.place && d.1.room == way.room && d.1.what == way.what) {
                    Some(door) => door.2.push(goer),
                    None => doors.push((way.starts_at, way, vec![goer])),
                }
            }
        }
        doors.sort_by(|a, b| (a.0, &a.1.room, &a.1.place).cmp(&(b.0, &b.1.room, &b.1.place)));
        let going: usize = doors.iter().map(|d| d.2.len()).sum();
        Self {
            frame: ctx.frame("board", t.msg_list_movement()),
            board: format!("/units/{}/board", floor.id),
            unit: floor.name.clone(),
            lead: t.msg_list_lead(fmt.long_day(ctx.today).as_str(), going as i64, floor.people.len() as i64),
            chips: chips(ctx, Which::Movement, floor, &times, at),
            other: Which::Unlock.path(floor),
            doors: doors.into_iter().map(|(at, way, people)| door(ctx, at, way, people)).collect(),
            veiled: floor.veiled.clone(),
        }
    }
}

/// What begins within a quarter of an hour of a session is walked with it.
fn together(at: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    (other - at).abs() <= TimeDelta::minutes(15)
}

fn door(ctx: &Ctx, at: DateTime<Utc>, way: &Way, people: Vec<Goer>) -> Door {
    let (icon, sub) = match way.what.as_str() {
        "out" => ("Truck", ctx.catalogue().label(List::MovementReason, &way.kind, ctx.lang.is_nb()).to_owned()),
        "inside" => ("ArrowRightLeft", String::new()),
        _ => (words::place_icon(&way.kind), String::new()),
    };
    let place = if way.place.is_empty() { sub.clone() } else { place(way) };
    Door { time: ctx.fmt().time(at), sub: if place == sub { String::new() } else { sub }, place, icon, people }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_doors_are_opened_for_what_comes_next() {
        let at = |clock: &str| format!("2026-11-23T{clock}:00Z").parse::<DateTime<Utc>>().unwrap();
        let times = [at("07:15"), at("11:15"), at("16:30")];
        for (now, wanted, expected) in [
            ("06:30", None, "07:15"),
            ("07:40", None, "07:15"),
            ("07:50", None, "11:15"),
            ("20:00", None, "16:30"),
            ("06:30", Some("1215"), "11:15"),
            ("06:30", Some("0999"), "07:15"),
        ] {
            assert_eq!(chosen(&times, wanted, at(now)), Some(at(expected)), "{now} {wanted:?}");
        }
        assert_eq!(chosen(&[], None, at("06:30")), None);
    }
}
