//! Invented plans: most people have one, of varying quality; some are late, some are missing, a few have withdrawn a consent or do not agree.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sqlx::{PgPool, Row};
use uuid::Uuid;

use super::clock;
use super::{readiness, rules, support, way_out};
use crate::deadlines::Event;
use crate::deadlines::jobs::{self, Set};
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::reference::Catalogue;

/// So many people's clocks at once.
const AT_ONCE: i32 = 500;

/// Writes them once, after the clock of everything else is set. There already: nothing happens.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no plans are invented here");
    let catalogue = Catalogue::load(&mut tx).await.context("the law")?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from plan.assessment)").fetch_one(&mut *tx).await?;
    if !there {
        for &(what, statement) in STATEMENTS {
            sqlx::query(statement).bind(now).execute(&mut *tx).await.context(what)?;
        }
    }
    // The history of items is written below, without a row at a time.
    sqlx::query("alter table sentences.deadline disable trigger deadline_history").execute(&mut *tx).await?;
    while clock::set(&mut tx, catalogue.law(), now, Set::AtEvent, AT_ONCE).await? > 0 {}
    while readiness::clock::set(&mut tx, catalogue.law(), now, Set::AtEvent, AT_ONCE).await? > 0 {}
    let out: bool = sqlx::query_scalar("select exists (select from plan.application)").fetch_one(&mut *tx).await?;
    if !out {
        for &(what, statement) in readiness::demonstration::STATEMENTS.iter().chain(way_out::demonstration::STATEMENTS) {
            sqlx::query(statement).bind(now).execute(&mut *tx).await.context(what)?;
        }
    }
    if !there {
        let rows = sqlx::query(EVENTS).bind(now).fetch_all(&mut *tx).await?;
        let today = calendar::oslo_day(now);
        for some in rows.chunks(400) {
            let mut found = Vec::new();
            for r in some {
                let family = rules::family(catalogue.law(), r.try_get("legal_status")?, r.try_get("expected_release")?, today);
                found.push((r.try_get::<&str, _>("trigger")?.to_owned(), r.try_get::<Uuid, _>("inmate_id")?, r.try_get("at")?, r.try_get("ref")?, family));
            }
            let subjects: Vec<Vec<&str>> = found.iter().map(|f| f.4.into_iter().collect()).collect();
            let events: Vec<Event<'_>> = found.iter().zip(&subjects).map(|(f, s)| Event::of(&f.0, InmateId(f.1), f.2, f.3).subjects(s)).collect();
            jobs::raise(&mut tx, catalogue.law(), &events, now, Set::AtEvent).await?;
        }
        support::demonstration::seed(&mut tx, catalogue.law(), now).await?;
        for statement in [SETTLED, STEPS] {
            sqlx::query(statement).execute(&mut *tx).await?;
        }
    }
    // Nobody is woken by what passed before the demonstration began.
    sqlx::query(TOLD).bind(now).execute(&mut *tx).await?;
    sqlx::query("alter table sentences.deadline enable trigger deadline_history").execute(&mut *tx).await?;
    // Of a demonstration that has plans from before there were support groups.
    support::demonstration::seed(&mut tx, catalogue.law(), now).await?;
    sqlx::query("reset role").execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

/// In this order; `$1` is the present. Deterministic by ids.
const STATEMENTS: &[(&str, &str)] = &[
    (
        // The service has used plans since the summer: whoever was in custody then is counted from that day.
        "in use",
        "update plan.file set in_use_from = $1 - interval '150 days' where admitted_at < $1 - interval '150 days'",
    ),
    (
        "assessments",
        "insert into plan.assessment (id, inmate_id, prison_id, number, reason, state, on_remand, begun_by, begun_at)
         select md5('assessment' || f.inmate_id)::uuid, f.inmate_id, f.prison_id, 1, 'reception', 'open', w.legal_status in ('arrested', 'remand', 'none'), c.cas, x.at - interval '2 hours'
           from plan.file f join custody.in_custody w on w.inmate_id = f.inmate_id
           cross join lateral (select abs(hashtext(f.inmate_id::text || 'plan')) as h) h
           cross join lateral (select greatest(f.admitted_at + interval '1 day' * (4 + h.h % 15), $1 - interval '1 day' * (9 + h.h % case when w.legal_status in ('arrested', 'remand', 'none') then 58 else 88 end)) as at) x
           cross join lateral (select g.account_id as cas from access.person_grant g where g.inmate_id = f.inmate_id and g.role = 'CAS' and g.kind = 'assigned' and g.ended_at is null order by g.id limit 1) c
          where h.h % 100 >= case when w.legal_status in ('arrested', 'remand', 'none') then 18 else 7 end and x.at < $1 - interval '2 days'",
    ),
    (
        "consent",
        "insert into plan.consent (id, inmate_id, prison_id, theme, given_at, given_by)
         select md5('consent' || a.inmate_id || t.theme)::uuid, a.inmate_id, a.prison_id, t.theme, a.begun_at, a.begun_by
           from plan.assessment a cross join unnest(array['housing', 'education', 'work', 'finances', 'family', 'health', 'substance_use', 'leisure', 'papers', 'attitudes']) t (theme)
          where abs(hashtext(a.inmate_id::text || t.theme)) % 100 < 84 and not (a.on_remand and t.theme = 'attitudes')",
    ),
    (
        "themes",
        "insert into plan.theme (assessment_id, theme, inmate_id, prison_id, own_words, needs, resources, importance, wants_contact, written_by, written_at)
         select a.id, c.theme, a.inmate_id, a.prison_id, case when c.theme = 'health' then '' else (t.words)[1 + x.h % 3] end,
                case when c.theme = 'health' or x.h % 5 = 0 then '' else (t.needs)[1 + x.h % 2] end, case when c.theme = 'health' or x.h % 4 = 0 then '' else (t.resources)[1 + x.h % 2] end,
                case when c.theme = 'health' then null else (array['much', 'some', 'some', 'none'])[1 + x.h % 4] end, case when c.theme = 'health' then x.h % 3 = 0 end, a.begun_by, a.begun_at + interval '1 hour'
           from plan.assessment a join plan.consent c on c.inmate_id = a.inmate_id
           cross join lateral (select abs(hashtext(a.inmate_id::text || c.theme || 'said')) as h) x
           left join (values
             ('housing', array['Jeg mistet leiligheten da jeg ble satt inn.', 'Kan bo hos søsteren min den første tiden.', 'Har kommunal bolig, men husleia er ikke betalt på tre måneder.'], array['Trenger bolig fra løslatelsen.', 'Trenger hjelp til å beholde leiekontrakten.'], array['Søsteren stiller opp.', 'Har bodd alene før og klart det bra.']),
             ('education', array['Jeg sluttet på skolen i andre klasse og vil ta det igjen.', 'Liker å lese, men skriving er vanskelig.', 'Har fagbrev fra hjemlandet, men det er ikke godkjent.'], array['Trenger kartlegging av lese- og skriveferdigheter.', 'Trenger veiledning om godkjenning.'], array['Har fullført to fag her inne.', 'Møter alltid opp på skolen.']),
             ('work', array['Jeg har jobbet på lager og vil ha truckførerbevis.', 'Trives på snekkerverkstedet.', 'Har aldri hatt fast jobb.'], array['Trenger noe å vise fram til en arbeidsgiver.', 'Trenger arbeidspraksis.'], array['Gode attester fra verksbetjenten.', 'Har jobbet ti år i bygg.']),
             ('finances', array['Jeg tør ikke åpne brevene om gjelda.', 'Skylder mest på erstatning.', 'Har oversikt og en nedbetalingsplan.'], array['Trenger oversikt over gjelda.', 'Trenger hjelp til å søke om utsettelse.'], array['Har klart å legge av litt av dagpengene.', 'Gjeldsrådgiver kjenner saken.']),
             ('family', array['Vil ha fast videosamtale med barna på søndager.', 'Har ikke snakket med faren min på to år.', 'Kona kommer på besøk hver uke.'], array['Trenger hjelp til å avtale samvær.', 'Ønsker kontakt med familien igjen.'], array['Mor ringer hver uke.', 'Barna gleder seg til samtalene.']),
             ('substance_use', array['Har vært rusfri siden innkomst og vil fortsette med det.', 'Vil snakke med noen før jeg skal ut.', 'Rus er ikke noe problem for meg nå.'], array['Trenger noe å gjøre på kveldene ute.', 'Trenger en avtale før løslatelsen.'], array['Har klart det før, i to år.', 'Går på samtalegruppe.']),
             ('leisure', array['Trener tre ganger i uka.', 'Spiller gitar og savner bandet.', 'Vet ikke hva jeg liker lenger.'], array['Ønsker noe fast på kveldene.', 'Ønsker et sted å høre til ute.'], array['Flink til å lære bort.', 'Har drevet fotballag.']),
             ('papers', array['Mangler gyldig legitimasjon.', 'Vil bli bedre i norsk.', 'Har alt i orden.'], array['Trenger nytt ID-kort.', 'Trenger norskkurs.'], array['Snakker fire språk.', 'Har fødselsattesten hos broren.']),
             ('attitudes', array['Jeg vil ikke tilbake hit.', 'Blir lett sint når jeg føler meg lurt.', 'Har tenkt mye på det som skjedde.'], array['Trenger noen å snakke med om sinne.', 'Ønsker å gå på program.'], array['Er åpen om det som er vanskelig.', 'Tar imot råd.'])) t (theme, words, needs, resources) on t.theme = c.theme",
    ),
    (
        // Most are finished; of a few somebody is still writing.
        "finished",
        "update plan.assessment a set state = case when abs(hashtext(a.inmate_id::text || 'end')) % 100 < 4 then 'declined' else 'finished' end,
                inmate_words = case when abs(hashtext(a.inmate_id::text || 'end')) % 100 < 4 then 'Ikke nå. Spør meg igjen etter rettssaken.' else '' end, ended_by = a.begun_by, ended_at = a.begun_at + interval '2 hours'
          where abs(hashtext(a.inmate_id::text || 'end')) % 100 < 95 and exists (select from plan.theme t where t.assessment_id = a.id)",
    ),
    (
        "goals",
        "insert into plan.goal (id, inmate_id, prison_id, theme, words, state, state_at, state_by, target_on, daily, created_by, created_at)
         select md5('goal' || a.inmate_id || t.theme)::uuid, a.inmate_id, a.prison_id, t.theme, case when t.theme = 'health' then '' else (g.words)[1 + x.h % 3] end,
                case when t.theme <> 'health' and x.h % 10 >= 7 then 'later' else 'current' end, a.ended_at + interval '1 day', a.begun_by,
                case when t.theme <> 'health' and x.h % 4 > 0 then (a.ended_at at time zone 'Europe/Oslo')::date + 30 + x.h % 200 end, t.theme in ('leisure', 'education', 'work') and x.h % 3 = 0, a.begun_by,
                a.ended_at + interval '1 day'
           from plan.assessment a join plan.theme t on t.assessment_id = a.id
           cross join lateral (select abs(hashtext(a.inmate_id::text || t.theme || 'goal')) as h) x
           left join (values
             ('housing', array['Jeg vil ha et eget sted å bo når jeg kommer ut', 'Jeg vil beholde leiligheten min', 'Jeg vil bo nær barna mine']),
             ('education', array['Jeg vil fullføre videregående', 'Jeg vil bli bedre til å skrive', 'Jeg vil få fagbrevet mitt godkjent']),
             ('work', array['Jeg vil ta truckførerbevis', 'Jeg vil ha en jobb å gå til', 'Jeg vil lære snekring skikkelig']),
             ('finances', array['Jeg vil få oversikt over gjelda', 'Jeg vil ha en avtale om nedbetaling', 'Jeg vil klare meg på egne penger']),
             ('family', array['Jeg vil snakke med barna hver søndag', 'Jeg vil ta opp igjen kontakten med faren min', 'Jeg vil være en pappa de kan stole på']),
             ('substance_use', array['Jeg vil være rusfri når jeg kommer ut', 'Jeg vil ha noen å ringe når det er vanskelig', 'Jeg vil fullføre samtalegruppa']),
             ('leisure', array['Jeg vil trene fast', 'Jeg vil spille gitar igjen', 'Jeg vil ha noe å gjøre på kveldene']),
             ('papers', array['Jeg vil ha gyldig legitimasjon', 'Jeg vil bli god nok i norsk til å jobbe', 'Jeg vil få ordnet oppholdstillatelsen']),
             ('attitudes', array['Jeg vil klare å stoppe før jeg blir sint', 'Jeg vil forstå hvorfor det gikk galt', 'Jeg vil holde meg unna det gamle miljøet'])) g (theme, words) on g.theme = t.theme
          where a.state = 'finished' and abs(hashtext(a.inmate_id::text || 'has')) % 100 < case when a.on_remand then 30 else 92 end
            and case when t.theme = 'health' then t.wants_contact else t.importance <> 'none' and x.h % 100 < 45 end",
    ),
    (
        "actions",
        "insert into plan.action (id, goal_id, inmate_id, prison_id, what, who, owner, partner, by_day, state, evidence, moved_at, moved_by, created_by, created_at)
         select md5('action' || g.id || n)::uuid, g.id, g.inmate_id, g.prison_id, case when g.theme = 'health' then '' else (s.what)[n] end, case when g.theme = 'health' then 'health' else (s.who)[n] end, null,
                case when g.theme <> 'health' and (s.who)[n] in ('nav', 'municipality', 'ngo', 'family') then (s.partner)[n] else '' end,
                case when x.h % 3 > 0 then ($1 at time zone 'Europe/Oslo')::date - 10 + x.h % 60 end, x.state, case when x.state = 'done' and g.theme <> 'health' and x.h % 2 = 0 then 'Avtalt og skrevet i journalen' else '' end,
                case when x.state = 'planned' then g.created_at else greatest(g.created_at, $1 - interval '1 day' * (x.h % 40)) end, g.created_by, g.created_by, g.created_at
           from plan.goal g cross join generate_series(1, 2) n
           cross join lateral (select abs(hashtext(g.id::text || n)) as h) y
           cross join lateral (select y.h, case when y.h % 10 < 4 then 'planned' when y.h % 10 < 7 then 'under_way' when y.h % 10 < 9 then 'done' else 'not_now' end as state) x
           left join (values
             ('housing', array['Søke om kommunal bolig', 'Ringe boligkontoret og avtale møte'], array['inmate', 'municipality'], array['', 'Boligkontoret']),
             ('education', array['Melde meg på kurs', 'Kartlegge lesing og skriving'], array['inmate', 'teacher'], array['', '']),
             ('work', array['Vise fast oppmøte i fire uker', 'Gi opplæring og skrive attest'], array['inmate', 'supervisor'], array['', '']),
             ('finances', array['Samle brevene og gå gjennom dem sammen', 'Timeavtale om gjeldsrådgivning'], array['contact_officer', 'nav'], array['', '']),
             ('family', array['Avtale fast tid for videosamtale', 'Svare på brevet'], array['contact_officer', 'family'], array['', 'Familien']),
             ('substance_use', array['Gå på samtalegruppa hver uke', 'Avtale oppfølging ute'], array['inmate', 'ngo'], array['', 'Wayback']),
             ('leisure', array['Melde meg på treningsgruppa', 'Spørre om instrument til avdelingen'], array['inmate', 'contact_officer'], array['', '']),
             ('papers', array['Bestille time hos politiet', 'Hente fødselsattesten'], array['case_manager', 'family'], array['', 'Broren']),
             ('attitudes', array['Snakke om det i samtalene hver uke', 'Melde meg på program'], array['contact_officer', 'inmate'], array['', ''])) s (theme, what, who, partner) on s.theme = g.theme
          where n = 1 or (g.theme <> 'health' and y.h % 100 < 60)",
    ),
    (
        // A few are given to somebody by name; of those some have no role at this prison any more.
        "owners",
        "update plan.action a set owner = case when x.h % 6 = 0 then o.elsewhere else o.here end
           from (select a.id, abs(hashtext(a.id::text || 'owner')) as h, a.prison_id from plan.action a where a.who in ('teacher', 'supervisor')) x
           cross join lateral (select
                (select s.account_id from access.assignment s where s.role = 'EDU' and s.prisons @> array[x.prison_id] and s.outcome = 'granted' and s.ended_at is null order by md5(s.account_id::text || x.id) limit 1) as here,
                (select s.account_id from access.assignment s where s.role = 'EDU' and not x.prison_id = any(s.prisons) order by md5(s.account_id::text || x.id) limit 1) as elsewhere) o
          where a.id = x.id and a.who = 'teacher' and x.h % 100 < 50",
    ),
    (
        "versions",
        "insert into plan.version (id, inmate_id, prison_id, number, outcome, inmate_words, agreed_on, participants, explained_by, explained_in, interpreter, countersign, countersigned_by, countersigned_at, recorded_by, recorded_at)
         select md5('version' || a.inmate_id)::uuid, a.inmate_id, a.prison_id, 1, v.outcome, case when v.outcome = 'not_agreed' then 'Jeg synes ikke jeg skal måtte bytte avdeling for å få skoleplass.' else '' end,
                (x.at at time zone 'Europe/Oslo')::date, 'Kontaktbetjent, saksbehandler', coalesce(c.display_name, 'Saksbehandler'), coalesce(i.interpreter_language, 'nb'), i.interpreter_language is not null,
                s.sign, case when s.sign is not null and x.h % 4 > 0 then gov.id end, case when s.sign is not null and x.h % 4 > 0 and gov.id is not null then least($1, x.at + interval '3 days') end, a.begun_by, x.at
           from plan.assessment a join inmates.inmate i on i.id = a.inmate_id join custody.in_custody w on w.inmate_id = a.inmate_id left join access.account c on c.id = a.begun_by
           cross join lateral (select abs(hashtext(a.inmate_id::text || 'version')) as h, a.ended_at + interval '6 days' as at) x
           cross join lateral (select case when x.h % 100 < 88 then 'agreed' when x.h % 100 < 95 then 'not_agreed' else 'not_answered' end as outcome) v
           cross join lateral (select case when w.legal_status = 'preventive_detention' or w.expected_release >= ($1 at time zone 'Europe/Oslo')::date + interval '60 months' then 'governor' end as sign) s
           left join lateral (select g.account_id as id from access.assignment g where g.role = 'GOV' and g.prisons @> array[a.prison_id] and g.outcome = 'granted' and g.account_id <> a.begun_by order by g.id limit 1) gov on true
          where a.state = 'finished' and x.at < $1 - interval '1 day' and x.h % 100 >= 4 and exists (select from plan.goal g where g.inmate_id = a.inmate_id and g.state in ('current', 'later'))",
    ),
    (
        "achieved and left",
        "update plan.goal g set state = case when x.h % 100 < 9 then 'achieved' else 'left' end, state_reason = case when x.h % 100 < 9 then '' else 'Ikke aktuelt lenger' end,
                state_at = least($1, g.created_at + interval '20 days' + interval '1 day' * (x.h % 30)), version = g.version + 1
           from (select g.id, abs(hashtext(g.id::text || 'state')) as h from plan.goal g where g.theme <> 'health') x
          where x.id = g.id and x.h % 100 < 11",
    ),
    (
        "changed after what was agreed",
        "update plan.goal g set target_on = ($1 at time zone 'Europe/Oslo')::date + 60 + abs(hashtext(g.id::text)) % 90, version = g.version + 1
          where g.state = 'current' and g.theme <> 'health' and abs(hashtext(g.inmate_id::text || 'changed')) % 100 < 8",
    ),
    (
        "consent withdrawn",
        "update plan.consent c set ended_at = least($1 - interval '1 hour', c.given_at + interval '1 day' * (10 + abs(hashtext(c.id::text)) % 40)), ended_by = c.given_by
          where abs(hashtext(c.id::text || 'withdrawn')) % 1000 < 9 and c.given_at < $1 - interval '2 days'",
    ),
    (
        "talks under goals",
        "insert into plan.progress (goal_id, inmate_id, prison_id, kind, source, at, shared)
         select g.id, g.inmate_id, g.prison_id, 'talk', o.id, o.at, g.shared
           from plan.goal g join custody.observation o on o.inmate_id = g.inmate_id and o.kind = 'CONTACT_OFFICER' and o.at > g.created_at and o.at <= $1
          where g.state = 'current' and g.theme <> 'health' and abs(hashtext(g.id::text || o.id)) % 100 < 30 on conflict do nothing",
    ),
    (
        "visits under goals",
        "insert into plan.progress (goal_id, inmate_id, prison_id, kind, source, at, shared)
         select g.id, g.inmate_id, g.prison_id, 'visit', v.id, v.arrived_at, g.shared
           from plan.goal g join custody.internal_movement v on v.inmate_id = g.inmate_id and v.kind = 'visit' and v.state = 'back' and v.arrived_at between g.created_at and $1 and v.ended_as is null
          where g.state = 'current' and g.theme = 'family' on conflict do nothing",
    ),
    (
        "reviews held",
        "insert into plan.review (id, inmate_id, prison_id, at, place, state, took_part, inmate_words, notes, outcome, planned_by, planned_at, ended_by, ended_at)
         select md5('review' || v.inmate_id)::uuid, v.inmate_id, v.prison_id, x.at, 'Møterommet', 'held', (array['yes', 'yes', 'partly'])[1 + x.h % 3], (array['Det går greit på skolen.', '', 'Vil gjerne komme i gang med arbeidet.'])[1 + x.h % 3],
                'Gikk gjennom målene. Det meste er i gang. Avtalte hva som er neste steg.', (array['goes_on', 'goes_on', 'changes'])[1 + x.h % 3], v.recorded_by, x.at - interval '10 days', v.recorded_by, x.at + interval '1 hour'
           from plan.version v
           cross join lateral (select abs(hashtext(v.inmate_id::text || 'review')) as h) h
           cross join lateral (select h.h, date_trunc('hour', $1 - interval '1 day' * (2 + h.h % 33)) as at) x
          where x.at > v.recorded_at + interval '6 days' and h.h % 100 < 86",
    ),
    (
        "reviews planned",
        "insert into plan.review (id, inmate_id, prison_id, at, place, planned_by, planned_at)
         select md5('next' || v.inmate_id)::uuid, v.inmate_id, v.prison_id, date_trunc('day', $1) + interval '1 day' * (x.h % 30 - 2) + interval '9 hours', 'Møterommet', v.recorded_by, $1 - interval '6 days'
           from plan.version v cross join lateral (select abs(hashtext(v.inmate_id::text || 'next')) as h) x where x.h % 100 < 30 and v.recorded_at < $1 - interval '20 days'",
    ),
    (
        "invited",
        "insert into plan.invited (id, review_id, inmate_id, prison_id, who, name, came, invited_by)
         select md5('invited' || r.id || w.who)::uuid, r.id, r.inmate_id, r.prison_id, w.who, w.name, case when r.state = 'held' then abs(hashtext(r.id::text || w.who)) % 10 > 0 end, r.planned_by
           from plan.review r cross join (values ('inmate', ''), ('contact_officer', ''), ('case_manager', ''), ('nav', 'Nav')) w (who, name) where w.who <> 'nav' or abs(hashtext(r.id::text)) % 3 = 0",
    ),
    (
        "risk",
        "insert into plan.risk (id, inmate_id, prison_id, instrument, assessed_on, author, result, valid_until, recorded_by, recorded_at)
         select md5('risk' || v.inmate_id)::uuid, v.inmate_id, v.prison_id, (array['HCR-20', 'START', 'SARA'])[1 + x.h % 3], v.agreed_on, 'Psykologspesialist, ekstern',
                'Moderat risiko for ny voldskriminalitet uten oppfølging. Risikoen senkes av fast bolig, arbeid og rusfrihet.', v.agreed_on + 365, v.recorded_by, v.recorded_at
           from plan.version v join custody.in_custody w on w.inmate_id = v.inmate_id cross join lateral (select abs(hashtext(v.inmate_id::text || 'risk')) as h) x
          where w.legal_status = 'preventive_detention' or (w.legal_status = 'sentenced' and x.h % 100 < 12)",
    ),
];

/// What the newest assessment and version, or the review after it, set in motion.
const EVENTS: &str = "
    select 'plan.assessed' as trigger, f.inmate_id, f.assessed_at as at, f.assessment_id as ref, w.legal_status, w.expected_release
      from plan.file f join custody.in_custody w on w.inmate_id = f.inmate_id where f.assessment_id is not null and f.assessed_at <= $1
    union all
    select 'plan.review', f.inmate_id, coalesce(r.ended_at, f.version_at), coalesce(r.id, f.version_id), w.legal_status, w.expected_release
      from plan.file f join custody.in_custody w on w.inmate_id = f.inmate_id left join plan.review r on r.inmate_id = f.inmate_id and r.state = 'held' where f.version_id is not null";

/// What reception and sentence asked for, where it was done.
const SETTLED: &str = "
    update sentences.deadline d set state = 'satisfied', outcome = 'done', series_over = true, version = d.version + 1,
           closed_at = case d.rule_id when 'plan.made' then f.version_at else f.assessed_at end, satisfied_by = case d.rule_id when 'plan.made' then f.version_id else f.assessment_id end
      from plan.file f where f.inmate_id = d.inmate_id and d.state = 'open' and ((d.rule_id = 'plan.assessment' and f.assessed_at is not null) or (d.rule_id = 'plan.made' and f.version_at is not null))";

/// That they were raised, and closed.
const STEPS: &str = "
    insert into sentences.deadline_step (deadline_id, at, step, now)
    select d.id, d.raised_at, 'raised', d.due_at from sentences.deadline d where d.trigger like 'plan.%'
    union all
    select d.id, d.closed_at, 'closed', null from sentences.deadline d where d.trigger like 'plan.%' and d.state <> 'open'";

/// Warnings of what has passed were given.
const TOLD: &str = "
    update sentences.deadline d set warned = (select count(*) from unnest(d.warn_at) w where w <= $1), escalated_at = case when d.due_at <= $1 then coalesce(d.escalated_at, d.due_at) else d.escalated_at end
     where d.trigger like 'plan.%' and d.state = 'open' and d.next_at <= $1";
