//! The invented books.

use overgang::access::Role;

use super::sums_are_right;
use crate::support::{House, world_time};

#[tokio::test]
async fn a_demonstration_has_books() {
    let house = House::open().await;
    let pool = sqlx::PgPool::connect(house.url()).await.unwrap();
    overgang::activities::demonstration::seed(&pool, world_time()).await.unwrap();
    overgang::money::demonstration::seed(&pool, world_time()).await.unwrap();
    overgang::money::demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    sums_are_right(&house).await;
    assert!(house.ask::<bool>("select exists (select from money.period where month = '2026-10-01')").await, "last month is closed");
    let (approved, proposed): (i64, i64) = sqlx::query_as(
        "select count(*) filter (where state = 'approved' and day < '2026-11-01'), count(*) filter (where state = 'proposed' and day >= '2026-11-01') from money.allowance_day",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert!(approved > 100 && proposed > 100, "{approved} {proposed}");
    let ordinary: i64 = house.ask("select count(*) from money.allowance_day where basis = 'ordinary'").await;
    assert!(ordinary * 4 > approved + proposed, "{ordinary}: people work");
    let mut fin = house.as_role(Role::Finance).await;
    for path in ["/", "/allowance", "/allowance/months/2026-11", "/money", "/money/periods"] {
        let page = fin.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        crate::house::well_made(&page, "nb");
    }
}
