//! Invented learning, for everybody with a place in a course: a little of what they share, goals reached, notes, exams behind and ahead.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes it once, after work and school. There already: nothing happens.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no school is invented here");
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from learning.enrolment)").fetch_one(&mut *tx).await?;
    if !there {
        for &(what, statement) in STATEMENTS {
            sqlx::query(statement).bind(now).execute(&mut *tx).await.context(what)?;
        }
    }
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// In this order. `$1`: the present.
const STATEMENTS: &[(&str, &str)] = &[
    ("competence of courses", COMPETENCE),
    ("learners", LEARNERS),
    ("tests", TESTS),
    ("adapted teaching", ADAPTED),
    ("enrolments", ENROLMENTS),
    ("courses before", BEFORE),
    ("competence reached", REACHED),
    ("notes", NOTES),
    ("exams", EXAMS),
    ("rooms of exams", EXAM_ROOMS),
    ("exams in rooms", EXAMS_IN_ROOMS),
    ("candidates", CANDIDATES),
    ("results", RESULTS),
    ("results under goals", UNDER_GOALS),
    ("certificates", CERTIFICATES),
];

const COMPETENCE: &str = "
insert into learning.competence (id, course_code, number, words, added_by)
select md5('competence' || c.code || w.n)::uuid, c.code, w.n, w.words, c.account_id
  from (select p.code, min(s.account_id::text)::uuid as account_id from activities.place p join activities.place_staff s on s.place_id = p.id where p.kind = 'course' and $1::timestamptz is not null group by 1) c
  cross join lateral (
      select n, words from unnest(case
          when c.code like 'NOR%' then array['Forstå enkle beskjeder og spørsmål om hverdagen', 'Fylle ut et skjema med opplysninger om seg selv', 'Fortelle om arbeid og utdanning', 'Lese en kort tekst og si hva den handler om', 'Skrive en e-post', 'Delta i en samtale om et kjent tema']
          when c.code in ('SUB_MAT', 'GS') then array['Regne med brøk og prosent', 'Bruke formler i praktiske oppgaver', 'Lese av tabeller og diagrammer', 'Regne ut lønn, skatt og renter', 'Måle og regne ut areal og volum']
          when c.code like 'VG%' then array['Planlegge og gjennomføre et arbeid', 'Velge og bruke verktøy på en trygg måte', 'Lese tegninger og arbeidsbeskrivelser', 'Vurdere og dokumentere eget arbeid', 'Følge krav til helse, miljø og sikkerhet', 'Samarbeide om et oppdrag']
          else array['Lese og forstå fagtekster', 'Skrive en tekst med innledning, hoveddel og avslutning', 'Bruke digitale verktøy i arbeidet', 'Legge fram for andre'] end) with ordinality x (words, n)) w";

const LEARNERS: &str = "
insert into learning.learner (inmate_id, prison_id, shares, shared_at, highest, schooling, country, wishes, recorded_by, recorded_at)
select x.inmate_id, x.prison_id, h.a < 220, lower(x.during), case when h.a < 220 then (array['primary', 'lower_secondary', 'upper_secondary_part', 'upper_secondary', 'trade'])[1 + h.b % 5] end,
       case when h.a < 220 then (array['Gikk ut av tiende klasse uten eksamen i matematikk.', 'Begynte på byggfag og sluttet etter ett år.', 'Har vitnemål fra hjemlandet, ikke godkjent her.', 'Har gått på skole i flere land.', 'Fagbrev, vil bygge på.'])[1 + h.b % 5] else '' end,
       null, (array['Fullføre videregående', 'Bli bedre i norsk', 'Fagbrev', ''])[1 + h.b % 4], z.account_id, lower(x.during)
  from activities.placement x join activities.place p on p.id = x.place_id and p.kind = 'course'
  join lateral (select s.account_id from activities.place_staff s where s.place_id = p.id limit 1) z on $1::timestamptz is not null
  cross join lateral (select get_byte(decode(md5('learner' || x.inmate_id), 'hex'), 0) as a, get_byte(decode(md5('learner' || x.inmate_id), 'hex'), 1) as b) h
 where x.ended_at is null";

const TESTS: &str = "
insert into learning.level_test (id, inmate_id, prison_id, subject, test, result, on_day, recorded_by, recorded_at)
select gen_random_uuid(), l.inmate_id, l.prison_id, t.subject, t.test, t.results[1 + get_byte(decode(md5(t.subject || l.inmate_id), 'hex'), 0) % cardinality(t.results)], l.recorded_at::date + 3, l.recorded_by, l.recorded_at + interval '3 days'
  from learning.learner l
  join (values ('norwegian', 'Kartlegging i norsk', array['A1', 'A2', 'B1', 'B2']), ('mathematics', 'Kartlegging i regning', array['nivå 1', 'nivå 2', 'nivå 3', 'nivå 4']), ('digital', 'Digitale ferdigheter', array['grunnleggende', 'middels', 'god'])) t (subject, test, results)
    on get_byte(decode(md5('test' || t.subject || l.inmate_id), 'hex'), 0) < 150
 where l.recorded_at + interval '3 days' < $1::timestamptz";

const ADAPTED: &str = "
insert into learning.adapted (id, inmate_id, prison_id, measures, agreed_on, agreed_by_inmate, review_on, recorded_by, recorded_at)
select gen_random_uuid(), l.inmate_id, l.prison_id, (array['Lydbøker og lesestøtte. Får lengre tid på skriftlige oppgaver.', 'Kortere økter med pause. Sitter ved døra.', 'En til en-time i norsk hver tirsdag.'])[1 + get_byte(decode(md5('adapted' || l.inmate_id), 'hex'), 1) % 3],
       l.recorded_at::date + 10, true, ($1::timestamptz)::date + 60, l.recorded_by, l.recorded_at + interval '10 days'
  from learning.learner l where l.recorded_at + interval '10 days' < $1::timestamptz and get_byte(decode(md5('adapted' || l.inmate_id), 'hex'), 0) < 50";

const ENROLMENTS: &str = "
insert into learning.enrolment (id, inmate_id, prison_id, course_code, place_id, placement_id, goal_id, manner, from_day, recorded_by, recorded_at)
select md5('enrolment' || x.id)::uuid, x.inmate_id, x.prison_id, p.code, p.id, x.id, x.goal_id, 'class', lower(x.during)::date, x.decided_by, lower(x.during)
  from activities.placement x join activities.place p on p.id = x.place_id and p.kind = 'course' where x.ended_at is null and $1::timestamptz is not null";

/// Short courses behind them, of learners and of people at work.
const BEFORE: &str = "
insert into learning.enrolment (id, inmate_id, prison_id, course_code, manner, from_day, to_day, state, state_reason, recorded_by, recorded_at)
select md5('before' || x.inmate_id || c.code)::uuid, x.inmate_id, x.prison_id, c.code, 'class', d.from_day, d.from_day + 5, case when h.a % 9 = 0 then 'left' else 'completed' end, case when h.a % 9 = 0 then 'Ville heller arbeide' end, x.decided_by, d.from_day
  from activities.placement x join custody.in_custody w on w.inmate_id = x.inmate_id
  join (values ('K_HMS'), ('K_FHJ'), ('K_VARME'), ('K_TRUCK'), ('K_MAT')) c (code) on get_byte(decode(md5('before' || x.inmate_id || c.code), 'hex'), 0) < 34
  cross join lateral (select get_byte(decode(md5('before' || x.inmate_id || c.code), 'hex'), 1) as a) h
  cross join lateral (select w.admitted_at::date + 3 + h.a / 4 as from_day) d
 where x.ended_at is null and d.from_day + 6 < ($1::timestamptz)::date";

/// More the longer they have come; nothing of one in eight, whom the school lead's list of learners without progress is for.
const REACHED: &str = "
insert into learning.reached (enrolment_id, competence_id, inmate_id, prison_id, on_day, recorded_by, recorded_at)
select e.id, c.id, e.inmate_id, e.prison_id, d.day, e.recorded_by, d.day + time '13:00'
  from learning.enrolment e join learning.competence c on c.course_code = e.course_code
  cross join lateral (select e.from_day + 12 * c.number + get_byte(decode(md5(e.id::text || c.id), 'hex'), 0) % 9 as day) d
 where e.state = 'under_way' and d.day < ($1::timestamptz)::date and get_byte(decode(md5('none' || e.id), 'hex'), 0) > 31";

const NOTES: &str = "
insert into learning.note (id, inmate_id, prison_id, enrolment_id, body, at, author)
select gen_random_uuid(), e.inmate_id, e.prison_id, e.id, (array['Kom godt i gang. Arbeider jevnt og spør når noe er uklart.', 'Trenger mer tid på tekstoppgavene, regner godt.', 'Var trøtt i dag, fikk likevel gjort det vi avtalte.', 'Hjelper andre i gruppa. Vil opp til eksamen i mai.', 'Har ikke levert på to uker. Vi avtalte en ny plan.'])[1 + h.a % 5],
       ($1::timestamptz)::date - 3 - (n * 11) + time '11:20', e.recorded_by
  from learning.enrolment e cross join generate_series(0, 2) n cross join lateral (select get_byte(decode(md5('note' || e.id || n), 'hex'), 0) as a) h
 where e.state = 'under_way' and h.a < 150 and e.from_day < ($1::timestamptz)::date - 5 - n * 11";

const EXAMS: &str = "
insert into learning.exam (id, prison_id, course_code, subject, form, starts_at, ends_at, invigilator_name, aids, network, registered_by_day, state, protocol, made_by, made_at)
select md5('exam' || p.id || x.day)::uuid, p.prison_id, p.code, p.name, x.form, (x.day + time '09:00') at time zone 'Europe/Oslo', (x.day + time '14:00') at time zone 'Europe/Oslo', 'Eksamensvakt fra skolen', 'Ordbok, egne notater på papir',
       case when x.state = 'held' then 'opened' else 'ordered' end, x.day - 60, x.state, case when x.state = 'held' then 'Ingen merknader. Alle leverte innen fristen.' else '' end, s.account_id, ($1::timestamptz) - interval '50 days'
  from activities.place p join lateral (select y.account_id from activities.place_staff y where y.place_id = p.id limit 1) s on true
  cross join lateral (values (($1::timestamptz)::date + 12 + get_byte(decode(md5(p.id::text), 'hex'), 3) % 8, 'planned', 'written'), (($1::timestamptz)::date - 30 - get_byte(decode(md5(p.id::text), 'hex'), 4) % 8, 'held', 'oral')) x (day, state, form)
 where p.kind = 'course' and (p.code like 'SUB%' or p.code like 'VG%' or p.code like 'NOR%' or p.code = 'GS') and extract(isodow from x.day) < 6";

const EXAM_ROOMS: &str = "
insert into estate.place (id, prison_id, name, kind)
select md5('exam room' || x.prison_id)::uuid, x.prison_id, 'Eksamensrom', 'school' from (select distinct e.prison_id from learning.exam e where $1::timestamptz is not null) x
 where not exists (select from estate.place r where r.prison_id = x.prison_id and estate.place_key(r.name) = estate.place_key('Eksamensrom') and r.closed_on is null)";

/// One exam a day has it.
const EXAMS_IN_ROOMS: &str = "
update learning.exam e set room_id = r.id from estate.place r
 where r.prison_id = e.prison_id and r.id = md5('exam room' || e.prison_id)::uuid and $1::timestamptz is not null
   and not exists (select from learning.exam o where o.prison_id = e.prison_id and o.starts_at::date = e.starts_at::date and o.id < e.id)";

const CANDIDATES: &str = "
insert into learning.candidate (id, exam_id, inmate_id, prison_id, enrolment_id, extra_aids, extra_minutes, registered_by, registered_at)
select md5('candidate' || x.id || e.inmate_id)::uuid, x.id, e.inmate_id, e.prison_id, e.id, case when a.id is not null then 'Lesestøtte' else '' end, case when a.id is not null then 60 else 0 end, x.made_by, x.made_at + interval '3 days'
  from learning.exam x join learning.enrolment e on e.course_code = x.course_code and e.prison_id = x.prison_id and e.state = 'under_way' and e.from_day < (x.starts_at)::date - 14
  left join learning.adapted a on a.inmate_id = e.inmate_id and a.ended_at is null
 where get_byte(decode(md5('sits' || x.id || e.inmate_id), 'hex'), 0) < 130 and $1::timestamptz is not null";

const RESULTS: &str = "
insert into learning.result (id, inmate_id, prison_id, enrolment_id, candidate_id, course_code, kind, result, on_day, recorded_by, recorded_at)
select md5('result' || c.id)::uuid, c.inmate_id, c.prison_id, c.enrolment_id, c.id, x.course_code, 'exam', (array['2', '3', '3', '4', '4', '5', '1', '6'])[1 + get_byte(decode(md5('mark' || c.id), 'hex'), 0) % 8], x.ends_at::date, x.made_by, x.ends_at + interval '3 days'
  from learning.candidate c join learning.exam x on x.id = c.exam_id where x.state = 'held' and $1::timestamptz is not null
union all
select md5('result' || e.id)::uuid, e.inmate_id, e.prison_id, e.id, null, e.course_code, 'short_course', 'passed', e.to_day, e.recorded_by, e.to_day + time '14:00' from learning.enrolment e where e.state = 'completed'";

const UNDER_GOALS: &str = "
insert into plan.progress (goal_id, inmate_id, prison_id, kind, source, at, shared)
select g.id, g.inmate_id, g.prison_id, 'result', coalesce(r.candidate_id, r.id), least(r.on_day::timestamp at time zone 'Europe/Oslo', $1::timestamptz), g.shared
  from learning.result r join learning.enrolment e on e.id = r.enrolment_id join plan.goal g on g.id = e.goal_id on conflict do nothing";

const CERTIFICATES: &str = "
insert into learning.certificate (id, inmate_id, prison_id, result_id, title, issuer, town, number, issued_on, handed_over_on, recorded_by, recorded_at)
select md5('certificate' || r.id)::uuid, r.inmate_id, r.prison_id, r.id, (array['Sertifikat i varme arbeider', 'Førerbevis for truck', 'Kursbevis i førstehjelp', 'Kursbevis i HMS', 'Kursbevis i mattrygghet'])[array_position(array['K_VARME', 'K_TRUCK', 'K_FHJ', 'K_HMS', 'K_MAT'], r.course_code)],
       'Fylkeskommunens kurssenter', coalesce(p.municipality, 'Oslo'), upper(left(md5(r.id::text), 8)), r.on_day + 2, r.on_day + 4, r.recorded_by, r.on_day + interval '4 days'
  from learning.result r left join estate.prison p on p.id = r.prison_id where r.kind = 'short_course' and r.result = 'passed' and r.on_day + 4 < ($1::timestamptz)::date";
