//! Invented incidents of two years, in every state, with people, force and the duty to report. Set-based and the same each time.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes them; answers with how many rows. A database that has incidents already is left alone.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
pub async fn fill(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no incidents are invented here");
    let written: bool = sqlx::query_scalar("select exists (select from custody.incident)").fetch_one(&mut *tx).await?;
    if written {
        return Ok(0);
    }
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    let mut rows = 0;
    for statement in [STAFF, STORIES, INCIDENTS, SERIES, PEOPLE, COLLEAGUES, FORCE, DUTY, WAY, ADDENDA] {
        rows += sqlx::query(statement).execute(&mut *tx).await?.rows_affected();
    }
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Officers, duty officers and governors of each prison. Only for this transaction.
const STAFF: &str = "create temporary table guard on commit drop as
    select p.id as prison_id, array_agg(x.account_id order by x.account_id) filter (where x.role in ('OFF', 'CON')) as officers,
           array_agg(x.account_id order by x.role, x.account_id) filter (where x.role in ('DUT', 'GOV')) as leaders,
           (select array_agg(u.id order by u.sort, u.code) from estate.unit u where u.prison_id = p.id and u.closed_on is null) as units,
           (select count(*) from custody.in_custody c where c.prison_id = p.id) as held
      from estate.prison p join access.assignment x on x.prisons @> array[p.id] and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now() - interval '1 minute'
     group by p.id having count(*) filter (where x.role in ('OFF', 'CON')) > 2 and count(*) filter (where x.role in ('DUT', 'GOV')) > 0";

/// What happens, how often out of a thousand, and how it is told. `second`: a second inmate's role.
const STORIES: &str = r"create temporary table story on commit drop as
    select *, sum(share) over (order by id) - share as from_share from (values
    (1, 'DISOBEY', 190, 'involved', null, 'Innsatt nektet å gå tilbake til cellen ved innlåsing. Fikk gjentatte ordre og god tid. Gikk til slutt inn etter samtale.', 'Samtale, skriftlig rapport.'),
    (2, 'DISTURB', 130, 'involved', 'involved', 'Høyt lydnivå og banking på dører på avdelingen etter innlåsing. To innsatte ropte til hverandre i om lag en halv time.', 'Samtale med begge. Roet seg.'),
    (3, 'THREAT_PRIS', 90, 'aggressor', 'victim', 'Under matutdeling truet den ene innsatte den andre med å «ta ham i lufta». Betjent sto mellom og hørte ordene.', 'Holdt atskilt resten av dagen.'),
    (4, 'VIOL_PRIS', 75, 'aggressor', 'victim', 'Slagsmål i luftegården. Den ene slo den andre med knyttet neve to ganger før betjenter gikk imellom.', 'Skilt, lagt inn på hver sin celle. Helseavdelingen varslet. Politianmeldelse vurderes.'),
    (5, 'THREAT_STAFF', 70, 'aggressor', null, 'Innsatt truet betjent med vold da brevet ble holdt tilbake. Gikk nær opp i ansiktet og hevet hånden.', 'Betjenten trakk seg ut, alarm ikke utløst. Samtale med vaktleder.'),
    (6, 'VIOL_STAFF', 25, 'aggressor', null, 'Innsatt dyttet og slo etter betjent ved celledøren. Betjenten traff dørkarmen med skulderen.', 'Alarm utløst, innsatt lagt i bakken og ført til cellen. Anmeldt.'),
    (7, 'SELFHARM', 60, 'at_risk', null, 'Innsatt hadde kuttet seg på underarmen. Oppdaget ved tilsyn. Kontaktbar og rolig.', 'Helsepersonell tilkalt. Hyppigere tilsyn besluttet.'),
    (8, 'SUICIDE_ATT', 12, 'at_risk', null, 'Innsatt ble funnet med laken rundt halsen. Betjent løftet ham og løsnet knuten. Ved bevissthet da ambulansen kom.', 'Livreddende førstehjelp. Fraktet til sykehus. Regionen varslet.'),
    (9, 'DRUG_FIND', 85, 'suspected', null, 'Funn av brunt pressestoff ved ransaking av celle. Lå i foret på jakken.', 'Beslaglagt og overlevert politiet.'),
    (10, 'DRUG_POS', 90, 'involved', null, 'Urinprøve ved retur fra permisjon slo ut på THC.', 'Sendt til bekreftelse. Samtale om følgene.'),
    (11, 'PHONE_FIND', 45, 'suspected', null, 'Funn av liten mobiltelefon i hulrom i madrass.', 'Beslaglagt.'),
    (12, 'WEAPON_FIND', 12, 'suspected', null, 'Funn av slipt spisekniv under skuff på celle.', 'Beslaglagt. Ransaking av hele fløyen.'),
    (13, 'ALCOHOL', 15, 'suspected', null, 'Funn av gjærende saft i plastflasker bak toalett på fellesrom.', 'Destruert etter avtale med vaktleder.'),
    (14, 'LEAVE_FAIL', 14, 'involved', null, 'Innsatt møtte ikke tilbake fra permisjon til fastsatt tid. Ikke oppnådd kontakt på telefon.', 'Etterlyst. Politiet varslet.'),
    (15, 'DAMAGE', 30, 'suspected', null, 'Innsatt knuste inventar på cellen: stol, lampe og vask.', 'Flyttet til annen celle. Krav om erstatning.'),
    (16, 'FIRE', 7, 'involved', null, 'Røykutvikling fra celle etter brann i papirkurv. Slukket av betjenter med pulverapparat.', 'Fløyen evakuert i 25 minutter. Brannvesenet kontrollerte.'),
    (17, 'FORCE', 14, 'involved', null, 'Innsatt nektet å forlate luftegården og gikk til angrep på betjent. Måtte føres ut med makt.', 'Ført til cellen. Helsepersonell tilkalt.'),
    (18, 'SECCELL', 7, 'involved', null, 'Innsatt slo hodet i veggen gjentatte ganger og lot seg ikke roe. Innsatt i sikkerhetscelle etter beslutning av vaktleder.', 'Kontinuerlig tilsyn. Lege tilkalt.'),
    (19, 'ALARM', 16, 'involved', null, 'Overfallsalarm utløst på verkstedet. Viste seg å være høylytt krangel uten vold.', 'Responstid 70 sekunder. Gjennomgang med vakten.'),
    (20, 'KEY', 5, null, null, 'Nøkkelknippe manglet ved vaktskifte. Funnet i skap på vaktrommet etter 40 minutter.', 'Ingen låser byttet. Rutine gjennomgått.'),
    (21, 'TECH', 18, null, null, 'Kamera i trappeløp uten bilde i to timer.', 'Leverandør varslet. Ekstra rundering.'),
    (22, 'MEDICAL', 35, 'at_risk', null, 'Innsatt falt om på fellesrommet. Pustet normalt, våken etter kort tid.', 'Førstehjelp. Ambulanse. Tilbake samme kveld.'),
    (23, 'OVERDOSE', 6, 'at_risk', null, 'Innsatt funnet slapp med langsom pust. Nalokson nesespray gitt av betjent.', 'Ambulanse. Ransaking av cellen.'),
    (24, 'DEATH', 2, 'deceased', null, 'Innsatt ble funnet livløs på cellen ved opplåsing. Gjenoppliving startet straks og fortsatte til ambulansen overtok. Erklært død av lege.', 'Cellen sperret av. Politiet tilkalt.'),
    (25, 'VISITOR', 8, null, null, 'Besøkende nektet å la seg undersøke ved ankomst og ble bortvist.', 'Besøket avlyst. Innsatt orientert.'),
    (26, 'COUNT_DIFF', 4, null, null, 'Telling ved innlåsing viste én for lite. Innsatt var fortsatt på helseavdelingen, ikke ført tilbake.', 'Omtelling stemte.'))
    s(id, kind, share, role, second, description, measures)";

/// About one and a half a place and year. The older, the more of them closed.
const INCIDENTS: &str = r"insert into custody.incident (id, prison_id, year, number, kind, unit_id, place, at, recorded_at, description, measures, force_used, duty, state, reported_by, reporter_role,
        submitted_at, owner, due_on, reviewed_by, reviewed_at, closed_by, closed_at)
    select id, prison_id, extract(year from at at time zone 'Europe/Oslo')::int, row_number() over (partition by prison_id, extract(year from at at time zone 'Europe/Oslo') order by at, id), kind, unit_id, place,
           at, at + interval '70 minutes', description, measures, force, duty, state, author, 'OFF', case when state <> 'draft' then at + interval '70 minutes' end, case when state in ('draft', 'returned') then author else leader end,
           case when state in ('draft', 'returned') then (at at time zone 'Europe/Oslo')::date + 1 when state = 'submitted' then (at at time zone 'Europe/Oslo')::date + 3
                when state = 'reviewed' and h % 4 > 0 then platform.today() + h % 12 + 1 else (at at time zone 'Europe/Oslo')::date + 16 end,
           case when state in ('reviewed', 'closed') then leader end, case when state in ('reviewed', 'closed') then least(at + interval '20 hours', platform.now()) end,
           case when state = 'closed' then leader end, case when state = 'closed' then least(at + interval '8 days', platform.now()) end
      from (select g.*, s.kind, s.description, s.measures, g.officers[1 + h % array_length(g.officers, 1)] as author, g.leaders[1 + h / 3 % array_length(g.leaders, 1)] as leader,
                   g.units[1 + h / 7 % array_length(g.units, 1)] as unit_id, (array['Fellesrommet', 'Luftegården', 'Korridoren', 'Verkstedet', 'Cellen', 'Trappen', 'Treningsrommet'])[1 + h / 11 % 7] as place,
                   s.kind in ('FORCE', 'SECCELL') or (s.kind = 'VIOL_STAFF' and h % 2 = 0) as force,
                   case when s.kind = 'DEATH' then array['death'] when s.kind = 'SUICIDE_ATT' or (s.kind = 'VIOL_PRIS' and h % 25 = 0) then array['serious_injury']
                        when s.kind = 'FORCE' and h % 9 = 0 then array['ill_treatment'] else '{}'::text[] end as duty,
                   case when age > 45 then case when h % 100 < 95 then 'closed' else 'reviewed' end
                        when age > 12 then case when h % 100 < 55 then 'closed' when h % 100 < 90 then 'reviewed' else 'submitted' end
                        when age > 2 then case when h % 100 < 10 then 'closed' when h % 100 < 45 then 'reviewed' when h % 100 < 90 then 'submitted' else 'returned' end
                        else case when h % 100 < 25 then 'draft' when h % 100 < 90 then 'submitted' else 'returned' end end as state
              from (select g.*, md5('incident' || g.prison_id || n)::uuid as id, r.h, r.pick,
                           (platform.today() - r.h % 730 + time '07:10') at time zone 'Europe/Oslo' + (r.h / 730 % 830) * interval '1 minute' as at, r.h % 730 as age
                      from guard g cross join lateral generate_series(1, (g.held * 3)::int) n
                      cross join lateral (select abs(hashtext(g.prison_id::text || n)) as h, abs(hashtext(n || g.prison_id::text)) % 1065 as pick) r) g
              join story s on g.pick >= s.from_share and g.pick < s.from_share + s.share) x
     where leader <> author and at < platform.now() - interval '2 hours'";

/// The numbers go on from there.
const SERIES: &str =
    "insert into custody.incident_series (prison_id, year, last) select prison_id, year, max(number) from custody.incident group by prison_id, year";

/// Somebody who was in the prison that day; two where two are needed.
const PEOPLE: &str = r"insert into custody.incident_person (id, incident_id, inmate_id, prison_id, at_prison_id, role, injury, added_by, added_at)
    select md5('person' || x.id || p.place)::uuid, x.id, p.inmate_id, i.prison_id, x.prison_id, case p.place when 1 then s.role else s.second end,
           case when s.role = 'deceased' then 'fatal' when s.kind = 'SUICIDE_ATT' or 'serious_injury' = any(x.duty) and p.place = 2 then 'serious'
                when s.kind in ('SELFHARM', 'VIOL_PRIS') and (s.second is null or p.place = 2) then 'minor' else 'none' end, x.reported_by, x.recorded_at
      from custody.incident x join story s on s.kind = x.kind and s.role is not null
      cross join lateral (select y.inmate_id, row_number() over (order by hashtext(x.id::text || y.inmate_id)) as place from custody.stay y
                           where y.first_prison_id = x.prison_id and y.admitted_at <= x.at and (y.released_at is null or y.released_at > x.at) and not (s.role = 'deceased' and y.released_at is null)
                           order by hashtext(x.id::text || y.inmate_id) limit case when s.second is null then 1 else 2 end) p
      join inmates.inmate i on i.id = p.inmate_id";

/// Who came, who stepped in.
const COLLEAGUES: &str = r"insert into custody.incident_staff (id, incident_id, prison_id, account_id, role, injury, added_by, added_at)
    select md5('staff' || x.id || n)::uuid, x.id, x.prison_id, g.officers[1 + (h + n) % array_length(g.officers, 1)],
           case when n = 0 then 'first_on_scene' when x.force_used then 'used_force' else 'intervened' end, case when x.kind = 'VIOL_STAFF' and n = 1 then 'minor' else 'none' end, x.reported_by, x.recorded_at
      from custody.incident x join guard g on g.prison_id = x.prison_id cross join lateral (select abs(hashtext(x.id::text)) as h) r
      cross join generate_series(0, 1) n where h % 3 > 0 and (n = 0 or x.force_used or x.kind in ('VIOL_PRIS', 'VIOL_STAFF', 'SUICIDE_ATT'))";

/// Force, recorded as § 38 asks; a fresh one may still wait for its record.
const FORCE: &str = r"insert into custody.incident_force (id, incident_id, inmate_id, prison_id, grounds, means, started_at, ended_at, lesser_means, ordered_by, injuries_inmate, injuries_staff, health_called_at, doctor_seen_at,
        recorded_by, recorded_at)
    select md5('force' || x.id)::uuid, x.id, p.inmate_id, p.prison_id, array['attack'], case when x.kind = 'SECCELL' then array['hold', 'security_cell'] when h % 3 = 0 then array['hold', 'handcuffs'] else array['hold'] end,
           x.at + interval '2 minutes', case when x.kind = 'SECCELL' then x.at + interval '19 hours' else x.at + (3 + h % 9) * interval '1 minute' end,
           'Rolig samtale, gjentatte ordre og avstand i over ti minutter. Førte ikke fram.', 'Vaktleder', case when h % 3 = 0 then 'Rød hud på håndleddene.' else '' end,
           case when x.kind = 'VIOL_STAFF' then 'Øm skulder hos én betjent.' else '' end, x.at + interval '15 minutes', case when x.kind = 'SECCELL' or h % 2 = 0 then x.at + interval '90 minutes' end, x.reported_by, x.recorded_at
      from custody.incident x cross join lateral (select abs(hashtext(x.id::text)) as h) r
      join lateral (select y.inmate_id, y.prison_id from custody.incident_person y where y.incident_id = x.id order by y.role limit 1) p on true
     where x.force_used and (x.state <> 'submitted' or h % 2 = 0) and x.at + interval '20 hours' < platform.now()";

/// The duty to report: settled where the incident is closed, under way elsewhere.
const DUTY: &str = r"insert into custody.incident_duty (id, incident_id, prison_id, item, raised_at, settled_at, settled_by, done_at, told, left_reason)
    select md5('duty' || x.id || d.item)::uuid, x.id, x.prison_id, d.item, x.recorded_at, case when done then x.recorded_at + d.n * interval '6 minutes' end, case when done then coalesce(x.reviewed_by, x.owner) end,
           case when done and d.item <> 'consulate' then x.recorded_at + d.n * interval '5 minutes' end, case when done and d.item <> 'consulate' then d.told else '' end,
           case when done and d.item = 'consulate' then 'Norsk statsborger, ikke aktuelt.' end
      from custody.incident x cross join lateral (select abs(hashtext(x.id::text)) as h) r
      join (values (1, 'police', 'Operasjonssentralen', array['death', 'serious_injury', 'ill_treatment']), (2, 'scene', '', array['death', 'serious_injury']), (3, 'health', 'Vakthavende sykepleier', array['death', 'serious_injury']),
                   (4, 'next_of_kin', 'Ektefelle, på telefon', array['death', 'serious_injury']), (5, 'region', 'Regionens vakttelefon', array['death', 'serious_injury', 'ill_treatment']),
                   (6, 'health_trust', 'Helseforetakets varslingstelefon', array['death', 'serious_injury']), (7, 'state_administrator', 'Statsforvalteren', array['death', 'serious_injury']),
                   (8, 'supervisory_council', 'Tilsynsrådets sekretariat', array['death', 'serious_injury', 'ill_treatment']), (9, 'kept_away', '', array['death', 'serious_injury', 'ill_treatment']),
                   (10, 'consulate', '', array['death']), (11, 'remains', 'Begravelsesbyrå etter ønske fra familien', array['death']), (12, 'examination', 'Tilsynslegen', array['ill_treatment']),
                   (13, 'protection', '', array['ill_treatment']), (14, 'counsel', 'Forsvareren', array['ill_treatment'])) d(n, item, told, kinds) on d.kinds && x.duty
      cross join lateral (select x.state = 'closed' or (h + d.n) % 3 = 0 as done) z";

/// The steps after the first, which the database wrote.
const WAY: &str = r"insert into custody.incident_step (id, incident_id, prison_id, step, at, by_account, note)
    select md5('way' || x.id || v.step)::uuid, x.id, x.prison_id, v.step, v.at, v.by, v.note
      from custody.incident x cross join lateral (values
          ('reviewed', x.reviewed_at, x.reviewed_by, 'Gjennomgått med vakten. Tiltakene var riktige og tilstrekkelige.'),
          ('closed', x.closed_at, x.closed_by, 'Fulgt opp med samtale. Ingen flere tiltak.'),
          ('returned', case when x.state = 'returned' then x.submitted_at + interval '5 hours' end, (select g.leaders[1] from guard g where g.prison_id = x.prison_id), 'Skriv hvem som var til stede, og når helse ble varslet.')) v(step, at, by, note)
     where v.at is not null and v.at <= platform.now()";

/// What became known later.
const ADDENDA: &str = r"insert into custody.incident_addendum (id, incident_id, prison_id, body, at, author)
    select md5('addendum' || x.id)::uuid, x.id, x.prison_id, (array['Innsatt har i dag gitt sin egen forklaring: mener det hele var en misforståelse.', 'Helseavdelingen melder at skaden er kontrollert og ikke krever mer oppfølging.',
           'Opptak fra kamera er gjennomgått og stemmer med beskrivelsen.', 'Politiet har henlagt saken.'])[1 + h % 4], x.submitted_at + interval '22 hours', x.reported_by
      from custody.incident x cross join lateral (select abs(hashtext(x.id::text)) as h) r where x.submitted_at is not null and h % 8 = 0 and x.submitted_at + interval '22 hours' < platform.now()";
