-- What the database's own house rules (tests/it/lint.sql) found.
set local role overgang_owner;

select access.own('custody.scope_tail');

-- Rights without a policy say "nothing there" where they should say "not for you".
revoke insert on access.conflict_of_interest from og_auditor;
revoke select on staff.shift from og_jobs;

-- References that are looked along the other way: a unit's journal and placements, a cell's, a session's account.
create index on access.session (account_id, assignment_id);
create index on access.session (assignment_id);
create index on custody.observation (unit_id, at desc);
create index on custody.placement (at_prison_id);
create index on custody.placement (unit_id);
create index on custody.placement (cell_id);
create index on custody.stay (first_prison_id);
create index on inmates.alert (inmate_id);
create index on inmates.citizenship (inmate_id);
create index on inmates.language (inmate_id);
create index on staff.shift (unit_id);
reset role;
