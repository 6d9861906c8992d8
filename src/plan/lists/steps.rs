//! What is to be done under people's goals: a contact officer's and a case manager's own people, a coordinator's by theme and by who outside it waits
//! for, and of teacher, supervisor and health what is theirs. Each is moved where it stands.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::store::full_name;
use crate::plan::goals::{self, Part, StepRow};
use crate::plan::model::Theme;
use crate::plan::support::{Names, Party, parties};
use crate::plan::words;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Field, Fmt, Frame, Routes, needs};

/// So many actions of the largest region fit; more are not read at once.
const MOST: i64 = 4000;
/// So many people on a page.
const PAGE: usize = 40;

pub(super) fn routes() -> Routes {
    Routes::new().get("/plan-steps", needs(Class::PlanSteps, Act::Write), show)
}

/// A goal with what is to be done.
struct Goal {
    id: String,
    icon: &'static str,
    theme: String,
    words: String,
    steps: Vec<StepRow>,
}

/// A person.
struct Person {
    id: String,
    name: String,
    sub: String,
    base: String,
    goals: Vec<Goal>,
}

#[derive(Template)]
#[template(path = "plan/steps.html")]
struct StepsView {
    frame: Frame,
    chips: Vec<Chip>,
    themes: Vec<Chip>,
    /// By who outside it waits for, when something waits for anybody.
    partner: Option<Field>,
    /// What the form of partners carries along.
    carried: Vec<(&'static str, &'static str)>,
    /// What the same organisation has promised.
    promised: Option<String>,
    lead: String,
    done: Option<String>,
    people: Vec<Person>,
    filtered: bool,
    back: String,
    newest: Option<String>,
    older: Option<String>,
}

/// The last day of the week of a day.
fn sunday(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(6 - u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// What the page shows.
struct Selection {
    week: bool,
    theme: Option<Theme>,
    partner: Option<Party>,
    until: NaiveDate,
    of: HashMap<Uuid, Party>,
}

impl Selection {
    fn due(&self, p: &Part) -> bool {
        p.state.open() && p.by_day.is_some_and(|d| d <= self.until)
    }

    fn in_time(&self, p: &Part) -> bool {
        !self.week || self.due(p)
    }

    fn in_theme(&self, p: &Part) -> bool {
        self.theme.is_none_or(|x| p.theme == x)
    }

    fn with_partner(&self, p: &Part) -> bool {
        self.partner.as_ref().is_none_or(|wanted| self.of.get(&p.id).is_some_and(|x| x.key() == wanted.key()))
    }

    fn show(week: bool) -> &'static str {
        if week { "week" } else { "all" }
    }

    /// The address of a selection: never what somebody typed.
    fn query(week: bool, theme: Option<Theme>, partner: Option<&Party>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("show", Self::show(week));
        if let Some(theme) = theme {
            query.append_pair("theme", theme.as_str());
        }
        if let Some(partner) = partner {
            query.append_pair("partner", &partner.key());
        }
        query.finish()
    }
}

/// Who outside does each action. Not asked for those who see their own part only: it is never anybody outside.
async fn outside(ctx: &mut Ctx, found: &[Part]) -> Result<HashMap<Uuid, Party>, Error> {
    let now = ctx.now;
    let written: HashMap<Uuid, String> = goals::partners(ctx.conn(), now, MOST).await?.into_iter().collect();
    let names = Names::of(ctx.catalogue());
    let of = |p: &Part| names.party(p.who, written.get(&p.id).map_or("", String::as_str));
    Ok(found.iter().filter(|p| p.who.outside()).map(|p| (p.id, of(p))).collect())
}

/// Actions under their goals, goals under their people, in the order in which they came.
fn people(ctx: &Ctx, fmt: Fmt, shown: &[&Part]) -> Vec<Person> {
    let t = ctx.t;
    let mut people: Vec<Person> = Vec::new();
    for p in shown {
        let id = p.inmate.to_string();
        if people.last().is_none_or(|x| x.id != id) {
            people.push(Person {
                name: full_name(&p.family_name, &p.given_name),
                sub: [Some(p.number.clone()), p.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                base: format!("/inmates/{id}/plan"),
                goals: Vec::new(),
                id,
            });
        }
        let Some(person) = people.last_mut() else { continue };
        let goal = p.goal_id.to_string();
        if person.goals.last().is_none_or(|g| g.id != goal) {
            person.goals.push(Goal {
                id: goal,
                icon: words::theme_icon(p.theme),
                theme: words::theme(t, p.theme),
                words: words::goal(t, p.theme, &p.words),
                steps: Vec::new(),
            });
        }
        if let Some(goal) = person.goals.last_mut() {
            goal.steps.push(goals::part_row(t, fmt, p, true));
        }
    }
    people
}

fn themes(ctx: &Ctx, found: &[Part], s: &Selection) -> Vec<Chip> {
    let t = ctx.t;
    let link = |theme| format!("/plan-steps?{}", Selection::query(s.week, theme, s.partner.as_ref()));
    let n = |theme: Option<Theme>| found.iter().filter(|p| s.in_time(p) && s.with_partner(p) && theme.is_none_or(|x| p.theme == x)).count();
    std::iter::once(Chip::new(link(None), t.msg_plan_all_themes(), Some(n(None).to_string()), s.theme.is_none()))
        .chain(
            Theme::ALL
                .iter()
                .map(|x| (*x, n(Some(*x))))
                .filter(|(x, n)| *n > 0 || s.theme == Some(*x))
                .map(|(x, n)| Chip::new(link(Some(x)), words::theme(t, x), Some(n.to_string()), s.theme == Some(x))),
        )
        .collect()
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (now, t, fmt) = (ctx.now, ctx.t, ctx.fmt());
    // Whoever writes plans does so for their own people; the others see what is theirs of everybody within reach.
    let own = matches!(ctx.actor.role(), Some(Role::ContactOfficer | Role::CaseManager | Role::Reintegration));
    let found = goals::parts(ctx.conn(), None, own, now, MOST).await?;
    let catalogue = ctx.catalogue().clone();
    let s = Selection {
        week: ctx.query("show").as_deref() == Some("week"),
        theme: ctx.query("theme").and_then(|w| Theme::of(&w)),
        partner: ctx.query("partner").filter(|_| own).and_then(|w| Party::of_key(&catalogue, &w)),
        until: sunday(ctx.today),
        of: if own { outside(&mut ctx, &found).await? } else { HashMap::new() },
    };
    let kept: Vec<&Part> = found.iter().filter(|p| s.in_theme(p) && s.with_partner(p)).collect();
    let shown: Vec<&Part> = kept.iter().copied().filter(|p| s.in_time(p)).collect();
    let mut ids: Vec<InmateId> = shown.iter().map(|p| InmateId(p.inmate)).collect();
    ids.dedup();
    let from: usize = ctx.query("from").and_then(|n| n.parse().ok()).unwrap_or(0);
    let listed: Vec<InmateId> = ids.iter().copied().skip(from).take(PAGE).collect();
    let page: Vec<&Part> = shown.iter().copied().filter(|p| listed.contains(&InmateId(p.inmate))).collect();
    let entry = Entry::new(Action::List, Class::PlanSteps).showing(listed).with(json!({ "show": Selection::show(s.week) }));
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..entry });
    let here = Selection::query(s.week, s.theme, s.partner.as_ref());
    let href = |n: usize| format!("/plan-steps?{here}&from={n}");
    let when = |week: bool| format!("/plan-steps?{}", Selection::query(week, s.theme, s.partner.as_ref()));
    let count = |n: usize| Some(n.to_string());
    let waits = found.iter().filter_map(|p| Some((s.of.get(&p.id)?.clone(), s.in_time(p) && s.in_theme(p))));
    let choices = parties(t, &catalogue, fmt.is_nb(), waits, s.partner.as_ref());
    let key = s.partner.as_ref().map(Party::key);
    let view = StepsView {
        frame: ctx.frame("plan-steps", t.msg_plan_nav_steps()),
        chips: vec![
            Chip::new(when(true), t.msg_plan_steps_week(), count(kept.iter().filter(|p| s.due(p)).count()), s.week),
            Chip::new(when(false), t.msg_plan_steps_all(), count(kept.len()), !s.week),
        ],
        themes: if own { themes(&ctx, &found, &s) } else { Vec::new() },
        partner: (!choices.is_empty())
            .then(|| Field::select("partner", t.msg_plan_filter_partner(), key.as_deref().unwrap_or_default(), choices).or_none(t.msg_plan_all_partners())),
        carried: [("show", Selection::show(s.week))].into_iter().chain(s.theme.map(|x| ("theme", x.as_str()))).collect(),
        promised: s.partner.as_ref().filter(|_| ctx.may(Class::Plan, Act::Read)).map(|p| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            format!("/promises?{}", query.append_pair("partner", &p.key()).finish())
        }),
        lead: if own { t.msg_plan_steps_lead_own() } else { t.msg_plan_steps_lead() },
        done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        people: people(&ctx, fmt, &page),
        filtered: s.week || s.theme.is_some() || s.partner.is_some(),
        back: format!("steps?{here}{}", if from > 0 { format!("&from={from}") } else { String::new() }),
        newest: (from > 0).then(|| href(from.saturating_sub(PAGE))),
        older: (ids.len() > from + PAGE).then(|| href(from + PAGE)),
    };
    ctx.page(view).await
}
