//! All SQL of courts.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{About, Appearance, Appointed, Counsel, Ending, Facts, Interpreter, Listed, Manner, Outcome, Planned, Purpose, State};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// Times before courts of one person, latest first; `only` for one of them.
pub async fn appearances(connection: &mut PgConnection, inmate: InmateId, only: Option<Uuid>) -> Result<Vec<Appearance>, sqlx::Error> {
    sqlx::query_as!(
        Appearance,
        r#"select a.id, a.court, a.case_number, a.purpose as "purpose: Purpose", a.starts_at, a.ends_at, a.manner as "manner: Manner", a.manner_reason, a.courtroom, a.language,
                  a.interpreter as "interpreter: Interpreter", a.counsel_id, c.name as "counsel?", c.phone as "counsel_phone?", a.travel_minutes, a.state as "state: State", a.state_reason,
                  a.result as "result: Outcome", a.result_text, a.result_at, rb.display_name as "result_by?", n.starts_at as "postponed_to?", e.starts_at as "postponed_from?", j.id as "basis?",
                  m.state as "way_state?", coalesce(m.out_at, m.planned_out) as way_out, m.escort as "way_escort?", m.escort_number as way_escort_number, b.display_name as "recorded_by?", a.version
             from sentences.appearance a
             left join sentences.counsel c on c.id = a.counsel_id
             left join sentences.appearance n on n.id = a.postponed_to
             left join lateral (select o.starts_at from sentences.appearance o where o.postponed_to = a.id order by o.starts_at desc, o.id limit 1) e on true
             left join lateral (select b.id from sentences.legal_basis b where b.appearance_id = a.id and b.replaced_at is null and not b.withdrawn order by b.recorded_at desc, b.id limit 1) j on true
             left join custody.movement m on m.id = a.movement_id
             left join access.account b on b.id = a.recorded_by
             left join access.account rb on rb.id = a.result_by
            where a.inmate_id = $1 and ($2::uuid is null or a.id = $2)
            order by a.starts_at desc, a.id limit 200"#,
        inmate.0,
        only
    )
    .fetch_all(connection)
    .await
}

/// A change of what was planned.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of which hearing.
    pub appearance: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<String>,
    /// Of what.
    pub field: String,
    /// Before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
}

/// Every change, newest first.
pub async fn changes(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Change>, sqlx::Error> {
    sqlx::query_as!(
        Change,
        r#"select c.appearance_id as appearance, c.at, a.display_name as "by?", c.field, c.old_value as old, c.new_value as new
             from sentences.appearance_change c left join access.account a on a.id = c.by_account
            where c.inmate_id = $1 and c.field <> 'state' order by c.at desc, c.id limit 200"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Counsel of one person, those of today first; `only` for one of them.
pub async fn counsel(connection: &mut PgConnection, inmate: InmateId, only: Option<Uuid>) -> Result<Vec<Counsel>, sqlx::Error> {
    sqlx::query_as!(
        Counsel,
        r#"select id, name, firm, phone, appointed as "appointed: Appointed", case_number, from_day, to_day, version
             from sentences.counsel where inmate_id = $1 and ($2::uuid is null or id = $2) order by to_day desc nulls first, from_day desc, id limit 60"#,
        inmate.0,
        only
    )
    .fetch_all(connection)
    .await
}

/// What the rules must know before a hearing is planned for an instant; `without` is the hearing that is changed.
pub async fn facts(
    connection: &mut PgConnection,
    inmate: InmateId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    day: NaiveDate,
    without: Option<Uuid>,
) -> Result<Facts, sqlx::Error> {
    let row = sqlx::query!(
        r#"select greatest(
                    (select max((a.starts_at at time zone 'Europe/Oslo')::date) from sentences.appearance a
                      where a.inmate_id = $1 and a.manner = 'in_person' and a.starts_at < $2 and a.id is distinct from $5 and (a.state = 'held' or (a.state = 'planned' and a.starts_at > platform.now()))),
                    (select (s.admitted_at at time zone 'Europe/Oslo')::date from custody.stay s where s.inmate_id = $1 and s.released_at is null)) as in_person_on,
                  exists (select from sentences.restriction r where r.inmate_id = $1 and r.kind = 'full_isolation' and r.replaced_at is null and not r.withdrawn
                             and $4 between r.from_day and coalesce(r.lifted_on, r.until_day)) as "isolated!",
                  (select max(b.to_day) from sentences.legal_basis b where b.inmate_id = $1 and b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.ended_on is null) as remand_until,
                  (select i.interpreter_language from inmates.inmate i where i.id = $1) as language,
                  (select a.purpose from sentences.appearance a where a.inmate_id = $1 and a.state = 'planned' and a.id is distinct from $5
                      and tstzrange(a.starts_at, coalesce(a.ends_at, a.starts_at + interval '1 hour')) && tstzrange($2, $3) order by a.starts_at limit 1) as hearing,
                  (select a.starts_at from sentences.appearance a where a.inmate_id = $1 and a.state = 'planned' and a.id is distinct from $5
                      and tstzrange(a.starts_at, coalesce(a.ends_at, a.starts_at + interval '1 hour')) && tstzrange($2, $3) order by a.starts_at limit 1) as hearing_at,
                  m.reason as "way?", m.at as way_at, o.planned_out as "joins_out?", o.expected_back as "joins_back?"
             from (select 1) one
             left join lateral (select m.planned_out, m.expected_back from custody.movement m
                                 where m.inmate_id = $1 and m.reason = 'COURT' and m.state = 'planned' and (m.planned_out at time zone 'Europe/Oslo')::date = $4
                                   and m.id is distinct from (select a.movement_id from sentences.appearance a where a.id = $5)
                                 order by m.planned_out, m.id limit 1) o on true
             left join lateral (select m.reason, coalesce(m.out_at, m.planned_out) as at from custody.movement m
                                 where m.inmate_id = $1 and m.reason <> 'COURT' and m.state in ('planned', 'out') and m.expected_back is not null
                                   and tstzrange(coalesce(m.out_at, m.planned_out), greatest(m.expected_back, coalesce(m.out_at, m.planned_out))) && tstzrange($2, $3)
                                 order by m.planned_out limit 1) m on true"#,
        inmate.0,
        from,
        to,
        day,
        without
    )
    .fetch_one(connection)
    .await?;
    let elsewhere = row.hearing.zip(row.hearing_at).or(row.way.zip(row.way_at));
    Ok(Facts {
        in_person_on: row.in_person_on,
        isolated: row.isolated,
        remand_until: row.remand_until,
        language: row.language,
        elsewhere,
        way: row.joins_out.zip(row.joins_back),
    })
}

/// Writes a new hearing.
pub async fn plan(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: Option<PrisonId>,
    by: AccountId,
    p: &Planned,
    now: DateTime<Utc>,
) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into sentences.appearance (id, inmate_id, prison_id, court, case_number, purpose, starts_at, ends_at, manner, manner_reason, courtroom, language, interpreter, counsel_id, travel_minutes, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        p.court,
        p.case_number,
        p.purpose.as_str(),
        p.starts_at,
        p.ends_at,
        p.manner.as_str(),
        p.reason,
        p.courtroom,
        p.language,
        p.interpreter.as_str(),
        p.counsel,
        p.travel_minutes,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Changes a hearing that is ahead. False when somebody else was first.
pub async fn change(
    connection: &mut PgConnection,
    inmate: InmateId,
    id: Uuid,
    by: AccountId,
    p: &Planned,
    why: Option<&str>,
    version: i32,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.appearance set court = $4, case_number = $5, purpose = $6, starts_at = $7, ends_at = $8, manner = $9, manner_reason = $10, courtroom = $11, language = $12,
                interpreter = $13, counsel_id = $14, travel_minutes = $15, changed_by = $16, change_reason = $17, version = version + 1
          where id = $1 and inmate_id = $2 and version = $3 and state = 'planned'",
        id,
        inmate.0,
        version,
        p.court,
        p.case_number,
        p.purpose.as_str(),
        p.starts_at,
        p.ends_at,
        p.manner.as_str(),
        p.reason,
        p.courtroom,
        p.language,
        p.interpreter.as_str(),
        p.counsel,
        p.travel_minutes,
        by.0,
        why
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes what became of a hearing. False when somebody else was first.
pub async fn end(connection: &mut PgConnection, about: About, id: Uuid, ending: &Ending, next: Option<Uuid>, version: i32) -> Result<bool, sqlx::Error> {
    let (state, result, text, reason) = match ending {
        Ending::Held(outcome, text) => (State::Held, Some(outcome.as_str()), Some(text.as_str()).filter(|t| !t.is_empty()), None),
        Ending::Postponed(_, why) => (State::Postponed, None, None, Some(why.as_str())),
        Ending::Cancelled(why) => (State::Cancelled, None, None, Some(why.as_str())),
    };
    let done = sqlx::query!(
        "update sentences.appearance set state = $4, result = $5, result_text = $6, state_reason = $7, result_by = $8, result_at = case when $5::text is not null then $9::timestamptz end,
                postponed_to = $10, changed_by = $8, change_reason = null, version = version + 1
          where id = $1 and inmate_id = $2 and version = $3 and state = 'planned'",
        id,
        about.inmate.0,
        version,
        state.as_str(),
        result,
        text,
        reason,
        about.by.0,
        about.now,
        next
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says in which hearing a postponed one goes on. False when somebody else has said so first.
pub async fn goes_on(connection: &mut PgConnection, about: About, postponed: Uuid, next: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.appearance set postponed_to = $3, changed_by = $4, change_reason = null, version = version + 1
          where id = $1 and inmate_id = $2 and state = 'postponed' and postponed_to is null",
        postponed,
        about.inmate.0,
        next,
        about.by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A hearing that took place.
pub struct HeldHearing {
    pub id: Uuid,
    pub court: String,
    pub case_number: String,
    pub purpose: Purpose,
    pub ended_at: DateTime<Utc>,
}

/// Hearings of one person that took place, the latest first.
pub async fn held(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<HeldHearing>, sqlx::Error> {
    sqlx::query_as!(
        HeldHearing,
        r#"select a.id, a.court, a.case_number, a.purpose as "purpose: Purpose", coalesce(a.ends_at, a.starts_at) as "ended_at!"
             from sentences.appearance a where a.inmate_id = $1 and a.state = 'held' order by a.starts_at desc, a.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Keeps the way to the court as the hearing wants it. What it did: `none`, `made`, `joined`, `moved`, `cancelled`.
pub async fn keep_way(connection: &mut PgConnection, id: Uuid, why: &str) -> Result<String, sqlx::Error> {
    let done = sqlx::query_scalar!(r#"select sentences.keep_way($1, $2) as "done!""#, id, why).fetch_one(connection).await?;
    Ok(done)
}

/// Keeps with the way of a hearing which pairs go there together all the same, and why: who stands at the gate is not asked again.
pub async fn accept_together(connection: &mut PgConnection, hearing: Uuid, pairs: &[Uuid], why: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(r#"select sentences.accept_together($1, $2, $3) as "done!""#, hearing, pairs, why).fetch_one(connection).await?;
    Ok(())
}

/// Counsel as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCounsel {
    /// Name.
    pub name: String,
    /// Firm.
    pub firm: String,
    /// Telephone.
    pub phone: String,
    /// Whose choice.
    pub appointed: Appointed,
    /// In which case.
    pub case_number: String,
    /// Since when.
    pub from_day: NaiveDate,
    /// Until when.
    pub to_day: Option<NaiveDate>,
}

/// Writes new counsel.
pub async fn add_counsel(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: Option<PrisonId>,
    by: AccountId,
    c: &NewCounsel,
    now: DateTime<Utc>,
) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into sentences.counsel (id, inmate_id, prison_id, name, firm, phone, appointed, case_number, from_day, to_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        c.name,
        c.firm,
        c.phone,
        c.appointed.as_str(),
        c.case_number,
        c.from_day,
        c.to_day,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Changes counsel. False when somebody else was first.
pub async fn change_counsel(
    connection: &mut PgConnection,
    inmate: InmateId,
    id: Uuid,
    by: AccountId,
    c: &NewCounsel,
    now: DateTime<Utc>,
    version: i32,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.counsel set name = $4, firm = $5, phone = $6, appointed = $7, case_number = $8, from_day = $9, to_day = $10, changed_by = $11, changed_at = $12, version = version + 1
          where id = $1 and inmate_id = $2 and version = $3",
        id,
        inmate.0,
        version,
        c.name,
        c.firm,
        c.phone,
        c.appointed.as_str(),
        c.case_number,
        c.from_day,
        c.to_day,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The calendar of a span of time, of a prison, or of one's own people when there is none. Whoever has been released is not taken to court.
pub async fn calendar(connection: &mut PgConnection, prison: Option<PrisonId>, span: Range<DateTime<Utc>>) -> Result<Vec<Listed>, sqlx::Error> {
    sqlx::query_as!(
        Listed,
        r#"select a.id, a.inmate_id as inmate, i.family_name, i.given_name, i.number, u.name as "unit?", e.code as "cell?", a.court, a.case_number, a.purpose as "purpose: Purpose", a.starts_at, a.ends_at,
                  a.manner as "manner: Manner", a.courtroom, a.language, a.interpreter as "interpreter: Interpreter", c.name as "counsel?", a.state as "state: State", a.result as "result: Outcome",
                  m.state as "way_state?", coalesce(m.out_at, m.planned_out) as way_out, m.escort as "way_escort?", m.escort_number as way_escort_number, m.restraint as "way_restraint?",
                  m.transport as "way_transport?"
             from sentences.appearance a
             join inmates.inmate i on i.id = a.inmate_id
             left join custody.in_custody w on w.inmate_id = a.inmate_id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell e on e.id = w.cell_id
             left join sentences.counsel c on c.id = a.counsel_id
             left join custody.movement m on m.id = a.movement_id
            where (a.prison_id = $1 or ($1::uuid is null and a.inmate_id = any(access.assigned())))
              and a.starts_at >= $2 and a.starts_at < $3
              and (a.state <> 'planned' or w.inmate_id is not null)
            order by a.starts_at, a.court, i.family_name, a.id limit 600"#,
        prison.map(|p| p.0),
        span.start,
        span.end
    )
    .fetch_all(connection)
    .await
}
