-- A move that is written down later than it happened is weighed against those who were in the cell then, not against those who are there now.
set local role overgang_owner;

create function custody.cellmates_at(p_cell uuid, p_at timestamptz) returns table (inmate_id uuid, sex text, birth_date date, years int, legal_status text, consent boolean, violent boolean, since timestamptz, decided_by text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select case when not h.hidden then l.inmate_id end, i.sex, case when not h.hidden then i.birth_date end,
           case when i.birth_date is null then null when age(d.day, i.birth_date) < interval '18 years' then 17 when age(d.day, i.birth_date) < interval '24 years' then 23 else 24 end,
           coalesce(c.legal_status, ''), (select s.given from custody.sharing_consent s where s.inmate_id = l.inmate_id and s.recorded_at <= p_at order by s.recorded_at desc, s.id desc limit 1),
           exists (select from inmates.alert a where a.inmate_id = l.inmate_id and a.kind = 'VIOLENCE_PRIS' and (a.ended_at is null or a.ended_at > p_at) and a.from_day <= d.day and (a.to_day is null or a.to_day >= d.day)),
           lower(l.during), (select k.display_name from access.account k where k.id = l.decided_by)
      from custody.placement l
      join estate.cell e on e.id = l.cell_id
      join inmates.inmate i on i.id = l.inmate_id
      left join custody.in_custody c on c.inmate_id = l.inmate_id
      cross join lateral (select l.inmate_id = any(access.hidden()) as hidden) h
      cross join lateral (select (p_at at time zone 'Europe/Oslo')::date as day) d
     where l.cell_id = p_cell and l.during @> p_at and e.prison_id = any(access.prisons()) and access.allows('app.reads', 'movements')
     order by lower(l.during), l.inmate_id
$$;
revoke execute on function custody.cellmates_at(uuid, timestamptz) from public;
grant execute on function custody.cellmates_at(uuid, timestamptz) to og_custody, og_case, og_region, og_auditor;

reset role;
