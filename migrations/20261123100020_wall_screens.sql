-- Wall screens: a session of its own kind. A duty officer who stands before the screen puts it up for one unit or for the prison; it shows that
-- board and nothing else, changes nothing, does not grow idle and ends at a set hour, a day at most. It is theirs: it ends with their account or
-- role, and any duty officer of the prison takes it down.
set local role overgang_owner;

alter table access.session drop constraint session_station_check,
    add constraint session_station_check check (station in ('office', 'shared', 'tablet', 'wall')),
    add column wall_prison uuid references estate.prison,
    add column wall_unit uuid references estate.unit,
    add constraint session_wall_whole check ((station = 'wall') = (wall_prison is not null) and (wall_unit is null or wall_prison is not null));
create index session_wall on access.session (wall_prison) where wall_prison is not null;
create index session_wall_unit on access.session (wall_unit) where wall_unit is not null;

-- What a wall screen shows: asked by the door for such a session only.
create function access.wall_of(p_session uuid) returns json language sql stable security definer set search_path = access, pg_temp as $$
    select json_build_object('prison', s.wall_prison, 'unit', s.wall_unit) from access.session s where s.id = p_session and s.station = 'wall'
$$;

-- The screen's browser changes hands: the officer's session ends as the screen's begins.
create function access.put_up_wall(p_id uuid, p_token bytea, p_from uuid, p_prison uuid, p_unit uuid, p_until timestamptz, p_client text, p_address text) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare s access.session; v_now timestamptz := platform.now();
begin
    select * into s from access.session x where x.id = p_from and x.account_id = access.account() and x.ended_at is null and x.station <> 'wall' and x.stage = 'full';
    if not found or access.role() is distinct from 'DUT' or not p_prison = any(access.prisons())
       or (p_unit is not null and not exists (select from estate.unit u where u.id = p_unit and u.prison_id = p_prison and u.closed_on is null))
       or p_until <= v_now or p_until > v_now + interval '24 hours' then
        raise exception 'no such wall screen' using errcode = 'insufficient_privilege';
    end if;
    insert into access.session (id, token_hash, account_id, assignment_id, side, stage, station, created_at, last_seen_at, idle, expires_at, confirmed_at, client, address, wall_prison, wall_unit)
    values (p_id, p_token, s.account_id, s.assignment_id, s.side, 'full', 'wall', v_now, v_now, interval '25 hours', p_until, v_now - interval '1 day', p_client, p_address, p_prison, p_unit);
    update access.session x set ended_at = v_now, end_reason = 'wall' where x.id = p_from;
end $$;

-- Those that hang in a prison now.
create function access.walls(p_prison uuid) returns table (id uuid, unit text, by_name text, since timestamptz, until timestamptz, client text, address text)
language sql stable security definer set search_path = access, pg_temp as $$
    select s.id, u.name, a.display_name, s.created_at, s.expires_at, s.client, s.address
      from access.session s join access.account a on a.id = s.account_id left join estate.unit u on u.id = s.wall_unit
     where s.station = 'wall' and s.wall_prison = p_prison and s.ended_at is null and s.expires_at > platform.now()
       and p_prison = any(access.prisons()) and access.role() = 'DUT'
     order by s.created_at desc limit 100
$$;
create function access.take_down_wall(p_session uuid) returns uuid language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_prison uuid;
begin
    if access.role() is distinct from 'DUT' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update access.session s set ended_at = platform.now(), end_reason = 'taken_down'
     where s.id = p_session and s.station = 'wall' and s.wall_prison = any(access.prisons()) and s.ended_at is null and s.expires_at > platform.now()
    returning s.wall_prison into v_prison;
    return v_prison;
end $$;
revoke execute on function access.wall_of(uuid), access.put_up_wall(uuid, bytea, uuid, uuid, uuid, timestamptz, text, text), access.walls(uuid), access.take_down_wall(uuid) from public;
grant execute on function access.wall_of(uuid) to overgang_custody, overgang_health;
grant execute on function access.put_up_wall(uuid, bytea, uuid, uuid, uuid, timestamptz, text, text), access.walls(uuid), access.take_down_wall(uuid) to og_custody;

-- The door tells what a screen may show; the rest of it is as it stands.
do $$
declare
    was constant text := 'json_build_object(''who'', o, ';
    def text := pg_get_functiondef('access.enter(bytea, timestamptz, bytea, boolean)'::regprocedure);
begin
    if position(was in def) = 0 then raise exception 'access.enter no longer tells who is acting as expected'; end if;
    execute replace(def, was, was || '''wall'', case when o.station = ''wall'' then access.wall_of(o.session_id) end, ');
end $$;
reset role;
