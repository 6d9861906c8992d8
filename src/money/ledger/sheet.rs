//! The statement of account for the person it is about (forskrift § 3-13: at the end of each month), one at a time or a whole house's for who goes round with them.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use serde_json::json;

use super::paper::{Paper, Whose};
use super::statement::Booked;
use super::store;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::inmates::store::full_name;
use crate::money::house;
use crate::money::month::Month;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Lang, Routes, needs, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/money/statement", needs_for(Class::Money, Act::Read), sheet).get(
        "/money/statements",
        needs(Class::Money, Act::Read),
        of_the_house,
    )
}

#[derive(Template)]
#[template(path = "money/statement.html")]
struct StatementView {
    frame: Frame,
    languages: Vec<(&'static str, &'static str, bool)>,
    base: String,
    month: String,
    paper: Paper,
}

async fn sheet(mut ctx: InmateCtx) -> Result<Response, Error> {
    let lang = ctx.paper_lang();
    let this = Month::of(ctx.today);
    let month: Month = ctx.query("month").and_then(|m| m.parse().ok()).unwrap_or(this.before()).min(this);
    let inmate = ctx.inmate.id;
    let lines = store::booked(ctx.conn(), inmate, month.last()).await?;
    let whose = Whose { name: ctx.inmate.name(), number: ctx.inmate.number.clone(), place: ctx.inmate.prison.clone().unwrap_or_default() };
    let view = StatementView {
        languages: vec![("nb", "Bokmål", lang.is_nb()), ("en", "English", !lang.is_nb())],
        base: format!("/inmates/{inmate}/money"),
        month: month.to_string(),
        paper: Paper::new(lang, &whose, lines, month, (ctx.now, ctx.today)),
        frame: ctx.frame("inmates", lang.text().msg_money_statement()),
    };
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry {
        prison,
        ..Entry::new(Action::Print, Class::Money).of(inmate).with(json!({ "page": "statement", "month": month.to_string(), "lang": lang.tag() }))
    });
    ctx.into_ctx().page(view).await
}

#[derive(Template)]
#[template(path = "money/statements.html")]
struct HouseView {
    frame: Frame,
    houses: Vec<Chip>,
    months: Vec<Chip>,
    lead: String,
    papers: Vec<Paper>,
}

/// Everybody's of a month, in the order of the doors: each in bokmål, or in English for who needs an interpreter.
async fn of_the_house(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = house::asked(&ctx)?;
    let houses = house::chips(&mut ctx, "/money/statements", prison).await?;
    let this = Month::of(ctx.today);
    let month: Month = ctx.query("month").and_then(|m| m.parse().ok()).unwrap_or(this.before()).min(this);
    let people = store::holders(ctx.conn(), prison, month.last()).await?;
    let mut lines: HashMap<_, Vec<Booked>> = HashMap::new();
    for (inmate, line) in store::booked_of_house(ctx.conn(), prison, (month.first(), month.last())).await? {
        lines.entry(inmate).or_default().push(line);
    }
    ctx.record(
        Entry::new(Action::Print, Class::Money)
            .showing(people.iter().map(|p| InmateId(p.inmate_id)).collect())
            .at(prison)
            .with(json!({ "page": "statements", "month": month.to_string() })),
    );
    let papers: Vec<Paper> = people
        .iter()
        .map(|p| {
            let lang = if p.interpreted { Lang::En } else { Lang::Nb };
            let door = [p.prison.as_str(), p.unit.as_deref().unwrap_or_default(), p.cell.as_deref().unwrap_or_default()];
            let place = door.into_iter().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(" · ");
            let whose = Whose { name: full_name(&p.family_name, &p.given_name), number: p.number.clone(), place };
            Paper::new(lang, &whose, lines.remove(&p.inmate_id).unwrap_or_default(), month, (ctx.now, ctx.today)).among_others()
        })
        .collect();
    let (t, fmt) = (ctx.t, ctx.fmt());
    let chip = |m: Month| Chip::new(format!("/money/statements?prison={prison}&month={m}"), fmt.month(m.first()), None, m == month);
    let view = HouseView {
        houses,
        months: [month.before(), month, month.after()].into_iter().filter(|m| *m <= this).map(chip).collect(),
        lead: t.msg_money_statements_lead(papers.len() as i64),
        papers,
        frame: ctx.frame("money", t.msg_money_statements(fmt.month(month.first()).as_str())),
    };
    ctx.page(view).await
}
