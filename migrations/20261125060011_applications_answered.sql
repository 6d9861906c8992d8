set local role overgang_owner;

-- A decision that the rules leave to somebody else, or that opens a step before its day, says why (strgjfl § 6, forskrift §§ 2-1, 3-31). Notice starts
-- the time to appeal (strgjfl § 7 e); what became of an appeal is recorded beside the decision, which stands as it was made.
alter table plan.application
    add column all_the_same text not null default '' check (length(all_the_same) <= 1000),
    add column notified_on date,
    add column appealed_on date,
    add column appeal_answer text check (appeal_answer in ('upheld', 'changed')),
    add column appeal_answered_on date,
    add constraint application_appeal_whole check ((appeal_answer is null) = (appeal_answered_on is null)),
    add constraint application_appeal_in_order check (notified_on >= decided_on and (appealed_on is null or (notified_on is not null and appealed_on >= decided_on))
        and (appeal_answered_on is null or (appealed_on is not null and appeal_answered_on >= appealed_on)));
grant update (all_the_same, notified_on, appealed_on, appeal_answer, appeal_answered_on) on plan.application to og_case;

-- A decision is final: it was recorded by mistake, or it stands. What is told of it afterwards is told once.
create or replace function plan.application_rules() returns trigger language plpgsql set search_path = plan, pg_temp as $$
begin
    if current_user = 'overgang_owner' then return new; end if;
    if (old.notified_on is not null and new.notified_on is distinct from old.notified_on) or (old.appealed_on is not null and new.appealed_on is distinct from old.appealed_on)
       or (old.appeal_answer is not null and (new.appeal_answer, new.appeal_answered_on) is distinct from (old.appeal_answer, old.appeal_answered_on)) then
        raise exception 'what was told stands' using errcode = 'check_violation', constraint = 'application_final';
    end if;
    if (new.state, new.reason, new.decided_on, new.level, new.decided_by, new.from_on, new.again_on, new.all_the_same)
           is not distinct from (old.state, old.reason, old.decided_on, old.level, old.decided_by, old.from_on, old.again_on, old.all_the_same) then return new; end if;
    if new.ended_by is distinct from access.account() then raise exception 'not in another''s name' using errcode = 'insufficient_privilege'; end if;
    if old.state <> 'pending' and not (old.state in ('granted', 'refused') and new.state = 'mistake' and (new.decided_on, new.level, new.decided_by, new.from_on, new.again_on, new.all_the_same)
           is not distinct from (old.decided_on, old.level, old.decided_by, old.from_on, old.again_on, old.all_the_same)) then
        raise exception 'a decision is final' using errcode = 'check_violation', constraint = 'application_final';
    end if;
    return new;
end $$;

-- Whether an ordinary leave was granted by the region or the directorate before, and every leave since was carried out and ended in time (forskrift § 2-1(2)).
create function plan.leave_without_failure(p_inmate uuid) returns boolean language sql stable security definer set search_path = plan, pg_temp as $$
    select exists (
        select from application a join custody.movement m on m.inmate_id = a.inmate_id and m.reason = 'LEAVE' and m.state = 'back' and m.ended_as is null
                and (m.out_at at time zone 'Europe/Oslo')::date >= a.decided_on
         where a.inmate_id = p_inmate and a.rung = 'leave' and a.state = 'granted' and a.level in ('region', 'kdi')
           and not exists (select from custody.movement x where x.inmate_id = a.inmate_id and x.out_at >= m.out_at
                              and (x.reason = 'ESCAPE' or (x.reason = 'LEAVE' and (x.ended_as = 'escape' or sentences.is_late(x.reason, x.expected_back, coalesce(x.back_at, platform.now())))))))
       and sentences.reaches(array[p_inmate])
$$;
grant execute on function plan.leave_without_failure(uuid) to og_case;
reset role;
