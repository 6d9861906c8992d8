-- What a course aims at counts once, in however many wordings it was reached.
set local role overgang_owner;
create or replace function learning.note_aims(p_enrolment uuid) returns void language plpgsql volatile security definer set search_path = learning, pg_temp as $$
declare v record;
begin
    select coalesce(e.goal_id, x.goal_id) as goal_id, max(r.on_day) as on_day, count(distinct k.number)::int as n,
           (select count(*)::int from competence c where c.course_code = e.course_code
               and (c.closed_on is null or exists (select from reached q where q.enrolment_id = e.id and q.competence_id = c.id and q.taken_back_at is null))) as of_n
      into v
      from enrolment e left join activities.placement x on x.id = e.placement_id
      left join reached r on r.enrolment_id = e.id and r.taken_back_at is null left join competence k on k.id = r.competence_id
     where e.id = p_enrolment group by e.id, e.goal_id, x.goal_id, e.course_code;
    if v.goal_id is null or v.n = 0 then
        perform plan.no_progress('aim', p_enrolment);
    else
        perform plan.no_progress('aim', p_enrolment, v.goal_id);
        perform plan.put_progress(v.goal_id, 'aim', p_enrolment, least(v.on_day::timestamp at time zone 'Europe/Oslo', platform.now()), v.n, v.of_n);
    end if;
end $$;
reset role;
