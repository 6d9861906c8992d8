-- A person who was registered anew in a reception by mistake: the duty officer takes it back with a reason while nothing else rests on the record. The
-- reception is where it was before; the record is nobody's and found by nobody, and that it was made and taken back stays on record.
set local role overgang_owner;

-- owner: custody.
create table custody.reception_undone (
    id uuid primary key,
    reception_id uuid not null references custody.reception,
    prison_id uuid not null references estate.prison,
    -- The record that was made by mistake. Not a person: what is written about people follows them, this stays where it happened.
    record_id uuid not null constraint undone_once unique,
    number text not null,
    made_by uuid not null,
    made_at timestamptz not null,
    reason text not null check (length(reason) between 5 and 400),
    undone_by uuid not null references access.account,
    undone_at timestamptz not null
);
create index on custody.reception_undone (reception_id);
create index on custody.reception_undone (prison_id);
create index on custody.reception_undone (undone_by);
create trigger append_only before delete or update on custody.reception_undone for each row execute function platform.append_only();
select access.own('custody.reception_undone');
create policy reads on custody.reception_undone for select to og_custody, og_case, og_auditor
    using ((select access.allows('app.reads', 'reception')) and prison_id = any((select access.prisons())::uuid[]));
grant select on custody.reception_undone to og_custody, og_case, og_auditor;

-- Whether anything rests on a record beside the reception that made it: every row of every table that names the person, those apart that came into being
-- with the record, and what was named and ended again.
create function custody.rests_on_record(p_inmate uuid, p_made timestamptz) returns boolean language plpgsql stable security definer set search_path = custody, pg_temp as $$
declare k record; v_rests boolean;
begin
    if exists (select from access.person_grant g where g.inmate_id = p_inmate and g.ended_at is null) then return true; end if;
    for k in
        select c.conrelid::regclass as tbl, a.attname as col,
               case when c.conrelid in ('inmates.identifier'::regclass, 'inmates.name'::regclass, 'inmates.citizenship'::regclass) then ' and x.recorded_at > $2'
                    when c.conrelid in ('inmates.contact_person'::regclass, 'inmates.child'::regclass) then ' and x.ended_at is null and $2 is not null'
                    else ' and $2 is not null' end as but
          from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
         where c.contype = 'f' and c.confrelid = 'inmates.inmate'::regclass and cardinality(c.conkey) = 1
           and c.conrelid not in ('custody.reception'::regclass, 'custody.reception_answer'::regclass, 'property.item'::regclass, 'property.receipt'::regclass,
                                  'inmates.search_term'::regclass, 'inmates.change'::regclass)
         order by c.conrelid::regclass::text, a.attname
    loop
        execute format('select exists (select from %s x where x.%I = $1%s)', k.tbl, k.col, k.but) into v_rests using p_inmate, p_made;
        if v_rests then return true; end if;
    end loop;
    return exists (select from property.item i where i.inmate_id = p_inmate and i.reception_id is null)
        or exists (select from reception r where r.inmate_id = p_inmate and (r.state <> 'open' or r.match <> 'new'));
end $$;
revoke execute on function custody.rests_on_record(uuid, timestamptz) from public;

-- Takes it back. Answers `ok`, `rests`, or `decided` when there is nothing to take back any more.
create function custody.reception_unregister(p_reception uuid, p_reason text) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.reception; v_by uuid := access.account(); v_at timestamptz := platform.now(); v_number text;
begin
    if access.role() is distinct from 'DUT' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    r := custody.own_reception(p_reception);
    if r.state <> 'open' or r.match is distinct from 'new' then return 'decided'; end if;
    perform pg_advisory_xact_lock(hashtextextended('stay:' || r.inmate_id, 0));
    perform custody.lock_person(r.inmate_id);
    if custody.rests_on_record(r.inmate_id, r.matched_at) then return 'rests'; end if;
    select i.number into v_number from inmates.inmate i where i.id = r.inmate_id;
    insert into reception_undone (id, reception_id, prison_id, record_id, number, made_by, made_at, reason, undone_by, undone_at)
    values (gen_random_uuid(), r.id, r.prison_id, r.inmate_id, v_number, r.matched_by, r.matched_at, p_reason, v_by, v_at);
    perform custody.reception_belongs(p_reception, null);
    update reception x set inmate_id = null, match = null, match_reason = null, matched_by = null, matched_at = null where x.id = p_reception;
    update inmates.identifier d set ended_at = v_at where d.inmate_id = r.inmate_id and d.ended_at is null;
    update inmates.name n set ended_at = v_at where n.inmate_id = r.inmate_id and n.ended_at is null;
    update inmates.citizenship c set ended_at = v_at where c.inmate_id = r.inmate_id and c.ended_at is null;
    delete from inmates.search_term s where s.inmate_id = r.inmate_id;
    insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, old_value, reason)
    values (gen_random_uuid(), r.inmate_id, null, v_at, v_by, 'person', r.inmate_id, 'registered', v_number, p_reason);
    perform inmates.set_prison(r.inmate_id, null);
    update inmates.inmate i set last_prison_id = null where i.id = r.inmate_id;
    return 'ok';
end $$;
revoke execute on function custody.reception_unregister(uuid, text) from public;
grant execute on function custody.reception_unregister(uuid, text) to og_custody;
reset role;
