-- What the pages about people need from the register: numbers found by any part that staff write down, and who answers for a person.
set local role overgang_owner;

-- People say "1482" and write "2026-01482". A column of its own, because a function of the number could not be used under row security.
alter table inmates.inmate add column running text collate "C" generated always as (substr(number, 6)) stored;
create index inmate_running on inmates.inmate (running);
create index inmate_number_prefix on inmates.inmate ((number collate "C"));
grant select (running) on inmates.inmate to og_activity, og_desk;

-- Whom to turn to about a person: contact officer, case manager, coordinator. Names of staff are no secret, but grants are: hence a function,
-- which answers only about a person whom the reader may see.
create function access.responsible(p_inmate uuid) returns table (role text, display_name text) language sql stable security definer set search_path = access, pg_temp as $$
    select distinct g.role, a.display_name
      from access.person_grant g join access.account a on a.id = g.account_id and a.status = 'active'
     where g.inmate_id = p_inmate and g.kind = 'assigned' and g.role in ('CON', 'CAS', 'REI') and g.ended_at is null and g.during @> platform.now()
       and exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden())
                      and (i.prison_id = any(access.prisons()) or i.id = any(access.persons())))
$$;
grant execute on function access.responsible(uuid) to og_custody, og_case, og_region, og_auditor, og_health, og_activity;
reset role;
