-- Two records of one person: somebody unknown who is identified later, or somebody registered twice. Nothing is moved and nothing is rewritten: what was
-- written about a number stays under it, signed and sealed as it is. The record that is joined follows the one that is kept: it opens for the same
-- readers, its number leads there, and nothing new is written in it. Two people decide, and the same two can take it back.
set local role overgang_owner;

-- owner: inmates
create table inmates.joined (
    id uuid primary key,
    joined_id uuid not null references inmates.inmate,
    kept_id uuid not null references inmates.inmate,
    reason text not null check (length(reason) between 10 and 600),
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    outcome text check (outcome in ('granted', 'refused')),
    outcome_reason text check (length(outcome_reason) between 3 and 600),
    -- Where the joined record was before: its prison, and the numbers that went over to the record that is kept.
    prison_before uuid references estate.prison,
    carried uuid[] not null default '{}',
    undo_by uuid,
    undo_at timestamptz,
    undo_reason text check (length(undo_reason) between 10 and 600),
    undone_by uuid,
    undone_at timestamptz,
    constraint joined_two check (joined_id <> kept_id),
    constraint joined_whole check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
    constraint joined_four_eyes check (decided_by <> proposed_by),
    constraint undo_whole check ((undo_by is null) = (undo_at is null) and (undo_by is null) = (undo_reason is null)),
    constraint undo_of_what_was_done check (undo_by is null or outcome = 'granted'),
    constraint undone_whole check ((undone_by is null) = (undone_at is null)),
    constraint undone_by_the_pair check (undone_by is null or (undo_by is not null and undone_by <> undo_by and undone_by in (proposed_by, decided_by) and undo_by in (proposed_by, decided_by))),
    constraint undone_in_time check (undone_at <= decided_at + interval '91 days')
);
-- A record is joined once at a time, and proposed once at a time.
create unique index joined_once on inmates.joined (joined_id) where outcome = 'granted' and undone_at is null;
create unique index joined_waits on inmates.joined (least(joined_id, kept_id), greatest(joined_id, kept_id)) where outcome is null;
create index joined_into on inmates.joined (kept_id) where outcome = 'granted' and undone_at is null;
create index on inmates.joined (joined_id);
create index on inmates.joined (kept_id);
create index on inmates.joined (prison_before);
select access.own('inmates.joined');
-- Whoever finds both, or either once they are one.
create policy reads on inmates.joined for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health using (
    exists (select from inmates.inmate i where i.id = joined_id) and exists (select from inmates.inmate i where i.id = kept_id));
create policy adds on inmates.joined for insert to og_custody, og_case with check (
    proposed_by = (select access.account()) and outcome is null and undo_by is null and (select access.role()) in ('CAS', 'DUT', 'GOV')
    and exists (select from inmates.inmate i where i.id = joined_id) and exists (select from inmates.inmate i where i.id = kept_id));
grant select on inmates.joined to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant insert (id, joined_id, kept_id, reason, proposed_by, proposed_at) on inmates.joined to og_custody, og_case;

-- Records that are joined: nothing new is written there.
create function inmates.joined_ids() returns uuid[] language plpgsql stable security definer set search_path = inmates, pg_temp as $$
begin
    return (select coalesce(array_agg(j.joined_id), '{}') from inmates.joined j where j.outcome = 'granted' and j.undone_at is null);
end $$;
revoke execute on function inmates.joined_ids() from public;
grant execute on function inmates.joined_ids() to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
do $$ declare r record;
begin
    for r in select distinct c.oid::regclass as tbl
               from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
               join pg_attribute a on a.attrelid = c.oid and a.attname = 'inmate_id' and not a.attisdropped
              where p.polcmd = 'a' and n.nspname in ('inmates', 'custody', 'sentences', 'plan', 'programmes', 'activities', 'learning', 'money', 'property', 'health')
    loop
        execute format('create policy joined on %s as restrictive for insert to og_custody, og_case, og_activity, og_desk, og_region, og_health
                        with check (inmate_id is null or inmate_id <> all((select inmates.joined_ids())::uuid[]))', r.tbl);
    end loop;
end $$;

-- Why two records cannot be joined so; null when they can. Asked by whoever proposes and by whoever decides, and once more under lock.
create function inmates.join_obstacle(p_joined uuid, p_kept uuid) returns text language plpgsql stable security definer set search_path = inmates, pg_temp as $$
begin
    if access.role() is null or access.role() not in ('CAS', 'DUT', 'GOV', 'AUD') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return case
        when p_joined = p_kept then 'same'
        when exists (select from inmates.joined j where j.outcome = 'granted' and j.undone_at is null
                       and (j.joined_id in (p_joined, p_kept) or j.kept_id = p_joined)) then 'joined'
        when (select count(*) from custody.in_custody c where c.inmate_id in (p_joined, p_kept)) = 2 then 'both_held'
        -- In two places at once they are two people, however alike.
        when exists (select from custody.stay a join custody.stay b on b.inmate_id = p_kept and tstzrange(b.admitted_at, b.released_at) && tstzrange(a.admitted_at, a.released_at)
                      where a.inmate_id = p_joined) then 'overlap'
        -- Whoever is held is held under the record that is kept, with all that runs in it.
        when exists (select from custody.in_custody c where c.inmate_id = p_joined)
          or exists (select from custody.reception r where r.inmate_id = p_joined and r.state = 'open') then 'held'
        when (select count(distinct i.protected) from inmates.inmate i where i.id in (p_joined, p_kept)) = 2 then 'protected'
        -- Two different numbers of one kind are two people, until one of them is corrected.
        when exists (select from inmates.identifier a join inmates.identifier b on b.inmate_id = p_kept and b.kind = a.kind and b.value <> a.value and b.ended_at is null
                      where a.inmate_id = p_joined and a.ended_at is null and a.kind in ('national', 'd_number', 'duf')) then 'numbers'
    end;
end $$;

-- Grants or refuses. Answers with what stands in the way, 'decided' when somebody was first, or nothing.
create function inmates.decide_join(p_id uuid, p_granted boolean, p_reason text) returns text language plpgsql volatile security definer set search_path = inmates, pg_temp as $$
declare j inmates.joined; v_fault text; v_prison uuid; v_before uuid; v_carried uuid[]; r record; v_new uuid;
begin
    if access.role() is distinct from 'GOV' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into j from inmates.joined x where x.id = p_id for update;
    if not found or j.outcome is not null then return 'decided'; end if;
    if j.proposed_by = access.account() then return 'own'; end if;
    perform from inmates.inmate i where i.id in (j.joined_id, j.kept_id) order by i.id for update;
    select i.prison_id into v_prison from inmates.inmate i where i.id = j.kept_id;
    if not (v_prison = any(access.deep_prisons()) or j.kept_id = any(access.deep_persons())) or j.kept_id = any(access.hidden()) or j.joined_id = any(access.hidden()) then
        raise exception 'out of reach' using errcode = 'insufficient_privilege';
    end if;
    if p_granted then
        v_fault := inmates.join_obstacle(j.joined_id, j.kept_id);
        if v_fault is not null then return v_fault; end if;
        select i.prison_id into v_before from inmates.inmate i where i.id = j.joined_id;
        -- A number of the State belongs to the person: it goes over where the kept record has none of its kind, and says so in the history of both.
        v_carried := '{}';
        for r in select d.* from inmates.identifier d where d.inmate_id = j.joined_id and d.ended_at is null and d.kind in ('national', 'd_number', 'duf')
                    and not exists (select from inmates.identifier k where k.inmate_id = j.kept_id and k.kind = d.kind and k.ended_at is null) loop
            update inmates.identifier d set ended_at = platform.now() where d.id = r.id;
            v_new := gen_random_uuid();
            insert into inmates.identifier (id, inmate_id, prison_id, kind, value, country, verified, recorded_by, recorded_at)
            values (v_new, j.kept_id, v_prison, r.kind, r.value, r.country, r.verified, access.account(), platform.now());
            insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, old_value, new_value)
            values (gen_random_uuid(), j.joined_id, v_before, platform.now(), access.account(), 'identifier', r.id, 'value', r.value, null),
                   (gen_random_uuid(), j.kept_id, v_prison, platform.now(), access.account(), 'identifier', v_new, 'value', null, r.value);
            v_carried := v_carried || v_new;
        end loop;
        update inmates.joined x set outcome = 'granted', outcome_reason = nullif(p_reason, ''), decided_by = access.account(), decided_at = platform.now(),
               prison_before = v_before, carried = v_carried where x.id = p_id;
        perform inmates.set_prison(j.joined_id, v_prison);
    else
        update inmates.joined x set outcome = 'refused', outcome_reason = nullif(p_reason, ''), decided_by = access.account(), decided_at = platform.now() where x.id = p_id;
    end if;
    return null;
end $$;

-- Asks for it to be taken back, or takes it back when the other of the two has asked. 'asked', 'undone', or why not.
create function inmates.undo_join(p_id uuid, p_reason text) returns text language plpgsql volatile security definer set search_path = inmates, pg_temp as $$
declare j inmates.joined; r record;
begin
    select * into j from inmates.joined x where x.id = p_id for update;
    if not found or access.account() is null or access.account() not in (j.proposed_by, j.decided_by) then return 'not_pair'; end if;
    if j.outcome is distinct from 'granted' or j.undone_at is not null then return 'decided'; end if;
    if platform.now() > j.decided_at + interval '90 days' then return 'late'; end if;
    if j.undo_by is null then
        update inmates.joined x set undo_by = access.account(), undo_at = platform.now(), undo_reason = p_reason where x.id = p_id;
        return 'asked';
    end if;
    if j.undo_by = access.account() then return 'own'; end if;
    perform from inmates.inmate i where i.id in (j.joined_id, j.kept_id) order by i.id for update;
    -- Numbers go back, unless somebody has changed them since.
    for r in select d.* from inmates.identifier d where d.id = any(j.carried) and d.ended_at is null loop
        update inmates.identifier d set ended_at = platform.now() where d.id = r.id;
        insert into inmates.identifier (id, inmate_id, prison_id, kind, value, country, verified, recorded_by, recorded_at)
        values (gen_random_uuid(), j.joined_id, j.prison_before, r.kind, r.value, r.country, r.verified, access.account(), platform.now());
        insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, old_value, new_value)
        values (gen_random_uuid(), j.kept_id, r.prison_id, platform.now(), access.account(), 'identifier', r.id, 'value', r.value, null),
               (gen_random_uuid(), j.joined_id, j.prison_before, platform.now(), access.account(), 'identifier', r.id, 'value', null, r.value);
    end loop;
    update inmates.joined x set undone_by = access.account(), undone_at = platform.now() where x.id = p_id;
    perform inmates.set_prison(j.joined_id, j.prison_before);
    return 'undone';
end $$;

-- The joined record goes where the kept one goes, and is closed with it.
create function inmates.joined_follows() returns trigger language plpgsql security definer set search_path = inmates, pg_temp as $$
declare v_joined uuid;
begin
    for v_joined in select j.joined_id from inmates.joined j where j.kept_id = new.id and j.outcome = 'granted' and j.undone_at is null loop
        perform inmates.set_prison(v_joined, new.prison_id);
    end loop;
    return null;
end $$;
create trigger joined_follows after update of prison_id on inmates.inmate for each row when (old.prison_id is distinct from new.prison_id) execute function inmates.joined_follows();

-- What is on both, side by side: how many rows each part of a record has. Numbers alone; for who may join them.
create function inmates.rows_of(p_inmate uuid) returns table (part text, rows bigint) language plpgsql stable security definer set search_path = inmates, pg_temp as $$
begin
    if access.role() is null or access.role() not in ('CAS', 'DUT', 'GOV', 'AUD') or p_inmate = any(access.hidden()) then return; end if;
    return query select 'stays', count(*) from custody.stay x where x.inmate_id = p_inmate
       union all select 'bases', count(*) from sentences.legal_basis x where x.inmate_id = p_inmate
       union all select 'running', count(*) from sentences.holding_on(p_inmate, platform.today())
       union all select 'observations', count(*) from custody.observation x where x.inmate_id = p_inmate
       union all select 'movements', count(*) from custody.movement x where x.inmate_id = p_inmate
       union all select 'alerts', count(*) from inmates.alert x where x.inmate_id = p_inmate
       union all select 'photos', count(*) from inmates.photo x where x.inmate_id = p_inmate
       union all select 'goals', count(*) from plan.goal x where x.inmate_id = p_inmate
       union all select 'placements', count(*) from activities.placement x where x.inmate_id = p_inmate
       union all select 'items', count(*) from property.item x where x.inmate_id = p_inmate
       union all select 'contacts', count(*) from inmates.contact_person x where x.inmate_id = p_inmate;
end $$;
revoke execute on function inmates.join_obstacle(uuid, uuid), inmates.decide_join(uuid, boolean, text), inmates.undo_join(uuid, text), inmates.joined_follows(), inmates.rows_of(uuid) from public;
grant execute on function inmates.join_obstacle(uuid, uuid), inmates.rows_of(uuid) to og_custody, og_case, og_auditor;
grant execute on function inmates.decide_join(uuid, boolean, text), inmates.undo_join(uuid, text) to og_custody, og_case;

-- Whoever reaches the kept record by a right of their own reaches what is joined to it, and a relative of the one is a relative of the other.
do $$
declare
    persons constant text := 'v_persons := v_identity || v_deep || v_assigned || v_tails;';
    family constant text := 'select coalesce(array_agg(c.inmate_id), ''{}'') into v_hidden from access.conflict_of_interest c where c.account_id = a.id;';
    def text := pg_get_functiondef('access.open_request(bytea, timestamptz, boolean)'::regprocedure);
begin
    if position(persons in def) = 0 or position(family in def) = 0 then raise exception 'access.open_request no longer reads as expected'; end if;
    def := replace(def, persons, 'if v_identity || v_deep || v_assigned || v_tails || v_cleared <> ''{}'' then
            select v_assigned || coalesce(array_agg(j.joined_id) filter (where j.kept_id = any(v_assigned)), ''{}''),
                   v_deep || coalesce(array_agg(j.joined_id) filter (where j.kept_id = any(v_deep)), ''{}''),
                   v_identity || coalesce(array_agg(j.joined_id) filter (where j.kept_id = any(v_identity)), ''{}''),
                   v_tails || coalesce(array_agg(j.joined_id) filter (where j.kept_id = any(v_tails)), ''{}''),
                   v_cleared || coalesce(array_agg(j.joined_id) filter (where j.kept_id = any(v_cleared)), ''{}'')
              into v_assigned, v_deep, v_identity, v_tails, v_cleared
              from inmates.joined j where j.outcome = ''granted'' and j.undone_at is null and j.kept_id = any(v_identity || v_deep || v_assigned || v_tails || v_cleared);
        end if;
        ' || persons);
    def := replace(def, family, 'select coalesce(array_agg(c.inmate_id), ''{}'') into v_hidden from (
            select x.inmate_id from access.conflict_of_interest x where x.account_id = a.id
            union
            select case when j.kept_id = x.inmate_id then j.joined_id else j.kept_id end from access.conflict_of_interest x
              join inmates.joined j on x.inmate_id in (j.kept_id, j.joined_id) and j.outcome = ''granted'' and j.undone_at is null where x.account_id = a.id) c;');
    execute def;
end $$;
reset role;
