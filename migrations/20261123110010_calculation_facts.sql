-- What else a calculation rests on: a suspended part in days of a whole in months, youth sentences, remand in another case while a sentence is served,
-- and days away without leave (straffeloven §§ 34, 52 b, 83; forskrift om straffegjennomføring § 3-3).
set local role overgang_owner;

-- Of six months of which sixty days are suspended, six months less sixty days are served: told as it was pronounced, and counted by the way of the day.
alter table sentences.legal_basis add column less_days int not null default 0 check (less_days between 0 and 36500);
create trigger append_only_less before update of less_days on sentences.legal_basis for each row execute function platform.append_only();

alter table sentences.calculation drop constraint calculation_basis_check, add constraint calculation_basis_check check (basis in ('nothing', 'remand', 'sentence', 'fine', 'detention', 'youth'));

-- Late is whoever was trusted to come back by themselves and came on a later day: an hour costs no day.
create function sentences.is_late(p_reason text, p_expected timestamptz, p_back timestamptz) returns boolean language sql immutable set search_path = sentences, pg_temp as $$
    select coalesce(p_reason in ('LEAVE', 'DAYREL', 'WORKOUT') and (p_back at time zone 'Europe/Oslo')::date > (p_expected at time zone 'Europe/Oslo')::date, false)
$$;
-- The condition of the trigger is asked as whoever moves people.
grant execute on function sentences.is_late(text, timestamptz, timestamptz) to og_custody, og_case, og_activity, og_desk, og_jobs;
create trigger calculation_late after update of reason, state, out_at, back_at, expected_back on custody.movement for each row
    when (new.reason in ('LEAVE', 'DAYREL', 'WORKOUT') and new.out_at is not null
          and (sentences.is_late(new.reason, new.expected_back, coalesce(new.back_at, platform.now())) or sentences.is_late(old.reason, old.expected_back, coalesce(old.back_at, platform.now()))))
    execute function sentences.calculation_touched('custody');

-- Once a day: who should have been back yesterday or before and has not been counted as away yet. Nobody does anything on the day on which it becomes so.
create function sentences.away_without_leave() returns bigint language sql volatile security definer set search_path = sentences, pg_temp as $$
    with late as (
        select distinct m.inmate_id from custody.movement m
         where m.state = 'out' and sentences.is_late(m.reason, m.expected_back, platform.now()) and m.expected_back > platform.now() - interval '60 days'
           and not exists (select from calculation k where k.inmate_id = m.inmate_id and k.made_at > (((m.expected_back at time zone 'Europe/Oslo')::date + 1)::timestamp at time zone 'Europe/Oslo'))),
    asked as (select sentences.ask_calculation(l.inmate_id, 'custody') from late l)
    select count(*) from asked
$$;
grant execute on function sentences.away_without_leave() to og_jobs;

-- As in 20261122110300, but what nobody in particular has changed (the day, the law, the clock) has no author: not one who is unknown.
create or replace function sentences.ask_calculation(p_inmate uuid, p_cause text) returns void language sql volatile security definer set search_path = sentences, pg_temp as $$
    insert into recalculation as q (inmate_id, seq, causes, authors, since)
    values (p_inmate, nextval('recalculation_seq'), array[p_cause], array_remove(array[access.account()], null), platform.now())
    on conflict (inmate_id) do update set seq = excluded.seq,
        causes = array(select distinct x from unnest(q.causes || excluded.causes) x order by x),
        authors = array(select distinct x from unnest(q.authors || excluded.authors) x where x is not null order by x)
$$;
update sentences.recalculation q set authors = array_remove(q.authors, null) where array_position(q.authors, null) is not null;

-- As in 20261122110300, and these facts.
create or replace function sentences.calculation_input(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, in_custody boolean, seq bigint, input jsonb, latest jsonb, latest_state text)
language plpgsql stable security definer set search_path = sentences, pg_temp as $$
#variable_conflict use_column
begin
    if access.account() is not null and not sentences.reaches(p_inmates) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query
    select i.id, i.prison_id, c.inmate_id is not null, q.seq,
        jsonb_build_object(
            'birth', i.birth_date,
            -- Asked only where it matters: a term prevails.
            'status', case when b.rows is null then sentences.status_on(i.id, platform.today()) else '' end,
            'bases', coalesce(b.rows, '[]'), 'stays', coalesce(s.rows, '[]'), 'arrests', coalesce(a.rows, '[]'), 'absences', coalesce(m.rows, '[]'), 'isolation', coalesce(r.rows, '[]'),
            'custody', coalesce(o.rows, '[]')),
        k.result, k.state
      from unnest(p_inmates) p (id) join inmates.inmate i on i.id = p.id
      left join custody.in_custody c on c.inmate_id = i.id
      left join recalculation q on q.inmate_id = i.id
      left join lateral (select x.result, x.state from calculation x where x.inmate_id = i.id order by x.version desc limit 1) k on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'kind', x.kind, 'case', x.case_number, 'decided_on', x.decided_on, 'final_on', x.final_on, 'from_day', x.from_day, 'lapsed', x.ended_as is not distinct from 'lapsed',
                   'years', x.years, 'months', x.months, 'days', x.days, 'less_days', x.less_days, 'credit', x.credit_days, 'minimum_years', x.minimum_years, 'minimum_months', x.minimum_months, 'minimum_days', x.minimum_days,
                   'extends', x.extends, 'fine_ore', x.fine_ore, 'paid_ore', x.paid_ore, 'by', x.recorded_by,
                   'sections', (select coalesce(jsonb_agg(jsonb_build_array(n.offence, n.section) order by n.position), '[]') from sentence_count n where n.legal_basis_id = x.id)) order by x.decided_on, x.root_id) as rows
          from legal_basis x
         where x.inmate_id = i.id and x.replaced_at is null and not x.withdrawn and x.kind in ('sentence', 'foreign_sentence', 'other_sanction', 'preventive_detention', 'fine_default', 'youth_sentence')
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
        -- Who was on leave and did not come back on the day: away without leave from when they should have been back.
        select jsonb_agg(jsonb_build_object('id', x.id, 'reason', case when x.reason in ('INTERRUPT', 'ESCAPE') then x.reason else 'LATE' end,
                   'out', case when x.reason in ('INTERRUPT', 'ESCAPE') then x.out_at else x.expected_back end, 'back', x.back_at, 'by', coalesce(x.out_by, x.recorded_by)) order by x.out_at) as rows
          from custody.movement x where x.inmate_id = i.id and x.out_at is not null and x.state in ('out', 'back')
           and (x.reason in ('INTERRUPT', 'ESCAPE') or sentences.is_late(x.reason, x.expected_back, coalesce(x.back_at, platform.now())))) m on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'remand', x.kind = 'remand', 'case', x.case_number, 'from', x.from_day, 'last', least(x.ended_on, x.to_day), 'by', x.recorded_by)
                   order by x.from_day, x.root_id) as rows
          from legal_basis x where x.inmate_id = i.id and x.kind in ('arrest', 'remand') and x.from_day is not null and x.replaced_at is null and not x.withdrawn) o on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'from', coalesce(x.from_at, x.from_day::timestamp at time zone 'Europe/Oslo'),
                   'to', coalesce(x.lifted_at, (coalesce(x.lifted_on, x.until_day) + 1)::timestamp at time zone 'Europe/Oslo'), 'by', x.recorded_by,
                   'mark', (select case when w.credit then jsonb_build_object('by', w.marked_by, 'on', (w.marked_at at time zone 'Europe/Oslo')::date) end from isolation_mark w
                             where w.restriction_id = x.id order by w.marked_at desc, w.id desc limit 1)) order by x.from_day) as rows
          from restriction x where x.inmate_id = i.id and x.kind = 'full_isolation' and x.replaced_at is null and not x.withdrawn) r on true;
end $$;


-- As in 20261122110290, and the end of a frame is what the calculation says: the earlier of the one in force and one that waits.
create or replace function sentences.bases_known(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, birth_date date, admitted_at timestamptz, bases jsonb, restrictions jsonb)
language sql stable security definer set search_path = sentences, pg_temp as $$
    select i.id, i.prison_id, i.birth_date, (select s.admitted_at from custody.stay s where s.inmate_id = i.id and s.released_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', b.root_id, 'kind', b.kind, 'decided_on', b.decided_on, 'from_day', b.from_day, 'to_day', b.to_day, 'final_on', b.final_on,
                        'ended_on', b.ended_on, 'ended_as', b.ended_as, 'extends', b.extends, 'arrested_at', b.arrested_at, 'under_18', b.under_18,
                        'frame_end', case when b.kind = 'preventive_detention' then (select min(k.end_on) from calculation k where k.inmate_id = i.id and k.basis = 'detention' and k.state <> 'superseded') end, 'withdrawn', b.withdrawn) order by b.from_day, b.root_id), '[]')
              from legal_basis b where b.inmate_id = i.id and b.replaced_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', x.root, 'kind', r.kind, 'from_day', r.from_day, 'until_day', r.until_day, 'from_at', r.from_at, 'lifted_on', r.lifted_on,
                        'extended_by', (select n.id from restriction n where n.extends = any(x.ids) and n.replaced_at is null and not n.withdrawn limit 1), 'withdrawn', r.withdrawn) order by r.from_day, x.root), '[]')
              from restriction r
              cross join lateral (with recursive up (id, supersedes) as (select r.id, r.supersedes union all select o.id, o.supersedes from restriction o join up u on o.id = u.supersedes)
                                  select (array_agg(id) filter (where supersedes is null))[1] as root, array_agg(id) as ids from up) x
             where r.inmate_id = i.id and r.replaced_at is null)
      from inmates.inmate i where i.id = any(p_inmates)
$$;

create or replace function sentences.bases_changed(p_since timestamptz, p_limit int) returns setof uuid language sql stable security definer set search_path = sentences, pg_temp as $$
    select x.inmate_id from (
        select b.inmate_id from legal_basis b where b.recorded_at > p_since
        union select k.inmate_id from calculation k where k.basis = 'detention' and (k.made_at > p_since or k.confirmed_at > p_since)
        union select r.inmate_id from restriction r where r.recorded_at > p_since or r.lift_recorded_at > p_since
        union select s.inmate_id from custody.stay s where s.admitted_at > p_since - interval '1 day' and s.released_at is null) x
     order by 1 limit p_limit
$$;

create index calculation_of_detention on sentences.calculation (made_at) where basis = 'detention';
-- What was not calculated before is calculated now: youth sentences, and those of whom the new facts speak.
insert into sentences.recalculation (inmate_id, seq, causes, since)
select b.inmate_id, nextval('sentences.recalculation_seq'), array['basis'], now() from sentences.legal_basis b where b.kind in ('youth_sentence', 'remand') and b.replaced_at is null and not b.withdrawn group by b.inmate_id
on conflict (inmate_id) do nothing;
reset role;
