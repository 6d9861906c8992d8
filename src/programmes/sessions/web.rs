//! Planning sessions and calling them off.

use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::json;

use super::store;
use crate::access::{Act, Action, Class};
use crate::platform::db;
use crate::programmes::groups::{Back, GroupView, entry, known, run};
use crate::web::form::{clean, clock, day, time};
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().post("/programmes/groups/{group}/sessions", needs(Class::Programmes, Act::Write), plan)
}

/// New sessions: the first, and the same hour in the weeks after.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct PlanForm {
    day: String,
    from: String,
    until: String,
    weeks: String,
    topic: String,
}

/// When sessions begin and end.
type Times = Vec<(DateTime<Utc>, DateTime<Utc>)>;

impl PlanForm {
    fn parse(&self, t: Text, today: NaiveDate) -> Result<(Times, String), Errors> {
        let mut errors = Errors::new();
        let first = day(&self.day).filter(|d| (-60..=366).contains(&(*d - today).num_days()));
        if first.is_none() {
            errors.add("day", t.msg_prog_bad_session_day());
        }
        let (from, until) = (time(&self.from), time(&self.until));
        if from.is_none() {
            errors.add("from", t.msg_prog_bad_time());
        }
        if until.is_none() || from.zip(until).is_some_and(|(a, b)| b <= a) {
            errors.add("until", t.msg_prog_bad_until());
        }
        let weeks = if self.weeks.trim().is_empty() { Some(1) } else { self.weeks.trim().parse::<u64>().ok().filter(|n| (1..=30).contains(n)) };
        if weeks.is_none() {
            errors.add("weeks", t.msg_prog_bad_weeks());
        }
        let topic = clean(&self.topic);
        if topic.chars().count() > 120 {
            errors.add("topic", t.msg_plan_too_long(120));
        }
        let mut times = Times::new();
        if let (Some(first), Some(from), Some(until), Some(weeks)) = (first, from, until, weeks) {
            for n in 0..weeks {
                let Some(on) = first.checked_add_days(Days::new(7 * n)) else { break };
                // An hour that the clock leaps over in March is no time for a session.
                match (clock(on.and_time(from), &self.from).instant(), clock(on.and_time(until), &self.until).instant()) {
                    (Some(a), Some(b)) if b > a => times.push((a, b)),
                    _ => errors.add("from", t.msg_prog_bad_time()),
                }
            }
        }
        errors.into_result(Some((times, topic)))
    }
}

async fn plan(mut ctx: Ctx, form: Form<PlanForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let group = run(&mut ctx).await?;
    let (me, now, t) = (ctx.actor.account, ctx.now, ctx.t);
    let errors = match raw.parse(t, ctx.today) {
        Ok((times, topic)) => {
            // The constraint decides whether there is one at that hour; the savepoint lets the page still be made.
            let planned = {
                let mut point = db::savepoint(ctx.conn()).await?;
                match store::plan(&mut point, (group.id, group.prison_id), &times, &topic, me, now).await {
                    Ok(()) => {
                        point.commit().await?;
                        true
                    }
                    Err(error) if db::violated(&error) == Some("session_once") => {
                        point.rollback().await?;
                        false
                    }
                    Err(error) => return Err(error.into()),
                }
            };
            if planned {
                ctx.record(entry(&group, Action::Collect, json!({ "group": group.id, "sessions": times.len() })));
                return ctx.save(&format!("/programmes/groups/{}?done=1", group.id)).await;
            }
            let mut errors = Errors::new();
            errors.add("day", t.msg_prog_session_twice());
            errors
        }
        Err(errors) => errors,
    };
    let typed = vec![("day", raw.day), ("from", raw.from), ("until", raw.until), ("weeks", raw.weeks), ("topic", raw.topic)];
    let known = known(&mut ctx, group).await?;
    let view = GroupView::new(&ctx, &known, Back { form: "session".into(), typed, errors, ..Back::default() });
    ctx.invalid(view).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn the_same_hour_every_week_also_over_the_night_that_is_longer() {
        let t = Lang::Nb.text();
        let today = "2026-10-01".parse().unwrap_or_default();
        let whole = PlanForm { day: "2026-10-19".into(), from: "13:00".into(), until: "15:00".into(), weeks: "2".into(), topic: String::new() };
        let times = whole.parse(t, today).map(|x| x.0).unwrap_or_default();
        let said: Vec<String> = times.iter().map(|x| x.0.to_rfc3339()).collect();
        assert_eq!(said, ["2026-10-19T11:00:00+00:00", "2026-10-26T12:00:00+00:00"]);
        for (field, form) in [
            ("day", PlanForm { day: "2024-01-01".into(), ..whole.clone() }),
            ("until", PlanForm { until: "12:00".into(), ..whole.clone() }),
            ("weeks", PlanForm { weeks: "31".into(), ..whole.clone() }),
            // 02:30 is leapt over on 28 March 2027.
            ("from", PlanForm { day: "2027-03-28".into(), from: "02:30".into(), until: "04:00".into(), ..whole }),
        ] {
            assert!(form.parse(t, today).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }
}
