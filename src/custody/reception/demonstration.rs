//! Invented arrivals for a demonstration: announced, under way with different things missing, complete; and things on the lists.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// A number from a text, the same every time.
const FUNCTION: &str = "create function pg_temp.dice(t text, sides int) returns int language sql immutable as $$ select abs(hashtext(t) % sides) $$";

/// Who may have written: officers of each prison, as an array.
const STAFF: &str = "create temp table rec_staff on commit drop as
    select p.prison as prison_id, array_agg(distinct x.account_id) filter (where x.role in ('OFF', 'CON')) as officers, array_agg(distinct x.account_id) filter (where x.role = 'DUT') as duty
      from access.assignment x, unnest(x.prisons) p(prison)
     where x.role in ('OFF', 'CON', 'DUT') and x.outcome = 'granted' and x.ended_at is null and x.valid @> $1::timestamptz
     group by p.prison having count(*) filter (where x.role in ('OFF', 'CON')) > 0";

/// Names nobody has: the family name of one, the given name of another.
const NAMES: &str = "create temp table rec_name on commit drop as
    select row_number() over (order by hashtext(f.id::text)) as n, f.prison_id, f.family_name, g.given_name, g.sex
      from (select id, prison_id, family_name, row_number() over (partition by prison_id order by hashtext(id::text)) as k from inmates.inmate where prison_id is not null and not protected) f
      join (select id, prison_id, given_name, sex, row_number() over (partition by prison_id order by hashtext('g' || id::text)) as k from inmates.inmate where prison_id is not null and not protected) g
        on g.prison_id = f.prison_id and g.k = f.k and g.id <> f.id
     where f.k <= 12";

const EXPECTED: &str = "insert into custody.expected_arrival (id, prison_id, due_at, family_name, given_name, birth_date, reason, brought_from, authority, basis, interpreter_language, note, announced_by, announced_at, arrested_at)
    select gen_random_uuid(), n.prison_id,
           case when n.k = 1 then date_trunc('hour', $1::timestamptz) + interval '75 minutes'
                else (date_trunc('day', $1::timestamptz at time zone 'Europe/Oslo') + make_interval(days => 1, mins => 480 + n.k * 75)) at time zone 'Europe/Oslo' end, n.family_name, n.given_name,
           date '1975-01-01' + pg_temp.dice(n.family_name || n.given_name, 10000),
           (array['ADM_REMAND', 'ADM_SELF', 'ADM_REMAND', 'ADM_FINE', 'ADM_POLICE'])[n.k], (array['politiarresten', 'frifot', 'tingretten', 'frifot', 'politiarresten'])[n.k],
           (array['Politiets arrestforvarer', 'Saksbehandler', 'Tingretten', 'Statens innkrevingssentral', 'Operasjonssentralen'])[n.k],
           (array['remand', 'sentence', 'remand', 'fine_default', 'arrest'])[n.k], case when pg_temp.dice(n.given_name, 4) = 0 then 'pl' end,
           (array['Følges av to betjenter.', 'Har fått innkalling, møter selv.', '', '', 'Urolig under transporten.'])[n.k], s.officers[1], $1::timestamptz - interval '3 hours',
           date_trunc('hour', $1::timestamptz) - (array[interval '40 hours 20 minutes', null, '29 hours 50 minutes', null, '21 hours 35 minutes'])[n.k]
      from (select x.*, row_number() over (partition by x.prison_id order by x.n)::int as k from rec_name x) n
      join rec_staff s on s.prison_id = n.prison_id
     where n.k <= 2 + pg_temp.dice(n.prison_id::text, 4)";

/// Everybody who came within three weeks and is here: their reception, complete when it is more than a day ago.
const CAME: &str = "create temp table rec_came on commit drop as
    select gen_random_uuid() as id, t.id as stay_id, t.inmate_id, t.prison_id, t.admitted_at, t.admission_reason, i.family_name, i.given_name, i.birth_date, i.interpreter_language,
           s.officers[1 + pg_temp.dice(t.id::text, cardinality(s.officers))] as officer, s.officers[1 + pg_temp.dice('b' || t.id::text, cardinality(s.officers))] as other,
           pg_temp.dice('m' || t.id::text, 6) as lacks, t.admitted_at < $1::timestamptz - interval '24 hours' as complete
      from custody.stay t join inmates.inmate i on i.id = t.inmate_id join rec_staff s on s.prison_id = t.prison_id
     where t.released_at is null and t.admitted_at > $1::timestamptz - interval '21 days' and t.first_prison_id = t.prison_id";
const CAME_ROWS: &str = "insert into custody.reception (id, prison_id, at_prison_id, inmate_id, arrived_at, reason, brought_from, family_name, given_name, birth_date, state, match, match_reason, matched_by, matched_at,
                               begun_by, begun_at, stay_id, admitted_at, admitted_by, completed_by, completed_at)
    select c.id, c.prison_id, c.prison_id, c.inmate_id, c.admitted_at, case when c.admission_reason like 'ADM%' then c.admission_reason else 'ADM_REMAND' end,
           case when c.admission_reason in ('ADM_SELF', 'ADM_FINE') then 'frifot' else 'politiarresten' end, c.family_name, c.given_name, c.birth_date, 'admitted', 'known', 'Legitimasjon kontrollert', c.officer,
           c.admitted_at + interval '15 minutes', c.officer, c.admitted_at + interval '2 minutes', c.stay_id, least(c.admitted_at + interval '55 minutes', $1::timestamptz), c.other,
           case when c.complete then c.other end, case when c.complete then least(c.admitted_at + interval '5 hours', $1::timestamptz) end
      from rec_came c";
const CAME_ANSWERS: &str = r#"insert into custody.reception_answer (reception_id, step, version, prison_id, inmate_id, answers, author, at)
    select c.id, a.step, 1, c.prison_id, c.inmate_id, jsonb_strip_nulls(a.answers), case when a.k % 2 = 0 then c.officer else c.other end, least(c.admitted_at + make_interval(mins => 10 + a.k * 9), $1::timestamptz)
      from rec_came c
      left join lateral (select b.* from sentences.legal_basis b where b.inmate_id = c.inmate_id and b.replaced_at is null and b.kind in ('remand', 'sentence', 'preventive_detention', 'fine_default') order by b.decided_on desc, b.id limit 1) b on true
      cross join lateral (values
        (1, 'document', jsonb_build_object('basis', coalesce(b.kind, 'remand'), 'document', case coalesce(b.kind, 'remand') when 'remand' then 'court_order' when 'fine_default' then 'fine_order' else 'execution_order' end,
              'authority', case coalesce(b.kind, 'remand') when 'remand' then 'court' else 'corrections' end, 'court', case when coalesce(b.kind, 'remand') = 'remand' then b.court end,
              'reference', coalesce(b.case_number, '26-' || lpad(pg_temp.dice(c.id::text, 99999)::text, 5, '0')), 'offence', coalesce(b.offence, 'DRUGS-01'), 'decided_on', coalesce(b.decided_on, c.admitted_at::date)::text,
              'expires_on', case when coalesce(b.kind, 'remand') = 'remand' then coalesce(b.to_day, (c.admitted_at + interval '28 days')::date)::text end)),
        (2, 'arrest', case when c.admission_reason in ('ADM_SELF', 'ADM_FINE') then '{"arrested": "no"}'::jsonb
              else jsonb_build_object('arrested', 'yes', 'day', ((c.admitted_at - interval '31 hours') at time zone 'Europe/Oslo')::date::text,
                     'time', to_char((c.admitted_at - interval '31 hours') at time zone 'Europe/Oslo', 'HH24:MI'), 'place', (array['Storgata', 'Jernbanetorget', 'egen bopel', 'kjøpesenteret'])[1 + pg_temp.dice(c.id::text, 4)], 'police', '202') end),
        (3, 'injuries', case pg_temp.dice('i' || c.id::text, 9) when 0 then '{"seen": "some", "part_1": "høyre håndledd", "look_1": "rød stripe, ca. 3 cm", "words_1": "Fra håndjern.", "complaint": "no"}'::jsonb else '{"seen": "none", "complaint": "no"}'::jsonb end),
        (4, 'questions', case pg_temp.dice('q' || c.id::text, 7)
              when 0 then '{"suicide_now": "no", "suicide_before": "yes", "withdrawal": "no", "medicines": "yes", "medicines_what": "sovemedisin", "pregnant": "not_asked", "apart": "no", "children_alone": "no"}'::jsonb
              when 1 then '{"suicide_now": "no", "suicide_before": "no", "withdrawal": "yes", "medicines": "no", "pregnant": "not_asked", "apart": "no", "children_alone": "no"}'::jsonb
              else '{"suicide_now": "no", "suicide_before": "no", "withdrawal": "no", "medicines": "no", "pregnant": "not_asked", "apart": "no", "children_alone": "no"}'::jsonb end),
        (5, 'information', jsonb_build_object('rights', 'yes', 'rules', 'yes', 'complaints', 'yes', 'health', 'yes', 'legal_aid', 'yes', 'calls', 'yes', 'language', coalesce(c.interpreter_language, 'nb'), 'form', 'both',
              'interpreter', case when c.interpreter_language is null then 'none' else 'phone' end, 'interpreter_who', case when c.interpreter_language is not null then 'Tolketjenesten' end)),
        (6, 'family', jsonb_build_object('told', 'told', 'told_who', (array['mor', 'samboer', 'bror', 'far'])[1 + pg_temp.dice('f' || c.id::text, 4)], 'told_day', (c.admitted_at at time zone 'Europe/Oslo')::date::text, 'told_time', to_char(c.admitted_at at time zone 'Europe/Oslo', 'HH24:MI'),
              'names_nobody', case when not exists (select from inmates.contact_person k where k.inmate_id = c.inmate_id and k.emergency and k.ended_at is null) then 'yes' end,
              'children', case when exists (select from inmates.child k where k.inmate_id = c.inmate_id and k.ended_at is null) then 'yes' else 'no' end,
              'children_told', case when exists (select from inmates.child k where k.inmate_id = c.inmate_id and k.ended_at is null) then 'Barneansvarlig' end,
              'consul', case when exists (select from inmates.citizenship k where k.inmate_id = c.inmate_id) and not exists (select from inmates.citizenship k where k.inmate_id = c.inmate_id and k.country = 'NO') then 'declined' end)),
        (7, 'photo', '{"waived": "Bilde tatt av politiet samme dag er godt nok."}'::jsonb)
      ) a (k, step, answers)
     where c.complete or (c.lacks <> 0 or a.step <> 'information') and (c.lacks <> 1 or a.step not in ('family', 'photo')) and (c.lacks <> 2 or a.step <> 'questions') and (c.lacks <> 3 or a.step <> 'injuries')"#;

/// Receptions under way in the larger prisons: nobody is on the roll yet, and each lacks something else.
const OPEN: &str = "create temp table rec_open on commit drop as
    select gen_random_uuid() as id, n.prison_id, n.family_name, n.given_name, n.k, s.officers[1 + pg_temp.dice(n.family_name, cardinality(s.officers))] as officer,
           s.officers[1 + pg_temp.dice(n.given_name, cardinality(s.officers))] as other, s.duty[1] as duty, $1::timestamptz - make_interval(mins => 20 + n.k * 47) as arrived_at
      from (select x.*, row_number() over (partition by x.prison_id order by x.n desc)::int as k from rec_name x) n
      join rec_staff s on s.prison_id = n.prison_id
      join (select w.prison_id, count(*) as people from custody.in_custody w group by w.prison_id) h on h.prison_id = n.prison_id
     where n.k <= case when h.people > 60 then 4 when h.people > 15 then 2 else 0 end";
const OPEN_ROWS: &str = "insert into custody.reception (id, prison_id, at_prison_id, arrived_at, reason, brought_from, family_name, given_name, birth_date, state, begun_by, begun_at)
    select o.id, o.prison_id, o.prison_id, o.arrived_at, case when o.k = 2 then 'ADM_SELF' else 'ADM_REMAND' end, case when o.k = 2 then 'frifot' else 'politiarresten' end, o.family_name, o.given_name,
           date '1972-01-01' + pg_temp.dice(o.family_name || o.given_name, 11000), 'open', o.officer, o.arrived_at + interval '3 minutes' from rec_open o";
const OPEN_ANSWERS: &str = r#"insert into custody.reception_answer (reception_id, step, version, prison_id, answers, author, at)
    select o.id, a.step, 1, o.prison_id, a.answers, a.by, least(o.arrived_at + make_interval(mins => 4 + a.n * 3), $1::timestamptz)
      from rec_open o cross join lateral (values
        (1, 'document', o.k in (1, 2), o.officer, jsonb_build_object('basis', case when o.k = 2 then 'sentence' else 'remand' end, 'document', case when o.k = 2 then 'execution_order' else 'court_order' end,
              'authority', case when o.k = 2 then 'corrections' else 'court' end, 'reference', '26-' || lpad(pg_temp.dice(o.id::text, 99999)::text, 5, '0'), 'offence', 'DRUGS-02', 'decided_on', ($1::timestamptz - interval '1 day')::date::text,
              'expires_on', ($1::timestamptz + interval '27 days')::date::text)),
        (2, 'exception', o.k = 4 and o.duty is not null, o.duty, jsonb_build_object('reason', 'Kjennelsen er avsagt og kommer med bud fra tingretten.', 'until_day', (($1::timestamptz - interval '1 hour') at time zone 'Europe/Oslo')::date::text,
              'until_time', to_char(($1::timestamptz - interval '1 hour') at time zone 'Europe/Oslo', 'HH24:MI'))),
        (3, 'arrest', o.k in (2, 3), o.other, case when o.k = 2 then '{"arrested": "no"}'::jsonb else jsonb_build_object('arrested', 'yes', 'day', ((o.arrived_at - interval '51 hours') at time zone 'Europe/Oslo')::date::text,
              'time', to_char((o.arrived_at - interval '51 hours') at time zone 'Europe/Oslo', 'HH24:MI'), 'place', 'Jernbanetorget', 'police', '201', 'over_reason', 'Ingen ledig plass i området før i dag.') end),
        (4, 'questions', o.k in (1, 3), o.officer, '{"suicide_now": "unclear", "suicide_before": "yes", "withdrawal": "no", "medicines": "yes", "medicines_what": "blodtrykksmedisin", "pregnant": "not_asked", "apart": "no", "children_alone": "no"}'::jsonb),
        (5, 'injuries', o.k = 1, o.other, '{"seen": "none", "complaint": "no"}'::jsonb)
      ) a (n, step, there, by, answers) where a.there"#;

/// Things: of everybody whose reception is here, and of a third of the others.
const ITEMS: &str = "insert into property.item (id, reception_id, prison_id, inmate_id, category, description, quantity, serial, condition, handling, value_nok, recorded_by, recorded_at)
    select gen_random_uuid(), o.reception_id, o.prison_id, o.inmate_id, t.category, t.description, t.quantity, case when t.serial then 'SN' || pg_temp.dice(o.inmate_id::text || t.n, 999999) else '' end,
           (array['good', 'good', 'worn', 'good', 'damaged'])[1 + pg_temp.dice(o.inmate_id::text || t.category, 5)], t.handling, t.value, o.officer, o.at
      from (select c.id as reception_id, c.prison_id, c.inmate_id, c.officer, least(c.admitted_at + interval '30 minutes', $1::timestamptz) as at from rec_came c
            union all
            select null, w.prison_id, w.inmate_id, s.officers[1], w.admitted_at from custody.in_custody w join rec_staff s on s.prison_id = w.prison_id
             where pg_temp.dice('p' || w.inmate_id::text, 3) = 0 and not exists (select from rec_came c where c.inmate_id = w.inmate_id)) o
      cross join (values
        (1, 'CLOTHES', 'mørkeblå olabukse', 1, false, 'cell', null::int), (2, 'CLOTHES', 'grå genser', 2, false, 'cell', null), (3, 'SHOES', 'hvite joggesko, str. 43', 1, false, 'cell', 400),
        (4, 'PHONE', 'svart mobiltelefon, sprekk i skjermen', 1, true, 'stored', 3500), (5, 'CASH', 'kontanter i sedler', 1, false, 'valuables', 640), (6, 'KEYS', 'nøkkelknippe med fem nøkler', 1, false, 'valuables', null),
        (7, 'ID', 'førerkort', 1, false, 'valuables', null), (8, 'WATCH', 'armbåndsur med stålrem', 1, true, 'valuables', 1200), (9, 'MEDICINE', 'eske med tabletter, åpnet', 1, false, 'health', null),
        (10, 'LUGGAGE', 'svart bag', 1, false, 'stored', 300), (11, 'PAPERS', 'konvolutt med saksdokumenter', 1, false, 'cell', null), (12, 'KNIFE', 'foldekniv', 1, false, 'seized', null)
      ) t (n, category, description, quantity, serial, handling, value)
     where pg_temp.dice(o.inmate_id::text || t.n, 12) < 5";
const RECEIPTS: &str = "insert into property.receipt (id, reception_id, prison_id, inmate_id, covers, together, signed_name, refused_reason, taken_by, at)
    select gen_random_uuid(), c.id, c.prison_id, c.inmate_id, coalesce((select array_agg(i.id order by i.id) from property.item i where i.reception_id = c.id), '{}'), true,
           case when pg_temp.dice('s' || c.id::text, 8) > 0 then trim(c.given_name || ' ' || c.family_name) end, case when pg_temp.dice('s' || c.id::text, 8) = 0 then 'ville ikke skrive under' end, c.other,
           least(c.admitted_at + interval '40 minutes', $1::timestamptz)
      from rec_came c where c.complete or c.lacks <> 4";

/// Writes it all; answers with how many rows. A database that has receptions already is left alone.
///
/// # Errors
/// When the database refuses.
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: nobody is invented here");
    let written: bool = sqlx::query_scalar("select exists (select from custody.reception)").fetch_one(&mut *tx).await?;
    if written {
        return Ok(0);
    }
    let mut total = 0;
    sqlx::query(FUNCTION).execute(&mut *tx).await?;
    for statement in [STAFF, NAMES, EXPECTED, CAME, CAME_ROWS, CAME_ANSWERS, OPEN, OPEN_ROWS, OPEN_ANSWERS, ITEMS, RECEIPTS] {
        let query = sqlx::query(statement);
        let done = if statement.contains("$1") { query.bind(now) } else { query }.execute(&mut *tx).await?;
        total += if statement.starts_with("insert") { done.rows_affected() } else { 0 };
    }
    tx.commit().await?;
    Ok(total)
}
