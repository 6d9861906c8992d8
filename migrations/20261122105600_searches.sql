-- Control of rooms and persons: inspections, searches, what was seized and where it went, drug tests.
-- Straffegjennomføringsloven §§ 28 and 29, forskrift §§ 3-25 and 3-26; Mandela rules 50 to 52 and European Prison Rules 54 (reason, who, result).
set local role overgang_owner;

-- The units an officer is on today, and the prisons somebody reports from, for policies: the roster and the assignments are the door's own tables.
create function custody.my_units() returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select access.rostered_units(access.account(), platform.now()) $$;
grant execute on function custody.my_units() to og_custody, og_case, og_auditor;

-- Staff who work at a prison in these roles: who searched, who was witness, who follows up. Names and roles stand beside what staff write anyway.
create function custody.staff_of(p_prison uuid, p_roles text[]) returns table (account_id uuid, name text, role text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select a.id, a.display_name, min(x.role) from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
     where x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() and p_prison = any(x.prisons) and x.role = any(p_roles)
       and (p_prison = any(access.prisons()) or a.id = access.account())
     group by a.id, a.display_name order by a.display_name, a.id limit 600
$$;
grant execute on function custody.staff_of(uuid, text[]) to og_custody, og_case;

-- How many sleep in each cell: a room is inspected whoever lives in it, so the people whom the reader may not see count and are not named.
create function custody.occupied_cells(p_prison uuid) returns table (cell_id uuid, people bigint)
language sql stable security definer set search_path = custody, pg_temp as $$
    select c.cell_id, count(*) from custody.in_custody c
     where c.prison_id = p_prison and c.cell_id is not null and p_prison = any(access.prisons()) and access.allows('app.reads', 'searches')
     group by c.cell_id
$$;
grant execute on function custody.occupied_cells(uuid) to og_custody, og_case, og_auditor;

-- owner: custody. One look into one cell. In closed prisons every occupied cell once a day, every room once a week. Nobody's name is in it.
create table custody.inspection (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    cell_id uuid not null references estate.cell,
    kind text not null check (kind in ('daily', 'weekly')),
    -- The day; of a weekly round the Monday of its week.
    period date not null,
    at timestamptz not null,
    by_account uuid not null,
    finding text check (length(finding) between 2 and 500),
    constraint inspected_once unique (prison_id, cell_id, kind, period)
);
create index on custody.inspection (cell_id);
create index on custody.inspection (unit_id);
create trigger append_only before update or delete on custody.inspection for each row execute function platform.append_only();
select access.own('custody.inspection');
create policy reads on custody.inspection for select to og_custody, og_case, og_auditor using (
    (select access.allows('app.reads', 'searches')) and prison_id = any((select access.prisons())::uuid[]));
create policy adds on custody.inspection for insert to og_custody with check (
    by_account = (select access.account()) and (select access.allows('app.writes', 'searches')) and prison_id = any((select access.prisons())::uuid[]));
grant select on custody.inspection to og_custody, og_case, og_auditor;
grant insert on custody.inspection to og_custody;

-- owner: custody. One search of a person, a cell, a common room or belongings. `prison_id` follows the person; `at_prison_id` is where it was.
create table custody.search (
    id uuid primary key,
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    unit_id uuid references estate.unit,
    cell_id uuid references estate.cell,
    place text not null default '' check (length(place) <= 120),
    kind text not null check (kind in ('technical', 'dog', 'frisk', 'body', 'cell', 'common_room', 'belongings', 'toilet_room')),
    ground text not null check (ground in ('arrival', 'absence', 'visit', 'suspicion', 'routine', 'random', 'security', 'concealment')),
    ground_text text not null default '' check (length(ground_text) <= 1000),
    at timestamptz not null,
    recorded_at timestamptz not null,
    late_reason text check (length(late_reason) between 3 and 400),
    searched_by uuid not null references access.account,
    searcher_sex text check (searcher_sex in ('M', 'F')),
    witness uuid references access.account,
    -- An alert that asks for staff of a stated sex was followed; or why somebody of another sex searched all the same.
    followed_alert boolean not null default false,
    sex_reason text check (length(sex_reason) between 20 and 600),
    result text not null check (result in ('nothing', 'found')),
    result_text text not null default '' check (length(result_text) <= 2000),
    recorded_by uuid not null,
    -- The room with a special toilet (§ 29 second paragraph): until when, what the doctor said, and the region's word when it lasts beyond three days.
    ended_at timestamptz,
    doctor_stated_at timestamptz,
    region_decided_at timestamptz,
    constraint search_of_person check (kind not in ('frisk', 'body', 'belongings', 'toilet_room', 'technical') or inmate_id is not null),
    constraint search_of_place check (kind not in ('cell', 'common_room') or cell_id is not null or place <> ''),
    constraint body_search_names_sex check (kind <> 'body' or (searcher_sex is not null and witness is not null)),
    constraint witness_is_another check (witness is distinct from searched_by or witness is null),
    constraint toilet_room_alone check (kind = 'toilet_room' or (ended_at is null and doctor_stated_at is null and region_decided_at is null)),
    constraint toilet_room_order check (ended_at is null or ended_at >= at)
);
create index on custody.search (prison_id, at desc);
create index on custody.search (at_prison_id, at desc);
create index on custody.search (inmate_id, at desc) where inmate_id is not null;
create index on custody.search (unit_id) where unit_id is not null;
create index on custody.search (cell_id) where cell_id is not null;
create index on custody.search (searched_by);
create index on custody.search (witness) where witness is not null;
create index search_toilet_room on custody.search (at_prison_id) where kind = 'toilet_room' and ended_at is null;
create trigger append_only before delete or update of id, inmate_id, at_prison_id, unit_id, cell_id, place, kind, ground, ground_text, at, recorded_at, late_reason,
    searched_by, searcher_sex, witness, followed_alert, sex_reason, result, result_text, recorded_by on custody.search for each row execute function platform.append_only();
select access.own('custody.search');

-- A body search is done by somebody of the inmate's own sex, or as an alert asks; otherwise there is a reason that says why it could not wait.
create function custody.body_search_sex() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
declare v_sex text; v_alert boolean;
begin
    if new.kind <> 'body' or new.sex_reason is not null then return new; end if;
    select i.sex into v_sex from inmates.inmate i where i.id = new.inmate_id;
    v_alert := exists (select from inmates.alert a where a.inmate_id = new.inmate_id and a.kind = 'GENDER_STAFF' and a.ended_at is null and a.from_day <= platform.today()
                          and (a.to_day is null or a.to_day >= platform.today()));
    if v_alert and not new.followed_alert then
        raise exception 'an alert asks for staff of a stated sex' using errcode = 'check_violation', constraint = 'body_search_alert';
    end if;
    if not v_alert and v_sex in ('M', 'F') and v_sex is distinct from new.searcher_sex then
        raise exception 'a body search is done by somebody of the same sex' using errcode = 'check_violation', constraint = 'body_search_same_sex';
    end if;
    return new;
end $$;
create trigger body_search_sex before insert on custody.search for each row execute function custody.body_search_sex();

-- owner: custody. What was taken. One seal, one thing.
create table custody.seized_item (
    id uuid primary key,
    search_id uuid not null references custody.search,
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    category text not null check (category in ('drugs', 'medicine', 'phone', 'weapon', 'tool', 'alcohol', 'money', 'document', 'other')),
    description text not null check (length(description) between 2 and 500),
    found_where text not null check (length(found_where) between 2 and 200),
    seal text not null check (length(seal) between 2 and 40),
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    constraint seal_taken unique (at_prison_id, seal)
);
create index on custody.seized_item (search_id);
create index on custody.seized_item (prison_id, recorded_at desc);
create index on custody.seized_item (inmate_id) where inmate_id is not null;
create trigger append_only before delete or update of id, search_id, inmate_id, at_prison_id, category, description, found_where, seal, recorded_at, recorded_by
    on custody.seized_item for each row execute function platform.append_only();
select access.own('custody.seized_item');

-- owner: custody. Where a seized thing has been: every hand it went through, with a receipt. Nothing is changed, nothing follows an end.
create table custody.item_step (
    id uuid primary key,
    item_id uuid not null references custody.seized_item,
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    step text not null check (step in ('seized', 'stored', 'laboratory', 'police', 'destroyed', 'returned')),
    -- Where it is kept, or who received it.
    place text not null default '' check (length(place) <= 200),
    receipt text not null default '' check (length(receipt) <= 120),
    at timestamptz not null,
    recorded_at timestamptz not null,
    by_account uuid not null references access.account,
    constraint step_says_where check (step in ('seized', 'destroyed') or length(place) >= 2),
    constraint step_has_receipt check (step not in ('police', 'returned', 'laboratory') or length(receipt) >= 2)
);
create index on custody.item_step (item_id, at, id);
create index on custody.item_step (prison_id);
create index on custody.item_step (inmate_id) where inmate_id is not null;
create index on custody.item_step (by_account);
create trigger append_only before delete or update of id, item_id, inmate_id, step, place, receipt, at, recorded_at, by_account
    on custody.item_step for each row execute function platform.append_only();
select access.own('custody.item_step');
create function custody.item_chain() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
declare last custody.item_step;
begin
    -- Two hands at once: the second finds what the first did.
    perform pg_advisory_xact_lock(hashtextextended('seized ' || new.item_id::text, 0));
    select * into last from custody.item_step s where s.item_id = new.item_id order by s.at desc, s.id desc limit 1;
    if not found then
        if new.step <> 'seized' then raise exception 'a chain begins with the seizure' using errcode = 'check_violation', constraint = 'chain_begins'; end if;
    elsif last.step in ('police', 'destroyed', 'returned') then
        raise exception 'the chain has ended' using errcode = 'check_violation', constraint = 'chain_has_ended';
    elsif new.step = 'seized' then
        raise exception 'seized twice' using errcode = 'check_violation', constraint = 'chain_begins';
    elsif new.at < last.at then
        raise exception 'before the last step' using errcode = 'check_violation', constraint = 'chain_order';
    end if;
    return new;
end $$;
create trigger item_chain before insert on custody.item_step for each row execute function custody.item_chain();

-- The three read alike: the file of a person in reach, rooms of the whole prison, and what one recorded oneself. All the prison's staff write.
do $$ declare t text; author text;
begin
    for t, author in values ('custody.search', 'recorded_by'), ('custody.seized_item', 'recorded_by'), ('custody.item_step', 'by_account') loop
        execute format($p$create policy reads on %s for select to og_custody, og_case, og_auditor using ((select access.allows('app.reads', 'searches')) and (
            prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.deep_persons())::uuid[])
            or (inmate_id is null and prison_id = any((select access.prisons())::uuid[])) or %I = (select access.account())))$p$, t, author);
        execute format($p$create policy hidden on %s as restrictive for all to og_custody, og_case, og_auditor using (
            inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]))$p$, t);
        execute format($p$create policy adds on %s for insert to og_custody with check (%I = (select access.account())
            and (select access.allows('app.writes', 'searches')) and prison_id = any((select access.prisons())::uuid[]))$p$, t, author);
        perform access.follow(t::regclass);
    end loop;
end $$;
create policy changes on custody.search for update to og_custody using (
    (select access.allows('app.writes', 'searches')) and prison_id = any((select access.prisons())::uuid[])) with check (true);
grant select on custody.search, custody.seized_item, custody.item_step to og_custody, og_case, og_auditor;
grant insert on custody.search, custody.seized_item, custody.item_step to og_custody;
grant update (ended_at, doctor_stated_at, region_decided_at) on custody.search to og_custody;

-- owner: custody. A drug test from the day it is due to the laboratory's word (§ 29 first paragraph).
create table custody.drug_test (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    kind text not null check (kind in ('urine', 'breath', 'blood', 'saliva')),
    reason text not null check (reason in ('random', 'suspicion', 'after_leave', 'before_leave', 'arrival', 'programme', 'condition')),
    reason_text text not null default '' check (length(reason_text) <= 600),
    due_on date not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    taken_at timestamptz,
    taken_by uuid references access.account,
    taken_recorded_by uuid,
    witness uuid references access.account,
    outcome text check (outcome in ('negative', 'positive', 'unclear', 'refused')),
    substances text not null default '' check (length(substances) <= 200),
    note text not null default '' check (length(note) <= 1000),
    confirmation text not null default 'none' check (confirmation in ('none', 'pending', 'confirmed', 'disproved')),
    lab_reference text check (length(lab_reference) between 2 and 60),
    lab_answered_at timestamptz,
    lab_recorded_by uuid,
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancel_reason text check (length(cancel_reason) between 3 and 400),
    version int not null default 1,
    constraint test_taken_whole check ((taken_at is null) = (outcome is null) and (taken_at is null) = (taken_by is null)),
    constraint test_cancelled_whole check ((cancelled_at is null) = (cancel_reason is null) and (cancelled_at is null or taken_at is null)),
    constraint test_pending_has_reference check (confirmation = 'none' or lab_reference is not null),
    constraint test_answered check ((confirmation in ('confirmed', 'disproved')) = (lab_answered_at is not null)),
    constraint test_confirms_something check (confirmation = 'none' or outcome in ('positive', 'unclear'))
);
create index on custody.drug_test (prison_id, due_on) where taken_at is null and cancelled_at is null;
create index on custody.drug_test (prison_id, taken_at desc);
create index on custody.drug_test (inmate_id, due_on desc);
create index on custody.drug_test (at_prison_id);
create index on custody.drug_test (taken_by) where taken_by is not null;
create index on custody.drug_test (witness) where witness is not null;
select access.protect('custody.drug_test', 'searches', 'record', 'recorded_by');
select access.writes_by_prison('custody.drug_test', 'searches', 'recorded_by');
create policy own_reads on custody.drug_test for select to og_custody using (recorded_by = (select access.account()));
select access.follow('custody.drug_test');
grant select on custody.drug_test to og_custody, og_case, og_auditor;
grant insert on custody.drug_test to og_custody;
grant update (taken_at, taken_by, taken_recorded_by, witness, outcome, substances, note, confirmation, lab_reference, lab_answered_at, lab_recorded_by,
    cancelled_at, cancelled_by, cancel_reason, version) on custody.drug_test to og_custody;

-- What has been found stands; blood is taken by health staff and nobody else (§ 29, forskrift § 3-26).
create function custody.drug_test_rules() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if tg_op = 'UPDATE' and (old.cancelled_at is not null
        or (old.taken_at is not null and (new.taken_at, new.taken_by, new.outcome, new.substances) is distinct from (old.taken_at, old.taken_by, old.outcome, old.substances))
        or (old.lab_answered_at is not null and (new.confirmation, new.lab_answered_at) is distinct from (old.confirmation, old.lab_answered_at))) then
        raise exception 'a result stands' using errcode = 'check_violation', constraint = 'test_result_stands';
    end if;
    if new.kind = 'blood' and new.outcome is not null and new.outcome <> 'refused' and (tg_op = 'INSERT' or old.taken_at is null)
       and not exists (select from access.assignment x where x.account_id = new.taken_by and x.role in ('NUR', 'DOC') and x.outcome = 'granted' and (x.valid @> new.taken_at or x.valid @> platform.now())) then
        raise exception 'blood is taken by health staff' using errcode = 'check_violation', constraint = 'blood_by_health';
    end if;
    return new;
end $$;
create trigger drug_test_rules before insert or update of taken_at, taken_by, outcome, substances, confirmation, lab_answered_at, cancelled_at on custody.drug_test
    for each row execute function custody.drug_test_rules();
create trigger append_only before delete or update of id, inmate_id, at_prison_id, kind, reason, reason_text, due_on, recorded_at, recorded_by on custody.drug_test
    for each row execute function platform.append_only();

revoke execute on function custody.body_search_sex(), custody.item_chain(), custody.drug_test_rules() from public;
reset role;
