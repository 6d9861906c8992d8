-- Whom a rule of law concerns: the results that rest on it, and when they are worked out anew.
set local role overgang_owner;

-- A row that was adopted for a later day changes nothing until then; on that day everybody whose result rests on the rule is calculated anew. The same when a
-- row ends. Asking twice does nothing more.
create function sentences.rules_that_begin(p_since date) returns bigint language sql volatile security definer set search_path = sentences, pg_temp as $$
    with turned as (
        select distinct r.rule_id from reference.law_rule r
         where r.status <> 'enacted' and (r.valid_from between p_since + 1 and platform.today() or r.valid_to + 1 between p_since + 1 and platform.today())),
    concerned as (select distinct k.inmate_id from calculation k where k.state <> 'superseded' and k.rules_on < platform.today() and k.rule_ids && array(select t.rule_id from turned t)),
    asked as (select sentences.ask_calculation(c.inmate_id, 'law') from concerned c)
    select count(*) from asked
$$;
grant execute on function sentences.rules_that_begin(date) to og_jobs;

-- How many results rest on a rule, of them how many wait to be worked out anew, and how many came out otherwise because of the law and wait for a second
-- person: numbers for whoever reads the law, no names.
create function reference.results_of_rule(p_rule text) returns table (people bigint, pending bigint, waiting bigint) language sql stable security definer set search_path = sentences, pg_temp as $$
    select count(distinct k.inmate_id), count(distinct k.inmate_id) filter (where exists (select from recalculation q where q.inmate_id = k.inmate_id and 'law' = any(q.causes))),
           count(distinct k.inmate_id) filter (where k.state = 'preliminary' and 'law' = any(k.causes))
      from calculation k where k.state <> 'superseded' and k.rule_ids @> array[p_rule]
$$;
grant execute on function reference.results_of_rule(text) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_system;
reset role;
