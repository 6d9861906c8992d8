//! All SQL of searching. One statement answers every exact question; spelling is asked about only when little was found.
//!
//! Only columns of the need-to-know extract are read, so that one statement serves every role.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::{Question, Range};

/// The most that is shown.
pub(super) const MOST: i64 = 25;

/// An alert, short.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Alert {
    pub kind: String,
    pub severity: String,
    pub instruction: String,
}

/// Somebody found.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub id: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub prison: Option<String>,
    pub unit: Option<String>,
    pub cell: Option<String>,
    pub is_out: bool,
    pub has_photo: bool,
    /// Found by a name that is not the person's own.
    pub alias: bool,
    /// In the reader's own prison.
    pub own: bool,
    /// Held since, where asked for.
    pub here_since: Option<DateTime<Utc>>,
    pub alerts: sqlx::types::Json<Vec<Alert>>,
}

/// Where the reader searches.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// Own prisons, which come first.
    pub own: Vec<Uuid>,
    /// The others of the role's scope.
    pub wider: Vec<Uuid>,
    /// Whether the reader is told who came lately: not workshop, school and desks.
    pub arrivals: bool,
}

impl Scope {
    fn all(&self) -> Vec<Uuid> {
        self.own.iter().chain(&self.wider).copied().collect()
    }
}

/// The people a question finds, or those with these ids, own prison first.
pub(super) async fn find(connection: &mut PgConnection, question: &Question, ids: &[Uuid], scope: &Scope, today: NaiveDate) -> Result<Vec<Hit>, sqlx::Error> {
    let [a, b, c, d] = [0, 1, 2, 3].map(|n| question.term(n));
    let Range { from: number, to: number_end } = &question.number;
    let Range { from: running, to: running_end } = &question.running;
    // Every branch is an empty range or an empty list when its kind of question was not asked: it costs nothing.
    sqlx::query_as!(
        Hit,
        r#"with hit as (
             (select s.inmate_id, s.alias, s.term = $1 as exact from inmates.search_term s
               where s.prison_id = any($9::uuid[]) and s.term >= $1 and s.term < $2
                 and ($3 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $3 and x.term < $4))
                 and ($5 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $5 and x.term < $6))
                 and ($7 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $7 and x.term < $8))
               order by s.term limit 300)
             union all
             (select s.inmate_id, s.alias, s.term = $1 from inmates.search_term s
               where s.prison_id = any($10::uuid[]) and s.term >= $1 and s.term < $2
                 and ($3 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $3 and x.term < $4))
                 and ($5 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $5 and x.term < $6))
                 and ($7 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $7 and x.term < $8))
               order by s.term limit 300)
             union all
             (select s.inmate_id, s.alias, s.term = $1 from inmates.search_term s
               where s.inmate_id = any((select access.persons())::uuid[]) and s.term >= $1 and s.term < $2
                 and ($3 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $3 and x.term < $4))
                 and ($5 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $5 and x.term < $6))
                 and ($7 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.term >= $7 and x.term < $8))
               limit 300)
             union all
             (select i.id, false, i.number = $11 from inmates.inmate i
               where i.number collate "C" >= $11 and i.number collate "C" < $12
                 and (i.prison_id = any($17::uuid[]) or i.id = any((select access.persons())::uuid[])) order by i.number collate "C" desc limit 60)
             union all
             (select i.id, false, true from inmates.inmate i
               where i.running >= $13 and i.running < $14 and (i.prison_id = any($17::uuid[]) or i.id = any((select access.persons())::uuid[])) limit 60)
             union all
             (select w.inmate_id, false, c.code = $15 from estate.cell c join custody.in_custody w on w.cell_id = c.id
               where $15 <> '' and c.prison_id = any($17::uuid[]) and (upper(c.code) = $15 or right(upper(c.code), length($15) + 1) = '-' || $15) limit 120)
             union all
             select unnest($16::uuid[]), false, false
           ), found as (
             select coalesce(j.kept_id, h.inmate_id) as inmate_id, bool_and(h.alias) as alias, bool_or(h.exact) as exact
               from hit h left join inmates.joined j on j.joined_id = h.inmate_id and j.outcome = 'granted' and j.undone_at is null group by 1
           ), top as (
             select i.id, i.number, i.family_name, i.given_name, i.prison_id, f.alias, coalesce(i.prison_id = any($9::uuid[]), false) as own,
                    row_number() over (order by coalesce(i.prison_id = any($9::uuid[]), false) desc, f.alias, f.exact desc, i.family_name, i.given_name, i.number) as place
               from found f join inmates.inmate i on i.id = f.inmate_id
              order by place limit $18
           )
           select t.id, t.number, t.family_name, t.given_name, p.name as "prison?", u.name as "unit?", c.code as "cell?", (w.out_reason is not null) as "is_out!",
                  exists (select from inmates.photo g where g.inmate_id = t.id and g.ended_at is null) as "has_photo!", t.alias as "alias!", t.own as "own!", case when $20 then custody.here_since(t.id) end as here_since,
                  coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'instruction', a.instruction)
                                   order by array_position(array['high', 'medium', 'low'], a.severity), a.from_day desc)
                              from inmates.alert a where a.inmate_id = t.id and a.ended_at is null and a.from_day <= $19 and (a.to_day is null or a.to_day >= $19)), '[]')
                      as "alerts!: sqlx::types::Json<Vec<Alert>>"
             from top t
             left join estate.prison p on p.id = t.prison_id
             left join custody.in_custody w on w.inmate_id = t.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            order by t.place"#,
        a.from,
        a.to,
        b.from,
        b.to,
        c.from,
        c.to,
        d.from,
        d.to,
        &scope.own,
        &scope.wider,
        number,
        number_end,
        running,
        running_end,
        question.cell,
        ids,
        &scope.all(),
        MOST,
        today,
        scope.arrivals
    )
    .fetch_all(connection)
    .await
}

/// Who has this national or D number. Asked only for roles that read who a person is.
pub(super) async fn by_national(connection: &mut PgConnection, value: &str) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "select i.inmate_id from inmates.identifier i where i.value = $1 and i.kind in ('national', 'd_number', 'duf') and i.ended_at is null limit 5",
        value
    )
    .fetch_all(connection)
    .await
}

/// Who has a name that sounds like what was typed; other parts may match as written or as heard.
pub(super) async fn by_sound(connection: &mut PgConnection, question: &Question, scope: &Scope) -> Result<Vec<Uuid>, sqlx::Error> {
    let first = question.sounds.first().map(|s| Range::of(s)).unwrap_or_default();
    let second = question.sounds.get(1).map(|s| Range::of(s)).unwrap_or_default();
    let third = question.sounds.get(2).map(|s| Range::of(s)).unwrap_or_default();
    sqlx::query_scalar!(
        r#"select s.inmate_id from inmates.search_term s
            where s.prison_id = any($1::uuid[]) and s.sound >= $2 and s.sound < $3
              and ($4 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.sound >= $4 and x.sound < $5))
              and ($6 = '' or exists (select from inmates.search_term x where x.inmate_id = s.inmate_id and x.sound >= $6 and x.sound < $7))
            group by s.inmate_id
            order by min(length(s.sound)), bool_or(s.prison_id = any($8::uuid[])) desc limit 20"#,
        &scope.all(),
        first.from,
        first.to,
        second.from,
        second.to,
        third.from,
        third.to,
        &scope.own
    )
    .fetch_all(connection)
    .await
}

/// Whose name is nearly the same, letter by letter. Fenced in the own prisons and capped: left to the planner over everybody it costs a second.
pub(super) async fn nearly(connection: &mut PgConnection, part: &str, own: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with fenced as materialized (select s.inmate_id, s.term from inmates.search_term s where s.prison_id = any($1::uuid[]) limit 8000)
           select f.inmate_id from fenced f where similarity(f.term, $2) >= 0.4 group by f.inmate_id order by max(similarity(f.term, $2)) desc limit 10"#,
        own,
        part
    )
    .fetch_all(connection)
    .await
}
