-- A room has one use at a time, whether a session or an exam is planned last; goals of a course keep the words under which they were reached; the school that held an exam
-- finishes it after a transfer, and the next school has the record; what a contact officer knows of somebody's school.
set local role overgang_owner;

-- Whoever plans last is refused: both sides take the room's row first, so that of two at once the second sees what the first did.
create function learning.room_not_for_exam() returns trigger language plpgsql security definer set search_path = learning, pg_temp as $$
begin
    perform from estate.place r where r.id = new.room_id for no key update;
    if exists (select from exam e where e.room_id = new.room_id and e.state = 'planned' and tstzrange(e.starts_at, e.ends_at) && tstzrange(new.starts_at, new.ends_at)) then
        raise exception 'the room has an exam then' using errcode = 'exclusion_violation', constraint = 'room_has_exam';
    end if;
    return new;
end $$;
create trigger room_not_for_exam before insert or update of room_id, starts_at, ends_at, state on activities.session for each row
    when (new.room_id is not null and new.state = 'planned') execute function learning.room_not_for_exam();

create function learning.room_not_in_use() returns trigger language plpgsql security definer set search_path = learning, pg_temp as $$
begin
    perform from estate.place r where r.id = new.room_id for no key update;
    if exists (select from activities.session s where s.room_id = new.room_id and s.state = 'planned' and tstzrange(s.starts_at, s.ends_at) && tstzrange(new.starts_at, new.ends_at)) then
        raise exception 'the room is in use then' using errcode = 'exclusion_violation', constraint = 'exam_room_in_use';
    end if;
    return new;
end $$;
create trigger room_not_in_use before insert or update of room_id, starts_at, ends_at on learning.exam for each row
    when (new.room_id is not null and new.state = 'planned') execute function learning.room_not_in_use();

-- What a room is used for while an exam lasts for whoever has most time: other than the exam itself. Candidates with more time may sit on when the next class comes.
create function learning.room_clashes(p_exam uuid) returns table (session_id uuid, exam_id uuid, what text, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = learning, pg_temp as $$
    with own as (
        select e.id, e.room_id, tstzrange(e.starts_at, e.ends_at + make_interval(mins => coalesce((select max(c.extra_minutes) from candidate c where c.exam_id = e.id and c.withdrawn_at is null), 0)::int)) as span
          from exam e where e.id = p_exam and e.state = 'planned' and e.room_id is not null and e.prison_id = any(access.houses())
           and (access.allows('app.reads', 'exams') or access.allows('app.reads_assigned', 'exams')))
    select s.id, null::uuid, p.name, s.starts_at, s.ends_at
      from own o join activities.session s on s.room_id = o.room_id and s.state = 'planned' and tstzrange(s.starts_at, s.ends_at) && o.span join activities.place p on p.id = s.place_id
    union all
    select null, x.id, x.subject, x.starts_at, x.ends_at from own o join exam x on x.room_id = o.room_id and x.id <> o.id and x.state = 'planned' and tstzrange(x.starts_at, x.ends_at) && o.span
     order by 4, 3 limit 20
$$;

-- The weeks ahead, as before; and a session whose room has an exam then is held without one until somebody has found another.
do $$
declare
    def text := pg_get_functiondef('activities.put_sessions(jsonb)'::regprocedure);
    was constant text := 'and (o.pattern_id, o.on_day) is distinct from (t.id, r.on_day)) then t.room_id end';
begin
    if position(was in def) = 0 then raise exception 'activities.put_sessions is not as expected'; end if;
    execute replace(def, was, 'and (o.pattern_id, o.on_day) is distinct from (t.id, r.on_day))
                 and not exists (select from learning.exam e where e.room_id = t.room_id and e.state = ''planned'' and tstzrange(e.starts_at, e.ends_at) && tstzrange(r.starts_at, r.ends_at)) then t.room_id end');
end $$;

-- Goals in versions: other words are another row, and what was reached keeps those under which it was reached. They are written by those who lead a school.
alter table learning.competence add column version int not null default 1 check (version between 1 and 999);
alter table learning.competence add column added_on date;
alter table learning.competence add column supersedes uuid references learning.competence;
alter table learning.competence add column closed_by uuid;
alter table learning.competence drop constraint competence_number;
alter table learning.competence add constraint competence_version unique (course_code, number, version);
create unique index competence_current on learning.competence (course_code, number) where closed_on is null;
create unique index competence_superseded_once on learning.competence (supersedes) where supersedes is not null;
create trigger append_only before delete or update of id, course_code, number, words, added_by, version, added_on, supersedes on learning.competence for each row execute function platform.append_only();
revoke update (words) on learning.competence from og_activity;
grant update (closed_by) on learning.competence to og_activity;

create function learning.leads() returns boolean language sql stable security definer set search_path = activities, pg_temp as $$
    select access.role() = 'EDU' and exists (select from lead l where l.account_id = access.account() and l.field = 'education' and l.prison_id = any(access.houses()) and l.during @> platform.today())
$$;
drop policy adds on learning.competence;
drop policy closes on learning.competence;
create policy adds on learning.competence for insert to og_activity with check (added_by = (select access.account()) and (select learning.leads()));
create policy closes on learning.competence for update to og_activity using ((select learning.leads())) with check (true);

-- Whoever leads a school reaches its learners, also those who have come from another one and have no place here yet.
create or replace function activities.people_of(p_account uuid, p_role text, p_prisons uuid[], p_now timestamptz) returns uuid[] language sql stable security definer set search_path = activities, pg_temp as $$
    with mine as (select activities.places_of(p_account, p_role, p_prisons, p_now) as ids)
    select coalesce(array_agg(distinct x.inmate_id), '{}') from mine cross join lateral (
        select t.inmate_id from placement t where t.place_id = any(mine.ids) and t.during && tstzrange(p_now - interval '14 days', null)
        union all
        select b.inmate_id from booking b join session s on s.id = b.session_id where b.place_id = any(mine.ids) and b.ended_at is null and s.ends_at > p_now - interval '14 days'
        union all
        select e.inmate_id from lead l join learning.enrolment e on e.prison_id = l.prison_id and e.state = 'under_way'
         where p_role = 'EDU' and l.account_id = p_account and l.field = 'education' and l.prison_id = any(p_prisons) and l.during @> (p_now at time zone 'Europe/Oslo')::date) x
$$;

-- An exam belongs to the school that held it: who sat it stays there for the protocol and the mark, though the person and their record have gone on. Those who are gone
-- only; everybody else is read as ever.
create function learning.gone(p_exam uuid) returns table (candidate_id uuid, inmate_id uuid, number text, family_name text, given_name text, own_candidate boolean, extra_aids text, extra_minutes smallint,
    withdrawn_reason text, mark text, result_id uuid, enrolment_id uuid, goal_id uuid, prison_id uuid)
language sql stable security definer set search_path = learning, pg_temp as $$
    select c.id, i.id, i.number, i.family_name, i.given_name, c.own_candidate, c.extra_aids, c.extra_minutes, c.withdrawn_reason, x.result, x.id, c.enrolment_id, e.goal_id, c.prison_id
      from exam q join candidate c on c.exam_id = q.id and c.prison_id is distinct from q.prison_id join inmates.inmate i on i.id = c.inmate_id
      left join enrolment e on e.id = c.enrolment_id
      left join lateral (select r.id, r.result from result r where r.candidate_id = c.id and not exists (select from result s where s.supersedes = r.id) limit 1) x on true
     where q.id = p_exam and access.role() = 'EDU' and access.allows('app.writes_assigned', 'exams') and q.prison_id = any(access.houses()) and (c.prison_id is null or c.prison_id <> all(access.houses()))
       and not i.protected and i.id <> all(access.hidden())
     order by i.family_name, i.given_name, i.id limit 100
$$;
-- The mark of one of them. Answers `kept`, or `not_here` for whoever is none of them.
create function learning.mark_gone(p_id uuid, p_exam uuid, p_candidate uuid, p_mark text, p_supersedes uuid, p_correction text) returns text
language plpgsql volatile security definer set search_path = learning, pg_temp as $$
declare g record; q exam;
begin
    select * into q from exam e where e.id = p_exam and e.state = 'held' for update;
    select * into g from learning.gone(p_exam) x where x.candidate_id = p_candidate and x.withdrawn_reason is null;
    if q.id is null or g.candidate_id is null then return 'not_here'; end if;
    insert into result (id, inmate_id, prison_id, enrolment_id, candidate_id, course_code, kind, result, on_day, recorded_by, recorded_at, supersedes, correction)
    values (p_id, g.inmate_id, g.prison_id, g.enrolment_id, g.candidate_id, q.course_code, case q.form when 'trade' then 'trade' else 'exam' end, p_mark,
            (q.starts_at at time zone 'Europe/Oslo')::date, access.account(), platform.now(), p_supersedes, p_correction);
    if g.goal_id is not null then
        perform plan.put_progress(g.goal_id, 'result', g.candidate_id, least(q.ends_at, platform.now()), null, null);
    end if;
    return 'kept';
end $$;
-- One of them does not sit an exam that is ahead.
create function learning.withdraw_gone(p_exam uuid, p_candidate uuid, p_reason text) returns uuid language plpgsql volatile security definer set search_path = learning, pg_temp as $$
declare v uuid;
begin
    if not exists (select from learning.gone(p_exam) x where x.candidate_id = p_candidate) then return null; end if;
    update candidate c set withdrawn_at = platform.now(), withdrawn_reason = p_reason where c.id = p_candidate and c.withdrawn_at is null returning c.inmate_id into v;
    return v;
end $$;

-- The exams somebody is registered for or has sat, wherever that was: the next school goes on with them. For those who read who sits what.
create function learning.exams_of(p_inmate uuid) returns table (exam_id uuid, subject text, course_code text, form text, starts_at timestamptz, ends_at timestamptz, state text, extra_aids text,
    extra_minutes smallint, withdrawn_reason text, prison text, here boolean)
language sql stable security definer set search_path = learning, pg_temp as $$
    select q.id, q.subject, q.course_code, q.form, q.starts_at, q.ends_at, q.state, c.extra_aids, c.extra_minutes, c.withdrawn_reason, p.name, q.prison_id = any(access.houses())
      from candidate c join exam q on q.id = c.exam_id join estate.prison p on p.id = q.prison_id
     where c.inmate_id = p_inmate and c.inmate_id <> all(access.hidden())
       and ((access.allows('app.reads', 'exams') and c.prison_id = any(access.deep_prisons())) or (access.allows('app.reads_assigned', 'exams') and c.inmate_id = any(access.assigned())))
     order by q.state <> 'planned', q.starts_at desc, q.id limit 40
$$;

-- What a contact officer knows of the school of their own people: which course, how, and when. Neither marks nor goals nor what a teacher noted; nor why a course ended.
create function learning.extract(p_inmate uuid) returns table (enrolment_id uuid, course_code text, manner text, from_day date, to_day date, state text, place_id uuid, place text, weekday smallint, starts time, ends time, weeks text)
language sql stable security definer set search_path = learning, pg_temp as $$
    select e.id, e.course_code, e.manner, e.from_day, e.to_day, e.state, p.id, p.name, t.weekday, t.starts, t.ends, t.weeks
      from enrolment e left join activities.place p on p.id = e.place_id
      left join activities.slot s on e.state = 'under_way' and s.placement_id = e.placement_id and s.inmate_id = e.inmate_id and (upper_inf(s.during) or upper(s.during) > platform.now())
      left join activities.pattern t on t.id = s.pattern_id
     where e.inmate_id = p_inmate and access.allows('app.extracts', 'education') and e.inmate_id = any(access.assigned()) and e.inmate_id <> all(access.hidden())
     order by e.state <> 'under_way', e.from_day desc, e.id, t.weekday, t.starts limit 200
$$;

revoke execute on function learning.room_clashes(uuid), learning.leads(), learning.gone(uuid), learning.mark_gone(uuid, uuid, uuid, text, uuid, text), learning.withdraw_gone(uuid, uuid, text),
    learning.exams_of(uuid), learning.extract(uuid) from public;
grant execute on function learning.room_clashes(uuid), learning.exams_of(uuid) to og_custody, og_case, og_activity, og_auditor;
grant execute on function learning.leads(), learning.gone(uuid), learning.mark_gone(uuid, uuid, uuid, text, uuid, text), learning.withdraw_gone(uuid, uuid, text) to og_activity;
grant execute on function learning.extract(uuid) to og_custody;
reset role;
