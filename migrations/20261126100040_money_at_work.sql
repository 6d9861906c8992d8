-- Money at work: the queue of days is emptied by whole sets, what bears on a day puts it there, accounts are opened when they are first needed, and whoever was
-- released without settlement is known.
set local role overgang_owner;

-- Whoever was held on a day that is over gets it worked out. From the day after the newest that was ever worked out, and never more than two weeks back: so long
-- may the program have been away. A service that begins, begins with yesterday.
create function money.days_are_over(p_until date) returns bigint language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare n bigint := 0; v date; v_from date;
begin
    v_from := greatest(coalesce((select max(d.day) from allowance_day d where d.day <= p_until) + 1, p_until), p_until - 14);
    for v in select d::date from generate_series(v_from::timestamp, p_until::timestamp, interval '1 day') d loop
        n := n + money.day_is_over(v);
    end loop;
    return n;
end $$;

-- The next of the queue, taken out of it. Another transaction's rows are passed over: a register never waits for this one in a circle. A day that is not over waits,
-- but for who has left: what they are owed is asked for at the gate.
create function money.take_stale(p_most int) returns table (inmate_id uuid, day date) language sql volatile security definer set search_path = money, pg_temp as $$
    delete from activities.allowance_stale q using (
        select s.inmate_id, s.day from activities.allowance_stale s
         where s.day < platform.today() or (s.day = platform.today() and not exists (select from custody.in_custody w where w.inmate_id = s.inmate_id))
         order by s.day, s.inmate_id limit p_most for update skip locked) x
     where q.inmate_id = x.inmate_id and q.day = x.day
    returning q.inmate_id, q.day
$$;

-- As before; rows are locked in the order in which a clerk's approval locks them, so that the two wait for one another and neither dies.
create or replace function money.put_days(p_rows jsonb) returns int language plpgsql volatile security definer set search_path = money, pg_temp as $$
declare v_rows allowance_day[];
begin
    select array_agg(r) into v_rows from jsonb_populate_recordset(null::allowance_day, p_rows) r
      left join lateral (select * from allowance_day x where x.inmate_id = r.inmate_id and x.day = r.day order by x.version desc limit 1) d on true
     where d.day is null or (d.at_prison_id, d.basis, d.base_ore, d.addition_ore, d.food_ore, d.lines, d.waits_for)
                       is distinct from (r.at_prison_id, r.basis, r.base_ore, r.addition_ore, r.food_ore, r.lines, r.waits_for);
    if v_rows is null then return 0; end if;
    perform 1 from allowance_day d join unnest(v_rows) r on r.inmate_id = d.inmate_id and r.day = d.day where d.state = 'proposed' order by d.inmate_id, d.day for update of d;
    update allowance_day d set state = 'overtaken' from unnest(v_rows) r where d.inmate_id = r.inmate_id and d.day = r.day and d.state = 'proposed';
    insert into allowance_day (inmate_id, day, version, prison_id, at_prison_id, basis, base_ore, addition_ore, food_ore, lines, waits_for, computed_at)
    select r.inmate_id, r.day, coalesce((select max(x.version) from allowance_day x where x.inmate_id = r.inmate_id and x.day = r.day), 0) + 1, r.prison_id, r.at_prison_id, r.basis, r.base_ore,
           r.addition_ore, r.food_ore, r.lines, r.waits_for, platform.now()
      from unnest(v_rows) r;
    return cardinality(v_rows);
end $$;

-- A day that was worked out and on which the person was not held after all (a release written down later, an admission that was another day): it gives nothing.
create function money.not_held(p_people uuid[], p_days date[]) returns int language sql volatile security definer set search_path = money, pg_temp as $$
    select money.put_days(coalesce(jsonb_agg(jsonb_build_object('inmate_id', d.inmate_id, 'day', d.day, 'prison_id', i.prison_id, 'at_prison_id', d.at_prison_id, 'basis', 'none', 'base_ore', 0,
             'addition_ore', 0, 'food_ore', 0, 'lines', '[{"what": "not_held", "gives": "none", "ore": 0, "minutes": null, "reason": "", "rules": [], "to_be_confirmed": false}]'::jsonb, 'waits_for', null)), '[]'))
      from unnest(p_people, p_days) a (inmate_id, day)
      join lateral (select * from allowance_day x where x.inmate_id = a.inmate_id and x.day = a.day order by x.version desc limit 1) d on true
      join inmates.inmate i on i.id = d.inmate_id
$$;

-- What bears on a day that may have been worked out already: when somebody came and left, a place at rest, a session that was called off afterwards.
create function money.queue_days(p_inmate uuid, p_from date, p_to date) returns void language sql volatile security definer set search_path = money, pg_temp as $$
    insert into activities.allowance_stale (inmate_id, day, at)
    select p_inmate, d::date, platform.now()
      from generate_series(greatest(p_from, platform.today() - 400)::timestamp, least(p_to, platform.today())::timestamp, interval '1 day') d
     where d::date = platform.today() or exists (select from allowance_day x where x.inmate_id = p_inmate and x.day = d::date)
    on conflict (inmate_id, day) do update set at = excluded.at
$$;
create function money.stay_bears() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
declare v_days date[];
begin
    if tg_op = 'INSERT' then return null; end if;
    v_days := array(select (x at time zone 'Europe/Oslo')::date from unnest(array[case when new.admitted_at is distinct from old.admitted_at then old.admitted_at end,
        case when new.admitted_at is distinct from old.admitted_at then new.admitted_at end, case when new.released_at is distinct from old.released_at then coalesce(old.released_at, platform.now()) end,
        case when new.released_at is distinct from old.released_at then coalesce(new.released_at, platform.now()) end]) x where x is not null);
    if cardinality(v_days) > 0 then perform money.queue_days(new.inmate_id, (select min(d) from unnest(v_days) d), (select max(d) from unnest(v_days) d)); end if;
    return null;
end $$;
create trigger allowance_bears after update of admitted_at, released_at on custody.stay for each row execute function money.stay_bears();
create function money.suspension_bears() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
begin
    perform money.queue_days(new.inmate_id, (lower(new.during) at time zone 'Europe/Oslo')::date, coalesce((upper(new.during) at time zone 'Europe/Oslo')::date, platform.today()));
    if tg_op = 'UPDATE' and upper(old.during) is not null then
        perform money.queue_days(new.inmate_id, (lower(old.during) at time zone 'Europe/Oslo')::date, (upper(old.during) at time zone 'Europe/Oslo')::date);
    end if;
    return null;
end $$;
create trigger allowance_bears after insert or update of during, gives, code on activities.suspension for each row execute function money.suspension_bears();
create function money.session_bears() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
begin
    insert into activities.allowance_stale (inmate_id, day, at)
    select distinct l.inmate_id, new.on_day, platform.now() from activities.slot l
     where l.pattern_id = new.pattern_id and l.during && tstzrange(least(old.starts_at, new.starts_at), greatest(old.ends_at, new.ends_at))
       and exists (select from allowance_day d where d.inmate_id = l.inmate_id and d.day = new.on_day)
    on conflict (inmate_id, day) do update set at = excluded.at;
    return null;
end $$;
create trigger allowance_bears after update of state, reason_code, starts_at, ends_at on activities.session for each row
    when (new.on_day <= platform.today() and (new.state, new.reason_code, new.starts_at, new.ends_at) is distinct from (old.state, old.reason_code, old.starts_at, old.ends_at))
    execute function money.session_bears();

-- The accounts that an entry of a person may touch: their three and the house's, opened when they are first needed. Of nobody who is elsewhere or hidden.
create function money.open_accounts(p_inmate uuid) returns table (id uuid, kind text, own boolean, balance_ore bigint, prison_id uuid) language plpgsql volatile security definer
    set search_path = money, pg_temp as $$
#variable_conflict use_column
declare v_prison uuid;
begin
    select i.prison_id into v_prison from inmates.inmate i where i.id = p_inmate and i.id <> all(access.hidden());
    if v_prison is null or not money.may_book(v_prison) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    perform money.account_of(p_inmate, v_prison, k) from unnest(array['allowance', 'private', 'savings']) k;
    perform money.account_of(null, v_prison, k) from unnest(array['bank', 'shop', 'compensation', 'unclaimed']) k;
    return query select a.id, a.kind, a.inmate_id is not null, a.balance_ore, a.prison_id from account a where a.inmate_id = p_inmate or (a.inmate_id is null and a.prison_id = v_prison);
end $$;

-- Who has left a house and is still owed something, or owes: by the accounts, or by days that nobody has approved. For who reads money there.
create function money.left_unsettled(p_prison uuid) returns table (inmate_id uuid, released_at timestamptz, balance_ore bigint, to_come_ore bigint, waiting bigint) language sql stable security definer
    set search_path = money, pg_temp as $$
    with gone as (
        select i.id, s.released_at from inmates.inmate i
          join lateral (select max(y.released_at) as released_at from custody.stay y where y.inmate_id = i.id) s on s.released_at is not null
         where i.prison_id = p_prison and not exists (select from custody.in_custody w where w.inmate_id = i.id) and i.id <> all(access.hidden()))
    select g.id, g.released_at, coalesce(b.ore, 0)::bigint, coalesce(d.ore, 0)::bigint, coalesce(d.waiting, 0)
      from gone g
      left join lateral (select sum(a.balance_ore) as ore, bool_or(a.balance_ore <> 0) as any from account a where a.inmate_id = g.id) b on true
      left join lateral (select sum(x.total_ore - coalesce(o.total_ore, 0)) filter (where x.waits_for is null) as ore, count(*) filter (where x.waits_for is not null) as waiting
                           from allowance_day x left join allowance_day o on o.inmate_id = x.inmate_id and o.day = x.day and o.state = 'approved'
                          where x.inmate_id = g.id and x.state = 'proposed') d on true
     where access.allows('app.reads', 'money') and p_prison = any(access.deep_prisons()) and (b.any or coalesce(d.ore, 0) <> 0 or coalesce(d.waiting, 0) > 0)
     order by g.released_at desc, g.id limit 200
$$;

revoke execute on function money.days_are_over(date), money.take_stale(int), money.not_held(uuid[], date[]), money.queue_days(uuid, date, date), money.stay_bears(), money.suspension_bears(),
    money.session_bears(), money.open_accounts(uuid), money.left_unsettled(uuid) from public;
grant execute on function money.days_are_over(date), money.take_stale(int), money.not_held(uuid[], date[]) to og_jobs;
grant execute on function money.open_accounts(uuid) to og_desk, og_custody;
grant execute on function money.left_unsettled(uuid) to og_desk, og_custody, og_auditor;
reset role;
