-- Whoever is in prison on a youth sentence serves the imprisonment in its place (straffeloven § 52 c) and has dates like everybody who serves.
-- `calculation_input` as in 20261122110300, with that kind among the bases.
set local role overgang_owner;

create or replace function sentences.calculation_input(p_inmates uuid[])
    returns table (inmate_id uuid, prison_id uuid, in_custody boolean, seq bigint, input jsonb, latest jsonb, latest_state text) language plpgsql stable security definer set search_path = sentences, pg_temp as $$
#variable_conflict use_column
begin
    if access.account() is not null and not sentences.reaches(p_inmates) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query
    select i.id, i.prison_id, c.inmate_id is not null, q.seq,
        jsonb_build_object(
            'birth', i.birth_date,
            -- Asked only where it matters: a term prevails.
            'status', case when b.rows is null then sentences.status_on(i.id, platform.today()) else '' end,
            'bases', coalesce(b.rows, '[]'), 'stays', coalesce(s.rows, '[]'), 'arrests', coalesce(a.rows, '[]'), 'absences', coalesce(m.rows, '[]'), 'isolation', coalesce(r.rows, '[]')),
        k.result, k.state
      from unnest(p_inmates) p (id) join inmates.inmate i on i.id = p.id
      left join custody.in_custody c on c.inmate_id = i.id
      left join recalculation q on q.inmate_id = i.id
      left join lateral (select x.result, x.state from calculation x where x.inmate_id = i.id order by x.version desc limit 1) k on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'kind', x.kind, 'decided_on', x.decided_on, 'final_on', x.final_on, 'from_day', x.from_day, 'lapsed', x.ended_as is not distinct from 'lapsed',
                   'years', x.years, 'months', x.months, 'days', x.days, 'credit', x.credit_days, 'minimum_years', x.minimum_years, 'minimum_months', x.minimum_months, 'minimum_days', x.minimum_days,
                   'extends', x.extends, 'fine_ore', x.fine_ore, 'paid_ore', x.paid_ore, 'by', x.recorded_by,
                   'sections', (select coalesce(jsonb_agg(jsonb_build_array(n.offence, n.section) order by n.position), '[]') from sentence_count n where n.legal_basis_id = x.id)) order by x.decided_on, x.root_id) as rows
          from legal_basis x
         where x.inmate_id = i.id and x.replaced_at is null and not x.withdrawn and x.kind in ('sentence', 'youth_sentence', 'foreign_sentence', 'other_sanction', 'preventive_detention', 'fine_default')
           and (x.ended_on is null or x.ended_as = 'lapsed') and (x.from_day is not null or x.extends is not null or x.ended_as = 'lapsed')
           and not exists (select from custody.stay z where z.inmate_id = i.id and z.released_at is not null
                              and (z.released_at at time zone 'Europe/Oslo')::date >= x.from_day and (z.released_at at time zone 'Europe/Oslo')::date < platform.today()
                              and not exists (select from custody.stay y where y.inmate_id = i.id and y.admitted_at >= z.released_at
                                                 and (y.admitted_at at time zone 'Europe/Oslo')::date = (z.released_at at time zone 'Europe/Oslo')::date))) b on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'from', x.admitted_at, 'to', x.released_at, 'by', x.recorded_by,
                   -- A stay in which another sentence was executed gives no deduction in this one: one that has ended, or began in a stay that is over.
                   'in_case', not exists (select from legal_basis e where e.inmate_id = i.id and e.replaced_at is null and not e.withdrawn
                                             and e.kind not in ('arrest', 'remand') and e.ended_as is distinct from 'lapsed' and e.ended_as is distinct from 'quashed'
                                             and case when x.released_at is null then e.ended_on >= (x.admitted_at at time zone 'Europe/Oslo')::date
                                                 else e.from_day between (x.admitted_at at time zone 'Europe/Oslo')::date - 1 and (x.released_at at time zone 'Europe/Oslo')::date end)) order by x.admitted_at) as rows
          from custody.stay x where x.inmate_id = i.id) s on true
      left join lateral (
        -- From the arrest to the prison, or to the release of whoever was not remanded.
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'from', x.arrested_at, 'by', x.recorded_by,
                   'to', coalesce((select min(y.admitted_at) from custody.stay y where y.inmate_id = i.id and y.admitted_at >= x.arrested_at and y.admitted_at < x.arrested_at + interval '5 days'),
                                  (x.ended_on + 1)::timestamp at time zone 'Europe/Oslo')) order by x.arrested_at) as rows
          from legal_basis x where x.inmate_id = i.id and x.kind = 'arrest' and x.replaced_at is null and not x.withdrawn) a on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'reason', x.reason, 'out', x.out_at, 'back', x.back_at, 'by', coalesce(x.out_by, x.recorded_by)) order by x.out_at) as rows
          from custody.movement x where x.inmate_id = i.id and x.reason in ('INTERRUPT', 'ESCAPE') and x.out_at is not null and x.state in ('out', 'back')) m on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'from', coalesce(x.from_at, x.from_day::timestamp at time zone 'Europe/Oslo'),
                   'to', coalesce(x.lifted_at, (coalesce(x.lifted_on, x.until_day) + 1)::timestamp at time zone 'Europe/Oslo'), 'by', x.recorded_by,
                   'mark', (select case when w.credit then jsonb_build_object('by', w.marked_by, 'on', (w.marked_at at time zone 'Europe/Oslo')::date) end from isolation_mark w
                             where w.restriction_id = x.id order by w.marked_at desc, w.id desc limit 1)) order by x.from_day) as rows
          from restriction x where x.inmate_id = i.id and x.kind = 'full_isolation' and x.replaced_at is null and not x.withdrawn) r on true;
end $$;

-- Those in custody on one are calculated.
select sentences.ask_calculation(b.inmate_id, 'asked') from sentences.legal_basis b join custody.in_custody c using (inmate_id)
 where b.kind = 'youth_sentence' and b.replaced_at is null and not b.withdrawn and b.from_day is not null and b.ended_on is null;

reset role;
