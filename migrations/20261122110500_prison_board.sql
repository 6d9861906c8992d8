-- The prison board lives: one number a house, higher after every change that it shows, and by the clock when a roll falls due or late or somebody
-- should have been back. Numbers only; nothing is locked or written for it.
set local role overgang_owner;

create function custody.house_version(p_prison uuid, p_now timestamptz) returns bigint language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce((select sum(v.version) from estate.unit u join custody.unit_version v on v.unit_id = u.id where u.prison_id = p_prison), 0)::bigint
         + coalesce((select extract(epoch from max(r.due_at)) from custody.roll_call r where r.prison_id = p_prison and r.due_at <= p_now), 0)::bigint
         + coalesce((select extract(epoch from max(r.late_at)) from custody.roll_call r where r.prison_id = p_prison and r.closed_at is null and r.late_at <= p_now), 0)::bigint
         + coalesce((select extract(epoch from max(w.out_until)) from custody.in_custody w where w.prison_id = p_prison and w.out_reason is not null and w.out_until < p_now), 0)::bigint
$$;
grant execute on function custody.house_version(uuid, timestamptz) to og_custody, og_case, og_auditor;

-- As access.watching, of a whole prison.
create function access.watching_house(p_token bytea, p_now timestamptz, p_prison uuid) returns bigint language sql stable security definer set search_path = access, pg_temp as $$
    select custody.house_version(p.id, p_now)
      from access.session s
      join access.account a on a.id = s.account_id and a.status = 'active'
      join access.assignment x on x.id = s.assignment_id and x.outcome = 'granted' and x.ended_at is null and x.valid @> p_now
      join access.role_rights r on r.role = x.role and 'unit_day' = any(r.reads)
      join estate.prison p on p.id = p_prison and (p.id = any(x.prisons) or x.region in (p.region, '*'))
     where s.token_hash = p_token and s.side = access.side() and s.stage = 'full' and s.ended_at is null and p_now < s.expires_at and p_now < s.last_seen_at + s.idle
$$;
grant execute on function access.watching_house(bytea, timestamptz, uuid) to overgang_custody;

-- A roll that is agreed, closed, or begins or ceases to differ is news for every board of the house. Rare: a handful a day.
create function custody.roll_told() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    perform custody.bump(array(select u.id from estate.unit u where u.prison_id = new.prison_id));
    return null;
end $$;
create trigger live_changed after update on custody.roll_call for each row
    when (old.agreed_at is distinct from new.agreed_at or old.missed_at is distinct from new.missed_at or old.differs <> new.differs) execute function custody.roll_told();
create trigger live_added after insert on custody.roll_call for each row when (new.kind = 'extra') execute function custody.roll_told();

reset role;
