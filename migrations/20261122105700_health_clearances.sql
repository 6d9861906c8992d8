-- Health staff are cleared for protected patients by health itself: proposed by a doctor, nurse or psychologist, decided by another doctor.
-- The custody side neither decides nor sees it, and the other way round. Pasientjournalloven § 15; straffegjennomføringsloven §§ 4 c, 7.
set local role overgang_owner;

-- Every prison that a health lead serves in the acting role, whichever assignment they act under just now: who serves three prisons answers
-- for all three, and where there is one doctor only, that is how a second one comes to decide.
create function access.served() returns uuid[] language sql stable security definer set search_path = access, pg_temp as $$
    select coalesce(array_agg(distinct p.id), '{}') from access.assignment x cross join lateral unnest(x.prisons) p(id)
     where access.role_family(access.role()) = 'health' and access.allows('app.reads', 'health_accounts')
       and x.account_id = access.account() and x.role = access.role() and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
$$;

-- The wall runs through this table: rights of health staff on the one side, everybody else's on the other.
create policy wall on access.person_grant as restrictive for all to og_custody, og_case, og_activity, og_desk, og_region using (access.role_family(role) <> 'health');
create policy wall_health on access.person_grant as restrictive for all to og_health using (access.role_family(role) = 'health');

create policy reads_health on access.person_grant for select to og_health using (kind = 'clearance' and prison_id = any((select access.served())::uuid[]));
create policy proposes_health on access.person_grant for insert to og_health with check (
    kind = 'clearance' and proposed_by = (select access.account()) and given_by is null and outcome is null and ended_by is null and reviewed_by is null
    and prison_id = any((select access.served())::uuid[]));
create policy decides_health on access.person_grant for update to og_health using (kind = 'clearance' and prison_id = any((select access.served())::uuid[]))
    with check (given_by = (select access.account()) or ended_by = (select access.account()));
-- Nobody is asked about a relative, or told of one.
create policy relatives_health on access.person_grant as restrictive for all to og_health using (
    account_id = (select access.account())
    or inmate_id <> all((select array(select c.inmate_id from access.conflict_of_interest c where c.account_id = access.account()))::uuid[]));
grant insert on access.person_grant to og_health;
grant update (given_by, given_at, outcome, ended_by, ended_at) on access.person_grant to og_health;

-- As before, by line: a right goes to somebody of the giver's own line, a governor decides about a prison's staff and a doctor about health's.
create or replace function access.grant_rules() returns trigger language plpgsql security definer set search_path = access, pg_temp as $$
begin
    -- The door's own functions (break-glass, reopening, whoever registers a person) carry their own rules.
    if new.kind not in ('assigned', 'cover', 'clearance') or (tg_op = 'INSERT' and new.account_id = new.proposed_by and new.kind = 'assigned') or access.role() is null then return new; end if;
    if tg_op = 'INSERT' or new.outcome = 'granted' and old.outcome is null then
        -- Nobody is cleared for a relative, by anybody.
        if exists (select from access.conflict_of_interest c where c.account_id = new.account_id and c.inmate_id = new.inmate_id) then
            raise exception 'knows the person' using errcode = 'check_violation', constraint = 'grant_to_a_relative';
        end if;
        if not exists (select from access.assignment x where x.account_id = new.account_id and x.role = new.role and x.outcome = 'granted' and x.ended_at is null
                          and x.valid @> platform.now() and new.prison_id = any(x.prisons) and access.role_family(x.role) = access.role_family(access.role())) then
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
        if new.outcome is distinct from old.outcome and (new.given_by is distinct from access.account()
            or access.role() is distinct from (case access.role_family(new.role) when 'health' then 'DOC' else 'GOV' end)) then
            raise exception 'not for this role' using errcode = 'insufficient_privilege';
        end if;
        if old.ended_at is not null and (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by) then
            raise exception 'ended' using errcode = 'insufficient_privilege';
        end if;
        if new.during is distinct from old.during then raise exception 'a period is given once' using errcode = 'insufficient_privilege'; end if;
    end if;
    return new;
end $$;

-- A protected person in one's own prisons, by the exact number, to propose that somebody be cleared. Never one's own relative.
create or replace function access.protected_by_number(p_number text) returns table (inmate_id uuid, prison_id uuid) language sql stable security definer set search_path = access, pg_temp as $$
    select i.id, i.prison_id from inmates.inmate i
     where i.number = p_number and i.protected
       and (access.role() in ('DUT', 'GOV', 'CAS') and i.prison_id = any(access.deep_prisons()) or i.prison_id = any(access.served()))
       and not exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = i.id)
$$;
-- The number, and nothing else, of the person a clearance is about.
create or replace function access.clearance_number(p_grant uuid) returns text language sql stable security definer set search_path = access, pg_temp as $$
    select i.number from access.person_grant g join inmates.inmate i on i.id = g.inmate_id
     where g.id = p_grant and g.kind = 'clearance'
       and case access.role_family(g.role) when 'health' then g.prison_id = any(access.served())
                else access.role() in ('DUT', 'GOV', 'CAS') and g.prison_id = any(access.deep_prisons()) end
       and not exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = g.inmate_id)
$$;
-- How many there are who could decide a clearance that waits, so that a page can say when there is nobody.
create function access.clearance_deciders(p_grant uuid) returns bigint language sql stable security definer set search_path = access, pg_temp as $$
    select count(distinct x.account_id)
      from access.person_grant g
      join access.assignment x on g.prison_id = any(x.prisons) and x.role = case access.role_family(g.role) when 'health' then 'DOC' else 'GOV' end
      join access.account a on a.id = x.account_id and a.status = 'active'
     where g.id = p_grant and access.clearance_number(g.id) is not null and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and x.account_id not in (g.proposed_by, g.account_id)
       and not exists (select from access.conflict_of_interest c where c.account_id = x.account_id and c.inmate_id = g.inmate_id)
$$;

-- Nurses and psychologists propose among their colleagues, so they must be able to choose one.
create or replace function access.sees_assignment(p_role text, p_prisons uuid[]) returns boolean language sql stable as $$
    select case
        when access.role() in ('SYS', 'AUD') then true
        when access.role() in ('DOC', 'NUR', 'PSY') then access.role_family(p_role) = 'health' and p_prisons && access.prisons()
        when access.role() in ('DUT', 'GOV', 'TRA', 'CAS') then access.role_family(p_role) = 'prison' and p_prisons && access.prisons()
        else false end
$$;

-- A clearance, and a broken glass, open on the side of the wall where they were given: somebody with a role on each has both, not one
-- through the other. The one line of the door that says so; the rest of that function is as it stands, whatever else has been done to it.
do $$
declare
    was constant text := 'filter (where g.kind in (''clearance'', ''break_glass''))';
    def text := pg_get_functiondef('access.open_request(bytea, timestamptz)'::regprocedure);
begin
    if position(was in def) = 0 then raise exception 'access.open_request no longer works out clearances as expected'; end if;
    execute replace(def, was, 'filter (where g.kind in (''clearance'', ''break_glass'') and (access.role_family(g.role) = ''health'') = (s.side = ''health''))');
end $$;

-- The inmate's insight, printed by custody staff, does not tell them who of health was cleared.
create or replace function audit.looks_at(p_inmate uuid, p_from timestamptz, p_to timestamptz, p_limit int)
returns table (day date, staff_number text, display_name text, role text, action text, class text, purpose text, broke_glass boolean, first_at timestamptz, last_at timestamptz, n bigint)
language plpgsql stable security definer set search_path = audit, pg_temp as $$
begin
    if p_inmate = any(access.hidden()) or not (
        (access.allows('app.reads', 'insight') and (p_inmate = any(access.deep_persons())
            or exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.deep_prisons()))))
        or (access.allows('app.reads_assigned', 'insight') and p_inmate = any(access.assigned()))) then
        raise exception 'not for this reader' using errcode = 'insufficient_privilege';
    end if;
    return query
        with seen as (
            select e.at, e.actor, e.role, e.action, e.class, e.purpose, g.id is not null as broke_glass
              from audit.entry e left join access.person_grant g on g.id = e.grant_id and g.kind = 'break_glass'
             where e.inmate_id = p_inmate and e.at >= p_from and e.at < p_to
               -- The photograph comes with every page; who saw the page is told. What is left out otherwise: see the migration of the trail.
               and e.action not in ('deny', 'search', 'list') and e.class not in ('clinical', 'medication', 'intelligence', 'photo', 'health_accounts'))
        select (s.at at time zone 'Europe/Oslo')::date, a.staff_number, a.display_name, s.role, s.action, s.class, s.purpose, s.broke_glass, min(s.at), max(s.at), count(*)
          from seen s left join access.account a on a.id = s.actor
         group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1 desc, 9 limit p_limit;
end $$;

grant execute on function access.served(), access.protected_by_number(text), access.clearance_number(uuid) to og_health;
grant execute on function access.clearance_deciders(uuid) to og_custody, og_case, og_health;
reset role;
