//! What is to be done under people's goals: a contact officer's and a case manager's own people, a coordinator's by theme, and of teacher, supervisor
//! and health what is theirs. Each is moved where it stands.

use askama::Template;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate};
use serde_json::json;

use crate::access::{Act, Action, Class, Entry, Role};
use crate::inmates::store::full_name;
use crate::plan::goals::{self, Part, StepRow};
use crate::plan::model::Theme;
use crate::plan::words;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

/// So many at once.
const MOST: i64 = 600;

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
    lead: String,
    done: Option<String>,
    people: Vec<Person>,
    filtered: bool,
}

/// The last day of the week of a day.
fn sunday(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(6 - u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (now, t, fmt) = (ctx.now, ctx.t, ctx.fmt());
    // Whoever writes plans does so for their own people; the others see what is theirs of everybody within reach.
    let own = matches!(ctx.actor.role(), Some(Role::ContactOfficer | Role::CaseManager | Role::Reintegration));
    let theme = ctx.query("theme").and_then(|w| Theme::of(&w));
    let week = ctx.query("show").as_deref() == Some("week");
    let found = goals::parts(ctx.conn(), None, own, theme, now, MOST).await?;
    let until = sunday(ctx.today);
    let due = |p: &Part| p.state.open() && p.by_day.is_some_and(|d| d <= until);
    let shown: Vec<&Part> = found.iter().filter(|p| !week || due(p)).collect();
    let mut ids: Vec<InmateId> = shown.iter().map(|p| InmateId(p.inmate)).collect();
    ids.dedup();
    let entry = Entry::new(Action::List, Class::PlanSteps).showing(ids).with(json!({ "show": if week { "week" } else { "all" } }));
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..entry });
    let mut people: Vec<Person> = Vec::new();
    for p in &shown {
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
    let link = |show: &str, theme: Option<Theme>| match theme {
        Some(theme) => format!("/plan-steps?show={show}&theme={}", theme.as_str()),
        None => format!("/plan-steps?show={show}"),
    };
    let here = if week { "week" } else { "all" };
    let count = |n: usize| Some(n.to_string());
    let view = StepsView {
        frame: ctx.frame("plan-steps", t.msg_plan_nav_steps()),
        chips: vec![
            Chip::new(link("week", theme), t.msg_plan_steps_week(), count(found.iter().filter(|p| due(p)).count()), week),
            Chip::new(link("all", theme), t.msg_plan_steps_all(), count(found.len()), !week),
        ],
        themes: if own {
            std::iter::once(Chip::new(link(here, None), t.msg_plan_all_themes(), None, theme.is_none()))
                .chain(Theme::ALL.iter().map(|x| Chip::new(link(here, Some(*x)), words::theme(t, *x), None, theme == Some(*x))))
                .collect()
        } else {
            Vec::new()
        },
        lead: if own { t.msg_plan_steps_lead_own() } else { t.msg_plan_steps_lead() },
        done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        people,
        filtered: week || theme.is_some(),
    };
    ctx.page(view).await
}
