-- What an enrolled tablet keeps for the walk goes when the shift ends by the roster, and a margin of the prison's own choice after it: handing over
-- takes its time. Shifts that follow one another within the margin are one. Whoever has no shift around now is bound by the session alone.
set local role overgang_owner;
alter table estate.prison add column kept_after_shift_minutes int not null default 30 check (kept_after_shift_minutes between 0 and 240);
create function access.kept_until(p_now timestamptz) returns timestamptz language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
    return (
        -- In a shift or its margin: until that ends. After it: not beyond the last one's end, which has passed.
        select coalesce(min(upper(r.during)) filter (where r.during @> p_now), max(upper(r.during)) filter (where upper(r.during) <= p_now and upper(r.during) > p_now - interval '12 hours'))
          from unnest((select range_agg(tstzrange(lower(s.during), upper(s.during) + make_interval(mins => p.kept_after_shift_minutes)))
                         from staff.shift s join estate.prison p on p.id = s.prison_id
                        where s.account_id = access.account() and lower(s.during) > p_now - interval '2 days' and lower(s.during) < p_now + interval '1 day')) r (during));
end $$;
revoke execute on function access.kept_until(timestamptz) from public;
grant execute on function access.kept_until(timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant update (kept_after_shift_minutes) on estate.prison to og_custody, og_system;
reset role;
