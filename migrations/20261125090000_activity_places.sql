-- Where people work and learn: rooms, places (a workplace, a course as a prison runs it, a facility, work outside), who runs them, when they meet.
-- strgjfl § 18 (education, work, programmes), § 3(3) and forskrift § 3-12 (duty of activity), § 21 (leisure). No person stands in these tables.
set local role overgang_owner;
create schema activities;
grant usage on schema activities to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_jobs;

-- The prisons in which the acting role is held, also for those who reach single persons only: what belongs to a house and to nobody in it.
create function access.houses() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.houses') $$;
revoke execute on function access.houses() from public;
grant execute on function access.houses() to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_system;

-- A place that people go to (`estate.place`) is also the room of what is held there: in which unit it lies, and how many it holds.
alter table estate.place
    add column unit_id uuid references estate.unit,
    add column holds int check (holds between 1 and 400),
    add column accessible boolean not null default false;
create index on estate.place (unit_id) where unit_id is not null;
grant update (unit_id, holds, accessible) on estate.place to og_custody, og_system;

-- owner: activities. A school year's terms.
create table activities.term (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    name text not null check (length(name) between 2 and 60),
    during daterange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    version int not null default 1,
    constraint term_overlaps exclude using gist (prison_id with =, during with &&)
);
create index on activities.term (prison_id);

-- owner: activities. What somebody is placed in. `code`: of the list of work types, or of courses. `places`: at the same time.
create table activities.place (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    kind text not null check (kind in ('work', 'course', 'facility', 'outside')),
    code text not null check (code ~ '^[A-Z0-9_]{2,20}$'),
    name text not null check (length(name) between 2 and 120),
    room_id uuid references estate.place,
    places int not null check (places between 1 and 200),
    -- Levels of security that may come here.
    levels text[] not null check (levels <> '{}' and levels <@ array['especially_high', 'high', 'lower', 'halfway']),
    provider text not null check (provider in ('prison', 'county_school', 'university', 'distance', 'firm', 'municipality', 'ngo')),
    partner text not null default '' check (length(partner) <= 120),
    -- What lies about: a supervisor counts tools, and who may not come near them is a need below.
    tools text not null default 'none' check (tools in ('none', 'counted', 'knives', 'machines', 'chemicals', 'vehicles')),
    -- What it gives: the allowance of a day (work, education and programme give the same, forskrift § 3-13), or nothing.
    paid boolean not null,
    language text not null default 'nb' check (language ~ '^[a-z]{2,3}$'),
    about text not null default '' check (length(about) <= 2000),
    safety text not null default '' check (length(safety) <= 2000),
    -- Orders in hand of a workshop, competence the place leads to.
    orders text not null default '' check (length(orders) <= 1000),
    leads_to text not null default '' check (length(leads_to) <= 300),
    opened_on date not null,
    -- The last day.
    closed_on date check (closed_on >= opened_on),
    closed_reason text check (length(closed_reason) between 3 and 400),
    version int not null default 1,
    constraint place_name_taken unique (prison_id, name),
    constraint place_closed_whole check (closed_on is null or closed_reason is not null),
    constraint leisure_gives_nothing check (kind <> 'facility' or not paid)
);
create index on activities.place (room_id) where room_id is not null;

-- owner: activities. What somebody must have, or must not, to come here. `hard`: no place without it; else it weighs.
create table activities.place_need (
    id uuid primary key,
    place_id uuid not null references activities.place,
    prison_id uuid not null references estate.prison,
    kind text not null check (kind in ('fit_for_work', 'language', 'course_done', 'certificate', 'skill', 'no_alert', 'days_left', 'sentenced', 'age')),
    -- A code of alerts, courses or skills, a language, a number of days or years.
    value text not null default '' check (length(value) <= 40),
    hard boolean not null default true,
    constraint need_once unique (place_id, kind, value),
    constraint need_has_a_value check ((kind in ('fit_for_work', 'sentenced')) = (value = '') and (kind not in ('days_left', 'age') or value ~ '^[1-9][0-9]{0,3}$'))
);
create index on activities.place_need (prison_id);

-- owner: activities. Who runs a place: its leader, teachers and supervisors, stand-ins. Days in Oslo.
create table activities.place_staff (
    id uuid primary key,
    place_id uuid not null references activities.place,
    prison_id uuid not null references estate.prison,
    account_id uuid not null references access.account,
    part text not null check (part in ('leads', 'runs', 'stands_in')),
    during daterange not null check (not isempty(during)),
    decided_by uuid not null,
    constraint place_staff_once exclude using gist (place_id with =, account_id with =, during with &&)
);
create index on activities.place_staff (prison_id);
create index on activities.place_staff (account_id);

-- owner: activities. Who leads all of a prison's work, or all of its education: sees every place of that kind.
create table activities.lead (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    account_id uuid not null references access.account,
    field text not null check (field in ('work', 'education')),
    during daterange not null check (not isempty(during)),
    decided_by uuid not null,
    constraint lead_once exclude using gist (prison_id with =, account_id with =, field with =, during with &&)
);
create index on activities.lead (prison_id);
create index on activities.lead (account_id);

-- owner: activities. A time that comes again each week, or every second. Times are what a clock in Oslo shows; what ends before it starts ends on the next day.
create table activities.pattern (
    id uuid primary key,
    place_id uuid not null references activities.place,
    prison_id uuid not null references estate.prison,
    weekday smallint not null check (weekday between 1 and 7),
    starts time not null,
    ends time not null,
    -- Which ISO weeks: every, those with an odd number, those with an even one.
    weeks text not null default 'every' check (weeks in ('every', 'odd', 'even')),
    during daterange not null check (not isempty(during) and not lower_inf(during)),
    room_id uuid references estate.place,
    -- What a public holiday does to it.
    holidays text not null default 'rests' check (holidays in ('rests', 'runs')),
    -- Places at this time, when other than the place's.
    places int check (places between 1 and 200),
    made_by uuid not null,
    made_at timestamptz not null,
    constraint pattern_lasts check (starts <> ends)
);
create index on activities.pattern (prison_id);
create index on activities.pattern (place_id);
create index on activities.pattern (room_id) where room_id is not null;
-- The minutes of the week a pattern fills, Monday 00:00 = 0; what runs past Sunday midnight goes on beyond 10 080 and is compared there too.
create function activities.weekly(weekday smallint, starts time, ends time) returns int4range language sql immutable parallel safe as $$
    select int4range(m.a, m.a + case when e.b > e.s then e.b - e.s else e.b - e.s + 1440 end)
      from (select (extract(epoch from starts) / 60)::int as s, (extract(epoch from ends) / 60)::int as b) e
      cross join lateral (select (weekday - 1) * 1440 + e.s as a) m
$$;
create function activities.parity(weeks text) returns int4range language sql immutable parallel safe as $$
    select case weeks when 'odd' then int4range(1, 2) when 'even' then int4range(0, 1) else int4range(0, 2) end
$$;
revoke execute on function activities.weekly(smallint, time, time), activities.parity(text) from public;
-- A place has one pattern at a time at a time of the week.
alter table activities.pattern add constraint pattern_twice exclude using gist (place_id with =, activities.weekly(weekday, starts, ends) with &&, activities.parity(weeks) with &&, during with &&);
-- And a room one use: a pattern without a room of its own takes the place's.
alter table activities.pattern add constraint pattern_room_twice exclude using gist (room_id with =, activities.weekly(weekday, starts, ends) with &&, activities.parity(weeks) with &&, during with &&)
    where (room_id is not null);
create function activities.pattern_room() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
begin
    new.room_id := coalesce(new.room_id, (select p.room_id from place p where p.id = new.place_id));
    return new;
end $$;
create trigger pattern_room before insert on activities.pattern for each row execute function activities.pattern_room();
grant execute on function activities.weekly(smallint, time, time), activities.parity(text) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_jobs;

-- owner: activities. A time when a house, a place or a room is shut: a staff day, no heating, no supervisor.
create table activities.closure (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    place_id uuid references activities.place,
    room_id uuid references estate.place,
    during tstzrange not null check (not isempty(during) and not lower_inf(during)),
    -- A code of absence reasons of the kind `cancelled`: it says what the day gives.
    reason_code text not null check (reason_code ~ '^[A-Z_]{2,20}$'),
    reason text not null check (length(reason) between 3 and 300),
    made_by uuid not null,
    made_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    constraint closure_of_one check (place_id is null or room_id is null),
    constraint closure_ended_whole check ((ended_by is null) = (ended_at is null))
);
create index on activities.closure (prison_id);
create index on activities.closure (place_id) where place_id is not null;
create index on activities.closure (room_id) where room_id is not null;
create index closure_open on activities.closure using gist (prison_id, during) where ended_at is null;

-- owner: activities. One meeting of a place. What differs from its pattern was changed by hand: that is the pattern's exception. `on_day` stays the pattern's day.
create table activities.session (
    id uuid primary key,
    place_id uuid not null references activities.place,
    prison_id uuid not null references estate.prison,
    pattern_id uuid references activities.pattern,
    on_day date not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    room_id uuid references estate.place,
    places int not null check (places between 1 and 200),
    state text not null default 'planned' check (state in ('planned', 'cancelled')),
    reason_code text check (reason_code ~ '^[A-Z_]{2,20}$'),
    reason text check (length(reason) between 3 and 300),
    -- Set by hand: the job that writes sessions ahead leaves it alone.
    by_hand boolean not null default false,
    closure_id uuid references activities.closure,
    stand_in uuid references access.account,
    taken_at timestamptz,
    taken_by uuid,
    changed_by uuid,
    version int not null default 1,
    constraint session_once unique (pattern_id, on_day),
    -- On the night when the clocks go back eight hours on the wall are nine.
    constraint session_lasts check (ends_at > starts_at and ends_at <= starts_at + interval '25 hours'),
    constraint session_cancelled_why check ((state = 'cancelled') = (reason_code is not null)),
    constraint session_taken_whole check ((taken_at is null) = (taken_by is null)),
    constraint cancelled_is_not_taken check (state = 'planned' or taken_at is null),
    constraint room_booked_twice exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned' and room_id is not null),
    constraint stand_in_twice exclude using gist (stand_in with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned' and stand_in is not null)
);
create index session_from on activities.session (prison_id, starts_at);
create index session_of_day on activities.session (prison_id, on_day);
create index on activities.session (place_id, starts_at);
create index on activities.session (room_id) where room_id is not null;
create index on activities.session (closure_id) where closure_id is not null;
create index on activities.session (stand_in) where stand_in is not null;

-- owner: activities. What was done to a session by hand.
create table activities.session_change (
    id uuid primary key default gen_random_uuid(),
    session_id uuid not null references activities.session,
    prison_id uuid not null references estate.prison,
    field text not null check (field in ('starts_at', 'ends_at', 'room', 'state', 'stand_in', 'register')),
    old_value text,
    new_value text,
    reason text,
    by_account uuid,
    at timestamptz not null
);
create index on activities.session_change (prison_id);
create index on activities.session_change (session_id, at desc);
create trigger append_only before delete or update on activities.session_change for each row execute function platform.append_only();

-- A session whose register is taken stands where and when it was held: the register is taken back first, with a reason. Everything else leaves a trace.
create function activities.session_rules() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
begin
    if (new.place_id, new.pattern_id, new.on_day) is distinct from (old.place_id, old.pattern_id, old.on_day) then
        raise exception 'a session is of its place and day' using errcode = 'insufficient_privilege';
    end if;
    if old.taken_at is not null and (new.starts_at, new.ends_at, new.room_id, new.state) is distinct from (old.starts_at, old.ends_at, old.room_id, old.state) then
        raise exception 'the register has been taken' using errcode = 'check_violation', constraint = 'session_taken';
    end if;
    insert into session_change (session_id, prison_id, field, old_value, new_value, reason, by_account, at)
    select new.id, new.prison_id, c.field, c.was, c.now, new.reason, coalesce(access.account(), new.changed_by), platform.now()
      from (values ('starts_at', old.starts_at::text, new.starts_at::text), ('ends_at', old.ends_at::text, new.ends_at::text), ('room', old.room_id::text, new.room_id::text),
                   ('state', old.state, new.state), ('stand_in', old.stand_in::text, new.stand_in::text), ('register', old.taken_at::text, new.taken_at::text)) c (field, was, now)
     where c.was is distinct from c.now;
    return new;
end $$;
create trigger session_rules before update on activities.session for each row execute function activities.session_rules();
create trigger append_only before delete on activities.session for each row execute function platform.append_only();

-- A pattern ends and another begins: what it said on a day that was, it goes on saying.
create function activities.pattern_stands() returns trigger language plpgsql set search_path = activities, pg_temp as $$
begin
    if to_jsonb(new) - array['during', 'room_id'] is distinct from to_jsonb(old) - array['during', 'room_id'] or lower(new.during) <> lower(old.during) then
        raise exception 'a pattern can only be ended' using errcode = 'check_violation', constraint = 'pattern_stands';
    end if;
    return new;
end $$;
create trigger pattern_stands before update on activities.pattern for each row execute function activities.pattern_stands();
create trigger append_only before delete on activities.pattern for each row execute function platform.append_only();

-- Rooms, staff and patterns are of the same house as their place: nobody runs a place of a prison where they hold no role.
create function activities.same_house() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
declare r jsonb := to_jsonb(new);
begin
    if (r ->> 'place_id' is not null and not exists (select from place p where p.id = (r ->> 'place_id')::uuid and p.prison_id = new.prison_id))
       or (r ->> 'room_id' is not null and not exists (select from estate.place m where m.id = (r ->> 'room_id')::uuid and m.prison_id = new.prison_id)) then
        raise exception 'of another house' using errcode = 'check_violation', constraint = 'same_house';
    end if;
    return new;
end $$;
create trigger same_house before insert or update on activities.place for each row execute function activities.same_house();
create trigger same_house before insert or update on activities.place_need for each row execute function activities.same_house();
create trigger same_house before insert or update on activities.place_staff for each row execute function activities.same_house();
create trigger same_house before insert or update on activities.pattern for each row execute function activities.same_house();
create trigger same_house before insert or update on activities.closure for each row execute function activities.same_house();
create trigger same_house before insert or update of room_id on activities.session for each row execute function activities.same_house();

-- The places that the acting person runs, stands in for or leads today. The role that runs a workplace is WRK, a course EDU; a facility or work outside either.
create function activities.places_of(p_account uuid, p_role text, p_prisons uuid[], p_now timestamptz) returns uuid[] language sql stable security definer set search_path = activities, pg_temp as $$
    with today as (select (p_now at time zone 'Europe/Oslo')::date as day)
    select coalesce(array_agg(p.id), '{}') from place p cross join today t
     where p.prison_id = any(p_prisons)
       and case p_role when 'WRK' then p.kind <> 'course' when 'EDU' then p.kind <> 'work' else false end
       and (exists (select from place_staff s where s.place_id = p.id and s.account_id = p_account and s.during @> t.day)
            or exists (select from session x where x.place_id = p.id and x.stand_in = p_account and x.on_day between t.day - 1 and t.day + 1)
            or exists (select from lead l where l.prison_id = p.prison_id and l.account_id = p_account and l.during @> t.day
                          and case l.field when 'work' then p.kind in ('work', 'outside') and p_role = 'WRK' else p.kind = 'course' and p_role = 'EDU' end))
$$;
create function activities.my_places() returns uuid[] language sql stable security definer set search_path = activities, pg_temp as $$
    select activities.places_of(access.account(), access.role(), access.houses(), platform.now())
$$;
revoke execute on function activities.places_of(uuid, text, uuid[], timestamptz), activities.my_places() from public;
grant execute on function activities.my_places() to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;

-- Rows of a house, without a person: read by everybody there whose matrix says so; written by the house's own deciders, and by whoever runs the place.
-- `own_place`: the column that names the place; null where those who run places have no part in it.
create function activities.of_house(tbl regclass, own_place text) returns void language plpgsql as $$
declare
    groups constant text := 'og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health';
    may text := $q$(select access.allows('app.writes', 'activity_places') and access.role() in ('CAS', 'GOV')) and prison_id = any((select access.houses())::uuid[])$q$;
begin
    if own_place is not null then
        may := format($q$(%s) or ((select access.allows('app.writes', 'activity_places') and access.role() in ('WRK', 'EDU')) and %I = any((select activities.my_places())::uuid[]))$q$, may, own_place);
    end if;
    perform access.own(tbl);
    execute format($p$create policy reads on %s for select to %s using ((select access.allows('app.reads', 'activity_places')) and prison_id = any((select access.houses())::uuid[]))$p$, tbl, groups);
    execute format($p$create policy jobs on %s for select to og_jobs using (true)$p$, tbl);
    execute format($p$create policy adds on %s for insert to og_custody, og_case, og_activity with check (%s)$p$, tbl, may);
    execute format($p$create policy changes on %s for update to og_custody, og_case, og_activity using (%s) with check (true)$p$, tbl, may);
end $$;
revoke execute on function activities.of_house(regclass, text) from public;

select activities.of_house('activities.term', null), activities.of_house('activities.place', 'id'), activities.of_house('activities.place_need', 'place_id'),
       activities.of_house('activities.place_staff', 'place_id'), activities.of_house('activities.lead', null), activities.of_house('activities.pattern', 'place_id'),
       activities.of_house('activities.closure', 'place_id'), activities.of_house('activities.session', 'place_id'), activities.of_house('activities.session_change', null);
-- A duty officer shuts a house or a workshop at once; and nobody makes a place of their own.
create policy shuts on activities.closure for insert to og_custody with check ((select access.role()) = 'DUT' and made_by = (select access.account()) and prison_id = any((select access.houses())::uuid[]));
create policy opens on activities.closure for update to og_custody using ((select access.role()) = 'DUT' and prison_id = any((select access.houses())::uuid[])) with check (true);
create policy not_of_ones_own on activities.place_staff as restrictive for insert to og_activity with check (account_id <> (select access.account()) and part = 'stands_in');
drop policy adds on activities.session_change;
drop policy changes on activities.session_change;

do $$ declare t text;
begin
    foreach t in array array['activities.term', 'activities.place', 'activities.place_need', 'activities.place_staff', 'activities.lead', 'activities.pattern', 'activities.closure',
                             'activities.session', 'activities.session_change'] loop
        execute format('grant select on %s to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_jobs', t);
    end loop;
end $$;
grant insert on activities.term, activities.place, activities.lead to og_custody, og_case;
grant insert on activities.place_need, activities.place_staff, activities.pattern, activities.closure, activities.session to og_custody, og_case, og_activity;
grant update (name, during, version) on activities.term to og_custody, og_case;
grant update (name, room_id, places, levels, provider, partner, tools, paid, language, about, safety, orders, leads_to, closed_on, closed_reason, version) on activities.place to og_custody, og_case;
grant update (about, safety, orders, leads_to, version) on activities.place to og_activity;
grant update (hard) on activities.place_need to og_custody, og_case, og_activity;
grant update (during) on activities.place_staff, activities.lead to og_custody, og_case;
grant update (during, room_id) on activities.pattern to og_custody, og_case, og_activity;
grant update (ended_by, ended_at) on activities.closure to og_custody, og_case, og_activity;
grant update (starts_at, ends_at, room_id, state, reason_code, reason, by_hand, stand_in, taken_at, taken_by, changed_by, version) on activities.session to og_custody, og_case, og_activity;

-- What the job writes ahead: rows of days, made by the pure rule from patterns, holidays and closures. What was set by hand or taken stays as it is.
create function activities.put_sessions(p_rows jsonb) returns int language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare n int;
begin
    with rows as (
        select (x ->> 'pattern')::uuid as pattern_id, (x ->> 'day')::date as on_day, (x ->> 'starts')::timestamptz as starts_at, (x ->> 'ends')::timestamptz as ends_at,
               x ->> 'reason_code' as reason_code, x ->> 'reason' as reason, (x ->> 'closure')::uuid as closure_id
          from jsonb_array_elements(p_rows) x)
    insert into session as s (id, place_id, prison_id, pattern_id, on_day, starts_at, ends_at, room_id, places, state, reason_code, reason, closure_id)
    -- A room that somebody has taken by hand meanwhile is not taken from them: the session comes without one, and the page asks for another.
    select gen_random_uuid(), p.id, p.prison_id, t.id, r.on_day, r.starts_at, r.ends_at,
           case when not exists (select from session o where o.room_id = t.room_id and o.state = 'planned' and tstzrange(o.starts_at, o.ends_at) && tstzrange(r.starts_at, r.ends_at)
                                    and (o.pattern_id, o.on_day) is distinct from (t.id, r.on_day)) then t.room_id end,
           coalesce(t.places, p.places),
           case when r.reason_code is null then 'planned' else 'cancelled' end, r.reason_code, r.reason, r.closure_id
      from rows r join pattern t on t.id = r.pattern_id join place p on p.id = t.place_id
    on conflict (pattern_id, on_day) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = excluded.state, reason_code = excluded.reason_code, reason = excluded.reason,
           closure_id = excluded.closure_id, places = excluded.places, version = s.version + 1
     where not s.by_hand and s.taken_at is null
       and (s.starts_at, s.ends_at, s.state, s.reason_code, s.closure_id, s.places)
         is distinct from (excluded.starts_at, excluded.ends_at, excluded.state, excluded.reason_code, excluded.closure_id, excluded.places);
    get diagnostics n = row_count;
    return n;
end $$;
revoke execute on function activities.put_sessions(jsonb) from public;
grant execute on function activities.put_sessions(jsonb) to og_jobs;
reset role;
