-- From wish to place: what is asked of people and places before somebody is placed, the turn of who waits, who is together that must not be, and what shows under a goal.
-- Counts and turns must be right whoever reads them, so that these run as their owner; they answer in ids and codes, and never about somebody the reader may not know.
set local role overgang_owner;

-- Two things may be suggested for one person: mornings here and afternoons there.
alter table activities.allocation_line add column nth smallint not null default 1 check (nth between 1 and 20);
alter table activities.allocation_line drop constraint allocation_line_pkey, add primary key (allocation_id, inmate_id, nth);

-- Sessions of a programme claim somebody's time as other appointments do.
do $$
declare
    def text := pg_get_functiondef('activities.timetable(uuid[], timestamptz, timestamptz)'::regprocedure);
    last constant text := 'order by 1, 6, 5 limit 20000';
begin
    if position(last in def) = 0 then raise exception 'activities.timetable is not as expected'; end if;
    execute replace(def, last, 'union all
    select e.inmate_id, ''programme'', s.id, ''programme'', 5::smallint, s.starts_at, s.ends_at, null, case s.state when ''held'' then ''back'' else s.state end
      from people p join programmes.enrolment e on e.inmate_id = p.id and e.state = ''enrolled'' join programmes.session s on s.group_id = e.group_id
     where s.state <> ''cancelled'' and s.starts_at < p_to and s.ends_at > p_from and s.starts_at > p_from - interval ''1 day''
     ' || last);
end $$;

-- Whose turn it is: of each application that the reader reaches, its place in the list of its place, and how long the list is. The order is that of `activities.candidates`.
create function activities.turns(p_applications uuid[]) returns table (application_id uuid, "position" bigint, of_n bigint)
language sql stable security definer set search_path = activities, pg_temp as $$
    with asked as (
        select a.id, a.place_id from application a
         where a.id = any(p_applications) and a.inmate_id <> all(access.hidden())
           and (coalesce(a.prison_id = any(access.prisons()), false) or a.inmate_id = any(access.persons()))),
    lists as (
        select a.id, row_number() over w as n, count(*) over (partition by a.place_id) as of_n
          from application a where a.state = 'waiting' and a.place_id in (select x.place_id from asked x)
        window w as (partition by a.place_id order by array_position(array['first', 'plan', 'ordinary'], a.priority), a.waiting_since, a.id))
    select l.id, l.n, l.of_n from lists l join asked x on x.id = l.id
$$;

-- A place's times as they stand for one person from an instant on: how many seats are free, whether the person is elsewhere, and whether somebody is there from whom they are
-- kept apart. Of that: that it is so, and not who.
create function activities.times_for(p_place uuid, p_inmate uuid, p_from timestamptz)
returns table (pattern_id uuid, weekday smallint, starts time, ends time, weeks text, places int, free int, elsewhere text, apart boolean)
language sql stable security definer set search_path = activities, pg_temp as $$
    select t.id, t.weekday, t.starts, t.ends, t.weeks, n.places,
           greatest(n.places - (select count(distinct s.seat)::int from slot s where s.pattern_id = t.id and s.during && n.span and s.seat <= n.places), 0),
           (select q.name from slot s join place q on q.id = s.place_id
             where s.inmate_id = p_inmate and s.during && n.span and s.weekly && activities.weekly(t.weekday, t.starts, t.ends) and s.parity && activities.parity(t.weeks) order by q.name limit 1),
           exists (select from custody.keep_apart_person me join custody.keep_apart k on k.id = me.keep_apart_id and k.closed_at is null
                     join custody.keep_apart_person them on them.keep_apart_id = k.id and them.inmate_id <> me.inmate_id
                     join slot s on s.inmate_id = them.inmate_id and s.pattern_id = t.id and s.during && n.span where me.inmate_id = p_inmate)
      from pattern t join place p on p.id = t.place_id
      cross join lateral (select coalesce(t.places, p.places) as places,
                                 tstzrange(p_from, null) * tstzrange(lower(t.during)::timestamp at time zone 'Europe/Oslo', upper(t.during)::timestamp at time zone 'Europe/Oslo') as span) n
     where t.place_id = p_place and not isempty(n.span) and p.prison_id = any(access.houses())
       and (access.allows('app.reads', 'allocation') or access.allows('app.reads_assigned', 'allocation'))
       and exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden())
                      and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons())))
     order by t.weekday, t.starts, t.id limit 100
$$;

-- What people bring, by code, for the rules of placing: of one person, or of everybody of a prison who waits or has nothing. `busy`: minutes of the week, and in which weeks.
-- For those who decide who is placed. Fit is whoever is not known to be unfit: a placement that rests for health says so; what health has shared is words, for people to read.
create function activities.facts(p_prison uuid, p_inmate uuid, p_from timestamptz)
returns table (inmate_id uuid, number text, family_name text, given_name text, level text, duty boolean, admitted_on date, last_ended date, refused date, placed boolean, waits boolean, "open" boolean,
               unfit boolean, languages text[], has text[], alerts text[], days_left int, age int, busy_from int[], busy_to int[], busy_weeks text[], apart uuid[])
language sql stable security definer set search_path = activities, pg_temp as $$
    with people as (
        select w.*, i.number, i.family_name, i.given_name, i.birth_date, coalesce(b.placed, false) as placed, a.waits, a.opened, a.refused
          from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
          left join lateral (select true as placed from placement x where x.inmate_id = w.inmate_id and x.during && tstzrange(p_from, null) limit 1) b on true
          cross join lateral (select coalesce(bool_or(y.state = 'waiting'), false) as waits, coalesce(bool_or(y.state = 'open'), false) as opened,
                                     max((y.decided_at at time zone 'Europe/Oslo')::date) filter (where y.state = 'refused') as refused
                                from application y where y.inmate_id = w.inmate_id) a
         where w.prison_id = p_prison and w.prison_id = any(access.deep_prisons()) and access.role() in ('CAS', 'GOV') and access.allows('app.writes', 'allocation')
           and i.id <> all(access.hidden()) and (not i.protected or i.id = any(access.cleared()))
           and case when p_inmate is null then not coalesce(b.placed, false) or a.waits or a.opened else w.inmate_id = p_inmate end)
    select p.inmate_id, p.number, p.family_name, p.given_name, p.security_level, p.legal_status not in ('remand', 'none'), (p.admitted_at at time zone 'Europe/Oslo')::date,
           (select max((upper(x.during) at time zone 'Europe/Oslo')::date) from placement x where x.inmate_id = p.inmate_id and x.ended_at is not null and upper(x.during) <= p_from), p.refused,
           p.placed, p.waits, p.opened,
           exists (select from suspension x where x.inmate_id = p.inmate_id and x.code = 'health' and x.during @> p_from),
           array(select distinct l.language from inmates.language l where l.inmate_id = p.inmate_id and l.ended_at is null and l.level in ('mother_tongue', 'good')),
           array(select r.course_code from learning.result r where r.inmate_id = p.inmate_id and r.result not in ('not_passed', 'did_not_meet', '1', 'F')
                    and not exists (select from learning.result later where later.supersedes = r.id)),
           array(select distinct a.kind from inmates.alert a where a.inmate_id = p.inmate_id and a.ended_at is null and (a.to_day is null or a.to_day >= platform.today())),
           p.expected_release - platform.today(), extract(year from age(platform.today(), p.birth_date))::int, s.a, s.b, s.weeks,
           array(select distinct o.inmate_id from custody.keep_apart_person me join custody.keep_apart k on k.id = me.keep_apart_id and k.closed_at is null
                   join custody.keep_apart_person o on o.keep_apart_id = k.id and o.inmate_id <> me.inmate_id where me.inmate_id = p.inmate_id)
      from people p
      cross join lateral (select coalesce(array_agg(lower(l.weekly) order by l.id), '{}') as a, coalesce(array_agg(upper(l.weekly) order by l.id), '{}') as b,
                                 coalesce(array_agg(case when l.parity = int4range(1, 2) then 'odd' when l.parity = int4range(0, 1) then 'even' else 'every' end order by l.id), '{}') as weeks
                            from slot l where l.inmate_id = p.inmate_id and l.during && tstzrange(p_from, null)) s
     order by p.number limit 1000
$$;

-- The places of a prison with their times, as they stand from an instant on: who is there, and how many seats are free. One row a time of the week.
create function activities.seats(p_prison uuid, p_from timestamptz)
returns table (place_id uuid, name text, kind text, levels text[], until date, needs jsonb, pattern_id uuid, weekly_from int, weekly_to int, weeks text, free int, there uuid[])
language sql stable security definer set search_path = activities, pg_temp as $$
    select p.id, p.name, p.kind, p.levels, p.closed_on,
           coalesce((select jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value, 'hard', n.hard) order by n.kind, n.value) from place_need n where n.place_id = p.id), '[]'),
           t.id, lower(w.minutes), upper(w.minutes), t.weeks, greatest(w.places - h.taken, 0)::int, h.there
      from place p join pattern t on t.place_id = p.id
      cross join lateral (select activities.weekly(t.weekday, t.starts, t.ends) as minutes, coalesce(t.places, p.places) as places) w
      cross join lateral (select count(distinct s.seat) filter (where s.seat <= w.places) as taken, coalesce(array_agg(distinct s.inmate_id), '{}') as there
                            from slot s where s.pattern_id = t.id and s.during && tstzrange(p_from, null)) h
     where p.prison_id = p_prison and p.prison_id = any(access.deep_prisons()) and access.role() in ('CAS', 'GOV') and access.allows('app.writes', 'allocation')
       and p.kind <> 'facility' and p.closed_on is null
       and lower(t.during) <= (p_from at time zone 'Europe/Oslo')::date and (upper_inf(t.during) or upper(t.during) > (p_from at time zone 'Europe/Oslo')::date + 14)
     order by p.name, p.id, t.weekday, t.starts, t.id limit 4000
$$;

-- Whether the reader may know who somebody is.
create function access.knows(p_inmate uuid) returns boolean language sql stable security definer set search_path = access, pg_temp as $$
    select exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden()) and (not i.protected or i.id = any(access.cleared()))
                      and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons())))
$$;

-- Kept apart, and at the same times of one place: whom of the two the next session should do without until somebody has decided (whoever came last), and whether one of them is
-- held back from it already. Somebody the reader may not know is there without an id.
create function activities.apart_in(p_places uuid[])
returns table (place_id uuid, place text, one uuid, other uuid, later uuid, opened_at timestamptz, session_id uuid, starts_at timestamptz, held_back boolean)
language sql stable security definer set search_path = activities, pg_temp as $$
    with pairs as (
        select a.place_id, a.inmate_id as one, b.inmate_id as other, max(k.opened_at) as opened_at, array_agg(distinct a.pattern_id) as patterns,
               max(lower(x.during)) as one_from, max(lower(y.during)) as other_from
          from slot a join slot b on b.pattern_id = a.pattern_id and b.inmate_id > a.inmate_id and b.during && a.during
          join custody.keep_apart_person p on p.inmate_id = a.inmate_id join custody.keep_apart k on k.id = p.keep_apart_id and k.closed_at is null
          join custody.keep_apart_person q on q.keep_apart_id = k.id and q.inmate_id = b.inmate_id
          join placement x on x.id = a.placement_id join placement y on y.id = b.placement_id
         where a.place_id = any(p_places) and (upper_inf(a.during) or upper(a.during) > platform.now()) and (upper_inf(b.during) or upper(b.during) > platform.now())
         group by 1, 2, 3)
    select r.place_id, p.name, case when access.knows(r.one) then r.one end, case when access.knows(r.other) then r.other end,
           case when access.knows(l.id) then l.id end, r.opened_at, s.id, s.starts_at,
           coalesce(exists (select from held_back h where h.session_id = s.id and h.inmate_id in (r.one, r.other) and h.lifted_at is null), false)
      from pairs r join place p on p.id = r.place_id
      cross join lateral (select case when r.other_from > r.one_from then r.other else r.one end as id) l
      left join lateral (select x.id, x.starts_at from session x where x.pattern_id = any(r.patterns) and x.state = 'planned' and x.ends_at > platform.now() order by x.starts_at limit 1) s on true
     where p.id = any(activities.my_places()) or (access.role() in ('DUT', 'GOV', 'CAS') and p.prison_id = any(access.houses()))
     order by p.name, r.opened_at, r.one, r.other limit 200
$$;

-- The notice leads to where it is decided.
create or replace function activities.apart_now() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
declare r record; v uuid;
begin
    for r in select distinct t.place_id, t.prison_id from changed c cross join lateral activities.together_at(c.keep_apart_id) t loop
        for v in select distinct s.account_id from place_staff s where s.place_id = r.place_id and s.during @> platform.today() loop
            perform access.notify_account(v, 'apart_in_place', '{}', '/activities/' || r.place_id || '/apart');
        end loop;
        perform access.notify_role(x, r.prison_id, 'apart_in_place', '{}', '/activities/' || r.place_id || '/apart') from unnest(array['CAS', 'DUT']) x;
    end loop;
    return null;
end $$;

-- Work and school under a goal of the plan: a week at a time, so many of so many. Sessions that were not the person's to attend (held back, at rest) are not counted.
create function activities.note_weeks(p_placements uuid[], p_days date[]) returns int language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare n int;
begin
    perform plan.put_progress(w.goal_id, 'attendance', activities.week_source(w.id, w.monday), w.last, w.came, w.planned)
       from (select x.id, x.goal_id, m.monday, max(s.starts_at) filter (where a.mark is not null) as last, (count(*) filter (where a.mark in ('present', 'late')))::int as came,
                    (count(*) filter (where a.mark is distinct from 'not_required'))::int as planned
               from placement x
               cross join lateral (select distinct date_trunc('week', d)::date as monday from unnest(p_days) d) m
               join slot l on l.placement_id = x.id
               join session s on s.pattern_id = l.pattern_id and s.state = 'planned' and s.on_day between m.monday and m.monday + 6 and l.during @> s.starts_at
               left join attendance a on a.session_id = s.id and a.inmate_id = x.inmate_id
              where x.id = any(p_placements) and x.goal_id is not null
              group by x.id, x.goal_id, m.monday
             having count(*) filter (where a.mark is not null and a.mark <> 'not_required') > 0) w;
    get diagnostics n = row_count;
    return n;
end $$;
create function activities.attended() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
begin
    perform activities.note_weeks(array_agg(distinct c.placement_id), array_agg(distinct s.on_day))
       from changed c join placement x on x.id = c.placement_id and x.goal_id is not null join session s on s.id = c.session_id having count(*) > 0;
    return null;
end $$;
create trigger attended after insert on activities.attendance referencing new table as changed for each statement execute function activities.attended();
create trigger attendance_corrected after update on activities.attendance referencing new table as changed for each statement execute function activities.attended();
-- A goal that hung on the place asks what now, when the place ended before its work was done.
create function activities.goal_without_place() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
begin
    perform plan.activity_ended(new.goal_id);
    return null;
end $$;
create trigger goal_without_place after update of ended_at on activities.placement for each row
    when (old.ended_at is null and new.ended_at is not null and new.goal_id is not null and new.end_code <> 'finished') execute function activities.goal_without_place();

revoke execute on function activities.turns(uuid[]), activities.times_for(uuid, uuid, timestamptz), activities.facts(uuid, uuid, timestamptz), activities.seats(uuid, timestamptz),
    activities.apart_in(uuid[]), access.knows(uuid), activities.note_weeks(uuid[], date[]) from public;
grant execute on function activities.turns(uuid[]), activities.times_for(uuid, uuid, timestamptz) to og_custody, og_case, og_activity, og_auditor;
grant execute on function activities.facts(uuid, uuid, timestamptz), activities.seats(uuid, timestamptz) to og_custody, og_case;
grant execute on function activities.apart_in(uuid[]) to og_custody, og_case, og_activity, og_auditor;
reset role;
