-- Released too late, or too early: what happened, told truthfully (Grunnloven § 94; strpl § 187 a; strgjfl § 42; strpl § 462), and how an alarm about a release ends.
set local role overgang_owner;

-- owner: sentences. One account of a release that went wrong. Nothing is overwritten: who knows more writes another one that takes its place.
create table sentences.release_error (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null check (kind in ('held_too_long', 'released_too_early')),
    -- Held too long: the day on which the person should have left. Released too early: the day on which they left.
    from_day date not null,
    -- Held too long: the day on which they left. Released too early: the day on which they were back. None: not yet.
    to_day date,
    what text not null check (length(what) between 10 and 4000),
    -- Who was told, and when; none: not told yet.
    prosecutor_on date,
    directorate_on date,
    person_on date,
    recorded_by uuid not null references access.account,
    recorded_at timestamptz not null,
    supersedes uuid references sentences.release_error,
    constraint release_error_runs_forward check (to_day >= from_day),
    constraint release_error_told_after check (least(prosecutor_on, directorate_on, person_on) >= from_day - 366)
);
create index on sentences.release_error (inmate_id, recorded_at desc);
create index on sentences.release_error (prison_id);
create index on sentences.release_error (recorded_by);
create unique index release_error_replaced_once on sentences.release_error (supersedes) where supersedes is not null;
create trigger append_only before delete or update of id, inmate_id, kind, from_day, to_day, what, prosecutor_on, directorate_on, person_on, recorded_by, recorded_at, supersedes on sentences.release_error
    for each row execute function platform.append_only();
select access.protect('sentences.release_error', 'sentence', 'record', 'recorded_by');
select access.follow('sentences.release_error');
grant select on sentences.release_error to og_custody, og_case, og_region, og_auditor;
grant insert on sentences.release_error to og_case;

-- What is told is told to those who answer for the prison, and the sentence is worked out anew: the days are looked at by whoever confirms it.
create function sentences.release_error_told() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
declare v_number text; v_role text;
begin
    select i.number into v_number from inmates.inmate i where i.id = new.inmate_id;
    foreach v_role in array array['GOV', 'DUT'] loop
        perform access.notify_role(v_role, new.prison_id, 'release_error', jsonb_build_object('number', v_number), '/inmates/' || new.inmate_id || '/sentence');
    end loop;
    perform sentences.ask_calculation(new.inmate_id, 'custody');
    return null;
end $$;
create trigger release_error_told after insert on sentences.release_error for each row execute function sentences.release_error_told();

-- What stands against ending an alarm about a release so: '' when nothing does. Released is who is not here; another basis is one that holds and is not among what
-- has been served; wrongly calculated is what the newest calculation says otherwise.
create function sentences.alarm_obstacle(p_deadline uuid, p_outcome text) returns text language plpgsql stable security definer set search_path = sentences, pg_temp as $$
declare d deadline; k calculation; v_day date := platform.today();
begin
    select * into d from deadline x where x.id = p_deadline;
    if not found or not sentences.reaches(array[d.inmate_id]) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if p_outcome = 'released' and exists (select from custody.in_custody c where c.inmate_id = d.inmate_id) then return 'still_here'; end if;
    if p_outcome = 'other_basis' and not exists (
        select from sentences.holding_on(d.inmate_id, v_day) b where b.kind in ('arrest', 'remand') or b.recorded_at > (select x.made_at from calculation x where x.id = d.reference)) then
        return 'no_basis';
    end if;
    if p_outcome = 'recalculated' then
        select * into k from calculation x where x.inmate_id = d.inmate_id and x.state <> 'superseded' order by x.version desc limit 1;
        if exists (select from recalculation q where q.inmate_id = d.inmate_id)
           or (case d.rule_id when 'release.overdue' then k.end_on else k.probation_on end) <= v_day then return 'not_corrected'; end if;
    end if;
    return '';
end $$;
grant execute on function sentences.alarm_obstacle(uuid, text) to og_custody, og_case, og_region;
reset role;
