//! SQL of goals and actions.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::plan::model::{GoalState, StepState, Theme, Who};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A goal.
#[derive(Clone, Debug)]
pub struct Goal {
    pub id: Uuid,
    pub theme: Theme,
    pub words: String,
    pub state: GoalState,
    pub state_reason: String,
    pub state_at: DateTime<Utc>,
    pub target_on: Option<NaiveDate>,
    pub daily: bool,
    pub shared: bool,
    /// Since when what it hung on has ended, and nobody has said what now.
    pub activity_ended_at: Option<DateTime<Utc>>,
    pub version: i32,
}

/// Every goal of a person that the reader may know: what is wanted now first.
pub async fn goals(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Goal>, sqlx::Error> {
    sqlx::query_as!(
        Goal,
        r#"select g.id, g.theme as "theme: Theme", g.words, g.state as "state: GoalState", g.state_reason, g.state_at, g.target_on, g.daily, g.shared, g.activity_ended_at, g.version
             from plan.goal g where g.inmate_id = $1
            order by array_position(array['current', 'later', 'achieved', 'left'], g.state), case when g.state in ('achieved', 'left') then g.state_at end desc, g.target_on nulls last, g.created_at, g.id
            limit 120"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// An action.
#[derive(Clone, Debug)]
pub struct Step {
    pub id: Uuid,
    pub goal_id: Uuid,
    pub what: String,
    pub who: Who,
    pub owner: Option<Uuid>,
    pub owner_name: Option<String>,
    /// The owner can do it no more: gone, or no longer here in that role.
    pub gone: bool,
    pub partner: String,
    pub by_day: Option<NaiveDate>,
    pub state: StepState,
    pub evidence: String,
    pub moved_at: DateTime<Utc>,
    pub version: i32,
}

/// The actions under a person's goals.
pub async fn steps(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Step>, sqlx::Error> {
    sqlx::query_as!(
        Step,
        r#"select a.id, a.goal_id, a.what, a.who as "who: Who", a.owner, o.display_name as "owner_name?", x.action_id is not null as "gone!", a.partner, a.by_day, a.state as "state: StepState",
                  a.evidence, a.moved_at, a.version
             from plan.action a left join access.account o on o.id = a.owner left join plan.owners_gone() x on x.action_id = a.id
            where a.inmate_id = $1 order by a.state in ('done', 'dropped'), a.by_day nulls last, a.created_at, a.id limit 400"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// An action with its goal and, in a list of several people, whose it is. The columns that teacher, supervisor and health may read, and no other.
#[derive(Clone, Debug)]
pub struct Part {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub place: Option<String>,
    pub goal_id: Uuid,
    pub theme: Theme,
    pub words: String,
    pub id: Uuid,
    pub what: String,
    pub who: Who,
    pub owner_name: Option<String>,
    pub by_day: Option<NaiveDate>,
    pub state: StepState,
    pub evidence: String,
}

/// Open actions under goals that are wanted now, and what was done in the last week: of one person, of one's assigned people, or of everybody within
/// reach.
pub async fn parts(connection: &mut PgConnection, inmate: Option<InmateId>, assigned: bool, now: DateTime<Utc>, limit: i64) -> Result<Vec<Part>, sqlx::Error> {
    sqlx::query_as!(
        Part,
        r#"select a.inmate_id as inmate, i.number, i.family_name, i.given_name, coalesce(c.code, u.name) as place, g.id as goal_id, g.theme as "theme: Theme", g.words, a.id, a.what,
                  a.who as "who: Who", o.display_name as "owner_name?", a.by_day, a.state as "state: StepState", a.evidence
             from plan.action a
             join plan.goal g on g.id = a.goal_id
             join inmates.inmate i on i.id = a.inmate_id
             left join custody.in_custody w on w.inmate_id = a.inmate_id
             left join estate.cell c on c.id = w.cell_id
             left join estate.unit u on u.id = w.unit_id
             left join access.account o on o.id = a.owner
            where g.state = 'current' and (a.state in ('planned', 'under_way', 'not_now') or (a.state = 'done' and a.moved_at > $3::timestamptz - interval '7 days'))
              and ($1::uuid is null or a.inmate_id = $1) and (not $2 or a.inmate_id = any((select access.assigned())::uuid[]))
            order by i.family_name, i.given_name, i.id, g.id, a.state = 'done', a.by_day nulls last, a.id limit $4"#,
        inmate.map(|i| i.0),
        assigned,
        now,
        limit
    )
    .fetch_all(connection)
    .await
}

/// What is written of who outside does these actions: for those who read the whole of a plan.
pub async fn partners(connection: &mut PgConnection, now: DateTime<Utc>, limit: i64) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select a.id, a.partner from plan.action a join plan.goal g on g.id = a.goal_id
          where a.partner <> '' and g.state = 'current' and (a.state in ('planned', 'under_way', 'not_now') or (a.state = 'done' and a.moved_at > $1::timestamptz - interval '7 days'))
            and a.inmate_id = any((select access.assigned())::uuid[])
          order by a.id limit $2",
        now,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.partner)).collect())
}

/// Goals that matter to the day on the unit, for officers.
pub async fn daily(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Goal>, sqlx::Error> {
    sqlx::query_as!(
        Goal,
        r#"select g.id, g.theme as "theme: Theme", g.words, g.state as "state: GoalState", '' as "state_reason!", g.state_at, g.target_on, g.daily, g.shared, g.activity_ended_at, g.version
             from plan.goal g where g.inmate_id = $1 and g.state = 'current' order by g.created_at, g.id limit 40"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What a goal says.
#[derive(Clone, Debug)]
pub struct Text {
    pub theme: Theme,
    pub words: String,
    pub target_on: Option<NaiveDate>,
    pub state: GoalState,
    pub daily: bool,
}

/// What an action says.
#[derive(Clone, Debug)]
pub struct StepText {
    pub what: String,
    pub who: Who,
    pub owner: Option<Uuid>,
    pub partner: String,
    pub by_day: Option<NaiveDate>,
}

/// Whose, by whom, when.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    pub inmate: InmateId,
    pub prison: Option<PrisonId>,
    pub by: AccountId,
    pub now: DateTime<Utc>,
}

/// A new goal.
pub async fn add(connection: &mut PgConnection, o: Occasion, id: Uuid, text: &Text) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.goal (id, inmate_id, prison_id, theme, words, state, state_at, state_by, target_on, daily, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, $7)",
        id,
        o.inmate.0,
        o.prison.map(|p| p.0),
        text.theme.as_str(),
        text.words,
        text.state.as_str(),
        o.now,
        o.by.0,
        text.target_on,
        text.daily
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Says something else from the version on that was seen. False: somebody was first.
pub async fn update(connection: &mut PgConnection, o: Occasion, id: Uuid, seen: i32, text: &Text) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.goal set theme = $4, words = $5, target_on = $6, daily = $7, state_at = case when state <> $8 then $9 else state_at end, state_by = case when state <> $8 then $10 else state_by end,
                state = $8, version = version + 1
          where id = $1 and inmate_id = $2 and version = $3 and theme <> 'health'",
        id,
        o.inmate.0,
        seen,
        text.theme.as_str(),
        text.words,
        text.target_on,
        text.daily,
        text.state.as_str(),
        o.now,
        o.by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How a goal stands from now on. False: it stood so.
pub async fn set_state(connection: &mut PgConnection, o: Occasion, id: Uuid, state: GoalState, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.goal set state = $3, state_reason = $4, state_at = $5, state_by = $6, version = version + 1 where id = $1 and inmate_id = $2 and state <> $3",
        id,
        o.inmate.0,
        state.as_str(),
        reason,
        o.now,
        o.by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A new action.
pub async fn add_step(connection: &mut PgConnection, o: Occasion, id: Uuid, goal: Uuid, text: &StepText) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.action (id, goal_id, inmate_id, prison_id, what, who, owner, partner, by_day, moved_at, moved_by, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $10)",
        id,
        goal,
        o.inmate.0,
        o.prison.map(|p| p.0),
        text.what,
        text.who.as_str(),
        text.owner,
        text.partner,
        text.by_day,
        o.now,
        o.by.0
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Says something else. False: somebody was first.
pub async fn update_step(connection: &mut PgConnection, o: Occasion, id: Uuid, seen: i32, text: &StepText) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.action set what = $4, who = $5, owner = $6, partner = $7, by_day = $8, evidence = case when $5 = 'health' then '' else evidence end, version = version + 1
          where id = $1 and inmate_id = $2 and version = $3",
        id,
        o.inmate.0,
        seen,
        text.what,
        text.who.as_str(),
        text.owner,
        text.partner,
        text.by_day
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How an action has gone. Nothing said leaves what was said before. Answers with its goal; none: it is not there for this reader.
pub async fn moved(connection: &mut PgConnection, o: Occasion, id: Uuid, state: StepState, evidence: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "update plan.action set state = $3, evidence = case when $4 = '' then evidence else $4 end, moved_at = $5, moved_by = $6, version = version + 1 where id = $1 and inmate_id = $2 returning goal_id",
        id,
        o.inmate.0,
        state.as_str(),
        evidence,
        o.now,
        o.by.0
    )
    .fetch_optional(connection)
    .await
}

/// Whether an action is health's, as far as the reader knows of it.
pub async fn is_healths(connection: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(r#"select a.who = 'health' as "health!" from plan.action a where a.id = $1 and a.inmate_id = $2"#, id, inmate.0)
        .fetch_optional(connection)
        .await
}

/// The person wishes to be contacted by health. There already: nothing happens.
pub async fn wish(connection: &mut PgConnection, inmate: InmateId, prison: Option<PrisonId>, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let goal = Uuid::now_v7();
    let done = sqlx::query!(
        "insert into plan.goal (id, inmate_id, prison_id, theme, words, state, state_at, state_by, created_by, created_at) values ($1, $2, $3, 'health', '', 'current', $4, $5, $5, $4)
         on conflict (inmate_id) where theme = 'health' and state in ('current', 'later') do nothing",
        goal,
        inmate.0,
        prison.map(|p| p.0),
        now,
        by.0
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 1 {
        let text = StepText { what: String::new(), who: Who::Health, owner: None, partner: String::new(), by_day: None };
        add_step(connection, Occasion { inmate, prison, by, now }, Uuid::now_v7(), goal, &text).await?;
    }
    Ok(())
}

/// The person wishes so no longer.
pub async fn no_wish(connection: &mut PgConnection, inmate: InmateId, reason: &str, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update plan.goal set state = 'left', state_reason = $2, state_at = $3, state_by = $4, version = version + 1 where inmate_id = $1 and theme = 'health' and state in ('current', 'later')",
        inmate.0,
        reason,
        now,
        by.0
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Somebody an action can be given to.
#[derive(Clone, Debug)]
pub struct Colleague {
    pub id: Uuid,
    pub role: String,
    pub name: String,
}

/// Those who hold the roles at a prison.
pub async fn colleagues(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Colleague>, sqlx::Error> {
    sqlx::query_as!(Colleague, r#"select o.account_id as "id!", o.role as "role!", o.display_name as "name!" from plan.owners_at($1) o"#, prison.0)
        .fetch_all(connection)
        .await
}
