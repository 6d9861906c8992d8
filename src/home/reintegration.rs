//! Reintegration coordinator: who leaves within 90 days, and what they lack, point by point.

use super::store::plans::{self, Missing};
use super::view::{Body, Card, Home, Line, Numbers, Tile, flag, in_days, person};
use crate::access::Role;
use crate::custody::roll::store::{self, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Resident, Show};
use crate::plan::readiness::item_name;
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let today = ctx.today;
    let people = store::people(ctx.conn(), Role::Reintegration, Scope::Assigned).await;
    let people = ctx.panel("my people", people).await?;
    let marks = store::marks(ctx.conn(), Role::Reintegration, Scope::Assigned, today).await;
    let marks = ctx.panel("marks of my people", marks).await?.unwrap_or_default();
    let missing = plans::missing(ctx.conn(), today).await;
    let missing = ctx.panel("what is missing before release", missing).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let words = Words::of(ctx);
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let Some(people) = people else {
        home.main.push(Card::new("leaving", "Leave", show_label(t, Show::Leaving), Body::Missing));
        return Ok(home);
    };
    let mut leaving: Vec<&Resident> = people.iter().filter(|p| Show::Leaving.keeps(p, &marks, words.moment)).collect();
    leaving.sort_by_key(|p| p.expected_release);
    let open = people.iter().filter(|p| p.expected_release.is_none()).count() as i64;
    let mut tile = |href: String, color, icon, value: i64, label| {
        home.tiles.push(Tile { href, color: if value == 0 { "neutral" } else { color }, icon, value: fmt.number(value), label, note: String::new() })
    };
    tile("/inmates".to_owned(), "accent", "PersonGroup", people.len() as i64, t.msg_home_my_people());
    tile("/inmates?show=soon".to_owned(), "warning", "Leave", Show::Soon.count(&people, &marks, words.moment), show_label(t, Show::Soon));
    tile("/inmates?show=leaving".to_owned(), "info", "Calendar", leaving.len() as i64, show_label(t, Show::Leaving));
    let unready = missing.iter().flatten().find(|m| m.item.is_empty()).map_or(0, |m| m.people);
    tile("/releases?within=90&only=unready&whole=yes".to_owned(), "warning", "ClipboardCheckmark", unready, t.msg_ready_home_not_ready());
    tile("#open".to_owned(), "neutral", "QuestionmarkCircle", open, t.msg_home_release_open());

    let rows = leaving.iter().map(|p| {
        let color = if Show::Soon.keeps(p, &marks, words.moment) { "warning" } else { "info" };
        let when = p.expected_release.map(|d| flag(color, "Calendar", in_days(ctx, d)));
        person(&words, p, &marks, when, p.expected_release.map(|d| fmt.day(d)).unwrap_or_default())
    });
    home.main.push(Card::people(
        "leaving",
        "Leave",
        show_label(t, Show::Leaving),
        rows.collect(),
        (t.msg_home_nobody_leaves(), t.msg_home_nobody_leaves_text()),
    ));
    let rows = people.iter().filter(|p| p.expected_release.is_none()).map(|p| person(&words, p, &marks, None, p.number.clone()));
    home.aside.push(Card::people(
        "open",
        "QuestionmarkCircle",
        t.msg_home_release_open(),
        rows.collect(),
        (t.msg_home_all_dated(), t.msg_home_all_dated_text()),
    ));
    let promises = Line { href: "/promises".to_owned(), title: t.msg_support_list(), text: t.msg_support_home_text() };
    home.aside.push(Card::new("promises", "Handshake", t.msg_support_promises(), Body::Lines(vec![promises])));
    home.aside.insert(0, by_point(ctx, missing));
    home.names(people.iter().filter(|p| p.expected_release.is_none() || leaving.iter().any(|l| l.id == p.id)).map(Resident::inmate).collect::<Vec<_>>());
    Ok(home)
}

/// What is missing across people, the most urgent first.
fn by_point(ctx: &Ctx, missing: Option<Vec<Missing>>) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let title = t.msg_ready_home_by_point();
    let Some(missing) = missing else { return Card::new("points", "ClipboardCheckmark", title, Body::Missing) };
    let rows: Vec<Numbers> = missing
        .into_iter()
        .filter(|m| !m.item.is_empty())
        .map(|m| Numbers {
            href: "/releases?within=90&only=unready&whole=yes".to_owned(),
            name: item_name(t, &m.item),
            sub: String::new(),
            cells: vec![fmt.number(m.people), fmt.number(m.late)],
            full: m.late > 0,
        })
        .collect();
    if rows.is_empty() {
        return Card::new(
            "points",
            "ClipboardCheckmark",
            title,
            Body::Empty("CheckmarkCircle", t.msg_ready_home_by_point_none(), t.msg_ready_home_by_point_none_text()),
        );
    }
    Card::new(
        "points",
        "ClipboardCheckmark",
        title,
        Body::Table(vec![t.msg_ready_col_point(), t.msg_ready_home_col_people(), t.msg_ready_home_col_late()], rows),
    )
}
