-- Versions of calculations, and what the clock tells, written for everybody at once: the same answers as before, which tests/it/calculation.rs and
-- tests/it/deadlines.rs hold against the program's own bookkeeping.
set local role overgang_owner;

-- Keeps what the program worked out for some people. Where nothing that anybody reads is different, only the question is answered. Else a new
-- version, which waits for a second person; one that waited is superseded, one in force stays in force. People are locked in one order, so that two
-- batches wait for each other and neither for both. Answers with how many versions there are now.
create or replace function sentences.put_calculations(p_puts jsonb) returns bigint language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare
    v_all uuid[] := array(select (p ->> 'inmate')::uuid from jsonb_array_elements(p_puts) p order by 1); v_made jsonb; v_today date := platform.today(); v_now timestamptz := platform.now();
begin
    if access.account() is not null and not sentences.reaches(v_all) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.lock_person(x) from unnest(v_all) x;

    -- What each new version comes after. Somebody else may have been first with the same.
    select coalesce(jsonb_agg(jsonb_build_object('inmate', p.inmate, 'id', p.id, 'prison', i.prison_id, 'version', coalesce(l.version, 0) + 1, 'waited', case when l.state = 'preliminary' then l.id end,
               'causes', case when l.id is null or l.state = 'preliminary' and l.causes = array['first'] then array['first']
                   else array(select distinct x from unnest(coalesce(nullif(q.causes, '{}'), array['asked']) || case when l.state = 'preliminary' then l.causes else '{}' end) x order by x) end,
               'authors', array(select distinct x from unnest(coalesce(q.authors, '{}') || case when l.state = 'preliminary' then l.authors else '{}' end) x),
               'end_on', p.end_on, 'probation_on', p.probation_on,
               'cried', case when c.inmate_id is null then null when p.end_on <= v_today then 'release.overdue'
                             when f.probation_on > v_today and p.probation_on <= v_today then 'release.probation_passed' end)), '[]') into v_made
      from jsonb_to_recordset(p_puts) p (inmate uuid, id uuid, changed boolean, input_hash text, end_on date, probation_on date)
      join inmates.inmate i on i.id = p.inmate
      left join lateral (select k.* from calculation k where k.inmate_id = p.inmate order by k.version desc limit 1) l on true
      left join calculation f on f.inmate_id = p.inmate and f.state in ('confirmed', 'overridden')
      left join recalculation q on q.inmate_id = p.inmate
      left join custody.in_custody c on c.inmate_id = p.inmate and c.out_reason is distinct from 'ESCAPE' and c.out_reason is distinct from 'INTERRUPT'
     where p.changed and not coalesce(l.input_hash = decode(p.input_hash, 'hex') and l.overrides = '{}', false);

    delete from recalculation q using jsonb_to_recordset(p_puts) p (inmate uuid, seq bigint) where q.inmate_id = p.inmate and q.seq <= p.seq;
    if v_made = '[]' then return 0; end if;

    update calculation k set state = 'superseded', superseded_at = v_now from jsonb_to_recordset(v_made) m (waited uuid) where k.id = m.waited;
    update calculation_override o set outcome = 'overtaken', decided_at = v_now from jsonb_to_recordset(v_made) m (inmate uuid) where o.inmate_id = m.inmate and o.outcome is null;
    insert into calculation (id, inmate_id, prison_id, version, state, basis, causes, authors, rules_on, made_at, result, input_hash, rule_ids, to_confirm, start_on, one_third_on, half_on, two_thirds_on,
            minimum_on, probation_on, end_on, release_on)
    select p.id, p.inmate, m.prison, m.version, 'preliminary', p.basis, m.causes, m.authors, p.rules_on, v_now, p.result, decode(p.input_hash, 'hex'), p.rule_ids, p.to_confirm, p.start_on, p.one_third_on,
           p.half_on, p.two_thirds_on, p.minimum_on, p.probation_on, p.end_on, p.release_on
      from jsonb_to_recordset(v_made) m (id uuid, prison uuid, version int, causes text[], authors uuid[])
      join jsonb_to_recordset(p_puts) p (id uuid, inmate uuid, basis text, rules_on date, result jsonb, input_hash text, rule_ids text[], to_confirm boolean, start_on date, one_third_on date, half_on date,
           two_thirds_on date, minimum_on date, probation_on date, end_on date, release_on date) on p.id = m.id;
    insert into calculation_line (calculation_id, position, inmate_id, prison_id, account, entry, days, document, source_id, author, detail, rules)
    select p.id, l.position, p.inmate, m.prison, l.account, l.entry, l.days, l.document, l.source_id, l.author, l.detail, l.rules
      from jsonb_to_recordset(v_made) m (id uuid, prison uuid) join jsonb_to_recordset(p_puts) p (id uuid, inmate uuid, lines jsonb) on p.id = m.id
     cross join lateral jsonb_to_recordset(p.lines) l (position int, account text, entry text, days int, document text, source_id uuid, author uuid, detail jsonb, rules text[]);

    -- Few are ever cried out, each with its own notices.
    perform sentences.alarm_release(m.inmate, m.id, case m.cried when 'release.overdue' then m.end_on else m.probation_on end, m.cried)
       from jsonb_to_recordset(v_made) m (inmate uuid, id uuid, end_on date, probation_on date, cried text) where m.cried is not null;
    -- What an earlier version cried about is cried anew, or is no longer so.
    update deadline d set state = 'cancelled', outcome = 'mistake', outcome_note = 'recalculated', closed_at = v_now, closed_by = access.account(), series_over = true, version = d.version + 1
      from jsonb_to_recordset(v_made) m (inmate uuid, id uuid, end_on date, probation_on date, cried text)
     where d.inmate_id = m.inmate and d.state = 'open' and d.rule_id in ('release.overdue', 'release.probation_passed') and d.reference <> m.id
       and (d.rule_id = m.cried or not coalesce(case d.rule_id when 'release.overdue' then m.end_on else m.probation_on end <= v_today, false));
    return jsonb_array_length(v_made);
end $$;
drop function sentences.put_calculation(jsonb);

-- What the clock tells: warnings to the owner, each step once; what is overdue to the duty officer and the governor, once; what lapses, lapses.
create or replace function sentences.tell_deadlines(p_now timestamptz, out warned int, out escalated int, out lapsed int) language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare v_due uuid[];
begin
    perform set_config('app.now', p_now::text, true);
    v_due := array(select x.id from deadline x where x.next_at <= p_now order by x.next_at, x.id limit 5000 for update skip locked);
    -- Who is told: those who hold the role at the prison, and the owner by name, who is not told twice of what is overdue.
    with due as (
        select d.*, d.due_at > p_now as is_near,
               jsonb_build_object('nb', d.label_nb, 'en', d.label_en, 'cite', d.cite, 'day', d.due_on::text, 'time', case when d.timed then to_char(d.due_at at time zone 'Europe/Oslo', 'HH24:MI') else '' end) as said
          from deadline d where d.id = any(v_due) and (d.due_at > p_now or not d.lapses)),
    role_asked as (
        select u.id, u.prison_id, u.owner_role as role from due u where u.is_near and u.owner is null and u.prison_id is not null
        union all select u.id, u.prison_id, r.role from due u cross join (values ('DUT'), ('GOV')) r (role) where not u.is_near and u.prison_id is not null),
    holder as (
        select distinct x.account_id, x.role, p.prison from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active' cross join lateral unnest(x.prisons) p (prison)
         where x.role in (select r.role from role_asked r) and x.outcome = 'granted' and x.ended_at is null and x.valid @> p_now),
    told as (
        -- Somebody who is both duty officer and governor is told as both.
        select r.id, h.account_id from role_asked r join holder h on (h.role, h.prison) = (r.role, r.prison_id)
        union all
        select u.id, u.owner from due u where u.owner is not null and (u.is_near or not exists (
                  select from holder h where h.account_id = u.owner and h.role in ('DUT', 'GOV') and h.prison = u.prison_id)))
    insert into access.notice (id, account_id, kind, arguments, link, at)
    select gen_random_uuid(), t.account_id, case when u.is_near then 'deadline_near' when u.hard then 'deadline_hard' else 'deadline_over' end, u.said, '/deadlines/' || u.id, p_now
      from told t join due u on u.id = t.id where t.account_id is distinct from access.account();

    update deadline d set warned = (select count(*) from unnest(d.warn_at) w where w <= p_now) where d.id = any(v_due) and d.due_at > p_now;
    get diagnostics warned = row_count;
    update deadline d set state = 'satisfied', outcome = 'lapsed', closed_at = p_now, series_over = true, version = d.version + 1 where d.id = any(v_due) and d.due_at <= p_now and d.lapses;
    get diagnostics lapsed = row_count;
    update deadline d set warned = coalesce(array_length(d.warn_at, 1), 0), escalated_at = p_now where d.id = any(v_due) and d.due_at <= p_now and not d.lapses;
    get diagnostics escalated = row_count;
end $$;
reset role;
