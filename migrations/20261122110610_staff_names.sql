-- Names of staff are kept in the program's memory, which hears of each that changes.
set local role overgang_owner;
create function access.staff_named() returns trigger language plpgsql as $$
begin
    perform pg_notify('staff_named', new.id::text);
    return null;
end $$;
revoke execute on function access.staff_named() from public;
create trigger staff_named after update of display_name on access.account for each row when (old.display_name is distinct from new.display_name)
    execute function access.staff_named();
reset role;
