-- Where everybody is follows from three kinds of dated rows: stays, placements, movements. The maintained row a person is worked out from
-- them here, in the transaction that changed them, and nowhere else.
set local role overgang_owner;

-- owner: access. Tables whose rows move with the person when a prison receives or hands over. `access.protect` adds to it.
create table access.follows_person (tbl regclass primary key);
select access.own('access.follows_person');
insert into access.follows_person select t::regclass from unnest(array['inmates.name', 'inmates.search_term', 'inmates.identifier', 'inmates.citizenship', 'inmates.language',
    'inmates.address', 'inmates.contact_person', 'inmates.child', 'inmates.photo', 'inmates.mark', 'inmates.alert', 'inmates.change', 'custody.stay', 'custody.placement',
    'custody.movement', 'custody.observation', 'sentences.legal_basis', 'health.note', 'health.shared', 'access.protection']) t;
create function access.follow(tbl regclass) returns void language sql as $$ insert into access.follows_person (tbl) values (tbl) on conflict do nothing $$;

create or replace function inmates.set_prison(p_inmate uuid, p_prison uuid) returns void language plpgsql volatile security definer set search_path = inmates, pg_temp as $$
declare t regclass;
begin
    for t in select f.tbl from access.follows_person f order by f.tbl::text loop
        execute format('update %s set prison_id = $2 where inmate_id = $1 and prison_id is distinct from $2', t) using p_inmate, p_prison;
    end loop;
    update inmates.inmate set prison_id = p_prison, last_prison_id = coalesce(p_prison, last_prison_id, prison_id) where id = p_inmate;
end $$;

-- Rows of an inmate that staff of the whole prison write, not only those of the unit: whoever stands at the gate or escorts records
-- the way out, whoever receives writes the reception. Reading stays as the class says.
create function access.writes_by_prison(tbl regclass, class text, author text) returns void language plpgsql as $$
declare groups constant text := 'og_custody, og_case, og_activity, og_desk, og_region, og_health';
begin
    execute format('drop policy if exists adds on %s', tbl);
    execute format('drop policy if exists changes on %s', tbl);
    execute format($p$create policy adds on %s for insert to %s with check (%I = (select access.account()) and (
        ((select access.allows('app.writes', %L)) and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
        or ((select access.allows('app.writes_assigned', %L)) and inmate_id = any((select access.assigned())::uuid[]))))$p$, tbl, groups, author, class, class);
    execute format($p$create policy changes on %s for update to %s using (
        ((select access.allows('app.writes', %L)) and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
        or ((select access.allows('app.writes_assigned', %L)) and inmate_id = any((select access.assigned())::uuid[]))) with check (true)$p$, tbl, groups, class, class);
end $$;

alter table custody.stay add column recorded_by uuid;
select access.writes_by_prison('custody.stay', 'movements', 'recorded_by');
select access.writes_by_prison('custody.placement', 'movements', 'decided_by');
select access.writes_by_prison('custody.movement', 'movements', 'recorded_by');
grant insert on custody.stay, custody.placement, custody.movement to og_custody;
grant update (released_at, release_reason, released_to) on custody.stay to og_custody;
grant update (during) on custody.placement to og_custody;
grant update (reason, state, destination, planned_out, out_at, expected_back, back_at, escort) on custody.movement to og_custody;

-- Nobody is in two places outside at once.
alter table custody.movement add constraint one_way_out_at_a_time exclude using gist (inmate_id with =, tstzrange(out_at, back_at) with &&) where (out_at is not null);

-- Works out one person's row anew from the sources. A stay without a placement is somebody still in reception: no row yet.
create function custody.refresh_whereabouts(p_inmate uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare s custody.stay; p custody.placement; m custody.movement; v_level text;
begin
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null;
    if not found then delete from custody.in_custody c where c.inmate_id = p_inmate; return; end if;
    select * into p from custody.placement x where x.inmate_id = p_inmate and upper_inf(x.during);
    if not found then return; end if;
    select * into m from custody.movement x where x.inmate_id = p_inmate and x.state = 'out';
    select u.level into v_level from estate.unit u where u.id = p.unit_id;
    insert into custody.in_custody as c (inmate_id, prison_id, unit_id, cell_id, admitted_at, placed_at, legal_status, security_level, out_reason, out_place, out_since, out_until)
    values (p_inmate, p.at_prison_id, p.unit_id, p.cell_id, s.admitted_at, lower(p.during),
            coalesce((select case b.kind when 'remand' then 'remand' when 'sentence' then 'sentenced' else b.kind end
                        from sentences.legal_basis b where b.inmate_id = p_inmate order by b.decided_on desc, b.id desc limit 1), 'other'),
            v_level, m.reason, m.destination, m.out_at, m.expected_back)
    on conflict (inmate_id) do update set
        -- The level is the unit's when the unit changes; a level decided for the person stays until then.
        security_level = case when c.unit_id = excluded.unit_id then c.security_level else excluded.security_level end,
        legal_status = case when c.admitted_at = excluded.admitted_at then c.legal_status else excluded.legal_status end,
        prison_id = excluded.prison_id, unit_id = excluded.unit_id, cell_id = excluded.cell_id, admitted_at = excluded.admitted_at, placed_at = excluded.placed_at,
        out_reason = excluded.out_reason, out_place = excluded.out_place, out_since = excluded.out_since, out_until = excluded.out_until
      where (c.prison_id, c.unit_id, c.cell_id, c.admitted_at, c.placed_at, c.out_reason, c.out_place, c.out_since, c.out_until)
         is distinct from (excluded.prison_id, excluded.unit_id, excluded.cell_id, excluded.admitted_at, excluded.placed_at, excluded.out_reason, excluded.out_place, excluded.out_since, excluded.out_until);
end $$;
create function custody.whereabouts_changed() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    perform custody.refresh_whereabouts(new.inmate_id);
    return null;
end $$;
-- Deferred to the commit: a move ends one placement and begins another, and nobody is without a place in between.
create constraint trigger whereabouts after insert or update of released_at on custody.stay deferrable initially deferred for each row execute function custody.whereabouts_changed();
create constraint trigger whereabouts after insert or update of during on custody.placement deferrable initially deferred for each row execute function custody.whereabouts_changed();
create constraint trigger whereabouts after insert or update of state, out_at, expected_back, reason, destination on custody.movement deferrable initially deferred
    for each row execute function custody.whereabouts_changed();
reset role;
