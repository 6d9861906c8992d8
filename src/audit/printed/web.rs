//! Handler of what was printed.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store;
use crate::access::{Action, Class, Entry};
use crate::platform::id::{GrantId, InmateId, PrisonId};
use crate::web::{Access, Ctx, Error, Form, Routes};

/// The longest session: nothing on a screen is older.
const OLDEST: TimeDelta = TimeDelta::hours(12);

/// The route that a browser tells of paper.
pub fn routes() -> Routes {
    Routes::new().post("/printed", Access::SignedIn, printed)
}

/// The page that was printed: the request that made it, which every page carries.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Printed {
    page: String,
}

/// A page that showed nobody, or somebody else's page, leaves nothing.
async fn printed(mut ctx: Ctx, form: Form<Printed>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    // Somebody without a role has no entries and no group that could ask for them.
    if let (Ok(page), true) = (raw.page.parse::<Uuid>(), ctx.actor.role().is_some()) {
        let (account, since) = (ctx.actor.account, ctx.now - OLDEST);
        for look in store::looks(ctx.conn(), account, page, since).await? {
            let Some(class) = Class::ALL.iter().copied().find(|c| c.as_str() == look.class) else { continue };
            let inmates = look.inmates.unwrap_or_default().into_iter().map(InmateId).collect();
            let entry = Entry::new(Action::Print, class).showing(inmates).with(json!({ "page": look.route }));
            let (inmate, prison, grant) = (look.inmate_id.map(InmateId), look.prison_id.map(PrisonId), look.grant_id.map(GrantId));
            ctx.record(Entry { inmate, prison, grant, purpose: look.purpose, ..entry });
        }
    }
    ctx.respond(StatusCode::NO_CONTENT.into_response()).await
}
