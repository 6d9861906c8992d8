-- Whoever was released and is still owed something, or owes, is settled by the house's clerk however long it takes: the record itself closes 30 days after release, and
-- nobody reads it by default any more. What the clerk gets is a name, a number, the three balances and what is to come, and only until they are nothing. No policy grows:
-- these functions answer for exactly those people, and for nobody who is protected from the reader.
set local role overgang_owner;

-- What a house gives up asking for.
alter table money.account drop constraint account_kind;
alter table money.account add constraint account_kind check (case when inmate_id is null then kind in ('wages', 'food', 'bank', 'shop', 'compensation', 'unclaimed', 'written_off')
    else kind in ('allowance', 'private', 'savings') end);

-- Closed records with something left: few, and found without reading the others.
create index left_on_account on money.account (inmate_id) where prison_id is null and inmate_id is not null and balance_ore <> 0;
create index left_in_days on money.allowance_day (inmate_id) where prison_id is null and state = 'proposed';

-- The house that settles somebody who has left, for who reads money there: no word more than whose desk it is.
create function money.left_house(p_inmate uuid) returns uuid language sql stable security definer set search_path = money, pg_temp as $$
    select coalesce(i.prison_id, i.last_prison_id) from inmates.inmate i
     where i.id = p_inmate and access.account() is not null and access.allows('app.reads', 'money') and coalesce(i.prison_id, i.last_prison_id) = any(access.deep_prisons())
       and i.id <> all(access.hidden()) and (not i.protected or i.id = any(access.cleared()))
       and exists (select from custody.stay s where s.inmate_id = i.id) and not exists (select from custody.stay s where s.inmate_id = i.id and s.released_at is null)
$$;

-- What a house keeps for somebody who could not be found.
create function money.unclaimed_of(p_inmate uuid, p_prison uuid) returns bigint language sql stable security definer set search_path = money, pg_temp as $$
    select coalesce(sum(u.amount_ore), 0)::bigint from line u join account a on a.id = u.account_id
     where a.prison_id = p_prison and a.inmate_id is null and a.kind = 'unclaimed' and u.entry_id in (select l.entry_id from line l where l.inmate_id = p_inmate)
$$;

-- Who has left a house and is not settled: on the accounts, in days that nobody has approved, or as money that nobody has fetched. Of a house, or one person of the
-- reader's houses. For who reads money there; a protected person only for who is cleared, also when the record is closed and stands in nobody's list of hidden ones.
drop function money.left_unsettled(uuid);
create function money.left_behind(p_prison uuid, p_inmate uuid) returns table (inmate_id uuid, prison_id uuid, family_name text, given_name text, number text, released_at timestamptz, closed boolean,
    allowance_ore bigint, private_ore bigint, savings_ore bigint, uneven boolean, days bigint, to_come_ore bigint, waiting bigint, unclaimed_ore bigint) language sql stable security definer
    set search_path = money, pg_temp as $$
    with asked as (
        select p_inmate as id where p_inmate is not null
        union
        select i.id from inmates.inmate i where p_inmate is null and i.prison_id = p_prison and not exists (select from custody.in_custody w where w.inmate_id = i.id)
        union
        select a.inmate_id from account a where p_inmate is null and a.prison_id is null and a.inmate_id is not null and a.balance_ore <> 0
        union
        select d.inmate_id from allowance_day d where p_inmate is null and d.prison_id is null and d.state = 'proposed'
        union
        select l.inmate_id from account a join line u on u.account_id = a.id join line l on l.entry_id = u.entry_id
         where p_inmate is null and a.prison_id = p_prison and a.inmate_id is null and a.kind = 'unclaimed' and l.inmate_id is not null),
    gone as (
        select i.id, coalesce(i.prison_id, i.last_prison_id) as house, i.prison_id is null as closed, i.family_name, i.given_name, i.number, s.released_at
          from asked q join inmates.inmate i on i.id = q.id
          join lateral (select max(y.released_at) as released_at, bool_or(y.released_at is null) as held from custody.stay y where y.inmate_id = i.id) s on s.released_at is not null and not s.held
         where access.account() is not null and access.allows('app.reads', 'money') and coalesce(i.prison_id, i.last_prison_id) = any(access.deep_prisons())
           and (p_prison is null or coalesce(i.prison_id, i.last_prison_id) = p_prison)
           and i.id <> all(access.hidden()) and (not i.protected or i.id = any(access.cleared())))
    select g.id, g.house, g.family_name, g.given_name, g.number, g.released_at, g.closed, b.allowance, b.private, b.savings, b.uneven, d.days, d.ore, d.waiting, u.ore
      from gone g
      cross join lateral (select coalesce(sum(a.balance_ore) filter (where a.kind = 'allowance'), 0)::bigint as allowance, coalesce(sum(a.balance_ore) filter (where a.kind = 'private'), 0)::bigint as private,
                                 coalesce(sum(a.balance_ore) filter (where a.kind = 'savings'), 0)::bigint as savings, coalesce(bool_or(a.balance_ore <> 0), false) as uneven
                            from account a where a.inmate_id = g.id) b
      cross join lateral (select count(*) filter (where x.waits_for is null and x.total_ore <> coalesce(o.total_ore, 0)) as days,
                                 coalesce(sum(x.total_ore - coalesce(o.total_ore, 0)) filter (where x.waits_for is null), 0)::bigint as ore, count(*) filter (where x.waits_for is not null) as waiting
                            from allowance_day x left join allowance_day o on o.inmate_id = x.inmate_id and o.day = x.day and o.state = 'approved'
                           where x.inmate_id = g.id and x.state = 'proposed') d
      cross join lateral (select money.unclaimed_of(g.id, g.house) as ore) u
     where b.uneven or d.days > 0 or d.waiting > 0 or u.ore <> 0
     order by g.released_at desc, g.id limit 500
$$;

-- Everything off the accounts of somebody who has left, in one entry, as the clerk saw it: paid out, kept as unclaimed, paid in where they owed, given up, or one account
-- covering another; `collected`: what was kept as unclaimed is fetched. Answers `settled`, `changed` when the sum is another by now, `nothing`, or `not_this_way`.
-- Numbers before accounts, accounts in the order of their ids, as every posting: two who settle wait for one another and neither dies.
create function money.settle_left(p_entry uuid, p_second uuid, p_inmate uuid, p_way text, p_seen bigint, p_reason text) returns text language plpgsql volatile security definer
    set search_path = money, pg_temp as $$
declare v_prison uuid; v_house uuid; v_other uuid; v_private uuid; v_total bigint; v_uneven boolean; v_unclaimed bigint; v_year int := extract(year from platform.today())::int; v_number int;
begin
    v_prison := money.left_house(p_inmate);
    if v_prison is null or not money.may_book(v_prison) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    v_other := money.account_of(null, v_prison, case p_way when 'unclaimed' then 'unclaimed' when 'collected' then 'unclaimed' when 'written_off' then 'written_off' else 'bank' end);
    v_house := (select i.prison_id from inmates.inmate i where i.id = p_inmate);
    v_number := money.next_number(v_prison, v_year);
    perform 1 from account a where a.inmate_id = p_inmate or a.id = v_other order by a.id for update;
    select coalesce(sum(a.balance_ore), 0), coalesce(bool_or(a.balance_ore <> 0), false) into v_total, v_uneven from account a where a.inmate_id = p_inmate;
    if p_way = 'collected' then
        v_unclaimed := money.unclaimed_of(p_inmate, v_prison);
        if v_unclaimed <> p_seen then return 'changed'; end if;
        if v_unclaimed <= 0 then return 'nothing'; end if;
        if v_uneven then return 'not_this_way'; end if;
        -- Back to the person, and out of the house.
        v_private := money.account_of(p_inmate, v_house, 'private');
        insert into entry (id, prison_id, year, number, kind, booked_on, reason, made_by, made_at) values
            (p_second, v_prison, v_year, v_number, 'deposit', platform.today(), p_reason, access.account(), platform.now()),
            (p_entry, v_prison, v_year, v_number + 1, 'release', platform.today(), p_reason, access.account(), platform.now());
        insert into line (entry_id, position, account_id, amount_ore) values (p_second, 1, v_other, -v_unclaimed), (p_second, 2, v_private, v_unclaimed);
        insert into line (entry_id, position, account_id, amount_ore) values (p_entry, 1, v_private, -v_unclaimed), (p_entry, 2, money.account_of(null, v_prison, 'bank'), v_unclaimed);
        return 'settled';
    end if;
    if v_total <> p_seen then return 'changed'; end if;
    if not v_uneven then return 'nothing'; end if;
    if not (case p_way when 'paid_out' then v_total > 0 when 'unclaimed' then v_total > 0 when 'between' then v_total = 0 when 'paid_in' then v_total < 0
                 when 'written_off' then v_total < 0 and p_reason is not null else false end) then return 'not_this_way'; end if;
    insert into entry (id, prison_id, year, number, kind, booked_on, reason, made_by, made_at)
    values (p_entry, v_prison, v_year, v_number, 'release', platform.today(), p_reason, access.account(), platform.now());
    insert into line (entry_id, position, account_id, amount_ore)
    select p_entry, row_number() over (order by x.id)::smallint, x.id, x.ore
      from (select a.id, -a.balance_ore as ore from account a where a.inmate_id = p_inmate and a.balance_ore <> 0 union all select v_other, v_total where v_total <> 0) x;
    return 'settled';
end $$;

revoke execute on function money.left_house(uuid), money.unclaimed_of(uuid, uuid), money.left_behind(uuid, uuid), money.settle_left(uuid, uuid, uuid, text, bigint, text) from public;
grant execute on function money.left_house(uuid), money.left_behind(uuid, uuid) to og_desk, og_custody, og_auditor;
grant execute on function money.settle_left(uuid, uuid, uuid, text, bigint, text) to og_desk, og_custody;
reset role;
