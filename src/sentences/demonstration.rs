//! What a demonstration has of sentences beside judgments and dates: the documents themselves, isolation in part, calculations that wait for a
//! second person because something was corrected, and dates that two people have set by hand. Set by set and by the hash of the person.

pub mod alarms;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, PgPool, Row};
use uuid::Uuid;

use super::calculation;
use crate::law::calendar;
use crate::law::rule::Book;
use crate::platform::id::InmateId;

/// Documents in one statement.
const AT_ONCE: usize = 500;

/// Adds all of it. A demonstration has it once: it is called when one is made, after the calculations have been confirmed.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, book: &Book, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    alarms::make(&mut tx).await.context("orders that run out")?;
    documents(&mut tx).await.context("documents")?;
    sqlx::query(PARTIAL_ISOLATION).execute(&mut *tx).await.context("isolation in part")?;
    sqlx::query(ISOLATION_WORDS).execute(&mut *tx).await.context("a lawyer's word that is waited for")?;
    corrections(&mut tx, book, calendar::oslo_day(now)).await.context("corrections")?;
    overrides(&mut tx).await.context("dates set by hand")?;
    Ok(tx.commit().await?)
}

/// In each house one who serves and was isolated before: the case manager has proposed that it gives a deduction, and nobody has decided.
const ISOLATION_WORDS: &str = "insert into sentences.isolation_mark (id, inmate_id, prison_id, restriction_id, credit, reason, marked_by, marked_at)
    select md5('isolation word' || s.id)::uuid, s.inmate_id, s.prison_id, s.id, true, 'Kjennelsen gjaldt fare for bevisforspillelse. Isolasjonen skyldtes ikke den innsattes egen adferd.',
           g.account_id, platform.now() - interval '26 hours'
      from (select distinct on (r.prison_id) r.id, r.inmate_id, r.prison_id from sentences.restriction r join custody.in_custody c on c.inmate_id = r.inmate_id and c.legal_status = 'sentenced'
             where r.kind = 'full_isolation' and r.replaced_at is null and not r.withdrawn order by r.prison_id, r.id) s
     cross join lateral (select x.account_id from access.person_grant x where x.inmate_id = s.inmate_id and x.kind = 'assigned' and x.role = 'CAS' and x.ended_at is null order by x.id limit 1) g
        on conflict do nothing";

/// Of everybody in custody the newest document that holds them, as a page that says what it is.
async fn documents(connection: &mut PgConnection) -> anyhow::Result<()> {
    let rows = sqlx::query(PAPERS).fetch_all(&mut *connection).await?;
    for some in rows.chunks(AT_ONCE) {
        let (mut bases, mut kinds, mut names, mut files, mut digests) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in some {
            let paper = Paper::of(row)?;
            let file = paper.page();
            bases.push(row.try_get::<Uuid, _>("id")?);
            kinds.push(paper.kind);
            names.push(paper.name());
            digests.push(Sha256::digest(&file).to_vec());
            files.push(file);
        }
        sqlx::query(
            "insert into sentences.basis_document (id, inmate_id, prison_id, basis_id, kind, name, media_type, bytes, sha256, recorded_by, recorded_at)
             select md5('document' || b.id)::uuid, b.inmate_id, b.prison_id, b.id, x.kind, x.name, 'application/pdf', x.bytes, x.digest, b.recorded_by, b.recorded_at + interval '10 minutes'
               from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[]) x (id, kind, name, bytes, digest) join sentences.legal_basis b on b.id = x.id
             on conflict do nothing",
        )
        .bind(bases)
        .bind(kinds)
        .bind(names)
        .bind(files)
        .bind(digests)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

const PAPERS: &str = "select distinct on (b.inmate_id) b.id, b.kind, b.case_number, b.court, b.decided_on, b.to_day
       from sentences.legal_basis b join custody.in_custody c using (inmate_id)
      where b.replaced_at is null and not b.withdrawn and b.root_id = b.id and b.kind <> 'arrest' and b.from_day is not null
      order by b.inmate_id, b.from_day desc, b.decided_on desc, b.id";

/// A document to be made.
struct Paper {
    kind: &'static str,
    title: &'static str,
    case_number: String,
    court: String,
    decided_on: NaiveDate,
    until: Option<NaiveDate>,
}

impl Paper {
    fn of(row: &sqlx::postgres::PgRow) -> Result<Self, sqlx::Error> {
        let (kind, title) = match row.try_get::<&str, _>("kind")? {
            "remand" => ("court_order", "Kjennelse"),
            "fine_default" => ("fine_order", "Begjæring om fullbyrding av subsidiær fengselsstraff"),
            _ => ("judgment", "Dom"),
        };
        Ok(Self {
            kind,
            title,
            case_number: row.try_get("case_number")?,
            court: row.try_get("court")?,
            decided_on: row.try_get("decided_on")?,
            until: row.try_get::<Option<NaiveDate>, _>("to_day")?.filter(|_| kind == "court_order"),
        })
    }

    fn name(&self) -> String {
        let title = self.title.split(' ').next().unwrap_or(self.title);
        format!("{title} {}.pdf", self.case_number.replace('/', "-"))
    }

    fn page(&self) -> Vec<u8> {
        let day = |d: NaiveDate| d.format("%d.%m.%Y").to_string();
        let mut lines = vec![self.court.clone(), format!("Sak {}", self.case_number), format!("Avsagt {}", day(self.decided_on))];
        lines.extend(self.until.map(|d| format!("Fengsling inntil {}", day(d))));
        lines.push(String::new());
        lines.push("Oppdiktet dokument i en demonstrasjon. Det gjelder ingen virkelig person eller sak.".to_owned());
        pdf(self.title, &lines)
    }
}

/// One page of A4 with a heading and lines below it.
fn pdf(title: &str, lines: &[String]) -> Vec<u8> {
    let mut text = format!("BT /F1 20 Tf 72 760 Td ({}) Tj /F1 11 Tf 0 -36 Td 16 TL", escaped(title));
    for line in lines {
        text.push_str(&format!(" ({}) Tj T*", escaped(line)));
    }
    text.push_str(" ET");
    let content = latin(&text);
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        [format!("<< /Length {} >>\nstream\n", content.len()).into_bytes(), content, b"\nendstream".to_vec()].concat(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).into_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    out.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).into_bytes());
    out
}

/// What ends a string of a page is marked.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '(' | ')' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

/// One byte a letter, as the page's font counts them; what it has not becomes a question mark.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// Shut out from some company for the last order, a few in each prison (straffeprosessloven § 186 a is for shutting out from all).
const PARTIAL_ISOLATION: &str = "with held as (
        select b.id, b.inmate_id, b.prison_id, b.from_day, b.to_day, b.recorded_by, b.recorded_at, row_number() over (partition by c.prison_id order by md5('partial' || b.inmate_id)) as n
          from sentences.legal_basis b join custody.in_custody c using (inmate_id) join inmates.inmate i on i.id = b.inmate_id
         where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.root_id = b.id and b.ended_on is null and not b.after_judgment
           and platform.today() between b.from_day and b.to_day and i.birth_date + interval '18 years' < b.from_day
           and not exists (select from sentences.restriction r where r.inmate_id = b.inmate_id and r.kind = 'full_isolation' and r.until_day >= b.from_day))
     insert into sentences.restriction (id, inmate_id, prison_id, basis_id, kind, from_day, until_day, ordered_by, recorded_by, recorded_at)
     select md5('partial' || h.id)::uuid, h.inmate_id, h.prison_id, h.id, 'partial_isolation', h.from_day, h.to_day, 'court', h.recorded_by, h.recorded_at
       from held h where h.n <= 2";

/// In each prison somebody has read a judgment again and found a smaller deduction: the dates are worked out anew and wait.
async fn corrections(connection: &mut PgConnection, book: &Book, today: NaiveDate) -> anyhow::Result<()> {
    let corrected: Vec<Uuid> = sqlx::query_scalar(CORRECTED).fetch_all(&mut *connection).await?;
    sqlx::query(COUNTS_OF_THE_CORRECTED).bind(&corrected).execute(&mut *connection).await?;
    // The one who corrected is the author, and may not confirm.
    sqlx::query(
        "update sentences.recalculation q set authors = array[b.recorded_by], causes = array['basis'] from sentences.legal_basis b
          where b.inmate_id = q.inmate_id and b.inmate_id = any($1) and b.supersedes is not null and b.replaced_at is null",
    )
    .bind(&corrected)
    .execute(&mut *connection)
    .await?;
    let inmates: Vec<InmateId> = corrected.into_iter().map(InmateId).collect();
    for some in inmates.chunks(AT_ONCE) {
        calculation::recompute_some(connection, book, some, today, false).await?;
    }
    Ok(())
}

const CORRECTED: &str = "with chosen as (
        select b.*, g.account as corrector, row_number() over (partition by c.prison_id order by md5('corrected' || b.inmate_id)) as n
          from sentences.legal_basis b join custody.in_custody c using (inmate_id)
          join sentences.calculation k on k.inmate_id = b.inmate_id and k.state = 'confirmed' and k.release_on > platform.today() + 40
         cross join lateral (select x.account_id as account from access.assignment x where x.role = 'CAS' and x.prisons @> array[c.prison_id] and x.outcome = 'granted' and x.ended_at is null
                                and x.account_id <> k.confirmed_by order by x.account_id limit 1) g
         where b.kind = 'sentence' and b.replaced_at is null and not b.withdrawn and b.ended_on is null and b.from_day is not null and b.credit_days >= 4
           and (select count(*) from sentences.legal_basis o where o.inmate_id = b.inmate_id and o.kind = 'sentence' and o.ended_on is null and o.replaced_at is null) = 1),
     made as (
        insert into sentences.legal_basis
        select (jsonb_populate_record(null::sentences.legal_basis, to_jsonb(s) || jsonb_build_object('id', md5('corrected' || s.id)::uuid, 'supersedes', s.id, 'change_reason',
                    'Fradraget var ført to dager for høyt, se rettsboken.', 'recorded_by', s.corrector, 'recorded_at', platform.now() - interval '1 day', 'credit_days', s.credit_days - 2))).*
          from chosen s where s.n <= 2 returning inmate_id)
     select inmate_id from made order by 1";

const COUNTS_OF_THE_CORRECTED: &str = "insert into sentences.sentence_count
     select (jsonb_populate_record(null::sentences.sentence_count, to_jsonb(n) || jsonb_build_object('id', md5('corrected' || n.id)::uuid, 'legal_basis_id', b.id))).*
       from sentences.legal_basis b join sentences.sentence_count n on n.legal_basis_id = b.supersedes where b.inmate_id = any($1) and b.supersedes is not null and b.replaced_at is null";

/// Here and there two people have put release on probation off, the way people do: one proposes, another answers.
async fn overrides(connection: &mut PgConnection) -> anyhow::Result<()> {
    for row in sqlx::query(TO_OVERRIDE).fetch_all(&mut *connection).await? {
        let (proposal, prison): (Uuid, Uuid) = (Uuid::now_v7(), row.try_get("prison_id")?);
        act_as(connection, row.try_get("first")?, prison).await?;
        let asked: String = sqlx::query_scalar(
            "select sentences.propose_override($1, $2, 'probation', $3, $4, 'Prøveløslatelse utsatt tre uker etter ny sak til behandling, forskrift § 3-41.')",
        )
        .bind(proposal)
        .bind(row.try_get::<Uuid, _>("id")?)
        .bind(row.try_get::<NaiveDate, _>("probation_on")?)
        .bind(row.try_get::<NaiveDate, _>("later_on")?)
        .fetch_one(&mut *connection)
        .await?;
        act_as(connection, row.try_get("second")?, prison).await?;
        let answered: String = sqlx::query_scalar("select sentences.answer_override($1, 'accepted', 'Enig. Vedtaket er forkynt for den innsatte.', $2)")
            .bind(proposal)
            .bind(Uuid::now_v7())
            .fetch_one(&mut *connection)
            .await?;
        anyhow::ensure!((asked.as_str(), answered.as_str()) == ("done", "done"), "a date could not be set: {asked}, {answered}");
    }
    sqlx::query(
        "select set_config('app.account', '', true), set_config('app.role', '', true), set_config('app.prisons', '', true), set_config('app.writes', '', true)",
    )
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// As this case manager at their prison.
async fn act_as(connection: &mut PgConnection, account: Uuid, prison: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "select set_config('app.account', $1::uuid::text, true), set_config('app.role', 'CAS', true), set_config('app.prisons', array[$2::uuid]::text, true), set_config('app.writes', '{sentence}', true)",
    )
    .bind(account)
    .bind(prison)
    .execute(connection)
    .await
    .map(drop)
}

/// One in every third prison, never more than a dozen in the service.
const TO_OVERRIDE: &str = "with chosen as (
        select k.id, k.inmate_id, k.prison_id, k.probation_on, (k.probation_on + 21) as later_on, row_number() over (partition by k.prison_id order by md5('override' || k.inmate_id)) as n, w.accounts
          from sentences.calculation k join custody.in_custody c using (inmate_id)
         cross join lateral (select array_agg(distinct x.account_id order by x.account_id) as accounts from access.assignment x
                              where x.role = 'CAS' and x.prisons @> array[k.prison_id] and x.outcome = 'granted' and x.ended_at is null) w
         where k.state = 'confirmed' and k.basis <> 'detention' and k.probation_on > platform.today() + 30 and k.end_on > k.probation_on + 30 and cardinality(w.accounts) >= 2
           and not exists (select from sentences.calculation p where p.inmate_id = k.inmate_id and p.state = 'preliminary')
           and not exists (select from sentences.recalculation q where q.inmate_id = k.inmate_id))
     select s.id, s.inmate_id, s.prison_id, s.probation_on, s.later_on, s.accounts[1] as first, s.accounts[2] as second from chosen s where s.n = 1 order by md5('override' || s.prison_id) limit 12";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_the_storage_takes() {
        let page = pdf("Dom", &["Særdomstolen (ved formannen)".to_owned()]);
        assert!(page.starts_with(b"%PDF-"));
        assert!(page.ends_with(b"%%EOF\n") && page.windows(3).any(|w| w == b"S\xe6r"), "one byte a letter");
        assert!(page.windows(2).any(|w| w == b"\\("), "a bracket does not end the string");
        let text = String::from_utf8_lossy(&page);
        let table: usize = text.rsplit("startxref\n").next().and_then(|t| t.lines().next()).and_then(|n| n.parse().ok()).unwrap_or_default();
        assert!(page.get(table..).is_some_and(|t| t.starts_with(b"xref")), "the table is where it is said to be");
    }
}
