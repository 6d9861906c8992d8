//! All SQL of counting. What touches people is in functions of the database (migrations/…_count.sql), which answer in words.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Alert, CellOfUnit, Count, Listed, Moved, Outside, Past, RollCall, UnitOfRoll};
use super::rules::Due;
use crate::platform::id::{AccountId, PrisonId};
use crate::reference::schedule::UnitType;

/// The rolls of a prison between two instants, and older ones that are still open, in order of time.
///
/// # Errors
/// When the database is away.
pub async fn rolls(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<RollCall>, sqlx::Error> {
    sqlx::query_as!(
        RollCall,
        r#"select r.id, r.prison_id, r.due_at, r.kind, r.code, r.late_at, r.called_why, r.differs, a.display_name as "agreed_by?", r.agreed_at, r.note,
                  m.display_name as "missed_by?", r.missed_at, r.missed_why
             from custody.roll_call r left join access.account a on a.id = r.agreed_by left join access.account m on m.id = r.missed_by
            where r.prison_id = $1 and ((r.due_at >= $2 and r.due_at < $3) or (r.closed_at is null and r.due_at < $2)) order by r.due_at limit 60"#,
        prison.0,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// One roll.
///
/// # Errors
/// When the database is away.
pub async fn roll(connection: &mut PgConnection, id: Uuid) -> Result<Option<RollCall>, sqlx::Error> {
    sqlx::query_as!(
        RollCall,
        r#"select r.id, r.prison_id, r.due_at, r.kind, r.code, r.late_at, r.called_why, r.differs, a.display_name as "agreed_by?", r.agreed_at, r.note,
                  m.display_name as "missed_by?", r.missed_at, r.missed_why
             from custody.roll_call r left join access.account a on a.id = r.agreed_by left join access.account m on m.id = r.missed_by where r.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// The units of these rolls with the counts that hold.
///
/// # Errors
/// When the database is away.
pub async fn units(connection: &mut PgConnection, rolls: &[Uuid]) -> Result<Vec<UnitOfRoll>, sqlx::Error> {
    sqlx::query_as!(
        UnitOfRoll,
        r#"select u.roll_id as "roll_id!", u.unit_id as "unit_id!", u.name as "name!", u.closed as "closed!", u.people as "people!", u.away as "away!", u.count_id, u.state, u.kind,
                  u.expected, u.counted, u.away_then, u.missing, u.surplus, u.how, u.signed_by, u.entered_by, a.display_name as "signer?", u.happened_at, u.explained_at
             from custody.roll_units($1) u left join access.account a on a.id = u.signed_by order by u.sort, u.code"#,
        rolls
    )
    .fetch_all(connection)
    .await
}

/// A prison whose rolls are planned: kinds of its units, minutes of grace.
pub struct Planned {
    /// The prison.
    pub prison: Uuid,
    /// The levels of its units.
    pub levels: Vec<String>,
    /// How long after the hour a roll is late.
    pub grace: i32,
}

/// What planning asks of the prisons that hold people.
///
/// # Errors
/// When the database is away.
pub async fn to_plan(connection: &mut PgConnection) -> Result<Vec<Planned>, sqlx::Error> {
    sqlx::query_as!(
        Planned,
        r#"select p.id as prison, array_agg(distinct u.level) as "levels!", p.count_grace_minutes as grace
             from estate.prison p join estate.unit u on u.prison_id = p.id and u.closed_on is null
            where p.status = 'active' group by p.id limit 500"#
    )
    .fetch_all(connection)
    .await
}

/// Writes what is due; what was planned before stays as it is. Answers how many were new.
///
/// # Errors
/// When the database is away.
pub async fn plan(connection: &mut PgConnection, rows: &[(Uuid, Due, DateTime<Utc>)]) -> Result<u64, sqlx::Error> {
    let ids: Vec<Uuid> = rows.iter().map(|_| Uuid::now_v7()).collect();
    let prisons: Vec<Uuid> = rows.iter().map(|r| r.0).collect();
    let at: Vec<DateTime<Utc>> = rows.iter().map(|r| r.1.at).collect();
    let codes: Vec<String> = rows.iter().map(|r| r.1.code.clone()).collect();
    let types: Vec<String> = rows.iter().map(|r| r.1.types.iter().map(|t: &UnitType| t.as_str()).collect::<Vec<_>>().join(",")).collect();
    let late: Vec<DateTime<Utc>> = rows.iter().map(|r| r.2).collect();
    let done = sqlx::query!(
        "insert into custody.roll_call (id, prison_id, due_at, kind, code, unit_types, late_at)
         select t.id, t.prison, t.at, 'scheduled', t.code, string_to_array(t.types, ','), t.late
           from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::timestamptz[]) t (id, prison, at, code, types, late)
         on conflict do nothing",
        &ids,
        &prisons,
        &at,
        &codes,
        &types,
        &late
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Calls an extra count of the whole house.
///
/// # Errors
/// When the database is away, or one was called this very minute (`roll_call_planned_once`).
pub async fn call_extra(connection: &mut PgConnection, id: Uuid, prison: PrisonId, by: AccountId, at: DateTime<Utc>, why: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.roll_call (id, prison_id, due_at, kind, code, late_at, called_by, called_why)
         select $1, p.id, date_trunc('minute', $3::timestamptz), 'extra', 'EXTRA', date_trunc('minute', $3::timestamptz) + make_interval(mins => p.count_grace_minutes), $4, $5
           from estate.prison p where p.id = $2",
        id,
        prison.0,
        at,
        by.0,
        why
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Begins a count or finds it. The word says why not.
///
/// # Errors
/// When the database is away.
pub async fn open(connection: &mut PgConnection, id: Uuid, roll: Uuid, unit: Uuid, recount_of: Option<Uuid>) -> Result<(String, Option<Uuid>), sqlx::Error> {
    let row = sqlx::query!(r#"select answer as "answer!", count_id from custody.count_open($1, $2, $3, $4)"#, id, roll, unit, recount_of)
        .fetch_one(connection)
        .await?;
    Ok((row.answer, row.count_id))
}

/// One count.
///
/// # Errors
/// When the database is away.
pub async fn count(connection: &mut PgConnection, id: Uuid) -> Result<Option<Count>, sqlx::Error> {
    sqlx::query_as!(
        Count,
        r#"select c.id, c.roll_call_id as roll_id, c.prison_id, c.unit_id, u.name as unit, coalesce(c.unit_closed, u.closed_on is not null) as "unit_closed!", c.due_at, r.late_at, r.code,
                  c.kind, c.recount_of, n.id as "recounted_by?", c.opened_at, o.display_name as "opener?", c.state, c.expected, c.away, c.counted, c.missing, c.surplus, c.how,
                  s.display_name as "signer?", e.display_name as "enterer?", c.happened_at, c.signed_at, x.display_name as "explainer?", c.explained_at, c.explanation_code,
                  c.explanation, r.closed_at is not null as "roll_closed!"
             from custody.count c
             join custody.roll_call r on r.id = c.roll_call_id
             join estate.unit u on u.id = c.unit_id
             left join custody.count n on n.recount_of = c.id
             left join access.account o on o.id = c.opened_by
             left join access.account s on s.id = c.signed_by
             left join access.account e on e.id = c.entered_by
             left join access.account x on x.id = c.explained_by
            where c.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

struct ListedRow {
    key: Uuid,
    inmate_id: Option<Uuid>,
    hidden: i32,
    cell_id: Option<Uuid>,
    cell: Option<String>,
    is_out: bool,
    out_reason: Option<String>,
    out_place: Option<String>,
    out_until: Option<DateTime<Utc>>,
    changed: Option<String>,
    from_cell: Option<String>,
    status: Option<String>,
    place: Option<String>,
    by: Option<String>,
    made_at: Option<DateTime<Utc>>,
    received_at: Option<DateTime<Utc>>,
    family_name: Option<String>,
    given_name: Option<String>,
    number: Option<String>,
    alerts: Json<Vec<Alert>>,
}

/// The list of a count in walking order: of this moment, of `at` (what was counted on paper), or as signed.
///
/// # Errors
/// When the database is away.
pub async fn people(connection: &mut PgConnection, count: Uuid, at: Option<DateTime<Utc>>) -> Result<Vec<Listed>, sqlx::Error> {
    let rows = sqlx::query_as!(
        ListedRow,
        r#"select p.key as "key!", i.id as "inmate_id?", p.number as "hidden!", p.cell_id, p.cell, p.is_out as "is_out!", p.out_reason, p.out_place, p.out_until, p.changed, p.from_cell,
                  p.status, p.place, a.display_name as "by?", p.made_at, p.received_at, i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'severity', x.severity, 'instruction', coalesce(x.instruction, ''))
                                             order by array_position(array['high', 'medium', 'low'], x.severity), x.kind)
                              from inmates.alert x where x.inmate_id = i.id and x.ended_at is null and x.from_day <= platform.today() and (x.to_day is null or x.to_day >= platform.today())),
                           '[]') as "alerts!: Json<Vec<Alert>>"
             from custody.count_people($1, $2) p
             left join inmates.inmate i on i.id = p.inmate_id
             left join access.account a on a.id = p.by_id
            order by p.walking nulls first, p.cell nulls first, i.family_name, i.given_name, p.number
            limit 1000"#,
        count,
        at
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Listed {
            key: r.key,
            inmate: r.inmate_id,
            hidden: r.hidden,
            cell_id: r.cell_id,
            cell: r.cell,
            is_out: r.is_out,
            out_reason: r.out_reason,
            out_place: r.out_place,
            out_until: r.out_until,
            changed: r.changed,
            from_cell: r.from_cell,
            status: r.status,
            place: r.place,
            by: r.by,
            made_at: r.made_at,
            received_at: r.received_at,
            family_name: r.family_name,
            given_name: r.given_name,
            number: r.number,
            alerts: r.alerts.0,
        })
        .collect())
}

/// What a list looks like, in one word.
///
/// # Errors
/// When the database is away.
pub async fn seen(connection: &mut PgConnection, count: Uuid, at: Option<DateTime<Utc>>) -> Result<String, sqlx::Error> {
    Ok(sqlx::query_scalar!("select custody.count_seen($1, $2)", count, at).fetch_one(connection).await?.unwrap_or_default())
}

/// The cells of a unit in walking order, empty and closed ones too.
///
/// # Errors
/// When the database is away.
pub async fn cells(connection: &mut PgConnection, unit: Uuid) -> Result<Vec<CellOfUnit>, sqlx::Error> {
    sqlx::query_as!(
        CellOfUnit,
        r#"select c.id, c.code, (c.closed_on is not null or o.cell_id is not null) as "shut!"
             from estate.cell c left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> platform.now()
            where c.unit_id = $1 and (c.closed_on is null or exists (select from custody.in_custody w where w.cell_id = c.id))
            order by c.walking_order, c.code limit 500"#,
        unit
    )
    .fetch_all(connection)
    .await
}

/// A tap about these people of a cell.
pub struct Mark<'a> {
    /// The people's keys.
    pub keys: &'a [Uuid],
    /// The cell they were seen in, or not.
    pub cell: Option<Uuid>,
    /// `present`, `out`, `missing`, `elsewhere`, `undone`.
    pub status: &'a str,
    /// Where.
    pub place: Option<&'a str>,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// Keeps a tap; the word says why not.
///
/// # Errors
/// When the database is away.
pub async fn mark(connection: &mut PgConnection, count: Uuid, mark: &Mark<'_>) -> Result<String, sqlx::Error> {
    let answer = sqlx::query_scalar!("select custody.count_mark($1, $2, $3, $4, $5, $6)", count, mark.keys, mark.cell, mark.status, mark.place, mark.made_at)
        .fetch_one(connection)
        .await?;
    Ok(answer.unwrap_or_default())
}

/// Keeps what a sheet of paper says of everybody at an instant.
///
/// # Errors
/// When the database is away.
pub async fn paper(connection: &mut PgConnection, count: Uuid, lines: &[(Uuid, String, String)], at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let keys: Vec<Uuid> = lines.iter().map(|l| l.0).collect();
    let statuses: Vec<String> = lines.iter().map(|l| l.1.clone()).collect();
    let places: Vec<String> = lines.iter().map(|l| l.2.clone()).collect();
    sqlx::query!("select custody.count_paper($1, $2, $3, $4, $5)", count, &keys, &statuses, &places, at).fetch_one(connection).await.map(drop)
}

/// A signature under a list that was seen.
pub struct Signature<'a> {
    /// What the list looked like.
    pub seen: &'a str,
    /// Who counted.
    pub by: AccountId,
    /// `tablet`, `desk`, `paper`.
    pub how: &'a str,
    /// When it was counted.
    pub happened_at: DateTime<Utc>,
    /// The instant whose list it is, when that is not now.
    pub at: Option<DateTime<Utc>>,
    /// People found whom the list does not have.
    pub extra: i32,
}

/// Signs; the word says why not.
///
/// # Errors
/// When the database is away.
pub async fn sign(connection: &mut PgConnection, count: Uuid, s: &Signature<'_>) -> Result<String, sqlx::Error> {
    let answer = sqlx::query_scalar!("select custody.count_sign($1, $2, $3, $4, $5, $6, $7)", count, s.seen, s.by.0, s.how, s.happened_at, s.at, s.extra)
        .fetch_one(connection)
        .await?;
    Ok(answer.unwrap_or_default())
}

/// Explains a difference; the word says why not.
///
/// # Errors
/// When the database is away.
pub async fn explain(connection: &mut PgConnection, count: Uuid, code: &str, words: &str, found: &[(Uuid, String)]) -> Result<String, sqlx::Error> {
    let keys: Vec<Uuid> = found.iter().map(|f| f.0).collect();
    let places: Vec<String> = found.iter().map(|f| f.1.clone()).collect();
    let answer = sqlx::query_scalar!("select custody.count_explain($1, $2, $3, $4, $5)", count, code, words, &keys, &places).fetch_one(connection).await?;
    Ok(answer.unwrap_or_default())
}

/// Agrees a roll; the word says why not.
///
/// # Errors
/// When the database is away.
pub async fn agree(connection: &mut PgConnection, roll: Uuid, note: Option<&str>) -> Result<String, sqlx::Error> {
    Ok(sqlx::query_scalar!("select custody.roll_agree($1, $2)", roll, note).fetch_one(connection).await?.unwrap_or_default())
}

/// Closes a roll that was not held; the word says why not.
///
/// # Errors
/// When the database is away.
pub async fn miss(connection: &mut PgConnection, roll: Uuid, why: &str) -> Result<String, sqlx::Error> {
    Ok(sqlx::query_scalar!("select custody.roll_miss($1, $2)", roll, why).fetch_one(connection).await?.unwrap_or_default())
}

/// Who is out of a prison by the books.
///
/// # Errors
/// When the database is away.
pub async fn outside(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Outside>, sqlx::Error> {
    sqlx::query_as!(
        Outside,
        r#"select i.id as inmate, i.family_name, i.given_name, u.name as unit, w.out_reason as "reason!", w.out_place as place, w.out_until as until
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id join estate.unit u on u.id = w.unit_id
            where w.prison_id = $1 and w.out_reason is not null order by w.out_until nulls last, i.family_name limit 500"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Numbers of a house beside its units: in reception and not placed; out and not to be seen by the reader.
///
/// # Errors
/// When the database is away.
pub async fn besides(connection: &mut PgConnection, prison: PrisonId) -> Result<(i32, i64), sqlx::Error> {
    let row = sqlx::query!(
        r#"select coalesce(custody.roll_reception($1), 0) as "reception!", (select count(*) from custody.placeholders($1) h where h.is_out) as "hidden_out!""#,
        prison.0
    )
    .fetch_one(connection)
    .await?;
    Ok((row.reception, row.hidden_out))
}

/// Who was moved between units while a roll was counted.
///
/// # Errors
/// When the database is away.
pub async fn moved(connection: &mut PgConnection, roll: Uuid) -> Result<Vec<Moved>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select m.inmate_id, m.what as "what!", u.name as unit, i.family_name as "family_name?", i.given_name as "given_name?"
             from custody.roll_moved($1) m join estate.unit u on u.id = m.unit_id left join inmates.inmate i on i.id = m.inmate_id order by u.sort, i.family_name limit 100"#,
        roll
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| Moved { inmate: r.inmate_id, name: r.family_name.zip(r.given_name), unit: r.unit, twice: r.what == "twice" }).collect())
}

/// Units of a prison for choosing among.
///
/// # Errors
/// When the database is away.
pub async fn unit_names(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!("select id, name from estate.unit where prison_id = $1 order by closed_on nulls first, sort, code limit 60", prison.0)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}

/// Counts of a prison, newest first: those due before an instant.
///
/// # Errors
/// When the database is away.
pub async fn history(connection: &mut PgConnection, prison: PrisonId, unit: Option<Uuid>, before: DateTime<Utc>, limit: i64) -> Result<Vec<Past>, sqlx::Error> {
    sqlx::query_as!(
        Past,
        r#"select c.id, c.roll_call_id as roll_id, c.due_at, r.code, u.name as unit, c.kind, c.state, c.expected, c.counted, c.away, c.how, s.display_name as "signer?", c.happened_at,
                  c.explained_at
             from custody.count c join custody.roll_call r on r.id = c.roll_call_id join estate.unit u on u.id = c.unit_id left join access.account s on s.id = c.signed_by
            where c.prison_id = $1 and ($2::uuid is null or c.unit_id = $2) and c.due_at < $3
            order by c.due_at desc, u.sort, c.opened_at desc limit $4"#,
        prison.0,
        unit,
        before,
        limit
    )
    .fetch_all(connection)
    .await
}

/// Staff on duty at a prison at an instant, and the reader: who may have counted.
///
/// # Errors
/// When the database is away.
pub async fn on_duty(connection: &mut PgConnection, prison: PrisonId, at: DateTime<Utc>, me: AccountId) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select a.id, a.display_name from access.account a
            where a.id = $3 or exists (select from staff.shift s where s.account_id = a.id and s.prison_id = $1 and s.during && tstzrange($2::timestamptz - interval '30 minutes', $2::timestamptz + interval '30 minutes'))
            order by a.display_name limit 300"#,
        prison.0,
        at,
        me.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.display_name)).collect())
}

/// Tells the duty officers of a prison that a count of a unit does not agree.
///
/// # Errors
/// When the database is away.
pub(super) async fn tell_duty_officer(connection: &mut PgConnection, prison: PrisonId, unit: &str, roll: Uuid) -> Result<(), sqlx::Error> {
    let arguments = serde_json::json!({ "unit": unit });
    let link = format!("/roll-call/{roll}");
    sqlx::query!("select access.notify_role('DUT', $1, 'count_differs', $2, $3)", prison.0, arguments, link).fetch_one(connection).await.map(drop)
}
