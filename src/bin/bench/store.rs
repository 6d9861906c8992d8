//! Everything the bench asks of the database itself: whom to sign in as, values for pgbench, statements under `explain`.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use overgang::platform::id::{InmateId, PrisonId};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use uuid::Uuid;

use super::script::{Script, Stand};
use super::year::Held;

/// An account to sign in with.
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// Its role's code.
    pub role: String,
    /// How many people its prison holds.
    pub people: i64,
}

/// The demonstration accounts of these roles at the prisons that are nearest to `size` people, `most` of each role.
pub async fn accounts(connection: &mut PgConnection, roles: &[&str], size: i64, most: usize) -> anyhow::Result<Vec<Account>> {
    let rows = sqlx::query(
        "with held as (select prison_id, count(*) as people from custody.in_custody group by prison_id),
              found as (select a.id, x.role, held.people, row_number() over (partition by x.role order by abs(held.people - $2), a.username) as place
                          from access.account a
                          join access.assignment x on x.account_id = a.id and x.outcome = 'granted' and x.ended_at is null and cardinality(x.prisons) = 1
                          join held on held.prison_id = x.prisons[1]
                         where a.demonstration and x.role = any($1) and (select count(*) from access.assignment y where y.account_id = a.id) = 1)
         select id, role, people from found where place <= $3 order by place, role",
    )
    .bind(roles.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>())
    .bind(size)
    .bind(i64::try_from(most)?)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|r| Ok(Account { id: r.try_get("id")?, role: r.try_get("role")?, people: r.try_get("people")? })).collect()
}

/// What a page about somebody must show.
pub struct Person {
    /// The person.
    pub id: Uuid,
    /// The number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
}

/// Names and numbers of these people, in their order.
pub async fn people(connection: &mut PgConnection, ids: &[Uuid]) -> anyhow::Result<Vec<Person>> {
    let rows = sqlx::query("select i.id, i.number, i.family_name, i.given_name from unnest($1::uuid[]) with ordinality as w (id, place) join inmates.inmate i using (id) order by w.place")
        .bind(ids)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|r| {
            Ok(Person { id: r.try_get("id")?, number: r.try_get("number")?, family_name: r.try_get("family_name")?, given_name: r.try_get("given_name")? })
        })
        .collect()
}

/// A door: who lives behind it.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// The unit.
    pub unit: Uuid,
    /// The person.
    pub inmate: Uuid,
}

/// The doors of an account's prison behind which somebody is, unit by unit. Nobody who is out, and nobody whom the account may not see.
pub async fn doors(connection: &mut PgConnection, account: Uuid) -> anyhow::Result<Vec<Door>> {
    let rows = sqlx::query(
        "select w.unit_id, w.inmate_id from access.assignment x
           join custody.in_custody w on w.prison_id = any(x.prisons) and w.out_reason is null and w.cell_id is not null
           join inmates.inmate i on i.id = w.inmate_id and not i.protected
          where x.account_id = $1 and x.outcome = 'granted' and x.ended_at is null order by w.unit_id, w.inmate_id",
    )
    .bind(account)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|r| Ok(Door { unit: r.try_get("unit_id")?, inmate: r.try_get("inmate_id")? })).collect()
}

/// Today's sessions of the places that an account runs, the fullest first.
pub async fn registers(connection: &mut PgConnection, account: Uuid) -> anyhow::Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "select s.id from activities.place_staff p join activities.session s on s.place_id = p.place_id and s.on_day = (now() at time zone 'Europe/Oslo')::date and s.state = 'planned'
          where p.account_id = $1 and p.during @> current_date
          order by (select count(*) from activities.slot l where l.pattern_id = s.pattern_id and l.during @> s.starts_at) desc, s.id limit 4",
    )
    .bind(account)
    .fetch_all(connection)
    .await?)
}

/// An officer of the demonstration and their unit.
pub struct Officer {
    /// The account.
    pub account: Uuid,
    /// A door of their unit: the one they work on today, else one of their prison.
    pub door: Door,
}

/// Officers with a unit where somebody lives.
pub async fn officers(connection: &mut PgConnection, most: usize) -> anyhow::Result<Vec<Officer>> {
    let rows = sqlx::query(
        "select a.id, d.unit_id, d.inmate_id from access.account a
           join access.assignment x on x.account_id = a.id and x.role in ('OFF', 'CON') and x.outcome = 'granted' and x.ended_at is null
          cross join lateral (
                select w.unit_id, w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id and not i.protected
                 where w.prison_id = any(x.prisons) and w.out_reason is null and w.cell_id is not null
                 order by w.unit_id = any(access.rostered_units(a.id, now())) desc, md5(a.id::text || w.unit_id), w.inmate_id limit 1) d
          where a.demonstration and (select count(*) from access.assignment y where y.account_id = a.id) = 1
          order by a.username limit $1",
    )
    .bind(i64::try_from(most)?)
    .fetch_all(connection)
    .await?;
    let officer =
        |r: &sqlx::postgres::PgRow| Ok(Officer { account: r.try_get("id")?, door: Door { unit: r.try_get("unit_id")?, inmate: r.try_get("inmate_id")? } });
    rows.iter().map(officer).collect()
}

/// How often the boards of these units have changed.
pub async fn versions(connection: &mut PgConnection, units: &[Uuid]) -> anyhow::Result<HashMap<Uuid, i64>> {
    let rows = sqlx::query("select unit_id, version from custody.unit_version where unit_id = any($1)").bind(units).fetch_all(connection).await?;
    rows.iter().map(|r| Ok((r.try_get("unit_id")?, r.try_get("version")?))).collect()
}

/// Takes away the taps since then. A day has some at each door; of the thousands that were measured, every later board would read those of
/// its round. A trigger keeps them otherwise, and a demonstration's are nobody's.
pub async fn untap(connection: &mut PgConnection, since: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = connection.begin().await?;
    sqlx::raw_sql("set local role overgang_owner; alter table custody.unlock disable trigger append_only").execute(&mut *tx).await?;
    sqlx::query("delete from custody.unlock where recorded_at >= $1").bind(since).execute(&mut *tx).await?;
    sqlx::raw_sql("alter table custody.unlock enable trigger append_only").execute(&mut *tx).await?;
    tx.commit().await?;
    sqlx::raw_sql("vacuum analyze custody.unlock").execute(connection).await?;
    Ok(())
}

/// What stands in the field that edits change, for these people in their order.
pub async fn edited(connection: &mut PgConnection, ids: &[Uuid]) -> anyhow::Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select coalesce(i.stated_gender, '') from unnest($1::uuid[]) with ordinality as w (id, place) join inmates.inmate i using (id) order by w.place",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?)
}

/// Entries of the audit trail, and changes of people's records and doors, so far: the difference over a round says whether a request did its work.
pub async fn work_done(connection: &mut PgConnection) -> anyhow::Result<(i64, i64)> {
    let row = sqlx::query("select (select count(*) from audit.entry) as entries, (select sum(version)::int8 from inmates.inmate) + (select count(*) from custody.unlock) as versions")
        .fetch_one(connection)
        .await?;
    Ok((row.try_get("entries")?, row.try_get("versions")?))
}

/// What is in the database, for the report.
pub async fn size(connection: &mut PgConnection) -> anyhow::Result<String> {
    let row = sqlx::query(
        "select current_setting('server_version') as version, current_setting('shared_buffers') as buffers, current_setting('fsync') as fsync,
                current_setting('synchronous_commit') as synchronous, pg_size_pretty(pg_database_size(current_database())) as size,
                (select count(*) from custody.in_custody) as held, (select count(*) from inmates.inmate) as people, (select count(*) from custody.observation) as observations",
    )
    .fetch_one(connection)
    .await?;
    let text = |name: &str| row.try_get::<String, _>(name);
    let count = |name: &str| row.try_get::<i64, _>(name);
    Ok(format!(
        "Postgres {} (shared_buffers {}, fsync {}, synchronous_commit {}); {} people in custody of {}, {} observations, {}",
        text("version")?,
        text("buffers")?,
        text("fsync")?,
        text("synchronous")?,
        count("held")?,
        count("people")?,
        count("observations")?,
        text("size")?
    ))
}

/// The number of the process that answers this connection.
pub async fn backend(connection: &mut PgConnection) -> anyhow::Result<u32> {
    let pid: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(connection).await?;
    Ok(pid.cast_unsigned())
}

/// Whether this is a demonstration: the bench writes into nothing else.
pub async fn is_demonstration(connection: &mut PgConnection) -> anyhow::Result<bool> {
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(connection).await?;
    Ok(kind.as_deref() == Some("demonstration"))
}

/// Whether people have a legal history from their arrest on: older demonstrations have a single row each.
pub async fn has_legal_histories(connection: &mut PgConnection) -> anyhow::Result<bool> {
    Ok(sqlx::query_scalar("select exists (select from sentences.legal_basis where kind = 'arrest')").fetch_one(connection).await?)
}

/// Everybody in custody, prison by prison.
pub async fn in_custody(connection: &mut PgConnection) -> anyhow::Result<Vec<InmateId>> {
    let ids: Vec<Uuid> = sqlx::query_scalar("select inmate_id from custody.in_custody order by prison_id, inmate_id").fetch_all(connection).await?;
    Ok(ids.into_iter().map(InmateId).collect())
}

/// Up to so many people of all prisons, and what they are held on.
pub async fn held_on(connection: &mut PgConnection, most: i64) -> anyhow::Result<Vec<Held>> {
    let rows = sqlx::query("select inmate_id, legal_status in ('remand', 'arrested') as remand from custody.in_custody order by md5(inmate_id::text) limit $1")
        .bind(most)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|r| Ok(Held { inmate: InmateId(r.try_get("inmate_id")?), remand: r.try_get("remand")? })).collect()
}

/// Puts everybody into the queue of those who are to be calculated anew.
pub async fn queue_up(connection: &mut PgConnection, people: &[InmateId]) -> anyhow::Result<()> {
    let ids: Vec<Uuid> = people.iter().map(|p| p.0).collect();
    sqlx::query("insert into sentences.recalculation (inmate_id, seq, causes, since) select x, nextval('sentences.recalculation_seq'), '{asked}', now() from unnest($1::uuid[]) x on conflict do nothing")
        .bind(ids)
        .execute(connection)
        .await?;
    Ok(())
}

/// The last day of everybody's newest version, unless somebody has set a date by hand.
pub async fn last_days(connection: &mut PgConnection) -> anyhow::Result<Vec<(InmateId, Option<NaiveDate>)>> {
    let rows = sqlx::query("select x.inmate_id, x.end_on from (select distinct on (inmate_id) inmate_id, end_on, overrides from sentences.calculation order by inmate_id, version desc) x where x.overrides = '{}'")
        .fetch_all(connection)
        .await?;
    rows.iter().map(|r| Ok((InmateId(r.try_get("inmate_id")?), r.try_get("end_on")?))).collect()
}

/// The time at which the database stands in this transaction.
pub async fn set_now(connection: &mut PgConnection, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(connection).await?;
    Ok(())
}

/// Ends all that is open, in a transaction that is taken back.
pub async fn clear_the_clock(connection: &mut PgConnection, now: DateTime<Utc>) -> anyhow::Result<()> {
    set_now(connection, now).await?;
    sqlx::query(
        "update sentences.deadline d set series_over = true, state = case d.state when 'open' then 'satisfied' else d.state end, outcome = coalesce(d.outcome, 'ended'), closed_at = coalesce(d.closed_at, $1),
                waiting_for = null, waiting_since = null, waiting_note = null
          where d.state = 'open' or (d.repeat is not null and not d.series_over)",
    )
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Clears away what was written and taken back.
pub async fn vacuum(connection: &mut PgConnection, tables: &[&str]) -> anyhow::Result<()> {
    sqlx::raw_sql(AssertSqlSafe(format!("vacuum analyze {}", tables.join(", ")))).execute(connection).await?;
    Ok(())
}

/// A schema for the values that pgbench picks from. What an earlier run left is removed. The instant at which it was made.
pub async fn begin(connection: &mut PgConnection) -> anyhow::Result<DateTime<Utc>> {
    let sql = "drop schema if exists bench cascade;
        create schema bench;
        grant usage on schema bench to overgang_custody, overgang_health;
        vacuum analyze;";
    for statement in sql.split_inclusive(";\n") {
        sqlx::raw_sql(statement).execute(&mut *connection).await?;
    }
    Ok(sqlx::query_scalar("select now()").fetch_one(connection).await?)
}

/// Removes it.
pub async fn end(connection: &mut PgConnection) -> anyhow::Result<()> {
    sqlx::raw_sql("drop schema if exists bench cascade").execute(connection).await?;
    Ok(())
}

/// Lays the values of a script down, and gives the statement that picks row `:i`.
pub async fn lay_down(connection: &mut PgConnection, name: &str, script: &Script) -> anyhow::Result<String> {
    let columns: Vec<String> = (0..script.columns()).map(|n| format!("v{n}")).collect();
    let declared = columns.iter().map(|c| format!(", {c} text")).collect::<String>();
    let table = format!("bench.{name}");
    sqlx::raw_sql(AssertSqlSafe(format!("create table {table} (n int primary key{declared})"))).execute(&mut *connection).await?;
    let places = (0..columns.len()).map(|n| format!(", ${}", n + 2)).collect::<String>();
    for (n, sample) in script.samples.iter().enumerate() {
        let mut insert = sqlx::query(AssertSqlSafe(format!("insert into {table} values ($1{places})"))).bind(i32::try_from(n + 1)?);
        for value in sample {
            insert = insert.bind(value);
        }
        insert.execute(&mut *connection).await?;
    }
    sqlx::raw_sql(AssertSqlSafe(format!("analyze {table}; grant select on {table} to overgang_custody, overgang_health"))).execute(&mut *connection).await?;
    let picked = if columns.is_empty() { "n".to_owned() } else { columns.join(", ") };
    Ok(format!("select {picked} from {table} where n = :i"))
}

/// What one statement of a request costs in the database.
#[derive(Clone, Debug)]
pub struct Cost {
    /// Its first words.
    pub what: String,
    /// Shared blocks it touched, planning included.
    pub blocks: f64,
    /// Rows.
    pub rows: f64,
    /// Milliseconds of planning, as `explain` measured them: near nothing once Postgres keeps a plan.
    pub planning: f64,
    /// Milliseconds of execution, likewise.
    pub execution: f64,
}

/// How often a statement is executed before it counts: from the sixth time on Postgres may keep one plan for all values, as it does for the program.
const WARM: usize = 6;

/// The cost of every statement, for up to `most` requests. Everything is rolled back.
pub async fn explain(url: &str, script: &Script, most: usize) -> anyhow::Result<Vec<Vec<Cost>>> {
    let mut connection = PgConnection::connect(url).await?;
    let mut out = Vec::new();
    let first = script.samples.first().context("no sample")?;
    let warm = std::iter::repeat_n((first, false), WARM);
    for (pass, (sample, counts)) in warm.chain(script.samples.iter().take(most).map(|s| (s, true))).enumerate() {
        let fresh: Vec<Uuid> = (0..script.fresh()).map(|_| Uuid::now_v7()).collect();
        let statements = script.by_hand(&Stand { sample, fresh: &fresh, mark: &format!("{}by hand {pass}", super::script::MARK) })?;
        let mut costs = Vec::new();
        let mut tx = connection.begin().await?;
        for (n, statement) in statements.iter().enumerate() {
            let list = |items: &[String]| if items.is_empty() { String::new() } else { format!("({})", items.join(", ")) };
            if pass == 0 {
                // Only here: the names in it are readable to no one before the first statement has set the role.
                let types: Vec<String> = statement.types.iter().map(|t| (*t).to_owned()).collect();
                sqlx::raw_sql(AssertSqlSafe(format!("prepare bench_{n}{} as {}", list(&types), statement.sql)))
                    .execute(&mut *tx)
                    .await
                    .with_context(|| statement.sql.clone())?;
            }
            let execute = format!("execute bench_{n}{}", list(&statement.literals));
            if counts {
                let row = sqlx::raw_sql(AssertSqlSafe(format!("explain (analyze, buffers, timing off, format json) {execute}")))
                    .fetch_one(&mut *tx)
                    .await
                    .with_context(|| statement.sql.clone())?;
                costs.push(cost(&statement.sql, &row.try_get_unchecked::<String, _>(0)?)?);
            } else {
                sqlx::raw_sql(AssertSqlSafe(execute)).execute(&mut *tx).await.with_context(|| statement.sql.clone())?;
            }
        }
        tx.rollback().await?;
        if counts {
            out.push(costs);
        }
    }
    connection.close().await?;
    Ok(out)
}

fn cost(sql: &str, json: &str) -> anyhow::Result<Cost> {
    let explained: serde_json::Value = serde_json::from_str(json)?;
    let number = |part: &str, name: &str| explained.pointer(&format!("/0/{part}/{name}")).and_then(serde_json::Value::as_f64).unwrap_or_default();
    let blocks = ["Plan", "Planning"].iter().map(|p| number(p, "Shared Hit Blocks") + number(p, "Shared Read Blocks")).sum();
    let time = |name: &str| explained.pointer(&format!("/0/{name}")).and_then(serde_json::Value::as_f64).unwrap_or_default();
    Ok(Cost { what: gist(sql), blocks, rows: number("Plan", "Actual Rows"), planning: time("Planning Time"), execution: time("Execution Time") })
}

/// What a statement is about: its verb and the relations it names.
fn gist(sql: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let mut relations: Vec<&str> = Vec::new();
    for pair in words.windows(2) {
        if let [verb, name] = pair
            && ["from", "join", "into", "update"].contains(&verb.to_lowercase().as_str())
        {
            let name = name.split(['(', ',', ')']).next().unwrap_or_default();
            if name.contains('.') && !relations.contains(&name) {
                relations.push(name);
            }
        }
    }
    let verb = words.first().map(|w| w.trim_start_matches('(').to_lowercase()).unwrap_or_default();
    if relations.is_empty() {
        relations.extend(words.get(1).and_then(|w| w.split('(').next()));
    }
    relations.truncate(6);
    format!("{verb} {}", relations.join(" "))
}

/// No days and no books, in a transaction that is taken back.
pub async fn clear_the_books(connection: &mut PgConnection) -> anyhow::Result<()> {
    sqlx::raw_sql("truncate money.allowance_day, money.line, money.entry, money.batch, money.period").execute(connection).await?;
    Ok(())
}

/// The house nearest to so many people, and somebody who places people there.
pub async fn house_near(connection: &mut PgConnection, people: i64) -> anyhow::Result<(PrisonId, Uuid)> {
    let (prison, account): (Uuid, Uuid) = sqlx::query_as(
        "select w.prison_id, c.account_id from (select prison_id, count(*) as n from custody.in_custody group by 1) w
           join lateral (select x.account_id from access.assignment x where x.role = 'CAS' and w.prison_id = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null order by 1 limit 1) c on true
          order by abs(w.n - $1), w.prison_id limit 1",
    )
    .bind(people)
    .fetch_one(connection)
    .await?;
    Ok((PrisonId(prison), account))
}

/// Nobody has a place or a seat, in a transaction that is taken back.
pub async fn nobody_is_placed(connection: &mut PgConnection) -> anyhow::Result<()> {
    sqlx::raw_sql("truncate activities.slot, activities.placement cascade").execute(connection).await?;
    Ok(())
}

/// The last day with sessions at a house, and those of it with people.
pub async fn sessions_of_a_day(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> anyhow::Result<(NaiveDate, Vec<Uuid>)> {
    let rows: Vec<(NaiveDate, Uuid)> = sqlx::query_as(
        "select s.on_day, s.id from activities.session s
          where s.prison_id = $1 and s.state = 'planned' and exists (select from activities.slot l where l.pattern_id = s.pattern_id and l.during @> s.starts_at)
            and s.on_day = (select max(x.on_day) from activities.session x join activities.slot l on l.pattern_id = x.pattern_id and l.during @> x.starts_at
                             where x.prison_id = $1 and x.state = 'planned' and x.on_day < ($2::timestamptz at time zone 'Europe/Oslo')::date and x.on_day > ($2::timestamptz at time zone 'Europe/Oslo')::date - 14)
          order by s.starts_at, s.id",
    )
    .bind(prison.0)
    .bind(now)
    .fetch_all(connection)
    .await?;
    Ok((rows.first().map(|r| r.0).unwrap_or_default(), rows.into_iter().map(|r| r.1).collect()))
}

/// No register of a day is taken, in a transaction that is taken back.
pub async fn nothing_is_taken(connection: &mut PgConnection, day: NaiveDate) -> anyhow::Result<()> {
    sqlx::raw_sql("truncate activities.attendance cascade").execute(&mut *connection).await?;
    sqlx::query("update activities.session set taken_at = null, taken_by = null where on_day = $1 and taken_at is not null")
        .bind(day)
        .execute(connection)
        .await?;
    Ok(())
}

/// What a clerk of each house with a clerk does at the end of a month; tells how many houses there were.
pub async fn approve_everywhere(connection: &mut PgConnection, from: NaiveDate, until: NaiveDate) -> anyhow::Result<usize> {
    let houses: Vec<(Uuid, Uuid, i32, i64)> = sqlx::query_as(
        "select d.at_prison_id, c.account, count(*)::int, sum(d.total_ore)::bigint from money.allowance_day d
          cross join lateral (select x.account_id as account from access.assignment x where x.role = 'FIN' and x.prisons @> array[d.at_prison_id] order by x.account_id limit 1) c
          where d.state = 'proposed' and d.waits_for is null and d.day between $1 and $2 group by 1, 2 order by 1",
    )
    .bind(from)
    .bind(until)
    .fetch_all(&mut *connection)
    .await?;
    for (prison, account, days, ore) in &houses {
        sqlx::query(
            "select set_config('app.account', $1::text, true), set_config('app.role', 'FIN', true), set_config('app.writes', '{money,allowance}', true),
                    set_config('app.deep_prisons', array[$2::uuid]::text, true), set_config('app.hidden', '{}', true)",
        )
        .bind(account)
        .bind(prison)
        .execute(&mut *connection)
        .await?;
        let said: String = sqlx::query_scalar("select money.approve(gen_random_uuid(), $1, $2, $3, '{}', $4, $5)")
            .bind(prison)
            .bind(from)
            .bind(until)
            .bind(days)
            .bind(ore)
            .fetch_one(&mut *connection)
            .await?;
        anyhow::ensure!(said == "approved", "a house's month was not approved: {said}");
    }
    Ok(houses.len())
}

#[cfg(test)]
mod tests {
    use super::gist;

    #[test]
    fn a_statement_in_few_words() {
        assert_eq!(gist("select a from x.y j join x.z on true where exists (select from x.y)"), "select x.y x.z");
        assert_eq!(gist("insert into audit.entry (at) values ($1)"), "insert audit.entry");
        assert_eq!(gist("(select pg_sleep($1))"), "select pg_sleep");
    }
}
