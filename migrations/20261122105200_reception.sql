-- Reception: who is announced, whose reception is under way, what was asked and seen and received, and the one transaction that puts a
-- person on the roll. Mandela rules 7 and 54, European Prison Rules 14 to 16; straffegjennomføringsloven § 47, forskrift § 4-1.
set local role overgang_owner;

-- owner: reference. Limits of the law that are reckoned with, as dated rows: a changed rule is a new row, and the old one stays.
create table reference.law_limit (
    id text not null,
    valid_from date not null,
    valid_to date,
    hours int not null check (hours > 0),
    cite text not null,
    confidence text not null check (confidence in ('verified', 'memory', 'derived')),
    primary key (id, valid_from)
);
select access.own('reference.law_limit');
create policy reads on reference.law_limit for select to og_custody, og_case, og_auditor, og_health using (true);
grant select on reference.law_limit to og_custody, og_case, og_auditor, og_health;
-- "To døgn" are counted as 48 hours that have passed, not as calendar days.
insert into reference.law_limit (id, valid_from, hours, cite, confidence) values ('police_custody_to_prison', date '2002-03-01', 48, 'forskrift om straffegjennomføring § 4-1', 'verified');

-- owner: custody. Somebody who is announced. Belongs to the prison's day, not to a person: who it is shows when they stand at the gate.
create table custody.expected_arrival (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    due_at timestamptz not null,
    family_name text not null default '',
    given_name text not null default '',
    birth_date date,
    reason text not null,
    brought_from text not null check (length(brought_from) between 2 and 160),
    authority text not null check (length(authority) between 2 and 160),
    basis text not null check (basis in ('remand', 'sentence', 'preventive_detention', 'fine_default', 'arrest')),
    interpreter_language text,
    note text not null default '' check (length(note) <= 600),
    announced_by uuid not null,
    announced_at timestamptz not null,
    cancelled_by uuid,
    cancelled_at timestamptz,
    cancel_reason text check (length(cancel_reason) between 3 and 300),
    constraint cancelled_whole check ((cancelled_by is null) = (cancelled_at is null) and (cancelled_by is null) = (cancel_reason is null))
);
create index on custody.expected_arrival (prison_id, due_at);
select access.own('custody.expected_arrival');
create policy reads on custody.expected_arrival for select to og_custody, og_case, og_auditor using (
    (select access.allows('app.reads', 'reception')) and prison_id = any((select access.prisons())::uuid[]));
-- The case manager, who reads receptions, hears first of those who come to serve: they may announce and call off.
create policy adds on custody.expected_arrival for insert to og_custody, og_case with check (
    announced_by = (select access.account()) and prison_id = any((select access.prisons())::uuid[])
    and ((select access.allows('app.writes', 'reception')) or (select access.role()) = 'CAS'));
create policy changes on custody.expected_arrival for update to og_custody, og_case using (
    prison_id = any((select access.prisons())::uuid[]) and ((select access.allows('app.writes', 'reception')) or (select access.role()) = 'CAS'))
    with check (cancelled_by = (select access.account()));
grant select, insert, update (cancelled_by, cancelled_at, cancel_reason) on custody.expected_arrival to og_custody, og_case;
grant select on custody.expected_arrival to og_auditor;

-- owner: custody. One arrival, from the gate until everything that must be recorded is. Before it is known who it is there is no inmate.
create table custody.reception (
    id uuid primary key,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    inmate_id uuid references inmates.inmate,
    expected_id uuid references custody.expected_arrival constraint received_once unique,
    arrived_at timestamptz not null,
    late_reason text check (length(late_reason) between 3 and 400),
    reason text not null,
    brought_from text not null check (length(brought_from) between 2 and 160),
    -- As the person or the papers say at the gate: a working name until the identity is decided.
    family_name text not null default '',
    given_name text not null default '',
    birth_date date,
    state text not null default 'open' check (state in ('open', 'admitted', 'ended')),
    match text check (match in ('new', 'known')),
    match_reason text check (length(match_reason) between 3 and 400),
    matched_by uuid,
    matched_at timestamptz,
    begun_by uuid not null,
    begun_at timestamptz not null,
    stay_id uuid references custody.stay,
    admitted_at timestamptz,
    admitted_by uuid,
    ended_by uuid,
    ended_at timestamptz,
    end_reason text check (length(end_reason) between 3 and 400),
    completed_by uuid,
    completed_at timestamptz,
    constraint matched_whole check ((match is null) = (inmate_id is null) and (match is null) = (matched_by is null) and (match is null) = (matched_at is null)),
    constraint admitted_whole check ((state = 'admitted') = (stay_id is not null) and (state = 'admitted') = (admitted_at is not null) and (state = 'admitted') = (admitted_by is not null)),
    constraint ended_whole check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null))
);
create index on custody.reception (prison_id, arrived_at);
create index on custody.reception (at_prison_id, arrived_at);
create index on custody.reception (inmate_id);
create index on custody.reception (stay_id);
create index reception_unfinished on custody.reception (prison_id, arrived_at) where completed_at is null and state <> 'ended';
-- Nobody is received twice at once.
create unique index one_reception_at_a_time on custody.reception (inmate_id) where state = 'open';

-- owner: custody. What was answered in a step. Nothing is overwritten: an answer changed is the next version.
create table custody.reception_answer (
    reception_id uuid not null references custody.reception,
    step text not null check (step in ('document', 'exception', 'arrest', 'injuries', 'questions', 'information', 'family', 'photo', 'cell')),
    version int not null check (version > 0),
    prison_id uuid references estate.prison,
    inmate_id uuid references inmates.inmate,
    answers jsonb not null check (jsonb_typeof(answers) = 'object'),
    author uuid not null,
    at timestamptz not null,
    constraint answer_version_taken primary key (reception_id, step, version)
);
create index on custody.reception_answer (prison_id);
create index on custody.reception_answer (inmate_id);
create trigger append_only before delete or update of reception_id, step, version, answers, author, at on custody.reception_answer
    for each row execute function platform.append_only();

-- Rows of an arrival: keyed by prison, with or without a person. As `access.protect`, but for rows that have nobody yet.
create function custody.protect_arrival(tbl regclass, author text) returns void language plpgsql as $$
begin
    perform access.own(tbl);
    execute format($p$create policy reads on %s for select to og_custody, og_case, og_auditor using (
        (select access.allows('app.reads', 'reception')) and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[])))$p$, tbl);
    execute format($p$create policy hidden on %s as restrictive for all to og_custody, og_case, og_auditor, og_health using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]))$p$, tbl);
    execute format($p$create policy adds on %s for insert to og_custody with check (
        %I = (select access.account()) and (select access.allows('app.writes', 'reception')) and prison_id = any((select access.prisons())::uuid[]))$p$, tbl, author);
end $$;
select custody.protect_arrival('custody.reception', 'begun_by');
select custody.protect_arrival('custody.reception_answer', 'author');
create policy changes on custody.reception for update to og_custody using (
    (select access.allows('app.writes', 'reception')) and prison_id = any((select access.prisons())::uuid[])) with check (true);
-- Health: who came, and the answers that are theirs to act on.
create policy extract on custody.reception for select to og_health using (
    (select access.allows('app.extracts', 'reception')) and prison_id = any((select access.prisons())::uuid[]));
create policy extract on custody.reception_answer for select to og_health using (
    (select access.allows('app.extracts', 'reception')) and prison_id = any((select access.prisons())::uuid[]) and step in ('injuries', 'questions'));
grant select on custody.reception, custody.reception_answer to og_custody, og_case, og_auditor;
grant insert on custody.reception, custody.reception_answer to og_custody;
grant update (state, ended_by, ended_at, end_reason, completed_by, completed_at) on custody.reception to og_custody;
grant select (id, prison_id, at_prison_id, inmate_id, arrived_at, family_name, given_name, birth_date, state, admitted_at) on custody.reception to og_health;
grant select on custody.reception_answer to og_health;
select access.follow(t) from unnest(array['custody.reception', 'custody.reception_answer']::regclass[]) t;

-- Property.
create schema property;
grant usage on schema property to og_custody, og_region, og_desk, og_auditor;
-- owner: property. One thing, or several alike, that somebody brought. Taken off the list with a reason, never changed.
create table property.item (
    id uuid primary key,
    reception_id uuid references custody.reception,
    prison_id uuid references estate.prison,
    inmate_id uuid references inmates.inmate,
    category text not null,
    description text not null check (length(description) between 2 and 200),
    quantity int not null default 1 check (quantity between 1 and 999),
    serial text not null default '' check (length(serial) <= 60),
    condition text not null check (condition in ('good', 'worn', 'damaged')),
    handling text not null check (handling in ('cell', 'stored', 'valuables', 'health', 'seized', 'refused')),
    value_nok int check (value_nok between 0 and 10000000),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    end_reason text check (length(end_reason) between 3 and 300),
    constraint item_ended_whole check ((ended_by is null) = (ended_at is null) and (ended_by is null) = (end_reason is null)),
    check (reception_id is not null or inmate_id is not null)
);
create index on property.item (prison_id, recorded_at);
create index on property.item (inmate_id);
create index on property.item (reception_id);
-- owner: property. The list gone through with the person, signed by name or not signed and why (Mandela rule 67.1).
create table property.receipt (
    id uuid primary key,
    reception_id uuid references custody.reception,
    prison_id uuid references estate.prison,
    inmate_id uuid references inmates.inmate,
    covers uuid[] not null,
    together boolean not null,
    signed_name text check (length(signed_name) between 2 and 160),
    refused_reason text check (length(refused_reason) between 3 and 400),
    taken_by uuid not null,
    at timestamptz not null,
    constraint signed_or_why_not check ((signed_name is null) <> (refused_reason is null))
);
create index on property.receipt (prison_id, at);
create index on property.receipt (inmate_id);
create index on property.receipt (reception_id);
create trigger append_only before delete or update of id, reception_id, covers, together, signed_name, refused_reason, taken_by, at on property.receipt
    for each row execute function platform.append_only();
create function property.protect(tbl regclass, author text) returns void language plpgsql as $$
begin
    perform access.own(tbl);
    execute format($p$create policy reads on %s for select to og_custody, og_region, og_auditor using (
        (select access.allows('app.reads', 'property')) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.deep_persons())::uuid[])))$p$, tbl);
    -- The gate: of people on its list of the day.
    execute format($p$create policy reads_today on %s for select to og_desk using (
        (select access.allows('app.reads_assigned', 'property')) and inmate_id = any((select access.assigned())::uuid[]))$p$, tbl);
    -- Whoever receives sees what has been received, although the person lives on no unit yet. Row security of the reception decides which.
    execute format($p$create policy in_reception on %s for select to og_custody using (
        (select access.allows('app.writes', 'property')) and reception_id = any((select array(select r.id from custody.reception r where r.completed_at is null and r.state <> 'ended'))::uuid[]))$p$, tbl);
    execute format($p$create policy hidden on %s as restrictive for all to og_custody, og_region, og_desk, og_auditor using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]))$p$, tbl);
    execute format($p$create policy adds on %s for insert to og_custody with check (
        %I = (select access.account()) and (select access.allows('app.writes', 'property')) and prison_id = any((select access.prisons())::uuid[]))$p$, tbl, author);
end $$;
select property.protect('property.item', 'recorded_by');
select property.protect('property.receipt', 'taken_by');
create policy changes on property.item for update to og_custody using (
    (select access.allows('app.writes', 'property')) and prison_id = any((select access.prisons())::uuid[])) with check (true);
grant select on property.item, property.receipt to og_custody, og_region, og_desk, og_auditor;
grant insert on property.item, property.receipt to og_custody;
grant update (ended_by, ended_at, end_reason) on property.item to og_custody;
select access.follow(t) from unnest(array['property.item', 'property.receipt']::regclass[]) t;

-- Somebody whom the acting person may not know to be in the register: protected and not cleared for, or one's own relative.
create function custody.concealed(p_inmate uuid) returns boolean language sql stable security definer set search_path = custody, pg_temp as $$
    select exists (select from access.conflict_of_interest c where c.account_id = access.account() and c.inmate_id = p_inmate)
        or exists (select from inmates.inmate i where i.id = p_inmate and i.protected and i.id <> all(access.cleared()))
$$;

-- An unfinished reception of the acting person's prison, locked. Everything that acts for it begins here.
create function custody.own_reception(p_reception uuid) returns custody.reception language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception;
begin
    if not access.allows('app.writes', 'reception') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into r from custody.reception x where x.id = p_reception and x.prison_id = any(access.prisons()) for update;
    if not found or (r.inmate_id is not null and custody.concealed(r.inmate_id)) then raise exception 'not here' using errcode = 'insufficient_privilege'; end if;
    return r;
end $$;

-- Who may be the one at the gate, among everybody ever registered. A reception must know people whom its officer has no scope to, so the
-- register is asked here, and answers with what tells two people apart and nothing more. Whoever may not be shown (protected, a relative,
-- in custody where the reader does not work) is one row without a name, and only when the number, or the whole name and birth date, is theirs.
create function custody.reception_candidates(p_reception uuid, p_terms text[], p_alias_terms text[], p_sounds text[], p_birth date, p_kind text, p_value text, p_number text)
returns table (id uuid, number text, family_name text, given_name text, birth_date date, sex text, identity text, others jsonb, same_number boolean, whereabouts text)
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
#variable_conflict use_column
declare r custody.reception;
begin
    r := custody.own_reception(p_reception);
    return query
    with hit as (
        select d.inmate_id as id, true as exact from inmates.identifier d where d.ended_at is null and d.kind = p_kind and d.value = p_value
        union all
        select i.id, true from inmates.inmate i where i.number = p_number
        union all
        select i.id, false from inmates.inmate i join inmates.search_term s on s.inmate_id = i.id where i.birth_date = p_birth and s.sound = any(p_sounds)
        union all
        (select s.inmate_id, false from inmates.search_term s where s.term = any(p_terms) group by s.inmate_id having count(distinct s.term) = cardinality(p_terms))
        union all
        (select s.inmate_id, false from inmates.search_term s where s.term = any(p_alias_terms) group by s.inmate_id having count(distinct s.term) = cardinality(p_alias_terms))
    ), one as (
        select h.id, bool_or(h.exact) as exact from hit h group by h.id
    ), judged as (
        select i, o.exact,
               o.exact or (i.birth_date = p_birth and cardinality(p_terms) > 1
                           and (select count(distinct s.term) from inmates.search_term s where s.inmate_id = i.id and s.term = any(p_terms)) = cardinality(p_terms)) as sure,
               custody.concealed(i.id) as concealed,
               exists (select from custody.stay s where s.inmate_id = i.id and s.released_at is null) as held,
               exists (select from custody.reception x where x.inmate_id = i.id and x.state = 'open' and x.id <> p_reception) as received,
               -- Held, or being received, where the reader works.
               coalesce(i.prison_id = any(access.prisons()), false)
                   or exists (select from custody.reception x where x.inmate_id = i.id and x.state = 'open' and x.prison_id = any(access.prisons())) as ours
          from one o join inmates.inmate i on i.id = o.id
    ), shown as (
        select (j.i).id, (j.i).number, (j.i).family_name, (j.i).given_name, (j.i).birth_date, (j.i).sex, (j.i).identity,
               coalesce((select jsonb_agg(jsonb_build_object('family', n.family_name, 'given', n.given_name)) from inmates.name n where n.inmate_id = (j.i).id and n.ended_at is null), '[]') as others,
               j.exact as same_number,
               case when not (j.held or j.received) then 'free' when j.held then 'here' else 'reception' end as whereabouts
          from judged j
         where not j.concealed and (j.ours or not (j.held or j.received))
         order by j.exact desc, ((j.i).birth_date = p_birth) desc nulls last, (j.i).number
         limit 50
    )
    select * from shown
    union all
    (select null, null, null, null, null, null, null, '[]'::jsonb, j.exact, 'blocked' from judged j
      where j.sure and (j.concealed or ((j.held or j.received) and not j.ours)) limit 1);
end $$;

-- It is this person. The caller has shown who they may be; here it is checked that it can be.
create function custody.reception_match(p_reception uuid, p_inmate uuid, p_reason text) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception;
begin
    r := custody.own_reception(p_reception);
    if r.state <> 'open' or r.match = 'new' then return 'decided'; end if;
    perform pg_advisory_xact_lock(hashtextextended('stay:' || p_inmate, 0));
    if not exists (select from inmates.inmate i where i.id = p_inmate and i.deceased_on is null) or custody.concealed(p_inmate) then return 'blocked'; end if;
    if exists (select from custody.stay s where s.inmate_id = p_inmate and s.released_at is null)
       or exists (select from custody.reception x where x.inmate_id = p_inmate and x.state = 'open' and x.id <> p_reception) then
        return case when exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.prisons()))
                      or exists (select from custody.reception x where x.inmate_id = p_inmate and x.state = 'open' and x.prison_id = any(access.prisons())) then 'held' else 'blocked' end;
    end if;
    update custody.reception x set inmate_id = p_inmate, match = 'known', match_reason = p_reason, matched_by = access.account(), matched_at = platform.now() where x.id = p_reception;
    perform custody.reception_belongs(p_reception, p_inmate);
    return 'ok';
end $$;

-- What was written before it was known who it is, belongs to the person from now on.
create function custody.reception_belongs(p_reception uuid, p_inmate uuid) returns void language sql volatile security definer set search_path = custody, pg_temp as $$
    update custody.reception_answer a set inmate_id = p_inmate where a.reception_id = p_reception and a.inmate_id is distinct from p_inmate;
    update property.item i set inmate_id = p_inmate where i.reception_id = p_reception and i.inmate_id is distinct from p_inmate;
    update property.receipt p set inmate_id = p_inmate where p.reception_id = p_reception and p.inmate_id is distinct from p_inmate;
$$;

-- It is nobody in the register: a new record, kept at the prison that receives. `p`: the person's row; `p_changes`: its history, field by field.
create function custody.reception_register(p_reception uuid, p_inmate uuid, p_year int, p jsonb, p_changes jsonb, p_terms text[], p_sounds text[], p_aliases boolean[], p_reason text) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; v_number text; v_by uuid := access.account(); v_at timestamptz := platform.now(); v_identifier uuid;
begin
    r := custody.own_reception(p_reception);
    if r.state <> 'open' or r.match is not null then return 'decided'; end if;
    v_number := inmates.next_number(p_year);
    insert into inmates.inmate (id, number, family_name, given_name, identity, birth_date, birth_date_basis, sex, stated_gender, birth_country, interpreter_language, religion,
                                prison_id, last_prison_id, created_at, created_by)
    values (p_inmate, v_number, p->>'family_name', case when p ? 'working' then v_number else p->>'given_name' end,
            p->>'identity', (p->>'birth_date')::date, p->>'birth_date_basis', p->>'sex', p->>'stated_gender', p->>'birth_country', p->>'interpreter_language', p->>'religion',
            r.prison_id, r.prison_id, v_at, v_by);
    if p ? 'number' then
        v_identifier := gen_random_uuid();
        insert into inmates.identifier (id, inmate_id, prison_id, kind, value, verified, recorded_by, recorded_at)
        values (v_identifier, p_inmate, r.prison_id, p->>'number_kind', p->>'number', p->>'identity' = 'verified', v_by, v_at);
        insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, new_value)
        values (gen_random_uuid(), p_inmate, r.prison_id, v_at, v_by, 'identifier', v_identifier, 'kind', p->>'number_kind'),
               (gen_random_uuid(), p_inmate, r.prison_id, v_at, v_by, 'identifier', v_identifier, 'value', p->>'number');
    end if;
    if p ? 'no_number' then
        insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, field, reason) values (gen_random_uuid(), p_inmate, r.prison_id, v_at, v_by, 'identifier', 'value', p->>'no_number');
    end if;
    if p ? 'alias' then
        insert into inmates.name (id, inmate_id, prison_id, kind, family_name, given_name, recorded_by, recorded_at)
        values (gen_random_uuid(), p_inmate, r.prison_id, 'alias', p->'alias'->>'family_name', p->'alias'->>'given_name', v_by, v_at);
    end if;
    insert into inmates.citizenship (id, inmate_id, prison_id, country, recorded_by, recorded_at)
    select gen_random_uuid(), p_inmate, r.prison_id, c, v_by, v_at from jsonb_array_elements_text(coalesce(p->'citizenships', '[]')) c;
    insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, new_value, reason)
    select gen_random_uuid(), p_inmate, r.prison_id, v_at, v_by, 'person', p_inmate, c.field, c.new, nullif(p_reason, '') from jsonb_to_recordset(p_changes) c (field text, new text);
    insert into inmates.search_term (inmate_id, prison_id, term, sound, alias)
    select distinct on (t.term, t.alias) p_inmate, r.prison_id, t.term, t.sound, t.alias from unnest(p_terms, p_sounds, p_aliases) t (term, sound, alias);
    update custody.reception x set inmate_id = p_inmate, match = 'new', match_reason = nullif(p_reason, ''), matched_by = v_by, matched_at = v_at where x.id = p_reception;
    perform custody.reception_belongs(p_reception, p_inmate);
    return 'ok';
end $$;

-- What a reception must know besides its own answers, for its list and its page: counts and names of staff, and who the person is once decided.
create function custody.reception_facts(p_ids uuid[]) returns table (reception_id uuid, number text, family_name text, given_name text, birth_date date, identity text, interpreter_language text,
    reachable boolean, held boolean, unit text, cell text, kin bigint, emergency bigint, children bigint, nationalities text[], photographed boolean, officer text, items bigint, receipt boolean)
language sql stable security definer set search_path = custody, pg_temp as $$
    select r.id, i.number, i.family_name, i.given_name, i.birth_date, i.identity, i.interpreter_language,
           coalesce(i.prison_id = any(access.prisons()), false), w.inmate_id is not null, u.name, c.code,
           (select count(*) from inmates.contact_person k where k.inmate_id = i.id and k.ended_at is null),
           (select count(*) from inmates.contact_person k where k.inmate_id = i.id and k.ended_at is null and k.emergency),
           (select count(*) from inmates.child k where k.inmate_id = i.id and k.ended_at is null),
           coalesce((select array_agg(k.country order by k.country) from inmates.citizenship k where k.inmate_id = i.id and k.ended_at is null), '{}'),
           exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null),
           (select a.display_name from access.person_grant g join access.account a on a.id = g.account_id
             where g.inmate_id = i.id and g.kind = 'assigned' and g.role = 'CON' and g.ended_at is null and g.during @> platform.now() order by g.given_at desc nulls last limit 1),
           (select count(*) from property.item p where p.reception_id = r.id and p.ended_at is null),
           coalesce((select p.covers from property.receipt p where p.reception_id = r.id order by p.at desc, p.id desc limit 1)
                    = coalesce((select array_agg(t.id order by t.id) from property.item t where t.reception_id = r.id and t.ended_at is null), '{}'), false)
      from custody.reception r
      left join inmates.inmate i on i.id = r.inmate_id and not custody.concealed(i.id)
      left join custody.in_custody w on w.inmate_id = i.id
      left join estate.unit u on u.id = w.unit_id
      left join estate.cell c on c.id = w.cell_id
     where r.id = any(p_ids) and r.prison_id = any(access.prisons()) and access.allows('app.reads', 'reception')
       and (r.inmate_id is null or not custody.concealed(r.inmate_id))
$$;

-- Next of kin, emergency contact and children, as the person tells them in reception (Mandela rule 7 f and g).
create function custody.reception_kin(p_reception uuid, p_row uuid, p_area text, p jsonb, p_changes jsonb) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; v_prison uuid;
begin
    r := custody.own_reception(p_reception);
    if r.inmate_id is null or r.state = 'ended' then return 'nobody'; end if;
    select i.prison_id into v_prison from inmates.inmate i where i.id = r.inmate_id;
    if p_area = 'contact' then
        insert into inmates.contact_person (id, inmate_id, prison_id, name, relationship, phone, next_of_kin, emergency, language, note, recorded_by, recorded_at)
        values (p_row, r.inmate_id, v_prison, p->>'name', p->>'relationship', p->>'phone', (p->>'next_of_kin')::boolean, (p->>'emergency')::boolean, p->>'language', p->>'note', access.account(), platform.now());
    elsif p_area = 'child' then
        insert into inmates.child (id, inmate_id, prison_id, name, birth_date, carer, lives_with, contact_wanted, recorded_by, recorded_at)
        values (p_row, r.inmate_id, v_prison, p->>'name', (p->>'birth_date')::date, coalesce(p->>'carer', ''), coalesce(p->>'lives_with', ''), (p->>'contact_wanted')::boolean, access.account(), platform.now());
    else
        raise exception 'no such thing' using errcode = 'invalid_parameter_value';
    end if;
    insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, new_value)
    select gen_random_uuid(), r.inmate_id, v_prison, platform.now(), access.account(), p_area, p_row, c.field, c.new from jsonb_to_recordset(p_changes) c (field text, new text);
    return 'ok';
end $$;
-- Who has been named so far, for the page that asks: the name and what they are to the person.
create function custody.reception_named(p_reception uuid) returns table (area text, name text, relationship text, next_of_kin boolean, emergency boolean, birth_date date) language sql stable security definer set search_path = custody, pg_temp as $$
    select n.* from custody.reception r
     cross join lateral (
        select 'contact', k.name, k.relationship, k.next_of_kin, k.emergency, null::date from inmates.contact_person k where k.inmate_id = r.inmate_id and k.ended_at is null
        union all
        select 'child', k.name, '', false, false, k.birth_date from inmates.child k where k.inmate_id = r.inmate_id and k.ended_at is null) n
     where r.id = p_reception and r.prison_id = any(access.prisons()) and access.allows('app.writes', 'reception') and r.completed_at is null and r.state <> 'ended'
       and not custody.concealed(r.inmate_id)
     limit 60
$$;

-- Units and cells with places left. Counts everybody, hidden people too, and names nobody.
create function custody.free_places(p_prison uuid) returns table (unit_id uuid, unit text, purpose text, cell_id uuid, cell text, free bigint, accessible boolean) language sql stable security definer set search_path = custody, pg_temp as $$
    select u.id, u.name, u.purpose, c.id, c.code,
           c.working_capacity - (select count(*) from custody.placement p where p.cell_id = c.id and upper_inf(p.during)
                                 and exists (select from custody.stay s where s.inmate_id = p.inmate_id and s.released_at is null)), coalesce(c.accessible, false)
      from estate.unit u
      left join estate.cell c on c.unit_id = u.id and c.closed_on is null
           and not exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> platform.now())
     where u.prison_id = p_prison and u.closed_on is null and p_prison = any(access.prisons()) and access.allows('app.reads', 'movements')
     order by u.sort, u.code, c.walking_order, c.code
$$;

-- Admission: the stay, the place, the scope, the legal basis, in one transaction. The roll follows from them. The stay begins when the
-- person stood at the gate, the place when it was given: between the two they were in reception.
create function custody.admit(p_reception uuid, p_stay uuid, p_placement uuid, p_basis uuid, p_unit uuid, p_cell uuid) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; d jsonb; v_by uuid := access.account(); v_now timestamptz := platform.now(); v_free int;
begin
    if not access.allows('app.writes', 'movements') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    r := custody.own_reception(p_reception);
    if r.state <> 'open' then return 'decided'; end if;
    select a.answers into d from custody.reception_answer a where a.reception_id = p_reception and a.step = 'document' order by a.version desc limit 1;
    if d is null and not exists (select from (select a.answers from custody.reception_answer a where a.reception_id = p_reception and a.step = 'exception' order by a.version desc limit 1) x
                                  where ((x.answers->>'until_day') || ' ' || (x.answers->>'until_time'))::timestamp at time zone 'Europe/Oslo' >= v_now) then return 'no_document'; end if;
    if r.inmate_id is null then return 'no_identity'; end if;
    if not exists (select from custody.reception_answer a where a.reception_id = p_reception and a.step = 'arrest') then return 'no_arrest'; end if;
    perform pg_advisory_xact_lock(hashtextextended('stay:' || r.inmate_id, 0));
    if custody.concealed(r.inmate_id) then return 'blocked'; end if;
    if exists (select from custody.stay s where s.inmate_id = r.inmate_id and s.released_at is null) then return 'held'; end if;
    if not exists (select from estate.unit u where u.id = p_unit and u.prison_id = r.prison_id and u.closed_on is null) then return 'no_unit'; end if;
    if p_cell is not null then
        -- The lock that every move into a cell takes: two who want the last place meet here.
        perform estate.lock_cells(array[p_cell]);
        select c.working_capacity - (select count(*) from custody.placement p where p.cell_id = c.id and upper_inf(p.during)
                                        and exists (select from custody.stay s where s.inmate_id = p.inmate_id and s.released_at is null)) into v_free
          from estate.cell c where c.id = p_cell and c.unit_id = p_unit and c.closed_on is null
           and not exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> platform.now());
        if coalesce(v_free, 0) < 1 then return 'full'; end if;
    end if;
    if exists (select from inmates.inmate i where i.id = r.inmate_id and i.prison_id is distinct from r.prison_id) then
        perform inmates.set_prison(r.inmate_id, r.prison_id);
    end if;
    insert into custody.stay (id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, recorded_by) values (p_stay, r.inmate_id, r.prison_id, r.prison_id, r.arrived_at, r.reason, v_by);
    insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by)
    values (p_placement, r.inmate_id, r.prison_id, r.prison_id, p_unit, p_cell, tstzrange(v_now, null), r.reason, v_by);
    perform custody.basis_of(p_basis, r.inmate_id, r.prison_id, d, r.arrived_at);
    update custody.reception x set state = 'admitted', stay_id = p_stay, admitted_at = v_now, admitted_by = v_by where x.id = p_reception;
    set constraints all immediate;
    -- Held on a prosecutor's decision alone: nothing of an earlier stay says why.
    if d is null or d->>'basis' = 'arrest' then update custody.in_custody w set legal_status = 'other' where w.inmate_id = r.inmate_id; end if;
    return 'ok';
end $$;
-- The legal basis that a commitment document is. An arrest by the prosecutor is none that the sentence record keeps.
create function custody.basis_of(p_id uuid, p_inmate uuid, p_prison uuid, d jsonb, p_at timestamptz) returns void language sql volatile security definer set search_path = custody, pg_temp as $$
    insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, recorded_by)
    select p_id, p_inmate, p_prison, d->>'basis', d->>'reference',
           case d->>'authority' when 'court' then d->>'court' when 'police' then coalesce((select c.label_nb from reference.code c where c.list = 'police_district' and c.code = d->>'police'), 'Politiet') else 'Kriminalomsorgen' end,
           d->>'offence', (d->>'decided_on')::date, greatest((d->>'decided_on')::date, (p_at at time zone 'Europe/Oslo')::date), nullif(d->>'expires_on', '')::date, access.account()
     where d is not null and d->>'basis' in ('remand', 'sentence', 'preventive_detention', 'fine_default')
$$;
-- A document that came after an urgent admission.
create function custody.late_document(p_reception uuid, p_basis uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; d jsonb;
begin
    r := custody.own_reception(p_reception);
    if r.state <> 'admitted' then return; end if;
    select a.answers into d from custody.reception_answer a where a.reception_id = p_reception and a.step = 'document' order by a.version desc limit 1;
    perform custody.basis_of(p_basis, r.inmate_id, r.prison_id, d, r.arrived_at);
    update custody.in_custody w set legal_status = case d->>'basis' when 'remand' then 'remand' when 'sentence' then 'sentenced' when 'arrest' then 'other' else d->>'basis' end where w.inmate_id = r.inmate_id;
end $$;

-- The contact officers of a prison and how many each has, to choose one: names of staff and numbers.
create function custody.contact_officers(p_prison uuid) returns table (assignment_id uuid, account_id uuid, name text, load bigint) language sql stable security definer set search_path = custody, pg_temp as $$
    select x.id, a.id, a.display_name,
           (select count(*) from access.person_grant g where g.account_id = a.id and g.kind = 'assigned' and g.role = 'CON' and g.ended_at is null and g.during @> platform.now())
      from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
     where x.role = 'CON' and p_prison = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
       and p_prison = any(access.prisons()) and access.role() in ('DUT', 'GOV', 'CAS')
     order by 4, 3 limit 200
$$;

grant execute on function custody.reception_candidates(uuid, text[], text[], text[], date, text, text, text), custody.reception_match(uuid, uuid, text),
    custody.reception_register(uuid, uuid, int, jsonb, jsonb, text[], text[], boolean[], text), custody.reception_kin(uuid, uuid, text, jsonb, jsonb), custody.reception_named(uuid),
    custody.admit(uuid, uuid, uuid, uuid, uuid, uuid), custody.late_document(uuid, uuid) to og_custody;
grant execute on function custody.reception_facts(uuid[]) to og_custody, og_case, og_auditor;
grant execute on function custody.free_places(uuid) to og_custody;
grant execute on function custody.contact_officers(uuid) to og_custody, og_case;
reset role;
