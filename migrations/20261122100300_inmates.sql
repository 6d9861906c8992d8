-- The register: who the person is. One record for life; a stay in custody is another thing (schema custody).
--
-- `prison_id` on every row is the prison that answers for the person now: row security is an index lookup on it. It follows the
-- person at the recorded handover and becomes null 30 days after release, when nobody has the record by default any more.
set local role overgang_owner;

-- owner: inmates
create table inmates.inmate (
    id uuid primary key,
    number text not null constraint inmate_number_taken unique,
    family_name text not null,
    given_name text not null,
    -- Not known by any document: the name is a working name.
    identity text not null default 'stated' check (identity in ('verified', 'stated', 'unknown')),
    birth_date date,
    birth_date_basis text not null default 'stated' check (birth_date_basis in ('verified', 'stated', 'estimated', 'unknown')),
    sex text not null check (sex in ('M', 'F', 'X')),
    stated_gender text,
    birth_country text,
    interpreter_language text,
    religion text,
    prison_id uuid references estate.prison,
    last_prison_id uuid references estate.prison,
    protected boolean not null default false,
    deceased_on date,
    created_at timestamptz not null,
    created_by uuid not null,
    version int not null default 1,
    constraint birth_date_has_basis check ((birth_date is null) = (birth_date_basis = 'unknown')),
    constraint unknown_person_is_unknown check (identity <> 'unknown' or birth_date_basis <> 'verified')
);
create index inmate_prison on inmates.inmate (prison_id, family_name, given_name);
create index inmate_last_prison on inmates.inmate (last_prison_id);
create index inmate_protected on inmates.inmate (prison_id) where protected;
create index inmate_birth on inmates.inmate (birth_date);

-- owner: inmates. Other names: aliases, former names, names in another script.
create table inmates.name (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('alias', 'former', 'nickname', 'document')),
    family_name text not null default '',
    given_name text not null default '',
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz,
    check (family_name <> '' or given_name <> '')
);
create index on inmates.name (inmate_id);
create index on inmates.name (prison_id);

-- owner: inmates. One row a searchable part of a name: prefix search stays on an ordered index at any size.
create table inmates.search_term (
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    term text collate "C" not null,
    sound text collate "C" not null,
    alias boolean not null default false,
    primary key (inmate_id, term, alias)
);
create index search_term_prison on inmates.search_term (prison_id, term);
create index search_term_prison_sound on inmates.search_term (prison_id, sound);
create index search_term_all on inmates.search_term (term);

-- owner: inmates. National number, D-number, DUF and the like. Never the key of anything.
create table inmates.identifier (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('national', 'd_number', 'duf', 'passport', 'foreign_id', 'sis', 'interpol')),
    value text not null check (length(value) between 2 and 40),
    country text,
    verified boolean not null default false,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create unique index identifier_taken on inmates.identifier (kind, value) where ended_at is null and kind in ('national', 'd_number', 'duf');
create index on inmates.identifier (value);
create index on inmates.identifier (inmate_id);
create index on inmates.identifier (prison_id);

-- owner: inmates
create table inmates.citizenship (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    country text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create unique index citizenship_taken on inmates.citizenship (inmate_id, country) where ended_at is null;
create index on inmates.citizenship (prison_id);

-- owner: inmates
create table inmates.language (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    language text not null,
    level text not null check (level in ('mother_tongue', 'good', 'some', 'reads_only')),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create unique index language_taken on inmates.language (inmate_id, language) where ended_at is null;
create index on inmates.language (prison_id);

-- owner: inmates. Apart from the rest because of protection codes 6 (strictly confidential) and 7 (confidential): such an
-- address is read only by those who hold a clearance for the person.
create table inmates.address (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('residence', 'postal', 'temporary', 'after_release', 'none')),
    street text not null default '',
    postcode text not null default '',
    town text not null default '',
    municipality text,
    country text not null default 'NO',
    protection_code text check (protection_code in ('6', '7')),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create index on inmates.address (inmate_id);
create index on inmates.address (prison_id);

-- owner: inmates. Next of kin and emergency contact.
create table inmates.contact_person (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    name text not null check (length(name) between 2 and 160),
    relationship text not null,
    phone text,
    next_of_kin boolean not null default false,
    emergency boolean not null default false,
    language text,
    note text,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create index on inmates.contact_person (inmate_id);
create index on inmates.contact_person (prison_id);

-- owner: inmates. Age, where they are and who has care of them (Mandela rule 7 f).
create table inmates.child (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    name text not null check (length(name) between 1 and 160),
    birth_date date,
    carer text not null default '',
    lives_with text not null default '',
    contact_wanted boolean,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create index on inmates.child (inmate_id);
create index on inmates.child (prison_id);

-- owner: inmates. Decoded and encoded again by us: pixels only, nothing of the camera.
create table inmates.photo (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    taken_on date not null,
    full_image bytea not null,
    thumbnail bytea not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create index on inmates.photo (inmate_id, recorded_at desc);
create index on inmates.photo (prison_id);

-- owner: inmates. Scars, tattoos and the like.
create table inmates.mark (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('tattoo', 'scar', 'piercing', 'prosthesis', 'other')),
    body_part text not null check (length(body_part) between 2 and 80),
    description text not null default '',
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz
);
create index on inmates.mark (inmate_id);
create index on inmates.mark (prison_id);

-- owner: inmates. What staff must know and do. `detail` is why, for those with the whole class; `instruction` is what to do, for everybody.
create table inmates.alert (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null,
    severity text not null check (severity in ('high', 'medium', 'low')),
    instruction text not null default '',
    detail text not null default '',
    from_day date not null,
    to_day date,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    end_reason text,
    version int not null default 1,
    constraint alert_ends_after_start check (to_day is null or to_day >= from_day)
);
create index alert_current on inmates.alert (inmate_id) where ended_at is null;
create index on inmates.alert (prison_id);

-- owner: inmates. Every field that was ever changed, before and after.
create table inmates.change (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at timestamptz not null,
    by_account uuid not null,
    area text not null,
    row_id uuid,
    field text not null,
    old_value text,
    new_value text,
    reason text
);
create index change_of on inmates.change (inmate_id, at desc);
create index on inmates.change (prison_id);

-- Numbers for people: year of registration and a running number. A gap may occur, two alike may not.
create table inmates.number_series (
    year int primary key,
    last int not null
);
create function inmates.next_number(for_year int) returns text language sql volatile security definer set search_path = inmates, pg_temp as $$
    insert into inmates.number_series as s (year, last) values (for_year, 1)
    on conflict (year) do update set last = s.last + 1
    returning year::text || '-' || lpad(last::text, greatest(5, length(last::text)), '0')
$$;
reset role;
