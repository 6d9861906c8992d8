-- The clock: what must have happened, by whom, until when, by which rule. One table for the whole product; a slice that records an event
-- raises its items and satisfies them, and the same job warns, repeats and escalates them all.
set local role overgang_owner;

-- owner: deadlines. One item a rule, event and round. The rule is kept as it stood when the item was raised: a later row of the law changes
-- nothing here.
create table sentences.deadline (
    id uuid primary key,
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    rule_id text not null check (rule_id <> ''),
    subject text not null default '',
    rule_version int not null,
    trigger text not null check (trigger <> ''),
    cite text not null,
    to_confirm boolean not null,
    label_nb text not null,
    label_en text not null,
    -- `14 days`; and after that, again each. As in the file of rules.
    span text not null,
    clock text not null check (clock in ('elapsed', 'calendar_day', 'date_arithmetic', 'working_day_end', 'before')),
    repeat text,
    warn text not null default '',
    mode text not null check (mode in ('max', 'decide', 'report', 'review', 'limit')),
    level text check (level in ('local', 'region', 'kdi', 'court', 'prosecutor')),
    -- What it is about: the order, the observation, the decision.
    reference uuid not null,
    round int not null default 1 check (round >= 1),
    event_at timestamptz not null,
    -- The first instant at which it is too late, and the last day on which it is not. `timed`: by the clock, else the whole of that day.
    due_at timestamptz not null,
    due_on date not null,
    timed boolean not null,
    -- The document says the day itself; nothing was counted.
    given boolean not null default false,
    owner_role text not null check (owner_role in ('CAS', 'DUT', 'GOV')),
    owner uuid references access.account,
    -- Nobody may be held past it without a new ground: shown over the person's every page. Never a release by itself.
    hard boolean not null default false,
    -- What nobody can neglect: an earliest day, or a deadline of the person's own. It passes, it is never overdue.
    lapses boolean not null default false,
    -- It ends when the person is released.
    in_custody_only boolean not null default true,
    state text not null default 'open' check (state in ('open', 'satisfied', 'cancelled')),
    waiting_for text check (waiting_for in ('region', 'kdi', 'court', 'police', 'prosecutor', 'other')),
    waiting_since timestamptz,
    waiting_note text check (length(waiting_note) between 3 and 400),
    outcome text check (outcome <> ''),
    outcome_note text check (length(outcome_note) between 3 and 2000),
    -- The row that did it: the new order.
    satisfied_by uuid,
    closed_by uuid references access.account,
    closed_at timestamptz,
    -- No further round.
    series_over boolean not null default false,
    warn_at timestamptz[] not null default '{}',
    warned int not null default 0,
    escalated_at timestamptz,
    -- When the job must look at it next.
    next_at timestamptz generated always as (case when state = 'open' then coalesce(warn_at[warned + 1], case when escalated_at is null then due_at end) end) stored,
    raised_by uuid references access.account,
    raised_at timestamptz not null,
    version int not null default 1,
    constraint deadline_once unique (rule_id, reference, round),
    constraint deadline_closed_whole check ((state = 'open') = (closed_at is null) and (state = 'open') = (outcome is null)),
    constraint deadline_waiting_whole check ((waiting_for is null) = (waiting_since is null) and (waiting_for is null) = (waiting_note is null)),
    constraint due_after_event check (clock = 'before' or given or due_at >= event_at)
);
create index on sentences.deadline (prison_id, due_at) where state = 'open';
create index deadline_by_prison on sentences.deadline (prison_id);
create index on sentences.deadline (inmate_id, due_at);
create index on sentences.deadline (reference);
create index deadline_owner on sentences.deadline (owner, due_at) where owner is not null;
create index on sentences.deadline (closed_by) where closed_by is not null;
create index on sentences.deadline (raised_by) where raised_by is not null;
create index deadline_next on sentences.deadline (next_at) where next_at is not null;
create index deadline_hard on sentences.deadline (inmate_id, due_at) where hard and state = 'open';
create index deadline_series on sentences.deadline (rule_id, reference, round) where repeat is not null and not series_over;

select access.protect('sentences.deadline', 'deadlines', 'record', null);
select access.follow('sentences.deadline');
-- What is a prison's own has no person to be hidden.
drop policy hidden on sentences.deadline;
create policy hidden on sentences.deadline as restrictive for all to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]));
create policy changes on sentences.deadline for update to og_custody, og_case using (
    ((select access.allows('app.writes', 'deadlines')) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
    or ((select access.allows('app.writes_assigned', 'deadlines')) and inmate_id = any((select access.assigned())::uuid[]))) with check (true);
grant select on sentences.deadline to og_custody, og_case, og_region, og_auditor;
grant update (state, outcome, outcome_note, closed_by, closed_at, series_over, owner, waiting_for, waiting_since, waiting_note, version) on sentences.deadline to og_custody, og_case;

-- owner: deadlines. Everything that became of an item. Written by the database itself, whoever changed it.
create table sentences.deadline_step (
    id uuid primary key default gen_random_uuid(),
    deadline_id uuid not null references sentences.deadline,
    at timestamptz not null,
    step text not null check (step in ('raised', 'moved', 'warned', 'escalated', 'waiting', 'resumed', 'assigned', 'closed')),
    by_account uuid references access.account,
    note text not null default '' check (length(note) <= 2000),
    was timestamptz,
    now timestamptz
);
create index on sentences.deadline_step (deadline_id, at);
create index on sentences.deadline_step (by_account) where by_account is not null;
select access.own('sentences.deadline_step');
create policy reads on sentences.deadline_step for select to og_custody, og_case, og_region, og_auditor using (exists (select from sentences.deadline d where d.id = deadline_id));
grant select on sentences.deadline_step to og_custody, og_case, og_region, og_auditor;
create trigger append_only before update or delete on sentences.deadline_step for each row execute function platform.append_only();
create trigger append_only before delete or update of id, inmate_id, rule_id, subject, rule_version, trigger, cite, span, clock, round, raised_by, raised_at on sentences.deadline
    for each row execute function platform.append_only();

create function sentences.deadline_rules() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    if old.state <> 'open' and (new.state, new.outcome, new.outcome_note, new.closed_at, new.closed_by, new.due_at, new.satisfied_by)
           is distinct from (old.state, old.outcome, old.outcome_note, old.closed_at, old.closed_by, old.due_at, old.satisfied_by) then
        raise exception 'a closed item stands' using errcode = 'check_violation', constraint = 'deadline_stands';
    end if;
    if new.closed_by is distinct from old.closed_by and access.account() is not null and new.closed_by is distinct from access.account() then
        raise exception 'not in another''s name' using errcode = 'insufficient_privilege';
    end if;
    -- Whoever had it at the prison that the person left has it no longer.
    if new.prison_id is distinct from old.prison_id then new.owner := null; end if;
    return new;
end $$;
create trigger deadline_rules before update on sentences.deadline for each row execute function sentences.deadline_rules();

create function sentences.deadline_history() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into deadline_step (deadline_id, at, step, by_account, now) values (new.id, new.raised_at, 'raised', new.raised_by, new.due_at);
        return null;
    end if;
    if new.due_at is distinct from old.due_at then
        insert into deadline_step (deadline_id, at, step, by_account, was, now) values (new.id, platform.now(), 'moved', access.account(), old.due_at, new.due_at);
    end if;
    if new.warned > old.warned then
        insert into deadline_step (deadline_id, at, step, now) values (new.id, platform.now(), 'warned', new.due_at);
    end if;
    if new.escalated_at is not null and old.escalated_at is null then
        insert into deadline_step (deadline_id, at, step, now) values (new.id, new.escalated_at, 'escalated', new.due_at);
    end if;
    if new.waiting_since is distinct from old.waiting_since then
        insert into deadline_step (deadline_id, at, step, by_account, note)
        values (new.id, platform.now(), case when new.waiting_since is null then 'resumed' else 'waiting' end, access.account(), coalesce(new.waiting_note, ''));
    end if;
    if new.owner is distinct from old.owner then
        insert into deadline_step (deadline_id, at, step, by_account, note)
        values (new.id, platform.now(), 'assigned', access.account(), coalesce((select a.display_name from access.account a where a.id = new.owner), ''));
    end if;
    if new.state <> 'open' and old.state = 'open' then
        insert into deadline_step (deadline_id, at, step, by_account, note) values (new.id, new.closed_at, 'closed', new.closed_by, coalesce(new.outcome_note, ''));
    end if;
    return null;
end $$;
create trigger deadline_history after insert or update on sentences.deadline for each row execute function sentences.deadline_history();

-- Puts items in, each once. An open one whose day has changed is moved and its warnings begin anew. Without an owner it is the case
-- manager's to whom the person is assigned, where it is a case manager's thing. Answers what became of each.
create function sentences.put_deadlines(p_items jsonb) returns table (deadline uuid, rule text, done text) language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with item as (
        select x.*, i.prison_id as at_prison
          from jsonb_to_recordset(p_items) x (id uuid, inmate uuid, prison uuid, rule_id text, subject text, version int, trigger text, cite text, to_confirm boolean, label_nb text, label_en text,
                  span text, clock text, repeat text, warn text, mode text, level text, reference uuid, round int, event_at timestamptz, due_at timestamptz, due_on date, timed boolean, given boolean,
                  owner_role text, owner uuid, hard boolean, lapses boolean, in_custody_only boolean, warn_at timestamptz[], raised_at timestamptz)
          left join inmates.inmate i on i.id = x.inmate),
    put as (
        insert into deadline as d (id, inmate_id, prison_id, rule_id, subject, rule_version, trigger, cite, to_confirm, label_nb, label_en, span, clock, repeat, warn, mode, level, reference, round,
                event_at, due_at, due_on, timed, given, owner_role, owner, hard, lapses, in_custody_only, warn_at, raised_by, raised_at)
        select x.id, x.inmate, coalesce(x.at_prison, x.prison), x.rule_id, x.subject, x.version, x.trigger, x.cite, x.to_confirm, x.label_nb, x.label_en, x.span, x.clock, x.repeat, x.warn, x.mode,
               x.level, x.reference, x.round, x.event_at, x.due_at, x.due_on, x.timed, x.given, x.owner_role,
               coalesce(x.owner, (select g.account_id from access.person_grant g
                                   where x.owner_role = 'CAS' and g.inmate_id = x.inmate and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null and g.during @> platform.now()
                                   order by lower(g.during), g.id limit 1)),
               x.hard, x.lapses, x.in_custody_only, coalesce(x.warn_at, '{}'), access.account(), least(x.raised_at, platform.now())
          from item x
        on conflict (rule_id, reference, round) do update set due_at = excluded.due_at, due_on = excluded.due_on, event_at = excluded.event_at, timed = excluded.timed,
               given = excluded.given, warn_at = excluded.warn_at, warned = 0, escalated_at = null, version = d.version + 1
         where d.state = 'open' and d.due_at is distinct from excluded.due_at
        returning d.id, d.rule_id, d.reference, d.round, d.version)
    select coalesce(p.id, d.id), x.rule_id, case when p.id is null then 'same' when p.version > 1 then 'moved' else 'new' end
      from item x left join put p on (p.rule_id, p.reference, p.round) = (x.rule_id, x.reference, x.round)
      left join deadline d on (d.rule_id, d.reference, d.round) = (x.rule_id, x.reference, x.round);
end $$;

-- Whether the running request reaches everybody named: whoever records the event at a person may set the clock that it starts.
create function sentences.reaches(p_inmates uuid[]) returns boolean language sql stable security definer set search_path = sentences, pg_temp as $$
    select access.account() is not null and coalesce(access.role(), '') not in ('', 'AUD', 'SYS')
       and not exists (select from unnest(p_inmates) x (id) left join inmates.inmate i on i.id = x.id
                        where x.id = any(access.hidden()) or i.id is null
                           or not (coalesce(i.prison_id = any(access.prisons()), false) or i.id = any(access.persons())))
$$;

create function sentences.raise_deadlines(p_items jsonb) returns table (deadline uuid, rule text, done text) language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
begin
    if not sentences.reaches(array(select distinct (x ->> 'inmate')::uuid from jsonb_array_elements(p_items) x where x ->> 'inmate' is not null))
       or exists (select from jsonb_array_elements(p_items) x where x ->> 'inmate' is null and not coalesce((x ->> 'prison')::uuid = any(access.prisons()), false)) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    return query select * from sentences.put_deadlines(p_items);
end $$;

-- Ends what hangs on an event: what was asked for has happened, or there was no such event. An empty rule or trigger means every one.
create function sentences.settle_deadlines(p_reference uuid, p_rule text, p_trigger text, p_state text, p_outcome text, p_note text, p_by uuid, p_at timestamptz) returns int
language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare n int;
begin
    if not sentences.reaches(array(select distinct d.inmate_id from deadline d where d.reference = p_reference and d.inmate_id is not null)) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    update deadline d set series_over = true where d.reference = p_reference and d.state <> 'open' and not d.series_over
       and (p_rule = '' or d.rule_id = p_rule) and (p_trigger = '' or d.trigger = p_trigger);
    update deadline d set state = p_state, outcome = p_outcome, outcome_note = nullif(p_note, ''), satisfied_by = p_by, closed_by = access.account(), closed_at = coalesce(p_at, platform.now()),
           waiting_for = null, waiting_since = null, waiting_note = null, series_over = true, version = version + 1
     where d.reference = p_reference and d.state = 'open' and (p_rule = '' or d.rule_id = p_rule) and (p_trigger = '' or d.trigger = p_trigger);
    get diagnostics n = row_count;
    return n;
end $$;

-- What the clock tells: warnings to the owner, each step once; what is overdue to the duty officer and the governor, once; what lapses, lapses.
create function sentences.tell_deadlines(p_now timestamptz, out warned int, out escalated int, out lapsed int) language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare d deadline; v jsonb; v_link text; v_role text; n int;
begin
    warned := 0; escalated := 0; lapsed := 0;
    perform set_config('app.now', p_now::text, true);
    for d in select x.* from deadline x where x.next_at <= p_now order by x.next_at, x.id limit 5000 for update skip locked loop
        v := jsonb_build_object('nb', d.label_nb, 'en', d.label_en, 'cite', d.cite, 'day', d.due_on::text, 'time', case when d.timed then to_char(d.due_at at time zone 'Europe/Oslo', 'HH24:MI') else '' end);
        v_link := '/deadlines/' || d.id;
        if d.due_at > p_now then
            if d.owner is not null then
                perform access.notify_account(d.owner, 'deadline_near', v, v_link);
            elsif d.prison_id is not null then
                perform access.notify_role(d.owner_role, d.prison_id, 'deadline_near', v, v_link);
            end if;
            select count(*) into n from unnest(d.warn_at) w where w <= p_now;
            update deadline x set warned = n where x.id = d.id;
            warned := warned + 1;
        elsif d.lapses then
            update deadline x set state = 'satisfied', outcome = 'lapsed', closed_at = p_now, series_over = true, version = version + 1 where x.id = d.id;
            lapsed := lapsed + 1;
        else
            if d.prison_id is not null then
                foreach v_role in array array['DUT', 'GOV'] loop
                    perform access.notify_role(v_role, d.prison_id, case when d.hard then 'deadline_hard' else 'deadline_over' end, v, v_link);
                end loop;
            end if;
            if d.owner is not null and not exists (select from access.assignment a where a.account_id = d.owner and a.role in ('DUT', 'GOV') and a.outcome = 'granted' and a.ended_at is null
                                                     and a.valid @> p_now and d.prison_id = any(a.prisons)) then
                perform access.notify_account(d.owner, case when d.hard then 'deadline_hard' else 'deadline_over' end, v, v_link);
            end if;
            update deadline x set warned = coalesce(array_length(x.warn_at, 1), 0), escalated_at = p_now where x.id = d.id;
            escalated := escalated + 1;
        end if;
    end loop;
end $$;

-- Whom an item can be given to: case managers, duty officers and governors of its prison.
create function sentences.deadline_owners(p_prison uuid) returns table (account_id uuid, role text, display_name text) language sql stable security definer set search_path = sentences, pg_temp as $$
    select distinct on (a.display_name, a.id) a.id, x.role, a.display_name from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
     where p_prison = any(x.prisons) and x.role in ('CAS', 'DUT', 'GOV') and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and (access.allows('app.writes', 'deadlines') or access.allows('app.writes_assigned', 'deadlines')) and p_prison = any(access.prisons())
     order by a.display_name, a.id, x.role limit 200
$$;

-- What is known elsewhere settles its items here, in the same transaction: an unverified observation that was verified, kept or deleted,
-- also by the night's work; its correction takes the item over.
create function sentences.observation_settled() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        update deadline d set reference = new.id where d.reference = new.supersedes and d.trigger = 'observation.unverified' and d.state = 'open';
    else
        update deadline d set state = 'satisfied', outcome = new.settled_as, closed_at = platform.now(), closed_by = access.account(), series_over = true, version = version + 1
         where d.reference = new.id and d.trigger = 'observation.unverified' and d.state = 'open';
    end if;
    return null;
end $$;
create trigger observation_settled after update of settled_as on custody.observation for each row when (new.settled_as is distinct from old.settled_as) execute function sentences.observation_settled();
create trigger observation_superseded after insert on custody.observation for each row when (new.supersedes is not null) execute function sentences.observation_settled();

-- Whoever is released is held past nothing.
create function sentences.custody_ended() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    update deadline d set state = 'satisfied', outcome = 'released', closed_at = platform.now(), closed_by = access.account(), waiting_for = null, waiting_since = null, waiting_note = null,
           series_over = true, version = version + 1
     where d.inmate_id = new.inmate_id and d.state = 'open' and d.in_custody_only;
    return null;
end $$;
create trigger custody_ended after update of released_at on custody.stay for each row when (old.released_at is null and new.released_at is not null) execute function sentences.custody_ended();

grant execute on function sentences.raise_deadlines(jsonb), sentences.settle_deadlines(uuid, text, text, text, text, text, uuid, timestamptz) to og_custody, og_case, og_region;
grant execute on function sentences.deadline_owners(uuid) to og_custody, og_case;
grant execute on function sentences.put_deadlines(jsonb), sentences.tell_deadlines(timestamptz) to og_jobs;
grant select on sentences.deadline to og_jobs;
create policy jobs on sentences.deadline for select to og_jobs using (true);
reset role;
