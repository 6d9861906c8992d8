//! Invented clinical notes for a demonstration, sealed as real ones are. Harmless by choice: nobody's illness is entertainment.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, PgPool, Row as _};
use uuid::Uuid;

use super::model::NoteKind;
use super::note::cipher;
use crate::platform::crypto::envelope::Kek;
use crate::platform::id::{InmateId, RowId};

/// Of every hundred persons in custody so many have notes.
const SHARE: u64 = 30;
/// Notes written in one statement.
const BATCH: usize = 1_000;

const SCREENING: &[&str] = &[
    "Oppdiktet eksempel. Innkomstsamtale. Har sovet lite siste døgn, ellers i fin form. Går tur hver dag når det lar seg gjøre. Bruker lesebriller. Informert om taushetsplikt og om hvordan helseavdelingen kontaktes.",
    "Oppdiktet eksempel. Innkomstsamtale med tolk på telefon. Ingen kjente sykdommer. Ønsker tannlegetime for en fylling som er falt ut. Satt på venteliste.",
    "Oppdiktet eksempel. Innkomstsamtale. Forteller at uroen slapp da familien var varslet. Blodtrykk 128/78, puls 68. Ny samtale avtalt om en uke.",
    "Oppdiktet eksempel. Innkomstsamtale. Vaksinert etter barnevaksinasjonsprogrammet. Ønsker influensavaksine når den kommer. Ingen medisiner.",
];

const CONSULTATION: &[&str] = &[
    "Oppdiktet eksempel. Vondt i korsryggen etter flytting av møbler. Ingen utstråling. Viste øvelser, fikk ark med tegninger. Kommer tilbake om to uker hvis det ikke er bedre.",
    "Oppdiktet eksempel. Tørr hud på hendene etter arbeid på vaskeriet. Fikk fuktighetskrem og råd om hansker.",
    "Oppdiktet eksempel. Forkjølet i fire dager, ikke feber. Råd om hvile og drikke.",
    "Oppdiktet eksempel. Søvnvansker. Snakket om faste tider, mindre kaffe og lys på dagtid. Fører søvndagbok til neste gang.",
    "Oppdiktet eksempel. Kontroll av gjengrodd kutt på venstre pekefinger. Ser fint ut, stingene er fjernet.",
    "Oppdiktet eksempel. Ønsker å slutte å røyke. Satt dato. Fikk plaster til tre uker og tilbud om samtale hver mandag.",
    "Oppdiktet eksempel. Hodepine etter mye lesing. Synstest viser behov for nye briller. Time hos optiker bestilt.",
];

const TELEPHONE: &[&str] = &[
    "Oppdiktet eksempel. Snakket med fastlegekontoret hjemme. De sender epikrise. Pasienten har samtykket.",
    "Oppdiktet eksempel. Videosamtale med fysioterapeut. Fortsetter med øvelsene to ganger om dagen.",
];

const PLAN: &[&str] = &[
    "Oppdiktet eksempel. Plan: samtale annenhver torsdag, søvndagbok, tilbud om trening på formiddagen. Vurderes på nytt om åtte uker.",
    "Oppdiktet eksempel. Plan før løslatelse: ny fastlege er valgt, time er satt til uken etter. Resept på briller følger med.",
];

/// How a corrected note goes on.
const CORRECTION: &str = "\n\nRettet: tidspunktet var ført feil. Ellers uendret.";

/// SplitMix64: the same seed, the same notes.
struct Dice(u64);

impl Dice {
    fn of(seed: u64, person: Uuid) -> Self {
        let (high, low) = person.as_u64_pair();
        Self(seed ^ high.rotate_left(17) ^ low)
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(usize::try_from(self.roll(from.len() as u64)).unwrap_or(0))
    }
}

/// Columns of notes on their way to one `insert … select from unnest`.
#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    threads: Vec<Uuid>,
    versions: Vec<i32>,
    inmates: Vec<Uuid>,
    prisons: Vec<Uuid>,
    kinds: Vec<&'static str>,
    authors: Vec<Uuid>,
    roles: Vec<String>,
    ats: Vec<DateTime<Utc>>,
    recorded: Vec<DateTime<Utc>>,
    nonces: Vec<Vec<u8>>,
    ciphertexts: Vec<Vec<u8>>,
}

/// A person in custody and a clinician who sees patients there.
struct Patient {
    inmate: InmateId,
    prison: Uuid,
    admitted_at: DateTime<Utc>,
    authors: Vec<Uuid>,
    roles: Vec<String>,
}

/// Writes the notes; answers with how many. A database that has notes already is left alone.
///
/// # Errors
/// When the database refuses, or a key that is there does not open.
pub async fn seed_demonstration(pool: &PgPool, kek: &Kek, now: DateTime<Utc>, seed: u64) -> anyhow::Result<u64> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no notes are invented here");
    let written: bool = sqlx::query_scalar("select exists (select from health.note)").fetch_one(&mut *tx).await?;
    if written {
        return Ok(0);
    }
    let mut total = 0;
    let mut columns = Columns::default();
    let (mut owners, mut keys) = (Vec::new(), Vec::new());
    for patient in patients(&mut tx, now).await? {
        let mut dice = Dice::of(seed, patient.inmate.0);
        if dice.roll(100) >= SHARE {
            continue;
        }
        let (dek, wrapped) = cipher::new_key(kek, patient.inmate)?;
        owners.push(patient.inmate.0);
        keys.push(wrapped);
        for (kind, text, at) in notes_of(&mut dice, patient.admitted_at, now) {
            let who = usize::try_from(dice.roll(patient.authors.len() as u64))?;
            let thread = Uuid::now_v7();
            let versions = if dice.roll(12) == 0 { 2 } else { 1 };
            for version in 1..=versions {
                let id = RowId::fresh();
                let text = if version == 1 { text.to_owned() } else { format!("{text}{CORRECTION}") };
                let sealed = cipher::seal(&dek, id, patient.inmate, version, &text)?;
                columns.ids.push(id.0);
                columns.threads.push(thread);
                columns.versions.push(version);
                columns.inmates.push(patient.inmate.0);
                columns.prisons.push(patient.prison);
                columns.kinds.push(kind.as_str());
                columns.authors.extend(patient.authors.get(who));
                columns.roles.extend(patient.roles.get(who).cloned());
                columns.ats.push(at);
                columns.recorded.push((at + TimeDelta::minutes(20 * i64::from(version))).min(now));
                columns.nonces.push(sealed.nonce.to_vec());
                columns.ciphertexts.push(sealed.ciphertext);
            }
        }
        if columns.ids.len() >= BATCH {
            total += flush(&mut tx, &mut owners, &mut keys, &mut columns, now).await?;
        }
    }
    total += flush(&mut tx, &mut owners, &mut keys, &mut columns, now).await?;
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(total)
}

/// Everybody in custody who has a nurse or a doctor, in an order that does not change.
async fn patients(connection: &mut PgConnection, now: DateTime<Utc>) -> anyhow::Result<Vec<Patient>> {
    let rows = sqlx::query(
        "select c.inmate_id, c.prison_id, c.admitted_at, t.authors, t.roles
           from custody.in_custody c
           join (select p.prison, array_agg(a.account_id order by a.account_id) authors, array_agg(a.role order by a.account_id) roles
                   from access.assignment a, unnest(a.prisons) p(prison)
                  where a.role in ('NUR', 'DOC') and a.outcome = 'granted' and a.ended_at is null and a.valid @> $1 group by p.prison) t on t.prison = c.prison_id
          order by c.inmate_id",
    )
    .bind(now)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|r| {
            Ok(Patient {
                inmate: InmateId(r.try_get("inmate_id")?),
                prison: r.try_get("prison_id")?,
                admitted_at: r.try_get("admitted_at")?,
                authors: r.try_get("authors")?,
                roles: r.try_get("roles")?,
            })
        })
        .collect()
}

/// What one person's record holds: a screening after admission, then a few contacts.
fn notes_of(dice: &mut Dice, admitted_at: DateTime<Utc>, now: DateTime<Utc>) -> Vec<(NoteKind, &'static str, DateTime<Utc>)> {
    // Long stays: only the last half year, as the older notes would lie in an archive.
    let from = admitted_at.max(now - TimeDelta::days(180));
    let minutes = u64::try_from((now - from).num_minutes()).unwrap_or(0);
    let mut notes = Vec::new();
    let mut add = |kind, text: Option<&&'static str>, at: DateTime<Utc>| {
        if let Some(text) = text.filter(|_| at < now) {
            notes.push((kind, *text, at));
        }
    };
    add(NoteKind::Screening, dice.pick(SCREENING), from + TimeDelta::minutes(90));
    for _ in 0..dice.roll(5) {
        let at = from + TimeDelta::minutes(i64::try_from(dice.roll(minutes)).unwrap_or(0));
        match dice.roll(6) {
            0 => add(NoteKind::Telephone, dice.pick(TELEPHONE), at),
            1 => add(NoteKind::Plan, dice.pick(PLAN), at),
            _ => add(NoteKind::Consultation, dice.pick(CONSULTATION), at),
        }
    }
    notes
}

async fn flush(
    connection: &mut PgConnection,
    owners: &mut Vec<Uuid>,
    keys: &mut Vec<Vec<u8>>,
    columns: &mut Columns,
    now: DateTime<Utc>,
) -> anyhow::Result<u64> {
    let c = std::mem::take(columns);
    sqlx::query("insert into health.person_key (inmate_id, wrapped, created_at) select i, w, $3 from unnest($1::uuid[], $2::bytea[]) k(i, w)")
        .bind(std::mem::take(owners))
        .bind(std::mem::take(keys))
        .bind(now)
        .execute(&mut *connection)
        .await?;
    let done = sqlx::query(
        "insert into health.note (id, thread_id, version, inmate_id, prison_id, kind, author, author_role, at, recorded_at, nonce, ciphertext)
         select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::bytea[], $12::bytea[])",
    )
    .bind(c.ids)
    .bind(c.threads)
    .bind(c.versions)
    .bind(c.inmates)
    .bind(c.prisons)
    .bind(c.kinds)
    .bind(c.authors)
    .bind(c.roles)
    .bind(c.ats)
    .bind(c.recorded)
    .bind(c.nonces)
    .bind(c.ciphertexts)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_notes_and_all_are_marked_as_invented() {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
        let person = Uuid::from_u128(42);
        let made = || notes_of(&mut Dice::of(7, person), now - TimeDelta::days(40), now);
        assert_eq!(made(), made());
        assert!(made().iter().all(|(_, _, at)| *at < now));
        for text in [SCREENING, CONSULTATION, TELEPHONE, PLAN].into_iter().flatten() {
            assert!(text.starts_with("Oppdiktet eksempel."), "{text}");
        }
    }
}
