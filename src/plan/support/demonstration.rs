//! Invented support groups: who met, and what was promised; most of it kept, some late, some broken.

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, Row};
use uuid::Uuid;

use crate::deadlines::Event;
use crate::deadlines::jobs::{self, Set};
use crate::law::deadline::Due;
use crate::law::rule::Book;
use crate::platform::id::{AccountId, InmateId};

/// Writes them once, as the owner, in the transaction that invents the plans.
pub async fn seed(connection: &mut PgConnection, book: &Book, now: DateTime<Utc>) -> anyhow::Result<()> {
    let there: bool = sqlx::query_scalar("select exists (select from plan.support_meeting)").fetch_one(&mut *connection).await?;
    if there {
        return Ok(());
    }
    for &(what, statement) in STATEMENTS {
        sqlx::query(statement).bind(now).execute(&mut *connection).await.context(what)?;
    }
    let rows = sqlx::query("select p.id, p.inmate_id, p.recorded_by, p.recorded_at, p.by_day from plan.promise p where p.state = 'open' and p.by_day >= ($1::timestamptz at time zone 'Europe/Oslo')::date order by p.id")
        .bind(now)
        .fetch_all(&mut *connection)
        .await?;
    for some in rows.chunks(400) {
        let mut events = Vec::new();
        for r in some {
            let (id, inmate, by): (Uuid, Uuid, Uuid) = (r.try_get("id")?, r.try_get("inmate_id")?, r.try_get("recorded_by")?);
            let (at, day): (DateTime<Utc>, NaiveDate) = (r.try_get("recorded_at")?, r.try_get("by_day")?);
            events.push(Event::of("plan.promise", InmateId(inmate), at, id).due(Due::day(day)).owner(AccountId(by)));
        }
        jobs::raise(connection, book, &events, now, Set::AtEvent).await?;
    }
    Ok(())
}

/// In this order; `$1` is the present. Deterministic by ids.
const STATEMENTS: &[(&str, &str)] = &[
    (
        "meetings",
        "insert into plan.support_meeting (id, inmate_id, prison_id, at, place, purpose, state, notes, planned_by, planned_at, ended_by, ended_at)
         select md5('support' || v.inmate_id || n)::uuid, v.inmate_id, v.prison_id, x.at, (array['Møterommet', 'Digitalt', 'Besøksavdelingen'])[1 + x.h % 3], (array['Bolig og arbeid etter løslatelsen', 'Veien ut', 'Oppfølging av forrige møte'])[1 + x.h % 3],
                case when x.at < $1 then 'held' else 'planned' end, case when x.at < $1 then 'Gikk gjennom det som er avtalt, og hvem som gjør hva fram mot løslatelsen.' else '' end, v.recorded_by, x.at - interval '14 days',
                case when x.at < $1 then v.recorded_by end, case when x.at < $1 then x.at + interval '90 minutes' end
           from plan.version v join custody.in_custody w on w.inmate_id = v.inmate_id cross join generate_series(1, 2) n
           cross join lateral (select abs(hashtext(v.inmate_id::text || 'support')) as h) y
           cross join lateral (select y.h, date_trunc('day', $1) + interval '10 hours' + interval '1 day' * case when n = 1 then -(4 + y.h % 40) else 3 + y.h % 30 end as at) x
          where v.number = 1 and y.h % 100 < case when w.expected_release < ($1 at time zone 'Europe/Oslo')::date + 180 then 55 else 12 end and (n = 1 or y.h % 3 = 0) and x.at > v.recorded_at + interval '2 days'",
    ),
    (
        "members",
        "insert into plan.support_member (id, meeting_id, inmate_id, prison_id, who, partner, name, came, added_by)
         select md5('member' || m.id || k.who || k.partner)::uuid, m.id, m.inmate_id, m.prison_id, k.who, k.partner, '', case when m.state = 'held' then abs(hashtext(m.id::text || k.partner || k.who)) % 9 > 0 end, m.planned_by
           from plan.support_meeting m
           cross join (values ('inmate', '', 0), ('contact_officer', '', 0), ('coordinator', '', 0), ('nav', 'NAV_KOM', 0), ('municipality', 'KOM_BOLIG', 1), ('ngo', 'RK_NETTVERK', 2), ('ngo', 'WAYBACK', 3), ('family', '', 4)) k (who, partner, every)
          where (k.every = 0 or abs(hashtext(m.id::text)) % 4 = k.every - 1) and $1::timestamptz is not null",
    ),
    (
        "promises",
        "insert into plan.promise (id, inmate_id, prison_id, meeting_id, goal_id, theme, who, partner, name, what, by_day, recorded_by, recorded_at)
         select md5('promise' || m.id || k.theme)::uuid, m.inmate_id, m.prison_id, m.id, g.id, k.theme, k.who, k.partner, '', k.what, (m.at at time zone 'Europe/Oslo')::date + 7 + x.h % 40, m.planned_by, m.ended_at
           from plan.support_meeting m
           cross join (values ('housing', 'municipality', 'KOM_BOLIG', 'Svar på søknaden om kommunal bolig'), ('work', 'nav', 'NAV_KOM', 'Avtale om arbeidspraksis fra løslatelsen'), ('finances', 'nav', 'NAV_KOM', 'Time hos gjeldsrådgiver'),
                ('substance_use', 'ngo', 'WAYBACK', 'Egen fadder som møter ved porten'), ('leisure', 'ngo', 'RK_NETTVERK', 'Fast aktivitet på torsdager'), ('family', 'family', '', 'Komme på besøk annenhver helg'),
                ('papers', 'other', 'POLITI', 'Time til nytt ID-kort'), ('education', 'other', 'FYLKESKOM', 'Plass på voksenopplæringen')) k (theme, who, partner, what)
           cross join lateral (select abs(hashtext(m.id::text || k.theme)) as h) x
           join plan.consent c on c.inmate_id = m.inmate_id and c.theme = k.theme and c.ended_at is null
           left join lateral (select q.id from plan.goal q where q.inmate_id = m.inmate_id and q.theme = k.theme and q.state in ('current', 'later') order by q.id limit 1) g on true
          where m.state = 'held' and x.h % 100 < 38 and $1::timestamptz is not null",
    ),
    (
        "kept and broken",
        "update plan.promise p set state = x.state, note = case x.state when 'kept' then '' when 'broken' then 'Ikke hørt noe, purret to ganger' else '' end, settled_by = p.recorded_by, settled_at = least($1, p.recorded_at + interval '1 day' * (3 + x.h % 20)), version = 2
           from (select p.id, abs(hashtext(p.id::text || 'kept')) as h, case when abs(hashtext(p.id::text || 'kept')) % 100 < 42 then 'kept' when abs(hashtext(p.id::text || 'kept')) % 100 < 50 then 'broken' end as state from plan.promise p) x
          where x.id = p.id and x.state is not null and (x.state = 'kept' or p.by_day < ($1 at time zone 'Europe/Oslo')::date)",
    ),
    (
        "a day that passed",
        "select plan.tell_promise(p.id, 'promise_over', p.recorded_by, (p.by_day + 1)::timestamp at time zone 'Europe/Oslo') from plan.promise p where p.state = 'open' and p.by_day < ($1::timestamptz at time zone 'Europe/Oslo')::date",
    ),
    (
        "read long ago",
        "update access.notice n set read_at = n.at + interval '5 hours' where n.kind in ('promise_over', 'promise_broken') and n.at < $1 - interval '6 days'",
    ),
    (
        "under goals",
        "insert into plan.progress (goal_id, inmate_id, prison_id, kind, source, at, shared)
         select distinct g.id, g.inmate_id, g.prison_id, 'support_group', m.id, m.at, g.shared from plan.promise p join plan.goal g on g.id = p.goal_id join plan.support_meeting m on m.id = p.meeting_id
          where $1::timestamptz is not null on conflict do nothing",
    ),
];
