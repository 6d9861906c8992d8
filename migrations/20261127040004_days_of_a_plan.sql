-- By when a plan is looked at again is the day of a review, or of the plan's making: not that of a promise, nor of what is settled before a release.
set local role overgang_owner;
create or replace view plan.standing with (security_invoker = true) as
select f.inmate_id, f.prison_id, w.unit_id, w.cell_id, w.legal_status, w.expected_release, f.assessed_at, f.version_outcome, f.version_at,
       f.assessment_id is null as no_assessment,
       f.version_id is null and w.legal_status not in ('arrested', 'remand', 'none') as no_plan,
       f.version_id is not null and f.changed_at is not null as changed,
       f.version_id is not null and f.version_outcome <> 'agreed' as not_agreed,
       v.countersign is not null and v.countersigned_at is null as unsigned,
       d.assess_by, d.review_by, coalesce(d.assess_late, false) as assess_late, coalesce(d.review_late, false) as review_late, r.at as review_at, coalesce(g.n, 0) as gone
  from plan.file f
  join custody.in_custody w on w.inmate_id = f.inmate_id
  left join plan.version v on v.id = f.version_id
  left join plan.review r on r.inmate_id = f.inmate_id and r.state = 'planned'
  left join (select a.inmate_id, count(*) as n from plan.owners_gone() x join plan.action a on a.id = x.action_id group by a.inmate_id) g on g.inmate_id = f.inmate_id
  left join lateral (
        select min(x.due_on) filter (where x.rule_id like 'plan.assessment%') as assess_by, min(x.due_on) filter (where x.rule_id = 'plan.made' or x.rule_id like 'plan.review%') as review_by,
               bool_or(x.due_at <= platform.now()) filter (where x.rule_id like 'plan.assessment%') as assess_late,
               bool_or(x.due_at <= platform.now()) filter (where x.rule_id like 'plan.review%') as review_late
          from sentences.deadline x where x.inmate_id = f.inmate_id and x.state = 'open' and x.rule_id like 'plan.%') d on true;
reset role;
