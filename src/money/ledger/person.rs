//! Somebody's money: the three accounts over a month, what is still to come, a new entry, settlement at release.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::{EntryForm, Way};
use super::rules::{Account, Draft, House, Kind, Movement, Ore, Own, Refused, Side};
use super::statement::{Sheet, sheets};
use super::store::{self, Open, Owed};
use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::inmates::banner::BannerView;
use crate::money::allowance::month_chips;
use crate::money::month::Month;
use crate::platform::db;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Error, Errors, Field, Form, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Money, Act::Read), needs_for(Class::Money, Act::Write));
    Routes::new().get("/inmates/{inmate}/money", read, show).post("/inmates/{inmate}/money/entries", write, post).post(
        "/inmates/{inmate}/money/settlement",
        write,
        settle,
    )
}

/// Everything the page rests on.
struct Known {
    month: Month,
    sheets: Vec<Sheet>,
    owed: Owed,
    /// What there is, whatever month is looked at.
    balances: Vec<(Own, i64)>,
}

async fn known(ctx: &mut InmateCtx) -> Result<Known, Error> {
    let this = Month::of(ctx.today);
    let month = ctx.query("month").and_then(|m| m.parse().ok()).unwrap_or(this).min(this);
    let inmate = ctx.inmate.id;
    let lines = store::booked(ctx.conn(), inmate, this.last()).await?;
    let owed = store::owed(ctx.conn(), inmate).await?;
    let balance = |own: Own| lines.iter().filter(|l| l.account == own).map(|l| l.ore).sum();
    let balances = Own::ALL.iter().map(|own| (*own, balance(*own))).collect();
    Ok(Known { month, balances, owed, sheets: sheets(lines, month.first(), month.last()) })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let known = known(&mut ctx).await?;
    let form = EntryForm { booked_on: ctx.today.to_string(), ..EntryForm::default() };
    let view = PersonView::new(&ctx, &known, &form, Back::default());
    ctx.into_ctx().page(view).await
}

fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Money).of(ctx.inmate.id).with(detail) }
}

fn one(field: &'static str, message: String) -> Errors {
    let mut errors = Errors::new();
    errors.add(field, message);
    errors
}

fn account(open: &[Open], side: Side) -> Option<Account> {
    open.iter().find(|o| o.account.side == side).map(|o| o.account)
}

fn balance(open: &[Open], id: Uuid) -> i64 {
    open.iter().find(|o| o.account.id == id).map_or(0, |o| o.balance)
}

async fn post(mut ctx: InmateCtx, form: Form<EntryForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (inmate, t, today) = (ctx.inmate.id, ctx.t, ctx.today);
    let prison = ctx.inmate.prison_id.ok_or(Error::NotFound)?;
    // Read before anything is tried: what the database refuses is shown beside what was typed.
    let known = known(&mut ctx).await?;
    let errors = match raw.parse(t, today) {
        Err(errors) => errors,
        Ok(wanted) => {
            let open = store::open_accounts(ctx.conn(), inmate).await?;
            let (from, to) = account(&open, wanted.way.from).zip(account(&open, wanted.way.to)).ok_or(Error::BadRequest)?;
            let draft = Draft::new(wanted.way.kind, vec![Movement { from, to, amount: wanted.amount }]).map_err(|_| Error::BadRequest)?;
            if draft.borne_by(|id| balance(&open, id)) == Err(Refused::NotEnough) {
                one("amount", t.msg_money_not_enough(ctx.fmt().kroner(balance(&open, from.id)).as_str()))
            } else {
                let id = Uuid::now_v7();
                match store::post(ctx.conn(), id, prison, &draft, wanted.booked_on, &wanted.text).await {
                    Ok(_) => {
                        let entry = entry(&ctx, Action::Collect, json!({ "entry": id, "kind": wanted.way.kind.as_str() }));
                        ctx.record(entry);
                        return ctx.into_ctx().save(&format!("/inmates/{inmate}/money?done=1")).await;
                    }
                    // Two at once: the other was first, and now there is less.
                    Err(error) if db::violated(&error) == Some("overdrawn") => one("amount", t.msg_money_not_enough_now()),
                    Err(error) if db::violated(&error) == Some("period_closed") => one("booked_on", t.msg_money_month_closed()),
                    Err(error) if db::violated(&error) == Some("booked_ahead") => one("booked_on", t.msg_money_day_ahead()),
                    Err(error) => return Err(error.into()),
                }
            }
        }
    };
    let view = PersonView::new(&ctx, &known, &raw, Back { errors, ..Back::default() });
    ctx.into_ctx().invalid(view).await
}

/// Everything out, at the gate or afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SettleForm {
    /// What the clerk saw on the accounts.
    total: String,
    /// `bank` or `unclaimed`.
    to: String,
}

async fn settle(mut ctx: InmateCtx, form: Form<SettleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (inmate, t, today) = (ctx.inmate.id, ctx.t, ctx.today);
    let prison = ctx.inmate.prison_id.ok_or(Error::NotFound)?;
    let to = [House::Bank, House::Unclaimed].into_iter().find(|h| h.as_str() == raw.to);
    let known = known(&mut ctx).await?;
    let form = EntryForm { booked_on: today.to_string(), ..EntryForm::default() };
    let Some(to) = to else {
        let view = PersonView::new(&ctx, &known, &form, Back { errors: one("to", t.msg_money_settle_missing_to()), ..Back::default() });
        return ctx.into_ctx().invalid(view).await;
    };
    let open = store::open_accounts(ctx.conn(), inmate).await?;
    let own: Vec<&Open> = open.iter().filter(|o| matches!(o.account.side, Side::Own(_))).collect();
    let total: i64 = own.iter().map(|o| o.balance).sum();
    if raw.total != total.to_string() {
        let view = PersonView::new(&ctx, &known, &form, Back { stale: Some(t.msg_money_settle_stale()), ..Back::default() });
        return ctx.into_ctx().conflict(view).await;
    }
    let out = account(&open, Side::House(to)).ok_or(Error::BadRequest)?;
    if own.iter().any(|o| o.balance < 0) {
        return back_with(ctx, &known, &form, t.msg_money_settle_below()).await;
    }
    let movements = own.iter().filter_map(|o| Some(Movement { from: o.account, to: out, amount: Ore::new(o.balance)? })).collect();
    let Ok(draft) = Draft::new(Kind::Release, movements) else {
        return back_with(ctx, &known, &form, t.msg_money_settle_nothing()).await;
    };
    let id = Uuid::now_v7();
    match store::post(ctx.conn(), id, prison, &draft, today, "").await {
        Ok(_) => {}
        // Something was taken out between the question and the act.
        Err(error) if db::violated(&error) == Some("overdrawn") => {
            let view = PersonView::new(&ctx, &known, &form, Back { stale: Some(t.msg_money_settle_stale()), ..Back::default() });
            return ctx.into_ctx().conflict(view).await;
        }
        Err(error) => return Err(error.into()),
    }
    let entry = entry(&ctx, Action::Decide, json!({ "entry": id, "kind": "release" }));
    ctx.record(entry);
    ctx.into_ctx().save(&format!("/inmates/{inmate}/money?done=settled")).await
}

async fn back_with(ctx: InmateCtx, known: &Known, form: &EntryForm, why: String) -> Result<Response, Error> {
    let view = PersonView::new(&ctx, known, form, Back { errors: one("to", why), ..Back::default() });
    ctx.into_ctx().invalid(view).await
}

/// What comes back with a page that was not taken.
#[derive(Default)]
struct Back {
    errors: Errors,
    stale: Option<String>,
}

/// A line of an account.
struct LineRow {
    href: String,
    day: String,
    number: String,
    what: String,
    text: String,
    ore: String,
    balance: String,
}

/// An account over the month.
struct AccountCard {
    id: &'static str,
    name: String,
    opening: String,
    rows: Vec<LineRow>,
    closing: String,
}

#[derive(Template)]
#[template(path = "money/person.html")]
struct PersonView {
    frame: Frame,
    banner: BannerView,
    months: Vec<Chip>,
    statement: String,
    tiles: Vec<(String, String, bool)>,
    accounts: Vec<AccountCard>,
    owed: Vec<(String, String)>,
    waiting: Option<String>,
    to_approve: bool,
    post: Option<Vec<Field>>,
    settle: Option<Field>,
    settle_total: String,
    settle_words: String,
    left: bool,
    done: Option<String>,
    stale: Option<String>,
    errors: bool,
    summary: Summary,
}

/// What an entry's line says: its kind, and of a reversal which it undoes.
pub(super) fn said(t: crate::web::lang::Text, line: &super::statement::Booked) -> String {
    match line.reverses {
        Some((year, number)) => t.msg_money_undoes(format!("{year}-{number}").as_str()),
        None => words::kind(t, line.kind),
    }
}

impl PersonView {
    fn new(ctx: &InmateCtx, known: &Known, form: &EntryForm, back: Back) -> Self {
        let (t, fmt, errors) = (ctx.t, ctx.fmt(), &back.errors);
        let accounts = known.sheets.iter().map(|sheet| AccountCard {
            id: sheet.account.as_str(),
            name: words::own(t, sheet.account),
            opening: fmt.kroner(sheet.opening),
            rows: sheet
                .rows
                .iter()
                .map(|r| LineRow {
                    href: format!("/money/entries/{}", r.line.entry),
                    day: fmt.day(r.line.on),
                    number: format!("{}-{}", r.line.number.0, r.line.number.1),
                    what: said(t, &r.line),
                    text: r.line.text.clone(),
                    ore: fmt.kroner(r.line.ore),
                    balance: fmt.kroner(r.balance),
                })
                .collect(),
            closing: fmt.kroner(sheet.closing),
        });
        let writes = ctx.may_here(Class::Money, Act::Write) && ctx.inmate.prison_id.is_some();
        let total: i64 = known.balances.iter().map(|b| b.1).sum();
        let settles = writes && total > 0;
        let to = [House::Bank, House::Unclaimed].map(|h| crate::web::field::Choice::new(h.as_str(), words::house(t, h)));
        let owed = &known.owed;
        Self {
            months: month_chips(ctx, "money", known.month),
            statement: format!("/inmates/{}/money/statement?month={}", ctx.inmate.id, known.month),
            tiles: known.balances.iter().map(|(own, ore)| (words::own(t, *own), fmt.kroner(*ore), *ore < 0)).collect(),
            accounts: accounts.collect(),
            owed: vec![
                (t.msg_money_owed_accounts(), fmt.kroner(owed.accounts)),
                (t.msg_money_owed_days(owed.days), fmt.kroner(owed.ore)),
                (t.msg_money_owed_together(), fmt.kroner(owed.accounts + owed.ore)),
            ],
            waiting: (owed.waiting > 0).then(|| t.msg_money_owed_waiting(owed.waiting)),
            to_approve: owed.days > 0 && ctx.may_here(Class::Allowance, Act::Read),
            post: writes.then(|| {
                vec![
                    Field::select("way", t.msg_money_way_label(), &form.way, Way::choices(t)).or_none(t.msg_plan_choose()).required(t).errors(errors),
                    Field::text("amount", t.msg_money_amount(), &form.amount)
                        .hint(t.msg_money_amount_hint())
                        .inputmode("decimal")
                        .width("w-num")
                        .max(14)
                        .required(t)
                        .errors(errors),
                    Field::day("booked_on", t.msg_money_booked_on(), &form.booked_on).required(t).errors(errors),
                    Field::text("text", t.msg_money_text(), &form.text).hint(t.msg_money_text_hint()).max(200).errors(errors),
                ]
            }),
            settle: settles.then(|| Field::radio("to", t.msg_money_settle_to(), "", to.into()).required(t).errors(errors)),
            settle_total: total.to_string(),
            settle_words: t.msg_money_settle_words(fmt.kroner(total).as_str()),
            left: !ctx.inmate.in_custody(),
            done: ctx.query("done").map(|d| if d == "settled" { t.msg_money_settled() } else { t.msg_money_done() }),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            stale: back.stale,
            banner: BannerView::of(ctx, "money"),
            frame: ctx.frame("inmates", t.msg_money_of(ctx.inmate.name().as_str())),
        }
    }
}
