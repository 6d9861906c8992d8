//! Handlers of rounds.

use axum::response::Response;
use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use super::form::RoundForm;
use super::view::{Part, RoundView, chips, summary, units};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::model::Round;
use crate::custody::searches::store::inspections as store;
use crate::custody::searches::view::{between, prison_field, prison_in, prison_of, writes};
use crate::law::calendar;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of rounds.
pub fn routes() -> Routes {
    Routes::new().get("/inspections", needs(Class::Searches, Act::Read), show).post("/inspections", needs(Class::Searches, Act::Write), keep)
}

/// The day; of a weekly round the Monday of its week.
fn period(round: Round, today: NaiveDate) -> NaiveDate {
    match round {
        Round::Daily => today,
        Round::Weekly => calendar::monday_of(today),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let round = ctx.query("kind").and_then(|k| Round::from_word(&k)).unwrap_or(Round::Daily);
    let part = Part::of(&ctx);
    let view = view(&mut ctx, prison, round, part, &RoundForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn view(ctx: &mut Ctx, prison: PrisonId, round: Round, part: Part, raw: &RoundForm, errors: &Errors) -> Result<RoundView, Error> {
    let (today, since) = (ctx.today, ctx.now - TimeDelta::days(7));
    let cells = store::cells(ctx.conn(), prison, round, period(round, today)).await?;
    let findings = store::findings(ctx.conn(), prison, since).await?;
    let part = part.or_whole(ctx, &cells);
    let (t, fmt, name) = (ctx.t, ctx.fmt(), prison.to_string());
    let done = cells.iter().filter(|c| c.at.is_some()).count() as i64;
    let lead = match round {
        Round::Daily => t.msg_inspection_daily_lead(done, cells.len() as i64),
        Round::Weekly => t.msg_inspection_weekly_lead(done, cells.len() as i64, i64::from(calendar::iso_week(today).1)),
    };
    let rounds = Round::ALL.iter().map(|r| Chip::new(format!("/inspections?kind={}&prison={name}", r.as_str()), r.label(t), None, *r == round)).collect();
    Ok(RoundView {
        between: between(ctx, "inspections"),
        rounds,
        chips: chips(ctx, &cells, part, round, &name),
        prisons: prison_field(ctx, prison).await?,
        units: units(ctx, &cells, part, raw),
        findings: findings.into_iter().map(|(at, cell, finding, by)| (fmt.near(at), cell, finding, by)).collect(),
        frame: ctx.frame("searches", t.msg_inspection_heading()),
        kind: round.as_str(),
        prison: name,
        lead,
        errors: !errors.is_empty(),
        summary: summary(ctx, errors),
        writes: writes(ctx),
    })
}

async fn keep(mut ctx: Ctx, form: Form<RoundForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison_in(&ctx, &raw.prison)?;
    let command = match raw.parse(ctx.t) {
        Ok(command) => command,
        Err(errors) => {
            let round = Round::from_word(&raw.kind).unwrap_or(Round::Daily);
            let part = raw.unit.parse().map_or(Part::Whole, Part::One);
            let view = view(&mut ctx, prison, round, part, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (today, by, now) = (ctx.today, ctx.actor.account, ctx.now);
    let day = period(command.round, today);
    let kept = store::insert(ctx.conn(), prison, command.unit, command.round, day, &command.cells, &command.findings, by, now).await?;
    let detail = json!({ "kind": command.round.as_str(), "unit": command.unit, "cells": kept });
    ctx.record(Entry::new(Action::Collect, Class::Searches).at(prison).with(detail));
    ctx.save(&format!("/inspections?kind={}&prison={prison}", command.round.as_str())).await
}
