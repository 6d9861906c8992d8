-- A draft is deleted thirty days after it was last kept: its author is told five days before, once.
set local role overgang_owner;
alter table sentences.draft add column told_at timestamptz;

create function sentences.warn_of_drafts() returns bigint language sql volatile security definer set search_path = sentences, pg_temp as $$
    with near as (
        update draft d set told_at = platform.now() where d.told_at is null and d.expires_at > platform.now() and d.expires_at <= platform.now() + interval '5 days'
        returning d.account_id, d.inmate_id, d.path, d.expires_at),
    told as (
        select access.notify_account(n.account_id, 'draft_ends', jsonb_build_object('number', i.number, 'day', (n.expires_at at time zone 'Europe/Oslo')::date::text), n.path)
          from near n join inmates.inmate i on i.id = n.inmate_id)
    select count(*) from told
$$;
grant execute on function sentences.warn_of_drafts() to og_jobs;
reset role;
