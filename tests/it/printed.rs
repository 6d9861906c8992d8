//! What leaves on paper.

use overgang::access::Role;

use crate::support::House;

#[tokio::test]
async fn a_printed_page_is_in_the_trail_with_those_who_were_on_it() {
    let house = House::open().await;
    let mut officer = house.as_role(Role::Officer).await;
    let roll = officer.get("/inmates").await;
    let made_by = roll.html().select(&scraper::Selector::parse("body").unwrap()).next().unwrap().value().attr("data-page").unwrap().to_owned();
    assert_eq!(roll.headers.get("x-request-id").unwrap().to_str().unwrap(), made_by);
    assert_eq!(officer.post_with_token("/printed", &[("page", &made_by)]).await.status, 204);
    let (shown, printed): (i32, i32) = sqlx::query_as(
        "select (select cardinality(inmates) from audit.entry where request_id = $1::uuid and action = 'list'), (select cardinality(inmates) from audit.entry where action = 'print' and detail ->> 'page' = '/inmates')",
    )
    .bind(&made_by)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert!(shown > 0);
    assert_eq!(shown, printed);

    let link = roll.links().into_iter().find(|l| l.starts_with("/inmates/") && l.len() == 45).unwrap();
    let record = officer.get(&link).await;
    let id = record.headers.get("x-request-id").unwrap().to_str().unwrap().to_owned();
    assert_eq!(officer.post_with_token("/printed", &[("page", &id)]).await.status, 204);
    let about: i64 = house.ask("select count(*) from audit.entry where action = 'print' and class = 'person' and inmate_id is not null and detail ->> 'page' = '/inmates/{inmate}'").await;
    assert_eq!(about, 1);
}

#[tokio::test]
async fn pages_of_nobody_and_pages_of_others_leave_nothing() {
    let house = House::open().await;
    let mut officer = house.as_role(Role::Officer).await;
    let prints = "select count(*) from audit.entry where action = 'print'";
    let me = officer.get("/me").await;
    let own = me.headers.get("x-request-id").unwrap().to_str().unwrap().to_owned();
    let mut governor = house.as_role(Role::Governor).await;
    let theirs = governor.get("/inmates").await.headers.get("x-request-id").unwrap().to_str().unwrap().to_owned();
    for page in [own.as_str(), theirs.as_str(), "", "nonsense", "00000000-0000-7000-8000-000000000000"] {
        assert_eq!(officer.post_with_token("/printed", &[("page", page)]).await.status, 204, "{page}");
    }
    assert_eq!(house.ask::<i64>(prints).await, 0);
    assert_ne!(officer.post("/printed", &[("page", &own)]).await.status, 204, "not without the session's token");
    let mut nobody = house.browser();
    assert_eq!(nobody.post("/printed", &[("page", &own)]).await.location.as_deref(), Some("/sign-in"));
}
