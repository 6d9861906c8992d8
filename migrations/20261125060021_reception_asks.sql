-- What a reception asks for besides: the gender that the person states (Mandela rule 7 a), and the incident that a complaint of ill-treatment is
-- (rules 7 d, 57.3 and 71), opened at once and joined to the person as soon as it is known who they are.
set local role overgang_owner;

create function custody.reception_gender(p_reception uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; v_said text; v_old text; v_prison uuid;
begin
    r := custody.own_reception(p_reception);
    select nullif(a.answers->>'gender', '') into v_said from custody.reception_answer a where a.reception_id = p_reception and a.step = 'questions' order by a.version desc limit 1;
    -- Not before the person is on the roll: until then who it is can be set right, and nothing is written about somebody else.
    if r.state <> 'admitted' or v_said is null then return; end if;
    select i.stated_gender, i.prison_id into v_old, v_prison from inmates.inmate i where i.id = r.inmate_id for update;
    if v_old is not distinct from v_said then return; end if;
    update inmates.inmate i set stated_gender = v_said, version = i.version + 1 where i.id = r.inmate_id;
    insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, old_value, new_value)
    values (gen_random_uuid(), r.inmate_id, v_prison, platform.now(), access.account(), 'person', r.inmate_id, 'stated_gender', v_old, v_said);
end $$;
grant execute on function custody.reception_gender(uuid) to og_custody;

alter table custody.incident add column reception_id uuid references custody.reception;
create unique index incident_of_reception on custody.incident (reception_id) where reception_id is not null;

-- The incident that was opened for a reception's complaint, for whoever writes the reception: they may not read incidents everywhere.
create function custody.incident_of_reception(p_reception uuid) returns uuid language sql stable security definer set search_path = custody, pg_temp as $$
    select i.id from custody.incident i join custody.reception r on r.id = i.reception_id where r.id = p_reception and r.prison_id = any(access.prisons()) and access.allows('app.writes', 'reception')
$$;
-- Who complained. A decision about who it is that was set right is set right here too.
create function custody.complainant_of(p_reception uuid) returns void language sql volatile security definer set search_path = custody, pg_temp as $$
    update custody.incident_person p set removed_by = access.account(), removed_at = platform.now(), remove_reason = 'Identiteten ble rettet i mottaket'
      from custody.incident i, custody.reception r
     where r.id = p_reception and i.reception_id = r.id and p.incident_id = i.id and p.role = 'complainant' and p.removed_at is null and p.inmate_id is distinct from r.inmate_id
       and r.prison_id = any(access.prisons()) and access.allows('app.writes', 'reception');
    insert into custody.incident_person (id, incident_id, inmate_id, prison_id, at_prison_id, role, added_by, added_at)
    select gen_random_uuid(), i.id, r.inmate_id, p.prison_id, i.prison_id, 'complainant', access.account(), platform.now()
      from custody.reception r join custody.incident i on i.reception_id = r.id join inmates.inmate p on p.id = r.inmate_id
     where r.id = p_reception and r.prison_id = any(access.prisons()) and access.allows('app.writes', 'reception')
       and not exists (select from custody.incident_person x where x.incident_id = i.id and x.inmate_id = r.inmate_id and x.removed_at is null);
$$;
grant execute on function custody.incident_of_reception(uuid), custody.complainant_of(uuid) to og_custody;

-- As in 20261122105200, and what follows from who it is.
create or replace function custody.reception_belongs(p_reception uuid, p_inmate uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
begin
    update custody.reception_answer a set inmate_id = p_inmate where a.reception_id = p_reception and a.inmate_id is distinct from p_inmate;
    update property.item i set inmate_id = p_inmate where i.reception_id = p_reception and i.inmate_id is distinct from p_inmate;
    update property.receipt p set inmate_id = p_inmate where p.reception_id = p_reception and p.inmate_id is distinct from p_inmate;
    perform custody.complainant_of(p_reception);
end $$;

-- A disappearance raises the duty to report as a death does (Mandela rule 71.1).
alter table custody.incident drop constraint incident_duty_check;
alter table custody.incident add constraint incident_duty_check check (duty <@ array['death', 'disappearance', 'serious_injury', 'ill_treatment']);
reset role;
