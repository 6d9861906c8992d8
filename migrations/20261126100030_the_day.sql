-- The day: a register is taken, corrected and taken back in one statement each; who is missing stands on the unit's board until somebody has found them; what a
-- unit's doors ask at the beginning of a session; and what places lead to, in numbers.
set local role overgang_owner;

-- Found, by whoever looked: the register still says what the teacher saw, and whoever takes it sees where the person was.
alter table activities.attendance
    add column found_at timestamptz,
    add column found_by uuid,
    add column found_where text check (length(found_where) between 2 and 120),
    add constraint attendance_found_whole check ((found_at is null) = (found_by is null) and (found_at is null) = (found_where is null));

create or replace view activities.missing with (security_invoker = true) as
select a.inmate_id, a.prison_id, a.session_id, a.place_id, p.name as place, s.starts_at, s.ends_at, a.recorded_at
  from activities.attendance a join activities.session s on s.id = a.session_id join activities.place p on p.id = a.place_id
 where a.mark = 'missing' and a.found_at is null and s.ends_at > platform.now() - interval '1 hour';

-- Who takes the register of a place: who runs it, and those who decide for the house (a session whose teacher fell ill is taken all the same). A register is of
-- everybody in it, so that it is not narrowed to a case manager's own files.
create function activities.may_register(p_place uuid, p_prison uuid) returns boolean language sql stable security definer set search_path = activities, pg_temp as $$
    select case when access.role() in ('WRK', 'EDU') then access.allows('app.writes_assigned', 'activities') and p_place = any(activities.my_places())
                when access.role() in ('CAS', 'GOV') then access.allows('app.writes', 'activity_places') and p_prison = any(access.houses())
                else false end
$$;

-- A register as it stands: everybody on the roster, and whoever was marked before they left it. Somebody whom the reader may not know, or reaches no longer, is a
-- place without a name (`veiled`). What must be minded: what health shares with this role, and who must be kept apart from whom.
create function activities.register(p_session uuid)
returns table (inmate_id uuid, veiled boolean, number text, family_name text, given_name text, cell text, unit text, prison_id uuid, placement_id uuid, expected boolean,
               suspended_for text, suspended_gives text, held_back_for text, here boolean, out_reason text, out_until timestamptz,
               mark text, reason_code text, came_at timestamptz, left_at timestamptz, gives text, note text, recorded_by text, recorded_at timestamptz, changes bigint,
               found_at timestamptz, found_by text, found_where text, notices jsonb, apart uuid[])
language sql stable security definer set search_path = activities, pg_temp as $$
    with s as materialized (select x.id, x.prison_id from session x where x.id = p_session and activities.may_register(x.place_id, x.prison_id)),
    listed as materialized (select distinct on (r.inmate_id) r.* from s join roster r on r.session_id = s.id order by r.inmate_id, r.placement_id),
    who as materialized (
        select l.inmate_id, l.placement_id, l.suspended_for, l.suspended_gives, l.held_back_for, true as expected from listed l
        union all
        select a.inmate_id, a.placement_id, null, 'ordinary', null, false from s join attendance a on a.session_id = s.id
         where not exists (select from listed l where l.inmate_id = a.inmate_id)),
    reach as materialized (select access.hidden() as hidden, access.cleared() as cleared, access.prisons() as prisons, access.persons() as persons)
    select w.inmate_id, v.veiled, case when v.veiled then '' else i.number end, case when v.veiled then '' else i.family_name end, case when v.veiled then '' else i.given_name end,
           case when not v.veiled then e.code end, case when not v.veiled then u.name end, i.prison_id, w.placement_id, w.expected,
           w.suspended_for, w.suspended_gives, w.held_back_for, c.inmate_id is not null, case when not v.veiled then c.out_reason end, case when not v.veiled then c.out_until end,
           a.mark, a.reason_code, a.came_at, a.left_at, a.gives, coalesce(a.note, ''), b.display_name, a.recorded_at,
           (select count(*) from attendance_change x where x.session_id = a.session_id and x.inmate_id = a.inmate_id),
           a.found_at, f.display_name, a.found_where,
           case when v.veiled then '[]' else coalesce((select jsonb_agg(jsonb_build_array(n.kind, n.instruction) order by n.kind) from custody.health_notice n
                                                         where n.inmate_id = w.inmate_id and n.kind in ('allergy', 'fit_for_work', 'hearing_sight')), '[]') end,
           case when v.veiled then '{}' else array(
               select them.inmate_id from custody.keep_apart_person me
                 join custody.keep_apart k on k.id = me.keep_apart_id and k.closed_at is null
                 join custody.keep_apart_person them on them.keep_apart_id = k.id and them.inmate_id <> me.inmate_id
                 join who o on o.inmate_id = them.inmate_id and o.expected
                where me.inmate_id = w.inmate_id and w.expected and them.inmate_id <> all(reach.hidden)) end
      from who w
      cross join s
      cross join reach
      join inmates.inmate i on i.id = w.inmate_id
      cross join lateral (select i.id = any(reach.hidden) or (i.protected and i.id <> all(reach.cleared))
                                 or not (coalesce(i.prison_id = any(reach.prisons), false) or i.id = any(reach.persons)) as veiled) v
      left join custody.in_custody c on c.inmate_id = w.inmate_id and c.prison_id = s.prison_id
      left join estate.cell e on e.id = c.cell_id
      left join estate.unit u on u.id = c.unit_id
      left join attendance a on a.session_id = s.id and a.inmate_id = w.inmate_id
      left join access.account b on b.id = a.recorded_by
      left join access.account f on f.id = a.found_by
     order by v.veiled, i.family_name, i.given_name, i.id limit 400
$$;

-- Takes the register, or corrects it, in one statement. Everybody whom the page could show is named in `p_marks` (inmate, mark, reason_code, came_at, left_at, gives,
-- note), and nobody else: who came or went since is not marked unseen (`others`). The session's row is locked and its version asked: whoever read an older one is
-- told (`changed`), and nothing is written.
drop function activities.take_register(uuid, int, jsonb);
create function activities.take_register(p_session uuid, p_version int, p_marks jsonb, p_reason text) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare s session;
begin
    select * into s from session x where x.id = p_session for update;
    if not found or not activities.may_register(s.place_id, s.prison_id) then return 'not_here'; end if;
    if s.version <> p_version then return 'changed'; end if;
    if s.state = 'cancelled' then return 'cancelled'; end if;
    if platform.now() < s.starts_at - interval '15 minutes' then return 'ahead'; end if;
    if exists (select from (select r.inmate_id, r.veiled from activities.register(p_session) r) r full join jsonb_to_recordset(p_marks) m (inmate uuid) on m.inmate = r.inmate_id
                where r.inmate_id is null or r.veiled = (m.inmate is not null)) then
        return 'others';
    end if;
    perform set_config('app.change_reason', coalesce(p_reason, ''), true);
    insert into attendance (session_id, inmate_id, prison_id, at_prison_id, place_id, placement_id, mark, reason_code, came_at, left_at, gives, note, recorded_by, recorded_at)
    select s.id, r.inmate_id, r.prison_id, s.prison_id, s.place_id, r.placement_id, m.mark, m.reason_code, m.came_at, m.left_at, m.gives, coalesce(m.note, ''), access.account(), platform.now()
      from activities.register(p_session) r
      join jsonb_to_recordset(p_marks) m (inmate uuid, mark text, reason_code text, came_at timestamptz, left_at timestamptz, gives text, note text) on m.inmate = r.inmate_id
    on conflict (session_id, inmate_id) do update set mark = excluded.mark, reason_code = excluded.reason_code, came_at = excluded.came_at, left_at = excluded.left_at, gives = excluded.gives,
           note = excluded.note, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at, version = attendance.version + 1
     where (attendance.mark, attendance.reason_code, attendance.came_at, attendance.left_at, attendance.gives, attendance.note)
        is distinct from (excluded.mark, excluded.reason_code, excluded.came_at, excluded.left_at, excluded.gives, excluded.note);
    update session x set taken_at = coalesce(x.taken_at, platform.now()), taken_by = coalesce(x.taken_by, access.account()), version = x.version + 1 where x.id = p_session;
    return case when s.taken_at is null then 'taken' else 'corrected' end;
end $$;

-- One person beside the register: not come and nobody knows where, or come after all (late, from now on).
create function activities.mark_missing(p_session uuid, p_inmate uuid, p_missing boolean, p_gives text) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare s session; r record;
begin
    select * into s from session x where x.id = p_session for update;
    if not found or not activities.may_register(s.place_id, s.prison_id) then return 'not_here'; end if;
    select * into r from activities.register(p_session) x where x.inmate_id = p_inmate and not x.veiled and x.expected;
    if not found then return 'not_here'; end if;
    if s.state = 'cancelled' then return 'cancelled'; end if;
    if platform.now() < s.starts_at then return 'ahead'; end if;
    if platform.now() > s.ends_at then return 'over'; end if;
    if (p_missing and coalesce(r.mark, 'present') not in ('present', 'late')) or (not p_missing and r.mark is distinct from 'missing') then return 'changed'; end if;
    insert into attendance (session_id, inmate_id, prison_id, at_prison_id, place_id, placement_id, mark, reason_code, came_at, gives, recorded_by, recorded_at)
    values (s.id, p_inmate, r.prison_id, s.prison_id, s.place_id, r.placement_id, case when p_missing then 'missing' else 'late' end, case when not p_missing then 'LATE' end,
            case when not p_missing then platform.now() end, p_gives, access.account(), platform.now())
    on conflict (session_id, inmate_id) do update set mark = excluded.mark, reason_code = excluded.reason_code, came_at = excluded.came_at, left_at = null, gives = excluded.gives,
           found_at = null, found_by = null, found_where = null, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at, version = attendance.version + 1;
    update session x set version = x.version + 1 where x.id = p_session;
    return 'marked';
end $$;

-- A register that is taken back is no register: its marks go to the changes, whole, and from the days that counted them. No role may delete a mark; only this does.
create function activities.mark_gone() returns trigger language plpgsql security definer set search_path = activities, pg_temp as $$
begin
    if current_setting('app.taking_back', true) is distinct from old.session_id::text then
        raise exception 'a mark is not deleted' using errcode = 'insufficient_privilege';
    end if;
    insert into attendance_change (session_id, inmate_id, prison_id, place_id, was, reason, by_account, at)
    values (old.session_id, old.inmate_id, old.prison_id, old.place_id,
            jsonb_build_object('mark', old.mark, 'reason_code', old.reason_code, 'came_at', old.came_at, 'left_at', old.left_at, 'gives', old.gives, 'by', old.recorded_by, 'at', old.recorded_at),
            nullif(current_setting('app.change_reason', true), ''), access.account(), platform.now());
    insert into allowance_stale (inmate_id, day, at) select old.inmate_id, s.on_day, platform.now() from session s where s.id = old.session_id
        on conflict (inmate_id, day) do update set at = excluded.at;
    return old;
end $$;
drop trigger append_only on activities.attendance;
create trigger mark_gone before delete on activities.attendance for each row execute function activities.mark_gone();

create function activities.take_back_register(p_session uuid, p_version int, p_reason text) returns text
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare s session;
begin
    select * into s from session x where x.id = p_session for update;
    if not found or not activities.may_register(s.place_id, s.prison_id) then return 'not_here'; end if;
    if s.taken_at is null then return 'not_taken'; end if;
    if s.version <> p_version then return 'changed'; end if;
    perform set_config('app.change_reason', p_reason, true), set_config('app.taking_back', p_session::text, true);
    delete from attendance a where a.session_id = p_session;
    perform set_config('app.taking_back', '', true);
    -- The reason goes into the session's history with the change, and stands nowhere else.
    update session x set taken_at = null, taken_by = null, reason = p_reason, version = x.version + 1 where x.id = p_session;
    update session x set reason = s.reason where x.id = p_session;
    return 'taken_back';
end $$;

-- Found, by an officer: the line goes from the board. The prison, when there was such a line at one of the reader's.
create function activities.found(p_session uuid, p_inmate uuid, p_where text) returns uuid
language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare v uuid;
begin
    if not access.allows('app.writes', 'unit_day') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update attendance a set found_at = platform.now(), found_by = access.account(), found_where = p_where
      from custody.in_custody w
     where w.inmate_id = a.inmate_id and w.prison_id = any(access.prisons()) and a.inmate_id <> all(access.hidden())
       and a.session_id = p_session and a.inmate_id = p_inmate and a.mark = 'missing' and a.found_at is null
    returning w.prison_id into v;
    return v;
end $$;

-- What the people of a unit have ahead, and who of them is missing: for whoever reads the unit's day, whoever's own people they are. A kind, a place and a time.
create function activities.on_unit(p_unit uuid, p_from timestamptz, p_to timestamptz)
returns table (inmate_id uuid, session_id uuid, starts_at timestamptz, ends_at timestamptz, kind text, place text, room text, leaves boolean, state text, why text, mark text)
language sql stable security definer set search_path = activities, pg_temp as $$
    with held as materialized (
        select w.inmate_id from custody.in_custody w
         where w.unit_id = p_unit and w.prison_id = any(access.prisons()) and access.allows('app.reads', 'unit_day') and w.inmate_id <> all(access.hidden()))
    select g.inmate_id, g.session_id, g.starts_at, g.ends_at, g.kind, g.place, coalesce(g.room, ''), g.room_unit_id is distinct from p_unit, g.state, coalesce(g.why, ''), coalesce(g.mark, '')
      from held join agenda g on g.inmate_id = held.inmate_id
     where g.starts_at >= p_from and g.starts_at < p_to
       and g.on_day between (p_from at time zone 'Europe/Oslo')::date - 1 and (p_to at time zone 'Europe/Oslo')::date
$$;
create function activities.missing_on(p_unit uuid) returns table (inmate_id uuid, session_id uuid, starts_at timestamptz, place text)
language sql stable security definer set search_path = activities, pg_temp as $$
    select x.inmate_id, x.session_id, x.starts_at, x.place
      from missing x join custody.in_custody w on w.inmate_id = x.inmate_id
     where w.unit_id = p_unit and w.prison_id = any(access.prisons()) and access.allows('app.reads', 'unit_day') and w.inmate_id <> all(access.hidden())
$$;

-- Ten minutes after the beginning: open boards hear that somebody has become missing. How many lines that were.
create function activities.tell_missing(p_minutes int, p_now timestamptz) returns bigint language plpgsql volatile security definer set search_path = activities, pg_temp as $$
declare v uuid[]; n bigint;
begin
    perform set_config('app.now', p_now::text, true);
    select coalesce(array_agg(distinct w.unit_id), '{}'), count(*) into v, n
      from missing x join custody.in_custody w on w.inmate_id = x.inmate_id
     where x.starts_at + make_interval(mins => p_minutes) between p_now - interval '2 minutes' and p_now and w.unit_id is not null;
    if n > 0 then perform custody.bump(v); end if;
    return n;
end $$;

-- What places led to within a year: whom they had, and who finished. Numbers alone, for whoever leads them.
create function activities.outcomes(p_prison uuid) returns table (place_id uuid, ended bigint, finished bigint)
language sql stable security definer set search_path = activities, pg_temp as $$
    select x.place_id, count(*), count(*) filter (where x.end_code = 'finished')
      from placement x
     where x.at_prison_id = p_prison and p_prison = any(access.houses()) and access.allows('app.reads', 'activity_places')
       and x.ended_at > platform.now() - interval '365 days' and x.end_code <> 'error'
     group by x.place_id
$$;

revoke execute on function activities.may_register(uuid, uuid), activities.register(uuid), activities.take_register(uuid, int, jsonb, text), activities.mark_missing(uuid, uuid, boolean, text),
    activities.mark_gone(), activities.take_back_register(uuid, int, text), activities.found(uuid, uuid, text), activities.on_unit(uuid, timestamptz, timestamptz), activities.missing_on(uuid),
    activities.tell_missing(int, timestamptz), activities.outcomes(uuid) from public;
grant execute on function activities.may_register(uuid, uuid), activities.register(uuid), activities.take_register(uuid, int, jsonb, text), activities.mark_missing(uuid, uuid, boolean, text),
    activities.take_back_register(uuid, int, text) to og_custody, og_case, og_activity;
grant execute on function activities.found(uuid, uuid, text) to og_custody;
grant execute on function activities.on_unit(uuid, timestamptz, timestamptz), activities.missing_on(uuid) to og_custody, og_case, og_auditor;
grant execute on function activities.tell_missing(int, timestamptz) to og_jobs;
grant execute on function activities.outcomes(uuid) to og_activity, og_case, og_custody, og_auditor;
reset role;
