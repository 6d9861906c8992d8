-- The day as pages ask for it: who goes where from which cell, and what a teacher or supervisor has before them. Plain views: whoever reads them reads the rows.
set local role overgang_owner;

-- One row a person and session of theirs, with how it stands: the unlock list, the movement list, a board, a person's week.
create view activities.agenda with (security_invoker = true) as
select l.inmate_id, l.prison_id, l.placement_id, s.id as session_id, s.on_day, s.starts_at, s.ends_at, s.place_id, p.name as place, p.kind, m.id as room_id, m.name as room, m.unit_id as room_unit_id,
       case when s.state = 'cancelled' then 'cancelled' when h.id is not null then 'held_back' when x.id is not null then 'suspended' else 'planned' end as state,
       coalesce(h.reason_code, x.code, s.reason_code) as why, s.taken_at, a.mark, a.reason_code as mark_reason, a.came_at
  from activities.slot l
  join activities.session s on s.pattern_id = l.pattern_id and l.during @> s.starts_at
  join activities.place p on p.id = s.place_id
  left join estate.place m on m.id = s.room_id
  left join activities.suspension x on x.placement_id = l.placement_id and x.during @> s.starts_at
  left join activities.held_back h on h.session_id = s.id and h.inmate_id = l.inmate_id and h.lifted_at is null
  left join activities.attendance a on a.session_id = s.id and a.inmate_id = l.inmate_id
union all
select b.inmate_id, b.prison_id, null, s.id, s.on_day, s.starts_at, s.ends_at, s.place_id, p.name, p.kind, m.id, m.name, m.unit_id,
       case when s.state = 'cancelled' then 'cancelled' when h.id is not null then 'held_back' else 'planned' end, coalesce(h.reason_code, s.reason_code), s.taken_at, a.mark, a.reason_code, a.came_at
  from activities.booking b
  join activities.session s on s.id = b.session_id
  join activities.place p on p.id = s.place_id
  left join estate.place m on m.id = s.room_id
  left join activities.held_back h on h.session_id = s.id and h.inmate_id = b.inmate_id and h.lifted_at is null
  left join activities.attendance a on a.session_id = s.id and a.inmate_id = b.inmate_id
 where b.ended_at is null;

-- What stands before those who run a place: each session with its figures.
create view activities.session_day with (security_invoker = true) as
select s.id, s.place_id, s.prison_id, s.on_day, s.starts_at, s.ends_at, s.room_id, s.state, s.reason_code, s.stand_in, s.taken_at, s.version,
       count(g.inmate_id) as people, count(*) filter (where g.state = 'planned' and w.out_reason is null) as expected, count(*) filter (where g.state = 'held_back') as held_back,
       count(*) filter (where g.state = 'suspended') as suspended, count(*) filter (where g.state = 'planned' and w.out_reason is not null) as out_of_house,
       count(*) filter (where g.mark in ('present', 'late')) as present, count(*) filter (where g.mark = 'missing') as missing
  from activities.session s
  -- The day twice: a page that asks for one day then reads that day's rows and not a year's.
  left join activities.agenda g on g.session_id = s.id and g.on_day = s.on_day
  left join custody.in_custody w on w.inmate_id = g.inmate_id
 group by s.id;
grant select on activities.agenda, activities.session_day to og_custody, og_case, og_activity, og_auditor;

-- Whom the unit's board shows as missing: a register that is taken says so; ten minutes after the beginning a register that is not taken says nothing of anybody.
create view activities.missing with (security_invoker = true) as
select a.inmate_id, a.prison_id, a.session_id, a.place_id, p.name as place, s.starts_at, s.ends_at, a.recorded_at
  from activities.attendance a join activities.session s on s.id = a.session_id join activities.place p on p.id = a.place_id
 where a.mark = 'missing' and s.ends_at > platform.now() - interval '1 hour';
grant select on activities.missing to og_custody, og_case, og_activity, og_auditor;

-- How full places are now, and who waits: the list of places, the education lead, the governor's empty seats beside waiting people. Counts of people whom the reader may not
-- see are counts all the same, so this one runs as its owner and says numbers alone.
create function activities.occupancy(p_prison uuid) returns table (place_id uuid, places int, here bigint, suspended bigint, waiting bigint, unanswered bigint, over bigint)
language sql stable security definer set search_path = activities, pg_temp as $$
    select p.id, p.places, h.here, h.suspended, coalesce(a.waiting, 0), coalesce(a.unanswered, 0), greatest(h.most - p.places, 0)
      from place p
      left join lateral (
          select count(distinct t.id) as here, count(distinct x.placement_id) as suspended,
                 coalesce((select max(n) from (select count(*) as n from slot l where l.place_id = p.id and l.during @> platform.now() group by l.pattern_id) q), 0) as most
            from placement t left join suspension x on x.placement_id = t.id and x.during @> platform.now()
           where t.place_id = p.id and t.during @> platform.now()) h on true
      left join lateral (select count(*) filter (where y.state = 'waiting') as waiting, count(*) filter (where y.state = 'open') as unanswered
                           from application y where y.place_id = p.id and y.state in ('open', 'waiting')) a on true
     where p.prison_id = p_prison and p_prison = any(access.houses()) and access.allows('app.reads', 'activity_places') and (p.closed_on is null or p.closed_on >= platform.today())
     order by p.kind, p.name limit 400
$$;
revoke execute on function activities.occupancy(uuid) from public;
grant execute on function activities.occupancy(uuid) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor;
-- One timetable: everything that claims somebody between two instants, with its weight (lower comes first: court, transfer, visit, hearing, appointment, activity).
-- For whoever reaches the person, of every class: a kind and a time, never what it is about. Places are named for activities only.
create function activities.timetable(p_inmates uuid[], p_from timestamptz, p_to timestamptz)
returns table (inmate_id uuid, source text, source_id uuid, kind text, weight smallint, starts_at timestamptz, ends_at timestamptz, place_id uuid, state text)
language sql stable security definer set search_path = activities, pg_temp as $$
    with span as (select tstzrange(p_from, p_to) as r),
    people as (
        select i.id from inmates.inmate i where i.id = any(p_inmates) and i.id <> all(access.hidden()) and access.account() is not null
           and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons())))
    select a.inmate_id, 'appearance', a.id, 'court', 1::smallint, a.starts_at - case when a.manner = 'in_person' then make_interval(mins => a.travel_minutes) else interval '0' end,
           coalesce(a.ends_at, a.starts_at + interval '3 hours') + case when a.manner = 'in_person' then make_interval(mins => a.travel_minutes) else interval '0' end, null::uuid, a.state
      from sentences.appearance a join people p on p.id = a.inmate_id cross join span
     where a.state = 'planned' and a.starts_at between p_from - interval '1 day' and p_to + interval '1 day'
       and tstzrange(a.starts_at - make_interval(mins => a.travel_minutes), coalesce(a.ends_at, a.starts_at + interval '3 hours') + make_interval(mins => a.travel_minutes)) && span.r
    union all
    select c.inmate_id, 'exam', e.id, 'exam', 2::smallint, e.starts_at, e.ends_at + make_interval(mins => c.extra_minutes), null::uuid, e.state
      from learning.candidate c join people p on p.id = c.inmate_id join learning.exam e on e.id = c.exam_id
     where e.state = 'planned' and c.withdrawn_at is null and e.starts_at < p_to and e.ends_at + make_interval(mins => c.extra_minutes) > p_from and e.starts_at > p_from - interval '2 days'
    union all
    select m.inmate_id, 'movement', m.id, k.kind, case k.kind when 'court' then 1 when 'health' then 5 when 'day_release' then 6 else 2 end::smallint,
           coalesce(m.out_at, m.planned_out), coalesce(m.back_at, m.expected_back), null, m.state
      from custody.movement m join people p on p.id = m.inmate_id cross join span
      cross join lateral (select case when m.reason in ('COURT', 'POLICE') then 'court' when m.reason like 'TRF%' then 'transfer' when m.reason in ('LEAVE', 'ESC_LEAVE', 'INTERRUPT', 'FUNERAL') then 'leave'
                                      when m.reason in ('HOSP', 'HOSP_ADM', 'DOCTOR') then 'health' when m.reason in ('DAYREL', 'WORKOUT') then 'day_release' else 'out' end as kind) k
     where m.state in ('planned', 'out', 'back') and tstzrange(coalesce(m.out_at, m.planned_out), greatest(coalesce(m.back_at, m.expected_back), coalesce(m.out_at, m.planned_out))) && span.r
       -- The way to a hearing is the hearing's.
       and not exists (select from sentences.appearance a where a.movement_id = m.id and a.state = 'planned')
    union all
    select v.inmate_id, 'internal', v.id, case v.kind when 'visit' then 'visit' when 'health' then 'health' when 'programme' then 'programme' else 'appointment' end,
           case v.kind when 'visit' then 3 else 5 end::smallint, coalesce(v.left_at, v.planned_at), coalesce(v.back_at, v.planned_until, v.planned_at + interval '1 hour'), null, v.state
      from custody.internal_movement v join people p on p.id = v.inmate_id cross join span
     where v.state <> 'cancelled' and v.kind not in ('work', 'school')
       and tstzrange(coalesce(v.left_at, v.planned_at), greatest(coalesce(v.back_at, v.planned_until, v.planned_at + interval '1 hour'), coalesce(v.left_at, v.planned_at))) && span.r
    union all
    select r.inmate_id, 'review', r.id, 'review', 5::smallint, r.at, r.at + interval '1 hour', null, r.state
      from plan.review r join people p on p.id = r.inmate_id where r.state = 'planned' and r.at < p_to and r.at + interval '1 hour' > p_from
    union all
    select l.inmate_id, 'session', s.id, 'activity', 6::smallint, s.starts_at, s.ends_at, s.place_id,
           case when s.state = 'cancelled' then 'cancelled'
                when exists (select from held_back h where h.session_id = s.id and h.inmate_id = l.inmate_id and h.lifted_at is null) then 'held_back'
                when exists (select from suspension x where x.placement_id = l.placement_id and x.during @> s.starts_at) then 'suspended' else 'planned' end
      from people p join slot l on l.inmate_id = p.id join session s on s.pattern_id = l.pattern_id and l.during @> s.starts_at
     where s.starts_at < p_to and s.ends_at > p_from and s.starts_at > p_from - interval '2 days'
    union all
    select b.inmate_id, 'session', s.id, 'leisure', 7::smallint, s.starts_at, s.ends_at, s.place_id, s.state
      from people p join booking b on b.inmate_id = p.id and b.ended_at is null join session s on s.id = b.session_id
     where s.starts_at < p_to and s.ends_at > p_from and s.starts_at > p_from - interval '2 days'
     order by 1, 6, 5 limit 20000
$$;
revoke execute on function activities.timetable(uuid[], timestamptz, timestamptz) from public;
grant execute on function activities.timetable(uuid[], timestamptz, timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;

reset role;
