-- Who has looked at the clinical record: the patient asks the health service, not the prison (pasientjournalloven § 18, pasientjournalforskriften § 14).
-- One line a day for each person who looked at or did the same thing; asked on health's side of the wall, by those who read the record themselves.
set local role overgang_owner;
create function audit.clinical_looks_at(p_inmate uuid, p_from timestamptz, p_to timestamptz, p_limit int)
returns table (day date, staff_number text, display_name text, role text, action text, class text, purpose text, broke_glass boolean, first_at timestamptz, last_at timestamptz, n bigint)
language plpgsql stable security definer set search_path = audit, pg_temp as $$
begin
    if access.side() is distinct from 'health' or not access.allows('app.reads', 'clinical') or p_inmate = any(access.hidden()) or not (p_inmate = any(access.persons())
            or exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.prisons()))) then
        raise exception 'not for this reader' using errcode = 'insufficient_privilege';
    end if;
    return query
        with seen as (
            select e.at, e.actor, e.role, e.action, e.class, e.purpose, g.id is not null as broke_glass
              from audit.entry e left join access.person_grant g on g.id = e.grant_id and g.kind = 'break_glass'
             where e.inmate_id = p_inmate and e.at >= p_from and e.at < p_to and e.action not in ('deny', 'search', 'list') and e.class in ('clinical', 'medication'))
        select (s.at at time zone 'Europe/Oslo')::date, a.staff_number, a.display_name, s.role, s.action, s.class, s.purpose, s.broke_glass, min(s.at), max(s.at), count(*)
          from seen s left join access.account a on a.id = s.actor
         group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1 desc, 9 limit p_limit;
end $$;
revoke execute on function audit.clinical_looks_at(uuid, timestamptz, timestamptz, int) from public;
grant execute on function audit.clinical_looks_at(uuid, timestamptz, timestamptz, int) to og_health;
reset role;
