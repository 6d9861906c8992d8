//! Invented talks with what was agreed, changes and covers of contact officers, and the languages officers speak.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// In this order; `$1` is the present. Deterministic by ids.
const STATEMENTS: &[(&str, &str)] = &[
    (
        // The generator writes a talk now and then; most contact officers keep the week.
        "talks of this week",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author)
         select md5('week' || x.inmate_id)::uuid, x.inmate_id, x.prison_id, x.unit_id, 'CONTACT_OFFICER',
                (array['Snakket om uka som gikk. Sover bedre og er fornøyd med arbeidet. Vil søke om permisjon til jul.',
                       'Kort samtale på cella. Bekymret for økonomien ute. Vi går gjennom brevene sammen neste gang.',
                       'Gikk en runde i luftegården. Savner barna, vil ha videosamtale fast på søndager.',
                       'Snakket om skolen. Har levert innleveringen og fått god tilbakemelding.',
                       'Litt amper i dag etter avslag på søknad. Forklarte begrunnelsen og klageadgangen.'])[1 + x.h % 5],
                x.at, x.at + interval '15 minutes', x.account_id
           from (select g.inmate_id, g.account_id, w.prison_id, w.unit_id, abs(hashtext(g.inmate_id::text)) as h,
                        date_trunc('minute', $1 - interval '1 day' * (abs(hashtext(g.inmate_id::text || 'talk')) % 7) - interval '1 hour' * (1 + abs(hashtext(g.inmate_id::text)) % 6)) as at, w.admitted_at
                   from access.person_grant g join custody.in_custody w on w.inmate_id = g.inmate_id and w.prison_id = g.prison_id
                  where g.role = 'CON' and g.kind = 'assigned' and g.ended_at is null and abs(hashtext(g.inmate_id::text || 'week')) % 100 < 72) x
          where x.at > x.admitted_at",
    ),
    (
        "talks",
        "insert into custody.talk (id, observation_id, inmate_id, prison_id, topics, next_on, recorded_by, recorded_at)
         select md5('talk' || o.id)::uuid, o.id, o.inmate_id, o.prison_id, t.topics,
                case when o.at > $1 - interval '20 days' and abs(hashtext(o.id::text)) % 3 = 0 then (o.at at time zone 'Europe/Oslo')::date + 5 + abs(hashtext(o.id::text)) % 3 end, o.author, o.recorded_at
           from custody.observation o
           cross join lateral (select (array['wellbeing', 'family', 'work', 'leave', 'plan', 'school', 'economy', 'release'])[1 + abs(hashtext(o.id::text)) % 6 : 2 + abs(hashtext(o.id::text)) % 6] as topics) t
          where o.kind = 'CONTACT_OFFICER' and o.at > $1 - interval '200 days'
             and not exists (select from custody.observation n where n.supersedes = o.id)",
    ),
    (
        "what was agreed",
        "insert into custody.agreed (id, talk_id, inmate_id, prison_id, what, who, by_day, state, ended_at, ended_by, recorded_by, recorded_at)
         select md5('agreed' || k.id || n)::uuid, k.id, k.inmate_id, k.prison_id,
                (array['Ringe NAV om time', 'Skrive søknad om permisjon', 'Ta opp arbeidsplass med verksbetjenten', 'Spørre skolen om plass på norskkurs', 'Avtale videosamtale med barna',
                       'Se på budsjettet sammen', 'Melde seg på treningsgruppa', 'Følge opp gjelda med namsmannen'])[1 + x.h % 8],
                (array['officer', 'inmate', 'officer', 'inmate', 'officer', 'officer', 'inmate', 'other'])[1 + x.h % 8], (k.recorded_at at time zone 'Europe/Oslo')::date + 4 + x.h % 12,
                case when x.done then 'done' else 'open' end, case when x.done then least($1, k.recorded_at + interval '5 days') end, case when x.done then k.recorded_by end, k.recorded_by, k.recorded_at
           from custody.talk k cross join generate_series(1, 2) n
           cross join lateral (select abs(hashtext(k.id::text || n)) as h, k.recorded_at < $1 - interval '18 days' or abs(hashtext(k.id::text || n)) % 4 = 0 as done) x
          where k.recorded_at > $1 - interval '90 days' and x.h % 5 < 2",
    ),
    (
        "languages of officers",
        "insert into staff.speaks (account_id, language)
         select distinct x.account_id, l.language
           from access.assignment x cross join (values ('en', 60), ('sv', 12), ('pl', 14), ('lt', 8), ('ar', 12), ('so', 8), ('es', 10), ('de', 9), ('ro', 6), ('fr', 7)) l (language, share)
          where x.role in ('CON', 'OFF') and x.outcome = 'granted' and abs(hashtext(x.account_id::text || l.language)) % 100 < l.share
         on conflict do nothing",
    ),
    (
        "earlier contact officers",
        "with cut as (
             select g.id, g.inmate_id, g.prison_id, g.account_id, lower(g.during) as began, g.given_by, lower(g.during) + ($1 - lower(g.during)) * (0.2 + (abs(hashtext(g.id::text)) % 50) / 100.0) as at
               from access.person_grant g
              where g.role = 'CON' and g.kind = 'assigned' and g.ended_at is null and lower(g.during) < $1 - interval '40 days' and abs(hashtext(g.id::text)) % 100 < 38),
         others as (
             select p.prison_id, x.account_id, row_number() over (partition by p.prison_id order by md5(x.account_id::text)) as n, count(*) over (partition by p.prison_id) as of
               from access.assignment x cross join lateral unnest(x.prisons) p (prison_id) where x.role = 'CON' and x.outcome = 'granted' and x.ended_at is null),
         earlier as (
             insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome, ended_by, ended_at)
             select md5('before' || c.id)::uuid, o.account_id, c.inmate_id, c.prison_id, 'assigned', 'CON', 'Kontaktbetjent', tstzrange(c.began, null), c.given_by, c.given_by, c.began, 'granted', c.given_by, c.at
               from cut c join others o on o.prison_id = c.prison_id and o.n = 1 + abs(hashtext(c.id::text || 'who')) % o.of
              where o.account_id <> c.account_id
             returning inmate_id)
         update access.person_grant g set during = tstzrange(c.at, null), given_at = c.at,
                reason = (array['Bytte av avdeling', 'Tidligere kontaktbetjent sluttet', 'Ønske fra innsatte', 'Endret turnus'])[1 + abs(hashtext(g.id::text)) % 4]
           from cut c where g.id = c.id and c.inmate_id in (select e.inmate_id from earlier e)",
    ),
    (
        "people without",
        "update access.person_grant g set ended_at = greatest(lower(g.during) + interval '1 hour', $1 - interval '1 day' * (1 + abs(hashtext(g.id::text)) % 12)), ended_by = g.given_by
          where g.role = 'CON' and g.kind = 'assigned' and g.ended_at is null and lower(g.during) < $1 - interval '2 hours' and abs(hashtext(g.inmate_id::text || 'without')) % 100 < 4
            and not exists (select from access.account a where a.id = g.account_id and a.demonstration)",
    ),
    (
        "covers",
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         select distinct on (g.inmate_id) md5('cover' || g.id)::uuid, x.account_id, g.inmate_id, g.prison_id, 'cover', 'CON', 'Fri denne vakta', tstzrange($1 - interval '2 hours', $1 + interval '8 hours'), g.given_by, g.given_by,
                $1 - interval '2 hours', 'granted'
           from access.person_grant g
           join access.assignment x on x.role = 'CON' and x.outcome = 'granted' and x.ended_at is null and x.prisons @> array[g.prison_id] and x.account_id <> g.account_id
          where g.role = 'CON' and g.kind = 'assigned' and g.ended_at is null and abs(hashtext(g.id::text || 'cover')) % 100 < 4
          order by g.inmate_id, md5(x.account_id::text || g.id)",
    ),
];

/// Writes them; answers with how many rows. A database that has talks already is left alone.
///
/// # Errors
/// When the database refuses.
pub async fn seed_demonstration(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from custody.talk)").fetch_one(&mut *tx).await?;
    if there {
        return Ok(0);
    }
    let mut written = 0;
    for &(name, statement) in STATEMENTS {
        let done = sqlx::query(statement).bind(now).execute(&mut *tx).await.map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
        written += done.rows_affected();
    }
    tx.commit().await?;
    Ok(written)
}
