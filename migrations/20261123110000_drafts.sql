-- What somebody has begun to write about sentences and not saved, kept for its author alone; and documents with many acts.
set local role overgang_owner;

-- A document may have more acts than a page shows at first.
alter table sentences.sentence_count drop constraint sentence_count_position_check, add constraint sentence_count_position_check check (position between 1 and 400);

-- owner: sentences. A half-written form, one for each page of each author. It is no record: nobody else reads it, it is not part of the person's
-- file, and it is deleted when the form is saved, when its author throws it away, and when its time is over.
create table sentences.draft (
    id uuid primary key,
    account_id uuid not null references access.account,
    inmate_id uuid not null references inmates.inmate,
    -- Where it goes on, without a host.
    path text not null check (path ~ '^/inmates/[0-9a-z/_-]+$' and length(path) <= 200),
    what text not null check (what in ('basis', 'correction', 'result')),
    -- The kind of basis; empty for a result.
    kind text not null default '' check (length(kind) <= 40),
    fields jsonb not null check (jsonb_typeof(fields) = 'object' and pg_column_size(fields) <= 400000),
    saved_at timestamptz not null,
    expires_at timestamptz not null,
    constraint draft_once unique (account_id, path),
    constraint draft_ends check (expires_at > saved_at)
);
create index on sentences.draft (inmate_id);
create index on sentences.draft (expires_at);
select access.own('sentences.draft');
-- Only its author, and only as long as the author may know the person.
create policy own_author on sentences.draft to og_case
    using (account_id = (select access.account()) and exists (select from inmates.inmate i where i.id = inmate_id))
    with check (account_id = (select access.account()) and exists (select from inmates.inmate i where i.id = inmate_id));
grant select, insert, update, delete on sentences.draft to og_case;

create function sentences.forget_drafts() returns bigint language sql volatile security definer set search_path = sentences, pg_temp as $$
    with gone as (delete from draft d where d.expires_at <= platform.now() returning d.id) select count(*) from gone
$$;
grant execute on function sentences.forget_drafts() to og_jobs;
reset role;
