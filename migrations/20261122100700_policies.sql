-- Row security. Every table of persons belongs to a record class; its policies are the same few lines, made here from the class.
-- Scalar subselects everywhere: evaluated once a statement, not once a row (340 times on a dashboard).
set local role overgang_owner;

-- The owner's own functions (the door, the sealer, handover) see everything; nobody can log in as the owner.
create function access.own(tbl regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy own on %s to overgang_owner using (true) with check (true)', tbl);
end $$;

-- Rows of an inmate, by record class.
-- `with_extract`: a table whose column grants make the need-to-know extract, so that code n reads its rows too.
create function access.protect(tbl regclass, class text, depth text, author text, with_extract boolean default false) returns void language plpgsql as $$
declare
    groups constant text := 'og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health';
    prisons text := case depth when 'identity' then 'access.prisons()' else 'access.deep_prisons()' end;
    persons text := case depth when 'identity' then 'access.persons()' else 'access.deep_persons()' end;
begin
    perform access.own(tbl);
    execute format($p$create policy reads on %s for select to %s using (
        ((select access.allows('app.reads', %L) or (%L and access.allows('app.extracts', %L))) and (prison_id = any((select %s)::uuid[]) or inmate_id = any((select %s)::uuid[])))
        or ((select access.allows('app.reads_assigned', %L)) and inmate_id = any((select access.assigned())::uuid[])))$p$,
        tbl, groups, class, with_extract, class, prisons, persons, class);
    execute format($p$create policy hidden on %s as restrictive for all to %s using (inmate_id <> all((select access.hidden())::uuid[]))$p$, tbl, groups);
    if author is not null then
        execute format($p$create policy adds on %s for insert to %s with check (%I = (select access.account()) and (
            ((select access.allows('app.writes', %L)) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
            or ((select access.allows('app.writes_assigned', %L)) and inmate_id = any((select access.assigned())::uuid[]))))$p$,
            tbl, groups, author, class, class);
        execute format($p$create policy changes on %s for update to %s using (
            ((select access.allows('app.writes', %L)) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
            or ((select access.allows('app.writes_assigned', %L)) and inmate_id = any((select access.assigned())::uuid[]))) with check (true)$p$,
            tbl, groups, class, class);
    end if;
end $$;

-- The inmate row itself: a protected record is absent for everyone who is not cleared, and so is one's own relative.
select access.own('inmates.inmate');
create policy reads on inmates.inmate for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health using (
    (((select access.allows('app.reads', 'person')) or (select access.allows('app.extracts', 'person')))
        and (prison_id = any((select access.prisons())::uuid[]) or id = any((select access.persons())::uuid[])))
    or ((select access.allows('app.reads_assigned', 'person')) and id = any((select access.assigned())::uuid[])));
create policy protected on inmates.inmate as restrictive for all to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using ((not protected or id = any((select access.cleared())::uuid[])) and id <> all((select access.hidden())::uuid[]));
create policy adds on inmates.inmate for insert to og_case, og_custody with check (
    created_by = (select access.account()) and not protected
    and ((select access.allows('app.writes', 'person')) or (select access.allows('app.writes_assigned', 'person')))
    and prison_id = any((select access.deep_prisons())::uuid[]));
create policy changes on inmates.inmate for update to og_case, og_custody using (
    ((select access.allows('app.writes', 'person')) and prison_id = any((select access.deep_prisons())::uuid[]))
    or ((select access.allows('app.writes_assigned', 'person')) and id = any((select access.assigned())::uuid[]))) with check (true);

select access.protect('inmates.name', 'person', 'identity', 'recorded_by');
select access.protect('inmates.identifier', 'person', 'identity', 'recorded_by');
select access.protect('inmates.citizenship', 'person', 'identity', 'recorded_by');
select access.protect('inmates.language', 'person', 'identity', 'recorded_by');
select access.protect('inmates.address', 'person', 'identity', 'recorded_by');
-- An address under code 6 or 7 asks for a clearance even where the person is not otherwise protected.
create policy address_code on inmates.address as restrictive for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (protection_code is null or inmate_id = any((select access.cleared())::uuid[]));
select access.protect('inmates.contact_person', 'person', 'record', 'recorded_by');
select access.protect('inmates.child', 'person', 'record', 'recorded_by');
select access.protect('inmates.mark', 'person', 'identity', 'recorded_by');
select access.protect('inmates.change', 'person', 'record', 'by_account');
select access.protect('inmates.photo', 'photo', 'identity', 'recorded_by');
select access.protect('inmates.alert', 'alerts', 'identity', 'recorded_by', true);
select access.protect('custody.stay', 'movements', 'identity', null);
select access.protect('custody.placement', 'movements', 'identity', null);
select access.protect('custody.movement', 'movements', 'identity', 'recorded_by');
select access.protect('custody.observation', 'observations', 'record', 'author');
select access.protect('sentences.legal_basis', 'sentence', 'record', null);

-- Where everybody is: as the inmate row, extracts included (finance and the chaplain see a cell).
select access.own('custody.in_custody');
create policy reads on custody.in_custody for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health using (
    (((select access.allows('app.reads', 'movements')) or (select access.allows('app.extracts', 'person')))
        and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[])))
    or ((select access.allows('app.reads_assigned', 'person')) and inmate_id = any((select access.assigned())::uuid[])));
create policy hidden on custody.in_custody as restrictive for all to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (inmate_id <> all((select access.hidden())::uuid[]));

-- Search terms carry a name, so they follow the inmate row.
select access.own('inmates.search_term');
create policy reads on inmates.search_term for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health using (
    (((select access.allows('app.reads', 'person')) or (select access.allows('app.extracts', 'person')))
        and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[])))
    or ((select access.allows('app.reads_assigned', 'person')) and inmate_id = any((select access.assigned())::uuid[])));
create policy hidden on inmates.search_term as restrictive for all to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (inmate_id <> all((select access.hidden())::uuid[]));
create policy adds on inmates.search_term for insert to og_case, og_custody with check (true);
create policy drops on inmates.search_term for delete to og_case, og_custody using (
    prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.assigned())::uuid[]));

-- Health: patients in the prisons served.
select access.own('health.person_key');
create policy team on health.person_key for select to og_health using (exists (select from inmates.inmate i where i.id = inmate_id));
create policy makes on health.person_key for insert to og_health with check (exists (select from inmates.inmate i where i.id = inmate_id));
select access.own('health.note');
create policy team on health.note for select to og_health using (
    (select access.allows('app.reads', 'clinical')) and exists (select from inmates.inmate i where i.id = inmate_id));
create policy writes on health.note for insert to og_health with check (
    (select access.allows('app.writes', 'clinical')) and author = (select access.account()) and exists (select from inmates.inmate i where i.id = inmate_id));
select access.own('health.shared');
create policy team on health.shared for select to og_health using (exists (select from inmates.inmate i where i.id = inmate_id));
create policy writes on health.shared for insert to og_health with check (
    (select access.allows('app.writes', 'shared_health')) and author = (select access.account()) and exists (select from inmates.inmate i where i.id = inmate_id));
create policy ends on health.shared for update to og_health using (
    (select access.allows('app.writes', 'shared_health')) and exists (select from inmates.inmate i where i.id = inmate_id)) with check (true);

-- Roster, buildings, code lists: known to all staff.
select access.own('staff.shift');
create policy reads on staff.shift for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (true);
select access.own(t) from unnest(array['estate.prison', 'estate.unit', 'estate.cell', 'estate.cell_out_of_use', 'estate.prison_feature', 'reference.code']::regclass[]) t;
do $$ declare t text;
begin
    foreach t in array array['estate.prison', 'estate.unit', 'estate.cell', 'estate.cell_out_of_use', 'estate.prison_feature', 'reference.code'] loop
        execute format('create policy reads on %s for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs using (true)', t);
    end loop;
    foreach t in array array['estate.prison', 'estate.unit', 'estate.cell', 'estate.cell_out_of_use', 'estate.prison_feature'] loop
        execute format($p$create policy adds on %s for insert to og_custody, og_system with check ((select access.allows('app.writes', 'estate')) and (%s = any((select access.deep_prisons())::uuid[]) or (select access.role()) = 'SYS'))$p$, t, case t when 'estate.prison' then 'id' else 'prison_id' end);
        execute format($p$create policy changes on %s for update to og_custody, og_system using ((select access.allows('app.writes', 'estate')) and (%s = any((select access.deep_prisons())::uuid[]) or (select access.role()) = 'SYS')) with check (true)$p$, t, case t when 'estate.prison' then 'id' else 'prison_id' end);
    end loop;
end $$;

-- Accounts: the name beside what somebody wrote is for all; the rest is for those who administer.
select access.own(t) from unnest(array['access.account', 'access.credential', 'access.permission', 'access.role_rights', 'access.assignment', 'access.person_grant',
    'access.protection', 'access.conflict_of_interest', 'access.session', 'access.throttle', 'access.notice', 'platform.meta', 'platform.idempotency', 'inmates.number_series']::regclass[]) t;
create policy reads on access.account for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (true);
create policy adds on access.account for insert to og_system with check ((select access.allows('app.writes', 'accounts')) and created_by = (select access.account()));
create policy changes on access.account for update to og_system using ((select access.allows('app.writes', 'accounts'))) with check (true);
create policy own_settings on access.account for update to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health
    using (id = (select access.account())) with check (id = (select access.account()));
create policy reads on access.permission for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (true);
create policy reads on access.assignment for select to og_custody, og_region, og_auditor, og_system, og_health using (
    (select access.role()) in ('SYS', 'AUD', 'DUT', 'GOV', 'TRA', 'DOC') or account_id = (select access.account()));
create policy own_reads on access.assignment for select to og_case, og_activity, og_desk using (account_id = (select access.account()));
create policy proposes on access.assignment for insert to og_custody, og_region, og_system, og_health with check (
    proposed_by = (select access.account()) and decided_by is null and (select access.role()) in ('SYS', 'DUT', 'GOV', 'TRA', 'DOC'));
create policy decides on access.assignment for update to og_custody, og_system, og_health using ((select access.role()) in ('SYS', 'GOV', 'DOC')) with check (true);
create policy reads on access.person_grant for select to og_custody, og_case, og_region, og_auditor using (
    (prison_id = any((select access.deep_prisons())::uuid[]) and (select access.role()) in ('DUT', 'GOV', 'CAS')) or account_id = (select access.account())
    or (select access.role()) = 'AUD' or inmate_id = any((select access.assigned())::uuid[]));
create policy own_reads on access.person_grant for select to og_activity, og_desk, og_health using (account_id = (select access.account()));
create policy gives on access.person_grant for insert to og_custody, og_case with check (
    proposed_by = (select access.account()) and reviewed_by is null and (select access.role()) in ('DUT', 'GOV', 'CAS') and kind in ('assigned', 'cover', 'clearance')
    and (kind <> 'clearance' or given_by is null));
create policy decides on access.person_grant for update to og_custody, og_case using ((select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select access.deep_prisons())::uuid[])) with check (true);
create policy reads on access.protection for select to og_custody, og_case, og_auditor using (
    ((select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select access.deep_prisons())::uuid[])) or (select access.role()) = 'AUD');
create policy proposes on access.protection for insert to og_custody, og_case with check (
    proposed_by = (select access.account()) and decided_by is null and (select access.role()) in ('DUT', 'GOV', 'CAS') and prison_id = any((select access.deep_prisons())::uuid[]));
create policy decides on access.protection for update to og_custody using ((select access.role()) = 'GOV' and prison_id = any((select access.deep_prisons())::uuid[])) with check (true);
create policy own_reads on access.conflict_of_interest for select to og_custody, og_case, og_activity, og_desk, og_region, og_health, og_auditor using (account_id = (select access.account()));
create policy declares on access.conflict_of_interest for insert to og_custody, og_case, og_activity, og_desk, og_region, og_health with check (
    declared_by = (select access.account()) and account_id = (select access.account()));
create policy own_sessions on access.session for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (account_id = (select access.account()));
create policy ends_own on access.session for update to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health
    using (account_id = (select access.account())) with check (account_id = (select access.account()));
create policy own_notices on access.notice for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (account_id = (select access.account()));
create policy reads_own on access.notice for update to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health
    using (account_id = (select access.account())) with check (account_id = (select access.account()));
create policy reads on platform.meta for select to public using (true);
create policy own_keys on platform.idempotency for all to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health
    using (account_id = (select access.account())) with check (account_id = (select access.account()));

select access.own('audit.entry');
select access.own('audit.entry_default');
select access.own('audit.seal');
create policy records on audit.entry for insert to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health with check (actor = (select access.account()));
create policy auditors on audit.entry for select to og_auditor using (nullif(current_setting('app.case', true), '') is not null);
create policy own_entries on audit.entry for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health using (actor = (select access.account()));
create policy sealer on audit.entry for select to og_jobs using (true);
create policy reads on audit.seal for select to og_auditor, og_jobs using (true);
create policy seals on audit.seal for insert to og_jobs with check (true);

-- Grants. What a group cannot name it cannot read, whatever the settings say.
grant select on platform.meta to public;
grant select, insert, update on platform.idempotency to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant select on estate.prison, estate.unit, estate.cell, estate.cell_out_of_use, estate.prison_feature, reference.code, staff.shift to
    og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs;
grant insert, update on estate.prison, estate.unit, estate.cell, estate.cell_out_of_use, estate.prison_feature to og_custody, og_system;
grant select on access.permission to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;

-- The register: whole rows for those whose matrix row says r or more; for workshop, school and desks only the extract's columns.
grant select on inmates.inmate, inmates.name, inmates.search_term, inmates.identifier, inmates.citizenship, inmates.language, inmates.address, inmates.contact_person,
    inmates.child, inmates.mark, inmates.change, inmates.photo to og_custody, og_case, og_region, og_auditor, og_health;
grant select on inmates.alert to og_custody, og_case, og_auditor, og_health;
grant select (id, number, family_name, given_name, prison_id, last_prison_id, protected, interpreter_language, religion, version) on inmates.inmate to og_activity, og_desk;
grant select on inmates.search_term to og_activity, og_desk;
grant select (id, inmate_id, prison_id, kind, severity, instruction, from_day, to_day, ended_at) on inmates.alert to og_activity, og_desk, og_region;
grant select on inmates.photo to og_activity, og_desk;
grant insert, update on inmates.inmate, inmates.name, inmates.identifier, inmates.citizenship, inmates.language, inmates.address, inmates.contact_person,
    inmates.child, inmates.mark to og_case;
grant insert, update on inmates.photo to og_case, og_custody;
grant insert, update on inmates.alert to og_custody, og_health;
grant insert on inmates.change to og_custody, og_case, og_health;
grant insert, delete on inmates.search_term to og_case;

grant select on custody.stay, custody.placement, custody.movement, custody.in_custody to og_custody, og_case, og_region, og_auditor, og_health;
grant select (inmate_id, prison_id, unit_id, cell_id, out_reason, out_since, out_until) on custody.in_custody to og_activity, og_desk;
grant select on custody.movement to og_activity, og_desk;
grant select on custody.observation to og_custody, og_case, og_auditor;
grant insert on custody.observation to og_custody;
grant select on sentences.legal_basis to og_custody, og_case, og_region, og_auditor;

grant select, insert on health.note, health.shared, health.person_key to og_health;
grant update (ended_by, ended_at, end_reason, valid) on health.shared to og_health;

grant select (id, display_name, staff_number, title, username, status) on access.account to og_custody, og_case, og_activity, og_desk, og_region, og_health;
grant select on access.account to og_system, og_auditor;
grant insert, update on access.account to og_system;
grant update (language, single_key_shortcuts) on access.account to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant select on access.assignment to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant insert on access.assignment to og_custody, og_region, og_system, og_health;
grant update (decided_by, decided_at, outcome, outcome_reason, ended_by, ended_at, valid, version) on access.assignment to og_custody, og_system, og_health;
grant select on access.person_grant to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant insert on access.person_grant to og_custody, og_case;
grant update (given_by, given_at, outcome, during, ended_by, ended_at, reviewed_by, reviewed_at, verdict, verdict_reason) on access.person_grant to og_custody, og_case;
grant select, insert on access.protection to og_custody, og_case;
grant select on access.protection to og_auditor;
grant update (decided_by, ended_by, during) on access.protection to og_custody;
grant select, insert on access.conflict_of_interest to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;
grant select (id, account_id, assignment_id, side, stage, station, created_at, last_seen_at, idle, expires_at, confirmed_at, case_number, client, address, ended_at, end_reason) on access.session to
    og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant update (ended_at, end_reason) on access.session to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant select on access.notice to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant update (read_at) on access.notice to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;

grant insert on audit.entry to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health;
grant select on audit.entry to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_system, og_health, og_jobs;
grant select on audit.seal to og_auditor, og_jobs;
grant insert on audit.seal to og_jobs;
reset role;
