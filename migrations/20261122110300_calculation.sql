-- What follows from why somebody is held: the ledger and the dates, every version of them, who confirmed which, and what waits to be worked
-- out anew. The arithmetic is the program's (src/law/sentence); the database keeps what it gave and never changes it.
set local role overgang_owner;

-- owner: sentences. A lawyer's word on a spell of full isolation (straffeloven § 83; HR-2018-1261-A): without one nothing is deducted.
-- The last word on a restriction counts.
create table sentences.isolation_mark (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    -- The first row of the restriction and its corrections is not what is marked: the row itself is.
    restriction_id uuid not null references sentences.restriction,
    credit boolean not null,
    lawyer text not null check (length(lawyer) between 2 and 120),
    reason text not null check (length(reason) between 10 and 1000),
    marked_by uuid not null references access.account,
    marked_at timestamptz not null
);
create index on sentences.isolation_mark (inmate_id);
create index on sentences.isolation_mark (prison_id);
create index on sentences.isolation_mark (restriction_id, marked_at desc);
create index on sentences.isolation_mark (marked_by);
create trigger append_only before delete or update of id, inmate_id, restriction_id, credit, lawyer, reason, marked_by, marked_at on sentences.isolation_mark
    for each row execute function platform.append_only();
select access.protect('sentences.isolation_mark', 'sentence', 'record', 'marked_by');
select access.follow('sentences.isolation_mark');
grant select on sentences.isolation_mark to og_custody, og_case, og_region, og_auditor;
grant insert on sentences.isolation_mark to og_case;

-- owner: sentences. One version of one person's calculation. In force is the newest that is confirmed or overridden; a newer preliminary one
-- waits for a second person.
create table sentences.calculation (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    version int not null check (version > 0),
    state text not null check (state in ('preliminary', 'confirmed', 'overridden', 'superseded')),
    basis text not null check (basis in ('nothing', 'remand', 'sentence', 'fine', 'detention')),
    -- Why it was made: what changed since the one before.
    causes text[] not null check (causes <@ array['first', 'basis', 'custody', 'isolation', 'law', 'day', 'asked', 'override']),
    -- Those whose changes it rests on and who therefore do not confirm it.
    authors uuid[] not null default '{}',
    rules_on date not null,
    made_at timestamptz not null,
    -- The program's answer, and of what: the same input by the same rules is not stored twice.
    result jsonb not null,
    input_hash bytea not null check (octet_length(input_hash) = 32),
    rule_ids text[] not null default '{}',
    to_confirm boolean not null,
    -- Dates set by hand: {point: {on, reason, by, decided_by}}. The columns below are with them.
    overrides jsonb not null default '{}',
    start_on date,
    one_third_on date,
    half_on date,
    two_thirds_on date,
    minimum_on date,
    probation_on date,
    end_on date,
    -- On probation, else at the end: where the person is expected to leave.
    release_on date,
    confirmed_by uuid references access.account,
    confirmed_at timestamptz,
    confirm_note text check (length(confirm_note) between 1 and 1000),
    superseded_at timestamptz,
    constraint calculation_version unique (inmate_id, version),
    constraint calculation_confirmed_whole check ((confirmed_by is null) = (confirmed_at is null)),
    constraint calculation_state_whole check ((state in ('confirmed', 'overridden')) <= (confirmed_at is not null) and (state = 'superseded') = (superseded_at is not null)),
    constraint calculation_four_eyes check (confirmed_by is null or confirmed_by <> all (authors))
);
create index on sentences.calculation (prison_id);
create unique index calculation_waits_once on sentences.calculation (inmate_id) where state = 'preliminary';
create unique index calculation_in_force_once on sentences.calculation (inmate_id) where state in ('confirmed', 'overridden');
create index calculation_waiting on sentences.calculation (prison_id, made_at) where state = 'preliminary';
create index calculation_release on sentences.calculation (prison_id, release_on) where state in ('confirmed', 'overridden');
create index calculation_rules on sentences.calculation using gin (rule_ids) where state <> 'superseded';
create index on sentences.calculation (confirmed_by) where confirmed_by is not null;
create trigger append_only before delete or update of id, inmate_id, version, basis, causes, authors, rules_on, made_at, result, input_hash, rule_ids, to_confirm, overrides, start_on, one_third_on,
    half_on, two_thirds_on, minimum_on, probation_on, end_on, release_on on sentences.calculation for each row execute function platform.append_only();
select access.protect('sentences.calculation', 'sentence', 'record', null);
select access.follow('sentences.calculation');
grant select on sentences.calculation to og_custody, og_case, og_region, og_auditor;

-- owner: sentences. Its ledger: a document, days with their sign, an author, the rules.
create table sentences.calculation_line (
    calculation_id uuid not null references sentences.calculation,
    position int not null,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    account text not null check (account in ('serving', 'minimum', 'both')),
    entry text not null,
    days int not null,
    document text check (document in ('basis', 'stay', 'movement', 'isolation')),
    source_id uuid,
    author uuid,
    detail jsonb not null,
    -- `probation.share 1`: the rule and its row.
    rules text[] not null default '{}',
    primary key (calculation_id, position)
);
create index on sentences.calculation_line (inmate_id);
create index on sentences.calculation_line (prison_id);
create index on sentences.calculation_line (source_id) where source_id is not null;
create trigger append_only before delete or update of calculation_id, position, inmate_id, account, entry, days, document, source_id, author, detail, rules on sentences.calculation_line
    for each row execute function platform.append_only();
select access.protect('sentences.calculation_line', 'sentence', 'record', null);
select access.follow('sentences.calculation_line');
grant select on sentences.calculation_line to og_custody, og_case, og_region, og_auditor;

-- owner: sentences. A date that somebody wants to set by hand: one proposes with a reason, another answers. What was accepted is a version of its own.
create table sentences.calculation_override (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    calculation_id uuid not null references sentences.calculation,
    point text not null check (point in ('third', 'half', 'two_thirds', 'lower_security', 'short_leave', 'leave', 'day_release', 'halfway_house', 'outside_prison', 'monitoring_instead', 'monitoring_last',
        'probation_half', 'probation_before', 'minimum_two_thirds', 'release_request', 'probation', 'extension_case', 'end')),
    was_on date,
    on_date date not null,
    reason text not null check (length(reason) between 10 and 1000),
    proposed_by uuid not null references access.account,
    proposed_at timestamptz not null,
    outcome text check (outcome in ('accepted', 'refused', 'withdrawn', 'overtaken')),
    outcome_note text check (length(outcome_note) between 3 and 1000),
    decided_by uuid references access.account,
    decided_at timestamptz,
    constraint override_decided_whole check ((outcome is null) = (decided_at is null) and (decided_by is not null or outcome is null or outcome = 'overtaken')),
    constraint override_four_eyes check (outcome is distinct from 'accepted' or decided_by <> proposed_by)
);
create index on sentences.calculation_override (inmate_id, proposed_at desc);
create index on sentences.calculation_override (prison_id);
create index on sentences.calculation_override (calculation_id);
create index on sentences.calculation_override (proposed_by);
create index on sentences.calculation_override (decided_by) where decided_by is not null;
create unique index override_waits_once on sentences.calculation_override (inmate_id, point) where outcome is null;
create trigger append_only before delete or update of id, inmate_id, calculation_id, point, was_on, on_date, reason, proposed_by, proposed_at on sentences.calculation_override
    for each row execute function platform.append_only();
create trigger answered_once before update of outcome, outcome_note, decided_by, decided_at on sentences.calculation_override for each row when (old.outcome is not null) execute function platform.append_only();
select access.protect('sentences.calculation_override', 'sentence', 'record', null);
select access.follow('sentences.calculation_override');
grant select on sentences.calculation_override to og_custody, og_case, og_region, og_auditor;

-- owner: sentences. Who is to be calculated anew, why, and because of whom. `seq` tells what came while it was being done.
create sequence sentences.recalculation_seq;
create table sentences.recalculation (
    inmate_id uuid primary key references inmates.inmate,
    seq bigint not null,
    causes text[] not null,
    authors uuid[] not null default '{}',
    since timestamptz not null
);
create index on sentences.recalculation (seq);
select access.own('sentences.recalculation');
create policy reads on sentences.recalculation for select to og_custody, og_case, og_region, og_auditor using (exists (select from inmates.inmate i where i.id = inmate_id));
grant select on sentences.recalculation to og_custody, og_case, og_region, og_auditor;

create function sentences.ask_calculation(p_inmate uuid, p_cause text) returns void language sql volatile security definer set search_path = sentences, pg_temp as $$
    insert into recalculation as q (inmate_id, seq, causes, authors, since)
    values (p_inmate, nextval('recalculation_seq'), array[p_cause], coalesce(array[access.account()], '{}'), platform.now())
    on conflict (inmate_id) do update set seq = excluded.seq,
        causes = array(select distinct x from unnest(q.causes || excluded.causes) x order by x),
        authors = array(select distinct x from unnest(q.authors || excluded.authors) x where x is not null order by x)
$$;

create function sentences.calculation_touched() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    perform sentences.ask_calculation(new.inmate_id, tg_argv[0]);
    return null;
end $$;
-- Everything that a calculation rests on.
create trigger calculation_touched after insert on sentences.legal_basis for each row execute function sentences.calculation_touched('basis');
create trigger calculation_touched after insert on sentences.sentence_count for each row execute function sentences.calculation_touched('basis');
create trigger calculation_touched after insert or update of admitted_at, released_at on custody.stay for each row execute function sentences.calculation_touched('custody');
create trigger calculation_left after insert on custody.movement for each row when (new.reason in ('INTERRUPT', 'ESCAPE') and new.out_at is not null)
    execute function sentences.calculation_touched('custody');
create trigger calculation_moved after update of reason, state, out_at, back_at, ended_as on custody.movement for each row
    when (new.reason in ('INTERRUPT', 'ESCAPE') or old.reason in ('INTERRUPT', 'ESCAPE')) execute function sentences.calculation_touched('custody');
create trigger calculation_isolated after insert on sentences.restriction for each row when (new.kind = 'full_isolation') execute function sentences.calculation_touched('isolation');
create trigger calculation_lifted after update of lifted_on, lifted_at, replaced_at on sentences.restriction for each row when (new.kind = 'full_isolation')
    execute function sentences.calculation_touched('isolation');
create trigger calculation_marked after insert on sentences.isolation_mark for each row execute function sentences.calculation_touched('isolation');

-- What the program needs of some people, each as one document. Only what is executed and not ended; a release ends what came before it.
create function sentences.calculation_input(p_inmates uuid[]) returns table (inmate_id uuid, prison_id uuid, in_custody boolean, seq bigint, input jsonb, latest jsonb, latest_state text)
language plpgsql stable security definer set search_path = sentences, pg_temp as $$
#variable_conflict use_column
begin
    if access.account() is not null and not sentences.reaches(p_inmates) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return query
    select i.id, i.prison_id, c.inmate_id is not null, q.seq,
        jsonb_build_object(
            'birth', i.birth_date,
            -- Asked only where it matters: a term prevails.
            'status', case when b.rows is null then sentences.status_on(i.id, platform.today()) else '' end,
            'bases', coalesce(b.rows, '[]'), 'stays', coalesce(s.rows, '[]'), 'arrests', coalesce(a.rows, '[]'), 'absences', coalesce(m.rows, '[]'), 'isolation', coalesce(r.rows, '[]')),
        k.result, k.state
      from unnest(p_inmates) p (id) join inmates.inmate i on i.id = p.id
      left join custody.in_custody c on c.inmate_id = i.id
      left join recalculation q on q.inmate_id = i.id
      left join lateral (select x.result, x.state from calculation x where x.inmate_id = i.id order by x.version desc limit 1) k on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'kind', x.kind, 'decided_on', x.decided_on, 'final_on', x.final_on, 'from_day', x.from_day, 'lapsed', x.ended_as is not distinct from 'lapsed',
                   'years', x.years, 'months', x.months, 'days', x.days, 'credit', x.credit_days, 'minimum_years', x.minimum_years, 'minimum_months', x.minimum_months, 'minimum_days', x.minimum_days,
                   'extends', x.extends, 'fine_ore', x.fine_ore, 'paid_ore', x.paid_ore, 'by', x.recorded_by,
                   'sections', (select coalesce(jsonb_agg(jsonb_build_array(n.offence, n.section) order by n.position), '[]') from sentence_count n where n.legal_basis_id = x.id)) order by x.decided_on, x.root_id) as rows
          from legal_basis x
         where x.inmate_id = i.id and x.replaced_at is null and not x.withdrawn and x.kind in ('sentence', 'foreign_sentence', 'other_sanction', 'preventive_detention', 'fine_default')
           and (x.ended_on is null or x.ended_as = 'lapsed') and (x.from_day is not null or x.extends is not null or x.ended_as = 'lapsed')
           and not exists (select from custody.stay z where z.inmate_id = i.id and z.released_at is not null
                              and (z.released_at at time zone 'Europe/Oslo')::date >= x.from_day and (z.released_at at time zone 'Europe/Oslo')::date < platform.today()
                              and not exists (select from custody.stay y where y.inmate_id = i.id and y.admitted_at >= z.released_at
                                                 and (y.admitted_at at time zone 'Europe/Oslo')::date = (z.released_at at time zone 'Europe/Oslo')::date))) b on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'from', x.admitted_at, 'to', x.released_at, 'by', x.recorded_by,
                   -- A stay in which another sentence was executed gives no deduction in this one: one that has ended, or began in a stay that is over.
                   'in_case', not exists (select from legal_basis e where e.inmate_id = i.id and e.replaced_at is null and not e.withdrawn
                                             and e.kind not in ('arrest', 'remand') and e.ended_as is distinct from 'lapsed' and e.ended_as is distinct from 'quashed'
                                             and case when x.released_at is null then e.ended_on >= (x.admitted_at at time zone 'Europe/Oslo')::date
                                                 else e.from_day between (x.admitted_at at time zone 'Europe/Oslo')::date - 1 and (x.released_at at time zone 'Europe/Oslo')::date end)) order by x.admitted_at) as rows
          from custody.stay x where x.inmate_id = i.id) s on true
      left join lateral (
        -- From the arrest to the prison, or to the release of whoever was not remanded.
        select jsonb_agg(jsonb_build_object('id', x.root_id, 'from', x.arrested_at, 'by', x.recorded_by,
                   'to', coalesce((select min(y.admitted_at) from custody.stay y where y.inmate_id = i.id and y.admitted_at >= x.arrested_at and y.admitted_at < x.arrested_at + interval '5 days'),
                                  (x.ended_on + 1)::timestamp at time zone 'Europe/Oslo')) order by x.arrested_at) as rows
          from legal_basis x where x.inmate_id = i.id and x.kind = 'arrest' and x.replaced_at is null and not x.withdrawn) a on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'reason', x.reason, 'out', x.out_at, 'back', x.back_at, 'by', coalesce(x.out_by, x.recorded_by)) order by x.out_at) as rows
          from custody.movement x where x.inmate_id = i.id and x.reason in ('INTERRUPT', 'ESCAPE') and x.out_at is not null and x.state in ('out', 'back')) m on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', x.id, 'from', coalesce(x.from_at, x.from_day::timestamp at time zone 'Europe/Oslo'),
                   'to', coalesce(x.lifted_at, (coalesce(x.lifted_on, x.until_day) + 1)::timestamp at time zone 'Europe/Oslo'), 'by', x.recorded_by,
                   'mark', (select case when w.credit then jsonb_build_object('by', w.marked_by, 'on', (w.marked_at at time zone 'Europe/Oslo')::date) end from isolation_mark w
                             where w.restriction_id = x.id order by w.marked_at desc, w.id desc limit 1)) order by x.from_day) as rows
          from restriction x where x.inmate_id = i.id and x.kind = 'full_isolation' and x.replaced_at is null and not x.withdrawn) r on true;
end $$;

-- Whoever leaves is expected to leave on the day that the calculation in force gives. Nobody else writes that day of a person who has one.
create function sentences.follow_release(p_inmate uuid) returns void language sql volatile security definer set search_path = sentences, pg_temp as $$
    update custody.in_custody c set expected_release = k.release_on from calculation k
     where c.inmate_id = p_inmate and k.inmate_id = p_inmate and k.state in ('confirmed', 'overridden') and c.expected_release is distinct from k.release_on
$$;
create function sentences.release_known() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    select k.release_on into new.expected_release from calculation k where k.inmate_id = new.inmate_id and k.state in ('confirmed', 'overridden');
    return new;
end $$;
create trigger release_known before insert on custody.in_custody for each row when (new.expected_release is null) execute function sentences.release_known();

-- Somebody who should have been released is an alarm and not a new date: an item that nobody can dismiss without an outcome, and a notice
-- to those who can open the door, at once.
create function sentences.alarm_release(p_inmate uuid, p_calculation uuid, p_day date, p_rule text) returns void language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare v_number text; v_prison uuid; v_role text; r reference.law_rule; v_new boolean;
begin
    select i.number, i.prison_id into v_number, v_prison from inmates.inmate i where i.id = p_inmate;
    select * into r from reference.law_rule k where k.rule_id = p_rule and k.subject = '' and k.status <> 'enacted' and daterange(k.valid_from, k.valid_to + 1) @> platform.today();
    if not found then raise exception 'no rule % today', p_rule using errcode = 'no_data_found'; end if;
    select bool_or(d.done = 'new') into v_new from sentences.put_deadlines(jsonb_build_array(jsonb_build_object(
        'id', gen_random_uuid(), 'inmate', p_inmate, 'prison', v_prison, 'rule_id', r.rule_id, 'subject', '', 'version', r.version, 'trigger', r.trigger_event,
        'cite', concat_ws(' ', nullif(r.act, ''), r.section), 'to_confirm', r.confidence in ('memory', 'assumed', 'secondary'), 'label_nb', r.label_nb, 'label_en', r.label_en, 'span', r.value,
        'clock', r.clock, 'repeat', r.repeat, 'warn', '', 'mode', r.mode, 'level', r.level, 'reference', p_calculation, 'round', 1, 'event_at', platform.now(), 'due_at', platform.now(),
        'due_on', platform.today(), 'timed', true, 'given', true, 'owner_role', 'DUT', 'owner', null, 'hard', true, 'lapses', false, 'in_custody_only', true, 'warn_at', '[]'::jsonb))) d;
    if v_new then
        foreach v_role in array array['DUT', 'GOV', 'CAS'] loop
            perform access.notify_role(v_role, v_prison, p_rule, jsonb_build_object('number', v_number, 'day', p_day::text), '/inmates/' || p_inmate || '/sentence');
        end loop;
    end if;
end $$;

-- Keeps what the program worked out. Nothing that anybody reads is different: only the question is answered. Else a new version, which waits
-- for a second person; one that waited is superseded, one in force stays in force. Answers with the id, or with none.
create function sentences.put_calculation(p jsonb) returns uuid language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare
    v_inmate uuid := (p ->> 'inmate')::uuid; v_latest calculation; v_force calculation; q recalculation; v_id uuid := (p ->> 'id')::uuid; v_prison uuid; v_held boolean;
    v_causes text[]; v_authors uuid[]; v_end date := (p ->> 'end_on')::date; v_probation date := (p ->> 'probation_on')::date; v_cried text;
begin
    if access.account() is not null and not sentences.reaches(array[v_inmate]) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.lock_person(v_inmate);
    select * into q from recalculation x where x.inmate_id = v_inmate;
    delete from recalculation x where x.inmate_id = v_inmate and x.seq <= coalesce((p ->> 'seq')::bigint, 0);
    select * into v_latest from calculation x where x.inmate_id = v_inmate order by x.version desc limit 1;
    -- Somebody else was first with the same.
    if not (p ->> 'changed')::boolean or v_latest.input_hash = decode(p ->> 'input_hash', 'hex') and v_latest.overrides = '{}' then return null; end if;
    select i.prison_id into v_prison from inmates.inmate i where i.id = v_inmate;
    v_causes := case when v_latest.id is null then array['first'] else coalesce(nullif(q.causes, '{}'), array['asked']) end;
    v_authors := coalesce(q.authors, '{}');
    if v_latest.state = 'preliminary' then
        v_authors := array(select distinct x from unnest(v_authors || v_latest.authors) x);
        if v_latest.causes <> array['first'] then v_causes := array(select distinct x from unnest(v_causes || v_latest.causes) x order by x); else v_causes := array['first']; end if;
        update calculation x set state = 'superseded', superseded_at = platform.now() where x.id = v_latest.id;
    end if;
    update calculation_override x set outcome = 'overtaken', decided_at = platform.now() where x.inmate_id = v_inmate and x.outcome is null;
    insert into calculation (id, inmate_id, prison_id, version, state, basis, causes, authors, rules_on, made_at, result, input_hash, rule_ids, to_confirm, start_on, one_third_on, half_on, two_thirds_on,
            minimum_on, probation_on, end_on, release_on)
    values (v_id, v_inmate, v_prison, coalesce(v_latest.version, 0) + 1, 'preliminary', p ->> 'basis', v_causes, v_authors, (p ->> 'rules_on')::date, platform.now(), p -> 'result', decode(p ->> 'input_hash', 'hex'),
            array(select jsonb_array_elements_text(p -> 'rule_ids')), (p ->> 'to_confirm')::boolean, (p ->> 'start_on')::date, (p ->> 'one_third_on')::date, (p ->> 'half_on')::date,
            (p ->> 'two_thirds_on')::date, (p ->> 'minimum_on')::date, v_probation, v_end, (p ->> 'release_on')::date);
    insert into calculation_line (calculation_id, position, inmate_id, prison_id, account, entry, days, document, source_id, author, detail, rules)
    select v_id, l.position, v_inmate, v_prison, l.account, l.entry, l.days, l.document, l.source_id, l.author, l.detail, array(select jsonb_array_elements_text(l.rules))
      from jsonb_to_recordset(p -> 'lines') l (position int, account text, entry text, days int, document text, source_id uuid, author uuid, detail jsonb, rules jsonb);
    select * into v_force from calculation x where x.inmate_id = v_inmate and x.state in ('confirmed', 'overridden');
    select exists (select from custody.in_custody c where c.inmate_id = v_inmate and c.out_reason is distinct from 'ESCAPE' and c.out_reason is distinct from 'INTERRUPT') into v_held;
    if v_held and v_end <= platform.today() then
        v_cried := 'release.overdue';
        perform sentences.alarm_release(v_inmate, v_id, v_end, v_cried);
    elsif v_held and v_force.probation_on > platform.today() and v_probation <= platform.today() then
        v_cried := 'release.probation_passed';
        perform sentences.alarm_release(v_inmate, v_id, v_probation, v_cried);
    end if;
    -- What an earlier version cried about is cried anew, or is no longer so.
    update deadline d set state = 'cancelled', outcome = 'mistake', outcome_note = 'recalculated', closed_at = platform.now(), closed_by = access.account(), series_over = true, version = d.version + 1
     where d.inmate_id = v_inmate and d.state = 'open' and d.rule_id in ('release.overdue', 'release.probation_passed') and d.reference <> v_id
       and (d.rule_id = v_cried or not coalesce(case d.rule_id when 'release.overdue' then v_end else v_probation end <= platform.today(), false));
    return v_id;
end $$;

-- Whoever writes sentences at all, also only of those assigned: a second pair of eyes is as a rule not the one that the person is assigned to.
create function sentences.may_calculate() returns boolean language sql stable set search_path = sentences, pg_temp as $$
    select access.allows('app.writes', 'sentence') or access.allows('app.writes_assigned', 'sentence')
$$;

-- A second person's yes. Says what stands in the way otherwise: `missing`, `stale` (there is a newer one, or it was answered), `pending` (something has
-- changed since), `own` (it rests on this person's own changes).
create function sentences.confirm_calculation(p_id uuid, p_note text) returns text language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare k calculation;
begin
    select * into k from calculation x where x.id = p_id;
    if not found then return 'missing'; end if;
    if not sentences.may_calculate() or not sentences.reaches(array[k.inmate_id]) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.lock_person(k.inmate_id);
    select * into k from calculation x where x.id = p_id;
    if k.state <> 'preliminary' then return 'stale'; end if;
    if exists (select from recalculation q where q.inmate_id = k.inmate_id) then return 'pending'; end if;
    if access.account() = any (k.authors) then return 'own'; end if;
    update calculation x set state = 'superseded', superseded_at = platform.now() where x.inmate_id = k.inmate_id and x.state in ('confirmed', 'overridden');
    update calculation x set state = 'confirmed', confirmed_by = access.account(), confirmed_at = platform.now(), confirm_note = nullif(p_note, '') where x.id = p_id;
    perform sentences.follow_release(k.inmate_id);
    return 'done';
end $$;

-- One proposes another date. `stale`: the calculation is not the one in force, or a newer one waits. `waiting`: somebody has proposed one already.
create function sentences.propose_override(p_id uuid, p_calculation uuid, p_point text, p_was date, p_on date, p_reason text) returns text language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare k calculation;
begin
    select * into k from calculation x where x.id = p_calculation;
    if not found then return 'missing'; end if;
    if not sentences.may_calculate() or not sentences.reaches(array[k.inmate_id]) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.lock_person(k.inmate_id);
    if not exists (select from calculation x where x.id = p_calculation and x.state in ('confirmed', 'overridden'))
       or exists (select from calculation x where x.inmate_id = k.inmate_id and x.state = 'preliminary') or exists (select from recalculation q where q.inmate_id = k.inmate_id) then return 'stale'; end if;
    if exists (select from calculation_override o where o.inmate_id = k.inmate_id and o.point = p_point and o.outcome is null) then return 'waiting'; end if;
    insert into calculation_override (id, inmate_id, prison_id, calculation_id, point, was_on, on_date, reason, proposed_by, proposed_at)
    values (p_id, k.inmate_id, k.prison_id, k.id, p_point, p_was, p_on, p_reason, access.account(), platform.now());
    return 'done';
end $$;

-- Another answers. Accepted, it is a version of its own with that date in it.
create function sentences.answer_override(p_id uuid, p_outcome text, p_note text, p_version uuid) returns text language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare o calculation_override; k calculation; v_overrides jsonb; v_probation date; v_end date;
begin
    select * into o from calculation_override x where x.id = p_id;
    if not found then return 'missing'; end if;
    if not sentences.may_calculate() or not sentences.reaches(array[o.inmate_id]) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.lock_person(o.inmate_id);
    select * into o from calculation_override x where x.id = p_id for update;
    if o.outcome is not null then return 'stale'; end if;
    if (p_outcome = 'withdrawn') <> (o.proposed_by = access.account()) then return 'own'; end if;
    if p_outcome = 'accepted' then
        select * into k from calculation x where x.id = o.calculation_id and x.state in ('confirmed', 'overridden');
        if not found then return 'stale'; end if;
        v_overrides := k.overrides || jsonb_build_object(o.point, jsonb_build_object('on', o.on_date, 'reason', o.reason, 'by', o.proposed_by, 'decided_by', access.account()));
        v_probation := case when o.point = 'probation' then o.on_date else k.probation_on end;
        v_end := case when o.point = 'end' then o.on_date else k.end_on end;
        update calculation x set state = 'superseded', superseded_at = platform.now() where x.id = k.id;
        insert into calculation (id, inmate_id, prison_id, version, state, basis, causes, authors, rules_on, made_at, result, input_hash, rule_ids, to_confirm, overrides, start_on, one_third_on, half_on,
                two_thirds_on, minimum_on, probation_on, end_on, release_on, confirmed_by, confirmed_at, confirm_note)
        values (p_version, k.inmate_id, k.prison_id, (select max(x.version) + 1 from calculation x where x.inmate_id = k.inmate_id), 'overridden', k.basis, array['override'], array[o.proposed_by], k.rules_on,
                platform.now(), k.result, k.input_hash, k.rule_ids, k.to_confirm, v_overrides, k.start_on,
                case when o.point = 'third' then o.on_date else k.one_third_on end, case when o.point = 'half' then o.on_date else k.half_on end,
                case when o.point = 'two_thirds' then o.on_date else k.two_thirds_on end, k.minimum_on, v_probation, v_end,
                case when k.basis = 'detention' then v_probation else coalesce(v_probation, v_end) end, access.account(), platform.now(), nullif(p_note, ''));
        insert into calculation_line select p_version, l.position, l.inmate_id, l.prison_id, l.account, l.entry, l.days, l.document, l.source_id, l.author, l.detail, l.rules
          from calculation_line l where l.calculation_id = k.id;
        -- What else was proposed on the version before is asked for anew.
        update calculation_override x set outcome = 'overtaken', decided_at = platform.now() where x.inmate_id = o.inmate_id and x.outcome is null and x.id <> o.id;
        perform sentences.follow_release(k.inmate_id);
        if v_end <= platform.today() and exists (select from custody.in_custody c where c.inmate_id = k.inmate_id) then perform sentences.alarm_release(k.inmate_id, p_version, v_end, 'release.overdue'); end if;
    end if;
    update calculation_override x set outcome = p_outcome, outcome_note = nullif(p_note, ''), decided_by = access.account(), decided_at = platform.now() where x.id = p_id;
    return 'done';
end $$;

-- Background work: who waits; whom a changed rule concerns; who is still here on the day after the last.
create function sentences.take_recalculations(p_limit int) returns setof uuid language sql volatile security definer set search_path = sentences, pg_temp as $$
    select q.inmate_id from recalculation q order by q.seq limit p_limit for update skip locked
$$;
create function sentences.spread_law_changes() returns bigint language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare n bigint;
begin
    with changed as (update reference.law_change c set handled_at = platform.now() where c.handled_at is null returning c.rule_id),
    asked as (select distinct k.inmate_id from calculation k where k.state <> 'superseded' and k.rule_ids && array(select distinct c.rule_id from changed c)),
    done as (select sentences.ask_calculation(a.inmate_id, 'law') from asked a)
    select count(*) into n from done;
    return n;
end $$;
create function sentences.held_past_the_end() returns bigint language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare k record; n bigint := 0;
begin
    for k in select x.inmate_id, x.id, x.end_on from calculation x join custody.in_custody c on c.inmate_id = x.inmate_id
              where x.state in ('confirmed', 'overridden') and x.end_on <= platform.today() - 1 and c.out_reason is distinct from 'ESCAPE' and c.out_reason is distinct from 'INTERRUPT'
                and not exists (select from deadline d where d.reference = x.id and d.rule_id = 'release.overdue')
              order by x.end_on limit 500 loop
        perform sentences.alarm_release(k.inmate_id, k.id, k.end_on, 'release.overdue');
        n := n + 1;
    end loop;
    return n;
end $$;
create function sentences.ask_for_calculation(p_inmate uuid) returns void language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
begin
    if not sentences.may_calculate() or not sentences.reaches(array[p_inmate]) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.ask_calculation(p_inmate, 'asked');
end $$;
grant execute on function sentences.calculation_input(uuid[]), sentences.put_calculation(jsonb) to og_case, og_custody, og_jobs;
grant execute on function sentences.confirm_calculation(uuid, text), sentences.propose_override(uuid, uuid, text, date, date, text), sentences.answer_override(uuid, text, text, uuid),
    sentences.ask_for_calculation(uuid) to og_case, og_custody;
grant execute on function sentences.take_recalculations(int), sentences.spread_law_changes(), sentences.held_past_the_end() to og_jobs;
reset role;
