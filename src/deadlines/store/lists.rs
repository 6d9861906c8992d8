//! Lists of items and how many there are: of somebody, of a prison, of a unit, of one person.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::Role;
use crate::deadlines::model::State;
use crate::law::deadline::{Band, Due};
use crate::platform::id::{AccountId, PrisonId};
use crate::platform::paging::Mark;

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

/// A colleague whose items are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// This one's by name.
    Account(Uuid),
    /// Those that are nobody's by name.
    Nobody,
}

/// Whose items, where.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The prisons of one region.
    pub region: Option<String>,
    /// One prison; else all that the reader sees.
    pub prison: Option<PrisonId>,
    /// The people of one unit.
    pub unit: Option<Uuid>,
    /// Those of one colleague.
    pub owner: Option<Owner>,
    /// Those of this account, and those of its role that are nobody's.
    pub mine: Option<(AccountId, Role)>,
}

impl Filter {
    fn owner(&self) -> (Option<Uuid>, bool) {
        match self.owner {
            None => (None, false),
            Some(Owner::Nobody) => (None, true),
            Some(Owner::Account(id)) => (Some(id), false),
        }
    }
}

/// An item in a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The item.
    pub id: Uuid,
    /// About whom.
    pub inmate_id: Option<Uuid>,
    /// Where; the prison that answers for the person.
    pub prison_id: Option<Uuid>,
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
    let (owner, nobody) = filter.owner();
    // What passes by itself is nobody's work: it stands with the person, and in no list of what to do. What waits for somebody else and is
    // past its end waits no longer.
    sqlx::query_as!(
        Line,
        r#"select d.id, d.inmate_id, d.prison_id, i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?", u.name as "unit?", c.code as "cell?", p.name as "prison?",
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
              and ($12::text is null or p.region = $12)
              and ($13::uuid is null or d.owner = $13) and (not $14 or d.owner is null)
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
        now,
        filter.region.as_deref(),
        owner,
        nobody
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
        r#"select d.id, d.inmate_id, d.prison_id, null::text as family_name, null::text as given_name, null::text as number, null::text as unit, null::text as cell, p.name as "prison?",
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
    let (owner, nobody) = filter.owner();
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
              and ($3::uuid is null or d.owner = $3 or (d.owner is null and d.owner_role = $4))
              and ($8::text is null or d.prison_id in (select p.id from estate.prison p where p.region = $8))
              and ($9::uuid is null or d.owner = $9) and (not $10 or d.owner is null)"#,
        filter.prison.map(|p| p.0),
        filter.unit,
        filter.mine.map(|m| m.0.0),
        filter.mine.map(|m| m.1.code()).unwrap_or_default(),
        ends[0],
        ends[1],
        ends[2],
        filter.region.as_deref(),
        owner,
        nobody
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

/// A place to choose: a unit of a prison, or a prison.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A prison and the region it lies in.
#[derive(Clone, Debug)]
pub struct House {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
}

/// Prisons by name.
///
/// # Errors
/// When the database is away.
pub async fn prisons(connection: &mut PgConnection, ids: &[PrisonId]) -> Result<Vec<House>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|p| p.0).collect();
    sqlx::query_as!(House, "select id, name, region from estate.prison where id = any($1) order by name, id limit 200", &ids).fetch_all(connection).await
}

/// Whose items there are where the list looks, by name, as far as the reader sees them.
///
/// # Errors
/// When the database is away.
pub async fn owners(connection: &mut PgConnection, filter: &Filter) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select a.id, a.display_name as name from access.account a
            where a.id in (select d.owner from sentences.deadline d left join custody.in_custody w on w.inmate_id = d.inmate_id and $2::uuid is not null
                            where d.state = 'open' and not d.lapses and d.owner is not null and ($1::uuid is null or d.prison_id = $1) and ($2::uuid is null or w.unit_id = $2)
                              and ($3::text is null or d.prison_id in (select p.id from estate.prison p where p.region = $3)))
            order by a.display_name, a.id limit 200"#,
        filter.prison.map(|p| p.0),
        filter.unit,
        filter.region.as_deref()
    )
    .fetch_all(connection)
    .await
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
