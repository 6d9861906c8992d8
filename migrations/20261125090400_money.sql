-- The allowance and the ledger. strgjfl § 19 and forskrift § 3-13: the same for work, education and programme, none on refusal, support for who cannot; a statement
-- at the end of each month. Amounts are øre. Positive is a credit: what the service owes the person grows.
--
-- The ledger is double entry and is never changed: every entry sums to zero when its transaction ends, a mistake is reversed by its mirror, and a closed month takes
-- no more. A balance is kept in the transaction that changed it, and can be worked out anew from the lines at any time.
set local role overgang_owner;
create schema money;
grant usage on schema money to og_custody, og_case, og_activity, og_desk, og_auditor, og_jobs;

-- Who cooks for themselves gets money for food (forskrift § 3-13; the service's yearly rates).
alter table estate.unit add column self_catering boolean not null default false;

-- owner: money. A person's three accounts follow the person; the house's own stay.
create table money.account (
    id uuid primary key,
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    kind text not null,
    balance_ore bigint not null default 0,
    opened_at timestamptz not null,
    constraint account_kind check (case when inmate_id is null then kind in ('wages', 'food', 'bank', 'shop', 'compensation', 'unclaimed') else kind in ('allowance', 'private', 'savings') end),
    constraint house_account_has_a_house check (inmate_id is not null or prison_id is not null)
);
create unique index account_of_person on money.account (inmate_id, kind) where inmate_id is not null;
create unique index account_of_house on money.account (prison_id, kind) where inmate_id is null;
create index on money.account (prison_id);
create index on money.account (inmate_id);

-- owner: money. A month that is closed. Nothing opens it again.
create table money.period (
    prison_id uuid not null references estate.prison,
    month date not null check (extract(day from month) = 1),
    closed_by uuid not null,
    closed_at timestamptz not null,
    -- What the ledger said then: lines, and the sum of the people's balances.
    lines bigint not null,
    owed_ore bigint not null,
    primary key (prison_id, month)
);
create trigger append_only before update or delete on money.period for each row execute function platform.append_only();

-- owner: money. Allowance approved together.
create table money.batch (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    from_day date not null,
    to_day date not null check (to_day >= from_day),
    people int not null check (people >= 0),
    days int not null check (days >= 0),
    corrected int not null default 0,
    total_ore bigint not null,
    approved_by uuid not null,
    approved_at timestamptz not null
);
create index on money.batch (prison_id, approved_at desc);
create trigger append_only before update or delete on money.batch for each row execute function platform.append_only();

-- owner: money. One event, numbered within its house and year.
create table money.entry (
    id uuid primary key,
    prison_id uuid not null references estate.prison,
    year int not null,
    number int not null check (number > 0),
    kind text not null check (kind in ('allowance', 'deposit', 'withdrawal', 'purchase', 'transfer', 'savings', 'compensation', 'release', 'opening', 'reversal')),
    booked_on date not null,
    text text not null default '' check (length(text) <= 200),
    reverses uuid references money.entry,
    reason text check (length(reason) between 3 and 400),
    batch_id uuid references money.batch,
    made_by uuid not null,
    made_at timestamptz not null,
    constraint entry_number unique (prison_id, year, number),
    constraint entry_reversed_once unique (reverses),
    constraint reversal_has_a_reason check ((kind = 'reversal') = (reverses is not null) and (kind <> 'reversal' or reason is not null)),
    constraint allowance_has_a_batch check (kind <> 'allowance' or batch_id is not null)
);
create index on money.entry (prison_id, booked_on desc);
create index on money.entry (batch_id) where batch_id is not null;

-- owner: money. One side of an entry.
create table money.line (
    entry_id uuid not null references money.entry,
    position smallint not null check (position >= 1),
    account_id uuid not null references money.account,
    inmate_id uuid references inmates.inmate,
    prison_id uuid references estate.prison,
    -- The house whose entry it is.
    at_prison_id uuid not null references estate.prison,
    amount_ore bigint not null check (amount_ore <> 0),
    primary key (entry_id, position)
);
create index on money.line (account_id, entry_id);
create index on money.line (prison_id);
create index on money.line (at_prison_id);
create index on money.line (inmate_id) where inmate_id is not null;

-- owner: money. What a day gives somebody, and why. A day worked out anew is another version; what was approved stays what it was.
create table money.allowance_day (
    inmate_id uuid not null references inmates.inmate,
    day date not null,
    version int not null check (version >= 1),
    prison_id uuid references estate.prison,
    -- The house the person was in, whose clerk approves.
    at_prison_id uuid not null references estate.prison,
    basis text not null check (basis in ('ordinary', 'support', 'mixed', 'none')),
    base_ore int not null check (base_ore >= 0),
    addition_ore int not null check (addition_ore >= 0),
    food_ore int not null check (food_ore >= 0),
    total_ore int generated always as (base_ore + addition_ore + food_ore) stored,
    -- Lines of the explanation: code, amount, the rule's row, minutes.
    lines jsonb not null,
    -- Something was not known yet, such as a register that nobody has taken: it is shown and cannot be approved.
    waits_for text check (waits_for in ('register', 'rate')),
    computed_at timestamptz not null,
    state text not null default 'proposed' check (state in ('proposed', 'approved', 'replaced', 'overtaken')),
    batch_id uuid references money.batch,
    entry_id uuid references money.entry,
    primary key (inmate_id, day, version),
    constraint approved_in_a_batch check ((state in ('approved', 'replaced')) = (batch_id is not null)),
    constraint what_waits_is_not_approved check (waits_for is null or state in ('proposed', 'overtaken'))
);
create unique index one_approved_a_day on money.allowance_day (inmate_id, day) where state = 'approved';
create unique index one_proposed_a_day on money.allowance_day (inmate_id, day) where state = 'proposed';
create index on money.allowance_day (prison_id);
create index allowance_to_approve on money.allowance_day (at_prison_id, day) where state = 'proposed';
create index on money.allowance_day (at_prison_id);
create index on money.allowance_day (batch_id) where batch_id is not null;
create index on money.allowance_day (entry_id) where entry_id is not null;

-- Row security. Houses' accounts have no person, so the policies are written out.
select access.own(t) from unnest(array['money.account', 'money.period', 'money.batch', 'money.entry', 'money.line']::regclass[]) t;
do $$ declare t text;
begin
    foreach t in array array['account', 'line'] loop
        execute format($p$create policy reads on money.%I for select to og_custody, og_desk, og_auditor using (
            (select access.allows('app.reads', 'money')) and (prison_id = any((select access.deep_prisons())::uuid[]) or inmate_id = any((select access.deep_persons())::uuid[])))$p$, t);
        execute format($p$create policy hidden on money.%I as restrictive for all to og_custody, og_desk, og_auditor using (inmate_id is null or inmate_id <> all((select access.hidden())::uuid[]))$p$, t);
    end loop;
    -- A house's own books are whole, also where a person has moved on.
    create policy of_the_house on money.line for select to og_custody, og_desk, og_auditor using ((select access.allows('app.reads', 'money')) and at_prison_id = any((select access.deep_prisons())::uuid[]));
    foreach t in array array['period', 'batch', 'entry'] loop
        execute format($p$create policy reads on money.%I for select to og_custody, og_desk, og_auditor using (
            (select access.allows('app.reads', 'money')) and prison_id = any((select access.deep_prisons())::uuid[]))$p$, t);
    end loop;
end $$;
-- A statement of somebody who has come from elsewhere names entries of the other house.
create policy of_a_line on money.entry for select to og_custody, og_desk, og_auditor using (
    (select access.allows('app.reads', 'money')) and exists (select from money.line l where l.entry_id = entry.id and l.inmate_id is not null));
select access.protect('money.allowance_day', 'allowance', 'record', null);
create policy of_the_day on money.allowance_day for select to og_custody, og_desk, og_auditor using (
    (select access.allows('app.reads', 'allowance')) and at_prison_id = any((select access.deep_prisons())::uuid[]));
select access.follow(t) from unnest(array['money.account', 'money.line', 'money.allowance_day']::regclass[]) t;
grant select on money.account, money.period, money.batch, money.entry, money.line, money.allowance_day to og_custody, og_desk, og_auditor;

-- Entries and lines stay. Only where the person is may follow the person.
create trigger append_only before update or delete on money.entry for each row execute function platform.append_only();
create trigger append_only before delete or update of entry_id, position, account_id, inmate_id, at_prison_id, amount_ore on money.line for each row execute function platform.append_only();
create trigger append_only before delete or update of id, inmate_id, kind, opened_at on money.account for each row execute function platform.append_only();
create trigger append_only before delete or update of inmate_id, day, version, at_prison_id, basis, base_ore, addition_ore, food_ore, lines, computed_at on money.allowance_day
    for each row execute function platform.append_only();

-- Nothing into a closed month. Whoever posts and whoever closes meet in one lock.
create function money.entry_rules() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('money.period:' || new.prison_id || date_trunc('month', new.booked_on)::date, 0));
    if exists (select from period p where p.prison_id = new.prison_id and p.month = date_trunc('month', new.booked_on)::date) then
        raise exception 'the month is closed' using errcode = 'check_violation', constraint = 'period_closed';
    end if;
    if new.booked_on > platform.today() then raise exception 'not yet' using errcode = 'check_violation', constraint = 'booked_ahead'; end if;
    return new;
end $$;
create trigger entry_rules before insert on money.entry for each row execute function money.entry_rules();

-- A line belongs to whoever owns its account, and balances move with it; accounts in the order of their ids, so that two who post wait and do not die.
create function money.line_of() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
begin
    select a.inmate_id, a.prison_id into new.inmate_id, new.prison_id from account a where a.id = new.account_id;
    select e.prison_id into new.at_prison_id from entry e where e.id = new.entry_id;
    return new;
end $$;
create trigger line_of before insert on money.line for each row execute function money.line_of();
create function money.lines_move() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
declare v text;
begin
    perform 1 from account a where a.id in (select account_id from added) order by a.id for update;
    update account a set balance_ore = a.balance_ore + s.amount from (select account_id, sum(amount_ore) as amount from added group by 1) s where a.id = s.account_id;
    -- Nobody spends what they do not have. A reversal may show that they had.
    select a.kind into v from account a where a.inmate_id is not null and a.balance_ore < 0
       and exists (select from added l join entry e on e.id = l.entry_id where l.account_id = a.id and l.amount_ore < 0 and e.kind <> 'reversal') limit 1;
    if found then raise exception 'not enough on %', v using errcode = 'check_violation', constraint = 'overdrawn'; end if;
    return null;
end $$;
create trigger lines_move after insert on money.line referencing new table as added for each statement execute function money.lines_move();

-- Every entry, when its transaction ends: two sides at least, together nothing, and of a reversal the mirror of what it reverses.
create function money.entry_balances() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
declare v_entry uuid; v_lines int; v_sum bigint; v_reverses uuid;
begin
    v_entry := case tg_table_name when 'entry' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'entry_id')::uuid end;
    select count(*), coalesce(sum(l.amount_ore), 0) into v_lines, v_sum from line l where l.entry_id = v_entry;
    if v_lines < 2 or v_sum <> 0 then raise exception 'an entry has two sides and sums to zero' using errcode = 'check_violation', constraint = 'entry_balances'; end if;
    select e.reverses into v_reverses from entry e where e.id = v_entry;
    if v_reverses is not null and exists (
        (select l.account_id, sum(l.amount_ore) from line l where l.entry_id = v_entry group by 1 except select l.account_id, -sum(l.amount_ore) from line l where l.entry_id = v_reverses group by 1)
        union all
        (select l.account_id, -sum(l.amount_ore) from line l where l.entry_id = v_reverses group by 1 except select l.account_id, sum(l.amount_ore) from line l where l.entry_id = v_entry group by 1)) then
        raise exception 'a reversal mirrors its entry' using errcode = 'check_violation', constraint = 'reversal_mirrors';
    end if;
    return null;
end $$;
create constraint trigger entry_balances after insert on money.entry deferrable initially deferred for each row execute function money.entry_balances();
-- A line added later to an entry of another transaction; one check an entry would do, a check a line is simple and cannot be forgotten.
create constraint trigger entry_balances after insert on money.line deferrable initially deferred for each row execute function money.entry_balances();

-- The account of a person or a house; opened when it is first used.
create function money.account_of(p_inmate uuid, p_prison uuid, p_kind text) returns uuid language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare v uuid;
begin
    select a.id into v from account a where a.kind = p_kind and case when p_inmate is null then a.inmate_id is null and a.prison_id = p_prison else a.inmate_id = p_inmate end;
    if found then return v; end if;
    insert into account (id, inmate_id, prison_id, kind, opened_at) values (gen_random_uuid(), p_inmate, p_prison, p_kind, platform.now()) on conflict do nothing returning id into v;
    if v is null then return money.account_of(p_inmate, p_prison, p_kind); end if;
    return v;
end $$;

-- The next numbers of a house's year; whoever posts there waits for the one before.
create function money.next_number(p_prison uuid, p_year int) returns int language plpgsql volatile security definer set search_path = money, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('money.number:' || p_prison || ':' || p_year, 0));
    return coalesce((select max(e.number) from entry e where e.prison_id = p_prison and e.year = p_year), 0) + 1;
end $$;

create function money.may_book(p_prison uuid) returns boolean language sql stable security definer set search_path = money, pg_temp as $$
    select access.account() is not null and access.allows('app.writes', 'money') and coalesce(p_prison = any(access.deep_prisons()), false)
$$;

-- One entry by hand: deposit, withdrawal, purchase, between a person's accounts, compensation. `p_lines`: account, ore.
create function money.post(p_id uuid, p_prison uuid, p_kind text, p_booked date, p_text text, p_lines jsonb) returns int language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare v_number int;
begin
    if not money.may_book(p_prison) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if p_kind in ('allowance', 'reversal', 'opening') then raise exception 'not by hand' using errcode = 'insufficient_privilege'; end if;
    -- Only accounts of this house and of people in it.
    if exists (select from jsonb_to_recordset(p_lines) x (account uuid, ore bigint) left join account a on a.id = x.account
                where a.id is null or a.prison_id is distinct from p_prison or a.inmate_id = any(access.hidden())) then
        raise exception 'an account of elsewhere' using errcode = 'check_violation', constraint = 'account_elsewhere';
    end if;
    v_number := money.next_number(p_prison, extract(year from p_booked)::int);
    insert into entry (id, prison_id, year, number, kind, booked_on, text, made_by, made_at)
    values (p_id, p_prison, extract(year from p_booked)::int, v_number, p_kind, p_booked, p_text, access.account(), platform.now());
    insert into line (entry_id, position, account_id, amount_ore)
    select p_id, row_number() over (order by x.account)::smallint, x.account, x.ore from jsonb_to_recordset(p_lines) x (account uuid, ore bigint);
    return v_number;
end $$;

-- The mirror of an entry, today. An entry of allowance is corrected by its days instead, which reverses it.
create function money.reverse(p_id uuid, p_entry uuid, p_reason text) returns text language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare e entry;
begin
    select * into e from entry x where x.id = p_entry for share;
    if not found or not money.may_book(e.prison_id) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    if e.kind in ('allowance', 'reversal') then return 'not_this_way'; end if;
    if exists (select from entry x where x.reverses = p_entry) then return 'reversed'; end if;
    insert into entry (id, prison_id, year, number, kind, booked_on, text, reverses, reason, made_by, made_at)
    values (p_id, e.prison_id, extract(year from platform.today())::int, money.next_number(e.prison_id, extract(year from platform.today())::int), 'reversal', platform.today(), e.text, p_entry, p_reason,
            access.account(), platform.now());
    insert into line (entry_id, position, account_id, amount_ore) select p_id, l.position, l.account_id, -l.amount_ore from line l where l.entry_id = p_entry;
    return 'reversed_now';
end $$;

-- Approves what is proposed for a house's days, as the clerk saw it: so many days, so much together. Where a day had been approved before, its entry is reversed and
-- the person's days in it are booked anew with the new one. Booked today. Answers with the batch, or `changed` when something was worked out meanwhile.
create function money.approve(p_batch uuid, p_prison uuid, p_from date, p_to date, p_without uuid[], p_days int, p_total bigint) returns text
language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare
    v_today date := platform.today(); v_year int := extract(year from platform.today())::int; v_number int; v_wages uuid; v_food uuid;
    -- The days: whose, which, and the entries that said something else of them. Then those whose books change, and the entry that each gets.
    v_inmates uuid[]; v_days date[]; v_old uuid[]; v_total bigint; v_people uuid[]; v_entries uuid[];
begin
    if access.account() is null or access.role() not in ('FIN', 'GOV') or not access.allows('app.writes', 'allowance') or not coalesce(p_prison = any(access.deep_prisons()), false) then
        raise exception 'not for this role' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('money.approve:' || p_prison, 0));
    select coalesce(array_agg(d.inmate_id), '{}'), coalesce(array_agg(d.day), '{}'), coalesce(sum(d.total_ore), 0) into v_inmates, v_days, v_total
      from (select * from allowance_day x where x.at_prison_id = p_prison and x.state = 'proposed' and x.waits_for is null and x.day between p_from and p_to and x.day < v_today
               and x.inmate_id <> all(p_without) and x.inmate_id <> all(access.hidden()) order by x.inmate_id, x.day for update) d;
    if cardinality(v_days) <> p_days or v_total <> p_total then return 'changed'; end if;
    if cardinality(v_days) = 0 then return 'nothing'; end if;
    v_people := array(select distinct i from unnest(v_inmates) i order by i);
    v_wages := money.account_of(null, p_prison, 'wages');
    v_food := money.account_of(null, p_prison, 'food');
    perform money.account_of(i.id, i.prison_id, 'allowance') from inmates.inmate i where i.id = any(v_people);

    v_old := array(select distinct d.entry_id from unnest(v_inmates, v_days) a (inmate_id, day) join allowance_day d on d.inmate_id = a.inmate_id and d.day = a.day and d.state = 'approved'
                    where d.entry_id is not null);
    insert into batch (id, prison_id, from_day, to_day, people, days, corrected, total_ore, approved_by, approved_at)
    select p_batch, p_prison, p_from, p_to, cardinality(v_people), cardinality(v_days), count(d.day), v_total, access.account(), platform.now()
      from unnest(v_inmates, v_days) a (inmate_id, day) left join allowance_day d on d.inmate_id = a.inmate_id and d.day = a.day and d.state = 'approved';
    update allowance_day d set state = 'replaced' from unnest(v_inmates, v_days) a (inmate_id, day) where d.inmate_id = a.inmate_id and d.day = a.day and d.state = 'approved';
    update allowance_day d set state = 'approved', batch_id = p_batch from unnest(v_inmates, v_days) a (inmate_id, day)
     where d.inmate_id = a.inmate_id and d.day = a.day and d.state = 'proposed';

    -- What had been booked with a day among it that is now another goes back, whole; the days that stood beside it wait for the new entry.
    v_number := money.next_number(p_prison, v_year);
    insert into entry (id, prison_id, year, number, kind, booked_on, reverses, reason, batch_id, made_by, made_at)
    select gen_random_uuid(), p_prison, v_year, v_number - 1 + o.n, 'reversal', v_today, o.id, 'allowance_corrected', p_batch, access.account(), platform.now() from unnest(v_old) with ordinality o (id, n);
    insert into line (entry_id, position, account_id, amount_ore)
    select e.id, l.position, l.account_id, -l.amount_ore from entry e join line l on l.entry_id = e.reverses where e.batch_id = p_batch and e.kind = 'reversal';
    update allowance_day d set entry_id = null where d.state = 'approved' and d.entry_id = any(v_old);

    -- A day that gives nothing has no entry, and adds nothing here.
    select coalesce(array_agg(s.inmate_id order by s.inmate_id), '{}'), coalesce(array_agg(gen_random_uuid()), '{}') into v_people, v_entries
      from (select d.inmate_id from allowance_day d where d.inmate_id = any(v_people) and d.state = 'approved' and d.entry_id is null group by 1 having sum(d.total_ore) > 0) s;
    insert into entry (id, prison_id, year, number, kind, booked_on, batch_id, made_by, made_at)
    select n.id, p_prison, v_year, v_number - 1 + cardinality(v_old) + n.n, 'allowance', v_today, p_batch, access.account(), platform.now() from unnest(v_entries) with ordinality n (id, n);
    insert into line (entry_id, position, account_id, amount_ore)
    select b.entry_id, v.position, v.account_id, v.ore
      from unnest(v_people, v_entries) b (inmate_id, entry_id)
      join account c on c.inmate_id = b.inmate_id and c.kind = 'allowance'
      join (select d.inmate_id, sum(d.total_ore) as ore, sum(d.food_ore) as food from allowance_day d where d.inmate_id = any(v_people) and d.state = 'approved' and d.entry_id is null group by 1) s
        on s.inmate_id = b.inmate_id
      cross join lateral (values (1::smallint, c.id, s.ore), (2::smallint, v_wages, -(s.ore - s.food)), (3::smallint, v_food, -s.food)) v (position, account_id, ore)
     where v.ore <> 0;
    update allowance_day d set entry_id = b.entry_id from unnest(v_people, v_entries) b (inmate_id, entry_id) where d.inmate_id = b.inmate_id and d.state = 'approved' and d.entry_id is null and d.total_ore > 0;
    return 'approved';
end $$;

-- Closes a month: only after it, and with every day of it answered.
create function money.close_period(p_prison uuid, p_month date) returns text language plpgsql volatile security definer set search_path = money, pg_temp as $$
begin
    if not money.may_book(p_prison) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform pg_advisory_xact_lock(hashtextextended('money.period:' || p_prison || p_month, 0));
    if p_month + interval '1 month' > platform.today() then return 'not_over'; end if;
    if exists (select from period p where p.prison_id = p_prison and p.month = p_month) then return 'closed'; end if;
    if exists (select from allowance_day d where d.at_prison_id = p_prison and d.state = 'proposed' and d.day >= p_month and d.day < p_month + interval '1 month'
                 and not exists (select from allowance_day o where o.inmate_id = d.inmate_id and o.day = d.day and o.state = 'approved')) then return 'open_days'; end if;
    insert into period (prison_id, month, closed_by, closed_at, lines, owed_ore)
    select p_prison, p_month, access.account(), platform.now(), (select count(*) from line l join entry e on e.id = l.entry_id where e.prison_id = p_prison and e.booked_on >= p_month and e.booked_on < p_month + interval '1 month'),
           coalesce((select sum(a.balance_ore) from account a where a.prison_id = p_prison and a.inmate_id is not null), 0);
    return 'closed_now';
end $$;

-- What a job needs to work days out: everything that bears on them, and nothing that does not. One row a person and day.
create function money.facts(p_people uuid[], p_days date[]) returns table (inmate_id uuid, day date, at_prison_id uuid, prison_id uuid, held text, remand boolean, self_catering boolean, offer text, unfit boolean,
    addition_ore int, sessions jsonb) language sql stable security definer set search_path = money, pg_temp as $$
    with asked as (select a.inmate_id, a.day, a.day::timestamp at time zone 'Europe/Oslo' as midnight, (a.day + 1)::timestamp at time zone 'Europe/Oslo' as next
                     from unnest(p_people, p_days) a (inmate_id, day))
    select q.inmate_id, q.day, w.at_prison_id, i.prison_id,
           case when s.admitted_at >= q.midnight and s.released_at < q.next then 'in_and_out' when s.admitted_at >= q.midnight then 'admission' when s.released_at < q.next then 'release' else 'whole' end,
           coalesce((select t.status from sentences.status_on(q.inmate_id, q.day) t (status) limit 1) in ('remand', 'none'), true),
           coalesce(u.self_catering, false),
           case when x.placements > 0 then 'placed'
                when exists (select from activities.application a where a.inmate_id = q.inmate_id and a.state = 'refused' and a.decided_at < q.next and a.decided_at > q.midnight - interval '90 days') then 'refused'
                else 'nothing' end,
           coalesce(x.unfit, false), coalesce(x.addition_ore, 0), coalesce(x.sessions, '[]')
      from asked q
      join inmates.inmate i on i.id = q.inmate_id
      join lateral (select y.* from custody.stay y where y.inmate_id = q.inmate_id and y.admitted_at < q.next and coalesce(y.released_at, 'infinity') > q.midnight order by y.admitted_at desc limit 1) s on true
      join lateral (select c.at_prison_id, c.unit_id from custody.placement c where c.inmate_id = q.inmate_id and c.during && tstzrange(q.midnight, q.next) order by lower(c.during) desc limit 1) w on true
      left join estate.unit u on u.id = w.unit_id
      left join lateral (
          select count(distinct p.id) as placements, max(p.addition_ore) as addition_ore,
                 bool_or(exists (select from activities.suspension z where z.placement_id = p.id and z.code = 'health' and z.during && tstzrange(q.midnight, q.next))) as unfit,
                 jsonb_agg(jsonb_build_object('minutes', (extract(epoch from m.ends_at - m.starts_at) / 60)::int, 'state', m.state, 'session_reason', m.reason_code,
                           'mark', t.mark, 'reason', t.reason_code, 'gives', coalesce(t.gives, z.gives)) order by m.starts_at, m.id) filter (where m.id is not null and g.paid) as sessions
            from activities.placement p
            join activities.place g on g.id = p.place_id
            left join activities.slot l on l.placement_id = p.id
            left join activities.session m on m.pattern_id = l.pattern_id and m.on_day = q.day and l.during @> m.starts_at
            left join activities.attendance t on t.session_id = m.id and t.inmate_id = p.inmate_id
            left join activities.suspension z on z.placement_id = p.id and z.during @> m.starts_at
           where p.inmate_id = q.inmate_id and p.during && tstzrange(q.midnight, q.next) and g.paid) x on true
$$;

-- Puts what was worked out beside what was: the same again is nothing, something else is another version.
create function money.put_days(p_rows jsonb) returns int language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare v_rows allowance_day[];
begin
    select array_agg(r) into v_rows from jsonb_populate_recordset(null::allowance_day, p_rows) r
      left join lateral (select * from allowance_day x where x.inmate_id = r.inmate_id and x.day = r.day order by x.version desc limit 1) d on true
     where d.day is null or (d.at_prison_id, d.basis, d.base_ore, d.addition_ore, d.food_ore, d.lines, d.waits_for)
                       is distinct from (r.at_prison_id, r.basis, r.base_ore, r.addition_ore, r.food_ore, r.lines, r.waits_for);
    update allowance_day d set state = 'overtaken' from unnest(v_rows) r where d.inmate_id = r.inmate_id and d.day = r.day and d.state = 'proposed';
    insert into allowance_day (inmate_id, day, version, prison_id, at_prison_id, basis, base_ore, addition_ore, food_ore, lines, waits_for, computed_at)
    select r.inmate_id, r.day, coalesce((select max(x.version) from allowance_day x where x.inmate_id = r.inmate_id and x.day = r.day), 0) + 1, r.prison_id, r.at_prison_id, r.basis, r.base_ore,
           r.addition_ore, r.food_ore, r.lines, r.waits_for, platform.now()
      from unnest(v_rows) r;
    return coalesce(cardinality(v_rows), 0);
end $$;

-- Whose days are to be worked out: everybody held, when a day is over; everybody from a day on, when a rate is another.
create function money.day_is_over(p_day date) returns int language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare n int;
begin
    insert into activities.allowance_stale (inmate_id, day, at)
    select s.inmate_id, p_day, platform.now() from custody.stay s
     where s.admitted_at < (p_day + 1)::timestamp at time zone 'Europe/Oslo' and coalesce(s.released_at, 'infinity') > p_day::timestamp at time zone 'Europe/Oslo'
    on conflict do nothing;
    get diagnostics n = row_count;
    return n;
end $$;
create function money.rate_changed() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
begin
    insert into activities.allowance_stale (inmate_id, day, at)
    select distinct d.inmate_id, d.day, platform.now() from allowance_day d where d.day >= new.from_day and (new.to_day is null or d.day <= new.to_day)
    on conflict (inmate_id, day) do update set at = excluded.at;
    return null;
end $$;
create trigger rate_changed after insert on reference.law_change for each row when (new.rule_id like 'allowance.%') execute function money.rate_changed();

-- Sums that must be nothing, and balances that must be their lines: every row is a fault. Over everybody, whoever may see whom; it names no person.
create function money.faults() returns table (fault text, id uuid) language sql stable security definer set search_path = money, pg_temp as $$
    select 'entry does not sum to zero', l.entry_id from line l group by l.entry_id having sum(l.amount_ore) <> 0
    union all
    select 'balance is not its lines', a.id from account a where a.balance_ore <> coalesce((select sum(l.amount_ore) from line l where l.account_id = a.id), 0)
$$;
revoke execute on function money.account_of(uuid, uuid, text), money.next_number(uuid, int), money.may_book(uuid), money.post(uuid, uuid, text, date, text, jsonb), money.reverse(uuid, uuid, text),
    money.approve(uuid, uuid, date, date, uuid[], int, bigint), money.close_period(uuid, date), money.facts(uuid[], date[]), money.put_days(jsonb), money.day_is_over(date), money.faults() from public;
grant execute on function money.may_book(uuid), money.post(uuid, uuid, text, date, text, jsonb), money.reverse(uuid, uuid, text), money.approve(uuid, uuid, date, date, uuid[], int, bigint),
    money.close_period(uuid, date) to og_desk, og_custody;
grant execute on function money.facts(uuid[], date[]), money.put_days(jsonb), money.day_is_over(date), money.faults() to og_jobs;
reset role;
