//! System administrator: accounts and buildings, no case data at all. And whoever has no role now.

use super::store;
use super::view::{Body, Card, Home, Line, Tile};
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let found = store::system(ctx.conn()).await;
    let found = ctx.panel("system", found).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut home = Home { lead: t.msg_home_no_case_data(), ..Home::default() };
    let Some(s) = found else {
        home.main.push(Card::new("accounts", "Person", t.msg_home_accounts(), Body::Missing));
        return Ok(home);
    };
    let mut tile = |href: &str, color, icon, value: i64, label, note| {
        home.tiles.push(Tile { href: href.to_owned(), color: if value == 0 { "neutral" } else { color }, icon, value: fmt.number(value), label, note });
    };
    tile("/admin/assignments", "warning", "Hourglass", s.waiting, t.msg_home_grants_waiting(), String::new());
    tile("/admin/assignments", "info", "Calendar", s.ending, t.msg_home_grants_ending(), String::new());
    tile("/admin/accounts", "accent", "PersonGroup", s.accounts, t.msg_home_accounts_active(), t.msg_home_accounts_disabled(s.disabled));
    tile("/admin/accounts", "warning", "PersonCross", s.without_role, t.msg_home_without_role(), String::new());
    let line = |href: &str, title, text| Line { href: href.to_owned(), title, text };
    home.main.push(Card::new(
        "accounts",
        "Person",
        t.msg_home_accounts(),
        Body::Lines(vec![
            line("/admin/accounts", t.msg_home_accounts_page(), t.msg_home_accounts_page_text()),
            line("/admin/assignments", t.msg_home_grants_page(), t.msg_home_grants_page_text()),
        ]),
    ));
    home.main.push(Card::new("estate", "Buildings3", t.msg_home_prisons(s.prisons), Body::Text(t.msg_home_prisons_text())));
    Ok(home)
}

/// An account without a role in force, or a role without a prison: what that means and whom to ask.
pub(super) fn no_role(ctx: &Ctx) -> Home {
    let t = ctx.t;
    let mut home = Home::default();
    home.main.push(Card::new("role", "KeyHorizontal", t.msg_home_role(), Body::Empty("KeyHorizontal", t.msg_home_no_role(), t.msg_home_no_role_text())));
    home
}
