-- Guards of a release, closed where they could be got round. A sentence whose execution began after the decision on probation was not weighed in it, and
-- holds. What is recorded between two people's look and the gate is looked at again by two. And a basis that is being recorded at the very moment waits for
-- the release, or the release for it: both take the lock of the person's bases.
set local role overgang_owner;

alter table custody.release_plan add column seen uuid[] not null default '{}';
comment on column custody.release_plan.seen is 'The rows of legal bases that held the person when the release was prepared.';
create trigger append_only_seen before update of seen on custody.release_plan for each row execute function platform.append_only();

drop function custody.release_obstacles(uuid, uuid, text, date, date);
CREATE FUNCTION custody.release_obstacles(p_inmate uuid, p_basis uuid, p_ground text, p_effective date, p_day date, p_decided date, p_plan uuid)
 RETURNS TABLE(what text, basis_id uuid, kind text, case_number text, until date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'custody', 'pg_temp'
AS $function$
declare b sentences.legal_basis; v date; v_seen uuid[] := (select x.seen from custody.release_plan x where x.id = p_plan);
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
           -- A release on probation is from all sentences that were executed together when it was decided (strgjfl § 42). One that began later was not weighed.
           and not (p_ground = 'document' and b.kind in ('sentence', 'foreign_sentence', 'youth_sentence') and h.kind in ('sentence', 'foreign_sentence', 'youth_sentence')
                    and h.from_day <= coalesce(p_decided, p_day))
         order by h.from_day, h.id;
    -- What came, or was corrected, since two people looked is looked at again by two.
    return query
        select 'changed', h.id, h.kind, h.case_number, sentences.holds_until(h)
          from sentences.holding_on(p_inmate, p_day) h
         where p_plan is not null and p_ground = 'document' and b.kind in ('sentence', 'foreign_sentence', 'youth_sentence') and h.kind in ('sentence', 'foreign_sentence', 'youth_sentence')
           and h.from_day <= coalesce(p_decided, p_day) and coalesce(sentences.holds_until(h) > p_day, true) and h.id <> all (v_seen)
         order by h.from_day, h.id;
end $function$;
grant execute on function custody.release_obstacles(uuid, uuid, text, date, date, date, uuid) to og_custody, og_case;
revoke all on function custody.release_obstacles(uuid, uuid, text, date, date, date, uuid) from public;

CREATE OR REPLACE FUNCTION custody.prepare_release(p_id uuid, p_inmate uuid, p_reason text, p_to text, p_basis uuid, p_document text, p_authority text, p_decided date, p_effective date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'custody', 'pg_temp'
AS $function$
declare s custody.stay; v_number text; v_ground text := case when p_document is null then 'date' else 'document' end; v_day date := platform.today();
begin
    if not custody.may_end_stay(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    perform sentences.lock_person(p_inmate);
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null for update;
    if not found then raise exception 'no stay is open' using errcode = '23514', constraint = 'movement_without_stay'; end if;
    if p_reason not like 'REL\_%' then raise exception 'not such a reason' using errcode = '23514', constraint = 'release_reason'; end if;
    if exists (select from custody.release_obstacles(p_inmate, p_basis, v_ground, p_effective, v_day, p_decided, null)) then
        raise exception 'something holds the person' using errcode = '23514', constraint = 'release_held';
    end if;
    update custody.release_plan r set ended_as = 'expired', ended_at = r.expires_at where r.inmate_id = p_inmate and r.ended_as is null and (r.expires_at <= platform.now() or r.stay_id <> s.id);
    insert into custody.release_plan (id, inmate_id, prison_id, stay_id, reason, released_to, legal_basis_id, ground, document, authority, decided_on, effective_on, prepared_by, prepared_at, expires_at, seen)
    values (p_id, p_inmate, s.prison_id, s.id, p_reason, p_to, p_basis, v_ground, p_document, p_authority, p_decided, p_effective, access.account(), platform.now(),
            (v_day + 1)::timestamp at time zone 'Europe/Oslo', array(select h.id from sentences.holding_on(p_inmate, v_day) h order by h.id));
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    perform access.notify_role(r, s.prison_id, 'release_to_confirm', jsonb_build_object('number', v_number, 'by', (select a.display_name from access.account a where a.id = access.account())), '/inmates/' || p_inmate || '/release')
       from unnest(array['GOV', 'DUT']) r;
end $function$;

CREATE OR REPLACE FUNCTION custody.confirm_release(p_plan uuid, p_inmate uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'custody', 'pg_temp'
AS $function$
declare r custody.release_plan; v_number text;
begin
    if not custody.may_confirm_release(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    perform sentences.lock_person(p_inmate);
    select * into r from custody.release_plan x where x.id = p_plan and x.inmate_id = p_inmate and x.ended_as is null and x.expires_at > platform.now() for update;
    if not found or r.confirmed_at is not null then raise exception 'not waiting' using errcode = '23514', constraint = 'release_not_waiting'; end if;
    if r.prepared_by = access.account() then raise exception 'somebody else' using errcode = '23514', constraint = 'release_plan_four_eyes'; end if;
    if exists (select from custody.release_obstacles(p_inmate, r.legal_basis_id, r.ground, r.effective_on, platform.today(), r.decided_on, r.id)) then
        raise exception 'something holds the person' using errcode = '23514', constraint = 'release_held';
    end if;
    update custody.release_plan x set confirmed_by = access.account(), confirmed_at = platform.now() where x.id = p_plan;
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    perform access.notify_account(r.prepared_by, 'release_confirmed', jsonb_build_object('number', v_number, 'by', (select a.display_name from access.account a where a.id = access.account())), '/inmates/' || p_inmate || '/release');
end $function$;

CREATE OR REPLACE FUNCTION custody.end_stay(p_id uuid, p_inmate uuid, p_kind text, p_at timestamp with time zone, p_reason text, p_to text, p_basis uuid, p_document text, p_authority text, p_decided date, p_late text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'custody', 'pg_temp'
AS $function$
declare s custody.stay; r custody.release_plan; v_number text; v_day date := (p_at at time zone 'Europe/Oslo')::date; v_due date; v_over interval;
begin
    if not custody.may_end_stay(p_inmate) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    perform sentences.lock_person(p_inmate);
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
        if exists (select from custody.release_obstacles(p_inmate, r.legal_basis_id, r.ground, r.effective_on, v_day, r.decided_on, r.id)) then
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
end $function$;

CREATE OR REPLACE FUNCTION sentences.basis_begins()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'sentences', 'pg_temp'
AS $function$
declare old_ sentences.legal_basis;
begin
    -- A release of the same person waits for this, or this for it: nobody leaves between the question what holds them and the answer. Of a request only:
    -- invented people come by the thousand, and each lock is kept until the end.
    if access.account() is not null then perform sentences.lock_person(new.inmate_id); end if;
    if new.supersedes is null then
        new.root_id := new.id;
    else
        select * into old_ from sentences.legal_basis b where b.id = new.supersedes for update;
        if not found or old_.inmate_id <> new.inmate_id then
            raise exception 'corrects the row of somebody else' using errcode = '23514', constraint = 'corrects_its_own';
        end if;
        if old_.replaced_at is not null then
            raise exception 'corrected already' using errcode = '23505', constraint = 'basis_corrected_once';
        end if;
        new.root_id := old_.root_id;
    end if;
    if new.extends is not null and (new.extends = new.root_id
            or not exists (select from sentences.legal_basis b where b.id = new.extends and b.inmate_id = new.inmate_id and b.root_id = b.id)) then
        raise exception 'extends what is not there' using errcode = '23514', constraint = 'extends_its_own';
    end if;
    return new;
end $function$;

reset role;
