-- Programmes (strgjfl § 18: work, education, programmes and other measures): groups with sessions, places and a waiting list, who came, and how
-- it ended; and talks of two. What somebody was convicted of stands nowhere here.
--
-- Whoever runs a group sees and works with everybody in it, also people of other units; nobody else on the unit sees that a neighbour is in a
-- programme, for its name may tell of the case. Of a person the reader may not see there is a number, and no name.
set local role overgang_owner;
create schema programmes;
grant usage on schema programmes to og_custody, og_case, og_activity, og_region, og_auditor;

-- What serves a goal and is seen by the database itself is said here. For functions of the owner only: whoever writes elsewhere asks
-- `plan.note_progress`, which looks at who asks.
alter table plan.progress drop constraint progress_kind_check,
    add constraint progress_kind_check check (kind in ('talk', 'attendance', 'result', 'leave', 'outside', 'visit', 'session', 'support_group'));
create function plan.put_progress(p_goal uuid, p_kind text, p_source uuid, p_at timestamptz, p_n int, p_of int) returns void
language sql volatile security definer set search_path = plan, pg_temp as $$
    insert into progress (goal_id, inmate_id, prison_id, kind, source, at, n, of_n, shared)
    select g.id, g.inmate_id, g.prison_id, p_kind, p_source, p_at, p_n, p_of, g.shared from goal g where g.id = p_goal
    on conflict (goal_id, kind, source) do update set at = excluded.at, n = excluded.n, of_n = excluded.of_n
$$;

-- What a goal hung on has ended without being completed: somebody must say what now. A new action, a new place or another state of the goal answers.
alter table plan.goal add column activity_ended_at timestamptz;
create function plan.activity_ended(p_goal uuid) returns void language sql volatile security definer set search_path = plan, pg_temp as $$
    update goal g set activity_ended_at = platform.now() where g.id = p_goal and g.state in ('current', 'later')
$$;
create function plan.activity_answered() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    update goal g set activity_ended_at = null where g.id = new.goal_id and g.activity_ended_at is not null;
    return null;
end $$;
create trigger activity_answered after insert on plan.action for each row execute function plan.activity_answered();
create function plan.goal_answered() returns trigger language plpgsql as $$
begin
    new.activity_ended_at := null;
    return new;
end $$;
create trigger goal_answered before update of state, words on plan.goal for each row when (old.activity_ended_at is not null and (new.state, new.words) is distinct from (old.state, old.words))
    execute function plan.goal_answered();

-- Leaves and work outside show under the goals whose theme they serve, when the person is back. Which reason serves which theme is a column of the list.
create function plan.movement_serves() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    perform plan.put_progress(g.id, case when new.reason in ('DAYREL', 'WORKOUT') then 'outside' else 'leave' end, new.id, new.out_at, null, null)
       from reference.code c join goal g on g.inmate_id = new.inmate_id and g.state = 'current' and g.theme = any(string_to_array(c.attributes ->> 'serves', ' '))
      where c.list = 'movement_reason' and c.code = new.reason and g.created_at <= new.out_at;
    return null;
end $$;
create trigger movement_serves_insert after insert on custody.movement for each row when (new.state = 'back') execute function plan.movement_serves();
create trigger movement_serves after update of state, reason on custody.movement for each row when (new.state = 'back') execute function plan.movement_serves();

-- The prisons in which the acting role works with programmes. Whoever reaches single persons has no prison of the register, and one of work all the same.
create function programmes.my_prisons() returns uuid[] language sql stable security definer set search_path = programmes, pg_temp as $$
    select case when access.account() is null or not (access.allows('app.reads', 'programmes') or access.allows('app.reads_assigned', 'programmes')) then '{}'::uuid[]
                when access.role() in ('REI', 'EDU', 'WRK') then array(
                    select distinct p from access.assignment x cross join unnest(x.prisons) p
                     where x.account_id = access.account() and x.role = access.role() and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now())
                else access.prisons() end
$$;
grant execute on function programmes.my_prisons() to og_custody, og_case, og_activity, og_region, og_auditor;

-- owner: programmes. A programme held at a prison, for so many. Nobody's name stands in it.
create table programmes.programme_group (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    programme text not null,
    name text not null check (length(name) between 2 and 80),
    place text not null default '' check (length(place) <= 120),
    places int not null check (places between 1 and 40),
    starts_on date not null,
    state text not null default 'open' check (state in ('open', 'finished', 'cancelled')),
    state_reason text not null default '' check (length(state_reason) <= 400),
    created_by uuid not null,
    created_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint group_ended_whole check ((state = 'open') = (ended_at is null)),
    constraint group_cancelled_why check (state <> 'cancelled' or length(state_reason) >= 3)
);
create index on programmes.programme_group (prison_id);
create unique index group_name on programmes.programme_group (prison_id, programme, lower(name)) where state = 'open';
select access.own('programmes.programme_group');
create policy reads on programmes.programme_group for select to og_custody, og_case, og_activity, og_region, og_auditor using (
    (select access.allows('app.reads', 'programmes')) or (select access.allows('app.reads_assigned', 'programmes')));

-- owner: programmes. Who leads a group, and since when.
create table programmes.facilitator (
    id uuid primary key,
    group_id uuid not null references programmes.programme_group,
    prison_id uuid not null references estate.prison,
    account_id uuid not null references access.account,
    since timestamptz not null,
    until timestamptz check (until >= since),
    named_by uuid not null,
    ended_by uuid
);
create index on programmes.facilitator (prison_id);
create index on programmes.facilitator (group_id);
create index on programmes.facilitator (account_id) where account_id is not null;
create unique index one_facilitator on programmes.facilitator (group_id, account_id) where until is null;
select access.own('programmes.facilitator');
create policy reads on programmes.facilitator for select to og_custody, og_case, og_activity, og_region, og_auditor using (
    (select access.allows('app.reads', 'programmes')) or (select access.allows('app.reads_assigned', 'programmes')));

create function programmes.my_groups() returns uuid[] language sql stable security definer set search_path = programmes, pg_temp as $$
    select array(select f.group_id from facilitator f where f.account_id = access.account() and f.until is null and f.prison_id = any(programmes.my_prisons()))
$$;
grant execute on function programmes.my_groups() to og_custody, og_case, og_activity, og_region, og_auditor;

-- A group is set up by those who answer for the prison's programmes; whoever leads it works with it from then on.
create policy adds on programmes.programme_group for insert to og_custody, og_case with check (
    created_by = (select access.account()) and (select access.role()) in ('DUT', 'GOV', 'CAS', 'REI') and prison_id = any((select programmes.my_prisons())::uuid[]));
create policy changes on programmes.programme_group for update to og_custody, og_case, og_activity using (
    id = any((select programmes.my_groups())::uuid[]) or ((select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select programmes.my_prisons())::uuid[]))) with check (true);
create policy adds on programmes.facilitator for insert to og_custody, og_case with check (
    named_by = (select access.account()) and (select access.role()) in ('DUT', 'GOV', 'CAS', 'REI') and prison_id = any((select programmes.my_prisons())::uuid[]));
create policy changes on programmes.facilitator for update to og_custody, og_case using (
    (select access.role()) in ('DUT', 'GOV', 'CAS', 'REI') and prison_id = any((select programmes.my_prisons())::uuid[])) with check (true);

-- owner: programmes. A session of a group: when and where, and whether it was held.
create table programmes.session (
    id uuid primary key,
    group_id uuid not null references programmes.programme_group,
    prison_id uuid not null references estate.prison,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    topic text not null default '' check (length(topic) <= 120),
    state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
    state_reason text not null default '' check (length(state_reason) <= 300),
    taken_by uuid,
    taken_at timestamptz,
    created_by uuid not null,
    created_at timestamptz not null,
    version int not null default 1,
    constraint session_order check (ends_at > starts_at and ends_at - starts_at <= interval '10 hours'),
    constraint session_taken_whole check ((state = 'held') = (taken_at is not null)),
    constraint session_cancelled_why check (state <> 'cancelled' or length(state_reason) >= 3)
);
create index on programmes.session (prison_id, starts_at);
create index on programmes.session (group_id);
create unique index session_once on programmes.session (group_id, starts_at) where state <> 'cancelled';
select access.own('programmes.session');
create policy reads on programmes.session for select to og_custody, og_case, og_activity, og_region, og_auditor using (
    (select access.allows('app.reads', 'programmes')) or (select access.allows('app.reads_assigned', 'programmes')));
create policy adds on programmes.session for insert to og_custody, og_case, og_activity with check (
    created_by = (select access.account()) and (group_id = any((select programmes.my_groups())::uuid[])
        or ((select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select programmes.my_prisons())::uuid[]))));

-- owner: programmes. Somebody who asked for a programme, has a place in a group of it, or had one. Kept through transfers: the next prison reads it.
create table programmes.enrolment (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    -- Where it was.
    at_prison uuid not null references estate.prison,
    programme text not null,
    group_id uuid references programmes.programme_group,
    source text not null check (source in ('goal', 'wish', 'staff')),
    goal_id uuid references plan.goal,
    state text not null default 'waiting' check (state in ('waiting', 'enrolled', 'completed', 'left', 'excluded', 'withdrawn', 'transferred', 'released')),
    waiting_reason text not null default 'asked' check (waiting_reason in ('asked', 'full', 'group_cancelled')),
    note text not null default '' check (length(note) <= 300),
    state_reason text not null default '' check (length(state_reason) <= 400),
    -- Why two who must be kept apart are in one group all the same.
    accepted_why text not null default '' check (length(accepted_why) <= 400),
    asked_by uuid not null,
    asked_at timestamptz not null,
    enrolled_by uuid,
    enrolled_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint enrolment_goal check (source <> 'goal' or goal_id is not null),
    constraint enrolment_place check (state <> 'enrolled' or (group_id is not null and enrolled_at is not null)),
    constraint enrolment_waits check (state <> 'waiting' or (group_id is null and enrolled_at is null)),
    constraint enrolment_ended_whole check ((state in ('waiting', 'enrolled')) = (ended_at is null)),
    constraint enrolment_ended_why check (state not in ('left', 'excluded', 'withdrawn') or length(state_reason) >= 3)
);
create index on programmes.enrolment (prison_id);
create index on programmes.enrolment (inmate_id);
create index on programmes.enrolment (at_prison, programme, asked_at);
create index on programmes.enrolment (group_id) where group_id is not null;
create index on programmes.enrolment (goal_id) where goal_id is not null;
create unique index one_of_a_programme on programmes.enrolment (inmate_id, programme) where state in ('waiting', 'enrolled');
select access.protect('programmes.enrolment', 'programmes', 'record', 'asked_by');
select access.follow('programmes.enrolment');
create trigger append_only before delete or update of id, inmate_id, at_prison, programme, source, goal_id, note, asked_by, asked_at on programmes.enrolment
    for each row execute function platform.append_only();

-- owner: programmes. Who came to a session. A correction is another row; the one before stays.
create table programmes.attendance (
    id uuid primary key default gen_random_uuid(),
    session_id uuid not null references programmes.session,
    enrolment_id uuid not null references programmes.enrolment,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    mark text not null check (mark in ('present', 'late', 'excused', 'absent')),
    note text not null default '' check (length(note) <= 200),
    correction text not null default '' check (length(correction) <= 300),
    current boolean not null default true,
    recorded_by uuid not null,
    recorded_at timestamptz not null
);
create index on programmes.attendance (prison_id);
create index on programmes.attendance (session_id);
create index on programmes.attendance (enrolment_id);
create index on programmes.attendance (inmate_id);
create unique index one_mark on programmes.attendance (session_id, enrolment_id) where current;
select access.protect('programmes.attendance', 'programmes', 'record', null);
select access.follow('programmes.attendance');
create trigger append_only before delete or update of id, session_id, enrolment_id, inmate_id, mark, note, correction, recorded_by, recorded_at on programmes.attendance
    for each row execute function platform.append_only();

-- owner: programmes. A talk of two by a programme: that it was, and never what was said.
create table programmes.talk (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    programme text not null,
    goal_id uuid references plan.goal,
    at timestamptz not null,
    minutes int not null check (minutes between 5 and 480),
    came boolean not null,
    next_on date,
    held_by uuid not null,
    recorded_at timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawn_why text not null default '' check (length(withdrawn_why) <= 300),
    constraint talk_withdrawn_whole check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_at is null or length(withdrawn_why) >= 3))
);
create index on programmes.talk (prison_id);
create index on programmes.talk (inmate_id, at desc);
create index on programmes.talk (goal_id) where goal_id is not null;
select access.protect('programmes.talk', 'programmes', 'record', 'held_by');
select access.follow('programmes.talk');
create trigger append_only before delete or update of id, inmate_id, programme, goal_id, at, minutes, came, next_on, held_by, recorded_at on programmes.talk
    for each row execute function platform.append_only();

grant select on programmes.programme_group, programmes.facilitator, programmes.session, programmes.enrolment, programmes.attendance, programmes.talk to og_custody, og_case, og_activity, og_region, og_auditor;
grant insert on programmes.programme_group, programmes.facilitator to og_custody, og_case;
grant update (name, place, places, starts_on, version) on programmes.programme_group to og_custody, og_case, og_activity;
grant update (until, ended_by) on programmes.facilitator to og_custody, og_case;
grant insert on programmes.session to og_custody, og_case, og_activity;
grant insert (id, inmate_id, prison_id, programme, source, goal_id, waiting_reason, note, asked_by, asked_at) on programmes.enrolment to og_custody, og_case, og_activity;
grant insert (id, inmate_id, prison_id, programme, goal_id, at, minutes, came, next_on, held_by, recorded_at) on programmes.talk to og_custody, og_case, og_activity;
grant update (withdrawn_by, withdrawn_at, withdrawn_why) on programmes.talk to og_custody, og_case, og_activity;

-- What is written is of its own person, its own prison.
create function programmes.enrolment_begins() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    new.at_prison := coalesce(new.at_prison, new.prison_id);
    if new.goal_id is not null and not exists (select from plan.goal g where g.id = new.goal_id and g.inmate_id = new.inmate_id) then
        raise exception 'a goal of the same person' using errcode = 'check_violation', constraint = 'goal_of_another';
    end if;
    return new;
end $$;
create trigger enrolment_begins before insert on programmes.enrolment for each row execute function programmes.enrolment_begins();
create function programmes.talk_begins() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    if new.goal_id is not null and not exists (select from plan.goal g where g.id = new.goal_id and g.inmate_id = new.inmate_id) then
        raise exception 'a goal of the same person' using errcode = 'check_violation', constraint = 'goal_of_another';
    end if;
    return new;
end $$;
create trigger talk_begins before insert on programmes.talk for each row execute function programmes.talk_begins();
create function programmes.talk_counts() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform plan.put_progress(new.goal_id, 'talk', new.id, new.at, null, null) where new.goal_id is not null and new.came;
    else
        delete from plan.progress p where p.kind = 'talk' and p.source = new.id;
    end if;
    return null;
end $$;
create trigger talk_counts after insert or update of withdrawn_at on programmes.talk for each row execute function programmes.talk_counts();
create function programmes.of_its_group() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    select g.prison_id into new.prison_id from programme_group g where g.id = new.group_id and g.state = 'open';
    if not found then raise exception 'the group has ended' using errcode = 'check_violation', constraint = 'group_stands'; end if;
    return new;
end $$;
create trigger of_its_group before insert on programmes.session for each row execute function programmes.of_its_group();
create trigger of_its_group before insert on programmes.facilitator for each row execute function programmes.of_its_group();
-- Nobody who has a place loses it because the room got smaller.
create function programmes.group_rules() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    if old.state <> 'open' then raise exception 'a group that ended stands' using errcode = 'check_violation', constraint = 'group_stands'; end if;
    if new.places < (select count(*) from enrolment e where e.group_id = new.id and e.state = 'enrolled') then
        raise exception 'more have a place than there would be' using errcode = 'check_violation', constraint = 'group_too_small';
    end if;
    return new;
end $$;
create trigger group_rules before update on programmes.programme_group for each row execute function programmes.group_rules();

-- Another prison answers for the person, or nobody does any more: the place is free, and what was done stays readable.
create function programmes.enrolment_moves() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    if new.prison_id is not null and new.prison_id is distinct from old.prison_id and old.state in ('waiting', 'enrolled') and new.state = old.state then
        new.state := 'transferred';
        new.ended_at := platform.now();
        new.ended_by := access.account();
        new.version := old.version + 1;
        if old.goal_id is not null and old.state = 'enrolled' then perform plan.activity_ended(old.goal_id); end if;
    end if;
    return new;
end $$;
create trigger enrolment_moves before update of prison_id on programmes.enrolment for each row execute function programmes.enrolment_moves();
create function programmes.custody_ended() returns trigger language plpgsql security definer set search_path = programmes, pg_temp as $$
begin
    update enrolment e set state = 'released', ended_at = platform.now(), ended_by = access.account(), version = version + 1 where e.inmate_id = new.inmate_id and e.state in ('waiting', 'enrolled');
    return null;
end $$;
create trigger programmes_ended after update of released_at on custody.stay for each row when (old.released_at is null and new.released_at is not null) execute function programmes.custody_ended();

-- Who runs a group; who reads who is in it; who may write about a person in programmes.
create function programmes.runs(p_group uuid) returns boolean language sql stable security definer set search_path = programmes, pg_temp as $$
    select exists (select from programme_group g where g.id = p_group and g.prison_id = any(programmes.my_prisons())
                     and (access.role() in ('DUT', 'GOV', 'CAS') or exists (select from facilitator f where f.group_id = g.id and f.account_id = access.account() and f.until is null)))
$$;
create function programmes.sees(p_group uuid) returns boolean language sql stable security definer set search_path = programmes, pg_temp as $$
    select programmes.runs(p_group) or exists (select from programme_group g where g.id = p_group and access.allows('app.reads', 'programmes') and g.prison_id = any(access.deep_prisons()))
$$;
create function programmes.writes(p_inmate uuid, p_prison uuid) returns boolean language sql stable security definer set search_path = programmes, pg_temp as $$
    select p_inmate <> all(access.hidden())
       and ((access.allows('app.writes', 'programmes') and coalesce(p_prison = any(access.deep_prisons()), false)) or (access.allows('app.writes_assigned', 'programmes') and p_inmate = any(access.assigned())))
$$;
-- Whether the reader may not know of a person: protected and not cleared, or a relative.
create function programmes.veiled(p_inmate uuid) returns boolean language sql stable security definer set search_path = programmes, pg_temp as $$
    select p_inmate = any(access.hidden()) or exists (select from inmates.inmate i where i.id = p_inmate and i.protected and i.id <> all(access.cleared()))
$$;
grant execute on function programmes.runs(uuid), programmes.sees(uuid) to og_custody, og_case, og_activity, og_region, og_auditor;

-- How many have a place and how many wait, for every open group within reach: numbers, and nobody's name.
create function programmes.figures() returns table (group_id uuid, taken bigint, waiting bigint) language sql stable security definer set search_path = programmes, pg_temp as $$
    select g.id, (select count(*) from enrolment e where e.group_id = g.id and e.state = 'enrolled'),
           (select count(*) from enrolment e where e.at_prison = g.prison_id and e.programme = g.programme and e.state = 'waiting')
      from programme_group g where g.prison_id = any(programmes.my_prisons())
$$;

-- How many wait for each programme: numbers.
create function programmes.waits() returns table (prison_id uuid, programme text, n bigint) language sql stable security definer set search_path = programmes, pg_temp as $$
    select e.at_prison, e.programme, count(*) from enrolment e where e.state = 'waiting' and e.at_prison = any(programmes.my_prisons()) group by e.at_prison, e.programme
$$;

-- Those who have or had a place in a group.
create function programmes.people(p_group uuid) returns table (enrolment_id uuid, inmate_id uuid, number text, family_name text, given_name text, place text, state text, state_reason text, source text,
    accepted_why text, enrolled_at timestamptz, ended_at timestamptz, came bigint, of_n bigint, reachable boolean, version int)
language sql stable security definer set search_path = programmes, pg_temp as $$
    select e.id, case when v.veiled then null else e.inmate_id end, case when v.veiled then '' else i.number end, case when v.veiled then '' else i.family_name end,
           case when v.veiled then '' else i.given_name end, case when v.veiled then null else coalesce(c.code, u.name) end, e.state, e.state_reason, e.source, e.accepted_why, e.enrolled_at, e.ended_at,
           t.came, t.n, not v.veiled and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons()) or i.id = any(access.assigned())), e.version
      from enrolment e join inmates.inmate i on i.id = e.inmate_id
      left join custody.in_custody w on w.inmate_id = e.inmate_id left join estate.cell c on c.id = w.cell_id left join estate.unit u on u.id = w.unit_id
      cross join lateral (select programmes.veiled(e.inmate_id) as veiled) v
      cross join lateral (select count(*) filter (where a.mark in ('present', 'late')) as came, count(*) as n from attendance a where a.enrolment_id = e.id and a.current) t
     where e.group_id = p_group and programmes.sees(p_group)
     order by e.state <> 'enrolled', v.veiled, i.family_name, i.given_name, e.id limit 200
$$;

-- Those who wait for a programme at a prison, in the order in which they asked.
create function programmes.queue(p_prison uuid, p_programme text) returns table (enrolment_id uuid, inmate_id uuid, number text, family_name text, given_name text, place text, turn bigint,
    waiting_reason text, state_reason text, source text, note text, asked_at timestamptz, reachable boolean, version int)
language sql stable security definer set search_path = programmes, pg_temp as $$
    select e.id, case when v.veiled then null else e.inmate_id end, case when v.veiled then '' else i.number end, case when v.veiled then '' else i.family_name end,
           case when v.veiled then '' else i.given_name end, case when v.veiled then null else coalesce(c.code, u.name) end, row_number() over (order by e.asked_at, e.id), e.waiting_reason, e.state_reason, e.source,
           case when v.veiled then '' else e.note end, e.asked_at,
           not v.veiled and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons()) or i.id = any(access.assigned())), e.version
      from enrolment e join inmates.inmate i on i.id = e.inmate_id
      left join custody.in_custody w on w.inmate_id = e.inmate_id left join estate.cell c on c.id = w.cell_id left join estate.unit u on u.id = w.unit_id
      cross join lateral (select programmes.veiled(e.inmate_id) as veiled) v
     where e.at_prison = p_prison and e.programme = p_programme and e.state = 'waiting'
       and ((access.allows('app.reads', 'programmes') and p_prison = any(access.deep_prisons()))
            or exists (select from programme_group g where g.prison_id = p_prison and g.programme = p_programme and g.state = 'open' and g.id = any(programmes.my_groups())))
     order by e.asked_at, e.id limit 300
$$;

-- Which place somebody has in the queue of a programme: a number about themselves.
create function programmes.turn(p_enrolment uuid) returns bigint language sql stable security definer set search_path = programmes, pg_temp as $$
    select 1 + (select count(*) from enrolment o where o.at_prison = e.at_prison and o.programme = e.programme and o.state = 'waiting' and (o.asked_at, o.id) < (e.asked_at, e.id))
      from enrolment e where e.id = p_enrolment and e.state = 'waiting'
$$;

-- Whether somebody must be kept apart from one who has a place in the group.
create function programmes.apart_in(p_group uuid, p_inmate uuid) returns boolean language sql stable security definer set search_path = programmes, pg_temp as $$
    select exists (select from custody.keep_apart_person me join custody.keep_apart a on a.id = me.keep_apart_id and a.closed_at is null
                     join custody.keep_apart_person them on them.keep_apart_id = a.id and them.inmate_id <> me.inmate_id
                     join enrolment e on e.inmate_id = them.inmate_id and e.group_id = p_group and e.state = 'enrolled'
                    where me.inmate_id = p_inmate)
$$;

-- A place for somebody who waits. The group's row is held meanwhile: of two who want the last place one gets it, and the other is told.
create function programmes.take_place(p_enrolment uuid, p_group uuid, p_accepted text) returns text language plpgsql volatile security definer set search_path = programmes, pg_temp as $$
declare g programme_group; e enrolment;
begin
    select * into g from programme_group x where x.id = p_group for update;
    if not found or g.state <> 'open' then return 'closed'; end if;
    select * into e from enrolment x where x.id = p_enrolment for update;
    if not found then return 'gone'; end if;
    if not (programmes.runs(p_group) or programmes.writes(e.inmate_id, e.prison_id)) or programmes.veiled(e.inmate_id) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    if e.state <> 'waiting' or e.prison_id is distinct from g.prison_id or e.programme <> g.programme then return 'gone'; end if;
    if (select count(*) from enrolment x where x.group_id = p_group and x.state = 'enrolled') >= g.places then return 'full'; end if;
    if p_accepted = '' and programmes.apart_in(p_group, e.inmate_id) then return 'apart'; end if;
    update enrolment x set state = 'enrolled', group_id = p_group, enrolled_at = platform.now(), enrolled_by = access.account(), accepted_why = p_accepted, state_reason = '', version = version + 1
     where x.id = p_enrolment;
    update plan.goal q set activity_ended_at = null where q.id = e.goal_id and q.activity_ended_at is not null;
    return 'enrolled';
end $$;

-- Completed, left, excluded; or no longer waiting.
create function programmes.end_place(p_enrolment uuid, p_seen int, p_state text, p_reason text) returns text language plpgsql volatile security definer set search_path = programmes, pg_temp as $$
declare e enrolment;
begin
    select * into e from enrolment x where x.id = p_enrolment for update;
    if not found or not (coalesce(programmes.runs(e.group_id), false) or programmes.writes(e.inmate_id, e.prison_id)
        or (e.state = 'waiting' and exists (select from programme_group g where g.prison_id = e.at_prison and g.programme = e.programme and g.state = 'open' and programmes.runs(g.id)))) or programmes.veiled(e.inmate_id) then
        return 'nobody';
    end if;
    if e.version <> p_seen or not ((e.state = 'enrolled' and p_state in ('completed', 'left', 'excluded')) or (e.state = 'waiting' and p_state = 'withdrawn')) then return 'stale'; end if;
    update enrolment x set state = p_state, state_reason = p_reason, ended_at = platform.now(), ended_by = access.account(), version = version + 1 where x.id = p_enrolment;
    if e.goal_id is not null and p_state = 'completed' then perform plan.put_progress(e.goal_id, 'result', e.id, platform.now(), null, null); end if;
    if e.goal_id is not null and p_state in ('left', 'excluded') then perform plan.activity_ended(e.goal_id); end if;
    return 'ended';
end $$;

-- A group ends. Finished: whoever still has a place has completed it. Cancelled: they wait again, from the day on which they asked, and why is said.
-- Answers with how many; -1: somebody was first.
create function programmes.end_group(p_group uuid, p_seen int, p_state text, p_reason text) returns int language plpgsql volatile security definer set search_path = programmes, pg_temp as $$
declare g programme_group; e enrolment; n int := 0;
begin
    select * into g from programme_group x where x.id = p_group for update;
    if not found or not programmes.runs(p_group) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if g.state <> 'open' or g.version <> p_seen or p_state not in ('finished', 'cancelled') then return -1; end if;
    for e in select * from enrolment x where x.group_id = p_group and x.state = 'enrolled' order by x.id for update loop
        n := n + 1;
        if p_state = 'finished' then
            update enrolment x set state = 'completed', ended_at = platform.now(), ended_by = access.account(), version = version + 1 where x.id = e.id;
            if e.goal_id is not null then perform plan.put_progress(e.goal_id, 'result', e.id, platform.now(), null, null); end if;
        else
            update enrolment x set state = 'waiting', group_id = null, enrolled_at = null, enrolled_by = null, accepted_why = '', waiting_reason = 'group_cancelled', state_reason = p_reason, version = version + 1
             where x.id = e.id;
            if e.goal_id is not null then perform plan.activity_ended(e.goal_id); end if;
        end if;
    end loop;
    update session s set state = 'cancelled', state_reason = case when p_state = 'cancelled' then p_reason else 'Gruppa er avsluttet' end, version = version + 1
     where s.group_id = p_group and s.state = 'planned' and (p_state = 'cancelled' or s.starts_at > platform.now());
    update programme_group x set state = p_state, state_reason = p_reason, ended_at = platform.now(), ended_by = access.account(), version = version + 1 where x.id = p_group;
    return n;
end $$;

-- Whoever had a place when a session was held, with what was marked.
create function programmes.expected(p_session uuid) returns table (enrolment_id uuid, inmate_id uuid, number text, family_name text, given_name text, place text, mark text, note text, correction text,
    recorded_by text, recorded_at timestamptz, out_reason text, reachable boolean, earlier bigint)
language sql stable security definer set search_path = programmes, pg_temp as $$
    select e.id, case when v.veiled then null else e.inmate_id end, case when v.veiled then '' else i.number end, case when v.veiled then '' else i.family_name end,
           case when v.veiled then '' else i.given_name end, case when v.veiled then null else coalesce(c.code, u.name) end, a.mark, coalesce(a.note, ''), coalesce(a.correction, ''),
           b.display_name, a.recorded_at, case when v.veiled then null else w.out_reason end,
           not v.veiled and (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons()) or i.id = any(access.assigned())),
           (select count(*) from attendance o where o.session_id = s.id and o.enrolment_id = e.id and not o.current)
      from session s join enrolment e on e.group_id = s.group_id and e.enrolled_at < s.ends_at and (e.ended_at is null or e.ended_at >= s.starts_at) and e.state <> 'waiting'
      join inmates.inmate i on i.id = e.inmate_id
      left join attendance a on a.session_id = s.id and a.enrolment_id = e.id and a.current
      left join access.account b on b.id = a.recorded_by
      left join custody.in_custody w on w.inmate_id = e.inmate_id left join estate.cell c on c.id = w.cell_id left join estate.unit u on u.id = w.unit_id
      cross join lateral (select programmes.veiled(e.inmate_id) as veiled) v
     where s.id = p_session and programmes.sees(s.group_id)
     order by v.veiled, i.family_name, i.given_name, e.id limit 60
$$;

-- Who came: one form for all who were expected. Taking it again corrects what differs, with a reason. Under each goal that a place hangs on it shows by itself.
create function programmes.take_attendance(p_session uuid, p_seen int, p_marks jsonb, p_correction text) returns text language plpgsql volatile security definer set search_path = programmes, pg_temp as $$
declare s session; v record;
begin
    select * into s from session x where x.id = p_session for update;
    if not found or not programmes.runs(s.group_id) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if s.version <> p_seen or s.state = 'cancelled' then return 'stale'; end if;
    if s.starts_at > platform.now() then return 'early'; end if;
    for v in select x.enrolment_id, x.inmate_id, m.mark, coalesce(m.note, '') as note, x.mark as was, x.note as note_was, e.goal_id, e.prison_id
               from programmes.expected(p_session) x join enrolment e on e.id = x.enrolment_id
               join jsonb_to_recordset(p_marks) m (enrolment uuid, mark text, note text) on m.enrolment = x.enrolment_id
              where x.inmate_id is not null loop
        if v.was is null or (v.was, v.note_was) is distinct from (v.mark, v.note) then
            update attendance a set current = false where a.session_id = p_session and a.enrolment_id = v.enrolment_id and a.current;
            insert into attendance (session_id, enrolment_id, inmate_id, prison_id, mark, note, correction, recorded_by, recorded_at)
            values (p_session, v.enrolment_id, v.inmate_id, v.prison_id, v.mark, v.note, case when v.was is null then '' else p_correction end, access.account(), platform.now());
        end if;
        if v.goal_id is not null then
            perform plan.put_progress(v.goal_id, 'session', p_session, s.starts_at, case when v.mark in ('present', 'late') then 1 else 0 end, 1);
        end if;
    end loop;
    update session x set state = 'held', taken_by = access.account(), taken_at = platform.now(), version = version + 1 where x.id = p_session;
    return 'taken';
end $$;

create function programmes.cancel_session(p_session uuid, p_reason text) returns boolean language plpgsql volatile security definer set search_path = programmes, pg_temp as $$
declare s session;
begin
    select * into s from session x where x.id = p_session for update;
    if not found or not programmes.runs(s.group_id) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if s.state <> 'planned' then return false; end if;
    update session x set state = 'cancelled', state_reason = p_reason, version = version + 1 where x.id = p_session;
    return true;
end $$;

-- Who can lead a group at a prison.
create function programmes.leaders(p_prison uuid) returns table (account_id uuid, display_name text, role text) language sql stable security definer set search_path = programmes, pg_temp as $$
    select distinct on (a.display_name, a.id) a.id, a.display_name, x.role from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
     where p_prison = any(x.prisons) and x.role in ('OFF', 'CON', 'CAS', 'REI', 'EDU', 'WRK') and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and p_prison = any(programmes.my_prisons()) and access.role() in ('DUT', 'GOV', 'CAS', 'REI')
     order by a.display_name, a.id, x.role limit 400
$$;

-- Whoever in the house has a person of this number, for a place: those who run a group may ask about anybody of their prison.
create function programmes.by_number(p_group uuid, p_number text) returns uuid language sql stable security definer set search_path = programmes, pg_temp as $$
    select i.id from inmates.inmate i join programme_group g on g.id = p_group and g.prison_id = i.prison_id
     where i.number = p_number and programmes.runs(p_group) and not programmes.veiled(i.id) and exists (select from custody.in_custody w where w.inmate_id = i.id)
$$;
-- And ask for a place on the person's behalf; a person who waits for the programme already keeps that row.
create function programmes.ask(p_id uuid, p_group uuid, p_inmate uuid, p_note text) returns uuid language plpgsql volatile security definer set search_path = programmes, pg_temp as $$
declare g programme_group; v uuid;
begin
    select * into g from programme_group x where x.id = p_group and x.state = 'open';
    if not found or not programmes.runs(p_group) or programmes.veiled(p_inmate) or not exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = g.prison_id) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    select e.id into v from enrolment e where e.inmate_id = p_inmate and e.programme = g.programme and e.state in ('waiting', 'enrolled');
    if found then return v; end if;
    insert into enrolment (id, inmate_id, prison_id, programme, source, note, asked_by, asked_at) values (p_id, p_inmate, g.prison_id, g.programme, 'staff', p_note, access.account(), platform.now());
    return p_id;
end $$;

grant execute on function programmes.figures(), programmes.waits(), programmes.people(uuid), programmes.queue(uuid, text), programmes.turn(uuid), programmes.expected(uuid), programmes.leaders(uuid) to og_custody, og_case, og_activity, og_region, og_auditor;
grant execute on function programmes.take_place(uuid, uuid, text), programmes.end_place(uuid, int, text, text), programmes.end_group(uuid, int, text, text), programmes.take_attendance(uuid, int, jsonb, text),
    programmes.cancel_session(uuid, text), programmes.by_number(uuid, text), programmes.ask(uuid, uuid, uuid, text) to og_custody, og_case, og_activity;
reset role;
