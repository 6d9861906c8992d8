-- The way out: whether somebody is ready to leave, point by point; and what was asked for on the way there, granted and refused.
set local role overgang_owner;

-- The clock of the release: for which day it was set, its reference, and when the list was opened in this stay. Whoever was in custody when the
-- plan came into use is not late from the first day: their time runs from then.
alter table plan.file add column release_on date, add column release_ref uuid, add column readiness_at timestamptz, add column in_use_from timestamptz;
update plan.file set in_use_from = platform.now() where clock_ref is null;

drop function plan.clock_unset(int);
create function plan.clock_unset(p_limit int) returns table (inmate_id uuid, prison_id uuid, reception_ref uuid, transfer_ref uuid, sentence_ref uuid, admitted_at timestamptz, in_use_from timestamptz,
    moved_at timestamptz, remand boolean, interrupted uuid)
language sql stable security definer set search_path = plan, pg_temp as $$
    select f.inmate_id, f.prison_id, case when f.clock_ref is null and f.moved_ref is null then f.stay_id end, case when f.clock_ref is null then f.moved_ref end,
           case when f.sentence_ref is null and w.legal_status not in ('remand', 'none') then f.stay_id end, f.admitted_at, f.in_use_from, f.moved_at, w.legal_status in ('remand', 'none'),
           (select r.id from review r where r.inmate_id = f.inmate_id and r.state = 'interrupted' and r.ended_at >= f.moved_at and f.clock_ref is null order by r.ended_at desc limit 1)
      from file f join custody.in_custody w on w.inmate_id = f.inmate_id
     where f.clock_ref is null or (f.sentence_ref is null and w.legal_status not in ('remand', 'none'))
     order by f.inmate_id limit p_limit
$$;
grant execute on function plan.clock_unset(int) to og_jobs;

-- Another stay begins with nothing: what was arranged the last time stays where it was written.
create function plan.file_begins_anew() returns trigger language plpgsql set search_path = plan, pg_temp as $$
begin
    new.release_on := null;
    new.release_ref := null;
    new.readiness_at := null;
    new.in_use_from := null;
    return new;
end $$;
create trigger file_begins_anew before update of stay_id on plan.file for each row when (old.stay_id <> new.stay_id) execute function plan.file_begins_anew();

-- owner: plan. What somebody leaves with (strgjfl § 41, the Mandela rules 87, 108): one row a stay and point. Of treatment there is one word,
-- health's, and never why.
create table plan.readiness (
    inmate_id uuid not null references inmates.inmate,
    stay_id uuid not null,
    item text not null check (item in ('housing', 'income', 'occupation', 'id_papers', 'bank', 'tax_card', 'doctor', 'treatment', 'debt_plan', 'family', 'clothing', 'travel')),
    prison_id uuid references estate.prison,
    state text not null default 'open' check (state in ('open', 'under_way', 'done', 'not_needed', 'no')),
    who text not null check (who in ('inmate', 'contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor', 'health', 'nav', 'municipality', 'ngo', 'family', 'other')),
    -- One of staff by name; else whoever holds the role.
    owner uuid references access.account,
    -- Which office, which organisation, who of the family.
    partner text not null default '' check (length(partner) <= 120),
    -- By the rule, until somebody sets another day.
    due_on date,
    due_by_hand boolean not null default false,
    -- What shows that it is done; of what is not needed, why.
    evidence text not null default '' check (length(evidence) <= 400),
    opened_at timestamptz not null,
    moved_at timestamptz,
    moved_by uuid,
    version int not null default 1,
    primary key (inmate_id, stay_id, item),
    constraint readiness_shown check (item = 'treatment' or state not in ('done', 'not_needed') or length(evidence) >= 3),
    constraint readiness_treatment check (case item when 'treatment' then state in ('open', 'done', 'no') and (who, partner, evidence) = ('health', '', '') and owner is null and not due_by_hand
                                          else state <> 'no' and who <> 'health' end),
    constraint readiness_owner check (owner is null or who in ('contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor')),
    constraint readiness_moved_whole check ((moved_at is null) = (moved_by is null))
);
create index on plan.readiness (prison_id);
create index readiness_owned on plan.readiness (owner) where owner is not null;
select access.protect('plan.readiness', 'release', 'record', null);
select access.follow('plan.readiness');
create policy changes on plan.readiness for update to og_case using (item <> 'treatment' and (
    ((select access.allows('app.writes', 'release')) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
    or ((select access.allows('app.writes_assigned', 'release')) and inmate_id = any((select access.assigned())::uuid[])))) with check (item <> 'treatment');
create policy treatment on plan.readiness for select to og_health using (
    item = 'treatment' and (select access.allows('app.writes', 'release_care')) and prison_id = any((select access.deep_prisons())::uuid[]));
create policy treatment_answered on plan.readiness for update to og_health using (
    item = 'treatment' and (select access.allows('app.writes', 'release_care')) and prison_id = any((select access.deep_prisons())::uuid[])) with check (item = 'treatment');
grant select on plan.readiness to og_custody, og_case, og_region, og_auditor;
grant update (state, who, owner, partner, due_on, due_by_hand, evidence, moved_at, moved_by, version) on plan.readiness to og_case;
grant select (inmate_id, stay_id, item, prison_id, state, due_on, moved_at, version) on plan.readiness to og_health;
grant update (state, moved_at, moved_by, version) on plan.readiness to og_health;
create trigger append_only before delete or update of inmate_id, stay_id, item, opened_at on plan.readiness for each row execute function platform.append_only();

-- owner: plan. How each point came about. Written by the database itself.
create table plan.readiness_step (
    id uuid primary key default gen_random_uuid(),
    inmate_id uuid not null references inmates.inmate,
    stay_id uuid not null,
    item text not null,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    by_account uuid,
    state text not null,
    evidence text not null default ''
);
create index on plan.readiness_step (prison_id);
create index on plan.readiness_step (inmate_id, stay_id, at);
select access.protect('plan.readiness_step', 'release', 'record', null);
select access.follow('plan.readiness_step');
grant select on plan.readiness_step to og_custody, og_case, og_region, og_auditor;
create trigger append_only before delete or update of id, inmate_id, stay_id, item, at, by_account, state, evidence on plan.readiness_step
    for each row execute function platform.append_only();

create function plan.readiness_moved() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if (new.state, new.evidence) is distinct from (old.state, old.evidence) then
        insert into readiness_step (inmate_id, stay_id, item, prison_id, at, by_account, state, evidence)
        values (new.inmate_id, new.stay_id, new.item, new.prison_id, new.moved_at, new.moved_by, new.state, new.evidence);
    end if;
    return null;
end $$;
create trigger readiness_moved after update on plan.readiness for each row execute function plan.readiness_moved();

-- Opens lists and sets their days: `inmate`, `release_on`, `ref`, and of each item the day (none: without one) and whose it usually is. Days
-- that somebody set stand.
create function plan.put_readiness(p_rows jsonb) returns void language plpgsql volatile security definer set search_path = plan, pg_temp as $$
begin
    update file f set release_on = x.release_on, release_ref = coalesce(f.release_ref, x.ref), readiness_at = coalesce(f.readiness_at, platform.now())
      from jsonb_to_recordset(p_rows) x (inmate uuid, release_on date, ref uuid) where f.inmate_id = x.inmate;
    insert into readiness as r (inmate_id, stay_id, item, prison_id, who, due_on, opened_at)
    select f.inmate_id, f.stay_id, i.item, f.prison_id, i.who, i.due_on, platform.now()
      from jsonb_to_recordset(p_rows) x (inmate uuid, items jsonb) join file f on f.inmate_id = x.inmate
      cross join lateral jsonb_to_recordset(x.items) i (item text, who text, due_on date)
     order by f.inmate_id, i.item
    on conflict (inmate_id, stay_id, item) do update set due_on = excluded.due_on where not r.due_by_hand and r.due_on is distinct from excluded.due_on;
end $$;

-- By hand, for somebody of one's own: on remand nobody knows the day.
create function plan.open_readiness(p_rows jsonb) returns void language plpgsql volatile security definer set search_path = plan, pg_temp as $$
begin
    if not (access.allows('app.writes', 'release') or access.allows('app.writes_assigned', 'release'))
       or not sentences.reaches(array(select (x ->> 'inmate')::uuid from jsonb_array_elements(p_rows) x)) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    perform plan.put_readiness(p_rows);
end $$;
grant execute on function plan.open_readiness(jsonb) to og_case;

-- Whose release is near enough and not on the clock, or has moved.
create function plan.releases_unset(p_until date, p_limit int) returns table (inmate_id uuid, release_on date, ref uuid) language sql stable security definer set search_path = plan, pg_temp as $$
    select f.inmate_id, w.expected_release, coalesce(f.release_ref, gen_random_uuid())
      from file f join custody.in_custody w on w.inmate_id = f.inmate_id
     where w.expected_release is not null and w.legal_status not in ('arrested', 'remand', 'none') and f.release_on is distinct from w.expected_release
       and (w.expected_release <= p_until or f.release_on is not null)
     order by w.expected_release, f.inmate_id limit p_limit
$$;
create function plan.releases_set(p_rows jsonb) returns void language sql volatile security definer set search_path = plan, pg_temp as $$ select plan.put_readiness(p_rows) $$;
grant execute on function plan.releases_unset(date, int), plan.releases_set(jsonb) to og_jobs;

-- What asked for readiness and has it: the references of the clock.
create function plan.releases_ready() returns table (ref uuid) language sql stable security definer set search_path = plan, pg_temp as $$
    select f.release_ref from sentences.deadline d join file f on f.release_ref = d.reference
     where d.state = 'open' and d.trigger = 'plan.release_ahead'
       and exists (select from readiness r where r.inmate_id = f.inmate_id and r.stay_id = f.stay_id)
       and not exists (select from readiness r where r.inmate_id = f.inmate_id and r.stay_id = f.stay_id and r.state in ('open', 'under_way', 'no'))
$$;
grant execute on function plan.releases_ready() to og_jobs;

-- How ready somebody is: every point counts the same (`plan.readiness_weight`); what is not needed is not counted.
create view plan.ready with (security_invoker = true) as
select r.inmate_id, r.prison_id, count(*) filter (where r.state <> 'not_needed') as needed, count(*) filter (where r.state = 'done') as done,
       count(*) filter (where r.state in ('open', 'under_way', 'no') and r.due_on < platform.today()) as late,
       array_agg(r.item order by r.due_on nulls last, r.item) filter (where r.state in ('open', 'under_way', 'no')) as missing
  from plan.readiness r join custody.stay s on s.id = r.stay_id and s.released_at is null group by r.inmate_id, r.prison_id;
grant select on plan.ready to og_custody, og_case, og_region, og_auditor;

-- owner: plan. A step on the way out that somebody asked for, and what became of it (strgjfl §§ 15, 16, 20, 33, 42; fvl § 24: with reasons).
create table plan.application (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    rung text not null check (rung in ('leave', 'day_release', 'lower_security', 'halfway_house', 'outside_prison', 'monitoring', 'probation')),
    applied_on date not null,
    applied_by text not null check (applied_by in ('inmate', 'counsel', 'prison')),
    about text not null default '' check (length(about) <= 600),
    state text not null default 'pending' check (state in ('pending', 'granted', 'refused', 'withdrawn', 'mistake')),
    decided_on date,
    level text check (level in ('local', 'region', 'kdi', 'court', 'prosecutor')),
    decided_by text not null default '' check (length(decided_by) <= 120),
    reason text not null default '' check (length(reason) <= 1000),
    -- Granted: from when. Refused: when it may be asked for again.
    from_on date,
    again_on date,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint application_ended_whole check ((state = 'pending') = (ended_at is null) and (ended_at is null) = (ended_by is null)),
    constraint application_decided_whole check (case when state in ('granted', 'refused') then decided_on is not null and level is not null and length(decided_by) >= 2
                                                     when state in ('pending', 'withdrawn') then decided_on is null and level is null else true end),
    constraint application_refused_why check (state not in ('refused', 'mistake') or length(reason) >= 3),
    constraint application_in_order check (decided_on >= applied_on and from_on >= decided_on and again_on >= decided_on)
);
create index on plan.application (prison_id);
create index on plan.application (inmate_id, applied_on desc);
create unique index one_pending_application on plan.application (inmate_id, rung) where state = 'pending';
select access.protect('plan.application', 'release', 'record', 'recorded_by');
select access.follow('plan.application');
grant select on plan.application to og_custody, og_case, og_region, og_auditor;
grant insert on plan.application to og_case;
grant update (state, decided_on, level, decided_by, reason, from_on, again_on, ended_by, ended_at, version) on plan.application to og_case;

-- A decision is final: it was recorded by mistake, or it stands.
create function plan.application_rules() returns trigger language plpgsql set search_path = plan, pg_temp as $$
begin
    if current_user = 'overgang_owner' or (new.state, new.reason, new.decided_on, new.level, new.decided_by, new.from_on, new.again_on)
           is not distinct from (old.state, old.reason, old.decided_on, old.level, old.decided_by, old.from_on, old.again_on) then return new; end if;
    if new.ended_by is distinct from access.account() then raise exception 'not in another''s name' using errcode = 'insufficient_privilege'; end if;
    if old.state <> 'pending' and not (old.state in ('granted', 'refused') and new.state = 'mistake' and (new.decided_on, new.level, new.decided_by, new.from_on, new.again_on)
           is not distinct from (old.decided_on, old.level, old.decided_by, old.from_on, old.again_on)) then
        raise exception 'a decision is final' using errcode = 'check_violation', constraint = 'application_final';
    end if;
    return new;
end $$;
create trigger application_rules before update on plan.application for each row execute function plan.application_rules();
create trigger append_only before delete or update of id, inmate_id, rung, applied_on, applied_by, about, recorded_by, recorded_at on plan.application
    for each row execute function platform.append_only();

-- What still stands in the way, in numbers and days, as far as the reader's role may know each: without an answer (`n` null) it is not theirs to see.
create function plan.in_the_way(p_inmate uuid, p_since date) returns table (kind text, n bigint, on_day date) language plpgsql stable security definer set search_path = plan, pg_temp as $$
#variable_conflict use_column
declare
    v_prison uuid; v_deep boolean; v_assigned boolean := p_inmate = any(access.assigned()); v_from timestamptz := p_since::timestamp at time zone 'Europe/Oslo';
    v_plan boolean; v_incidents boolean; v_tests boolean; v_sentence boolean; v_moves boolean;
begin
    select i.prison_id into v_prison from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden());
    if not found then return; end if;
    v_deep := coalesce(v_prison = any(access.deep_prisons()), false) or p_inmate = any(access.deep_persons());
    if not ((access.allows('app.reads', 'release') and v_deep) or (access.allows('app.reads_assigned', 'release') and v_assigned)) then return; end if;
    v_plan := (access.allows('app.reads', 'plan') and v_deep) or (access.allows('app.reads_assigned', 'plan') and v_assigned);
    v_incidents := access.allows('app.reads', 'incidents') and v_deep;
    v_tests := access.allows('app.reads', 'searches') and v_deep;
    v_sentence := (access.allows('app.reads', 'sentence') and v_deep) or (access.allows('app.reads_assigned', 'sentence') and v_assigned);
    v_moves := access.allows('app.reads', 'movements') or (access.allows('app.reads_assigned', 'movements') and v_assigned);
    return query
    select 'goals', case when v_plan then count(*) end, min(g.target_on) from goal g where g.inmate_id = p_inmate and g.state = 'current' and (g.shared or access.role() in ('CAS', 'AUD'))
    union all
    select 'no_plan', case when v_plan then count(*) end, null from file f where f.inmate_id = p_inmate and f.version_outcome is distinct from 'agreed'
    union all
    select 'plan_late', case when v_plan then count(*) end, min(d.due_on) from sentences.deadline d where d.inmate_id = p_inmate and d.state = 'open' and d.rule_id like 'plan.%' and d.due_at <= platform.now()
    union all
    select 'incidents', case when v_incidents then count(*) end, max((i.at at time zone 'Europe/Oslo')::date)
      from custody.incident_person x join custody.incident i on i.id = x.incident_id
     where x.inmate_id = p_inmate and x.removed_at is null and x.role in ('aggressor', 'involved') and i.state not in ('draft', 'closed')
    union all
    select 'tests', case when v_tests then count(*) end, max((t.taken_at at time zone 'Europe/Oslo')::date)
      from custody.drug_test t where t.inmate_id = p_inmate and t.taken_at >= v_from and (t.outcome = 'refused' or (t.outcome = 'positive' and t.confirmation <> 'disproved'))
    union all
    select 'late_back', case when v_moves then count(*) end, max((coalesce(m.back_at, m.expected_back) at time zone 'Europe/Oslo')::date)
      from custody.movement m where m.inmate_id = p_inmate and m.out_at >= v_from and m.reason in ('LEAVE', 'DAYREL', 'WORKOUT', 'INTERRUPT', 'ESCAPE')
       and (m.ended_as = 'escape' or m.reason = 'ESCAPE' or coalesce(m.back_at, platform.now()) > m.expected_back + interval '30 minutes')
    union all
    select 'remand', case when v_sentence then count(*) end, max(b.to_day)
      from sentences.legal_basis b join custody.in_custody w on w.inmate_id = b.inmate_id and w.legal_status not in ('arrested', 'remand')
     where b.inmate_id = p_inmate and b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.ended_on is null and b.to_day >= platform.today()
    union all
    select 'hearings', case when v_sentence then count(*) end, min((a.starts_at at time zone 'Europe/Oslo')::date)
      from sentences.appearance a where a.inmate_id = p_inmate and a.state = 'planned' and a.starts_at > platform.now() and a.purpose in ('main_hearing', 'appeal', 'remand_extension', 'first_hearing')
    union all
    select 'calculation', case when v_sentence then 1 end, null
     where not exists (select from sentences.calculation c where c.inmate_id = p_inmate and c.state in ('confirmed', 'overridden')) or exists (select from sentences.recalculation q where q.inmate_id = p_inmate)
    union all
    select 'identity', 1, null from inmates.inmate i where i.id = p_inmate and i.identity is distinct from 'verified'
    union all
    select 'papers', 1, r.due_on from file f join readiness r on r.inmate_id = f.inmate_id and r.stay_id = f.stay_id where f.inmate_id = p_inmate and r.item = 'id_papers' and r.state in ('open', 'under_way')
    union all
    select 'risk', case when v_plan then 1 end, max(k.valid_until)
      from custody.in_custody w left join risk k on k.inmate_id = w.inmate_id and k.withdrawn_at is null
     where w.inmate_id = p_inmate and w.legal_status = 'preventive_detention' having count(*) > 0 and coalesce(max(k.valid_until) < platform.today(), true);
end $$;
grant execute on function plan.in_the_way(uuid, date) to og_custody, og_case, og_region, og_auditor;
reset role;
