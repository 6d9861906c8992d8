-- Alerts are looked at again: when somebody did, and after how many days (the code list says so, type by type). Danger to a life reaches
-- health at once, whichever page it was written on.
set local role overgang_owner;
alter table inmates.alert add column reviewed_by uuid, add column reviewed_at timestamptz,
    add constraint alert_reviewed_whole check ((reviewed_by is null) = (reviewed_at is null));

create function inmates.danger_to_life() returns trigger language plpgsql security definer set search_path = inmates, pg_temp as $$
declare v_by jsonb; v_link text; v_role text;
begin
    if access.account() is null or new.ended_at is not null or new.prison_id is null then return null; end if;
    v_by := jsonb_build_object('by', (select a.display_name from access.account a where a.id = access.account()));
    v_link := '/inmates/' || new.inmate_id || '/alerts';
    foreach v_role in array array['NUR', 'DOC', 'DUT'] loop
        perform access.notify_role(v_role, new.prison_id, 'alert_life', v_by, v_link);
    end loop;
    return null;
end $$;
create trigger danger_to_life after insert on inmates.alert for each row when (new.kind in ('SUICIDE', 'SELFHARM')) execute function inmates.danger_to_life();
create trigger danger_to_life_now after update of kind on inmates.alert for each row
    when (new.kind in ('SUICIDE', 'SELFHARM') and old.kind not in ('SUICIDE', 'SELFHARM')) execute function inmates.danger_to_life();
reset role;
