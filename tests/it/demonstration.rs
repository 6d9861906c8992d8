//! What the invented service says of sentences holds together: the whole of what `overgang demo` makes, asked with plain questions.

use overgang::deadlines;
use overgang::law::calendar;
use overgang::platform::id::InmateId;
use overgang::reference::Catalogue;
use overgang::sentences::bases::status::{self, Releases};
use overgang::sentences::bases::store;
use overgang::sentences::demonstration;
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{House, world_time};

/// As the command makes it: the people and their calculations are in the template, the rest is added here.
async fn whole() -> House {
    let house = House::open().await;
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    let pool = PgPool::connect(house.url()).await.unwrap();
    demonstration::seed(&pool, catalogue.law(), world_time()).await.unwrap();
    deadlines::demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    house
}

/// Days of a term from a day on, by the calendar.
const TERM: &str = "(b.from_day + make_interval(years => b.years, months => b.months, days => b.days))::date - b.from_day";

#[tokio::test]
async fn every_history_leads_to_its_dates() {
    let house = whole().await;
    let early = format!(
        "select count(*) from (select b.ended_as, coalesce(b.credit_days, 0) + (b.ended_on - b.from_day)
                    + coalesce((select sum(b.from_day - r.from_day) from sentences.legal_basis r where r.inmate_id = b.inmate_id and r.after_judgment and r.ended_on = b.from_day), 0) as had, {TERM} as term
               from sentences.legal_basis b where b.kind in ('sentence', 'youth_sentence', 'foreign_sentence') and b.replaced_at is null and not b.withdrawn and b.ended_as in ('probation', 'served')) x
          where x.had < case x.ended_as when 'probation' then least(x.term, greatest(x.term * 2 / 3.0, 60)) else x.term end - 1"
    );
    let questions: Vec<(&str, String)> = [
        (
            "nobody serves without dates that two people stand for",
            "select count(*) from custody.in_custody c where c.legal_status not in ('remand', 'arrested', 'none')
                and not exists (select from sentences.calculation k where k.inmate_id = c.inmate_id and k.state in ('confirmed', 'overridden'))",
        ),
        (
            "nobody has gone past their day unless it is cried out",
            "select count(*) from custody.in_custody c join sentences.calculation k on k.inmate_id = c.inmate_id and k.state in ('confirmed', 'overridden')
              where k.end_on <= date '2026-11-23' and c.out_reason is distinct from 'ESCAPE' and c.out_reason is distinct from 'INTERRUPT'
                and not exists (select from sentences.deadline d where d.inmate_id = c.inmate_id and d.rule_id = 'release.overdue' and d.state = 'open')",
        ),
        (
            "every alarm has its reason on record: a date that has passed, or a court that released",
            "select count(*) from sentences.deadline d where d.state = 'open' and d.rule_id in ('release.overdue', 'release.probation_passed', 'release.ordered')
                and not exists (select from sentences.calculation k where k.inmate_id = d.inmate_id and k.state <> 'superseded'
                                   and case d.rule_id when 'release.overdue' then k.end_on <= date '2026-11-23' else k.probation_on <= date '2026-11-23' end)
                and not exists (select from sentences.appearance a where a.id = d.reference and a.result = 'released')",
        ),
        (
            "an order that has run out is one that nothing followed",
            "select count(*) from sentences.deadline d join sentences.legal_basis b on b.root_id = d.reference and b.replaced_at is null
              where d.state = 'open' and d.rule_id = 'remand.expiry' and d.due_at <= '2026-11-23T09:00:00Z'
                and (b.withdrawn or b.ended_on is not null or exists (select from sentences.legal_basis n where n.extends = b.root_id and n.replaced_at is null and not n.withdrawn))",
        ),
        (
            "what waits for a second person says what changed, and why",
            "select count(*) from sentences.calculation k where k.state = 'preliminary' and (k.causes = '{}' or not exists (select from sentences.calculation_line l where l.calculation_id = k.id))",
        ),
        (
            "the ledger of every calculation in force adds up to its end",
            "select count(*) from sentences.calculation k where k.state = 'confirmed' and k.basis in ('sentence', 'fine') and k.end_on is not null
                and k.end_on - k.start_on <> (select sum(l.days) from sentences.calculation_line l where l.calculation_id = k.id and l.account in ('serving', 'both'))",
        ),
        ("nobody waits to be calculated", "select count(*) from sentences.recalculation q join custody.in_custody c using (inmate_id)"),
        (
            "a judgment comes after the arrest",
            "select count(*) from sentences.legal_basis s join sentences.legal_basis a on a.inmate_id = s.inmate_id and a.kind = 'arrest' and left(a.case_number, 9) = left(s.case_number, 9)
              where s.kind <> 'arrest' and s.replaced_at is null and s.decided_on < a.from_day",
        ),
        (
            "no more is deducted than the days on remand, and a day for two of full isolation",
            "select count(*) from sentences.legal_basis s join sentences.legal_basis a on a.inmate_id = s.inmate_id and a.kind = 'arrest' and left(a.case_number, 9) = left(s.case_number, 9)
              where s.kind = 'sentence' and s.replaced_at is null
                and s.credit_days > s.decided_on - a.from_day + 1
                     + (select (coalesce(sum(r.until_day - r.from_day), 0) + 1) / 2 from sentences.restriction r where r.inmate_id = s.inmate_id and r.kind = 'full_isolation' and r.from_day between a.from_day and s.decided_on)",
        ),
        (
            "nobody is deducted more than they were sentenced to",
            "select count(*) from sentences.legal_basis b where b.kind = 'sentence' and b.replaced_at is null and b.credit_days > (b.decided_on + make_interval(years => b.years, months => b.months, days => b.days))::date - b.decided_on",
        ),
        (
            "the status is what the rows say",
            "select count(*) from custody.in_custody c where c.legal_status <> sentences.status_on(c.inmate_id, date '2026-11-23')
                or (c.legal_status = 'none' and not exists (select from sentences.legal_basis b where b.inmate_id = c.inmate_id and b.kind = 'remand' and b.to_day = date '2026-11-22'))",
        ),
        (
            "the status is what the dates rest on",
            "select count(*) from custody.in_custody c join sentences.calculation k on k.inmate_id = c.inmate_id and k.state in ('confirmed', 'overridden')
              where (c.legal_status = 'preventive_detention') <> (k.basis = 'detention') or c.legal_status in ('remand', 'arrested')",
        ),
        (
            "what is expected is what was confirmed",
            "select count(*) from custody.in_custody c join sentences.calculation k on k.inmate_id = c.inmate_id and k.state in ('confirmed', 'overridden') where c.expected_release is distinct from k.release_on",
        ),
        ("nobody confirms their own", "select count(*) from sentences.calculation k where k.confirmed_by = any(k.authors)"),
        (
            "a document is of its kind",
            "select count(*) from sentences.basis_document d join sentences.legal_basis b on b.id = d.basis_id
              where substr(d.bytes, 1, 5) <> '%PDF-'::bytea or d.sha256 <> sha256(d.bytes) or d.inmate_id <> b.inmate_id
                 or d.kind <> case b.kind when 'remand' then 'court_order' when 'fine_default' then 'fine_order' else 'judgment' end",
        ),
        (
            "everybody in custody has the document that holds them",
            "select count(*) from custody.in_custody c where not exists (select from sentences.basis_document d where d.inmate_id = c.inmate_id)",
        ),
        ("what is done has an outcome, and what is open has none", "select count(*) from sentences.deadline d where (d.state = 'open') <> (d.outcome is null)"),
    ]
    .into_iter()
    .map(|(what, sql)| (what, sql.to_owned()))
    .chain([("nobody left before the day that the judgment gives", early)])
    .collect();
    let mut admin = house.admin().await;
    for (what, sql) in questions {
        let n: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut admin).await.unwrap();
        assert_eq!(n, 0, "{what}");
    }
}

#[tokio::test]
async fn there_is_something_of_everything() {
    let house = whole().await;
    let mut admin = house.admin().await;
    for (what, sql, least) in [
        ("kinds of restrictions", "select count(distinct kind) from sentences.restriction", 8),
        ("kinds of documents", "select count(distinct kind) from sentences.basis_document", 2),
        ("dates that wait for a second person", "select count(*) from sentences.calculation where state = 'preliminary'", 1),
        (
            "and differ from those in force",
            "select count(*) from sentences.calculation p join sentences.calculation f on f.inmate_id = p.inmate_id and f.state in ('confirmed', 'overridden') where p.state = 'preliminary' and p.end_on <> f.end_on",
            1,
        ),
        (
            "dates set by two people",
            "select count(*) from sentences.calculation k join sentences.calculation_override o on o.inmate_id = k.inmate_id and o.outcome = 'accepted' where k.state = 'overridden' and o.proposed_by <> o.decided_by",
            1,
        ),
        (
            "overdue of several rules",
            "select count(distinct rule_id) from sentences.deadline where state = 'open' and not lapses and due_at <= '2026-11-23T09:00:00Z'",
            2,
        ),
        (
            "due today of several rules",
            "select count(distinct rule_id) from sentences.deadline where state = 'open' and due_on = '2026-11-23' and due_at > '2026-11-23T09:00:00Z'",
            3,
        ),
        (
            "reassessments over their day",
            "select count(*) from sentences.deadline where state = 'open' and rule_id = 'probation.reassessment' and due_on < '2026-11-23'",
            1,
        ),
        ("and due today", "select count(*) from sentences.deadline where state = 'open' and rule_id = 'probation.reassessment' and due_on = '2026-11-23'", 1),
        (
            "orders of remand that have run out",
            "select count(*) from sentences.deadline where state = 'open' and hard and trigger = 'remand_order' and due_at <= '2026-11-23T09:00:00Z'",
            1,
        ),
        (
            "that run out today",
            "select count(*) from sentences.deadline where state = 'open' and hard and trigger = 'remand_order' and due_on = '2026-11-23'",
            1,
        ),
        ("and tomorrow", "select count(*) from sentences.deadline where state = 'open' and hard and trigger = 'remand_order' and due_on = '2026-11-24'", 1),
        ("people who have something to do", "select count(distinct owner) from sentences.deadline where state = 'open'", 3),
    ] {
        let n: i64 = sqlx::query_scalar(sql).fetch_one(&mut admin).await.unwrap();
        assert!(n >= least, "{what}: {n}");
    }
}

/// Every day of every stay, of those who are here and of those who have left, is held on something that is on record. What has run out since yesterday is
/// an alarm of its own, and the clock says so.
#[tokio::test]
async fn every_day_of_every_stay_rests_on_something() {
    let house = whole().await;
    let mut admin = house.admin().await;
    let catalogue = Catalogue::load(&mut admin).await.unwrap();
    let today = calendar::oslo_day(world_time());
    let people: Vec<Uuid> = sqlx::query_scalar("select distinct inmate_id from custody.stay order by 1").fetch_all(&mut admin).await.unwrap();
    let run_out: Vec<Uuid> = sqlx::query_scalar(
        "select distinct d.inmate_id from sentences.deadline d where d.state = 'open' and d.hard and d.trigger = 'remand_order' and d.due_at <= '2026-11-23T09:00:00Z'",
    )
    .fetch_all(&mut admin)
    .await
    .unwrap();
    let (mut days, mut bare) = (0, Vec::new());
    for person in people {
        let inmate = InmateId(person);
        let bases = store::bases(&mut admin, inmate).await.unwrap();
        let stays = store::stays(&mut admin, inmate).await.unwrap();
        let releases = Releases::of(&stays);
        for stay in stays {
            let last = stay.released.unwrap_or(today);
            for day in stay.admitted.iter_days().take_while(|d| *d <= last) {
                days += 1;
                let held = status::status_on(bases.iter(), &releases, catalogue.law(), day) != status::Status::None;
                let told = day == today && run_out.contains(&person);
                if !held && !told {
                    bare.push((person, day));
                }
            }
        }
    }
    assert!(days > 20_000, "{days}");
    assert!(bare.is_empty(), "{} of {days} days rest on nothing: {:?}", bare.len(), &bare[..bare.len().min(12)]);
}
