-- The law as dated rows. What the program knows comes from data/law/*.csv; what the service changes is proposed by one and approved by another. A row stays
-- what it was: a later row closes it, and every computation can still be made as it was made on its day.
set local role overgang_owner;

-- owner: reference. One row of one rule. `version` numbers the rows of a rule for one subject and names the row for ever.
create table reference.law_rule (
    rule_id text not null check (rule_id ~ '^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$'),
    subject text not null default '' check (subject ~ '^[a-z0-9_]*$'),
    version int not null check (version > 0),
    trigger_event text not null default '' check (trigger_event ~ '^[a-z0-9_.]*$'),
    value text not null check (value ~ '^(-?[0-9]+|[0-9]+/[1-9][0-9]*|[0-9]+ (hours|days|weeks|months|years)|[a-z][a-z0-9_]*)$'),
    clock text not null check (clock in ('elapsed', 'calendar_day', 'date_arithmetic', 'working_day_end', 'before')),
    mode text not null check (mode in ('max', 'decide', 'report', 'review', 'limit')),
    level text check (level in ('local', 'region', 'kdi', 'court', 'prosecutor')),
    repeat text check (repeat ~ '^[1-9][0-9]* (hours|days|weeks|months|years)$'),
    warn text[] not null default '{}',
    act text not null default '',
    section text not null default '',
    valid_from date not null,
    valid_to date,
    status text not null check (status in ('in_force', 'enacted', 'practice')),
    confidence text not null check (confidence in ('verified', 'secondary', 'memory', 'derived', 'assumed')),
    label_nb text not null check (label_nb <> ''),
    label_en text not null check (label_en <> ''),
    origin text not null check (origin in ('file', 'service')),
    proposed_by uuid references access.account,
    approved_by uuid references access.account,
    reason text check (length(reason) between 3 and 1000),
    recorded_at timestamptz not null,
    primary key (rule_id, subject, version),
    constraint law_rule_has_a_source check (status = 'practice' or section <> ''),
    -- A row that is replaced from its own first day on ends the day before it: it has never been in force.
    constraint law_rule_period check (valid_to >= valid_from - 1),
    constraint law_rule_four_eyes check ((origin = 'service') = (proposed_by is not null) and (proposed_by is null or (approved_by is not null and reason is not null))
        and (approved_by is null or approved_by is distinct from proposed_by)),
    -- One value a day. What is enacted only is not yet one.
    constraint law_rule_one_a_day exclude using gist (rule_id with =, subject with =, daterange(valid_from, valid_to + 1) with &&) where (status <> 'enacted')
);
create index on reference.law_rule (proposed_by) where proposed_by is not null;
create index on reference.law_rule (approved_by) where approved_by is not null;

-- owner: reference. A row that waits for another person's answer. The file proposes too, where the service has a row of its own: it never overwrites one.
create table reference.law_proposal (
    id uuid primary key,
    rule_id text not null,
    subject text not null default '',
    -- The newest version when it was proposed; what has been changed since is looked at anew.
    base_version int,
    trigger_event text not null default '',
    value text not null,
    clock text not null,
    mode text not null,
    level text,
    repeat text,
    warn text[] not null default '{}',
    act text not null default '',
    section text not null default '',
    valid_from date not null,
    valid_to date,
    status text not null,
    confidence text not null,
    label_nb text not null,
    label_en text not null,
    origin text not null check (origin in ('file', 'service')),
    proposed_by uuid references access.account,
    proposed_at timestamptz not null,
    reason text check (length(reason) between 3 and 1000),
    outcome text check (outcome in ('approved', 'rejected', 'withdrawn')),
    decided_by uuid references access.account,
    decided_at timestamptz,
    outcome_reason text check (length(outcome_reason) between 3 and 1000),
    version int,
    constraint law_proposal_proposer check ((origin = 'service') = (proposed_by is not null) and (origin = 'file' or reason is not null)),
    constraint law_proposal_decision check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
    constraint law_proposal_four_eyes check (outcome is null or (outcome = 'withdrawn') = (decided_by is not distinct from proposed_by)),
    constraint law_proposal_made check ((outcome is not distinct from 'approved') = (version is not null))
);
-- Two for one rule at once would be decided without knowing of each other.
create unique index law_proposal_one_waits on reference.law_proposal (rule_id, subject) where outcome is null;
create index on reference.law_proposal (rule_id, proposed_at desc);
create index on reference.law_proposal (proposed_by);
create index on reference.law_proposal (decided_by);

-- owner: reference. What has been changed and may change what was computed before; whoever recomputes marks it as handled.
create table reference.law_change (
    id bigint generated always as identity primary key,
    rule_id text not null,
    subject text not null,
    version int not null,
    from_day date not null,
    to_day date,
    at timestamptz not null,
    handled_at timestamptz
);
create index on reference.law_change (id) where handled_at is null;

select access.own(t) from unnest(array['reference.law_rule', 'reference.law_proposal', 'reference.law_change']::regclass[]) t;
create policy reads on reference.law_rule for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs using (true);
create policy reads on reference.law_proposal for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (true);
create policy proposes on reference.law_proposal for insert to og_custody, og_system with check (
    (select access.allows('app.writes', 'law')) and proposed_by = (select access.account()) and origin = 'service' and outcome is null and valid_to is null);
create policy reads on reference.law_change for select to og_jobs using (true);
create policy handles on reference.law_change for update to og_jobs using (true) with check (true);
grant select on reference.law_rule, reference.law_proposal to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant select on reference.law_rule, reference.law_change to og_jobs;
grant insert on reference.law_proposal to og_custody, og_system;
grant update (handled_at) on reference.law_change to og_jobs;

-- A row keeps what it says. Its last day may come nearer when a later row takes over; a slip of the pen in its name may be put right.
create function reference.law_rule_stays() returns trigger language plpgsql set search_path = reference, pg_temp as $$
begin
    if tg_op <> 'UPDATE' then raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end if;
    if to_jsonb(new) - array['valid_to', 'label_nb', 'label_en'] is distinct from to_jsonb(old) - array['valid_to', 'label_nb', 'label_en']
       or coalesce(new.valid_to, 'infinity') > coalesce(old.valid_to, 'infinity') then
        raise exception 'a row of law can only be closed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger law_rule_stays before update or delete on reference.law_rule for each row execute function reference.law_rule_stays();
create trigger law_rule_stays_whole before truncate on reference.law_rule for each statement execute function reference.law_rule_stays();

-- Tells every running program to read the law anew, and whoever recomputes what may come out differently.
create function reference.law_rule_tells() returns trigger language plpgsql set search_path = reference, pg_temp as $$
begin
    perform pg_notify('law', new.rule_id);
    if tg_op = 'INSERT' and new.status <> 'enacted' and exists (select from law_rule r where r.rule_id = new.rule_id and r.recorded_at < new.recorded_at) then
        insert into law_change (rule_id, subject, version, from_day, to_day, at) values (new.rule_id, new.subject, new.version, new.valid_from, new.valid_to, new.recorded_at);
    end if;
    return null;
end $$;
create trigger law_rule_tells after insert or update on reference.law_rule for each row execute function reference.law_rule_tells();

-- Puts a row into the history: the row in force on its first day ends the day before it, and the new one ends where that one would have, so that later
-- rows stay. Answers with its version.
create function reference.put_law(r reference.law_rule) returns int language plpgsql volatile set search_path = reference, pg_temp as $$
declare v_over law_rule; v_next date;
begin
    r.version := coalesce((select max(k.version) from law_rule k where k.rule_id = r.rule_id and k.subject = r.subject), 0) + 1;
    r.recorded_at := platform.now();
    if r.status <> 'enacted' then
        select * into v_over from law_rule k where k.rule_id = r.rule_id and k.subject = r.subject and k.status <> 'enacted' and daterange(k.valid_from, k.valid_to + 1) @> r.valid_from;
        if found then
            r.valid_to := least(r.valid_to, v_over.valid_to);
            update law_rule k set valid_to = r.valid_from - 1 where k.rule_id = r.rule_id and k.subject = r.subject and k.version = v_over.version;
        end if;
        select min(k.valid_from) - 1 into v_next from law_rule k
         where k.rule_id = r.rule_id and k.subject = r.subject and k.status <> 'enacted' and k.valid_from > r.valid_from and not isempty(daterange(k.valid_from, k.valid_to + 1));
        r.valid_to := least(r.valid_to, v_next);
    end if;
    insert into law_rule select r.*;
    return r.version;
end $$;

-- The answer to a proposal: `approved`, `rejected` by somebody else, `withdrawn` by whoever made it. Says what stands in the way otherwise: `missing`,
-- `decided` (somebody was first), `own` (nobody approves what they proposed), `changed` (the rule has got a row since).
create function reference.answer_law(p_id uuid, p_outcome text, p_reason text) returns text
language plpgsql volatile security definer set search_path = reference, pg_temp as $$
declare p law_proposal; r law_rule; v_version int;
begin
    if access.account() is null or not access.allows('app.writes', 'law') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform pg_advisory_xact_lock(hashtext('reference.law'));
    select * into p from law_proposal where id = p_id for update;
    if not found then return 'missing'; end if;
    if p.outcome is not null then return 'decided'; end if;
    if (p_outcome = 'withdrawn') is distinct from (p.proposed_by is not distinct from access.account()) then return 'own'; end if;
    if p_outcome = 'approved' then
        if (select max(k.version) from law_rule k where k.rule_id = p.rule_id and k.subject = p.subject) is distinct from p.base_version then return 'changed'; end if;
        r := jsonb_populate_record(null::law_rule, to_jsonb(p) - 'version' || jsonb_build_object('approved_by', access.account()));
        v_version := put_law(r);
    end if;
    update law_proposal set outcome = p_outcome, decided_by = access.account(), decided_at = platform.now(), outcome_reason = p_reason, version = v_version where id = p_id;
    return p_outcome;
end $$;
grant execute on function reference.answer_law(uuid, text, text) to og_custody, og_system;
reset role;
