//! What is ordered in one case says nothing of another: the clock, the status and the calculation of somebody with two; judgments and results of
//! hearings that reach the clock.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use uuid::Uuid;

use crate::calculation::{case, work};
use crate::support::{House, world_time};
use crate::{court, moves};

const OURS: &str = "26-000555ENE-TOSL/01";
const THEIRS: &str = "26-000777ENE-TBER/02";

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn turn(house: &House) {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    overgang::deadlines::jobs::turn(&db, catalogue.law(), DateTime::UNIX_EPOCH, world_time()).await.unwrap();
    db.close().await;
}

/// A document: of remand with its last day, or while the main hearing goes on; of a judgment that is not executed; of an arrest in the morning.
async fn basis(house: &House, inmate: Uuid, kind: &str, number: &str, from: &str, to: Option<&str>, extends: Option<Uuid>) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, main_hearing_started, arrested_at, years, extends, recorded_by, recorded_at)
         select $1, i.id, i.prison_id, $3, $4, 'Oslo tingrett', 'THEFT-01', $5, case when $3 <> 'sentence' then $5::date end, $6, $3 = 'remand' and $6::date is null,
                case when $3 = 'arrest' then ($5::date + time '08:00') at time zone 'Europe/Oslo' end, case when $3 = 'sentence' then 1 else 0 end, $7, (select id from access.account order by id limit 1), $8
           from inmates.inmate i where i.id = $2",
    )
    .bind(id)
    .bind(inmate)
    .bind(kind)
    .bind(number)
    .bind(from.parse::<NaiveDate>().unwrap())
    .bind(to.map(|to| to.parse::<NaiveDate>().unwrap()))
    .bind(extends)
    .bind(world_time())
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    id
}

/// Corrects the rows in force of somebody that a condition names.
async fn correct(house: &House, inmate: Uuid, which: &str, set: &str) {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "insert into sentences.legal_basis
         select (jsonb_populate_record(b, to_jsonb(b) || jsonb_build_object('id', gen_random_uuid(), 'supersedes', b.id, 'change_reason', 'Rettet') || {set})).*
           from sentences.legal_basis b where b.inmate_id = '{inmate}' and b.replaced_at is null and not b.withdrawn and {which}"
    )))
    .execute(&mut house.admin().await)
    .await
    .unwrap();
}

/// The item of a rule for an event: how it stands, what became of it, when it is due, when it was closed, for whom its row of the law is.
type Item = (String, Option<String>, DateTime<Utc>, Option<DateTime<Utc>>, String);

async fn item(house: &House, rule: &str, reference: Uuid, round: i32) -> Option<Item> {
    sqlx::query_as("select state, outcome, due_at, closed_at, subject from sentences.deadline where rule_id = $1 and reference = $2 and round = $3")
        .bind(rule)
        .bind(reference)
        .bind(round)
        .fetch_optional(&mut house.admin().await)
        .await
        .unwrap()
}

/// How an item stands, in short.
async fn stands(house: &House, rule: &str, reference: Uuid, round: i32) -> String {
    item(house, rule, reference, round).await.map_or_else(|| "none".to_owned(), |i| i.1.unwrap_or(i.0))
}

async fn status(house: &House, inmate: Uuid, day: &str) -> String {
    sqlx::query_scalar("select sentences.status_on($1, $2)")
        .bind(inmate)
        .bind(day.parse::<NaiveDate>().unwrap())
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn four_weeks_run_from_the_judgment() {
    let house = House::open().await;
    let inmate = case(&house).await.inmate;
    let order = basis(&house, inmate, "remand", THEIRS, "2026-11-10", None, None).await;
    turn(&house).await;
    assert_eq!(stands(&house, "remand.main_hearing", order, 1).await, "open", "strpl § 185(1): without a day it is looked after");
    assert_eq!(status(&house, inmate, "2027-06-01").await, "remand");
    basis(&house, inmate, "sentence", "26-000777MED-TBER/02", "2026-11-18", None, None).await;
    turn(&house).await;
    assert_eq!(stands(&house, "remand.main_hearing", order, 1).await, "ended");
    let (state, _, due, ..) = item(&house, "remand.after_judgment_ends", order, 1).await.unwrap();
    assert_eq!((state.as_str(), due), ("open", instant("2026-12-16T23:00:00Z")), "strpl § 187: four weeks");
    assert_eq!(status(&house, inmate, "2026-12-16").await, "remand");
    assert_eq!(status(&house, inmate, "2026-12-17").await, "sentenced", "strpl § 187: it holds no longer");
    // There never was such a judgment.
    correct(&house, inmate, "case_number like '26-000777MED%'", "'{\"withdrawn\": true}'").await;
    turn(&house).await;
    assert_eq!(stands(&house, "remand.after_judgment_ends", order, 1).await, "ended");
    assert_eq!(stands(&house, "remand.main_hearing", order, 2).await, "open", "and the main hearing goes on");
    turn(&house).await;
    assert_eq!(stands(&house, "remand.main_hearing", order, 3).await, "none", "again: nothing more");
}

#[tokio::test]
async fn an_order_ends_with_its_own_case() {
    let house = House::open().await;
    let inmate = case(&house).await.inmate;
    let ours = basis(&house, inmate, "remand", OURS, "2026-11-01", Some("2026-11-29"), None).await;
    let arrest = basis(&house, inmate, "arrest", THEIRS, "2026-11-08", None, None).await;
    let next = basis(&house, inmate, "remand", OURS, "2026-11-09", Some("2026-12-07"), Some(ours)).await;
    turn(&house).await;
    assert_eq!(stands(&house, "arrest.court", arrest, 1).await, "open", "strpl § 183: the other case's order is no answer to this arrest");
    assert_eq!(stands(&house, "remand.expiry", ours, 1).await, "none", "extended before the clock looked");
    let theirs = basis(&house, inmate, "remand", THEIRS, "2026-11-10", Some("2026-12-08"), None).await;
    turn(&house).await;
    assert_eq!(stands(&house, "arrest.court", arrest, 1).await, "remanded");
    assert_eq!((stands(&house, "remand.expiry", next, 1).await.as_str(), stands(&house, "remand.expiry", theirs, 1).await.as_str()), ("open", "open"));
    correct(&house, inmate, &format!("root_id = '{theirs}'"), "'{\"ended_on\": \"2026-11-20\", \"ended_as\": \"lifted\"}'").await;
    turn(&house).await;
    assert_eq!((stands(&house, "remand.expiry", next, 1).await.as_str(), stands(&house, "remand.expiry", theirs, 1).await.as_str()), ("open", "lifted"));
    // Not lifted after all; and the extension of ours never was: what they had ended stands again.
    correct(&house, inmate, &format!("root_id = '{theirs}'"), "'{\"ended_on\": null, \"ended_as\": null}'").await;
    correct(&house, inmate, &format!("root_id = '{next}'"), "'{\"withdrawn\": true}'").await;
    turn(&house).await;
    assert_eq!((stands(&house, "remand.expiry", ours, 1).await.as_str(), stands(&house, "remand.expiry", theirs, 2).await.as_str()), ("open", "open"));
    let again = basis(&house, inmate, "remand", OURS, "2026-11-20", Some("2026-12-18"), Some(ours)).await;
    turn(&house).await;
    assert_eq!(stands(&house, "remand.expiry", ours, 1).await, "new_order");
    correct(&house, inmate, &format!("root_id = '{again}'"), "'{\"withdrawn\": true}'").await;
    turn(&house).await;
    assert_eq!((stands(&house, "remand.expiry", ours, 1).await.as_str(), stands(&house, "remand.expiry", ours, 2).await.as_str()), ("new_order", "open"));
}

#[tokio::test]
async fn serving_goes_on_when_the_order_of_another_case_has_run_out() {
    let house = House::open().await;
    let inmate = case(&house).await.inmate;
    basis(&house, inmate, "remand", THEIRS, "2026-11-10", Some("2026-11-30"), None).await;
    work(&house).await;
    let end = async || -> Option<NaiveDate> {
        sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 order by version desc limit 1")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap()
    };
    assert_eq!(end().await, None, "forskrift § 3-3: the time does not run");
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, true, 2).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    let on = async |now: &str, last: &str| {
        overgang::sentences::calculation::jobs::daily(&db, instant(now), last.parse().ok()).await.unwrap();
        while overgang::sentences::calculation::jobs::turn(&db, catalogue.law(), instant(now)).await.unwrap().people > 0 {}
    };
    on("2026-11-30T09:00:00Z", "2026-11-29").await;
    assert_eq!(end().await, None, "its last day");
    on("2026-12-01T09:00:00Z", "2026-11-30").await;
    assert!(end().await.is_some(), "the day after");
    db.close().await;
}

#[tokio::test]
async fn a_corrected_birth_date_reaches_queue_and_clock() {
    let house = House::open().await;
    let inmate = case(&house).await.inmate;
    let arrest = basis(&house, inmate, "arrest", THEIRS, "2026-11-22", None, None).await;
    work(&house).await;
    turn(&house).await;
    let (state, _, due, _, subject) = item(&house, "arrest.court", arrest, 1).await.unwrap();
    assert_eq!((state.as_str(), due, subject.as_str()), ("open", instant("2026-11-24T07:00:00Z"), ""), "strpl § 183(1): 48 hours");
    let mut admin = house.admin().await;
    sqlx::query("update inmates.inmate set birth_date = '2009-06-01' where id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    let causes: Vec<String> =
        sqlx::query_scalar("select causes from sentences.recalculation where inmate_id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(causes, ["person"]);
    let told: i64 = sqlx::query_scalar("select count(*) from sentences.birth_corrected where inmate_id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(told, 1);
    turn(&house).await;
    assert_eq!(stands(&house, "arrest.court", arrest, 1).await, "mistake");
    let (state, _, due, _, subject) = item(&house, "arrest.court", arrest, 2).await.unwrap();
    assert_eq!((state.as_str(), due, subject.as_str()), ("open", instant("2026-11-23T23:00:00Z"), "under_18"), "strpl § 183(2): the day after");
}

#[tokio::test]
async fn what_came_of_a_hearing_reaches_the_clock() {
    let (house, mut browser, prison, inmate) = court::ready().await;
    correct(&house, inmate, "true", "'{\"withdrawn\": true}'").await;
    let arrest = basis(&house, inmate, "arrest", "26-012345ENE", "2026-11-22", None, None).await;
    turn(&house).await;
    assert_eq!(stands(&house, "arrest.court", arrest, 1).await, "open");
    let hearing = court::planned(&house, &mut browser, inmate, "first_hearing", "2026-11-23T11:00").await;
    house.clock.advance(TimeDelta::hours(4));
    let mut browser = moves::at(&house, Role::CaseManager, prison).await;
    let path = format!("/inmates/{inmate}/court/{hearing}/result");
    let page = browser.get(&path).await;
    assert!(page.text().contains("Ved løslatelse avsluttes pågripelse og kjennelser"), "{}", page.text());
    let done = browser.submit(&page, &path, &[("ending", "released")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    // The arrest has ended as the court said; somebody held on nothing is an alarm.
    let ended: (Option<NaiveDate>, Option<String>) =
        sqlx::query_as("select ended_on, ended_as from sentences.legal_basis where root_id = $1 and replaced_at is null")
            .bind(arrest)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(ended, ("2026-11-23".parse().ok(), Some("released".to_owned())));
    assert_eq!(stands(&house, "arrest.court", arrest, 1).await, "released");
    assert_eq!(stands(&house, "release.ordered", hearing, 1).await, "open", "strpl § 187 a");
    let id: Uuid = sqlx::query_scalar("select id from sentences.deadline where rule_id = 'release.ordered' and reference = $1")
        .bind(hearing)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert!(browser.get(&format!("/inmates/{inmate}/deadlines")).await.links().contains(&format!("/deadlines/{id}")), "on the person's list");
    // It is no answer that something else holds, when nothing does.
    let page = browser.get(&format!("/deadlines/{id}")).await;
    let denied = browser.submit(&page, &format!("/deadlines/{id}/close"), &[("outcome", "other_basis"), ("note", "Holdes i en annen sak")]).await;
    assert_eq!(denied.status, 422, "{}", denied.text());
}
