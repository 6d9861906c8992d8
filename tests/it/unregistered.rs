//! A person who was registered anew in a reception by mistake, and taken back.

use overgang::access::Role;
use uuid::Uuid;

use crate::moves::at;
use crate::reception::{admit, answer, begin, document, register, search, two_officers};
use crate::support::House;

const WHO: &[(&str, &str)] = &[("find_given", "Prøve"), ("find_family", "Feilregistrert"), ("find_birth", "1991-05-06")];

async fn made(house: &House) -> Option<(Uuid, Option<Uuid>)> {
    sqlx::query_as("select id, prison_id from inmates.inmate where family_name = 'Feilregistrert' order by created_at desc, id desc limit 1")
        .fetch_optional(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_duty_officer_takes_a_mistaken_registration_back_with_a_reason() {
    let house = House::open().await;
    let (mut kari, _, prison) = two_officers(&house).await;
    let home = begin(&mut kari, "Prøve", "Feilregistrert").await;
    assert_eq!(document(&house, &mut kari, &home).await.status, 303);
    let found = search(&mut kari, &home, WHO).await;
    assert_eq!(register(&mut kari, &home, &found).await.status, 303);
    let (inmate, at_prison) = made(&house).await.unwrap();
    assert_eq!(at_prison, Some(prison));
    let (identity, undo) = (format!("{home}/identity"), format!("{home}/identity/undo"));
    // Not the officer's to take back, and no link leads there.
    assert!(!kari.get(&identity).await.links().contains(&undo));
    assert_eq!(kari.get(&undo).await.status, 403);
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    assert!(duty.get(&identity).await.links().contains(&undo));
    let page = duty.get(&undo).await;
    crate::house::well_made(&page, "nb");
    let bare = duty.submit(&page, &undo, &[("reason", "")]).await;
    assert_eq!((bare.status, bare.all("#reason-fault").len()), (422, 1), "{}", bare.text());
    let done = duty.submit(&bare, &undo, &[("reason", "Feil person ved disken")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = duty.follow(&done).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("ble registrert ved en feil") && page.text().contains("Feil person ved disken"), "{}", page.text());
    // Nobody's and found by nobody; what was written at the gate stays with the reception.
    assert_eq!(made(&house).await.unwrap(), (inmate, None));
    assert_eq!(duty.get(&format!("/inmates/{inmate}")).await.status, 404);
    let found = search(&mut kari, &home, WHO).await;
    assert!(!found.text().contains(&inmate.to_string()), "{}", found.text());
    let kept: (i64, i64) = sqlx::query_as(
        "select (select count(*) from custody.reception_answer where reception_id = $1 and inmate_id is null), (select count(*) from custody.reception_answer where inmate_id = $2)",
    )
    .bind(home.rsplit('/').next().unwrap().parse::<Uuid>().unwrap())
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert!(kept.0 > 0 && kept.1 == 0, "{kept:?}");
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where detail ->> 'did' = 'unregistered' and action = 'decide'").await, 1);
    // Twice is once: there is nothing left to take back.
    assert_eq!(duty.post_with_token(&undo, &[("reason", "En gang til")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from custody.reception_undone").await, 1);
    // The right one is registered, and once they are on the roll it is no mistake of the gate any more.
    assert_eq!(register(&mut kari, &home, &found).await.status, 303);
    assert_ne!(made(&house).await.unwrap().0, inmate);
    assert_eq!(answer(&mut kari, &home, "arrest", crate::reception::ARREST).await.status, 303);
    assert_eq!(admit(&mut kari, &home, None).await.status, 303);
    assert!(!duty.get(&identity).await.links().contains(&undo));
    assert_eq!(duty.get(&undo).await.status, 303);
}

#[tokio::test]
async fn what_something_rests_on_is_not_taken_back() {
    let house = House::open().await;
    let (mut kari, _, prison) = two_officers(&house).await;
    let home = begin(&mut kari, "Prøve", "Feilregistrert").await;
    let found = search(&mut kari, &home, WHO).await;
    assert_eq!(register(&mut kari, &home, &found).await.status, 303);
    let (inmate, _) = made(&house).await.unwrap();
    sqlx::query(
        "insert into inmates.contact_person (id, inmate_id, prison_id, name, relationship, recorded_by, recorded_at)
         select gen_random_uuid(), $1, $2, 'Anna Prøve', (select code from reference.code where list = 'relationship' order by code limit 1), id, '2026-11-23 09:00+00' from access.account limit 1",
    )
    .bind(inmate)
    .bind(prison)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let undo = format!("{home}/identity/undo");
    let page = duty.get(&undo).await;
    let refused = duty.submit(&page, &undo, &[("reason", "Feil person ved disken")]).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.all("#reason-fault").concat().contains("Noe annet bygger på journalen"), "{}", refused.text());
    assert!(refused.text().contains("Feil person ved disken"), "what was typed is kept");
    assert_eq!(made(&house).await.unwrap(), (inmate, Some(prison)));
    // Ended, it holds nothing back.
    sqlx::query("update inmates.contact_person set ended_at = '2026-11-23 09:00+00' where inmate_id = $1")
        .bind(inmate)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(duty.submit(&page, &undo, &[("reason", "Feil person ved disken"), ("once", &Uuid::now_v7().to_string())]).await.status, 303);
    assert_eq!(made(&house).await.unwrap(), (inmate, None));
}
