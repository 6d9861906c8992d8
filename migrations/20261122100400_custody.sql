-- Where people are, and were. The moves themselves come with reception and cells; what is here lets every page answer "where now".
set local role overgang_owner;

-- owner: custody. One stay is from admission to release; transfers happen within it.
create table custody.stay (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    first_prison_id uuid not null references estate.prison,
    admitted_at timestamptz not null,
    admission_reason text not null,
    released_at timestamptz,
    release_reason text,
    released_to text,
    check (released_at is null or released_at >= admitted_at),
    constraint one_stay_at_a_time exclude using gist (inmate_id with =, tstzrange(admitted_at, released_at) with &&)
);
create index on custody.stay (inmate_id, admitted_at desc);
create index on custody.stay (prison_id, released_at);

-- owner: custody. Where the person sleeps, dated. Ranges may touch and never overlap: one inmate, one cell.
create table custody.placement (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    at_prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    cell_id uuid references estate.cell,
    during tstzrange not null check (not isempty(during)),
    reason text not null,
    decided_by uuid not null,
    constraint one_cell_at_a_time exclude using gist (inmate_id with =, during with &&)
);
create index on custody.placement (inmate_id, lower(during) desc);
create index on custody.placement (prison_id);
create index placement_cell on custody.placement (cell_id) where upper_inf(during);

-- owner: custody. Out and in: planned, out, back. A movement still `out` after its expected return is overdue.
create table custody.movement (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    reason text not null,
    state text not null check (state in ('planned', 'out', 'back', 'cancelled')),
    destination text not null default '',
    planned_out timestamptz not null,
    out_at timestamptz,
    expected_back timestamptz,
    back_at timestamptz,
    escort text not null default '',
    recorded_by uuid not null,
    constraint movement_order check (back_at is null or out_at is null or back_at >= out_at),
    constraint movement_state check ((state in ('out', 'back')) = (out_at is not null) and (state = 'back') = (back_at is not null))
);
create index on custody.movement (inmate_id, planned_out desc);
create index movement_ahead on custody.movement (prison_id, planned_out) where state in ('planned', 'out');
create index on custody.movement (prison_id);

-- owner: custody. Append-only: a correction is a new entry that supersedes.
create table custody.observation (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    unit_id uuid references estate.unit,
    kind text not null,
    body text not null check (length(body) between 1 and 4000),
    at timestamptz not null,
    recorded_at timestamptz not null,
    author uuid not null,
    supersedes uuid references custody.observation
);
create index on custody.observation (inmate_id, at desc);
create index on custody.observation (prison_id, at desc);
create unique index superseded_once on custody.observation (supersedes) where supersedes is not null;
create trigger append_only before delete or update of id, inmate_id, unit_id, kind, body, at, recorded_at, author, supersedes on custody.observation
    for each row execute function platform.append_only();

-- owner: custody. One maintained row a person in custody, changed in the transaction of its source: a roll costs the same at any size.
create table custody.in_custody (
    inmate_id uuid primary key references inmates.inmate,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    cell_id uuid references estate.cell,
    admitted_at timestamptz not null,
    placed_at timestamptz not null,
    legal_status text not null check (legal_status in ('remand', 'sentenced', 'preventive_detention', 'fine_default', 'other')),
    security_level text not null check (security_level in ('especially_high', 'high', 'lower', 'halfway')),
    out_reason text,
    out_place text,
    out_since timestamptz,
    out_until timestamptz,
    expected_release date
);
create index in_custody_unit on custody.in_custody (prison_id, unit_id, cell_id);
create index in_custody_unit_only on custody.in_custody (unit_id);
create index in_custody_cell on custody.in_custody (cell_id);
create index in_custody_out on custody.in_custody (prison_id) where out_reason is not null;

-- owner: custody. After a transfer the sending prison reads for 14 days more.
create table custody.scope_tail (
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid not null references estate.prison,
    until timestamptz not null,
    primary key (inmate_id, prison_id)
);
create index on custody.scope_tail (prison_id, until);

-- owner: sentences. Why the person is held, as the page shows it. The reckoning of dates comes with the sentences.
create table sentences.legal_basis (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('remand', 'sentence', 'preventive_detention', 'fine_default')),
    case_number text not null,
    court text not null,
    offence text not null,
    decided_on date not null,
    from_day date not null,
    -- Remand: the day the order expires. Sentence: the end of the term as the judgment states it, not a release date.
    to_day date,
    years int not null default 0 check (years between 0 and 21),
    months int not null default 0 check (months between 0 and 11),
    days int not null default 0 check (days between 0 and 120),
    recorded_by uuid not null
);
create index on sentences.legal_basis (inmate_id, decided_on desc);
create index on sentences.legal_basis (prison_id);

-- owner: staff. Who works where and when: an officer's scope is the units on today's roster.
create table staff.shift (
    id uuid primary key,
    account_id uuid not null references access.account,
    prison_id uuid not null references estate.prison,
    unit_id uuid references estate.unit,
    kind text not null check (kind in ('day', 'evening', 'night')),
    during tstzrange not null check (not isempty(during)),
    constraint one_shift_at_a_time exclude using gist (account_id with =, during with &&)
);
create index shift_prison on staff.shift (prison_id, lower(during));
create index shift_began on staff.shift (lower(during));
reset role;
