-- The support group: meetings with those outside, and who promised what until when. Promises are what is left of a meeting; they are kept or broken
-- one by one, remembered before their day, and follow the person.
set local role overgang_owner;

-- owner: plan. A meeting of those who stand around a person. Nothing clinical is written of it.
create table plan.support_meeting (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    place text not null default '' check (length(place) <= 120),
    purpose text not null default '' check (length(purpose) <= 200),
    state text not null default 'planned' check (state in ('planned', 'held', 'cancelled', 'interrupted')),
    notes text not null default '' check (length(notes) <= 4000),
    reason text not null default '' check (length(reason) <= 300),
    planned_by uuid not null,
    planned_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint support_ended_whole check ((state = 'planned') = (ended_at is null)),
    constraint support_cancelled_why check (state <> 'cancelled' or length(reason) >= 3)
);
create index on plan.support_meeting (prison_id);
create index on plan.support_meeting (inmate_id, at desc);
select plan.guard('plan.support_meeting', 'planned_by', false);

-- owner: plan. Who was asked, from where, and who came.
create table plan.support_member (
    id uuid primary key,
    meeting_id uuid not null references plan.support_meeting,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    who text not null check (who in ('inmate', 'contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor', 'health', 'nav', 'municipality', 'ngo', 'family', 'other')),
    -- The organisation, by the list of partners.
    partner text not null default '',
    name text not null default '' check (length(name) <= 120),
    came boolean,
    added_by uuid not null
);
create index on plan.support_member (prison_id);
create index on plan.support_member (meeting_id);
create index on plan.support_member (inmate_id);
select plan.guard('plan.support_member', 'added_by', false);

-- owner: plan. What somebody promised. Under a theme that the person shares, as everything of the plan; never of health.
create table plan.promise (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    meeting_id uuid references plan.support_meeting,
    goal_id uuid references plan.goal,
    theme text not null check (theme in ('housing', 'education', 'work', 'finances', 'family', 'substance_use', 'leisure', 'papers', 'attitudes')),
    who text not null check (who in ('inmate', 'contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor', 'health', 'nav', 'municipality', 'ngo', 'family', 'other')),
    partner text not null default '',
    name text not null default '' check (length(name) <= 120),
    what text not null check (length(what) between 3 and 300),
    by_day date not null,
    state text not null default 'open' check (state in ('open', 'kept', 'broken', 'withdrawn')),
    note text not null default '' check (length(note) <= 400),
    shared boolean not null default true,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    settled_by uuid,
    settled_at timestamptz,
    version int not null default 1,
    constraint promise_settled_whole check ((state = 'open') = (settled_at is null) and (settled_by is null) = (settled_at is null)),
    constraint promise_why check (state not in ('broken', 'withdrawn') or length(note) >= 3)
);
create index on plan.promise (prison_id, state);
create index on plan.promise (inmate_id);
create index on plan.promise (meeting_id) where meeting_id is not null;
create index on plan.promise (goal_id) where goal_id is not null;
select plan.guard('plan.promise', 'recorded_by', true);
create trigger append_only before delete or update of id, inmate_id, meeting_id, theme, who, partner, name, what, recorded_by, recorded_at on plan.promise
    for each row execute function platform.append_only();

grant select on plan.support_meeting, plan.support_member, plan.promise to og_custody, og_case, og_region, og_auditor;
grant insert on plan.support_meeting, plan.support_member, plan.promise to og_custody, og_case;
grant update (at, place, purpose, state, notes, reason, ended_by, ended_at, version) on plan.support_meeting to og_custody, og_case;
grant update (came) on plan.support_member to og_custody, og_case;
grant update (by_day, state, note, settled_by, settled_at, version) on plan.promise to og_custody, og_case;

-- Nothing is written under a theme without consent; a promise under a goal is of the goal's theme and person; what is settled stands.
create function plan.promise_rules() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select from consent c where c.inmate_id = new.inmate_id and c.theme = new.theme and c.ended_at is null) then
            raise exception 'nothing is written without consent' using errcode = 'check_violation', constraint = 'theme_without_consent';
        end if;
        if new.goal_id is not null and not exists (select from goal g where g.id = new.goal_id and g.inmate_id = new.inmate_id and g.theme = new.theme) then
            raise exception 'a goal of the same person and theme' using errcode = 'check_violation', constraint = 'goal_of_another';
        end if;
        new.shared := true;
    elsif old.state <> 'open' and (new.state, new.note, new.by_day) is distinct from (old.state, old.note, old.by_day) then
        raise exception 'a settled promise stands' using errcode = 'check_violation', constraint = 'promise_stands';
    end if;
    return new;
end $$;
create trigger promise_rules before insert or update on plan.promise for each row execute function plan.promise_rules();

-- Consent reaches promises as it reaches the rest.
create function plan.promise_consent() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    update promise p set shared = new.ended_at is null where p.inmate_id = new.inmate_id and p.theme = new.theme and p.shared <> (new.ended_at is null);
    return null;
end $$;
create trigger promise_consent after insert or update of ended_at on plan.consent for each row execute function plan.promise_consent();

-- A meeting that was planned at the prison the person left is not held there.
create function plan.support_moves() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if new.prison_id is not null and old.prison_id is not null and new.prison_id <> old.prison_id and old.state = 'planned' then
        new.state := 'interrupted';
        new.ended_at := platform.now();
        new.ended_by := access.account();
        new.version := old.version + 1;
    end if;
    return new;
end $$;
create trigger support_moves before update of prison_id on plan.support_meeting for each row execute function plan.support_moves();

-- Those of the house who are asked are told, as of a review.
create function plan.tell_support(p_meeting uuid, p_arguments jsonb, p_link text) returns int language plpgsql volatile security definer set search_path = plan, pg_temp as $$
declare m support_meeting; v record; n int := 0;
begin
    select * into m from support_meeting x where x.id = p_meeting;
    if not found or not sentences.reaches(array[m.inmate_id]) then return 0; end if;
    for v in select distinct g.account_id from access.person_grant g
              where g.inmate_id = m.inmate_id and g.kind in ('assigned', 'cover') and g.ended_at is null and g.given_by is not null and g.during @> platform.now() and g.account_id <> access.account()
                and exists (select from support_member i where i.meeting_id = m.id and case i.who when 'contact_officer' then 'CON' when 'case_manager' then 'CAS' when 'coordinator' then 'REI' end = g.role) loop
        perform access.notify_account(v.account_id, 'plan_support', p_arguments, p_link);
        n := n + 1;
    end loop;
    return n;
end $$;
grant execute on function plan.tell_support(uuid, jsonb, text) to og_custody, og_case;
reset role;
