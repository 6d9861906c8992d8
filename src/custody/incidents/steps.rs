//! Handlers of the way of an incident: submit, send back, review, close, reopen, owner, type.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::StepForm;
use super::model::{State, Step};
use super::rules;
use super::show::the_incident;
use super::store::{self, Going, Whole};
use super::view::{StepView, kind, number};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::store as around;
use crate::custody::searches::view::colleagues;
use crate::platform::db;
use crate::platform::id::{PrisonId, RowId};
use crate::reference::List;
use crate::web::{Choice, Ctx, Error, Errors, Form, Routes, needs};

/// Roles that follow up.
const OWNERS: &[&str] = &["OFF", "CON", "DUT", "GOV", "CAS"];

/// The routes of the way.
pub fn routes() -> Routes {
    let writes = needs(Class::Incidents, Act::Write);
    Routes::new().get("/incidents/{incident}/step/{step}", writes, ask).post("/incidents/{incident}/step/{step}", writes, take)
}

/// The incident and the step in the path; what may not be taken now leads back to the page, which tells how far it is.
async fn the_step(ctx: &mut Ctx) -> Result<(Whole, Step, Vec<Choice>, Vec<Uuid>), Error> {
    let step = ctx.param::<String>("step").ok().and_then(|s| Step::from_word(&s)).ok_or(Error::NotFound)?;
    let (x, _, may) = the_incident(ctx).await?;
    if !rules::may(step, x.state(), may.who) {
        return Err(Error::AlreadyDone(format!("/incidents/{}", x.id)));
    }
    let staff = around::staff(ctx.conn(), PrisonId(x.prison_id), OWNERS).await?;
    let ids = staff.iter().map(|s| s.id).collect();
    Ok((x, step, colleagues(ctx.t, &staff), ids))
}

async fn ask(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, step, owners, _) = the_step(&mut ctx).await?;
    let state = match step {
        Step::Submit | Step::Reopen => State::Submitted,
        Step::Review => State::Reviewed,
        _ => x.state(),
    };
    let owner = match step {
        Step::Submit | Step::Reopen => store::default_owner(ctx.conn(), PrisonId(x.prison_id)).await?.or(Some(ctx.actor.account.0)),
        Step::Review => Some(ctx.actor.account.0),
        _ => x.owner,
    };
    let due = if step == Step::Owner { x.due_on.filter(|d| *d >= ctx.today) } else { None }.unwrap_or_else(|| rules::due(state, ctx.today));
    let form = StepForm { owner: owner.map(|o| o.to_string()).unwrap_or_default(), due: due.to_string(), kind: x.kind.clone(), ..StepForm::default() };
    let view = StepView::new(&ctx, &x, step, owners, &form, &Errors::new());
    ctx.page(view).await
}

async fn take(mut ctx: Ctx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, step, owners, ids) = the_step(&mut ctx).await?;
    let (t, back) = (ctx.t, format!("/incidents/{}", x.id));
    if raw.version != x.version.to_string() {
        return Err(Error::AlreadyDone(back));
    }
    let kind_known = ctx.catalogue().contains(List::IncidentType, &raw.kind) && raw.kind != x.kind;
    let mut parsed = raw.parse(t, step, x.state() == State::Returned, &ids, kind_known, ctx.today);
    if let (Ok(command), Step::Kind) = (&mut parsed, step) {
        // The history keeps what it was called.
        command.note = t.msg_incident_was_called(kind(&ctx, &x.kind).as_str(), command.note.as_str()).chars().take(2000).collect();
    }
    if let Ok(command) = &parsed {
        let due = rules::due(if step == Step::Return { State::Returned } else { State::Submitted }, ctx.today);
        let going = Going { incident: &x, step, by: ctx.actor.account, now: ctx.now, due };
        let duty = command.kind.as_deref().map(|kind| rules::duty(kind, [], false)).filter(|d| !d.is_empty());
        let mut point = db::savepoint(ctx.conn()).await?;
        // A type that is a death raises the duty before it is called so.
        if let Some(duty) = &duty {
            store::raise_duty(&mut point, RowId(x.id), duty, &rules::items(duty), false).await?;
        }
        let version = x.version + i32::from(duty.as_ref().is_some_and(|d| !d.iter().all(|w| x.duties().contains(w))));
        let read = Whole { version, ..x.clone() };
        match store::step(&mut point, &Going { incident: &read, ..going }, command).await {
            Ok(true) => {
                point.commit().await?;
                return done(ctx, &x, step, command.owner).await;
            }
            Ok(false) => return Err(Error::AlreadyDone(back)),
            Err(error) => {
                let mut errors = Errors::new();
                match db::violated(&error) {
                    Some("duty_unsettled") => errors.add("step", t.msg_incident_blocked_duty()),
                    Some("force_goes_on") => errors.add("step", t.msg_incident_blocked_force_on()),
                    Some("force_unrecorded") => errors.add("step", t.msg_incident_blocked_force()),
                    Some("reviewed_by_another") => errors.add("step", t.msg_incident_blocked_own()),
                    Some("incident_way") => return Err(Error::AlreadyDone(back)),
                    _ => return Err(error.into()),
                }
                drop(point);
                parsed = Err(errors);
            }
        }
    }
    let errors = parsed.err().unwrap_or_default();
    let view = StepView::new(&ctx, &x, step, owners, &raw, &errors);
    ctx.invalid(view).await
}

/// Tells whom it waits for now, and writes the entry.
async fn done(mut ctx: Ctx, x: &Whole, step: Step, owner: Option<Uuid>) -> Result<Response, Error> {
    let (me, word) = (ctx.actor.account.0, number(x.year, x.number));
    let told = match step {
        Step::Return => Some((x.reported_by, "incident_returned")),
        Step::Submit | Step::Review | Step::Reopen | Step::Owner => owner.map(|o| (o, "incident_owner")),
        Step::Close | Step::Kind => None,
    };
    if let Some((account, what)) = told.filter(|(account, _)| *account != me) {
        store::tell(ctx.conn(), account, what, &word, x.id).await?;
    }
    let action = if matches!(step, Step::Review | Step::Close) { Action::Decide } else { Action::Alter };
    ctx.record(Entry::new(action, Class::Incidents).at(PrisonId(x.prison_id)).with(json!({ "incident": x.id, "step": step.as_str() })));
    ctx.save(&format!("/incidents/{}", x.id)).await
}
