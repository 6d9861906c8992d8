-- From one prison to another: who is under way to whom, the handover at its instant, and what follows the person (Mandela rule 7 c; European
-- Prison Rules 32). A transfer is a part of a stay: what the law reckons (deadlines, terms, plan) goes on, only who answers for the person changes.
set local role overgang_owner;

alter table custody.movement add column to_prison_id uuid references estate.prison;
alter table custody.movement add constraint only_a_transfer_leads_to_a_prison check (to_prison_id is null or reason in ('TRF_OUT', 'TRF_LOWER', 'TRF_HIGHER', 'TRF_HALF'));
create index movement_to_prison on custody.movement (to_prison_id, planned_out) where to_prison_id is not null;
grant update (to_prison_id) on custody.movement to og_custody, og_activity, og_desk;
alter table custody.movement drop constraint movement_ended_as_check;
alter table custody.movement add constraint movement_ended_as_check check (ended_as in ('release', 'death', 'escape', 'transfer'));
alter table custody.internal_movement drop constraint internal_movement_ended_as_check;
alter table custody.internal_movement add constraint internal_movement_ended_as_check check (ended_as in ('out', 'release', 'death', 'escape', 'transfer'));

-- owner: custody. A handover: from its instant the person is on the other roll, and on that one alone.
create table custody.transfer (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    stay_id uuid not null references custody.stay,
    movement_id uuid not null constraint handed_over_once unique references custody.movement,
    reception_id uuid not null references custody.reception,
    from_prison_id uuid not null references estate.prison,
    to_prison_id uuid not null references estate.prison,
    left_at timestamptz not null,
    at timestamptz not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint transfer_order check (at > left_at),
    constraint transfer_elsewhere check (from_prison_id <> to_prison_id)
);
create index on custody.transfer (prison_id);
create index on custody.transfer (inmate_id, at desc);
create index on custody.transfer (stay_id, at desc);
create index on custody.transfer (reception_id);
create index on custody.transfer (from_prison_id, at);
create index on custody.transfer (to_prison_id, at);
create trigger append_only before delete or update of id, inmate_id, stay_id, movement_id, reception_id, from_prison_id, to_prison_id, left_at, at, recorded_by, recorded_at on custody.transfer
    for each row execute function platform.append_only();
select access.protect('custody.transfer', 'movements', 'identity', null);
select access.follow('custody.transfer');
grant select on custody.transfer to og_custody, og_case, og_region, og_auditor, og_health;

-- A reception of somebody who comes from another prison: by which way.
alter table custody.reception add column movement_id uuid references custody.movement;
create index on custody.reception (movement_id) where movement_id is not null;

-- The way on which somebody is to a prison now; none for everybody else.
create function custody.way_to(p_inmate uuid, p_prison uuid) returns uuid language sql stable security definer set search_path = custody, pg_temp as $$
    select m.id from custody.movement m where m.inmate_id = p_inmate and m.state = 'out' and m.to_prison_id = p_prison and m.prison_id is distinct from p_prison
$$;

-- Who is under way to a prison, or planned to be. They are expected there: their name and where they come from, and nothing else of their record.
create function custody.under_way(p_prison uuid) returns table (movement_id uuid, inmate_id uuid, number text, family_name text, given_name text, birth_date date, interpreter_language text,
    from_prison text, reason text, state text, planned_out timestamptz, out_at timestamptz, expected timestamptz, reception_id uuid)
language sql stable security definer set search_path = custody, pg_temp as $$
    select m.id, i.id, i.number, i.family_name, i.given_name, i.birth_date, i.interpreter_language, p.name, m.reason, m.state, m.planned_out, m.out_at, m.expected_back,
           (select r.id from custody.reception r where r.movement_id = m.id and r.state = 'open')
      from custody.movement m join inmates.inmate i on i.id = m.inmate_id join estate.prison p on p.id = m.prison_id
     where m.to_prison_id = p_prison and m.prison_id <> p_prison and m.state in ('planned', 'out') and m.planned_out < platform.now() + interval '14 days'
       and p_prison = any(access.prisons()) and access.allows('app.reads', 'reception') and not custody.concealed(i.id)
     order by m.out_at nulls last, m.planned_out, m.id limit 100
$$;
grant execute on function custody.under_way(uuid) to og_custody, og_case, og_auditor;

-- The things on the list of a reception: what was brought, and what came along from the other prison once the person is handed over.
create function custody.reception_items(p_reception uuid) returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(i.id order by i.id), '{}')
      from (select p.id from property.item p where p.reception_id = p_reception and p.ended_at is null
            union
            select p.id from custody.reception r join property.item p on p.inmate_id = r.inmate_id and p.ended_at is null
             where r.id = p_reception and r.movement_id is not null and r.state = 'admitted') i
     where exists (select from custody.reception r where r.id = p_reception and r.prison_id = any(access.prisons()))
$$;
grant execute on function custody.reception_items(uuid) to og_custody, og_region, og_auditor, og_case;
create policy in_transfer on property.item for select to og_custody using (
    (select access.allows('app.writes', 'property')) and inmate_id = any((select array(select r.inmate_id from custody.reception r where r.movement_id is not null and r.state = 'admitted' and r.completed_at is null))::uuid[]));

-- The last prison that somebody without a place was at before an instant of a stay: where they were handed over, or had their last place.
create function custody.last_prison(p_inmate uuid, p_since timestamptz, p_at timestamptz) returns uuid language sql stable set search_path = custody, pg_temp as $$
    select e.prison from (
        select x.to_prison_id as prison, x.at, true as handed_over from custody.transfer x where x.inmate_id = p_inmate and x.at >= p_since and x.at <= p_at
        union all
        select l.at_prison_id, upper(l.during), false from custody.placement l where l.inmate_id = p_inmate and upper(l.during) <= p_at and lower(l.during) >= p_since) e
     order by e.at desc, e.handed_over desc limit 1
$$;
grant execute on function custody.last_prison(uuid, timestamptz, timestamptz) to og_custody, og_case, og_region, og_auditor, og_health;

create or replace function custody.positions_at(p_prison uuid, p_at timestamptz) returns table (inmate_id uuid, prison_now uuid, state text, unit_id uuid, cell_id uuid, since timestamptz, until timestamptz, reason text, place text)
language sql stable set search_path = custody, pg_temp as $$
    with here as (
        select s.inmate_id, s.prison_id, l.unit_id, l.cell_id, lower(l.during) as since
          from custody.placement l join custody.stay s on s.inmate_id = l.inmate_id and s.admitted_at <= p_at and (s.released_at is null or s.released_at > p_at)
         where l.at_prison_id = p_prison and l.during @> p_at
        union all
        select s.inmate_id, s.prison_id, null, null, coalesce((select max(x.at) from custody.transfer x where x.stay_id = s.id and x.at <= p_at), s.admitted_at)
          from custody.stay s
         where (s.first_prison_id = p_prison or s.prison_id = p_prison or s.id = any(array(select x.stay_id from custody.transfer x where x.to_prison_id = p_prison))) and s.admitted_at <= p_at and (s.released_at is null or s.released_at > p_at)
           and not exists (select from custody.placement l where l.inmate_id = s.inmate_id and l.during @> p_at)
           and p_prison = coalesce(custody.last_prison(s.inmate_id, s.admitted_at, p_at), s.first_prison_id))
    select h.inmate_id, h.prison_id,
           case when m.inmate_id is not null then 'out' when v.inmate_id is not null and v.arrived_at <= p_at then 'inside' when v.inmate_id is not null then 'on_the_way'
                when h.cell_id is not null then 'cell' when h.unit_id is not null then 'no_cell' else 'reception' end,
           h.unit_id, h.cell_id,
           coalesce(m.out_at, case when v.arrived_at <= p_at then v.arrived_at else v.left_at end, h.since),
           case when m.inmate_id is not null then m.expected_back else v.planned_until end,
           coalesce(m.reason, v.kind), coalesce(m.destination, v.to_place)
      from here h
      left join custody.movement m on m.inmate_id = h.inmate_id and m.out_at is not null and tstzrange(m.out_at, m.back_at) @> p_at
      left join custody.internal_movement v on v.inmate_id = h.inmate_id and v.left_at is not null and tstzrange(v.left_at, v.back_at) @> p_at and m.inmate_id is null
$$;

create or replace function custody.position_at(p_inmate uuid, p_at timestamptz) returns table (state text, prison_id uuid, unit_id uuid, cell_id uuid, since timestamptz, until timestamptz, reason text, place text)
language sql stable set search_path = custody, pg_temp as $$
    select case when s.id is null then 'none' when m.id is not null then 'out' when v.arrived_at <= p_at then 'inside' when v.id is not null then 'on_the_way'
                when l.cell_id is not null then 'cell' when l.id is not null then 'no_cell' else 'reception' end,
           case when s.id is not null then coalesce(l.at_prison_id, custody.last_prison(p_inmate, s.admitted_at, p_at), s.first_prison_id) end,
           l.unit_id, l.cell_id,
           coalesce(m.out_at, case when v.arrived_at <= p_at then v.arrived_at else v.left_at end, lower(l.during), (select max(x.at) from custody.transfer x where x.stay_id = s.id and x.at <= p_at), s.admitted_at),
           case when m.id is not null then m.expected_back else v.planned_until end,
           coalesce(m.reason, v.kind), coalesce(m.destination, v.to_place)
      from (select p_inmate as inmate_id) i
      left join custody.stay s on s.inmate_id = i.inmate_id and s.admitted_at <= p_at and (s.released_at is null or s.released_at > p_at)
      left join custody.placement l on l.inmate_id = s.inmate_id and l.during @> p_at
      left join custody.movement m on m.inmate_id = s.inmate_id and m.out_at is not null and tstzrange(m.out_at, m.back_at) @> p_at
      left join custody.internal_movement v on v.inmate_id = s.inmate_id and v.left_at is not null and tstzrange(v.left_at, v.back_at) @> p_at and m.id is null
$$;

-- As in 20261122105200; somebody who is under way here can be the one, though they are held: that is why they come.
create or replace function custody.reception_candidates(p_reception uuid, p_terms text[], p_alias_terms text[], p_sounds text[], p_birth date, p_kind text, p_value text, p_number text)
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
                   or exists (select from custody.reception x where x.inmate_id = i.id and x.state = 'open' and x.prison_id = any(access.prisons())) as ours,
               custody.way_to(i.id, r.prison_id) is not null as coming
          from one o join inmates.inmate i on i.id = o.id
    ), shown as (
        select (j.i).id, (j.i).number, (j.i).family_name, (j.i).given_name, (j.i).birth_date, (j.i).sex, (j.i).identity,
               coalesce((select jsonb_agg(jsonb_build_object('family', n.family_name, 'given', n.given_name)) from inmates.name n where n.inmate_id = (j.i).id and n.ended_at is null), '[]') as others,
               j.exact as same_number,
               case when not (j.held or j.received) then 'free' when j.coming and not j.received then 'under_way' when j.held then 'here' else 'reception' end as whereabouts
          from judged j
         where not j.concealed and (j.ours or j.coming or not (j.held or j.received))
         order by j.exact desc, ((j.i).birth_date = p_birth) desc nulls last, (j.i).number
         limit 50
    )
    select * from shown
    union all
    (select null, null, null, null, null, null, null, '[]'::jsonb, j.exact, 'blocked' from judged j
      where j.sure and (j.concealed or ((j.held or j.received) and not j.ours and not j.coming)) limit 1);
end $$;

create or replace function custody.reception_match(p_reception uuid, p_inmate uuid, p_reason text) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; v_way uuid;
begin
    r := custody.own_reception(p_reception);
    if r.state <> 'open' or r.match = 'new' then return 'decided'; end if;
    perform pg_advisory_xact_lock(hashtextextended('stay:' || p_inmate, 0));
    if not exists (select from inmates.inmate i where i.id = p_inmate and i.deceased_on is null) or custody.concealed(p_inmate) then return 'blocked'; end if;
    v_way := custody.way_to(p_inmate, r.prison_id);
    -- Nobody arrives before they have left.
    if v_way is not null and not exists (select from custody.movement m where m.id = v_way and m.out_at < r.arrived_at) then return 'not_left'; end if;
    if (v_way is null and exists (select from custody.stay s where s.inmate_id = p_inmate and s.released_at is null))
       or exists (select from custody.reception x where x.inmate_id = p_inmate and x.state = 'open' and x.id <> p_reception) then
        return case when exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.prisons()))
                      or exists (select from custody.reception x where x.inmate_id = p_inmate and x.state = 'open' and x.prison_id = any(access.prisons())) then 'held' else 'blocked' end;
    end if;
    update custody.reception x set inmate_id = p_inmate, movement_id = v_way, match = 'known', match_reason = p_reason, matched_by = access.account(), matched_at = platform.now() where x.id = p_reception;
    perform custody.reception_belongs(p_reception, p_inmate);
    return 'ok';
end $$;

drop function custody.reception_facts(uuid[]);
create function custody.reception_facts(p_ids uuid[]) returns table (reception_id uuid, number text, family_name text, given_name text, birth_date date, identity text, interpreter_language text,
    reachable boolean, held boolean, unit text, cell text, kin bigint, emergency bigint, children bigint, nationalities text[], photographed boolean, officer text, items bigint, receipt boolean, transfer_from text, based boolean, gender boolean)
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
           (select count(*) from property.item p where p.id = any(custody.reception_items(r.id))),
           coalesce((select p.covers from property.receipt p where p.reception_id = r.id order by p.at desc, p.id desc limit 1)
                    = custody.reception_items(r.id), false),
           case when r.movement_id is not null then coalesce((select p.name from custody.transfer x join estate.prison p on p.id = x.from_prison_id where x.movement_id = r.movement_id),
                                                              (select p.name from custody.movement m join estate.prison p on p.id = m.prison_id where m.id = r.movement_id)) end,
           r.movement_id is not null and exists (select from sentences.holding_on(r.inmate_id, platform.today())),
           i.stated_gender is not null
      from custody.reception r
      left join inmates.inmate i on i.id = r.inmate_id and not custody.concealed(i.id)
      left join custody.in_custody w on w.inmate_id = i.id and w.prison_id = r.prison_id
      left join estate.unit u on u.id = w.unit_id
      left join estate.cell c on c.id = w.cell_id
     where r.id = any(p_ids) and r.prison_id = any(access.prisons()) and access.allows('app.reads', 'reception')
       and (r.inmate_id is null or not custody.concealed(r.inmate_id))
$$;
grant execute on function custody.reception_facts(uuid[]) to og_custody, og_case, og_auditor;

-- The handover: at the instant when the person stood at the gate the way ends, with it the place they had, and what was planned about the old house.
-- Everything of the record goes along; the prison that sent them reads for 14 days more. Ways out that were planned (a hearing) stand.
create function custody.hand_over(r custody.reception, s custody.stay) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare m custody.movement; v_by uuid := access.account(); v_now timestamptz := platform.now(); v_number text;
begin
    select * into m from custody.movement x where x.id = r.movement_id for update;
    insert into custody.transfer (id, inmate_id, prison_id, stay_id, movement_id, reception_id, from_prison_id, to_prison_id, left_at, at, recorded_by, recorded_at)
    values (gen_random_uuid(), r.inmate_id, r.prison_id, s.id, m.id, r.id, s.prison_id, r.prison_id, m.out_at, r.arrived_at, v_by, v_now);
    update custody.movement x set state = 'back', back_at = r.arrived_at, ended_as = 'transfer', back_by = v_by, back_recorded_at = v_now, version = x.version + 1 where x.id = m.id;
    update custody.movement x set state = 'cancelled', ended_as = 'transfer', cancelled_by = v_by, cancelled_at = v_now, version = x.version + 1
     where x.inmate_id = r.inmate_id and x.state = 'planned' and x.reason like 'TRF\_%' and x.to_prison_id is not distinct from r.prison_id;
    update custody.internal_movement v set state = 'cancelled', ended_as = 'transfer', changed_by = v_by, version = v.version + 1 where v.inmate_id = r.inmate_id and v.state = 'planned';
    update custody.placement l set during = tstzrange(lower(l.during), r.arrived_at) where l.inmate_id = r.inmate_id and upper_inf(l.during);
    perform inmates.set_prison(r.inmate_id, r.prison_id);
    insert into custody.scope_tail as t (inmate_id, prison_id, until) values (r.inmate_id, s.prison_id, r.arrived_at + interval '14 days')
        on conflict (inmate_id, prison_id) do update set until = greatest(t.until, excluded.until);
    delete from custody.scope_tail t where t.inmate_id = r.inmate_id and t.prison_id = r.prison_id;
    select i.number into v_number from inmates.inmate i where i.id = r.inmate_id;
    perform access.notify_role(n, s.prison_id, 'transfer_received', jsonb_build_object('number', v_number), '/inmates/' || r.inmate_id || '/movements') from unnest(array['DUT', 'CAS']) n;
end $$;

-- Whom the acting person is receiving: not theirs yet, and weighed by them all the same.
create function custody.being_received() returns uuid[] language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(r.inmate_id), '{}') from custody.reception r
     where r.state = 'open' and r.inmate_id is not null and r.prison_id = any(access.prisons()) and access.allows('app.writes', 'reception') and not custody.concealed(r.inmate_id)
$$;
create or replace function custody.apart_conflicts(p_inmates uuid[], p_prison uuid, p_unit uuid, p_cell uuid, p_others uuid[], p_without uuid[], p_at timestamptz)
returns table (keep_apart_id uuid, inmate_id uuid, level text, meets text, role text, other_role text, reason_code text, reason text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select a.id, me.inmate_id, a.level, m.meets,
           case when s.whole then me.role end, case when s.whole then them.role end, case when s.whole then a.reason_code end, case when s.whole then a.reason end
      from custody.keep_apart_person me
      join custody.keep_apart a on a.id = me.keep_apart_id
       and case when p_at is null then a.closed_at is null else a.opened_at <= p_at and (a.closed_at is null or a.closed_at > p_at) end
      join custody.keep_apart_person them on them.keep_apart_id = a.id and them.inmate_id <> me.inmate_id and them.inmate_id <> all(p_without)
      cross join lateral (select coalesce((p_at at time zone 'Europe/Oslo')::date, platform.today()) as day) d
      left join lateral (
          select w.prison_id, w.unit_id, w.cell_id from custody.in_custody w where p_at is null and w.inmate_id = them.inmate_id
          union all
          select q.prison_id, q.unit_id, q.cell_id from custody.position_at(them.inmate_id, p_at) q where p_at is not null) w on true
      cross join lateral (select estate.landing_of(p_cell, d.day) as mine, estate.landing_of(w.cell_id, d.day) as theirs) l
      cross join lateral (select case when them.inmate_id = any(p_others || p_inmates) then 'together'
                                      when w.cell_id = p_cell then 'cell'
                                      when w.unit_id = p_unit and (l.mine = l.theirs or (a.level = 'landing' and (l.mine is null or l.theirs is null))) then 'landing'
                                      when w.unit_id = p_unit then 'unit' when w.prison_id = p_prison then 'prison' end as meets) m
      cross join lateral (select access.allows('app.reads', 'alerts') or (access.allows('app.reads_assigned', 'alerts') and me.inmate_id = any(access.assigned())) as whole) s
     where me.inmate_id = any(p_inmates) and access.account() is not null
       and (coalesce(me.prison_id = any(access.prisons()), false) or me.inmate_id = any(access.persons()) or me.inmate_id = any(access.assigned())
            -- Whoever receives somebody weighs where they are to sleep before the person is theirs.
            or me.inmate_id = any(custody.being_received()))
       and me.inmate_id <> all(access.hidden())
       and (m.meets in ('together', 'cell') or (m.meets = 'landing' and a.level <> 'cell') or (m.meets = 'unit' and a.level in ('unit', 'prison'))
            or (m.meets = 'prison' and a.level = 'prison'))
     order by me.inmate_id, array_position(array['together', 'cell', 'landing', 'unit', 'prison'], m.meets), a.opened_at, a.id limit 200
$$;

-- What a place must be weighed on before somebody is admitted to it; nothing else of the record, which may still be another prison's.
create function custody.reception_mover(p_reception uuid) returns table (inmate_id uuid, family_name text, given_name text, number text, sex text, birth_date date, legal text, consent boolean,
    needs_access boolean, alerts jsonb)
language sql stable security definer set search_path = custody, pg_temp as $$
    select i.id, i.family_name, i.given_name, i.number, i.sex, i.birth_date,
           coalesce((select case a.answers->>'basis' when 'sentence' then 'sentenced' when 'arrest' then 'arrested' else a.answers->>'basis' end
                       from custody.reception_answer a where a.reception_id = r.id and a.step = 'document' order by a.version desc limit 1),
                    case when r.movement_id is not null then sentences.status_on(i.id, platform.today()) end),
           (select k.given from custody.sharing_consent k where k.inmate_id = i.id order by k.recorded_at desc, k.id desc limit 1),
           coalesce(x.disabled, false)
               or (access.allows('app.reads', 'shared_health') and exists (select from health.shared h where h.inmate_id = i.id and h.kind = 'mobility' and h.valid @> platform.now() and h.ended_at is null)),
           case when access.allows('app.reads', 'alerts') then coalesce(x.alerts, '[]') else '[]' end
      from custody.reception r join inmates.inmate i on i.id = r.inmate_id
      left join lateral (select bool_or(a.kind = 'DISABILITY') as disabled,
                                jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'instruction', a.instruction) order by array_position(array['high', 'medium', 'low'], a.severity), a.kind) as alerts
                           from inmates.alert a where a.inmate_id = i.id and a.ended_at is null and a.from_day <= platform.today() and (a.to_day is null or a.to_day >= platform.today())) x on true
     where r.id = p_reception and r.state = 'open' and r.inmate_id = any(custody.being_received())
$$;
grant execute on function custody.reception_mover(uuid) to og_custody;

-- As in 20261122110210, and: somebody who was under way here is handed over instead of beginning a stay; what stood against the place, and why it was
-- right all the same, is kept with it.
drop function custody.admit(uuid, uuid, uuid, uuid, uuid, uuid);
create function custody.admit(p_reception uuid, p_stay uuid, p_placement uuid, p_basis uuid, p_unit uuid, p_cell uuid, p_accepted text[], p_why text[]) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; s custody.stay; d jsonb; v_by uuid := access.account(); v_now timestamptz := platform.now(); v_free int;
begin
    if not access.allows('app.writes', 'movements') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    r := custody.own_reception(p_reception);
    if r.state <> 'open' then return 'decided'; end if;
    select a.answers into d from custody.reception_answer a where a.reception_id = p_reception and a.step = 'document' order by a.version desc limit 1;
    if d is null and not (r.movement_id is not null and exists (select from sentences.holding_on(r.inmate_id, platform.today()))) and not exists (select from (select a.answers from custody.reception_answer a where a.reception_id = p_reception and a.step = 'exception' order by a.version desc limit 1) x
                                  where ((x.answers->>'until_day') || ' ' || (x.answers->>'until_time'))::timestamp at time zone 'Europe/Oslo' >= v_now) then return 'no_document'; end if;
    if r.inmate_id is null then return 'no_identity'; end if;
    if r.movement_id is null and not exists (select from custody.reception_answer a where a.reception_id = p_reception and a.step = 'arrest') then return 'no_arrest'; end if;
    perform pg_advisory_xact_lock(hashtextextended('stay:' || r.inmate_id, 0));
    if custody.concealed(r.inmate_id) then return 'blocked'; end if;
    perform custody.lock_person(r.inmate_id);
    select * into s from custody.stay x where x.inmate_id = r.inmate_id and x.released_at is null for update;
    if found and r.movement_id is null then return 'held'; end if;
    -- Brought back meanwhile, sent elsewhere, released, or something else is known of them after they stood here.
    if r.movement_id is not null and (s.id is null or custody.way_to(r.inmate_id, r.prison_id) is distinct from r.movement_id or custody.last_event(r.inmate_id) >= r.arrived_at) then return 'held'; end if;
    if not exists (select from estate.unit u where u.id = p_unit and u.prison_id = r.prison_id and u.closed_on is null) then return 'no_unit'; end if;
    if p_cell is not null then
        -- The lock that every move into a cell takes: two who want the last place meet here.
        perform estate.lock_cells(array[p_cell]);
        select c.working_capacity - (select count(*) from custody.placement p where p.cell_id = c.id and upper_inf(p.during)
                                        and exists (select from custody.stay y where y.inmate_id = p.inmate_id and y.released_at is null)) into v_free
          from estate.cell c where c.id = p_cell and c.unit_id = p_unit and c.closed_on is null
           and not exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> platform.now());
        if coalesce(v_free, 0) < 1 then return 'full'; end if;
    end if;
    if s.id is not null then
        perform custody.hand_over(r, s);
        p_stay := s.id;
    elsif exists (select from inmates.inmate i where i.id = r.inmate_id and i.prison_id is distinct from r.prison_id) then
        perform inmates.set_prison(r.inmate_id, r.prison_id);
    end if;
    if s.id is null then
        insert into custody.stay (id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, recorded_by) values (p_stay, r.inmate_id, r.prison_id, r.prison_id, r.arrived_at, r.reason, v_by);
    end if;
    insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by, recorded_at, accepted, accepted_why)
    values (p_placement, r.inmate_id, r.prison_id, r.prison_id, p_unit, p_cell, tstzrange(v_now, null), r.reason, v_by, v_now, p_accepted, p_why);
    perform sentences.from_reception(p_reception, p_basis);
    update custody.reception x set state = 'admitted', stay_id = p_stay, admitted_at = v_now, admitted_by = v_by where x.id = p_reception;
    perform custody.reception_gender(p_reception);
    set constraints all immediate;
    return 'ok';
end $$;
grant execute on function custody.admit(uuid, uuid, uuid, uuid, uuid, uuid, text[], text[]) to og_custody;
reset role;
