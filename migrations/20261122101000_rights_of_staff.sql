-- Who gives whom which right, held by the database itself: a governor decides about the roles of one prison, health decides about
-- health, system administrators about the roles that see every prison. Strgjfl. § 4, personopplysningsloven, pasientjournalloven § 22.
set local role overgang_owner;

-- Somebody signed in without any role in force still has an account, sessions, a password and notices of their own. There is no
-- group for them, so these few policies are for the logins themselves; the identity is the door's.
grant select (id, account_id, assignment_id, side, stage, station, created_at, last_seen_at, idle, expires_at, confirmed_at, client, address, ended_at, end_reason) on access.session to overgang_custody, overgang_health;
create policy own_without_role on access.session for select to overgang_custody, overgang_health using (account_id = (select access.account()));
grant select (id, display_name, username, staff_number, title, language, single_key_shortcuts, status), update (language, single_key_shortcuts) on access.account to overgang_custody, overgang_health;
create policy own_without_role on access.account for select to overgang_custody, overgang_health using (id = (select access.account()));
create policy own_settings_without_role on access.account for update to overgang_custody, overgang_health using (id = (select access.account())) with check (id = (select access.account()));
grant select on access.assignment to overgang_custody, overgang_health;
create policy own_without_role on access.assignment for select to overgang_custody, overgang_health using (account_id = (select access.account()));
grant select, update (read_at) on access.notice to overgang_custody, overgang_health;
create policy own_without_role on access.notice for all to overgang_custody, overgang_health using (account_id = (select access.account())) with check (account_id = (select access.account()));
grant usage on schema estate to overgang_custody, overgang_health;
grant select (id, name, region) on estate.prison to overgang_custody, overgang_health;
create policy reads_without_role on estate.prison for select to overgang_custody, overgang_health using (true);

-- One's own language and shortcuts, whatever the role.
grant select (language, single_key_shortcuts) on access.account to og_custody, og_case, og_activity, og_desk, og_region, og_health;

-- Which roles stand over which. Central: they see every prison, or none and every account. Health: its own line, where a governor
-- has no say. All others are a prison's.
create function access.role_family(p_role text) returns text language sql immutable parallel safe as $$
    select case when p_role in ('TRA', 'AUD', 'SYS') then 'central' when p_role in ('NUR', 'DOC', 'PSY', 'PHA') then 'health' else 'prison' end
$$;
create function access.may_propose(p_role text, p_prisons uuid[], p_region text) returns boolean language sql stable as $$
    select case access.role()
        when 'SYS' then true
        when 'DOC' then access.role_family(p_role) = 'health' and p_region is null and p_prisons <> '{}' and p_prisons <@ access.prisons()
        when 'DUT' then access.role_family(p_role) = 'prison' and p_region is null and p_prisons <> '{}' and p_prisons <@ access.prisons()
        when 'GOV' then access.role_family(p_role) = 'prison' and p_region is null and p_prisons <> '{}' and p_prisons <@ access.prisons()
        when 'TRA' then access.role_family(p_role) = 'prison' and p_region is null and p_prisons <> '{}' and p_prisons <@ access.prisons()
        else false end
$$;
create function access.may_decide(p_role text, p_prisons uuid[], p_region text) returns boolean language sql stable as $$
    select case access.role_family(p_role)
        when 'central' then coalesce(access.role() = 'SYS', false)
        when 'health' then coalesce(access.role() = 'DOC', false) and p_region is null and p_prisons <> '{}' and p_prisons <@ access.prisons()
        else coalesce(access.role() = 'GOV', false) and p_region is null and p_prisons <> '{}' and p_prisons <@ access.prisons() end
$$;
-- Whose roles one sees: system administrators and auditors all; the others those of their own line and place.
create function access.sees_assignment(p_role text, p_prisons uuid[]) returns boolean language sql stable as $$
    select case
        when access.role() in ('SYS', 'AUD') then true
        when access.role() = 'DOC' then access.role_family(p_role) = 'health' and p_prisons && access.prisons()
        when access.role() in ('DUT', 'GOV', 'TRA', 'CAS') then access.role_family(p_role) = 'prison' and p_prisons && access.prisons()
        else false end
$$;
drop policy reads on access.assignment;
drop policy own_reads on access.assignment;
drop policy proposes on access.assignment;
drop policy decides on access.assignment;
create policy reads on access.assignment for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health
    using (account_id = (select access.account()) or proposed_by = (select access.account()) or access.sees_assignment(role, prisons));
create policy proposes on access.assignment for insert to og_custody, og_region, og_system, og_health with check (
    proposed_by = (select access.account()) and account_id <> (select access.account()) and decided_by is null and ended_by is null
    and access.may_propose(role, prisons, region));
-- Deciding and ending; what exactly is asked of the trigger below. Whoever proposed may take it back.
create policy decides on access.assignment for update to og_custody, og_region, og_system, og_health
    using (access.may_decide(role, prisons, region) or (select access.role()) = 'SYS' or proposed_by = (select access.account())) with check (true);
grant update (ended_by, ended_at, version) on access.assignment to og_region;

-- A row policy sees one row, a rule about a change needs two: who decides, that it is final, and that ends stay ends. The command
-- line and the door's own functions act as the owner and carry no role.
create function access.assignment_changes() returns trigger language plpgsql set search_path = access, pg_temp as $$
begin
    if old.decided_by is not null and (new.decided_by, new.decided_at, new.outcome, new.outcome_reason) is distinct from (old.decided_by, old.decided_at, old.outcome, old.outcome_reason) then
        raise exception 'a decision is final' using errcode = 'insufficient_privilege';
    end if;
    if old.ended_at is not null and (new.ended_at, new.ended_by, new.valid) is distinct from (old.ended_at, old.ended_by, old.valid) then
        raise exception 'ended' using errcode = 'insufficient_privilege';
    end if;
    if current_user = 'overgang_owner' then return new; end if;
    if new.decided_by is distinct from old.decided_by and (new.decided_by is distinct from access.account() or old.ended_at is not null or not access.may_decide(old.role, old.prisons, old.region)) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    if new.valid is distinct from old.valid then raise exception 'a period is decided once' using errcode = 'insufficient_privilege'; end if;
    if new.ended_at is distinct from old.ended_at and (new.ended_by is distinct from access.account()
        or not (access.may_decide(old.role, old.prisons, old.region) or access.role() = 'SYS' or (old.proposed_by = access.account() and old.decided_by is null))) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger assignment_changes before update on access.assignment for each row execute function access.assignment_changes();

-- What an administrator may know of an account's secrets: that they are there.
create function access.account_state(p_account uuid) returns table (sessions bigint, second_factor boolean, must_change boolean, password_set_at timestamptz)
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
    if coalesce(access.role(), '') not in ('SYS', 'AUD') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query select (select count(*) from access.session s where s.account_id = p_account and s.ended_at is null and s.expires_at > platform.now() and s.last_seen_at + s.idle > platform.now()),
        coalesce(c.totp_confirmed_at is not null, false), coalesce(c.must_change, false), c.set_at
        from (select 1) one left join access.credential c on c.account_id = p_account;
end $$;
grant execute on function access.account_state(uuid) to og_system, og_auditor;

-- Every session of one's own but the running one.
create function access.end_my_other_sessions(p_session uuid) returns int language sql volatile security definer set search_path = access, pg_temp as $$
    with ended as (update access.session s set ended_at = platform.now(), end_reason = 'ended_by_self'
                    where s.account_id = access.account() and s.id <> p_session and s.ended_at is null returning 1)
    select count(*)::int from ended
$$;
grant execute on function access.end_my_other_sessions(uuid) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, overgang_custody, overgang_health;

-- owner: access. What somebody typed when telling that they know a person: shown back to them, whether or not there is such a
-- person, so that telling it answers no question.
create table access.told_relation (
    id uuid primary key,
    account_id uuid not null references access.account,
    number text not null check (length(number) between 1 and 20),
    relation text not null check (relation in ('family', 'partner', 'friend', 'neighbour', 'adversary', 'other')),
    at timestamptz not null,
    constraint relation_told_once unique (account_id, number)
);
select access.own('access.told_relation');
create policy own_reads on access.told_relation for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, overgang_custody, overgang_health
    using (account_id = (select access.account()));
grant select on access.told_relation to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, overgang_custody, overgang_health;
create function access.tell_relation(p_id uuid, p_number text, p_relation text) returns void language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
    if access.account() is null then raise exception 'nobody' using errcode = 'insufficient_privilege'; end if;
    insert into access.told_relation (id, account_id, number, relation, at) values (p_id, access.account(), p_number, p_relation, platform.now())
    on conflict on constraint relation_told_once do update set relation = excluded.relation, at = excluded.at;
    insert into access.conflict_of_interest as c (account_id, inmate_id, relation, declared_by, declared_at)
    select access.account(), i.id, p_relation, access.account(), platform.now() from inmates.inmate i where i.number = p_number
    on conflict (account_id, inmate_id) do update set relation = excluded.relation;
end $$;
grant execute on function access.tell_relation(uuid, text, text) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, overgang_custody, overgang_health;

-- Rights to single persons. Given to somebody else, who holds the role, about somebody in the giver's own prisons.
drop policy gives on access.person_grant;
create policy gives on access.person_grant for insert to og_custody, og_case with check (
    proposed_by = (select access.account()) and account_id <> (select access.account()) and reviewed_by is null and ended_by is null
    and (select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select access.deep_prisons())::uuid[])
    and kind in ('assigned', 'cover', 'clearance') and (case kind when 'clearance' then given_by is null and outcome is null else given_by = proposed_by end));
drop policy decides on access.person_grant;
create policy decides on access.person_grant for update to og_custody, og_case using (
    kind in ('assigned', 'cover', 'clearance') and (select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select access.deep_prisons())::uuid[])) with check (true);
-- One's own relative, and a protected person one is not cleared for: the rights of others to them are not shown either. A clearance
-- waiting for a decision is, by number alone, or nobody could ever be cleared.
create policy hidden on access.person_grant as restrictive for all to og_custody, og_case using (
    kind not in ('assigned', 'cover') or account_id = (select access.account()) or inmate_id <> all((select access.hidden())::uuid[]));
create policy relatives on access.person_grant as restrictive for all to og_custody, og_case using (
    kind not in ('assigned', 'cover', 'clearance') or account_id = (select access.account())
    or inmate_id <> all((select array(select c.inmate_id from access.conflict_of_interest c where c.account_id = access.account()))::uuid[]));

create function access.grant_rules() returns trigger language plpgsql security definer set search_path = access, pg_temp as $$
begin
    -- The door's own functions (break-glass, reopening, whoever registers a person) carry their own rules.
    if new.kind not in ('assigned', 'cover', 'clearance') or (tg_op = 'INSERT' and new.account_id = new.proposed_by and new.kind = 'assigned') or access.role() is null then return new; end if;
    if tg_op = 'INSERT' or new.outcome = 'granted' and old.outcome is null then
        -- Nobody is cleared for a relative, by anybody.
        if exists (select from access.conflict_of_interest c where c.account_id = new.account_id and c.inmate_id = new.inmate_id) then
            raise exception 'knows the person' using errcode = 'check_violation', constraint = 'grant_to_a_relative';
        end if;
        if not exists (select from access.assignment x where x.account_id = new.account_id and x.role = new.role and x.outcome = 'granted' and x.ended_at is null
                          and x.valid @> platform.now() and new.prison_id = any(x.prisons) and access.role_family(x.role) = 'prison') then
            raise exception 'does not hold the role there' using errcode = 'check_violation', constraint = 'grant_without_role';
        end if;
        if not exists (select from inmates.inmate i where i.id = new.inmate_id and i.prison_id = new.prison_id) then
            raise exception 'not in this prison' using errcode = 'check_violation', constraint = 'grant_elsewhere';
        end if;
    end if;
    if tg_op = 'UPDATE' then
        if old.outcome is not null and (new.outcome, new.given_by, new.given_at) is distinct from (old.outcome, old.given_by, old.given_at) then
            raise exception 'a decision is final' using errcode = 'insufficient_privilege';
        end if;
        if new.outcome is distinct from old.outcome and (access.role() is distinct from 'GOV' or new.given_by is distinct from access.account()) then
            raise exception 'not for this role' using errcode = 'insufficient_privilege';
        end if;
        if old.ended_at is not null and (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by) then
            raise exception 'ended' using errcode = 'insufficient_privilege';
        end if;
        if new.during is distinct from old.during then raise exception 'a period is given once' using errcode = 'insufficient_privilege'; end if;
    end if;
    return new;
end $$;
create trigger grant_rules before insert or update on access.person_grant for each row execute function access.grant_rules();

-- A protected person in one's own prisons, by the exact number, to propose that somebody be cleared. Never one's own relative.
create function access.protected_by_number(p_number text) returns table (inmate_id uuid, prison_id uuid) language sql stable security definer set search_path = access, pg_temp as $$
    select i.id, i.prison_id from inmates.inmate i
     where i.number = p_number and i.protected and i.prison_id = any(access.deep_prisons()) and access.role() in ('DUT', 'GOV', 'CAS')
       and not exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = i.id)
$$;
-- The number, and nothing else, of the person a clearance is about.
create function access.clearance_number(p_grant uuid) returns text language sql stable security definer set search_path = access, pg_temp as $$
    select i.number from access.person_grant g join inmates.inmate i on i.id = g.inmate_id
     where g.id = p_grant and g.kind = 'clearance' and g.prison_id = any(access.deep_prisons()) and access.role() in ('DUT', 'GOV', 'CAS')
       and not exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = g.inmate_id)
$$;
grant execute on function access.protected_by_number(text), access.clearance_number(uuid) to og_custody, og_case;

-- Whether anybody sleeps in a unit or a cell, for closing it: a count without persons, for those who look after the buildings.
create function estate.occupied(p_unit uuid, p_cell uuid) returns bigint language plpgsql stable security definer set search_path = estate, pg_temp as $$
begin
    if not access.allows('app.writes', 'estate') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return (select count(*) from custody.in_custody c where (p_unit is not null and c.unit_id = p_unit) or (p_cell is not null and c.cell_id = p_cell));
end $$;
grant execute on function estate.occupied(uuid, uuid) to og_custody, og_system;

grant execute on function access.role_family(text), access.may_propose(text, uuid[], text), access.may_decide(text, uuid[], text), access.sees_assignment(text, uuid[]) to
    og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
reset role;
