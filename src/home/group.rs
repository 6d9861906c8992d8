//! Workshop and school: today's sessions with who comes and who does not and why, the register one tap away; exams and learners who stand still; the places, for whoever
//! leads them; then my group, who is out of the house, what to mind.

use chrono::Days;

use super::store::day::{self, Before, Comer, Led, Session};
use super::store::plans;
use super::view::{Body, Card, Home, Line, Numbers, Tile, in_days, person};
use crate::access::Role;
use crate::activities::attendance::{rules, words};
use crate::custody::roll::store::{self, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Marks, Resident, Show};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::learning::rules as learning;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx, role: Role) -> Result<Home, Error> {
    let today = ctx.today;
    let people = store::people(ctx.conn(), role, Scope::Assigned).await;
    let people = ctx.panel("my group", people).await?;
    let marks = store::marks(ctx.conn(), role, Scope::Assigned, today).await;
    let marks = ctx.panel("marks of my group", marks).await?.unwrap_or_default();
    let steps = plans::own_steps(ctx.conn(), today).await;
    let steps = ctx.panel("my steps of plans", steps).await?.unwrap_or_default();
    let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let window = (rules::last_day(ctx.catalogue().law(), today) - today).num_days().unsigned_abs();
    let before = day::before(ctx.conn(), today, back(window), back(learning::STILL_DAYS.unsigned_abs())).await;
    let before = ctx.panel("my sessions", before).await?;
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    match before {
        Some(before) => of_day(ctx, role, &mut home, &before),
        None => home.main.push(Card::new("day", "ClipboardCheckmark", ctx.t.msg_att_home_day(), Body::Missing)),
    }
    group(ctx, role, &mut home, people, &marks, steps);
    Ok(home)
}

/// The sessions of the day, and what stands beside them.
fn of_day(ctx: &Ctx, role: Role, home: &mut Home, before: &Before) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let held = before.sessions.iter().filter(|s| s.state == "planned");
    let missing = held.clone().flat_map(|s| &s.people).filter(|p| p.mark == "missing").count() as i64;
    let open = held.filter(|s| !s.taken && s.starts_at - rules::AHEAD <= ctx.now).count() as i64;
    let mut tile = |href: &str, color, icon, value: i64, label, note| {
        home.tiles.push(Tile { href: href.to_owned(), color: if value == 0 { "neutral" } else { color }, icon, value: fmt.number(value), label, note })
    };
    tile("/register", "warning", "ClipboardCheckmark", open, t.msg_att_home_open(), t.msg_att_home_of_sessions(before.sessions.len() as i64));
    if missing > 0 {
        tile("/register", "danger", "ExclamationmarkTriangle", missing, t.msg_att_home_missing(), String::new());
    }
    if before.forgotten > 0 {
        tile("/register", "danger", "Calendar", before.forgotten, t.msg_att_home_forgotten(), String::new());
    }
    // What is left to do stands first; what is taken keeps the order of the day below it.
    let (taken, ahead): (Vec<&Session>, Vec<&Session>) = before.sessions.iter().partition(|s| s.taken || s.state == "cancelled");
    let lines: Vec<Line> = ahead.into_iter().chain(taken).map(|s| session(ctx, s)).collect();
    let body = if lines.is_empty() { Body::Empty("Calendar", t.msg_att_none(), t.msg_att_none_text()) } else { Body::Lines(lines) };
    home.main.push(Card::new("day", "ClipboardCheckmark", t.msg_att_home_day(), body).link("/register", t.msg_att_home_all()));
    home.names(before.sessions.iter().flat_map(|s| &s.people).map(|p| InmateId(p.id)));
    if role == Role::Teacher {
        exams(ctx, home, before);
    } else {
        safety(ctx, home, before);
    }
    if !before.led.is_empty() {
        home.main.push(led(ctx, role, &before.led));
    }
}

/// "08:15–11:30 Snekkeri": who comes, and who does not and why.
fn session(ctx: &Ctx, s: &Session) -> Line {
    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    let reason = |code: &str| ctx.catalogue().label(List::AbsenceReason, code, nb).to_owned();
    let place = if s.room.is_empty() || s.room == s.place { s.place.clone() } else { format!("{}, {}", s.place, s.room) };
    let title = t.msg_att_home_session(fmt.time(s.starts_at).as_str(), fmt.time(s.ends_at).as_str(), place.as_str());
    if s.state == "cancelled" {
        return Line { href: format!("/register/{}", s.id), title, text: t.msg_att_cancelled(reason(&s.why).as_str()) };
    }
    let name = |p: &Comer| p.name.0.clone();
    let comes = |p: &&Comer| if s.taken { matches!(p.mark.as_str(), "present" | "late") } else { p.state == "planned" && p.out.is_empty() };
    let (come, not): (Vec<&Comer>, Vec<&Comer>) = s.people.iter().partition(comes);
    let names = come.iter().map(|p| name(p)).collect::<Vec<_>>().join(", ");
    let why = |p: &Comer| {
        let why = match (p.mark.as_str(), p.state.as_str()) {
            ("missing", _) => t.msg_att_missing(),
            (_, "held_back" | "suspended") => words::why_not(t, ctx.catalogue(), nb, &p.state, &p.why),
            _ if !p.out.is_empty() => ctx.catalogue().label(List::MovementReason, &p.out, nb).to_owned(),
            _ => t.msg_att_absent(),
        };
        t.msg_att_home_who_why(name(p).as_str(), why.as_str())
    };
    let away = not.iter().map(|p| why(p)).collect::<Vec<_>>().join(", ");
    let count = come.len() as i64;
    let first = if s.taken { t.msg_att_home_were(count, names.as_str()) } else { t.msg_att_home_come(count, names.as_str()) };
    let text = if away.is_empty() { first } else { t.msg_att_home_and_not(first.as_str(), away.as_str()) };
    let title = if s.taken { t.msg_att_home_taken(title.as_str()) } else { title };
    Line { href: format!("/register/{}", s.id), title, text }
}

/// Exams ahead, and learners who have reached nothing for a month.
fn exams(ctx: &Ctx, home: &mut Home, before: &Before) {
    let t = ctx.t;
    let exam = |e: &day::Exam| {
        let day = in_days(ctx, calendar::oslo_day(e.at));
        let text = [ctx.fmt().near(e.at), day, e.room.clone(), t.msg_att_home_candidates(e.candidates)];
        Line { href: "/register".to_owned(), title: e.subject.clone(), text: text.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ") }
    };
    let lines: Vec<Line> = before.exams.iter().map(exam).collect();
    let body = if lines.is_empty() { Body::Empty("HatSchool", t.msg_att_home_no_exams(), t.msg_att_home_no_exams_text()) } else { Body::Lines(lines) };
    home.aside.push(Card::new("exams", "HatSchool", t.msg_att_home_exams(), body));
    if !before.still.is_empty() {
        let nb = ctx.lang.is_nb();
        let still = |s: &day::Still| {
            let course = ctx.catalogue().label(List::Course, &s.course, nb);
            let text = t.msg_att_home_still_since(course, (ctx.today - s.since).num_days());
            Line { href: format!("/inmates/{}", s.id), title: full_name(&s.name.0, &s.name.1), text }
        };
        let lines = before.still.iter().map(still).collect();
        let card = Card::new("still", "Hourglass", t.msg_att_home_still(), Body::Lines(lines)).note(before.still.len().to_string());
        home.aside.push(card.link("/learners?show=still", t.msg_learn_nav()));
        home.names(before.still.iter().map(|s| InmateId(s.id)));
    }
}

/// Tools and safety of the places of today.
fn safety(ctx: &Ctx, home: &mut Home, before: &Before) {
    let t = ctx.t;
    let mut lines: Vec<Line> = Vec::new();
    for s in before.sessions.iter().filter(|s| s.tools != "none" && s.state == "planned") {
        if !lines.iter().any(|l| l.title == s.place) {
            let text = [words::tools(t, &s.tools), s.safety.clone()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            lines.push(Line { href: format!("/register/{}", s.id), title: s.place.clone(), text });
        }
    }
    if !lines.is_empty() {
        home.aside.push(Card::new("safety", "ShieldCheckmark", t.msg_att_home_safety(), Body::Lines(lines)));
    }
}

/// Seats, people, waiting and what came of it, place by place.
fn led(ctx: &Ctx, role: Role, led: &[Led]) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let title = if role == Role::Teacher { t.msg_att_home_led_education() } else { t.msg_att_home_led_work() };
    let heads = vec![t.msg_att_home_place(), t.msg_att_home_here(), t.msg_att_home_free(), t.msg_att_home_waiting(), t.msg_att_home_finished()];
    let rows = led.iter().map(|p| Numbers {
        href: String::new(),
        name: p.name.clone(),
        sub: String::new(),
        cells: vec![
            t.msg_board_of(p.here, p.places),
            fmt.number((p.places - p.here).max(0)),
            fmt.number(p.waiting),
            (p.finished * 100).checked_div(p.ended).map_or_else(|| "–".to_owned(), |share| t.msg_att_home_share(share, p.finished, p.ended)),
        ],
        full: p.waiting > 0 && p.here < p.places,
    });
    Card::new("led", "BarChart", title, Body::Table(heads, rows.collect()))
}

/// Everybody who is the reader's, where they are, what to mind.
fn group(ctx: &Ctx, role: Role, home: &mut Home, people: Option<Vec<Resident>>, marks: &Marks, steps: i64) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let words = Words::of(ctx);
    let title = if role == Role::Teacher { t.msg_home_my_class() } else { t.msg_home_my_workshop() };
    let Some(people) = people else {
        home.main.push(Card::new("group", "PersonGroup", title, Body::Missing));
        return;
    };
    let out = Show::Out.count(&people, marks, words.moment);
    let minded = people.iter().filter(|p| !marks.alerts(p.id).is_empty() || !marks.notices(p.id).is_empty()).count() as i64;
    let mut tile = |href: &str, color, icon, value: i64, label| {
        home.tiles.push(Tile { href: href.to_owned(), color, icon, value: fmt.number(value), label, note: String::new() })
    };
    tile("/inmates", "accent", "PersonGroup", people.len() as i64, title.clone());
    tile("/inmates?show=out", if out > 0 { "info" } else { "neutral" }, "DoorOpen", out, show_label(t, Show::Out));
    tile("#group", if minded > 0 { "warning" } else { "neutral" }, "ExclamationmarkTriangle", minded, t.msg_home_to_mind());
    tile("/plan-steps?show=week", if steps > 0 { "info" } else { "neutral" }, "Footprint", steps, t.msg_ready_home_mine());
    let rows = people.iter().map(|p| {
        let todo = marks.alerts(p.id).iter().chain(marks.notices(p.id)).map(|m| m.instruction.as_str()).filter(|i| !i.is_empty()).collect::<Vec<_>>().join(" ");
        person(&words, p, marks, Some(words.now(p)), if todo.is_empty() { p.number.clone() } else { todo })
    });
    home.main.push(Card::people("group", "PersonGroup", title, rows.collect(), (t.msg_home_empty_group(), t.msg_home_empty_group_text())));
    home.names(people.iter().map(Resident::inmate));
}
