-- A governor looks after the own prison's name and places; which region it belongs to, and so who reaches it, is not theirs to change.
set local role overgang_owner;
revoke update on estate.prison from og_custody;
grant update (name, municipality, county, places_high, places_lower, places_halfway, capacity_basis, status, version) on estate.prison to og_custody;

-- Cells stay in their unit and prison, whoever edits them.
create function estate.stays() returns trigger language plpgsql set search_path = estate, pg_temp as $$
begin
    raise exception 'a unit stays in its prison and a cell in its unit' using errcode = 'insufficient_privilege';
end $$;
create trigger unit_stays before update of prison_id on estate.unit for each row when (new.prison_id <> old.prison_id) execute function estate.stays();
create trigger cell_stays before update of prison_id, unit_id on estate.cell for each row when (new.prison_id <> old.prison_id or new.unit_id <> old.unit_id) execute function estate.stays();
reset role;
