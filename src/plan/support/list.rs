//! Open promises across people: by organisation, by theme, what is over its day first.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde_json::json;

use super::party::{Party, filter};
use super::store::{self, Open};
use super::view::kept;
use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::plan::model::{Kept, Theme};
use crate::plan::words;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Field, Frame, Routes, needs};

/// So many promises of the largest region fit; more are not read at once.
const MOST: i64 = 4000;
/// So many on a page.
const PAGE: usize = 100;

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
    /// How many there are, also on other pages.
    n: usize,
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
    /// By who promised.
    partner: Option<Field>,
    carried: Vec<(&'static str, &'static str)>,
    /// What waits for the same organisation under goals.
    steps: Option<String>,
    back: String,
    done: Option<String>,
    groups: Vec<Group>,
    filtered: bool,
    newest: Option<String>,
    older: Option<String>,
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

/// What the page shows.
struct Selection {
    /// Who reads a whole prison's and has their own among them chooses; to the others everybody within reach is their own.
    chooses: bool,
    mine: bool,
    late: bool,
    theme: Option<Theme>,
    partner: Option<Party>,
    today: NaiveDate,
}

impl Selection {
    fn of(ctx: &Ctx) -> Self {
        let chooses = ctx.actor.role() == Some(Role::CaseManager);
        Self {
            chooses,
            mine: chooses && ctx.query("whose").as_deref() != Some("all"),
            late: ctx.query("show").as_deref() == Some("late"),
            theme: ctx.query("theme").and_then(|w| Theme::of(&w)),
            partner: ctx.query("partner").and_then(|w| Party::of_key(ctx.catalogue(), &w)),
            today: ctx.today,
        }
    }

    /// Whether a promise is in what is asked for.
    fn keeps(&self, p: &Open) -> bool {
        (!self.mine || p.mine)
            && (!self.late || p.by_day < self.today)
            && self.theme.is_none_or(|x| p.theme == x)
            && self.partner.as_ref().is_none_or(|x| party(p).key() == x.key())
    }

    /// The same but for one of its parts.
    fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { partner: self.partner.clone(), ..*self };
        change(&mut other);
        other
    }

    fn count(&self, all: &[Open]) -> Option<String> {
        Some(all.iter().filter(|p| self.keeps(p)).count().to_string())
    }

    fn carried(&self) -> Vec<(&'static str, &'static str)> {
        let whose = self.chooses.then_some(("whose", if self.mine { "mine" } else { "all" }));
        let theme = self.theme.map(|x| ("theme", x.as_str()));
        whose.into_iter().chain([("show", if self.late { "late" } else { "open" })]).chain(theme).collect()
    }

    /// Its address: never what somebody typed.
    fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.carried());
        if let Some(partner) = &self.partner {
            query.append_pair("partner", &partner.key());
        }
        query.finish()
    }

    fn chip(&self, all: &[Open], label: String, current: bool) -> Chip {
        Chip::new(format!("/promises?{}", self.query()), label, self.count(all), current)
    }
}

fn party(p: &Open) -> Party {
    Party { who: p.who, partner: p.partner.clone() }
}

/// How many rows of a group that begins after `before` others are skipped on the page that begins at `from`, and how many it may show.
fn window(before: usize, from: usize) -> (usize, usize) {
    (from.saturating_sub(before), (from + PAGE).saturating_sub(before.max(from)))
}

/// Those of one organisation together, whoever is furthest behind first; of these as many as a page holds.
fn groups(ctx: &Ctx, shown: &[&Open], from: usize) -> (Vec<Group>, Vec<InmateId>) {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let mut by: BTreeMap<String, Vec<&Open>> = BTreeMap::new();
    for p in shown {
        by.entry(party(p).label(t, ctx.catalogue(), nb, "")).or_default().push(p);
    }
    let late = |list: &[&Open]| list.iter().filter(|p| p.by_day < ctx.today).count() as i64;
    let mut by: Vec<(String, Vec<&Open>)> = by.into_iter().collect();
    by.sort_by_key(|(_, list)| std::cmp::Reverse((late(list), list.len())));
    let (mut before, mut groups, mut listed) = (0, Vec::new(), BTreeSet::new());
    for (n, (label, list)) in by.into_iter().enumerate() {
        // What of it stands on this page.
        let (skip, take) = window(before, from);
        let on_page: Vec<&Open> = list.iter().copied().skip(skip).take(take).collect();
        before += list.len();
        if on_page.is_empty() {
            continue;
        }
        listed.extend(on_page.iter().map(|p| InmateId(p.inmate)));
        groups.push(Group { key: format!("party-{n}"), late: late(&list), n: list.len(), label, rows: on_page.into_iter().map(|p| row(ctx, p)).collect() });
    }
    (groups, listed.into_iter().collect())
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::open(ctx.conn(), MOST).await?;
    let t = ctx.t;
    let s = Selection::of(&ctx);
    let shown: Vec<&Open> = all.iter().filter(|p| s.keeps(p)).collect();
    let from: usize = ctx.query("from").and_then(|n| n.parse().ok()).unwrap_or(0);
    let (groups, listed) = groups(&ctx, &shown, from);
    let entry = Entry::new(Action::List, Class::Plan).showing(listed).with(json!({ "promises": shown.len() }));
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..entry });
    let any_party = s.with(|s| s.partner = None);
    let choices = filter(t, ctx.catalogue(), ctx.fmt().is_nb(), all.iter().map(|p| (party(p), any_party.keeps(p))), s.partner.as_ref());
    let key = s.partner.as_ref().map(Party::key);
    let theme = |x: Option<Theme>| s.with(|s| s.theme = x);
    let href = |n: usize| format!("/promises?{}&from={n}", s.query());
    let view = PromisesView {
        frame: ctx.frame("promises", t.msg_support_list()),
        lead: t.msg_support_list_lead(shown.len() as i64),
        whose: if s.chooses {
            vec![s.with(|s| s.mine = true).chip(&all, t.msg_support_mine(), s.mine), s.with(|s| s.mine = false).chip(&all, t.msg_support_everybody(), !s.mine)]
        } else {
            Vec::new()
        },
        whens: vec![
            s.with(|s| s.late = false).chip(&all, t.msg_support_all_open(), !s.late),
            s.with(|s| s.late = true).chip(&all, t.msg_support_only_late(), s.late),
        ],
        themes: std::iter::once(theme(None).chip(&all, t.msg_plan_all_themes(), s.theme.is_none()))
            .chain(
                Theme::ALL
                    .iter()
                    .map(|x| theme(Some(*x)).chip(&all, words::theme(t, *x), s.theme == Some(*x)))
                    .filter(|c| c.current || c.count.as_deref() != Some("0")),
            )
            .collect(),
        partner: (!choices.is_empty())
            .then(|| Field::select("partner", t.msg_support_filter(), key.as_deref().unwrap_or_default(), choices).or_none(t.msg_support_filter_all())),
        steps: s.partner.as_ref().filter(|p| p.who.outside() && ctx.may(Class::PlanSteps, Act::Write)).map(|p| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            format!("/plan-steps?{}", query.append_pair("partner", &p.key()).finish())
        }),
        carried: s.carried(),
        back: format!("promises?{}{}", s.query(), if from > 0 { format!("&from={from}") } else { String::new() }),
        done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        groups,
        filtered: s.late || s.theme.is_some() || s.partner.is_some(),
        newest: (from > 0).then(|| href(from.saturating_sub(PAGE))),
        older: (shown.len() > from + PAGE).then(|| href(from + PAGE)),
    };
    ctx.page(view).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_page(before: usize, size: usize, from: usize) -> (usize, usize) {
        let (skip, take) = window(before, from);
        let rows: Vec<usize> = (before..before + size).skip(skip).take(take).collect();
        (rows.first().copied().unwrap_or_default(), rows.len())
    }

    #[test]
    fn a_group_goes_on_where_the_page_before_ended() {
        assert_eq!((on_page(0, 30, 0), on_page(30, 200, 0)), ((0, 30), (30, 70)));
        assert_eq!((on_page(0, 30, 100).1, on_page(30, 200, 100), on_page(30, 200, 200)), (0, (100, 100), (200, 30)));
        assert_eq!(on_page(230, 5, 100).1, 0);
    }
}
