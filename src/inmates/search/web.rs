//! Searching.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::rules::{Kind, LONGEST, Question};
use super::store::{self, Hit, MOST, Scope};
use super::view::{self, Group, PaletteView, SearchView};
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Form, Routes, assets, needs};

/// Hits in the list under the field; the page shows all.
const IN_PALETTE: usize = 8;
/// With fewer hits than this, spelling is asked about.
const FEW: usize = 3;

/// The routes of searching.
pub fn routes() -> Routes {
    Routes::new().get("/search", needs(Class::Person, Act::Extract), show).post("/search", needs(Class::Person, Act::Extract), search)
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    q: String,
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    let frame = ctx.frame("inmates", ctx.t.msg_search());
    ctx.page(SearchView { frame, typed: String::new(), asked: false, too_short: false, groups: Vec::new(), pages: Vec::new(), more: false }).await
}

async fn search(mut ctx: Ctx, form: Form<Typed>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let typed: String = raw.q.trim().chars().take(LONGEST).collect();
    let question = Question::of(&typed);
    let scope = scope(&ctx);
    let (hits, maybe) = ask(&mut ctx, &question, &scope).await?;
    let shown: Vec<InmateId> = hits.iter().chain(&maybe).map(|h| InmateId(h.id)).collect();
    // The trail tells who searched, how, and who was shown; never what was typed.
    let detail = json!({ "kind": question.kind.as_str(), "hits": hits.len(), "maybe": maybe.len() });
    ctx.record(Entry::new(Action::Search, Class::Person).showing(shown).with(detail));

    let more = hits.len() as i64 >= MOST;
    let frame = ctx.frame("inmates", ctx.t.msg_search());
    let pages = view::pages(&frame.nav, &typed);
    let count = hits.len() + maybe.len() + pages.len();
    let groups = groups(&ctx, &question, &hits, &maybe, if ctx.fragment { IN_PALETTE } else { usize::MAX });
    if ctx.fragment {
        let view = PaletteView { t: ctx.t, typed, groups, pages, count, icons: assets::ICONS };
        return ctx.page(view).await;
    }
    let too_short = question.kind == Kind::Nothing;
    ctx.page(SearchView { frame, typed, asked: true, too_short, groups, pages, more }).await
}

/// A role held at prisons has its own; one held for a region has none that come first.
fn scope(ctx: &Ctx) -> Scope {
    let own: Vec<Uuid> = ctx.actor.hat.as_ref().filter(|h| h.region.is_none()).map(|h| h.prisons.iter().map(|p| p.0).collect()).unwrap_or_default();
    let wider = ctx.actor.prisons.iter().map(|p| p.0).filter(|p| !own.contains(p)).collect();
    // The day of admission is no business of workshop, school and desks.
    let arrivals = ctx.may(Class::Movements, Act::Read) && ctx.actor.role().is_some_and(|r| !matches!(r.db_group(), "og_activity" | "og_desk"));
    Scope { own, wider, arrivals }
}

/// Those found, and when they are few, those who may be meant.
async fn ask(ctx: &mut Ctx, question: &Question, scope: &Scope) -> Result<(Vec<Hit>, Vec<Hit>), Error> {
    let today = ctx.today;
    let ids = match question.kind {
        Kind::Nothing => return Ok((Vec::new(), Vec::new())),
        Kind::National if ctx.may(Class::Person, Act::Read) => store::by_national(ctx.conn(), &question.national).await?,
        _ => Vec::new(),
    };
    let hits = store::find(ctx.conn(), question, &ids, scope, today).await?;
    if hits.len() >= FEW || question.kind != Kind::Name {
        return Ok((hits, Vec::new()));
    }
    let known = |ids: Vec<Uuid>| ids.into_iter().filter(|id| !hits.iter().any(|h| h.id == *id)).collect::<Vec<_>>();
    let mut others = if question.by_sound() { known(store::by_sound(ctx.conn(), question, scope).await?) } else { Vec::new() };
    if let (Some(part), true) = (question.nearly(), others.is_empty() && hits.is_empty()) {
        others = known(store::nearly(ctx.conn(), part, &scope.own).await?);
    }
    let maybe = if others.is_empty() { Vec::new() } else { store::find(ctx.conn(), &Question::default(), &others, scope, today).await? };
    Ok((hits, maybe))
}

fn groups(ctx: &Ctx, question: &Question, hits: &[Hit], maybe: &[Hit], most: usize) -> Vec<Group> {
    let t = ctx.t;
    let (own, others): (Vec<&Hit>, Vec<&Hit>) = hits.iter().partition(|h| h.own);
    let own_heading = if others.is_empty() { t.msg_search_people() } else { t.msg_search_own() };
    let other_heading = if own.is_empty() { t.msg_search_people() } else { t.msg_search_others() };
    let mut left = most;
    [("hits-own", own_heading, own), ("hits-others", other_heading, others), ("hits-maybe", t.msg_search_maybe(), maybe.iter().collect())]
        .into_iter()
        .filter_map(|(id, heading, hits)| {
            let rows: Vec<_> = hits.into_iter().take(left).map(|h| view::row(ctx, h, &question.terms)).collect();
            left -= rows.len();
            (!rows.is_empty()).then_some(Group { id, heading, hits: rows })
        })
        .collect()
}
