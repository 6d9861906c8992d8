-- Prisons come and go on pages; and what a prison has not taken into use is not written there, whatever way it comes.
set local role overgang_owner;

alter table estate.prison add constraint prison_sexes check (sexes in ('{M}', '{F}', '{M,F}'));
-- Whoever edits the facts of their prison edits this one too.
grant update (sexes) on estate.prison to og_custody;

-- How many are in custody at a prison or on the way to it: nothing is closed over people's heads. A count without persons.
create function estate.people_of(p_prison uuid) returns bigint language plpgsql stable security definer set search_path = estate, pg_temp as $$
begin
    if not access.allows('app.writes', 'estate') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    return (select count(*) from custody.in_custody c where c.prison_id = p_prison)
         + (select count(*) from custody.reception r where r.at_prison_id = p_prison and r.state = 'open');
end $$;
revoke execute on function estate.people_of(uuid) from public;
grant execute on function estate.people_of(uuid) to og_custody, og_system;

-- Locked against whoever is being admitted in the same moment: a new stay holds its prison's row until it is written.
create function estate.guard_closing() returns trigger language plpgsql security definer set search_path = estate, pg_temp as $$
begin
    if access.account() is null then return new; end if;
    perform from estate.prison p where p.id = new.id for update;
    if estate.people_of(new.id) > 0 then raise exception 'people are there' using errcode = 'check_violation', constraint = 'prison_has_people'; end if;
    return new;
end $$;
create trigger closing before update of status on estate.prison for each row when (old.status = 'active' and new.status <> 'active') execute function estate.guard_closing();

-- What is switched off, read with every request and on every row that is written: few rows.
create index feature_off on estate.prison_feature (prison_id, feature) where not enabled;
create function estate.unused() returns jsonb language plpgsql stable security definer set search_path = estate, pg_temp as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object('prison', f.prison_id, 'feature', f.feature)), '[]') from estate.prison_feature f where not f.enabled);
end $$;
revoke execute on function estate.unused() from public;
grant execute on function estate.unused() to overgang_custody, overgang_health;

-- Refuses what a prison has not taken into use, or is closed for, with a state of its own (the page says which). Corrections of what is there, and what
-- a reception that was begun before writes by the owner's functions, go on.
create function estate.guard_use() returns trigger language plpgsql set search_path = estate, pg_temp as $$
begin
    if access.account() is null or current_user = 'overgang_owner' then return new; end if;
    if exists (select from estate.prison_feature f where f.prison_id = new.prison_id and f.feature = tg_argv[0] and not f.enabled)
       or tg_argv[0] = 'registration' and exists (select from estate.prison p where p.id = new.prison_id and p.status <> 'active') then
        raise exception 'not in use at this prison' using errcode = 'OV403';
    end if;
    return new;
end $$;
create trigger in_use before insert on inmates.inmate for each row execute function estate.guard_use('registration');
create trigger in_use before insert on custody.reception for each row execute function estate.guard_use('registration');
create trigger in_use before insert on inmates.photo for each row execute function estate.guard_use('photographs');
create trigger in_use before insert on custody.observation for each row when (new.supersedes is null) execute function estate.guard_use('observations');
create trigger in_use before insert on health.note for each row when (new.version = 1) execute function estate.guard_use('health');
create trigger in_use before insert on health.shared for each row execute function estate.guard_use('health');

-- The door tells it with the rest: no trip of its own.
do $$
declare
    was constant text := '''around'', access.frame(o.prisons';
    def text := pg_get_functiondef('access.enter(bytea, timestamptz, bytea, boolean)'::regprocedure);
begin
    if position(was in def) = 0 then raise exception 'access.enter no longer answers as expected'; end if;
    execute replace(def, was, '''unused'', estate.unused(), ' || was);
end $$;
reset role;
