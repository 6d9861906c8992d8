//! Entries by hand, and what is refused.

use uuid::Uuid;

use super::{DEPOSIT, PURCHASE, balance, desk, post, somebody, sums_are_right};
use crate::support::House;

#[tokio::test]
async fn entries_by_hand_and_what_is_refused() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    let home = format!("/inmates/{inmate}/money");
    let page = fin.get(&home).await;
    crate::house::well_made(&page, "nb");
    // Twice the same form is one entry.
    let action = format!("{home}/entries");
    let first = [("way", DEPOSIT), ("amount", "500"), ("booked_on", "2026-11-20"), ("text", "Fra mor")];
    assert_eq!(fin.submit(&page, &action, &first).await.status, 303);
    assert_eq!(fin.submit(&page, &action, &first).await.status, 303);
    assert_eq!((balance(&house, inmate, "private").await, house.ask::<i64>("select count(*) from money.entry").await), (50_000, 1));
    // More than there is: beside the amount, and everything typed is kept.
    let bad = post(&mut fin, inmate, &[("way", PURCHASE), ("amount", "500,01"), ("booked_on", "2026-11-20"), ("text", "Radio")]).await;
    assert_eq!((bad.status, bad.value("#amount").as_deref(), bad.value("#text").as_deref()), (422, Some("500,01"), Some("Radio")));
    assert!(bad.all("#amount-fault").concat().contains("500,00"), "{:?}", bad.all("#amount-fault"));
    for (fields, at) in [
        ([("way", ""), ("amount", "10"), ("booked_on", "2026-11-20")], "#way-fault"),
        ([("way", "allowance.house-wages.allowance"), ("amount", "10"), ("booked_on", "2026-11-20")], "#way-fault"),
        ([("way", PURCHASE), ("amount", "-10"), ("booked_on", "2026-11-20")], "#amount-fault"),
        ([("way", PURCHASE), ("amount", "0"), ("booked_on", "2026-11-20")], "#amount-fault"),
        ([("way", PURCHASE), ("amount", "10"), ("booked_on", "2026-11-24")], "#booked_on-fault"),
        ([("way", PURCHASE), ("amount", "10"), ("booked_on", "31.02.2026")], "#booked_on-fault"),
    ] {
        let bad = post(&mut fin, inmate, &fields).await;
        assert_eq!((bad.status, bad.all(at).len()), (422, 1), "{fields:?}: {}", bad.text());
    }
    assert_eq!(post(&mut fin, inmate, &[("way", PURCHASE), ("amount", "79,50"), ("booked_on", "2026-11-21")]).await.status, 303);
    assert_eq!(post(&mut fin, inmate, &[("way", "savings.private.savings"), ("amount", "100"), ("booked_on", "2026-11-22")]).await.status, 303);
    assert_eq!((balance(&house, inmate, "private").await, balance(&house, inmate, "savings").await), (32_050, 10_000));
    // Of two purchases at once that are too much together, one is refused.
    let (mut a, mut b) = (fin.clone(), fin.clone());
    let fields = [("way", PURCHASE), ("amount", "200"), ("booked_on", "2026-11-23")];
    let (one, two) = tokio::join!(post(&mut a, inmate, &fields), post(&mut b, inmate, &fields));
    let mut got = [one.status, two.status];
    got.sort_unstable();
    assert_eq!(got, [303, 422], "{}\n{}", one.text(), two.text());
    // Undone with a reason, once.
    let entry: Uuid = house.ask("select id from money.entry where kind = 'purchase' order by number limit 1").await;
    let path = format!("/money/entries/{entry}");
    let page = fin.get(&path).await;
    crate::house::well_made(&page, "nb");
    let reverse = format!("{path}/reverse");
    assert_eq!(fin.submit(&page, &reverse, &[("reason", " ")]).await.status, 422);
    let page = fin.get(&path).await;
    let other = fin.get(&path).await;
    let done = fin.submit(&page, &reverse, &[("reason", "Feil person")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    crate::house::well_made(&fin.follow(&done).await, "nb");
    assert_eq!(fin.submit(&other, &reverse, &[("reason", "Feil person")]).await.status, 409, "once");
    assert_eq!(balance(&house, inmate, "private").await, 20_000);
    assert!(fin.get(&path).await.form(&reverse).is_none());
    let mirror: Uuid = house.ask("select id from money.entry where kind = 'reversal'").await;
    assert_eq!(fin.post_with_token(&format!("/money/entries/{mirror}/reverse"), &[("reason", "Likevel ikke")]).await.status, 422, "a reversal is not reversed");
    // Nothing into a closed month, through the page or beside it.
    sqlx::query("insert into money.period (prison_id, month, closed_by, closed_at, lines, owed_ore) values ($1, '2026-10-01', $1, now(), 0, 0)")
        .bind(prison)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let bad = post(&mut fin, inmate, &[("way", DEPOSIT), ("amount", "10"), ("booked_on", "2026-10-31")]).await;
    assert_eq!((bad.status, bad.all("#booked_on-fault").len()), (422, 1), "{}", bad.text());
    sums_are_right(&house).await;
    // Every act is in the trail, without what was typed.
    let told: i64 =
        house.ask("select count(*) from audit.entry where class = 'money' and action in ('collect', 'alter') and detail::text not like '%Fra mor%'").await;
    assert_eq!(told, 5);
    // The list finds people by number and by a part of the name.
    let list = fin.get("/money").await;
    crate::house::well_made(&list, "nb");
    let (number, family): (String, String) =
        sqlx::query_as("select number, family_name from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    for typed in [number.as_str(), &family.to_lowercase()] {
        let found = fin.submit(&list, "/money", &[("find", typed)]).await;
        assert!(found.links().contains(&home), "{typed}: {}", found.text());
    }
    let found = fin.submit(&list, "/money", &[("find", "%")]).await;
    assert!(!found.links().contains(&home), "a sign of the pattern is itself");
}
