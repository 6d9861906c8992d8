-- Isolation gives a deduction only when a lawyer has said so (straffeloven § 83; HR-2018-1261-A). A name that somebody typed is no such word: a case manager
-- proposes, and who may decide (class isolation_credit: the region, the governor) says yes or no, with a reason, and is not the one who proposed.
set local role overgang_owner;

alter table sentences.isolation_mark alter column lawyer drop not null;
comment on column sentences.isolation_mark.lawyer is 'As it was typed until the word became an act of its own; since then nobody types it.';
alter table sentences.isolation_mark
    add column outcome text check (outcome in ('accepted', 'refused')),
    add column decided_by uuid references access.account,
    add column decided_at timestamptz,
    add column decision_note text check (length(decision_note) between 10 and 1000);
-- What stood before stands: nobody's dates move because the form changed. Nobody decided it, and the page says so.
update sentences.isolation_mark set outcome = 'accepted', decided_at = marked_at;
alter table sentences.isolation_mark
    add constraint mark_decided_whole check ((outcome is null) = (decided_at is null) and (outcome is not null or (decided_by is null and decision_note is null))),
    add constraint mark_two_people check (decided_by <> marked_by),
    add constraint mark_has_a_lawyer check (outcome is null or decided_by is not null or lawyer is not null);
create unique index isolation_mark_one_waits on sentences.isolation_mark (restriction_id) where outcome is null;
create index on sentences.isolation_mark (decided_by) where decided_by is not null;
revoke insert on sentences.isolation_mark from og_case;
grant insert (id, inmate_id, prison_id, restriction_id, credit, reason, marked_by, marked_at) on sentences.isolation_mark to og_case;

-- A proposal moves nothing; the decision does.
drop trigger calculation_marked on sentences.isolation_mark;
create trigger calculation_marked after update of outcome on sentences.isolation_mark for each row
    when (old.outcome is null and new.outcome = 'accepted') execute function sentences.calculation_touched('isolation');

create function sentences.isolation_proposed() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
declare v_number text := (select i.number from inmates.inmate i where i.id = new.inmate_id);
begin
    perform access.notify_role(r, new.prison_id, 'isolation_proposed', jsonb_build_object('number', v_number), '/inmates/' || new.inmate_id || '/sentence/isolation/' || new.restriction_id)
       from unnest(array['GOV', 'TRA']) r;
    return null;
end $$;
create trigger isolation_proposed after insert on sentences.isolation_mark for each row execute function sentences.isolation_proposed();

create function sentences.answer_isolation(p_mark uuid, p_outcome text, p_note text) returns text language plpgsql security definer set search_path = sentences, pg_temp as $$
declare m isolation_mark;
begin
    select * into m from isolation_mark x where x.id = p_mark;
    if not found then return 'missing'; end if;
    if not access.allows('app.writes', 'isolation_credit') or not sentences.reaches(array[m.inmate_id]) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    perform sentences.lock_person(m.inmate_id);
    select * into m from isolation_mark x where x.id = p_mark;
    if m.outcome is not null then return 'stale'; end if;
    -- Whoever was proposed about a spell that has been corrected or withdrawn since is asked anew.
    if not exists (select from restriction r where r.id = m.restriction_id and r.replaced_at is null and not r.withdrawn) then return 'stale'; end if;
    if m.marked_by = access.account() then return 'own'; end if;
    update isolation_mark x set outcome = p_outcome, decided_by = access.account(), decided_at = platform.now(), decision_note = p_note where x.id = p_mark;
    perform access.notify_account(m.marked_by, 'isolation_decided',
            jsonb_build_object('number', (select i.number from inmates.inmate i where i.id = m.inmate_id), 'outcome', case p_outcome when 'accepted' then 'granted' else 'refused' end),
            '/inmates/' || m.inmate_id || '/sentence/isolation/' || m.restriction_id);
    return 'done';
end $$;
comment on function sentences.answer_isolation(uuid, text, text) is 'A lawyer''s yes or no to whether a spell of isolation gives a deduction: done, or what stands in the way.';
revoke all on function sentences.isolation_proposed(), sentences.answer_isolation(uuid, text, text) from public;
grant execute on function sentences.answer_isolation(uuid, text, text) to og_custody, og_region;
-- Who decides in the region sees at once what follows; both functions ask whether the person is within reach.
grant execute on function sentences.calculation_input(uuid[]), sentences.put_calculations(jsonb) to og_region;

-- As in 20261124110010; only what a lawyer has decided counts.
CREATE OR REPLACE FUNCTION sentences.calculation_input(p_inmates uuid[])
 RETURNS TABLE(inmate_id uuid, prison_id uuid, in_custody boolean, seq bigint, input jsonb, latest jsonb, latest_state text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'sentences', 'pg_temp'
AS $function$
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
            'custody', coalesce(o.rows, '[]'), 'mistakes', coalesce(w.rows, '[]')),
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
           and not exists (select from custody.stay z where z.inmate_id = i.id and z.released_at is not null and not exists (select from sentences.release_error e where e.inmate_id = z.inmate_id and e.kind = 'released_too_early'
                            and e.from_day = (z.released_at at time zone 'Europe/Oslo')::date and not exists (select from sentences.release_error n where n.supersedes = e.id))
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
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'remand', x.kind = 'remand', 'case', x.case_number, 'from', x.from_day, 'last', least(x.ended_on, sentences.runs_out(x)), 'by', x.recorded_by)
                   order by x.from_day, x.root_id) as rows
          from legal_basis x where x.inmate_id = i.id and x.kind in ('arrest', 'remand') and x.from_day is not null and x.replaced_at is null and not x.withdrawn) o on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'from', coalesce(x.from_at, x.from_day::timestamp at time zone 'Europe/Oslo'),
                   'to', coalesce(x.lifted_at, (coalesce(x.lifted_on, x.until_day) + 1)::timestamp at time zone 'Europe/Oslo'), 'by', x.recorded_by,
                   'mark', (select case when w.credit then jsonb_build_object('by', coalesce(w.decided_by, w.marked_by), 'on', (w.decided_at at time zone 'Europe/Oslo')::date) end from isolation_mark w
                             where w.restriction_id = x.id and w.outcome = 'accepted' order by w.decided_at desc, w.id desc limit 1)) order by x.from_day) as rows
          from restriction x where x.inmate_id = i.id and x.kind = 'full_isolation' and x.replaced_at is null and not x.withdrawn) r on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', e.id, 'from', e.from_day, 'by', e.recorded_by, 'back', coalesce(e.to_day,
                   (select min((y.admitted_at at time zone 'Europe/Oslo')::date) from custody.stay y where y.inmate_id = i.id and (y.admitted_at at time zone 'Europe/Oslo')::date >= e.from_day
                                                                                                   and y.admitted_at > z.released_at))) order by e.from_day, e.id) as rows
          from release_error e join custody.stay z on z.inmate_id = i.id and (z.released_at at time zone 'Europe/Oslo')::date = e.from_day
         where e.inmate_id = i.id and e.kind = 'released_too_early' and not exists (select from release_error n where n.supersedes = e.id)) w on true;
end $function$;

reset role;
