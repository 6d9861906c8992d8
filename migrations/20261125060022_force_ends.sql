-- Force that lasts (the security cell, the restraint bed: strgjfl. § 38) is recorded while it lasts, and its end afterwards; so is the doctor who comes
-- later. Each is noted once, by whoever noted it, and no incident is closed while somebody is still held so.
set local role overgang_owner;

alter table custody.incident_force add column ended_by uuid, add column ended_recorded_at timestamptz, add column doctor_noted_by uuid;
alter table custody.incident_force add constraint force_doctor_after check (doctor_seen_at is null or doctor_seen_at >= started_at) not valid;
grant update (ended_at, doctor_seen_at) on custody.incident_force to og_custody;
create policy ends on custody.incident_force for update to og_custody using (
    (select access.allows('app.writes', 'incidents')) and exists (select from custody.incident i where i.id = incident_id and i.state <> 'closed')) with check (true);

create function custody.force_noted() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if (old.ended_at is not null and new.ended_at is distinct from old.ended_at) or (old.doctor_seen_at is not null and new.doctor_seen_at is distinct from old.doctor_seen_at) then
        raise exception 'noted already' using errcode = 'check_violation', constraint = 'force_noted_once';
    end if;
    if greatest(new.ended_at, new.doctor_seen_at) > platform.now() + interval '1 second' then
        raise exception 'in the future' using errcode = 'check_violation', constraint = 'force_in_future';
    end if;
    if new.ended_at is distinct from old.ended_at then
        new.ended_by := access.account();
        new.ended_recorded_at := platform.now();
    end if;
    if new.doctor_seen_at is distinct from old.doctor_seen_at then new.doctor_noted_by := access.account(); end if;
    return new;
end $$;
create trigger force_noted before update of ended_at, doctor_seen_at on custody.incident_force for each row execute function custody.force_noted();

create function custody.force_goes_on() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if exists (select from custody.incident_force f where f.incident_id = new.id and f.ended_at is null) then
        raise exception 'somebody is still held so' using errcode = 'check_violation', constraint = 'force_goes_on';
    end if;
    return new;
end $$;
create trigger force_goes_on before update of state on custody.incident for each row when (new.state = 'closed' and old.state <> 'closed') execute function custody.force_goes_on();
reset role;
