-- What the pages of places and sessions ask for besides: who could run a place, a time that ends, people who go with their work to another place.
set local role overgang_owner;

-- Who could run or stand in for a place of a prison: those who hold the role of supervisor or teacher there. For those who decide, and those who run one.
create function activities.could_run(p_place uuid) returns table (account_id uuid, display_name text) language sql stable security definer set search_path = activities, pg_temp as $$
    select a.id, a.display_name
      from place p join access.assignment x on p.prison_id = any(x.prisons) and x.role = any(case p.kind when 'work' then array['WRK'] when 'course' then array['EDU'] else array['WRK', 'EDU'] end)
      join access.account a on a.id = x.account_id and a.status = 'active'
     where p.id = p_place and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and p.prison_id = any(access.houses()) and access.allows('app.writes', 'activity_places')
     group by a.id, a.display_name order by a.display_name, a.id limit 200
$$;

-- A need that was written by mistake is no history of anybody: it goes, and the trail says who took it away.
create policy takes_away on activities.place_need for delete to og_custody, og_case, og_activity using (
    (select access.allows('app.writes', 'activity_places')) and prison_id = any((select access.houses())::uuid[])
    and ((select access.role()) in ('CAS', 'GOV') or place_id = any((select activities.my_places())::uuid[])));
grant delete on activities.place_need to og_custody, og_case, og_activity;

-- A time of the week is held no more from a day on: its seats end with it, and what was written ahead is called off. Answers `ended`, or what stands in the way.
create function activities.end_pattern(p_pattern uuid, p_from date, p_reason text) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare o pattern; v_at timestamptz := p_from::timestamp at time zone 'Europe/Oslo';
begin
    select * into o from pattern t where t.id = p_pattern for update;
    if not found or not access.allows('app.writes', 'activity_places')
       or not ((access.role() in ('CAS', 'GOV') and o.prison_id = any(access.houses())) or o.place_id = any(activities.my_places())) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('activities.place:' || o.place_id, 0));
    if p_from <= lower(o.during) or (not upper_inf(o.during) and upper(o.during) <= p_from) then return 'not_then'; end if;
    if exists (select from session s where s.pattern_id = p_pattern and s.taken_at is not null and s.on_day >= p_from) then return 'register_after'; end if;
    delete from slot s where s.pattern_id = p_pattern and lower(s.during) >= v_at;
    update slot s set during = tstzrange(lower(s.during), v_at) where s.pattern_id = p_pattern and (upper_inf(s.during) or upper(s.during) > v_at);
    update pattern t set during = daterange(lower(t.during), p_from) where t.id = p_pattern;
    update session s set state = 'cancelled', reason_code = 'MOVED', reason = p_reason, by_hand = true, version = version + 1
     where s.pattern_id = p_pattern and s.on_day >= p_from and s.state = 'planned';
    return 'ended';
end $$;

-- Everybody who is in a place goes to another one from an instant on, at all of its times: each by the one way in (`place_person`), so that what stands against one is said
-- of that one. Whoever asks does it all or undoes it all.
create function activities.move_people(p_from uuid, p_to uuid, p_at timestamptz) returns table (inmate_id uuid, answer text)
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare x placement; v_patterns uuid[];
begin
    if not exists (select from place a join place b on b.prison_id = a.prison_id where a.id = p_from and b.id = p_to and a.prison_id = any(access.houses())) or access.role() not in ('CAS', 'GOV') then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    select coalesce(array_agg(t.id), '{}') into v_patterns from pattern t where t.place_id = p_to and t.during @> (p_at at time zone 'Europe/Oslo')::date;
    -- Locks in one order: people by id, then the place.
    for x in select * from placement y where y.place_id = p_from and y.end_code = 'place_closed' and upper(y.during) = p_at order by y.inmate_id loop
        inmate_id := x.inmate_id;
        declare v_constraint text;
        begin
            answer := activities.place_person(gen_random_uuid(), x.inmate_id, p_to, v_patterns, p_at, null, x.goal_id, x.addition_ore);
        exception when check_violation or exclusion_violation then
            get stacked diagnostics v_constraint = constraint_name;
            answer := v_constraint;
        end;
        return next;
    end loop;
end $$;

-- The rows of the weeks ahead, as before; and a session that was called off and is held after all takes its room only when nobody else has it by now.
create or replace function activities.put_sessions(p_rows jsonb) returns int language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare n int;
begin
    with rows as (
        select (x ->> 'pattern')::uuid as pattern_id, (x ->> 'day')::date as on_day, (x ->> 'starts')::timestamptz as starts_at, (x ->> 'ends')::timestamptz as ends_at,
               x ->> 'reason_code' as reason_code, x ->> 'reason' as reason, (x ->> 'closure')::uuid as closure_id
          from jsonb_array_elements(p_rows) x)
    insert into session as s (id, place_id, prison_id, pattern_id, on_day, starts_at, ends_at, room_id, places, state, reason_code, reason, closure_id)
    select gen_random_uuid(), p.id, p.prison_id, t.id, r.on_day, r.starts_at, r.ends_at,
           case when not exists (select from session o where o.room_id = t.room_id and o.state = 'planned' and tstzrange(o.starts_at, o.ends_at) && tstzrange(r.starts_at, r.ends_at)
                                    and (o.pattern_id, o.on_day) is distinct from (t.id, r.on_day)) then t.room_id end,
           coalesce(t.places, p.places),
           case when r.reason_code is null then 'planned' else 'cancelled' end, r.reason_code, r.reason, r.closure_id
      from rows r join pattern t on t.id = r.pattern_id join place p on p.id = t.place_id
      left join session h on h.pattern_id = t.id and h.on_day = r.on_day
     -- What is there as it should be is not touched: no lock, no row written, twice an hour in every house.
     where h.id is null or (not h.by_hand and h.taken_at is null
           and (h.starts_at, h.ends_at, h.state, h.reason_code, h.closure_id, h.places)
             is distinct from (r.starts_at, r.ends_at, case when r.reason_code is null then 'planned' else 'cancelled' end, r.reason_code, r.closure_id, coalesce(t.places, p.places)))
    on conflict (pattern_id, on_day) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = excluded.state, reason_code = excluded.reason_code, reason = excluded.reason,
           closure_id = excluded.closure_id, places = excluded.places, room_id = excluded.room_id, version = s.version + 1
     where not s.by_hand and s.taken_at is null;
    get diagnostics n = row_count;
    return n;
end $$;

-- Seats at one session of a facility: how many are taken, and the lowest that is free. Numbers alone, of everybody, so that a seat of somebody whom the reader may not see is
-- not given twice.
create function activities.booked(p_session uuid) returns bigint language sql stable security definer set search_path = activities, pg_temp as $$
    select count(*) from booking b join session s on s.id = b.session_id where b.session_id = p_session and b.ended_at is null and s.prison_id = any(access.houses())
$$;
create function activities.free_booking(p_session uuid) returns smallint language sql volatile security definer set search_path = activities, pg_temp as $$
    select n::smallint from session s cross join lateral generate_series(1, s.places) n
     where s.id = p_session and s.state = 'planned' and s.prison_id = any(access.houses()) and not exists (select from booking b where b.session_id = s.id and b.seat = n and b.ended_at is null)
     order by n limit 1
$$;

-- And at a time of the week: how many have a seat there now or will.
create function activities.seats_at(p_pattern uuid) returns bigint language sql stable security definer set search_path = activities, pg_temp as $$
    select count(*) from slot l join pattern t on t.id = l.pattern_id
     where l.pattern_id = p_pattern and (upper_inf(l.during) or upper(l.during) > platform.now()) and t.prison_id = any(access.houses())
$$;

revoke execute on function activities.seats_at(uuid), activities.booked(uuid), activities.free_booking(uuid), activities.could_run(uuid), activities.end_pattern(uuid, date, text), activities.move_people(uuid, uuid, timestamptz) from public;
grant execute on function activities.end_pattern(uuid, date, text) to og_custody, og_case, og_activity;
-- Asked by the page of a place whoever reads it; it answers those who may name somebody.
grant execute on function activities.seats_at(uuid), activities.could_run(uuid) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant execute on function activities.booked(uuid), activities.free_booking(uuid) to og_custody, og_case, og_activity, og_auditor;
-- How full places are is read by health as by everybody who reads places.
grant execute on function activities.occupancy(uuid) to og_health;
grant execute on function activities.move_people(uuid, uuid, timestamptz) to og_custody, og_case;
reset role;
