//! The statement of account for the person it is about (forskrift § 3-13: at the end of each month): bokmål or English, on paper.

use askama::Template;
use axum::response::Response;
use serde_json::json;

use super::person::said;
use super::statement::sheets;
use super::store;
use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::money::month::Month;
use crate::web::lang::Text;
use crate::web::{Error, Fmt, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/money/statement", needs_for(Class::Money, Act::Read), sheet)
}

struct Account {
    name: String,
    opening: String,
    /// Day, number, what, text, amount, what there was then.
    rows: Vec<[String; 6]>,
    closing: String,
    /// By kind, what came and went together.
    sums: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "money/statement.html")]
struct StatementView {
    frame: Frame,
    t: Text,
    tag: &'static str,
    languages: Vec<(&'static str, &'static str, bool)>,
    base: String,
    month: String,
    who: String,
    prison: String,
    period: String,
    made: String,
    accounts: Vec<Account>,
    total: String,
    /// Money that moves within the last month may still be corrected.
    open: bool,
}

async fn sheet(mut ctx: InmateCtx) -> Result<Response, Error> {
    let lang = ctx.paper_lang();
    let this = Month::of(ctx.today);
    let month: Month = ctx.query("month").and_then(|m| m.parse().ok()).unwrap_or(this.before()).min(this);
    let inmate = ctx.inmate.id;
    let lines = store::booked(ctx.conn(), inmate, month.last()).await?;
    let (t, fmt) = (lang.text(), Fmt::new(lang, ctx.today));
    let sheets = sheets(lines, month.first(), month.last());
    let total: i64 = sheets.iter().map(|s| s.closing).sum();
    let accounts = sheets.iter().map(|s| Account {
        name: words::own(t, s.account),
        opening: fmt.kroner(s.opening),
        rows: s
            .rows
            .iter()
            .map(|r| {
                let l = &r.line;
                [fmt.day(l.on), format!("{}-{}", l.number.0, l.number.1), said(t, l), l.text.clone(), fmt.kroner(l.ore), fmt.kroner(r.balance)]
            })
            .collect(),
        closing: fmt.kroner(s.closing),
        sums: s.by_kind.iter().map(|(kind, ore)| (words::kind(t, *kind), fmt.kroner(*ore))).collect(),
    });
    let view = StatementView {
        frame: ctx.frame("inmates", t.msg_money_statement()),
        tag: lang.tag(),
        languages: vec![("nb", "Bokmål", lang.is_nb()), ("en", "English", !lang.is_nb())],
        base: format!("/inmates/{inmate}/money"),
        month: month.to_string(),
        who: t.msg_plan_print_who(ctx.inmate.name().as_str(), ctx.inmate.number.as_str()),
        prison: ctx.inmate.prison.clone().unwrap_or_default(),
        period: t.msg_money_statement_period(fmt.day(month.first()).as_str(), fmt.day(month.last()).as_str()),
        made: t.msg_money_statement_made(fmt.at(ctx.now).as_str()),
        accounts: accounts.collect(),
        total: fmt.kroner(total),
        open: month == this,
        t,
    };
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry {
        prison,
        ..Entry::new(Action::Print, Class::Money).of(inmate).with(json!({ "page": "statement", "month": month.to_string(), "lang": lang.tag() }))
    });
    ctx.into_ctx().page(view).await
}
