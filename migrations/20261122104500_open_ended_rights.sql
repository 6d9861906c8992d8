-- A right without an end ends with its prison as well: the end of an open range is null, and null is not later than now.
set local role overgang_owner;
create or replace function access.end_rights_elsewhere() returns trigger language plpgsql security definer set search_path = access, pg_temp as $$
begin
    update access.person_grant g set ended_at = platform.now()
     where g.inmate_id = new.id and g.kind in ('assigned', 'cover') and g.ended_at is null and g.prison_id is distinct from new.prison_id
       and (upper_inf(g.during) or upper(g.during) > platform.now());
    return null;
end $$;
reset role;
