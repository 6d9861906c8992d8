-- Days of allowance by whole sets: a month of somebody asks twice or three times what holds them, not thirty times.
--
-- Forskrift § 3-13: the allowance is the same for work, education and programme. Who took part in a programme has that time among the day's, as time in a workshop; and what
-- is written of it afterwards puts the day into the queue.
set local role overgang_owner;
create or replace function money.facts(p_people uuid[], p_days date[]) returns table (inmate_id uuid, day date, at_prison_id uuid, prison_id uuid, held text, remand boolean, self_catering boolean, offer text, unfit boolean,
    addition_ore int, sessions jsonb) language sql stable security definer set search_path = money, pg_temp as $$
    with asked as (select a.inmate_id, a.day, a.day::timestamp at time zone 'Europe/Oslo' as midnight, (a.day + 1)::timestamp at time zone 'Europe/Oslo' as next
                     from unnest(p_people, p_days) a (inmate_id, day)),
    -- What holds somebody is asked once for each stretch of days between two on which it may become another: a basis begins, ends, or a stay does.
    span as (select a.inmate_id, min(a.day) as first, max(a.day) as last from asked a group by 1),
    turns as (
        select s.inmate_id, s.first as day, s.last from span s
        union
        select s.inmate_id, x.day, s.last from span s
          join sentences.legal_basis b on b.inmate_id = s.inmate_id and b.from_day <= s.last
          cross join lateral (values (b.from_day), (b.ended_on + 1), (b.to_day + 1), (case when b.kind = 'remand' and b.to_day is null then sentences.runs_out(b) + 1 end)) x (day)
         where x.day > s.first and x.day <= s.last
        union
        select s.inmate_id, x.day, s.last from span s join custody.stay y on y.inmate_id = s.inmate_id and y.released_at is not null
          cross join lateral (values ((y.released_at at time zone 'Europe/Oslo')::date), ((y.released_at at time zone 'Europe/Oslo')::date + 1)) x (day)
         where x.day > s.first and x.day <= s.last),
    stretch as materialized (
        select t.inmate_id, daterange(t.day, coalesce(lead(t.day) over (partition by t.inmate_id order by t.day), t.last + 1)) as days, sentences.status_on(t.inmate_id, t.day) in ('remand', 'none') as remand
          from turns t)
    select q.inmate_id, q.day, w.at_prison_id, i.prison_id,
           case when s.admitted_at >= q.midnight and s.released_at < q.next then 'in_and_out' when s.admitted_at >= q.midnight then 'admission' when s.released_at < q.next then 'release' else 'whole' end,
           coalesce(t.remand, true),
           coalesce(u.self_catering, false),
           case when x.placements > 0 then 'placed'
                when exists (select from activities.application a where a.inmate_id = q.inmate_id and a.state = 'refused' and a.decided_at < q.next and a.decided_at > q.midnight - interval '90 days') then 'refused'
                else 'nothing' end,
           coalesce(x.unfit, false), coalesce(x.addition_ore, 0), coalesce(x.sessions, '[]') || coalesce(r.sessions, '[]')
      from asked q
      join inmates.inmate i on i.id = q.inmate_id
      join lateral (select y.* from custody.stay y where y.inmate_id = q.inmate_id and y.admitted_at < q.next and coalesce(y.released_at, 'infinity') > q.midnight order by y.admitted_at desc limit 1) s on true
      join lateral (select c.at_prison_id, c.unit_id from custody.placement c where c.inmate_id = q.inmate_id and c.during && tstzrange(q.midnight, q.next) order by lower(c.during) desc limit 1) w on true
      left join stretch t on t.inmate_id = q.inmate_id and t.days @> q.day
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
      -- A programme that was taken part in, but for what stands in a workshop's or a class's register already.
      left join lateral (
          select jsonb_agg(jsonb_build_object('minutes', (extract(epoch from m.ends_at - m.starts_at) / 60)::int, 'state', 'planned', 'session_reason', null,
                           'mark', 'programme', 'reason', null, 'gives', 'ordinary') order by m.starts_at, m.id) as sessions
            from programmes.attendance t join programmes.session m on m.id = t.session_id and m.state <> 'cancelled'
           where t.inmate_id = q.inmate_id and t.current and t.mark in ('present', 'late') and m.starts_at >= q.midnight and m.starts_at < q.next
             and not exists (select from activities.slot l join activities.session z on z.pattern_id = l.pattern_id and z.on_day = q.day and z.state = 'planned' and l.during @> z.starts_at
                               join activities.place g on g.id = z.place_id and g.paid
                              where l.inmate_id = q.inmate_id and tstzrange(z.starts_at, z.ends_at) && tstzrange(m.starts_at, m.ends_at))) r on true
$$;

create function money.programme_bears() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
declare v date;
begin
    select (m.starts_at at time zone 'Europe/Oslo')::date into v from programmes.session m where m.id = new.session_id;
    perform money.queue_days(new.inmate_id, v, v);
    return null;
end $$;
create trigger allowance_bears after insert or update of current on programmes.attendance for each row execute function money.programme_bears();

create function money.programme_session_bears() returns trigger language plpgsql security definer set search_path = money, pg_temp as $$
begin
    perform money.queue_days(t.inmate_id, d.day, d.day)
       from programmes.attendance t, (select distinct (x at time zone 'Europe/Oslo')::date as day from unnest(array[old.starts_at, new.starts_at]) x) d
      where t.session_id = new.id and t.current;
    return null;
end $$;
create trigger allowance_bears after update of state, starts_at, ends_at on programmes.session
    for each row when ((new.state, new.starts_at, new.ends_at) is distinct from (old.state, old.starts_at, old.ends_at)) execute function money.programme_session_bears();
revoke execute on function money.programme_bears(), money.programme_session_bears() from public;
reset role;
