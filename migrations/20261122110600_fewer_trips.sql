-- What a request asks before and after its own questions, in one statement each, so that it travels with `begin` and with `commit`;
-- and fewer blocks for what every page about a person reads.
set local role overgang_owner;

-- The door in one question: opens the request, tells what stands around the page, takes the group's rights. A transaction that is
-- somebody already is nobody else's: it was left open, and what it may is not this session's to use.
create function access.enter(p_token bytea, p_now timestamptz, p_device bytea) returns json language plpgsql volatile as $$
declare o record; v_answer json;
begin
    if access.account() is not null then raise exception 'this transaction is somebody''s already'; end if;
    select * into o from access.open_request(p_token, p_now);
    if not found then return null; end if;
    v_answer := json_build_object('who', o, 'around', access.frame(o.prisons, p_now, p_device));
    perform set_config('role', coalesce(o.db_group, session_user::text), true);
    return v_answer;
end $$;
revoke execute on function access.enter(bytea, timestamptz, bytea) from public;
grant execute on function access.enter(bytea, timestamptz, bytea) to overgang_custody, overgang_health;

-- Entries of the trail, in the rights of whoever acts: the policy of audit.entry stands. Actor and role are those of the door.
create function audit.keep(p_of jsonb, p_entries jsonb) returns void language plpgsql volatile as $$
begin
    insert into audit.entry (at, actor, role, session_id, action, class, inmate_id, inmates, prison_id, grant_id, purpose, request_id, route, detail)
    select (p_of ->> 'at')::timestamptz, access.account(), access.role(), (p_of ->> 'session')::uuid, e.action, e.class, e.inmate, nullif(e.inmates, '{}'),
           e.prison, e."grant", e.purpose, (p_of ->> 'request')::uuid, p_of ->> 'route', coalesce(e.detail, '{}')
      from jsonb_to_recordset(p_entries) e (action text, class text, inmate uuid, inmates uuid[], prison uuid, "grant" uuid, purpose text, detail jsonb);
end $$;
revoke execute on function audit.keep(jsonb, jsonb) from public;
grant execute on function audit.keep(jsonb, jsonb) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;

-- Where a form that acts once has led.
create function platform.keep_location(p_done jsonb) returns void language plpgsql volatile as $$
begin
    update platform.idempotency i set location = p_done ->> 'location' where i.key = (p_done ->> 'key')::uuid;
end $$;
revoke execute on function platform.keep_location(jsonb) from public;
grant execute on function platform.keep_location(jsonb) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;

-- Protected people of the reader's prisons, and of the reader's persons: each from an index of its own. Asked for with `or`, every
-- protected person of the service was looked up at every request.
create index inmate_protected_of on inmates.inmate (prison_id, id) where protected;
create index inmate_protected_id on inmates.inmate (id) where protected;
drop index inmates.inmate_protected;
do $$
declare
    was constant text := 'select v_hidden || coalesce(array_agg(i.id), ''{}'') into v_hidden from inmates.inmate i
         where i.protected and (i.prison_id = any(v_prisons) or i.id = any(v_persons)) and i.id <> all(v_cleared);';
    def text := pg_get_functiondef('access.open_request(bytea, timestamptz)'::regprocedure);
begin
    if position(was in def) = 0 then raise exception 'access.open_request no longer hides the protected as expected'; end if;
    execute replace(def, was, 'select v_hidden || coalesce(array_agg(p.id), ''{}'') into v_hidden from (
            select i.id from inmates.inmate i where i.protected and i.prison_id = any(v_prisons)
            union
            select i.id from inmates.inmate i where i.protected and i.id = any(v_persons)) p
         where p.id <> all(v_cleared);');
end $$;

-- A person's time, newest first, without reading more rows than are shown; and how much there is of it, without reading rows at all.
drop index custody.observation_inmate_id_at_idx;
create index observation_of on custody.observation (inmate_id, at desc, id desc) include (prison_id, kind);
-- What a person's observations have been replaced by: few, so they are read once and not looked for row by row.
create index observation_replacing on custody.observation (inmate_id) include (supersedes, prison_id) where supersedes is not null;

-- In plpgsql, which keeps its plan: a function in SQL that runs as its owner is planned at each call.
create or replace function access.responsible(p_inmate uuid) returns table (role text, display_name text)
language plpgsql stable security definer set search_path = access, pg_temp as $$
#variable_conflict use_column
begin
    return query select distinct g.role, a.display_name
      from access.person_grant g join access.account a on a.id = g.account_id and a.status = 'active'
     where g.inmate_id = p_inmate and g.kind = 'assigned' and g.role in ('CON', 'CAS', 'REI') and g.ended_at is null and g.during @> platform.now()
       and exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden())
                      and (i.prison_id = any(access.prisons()) or i.id = any(access.persons())));
end $$;

-- One writer at a time for a person's register, and what its forms compare with. Volatile: what is read is what the one before left.
create function inmates.lock_register(p_inmate uuid) returns table (birth_date date, nationals text[], d_numbers text[]) language plpgsql volatile as $$
#variable_conflict use_column
begin
    perform pg_advisory_xact_lock(hashtextextended('register:' || p_inmate, 0));
    return query select i.birth_date,
            array(select d.value from inmates.identifier d where d.inmate_id = i.id and d.ended_at is null and d.kind = 'national'),
            array(select d.value from inmates.identifier d where d.inmate_id = i.id and d.ended_at is null and d.kind = 'd_number')
       from inmates.inmate i where i.id = p_inmate;
end $$;
revoke execute on function inmates.lock_register(uuid) from public;
grant execute on function inmates.lock_register(uuid) to og_custody, og_case, og_health;

-- The history of a change, field by field, in the rights of the writer.
create function inmates.remember(p_of jsonb, p_changes jsonb) returns void language plpgsql volatile as $$
begin
    insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, old_value, new_value, reason)
    select c.id, (p_of ->> 'inmate')::uuid, (p_of ->> 'prison')::uuid, (p_of ->> 'at')::timestamptz, access.account(), p_of ->> 'area', (p_of ->> 'row')::uuid,
           c.field, c.old, c.new, p_of ->> 'reason'
      from jsonb_to_recordset(p_changes) c (id uuid, field text, old text, new text);
end $$;
revoke execute on function inmates.remember(jsonb, jsonb) from public;
grant execute on function inmates.remember(jsonb, jsonb) to og_custody, og_case, og_health;
reset role;
