//! Invented money: what people had when the books began, the shop on Thursdays, something from home; last month worked out by the law itself, approved and closed, this
//! month waiting for the clerk.
//!
//! House by house, each in a transaction of its own, two at a time; of a house a few thousand days at a time, asked for, worked out and sent by `COPY`: what is in memory
//! does not grow with the country. A house that has books is left alone, so that what was broken off goes on where it was.

use std::sync::Arc;

use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use sqlx::{PgConnection, PgPool, Row};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::allowance::day;
use super::allowance::job;
use super::month::Month;
use crate::law::calendar;
use crate::platform::db::set_now;
use crate::reference::Catalogue;

/// People whose days are worked out together: two months of them are some four thousand days.
const AT_ONCE: usize = 75;

/// Houses at a time.
const BESIDE: usize = 2;

/// A house whose books begin, and its clerk.
#[derive(Clone, Copy)]
struct House {
    prison: Uuid,
    clerk: Uuid,
}

/// Writes it once; from then on the program itself works out each day.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(pool).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no money is invented here");
    let houses = sqlx::query(HOUSES).fetch_all(pool).await.context("houses")?;
    if houses.is_empty() {
        return Ok(());
    }
    let mut connection = pool.acquire().await?;
    let catalogue = Arc::new(Catalogue::load(&mut connection).await.context("the law")?);
    drop(connection);
    let houses: Vec<House> = houses.iter().map(|row| House { prison: row.get("prison_id"), clerk: row.get("account") }).collect();
    beside(&houses, |house| open_books(pool.clone(), Arc::clone(&catalogue), house, now)).await?;
    // When every house has its days: somebody who came from another has some there.
    beside(&houses, |house| end_of_month(pool.clone(), house, now)).await?;
    sqlx::query("delete from activities.allowance_stale where day < $1").bind(calendar::oslo_day(now)).execute(pool).await?;
    Ok(())
}

/// The work of every house, some at a time.
async fn beside<W>(houses: &[House], work: impl Fn(House) -> W) -> anyhow::Result<()>
where
    W: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let mut going = JoinSet::new();
    for house in houses {
        if going.len() >= BESIDE
            && let Some(done) = going.join_next().await
        {
            done??;
        }
        going.spawn(work(*house));
    }
    while let Some(done) = going.join_next().await {
        done??;
    }
    Ok(())
}

/// The books of a house: two months of them, or one when it is the first of the month.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
async fn open_books(pool: PgPool, catalogue: Arc<Catalogue>, house: House, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    // What is lost with the machine is made again.
    sqlx::raw_sql("set local synchronous_commit = off; set local role overgang_owner").execute(&mut *tx).await?;
    set_now(&mut tx, now).await?;
    let today = calendar::oslo_day(now);
    let this = Month::of(today);
    let from = this.before().first();
    for (what, statement) in STATEMENTS {
        sqlx::query(*statement).bind(vec![house.prison]).bind(vec![house.clerk]).bind(from).bind(today).execute(&mut *tx).await.context(*what)?;
    }
    work_out(&mut tx, &catalogue, house, (from, today), now).await.context("working days out")?;
    Ok(tx.commit().await?)
}

/// Every day of everybody, by the law of that day.
async fn work_out(
    connection: &mut PgConnection,
    catalogue: &Catalogue,
    house: House,
    (from, until): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let yesterday = until.checked_sub_days(Days::new(1)).unwrap_or(until);
    sqlx::raw_sql(STAGE).execute(&mut *connection).await?;
    let everybody: Vec<Uuid> = sqlx::query_scalar(PEOPLE).bind(house.prison).bind(until).fetch_all(&mut *connection).await?;
    let mut rows = String::new();
    for people in everybody.chunks(AT_ONCE) {
        let pairs = sqlx::query(DAYS).bind(people).bind(from).bind(yesterday).fetch_all(&mut *connection).await?;
        let (people, days): (Vec<Uuid>, Vec<NaiveDate>) = pairs.iter().map(|r| (r.get::<Uuid, _>("inmate_id"), r.get::<NaiveDate, _>("day"))).unzip();
        rows.clear();
        for known in job::known(connection, &people, &days).await? {
            day::put(&known, catalogue, catalogue.law()).copy(now, &mut rows)?;
        }
        let mut copy = connection.copy_in_raw(COPY).await?;
        copy.send(rows.as_bytes()).await?;
        copy.finish().await?;
    }
    sqlx::raw_sql(UNSTAGE).execute(&mut *connection).await?;
    Ok(())
}

/// The clerk approves what can be approved of last month, and closes it when nothing of it is left: in the morning of the first, or now when that has not come yet.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
async fn end_of_month(pool: PgPool, house: House, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    sqlx::raw_sql("set local synchronous_commit = off; set local role overgang_owner").execute(&mut *tx).await?;
    let this = Month::of(calendar::oslo_day(now));
    let month = this.before();
    set_now(&mut tx, calendar::scheduled(this.first(), NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default()).min(now)).await?;
    sqlx::query(AS_CLERK).bind(house.clerk).bind(house.prison).execute(&mut *tx).await?;
    sqlx::query(APPROVE).bind(house.prison).bind(month.first()).bind(month.last()).execute(&mut *tx).await?;
    sqlx::query("select money.close_period($1, $2)").bind(house.prison).bind(month.first()).execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

/// Houses with people, a clerk and no books yet, Halden first.
const HOUSES: &str = "
select p.id as prison_id, c.account
  from estate.prison p
  join lateral (select x.account_id as account from access.assignment x where x.role = 'FIN' and x.prisons @> array[p.id] order by x.account_id limit 1) c on true
 where exists (select from custody.in_custody w where w.prison_id = p.id) and not exists (select from money.entry e where e.prison_id = p.id)
 order by p.code <> 'HAL', p.code";

/// Who is there, or was until lately.
const PEOPLE: &str = "
select i.id from inmates.inmate i
 where i.prison_id = $1
   and exists (select from custody.stay s where s.inmate_id = i.id and coalesce(s.released_at, 'infinity') > ($2::date - 6)::timestamp at time zone 'Europe/Oslo')
 order by i.id";

/// The days on which they were held.
const DAYS: &str = "
select s.inmate_id, d::date as day
  from custody.stay s
  cross join lateral generate_series(greatest($2::date, (s.admitted_at at time zone 'Europe/Oslo')::date)::timestamp,
                                     least($3::date, (s.released_at at time zone 'Europe/Oslo')::date)::timestamp, interval '1 day') d
 where s.inmate_id = any($1)
   and s.admitted_at < (d::date + 1)::timestamp at time zone 'Europe/Oslo' and coalesce(s.released_at, 'infinity') > d at time zone 'Europe/Oslo'
 group by 1, 2 order by 1, 2";

/// `COPY` goes to no table with row security: the rows arrive by one of the transaction's own.
const STAGE: &str = "create temp table allowance_in (inmate_id uuid, day date, prison_id uuid, at_prison_id uuid, basis text, base_ore int, addition_ore int, food_ore int, lines jsonb,
    waits_for text, computed_at timestamptz) on commit drop";

const COPY: &str = "copy pg_temp.allowance_in from stdin";

const UNSTAGE: &str = "
insert into money.allowance_day (inmate_id, day, version, prison_id, at_prison_id, basis, base_ore, addition_ore, food_ore, lines, waits_for, computed_at)
select x.inmate_id, x.day, 1, x.prison_id, x.at_prison_id, x.basis, x.base_ore, x.addition_ore, x.food_ore, x.lines, x.waits_for, x.computed_at from allowance_in x
on conflict do nothing;
drop table allowance_in";

const AS_CLERK: &str =
    "select set_config('app.account', $1::text, true), set_config('app.role', 'FIN', true), set_config('app.writes', '{money,allowance}', true),
    set_config('app.deep_prisons', array[$2::uuid]::text, true), set_config('app.hidden', '{}', true)";

const APPROVE: &str = "
select money.approve(gen_random_uuid(), $1, $2, $3, '{}', count(*)::int, coalesce(sum(d.total_ore), 0)::bigint)
  from money.allowance_day d where d.at_prison_id = $1 and d.state = 'proposed' and d.waits_for is null and d.day between $2 and $3";

/// What moved: `$1` houses, `$2` their clerks, `$3` the first day of the books, `$4` today. Each is an entry of two lines. Nobody spends more than they had to begin with.
macro_rules! moved {
    ($rest:literal) => {
        concat!(
            "with house as (select h.prison_id, h.account from unnest($1::uuid[], $2::uuid[]) h (prison_id, account)),
person as (
    select i.id, h.prison_id, h.account, greatest((s.admitted_at at time zone 'Europe/Oslo')::date, $3::date) as since, s.admitted_at < $3::date::timestamp at time zone 'Europe/Oslo' as before,
           least((s.released_at at time zone 'Europe/Oslo')::date, $4::date - 1) as until
      from inmates.inmate i join house h on h.prison_id = i.prison_id
      join lateral (select * from custody.stay y where y.inmate_id = i.id order by y.admitted_at desc limit 1) s on coalesce(s.released_at, 'infinity') > ($4::date - 6)::timestamp at time zone 'Europe/Oslo'
     where s.admitted_at < $4::date::timestamp at time zone 'Europe/Oslo'),
lot as (select p.*, d::date as day, ('x' || substr(md5(p.id::text || d::date), 1, 6))::bit(24)::int as n
          from person p cross join lateral generate_series(p.since::timestamp, p.until::timestamp, interval '1 day') d),
moved as (
    select md5('money opening' || k.kind || p.id)::uuid as id, p.prison_id, p.account, p.id as inmate_id, case when p.before then 'opening' else 'deposit' end as kind, p.since as booked_on,
           case when p.before then '' else 'Hadde med seg' end as text, 'house' as gives, 'bank' as from_kind, 'own' as takes, k.kind as to_kind, k.ore
      from person p cross join lateral (values ('private', (250000 + ('x' || substr(md5(p.id::text), 1, 6))::bit(24)::int % 350000)::bigint, true),
               ('allowance', (20000 + ('x' || substr(md5(p.id::text), 7, 6))::bit(24)::int % 140000)::bigint, p.before),
               ('savings', (50000 + ('x' || substr(md5(p.id::text), 13, 6))::bit(24)::int % 300000)::bigint, p.before and ('x' || substr(md5(p.id::text), 19, 6))::bit(24)::int % 2 = 0)) k (kind, ore, has)
     where k.has
    union all
    select md5('money shop' || l.id || l.day)::uuid, l.prison_id, l.account, l.id, 'purchase', l.day, 'Butikk', 'own', 'private', 'house', 'shop', 4000 + l.n % 18000
      from lot l where extract(isodow from l.day) = 4 and l.n % 10 < 7 and l.day > l.since
    union all
    select md5('money home' || l.id || l.day)::uuid, l.prison_id, l.account, l.id, 'deposit', l.day, 'Hjemmefra', 'house', 'bank', 'own', 'private', 20000 + l.n % 17 * 5000
      from lot l where extract(day from l.day) in (12, 26) and l.n % 4 = 0 and l.day > l.since
    union all
    select md5('money saved' || l.id || l.day)::uuid, l.prison_id, l.account, l.id, 'savings', l.day, '', 'own', 'private', 'own', 'savings', 10000
      from lot l where extract(day from l.day) = 20 and l.n % 6 = 0 and l.day > l.since)
",
            $rest
        )
    };
}

/// In this order.
const STATEMENTS: &[(&str, &str)] = &[
    (
        "who cooks for themselves",
        "update estate.unit u set self_catering = true where u.prison_id = any($1) and $2::uuid[] is not null and $3::date < $4::date and (u.level = 'halfway' or (u.level = 'lower' and md5(u.id::text) < '4'))",
    ),
    (
        // Nobody approves a month with registers that were forgotten: the clerk asks for them first.
        "registers that were asked for",
        "insert into activities.attendance (session_id, inmate_id, prison_id, at_prison_id, place_id, placement_id, mark, gives, recorded_by, recorded_at)
         select s.id, l.inmate_id, l.prison_id, s.prison_id, s.place_id, l.placement_id, 'present', 'ordinary', z.account_id, s.ends_at
           from activities.session s
           join activities.slot l on l.pattern_id = s.pattern_id and l.during @> s.starts_at
           join lateral (select y.account_id from activities.place_staff y where y.place_id = s.place_id limit 1) z on $2::uuid[] is not null
          where s.state = 'planned' and s.prison_id = any($1) and s.on_day >= $3 and s.on_day < date_trunc('month', $4::date::timestamp)::date
            and not exists (select from activities.suspension x where x.placement_id = l.placement_id and x.during @> s.starts_at)
            and not exists (select from activities.attendance t where t.session_id = s.id and t.inmate_id = l.inmate_id)",
    ),
    (
        "and taken",
        "update activities.session s set taken_at = s.ends_at, taken_by = a.recorded_by, version = s.version + 1
           from (select x.session_id, min(x.recorded_by::text)::uuid as recorded_by from activities.attendance x group by 1) a
          where a.session_id = s.id and s.taken_at is null and s.prison_id = any($1) and $2::uuid[] is not null and s.on_day >= $3 and s.on_day < $4",
    ),
    (
        "accounts",
        "insert into money.account (id, inmate_id, prison_id, kind, opened_at)
         select md5('money account' || i.id || k)::uuid, i.id, i.prison_id, k, $3::date::timestamp at time zone 'Europe/Oslo'
           from inmates.inmate i cross join unnest(array['allowance', 'private', 'savings']) k
          where i.prison_id = any($1) and $2::uuid[] is not null
            and exists (select from custody.stay s where s.inmate_id = i.id and coalesce(s.released_at, 'infinity') > ($4::date - 6)::timestamp at time zone 'Europe/Oslo')
         union all
         select md5('money account' || h || k)::uuid, null, h, k, $3::date::timestamp at time zone 'Europe/Oslo' from unnest($1) h cross join unnest(array['wages', 'food', 'bank', 'shop', 'compensation', 'unclaimed']) k
         on conflict do nothing",
    ),
    (
        "entries",
        moved!(
            "insert into money.entry (id, prison_id, year, number, kind, booked_on, text, made_by, made_at)
             select m.id, m.prison_id, extract(year from m.booked_on)::int, row_number() over (partition by m.prison_id, extract(year from m.booked_on) order by m.booked_on, m.id), m.kind, m.booked_on, m.text,
                    m.account, (m.booked_on + time '13:00') at time zone 'Europe/Oslo'
               from moved m"
        ),
    ),
    (
        "lines",
        moved!(
            "insert into money.line (entry_id, position, account_id, amount_ore)
             select m.id, v.position, a.id, v.ore
               from moved m
               cross join lateral (values (1::smallint, m.gives, m.from_kind, -m.ore), (2::smallint, m.takes, m.to_kind, m.ore)) v (position, whose, kind, ore)
               join money.account a on a.kind = v.kind and case v.whose when 'own' then a.inmate_id = m.inmate_id else a.inmate_id is null and a.prison_id = m.prison_id end"
        ),
    ),
    (
        // Their records have long been closed.
        "who left and was never settled",
        "insert into money.account (id, inmate_id, prison_id, kind, opened_at)
         select md5('money account' || x.id || 'private')::uuid, x.id, null, 'private', $3::date::timestamp at time zone 'Europe/Oslo'
           from (select i.id from inmates.inmate i join custody.stay s on s.inmate_id = i.id
                  where i.prison_id is null and i.last_prison_id = any($1) and $2::uuid[] is not null and not i.protected
                  group by i.id having max(s.released_at) between $4::date - 120 and $4::date - 31 order by md5(i.id::text || 'left') limit 3) x
         on conflict do nothing",
    ),
    (
        "what they left",
        "insert into money.entry (id, prison_id, year, number, kind, booked_on, text, made_by, made_at)
         select md5('money left' || a.inmate_id)::uuid, i.last_prison_id, extract(year from $3::date)::int,
                (select coalesce(max(x.number), 0) from money.entry x where x.prison_id = i.last_prison_id and x.year = extract(year from $3::date)::int) + row_number() over (order by a.id),
                'opening', $3::date, '', ($2::uuid[])[1], ($3::date + time '09:00') at time zone 'Europe/Oslo'
           from money.account a join inmates.inmate i on i.id = a.inmate_id
          where a.prison_id is null and a.kind = 'private' and i.last_prison_id = any($1) and $4::date > $3::date",
    ),
    (
        "and its lines",
        "insert into money.line (entry_id, position, account_id, amount_ore)
         select e.id, v.position, v.account, v.ore
           from money.account a join inmates.inmate i on i.id = a.inmate_id
           join money.entry e on e.id = md5('money left' || a.inmate_id)::uuid
           join money.account b on b.prison_id = e.prison_id and b.inmate_id is null and b.kind = 'bank'
           cross join lateral (select (20000 + ('x' || substr(md5(a.inmate_id::text), 1, 6))::bit(24)::int % 180000)::bigint as ore) m
           cross join lateral (values (1::smallint, b.id, -m.ore), (2::smallint, a.id, m.ore)) v (position, account, ore)
          where i.last_prison_id = any($1) and a.prison_id is null and a.kind = 'private' and $2::uuid[] is not null and $3::date < $4::date",
    ),
    (
        "what was taken back",
        "insert into money.entry (id, prison_id, year, number, kind, booked_on, text, reverses, reason, made_by, made_at)
         select md5('money back' || e.id)::uuid, e.prison_id, e.year, (select max(x.number) from money.entry x where x.prison_id = e.prison_id and x.year = e.year)
                    + row_number() over (partition by e.prison_id, e.year order by e.booked_on, e.id), 'reversal', e.booked_on + 1, e.text, e.id, 'Varen var ødelagt', e.made_by, (e.booked_on + 1 + time '10:30') at time zone 'Europe/Oslo'
           from money.entry e
          where e.kind = 'purchase' and e.prison_id = any($1) and $2::uuid[] is not null and e.booked_on between $3::date and $4::date - 2 and md5(e.id::text) < '06' and extract(year from e.booked_on + 1) = e.year",
    ),
    (
        "and the lines of that",
        "insert into money.line (entry_id, position, account_id, amount_ore)
         select e.id, l.position, l.account_id, -l.amount_ore from money.entry e join money.line l on l.entry_id = e.reverses
          where e.kind = 'reversal' and e.prison_id = any($1) and $2::uuid[] is not null and $3::date < $4::date",
    ),
];
