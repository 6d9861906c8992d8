//! Courts of a demonstration: counsel for everybody on remand, hearings that are over with their results, and one ahead before each order
//! expires. Set by set and by the hash of the person; running it again carries it forward.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Brings the demonstration's courts to now. How many rows were written.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn carry_forward(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    let mut tx = pool.begin().await?;
    sqlx::raw_sql("set local role overgang_owner").execute(&mut *tx).await?;
    let mut rows = 0;
    sqlx::raw_sql("alter table sentences.legal_basis disable trigger append_only_hearing").execute(&mut *tx).await?;
    for &(name, statement) in STATEMENTS {
        rows += sqlx::query(statement).bind(now).execute(&mut *tx).await.with_context(|| format!("{name} could not be made"))?.rows_affected();
    }
    sqlx::raw_sql("alter table sentences.legal_basis enable trigger append_only_hearing").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(rows)
}

/// In this order; `$1` is the present.
const STATEMENTS: &[(&str, &str)] = &[
    (
        "counsel",
        "with first as (
            select distinct on (b.inmate_id) b.inmate_id, c.prison_id, b.case_number, b.from_day, b.recorded_by, abs(hashtext('counsel' || b.inmate_id)) as h
              from sentences.legal_basis b join custody.in_custody c using (inmate_id)
             where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn order by b.inmate_id, b.from_day, b.id)
         insert into sentences.counsel (id, inmate_id, prison_id, name, firm, phone, appointed, case_number, from_day, recorded_by, recorded_at)
         select md5('counsel' || f.inmate_id)::uuid, f.inmate_id, f.prison_id,
                (array['Ada', 'Bjørn', 'Camilla', 'Dag', 'Eirin', 'Farid', 'Guro', 'Henrik', 'Ingunn', 'Jamal', 'Kaja', 'Lars'])[1 + f.h % 12] || ' ' ||
                (array['Aasland', 'Brekke', 'Dahl-Hansen', 'Engebretsen', 'Foss', 'Grønli', 'Haddad', 'Iversby', 'Kvam', 'Lindqvist'])[1 + f.h / 12 % 10],
                (array['Advokatene ved Torget', 'Forsvarergruppen', 'Brekke & Foss advokater', 'Advokatkontoret Elvebredden', 'Strafferettshuset'])[1 + f.h / 120 % 5],
                '+47 55 ' || to_char(10 + f.h % 90, 'FM00') || ' ' || to_char(f.h / 7 % 100, 'FM00') || ' ' || to_char(f.h / 11 % 100, 'FM00'),
                case when f.h % 9 = 0 then 'own' else 'public' end, f.case_number, f.from_day, f.recorded_by, least(f.from_day::timestamp at time zone 'Europe/Oslo' + interval '9 hours', $1)
           from first f on conflict do nothing",
    ),
    (
        "hearings that are over",
        "with held as (
            select b.id, b.inmate_id, i.prison_id, coalesce(b.court_code, c.code, b.court) as court, b.case_number, b.decided_on, b.to_day, b.recorded_by, i.interpreter_language,
                   row_number() over (partition by b.inmate_id order by b.from_day, b.id) as n, abs(hashtext('held' || b.id)) as h, b.kind
              from sentences.legal_basis b join custody.in_custody w using (inmate_id) join inmates.inmate i on i.id = b.inmate_id
              left join reference.code c on c.list = 'court' and c.label_nb = b.court
             where b.kind in ('remand', 'sentence') and b.replaced_at is null and not b.withdrawn and b.decided_on >= ($1 at time zone 'Europe/Oslo')::date - 400
               and b.decided_on < ($1 at time zone 'Europe/Oslo')::date)
         insert into sentences.appearance (id, inmate_id, prison_id, court, case_number, purpose, starts_at, ends_at, manner, courtroom, language, interpreter, counsel_id, travel_minutes, state,
                result, result_text, result_by, result_at, recorded_by, recorded_at)
         select md5('held' || h.id)::uuid, h.inmate_id, h.prison_id, h.court, h.case_number, case when h.kind = 'sentence' then 'main_hearing' when h.n = 1 then 'first_hearing' else 'remand_extension' end,
                (h.decided_on + time '09:00' + interval '30 minutes' * (h.h % 10)) at time zone 'Europe/Oslo',
                (h.decided_on + time '10:00' + interval '30 minutes' * (h.h % 10)) at time zone 'Europe/Oslo',
                case when h.kind = 'remand' and h.n > 1 and h.h % 3 = 0 then 'video' else 'in_person' end, 'Sal ' || 1 + h.h % 12, h.interpreter_language,
                case when h.interpreter_language is null then 'none' else 'confirmed' end, (select c.id from sentences.counsel c where c.inmate_id = h.inmate_id and c.from_day <= h.decided_on limit 1),
                30 + 15 * (h.h % 6), 'held', case when h.kind = 'sentence' then 'judgment' else 'remanded' end,
                case when h.kind = 'remand' then 'Fengslet til ' || to_char(h.to_day, 'DD.MM.YYYY') || '.' end, h.recorded_by, (h.decided_on + time '15:00') at time zone 'Europe/Oslo', h.recorded_by,
                (h.decided_on + time '08:00') at time zone 'Europe/Oslo'
           from held h on conflict do nothing",
    ),
    (
        "documents that came of them",
        "update sentences.legal_basis b set appearance_id = a.id from sentences.appearance a
          where a.id = md5('held' || b.id)::uuid and b.appearance_id is null and a.inmate_id = b.inmate_id and a.starts_at < $1",
    ),
    (
        "hearings ahead, before each order expires",
        "with orders as (
            select distinct on (b.inmate_id) b.inmate_id, c.prison_id, b.id, coalesce(b.court_code, k.code, b.court) as court, b.case_number, b.to_day, b.recorded_by, i.interpreter_language,
                   abs(hashtext('ahead' || b.id)) as h, p.account_id as clerk
              from sentences.legal_basis b join custody.in_custody c using (inmate_id) join inmates.inmate i on i.id = b.inmate_id
              left join reference.code k on k.list = 'court' and k.label_nb = b.court
              left join lateral (select x.account_id from access.assignment x where x.role = 'CAS' and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[c.prison_id]
                                  order by md5(x.account_id::text || c.inmate_id) limit 1) p on true
             where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and c.legal_status = 'remand' and b.ended_on is null and b.to_day >= ($1 at time zone 'Europe/Oslo')::date
             order by b.inmate_id, b.to_day desc, b.id),
         -- The last working day before the order runs out, or the day itself; some are not listed by the court yet.
         dated as (select o.*, (o.to_day - case extract(isodow from o.to_day)::int when 1 then 3 when 7 then 2 else 1 end) as day from orders o where o.h % 6 <> 0)
         insert into sentences.appearance (id, inmate_id, prison_id, court, case_number, purpose, starts_at, ends_at, manner, courtroom, language, interpreter, counsel_id, travel_minutes, recorded_by, recorded_at)
         select md5('ahead' || d.id)::uuid, d.inmate_id, d.prison_id, d.court, d.case_number, case when d.h % 11 = 0 then 'main_hearing' else 'remand_extension' end,
                (d.day + time '09:00' + interval '30 minutes' * (d.h % 11)) at time zone 'Europe/Oslo', (d.day + time '10:00' + interval '30 minutes' * (d.h % 11)) at time zone 'Europe/Oslo',
                case when d.h % 4 = 1 then 'video' else 'in_person' end, case when d.h % 3 = 0 then '' else 'Sal ' || 1 + d.h % 12 end, d.interpreter_language,
                case when d.interpreter_language is null then 'none' else (array['needed', 'ordered', 'confirmed'])[1 + d.h % 3] end,
                (select c.id from sentences.counsel c where c.inmate_id = d.inmate_id order by c.from_day desc limit 1), 30 + 15 * (d.h % 6), coalesce(d.clerk, d.recorded_by), $1 - interval '2 days'
           from dated d where d.day >= ($1 at time zone 'Europe/Oslo')::date on conflict do nothing",
    ),
    (
        "ways to court that were planned already",
        "update sentences.appearance a set movement_id = m.id, way_out = m.planned_out, way_back = m.expected_back
           from custody.movement m
          where a.movement_id is null and a.manner = 'in_person' and a.state = 'planned' and a.starts_at > $1 and m.inmate_id = a.inmate_id and m.reason = 'COURT' and m.state = 'planned'
            and (m.planned_out at time zone 'Europe/Oslo')::date = (a.starts_at at time zone 'Europe/Oslo')::date",
    ),
    (
        "ways to court",
        "with made as (
            insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, expected_back, escort, escort_number, transport, recorded_by, recorded_at)
            select md5('way' || a.id)::uuid, a.inmate_id, a.prison_id, 'COURT', 'planned', left(coalesce(c.label_nb, a.court), 120), a.starts_at - make_interval(mins => a.travel_minutes),
                   coalesce(a.ends_at, a.starts_at + interval '2 hours') + make_interval(mins => a.travel_minutes), case when abs(hashtext(a.id::text)) % 3 = 0 then 'Politiet' else '' end,
                   case when abs(hashtext(a.id::text)) % 3 = 0 then null else 2 end, case when abs(hashtext(a.id::text)) % 3 = 0 then 'police' else 'prison_car' end, a.recorded_by, a.recorded_at
              from sentences.appearance a left join reference.code c on c.list = 'court' and c.code = a.court
             where a.movement_id is null and a.manner = 'in_person' and a.state = 'planned' and a.starts_at - make_interval(mins => a.travel_minutes) > $1
               and not exists (select from custody.movement m where m.inmate_id = a.inmate_id and m.state in ('planned', 'out')
                                 and tstzrange(coalesce(m.out_at, m.planned_out), coalesce(m.expected_back, 'infinity')) && tstzrange(a.starts_at - interval '2 hours', a.starts_at + interval '4 hours'))
            on conflict do nothing returning id, planned_out, expected_back)
         update sentences.appearance a set movement_id = m.id, way_out = m.planned_out, way_back = m.expected_back from made m where m.id = md5('way' || a.id)::uuid",
    ),
];
