-- Health notes: the same depth as every other file. A colleague who no longer answers for the person (14 days after a transfer)
-- still reads, and writes no more. Rows are found by prison, as in every other table, instead of by a question a row.
set local role overgang_owner;

drop policy team on health.note;
drop policy writes on health.note;
create policy reads on health.note for select to og_health using (
    (select access.allows('app.reads', 'clinical'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.deep_persons())::uuid[])));
create policy hidden on health.note as restrictive for all to og_health using (inmate_id <> all((select access.hidden())::uuid[]));
create policy writes on health.note for insert to og_health with check (
    author = (select access.account()) and (select access.allows('app.writes', 'clinical'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])));
create index note_thread on health.note (inmate_id, thread_id, version desc);

-- A wrapped key is of use only to somebody who may read what it opens: not to the pharmacy.
drop policy team on health.person_key;
drop policy makes on health.person_key;
create policy reads on health.person_key for select to og_health using (
    (select access.allows('app.reads', 'clinical')) and exists (select from inmates.inmate i where i.id = inmate_id));
create policy makes on health.person_key for insert to og_health with check (
    (select access.allows('app.writes', 'clinical')) and exists (select from inmates.inmate i where i.id = inmate_id));

drop policy team on health.shared;
drop policy writes on health.shared;
drop policy ends on health.shared;
create policy reads on health.shared for select to og_health using (
    (select access.allows('app.reads', 'shared_health')) and (prison_id = any((select access.prisons())::uuid[]) or inmate_id = any((select access.persons())::uuid[])));
create policy hidden on health.shared as restrictive for all to og_health using (inmate_id <> all((select access.hidden())::uuid[]));
create policy writes on health.shared for insert to og_health with check (
    author = (select access.account()) and (select access.allows('app.writes', 'shared_health'))
    and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])));
create policy ends on health.shared for update to og_health using (
    (select access.allows('app.writes', 'shared_health')) and ended_at is null
    and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
    with check (ended_by = (select access.account()) and ended_at is not null);

-- Only how it ended may be written later; when it is in force was decided by the one who shared it.
revoke update (valid) on health.shared from og_health;
alter table health.shared add constraint shared_has_end check (upper(valid) is not null);
alter table health.shared add constraint shared_end_is_reasoned check (
    (ended_at is null) = (ended_by is null) and (ended_at is null or length(end_reason) between 3 and 300));
alter table health.shared add constraint shared_in_a_stay check (upper(valid) - lower(valid) <= interval '367 days');
reset role;
