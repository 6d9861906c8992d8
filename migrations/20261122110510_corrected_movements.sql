-- When somebody left or came back can be set right: what stood stays in the history with the reason, and whatever else is known of them then
-- stands against it (the guards and the exclusions of the table ask as they do of any movement).
set local role overgang_owner;

alter table custody.movement_change drop constraint movement_change_field_check;
alter table custody.movement_change add constraint movement_change_field_check
    check (field in ('reason', 'destination', 'planned_out', 'expected_back', 'escort', 'restraint', 'transport', 'out_at', 'back_at'));

create or replace function custody.movement_history() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    -- A time that was recorded is never changed without saying why.
    if ((old.out_at is not null and new.out_at is distinct from old.out_at) or (old.back_at is not null and new.back_at is distinct from old.back_at)) and new.change_reason is null then
        raise exception 'why is it corrected' using errcode = '23514', constraint = 'movement_corrected_with_reason';
    end if;
    insert into custody.movement_change (movement_id, inmate_id, prison_id, at, by_account, field, old_value, new_value, reason)
    select new.id, new.inmate_id, new.prison_id, platform.now(), coalesce(new.changed_by, access.account(), new.recorded_by), f.field, f.old, f.new, new.change_reason
      from (values ('reason', old.reason, new.reason), ('destination', old.destination, new.destination),
                   ('planned_out', to_char(old.planned_out at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(new.planned_out at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('expected_back', to_char(old.expected_back at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(new.expected_back at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('escort', old.escort, new.escort), ('restraint', old.restraint, new.restraint), ('transport', old.transport, new.transport),
                   -- The first time that is recorded is no correction.
                   ('out_at', to_char(old.out_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(case when old.out_at is not null then new.out_at end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('back_at', to_char(old.back_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(case when old.back_at is not null then new.back_at end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) f(field, old, new)
     where f.old is distinct from f.new;
    return null;
end $$;
drop trigger movement_history on custody.movement;
create trigger movement_history after update of reason, destination, planned_out, expected_back, escort, restraint, transport, out_at, back_at on custody.movement for each row
    when (nullif(current_setting('app.account', true), '') is not null) execute function custody.movement_history();

reset role;
