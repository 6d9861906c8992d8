-- A chain of custody waits at its item's row: a lock that lies in shared memory for each item made no room for a whole country's items in one transaction.
-- And the database itself knows who may set an alert: the roles that the list of alert types names.
set local role overgang_owner;

create or replace function custody.item_chain() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
declare last custody.item_step;
begin
    -- Two hands at once: the second finds what the first did.
    perform from seized_item i where i.id = new.item_id for no key update;
    select * into last from item_step s where s.item_id = new.item_id order by s.at desc, s.id desc limit 1;
    if not found then
        if new.step <> 'seized' then raise exception 'a chain begins with the seizure' using errcode = 'check_violation', constraint = 'chain_begins'; end if;
    elsif last.step in ('police', 'destroyed', 'returned') then
        raise exception 'the chain has ended' using errcode = 'check_violation', constraint = 'chain_has_ended';
    elsif new.step = 'seized' then
        raise exception 'seized twice' using errcode = 'check_violation', constraint = 'chain_begins';
    elsif new.at < last.at then
        raise exception 'before the last step' using errcode = 'check_violation', constraint = 'chain_order';
    end if;
    return new;
end $$;

create policy set_by_their_roles on inmates.alert as restrictive for insert
    to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health with check (
    exists (select from reference.code c where c.list = 'alert_type' and c.code = kind and (select access.role()) = any(string_to_array(c.attributes ->> 'set_by', ' '))));
reset role;
