-- From wish to place: applications, who is placed where and when, what interrupts it. strgjfl § 3(3), forskrift § 1-4 (the duty of activity of those who serve a
-- sentence; an offer to those on remand), § 3-12 (work can be ordered, education cannot).
--
-- Three things are held by constraints and not by care: nobody is in two places at once, no place has more people than seats, nobody stands twice in one place.
set local role overgang_owner;

-- owner: activities. A wish, or an offer, until somebody has decided. `prison_id` is the prison of the person, who may apply before a transfer.
create table activities.application (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    place_id uuid not null references activities.place,
    source text not null check (source in ('wish', 'plan', 'staff', 'offer')),
    -- The goal of the sentence plan that it serves.
    goal_id uuid references plan.goal,
    -- The person's first, second, third choice.
    rank smallint not null default 1 check (rank between 1 and 9),
    words text not null default '' check (length(words) <= 600),
    state text not null default 'open' check (state in ('open', 'waiting', 'placed', 'declined', 'withdrawn', 'refused', 'lapsed')),
    suited text check (suited in ('suited', 'with_conditions', 'not_suited')),
    -- What those who run the place may read: what to do, never why.
    conditions text not null default '' check (length(conditions) <= 400),
    assessment text not null default '' check (length(assessment) <= 1500),
    assessed_by uuid,
    assessed_at timestamptz,
    waiting_since timestamptz,
    priority text not null default 'ordinary' check (priority in ('first', 'plan', 'ordinary')),
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text check (length(decision_reason) between 3 and 400),
    made_by uuid not null,
    made_at timestamptz not null,
    version int not null default 1,
    constraint application_assessed_whole check ((suited is null) = (assessed_by is null) and (suited is null) = (assessed_at is null)),
    constraint waiting_is_assessed check (state <> 'waiting' or (suited in ('suited', 'with_conditions') and waiting_since is not null)),
    constraint application_decided check ((state in ('open', 'waiting')) = (decided_at is null)),
    constraint refusal_has_a_reason check (state not in ('declined', 'lapsed') or decision_reason is not null)
);
create index on activities.application (prison_id);
create index on activities.application (inmate_id, made_at desc);
create index on activities.application (goal_id) where goal_id is not null;
create index on activities.application (place_id, state);
create unique index one_application on activities.application (inmate_id, place_id) where state in ('open', 'waiting');
select access.protect('activities.application', 'allocation', 'record', 'made_by');
select access.follow('activities.application');

-- owner: activities. Somebody in a place, from when to when. `at_prison_id`: the place's prison, which stays when the person moves on.
create table activities.placement (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    place_id uuid not null references activities.place,
    application_id uuid constraint placed_once unique references activities.application,
    goal_id uuid references plan.goal,
    during tstzrange not null check (not isempty(during) and not lower_inf(during)),
    -- More than the ordinary rate, for a task of its own (forskrift § 3-13); in øre a day, up to the rule's amount.
    addition_ore int not null default 0 check (addition_ore between 0 and 100000),
    ended_by uuid,
    ended_at timestamptz,
    end_code text check (end_code in ('finished', 'own_wish', 'other_place', 'not_suited', 'misconduct', 'security', 'health', 'place_closed', 'released', 'transferred', 'error')),
    end_reason text check (length(end_reason) between 3 and 400),
    decided_by uuid not null,
    decided_at timestamptz not null,
    version int not null default 1,
    constraint in_a_place_once exclude using gist (inmate_id with =, place_id with =, during with &&),
    constraint placement_ended_whole check ((ended_at is null) = (end_code is null) and (ended_at is null or not upper_inf(during))),
    constraint placement_ended_why check (end_code not in ('not_suited', 'misconduct', 'security') or end_reason is not null)
);
create index on activities.placement (prison_id);
create index on activities.placement (at_prison_id);
create index on activities.placement (place_id, lower(during));
create index on activities.placement (inmate_id, lower(during) desc);
create index on activities.placement (goal_id) where goal_id is not null;
select access.protect('activities.placement', 'activities', 'record', 'decided_by');
select access.follow('activities.placement');

-- owner: activities. Which times of the place are the person's, and on which seat. The hours are the pattern's, copied so that constraints can compare them.
create table activities.slot (
    id uuid primary key,
    placement_id uuid not null references activities.placement,
    pattern_id uuid not null references activities.pattern,
    place_id uuid not null references activities.place,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    seat smallint not null check (seat between 1 and 200),
    weekly int4range not null,
    parity int4range not null,
    during tstzrange not null,
    -- Of a seat in a facility that somebody has for good it says nothing: leisure yields to work.
    constraint double_booked exclude using gist (inmate_id with =, weekly with &&, parity with &&, during with &&),
    constraint seat_taken exclude using gist (pattern_id with =, seat with =, during with &&)
);
create index on activities.slot (prison_id);
create index on activities.slot (placement_id);
create index on activities.slot (pattern_id);
-- By place and time together: what holds now is a fraction of what ever did.
create index slot_of_place on activities.slot using gist (place_id, during);
create index on activities.slot (inmate_id);
select access.protect('activities.slot', 'activities', 'record', null);
select access.follow('activities.slot');

-- owner: activities. A time in which the placement rests, with or without what it gives.
create table activities.suspension (
    id uuid primary key,
    placement_id uuid not null references activities.placement,
    place_id uuid not null references activities.place,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    during tstzrange not null check (not isempty(during) and not lower_inf(during)),
    gives text not null check (gives in ('ordinary', 'support', 'none')),
    code text not null check (code in ('health', 'leave', 'security', 'conduct', 'exclusion', 'programme', 'own_wish', 'other')),
    reason text not null check (length(reason) between 3 and 400),
    made_by uuid not null,
    made_at timestamptz not null,
    ended_by uuid,
    version int not null default 1,
    constraint suspended_once exclude using gist (placement_id with =, during with &&)
);
create index on activities.suspension (prison_id);
create index on activities.suspension (placement_id);
create index on activities.suspension (place_id);
create index on activities.suspension (inmate_id);
select access.protect('activities.suspension', 'allocation', 'record', 'made_by');
create policy by_deciders on activities.suspension as restrictive for insert to og_custody, og_case with check ((select access.role()) in ('DUT', 'GOV', 'CAS'));
select access.follow('activities.suspension');

-- owner: activities. Not to this one session. The code is what those who run the place read; the reason is for those who decide.
create table activities.held_back (
    id uuid primary key,
    session_id uuid not null references activities.session,
    place_id uuid not null references activities.place,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    reason_code text not null check (reason_code ~ '^[A-Z_]{2,20}$'),
    reason text not null default '' check (length(reason) <= 300),
    made_by uuid not null,
    made_at timestamptz not null,
    lifted_by uuid,
    lifted_at timestamptz,
    constraint held_back_lifted_whole check ((lifted_by is null) = (lifted_at is null))
);
create unique index held_back_once on activities.held_back (session_id, inmate_id) where lifted_at is null;
create index on activities.held_back (session_id);
create index on activities.held_back (prison_id);
create index on activities.held_back (place_id);
create index on activities.held_back (inmate_id);
select access.protect('activities.held_back', 'allocation', 'record', 'made_by');
create policy by_deciders on activities.held_back as restrictive for insert to og_custody, og_case with check ((select access.role()) in ('DUT', 'GOV', 'CAS'));
select access.follow('activities.held_back');

-- owner: activities. A seat in a facility at one session: library, gym, music.
create table activities.booking (
    id uuid primary key,
    session_id uuid not null references activities.session,
    place_id uuid not null references activities.place,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    seat smallint not null check (seat between 1 and 200),
    made_by uuid not null,
    made_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    constraint booking_ended_whole check ((ended_by is null) = (ended_at is null))
);
create unique index booked_once on activities.booking (session_id, inmate_id) where ended_at is null;
create unique index booking_seat on activities.booking (session_id, seat) where ended_at is null;
create index on activities.booking (session_id);
create index on activities.booking (prison_id);
create index on activities.booking (place_id);
create index on activities.booking (inmate_id);
select access.protect('activities.booking', 'activities', 'record', 'made_by');
select access.follow('activities.booking');

-- owner: activities. A suggestion: what was asked, and its answer line by line. It decides nothing; a line that is taken becomes a placement.
create table activities.allocation (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    made_by uuid not null,
    made_at timestamptz not null,
    people int not null check (people >= 0),
    seats int not null check (seats >= 0),
    placed int not null check (placed between 0 and people),
    -- Whether nothing better exists, or time was up.
    proven boolean not null,
    milliseconds int not null check (milliseconds >= 0)
);
create index on activities.allocation (prison_id, made_at desc);
select access.own('activities.allocation');
create policy reads on activities.allocation for select to og_custody, og_case, og_auditor using ((select access.allows('app.reads', 'allocation')) and prison_id = any((select access.deep_prisons())::uuid[]));
create policy adds on activities.allocation for insert to og_custody, og_case with check (
    (select access.allows('app.writes', 'allocation')) and made_by = (select access.account()) and prison_id = any((select access.deep_prisons())::uuid[]));
create table activities.allocation_line (
    allocation_id uuid not null references activities.allocation,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    -- None: nowhere, and why not.
    place_id uuid references activities.place,
    patterns uuid[] not null default '{}',
    application_id uuid references activities.application,
    -- Of every place asked for: what stood against it, by code.
    why_not jsonb not null default '[]',
    outcome text check (outcome in ('taken', 'left')),
    outcome_by uuid,
    outcome_at timestamptz,
    recorded_by uuid not null,
    primary key (allocation_id, inmate_id),
    constraint line_outcome_whole check ((outcome is null) = (outcome_by is null) and (outcome is null) = (outcome_at is null))
);
create index on activities.allocation_line (prison_id);
create index on activities.allocation_line (inmate_id);
create index on activities.allocation_line (place_id) where place_id is not null;
create index on activities.allocation_line (application_id) where application_id is not null;
select access.protect('activities.allocation_line', 'allocation', 'record', 'recorded_by');
select access.follow('activities.allocation_line');

-- Grants. Placements and seats are written by the functions below alone: what must hold is asked there, whatever a page forgets.
grant select on activities.application, activities.placement, activities.slot, activities.suspension, activities.held_back, activities.booking to og_custody, og_case, og_auditor;
grant select (id, inmate_id, prison_id, place_id, source, rank, state, suited, conditions, waiting_since, priority, made_at, version) on activities.application to og_activity;
grant select (id, inmate_id, prison_id, at_prison_id, place_id, application_id, goal_id, during, addition_ore, ended_at, end_code, decided_at, version) on activities.placement to og_activity;
grant select on activities.slot to og_activity;
grant select (id, placement_id, place_id, inmate_id, prison_id, during, gives, code, made_at) on activities.suspension to og_activity;
grant select (id, session_id, place_id, inmate_id, prison_id, reason_code, made_at, lifted_at) on activities.held_back to og_activity;
grant select on activities.booking to og_activity;
grant insert on activities.application to og_custody, og_case, og_activity;
grant update (rank, words, state, suited, conditions, assessment, assessed_by, assessed_at, waiting_since, priority, decided_by, decided_at, decision_reason, version) on activities.application to og_custody, og_case;
grant insert on activities.suspension to og_custody, og_case;
grant update (during, ended_by, version) on activities.suspension to og_custody, og_case;
grant insert on activities.held_back to og_custody, og_case;
grant insert on activities.booking to og_custody, og_case, og_activity;
grant update (lifted_by, lifted_at) on activities.held_back to og_custody, og_case;
grant update (ended_by, ended_at) on activities.booking to og_custody, og_case, og_activity;
grant select on activities.allocation, activities.allocation_line to og_custody, og_case, og_auditor;
grant insert on activities.allocation, activities.allocation_line to og_custody, og_case;
grant update (outcome, outcome_by, outcome_at) on activities.allocation_line to og_custody, og_case;

-- A decision stands: what comes after is another application.
create function activities.application_rules() returns trigger language plpgsql set search_path = activities, pg_temp as $$
begin
    if tg_op = 'UPDATE' and old.state not in ('open', 'waiting') and to_jsonb(new) - array['prison_id'] is distinct from to_jsonb(old) - array['prison_id'] then
        raise exception 'decided' using errcode = 'check_violation', constraint = 'application_decided_already';
    end if;
    if tg_op = 'UPDATE' and (new.inmate_id, new.place_id, new.source, new.made_by, new.made_at) is distinct from (old.inmate_id, old.place_id, old.source, old.made_by, old.made_at) then
        raise exception 'an application stays whose and what it is' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger application_rules before update on activities.application for each row execute function activities.application_rules();
do $$ declare t text;
begin
    foreach t in array array['application', 'placement', 'suspension', 'held_back', 'booking', 'allocation', 'allocation_line'] loop
        execute format('create trigger append_only before delete on activities.%I for each row execute function platform.append_only()', t);
    end loop;
end $$;

-- Whoever decides who works where, in the person's own prison.
create function activities.may_place(p_inmate uuid) returns boolean language sql stable security definer set search_path = activities, pg_temp as $$
    select exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden()) and i.prison_id = any(access.deep_prisons())
                      and access.role() in ('CAS', 'GOV') and access.allows('app.writes', 'allocation'))
$$;

-- The lowest seat that is free all the time asked for; none when the place is full.
create function activities.free_seat(p_pattern uuid, p_during tstzrange) returns smallint language sql stable security definer set search_path = activities, pg_temp as $$
    select n::smallint from pattern t join place p on p.id = t.place_id cross join lateral generate_series(1, coalesce(t.places, p.places)) n
     where t.id = p_pattern and not exists (select from slot s where s.pattern_id = t.id and s.seat = n and s.during && p_during)
     order by n limit 1
$$;

-- Puts somebody into a place at some of its times. Answers `placed`, or what stands against it, for the page to say; two who do it in the same minute meet in the
-- locks (person, then place), and the second gets the answer of the day after the first.
create function activities.place_person(p_id uuid, p_inmate uuid, p_place uuid, p_patterns uuid[], p_from timestamptz, p_application uuid, p_goal uuid, p_addition int) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare p place; w custody.in_custody; a application; v_span tstzrange; t pattern; v_seat smallint; v_during tstzrange;
begin
    if not activities.may_place(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    perform pg_advisory_xact_lock(hashtextextended('activities.place:' || p_place, 0));
    select * into p from place x where x.id = p_place;
    select * into w from custody.in_custody x where x.inmate_id = p_inmate;
    if p.id is null then return 'no_such_place'; end if;
    if w.inmate_id is null or w.prison_id <> p.prison_id then return 'not_here'; end if;
    v_span := tstzrange(p_from, ((p.closed_on + 1)::timestamp at time zone 'Europe/Oslo'));
    if isempty(v_span) or p_from < (p.opened_on::timestamp at time zone 'Europe/Oslo') then return 'closed'; end if;
    if not w.security_level = any(p.levels) then return 'level'; end if;
    if cardinality(p_patterns) = 0 then return 'no_times'; end if;
    if p_application is not null then
        select * into a from application x where x.id = p_application and x.inmate_id = p_inmate and x.place_id = p_place for update;
        if not found then return 'no_application'; end if;
        if a.state not in ('open', 'waiting') then return 'decided'; end if;
        if a.suited is null then return 'not_assessed'; end if;
        if a.suited = 'not_suited' then return 'not_suited'; end if;
    end if;
    if exists (select from placement x where x.inmate_id = p_inmate and x.place_id = p_place and x.during && v_span) then return 'already'; end if;
    -- Kept apart from somebody who is there at the same times: never by this way, whoever decides (strgjfl § 2).
    if exists (select from custody.keep_apart_person me join custody.keep_apart k on k.id = me.keep_apart_id and k.closed_at is null
                 join custody.keep_apart_person them on them.keep_apart_id = k.id and them.inmate_id <> me.inmate_id
                 join slot s on s.inmate_id = them.inmate_id and s.pattern_id = any(p_patterns) and s.during && v_span
                where me.inmate_id = p_inmate) then return 'keep_apart'; end if;
    insert into placement (id, inmate_id, prison_id, at_prison_id, place_id, application_id, goal_id, during, addition_ore, decided_by, decided_at)
    values (p_id, p_inmate, w.prison_id, p.prison_id, p_place, p_application, coalesce(p_goal, a.goal_id), v_span, p_addition, access.account(), platform.now());
    for t in select * from pattern x where x.id = any(p_patterns) order by x.id loop
        v_during := v_span * tstzrange(lower(t.during)::timestamp at time zone 'Europe/Oslo', upper(t.during)::timestamp at time zone 'Europe/Oslo');
        if t.place_id <> p_place or isempty(v_during) then raise exception 'a time of another place' using errcode = 'check_violation', constraint = 'pattern_of_another'; end if;
        v_seat := activities.free_seat(t.id, v_during);
        if v_seat is null then raise exception 'full' using errcode = 'check_violation', constraint = 'no_seat'; end if;
        insert into slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
        values (gen_random_uuid(), p_id, t.id, p_place, p_inmate, w.prison_id, v_seat, activities.weekly(t.weekday, t.starts, t.ends), activities.parity(t.weeks), v_during);
    end loop;
    if (select count(*) from slot s where s.placement_id = p_id) <> cardinality(p_patterns) then
        raise exception 'a time that is not there' using errcode = 'check_violation', constraint = 'pattern_of_another';
    end if;
    if p_application is not null then
        update application x set state = 'placed', decided_by = access.account(), decided_at = platform.now(), version = version + 1 where x.id = p_application;
    end if;
    return 'placed';
end $$;

-- Ends placements at an instant, with their seats and rests. What lay wholly after it never was: its span becomes one microsecond, and it says so.
create function activities.end_spans(p_placements uuid[], p_at timestamptz, p_code text, p_reason text, p_by uuid) returns int
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare n int;
begin
    delete from slot s where s.placement_id = any(p_placements) and lower(s.during) >= p_at;
    update slot s set during = tstzrange(lower(s.during), p_at) where s.placement_id = any(p_placements) and (upper_inf(s.during) or upper(s.during) > p_at);
    update suspension x set during = tstzrange(lower(x.during), greatest(p_at, lower(x.during) + interval '1 microsecond')), ended_by = coalesce(p_by, x.made_by)
     where x.placement_id = any(p_placements) and (upper_inf(x.during) or upper(x.during) > p_at);
    update placement x set during = tstzrange(lower(x.during), greatest(p_at, lower(x.during) + interval '1 microsecond')), ended_by = p_by, ended_at = platform.now(), end_code = p_code,
           end_reason = p_reason, version = version + 1
     where x.id = any(p_placements) and x.ended_at is null;
    get diagnostics n = row_count;
    return n;
end $$;
create function activities.end_placement(p_placement uuid, p_version int, p_at timestamptz, p_code text, p_reason text) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare x placement;
begin
    select * into x from placement y where y.id = p_placement for update;
    if not found or not activities.may_place(x.inmate_id) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if x.ended_at is not null then return 'ended'; end if;
    if x.version <> p_version then return 'changed'; end if;
    if p_code in ('released', 'transferred') then return 'by_itself'; end if;
    -- A register that says somebody was there is not made untrue.
    if exists (select from attendance a join session s on s.id = a.session_id where a.placement_id = x.id and a.mark = 'present' and s.starts_at >= p_at) then return 'attended'; end if;
    perform activities.end_spans(array[p_placement], p_at, p_code, p_reason, access.account());
    return 'ended_now';
end $$;

-- The last day of a place. With people in it: not, unless their ending is part of it; then all end on that evening with the same reason.
create function activities.close_place(p_place uuid, p_version int, p_last date, p_reason text, p_end_all boolean) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare p place; v_at timestamptz := (p_last + 1)::timestamp at time zone 'Europe/Oslo'; v_in uuid[];
begin
    perform pg_advisory_xact_lock(hashtextextended('activities.place:' || p_place, 0));
    select * into p from place x where x.id = p_place for update;
    if not found or not (access.role() in ('CAS', 'GOV') and p.prison_id = any(access.houses())) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if p.version <> p_version then return 'changed'; end if;
    if p.closed_on is not null then return 'closed'; end if;
    if p_last < p.opened_on then return 'before_it_opened'; end if;
    if exists (select from session s where s.place_id = p_place and s.taken_at is not null and s.starts_at >= v_at) then return 'register_after'; end if;
    select array(select x.id from placement x where x.place_id = p_place and x.ended_at is null and x.during && tstzrange(v_at, null)) into v_in;
    if cardinality(v_in) > 0 and not p_end_all then return 'has_people'; end if;
    perform activities.end_spans(v_in, v_at, 'place_closed', p_reason, access.account());
    update application a set state = 'lapsed', decided_by = access.account(), decided_at = platform.now(), decision_reason = p_reason, version = version + 1
     where a.place_id = p_place and a.state in ('open', 'waiting');
    update pattern t set during = daterange(lower(t.during), greatest(p_last + 1, lower(t.during) + 1)) where t.place_id = p_place and (upper_inf(t.during) or upper(t.during) > p_last + 1);
    update session s set state = 'cancelled', reason_code = 'TECH', reason = p_reason, version = version + 1 where s.place_id = p_place and s.starts_at >= v_at and s.state = 'planned';
    update place x set closed_on = p_last, closed_reason = p_reason, version = version + 1 where x.id = p_place;
    return 'closed_now';
end $$;

-- Other hours from a day on: those who have a seat go with it, or nobody does. Somebody who is elsewhere at the new hours makes it fail by `double_booked`.
create function activities.replace_pattern(p_old uuid, p_new uuid, p_weekday smallint, p_starts time, p_ends time, p_weeks text, p_room uuid, p_from date) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare o pattern; v_at timestamptz := p_from::timestamp at time zone 'Europe/Oslo'; v_seats slot[];
begin
    select * into o from pattern t where t.id = p_old for update;
    if not found or not access.allows('app.writes', 'activity_places')
       or not ((access.role() in ('CAS', 'GOV') and o.prison_id = any(access.houses())) or o.place_id = any(activities.my_places())) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('activities.place:' || o.place_id, 0));
    if p_from <= lower(o.during) or (not upper_inf(o.during) and upper(o.during) <= p_from) then return 'not_then'; end if;
    if exists (select from session s where s.pattern_id = p_old and s.taken_at is not null and s.on_day >= p_from) then return 'register_after'; end if;
    select array(select s from slot s where s.pattern_id = p_old and s.during && tstzrange(v_at, null)) into v_seats;
    delete from slot s where s.pattern_id = p_old and lower(s.during) >= v_at;
    update slot s set during = tstzrange(lower(s.during), v_at) where s.pattern_id = p_old and (upper_inf(s.during) or upper(s.during) > v_at);
    update pattern t set during = daterange(lower(t.during), p_from) where t.id = p_old;
    -- No placeholder of the old hours stays ahead: what nobody has touched goes as if it had never been written, by being cancelled.
    update session s set state = 'cancelled', reason_code = 'MOVED', by_hand = true, version = version + 1 where s.pattern_id = p_old and s.on_day >= p_from and s.state = 'planned';
    insert into pattern (id, place_id, prison_id, weekday, starts, ends, weeks, during, room_id, holidays, places, made_by, made_at)
    values (p_new, o.place_id, o.prison_id, p_weekday, p_starts, p_ends, p_weeks, daterange(p_from, upper(o.during)), coalesce(p_room, o.room_id), o.holidays, o.places, access.account(), platform.now());
    insert into slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
    select gen_random_uuid(), s.placement_id, p_new, s.place_id, s.inmate_id, s.prison_id, s.seat, activities.weekly(p_weekday, p_starts, p_ends), activities.parity(p_weeks), s.during * tstzrange(v_at, null)
      from unnest(v_seats) s where not isempty(s.during * tstzrange(v_at, null));
    return 'replaced';
end $$;

-- Release, death or transfer: whoever is no longer there has no place there, from that instant. Released at noon, the lesson at a quarter past twelve does not wait.
create function activities.leaves_house() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
declare v_at timestamptz; v_code text; v_at_prison uuid;
begin
    if tg_table_name = 'stay' then v_at := new.released_at; v_code := 'released';
    else v_at := lower(new.during); v_code := 'transferred'; v_at_prison := new.at_prison_id; end if;
    -- Most moves are from cell to cell, and most arrivals have nothing yet.
    if not exists (select from placement x where x.inmate_id = new.inmate_id and x.ended_at is null and x.at_prison_id is distinct from v_at_prison)
       and not exists (select from booking b where b.inmate_id = new.inmate_id and b.ended_at is null) and not exists (select from application a where a.inmate_id = new.inmate_id and a.state in ('open', 'waiting')) then
        return null;
    end if;
    perform activities.end_spans(array(select x.id from placement x where x.inmate_id = new.inmate_id and x.ended_at is null and x.at_prison_id is distinct from v_at_prison),
                                 v_at, v_code, null, access.account());
    update booking b set ended_by = coalesce(access.account(), b.made_by), ended_at = platform.now() from session s
     where s.id = b.session_id and b.inmate_id = new.inmate_id and b.ended_at is null and s.starts_at >= v_at and s.prison_id is distinct from v_at_prison;
    update application a set state = 'lapsed', decided_by = coalesce(access.account(), a.made_by), decided_at = platform.now(), decision_reason = v_code, version = version + 1
     where a.inmate_id = new.inmate_id and a.state in ('open', 'waiting') and not exists (select from place p where p.id = a.place_id and p.prison_id = v_at_prison);
    return null;
end $$;
create trigger leaves_house after update of released_at on custody.stay for each row when (old.released_at is null and new.released_at is not null) execute function activities.leaves_house();
create trigger leaves_house after insert on custody.placement for each row when (upper_inf(new.during)) execute function activities.leaves_house();

-- Kept apart from now on, and together in a workshop at the same times: those who run it and the case managers are told. It ends nothing; a person decides.
create function activities.together_at(p_keep_apart uuid) returns table (place_id uuid, prison_id uuid, inmates uuid[]) language sql stable security definer set search_path = activities, pg_temp as $$
    select a.place_id, t.prison_id, array_agg(distinct x) from custody.keep_apart_person p
      join slot a on a.inmate_id = p.inmate_id and a.during @> platform.now()
      join slot b on b.pattern_id = a.pattern_id and b.inmate_id <> a.inmate_id and b.during @> platform.now()
      join custody.keep_apart_person q on q.keep_apart_id = p.keep_apart_id and q.inmate_id = b.inmate_id
      join pattern t on t.id = a.pattern_id cross join lateral unnest(array[a.inmate_id, b.inmate_id]) x
     where p.keep_apart_id = p_keep_apart group by a.place_id, t.prison_id
$$;
create function activities.apart_now() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
declare r record; v uuid;
begin
    for r in select distinct t.place_id, t.prison_id from changed c cross join lateral activities.together_at(c.keep_apart_id) t loop
        for v in select distinct s.account_id from place_staff s where s.place_id = r.place_id and s.during @> platform.today() loop
            perform access.notify_account(v, 'apart_in_place', '{}', '/activities/' || r.place_id);
        end loop;
        perform access.notify_role('CAS', r.prison_id, 'apart_in_place', '{}', '/activities/' || r.place_id);
    end loop;
    return null;
end $$;
create trigger apart_now after insert on custody.keep_apart_person referencing new table as changed for each statement execute function activities.apart_now();

-- Whom a teacher or supervisor reaches by their places: who is placed there, has a seat at a session, or was expected within the last fourteen days, so that
-- a register can be completed after somebody has moved on.
create function activities.people_of(p_account uuid, p_role text, p_prisons uuid[], p_now timestamptz) returns uuid[] language sql stable security definer set search_path = activities, pg_temp as $$
    with mine as (select activities.places_of(p_account, p_role, p_prisons, p_now) as ids)
    select coalesce(array_agg(distinct x.inmate_id), '{}') from mine cross join lateral (
        select t.inmate_id from placement t where t.place_id = any(mine.ids) and t.during && tstzrange(p_now - interval '14 days', null)
        union all
        select b.inmate_id from booking b join session s on s.id = b.session_id where b.place_id = any(mine.ids) and b.ended_at is null and s.ends_at > p_now - interval '14 days') x
$$;

-- The people who wait for a place, for those who run it: number, name, their own wish and what to mind; not why.
create function activities.candidates(p_place uuid) returns table (application_id uuid, inmate_id uuid, number text, family_name text, given_name text, rank smallint, suited text, conditions text, waiting_since timestamptz, "position" bigint)
language sql stable security definer set search_path = activities, pg_temp as $$
    select a.id, i.id, i.number, i.family_name, i.given_name, a.rank, a.suited, a.conditions, a.waiting_since,
           row_number() over (order by array_position(array['first', 'plan', 'ordinary'], a.priority), a.waiting_since, a.id)
      from application a join inmates.inmate i on i.id = a.inmate_id
     where a.place_id = p_place and a.state = 'waiting' and p_place = any(activities.my_places()) and not i.protected and i.id <> all(access.hidden())
     order by 10 limit 200
$$;

revoke execute on function activities.may_place(uuid), activities.free_seat(uuid, tstzrange), activities.place_person(uuid, uuid, uuid, uuid[], timestamptz, uuid, uuid, int), activities.end_spans(uuid[], timestamptz, text, text, uuid),
    activities.end_placement(uuid, int, timestamptz, text, text), activities.close_place(uuid, int, date, text, boolean), activities.replace_pattern(uuid, uuid, smallint, time, time, text, uuid, date),
    activities.together_at(uuid), activities.people_of(uuid, text, uuid[], timestamptz), activities.candidates(uuid) from public;
grant execute on function activities.may_place(uuid), activities.free_seat(uuid, tstzrange), activities.place_person(uuid, uuid, uuid, uuid[], timestamptz, uuid, uuid, int),
    activities.end_placement(uuid, int, timestamptz, text, text), activities.close_place(uuid, int, date, text, boolean) to og_custody, og_case;
grant execute on function activities.replace_pattern(uuid, uuid, smallint, time, time, text, uuid, date) to og_custody, og_case, og_activity;
grant execute on function activities.candidates(uuid) to og_activity;

-- The door: people of one's own places are one's own people, and houses are told. The rest stands as it is.
do $$
declare
    def text := pg_get_functiondef('access.open_request(bytea, timestamptz, boolean)'::regprocedure);
    branch constant text := 'elsif h.role in (''WRK'', ''EDU'', ''REI'') then';
    role_set constant text := 'perform set_config(''app.role'', h.role, true),';
    empty constant text := 'set_config(''app.case'', '''', true);';
begin
    if position(branch in def) = 0 or position(role_set in def) = 0 or position(empty in def) = 0 then raise exception 'access.open_request is not as expected'; end if;
    def := replace(def, branch, 'elsif h.role in (''WRK'', ''EDU'') then
            v_assigned := array(select unnest(v_assigned) union select unnest(activities.people_of(a.id, h.role, v_scope, p_now)));
        elsif h.role = ''REI'' then');
    def := replace(def, role_set, role_set || '
            set_config(''app.houses'', (case h.role when ''AUD'' then v_prisons when ''SYS'' then ''{}'' else v_scope end)::text, true),');
    def := replace(def, empty, 'set_config(''app.case'', '''', true), set_config(''app.houses'', '''', true);');
    execute def;
end $$;
reset role;
