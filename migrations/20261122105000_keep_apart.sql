-- People who must be kept apart: two and two, with roles, how far, why and until when it is looked at again. On the person across stays.
-- What every scheduler asks (a cell, a unit, a transport, a class) goes through one function, which also answers for people the reader
-- may not see: that there is somebody, never who.
set local role overgang_owner;

-- owner: custody. `level`: how far apart. cell: not the same cell. unit: not the same unit, nor together elsewhere. prison: not the same prison.
create table custody.keep_apart (
    id uuid primary key,
    level text not null check (level in ('cell', 'unit', 'prison')),
    reason_code text not null check (reason_code in ('threats', 'violence', 'same_case', 'witness', 'victim', 'network', 'debt', 'own_wish', 'other')),
    reason text not null check (length(reason) between 3 and 600),
    opened_by uuid not null,
    opened_at timestamptz not null,
    review_on date not null,
    reviewed_by uuid,
    reviewed_at timestamptz,
    closed_by uuid,
    closed_at timestamptz,
    closed_reason text check (length(closed_reason) between 3 and 600),
    reopened_from uuid references custody.keep_apart,
    constraint keep_apart_closed_whole check ((closed_by is null) = (closed_at is null) and (closed_by is null) = (closed_reason is null))
);
create unique index keep_apart_reopened_once on custody.keep_apart (reopened_from) where reopened_from is not null;
create index keep_apart_review on custody.keep_apart (review_on) where closed_at is null;
create trigger append_only before delete or update of id, level, reason_code, reason, opened_by, opened_at, reopened_from on custody.keep_apart
    for each row execute function platform.append_only();

-- owner: custody
create table custody.keep_apart_person (
    keep_apart_id uuid not null references custody.keep_apart,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    role text not null check (role in ('victim', 'perpetrator', 'mutual', 'witness', 'unknown')),
    recorded_by uuid not null,
    primary key (keep_apart_id, inmate_id)
);
create index on custody.keep_apart_person (inmate_id);
create index on custody.keep_apart_person (prison_id);
select access.protect('custody.keep_apart_person', 'alerts', 'identity', null, true);
select access.follow('custody.keep_apart_person');

select access.own('custody.keep_apart');
create policy reads on custody.keep_apart for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (exists (select from custody.keep_apart_person p where p.keep_apart_id = keep_apart.id));
create policy changes on custody.keep_apart for update to og_custody using ((select access.allows('app.writes', 'alerts'))
    and exists (select from custody.keep_apart_person p where p.keep_apart_id = keep_apart.id
                   and (p.prison_id = any((select access.deep_prisons())::uuid[]) or p.inmate_id = any((select access.write_persons())::uuid[])))) with check (true);
-- Workshop, school, desks and region have the extract: that two people are kept apart and how far, not why.
grant select on custody.keep_apart, custody.keep_apart_person to og_custody, og_case, og_auditor, og_health;
grant select (id, level, closed_at) on custody.keep_apart to og_activity, og_desk, og_region;
grant select (keep_apart_id, inmate_id, prison_id) on custody.keep_apart_person to og_activity, og_desk, og_region;
grant update (review_on, reviewed_by, reviewed_at, closed_by, closed_at, closed_reason) on custody.keep_apart to og_custody;

create function custody.keep_apart_changes() returns trigger language plpgsql set search_path = custody, pg_temp as $$
begin
    if old.closed_at is not null then raise exception 'closed: what is needed again is opened again' using errcode = 'insufficient_privilege'; end if;
    if access.account() is not null and ((new.closed_by is distinct from old.closed_by and new.closed_by is distinct from access.account())
       or (new.reviewed_by is distinct from old.reviewed_by and new.reviewed_by is distinct from access.account())) then
        raise exception 'not in another''s name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_apart_changes before update on custody.keep_apart for each row execute function custody.keep_apart_changes();

-- Opens one between a person of the writer's and another, named by number or by an earlier one: the other may be in another prison, or
-- somebody the writer may not see. Two and two: one open at a time.
create function custody.open_keep_apart(p_id uuid, p_inmate uuid, p_other text, p_from uuid, p_level text, p_code text, p_reason text,
    p_role text, p_other_role text, p_review date) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare v_me inmates.inmate; v_other inmates.inmate;
begin
    select * into v_me from inmates.inmate i where i.id = p_inmate;
    if access.account() is null or not access.allows('app.writes', 'alerts') or v_me.id is null or v_me.id = any(access.hidden())
       or not (coalesce(v_me.prison_id = any(access.deep_prisons()), false) or v_me.id = any(access.write_persons())) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    if p_from is null then
        select * into v_other from inmates.inmate i where i.number = p_other;
    else
        if not exists (select from custody.keep_apart a join custody.keep_apart_person p on p.keep_apart_id = a.id where a.id = p_from and a.closed_at is not null and p.inmate_id = p_inmate) then
            return 'not_closed';
        end if;
        select i.* into v_other from custody.keep_apart_person p join inmates.inmate i on i.id = p.inmate_id where p.keep_apart_id = p_from and p.inmate_id <> p_inmate;
    end if;
    if v_other.id is null then return 'unknown'; end if;
    if v_other.id = v_me.id then return 'same'; end if;
    perform pg_advisory_xact_lock(hashtextextended('keep_apart' || least(v_me.id, v_other.id)::text || greatest(v_me.id, v_other.id)::text, 0));
    if exists (select from custody.keep_apart a join custody.keep_apart_person x on x.keep_apart_id = a.id and x.inmate_id = v_me.id
                 join custody.keep_apart_person y on y.keep_apart_id = a.id and y.inmate_id = v_other.id where a.closed_at is null) then
        return 'already';
    end if;
    insert into custody.keep_apart (id, level, reason_code, reason, opened_by, opened_at, review_on, reopened_from)
    values (p_id, p_level, p_code, p_reason, access.account(), platform.now(), p_review, p_from);
    insert into custody.keep_apart_person (keep_apart_id, inmate_id, prison_id, role, recorded_by)
    values (p_id, v_me.id, v_me.prison_id, p_role, access.account()), (p_id, v_other.id, v_other.prison_id, p_other_role, access.account());
    -- The other one's prison must know as well.
    if v_other.prison_id is distinct from v_me.prison_id and v_other.prison_id is not null and not v_other.protected then
        perform access.notify_role('DUT', v_other.prison_id, 'keep_apart', '{}', '/inmates/' || v_other.id || '/keep-apart');
    end if;
    return 'opened';
end $$;

-- Who of these people must be kept apart from somebody at a place, or from others they would be together with. For every inmate the reader
-- has in scope; the other one is told by nothing but the row's id, which row security resolves to a name or does not.
-- `meets`: together (in the same group), or the nearest place that both would have: cell, unit, prison.
create function custody.apart_conflicts(p_inmates uuid[], p_prison uuid, p_unit uuid, p_cell uuid, p_others uuid[], p_without uuid[])
returns table (keep_apart_id uuid, inmate_id uuid, level text, meets text, role text, other_role text, reason_code text, reason text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select a.id, me.inmate_id, a.level, m.meets,
           case when s.whole then me.role end, case when s.whole then them.role end, case when s.whole then a.reason_code end, case when s.whole then a.reason end
      from custody.keep_apart_person me
      join custody.keep_apart a on a.id = me.keep_apart_id and a.closed_at is null
      join custody.keep_apart_person them on them.keep_apart_id = a.id and them.inmate_id <> me.inmate_id and them.inmate_id <> all(p_without)
      left join custody.in_custody w on w.inmate_id = them.inmate_id
      cross join lateral (select case when them.inmate_id = any(p_others || p_inmates) then 'together'
                                      when w.cell_id = p_cell then 'cell' when w.unit_id = p_unit then 'unit' when w.prison_id = p_prison then 'prison' end as meets) m
      cross join lateral (select access.allows('app.reads', 'alerts') or (access.allows('app.reads_assigned', 'alerts') and me.inmate_id = any(access.assigned())) as whole) s
     where me.inmate_id = any(p_inmates) and access.account() is not null
       and (coalesce(me.prison_id = any(access.prisons()), false) or me.inmate_id = any(access.persons()) or me.inmate_id = any(access.assigned()))
       and me.inmate_id <> all(access.hidden())
       and (m.meets in ('together', 'cell') or (m.meets = 'unit' and a.level in ('unit', 'prison')) or (m.meets = 'prison' and a.level = 'prison'))
     order by me.inmate_id, array_position(array['together', 'cell', 'unit', 'prison'], m.meets), a.opened_at, a.id limit 200
$$;
revoke execute on function custody.open_keep_apart(uuid, uuid, text, uuid, text, text, text, text, text, date), custody.apart_conflicts(uuid[], uuid, uuid, uuid, uuid[], uuid[]) from public;
grant execute on function custody.open_keep_apart(uuid, uuid, text, uuid, text, text, text, text, text, date) to og_custody;
grant execute on function custody.apart_conflicts(uuid[], uuid, uuid, uuid, uuid[], uuid[]) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
reset role;
