-- The door: the few functions through which a request becomes somebody. They run as the owner and trust nothing but the token.
set local role overgang_owner;

-- Which side of the wall is calling: the login that connected, which no `set role` changes.
create function access.side() returns text language sql stable as $$
    select case session_user when 'overgang_custody' then 'custody' when 'overgang_health' then 'health' end $$;

-- The units an officer is rostered on: a shift that runs now or lies within the same Oslo day.
create function access.rostered_units(p_account uuid, p_now timestamptz) returns uuid[] language sql stable security definer set search_path = access, pg_temp as $$
    select coalesce(array_agg(distinct s.unit_id), '{}') from staff.shift s
    where s.account_id = p_account and s.unit_id is not null
      and (s.during @> p_now or (lower(s.during) at time zone 'Europe/Oslo')::date = (p_now at time zone 'Europe/Oslo')::date)
$$;

-- Opens a request: checks the session, works out what the acting role may, sets it for this transaction, and tells the caller.
-- Rights are read here, every time: what is withdrawn is gone at the next click. No row means: not signed in.
create function access.open_request(p_token bytea, p_now timestamptz)
returns table (
    session_id uuid, account_id uuid, username text, display_name text, language text, shortcuts boolean, demonstration boolean, stage text, station text,
    assignment_id uuid, role text, db_group text, hats jsonb, home_prison uuid, prison_name text, prisons uuid[], units uuid[], cleared_any boolean,
    confirmed_at timestamptz, expires_at timestamptz, idle_seconds float8, case_number text, unread bigint, broken jsonb)
language plpgsql volatile security definer set search_path = access, pg_temp as $$
#variable_conflict use_column
declare
    s access.session; a access.account; h access.assignment; r access.role_rights;
    v_prisons uuid[] := '{}'; v_deep_prisons uuid[] := '{}'; v_persons uuid[] := '{}'; v_deep uuid[] := '{}'; v_write uuid[] := '{}';
    v_assigned uuid[] := '{}'; v_cleared uuid[] := '{}'; v_hidden uuid[] := '{}'; v_units uuid[] := '{}'; v_identity uuid[] := '{}'; v_tails uuid[] := '{}';
    v_scope uuid[]; v_broken jsonb := '[]'; v_hats jsonb;
begin
    select * into s from access.session x where x.token_hash = p_token and x.ended_at is null;
    if not found or s.side <> access.side() then return; end if;
    if p_now >= s.expires_at or p_now >= s.last_seen_at + s.idle then
        update access.session x set ended_at = p_now, end_reason = 'timeout' where x.id = s.id;
        return;
    end if;
    select * into a from access.account x where x.id = s.account_id and x.status = 'active';
    if not found then return; end if;
    if p_now > s.last_seen_at + interval '1 minute' then update access.session x set last_seen_at = p_now where x.id = s.id; end if;

    perform set_config('app.now', p_now::text, true), set_config('app.account', a.id::text, true), set_config('app.role', '', true),
            set_config('app.case', '', true);
    -- Every role in force; the acting one must be among them, or the session falls back to having none.
    select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'role', x.role, 'prisons', x.prisons, 'region', x.region,
               'side', (select y.side from access.role_rights y where y.role = x.role)) order by x.role, x.id), '[]')
      into v_hats from access.assignment x where x.account_id = a.id and x.outcome = 'granted' and x.valid @> p_now and x.ended_at is null;
    if s.stage = 'full' then
        select * into h from access.assignment x where x.id = s.assignment_id and x.account_id = a.id and x.outcome = 'granted' and x.valid @> p_now and x.ended_at is null;
        if found then
            select * into r from access.role_rights x where x.role = h.role;
            if r.side is distinct from s.side then r := null; h := null; end if;
        end if;
    end if;

    if r.role is not null then
        v_scope := case when h.region is not null then (select coalesce(array_agg(p.id), '{}') from estate.prison p where p.region = h.region or h.region = '*') else h.prisons end;
        -- Rights to single persons: dated grants of this account that fit the acting role.
        select coalesce(array_agg(g.inmate_id) filter (where g.kind in ('assigned', 'cover') and g.role = h.role), '{}'),
               coalesce(array_agg(g.inmate_id) filter (where g.kind in ('break_glass', 'reopened') and g.role = h.role and g.depth = 'record'), '{}'),
               coalesce(array_agg(g.inmate_id) filter (where g.kind in ('break_glass', 'reopened') and g.role = h.role and g.depth = 'identity'), '{}'),
               coalesce(array_agg(g.inmate_id) filter (where g.kind in ('clearance', 'break_glass')), '{}'),
               coalesce(jsonb_agg(jsonb_build_object('grant', g.id, 'inmate', g.inmate_id, 'until', upper(g.during), 'depth', g.depth)) filter (where g.kind = 'break_glass' and g.role = h.role), '[]')
          into v_assigned, v_deep, v_identity, v_cleared, v_broken
          from access.person_grant g
         where g.account_id = a.id and g.during @> p_now and g.ended_at is null
           and (g.kind in ('break_glass', 'reopened', 'assigned', 'cover') or g.outcome = 'granted');
        if h.role in ('OFF', 'CON') then
            v_prisons := v_scope;
            v_units := access.rostered_units(a.id, p_now);
            select coalesce(array_agg(c.inmate_id), '{}') into v_write from custody.in_custody c where c.unit_id = any(v_units) and c.prison_id = any(v_scope);
            v_deep := v_deep || v_write;
        elsif h.role in ('WRK', 'EDU', 'REI') then
            null;
        elsif h.role = 'VIS' then
            select coalesce(array_agg(distinct m.inmate_id), '{}') into v_assigned from custody.movement m
             where m.prison_id = any(v_scope) and m.state in ('planned', 'out', 'back')
               and ((m.planned_out at time zone 'Europe/Oslo')::date = (p_now at time zone 'Europe/Oslo')::date
                    or (m.expected_back at time zone 'Europe/Oslo')::date = (p_now at time zone 'Europe/Oslo')::date);
        elsif h.role = 'AUD' then
            if s.case_number is not null then
                v_prisons := v_scope; v_deep_prisons := v_scope;
                select v_cleared || coalesce(array_agg(i.id), '{}') into v_cleared from inmates.inmate i where i.protected and (i.prison_id = any(v_scope) or i.last_prison_id = any(v_scope));
                perform set_config('app.case', s.case_number, true);
            end if;
        elsif h.role = 'SYS' then
            null;
        else
            v_prisons := v_scope; v_deep_prisons := v_scope;
        end if;
        if v_prisons <> '{}' and h.role <> 'AUD' then
            select coalesce(array_agg(t.inmate_id), '{}') into v_tails from custody.scope_tail t where t.prison_id = any(v_scope) and t.until > p_now;
        end if;
        v_persons := v_identity || v_deep || v_assigned || v_tails;
        v_deep := v_deep || v_assigned || case when h.role in ('OFF', 'CON') then '{}'::uuid[] else v_tails end;
        v_write := v_write || case when h.role in ('OFF', 'CON', 'VIS', 'WRK', 'EDU', 'REI') then v_assigned else '{}'::uuid[] end;
        -- Nobody is cleared for a relative.
        select coalesce(array_agg(c.inmate_id), '{}') into v_hidden from access.conflict_of_interest c where c.account_id = a.id;
        v_cleared := array(select unnest(v_cleared) except select unnest(v_hidden));
        select v_hidden || coalesce(array_agg(i.id), '{}') into v_hidden from inmates.inmate i
         where i.protected and (i.prison_id = any(v_prisons) or i.id = any(v_persons)) and i.id <> all(v_cleared);
        perform set_config('app.role', h.role, true),
            set_config('app.prisons', v_prisons::text, true), set_config('app.persons', v_persons::text, true),
            set_config('app.deep_prisons', v_deep_prisons::text, true), set_config('app.deep_persons', v_deep::text, true),
            set_config('app.write_persons', v_write::text, true), set_config('app.assigned', v_assigned::text, true),
            set_config('app.cleared', v_cleared::text, true), set_config('app.hidden', v_hidden::text, true),
            set_config('app.reads', r.reads::text, true), set_config('app.reads_assigned', r.reads_assigned::text, true),
            set_config('app.extracts', r.extracts::text, true),
            set_config('app.writes', r.writes::text, true), set_config('app.writes_assigned', r.writes_assigned::text, true);
    end if;

    return query select s.id, a.id, a.username, a.display_name, a.language, a.single_key_shortcuts, a.demonstration, s.stage, s.station,
        h.id, h.role, r.db_group, v_hats, h.prisons[1], coalesce((select p.name from estate.prison p where p.id = h.prisons[1]), nullif(h.region, '*')), coalesce(v_scope, '{}'), v_units, v_cleared <> '{}',
        s.confirmed_at, s.expires_at, extract(epoch from s.idle)::float8, s.case_number,
        (select count(*) from access.notice n where n.account_id = a.id and n.read_at is null), v_broken;
end $$;

-- The first half of signing in. Unknown, disabled and other-side accounts look alike: a row with no hash.
create function access.sign_in_begin(p_username text) returns table (account_id uuid, phc text, must_change boolean, second_factor boolean, language text)
language sql stable security definer set search_path = access, pg_temp as $$
    select a.id, c.phc, c.must_change, c.totp_confirmed_at is not null, a.language
      from access.account a join access.credential c on c.account_id = a.id
     where a.username = lower(p_username) and a.status = 'active'
$$;

-- Failures within the last 15 minutes for a key ("account:…" or "address:…").
create function access.failures(p_key text, p_now timestamptz) returns int language sql stable security definer set search_path = access, pg_temp as $$
    select coalesce((select t.failures from access.throttle t where t.key = p_key and t.since > p_now - interval '15 minutes'), 0)
$$;
create function access.count_failure(p_key text, p_now timestamptz) returns int language sql volatile security definer set search_path = access, pg_temp as $$
    insert into access.throttle as t (key, failures, since) values (p_key, 1, p_now)
    on conflict (key) do update set failures = case when t.since > p_now - interval '15 minutes' then t.failures + 1 else 1 end,
        since = case when t.since > p_now - interval '15 minutes' then t.since else p_now end
    returning failures
$$;
create function access.clear_failures(p_key text) returns void language sql volatile security definer set search_path = access, pg_temp as $$
    delete from access.throttle where key = p_key
$$;

-- What happens before anybody is signed in, or to somebody without a role, is written here: there is no group whose policy would take it.
create function access.record_door(p_action text, p_actor uuid, p_request uuid, p_route text, p_detail jsonb, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if p_action not in ('sign_in', 'sign_in_failed', 'sign_out', 'deny', 'administer') then raise exception 'not a door action' using errcode = 'insufficient_privilege'; end if;
    insert into audit.entry (at, actor, action, class, request_id, route, detail) values (p_now, p_actor, p_action, 'session', p_request, p_route, p_detail);
end $$;

-- Makes a session for an account whose password (or demonstration choice) the caller has checked. The acting role is the last used
-- one on this side that is still in force, else the first.
create function access.create_session(p_id uuid, p_token bytea, p_account uuid, p_stage text, p_station text, p_client text, p_address text, p_now timestamptz) returns text
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_assignment uuid;
begin
    select x.id into v_assignment from access.assignment x join access.role_rights r on r.role = x.role
     where x.account_id = p_account and x.outcome = 'granted' and x.valid @> p_now and x.ended_at is null and r.side = access.side()
     order by (select max(y.last_seen_at) from access.session y where y.account_id = p_account and y.assignment_id = x.id) desc nulls last, x.proposed_at, x.id limit 1;
    if v_assignment is null and exists (select from access.assignment x where x.account_id = p_account and x.outcome = 'granted' and x.valid @> p_now and x.ended_at is null) then
        return 'other_side';
    end if;
    insert into access.session (id, token_hash, account_id, assignment_id, side, stage, station, created_at, last_seen_at, idle, expires_at, confirmed_at, client, address)
    values (p_id, p_token, p_account, v_assignment, access.side(), p_stage, p_station, p_now, p_now,
        case p_station when 'shared' then interval '10 minutes' when 'tablet' then interval '30 minutes' else interval '60 minutes' end,
        p_now + case p_station when 'shared' then interval '8 hours' else interval '12 hours' end, p_now, p_client, p_address);
    return 'ok';
end $$;

-- The demonstration's one click. Refuses anywhere else.
create function access.demonstration_account(p_account uuid) returns uuid language sql stable security definer set search_path = access, pg_temp as $$
    select a.id from access.account a where a.id = p_account and a.demonstration and a.status = 'active'
       and exists (select from platform.meta m where m.key = 'kind' and m.value = 'demonstration')
$$;
create function access.demonstration_accounts() returns table (id uuid, username text, display_name text, role text, side text, prison text, prison_code text, region text)
language sql stable security definer set search_path = access, pg_temp as $$
    select a.id, a.username, a.display_name, x.role, r.side, p.name, p.code, coalesce(x.region, p.region)
      from access.account a join access.assignment x on x.account_id = a.id and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
      join access.role_rights r on r.role = x.role left join estate.prison p on p.id = x.prisons[1]
     where a.demonstration and a.status = 'active' and exists (select from platform.meta m where m.key = 'kind' and m.value = 'demonstration')
     order by p.name nulls first, x.role
$$;

-- Another of one's own roles. Called by the login of the new role's side; the proof is the living session. The old token dies.
create function access.switch_role(p_old bytea, p_new_id uuid, p_new bytea, p_assignment uuid, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare s access.session; h access.assignment;
begin
    select * into s from access.session x where x.token_hash = p_old and x.ended_at is null and x.stage = 'full' and p_now < x.expires_at and p_now < x.last_seen_at + x.idle for update;
    if not found then return false; end if;
    select * into h from access.assignment x where x.id = p_assignment and x.account_id = s.account_id and x.outcome = 'granted' and x.valid @> p_now and x.ended_at is null;
    if not found or (select r.side from access.role_rights r where r.role = h.role) is distinct from access.side() then return false; end if;
    update access.session set ended_at = p_now, end_reason = 'switched' where id = s.id;
    insert into access.session (id, token_hash, account_id, assignment_id, side, stage, station, created_at, last_seen_at, idle, expires_at, confirmed_at, client, address)
    values (p_new_id, p_new, s.account_id, h.id, access.side(), 'full', s.station, p_now, p_now, s.idle, s.expires_at, s.confirmed_at, s.client, s.address);
    return true;
end $$;

-- One's own secrets, for the session that runs.
create function access.my_credential() returns table (phc text, must_change boolean, totp_secret text, totp_confirmed boolean, totp_last_step bigint)
language sql stable security definer set search_path = access, pg_temp as $$
    select c.phc, c.must_change, c.totp_secret, c.totp_confirmed_at is not null, c.totp_last_step from access.credential c where c.account_id = access.account()
$$;
-- Records that a second factor was used at `p_step`; false when that step was used before (replay).
create function access.use_totp_step(p_step bigint) returns boolean language sql volatile security definer set search_path = access, pg_temp as $$
    with u as (update access.credential c set totp_last_step = p_step where c.account_id = access.account() and coalesce(c.totp_last_step, -1) < p_step returning 1)
    select exists (select from u)
$$;
create function access.set_my_totp(p_secret text, p_confirmed boolean) returns void language sql volatile security definer set search_path = access, pg_temp as $$
    update access.credential c set totp_secret = p_secret, totp_confirmed_at = case when p_confirmed then platform.now() end,
        totp_last_step = case when p_confirmed then c.totp_last_step end where c.account_id = access.account()
$$;
-- A new password ends every other session of the account.
create function access.set_my_password(p_phc text, p_session uuid) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    update access.credential c set phc = p_phc, must_change = false, set_at = platform.now() where c.account_id = access.account();
    update access.session s set ended_at = platform.now(), end_reason = 'password_changed' where s.account_id = access.account() and s.id <> p_session and s.ended_at is null;
end $$;
-- The running session takes the next stage, or has its password confirmed again.
create function access.advance_session(p_session uuid, p_stage text) returns void language sql volatile security definer set search_path = access, pg_temp as $$
    update access.session s set stage = p_stage, confirmed_at = platform.now() where s.id = p_session and s.account_id = access.account() and s.ended_at is null
$$;
create function access.set_case(p_session uuid, p_case text) returns void language sql volatile security definer set search_path = access, pg_temp as $$
    update access.session s set case_number = nullif(p_case, '') where s.id = p_session and s.account_id = access.account() and access.role() = 'AUD'
$$;

create function access.end_my_session(p_session uuid, p_reason text, p_now timestamptz) returns boolean language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    update access.session s set ended_at = p_now, end_reason = p_reason where s.id = p_session and s.account_id = access.account() and s.ended_at is null;
    return found;
end $$;

-- Accounts administration by SYS: secrets go in, none come out.
create function access.set_credential(p_account uuid, p_phc text) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.role() is distinct from 'SYS' or p_account = access.account() then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    insert into access.credential as c (account_id, phc, must_change, set_at) values (p_account, p_phc, true, platform.now())
    on conflict (account_id) do update set phc = excluded.phc, must_change = true, set_at = excluded.set_at;
    update access.session s set ended_at = platform.now(), end_reason = 'reset' where s.account_id = p_account and s.ended_at is null;
end $$;
create function access.reset_second_factor(p_account uuid) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.role() is distinct from 'SYS' or p_account = access.account() then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update access.credential c set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where c.account_id = p_account;
    update access.session s set ended_at = platform.now(), end_reason = 'reset' where s.account_id = p_account and s.ended_at is null;
end $$;
create function access.end_sessions(p_account uuid, p_reason text) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.role() is distinct from 'SYS' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update access.session s set ended_at = platform.now(), end_reason = p_reason where s.account_id = p_account and s.ended_at is null;
end $$;

-- Tells every holder of a role at a prison (a null prison: anywhere).
create function access.notify_role(p_role text, p_prison uuid, p_kind text, p_arguments jsonb, p_link text) returns int
language sql volatile security definer set search_path = access, pg_temp as $$
    with told as (
        insert into access.notice (id, account_id, kind, arguments, link, at)
        select gen_random_uuid(), x.account_id, p_kind, p_arguments, p_link, platform.now()
          from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
         where x.role = p_role and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() and (p_prison is null or p_prison = any(x.prisons))
           and x.account_id is distinct from access.account()
        group by x.account_id returning 1)
    select count(*)::int from told
$$;
create function access.notify_account(p_account uuid, p_kind text, p_arguments jsonb, p_link text) returns void
language sql volatile security definer set search_path = access, pg_temp as $$
    insert into access.notice (id, account_id, kind, arguments, link, at) values (gen_random_uuid(), p_account, p_kind, p_arguments, p_link, platform.now())
$$;

-- Break-glass: the one way past scope and protection. Never across the health wall, never to one's own relative. The grant, its
-- audit row and the notices are one statement of the database; a reviewer who is somebody else must answer within 7 days.
create function access.break_glass(p_id uuid, p_number text, p_birth date, p_depth text, p_code text, p_reason text, p_request uuid) returns uuid
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_inmate inmates.inmate;
begin
    if access.account() is null or access.side() is distinct from 'custody' or access.role() not in ('OFF', 'CON', 'DUT', 'GOV', 'CAS') then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    -- The person must be named exactly: this is no search.
    select * into v_inmate from inmates.inmate i where i.number = p_number and (p_birth is null or i.birth_date = p_birth);
    if not found or exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = v_inmate.id) then return null; end if;
    insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, depth, role, reason_code, reason, during, proposed_by)
    values (p_id, access.account(), v_inmate.id, v_inmate.prison_id, 'break_glass', p_depth, access.role(), p_code, p_reason, tstzrange(platform.now(), platform.now() + interval '4 hours'), access.account());
    insert into audit.entry (at, actor, role, action, class, inmate_id, prison_id, grant_id, purpose, request_id, route, detail)
    values (platform.now(), access.account(), access.role(), 'break_glass', 'person', v_inmate.id, v_inmate.prison_id, p_id, p_code, p_request, '/break-glass', jsonb_build_object('depth', p_depth));
    perform access.notify_role('GOV', v_inmate.prison_id, 'break_glass', jsonb_build_object('by', (select display_name from access.account where id = access.account())), '/reviews');
    perform access.notify_role('DUT', v_inmate.prison_id, 'break_glass', jsonb_build_object('by', (select display_name from access.account where id = access.account())), '/reviews');
    perform access.notify_role('AUD', null, 'break_glass', jsonb_build_object('by', (select display_name from access.account where id = access.account())), '/audit');
    return v_inmate.id;
end $$;

-- A record closed 30 days after release, opened again with a reason for 30 days.
create function access.reopen(p_id uuid, p_number text, p_birth date, p_reason text, p_request uuid) returns uuid
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_inmate inmates.inmate;
begin
    if access.account() is null or access.role() not in ('CAS', 'DUT', 'GOV') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into v_inmate from inmates.inmate i where i.number = p_number and i.birth_date is not distinct from p_birth and i.prison_id is null and not i.protected;
    if not found or exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = v_inmate.id) then return null; end if;
    insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, depth, role, reason, during, proposed_by)
    values (p_id, access.account(), v_inmate.id, null, 'reopened', 'record', access.role(), p_reason, tstzrange(platform.now(), platform.now() + interval '30 days'), access.account());
    insert into audit.entry (at, actor, role, action, class, inmate_id, grant_id, purpose, request_id, route, detail)
    values (platform.now(), access.account(), access.role(), 'grant', 'person', v_inmate.id, p_id, 'reopened', p_request, '/closed-records', '{}');
    return v_inmate.id;
end $$;

-- Break-glass uses waiting for review, for those who review: place and time, the reason, and no name the reviewer may not see.
create function access.mark_reviewed(p_grant uuid, p_verdict text, p_reason text) returns boolean
language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.role() not in ('GOV', 'DUT') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update access.person_grant g set reviewed_by = access.account(), reviewed_at = platform.now(), verdict = p_verdict, verdict_reason = p_reason
     where g.id = p_grant and g.kind = 'break_glass' and g.reviewed_by is null and g.account_id <> access.account() and g.prison_id = any(access.deep_prisons());
    return found;
end $$;

-- Whoever registers a person answers for the record at first.
create function access.adopt(p_id uuid, p_inmate uuid) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_prison uuid;
begin
    select i.prison_id into v_prison from inmates.inmate i where i.id = p_inmate and i.created_by = access.account() and i.created_at = platform.now();
    if not found then raise exception 'only the one who has just registered a person adopts the record' using errcode = 'insufficient_privilege'; end if;
    insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
    values (p_id, access.account(), p_inmate, v_prison, 'assigned', access.role(), 'Registered the person', tstzrange(platform.now(), platform.now() + interval '1 year'), access.account(), access.account(), platform.now(), 'granted');
    perform set_config('app.assigned', (access.assigned() || p_inmate)::text, true);
end $$;

-- Applies or lifts protection once a governor has decided it. The flag on the row is the policy's; the dated rows are the truth.
create function access.apply_protection(p_inmate uuid) returns boolean language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v boolean;
begin
    if access.role() is distinct from 'GOV' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    v := exists (select from access.protection p where p.inmate_id = p_inmate and p.decided_by is not null and p.ended_by is null and p.during @> platform.now());
    update inmates.inmate i set protected = v where i.id = p_inmate and i.protected is distinct from v;
    return v;
end $$;

-- Who has looked: for the inmate's own insight. Names of staff as the service decides; here staff number, role and time.
create function audit.looks_at(p_inmate uuid, p_from timestamptz, p_limit int) returns table (at timestamptz, staff_number text, display_name text, role text, action text, class text, purpose text, broke_glass boolean)
language plpgsql stable security definer set search_path = audit, pg_temp as $$
begin
    if not (access.allows('app.reads', 'insight') or (access.allows('app.reads_assigned', 'insight') and p_inmate = any(access.assigned()))) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    return query select e.at, a.staff_number, a.display_name, e.role, e.action, e.class, e.purpose, e.grant_id is not null
        from audit.entry e left join access.account a on a.id = e.actor
       where e.inmate_id = p_inmate and e.at >= p_from and e.action <> 'deny' order by e.at desc, e.id desc limit p_limit;
end $$;

-- Protected people in a prison, as places without persons, so that a roll still adds up.
create function custody.placeholders(p_prison uuid) returns table (unit_id uuid, cell_id uuid, is_out boolean) language sql stable security definer set search_path = custody, pg_temp as $$
    select c.unit_id, c.cell_id, c.out_reason is not null from custody.in_custody c
     where c.prison_id = p_prison and c.inmate_id = any(access.hidden())
       and p_prison = any(access.prisons()) and access.allows('app.reads', 'movements')
$$;

-- The one opening in the wall: in force, chosen by health staff, what to do and until when. Named exception to security_invoker.
create view custody.health_notice with (security_barrier) as
    select s.inmate_id, s.prison_id, s.kind, s.instruction, upper(s.valid) as until
      from health.shared s
     where s.valid @> platform.now() and s.ended_at is null
       and (((access.allows('app.reads', 'shared_health') or (access.allows('app.extracts', 'shared_health') and s.kind in ('allergy', 'diet', 'hearing_sight', 'fit_for_work')))
             and (s.prison_id = any(access.prisons()) or s.inmate_id = any(access.persons())))
            or (access.allows('app.reads_assigned', 'shared_health') and s.inmate_id = any(access.assigned())))
       and s.inmate_id <> all(access.hidden());

-- The record follows the person: every row's prison changes together. Null: closed, nobody's by default.
create function inmates.set_prison(p_inmate uuid, p_prison uuid) returns void language plpgsql volatile security definer set search_path = inmates, pg_temp as $$
declare t text;
begin
    foreach t in array array['inmates.name', 'inmates.search_term', 'inmates.identifier', 'inmates.citizenship', 'inmates.language', 'inmates.address', 'inmates.contact_person',
        'inmates.child', 'inmates.photo', 'inmates.mark', 'inmates.alert', 'inmates.change', 'custody.stay', 'custody.placement', 'custody.movement', 'custody.observation',
        'sentences.legal_basis', 'health.note', 'health.shared', 'access.protection'] loop
        execute format('update %s set prison_id = $2 where inmate_id = $1 and prison_id is distinct from $2', t) using p_inmate, p_prison;
    end loop;
    update inmates.inmate set prison_id = p_prison, last_prison_id = coalesce(p_prison, last_prison_id, prison_id) where id = p_inmate;
end $$;

-- Every night: records of people released 30 days ago leave default scope.
create function custody.close_released(p_now timestamptz, p_limit int) returns int language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare v uuid; n int := 0;
begin
    for v in select i.id from inmates.inmate i where i.prison_id is not null
               and exists (select from custody.stay s where s.inmate_id = i.id and s.released_at < p_now - interval '30 days')
               and not exists (select from custody.stay s where s.inmate_id = i.id and (s.released_at is null or s.released_at >= p_now - interval '30 days'))
             limit p_limit loop
        perform inmates.set_prison(v, null);
        n := n + 1;
    end loop;
    return n;
end $$;
reset role;

set local role overgang_owner;
grant execute on function platform.now(), platform.today() to public;
grant execute on function access.account(), access.role(), access.ids(text), access.prisons(), access.persons(), access.deep_prisons(), access.deep_persons(), access.write_persons(),
    access.assigned(), access.cleared(), access.hidden(), access.allows(text, text), access.side() to
    og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs, overgang_custody, overgang_health;
grant execute on function access.open_request(bytea, timestamptz), access.sign_in_begin(text), access.failures(text, timestamptz), access.count_failure(text, timestamptz), access.clear_failures(text),
    access.record_door(text, uuid, uuid, text, jsonb, timestamptz), access.create_session(uuid, bytea, uuid, text, text, text, text, timestamptz),
    access.demonstration_account(uuid), access.demonstration_accounts(), access.switch_role(bytea, uuid, bytea, uuid, timestamptz),
    access.my_credential(), access.use_totp_step(bigint), access.set_my_totp(text, boolean), access.set_my_password(text, uuid), access.advance_session(uuid, text), access.end_my_session(uuid, text, timestamptz)
    to overgang_custody, overgang_health;
grant execute on function access.my_credential(), access.use_totp_step(bigint), access.set_my_totp(text, boolean), access.set_my_password(text, uuid), access.advance_session(uuid, text), access.end_my_session(uuid, text, timestamptz),
    access.notify_role(text, uuid, text, jsonb, text), access.notify_account(uuid, text, jsonb, text), access.failures(text, timestamptz), access.count_failure(text, timestamptz), access.clear_failures(text)
    to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant execute on function access.record_door(text, uuid, uuid, text, jsonb, timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant execute on function access.set_credential(uuid, text), access.reset_second_factor(uuid), access.end_sessions(uuid, text) to og_system;
grant execute on function access.set_case(uuid, text) to og_auditor;
grant execute on function access.break_glass(uuid, text, date, text, text, text, uuid), access.reopen(uuid, text, date, text, uuid), access.mark_reviewed(uuid, text, text), access.apply_protection(uuid) to og_custody, og_case;
grant execute on function access.adopt(uuid, uuid), inmates.next_number(int) to og_case;
grant execute on function audit.looks_at(uuid, timestamptz, int) to og_custody, og_case, og_auditor;
grant execute on function custody.placeholders(uuid) to og_custody, og_case, og_region, og_auditor;
grant select on custody.health_notice to og_custody, og_case, og_activity, og_desk, og_region, og_auditor;
grant execute on function custody.close_released(timestamptz, int), audit.ensure_partitions(int) to og_jobs;
grant execute on function audit.ensure_partitions(int) to overgang_jobs;
reset role;
