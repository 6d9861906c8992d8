//! The panels of a person's front page, all in one trip.
//!
//! Each panel is one expression whose value is JSON, written once. Asked together they cost one trip and one plan; when that statement
//! fails, for whatever reason, each is asked by itself, so that the one at fault is left out and the others stand.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;

use super::{Basis, Counts, Facts, Happening, Whereabouts};
use crate::access::Role;
use crate::platform::id::InmateId;
use crate::platform::paging::Mark;

/// What the panels are asked with.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The person.
    pub inmate: InmateId,
    /// What happened before this.
    pub before: Mark,
    /// So much of it.
    pub limit: i64,
    /// Of this source alone: `observation`, `movement`, `alert`, `change`; all when empty.
    pub source: &'a str,
    /// Kinds of observations are counted from here on.
    pub since: DateTime<Utc>,
    /// The Oslo day.
    pub today: NaiveDate,
}

/// The panels; one that failed is none.
#[derive(Debug, Default)]
pub struct Front {
    /// Facts that the banner does not carry.
    pub facts: Option<Facts>,
    /// Why the person is held.
    pub basis: Option<Vec<Basis>>,
    /// Movements under way and ahead, and stays.
    pub places: Option<Vec<Whereabouts>>,
    /// What happened, newest first.
    pub happenings: Option<Vec<Happening>>,
    /// How much there is of everything.
    pub counts: Option<Counts>,
}

/// Declares panels: a function that asks for all of them, and one for each alone. Every statement takes all of [`Asked`].
macro_rules! panels {
    ($group:ident: $($panel:ident: $type:ty = [$($sql:literal)+],)+) => {
        mod $group {
            use super::*;

            pub(super) async fn together(connection: &mut PgConnection, asked: Asked<'_>) -> Result<Front, sqlx::Error> {
                let row = sqlx::query!(
                    "select " + $($($sql +)+ ", " +)+ "1 as one where $1::uuid is not null and $2::timestamptz is not null and $3::uuid is not null and $4::bigint is not null and $5::text is not null and $6::timestamptz is not null and $7::date is not null",
                    asked.inmate.0, asked.before.at, asked.before.id, asked.limit, asked.source, asked.since,
                    asked.today
                )
                .fetch_one(connection)
                .await?;
                Ok(Front { $($panel: Some(row.$panel.0),)+ })
            }

            $(pub(super) async fn $panel(connection: &mut PgConnection, asked: Asked<'_>) -> Result<$type, sqlx::Error> {
                let row = sqlx::query!(
                    "select " + $($sql +)+ " where $1::uuid is not null and $2::timestamptz is not null and $3::uuid is not null and $4::bigint is not null and $5::text is not null and $6::timestamptz is not null and $7::date is not null",
                    asked.inmate.0, asked.before.at, asked.before.id, asked.limit, asked.source, asked.since,
                    asked.today
                )
                .fetch_one(connection)
                .await?;
                Ok(row.$panel.0)
            })+
        }
    };
}

/// The front page of a group. What the groups may not even ask for differs: observations, columns of alerts, the legal basis.
///
/// In the timeline each source gives at most a page of its own; only then are they sorted together and given names.
macro_rules! front {
    ($group:ident, basis: $basis:literal, observations: $observations:literal, alerts: $alerts:literal, earlier: $earlier:literal, of: $of:literal, counted: $counted:literal, kinds: $kinds:literal) => {
        panels! { $group:
            facts: Facts = [r#"(select json_build_object(
                'responsible', (select coalesce(json_agg(json_build_object('role', r.role, 'name', r.display_name) order by r.role, r.display_name), '[]') from access.responsible($1) r),
                'languages', (select coalesce(json_agg(l.language order by array_position(array['mother_tongue', 'good', 'some', 'reads_only'], l.level)), '[]')
                                from inmates.language l where l.inmate_id = $1 and l.ended_at is null),
                'citizenships', (select coalesce(json_agg(c.country order by c.recorded_at), '[]') from inmates.citizenship c where c.inmate_id = $1 and c.ended_at is null),
                'kin', (select coalesce(json_agg(json_build_object('name', k.name, 'relationship', k.relationship, 'phone', k.phone, 'next_of_kin', k.next_of_kin, 'emergency', k.emergency)
                                                 order by k.next_of_kin desc, k.emergency desc, k.name), '[]')
                          from inmates.contact_person k where k.inmate_id = $1 and k.ended_at is null),
                'children', (select count(*) from inmates.child c where c.inmate_id = $1 and c.ended_at is null),
                'restrictions', (select coalesce(json_agg(json_build_object('kind', r.kind, 'until', coalesce(r.lifted_on, r.until_day)) order by r.kind <> 'full_isolation', r.kind), '[]')
                                   from sentences.restriction r where r.inmate_id = $1 and r.replaced_at is null and not r.withdrawn
                                    and $7 between r.from_day and coalesce(r.lifted_on, r.until_day))))
                as "facts!: Json<Facts>""#],
            basis: Vec<Basis> = [$basis r#" as "basis!: Json<Vec<Basis>>""#],
            places: Vec<Whereabouts> = [r#"(select coalesce(json_agg(w), '[]') from (
                (select 'movement' as what, m.reason, m.state, m.destination as place, coalesce(m.out_at, m.planned_out) as at, m.expected_back as until
                   from custody.movement m where m.inmate_id = $1 and m.state in ('planned', 'out') order by m.planned_out limit 8)
                union all
                (select 'stay', s.admission_reason, coalesce(s.release_reason, ''), p.name, s.admitted_at, s.released_at
                   from custody.stay s join estate.prison p on p.id = s.first_prison_id where s.inmate_id = $1 order by s.admitted_at desc limit 8)) w)
                as "places!: Json<Vec<Whereabouts>>""#],
            happenings: Vec<Happening> = [r#"(with s as materialized (
                    select s.id, s.admitted_at, s.released_at, s.admission_reason, s.release_reason, s.released_to, s.first_prison_id
                      from custody.stay s where s.inmate_id = $1 and $5 in ('', 'movement')
                ), m as materialized (
                    select m.id, m.reason, m.escort, m.destination, m.recorded_by, m.out_at, m.back_at, m.ended_as
                      from custody.movement m where m.inmate_id = $1 and $5 in ('', 'movement') and m.out_at is not null
                ), e as ("# $observations r#"
                    (select m.out_at as at, m.id, 'out' as what, m.reason as kind, m.escort as text, m.destination as place, m.recorded_by as account, null::uuid as other,
                            0::bigint as fields, null::uuid as prison, null::uuid as unit, null::uuid as cell
                       from m where (m.out_at, m.id) < ($2, $3) order by m.out_at desc, m.id desc limit $4)
                    union all
                    (select m.back_at, m.id, 'back', m.reason, '', m.destination, m.recorded_by, null, 0, null, null, null
                       from m where (m.back_at, m.id) < ($2, $3) and m.ended_as is null order by m.back_at desc, m.id desc limit $4)
                    union all
                    (select s.admitted_at, s.id, 'admitted', s.admission_reason, '', '', null, null, 0, s.first_prison_id, null, null
                       from s where (s.admitted_at, s.id) < ($2, $3) order by s.admitted_at desc, s.id desc limit $4)
                    union all
                    (select s.released_at, s.id, 'released', coalesce(s.release_reason, ''), '', coalesce(s.released_to, ''), null, null, 0, null, null, null
                       from s where (s.released_at, s.id) < ($2, $3) order by s.released_at desc, s.id desc limit $4)
                    union all
                    (select lower(l.during), l.id, 'placed', l.reason, '', '', l.decided_by, null, 0, null, l.unit_id, l.cell_id
                       from custody.placement l
                      where l.inmate_id = $1 and $5 in ('', 'movement') and (lower(l.during), l.id) < ($2, $3) and lower(l.during) <> all(array(select s.admitted_at from s))
                      order by lower(l.during) desc, l.id desc limit $4)
                    union all "# $alerts r#"
                    union all
                    (select c.at, min(c.id::text)::uuid, 'change', c.area, '', '', c.by_account, null, count(*), null, null, null
                       from inmates.change c where c.inmate_id = $1 and $5 in ('', 'change') and c.at <= $2 and c.area not in ('alert', 'alerts')
                      group by c.at, c.area, c.by_account having (c.at, min(c.id::text)::uuid) < ($2, $3) order by c.at desc, 2 desc limit $4)
                )
                select coalesce(json_agg(h order by h.at desc, h.id desc), '[]') from (
                    select e.at, e.id, e.what, e.kind, e.text, coalesce(p.name, l.code, u.name, e.place) as place, e.account as by, e.fields, "# $earlier r#"
                      from (select * from e order by at desc, id desc limit $4) e
                      left join estate.prison p on p.id = e.prison
                      left join estate.unit u on u.id = e.unit
                      left join estate.cell l on l.id = e.cell "# $of r#") h)
                as "happenings!: Json<Vec<Happening>>""#],
            counts: Counts = ["(select json_build_object('sources', json_build_array(" $counted r#"
                json_build_array('movement', (select count(*) from (select from custody.movement m where m.inmate_id = $1 and m.out_at is not null limit 100) x)),
                json_build_array('alert', (select count(*) from (select a.id from inmates.alert a where a.inmate_id = $1 limit 100) x)),
                json_build_array('change', (select count(*) from (select from inmates.change c where c.inmate_id = $1 and c.area not in ('alert', 'alerts')
                                                                   group by c.at, c.area, c.by_account limit 100) x))), 'kinds', "# $kinds r#"))
                as "counts!: Json<Counts>""#],
        }
    };
}

front!(
    whole,
    basis: "(select coalesce(json_agg(b), '[]') from (select b.kind, b.case_number, b.court, b.offence, b.decided_on, b.from_day, coalesce(b.ended_on, b.to_day) as to_day, b.years, b.months, b.days, b.less_days
               from sentences.legal_basis b where b.inmate_id = $1 and b.replaced_at is null and not b.withdrawn and b.kind <> 'arrest' order by b.decided_on desc, b.id desc limit 3) b)",
    observations: "
                    (select o.at, o.id, 'observation' as what, o.kind, o.body as text,
                            case when o.settled_as = 'erased' then 'erased' when o.unverified and o.settled_as is distinct from 'verified' then 'unverified' else '' end as place,
                            o.author as account, o.supersedes as other, 0::bigint as fields, null::uuid as prison, null::uuid as unit, null::uuid as cell
                       from custody.observation o
                      where o.inmate_id = $1 and $5 in ('', 'observation') and (o.at, o.id) < ($2, $3)
                        and o.id <> all(array(select n.supersedes from custody.observation n where n.inmate_id = $1 and n.supersedes is not null))
                      order by o.at desc, o.id desc limit $4)
                    union all
                    (select n.at, n.id, 'incident', n.kind, '', n.place, n.reported_by, null, 0, null, n.unit_id, null
                       from custody.incident_person q join custody.incident n on n.id = q.incident_id
                      where q.inmate_id = $1 and q.removed_at is null and n.state <> 'draft' and $5 in ('', 'incident') and (n.at, n.id) < ($2, $3) order by n.at desc, n.id desc limit $4)
                    union all",
    alerts: "
                    (select a.recorded_at, a.id, 'alert', a.kind, a.instruction, a.severity, a.recorded_by, null, 0, null, null, null
                       from inmates.alert a where a.inmate_id = $1 and $5 in ('', 'alert') and (a.recorded_at, a.id) < ($2, $3) order by a.recorded_at desc, a.id desc limit $4)
                    union all
                    (select a.ended_at, a.id, 'alert_ended', a.kind, coalesce(a.end_reason, ''), a.severity, a.ended_by, null, 0, null, null, null
                       from inmates.alert a where a.inmate_id = $1 and $5 in ('', 'alert') and (a.ended_at, a.id) < ($2, $3) order by a.ended_at desc, a.id desc limit $4)",
    earlier: "x.body as earlier_body, x.recorded_at as earlier_at, x.author as earlier_by",
    of: "left join custody.observation x on x.id = e.other",
    counted: "
                json_build_array('observation', (select count(*) from (select from custody.observation o where o.inmate_id = $1
                    and o.id <> all(array(select n.supersedes from custody.observation n where n.inmate_id = $1 and n.supersedes is not null)) limit 100) x)),
                json_build_array('incident', (select count(*) from (select from custody.incident_person q join custody.incident n on n.id = q.incident_id
                    where q.inmate_id = $1 and q.removed_at is null and n.state <> 'draft' limit 100) x)),",
    kinds: "(select coalesce(json_agg(json_build_array(k.kind, k.n) order by k.n desc, k.kind), '[]') from (
                    select o.kind, count(*) as n from custody.observation o where o.inmate_id = $1 and o.at >= $6
                       and o.id <> all(array(select n.supersedes from custody.observation n where n.inmate_id = $1 and n.supersedes is not null))
                     group by o.kind order by count(*) desc, o.kind limit 12) k)"
);

front!(
    region,
    basis: "(select coalesce(json_agg(b), '[]') from (select b.kind, b.case_number, b.court, b.offence, b.decided_on, b.from_day, coalesce(b.ended_on, b.to_day) as to_day, b.years, b.months, b.days, b.less_days
               from sentences.legal_basis b where b.inmate_id = $1 and b.replaced_at is null and not b.withdrawn and b.kind <> 'arrest' order by b.decided_on desc, b.id desc limit 3) b)",
    observations: "",
    alerts: "
                    (select a.from_day::timestamp at time zone 'Europe/Oslo', a.id, 'alert', a.kind, a.instruction, a.severity, null, null, 0, null, null, null
                       from inmates.alert a
                      where a.inmate_id = $1 and $5 in ('', 'alert') and (a.from_day::timestamp at time zone 'Europe/Oslo', a.id) < ($2, $3) order by 1 desc, 2 desc limit $4)",
    earlier: "null as earlier_body, null as earlier_at, null as earlier_by",
    of: "",
    counted: "",
    kinds: "'[]'::json"
);

front!(
    health,
    basis: "'[]'::json",
    observations: "",
    alerts: "
                    (select a.from_day::timestamp at time zone 'Europe/Oslo', a.id, 'alert', a.kind, a.instruction, a.severity, null, null, 0, null, null, null
                       from inmates.alert a
                      where a.inmate_id = $1 and $5 in ('', 'alert') and (a.from_day::timestamp at time zone 'Europe/Oslo', a.id) < ($2, $3) order by 1 desc, 2 desc limit $4)",
    earlier: "null as earlier_body, null as earlier_at, null as earlier_by",
    of: "",
    counted: "",
    kinds: "'[]'::json"
);

/// Declares what a page may ask, in the words of the reader's group.
macro_rules! ask {
    ($($(#[$doc:meta])* $name:ident -> $type:ty;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// When the database is away or refuses.
        pub async fn $name(connection: &mut PgConnection, role: Role, asked: Asked<'_>) -> Result<$type, sqlx::Error> {
            match role.db_group() {
                "og_health" => health::$name(connection, asked).await,
                "og_region" => region::$name(connection, asked).await,
                _ => whole::$name(connection, asked).await,
            }
        }
    )+};
}

ask! {
    /// Every panel in one trip.
    together -> Front;
    /// Facts about the person.
    facts -> Facts;
    /// The newest legal bases; none for those who may not ask.
    basis -> Vec<Basis>;
    /// Movements under way and ahead, and every stay.
    places -> Vec<Whereabouts>;
    /// What the reader may see of a person's time, newest first.
    happenings -> Vec<Happening>;
    /// How much there is. Each source stops at a hundred: the page says "99+".
    counts -> Counts;
}
