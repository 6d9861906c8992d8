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

#[tokio::test]
async fn places_are_added_renamed_and_not_closed_over_anybody() {
    let house = House::open().await;
    let username = house.username(Role::Governor).await;
    let prison: Uuid = sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
        .bind(&username)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let mut governor = house.as_user(&username).await;
    let list = format!("/admin/prisons/{prison}/places");
    let page = governor.get(&list).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let bad = governor.submit(&page, &list, &[("name", "x"), ("kind", "")]).await;
    assert_eq!((bad.status, bad.all("#name-fault").len(), bad.all("#kind-fault").len()), (422, 1, 1));
    assert_eq!(governor.submit(&page, &list, &[("name", "Keramikkverkstedet"), ("kind", "work")]).await.status, 303);
    let page = governor.get(&list).await;
    let twice = governor.submit(&page, &list, &[("name", "  keramikkVerkstedet"), ("kind", "work")]).await;
    assert_eq!((twice.status, twice.all("#name-fault").len()), (422, 1), "a name is one open place");
    let id: Uuid = sqlx::query_scalar("select id from estate.place where prison_id = $1 and name = 'Keramikkverkstedet'")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let one = format!("/admin/places/{id}");
    let (mine, theirs) = (governor.get(&one).await, governor.get(&one).await);
    assert_eq!(governor.submit(&theirs, &one, &[("name", "Keramikk")]).await.status, 303);
    let conflict = governor.submit(&mine, &one, &[("name", "Leire")]).await;
    assert_eq!(conflict.status, 409, "somebody saved first");
    crate::house::well_made(&conflict, "nb");
    // Somebody is planned to go there: not over their head.
    sqlx::query(
        "insert into custody.internal_movement (id, inmate_id, prison_id, kind, state, to_place, to_place_id, planned_at, recorded_by)
         select gen_random_uuid(), c.inmate_id, c.prison_id, 'work', 'planned', 'Keramikk', $2, '2026-11-23 10:00+00', (select id from access.account limit 1) from custody.in_custody c where c.prison_id = $1 limit 1",
    )
    .bind(prison)
    .bind(id)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let close = format!("{one}/close");
    let refused = governor.post_with_token(&close, &[]).await;
    assert_eq!((refused.status, refused.all("[role=alert]").len()), (422, 1), "{}", refused.text());
    sqlx::query("update custody.internal_movement set state = 'cancelled' where to_place_id = $1").bind(id).execute(&mut house.admin().await).await.unwrap();
    assert_eq!(governor.post_with_token(&close, &[]).await.status, 303);
    let page = governor.get(&list).await;
    assert_eq!(governor.submit(&page, &list, &[("name", "Keramikk"), ("kind", "work")]).await.status, 303, "a closed one leaves its name");
    assert_eq!(governor.post_with_token(&format!("{one}/open"), &[]).await.status, 422, "which is taken now");
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where detail ->> 'did' like 'place %'").await, 4);
    // Not another prison's, and not an officer's.
    let elsewhere: Uuid =
        sqlx::query_scalar("select id from estate.prison where id <> $1 order by id limit 1").bind(prison).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(governor.get(&format!("/admin/prisons/{elsewhere}/places")).await.status, 404);
    assert_eq!(house.as_role(Role::Officer).await.get(&list).await.status, 403);
    assert_eq!(house.as_role(Role::System).await.get(&list).await.status, 200);
}
