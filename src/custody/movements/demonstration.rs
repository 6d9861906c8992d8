//! Movements of a demonstration: ways about the house today, who escorts and how, one release that is planned. Set by set and by the hash of
//! the person, so that the same day looks the same; running it again carries the day forward.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Brings the demonstration's movements to now. How many rows were written.
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
        "escorts and restraint",
        "with officers as (
            select p.prison_id, array_agg(a.id order by a.id) as ids, array_agg(a.display_name order by a.id) as names
              from access.assignment x cross join lateral unnest(x.prisons) p(prison_id) join access.account a on a.id = x.account_id
             where x.role = 'OFF' and x.outcome = 'granted' and x.ended_at is null group by p.prison_id)
         update custody.movement m set
                escort_number = held.n,
                escort_staff = case held.n when 2 then array[o.ids[held.a], o.ids[held.b]] when 1 then array[o.ids[held.a]] else '{}' end,
                escort = case held.n when 2 then o.names[held.a] || ', ' || o.names[held.b] when 1 then o.names[held.a] else m.escort end,
                transport = case when m.reason in ('LEAVE', 'DAYREL', 'WORKOUT') then 'public' when m.escort = 'Politiet' then 'police' when m.reason = 'HOSP_ADM' and abs(hashtext(m.id::text)) % 3 = 0 then 'ambulance'
                                 when m.reason = 'DOCTOR' and abs(hashtext(m.id::text)) % 4 = 0 then 'taxi' else 'prison_car' end,
                restraint = case when held.how <> '' then held.how else 'none' end,
                restraint_reason = case when held.how <> '' then (array['Fluktfare vurdert av vakthavende', 'Truet ansatte ved forrige fremstilling', 'Uavklart identitet og fluktfare'])[1 + abs(hashtext(m.id::text)) % 3] end
           from (select x.id, x.prison_id, case x.escort when 'To betjenter' then 2 when 'En betjent' then 1 end as n, 1 + abs(hashtext(x.id::text)) % cardinality(f.ids) as a,
                        1 + (abs(hashtext(x.id::text)) + 1) % cardinality(f.ids) as b, case when x.reason in ('COURT', 'POLICE', 'HOSP', 'HOSP_ADM', 'DOCTOR', 'FUNERAL') and abs(hashtext('r' || x.id)) % 10 < 3
                                   then (array['handcuffs', 'handcuffs', 'escort_chain', 'escort_belt'])[1 + abs(hashtext(x.id::text)) % 4] else '' end as how
                   from custody.movement x join officers f on f.prison_id = x.prison_id where x.transport = '' and x.planned_out > $1 - interval '60 days' and x.reason not like 'REL\\_%' and x.reason <> 'ESCAPE') held
           join officers o on o.prison_id = held.prison_id
          where held.id = m.id",
    ),
    (
        "the basis of releases that are over",
        "insert into custody.release (id, inmate_id, prison_id, stay_id, kind, at, reason, released_to, legal_basis_id, recorded_by, recorded_at)
         select md5('release' || s.id)::uuid, s.inmate_id, s.prison_id, s.id, 'release', s.released_at, s.release_reason, coalesce(s.released_to, ''), b.id, b.recorded_by, s.released_at
           from custody.stay s
           cross join lateral (select x.id, x.recorded_by from sentences.legal_basis x where x.inmate_id = s.inmate_id and x.replaced_at is null and x.kind <> 'arrest' and x.decided_on <= s.released_at::date order by x.decided_on desc, x.id limit 1) b
          where s.released_at is not null and s.release_reason like 'REL\\_%'
         on conflict do nothing",
    ),
    (
        "places people go to",
        "insert into estate.place (id, prison_id, name, kind)
         select md5('place' || p.id || x.name)::uuid, p.id, x.name, x.kind
           from estate.prison p
           cross join (values ('Snekkerverkstedet', 'work'), ('Vaskeriet', 'work'), ('Kjøkkenet', 'work'), ('Mekanisk verksted', 'work'), ('Montasjehallen', 'work'), ('Uteavdelingen', 'work'),
                              ('Klasserom 1', 'school'), ('Klasserom 2', 'school'), ('Klasserom 3', 'school'), ('Programrommet', 'programme'), ('Helseavdelingen', 'health'),
                              ('Besøksavdelingen', 'visit'), ('Treningsrommet', 'exercise'), ('Luftegården', 'exercise'), ('Gymsalen', 'exercise'), ('Kirkerommet', 'faith'),
                              ('Samtalerom 1', 'appointment'), ('Samtalerom 2', 'appointment'), ('Samtalerom 3', 'appointment'), ('Samtalerom 4', 'appointment')) x(name, kind)
          where $1::timestamptz is not null and exists (select from custody.in_custody c where c.prison_id = p.id)
         on conflict do nothing",
    ),
    (
        "ways about the house",
        "with today as (select ($1 at time zone 'Europe/Oslo')::date as day),
        slots (slot, weekend, from_share, to_share, begins, ends, kinds) as (values
            ('a', false, 0, 44, time '08:30', time '11:25', array['work', 'work', 'work', 'school', 'programme']),
            ('b', false, 0, 38, time '12:30', time '14:45', array['work', 'work', 'school']),
            ('c', false, 44, 52, time '09:15', time '09:45', array['health']),
            ('d', false, 52, 58, time '10:30', time '11:15', array['appointment']),
            ('e', false, 58, 66, time '13:00', time '14:00', array['visit']),
            ('f', false, 66, 72, time '14:00', time '14:40', array['appointment', 'health']),
            ('g', false, 10, 40, time '17:30', time '18:45', array['exercise']),
            ('h', true, 20, 55, time '13:00', time '14:30', array['exercise']),
            ('i', true, 60, 70, time '12:00', time '13:00', array['visit']),
            ('j', true, 70, 80, time '11:00', time '11:50', array['faith'])),
        people as (
            select c.inmate_id, c.prison_id, u.name || coalesce(', celle ' || e.code, '') as home, abs(hashtext(c.inmate_id::text || t.day)) % 100 as share, t.day, o.by_account
              from custody.in_custody c cross join today t join estate.unit u on u.id = c.unit_id left join estate.cell e on e.id = c.cell_id
              join lateral (select x.account_id as by_account from access.assignment x where x.role = 'OFF' and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[c.prison_id]
                             order by md5(x.account_id::text || c.inmate_id) limit 1) o on true
             where c.admitted_at < t.day::timestamptz and c.placed_at < t.day::timestamptz
               and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state <> 'cancelled'
                                and tstzrange(least(coalesce(m.out_at, m.planned_out), coalesce(m.back_at, m.expected_back, 'infinity')), coalesce(m.back_at, m.expected_back, 'infinity'), '[]')
                                    && tstzrange((t.day + time '06:00') at time zone 'Europe/Oslo', (t.day + time '22:00') at time zone 'Europe/Oslo'))),
        chosen as (
            select md5('inside' || p.inmate_id || p.day || s.slot)::uuid as id, p.*, s.begins, s.ends, s.kinds[1 + abs(hashtext(p.inmate_id::text)) % cardinality(s.kinds)] as kind
              from people p join slots s on p.share >= s.from_share and p.share < s.to_share and s.weekend = (extract(isodow from p.day) >= 6))
        insert into custody.internal_movement (id, inmate_id, prison_id, kind, state, from_place, to_place, planned_at, planned_until, recorded_by, recorded_at)
        select c.id, c.inmate_id, c.prison_id, c.kind, 'planned', left(c.home, 120),
               case c.kind when 'work' then (array['Snekkerverkstedet', 'Vaskeriet', 'Kjøkkenet', 'Mekanisk verksted', 'Montasjehallen', 'Uteavdelingen'])[1 + abs(hashtext('w' || c.inmate_id)) % 6]
                           when 'school' then 'Klasserom ' || 1 + abs(hashtext('s' || c.inmate_id)) % 3 when 'programme' then 'Programrommet' when 'health' then 'Helseavdelingen'
                           when 'visit' then 'Besøksavdelingen' when 'exercise' then (array['Treningsrommet', 'Luftegården', 'Gymsalen'])[1 + abs(hashtext('t' || c.inmate_id)) % 3]
                           when 'faith' then 'Kirkerommet' else 'Samtalerom ' || 1 + abs(hashtext('r' || c.inmate_id)) % 4 end,
               (c.day + c.begins) at time zone 'Europe/Oslo', (c.day + c.ends) at time zone 'Europe/Oslo', c.by_account, least($1, (c.day + time '07:00') at time zone 'Europe/Oslo')
          from chosen c on conflict do nothing",
    ),
    (
        "ways lead to places",
        "update custody.internal_movement v set to_place_id = p.id from estate.place p
          where $1::timestamptz is not null and v.to_place_id is null and p.prison_id = v.prison_id and p.closed_on is null and estate.place_key(p.name) = estate.place_key(v.to_place)",
    ),
    (
        "steps about the house",
        "with timed as (
            select v.id, v.planned_at - interval '1 minute' * (abs(hashtext(v.id::text)) % 6) as left_at,
                   v.planned_at + interval '1 minute' * (4 - abs(hashtext(v.id::text)) % 6) as arrived_at,
                   v.planned_until + interval '1 minute' * (abs(hashtext('b' || v.id)) % 9 - 2) as back_at
              from custody.internal_movement v where v.state in ('planned', 'left', 'arrived') and v.changed_by is null and v.planned_until is not null and v.planned_at < $1 + interval '10 minutes'
               and not exists (select from custody.movement m where m.inmate_id = v.inmate_id and m.out_at is not null
                                and tstzrange(m.out_at, m.back_at) && tstzrange(v.planned_at - interval '10 minutes', v.planned_until + interval '10 minutes')))
        update custody.internal_movement v
           set state = case when t.back_at <= $1 then 'back' when t.arrived_at <= $1 then 'arrived' else 'left' end,
               left_at = t.left_at, arrived_at = case when t.arrived_at <= $1 then t.arrived_at end, back_at = case when t.back_at <= $1 then t.back_at end
          from timed t where t.id = v.id and t.left_at <= $1",
    ),
    (
        "ways about the house that came to nothing",
        "update custody.internal_movement set state = 'cancelled', cancel_reason = 'Personen var ute av fengselet' where state = 'planned' and changed_by is null and planned_at < $1 - interval '1 hour'",
    ),
    (
        "a release today",
        "with today as (select ($1 at time zone 'Europe/Oslo')::date as day,
                              case when extract(hour from $1 at time zone 'Europe/Oslo') < 19 then date_trunc('hour', $1) + interval '2 hours'
                                   else (($1 at time zone 'Europe/Oslo')::date + 1 + time '09:00') at time zone 'Europe/Oslo' end as at),
        houses as (select prison_id from custody.in_custody group by prison_id having count(*) >= 25),
        chosen as (
            select distinct on (c.prison_id) c.prison_id, c.inmate_id, t.day, t.at, d.by_account
              from custody.in_custody c join houses h using (prison_id) cross join today t
              join lateral (select x.account_id as by_account from access.assignment x where x.role = 'DUT' and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[c.prison_id] order by x.account_id limit 1) d on true
             where c.legal_status = 'sentenced' and c.out_reason is null and c.admitted_at < t.day - 30
               and exists (select from sentences.legal_basis b where b.inmate_id = c.inmate_id)
               and not exists (select from inmates.inmate i where i.id = c.inmate_id and i.protected)
               and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state in ('planned', 'out'))
               and not exists (select from custody.movement m where m.prison_id = c.prison_id and m.reason like 'REL\\_%' and m.state = 'planned' and m.planned_out >= t.day::timestamptz)
             order by c.prison_id, c.expected_release nulls last, c.inmate_id),
        planned as (
            insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, recorded_by)
            select md5('release today' || c.inmate_id || c.day)::uuid, c.inmate_id, c.prison_id, 'REL_LICENCE', 'planned',
                   coalesce((select a.town from inmates.address a where a.inmate_id = c.inmate_id and a.protection_code is null and a.town <> '' order by a.kind = 'after_release' desc, a.id limit 1), 'Egen bolig'),
                   c.at, c.by_account
              from chosen c on conflict do nothing returning inmate_id)
        update custody.in_custody w set expected_release = (select (t.at at time zone 'Europe/Oslo')::date from today t) from planned p where p.inmate_id = w.inmate_id",
    ),
    (
        "plans of days that are over",
        "update custody.release_plan set ended_as = 'expired', ended_at = expires_at where ended_as is null and expires_at <= $1",
    ),
    (
        "a release prepared and waiting for a second person",
        "with today as (select ($1 at time zone 'Europe/Oslo')::date as day)
         insert into custody.release_plan (id, inmate_id, prison_id, stay_id, reason, released_to, legal_basis_id, ground, document, authority, decided_on, effective_on, prepared_by, prepared_at, expires_at)
         select md5('plan' || m.id)::uuid, m.inmate_id, m.prison_id, s.id, m.reason, left(m.destination, 200), b.id, 'document', 'Vedtak om prøveløslatelse ' || to_char(t.day - 14, 'YY') || '/' || 100 + abs(hashtext(m.id::text)) % 800,
                p.name, t.day - 14, t.day, c.account_id, least($1, (t.day + time '07:30') at time zone 'Europe/Oslo'), (t.day + 1)::timestamp at time zone 'Europe/Oslo'
           from custody.movement m cross join today t
           join custody.stay s on s.inmate_id = m.inmate_id and s.released_at is null
           join estate.prison p on p.id = m.prison_id
           join lateral (select x.id from sentences.legal_basis x where x.inmate_id = m.inmate_id and x.kind = 'sentence' and x.replaced_at is null and not x.withdrawn order by x.decided_on desc, x.id limit 1) b on true
           join lateral (select x.account_id from access.assignment x where x.role = 'CAS' and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[m.prison_id] order by md5(x.account_id::text || m.inmate_id) limit 1) c on true
          where m.state = 'planned' and m.reason = 'REL_LICENCE' and (m.planned_out at time zone 'Europe/Oslo')::date = t.day
            and not exists (select from custody.release_plan r where r.inmate_id = m.inmate_id and r.ended_as is null)
         on conflict do nothing",
    ),
];
