-- Rights to single persons that somebody takes: breaking the glass, and its review; reopening a closed record; protection.
set local role overgang_owner;

-- Somebody without a role in force records too (their own account): the number of the transaction is theirs to ask.
grant execute on function audit.current_txid() to overgang_custody, overgang_health;

-- Break-glass: the one way past scope and protection. Never across the health wall, never to one's own relative. Grant, entry and notices are
-- one statement. A closed record has no prison; the one that had it last reviews, else the one of who broke the glass: a use that nobody
-- could review would be a hole.
create or replace function access.break_glass(p_id uuid, p_number text, p_birth date, p_depth text, p_code text, p_reason text, p_request uuid) returns uuid
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_inmate inmates.inmate; v_prison uuid; v_by jsonb;
begin
    if access.account() is null or access.side() is distinct from 'custody' or not access.allows('app.reads', 'break_glass') then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    -- The person must be named exactly: this is no search.
    select * into v_inmate from inmates.inmate i where i.number = p_number and (p_birth is null or i.birth_date = p_birth);
    if not found or exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = v_inmate.id) then return null; end if;
    v_prison := coalesce(v_inmate.prison_id, v_inmate.last_prison_id, (access.prisons())[1]);
    -- Taken again while it lasts: the new one stands, with its own four hours, reason and review.
    update access.person_grant g set ended_by = access.account(), ended_at = platform.now()
     where g.account_id = access.account() and g.inmate_id = v_inmate.id and g.kind = 'break_glass' and g.ended_at is null and g.during @> platform.now();
    insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, depth, role, reason_code, reason, during, proposed_by)
    values (p_id, access.account(), v_inmate.id, v_prison, 'break_glass', p_depth, access.role(), p_code, p_reason, tstzrange(platform.now(), platform.now() + interval '4 hours'), access.account());
    insert into audit.entry (at, actor, role, action, class, inmate_id, prison_id, grant_id, purpose, request_id, route, detail)
    values (platform.now(), access.account(), access.role(), 'break_glass', 'break_glass', v_inmate.id, v_prison, p_id, p_code, p_request, '/break-glass', jsonb_build_object('depth', p_depth));
    v_by := jsonb_build_object('by', (select display_name from access.account where id = access.account()));
    perform access.notify_role('GOV', v_prison, 'break_glass', v_by, '/reviews');
    perform access.notify_role('DUT', v_prison, 'break_glass', v_by, '/reviews');
    perform access.notify_role('AUD', null, 'break_glass', v_by, '/audit/break-glass');
    return v_inmate.id;
end $$;

-- Given back before the four hours are over.
create function access.end_break_glass(p_inmate uuid) returns boolean language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    update access.person_grant g set ended_by = access.account(), ended_at = platform.now()
     where g.account_id = access.account() and g.inmate_id = p_inmate and g.kind = 'break_glass' and g.ended_at is null and g.during @> platform.now();
    return found;
end $$;

-- What was done under grants of the reader's prisons: class, action, how often. What a reviewer must know, without the record itself.
create function audit.under_grants(p_grants uuid[]) returns table (grant_id uuid, class text, action text, n bigint)
language sql stable security definer set search_path = audit, pg_temp as $$
    select e.grant_id, e.class, e.action, count(*) from audit.entry e
      join access.person_grant g on g.id = e.grant_id
     where e.grant_id = any(p_grants) and g.kind = 'break_glass' and access.allows('app.reads', 'reviews') and g.prison_id = any(access.deep_prisons())
       and e.action <> 'break_glass'
     group by 1, 2, 3
$$;

-- The review, by somebody else. Who broke the glass is told; misuse goes to the governor and to the inspectorate as well.
create or replace function access.mark_reviewed(p_grant uuid, p_verdict text, p_reason text) returns boolean
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare g access.person_grant;
begin
    if access.role() is null or access.role() not in ('GOV', 'DUT') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update access.person_grant x set reviewed_by = access.account(), reviewed_at = platform.now(), verdict = p_verdict, verdict_reason = p_reason
     where x.id = p_grant and x.kind = 'break_glass' and x.reviewed_by is null and x.account_id <> access.account() and x.prison_id = any(access.deep_prisons())
       and not exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = x.inmate_id)
    returning * into g;
    if g.id is null then return false; end if;
    perform access.notify_account(g.account_id, 'break_glass_reviewed', jsonb_build_object('verdict', p_verdict), '/me/log');
    if p_verdict = 'misuse' then
        perform access.notify_role('GOV', g.prison_id, 'break_glass_misuse', jsonb_build_object('by', (select display_name from access.account where id = g.account_id)), '/reviews');
        perform access.notify_role('AUD', null, 'break_glass_misuse', jsonb_build_object('by', (select display_name from access.account where id = g.account_id)), '/audit/break-glass');
    end if;
    return true;
end $$;
alter table access.person_grant add constraint verdict_is_whole check (
    (reviewed_by is null) = (verdict is null) and (reviewed_by is null) = (reviewed_at is null) and (verdict is null or length(verdict_reason) between 3 and 600));

create or replace function access.reopen(p_id uuid, p_number text, p_birth date, p_reason text, p_request uuid) returns uuid
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_inmate inmates.inmate;
begin
    if access.account() is null or access.side() is distinct from 'custody' or not (access.allows('app.writes', 'closed_records') or access.allows('app.writes_assigned', 'closed_records')) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    select * into v_inmate from inmates.inmate i where i.number = p_number and i.birth_date is not distinct from p_birth and i.prison_id is null and not i.protected;
    if not found or exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = v_inmate.id) then return null; end if;
    update access.person_grant g set ended_by = access.account(), ended_at = platform.now()
     where g.account_id = access.account() and g.inmate_id = v_inmate.id and g.kind = 'reopened' and g.role = access.role() and g.ended_at is null and g.during @> platform.now();
    insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, depth, role, reason, during, proposed_by)
    values (p_id, access.account(), v_inmate.id, v_inmate.last_prison_id, 'reopened', 'record', access.role(), p_reason, tstzrange(platform.now(), platform.now() + interval '30 days'), access.account());
    insert into audit.entry (at, actor, role, action, class, inmate_id, prison_id, grant_id, purpose, request_id, route, detail)
    values (platform.now(), access.account(), access.role(), 'grant', 'closed_records', v_inmate.id, v_inmate.last_prison_id, p_id, 'reopened', p_request, '/closed-records', '{}');
    return v_inmate.id;
end $$;

-- Protection: proposed, decided by a governor who did not propose it, lifted with a reason.
alter table access.protection
    add column proposed_at timestamptz not null default platform.now(),
    add column decided_at timestamptz,
    add column outcome text check (outcome in ('granted', 'refused')),
    add column ended_at timestamptz,
    add column end_reason text check (length(end_reason) between 3 and 400),
    add constraint protection_decided_whole check (outcome is null or (decided_by is not null and decided_at is not null)),
    add constraint protection_refused_is_ended check (outcome is distinct from 'refused' or ended_by is not null);
-- One at a time: the next one waits until the last one is refused or lifted, or has run out.
create unique index protection_waiting on access.protection (inmate_id) where decided_by is null and ended_by is null;
drop policy proposes on access.protection;
create policy proposes on access.protection for insert to og_custody, og_case with check (
    proposed_by = (select access.account()) and decided_by is null and ended_by is null and (select access.role()) in ('DUT', 'GOV', 'CAS')
    and prison_id = any((select access.deep_prisons())::uuid[]) and exists (select from inmates.inmate i where i.id = inmate_id and i.prison_id = protection.prison_id));
drop policy decides on access.protection;
create policy decides on access.protection for update to og_custody using ((select access.role()) = 'GOV' and prison_id = any((select access.deep_prisons())::uuid[]))
    with check (decided_by = (select access.account()) or ended_by = (select access.account()));
-- Nobody is asked about a relative, or told of one.
create policy relatives on access.protection as restrictive for all to og_custody, og_case using (
    inmate_id <> all((select array(select c.inmate_id from access.conflict_of_interest c where c.account_id = access.account()))::uuid[]));
grant update (decided_at, outcome, ended_at, end_reason) on access.protection to og_custody;

create function access.protection_changes() returns trigger language plpgsql set search_path = access, pg_temp as $$
begin
    if current_user = 'overgang_owner' then return new; end if;
    if old.decided_by is not null and (new.decided_by, new.decided_at, new.outcome) is distinct from (old.decided_by, old.decided_at, old.outcome) then
        raise exception 'a decision is final' using errcode = 'insufficient_privilege';
    end if;
    if old.ended_by is not null then raise exception 'ended' using errcode = 'insufficient_privilege'; end if;
    if new.during is distinct from old.during then raise exception 'a period is decided once' using errcode = 'insufficient_privilege'; end if;
    if new.decided_by is distinct from old.decided_by and new.decided_by is distinct from access.account()
       or new.ended_by is distinct from old.ended_by and new.ended_by is distinct from access.account() then
        raise exception 'not in another''s name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger protection_changes before update on access.protection for each row execute function access.protection_changes();

-- The flag on the person follows the dated rows: when somebody decides, and every night when a period has begun or run out.
create or replace function access.apply_protection(p_inmate uuid) returns boolean language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v boolean;
begin
    if access.role() is distinct from 'GOV' or not exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.deep_prisons())) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    v := exists (select from access.protection p where p.inmate_id = p_inmate and p.decided_by is not null and p.ended_by is null and p.during @> platform.now());
    update inmates.inmate i set protected = v where i.id = p_inmate and i.protected is distinct from v;
    return v;
end $$;
create function access.refresh_protection(p_now timestamptz) returns int language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare n int;
begin
    update inmates.inmate i set protected = d.wanted
      from (select p.inmate_id, bool_or(p.decided_by is not null and p.ended_by is null and p.during @> p_now) as wanted from access.protection p group by p.inmate_id) d
     where i.id = d.inmate_id and i.protected is distinct from d.wanted;
    get diagnostics n = row_count;
    return n;
end $$;

-- A right that came with a prison ends with it: whoever was assigned there is not assigned for ever. (Clearances stay: they open nothing alone.)
create function access.end_rights_elsewhere() returns trigger language plpgsql security definer set search_path = access, pg_temp as $$
begin
    update access.person_grant g set ended_at = platform.now()
     where g.inmate_id = new.id and g.kind in ('assigned', 'cover') and g.ended_at is null and g.prison_id is distinct from new.prison_id and upper(g.during) > platform.now();
    return null;
end $$;
create trigger end_rights_elsewhere after update of prison_id on inmates.inmate for each row when (old.prison_id is distinct from new.prison_id) execute function access.end_rights_elsewhere();

grant execute on function access.end_break_glass(uuid), audit.under_grants(uuid[]) to og_custody, og_case;
grant execute on function audit.under_grants(uuid[]) to og_auditor;
grant execute on function access.refresh_protection(timestamptz) to og_jobs;
revoke execute on function access.apply_protection(uuid), access.mark_reviewed(uuid, text, text) from og_case;
reset role;
