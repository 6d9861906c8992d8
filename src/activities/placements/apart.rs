//! Two who are kept apart, and at the same times of one place: what somebody opened after they had their seats. Nothing ends by itself; a person decides, and until
//! then the next session is shown with whoever came last as to be held back.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Together};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/activities/{place}/apart", needs(Class::Activities, Act::Read), show)
}

/// One of the two.
struct Who {
    name: String,
    /// The person's activities, when they are within reach.
    href: Option<String>,
    /// The next session is to be without this one.
    later: bool,
    /// Where this one is held back from it.
    hold: Option<String>,
}

/// A pair.
struct Pair {
    opened: String,
    next: Option<String>,
    held_back: bool,
    people: Vec<Who>,
}

#[derive(Template)]
#[template(path = "placements/apart.html")]
struct View {
    frame: Frame,
    place: String,
    place_href: String,
    pairs: Vec<Pair>,
    decides: bool,
}

fn pair(ctx: &Ctx, x: &Together, decides: bool) -> Pair {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let who = |id: Option<Uuid>, name: &Option<String>| Who {
        name: name.clone().unwrap_or_else(|| t.msg_wish_somebody()),
        href: id.filter(|_| name.is_some()).map(|id| format!("/inmates/{id}/activities")),
        later: x.later.is_some() && id == x.later,
        hold: id
            .zip(x.session)
            .filter(|_| decides && name.is_some() && !x.held_back)
            .map(|(id, session)| format!("/inmates/{id}/held-back?session={session}&code=KEEP_APART")),
    };
    Pair {
        opened: t.msg_wish_apart_opened(fmt.near(x.opened_at).as_str()),
        next: x.starts_at.map(|at| t.msg_wish_apart_next(fmt.near(at).as_str())),
        held_back: x.held_back,
        people: vec![who(x.one, &x.one_name), who(x.other, &x.other_name)],
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let id: Uuid = ctx.param("place")?;
    let (place, prison) = store::place_name(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let role = ctx.actor.role();
    // Those who run the place, and those who decide; for others it would be a list of who is kept apart from whom.
    if !matches!(role, Some(Role::Teacher | Role::WorkSupervisor | Role::DutyOfficer | Role::Governor | Role::CaseManager)) {
        return Err(Error::Forbidden);
    }
    let found = store::together(ctx.conn(), &[id]).await?;
    let ids = found.iter().flat_map(|x| [x.one, x.other]).flatten().map(InmateId).collect();
    ctx.record(Entry::new(Action::List, Class::Activities).showing(ids).at(PrisonId(prison)).with(json!({ "place": id, "apart": true })));
    let decides = matches!(role, Some(Role::DutyOfficer | Role::Governor | Role::CaseManager));
    let view = View {
        pairs: found.iter().map(|x| pair(&ctx, x, decides)).collect(),
        place_href: format!("/activities/{id}"),
        decides,
        frame: ctx.frame("activities", ctx.t.msg_wish_apart_title(place.as_str())),
        place,
    };
    ctx.page(view).await
}
