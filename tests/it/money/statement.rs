//! The statement of account, worked out anew by plain SQL.

use uuid::Uuid;

use super::{DEPOSIT, PURCHASE, desk, post, somebody};
use crate::support::House;

#[tokio::test]
async fn the_statement_is_what_the_lines_say() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    for (way, amount, day) in [
        (DEPOSIT, "1200", "2026-09-15"),
        (PURCHASE, "250,25", "2026-10-02"),
        ("withdrawal.private.house-bank", "100", "2026-10-20"),
        ("savings.private.savings", "300", "2026-10-21"),
        (PURCHASE, "33", "2026-11-02"),
    ] {
        let done = post(&mut fin, inmate, &[("way", way), ("amount", amount), ("booked_on", day)]).await;
        assert_eq!(done.status, 303, "{way} {day}: {}", done.text());
    }
    // Worked out anew by plain SQL: what there was, what came and went, what there is.
    let accounts: Vec<(i64, i64, i64)> = sqlx::query_as(
        "select coalesce(sum(l.amount_ore) filter (where e.booked_on < '2026-10-01'), 0)::bigint, count(*) filter (where e.booked_on between '2026-10-01' and '2026-10-31'),
                sum(l.amount_ore) filter (where e.booked_on <= '2026-10-31')::bigint
           from money.line l join money.entry e on e.id = l.entry_id join money.account a on a.id = l.account_id
          where l.inmate_id = $1 group by a.kind having bool_or(e.booked_on <= '2026-10-31') order by array_position(array['allowance', 'private', 'savings'], a.kind)",
    )
    .bind(inmate)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(accounts, [(120_000, 3, 54_975), (0, 1, 30_000)]);
    let kroner = |ore: i64| format!("{},{:02}", ore / 100, ore % 100).replace("1200,", "1\u{a0}200,");
    let path = format!("/inmates/{inmate}/money/statement?month=2026-10");
    let page = fin.get(&path).await;
    crate::house::well_made(&page, "nb");
    let rows = page.all("table.entries tbody tr");
    let want = accounts.iter().map(|a| a.1 as usize + 3).sum::<usize>();
    assert_eq!(rows.len(), want, "{rows:?}");
    let said = |row: &str| row.replace(' ', "\u{a0}");
    let (mut at, mut total) = (0, 0);
    for (opening, n, closing) in &accounts {
        assert!(said(&rows[at + 1]).ends_with(&kroner(*opening)), "{rows:?}");
        at += *n as usize + 2;
        assert!(said(&rows[at]).ends_with(&kroner(*closing)), "{rows:?}");
        at += 1;
        total += closing;
    }
    // The sheet's first table: before, in, out, after, and they add up.
    let overview = page.all("article .table-wrap:first-of-type tbody tr");
    assert_eq!(overview.len(), accounts.len(), "{overview:?}");
    assert!(said(&overview[0]).ends_with(&format!("{}0,00−650,25549,75", kroner(120_000))), "{overview:?}");
    assert!(!page.text().contains("Makuleres"), "it is the person's");
    assert!(page.text().contains(&kroner(total)));
    // In the language of the person, whatever the clerk reads.
    let english = fin.get(&format!("{path}&lang=en")).await;
    assert!(english.text().contains("Statement of account") && english.all("article").concat().contains("549.75"), "{}", english.text());
    let printed: i64 = house.ask("select count(*) from audit.entry where action = 'print' and class = 'money' and inmate_id is not null").await;
    assert_eq!(printed, 2);
}

#[tokio::test]
async fn a_house_gets_everybodys_statement_each_on_a_sheet_and_the_same_as_one_by_one() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    for (way, amount, day) in [(DEPOSIT, "1200", "2026-09-15"), (PURCHASE, "250,25", "2026-10-02"), (PURCHASE, "33", "2026-11-02")] {
        assert_eq!(post(&mut fin, inmate, &[("way", way), ("amount", amount), ("booked_on", day)]).await.status, 303);
    }
    let other: Uuid = sqlx::query_scalar(
        "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and not i.protected and i.id <> $2 and i.interpreter_language is not null order by 1 limit 1",
    )
    .bind(prison)
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(post(&mut fin, other, &[("way", DEPOSIT), ("amount", "80"), ("booked_on", "2026-10-05")]).await.status, 303);
    let page = fin.get("/money/statements?month=2026-10").await;
    crate::house::well_made(&page, "nb");
    assert_eq!(page.all("article").len(), 2, "whoever has no account gets none");
    assert_eq!(page.all("article[lang=en]").len(), 1, "who needs an interpreter gets English");
    let rows = page.all("table.entries tbody tr").join("|");
    let one = fin.get(&format!("/inmates/{inmate}/money/statement?month=2026-10")).await.all("table.entries tbody tr").join("|");
    let lang = fin.get(&format!("/inmates/{other}/money/statement?month=2026-10&lang=en")).await.all("table.entries tbody tr").join("|");
    assert!((rows.contains(&one) || lang == one) && rows.contains(&lang), "{rows}\n{one}\n{lang}");
    // That all of them were printed is in the trail.
    let told: i64 = house.ask("select count(*) from audit.entry where action = 'print' and class = 'money' and detail ->> 'page' = 'statements'").await;
    assert_eq!(told, 1);
    // The month's page leads there.
    assert!(fin.get("/money/periods").await.links().iter().any(|l| l.starts_with("/money/statements?") && l.ends_with("month=2026-10")));
}
