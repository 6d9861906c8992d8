//! Goals in the person's words, and who does what about them until when.
//!
//! A goal lives as long as the file: versions come and go around it, and what happens elsewhere hangs on its id. Health has a goal without words, and
//! does its part without leaving any.

mod form;
mod page;
mod step_web;
mod store;
mod talk;
mod view;
mod web;

pub(super) use store::partners;
pub(super) use store::{Colleague, Goal, Step, goals, steps};
pub use store::{Part, parts};
pub use talk::{Piece, piece, steps_of_mine, talked};
pub use view::{GoalRow, StepRow, part_row};
pub(super) use web::colleagues;

use crate::inmates::InmateCtx;
use crate::web::{Error, Routes};

/// The routes of goals and actions.
pub(super) fn routes() -> Routes {
    page::routes().and(web::routes()).and(step_web::routes())
}

/// The person wishes to be contacted by health, or no longer: the one goal of that theme comes or is left, without a word.
pub(super) async fn wish_for_health(ctx: &mut InmateCtx, wants: bool) -> Result<(), Error> {
    let (inmate, prison, me, now, t) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now, ctx.t);
    if wants {
        store::wish(ctx.conn(), inmate, prison, me, now).await?;
    } else {
        store::no_wish(ctx.conn(), inmate, &t.msg_plan_health_no_longer(), me, now).await?;
    }
    Ok(())
}
