-- The clock follows why somebody is held: what is recorded of bases and restrictions, for counting and nothing else.
set local role overgang_owner;

create function sentences.bases_known(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, birth_date date, admitted_at timestamptz, bases jsonb, restrictions jsonb)
language sql stable security definer set search_path = sentences, pg_temp as $$
    select i.id, i.prison_id, i.birth_date, (select s.admitted_at from custody.stay s where s.inmate_id = i.id and s.released_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', b.root_id, 'kind', b.kind, 'decided_on', b.decided_on, 'from_day', b.from_day, 'to_day', b.to_day, 'final_on', b.final_on,
                        'ended_on', b.ended_on, 'ended_as', b.ended_as, 'extends', b.extends, 'arrested_at', b.arrested_at, 'under_18', b.under_18, 'years', b.years, 'months', b.months,
                        'days', b.days, 'credit_days', b.credit_days, 'withdrawn', b.withdrawn) order by b.from_day, b.root_id), '[]')
              from legal_basis b where b.inmate_id = i.id and b.replaced_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', x.root, 'kind', r.kind, 'from_day', r.from_day, 'until_day', r.until_day, 'from_at', r.from_at, 'lifted_on', r.lifted_on,
                        'extended_by', (select n.id from restriction n where n.extends = any(x.ids) and n.replaced_at is null and not n.withdrawn limit 1), 'withdrawn', r.withdrawn) order by r.from_day, x.root), '[]')
              from restriction r
              cross join lateral (with recursive up (id, supersedes) as (select r.id, r.supersedes union all select o.id, o.supersedes from restriction o join up u on o.id = u.supersedes)
                                  select (array_agg(id) filter (where supersedes is null))[1] as root, array_agg(id) as ids from up) x
             where r.inmate_id = i.id and r.replaced_at is null)
      from inmates.inmate i where i.id = any(p_inmates)
$$;

-- For a request: of whom it reaches.
create function sentences.bases_for_clock(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, birth_date date, admitted_at timestamptz, bases jsonb, restrictions jsonb)
language plpgsql stable security definer set search_path = sentences, pg_temp as $$
begin
    if not sentences.reaches(p_inmates) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query select * from sentences.bases_known(p_inmates);
end $$;

-- Whose bases have changed, and who is in custody: looked through by the clock itself, whichever page or function recorded it.
create function sentences.bases_changed(p_since timestamptz, p_limit int) returns setof uuid language sql stable security definer set search_path = sentences, pg_temp as $$
    select x.inmate_id from (
        select b.inmate_id from legal_basis b where b.recorded_at > p_since
        union select r.inmate_id from restriction r where r.recorded_at > p_since or r.lift_recorded_at > p_since
        union select s.inmate_id from custody.stay s where s.admitted_at > p_since - interval '1 day' and s.released_at is null) x
     order by 1 limit p_limit
$$;
create index basis_recorded on sentences.legal_basis (recorded_at);
create index restriction_recorded on sentences.restriction (recorded_at);

-- As settle_deadlines, for many and for background work.
create function sentences.settle_many(p_ends jsonb) returns int language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare n int;
begin
    update deadline d set state = case e.outcome when 'mistake' then 'cancelled' else 'satisfied' end, outcome = e.outcome, satisfied_by = e.by, closed_at = coalesce(e.at, platform.now()),
           waiting_for = null, waiting_since = null, waiting_note = null, series_over = true, version = d.version + 1
      from jsonb_to_recordset(p_ends) e (reference uuid, rule text, outcome text, by uuid, at timestamptz)
     where d.reference = e.reference and d.state = 'open' and (e.rule is null or d.rule_id = e.rule);
    get diagnostics n = row_count;
    return n;
end $$;
grant execute on function sentences.bases_for_clock(uuid[]) to og_custody, og_case, og_region;
grant execute on function sentences.bases_known(uuid[]), sentences.bases_changed(timestamptz, int), sentences.settle_many(jsonb) to og_jobs;
reset role;
