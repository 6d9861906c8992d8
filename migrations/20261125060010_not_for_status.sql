set local role overgang_owner;

-- What the law keeps from whoever is held so, as the rules of the day have it: nobody on remand goes on leave, day release or interruption, to an
-- institution or a halfway house, or out on probation (strgjfl § 52); no interruption of preventive detention (forvaringsforskriften); imprisonment
-- for a fine is served uncut (forskrift § 3-2(3)). A rule that says otherwise one day opens the way again.
create function custody.closed_to(p_status text) returns table (reason text, rule_id text) language sql stable security definer set search_path = custody, pg_temp as $$
    select unnest(k.reasons), k.rule_id
      from (values ('remand.serving_rules', 'not_applicable', array['arrested', 'remand'], array['LEAVE', 'DAYREL', 'INTERRUPT', 'TRF_HALF', 'TRF_P12', 'REL_LICENCE']),
                   ('preventive_detention.interruption', 'not_available', array['preventive_detention'], array['INTERRUPT']),
                   ('fine.probation', 'served_uncut', array['fine_default'], array['REL_LICENCE'])) k (rule_id, way, statuses, reasons)
      join reference.law_rule r on r.rule_id = k.rule_id and r.subject = '' and r.status <> 'enacted' and r.value = k.way
       and r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to >= platform.today())
     where p_status = any (k.statuses)
$$;

-- The same of one person, for those too who do not read why somebody is held.
create function custody.closed_reasons(p_inmate uuid) returns table (reason text, rule_id text) language sql stable security definer set search_path = custody, pg_temp as $$
    select c.reason, c.rule_id from in_custody w join inmates.inmate i on i.id = w.inmate_id cross join lateral custody.closed_to(w.legal_status) c
     where w.inmate_id = p_inmate and i.id <> all (access.hidden()) and (coalesce(i.prison_id = any (access.prisons()), false) or i.id = any (access.persons()))
$$;
grant execute on function custody.closed_reasons(uuid) to og_custody, og_case, og_activity, og_desk, og_health, og_region;

-- Whatever a program does. Coming back is never refused, and what was under way when the status changed is not undone.
create function custody.for_status() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if exists (select from in_custody w cross join lateral custody.closed_to(w.legal_status) c where w.inmate_id = new.inmate_id and c.reason = new.reason) then
        raise exception 'not for somebody held so' using errcode = '23514', constraint = 'not_for_status';
    end if;
    return new;
end $$;
create trigger for_status_new before insert on custody.movement for each row
    when (new.state in ('planned', 'out') and nullif(current_setting('app.account', true), '') is not null) execute function custody.for_status();
create trigger for_status before update of reason, state on custody.movement for each row
    when (new.state in ('planned', 'out') and (new.reason, new.state) is distinct from (old.reason, old.state) and nullif(current_setting('app.account', true), '') is not null)
    execute function custody.for_status();
create trigger for_status before insert on custody.release_plan for each row
    when (nullif(current_setting('app.account', true), '') is not null) execute function custody.for_status();
reset role;
