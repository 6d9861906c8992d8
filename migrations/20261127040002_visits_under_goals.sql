-- A visit that was held shows under the goals of family, children and network, as a leave does: seen on the way back from it. Who came, and what was said,
-- stands nowhere here.
set local role overgang_owner;
create function plan.visit_serves() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if new.state = 'back' and new.arrived_at is not null and new.ended_as is null then
        perform plan.put_progress(g.id, 'visit', new.id, new.arrived_at, null, null)
           from goal g where g.inmate_id = new.inmate_id and g.theme = 'family' and g.state = 'current' and g.created_at <= new.arrived_at;
    elsif tg_op = 'UPDATE' then
        perform plan.no_progress('visit', new.id);
    end if;
    return null;
end $$;
revoke execute on function plan.visit_serves() from public;
create trigger visit_serves_insert after insert on custody.internal_movement for each row when (new.kind = 'visit' and new.state = 'back') execute function plan.visit_serves();
create trigger visit_serves after update of state, kind, ended_as on custody.internal_movement for each row
    when (new.kind = 'visit' and (new.state, new.ended_as) is distinct from (old.state, old.ended_as)) execute function plan.visit_serves();
reset role;
