-- The signed roll: planned times, counts of units, who was found where; and the tablets that may go on without a network.
set local role overgang_owner;

-- owner: access. A tablet that may keep the pages of a unit's day for hours without a network. Its cookie is a random token; only the hash is here.
create table access.device (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    name text not null check (length(name) between 2 and 60),
    token_hash bytea not null constraint device_token unique,
    enrolled_by uuid not null,
    enrolled_at timestamptz not null,
    seen_at timestamptz not null,
    revoked_by uuid,
    revoked_at timestamptz,
    constraint device_revoked_whole check ((revoked_by is null) = (revoked_at is null))
);
create unique index device_name_taken on access.device (prison_id, lower(name)) where revoked_at is null;
create index on access.device (prison_id);
select access.own('access.device');
create policy reads on access.device for select to og_custody, og_auditor using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
create policy adds on access.device for insert to og_custody with check (enrolled_by = (select access.account()) and prison_id = any((select access.prisons())::uuid[]) and (select access.role()) = 'DUT');
create policy changes on access.device for update to og_custody using (prison_id = any((select access.prisons())::uuid[]) and (select access.role()) = 'DUT') with check (true);
grant select (id, prison_id, name, enrolled_by, enrolled_at, seen_at, revoked_by, revoked_at) on access.device to og_custody, og_auditor;
grant insert on access.device to og_custody;
grant update (revoked_by, revoked_at) on access.device to og_custody;

-- owner: custody. A time at which units of a prison are counted together. Planned ahead, so that one nobody began is late all the same.
create table custody.roll_call (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    due_at timestamptz not null,
    kind text not null check (kind in ('scheduled', 'extra')),
    -- The code of the schedule's row; EXTRA when somebody called it.
    code text not null,
    -- The kinds of unit counted then; empty: every unit.
    unit_types text[] not null default '{}',
    late_at timestamptz not null,
    called_by uuid,
    called_why text check (length(called_why) between 3 and 400),
    -- A signed count of it differs and nobody has explained it yet.
    differs boolean not null default false,
    agreed_by uuid,
    agreed_at timestamptz,
    note text check (length(note) between 3 and 1000),
    missed_by uuid,
    missed_at timestamptz,
    missed_why text check (length(missed_why) between 10 and 1000),
    closed_at timestamptz generated always as (coalesce(agreed_at, missed_at)) stored,
    constraint roll_call_planned_once unique (prison_id, due_at, kind),
    constraint roll_call_late_after_due check (late_at > due_at),
    constraint roll_call_called_whole check ((kind = 'extra') = (called_by is not null) and (called_by is null) = (called_why is null)),
    constraint roll_call_agreed_whole check ((agreed_by is null) = (agreed_at is null) and (missed_by is null) = (missed_at is null) and (missed_by is null) = (missed_why is null)),
    constraint roll_call_closed_one_way check (agreed_at is null or missed_at is null)
);
create index roll_call_open on custody.roll_call (prison_id, due_at) where closed_at is null;
select access.own('custody.roll_call');
create policy reads on custody.roll_call for select to og_custody, og_case, og_auditor using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
create policy adds on custody.roll_call for insert to og_custody with check (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.writes', 'unit_day'))
    and agreed_by is null and missed_by is null and not differs and (kind = 'scheduled' or ((select access.role()) = 'DUT' and called_by = (select access.account()))));
create policy plans on custody.roll_call for insert to og_jobs with check (kind = 'scheduled' and agreed_by is null and missed_by is null and not differs);
create policy sees on custody.roll_call for select to og_jobs using (true);
grant select on custody.roll_call to og_custody, og_case, og_auditor, og_jobs;
grant insert (id, prison_id, due_at, kind, code, unit_types, late_at, called_by, called_why) on custody.roll_call to og_custody, og_jobs;

-- owner: custody. One unit counted by one officer. A recount is a second row that names the first.
create table custody.count (
    id uuid primary key,
    roll_call_id uuid not null references custody.roll_call,
    prison_id uuid not null references estate.prison,
    unit_id uuid not null references estate.unit,
    due_at timestamptz not null,
    kind text not null check (kind in ('scheduled', 'extra', 'recount')),
    recount_of uuid references custody.count,
    opened_by uuid not null,
    opened_at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'counted', 'differs', 'agreed')),
    -- By the books: who should be in the unit, and who is out.
    expected int check (expected >= 0),
    away int check (away >= 0),
    -- By the officer: who was there; of them who was elsewhere in the prison; who was not found; who was there though the books say out or nobody.
    counted int check (counted >= 0),
    elsewhere int check (elsewhere >= 0),
    missing int check (missing >= 0),
    surplus int check (surplus >= 0),
    how text check (how in ('tablet', 'desk', 'paper')),
    signed_by uuid,
    -- Who brought it in: another person than the counter only from paper.
    entered_by uuid,
    happened_at timestamptz,
    signed_at timestamptz,
    unit_closed boolean,
    explained_by uuid,
    explained_at timestamptz,
    explanation_code text,
    explanation text check (length(explanation) between 10 and 1000),
    constraint count_signed_whole check ((state = 'open') = (signed_at is null) and num_nulls(signed_at, signed_by, entered_by, happened_at, how, expected, away, counted, elsewhere, missing, surplus, unit_closed) in (0, 12)),
    constraint count_explained_whole check (num_nulls(explained_at, explained_by, explanation_code, explanation) in (0, 4) and (explained_at is null or signed_at is not null)),
    constraint count_recount_named check ((kind = 'recount') = (recount_of is not null)),
    constraint count_not_ahead check (happened_at is null or happened_at <= signed_at)
);
create unique index count_once on custody.count (roll_call_id, unit_id) where recount_of is null;
create unique index recount_once on custody.count (recount_of) where recount_of is not null;
create index on custody.count (roll_call_id);
create index on custody.count (prison_id, due_at desc);
create index on custody.count (unit_id, due_at desc);
select access.own('custody.count');
create policy reads on custody.count for select to og_custody, og_case, og_auditor using (prison_id = any((select access.prisons())::uuid[]) and (select access.allows('app.reads', 'unit_day')));
grant select on custody.count to og_custody, og_case, og_auditor;

-- What was signed stays signed.
create function custody.count_is_final() returns trigger language plpgsql set search_path = custody, pg_temp as $$
begin
    if tg_op = 'DELETE' then raise exception 'a count is not deleted' using errcode = 'restrict_violation'; end if;
    if (old.id, old.roll_call_id, old.prison_id, old.unit_id, old.due_at, old.kind, old.recount_of, old.opened_by, old.opened_at)
       is distinct from (new.id, new.roll_call_id, new.prison_id, new.unit_id, new.due_at, new.kind, new.recount_of, new.opened_by, new.opened_at)
       or (old.signed_at is not null and (old.expected, old.away, old.counted, old.elsewhere, old.missing, old.surplus, old.how, old.signed_by, old.entered_by, old.happened_at, old.signed_at, old.unit_closed)
           is distinct from (new.expected, new.away, new.counted, new.elsewhere, new.missing, new.surplus, new.how, new.signed_by, new.entered_by, new.happened_at, new.signed_at, new.unit_closed))
       or (old.explained_at is not null and (old.explained_by, old.explained_at, old.explanation_code, old.explanation) is distinct from (new.explained_by, new.explained_at, new.explanation_code, new.explanation)) then
        raise exception 'a signed count is not changed; count again' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger final before update or delete on custody.count for each row execute function custody.count_is_final();

-- owner: custody. What the officer saw, tap by tap. The latest made counts; `undone` takes a tap back. Read and written by the functions below
-- alone: a line about somebody the reader may not see is a number there.
create table custody.count_line (
    id uuid primary key,
    count_id uuid not null references custody.count,
    prison_id uuid not null references estate.prison,
    inmate_id uuid not null references inmates.inmate,
    cell_id uuid references estate.cell,
    status text not null check (status in ('present', 'out', 'missing', 'elsewhere', 'undone')),
    place text check (length(place) between 2 and 120),
    by uuid not null,
    made_at timestamptz not null,
    received_at timestamptz not null,
    constraint count_line_not_ahead check (made_at <= received_at),
    constraint count_line_place check ((status = 'elsewhere') = (place is not null))
);
create index on custody.count_line (count_id, inmate_id, made_at desc);
create index on custody.count_line (prison_id);
create index on custody.count_line (inmate_id);
create index on custody.count_line (cell_id);
select access.own('custody.count_line');
create trigger append_only before update or delete on custody.count_line for each row execute function platform.append_only();

-- owner: custody. Who was on the list when the count began (`opened`), what was signed of each (`signed`), where somebody was found (`found`).
create table custody.count_person (
    count_id uuid not null references custody.count,
    phase text not null check (phase in ('opened', 'signed', 'found')),
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid not null references estate.prison,
    cell_id uuid references estate.cell,
    is_out boolean not null,
    out_reason text,
    outcome text check (outcome in ('present', 'out', 'missing', 'elsewhere', 'surplus', 'left')),
    place text,
    by uuid,
    made_at timestamptz,
    received_at timestamptz,
    primary key (count_id, phase, inmate_id)
);
create index on custody.count_person (prison_id);
create index on custody.count_person (inmate_id);
create index on custody.count_person (cell_id);
select access.own('custody.count_person');
create trigger append_only before update or delete on custody.count_person for each row execute function platform.append_only();

create function custody.unit_type(p_level text) returns text language sql immutable parallel safe as $$ select case p_level when 'lower' then 'LOWER' when 'halfway' then 'HALFWAY' else 'HIGH' end $$;

-- Names nobody by itself: the same person has another key in every count.
create function custody.count_key(p_count uuid, p_inmate uuid) returns uuid language sql immutable parallel safe as $$ select md5(p_count::text || p_inmate::text)::uuid $$;

-- Who is by the books in a unit: now, or at an earlier instant (for what was counted on paper).
create function custody.unit_people(p_unit uuid, p_at timestamptz) returns table (inmate_id uuid, cell_id uuid, out_reason text, out_place text, out_since timestamptz, out_until timestamptz)
language plpgsql stable security definer set search_path = custody, pg_temp as $$
#variable_conflict use_column
begin
    if p_at is null then
        return query select w.inmate_id, w.cell_id, w.out_reason, w.out_place, w.out_since, w.out_until from custody.in_custody w where w.unit_id = p_unit;
    else
        return query select p.inmate_id, p.cell_id, m.reason, m.destination, m.out_at, m.expected_back
          from custody.placement p
          left join lateral (select * from custody.movement x where x.inmate_id = p.inmate_id and x.state in ('out', 'back') and x.out_at <= p_at and (x.back_at is null or x.back_at > p_at) limit 1) m on true
         where p.unit_id = p_unit and p.during @> p_at;
    end if;
end $$;
create index placement_unit on custody.placement (unit_id);

-- The list of a count as its reader may see it. Open: the books of this moment (or of `p_at`), with what was seen so far and what has changed
-- since the count began. Signed: what was signed. Somebody whom the reader may not see is a number.
create function custody.count_people(p_count uuid, p_at timestamptz) returns table (key uuid, inmate_id uuid, number int, cell_id uuid, cell text, walking int, is_out boolean, out_reason text,
    out_place text, out_until timestamptz, changed text, from_cell text, status text, place text, by_id uuid, made_at timestamptz, received_at timestamptz)
language plpgsql stable security definer set search_path = custody, pg_temp as $$
#variable_conflict use_column
declare k custody.count;
begin
    select * into k from custody.count c where c.id = p_count and c.prison_id = any(access.prisons()) and access.allows('app.reads', 'unit_day');
    if not found then return; end if;
    return query
    with now_ as (
        select w.* from custody.unit_people(k.unit_id, p_at) w where k.state = 'open'
    ), was as (
        select * from custody.count_person p where p.count_id = k.id and p.phase = 'opened'
    ), line as (
        select distinct on (l.inmate_id) l.* from custody.count_line l where l.count_id = k.id and k.state = 'open' and (p_at is null or l.made_at = p_at) order by l.inmate_id, l.made_at desc, l.received_at desc, l.id desc
    ), listed as (
        select coalesce(n.inmate_id, w.inmate_id) as inmate_id, case when n.inmate_id is null then w.cell_id else n.cell_id end as cell_id,
               n.out_reason is not null as is_out, n.out_reason, n.out_place, n.out_until,
               case when n.inmate_id is null then 'left'
                    when p_at is not null then null
                    when w.inmate_id is null then 'arrived'
                    when n.cell_id is distinct from w.cell_id then 'moved'
                    when n.out_reason is not null and not w.is_out then 'went_out'
                    when n.out_reason is null and w.is_out then 'came_back' end as changed,
               w.cell_id as from_id,
               case when n.inmate_id is null then null
                    when n.out_reason is not null then case when l.status = 'present' and l.made_at >= n.out_since then 'surplus' else 'out' end
                    when l.status = 'undone' then null
                    -- Seen in another cell than the books have now: look again.
                    when l.cell_id is distinct from n.cell_id then null
                    else l.status end as status,
               l.place, l.by, l.made_at, l.received_at
          from now_ n full join was w on w.inmate_id = n.inmate_id left join line l on l.inmate_id = n.inmate_id
         where k.state = 'open' and not (n.inmate_id is null and p_at is not null)
        union all
        select s.inmate_id, s.cell_id, s.is_out, s.out_reason, null, null, null, null, s.outcome, coalesce(f.place, s.place), s.by, s.made_at, s.received_at
          from custody.count_person s left join custody.count_person f on f.count_id = s.count_id and f.phase = 'found' and f.inmate_id = s.inmate_id
         where s.count_id = k.id and s.phase = 'signed'
    )
    select custody.count_key(k.id, x.inmate_id), case when h.hidden then null else x.inmate_id end,
           case when h.hidden then (row_number() over (partition by h.hidden order by c.walking_order, c.code, x.inmate_id))::int else 0 end,
           x.cell_id, c.code, c.walking_order, x.is_out, x.out_reason,
           case when h.hidden then null else x.out_place end, x.out_until, x.changed, o.code, x.status, x.place, x.by, x.made_at, x.received_at
      from listed x
      cross join lateral (select x.inmate_id = any(access.hidden()) as hidden) h
      left join estate.cell c on c.id = x.cell_id
      left join estate.cell o on o.id = x.from_id;
end $$;

-- One word for what a list looks like: a signature is put under the list that was seen, not under another.
create function custody.count_seen(p_count uuid, p_at timestamptz) returns text language sql stable security definer set search_path = custody, pg_temp as $$
    select md5(coalesce(string_agg(p.key::text || coalesce(p.cell_id::text, '') || p.is_out::text, ',' order by p.key), '')) from custody.count_people(p_count, p_at) p where p.changed is distinct from 'left'
$$;

create function custody.refresh_roll(p_roll uuid) returns void language sql volatile security definer set search_path = custody, pg_temp as $$
    update custody.roll_call r set differs = d.differs
      from (select exists (select from custody.count c where c.roll_call_id = p_roll and c.state = 'differs' and c.explained_at is null
                              and not exists (select from custody.count n where n.recount_of = c.id and n.state <> 'open')) as differs) d
     where r.id = p_roll and r.differs is distinct from d.differs
$$;

-- Begins a count, or finds the one that was begun. Answers: ok, closed_unit, closed_roll, not_in_roll, no_need.
create function custody.count_open(p_id uuid, p_roll uuid, p_unit uuid, p_recount_of uuid, out answer text, out count_id uuid) language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.roll_call; u estate.unit; v_people int; k custody.count;
begin
    if not access.allows('app.writes', 'unit_day') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into r from custody.roll_call x where x.id = p_roll and x.prison_id = any(access.prisons()) for update;
    select * into u from estate.unit x where x.id = p_unit and x.prison_id = r.prison_id;
    if r.id is null or u.id is null then answer := 'none'; return; end if;
    select count(*) into v_people from custody.in_custody w where w.unit_id = u.id;
    if p_recount_of is null then
        select c.id into count_id from custody.count c where c.roll_call_id = r.id and c.unit_id = u.id and c.recount_of is null;
    else
        select * into k from custody.count c where c.id = p_recount_of and c.roll_call_id = r.id and c.unit_id = u.id;
        if k.id is null then answer := 'none'; return; end if;
        select c.id into count_id from custody.count c where c.recount_of = k.id;
    end if;
    if count_id is not null then answer := 'ok'; return; end if;
    if r.closed_at is not null then answer := 'closed_roll'; return; end if;
    if u.closed_on is not null and v_people = 0 then answer := 'closed_unit'; return; end if;
    if r.unit_types <> '{}' and custody.unit_type(u.level) <> all(r.unit_types) then answer := 'not_in_roll'; return; end if;
    if p_recount_of is not null and k.state not in ('counted', 'differs') then answer := 'no_need'; return; end if;
    insert into custody.count (id, roll_call_id, prison_id, unit_id, due_at, kind, recount_of, opened_by, opened_at)
    values (p_id, r.id, r.prison_id, u.id, r.due_at, case when p_recount_of is not null then 'recount' else r.kind end, p_recount_of, access.account(), platform.now());
    insert into custody.count_person (count_id, phase, inmate_id, prison_id, cell_id, is_out, out_reason)
    select p_id, 'opened', w.inmate_id, r.prison_id, w.cell_id, w.out_reason is not null, w.out_reason from custody.in_custody w where w.unit_id = u.id;
    answer := 'ok'; count_id := p_id;
end $$;

-- Taps: each key with what was seen and the cell it was seen in. All or none: one that no longer holds refuses them all, and says why.
-- Answers: ok, none, signed, left, moved, out.
create function custody.count_mark(p_count uuid, p_keys uuid[], p_cell uuid, p_status text, p_place text, p_made timestamptz) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare k custody.count; v_answer text;
begin
    if not access.allows('app.writes', 'unit_day') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    -- Waits for a signature that is being written, and holds the next one off.
    select * into k from custody.count c where c.id = p_count and c.prison_id = any(access.prisons()) for share;
    if not found or p_keys = '{}' then return 'none'; end if;
    if k.state <> 'open' then return 'signed'; end if;
    with asked as (
        select q.key, coalesce(w.inmate_id, o.inmate_id) as inmate_id, w.inmate_id as here, w.cell_id, w.out_reason, w.out_since
          from unnest(p_keys) q(key)
          left join custody.in_custody w on w.unit_id = k.unit_id and custody.count_key(k.id, w.inmate_id) = q.key
          left join custody.count_person o on o.count_id = k.id and o.phase = 'opened' and custody.count_key(k.id, o.inmate_id) = q.key
    ), judged as (
        select a.*, case when a.inmate_id is null then 'none' when a.here is null then 'left' when a.cell_id is distinct from p_cell then 'moved'
                         when a.out_reason is not null and p_status in ('missing', 'out', 'elsewhere') then 'out' else 'ok' end as verdict from asked a
    ), written as (
        insert into custody.count_line (id, count_id, prison_id, inmate_id, cell_id, status, place, by, made_at, received_at)
        select gen_random_uuid(), k.id, k.prison_id, j.inmate_id, p_cell, p_status, p_place, access.account(), p_made, platform.now()
          from judged j where not exists (select from judged b where b.verdict <> 'ok')
        returning 1
    )
    select coalesce(min(j.verdict) filter (where j.verdict <> 'ok'), 'ok') into v_answer from judged j;
    return v_answer;
end $$;

-- The same from paper: what was seen at `p_at`, everybody of that instant at once. What was tapped besides does not count with it.
create function custody.count_paper(p_count uuid, p_keys uuid[], p_statuses text[], p_places text[], p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare k custody.count;
begin
    if not access.allows('app.writes', 'unit_day') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into k from custody.count c where c.id = p_count and c.prison_id = any(access.prisons()) and c.state = 'open' for share;
    insert into custody.count_line (id, count_id, prison_id, inmate_id, cell_id, status, place, by, made_at, received_at)
    select gen_random_uuid(), k.id, k.prison_id, w.inmate_id, w.cell_id, q.status, nullif(q.place, ''), access.account(), p_at, platform.now()
      from unnest(p_keys, p_statuses, p_places) q(key, status, place) join custody.unit_people(k.unit_id, p_at) w on custody.count_key(k.id, w.inmate_id) = q.key
     where k.id is not null;
end $$;

-- The signature. `p_extra`: people found whom the list does not have. Answers: ok, none, signed (already), changed (another list than the one
-- that was seen), unfinished (somebody not accounted for).
create function custody.count_sign(p_count uuid, p_seen text, p_by uuid, p_how text, p_happened timestamptz, p_at timestamptz, p_extra int) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare k custody.count; v_expected int; v_away int; v_there int; v_elsewhere int; v_missing int; v_surplus int; v_open int;
begin
    if not access.allows('app.writes', 'unit_day') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform 1 from custody.roll_call r where r.id = (select c.roll_call_id from custody.count c where c.id = p_count) for update;
    select * into k from custody.count c where c.id = p_count and c.prison_id = any(access.prisons()) for update;
    if not found then return 'none'; end if;
    if k.state <> 'open' then return 'signed'; end if;
    if custody.count_seen(p_count, p_at) <> p_seen then return 'changed'; end if;
    select count(*) filter (where not p.is_out), count(*) filter (where p.is_out), count(*) filter (where p.status = 'present'), count(*) filter (where p.status = 'elsewhere'),
           count(*) filter (where p.status in ('missing', 'out') and not p.is_out), count(*) filter (where p.status = 'surplus'), count(*) filter (where p.status is null)
      into v_expected, v_away, v_there, v_elsewhere, v_missing, v_surplus, v_open
      from custody.count_people(p_count, p_at) p where p.changed is distinct from 'left';
    if v_open > 0 then return 'unfinished'; end if;
    insert into custody.count_person (count_id, phase, inmate_id, prison_id, cell_id, is_out, out_reason, outcome, place, by, made_at, received_at)
    select k.id, 'signed', w.inmate_id, k.prison_id, p.cell_id, p.is_out, p.out_reason, p.status, p.place, p.by_id, p.made_at, p.received_at
      from custody.count_people(p_count, p_at) p join custody.unit_people(k.unit_id, p_at) w on custody.count_key(k.id, w.inmate_id) = p.key
     where p.changed is distinct from 'left';
    update custody.count c set state = case when v_missing + v_surplus + p_extra = 0 then 'counted' else 'differs' end, expected = v_expected, away = v_away,
           counted = v_there + v_elsewhere + v_surplus + p_extra, elsewhere = v_elsewhere, missing = v_missing, surplus = v_surplus + p_extra, how = p_how,
           signed_by = p_by, entered_by = access.account(), happened_at = p_happened, signed_at = platform.now(),
           unit_closed = (select u.closed_on is not null from estate.unit u where u.id = k.unit_id)
     where c.id = k.id;
    perform custody.refresh_roll(k.roll_call_id);
    return 'ok';
end $$;

-- Why a signed count differs, and where each was found. Answers: ok, none, agrees (nothing to explain), explained (already), recounted.
create function custody.count_explain(p_count uuid, p_code text, p_words text, p_keys uuid[], p_places text[]) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare k custody.count;
begin
    if not access.allows('app.writes', 'unit_day') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform 1 from custody.roll_call r where r.id = (select c.roll_call_id from custody.count c where c.id = p_count) for update;
    select * into k from custody.count c where c.id = p_count and c.prison_id = any(access.prisons()) for update;
    if not found then return 'none'; end if;
    if k.explained_at is not null then return 'explained'; end if;
    if k.state <> 'differs' then return 'agrees'; end if;
    if exists (select from custody.count n where n.recount_of = k.id and n.state <> 'open') then return 'recounted'; end if;
    insert into custody.count_person (count_id, phase, inmate_id, prison_id, cell_id, is_out, out_reason, outcome, place, by, made_at, received_at)
    select k.id, 'found', s.inmate_id, k.prison_id, s.cell_id, s.is_out, s.out_reason, s.outcome, q.place, access.account(), platform.now(), platform.now()
      from unnest(p_keys, p_places) q(key, place)
      join custody.count_person s on s.count_id = k.id and s.phase = 'signed' and s.outcome in ('missing', 'out', 'surplus') and custody.count_key(k.id, s.inmate_id) = q.key
     where length(q.place) between 2 and 120;
    update custody.count c set explained_by = access.account(), explained_at = platform.now(), explanation_code = p_code, explanation = p_words where c.id = k.id;
    perform custody.refresh_roll(k.roll_call_id);
    return 'ok';
end $$;

-- The units of rolls, with the count that holds (the latest) and the books of this moment. Numbers only, hidden people among them.
create function custody.roll_units(p_rolls uuid[]) returns table (roll_id uuid, unit_id uuid, code text, name text, sort int, closed boolean, people int, away int, count_id uuid, state text,
    kind text, expected int, counted int, away_then int, elsewhere int, missing int, surplus int, how text, opened_at timestamptz, opened_by uuid, signed_by uuid, entered_by uuid,
    happened_at timestamptz, signed_at timestamptz, explained_at timestamptz, explanation_code text)
language sql stable security definer set search_path = custody, pg_temp as $$
    select r.id, u.id, u.code, u.name, u.sort, u.closed_on is not null, n.people, n.away, k.id, k.state, k.kind, k.expected, k.counted, k.away, k.elsewhere, k.missing, k.surplus, k.how,
           k.opened_at, k.opened_by, k.signed_by, k.entered_by, k.happened_at, k.signed_at, k.explained_at, k.explanation_code
      from custody.roll_call r
      join estate.unit u on u.prison_id = r.prison_id
      cross join lateral (select count(*)::int as people, count(w.out_reason)::int as away from custody.in_custody w where w.unit_id = u.id) n
      left join lateral (select * from custody.count c where c.roll_call_id = r.id and c.unit_id = u.id order by c.opened_at desc, c.id desc limit 1) k on true
     where r.id = any(p_rolls) and r.prison_id = any(access.prisons()) and access.allows('app.reads', 'unit_day')
       and (k.id is not null or (r.closed_at is null and (u.closed_on is null or n.people > 0) and (r.unit_types = '{}' or custody.unit_type(u.level) = any(r.unit_types))))
     order by u.sort, u.code
$$;

-- Who was moved between units while a roll was counted, and so stands on no signed list or on two. Answers with a unit, not with a name the reader may not see.
create function custody.roll_moved(p_roll uuid) returns table (inmate_id uuid, unit_id uuid, what text) language sql stable security definer set search_path = custody, pg_temp as $$
    with roll as (
        select * from custody.roll_call r where r.id = p_roll and r.prison_id = any(access.prisons()) and access.allows('app.reads', 'unit_day')
    ), held as (
        select distinct on (c.unit_id) c.* from custody.count c where c.roll_call_id = (select id from roll) order by c.unit_id, c.opened_at desc, c.id desc
    ), listed as (
        select p.inmate_id, count(*) as lists, min(p.count_id::text)::uuid as one from custody.count_person p join held h on h.id = p.count_id and h.state <> 'open' where p.phase = 'signed' group by p.inmate_id
    ), found as (
        -- In a unit that has been signed, on no signed list, and in the house when the first was: moved behind the counter's back.
        select w.inmate_id, w.unit_id, 'uncounted' as what from custody.in_custody w join held h on h.unit_id = w.unit_id and h.state <> 'open'
         where not exists (select from listed l where l.inmate_id = w.inmate_id)
           and exists (select from custody.placement p where p.inmate_id = w.inmate_id and p.unit_id in (select x.unit_id from held x) and lower(p.during) < (select min(x.happened_at) from held x))
        union all
        select l.inmate_id, h.unit_id, 'twice' from listed l join held h on h.id = l.one where l.lists > 1
    )
    select case when f.inmate_id = any(access.hidden()) then null else f.inmate_id end, f.unit_id, f.what from found f where (select agreed_at from roll) is null
$$;

-- People received and not placed yet: on the roll of the house and of no unit.
create function custody.roll_reception(p_prison uuid) returns int language sql stable security definer set search_path = custody, pg_temp as $$
    select count(*)::int from custody.stay s where s.prison_id = p_prison and s.released_at is null and not exists (select from custody.in_custody w where w.inmate_id = s.inmate_id)
       and p_prison = any(access.prisons()) and access.allows('app.reads', 'unit_day')
$$;

-- The duty officer agrees the roll. Answers: ok, none, closed, four_eyes, open, differs, moved.
create function custody.roll_agree(p_roll uuid, p_note text) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.roll_call;
begin
    if access.role() is distinct from 'DUT' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into r from custody.roll_call x where x.id = p_roll and x.prison_id = any(access.prisons()) for update;
    if not found then return 'none'; end if;
    if r.closed_at is not null then return 'closed'; end if;
    if exists (select from custody.count c where c.roll_call_id = r.id and access.account() in (c.signed_by, c.entered_by)) then return 'four_eyes'; end if;
    if exists (select from custody.roll_units(array[r.id]) u where coalesce(u.state, 'open') = 'open' and (u.people > 0 or u.count_id is not null)) then return 'open'; end if;
    perform custody.refresh_roll(r.id);
    select * into r from custody.roll_call x where x.id = p_roll;
    if r.differs then return 'differs'; end if;
    if p_note is null and exists (select from custody.roll_moved(r.id)) then return 'moved'; end if;
    update custody.roll_call x set agreed_by = access.account(), agreed_at = platform.now(), note = p_note where x.id = r.id;
    update custody.count c set state = 'agreed' where c.roll_call_id = r.id and c.state in ('counted', 'differs')
       and not exists (select from custody.count n where n.recount_of = c.id);
    return 'ok';
end $$;

-- A roll that was never held is closed with the reason why. Answers: ok, none, closed, early.
create function custody.roll_miss(p_roll uuid, p_why text) returns text language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.roll_call;
begin
    if access.role() is distinct from 'DUT' then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    select * into r from custody.roll_call x where x.id = p_roll and x.prison_id = any(access.prisons()) for update;
    if not found then return 'none'; end if;
    if r.closed_at is not null then return 'closed'; end if;
    if platform.now() < r.late_at then return 'early'; end if;
    update custody.roll_call x set missed_by = access.account(), missed_at = platform.now(), missed_why = p_why where x.id = r.id;
    return 'ok';
end $$;

-- What the frame of every page asks beside who is asking: whether a roll of the prison is late or does not agree, and whether the browser is
-- an enrolled tablet. Called in the statement that opens the request: no trip of its own, one index probe.
create function access.frame(p_prisons uuid[], p_now timestamptz, p_device bytea) returns jsonb language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare v_roll jsonb; v_device text;
begin
    if access.account() is null then return '{}'; end if;
    if access.allows('app.reads', 'unit_day') and access.role() <> 'AUD' then
        select jsonb_build_object('id', r.id, 'due', r.due_at, 'differs', r.differs) into v_roll from custody.roll_call r
         where r.prison_id = any(p_prisons) and r.closed_at is null and (r.late_at <= p_now or r.differs) order by r.due_at desc limit 1;
    end if;
    if p_device is not null and access.side() = 'custody' then
        update access.device d set seen_at = p_now where d.token_hash = p_device and d.revoked_at is null and d.prison_id = any(p_prisons) and d.seen_at < p_now - interval '10 minutes';
        select d.name into v_device from access.device d where d.token_hash = p_device and d.revoked_at is null and d.prison_id = any(p_prisons);
    end if;
    return jsonb_strip_nulls(jsonb_build_object('roll', v_roll, 'device', v_device));
end $$;

grant execute on function access.frame(uuid[], timestamptz, bytea) to overgang_custody, overgang_health;
grant execute on function custody.count_people(uuid, timestamptz), custody.count_seen(uuid, timestamptz), custody.roll_units(uuid[]), custody.roll_moved(uuid), custody.roll_reception(uuid) to og_custody, og_case, og_auditor;
grant execute on function custody.count_open(uuid, uuid, uuid, uuid), custody.count_mark(uuid, uuid[], uuid, text, text, timestamptz), custody.count_paper(uuid, uuid[], text[], text[], timestamptz),
    custody.count_sign(uuid, text, uuid, text, timestamptz, timestamptz, int), custody.count_explain(uuid, text, text, uuid[], text[]), custody.roll_agree(uuid, text), custody.roll_miss(uuid, text) to og_custody;
reset role;
