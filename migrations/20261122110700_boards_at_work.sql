-- What an open board costs: questions of one probe each, however long a house has been in use; and looking on is not working.
set local role overgang_owner;

-- Who works on a unit now. By the unit alone, every shift it ever had was read.
create index shift_unit on staff.shift (unit_id, lower(during));
drop index staff.shift_unit_id_idx;
-- What lies ahead of somebody, without all that lies behind.
create index movement_open on custody.movement (inmate_id) where state in ('planned', 'out');


-- The board asks for it in its own statement now: a function in SQL is planned anew each time it is called.
drop function custody.ahead_on_unit(uuid, timestamptz, timestamptz);
-- For the same reason in PL/pgSQL, which keeps its plan; and where nobody is hidden, there is nothing to ask.
create or replace function custody.placeholders(p_prison uuid) returns table (unit_id uuid, cell_id uuid, is_out boolean)
language plpgsql stable security definer set search_path = custody, pg_temp as $$
begin
    if cardinality(access.hidden()) = 0 or not (p_prison = any(access.prisons()) and (access.allows('app.reads', 'movements') or access.allows('app.extracts', 'movements'))) then return; end if;
    return query select c.unit_id, c.cell_id, c.out_reason is not null from custody.in_custody c where c.prison_id = p_prison and c.inmate_id = any(access.hidden());
end $$;
-- The numbers of every unit, as before, each table of the house read once and not once a unit.
create or replace function custody.unit_numbers(p_prison uuid, p_high timestamptz, p_lower timestamptz, p_halfway timestamptz)
returns table (unit_id uuid, held bigint, away bigint, overdue bigint, unlocked bigint, stays bigint, refused bigint, no_cell bigint, places bigint)
language plpgsql stable security definer set search_path = custody, pg_temp as $$
#variable_conflict use_column
begin
    if not (p_prison = any(access.prisons()) and access.allows('app.reads', 'unit_day')) then return; end if;
    return query
        with people as materialized (select x.inmate_id, x.unit_id, x.cell_id, x.out_reason, x.out_until from custody.in_custody x where x.prison_id = p_prison),
             lived as (
                 select y.unit_id, count(*) as held, count(*) filter (where y.out_reason is not null) as away,
                        count(*) filter (where y.out_reason is not null and y.out_until < platform.now()) as overdue, count(*) filter (where y.cell_id is null) as no_cell
                   from people y group by y.unit_id),
             doors as (
                 select d.unit_id, count(*) filter (where d.state = 'unlocked') as unlocked, count(*) filter (where d.state = 'stays') as stays,
                        count(*) filter (where d.state = 'refused') as refused
                   from (select distinct on (k.unit_id, k.inmate_id) k.unit_id, k.inmate_id, k.state
                           from custody.unlock k join estate.unit v on v.id = k.unit_id
                          where k.prison_id = p_prison and k.undone_at is null and k.round in (p_high, p_lower, p_halfway)
                            and k.round = case v.level when 'lower' then p_lower when 'halfway' then p_halfway else p_high end
                          order by k.unit_id, k.inmate_id, k.at desc, k.recorded_at desc) d
                   join people z on z.inmate_id = d.inmate_id and z.unit_id = d.unit_id and z.out_reason is null
                  group by d.unit_id),
             shut as (select o.cell_id from estate.cell_out_of_use o where o.prison_id = p_prison and o.during @> platform.now()),
             room as (
                 select c.unit_id, sum(c.working_capacity) as places from estate.cell c
                  where c.prison_id = p_prison and c.closed_on is null and c.id not in (select s.cell_id from shut s) group by c.unit_id)
        select u.id, coalesce(l.held, 0), coalesce(l.away, 0), coalesce(l.overdue, 0), coalesce(d.unlocked, 0), coalesce(d.stays, 0), coalesce(d.refused, 0),
               coalesce(l.no_cell, 0), coalesce(r.places, 0)::bigint
          from estate.unit u left join lived l on l.unit_id = u.id left join doors d on d.unit_id = u.id left join room r on r.unit_id = u.id
         where u.prison_id = p_prison and (u.closed_on is null or l.held > 0);
end $$;

-- The units of an officer's roster: of the days around now, and with a plan that is kept. Asked at every request of an officer.
create index shift_account on staff.shift (account_id, lower(during));
create or replace function access.rostered_units(p_account uuid, p_now timestamptz) returns uuid[]
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
    return (select coalesce(array_agg(distinct s.unit_id), '{}') from staff.shift s
             where s.account_id = p_account and s.unit_id is not null
               and lower(s.during) > p_now - interval '2 days' and lower(s.during) < p_now + interval '25 hours'
               and (s.during @> p_now or (lower(s.during) at time zone 'Europe/Oslo')::date = (p_now at time zone 'Europe/Oslo')::date));
end $$;
create or replace function access.my_units() returns uuid[] language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
    return access.rostered_units(access.account(), platform.now());
end $$;

-- Asked by every open board now and then: as before, with a plan that is kept.
create or replace function access.watching(p_token bytea, p_now timestamptz, p_unit uuid) returns bigint
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
    return (select v.version
              from access.session s
              join access.account a on a.id = s.account_id and a.status = 'active'
              join access.assignment x on x.id = s.assignment_id and x.outcome = 'granted' and x.ended_at is null and x.valid @> p_now
              join access.role_rights r on r.role = x.role and 'unit_day' = any(r.reads)
              join estate.unit u on u.id = p_unit
              join estate.prison p on p.id = u.prison_id and (p.id = any(x.prisons) or x.region in (p.region, '*'))
              join custody.unit_version v on v.unit_id = u.id
             where s.token_hash = p_token and s.side = access.side() and s.stage = 'full' and s.ended_at is null and p_now < s.expires_at and p_now < s.last_seen_at + s.idle);
end $$;

-- A page that fetches itself anew because its unit changed, or keeps its stream, says nothing of whether anybody sits before it: such a request
-- is checked like any other and leaves its traces, but the session grows idle meanwhile. `access.open_request`, and whatever calls it for a
-- request, are told; the rest of them is as it stands, whatever else has been done to them.
do $$
declare
    was constant text := 'if p_now > s.last_seen_at + interval ''1 minute'' then';
    called constant text := 'access.open_request(p_token, p_now)';
    enter constant regprocedure := to_regprocedure('access.enter(bytea, timestamptz, bytea)');
    def text := pg_get_functiondef('access.open_request(bytea, timestamptz)'::regprocedure);
begin
    if position(was in def) = 0 or position('p_now timestamp with time zone)' in def) = 0 then raise exception 'access.open_request no longer notes who was seen as expected'; end if;
    def := replace(def, was, 'if not p_by_itself and p_now > s.last_seen_at + interval ''1 minute'' then');
    drop function access.open_request(bytea, timestamptz);
    execute replace(def, 'p_now timestamp with time zone)', 'p_now timestamp with time zone, p_by_itself boolean default false)');
    revoke execute on function access.open_request(bytea, timestamptz, boolean) from public;
    grant execute on function access.open_request(bytea, timestamptz, boolean) to overgang_custody, overgang_health;
    if enter is null then return; end if;
    def := pg_get_functiondef(enter);
    if position(called in def) = 0 or position('p_device bytea)' in def) = 0 then raise exception 'access.enter no longer opens a request as expected'; end if;
    drop function access.enter(bytea, timestamptz, bytea);
    execute replace(replace(def, called, 'access.open_request(p_token, p_now, p_by_itself)'), 'p_device bytea)', 'p_device bytea, p_by_itself boolean default false)');
    revoke execute on function access.enter(bytea, timestamptz, bytea, boolean) from public;
    grant execute on function access.enter(bytea, timestamptz, bytea, boolean) to overgang_custody, overgang_health;
end $$;
reset role;
