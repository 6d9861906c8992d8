//! The day of those who hold sessions: who comes, who does not and why, exams ahead, learners who stand still; and for whoever leads, the places. One trip.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// A session of today.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub id: Uuid,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// The place.
    pub place: String,
    /// The room.
    pub room: String,
    /// `planned` or `cancelled`.
    pub state: String,
    /// Why not, by code.
    pub why: String,
    /// What lies about, and what to mind.
    pub tools: String,
    /// What to mind.
    pub safety: String,
    /// Whether the register has been taken.
    pub taken: bool,
    /// Its people.
    pub people: Vec<Comer>,
}

/// Somebody who has a seat in it.
#[derive(Clone, Debug)]
pub struct Comer {
    /// Who.
    pub id: Uuid,
    /// Family and given names.
    pub name: (String, String),
    /// `planned`, `held_back`, `suspended`.
    pub state: String,
    /// Why, by code.
    pub why: String,
    /// Why they are out of the house.
    pub out: String,
    /// What the register says.
    pub mark: String,
}

/// An exam ahead.
#[derive(Clone, Debug)]
pub struct Exam {
    /// The subject.
    pub subject: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub room: String,
    /// Who sits it.
    pub candidates: i64,
}

/// A learner who has reached nothing for a while.
#[derive(Clone, Debug)]
pub struct Still {
    /// Who.
    pub id: Uuid,
    /// Family and given names.
    pub name: (String, String),
    /// The course, by code.
    pub course: String,
    /// Since when.
    pub since: NaiveDate,
}

/// A place, for whoever leads places of its kind.
#[derive(Clone, Debug)]
pub struct Led {
    /// Its name.
    pub name: String,
    /// Seats.
    pub places: i64,
    /// Who has one.
    pub here: i64,
    /// Who waits.
    pub waiting: i64,
    /// Placements that ended within a year.
    pub ended: i64,
    /// Those of them that were finished.
    pub finished: i64,
}

/// What stands before somebody who holds sessions.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Today's sessions in order.
    pub sessions: Vec<Session>,
    /// How many of the days before nobody has taken.
    pub forgotten: i64,
    /// Exams of the next weeks.
    pub exams: Vec<Exam>,
    /// Learners without progress.
    pub still: Vec<Still>,
    /// The places they lead.
    pub led: Vec<Led>,
}

/// What somebody who holds sessions has before them on a day. `window`: since when a register of the days before can be taken still; `idle`: the last day of a
/// step with which a learner stands still, as on the list of learners.
///
/// # Errors
/// When the database is away.
pub async fn before(connection: &mut PgConnection, today: NaiveDate, window: NaiveDate, idle: NaiveDate) -> Result<Before, sqlx::Error> {
    let rows = sqlx::query!(
        r#"with mine as materialized (select (activities.my_places()) as ids),
           today as materialized (
               select s.id, s.place_id, s.starts_at, s.ends_at, s.room_id, s.state, s.reason_code, s.taken_at
                 from mine cross join activities.session s where s.on_day = $1 and s.prison_id = any((select access.houses())::uuid[]) and s.place_id = any(mine.ids))
           (select 'session' as "what!", s.id as "id?", null::uuid as "inmate?", p.name as "a!", coalesce(m.name, '') as "b!", s.state as "c!", coalesce(s.reason_code, '') as "d!", p.tools as "e!",
                   p.safety as "f!", s.starts_at as "at?", s.ends_at as "until?", null::date as "day?", 0::bigint as "n!", 0::bigint as "m!", 0::bigint as "o!", 0::bigint as "p!", 0::bigint as "q!",
                   s.taken_at is not null as "flag!"
              from today s join activities.place p on p.id = s.place_id left join estate.place m on m.id = s.room_id order by s.starts_at, p.name limit 60)
           union all
           (select 'comer', g.session_id, g.inmate_id, i.family_name, i.given_name, g.state, coalesce(g.why, ''), coalesce(w.out_reason, ''), coalesce(g.mark, ''), null, null, null, 0, 0, 0, 0, 0, false
              from today s
              join activities.agenda g on g.session_id = s.id and g.on_day = $1
              join inmates.inmate i on i.id = g.inmate_id
              left join custody.in_custody w on w.inmate_id = g.inmate_id
             order by i.family_name, i.given_name limit 1200)
           union all
           select 'forgotten', null, null, '', '', '', '', '', '', null, null, null, count(*), 0, 0, 0, 0, false
             from mine join activities.session s on s.place_id = any(mine.ids)
            where s.on_day >= $2 and s.on_day < $1 and s.taken_at is null and s.state = 'planned'
              and (exists (select from activities.slot l where l.pattern_id = s.pattern_id and l.during @> s.starts_at)
                   or exists (select from activities.booking b where b.session_id = s.id and b.ended_at is null))
           union all
           (select 'exam', e.id, null, e.subject, coalesce(m.name, ''), '', '', '', '', e.starts_at, null, null,
                   (select count(*) from learning.candidate c where c.exam_id = e.id and c.withdrawn_at is null), 0, 0, 0, 0, false
              from learning.exam e left join estate.place m on m.id = e.room_id
             where (select access.role()) = 'EDU' and e.state = 'planned' and e.starts_at > platform.now() and e.starts_at < platform.now() + interval '60 days' order by e.starts_at limit 8)
           union all
           (select 'still', null, i.id, i.family_name, i.given_name, n.course_code, '', '', '', null, null, greatest(n.from_day, r.last), 0, 0, 0, 0, 0, false
              from learning.enrolment n
              join inmates.inmate i on i.id = n.inmate_id
              cross join lateral (select greatest(max(x.on_day), (select max(y.on_day) from learning.result y where y.enrolment_id = n.id),
                                                  (select max(l.on_day) from learning.level_test l where l.inmate_id = n.inmate_id and l.withdrawn_at is null)) as last, count(x.on_day) as aims
                                    from learning.reached x where x.enrolment_id = n.id and x.taken_back_at is null) r
              cross join lateral (select count(*) as aims from learning.competence c where c.course_code = n.course_code and (c.closed_on is null or c.closed_on > $1::date)) k
             where (select access.role()) = 'EDU' and n.state = 'under_way' and greatest(n.from_day, r.last) <= $3 and (k.aims = 0 or r.aims < k.aims)
             order by 12, i.family_name limit 400)
           union all
           (select 'led', p.id, null, p.name, '', '', '', '', '', null, null, null, o.places, o.here, o.waiting, coalesce(x.ended, 0), coalesce(x.finished, 0), false
              from activities.lead l
              cross join lateral activities.occupancy(l.prison_id) o
              join activities.place p on p.id = o.place_id and case l.field when 'work' then p.kind in ('work', 'outside') else p.kind = 'course' end
              left join activities.outcomes(l.prison_id) x on x.place_id = p.id
             where l.account_id = (select access.account()) and l.prison_id = any((select access.houses())::uuid[]) and l.during @> $1::date
               and l.field = case (select access.role()) when 'WRK' then 'work' else 'education' end
             order by p.name limit 80)"#,
        today,
        window,
        idle
    )
    .fetch_all(connection)
    .await?;
    let mut before = Before::default();
    for r in rows {
        match (r.what.as_str(), r.id, r.inmate, r.at, r.day) {
            ("session", Some(id), _, Some(starts_at), _) => before.sessions.push(Session {
                id,
                starts_at,
                ends_at: r.until.unwrap_or(starts_at),
                place: r.a,
                room: r.b,
                state: r.c,
                why: r.d,
                tools: r.e,
                safety: r.f,
                taken: r.flag,
                people: Vec::new(),
            }),
            ("comer", Some(session), Some(id), ..) => {
                if let Some(session) = before.sessions.iter_mut().find(|s| s.id == session) {
                    session.people.push(Comer { id, name: (r.a, r.b), state: r.c, why: r.d, out: r.e, mark: r.f });
                }
            }
            ("forgotten", ..) => before.forgotten = r.n,
            ("exam", _, _, Some(at), _) => before.exams.push(Exam { subject: r.a, at, room: r.b, candidates: r.n }),
            ("still", _, Some(id), _, Some(since)) => before.still.push(Still { id, name: (r.a, r.b), course: r.c, since }),
            ("led", ..) => before.led.push(Led { name: r.a, places: r.n, here: r.m, waiting: r.o, ended: r.p, finished: r.q }),
            _ => {}
        }
    }
    Ok(before)
}
