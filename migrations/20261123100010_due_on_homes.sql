-- What has stood still: an incident past its day, a draft or a returned one of more than a day, one that has waited three days for review.
-- The home's number and the list behind it ask the same function.
set local role overgang_owner;
create function custody.incident_stalled(p_state text, p_due date, p_recorded timestamptz, p_submitted timestamptz, p_today date, p_now timestamptz) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select p_state <> 'closed' and (coalesce(p_due < p_today, false)
        or (p_state in ('draft', 'returned') and p_recorded < p_now - interval '24 hours')
        or (p_state = 'submitted' and coalesce(p_submitted < p_now - interval '3 days', false)))
$$;
revoke execute on function custody.incident_stalled(text, date, timestamptz, timestamptz, date, timestamptz) from public;
grant execute on function custody.incident_stalled(text, date, timestamptz, timestamptz, date, timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
reset role;
