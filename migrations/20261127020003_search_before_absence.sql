-- The search before an absence (forskrift § 3-25: before or after) is due where the prison's rule says so, as the one after it is; and whoever came from
-- another prison has arrived.
set local role overgang_owner;
alter table custody.search_rule add column before_hours int check (before_hours between 1 and 72);
grant insert (before_hours), update (before_hours) on custody.search_rule to og_custody;
alter table custody.search_plan drop constraint search_plan_source_check, add constraint search_plan_source_check check (source in ('decided', 'arrival', 'absence', 'departure'));

-- As in 20261124100010, with those who are about to leave: from so many hours before the planned way out as the rule says until they go. A rule without
-- hours asks for none. An arrival is the arrival in this prison.
create or replace function custody.people_to_search(p_prison uuid, p_now timestamptz) returns table (inmate_id uuid, unit_id uuid, source text, since timestamptz, due_at timestamptz)
language sql stable security definer set search_path = custody, pg_temp as $$
    with r as (select k.after_hours, k.before_hours from custody.search_rule k where (k.prison_id = p_prison or k.prison_id is null) and k.from_day <= (p_now at time zone 'Europe/Oslo')::date
                order by k.prison_id is null, k.from_day desc limit 1)
    select x.inmate_id, w.unit_id, x.source, x.since, x.due_at
      from (select c.inmate_id, 'arrival' as source, c.arrived_at as since, c.arrived_at + make_interval(hours => r.after_hours) as due_at, c.arrived_at - interval '2 hours' as looked
              from custody.in_custody c cross join r
             where c.prison_id = p_prison and c.arrived_at > p_now - interval '7 days' and c.arrived_at <= p_now
            union all
            select m.inmate_id, 'absence', m.back_at, m.back_at + make_interval(hours => r.after_hours), m.back_at - interval '2 hours' from custody.movement m cross join r
             where m.prison_id = p_prison and m.state = 'back' and m.ended_as is null and m.back_at > p_now - interval '7 days' and m.back_at <= p_now
               and not exists (select from custody.movement l where l.inmate_id = m.inmate_id and l.state in ('out', 'back') and l.out_at >= m.back_at)
            union all
            select m.inmate_id, 'departure', m.planned_out, m.planned_out, m.planned_out - make_interval(hours => r.before_hours) from custody.movement m cross join r
             where m.prison_id = p_prison and m.state = 'planned' and m.reason not like 'REL\_%' and m.planned_out > p_now - interval '1 day'
               and m.planned_out <= p_now + make_interval(hours => r.before_hours)) x
      join custody.in_custody w on w.inmate_id = x.inmate_id and w.prison_id = p_prison and w.out_reason is null
     where p_prison = any(access.prisons()) and access.allows('app.reads', 'searches') and x.inmate_id <> all(access.hidden())
       and not exists (select from custody.search z where z.inmate_id = x.inmate_id and z.at >= x.looked and z.kind in ('technical', 'dog', 'frisk', 'body', 'belongings'))
       and not exists (select from custody.search_plan p where p.inmate_id = x.inmate_id and p.source = x.source and p.since = x.since)
$$;

create or replace function custody.searches_due(p_prison uuid, p_units uuid[], p_today date, p_now timestamptz)
returns table (source text, plan_id uuid, inmate_id uuid, unit_id uuid, cell_id uuid, place text, kind text, ground text, since timestamptz, last_on date, due_on date, due_at timestamptz)
language sql stable set search_path = custody, pg_temp as $$
    select x.* from (
        select p.source, p.id, p.inmate_id, coalesce(p.unit_id, w.unit_id), p.cell_id, p.place, p.kind, p.ground, null::timestamptz, null::date, p.due_on, (p.due_on + 1)::timestamp at time zone 'Europe/Oslo'
          from custody.search_plan p left join custody.in_custody w on w.inmate_id = p.inmate_id
         where p.prison_id = p_prison and p.search_id is null and p.cancelled_at is null
        union all
        select 'rule', null, null, c.unit_id, c.cell_id, '', 'cell', 'routine', null, c.last_on, c.due_on, (c.due_on + 1)::timestamp at time zone 'Europe/Oslo'
          from custody.cells_to_search(p_prison, p_today) c
         where c.due_on <= p_today + 7
        union all
        -- Before or after, it is the same ground.
        select h.source, null, h.inmate_id, h.unit_id, null, '', null, case h.source when 'departure' then 'absence' else h.source end, h.since, null, (h.due_at at time zone 'Europe/Oslo')::date, h.due_at
          from custody.people_to_search(p_prison, p_now) h) x (source, plan_id, inmate_id, unit_id, cell_id, place, kind, ground, since, last_on, due_on, due_at)
     where cardinality(p_units) = 0 or x.unit_id is null or x.unit_id = any(p_units)
$$;
reset role;
