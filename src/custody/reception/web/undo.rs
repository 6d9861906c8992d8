//! A person who was registered anew by mistake: taken back by the duty officer, with a reason, while nothing else rests on the record.

use axum::response::Response;

use super::{looked, writable};
use crate::access::Action;
use crate::custody::reception::model::{Answers, Reception};
use crate::custody::reception::store::{self, Undoing};
use crate::custody::reception::view::PlainForm;
use crate::custody::reception::{actions, desk, rules, spec};
use crate::web::{Ctx, Error, Errors, Form};

fn identity(r: &Reception) -> String {
    format!("/receptions/{}/identity", r.id)
}

/// Registered anew here, and not admitted yet; the duty officer's to take back.
async fn mistaken(ctx: &mut Ctx) -> Result<Reception, Error> {
    if !ctx.actor.role().is_some_and(rules::may_unregister) {
        return Err(Error::Forbidden);
    }
    let r = writable(ctx).await?;
    if rules::was_registered_here(&r) { Ok(r) } else { Err(Error::AlreadyDone(identity(&r))) }
}

fn form(ctx: &Ctx, r: &Reception, raw: &Answers, errors: &Errors) -> PlainForm {
    let t = ctx.t;
    let parts = desk(ctx).parts(spec::REASON, raw, errors);
    PlainForm::new(ctx, t.msg_rec_undo(), t.msg_rec_undo_text(r.facts.number.as_deref().unwrap_or_default()), parts, errors).to(
        format!("{}/undo", identity(r)),
        t.msg_rec_undo(),
        identity(r),
    )
}

pub async fn ask(mut ctx: Ctx) -> Result<Response, Error> {
    let r = mistaken(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = form(&ctx, &r, &Answers::default(), &Errors::new());
    ctx.page(view).await
}

pub async fn undo(mut ctx: Ctx, raw: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let r = mistaken(&mut ctx).await?;
    let (kept, mut errors) = desk(&ctx).check(spec::REASON, &raw);
    if errors.is_empty() && kept.get("reason").chars().count() < 5 {
        errors.add("reason", ctx.t.msg_rec_missing_text());
    }
    if errors.is_empty() {
        match store::unregister(ctx.conn(), r.id, kept.get("reason")).await? {
            Undoing::Done => {
                ctx.record(actions::entry(Action::Decide, &r, "unregistered"));
                return ctx.save(&identity(&r)).await;
            }
            Undoing::Before => return Err(Error::AlreadyDone(identity(&r))),
            Undoing::Rests => errors.add("reason", ctx.t.msg_rec_undo_rests()),
        }
    }
    looked(&mut ctx, &r);
    let view = form(&ctx, &r, &raw, &errors);
    ctx.invalid(view).await
}
