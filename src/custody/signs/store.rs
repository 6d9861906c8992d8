//! SQL of early signs.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::{Happened, Rule};
use crate::platform::id::{InmateId, PrisonId, UnitId};

/// The rules in force on a day.
pub async fn rules(connection: &mut PgConnection, day: NaiveDate) -> Result<Vec<Rule>, sqlx::Error> {
    sqlx::query_as!(
        Rule,
        r#"select r.code, r.source, r.kinds, r.least::bigint as "least!", r.factor::float8 as "factor!" from custody.sign_rule r
            where r.from_day <= $1 and (r.to_day is null or r.to_day >= $1)
            order by array_position(array['health', 'intox', 'conflict', 'distress', 'isolation', 'refusal', 'incident'], r.code)"#,
        day
    )
    .fetch_all(connection)
    .await
}

/// Whose signs.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// One person's.
    Person(InmateId),
    /// Everybody's in a prison.
    Prison(PrisonId),
    /// Everybody's in some units.
    Units(&'a [UnitId]),
}

/// Something that counts, with whom it is about.
#[derive(Clone, Debug)]
pub struct Row {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub photographed: bool,
    pub unit_id: Option<Uuid>,
    pub unit: Option<String>,
    pub cell: Option<String>,
    pub admitted_at: Option<DateTime<Utc>>,
    pub id: Uuid,
    pub source: String,
    pub kind: String,
    pub at: DateTime<Utc>,
}

impl Row {
    /// As the rule takes it.
    pub fn happened(&self) -> Happened {
        Happened { id: self.id, source: self.source.clone(), kind: self.kind.clone(), at: self.at }
    }
}

/// What has happened since an instant and counts: observations that stand and are not unverified, refusals, incidents.
pub async fn happened(connection: &mut PgConnection, whose: Whose<'_>, kinds: &[String], since: DateTime<Utc>) -> Result<Vec<Row>, sqlx::Error> {
    let (person, prison, units) = match whose {
        Whose::Person(inmate) => (Some(inmate.0), None, Vec::new()),
        Whose::Prison(prison) => (None, Some(prison.0), Vec::new()),
        Whose::Units(units) => (None, None, units.iter().map(|u| u.0).collect()),
    };
    sqlx::query_as!(
        Row,
        r#"with what as (
               select o.inmate_id, o.id, 'observation' as source, o.kind, o.at
                 from inmates.inmate i
                 left join custody.in_custody w on w.inmate_id = i.id
                 join custody.observation o on o.inmate_id = i.id
                where (i.id = $1 or w.prison_id = $2 or w.unit_id = any($3)) and o.at >= $5 and o.kind = any($4) and o.part = 'subject'
                  and (not o.unverified or o.settled_as = 'verified') and o.settled_as is distinct from 'erased'
                  and not exists (select from custody.observation n where n.supersedes = o.id)
               union all
               select s.inmate_id, s.id, s.source, s.kind, s.at from custody.sign_sources($1, $2, $3, $5) s)
           select i.id as inmate, i.number, i.family_name, i.given_name, exists (select from inmates.photo p where p.inmate_id = i.id and p.ended_at is null) as "photographed!",
                  w.unit_id as "unit_id?", u.name as "unit?", c.code as "cell?", w.admitted_at as "admitted_at?", x.id as "id!", x.source as "source!", x.kind as "kind!", x.at as "at!"
             from what x
             join inmates.inmate i on i.id = x.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            order by u.sort, u.code, c.walking_order, c.code, i.family_name, i.given_name, i.id, x.at desc
            limit 5000"#,
        person,
        prison,
        &units,
        kinds,
        since
    )
    .fetch_all(connection)
    .await
}
