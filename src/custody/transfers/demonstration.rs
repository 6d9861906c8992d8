//! Transfers of a demonstration: what waits, what was refused, who goes tomorrow, who is on the way now. By the hash of the person, so that the same day
//! looks the same; running it again carries the day forward.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Brings them to now. How many rows were written.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn carry_forward(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    let mut tx = pool.begin().await?;
    sqlx::raw_sql("set local role overgang_owner").execute(&mut *tx).await?;
    let mut rows = 0;
    for &(name, statement) in STATEMENTS {
        rows += sqlx::query(statement).bind(now).execute(&mut *tx).await.with_context(|| format!("{name} could not be made"))?.rows_affected();
    }
    tx.commit().await?;
    Ok(rows)
}

/// In this order; `$1` is the present.
const STATEMENTS: &[(&str, &str)] = &[
    (
        "since when people are in the house",
        "update custody.in_custody c set admitted_at = c.admitted_at
          where $1::timestamptz is not null and exists (select from custody.placement p where p.inmate_id = c.inmate_id and p.at_prison_id <> c.prison_id and lower(p.during) >= c.admitted_at)
            and c.arrived_at is distinct from custody.arrived_at(c.inmate_id, c.prison_id, c.admitted_at)",
    ),
    (
        "ways that were turned",
        "update custody.movement m set state = 'back', back_at = m.out_at + interval '5 hours', back_by = m.recorded_by, back_recorded_at = m.out_at + interval '5 hours', version = m.version + 1
           from custody.transfer_case c where m.id = md5('transfer way' || c.id)::uuid and m.state = 'out' and m.out_at + interval '8 hours' < $1",
    ),
    (
        "ways nobody took",
        "update custody.movement m set state = 'cancelled', cancelled_by = m.recorded_by, cancelled_at = $1, cancel_reason = 'Transporten ble avlyst', version = m.version + 1
           from custody.transfer_case c where m.id = md5('transfer way' || c.id)::uuid and m.state = 'planned' and m.planned_out + interval '2 hours' < $1",
    ),
    (
        "cases",
        "with houses as (
             select h.prison_id, p.region, p.name, row_number() over (order by p.region, p.name) as nr
               from (select prison_id from custody.in_custody group by prison_id having count(*) >= 12) h join estate.prison p on p.id = h.prison_id),
         kinds (kind, nth, age, answered, outcome, reason, ground, why) as (values
             ('waiting', 1, 2, null::int, null, 'TRF_LOWER', 'Har fulgt planen i framtidsplanen uten merknader i åtte måneder. Ønsker lavere sikkerhet og kortere vei til barna. Kontaktbetjenten støtter det.', null),
             ('waiting', 2, 5, null, null, 'TRF_OUT', 'Ønsker å fullføre fagbrevet. Verkstedet her har ikke fagbrev i faget; det har det andre fengselet.', null),
             ('refused', 3, 9, 4, 'refused', 'TRF_HALF', 'Søker overgangsbolig de siste månedene før løslatelse. Har arbeid fra januar.', 'To brudd på permisjon i høst. Vurderes på nytt når planen er fulgt i tre måneder.'),
             ('planned', 4, 8, 3, 'granted', 'TRF_LOWER', 'Vurdert til lavere sikkerhet i siste gjennomgang av planen. Familien bor der.', 'Plass er bekreftet av mottakende fengsel. Hensynet til sikkerhet er vurdert.'),
             ('under_way', 5, 7, 2, 'granted', 'TRF_OUT', 'Behov for et skjermet miljø som ikke finnes her. Helsetjenesten støtter flytting.', 'Mottakende fengsel har plass fra i dag.'),
             ('granted', 6, 3, 1, 'granted', 'TRF_LOWER', 'Halvparten av dommen er sonet, og risikoen er vurdert som lav. Ønsker arbeid i gårdsdriften.', 'Innvilges. Transport avtales med mottakende fengsel.')),
         people as (
             select c.inmate_id, c.prison_id, i.sex, row_number() over (partition by c.prison_id order by md5('transfer' || c.inmate_id)) as nth
               from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id and not i.protected
              where c.legal_status = 'sentenced' and c.out_reason is null and c.arrived_at < $1 - interval '60 days'
                and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state in ('planned', 'out'))
                and not exists (select from custody.transfer_case t where t.inmate_id = c.inmate_id)
                and not exists (select from custody.release_plan r where r.inmate_id = c.inmate_id and r.ended_as is null)
                and (c.expected_release is null or c.expected_release > ($1 at time zone 'Europe/Oslo')::date + 90))
         insert into custody.transfer_case (id, inmate_id, prison_id, from_prison_id, to_prison_id, reason, ground, proposed_by, proposed_at, outcome, decided_by, decided_at, decided_why, valid_until)
         select md5('transfer case' || k.kind || k.nth || p.inmate_id || ($1 at time zone 'Europe/Oslo')::date)::uuid, p.inmate_id, p.prison_id, p.prison_id, n.prison_id, k.reason, k.ground, s.account_id,
                date_trunc('minute', $1 - interval '1 day' * k.age - interval '37 minutes'), k.outcome, case when k.outcome is not null then d.account_id end,
                case when k.outcome is not null then date_trunc('minute', $1 - interval '1 day' * k.answered - interval '95 minutes') end, k.why,
                case when k.outcome = 'granted' then ($1 at time zone 'Europe/Oslo')::date + 30 - k.answered end
           from people p join houses h on h.prison_id = p.prison_id
           join lateral (select x.id as prison_id from estate.prison x where x.id <> h.prison_id and x.status <> 'closed' and p.sex = any(x.sexes) and x.kinds && array['high', 'lower']
                          order by x.kinds @> array['youth'], x.id in (select y.prison_id from houses y) desc, x.region = h.region desc, x.name < h.name, x.name limit 1) n on true
           join kinds k on k.nth = p.nth and (h.nr % 3 <> 2 or k.nth < 4)
           join lateral (select x.account_id from access.assignment x where x.role = 'CAS' and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[p.prison_id] order by md5(x.account_id::text || p.inmate_id) limit 1) s on true
           join lateral (select x.account_id from access.assignment x where x.role in ('TRA', 'GOV') and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[p.prison_id] and x.account_id <> s.account_id
                          order by x.role = 'TRA' desc, x.account_id limit 1) d on true
          where not exists (select from custody.transfer_case t where t.from_prison_id = p.prison_id and t.reason = k.reason and t.outcome is not distinct from k.outcome and t.proposed_at > $1 - interval '12 days')
         on conflict do nothing",
    ),
    (
        "ways of those who go",
        "with going as (
             select c.*, case when c.ground like 'Vurdert til lavere%' then 'planned' else 'out' end as way
               from custody.transfer_case c
              where c.outcome = 'granted' and c.valid_until >= ($1 at time zone 'Europe/Oslo')::date and (c.ground like 'Vurdert til lavere%' or c.ground like 'Behov for et skjermet%')
                and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state in ('planned', 'out'))
                and exists (select from custody.in_custody w where w.inmate_id = c.inmate_id and w.prison_id = c.from_prison_id))
         insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, to_prison_id, planned_out, expected_back, out_at, escort_number, escort, transport, restraint, recorded_by, recorded_at)
         select md5('transfer way' || g.id)::uuid, g.inmate_id, g.from_prison_id, g.reason, g.way, p.name, g.to_prison_id,
                case g.way when 'out' then date_trunc('minute', $1 - interval '70 minutes') else ((($1 at time zone 'Europe/Oslo')::date + 1) + time '09:30') at time zone 'Europe/Oslo' end,
                case g.way when 'out' then date_trunc('minute', $1 + interval '110 minutes') else ((($1 at time zone 'Europe/Oslo')::date + 1) + time '12:30') at time zone 'Europe/Oslo' end,
                case g.way when 'out' then date_trunc('minute', $1 - interval '66 minutes') end, 2, 'Transporttjenesten', 'prison_car', 'none', g.proposed_by, g.decided_at
           from going g join estate.prison p on p.id = g.to_prison_id
         on conflict do nothing",
    ),
];
