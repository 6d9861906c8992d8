//! SQL of timetables.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::{Entry, Kind, State};

/// Something that claims somebody's time.
#[derive(Clone, Debug)]
pub struct Slot {
    pub inmate: Uuid,
    pub id: Uuid,
    pub kind: Kind,
    pub state: State,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub place_id: Option<Uuid>,
    pub place: Option<String>,
}

impl Slot {
    /// For the rules.
    pub fn entry(&self) -> Entry {
        Entry { id: self.id, kind: self.kind, state: self.state, from: self.from, until: self.until }
    }
}

/// Everything of these people between two instants: a kind and a time, never what it is about.
pub async fn of(connection: &mut PgConnection, inmates: &[Uuid], from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Slot>, sqlx::Error> {
    if inmates.is_empty() {
        return Ok(Vec::new());
    }
    sqlx::query_as!(
        Slot,
        r#"select t.inmate_id as "inmate!", t.source_id as "id!", t.kind as "kind!: Kind", t.state as "state!: State", t.starts_at as "from!", t.ends_at as until, t.place_id, p.name as "place?"
             from activities.timetable($1, $2, $3) t left join activities.place p on p.id = t.place_id order by t.starts_at, t.weight, t.source_id"#,
        inmates,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// Somebody whose day is shown.
#[derive(Clone, Debug)]
pub struct Person {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub cell: Option<String>,
}

/// Whoever lives in a unit, or has a place somewhere between two instants.
pub async fn people(
    connection: &mut PgConnection,
    unit: Option<Uuid>,
    place: Option<Uuid>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select i.id as inmate, i.number, i.family_name, i.given_name, c.code as "cell?"
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id left join estate.cell c on c.id = w.cell_id
            where w.unit_id = $1 or w.inmate_id in (select x.inmate_id from activities.placement x where x.place_id = $2 and x.during && tstzrange($3, $4))
            order by c.code nulls last, i.family_name, i.given_name, i.id limit 200"#,
        unit,
        place,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// Somebody within reach, by id.
pub async fn person(connection: &mut PgConnection, inmate: Uuid) -> Result<Option<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select i.id as inmate, i.number, i.family_name, i.given_name, c.code as "cell?"
             from inmates.inmate i left join custody.in_custody w on w.inmate_id = i.id left join estate.cell c on c.id = w.cell_id
            where i.id = $1 and (coalesce(i.prison_id = any((select access.prisons())::uuid[]), false) or i.id = any((select access.persons())::uuid[]))"#,
        inmate
    )
    .fetch_optional(connection)
    .await
}

/// Those in custody within reach whose number, name or cell begins as typed; each word must be met.
pub async fn find(connection: &mut PgConnection, words: &[String]) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select i.id as inmate, i.number, i.family_name, i.given_name, c.code as "cell?"
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id left join estate.cell c on c.id = w.cell_id
            where (w.prison_id = any((select access.prisons())::uuid[]) or i.id = any((select access.persons())::uuid[]))
              and not exists (select from unnest($1::text[]) q (word)
                               where not (' ' || lower(i.given_name || ' ' || i.family_name) like '% ' || q.word || '%' or lower(i.number) like q.word || '%' or lower(coalesce(c.code, '')) like q.word || '%'))
            order by i.family_name, i.given_name, i.id limit 30"#,
        words
    )
    .fetch_all(connection)
    .await
}

/// A unit or a place to choose.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The reader runs or leads it.
    pub own: bool,
    /// `unit` or `place`.
    pub what: String,
    pub id: Uuid,
    pub name: String,
}

/// Those of the reader's prisons; for whoever runs places their own come first.
pub async fn choices(connection: &mut PgConnection) -> Result<Vec<Chosen>, sqlx::Error> {
    sqlx::query_as!(
        Chosen,
        r#"select 'unit' as "what!", u.id as "id!", u.name as "name!", false as "own!" from estate.unit u where u.prison_id = any(access.prisons()) and u.closed_on is null
           union all
           select 'place', p.id, p.name, p.id = any(activities.my_places()) from activities.place p where p.prison_id = any(access.houses()) and p.closed_on is null
           order by 4 desc, 1, 3 limit 600"#
    )
    .fetch_all(connection)
    .await
}
