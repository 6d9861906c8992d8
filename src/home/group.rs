//! Workshop and school: my group now, who is out of the house, what to mind. Timetables and attendance come with activities.

use super::store::plans;
use super::view::{Body, Card, Home, Tile, person};
use crate::access::Role;
use crate::custody::roll::store::{self, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Resident, Show};
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx, role: Role) -> Result<Home, Error> {
    let today = ctx.today;
    let people = store::people(ctx.conn(), role, Scope::Assigned).await;
    let people = ctx.panel("my group", people).await?;
    let marks = store::marks(ctx.conn(), role, Scope::Assigned, today).await;
    let marks = ctx.panel("marks of my group", marks).await?.unwrap_or_default();
    let steps = plans::own_steps(ctx.conn(), today).await;
    let steps = ctx.panel("my steps of plans", steps).await?.unwrap_or_default();
    let (t, fmt) = (ctx.t, ctx.fmt());
    let words = Words::of(ctx);
    let title = if role == Role::Teacher { t.msg_home_my_class() } else { t.msg_home_my_workshop() };
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let Some(people) = people else {
        home.main.push(Card::new("group", "PersonGroup", title, Body::Missing));
        return Ok(home);
    };
    let out = Show::Out.count(&people, &marks, words.moment);
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
        person(&words, p, &marks, Some(words.now(p)), if todo.is_empty() { p.number.clone() } else { todo })
    });
    home.main.push(Card::people("group", "PersonGroup", title, rows.collect(), (t.msg_home_empty_group(), t.msg_home_empty_group_text())));
    home.aside.push(Card::new("later", "Calendar", t.msg_home_timetable(), Body::Text(t.msg_home_timetable_text())));
    home.names(people.iter().map(Resident::inmate));
    Ok(home)
}
