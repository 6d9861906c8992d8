-- The sentence plan: what somebody needs and can, what they want, who does what about it, how it goes, and when it is looked at again.
-- Goals and their actions are the rows that everyone's work hangs on: they live as long as the person's file, and a version freezes
-- what they said on the day they were agreed.
--
-- Consent (strgjfl § 7 b, the service's guidelines on mapping): each theme is the person's to share. Without consent nothing is written
-- under it; when it is withdrawn, what was written is the case manager's and the auditor's alone, also in versions agreed before.
set local role overgang_owner;
create schema plan;
grant usage on schema plan to og_custody, og_case, og_activity, og_region, og_auditor, og_health, og_jobs;

-- Whose part of a plan the acting role has, when it reads no more than that.
create function plan.my_parts() returns text[] language sql stable parallel safe set search_path = access, pg_temp as $$
    select case access.role() when 'EDU' then array['teacher'] when 'WRK' then array['supervisor'] when 'NUR' then array['health'] when 'DOC' then array['health']
                              when 'PSY' then array['health'] else '{}' end
$$;
grant execute on function plan.my_parts() to og_custody, og_case, og_activity, og_region, og_auditor, og_health, og_jobs;

-- The policies of a table of the plan: the class, and consent above it.
create function plan.guard(tbl regclass, author text, consented boolean) returns void language plpgsql as $$
begin
    perform access.protect(tbl, 'plan', 'record', author);
    perform access.follow(tbl);
    if consented then
        execute format($p$create policy consented on %s as restrictive for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
            using (shared or (select access.role()) in ('CAS', 'AUD'))$p$, tbl);
    end if;
end $$;

-- owner: plan. One row a person who has been in custody: where the plan stands. Written by the database from what is recorded below.
create table plan.file (
    inmate_id uuid primary key references inmates.inmate,
    prison_id uuid references estate.prison,
    stay_id uuid not null,
    admitted_at timestamptz not null,
    -- The last time another prison became the one that answers; its reference for the clock.
    moved_at timestamptz,
    moved_ref uuid,
    -- What the clock has been set for: the mapping, and the plan of whoever serves a sentence.
    clock_ref uuid,
    sentence_ref uuid,
    -- The newest finished mapping of this stay.
    assessment_id uuid,
    assessed_at timestamptz,
    -- The newest version of this stay, and since when the goals say something else than it.
    version_id uuid,
    version_outcome text check (version_outcome in ('agreed', 'not_agreed', 'not_answered')),
    version_at timestamptz,
    changed_at timestamptz
);
create index on plan.file (prison_id);
create index file_without_clock on plan.file (inmate_id) where clock_ref is null;
select plan.guard('plan.file', null, false);
grant select on plan.file to og_custody, og_case, og_region, og_auditor;

-- owner: plan. A mapping of needs and resources. Finished, it stands; the next one is another.
create table plan.assessment (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    number int not null check (number >= 1),
    reason text not null check (reason in ('reception', 'transfer', 'interval', 'change')),
    state text not null default 'open' check (state in ('open', 'finished', 'declined')),
    -- Of somebody on remand: as far as the person wants, and nothing of the charge.
    on_remand boolean not null,
    inmate_words text not null default '' check (length(inmate_words) <= 1000),
    begun_by uuid not null,
    begun_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    constraint assessment_number unique (inmate_id, number),
    constraint assessment_ended_whole check ((state = 'open') = (ended_at is null) and (ended_at is null) = (ended_by is null))
);
create index on plan.assessment (prison_id);
create unique index one_open_assessment on plan.assessment (inmate_id) where state = 'open';
select plan.guard('plan.assessment', 'begun_by', false);

-- owner: plan. One theme of a mapping. Of health there is a wish to be contacted, and never a word.
create table plan.theme (
    assessment_id uuid not null references plan.assessment,
    theme text not null check (theme in ('housing', 'education', 'work', 'finances', 'family', 'health', 'substance_use', 'leisure', 'papers', 'attitudes')),
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    own_words text not null default '' check (length(own_words) <= 1500),
    needs text not null default '' check (length(needs) <= 1500),
    resources text not null default '' check (length(resources) <= 1500),
    -- What both agreed that it weighs.
    importance text check (importance in ('none', 'some', 'much')),
    wants_contact boolean,
    shared boolean not null default true,
    written_by uuid not null,
    written_at timestamptz not null,
    version int not null default 1,
    primary key (assessment_id, theme),
    constraint health_without_words check (case theme when 'health' then (own_words, needs, resources) = ('', '', '') and importance is null and wants_contact is not null
                                           else wants_contact is null end)
);
create index on plan.theme (prison_id);
create index on plan.theme (inmate_id);
select plan.guard('plan.theme', 'written_by', true);

-- owner: plan. Consent to share a theme, and its end.
create table plan.consent (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    theme text not null check (theme in ('housing', 'education', 'work', 'finances', 'family', 'health', 'substance_use', 'leisure', 'papers', 'attitudes')),
    given_at timestamptz not null,
    given_by uuid not null,
    ended_at timestamptz check (ended_at >= given_at),
    ended_by uuid,
    constraint consent_ended_whole check ((ended_at is null) = (ended_by is null))
);
create index on plan.consent (prison_id);
create index consent_of on plan.consent (inmate_id, theme, given_at);
create unique index one_consent on plan.consent (inmate_id, theme) where ended_at is null;
select plan.guard('plan.consent', 'given_by', false);
create trigger append_only before delete or update of id, inmate_id, theme, given_at, given_by on plan.consent for each row execute function platform.append_only();

-- owner: plan. Risk as an instrument told it: by name, on a day, by whom, in words, until when.
create table plan.risk (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    instrument text not null check (length(instrument) between 2 and 120),
    assessed_on date not null,
    author text not null check (length(author) between 2 and 120),
    result text not null check (length(result) between 3 and 1500),
    valid_until date not null check (valid_until >= assessed_on),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    constraint risk_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index on plan.risk (prison_id);
create index on plan.risk (inmate_id, assessed_on desc);
select plan.guard('plan.risk', 'recorded_by', false);
create trigger append_only before delete or update of id, inmate_id, instrument, assessed_on, author, result, valid_until, recorded_by, recorded_at on plan.risk
    for each row execute function platform.append_only();

-- owner: plan. What the person wants, in their words. Of health: to be contacted, and no words.
create table plan.goal (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    theme text not null check (theme in ('housing', 'education', 'work', 'finances', 'family', 'health', 'substance_use', 'leisure', 'papers', 'attitudes')),
    words text not null check (length(words) <= 300),
    state text not null default 'current' check (state in ('current', 'later', 'achieved', 'left')),
    state_reason text not null default '' check (length(state_reason) <= 400),
    state_at timestamptz not null,
    state_by uuid not null,
    target_on date,
    -- Matters to whoever works on the unit: the one thing of a plan that other officers read.
    daily boolean not null default false,
    -- Who has an action under it.
    parts text[] not null default '{}',
    shared boolean not null default true,
    created_by uuid not null,
    created_at timestamptz not null,
    version int not null default 1,
    constraint goal_words check ((theme = 'health') = (words = '')),
    constraint left_with_reason check (state <> 'left' or length(state_reason) >= 3)
);
create index on plan.goal (prison_id, state);
create index on plan.goal (inmate_id);
create unique index one_wish_for_health on plan.goal (inmate_id) where theme = 'health' and state in ('current', 'later');
select plan.guard('plan.goal', 'created_by', true);

-- owner: plan. Who does what about a goal, until when. What health does is health's: no word of it stands here.
create table plan.action (
    id uuid primary key,
    goal_id uuid not null references plan.goal,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    what text not null check (length(what) <= 300),
    who text not null check (who in ('inmate', 'contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor', 'health', 'nav', 'municipality', 'ngo', 'family', 'other')),
    -- One of staff by name; else whoever holds the role.
    owner uuid references access.account,
    -- Which office, which organisation, who of the family.
    partner text not null default '' check (length(partner) <= 120),
    by_day date,
    state text not null default 'planned' check (state in ('planned', 'under_way', 'done', 'not_now', 'dropped')),
    evidence text not null default '' check (length(evidence) <= 400),
    moved_at timestamptz not null,
    moved_by uuid not null,
    shared boolean not null default true,
    created_by uuid not null,
    created_at timestamptz not null,
    version int not null default 1,
    constraint action_words check ((who = 'health') = (what = '')),
    constraint health_leaves_no_words check (who <> 'health' or evidence = ''),
    constraint owner_is_staff check (owner is null or who in ('contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor'))
);
create index on plan.action (prison_id, state);
create index on plan.action (goal_id);
create index on plan.action (inmate_id);
create index action_owner on plan.action (owner) where owner is not null;
select plan.guard('plan.action', 'created_by', true);

-- owner: plan. How an action has gone, step by step. Written by the database itself.
create table plan.step (
    id uuid primary key default gen_random_uuid(),
    action_id uuid not null references plan.action,
    goal_id uuid not null references plan.goal,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    by_account uuid,
    state text not null check (state in ('planned', 'under_way', 'done', 'not_now', 'dropped')),
    evidence text not null default '',
    shared boolean not null default true
);
create index on plan.step (prison_id);
create index on plan.step (action_id, at);
create index on plan.step (goal_id);
create index on plan.step (inmate_id, at);
select plan.guard('plan.step', null, true);
create trigger append_only before delete or update of id, action_id, goal_id, inmate_id, at, by_account, state, evidence on plan.step for each row execute function platform.append_only();

-- owner: plan. What happens elsewhere under a goal: a talk, a session, a result. Filled by other slices through `plan.note_progress`;
-- what it was about stays where it was written, under that record's own class.
create table plan.progress (
    id uuid primary key default gen_random_uuid(),
    goal_id uuid not null references plan.goal,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('talk', 'attendance', 'result', 'leave', 'visit', 'session', 'support_group')),
    source uuid not null,
    at timestamptz not null,
    -- So many of so many, where that says something: lessons of a week.
    n int check (n >= 0),
    of_n int check (of_n >= n),
    shared boolean not null default true,
    constraint progress_once unique (goal_id, kind, source)
);
create index on plan.progress (prison_id);
create index on plan.progress (inmate_id, at desc);
select plan.guard('plan.progress', null, true);

-- owner: plan. What was agreed, or not, on a day. It never changes; another agreement is another version.
create table plan.version (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    number int not null check (number >= 1),
    outcome text not null check (outcome in ('agreed', 'not_agreed', 'not_answered')),
    inmate_words text not null default '' check (length(inmate_words) <= 1000),
    agreed_on date not null,
    participants text not null default '' check (length(participants) <= 400),
    explained_by text not null check (length(explained_by) between 2 and 120),
    explained_in text not null,
    interpreter boolean not null default false,
    -- Who must sign besides, by the rule of the day.
    countersign text check (countersign in ('governor')),
    countersigned_by uuid,
    countersigned_at timestamptz,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint version_number unique (inmate_id, number),
    constraint disagreement_in_words check (outcome <> 'not_agreed' or length(inmate_words) >= 3),
    constraint signed_whole check ((countersigned_by is null) = (countersigned_at is null) and (countersigned_by is null or countersign is not null)),
    constraint signed_by_another check (countersigned_by <> recorded_by)
);
create index on plan.version (prison_id);
select plan.guard('plan.version', 'recorded_by', false);
drop policy changes on plan.version;
create trigger append_only before delete or update of id, inmate_id, number, outcome, inmate_words, agreed_on, participants, explained_by, explained_in, interpreter, countersign, recorded_by,
    recorded_at on plan.version for each row execute function platform.append_only();

-- owner: plan. The goals as that version has them.
create table plan.version_goal (
    version_id uuid not null references plan.version,
    goal_id uuid not null references plan.goal,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    theme text not null,
    words text not null,
    state text not null,
    target_on date,
    -- what, who, partner, by_day of each, in order.
    actions jsonb not null,
    shared boolean not null,
    primary key (version_id, goal_id)
);
create index on plan.version_goal (prison_id);
create index on plan.version_goal (goal_id);
create index on plan.version_goal (inmate_id);
select plan.guard('plan.version_goal', null, true);
create trigger append_only before delete or update of version_id, goal_id, inmate_id, theme, words, state, target_on, actions on plan.version_goal
    for each row execute function platform.append_only();

-- owner: plan. A meeting that looks at the plan again.
create table plan.review (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    place text not null default '' check (length(place) <= 120),
    state text not null default 'planned' check (state in ('planned', 'held', 'cancelled', 'interrupted')),
    took_part text check (took_part in ('yes', 'partly', 'no')),
    inmate_words text not null default '' check (length(inmate_words) <= 1000),
    notes text not null default '' check (length(notes) <= 4000),
    outcome text check (outcome in ('goes_on', 'changes', 'new_assessment')),
    reason text not null default '' check (length(reason) <= 300),
    planned_by uuid not null,
    planned_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint review_ended_whole check ((state = 'planned') = (ended_at is null)),
    constraint review_held_whole check ((state = 'held') = (outcome is not null) and (state = 'held') = (took_part is not null)),
    constraint review_cancelled_why check (state <> 'cancelled' or length(reason) >= 3)
);
create index on plan.review (prison_id);
create index on plan.review (inmate_id, at desc);
create unique index one_planned_review on plan.review (inmate_id) where state = 'planned';
select plan.guard('plan.review', 'planned_by', false);

-- owner: plan. Who was asked to come, and who came.
create table plan.invited (
    id uuid primary key,
    review_id uuid not null references plan.review,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    who text not null check (who in ('inmate', 'contact_officer', 'case_manager', 'coordinator', 'teacher', 'supervisor', 'health', 'nav', 'municipality', 'ngo', 'family', 'other')),
    name text not null default '' check (length(name) <= 120),
    came boolean,
    invited_by uuid not null
);
create index on plan.invited (prison_id);
create index on plan.invited (review_id);
create index on plan.invited (inmate_id);
select plan.guard('plan.invited', 'invited_by', false);

-- What the narrow readers see: officers on the unit what matters to the day; teacher, supervisor and health what is theirs.
create policy part on plan.goal for select to og_custody using (
    (select access.role()) = 'OFF' and (select access.allows('app.extracts', 'plan')) and daily and state = 'current'
    and inmate_id = any((select access.deep_persons())::uuid[]));
create policy part on plan.action for select to og_custody using (
    (select access.role()) = 'OFF' and (select access.allows('app.extracts', 'plan')) and state in ('planned', 'under_way') and who <> 'health'
    and inmate_id = any((select access.deep_persons())::uuid[]) and exists (select from plan.goal g where g.id = goal_id and g.daily and g.state = 'current'));
create policy own_part on plan.goal for select to og_activity using (
    (select access.allows('app.extracts', 'plan')) and parts && (select plan.my_parts()) and state = 'current' and inmate_id = any((select access.assigned())::uuid[]));
create policy own_part on plan.action for select to og_activity using (
    (select access.allows('app.extracts', 'plan')) and who = any((select plan.my_parts())::text[]) and inmate_id = any((select access.assigned())::uuid[]));
create policy health_part on plan.goal for select to og_health using (
    (select access.allows('app.extracts', 'plan')) and parts && (select plan.my_parts()) and state = 'current' and prison_id = any((select access.deep_prisons())::uuid[]));
create policy health_part on plan.action for select to og_health using (
    (select access.allows('app.extracts', 'plan')) and who = any((select plan.my_parts())::text[]) and prison_id = any((select access.deep_prisons())::uuid[]));
-- And what they move.
create policy own_moves on plan.action for update to og_activity using (
    (select access.allows('app.writes_assigned', 'plan_steps')) and who = any((select plan.my_parts())::text[]) and inmate_id = any((select access.assigned())::uuid[])) with check (true);
create policy health_moves on plan.action for update to og_health using (
    (select access.allows('app.writes', 'plan_steps')) and who = any((select plan.my_parts())::text[]) and prison_id = any((select access.deep_prisons())::uuid[])) with check (true);

grant select on plan.assessment, plan.theme, plan.consent, plan.risk, plan.goal, plan.action, plan.step, plan.progress, plan.version, plan.version_goal, plan.review, plan.invited
    to og_custody, og_case, og_region, og_auditor;
grant insert on plan.assessment, plan.theme, plan.consent, plan.risk, plan.goal, plan.action, plan.version, plan.review, plan.invited to og_custody, og_case;
grant update (state, inmate_words, ended_by, ended_at) on plan.assessment to og_custody, og_case;
grant update (own_words, needs, resources, importance, wants_contact, written_by, written_at, version) on plan.theme to og_custody, og_case;
grant update (ended_at, ended_by) on plan.consent to og_custody, og_case;
grant update (withdrawn_at, withdrawn_by) on plan.risk to og_custody, og_case;
grant update (theme, words, state, state_reason, state_at, state_by, target_on, daily, version) on plan.goal to og_custody, og_case;
grant update (what, who, owner, partner, by_day, state, evidence, moved_at, moved_by, version) on plan.action to og_custody, og_case;
grant update (at, place, state, took_part, inmate_words, notes, outcome, reason, ended_by, ended_at, version) on plan.review to og_custody, og_case;
grant update (came) on plan.invited to og_custody, og_case;
grant select (id, inmate_id, prison_id, theme, words, state, target_on, parts, shared) on plan.goal to og_activity, og_health;
grant select (id, goal_id, inmate_id, prison_id, what, who, owner, by_day, state, evidence, moved_at, shared, version) on plan.action to og_activity, og_health;
grant update (state, evidence, moved_at, moved_by, version) on plan.action to og_activity, og_health;

-- A file for whoever comes into custody; of whoever comes again, that of the new stay. What was written before stays readable.
create function plan.stay_begins() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    insert into file as f (inmate_id, prison_id, stay_id, admitted_at) values (new.inmate_id, new.prison_id, new.id, new.admitted_at)
    on conflict (inmate_id) do update set prison_id = excluded.prison_id, stay_id = excluded.stay_id, admitted_at = excluded.admitted_at, moved_at = null, moved_ref = null, clock_ref = null,
           sentence_ref = null, assessment_id = null, assessed_at = null, version_id = null, version_outcome = null, version_at = null, changed_at = null
     where f.stay_id <> excluded.stay_id;
    return null;
end $$;
create trigger stay_begins after insert on custody.stay for each row when (new.released_at is null) execute function plan.stay_begins();
insert into plan.file (inmate_id, prison_id, stay_id, admitted_at) select s.inmate_id, s.prison_id, s.id, s.admitted_at from custody.stay s where s.released_at is null on conflict do nothing;

-- Another prison answers: the mapping is renewed there, and a meeting that was planned here is not held.
create function plan.file_moves() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if new.prison_id is not null and old.prison_id is not null and new.prison_id <> old.prison_id then
        new.moved_at := platform.now();
        new.moved_ref := gen_random_uuid();
        new.clock_ref := null;
        update review r set state = 'interrupted', ended_at = platform.now(), ended_by = access.account(), version = version + 1 where r.inmate_id = new.inmate_id and r.state = 'planned';
    end if;
    return new;
end $$;
create trigger file_moves before update of prison_id on plan.file for each row execute function plan.file_moves();

-- Nothing is written under a theme without consent, nor in a mapping that is finished.
create function plan.theme_rules() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if tg_op = 'UPDATE' and (new.own_words, new.needs, new.resources, new.importance, new.wants_contact, new.theme, new.assessment_id)
           is not distinct from (old.own_words, old.needs, old.resources, old.importance, old.wants_contact, old.theme, old.assessment_id) then
        return new;
    end if;
    if not exists (select from assessment a where a.id = new.assessment_id and a.inmate_id = new.inmate_id and a.state = 'open') then
        raise exception 'a finished mapping stands' using errcode = 'check_violation', constraint = 'assessment_stands';
    end if;
    if not exists (select from consent c where c.inmate_id = new.inmate_id and c.theme = new.theme and c.ended_at is null) then
        raise exception 'nothing is written without consent' using errcode = 'check_violation', constraint = 'theme_without_consent';
    end if;
    return new;
end $$;
create trigger theme_rules before insert or update on plan.theme for each row execute function plan.theme_rules();
create trigger append_only before delete on plan.theme for each row execute function platform.append_only();

create function plan.assessment_rules() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if old.state <> 'open' and (new.state, new.inmate_words, new.ended_at, new.ended_by, new.reason, new.number, new.on_remand)
           is distinct from (old.state, old.inmate_words, old.ended_at, old.ended_by, old.reason, old.number, old.on_remand) then
        raise exception 'a finished mapping stands' using errcode = 'check_violation', constraint = 'assessment_stands';
    end if;
    if new.state <> 'open' and old.state = 'open' then
        update file f set assessment_id = new.id, assessed_at = new.ended_at where f.inmate_id = new.inmate_id;
    end if;
    return new;
end $$;
create trigger assessment_rules before update on plan.assessment for each row execute function plan.assessment_rules();
create trigger append_only before delete on plan.assessment for each row execute function platform.append_only();

-- Consent given or withdrawn: at once for everything under the theme, old versions too.
create function plan.consent_counts() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
declare v boolean := new.ended_at is null;
begin
    update theme t set shared = v where t.inmate_id = new.inmate_id and t.theme = new.theme and t.shared <> v;
    update goal g set shared = v where g.inmate_id = new.inmate_id and g.theme = new.theme and g.shared <> v;
    update action a set shared = v from goal g where g.id = a.goal_id and g.inmate_id = new.inmate_id and g.theme = new.theme and a.shared <> v;
    update step s set shared = v from goal g where g.id = s.goal_id and g.inmate_id = new.inmate_id and g.theme = new.theme and s.shared <> v;
    update progress p set shared = v from goal g where g.id = p.goal_id and g.inmate_id = new.inmate_id and g.theme = new.theme and p.shared <> v;
    update version_goal x set shared = v where x.inmate_id = new.inmate_id and x.theme = new.theme and x.shared <> v;
    return null;
end $$;
create trigger consent_counts after insert or update of ended_at on plan.consent for each row execute function plan.consent_counts();

-- A goal begins under a theme that is shared; what it says otherwise than the version makes the next version a draft.
create function plan.goal_rules() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if tg_op = 'INSERT' or new.theme is distinct from old.theme then
        if not exists (select from consent c where c.inmate_id = new.inmate_id and c.theme = new.theme and c.ended_at is null) then
            raise exception 'nothing is written without consent' using errcode = 'check_violation', constraint = 'theme_without_consent';
        end if;
    end if;
    if tg_op = 'INSERT' or (new.theme, new.words, new.target_on, new.state) is distinct from (old.theme, old.words, old.target_on, old.state) then
        -- Achieved is how it went, not what was agreed.
        if new.state <> 'achieved' then
            update file f set changed_at = greatest(platform.now(), f.version_at + interval '1 microsecond') where f.inmate_id = new.inmate_id;
        end if;
    end if;
    return new;
end $$;
create trigger goal_rules before insert or update on plan.goal for each row execute function plan.goal_rules();
create trigger append_only before delete or update of id, inmate_id, created_by, created_at on plan.goal for each row execute function platform.append_only();

create function plan.action_moves() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        select g.shared into new.shared from goal g where g.id = new.goal_id and g.inmate_id = new.inmate_id;
        if not found then raise exception 'an action belongs to a goal of the same person' using errcode = 'check_violation', constraint = 'action_of_another'; end if;
    end if;
    if tg_op = 'INSERT' or (new.what, new.who, new.partner, new.by_day) is distinct from (old.what, old.who, old.partner, old.by_day) or (new.state = 'dropped') <> (old.state = 'dropped') then
        update file f set changed_at = greatest(platform.now(), f.version_at + interval '1 microsecond') where f.inmate_id = new.inmate_id;
    end if;
    return new;
end $$;
create trigger action_moves before insert or update on plan.action for each row execute function plan.action_moves();
create function plan.action_moved() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    if tg_op = 'INSERT' or (new.state, new.evidence) is distinct from (old.state, old.evidence) then
        insert into step (action_id, goal_id, inmate_id, prison_id, at, by_account, state, evidence, shared)
        values (new.id, new.goal_id, new.inmate_id, new.prison_id, new.moved_at, new.moved_by, new.state, new.evidence, new.shared);
    end if;
    if tg_op = 'INSERT' or new.who is distinct from old.who or (new.state = 'dropped') <> (old.state = 'dropped') then
        update goal g set parts = array(select distinct a.who from action a where a.goal_id = new.goal_id and a.state <> 'dropped' order by 1) where g.id = new.goal_id;
    end if;
    return null;
end $$;
create trigger action_moved after insert or update on plan.action for each row execute function plan.action_moved();
create trigger append_only before delete or update of id, goal_id, inmate_id, created_by, created_at on plan.action for each row execute function platform.append_only();

-- A version takes with it what the goals say, those under a withdrawn theme too.
create function plan.version_freezes() returns trigger language plpgsql security definer set search_path = plan, pg_temp as $$
begin
    insert into version_goal (version_id, goal_id, inmate_id, prison_id, theme, words, state, target_on, actions, shared)
    select new.id, g.id, g.inmate_id, g.prison_id, g.theme, g.words, g.state, g.target_on,
           coalesce((select jsonb_agg(jsonb_build_object('what', a.what, 'who', a.who, 'partner', a.partner, 'by_day', a.by_day) order by a.created_at, a.id)
                       from action a where a.goal_id = g.id and a.state <> 'dropped'), '[]'), g.shared
      from goal g where g.inmate_id = new.inmate_id and g.state in ('current', 'later', 'achieved');
    update file f set version_id = new.id, version_outcome = new.outcome, version_at = new.recorded_at, changed_at = null where f.inmate_id = new.inmate_id;
    return null;
end $$;
create trigger version_freezes after insert on plan.version for each row execute function plan.version_freezes();

-- The second signature, by somebody else, in their own name.
create function plan.countersign(p_version uuid) returns boolean language plpgsql volatile security definer set search_path = plan, pg_temp as $$
declare v version;
begin
    select * into v from version x where x.id = p_version for update;
    if not found or v.countersign is null or v.countersigned_at is not null then return false; end if;
    if not access.allows('app.writes', 'plan_sign') or v.inmate_id = any(access.hidden()) or not coalesce(v.prison_id = any(access.deep_prisons()), false) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    update version x set countersigned_by = access.account(), countersigned_at = platform.now() where x.id = p_version;
    return true;
end $$;
grant execute on function plan.countersign(uuid) to og_custody;

-- Actions whose owner cannot do them any more: the account is closed, or its role at the person's prison has ended.
create function plan.owners_gone() returns table (action_id uuid, display_name text) language sql stable security definer set search_path = plan, pg_temp as $$
    select a.id, o.display_name from action a join access.account o on o.id = a.owner
     where a.state in ('planned', 'under_way', 'not_now') and a.inmate_id <> all(access.hidden())
       and ((access.allows('app.reads', 'plan') and (a.prison_id = any(access.deep_prisons()) or a.inmate_id = any(access.deep_persons())))
            or (access.allows('app.reads_assigned', 'plan') and a.inmate_id = any(access.assigned())))
       and (a.shared or access.role() in ('CAS', 'AUD'))
       and exists (select from goal g where g.id = a.goal_id and g.state in ('current', 'later'))
       and (o.status <> 'active'
            or not exists (select from access.assignment x where x.account_id = a.owner and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() and a.prison_id = any(x.prisons)
                              and x.role = any(case a.who when 'contact_officer' then array['CON'] when 'case_manager' then array['CAS'] when 'coordinator' then array['REI'] when 'teacher' then array['EDU']
                                                          else array['WRK'] end)))
$$;
grant execute on function plan.owners_gone() to og_custody, og_case, og_region, og_auditor;

-- Whom an action can be given to: those who hold the roles at the person's prison.
create function plan.owners_at(p_prison uuid) returns table (account_id uuid, role text, display_name text) language sql stable security definer set search_path = plan, pg_temp as $$
    select distinct on (a.display_name, a.id, x.role) a.id, x.role, a.display_name from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
     where p_prison = any(x.prisons) and x.role in ('CON', 'CAS', 'REI', 'EDU', 'WRK') and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and p_prison = any(access.prisons()) and access.allows('app.writes_assigned', 'plan')
     order by a.display_name, a.id, x.role limit 400
$$;
grant execute on function plan.owners_at(uuid) to og_custody, og_case;

-- What another slice has seen happen under a goal. Whoever records that may say so, about people they reach.
create function plan.note_progress(p_goal uuid, p_kind text, p_source uuid, p_at timestamptz, p_n int default null, p_of int default null) returns boolean
language plpgsql volatile security definer set search_path = plan, pg_temp as $$
declare g goal;
begin
    select * into g from goal x where x.id = p_goal;
    if not found or not sentences.reaches(array[g.inmate_id]) then return false; end if;
    insert into progress (goal_id, inmate_id, prison_id, kind, source, at, n, of_n, shared) values (g.id, g.inmate_id, g.prison_id, p_kind, p_source, p_at, p_n, p_of, g.shared)
    on conflict (goal_id, kind, source) do update set at = excluded.at, n = excluded.n, of_n = excluded.of_n;
    return true;
end $$;
grant execute on function plan.note_progress(uuid, text, uuid, timestamptz, int, int) to og_custody, og_case, og_activity;

-- Whoever of the house is asked to a review is told: those assigned to the person in the roles that were invited.
create function plan.tell_invited(p_review uuid, p_arguments jsonb, p_link text) returns int language plpgsql volatile security definer set search_path = plan, pg_temp as $$
declare r review; v record; n int := 0;
begin
    select * into r from review x where x.id = p_review;
    if not found or not sentences.reaches(array[r.inmate_id]) then return 0; end if;
    for v in select distinct g.account_id from access.person_grant g
              where g.inmate_id = r.inmate_id and g.kind in ('assigned', 'cover') and g.ended_at is null and g.given_by is not null and g.during @> platform.now() and g.account_id <> access.account()
                and exists (select from invited i where i.review_id = r.id and case i.who when 'contact_officer' then 'CON' when 'case_manager' then 'CAS' when 'coordinator' then 'REI'
                                                                                        when 'teacher' then 'EDU' when 'supervisor' then 'WRK' end = g.role) loop
        perform access.notify_account(v.account_id, 'plan_review', p_arguments, p_link);
        n := n + 1;
    end loop;
    return n;
end $$;
grant execute on function plan.tell_invited(uuid, jsonb, text) to og_custody, og_case;

-- Where everybody's plan stands, as far as the reader may know: lists and the figures that lead to them ask the same.
create view plan.standing with (security_invoker = true) as
select f.inmate_id, f.prison_id, w.unit_id, w.cell_id, w.legal_status, w.expected_release, f.assessed_at, f.version_outcome, f.version_at,
       f.assessment_id is null as no_assessment,
       f.version_id is null and w.legal_status not in ('remand', 'none') as no_plan,
       f.version_id is not null and f.changed_at is not null as changed,
       f.version_id is not null and f.version_outcome <> 'agreed' as not_agreed,
       v.countersign is not null and v.countersigned_at is null as unsigned,
       d.assess_by, d.review_by, coalesce(d.assess_late, false) as assess_late, coalesce(d.review_late, false) as review_late, r.at as review_at, coalesce(g.n, 0) as gone
  from plan.file f
  join custody.in_custody w on w.inmate_id = f.inmate_id
  left join plan.version v on v.id = f.version_id
  left join plan.review r on r.inmate_id = f.inmate_id and r.state = 'planned'
  left join (select a.inmate_id, count(*) as n from plan.owners_gone() x join plan.action a on a.id = x.action_id group by a.inmate_id) g on g.inmate_id = f.inmate_id
  left join lateral (
        select min(x.due_on) filter (where x.rule_id like 'plan.assessment%') as assess_by, min(x.due_on) filter (where x.rule_id not like 'plan.assessment%') as review_by,
               bool_or(x.due_at <= platform.now()) filter (where x.rule_id like 'plan.assessment%') as assess_late,
               bool_or(x.due_at <= platform.now()) filter (where x.rule_id like 'plan.review%') as review_late
          from sentences.deadline x where x.inmate_id = f.inmate_id and x.state = 'open' and x.rule_id like 'plan.%') d on true;
grant select on plan.standing to og_custody, og_case, og_region, og_auditor;

-- For whom the clock is not set yet: whoever came, was moved, or began to serve a sentence.
create function plan.clock_unset(p_limit int) returns table (inmate_id uuid, prison_id uuid, reception_ref uuid, transfer_ref uuid, sentence_ref uuid, admitted_at timestamptz, moved_at timestamptz, remand boolean,
    interrupted uuid)
language sql stable security definer set search_path = plan, pg_temp as $$
    select f.inmate_id, f.prison_id, case when f.clock_ref is null and f.moved_ref is null then f.stay_id end, case when f.clock_ref is null then f.moved_ref end,
           case when f.sentence_ref is null and w.legal_status not in ('remand', 'none') then f.stay_id end, f.admitted_at, f.moved_at, w.legal_status in ('remand', 'none'),
           (select r.id from review r where r.inmate_id = f.inmate_id and r.state = 'interrupted' and r.ended_at >= f.moved_at and f.clock_ref is null order by r.ended_at desc limit 1)
      from file f join custody.in_custody w on w.inmate_id = f.inmate_id
     where f.clock_ref is null or (f.sentence_ref is null and w.legal_status not in ('remand', 'none'))
     order by f.inmate_id limit p_limit
$$;
create function plan.clock_set(p_inmates uuid[]) returns void language sql volatile security definer set search_path = plan, pg_temp as $$
    update file f set clock_ref = coalesce(f.moved_ref, f.stay_id), sentence_ref = case when w.legal_status not in ('remand', 'none') then f.stay_id else f.sentence_ref end
      from custody.in_custody w where w.inmate_id = f.inmate_id and f.inmate_id = any(p_inmates)
$$;
grant execute on function plan.clock_unset(int), plan.clock_set(uuid[]) to og_jobs;
reset role;
