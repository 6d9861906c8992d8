-- Places of a prison that people go to: workshop, classroom, health department. Ways about the house lead to a place with an id, so that two who
-- go to one place are known to go to one place, however its name was typed. What was accepted when two were to be kept apart stands with its
-- reason, so that what is new at the moment of leaving is asked about and what was accepted is not asked again.
set local role overgang_owner;

-- How two spellings of a place are compared.
create function estate.place_key(p_name text) returns text language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select lower(regexp_replace(btrim(p_name), '\s+', ' ', 'g'))
$$;
revoke execute on function estate.place_key(text) from public;
grant execute on function estate.place_key(text) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;

-- owner: estate
create table estate.place (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    name text not null check (length(name) between 2 and 120),
    kind text not null default 'other' check (kind in ('work', 'school', 'programme', 'appointment', 'visit', 'health', 'exercise', 'faith', 'other')),
    closed_on date,
    version int not null default 1
);
-- A name is one open place of the prison; one that was closed may be opened anew under its name.
create unique index place_name_taken on estate.place (prison_id, estate.place_key(name)) where closed_on is null;
create index on estate.place (prison_id, kind);
select access.own('estate.place');
create policy reads on estate.place for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs using (true);
create policy adds on estate.place for insert to og_custody, og_system with check ((select access.allows('app.writes', 'estate'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or (select access.role()) = 'SYS'));
create policy changes on estate.place for update to og_custody, og_system using ((select access.allows('app.writes', 'estate'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or (select access.role()) = 'SYS')) with check (true);
grant select on estate.place to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs;
grant insert, update (name, kind, closed_on, version) on estate.place to og_custody, og_system;
create trigger append_only before delete or update of id, prison_id on estate.place for each row execute function platform.append_only();

alter table custody.internal_movement
    add column to_place_id uuid references estate.place,
    add column apart_accepted uuid[] not null default '{}',
    add column apart_why text[] not null default '{}',
    add constraint apart_whys_whole check (cardinality(apart_why) = cardinality(apart_accepted));
create index on custody.internal_movement (to_place_id) where to_place_id is not null;
alter table custody.movement
    add column apart_accepted uuid[] not null default '{}',
    add column apart_why text[] not null default '{}',
    add constraint apart_whys_whole check (cardinality(apart_why) = cardinality(apart_accepted));
grant update (apart_accepted, apart_why) on custody.internal_movement, custody.movement to og_custody, og_activity, og_desk;

-- What is there already: every place that somebody has gone to becomes one, under the spelling and the kind that are used most.
insert into estate.place (id, prison_id, name, kind)
select gen_random_uuid(), x.prison_id, x.name, x.kind
  from (select distinct on (v.prison_id, estate.place_key(v.to_place)) v.prison_id, regexp_replace(btrim(v.to_place), '\s+', ' ', 'g') as name, v.kind, count(*) as n
          from custody.internal_movement v where v.prison_id is not null and length(btrim(v.to_place)) >= 2
         group by v.prison_id, estate.place_key(v.to_place), regexp_replace(btrim(v.to_place), '\s+', ' ', 'g'), v.kind
         order by v.prison_id, estate.place_key(v.to_place), n desc, name, v.kind) x;
update custody.internal_movement v set to_place_id = p.id
  from estate.place p where p.prison_id = v.prison_id and estate.place_key(p.name) = estate.place_key(v.to_place);

-- A way that is only planned leads to the place under its present name; what has happened keeps the name of its day.
create function custody.place_renamed() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    update custody.internal_movement v set to_place = new.name where v.to_place_id = new.id and v.state = 'planned';
    return null;
end $$;
revoke execute on function custody.place_renamed() from public;
create trigger place_renamed after update of name on estate.place for each row when (old.name <> new.name) execute function custody.place_renamed();

-- How many are there, on their way there, or planned to go there: a place is not closed over people's heads. A number, nobody's name.
create function estate.place_in_use(p_place uuid) returns bigint language sql stable security definer set search_path = estate, pg_temp as $$
    select count(*) from custody.internal_movement v join estate.place p on p.id = v.to_place_id
     where v.to_place_id = p_place and v.state in ('planned', 'left', 'arrived') and (v.state <> 'planned' or v.planned_at > platform.now() - interval '1 day')
       and (p.prison_id = any(access.prisons()) or access.role() = 'SYS')
$$;
revoke execute on function estate.place_in_use(uuid) from public;
grant execute on function estate.place_in_use(uuid) to og_custody, og_system;

-- Who goes to the same place at the same time: by the place where both have one, by its name where one of them has none.
drop function custody.going_with(uuid[], uuid, text, timestamptz, timestamptz);
create function custody.going_with(p_inmates uuid[], p_prison uuid, p_place_id uuid, p_place text, p_from timestamptz, p_until timestamptz) returns uuid[]
language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(array_agg(distinct x.inmate_id), '{}')
      from (select v.inmate_id, tstzrange(coalesce(v.left_at, v.planned_at), greatest(coalesce(v.planned_until, v.planned_at + interval '1 hour'), coalesce(v.left_at, v.planned_at)), '[]') as during
              from custody.internal_movement v
             where v.prison_id = p_prison and v.state in ('planned', 'left', 'arrived')
               and case when p_place_id is null or v.to_place_id is null then estate.place_key(v.to_place) = estate.place_key(p_place) else v.to_place_id = p_place_id end
            union all
            select m.inmate_id, tstzrange(coalesce(m.out_at, m.planned_out), greatest(coalesce(m.expected_back, m.planned_out + interval '2 hours'), coalesce(m.out_at, m.planned_out)), '[]')
              from custody.movement m
             where m.prison_id = p_prison and m.state in ('planned', 'out') and estate.place_key(m.destination) = estate.place_key(p_place)) x
     where p_place is not null and p_prison = any(access.prisons()) and x.inmate_id <> all(p_inmates) and x.during && tstzrange(p_from, greatest(p_until, p_from), '[]')
$$;
revoke execute on function custody.going_with(uuid[], uuid, uuid, text, timestamptz, timestamptz) from public;
grant execute on function custody.going_with(uuid[], uuid, uuid, text, timestamptz, timestamptz) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
reset role;
