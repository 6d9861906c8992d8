-- The pharmacy brings medicines to a cell: it sees the cell and whether somebody is out, as the chaplain does, and no movement itself.
-- And a roll adds up for health too: people they are not cleared for stand in it as numbered places.
set local role overgang_owner;

drop policy reads on custody.in_custody;
create policy reads on custody.in_custody for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health using (
    (((select access.allows('app.reads', 'movements')) or (select access.allows('app.extracts', 'movements')) or (select access.allows('app.extracts', 'person')))
        and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[])))
    or ((select access.allows('app.reads_assigned', 'person')) and inmate_id = any((select access.assigned())::uuid[])));

create or replace function custody.placeholders(p_prison uuid) returns table (unit_id uuid, cell_id uuid, is_out boolean) language sql stable security definer set search_path = custody, pg_temp as $$
    select c.unit_id, c.cell_id, c.out_reason is not null from custody.in_custody c
     where c.prison_id = p_prison and c.inmate_id = any(access.hidden())
       and p_prison = any(access.prisons()) and (access.allows('app.reads', 'movements') or access.allows('app.extracts', 'movements'))
$$;
grant execute on function custody.placeholders(uuid) to og_health;
reset role;
