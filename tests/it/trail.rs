//! The audit trail: sealed and verified, read under a case, told to the inmate.

use overgang::access::Role;
use overgang::audit::{seal, verify};
use overgang::platform::crypto::seal::SealKey;
use overgang::platform::db::Side;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::support::{House, world_time};

/// Seals what has ended; says whether anything was.
async fn seal_now(house: &House, key: &SealKey) -> bool {
    let mut admin = house.admin().await;
    let mut tx = admin.begin().await.unwrap();
    let sealed = seal::seal_once(&mut tx, world_time(), key).await.unwrap().is_some();
    tx.commit().await.unwrap();
    sealed
}

/// Seals until nothing is left. Transactions of other tests on the same server are waited for, as any that runs.
async fn seal_all(house: &House, key: &SealKey) {
    for _ in 0..600 {
        seal_now(house, key).await;
        if verdict(house, key).await.unsealed == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("nothing is sealed any more");
}

async fn verdict(house: &House, key: &SealKey) -> verify::Verdict {
    verify::verify_as_owner(&mut house.admin().await, &[key.public_key()]).await.unwrap()
}

/// Some pages looked at, so that there is something in the trail.
async fn some_looks(house: &House) {
    let mut officer = house.as_role(Role::DutyOfficer).await;
    for path in ["/", "/inmates", "/me", "/inmates/01a00000-0000-7000-8000-000000000001"] {
        officer.get(path).await;
    }
}

#[tokio::test]
async fn the_chain_agrees_and_every_tampering_is_named() {
    let house = House::open().await;
    let key = SealKey::random();
    for _ in 0..3 {
        some_looks(&house).await;
        seal_all(&house, &key).await;
    }
    let good = verdict(&house, &key).await;
    assert!(good.fault.is_none() && good.batches >= 3 && good.unsealed == 0, "{good:?}");
    let entries: i64 = house.ask("select count(*) from audit.entry").await;
    assert_eq!(good.entries, entries, "every entry is in a batch");

    // Whoever owns the database can switch triggers off; then this is what is left to tell of it.
    let middle: i64 = house.ask("select first_id from audit.seal where no = 2").await;
    for (what, tamper, fault) in [
        ("changed", format!("update audit.entry set class = 'money' where id = {middle}"), (2, verify::Fault::EntryChanged)),
        ("removed", format!("delete from audit.entry where id = {middle}"), (2, verify::Fault::EntryMissing)),
        (
            "added",
            format!(
                "insert into audit.entry (at, txid, action, class, request_id, route) select at, txid, 'look', 'person', gen_random_uuid(), '/' from audit.entry where id = {middle}"
            ),
            (2, verify::Fault::EntryAdded),
        ),
        ("a count changed", "update audit.seal set entries = entries + 1 where no = 2".to_owned(), (2, verify::Fault::ChainBroken)),
        ("a seal removed", "delete from audit.seal where no = 2".to_owned(), (3, verify::Fault::Gap)),
        (
            "a signature",
            "update audit.seal set signature = set_byte(signature, 5, get_byte(signature, 5) # 1) where no = 3".to_owned(),
            (3, verify::Fault::SignatureWrong),
        ),
    ] {
        let mut admin = house.admin().await;
        let mut tx = admin.begin().await.unwrap();
        sqlx::raw_sql("alter table audit.entry disable trigger all; alter table audit.seal disable trigger all").execute(&mut *tx).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(tamper)).execute(&mut *tx).await.unwrap();
        let found = verify::verify(&mut tx, &[key.public_key()]).await.unwrap();
        assert_eq!(found.fault, Some(fault), "{what}");
        tx.rollback().await.unwrap();
    }
    assert_eq!(verify::verify_as_owner(&mut house.admin().await, &[SealKey::random().public_key()]).await.unwrap().fault, Some((1, verify::Fault::UnknownKey)));
}

#[tokio::test]
async fn a_slow_transaction_is_waited_for_and_never_lost() {
    let house = House::open().await;
    let key = SealKey::random();
    let mut slow = PgConnection::connect(house.url()).await.unwrap();
    let mut tx = slow.begin().await.unwrap();
    sqlx::query("insert into audit.entry (at, action, class, request_id, route) values ($1, 'look', 'person', $2, '/slow')")
        .bind(overgang::platform::clock::Clock::System.now())
        .bind(Uuid::now_v7())
        .execute(&mut *tx)
        .await
        .unwrap();
    some_looks(&house).await;
    seal_now(&house, &key).await;
    assert!(verdict(&house, &key).await.unsealed > 0, "what came after the slow one waits as well");
    tx.commit().await.unwrap();
    seal_all(&house, &key).await;
    let end = verdict(&house, &key).await;
    assert_eq!((end.fault, end.unsealed), (None, 0));
    let entries: i64 = house.ask("select count(*) from audit.entry").await;
    assert_eq!(end.entries, entries);
}

#[tokio::test]
async fn a_trail_restored_on_another_server_goes_on() {
    let house = House::open().await;
    let key = SealKey::random();
    some_looks(&house).await;
    let mut officer = house.as_role(Role::Officer).await;
    seal_all(&house, &key).await;
    let mut admin = house.admin().await;
    // As a dump from a server with far higher transaction numbers: the era is another cluster's.
    sqlx::raw_sql("alter table audit.seal disable trigger all; update audit.era set cluster = 1").execute(&mut admin).await.unwrap();
    let refused = officer.get("/inmates").await;
    assert_eq!(refused.status, 503, "nothing is shown that cannot be recorded");
    sqlx::query("select audit.ensure_era()").execute(&mut admin).await.unwrap();
    some_looks(&house).await;
    seal_all(&house, &key).await;
    let end = verdict(&house, &key).await;
    assert_eq!((end.fault, end.unsealed), (None, 0));
}

#[tokio::test]
async fn an_auditor_reads_only_under_a_case() {
    let house = House::open().await;
    let mut officer = house.as_role(Role::DutyOfficer).await;
    let inmate = officer.get("/inmates").await.links().into_iter().find(|l| l.matches('/').count() == 2 && l.len() == 45).unwrap();
    assert_eq!(officer.get(&inmate).await.status, 200);
    let id = inmate.rsplit('/').next().unwrap().to_owned();
    let mut admin = house.admin().await;
    let number: String = sqlx::query_scalar("select number from inmates.inmate where id = $1::uuid").bind(&id).fetch_one(&mut admin).await.unwrap();

    let mut auditor = house.as_role(Role::Auditor).await;
    sqlx::query("update access.session set case_number = null").execute(&mut admin).await.unwrap();
    let log = auditor.get("/audit/log").await;
    assert_eq!((log.status, log.location.as_deref()), (303, Some("/audit")));
    assert_ne!(auditor.get(&inmate).await.status, 200, "no person without a case");
    let front = auditor.get("/audit").await;
    assert_eq!(auditor.submit(&front, "/audit/case", &[("number", "1")]).await.status, 422);
    let begun = auditor.submit(&front, "/audit/case", &[("number", "2026/4711"), ("purpose", "Klage på mulig snoking.")]).await;
    assert_eq!(begun.status, 303, "{}", begun.text());

    let form = auditor.get("/audit/log").await;
    assert_eq!(form.status, 200);
    let nobody = auditor.submit(&form, "/audit/log", &[("number", "1999-99999")]).await;
    assert_eq!(nobody.status, 422, "a number that is nobody's is a message");
    let found = auditor.submit(&form, "/audit/log", &[("number", number.as_str()), ("from", "2026-11-01"), ("to", "2026-11-30")]).await;
    assert_eq!(found.status, 200, "{}", found.text());
    assert!(found.text().contains("Så: Personopplysninger"), "{}", found.text());
    let mine: i64 =
        sqlx::query_scalar("select count(*) from audit.entry where action = 'search' and class = 'audit' and purpose = '2026/4711' and inmate_id = $1::uuid")
            .bind(&id)
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!(mine, 1, "the search is in the trail, under its case");
    let file = auditor.submit(&found, "/audit/export", &[]).await;
    assert_eq!(file.status, 200);
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    assert!(file.body.starts_with(b"\xEF\xBB\xBF") && file.text().contains(&number));
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where action = 'export' and class = 'audit'").await, 1);
    assert!(!found.links().iter().any(|l| l.contains(&number)), "no number in an address");

    let front = auditor.get("/audit").await;
    assert_eq!(auditor.submit(&front, "/audit/case/end", &[]).await.status, 303);
    assert_eq!(auditor.get("/audit/log").await.status, 303, "and it is over");
}

#[tokio::test]
async fn the_inmate_is_told_who_looked_and_not_about_the_health_record() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let nurse_name = house.username(Role::Nurse).await;
    let inmate: Uuid = sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons)
           join access.account a on a.id = x.account_id where a.username = $1 and not i.protected order by c.inmate_id limit 1",
    )
    .bind(&nurse_name)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let mut nurse = house.as_user(&nurse_name).await;
    assert_eq!(nurse.get(&format!("/inmates/{inmate}/health")).await.status, 200);
    let mut duty = house.as_role(Role::DutyOfficer).await;
    for _ in 0..3 {
        assert_eq!(duty.get(&format!("/inmates/{inmate}")).await.status, 200);
    }
    let page = duty.get(&format!("/inmates/{inmate}/insight")).await;
    assert_eq!(page.status, 200);
    let rows = page.all("tbody tr:not(.group-row)");
    assert!(rows.iter().any(|r| r.contains("Vakthavende") && r.contains("3 ganger") && r.contains("Personopplysninger")), "{rows:?}");
    assert!(!rows.iter().any(|r| r.contains("Pasientjournal")), "the health record's log is the health service's to give: {rows:?}");
    assert_eq!(duty.get(&format!("/inmates/{inmate}/insight?from=2026-12-01&to=2026-11-01")).await.status, 422);
    let own = duty.get("/me/log").await;
    assert!(own.text().contains("Så: Personopplysninger"));
    // Elsewhere the list is refused by the trail itself, whatever a page asks.
    let mut connection = crate::access::inside(&house, &duty, Side::Custody).await;
    let elsewhere: Uuid = sqlx::query_scalar(
        "select inmate_id from custody.in_custody where prison_id <> (select prison_id from custody.in_custody where inmate_id = $1) limit 1",
    )
    .bind(inmate)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let asked = sqlx::query("select * from audit.looks_at($1, '2026-01-01', '2027-01-01', 10)").bind(elsewhere).fetch_all(&mut connection).await;
    assert_eq!(asked.err().and_then(|e| e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned()))).as_deref(), Some("42501"));
}
