-- Rosters are written on a page. Being on a unit's roster opens the records of its people (access.md § 1: units on today's roster), so who may be
-- put there, by whom, and what may still be changed, is the database's to say as well.
set local role overgang_owner;

alter table staff.shift add column version int not null default 1, add column set_by uuid, add column set_at timestamptz;
-- A week of a unit, and a week of a house.
alter table staff.shift add constraint shift_is_short check (upper(during) - lower(during) <= interval '25 hours' and not upper_inf(during) and not lower_inf(during));

-- Whoever holds a role of the house at this prison when the shift begins. No other role's reach asks for a roster.
create function staff.may_serve(p_account uuid, p_prison uuid, p_from timestamptz) returns boolean
language sql stable security definer set search_path = staff, pg_temp as $$
    select exists (select from access.account a join access.assignment x on x.account_id = a.id
                    where a.id = p_account and a.status = 'active' and x.role in ('OFF', 'CON', 'DUT') and p_prison = any(x.prisons)
                      and x.outcome = 'granted' and x.ended_at is null and x.valid @> p_from)
$$;
-- The same for the list of a form: everybody of a prison who may serve at an instant.
create function staff.who_may_serve(p_prison uuid, p_from timestamptz) returns table (account_id uuid, display_name text, roles text[])
language sql stable security definer set search_path = staff, pg_temp as $$
    select a.id, a.display_name, array_agg(distinct x.role order by x.role) from access.assignment x join access.account a on a.id = x.account_id
     where p_prison = any(access.prisons()) and access.allows('app.writes', 'roster')
       and a.status = 'active' and x.role in ('OFF', 'CON', 'DUT') and p_prison = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null and x.valid @> p_from
     group by a.id, a.display_name
$$;
-- Boards show who works on a unit: those that are open hear of a change.
create function staff.roster_changed(p_units uuid[]) returns void language plpgsql volatile security definer set search_path = staff, pg_temp as $$
begin
    if not access.allows('app.writes', 'roster') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.bump(array(select u.id from estate.unit u where u.id = any(p_units) and u.prison_id = any(access.prisons())));
end $$;

-- What a roster said when somebody looked is what the trail is read against: a shift that has ended stands, one that runs can only end at another time.
create function staff.guard_shift() returns trigger language plpgsql security definer set search_path = staff, pg_temp as $$
begin
    -- The demonstration writes past days too, and nobody acts there.
    if access.account() is null then return case tg_op when 'DELETE' then old else new end; end if;
    if tg_op = 'DELETE' then
        if lower(old.during) <= platform.now() then raise exception 'it has begun' using errcode = 'check_violation', constraint = 'shift_has_begun'; end if;
        return old;
    end if;
    if tg_op = 'UPDATE' and lower(old.during) <= platform.now() then
        if upper(old.during) <= platform.now() then raise exception 'it has ended' using errcode = 'check_violation', constraint = 'shift_has_ended'; end if;
        if (new.account_id, new.unit_id, new.kind, lower(new.during)) is distinct from (old.account_id, old.unit_id, old.kind, lower(old.during)) then
            raise exception 'it has begun' using errcode = 'check_violation', constraint = 'shift_has_begun';
        end if;
    end if;
    if upper(new.during) < platform.now() - interval '1 minute' then raise exception 'it is past' using errcode = 'check_violation', constraint = 'shift_is_past'; end if;
    if new.unit_id is not null and not exists (select from estate.unit u where u.id = new.unit_id and u.prison_id = new.prison_id and u.closed_on is null) then
        raise exception 'another prison''s unit' using errcode = 'check_violation', constraint = 'shift_unit';
    end if;
    if (tg_op = 'INSERT' or (new.account_id, lower(new.during)) is distinct from (old.account_id, lower(old.during))) and not staff.may_serve(new.account_id, new.prison_id, lower(new.during)) then
        raise exception 'holds no role of the house' using errcode = 'check_violation', constraint = 'shift_role';
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on staff.shift for each row execute function staff.guard_shift();

create policy adds on staff.shift for insert to og_custody with check (
    (select access.allows('app.writes', 'roster')) and prison_id = any((select access.prisons())::uuid[]) and set_by = (select access.account()));
create policy changes on staff.shift for update to og_custody using (
    (select access.allows('app.writes', 'roster')) and prison_id = any((select access.prisons())::uuid[])) with check (
    prison_id = any((select access.prisons())::uuid[]) and set_by = (select access.account()));
create policy drops on staff.shift for delete to og_custody using (
    (select access.allows('app.writes', 'roster')) and prison_id = any((select access.prisons())::uuid[]));
grant insert, delete, update (account_id, unit_id, kind, during, version, set_by, set_at) on staff.shift to og_custody;

-- A week once more, by the clock on the wall, so that a shift begins at seven before and after the change of summer time. Only what lies ahead; who is
-- on duty elsewhere then is left out, and who may not serve by then, and units that are closed.
create function staff.copy_week(p_prison uuid, p_unit uuid, p_whole boolean, p_from date, p_to date) returns table (found bigint, added bigint, past bigint, unfit bigint, units uuid[])
language sql volatile set search_path = staff, pg_temp as $$
    with given as materialized (
        select s.account_id, s.unit_id, s.kind,
               ((lower(s.during) at time zone 'Europe/Oslo') + make_interval(days => p_to - p_from)) at time zone 'Europe/Oslo' as begins,
               ((upper(s.during) at time zone 'Europe/Oslo') + make_interval(days => p_to - p_from)) at time zone 'Europe/Oslo' as ends
          from staff.shift s
         where s.prison_id = p_prison and (p_whole or s.unit_id is not distinct from p_unit)
           and lower(s.during) >= p_from::timestamp at time zone 'Europe/Oslo' and lower(s.during) < (p_from + 7)::timestamp at time zone 'Europe/Oslo'),
    ahead as (select g.* from given g where g.begins > platform.now()),
    fit as materialized (
        select a.* from ahead a
         where staff.may_serve(a.account_id, p_prison, a.begins) and (a.unit_id is null or exists (select from estate.unit u where u.id = a.unit_id and u.closed_on is null))),
    put as (
        insert into staff.shift (id, account_id, prison_id, unit_id, kind, during, set_by, set_at)
        select gen_random_uuid(), f.account_id, p_prison, f.unit_id, f.kind, tstzrange(f.begins, f.ends), access.account(), platform.now() from fit f
        on conflict do nothing returning unit_id)
    select (select count(*) from given), (select count(*) from put), (select count(*) from given) - (select count(*) from ahead),
           (select count(*) from ahead) - (select count(*) from fit), coalesce((select array_agg(distinct p.unit_id) from put p where p.unit_id is not null), '{}')
$$;
revoke execute on function staff.may_serve(uuid, uuid, timestamptz), staff.who_may_serve(uuid, timestamptz), staff.roster_changed(uuid[]), staff.copy_week(uuid, uuid, boolean, date, date), staff.guard_shift() from public;
grant execute on function staff.may_serve(uuid, uuid, timestamptz), staff.who_may_serve(uuid, timestamptz), staff.roster_changed(uuid[]), staff.copy_week(uuid, uuid, boolean, date, date) to og_custody;
reset role;
