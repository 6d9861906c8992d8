-- The database's own house rules. Every row is a finding, in words; none is the only good answer.
-- One statement, so that a test can ask it as it is: psql -At -f tests/it/lint.sql
with schema_ as (
    select oid, nspname from pg_namespace where nspname not in ('public', 'information_schema') and nspname not like 'pg\_%'
),
relation as (
    select c.*, n.nspname, n.nspname || '.' || c.relname as name from pg_class c join schema_ n on n.oid = c.relnamespace
),
function_ as (
    select p.*, n.nspname, p.oid::regprocedure::text as name from pg_proc p join schema_ n on n.oid = p.pronamespace
),
login as (
    select oid, rolname, rolinherit from pg_roles where rolname in ('overgang_custody', 'overgang_health', 'overgang_jobs')
),
-- Every role that a login can become, itself included.
reach as (
    with recursive r(login, oid) as (
        select rolname, oid from login
        union select r.login, m.roleid from r join pg_auth_members m on m.member = r.oid
    )
    select r.login, g.* from r join pg_roles g on g.oid = r.oid
)

-- Row security on every table, for its owner too: the door's functions run as the owner.
select 'row security is not enabled: ' || name as finding from relation where relkind in ('r', 'p') and not relrowsecurity
union all
select 'row security is not forced: ' || name from relation where relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity
union all
-- A table that somebody may read and no policy lets them: an empty answer where an error was meant, or a forgotten policy.
select 'granted to ' || g.rolname || ' without any policy for it: ' || r.name
  from relation r cross join lateral aclexplode(r.relacl) a join pg_roles g on g.oid = a.grantee
 where r.relkind in ('r', 'p') and r.relrowsecurity and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') and a.grantee <> r.relowner
   and not exists (select from pg_policy p where p.polrelid = r.oid and (p.polroles = '{0}' or a.grantee = any(p.polroles))
                     and p.polpermissive and p.polcmd in ('*', case a.privilege_type when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end))
union all
-- A policy that asks a function once a row instead of once a statement (340 times on a dashboard).
select 'policy asks a setting for every row: ' || r.name || ' / ' || p.polname
  from pg_policy p join relation r on r.oid = p.polrelid
 where regexp_replace(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
                      -- What stands in a subselect of its own, up to three brackets deep, is asked once.
                      '\( SELECT ([^()]|\(([^()]|\(([^()]|\([^()]*\))*\))*\))*\)', '', 'g')
       ~ 'access\.(account|role|prisons|persons|deep_prisons|deep_persons|write_persons|assigned|cleared|hidden|allows)\('
union all
select 'prison_id decides who reads, and has no index: ' || r.name
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attname = 'prison_id' and not a.attisdropped
 where r.relkind in ('r', 'p') and r.nspname not in ('audit', 'access')
   and not exists (select from pg_index i where i.indrelid = r.oid and i.indkey[0] = a.attnum)
union all
-- Views run as whoever reads them. The one opening in the wall around health is the named exception.
select 'view without security_invoker: ' || name from relation
 where relkind = 'v' and name <> 'custody.health_notice' and not coalesce('security_invoker=true' = any(reloptions) or 'security_invoker=on' = any(reloptions), false)
union all
select 'view that shows rows before its conditions are asked (no security_barrier): ' || name from relation
 where name = 'custody.health_notice' and not coalesce('security_barrier=true' = any(reloptions) or 'security_barrier=on' = any(reloptions), false)
union all
select 'materialized view, which no policy filters: ' || name from relation where relkind = 'm'
union all
-- Functions that run as the owner: a search path that a caller cannot bend, and named callers only.
select 'definer function without a fixed search_path: ' || name from function_ where prosecdef and not exists (select from unnest(proconfig) c where c like 'search\_path=%')
union all
select 'definer function whose search_path does not end with pg_temp: ' || name from function_
 where prosecdef and exists (select from unnest(proconfig) c where c like 'search\_path=%' and c !~ 'pg_temp$')
union all
select 'function executable by everybody: ' || name from function_
 where (proacl is null or exists (select from aclexplode(proacl) a where a.grantee = 0 and a.privilege_type = 'EXECUTE')) and name not in ('platform.now()', 'platform.today()')
union all
-- Nothing for everybody but the line that says what kind of database this is.
select 'granted to everybody: ' || name from relation r where name <> 'platform.meta' and exists (select from aclexplode(r.relacl) a where a.grantee = 0)
union all
select 'column granted to everybody: ' || r.name || '.' || c.attname from relation r join pg_attribute c on c.attrelid = r.oid and exists (select from aclexplode(c.attacl) a where a.grantee = 0)
union all
select 'schema open to everybody: ' || n.nspname from pg_namespace n join schema_ using (oid) where exists (select from aclexplode(n.nspacl) a where a.grantee = 0)
union all
select 'everybody may create in schema public' where has_schema_privilege('public', 'public', 'create')
union all
-- Owners and logins.
select 'not owned by overgang_owner: ' || name from relation where relkind in ('r', 'p', 'v', 'm', 'S') and pg_get_userbyid(relowner) <> 'overgang_owner'
union all
select 'function not owned by overgang_owner: ' || name from function_ where pg_get_userbyid(proowner) <> 'overgang_owner'
union all
select 'login inherits what it should become only when asked: ' || rolname from login where rolinherit
union all
select 'login owns something: ' || l.rolname || ', ' || r.name from relation r join login l on l.oid = r.relowner
union all
select 'login ' || login || ' reaches ' || rolname || ', which is above row security' from reach where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolname = 'overgang_owner'
union all
select 'login is missing: ' || n from unnest(array['overgang_custody', 'overgang_health', 'overgang_jobs']) n where n not in (select rolname from login)
union all
select 'the owner can log in' where exists (select from pg_roles where rolname = 'overgang_owner' and rolcanlogin)
union all
-- The wall around health: one group uses the schema, one login becomes it, and that login becomes nothing else.
select 'may use schema health: ' || g.rolname from pg_roles g
 where (g.rolname like 'og\_%' or g.rolname like 'overgang\_%') and g.rolname not in ('og_health', 'overgang_owner') and not g.rolsuper
   and exists (select from pg_namespace n cross join lateral aclexplode(n.nspacl) a where n.nspname = 'health' and a.grantee = g.oid)
union all
select 'holds a right in schema health: ' || pg_get_userbyid(a.grantee) || ' on ' || r.name from relation r cross join lateral aclexplode(r.relacl) a
 where r.nspname = 'health' and pg_get_userbyid(a.grantee) not in ('og_health', 'overgang_owner')
union all
select 'login ' || login || ' can become ' || rolname || ' across the wall' from reach
 where (login <> 'overgang_health' and rolname = 'og_health') or (login = 'overgang_health' and rolname not in ('overgang_health', 'og_health'))
union all
-- The trail: nobody but the owner, who cannot log in, holds a right to change it; and triggers refuse even the owner.
select a.privilege_type || ' on the trail: ' || pg_get_userbyid(a.grantee) || ' on ' || r.name from relation r cross join lateral aclexplode(r.relacl) a
 where r.nspname = 'audit' and r.relkind in ('r', 'p') and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and a.grantee <> r.relowner
union all
select 'evidence without a trigger that refuses ' || what || ': ' || r.name
  from relation r cross join (values ('change', 16), ('deletion', 8)) v(what, bit)
 where r.name in ('audit.entry', 'audit.seal', 'audit.verification', 'custody.observation', 'health.note')
   and not exists (select from pg_trigger t where t.tgrelid = r.oid and t.tgfoid = 'platform.append_only'::regproc and t.tgenabled <> 'D' and t.tgtype & v.bit = v.bit)
union all
-- A reference without an index is a full reading of the table at every deletion and many a join.
select 'reference without an index: ' || r.name || ' (' || string_agg(a.attname, ', ' order by k.place) || ')'
  from pg_constraint f join relation r on r.oid = f.conrelid
  cross join lateral unnest(f.conkey) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum
 where f.contype = 'f' and f.conparentid = 0
   and not exists (select from pg_index i where i.indrelid = f.conrelid and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey
                     and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ 'IS NOT NULL'))
 group by r.name, f.oid
order by 1
