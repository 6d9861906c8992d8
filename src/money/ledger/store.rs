//! SQL of the ledger.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::{Account, Draft, House, Kind, Own, Side};
use super::settlement::{Standing, Way};
use super::statement::Booked;
use crate::platform::id::{InmateId, PrisonId};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// Somebody of the house with what there is on their accounts.
#[derive(Debug)]
pub struct Person {
    pub inmate_id: Uuid,
    pub family_name: String,
    pub given_name: String,
    pub number: String,
    pub unit: Option<String>,
    pub here: bool,
    pub allowance: i64,
    pub private: i64,
    pub savings: i64,
}

/// The people of a house: those held there, and those who have left and whose record is there still. `find`: a part of a name, or a number.
pub async fn people(connection: &mut PgConnection, prison: PrisonId, find: &str) -> Result<Vec<Person>> {
    sqlx::query_as!(
        Person,
        r#"select i.id as inmate_id, i.family_name, i.given_name, i.number, u.name as "unit?", w.inmate_id is not null as "here!", coalesce(a.allowance, 0)::bigint as "allowance!",
                  coalesce(a.private, 0)::bigint as "private!", coalesce(a.savings, 0)::bigint as "savings!"
             from inmates.inmate i
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join (select x.inmate_id, sum(x.balance_ore) filter (where x.kind = 'allowance') as allowance, sum(x.balance_ore) filter (where x.kind = 'private') as private,
                               sum(x.balance_ore) filter (where x.kind = 'savings') as savings
                          from money.account x where x.prison_id = $1 and x.inmate_id is not null group by 1) a on a.inmate_id = i.id
            where i.prison_id = $1 and (w.inmate_id is not null or a.allowance <> 0 or a.private <> 0 or a.savings <> 0)
              and ($2 = '' or i.number = $2 or lower(i.given_name || ' ' || i.family_name || ' ' || i.given_name) like '%' || lower($2) || '%')
            order by i.family_name, i.given_name, i.id limit 1000"#,
        prison.0,
        find
    )
    .fetch_all(connection)
    .await
}

/// An account of the house.
#[derive(Debug)]
pub struct HouseAccount {
    pub kind: House,
    pub balance_ore: i64,
}

pub async fn house(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<HouseAccount>> {
    sqlx::query_as!(
        HouseAccount,
        r#"select a.kind as "kind: House", a.balance_ore from money.account a where a.prison_id = $1 and a.inmate_id is null order by array_position(array['wages', 'food', 'bank', 'shop', 'compensation', 'unclaimed', 'written_off'], a.kind)"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// An entry.
#[derive(Debug)]
pub struct Entry {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub year: i32,
    pub number: i32,
    pub kind: Kind,
    pub booked_on: NaiveDate,
    pub text: String,
    pub reason: Option<String>,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub batch_id: Option<Uuid>,
    /// The entry that it undoes, and the one that undoes it.
    pub reverses: Option<Uuid>,
    pub reversed_by: Option<Uuid>,
    /// What moved.
    pub ore: i64,
    pub inmate_id: Option<Uuid>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
}

/// The latest entries of a house that were made by hand, or one of any kind.
pub async fn entries(connection: &mut PgConnection, prison: Option<PrisonId>, one: Option<Uuid>) -> Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select e.id, e.prison_id, e.year, e.number, e.kind as "kind: Kind", e.booked_on, e.text, e.reason, e.made_by, e.made_at, e.batch_id, e.reverses, r.id as "reversed_by?",
                  coalesce(l.ore, 0)::bigint as "ore!", i.id as "inmate_id?", i.family_name as "family_name?", i.given_name as "given_name?"
             from (select x.* from money.entry x
                    where ($2::uuid is null or x.id = $2) and ($1::uuid is null or (x.prison_id = $1 and x.batch_id is null and x.kind <> 'opening'))
                    order by x.made_at desc, x.id limit 30) e
             left join money.entry r on r.reverses = e.id
             left join lateral (select sum(greatest(y.amount_ore, 0)) as ore, (array_agg(y.inmate_id) filter (where y.inmate_id is not null))[1] as inmate_id from money.line y where y.entry_id = e.id) l on true
             left join inmates.inmate i on i.id = l.inmate_id
            order by e.made_at desc, e.id"#,
        prison.map(|p| p.0),
        one
    )
    .fetch_all(connection)
    .await
}

/// A line of an entry.
#[derive(Debug)]
pub struct Line {
    pub own: bool,
    pub kind: String,
    pub amount_ore: i64,
}

/// The lines of an entry. The account of somebody whose record is elsewhere is a person's all the same.
pub async fn lines(connection: &mut PgConnection, entry: Uuid) -> Result<Vec<Line>> {
    sqlx::query_as!(
        Line,
        r#"select l.inmate_id is not null as "own!", coalesce(a.kind, 'allowance') as "kind!", l.amount_ore from money.line l left join money.account a on a.id = l.account_id
            where l.entry_id = $1 order by l.position"#,
        entry
    )
    .fetch_all(connection)
    .await
}

/// Everything that was ever booked on somebody's accounts, up to a day.
pub async fn booked(connection: &mut PgConnection, inmate: InmateId, until: NaiveDate) -> Result<Vec<Booked>> {
    let rows = sqlx::query!(
        r#"select e.id as entry, e.booked_on, e.year, e.number, e.kind as "kind: Kind", r.year as "reversed_year?", r.number as "reversed_number?", a.kind as "account: Own", l.amount_ore, e.text
             from money.line l join money.entry e on e.id = l.entry_id join money.account a on a.id = l.account_id left join money.entry r on r.id = e.reverses
            where l.inmate_id = $1 and e.booked_on <= $2"#,
        inmate.0,
        until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Booked {
            entry: r.entry,
            on: r.booked_on,
            number: (r.year, r.number),
            kind: r.kind,
            reverses: r.reversed_year.zip(r.reversed_number),
            account: r.account,
            ore: r.amount_ore,
            text: r.text,
        })
        .collect())
}

/// Somebody who gets a statement.
#[derive(Debug)]
pub struct Holder {
    pub inmate_id: Uuid,
    pub family_name: String,
    pub given_name: String,
    pub number: String,
    pub interpreted: bool,
    pub prison: String,
    pub unit: Option<String>,
    pub cell: Option<String>,
}

/// Who has ever had something booked, of the people of a house, in the order of the doors; who has left comes last.
pub async fn holders(connection: &mut PgConnection, prison: PrisonId, until: NaiveDate) -> Result<Vec<Holder>> {
    sqlx::query_as!(
        Holder,
        r#"select i.id as inmate_id, i.family_name, i.given_name, i.number, i.interpreter_language is not null as "interpreted!", p.name as prison, u.name as "unit?", c.code as "cell?"
             from inmates.inmate i
             join estate.prison p on p.id = i.prison_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 and exists (select from money.line l join money.entry e on e.id = l.entry_id where l.inmate_id = i.id and e.booked_on <= $2)
            order by u.sort nulls last, u.name, c.walking_order, c.code, i.family_name, i.given_name, i.id limit 2000"#,
        prison.0,
        until
    )
    .fetch_all(connection)
    .await
}

/// What was booked on everybody's accounts in some days, of the people of a house. What was before stands in one line an account, of the day before.
pub async fn booked_of_house(connection: &mut PgConnection, prison: PrisonId, (first, last): (NaiveDate, NaiveDate)) -> Result<Vec<(Uuid, Booked)>> {
    let rows = sqlx::query!(
        r#"select l.inmate_id as "inmate_id!", e.id as "entry!", e.booked_on as "booked_on!", e.year as "year!", e.number as "number!", e.kind as "kind!: Kind", r.year as "reversed_year?",
                  r.number as "reversed_number?", a.kind as "account!: Own", l.amount_ore as "ore!", e.text as "text!"
             from money.line l join money.entry e on e.id = l.entry_id join money.account a on a.id = l.account_id left join money.entry r on r.id = e.reverses
            where a.prison_id = $1 and a.inmate_id is not null and e.booked_on between $2 and $3
           union all
           select a.inmate_id, a.id, $2::date - 1, 0, 0, 'opening', null, null, a.kind, sum(l.amount_ore)::bigint, ''
             from money.account a join money.line l on l.account_id = a.id join money.entry e on e.id = l.entry_id
            where a.prison_id = $1 and a.inmate_id is not null and e.booked_on < $2 group by a.id, a.inmate_id, a.kind"#,
        prison.0,
        first,
        last
    )
    .fetch_all(connection)
    .await?;
    let booked = rows.into_iter().map(|r| {
        let line = Booked {
            entry: r.entry,
            on: r.booked_on,
            number: (r.year, r.number),
            kind: r.kind,
            reverses: r.reversed_year.zip(r.reversed_number),
            account: r.account,
            ore: r.ore,
            text: r.text,
        };
        (r.inmate_id, line)
    });
    Ok(booked.collect())
}

/// What somebody is owed besides their accounts, and what is not known yet.
#[derive(Debug, Default)]
pub struct Owed {
    /// On the accounts, all days.
    pub accounts: i64,
    /// Days worked out and not approved.
    pub days: i64,
    pub ore: i64,
    /// Days that wait for a register or a rate, and days that are still to be worked out.
    pub waiting: i64,
}

pub async fn owed(connection: &mut PgConnection, inmate: InmateId) -> Result<Owed> {
    sqlx::query_as!(
        Owed,
        r#"select coalesce((select sum(a.balance_ore) from money.account a where a.inmate_id = $1), 0)::bigint as "accounts!", count(*) filter (where d.waits_for is null) as "days!",
                  coalesce(sum(d.total_ore - coalesce(o.total_ore, 0)) filter (where d.waits_for is null), 0)::bigint as "ore!", count(*) filter (where d.waits_for is not null) as "waiting!"
             from money.allowance_day d left join money.allowance_day o on o.inmate_id = d.inmate_id and o.day = d.day and o.state = 'approved'
            where d.inmate_id = $1 and d.state = 'proposed'"#,
        inmate.0
    )
    .fetch_one(connection)
    .await
}

/// An account with what there is on it.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    pub account: Account,
    pub balance: i64,
}

/// The accounts that an entry of this person may touch, opened where they were not.
pub async fn open_accounts(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Open>> {
    let rows =
        sqlx::query!(r#"select a.id as "id!", a.kind as "kind!", a.own as "own!", a.balance_ore as "balance_ore!" from money.open_accounts($1) a"#, inmate.0)
            .fetch_all(connection)
            .await?;
    let side = |own: bool, kind: &str| if own { Own::of(kind).map(Side::Own) } else { House::of(kind).map(Side::House) };
    Ok(rows.into_iter().filter_map(|r| Some(Open { account: Account { id: r.id, side: side(r.own, &r.kind)? }, balance: r.balance_ore })).collect())
}

/// Books an entry; answers with its number.
pub async fn post(connection: &mut PgConnection, id: Uuid, prison: PrisonId, draft: &Draft, booked_on: NaiveDate, text: &str) -> Result<i32> {
    let lines = draft.lines().into_iter().map(|(account, ore)| json!({ "account": account.id, "ore": ore })).collect::<serde_json::Value>();
    sqlx::query_scalar!(r#"select money.post($1, $2, $3, $4, $5, $6) as "number!""#, id, prison.0, draft.kind().as_str(), booked_on, text, lines)
        .fetch_one(connection)
        .await
}

/// Undoes an entry: `reversed_now`, `reversed`, `not_this_way`.
pub async fn reverse(connection: &mut PgConnection, id: Uuid, entry: Uuid, reason: &str) -> Result<String> {
    sqlx::query_scalar!(r#"select money.reverse($1, $2, $3) as "said!""#, id, entry, reason).fetch_one(connection).await
}

/// A month of a house's books.
#[derive(Debug)]
pub struct Period {
    pub month: NaiveDate,
    pub entries: i64,
    /// What moved.
    pub ore: i64,
    /// Days that must be answered before it can be closed.
    pub open_days: i64,
    pub closed_by: Option<Uuid>,
    pub closed_at: Option<DateTime<Utc>>,
    pub owed_ore: Option<i64>,
}

/// Two years of months since the books began, the newest first.
pub async fn periods(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate) -> Result<Vec<Period>> {
    sqlx::query_as!(
        Period,
        r#"with begun as (select date_trunc('month', least((select min(e.booked_on) from money.entry e where e.prison_id = $1), (select min(d.day) from money.allowance_day d where d.at_prison_id = $1))) as month),
                booked as (select date_trunc('month', e.booked_on) as month, count(distinct e.id) as entries, sum(greatest(l.amount_ore, 0)) as ore
                             from money.entry e join money.line l on l.entry_id = e.id where e.prison_id = $1 group by 1),
                days as (select date_trunc('month', d.day) as month, count(*) as n from money.allowance_day d
                          where d.at_prison_id = $1 and d.state = 'proposed'
                            and not exists (select from money.allowance_day o where o.inmate_id = d.inmate_id and o.day = d.day and o.state = 'approved') group by 1)
           select m.month::date as "month!", coalesce(b.entries, 0) as "entries!", coalesce(b.ore, 0)::bigint as "ore!", coalesce(d.n, 0) as "open_days!",
                  p.closed_by as "closed_by?", p.closed_at as "closed_at?", p.owed_ore as "owed_ore?"
             from begun, lateral generate_series(begun.month, date_trunc('month', $2::date::timestamp), interval '1 month') m (month)
             left join booked b on b.month = m.month left join days d on d.month = m.month
             left join money.period p on p.prison_id = $1 and p.month = m.month::date
            order by 1 desc limit 24"#,
        prison.0,
        today
    )
    .fetch_all(connection)
    .await
}

/// Closes a month: `closed_now`, `closed`, `not_over`, `open_days`.
pub async fn close(connection: &mut PgConnection, prison: PrisonId, month: NaiveDate) -> Result<String> {
    sqlx::query_scalar!(r#"select money.close_period($1, $2) as "said!""#, prison.0, month).fetch_one(connection).await
}

/// Somebody who has left and is not settled: all that a clerk gets of a record that has closed.
#[derive(Debug)]
pub struct Left {
    pub inmate_id: Uuid,
    /// The house that settles.
    pub prison_id: Uuid,
    pub family_name: String,
    pub given_name: String,
    pub number: String,
    pub released_at: DateTime<Utc>,
    /// The record has closed, 30 days after release.
    pub closed: bool,
    pub allowance_ore: i64,
    pub private_ore: i64,
    pub savings_ore: i64,
    pub uneven: bool,
    /// Days that nobody has approved, and what they change.
    pub days: i64,
    pub to_come_ore: i64,
    /// Days that wait for a register or a rate.
    pub waiting: i64,
    pub unclaimed_ore: i64,
}

impl Left {
    pub fn accounts(&self) -> [(Own, i64); 3] {
        [(Own::Allowance, self.allowance_ore), (Own::Private, self.private_ore), (Own::Savings, self.savings_ore)]
    }

    /// The accounts together.
    pub fn total(&self) -> i64 {
        self.allowance_ore + self.private_ore + self.savings_ore
    }

    pub fn standing(&self) -> Standing {
        Standing { total: self.total(), uneven: self.uneven, unclaimed: self.unclaimed_ore }
    }

    /// Something is still to be done, besides keeping what nobody has fetched.
    pub fn open(&self) -> bool {
        self.uneven || self.days > 0 || self.waiting > 0
    }
}

async fn left_behind(connection: &mut PgConnection, prison: Option<Uuid>, inmate: Option<Uuid>) -> Result<Vec<Left>> {
    sqlx::query_as!(
        Left,
        r#"select l.inmate_id as "inmate_id!", l.prison_id as "prison_id!", l.family_name as "family_name!", l.given_name as "given_name!", l.number as "number!",
                  l.released_at as "released_at!", l.closed as "closed!", l.allowance_ore as "allowance_ore!", l.private_ore as "private_ore!", l.savings_ore as "savings_ore!",
                  l.uneven as "uneven!", l.days as "days!", l.to_come_ore as "to_come_ore!", l.waiting as "waiting!", l.unclaimed_ore as "unclaimed_ore!"
             from money.left_behind($1, $2) l order by l.released_at desc, l.inmate_id"#,
        prison,
        inmate
    )
    .fetch_all(connection)
    .await
}

/// Who has left a house and is not settled, the latest first.
pub async fn left(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Left>> {
    left_behind(connection, Some(prison.0), None).await
}

/// One of them, of any house of the reader's.
pub async fn left_one(connection: &mut PgConnection, inmate: Uuid) -> Result<Option<Left>> {
    Ok(left_behind(connection, None, Some(inmate)).await?.pop())
}

/// The house of somebody who has left, when it is the reader's: settled since, or not.
pub async fn left_house(connection: &mut PgConnection, inmate: Uuid) -> Result<Option<PrisonId>> {
    Ok(sqlx::query_scalar!("select money.left_house($1)", inmate).fetch_one(connection).await?.map(PrisonId))
}

/// Everything off the accounts, as the clerk saw it: `settled`, `changed`, `nothing`, `not_this_way`.
pub async fn settle_left(connection: &mut PgConnection, ids: (Uuid, Uuid), inmate: Uuid, way: Way, seen: i64, reason: Option<&str>) -> Result<String> {
    sqlx::query_scalar!(r#"select money.settle_left($1, $2, $3, $4, $5, $6) as "said!""#, ids.0, ids.1, inmate, way.as_str(), seen, reason)
        .fetch_one(connection)
        .await
}
