//! The law as data: everybody reads it, one proposes, another approves, nothing is overwritten, and the running program follows.

use chrono::NaiveDate;
use overgang::access::Role;
use sqlx::Connection;
use uuid::Uuid;

use crate::house::well_made;
use crate::support::{Browser, Database, House, Page};

const QUOTA: &str = "/law/leave.days_a_year";
const WHY: &str = "Ny forskrift kunngjort i Lovtidend";

pub async fn propose(browser: &mut Browser, rule: &str, fields: &[(&str, &str)]) -> Page {
    let action = format!("{rule}/propose");
    let page = browser.get(&action).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut all = vec![("valid_from", "2027-01-01"), ("reason", WHY), ("confirmed", "yes")];
    all.retain(|(name, _)| fields.iter().all(|(given, _)| given != name));
    all.extend_from_slice(fields);
    browser.submit(&page, &action, &all).await
}

pub async fn the_one(house: &House) -> String {
    format!("/law/proposals/{}", house.ask::<Uuid>("select id from reference.law_proposal order by proposed_at desc, id desc limit 1").await)
}

pub async fn answer(browser: &mut Browser, proposal: &str, outcome: &str, reason: &str) -> Page {
    let page = browser.get(proposal).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.post_with_token(&format!("{proposal}/answer"), &[("outcome", outcome), ("reason", reason)]).await
}

/// A system administrator besides the demonstration's own.
pub async fn another_keeper(house: &House) -> Browser {
    let username: String = sqlx::query_scalar(
        "update access.account set demonstration = true where id = (select a.id from access.account a join access.assignment x on x.account_id = a.id
            where x.role = 'SYS' and a.username <> 'sys.kdi' and x.outcome = 'granted' and x.ended_at is null and a.status = 'active' order by a.username limit 1) returning username",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    house.as_user(&username).await
}

#[tokio::test]
async fn everybody_who_is_signed_in_reads_the_law_and_finds_in_it() {
    let house = House::open().await;
    for &role in Role::ALL {
        let mut browser = house.as_role(role).await;
        let page = browser.get("/law").await;
        assert_eq!(page.status, 200, "{role}");
        assert!(page.links().iter().any(|l| l == QUOTA), "{role}");
        assert!(!page.links().iter().any(|l| l.ends_with("/propose")), "the list offers no change of single rows: {role}");
        let changes = browser.get(QUOTA).await.links().iter().any(|l| l.contains("/propose"));
        assert_eq!(changes, matches!(role, Role::System | Role::Governor), "{role}");
        if !changes {
            assert_eq!(browser.get(&format!("{QUOTA}/propose")).await.status, 403, "{role}");
            assert_eq!(browser.post_with_token(&format!("{QUOTA}/propose"), &[("value", "40")]).await.status, 403, "{role}");
        }
    }
    let mut officer = house.as_role(Role::Officer).await;
    let rows = |page: &Page| page.all("table tbody tr").len();
    let all = officer.get("/law").await;
    well_made(&all, "nb");
    assert!(rows(&all) > 150);
    let found = officer.get("/law?q=permisjonskvote").await;
    assert_eq!(rows(&found), 2, "everybody's and the special case");
    let by_section = officer.get("/law?q=%C2%A7+3-30(2)").await;
    assert!(rows(&by_section) >= 3 && rows(&by_section) < 10);
    let enacted = officer.get("/law?status=enacted").await;
    assert!(rows(&enacted) >= 4 && enacted.text().contains("Vedtatt, ikke i kraft"));
    let doubtful = officer.get("/law?confirm=yes").await;
    assert!(rows(&doubtful) > 5 && doubtful.all("table tbody tr").iter().all(|r| r.contains("Skal bekreftes")));
    assert!(rows(&officer.get("/law?act=strpl&topic=remand").await) < rows(&officer.get("/law?act=strpl").await));
    assert_eq!(rows(&officer.get("/law?q=intet+slikt").await), 0);
    let one = officer.get("/law/allowance.ordinary").await;
    well_made(&one, "nb");
    assert!(one.text().contains("kr 79,00") && one.text().contains("kr 45,00"), "history");
    assert_eq!(officer.get("/law/no.such_rule").await.status, 404);
    assert_eq!(officer.get("/law/proposals/00000000-0000-7000-8000-000000000000").await.status, 404);
}

#[tokio::test]
async fn one_proposes_another_approves_and_the_program_follows() {
    let house = House::open().await;
    let mut sys = house.as_role(Role::System).await;
    let sent = propose(&mut sys, QUOTA, &[("value", "21")]).await;
    assert_eq!((sent.status, sent.location.as_deref()), (303, Some("/law/leave.days_a_year?done=proposed")), "{}", sent.text());
    let shown = sys.follow(&sent).await;
    assert!(shown.text().contains("21 dager") && shown.text().contains("18 dager"));
    let proposal = the_one(&house).await;

    // Not by whoever proposed it, whatever the form says.
    let own = answer(&mut sys, &proposal, "approved", "Jeg godkjenner det jeg foreslo").await;
    assert_eq!(own.status, 409);
    assert!(own.text().contains("Du foreslo dette selv"));
    assert!(sys.get(&proposal).await.form(&format!("{proposal}/answer")).is_some(), "but it can be taken back");

    let mut other = another_keeper(&house).await;
    assert!(other.get("/notices").await.text().contains(&proposal), "the other administrators are told");
    let unreasoned = answer(&mut other, &proposal, "approved", "").await;
    assert_eq!((unreasoned.status, unreasoned.all("#reason-fault").len()), (422, 1));
    let page = other.get(&proposal).await;
    well_made(&page, "nb");
    let done = answer(&mut other, &proposal, "approved", "Lest i Lovtidend").await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/law/leave.days_a_year?done=approved")), "{}", done.text());
    assert_eq!(answer(&mut other, &proposal, "rejected", "Angrer på det hele").await.status, 409, "once");

    // The old row ends the day before, and both stand.
    let rows: Vec<(i32, String, NaiveDate, Option<NaiveDate>, String)> = sqlx::query_as(
        "select version, value, valid_from, valid_to, origin from reference.law_rule where rule_id = 'leave.days_a_year' and subject = '' order by version",
    )
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(
        rows,
        [(1, "18 days".into(), day("2002-03-01"), Some(day("2026-12-31")), "file".into()), (2, "21 days".into(), day("2027-01-01"), None, "service".into())]
    );
    assert_eq!(house.ask::<i64>("select count(*) from reference.law_change where rule_id = 'leave.days_a_year' and handled_at is null").await, 1);
    // This program has read it: the officer sees both rows, with who changed it and why.
    let mut officer = house.as_role(Role::Officer).await;
    let history = officer.get(QUOTA).await.text();
    assert!(history.contains("Gjelder senere") && history.contains(WHY) && history.contains("Foreslått av"));
    assert!(sys.get("/notices").await.text().contains("Forslaget ditt er godkjent"));
    assert_eq!(
        house
            .ask::<i64>("select count(*) from audit.entry where class = 'law' and action in ('administer', 'decide') and detail->>'rule' = 'leave.days_a_year'")
            .await,
        2
    );
}

#[tokio::test]
async fn a_governor_may_answer_too_and_a_rejection_changes_nothing() {
    let house = House::open().await;
    let (mut sys, mut governor) = (house.as_role(Role::System).await, house.as_role(Role::Governor).await);
    let before: i64 = house.ask("select count(*) from reference.law_rule").await;
    assert_eq!(propose(&mut sys, "/law/fine.part_payment", &[("value", "in_parts")]).await.status, 422, "only ways that the program knows");
    assert_eq!(propose(&mut sys, QUOTA, &[("value", "21")]).await.status, 303);
    let rejected = answer(&mut governor, &the_one(&house).await, "rejected", "Forskriften er ikke vedtatt").await;
    assert_eq!(rejected.status, 303, "{}", rejected.text());
    assert_eq!(house.ask::<i64>("select count(*) from reference.law_rule").await, before);
    assert!(governor.get(QUOTA).await.text().contains("Avvist"));
    // What is taken back makes room for another.
    assert_eq!(propose(&mut sys, QUOTA, &[("value", "22")]).await.status, 303);
    let proposal = the_one(&house).await;
    assert_eq!(answer(&mut governor, &proposal, "withdrawn", "").await.status, 409, "only one's own is taken back");
    assert_eq!(answer(&mut sys, &proposal, "withdrawn", "").await.status, 303);
    assert_eq!(propose(&mut sys, QUOTA, &[("value", "23")]).await.status, 303);
}

#[tokio::test]
async fn what_is_typed_wrongly_is_told_beside_its_field_and_kept() {
    let house = House::open().await;
    let mut sys = house.as_role(Role::System).await;
    for (rule, fields, fault) in [
        (QUOTA, vec![("value", "mange")], "value"),
        (QUOTA, vec![("value", "18")], "value"),
        (QUOTA, vec![("value", "21"), ("unit", "moons")], "value"),
        ("/law/discipline.allowance_cut", vec![("value", "3/2")], "value"),
        ("/law/allowance.ordinary", vec![("value", "82,505")], "value"),
        (QUOTA, vec![("value", "21"), ("valid_from", "31.02.2027")], "valid_from"),
        (QUOTA, vec![("value", "21"), ("section", "")], "section"),
        (QUOTA, vec![("value", "21"), ("reason", "kort")], "reason"),
    ] {
        let page = propose(&mut sys, rule, &fields).await;
        assert_eq!(page.status, 422, "{rule} {fields:?}");
        assert_eq!(page.all(&format!("#{fault}-fault")).len(), 1, "{rule} {fields:?}: {}", page.text());
        well_made(&page, "nb");
        if fault != "reason" {
            assert!(page.text().contains(WHY), "what was typed is kept");
        }
    }
    assert_eq!(house.ask::<i64>("select count(*) from reference.law_proposal").await, 0);
}

#[tokio::test]
async fn a_day_in_the_past_is_meant_and_said_to_recompute() {
    let house = House::open().await;
    let (mut sys, mut governor) = (house.as_role(Role::System).await, house.as_role(Role::Governor).await);
    let past = [("value", "20"), ("valid_from", "2020-01-01")];
    let asked = propose(&mut sys, QUOTA, &past).await;
    assert_eq!((asked.status, asked.all("#past-fault").len()), (422, 1), "{}", asked.text());
    let sent = sys.submit(&asked, &format!("{QUOTA}/propose"), &[("past", "yes")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let proposal = the_one(&house).await;
    assert!(governor.get(&proposal).await.text().contains("blir regnet ut på nytt"));
    assert_eq!(answer(&mut governor, &proposal, "approved", "Lest i Lovtidend").await.status, 303);
    let last: NaiveDate = house.ask("select valid_to from reference.law_rule where rule_id = 'leave.days_a_year' and subject = '' and version = 1").await;
    assert_eq!(last, "2019-12-31".parse::<NaiveDate>().unwrap());
}

#[tokio::test]
async fn two_proposals_at_once_are_a_conflict_and_a_change_since_is_told() {
    let house = House::open().await;
    let (mut sys, mut governor) = (house.as_role(Role::System).await, house.as_role(Role::Governor).await);
    assert_eq!(propose(&mut sys, QUOTA, &[("value", "21")]).await.status, 303);
    let second = propose(&mut governor, QUOTA, &[("value", "24")]).await;
    assert_eq!(second.status, 409);
    assert!(second.text().contains("Et annet forslag om denne regelen venter") && second.value("#value").as_deref() == Some("24"), "and nothing is lost");
    assert_eq!(propose(&mut governor, QUOTA, &[("value", "24"), ("subject", "special_case")]).await.status, 303, "another subject is another row");

    // A new file has put a row there in between.
    let mut admin = house.admin().await;
    let mut tx = admin.begin().await.unwrap();
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await.unwrap();
    sqlx::query(
        "select reference.put_law(jsonb_populate_record(r, '{\"value\": \"19 days\", \"valid_from\": \"2026-12-01\"}')) from reference.law_rule r
          where r.rule_id = 'leave.days_a_year' and r.subject = ''",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let proposal = format!("/law/proposals/{}", house.ask::<Uuid>("select id from reference.law_proposal where subject = ''").await);
    let late = answer(&mut governor, &proposal, "approved", "Lest i Lovtidend").await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("har fått en ny rad siden"));
}

#[tokio::test]
async fn the_database_keeps_the_history_whoever_asks() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    for sql in [
        "update reference.law_rule set value = '1 days' where rule_id = 'sentence.minimum'",
        "update reference.law_rule set valid_to = null where rule_id = 'allowance.ordinary'",
        "delete from reference.law_rule",
        "truncate reference.law_rule",
    ] {
        let mut tx = admin.begin().await.unwrap();
        sqlx::query("set local role overgang_owner").execute(&mut *tx).await.unwrap();
        assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql}");
        tx.rollback().await.unwrap();
    }
    let overlapping = "insert into reference.law_rule select rule_id, subject, 9, trigger_event, value, clock, mode, level, repeat, warn, act, section, '2020-01-01', null, status, confidence,
        label_nb, label_en, origin, null, null, null, now() from reference.law_rule where rule_id = 'sentence.minimum' and subject = ''";
    let refused = sqlx::query(overlapping).execute(&mut admin).await.unwrap_err();
    assert_eq!(overgang::platform::db::violated(&refused), Some("law_rule_one_a_day"));
}

#[tokio::test]
async fn a_file_never_overwrites_what_the_service_decided() {
    let database = Database::empty().await;
    overgang::command::prepare(&database.url).await.unwrap();
    let mut admin = sqlx::PgConnection::connect(&database.url).await.unwrap();
    let count = "select count(*) from reference.law_rule";
    let before: i64 = sqlx::query_scalar(count).fetch_one(&mut admin).await.unwrap();
    assert!(before > 150);
    assert_eq!(
        sqlx::query_scalar::<_, i64>("select count(*) from reference.law_change").fetch_one(&mut admin).await.unwrap(),
        0,
        "the first time changes nothing"
    );
    // As if this program had been installed with another figure, and the service had then decided its own from 2021 on.
    let mut tx = admin.begin().await.unwrap();
    for sql in [
        "set local role overgang_owner",
        "insert into access.account (id, username, display_name, staff_number, language, status, created_at)
         select md5(n::text)::uuid, 'keeper' || n, 'Keeper ' || n, 'K' || n, 'nb', 'active', now() from generate_series(1, 2) n",
        "select reference.put_law(jsonb_populate_record(r, jsonb_build_object('value', '25 days', 'valid_from', '2002-03-01', 'origin', 'service', 'reason', 'Bestemt av tjenesten',
            'proposed_by', md5('1')::uuid, 'approved_by', md5('2')::uuid))) from reference.law_rule r where r.rule_id = 'leave.days_a_year' and r.subject = ''",
    ] {
        sqlx::query(sql).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    overgang::command::prepare(&database.url).await.unwrap();
    let now: String = sqlx::query_scalar("select value from reference.law_rule where rule_id = 'leave.days_a_year' and subject = '' and valid_to is null")
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(now, "25 days");
    assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&mut admin).await.unwrap(), before + 1);
}
