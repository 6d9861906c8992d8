//! SQL of the lists: who waits and for what, who has nothing to do, who is together that must not be.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::allocation::model::{Priority, Suited};
use crate::activities::placements::rules::{Application as State, Source};

/// Somebody who waits, or whom nobody has answered.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub application: Uuid,
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub photographed: bool,
    pub place_id: Uuid,
    pub place: String,
    pub source: Source,
    pub rank: i16,
    pub state: State,
    pub suited: Option<Suited>,
    pub conditions: String,
    pub priority: Priority,
    pub since: DateTime<Utc>,
    pub turn: Option<i64>,
    pub of_n: Option<i64>,
    /// Seats that nobody has.
    pub free: i64,
    /// Has something to do meanwhile.
    pub placed: bool,
}

/// Everybody within reach, by place and turn.
pub async fn waiting(connection: &mut PgConnection, place: Option<Uuid>, now: DateTime<Utc>) -> Result<Vec<Waiting>, sqlx::Error> {
    sqlx::query_as!(
        Waiting,
        r#"with own as (select a.id, a.inmate_id, a.place_id, a.source, a.rank, a.state, a.suited, a.conditions, a.priority, coalesce(a.waiting_since, a.made_at) as since
                          from activities.application a where a.state in ('open', 'waiting') and ($1::uuid is null or a.place_id = $1) limit 2000)
           select a.id as "application!", a.inmate_id as "inmate!", i.number, i.family_name, i.given_name,
                  exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!", a.place_id as "place_id!", p.name as place,
                  a.source as "source!: Source", a.rank as "rank!", a.state as "state!: State", a.suited as "suited: Suited", a.conditions as "conditions!", a.priority as "priority!: Priority",
                  a.since as "since!", t.position as "turn?", t.of_n as "of_n?", greatest(coalesce(o.places - o.here, 0), 0) as "free!",
                  exists (select from activities.placement x where x.inmate_id = a.inmate_id and x.during @> $2::timestamptz) as "placed!"
             from own a join inmates.inmate i on i.id = a.inmate_id join activities.place p on p.id = a.place_id
             left join activities.turns((select array_agg(w.id) from own w where w.state = 'waiting')) t on t.application_id = a.id
             left join (select q.* from unnest(access.houses()) h cross join lateral activities.occupancy(h) q) o on o.place_id = a.place_id
            order by p.name, p.id, t.position nulls last, a.since, a.id"#,
        place,
        now
    )
    .fetch_all(connection)
    .await
}

/// Somebody who waits for a place of the reader's, whose file the reader has not: a name and a turn.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub place_id: Uuid,
    pub place: String,
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub rank: i16,
    pub suited: Option<Suited>,
    pub conditions: String,
    pub since: DateTime<Utc>,
    pub turn: i64,
}

/// Those of the places that the reader runs or leads.
pub async fn candidates(connection: &mut PgConnection, place: Option<Uuid>) -> Result<Vec<Candidate>, sqlx::Error> {
    sqlx::query_as!(
        Candidate,
        r#"select p.id as place_id, p.name as place, c.inmate_id as "inmate!", c.number as "number!", c.family_name as "family_name!", c.given_name as "given_name!", c.rank as "rank!",
                  c.suited as "suited: Suited", c.conditions as "conditions!", c.waiting_since as "since!", c.position as "turn!"
             from activities.place p cross join lateral activities.candidates(p.id) c
            where p.id = any(activities.my_places()) and ($1::uuid is null or p.id = $1) order by p.name, p.id, c.position limit 1000"#,
        place
    )
    .fetch_all(connection)
    .await
}

/// Somebody in custody who has no place.
#[derive(Clone, Debug)]
pub struct Without {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub photographed: bool,
    pub unit_id: Uuid,
    pub unit: String,
    pub cell: Option<String>,
    pub duty: bool,
    pub admitted: NaiveDate,
    pub last_ended: Option<NaiveDate>,
    pub refused: Option<NaiveDate>,
    pub waits: bool,
    pub open: bool,
}

/// Everybody within reach who has nothing to do now. Whose applications the reader does not read is left out: of them nothing could be said.
pub async fn without(connection: &mut PgConnection, (prison, unit): (Option<Uuid>, Option<Uuid>), now: DateTime<Utc>) -> Result<Vec<Without>, sqlx::Error> {
    sqlx::query_as!(
        Without,
        r#"select w.inmate_id as inmate, i.number, i.family_name, i.given_name, exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!",
                  w.unit_id, u.name as unit, c.code as "cell?", w.legal_status not in ('remand', 'none') as "duty!", (w.admitted_at at time zone 'Europe/Oslo')::date as "admitted!",
                  (select max((upper(x.during) at time zone 'Europe/Oslo')::date) from activities.placement x where x.inmate_id = w.inmate_id and x.ended_at is not null and upper(x.during) <= $2) as last_ended,
                  a.refused, a.waits as "waits!", a.opened as "open!"
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
             cross join lateral (select coalesce(bool_or(y.state = 'waiting'), false) as waits, coalesce(bool_or(y.state = 'open'), false) as opened,
                                        max((y.decided_at at time zone 'Europe/Oslo')::date) filter (where y.state = 'refused') as refused
                                   from activities.application y where y.inmate_id = w.inmate_id) a
            where ($1::uuid is null or w.unit_id = $1) and ($3::uuid is null or w.prison_id = $3)
              and (((select access.allows('app.reads', 'allocation')) and w.prison_id = any((select access.deep_prisons())::uuid[])) or w.inmate_id = any((select access.assigned())::uuid[]))
              and not exists (select from activities.placement x where x.inmate_id = w.inmate_id and x.during @> $2::timestamptz)
            order by i.family_name, i.given_name, i.id limit 4000"#,
        unit,
        now,
        prison
    )
    .fetch_all(connection)
    .await
}

/// Two who are kept apart, and together in a place.
#[derive(Clone, Debug)]
pub struct Together {
    pub place_id: Uuid,
    pub place: String,
    /// None: somebody the reader may not know.
    pub one: Option<Uuid>,
    pub other: Option<Uuid>,
    pub one_name: Option<String>,
    pub other_name: Option<String>,
    /// Whoever came last: the next session should do without them until somebody has decided.
    pub later: Option<Uuid>,
    pub opened_at: DateTime<Utc>,
    pub session: Option<Uuid>,
    pub starts_at: Option<DateTime<Utc>>,
    pub held_back: bool,
}

/// Those of these places.
pub async fn together(connection: &mut PgConnection, places: &[Uuid]) -> Result<Vec<Together>, sqlx::Error> {
    sqlx::query_as!(
        Together,
        r#"select r.place_id as "place_id!", r.place as "place!", r.one as "one?", r.other as "other?", r.later as "later?", r.opened_at as "opened_at!", r.session_id as "session?",
                  r.starts_at as "starts_at?", r.held_back as "held_back!", a.family_name || ', ' || a.given_name as one_name, b.family_name || ', ' || b.given_name as other_name
             from activities.apart_in($1) r left join inmates.inmate a on a.id = r.one left join inmates.inmate b on b.id = r.other"#,
        places
    )
    .fetch_all(connection)
    .await
}

/// A place by its id, and its prison.
pub async fn place_name(connection: &mut PgConnection, place: Uuid) -> Result<Option<(String, Uuid)>, sqlx::Error> {
    let row = sqlx::query!("select p.name, p.prison_id from activities.place p where p.id = $1", place).fetch_optional(connection).await?;
    Ok(row.map(|r| (r.name, r.prison_id)))
}
