-- What is ordered in one case says nothing of another. An order of remand, an arrest and a restriction end with what happens in their own case;
-- an order without a day, given while the main hearing goes on (straffeprosessloven § 185 first subsection), ends four weeks after the judgment
-- (§ 187); and an item of the clock that a document ended stands again when that document no longer says so.
set local role overgang_owner;

-- The twin of `term::case_key`; a test compares them.
create function sentences.case_key(p_number text) returns text language sql immutable parallel safe set search_path = sentences, pg_temp as $$
    select case when length(x.digits) >= 6 then x.digits else lower(x.whole) end
      from (select t.whole, rtrim(substring(t.whole from '^[0-9-]*'), '-') as digits from (select regexp_replace(p_number, '\s', '', 'g') as whole) t) x
$$;
comment on function sentences.case_key(text) is 'A case number without the letters of the procedure and the court: 26-012345ENE-TOSL/04 and 26-012345MED-TOSL/01 are one case.';

-- The police know an arrest by a number of their own until a court has given one: then the first order after it answers it.
create function sentences.ends_arrest(a sentences.legal_basis, o sentences.legal_basis) returns boolean language sql immutable parallel safe set search_path = sentences, pg_temp as $$
    select coalesce(o.kind <> 'arrest' and o.from_day >= a.from_day
       and (sentences.case_key(o.case_number) = sentences.case_key(a.case_number)
            or (sentences.case_key(a.case_number) !~ '^[0-9]+-' and o.extends is null and o.from_day <= a.from_day + 4)), false)
$$;
comment on function sentences.ends_arrest(sentences.legal_basis, sentences.legal_basis) is 'Whether an order or a judgment has taken the place of an arrest: in the same case only.';

create function sentences.judged_on(b sentences.legal_basis) returns date language sql stable set search_path = sentences, pg_temp as $$
    select min(j.decided_on) from sentences.legal_basis j
     where b.kind = 'remand' and j.inmate_id = b.inmate_id and j.replaced_at is null and not j.withdrawn and j.kind in ('sentence', 'preventive_detention', 'youth_sentence') and j.extends is null
       and j.decided_on >= b.from_day and (j.decided_on > b.decided_on or (j.decided_on = b.decided_on and not b.after_judgment))
       and coalesce(b.to_day >= j.decided_on, true) and coalesce(b.ended_on >= j.decided_on, true)
       and sentences.case_key(j.case_number) = sentences.case_key(b.case_number)
$$;
comment on function sentences.judged_on(sentences.legal_basis) is 'The day of the judgment that was given while an order of remand of its case held (straffeprosessloven § 187).';

create function sentences.runs_out(b sentences.legal_basis) returns date language sql stable set search_path = sentences, pg_temp as $$
    select case when b.kind <> 'remand' then null when b.to_day is not null then b.to_day
           else (select (j.day + r.value::interval)::date from (select sentences.judged_on(b) as day) j
                   join reference.law_rule r on r.rule_id = 'remand.after_judgment_ends' and r.subject = '' and r.status <> 'enacted' and daterange(r.valid_from, r.valid_to + 1) @> j.day) end
$$;
comment on function sentences.runs_out(sentences.legal_basis) is 'The last day of an order of remand: the day it says, or four weeks after the judgment when it says none; null before there is one.';

create or replace function sentences.holding_on(p_inmate uuid, p_day date) returns setof sentences.legal_basis
    language plpgsql stable security definer rows 2 set search_path = sentences, pg_temp as $$
begin
    return query
    select b.* from sentences.legal_basis b
     where b.inmate_id = p_inmate and b.replaced_at is null and not b.withdrawn
       and b.from_day <= p_day and (b.ended_on is null or b.ended_on >= p_day)
       and (b.kind <> 'remand' or b.to_day >= p_day or (b.to_day is null and coalesce(sentences.runs_out(b) >= p_day, true)))
       and not (b.kind = 'arrest' and exists (
             select from sentences.legal_basis o where o.inmate_id = p_inmate and o.replaced_at is null and not o.withdrawn and o.from_day <= p_day and sentences.ends_arrest(b, o)))
       and not exists (
             select from custody.stay s where s.inmate_id = p_inmate and s.released_at is not null and not exists (select from sentences.release_error e where e.inmate_id = s.inmate_id and e.kind = 'released_too_early'
                            and e.from_day = (s.released_at at time zone 'Europe/Oslo')::date and not exists (select from sentences.release_error n where n.supersedes = e.id))
                and (s.released_at at time zone 'Europe/Oslo')::date >= b.from_day and (s.released_at at time zone 'Europe/Oslo')::date < p_day
                and not exists (select from custody.stay a where a.inmate_id = p_inmate and (a.admitted_at at time zone 'Europe/Oslo')::date = (s.released_at at time zone 'Europe/Oslo')::date
                                   and a.admitted_at >= s.released_at));
end $$;

create or replace function sentences.holds_until(b sentences.legal_basis) returns date language sql stable security definer set search_path = sentences, pg_temp as $$
    select case b.kind when 'remand' then least(sentences.runs_out(b), b.ended_on) when 'arrest' then b.ended_on
           else least(b.ended_on, (select c.end_on from sentences.calculation c where c.inmate_id = b.inmate_id and c.state in ('confirmed', 'overridden')
                        and not exists (select from sentences.recalculation r where r.inmate_id = b.inmate_id)
                        and not exists (select from sentences.calculation n where n.inmate_id = b.inmate_id and n.state = 'preliminary'))) end
$$;

create or replace function sentences.statuses_of_the_day(p_since date) returns bigint language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare n bigint;
begin
    with touched as (
        select b.inmate_id from sentences.legal_basis b where b.replaced_at is null and not b.withdrawn and b.from_day between p_since and platform.today()
        union
        select b.inmate_id from sentences.legal_basis b where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.to_day between p_since - 1 and platform.today()
        union
        select b.inmate_id from sentences.legal_basis b where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.to_day is null and sentences.runs_out(b) between p_since - 1 and platform.today()
        union
        select b.inmate_id from sentences.legal_basis b where b.ended_on is not null and b.replaced_at is null and not b.withdrawn and b.ended_on between p_since - 1 and platform.today()),
    now_ as (select t.inmate_id, sentences.status_on(t.inmate_id, platform.today()) as status from touched t join custody.in_custody c using (inmate_id))
    update custody.in_custody c set legal_status = x.status from now_ x where c.inmate_id = x.inmate_id and c.legal_status is distinct from x.status;
    get diagnostics n = row_count;
    return n;
end $$;

-- An order without a day has one when judgment has been given.
do $$
declare v_was text := pg_get_functiondef('sentences.calculation_input(uuid[])'::regprocedure); v_is text;
begin
    v_is := replace(v_was, '''last'', least(x.ended_on, x.to_day)', '''last'', least(x.ended_on, sentences.runs_out(x))');
    if v_is = v_was then raise exception 'the orders of calculation_input are not where they were'; end if;
    execute v_is;
end $$;

-- What the clock must know of each: its case, and whether judgment has been given in it.
create or replace function sentences.bases_known(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, birth_date date, admitted_at timestamptz, bases jsonb, restrictions jsonb)
    language sql stable security definer set search_path = sentences, pg_temp as $$
    select i.id, i.prison_id, i.birth_date, (select s.admitted_at from custody.stay s where s.inmate_id = i.id and s.released_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', b.root_id, 'kind', b.kind, 'case', sentences.case_key(b.case_number), 'decided_on', b.decided_on, 'from_day', b.from_day, 'to_day', b.to_day, 'final_on', b.final_on,
                        'ended_on', b.ended_on, 'ended_as', b.ended_as, 'extends', b.extends, 'arrested_at', b.arrested_at, 'under_18', b.under_18, 'judged_on', sentences.judged_on(b),
                        'answered_by', case when b.kind = 'arrest' then (select o.root_id from legal_basis o where o.inmate_id = i.id and o.replaced_at is null and not o.withdrawn and sentences.ends_arrest(b, o)
                                                                          order by o.from_day, o.root_id limit 1) end,
                        'frame_end', case when b.kind = 'preventive_detention' then (select min(k.end_on) from calculation k where k.inmate_id = i.id and k.basis = 'detention' and k.state <> 'superseded') end, 'withdrawn', b.withdrawn) order by b.from_day, b.root_id), '[]')
              from legal_basis b where b.inmate_id = i.id and b.replaced_at is null),
           (select coalesce(jsonb_agg(jsonb_build_object('root', x.root, 'basis', (select o.root_id from legal_basis o where o.id = r.basis_id), 'kind', r.kind, 'from_day', r.from_day, 'until_day', r.until_day, 'from_at', r.from_at, 'lifted_on', r.lifted_on,
                        'extended_by', (select n.id from restriction n where n.extends = any(x.ids) and n.replaced_at is null and not n.withdrawn limit 1), 'withdrawn', r.withdrawn) order by r.from_day, x.root), '[]')
              from restriction r
              cross join lateral (with recursive up (id, supersedes) as (select r.id, r.supersedes union all select o.id, o.supersedes from restriction o join up u on o.id = u.supersedes)
                                  select (array_agg(id) filter (where supersedes is null))[1] as root, array_agg(id) as ids from up) x
             where r.inmate_id = i.id and r.replaced_at is null)
      from inmates.inmate i where i.id = any(p_inmates)
$$;

-- What has been answered stays answered, with two exceptions, and each begins a new round. What a document ended stands again when it is raised
-- anew, for then no document ends it any more. And when another row of the rule is the person's (a corrected birth date), what was counted by the
-- old one is no item.
create or replace function sentences.put_deadlines(p_items jsonb) returns table (deadline uuid, rule text, done text) language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
#variable_conflict use_column
declare v_gone uuid[];
begin
    with gone as (
        update deadline d set state = 'cancelled', outcome = 'mistake', closed_at = platform.now(), closed_by = access.account(), waiting_for = null, waiting_since = null, waiting_note = null,
               series_over = true, version = d.version + 1
          from jsonb_to_recordset(p_items) x (rule_id text, subject text, reference uuid, round int, repeat text)
         where (d.rule_id, d.reference) = (x.rule_id, x.reference) and d.state = 'open' and d.subject <> x.subject and x.round = 1 and x.repeat is null and d.repeat is null
        returning d.id)
    select coalesce(array_agg(g.id), '{}') into v_gone from gone g;

    return query
    with raised as (
        select x.*, i.prison_id as at_prison
          from jsonb_to_recordset(p_items) x (id uuid, inmate uuid, prison uuid, rule_id text, subject text, version int, trigger text, cite text, to_confirm boolean, label_nb text, label_en text,
                  span text, clock text, repeat text, warn text, mode text, level text, reference uuid, round int, event_at timestamptz, base_on date, due_at timestamptz, due_on date, timed boolean, given boolean,
                  owner_role text, owner uuid, hard boolean, lapses boolean, in_custody_only boolean, warn_at timestamptz[], raised_at timestamptz)
          left join inmates.inmate i on i.id = x.inmate),
    item as (
        select x.*, case when l.id is null then x.round
                         when l.id = any(v_gone) or (l.state <> 'open' and (exists (select from legal_basis b where b.root_id = l.satisfied_by and b.inmate_id = x.inmate)
                                                                            or exists (select from restriction r where r.id = l.satisfied_by and r.inmate_id = x.inmate))) then l.round + 1
                         when x.repeat is null then l.round else x.round end as put_round
          from raised x
          left join lateral (select d.id, d.round, d.state, d.satisfied_by from deadline d where x.round = 1 and (d.rule_id, d.reference) = (x.rule_id, x.reference) order by d.round desc limit 1) l on true),
    put as (
        insert into deadline as d (id, inmate_id, prison_id, rule_id, subject, rule_version, trigger, cite, to_confirm, label_nb, label_en, span, clock, repeat, warn, mode, level, reference, round,
                event_at, base_on, due_at, due_on, timed, given, owner_role, owner, hard, lapses, in_custody_only, warn_at, raised_by, raised_at)
        select x.id, x.inmate, coalesce(x.at_prison, x.prison), x.rule_id, x.subject, x.version, x.trigger, x.cite, x.to_confirm, x.label_nb, x.label_en, x.span, x.clock, x.repeat, x.warn, x.mode,
               x.level, x.reference, x.put_round, x.event_at, x.base_on, x.due_at, x.due_on, x.timed, x.given, x.owner_role,
               coalesce(x.owner, (select g.account_id from access.person_grant g
                                   where x.owner_role = 'CAS' and g.inmate_id = x.inmate and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null and g.during @> platform.now()
                                   order by lower(g.during), g.id limit 1)),
               x.hard, x.lapses, x.in_custody_only, coalesce(x.warn_at, '{}'), access.account(), least(x.raised_at, platform.now())
          from item x
        on conflict (rule_id, reference, round) do update set due_at = excluded.due_at, due_on = excluded.due_on, event_at = excluded.event_at, base_on = excluded.base_on, timed = excluded.timed,
               given = excluded.given, warn_at = excluded.warn_at, warned = 0, escalated_at = null, version = d.version + 1
         where d.state = 'open' and d.due_at is distinct from excluded.due_at
        returning d.id, d.rule_id, d.reference, d.round, d.version)
    select coalesce(p.id, d.id), x.rule_id, case when p.id is null then 'same' when p.version > 1 then 'moved' else 'new' end
      from item x left join put p on (p.rule_id, p.reference, p.round) = (x.rule_id, x.reference, x.put_round)
      left join deadline d on (d.rule_id, d.reference, d.round) = (x.rule_id, x.reference, x.put_round);
end $$;

-- Whose dates turn with the day: an order runs out and serving goes on, or something begins.
create function sentences.turns_of_the_day(p_since date) returns bigint language sql volatile security definer set search_path = sentences, pg_temp as $$
    with turned as (
        select b.inmate_id, b.from_day as on_day from legal_basis b where b.replaced_at is null and not b.withdrawn and b.from_day between p_since + 1 and platform.today()
        union
        select b.inmate_id, b.to_day + 1 from legal_basis b where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.to_day between p_since and platform.today() - 1
        union
        select b.inmate_id, sentences.runs_out(b) + 1 from legal_basis b
         where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.to_day is null and sentences.runs_out(b) between p_since and platform.today() - 1
        union
        select b.inmate_id, b.ended_on + 1 from legal_basis b where b.ended_on is not null and b.replaced_at is null and not b.withdrawn and b.ended_on between p_since and platform.today() - 1),
    asked as (
        select sentences.ask_calculation(c.inmate_id, 'day')
          from (select distinct t.inmate_id from turned t where exists (select from calculation k where k.inmate_id = t.inmate_id and k.state <> 'superseded' and k.rules_on < t.on_day)) c)
    select count(*) from asked
$$;
comment on function sentences.turns_of_the_day(date) is 'Asks for the calculation of those for whom an order has run out, or something has begun, since a day.';

-- owner: deadlines. A birth date decides who is under 18: what the calculation says, and by which rows of the law the clock counts. Who reads it
-- is the clock, and nobody else.
create table sentences.birth_corrected (
    inmate_id uuid primary key references inmates.inmate,
    at timestamptz not null
);
create index on sentences.birth_corrected (at);
select access.own('sentences.birth_corrected');

alter table sentences.calculation drop constraint calculation_causes_check;
alter table sentences.calculation add constraint calculation_causes_check check (causes <@ array['first', 'basis', 'custody', 'isolation', 'law', 'day', 'asked', 'override', 'person']);

create function sentences.born_otherwise() returns trigger language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
begin
    insert into birth_corrected (inmate_id, at) values (new.id, platform.now()) on conflict (inmate_id) do update set at = excluded.at;
    perform sentences.ask_calculation(new.id, 'person');
    return null;
end $$;
create trigger born_otherwise after update of birth_date on inmates.inmate for each row when (old.birth_date is distinct from new.birth_date) execute function sentences.born_otherwise();

create or replace function sentences.bases_changed(p_since timestamptz, p_limit int) returns setof uuid language sql stable security definer set search_path = sentences, pg_temp as $$
    select x.inmate_id from (
        select b.inmate_id from legal_basis b where b.recorded_at > p_since
        union select k.inmate_id from calculation k where k.basis = 'detention' and (k.made_at > p_since or k.confirmed_at > p_since)
        union select r.inmate_id from restriction r where r.recorded_at > p_since or r.lift_recorded_at > p_since
        union select n.inmate_id from birth_corrected n where n.at > p_since
        union select s.inmate_id from custody.stay s where s.admitted_at > p_since - interval '1 day' and s.released_at is null) x
     order by 1 limit p_limit
$$;

-- Asked as whoever reads the rows.
grant execute on function sentences.case_key(text), sentences.judged_on(sentences.legal_basis), sentences.runs_out(sentences.legal_basis)
    to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant execute on function sentences.turns_of_the_day(date) to og_jobs;
reset role;
