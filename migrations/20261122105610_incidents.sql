-- Incidents, the force used in them, and the duty to report. Mandela rules 57.3, 71, 72 and 82; European Prison Rules 64 to 70; strgjfl. §§ 37 and 38.
set local role overgang_owner;

-- The prisons of the acting role as its assignment names them: a teacher has no prison to read and reports from one all the same.
create function custody.report_prisons() returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(distinct p), '{}') || access.prisons() from access.assignment x cross join lateral unnest(x.prisons) p
     where x.account_id = access.account() and x.role = access.role() and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() $$;
grant execute on function custody.report_prisons() to og_custody, og_case, og_activity, og_desk, og_health;

-- owner: custody. One series of numbers a prison and year; the row is locked until the incident is there, so no number is lost or given twice.
create table custody.incident_series (
    prison_id uuid not null references estate.prison,
    year int not null,
    last int not null,
    primary key (prison_id, year)
);
select access.own('custody.incident_series');
create function custody.next_incident(p_prison uuid, p_year int) returns int language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare n int;
begin
    if not (access.allows('app.writes', 'incidents') or access.allows('app.writes_assigned', 'incidents')) or p_prison <> all(custody.report_prisons()) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    insert into custody.incident_series as s (prison_id, year, last) values (p_prison, p_year, 1) on conflict (prison_id, year) do update set last = s.last + 1 returning s.last into n;
    return n;
end $$;
grant execute on function custody.next_incident(uuid, int) to og_custody, og_case, og_activity, og_desk, og_health;

-- Who follows up what comes in: the duty officer on shift, else any duty officer, else the governor.
create function custody.default_owner(p_prison uuid) returns uuid language sql stable security definer set search_path = custody, pg_temp as $$
    select x.account_id from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
     where p_prison = any(custody.report_prisons()) and p_prison = any(x.prisons) and x.role in ('DUT', 'GOV') and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and x.account_id is distinct from access.account()
     order by x.role, not exists (select from staff.shift s where s.account_id = x.account_id and s.during @> platform.now()), x.account_id limit 1
$$;
grant execute on function custody.default_owner(uuid) to og_custody, og_case, og_activity, og_desk, og_health;

-- owner: custody. What happened. After it is submitted the account of it stands; what comes later is an addendum.
create table custody.incident (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    year int not null,
    number int not null,
    kind text not null,
    unit_id uuid references estate.unit,
    place text not null default '' check (length(place) <= 120),
    at timestamptz not null,
    recorded_at timestamptz not null,
    late_reason text check (length(late_reason) between 3 and 400),
    description text not null check (length(description) between 1 and 8000),
    measures text not null default '' check (length(measures) <= 4000),
    force_used boolean not null default false,
    -- The duty to report that it raises: death, serious injury, an allegation of ill-treatment.
    duty text[] not null default '{}' check (duty <@ array['death', 'serious_injury', 'ill_treatment']),
    state text not null check (state in ('draft', 'submitted', 'returned', 'reviewed', 'closed')),
    reported_by uuid not null references access.account,
    reporter_role text not null,
    submitted_at timestamptz,
    owner uuid references access.account,
    due_on date,
    reviewed_by uuid references access.account,
    reviewed_at timestamptz,
    closed_by uuid references access.account,
    closed_at timestamptz,
    search_id uuid references custody.search,
    test_id uuid references custody.drug_test,
    version int not null default 1,
    constraint incident_number_taken unique (prison_id, year, number),
    constraint open_has_owner_and_due check (state = 'closed' or (owner is not null and due_on is not null)),
    constraint reviewed_by_another check (reviewed_by is null or reviewed_by <> reported_by),
    constraint reviewed_whole check ((reviewed_by is null) = (reviewed_at is null) and (state not in ('reviewed', 'closed') or reviewed_by is not null)),
    constraint closed_whole check ((state = 'closed') = (closed_by is not null) and (state = 'closed') = (closed_at is not null)),
    constraint submitted_whole check (state = 'draft' or submitted_at is not null),
    constraint death_is_reported check (kind not in ('SUICIDE', 'DEATH') or 'death' = any(duty))
);
create index on custody.incident (prison_id, at desc);
create index incident_open on custody.incident (prison_id, due_on) where state <> 'closed';
create index on custody.incident (unit_id) where unit_id is not null;
create index on custody.incident (reported_by);
create index on custody.incident (owner) where owner is not null;
create index on custody.incident (reviewed_by) where reviewed_by is not null;
create index on custody.incident (closed_by) where closed_by is not null;
create index on custody.incident (search_id) where search_id is not null;
create index on custody.incident (test_id) where test_id is not null;
select access.own('custody.incident');

-- owner: custody. Inmates in it. `prison_id` follows the person, `at_prison_id` is the incident's.
create table custody.incident_person (
    id uuid primary key,
    incident_id uuid not null references custody.incident,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    role text not null check (role in ('aggressor', 'victim', 'involved', 'witness', 'at_risk', 'deceased', 'complainant', 'suspected')),
    injury text not null default 'none' check (injury in ('none', 'minor', 'serious', 'fatal')),
    added_by uuid not null,
    added_at timestamptz not null,
    removed_by uuid,
    removed_at timestamptz,
    remove_reason text check (length(remove_reason) between 3 and 400),
    constraint removed_whole check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (remove_reason is null))
);
create unique index person_once_in_incident on custody.incident_person (incident_id, inmate_id) where removed_at is null;
create index on custody.incident_person (incident_id);
create index on custody.incident_person (inmate_id);
create index on custody.incident_person (prison_id);
create index on custody.incident_person (at_prison_id);
create index incident_person_moved on custody.incident_person (prison_id) where at_prison_id <> prison_id;
create trigger append_only before delete or update of id, incident_id, inmate_id, at_prison_id, role, injury, added_by, added_at on custody.incident_person
    for each row execute function platform.append_only();

-- owner: custody. Force used on somebody (strgjfl. § 38): why, with what, how long, what it did, and what was tried before.
create table custody.incident_force (
    id uuid primary key,
    incident_id uuid not null references custody.incident,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    grounds text[] not null check (cardinality(grounds) > 0 and grounds <@ array['attack', 'threat_damage', 'riot', 'escape', 'intrusion', 'barricade']),
    means text[] not null check (cardinality(means) > 0 and means <@ array['hold', 'handcuffs', 'transport_irons', 'escort_belt', 'strips', 'spit_guard', 'shield', 'baton', 'gas', 'security_cell', 'restraint_bed']),
    started_at timestamptz not null,
    ended_at timestamptz,
    lesser_means text not null check (length(lesser_means) between 10 and 2000),
    ordered_by text not null check (length(ordered_by) between 2 and 120),
    injuries_inmate text not null default '' check (length(injuries_inmate) <= 1000),
    injuries_staff text not null default '' check (length(injuries_staff) <= 1000),
    health_called_at timestamptz,
    doctor_seen_at timestamptz,
    no_health_reason text check (length(no_health_reason) between 10 and 600),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint force_order check (ended_at is null or ended_at >= started_at),
    constraint health_called_or_why check (health_called_at is not null or no_health_reason is not null)
);
create index on custody.incident_force (incident_id);
create index on custody.incident_force (inmate_id);
create index on custody.incident_force (prison_id);
create trigger append_only before delete or update of id, incident_id, inmate_id, grounds, means, started_at, lesser_means, ordered_by, injuries_inmate, injuries_staff,
    health_called_at, no_health_reason, recorded_by, recorded_at on custody.incident_force for each row execute function platform.append_only();

-- owner: custody. Staff in it.
create table custody.incident_staff (
    id uuid primary key,
    incident_id uuid not null references custody.incident,
    prison_id uuid not null references estate.prison,
    account_id uuid not null references access.account,
    role text not null check (role in ('first_on_scene', 'intervened', 'used_force', 'witness', 'victim', 'negotiator', 'leader', 'health', 'accused')),
    injury text not null default 'none' check (injury in ('none', 'minor', 'serious', 'fatal')),
    added_by uuid not null,
    added_at timestamptz not null,
    constraint staff_once_in_incident unique (incident_id, account_id, role)
);
create index on custody.incident_staff (prison_id);
create index on custody.incident_staff (account_id);

-- owner: custody. What is added after the account was submitted.
create table custody.incident_addendum (
    id uuid primary key,
    incident_id uuid not null references custody.incident,
    prison_id uuid not null references estate.prison,
    body text not null check (length(body) between 3 and 8000),
    at timestamptz not null,
    author uuid not null references access.account
);
create index on custody.incident_addendum (incident_id, at);
create index on custody.incident_addendum (prison_id);
create index on custody.incident_addendum (author);

-- owner: custody. The way of an incident: every step with who, when and why.
create table custody.incident_step (
    id uuid primary key,
    incident_id uuid not null references custody.incident,
    prison_id uuid not null references estate.prison,
    step text not null check (step in ('created', 'submitted', 'returned', 'reviewed', 'closed', 'reopened', 'owner', 'kind')),
    at timestamptz not null,
    by_account uuid not null references access.account,
    note text not null default '' check (length(note) <= 2000)
);
create index on custody.incident_step (incident_id, at);
create index on custody.incident_step (prison_id);
create index on custody.incident_step (by_account);

-- owner: custody. The duty to report, item by item: told whom and when, or left with a reason (Mandela rules 71 and 72).
create table custody.incident_duty (
    id uuid primary key,
    incident_id uuid not null references custody.incident,
    prison_id uuid not null references estate.prison,
    item text not null check (item in ('police', 'scene', 'health', 'next_of_kin', 'region', 'health_trust', 'state_administrator', 'supervisory_council', 'kept_away', 'consulate', 'remains', 'examination', 'protection', 'counsel')),
    raised_at timestamptz not null,
    settled_at timestamptz,
    settled_by uuid references access.account,
    done_at timestamptz,
    told text not null default '' check (length(told) <= 200),
    left_reason text check (length(left_reason) between 10 and 600),
    constraint duty_item_once unique (incident_id, item),
    constraint duty_settled_whole check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (done_at is null and left_reason is null) and (done_at is null or left_reason is null))
);
create index on custody.incident_duty (prison_id) where settled_at is null;
create index duty_by_prison on custody.incident_duty (prison_id);
create index on custody.incident_duty (settled_by) where settled_by is not null;

do $$ declare t text;
begin
    foreach t in array array['incident_staff', 'incident_addendum', 'incident_step'] loop
        execute format('create trigger append_only before update or delete on custody.%I for each row execute function platform.append_only()', t);
    end loop;
end $$;

-- Incidents of one's own: reported, to follow up, or in as staff. Whoever answers for one must see who was in it.
create function custody.my_incidents() returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(x.id), '{}') from (
        select i.id from custody.incident i where i.owner = access.account() union select i.id from custody.incident i where i.reported_by = access.account()
        union select s.incident_id from custody.incident_staff s where s.account_id = access.account()) x
$$;
grant execute on function custody.my_incidents() to og_custody, og_case;
-- Incidents that one reaches through a person: somebody in one's units, one's own people, somebody who came from another prison, or as staff in it.
create function custody.reached_incidents() returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(x.incident_id), '{}') from (
        select p.incident_id from custody.incident_person p where p.removed_at is null and p.inmate_id = any(access.deep_persons()) and p.inmate_id <> all(access.hidden())
        union select p.incident_id from custody.incident_person p where p.removed_at is null and p.prison_id = any(access.deep_prisons()) and p.at_prison_id <> p.prison_id and p.inmate_id <> all(access.hidden())
        union select unnest(custody.my_incidents())) x
$$;
-- What this very request has reported: whoever may submit and not read names people in it and no other.
create function custody.just_reported() returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(i.id), '{}') from custody.incident i where i.reported_by = access.account() and i.recorded_at = platform.now() $$;
grant execute on function custody.reached_incidents() to og_custody, og_case, og_auditor;
grant execute on function custody.just_reported() to og_custody, og_case, og_activity, og_desk, og_health;

-- How many people of an incident this reader cannot see, by role: the page shows a placeholder for each.
create function custody.incident_strangers(p_incidents uuid[]) returns table (incident_id uuid, role text, hidden boolean, n bigint)
language sql stable security definer set search_path = custody, pg_temp as $$
    select p.incident_id, p.role, p.inmate_id = any(access.hidden()), count(*) from custody.incident_person p
     where p.incident_id = any(p_incidents) and p.removed_at is null and access.allows('app.reads', 'incidents')
       and (p.inmate_id = any(access.hidden())
            or not (coalesce(p.prison_id = any(access.deep_prisons()), false) or p.inmate_id = any(access.deep_persons()) or p.added_by = access.account() or p.incident_id = any(custody.my_incidents())))
     group by 1, 2, 3
$$;
grant execute on function custody.incident_strangers(uuid[]) to og_custody, og_case, og_auditor;

create policy reads on custody.incident for select to og_custody, og_case, og_auditor using ((select access.allows('app.reads', 'incidents')) and (
    prison_id = any((select access.deep_prisons())::uuid[])
    or (prison_id = any((select access.prisons())::uuid[]) and unit_id = any((select custody.my_units())::uuid[]))
    or id = any((select custody.reached_incidents())::uuid[])));
create policy reports on custody.incident for insert to og_custody, og_case, og_activity, og_desk, og_health with check (
    reported_by = (select access.account()) and ((select access.allows('app.writes', 'incidents')) or (select access.allows('app.writes_assigned', 'incidents')))
    and prison_id = any((select custody.report_prisons())::uuid[]) and state in ('draft', 'submitted') and reviewed_by is null);
create policy changes on custody.incident for update to og_custody, og_case using (
    (select access.allows('app.reads', 'incidents')) and (
        ((select access.allows('app.writes', 'incidents')) and prison_id = any((select access.deep_prisons())::uuid[]))
        or reported_by = (select access.account()) or owner = (select access.account()))) with check (true);

select access.protect('custody.incident_person', 'incidents', 'record', null);
select access.protect('custody.incident_force', 'incidents', 'record', null);
create policy own_reads on custody.incident_person for select to og_custody, og_case using (
    (select access.allows('app.reads', 'incidents')) and (added_by = (select access.account()) or incident_id = any((select custody.my_incidents())::uuid[])));
create policy own_reads on custody.incident_force for select to og_custody, og_case using (
    (select access.allows('app.reads', 'incidents')) and (recorded_by = (select access.account()) or incident_id = any((select custody.my_incidents())::uuid[])));
create policy adds on custody.incident_person for insert to og_custody, og_case with check (
    added_by = (select access.account()) and ((select access.allows('app.writes', 'incidents')) or (select access.allows('app.writes_assigned', 'incidents')))
    and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[]))
    and exists (select from custody.incident i where i.id = incident_id));
create policy reports on custody.incident_person for insert to og_activity, og_desk, og_health with check (
    added_by = (select access.account()) and (select access.allows('app.writes', 'incidents'))
    and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[]))
    and incident_id = any((select custody.just_reported())::uuid[]));
create policy changes on custody.incident_person for update to og_custody, og_case using (
    (select access.allows('app.reads', 'incidents')) and exists (select from custody.incident i where i.id = incident_id)) with check (removed_by = (select access.account()));
create policy adds on custody.incident_force for insert to og_custody with check (
    recorded_by = (select access.account()) and (select access.allows('app.writes', 'incidents'))
    and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[]))
    and exists (select from custody.incident i where i.id = incident_id));
select access.follow('custody.incident_person');
select access.follow('custody.incident_force');

-- What hangs on an incident is read and written by whoever reads the incident.
do $$ declare t text; author text;
begin
    for t, author in values ('custody.incident_staff', 'added_by'), ('custody.incident_addendum', 'author'), ('custody.incident_step', 'by_account'), ('custody.incident_duty', null) loop
        perform access.own(t::regclass);
        execute format('create policy reads on %s for select to og_custody, og_case, og_auditor using (exists (select from custody.incident i where i.id = incident_id))', t);
        if author is not null then
            execute format($p$create policy adds on %s for insert to og_custody, og_case with check (%I = (select access.account())
                and ((select access.allows('app.writes', 'incidents')) or (select access.allows('app.writes_assigned', 'incidents')))
                and exists (select from custody.incident i where i.id = incident_id and i.prison_id = %s.prison_id))$p$, t, author, split_part(t, '.', 2));
        end if;
    end loop;
end $$;
create policy settles on custody.incident_duty for update to og_custody using (
    (select access.allows('app.writes', 'incidents')) and exists (select from custody.incident i where i.id = incident_id)) with check (settled_by = (select access.account()));

grant select on custody.incident, custody.incident_person, custody.incident_force, custody.incident_staff, custody.incident_addendum, custody.incident_step, custody.incident_duty
    to og_custody, og_case, og_auditor;
grant insert on custody.incident to og_custody, og_case, og_activity, og_desk, og_health;
grant insert on custody.incident_person to og_custody, og_case, og_activity, og_desk, og_health;
grant insert on custody.incident_staff, custody.incident_addendum, custody.incident_step to og_custody, og_case;
grant insert on custody.incident_force to og_custody;
grant update (kind, unit_id, place, at, late_reason, description, measures, force_used, duty, state, submitted_at, owner, due_on, reviewed_by, reviewed_at, closed_by, closed_at, version)
    on custody.incident to og_custody, og_case;
grant update (removed_by, removed_at, remove_reason) on custody.incident_person to og_custody, og_case;
grant update (settled_at, settled_by, done_at, told, left_reason) on custody.incident_duty to og_custody;

-- The way of an incident: which state follows which, what stands once submitted, and what must be there before it is closed.
create function custody.incident_rules() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if old.submitted_at is not null and (new.description, new.measures, new.at, new.unit_id, new.place, new.submitted_at, new.late_reason)
           is distinct from (old.description, old.measures, old.at, old.unit_id, old.place, old.submitted_at, old.late_reason) and old.state <> 'draft' then
        raise exception 'the account stands' using errcode = 'check_violation', constraint = 'account_stands';
    end if;
    if not (old.duty <@ new.duty) then
        raise exception 'a duty once raised is settled, not withdrawn' using errcode = 'check_violation', constraint = 'duty_stays';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'submitted'), ('submitted', 'returned'), ('submitted', 'reviewed'), ('returned', 'submitted'),
           ('reviewed', 'closed'), ('reviewed', 'submitted'), ('closed', 'submitted')) then
        raise exception 'no such step' using errcode = 'check_violation', constraint = 'incident_way';
    end if;
    if new.reviewed_by is distinct from old.reviewed_by and new.reviewed_by is not null and (new.reviewed_by is distinct from access.account() or access.role() not in ('DUT', 'GOV'))
       or new.closed_by is distinct from old.closed_by and new.closed_by is not null and (new.closed_by is distinct from access.account() or access.role() not in ('DUT', 'GOV')) then
        if access.account() is not null then raise exception 'not in another''s name' using errcode = 'insufficient_privilege'; end if;
    end if;
    if new.state = 'closed' and old.state <> 'closed' then
        if new.duty <> '{}' and (not exists (select from custody.incident_duty d where d.incident_id = new.id)
                                 or exists (select from custody.incident_duty d where d.incident_id = new.id and d.settled_at is null)) then
            raise exception 'the duty to report is not settled' using errcode = 'check_violation', constraint = 'duty_unsettled';
        end if;
        if new.force_used and not exists (select from custody.incident_force f where f.incident_id = new.id) then
            raise exception 'force without its record' using errcode = 'check_violation', constraint = 'force_unrecorded';
        end if;
    end if;
    return new;
end $$;
create trigger incident_rules before update on custody.incident for each row execute function custody.incident_rules();
create trigger append_only before delete or update of id, prison_id, year, number, recorded_at, reported_by, reporter_role, search_id, test_id on custody.incident
    for each row execute function platform.append_only();
-- An item of the duty is settled once.
create trigger duty_settled before update on custody.incident_duty for each row when (old.settled_at is not null) execute function platform.append_only();
create trigger append_only before delete or update of id, incident_id, prison_id, item, raised_at on custody.incident_duty for each row execute function platform.append_only();

-- The first step is written with the incident: whoever may only submit has no other way to it.
create function custody.incident_begins() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    insert into custody.incident_step (id, incident_id, prison_id, step, at, by_account)
    values (gen_random_uuid(), new.id, new.prison_id, case new.state when 'draft' then 'created' else 'submitted' end, new.recorded_at, new.reported_by);
    return null;
end $$;
create trigger incident_begins after insert on custody.incident for each row execute function custody.incident_begins();

-- Raises the duty to report: its items, and word to the governor and the duty officer at once. Raising it again adds only what is new.
create function custody.raise_duty(p_incident uuid, p_items text[]) returns int language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare i custody.incident; n int; v jsonb;
begin
    select * into i from custody.incident x where x.id = p_incident and x.prison_id = any(custody.report_prisons());
    if i.id is null or not (access.allows('app.writes', 'incidents') or access.allows('app.writes_assigned', 'incidents')) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    insert into custody.incident_duty (id, incident_id, prison_id, item, raised_at)
    select gen_random_uuid(), i.id, i.prison_id, x, platform.now() from unnest(p_items) x on conflict (incident_id, item) do nothing;
    get diagnostics n = row_count;
    if n > 0 then
        v := jsonb_build_object('number', i.year || '/' || lpad(i.number::text, 4, '0'));
        perform access.notify_role('GOV', i.prison_id, 'duty_to_report', v, '/incidents/' || i.id), access.notify_role('DUT', i.prison_id, 'duty_to_report', v, '/incidents/' || i.id);
    end if;
    return n;
end $$;
grant execute on function custody.raise_duty(uuid, text[]) to og_custody, og_case, og_activity, og_desk, og_health;
revoke execute on function custody.incident_rules(), custody.incident_begins() from public;
reset role;
