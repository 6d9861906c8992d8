//! Who waits for a place, in which turn, and for what: a seat, a decision, an answer.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::rules::Application as State;
use super::store::{self, Candidate, Waiting};
use super::words::{self, flag};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/waiting", needs(Class::Allocation, Act::Read), show)
}

/// Somebody on a list.
struct Row {
    face: Face,
    /// The application, for those who may read it whole.
    href: Option<String>,
    /// The person, when they are within reach.
    reach: bool,
    turn: String,
    why: Flag,
    since: String,
    lines: Vec<String>,
}

/// The list of a place.
struct List {
    id: String,
    place: String,
    free: Option<i64>,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "placements/waiting.html")]
struct View {
    frame: Frame,
    lists: Vec<List>,
    chips: Vec<Chip>,
    suggests: bool,
}

/// What is waited for: an answer that nobody has given, a decision since a seat is free, one's turn, a seat.
fn why(ctx: &Ctx, w: &Waiting) -> Flag {
    let t = ctx.t;
    match (w.state, w.turn) {
        (State::Waiting, Some(turn)) if turn <= w.free => flag("success", "CheckmarkCircle", t.msg_wish_waits_decision()),
        (State::Waiting, _) if w.free > 0 => flag("warning", "Hourglass", t.msg_wish_waits_turn()),
        (State::Waiting, _) => flag("neutral", "Hourglass", t.msg_wish_waits_seat()),
        _ if w.suited.is_some() => flag("info", "ClipboardCheckmark", t.msg_wish_waits_assessed()),
        _ => flag("danger", "Inbox", t.msg_wish_waits_answer()),
    }
}

fn row(ctx: &Ctx, w: &Waiting, whole: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [
        Some(t.msg_wish_rank(i64::from(w.rank))).filter(|_| w.rank > 1),
        Some(words::source(t, w.source)),
        w.placed.then(|| t.msg_wish_has_place()),
        (w.priority != crate::activities::allocation::model::Priority::Ordinary).then(|| words::priority(t, w.priority)),
    ];
    let conditions = Some(w.conditions.clone()).filter(|c| !c.is_empty()).map(|c| t.msg_wish_minds(c.as_str()));
    Row {
        face: Face::of(w.inmate, full_name(&w.family_name, &w.given_name), &w.number, w.photographed && ctx.may(Class::Photo, Act::Read)),
        href: whole.then(|| format!("/inmates/{}/applications/{}", w.inmate, w.application)),
        reach: true,
        turn: w.turn.map(|n| fmt.number(n)).unwrap_or_else(|| "–".to_owned()),
        why: why(ctx, w),
        since: fmt.day(calendar::oslo_day(w.since)),
        lines: std::iter::once(parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")).chain(conditions).collect(),
    }
}

/// Somebody whose file is not the reader's: the drawn portrait, the name, the turn, what to mind.
fn candidate(ctx: &Ctx, c: &Candidate) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [Some(t.msg_wish_rank(i64::from(c.rank))), c.suited.map(|s| words::suited(t, s))];
    let conditions = Some(c.conditions.clone()).filter(|x| !x.is_empty()).map(|x| t.msg_wish_minds(x.as_str()));
    Row {
        face: Face::of(c.inmate, full_name(&c.family_name, &c.given_name), &c.number, false),
        href: None,
        reach: false,
        turn: fmt.number(c.turn),
        why: flag("neutral", "Hourglass", t.msg_wish_state_waiting()),
        since: fmt.day(calendar::oslo_day(c.since)),
        lines: std::iter::once(parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")).chain(conditions).collect(),
    }
}

/// Puts a row under its place; rows come in the order of places.
fn put(lists: &mut Vec<List>, place: (Uuid, &str, Option<i64>), row: Row) {
    let id = place.0.to_string();
    match lists.last_mut() {
        Some(list) if list.id == id => list.rows.push(row),
        _ => lists.push(List { id, place: place.1.to_owned(), free: place.2, rows: vec![row] }),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (t, now) = (ctx.t, ctx.now);
    let place: Option<Uuid> = ctx.query("place").map(|p| p.parse().map_err(|_| Error::NotFound)).transpose()?;
    let runs = matches!(ctx.actor.role(), Some(Role::Teacher | Role::WorkSupervisor));
    let which = ctx.query("show").unwrap_or_default();
    let mut lists: Vec<List> = Vec::new();
    let mut shown: Vec<Uuid> = Vec::new();
    let (mut all, mut open, mut ready) = (0, 0, 0);
    if runs {
        for c in store::candidates(ctx.conn(), place).await? {
            shown.push(c.inmate);
            let row = candidate(&ctx, &c);
            put(&mut lists, (c.place_id, &c.place, None), row);
        }
    } else {
        for w in store::waiting(ctx.conn(), place, now).await? {
            let is_open = w.state == State::Open;
            let is_ready = w.turn.is_some_and(|turn| turn <= w.free);
            all += 1;
            open += i64::from(is_open);
            ready += i64::from(is_ready);
            if (which == "open" && !is_open) || (which == "waiting" && is_open) || (which == "ready" && !is_ready) {
                continue;
            }
            shown.push(w.inmate);
            let row = row(&ctx, &w, true);
            put(&mut lists, (w.place_id, &w.place, Some(w.free)), row);
        }
    }
    shown.sort_unstable();
    shown.dedup();
    ctx.record(Entry::new(Action::List, Class::Allocation).showing(shown.into_iter().map(InmateId).collect()).with(json!({ "place": place })));
    let narrowed = place.map(|p| format!("place={p}&")).unwrap_or_default();
    let fmt = ctx.fmt();
    let chip = |code: &str, label: String, n: i64| {
        Chip::new(format!("/waiting?{narrowed}show={code}"), label, Some(fmt.number(n)), which == code || (which.is_empty() && code == "all"))
    };
    let chips = [
        ("all", t.msg_wish_chip_all(), all),
        ("waiting", t.msg_wish_chip_waiting(), all - open),
        ("ready", t.msg_wish_chip_ready(), ready),
        ("open", t.msg_wish_chip_open(), open),
    ];
    let chips = chips.into_iter().filter(|_| !runs).map(|(code, label, n)| chip(code, label, n)).collect();
    let view = View { chips, lists, suggests: ctx.may(Class::Allocation, Act::Decide), frame: ctx.frame("waiting", t.msg_wish_waiting_title()) };
    ctx.page(view).await
}
