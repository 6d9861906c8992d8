-- Transfers are decided by somebody else than whoever proposed them (access.md: four eyes; straffegjennomføringsloven §§ 14 and 15), and nobody is sent
-- to another prison without such a decision. Whoever came by transfer has arrived, as everybody else has.
set local role overgang_owner;

-- Since when somebody is in this prison: by transfer at the instant of the handover, by an older record with the first place there, else since the stay began.
create function custody.arrived_at(p_inmate uuid, p_prison uuid, p_admitted timestamptz) returns timestamptz language sql stable security definer set search_path = custody, pg_temp as $$
    select coalesce(
        (select max(x.at) from transfer x where x.inmate_id = p_inmate and x.to_prison_id = p_prison and x.at >= p_admitted),
        (select min(lower(p.during)) from placement p where p.inmate_id = p_inmate and p.at_prison_id = p_prison
            and lower(p.during) > (select max(lower(q.during)) from placement q where q.inmate_id = p_inmate and q.at_prison_id <> p_prison and lower(q.during) >= p_admitted)),
        p_admitted)
$$;
revoke execute on function custody.arrived_at(uuid, uuid, timestamptz) from public;
alter table custody.in_custody add column arrived_at timestamptz;
create function custody.arrival_known() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    new.arrived_at := custody.arrived_at(new.inmate_id, new.prison_id, new.admitted_at);
    return new;
end $$;
revoke execute on function custody.arrival_known() from public;
create trigger arrival_known before insert or update of prison_id, admitted_at on custody.in_custody for each row execute function custody.arrival_known();
update custody.in_custody c set arrived_at = custody.arrived_at(c.inmate_id, c.prison_id, c.admitted_at);
alter table custody.in_custody alter column arrived_at set not null;

-- The same for a list, as `held_since` answers it.
create function custody.here_since(p_inmate uuid) returns timestamptz language sql stable security definer set search_path = custody, pg_temp as $$
    select c.arrived_at from in_custody c where c.inmate_id = p_inmate and custody.held_since(p_inmate) is not null
$$;
revoke execute on function custody.here_since(uuid) from public;
grant execute on function custody.here_since(uuid) to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health;

-- owner: custody. That somebody shall go to another prison: proposed with grounds, and decided by another with theirs.
create table custody.transfer_case (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    from_prison_id uuid not null references estate.prison,
    to_prison_id uuid not null references estate.prison,
    reason text not null check (reason in ('TRF_OUT', 'TRF_LOWER', 'TRF_HIGHER', 'TRF_HALF')),
    ground text not null check (length(ground) between 10 and 1000),
    wanted_on date,
    proposed_by uuid not null references access.account,
    proposed_at timestamptz not null,
    outcome text check (outcome in ('granted', 'refused', 'withdrawn')),
    decided_by uuid references access.account,
    decided_at timestamptz,
    decided_why text check (length(decided_why) between 3 and 1000),
    -- A decision that nobody acted on is weighed anew.
    valid_until date,
    version int not null default 1,
    constraint transfer_case_elsewhere check (from_prison_id <> to_prison_id),
    constraint transfer_case_decided_whole check ((outcome is null) = (decided_by is null) and (decided_by is null) = (decided_at is null) and (decided_at is null) = (decided_why is null)),
    constraint transfer_case_granted_until check ((outcome = 'granted') is not distinct from (valid_until is not null) or outcome is null and valid_until is null or outcome = 'withdrawn'),
    constraint transfer_case_four_eyes check (outcome is null or outcome = 'withdrawn' or decided_by <> proposed_by)
);
-- One that waits at a time: a second proposal is an answer to the first.
create unique index transfer_case_waiting on custody.transfer_case (inmate_id) where outcome is null;
create index on custody.transfer_case (prison_id, proposed_at desc);
create index on custody.transfer_case (inmate_id, proposed_at desc);
create index on custody.transfer_case (from_prison_id);
create index on custody.transfer_case (to_prison_id);
create index on custody.transfer_case (proposed_by);
create index on custody.transfer_case (decided_by) where decided_by is not null;
create trigger append_only before delete or update of id, inmate_id, from_prison_id, to_prison_id, reason, ground, wanted_on, proposed_by, proposed_at on custody.transfer_case
    for each row execute function platform.append_only();
select access.protect('custody.transfer_case', 'transfers', 'record', null);
select access.follow('custody.transfer_case');
grant select on custody.transfer_case to og_custody, og_case, og_region, og_auditor;

-- Whether the acting person may have to do with somebody's transfer, by role: those who propose, and those who decide.
create function custody.weighs_transfer(p_inmate uuid, p_roles text[]) returns boolean language sql stable security definer set search_path = custody, pg_temp as $$
    select access.account() is not null and access.role() = any(p_roles) and access.allows('app.reads', 'transfers')
       and exists (select from inmates.inmate i where i.id = p_inmate and i.prison_id = any(access.deep_prisons()) and i.id <> all(access.hidden()))
$$;
revoke execute on function custody.weighs_transfer(uuid, text[]) from public;

-- Where somebody may be sent: to the prisons that a decision in force names, which nobody has acted on yet.
create function custody.may_be_sent(p_inmate uuid) returns table (prison_id uuid, name text) language sql stable security definer set search_path = custody, pg_temp as $$
    select distinct p.id, p.name from transfer_case c join inmates.inmate i on i.id = c.inmate_id and i.prison_id = c.from_prison_id join estate.prison p on p.id = c.to_prison_id
     where c.inmate_id = p_inmate and c.outcome = 'granted' and c.valid_until >= platform.today() and i.id <> all(access.hidden())
       and (i.prison_id = any(access.prisons()) or i.id = any(access.persons()))
       and not exists (select from transfer x where x.inmate_id = c.inmate_id and x.at >= c.decided_at)
     order by p.name
$$;
revoke execute on function custody.may_be_sent(uuid) from public;
grant execute on function custody.may_be_sent(uuid) to og_custody, og_case, og_activity, og_desk;

-- Proposes a transfer. Answers `proposed`, or why not.
create function custody.propose_transfer(p_id uuid, p_inmate uuid, p_to uuid, p_reason text, p_ground text, p_wanted date) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare v_from uuid; v_number text;
begin
    if not custody.weighs_transfer(p_inmate, array['DUT', 'CAS', 'GOV', 'TRA']) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select c.prison_id, i.number into v_from, v_number from in_custody c join inmates.inmate i on i.id = c.inmate_id where c.inmate_id = p_inmate;
    if not found then return 'not_held'; end if;
    if v_from = p_to or not exists (select from estate.prison p where p.id = p_to and p.status <> 'closed') then return 'same'; end if;
    if exists (select from transfer_case c where c.inmate_id = p_inmate and c.outcome is null) then return 'waiting'; end if;
    if exists (select from custody.may_be_sent(p_inmate)) then return 'granted'; end if;
    insert into transfer_case (id, inmate_id, prison_id, from_prison_id, to_prison_id, reason, ground, wanted_on, proposed_by, proposed_at)
    values (p_id, p_inmate, v_from, v_from, p_to, p_reason, p_ground, p_wanted, access.account(), platform.now());
    perform access.notify_role(n, v_from, 'transfer_proposed', jsonb_build_object('number', v_number), '/inmates/' || p_inmate || '/transfers') from unnest(array['GOV', 'TRA']) n;
    return 'proposed';
end $$;

-- Grants or refuses one. Answers `ok`, `own` (who proposed does not decide) or `decided`.
create function custody.decide_transfer(p_id uuid, p_inmate uuid, p_outcome text, p_why text, p_until date) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare c transfer_case; v_number text;
begin
    if p_outcome not in ('granted', 'refused') or not custody.weighs_transfer(p_inmate, array['GOV', 'TRA']) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into c from transfer_case x where x.id = p_id and x.inmate_id = p_inmate for update;
    if not found or c.outcome is not null then return 'decided'; end if;
    if c.proposed_by = access.account() then return 'own'; end if;
    if c.prison_id is distinct from c.from_prison_id then return 'decided'; end if;
    update transfer_case x set outcome = p_outcome, decided_by = access.account(), decided_at = platform.now(), decided_why = p_why,
           valid_until = case when p_outcome = 'granted' then p_until end, version = x.version + 1 where x.id = p_id;
    select i.number into v_number from inmates.inmate i where i.id = p_inmate;
    perform access.notify_account(c.proposed_by, 'transfer_decided', jsonb_build_object('number', v_number, 'outcome', p_outcome), '/inmates/' || p_inmate || '/transfers');
    return 'ok';
end $$;

-- Takes back what waits, or what was granted and nobody has acted on. Answers `ok` or `decided`.
create function custody.withdraw_transfer(p_id uuid, p_inmate uuid, p_why text) returns text
language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare c transfer_case;
begin
    if not custody.weighs_transfer(p_inmate, array['DUT', 'CAS', 'GOV', 'TRA']) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform custody.lock_person(p_inmate);
    select * into c from transfer_case x where x.id = p_id and x.inmate_id = p_inmate for update;
    if not found or c.outcome in ('refused', 'withdrawn') or exists (select from transfer x where x.inmate_id = p_inmate and x.at >= c.proposed_at)
       or exists (select from movement m where m.inmate_id = p_inmate and m.state = 'out' and m.to_prison_id = c.to_prison_id) then return 'decided'; end if;
    -- What was granted is taken back by those who decide.
    if c.outcome = 'granted' and access.role() not in ('GOV', 'TRA') then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update transfer_case x set outcome = 'withdrawn', decided_by = access.account(), decided_at = platform.now(), decided_why = p_why, version = x.version + 1 where x.id = p_id;
    return 'ok';
end $$;
revoke execute on function custody.propose_transfer(uuid, uuid, uuid, text, text, date), custody.decide_transfer(uuid, uuid, text, text, date), custody.withdraw_transfer(uuid, uuid, text) from public;
grant execute on function custody.propose_transfer(uuid, uuid, uuid, text, text, date), custody.withdraw_transfer(uuid, uuid, text) to og_custody, og_case, og_region;
grant execute on function custody.decide_transfer(uuid, uuid, text, text, date) to og_custody, og_region;

-- Nobody is planned or sent to another prison without a decision, whoever writes it.
create function custody.transfer_is_decided() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if access.account() is not null and not exists (select from custody.may_be_sent(new.inmate_id) s where s.prison_id = new.to_prison_id) then
        raise exception 'no decision sends them there' using errcode = 'check_violation', constraint = 'transfer_not_decided';
    end if;
    return new;
end $$;
revoke execute on function custody.transfer_is_decided() from public;
create trigger transfer_is_decided before insert on custody.movement for each row when (new.to_prison_id is not null and new.state in ('planned', 'out')) execute function custody.transfer_is_decided();
create trigger transfer_is_decided_still before update of state, to_prison_id on custody.movement for each row
    when (new.to_prison_id is not null and new.state in ('planned', 'out') and (new.state, new.to_prison_id) is distinct from (old.state, old.to_prison_id)) execute function custody.transfer_is_decided();

-- The queue of the reader's prisons, or the history of one person: what waits, what was decided, and what became of it.
create function custody.transfer_cases(p_inmate uuid, p_since timestamptz) returns table (id uuid, inmate_id uuid, to_prison text, from_prison text, reason text, ground text, wanted_on date,
    proposed_by uuid, proposer text, proposed_at timestamptz, decider text, decided_at timestamptz, decided_why text, valid_until date, version int, state text, at timestamptz)
language sql stable security invoker set search_path = custody, pg_temp as $$
    select c.id, c.inmate_id, t.name, f.name, c.reason, c.ground, c.wanted_on, c.proposed_by, a.display_name, c.proposed_at, d.display_name, c.decided_at, c.decided_why, c.valid_until, c.version,
           case when c.outcome is null and c.prison_id is distinct from c.from_prison_id then 'withdrawn' when c.outcome is null then 'waiting' when c.outcome <> 'granted' then c.outcome
                when x.at is not null then 'done' when m.state = 'out' then 'under_way' when m.state = 'planned' then 'planned'
                when c.valid_until < platform.today() or c.prison_id is distinct from c.from_prison_id then 'lapsed' else 'granted' end,
           coalesce(x.at, m.out_at, m.planned_out)
      from transfer_case c
      join estate.prison t on t.id = c.to_prison_id join estate.prison f on f.id = c.from_prison_id
      left join access.account a on a.id = c.proposed_by left join access.account d on d.id = c.decided_by
      left join lateral (select y.at from transfer y where y.inmate_id = c.inmate_id and y.to_prison_id = c.to_prison_id and y.at >= c.decided_at order by y.at limit 1) x on c.outcome = 'granted'
      left join lateral (select y.state, y.out_at, y.planned_out from movement y where y.inmate_id = c.inmate_id and y.to_prison_id = c.to_prison_id and y.state in ('planned', 'out')
                          order by y.state desc, y.planned_out limit 1) m on c.outcome = 'granted'
     where case when p_inmate is null then c.prison_id = any(access.deep_prisons()) and (c.outcome is null or c.valid_until >= platform.today() or c.decided_at >= p_since) else c.inmate_id = p_inmate end
$$;
revoke execute on function custody.transfer_cases(uuid, timestamptz) from public;
grant execute on function custody.transfer_cases(uuid, timestamptz) to og_custody, og_case, og_region, og_auditor;
reset role;
