-- What came of a hearing reaches the clock. A first hearing that was held is what the time after an arrest asks for (straffeprosessloven § 183).
-- When a court has released somebody (§ 187 a), that they are still here and nothing else holds them is an alarm.
set local role overgang_owner;
create index appearance_result on sentences.appearance (result_at) where result_at is not null;

drop function sentences.bases_for_clock(uuid[]);
drop function sentences.bases_known(uuid[]);
create function sentences.bases_known(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, birth_date date, admitted_at timestamptz, bases jsonb, restrictions jsonb, hearings jsonb)
    language sql stable security definer set search_path = sentences, pg_temp as $$
    select i.id, i.prison_id, i.birth_date, (select s.admitted_at from custody.stay s where s.inmate_id = i.id and s.released_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', b.root_id, 'kind', b.kind, 'case', sentences.case_key(b.case_number), 'decided_on', b.decided_on, 'from_day', b.from_day, 'to_day', b.to_day, 'final_on', b.final_on,
                        'ended_on', b.ended_on, 'ended_as', b.ended_as, 'extends', b.extends, 'arrested_at', b.arrested_at, 'under_18', b.under_18, 'judged_on', sentences.judged_on(b),
                        'answered_by', case when b.kind = 'arrest' then (select o.root_id from legal_basis o where o.inmate_id = i.id and o.replaced_at is null and not o.withdrawn and sentences.ends_arrest(b, o)
                                                                          order by o.from_day, o.root_id limit 1) end,
                        'frame_end', case when b.kind = 'preventive_detention' then (select min(k.end_on) from calculation k where k.inmate_id = i.id and k.basis = 'detention' and k.state <> 'superseded') end, 'withdrawn', b.withdrawn) order by b.from_day, b.root_id), '[]')
              from legal_basis b where b.inmate_id = i.id and b.replaced_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', x.root, 'basis', (select o.root_id from legal_basis o where o.id = r.basis_id), 'kind', r.kind, 'from_day', r.from_day, 'until_day', r.until_day, 'from_at', r.from_at, 'lifted_on', r.lifted_on,
                        'extended_by', (select n.id from restriction n where n.extends = any(x.ids) and n.replaced_at is null and not n.withdrawn limit 1), 'withdrawn', r.withdrawn) order by r.from_day, x.root), '[]')
              from restriction r
              cross join lateral (with recursive up (id, supersedes) as (select r.id, r.supersedes union all select o.id, o.supersedes from restriction o join up u on o.id = u.supersedes)
                                  select (array_agg(id) filter (where supersedes is null))[1] as root, array_agg(id) as ids from up) x
             where r.inmate_id = i.id and r.replaced_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'case', sentences.case_key(a.case_number), 'at', a.starts_at, 'first', a.purpose = 'first_hearing', 'released', a.result = 'released') order by a.starts_at, a.id), '[]')
              from appearance a where a.inmate_id = i.id and a.state = 'held' and (a.purpose = 'first_hearing' or a.result = 'released'))
      from inmates.inmate i where i.id = any(p_inmates)
$$;
create function sentences.bases_for_clock(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, birth_date date, admitted_at timestamptz, bases jsonb, restrictions jsonb, hearings jsonb)
    language plpgsql stable security definer set search_path = sentences, pg_temp as $$
begin
    if not sentences.reaches(p_inmates) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query select * from sentences.bases_known(p_inmates);
end $$;
grant execute on function sentences.bases_known(uuid[]) to og_jobs;
grant execute on function sentences.bases_for_clock(uuid[]) to og_custody, og_case, og_region;

create or replace function sentences.bases_changed(p_since timestamptz, p_limit int) returns setof uuid language sql stable security definer set search_path = sentences, pg_temp as $$
    select x.inmate_id from (
        select b.inmate_id from legal_basis b where b.recorded_at > p_since
        union select k.inmate_id from calculation k where k.basis = 'detention' and (k.made_at > p_since or k.confirmed_at > p_since)
        union select r.inmate_id from restriction r where r.recorded_at > p_since or r.lift_recorded_at > p_since
        union select n.inmate_id from birth_corrected n where n.at > p_since
        union select a.inmate_id from appearance a where a.result_at > p_since
        union select s.inmate_id from custody.stay s where s.admitted_at > p_since - interval '1 day' and s.released_at is null) x
     order by 1 limit p_limit
$$;

-- Released by a court, and still here: on another basis only if one holds that does not itself end today.
do $$
declare v_was text := pg_get_functiondef('sentences.alarm_obstacle(uuid, text)'::regprocedure); v_is text;
begin
    v_is := replace(v_was, 'where b.kind in (''arrest'', ''remand'') or b.recorded_at',
                           'where case when d.rule_id = ''release.ordered'' then b.ended_on is null else b.kind in (''arrest'', ''remand'') end or b.recorded_at');
    if v_is = v_was then raise exception 'the bases of alarm_obstacle are not where they were'; end if;
    execute v_is;
end $$;
reset role;
