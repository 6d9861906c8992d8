-- What reception learns of why somebody is held becomes rows of the same kind as everybody else's: the commitment document, the arrest
-- by itself too, and beside a remand the arrest that it followed. The legal status follows from them.
set local role overgang_owner;
-- Doctors and psychologists see that somebody is isolated as their extract of the sentence (the matrix decides; nurses are told by other ways).
grant select on sentences.restriction to og_health;

drop function custody.basis_of(uuid, uuid, uuid, jsonb, timestamptz);

create function sentences.from_reception(p_reception uuid, p_id uuid) returns void language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare r custody.reception; d jsonb; a jsonb; v_arrived date; v_arrested timestamptz; v_police text; v_district text; v_day date;
begin
    select * into r from custody.reception x where x.id = p_reception;
    select x.answers into d from custody.reception_answer x where x.reception_id = p_reception and x.step = 'document' order by x.version desc limit 1;
    select x.answers into a from custody.reception_answer x where x.reception_id = p_reception and x.step = 'arrest' order by x.version desc limit 1;
    if r.inmate_id is null or d is null then return; end if;
    v_arrived := (r.arrived_at at time zone 'Europe/Oslo')::date;
    if a->>'arrested' = 'yes' then
        v_arrested := least(((a->>'day') || ' ' || (a->>'time'))::timestamp at time zone 'Europe/Oslo', r.arrived_at);
    end if;
    v_district := coalesce(nullif(a->>'police', ''), nullif(d->>'police', ''));
    v_police := coalesce((select c.label_nb from reference.code c where c.list = 'police_district' and c.code = v_district), 'Politiet');
    v_day := (d->>'decided_on')::date;

    -- The arrest: the document itself, or what the remand followed. It is there once, however often a document comes.
    if (d->>'basis' = 'arrest' or (d->>'basis' = 'remand' and v_arrested is not null))
        and not exists (select from sentences.legal_basis b where b.inmate_id = r.inmate_id and b.kind = 'arrest' and b.replaced_at is null and not b.withdrawn
                           and b.arrested_at = coalesce(v_arrested, r.arrived_at)) then
        insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, arrested_at, arrest_place, police_district, recorded_by)
        select case when d->>'basis' = 'arrest' then p_id else gen_random_uuid() end, r.inmate_id, r.prison_id, 'arrest', d->>'reference', v_police, d->>'offence',
               case when d->>'basis' = 'arrest' then v_day else (v_arrested at time zone 'Europe/Oslo')::date end,
               (coalesce(v_arrested, r.arrived_at) at time zone 'Europe/Oslo')::date, coalesce(v_arrested, r.arrived_at), nullif(a->>'place', ''), v_district, access.account();
    end if;
    if d->>'basis' in ('remand', 'sentence', 'preventive_detention', 'fine_default') then
        insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, court_code, offence, decided_on, from_day, to_day, recorded_by)
        values (p_id, r.inmate_id, r.prison_id, d->>'basis', d->>'reference',
                case d->>'authority' when 'court' then coalesce((select c.label_nb from reference.code c where c.list = 'court' and c.code = d->>'court'), d->>'court')
                                     when 'police' then v_police else 'Kriminalomsorgen' end,
                case when d->>'authority' = 'court' then nullif(d->>'court', '') end, d->>'offence', v_day,
                -- An order holds from its day; a term runs from the day of reception.
                case when d->>'basis' = 'remand' then v_day else greatest(v_day, v_arrived) end,
                case when d->>'basis' = 'remand' then greatest(nullif(d->>'expires_on', '')::date, v_day) end, access.account());
    end if;
end $$;

-- As in 20261122105200; the status is no longer written by hand.
create or replace function custody.late_document(p_reception uuid, p_basis uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception;
begin
    r := custody.own_reception(p_reception);
    if r.state <> 'admitted' then return; end if;
    perform sentences.from_reception(p_reception, p_basis);
end $$;

create or replace function custody.admit(p_reception uuid, p_stay uuid, p_placement uuid, p_basis uuid, p_unit uuid, p_cell uuid) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; d jsonb; v_by uuid := access.account(); v_now timestamptz := platform.now(); v_free int;
begin
    if not access.allows('app.writes', 'movements') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    r := custody.own_reception(p_reception);
    if r.state <> 'open' then return 'decided'; end if;
    select a.answers into d from custody.reception_answer a where a.reception_id = p_reception and a.step = 'document' order by a.version desc limit 1;
    if d is null and not exists (select from (select a.answers from custody.reception_answer a where a.reception_id = p_reception and a.step = 'exception' order by a.version desc limit 1) x
                                  where ((x.answers->>'until_day') || ' ' || (x.answers->>'until_time'))::timestamp at time zone 'Europe/Oslo' >= v_now) then return 'no_document'; end if;
    if r.inmate_id is null then return 'no_identity'; end if;
    if not exists (select from custody.reception_answer a where a.reception_id = p_reception and a.step = 'arrest') then return 'no_arrest'; end if;
    perform pg_advisory_xact_lock(hashtextextended('stay:' || r.inmate_id, 0));
    if custody.concealed(r.inmate_id) then return 'blocked'; end if;
    if exists (select from custody.stay s where s.inmate_id = r.inmate_id and s.released_at is null) then return 'held'; end if;
    if not exists (select from estate.unit u where u.id = p_unit and u.prison_id = r.prison_id and u.closed_on is null) then return 'no_unit'; end if;
    if p_cell is not null then
        -- The lock that every move into a cell takes: two who want the last place meet here.
        perform estate.lock_cells(array[p_cell]);
        select c.working_capacity - (select count(*) from custody.placement p where p.cell_id = c.id and upper_inf(p.during)
                                        and exists (select from custody.stay s where s.inmate_id = p.inmate_id and s.released_at is null)) into v_free
          from estate.cell c where c.id = p_cell and c.unit_id = p_unit and c.closed_on is null
           and not exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> platform.now());
        if coalesce(v_free, 0) < 1 then return 'full'; end if;
    end if;
    if exists (select from inmates.inmate i where i.id = r.inmate_id and i.prison_id is distinct from r.prison_id) then
        perform inmates.set_prison(r.inmate_id, r.prison_id);
    end if;
    insert into custody.stay (id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, recorded_by) values (p_stay, r.inmate_id, r.prison_id, r.prison_id, r.arrived_at, r.reason, v_by);
    insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by)
    values (p_placement, r.inmate_id, r.prison_id, r.prison_id, p_unit, p_cell, tstzrange(v_now, null), r.reason, v_by);
    perform sentences.from_reception(p_reception, p_basis);
    update custody.reception x set state = 'admitted', stay_id = p_stay, admitted_at = v_now, admitted_by = v_by where x.id = p_reception;
    set constraints all immediate;
    return 'ok';
end $$;
reset role;
