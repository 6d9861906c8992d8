//! The calculation of sentences: in versions, confirmed by a second person, overridden by two, made anew when anything changes, and an alarm
//! when a date comes to lie in the past.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use overgang::sentences::calculation::jobs;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::house::well_made;
use crate::law;
use crate::reception::at;
use crate::support::{Browser, House, Page, world_time};

/// A sentenced person, the prison, and two case managers there.
pub struct Case {
    pub inmate: Uuid,
    pub prison: Uuid,
    pub first: (Uuid, String),
    second: (Uuid, String),
}

impl Case {
    fn page(&self) -> String {
        format!("/inmates/{}/sentence", self.inmate)
    }
}

pub async fn case(house: &House) -> Case {
    let mut admin = house.admin().await;
    let (inmate, prison): (Uuid, Uuid) = sqlx::query_as(
        "select c.inmate_id, c.prison_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
           join sentences.legal_basis b on b.inmate_id = c.inmate_id and b.kind = 'sentence' and b.replaced_at is null
          where not i.protected and c.legal_status = 'sentenced' and c.out_reason is null and b.years < 3 and b.years + b.months > 0
            and (select count(*) from sentences.legal_basis x where x.inmate_id = c.inmate_id) = 1
            and exists (select from access.person_grant g where g.inmate_id = c.inmate_id and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null)
          order by c.inmate_id limit 1",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    // The one to whom the person is assigned, and somebody else of the office: taken from another prison when there is nobody.
    let first: (Uuid, String) = sqlx::query_as(
        "select a.id, a.username from access.person_grant g join access.account a on a.id = g.account_id
          where g.inmate_id = $1 and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null order by a.username limit 1",
    )
    .bind(inmate)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let there: Option<(Uuid, String)> = sqlx::query_as(
        "select a.id, a.username from access.account a join access.assignment x on x.account_id = a.id where x.role = 'CAS' and $1 = any(x.prisons) and x.outcome = 'granted' and a.id <> $2
          and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'CAS') order by a.username limit 1",
    )
    .bind(prison)
    .bind(first.0)
    .fetch_optional(&mut admin)
    .await
    .unwrap();
    let second = match there {
        Some(second) => second,
        None => sqlx::query_as(
            "update access.assignment x set prisons = array[$1]::uuid[] from access.account a
              where a.id = x.account_id and x.id = (select y.id from access.assignment y where y.role = 'CAS' and y.outcome = 'granted' and not $1 = any(y.prisons)
                     and not exists (select from access.assignment z where z.account_id = y.account_id and z.role <> 'CAS') order by y.id limit 1) returning a.id, a.username",
        )
        .bind(prison)
        .fetch_one(&mut admin)
        .await
        .unwrap(),
    };
    // Both can be signed in as with one click.
    sqlx::query("update access.account set demonstration = true where id in ($1, $2)").bind(first.0).bind(second.0).execute(&mut admin).await.unwrap();
    Case { inmate, prison, first, second }
}

/// What the background does, until nobody waits.
pub async fn work(house: &House) {
    work_at(house, world_time(), None).await;
}

/// The same at an instant; with a day: on a new day, when that one was looked at last.
async fn work_at(house: &House, now: DateTime<Utc>, last: Option<NaiveDate>) {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, true, 2).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    if last.is_some() {
        jobs::daily(&db, now, last).await.unwrap();
    }
    while jobs::turn(&db, catalogue.law(), now).await.unwrap().people > 0 {}
    db.close().await;
}

/// The newest calculation: its last day, what stands beside it, and what it says to look at.
async fn newest(house: &House, case: &Case) -> (Option<NaiveDate>, Option<NaiveDate>, Vec<String>) {
    sqlx::query_as(
        "select end_on, (jsonb_path_query_first(result, '$.beside.milestones[*] ? (@.point == \"end\").date') #>> '{}')::date,
                array(select n ->> 'note' from jsonb_array_elements(result -> 'notes') n)
           from sentences.calculation where inmate_id = $1 order by version desc limit 1",
    )
    .bind(case.inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// Corrects the person's sentence, in somebody's name.
async fn correct(house: &House, case: &Case, by: Uuid, set: &str) {
    let mut admin = house.admin().await;
    let mut tx = admin.begin().await.unwrap();
    sqlx::query("select set_config('app.account', $1, true), set_config('app.now', $2, true)")
        .bind(by.to_string())
        .bind(world_time().to_rfc3339())
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "insert into sentences.legal_basis
         select (jsonb_populate_record(b, to_jsonb(b) || jsonb_build_object('id', gen_random_uuid(), 'supersedes', b.id, 'change_reason', 'Rettet etter dommen', 'recorded_by', '{by}'::uuid) || {set})).*
           from sentences.legal_basis b where b.inmate_id = '{}' and b.kind = 'sentence' and b.replaced_at is null",
        case.inmate
    )))
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn versions(house: &House, case: &Case) -> Vec<(i32, String)> {
    sqlx::query_as("select version, state from sentences.calculation where inmate_id = $1 order by version")
        .bind(case.inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

async fn expected(house: &House, case: &Case) -> Option<NaiveDate> {
    sqlx::query_scalar("select expected_release from custody.in_custody where inmate_id = $1")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

async fn release_of(house: &House, case: &Case, version: i32) -> Option<NaiveDate> {
    sqlx::query_scalar("select release_on from sentences.calculation where inmate_id = $1 and version = $2")
        .bind(case.inmate)
        .bind(version)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

async fn confirm(browser: &mut Browser, case: &Case) -> Page {
    let page = browser.get(&case.page()).await;
    browser.submit(&page, &format!("{}/confirm", case.page()), &[]).await
}

/// Calculated and confirmed once.
async fn confirmed(house: &House) -> Case {
    let case = case(house).await;
    sqlx::query("select sentences.ask_calculation($1, 'basis')").bind(case.inmate).execute(&mut house.admin().await).await.unwrap();
    work(house).await;
    if versions(house, &case).await.last().map(|v| v.1.as_str()) == Some("preliminary") {
        let done = confirm(&mut house.as_user(&case.first.1).await, &case).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    case
}

fn last(versions: &[(i32, String)]) -> (i32, &str) {
    versions.last().map(|(n, s)| (*n, s.as_str())).unwrap()
}

#[tokio::test]
async fn a_change_waits_for_a_second_person() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let before = versions(&house, &case).await;
    assert_eq!(last(&before).1, "confirmed");
    let release = release_of(&house, &case, last(&before).0).await;
    assert!(release.is_some());
    assert_eq!(expected(&house, &case).await, release, "the day in the house follows what is confirmed");

    correct(&house, &case, case.first.0, "jsonb_build_object('days', 10, 'months', (b.months + 1) % 12)").await;
    work(&house).await;
    let after = versions(&house, &case).await;
    assert_eq!((after.len(), last(&after).1), (before.len() + 1, "preliminary"));
    assert_eq!(expected(&house, &case).await, release, "until somebody has said yes nothing moves");

    // Whoever recorded the correction does not confirm what came of it: no button, and no way around it.
    let mut first = house.as_user(&case.first.1).await;
    let page = first.get(&case.page()).await;
    well_made(&page, "nb");
    assert!(page.text().contains("En annen må bekrefte"), "{}", page.text());
    assert!(page.text().contains("Fordi"), "what moved and why: {}", page.text());
    let id: Uuid = sqlx::query_scalar("select id from sentences.calculation where inmate_id = $1 and state = 'preliminary'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let own = first.post_with_token(&format!("{}/confirm", case.page()), &[("calculation", &id.to_string()), ("note", "")]).await;
    assert_eq!(own.status, 422, "{}", own.text());
    assert_eq!(last(&versions(&house, &case).await).1, "preliminary");

    let mut second = house.as_user(&case.second.1).await;
    let list = second.get("/calculations").await;
    assert_eq!(list.status, 200);
    well_made(&list, "nb");
    assert!(list.links().contains(&case.page()), "the list of those who wait");
    let done = confirm(&mut second, &case).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let now = versions(&house, &case).await;
    assert_eq!(now.iter().filter(|v| v.1 == "confirmed").count(), 1);
    assert_eq!(expected(&house, &case).await, release_of(&house, &case, last(&now).0).await);
    assert_ne!(expected(&house, &case).await, release);

    // A third click of an old page meets what has happened since.
    let late = second.post_with_token(&format!("{}/confirm", case.page()), &[("calculation", &id.to_string()), ("note", "")]).await;
    assert_eq!(late.status, 409, "{}", late.text());

    let compared = second.get(&format!("{}/compare?a={}&b={}", case.page(), last(&before).0, last(&now).0)).await;
    assert_eq!(compared.status, 200);
    well_made(&compared, "nb");
    for lang in ["nb", "en"] {
        let sheet = second.get(&format!("{}/sheet?lang={lang}", case.page())).await;
        assert_eq!(sheet.status, 200);
        well_made(&sheet, "nb");
        assert!(sheet.text().contains(if lang == "nb" { "Viktige datoer for deg" } else { "Dates that matter to you" }));
    }
}

#[tokio::test]
async fn the_same_again_makes_no_version() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let before = versions(&house, &case).await;
    sqlx::query("select sentences.ask_calculation($1, 'custody')").bind(case.inmate).execute(&mut house.admin().await).await.unwrap();
    work(&house).await;
    assert_eq!(versions(&house, &case).await, before);
    let waiting: i64 = sqlx::query_scalar("select count(*) from sentences.recalculation where inmate_id = $1")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(waiting, 0);
}

#[tokio::test]
async fn a_date_is_set_by_hand_by_two() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let mut first = house.as_user(&case.first.1).await;
    let form = first.get(&format!("{}/override", case.page())).await;
    assert_eq!(form.status, 200, "{}", form.text());
    well_made(&form, "nb");
    let action = format!("{}/override", case.page());
    let bad = first.submit(&form, &action, &[("point", "end"), ("on", "tull"), ("reason", "kort")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text().contains("Skriv en dato") && bad.text().contains("begrunnelse"), "{}", bad.text());
    let form = first.get(&action).await;
    let done = first
        .submit(&form, &action, &[("point", "end"), ("on", "2031-05-04"), ("reason", "Retten har avgjort tvisten etter straffeprosessloven § 462.")])
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let form = first.get(&action).await;
    let twice = first.submit(&form, &action, &[("point", "end"), ("on", "2031-05-05"), ("reason", "Den samme datoen en gang til.")]).await;
    assert_eq!(twice.status, 409, "{}", twice.text());

    let id: Uuid = sqlx::query_scalar("select id from sentences.calculation_override where inmate_id = $1")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let answer = format!("{}/proposals/{id}", case.page());
    let own = first.post_with_token(&answer, &[("outcome", "accepted")]).await;
    assert_eq!(own.status, 422, "{}", own.text());
    let mut second = house.as_user(&case.second.1).await;
    let page = second.get(&case.page()).await;
    well_made(&page, "nb");
    let done = second.post_with_token(&answer, &[("outcome", "accepted")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(last(&versions(&house, &case).await).1, "overridden");
    let end: NaiveDate = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 and state = 'overridden'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(end.to_string(), "2031-05-04");
    let page = second.get(&case.page()).await;
    assert!(page.text().contains("Satt manuelt") && page.text().contains("§ 462"), "{}", page.text());
    // A new calculation does not carry it on: it is looked at anew, by two.
    let page = first.get(&case.page()).await;
    let again = first.submit(&page, &format!("{}/recompute", case.page()), &[]).await;
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(last(&versions(&house, &case).await).1, "preliminary");
}

#[tokio::test]
async fn a_date_in_the_past_is_an_alarm() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let told = "select count(*) from access.notice n join access.assignment x on x.account_id = n.account_id where n.kind = 'release.overdue' and x.role = $1";
    correct(
        &house,
        &case,
        case.first.0,
        "jsonb_build_object('years', 0, 'months', 0, 'days', 14, 'from_day', '2026-10-01', 'decided_on', '2026-09-01', 'to_day', null)",
    )
    .await;
    work(&house).await;
    for role in ["DUT", "GOV", "CAS"] {
        let n: i64 = sqlx::query_scalar(told).bind(role).fetch_one(&mut house.admin().await).await.unwrap();
        assert!(n > 0, "{role} was told");
    }
    let open = "select count(*) from sentences.deadline where inmate_id = $1 and rule_id = 'release.overdue' and state = 'open' and hard";
    let n: i64 = sqlx::query_scalar(open).bind(case.inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(n, 1, "an item that stays until somebody has dealt with it");
    let mut second = house.as_user(&case.second.1).await;
    let page = second.get(&case.page()).await;
    assert!(page.text().contains("Skulle vært løslatt"), "{}", page.text());
    well_made(&page, "nb");

    // What is said of it is held against what is recorded.
    let item: Uuid = sqlx::query_scalar("select id from sentences.deadline where inmate_id = $1 and rule_id = 'release.overdue' and state = 'open'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let mut first = house.as_user(&case.first.1).await;
    let page = first.get(&format!("/deadlines/{item}")).await;
    assert!(page.text().contains("Feil beregnet") && !page.text().contains("Feilregistrert, det var ingen slik hendelse"), "{}", page.text());
    well_made(&page, "nb");
    for (outcome, said) in
        [("released", "står fortsatt som innsatt"), ("other_basis", "ikke registrert noe annet"), ("recalculated", "sier det samme fortsatt")]
    {
        let refused = first.submit(&page, &format!("/deadlines/{item}/close"), &[("outcome", outcome), ("note", "Avklart med påtalemyndigheten")]).await;
        assert!(refused.status == 422 && refused.text().contains(said), "{outcome}: {}", refused.text());
    }

    // Told as it was: how long, and who has been told.
    let path = format!("/inmates/{}/release-errors/new", case.inmate);
    let page = first.get(&path).await;
    well_made(&page, "nb");
    let bare = first.submit(&page, &path, &[("kind", "held_too_long"), ("from_day", "2026-11-24")]).await;
    assert!(bare.status == 422 && bare.all("#from_day-fault").len() == 1 && bare.all("#what-fault").len() == 1, "{}", bare.text());
    let told_it = [("kind", "held_too_long"), ("from_day", "2026-10-15"), ("what", "Fradraget i dommen var ikke ført."), ("prosecutor_on", "2026-11-23")];
    let saved = first.submit(&page, &path, &told_it).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = first.follow(&saved).await;
    assert!(
        page.text().contains("Holdt 39 dager for lenge siden 15.10.2026") && page.text().contains("Kriminalomsorgsdirektoratet: ikke varslet ennå"),
        "{}",
        page.text()
    );
    well_made(&page, "nb");
    let told_of: i64 = house.ask("select count(*) from access.notice where kind = 'release_error'").await;
    assert!(told_of > 0, "the governor is told");
    let refused = house.as_role(Role::Governor).await.get(&path).await.status;
    assert!(matches!(refused, 403 | 404), "{refused}");

    // It was the correction that was wrong.
    correct(&house, &case, case.first.0, "jsonb_build_object('years', 2, 'days', 0, 'from_day', '2026-10-01')").await;
    work(&house).await;
    let n: i64 = sqlx::query_scalar(open).bind(case.inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(n, 0);
}

#[tokio::test]
async fn a_rule_says_whom_it_concerns_and_begins_on_its_day() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let mut first = house.as_user(&case.first.1).await;
    let page = first.get("/law/probation.share").await;
    assert!(page.text().contains("bygger på regelen"), "{}", page.text());
    well_made(&page, "nb");
    let list = first.get("/calculations/by-rule/probation.share").await;
    let number: String =
        sqlx::query_scalar("select number from inmates.inmate where id = $1").bind(case.inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert!(list.status == 200 && list.text().contains(&number), "{}", list.text());
    well_made(&list, "nb");
    assert_eq!(first.get("/calculations/by-rule/no.such").await.status, 404);
    let officer = house.as_role(Role::Officer).await.get("/calculations/by-rule/probation.share").await.status;
    assert_eq!(officer, 403);
    // A row that begins today: everybody whose result rests on the rule is asked for anew, on that day and not before.
    let mut admin = house.admin().await;
    let began = "select sentences.rules_that_begin(date '2026-11-22')";
    let none: i64 = sqlx::query_scalar(began).fetch_one(&mut admin).await.unwrap();
    assert_eq!(none, 0, "no row begins today");
}

#[tokio::test]
async fn back_from_leave_too_late_is_not_served() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let end: NaiveDate = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 and state = 'confirmed'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let movement: Uuid = sqlx::query_scalar(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, planned_out, out_at, expected_back, recorded_by)
         select gen_random_uuid(), $1, $2, 'LEAVE', 'out', d.at, d.at, d.at + interval '1 day', $3
           from (select greatest((select start_on from sentences.calculation where inmate_id = $1 and state = 'confirmed') + 1, date '2026-11-10')::timestamp at time zone 'Europe/Oslo' + interval '12 hours' as at) d
         returning id",
    )
    .bind(case.inmate)
    .bind(case.prison)
    .bind(case.first.0)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    // Three days after the day on which they should have been back.
    sqlx::query("update custody.movement set state = 'back', back_at = expected_back + interval '3 days' where id = $1")
        .bind(movement)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    work(&house).await;
    let now: NaiveDate = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 and state = 'preliminary'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!((now - end).num_days(), 3, "forskrift § 3-3");
    let mut first = house.as_user(&case.first.1).await;
    assert!(first.get(&case.page()).await.text().contains("Kom for sent tilbake"), "the ledger says why");
}

#[tokio::test]
async fn an_escape_moves_the_dates() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let before = versions(&house, &case).await;
    let end: NaiveDate = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 and state = 'confirmed'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    sqlx::query(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, planned_out, out_at, back_at, recorded_by)
         select gen_random_uuid(), $1, $2, 'ESCAPE', 'back', d.from_at, d.from_at, d.from_at + interval '5 days', $3
           from (select greatest((select start_on from sentences.calculation where inmate_id = $1 and state = 'confirmed'), date '2026-11-10')::timestamp at time zone 'Europe/Oslo' + interval '12 hours' as from_at) d",
    )
    .bind(case.inmate)
    .bind(case.prison)
    .bind(case.first.0)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    work(&house).await;
    let after = versions(&house, &case).await;
    assert_eq!((after.len(), last(&after).1), (before.len() + 1, "preliminary"));
    let moved: NaiveDate = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 and state = 'preliminary'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!((moved - end).num_days(), 5, "forskrift § 3-3");
    let sum: i64 = sqlx::query_scalar("select sum(l.days) from sentences.calculation_line l join sentences.calculation k on k.id = l.calculation_id where k.inmate_id = $1 and k.state = 'preliminary'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let start: NaiveDate = sqlx::query_scalar("select start_on from sentences.calculation where inmate_id = $1 and state = 'preliminary'")
        .bind(case.inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(sum, (moved - start).num_days(), "the ledger adds up");
}

#[tokio::test]
async fn isolation_needs_a_lawyers_word() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let mut admin = house.admin().await;
    // Two weeks between the judgment and the first day of serving, nine days of them in full isolation.
    correct(&house, &case, case.second.0, "jsonb_build_object('decided_on', b.from_day - 15)").await;
    let restriction: Uuid = sqlx::query_scalar(
        "insert into sentences.restriction (id, inmate_id, prison_id, basis_id, kind, from_day, until_day, ordered_by, recorded_by, recorded_at)
         select gen_random_uuid(), b.inmate_id, b.prison_id, b.root_id, 'full_isolation', b.from_day - 12, b.from_day - 4, 'court', $2, $3 from sentences.legal_basis b
          where b.inmate_id = $1 and b.kind = 'sentence' and b.replaced_at is null returning id",
    )
    .bind(case.inmate)
    .bind(case.second.0)
    .bind(world_time())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    work(&house).await;
    let end = "select end_on from sentences.calculation where inmate_id = $1 and state = 'preliminary'";
    let without: NaiveDate = sqlx::query_scalar(end).bind(case.inmate).fetch_one(&mut admin).await.unwrap();
    let mut first = house.as_user(&case.first.1).await;
    let action = format!("{}/isolation/{restriction}", case.page());
    let form = first.get(&action).await;
    assert_eq!(form.status, 200, "{}", form.text());
    well_made(&form, "nb");
    let bad = first.submit(&form, &action, &[("credit", "yes"), ("reason", "Kort")]).await;
    assert_eq!((bad.status, bad.all("#reason-fault").len()), (422, 1), "{}", bad.text());
    assert!(bad.text().contains("Kort"), "kept");
    let form = first.get(&action).await;
    let reason = ("reason", "Isolasjonen skyldtes bygningsmessige forhold.");
    let again = first.clone().get(&action).await;
    let done = first.submit(&form, &action, &[("credit", "yes"), reason]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(first.submit(&again, &action, &[("credit", "no"), reason]).await.status, 303, "one waits: the second is shown it");
    assert_eq!(house.ask::<i64>("select count(*) from sentences.isolation_mark").await, 1);
    let now: NaiveDate = sqlx::query_scalar(end).bind(case.inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(now, without, "what is proposed moves nothing");

    // Whoever proposed does not decide, and a case manager does not at all, whatever they send.
    let decide = format!("{action}/decide");
    let word: Uuid = house.ask("select id from sentences.isolation_mark").await;
    let (word, yes) = (word.to_string(), ("outcome", "accepted"));
    let note = ("note", "Bygningsmessige forhold er ikke egen adferd, HR-2018-1261-A.");
    let page = first.get(&action).await;
    well_made(&page, "nb");
    assert!(!page.actions().contains(&decide) && page.text().contains("En annen må avgjøre det"), "{}", page.text());
    let mut second = house.as_user(&case.second.1).await;
    for browser in [&mut first, &mut second] {
        assert_eq!(browser.post_with_token(&decide, &[("word", &word), yes, note]).await.status, 403);
    }
    let forced =
        sqlx::query("update sentences.isolation_mark set outcome = 'accepted', decided_by = marked_by, decided_at = marked_at").execute(&mut admin).await;
    assert!(forced.is_err(), "nor may anybody in the database");
    let mut officer = at(&house, Role::DutyOfficer, case.prison).await;
    assert_eq!(officer.post_with_token(&decide, &[("word", &word), yes, note]).await.status, 403);
    let elsewhere: Uuid = sqlx::query_scalar(
        "select p.id from estate.prison p where p.id <> $1 and exists (select from access.assignment x where x.role = 'GOV' and x.prisons = array[p.id] and x.outcome = 'granted'
            and not exists (select from access.assignment y where y.account_id = x.account_id and y.role <> 'GOV')) order by p.code limit 1",
    )
    .bind(case.prison)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!(at(&house, Role::Governor, elsewhere).await.post_with_token(&decide, &[("word", &word), yes, note]).await.status, 404);

    // Who may is told, decides with a reason, and stands in the calculation.
    let mut governor = at(&house, Role::Governor, case.prison).await;
    let link = format!("/inmates/{}/sentence/isolation/{restriction}", case.inmate);
    let told: i64 = sqlx::query_scalar("select count(*) from access.notice where kind = 'isolation_proposed' and link = $1")
        .bind(&link)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert!(told > 0);
    let page = governor.get(&action).await;
    well_made(&page, "nb");
    let bare = governor.submit(&page, &decide, &[yes, ("note", "")]).await;
    assert_eq!((bare.status, bare.all("#note-fault").len()), (422, 1), "{}", bare.text());
    let page = governor.get(&action).await;
    let (mut other, late) = (governor.clone(), governor.clone().get(&action).await);
    let done = governor.submit(&page, &decide, &[yes, note]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let too_late = other.submit(&late, &decide, &[("outcome", "refused"), note]).await;
    assert_eq!(too_late.status, 303, "{}", too_late.text());
    let with: NaiveDate = sqlx::query_scalar(end).bind(case.inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!((without - with).num_days(), 5, "strl § 83: nine days are five periods begun");
    let row: (String, bool, bool) =
        sqlx::query_as("select outcome, decided_by is not null and decided_by <> marked_by, decided_at is not null from sentences.isolation_mark")
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!(row, ("accepted".to_owned(), true, true), "who and when; the second decision found it decided");
    let trail: i64 = house.ask("select count(*) from audit.entry where action = 'decide' and detail ->> 'calculation' = 'isolation accepted'").await;
    assert_eq!(trail, 1);
    // What was decided does not change; another word is a proposal of its own, and a refusal leaves the first as it is.
    assert!(sqlx::query("update sentences.isolation_mark set credit = false").execute(&mut admin).await.is_err());
    let form = first.get(&action).await;
    assert_eq!(first.submit(&form, &action, &[("credit", "no"), ("reason", "Nye opplysninger om egen adferd.")]).await.status, 303);
    let page = governor.get(&action).await;
    assert_eq!(governor.submit(&page, &decide, &[("outcome", "refused"), note]).await.status, 303);
    work(&house).await;
    let still: NaiveDate = sqlx::query_scalar(end).bind(case.inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(still, with);
}

#[tokio::test]
async fn who_may_and_who_may_not() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let mut connection = PgConnection::connect(house.url()).await.unwrap();
    for role in [Role::Officer, Role::WorkSupervisor] {
        let name = house.username(role).await;
        let status = house.as_user(&name).await.get(&case.page()).await.status;
        assert!(status == 403 || status == 404, "{role:?}: {status}");
    }
    let elsewhere: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where x.role = 'CAS' and not $1 = any(x.prisons) and x.outcome = 'granted'
          and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'CAS') order by a.username limit 1",
    )
    .bind(case.prison)
    .fetch_one(&mut connection)
    .await
    .unwrap();
    let mut elsewhere = house.as_user(&elsewhere).await;
    assert_eq!(elsewhere.get(&case.page()).await.status, 404);
    assert!(!elsewhere.get("/calculations").await.links().contains(&case.page()));
    let id: Uuid =
        sqlx::query_scalar("select id from sentences.calculation where inmate_id = $1 limit 1").bind(case.inmate).fetch_one(&mut connection).await.unwrap();
    assert_eq!(elsewhere.post_with_token(&format!("{}/confirm", case.page()), &[("calculation", &id.to_string())]).await.status, 404);
    let governor: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where x.role = 'GOV' and $1 = any(x.prisons) and x.outcome = 'granted'
          and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'GOV') order by a.username limit 1",
    )
    .bind(case.prison)
    .fetch_one(&mut connection)
    .await
    .unwrap();
    let mut governor = house.as_user(&governor).await;
    let page = governor.get(&case.page()).await;
    assert_eq!(page.status, 200);
    assert!(page.actions().iter().all(|a| !a.starts_with(&case.page())), "reads, and decides nothing: {:?}", page.actions());
    assert_eq!(governor.get("/calculations").await.status, 403);
}

#[tokio::test]
async fn somebody_who_has_escaped_has_no_dates_and_the_ledger_says_since_when() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let movement: Uuid = sqlx::query_scalar(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, planned_out, out_at, recorded_by)
         values (gen_random_uuid(), $1, $2, 'ESCAPE', 'out', '2026-11-20T12:00:00+01', '2026-11-20T12:00:00+01', $3) returning id",
    )
    .bind(case.inmate)
    .bind(case.prison)
    .bind(case.second.0)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    work(&house).await;
    let (end, _, notes) = newest(&house, &case).await;
    assert!(end.is_none() && notes.iter().any(|n| n == "escaped"), "{end:?} {notes:?}");
    let line: (String, i32, Option<String>, Option<Uuid>) = sqlx::query_as(
        "select l.entry, l.days, l.document, l.source_id from sentences.calculation_line l join sentences.calculation k on k.id = l.calculation_id
          where k.inmate_id = $1 and k.state = 'preliminary' and l.entry = 'absence'",
    )
    .bind(case.inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(line, ("absence".into(), 0, Some("movement".into()), Some(movement)));
    // What it moves is shown to whoever confirms it, who is not the one who recorded the escape.
    let mut first = house.as_user(&case.first.1).await;
    let page = first.get(&case.page()).await;
    well_made(&page, "nb");
    let text = page.text();
    for words in ["Soningen løper ikke siden 20.11.2026", "På rømmen siden 20.11.2026", "Hva som er endret"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(confirm(&mut first, &case).await.status, 303);
    // Back after three days: the days prolong the sentence, and the line is the same one, closed.
    sqlx::query("update custody.movement set state = 'back', back_at = '2026-11-23T08:00:00+01' where id = $1")
        .bind(movement)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    work(&house).await;
    let lost: i32 = sqlx::query_scalar(
        "select l.days from sentences.calculation_line l join sentences.calculation k on k.id = l.calculation_id where k.inmate_id = $1 and k.state = 'preliminary' and l.source_id = $2",
    )
    .bind(case.inmate)
    .bind(movement)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(lost, 3, "forskrift § 3-3");
}

#[tokio::test]
async fn a_release_by_mistake_ends_nothing_and_the_days_at_large_are_a_line() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let (before, ..) = newest(&house, &case).await;
    let mut admin = house.admin().await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "update custody.stay set released_at = '2026-11-16T10:00:00+01', release_reason = 'SERVED' where inmate_id = '{0}' and released_at is null;
         insert into custody.stay (id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, recorded_by)
         values (gen_random_uuid(), '{0}', '{1}', '{1}', '2026-11-19T12:00:00+01', 'SENTENCE', '{2}')",
        case.inmate, case.prison, case.second.0
    )))
    .execute(&mut admin)
    .await
    .unwrap();
    let status = "select sentences.status_on($1, date '2026-11-22')";
    let held: String = sqlx::query_scalar(status).bind(case.inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(held, "none", "a release ends what held before it");
    // Told as a mistake, it ended nothing.
    let mut first = house.as_user(&case.first.1).await;
    let path = format!("/inmates/{}/release-errors/new", case.inmate);
    let page = first.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let action = page.actions().into_iter().find(|a| a.contains("release-errors")).unwrap();
    let told =
        [("kind", "released_too_early"), ("from_day", "2026-11-16"), ("to_day", "2026-11-19"), ("what", "Løslatt på feil dato, hentet tilbake av politiet.")];
    let sent = first.submit(&page, &action, &told).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    work(&house).await;
    let held: String = sqlx::query_scalar(status).bind(case.inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(held, "sentenced");
    let (end, _, notes) = newest(&house, &case).await;
    assert_eq!(end, before.and_then(|end| end.checked_add_days(Days::new(3))), "three days at large are not counted");
    assert!(notes.iter().any(|n| n == "released_in_error"), "{notes:?}");
    let page = first.get(&case.page()).await;
    well_made(&page, "nb");
    assert!(
        page.text().contains("På frifot etter løslatelse ved en feil 16.11.2026–18.11.2026") && page.text().contains("Loven sier ikke om de dagene"),
        "{}",
        page.text()
    );
    assert!(page.links().iter().any(|l| l == "/law/sentence.released_in_error"), "the choice is a rule");
    // The page of why somebody is held says so too.
    assert!(!first.get(&format!("/inmates/{}/held", case.inmate)).await.text().contains("Ingenting holder"), "held on the same judgment");
}

#[tokio::test]
async fn a_youth_sentence_beside_another_is_reckoned_by_itself() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let (before, beside, _) = newest(&house, &case).await;
    assert!(beside.is_none());
    sqlx::query(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, final_on, from_day, years, credit_days, recorded_by)
         values (gen_random_uuid(), $1, $2, 'youth_sentence', '26-004711MED-TOSL/02', 'Oslo tingrett', 'DRUGS-01', '2026-09-01', '2026-09-15', '2026-10-01', 1, 10, $3)",
    )
    .bind(case.inmate)
    .bind(case.prison)
    .bind(case.second.0)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    work(&house).await;
    let (end, beside, notes) = newest(&house, &case).await;
    assert_eq!(end, before, "no date of the one moves one of the other");
    assert_eq!(beside, "2027-09-21".parse().ok(), "strl § 52 b: a year from 1 October less ten days");
    assert!(notes.iter().any(|n| n == "youth_beside"), "{notes:?}");
    let mut first = house.as_user(&case.first.1).await;
    let page = first.get(&case.page()).await;
    well_made(&page, "nb");
    for words in ["Ungdomsstraff ved siden av", "Loven sier ikke hvordan", "Ungdomsstraff: "] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert_eq!(confirm(&mut first, &case).await.status, 303);
    let sheet = first.get(&format!("{}/sheet?lang=en", case.page())).await;
    assert!(sheet.text().contains("You also have a youth sentence of 1 year"), "{}", sheet.text());
}

#[tokio::test]
async fn a_rule_that_begins_moves_the_dates_on_its_day_and_not_before() {
    let house = House::open().await;
    let case = confirmed(&house).await;
    let before = versions(&house, &case).await;
    let probation = "select probation_on from sentences.calculation where inmate_id = $1 order by version desc limit 1";
    let was: Option<NaiveDate> = sqlx::query_scalar(probation).bind(case.inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let rule = "/law/probation.share";
    let mut sys = house.as_role(Role::System).await;
    let sent = law::propose(&mut sys, rule, &[("value", "3/4"), ("valid_from", "2026-11-25")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let proposal = law::the_one(&house).await;
    let mut other = law::another_keeper(&house).await;
    let done = law::answer(&mut other, &proposal, "approved", "Lest i Lovtidend").await;
    assert_eq!(done.status, 303, "{}", done.text());
    // It is adopted, and until its day everybody has the dates they had.
    let tomorrow = world_time() + TimeDelta::days(1);
    work(&house).await;
    work_at(&house, tomorrow, "2026-11-23".parse().ok()).await;
    assert_eq!(versions(&house, &case).await, before);
    // On its day they are worked out anew, and what moved waits for a second person.
    house.clock.advance(TimeDelta::days(2));
    work_at(&house, world_time() + TimeDelta::days(2), "2026-11-24".parse().ok()).await;
    let after = versions(&house, &case).await;
    assert_eq!((after.len(), last(&after).1), (before.len() + 1, "preliminary"));
    let (is, causes, rules_on): (Option<NaiveDate>, Vec<String>, NaiveDate) =
        sqlx::query_as("select probation_on, causes, rules_on from sentences.calculation where inmate_id = $1 order by version desc limit 1")
            .bind(case.inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert!(is > was, "three quarters come after two thirds: {was:?} {is:?}");
    assert_eq!((causes, rules_on), (vec!["law".to_owned()], "2026-11-25".parse().unwrap()));
    // Whom it concerns is shown: the rule's page tells how many wait, and leads to them.
    let mut first = house.as_user(&case.first.1).await;
    let page = first.get(rule).await;
    assert!(page.text().contains("bygger på regelen"), "{}", page.text());
    let number: String =
        sqlx::query_scalar("select number from inmates.inmate where id = $1").bind(case.inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert!(first.get("/calculations/by-rule/probation.share").await.text().contains(&number));
    assert!(first.get("/calculations").await.text().contains(&number), "in the list of those who wait");
    let page = first.get(&case.page()).await;
    assert!(page.text().contains("2/3") && page.text().contains("3/4"), "because of which rule: {}", page.text());
    assert_eq!(confirm(&mut first, &case).await.status, 303, "nobody's own change: whoever reads the file may confirm it");
}
