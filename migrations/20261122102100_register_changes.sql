-- History of the register: who may add to it beside case work, and whose history is as secret as the thing itself.
set local role overgang_owner;

-- A photograph or an alert is recorded by others than those who keep the register; its history with it.
create policy adds_alert on inmates.change for insert to og_custody, og_health with check (
    area = 'alert' and by_account = (select access.account()) and (select access.allows('app.writes', 'alerts'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])));
create policy adds_photo on inmates.change for insert to og_custody with check (
    area = 'photo' and by_account = (select access.account()) and (select access.allows('app.writes', 'photo'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])));

-- What an address once was is as protected as what it is now (codes 6 and 7): its history is read by those who read the address.
create policy address_code on inmates.change as restrictive for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (area <> 'address' or exists (select from inmates.address a where a.id = row_id));
-- Why an alert was given is for those who read alerts whole; others have what to do, on the alert itself.
create policy alert_detail on inmates.change as restrictive for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (area <> 'alert' or (select access.allows('app.reads', 'alerts')) or ((select access.allows('app.reads_assigned', 'alerts')) and inmate_id = any((select access.assigned())::uuid[])));

-- Gives an address that was open a protection code. Who does so is often not cleared and cannot see the row afterwards, so it cannot
-- be an ordinary update: row security refuses a row that its writer may not read. Only ever from open to protected.
create function inmates.seal_address(p_address uuid, p_code text) returns boolean language plpgsql volatile security definer set search_path = inmates, pg_temp as $$
begin
    update inmates.address a set protection_code = p_code
     where a.id = p_address and a.protection_code is null and a.ended_at is null and a.inmate_id <> all(access.hidden())
       and ((access.allows('app.writes', 'person') and (a.prison_id = any(access.deep_prisons()) or a.inmate_id = any(access.write_persons())))
            or (access.allows('app.writes_assigned', 'person') and a.inmate_id = any(access.assigned())));
    return found;
end $$;
grant execute on function inmates.seal_address(uuid, text) to og_case;
reset role;
