//! Invented observations that the generator does not make: unverified ones of every age, corrections, happenings with several people, and a few
//! people about whom more is written than usual.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// In this order; `$1` is the present. Deterministic by the ids of the people.
const STATEMENTS: &[(&str, &str)] = &[
    (
        "unverified information",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author, nature, source, source_detail, unverified, verify_by, settled_as, settled_at, settled_by, settled_how)
         select md5('unverified' || x.inmate_id)::uuid, x.inmate_id, x.prison_id, x.unit_id, (array['GENERAL', 'INTOX', 'CONFLICT', 'SOCIAL'])[1 + x.h % 4],
                (array['En medinnsatt sier at det er tegn på rusmidler på avdelingen, og at innsatte kan ha med det å gjøre. Ikke sett av ansatte.',
                       'Innsatte skal ha fått piller av en annen. Kom fram i en samtale på kjøkkenet. Ikke kontrollert.',
                       'Kollega hørte at innsatte blir presset for penger av en på en annen avdeling. Ikke bekreftet av innsatte selv.',
                       'Pårørende ringte og er bekymret for hvem innsatte omgås. Ikke bekreftet av andre.'])[1 + (x.h / 4) % 4],
                x.at, x.at + interval '5 minutes', x.author, 'fact', (array['inmate', 'inmate', 'colleague', 'other'])[1 + (x.h / 4) % 4],
                (array['', '', 'Nattevakta', 'Pårørende på telefon'])[1 + (x.h / 4) % 4], true, ((x.at + interval '5 minutes') at time zone 'Europe/Oslo')::date + interval '4 months',
                case x.h % 11 when 0 then 'verified' when 1 then 'kept' end, case when x.h % 11 < 2 then least($1, x.at + interval '3 days') end, case when x.h % 11 < 2 then x.author end,
                case x.h % 11 when 0 then 'Sett på kamera i fellesrommet samme kveld.' when 1 then 'Vedtak om flytting til annen avdeling.' end
           from (select w.inmate_id, w.prison_id, w.unit_id, o.author, abs(hashtext(w.inmate_id::text)) as h,
                        date_trunc('minute', greatest(w.admitted_at + interval '1 hour', $1 - interval '1 day' * (1 + abs(hashtext(w.inmate_id::text || 'age')) % 118) - interval '3 hours')) as at
                   from custody.in_custody w
                   join lateral (select author from custody.observation o where o.inmate_id = w.inmate_id order by o.at desc limit 1) o on true
                  where abs(hashtext(w.inmate_id::text || 'unverified')) % 100 < 9 and w.admitted_at < $1 - interval '2 hours') x",
    ),
    (
        "corrections",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author, supersedes, correction_reason)
         select md5('corrected' || o.id)::uuid, o.inmate_id, o.prison_id, o.unit_id, o.kind, left(o.body, 3900) || ' Rettet: det var etter middag, ikke før.', o.at, least($1, o.recorded_at + interval '40 minutes'), o.author, o.id,
                'Feil tidspunkt'
           from custody.observation o
          where o.recorded_at > $1 - interval '60 days' and abs(hashtext(o.id::text)) % 60 = 0 and not o.unverified and o.kind <> 'CONTACT_OFFICER'",
    ),
    (
        "happenings with several people",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author, happening_id, part, place)
         select md5('several' || x.inmate_id)::uuid, x.inmate_id, x.prison_id, x.unit_id, 'CONFLICT',
                (array['Høylytt krangel om hvem som skulle bruke vaskemaskinen. Roet seg da betjent kom til.',
                       'Dytting i køen til telefonen. Begge gikk på cella etter samtale.',
                       'Uenighet ved spillbordet. Den ene reiste seg og gikk. Snakket med begge etterpå.'])[1 + abs(hashtext(x.unit_id::text)) % 3],
                x.at, x.at + interval '10 minutes', x.author, md5('happening' || x.unit_id)::uuid, case when x.n <= 2 then 'subject' else 'present' end,
                (array['fellesrommet', 'gangen', 'luftegården'])[1 + abs(hashtext(x.unit_id::text)) % 3]
           from (select w.inmate_id, w.prison_id, w.unit_id, row_number() over (partition by w.unit_id order by md5(w.inmate_id::text)) as n,
                        first_value(o.author) over (partition by w.unit_id order by md5(w.inmate_id::text)) as author,
                        date_trunc('minute', $1 - interval '1 hour' * (6 + abs(hashtext(w.unit_id::text)) % 150)) as at, w.admitted_at
                   from custody.in_custody w
                   join lateral (select author from custody.observation o where o.inmate_id = w.inmate_id order by o.at desc limit 1) o on true
                  where w.out_reason is null and w.admitted_at < $1 - interval '8 days') x
          where x.n <= 3 and abs(hashtext(x.unit_id::text)) % 2 = 0",
    ),
    (
        "people about whom more is written",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author, nature)
         select md5('sign' || x.inmate_id || n)::uuid, x.inmate_id, x.prison_id, x.unit_id, (array['SLEEP', 'FOOD', 'MOOD', 'SLEEP'])[n],
                (array['Våken ved alle nattrundene. Sier at tankene går.', 'Rørte ikke middagen. Takket nei til kveldsmat.', 'Stille og tilbaketrukket. Ville ikke være med i luftegården.',
                       'Sovet fram til lunsj. Har vært oppe om natta.'])[n],
                x.at, x.at + interval '12 minutes', x.author, case when n = 3 then 'assessment' else 'fact' end
           from (select w.inmate_id, w.prison_id, w.unit_id, o.author, n, date_trunc('minute', $1 - interval '1 day' * n - interval '1 hour' * (abs(hashtext(w.inmate_id::text)) % 9)) as at
                   from custody.in_custody w cross join generate_series(1, 4) n
                   join lateral (select author from custody.observation o where o.inmate_id = w.inmate_id order by o.at desc limit 1) o on true
                  where abs(hashtext(w.inmate_id::text || 'sign')) % 100 < 4 and w.admitted_at < $1 - interval '10 days' and w.out_reason is null) x",
    ),
];

/// Writes them; answers with how many. A database that has unverified entries already is left alone.
///
/// # Errors
/// When the database refuses.
pub async fn seed_demonstration(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from custody.observation where unverified)").fetch_one(&mut *tx).await?;
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
