-- The buildings: prisons, units, cells. Known to everybody who is signed in; changed by those whose matrix row says so.
set local role overgang_owner;

-- owner: estate
create table estate.prison (
    id uuid primary key,
    code text not null constraint prison_code_taken unique check (code ~ '^[A-Z0-9-]{2,12}$'),
    name text not null check (length(name) between 2 and 120),
    parent text,
    region text not null,
    municipality text,
    county text,
    kinds text[] not null default '{}',
    sexes text[] not null default '{M}',
    places_high int not null default 0 check (places_high >= 0),
    places_lower int not null default 0 check (places_lower >= 0),
    places_halfway int not null default 0 check (places_halfway >= 0),
    capacity_basis text,
    source text,
    status text not null default 'active' check (status in ('active', 'temporarily_closed', 'closed')),
    version int not null default 1
);

-- owner: estate
create table estate.unit (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    code text not null check (code ~ '^[A-ZÆØÅ0-9-]{1,10}$'),
    name text not null check (length(name) between 1 and 120),
    level text not null check (level in ('especially_high', 'high', 'lower', 'halfway')),
    purpose text not null default 'ordinary' check (purpose in ('ordinary', 'reception', 'remand', 'women', 'youth', 'drug_recovery', 'preventive_detention', 'special_needs', 'security')),
    basis text,
    sort int not null default 0,
    closed_on date,
    version int not null default 1,
    constraint unit_code_taken unique (prison_id, code)
);

-- owner: estate. Certified: what the room was approved for; working: what staff use today; maximum: what an emergency may use.
create table estate.cell (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    code text not null check (length(code) between 1 and 12),
    walking_order int not null default 0,
    certified_capacity int not null default 1 check (certified_capacity between 0 and 12),
    working_capacity int not null default 1 check (working_capacity between 0 and 12),
    maximum_capacity int not null default 1 check (maximum_capacity between 0 and 12),
    condition text not null default 'good' check (condition in ('good', 'worn', 'poor')),
    accessible boolean not null default false,
    closed_on date,
    version int not null default 1,
    constraint cell_code_taken unique (unit_id, code),
    constraint cell_capacity_order check (working_capacity <= maximum_capacity and certified_capacity <= maximum_capacity)
);
create index on estate.cell (prison_id, unit_id, walking_order);

-- owner: estate
create table estate.cell_out_of_use (
    id uuid primary key,
    cell_id uuid not null references estate.cell,
    prison_id uuid not null references estate.prison,
    during tstzrange not null check (not isempty(during)),
    reason text not null check (length(reason) between 3 and 400),
    expected_back date,
    recorded_by uuid not null,
    ended_by uuid,
    constraint cell_out_of_use_overlaps exclude using gist (cell_id with =, during with &&)
);
create index on estate.cell_out_of_use (prison_id);

-- owner: estate. Which parts of the product a prison has taken into use.
create table estate.prison_feature (
    prison_id uuid not null references estate.prison,
    feature text not null check (feature in ('registration', 'health', 'photographs', 'observations')),
    enabled boolean not null,
    changed_by uuid,
    changed_at timestamptz not null,
    primary key (prison_id, feature)
);
reset role;
