//! Open promises across people: by organisation, by theme, what is over its day first.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use serde_json::json;

use super::party::Party;
use super::store::{self, Open};
use super::view::kept;
use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::plan::model::{Kept, Theme};
use crate::plan::words;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

/// So many at once.
const MOST: i64 = 800;

pub(super) fn routes() -> Routes {
    Routes::new().get("/promises", needs(Class::Plan, Act::Read), show)
}

/// A promise to somebody.
struct Row {
    href: String,
    name: String,
    sub: String,
    what: String,
    theme: String,
    who: String,
    flag: Flag,
    late: bool,
    version: i32,
    settles: Option<String>,
}

/// What one organisation has promised.
struct Group {
    key: String,
    label: String,
    late: i64,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "plan/promises.html")]
struct PromisesView {
    frame: Frame,
    lead: String,
    whose: Vec<Chip>,
    whens: Vec<Chip>,
    themes: Vec<Chip>,
    done: Option<String>,
    groups: Vec<Group>,
    filtered: bool,
}

fn row(ctx: &Ctx, p: &Open) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let leaves = p.expected_release.map(|d| t.msg_support_leaves(fmt.day(d).as_str()));
    Row {
        href: format!("/inmates/{}/plan/support", p.inmate),
        name: full_name(&p.family_name, &p.given_name),
        sub: [Some(p.number.clone()), leaves].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        what: p.what.clone(),
        theme: words::theme(t, p.theme),
        who: p.name.clone(),
        flag: kept(t, fmt, Kept::Open, p.by_day),
        late: p.by_day < ctx.today,
        version: p.version,
        settles: (p.mine && ctx.may(Class::Plan, Act::Write)).then(|| format!("/inmates/{}/plan/promises/{}/settle", p.inmate, p.id)),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::open(ctx.conn(), MOST).await?;
    let (t, today) = (ctx.t, ctx.today);
    let theme = ctx.query("theme").and_then(|w| Theme::of(&w));
    let late = ctx.query("show").as_deref() == Some("late");
    // Who reads a whole prison's and has their own among them chooses; to the others everybody within reach is their own.
    let chooses = ctx.actor.role() == Some(Role::CaseManager);
    let mine = chooses && ctx.query("whose").as_deref() != Some("all");
    let of = |p: &&Open| (!mine || p.mine) && theme.is_none_or(|x| p.theme == x);
    let shown: Vec<&Open> = all.iter().filter(of).filter(|p| !late || p.by_day < today).collect();
    let ids: Vec<InmateId> = shown.iter().map(|p| InmateId(p.inmate)).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let entry = Entry::new(Action::List, Class::Plan).showing(ids).with(json!({ "promises": shown.len() }));
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..entry });
    let nb = ctx.fmt().is_nb();
    let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for p in &shown {
        let label = Party { who: p.who, partner: p.partner.clone() }.label(t, ctx.catalogue(), nb, "");
        groups.entry(label).or_default().push(row(&ctx, p));
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .enumerate()
        .map(|(n, (label, rows))| Group { key: format!("party-{n}"), late: rows.iter().filter(|r| r.late).count() as i64, label, rows })
        .collect();
    groups.sort_by_key(|g| std::cmp::Reverse((g.late, g.rows.len())));
    let link = |whose: bool, late: bool, theme: Option<Theme>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if chooses {
            query.append_pair("whose", if whose { "mine" } else { "all" });
        }
        query.append_pair("show", if late { "late" } else { "open" });
        if let Some(theme) = theme {
            query.append_pair("theme", theme.as_str());
        }
        format!("/promises?{}", query.finish())
    };
    let count = |n: usize| Some(n.to_string());
    let over = |p: &&Open| p.by_day < today;
    let view = PromisesView {
        frame: ctx.frame("promises", t.msg_support_list()),
        lead: t.msg_support_list_lead(shown.len() as i64),
        whose: if chooses {
            vec![
                Chip::new(link(true, late, theme), t.msg_support_mine(), count(all.iter().filter(|p| p.mine).count()), mine),
                Chip::new(link(false, late, theme), t.msg_support_everybody(), count(all.len()), !mine),
            ]
        } else {
            Vec::new()
        },
        whens: vec![
            Chip::new(link(mine, false, theme), t.msg_support_all_open(), count(all.iter().filter(of).count()), !late),
            Chip::new(link(mine, true, theme), t.msg_support_only_late(), count(all.iter().filter(of).filter(over).count()), late),
        ],
        themes: std::iter::once(Chip::new(link(mine, late, None), t.msg_plan_all_themes(), None, theme.is_none()))
            .chain(
                Theme::ALL
                    .iter()
                    .filter(|x| theme == Some(**x) || all.iter().any(|p| p.theme == **x))
                    .map(|x| Chip::new(link(mine, late, Some(*x)), words::theme(t, *x), None, theme == Some(*x))),
            )
            .collect(),
        done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        groups,
        filtered: late || theme.is_some(),
    };
    ctx.page(view).await
}
