//! Ready for release: the list opens by rule, each point has an owner and a day, health answers with yes or no, the figure says what it is made of.

use overgang::access::Role;
use overgang::plan::clock;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use uuid::Uuid;

use crate::calculation::{Case, case};
use crate::support::{Browser, House, world_time};

async fn turn(house: &House) -> u64 {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    let done = clock::turn(&db, catalogue.law(), world_time()).await.unwrap();
    db.close().await;
    done
}

/// Somebody who leaves on a day, and their case manager.
async fn leaving(on: &str) -> (House, Case, Browser) {
    let house = House::open().await;
    let case = case(&house).await;
    moved(&house, case.inmate, on).await;
    let manager = house.as_user(&case.first.1).await;
    (house, case, manager)
}

async fn moved(house: &House, inmate: Uuid, on: &str) {
    sqlx::query("update custody.in_custody set expected_release = $2::text::date where inmate_id = $1")
        .bind(inmate)
        .bind(on)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
}

fn list(inmate: Uuid) -> String {
    format!("/inmates/{inmate}/readiness")
}

async fn say(browser: &mut Browser, inmate: Uuid, item: &str, fields: &[(&str, &str)]) -> u16 {
    let path = format!("{}/{item}", list(inmate));
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, &path, fields).await.status
}

async fn due(house: &House, inmate: Uuid) -> Vec<(String, String)> {
    sqlx::query_as("select rule_id, due_on::text from sentences.deadline where inmate_id = $1 and trigger = 'plan.release_ahead' and state = 'open'")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_list_opens_by_itself_follows_the_release_and_ends_when_everything_is_settled() {
    let (house, Case { inmate, prison, .. }, mut manager) = leaving("2027-09-01").await;
    turn(&house).await;
    assert!(due(&house, inmate).await.is_empty(), "too far away");
    assert!(manager.get(&list(inmate)).await.text().contains("Listen er ikke åpnet"));
    moved(&house, inmate, "2027-02-01").await;
    turn(&house).await;
    assert_eq!(due(&house, inmate).await, [("plan.release_ready".to_owned(), "2027-01-18".to_owned())]);
    assert_eq!(turn(&house).await, 0, "twice does nothing more");
    let page = manager.get(&list(inmate)).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("0 av 12 på plass") && page.text().contains("Ikke spurt") && page.text().contains("70 dager igjen"), "{}", page.text());
    // The day moves, and the points with it; a day that somebody set stands.
    assert_eq!(say(&mut manager, inmate, "bank", &[("due_on", "2026-12-24"), ("state", "under_way")]).await, 303);
    moved(&house, inmate, "2027-02-11").await;
    turn(&house).await;
    assert_eq!(due(&house, inmate).await, [("plan.release_ready".to_owned(), "2027-01-28".to_owned())]);
    let days: Vec<(String, String)> =
        sqlx::query_as("select item, due_on::text from plan.readiness where inmate_id = $1 and item in ('bank', 'housing') order by 1")
            .bind(inmate)
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(days, [("bank".to_owned(), "2026-12-24".to_owned()), ("housing".to_owned(), "2026-11-13".to_owned())]);
    // Point by point: shown by something, or not needed and why.
    for item in ["housing", "income", "occupation", "id_papers", "bank", "tax_card", "doctor", "family", "clothing", "travel"] {
        assert_eq!(say(&mut manager, inmate, item, &[("state", "done"), ("evidence", "Bekreftelse sett")]).await, 303, "{item}");
    }
    assert_eq!(say(&mut manager, inmate, "debt_plan", &[("state", "not_needed"), ("evidence", "Har ingen gjeld")]).await, 303);
    let page = manager.get(&list(inmate)).await;
    assert!(page.text().contains("10 av 11 på plass") && page.text().contains("Bekreftelse sett"), "{}", page.text());
    turn(&house).await;
    assert_eq!(due(&house, inmate).await.len(), 1, "health has not answered");
    // Health answers, with a word and nothing else.
    let mut nurse = crate::moves::at(&house, Role::Nurse, prison).await;
    let page = nurse.get("/release-care").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert!(page.links().contains(&format!("/inmates/{inmate}")), "{}", page.text());
    let care = format!("/inmates/{inmate}/release-care");
    assert_eq!(nurse.submit(&page, &care, &[("state", "yes")]).await.status, 303);
    let again = nurse.post_with_token(&care, &[("state", "yes")]).await;
    assert!(again.status == 303 && again.location.as_deref() == Some("/release-care?show=all"), "a colleague was first");
    assert!(manager.get(&list(inmate)).await.text().contains("11 av 11 på plass"));
    assert!(turn(&house).await > 0);
    assert!(due(&house, inmate).await.is_empty(), "what the rule asked for is there");
    assert_eq!(
        house.ask::<i64>("select count(*) from audit.entry where class = 'release_care' and action = 'alter' and detail::text not like '%yes%'").await,
        1
    );
}

#[tokio::test]
async fn wrong_input_is_kept_and_two_editors_lose_nothing() {
    let (house, Case { inmate, .. }, mut manager) = leaving("2027-01-04").await;
    turn(&house).await;
    let path = format!("{}/housing", list(inmate));
    let (page, beside) = (manager.get(&path).await, manager.get(&path).await);
    crate::house::well_made(&page, "nb");
    let back = manager.submit(&page, &path, &[("state", "done"), ("evidence", ""), ("partner", "Boligkontoret")]).await;
    crate::house::well_made(&back, "nb");
    assert!(back.status == 422 && !back.all("#evidence-fault").is_empty() && back.value("#partner").as_deref() == Some("Boligkontoret"), "{}", back.text());
    assert_eq!(manager.submit(&back, &path, &[("state", "done"), ("evidence", "Leiekontrakt")]).await.status, 303);
    let stale = manager.submit(&beside, &path, &[("state", "under_way"), ("evidence", "Visning på fredag")]).await;
    assert!(stale.status == 409 && stale.text().contains("Leiekontrakt") && stale.text().contains("Visning på fredag"), "{} {}", stale.status, stale.text());
    assert_eq!(manager.submit(&stale, &path, &[("evidence", "Visning på fredag")]).await.status, 303, "choosing saves");
    let steps: i64 =
        sqlx::query_scalar("select count(*) from plan.readiness_step where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(steps, 2, "each is remembered");
    assert!(manager.get(&list(inmate)).await.text().contains("Leiekontrakt"), "in the history");
    for item in ["treatment", "helicopter"] {
        assert_eq!(manager.get(&format!("{}/{item}", list(inmate))).await.status, 404, "{item}");
    }
    // The database holds it, whoever tries: done without anything that shows it; health's by another.
    for sql in [
        "update plan.readiness set state = 'done', evidence = '' where item = 'bank'",
        "update plan.readiness set evidence = 'psykose' where item = 'treatment'",
    ] {
        assert!(sqlx::query(sql).execute(&mut house.admin().await).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn on_remand_it_is_opened_by_hand_and_only_whoever_works_with_it_writes() {
    let (house, Case { inmate, prison, .. }, mut manager) = leaving("2027-01-04").await;
    sqlx::query("update custody.in_custody set legal_status = 'remand' where inmate_id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    turn(&house).await;
    let page = manager.get(&list(inmate)).await;
    assert!(page.text().contains("I varetekt vet ingen dagen"), "{}", page.text());
    assert_eq!(manager.submit(&page, &list(inmate), &[]).await.status, 303);
    let page = manager.get(&list(inmate)).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("0 av 12 på plass"), "{}", page.text());
    let days: i64 = sqlx::query_scalar("select count(*) from plan.readiness where inmate_id = $1 and due_on is not null")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(days, 0, "nobody knows the day");
    let mut governor = crate::moves::at(&house, Role::Governor, prison).await;
    let page = governor.get(&list(inmate)).await;
    assert!(page.status == 200 && page.links().iter().all(|l| !l.contains("/readiness/")), "reads only");
    assert_eq!(governor.get(&format!("{}/bank", list(inmate))).await.status, 403);
    assert_eq!(manager.get("/release-care").await.status, 403);
    assert_eq!(manager.post_with_token(&format!("/inmates/{inmate}/release-care"), &[("state", "yes")]).await.status, 403);
    for role in [Role::Officer, Role::Teacher, Role::Nurse, Role::Finance, Role::System] {
        assert_eq!(house.as_role(role).await.get(&list(inmate)).await.status, 403, "{role}");
    }
    let elsewhere: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by inmate_id limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(manager.get(&list(elsewhere)).await.status, 404);
    let mut nurse = crate::moves::at(&house, Role::Nurse, prison).await;
    assert_eq!(nurse.post_with_token(&format!("/inmates/{elsewhere}/release-care"), &[("state", "yes")]).await.status, 404);
}

#[tokio::test]
async fn the_list_of_releases_and_the_front_page_say_who_is_not_ready() {
    let (house, Case { inmate, .. }, mut manager) = leaving("2027-01-04").await;
    crate::calculation::work(&house).await;
    moved(&house, inmate, "2027-01-04").await;
    turn(&house).await;
    for within in ["7", "30", "90", "180"] {
        let page = manager.get(&format!("/releases?within={within}&show=mine&only=unready&whole=yes")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        crate::house::well_made(&page, "nb");
    }
    let page = manager.get("/releases?within=90&show=mine&only=unready&whole=yes").await;
    let listed = page.all("tbody th .who-name").len();
    let home = manager.get("/").await;
    let tile = home.all("a.tile").into_iter().find(|x| x.contains("ikke klare"));
    assert!(tile.as_deref().is_some_and(|x| x.trim().starts_with(&listed.to_string())), "the tile counts its list: {tile:?}, {listed}");
}
