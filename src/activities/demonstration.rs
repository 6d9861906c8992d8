//! Invented work and school: every house has workshops, classes, a gym and a library; most people have a place, some wait, a few have said no; eight weeks of registers.
//!
//! Everything follows from ids by `md5`, so that a house looks the same each time it is invented, and everything is one statement a table, at any size.

use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::PgPool;

use crate::law::calendar;

/// Writes it once. There already: the weeks are carried on to today.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no work is invented here");
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from activities.place)").fetch_one(&mut *tx).await?;
    let first = calendar::oslo_day(now).checked_sub_days(Days::new(90)).unwrap_or_default();
    let holidays: Vec<NaiveDate> = first.iter_days().take(180).filter(|day| calendar::holiday(*day).is_some()).collect();
    sqlx::query(QUIET).execute(&mut *tx).await?;
    for &(what, statement) in STATEMENTS.iter().filter(|(what, _)| !there || EVERY_DAY.contains(what)) {
        sqlx::query(statement).bind(now).bind(&holidays).execute(&mut *tx).await.context(what)?;
    }
    sqlx::query(LOUD).execute(&mut *tx).await?;
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// What the registers of the past set in motion is no news.
const QUIET: &str = "alter table activities.attendance disable trigger user";
const LOUD: &str = "alter table activities.attendance enable trigger user";

/// In this order. `$1`: the present; `$2`: public holidays around it.
const STATEMENTS: &[(&str, &str)] = &[
    ("terms", TERMS),
    ("workplaces and courses", PLACES),
    ("facilities", FACILITIES),
    ("rooms", ROOMS),
    ("places in rooms", IN_ROOMS),
    ("needs", NEEDS),
    ("staff", STAFF),
    ("leads", LEADS),
    ("patterns", PATTERNS),
    ("closures", CLOSURES),
    ("sessions", SESSIONS),
    ("placements", PLACEMENTS),
    ("seats", SLOTS),
    ("earlier placements", EARLIER),
    ("applications", APPLICATIONS),
    ("suspensions", SUSPENSIONS),
    ("held back", HELD_BACK),
    ("registers", REGISTERS),
    ("registers taken", TAKEN),
    ("bookings", BOOKINGS),
    ("weeks under goals", WEEKS),
    ("skills", SKILLS),
    ("reach by places", BY_PLACES),
];

/// What another day brings. Each does nothing where its rows are.
const EVERY_DAY: &[&str] = &["sessions", "held back", "registers", "registers taken", "bookings", "weeks under goals"];

const TERMS: &str = "
insert into activities.term (id, prison_id, name, during)
select gen_random_uuid(), p.prison_id, t.name, t.during
  from (select distinct w.prison_id from custody.in_custody w) p
  cross join lateral (select extract(year from $1::timestamptz)::int as y, $2::date[] as unused) n
  cross join lateral (values (format('Høsten %s', n.y), daterange(make_date(n.y, 8, 17), make_date(n.y, 12, 19))),
                             (format('Våren %s', n.y), daterange(make_date(n.y, 1, 5), make_date(n.y, 6, 20))),
                             (format('Våren %s', n.y + 1), daterange(make_date(n.y + 1, 1, 4), make_date(n.y + 1, 6, 19)))) t (name, during)";

/// So many seats that nine of ten could have one: workshops of ten, classes of eight, for each level of security of a house.
const PLACES: &str = "
with house as (
    select w.prison_id, w.security_level as level, count(*) as n, greatest(1, ceil(count(*) * 0.62 / 10))::int as works, greatest(case when count(*) > 12 then 1 else 0 end, ceil(count(*) * 0.26 / 8))::int as courses
      from custody.in_custody w group by 1, 2),
wanted as (
    select h.*, 'work' as kind, k.n as nth, case when k.n = 1 then 'KITCHEN' when k.n = 2 then 'WOOD' when k.n = 3 then 'LAUNDRY' end as fixed from house h cross join lateral generate_series(1, h.works) k (n)
    union all
    select h.*, 'course', k.n, case when k.n = 1 then 'GS' when k.n = 2 then 'NOR_A2' end from house h cross join lateral generate_series(1, h.courses) k (n)),
-- Which it is: drawn without drawing one twice in a house, as long as there are kinds.
drawn as (
    select c.list, c.code, c.label_nb, h.prison_id, h.level, row_number() over (partition by h.prison_id, h.level, c.list order by md5(h.prison_id::text || h.level || c.code)) as nth
      from house h cross join reference.code c
     where (c.list = 'work_type' and c.code in ('METAL', 'SMALL_IND', 'SEWING', 'MAINT', 'PAINT', 'GARDEN', 'GROUNDS', 'CAR', 'PRINT', 'PACK', 'RECYCLE', 'STORE', 'CLEANING', 'BAKERY', 'ELECTRONICS', 'CRAFT', 'CANTEEN', 'SAWMILL'))
        or (c.list = 'course' and c.code in ('NOR_B1', 'DIG', 'ENG_INTRO', 'VG1_BA', 'VG1_RM', 'VG1_TP', 'VG1_ST', 'VG2_TOM', 'VG3_PAB', 'SUB_MAT', 'SUB_NOR', 'SUB_ENG', 'K_HMS', 'K_SKRIV', 'SAMF')))
insert into activities.place (id, prison_id, kind, code, name, room_id, places, levels, provider, partner, tools, paid, about, safety, orders, leads_to, opened_on)
select md5('place' || x.prison_id || x.level || x.kind || x.nth)::uuid, x.prison_id, x.kind, x.code, x.name || case when x.again > 1 then ' ' || x.again else '' end, null, case x.kind when 'work' then 10 else 8 end, array[x.level],
       case x.kind when 'work' then 'prison' else 'county_school' end, case x.kind when 'course' then 'Fylkeskommunens opplæring' else '' end,
       case when x.code in ('KITCHEN', 'BAKERY', 'CANTEEN') then 'knives' when x.code in ('WOOD', 'METAL', 'SAWMILL', 'CAR') then 'machines' when x.code in ('PAINT', 'CLEANING', 'LAUNDRY') then 'chemicals'
            when x.kind = 'work' then 'counted' else 'none' end, true, '',
       case when x.code in ('WOOD', 'METAL', 'SAWMILL') then 'Vernebriller og hørselsvern. Maskiner startes bare av verksbetjenten. Verktøytavla telles før pause og før slutt.' when x.code in ('KITCHEN', 'BAKERY') then 'Kniver telles ut og inn. Allergener skal merkes.' else '' end,
       case x.code when 'WOOD' then 'Hagebenker til kommunen, 24 stk., ferdig før jul' when 'METAL' then 'Brannstiger, 12 stk.' when 'SEWING' then 'Arbeidstøy, reparasjon' when 'PACK' then 'Pakking av førstehjelpsutstyr, løpende' else '' end,
       case x.code when 'KITCHEN' then 'Institusjonskokkfaget' when 'WOOD' then 'Trevare- og bygginnredningsfaget' when 'METAL' then 'Sveisefaget' else '' end,
       ($1::timestamptz)::date - 400 - cardinality($2::date[]) * 0
  from (select y.prison_id, y.level, y.kind, y.nth, c.code, c.label_nb as name, row_number() over (partition by y.prison_id, c.label_nb order by array_position(array['high', 'lower', 'halfway', 'especially_high'], y.level), y.nth) as again
          from (select w.*, coalesce(w.fixed, d.code, 'CELLWORK') as code
                  from wanted w left join drawn d on d.prison_id = w.prison_id and d.level = w.level and d.list = case w.kind when 'work' then 'work_type' else 'course' end
                                                  and d.nth = w.nth - case w.kind when 'work' then 3 else 2 end) y
          join reference.code c on c.code = y.code and c.list = case y.kind when 'work' then 'work_type' else 'course' end) x";

const FACILITIES: &str = "
insert into activities.place (id, prison_id, kind, code, name, places, levels, provider, paid, opened_on)
select md5('facility' || p.prison_id || f.code)::uuid, p.prison_id, 'facility', f.code, f.name, f.places, array['especially_high', 'high', 'lower', 'halfway'], 'prison', false, ($1::timestamptz)::date - 400
  from (select distinct w.prison_id, $2::date[] as unused from custody.in_custody w) p
  cross join (values ('GYM', 'Treningsrom', 12), ('LIBRARY', 'Bibliotek', 8), ('MUSIC', 'Musikkrom', 4)) f (code, name, places)";

const ROOMS: &str = "
insert into estate.place (id, prison_id, name, kind, holds)
select md5('room' || p.id)::uuid, p.prison_id, case p.kind when 'course' then 'Klasserom ' || row_number() over (partition by p.prison_id, p.kind order by p.id) else p.name end,
       case p.kind when 'course' then 'school' when 'facility' then 'other' else 'work' end, p.places + 4
  from activities.place p where $1::timestamptz is not null and $2::date[] is not null
on conflict do nothing";

const IN_ROOMS: &str = "
update activities.place p set room_id = e.id
  from (select y.id, y.prison_id, case y.kind when 'course' then 'Klasserom ' || row_number() over (partition by y.prison_id, y.kind order by y.id) else y.name end as name
          from activities.place y where $1::timestamptz is not null and $2::date[] is not null) x
  join estate.place e on e.prison_id = x.prison_id and e.closed_on is null and estate.place_key(e.name) = estate.place_key(x.name)
 where p.id = x.id";

const NEEDS: &str = "
insert into activities.place_need (id, place_id, prison_id, kind, value, hard)
select gen_random_uuid(), p.id, p.prison_id, n.kind, n.value, n.hard
  from activities.place p cross join lateral (
    select 'fit_for_work', '', true where p.kind = 'work' and $1::timestamptz is not null and $2::date[] is not null
    union all select 'no_alert', 'FIRE', true where p.tools in ('machines', 'chemicals')
    union all select 'no_alert', 'VIOLENCE_STAFF', true where p.tools = 'knives'
    union all select 'days_left', '60', false where p.kind = 'course'
    union all select 'certificate', 'K_HMS', false where p.tools = 'machines') n (kind, value, hard)";

const STAFF: &str = "
with own as (
    select x.account_id, x.role, h.id as prison_id, row_number() over (partition by h.id, x.role order by a.demonstration desc, x.account_id) as nth, count(*) over (partition by h.id, x.role) as n
      from access.assignment x join access.account a on a.id = x.account_id cross join lateral unnest(x.prisons) h(id)
     where x.role in ('WRK', 'EDU') and x.outcome = 'granted' and x.ended_at is null and x.valid @> $1::timestamptz),
places as (
    select p.*, case when p.kind = 'course' then 'EDU' else 'WRK' end as role, row_number() over (partition by p.prison_id, p.kind = 'course' order by p.kind = 'facility', p.id) as nth from activities.place p where $2::date[] is not null)
insert into activities.place_staff (id, place_id, prison_id, account_id, part, during, decided_by)
select gen_random_uuid(), p.id, p.prison_id, o.account_id, 'runs', daterange(p.opened_on, null), o.account_id
  from places p join own o on o.prison_id = p.prison_id and o.role = p.role and o.nth = (p.nth - 1) % o.n + 1";

const LEADS: &str = "
insert into activities.lead (id, prison_id, account_id, field, during, decided_by)
select distinct on (h.id, x.role) gen_random_uuid(), h.id, x.account_id, case x.role when 'WRK' then 'work' else 'education' end, daterange(($1::timestamptz)::date - 400, null), x.account_id
  from access.assignment x join access.account a on a.id = x.account_id cross join lateral unnest(x.prisons) h(id)
 where x.role in ('WRK', 'EDU') and x.outcome = 'granted' and x.ended_at is null and x.valid @> $1::timestamptz and $2::date[] is not null and exists (select from activities.place p where p.prison_id = h.id)
 order by h.id, x.role, a.demonstration desc, x.account_id";

/// Work all day, a class in the mornings or the afternoons, the kitchen every day, facilities in the evening.
const PATTERNS: &str = "
insert into activities.pattern (id, place_id, prison_id, weekday, starts, ends, during, holidays, made_by, made_at)
select md5('pattern' || p.id || d || t.starts)::uuid, p.id, p.prison_id, d, t.starts, t.ends, daterange(p.opened_on, null), case when p.code in ('KITCHEN', 'BAKERY') then 'runs' else 'rests' end, s.account_id, $1::timestamptz
  from activities.place p
  join lateral (select x.account_id from activities.place_staff x where x.place_id = p.id limit 1) s on $2::date[] is not null
  cross join generate_series(1, 7) d
  cross join lateral (
      select time '08:15', time '11:30' where p.kind in ('work', 'course') and (p.kind = 'work' or get_byte(decode(md5(p.id::text), 'hex'), 0) % 3 < 2) and (d <= 5 or p.code = 'KITCHEN')
      union all select time '12:15', time '14:45' where p.kind in ('work', 'course') and (p.kind = 'work' or get_byte(decode(md5(p.id::text), 'hex'), 0) % 3 > 0) and d <= 5
      union all select time '17:30', time '19:00' where p.code in ('GYM', 'MUSIC') and d <= 5
      union all select time '16:30', time '17:30' where p.code = 'LIBRARY' and d in (2, 4)) t (starts, ends)";

const SESSIONS: &str = "
insert into activities.session (id, place_id, prison_id, pattern_id, on_day, starts_at, ends_at, room_id, places, state, reason_code, reason, by_hand)
select md5('session' || t.id || d.day)::uuid, t.place_id, t.prison_id, t.id, d.day, (d.day + t.starts) at time zone 'Europe/Oslo', (d.day + t.ends) at time zone 'Europe/Oslo', t.room_id, coalesce(t.places, p.places),
       case when r.code is null then 'planned' else 'cancelled' end, r.code, case r.code when 'STAFF' then 'Verksbetjenten er på kurs' when 'TECH' then 'Service på maskiner' end, coalesce(r.code in ('STAFF', 'TECH'), false)
  from activities.pattern t join activities.place p on p.id = t.place_id
  cross join lateral (select x::date as day from generate_series(($1::timestamptz)::date - 56, ($1::timestamptz)::date + 42, interval '1 day') x where extract(isodow from x) = t.weekday) d
  cross join lateral (select case when d.day = any($2::date[]) and t.holidays = 'rests' then 'HOLIDAY'
                                  when get_byte(decode(md5(p.id::text || d.day), 'hex'), 1) < 5 then case when p.tools = 'machines' then 'TECH' else 'STAFF' end end as code) r
on conflict do nothing";

/// Six of seven, since they came or half a year ago: everybody gets the next free seat of a place of their level.
const PLACEMENTS: &str = "
with people as (
    select w.inmate_id, w.prison_id, w.security_level as level, greatest(w.admitted_at + interval '6 days', $1::timestamptz - make_interval(days => 20 + get_byte(decode(md5('since' || w.inmate_id), 'hex'), 0))) as since,
           row_number() over (partition by w.prison_id, w.security_level order by md5('turn' || w.inmate_id)) as nth
      from custody.in_custody w
     where w.admitted_at < $1::timestamptz - interval '8 days' and get_byte(decode(md5('active' || w.inmate_id), 'hex'), 0) < 232 and $2::date[] is not null),
seats as (
    select p.id as place_id, p.prison_id, p.levels[1] as level, n as seat, row_number() over (partition by p.prison_id, p.levels[1] order by n, p.kind, p.id) as nth
      from activities.place p cross join lateral generate_series(1, p.places) n where p.kind in ('work', 'course'))
insert into activities.placement (id, inmate_id, prison_id, at_prison_id, place_id, goal_id, during, addition_ore, decided_by, decided_at)
select md5('placement' || x.inmate_id)::uuid, x.inmate_id, x.prison_id, x.prison_id, s.place_id,
       (select g.id from plan.goal g join activities.place p on p.id = s.place_id where g.inmate_id = x.inmate_id and g.state = 'current' and g.theme = case p.kind when 'course' then 'education' else 'work' end order by g.created_at limit 1),
       tstzrange(x.since, null), case when get_byte(decode(md5('extra' || x.inmate_id), 'hex'), 0) < 24 then 1500 else 0 end,
       (select z.account_id from activities.place_staff z where z.place_id = s.place_id limit 1), x.since - interval '1 day'
  from people x join seats s on s.prison_id = x.prison_id and s.level = x.level and s.nth = x.nth
 -- Whoever must be kept apart from somebody before them in the same place waits.
 where not exists (select from custody.keep_apart_person me join custody.keep_apart k on k.id = me.keep_apart_id and k.closed_at is null
                     join custody.keep_apart_person them on them.keep_apart_id = k.id and them.inmate_id <> me.inmate_id
                     join people y on y.inmate_id = them.inmate_id join seats o on o.prison_id = y.prison_id and o.level = y.level and o.nth = y.nth
                    where me.inmate_id = x.inmate_id and o.place_id = s.place_id and y.nth < x.nth)";

const SLOTS: &str = "
insert into activities.slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
select gen_random_uuid(), x.id, t.id, x.place_id, x.inmate_id, x.prison_id, row_number() over (partition by t.id order by x.id)::smallint, activities.weekly(t.weekday, t.starts, t.ends), activities.parity(t.weeks), x.during
  from activities.placement x join activities.pattern t on t.place_id = x.place_id where x.ended_at is null and $1::timestamptz is not null and $2::date[] is not null";

/// Some had another place before, which ended.
const EARLIER: &str = "
insert into activities.placement (id, inmate_id, prison_id, at_prison_id, place_id, during, ended_by, ended_at, end_code, end_reason, decided_by, decided_at)
select md5('earlier' || x.inmate_id)::uuid, x.inmate_id, x.prison_id, x.at_prison_id, p.id, tstzrange(w.admitted_at + interval '6 days', lower(x.during) - interval '1 day'), x.decided_by, lower(x.during) - interval '1 day', e.code,
       case when e.code = 'not_suited' then 'Ønsket andre oppgaver, og trivdes ikke i gruppa' end, x.decided_by, w.admitted_at + interval '5 days'
  from activities.placement x join custody.in_custody w on w.inmate_id = x.inmate_id
  join lateral (select q.id from activities.place q where q.prison_id = x.at_prison_id and q.kind = 'work' and q.id <> x.place_id and w.security_level = any(q.levels) order by md5(q.id::text || x.id) limit 1) p on $2::date[] is not null
  cross join lateral (select (array['own_wish', 'other_place', 'not_suited', 'finished'])[1 + get_byte(decode(md5('why' || x.id), 'hex'), 0) % 4] as code) e
 where w.admitted_at + interval '20 days' < lower(x.during) and lower(x.during) < $1::timestamptz and get_byte(decode(md5('had' || x.id), 'hex'), 0) < 90";

/// Who has no place mostly waits for one, some with a first and a second wish; a few have refused; and some with work wish for school.
const APPLICATIONS: &str = "
insert into activities.application (id, inmate_id, prison_id, place_id, source, rank, words, state, suited, assessed_by, assessed_at, waiting_since, priority, decided_by, decided_at, decision_reason, made_by, made_at)
select md5('application' || w.inmate_id || p.id)::uuid, w.inmate_id, w.prison_id, p.id, case when g.goal then 'plan' else 'wish' end, p.rank, (array['', 'Har jobbet med dette før', 'Vil gjerne ha fagbrev', 'Trenger noe å gå til'])[1 + h.b % 4],
       s.state, case when s.state in ('waiting', 'refused') then 'suited' end, case when s.state in ('waiting', 'refused') then c.account_id end, case when s.state in ('waiting', 'refused') then s.at + interval '4 days' end,
       case when s.state = 'waiting' then s.at + interval '4 days' end, case when g.goal then 'plan' else 'ordinary' end,
       case when s.state in ('refused', 'declined') then c.account_id end, case when s.state in ('refused', 'declined') then s.at + interval '9 days' end, case when s.state = 'declined' then 'Ikke ledig plass på dette nivået' end,
       c.account_id, s.at
  from custody.in_custody w
  left join activities.placement x on x.inmate_id = w.inmate_id and x.ended_at is null
  cross join lateral (select get_byte(decode(md5('wish' || w.inmate_id), 'hex'), 0) as a, get_byte(decode(md5('wish' || w.inmate_id), 'hex'), 1) as b) h
  cross join lateral (select exists (select from plan.goal y where y.inmate_id = w.inmate_id and y.theme in ('work', 'education') and y.state = 'current') as goal) g
  join lateral (select q.id, row_number() over (order by md5(q.id::text || w.inmate_id))::smallint as rank from activities.place q
                 where q.prison_id = w.prison_id and q.kind in ('work', 'course') and w.security_level = any(q.levels) and q.id is distinct from x.place_id and (x.id is null or q.kind = 'course')
                 order by md5(q.id::text || w.inmate_id) limit 1 + h.b % 2) p on $2::date[] is not null
  join lateral (select z.account_id from access.assignment z where z.role = 'CAS' and w.prison_id = any(z.prisons) and z.outcome = 'granted' and z.ended_at is null order by md5(z.account_id::text || w.inmate_id) limit 1) c on true
  cross join lateral (select case when x.id is not null then 'waiting' when h.a < 30 and p.rank = 1 then 'refused' when h.a < 60 then 'open' when h.a < 70 then 'declined' else 'waiting' end as state,
                             greatest(w.admitted_at + interval '2 days', $1::timestamptz - make_interval(days => 12 + h.b / 3)) as at) s
 where s.at + interval '9 days' < $1::timestamptz and case when x.id is null then h.a < 225 else h.a < 20 end";

const SUSPENSIONS: &str = "
insert into activities.suspension (id, placement_id, place_id, inmate_id, prison_id, during, gives, code, reason, made_by, made_at)
select md5('rest' || x.id)::uuid, x.id, x.place_id, x.inmate_id, x.prison_id, tstzrange($1::timestamptz - interval '3 days', $1::timestamptz + interval '11 days'), s.gives, s.code, s.reason, x.decided_by, $1::timestamptz - interval '3 days'
  from activities.placement x
  cross join lateral (select get_byte(decode(md5('rest' || x.id), 'hex'), 0) as a) h
  join (values (0, 'health', 'support', 'Ikke arbeidsfør nå, etter melding om funksjon'), (1, 'programme', 'ordinary', 'Følger program på dagtid'), (2, 'conduct', 'none', 'Forlot arbeidsplassen to ganger')) s (n, code, gives, reason) on s.n = h.a % 3
 where x.ended_at is null and h.a < 8 and lower(x.during) < $1::timestamptz - interval '3 days' and $2::date[] is not null";

const HELD_BACK: &str = "
insert into activities.held_back (id, session_id, place_id, inmate_id, prison_id, reason_code, reason, made_by, made_at)
select md5('back' || s.id || l.inmate_id)::uuid, s.id, s.place_id, l.inmate_id, l.prison_id, 'HELD_BACK', 'Uro på avdelingen i går kveld', x.decided_by, $1::timestamptz - interval '1 hour'
  from activities.session s join activities.slot l on l.pattern_id = s.pattern_id and l.during @> s.starts_at join activities.placement x on x.id = l.placement_id
 where s.state = 'planned' and s.on_day between ($1::timestamptz)::date and ($1::timestamptz)::date + 1 and get_byte(decode(md5('back' || s.on_day || l.inmate_id), 'hex'), 0) < 3 and $2::date[] is not null
on conflict do nothing";

/// A workshop of each house is shut for a day next week, and its sessions are called off by the job that writes the weeks ahead.
const CLOSURES: &str = "
insert into activities.closure (id, prison_id, place_id, during, reason_code, reason, made_by, made_at)
select md5('closure' || x.id)::uuid, x.prison_id, x.id, tstzrange((d.day + time '07:00') at time zone 'Europe/Oslo', (d.day + time '17:00') at time zone 'Europe/Oslo'), 'TECH', 'Service på maskinene', x.account_id, $1::timestamptz - interval '4 days'
  from (select distinct on (p.prison_id) p.id, p.prison_id, s.account_id from activities.place p join activities.place_staff s on s.place_id = p.id where p.kind = 'work' and $2::date[] is not null order by p.prison_id, md5(p.id::text), s.account_id) x
  cross join lateral (select date_trunc('week', ($1::timestamptz)::date)::date + 9 as day) d";

/// Nineteen of twenty come. Sessions that have begun a quarter of an hour ago are taken, but for a few that somebody forgot.
const REGISTERS: &str = "
insert into activities.attendance (session_id, inmate_id, prison_id, at_prison_id, place_id, placement_id, mark, reason_code, came_at, gives, recorded_by, recorded_at)
select s.id, l.inmate_id, l.prison_id, s.prison_id, s.place_id, l.placement_id, m.mark, m.reason, case m.mark when 'late' then s.starts_at + interval '18 minutes' end, m.gives, z.account_id, s.starts_at + interval '6 minutes'
  from activities.session s
  join activities.slot l on l.pattern_id = s.pattern_id and l.during @> s.starts_at
  join lateral (select y.account_id from activities.place_staff y where y.place_id = s.place_id limit 1) z on $2::date[] is not null
  left join activities.suspension x on x.placement_id = l.placement_id and x.during @> s.starts_at
  left join activities.held_back h on h.session_id = s.id and h.inmate_id = l.inmate_id and h.lifted_at is null
  -- A day is a day: who is sick in the morning is sick after noon.
  cross join lateral (select get_byte(decode(md5(l.inmate_id::text || s.on_day), 'hex'), 0) * 256 + get_byte(decode(md5(l.inmate_id::text || s.on_day), 'hex'), 1) as a) d
  join lateral (
      select 'not_required' as mark, h.reason_code as reason, 'ordinary' as gives, 0 as o where h.id is not null
      union all select 'not_required', 'SUSPENDED', x.gives, 1 where x.id is not null
      union all select 'missing', null, 'ordinary', 2 where s.on_day = ($1::timestamptz)::date and d.a < 160
      union all select v.mark, v.reason, v.gives, 3 from (values (0, 1300, 'absent', 'SICK', 'support'), (1300, 1700, 'absent', 'REFUSED', 'none'), (1700, 2100, 'absent', 'DOCTOR', 'ordinary'), (2100, 2350, 'absent', 'LEAVE', 'ordinary'),
                           (2350, 2600, 'absent', 'COURT', 'ordinary'), (2600, 3000, 'absent', 'OVERSLEPT', 'none'), (3000, 3700, 'late', 'LATE', 'ordinary'), (3700, 3900, 'absent', 'NAV', 'ordinary'), (3900, 4000, 'sent_back', 'SENT_BACK', 'none'),
                           (4000, 4200, 'absent', 'LAWYER', 'ordinary')) v (a, b, mark, reason, gives) where d.a >= v.a and d.a < v.b
      union all select 'present', null, 'ordinary', 4
      order by o limit 1) m on true
 where s.state = 'planned' and s.taken_at is null and s.starts_at < $1::timestamptz - interval '15 minutes' and get_byte(decode(md5('forgot' || s.id), 'hex'), 0) > 1
on conflict do nothing";

const TAKEN: &str = "
update activities.session s set taken_at = s.starts_at + interval '6 minutes', taken_by = a.recorded_by, version = 2
  from (select x.session_id, min(x.recorded_by::text)::uuid as recorded_by from activities.attendance x group by 1) a where a.session_id = s.id and s.taken_at is null and $1::timestamptz is not null and $2::date[] is not null";

const BOOKINGS: &str = "
insert into activities.booking (id, session_id, place_id, inmate_id, prison_id, seat, made_by, made_at)
select gen_random_uuid(), x.session_id, x.place_id, x.inmate_id, x.prison_id, x.seat, x.account_id, $1::timestamptz - interval '1 day'
  from (select s.id as session_id, s.place_id, w.inmate_id, w.prison_id, s.places, z.account_id, row_number() over (partition by s.id order by md5(s.id::text || w.inmate_id))::smallint as seat
          from activities.session s join activities.place p on p.id = s.place_id and p.kind = 'facility'
          join activities.place_staff z on z.place_id = p.id
          join custody.in_custody w on w.prison_id = s.prison_id and get_byte(decode(md5(s.id::text || w.inmate_id), 'hex'), 0) < 20
         where s.state = 'planned' and s.on_day between ($1::timestamptz)::date and ($1::timestamptz)::date + 6 and $2::date[] is not null) x
 where x.seat <= x.places
on conflict do nothing";

/// What registers would have noted under the goals of plans, had they been taken by hand.
const WEEKS: &str = "
select activities.note_weeks(array(select x.id from activities.placement x where x.goal_id is not null), array(select ($1::timestamptz)::date - 7 * k from generate_series(0, 8) k)) where $2::date[] is not null";

const SKILLS: &str = "
insert into activities.skill (id, inmate_id, prison_id, place_id, what, level, on_day, recorded_by, recorded_at)
select gen_random_uuid(), x.inmate_id, x.prison_id, x.place_id, k.what, (array['shown', 'with_help', 'alone', 'teaches'])[1 + get_byte(decode(md5(x.id::text || k.what), 'hex'), 0) % 4], ($1::timestamptz)::date - 10, x.decided_by, $1::timestamptz - interval '10 days'
  from activities.placement x join activities.place p on p.id = x.place_id
  join (values ('WOOD', 'Båndsag'), ('WOOD', 'Liming og pressing'), ('METAL', 'MIG-sveising'), ('METAL', 'Måling og oppmerking'), ('KITCHEN', 'Varm lunsj for 80'), ('KITCHEN', 'Hygiene og temperaturlogg'), ('LAUNDRY', 'Sortering og programvalg'),
               ('PAINT', 'Sparkling og sliping'), ('GARDEN', 'Oppal av planter'), ('CAR', 'Bremser'), ('SEWING', 'Overlock')) k (code, what) on k.code = p.code
 where x.ended_at is null and lower(x.during) < $1::timestamptz - interval '14 days' and get_byte(decode(md5('skill' || x.id || k.what), 'hex'), 0) < 120 and $2::date[] is not null";

/// The generator, which knows of no places, gives teachers and supervisors some people by hand. Where there are places they give reach (`activities.people_of`), and what was
/// given by hand ends: nobody is taught by somebody who has no class with them.
const BY_PLACES: &str = "
update access.person_grant g set ended_at = $1::timestamptz, ended_by = g.given_by
 where g.kind = 'assigned' and g.role in ('WRK', 'EDU') and g.ended_at is null and $2::date[] is not null
   and exists (select from activities.place_staff s where s.account_id = g.account_id)";
