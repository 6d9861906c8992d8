-- How long after an arrest its first order may come, when its case has no number of the court yet, is a row of the law (`arrest.answered`), not a figure
-- of this function. No row for the day of the arrest: nothing is guessed, and only the number of the case tells.
set local role overgang_owner;

create function sentences.arrest_answered_by(p_arrested date) returns date language sql stable set search_path = sentences, pg_temp as $$
    select (p_arrested + r.value::interval)::date
      from reference.law_rule r
     where r.rule_id = 'arrest.answered' and r.subject = '' and r.status <> 'enacted' and r.value ~ '^[0-9]+ (days|weeks|months|years)$'
       and r.valid_from <= p_arrested and (r.valid_to is null or r.valid_to >= p_arrested)
     order by r.valid_from desc, r.version desc limit 1
$$;
comment on function sentences.arrest_answered_by(date) is 'The last day on which a first order still answers an arrest that has no number of the court: the twin of `term::answered_by`.';

create or replace function sentences.ends_arrest(a sentences.legal_basis, o sentences.legal_basis) returns boolean language sql stable set search_path = sentences, pg_temp as $$
    select coalesce(o.kind <> 'arrest' and o.from_day >= a.from_day
       and case when sentences.case_key(o.case_number) = sentences.case_key(a.case_number) then true
                when sentences.case_key(a.case_number) ~ '^[0-9]+-' or o.extends is not null then false
                else o.from_day <= sentences.arrest_answered_by(a.from_day) end, false)
$$;

reset role;
