//! Invented inspections, searches, finds and tests. Set-based and the same each time: chance comes from the hash of the id.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes them; answers with how many rows. A database that has searches already is left alone.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
pub async fn fill(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no searches are invented here");
    let written: bool = sqlx::query_scalar("select exists (select from custody.search) or exists (select from custody.inspection)").fetch_one(&mut *tx).await?;
    if written {
        return Ok(0);
    }
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    let mut rows = 0;
    for statement in [STAFF, INSPECTIONS, SEARCHES, RETURNS, RULES, PLANS, ITEMS, STEPS, TESTS] {
        rows += sqlx::query(statement).execute(&mut *tx).await?.rows_affected();
    }
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Officers and nurses of each prison, to sign what is written. Only for this transaction.
const STAFF: &str = "create temporary table crew on commit drop as
    select p.id as prison_id, array_agg(x.account_id order by x.account_id) filter (where x.role in ('OFF', 'CON')) as officers,
           array_agg(x.account_id order by x.account_id) filter (where x.role in ('NUR', 'DOC')) as nurses
      from estate.prison p join access.assignment x on x.prisons @> array[p.id] and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() - interval '1 minute'
     group by p.id having count(*) filter (where x.role in ('OFF', 'CON')) > 2";

/// A week of daily rounds in closed units, and this week's and last week's rounds; today's is under way.
const INSPECTIONS: &str = r"insert into custody.inspection (id, prison_id, unit_id, cell_id, kind, period, at, by_account, finding)
    select md5(x.kind || x.period || c.id)::uuid, c.prison_id, c.unit_id, c.id, x.kind, x.period, x.at, k.officers[1 + h % array_length(k.officers, 1)],
           case when h % 97 = 0 then (array['Løs ventilrist.', 'Knust bryter ved døren.', 'Skrevet på veggen.', 'Ristet vindu løst i karmen.', 'Lakener knyttet sammen.', 'Fjernkontroll tatt fra hverandre.'])[1 + h / 97 % 6] end
      from estate.cell c join estate.unit u on u.id = c.unit_id and u.closed_on is null join crew k on k.prison_id = c.prison_id
      cross join lateral (
          select 'daily' as kind, d::date as period, (d::date + time '08:15') at time zone 'Europe/Oslo' + (abs(hashtext(c.id::text || d)) % 100) * interval '1 minute' as at, 100 as share
            from generate_series(platform.today() - 7, platform.today(), interval '1 day') d
           where u.level in ('high', 'especially_high') and exists (select from custody.in_custody w where w.cell_id = c.id)
          union all
          select 'weekly', w::date, (w::date + 2 + time '13:00') at time zone 'Europe/Oslo' + (abs(hashtext(c.id::text)) % 90) * interval '1 minute', case when w::date = date_trunc('week', platform.today())::date then 40 else 98 end
            from generate_series(date_trunc('week', platform.today()) - interval '7 days', date_trunc('week', platform.today()), interval '7 days') w) x
      cross join lateral (select abs(hashtext(x.kind || x.period || c.id::text)) as h) r
     where c.closed_on is null and x.at <= platform.now() and h % 100 < case when x.period = platform.today() and x.kind = 'daily' then 65 else x.share end";

/// Each inmate is searched at arrival and now and then; one search in twelve finds something. Body searches are by the same sex.
const SEARCHES: &str = r"insert into custody.search (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, place, kind, ground, ground_text, at, recorded_at, searched_by, searcher_sex, witness, followed_alert,
        result, result_text, recorded_by)
    select md5('search' || w.inmate_id || n)::uuid, w.inmate_id, w.prison_id, w.prison_id, w.unit_id, case when x.kind = 'cell' then w.cell_id end, '', x.kind, x.ground,
           case x.ground when 'suspicion' then (array['Tips om telefon på avdelingen.', 'Virket påvirket ved innlåsing.', 'Hunden markerte ved døren.', 'Uvanlig mye besøk av andre innsatte på cellen.'])[1 + h % 4] else '' end,
           x.at, x.at + interval '8 minutes', k.officers[1 + h % array_length(k.officers, 1)], case when x.kind = 'body' then case when i.sex in ('M', 'F') then i.sex else 'F' end end,
           k.officers[1 + (h + 1) % array_length(k.officers, 1)], x.kind = 'body' and exists (select from inmates.alert a where a.inmate_id = w.inmate_id and a.kind = 'GENDER_STAFF' and a.ended_at is null),
           case when found then 'found' else 'nothing' end, case when found and h % 2 = 0 then 'Godt skjult. Innsatt opplyst om at det er tatt i beslag.' else '' end, k.officers[1 + h % array_length(k.officers, 1)]
      from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id join crew k on k.prison_id = w.prison_id
      cross join generate_series(0, 4) n
      cross join lateral (select abs(hashtext(w.inmate_id::text || n)) as h) r
      cross join lateral (select case when n = 0 then w.admitted_at + interval '25 minutes' else (platform.today() - h / 7 % 90 + time '07:20') at time zone 'Europe/Oslo' + (h / 630 % 820) * interval '1 minute' end as at,
              case when n = 0 then (array['frisk', 'body', 'body', 'belongings'])[1 + h % 4] else (array['cell', 'cell', 'frisk', 'technical', 'body', 'dog', 'belongings'])[1 + h % 7] end as kind,
              case when n = 0 then 'arrival' else (array['routine', 'random', 'visit', 'suspicion', 'absence', 'routine'])[1 + h / 5 % 6] end as ground,
              n > 0 and h / 11 % 8 = 0 as found) x
     where (n = 0 or h % 100 < 38) and x.at >= w.admitted_at and x.at < platform.now() - interval '20 minutes' and x.at > platform.now() - interval '400 days' and (x.kind <> 'cell' or w.cell_id is not null)";

/// Most who came back in the last days were searched when they did; some still wait for it.
const RETURNS: &str = r"insert into custody.search (id, inmate_id, prison_id, at_prison_id, unit_id, place, kind, ground, at, recorded_at, searched_by, witness, result, recorded_by)
    select md5('return' || m.id)::uuid, m.inmate_id, m.prison_id, m.prison_id, w.unit_id, '', (array['frisk', 'technical', 'belongings'])[1 + h % 3], 'absence', m.back_at + interval '10 minutes',
           m.back_at + interval '15 minutes', k.officers[1 + h % array_length(k.officers, 1)], k.officers[1 + (h + 1) % array_length(k.officers, 1)], 'nothing', k.officers[1 + h % array_length(k.officers, 1)]
      from custody.movement m join custody.in_custody w on w.inmate_id = m.inmate_id and w.prison_id = m.prison_id join crew k on k.prison_id = m.prison_id
      cross join lateral (select abs(hashtext('return' || m.id::text)) as h) r
     where m.state = 'back' and m.ended_as is null and m.back_at > platform.now() - interval '8 days' and m.back_at < platform.now() - interval '20 minutes' and h % 100 < 92
    on conflict do nothing";

/// Closed cells in turn every quarter of a year, those of lower security twice a year, where somebody decides so.
const RULES: &str = r"insert into custody.search_rule (id, prison_id, from_day, cell_days_high, cell_days_lower, after_hours, before_hours, set_by, set_at)
    select md5('search rule' || k.prison_id)::uuid, k.prison_id, platform.today() - 30, 90, 180, 24, 4, (select x.account_id from access.assignment x where x.role = 'DUT' and x.outcome = 'granted' and x.prisons @> array[k.prison_id] order by 1 limit 1),
           platform.now() - interval '30 days'
      from crew k on conflict do nothing";

/// Searches decided on for these days.
const PLANS: &str = r"insert into custody.search_plan (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, kind, ground, ground_text, due_on, recorded_by, recorded_at)
    select md5('search plan' || w.inmate_id)::uuid, case when x.kind <> 'cell' then w.inmate_id end, w.prison_id, w.prison_id, w.unit_id, case when x.kind = 'cell' then w.cell_id end, x.kind, x.ground,
           case x.ground when 'suspicion' then (array['Tips om telefon på cellen.', 'Kontakt som er kjent for smugling, har vært på besøk.', 'Funn hos cellenaboen.'])[1 + h % 3] else '' end,
           platform.today() + (h / 7 % 6 - 1), k.officers[1 + h % array_length(k.officers, 1)], platform.now() - interval '1 day' - (h % 20) * interval '1 hour'
      from custody.in_custody w join crew k on k.prison_id = w.prison_id
      cross join lateral (select abs(hashtext('search plan' || w.inmate_id::text)) as h) r
      cross join lateral (select (array['cell', 'cell', 'belongings', 'technical'])[1 + h % 4] as kind, (array['routine', 'random', 'suspicion', 'visit'])[1 + h / 5 % 4] as ground) x
     where h % 100 < 3 and w.cell_id is not null and w.placed_at < platform.now() - interval '2 days' and w.out_reason is null
    on conflict do nothing";

/// What was taken: one thing a find, sometimes two.
const ITEMS: &str = r"insert into custody.seized_item (id, search_id, inmate_id, prison_id, at_prison_id, category, description, found_where, seal, recorded_at, recorded_by)
    select md5('item' || s.id || n)::uuid, s.id, s.inmate_id, s.prison_id, s.at_prison_id, v.category, v.description, v.found_where,
           'P-' || lpad((row_number() over (partition by s.at_prison_id order by s.at, s.id, n))::text, 6, '0'), s.recorded_at, s.recorded_by
      from custody.search s cross join generate_series(0, 1) n
      cross join lateral (select 1 + abs(hashtext(s.id::text || n)) % 9 as pick) r
      join (values (1, 'drugs', 'Brunt pressestoff i plast, ca. 3 gram', 'I foret på jakken'), (2, 'drugs', 'Hvitt pulver i papir, ca. 0,5 gram', 'Bak listen ved vinduet'), (3, 'phone', 'Liten mobiltelefon uten SIM-kort', 'I hulrom i madrassen'),
                   (4, 'phone', 'SIM-kort og ladekabel', 'I eske med te'), (5, 'medicine', '14 tabletter, merket med pregning', 'I sokk'), (6, 'tool', 'Slipt spisekniv, 12 cm', 'Under skuffen'),
                   (7, 'alcohol', 'Plastflaske med gjærende saft, 1,5 liter', 'Bak toalettet'), (8, 'other', 'Tatoveringsnål laget av penn og motor', 'I høyttaler'), (9, 'money', '400 kroner i sedler', 'I permen på en bok')) v(id, category, description, found_where) on v.id = r.pick
     where s.result = 'found' and (n = 0 or abs(hashtext(s.id::text)) % 5 = 0)";

/// Seized, put away, and two of three gone on from there.
const STEPS: &str = r"insert into custody.item_step (id, item_id, inmate_id, prison_id, step, place, receipt, at, recorded_at, by_account)
    select md5('step' || x.id || v.n)::uuid, x.id, x.inmate_id, x.prison_id, v.step, v.place, v.receipt, s.at + v.later, s.at + v.later, k.officers[1 + (h + v.n) % array_length(k.officers, 1)]
      from custody.seized_item x join custody.search s on s.id = x.search_id join crew k on k.prison_id = x.at_prison_id
      cross join lateral (select abs(hashtext(x.id::text)) as h) r
      cross join lateral (values (1, 'seized', '', '', interval '0'), (2, 'stored', 'Beslagskap, hylle ' || 1 + h % 6, '', interval '20 minutes'),
          (3, case when x.category in ('drugs', 'weapon', 'phone') then 'police' when x.category in ('money') then 'returned' else 'destroyed' end,
              case when x.category in ('drugs', 'weapon', 'phone') then 'Politidistriktet, vakthavende' when x.category = 'money' then 'Kassen, satt på innsattes konto' else '' end,
              case when x.category in ('drugs', 'weapon', 'phone', 'money') then 'K-' || 10000 + h % 80000 else '' end, interval '3 days')) v(n, step, place, receipt, later)
     where (v.n < 3 or h % 3 > 0) and s.at + v.later < platform.now()
     order by x.id, v.n";

/// Tests taken, at the laboratory, and due.
const TESTS: &str = r"insert into custody.drug_test (id, inmate_id, prison_id, at_prison_id, kind, reason, reason_text, due_on, recorded_at, recorded_by, taken_at, taken_by, taken_recorded_by, outcome, substances, note,
        confirmation, lab_reference, lab_answered_at, lab_recorded_by)
    select md5('test' || w.inmate_id || n)::uuid, w.inmate_id, w.prison_id, w.prison_id, x.kind, x.reason, case x.reason when 'suspicion' then 'Store pupiller og ustø gange ved innlåsing.' else '' end,
           case when x.due then platform.today() + (h % 5 - 1) else (x.at at time zone 'Europe/Oslo')::date end, least(x.at, platform.now()) - interval '2 hours', k.officers[1 + h % array_length(k.officers, 1)],
           case when not x.due then x.at end, case when not x.due then case when x.kind = 'blood' then k.nurses[1 + h % array_length(k.nurses, 1)] else k.officers[1 + h % array_length(k.officers, 1)] end end,
           case when not x.due then k.officers[1 + h % array_length(k.officers, 1)] end, case when not x.due then x.outcome end,
           case when not x.due and x.outcome = 'positive' then (array['THC', 'amfetamin', 'buprenorfin', 'benzodiazepiner', 'THC og benzodiazepiner'])[1 + h / 3 % 5] else '' end,
           case when not x.due and x.outcome = 'refused' then 'Ville ikke avgi prøve. Opplyst om følgene.' else '' end,
           case when x.due or x.outcome not in ('positive', 'unclear') then 'none' when x.at > platform.now() - interval '12 days' then 'pending' when h % 9 = 0 then 'disproved' else 'confirmed' end,
           case when not x.due and x.outcome in ('positive', 'unclear') then 'LAB-' || 100000 + h % 900000 end,
           case when not x.due and x.outcome in ('positive', 'unclear') and x.at <= platform.now() - interval '12 days' then x.at + interval '9 days' end,
           case when not x.due and x.outcome in ('positive', 'unclear') and x.at <= platform.now() - interval '12 days' then k.officers[1 + h % array_length(k.officers, 1)] end
      from custody.in_custody w join crew k on k.prison_id = w.prison_id
      cross join generate_series(1, 3) n
      cross join lateral (select abs(hashtext('test' || w.inmate_id::text || n)) as h) r
      cross join lateral (select n = 3 as due, (platform.today() - 1 - h / 7 % 120 + time '08:00') at time zone 'Europe/Oslo' + (h / 840 % 600) * interval '1 minute' as at,
              case when h % 40 = 0 and k.nurses is not null and n < 3 then 'blood' else (array['urine', 'urine', 'urine', 'urine', 'saliva', 'breath'])[1 + h % 6] end as kind,
              (array['random', 'random', 'after_leave', 'before_leave', 'suspicion', 'programme', 'condition'])[1 + h / 5 % 7] as reason,
              case when h / 13 % 100 < 86 then 'negative' when h / 13 % 100 < 94 then 'positive' when h / 13 % 100 < 96 then 'unclear' else 'refused' end as outcome) x
     where h % 100 < case n when 1 then 40 when 2 then 22 else 6 end and (x.due or x.at >= w.admitted_at)";
