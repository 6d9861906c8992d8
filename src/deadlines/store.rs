//! All SQL of the clock.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::follow::{Basis, Known, Restriction};
use super::model::{Done, Item, Kept, Outcome, Raised, State, What};
use crate::access::Role;
use crate::law::deadline::{Band, Due};
use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::platform::paging::Mark;

fn raised(deadline: Option<Uuid>, rule: Option<String>, done: Option<String>) -> Option<Raised> {
    Some(Raised { id: deadline?, rule: rule?, done: Done::of(&done?)? })
}

fn json(items: &[Item]) -> Result<serde_json::Value, sqlx::Error> {
    serde_json::to_value(items).map_err(|e| sqlx::Error::Encode(e.into()))
}

/// Puts items in, for a request: the database asks whether it reaches everybody named.
///
/// # Errors
/// When it does not, or the database is away.
pub async fn raise(connection: &mut PgConnection, items: &[Item]) -> Result<Vec<Raised>, sqlx::Error> {
    let rows = sqlx::query!("select r.deadline, r.rule, r.done from sentences.raise_deadlines($1) r", json(items)?).fetch_all(connection).await?;
    Ok(rows.into_iter().filter_map(|r| raised(r.deadline, r.rule, r.done)).collect())
}

/// The same for background work and the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn put(connection: &mut PgConnection, items: &[Item]) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!("select p.deadline from sentences.put_deadlines($1) p where p.done <> 'same'", json(items)?).fetch_all(connection).await?;
    Ok(done.len() as u64)
}

/// What is said beside an outcome.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// In words; empty: nothing.
    pub note: &'a str,
    /// The row that did it.
    pub by: Option<Uuid>,
    /// When it happened; none: now.
    pub at: Option<DateTime<Utc>>,
}

/// Ends what hangs on an event.
///
/// # Errors
/// When the person is out of reach, or the database is away.
pub async fn settle(connection: &mut PgConnection, reference: Uuid, what: What<'_>, outcome: Outcome, said: Said<'_>) -> Result<i32, sqlx::Error> {
    let (rule, trigger) = match what {
        What::Every => ("", ""),
        What::Rule(rule) => (rule, ""),
        What::Trigger(trigger) => ("", trigger),
    };
    sqlx::query_scalar!(
        r#"select sentences.settle_deadlines($1, $2, $3, $4, $5, $6, $7, $8) as "n!""#,
        reference,
        rule,
        trigger,
        outcome.state().as_str(),
        outcome.as_str(),
        said.note,
        said.by,
        said.at
    )
    .fetch_one(connection)
    .await
}

/// Which items a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What somebody must do something about.
    Open,
    /// Due between two instants, the first excluded; none: no such end.
    Between(Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    /// What waits for somebody else.
    Waiting,
}

/// Whose items, where.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One prison; else all that the reader sees.
    pub prison: Option<PrisonId>,
    /// The people of one unit.
    pub unit: Option<Uuid>,
    /// Those of this account, and those of its role that are nobody's.
    pub mine: Option<(AccountId, Role)>,
}

/// An item in a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The item.
    pub id: Uuid,
    /// About whom.
    pub inmate_id: Option<Uuid>,
    /// The name, if the reader may see it.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The number people use.
    pub number: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// The prison's name.
    pub prison: Option<String>,
    /// The event.
    pub trigger: String,
    /// The row that records it.
    pub reference: Uuid,
    /// The rule in words.
    pub label_nb: String,
    /// In English.
    pub label_en: String,
    /// Where it stands.
    pub cite: String,
    /// Who decides.
    pub level: Option<String>,
    /// Which time.
    pub round: i32,
    /// The first instant too late.
    pub due_at: DateTime<Utc>,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// By the clock.
    pub timed: bool,
    /// Nobody may be held past it.
    pub hard: bool,
    /// It passes by itself.
    pub lapses: bool,
    /// How it stands.
    pub state: State,
    /// What became of it.
    pub outcome: Option<String>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
    /// For whom it waits.
    pub waiting_for: Option<String>,
    /// Since when.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Whose it is by role.
    pub owner_role: String,
    /// Whose by name.
    pub owner: Option<String>,
}

impl Line {
    /// Its end.
    pub fn due(&self) -> Due {
        Due { at: self.due_at, on: self.due_on, timed: self.timed }
    }

    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.due_at, id: self.id }
    }
}

/// Open items, the next due first, after a place in the list.
///
/// # Errors
/// When the database is away.
pub async fn list(
    connection: &mut PgConnection,
    filter: &Filter,
    shown: Shown,
    now: DateTime<Utc>,
    after: Option<Mark>,
    limit: i64,
) -> Result<Vec<Line>, sqlx::Error> {
    let (waiting, from, to) = match shown {
        Shown::Open => (false, None, None),
        Shown::Between(from, to) => (false, from, to),
        Shown::Waiting => (true, None, None),
    };
    // What passes by itself is nobody's work: it stands with the person, and in no list of what to do. What waits for somebody else and is
    // past its end waits no longer.
    sqlx::query_as!(
        Line,
        r#"select d.id, d.inmate_id, i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?", u.name as "unit?", c.code as "cell?", p.name as "prison?",
                  d.trigger, d.reference, d.label_nb, d.label_en, d.cite, d.level, d.round, d.due_at, d.due_on, d.timed, d.hard, d.lapses, d.state as "state: State", d.outcome, d.closed_at,
                  d.waiting_for, d.waiting_since, d.owner_role, a.display_name as "owner?"
             from sentences.deadline d
             left join inmates.inmate i on i.id = d.inmate_id
             left join custody.in_custody w on w.inmate_id = d.inmate_id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
             left join estate.prison p on p.id = d.prison_id
             left join access.account a on a.id = d.owner
            where d.state = 'open' and not d.lapses
              and ($1::uuid is null or d.prison_id = $1)
              and ($2::uuid is null or w.unit_id = $2)
              and ($3::uuid is null or d.owner = $3 or (d.owner is null and d.owner_role = $4))
              and (d.waiting_since is not null and d.due_at > $11) = $5
              and ($6::timestamptz is null or d.due_at > $6) and ($7::timestamptz is null or d.due_at <= $7)
              and ($8::timestamptz is null or (d.due_at, d.id) > ($8, $9))
            order by d.due_at, d.id limit $10"#,
        filter.prison.map(|p| p.0),
        filter.unit,
        filter.mine.map(|m| m.0.0),
        filter.mine.map(|m| m.1.code()).unwrap_or_default(),
        waiting,
        from,
        to,
        after.map(|m| m.at),
        after.map(|m| m.id).unwrap_or_default(),
        limit,
        now
    )
    .fetch_all(connection)
    .await
}

/// Everything of one person: what is open first, then what is closed, newest first.
///
/// # Errors
/// When the database is away.
pub async fn of_inmate(connection: &mut PgConnection, inmate: Uuid, limit: i64) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as!(
        Line,
        r#"select d.id, d.inmate_id, null::text as family_name, null::text as given_name, null::text as number, null::text as unit, null::text as cell, p.name as "prison?",
                  d.trigger, d.reference, d.label_nb, d.label_en, d.cite, d.level, d.round, d.due_at, d.due_on, d.timed, d.hard, d.lapses, d.state as "state: State", d.outcome, d.closed_at,
                  d.waiting_for, d.waiting_since, d.owner_role, a.display_name as "owner?"
             from sentences.deadline d left join estate.prison p on p.id = d.prison_id left join access.account a on a.id = d.owner
            where d.inmate_id = $1
            order by d.state <> 'open', case when d.state = 'open' then d.due_at end, d.closed_at desc, d.id limit $2"#,
        inmate,
        limit
    )
    .fetch_all(connection)
    .await
}

/// How many in each group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Over the limit.
    pub over: i64,
    /// Today.
    pub today: i64,
    /// Within the week.
    pub week: i64,
    /// Later.
    pub later: i64,
    /// Waiting for somebody else.
    pub waiting: i64,
    /// Over the limit, and nobody may be held past it.
    pub hard: i64,
    /// The longest over.
    pub oldest: Option<NaiveDate>,
}

impl Counts {
    /// Those of one group.
    pub fn of(&self, band: Band) -> i64 {
        match band {
            Band::Over => self.over,
            Band::Today => self.today,
            Band::Week => self.week,
            Band::Later => self.later,
        }
    }
}

/// Counts what the lists show; `ends` as `Band::ends` gives them.
///
/// # Errors
/// When the database is away.
pub async fn counts(connection: &mut PgConnection, filter: &Filter, ends: [DateTime<Utc>; 3]) -> Result<Counts, sqlx::Error> {
    sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where d.due_at <= $5) as "over!",
                  count(*) filter (where d.waiting_since is null and d.due_at > $5 and d.due_at <= $6) as "today!",
                  count(*) filter (where d.waiting_since is null and d.due_at > $6 and d.due_at <= $7) as "week!",
                  count(*) filter (where d.waiting_since is null and d.due_at > $7) as "later!",
                  count(*) filter (where d.waiting_since is not null and d.due_at > $5) as "waiting!",
                  count(*) filter (where d.hard and d.due_at <= $5) as "hard!",
                  min(d.due_on) filter (where d.due_at <= $5) as oldest
             from sentences.deadline d left join custody.in_custody w on w.inmate_id = d.inmate_id and $2::uuid is not null
            where d.state = 'open' and not d.lapses
              and ($1::uuid is null or d.prison_id = $1)
              and ($2::uuid is null or w.unit_id = $2)
              and ($3::uuid is null or d.owner = $3 or (d.owner is null and d.owner_role = $4))"#,
        filter.prison.map(|p| p.0),
        filter.unit,
        filter.mine.map(|m| m.0.0),
        filter.mine.map(|m| m.1.code()).unwrap_or_default(),
        ends[0],
        ends[1],
        ends[2]
    )
    .fetch_one(connection)
    .await
}

/// How many are due on each day of a stretch, and whether one of them is hard.
///
/// # Errors
/// When the database is away.
pub async fn days(connection: &mut PgConnection, filter: &Filter, from: NaiveDate, to: NaiveDate) -> Result<Vec<(NaiveDate, i64, bool)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select d.due_on, count(*) as "n!", bool_or(d.hard) as "hard!" from sentences.deadline d
            where d.state = 'open' and not d.lapses and d.due_on between $1 and $2
              and ($3::uuid is null or d.prison_id = $3)
              and ($4::uuid is null or d.owner = $4 or (d.owner is null and d.owner_role = $5))
            group by d.due_on order by d.due_on"#,
        from,
        to,
        filter.prison.map(|p| p.0),
        filter.mine.map(|m| m.0.0),
        filter.mine.map(|m| m.1.code()).unwrap_or_default()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.due_on, r.n, r.hard)).collect())
}

/// One item as it counts.
///
/// # Errors
/// When the database is away.
pub async fn kept(connection: &mut PgConnection, id: Uuid) -> Result<Option<Kept>, sqlx::Error> {
    sqlx::query_as!(
        Kept,
        "select id, inmate_id, prison_id, rule_id, subject, rule_version, trigger, cite, to_confirm, label_nb, label_en, span, clock, repeat, warn, mode, level, reference, round,
                event_at, base_on, due_at, due_on, timed, given, owner_role, owner, hard, lapses, in_custody_only
           from sentences.deadline where id = $1",
        id
    )
    .fetch_optional(connection)
    .await
}

/// What a page says beside it.
#[derive(Clone, Debug)]
pub struct About {
    /// How it stands.
    pub state: State,
    /// What became of it.
    pub outcome: Option<String>,
    /// In words.
    pub outcome_note: Option<String>,
    /// By whom; none: the clock itself.
    pub closed_by: Option<String>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
    /// For whom it waits.
    pub waiting_for: Option<String>,
    /// Since when.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Why.
    pub waiting_note: Option<String>,
    /// Whose it is by name.
    pub owner_name: Option<String>,
    /// The person.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The number.
    pub number: Option<String>,
    /// The prison.
    pub prison: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// For editing.
    pub version: i32,
    /// Whether the person is assigned to the reader.
    pub assigned: bool,
    /// Whether the file is in the reader's scope.
    pub deep: bool,
    /// Whether the reader may add to it.
    pub writable: bool,
}

/// The rest of one item.
///
/// # Errors
/// When the database is away.
pub async fn about(connection: &mut PgConnection, id: Uuid) -> Result<Option<About>, sqlx::Error> {
    sqlx::query_as!(
        About,
        r#"select d.state as "state: State", d.outcome, d.outcome_note, b.display_name as "closed_by?", d.closed_at, d.waiting_for, d.waiting_since, d.waiting_note, o.display_name as "owner_name?",
                  i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?", p.name as "prison?", u.name as "unit?", d.version,
                  coalesce(d.inmate_id = any(access.assigned()), false) as "assigned!",
                  (coalesce(d.prison_id = any(access.deep_prisons()), false) or coalesce(d.inmate_id = any(access.deep_persons()), false)) as "deep!",
                  (coalesce(d.prison_id = any(access.deep_prisons()), false) or coalesce(d.inmate_id = any(access.write_persons()), false)) as "writable!"
             from sentences.deadline d
             left join access.account b on b.id = d.closed_by
             left join access.account o on o.id = d.owner
             left join inmates.inmate i on i.id = d.inmate_id
             left join estate.prison p on p.id = d.prison_id
             left join custody.in_custody w on w.inmate_id = d.inmate_id
             left join estate.unit u on u.id = w.unit_id
            where d.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// Something that became of an item.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub step: String,
    /// By whom; none: the clock.
    pub by: Option<String>,
    /// More.
    pub note: String,
    /// Due before.
    pub was: Option<DateTime<Utc>>,
    /// Due after.
    pub now: Option<DateTime<Utc>>,
}

/// The history of an item, newest first.
///
/// # Errors
/// When the database is away.
pub async fn steps(connection: &mut PgConnection, id: Uuid) -> Result<Vec<Step>, sqlx::Error> {
    sqlx::query_as!(
        Step,
        r#"select s.at, s.step, a.display_name as "by?", s.note, s.was, s.now from sentences.deadline_step s left join access.account a on a.id = s.by_account
            where s.deadline_id = $1 order by s.at desc, array_position(array['closed', 'assigned', 'resumed', 'waiting', 'escalated', 'warned', 'moved', 'raised'], s.step), s.id limit 200"#,
        id
    )
    .fetch_all(connection)
    .await
}

/// The other rounds of the same thing: id, round, day, how it stands.
///
/// # Errors
/// When the database is away.
pub async fn rounds(connection: &mut PgConnection, rule: &str, reference: Uuid) -> Result<Vec<(Uuid, i32, NaiveDate, State)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select id, round, due_on, state as "state: State" from sentences.deadline where rule_id = $1 and reference = $2 order by round desc limit 40"#,
        rule,
        reference
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.round, r.due_on, r.state)).collect())
}

/// Closes an item on the ground of the version that was seen. False: somebody was first.
///
/// # Errors
/// When the database is away.
pub async fn close(
    connection: &mut PgConnection,
    id: Uuid,
    seen: i32,
    outcome: Outcome,
    note: &str,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.deadline set state = $3, outcome = $4, outcome_note = $5, closed_by = $6, closed_at = $7, series_over = $8, waiting_for = null, waiting_since = null,
                waiting_note = null, version = version + 1
          where id = $1 and version = $2 and state = 'open'",
        id,
        seen,
        outcome.state().as_str(),
        outcome.as_str(),
        note,
        by.0,
        at,
        !outcome.goes_on()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What stands against ending an alarm about a release so: `still_here`, `no_basis`, `not_corrected`, or nothing.
///
/// # Errors
/// When the person is out of reach, or the database is away.
pub async fn alarm_obstacle(connection: &mut PgConnection, id: Uuid, outcome: Outcome) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(r#"select sentences.alarm_obstacle($1, $2) as "said!""#, id, outcome.as_str()).fetch_one(connection).await
}

/// Gives an item to somebody, or to nobody in particular.
///
/// # Errors
/// When the database is away.
pub async fn assign(connection: &mut PgConnection, id: Uuid, seen: i32, owner: Option<Uuid>) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("update sentences.deadline set owner = $3, version = version + 1 where id = $1 and version = $2 and state = 'open'", id, seen, owner)
            .execute(connection)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// It waits for somebody else, or no longer.
///
/// # Errors
/// When the database is away.
pub async fn wait(connection: &mut PgConnection, id: Uuid, seen: i32, waiting: Option<(&str, &str)>, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.deadline set waiting_for = $3, waiting_note = $4, waiting_since = case when $3::text is null then null else $5::timestamptz end, version = version + 1
          where id = $1 and version = $2 and state = 'open'",
        id,
        seen,
        waiting.map(|w| w.0),
        waiting.map(|w| w.1),
        at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody an item can be given to.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// The role.
    pub role: String,
    /// The name.
    pub name: String,
}

/// Whom an item of a prison can be given to.
///
/// # Errors
/// When the database is away.
pub async fn colleagues(connection: &mut PgConnection, prison: Uuid) -> Result<Vec<Colleague>, sqlx::Error> {
    sqlx::query_as!(
        Colleague,
        r#"select o.account_id as "id!", o.role as "role!", o.display_name as "name!" from sentences.deadline_owners($1) o order by o.display_name"#,
        prison
    )
    .fetch_all(connection)
    .await
}

/// Tells somebody that an item is theirs now.
///
/// # Errors
/// When the database is away.
pub async fn tell(connection: &mut PgConnection, account: Uuid, arguments: serde_json::Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, 'deadline_given', $2, $3)", account, arguments, link).fetch_one(connection).await?;
    Ok(())
}

/// A place to choose: a unit of a prison, or a prison.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// Prisons by name.
///
/// # Errors
/// When the database is away.
pub async fn prisons(connection: &mut PgConnection, ids: &[PrisonId]) -> Result<Vec<Place>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|p| p.0).collect();
    sqlx::query_as!(Place, "select id, name from estate.prison where id = any($1) order by name, id limit 200", &ids).fetch_all(connection).await
}

/// The units of a prison.
///
/// # Errors
/// When the database is away.
pub async fn units(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(Place, "select id, name from estate.unit where prison_id = $1 and closed_on is null order by sort, code limit 100", prison.0)
        .fetch_all(connection)
        .await
}

/// Series whose last round is answered or past, and that go on.
///
/// # Errors
/// When the database is away.
pub async fn series(connection: &mut PgConnection, now: DateTime<Utc>, limit: i64) -> Result<Vec<Kept>, sqlx::Error> {
    sqlx::query_as!(
        Kept,
        "select d.id, d.inmate_id, d.prison_id, d.rule_id, d.subject, d.rule_version, d.trigger, d.cite, d.to_confirm, d.label_nb, d.label_en, d.span, d.clock, d.repeat, d.warn, d.mode, d.level,
                d.reference, d.round, d.event_at, d.base_on, d.due_at, d.due_on, d.timed, d.given, d.owner_role, d.owner, d.hard, d.lapses, d.in_custody_only
           from sentences.deadline d
          where d.repeat is not null and not d.series_over and (d.state = 'satisfied' or (d.state = 'open' and d.due_at <= $1))
            and not exists (select from sentences.deadline n where n.rule_id = d.rule_id and n.reference = d.reference and n.round > d.round)
          order by d.due_at, d.id limit $2",
        now,
        limit
    )
    .fetch_all(connection)
    .await
}

/// What the clock told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Warnings.
    pub warned: i32,
    /// Overdue items taken higher.
    pub escalated: i32,
    /// What passed by itself.
    pub lapsed: i32,
}

/// Warns, escalates, lets pass.
///
/// # Errors
/// When the database is away.
pub async fn tell_all(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Told, sqlx::Error> {
    sqlx::query_as!(Told, r#"select t.warned as "warned!", t.escalated as "escalated!", t.lapsed as "lapsed!" from sentences.tell_deadlines($1) t"#, now)
        .fetch_one(connection)
        .await
}

/// Current bases and restrictions of one person, for whoever reaches the person: the answer names ids and days, no court and no offence.
///
/// # Errors
/// When the person is out of reach, or the database is away.
pub async fn bases_of(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<Known>, sqlx::Error> {
    let row =
        sqlx::query!("select inmate_id, prison_id, birth_date, admitted_at, bases, restrictions from sentences.bases_for_clock(array[$1::uuid]) x", inmate.0)
            .fetch_optional(connection)
            .await?;
    let Some(r) = row else { return Ok(None) };
    known(r.inmate_id, r.prison_id, r.birth_date, r.admitted_at, r.bases, r.restrictions)
}

/// The same for many, for background work and the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn bases_of_many(connection: &mut PgConnection, inmates: &[Uuid]) -> Result<Vec<Known>, sqlx::Error> {
    let rows = sqlx::query!("select inmate_id, prison_id, birth_date, admitted_at, bases, restrictions from sentences.bases_known($1) x", inmates)
        .fetch_all(connection)
        .await?;
    rows.into_iter().filter_map(|r| known(r.inmate_id, r.prison_id, r.birth_date, r.admitted_at, r.bases, r.restrictions).transpose()).collect()
}

fn known(
    inmate: Option<Uuid>,
    prison: Option<Uuid>,
    birth: Option<NaiveDate>,
    admitted_at: Option<DateTime<Utc>>,
    bases: Option<serde_json::Value>,
    restrictions: Option<serde_json::Value>,
) -> Result<Option<Known>, sqlx::Error> {
    let Some(inmate) = inmate else { return Ok(None) };
    let bad = |e: serde_json::Error| sqlx::Error::Decode(e.into());
    let bases: Vec<Basis> = bases.map(serde_json::from_value).transpose().map_err(bad)?.unwrap_or_default();
    let restrictions: Vec<Restriction> = restrictions.map(serde_json::from_value).transpose().map_err(bad)?.unwrap_or_default();
    Ok(Some(Known { inmate: InmateId(inmate), prison: prison.map(PrisonId), birth, admitted_at, bases, restrictions }))
}

/// People whose bases were recorded or changed since an instant and who are in custody: what the clock looks through by itself.
///
/// # Errors
/// When the database is away.
pub async fn bases_changed(connection: &mut PgConnection, since: DateTime<Utc>, limit: i32) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select x as "x!" from sentences.bases_changed($1, $2) x"#, since, limit).fetch_all(connection).await
}

/// Ends what hangs on events of many people at once, for background work and the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn settle_many(connection: &mut PgConnection, ends: &[super::follow::End]) -> Result<i32, sqlx::Error> {
    let ends = serde_json::to_value(ends).map_err(|e| sqlx::Error::Encode(e.into()))?;
    sqlx::query_scalar!(r#"select sentences.settle_many($1) as "n!""#, ends).fetch_one(connection).await
}
