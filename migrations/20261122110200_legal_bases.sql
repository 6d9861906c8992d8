-- Why somebody is held: every document that holds or may hold a person, what a court has ordered beside it, what it was given for, and
-- the document itself (straffeloven §§ 31 to 55, straffeprosessloven §§ 171 to 187 a). Nothing is overwritten: a correction is a new row
-- with its reason, and the row that it replaces stays to be read.
set local role overgang_owner;

alter table sentences.legal_basis
    drop constraint legal_basis_kind_check, drop constraint legal_basis_years_check, drop constraint legal_basis_months_check, drop constraint legal_basis_days_check;
alter table sentences.legal_basis
    add constraint legal_basis_kind_check check (kind in ('arrest', 'remand', 'sentence', 'preventive_detention', 'fine_default', 'youth_sentence', 'foreign_sentence', 'other_sanction')),
    -- The first day on which it holds. None: a judgment that is not final or not begun holds nobody yet.
    alter column from_day drop not null,
    -- The unconditional part, the frame of preventive detention, the subsidiary imprisonment of a fine. As pronounced: what the law allows
    -- is for the program to say, with the section, and a foreign or an old sentence follows other laws.
    add constraint legal_basis_term_check check (years between 0 and 99 and months between 0 and 999 and days between 0 and 36500),
    -- The court in the list of courts; `court` keeps the name as it stood in the document (a foreign court, a police district).
    add column court_code text,
    -- Forkynt: when the person was told. From it run the deadlines of appeal.
    add column notified date,
    -- Rettskraftig.
    add column final_on date,
    -- The last day on which it held, when it ended otherwise than by running out.
    add column ended_on date,
    add column ended_as text check (ended_as in ('released', 'lifted', 'quashed', 'replaced', 'served', 'paid', 'lapsed', 'interrupted', 'probation', 'other')),
    -- The row (its root) that this one goes on from: a remand order that extends another, a judgment that extends preventive detention.
    add column extends uuid references sentences.legal_basis,
    -- An order made after the earlier one had run out, of somebody who had been released in between.
    add column released_between boolean not null default false,

    -- Arrest: the instant from which credit is counted (straffeloven § 83) and the court's 48 hours run (straffeprosessloven § 183).
    add column arrested_at timestamptz,
    add column arrest_place text check (length(arrest_place) between 1 and 200),
    add column police_district text,

    -- Remand. `to_day` is the last day of the order.
    add column grounds text[] not null default '{}' check (grounds <@ array['171_1', '171_2', '171_3', '171_4', '172', '173']),
    add column after_judgment boolean not null default false,
    add column main_hearing_started boolean not null default false,
    -- Why a review every fourth week is pointless (straffeprosessloven § 185 first subsection), as the order says.
    add column review_pointless text check (length(review_pointless) between 3 and 600),

    -- Judgments.
    add column suspended_years int not null default 0 check (suspended_years between 0 and 99),
    add column suspended_months int not null default 0 check (suspended_months between 0 and 999),
    add column suspended_days int not null default 0 check (suspended_days between 0 and 36500),
    add column probation_years int check (probation_years between 0 and 10),
    -- Time deprived of liberty that the court deducts (straffeloven § 83). None: the judgment says nothing; 0: it says none.
    add column credit_days int check (credit_days between 0 and 36500),
    -- The heaviest penalty that the offence carries, raised or not, in months: caps on isolation and sentence follow it.
    add column max_months int check (max_months between 0 and 480),
    -- Straffeloven § 79: several offences, repetition, organised crime.
    add column raised text[] not null default '{}' check (raised <@ array['multiple', 'repeated', 'organised']),
    -- Straffeloven § 82: given after and beside an earlier judgment.
    add column additional boolean not null default false,
    -- Straffeloven § 51: hours of community sentence given beside the imprisonment.
    add column community_hours int check (community_hours between 1 and 420),
    add column under_18 boolean not null default false,
    -- Preventive detention: the minimum term. `years`, `months`, `days` are the frame, or of an extension its length.
    add column minimum_years int not null default 0 check (minimum_years between 0 and 99),
    add column minimum_months int not null default 0 check (minimum_months between 0 and 999),
    add column minimum_days int not null default 0 check (minimum_days between 0 and 36500),
    -- Released on trial (straffeloven § 44), and the last day of the trial.
    add column trial_from date,
    add column trial_to date,
    -- Fine default, in øre.
    add column fine_ore bigint check (fine_ore > 0),
    add column paid_ore bigint not null default 0 check (paid_ore >= 0),
    -- Foreign sentence: the country, and the day on which its execution was taken over.
    add column country text,
    add column transferred_on date,
    add column sanction text check (sanction in ('community_converted', 'youth_converted', 'probation_recall', 'halfway_recall', 'order_breach', 'extradition', 'immigration', 'military', 'other')),
    add column note text check (length(note) between 1 and 2000),

    add column recorded_at timestamptz not null default platform.now(),
    -- A correction. All rows of one basis share the first one's id as `root_id`; what hangs on a basis refers to that.
    add column root_id uuid,
    add column supersedes uuid references sentences.legal_basis,
    add column change_reason text check (length(change_reason) between 3 and 600),
    -- Recorded in error: the last row of a basis that there never was.
    add column withdrawn boolean not null default false,
    -- Set by the row that supersedes. Current rows: `replaced_at is null and not withdrawn`.
    add column replaced_at timestamptz;
update sentences.legal_basis set root_id = id;
alter table sentences.legal_basis
    alter column root_id set not null,
    add constraint legal_basis_root foreign key (root_id) references sentences.legal_basis,
    add constraint corrected_with_reason check ((supersedes is null) = (change_reason is null) and (supersedes is not null or not withdrawn)),
    add constraint ended_in_a_way check ((ended_on is null) = (ended_as is null)),
    add constraint ended_after_it_began check (ended_on >= from_day),
    add constraint expires_after_it_began check (to_day >= from_day),
    add constraint arrest_has_an_instant check (kind <> 'arrest' or (arrested_at is not null and from_day is not null)),
    add constraint remand_has_a_day check (kind <> 'remand' or (from_day is not null and (to_day is not null or main_hearing_started))),
    add constraint paid_within_the_fine check (fine_ore is null or paid_ore <= fine_ore),
    add constraint trial_whole check (trial_to is null or trial_from is not null);

-- One correction of a row: whoever comes second is told.
create unique index basis_corrected_once on sentences.legal_basis (supersedes) where supersedes is not null;
create index on sentences.legal_basis (root_id);
create index on sentences.legal_basis (extends) where extends is not null;
create index basis_current on sentences.legal_basis (inmate_id, from_day desc) where replaced_at is null and not withdrawn;
-- What begins and what runs out on a day, for the change of date.
create index basis_expires on sentences.legal_basis (to_day) where kind = 'remand' and replaced_at is null and not withdrawn;
create index basis_begins on sentences.legal_basis (from_day) where replaced_at is null and not withdrawn;
create index basis_ended on sentences.legal_basis (ended_on) where ended_on is not null and replaced_at is null and not withdrawn;

-- A row belongs to its basis, the basis to its person, and the row it corrects is the one in force.
create function sentences.basis_begins() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
declare old_ sentences.legal_basis;
begin
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
end $$;
create trigger basis_begins before insert on sentences.legal_basis for each row execute function sentences.basis_begins();
create function sentences.basis_replaced() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    update sentences.legal_basis b set replaced_at = new.recorded_at where b.id = new.supersedes;
    return null;
end $$;
create trigger basis_replaced after insert on sentences.legal_basis for each row when (new.supersedes is not null) execute function sentences.basis_replaced();

create trigger append_only before delete or update of id, inmate_id, kind, case_number, court, offence, decided_on, from_day, to_day, years, months, days, recorded_by, court_code,
    notified, final_on, ended_on, ended_as, extends, released_between, arrested_at, arrest_place, police_district, grounds, after_judgment, main_hearing_started, review_pointless,
    suspended_years, suspended_months, suspended_days, probation_years, credit_days, max_months, raised, additional, community_hours, under_18, minimum_years, minimum_months,
    minimum_days, trial_from, trial_to, fine_ore, paid_ore, country, transferred_on, sanction, note, recorded_at, root_id, supersedes, change_reason, withdrawn
    on sentences.legal_basis for each row execute function platform.append_only();

create policy adds on sentences.legal_basis for insert to og_case with check (recorded_by = (select access.account()) and (
    ((select access.allows('app.writes', 'sentence')) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
    or ((select access.allows('app.writes_assigned', 'sentence')) and inmate_id = any((select access.assigned())::uuid[]))));
grant insert on sentences.legal_basis to og_case;

-- owner: sentences. What a court (or the police, where it lets them) has ordered beside a remand: straffeprosessloven §§ 186 and 186 a. Each
-- runs out on a day of its own. A longer time is a new row that extends; lifting is written on the row once.
create table sentences.restriction (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    -- The root of the order it belongs to.
    basis_id uuid not null references sentences.legal_basis,
    kind text not null check (kind in ('letters_control', 'letters_ban', 'visits_control', 'visits_ban', 'media', 'company_named', 'partial_isolation', 'full_isolation')),
    from_day date not null,
    -- The last day.
    until_day date not null,
    -- Full isolation: since when, for the credit of straffeloven § 83 second subsection.
    from_at timestamptz,
    ordered_by text not null check (ordered_by in ('court', 'police')),
    -- From whom the person is kept apart: inmates whom the service knows, and others by name.
    company_inmates uuid[] not null default '{}' check (cardinality(company_inmates) <= 40),
    company_text text check (length(company_text) between 1 and 600),
    -- Why a review every second week is pointless (straffeprosessloven § 186 a second subsection).
    review_pointless text check (length(review_pointless) between 3 and 600),
    extends uuid references sentences.restriction,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    supersedes uuid references sentences.restriction,
    change_reason text check (length(change_reason) between 3 and 600),
    withdrawn boolean not null default false,
    replaced_at timestamptz,
    -- The last day on which it held, when it ended before its time, and the instant for isolation.
    lifted_on date,
    lifted_at timestamptz,
    lifted_by uuid,
    lift_recorded_at timestamptz,
    lift_reason text check (length(lift_reason) between 3 and 600),
    constraint restriction_runs_forward check (until_day >= from_day),
    constraint restriction_names_somebody check (kind <> 'company_named' or company_text is not null or cardinality(company_inmates) > 0),
    constraint restriction_corrected_with_reason check ((supersedes is null) = (change_reason is null) and (supersedes is not null or not withdrawn)),
    constraint restriction_lifted_whole check ((lifted_on is null) = (lift_reason is null) and (lifted_on is null) = (lifted_by is null) and (lifted_on is null) = (lift_recorded_at is null)),
    constraint restriction_lifted_within check (lifted_on between from_day and until_day)
);
create index on sentences.restriction (inmate_id, from_day desc);
create index on sentences.restriction (prison_id);
create index on sentences.restriction (basis_id);
create unique index restriction_corrected_once on sentences.restriction (supersedes) where supersedes is not null;
create unique index restriction_extended_once on sentences.restriction (extends) where extends is not null and supersedes is null;
create index on sentences.restriction (extends) where extends is not null;
create index restriction_ends on sentences.restriction (until_day) where lifted_on is null and replaced_at is null and not withdrawn;
create trigger append_only before delete or update of id, inmate_id, basis_id, kind, from_day, until_day, from_at, ordered_by, company_inmates, company_text, review_pointless, extends,
    recorded_by, recorded_at, supersedes, change_reason, withdrawn on sentences.restriction for each row execute function platform.append_only();
create trigger lifted_once before update of lifted_on, lifted_at, lifted_by, lift_recorded_at, lift_reason on sentences.restriction for each row when (old.lifted_on is not null) execute function platform.append_only();
create function sentences.restriction_begins() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
declare old_ sentences.restriction;
begin
    if not exists (select from sentences.legal_basis b where b.id = new.basis_id and b.inmate_id = new.inmate_id and b.root_id = b.id) then
        raise exception 'belongs to no order of this person' using errcode = '23514', constraint = 'restriction_of_an_order';
    end if;
    if new.supersedes is not null then
        select * into old_ from sentences.restriction r where r.id = new.supersedes for update;
        if not found or old_.inmate_id <> new.inmate_id or old_.replaced_at is not null then
            raise exception 'corrected already' using errcode = '23505', constraint = 'restriction_corrected_once';
        end if;
        update sentences.restriction r set replaced_at = new.recorded_at where r.id = new.supersedes;
    end if;
    return new;
end $$;
create trigger restriction_begins before insert on sentences.restriction for each row execute function sentences.restriction_begins();
-- Officers carry restrictions out: they read them as their extract of the sentence.
select access.protect('sentences.restriction', 'sentence', 'record', 'recorded_by', true);
select access.follow('sentences.restriction');
grant select on sentences.restriction to og_custody, og_case, og_region, og_auditor;
grant insert on sentences.restriction to og_case;
grant update (lifted_on, lifted_at, lifted_by, lift_recorded_at, lift_reason) on sentences.restriction to og_case;

-- owner: sentences. What the person is charged with or convicted of, of one row of a basis: a correction brings its own.
create table sentences.sentence_count (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    legal_basis_id uuid not null references sentences.legal_basis,
    position int not null check (position between 1 and 200),
    -- A code of the list of offences, and the section as the judgment cites it.
    offence text not null,
    section text not null default '' check (length(section) <= 120),
    attempted boolean not null default false,
    act_from date,
    act_to date,
    constraint act_runs_forward check (act_to >= act_from),
    unique (legal_basis_id, position)
);
create index on sentences.sentence_count (inmate_id);
create index on sentences.sentence_count (prison_id);
create trigger append_only before delete or update of id, inmate_id, legal_basis_id, position, offence, section, attempted, act_from, act_to on sentences.sentence_count
    for each row execute function platform.append_only();
select access.protect('sentences.sentence_count', 'sentence', 'record', null);
create policy adds on sentences.sentence_count for insert to og_case with check (
    ((select access.allows('app.writes', 'sentence')) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.write_persons())::uuid[])))
    or ((select access.allows('app.writes_assigned', 'sentence')) and inmate_id = any((select access.assigned())::uuid[])));
select access.follow('sentences.sentence_count');
grant select on sentences.sentence_count to og_custody, og_case, og_region, og_auditor;
grant insert on sentences.sentence_count to og_case;

-- owner: sentences. The document itself, as it was received.
create table sentences.basis_document (
    id uuid primary key,
    inmate_id uuid not null references inmates.inmate,
    prison_id uuid references estate.prison,
    basis_id uuid not null references sentences.legal_basis,
    kind text not null check (kind in ('judgment', 'court_order', 'warrant', 'enforcement_order', 'fine_order', 'other')),
    name text not null check (length(name) between 1 and 120),
    media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    bytes bytea not null check (octet_length(bytes) between 1 and 12582912),
    size int not null generated always as (octet_length(bytes)) stored,
    sha256 bytea not null check (octet_length(sha256) = 32),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    -- Attached to the wrong person or order: kept, and no longer shown.
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdraw_reason text check (length(withdraw_reason) between 3 and 600),
    constraint document_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdraw_reason is null)),
    constraint same_document_once unique (basis_id, sha256)
);
create index on sentences.basis_document (inmate_id, recorded_at desc);
create index on sentences.basis_document (prison_id);
create trigger append_only before delete or update of id, inmate_id, basis_id, kind, name, media_type, bytes, sha256, recorded_by, recorded_at on sentences.basis_document
    for each row execute function platform.append_only();
create trigger withdrawn_once before update of withdrawn_by, withdrawn_at, withdraw_reason on sentences.basis_document for each row when (old.withdrawn_at is not null) execute function platform.append_only();
select access.protect('sentences.basis_document', 'sentence', 'record', 'recorded_by');
select access.follow('sentences.basis_document');
grant select on sentences.basis_document to og_custody, og_case, og_region, og_auditor;
grant insert (id, inmate_id, prison_id, basis_id, kind, name, media_type, bytes, sha256, recorded_by, recorded_at) on sentences.basis_document to og_case;
grant update (withdrawn_by, withdrawn_at, withdraw_reason) on sentences.basis_document to og_case;

-- One thing at a time about why one person is held.
create function sentences.lock_person(p_inmate uuid) returns void language sql volatile as $$
    select pg_advisory_xact_lock(hashtextextended('sentences.bases:' || p_inmate, 0))
$$;
grant execute on function sentences.lock_person(uuid) to og_case, og_custody;

-- Which bases hold somebody on a day. src/sentences/bases/status.rs says the same, and a test compares the two:
--  * current, begun, not ended, and no release since it began (unless there was an admission on that day);
--  * a remand order until its last day; an arrest until anything else begins on its day or later.
create function sentences.holding_on(p_inmate uuid, p_day date) returns setof sentences.legal_basis language sql stable security definer set search_path = sentences, pg_temp as $$
    select b.* from sentences.legal_basis b
     where b.inmate_id = p_inmate and b.replaced_at is null and not b.withdrawn
       and b.from_day <= p_day and (b.ended_on is null or b.ended_on >= p_day)
       and (b.kind <> 'remand' or b.to_day is null or b.to_day >= p_day)
       and not (b.kind = 'arrest' and exists (
             select from sentences.legal_basis o where o.inmate_id = p_inmate and o.replaced_at is null and not o.withdrawn and o.kind <> 'arrest'
                and o.from_day between b.from_day and p_day))
       and not exists (
             select from custody.stay s where s.inmate_id = p_inmate and s.released_at is not null
                and (s.released_at at time zone 'Europe/Oslo')::date >= b.from_day and (s.released_at at time zone 'Europe/Oslo')::date < p_day
                and not exists (select from custody.stay a where a.inmate_id = p_inmate and (a.admitted_at at time zone 'Europe/Oslo')::date = (s.released_at at time zone 'Europe/Oslo')::date
                                   and a.admitted_at >= s.released_at))
$$;

-- The one word for it. What is executed goes by weight; remand or arrest prevails when it began after all of that (execution is then
-- interrupted, forskrift om straffegjennomføring § 3-3), and when there is nothing else. `none`: nobody may be held on this.
create function sentences.status_on(p_inmate uuid, p_day date) returns text language sql stable security definer set search_path = sentences, pg_temp as $$
    with h as (
        select case b.kind when 'preventive_detention' then 5 when 'sentence' then 4 when 'foreign_sentence' then 4 when 'youth_sentence' then 4 when 'other_sanction' then 3 when 'fine_default' then 2 end as weight,
               case b.kind when 'remand' then 2 when 'arrest' then 1 end as custody, b.from_day
          from sentences.holding_on(p_inmate, p_day) b),
    s as (select max(weight) as weight, max(from_day) filter (where weight is not null) as executed_from,
                 max(custody) as custody, max(from_day) filter (where custody is not null) as custody_from from h)
    select case
        when s.custody is not null and (s.weight is null or s.custody_from > s.executed_from) then case s.custody when 2 then 'remand' else 'arrested' end
        else case s.weight when 5 then 'preventive_detention' when 4 then 'sentenced' when 3 then 'other' when 2 then 'fine_default' else 'none' end end
      from s
$$;

alter table custody.in_custody drop constraint in_custody_legal_status_check,
    add constraint in_custody_legal_status_check check (legal_status in ('arrested', 'remand', 'sentenced', 'preventive_detention', 'fine_default', 'other', 'none'));

-- As in 20261122104900, and the legal status follows the bases on the day.
create or replace function custody.refresh_whereabouts(p_inmate uuid) returns void language plpgsql volatile security definer set search_path = custody, pg_temp as $$
declare s custody.stay; p custody.placement; m custody.movement; v_level text;
begin
    select * into s from custody.stay x where x.inmate_id = p_inmate and x.released_at is null;
    if not found then delete from custody.in_custody c where c.inmate_id = p_inmate; return; end if;
    select * into p from custody.placement x where x.inmate_id = p_inmate and upper_inf(x.during);
    if not found then return; end if;
    select * into m from custody.movement x where x.inmate_id = p_inmate and x.state = 'out';
    select u.level into v_level from estate.unit u where u.id = p.unit_id;
    insert into custody.in_custody as c (inmate_id, prison_id, unit_id, cell_id, admitted_at, placed_at, legal_status, security_level, out_reason, out_place, out_since, out_until)
    values (p_inmate, p.at_prison_id, p.unit_id, p.cell_id, s.admitted_at, lower(p.during), sentences.status_on(p_inmate, platform.today()),
            v_level, m.reason, m.destination, m.out_at, m.expected_back)
    on conflict (inmate_id) do update set
        -- The level is the unit's when the unit changes; a level decided for the person stays until then.
        security_level = case when c.unit_id = excluded.unit_id then c.security_level else excluded.security_level end,
        legal_status = excluded.legal_status,
        prison_id = excluded.prison_id, unit_id = excluded.unit_id, cell_id = excluded.cell_id, admitted_at = excluded.admitted_at, placed_at = excluded.placed_at,
        out_reason = excluded.out_reason, out_place = excluded.out_place, out_since = excluded.out_since, out_until = excluded.out_until
      where (c.prison_id, c.unit_id, c.cell_id, c.admitted_at, c.placed_at, c.legal_status, c.out_reason, c.out_place, c.out_since, c.out_until)
         is distinct from (excluded.prison_id, excluded.unit_id, excluded.cell_id, excluded.admitted_at, excluded.placed_at, excluded.legal_status, excluded.out_reason, excluded.out_place, excluded.out_since, excluded.out_until);
end $$;
create function sentences.status_follows() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    update custody.in_custody c set legal_status = x.status
      from (select sentences.status_on(new.inmate_id, platform.today()) as status) x
     where c.inmate_id = new.inmate_id and c.legal_status is distinct from x.status;
    return null;
end $$;
-- Deferred to the commit: a correction is an old row closed and a new one written.
create constraint trigger status_follows after insert on sentences.legal_basis deferrable initially deferred for each row execute function sentences.status_follows();

-- When the date changes: those for whom something begins or has run out since the last time. Returns how many changed.
create function sentences.statuses_of_the_day(p_since date) returns bigint language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare n bigint;
begin
    with touched as (
        select b.inmate_id from sentences.legal_basis b where b.replaced_at is null and not b.withdrawn and b.from_day between p_since and platform.today()
        union
        select b.inmate_id from sentences.legal_basis b where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.to_day between p_since - 1 and platform.today()
        union
        select b.inmate_id from sentences.legal_basis b where b.ended_on is not null and b.replaced_at is null and not b.withdrawn and b.ended_on between p_since - 1 and platform.today()),
    now_ as (select t.inmate_id, sentences.status_on(t.inmate_id, platform.today()) as status from touched t join custody.in_custody c using (inmate_id))
    update custody.in_custody c set legal_status = x.status from now_ x where c.inmate_id = x.inmate_id and c.legal_status is distinct from x.status;
    get diagnostics n = row_count;
    return n;
end $$;
grant execute on function sentences.statuses_of_the_day(date) to og_jobs;
reset role;
