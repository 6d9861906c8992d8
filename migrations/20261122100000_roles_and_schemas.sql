-- Who owns, who logs in, who may be what.
--
-- `overgang_owner` owns every object and never logs in. The three logins own nothing and inherit nothing: each is a member of
-- narrow groups and becomes one of them for one transaction. The custody login is not a member of the health group and the
-- health login is a member of nothing else: the wall between them is this list of memberships.
--
-- Roles belong to the whole cluster while migrations run per database, so everything here tolerates having been done before.
do $$
declare r text;
begin
    foreach r in array array['overgang_owner', 'og_custody', 'og_case', 'og_activity', 'og_desk', 'og_region', 'og_auditor', 'og_system', 'og_health', 'og_jobs'] loop
        if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin noinherit', r); end if;
    end loop;
    foreach r in array array['overgang_custody', 'overgang_health', 'overgang_jobs'] loop
        if not exists (select from pg_roles where rolname = r) then
            execute format('create role %I login noinherit', r);
            -- Timeouts live on the role, so that no forgotten setting in a client can hold a lock over a unit at unlock.
            execute format('alter role %I set statement_timeout = %L', r, case r when 'overgang_jobs' then '10min' else '15s' end);
            execute format('alter role %I set lock_timeout = %L', r, '5s');
            execute format('alter role %I set idle_in_transaction_session_timeout = %L', r, '30s');
        end if;
    end loop;
    if not pg_has_role('overgang_custody', 'og_custody', 'member') then
        grant og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system to overgang_custody;
    end if;
    if not pg_has_role('overgang_health', 'og_health', 'member') then grant og_health to overgang_health; end if;
    if not pg_has_role('overgang_jobs', 'og_jobs', 'member') then grant og_jobs to overgang_jobs; end if;
    if not pg_has_role(current_user, 'overgang_owner', 'member') then execute format('grant overgang_owner to %I', current_user); end if;
end $$;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
revoke create on schema public from public;
do $$ begin execute format('grant create on database %I to overgang_owner', current_database()); end $$;

set local role overgang_owner;
create schema platform;
create schema reference;
create schema estate;
create schema access;
create schema staff;
create schema inmates;
create schema custody;
create schema sentences;
create schema health;
create schema audit;
alter default privileges for role overgang_owner revoke execute on functions from public;

grant usage on schema platform, reference, estate, access, staff, inmates, audit to
    og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs;
grant usage on schema custody to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_jobs;
grant usage on schema sentences to og_custody, og_case, og_region, og_auditor, og_health, og_jobs;
grant usage on schema health to og_health;
-- Before a session is known a login stands alone and may call the few functions of the door.
grant usage on schema access, platform, reference, audit to overgang_custody, overgang_health, overgang_jobs;

-- owner: platform. What kind of database this is, and how a demonstration one was made.
create table platform.meta (
    key text primary key,
    value text not null
);

-- owner: platform. A form that must act once sends a key; the row is claimed in the same transaction as the act.
create table platform.idempotency (
    key uuid primary key,
    account_id uuid not null,
    location text,
    at timestamptz not null
);

-- The clock of the running request: the application's, which tests can set; the server's own where none was given.
create function platform.now() returns timestamptz language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, transaction_timestamp()) $$;
create function platform.today() returns date language sql stable parallel safe
    as $$ select (platform.now() at time zone 'Europe/Oslo')::date $$;

-- Refuses change of rows that are evidence.
create function platform.append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- owner: platform. Code lists that users maintain: a code keeps its meaning for ever, so it is closed by date and never deleted.
create table reference.code (
    list text not null,
    code text not null,
    label_nb text not null,
    label_en text not null,
    sort int not null default 0,
    attributes jsonb not null default '{}',
    basis text,
    valid_from date,
    valid_to date,
    primary key (list, code)
);
reset role;
