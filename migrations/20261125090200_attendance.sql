-- The register: who was expected, who came, why not, and what that gives. And the one timetable that everything is held against.
set local role overgang_owner;

-- owner: activities. One row a person and session, written when the register is taken. `prison_id` follows the person; the session stays where it was held.
create table activities.attendance (
    session_id uuid not null references activities.session,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    place_id uuid not null references activities.place,
    placement_id uuid references activities.placement,
    -- Missing: not come, and nobody knows why yet. After ten minutes that is a line on the unit's board.
    mark text not null check (mark in ('present', 'late', 'sent_back', 'absent', 'missing', 'not_required')),
    reason_code text check (reason_code ~ '^[A-Z_]{2,20}$'),
    came_at timestamptz,
    left_at timestamptz,
    -- What the time gives, by the list of reasons on the day it was marked: it is kept, so that another list does not rewrite what was.
    gives text not null check (gives in ('ordinary', 'support', 'none')),
    note text not null default '' check (length(note) <= 300),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    version int not null default 1,
    primary key (session_id, inmate_id),
    constraint absence_has_a_reason check ((mark in ('absent', 'sent_back', 'late', 'not_required')) = (reason_code is not null)),
    constraint left_after_coming check (left_at > came_at)
);
create index on activities.attendance (prison_id);
create index on activities.attendance (at_prison_id);
create index on activities.attendance (inmate_id, session_id);
create index on activities.attendance (placement_id) where placement_id is not null;
create index on activities.attendance (place_id);
create index attendance_missing on activities.attendance (at_prison_id) where mark = 'missing';
select access.protect('activities.attendance', 'activities', 'record', 'recorded_by');
select access.follow('activities.attendance');
-- Whoever runs the place reads and completes its register also when somebody has been moved meanwhile.
create policy own_register on activities.attendance for select to og_activity using (place_id = any((select activities.my_places())::uuid[]));
create policy own_register_adds on activities.attendance for insert to og_activity with check (recorded_by = (select access.account()) and place_id = any((select activities.my_places())::uuid[]));
create policy own_register_changes on activities.attendance for update to og_activity using (place_id = any((select activities.my_places())::uuid[])) with check (true);
select custody.live('activities.attendance', 'inmate'), custody.live('activities.held_back', 'inmate');

-- owner: activities. What a register said before, and why it says something else now.
create table activities.attendance_change (
    id uuid primary key default gen_random_uuid(),
    session_id uuid not null references activities.session,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    place_id uuid not null references activities.place,
    was jsonb not null,
    reason text check (length(reason) between 3 and 300),
    by_account uuid not null,
    at timestamptz not null
);
create index on activities.attendance_change (prison_id);
create index on activities.attendance_change (inmate_id, at desc);
create index on activities.attendance_change (session_id);
create index on activities.attendance_change (place_id);
select access.protect('activities.attendance_change', 'activities', 'record', null);
select access.follow('activities.attendance_change');
create policy own_register on activities.attendance_change for select to og_activity using (place_id = any((select activities.my_places())::uuid[]));
create trigger append_only before delete or update of id, session_id, inmate_id, place_id, was, reason, by_account, at on activities.attendance_change for each row execute function platform.append_only();

-- owner: activities. Whose allowance must be worked out anew, and for which day. Emptied by the job.
create table activities.allowance_stale (
    inmate_id uuid not null references inmates.inmate,
    day date not null,
    at timestamptz not null,
    primary key (inmate_id, day)
);
select access.own('activities.allowance_stale');
create policy jobs on activities.allowance_stale for all to og_jobs using (true) with check (true);
grant select, delete on activities.allowance_stale to og_jobs;

-- Who is expected at a session: a seat at its time, or a booking. Suspended and held back are shown as what they are; who is out follows from where they are.
create view activities.roster with (security_invoker = true) as
select s.id as session_id, s.place_id, s.starts_at, s.ends_at, l.inmate_id, l.prison_id, l.placement_id, l.seat,
       x.id as suspension_id, x.code as suspended_for, coalesce(x.gives, 'ordinary') as suspended_gives, h.id as held_back_id, h.reason_code as held_back_for
  from activities.session s
  join activities.slot l on l.pattern_id = s.pattern_id and l.during @> s.starts_at
  left join activities.suspension x on x.placement_id = l.placement_id and x.during @> s.starts_at
  left join activities.held_back h on h.session_id = s.id and h.inmate_id = l.inmate_id and h.lifted_at is null
 where s.state = 'planned'
union all
select s.id, s.place_id, s.starts_at, s.ends_at, b.inmate_id, b.prison_id, null, b.seat, null, null, 'none', h.id, h.reason_code
  from activities.session s
  join activities.booking b on b.session_id = s.id and b.ended_at is null
  left join activities.held_back h on h.session_id = s.id and h.inmate_id = b.inmate_id and h.lifted_at is null
 where s.state = 'planned';

-- owner: activities. In the transaction of the act: the day's allowance is worked out anew.
create function activities.attendance_rules() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
declare s session;
begin
    select * into s from session x where x.id = new.session_id;
    if s.state <> 'planned' then raise exception 'cancelled' using errcode = 'check_violation', constraint = 'session_is_cancelled'; end if;
    if new.place_id <> s.place_id or new.at_prison_id <> s.prison_id then raise exception 'of another place' using errcode = 'check_violation', constraint = 'same_house'; end if;
    if new.recorded_at < s.starts_at - interval '15 minutes' and new.mark <> 'not_required' then
        raise exception 'not begun' using errcode = 'check_violation', constraint = 'register_ahead';
    end if;
    if tg_op = 'UPDATE' then
        if (new.session_id, new.inmate_id) is distinct from (old.session_id, old.inmate_id) then raise exception 'a mark stays whose it is' using errcode = 'insufficient_privilege'; end if;
        if (new.mark, new.reason_code, new.came_at, new.left_at, new.gives, new.note) is distinct from (old.mark, old.reason_code, old.came_at, old.left_at, old.gives, old.note) then
            insert into attendance_change (session_id, inmate_id, prison_id, place_id, was, reason, by_account, at)
            values (old.session_id, old.inmate_id, old.prison_id, old.place_id,
                    jsonb_build_object('mark', old.mark, 'reason_code', old.reason_code, 'came_at', old.came_at, 'left_at', old.left_at, 'gives', old.gives, 'by', old.recorded_by, 'at', old.recorded_at),
                    nullif(current_setting('app.change_reason', true), ''), new.recorded_by, platform.now());
        else
            return new;
        end if;
    end if;
    insert into allowance_stale (inmate_id, day, at) values (new.inmate_id, s.on_day, platform.now()) on conflict (inmate_id, day) do update set at = excluded.at;
    return new;
end $$;
create trigger attendance_rules before insert or update on activities.attendance for each row execute function activities.attendance_rules();
create trigger append_only before delete on activities.attendance for each row execute function platform.append_only();

-- Takes the register in one statement: everybody on the roster, those named otherwise as they are named. The session's row is locked and its version asked:
-- whoever read an older one is told, and nothing is written. Answers `taken`, or what stands in the way.
-- `p_marks`: inmate, mark, reason_code, came_at, left_at, gives, note, of exceptions only.
create function activities.take_register(p_session uuid, p_version int, p_marks jsonb) returns text language plpgsql volatile set search_path = activities, pg_temp as $$
declare s session;
begin
    select * into s from session x where x.id = p_session for update;
    if not found then return 'not_here'; end if;
    if s.state = 'cancelled' then return 'cancelled'; end if;
    if s.taken_at is not null then return 'taken_already'; end if;
    if s.version <> p_version then return 'changed'; end if;
    if platform.now() < s.starts_at - interval '15 minutes' then return 'ahead'; end if;
    insert into attendance (session_id, inmate_id, prison_id, at_prison_id, place_id, placement_id, mark, reason_code, came_at, left_at, gives, note, recorded_by, recorded_at)
    select r.session_id, r.inmate_id, r.prison_id, s.prison_id, s.place_id, r.placement_id,
           coalesce(m.mark, case when r.suspension_id is not null or r.held_back_id is not null then 'not_required' else 'present' end),
           coalesce(m.reason_code, case when m.mark is not null then null when r.held_back_id is not null then r.held_back_for when r.suspension_id is not null then 'SUSPENDED' end),
           m.came_at, m.left_at,
           coalesce(m.gives, case when r.suspension_id is not null then r.suspended_gives else 'ordinary' end), coalesce(m.note, ''), access.account(), platform.now()
      from roster r
      left join jsonb_to_recordset(p_marks) m (inmate uuid, mark text, reason_code text, came_at timestamptz, left_at timestamptz, gives text, note text) on m.inmate = r.inmate_id
     where r.session_id = p_session
    on conflict (session_id, inmate_id) do update set mark = excluded.mark, reason_code = excluded.reason_code, came_at = excluded.came_at, left_at = excluded.left_at, gives = excluded.gives,
           note = excluded.note, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at, version = attendance.version + 1;
    update session x set taken_at = platform.now(), taken_by = access.account(), version = version + 1 where x.id = p_session;
    return 'taken';
end $$;
revoke execute on function activities.take_register(uuid, int, jsonb) from public;
grant execute on function activities.take_register(uuid, int, jsonb) to og_custody, og_case, og_activity;

grant select on activities.attendance, activities.attendance_change to og_custody, og_case, og_activity, og_auditor;
grant insert on activities.attendance to og_custody, og_case, og_activity;
grant update (mark, reason_code, came_at, left_at, gives, note, recorded_by, recorded_at, version) on activities.attendance to og_custody, og_case, og_activity;
grant select on activities.roster to og_custody, og_case, og_activity, og_auditor;

-- owner: activities. What somebody masters: tasks of a workshop, shown and seen. It follows the person; and what a firm may be told.
create table activities.skill (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    place_id uuid not null references activities.place,
    what text not null check (length(what) between 2 and 160),
    level text not null check (level in ('shown', 'with_help', 'alone', 'teaches')),
    on_day date not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    constraint skill_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index on activities.skill (prison_id);
create index on activities.skill (inmate_id, on_day desc);
create index on activities.skill (place_id);
-- owner: activities. A reference for outside, as it was given. No word says where it was.
create table activities.reference (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    placement_id uuid not null references activities.placement,
    words text not null check (length(words) between 10 and 2000),
    given_on date not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null
);
create index on activities.reference (prison_id);
create index on activities.reference (inmate_id);
create index on activities.reference (placement_id);
-- owner: activities. An accident at work (arbeidsmiljøloven § 5-1; Mandela rule 101: compensation as for free workers).
create table activities.accident (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    place_id uuid not null references activities.place,
    at timestamptz not null,
    what text not null check (length(what) between 3 and 1500),
    -- That health was called; never what health found.
    health_called boolean not null,
    incident_id uuid references custody.incident,
    reported_to text not null default '' check (length(reported_to) <= 160),
    measures text not null default '' check (length(measures) <= 1000),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    version int not null default 1
);
create index on activities.accident (prison_id);
create index on activities.accident (inmate_id);
create index on activities.accident (place_id);
create index on activities.accident (incident_id) where incident_id is not null;
select access.protect(t, 'activities', 'record', 'recorded_by'), access.follow(t) from unnest(array['activities.skill', 'activities.reference', 'activities.accident']::regclass[]) t;
grant select on activities.skill, activities.reference, activities.accident to og_custody, og_case, og_activity, og_auditor;
grant insert on activities.skill, activities.reference, activities.accident to og_custody, og_case, og_activity;
grant update (withdrawn_at, withdrawn_by) on activities.skill to og_custody, og_case, og_activity;
grant update (reported_to, measures, incident_id, version) on activities.accident to og_custody, og_case, og_activity;
create trigger append_only before delete or update of id, inmate_id, place_id, what, level, on_day, recorded_by, recorded_at on activities.skill for each row execute function platform.append_only();
create trigger append_only before delete or update of id, inmate_id, placement_id, words, given_on, recorded_by, recorded_at on activities.reference for each row execute function platform.append_only();
create trigger append_only before delete or update of id, inmate_id, place_id, at, what, health_called, recorded_by, recorded_at on activities.accident for each row execute function platform.append_only();

-- The source of a week's progress under a goal of the plan: noting the same week again moves the figures.
create function activities.week_source(p_placement uuid, p_monday date) returns uuid language sql immutable parallel safe as $$
    select md5(p_placement::text || p_monday::text)::uuid
$$;
revoke execute on function activities.week_source(uuid, date) from public;
grant execute on function activities.week_source(uuid, date) to og_custody, og_case, og_activity, og_jobs;
reset role;
