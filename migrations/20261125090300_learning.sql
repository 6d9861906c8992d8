-- What somebody learns: shared schooling, tests, what was agreed to help, enrolments, competence reached, notes of teachers, exams, certificates.
-- The school is the county's (opplæringslova ch. 18, strgjfl § 18): its notes are not custody's. Readable by the school where the learner is, and by nobody else
-- but where a class of its own says so; no table here knows of an offence, a sentence or an alert. The record goes on to the next school with the person.
set local role overgang_owner;
create schema learning;
grant usage on schema learning to og_custody, og_case, og_activity, og_auditor, og_jobs;

-- owner: learning. One row a learner: what they wish to share of earlier schooling, and its end.
create table learning.learner (
    inmate_id uuid primary key references inmates.inmate,
    prison_id uuid references estate.prison,
    shares boolean not null,
    shared_at timestamptz not null,
    highest text check (highest in ('none', 'primary', 'lower_secondary', 'upper_secondary_part', 'upper_secondary', 'trade', 'tertiary', 'university', 'unknown')),
    schooling text not null default '' check (length(schooling) <= 1500),
    country text check (country ~ '^[A-Z]{2}$'),
    wishes text not null default '' check (length(wishes) <= 1000),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    version int not null default 1,
    -- What is no longer shared is not kept either.
    constraint nothing_unshared check (shares or (highest is null and schooling = '' and country is null))
);
create index on learning.learner (prison_id);

-- owner: learning. A test of level, on a day.
create table learning.level_test (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    subject text not null check (subject in ('norwegian', 'reading', 'writing', 'mathematics', 'english', 'digital', 'other')),
    test text not null check (length(test) between 2 and 120),
    result text not null check (length(result) between 1 and 200),
    on_day date not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    constraint test_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index on learning.level_test (prison_id);
create index on learning.level_test (inmate_id, on_day desc);

-- owner: learning. Adapted teaching as agreed with the learner: what is done, never a diagnosis.
create table learning.adapted (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    measures text not null check (length(measures) between 3 and 1500),
    agreed_on date not null,
    agreed_by_inmate boolean not null,
    review_on date not null check (review_on > agreed_on),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz,
    ended_by uuid,
    version int not null default 1,
    constraint only_what_was_agreed check (agreed_by_inmate),
    constraint adapted_ended_whole check ((ended_at is null) = (ended_by is null))
);
create index on learning.adapted (prison_id);
create index on learning.adapted (inmate_id);
create unique index adapted_once on learning.adapted (inmate_id) where ended_at is null;

-- owner: learning. A course as taken: it lives through a transfer, when another school goes on with it.
create table learning.enrolment (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    course_code text not null check (course_code ~ '^[A-Z0-9_]{2,20}$'),
    place_id uuid references activities.place,
    placement_id uuid references activities.placement,
    goal_id uuid references plan.goal,
    manner text not null default 'class' check (manner in ('class', 'single', 'distance', 'candidate')),
    from_day date not null,
    to_day date check (to_day >= from_day),
    state text not null default 'under_way' check (state in ('under_way', 'completed', 'interrupted', 'left')),
    state_reason text check (length(state_reason) between 3 and 400),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    version int not null default 1,
    constraint enrolment_ended check ((state = 'under_way') = (to_day is null)),
    constraint enrolment_broken_why check (state in ('under_way', 'completed') or state_reason is not null)
);
create index on learning.enrolment (prison_id);
create index on learning.enrolment (inmate_id, from_day desc);
create index on learning.enrolment (place_id) where place_id is not null;
create index on learning.enrolment (placement_id) where placement_id is not null;
create index on learning.enrolment (goal_id) where goal_id is not null;
create unique index enrolled_once on learning.enrolment (inmate_id, course_code) where state = 'under_way';

-- owner: learning. What a course aims at, in the curriculum's words. Of a course, not of a person.
create table learning.competence (
    id uuid primary key,
    course_code text not null check (course_code ~ '^[A-Z0-9_]{2,20}$'),
    number int not null check (number between 1 and 200),
    words text not null check (length(words) between 3 and 400),
    closed_on date,
    added_by uuid not null,
    constraint competence_number unique (course_code, number)
);

-- owner: learning. Reached, and seen by a teacher.
create table learning.reached (
    enrolment_id uuid not null references learning.enrolment,
    competence_id uuid not null references learning.competence,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    on_day date not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    taken_back_at timestamptz,
    taken_back_by uuid,
    primary key (enrolment_id, competence_id),
    constraint reached_taken_back_whole check ((taken_back_at is null) = (taken_back_by is null))
);
create index on learning.reached (prison_id);
create index on learning.reached (competence_id);
create index on learning.reached (inmate_id);

-- owner: learning. A teacher's own note on the learning. Append-only: a correction supersedes.
create table learning.note (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    enrolment_id uuid references learning.enrolment,
    body text not null check (length(body) between 1 and 4000),
    at timestamptz not null,
    author uuid not null,
    supersedes uuid references learning.note
);
create index on learning.note (prison_id);
create index on learning.note (inmate_id, at desc);
create index on learning.note (enrolment_id) where enrolment_id is not null;
create unique index note_superseded_once on learning.note (supersedes) where supersedes is not null;

-- owner: learning. An exam, inside, under the rules of the one that holds it.
create table learning.exam (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    course_code text not null check (course_code ~ '^[A-Z0-9_]{2,20}$'),
    subject text not null check (length(subject) between 2 and 120),
    form text not null check (form in ('written', 'oral', 'practical', 'trade')),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    room_id uuid references estate.place,
    invigilator uuid references access.account,
    invigilator_name text not null default '' check (length(invigilator_name) <= 120),
    aids text not null default '' check (length(aids) <= 600),
    -- Whether the network the exam needs is opened, and who opened it.
    network text not null default 'none' check (network in ('none', 'ordered', 'opened')),
    registered_by_day date,
    state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
    protocol text not null default '' check (length(protocol) <= 4000),
    reason text check (length(reason) between 3 and 300),
    made_by uuid not null,
    made_at timestamptz not null,
    version int not null default 1,
    constraint exam_lasts check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
    constraint exam_cancelled_why check (state <> 'cancelled' or reason is not null),
    constraint exam_room_twice exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned' and room_id is not null),
    constraint invigilator_twice exclude using gist (invigilator with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned' and invigilator is not null)
);
create index on learning.exam (prison_id, starts_at);
create index on learning.exam (room_id) where room_id is not null;
create index on learning.exam (invigilator) where invigilator is not null;

-- owner: learning. Who sits it.
create table learning.candidate (
    id uuid primary key,
    exam_id uuid not null references learning.exam,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    enrolment_id uuid references learning.enrolment,
    -- Candidates of no course register themselves, by fee (privatist).
    own_candidate boolean not null default false,
    extra_aids text not null default '' check (length(extra_aids) <= 300),
    extra_minutes smallint not null default 0 check (extra_minutes between 0 and 360),
    registered_by uuid not null,
    registered_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_reason text check (length(withdrawn_reason) between 3 and 300),
    constraint candidate_once unique (exam_id, inmate_id),
    constraint candidate_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index on learning.candidate (prison_id);
create index on learning.candidate (inmate_id);
create index on learning.candidate (enrolment_id) where enrolment_id is not null;

-- owner: learning. What came of it. Append-only: a corrected mark is another row.
create table learning.result (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    enrolment_id uuid references learning.enrolment,
    candidate_id uuid references learning.candidate,
    course_code text not null check (course_code ~ '^[A-Z0-9_]{2,20}$'),
    kind text not null check (kind in ('exam', 'course', 'trade', 'short_course', 'prior_learning')),
    result text not null check (result ~ '^([1-6]|passed|not_passed|passed_well|did_not_meet|A|B|C|D|E|F)$'),
    on_day date not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    supersedes uuid references learning.result,
    correction text check (length(correction) between 3 and 300),
    constraint result_correction_whole check ((supersedes is null) = (correction is null))
);
create index on learning.result (prison_id);
create index on learning.result (inmate_id, on_day desc);
create index on learning.result (enrolment_id) where enrolment_id is not null;
create index on learning.result (candidate_id) where candidate_id is not null;
create unique index result_superseded_once on learning.result (supersedes) where supersedes is not null;

-- owner: learning. A certificate as issued: by a school or a trade's board, at a town. It carries no mark of a prison (Mandela rule 104; European rule 28.7), so no
-- column of it that is printed names one: `issuer` may not either.
create table learning.certificate (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    result_id uuid references learning.result,
    title text not null check (length(title) between 2 and 160),
    issuer text not null check (length(issuer) between 2 and 160 and issuer !~* '(fengsel|overgangsbolig|kriminalomsorg|forvaring|prison|innsatt)'),
    town text not null check (length(town) between 2 and 80),
    number text not null default '' check (length(number) <= 60),
    issued_on date not null,
    valid_to date check (valid_to > issued_on),
    handed_over_on date,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_reason text check (length(withdrawn_reason) between 3 and 300),
    constraint no_mark_of_a_prison check (title !~* '(fengsel|overgangsbolig|kriminalomsorg|forvaring|prison|innsatt)'),
    constraint certificate_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index on learning.certificate (prison_id);
create index on learning.certificate (inmate_id, issued_on desc);
create index on learning.certificate (result_id) where result_id is not null;

-- The learner's own school: the learners whom a teacher reaches (by their places, or given by hand), and all learners here for whoever leads the school.
create function learning.my_learners() returns uuid[] language sql stable security definer set search_path = learning, pg_temp as $$
    select case when access.role() <> 'EDU' then '{}'::uuid[]
                when exists (select from activities.lead l where l.account_id = access.account() and l.field = 'education' and l.prison_id = any(access.houses()) and l.during @> platform.today())
                then array(select e.inmate_id from enrolment e where e.prison_id in (select l.prison_id from activities.lead l where l.account_id = access.account() and l.field = 'education' and l.during @> platform.today())
                              and e.prison_id = any(access.houses())
                           union select unnest(access.assigned()))
                else access.assigned() end
$$;
revoke execute on function learning.my_learners() from public;
grant execute on function learning.my_learners() to og_custody, og_case, og_activity, og_auditor;

-- `learning`: the school's alone. `education`: what was taken and passed, which case manager, coordinator and (as an extract) contact officer read too.
select access.protect(t, 'learning', 'record', a), access.follow(t)
  from (values ('learning.learner'::regclass, 'recorded_by'), ('learning.level_test', 'recorded_by'), ('learning.adapted', 'recorded_by'), ('learning.reached', 'recorded_by'), ('learning.note', 'author')) v (t, a);
select access.protect(t, 'education', 'record', a), access.follow(t)
  from (values ('learning.enrolment'::regclass, 'recorded_by'), ('learning.result', 'recorded_by'), ('learning.certificate', 'recorded_by')) v (t, a);
select access.protect('learning.candidate', 'exams', 'record', 'registered_by'), access.follow('learning.candidate');
-- A learner is one of this prison's: a post held at two prisons does not open the record of somebody who has moved to a third.
do $$ declare t text;
begin
    foreach t in array array['learner', 'level_test', 'adapted', 'reached', 'note', 'enrolment', 'result', 'certificate', 'candidate'] loop
        execute format($p$create policy own_school on learning.%I as restrictive for all to og_activity using ((select access.role()) = 'EDU' and prison_id = any((select access.houses())::uuid[]))$p$, t);
        execute format($p$create policy leads on learning.%I for select to og_activity using (inmate_id = any((select learning.my_learners())::uuid[]))$p$, t);
        execute format('create trigger append_only_rows before delete on learning.%I for each row execute function platform.append_only()', t);
    end loop;
end $$;
create trigger append_only before update of id, inmate_id, enrolment_id, body, at, author, supersedes on learning.note for each row execute function platform.append_only();
create trigger append_only before update of id, inmate_id, enrolment_id, candidate_id, course_code, kind, result, on_day, recorded_by, recorded_at, supersedes, correction on learning.result
    for each row execute function platform.append_only();
create trigger append_only before update of id, inmate_id, subject, test, result, on_day, recorded_by, recorded_at on learning.level_test for each row execute function platform.append_only();
create trigger append_only before update of id, inmate_id, result_id, title, issuer, town, number, issued_on, valid_to, recorded_by, recorded_at on learning.certificate
    for each row execute function platform.append_only();

-- An exam is the house's: officers must know the day; who sits it is a record of its own.
select access.own('learning.exam'), access.own('learning.competence');
create policy reads on learning.exam for select to og_custody, og_case, og_activity, og_auditor using (
    (select access.allows('app.reads', 'exams') or access.allows('app.reads_assigned', 'exams')) and prison_id = any((select access.houses())::uuid[]));
create policy adds on learning.exam for insert to og_activity with check (
    (select access.role()) = 'EDU' and made_by = (select access.account()) and prison_id = any((select access.houses())::uuid[]));
create policy changes on learning.exam for update to og_activity using ((select access.role()) = 'EDU' and prison_id = any((select access.houses())::uuid[])) with check (true);
create policy reads on learning.competence for select to og_custody, og_case, og_activity, og_auditor using (true);
create policy adds on learning.competence for insert to og_activity with check ((select access.role()) = 'EDU' and added_by = (select access.account()));
create policy closes on learning.competence for update to og_activity using ((select access.role()) = 'EDU') with check (true);

grant select on learning.learner, learning.level_test, learning.adapted, learning.reached, learning.note to og_activity, og_auditor;
grant select on learning.enrolment, learning.result, learning.certificate to og_custody, og_case, og_activity, og_auditor;
grant select on learning.exam, learning.candidate, learning.competence to og_custody, og_case, og_activity, og_auditor;
grant insert on learning.learner, learning.level_test, learning.adapted, learning.reached, learning.note, learning.enrolment, learning.result, learning.certificate, learning.exam, learning.candidate,
    learning.competence to og_activity;
grant update (shares, shared_at, highest, schooling, country, wishes, recorded_by, recorded_at, version) on learning.learner to og_activity;
grant update (withdrawn_at, withdrawn_by) on learning.level_test to og_activity;
grant update (ended_at, ended_by, version) on learning.adapted to og_activity;
grant update (taken_back_at, taken_back_by, on_day, recorded_by, recorded_at) on learning.reached to og_activity;
grant update (place_id, placement_id, goal_id, manner, to_day, state, state_reason, version) on learning.enrolment to og_activity;
grant update (starts_at, ends_at, room_id, invigilator, invigilator_name, aids, network, registered_by_day, state, protocol, reason, version) on learning.exam to og_activity;
grant update (extra_aids, extra_minutes, withdrawn_at, withdrawn_reason) on learning.candidate to og_activity;
grant update (handed_over_on, withdrawn_at, withdrawn_reason) on learning.certificate to og_activity;
grant update (words, closed_on) on learning.competence to og_activity;

-- A placement in a course that ends without its goal leaves the learning interrupted, not lost: the next school goes on with the same enrolment.
create function learning.placement_ended() returns trigger language plpgsql security definer set search_path = learning, pg_temp as $$
begin
    if new.end_code = 'finished' then return null; end if;
    if new.end_code = 'transferred' then
        update enrolment e set place_id = null, placement_id = null, version = version + 1 where e.placement_id = new.id and e.state = 'under_way';
    else
        update enrolment e set state = 'interrupted', to_day = greatest(e.from_day, (upper(new.during) at time zone 'Europe/Oslo')::date), state_reason = new.end_code, version = version + 1
         where e.placement_id = new.id and e.state = 'under_way';
    end if;
    return null;
end $$;
create trigger placement_ended after update of ended_at on activities.placement for each row when (old.ended_at is null and new.ended_at is not null) execute function learning.placement_ended();
reset role;
