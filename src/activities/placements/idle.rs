//! Who has nothing to do, for how long, and why: a duty for those who serve a sentence (strgjfl § 3(3)), an offer for those on remand (forskrift § 1-4).

use askama::Template;
use axum::response::Response;
use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use super::rules::{self, Idle};
use super::store::{self, Without};
use super::words::{self, flag};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::rule::{Span, Unit};
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

/// So many on a page.
const PAGE: usize = 100;

pub(super) fn routes() -> Routes {
    Routes::new().get("/activities/idle", needs(Class::Allocation, Act::Read), show)
}

/// Somebody.
struct Row {
    face: Face,
    lives: String,
    standing: Flag,
    days: String,
    late: bool,
    why: Flag,
    applies: Option<String>,
}

#[derive(Template)]
#[template(path = "placements/idle.html")]
struct View {
    frame: Frame,
    lead: String,
    chips: Vec<Chip>,
    rows: Vec<Row>,
    suggests: bool,
    newest: Option<String>,
    older: Option<String>,
}

/// So long somebody may be without an offer, by the rule in force.
fn owed_after(ctx: &Ctx) -> Duration {
    match ctx.catalogue().law().on(ctx.today).span("activity.idle_days", "") {
        Ok((Span { n, unit: Unit::Days }, _)) => Duration::days(i64::from(n)),
        _ => Duration::days(14),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    if matches!(ctx.actor.role(), Some(Role::Teacher | Role::WorkSupervisor)) {
        return Err(Error::Forbidden);
    }
    let (t, fmt, now, today) = (ctx.t, ctx.fmt(), ctx.now, ctx.today);
    let unit: Option<Uuid> = ctx.query("unit").map(|u| u.parse().map_err(|_| Error::NotFound)).transpose()?;
    let prison: Option<Uuid> = ctx.query("prison").map(|p| p.parse().map_err(|_| Error::NotFound)).transpose()?;
    let which = ctx.query("show").unwrap_or_else(|| "all".to_owned());
    let owed = owed_after(&ctx);
    let mut all: Vec<(Without, i64, Idle)> = Vec::new();
    for w in store::without(ctx.conn(), (prison, unit), now).await? {
        let (days, why) = rules::idle(
            &rules::Without { admitted: w.admitted, duty: w.duty, last_ended: w.last_ended, refused: w.refused, waits: w.waits, open: w.open },
            today,
            owed,
        );
        all.push((w, days, why));
    }
    // Longest first; those with a duty before those with an offer.
    all.sort_by_key(|(w, days, _)| (!w.duty, -days));
    let late = |w: &Without, days: i64, why: Idle| w.duty && days > owed.num_days() && why != Idle::Refused;
    let keeps = |code: &str, w: &Without, days: i64, why: Idle| match code {
        "duty" => w.duty,
        "offer" => !w.duty,
        "late" => late(w, days, why),
        "unanswered" => matches!(why, Idle::Unanswered | Idle::NeverOffered),
        _ => true,
    };
    let narrowed = [prison.map(|p| format!("&prison={p}")), unit.map(|u| format!("&unit={u}"))].into_iter().flatten().collect::<String>();
    let chip = |code: &str, label: String| {
        let n = all.iter().filter(|(w, days, why)| keeps(code, w, *days, *why)).count();
        Chip::new(format!("/activities/idle?show={code}{narrowed}"), label, Some(fmt.number(i64::try_from(n).unwrap_or_default())), which == code)
    };
    let chips = vec![
        chip("all", t.msg_wish_idle_all()),
        chip("duty", t.msg_wish_idle_duty()),
        chip("offer", t.msg_wish_idle_offer()),
        chip("late", t.msg_wish_idle_late(owed.num_days())),
        chip("unanswered", t.msg_wish_idle_chip_unanswered()),
    ];
    let found: Vec<_> = all.iter().filter(|(w, days, why)| keeps(&which, w, *days, *why)).collect();
    let from: usize = ctx.query("from").and_then(|n| n.parse().ok()).unwrap_or(0);
    let shown: Vec<_> = found.iter().skip(from).take(PAGE).collect();
    let (photo, applies) = (ctx.may(Class::Photo, Act::Read), ctx.may(Class::Allocation, Act::Decide));
    let rows = shown.iter().map(|(w, days, why)| Row {
        face: Face::of(w.inmate, full_name(&w.family_name, &w.given_name), &w.number, w.photographed && photo),
        lives: w.cell.as_ref().map_or_else(|| w.unit.clone(), |cell| t.msg_unit_and_cell(w.unit.as_str(), cell.as_str())),
        standing: if w.duty { flag("neutral", "PersonGavel", t.msg_wish_duty()) } else { flag("neutral", "Handshake", t.msg_wish_offer()) },
        days: t.msg_wish_days(*days),
        late: late(w, *days, *why),
        why: words::idle(t, *why),
        applies: applies.then(|| format!("/inmates/{}/applications/new", w.inmate)),
    });
    let rows: Vec<Row> = rows.collect();
    let href = |from: usize| format!("/activities/idle?show={which}{narrowed}&from={from}");
    let (newest, older) = ((from > 0).then(|| href(from.saturating_sub(PAGE))), (found.len() > from + PAGE).then(|| href(from + PAGE)));
    let ids = shown.iter().map(|(w, ..)| InmateId(w.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Allocation).showing(ids).with(json!({ "idle": which })));
    let view =
        View { lead: t.msg_wish_idle_lead(owed.num_days()), chips, rows, suggests: applies, newest, older, frame: ctx.frame("idle", t.msg_wish_idle_title()) };
    ctx.page(view).await
}
