-- Accounts, what they may, and the door. See docs/security.md.
set local role overgang_owner;

-- owner: access. A member of staff. The name is shown beside what they write; everything secret is in `credential`.
create table access.account (
    id uuid primary key,
    username text not null constraint username_taken unique check (username ~ '^[a-z0-9æøå._-]{2,40}$'),
    display_name text not null check (length(display_name) between 2 and 120),
    staff_number text not null constraint staff_number_taken unique,
    title text,
    language text not null default 'nb' check (language in ('nb', 'en')),
    single_key_shortcuts boolean not null default true,
    status text not null default 'active' check (status in ('active', 'disabled')),
    -- One of the accounts that a demonstration offers in one click.
    demonstration boolean not null default false,
    created_at timestamptz not null,
    created_by uuid,
    version int not null default 1
);
create index account_name on access.account (lower(display_name) text_pattern_ops);

-- owner: access. Read only by the functions of the door.
create table access.credential (
    account_id uuid primary key references access.account,
    phc text not null,
    must_change boolean not null default false,
    set_at timestamptz not null,
    totp_secret text,
    totp_confirmed_at timestamptz,
    totp_last_step bigint
);

-- owner: access. The matrix of `src/access/matrix.csv`, installed by `db migrate`.
create table access.permission (
    role text not null,
    class text not null,
    depth text not null check (depth in ('identity', 'record')),
    code text not null,
    primary key (role, class)
);
-- owner: access. The same, folded to one row a role for the door.
create table access.role_rights (
    role text primary key,
    db_group text not null,
    side text not null check (side in ('custody', 'health')),
    reads text[] not null,
    reads_assigned text[] not null,
    extracts text[] not null,
    writes text[] not null,
    writes_assigned text[] not null
);

-- owner: access. A role at some prisons for a period. Proposed by one person, decided by another (four eyes).
create table access.assignment (
    id uuid primary key,
    account_id uuid not null references access.account,
    role text not null check (role in ('OFF','CON','DUT','GOV','WRK','EDU','NUR','DOC','PSY','PHA','CAS','REI','TRA','VIS','FIN','CHP','AUD','SYS')),
    prisons uuid[] not null,
    region text,
    valid tstzrange not null check (not isempty(valid)),
    reason text not null check (length(reason) between 3 and 400),
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    outcome text check (outcome in ('granted', 'refused')),
    outcome_reason text,
    ended_by uuid,
    ended_at timestamptz,
    version int not null default 1,
    constraint assignment_four_eyes check (decided_by is null or (decided_by <> proposed_by and decided_by <> account_id)),
    constraint assignment_decided_whole check ((decided_by is null) = (outcome is null) and (decided_by is null) = (decided_at is null))
);
create index on access.assignment (account_id);
create index assignment_waiting on access.assignment (proposed_at) where decided_by is null;

-- owner: access. A right to one person, dated. Break-glass and reopening are one's own; all others are given by somebody else.
create table access.person_grant (
    id uuid primary key,
    account_id uuid not null references access.account,
    inmate_id uuid not null,
    prison_id uuid,
    kind text not null check (kind in ('assigned', 'cover', 'clearance', 'break_glass', 'reopened')),
    depth text not null default 'record' check (depth in ('identity', 'record')),
    role text not null,
    reason_code text,
    reason text not null check (length(reason) between 3 and 600),
    during tstzrange not null check (not isempty(during)),
    proposed_by uuid not null,
    given_by uuid,
    given_at timestamptz,
    outcome text check (outcome in ('granted', 'refused')),
    ended_by uuid,
    ended_at timestamptz,
    reviewed_by uuid,
    reviewed_at timestamptz,
    verdict text check (verdict in ('justified', 'misuse', 'unclear')),
    verdict_reason text,
    constraint break_glass_is_reasoned check (kind <> 'break_glass' or (length(reason) >= 20 and reason_code is not null and upper(during) - lower(during) <= interval '4 hours')),
    constraint cover_is_one_shift check (kind <> 'cover' or upper(during) - lower(during) <= interval '16 hours'),
    constraint review_by_another check (reviewed_by is distinct from account_id or reviewed_by is null),
    constraint clearance_four_eyes check (kind <> 'clearance' or given_by is null or (given_by <> proposed_by and given_by <> account_id))
);
create index person_grant_of on access.person_grant (account_id, inmate_id);
create index person_grant_inmate on access.person_grant (inmate_id);
create index person_grant_unreviewed on access.person_grant (lower(during)) where kind = 'break_glass' and reviewed_by is null;

-- owner: access. Protected records: relatives of staff, high profile, address codes 6 and 7, witnesses.
create table access.protection (
    id uuid primary key,
    inmate_id uuid not null,
    prison_id uuid,
    kind text not null check (kind in ('staff_relative', 'high_profile', 'address_6', 'address_7', 'witness')),
    during tstzrange not null check (not isempty(during)),
    reason text not null check (length(reason) between 3 and 400),
    proposed_by uuid not null,
    decided_by uuid,
    ended_by uuid,
    constraint protection_four_eyes check (decided_by is null or decided_by <> proposed_by)
);
create index on access.protection (inmate_id);
create index on access.protection (prison_id);

-- owner: access. Staff who know the person: nobody is cleared for a relative.
create table access.conflict_of_interest (
    account_id uuid not null references access.account,
    inmate_id uuid not null,
    relation text not null,
    declared_by uuid not null,
    declared_at timestamptz not null,
    primary key (account_id, inmate_id)
);

-- owner: access. The token's hash only: reading this table lets nobody in.
create table access.session (
    id uuid primary key,
    token_hash bytea not null constraint session_token unique,
    account_id uuid not null references access.account,
    assignment_id uuid references access.assignment,
    side text not null check (side in ('custody', 'health')),
    stage text not null check (stage in ('second_factor', 'change_password', 'full')),
    station text not null default 'office' check (station in ('office', 'shared', 'tablet')),
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    idle interval not null,
    expires_at timestamptz not null,
    confirmed_at timestamptz not null,
    case_number text,
    client text,
    address text,
    ended_at timestamptz,
    end_reason text
);
create index session_of on access.session (account_id) where ended_at is null;

-- owner: access. Failures per account and per address; survives a restart, holds for several processes.
create table access.throttle (
    key text primary key,
    failures int not null,
    since timestamptz not null
);

-- owner: access. What somebody must know at once. Arguments only: the words are made in the reader's language.
create table access.notice (
    id uuid primary key,
    account_id uuid not null references access.account,
    kind text not null,
    arguments jsonb not null default '{}',
    link text,
    at timestamptz not null,
    read_at timestamptz
);
create index notice_unread on access.notice (account_id, at desc);

-- What the running request may, as the door worked it out.
create function access.account() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function access.role() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.role', true), '') $$;
create function access.ids(setting text) returns uuid[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting(setting, true), ''), '{}')::uuid[] $$;
-- prisons, persons: who and where. deep_*: the file itself. write_*: where one may add. assigned: own persons.
create function access.prisons() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.prisons') $$;
create function access.persons() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.persons') $$;
create function access.deep_prisons() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.deep_prisons') $$;
create function access.deep_persons() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.deep_persons') $$;
create function access.write_persons() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.write_persons') $$;
create function access.assigned() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.assigned') $$;
create function access.cleared() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.cleared') $$;
create function access.hidden() returns uuid[] language sql stable parallel safe as $$ select access.ids('app.hidden') $$;
create function access.allows(setting text, class text) returns boolean language sql stable parallel safe
    as $$ select class = any(coalesce(nullif(current_setting(setting, true), ''), '{}')::text[]) $$;

reset role;
