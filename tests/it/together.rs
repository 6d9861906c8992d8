//! Two who must be kept apart: asked about the way to a court and about duties that people share, as about every other way and place.

use chrono::NaiveDate;
use overgang::access::Role;
use uuid::Uuid;

use crate::court;
use crate::moves::{at, keep_apart, plan, somebody, with};
use crate::support::{House, world_time};

const HEARING: &[(&str, &str)] = &[
    ("court", "TR-3480"),
    ("case_number", "26-012345ENE"),
    ("purpose", "main_hearing"),
    ("starts_at", "2026-11-26T10:00"),
    ("ends_at", "2026-11-26T12:00"),
    ("manner", "in_person"),
    ("interpreter", "none"),
    ("travel", "45"),
];

#[tokio::test]
async fn nobody_is_driven_to_a_court_with_one_they_must_be_kept_apart_from_unnoticed() {
    let (house, mut case, prison, inmate) = court::ready().await;
    let mut officer = at(&house, Role::Officer, prison).await;
    let other = somebody(&house, prison, 5).await;
    assert_ne!(other, inmate);
    let pair = keep_apart(&house, prison, [inmate, other]).await;
    // The other one goes there already: the same court, an hour before.
    let court = [("reason", "COURT"), ("planned_out", "2026-11-26T09:30"), ("expected_back", "2026-11-26T14:00"), ("destination", "Agder tingrett")];
    let going = plan(&mut officer, other, &with(&[("when", "later"), ("escort_number", "2"), ("restraint", "none")], &court)).await;
    assert_eq!(going.status, 303, "{}", going.text());
    let new = format!("/inmates/{inmate}/court");
    let page = case.get(&format!("{new}/new")).await;
    let met = case.submit(&page, &new, HEARING).await;
    assert_eq!(met.status, 422);
    assert!(met.all("#seen").concat().contains("Skal holdes atskilt fra"), "{}", met.text());
    crate::house::well_made(&met, "nb");
    // Seen, and nothing said: a reason is asked for.
    let bare = case.submit(&met, &new, &[]).await;
    assert_eq!((bare.status, bare.all("#reason-fault").len()), (422, 1), "{}", bare.text());
    let done = case.submit(&bare, &new, &[("reason", "To biler, hver sin sal.")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let kept: (Vec<Uuid>, Vec<String>) =
        sqlx::query_as("select apart_accepted, apart_why from custody.movement where inmate_id = $1 and reason = 'COURT' and state = 'planned'")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(kept, (vec![pair], vec!["To biler, hver sin sal.".to_owned()]), "who stands at the gate is not asked again");
    // By video nobody meets.
    let page = case.get(&format!("{new}/new")).await;
    let video = case
        .submit(&page, &new, &with(HEARING, &[("starts_at", "2026-11-26T12:30"), ("ends_at", "2026-11-26T13:00"), ("manner", "video"), ("purpose", "other")]))
        .await;
    assert!(!video.all("#seen").concat().contains("Skal holdes atskilt fra"), "{}", video.text());
}

/// An officer at work on a unit, and the people there in walking order.
async fn unit(house: &House) -> (String, Uuid, Uuid, Vec<Uuid>) {
    let username = house.username(Role::Officer).await;
    let mut admin = house.admin().await;
    let (unit, prison): (Uuid, Uuid) = sqlx::query_as(
        "select s.unit_id, u.prison_id from staff.shift s join access.account a on a.id = s.account_id join estate.unit u on u.id = s.unit_id
          where a.username = $1 and s.during @> $2 limit 1",
    )
    .bind(&username)
    .bind(world_time())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let people = sqlx::query_scalar(
        "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id left join estate.cell c on c.id = w.cell_id
          where w.unit_id = $1 and not i.protected order by c.walking_order nulls last, c.code, i.family_name, i.id",
    )
    .bind(unit)
    .fetch_all(&mut admin)
    .await
    .unwrap();
    (username, prison, unit, people)
}

#[tokio::test]
async fn a_weekly_duty_puts_nobody_beside_one_they_must_be_kept_apart_from() {
    let house = House::open().await;
    let (username, prison, unit, people) = unit(&house).await;
    assert!(people.len() >= 3, "a unit with people");
    // Whom the generator keeps apart is not what this is about.
    let mut admin = house.admin().await;
    sqlx::query(
        "update custody.keep_apart set closed_by = opened_by, closed_at = opened_at + interval '1 minute', closed_reason = 'Ferdig' where closed_at is null",
    )
    .execute(&mut admin)
    .await
    .unwrap();
    let (a, b) = (people[0], people[1]);
    let row = keep_apart(&house, prison, [a, b]).await;
    let mut officer = house.as_user(&username).await;
    let base = format!("/units/{unit}/rota");
    let duties = format!("{base}/duties");
    // Two together, always the same two: asked.
    let (a_text, b_text) = (a.to_string(), b.to_string());
    let new = officer.get(&format!("{base}/new")).await;
    let named = [("kind", "waste"), ("weekday", "5"), ("people", "2"), ("who", "named"), ("member", a_text.as_str()), ("member", b_text.as_str())];
    crate::house::well_made(&new, "nb");
    let met = officer.post_with_token(&duties, &named).await;
    assert_eq!((met.status, met.all("#apart-fault").len()), (422, 1), "{}", met.text());
    crate::house::well_made(&met, "nb");
    let bare = officer.submit(&met, &duties, &[("apart", "yes")]).await;
    assert_eq!((bare.status, bare.all("#apart_why-fault").len()), (422, 1), "{}", bare.text());
    assert_eq!(officer.submit(&bare, &duties, &[("apart", "yes"), ("apart_why", "Betjent er med.")]).await.status, 303);
    // In turn, three at a time: the planner never puts the two together.
    let turn = [("kind", "cleaning"), ("weekday", "1"), ("weekday", "2"), ("weekday", "3"), ("weekday", "4"), ("people", "2"), ("who", "turn")];
    assert_eq!(officer.post_with_token(&duties, &turn).await.status, 303);
    let page = officer.get(&base).await;
    assert_eq!(officer.submit(&page, &format!("{base}/plan"), &[]).await.status, 303);
    let days = |kind: &'static str| {
        let house = &house;
        async move {
            sqlx::query_as::<_, (NaiveDate, Vec<Option<Uuid>>)>(
                "select t.day, array_agg(t.inmate_id order by t.place) from custody.rota_task t join custody.rota_duty d on d.id = t.duty_id
                  where t.unit_id = $1 and d.kind = $2 and d.made_at = $3 group by t.day order by t.day",
            )
            .bind(unit)
            .bind(kind)
            .bind(world_time())
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap()
        }
    };
    let both = |on: &[Option<Uuid>]| on.contains(&Some(a)) && on.contains(&Some(b));
    let cleaning = days("cleaning").await;
    assert_eq!(cleaning.len(), 4);
    assert!(cleaning.iter().all(|(_, on)| !both(on)), "{cleaning:?}");
    assert!(days("waste").await.iter().all(|(_, on)| both(on)), "accepted with a reason");
    // By hand: asked whom they would be with.
    let (day, task): (NaiveDate, Uuid) = sqlx::query_as(
        "select t.day, o.id from custody.rota_task t join custody.rota_duty d on d.id = t.duty_id and d.kind = 'cleaning' and d.made_at = $3
           join custody.rota_task o on o.duty_id = t.duty_id and o.day = t.day and o.id <> t.id where t.unit_id = $1 and t.inmate_id = $2 order by t.day limit 1",
    )
    .bind(unit)
    .bind(a)
    .bind(world_time())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let path = format!("{base}/tasks/{task}");
    let asked = officer.post_with_token(&path, &[("did", "swap"), ("inmate", &b_text)]).await;
    assert_eq!((asked.status, asked.all("#apart-fault").len()), (422, 1), "{}", asked.text());
    assert!(asked.text().contains("Truet på tunet.") || asked.text().contains("Skal holdes atskilt fra"), "{}", asked.text());
    crate::house::well_made(&asked, "nb");
    assert_eq!(officer.submit(&asked, &path, &[("apart", "yes"), ("apart_why", "x")]).await.status, 422);
    assert_eq!(officer.submit(&asked, &path, &[("apart", "yes"), ("apart_why", "Hver sin etasje.")]).await.status, 303);
    let page = officer.get(&base).await;
    assert!(page.text().contains("Hver sin etasje."), "the reason stands with the task");
    let kept: Vec<Uuid> = sqlx::query_scalar("select apart_accepted from custody.rota_task where id = $1").bind(task).fetch_one(&mut admin).await.unwrap();
    assert_eq!(kept, vec![row]);
    let told: i64 = house.ask("select count(*) from audit.entry where detail ->> 'kept_apart' = 'true'").await;
    assert_eq!(told, 2);
    // A pair that is opened once the plan stands is said where it is read.
    let (one, other): (Uuid, Uuid) = sqlx::query_as(
        "select t.inmate_id, o.inmate_id from custody.rota_task t join custody.rota_task o on o.duty_id = t.duty_id and o.day = t.day and o.inmate_id > t.inmate_id
           join custody.rota_duty d on d.id = t.duty_id and d.kind = 'cleaning' and d.made_at = $4
          where t.unit_id = $1 and not (t.inmate_id in ($2, $3) and o.inmate_id in ($2, $3)) and t.day <> $5 limit 1",
    )
    .bind(unit)
    .bind(a)
    .bind(b)
    .bind(world_time())
    .bind(day)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert!(!officer.get(&base).await.text().contains("Skal holdes atskilt fra"), "what was accepted is not said again");
    keep_apart(&house, prison, [one, other]).await;
    assert!(officer.get(&base).await.text().contains("Skal holdes atskilt fra"));
}
