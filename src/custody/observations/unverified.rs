//! What nobody has verified yet, per prison, with the days that are left.

use askama::Template;
use axum::response::Response;
use uuid::Uuid;

use super::rules;
use super::store::{self, Unverified};
use super::view::{section_chips, source};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

/// At most so many on the page; a prison with more has another problem.
const MOST: i64 = 200;

pub(super) fn routes() -> Routes {
    Routes::new().get("/observations/unverified", needs(Class::Observations, Act::Read), show)
}

/// An entry as a line.
struct Row {
    left: Flag,
    urgent: bool,
    kind: String,
    href: String,
    name: String,
    sub: String,
    text: String,
    long: bool,
    by: String,
    /// Whether this reader can settle it.
    acts: bool,
}

#[derive(Template)]
#[template(path = "custody/unverified.html")]
struct UnverifiedView {
    frame: Frame,
    pages: Vec<Chip>,
    place: String,
    rows: Option<Vec<Row>>,
    cut: bool,
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prisons = ctx.actor.prisons.clone();
    let rows = store::unverified(ctx.conn(), &prisons, MOST).await;
    let rows = ctx.panel("unverified", rows).await?;
    let mut shown: Vec<Uuid> = rows.iter().flatten().map(|r| r.inmate).collect();
    shown.sort_unstable();
    shown.dedup();
    let list = Entry::new(Action::List, Class::Observations).showing(shown.into_iter().map(InmateId).collect());
    ctx.record(Entry { prison: prisons.first().copied(), ..list });
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let view = UnverifiedView {
        frame: ctx.frame("security", ctx.t.msg_note_unverified_title()),
        pages: section_chips(&ctx, "/observations/unverified"),
        place: ctx.actor.prison_name.clone(),
        cut: rows.as_ref().is_some_and(|r| r.len() as i64 == MOST),
        rows: rows.map(|rows| rows.iter().map(|r| row(&ctx, role, r)).collect()),
    };
    ctx.page(view).await
}

fn row(ctx: &Ctx, role: Role, r: &Unverified) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let days = (r.verify_by - ctx.today).num_days().max(0);
    let flag = |color, icon, label| Flag { color, icon, label, instruction: String::new(), solid: false };
    let left = match (r.kept, days) {
        (true, _) => flag("neutral", "Gavel", t.msg_note_kept_flag()),
        (_, 0..=7) => flag("danger", "HourglassTopFilled", t.msg_note_days_left(days)),
        (_, 8..=30) => flag("warning", "Hourglass", t.msg_note_days_left(days)),
        _ => flag("neutral", "Hourglass", t.msg_note_days_left(days)),
    };
    let own = r.author_id == ctx.actor.account.0;
    let state = rules::State::of(true, r.kept.then_some("kept"));
    Row {
        left,
        urgent: !r.kept && days <= 7,
        kind: ctx.catalogue().label(List::ObservationType, &r.kind, ctx.lang.is_nb()).to_owned(),
        href: format!("/inmates/{}/observations/{}", r.inmate, r.id),
        name: full_name(&r.family_name, &r.given_name),
        sub: [r.number.clone(), r.unit.clone().unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
        text: r.body.clone(),
        long: r.body.chars().count() > 240,
        by: [t.msg_timeline_by_when(r.author.as_deref().unwrap_or_default(), fmt.near(r.at).as_str()), source(t, &r.source).unwrap_or_default()].join(" · "),
        acts: rules::Outcome::ALL.into_iter().any(|o| rules::may_settle(role, own, state, o)),
    }
}
