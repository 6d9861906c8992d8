//! Finance and the chaplain: few facts, and honest words about what is not here yet.

use super::store;
use super::view::{Body, Card, Home, Person, Tile, flag};
use crate::access::Role;
use crate::custody::roll::store::{self as roll, Scope};
use crate::inmates::face::{self, Face, ListFlags};
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::{Ctx, Error};

/// Finance: how many, and where to find one. Accounts and orders come with money.
pub(super) async fn finance(ctx: &mut Ctx) -> Result<Home, Error> {
    let Some(prison) = ctx.actor.prisons.first().copied() else { return Ok(super::system::no_role(ctx)) };
    let people = roll::people(ctx.conn(), Role::Finance, Scope::Prison(prison)).await;
    let people = ctx.panel("roll", people).await?;
    let t = ctx.t;
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    if let Some(people) = people {
        let value = ctx.fmt().number(people.len() as i64);
        home.tiles.push(Tile {
            href: "/inmates".to_owned(),
            color: "accent",
            icon: "PersonGroup",
            value,
            label: t.msg_home_people_with_cell(),
            note: String::new(),
        });
    }
    home.main.push(
        Card::new("money", "BankNote", t.msg_home_money(), Body::Empty("BankNote", t.msg_home_no_money(), t.msg_home_no_money_text()))
            .link("/inmates", t.msg_home_find_person()),
    );
    Ok(home)
}

/// Chaplain: who told of a faith, who needs an interpreter.
pub(super) async fn chaplain(ctx: &mut Ctx) -> Result<Home, Error> {
    let Some(prison) = ctx.actor.prisons.first().copied() else { return Ok(super::system::no_role(ctx)) };
    let told = store::told(ctx.conn(), prison).await;
    let told = ctx.panel("told", told).await?;
    let (t, nb) = (ctx.t, ctx.lang.is_nb());
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let Some(told) = told else {
        home.main.push(Card::new("faith", "HandHeart", t.msg_home_faith(), Body::Missing));
        return Ok(home);
    };
    let of_faith = told.iter().filter(|p| p.religion.is_some()).count() as i64;
    let interpreted = told.iter().filter(|p| p.interpreter_language.is_some()).count() as i64;
    let mut tile = |href: &str, icon, value: i64, label| {
        home.tiles.push(Tile { href: href.to_owned(), color: "accent", icon, value: ctx.fmt().number(value), label, note: String::new() })
    };
    tile("#faith", "HandHeart", of_faith, t.msg_home_told_of_faith());
    tile("#faith", "Language", interpreted, t.msg_home_need_interpreter());
    let rows = told.iter().map(|p| Person {
        face: Face::of(p.id, full_name(&p.family_name, &p.given_name), &p.number, false),
        place: p.cell.clone().unwrap_or_default(),
        flags: ListFlags::of(
            t,
            ctx.catalogue(),
            nb,
            false,
            face::Known { alerts: std::iter::empty(), notices: std::iter::empty(), interpreter: p.interpreter_language.as_deref() },
        ),
        when: p.religion.as_deref().map(|r| flag("brand1", "HandHeart", ctx.catalogue().label(List::Faith, r, nb))),
        text: String::new(),
        late: false,
    });
    home.main.push(
        Card::people("faith", "HandHeart", t.msg_home_faith(), rows.collect(), (t.msg_home_nobody_told(), t.msg_home_nobody_told_text()))
            .link("/inmates", t.msg_home_find_person()),
    );
    home.names(told.iter().map(|p| InmateId(p.id)));
    Ok(home)
}
