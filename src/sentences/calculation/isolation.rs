//! Whether a spell of full isolation gives a deduction (strl § 83; HR-2018-1261-A). The case manager proposes; a lawyer, who is another, decides; and
//! only what was decided counts.

use axum::response::Response;
use uuid::Uuid;

use super::form::{DecideForm, MarkForm};
use super::model::{Spell, Word};
use super::view::MarkView;
use super::web::{entry, home, obstacle};
use super::{run, store};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::platform::db::violated;
use crate::web::{Error, Errors, Form};

/// The spell of the path with what was said of it.
async fn spell(ctx: &mut InmateCtx) -> Result<(Spell, Vec<Word>), Error> {
    let (inmate, row): (_, Uuid) = (ctx.inmate.id, ctx.param("row")?);
    let spell = store::isolation(ctx.conn(), inmate).await?.into_iter().find(|s| s.id == row).ok_or(Error::NotFound)?;
    let words = store::words(ctx.conn(), row).await?;
    Ok((spell, words))
}

pub async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (spell, words) = spell(&mut ctx).await?;
    let view = MarkView::new(&ctx, &spell, &words, &MarkForm::default(), &DecideForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

pub async fn propose(mut ctx: InmateCtx, form: Form<MarkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (spell, words) = spell(&mut ctx).await?;
    let here = format!("{}/isolation/{}", home(&ctx), spell.id);
    if spell.waits {
        return Err(Error::AlreadyDone(here));
    }
    let marked = match raw.parse(ctx.t) {
        Ok(marked) => marked,
        Err(errors) => {
            let view = MarkView::new(&ctx, &spell, &words, &raw, &DecideForm::default(), &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, by, at) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    let new = store::NewMark { restriction: spell.id, credit: marked.credit, reason: &marked.reason, by, at };
    match store::mark(ctx.conn(), inmate, &new).await {
        Ok(true) => {}
        Ok(false) => return Err(Error::NotFound),
        // Two who propose in one moment: the first waits for its answer, and the second is shown it.
        Err(error) if violated(&error) == Some("isolation_mark_one_waits") => return Err(Error::AlreadyDone(here)),
        Err(error) => return Err(error.into()),
    }
    let entry = entry(&ctx, Action::Collect, "isolation proposed", spell.id);
    ctx.record(entry);
    ctx.into_ctx().save(&here).await
}

pub async fn decide(mut ctx: InmateCtx, form: Form<DecideForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (spell, words) = spell(&mut ctx).await?;
    let errors = match raw.parse(ctx.t) {
        Ok(decided) => {
            // Of another spell, or of another person: nothing that was read here.
            if !words.iter().any(|w| w.id == decided.word) {
                return Err(Error::NotFound);
            }
            let answer = store::answer_isolation(ctx.conn(), decided.word, decided.outcome, &decided.note).await?;
            match obstacle(ctx.t, if answer == "own" { "own_answer" } else { answer.as_str() })? {
                None => return decided_so(ctx, &spell, decided.outcome).await,
                Some((_, true)) => return Err(Error::AlreadyDone(format!("{}/isolation/{}", home(&ctx), spell.id))),
                Some((words, false)) => {
                    let mut errors = Errors::new();
                    errors.add("outcome", words);
                    errors
                }
            }
        }
        Err(errors) => errors,
    };
    let view = MarkView::new(&ctx, &spell, &words, &MarkForm::default(), &raw, &errors);
    ctx.into_ctx().invalid(view).await
}

/// What was decided moves the dates, and at once.
async fn decided_so(mut ctx: InmateCtx, spell: &Spell, outcome: &str) -> Result<Response, Error> {
    let (inmate, today, law) = (ctx.inmate.id, ctx.today, ctx.catalogue().law().clone());
    if outcome == "accepted" {
        run::recompute(ctx.conn(), &law, inmate, today).await?;
    }
    let entry = entry(&ctx, Action::Decide, if outcome == "accepted" { "isolation accepted" } else { "isolation refused" }, spell.id);
    let home = home(&ctx);
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}
