//! The catalogue, the groups of the reader's prisons, and what is waited for.

use askama::Template;
use axum::response::Response;

use super::store::{self, Listed};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::banner::Flag;
use crate::programmes::model::GroupState;
use crate::programmes::words::{self, flag};
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::routes::Access;
use crate::web::{Ctx, Error, Frame, Routes};

pub(super) fn routes() -> Routes {
    // The catalogue is for everybody who works here; groups only for whom the matrix names.
    Routes::new().get("/programmes", Access::SignedIn, show)
}

/// A group.
struct Row {
    href: Option<String>,
    programme: String,
    name: String,
    sub: String,
    places: Flag,
    waiting: i64,
    next: Option<String>,
    due: bool,
    leaders: String,
    state: Option<Flag>,
}

/// A programme that somebody waits for.
struct Wanted {
    programme: String,
    prison: String,
    n: i64,
    /// Where a group of it is set up, when there is none and the reader may.
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "programmes/list.html")]
struct ListView {
    frame: Frame,
    chips: Vec<Chip>,
    groups: Option<Vec<Row>>,
    wanted: Vec<Wanted>,
    sets_up: bool,
    done: Option<String>,
    themes: Vec<(String, Vec<String>)>,
}

fn row(ctx: &Ctx, g: &Listed, several: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let left = i64::from(g.places) - g.taken;
    let whole = !matches!(ctx.actor.role(), Some(Role::Officer | Role::ContactOfficer | Role::Teacher | Role::WorkSupervisor | Role::Reintegration));
    let sub = [several.then(|| g.prison.clone()), Some(g.place.clone()).filter(|p| !p.is_empty()), Some(t.msg_prog_from(fmt.day(g.starts_on).as_str()))];
    Row {
        // Whoever does not lead it and has no file of the prison reads numbers, and no names.
        href: (g.mine || whole).then(|| format!("/programmes/groups/{}", g.id)),
        programme: words::programme(ctx.catalogue(), fmt.is_nb(), &g.programme),
        name: g.name.clone(),
        sub: sub.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        places: flag(if left > 0 { "success" } else { "neutral" }, "PersonGroup", t.msg_prog_places_taken(g.taken, i64::from(g.places))),
        waiting: g.waiting,
        next: g.next_at.map(|at| fmt.near(at)),
        due: g.due > 0 && g.state == GroupState::Open,
        leaders: g.leaders.join(", "),
        state: (g.state != GroupState::Open).then(|| words::group_state(t, g.state)),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (now, t) = (ctx.now, ctx.t);
    let reads = ctx.may(Class::Programmes, Act::Read);
    let sets_up = ctx.may(Class::Programmes, Act::Decide);
    let mine = ctx.query("show").as_deref() == Some("mine");
    let (mut all, mut waits) = (Vec::new(), Vec::new());
    if reads {
        all = store::groups(ctx.conn(), now).await?;
        waits = store::waits(ctx.conn()).await?;
        ctx.record(Entry::new(Action::List, Class::Programmes));
    }
    let several = ctx.actor.prisons.len() > 1;
    let count = |mine: bool| Some(ctx.fmt().number(all.iter().filter(|g| g.mine || !mine).count() as i64));
    let chips = vec![
        Chip::new("/programmes", t.msg_prog_all_groups(), count(false), !mine),
        Chip::new("/programmes?show=mine", t.msg_prog_my_groups(), count(true), mine),
    ];
    let nb = ctx.fmt().is_nb();
    let catalogue = ctx.catalogue().clone();
    let mut themes: Vec<(String, Vec<String>)> = Vec::new();
    for (code, label) in catalogue.options(List::Programme, nb) {
        let theme = words::theme(t, catalogue.get(List::Programme, code).map(|c| c.attribute("theme")).unwrap_or_default());
        match themes.iter_mut().find(|x| x.0 == theme) {
            Some(found) => found.1.push(label.to_owned()),
            None => themes.push((theme, vec![label.to_owned()])),
        }
    }
    let view = ListView {
        frame: ctx.frame("programmes", t.msg_prog_nav()),
        chips,
        groups: reads.then(|| all.iter().filter(|g| g.mine || !mine).map(|g| row(&ctx, g, several)).collect()),
        wanted: waits
            .iter()
            .map(|w| Wanted {
                programme: words::programme(&catalogue, nb, &w.programme),
                prison: if several { w.prison.clone() } else { String::new() },
                n: w.n,
                href: (sets_up && !w.group).then(|| format!("/programmes/groups/new?programme={}", w.programme)),
            })
            .collect(),
        sets_up,
        done: ctx.query("done").map(|_| t.msg_prog_done()),
        themes,
    };
    ctx.page(view).await
}
