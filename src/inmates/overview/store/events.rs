//! The timeline: what happened to a person, from several tables in one shape.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::Role;
use crate::platform::id::InmateId;
use crate::platform::paging::Mark;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Happening {
    /// When.
    pub at: DateTime<Utc>,
    /// Which row tells of it.
    pub id: Uuid,
    /// What it is: `observation`, `out`, `back`, `admitted`, `released`, `placed`, `alert`, `alert_ended`, `change`.
    pub what: String,
    /// The code of its kind.
    pub kind: String,
    /// Its text.
    pub text: String,
    /// Where; of an observation whether it is `unverified` or `erased`; of an alert how grave it is.
    pub place: String,
    /// Who wrote it.
    pub by: Option<String>,
    /// How many fields a change touched.
    pub fields: i64,
    /// What an observation said before.
    pub earlier_body: Option<String>,
    /// When that was written.
    pub earlier_at: Option<DateTime<Utc>>,
    /// By whom.
    pub earlier_by: Option<String>,
}

impl Happening {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, id: self.id }
    }
}

/// What the reader may see of a person's time, from `before` on, newest first. `source` narrows it: `observation`, `movement`, `alert`, `change`.
///
/// # Errors
/// When the database is away.
pub async fn events(
    connection: &mut PgConnection,
    role: Role,
    inmate: InmateId,
    source: &str,
    before: Mark,
    limit: i64,
) -> Result<Vec<Happening>, sqlx::Error> {
    match role.db_group() {
        "og_health" | "og_region" => without_observations(connection, inmate, source, before, limit).await,
        _ => everything(connection, inmate, source, before, limit).await,
    }
}

async fn everything(connection: &mut PgConnection, inmate: InmateId, source: &str, before: Mark, limit: i64) -> Result<Vec<Happening>, sqlx::Error> {
    // Each source gives at most a page of its own, from its own index; only then are they sorted together and given names.
    sqlx::query_as!(
        Happening,
        r#"with e as (
             (select o.at, o.id, 'observation' as what, o.kind, o.body as text,
                     case when o.settled_as = 'erased' then 'erased' when o.unverified and o.settled_as is distinct from 'verified' then 'unverified' else '' end as place, o.author as account, o.supersedes as other, 0::bigint as fields
                from custody.observation o
               where o.inmate_id = $1 and $5 in ('', 'observation') and (o.at, o.id) < ($2, $3) and not exists (select from custody.observation n where n.supersedes = o.id)
               order by o.at desc, o.id desc limit $4)
             union all
             (select n.at, n.id, 'incident', n.kind, '', coalesce(u.name, n.place), n.reported_by, null, 0
                from custody.incident_person q join custody.incident n on n.id = q.incident_id left join estate.unit u on u.id = n.unit_id
               where q.inmate_id = $1 and q.removed_at is null and n.state <> 'draft' and $5 in ('', 'incident') and (n.at, n.id) < ($2, $3) order by n.at desc, n.id desc limit $4)
             union all
             (select m.out_at, m.id, 'out', m.reason, m.escort, m.destination, m.recorded_by, null, 0
                from custody.movement m where m.inmate_id = $1 and $5 in ('', 'movement') and (m.out_at, m.id) < ($2, $3) order by m.out_at desc, m.id desc limit $4)
             union all
             (select m.back_at, m.id, 'back', m.reason, '', m.destination, m.recorded_by, null, 0
                from custody.movement m where m.inmate_id = $1 and $5 in ('', 'movement') and (m.back_at, m.id) < ($2, $3) and m.ended_as is null order by m.back_at desc, m.id desc limit $4)
             union all
             (select s.admitted_at, s.id, 'admitted', s.admission_reason, '', p.name, null, null, 0
                from custody.stay s join estate.prison p on p.id = s.first_prison_id
               where s.inmate_id = $1 and $5 in ('', 'movement') and (s.admitted_at, s.id) < ($2, $3) order by s.admitted_at desc, s.id desc limit $4)
             union all
             (select s.released_at, s.id, 'released', coalesce(s.release_reason, ''), '', coalesce(s.released_to, ''), null, null, 0
                from custody.stay s where s.inmate_id = $1 and $5 in ('', 'movement') and (s.released_at, s.id) < ($2, $3) order by s.released_at desc, s.id desc limit $4)
             union all
             (select lower(l.during), l.id, 'placed', l.reason, '', coalesce(c.code, u.name), l.decided_by, null, 0
                from custody.placement l join estate.unit u on u.id = l.unit_id left join estate.cell c on c.id = l.cell_id
               where l.inmate_id = $1 and $5 in ('', 'movement') and (lower(l.during), l.id) < ($2, $3)
                 and not exists (select from custody.stay s where s.inmate_id = $1 and s.admitted_at = lower(l.during))
               order by lower(l.during) desc, l.id desc limit $4)
             union all
             (select a.recorded_at, a.id, 'alert', a.kind, a.instruction, a.severity, a.recorded_by, null, 0
                from inmates.alert a where a.inmate_id = $1 and $5 in ('', 'alert') and (a.recorded_at, a.id) < ($2, $3) order by a.recorded_at desc, a.id desc limit $4)
             union all
             (select a.ended_at, a.id, 'alert_ended', a.kind, coalesce(a.end_reason, ''), a.severity, a.ended_by, null, 0
                from inmates.alert a where a.inmate_id = $1 and $5 in ('', 'alert') and (a.ended_at, a.id) < ($2, $3) order by a.ended_at desc, a.id desc limit $4)
             union all
             (select c.at, min(c.id::text)::uuid, 'change', c.area, '', '', c.by_account, null, count(*)
                from inmates.change c where c.inmate_id = $1 and $5 in ('', 'change') and c.at <= $2 and c.area not in ('alert', 'alerts')
               group by c.at, c.area, c.by_account having (c.at, min(c.id::text)::uuid) < ($2, $3) order by c.at desc, 2 desc limit $4)
           )
           select e.at as "at!", e.id as "id!", e.what as "what!", e.kind as "kind!", e.text as "text!", e.place as "place!", a.display_name as "by?", e.fields as "fields!",
                  x.body as "earlier_body?", x.recorded_at as "earlier_at?", b.display_name as "earlier_by?"
             from (select * from e order by at desc, id desc limit $4) e
             left join access.account a on a.id = e.account
             left join custody.observation x on x.id = e.other
             left join access.account b on b.id = x.author
            order by e.at desc, e.id desc"#,
        inmate.0,
        before.at,
        before.id,
        limit,
        source
    )
    .fetch_all(connection)
    .await
}

/// For health and the region: no observations, and of alerts the columns that are granted.
async fn without_observations(connection: &mut PgConnection, inmate: InmateId, source: &str, before: Mark, limit: i64) -> Result<Vec<Happening>, sqlx::Error> {
    sqlx::query_as!(
        Happening,
        r#"with e as (
             (select m.out_at as at, m.id, 'out' as what, m.reason as kind, m.escort as text, m.destination as place, m.recorded_by as account, 0::bigint as fields
                from custody.movement m where m.inmate_id = $1 and $5 in ('', 'movement') and (m.out_at, m.id) < ($2, $3) order by m.out_at desc, m.id desc limit $4)
             union all
             (select m.back_at, m.id, 'back', m.reason, '', m.destination, m.recorded_by, 0
                from custody.movement m where m.inmate_id = $1 and $5 in ('', 'movement') and (m.back_at, m.id) < ($2, $3) and m.ended_as is null order by m.back_at desc, m.id desc limit $4)
             union all
             (select s.admitted_at, s.id, 'admitted', s.admission_reason, '', p.name, null, 0
                from custody.stay s join estate.prison p on p.id = s.first_prison_id
               where s.inmate_id = $1 and $5 in ('', 'movement') and (s.admitted_at, s.id) < ($2, $3) order by s.admitted_at desc, s.id desc limit $4)
             union all
             (select s.released_at, s.id, 'released', coalesce(s.release_reason, ''), '', coalesce(s.released_to, ''), null, 0
                from custody.stay s where s.inmate_id = $1 and $5 in ('', 'movement') and (s.released_at, s.id) < ($2, $3) order by s.released_at desc, s.id desc limit $4)
             union all
             (select lower(l.during), l.id, 'placed', l.reason, '', coalesce(c.code, u.name), l.decided_by, 0
                from custody.placement l join estate.unit u on u.id = l.unit_id left join estate.cell c on c.id = l.cell_id
               where l.inmate_id = $1 and $5 in ('', 'movement') and (lower(l.during), l.id) < ($2, $3)
                 and not exists (select from custody.stay s where s.inmate_id = $1 and s.admitted_at = lower(l.during))
               order by lower(l.during) desc, l.id desc limit $4)
             union all
             (select a.from_day::timestamp at time zone 'Europe/Oslo', a.id, 'alert', a.kind, a.instruction, a.severity, null, 0
                from inmates.alert a
               where a.inmate_id = $1 and $5 in ('', 'alert') and (a.from_day::timestamp at time zone 'Europe/Oslo', a.id) < ($2, $3) order by 1 desc, 2 desc limit $4)
             union all
             (select c.at, min(c.id::text)::uuid, 'change', c.area, '', '', c.by_account, count(*)
                from inmates.change c where c.inmate_id = $1 and $5 in ('', 'change') and c.at <= $2 and c.area not in ('alert', 'alerts')
               group by c.at, c.area, c.by_account having (c.at, min(c.id::text)::uuid) < ($2, $3) order by c.at desc, 2 desc limit $4)
           )
           select e.at as "at!", e.id as "id!", e.what as "what!", e.kind as "kind!", e.text as "text!", e.place as "place!", a.display_name as "by?", e.fields as "fields!",
                  null as "earlier_body?", null::timestamptz as "earlier_at?", null as "earlier_by?"
             from (select * from e order by at desc, id desc limit $4) e
             left join access.account a on a.id = e.account
            order by e.at desc, e.id desc"#,
        inmate.0,
        before.at,
        before.id,
        limit,
        source
    )
    .fetch_all(connection)
    .await
}

/// How much there is of each source, and of each kind of observation lately.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// `observation`, `movement`, `alert`, `change` with their numbers.
    pub sources: Vec<(String, i64)>,
    /// Kinds of observation since the day given, the most frequent first.
    pub kinds: Vec<(String, i64)>,
}

/// The counts, one trip. Each source stops at a hundred: the page says "99+".
///
/// # Errors
/// When the database is away.
pub async fn counts(connection: &mut PgConnection, role: Role, inmate: InmateId, since: DateTime<Utc>) -> Result<Counts, sqlx::Error> {
    let rows: Vec<(String, String, i64)> = match role.db_group() {
        "og_health" | "og_region" => sqlx::query!(
            r#"select 'movement' as "what!", count(*) as "n!" from (select from custody.movement m where m.inmate_id = $1 and m.out_at is not null limit 100) x
               union all select 'alert', count(*) from (select a.id from inmates.alert a where a.inmate_id = $1 limit 100) x
               union all select 'change', count(*) from (select from inmates.change c where c.inmate_id = $1 and c.area not in ('alert', 'alerts') group by c.at, c.area, c.by_account limit 100) x"#,
            inmate.0
        )
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|r| (r.what, String::new(), r.n))
        .collect(),
        _ => sqlx::query!(
            r#"select 'observation' as "what!", '' as "kind!", count(*) as "n!" from (select from custody.observation o where o.inmate_id = $1
                         and not exists (select from custody.observation n where n.supersedes = o.id) limit 100) x
               union all select 'incident', '', count(*) from (select from custody.incident_person q join custody.incident n on n.id = q.incident_id
                         where q.inmate_id = $1 and q.removed_at is null and n.state <> 'draft' limit 100) x
               union all select 'movement', '', count(*) from (select from custody.movement m where m.inmate_id = $1 and m.out_at is not null limit 100) x
               union all select 'alert', '', count(*) from (select from inmates.alert a where a.inmate_id = $1 limit 100) x
               union all select 'change', '', count(*) from (select from inmates.change c where c.inmate_id = $1 and c.area not in ('alert', 'alerts') group by c.at, c.area, c.by_account limit 100) x
               union all (select 'kind', o.kind, count(*) from custody.observation o where o.inmate_id = $1 and o.at >= $2
                         and not exists (select from custody.observation n where n.supersedes = o.id) group by o.kind order by count(*) desc, o.kind limit 12)"#,
            inmate.0,
            since
        )
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|r| (r.what, r.kind, r.n))
        .collect(),
    };
    let mut counts = Counts::default();
    for (what, kind, n) in rows {
        if what == "kind" { counts.kinds.push((kind, n)) } else { counts.sources.push((what, n)) }
    }
    Ok(counts)
}
