-- Landings: where in its unit a cell lies, from a day on. Two people may have to be kept apart by cell, landing, unit (wing) or prison; and a
-- move that is written down later than it happened is weighed against the pairs that were in force then.
set local role overgang_owner;

-- owner: estate. Dated: a rebuilt corridor does not change where people were. No name: from that day the cell is on no landing of its own.
create table estate.cell_landing (
    id uuid primary key,
    cell_id uuid not null references estate.cell,
    prison_id uuid not null references estate.prison,
    name text check (length(name) between 1 and 24),
    during daterange not null check (not isempty(during)),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint cell_landing_overlaps exclude using gist (cell_id with =, during with &&)
);
create index on estate.cell_landing (prison_id);
select access.own('estate.cell_landing');
create policy reads on estate.cell_landing for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs using (true);
create policy adds on estate.cell_landing for insert to og_custody, og_system with check ((select access.allows('app.writes', 'estate'))
    and recorded_by = (select access.account()) and exists (select from estate.cell c where c.id = cell_id and c.prison_id = cell_landing.prison_id)
    and (prison_id = any((select access.deep_prisons())::uuid[]) or (select access.role()) = 'SYS'));
create policy changes on estate.cell_landing for update to og_custody, og_system using ((select access.allows('app.writes', 'estate'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or (select access.role()) = 'SYS')) with check (true);
grant select on estate.cell_landing to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs;
grant insert, update (name, during, recorded_by, recorded_at) on estate.cell_landing to og_custody, og_system;
create trigger append_only before delete or update of id, cell_id, prison_id on estate.cell_landing for each row execute function platform.append_only();

-- The landing of a cell on a day; none when it has none.
create function estate.landing_of(p_cell uuid, p_day date) returns text language sql stable set search_path = estate, pg_temp as $$
    select l.name from estate.cell_landing l where l.cell_id = p_cell and l.during @> p_day
$$;

-- Gives cells a landing from a day on. A day on which one began already is set right; a day before the latest one is refused and told.
create function estate.set_landing(p_cells uuid[], p_name text, p_from date) returns date language plpgsql volatile set search_path = estate, pg_temp as $$
declare v_later date;
begin
    perform estate.lock_cells(p_cells);
    select max(lower(l.during)) into v_later from estate.cell_landing l where l.cell_id = any(p_cells) and lower(l.during) > p_from;
    if v_later is not null then return v_later; end if;
    update estate.cell_landing l set name = p_name, recorded_by = access.account(), recorded_at = platform.now()
     where l.cell_id = any(p_cells) and lower(l.during) = p_from and l.name is distinct from p_name;
    update estate.cell_landing l set during = daterange(lower(l.during), p_from)
     where l.cell_id = any(p_cells) and upper_inf(l.during) and lower(l.during) < p_from and l.name is distinct from p_name;
    insert into estate.cell_landing (id, cell_id, prison_id, name, during, recorded_by, recorded_at)
    select gen_random_uuid(), c.id, c.prison_id, p_name, daterange(p_from, null), access.account(), platform.now()
      from estate.cell c
     where c.id = any(p_cells) and not exists (select from estate.cell_landing l where l.cell_id = c.id and l.during @> p_from)
       and (p_name is not null or exists (select from estate.cell_landing l where l.cell_id = c.id));
    return null;
end $$;
revoke execute on function estate.landing_of(uuid, date), estate.set_landing(uuid[], text, date) from public;
grant execute on function estate.landing_of(uuid, date) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant execute on function estate.set_landing(uuid[], text, date) to og_custody, og_system;
grant execute on function estate.lock_cells(uuid[]) to og_custody, og_system;

-- cell: not the same cell. landing: not the same landing. unit: not the same unit (wing). prison: not the same prison.
alter table custody.keep_apart drop constraint keep_apart_level_check,
    add constraint keep_apart_level_check check (level in ('cell', 'landing', 'unit', 'prison'));

-- As before, with landings and with the instant that is meant: none is now. Where it is not known on which landing somebody is, the unit is
-- one landing: rather a reason too many than a meeting.
drop function custody.apart_conflicts(uuid[], uuid, uuid, uuid, uuid[], uuid[]);
create function custody.apart_conflicts(p_inmates uuid[], p_prison uuid, p_unit uuid, p_cell uuid, p_others uuid[], p_without uuid[], p_at timestamptz)
returns table (keep_apart_id uuid, inmate_id uuid, level text, meets text, role text, other_role text, reason_code text, reason text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select a.id, me.inmate_id, a.level, m.meets,
           case when s.whole then me.role end, case when s.whole then them.role end, case when s.whole then a.reason_code end, case when s.whole then a.reason end
      from custody.keep_apart_person me
      join custody.keep_apart a on a.id = me.keep_apart_id
       and case when p_at is null then a.closed_at is null else a.opened_at <= p_at and (a.closed_at is null or a.closed_at > p_at) end
      join custody.keep_apart_person them on them.keep_apart_id = a.id and them.inmate_id <> me.inmate_id and them.inmate_id <> all(p_without)
      cross join lateral (select coalesce((p_at at time zone 'Europe/Oslo')::date, platform.today()) as day) d
      left join lateral (
          select w.prison_id, w.unit_id, w.cell_id from custody.in_custody w where p_at is null and w.inmate_id = them.inmate_id
          union all
          select q.prison_id, q.unit_id, q.cell_id from custody.position_at(them.inmate_id, p_at) q where p_at is not null) w on true
      cross join lateral (select estate.landing_of(p_cell, d.day) as mine, estate.landing_of(w.cell_id, d.day) as theirs) l
      cross join lateral (select case when them.inmate_id = any(p_others || p_inmates) then 'together'
                                      when w.cell_id = p_cell then 'cell'
                                      when w.unit_id = p_unit and (l.mine = l.theirs or (a.level = 'landing' and (l.mine is null or l.theirs is null))) then 'landing'
                                      when w.unit_id = p_unit then 'unit' when w.prison_id = p_prison then 'prison' end as meets) m
      cross join lateral (select access.allows('app.reads', 'alerts') or (access.allows('app.reads_assigned', 'alerts') and me.inmate_id = any(access.assigned())) as whole) s
     where me.inmate_id = any(p_inmates) and access.account() is not null
       and (coalesce(me.prison_id = any(access.prisons()), false) or me.inmate_id = any(access.persons()) or me.inmate_id = any(access.assigned()))
       and me.inmate_id <> all(access.hidden())
       and (m.meets in ('together', 'cell') or (m.meets = 'landing' and a.level <> 'cell') or (m.meets = 'unit' and a.level in ('unit', 'prison'))
            or (m.meets = 'prison' and a.level = 'prison'))
     order by me.inmate_id, array_position(array['together', 'cell', 'landing', 'unit', 'prison'], m.meets), a.opened_at, a.id limit 200
$$;
revoke execute on function custody.apart_conflicts(uuid[], uuid, uuid, uuid, uuid[], uuid[], timestamptz) from public;
grant execute on function custody.apart_conflicts(uuid[], uuid, uuid, uuid, uuid[], uuid[], timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;

-- A move says of each thing that stood against it why it was right all the same: in the order of `accepted`.
alter table custody.placement add column accepted_why text[] not null default '{}';
alter table custody.placement add constraint placement_whys_whole check (cardinality(accepted_why) in (0, cardinality(accepted)));
reset role;

-- Ways that lead to the same place at the same time: who would be there, or go there, together with somebody. For the question of keeping apart
-- alone, which tells nobody's name that the reader may not see.
set local role overgang_owner;
create function custody.going_with(p_inmates uuid[], p_prison uuid, p_place text, p_from timestamptz, p_until timestamptz) returns uuid[]
language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(distinct x.inmate_id), '{}')
      from (select v.inmate_id, tstzrange(coalesce(v.left_at, v.planned_at), greatest(coalesce(v.planned_until, v.planned_at + interval '1 hour'), coalesce(v.left_at, v.planned_at)), '[]') as during
              from custody.internal_movement v
             where v.prison_id = p_prison and v.state in ('planned', 'left', 'arrived') and lower(v.to_place) = lower(p_place)
            union all
            select m.inmate_id, tstzrange(coalesce(m.out_at, m.planned_out), greatest(coalesce(m.expected_back, m.planned_out + interval '2 hours'), coalesce(m.out_at, m.planned_out)), '[]')
              from custody.movement m
             where m.prison_id = p_prison and m.state in ('planned', 'out') and lower(m.destination) = lower(p_place)) x
     where p_place is not null and p_prison = any(access.prisons()) and x.inmate_id <> all(p_inmates) and x.during && tstzrange(p_from, greatest(p_until, p_from), '[]')
$$;
revoke execute on function custody.going_with(uuid[], uuid, text, timestamptz, timestamptz) from public;
grant execute on function custody.going_with(uuid[], uuid, text, timestamptz, timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
reset role;
