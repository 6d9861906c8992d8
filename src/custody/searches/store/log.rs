//! SQL of searches, what was seized, and where it went.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::searches::log::{ItemCommand, SearchCommand, StepCommand, ToiletCommand};
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};
use crate::platform::paging::Mark;

/// A search as a list shows it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The search.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Of what.
    pub kind: String,
    /// Why.
    pub ground: String,
    /// `nothing` or `found`.
    pub result: String,
    /// Of whom.
    pub inmate_id: Option<Uuid>,
    /// Their number.
    pub number: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// "A2-214", or the place in words.
    pub place: String,
    /// Who searched.
    pub by: String,
    /// How many things were taken.
    pub items: i64,
}

impl Line {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, id: self.id }
    }
}

/// What a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// At a prison.
    pub prison: Option<Uuid>,
    /// Of a person.
    pub inmate: Option<Uuid>,
    /// One kind, or all.
    pub kind: String,
    /// `found`, `nothing`, or both.
    pub result: String,
    /// A unit, or all.
    pub unit: Option<Uuid>,
}

/// Searches, newest first.
///
/// # Errors
/// When the database is away.
pub async fn list(connection: &mut PgConnection, filter: &Filter, before: Mark, limit: i64) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as!(
        Line,
        r#"select s.id, s.at, s.kind, s.ground, s.result, s.inmate_id, i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?",
                  coalesce(c.code, nullif(s.place, ''), u.name, '') as "place!", a.display_name as by,
                  (select count(*) from custody.seized_item x where x.search_id = s.id) as "items!"
             from custody.search s join access.account a on a.id = s.searched_by
             left join inmates.inmate i on i.id = s.inmate_id left join estate.cell c on c.id = s.cell_id left join estate.unit u on u.id = s.unit_id
            where ($1::uuid is null or s.at_prison_id = $1) and ($2::uuid is null or s.inmate_id = $2) and ($3 = '' or s.kind = $3) and ($4 = '' or s.result = $4)
              and ($5::uuid is null or s.unit_id = $5) and (s.at, s.id) < ($6, $7)
            order by s.at desc, s.id desc limit $8"#,
        filter.prison,
        filter.inmate,
        filter.kind,
        filter.result,
        filter.unit,
        before.at,
        before.id,
        limit
    )
    .fetch_all(connection)
    .await
}

/// The whole search.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The search.
    pub id: Uuid,
    /// Where it was.
    pub at_prison_id: Uuid,
    /// In which unit.
    pub unit_id: Option<Uuid>,
    /// Which prison answers for it now.
    pub prison_id: Option<Uuid>,
    /// Of whom.
    pub inmate_id: Option<Uuid>,
    /// Their number.
    pub number: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// "A2-214", or the place in words.
    pub place: String,
    /// Of what.
    pub kind: String,
    /// Why.
    pub ground: String,
    /// Why, in words.
    pub ground_text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// Why so late.
    pub late_reason: Option<String>,
    /// Who searched.
    pub by: String,
    /// Of which sex.
    pub searcher_sex: Option<String>,
    /// Who was there.
    pub witness: Option<String>,
    /// An alert was followed.
    pub followed_alert: bool,
    /// Why another sex.
    pub sex_reason: Option<String>,
    /// `nothing` or `found`.
    pub result: String,
    /// In words.
    pub result_text: String,
    /// Who wrote it.
    pub recorder: String,
    /// The room with a special toilet: until when.
    pub ended_at: Option<DateTime<Utc>>,
    /// When a doctor made a statement.
    pub doctor_stated_at: Option<DateTime<Utc>>,
    /// When the region decided.
    pub region_decided_at: Option<DateTime<Utc>>,
}

/// One search, if it is the reader's to see.
///
/// # Errors
/// When the database is away.
pub async fn whole(connection: &mut PgConnection, id: RowId) -> Result<Option<Whole>, sqlx::Error> {
    sqlx::query_as!(
        Whole,
        r#"select s.id, s.at_prison_id, s.unit_id, s.prison_id, s.inmate_id, i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?",
                  coalesce(c.code, nullif(s.place, ''), u.name, '') as "place!", s.kind, s.ground, s.ground_text, s.at, s.recorded_at, s.late_reason,
                  a.display_name as by, s.searcher_sex, w.display_name as "witness?", s.followed_alert, s.sex_reason, s.result, s.result_text,
                  coalesce(r.display_name, '') as "recorder!", s.ended_at, s.doctor_stated_at, s.region_decided_at
             from custody.search s join access.account a on a.id = s.searched_by
             left join access.account w on w.id = s.witness left join access.account r on r.id = s.recorded_by
             left join inmates.inmate i on i.id = s.inmate_id left join estate.cell c on c.id = s.cell_id left join estate.unit u on u.id = s.unit_id
            where s.id = $1"#,
        id.0
    )
    .fetch_optional(connection)
    .await
}

/// A seized thing with the last hand it went through.
#[derive(Clone, Debug)]
pub struct Item {
    /// The thing.
    pub id: Uuid,
    /// Its search.
    pub search_id: Uuid,
    /// What kind.
    pub category: String,
    /// In words.
    pub description: String,
    /// Where it was found.
    pub found_where: String,
    /// Its seal.
    pub seal: String,
    /// The last step.
    pub step: Option<String>,
    /// Where it is, or who has it.
    pub place: String,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
}

/// What was taken in a search; with `kept`, what the prison still keeps, the oldest first.
///
/// # Errors
/// When the database is away.
pub async fn items(connection: &mut PgConnection, search: Option<RowId>, kept: Option<PrisonId>, only: Option<RowId>) -> Result<Vec<Item>, sqlx::Error> {
    sqlx::query_as!(
        Item,
        r#"select x.id, x.search_id, x.category, x.description, x.found_where, x.seal, l.step as "step?", coalesce(l.place, '') as "place!", l.at as "since?"
             from custody.seized_item x
             left join lateral (select s.step, s.place, s.at from custody.item_step s where s.item_id = x.id order by s.at desc, s.id desc limit 1) l on true
            where ($1::uuid is null or x.search_id = $1) and ($2::uuid is null or (x.at_prison_id = $2 and l.step in ('seized', 'stored', 'laboratory')))
              and ($3::uuid is null or x.id = $3)
            order by x.recorded_at, x.id limit 500"#,
        search.map(|s| s.0),
        kept.map(|p| p.0),
        only.map(|i| i.0)
    )
    .fetch_all(connection)
    .await
}

/// One hand.
#[derive(Clone, Debug)]
pub struct Hand {
    /// Which step.
    pub step: String,
    /// Where, or to whom.
    pub place: String,
    /// The receipt.
    pub receipt: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// Who.
    pub by: String,
}

/// The chain of a thing, oldest first.
///
/// # Errors
/// When the database is away.
pub async fn chain(connection: &mut PgConnection, item: RowId) -> Result<Vec<Hand>, sqlx::Error> {
    sqlx::query_as!(
        Hand,
        "select s.step, s.place, s.receipt, s.at, s.recorded_at, a.display_name as by from custody.item_step s join access.account a on a.id = s.by_account
          where s.item_id = $1 order by s.at, s.id limit 200",
        item.0
    )
    .fetch_all(connection)
    .await
}

/// Keeps a search.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn insert(
    connection: &mut PgConnection,
    id: RowId,
    prison: PrisonId,
    c: &SearchCommand,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.search (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, place, kind, ground, ground_text, at, recorded_at, late_reason, searched_by, searcher_sex,
            witness, followed_alert, sex_reason, result, result_text, recorded_by, doctor_stated_at)
         values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        id.0,
        c.inmate.map(|i| i.0),
        prison.0,
        c.unit,
        c.cell,
        c.place,
        c.kind.as_str(),
        c.ground.as_str(),
        c.ground_text,
        c.at,
        now,
        c.late_reason,
        c.searched_by,
        c.searcher_sex,
        c.witness,
        c.followed_alert,
        c.sex_reason,
        if c.found { "found" } else { "nothing" },
        c.result_text,
        by.0,
        c.doctor_stated_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a thing that was taken, with the first steps of its chain: seized, and where it was put.
///
/// # Errors
/// When the database refuses; the constraint tells why.
#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub async fn insert_item(
    connection: &mut PgConnection,
    search: RowId,
    inmate: Option<InmateId>,
    prison: PrisonId,
    c: &ItemCommand,
    at: DateTime<Utc>,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<RowId, sqlx::Error> {
    let id = RowId::fresh();
    let inmate = inmate.map(|i| i.0);
    sqlx::query!(
        "insert into custody.seized_item (id, search_id, inmate_id, prison_id, at_prison_id, category, description, found_where, seal, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10)",
        id.0,
        search.0,
        inmate,
        prison.0,
        c.category.as_str(),
        c.description,
        c.found_where,
        c.seal,
        now,
        by.0
    )
    .execute(&mut *connection)
    .await?;
    for (step, place) in [("seized", ""), ("stored", c.stored.as_str())] {
        sqlx::query!(
            "insert into custody.item_step (id, item_id, inmate_id, prison_id, step, place, at, recorded_at, by_account) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            RowId::fresh().0,
            id.0,
            inmate,
            prison.0,
            step,
            place,
            at,
            now,
            by.0
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(id)
}

/// The next hand.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn insert_step(
    connection: &mut PgConnection,
    item: RowId,
    inmate: Option<Uuid>,
    prison: Option<Uuid>,
    c: &StepCommand,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.item_step (id, item_id, inmate_id, prison_id, step, place, receipt, at, recorded_at, by_account) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        RowId::fresh().0,
        item.0,
        inmate,
        prison,
        c.step.as_str(),
        c.place,
        c.receipt,
        c.at,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends a stay in the room with a special toilet, or notes the doctor's statement and the region's decision. What is noted stands.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn toilet_room(connection: &mut PgConnection, id: RowId, c: &ToiletCommand) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.search set doctor_stated_at = coalesce(doctor_stated_at, $2), region_decided_at = coalesce(region_decided_at, $3), ended_at = coalesce(ended_at, $4)
          where id = $1 and kind = 'toilet_room' and ended_at is null",
        id.0,
        c.doctor_stated_at,
        c.region_decided_at,
        c.ended_at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Stays in the room with a special toilet that go on: search, since, whether the region has decided, the person if the reader may see them.
///
/// # Errors
/// When the database is away.
pub async fn toilet_rooms(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Whole>, sqlx::Error> {
    let ids = sqlx::query_scalar!(
        "select id from custody.search where at_prison_id = $1 and kind = 'toilet_room' and ended_at is null order by at limit 20",
        prison.0
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut out = Vec::new();
    for id in ids {
        out.extend(whole(connection, RowId(id)).await?);
    }
    Ok(out)
}
