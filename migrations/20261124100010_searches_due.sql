-- Searches that are due: those somebody decided on, cells by the prison's own rule, and people who have arrived or come back. At arrival and after
-- an absence a search is made unless it is clearly unnecessary (strgjfl. § 28, forskrift §§ 3-25 and 6-8); what is left out is left out with a reason.
set local role overgang_owner;

-- owner: custody. How often an occupied cell is searched (none: no rule), and within how many hours of an arrival or a return the search is on
-- record. A prison's own from a day on, else the service's. No statute gives a number: these are the prison's choice, dated and signed.
create table custody.search_rule (
    id uuid primary key,
    prison_id uuid references estate.prison,
    from_day date not null,
    cell_days_high int check (cell_days_high between 1 and 365),
    cell_days_lower int check (cell_days_lower between 1 and 365),
    after_hours int not null check (after_hours between 1 and 168),
    set_by uuid,
    set_at timestamptz not null,
    constraint search_rule_once unique nulls not distinct (prison_id, from_day)
);
select access.own('custody.search_rule');
create policy reads on custody.search_rule for select to og_custody, og_case, og_auditor using (true);
create policy adds on custody.search_rule for insert to og_custody with check (
    set_by = (select access.account()) and (select access.role()) = 'DUT' and prison_id = any((select access.deep_prisons())::uuid[]));
create policy changes on custody.search_rule for update to og_custody using ((select access.role()) = 'DUT' and prison_id = any((select access.deep_prisons())::uuid[]))
    with check (set_by = (select access.account()));
grant select on custody.search_rule to og_custody, og_case, og_auditor;
grant insert, update (cell_days_high, cell_days_lower, after_hours, set_by, set_at) on custody.search_rule to og_custody;
insert into custody.search_rule (id, prison_id, from_day, after_hours, set_at) values ('0193a000-0000-7000-8000-000000000002', null, '2020-01-01', 24, '2020-01-01');

-- owner: custody. A search somebody decided on; or one that was left out after an arrival or a return, with the reason. `search_id` is what
-- became of it.
create table custody.search_plan (
    id uuid primary key,
    source text not null default 'decided' check (source in ('decided', 'arrival', 'absence')),
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    unit_id uuid references estate.unit,
    cell_id uuid references estate.cell,
    place text not null default '' check (length(place) <= 120),
    kind text check (kind in ('technical', 'dog', 'frisk', 'body', 'cell', 'common_room', 'belongings')),
    ground text not null check (ground in ('arrival', 'absence', 'visit', 'suspicion', 'routine', 'random', 'security', 'concealment')),
    ground_text text not null default '' check (length(ground_text) <= 1000),
    due_on date not null,
    -- The arrival or the return that is meant.
    since timestamptz,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    search_id uuid references custody.search,
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancel_reason text check (length(cancel_reason) between 3 and 400),
    version int not null default 1,
    constraint plan_of_something check (inmate_id is not null or cell_id is not null or place <> ''),
    constraint plan_cancelled_whole check ((cancelled_at is null) = (cancel_reason is null) and (cancelled_at is null or search_id is null)),
    constraint plan_source_whole check (case when source = 'decided' then kind is not null and since is null else inmate_id is not null and since is not null and cancelled_at is not null end)
);
create unique index search_left_out_once on custody.search_plan (inmate_id, source, since) where source <> 'decided';
create index on custody.search_plan (prison_id, due_on) where search_id is null and cancelled_at is null;
create index search_plan_prison on custody.search_plan (prison_id);
create index on custody.search_plan (at_prison_id);
create index on custody.search_plan (inmate_id) where inmate_id is not null;
create index on custody.search_plan (unit_id) where unit_id is not null;
create index on custody.search_plan (cell_id) where cell_id is not null;
create index on custody.search_plan (search_id) where search_id is not null;
create trigger append_only before delete or update of id, source, inmate_id, at_prison_id, unit_id, cell_id, place, kind, ground, ground_text, due_on, since, recorded_by, recorded_at
    on custody.search_plan for each row execute function platform.append_only();
select access.own('custody.search_plan');
-- As searches themselves are read and written.
create policy reads on custody.search_plan for select to og_custody, og_case, og_auditor using ((select access.allows('app.reads', 'searches')) and (
    prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.deep_persons())::uuid[])
    or (inmate_id is null and prison_id = any((select access.prisons())::uuid[])) or recorded_by = (select access.account())));
create policy hidden on custody.search_plan as restrictive for all to og_custody, og_case, og_auditor using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]));
create policy adds on custody.search_plan for insert to og_custody with check (recorded_by = (select access.account())
    and (select access.allows('app.writes', 'searches')) and prison_id = any((select access.prisons())::uuid[]));
create policy changes on custody.search_plan for update to og_custody using (
    (select access.allows('app.writes', 'searches')) and prison_id = any((select access.prisons())::uuid[])) with check (true);
grant select, insert, update (cancelled_at, cancelled_by, cancel_reason, version) on custody.search_plan to og_custody;
grant select on custody.search_plan to og_case, og_auditor;
select access.follow('custody.search_plan');

-- A search that is recorded is what became of the oldest plan of the same kind and target: nobody has to say so.
create function custody.search_fulfils() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    update custody.search_plan p set search_id = new.id, version = p.version + 1
     where p.id = (select q.id from custody.search_plan q
                    where q.prison_id = new.prison_id and q.search_id is null and q.cancelled_at is null and q.kind = new.kind
                      and (q.inmate_id is null or q.inmate_id = new.inmate_id) and (q.cell_id is null or q.cell_id = new.cell_id)
                      and (q.place = '' or estate.place_key(q.place) = estate.place_key(new.place))
                    order by q.due_on, q.id limit 1 for update skip locked);
    return null;
end $$;
revoke execute on function custody.search_fulfils() from public;
create trigger search_fulfils after insert on custody.search for each row execute function custody.search_fulfils();

-- When each occupied cell was searched last and is to be searched by, under the prison's rule: a room is searched whoever lives in it, so nobody is
-- named. A cell that never was is due as long after the rule began as the rule says.
create index search_of_cell on custody.search (cell_id, at desc) where kind = 'cell' and cell_id is not null;
create function custody.cells_to_search(p_prison uuid, p_day date) returns table (unit_id uuid, cell_id uuid, last_on date, due_on date)
language sql stable security definer set search_path = custody, pg_temp as $$
    select x.unit_id, x.cell_id, x.last_on, greatest(coalesce(x.last_on, x.from_day), x.from_day - x.days) + x.days
      from (select c.unit_id, c.id as cell_id, (s.at at time zone 'Europe/Oslo')::date as last_on, r.from_day,
                   case when u.level in ('high', 'especially_high') then r.cell_days_high else r.cell_days_lower end as days
              from (select k.* from custody.search_rule k where (k.prison_id = p_prison or k.prison_id is null) and k.from_day <= p_day
                     order by k.prison_id is null, k.from_day desc limit 1) r
              join estate.cell c on c.prison_id = p_prison and c.closed_on is null
              join estate.unit u on u.id = c.unit_id and u.closed_on is null
              left join lateral (select z.at from custody.search z where z.cell_id = c.id and z.kind = 'cell' order by z.at desc limit 1) s on true
             where (r.cell_days_high is not null or r.cell_days_lower is not null) and p_prison = any(access.prisons()) and access.allows('app.reads', 'searches')
               and exists (select from custody.in_custody w where w.cell_id = c.id)) x
     where x.days is not null
$$;

-- Who has arrived or come back in the last week and was not searched since, and whom nobody has left out with a reason. The search at the gate may
-- be written a little before the admission is.
create function custody.people_to_search(p_prison uuid, p_now timestamptz) returns table (inmate_id uuid, unit_id uuid, source text, since timestamptz, due_at timestamptz)
language sql stable security definer set search_path = custody, pg_temp as $$
    select x.inmate_id, w.unit_id, x.source, x.since, x.since + make_interval(hours => r.after_hours)
      from (select s.inmate_id, 'arrival' as source, s.admitted_at as since from custody.stay s
             where s.prison_id = p_prison and s.released_at is null and s.admitted_at > p_now - interval '7 days' and s.admitted_at <= p_now
            union all
            select m.inmate_id, 'absence', m.back_at from custody.movement m
             where m.prison_id = p_prison and m.state = 'back' and m.ended_as is null and m.back_at > p_now - interval '7 days' and m.back_at <= p_now
               and not exists (select from custody.movement l where l.inmate_id = m.inmate_id and l.state in ('out', 'back') and l.out_at >= m.back_at)) x
      join custody.in_custody w on w.inmate_id = x.inmate_id and w.prison_id = p_prison and w.out_reason is null
      cross join (select k.after_hours from custody.search_rule k where (k.prison_id = p_prison or k.prison_id is null) and k.from_day <= (p_now at time zone 'Europe/Oslo')::date
                   order by k.prison_id is null, k.from_day desc limit 1) r
     where p_prison = any(access.prisons()) and access.allows('app.reads', 'searches') and x.inmate_id <> all(access.hidden())
       and not exists (select from custody.search z where z.inmate_id = x.inmate_id and z.at >= x.since - interval '2 hours' and z.kind in ('technical', 'dog', 'frisk', 'body', 'belongings'))
       and not exists (select from custody.search_plan p where p.inmate_id = x.inmate_id and p.source = x.source and p.since = x.since)
$$;

-- All of it, for the list and for the number that leads to it: what is decided, cells by the rule, people.
create function custody.searches_due(p_prison uuid, p_units uuid[], p_today date, p_now timestamptz)
returns table (source text, plan_id uuid, inmate_id uuid, unit_id uuid, cell_id uuid, place text, kind text, ground text, since timestamptz, last_on date, due_on date, due_at timestamptz)
language sql stable set search_path = custody, pg_temp as $$
    select x.* from (
        select p.source, p.id, p.inmate_id, coalesce(p.unit_id, w.unit_id), p.cell_id, p.place, p.kind, p.ground, null::timestamptz, null::date, p.due_on, (p.due_on + 1)::timestamp at time zone 'Europe/Oslo'
          from custody.search_plan p left join custody.in_custody w on w.inmate_id = p.inmate_id
         where p.prison_id = p_prison and p.search_id is null and p.cancelled_at is null
        union all
        select 'rule', null, null, c.unit_id, c.cell_id, '', 'cell', 'routine', null, c.last_on, c.due_on, (c.due_on + 1)::timestamp at time zone 'Europe/Oslo'
          from custody.cells_to_search(p_prison, p_today) c
         where c.due_on <= p_today + 7
        union all
        select h.source, null, h.inmate_id, h.unit_id, null, '', null, h.source, h.since, null, (h.due_at at time zone 'Europe/Oslo')::date, h.due_at
          from custody.people_to_search(p_prison, p_now) h) x (source, plan_id, inmate_id, unit_id, cell_id, place, kind, ground, since, last_on, due_on, due_at)
     where cardinality(p_units) = 0 or x.unit_id is null or x.unit_id = any(p_units)
$$;
revoke execute on function custody.cells_to_search(uuid, date), custody.people_to_search(uuid, timestamptz), custody.searches_due(uuid, uuid[], date, timestamptz) from public;
grant execute on function custody.cells_to_search(uuid, date), custody.people_to_search(uuid, timestamptz), custody.searches_due(uuid, uuid[], date, timestamptz) to og_custody, og_case, og_auditor;
reset role;
