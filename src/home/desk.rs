//! Finance and the chaplain: what waits at their desks.

use super::store;
use super::view::{Body, Card, Home, Person, Tile, flag};
use crate::inmates::face::{self, Face, ListFlags};
use crate::inmates::store::full_name;
use crate::money::allowance as money;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::{Ctx, Error};

/// Finance: days to approve, what they come to, what has changed of what was approved, and who has left without settlement.
pub(super) async fn finance(ctx: &mut Ctx) -> Result<Home, Error> {
    let Some(prison) = ctx.actor.prisons.first().copied() else { return Ok(super::system::no_role(ctx)) };
    let today = ctx.today;
    let desk = money::desk(ctx.conn(), prison, today).await;
    let desk = ctx.panel("money", desk).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let Some((desk, first)) = desk.and_then(|rows| rows.first().map(Numbers::of).map(|first| (rows, first))) else {
        home.main.push(Card::new("unsettled", "BankNote", t.msg_home_money_unsettled(), Body::Missing));
        return Ok(home);
    };
    let mut tile = |href: &str, color, icon, value: String, label, note: String| {
        home.tiles.push(Tile { href: href.to_owned(), color, icon, value, label, note });
    };
    let oldest = first.oldest.map(|day| t.msg_home_money_oldest(fmt.day(day).as_str())).unwrap_or_default();
    tile("/allowance", if first.days > 0 { "info" } else { "neutral" }, "Receipt", fmt.number(first.days), t.msg_home_money_days(), oldest);
    tile("/allowance", "accent", "BankNote", fmt.kroner(first.ore), t.msg_home_money_sum(), String::new());
    let difference = if first.corrected > 0 { t.msg_home_money_difference(fmt.kroner(first.difference).as_str()) } else { String::new() };
    let changed = if first.corrected > 0 { "warning" } else { "neutral" };
    tile("/allowance", changed, "ArrowsCirclepath", fmt.number(first.corrected), t.msg_home_money_corrected(), difference);
    let left = desk.iter().filter(|row| row.inmate_id.is_some()).count() as i64;
    tile("/money/left", if left > 0 { "warning" } else { "neutral" }, "Leave", fmt.number(left), t.msg_home_money_unsettled(), String::new());
    let rows: Vec<Person> = desk.iter().filter_map(|row| unsettled(ctx, row)).collect();
    home.main.push(
        Card::people("unsettled", "Leave", t.msg_home_money_unsettled(), rows, (t.msg_home_money_none_unsettled(), t.msg_home_money_none_unsettled_text()))
            .link("/money/left", t.msg_money_show_left()),
    );
    if first.register + first.rate > 0 {
        home.main.push(
            Card::new("lacking", "Hourglass", t.msg_home_money_lacking(), Body::Text(t.msg_home_money_lacking_text(first.rate, first.register)))
                .note((first.register + first.rate).to_string())
                .link("/allowance", t.msg_allowance_nav()),
        );
    }
    home.names(desk.iter().filter_map(|row| row.inmate_id).map(InmateId));
    Ok(home)
}

/// What every row of the desk says of the house.
struct Numbers {
    days: i64,
    ore: i64,
    corrected: i64,
    difference: i64,
    register: i64,
    rate: i64,
    oldest: Option<chrono::NaiveDate>,
}

impl Numbers {
    fn of(d: &money::Desk) -> Self {
        Self { days: d.days, ore: d.ore, corrected: d.corrected, difference: d.difference, register: d.register, rate: d.rate, oldest: d.oldest }
    }
}

/// Who has left, with what is on the accounts and in days.
fn unsettled(ctx: &Ctx, row: &money::Desk) -> Option<Person> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let id = row.inmate_id?;
    let name = full_name(row.family_name.as_deref().unwrap_or_default(), row.given_name.as_deref().unwrap_or_default());
    let mut face = Face::of(id, name, row.number.as_deref().unwrap_or_default(), false);
    face.href = format!("/money/left/{id}");
    let (balance, days) = (fmt.kroner(row.balance_ore.unwrap_or_default()), fmt.kroner(row.to_come_ore.unwrap_or_default()));
    Some(Person {
        face,
        place: t.msg_home_money_unsettled_line(balance.as_str(), days.as_str()),
        flags: ListFlags::default(),
        when: row.released_at.map(|at| flag("warning", "Leave", t.msg_home_money_left(fmt.near(at).as_str()))),
        text: row.waiting.filter(|n| *n > 0).map(|n| t.msg_money_owed_waiting(n)).unwrap_or_default(),
        late: false,
    })
}

/// The code with which somebody says that there is none.
const NO_FAITH: &str = "ING";

/// The faith that somebody told of.
fn faith(told: &store::Told) -> Option<&str> {
    told.religion.as_deref().filter(|code| *code != NO_FAITH)
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
    // Whoever told of no faith is not the chaplain's for that; the interpreter may still be.
    let told: Vec<store::Told> = told.into_iter().filter(|p| faith(p).is_some() || p.interpreter_language.is_some()).collect();
    let of_faith = told.iter().filter(|p| faith(p).is_some()).count() as i64;
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
        when: faith(p).map(|r| flag("brand1", "HandHeart", ctx.catalogue().label(List::Faith, r, nb))),
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
