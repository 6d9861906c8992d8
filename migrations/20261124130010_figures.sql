-- Figures of a prison: one row for each person that a number counts, so that the list behind it is the number itself.
set local role overgang_owner;

-- Who left after a sentence, and by which steps. Of whoever has left for good the record is closed: counted, and not named (`inmate_id` null).
create function plan.steps_before_release(p_prison uuid, p_from timestamptz) returns table (inmate_id uuid, at timestamptz, leave boolean, day_release boolean, lower boolean, halfway boolean, outside boolean)
language plpgsql stable security definer set search_path = plan, pg_temp as $$
#variable_conflict use_column
begin
    if not access.allows('app.writes', 'plan_sign') or not coalesce(p_prison = any(access.deep_prisons()), false) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    return query
    select case when i.prison_id = p_prison and not i.protected and i.id <> all(access.hidden()) then i.id end, s.released_at,
           exists (select from custody.movement m where m.inmate_id = s.inmate_id and m.reason in ('LEAVE', 'ESC_LEAVE') and m.out_at >= s.admitted_at and m.out_at < s.released_at),
           exists (select from custody.movement m where m.inmate_id = s.inmate_id and m.reason in ('DAYREL', 'WORKOUT') and m.out_at >= s.admitted_at and m.out_at < s.released_at)
             or exists (select from application a where a.inmate_id = s.inmate_id and a.rung = 'day_release' and a.state = 'granted' and a.decided_on between s.admitted_at::date and s.released_at::date),
           exists (select from custody.placement l join estate.unit u on u.id = l.unit_id where l.inmate_id = s.inmate_id and lower(l.during) >= s.admitted_at and lower(l.during) < s.released_at and u.level = 'lower'),
           exists (select from custody.placement l join estate.unit u on u.id = l.unit_id where l.inmate_id = s.inmate_id and lower(l.during) >= s.admitted_at and lower(l.during) < s.released_at and u.level = 'halfway'),
           exists (select from application a where a.inmate_id = s.inmate_id and a.rung in ('outside_prison', 'monitoring') and a.state = 'granted' and a.decided_on between s.admitted_at::date and s.released_at::date)
      from custody.stay s join inmates.inmate i on i.id = s.inmate_id
     where s.released_at >= p_from and s.released_at <= platform.now() and s.release_reason in ('REL_LICENCE', 'REL_FULL', 'REL_EARLY')
       and p_prison = coalesce((select l.at_prison_id from custody.placement l where l.inmate_id = s.inmate_id and lower(l.during) < s.released_at order by lower(l.during) desc limit 1), s.first_prison_id)
     order by s.released_at desc, s.inmate_id limit 4000;
end $$;
grant execute on function plan.steps_before_release(uuid, timestamptz) to og_custody;

-- Talks by month and person are counted from here.
create index observation_talks on custody.observation (prison_id, at) include (inmate_id, author) where kind = 'CONTACT_OFFICER';
create index stay_released on custody.stay (released_at) where released_at is not null;
create index goal_ended on plan.goal (prison_id, state_at) where state in ('achieved', 'left');
reset role;
