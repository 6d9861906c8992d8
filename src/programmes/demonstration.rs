//! Invented groups: a few in every prison, some full, with people waiting, sessions behind and ahead, attendance, and talks of two.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes them once. There already: nothing happens.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no programmes are invented here");
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from programmes.programme_group)").fetch_one(&mut *tx).await?;
    if !there {
        for &(what, statement) in STATEMENTS {
            sqlx::query(statement).bind(now).execute(&mut *tx).await.context(what)?;
        }
    }
    sqlx::query("reset role").execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

/// In this order; `$1` is the present. Deterministic by ids.
const STATEMENTS: &[(&str, &str)] = &[
    (
        // One for every twenty people, at least two; those of women's prisons are theirs.
        "groups",
        "insert into programmes.programme_group (id, prison_id, programme, name, place, places, starts_on, created_by, created_at)
         select md5('group' || p.prison_id || k.code)::uuid, p.prison_id, k.code, (array['Høst 2026', 'Vinter', 'Tirsdagsgruppa', 'Torsdagsgruppa'])[1 + x.h % 4],
                (array['Programrommet', 'Grupperom 2', 'Skolefløyen', 'Besøksavdelingen'])[1 + x.h % 4], 5 + x.h % 6, ($1 at time zone 'Europe/Oslo')::date - 56 + x.h % 70, p.by_account, $1 - interval '90 days'
           from (select w.prison_id, count(*) as n,
                        (select a.account_id from access.assignment a where a.role in ('CAS', 'GOV', 'DUT') and a.prisons @> array[w.prison_id] and a.outcome = 'granted' order by a.role, a.id limit 1) as by_account
                   from custody.in_custody w group by w.prison_id) p
           cross join (values ('SINNE', 1), ('RUSSAMTALE', 2), ('OKONOMI', 3), ('STRESS', 4), ('BOLIGPRATEN', 5), ('PAPPA', 6), ('MITTVALG', 7), ('LOSLAT', 8), ('SOVN', 9), ('DIALOG', 10), ('ETS', 11), ('TILBAKEFALL', 12)) k (code, place)
           cross join lateral (select abs(hashtext(p.prison_id::text || k.code)) as h) x
          where p.by_account is not null and (k.place + abs(hashtext(p.prison_id::text))) % 12 < greatest(2, least(12, p.n / 20))",
    ),
    (
        // Those who can be looked at first: each of the accounts that a visitor signs in with leads one.
        "facilitators",
        "insert into programmes.facilitator (id, group_id, prison_id, account_id, since, named_by)
         select md5('facilitator' || g.id || l.account_id)::uuid, g.id, g.prison_id, l.account_id, $1 - interval '60 days', g.created_by
           from (select g.*, row_number() over (partition by g.prison_id order by g.id) as nr from programmes.programme_group g) g
           cross join lateral (
                select s.account_id from (
                    select distinct on (a.account_id) a.account_id, c.demonstration, a.role from access.assignment a join access.account c on c.id = a.account_id and c.status = 'active'
                     where a.role in ('OFF', 'CON', 'REI', 'EDU', 'WRK') and a.prisons @> array[g.prison_id] and a.outcome = 'granted' and a.ended_at is null order by a.account_id) s
                 order by not s.demonstration, abs(hashtext(s.role)) % 5 <> g.nr % 5, md5(s.account_id::text || g.id) offset (g.nr - 1) % 3 limit 2) l",
    ),
    (
        "sessions",
        "insert into programmes.session (id, group_id, prison_id, starts_at, ends_at, topic, created_by, created_at)
         select md5('session' || g.id || n)::uuid, g.id, g.prison_id, x.at, x.at + interval '2 hours', case when n % 3 = 0 then (array['Bli kjent', 'Situasjoner som er vanskelige', 'Hva jeg kan gjøre annerledes', 'Hjemmeoppgaven'])[1 + n % 4] else '' end,
                g.created_by, $1 - interval '80 days'
           from programmes.programme_group g cross join generate_series(0, 9) n
           cross join lateral (select ((g.starts_on + 7 * n)::timestamp + make_interval(hours => 9 + abs(hashtext(g.id::text)) % 6)) at time zone 'Europe/Oslo' as at) x",
    ),
    (
        "places",
        "insert into programmes.enrolment (id, inmate_id, prison_id, programme, group_id, source, goal_id, state, note, asked_by, asked_at, enrolled_by, enrolled_at)
         select md5('place' || g.id || w.inmate_id)::uuid, w.inmate_id, w.prison_id, g.programme, g.id, case when w.goal_id is not null then 'goal' else (array['wish', 'staff'])[1 + w.h % 2] end, w.goal_id, 'enrolled', '',
                g.created_by, w.from_at - interval '9 days', g.created_by, w.from_at
           from programmes.programme_group g
           cross join lateral (
                select w.inmate_id, w.prison_id, x.h, t.id as goal_id,
                       greatest(w.admitted_at + interval '10 days', (g.starts_on::timestamp at time zone 'Europe/Oslo') - interval '5 days' + interval '1 day' * case when x.h % 5 = 0 then 14 else 0 end) as from_at
                  from custody.in_custody w
                  cross join lateral (select abs(hashtext(w.inmate_id::text || g.id)) as h) x
                  left join lateral (select q.id from plan.goal q where q.inmate_id = w.inmate_id and q.state = 'current'
                       and q.theme = any(case g.programme when 'SINNE' then array['attitudes'] when 'MITTVALG' then array['attitudes'] when 'ETS' then array['attitudes'] when 'RUSSAMTALE' then array['substance_use']
                             when 'TILBAKEFALL' then array['substance_use'] when 'OKONOMI' then array['finances'] when 'BOLIGPRATEN' then array['housing'] when 'PAPPA' then array['family']
                             when 'LOSLAT' then array['housing', 'work'] else array['leisure'] end) order by q.id limit 1) t on true
                 where w.prison_id = g.prison_id and w.admitted_at < $1 - interval '20 days' and not (w.legal_status in ('remand', 'none') and g.programme in ('SINNE', 'MITTVALG', 'ETS'))
                 order by t.id is null, x.h limit g.places - case when abs(hashtext(g.id::text)) % 3 = 0 then 0 else 1 + abs(hashtext(g.id::text)) % 2 end) w
          where w.from_at < $1
         on conflict do nothing",
    ),
    (
        "attendance",
        "insert into programmes.attendance (id, session_id, enrolment_id, inmate_id, prison_id, mark, note, recorded_by, recorded_at)
         select md5('mark' || s.id || e.id)::uuid, s.id, e.id, e.inmate_id, e.prison_id, case when x.h % 100 < 78 then 'present' when x.h % 100 < 85 then 'late' when x.h % 100 < 94 then 'excused' else 'absent' end,
                case when x.h % 100 between 85 and 93 then (array['Besøk', 'Fremstilling', 'Syk'])[1 + x.h % 3] else '' end, f.account_id, s.ends_at + interval '20 minutes'
           from programmes.session s join programmes.enrolment e on e.group_id = s.group_id and e.enrolled_at < s.ends_at
           cross join lateral (select abs(hashtext(s.id::text || e.id)) as h) x
           cross join lateral (select f.account_id from programmes.facilitator f where f.group_id = s.group_id order by f.id limit 1) f
          where s.ends_at < $1 - case when abs(hashtext(s.group_id::text || 'due')) % 4 = 0 then interval '7 days' else interval '0 days' end",
    ),
    (
        "sessions held",
        "update programmes.session s set state = 'held', taken_by = a.recorded_by, taken_at = a.recorded_at, version = 2
           from (select distinct on (a.session_id) a.session_id, a.recorded_by, a.recorded_at from programmes.attendance a order by a.session_id) a where a.session_id = s.id",
    ),
    (
        "progress of sessions",
        "insert into plan.progress (goal_id, inmate_id, prison_id, kind, source, at, n, of_n, shared)
         select e.goal_id, e.inmate_id, e.prison_id, 'session', s.id, s.starts_at, case when a.mark in ('present', 'late') then 1 else 0 end, 1, g.shared
           from programmes.attendance a join programmes.enrolment e on e.id = a.enrolment_id join programmes.session s on s.id = a.session_id join plan.goal g on g.id = e.goal_id where $1::timestamptz is not null on conflict do nothing",
    ),
    (
        "waiting",
        "insert into programmes.enrolment (id, inmate_id, prison_id, programme, source, state, waiting_reason, note, asked_by, asked_at)
         select md5('wait' || w.inmate_id || k.code)::uuid, w.inmate_id, w.prison_id, k.code, (array['wish', 'wish', 'staff'])[1 + x.h % 3], 'waiting', case when x.h % 5 = 0 then 'full' else 'asked' end,
                case when x.h % 4 = 0 then 'Vil helst begynne før jul' else '' end, c.cas, $1 - interval '1 day' * (2 + x.h % 80)
           from custody.in_custody w
           cross join (values ('SINNE'), ('RUSSAMTALE'), ('OKONOMI'), ('STRESS'), ('PAPPA'), ('LOSLAT'), ('ART'), ('MI')) k (code)
           cross join lateral (select abs(hashtext(w.inmate_id::text || k.code || 'wait')) as h) x
           cross join lateral (select g.account_id as cas from access.person_grant g where g.inmate_id = w.inmate_id and g.role = 'CAS' and g.kind = 'assigned' and g.ended_at is null order by g.id limit 1) c
          where x.h % 1000 < 14 and not (w.legal_status in ('remand', 'none') and k.code in ('SINNE', 'ART'))
         on conflict do nothing",
    ),
    (
        "completed before, here and elsewhere",
        "insert into programmes.enrolment (id, inmate_id, prison_id, at_prison, programme, source, state, state_reason, asked_by, asked_at, enrolled_by, enrolled_at, ended_by, ended_at)
         select md5('before' || w.inmate_id)::uuid, w.inmate_id, w.prison_id, case when x.h % 3 = 0 then o.id else w.prison_id end, (array['STRESS', 'KOSTHOLD', 'DIALOG', 'OKONOMI', 'SOVN'])[1 + x.h % 5], 'wish',
                case when x.h % 6 = 0 then 'left' else 'completed' end, case when x.h % 6 = 0 then 'Begynte i arbeid på samme tid' else '' end, c.cas, x.at - interval '70 days', c.cas, x.at - interval '60 days', c.cas, x.at
           from custody.in_custody w
           cross join lateral (select abs(hashtext(w.inmate_id::text || 'before')) as h) y
           cross join lateral (select y.h, $1 - interval '1 day' * (30 + y.h % 200) as at) x
           cross join lateral (select g.account_id as cas from access.person_grant g where g.inmate_id = w.inmate_id and g.role = 'CAS' and g.kind = 'assigned' and g.ended_at is null order by g.id limit 1) c
           cross join lateral (select p.id from estate.prison p where p.status = 'active' and p.id <> w.prison_id order by md5(p.id::text || w.inmate_id) limit 1) o
          where x.h % 100 < 16 and w.admitted_at < x.at - interval '75 days'",
    ),
    (
        "talks of two",
        "insert into programmes.talk (id, inmate_id, prison_id, programme, goal_id, at, minutes, came, next_on, held_by, recorded_at)
         select md5('talk' || w.inmate_id || n)::uuid, w.inmate_id, w.prison_id, (array['RUSSAMTALE', 'MI', 'ONETOONE'])[1 + x.h % 3], t.id, x.at, 30 + 15 * (x.h % 3), (x.h + n) % 7 > 0,
                case when n = 1 then ($1 at time zone 'Europe/Oslo')::date + 3 + x.h % 10 end, c.by_account, x.at + interval '1 hour'
           from custody.in_custody w cross join generate_series(1, 3) n
           cross join lateral (select abs(hashtext(w.inmate_id::text || 'talks')) as h) y
           cross join lateral (select y.h, date_trunc('hour', $1 - interval '1 day' * (n * 9 + y.h % 6)) as at) x
           cross join lateral (select g.account_id as by_account from access.person_grant g where g.inmate_id = w.inmate_id and g.role in ('CON', 'REI') and g.kind = 'assigned' and g.ended_at is null order by g.id limit 1) c
           left join lateral (select q.id from plan.goal q where q.inmate_id = w.inmate_id and q.state = 'current' and q.theme in ('substance_use', 'attitudes') order by q.id limit 1) t on true
          where x.h % 100 < 6 and w.legal_status not in ('remand', 'none') and x.at > w.admitted_at",
    ),
    (
        "leaves under goals",
        "insert into plan.progress (goal_id, inmate_id, prison_id, kind, source, at, shared)
         select g.id, g.inmate_id, g.prison_id, case when m.reason in ('DAYREL', 'WORKOUT') then 'outside' else 'leave' end, m.id, m.out_at, g.shared
           from custody.movement m join reference.code c on c.list = 'movement_reason' and c.code = m.reason
           join plan.goal g on g.inmate_id = m.inmate_id and g.state = 'current' and g.theme = any(string_to_array(c.attributes ->> 'serves', ' '))
          where m.state = 'back' and m.out_at >= g.created_at and m.out_at <= $1 on conflict do nothing",
    ),
];
