-- The plan hears of more: what is reached at school and mastered at work shows under the goal it serves; and a promise whose day has passed, or that was
-- broken, is told to whoever has the person's plan.
set local role overgang_owner;

alter table plan.progress drop constraint progress_kind_check,
    add constraint progress_kind_check check (kind in ('talk', 'attendance', 'result', 'aim', 'skill', 'leave', 'outside', 'visit', 'session', 'support_group'));

-- What happened after all did not.
create function plan.no_progress(p_kind text, p_source uuid, p_but uuid default null) returns void language sql volatile security definer set search_path = plan, pg_temp as $$
    delete from progress p where p.kind = p_kind and p.source = p_source and p.goal_id is distinct from p_but
$$;
revoke execute on function plan.no_progress(text, uuid, uuid) from public;

-- Of a course: so many of what it aims at have been reached. The goal is the course's, else that of the place in which it is taken.
-- A goal counts once, in however many wordings it stands and was reached.
create function learning.note_aims(p_enrolment uuid) returns void language plpgsql volatile security definer set search_path = learning, pg_temp as $$
declare v record;
begin
    select coalesce(e.goal_id, x.goal_id) as goal_id, max(r.on_day) as on_day, count(distinct k.number)::int as n,
           (select count(distinct c.number)::int from competence c where c.course_code = e.course_code
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
revoke execute on function learning.note_aims(uuid) from public;
create function learning.aim_reached() returns trigger language plpgsql security definer set search_path = learning, pg_temp as $$
begin
    perform learning.note_aims(c.enrolment_id) from (select distinct x.enrolment_id from changed x) c;
    return null;
end $$;
revoke execute on function learning.aim_reached() from public;
create trigger aim_reached after insert on learning.reached referencing new table as changed for each statement execute function learning.aim_reached();
create trigger aim_seen_again after update on learning.reached referencing new table as changed for each statement execute function learning.aim_reached();
create function learning.aims_follow_goal() returns trigger language plpgsql security definer set search_path = learning, pg_temp as $$
begin
    perform learning.note_aims(new.id);
    return null;
end $$;
revoke execute on function learning.aims_follow_goal() from public;
create trigger aims_follow_goal after update of goal_id, placement_id on learning.enrolment for each row
    when ((new.goal_id, new.placement_id) is distinct from (old.goal_id, old.placement_id)) execute function learning.aims_follow_goal();

-- What somebody masters in a place shows under the goal that the place served then: each thing once, however often it was seen.
create function activities.note_skill(p_inmate uuid, p_place uuid, p_what text) returns void language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare
    v_source uuid := md5('skill' || p_inmate || p_place || lower(p_what))::uuid;
    v_goal uuid;
    v_day date;
begin
    select max(s.on_day) into v_day from skill s where s.inmate_id = p_inmate and s.place_id = p_place and lower(s.what) = lower(p_what) and s.withdrawn_at is null;
    select x.goal_id into v_goal from placement x
     where x.inmate_id = p_inmate and x.place_id = p_place and x.goal_id is not null and lower(x.during) < (v_day + 1)::timestamp at time zone 'Europe/Oslo'
     order by lower(x.during) desc limit 1;
    if v_goal is null then
        perform plan.no_progress('skill', v_source);
    else
        perform plan.no_progress('skill', v_source, v_goal);
        perform plan.put_progress(v_goal, 'skill', v_source, least(v_day::timestamp at time zone 'Europe/Oslo', platform.now()), null, null);
    end if;
end $$;
revoke execute on function activities.note_skill(uuid, uuid, text) from public;
create function activities.skill_seen() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
begin
    perform activities.note_skill(c.inmate_id, c.place_id, c.what) from (select distinct x.inmate_id, x.place_id, lower(x.what) as what from changed x) c;
    return null;
end $$;
revoke execute on function activities.skill_seen() from public;
create trigger skill_seen after insert on activities.skill referencing new table as changed for each statement execute function activities.skill_seen();
create trigger skill_withdrawn after update on activities.skill referencing new table as changed for each statement execute function activities.skill_seen();

-- What is there already.
select learning.note_aims(r.enrolment_id) from (select distinct x.enrolment_id from learning.reached x) r;
select activities.note_skill(s.inmate_id, s.place_id, s.what) from (select distinct x.inmate_id, x.place_id, lower(x.what) as what from activities.skill x) s;

-- Who has somebody's plan now and may know of a theme: the case manager always, contact officer and coordinator while it is shared. Of nobody protected
-- is anything told to a whole role.
create function plan.holders(p_inmate uuid, p_shared boolean) returns setof uuid language sql stable security definer set search_path = plan, pg_temp as $$
    select distinct g.account_id from access.person_grant g join access.account a on a.id = g.account_id and a.status = 'active'
     where g.inmate_id = p_inmate and g.kind in ('assigned', 'cover') and g.ended_at is null and g.given_by is not null and g.during @> platform.now()
       and g.role in ('CAS', 'CON', 'REI') and (p_shared or g.role = 'CAS')
       and not exists (select from access.conflict_of_interest c where c.account_id = g.account_id and c.inmate_id = p_inmate)
$$;
revoke execute on function plan.holders(uuid, boolean) from public;

-- A line about a promise. `p_owner`: to this one alone while they have the person's plan; else, and without one, to everybody who has it. Who made it
-- happen knows. Where nobody has the plan the case managers of the prison are told.
create function plan.tell_promise(p_promise uuid, p_kind text, p_owner uuid, p_at timestamptz) returns int language plpgsql volatile security definer set search_path = plan, pg_temp as $$
declare
    p promise;
    v_to uuid[];
    v_said jsonb;
    v_link text;
begin
    select * into p from promise x where x.id = p_promise;
    if not found then return 0; end if;
    v_to := array(select h from plan.holders(p.inmate_id, p.shared) h);
    if cardinality(v_to) = 0 and p.prison_id is not null then
        v_to := array(select x.account_id from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active' join inmates.inmate i on i.id = p.inmate_id and not i.protected
                       where x.role = 'CAS' and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() and p.prison_id = any(x.prisons)
                         and not exists (select from access.conflict_of_interest c where c.account_id = x.account_id and c.inmate_id = p.inmate_id));
    elsif p_owner = any(v_to) then
        v_to := array[p_owner];
    end if;
    select jsonb_build_object('number', i.number, 'day', p.by_day::text) into v_said from inmates.inmate i where i.id = p.inmate_id;
    v_link := '/inmates/' || p.inmate_id || '/plan/support';
    insert into access.notice (id, account_id, kind, arguments, link, at)
    select gen_random_uuid(), x, p_kind, v_said, v_link, p_at from (select distinct y from unnest(v_to) y) t (x) where x is distinct from access.account();
    return cardinality(v_to);
end $$;
revoke execute on function plan.tell_promise(uuid, text, uuid, timestamptz) from public;

-- Its day has passed and nobody has said whether it was kept; and reminders before it go on when whoever wrote it down has the plan no longer. Where the item
-- is nobody's by name the clock itself reminds the role.
create function plan.promise_on_the_clock() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if new.outcome = 'lapsed' then
        perform plan.tell_promise(new.reference, 'promise_over', new.owner, new.closed_at);
    elsif new.owner is not null and not exists (select from promise p cross join lateral plan.holders(p.inmate_id, p.shared) h where p.id = new.reference and h = new.owner) then
        perform plan.tell_promise(new.reference, 'promise_near', null, platform.now());
    end if;
    return null;
end $$;
revoke execute on function plan.promise_on_the_clock() from public;
create trigger promise_on_the_clock after update of outcome, warned on sentences.deadline for each row
    when (new.trigger = 'plan.promise' and ((new.outcome = 'lapsed' and old.outcome is distinct from new.outcome) or (new.state = 'open' and new.warned > old.warned)))
    execute function plan.promise_on_the_clock();

-- Broken: everybody who has the plan.
create function plan.promise_broken() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    perform plan.tell_promise(new.id, 'promise_broken', null, new.settled_at);
    return null;
end $$;
revoke execute on function plan.promise_broken() from public;
create trigger promise_broken after update of state on plan.promise for each row when (old.state = 'open' and new.state = 'broken') execute function plan.promise_broken();
reset role;
