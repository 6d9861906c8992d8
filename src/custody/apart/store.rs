//! All SQL of keeping apart.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Conflict, KeepApart, Level, Meets, Other, Question, Reason, Role};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// Who would come together that must be kept apart: the one function every scheduler asks. Only people of the reader's scope can be asked
/// about; whoever they must be kept apart from is answered for in any case, by name when the reader may see them.
///
/// Places are those of the last commit: within a transaction that moves people, ask before moving.
///
/// # Errors
/// When the database is away.
pub async fn conflicts(connection: &mut PgConnection, question: &Question) -> Result<Vec<Conflict>, sqlx::Error> {
    if question.inmates.is_empty() {
        return Ok(Vec::new());
    }
    let (place, way) = (question.place, question.way.as_ref());
    let rows = sqlx::query!(
        r#"select x.keep_apart_id as "keep_apart!", x.inmate_id as "inmate!", x.level as "level!: Level", x.meets as "meets!: Meets", x.role as "role: Role", x.other_role as "other_role: Role",
                  x.reason_code as "reason: Reason", case when i.id is not null then x.reason end as text,
                  i.id as "other?", i.family_name as "family?", i.given_name as "given?", i.number as "number?"
             from custody.apart_conflicts($1, $2, $3, $4, $5::uuid[] || custody.going_with($1, $8, $9, $10, $11, $12), $6, $7) x
             left join custody.keep_apart_person o on o.keep_apart_id = x.keep_apart_id and o.inmate_id <> x.inmate_id
             left join inmates.inmate i on i.id = o.inmate_id"#,
        &question.inmates,
        place.map(|p| p.prison.0),
        place.and_then(|p| p.unit).map(|u| u.0),
        place.and_then(|p| p.cell).map(|c| c.0),
        &question.others,
        &question.without,
        question.then,
        way.map(|w| w.prison.0),
        way.and_then(|w| w.place_id),
        way.map(|w| w.place.as_str()),
        way.map(|w| w.from),
        way.map(|w| w.until)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Conflict {
            keep_apart: r.keep_apart,
            inmate: InmateId(r.inmate),
            other: Other::of(r.other, r.family, r.given, r.number),
            level: r.level,
            meets: r.meets,
            role: r.role,
            other_role: r.other_role,
            reason: r.reason,
            text: r.text,
        })
        .collect())
}

/// Everything about one person, open ones first, newest first.
///
/// # Errors
/// When the database is away.
pub async fn of_inmate(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<KeepApart>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select a.id, a.level as "level: Level", a.reason_code as "reason: Reason", case when i.id is not null then a.reason end as text,
                  me.role as "role: Role", them.role as "other_role?: Role", i.id as "other?", i.family_name as "family?", i.given_name as "given?", i.number as "number?",
                  u.name as "unit?", c.code as "cell?", coalesce(b.display_name, '') as "opened_by!", a.opened_at, a.review_on, a.reviewed_at, r.display_name as "reviewed_by?",
                  a.closed_at, z.display_name as "closed_by?", a.closed_reason, a.reopened_from is not null as "again!",
                  exists (select from custody.keep_apart l where l.reopened_from = a.id) as "reopened!"
             from custody.keep_apart_person me
             join custody.keep_apart a on a.id = me.keep_apart_id
             left join custody.keep_apart_person them on them.keep_apart_id = a.id and them.inmate_id <> me.inmate_id
             left join inmates.inmate i on i.id = them.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
             left join access.account b on b.id = a.opened_by
             left join access.account r on r.id = a.reviewed_by
             left join access.account z on z.id = a.closed_by
            where me.inmate_id = $1
            order by a.closed_at desc nulls first, a.opened_at desc, a.id limit 200"#,
        inmate.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| KeepApart {
            id: r.id,
            level: r.level,
            reason: r.reason,
            text: r.text,
            role: r.role,
            other: Other::of(r.other, r.family, r.given, r.number),
            other_role: r.other_role,
            other_place: r.unit.map(|unit| (unit, r.cell)),
            opened_by: r.opened_by,
            opened_at: r.opened_at,
            review_on: r.review_on,
            reviewed_at: r.reviewed_at,
            reviewed_by: r.reviewed_by,
            closed_at: r.closed_at,
            closed_by: r.closed_by,
            closed_reason: r.closed_reason,
            again: r.again,
            reopened: r.reopened,
        })
        .collect())
}

/// What is opened.
pub struct Opening {
    /// The other's number; not asked when an earlier one is opened again.
    pub other: String,
    /// The earlier one.
    pub from: Option<Uuid>,
    /// How far apart.
    pub level: Level,
    /// Why.
    pub reason: Reason,
    /// Why, in words.
    pub text: String,
    /// The person's role.
    pub role: Role,
    /// The other's role.
    pub other_role: Role,
    /// When it is looked at again.
    pub review_on: NaiveDate,
}

/// What came of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is open.
    Yes,
    /// Nobody has that number.
    Nobody,
    /// The number is the person's own.
    Same,
    /// The two are kept apart already.
    Already,
    /// What was to be opened again is not closed.
    NotClosed,
}

/// Opens one.
///
/// # Errors
/// When the database is away or refuses the role.
pub async fn open(connection: &mut PgConnection, id: Uuid, inmate: InmateId, new: &Opening) -> Result<Opened, sqlx::Error> {
    let answer = sqlx::query_scalar!(
        r#"select custody.open_keep_apart($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as "answer!""#,
        id,
        inmate.0,
        new.other,
        new.from,
        new.level.as_str(),
        new.reason.as_str(),
        new.text,
        new.role.as_str(),
        new.other_role.as_str(),
        new.review_on
    )
    .fetch_one(connection)
    .await?;
    Ok(match answer.as_str() {
        "opened" => Opened::Yes,
        "same" => Opened::Same,
        "already" => Opened::Already,
        "not_closed" => Opened::NotClosed,
        _ => Opened::Nobody,
    })
}

/// Closes one of a person's; false when it was closed already.
///
/// # Errors
/// When the database is away.
pub async fn close(connection: &mut PgConnection, id: Uuid, inmate: InmateId, by: AccountId, reason: &str, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.keep_apart a set closed_by = $3, closed_at = $5, closed_reason = $4
          where a.id = $1 and a.closed_at is null and exists (select from custody.keep_apart_person p where p.keep_apart_id = a.id and p.inmate_id = $2)",
        id,
        inmate.0,
        by.0,
        reason,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Looked at again and still needed, until another day; false when it is closed.
///
/// # Errors
/// When the database is away.
pub async fn review(
    connection: &mut PgConnection,
    id: Uuid,
    inmate: InmateId,
    by: AccountId,
    next: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.keep_apart a set reviewed_by = $3, reviewed_at = $5, review_on = $4
          where a.id = $1 and a.closed_at is null and exists (select from custody.keep_apart_person p where p.keep_apart_id = a.id and p.inmate_id = $2)",
        id,
        inmate.0,
        by.0,
        next,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody of a prison who must be kept apart from another, with the day it is looked at again.
#[derive(Clone, Debug)]
pub struct Due {
    /// The row.
    pub id: Uuid,
    /// The person.
    pub inmate: Uuid,
    /// Name and number.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// How far apart.
    pub level: Level,
    /// Why.
    pub reason: Reason,
    /// When it is looked at again.
    pub review_on: NaiveDate,
}

/// Those of a prison to be looked at again up to a day, the most overdue first. Each pair once when both are there.
///
/// # Errors
/// When the database is away.
pub async fn due(connection: &mut PgConnection, prison: PrisonId, until: NaiveDate) -> Result<Vec<Due>, sqlx::Error> {
    sqlx::query_as!(
        Due,
        r#"select distinct on (a.review_on, a.id) a.id, i.id as inmate, i.family_name, i.given_name, i.number, a.level as "level: Level", a.reason_code as "reason: Reason", a.review_on
             from custody.keep_apart_person p
             join custody.keep_apart a on a.id = p.keep_apart_id
             join inmates.inmate i on i.id = p.inmate_id
            where p.prison_id = $1 and a.closed_at is null and a.review_on <= $2
            order by a.review_on, a.id, i.family_name limit 300"#,
        prison.0,
        until
    )
    .fetch_all(connection)
    .await
}

/// People of the reader's prisons whose name begins with each of these terms, for choosing the other one.
///
/// # Errors
/// When the database is away.
pub async fn by_name(connection: &mut PgConnection, not: InmateId, terms: &[String]) -> Result<Vec<Other>, sqlx::Error> {
    let terms: Vec<String> = terms.iter().take(4).cloned().collect();
    let rows = sqlx::query!(
        r#"select i.id, i.family_name, i.given_name, i.number
             from inmates.inmate i
            where i.prison_id = any(access.prisons()) and i.id <> $1 and cardinality($2::text[]) > 0
              and not exists (select from unnest($2::text[]) t(term)
                               where not exists (select from inmates.search_term s where s.inmate_id = i.id and starts_with(s.term, t.term)))
            order by i.family_name, i.given_name, i.id limit 8"#,
        not.0,
        &terms
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().filter_map(|r| Other::of(Some(r.id), Some(r.family_name), Some(r.given_name), Some(r.number))).collect())
}
