-- What meets what in somebody's time, told where one of the two was planned and again until it has been moved; and what was missing from the timetable.
set local role overgang_owner;

-- Meetings of the group around somebody are appointments of theirs. An exam of a school that somebody has left is no hour of theirs here.
do $$
declare
    def text := pg_get_functiondef('activities.timetable(uuid[], timestamptz, timestamptz)'::regprocedure);
    last constant text := 'order by 1, 6, 5 limit 20000';
    exam constant text := 'where e.state = ''planned'' and c.withdrawn_at is null and';
begin
    if position(last in def) = 0 or position(exam in def) = 0 then raise exception 'activities.timetable is not as expected'; end if;
    def := replace(def, exam, exam || ' e.prison_id = c.prison_id and');
    execute replace(def, last, 'union all
    select m.inmate_id, ''support'', m.id, ''appointment'', 5::smallint, m.at, m.at + interval ''1 hour'', null, m.state
      from people p join plan.support_meeting m on m.inmate_id = p.id where m.state = ''planned'' and m.at < p_to and m.at + interval ''1 hour'' > p_from
     ' || last);
end $$;

-- Two things of one person at one time from now on: what stays, what gives way; of two that weigh the same a person decides. The order is that of `activities::timetable::rules`.
create function activities.clashes_ahead(p_inmate uuid, p_to timestamptz)
returns table (stays text, gives_way text, place text, starts_at timestamptz, ends_at timestamptz, undecided boolean)
language sql stable security definer set search_path = activities, pg_temp as $$
    with things as materialized (
        select t.source_id, t.kind, t.weight, t.place_id, t.starts_at, tstzrange(t.starts_at, greatest(t.ends_at, t.starts_at)) as span
          from activities.timetable(array[p_inmate], platform.now(), p_to) t
         where t.state not in ('cancelled', 'held_back', 'suspended', 'back') and (t.ends_at is null or t.ends_at > platform.now()))
    select a.kind, b.kind, p.name, greatest(lower(a.span), lower(b.span)), least(upper(a.span), upper(b.span)), a.weight = b.weight
      from things a join things b on b.source_id <> a.source_id and a.span && b.span and (a.weight, a.starts_at, a.source_id) < (b.weight, b.starts_at, b.source_id)
      left join place p on p.id = b.place_id
     where not (a.kind in ('day_release', 'activity') and b.kind in ('day_release', 'activity') and a.kind <> b.kind)
     order by 4, 1, 2 limit 20
$$;
revoke execute on function activities.clashes_ahead(uuid, timestamptz) from public;
grant execute on function activities.clashes_ahead(uuid, timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
reset role;
