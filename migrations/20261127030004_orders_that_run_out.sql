-- When somebody leaves whom an order of remand holds is when the order runs out, and not only the day that it names: one without a day, given while the main
-- hearing goes on, runs out four weeks after the judgment (straffeprosessloven §§ 185, 187), and while there is none, nobody knows. Whoever an order held
-- that has run out stands in the list too, for that is the gravest of all.
set local role overgang_owner;

CREATE OR REPLACE FUNCTION sentences.expected_releases(p_prison uuid, p_until date)
 RETURNS TABLE(inmate_id uuid, day date, source text, basis_id uuid, kind text, case_number text, waiting boolean, others bigint, plan text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'sentences', 'pg_temp'
AS $function$
#variable_conflict use_column
declare v_whole boolean := access.allows('app.reads', 'sentence'); v_assigned boolean := access.allows('app.reads_assigned', 'sentence'); v_dates jsonb := '{}';
begin
    if not v_whole and not v_assigned then return; end if;
    -- A calculation counts as long as nothing that it rests on has changed since.
    select coalesce(jsonb_object_agg(c.inmate_id, jsonb_build_object('in_force', c.in_force, 'waiting', c.waiting)), '{}') into v_dates
      from (select c.inmate_id, max(c.release_on) filter (where c.state in ('confirmed', 'overridden')) as in_force, max(c.release_on) filter (where c.state = 'preliminary') as waiting
              from sentences.calculation c where c.state <> 'superseded' and (p_prison is null or c.prison_id = p_prison)
               and not exists (select from sentences.recalculation r where r.inmate_id = c.inmate_id) group by c.inmate_id) c;
    return query
    with people as (
        select w.inmate_id, w.legal_status, (v_dates->w.inmate_id::text->>'in_force')::date as in_force, (v_dates->w.inmate_id::text->>'waiting')::date as waiting_on
          from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
         where i.id <> all(access.hidden()) and (i.prison_id = p_prison or (p_prison is null and i.id = any(access.assigned())))
           and ((v_whole and (i.prison_id = any(access.deep_prisons()) or i.id = any(access.deep_persons()))) or (v_assigned and i.id = any(access.assigned())))),
    dated as (
        select p.*, b.id as basis_id, b.kind, b.case_number, b.root_id, case when b.kind = 'remand' then b.runs_out else coalesce(p.in_force, p.waiting_on, b.to_day) end as day,
               case when b.kind = 'remand' then 'order' when p.in_force is not null then 'calculated' when p.waiting_on is not null then 'preliminary' else 'stated' end as source
          from people p
          join lateral (select l.*, sentences.runs_out(l) as runs_out from sentences.legal_basis l
                         where l.inmate_id = p.inmate_id and l.replaced_at is null and not l.withdrawn and l.ended_on is null and l.from_day <= platform.today() and l.kind <> 'arrest'
                           and ((l.kind = 'remand') = (p.legal_status = 'remand') or p.legal_status = 'none')
                         order by case when l.kind = 'remand' then coalesce(sentences.runs_out(l), 'infinity') else l.to_day end desc nulls last, l.from_day desc, l.id limit 1) b on true)
    select d.inmate_id, d.day, d.source, d.basis_id, d.kind, d.case_number, d.waiting_on is not null,
           -- Plainly from the rows: `sentences.holding_on` asks more, person by person, and a release asks it.
           (select count(*) from sentences.legal_basis h where h.inmate_id = d.inmate_id and h.replaced_at is null and not h.withdrawn and h.root_id <> d.root_id and h.kind <> 'arrest' and h.from_day <= d.day
               and (h.ended_on is null or h.ended_on >= d.day) and (h.kind = 'remand') <> (d.kind = 'remand') and (h.kind <> 'remand' or coalesce(sentences.runs_out(h) > d.day, true))
               and not exists (select from custody.stay x where x.inmate_id = d.inmate_id and x.released_at is not null and (x.released_at at time zone 'Europe/Oslo')::date >= h.from_day)),
           (select case when r.confirmed_at is null then 'prepared' else 'confirmed' end from custody.release_plan r where r.inmate_id = d.inmate_id and r.ended_as is null and r.expires_at > platform.now())
      from dated d where d.day <= p_until order by d.day, d.inmate_id limit 1000;
end $function$;

reset role;
