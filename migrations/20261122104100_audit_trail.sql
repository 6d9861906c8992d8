-- The trail's own work: transaction numbers that survive a restore, the outcome of each verification, cases of inspection, and what
-- reviewers and inmates are told of it.
set local role overgang_owner;

-- Batches are cut by transaction number. A dump restored on another server begins its numbers anew: entries written there would fall into
-- batches sealed long ago. So each server that ever wrote has an era, and its numbers are shifted above all before it. On a server without an
-- era nothing can be recorded, and so no page is shown, until `overgang db migrate` or the start of the program has begun one.
-- owner: audit
create table audit.era (
    no int generated always as identity primary key,
    cluster bigint not null,
    shift bigint not null,
    since timestamptz not null
);
select access.own('audit.era');

create function audit.shift() returns bigint language sql stable security definer set search_path = audit, pg_temp as $$
    select e.shift from (select cluster, shift from audit.era order by no desc limit 1) e
     where e.cluster = (select system_identifier from pg_control_system())
$$;
create function audit.current_txid() returns xid8 language sql volatile security definer set search_path = audit, pg_temp as $$
    select (pg_current_xact_id()::text::bigint + audit.shift())::text::xid8
$$;
-- Below this number every transaction has ended: nothing can appear there any more.
create function audit.horizon() returns bigint language sql volatile security definer set search_path = audit, pg_temp as $$
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + audit.shift()
$$;
create function audit.ensure_era() returns boolean language plpgsql volatile security definer set search_path = audit, pg_temp as $$
begin
    if audit.shift() is not null then return false; end if;
    lock table audit.era in share row exclusive mode;
    if audit.shift() is not null then return false; end if;
    insert into audit.era (cluster, shift, since)
    select (select system_identifier from pg_control_system()),
           coalesce((select greatest((select to_xid from audit.seal order by no desc limit 1), (select txid from audit.entry order by txid desc limit 1))::text::bigint + 1), 0),
           platform.now();
    return true;
end $$;
select audit.ensure_era();
alter table audit.entry alter column txid set default audit.current_txid();

drop index audit.entry_txid;
create index entry_order on audit.entry (txid, id);
create index entry_grant on audit.entry (grant_id) where grant_id is not null;

-- Each verification of the whole trail, for those who rely on it.
-- owner: audit
create table audit.verification (
    id uuid primary key,
    at timestamptz not null,
    batches bigint not null,
    entries bigint not null,
    unsealed bigint not null,
    bad_batch bigint,
    fault text,
    constraint fault_has_batch check ((bad_batch is null) = (fault is null))
);
create index verification_at on audit.verification (at desc);
select access.own('audit.verification');
create policy reads on audit.verification for select to og_auditor, og_jobs using (true);
create policy adds on audit.verification for insert to og_jobs with check (true);
grant select on audit.verification to og_auditor, og_jobs;
grant insert on audit.verification to og_jobs;
create trigger append_only before update or delete on audit.verification for each row execute function platform.append_only();

-- An auditor reads persons and the trail only under a case. The number goes with every entry; number and purpose stand here.
-- owner: audit
create table audit.inspection (
    id uuid primary key,
    account_id uuid not null references access.account,
    session_id uuid not null references access.session,
    number text not null check (length(number) between 3 and 40),
    purpose text not null check (length(purpose) between 10 and 400),
    began_at timestamptz not null,
    ended_at timestamptz,
    constraint inspection_order check (ended_at is null or ended_at >= began_at)
);
create index inspection_of on audit.inspection (account_id, began_at desc);
create index inspection_session on audit.inspection (session_id);
select access.own('audit.inspection');
create policy reads on audit.inspection for select to og_auditor using (true);
grant select on audit.inspection to og_auditor;

-- The case and its record are one act; nobody begins one without the other.
drop function access.set_case(uuid, text);
create function access.begin_case(p_id uuid, p_session uuid, p_number text, p_purpose text) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.role() is distinct from 'AUD' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update audit.inspection i set ended_at = platform.now() where i.session_id = p_session and i.account_id = access.account() and i.ended_at is null;
    update access.session s set case_number = p_number where s.id = p_session and s.account_id = access.account() and s.ended_at is null;
    if not found then raise exception 'not this session' using errcode = 'insufficient_privilege'; end if;
    insert into audit.inspection (id, account_id, session_id, number, purpose, began_at) values (p_id, access.account(), p_session, p_number, p_purpose, platform.now());
    -- The entry that tells of it belongs to the case.
    perform set_config('app.case', p_number, true);
end $$;
create function access.end_case(p_session uuid) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.role() is distinct from 'AUD' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update audit.inspection i set ended_at = platform.now() where i.session_id = p_session and i.account_id = access.account() and i.ended_at is null;
    update access.session s set case_number = null where s.id = p_session and s.account_id = access.account();
end $$;

-- The months of partitions are Oslo's whatever the session's time zone; a partition refuses truncation as its parent does.
create or replace function audit.ensure_partitions(months int) returns int language plpgsql security definer set search_path = audit, pg_temp set timezone = 'Europe/Oslo' as $$
declare m date; n int := 0; name text;
begin
    for i in 0..months loop
        m := (date_trunc('month', platform.now()) + make_interval(months => i))::date;
        name := 'entry_' || to_char(m, 'YYYYMM');
        if to_regclass('audit.' || name) is null
           and not exists (select from audit.entry_default where at >= m and at < m + interval '1 month' limit 1) then
            execute format('create table audit.%I partition of audit.entry for values from (%L) to (%L)', name, m::timestamptz, (m + interval '1 month')::timestamptz);
            perform access.own(format('audit.%I', name)::regclass);
            execute format('create trigger no_truncate before truncate on audit.%I for each statement execute function platform.append_only()', name);
            n := n + 1;
        end if;
    end loop;
    return n;
end $$;
create trigger no_truncate before truncate on audit.entry_default for each statement execute function platform.append_only();

-- Who has looked, for the inmate's own insight, of a person in the reader's scope. Left out: the health service's own record, of which the
-- patient asks the health service (pasientjournalloven § 18) and not the prison; intelligence, as an answer must not reveal a registration
-- (straffegjennomføringsloven § 4 f-k); and what was refused. Below (p_at, p_id), newest first.
drop function audit.looks_at(uuid, timestamptz, int);
create function audit.looks_at(p_inmate uuid, p_from timestamptz, p_at timestamptz, p_id bigint, p_limit int)
returns table (id bigint, at timestamptz, staff_number text, display_name text, role text, action text, class text, purpose text, broke_glass boolean)
language plpgsql stable security definer set search_path = audit, pg_temp as $$
begin
    if p_inmate = any(access.hidden()) or not (
        (access.allows('app.reads', 'insight') and (p_inmate = any(access.deep_persons())
            or exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.deep_prisons()))))
        or (access.allows('app.reads_assigned', 'insight') and p_inmate = any(access.assigned()))) then
        raise exception 'not for this reader' using errcode = 'insufficient_privilege';
    end if;
    return query select e.id, e.at, a.staff_number, a.display_name, e.role, e.action, e.class, e.purpose,
               exists (select from access.person_grant g where g.id = e.grant_id and g.kind = 'break_glass')
          from audit.entry e left join access.account a on a.id = e.actor
         where e.inmate_id = p_inmate and e.at >= p_from and (p_at is null or (e.at, e.id) < (p_at, p_id))
           and e.action not in ('deny', 'search', 'list') and e.class not in ('clinical', 'medication', 'intelligence')
         order by e.at desc, e.id desc limit p_limit;
end $$;

-- The door's own entries: in a session nobody writes them in another's name.
create or replace function access.record_door(p_action text, p_actor uuid, p_request uuid, p_route text, p_detail jsonb, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if p_action not in ('sign_in', 'sign_in_failed', 'sign_out', 'deny', 'administer') or (access.account() is not null and p_actor is distinct from access.account()) then
        raise exception 'not a door action' using errcode = 'insufficient_privilege';
    end if;
    insert into audit.entry (at, actor, action, class, request_id, route, detail) values (p_now, p_actor, p_action, 'session', p_request, p_route, p_detail);
end $$;

grant execute on function audit.current_txid() to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant execute on function audit.horizon(), audit.ensure_era() to og_jobs;
grant execute on function access.begin_case(uuid, uuid, text, text), access.end_case(uuid) to og_auditor;
grant execute on function audit.looks_at(uuid, timestamptz, timestamptz, bigint, int) to og_custody, og_case, og_auditor;
reset role;
