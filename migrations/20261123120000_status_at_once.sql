-- Why somebody is held, without planning anew for each person. owner: sentences
--
-- `status_on` asked `holding_on`, both functions in SQL that run as their owner: such a function is never merged into the statement that calls
-- it, and Postgres plans what is within it each time the statement begins anew, here for each person: two plans a person, a millisecond and
-- more where the rows themselves cost a twentieth of that. A function in plpgsql keeps its plans for the session. What they answer is the same; tests/it/bases.rs
-- compares it with the program's own reading.
set local role overgang_owner;

create or replace function sentences.holding_on(p_inmate uuid, p_day date) returns setof sentences.legal_basis
    language plpgsql stable security definer rows 2 set search_path = sentences, pg_temp as $$
begin
    return query
    select b.* from sentences.legal_basis b
     where b.inmate_id = p_inmate and b.replaced_at is null and not b.withdrawn
       and b.from_day <= p_day and (b.ended_on is null or b.ended_on >= p_day)
       and (b.kind <> 'remand' or b.to_day is null or b.to_day >= p_day)
       and not (b.kind = 'arrest' and exists (
             select from sentences.legal_basis o where o.inmate_id = p_inmate and o.replaced_at is null and not o.withdrawn and o.kind <> 'arrest'
                and o.from_day between b.from_day and p_day))
       and not exists (
             select from custody.stay s where s.inmate_id = p_inmate and s.released_at is not null
                and (s.released_at at time zone 'Europe/Oslo')::date >= b.from_day and (s.released_at at time zone 'Europe/Oslo')::date < p_day
                and not exists (select from custody.stay a where a.inmate_id = p_inmate and (a.admitted_at at time zone 'Europe/Oslo')::date = (s.released_at at time zone 'Europe/Oslo')::date
                                   and a.admitted_at >= s.released_at));
end $$;

create or replace function sentences.status_on(p_inmate uuid, p_day date) returns text
    language plpgsql stable security definer set search_path = sentences, pg_temp as $$
declare v_weight int; v_executed_from date; v_custody int; v_custody_from date;
begin
    select max(h.weight), max(h.from_day) filter (where h.weight is not null), max(h.custody), max(h.from_day) filter (where h.custody is not null)
      into v_weight, v_executed_from, v_custody, v_custody_from
      from (select case b.kind when 'preventive_detention' then 5 when 'sentence' then 4 when 'foreign_sentence' then 4 when 'youth_sentence' then 4 when 'other_sanction' then 3 when 'fine_default' then 2 end as weight,
                   case b.kind when 'remand' then 2 when 'arrest' then 1 end as custody, b.from_day
              from sentences.holding_on(p_inmate, p_day) b) h;
    return case
        when v_custody is not null and (v_weight is null or v_custody_from > v_executed_from) then case v_custody when 2 then 'remand' else 'arrested' end
        else case v_weight when 5 then 'preventive_detention' when 4 then 'sentenced' when 3 then 'other' when 2 then 'fine_default' else 'none' end end;
end $$;

-- Answers of a batch. Those whose answer is what it was leave the queue together; only for the others is there a version to be made. People are
-- locked in one order, so that two batches wait for each other and neither for both.
create function sentences.put_calculations(p_puts jsonb) returns bigint language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare v_all uuid[] := array(select (p ->> 'inmate')::uuid from jsonb_array_elements(p_puts) p order by 1); v_same uuid[]; v_seqs bigint[]; n bigint;
begin
    if access.account() is not null and not sentences.reaches(v_all) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform sentences.lock_person(x) from unnest(v_all) x;
    select array_agg(p.inmate), array_agg(p.seq) into v_same, v_seqs from jsonb_to_recordset(p_puts) p (inmate uuid, seq bigint, changed boolean) where not p.changed and p.seq is not null;
    delete from recalculation q using unnest(v_same, v_seqs) p (inmate, seq) where q.inmate_id = p.inmate and q.seq <= p.seq;
    select count(sentences.put_calculation(p)) into n from jsonb_array_elements(p_puts) p where (p ->> 'changed')::boolean;
    return n;
end $$;
grant execute on function sentences.put_calculations(jsonb) to og_case, og_custody, og_jobs;
reset role;
