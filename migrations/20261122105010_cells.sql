-- Cells day by day: who agreed to share a room, what a move rested on, who is in a cell when names may not be told, and two who want the
-- last bed.
set local role overgang_owner;

-- A move in words: when it was written down, why (when something stood against it), and which findings were accepted.
alter table custody.placement
    add column recorded_at timestamptz,
    add column note text check (length(note) between 3 and 600),
    add column late_reason text check (length(late_reason) between 3 and 600),
    add column accepted text[] not null default '{}';

-- owner: custody. Whether the person agrees to share a room (straffegjennomføringsloven §§ 17 and 47 third paragraph). The latest one counts.
create table custody.sharing_consent (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    given boolean not null,
    on_day date not null,
    note text not null default '' check (length(note) <= 400),
    recorded_by uuid not null,
    recorded_at timestamptz not null
);
create index on custody.sharing_consent (inmate_id, recorded_at desc);
create index on custody.sharing_consent (prison_id);
create trigger append_only before delete or update of id, inmate_id, given, on_day, note, recorded_by, recorded_at on custody.sharing_consent
    for each row execute function platform.append_only();
select access.protect('custody.sharing_consent', 'movements', 'identity', 'recorded_by');
select access.writes_by_prison('custody.sharing_consent', 'movements', 'recorded_by');
select access.follow('custody.sharing_consent');
grant select on custody.sharing_consent to og_custody, og_case, og_auditor;
grant insert on custody.sharing_consent to og_custody;

-- One cell at a time is decided about: moves in, taking out of use, closing. Whoever comes second waits, and then sees what the first did.
create function estate.lock_cells(p_cells uuid[]) returns void language plpgsql volatile set search_path = estate, pg_temp as $$
declare c uuid;
begin
    -- In one order, so that two who swap the other way round do not wait for each other.
    for c in select distinct x from unnest(p_cells) x order by 1 loop
        perform pg_advisory_xact_lock(hashtextextended('cell' || c::text, 0));
    end loop;
end $$;
grant execute on function estate.lock_cells(uuid[]) to og_custody, og_system;

-- How many sleep in each cell of a prison, and how many have none. A count, so that hidden people count too.
create function custody.cell_load(p_prison uuid) returns table (unit_id uuid, cell_id uuid, people bigint, hidden bigint)
language sql stable security definer set search_path = custody, pg_temp as $$
    select c.unit_id, c.cell_id, count(*), count(*) filter (where c.inmate_id = any(access.hidden()))
      from custody.in_custody c
     where c.prison_id = p_prison and p_prison = any(access.prisons()) and access.allows('app.reads', 'movements')
     group by c.unit_id, c.cell_id
$$;

-- Who is in a cell, as a move must weigh it. Of people the reader may not see: no id, and of what they are only what decides.
create function custody.cellmates(p_cell uuid) returns table (inmate_id uuid, sex text, birth_date date, years int, legal_status text, consent boolean, violent boolean, since timestamptz, decided_by text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select case when not h.hidden then c.inmate_id end, i.sex, case when not h.hidden then i.birth_date end,
           case when i.birth_date is null then null when age(platform.today(), i.birth_date) < interval '18 years' then 17 when age(platform.today(), i.birth_date) < interval '24 years' then 23 else 24 end,
           c.legal_status, (select s.given from custody.sharing_consent s where s.inmate_id = c.inmate_id order by s.recorded_at desc, s.id desc limit 1),
           exists (select from inmates.alert a where a.inmate_id = c.inmate_id and a.kind = 'VIOLENCE_PRIS' and a.ended_at is null and a.from_day <= platform.today() and (a.to_day is null or a.to_day >= platform.today())),
           c.placed_at, (select k.display_name from custody.placement p join access.account k on k.id = p.decided_by where p.inmate_id = c.inmate_id and upper_inf(p.during))
      from custody.in_custody c
      join inmates.inmate i on i.id = c.inmate_id
      cross join lateral (select c.inmate_id = any(access.hidden()) as hidden) h
     where c.cell_id = p_cell and c.prison_id = any(access.prisons()) and access.allows('app.reads', 'movements')
     order by c.placed_at, c.inmate_id
$$;
revoke execute on function custody.cell_load(uuid), custody.cellmates(uuid) from public;
grant execute on function custody.cell_load(uuid), custody.cellmates(uuid) to og_custody, og_case, og_region, og_auditor;

-- Whoever places people, by whatever page: never more than the maximum of a cell. Placements are counted at the commit, when a swap is whole.
create function custody.placement_locks() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if access.account() is not null and new.cell_id is not null and upper_inf(new.during) then perform estate.lock_cells(array[new.cell_id]); end if;
    return new;
end $$;
create trigger placement_locks before insert on custody.placement for each row execute function custody.placement_locks();
create function custody.placement_fits() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
declare v_maximum int; v_people int;
begin
    if access.account() is null or new.cell_id is null or not upper_inf(new.during) then return null; end if;
    select c.maximum_capacity into v_maximum from estate.cell c where c.id = new.cell_id;
    select count(*) into v_people from custody.placement p where p.cell_id = new.cell_id and upper_inf(p.during)
       and exists (select from custody.stay s where s.inmate_id = p.inmate_id and s.released_at is null);
    if v_people > v_maximum then
        raise exception 'the cell is full' using errcode = 'exclusion_violation', constraint = 'cell_full';
    end if;
    return null;
end $$;
create constraint trigger placement_fits after insert on custody.placement deferrable initially deferred for each row execute function custody.placement_fits();

-- The duty officer takes a cell out of use for a time, and back: the officer on duty at night finds the broken window. The estate stays the governor's.
create policy duty_adds on estate.cell_out_of_use for insert to og_custody with check (
    recorded_by = (select access.account()) and (select access.role()) in ('DUT', 'GOV') and (select access.allows('app.reads', 'movements'))
    and prison_id = any((select access.deep_prisons())::uuid[]) and exists (select from estate.cell c where c.id = cell_id and c.prison_id = cell_out_of_use.prison_id));
create policy duty_changes on estate.cell_out_of_use for update to og_custody using ((select access.role()) in ('DUT', 'GOV')
    and (select access.allows('app.reads', 'movements')) and prison_id = any((select access.deep_prisons())::uuid[])) with check (ended_by = (select access.account()));
reset role;
