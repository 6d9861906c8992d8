//! Invented applications: whoever has reached a step has as a rule asked for it; most were granted, some refused with reasons, a few wait.

/// In this order; `$1` is the present. Deterministic by ids.
pub const STATEMENTS: &[(&str, &str)] = &[
    (
        "applications",
        "insert into plan.application (id, inmate_id, prison_id, rung, applied_on, applied_by, about, recorded_by, recorded_at)
         select md5('application' || k.inmate_id || p.rung)::uuid, k.inmate_id, w.prison_id, p.rung, a.on_day, case when x.h % 12 = 0 then 'counsel' else 'inmate' end, p.about, c.cas, a.on_day + time '12:00'
           from (select distinct on (k.inmate_id) k.* from sentences.calculation k where k.state <> 'superseded' order by k.inmate_id, k.version desc) k
           join custody.in_custody w on w.inmate_id = k.inmate_id and w.legal_status in ('sentenced', 'preventive_detention')
           cross join lateral jsonb_to_recordset(k.result -> 'milestones') m (point text, \"when\" text, date date)
           join (values ('leave', 'leave', 'Besøk hos søsteren, to døgn'), ('day_release', 'day_release', 'Arbeid i byggfirma, tre dager i uka'), ('lower_security', 'lower_security', 'Overføring nærmere hjemstedet'),
                        ('outside_prison', 'outside_prison', 'Opphold i institusjon'), ('monitoring_last', 'monitoring', 'Hjemme hos mor, fast arbeid'), ('probation', 'probation', '')) p (point, rung, about) on p.point = m.point
           cross join lateral (select abs(hashtext(k.inmate_id::text || p.rung || 'apply')) as h) x
           cross join lateral (select greatest(m.date - 14 + x.h % 30, (w.admitted_at at time zone 'Europe/Oslo')::date + 12, ($1 at time zone 'Europe/Oslo')::date - 200 + x.h % 60) as on_day) a
           cross join lateral (select g.account_id as cas from access.person_grant g where g.inmate_id = k.inmate_id and g.role = 'CAS' and g.kind = 'assigned' and g.ended_at is null order by g.id limit 1) c
          where m.\"when\" = 'on' and x.h % 100 < 46 and a.on_day < ($1 at time zone 'Europe/Oslo')::date - 1",
    ),
    ("answers", ANSWERS),
    (
        "asked for again",
        "insert into plan.application (id, inmate_id, prison_id, rung, applied_on, applied_by, about, recorded_by, recorded_at)
         select md5('again' || a.id)::uuid, a.inmate_id, a.prison_id, a.rung, a.again_on, 'inmate', a.about, a.recorded_by, a.again_on + time '12:00'
           from plan.application a where a.state = 'refused' and a.again_on < ($1 at time zone 'Europe/Oslo')::date - 2 and abs(hashtext(a.id::text || 'again')) % 100 < 60",
    ),
    ("answers to those", ANSWERS),
];

/// What became of those that wait.
const ANSWERS: &str = "update plan.application a set state = s.state, decided_on = case when s.state <> 'withdrawn' then s.on_day end,
                level = case when s.state <> 'withdrawn' then case when a.rung in ('probation', 'outside_prison') then 'region' else 'local' end end,
                decided_by = case when s.state = 'withdrawn' then '' when a.rung in ('probation', 'outside_prison') then 'Region øst' else 'Fengselslederen' end,
                reason = case s.state when 'refused' then (array['To avvik i atferd det siste halvåret. Planen er ikke fulgt opp.', 'Positiv prøve i høst. Det er for stor fare for svikt nå.', 'Bosted og arbeid er ikke avklart ennå.'])[1 + s.h % 3]
                                      when 'withdrawn' then 'Ønsker å vente til etter eksamen.' else '' end,
                from_on = case when s.state = 'granted' then s.on_day + s.h % 12 end, again_on = case when s.state = 'refused' then s.on_day + 61 end,
                ended_by = a.recorded_by, ended_at = s.on_day + time '13:00', version = a.version + 1
           from (select b.id, x.h, case when x.h % 100 < 62 then 'granted' when x.h % 100 < 84 then 'refused' when x.h % 100 < 89 then 'withdrawn' else 'pending' end as state, b.applied_on + 6 + x.h % 16 as on_day
                   from plan.application b cross join lateral (select abs(hashtext(b.id::text || 'answer')) as h) x) s
          where s.id = a.id and a.state = 'pending' and s.state <> 'pending' and s.on_day < ($1 at time zone 'Europe/Oslo')::date";
