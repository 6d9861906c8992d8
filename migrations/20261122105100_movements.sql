-- Out and in, and about the house: how a movement goes, who may record which, what ends a stay, and where everybody was at any instant.
set local role overgang_owner;

-- What a movement out says besides where and when. Restraint is a column of its own: how often and why is asked for (Mandela rules 47 to 49).
alter table custody.movement
    add column restraint text not null default 'none' check (restraint in ('none', 'handcuffs', 'escort_chain', 'transport_irons', 'escort_belt', 'strips', 'other')),
    add column restraint_reason text check (length(restraint_reason) between 3 and 300),
    add column transport text not null default '' check (transport in ('', 'prison_car', 'police', 'taxi', 'ambulance', 'public', 'private_car', 'on_foot', 'plane', 'other')),
    add column escort_number smallint check (escort_number between 0 and 12),
    add column escort_staff uuid[] not null default '{}',
    -- Those of the escort who are no staff picked above: police, the transport service.
    add column escort_others text not null default '' check (length(escort_others) <= 200),
    add column recorded_at timestamptz not null default platform.now(),
    add column out_by uuid,
    add column out_recorded_at timestamptz,
    add column out_late_reason text check (length(out_late_reason) between 3 and 300),
    add column back_by uuid,
    add column back_recorded_at timestamptz,
    add column back_late_reason text check (length(back_late_reason) between 3 and 300),
    add column cancelled_by uuid,
    add column cancelled_at timestamptz,
    add column cancel_reason text check (length(cancel_reason) between 3 and 300),
    -- The movement did not end by somebody coming back, but by this.
    add column ended_as text check (ended_as in ('release', 'death', 'escape')),
    -- Why the last change was made; the history takes it from here.
    add column change_reason text check (length(change_reason) between 3 and 300),
    add column changed_by uuid,
    add column version int not null default 1,
    add constraint restraint_has_a_reason check (restraint = 'none' or restraint_reason is not null);
create index movement_back on custody.movement (prison_id, back_at) where back_at is not null;
grant insert on custody.movement to og_activity, og_desk;
grant update (reason, state, destination, planned_out, out_at, expected_back, back_at, escort, restraint, restraint_reason, transport, escort_number, escort_staff, escort_others, out_by, out_recorded_at, out_late_reason,
    back_by, back_recorded_at, back_late_reason, cancelled_by, cancelled_at, cancel_reason, change_reason, changed_by, version) on custody.movement to og_custody, og_activity, og_desk;

-- owner: custody. Every change of what was planned, before and after: an expected return is never overwritten in silence.
create table custody.movement_change (
    id uuid primary key default gen_random_uuid(),
    movement_id uuid not null references custody.movement,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    by_account uuid not null,
    field text not null check (field in ('reason', 'destination', 'planned_out', 'expected_back', 'escort', 'restraint', 'transport')),
    old_value text,
    new_value text,
    reason text
);
create index on custody.movement_change (prison_id);
create index on custody.movement_change (inmate_id, at desc);
create index on custody.movement_change (movement_id, at desc);
create trigger append_only before delete or update of id, movement_id, inmate_id, at, by_account, field, old_value, new_value, reason on custody.movement_change
    for each row execute function platform.append_only();
select access.protect('custody.movement_change', 'movements', 'identity', null);
select access.follow('custody.movement_change');
grant select on custody.movement_change to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;

-- owner: custody. From one place of the prison to another and back: to work, to school, to a conversation, to a visit.
create table custody.internal_movement (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('work', 'school', 'programme', 'appointment', 'visit', 'health', 'exercise', 'faith', 'other')),
    state text not null check (state in ('planned', 'left', 'arrived', 'back', 'cancelled')),
    from_place text not null default '' check (length(from_place) <= 120),
    to_place text not null check (length(to_place) between 1 and 120),
    planned_at timestamptz not null,
    planned_until timestamptz,
    left_at timestamptz,
    arrived_at timestamptz,
    back_at timestamptz,
    late_reason text check (length(late_reason) between 3 and 300),
    recorded_by uuid not null,
    recorded_at timestamptz not null default platform.now(),
    changed_by uuid,
    cancel_reason text check (length(cancel_reason) between 3 and 300),
    ended_as text check (ended_as in ('out', 'release', 'death', 'escape')),
    version int not null default 1,
    constraint internal_order check (left_at <= coalesce(arrived_at, back_at, left_at) and arrived_at <= coalesce(back_at, arrived_at) and planned_until >= planned_at),
    constraint internal_state check ((state in ('left', 'arrived', 'back')) = (left_at is not null) and (state = 'back') = (back_at is not null) and (state <> 'arrived' or arrived_at is not null)
        and (state <> 'left' or arrived_at is null)),
    constraint one_way_inside_at_a_time exclude using gist (inmate_id with =, tstzrange(left_at, back_at) with &&) where (left_at is not null)
);
create index on custody.internal_movement (prison_id, planned_at);
create index on custody.internal_movement (inmate_id, planned_at desc);
select access.protect('custody.internal_movement', 'movements', 'identity', 'recorded_by');
select access.writes_by_prison('custody.internal_movement', 'movements', 'recorded_by');
select access.follow('custody.internal_movement');
grant select on custody.internal_movement to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant insert on custody.internal_movement to og_custody, og_activity, og_desk;
grant update (state, from_place, to_place, planned_at, planned_until, left_at, arrived_at, back_at, late_reason, changed_by, cancel_reason, ended_as, version) on custody.internal_movement to og_custody, og_activity, og_desk;

-- owner: custody. How a stay ended and on what authority (Mandela rule 7 c; strgjfl. §§ 42 to 44): never without a basis.
create table custody.release (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    stay_id uuid not null constraint released_once unique references custody.stay,
    kind text not null check (kind in ('release', 'death')),
    at timestamptz not null,
    reason text not null,
    released_to text not null default '' check (length(released_to) <= 200),
    legal_basis_id uuid references sentences.legal_basis,
    document text check (length(document) between 2 and 120),
    authority text check (length(authority) between 2 and 120),
    decided_on date,
    late_reason text check (length(late_reason) between 3 and 300),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint release_has_a_basis check (kind = 'death' or legal_basis_id is not null or (document is not null and authority is not null and decided_on is not null))
);
create index on custody.release (prison_id);
create index on custody.release (inmate_id, at desc);
create index on custody.release (legal_basis_id) where legal_basis_id is not null;
create trigger append_only before delete or update of id, inmate_id, stay_id, kind, at, reason, released_to, legal_basis_id, document, authority, decided_on, late_reason, recorded_by, recorded_at on custody.release
    for each row execute function platform.append_only();
select access.protect('custody.release', 'movements', 'identity', null);
select access.follow('custody.release');
grant select on custody.release to og_custody, og_case, og_region, og_auditor, og_health;
-- A stay ends in one way only: by the function below, which asks for the basis.
revoke update (released_at, release_reason, released_to) on custody.stay from og_custody;

-- One thing at a time about one person: whoever comes second sees what the first has written.
create function custody.lock_person(p_inmate uuid) returns void language sql volatile as $$
    select pg_advisory_xact_lock(hashtextextended('custody.whereabouts:' || p_inmate, 0))
$$;

-- Who may end a stay or write down an escape (rules.rs says the same): duty officer, governor, and the case manager for their own people.
create function custody.may_end_stay(p_inmate uuid) returns boolean language sql stable security definer set search_path = custody, pg_temp as $$
    select exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden())
             and ((access.role() in ('DUT', 'GOV') and i.prison_id = any(access.deep_prisons())) or (access.role() = 'CAS' and i.id = any(access.assigned()))))
$$;

-- The last thing that is known to have happened to somebody. Nothing that ends a stay can lie before it.
create function custody.last_event(p_inmate uuid) returns timestamptz language sql stable security definer set search_path = custody, pg_temp as $$
    select greatest(
        (select max(s.admitted_at) from custody.stay s where s.inmate_id = p_inmate),
        (select max(lower(l.during)) from custody.placement l where l.inmate_id = p_inmate),
        (select max(greatest(m.out_at, m.back_at)) from custody.movement m where m.inmate_id = p_inmate),
        (select max(greatest(v.left_at, v.arrived_at, v.back_at)) from custody.internal_movement v where v.inmate_id = p_inmate))
     where access.account() is null or p_inmate <> all(access.hidden())
$$;

-- Since when somebody is held, for those too who do not read stays: whoever brings a person to the workshop must know that they are here.
create function custody.held_since(p_inmate uuid) returns timestamptz language sql stable security definer set search_path = custody, pg_temp as $$
    select s.admitted_at from custody.stay s join inmates.inmate i on i.id = s.inmate_id
     where s.inmate_id = p_inmate and s.released_at is null and i.id <> all(access.hidden())
       and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons()))
$$;

-- What every movement must keep, whoever writes it: nobody in two places, nothing in the future, nobody out who is not held, steps in order.
create function custody.movement_guard() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    perform custody.lock_person(new.inmate_id);
    -- Anybody at the gate brings somebody back from an escape; the rest about releases and escapes is for those who may end a stay.
    if ((new.reason in ('ESCAPE', 'DEATH') and (tg_op = 'INSERT' or new.reason <> old.reason)) or new.reason like 'REL\_%') and not custody.may_end_stay(new.inmate_id) then
        raise exception 'only by those who may end a stay' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and old.state <> new.state and (old.state, new.state) not in (('planned', 'out'), ('planned', 'cancelled'), ('out', 'back')) then
        raise exception 'not the next step' using errcode = '23514', constraint = 'movement_lifecycle';
    end if;
    if new.state = 'out' and new.reason like 'REL\_%' then
        raise exception 'a release ends the stay' using errcode = '23514', constraint = 'movement_lifecycle';
    end if;
    if greatest(new.out_at, new.back_at) > platform.now() + interval '1 second' then
        raise exception 'in the future' using errcode = '23514', constraint = 'movement_in_future';
    end if;
    if new.state in ('planned', 'out') and not exists (select from custody.stay s where s.inmate_id = new.inmate_id and s.released_at is null) then
        raise exception 'nobody who is not held' using errcode = '23514', constraint = 'movement_without_stay';
    end if;
    if new.out_at is not null and not exists (
        select from custody.stay s where s.inmate_id = new.inmate_id and s.admitted_at <= new.out_at and (s.released_at is null or coalesce(new.back_at, new.out_at) <= s.released_at)) then
        raise exception 'outside the stay' using errcode = '23514', constraint = 'movement_outside_stay';
    end if;
    if new.out_at is not null and exists (
        select from custody.internal_movement v where v.inmate_id = new.inmate_id and v.left_at is not null and tstzrange(v.left_at, v.back_at) && tstzrange(new.out_at, new.back_at)) then
        raise exception 'about the house at that time' using errcode = '23514', constraint = 'movement_while_inside';
    end if;
    return new;
end $$;
-- The generator and the nightly jobs act for nobody and have rules of their own.
create trigger movement_guard before insert or update of reason, state, out_at, back_at on custody.movement for each row
    when (nullif(current_setting('app.account', true), '') is not null) execute function custody.movement_guard();

create function custody.internal_guard() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    perform custody.lock_person(new.inmate_id);
    if tg_op = 'UPDATE' and old.state <> new.state and (old.state, new.state) not in
        (('planned', 'left'), ('planned', 'arrived'), ('planned', 'cancelled'), ('left', 'arrived'), ('left', 'back'), ('arrived', 'back')) then
        raise exception 'not the next step' using errcode = '23514', constraint = 'movement_lifecycle';
    end if;
    if greatest(new.left_at, new.arrived_at, new.back_at) > platform.now() + interval '1 second' then
        raise exception 'in the future' using errcode = '23514', constraint = 'movement_in_future';
    end if;
    if new.state in ('planned', 'left', 'arrived') and not exists (select from custody.stay s where s.inmate_id = new.inmate_id and s.released_at is null) then
        raise exception 'nobody who is not held' using errcode = '23514', constraint = 'movement_without_stay';
    end if;
    if new.left_at is not null and not exists (
        select from custody.stay s where s.inmate_id = new.inmate_id and s.admitted_at <= new.left_at and (s.released_at is null or coalesce(new.back_at, new.left_at) <= s.released_at)) then
        raise exception 'outside the stay' using errcode = '23514', constraint = 'movement_outside_stay';
    end if;
    if new.left_at is not null and exists (
        select from custody.movement m where m.inmate_id = new.inmate_id and m.out_at is not null and tstzrange(m.out_at, m.back_at) && tstzrange(new.left_at, new.back_at)) then
        raise exception 'out at that time' using errcode = '23514', constraint = 'inside_while_out';
    end if;
    return new;
end $$;
create trigger internal_guard before insert or update of state, left_at, arrived_at, back_at on custody.internal_movement for each row
    when (nullif(current_setting('app.account', true), '') is not null) execute function custody.internal_guard();

-- The history writes itself.
create function custody.movement_history() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    insert into custody.movement_change (movement_id, inmate_id, prison_id, at, by_account, field, old_value, new_value, reason)
    select new.id, new.inmate_id, new.prison_id, platform.now(), coalesce(new.changed_by, access.account(), new.recorded_by), f.field, f.old, f.new, new.change_reason
      from (values ('reason', old.reason, new.reason), ('destination', old.destination, new.destination),
                   ('planned_out', to_char(old.planned_out at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(new.planned_out at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('expected_back', to_char(old.expected_back at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(new.expected_back at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('escort', old.escort, new.escort), ('restraint', old.restraint, new.restraint), ('transport', old.transport, new.transport)) f(field, old, new)
     where f.old is distinct from f.new;
    return null;
end $$;
create trigger movement_history after update of reason, destination, planned_out, expected_back, escort, restraint, transport on custody.movement for each row
    when (nullif(current_setting('app.account', true), '') is not null) execute function custody.movement_history();

-- Everything that stands open about somebody ends at an instant: out, about the house, planned.
create function custody.close_open(p_inmate uuid, p_at timestamptz, p_as text) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
begin
    update custody.internal_movement v set state = 'back', back_at = p_at, ended_as = p_as, changed_by = access.account(), version = version + 1
     where v.inmate_id = p_inmate and v.state in ('left', 'arrived');
    update custody.movement m set state = 'back', back_at = p_at, ended_as = p_as, back_by = access.account(), back_recorded_at = platform.now(), version = version + 1
     where m.inmate_id = p_inmate and m.state = 'out';
    if p_as in ('release', 'death') then
        update custody.internal_movement v set state = 'cancelled', ended_as = p_as, changed_by = access.account(), version = version + 1 where v.inmate_id = p_inmate and v.state = 'planned';
        update custody.movement m set state = 'cancelled', ended_as = p_as, cancelled_by = access.account(), cancelled_at = platform.now(), version = version + 1
         where m.inmate_id = p_inmate and m.state = 'planned';
    end if;
end $$;

-- Release and death: the stay, its cell and everything open end at one instant, on a recorded basis, in one transaction.
create function custody.end_stay(p_id uuid, p_inmate uuid, p_kind text, p_at timestamptz, p_reason text, p_to text, p_basis uuid, p_document text, p_authority text, p_decided date, p_late text) returns void
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare s custody.stay; v_number text;
begin
    if not custody.may_end_stay(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null for update;
    if not found then raise exception 'no stay is open' using errcode = '23514', constraint = 'movement_without_stay'; end if;
    if p_at > platform.now() then raise exception 'in the future' using errcode = '23514', constraint = 'movement_in_future'; end if;
    if p_at <= custody.last_event(p_inmate) then raise exception 'something happened after it' using errcode = '23514', constraint = 'end_before_last_event'; end if;
    if (p_kind = 'death') <> (p_reason = 'DEATH') or (p_kind = 'release' and p_reason not like 'REL\_%') then
        raise exception 'not such a reason' using errcode = '23514', constraint = 'release_reason';
    end if;
    if p_basis is not null and not exists (select from sentences.legal_basis b where b.id = p_basis and b.inmate_id = p_inmate) then
        raise exception 'the basis of somebody else' using errcode = '23514', constraint = 'release_has_a_basis';
    end if;
    insert into custody.release (id, inmate_id, prison_id, stay_id, kind, at, reason, released_to, legal_basis_id, document, authority, decided_on, late_reason, recorded_by, recorded_at)
    values (p_id, p_inmate, s.prison_id, s.id, p_kind, p_at, p_reason, p_to, p_basis, p_document, p_authority, p_decided, p_late, access.account(), platform.now());
    perform custody.close_open(p_inmate, p_at, p_kind);
    update custody.placement l set during = tstzrange(lower(l.during), p_at) where l.inmate_id = p_inmate and upper_inf(l.during);
    update custody.stay x set released_at = p_at, release_reason = p_reason, released_to = nullif(p_to, '') where x.id = s.id;
    if p_kind = 'death' then
        update inmates.inmate i set deceased_on = (p_at at time zone 'Europe/Oslo')::date, version = version + 1 where i.id = p_inmate returning i.number into v_number;
        -- Told at once to those who must tell the police and the supervisory authority (Mandela rule 71).
        perform access.notify_role(r, s.prison_id, 'death_in_custody', jsonb_build_object('number', v_number), '/inmates/' || p_inmate || '/movements') from unnest(array['GOV', 'DUT']) r;
    end if;
end $$;

-- An escape stays on the roll, as out; whatever stood open about the person becomes it.
create function custody.record_escape(p_id uuid, p_inmate uuid, p_at timestamptz, p_place text, p_late text) returns void
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare s custody.stay; v_number text;
begin
    if not custody.may_end_stay(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null;
    if not found then raise exception 'no stay is open' using errcode = '23514', constraint = 'movement_without_stay'; end if;
    if exists (select from custody.movement m where m.inmate_id = p_inmate and m.state = 'out' and m.reason = 'ESCAPE') then
        raise exception 'has escaped already' using errcode = '23514', constraint = 'escape_twice';
    end if;
    if p_at <= custody.last_event(p_inmate) then raise exception 'something happened after it' using errcode = '23514', constraint = 'end_before_last_event'; end if;
    perform custody.close_open(p_inmate, p_at, 'escape');
    insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, recorded_by, out_by, out_recorded_at, out_late_reason)
    values (p_id, p_inmate, s.prison_id, 'ESCAPE', 'out', p_place, p_at, p_at, access.account(), access.account(), platform.now(), p_late);
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    perform access.notify_role(r, s.prison_id, 'escape', jsonb_build_object('number', v_number), '/inmates/' || p_inmate || '/movements') from unnest(array['GOV', 'DUT']) r;
end $$;
grant execute on function custody.may_end_stay(uuid), custody.end_stay(uuid, uuid, text, timestamptz, text, text, uuid, text, text, date, text), custody.record_escape(uuid, uuid, timestamptz, text, text) to og_custody, og_case;
grant execute on function custody.held_since(uuid), custody.last_event(uuid) to og_custody, og_case, og_activity, og_desk;
grant execute on function custody.lock_person(uuid) to og_custody, og_case, og_activity, og_desk;

-- Where everybody of a prison was at an instant, worked out from stays, cells, movements out and movements inside. A stay without a cell is
-- somebody in reception: at the prison of the last cell of the stay, or of the admission.
create index placement_at on custody.placement using gist (at_prison_id, during);
create function custody.positions_at(p_prison uuid, p_at timestamptz) returns table (inmate_id uuid, prison_now uuid, state text, unit_id uuid, cell_id uuid, since timestamptz, until timestamptz, reason text, place text)
language sql stable set search_path = custody, pg_temp as $$
    with here as (
        select s.inmate_id, s.prison_id, l.unit_id, l.cell_id, lower(l.during) as since
          from custody.placement l join custody.stay s on s.inmate_id = l.inmate_id and s.admitted_at <= p_at and (s.released_at is null or s.released_at > p_at)
         where l.at_prison_id = p_prison and l.during @> p_at
        union all
        select s.inmate_id, s.prison_id, null, null, s.admitted_at
          from custody.stay s
         where (s.first_prison_id = p_prison or s.prison_id = p_prison) and s.admitted_at <= p_at and (s.released_at is null or s.released_at > p_at)
           and not exists (select from custody.placement l where l.inmate_id = s.inmate_id and l.during @> p_at)
           and p_prison = coalesce((select l.at_prison_id from custody.placement l where l.inmate_id = s.inmate_id and upper(l.during) <= p_at and lower(l.during) >= s.admitted_at
                                     order by upper(l.during) desc limit 1), s.first_prison_id))
    select h.inmate_id, h.prison_id,
           case when m.inmate_id is not null then 'out' when v.inmate_id is not null and v.arrived_at <= p_at then 'inside' when v.inmate_id is not null then 'on_the_way'
                when h.cell_id is not null then 'cell' when h.unit_id is not null then 'no_cell' else 'reception' end,
           h.unit_id, h.cell_id,
           coalesce(m.out_at, case when v.arrived_at <= p_at then v.arrived_at else v.left_at end, h.since),
           case when m.inmate_id is not null then m.expected_back else v.planned_until end,
           coalesce(m.reason, v.kind), coalesce(m.destination, v.to_place)
      from here h
      left join custody.movement m on m.inmate_id = h.inmate_id and m.out_at is not null and tstzrange(m.out_at, m.back_at) @> p_at
      left join custody.internal_movement v on v.inmate_id = h.inmate_id and v.left_at is not null and tstzrange(v.left_at, v.back_at) @> p_at and m.inmate_id is null
$$;

-- One person at an instant: one row, always. `none` is somebody who is not held.
create function custody.position_at(p_inmate uuid, p_at timestamptz) returns table (state text, prison_id uuid, unit_id uuid, cell_id uuid, since timestamptz, until timestamptz, reason text, place text)
language sql stable set search_path = custody, pg_temp as $$
    select case when s.id is null then 'none' when m.id is not null then 'out' when v.arrived_at <= p_at then 'inside' when v.id is not null then 'on_the_way'
                when l.cell_id is not null then 'cell' when l.id is not null then 'no_cell' else 'reception' end,
           case when s.id is not null then coalesce(l.at_prison_id,
               (select e.at_prison_id from custody.placement e where e.inmate_id = p_inmate and upper(e.during) <= p_at and lower(e.during) >= s.admitted_at order by upper(e.during) desc limit 1),
               s.first_prison_id) end,
           l.unit_id, l.cell_id,
           coalesce(m.out_at, case when v.arrived_at <= p_at then v.arrived_at else v.left_at end, lower(l.during), s.admitted_at),
           case when m.id is not null then m.expected_back else v.planned_until end,
           coalesce(m.reason, v.kind), coalesce(m.destination, v.to_place)
      from (select p_inmate as inmate_id) i
      left join custody.stay s on s.inmate_id = i.inmate_id and s.admitted_at <= p_at and (s.released_at is null or s.released_at > p_at)
      left join custody.placement l on l.inmate_id = s.inmate_id and l.during @> p_at
      left join custody.movement m on m.inmate_id = s.inmate_id and m.out_at is not null and tstzrange(m.out_at, m.back_at) @> p_at
      left join custody.internal_movement v on v.inmate_id = s.inmate_id and v.left_at is not null and tstzrange(v.left_at, v.back_at) @> p_at and m.id is null
$$;

-- Those of them whom the reader may not see (protected, own relatives, gone to another prison or closed since), without who they are: so that
-- the numbers of any instant add up.
create function custody.positions_hidden(p_prison uuid, p_at timestamptz) returns table (state text, unit_id uuid, cell_id uuid) language sql stable security definer set search_path = custody, pg_temp as $$
    select p.state, p.unit_id, p.cell_id from custody.positions_at(p_prison, p_at) p
     where p_prison = any(access.prisons()) and access.allows('app.reads', 'movements')
       and (p.inmate_id = any(access.hidden()) or not (coalesce(p.prison_now = any(access.prisons()), false) or p.inmate_id = any(access.persons())))
$$;
grant execute on function custody.positions_at(uuid, timestamptz), custody.position_at(uuid, timestamptz), custody.positions_hidden(uuid, timestamptz) to og_custody, og_case, og_region, og_auditor, og_health;
reset role;
