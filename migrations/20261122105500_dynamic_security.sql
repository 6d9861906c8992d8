-- Dynamic security: what staff see and say, with its source and whether it is verified; talks with the contact officer and what was
-- agreed; who is contact officer, and was; the rules of early signs.
--
-- FOR-2013-1099 §§ 4 and 6: what is not verified is marked as such with its source, verified within four months or deleted at once,
-- unless a decision builds on it. So this is the one text of the journal that can go away: its row stays, without the text.
set local role overgang_owner;

alter table custody.observation
    -- Several people in one happening: a row each, written together.
    add column happening_id uuid,
    add column part text not null default 'subject' check (part in ('subject', 'present')),
    add column place text not null default '' check (length(place) <= 120),
    add column late_reason text check (length(late_reason) between 3 and 300),
    add column nature text not null default 'fact' check (nature in ('fact', 'assessment')),
    add column source text not null default 'own' check (source in ('own', 'colleague', 'inmate', 'other', 'document')),
    add column source_detail text not null default '' check (length(source_detail) <= 200),
    add column unverified boolean not null default false,
    -- The day on which it goes away: four calendar months from the day it was first written.
    add column verify_by date,
    add column correction_reason text check (length(correction_reason) between 3 and 300),
    add column settled_as text check (settled_as in ('verified', 'kept', 'erased')),
    add column settled_at timestamptz,
    add column settled_by uuid,
    add column settled_how text check (length(settled_how) <= 400),
    -- How near the end was when author and duty officer were last warned.
    add column warned_days smallint;
alter table custody.observation drop constraint observation_body_check;
alter table custody.observation
    add constraint observation_body_check check (case when settled_as = 'erased' then body = '' else length(body) between 1 and 4000 end),
    add constraint unverified_has_an_end check (unverified = (verify_by is not null)),
    add constraint unverified_for_four_months check (verify_by <= (recorded_at at time zone 'Europe/Oslo')::date + interval '4 months'),
    add constraint observation_settled_whole check ((settled_as is null) = (settled_at is null)),
    add constraint observation_not_ahead check (at <= recorded_at + interval '5 minutes');
create index on custody.observation (happening_id) where happening_id is not null;
create index observation_unverified on custody.observation (prison_id, verify_by) where unverified and settled_as is null;

-- What was written stays as it was written. The one change of content that is let through takes it away, whole, and says so.
drop trigger append_only on custody.observation;
create trigger append_only before delete on custody.observation for each row execute function platform.append_only();
create trigger append_only_content
    before update of id, inmate_id, unit_id, kind, body, at, recorded_at, author, supersedes, happening_id, part, place, late_reason, nature, source, source_detail, unverified,
        verify_by, correction_reason, settled_as, settled_at, settled_by, settled_how on custody.observation
    for each row when (
        (new.id, new.inmate_id, new.unit_id, new.kind, new.at, new.recorded_at, new.author, new.supersedes, new.happening_id, new.part, new.place, new.late_reason, new.nature, new.source,
         new.unverified, new.verify_by, new.correction_reason)
        is distinct from
        (old.id, old.inmate_id, old.unit_id, old.kind, old.at, old.recorded_at, old.author, old.supersedes, old.happening_id, old.part, old.place, old.late_reason, old.nature, old.source,
         old.unverified, old.verify_by, old.correction_reason)
        or old.settled_as in ('verified', 'erased')
        or new.settled_as is null
        or case new.settled_as when 'erased' then new.body <> '' or new.source_detail <> '' else (new.body, new.source_detail) is distinct from (old.body, old.source_detail) end)
    execute function platform.append_only();

-- Takes away the text of an entry and of what it corrected. Answers with the entries it emptied.
create function custody.erase_observation(p_id uuid, p_by uuid, p_how text) returns int language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare n int;
begin
    with recursive chain (id, supersedes) as (
        select o.id, o.supersedes from custody.observation o where o.id = p_id
        union all select o.id, o.supersedes from custody.observation o join chain c on o.id = c.supersedes)
    update custody.observation o set body = '', source_detail = '', settled_as = 'erased', settled_at = platform.now(), settled_by = p_by, settled_how = p_how
      from chain c where o.id = c.id and o.settled_as is distinct from 'erased';
    get diagnostics n = row_count;
    return n;
end $$;

-- Verified (by whom, how), kept because a decision builds on it, or deleted: the entry and, as it is the same information, the entries
-- about the others in the same happening. The author verifies and deletes; the duty officer does for all; keeping is for duty officer and governor.
create function custody.settle_observation(p_id uuid, p_outcome text, p_how text) returns table (id uuid, inmate_id uuid, prison_id uuid)
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
#variable_conflict use_column
declare o custody.observation; e custody.observation;
begin
    select x.* into o from custody.observation x where x.id = p_id for update;
    if not found or not o.unverified or (o.settled_as is not null and not (o.settled_as = 'kept' and p_outcome in ('verified', 'erased')))
       or exists (select from custody.observation n where n.supersedes = o.id) then return; end if;
    if o.inmate_id = any(access.hidden()) or not access.allows('app.reads', 'observations')
       or not (coalesce(o.prison_id = any(access.deep_prisons()), false) or o.inmate_id = any(access.deep_persons()))
       or not (access.role() = 'DUT' or (access.role() = 'GOV' and p_outcome = 'kept') or (o.author = access.account() and access.allows('app.writes', 'observations') and p_outcome <> 'kept')) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    for e in select x.* from custody.observation x
              where (x.id = o.id or (o.happening_id is not null and x.happening_id = o.happening_id)) and x.unverified and (x.settled_as is null or x.settled_as = 'kept')
                and not exists (select from custody.observation n where n.supersedes = x.id) order by x.id for update loop
        if p_outcome = 'erased' then
            perform custody.erase_observation(e.id, access.account(), p_how);
        else
            update custody.observation y set settled_as = p_outcome, settled_at = platform.now(), settled_by = access.account(), settled_how = p_how where y.id = e.id;
        end if;
        id := e.id; inmate_id := e.inmate_id; prison_id := e.prison_id;
        return next;
    end loop;
end $$;

-- The night's work: what has reached its day goes away, with an entry in the trail for each; warnings 30 and 7 days before.
create function custody.expire_unverified(p_now timestamptz, out erased int, out warned int) language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare e record; v_today date := (p_now at time zone 'Europe/Oslo')::date; v_days int;
begin
    erased := 0; warned := 0;
    perform set_config('app.now', p_now::text, true);
    for e in select o.id, o.inmate_id, o.prison_id from custody.observation o
              where o.unverified and o.settled_as is null and o.verify_by <= v_today
                and not exists (select from custody.observation n where n.supersedes = o.id) order by o.id limit 5000 for update loop
        perform custody.erase_observation(e.id, null, null);
        insert into audit.entry (at, action, class, inmate_id, prison_id, purpose, request_id, route, detail)
        values (p_now, 'erase', 'observations', e.inmate_id, e.prison_id, 'unverified_overdue', gen_random_uuid(), 'job:unverified', jsonb_build_object('observation', e.id));
        erased := erased + 1;
    end loop;
    foreach v_days in array array[7, 30] loop
        for e in with due as (
                    update custody.observation o set warned_days = v_days
                     where o.unverified and o.settled_as is null and o.verify_by <= v_today + v_days and coalesce(o.warned_days, 999) > v_days
                       and not exists (select from custody.observation n where n.supersedes = o.id)
                    returning o.author, o.prison_id)
                 select d.author, d.prison_id, count(*) as n, grouping(d.author) = 1 as prison from due d group by grouping sets ((d.author), (d.prison_id)) loop
            if e.prison and e.prison_id is not null then
                perform access.notify_role('DUT', e.prison_id, 'unverified_due', jsonb_build_object('n', e.n::text, 'days', v_days::text), '/observations/unverified');
            elsif not e.prison then
                perform access.notify_account(e.author, 'unverified_due', jsonb_build_object('n', e.n::text, 'days', v_days::text), '/observations/unverified');
            end if;
            if not e.prison then warned := warned + e.n::int; end if;
        end loop;
    end loop;
end $$;
grant execute on function custody.settle_observation(uuid, text, text) to og_custody;
grant execute on function custody.expire_unverified(timestamptz) to og_jobs;

-- owner: custody. What a talk was about beside its text, which is an observation of kind CONTACT_OFFICER.
create table custody.talk (
    id uuid primary key,
    observation_id uuid not null constraint talk_of_observation unique references custody.observation,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    topics text[] not null default '{}',
    next_on date,
    recorded_by uuid not null,
    recorded_at timestamptz not null
);
create index on custody.talk (prison_id);
create index on custody.talk (inmate_id, recorded_at desc);
select access.protect('custody.talk', 'observations', 'record', 'recorded_by');
select access.follow('custody.talk');
create trigger append_only before delete or update of id, observation_id, inmate_id, topics, next_on, recorded_by, recorded_at on custody.talk for each row execute function platform.append_only();

-- owner: custody. What was agreed: by whom, until when, and whether it was done.
create table custody.agreed (
    id uuid primary key,
    talk_id uuid not null references custody.talk,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    what text not null check (length(what) between 2 and 300),
    who text not null check (who in ('inmate', 'officer', 'other')),
    by_day date,
    state text not null default 'open' check (state in ('open', 'done', 'dropped')),
    ended_at timestamptz,
    ended_by uuid,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint agreed_ended_whole check ((state = 'open') = (ended_at is null) and (ended_at is null) = (ended_by is null))
);
create index on custody.agreed (prison_id);
create index on custody.agreed (talk_id);
create index agreed_open on custody.agreed (inmate_id) where state = 'open';
create index on custody.agreed (inmate_id);
select access.protect('custody.agreed', 'observations', 'record', 'recorded_by');
select access.follow('custody.agreed');
create trigger append_only before delete or update of id, talk_id, inmate_id, what, who, by_day, recorded_by, recorded_at on custody.agreed for each row execute function platform.append_only();
grant select on custody.talk, custody.agreed to og_custody, og_case, og_auditor;
grant insert on custody.talk, custody.agreed to og_custody;
grant update (state, ended_at, ended_by) on custody.agreed to og_custody;

-- owner: custody. How often a talk is owed and how many people a contact officer has at most; a prison's own from a day on, else the service's.
create table custody.contact_rule (
    id uuid primary key,
    prison_id uuid references estate.prison,
    from_day date not null,
    talk_days int not null check (talk_days between 1 and 90),
    cap int not null check (cap between 1 and 40),
    set_by uuid,
    set_at timestamptz not null,
    constraint contact_rule_once unique nulls not distinct (prison_id, from_day)
);
select access.own('custody.contact_rule');
create policy reads on custody.contact_rule for select to og_custody, og_case, og_auditor using (true);
create policy adds on custody.contact_rule for insert to og_custody with check (
    set_by = (select access.account()) and (select access.role()) = 'GOV' and prison_id = any((select access.deep_prisons())::uuid[]));
create policy changes on custody.contact_rule for update to og_custody using ((select access.role()) = 'GOV' and prison_id = any((select access.deep_prisons())::uuid[]))
    with check (set_by = (select access.account()));
grant select on custody.contact_rule to og_custody, og_case, og_auditor;
grant insert, update (talk_days, cap, set_by, set_at) on custody.contact_rule to og_custody;
insert into custody.contact_rule (id, prison_id, from_day, talk_days, cap, set_at) values ('0193a000-0000-7000-8000-000000000001', null, '2020-01-01', 7, 8, '2020-01-01');

-- owner: staff. Which languages a member of staff speaks with inmates.
create table staff.speaks (
    account_id uuid not null references access.account,
    language text not null,
    primary key (account_id, language)
);
select access.own('staff.speaks');
create policy reads on staff.speaks for select to og_custody, og_case using (true);
create policy own_adds on staff.speaks for insert to og_custody, og_case with check (account_id = (select access.account()));
create policy own_drops on staff.speaks for delete to og_custody, og_case using (account_id = (select access.account()));
grant select, insert, delete on staff.speaks to og_custody, og_case;

-- Who has been contact officer of a person, and in whose place. A right to one person is otherwise read by few (policy of person_grant): the
-- officers on the unit must know whom to turn to, and how often that has changed.
create function access.contact_officers_of(p_inmate uuid)
returns table (id uuid, account_id uuid, display_name text, kind text, from_at timestamptz, until_at timestamptz, ended_at timestamptz, reason text, giver text)
language sql stable security definer set search_path = access, pg_temp as $$
    select g.id, g.account_id, a.display_name, g.kind, lower(g.during), upper(g.during), g.ended_at, g.reason, b.display_name
      from access.person_grant g join access.account a on a.id = g.account_id left join access.account b on b.id = g.given_by
     where g.inmate_id = p_inmate and g.role = 'CON' and g.kind in ('assigned', 'cover') and g.given_by is not null
       and p_inmate <> all(access.hidden())
       and ((access.allows('app.reads', 'observations') and (p_inmate = any(access.deep_persons()) or exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.deep_prisons()))))
            or (access.allows('app.reads_assigned', 'observations') and p_inmate = any(access.assigned())))
     order by lower(g.during) desc, g.id
     limit 200
$$;
-- The contact officers of a prison as whoever assigns must know them: how many people (protected ones count, without a name), where they
-- have been on duty lately, when they are on duty next, what they speak.
create function access.contact_officers_at(p_prison uuid)
returns table (account_id uuid, display_name text, load bigint, covering bigint, next_shift timestamptz, units uuid[], languages text[])
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
    if coalesce(access.role(), '') not in ('DUT', 'GOV', 'CAS') or not (p_prison = any(access.deep_prisons())) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query
        with officer as (
            select distinct a.id, a.display_name from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
             where x.role = 'CON' and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() and p_prison = any(x.prisons)),
        held as (
            select g.account_id, count(*) filter (where g.kind = 'assigned') as load, count(*) filter (where g.kind = 'cover') as covering from access.person_grant g
             where g.role = 'CON' and g.kind in ('assigned', 'cover') and g.given_by is not null and g.ended_at is null and g.during @> platform.now()
               and g.account_id in (select o.id from officer o) group by g.account_id),
        duty as (
            select s.account_id, min(upper(s.during)) filter (where upper(s.during) > platform.now()) as ends, min(lower(s.during)) filter (where upper(s.during) > platform.now()) as next_shift,
                   array_agg(distinct s.unit_id) filter (where s.unit_id is not null) as units
              from staff.shift s where s.account_id in (select o.id from officer o) and s.during && tstzrange(platform.now() - interval '14 days', platform.now() + interval '14 days') group by s.account_id)
        select o.id, o.display_name, coalesce(h.load, 0), coalesce(h.covering, 0), d.next_shift, coalesce(d.units, '{}'),
               array(select p.language from staff.speaks p where p.account_id = o.id order by p.language)
          from officer o left join held h on h.account_id = o.id left join duty d on d.account_id = o.id order by o.display_name limit 400;
end $$;
grant execute on function access.contact_officers_of(uuid) to og_custody, og_case, og_auditor;
grant execute on function access.contact_officers_at(uuid) to og_custody, og_case;

-- owner: custody. The rules of early signs: which entries count, how many in seven days, and how many times the person's own earlier level.
-- Dated: a sign shown last year can be explained by the rule of last year.
create table custody.sign_rule (
    code text not null check (code in ('conflict', 'intox', 'distress', 'health', 'isolation', 'refusal', 'incident')),
    from_day date not null,
    to_day date,
    source text not null check (source in ('observation', 'refusal', 'incident')),
    kinds text[] not null default '{}',
    least int not null check (least between 1 and 50),
    factor numeric(4, 2) not null check (factor >= 1),
    basis text not null,
    primary key (code, from_day),
    check (to_day is null or to_day >= from_day)
);
select access.own('custody.sign_rule');
create policy reads on custody.sign_rule for select to og_custody, og_case, og_auditor using (true);
grant select on custody.sign_rule to og_custody, og_case, og_auditor;
insert into custody.sign_rule (code, from_day, source, kinds, least, factor, basis) values
    ('conflict', '2020-01-01', 'observation', '{CONFLICT}', 2, 2, 'composed for this project'),
    ('intox', '2020-01-01', 'observation', '{INTOX}', 1, 2, 'composed for this project'),
    ('distress', '2020-01-01', 'observation', '{MOOD,SLEEP,FOOD}', 3, 2, 'composed for this project'),
    ('health', '2020-01-01', 'observation', '{HEALTH_CONCERN,SUICIDE_WATCH}', 1, 2, 'composed for this project'),
    ('isolation', '2020-01-01', 'observation', '{ISOLATION,SECURITY_CELL}', 1, 2, 'composed for this project'),
    ('refusal', '2020-01-01', 'refusal', '{}', 2, 2, 'composed for this project'),
    ('incident', '2020-01-01', 'incident', '{}', 1, 2, 'composed for this project');

-- Refusals at the door and incidents, as a sign may rest on them: of one person, a prison or some units, as far as the reader sees them. They come
-- with the unit board and the incidents, which a database may not have yet.
create function custody.sign_sources(p_person uuid, p_prison uuid, p_units uuid[], p_since timestamptz) returns table (inmate_id uuid, id uuid, source text, kind text, at timestamptz)
language plpgsql stable as $$
begin
    if to_regclass('custody.unlock') is not null then
        return query execute $q$
            select x.inmate_id, x.id, 'refusal'::text, ''::text, x.at
              from (select distinct on (k.inmate_id, k.round) k.inmate_id, k.id, k.state, k.at from custody.unlock k
                     where k.undone_at is null and k.at >= $4 and (k.inmate_id = $1 or k.prison_id = $2 or k.unit_id = any($3)) order by k.inmate_id, k.round, k.at desc) x
             where x.state = 'refused'$q$ using p_person, p_prison, p_units, p_since;
    end if;
    if to_regclass('custody.incident_person') is not null then
        return query execute $q$
            select p.inmate_id, n.id, 'incident'::text, n.kind, n.at
              from custody.incident n join custody.incident_person p on p.incident_id = n.id and p.removed_at is null and p.role in ('aggressor', 'victim', 'involved', 'at_risk', 'suspected')
             where n.at >= $4 and n.state <> 'draft' and (p.inmate_id = $1 or n.prison_id = $2 or n.unit_id = any($3))$q$ using p_person, p_prison, p_units, p_since;
    end if;
end $$;
grant execute on function custody.sign_sources(uuid, uuid, uuid[], timestamptz) to og_custody, og_case, og_auditor;
reset role;
