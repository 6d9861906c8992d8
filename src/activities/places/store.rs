//! SQL of places.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{About, Facts, NewNeed};
use super::words::{Kind, NeedKind, Part, Provider, Tools};
use crate::platform::db;
use crate::platform::id::{AccountId, PrisonId};

/// A place in the list of a prison.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: Uuid,
    pub kind: Kind,
    pub code: String,
    pub name: String,
    pub room: Option<String>,
    pub levels: Vec<String>,
    pub places: i32,
    pub here: i64,
    pub suspended: i64,
    pub waiting: i64,
    pub unanswered: i64,
    pub over: i64,
    pub staff: Vec<String>,
    pub mine: bool,
}

/// The open places of a prison with how full they are: numbers alone, also of people whom the reader may not see.
pub async fn of_prison(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Listed>, sqlx::Error> {
    sqlx::query_as!(
        Listed,
        r#"select p.id, p.kind as "kind: Kind", p.code, p.name, r.name as "room?", p.levels, p.places, o.here as "here!", o.suspended as "suspended!", o.waiting as "waiting!",
                  o.unanswered as "unanswered!", o.over as "over!",
                  array(select a.display_name from activities.place_staff s join access.account a on a.id = s.account_id
                         where s.place_id = p.id and s.part = 'runs' and s.during @> platform.today() order by a.display_name) as "staff!",
                  p.id = any((select activities.my_places())::uuid[]) as "mine!"
             from activities.occupancy($1) o join activities.place p on p.id = o.place_id left join estate.place r on r.id = p.room_id
            order by p.kind, p.name, p.id limit 400"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// A place that has closed.
#[derive(Clone, Debug)]
pub struct Closed {
    pub id: Uuid,
    pub kind: Kind,
    pub name: String,
    pub closed_on: Option<NaiveDate>,
    pub reason: Option<String>,
}

/// The closed places of a prison, the latest first.
pub async fn closed(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Closed>, sqlx::Error> {
    sqlx::query_as!(
        Closed,
        r#"select p.id, p.kind as "kind: Kind", p.name, p.closed_on, p.closed_reason as reason from activities.place p
            where p.prison_id = $1 and p.closed_on < platform.today() order by p.closed_on desc, p.id limit 200"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// A place.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub prison: String,
    pub kind: Kind,
    pub code: String,
    pub name: String,
    pub room_id: Option<Uuid>,
    pub room: Option<String>,
    pub places: i32,
    pub levels: Vec<String>,
    pub provider: Provider,
    pub partner: String,
    pub tools: Tools,
    pub paid: bool,
    pub language: String,
    pub about: String,
    pub safety: String,
    pub orders: String,
    pub leads_to: String,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub closed_reason: Option<String>,
    pub version: i32,
    /// The reader runs it, stands in for whoever does, or leads all of its kind.
    pub mine: bool,
    /// How many are there and wait, whoever they are; none of a place that has closed.
    pub here: Option<i64>,
    pub waiting: Option<i64>,
    pub over: Option<i64>,
}

/// One, of the reader's houses.
pub async fn find(connection: &mut PgConnection, id: Uuid) -> Result<Option<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select p.id, p.prison_id, e.name as prison, p.kind as "kind: Kind", p.code, p.name, p.room_id, r.name as "room?", p.places, p.levels, p.provider as "provider: Provider", p.partner,
                  p.tools as "tools: Tools", p.paid, p.language, p.about, p.safety, p.orders, p.leads_to, p.opened_on, p.closed_on, p.closed_reason, p.version,
                  p.id = any((select activities.my_places())::uuid[]) as "mine!", o.here as "here?", o.waiting as "waiting?", o.over as "over?"
             from activities.place p join estate.prison e on e.id = p.prison_id left join estate.place r on r.id = p.room_id
             left join lateral (select x.here, x.waiting, x.over from activities.occupancy(p.prison_id) x where x.place_id = p.id) o on true where p.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// What somebody must have, or must not, to come here.
#[derive(Clone, Debug)]
pub struct Need {
    pub id: Uuid,
    pub kind: NeedKind,
    pub value: String,
    pub hard: bool,
}

/// Those of a place.
pub async fn needs(connection: &mut PgConnection, place: Uuid) -> Result<Vec<Need>, sqlx::Error> {
    sqlx::query_as!(
        Need,
        r#"select n.id, n.kind as "kind: NeedKind", n.value, n.hard from activities.place_need n where n.place_id = $1 order by not n.hard, n.kind, n.value limit 60"#,
        place
    )
    .fetch_all(connection)
    .await
}

/// Somebody who runs a place, or could.
#[derive(Clone, Debug)]
pub struct Staff {
    pub account: Uuid,
    pub name: String,
    /// The row by which they do; none: they could.
    pub row: Option<Uuid>,
    pub part: Option<Part>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Leads all of a kind in the house.
    pub leads: bool,
}

/// Those who run a place, now or soon, those who lead its kind, and those who could.
pub async fn staff(connection: &mut PgConnection, place: Uuid, today: NaiveDate) -> Result<Vec<Staff>, sqlx::Error> {
    sqlx::query_as!(
        Staff,
        r#"select s.account_id as "account!", a.display_name as "name!", s.id as "row?", s.part as "part?: Part", lower(s.during) as "from?", upper(s.during) as "until?", false as "leads!"
             from activities.place_staff s join access.account a on a.id = s.account_id where s.place_id = $1 and (upper_inf(s.during) or upper(s.during) > $2)
           union all
           select l.account_id, a.display_name, null, null, null, null, true
             from activities.lead l join access.account a on a.id = l.account_id join activities.place p on p.id = $1 and p.prison_id = l.prison_id
            where l.during @> $2::date and case l.field when 'work' then p.kind in ('work', 'outside') else p.kind = 'course' end
           union all
           select c.account_id, c.display_name, null, null, null, null, false from activities.could_run($1) c
            order by 7, 3 nulls last, 2, 1 limit 300"#,
        place,
        today
    )
    .fetch_all(connection)
    .await
}

/// A room of the house that is in use.
#[derive(Clone, Debug)]
pub struct Room {
    pub id: Uuid,
    pub name: String,
    pub holds: Option<i32>,
}

/// Those of a prison.
pub async fn rooms(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Room>, sqlx::Error> {
    sqlx::query_as!(
        Room,
        "select r.id, r.name, r.holds from estate.place r where r.prison_id = $1 and r.closed_on is null order by r.name, r.id limit 400",
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// A new place. A taken name names its constraint.
pub async fn add(connection: &mut PgConnection, id: Uuid, prison: PrisonId, facts: &Facts, about: &About) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into activities.place (id, prison_id, kind, code, name, room_id, places, levels, provider, partner, tools, paid, language, opened_on, about, safety, orders, leads_to)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        id,
        prison.0,
        facts.kind.as_str(),
        facts.code,
        facts.name,
        facts.room,
        facts.places,
        &facts.levels,
        facts.provider.as_str(),
        facts.partner,
        facts.tools.as_str(),
        facts.paid,
        facts.language,
        facts.opened_on,
        about.about,
        about.safety,
        about.orders,
        about.leads_to
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Keeps what a decider may change. False: somebody saved first.
pub async fn update(connection: &mut PgConnection, id: Uuid, seen: i32, facts: &Facts, about: &About) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update activities.place set name = $3, room_id = $4, places = $5, levels = $6, provider = $7, partner = $8, tools = $9, paid = $10, language = $11,
                about = $12, safety = $13, orders = $14, leads_to = $15, version = version + 1 where id = $1 and version = $2",
        id,
        seen,
        facts.name,
        facts.room,
        facts.places,
        &facts.levels,
        facts.provider.as_str(),
        facts.partner,
        facts.tools.as_str(),
        facts.paid,
        facts.language,
        about.about,
        about.safety,
        about.orders,
        about.leads_to
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what whoever runs a place may change. False: somebody saved first.
pub async fn update_about(connection: &mut PgConnection, id: Uuid, seen: i32, about: &About) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.place set about = $3, safety = $4, orders = $5, leads_to = $6, version = version + 1 where id = $1 and version = $2",
        id,
        seen,
        about.about,
        about.safety,
        about.orders,
        about.leads_to
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One more need; the constraint `need_once` refuses it twice.
pub async fn need(connection: &mut PgConnection, id: Uuid, place: &Place, need: &NewNeed) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into activities.place_need (id, place_id, prison_id, kind, value, hard) values ($1, $2, $3, $4, $5, $6)",
        id,
        place.id,
        place.prison_id,
        need.kind.as_str(),
        need.value,
        need.hard
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// A need is none any more. False: it was not there.
pub async fn drop_need(connection: &mut PgConnection, place: Uuid, need: Uuid) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query!("delete from activities.place_need where id = $2 and place_id = $1", place, need).execute(connection).await?.rows_affected() == 1)
}

/// Somebody runs it, leads it or stands in, from a day to a day. The constraint `place_staff_once` refuses two parts at once.
pub async fn add_staff(
    connection: &mut PgConnection,
    place: &Place,
    account: Uuid,
    part: Part,
    (from, until): (NaiveDate, Option<NaiveDate>),
    by: AccountId,
) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into activities.place_staff (id, place_id, prison_id, account_id, part, during, decided_by) values ($1, $2, $3, $4, $5, daterange($6, $7, '[]'), $8)",
        Uuid::now_v7(),
        place.id,
        place.prison_id,
        account,
        part.as_str(),
        from,
        until,
        by.0
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// No longer, from tomorrow on; whoever had not begun never did more than a day. False: it had ended.
pub async fn end_staff(connection: &mut PgConnection, place: Uuid, row: Uuid, today: NaiveDate) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.place_staff set during = daterange(lower(during), greatest($3::date, lower(during)) + 1) where id = $2 and place_id = $1 and (upper_inf(during) or upper(during) > greatest($3::date, lower(during)) + 1)",
        place,
        row,
        today
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody in a place.
#[derive(Clone, Debug)]
pub struct Person {
    pub placement: Uuid,
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub lives: Option<String>,
    pub since: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    pub times: i64,
    /// Of the most there are.
    pub of_times: i64,
    /// The code for which it rests.
    pub rests: Option<String>,
}

/// Who is there, or will be: those the reader may see.
pub async fn people(connection: &mut PgConnection, place: Uuid) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select x.id as placement, i.id as inmate, i.number, i.family_name, i.given_name, u.name || coalesce(', ' || c.code, '') as lives, lower(x.during) as since, upper(x.during) as until,
                  (select count(*) from activities.slot l where l.placement_id = x.id and (upper_inf(l.during) or upper(l.during) > platform.now())) as "times!",
                  (select count(*) from activities.pattern t where t.place_id = x.place_id and t.during @> platform.today()) as "of_times!",
                  s.code as "rests?"
             from activities.placement x join inmates.inmate i on i.id = x.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id left join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
             left join lateral (select r.code from activities.suspension r where r.placement_id = x.id and r.during @> platform.now() limit 1) s on true
            where x.place_id = $1 and (upper_inf(x.during) or upper(x.during) > platform.now())
            order by i.family_name, i.given_name, i.id limit 200"#,
        place
    )
    .fetch_all(connection)
    .await
}

/// Somebody who waits, as those who run the place may know it: no why.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub conditions: String,
    pub since: Option<DateTime<Utc>>,
    pub turn: i64,
}

/// Who waits for a place that the reader runs.
pub async fn candidates(connection: &mut PgConnection, place: Uuid) -> Result<Vec<Candidate>, sqlx::Error> {
    sqlx::query_as!(
        Candidate,
        r#"select c.number as "number!", c.family_name as "family_name!", c.given_name as "given_name!", c.conditions as "conditions!", c.waiting_since as since, c.position as "turn!"
             from activities.candidates($1) c order by c.position limit 200"#,
        place
    )
    .fetch_all(connection)
    .await
}

/// Closes a place on its last day. The answer's word.
pub async fn close(connection: &mut PgConnection, place: Uuid, seen: i32, last: NaiveDate, reason: &str, end_all: bool) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(r#"select activities.close_place($1, $2, $3, $4, $5) as "word!""#, place, seen, last, reason, end_all).fetch_one(connection).await
}

/// What became of one who should go to another place.
#[derive(Clone, Debug)]
pub struct Moved {
    pub inmate: Uuid,
    pub answer: String,
}

/// Puts everybody of a place that has just been closed into another one, from an instant on. What did not go is said of each.
pub async fn move_people(connection: &mut PgConnection, from: Uuid, to: Uuid, at: DateTime<Utc>) -> Result<Vec<Moved>, sqlx::Error> {
    sqlx::query_as!(Moved, r#"select m.inmate_id as "inmate!", m.answer as "answer!" from activities.move_people($1, $2, $3) m"#, from, to, at)
        .fetch_all(connection)
        .await
}

/// The names of prisons.
pub async fn prisons(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!("select p.id, p.name from estate.prison p where p.id = any($1) order by p.name, p.id", ids).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}
