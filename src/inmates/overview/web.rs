//! The front page of a person and the whole timeline.

use axum::response::Response;
use chrono::TimeDelta;

use super::events::{self, Source};
use super::store::{self, Asked, Facts, Front, Happening};
use super::view::{self, ExtractView, OverviewView, TimelineView};
use crate::access::{Act, Class, Feature, Named, Role};
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::paging::{Mark, Page};
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::{Error, Routes, needs_for};

/// Events on the front page, and on a page of the timeline.
const LATEST: i64 = 8;
const A_PAGE: usize = 30;

/// The routes of the front page.
pub fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}", needs_for(Class::Person, Act::Extract), show).get(
        "/inmates/{inmate}/timeline",
        needs_for(Class::Person, Act::Read),
        timeline,
    )
}

async fn show(ctx: InmateCtx) -> Result<Response, Error> {
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    match role.db_group() {
        "og_activity" | "og_desk" => extract(ctx, role).await,
        _ => overview(ctx, role).await,
    }
}

async fn overview(mut ctx: InmateCtx, role: Role) -> Result<Response, Error> {
    let id = ctx.inmate.id;
    let asked = Asked { inmate: id, before: Mark::top(), limit: LATEST, source: "", since: ctx.now - TimeDelta::days(30), today: ctx.today };
    let Front { facts, basis, places, happenings, counts } = front(&mut ctx, role, asked).await?;
    let moves = ctx.may_here(Class::Movements, Act::Read);
    let places = places.filter(|_| moves);
    let basis = ctx.may_here(Class::Sentence, Act::Read).then_some(basis);
    let counts = counts.unwrap_or_default();

    let staff = authors(&mut ctx, happenings.as_deref().unwrap_or_default()).await?;

    let banner = BannerView::of(&ctx, "overview");
    let kin = ctx.reach().deep.then(|| facts.as_ref().map(|f: &Facts| view::kin(&ctx, &f.kin)).unwrap_or_default());
    let view = OverviewView {
        frame: ctx.frame("inmates", banner.name.clone()),
        base: format!("/inmates/{id}"),
        today: ctx.fmt().long_day(ctx.today),
        now: view::now(&ctx),
        movements: places.as_ref().map(|rows| view::movements(&ctx, rows)),
        moves,
        to_do: view::to_do(&ctx, facts.as_ref().map(|f| f.restrictions.as_slice()).unwrap_or_default()),
        alerts_page: ctx.may_here(Class::Alerts, Act::Read),
        timeline: happenings.map(|h| events::timeline(&ctx, &h, &staff)),
        chips: events::chips(&ctx, &counts.sources, None),
        facts: facts.as_ref().map(|f| view::facts(&ctx, f)),
        basis: basis.map(|b| b.map(|rows| view::basis(&ctx, &rows))),
        kin,
        kinds: kinds(&ctx, &counts.kinds),
        writes: ctx.may_here(Class::Observations, Act::Write) && ctx.in_use(Feature::Observations, ctx.inmate.prison_id).is_ok(),
        stays: places.map(|rows| view::stays(&ctx, &rows)).unwrap_or_default(),
        banner,
    };
    ctx.into_ctx().page(view).await
}

/// The panels in one trip; when that fails, each by itself, so that only the one at fault is left out.
async fn front(ctx: &mut InmateCtx, role: Role, asked: Asked<'_>) -> Result<Front, Error> {
    let together = store::together(ctx.conn(), role, asked).await;
    if let Some(front) = ctx.panel("front page", together).await? {
        return Ok(front);
    }
    let facts = store::facts(ctx.conn(), role, asked).await;
    let facts = ctx.panel("facts", facts).await?;
    let basis = store::basis(ctx.conn(), role, asked).await;
    let basis = ctx.panel("legal basis", basis).await?;
    let places = store::places(ctx.conn(), role, asked).await;
    let places = ctx.panel("whereabouts", places).await?;
    let happenings = store::happenings(ctx.conn(), role, asked).await;
    let happenings = ctx.panel("timeline", happenings).await?;
    let counts = store::counts(ctx.conn(), role, asked).await;
    let counts = ctx.panel("counts", counts).await?;
    Ok(Front { facts, basis, places, happenings, counts })
}

/// The names of those who wrote what is shown; without them it is still shown.
async fn authors(ctx: &mut InmateCtx, happenings: &[Happening]) -> Result<Named, Error> {
    let accounts: Vec<_> = happenings.iter().flat_map(|h| [h.by, h.earlier_by]).flatten().collect();
    let names = ctx.names(&accounts).await;
    Ok(ctx.panel("names of staff", names).await?.unwrap_or_default())
}

/// What was written lately, by kind.
fn kinds(ctx: &InmateCtx, kinds: &[(String, i64)]) -> Vec<Chip> {
    let base = format!("/inmates/{}/observations", ctx.inmate.id);
    let label = |kind| ctx.catalogue().label(List::ObservationType, kind, ctx.lang.is_nb());
    kinds.iter().map(|(kind, n)| Chip::new(format!("{base}?kind={kind}"), label(kind), Some(ctx.fmt().number(*n)), false)).collect()
}

/// Workshop, school, gate, finance, chaplain: what they need for their work, and a page that says so.
async fn extract(mut ctx: InmateCtx, role: Role) -> Result<Response, Error> {
    let id = ctx.inmate.id;
    let moves = ctx.may_here(Class::Movements, Act::Read);
    let mut movements = None;
    if moves {
        let found = store::movements_ahead(ctx.conn(), id).await;
        movements = ctx.panel("movements", found).await?;
    }
    let mut facts = Vec::new();
    match role {
        Role::WorkSupervisor | Role::Teacher => {
            let found = store::responsible(ctx.conn(), id).await;
            let found = ctx.panel("responsible", found).await?.unwrap_or_default();
            facts.extend(view::responsible(&ctx, &found));
        }
        Role::Chaplain => {
            let found = store::faith(ctx.conn(), id).await;
            let faith = ctx.panel("faith", found).await?.flatten();
            let (t, nb) = (ctx.t, ctx.lang.is_nb());
            facts.push((t.msg_fact_faith(), faith.map(|f| ctx.catalogue().label(List::Faith, &f, nb).to_owned()).unwrap_or_else(|| t.msg_fact_faith_untold())));
        }
        _ => {}
    }
    if let (Some(language), true) = (&ctx.inmate.interpreter_language, role != Role::Finance) {
        facts.push((ctx.t.msg_fact_interpreter(), ctx.catalogue().label(List::Language, language, ctx.lang.is_nb()).to_owned()));
    }
    let banner = BannerView::of(&ctx, "overview");
    let view = ExtractView {
        frame: ctx.frame("inmates", banner.name.clone()),
        now: view::now(&ctx),
        movements: movements.map(|rows| view::movements(&ctx, &rows)),
        moves,
        to_do: view::to_do(&ctx, &[]),
        sees_alerts: ctx.may(Class::Alerts, Act::Extract),
        facts,
        banner,
    };
    ctx.into_ctx().page(view).await
}

async fn timeline(mut ctx: InmateCtx) -> Result<Response, Error> {
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let id = ctx.inmate.id;
    let source = Source::of(ctx.query("kind").as_deref()).filter(|s| s.seen(&ctx));
    let asked_before = ctx.query("before");
    let word = source.map(Source::as_str).unwrap_or_default();
    let asked = Asked { inmate: id, before: Mark::of(asked_before.as_deref()), limit: A_PAGE as i64 + 1, source: word, since: ctx.now, today: ctx.today };
    let found = store::happenings(ctx.conn(), role, asked).await;
    let page = ctx.panel("timeline", found).await?.map(|rows| Page::of(rows, A_PAGE, Happening::mark));
    let counts = store::counts(ctx.conn(), role, asked).await;
    let counts = ctx.panel("counts", counts).await?.unwrap_or_default();

    let staff = authors(&mut ctx, page.as_ref().map(|p| p.rows.as_slice()).unwrap_or_default()).await?;

    let base = format!("/inmates/{id}/timeline");
    let with_kind = |separator| source.map(|s| format!("{separator}kind={}", s.as_str())).unwrap_or_default();
    let banner = BannerView::of(&ctx, "timeline");
    let view = TimelineView {
        frame: ctx.frame("inmates", ctx.t.msg_timeline_title(banner.name.as_str())),
        chips: events::chips(&ctx, &counts.sources, source),
        older: page.as_ref().and_then(|p| p.older).map(|mark| format!("{base}?before={mark}{}", with_kind('&'))),
        newest: asked_before.map(|_| format!("{base}{}", with_kind('?'))),
        timeline: page.map(|p| events::timeline(&ctx, &p.rows, &staff)),
        banner,
    };
    ctx.into_ctx().page(view).await
}
