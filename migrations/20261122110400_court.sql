-- Before the courts: hearings, counsel, interpreters, what came of it; and the way there, which officers see on their boards.
set local role overgang_owner;

-- owner: sentences. Who defends, in which case, from when to when. Contact with counsel is unmonitored (strpl § 186(1), strgjfl §§ 30(6), 31(6), 32(6)).
create table sentences.counsel (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    name text not null check (length(name) between 2 and 120),
    firm text not null default '' check (length(firm) <= 120),
    phone text not null default '' check (length(phone) <= 40),
    appointed text not null check (appointed in ('public', 'own')),
    case_number text not null default '' check (length(case_number) <= 60),
    from_day date not null,
    to_day date,
    recorded_by uuid not null,
    recorded_at timestamptz not null default platform.now(),
    changed_by uuid,
    changed_at timestamptz,
    version int not null default 1,
    constraint counsel_period check (to_day >= from_day)
);
create index on sentences.counsel (prison_id);
create index on sentences.counsel (inmate_id, from_day desc);

-- owner: sentences. One time before a court (Mandela rule 8 a). Never deleted: what did not take place was postponed or cancelled, with why.
create table sentences.appearance (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    court text not null,
    case_number text not null default '' check (length(case_number) <= 60),
    purpose text not null check (purpose in ('first_hearing', 'remand_extension', 'main_hearing', 'appeal', 'enforcement', 'other')),
    starts_at timestamptz not null,
    ends_at timestamptz,
    manner text not null check (manner in ('in_person', 'video')),
    -- Why by video although strpl § 185(4) stands against it, or why on a day with another hindrance.
    manner_reason text check (length(manner_reason) between 3 and 300),
    courtroom text not null default '' check (length(courtroom) <= 60),
    language text,
    interpreter text not null default 'none' check (interpreter in ('none', 'needed', 'ordered', 'confirmed')),
    counsel_id uuid references sentences.counsel,
    -- From the gate to the court.
    travel_minutes smallint not null default 60 check (travel_minutes between 0 and 720),
    state text not null default 'planned' check (state in ('planned', 'held', 'postponed', 'cancelled')),
    state_reason text check (length(state_reason) between 3 and 300),
    result text check (result in ('remanded', 'released', 'judgment', 'other')),
    result_text text check (length(result_text) <= 2000),
    result_by uuid,
    result_at timestamptz,
    postponed_to uuid references sentences.appearance,
    -- The way there and back, and the times that were last asked for: what the gate has changed since stays changed.
    movement_id uuid references custody.movement,
    way_out timestamptz,
    way_back timestamptz,
    recorded_by uuid not null,
    recorded_at timestamptz not null default platform.now(),
    changed_by uuid,
    change_reason text check (length(change_reason) between 3 and 300),
    version int not null default 1,
    constraint appearance_ends check (ends_at > starts_at),
    constraint appearance_language check (interpreter = 'none' or language is not null),
    constraint appearance_result check ((state = 'held') = (result is not null) and (result is null) = (result_at is null) and (state not in ('postponed', 'cancelled') or state_reason is not null))
);
create unique index appearance_twice on sentences.appearance (inmate_id, court, starts_at) where state in ('planned', 'held');
create index on sentences.appearance (prison_id, starts_at);
create index on sentences.appearance (inmate_id, starts_at desc);
create index on sentences.appearance (counsel_id) where counsel_id is not null;
create index on sentences.appearance (movement_id) where movement_id is not null;
create index on sentences.appearance (postponed_to) where postponed_to is not null;

-- owner: sentences. What stood before each change.
create table sentences.appearance_change (
    id uuid primary key default gen_random_uuid(),
    appearance_id uuid not null references sentences.appearance,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    by_account uuid not null,
    field text not null check (field in ('court', 'case_number', 'purpose', 'starts_at', 'ends_at', 'manner', 'courtroom', 'language', 'interpreter', 'counsel', 'state')),
    old_value text,
    new_value text,
    reason text
);
create index on sentences.appearance_change (prison_id);
create index on sentences.appearance_change (inmate_id, at desc);
create index on sentences.appearance_change (appearance_id, at desc);
create trigger append_only before delete or update of id, appearance_id, inmate_id, at, by_account, field, old_value, new_value, reason on sentences.appearance_change
    for each row execute function platform.append_only();
create function sentences.appearance_history() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    insert into sentences.appearance_change (appearance_id, inmate_id, prison_id, at, by_account, field, old_value, new_value, reason)
    select new.id, new.inmate_id, new.prison_id, platform.now(), coalesce(new.changed_by, new.recorded_by), f.field, f.old, f.new, coalesce(new.change_reason, new.state_reason)
      from (values ('court', old.court, new.court), ('case_number', old.case_number, new.case_number), ('purpose', old.purpose, new.purpose),
                   ('starts_at', to_char(old.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(new.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('ends_at', to_char(old.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(new.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                   ('manner', old.manner, new.manner), ('courtroom', old.courtroom, new.courtroom), ('language', old.language, new.language), ('interpreter', old.interpreter, new.interpreter),
                   ('counsel', (select c.name from sentences.counsel c where c.id = old.counsel_id), (select c.name from sentences.counsel c where c.id = new.counsel_id)),
                   ('state', old.state, new.state)) f(field, old, new)
     where f.old is distinct from f.new;
    return null;
end $$;
create trigger appearance_history after update of court, case_number, purpose, starts_at, ends_at, manner, courtroom, language, interpreter, counsel_id, state on sentences.appearance for each row
    when (nullif(current_setting('app.account', true), '') is not null) execute function sentences.appearance_history();

select access.protect('sentences.counsel', 'sentence', 'record', 'recorded_by');
select access.protect('sentences.appearance', 'sentence', 'record', 'recorded_by');
select access.protect('sentences.appearance_change', 'sentence', 'record', null);
select access.follow('sentences.counsel');
select access.follow('sentences.appearance');
select access.follow('sentences.appearance_change');
grant select on sentences.counsel, sentences.appearance, sentences.appearance_change to og_custody, og_case, og_region, og_auditor;
grant insert on sentences.counsel, sentences.appearance to og_case;
grant update (name, firm, phone, appointed, case_number, from_day, to_day, changed_by, changed_at, version) on sentences.counsel to og_case;
grant update (court, case_number, purpose, starts_at, ends_at, manner, manner_reason, courtroom, language, interpreter, counsel_id, travel_minutes, state, state_reason, result, result_text, result_by, result_at,
    postponed_to, changed_by, change_reason, version) on sentences.appearance to og_case;

-- Whether the caller writes what concerns this person's courts.
create function sentences.may_write_court(p_inmate uuid) returns boolean language sql stable security definer set search_path = sentences, pg_temp as $$
    select exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden())
             and (access.allows('app.writes', 'sentence') and (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.write_persons()))
                  or access.allows('app.writes_assigned', 'sentence') and i.id = any(access.assigned())))
$$;

-- Another person's counsel is never this person's, and counsel belongs to the one who is defended.
create function sentences.appearance_guard() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    if new.counsel_id is not null and not exists (select from sentences.counsel c where c.id = new.counsel_id and c.inmate_id = new.inmate_id) then
        raise exception 'the counsel of somebody else' using errcode = '23514', constraint = 'appearance_counsel';
    end if;
    if tg_op = 'UPDATE' and old.state <> 'planned' and (new.state, new.starts_at, new.court, new.result) is distinct from (old.state, old.starts_at, old.court, old.result) then
        raise exception 'what is over is not changed' using errcode = '23514', constraint = 'appearance_over';
    end if;
    return new;
end $$;
create trigger appearance_guard before insert or update of counsel_id, state, starts_at, court, result on sentences.appearance for each row execute function sentences.appearance_guard();

-- Keeps the way to the court as the hearing wants it: made, joined to one that is planned for that day already (never two), moved with the
-- hearing, or called off with it. Told is what it did. The case manager plans no other ways out, so this runs for them and asks whose they are.
create function sentences.keep_way(p_appearance uuid, p_why text) returns text language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare a sentences.appearance; m custody.movement; v_out timestamptz; v_back timestamptz; v_place text; v_shared boolean;
begin
    select * into a from sentences.appearance x where x.id = p_appearance;
    if not found or not sentences.may_write_court(a.inmate_id) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(a.inmate_id);
    if a.state = 'held' then return 'none'; end if;
    if a.movement_id is not null then select * into m from custody.movement x where x.id = a.movement_id; end if;
    v_shared := m.id is not null and exists (select from sentences.appearance o where o.movement_id = m.id and o.id <> a.id and o.state = 'planned' and o.manner = 'in_person');
    if a.state <> 'planned' or a.manner <> 'in_person' or not exists (select from custody.stay s where s.inmate_id = a.inmate_id and s.released_at is null) then
        if m.id is null or m.state <> 'planned' or v_shared then return 'none'; end if;
        update custody.movement x set state = 'cancelled', cancelled_by = access.account(), cancelled_at = platform.now(), cancel_reason = p_why, version = x.version + 1 where x.id = m.id;
        return 'cancelled';
    end if;
    v_out := a.starts_at - make_interval(mins => a.travel_minutes);
    v_back := coalesce(a.ends_at, a.starts_at + interval '2 hours') + make_interval(mins => a.travel_minutes);
    select left(coalesce(c.label_nb, a.court), 120) into v_place from (select 1) one left join reference.code c on c.list = 'court' and c.code = a.court;
    -- Shared with another hearing of the day and moved to another day: that one keeps the way.
    if m.id is not null and m.state = 'planned' and not (v_shared and (m.planned_out at time zone 'Europe/Oslo')::date <> (v_out at time zone 'Europe/Oslo')::date) then
        if (v_out, v_back) is not distinct from (a.way_out, a.way_back) and m.destination = v_place then return 'none'; end if;
        update custody.movement x set
               planned_out = case when v_shared then least(x.planned_out, v_out) else x.planned_out + (v_out - a.way_out) end,
               expected_back = case when v_shared then greatest(x.expected_back, v_back) else greatest(x.expected_back + (v_back - a.way_back), x.planned_out + (v_out - a.way_out) + interval '1 minute') end,
               destination = case when v_shared then x.destination else v_place end, change_reason = p_why, changed_by = access.account(), version = x.version + 1
         where x.id = m.id;
        update sentences.appearance x set way_out = v_out, way_back = v_back where x.id = a.id;
        return 'moved';
    end if;
    if m.state = 'out' or v_out < platform.now() - interval '15 minutes' then return 'none'; end if;
    select * into m from custody.movement x
     where x.inmate_id = a.inmate_id and x.reason = 'COURT' and x.state = 'planned' and (x.planned_out at time zone 'Europe/Oslo')::date = (v_out at time zone 'Europe/Oslo')::date
     order by x.planned_out, x.id limit 1;
    if found then
        if m.planned_out > v_out or m.expected_back < v_back then
            update custody.movement x set planned_out = least(x.planned_out, v_out), expected_back = greatest(x.expected_back, v_back), change_reason = p_why, changed_by = access.account(), version = x.version + 1
             where x.id = m.id;
        end if;
        update sentences.appearance x set movement_id = m.id, way_out = v_out, way_back = v_back where x.id = a.id;
        return 'joined';
    end if;
    m.id := gen_random_uuid();
    insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, expected_back, recorded_by, recorded_at)
    values (m.id, a.inmate_id, a.prison_id, 'COURT', 'planned', v_place, v_out, v_back, access.account(), platform.now());
    update sentences.appearance x set movement_id = m.id, way_out = v_out, way_back = v_back where x.id = a.id;
    return 'made';
end $$;
grant execute on function sentences.keep_way(uuid, text) to og_case;
reset role;
