-- Who did what, who looked at whom. Insert only; sealed in batches by a Merkle root in a signed chain.
set local role overgang_owner;

-- owner: audit
create table audit.entry (
    id bigint generated always as identity,
    at timestamptz not null,
    txid xid8 not null default pg_current_xact_id(),
    actor uuid,
    role text,
    session_id uuid,
    action text not null check (action in ('look', 'search', 'list', 'collect', 'alter', 'disclose', 'erase', 'export', 'print', 'deny', 'sign_in', 'sign_in_failed', 'sign_out', 'grant', 'decide', 'break_glass', 'administer')),
    class text not null,
    inmate_id uuid,
    -- A list shows several people: all of them, in one entry.
    inmates uuid[],
    prison_id uuid,
    grant_id uuid,
    purpose text,
    request_id uuid not null,
    route text not null,
    detail jsonb not null default '{}',
    primary key (id, at)
) partition by range (at);
create table audit.entry_default partition of audit.entry default;
create index entry_inmate on audit.entry (inmate_id, at desc) where inmate_id is not null;
create index entry_actor on audit.entry (actor, at desc);
create index entry_at on audit.entry (at desc);
create index entry_txid on audit.entry (txid);
create trigger append_only before update or delete on audit.entry for each row execute function platform.append_only();
create trigger no_truncate before truncate on audit.entry for each statement execute function platform.append_only();

-- owner: audit. A batch is every entry whose transaction number lies in [from_xid, to_xid): below the oldest running transaction,
-- so that a slow transaction is never left out, as "everything above the last id" would.
create table audit.seal (
    no bigint primary key,
    at timestamptz not null,
    from_xid xid8 not null,
    to_xid xid8 not null,
    entries int not null,
    first_id bigint,
    last_id bigint,
    root bytea not null,
    chain bytea not null,
    signature bytea not null,
    public_key bytea not null
);
create trigger append_only before update or delete on audit.seal for each row execute function platform.append_only();
create trigger no_truncate before truncate on audit.seal for each statement execute function platform.append_only();

-- Partitions for the months ahead; what comes unexpectedly lands in the default one and is not lost.
create function audit.ensure_partitions(months int) returns int language plpgsql security definer set search_path = audit, pg_temp as $$
declare m date; n int := 0; name text;
begin
    for i in 0..months loop
        m := (date_trunc('month', platform.now() at time zone 'Europe/Oslo') + make_interval(months => i))::date;
        name := 'entry_' || to_char(m, 'YYYYMM');
        if to_regclass('audit.' || name) is null
           and not exists (select from audit.entry_default where at >= m and at < m + interval '1 month' limit 1) then
            execute format('create table audit.%I partition of audit.entry for values from (%L) to (%L)', name, m, (m + interval '1 month')::date);
            execute format('alter table audit.%I enable row level security', name);
            execute format('alter table audit.%I force row level security', name);
            n := n + 1;
        end if;
    end loop;
    return n;
end $$;
reset role;
