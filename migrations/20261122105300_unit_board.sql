-- The unit's day: who is unlocked, what changed (so that open boards know), what one shift tells the next, and the weekly duties.
set local role overgang_owner;

-- owner: custody. One number a unit, raised by every change that its board shows. An open board asks for this one row.
create table custody.unit_version (
    unit_id uuid primary key references estate.unit,
    version bigint not null default 1
);
select access.own('custody.unit_version');
create policy reads on custody.unit_version for select to og_custody, og_case, og_auditor using (true);
grant select on custody.unit_version to og_custody, og_case, og_auditor;

-- Locked in the order of the ids: two transactions that touch the same units wait for each other and do not die of it.
create function custody.bump(p_units uuid[]) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r record;
begin
    for r in with held as (select v.unit_id from custody.unit_version v where v.unit_id = any(p_units) order by v.unit_id for update)
             update custody.unit_version v set version = v.version + 1 from held where held.unit_id = v.unit_id returning v.unit_id, v.version
    loop
        perform pg_notify('unit_version', r.unit_id || ' ' || r.version);
    end loop;
end $$;

-- What a statement changed, by the unit, the inmate or the cell of its rows.
create function custody.bump_by_unit() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    case tg_op
        when 'INSERT' then perform custody.bump(array(select distinct n.unit_id from changed n));
        when 'UPDATE' then perform custody.bump(array(select n.unit_id from changed n union select o.unit_id from was o));
        else perform custody.bump(array(select distinct o.unit_id from was o));
    end case;
    return null;
end $$;
create function custody.bump_by_inmate() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    case tg_op
        when 'INSERT' then perform custody.bump(array(select distinct w.unit_id from changed n join custody.in_custody w on w.inmate_id = n.inmate_id));
        when 'UPDATE' then perform custody.bump(array(select w.unit_id from changed n join custody.in_custody w on w.inmate_id = n.inmate_id));
        else perform custody.bump(array(select distinct w.unit_id from was o join custody.in_custody w on w.inmate_id = o.inmate_id));
    end case;
    return null;
end $$;
create function custody.bump_by_cell() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    case tg_op
        when 'INSERT' then perform custody.bump(array(select distinct c.unit_id from changed n join estate.cell c on c.id = n.cell_id));
        when 'UPDATE' then perform custody.bump(array(select c.unit_id from changed n join estate.cell c on c.id = n.cell_id));
        else perform custody.bump(array(select distinct c.unit_id from was o join estate.cell c on c.id = o.cell_id));
    end case;
    return null;
end $$;

-- Makes a table's changes known to open boards. `key`: unit, inmate or cell, the column by which a row finds its unit.
create function custody.live(tbl regclass, key text) returns void language plpgsql as $$
begin
    execute format('create trigger live_added after insert on %s referencing new table as changed for each statement execute function custody.bump_by_%s()', tbl, key);
    execute format('create trigger live_changed after update on %s referencing old table as was new table as changed for each statement execute function custody.bump_by_%s()', tbl, key);
    execute format('create trigger live_gone after delete on %s referencing old table as was for each statement execute function custody.bump_by_%s()', tbl, key);
end $$;

insert into custody.unit_version (unit_id) select u.id from estate.unit u;
create function custody.new_unit() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    insert into custody.unit_version (unit_id) values (new.id) on conflict do nothing;
    return null;
end $$;
create trigger new_unit after insert on estate.unit for each row execute function custody.new_unit();
create function custody.unit_changed() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    perform custody.bump(array[new.id]);
    return null;
end $$;
create trigger live_changed after update on estate.unit for each row execute function custody.unit_changed();
select custody.live('estate.cell', 'unit'), custody.live('estate.cell_out_of_use', 'cell'), custody.live('custody.in_custody', 'unit'),
       custody.live('custody.movement', 'inmate'), custody.live('inmates.alert', 'inmate'), custody.live('health.shared', 'inmate'),
       custody.live('inmates.photo', 'inmate');

-- A session that ends closes its open boards at once.
create function access.session_ended() returns trigger language plpgsql security definer set search_path = access, pg_temp as $$
begin
    perform pg_notify('session_ended', new.id::text);
    return null;
end $$;
create trigger session_ended after update of ended_at on access.session for each row when (old.ended_at is null and new.ended_at is not null) execute function access.session_ended();

-- Whether a session may still look at a unit, and the unit's version. Null: no longer. Asked by an open board now and then, beside any request:
-- it does not count as work of the session's owner.
create function access.watching(p_token bytea, p_now timestamptz, p_unit uuid) returns bigint language sql stable security definer set search_path = access, pg_temp as $$
    select v.version
      from access.session s
      join access.account a on a.id = s.account_id and a.status = 'active'
      join access.assignment x on x.id = s.assignment_id and x.outcome = 'granted' and x.ended_at is null and x.valid @> p_now
      join access.role_rights r on r.role = x.role and 'unit_day' = any(r.reads)
      join estate.unit u on u.id = p_unit
      join estate.prison p on p.id = u.prison_id and (p.id = any(x.prisons) or x.region in (p.region, '*'))
      join custody.unit_version v on v.unit_id = u.id
     where s.token_hash = p_token and s.side = access.side() and s.stage = 'full' and s.ended_at is null and p_now < s.expires_at and p_now < s.last_seen_at + s.idle
$$;
grant execute on function access.watching(bytea, timestamptz, uuid) to overgang_custody;

-- owner: custody. What was done at a door: one row a tap, later ones stand before earlier ones. `round`: the locking before it. `at`: when it was done, which
-- a tablet without a connection tells later. Out is no state here: whoever is out follows from the movements.
create table custody.unlock (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    round timestamptz not null,
    state text not null check (state in ('unlocked', 'in', 'stays', 'refused')),
    reason text check (length(reason) between 1 and 200),
    at timestamptz not null,
    recorded_at timestamptz not null,
    by_account uuid not null references access.account,
    undone_by uuid,
    undone_at timestamptz,
    constraint unlock_undone_whole check ((undone_by is null) = (undone_at is null)),
    constraint unlock_not_ahead check (at <= recorded_at)
);
create index unlock_round on custody.unlock (unit_id, round, inmate_id, at desc);
create index on custody.unlock (prison_id, round);
create index on custody.unlock (inmate_id, at desc);
create index on custody.unlock (by_account);
create trigger append_only before delete or update of id, inmate_id, prison_id, unit_id, round, state, reason, at, recorded_at, by_account on custody.unlock
    for each row execute function platform.append_only();
create function custody.unlock_undone() returns trigger language plpgsql set search_path = custody, pg_temp as $$
begin
    if old.undone_by is not null then raise exception 'undone already' using errcode = 'insufficient_privilege'; end if;
    if access.account() is not null and new.undone_by is distinct from access.account() then raise exception 'not in another''s name' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger unlock_undone before update on custody.unlock for each row execute function custody.unlock_undone();
select access.protect('custody.unlock', 'unit_day', 'identity', 'by_account');
select access.writes_by_prison('custody.unlock', 'unit_day', 'by_account');
grant select on custody.unlock to og_custody, og_case, og_auditor;
grant insert, update (undone_by, undone_at) on custody.unlock to og_custody;
select custody.live('custody.unlock', 'unit');

-- The units somebody works on today, for policies: asked once a statement.
create function access.my_units() returns uuid[] language sql stable security definer set search_path = access, pg_temp as $$
    select access.rostered_units(access.account(), platform.now()) $$;
grant execute on function access.my_units() to og_custody, og_case, og_auditor;

-- owner: custody. What a shift hands to the next: a draft until it is handed over, then as it stands for good.
create table custody.handover (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    day date not null,
    shift text not null check (shift in ('day', 'evening', 'night')),
    note text not null default '' check (length(note) <= 4000),
    assembled_at timestamptz not null,
    begun_by uuid not null references access.account,
    begun_at timestamptz not null,
    handed_by uuid references access.account,
    handed_at timestamptz,
    version int not null default 1,
    constraint handover_once unique (unit_id, day, shift),
    constraint handover_handed_whole check ((handed_by is null) = (handed_at is null))
);
create index on custody.handover (prison_id, day desc);
create index on custody.handover (unit_id, handed_at desc);
create index on custody.handover (begun_by);
create index on custody.handover (handed_by) where handed_by is not null;
select access.own('custody.handover');
create policy reads on custody.handover for select to og_custody, og_case, og_auditor
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
create policy adds on custody.handover for insert to og_custody
    with check (begun_by = (select access.account()) and handed_by is null and prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')));
create policy changes on custody.handover for update to og_custody
    using (handed_by is null and prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')))
    with check (handed_by is null or handed_by = (select access.account()));
grant select on custody.handover to og_custody, og_case, og_auditor;
grant insert, update (note, assembled_at, handed_by, handed_at, version) on custody.handover to og_custody;

-- owner: custody. A point of a handover: from what happened (`source`, `source_id`) or added by hand. Dropped points stay, marked as such.
create table custody.handover_item (
    id uuid primary key,
    handover_id uuid not null references custody.handover,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    inmate_id uuid references inmates.inmate,
    kind text not null check (kind in ('out', 'back', 'overdue', 'observation', 'refused', 'stays', 'arrived', 'cell', 'alert', 'duty', 'incident', 'own')),
    code text not null default '',
    at timestamptz not null,
    text text not null default '' check (length(text) <= 1000),
    source_id uuid,
    dropped boolean not null default false,
    written_by uuid not null references access.account
);
create unique index handover_source_once on custody.handover_item (handover_id, kind, source_id) where source_id is not null;
create index on custody.handover_item (handover_id, at);
create index on custody.handover_item (prison_id);
create index on custody.handover_item (unit_id);
create index on custody.handover_item (inmate_id);
create index on custody.handover_item (written_by);
select access.own('custody.handover_item');
-- What is told of a person is for those who work there and for those who read the whole house; the rest is for every officer of the prison.
create policy reads on custody.handover_item for select to og_custody, og_case, og_auditor using ((select access.allows('app.reads', 'unit_day')) and (
    prison_id = any((select access.deep_prisons())::uuid[]) or unit_id = any((select access.my_units())::uuid[])
    or (inmate_id is null and prison_id = any((select access.prisons())::uuid[])) or inmate_id = any((select access.assigned())::uuid[])));
create policy hidden on custody.handover_item as restrictive for all to og_custody, og_case, og_auditor
    using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]));
create policy adds on custody.handover_item for insert to og_custody
    with check (written_by = (select access.account()) and prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')));
create policy changes on custody.handover_item for update to og_custody
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day'))) with check (true);
grant select on custody.handover_item to og_custody, og_case, og_auditor;
grant insert, update (text, dropped) on custody.handover_item to og_custody;

-- What was handed over stands.
create function custody.handover_stands() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if tg_op = 'DELETE' then raise exception 'a handover is kept' using errcode = 'insufficient_privilege'; end if;
    if tg_table_name = 'handover' then
        if old.handed_at is not null then raise exception 'handed over' using errcode = 'insufficient_privilege'; end if;
    elsif exists (select from custody.handover h where h.id = new.handover_id and h.handed_at is not null) then
        raise exception 'handed over' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stands before update or delete on custody.handover for each row execute function custody.handover_stands();
create trigger stands before insert or update or delete on custody.handover_item for each row execute function custody.handover_stands();
select custody.live('custody.handover', 'unit');

-- owner: custody. Who has read a handover.
create table custody.handover_read (
    handover_id uuid not null references custody.handover,
    account_id uuid not null references access.account,
    prison_id uuid not null references estate.prison,
    at timestamptz not null,
    primary key (handover_id, account_id)
);
create index on custody.handover_read (prison_id);
create index on custody.handover_read (account_id);
create trigger append_only before update or delete on custody.handover_read for each row execute function platform.append_only();
select access.own('custody.handover_read');
create policy reads on custody.handover_read for select to og_custody, og_case, og_auditor
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
create policy adds on custody.handover_read for insert to og_custody
    with check (account_id = (select access.account()) and prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')));
grant select on custody.handover_read to og_custody, og_case, og_auditor;
grant insert on custody.handover_read to og_custody;

-- owner: custody. A duty that comes round every week on a unit: on these days (1 Monday … 7 Sunday), for so many people, in turn or always the same.
create table custody.rota_duty (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    kind text not null check (kind in ('laundry', 'cleaning', 'room_inspection', 'kitchen', 'waste', 'outdoors', 'other')),
    title text not null default '' check (length(title) <= 80),
    weekdays smallint[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[] and cardinality(weekdays) between 1 and 7),
    people smallint not null check (people between 0 and 12),
    in_turn boolean not null,
    made_by uuid not null references access.account,
    made_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint duty_other_is_named check (kind <> 'other' or title <> ''),
    constraint duty_ended_whole check ((ended_by is null) = (ended_at is null))
);
create index on custody.rota_duty (prison_id);
create index on custody.rota_duty (unit_id);
create index on custody.rota_duty (made_by);
select access.own('custody.rota_duty');
create policy reads on custody.rota_duty for select to og_custody, og_case, og_auditor
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
create policy adds on custody.rota_duty for insert to og_custody
    with check (made_by = (select access.account()) and prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')));
create policy changes on custody.rota_duty for update to og_custody
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day'))) with check (true);
grant select on custody.rota_duty to og_custody, og_case, og_auditor;
grant insert, update (title, weekdays, people, in_turn, ended_by, ended_at, version) on custody.rota_duty to og_custody;

-- owner: custody. Who has a duty that does not go in turn.
create table custody.rota_member (
    duty_id uuid not null references custody.rota_duty,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid not null references estate.prison,
    put_by uuid not null references access.account,
    primary key (duty_id, inmate_id)
);
create index on custody.rota_member (prison_id);
create index on custody.rota_member (inmate_id);
create index on custody.rota_member (put_by);
select access.protect('custody.rota_member', 'unit_day', 'identity', 'put_by');
select access.writes_by_prison('custody.rota_member', 'unit_day', 'put_by');
create policy drops on custody.rota_member for delete to og_custody
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')));
grant select on custody.rota_member to og_custody, og_case, og_auditor;
grant insert, delete on custody.rota_member to og_custody;

-- owner: custody. A duty on a day: whose turn, and what came of it. Without a person: the officers' own, as the inspection of rooms.
create table custody.rota_task (
    id uuid primary key,
    duty_id uuid not null references custody.rota_duty,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    day date not null,
    place smallint not null,
    inmate_id uuid references inmates.inmate,
    -- Whose turn it was before somebody swapped.
    turn_of uuid references inmates.inmate,
    state text not null default 'planned' check (state in ('planned', 'done', 'not_done')),
    reason text check (length(reason) between 1 and 200),
    marked_by uuid references access.account,
    marked_at timestamptz,
    planned_by uuid not null references access.account,
    constraint task_once unique (duty_id, day, place),
    constraint task_marked_whole check ((state = 'planned') = (marked_by is null) and (marked_by is null) = (marked_at is null))
);
create index on custody.rota_task (unit_id, day);
create index on custody.rota_task (prison_id);
create index on custody.rota_task (inmate_id, day desc);
create index on custody.rota_task (turn_of) where turn_of is not null;
create index on custody.rota_task (marked_by) where marked_by is not null;
create index on custody.rota_task (planned_by);
select access.own('custody.rota_task');
create policy reads on custody.rota_task for select to og_custody, og_case, og_auditor
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
create policy hidden on custody.rota_task as restrictive for all to og_custody, og_case, og_auditor
    using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]));
create policy adds on custody.rota_task for insert to og_custody
    with check (planned_by = (select access.account()) and prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day')));
create policy changes on custody.rota_task for update to og_custody
    using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day'))) with check (true);
grant select on custody.rota_task to og_custody, og_case, og_auditor;
grant insert, update (inmate_id, turn_of, state, reason, marked_by, marked_at) on custody.rota_task to og_custody;
select custody.live('custody.rota_task', 'unit');

-- From whom on the same unit somebody must be kept apart: the other's cell, never who. Also for people the reader may not see.
create function custody.apart_on_unit(p_unit uuid) returns table (inmate_id uuid, cell text) language plpgsql stable security definer set search_path = custody, pg_temp as $$
begin
    if to_regclass('custody.keep_apart_person') is null then return; end if;
    return query
        select distinct me.inmate_id, c.code
          from custody.in_custody w
          join custody.keep_apart_person me on me.inmate_id = w.inmate_id
          join custody.keep_apart a on a.id = me.keep_apart_id and a.closed_at is null
          join custody.keep_apart_person them on them.keep_apart_id = a.id and them.inmate_id <> me.inmate_id
          join custody.in_custody x on x.inmate_id = them.inmate_id and x.unit_id = p_unit
          left join estate.cell c on c.id = x.cell_id
         where w.unit_id = p_unit and w.prison_id = any(access.prisons()) and access.allows('app.reads', 'unit_day') and w.inmate_id <> all(access.hidden());
end $$;
grant execute on function custody.apart_on_unit(uuid) to og_custody, og_case, og_auditor;

-- What lies ahead for the people of a unit between two instants: ways out and back, ways inside the house, talks that are due. As the reader sees them.
create function custody.ahead_on_unit(p_unit uuid, p_from timestamptz, p_to timestamptz)
returns table (what text, inmate_id uuid, at timestamptz, kind text, place text, detail text, id uuid) language plpgsql stable set search_path = custody, pg_temp as $$
begin
    return query
        select case m.state when 'planned' then 'out' else 'back' end, m.inmate_id, case m.state when 'planned' then m.planned_out else m.expected_back end, m.reason, m.destination, m.escort, m.id
          from custody.in_custody w join custody.movement m on m.inmate_id = w.inmate_id
         where w.unit_id = p_unit and ((m.state = 'planned' and m.planned_out >= p_from and m.planned_out < p_to) or (m.state = 'out' and m.expected_back < p_to))
         limit 300;
    if to_regclass('custody.internal_movement') is not null then
        return query
            select case v.state when 'planned' then 'inside' else 'inside_back' end, v.inmate_id, case v.state when 'planned' then v.planned_at else v.planned_until end, v.kind, v.to_place, v.state, v.id
              from custody.in_custody w join custody.internal_movement v on v.inmate_id = w.inmate_id
             where w.unit_id = p_unit and ((v.state = 'planned' and v.planned_at >= p_from and v.planned_at < p_to)
                or (v.state in ('left', 'arrived') and v.planned_at >= p_from - interval '12 hours' and coalesce(v.planned_until, p_to) <= p_to))
             limit 600;
    end if;
    if to_regclass('custody.talk') is not null then
        return query
            select 'talk', t.inmate_id, t.next_on::timestamp at time zone 'Europe/Oslo', '', '', '', t.id
              from (select distinct on (k.inmate_id) k.inmate_id, k.next_on, k.id from custody.in_custody w join custody.talk k on k.inmate_id = w.inmate_id
                     where w.unit_id = p_unit order by k.inmate_id, k.recorded_at desc) t
             where t.next_on < (p_to at time zone 'Europe/Oslo')::date limit 60;
    end if;
end $$;
grant execute on function custody.ahead_on_unit(uuid, timestamptz, timestamptz) to og_custody, og_case, og_auditor;

-- The numbers of every unit of a prison, with the people the reader may not see: a house must add up. The rounds are those of the kinds of unit.
create function custody.unit_numbers(p_prison uuid, p_high timestamptz, p_lower timestamptz, p_halfway timestamptz)
returns table (unit_id uuid, held bigint, away bigint, overdue bigint, unlocked bigint, stays bigint, refused bigint, no_cell bigint, places bigint)
language sql stable security definer set search_path = custody, pg_temp as $$
    select u.id, w.held, w.away, w.overdue, l.unlocked, l.stays, l.refused, w.no_cell, c.places
      from estate.unit u
      cross join lateral (select count(*) as held, count(*) filter (where x.out_reason is not null) as away,
                                 count(*) filter (where x.out_reason is not null and x.out_until < platform.now()) as overdue, count(*) filter (where x.cell_id is null) as no_cell
                            from custody.in_custody x where x.prison_id = p_prison and x.unit_id = u.id) w
      cross join lateral (select count(*) filter (where y.state = 'unlocked') as unlocked, count(*) filter (where y.state = 'stays') as stays, count(*) filter (where y.state = 'refused') as refused
                            from (select distinct on (k.inmate_id) k.inmate_id, k.state from custody.unlock k
                                   where k.unit_id = u.id and k.undone_at is null
                                     and k.round = case u.level when 'lower' then p_lower when 'halfway' then p_halfway else p_high end
                                   order by k.inmate_id, k.at desc, k.recorded_at desc) y
                            join custody.in_custody z on z.inmate_id = y.inmate_id and z.unit_id = u.id and z.out_reason is null) l
      cross join lateral (select coalesce(sum(d.working_capacity), 0) as places from estate.cell d
                           where d.unit_id = u.id and d.closed_on is null and not exists (select from estate.cell_out_of_use o where o.cell_id = d.id and o.during @> platform.now())) c
     where u.prison_id = p_prison and (u.closed_on is null or w.held > 0)
       and p_prison = any(access.prisons()) and access.allows('app.reads', 'unit_day')
$$;
grant execute on function custody.unit_numbers(uuid, timestamptz, timestamptz, timestamptz) to og_custody, og_case, og_auditor;

-- What came with other migrations before this one is shown on the board as well; what comes after calls custody.live itself.
do $$ begin
    if to_regclass('custody.internal_movement') is not null then perform custody.live('custody.internal_movement', 'inmate'); end if;
    if to_regclass('custody.keep_apart_person') is not null then perform custody.live('custody.keep_apart_person', 'inmate'); end if;
end $$;
reset role;
