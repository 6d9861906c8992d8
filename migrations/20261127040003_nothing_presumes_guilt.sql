-- Whoever is arrested is held without a judgment as those on remand are: no plan is asked of them, and none is late.
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
        select min(x.due_on) filter (where x.rule_id like 'plan.assessment%') as assess_by, min(x.due_on) filter (where x.rule_id not like 'plan.assessment%') as review_by,
               bool_or(x.due_at <= platform.now()) filter (where x.rule_id like 'plan.assessment%') as assess_late,
               bool_or(x.due_at <= platform.now()) filter (where x.rule_id like 'plan.review%') as review_late
          from sentences.deadline x where x.inmate_id = f.inmate_id and x.state = 'open' and x.rule_id like 'plan.%') d on true;

create or replace function plan.clock_unset(p_limit int) returns table (inmate_id uuid, prison_id uuid, reception_ref uuid, transfer_ref uuid, sentence_ref uuid, admitted_at timestamptz, in_use_from timestamptz,
    moved_at timestamptz, remand boolean, interrupted uuid)
language sql stable security definer set search_path = plan, pg_temp as $$
    select f.inmate_id, f.prison_id, case when f.clock_ref is null and f.moved_ref is null then f.stay_id end, case when f.clock_ref is null then f.moved_ref end,
           case when f.sentence_ref is null and w.legal_status not in ('arrested', 'remand', 'none') then f.stay_id end, f.admitted_at, f.in_use_from, f.moved_at,
           w.legal_status in ('arrested', 'remand', 'none'),
           (select r.id from review r where r.inmate_id = f.inmate_id and r.state = 'interrupted' and r.ended_at >= f.moved_at and f.clock_ref is null order by r.ended_at desc limit 1)
      from file f join custody.in_custody w on w.inmate_id = f.inmate_id
     where f.clock_ref is null or (f.sentence_ref is null and w.legal_status not in ('arrested', 'remand', 'none'))
     order by f.inmate_id limit p_limit
$$;
create or replace function plan.clock_set(p_inmates uuid[]) returns void language sql volatile security definer set search_path = plan, pg_temp as $$
    update file f set clock_ref = coalesce(f.moved_ref, f.stay_id), sentence_ref = case when w.legal_status not in ('arrested', 'remand', 'none') then f.stay_id else f.sentence_ref end
      from custody.in_custody w where w.inmate_id = f.inmate_id and f.inmate_id = any(p_inmates)
$$;
reset role;
