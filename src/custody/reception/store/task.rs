//! The task: beginning it, answering its steps, admitting, completing.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::custody::cells::model::{Age, Mover, Person, Room};
use crate::custody::reception::model::{Answered, Answers, Facts, Reception, State};
use crate::inmates::store::{AlertFlag, full_name};
use crate::law::calendar;
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// Somebody at the gate.
pub struct New<'a> {
    pub id: RowId,
    pub prison: PrisonId,
    pub expected: Option<RowId>,
    pub arrived_at: DateTime<Utc>,
    pub answers: &'a Answers,
    pub by: AccountId,
    pub now: DateTime<Utc>,
}

/// Begins a reception.
pub async fn begin(conn: &mut PgConnection, new: New<'_>) -> Result<(), sqlx::Error> {
    let a = new.answers;
    let born: Option<NaiveDate> = a.get("birth_date").parse().ok();
    sqlx::query!(
        "insert into custody.reception (id, prison_id, at_prison_id, expected_id, arrived_at, late_reason, reason, brought_from, family_name, given_name, birth_date, begun_by, begun_at)
         values ($1, $2, $2, $3, $4, nullif($5, ''), $6, $7, $8, $9, $10, $11, $12)",
        new.id.0,
        new.prison.0,
        new.expected.map(|e| e.0),
        new.arrived_at,
        a.get("late_reason"),
        a.get("reason"),
        a.get("brought_from"),
        a.get("family_name"),
        a.get("given_name"),
        born,
        new.by.0,
        new.now
    )
    .execute(conn)
    .await
    .map(drop)
}

struct Row {
    id: Uuid,
    prison_id: Uuid,
    prison_name: String,
    inmate_id: Option<Uuid>,
    expected_id: Option<Uuid>,
    arrested_at: Option<DateTime<Utc>>,
    arrived_at: DateTime<Utc>,
    late_reason: Option<String>,
    reason: String,
    brought_from: String,
    family_name: String,
    given_name: String,
    birth_date: Option<NaiveDate>,
    state: String,
    matched: Option<String>,
    match_reason: Option<String>,
    matched_by: Option<String>,
    matched_at: Option<DateTime<Utc>>,
    begun_by: Option<String>,
    begun_at: DateTime<Utc>,
    admitted_at: Option<DateTime<Utc>>,
    admitted_by: Option<String>,
    end_reason: Option<String>,
    completed_at: Option<DateTime<Utc>>,
    steps: serde_json::Value,
}

impl Row {
    fn with(self, facts: Facts) -> Reception {
        let steps: BTreeMap<String, Answered> = serde_json::from_value(self.steps).unwrap_or_default();
        Reception {
            id: RowId(self.id),
            prison: PrisonId(self.prison_id),
            prison_name: self.prison_name,
            inmate: self.inmate_id.map(InmateId),
            announced: self.expected_id,
            announced_arrest: self.arrested_at,
            arrived_at: self.arrived_at,
            late_reason: self.late_reason,
            reason: self.reason,
            brought_from: self.brought_from,
            family_name: self.family_name,
            given_name: self.given_name,
            birth_date: self.birth_date,
            state: State::of(&self.state).unwrap_or(State::Ended),
            matched: self.matched,
            match_reason: self.match_reason,
            matched_by: self.matched_by,
            matched_at: self.matched_at,
            begun_by: self.begun_by.unwrap_or_default(),
            begun_at: self.begun_at,
            admitted_at: self.admitted_at,
            admitted_by: self.admitted_by,
            end_reason: self.end_reason,
            completed_at: self.completed_at,
            steps,
            facts,
        }
    }
}

/// Receptions of a prison with something missing, the oldest first. Whoever has left meanwhile is missing nothing any more.
pub async fn unfinished(conn: &mut PgConnection, prison: PrisonId) -> Result<Vec<Reception>, sqlx::Error> {
    let rows = select(&mut *conn, Some(prison), None).await?;
    with_facts(conn, rows).await
}

/// One reception.
pub async fn one(conn: &mut PgConnection, id: RowId) -> Result<Option<Reception>, sqlx::Error> {
    let rows = select(&mut *conn, None, Some(id)).await?;
    Ok(with_facts(conn, rows).await?.pop())
}

async fn select(conn: &mut PgConnection, prison: Option<PrisonId>, one: Option<RowId>) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select r.id, r.prison_id as "prison_id!", p.name as prison_name, r.inmate_id, r.expected_id, e.arrested_at as "arrested_at?", r.arrived_at, r.late_reason, r.reason, r.brought_from, r.family_name, r.given_name, r.birth_date,
                  r.state, r.match as matched, r.match_reason, m.display_name as "matched_by?", r.matched_at, b.display_name as "begun_by?", r.begun_at, r.admitted_at,
                  d.display_name as "admitted_by?", r.end_reason, r.completed_at,
                  coalesce((select jsonb_object_agg(s.step, jsonb_build_object('answers', s.answers, 'version', s.version, 'by', coalesce(w.display_name, ''), 'at', s.at))
                              from (select distinct on (x.step) x.* from custody.reception_answer x where x.reception_id = r.id order by x.step, x.version desc) s
                              left join access.account w on w.id = s.author), '{}') as "steps!"
             from custody.reception r
             join estate.prison p on p.id = r.prison_id
             left join custody.expected_arrival e on e.id = r.expected_id
             left join access.account m on m.id = r.matched_by
             left join access.account b on b.id = r.begun_by
             left join access.account d on d.id = r.admitted_by
            where ($2::uuid is null or r.id = $2)
              and ($1::uuid is null or (r.prison_id = $1 and r.completed_at is null and r.state <> 'ended'
                   and (r.stay_id is null or exists (select from custody.stay s where s.id = r.stay_id and s.released_at is null))))
            order by r.arrived_at, r.id limit 200"#,
        prison.map(|p| p.0),
        one.map(|o| o.0)
    )
    .fetch_all(conn)
    .await
}

async fn with_facts(conn: &mut PgConnection, rows: Vec<Row>) -> Result<Vec<Reception>, sqlx::Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let found = sqlx::query!(
        r#"select f.reception_id as "reception_id!", f.number, f.family_name, f.given_name, f.birth_date, f.identity, f.interpreter_language, f.reachable as "reachable!", f.held as "held!", f.unit, f.cell,
                  f.kin as "kin!", f.emergency as "emergency!", f.children as "children!", f.nationalities as "nationalities!", f.photographed as "photographed!", f.officer,
                  f.items as "items!", f.receipt as "receipt!", f.transfer_from, f.based as "based!", f.gender as "gender!"
             from custody.reception_facts($1) f"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    let mut facts: HashMap<Uuid, Facts> = found
        .into_iter()
        .map(|f| {
            let known = Facts {
                number: f.number,
                family_name: f.family_name,
                given_name: f.given_name,
                birth_date: f.birth_date,
                identity: f.identity,
                interpreter_language: f.interpreter_language,
                reachable: f.reachable,
                held: f.held,
                unit: f.unit,
                cell: f.cell,
                kin: f.kin,
                emergency: f.emergency,
                children: f.children,
                nationalities: f.nationalities,
                photographed: f.photographed,
                officer: f.officer,
                items: f.items,
                receipt: f.receipt,
                transfer_from: f.transfer_from,
                based: f.based,
                gender: f.gender,
            };
            (f.reception_id, known)
        })
        .collect();
    // Without facts the reader may not know the person: then there is no reception for them either.
    Ok(rows.into_iter().filter_map(|r| facts.remove(&r.id).map(|f| r.with(f))).collect())
}

/// Keeps the next version of a step's answers; false when somebody else has written that version.
pub async fn answer(
    conn: &mut PgConnection,
    r: &Reception,
    step: &str,
    version: i32,
    answers: &Answers,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let answers = serde_json::to_value(answers).unwrap_or_default();
    let done = sqlx::query!(
        "insert into custody.reception_answer (reception_id, step, version, prison_id, inmate_id, answers, author, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint answer_version_taken do nothing",
        r.id.0,
        step,
        version,
        r.prison.0,
        r.inmate.map(|i| i.0),
        answers,
        by.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What came of an attempt to admit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// On the roll.
    Done,
    /// Was admitted or ended before.
    Decided,
    /// Something that admission needs is not there.
    Lacking,
    /// In custody already, or may not be known to the reader.
    Held,
    /// The cell is full or closed.
    Full,
    /// No such unit.
    NoUnit,
}

/// Who is to be admitted, as a place is weighed: none when that was decided meanwhile.
pub async fn mover(conn: &mut PgConnection, r: &Reception, today: NaiveDate) -> Result<Option<Mover>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select m.inmate_id as "id!", m.family_name as "family!", m.given_name as "given!", m.number as "number!", m.sex as "sex!", m.birth_date, m.legal, m.consent,
                  m.needs_access as "needs_access!", m.alerts as "alerts!: Json<Vec<AlertFlag>>" from custody.reception_mover($1) m"#,
        r.id.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|m| Mover {
        person: Person { id: InmateId(m.id), name: full_name(&m.family, &m.given), number: m.number },
        sex: m.sex,
        age: Age::of(m.birth_date.and_then(|born| calendar::age_on(born, today))),
        legal: m.legal,
        consent: m.consent,
        needs_access: m.needs_access,
        alerts: m.alerts.0,
        out: false,
        prison: r.prison,
        admitted_at: r.arrived_at,
        current: None,
    }))
}

/// Puts the person on the roll; `accepted`: what stood against the place and why it was right all the same.
pub async fn admit(conn: &mut PgConnection, r: &Reception, room: &Room, accepted: &[(String, String)]) -> Result<Admission, sqlx::Error> {
    let (codes, whys): (Vec<String>, Vec<String>) = accepted.iter().cloned().unzip();
    let mut point = crate::platform::db::savepoint(conn).await?;
    let answer = sqlx::query_scalar!(
        r#"select custody.admit($1, $2, $3, $4, $5, $6, $7, $8) as "answer!""#,
        r.id.0,
        Uuid::now_v7(),
        Uuid::now_v7(),
        Uuid::now_v7(),
        room.unit_id.0,
        room.cell_id.map(|c| c.0),
        &codes,
        &whys
    )
    .fetch_one(&mut *point)
    .await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if crate::platform::db::violated(&error) == Some("cell_full") => return Ok(Admission::Full),
        // An earlier stay that had not ended when this one began.
        Err(error) if crate::platform::db::violated(&error).is_some_and(|c| c == "one_stay_at_a_time" || c == "one_cell_at_a_time") => {
            return Ok(Admission::Held);
        }
        Err(error) => return Err(error),
    };
    if answer == "ok" {
        point.commit().await?;
    }
    Ok(match answer.as_str() {
        "ok" => Admission::Done,
        "decided" => Admission::Decided,
        "held" | "blocked" => Admission::Held,
        "full" => Admission::Full,
        "no_unit" => Admission::NoUnit,
        _ => Admission::Lacking,
    })
}

/// The document of somebody who was admitted without: the legal basis follows.
pub async fn document_came(conn: &mut PgConnection, r: &Reception) -> Result<(), sqlx::Error> {
    sqlx::query!("select custody.late_document($1, $2)", r.id.0, Uuid::now_v7()).fetch_one(conn).await.map(drop)
}

/// Ends a reception without admission; false when it was admitted or ended.
pub async fn close(conn: &mut PgConnection, id: RowId, by: AccountId, now: DateTime<Utc>, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.reception set state = 'ended', ended_by = $2, ended_at = $3, end_reason = $4 where id = $1 and state = 'open'",
        id.0,
        by.0,
        now,
        reason
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Marks a reception as complete; false when it was.
pub async fn complete(conn: &mut PgConnection, id: RowId, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.reception set completed_by = $2, completed_at = $3 where id = $1 and state = 'admitted' and completed_at is null",
        id.0,
        by.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A unit, or a cell of it with places left.
#[derive(Clone, Debug)]
pub struct Place {
    /// The unit.
    pub unit_id: Uuid,
    /// Its name.
    pub unit: String,
    /// What it is for.
    pub purpose: String,
    /// The cell.
    pub cell_id: Option<Uuid>,
    /// Its code.
    pub cell: Option<String>,
    /// Places left; below one for a full cell.
    pub free: i64,
    /// For wheelchairs.
    pub accessible: bool,
}

/// Units and their cells in walking order, with the places left.
pub async fn free_places(conn: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select f.unit_id as "unit_id!", f.unit as "unit!", f.purpose as "purpose!", f.cell_id, f.cell, coalesce(f.free, 0) as "free!", coalesce(f.accessible, false) as "accessible!"
             from custody.free_places($1) f limit 1500"#,
        prison.0
    )
    .fetch_all(conn)
    .await
}
