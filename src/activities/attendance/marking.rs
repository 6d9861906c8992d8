//! One person beside the register: not come and nobody knows where, or come after all. It stands on the unit's board within a second.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::actions::Refused;
use super::form::Raw;
use super::model::Gives;
use super::page::{self, Register};
use super::store::{self, Written};
use super::words::Reasons;
use crate::access::{Act, Action, Class};
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().post("/register/{session}/missing", needs(Class::Activities, Act::Write), mark)
}

/// `<person>:missing` or `<person>:came`, as the button that was pressed says it.
fn wish(raw: &Raw) -> Option<(Uuid, bool)> {
    let (id, word) = raw.one("who").split_once(':')?;
    let missing = match word {
        "missing" => true,
        "came" => false,
        _ => return None,
    };
    Some((id.parse().ok()?, missing))
}

async fn mark(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (inmate, missing) = wish(&raw).ok_or(Error::BadRequest)?;
    let session = page::head(&mut ctx).await?;
    let late = Reasons::of(ctx.catalogue(), ctx.lang.is_nb()).get("LATE").and_then(|r| r.effect.gives).unwrap_or(Gives::Ordinary);
    let gives = if missing { Gives::Ordinary } else { late };
    match store::mark_missing(ctx.conn(), session.id, inmate, missing, gives).await? {
        Written::Done => {
            let detail = json!({ "session": session.id, "did": if missing { "missing" } else { "came" } });
            ctx.record(page::entry(&session, Action::Alter, detail).of(InmateId(inmate)));
            ctx.save(&format!("/register/{}?done=marked", session.id)).await
        }
        Written::NotHere => Err(Error::NotFound),
        other => {
            let register = Register::of(&mut ctx, session).await?;
            super::web::again(ctx, register, &raw, Refused::Conflict(other)).await
        }
    }
}
