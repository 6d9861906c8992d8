//! SQL of the calculation.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Calculation, Cause, Named, Proposal, Resting, Spell, State, Version, Waiting, Word};
use crate::law::sentence::Point;
use crate::platform::id::{AccountId, InmateId};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// What a person's calculation is made from, and the last answer.
pub struct Read {
    pub inmate: InmateId,
    pub seq: Option<i64>,
    /// JSON, read once and by whoever needs it.
    pub input: String,
    pub latest: Option<String>,
}

/// Reads the input of some people.
pub async fn inputs(conn: &mut PgConnection, inmates: &[InmateId]) -> Result<Vec<Read>> {
    let ids: Vec<Uuid> = inmates.iter().map(|i| i.0).collect();
    let rows =
        sqlx::query!(r#"select inmate_id as "inmate!", seq, input::text as "input!", latest::text as latest from sentences.calculation_input($1)"#, &ids)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|r| Read { inmate: InmateId(r.inmate), seq: r.seq, input: r.input, latest: r.latest }).collect())
}

/// Keeps answers; tells how many new versions there are.
pub async fn put(conn: &mut PgConnection, puts: &Value) -> Result<usize> {
    let made = sqlx::query_scalar!(r#"select sentences.put_calculations($1) as "n!""#, puts).fetch_one(conn).await?;
    Ok(usize::try_from(made).unwrap_or_default())
}

pub async fn take(conn: &mut PgConnection, most: i32) -> Result<Vec<InmateId>> {
    let ids = sqlx::query_scalar!(r#"select x as "x!" from sentences.take_recalculations($1) x"#, most).fetch_all(conn).await?;
    Ok(ids.into_iter().map(InmateId).collect())
}

pub async fn spread_law_changes(conn: &mut PgConnection) -> Result<i64> {
    sqlx::query_scalar!(r#"select sentences.spread_law_changes() as "n!""#).fetch_one(conn).await
}

pub async fn held_past_the_end(conn: &mut PgConnection) -> Result<i64> {
    sqlx::query_scalar!(r#"select sentences.held_past_the_end() as "n!""#).fetch_one(conn).await
}

/// Asks for those whose calculation rests on a rule of which a row has begun or ended since a day.
pub async fn rules_that_begin(conn: &mut PgConnection, since: NaiveDate) -> Result<i64> {
    sqlx::query_scalar!(r#"select sentences.rules_that_begin($1) as "n!""#, since).fetch_one(conn).await
}

/// Asks for those for whom an order has run out, or something has begun, since a day.
pub async fn turns_of_the_day(conn: &mut PgConnection, since: NaiveDate) -> Result<i64> {
    sqlx::query_scalar!(r#"select sentences.turns_of_the_day($1) as "n!""#, since).fetch_one(conn).await
}

/// Asks for those who should have been back from leave.
pub async fn away_without_leave(conn: &mut PgConnection) -> Result<i64> {
    sqlx::query_scalar!(r#"select sentences.away_without_leave() as "n!""#).fetch_one(conn).await
}

fn causes(words: &[String]) -> Vec<Cause> {
    words.iter().filter_map(|w| Cause::of(w)).collect()
}

/// The two versions that matter: the newest, and the one in force when that is another. The newest first.
pub async fn current(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Calculation>> {
    versions(conn, inmate, None).await
}

/// Versions with their answers: those of the numbers given, else the newest and the one in force.
pub async fn versions(conn: &mut PgConnection, inmate: InmateId, numbers: Option<&[i32]>) -> Result<Vec<Calculation>> {
    let rows = sqlx::query!(
        r#"select k.id, k.version, k.state as "state: State", k.causes, array_remove(k.authors, null) as "authors!", k.made_at, k.result, k.overrides, k.confirmed_at, k.confirmed_by, k.confirm_note
             from sentences.calculation k
            where k.inmate_id = $1 and case when $2::int[] is null
                  then k.state in ('confirmed', 'overridden') or k.version = (select max(x.version) from sentences.calculation x where x.inmate_id = $1)
                  else k.version = any($2) end
            order by k.version desc limit 2"#,
        inmate.0,
        numbers
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Calculation {
                id: r.id,
                version: r.version,
                state: r.state,
                causes: causes(&r.causes),
                authors: r.authors,
                made_at: r.made_at,
                outcome: serde_json::from_value(r.result).map_err(|e| sqlx::Error::Decode(Box::new(e)))?,
                overrides: serde_json::from_value(r.overrides).map_err(|e| sqlx::Error::Decode(Box::new(e)))?,
                confirmed: r.confirmed_at.zip(r.confirmed_by),
                confirm_note: r.confirm_note,
            })
        })
        .collect()
}

/// The list of versions, the newest first.
pub async fn history(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Version>> {
    let rows = sqlx::query!(
        r#"select k.version, k.state as "state: State", k.causes, k.made_at, a.display_name as "confirmed_by?", k.release_on, k.end_on
             from sentences.calculation k left join access.account a on a.id = k.confirmed_by
            where k.inmate_id = $1 order by k.version desc limit 40"#,
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Version {
            version: r.version,
            state: r.state,
            causes: causes(&r.causes),
            made_at: r.made_at,
            confirmed_by: r.confirmed_by,
            release_on: r.release_on,
            end_on: r.end_on,
        })
        .collect())
}

/// Names of accounts.
pub async fn names(conn: &mut PgConnection, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = sqlx::query!("select a.id, a.display_name from access.account a where a.id = any($1)", accounts).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.display_name)).collect())
}

/// The documents of a person, by the id that a ledger names.
pub async fn documents(conn: &mut PgConnection, inmate: InmateId) -> Result<HashMap<Uuid, Named>> {
    let rows = sqlx::query!(
        r#"select b.root_id as "id!", b.case_number, b.court, b.decided_on from sentences.legal_basis b where b.inmate_id = $1 and b.replaced_at is null order by b.decided_on desc limit 100"#,
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    let full = |text: String| Some(text).filter(|t| !t.is_empty());
    Ok(rows.into_iter().map(|r| (r.id, Named { case_number: full(r.case_number), court: full(r.court), on: Some(r.decided_on) })).collect())
}

/// Whether the person waits to be calculated anew.
pub async fn is_pending(conn: &mut PgConnection, inmate: InmateId) -> Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from sentences.recalculation q where q.inmate_id = $1) as "is!""#, inmate.0).fetch_one(conn).await
}

/// Whether an alarm about this person's release is open, and since which day the person should have been out.
pub async fn alarm(conn: &mut PgConnection, inmate: InmateId) -> Result<Option<String>> {
    sqlx::query_scalar!(
        "select d.rule_id from sentences.deadline d where d.inmate_id = $1 and d.state = 'open' and d.rule_id in ('release.overdue', 'release.probation_passed') order by d.rule_id limit 1",
        inmate.0
    )
    .fetch_optional(conn)
    .await
}

/// What somebody has proposed and nobody has answered.
pub async fn proposals(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Proposal>> {
    let rows = sqlx::query!(
        r#"select o.id, o.point, o.was_on, o.on_date, o.reason, o.proposed_by, a.display_name as "proposer?", o.proposed_at
             from sentences.calculation_override o left join access.account a on a.id = o.proposed_by
            where o.inmate_id = $1 and o.outcome is null order by o.proposed_at limit 20"#,
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| {
            Some(Proposal {
                id: r.id,
                point: Point::of(&r.point)?,
                was_on: r.was_on,
                on_date: r.on_date,
                reason: r.reason,
                proposed_by: r.proposed_by,
                proposer: r.proposer.unwrap_or_default(),
                proposed_at: r.proposed_at,
            })
        })
        .collect())
}

/// Full isolation and the last word on each spell.
pub async fn isolation(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Spell>> {
    let rows = sqlx::query!(
        r#"select r.id, r.from_day, coalesce(r.lifted_on, r.until_day) as "to_day!", m.credit as "credit?", coalesce(a.display_name, m.lawyer) as "lawyer?",
                  coalesce(m.decision_note, m.reason) as "reason?",
                  exists (select from sentences.isolation_mark x where x.restriction_id = r.id and x.outcome is null) as "waits!"
             from sentences.restriction r
             left join lateral (select x.* from sentences.isolation_mark x where x.restriction_id = r.id and x.outcome = 'accepted' order by x.decided_at desc, x.id desc limit 1) m on true
             left join access.account a on a.id = m.decided_by
            where r.inmate_id = $1 and r.kind = 'full_isolation' and r.replaced_at is null and not r.withdrawn order by r.from_day desc limit 30"#,
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Spell { id: r.id, from: r.from_day, to: r.to_day, credit: r.credit, lawyer: r.lawyer, reason: r.reason, waits: r.waits })
        .collect())
}

/// What was said of one spell, the newest first.
pub async fn words(conn: &mut PgConnection, restriction: Uuid) -> Result<Vec<Word>> {
    sqlx::query_as!(
        Word,
        r#"select m.id, m.credit, m.reason, m.marked_by as proposed_by, coalesce(p.display_name, '') as "proposer!", m.marked_at as proposed_at, m.outcome,
                  coalesce(d.display_name, m.lawyer) as "decider?", m.decided_at, m.decision_note as note
             from sentences.isolation_mark m left join access.account p on p.id = m.marked_by left join access.account d on d.id = m.decided_by
            where m.restriction_id = $1 order by m.outcome is not null, m.marked_at desc, m.id desc limit 30"#,
        restriction
    )
    .fetch_all(conn)
    .await
}

/// A proposal for a lawyer.
pub struct NewMark<'a> {
    pub restriction: Uuid,
    pub credit: bool,
    pub reason: &'a str,
    pub by: AccountId,
    pub at: DateTime<Utc>,
}

/// A lawyer's yes or no: `done`, or what stands in the way.
pub async fn answer_isolation(conn: &mut PgConnection, word: Uuid, outcome: &str, note: &str) -> Result<String> {
    sqlx::query_scalar!(r#"select sentences.answer_isolation($1, $2, $3) as "x!""#, word, outcome, note).fetch_one(conn).await
}

/// Writes it; false when the spell is not this person's.
pub async fn mark(conn: &mut PgConnection, inmate: InmateId, new: &NewMark<'_>) -> Result<bool> {
    let done = sqlx::query!(
        "insert into sentences.isolation_mark (id, inmate_id, prison_id, restriction_id, credit, reason, marked_by, marked_at)
         select gen_random_uuid(), r.inmate_id, r.prison_id, r.id, $3, $4, $5, $6 from sentences.restriction r
          where r.id = $2 and r.inmate_id = $1 and r.kind = 'full_isolation' and r.replaced_at is null and not r.withdrawn",
        inmate.0,
        new.restriction,
        new.credit,
        new.reason,
        new.by.0,
        new.at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A second person's yes: `done`, or what stands in the way.
pub async fn confirm(conn: &mut PgConnection, calculation: Uuid, note: &str) -> Result<String> {
    sqlx::query_scalar!(r#"select sentences.confirm_calculation($1, $2) as "x!""#, calculation, note).fetch_one(conn).await
}

/// A proposed date.
pub struct NewOverride<'a> {
    pub id: Uuid,
    pub calculation: Uuid,
    pub point: Point,
    pub was: Option<NaiveDate>,
    pub on: NaiveDate,
    pub reason: &'a str,
}

/// Proposes: `done`, or what stands in the way.
pub async fn propose(conn: &mut PgConnection, new: &NewOverride<'_>) -> Result<String> {
    sqlx::query_scalar!(
        r#"select sentences.propose_override($1, $2, $3, $4, $5, $6) as "x!""#,
        new.id,
        new.calculation,
        new.point.as_str(),
        new.was,
        new.on,
        new.reason
    )
    .fetch_one(conn)
    .await
}

/// Answers a proposal: `done`, or what stands in the way.
pub async fn answer(conn: &mut PgConnection, proposal: Uuid, outcome: &str, note: &str) -> Result<String> {
    sqlx::query_scalar!(r#"select sentences.answer_override($1, $2, $3, $4) as "x!""#, proposal, outcome, note, Uuid::now_v7()).fetch_one(conn).await
}

/// Puts the person into the queue.
pub async fn ask(conn: &mut PgConnection, inmate: InmateId) -> Result<()> {
    sqlx::query!(r#"select sentences.ask_for_calculation($1)::text as x"#, inmate.0).fetch_one(conn).await.map(drop)
}

/// Those of the reader's prisons whose calculation rests on a rule, by name, from behind somebody on.
pub async fn of_rule(conn: &mut PgConnection, rule: &str, after: Option<Uuid>, limit: i64) -> Result<Vec<Resting>> {
    let rows = sqlx::query!(
        r#"select k.inmate_id as "inmate_id!", i.number, concat_ws(', ', nullif(i.family_name, ''), nullif(i.given_name, '')) as "name!", k.state as "state!: State", k.release_on, k.end_on, k.rules_on as "rules_on!",
                  exists (select from sentences.recalculation q where q.inmate_id = k.inmate_id) as "pending!"
             from (select distinct on (x.inmate_id) x.inmate_id, x.state, x.release_on, x.end_on, x.rules_on from sentences.calculation x
                    where x.state <> 'superseded' and x.rule_ids @> array[$1::text] order by x.inmate_id, x.version desc) k
             join inmates.inmate i on i.id = k.inmate_id
            where ($2::uuid is null or (i.family_name, i.given_name, i.id) > (select p.family_name, p.given_name, p.id from inmates.inmate p where p.id = $2))
            order by i.family_name, i.given_name, i.id limit $3"#,
        rule,
        after,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Resting {
            inmate: InmateId(r.inmate_id),
            number: r.number,
            name: r.name,
            state: r.state,
            release_on: r.release_on,
            end_on: r.end_on,
            rules_on: r.rules_on,
            pending: r.pending,
        })
        .collect())
}

/// Those whose calculation waits for a second person, alarms first, then the longest waiting.
pub async fn waiting(conn: &mut PgConnection, reader: AccountId, limit: i64) -> Result<Vec<Waiting>> {
    let rows = sqlx::query!(
        r#"select k.inmate_id, i.number, concat_ws(', ', nullif(i.family_name, ''), nullif(i.given_name, '')) as "name!", k.causes, k.made_at, $1 = any(k.authors) as "own!",
                  f.release_on as "release_before?", k.release_on, f.end_on as "end_before?", k.end_on,
                  exists (select from sentences.deadline d where d.inmate_id = k.inmate_id and d.state = 'open' and d.rule_id in ('release.overdue', 'release.probation_passed')) as "alarm!"
             from sentences.calculation k join inmates.inmate i on i.id = k.inmate_id
             left join sentences.calculation f on f.inmate_id = k.inmate_id and f.state in ('confirmed', 'overridden')
            where k.state = 'preliminary' and k.prison_id = any((select access.prisons())::uuid[])
            order by 11 desc, k.made_at, k.id limit $2"#,
        reader.0,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Waiting {
            inmate: InmateId(r.inmate_id),
            number: r.number,
            name: r.name,
            causes: causes(&r.causes),
            made_at: r.made_at,
            own: r.own,
            release: (r.release_before, r.release_on),
            end: (r.end_before, r.end_on),
            alarm: r.alarm,
        })
        .collect())
}
