//! One entry, and undoing it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::rules::Kind;
use super::store::{self, Entry as Row, Line};
use super::words;
use crate::access::{Act, Action, Class, Entry, Named};
use crate::inmates::store::full_name;
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/money/entries/{entry}", needs(Class::Money, Act::Read), show).post(
        "/money/entries/{entry}/reverse",
        needs(Class::Money, Act::Write),
        reverse,
    )
}

struct Known {
    entry: Row,
    lines: Vec<Line>,
    names: Named,
}

/// The entry of the path; whose it is, is written down.
async fn known(ctx: &mut Ctx) -> Result<Known, Error> {
    let id: Uuid = ctx.param("entry")?;
    let entry = store::entries(ctx.conn(), None, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    let lines = store::lines(ctx.conn(), id).await?;
    let names = ctx.names(&[entry.made_by]).await?;
    let whose = entry.inmate_id.map(InmateId).into_iter().collect();
    ctx.record(Entry::new(Action::List, Class::Money).showing(whose).at(PrisonId(entry.prison_id)).with(json!({ "entry": id })));
    Ok(Known { entry, lines, names })
}

fn audit(e: &Row, action: Action, detail: serde_json::Value) -> Entry {
    Entry { inmate: e.inmate_id.map(InmateId), ..Entry::new(action, Class::Money).at(PrisonId(e.prison_id)).with(detail) }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let known = known(&mut ctx).await?;
    let view = EntryView::new(&ctx, &known, "", &Errors::new(), None);
    ctx.page(view).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ReverseForm {
    reason: String,
}

async fn reverse(mut ctx: Ctx, form: Form<ReverseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (known, t) = (known(&mut ctx).await?, ctx.t);
    // Of another house the reader may see an entry on somebody's statement, and never change it.
    if !ctx.actor.prisons.contains(&PrisonId(known.entry.prison_id)) {
        return Err(Error::NotFound);
    }
    let reason = clean(&raw.reason);
    let mut errors = Errors::new();
    match reason.chars().count() {
        0..=2 => errors.add("reason", t.msg_money_missing_reason()),
        401.. => errors.add("reason", t.msg_plan_too_long(400)),
        _ => {}
    }
    if !errors.is_empty() {
        let view = EntryView::new(&ctx, &known, &raw.reason, &errors, None);
        return ctx.invalid(view).await;
    }
    let id = Uuid::now_v7();
    let said = match store::reverse(ctx.conn(), id, known.entry.id, &reason).await {
        Ok(said) => said,
        // Two at once: the other was first.
        Err(error) if db::violated(&error) == Some("entry_reversed_once") => "reversed".to_owned(),
        Err(error) => return Err(error.into()),
    };
    match said.as_str() {
        "reversed_now" => {
            let entry = audit(&known.entry, Action::Alter, json!({ "entry": known.entry.id, "reversed_by": id }));
            ctx.record(entry);
            ctx.save(&format!("/money/entries/{id}?done=1")).await
        }
        "reversed" => {
            let view = EntryView::new(&ctx, &known, &raw.reason, &errors, Some(t.msg_money_reversed_already()));
            ctx.conflict(view).await
        }
        _ => {
            errors.add("reason", t.msg_money_not_this_way());
            let view = EntryView::new(&ctx, &known, &raw.reason, &errors, None);
            ctx.invalid(view).await
        }
    }
}

#[derive(Template)]
#[template(path = "money/entry.html")]
struct EntryView {
    frame: Frame,
    lead: String,
    facts: Vec<(String, String)>,
    person: Option<(String, String)>,
    lines: Vec<(String, String, String)>,
    /// The entry that it undoes, the one that undoes it, the batch that it is of.
    links: Vec<(String, String)>,
    action: String,
    reason: Option<Field>,
    done: Option<String>,
    stale: Option<String>,
    errors: bool,
    summary: Summary,
}

impl EntryView {
    fn new(ctx: &Ctx, known: &Known, reason: &str, errors: &Errors, stale: Option<String>) -> Self {
        let (t, fmt, e) = (ctx.t, ctx.fmt(), &known.entry);
        let number = format!("{}-{}", e.year, e.number);
        let mut facts = vec![
            (t.msg_money_col_kind(), words::kind(t, e.kind)),
            (t.msg_money_booked_on(), fmt.long_day(e.booked_on)),
            (t.msg_money_col_amount(), fmt.kroner(e.ore)),
        ];
        if !e.text.is_empty() {
            facts.push((t.msg_money_text(), e.text.clone()));
        }
        if let Some(why) = &e.reason {
            // A correction of days has its reason in the days.
            facts.push((t.msg_money_reason(), if e.batch_id.is_some() { t.msg_money_days_corrected() } else { why.clone() }));
        }
        let mut links = Vec::new();
        if let Some(id) = e.reverses {
            links.push((format!("/money/entries/{id}"), t.msg_money_link_reverses()));
        }
        if let Some(id) = e.reversed_by {
            links.push((format!("/money/entries/{id}"), t.msg_money_link_reversed_by()));
        }
        if let (Some(id), true) = (e.batch_id, ctx.may(Class::Allowance, Act::Read)) {
            links.push((format!("/allowance/batches/{id}"), t.msg_allowance_batch()));
        }
        let may = ctx.may(Class::Money, Act::Write)
            && ctx.actor.prisons.contains(&PrisonId(e.prison_id))
            && e.reversed_by.is_none()
            && !matches!(e.kind, Kind::Allowance | Kind::Reversal);
        let row = |l: &Line| {
            (
                words::account(t, l.own, &l.kind),
                if l.amount_ore > 0 { fmt.kroner(l.amount_ore) } else { String::new() },
                if l.amount_ore < 0 { fmt.kroner(-l.amount_ore) } else { String::new() },
            )
        };
        Self {
            lead: t.msg_money_entry_lead(fmt.at(e.made_at).as_str(), known.names.of(Some(e.made_by)).unwrap_or_default()),
            facts,
            person: e
                .inmate_id
                .zip(e.family_name.as_deref())
                .map(|(id, family)| (format!("/inmates/{id}/money"), full_name(family, e.given_name.as_deref().unwrap_or_default()))),
            lines: known.lines.iter().map(row).collect(),
            links,
            action: format!("/money/entries/{}/reverse", e.id),
            reason: may
                .then(|| Field::area("reason", t.msg_money_reverse_why(), reason, 3).hint(t.msg_money_reverse_hint()).max(400).required(t).errors(errors)),
            done: ctx.query("done").map(|_| t.msg_money_reversed()),
            stale,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            frame: ctx.frame("money", t.msg_money_entry_title(number.as_str())),
        }
    }
}
