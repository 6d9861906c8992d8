-- Health, behind the wall: only the group og_health can use this schema, and only the health login can become it.
set local role overgang_owner;

-- owner: health. The person's data key, wrapped by a key only the health side loads. Destroying the row erases the notes.
create table health.person_key (
    inmate_id uuid primary key references inmates.inmate,
    wrapped bytea not null,
    created_at timestamptz not null
);

-- owner: health. Ciphertext (XChaCha20-Poly1305; table, row, person and version are authenticated with it). A new version is a new row.
create table health.note (
    id uuid primary key,
    thread_id uuid not null,
    version int not null check (version > 0),
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('consultation', 'screening', 'telephone', 'plan', 'other')),
    author uuid not null,
    author_role text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    nonce bytea not null,
    ciphertext bytea not null,
    constraint note_version unique (thread_id, version)
);
create index on health.note (inmate_id, recorded_at desc);
create index on health.note (prison_id);
create trigger append_only before delete or update of id, thread_id, version, inmate_id, kind, author, at, recorded_at, nonce, ciphertext on health.note
    for each row execute function platform.append_only();

-- owner: health. Need-to-know facts that health staff chose to share: what to do, never the diagnosis, always with an end or a review.
create table health.shared (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('allergy', 'diet', 'hearing_sight', 'mobility', 'observation_level', 'infection_precaution', 'fit_for_work', 'bunk', 'emergency', 'not_isolated')),
    instruction text not null check (length(instruction) between 3 and 300),
    basis text not null check (basis in ('consent', 'necessity_7a', 'weighty_23_4', 'alert_31')),
    valid tstzrange not null check (not isempty(valid)),
    author uuid not null,
    recorded_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    end_reason text
);
create index on health.shared (inmate_id);
create index on health.shared (prison_id);
reset role;
