//! Auditor and inspectorate: nothing is seen without a case number, and everything under it is logged with it.

use super::view::{Body, Card, Home, Line};
use crate::web::Ctx;

pub(super) fn home(ctx: &Ctx) -> Home {
    let t = ctx.t;
    let line = |href: &str, title, text| Line { href: href.to_owned(), title, text };
    let (lead, lines) = match &ctx.actor.case_number {
        Some(case) => (
            t.msg_home_case(case.as_str()),
            vec![line("/audit", t.msg_home_trail(), t.msg_home_trail_text()), line("/inmates", t.msg_home_case_people(), t.msg_home_case_people_text())],
        ),
        None => (t.msg_home_no_case(), vec![line("/audit", t.msg_home_start_case(), t.msg_home_start_case_text())]),
    };
    let mut home = Home { lead, ..Home::default() };
    home.main.push(Card::new("case", "MagnifyingGlass", t.msg_home_oversight(), Body::Lines(lines)));
    home.main.push(Card::new("registers", "FileText", t.msg_home_registers(), Body::Text(t.msg_home_registers_text())));
    home
}
