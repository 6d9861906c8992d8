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

#[tokio::test]
async fn a_prison_is_added_by_the_service_changed_and_not_closed_over_people() {
    let house = House::open().await;
    let mut admin = house.as_role(Role::System).await;
    let form = admin.get("/admin/prisons/new").await;
    assert_eq!(form.status, 200, "{}", form.text());
    crate::house::well_made(&form, "nb");
    let taken: String = house.ask("select code from estate.prison order by code limit 1").await;
    let bad = admin.submit(&form, "/admin/prisons/new", &[("code", "å"), ("name", "x"), ("places_high", "mange"), ("municipality", "Åmot")]).await;
    assert_eq!(bad.status, 422);
    for field in ["code", "name", "region", "sexes", "places_high"] {
        assert_eq!(bad.all(&format!("#{field}-fault")).len(), 1, "{field}");
    }
    assert_eq!(bad.value("#municipality").as_deref(), Some("Åmot"));
    crate::house::well_made(&bad, "nb");
    let facts = [
        ("name", "Nordmarka fengsel"),
        ("region", "Øst"),
        ("sexes", "M"),
        ("places_high", "40"),
        ("places_lower", "0"),
        ("places_halfway", "0"),
        ("state", "active"),
    ];
    let with = |code: &'static str| facts.into_iter().chain([("code", code)]).collect::<Vec<_>>();
    let form = admin.get("/admin/prisons/new").await;
    let twice: Vec<(&str, &str)> = facts.into_iter().chain([("code", taken.as_str())]).collect();
    let refused = admin.submit(&form, "/admin/prisons/new", &twice).await;
    assert_eq!((refused.status, refused.all("#code-fault").len()), (422, 1), "a code is one prison");
    let form = admin.get("/admin/prisons/new").await;
    let (first, again) = (admin.submit(&form, "/admin/prisons/new", &with("nor-1")).await, admin.submit(&form, "/admin/prisons/new", &with("nor-1")).await);
    assert_eq!((first.status, again.status), (303, 303), "sent twice, made once");
    let page = admin.follow(&first).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Nordmarka fengsel") && page.text().contains("NOR-1"));
    let id: Uuid = house.ask("select id from estate.prison where code = 'NOR-1'").await;
    // Units as anywhere; everything is in use.
    let unit = admin.get(&format!("/admin/prisons/{id}/units/new")).await;
    assert_eq!(admin.submit(&unit, &format!("/admin/prisons/{id}/units"), &[("code", "A"), ("name", "Avdeling A"), ("level", "high")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where detail ->> 'did' = 'prison added'").await, 1);
    // An empty one closes; one with people does not.
    let edit = format!("/admin/prisons/{id}/edit");
    let page = admin.get(&edit).await;
    assert_eq!(admin.submit(&page, &edit, &[("state", "closed")]).await.status, 303);
    let full: Uuid = house.ask("select prison_id from custody.in_custody order by prison_id limit 1").await;
    let edit = format!("/admin/prisons/{full}/edit");
    let page = admin.get(&edit).await;
    let refused = admin.submit(&page, &edit, &[("state", "temporarily_closed"), ("capacity_basis", "Vedtak 4")]).await;
    assert_eq!((refused.status, refused.all("#state-fault").len()), (422, 1), "{}", refused.text());
    assert_eq!(refused.value("#capacity_basis").as_deref(), Some("Vedtak 4"));
    crate::house::well_made(&refused, "nb");
    // A governor looks after the own prison and makes none.
    let mut governor = house.as_role(Role::Governor).await;
    assert_eq!(governor.get("/admin/prisons/new").await.status, 403);
    assert_eq!(governor.post_with_token("/admin/prisons/new", &with("gov-1")).await.status, 403);
    assert!(!governor.get("/admin/prisons").await.links().iter().any(|l| l == "/admin/prisons/new"));
}

#[tokio::test]
async fn what_a_prison_does_not_use_is_offered_nowhere_and_refused_everywhere() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let mut db = house.admin().await;
    let prison: Uuid = sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
        .bind(&username)
        .fetch_one(&mut db)
        .await
        .unwrap();
    let inmate: Uuid = sqlx::query_scalar("select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and not i.protected order by 1 limit 1")
        .bind(prison)
        .fetch_one(&mut db)
        .await
        .unwrap();
    let mut duty = house.as_user(&username).await;
    let (photos, write) = (format!("/inmates/{inmate}/photos"), format!("/observations/new?inmate={inmate}"));
    let offered = |links: Vec<String>, path: &str| links.iter().any(|l| l.starts_with(path));
    assert!(offered(duty.get(&format!("/inmates/{inmate}")).await.links(), "/observations/new"));
    assert!(duty.get(&photos).await.value("#photo").is_some() || !duty.get(&photos).await.actions().is_empty(), "a picture can be added");
    let entry = duty.get(&write).await;
    assert_eq!(entry.status, 200);
    // Switched off on the page, by a system administrator.
    let mut admin = house.as_role(Role::System).await;
    let page = admin.get(&format!("/admin/prisons/{prison}")).await;
    crate::house::well_made(&page, "nb");
    let features = format!("/admin/prisons/{prison}/features");
    assert_eq!(admin.post_with_token(&features, &[("health", "yes")]).await.status, 303);
    for path in [write.as_str(), "/receptions/new"] {
        let refused = duty.get(path).await;
        assert_eq!(refused.status, 403, "{path}");
        assert!(refused.text().contains("Ikke tatt i bruk her"), "{path}: {}", refused.text());
    }
    assert!(!offered(duty.get(&format!("/inmates/{inmate}")).await.links(), "/observations/new"));
    assert!(!offered(duty.get("/receptions").await.links(), "/receptions/new"));
    assert!(!duty.get(&photos).await.actions().contains(&photos), "no form for a picture");
    // A page that was open before: the form is refused as well, and what was written is read all the same.
    let late = duty.submit(&entry, "/observations/new", &[("kind", "GENERAL"), ("text", "Sto opp sent.")]).await;
    assert_eq!(late.status, 403);
    assert_eq!(duty.get(&format!("/inmates/{inmate}/observations")).await.status, 200);
    // The database itself refuses, whatever way it comes.
    let refused = sqlx::query(
        "with me as (select set_config('app.account', a.id::text, true) from access.account a where a.username = $3)
         insert into custody.observation (id, inmate_id, prison_id, kind, body, at, recorded_at, author)
         select gen_random_uuid(), $1, $2, 'GENERAL', 'x', '2026-11-23 08:00+00', '2026-11-23 08:00+00', a.id from access.account a, me where a.username = $3",
    )
    .bind(inmate)
    .bind(prison)
    .bind(&username)
    .execute(&mut db)
    .await
    .unwrap_err();
    assert_eq!(refused.as_database_error().and_then(|e| e.code()).as_deref(), Some("OV403"));
    // And on again.
    assert_eq!(
        admin.post_with_token(&features, &[("health", "yes"), ("registration", "yes"), ("photographs", "yes"), ("observations", "yes")]).await.status,
        303
    );
    assert_eq!(duty.get(&write).await.status, 200);
}
