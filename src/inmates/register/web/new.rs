//! Registering somebody.

use axum::response::Response;
use serde_json::json;

use super::Desk;
use crate::access::{Action, Class, Entry, Feature};
use crate::inmates::register::actions;
use crate::inmates::register::form::{Facts, NewSheet};
use crate::inmates::register::rules::Likeness;
use crate::inmates::register::store::{self, Candidate};
use crate::inmates::register::view::NewView;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Form};

/// The form.
pub async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let desk = Desk::of(&ctx)?;
    let prisons = prisons(&mut ctx).await?;
    let page = NewView::new(&ctx, &NewSheet::empty(), &desk.check(Facts::default()), &prisons, &[]);
    ctx.page(page).await
}

/// Registers somebody, unless they may be in the register already: then the page comes back once with those who are alike.
pub async fn create(mut ctx: Ctx, form: Form<NewSheet>) -> Result<Response, Error> {
    let sheet = ctx.open(form).await?;
    let desk = Desk::of(&ctx)?;
    let prisons = prisons(&mut ctx).await?;
    let ids: Vec<PrisonId> = prisons.iter().map(|(id, _)| *id).collect();
    let mut check = desk.check(Facts::default());
    check.confirm(&sheet.more.confirmed);
    let registration = sheet.parse(&mut check, &ids);
    let Ok(new) = check.finish().into_result(registration) else {
        let page = NewView::new(&ctx, &sheet, &check, &prisons, &[]);
        return ctx.invalid(page).await;
    };
    let alike = actions::look_alikes(&mut ctx, &new).await?;
    let another = judged(&ctx, &sheet, &mut check, &alike);
    if check.errors.is_empty() {
        match actions::register(&mut ctx, &new, another.as_deref()).await? {
            Ok(inmate) => return ctx.save(&format!("/inmates/{inmate}/person")).await,
            Err((field, message)) => {
                check.errors.add(field, message);
                ctx.record(Entry::new(Action::Deny, Class::Person).at(new.prison).with(json!({ "reason": "number_taken" })));
            }
        }
    }
    if !alike.is_empty() {
        let shown = alike.iter().map(|(_, c)| InmateId(c.id)).collect();
        ctx.record(Entry::new(Action::List, Class::Person).showing(shown).at(new.prison).with(json!({ "duplicates": alike.len() })));
    }
    let page = NewView::new(&ctx, &sheet, &check, &prisons, &alike);
    ctx.invalid(page).await
}

/// The writer's answer to those who are alike: why this is another person. Only an answer to everybody who is alike now counts.
fn judged(ctx: &Ctx, sheet: &NewSheet, check: &mut crate::inmates::register::form::Check<'_>, alike: &[(Likeness, Candidate)]) -> Option<String> {
    let t = ctx.t;
    if alike.is_empty() {
        return None;
    }
    // The same number is no question to be answered: one of the two is wrong, or it is one person.
    if let Some((_, holder)) = alike.iter().find(|(why, _)| *why == Likeness::SameNumber) {
        check.errors.add("number", t.msg_reg_number_taken_by(holder.number.as_str()));
        return None;
    }
    let seen: Vec<&str> = sheet.more.seen.split(' ').collect();
    let all_seen = alike.iter().all(|(_, c)| seen.contains(&c.id.to_string().as_str()));
    if !all_seen || sheet.more.another_person != "yes" {
        check.errors.add("another_person", t.msg_reg_alike_look());
        return None;
    }
    let reason = check.line("another_reason", &sheet.more.another_reason, 300);
    if reason.chars().count() < 5 {
        check.errors.add("another_reason", t.msg_reg_another_reason_missing());
    }
    Some(reason)
}

/// The prisons of the reader's that register people here.
async fn prisons(ctx: &mut Ctx) -> Result<Vec<(PrisonId, String)>, Error> {
    ctx.in_use(Feature::Registration, None)?;
    let ids: Vec<PrisonId> = ctx.actor.prisons.iter().copied().filter(|p| ctx.actor.uses(Feature::Registration, *p)).collect();
    Ok(store::prisons(ctx.conn(), &ids).await?)
}
