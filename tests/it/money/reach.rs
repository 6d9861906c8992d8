//! Who reaches money: the clerk and the governor of the house.

use overgang::access::Role;
use uuid::Uuid;

use super::{DEPOSIT, approve, days_over, desk, somebody, turns};
use crate::support::{House, world_time};

#[tokio::test]
async fn only_the_clerk_and_the_governor_reach_money() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    days_over(&house, prison, "2026-11-16", 1).await;
    turns(&house, world_time()).await;
    let done = approve(&mut fin, "2026-11", &[]).await;
    let batch = done.location.clone().unwrap();
    let entry: Uuid = house.ask("select id from money.entry limit 1").await;
    let pages = [
        "/allowance".to_owned(),
        "/allowance/months/2026-11".to_owned(),
        batch.split('?').next().unwrap().to_owned(),
        "/money".to_owned(),
        "/money/periods".to_owned(),
        format!("/money/entries/{entry}"),
        format!("/inmates/{inmate}/allowance"),
        format!("/inmates/{inmate}/money"),
        format!("/inmates/{inmate}/money/statement"),
    ];
    for path in &pages {
        assert_eq!(fin.get(path).await.status, 200, "{path}");
        for role in [Role::Officer, Role::CaseManager, Role::DutyOfficer, Role::Teacher, Role::Nurse, Role::Chaplain] {
            let status = house.as_role(role).await.get(path).await.status;
            assert!(status == 403 || status == 404, "{role:?} {path}: {status}");
        }
    }
    let mut officer = house.as_role(Role::Officer).await;
    for path in ["/allowance/months/2026-11", "/money/periods/2026-10"] {
        assert_eq!(officer.post_with_token(path, &[]).await.status, 403, "{path}");
    }
    // A clerk of another house: the person, the batch, the entry are not there.
    let other: Option<String> = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where x.role = 'FIN' and a.demonstration and not $1 = any(x.prisons) order by a.username limit 1",
    )
    .bind(prison)
    .fetch_optional(&mut house.admin().await)
    .await
    .unwrap();
    let mut other = house.as_user(&other.unwrap()).await;
    for path in &pages {
        let status = other.get(path).await.status;
        let own = !path.contains(&inmate.to_string()) && !path.contains(&entry.to_string()) && !path.contains("batches");
        assert_eq!(status, if own { 200 } else { 404 }, "{path}");
    }
    let form = other.post_with_token(&format!("/inmates/{inmate}/money/entries"), &[("way", DEPOSIT), ("amount", "100"), ("booked_on", "2026-11-23")]).await;
    assert_eq!(form.status, 404);
}
