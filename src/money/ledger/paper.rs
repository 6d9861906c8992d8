//! A statement of account as the person it is about gets it: bokmål or English, on its own sheets of paper.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::person::said;
use super::statement::{Booked, Sheet, sheets};
use super::words;
use crate::money::month::Month;
use crate::web::lang::Text;
use crate::web::{Fmt, Lang};

/// Whose, and where it is handed over.
pub(super) struct Whose {
    /// Name and number.
    pub name: String,
    pub number: String,
    /// Prison, and unit and cell where somebody goes round with many.
    pub place: String,
}

struct Account {
    name: String,
    opening: String,
    gained: String,
    lost: String,
    closing: String,
    /// Day, number, what, text, amount, what there was then.
    rows: Vec<[String; 6]>,
    /// By kind, what came and went together; of one kind alone the lines say it.
    sums: String,
}

/// The paper.
#[derive(Template)]
#[template(path = "money/paper.html")]
pub(super) struct Paper {
    t: Text,
    tag: &'static str,
    /// One of many on a page that has its own heading.
    many: bool,
    who: String,
    place: String,
    period: String,
    made: String,
    accounts: Vec<Account>,
    total: String,
    /// Money that moves within the month may still be corrected.
    open: bool,
}

impl askama::filters::HtmlSafe for Paper {}

impl Paper {
    /// Of a month, from every line of the person up to its end.
    pub(super) fn new(lang: Lang, whose: &Whose, lines: Vec<Booked>, month: Month, (now, today): (DateTime<Utc>, NaiveDate)) -> Self {
        let (t, fmt) = (lang.text(), Fmt::new(lang, today));
        let sheets = sheets(lines, month.first(), month.last());
        Self {
            tag: lang.tag(),
            many: false,
            who: t.msg_plan_print_who(whose.name.as_str(), whose.number.as_str()),
            place: whose.place.clone(),
            period: t.msg_money_statement_period(fmt.day(month.first()).as_str(), fmt.day(month.last()).as_str()),
            made: t.msg_money_statement_made(fmt.at(now).as_str()),
            total: fmt.kroner(sheets.iter().map(|s| s.closing).sum()),
            accounts: sheets.iter().map(|s| account(t, fmt, s)).collect(),
            open: month == Month::of(today),
            t,
        }
    }

    /// As one of many on a page.
    pub(super) fn among_others(self) -> Self {
        Self { many: true, ..self }
    }
}

fn account(t: Text, fmt: Fmt, s: &Sheet) -> Account {
    let together = |keep: fn(i64) -> bool| fmt.kroner(s.rows.iter().map(|r| r.line.ore).filter(|ore| keep(*ore)).sum());
    let line = |l: &Booked, balance: i64| {
        [fmt.day(l.on), format!("{}-{}", l.number.0, l.number.1), said(t, l), l.text.clone(), fmt.kroner(l.ore), fmt.kroner(balance)]
    };
    let sums: Vec<String> = s.by_kind.iter().map(|(kind, ore)| format!("{} {}", words::kind(t, *kind), fmt.kroner(*ore))).collect();
    Account {
        name: words::own(t, s.account),
        opening: fmt.kroner(s.opening),
        gained: together(|ore| ore > 0),
        lost: together(|ore| ore < 0),
        closing: fmt.kroner(s.closing),
        rows: s.rows.iter().map(|r| line(&r.line, r.balance)).collect(),
        sums: if sums.len() > 1 { sums.join(" · ") } else { String::new() },
    }
}
