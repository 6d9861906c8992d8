//! Months of a house's books, and closing them.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Period};
use crate::access::{Act, Action, Class, Entry, Named};
use crate::money::house;
use crate::money::month::Month;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/money/periods", needs(Class::Money, Act::Read), show).post("/money/periods/{month}", needs(Class::Money, Act::Write), close)
}

struct PeriodRow {
    action: String,
    month: String,
    name: String,
    entries: String,
    ore: String,
    /// Closed: when, by whom, what the people had then.
    closed: Option<(String, String)>,
    /// Why it cannot be closed yet.
    waits: Option<String>,
    may: bool,
}

#[derive(Template)]
#[template(path = "money/periods.html")]
struct PeriodsView {
    frame: Frame,
    houses: Vec<Chip>,
    prison: String,
    rows: Vec<PeriodRow>,
    error: Option<String>,
    stale: Option<String>,
    done: Option<String>,
}

/// What came back.
#[derive(Default)]
struct Back {
    error: Option<String>,
    stale: Option<String>,
}

async fn view(ctx: &mut Ctx, prison: PrisonId, back: Back) -> Result<PeriodsView, Error> {
    let houses = house::chips(ctx, "/money/periods", prison).await?;
    let today = ctx.today;
    let periods = store::periods(ctx.conn(), prison, today).await?;
    let by: Vec<Uuid> = periods.iter().filter_map(|p| p.closed_by).collect();
    let names = ctx.names(&by).await?;
    Ok(PeriodsView {
        rows: periods.iter().map(|p| row(ctx, p, &names)).collect(),
        houses,
        prison: prison.to_string(),
        error: back.error,
        stale: back.stale,
        done: ctx.query("done").map(|_| ctx.t.msg_money_period_done()),
        frame: ctx.frame("money", ctx.t.msg_money_periods()),
    })
}

fn row(ctx: &Ctx, p: &Period, names: &Named) -> PeriodRow {
    let (t, fmt, month) = (ctx.t, ctx.fmt(), Month::of(p.month));
    let over = month.last() < ctx.today;
    PeriodRow {
        action: format!("/money/periods/{month}"),
        month: month.to_string(),
        name: fmt.month(p.month),
        entries: fmt.number(p.entries),
        ore: fmt.kroner(p.ore),
        closed: p.closed_at.map(|at| {
            let by = names.of(p.closed_by).unwrap_or_default();
            (t.msg_money_period_closed_by(fmt.at(at).as_str(), by), t.msg_money_period_owed(fmt.kroner(p.owed_ore.unwrap_or_default()).as_str()))
        }),
        waits: match (p.closed_at, over, p.open_days) {
            (None, false, _) => Some(t.msg_money_period_not_over()),
            (None, true, n) if n > 0 => Some(t.msg_money_period_open_days(n)),
            _ => None,
        },
        may: p.closed_at.is_none() && over && p.open_days == 0 && ctx.may(Class::Money, Act::Write),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = house::asked(&ctx)?;
    let view = view(&mut ctx, prison, Back::default()).await?;
    ctx.page(view).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CloseForm {
    prison: String,
}

async fn close(mut ctx: Ctx, form: Form<CloseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (month, prison): (Month, _) = (ctx.param("month")?, house::chosen(&ctx, &raw.prison)?);
    let t = ctx.t;
    match store::close(ctx.conn(), prison, month.first()).await?.as_str() {
        "closed_now" => {
            ctx.record(Entry::new(Action::Decide, Class::Money).at(prison).with(json!({ "closed": month.to_string() })));
            ctx.save(&format!("/money/periods?prison={prison}&done=1")).await
        }
        "closed" => {
            let view = view(&mut ctx, prison, Back { stale: Some(t.msg_money_period_closed_already()), ..Back::default() }).await?;
            ctx.conflict(view).await
        }
        said => {
            let error = if said == "not_over" { t.msg_money_period_not_over() } else { t.msg_money_period_still_open() };
            let view = view(&mut ctx, prison, Back { error: Some(error), ..Back::default() }).await?;
            ctx.invalid(view).await
        }
    }
}
