//! What risk instruments told: by name, on a day, by whom, in words, until when. Never a number of our own.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::access::{Act, Action, Class, Entry};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::words::flag;
use crate::web::field::Summary;
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Error, Errors, Field, Form, Frame, Routes, needs_for};

mod store;

use store::New;

pub(super) fn routes() -> Routes {
    let write = needs_for(Class::Plan, Act::Write);
    Routes::new().get("/inmates/{inmate}/plan/risk/new", write, fresh).post("/inmates/{inmate}/plan/risk", write, add).post(
        "/inmates/{inmate}/plan/risk/{risk}/withdraw",
        write,
        withdraw,
    )
}

/// One of them, ready to be read.
pub struct Line {
    pub id: String,
    pub instrument: String,
    pub state: Flag,
    pub line: String,
    pub result: String,
    pub withdraws: bool,
}

/// Those of the person on this page.
pub async fn load(ctx: &mut InmateCtx) -> Result<Vec<Line>, Error> {
    let inmate = ctx.inmate.id;
    let found = store::of(ctx.conn(), inmate).await?;
    Ok(lines(ctx, &found))
}

/// As lines.
pub fn lines(ctx: &InmateCtx, found: &[store::Risk]) -> Vec<Line> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let writes = ctx.may_here(Class::Plan, Act::Write);
    let state = |r: &store::Risk| match (r.withdrawn, r.valid_until < ctx.today) {
        (true, _) => flag("neutral", "XMark", t.msg_plan_risk_withdrawn()),
        (_, true) => flag("warning", "HourglassTopFilled", t.msg_plan_risk_over(fmt.day(r.valid_until).as_str())),
        _ => flag("info", "Calendar", t.msg_plan_risk_until(fmt.day(r.valid_until).as_str())),
    };
    found
        .iter()
        .map(|r| Line {
            id: r.id.to_string(),
            instrument: r.instrument.clone(),
            state: state(r),
            line: t.msg_plan_risk_line(fmt.day(r.assessed_on).as_str(), r.author.as_str()),
            result: r.result.clone(),
            withdraws: writes && !r.withdrawn,
        })
        .collect()
}

/// As typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RiskForm {
    instrument: String,
    assessed_on: String,
    author: String,
    result: String,
    valid_until: String,
}

impl RiskForm {
    fn parse(&self, t: Text, today: NaiveDate) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let mut text = |field: &'static str, typed: &str, least: usize, most: usize, missing: String| {
            let text = clean(typed);
            if !(least..=most).contains(&text.chars().count()) {
                errors.add(field, missing);
            }
            text
        };
        let instrument = text("instrument", &self.instrument, 2, 120, t.msg_plan_risk_missing_instrument());
        let author = text("author", &self.author, 2, 120, t.msg_plan_risk_missing_author());
        let result = text("result", &self.result, 3, 1500, t.msg_plan_risk_missing_result());
        let on = day(&self.assessed_on).filter(|d| *d <= today);
        if on.is_none() {
            errors.add("assessed_on", t.msg_plan_risk_missing_day());
        }
        let until = day(&self.valid_until).filter(|d| on.is_none_or(|on| *d >= on));
        if until.is_none() {
            errors.add("valid_until", t.msg_plan_risk_missing_until());
        }
        errors.into_result(on.zip(until).map(|(assessed_on, valid_until)| New { instrument, assessed_on, author, result, valid_until }))
    }
}

#[derive(Template)]
#[template(path = "plan/risk.html")]
struct RiskView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    fields: Vec<Field>,
}

fn view(ctx: &InmateCtx, typed: &RiskForm, errors: &Errors) -> RiskView {
    let t = ctx.t;
    RiskView {
        frame: ctx.frame("inmates", t.msg_plan_risk_new()),
        banner: BannerView::of(ctx, "plan"),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/inmates/{}/plan", ctx.inmate.id),
        fields: vec![
            Field::text("instrument", t.msg_plan_risk_instrument(), &typed.instrument).max(120).required(t).errors(errors),
            Field::day("assessed_on", t.msg_plan_risk_day(), &typed.assessed_on).required(t).errors(errors),
            Field::text("author", t.msg_plan_risk_author(), &typed.author).max(120).required(t).errors(errors),
            Field::area("result", t.msg_plan_risk_result(), &typed.result, 4).hint(t.msg_plan_risk_result_hint()).max(1500).required(t).errors(errors),
            Field::day("valid_until", t.msg_plan_risk_valid(), &typed.valid_until).required(t).errors(errors),
        ],
    }
}

async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let view = view(&ctx, &RiskForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn add(mut ctx: InmateCtx, form: Form<RiskForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let new = match raw.parse(ctx.t, ctx.today) {
        Ok(new) => new,
        Err(errors) => {
            let view = view(&ctx, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, prison, me, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let id = Uuid::now_v7();
    store::add(ctx.conn(), id, inmate, prison, &new, me, now).await?;
    ctx.record(Entry { prison, ..Entry::new(Action::Collect, Class::Plan).of(inmate).with(json!({ "risk": id })) });
    ctx.into_ctx().save(&format!("/inmates/{inmate}/plan/assessment?done=risk")).await
}

/// Nothing but the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

async fn withdraw(mut ctx: InmateCtx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let id: Uuid = ctx.param("risk")?;
    let (inmate, prison, me, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    if !store::withdraw(ctx.conn(), inmate, id, me, now).await? {
        return Err(Error::NotFound);
    }
    ctx.record(Entry { prison, ..Entry::new(Action::Alter, Class::Plan).of(inmate).with(json!({ "risk": id, "did": "withdrawn" })) });
    ctx.into_ctx().save(&format!("/inmates/{inmate}/plan/assessment?done=risk")).await
}
