//! Who has left and is not settled, wherever the record is by now: the list, and settling one of them.
//!
//! A record closes 30 days after release. What is owed does not: the clerk keeps a name, a number and the balances until they are nothing, and nothing else
//! (`money.left_behind`).

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::settlement::Way;
use super::store::{self, Left};
use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::store::full_name;
use crate::money::house;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::field::{Choice, Summary};
use crate::web::form::clean;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs(Class::Money, Act::Read), needs(Class::Money, Act::Write));
    Routes::new().get("/money/left", read, list).get("/money/left/{person}", read, show).post("/money/left/{person}", write, settle)
}

/// Somebody in the list.
struct Row {
    href: String,
    name: String,
    number: String,
    released: String,
    closed: bool,
    below: bool,
    balance: String,
    to_come: String,
    waiting: Option<String>,
    unclaimed: String,
}

#[derive(Template)]
#[template(path = "money/left.html")]
struct ListView {
    frame: Frame,
    houses: Vec<Chip>,
    open: Vec<Row>,
    unclaimed: Vec<Row>,
    done: Option<String>,
    stale: Option<String>,
}

fn row(ctx: &Ctx, p: &Left) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    Row {
        href: format!("/money/left/{}", p.inmate_id),
        name: full_name(&p.family_name, &p.given_name),
        number: p.number.clone(),
        released: fmt.near(p.released_at),
        closed: p.closed,
        below: p.total() < 0,
        balance: fmt.kroner(p.total()),
        to_come: fmt.kroner(p.to_come_ore),
        waiting: (p.waiting > 0).then(|| t.msg_money_owed_waiting(p.waiting)),
        unclaimed: fmt.kroner(p.unclaimed_ore),
    }
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = house::asked(&ctx)?;
    let view = list_of(&mut ctx, prison, None).await?;
    ctx.page(view).await
}

async fn list_of(ctx: &mut Ctx, prison: PrisonId, stale: Option<String>) -> Result<ListView, Error> {
    let houses = house::chips(ctx, "/money/left", prison).await?;
    let people = store::left(ctx.conn(), prison).await?;
    ctx.record(
        Entry::new(Action::List, Class::Money).showing(people.iter().map(|p| InmateId(p.inmate_id)).collect()).at(prison).with(json!({ "show": "left" })),
    );
    Ok(ListView {
        houses,
        open: people.iter().filter(|p| p.open()).map(|p| row(ctx, p)).collect(),
        unclaimed: people.iter().filter(|p| p.unclaimed_ore != 0).map(|p| row(ctx, p)).collect(),
        done: ctx.query("done").map(|_| ctx.t.msg_money_settled()),
        stale,
        frame: ctx.frame("money", ctx.t.msg_money_show_left()),
    })
}

/// The person of the path; that they were looked at is written down. None: not the reader's, or settled.
async fn known(ctx: &mut Ctx) -> Result<Option<Left>, Error> {
    let id: Uuid = ctx.param("person")?;
    let person = store::left_one(ctx.conn(), id).await?;
    if let Some(person) = &person {
        ctx.record(entry(person, Action::Look, json!({ "show": "left" })));
    }
    Ok(person)
}

/// Somebody else has settled it: the list as it is now. Whoever was never the reader's is not there.
async fn settled_already(mut ctx: Ctx) -> Result<Response, Error> {
    let (id, t) = (ctx.param("person")?, ctx.t);
    let prison = store::left_house(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let view = list_of(&mut ctx, prison, Some(t.msg_money_settled_already())).await?;
    ctx.conflict(view).await
}

fn entry(p: &Left, action: Action, detail: serde_json::Value) -> Entry {
    Entry::new(action, Class::Money).of(InmateId(p.inmate_id)).at(PrisonId(p.prison_id)).with(detail)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let person = known(&mut ctx).await?.ok_or(Error::NotFound)?;
    let view = PersonView::new(&ctx, &person, &SettleForm::default(), &Errors::new(), None);
    ctx.page(view).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SettleForm {
    /// What the clerk saw.
    seen: String,
    /// A [`Way`].
    way: String,
    reason: String,
}

impl SettleForm {
    fn parse(&self, t: crate::web::lang::Text, offered: &[Way]) -> Result<(Way, Option<String>), Errors> {
        let mut errors = Errors::new();
        let way = Way::of(&self.way).filter(|way| offered.contains(way));
        if way.is_none() {
            errors.add("way", t.msg_money_settle_missing_way());
        }
        let reason = clean(&self.reason);
        match reason.chars().count() {
            0 if way == Some(Way::WrittenOff) => errors.add("reason", t.msg_money_settle_missing_reason()),
            1..=2 => errors.add("reason", t.msg_money_settle_missing_reason()),
            401.. => errors.add("reason", t.msg_plan_too_long(400)),
            _ => {}
        }
        errors.into_result(way.map(|way| (way, Some(reason).filter(|r| !r.is_empty()))))
    }
}

async fn settle(mut ctx: Ctx, form: Form<SettleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let t = ctx.t;
    let Some(person) = known(&mut ctx).await? else { return settled_already(ctx).await };
    let standing = person.standing();
    // What was typed is weighed against what the clerk saw; what there is now decides.
    if raw.seen != standing.moves().to_string() {
        let view = PersonView::new(&ctx, &person, &raw, &Errors::new(), Some(t.msg_money_settle_stale()));
        return ctx.conflict(view).await;
    }
    let (way, reason) = match raw.parse(t, standing.ways()) {
        Ok(wanted) => wanted,
        Err(errors) => {
            let view = PersonView::new(&ctx, &person, &raw, &errors, None);
            return ctx.invalid(view).await;
        }
    };
    let ids = (Uuid::now_v7(), Uuid::now_v7());
    if store::settle_left(ctx.conn(), ids, person.inmate_id, way, standing.moves(), reason.as_deref()).await? != "settled" {
        // Between the question and the act somebody else was at it.
        let Some(now) = store::left_one(ctx.conn(), person.inmate_id).await? else { return settled_already(ctx).await };
        let view = PersonView::new(&ctx, &now, &raw, &Errors::new(), Some(t.msg_money_settle_stale()));
        return ctx.conflict(view).await;
    }
    ctx.record(entry(&person, Action::Decide, json!({ "entry": ids.0, "kind": "release", "way": way.as_str() })));
    ctx.save(&format!("/money/left?prison={}&done=1", person.prison_id)).await
}

#[derive(Template)]
#[template(path = "money/left_person.html")]
struct PersonView {
    frame: Frame,
    action: String,
    lead: String,
    closed: bool,
    /// The pages of the person, while the record is open.
    account: Option<String>,
    to_approve: bool,
    accounts: Vec<(String, String, bool)>,
    owed: Vec<(String, String)>,
    waiting: Option<String>,
    seen: String,
    /// What is to be settled; none where only days wait.
    says: Option<String>,
    fields: Option<Vec<Field>>,
    stale: Option<String>,
    errors: bool,
    summary: Summary,
}

impl PersonView {
    fn new(ctx: &Ctx, p: &Left, form: &SettleForm, errors: &Errors, stale: Option<String>) -> Self {
        let (t, fmt, standing) = (ctx.t, ctx.fmt(), p.standing());
        let ways = standing.ways();
        let sum = fmt.kroner(standing.moves().abs());
        let owed = [(t.msg_money_owed_accounts(), p.total()), (t.msg_money_owed_days(p.days), p.to_come_ore), (t.msg_money_house_unclaimed(), p.unclaimed_ore)];
        Self {
            action: format!("/money/left/{}", p.inmate_id),
            lead: t.msg_money_left_lead(p.number.as_str(), fmt.at(p.released_at).as_str()),
            closed: p.closed,
            account: (!p.closed).then(|| format!("/inmates/{}/money", p.inmate_id)),
            to_approve: p.days > 0 && ctx.may(Class::Allowance, Act::Read),
            accounts: p.accounts().map(|(own, ore)| (words::own(t, own), fmt.kroner(ore), ore < 0)).into(),
            owed: owed.into_iter().filter(|(_, ore)| *ore != 0).map(|(label, ore)| (label, fmt.kroner(ore))).collect(),
            waiting: (p.waiting > 0).then(|| t.msg_money_owed_waiting(p.waiting)),
            seen: standing.moves().to_string(),
            says: ways.first().map(|way| match way {
                Way::PaidIn => t.msg_money_settle_owes(sum.as_str()),
                Way::Between => t.msg_money_settle_even(),
                Way::Collected => t.msg_money_settle_kept(sum.as_str()),
                _ => t.msg_money_settle_words(sum.as_str()),
            }),
            fields: (ctx.may(Class::Money, Act::Write) && !ways.is_empty()).then(|| {
                let choices = ways.iter().map(|w| Choice::new(w.as_str(), words::way(t, *w))).collect();
                // What is the only way is chosen already.
                let chosen = if let [only] = ways { only.as_str() } else { form.way.as_str() };
                let reason = Field::text("reason", t.msg_money_reason(), &form.reason).max(400).errors(errors);
                vec![
                    Field::radio("way", t.msg_money_settle_way(), chosen, choices).required(t).errors(errors),
                    if ways.contains(&Way::WrittenOff) { reason.hint(t.msg_money_settle_reason_hint()) } else { reason },
                ]
            }),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            stale,
            frame: ctx.frame("money", t.msg_money_left_title(full_name(&p.family_name, &p.given_name).as_str())),
        }
    }
}
