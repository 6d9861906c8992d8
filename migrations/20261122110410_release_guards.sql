-- Nobody is let out by mistake, and nobody is kept too long in silence (Mandela rule 7 c; strgjfl. §§ 42 to 44; strpl §§ 185, 187 a).
-- A release is prepared by one person and confirmed by another within the day; it is recorded only when what holds the person has come to
-- its end and nothing else holds them. The rules are here, so that no client can pass them by.
set local role overgang_owner;

-- owner: custody. A release on its way to the gate. Open: `ended_as is null` and the day is not over.
create table custody.release_plan (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    stay_id uuid not null references custody.stay,
    reason text not null check (reason like 'REL\_%'),
    released_to text not null default '' check (length(released_to) <= 200),
    -- What held the person. None only for somebody of whom no basis is recorded.
    legal_basis_id uuid references sentences.legal_basis,
    -- Its day has come, or somebody has decided.
    ground text not null check (ground in ('date', 'document')),
    document text check (length(document) between 2 and 120),
    authority text check (length(authority) between 2 and 120),
    decided_on date,
    -- From when the decision lets the person go.
    effective_on date,
    prepared_by uuid not null references access.account,
    prepared_at timestamptz not null,
    expires_at timestamptz not null,
    confirmed_by uuid references access.account,
    confirmed_at timestamptz,
    ended_as text check (ended_as in ('used', 'withdrawn', 'expired')),
    ended_at timestamptz,
    ended_by uuid references access.account,
    end_reason text check (length(end_reason) between 3 and 300),
    constraint release_plan_four_eyes check (confirmed_by <> prepared_by),
    constraint release_plan_confirmed_whole check ((confirmed_by is null) = (confirmed_at is null)),
    constraint release_plan_ended_whole check ((ended_as is null) = (ended_at is null)),
    constraint release_plan_ground check (case ground when 'date' then legal_basis_id is not null and document is null
        else document is not null and authority is not null and decided_on is not null and effective_on is not null end)
);
create unique index release_plan_once on custody.release_plan (inmate_id) where ended_as is null;
create index on custody.release_plan (prison_id, expires_at);
create index on custody.release_plan (inmate_id, prepared_at desc);
create index on custody.release_plan (stay_id);
create index on custody.release_plan (legal_basis_id) where legal_basis_id is not null;
create index on custody.release_plan (prepared_by);
create index on custody.release_plan (confirmed_by) where confirmed_by is not null;
create index on custody.release_plan (ended_by) where ended_by is not null;
create trigger append_only before delete or update of id, inmate_id, stay_id, reason, released_to, legal_basis_id, ground, document, authority, decided_on, effective_on, prepared_by, prepared_at, expires_at
    on custody.release_plan for each row execute function platform.append_only();
select access.protect('custody.release_plan', 'movements', 'identity', null);
select access.follow('custody.release_plan');
grant select on custody.release_plan to og_custody, og_case, og_region, og_auditor;

alter table custody.release
    add column plan_id uuid references custody.release_plan,
    add column confirmed_by uuid references access.account,
    -- The last day on which anything held the person, and how long after it they left.
    add column due_on date,
    add column over_by interval;
create unique index release_of_plan on custody.release (plan_id) where plan_id is not null;
create index on custody.release (confirmed_by) where confirmed_by is not null;

-- Who may confirm what another has prepared: duty officer and governor, and the case office of the prison.
create function custody.may_confirm_release(p_inmate uuid) returns boolean language sql stable security definer set search_path = custody, pg_temp as $$
    select access.role() in ('DUT', 'GOV', 'CAS') and exists (select from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden())
             and (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.assigned())))
$$;

-- The last day on which a basis holds, when that is known and confirmed: the order's own day; of what is executed, the day of the calculation
-- in force, as long as nothing that it rests on has changed since. None: only a decision lets the person go. An arrest ends by the court's
-- hearing or a decision, never by itself.
create function sentences.holds_until(b sentences.legal_basis) returns date language sql stable security definer set search_path = sentences, pg_temp as $$
    select case b.kind when 'remand' then least(b.to_day, b.ended_on) when 'arrest' then b.ended_on
           else least(b.ended_on, (select c.release_on from sentences.calculation c where c.inmate_id = b.inmate_id and c.state in ('confirmed', 'overridden')
                        and not exists (select from sentences.recalculation r where r.inmate_id = b.inmate_id)
                        and not exists (select from sentences.calculation n where n.inmate_id = b.inmate_id and n.state = 'preliminary'))) end
$$;

-- Everything that stands against letting somebody go on a day: `not_due` and `not_calculated` about the basis they are released from,
-- `not_effective` about the decision, `holds` about any other basis, `no_basis`.
create function custody.release_obstacles(p_inmate uuid, p_basis uuid, p_ground text, p_effective date, p_day date)
returns table (what text, basis_id uuid, kind text, case_number text, until date) language plpgsql stable security definer set search_path = custody, pg_temp as $$
declare b sentences.legal_basis; v date;
begin
    if not custody.may_confirm_release(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if p_basis is not null then
        select * into b from sentences.legal_basis x where x.id = p_basis and x.inmate_id = p_inmate and x.replaced_at is null and not x.withdrawn;
        if not found then return query select 'no_basis', p_basis, null::text, null::text, null::date; return; end if;
    end if;
    if p_ground = 'document' then
        if p_effective is null or p_effective > p_day then return query select 'not_effective', p_basis, b.kind, b.case_number, p_effective; end if;
    elsif b.id is null then
        return query select 'no_basis', null::uuid, null::text, null::text, null::date;
    else
        v := sentences.holds_until(b);
        if v is null then return query select 'not_calculated', b.id, b.kind, b.case_number, null::date;
        elsif v > p_day then return query select 'not_due', b.id, b.kind, b.case_number, v; end if;
    end if;
    return query
        select 'holds', h.id, h.kind, h.case_number, sentences.holds_until(h)
          from sentences.holding_on(p_inmate, p_day) h
         where h.root_id is distinct from b.root_id and coalesce(sentences.holds_until(h) > p_day, true)
           -- A release on probation is from all sentences that are executed together (strgjfl § 42).
           and not (p_ground = 'document' and b.kind in ('sentence', 'foreign_sentence', 'youth_sentence') and h.kind in ('sentence', 'foreign_sentence', 'youth_sentence'))
         order by h.from_day, h.id;
end $$;

-- The last day on which anything held somebody who is let go on a day.
create function custody.release_due(p_inmate uuid, p_basis uuid, p_ground text, p_effective date, p_day date) returns date
language sql stable security definer set search_path = custody, pg_temp as $$
    select max(d.day) from (select custody.may_confirm_release(p_inmate) as may) m, lateral (
        select p_effective as day where p_ground = 'document'
        union all
        select sentences.holds_until(b) from sentences.legal_basis b
         where b.inmate_id = p_inmate and b.replaced_at is null and not b.withdrawn and b.from_day <= p_day
           and (p_ground = 'date' or b.root_id is distinct from (select x.root_id from sentences.legal_basis x where x.id = p_basis))
           and b.from_day >= coalesce((select (s.admitted_at at time zone 'Europe/Oslo')::date - 366 from custody.stay s where s.inmate_id = p_inmate and s.released_at is null), p_day)) d
     where d.day <= p_day and m.may
$$;

-- The first person. An earlier plan whose day is over makes room.
create function custody.prepare_release(p_id uuid, p_inmate uuid, p_reason text, p_to text, p_basis uuid, p_document text, p_authority text, p_decided date, p_effective date) returns void
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare s custody.stay; v_number text; v_ground text := case when p_document is null then 'date' else 'document' end; v_day date := platform.today();
begin
    if not custody.may_end_stay(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null for update;
    if not found then raise exception 'no stay is open' using errcode = '23514', constraint = 'movement_without_stay'; end if;
    if p_reason not like 'REL\_%' then raise exception 'not such a reason' using errcode = '23514', constraint = 'release_reason'; end if;
    if exists (select from custody.release_obstacles(p_inmate, p_basis, v_ground, p_effective, v_day)) then
        raise exception 'something holds the person' using errcode = '23514', constraint = 'release_held';
    end if;
    update custody.release_plan r set ended_as = 'expired', ended_at = r.expires_at where r.inmate_id = p_inmate and r.ended_as is null and (r.expires_at <= platform.now() or r.stay_id <> s.id);
    insert into custody.release_plan (id, inmate_id, prison_id, stay_id, reason, released_to, legal_basis_id, ground, document, authority, decided_on, effective_on, prepared_by, prepared_at, expires_at)
    values (p_id, p_inmate, s.prison_id, s.id, p_reason, p_to, p_basis, v_ground, p_document, p_authority, p_decided, p_effective, access.account(), platform.now(),
            (v_day + 1)::timestamp at time zone 'Europe/Oslo');
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    perform access.notify_role(r, s.prison_id, 'release_to_confirm', jsonb_build_object('number', v_number, 'by', (select a.display_name from access.account a where a.id = access.account())), '/inmates/' || p_inmate || '/release')
       from unnest(array['GOV', 'DUT']) r;
end $$;

-- The second person. Looked at anew: a basis may have come since.
create function custody.confirm_release(p_plan uuid, p_inmate uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare r custody.release_plan; v_number text;
begin
    if not custody.may_confirm_release(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into r from custody.release_plan x where x.id = p_plan and x.inmate_id = p_inmate and x.ended_as is null and x.expires_at > platform.now() for update;
    if not found or r.confirmed_at is not null then raise exception 'not waiting' using errcode = '23514', constraint = 'release_not_waiting'; end if;
    if r.prepared_by = access.account() then raise exception 'somebody else' using errcode = '23514', constraint = 'release_plan_four_eyes'; end if;
    if exists (select from custody.release_obstacles(p_inmate, r.legal_basis_id, r.ground, r.effective_on, platform.today())) then
        raise exception 'something holds the person' using errcode = '23514', constraint = 'release_held';
    end if;
    update custody.release_plan x set confirmed_by = access.account(), confirmed_at = platform.now() where x.id = p_plan;
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    perform access.notify_account(r.prepared_by, 'release_confirmed', jsonb_build_object('number', v_number, 'by', (select a.display_name from access.account a where a.id = access.account())), '/inmates/' || p_inmate || '/release');
end $$;

create function custody.withdraw_release(p_plan uuid, p_inmate uuid, p_reason text) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
begin
    if not custody.may_confirm_release(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    update custody.release_plan x set ended_as = 'withdrawn', ended_at = platform.now(), ended_by = access.account(), end_reason = p_reason
     where x.id = p_plan and x.inmate_id = p_inmate and x.ended_as is null and x.expires_at > platform.now();
    if not found then raise exception 'not waiting' using errcode = '23514', constraint = 'release_not_waiting'; end if;
end $$;

-- As in 20261122105100, and a release follows a plan that a second person has confirmed today. What the plan says is what is recorded.
create or replace function custody.end_stay(p_id uuid, p_inmate uuid, p_kind text, p_at timestamptz, p_reason text, p_to text, p_basis uuid, p_document text, p_authority text, p_decided date, p_late text) returns void
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare s custody.stay; r custody.release_plan; v_number text; v_day date := (p_at at time zone 'Europe/Oslo')::date; v_due date; v_over interval;
begin
    if not custody.may_end_stay(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null for update;
    if not found then raise exception 'no stay is open' using errcode = '23514', constraint = 'movement_without_stay'; end if;
    if p_at > platform.now() then raise exception 'in the future' using errcode = '23514', constraint = 'movement_in_future'; end if;
    if p_at <= custody.last_event(p_inmate) then raise exception 'something happened after it' using errcode = '23514', constraint = 'end_before_last_event'; end if;
    if (p_kind = 'death') <> (p_reason = 'DEATH') or (p_kind = 'release' and p_reason not like 'REL\_%') then
        raise exception 'not such a reason' using errcode = '23514', constraint = 'release_reason';
    end if;
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    if p_kind = 'release' then
        select * into r from custody.release_plan x where x.inmate_id = p_inmate and x.stay_id = s.id and x.ended_as is null and x.expires_at > platform.now() for update;
        if not found or r.confirmed_at is null
            or (r.reason, r.legal_basis_id, r.document, r.authority, r.decided_on) is distinct from (p_reason, p_basis, p_document, p_authority, p_decided) then
            raise exception 'nobody else has confirmed it today' using errcode = '23514', constraint = 'release_not_confirmed';
        end if;
        if exists (select from custody.release_obstacles(p_inmate, r.legal_basis_id, r.ground, r.effective_on, v_day)) then
            raise exception 'something holds the person' using errcode = '23514', constraint = 'release_held';
        end if;
        -- Gone before it was confirmed: written down as it was, with why, and told.
        if p_at < r.confirmed_at and p_late is null then raise exception 'before it was confirmed' using errcode = '23514', constraint = 'release_before_confirmation'; end if;
        v_due := custody.release_due(p_inmate, r.legal_basis_id, r.ground, r.effective_on, v_day);
        v_over := greatest(p_at - (v_due + 1)::timestamp at time zone 'Europe/Oslo', interval '0');
        update custody.release_plan x set ended_as = 'used', ended_at = platform.now(), ended_by = access.account() where x.id = r.id;
    end if;
    insert into custody.release (id, inmate_id, prison_id, stay_id, kind, at, reason, released_to, legal_basis_id, document, authority, decided_on, late_reason, recorded_by, recorded_at, plan_id, confirmed_by, due_on, over_by)
    values (p_id, p_inmate, s.prison_id, s.id, p_kind, p_at, p_reason, p_to, p_basis, p_document, p_authority, p_decided, p_late, access.account(), platform.now(), r.id, r.confirmed_by, v_due,
            case when v_over > interval '0' then v_over end);
    perform custody.close_open(p_inmate, p_at, p_kind);
    update custody.placement l set during = tstzrange(lower(l.during), p_at) where l.inmate_id = p_inmate and upper_inf(l.during);
    update custody.stay x set released_at = p_at, release_reason = p_reason, released_to = nullif(p_to, '') where x.id = s.id;
    if v_over > interval '0' then
        perform access.notify_role(n, s.prison_id, 'released_late', jsonb_build_object('number', v_number, 'days', ceil(extract(epoch from v_over) / 86400)::int::text), '/inmates/' || p_inmate || '/movements') from unnest(array['GOV', 'DUT', 'CAS']) n;
    end if;
    if p_at < r.confirmed_at then
        perform access.notify_role(n, s.prison_id, 'released_unconfirmed', jsonb_build_object('number', v_number), '/inmates/' || p_inmate || '/movements') from unnest(array['GOV', 'DUT']) n;
    end if;
    if p_kind = 'death' then
        update inmates.inmate i set deceased_on = v_day, version = version + 1 where i.id = p_inmate;
        -- Told at once to those who must tell the police and the supervisory authority (Mandela rule 71).
        perform access.notify_role(n, s.prison_id, 'death_in_custody', jsonb_build_object('number', v_number), '/inmates/' || p_inmate || '/movements') from unnest(array['GOV', 'DUT']) n;
    end if;
end $$;

grant execute on function custody.may_confirm_release(uuid), custody.release_obstacles(uuid, uuid, text, date, date), custody.release_due(uuid, uuid, text, date, date),
    custody.prepare_release(uuid, uuid, text, text, uuid, text, text, date, date), custody.confirm_release(uuid, uuid), custody.withdraw_release(uuid, uuid, text) to og_custody, og_case;
reset role;
