//! Buildings: nothing is closed over people's heads.

use overgang::access::Role;
use uuid::Uuid;

use crate::support::House;

#[tokio::test]
async fn a_unit_or_cell_with_people_in_it_is_not_closed() {
    let house = House::open().await;
    let username = house.username(Role::Governor).await;
    let mut admin = house.admin().await;
    let (unit, cell): (Uuid, Uuid) = sqlx::query_as(
        "select w.unit_id, w.cell_id from custody.in_custody w join access.assignment x on w.prison_id = any(x.prisons) join access.account a on a.id = x.account_id
          where a.username = $1 and w.cell_id is not null order by w.inmate_id limit 1",
    )
    .bind(&username)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    // A protected person counts as much as anybody.
    sqlx::query("update inmates.inmate set protected = true where id in (select inmate_id from custody.in_custody where cell_id = $1)")
        .bind(cell)
        .execute(&mut admin)
        .await
        .unwrap();
    let mut governor = house.as_user(&username).await;
    for (page, action) in
        [(format!("/admin/cells/{cell}"), format!("/admin/cells/{cell}/close")), (format!("/admin/units/{unit}/edit"), format!("/admin/units/{unit}/close"))]
    {
        let form = governor.get(&page).await;
        assert_eq!(form.status, 200, "{page}");
        let answer = if form.form(&action).is_some() { governor.submit(&form, &action, &[]).await } else { governor.post_with_token(&action, &[]).await };
        assert_eq!(answer.status, 422, "{action}");
        assert!(!answer.all("[role=alert]").is_empty(), "{action}: said why");
        crate::house::well_made(&answer, "nb");
    }
    let closed: i64 = sqlx::query_scalar("select (select count(*) from estate.cell where id = $1 and closed_on is not null) + (select count(*) from estate.unit where id = $2 and closed_on is not null)")
        .bind(cell)
        .bind(unit)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(closed, 0);
    let empty: Uuid = sqlx::query_scalar(
        "select c.id from estate.cell c join access.assignment x on c.prison_id = any(x.prisons) join access.account a on a.id = x.account_id
          where a.username = $1 and c.closed_on is null and not exists (select from custody.in_custody w where w.cell_id = c.id) order by 1 limit 1",
    )
    .bind(&username)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!(governor.post_with_token(&format!("/admin/cells/{empty}/close"), &[]).await.status, 303, "an empty one is");
}
