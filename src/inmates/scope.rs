//! The second gate: one inmate, in the reader's scope, or the same 404 as an unknown one.

use std::ops::{Deref, DerefMut};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::json;

use super::store::{self, Known};
use crate::access::matrix::{self, Reach};
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::InmateId;
use crate::web::{App, Ctx, Error};

/// A request about one inmate, who has been found in scope in this very transaction. The look is recorded before the answer leaves.
/// Derefs to [`Ctx`].
pub struct InmateCtx {
    ctx: Ctx,
    /// The person.
    pub inmate: Known,
}

impl FromRequestParts<App> for InmateCtx {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut ctx, class, act) = Ctx::open_for_inmate(parts, app).await?;
        let id: InmateId = ctx.param("inmate")?;
        let Some(role) = ctx.actor.role() else { return Err(Error::Forbidden) };
        let today = ctx.today;
        let found = store::known(ctx.conn(), role, id, today).await?;
        match found {
            // Joined to another record: what was written is read here, what is new is written there.
            Some(inmate) if adds(act) && matrix::decide(role, class, act, inmate.reach) && inmate.kept().is_some() => {
                let kept = inmate.kept().unwrap_or(id);
                Err(Error::AlreadyDone(format!("/inmates/{kept}")))
            }
            Some(inmate) if matrix::decide(role, class, act, inmate.reach) => {
                let entry = Entry { prison: inmate.prison_id, ..Entry::new(Action::Look, class).of(id) };
                ctx.record(entry);
                Ok(Self { ctx, inmate })
            }
            // Unknown, in another prison, protected, or not this reader's to open: one answer, one entry.
            found => {
                let detail = json!({ "known": found.is_some() });
                Err(ctx.deny(Entry::new(Action::Deny, class).of(id).with(detail)).await)
            }
        }
    }
}

/// Whether something new comes of it.
fn adds(act: Act) -> bool {
    matches!(act, Act::Write | Act::Submit | Act::Propose | Act::Decide)
}

impl InmateCtx {
    /// Whether the acting role may do this with this inmate. What the page offers and what the server allows come from here.
    pub fn may_here(&self, class: Class, act: Act) -> bool {
        (!adds(act) || self.inmate.kept().is_none())
            && self.ctx.may(class, act)
            && self.ctx.actor.role().is_some_and(|role| matrix::decide(role, class, act, self.inmate.reach))
    }

    /// How near the reader is to this inmate.
    pub fn reach(&self) -> Reach {
        self.inmate.reach
    }

    /// This answer is a piece of a page whose look is in the trail already (a picture in it): no entry of its own.
    pub fn covered_by_another_look(&mut self) {
        self.ctx.forget_looks();
    }

    /// The request's context, to answer with.
    pub fn into_ctx(self) -> Ctx {
        self.ctx
    }
}

impl Deref for InmateCtx {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}

impl DerefMut for InmateCtx {
    fn deref_mut(&mut self) -> &mut Ctx {
        &mut self.ctx
    }
}
