//! Rosters: a shift put there, changed and taken away, a week copied; and what it opens.

use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House};

struct Scene {
    house: House,
    duty: Browser,
    prison: Uuid,
    unit: Uuid,
    /// An officer of the prison with nothing to do in the days of the test.
    officer: Uuid,
    username: String,
}

impl Scene {
    async fn open() -> Self {
        let house = House::open().await;
        let mut admin = house.admin().await;
        let name = house.username(Role::DutyOfficer).await;
        let prison: Uuid =
            sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
                .bind(&name)
                .fetch_one(&mut admin)
                .await
                .unwrap();
        let unit: Uuid =
            sqlx::query_scalar("select unit_id from custody.in_custody where prison_id = $1 group by unit_id order by count(*) desc, unit_id limit 1")
                .bind(prison)
                .fetch_one(&mut admin)
                .await
                .unwrap();
        let (officer, username): (Uuid, String) = sqlx::query_as(
            "select a.id, a.username from access.account a join access.assignment x on x.account_id = a.id
              where x.role = 'OFF' and $1 = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null and a.status = 'active' order by a.demonstration desc, a.username limit 1",
        )
        .bind(prison)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        sqlx::query("delete from staff.shift where prison_id = $1 and lower(during) >= '2026-11-22 23:00+00'").bind(prison).execute(&mut admin).await.unwrap();
        sqlx::query("delete from staff.shift where account_id = $1").bind(officer).execute(&mut admin).await.unwrap();
        let duty = house.as_user(&name).await;
        Self { house, duty, prison, unit, officer, username }
    }

    fn new_page(&self) -> String {
        format!("/roster/new?prison={}&unit={}&day=2026-11-25&kind=day", self.prison, self.unit)
    }

    fn add_to(&self) -> String {
        format!("/roster/new?prison={}", self.prison)
    }

    async fn shifts(&self) -> Vec<(Uuid, Option<Uuid>, String, String)> {
        sqlx::query_as(
            "select id, unit_id, kind, to_char(lower(during) at time zone 'Europe/Oslo', 'MM-DD HH24:MI') || ' ' || to_char(upper(during) at time zone 'Europe/Oslo', 'MM-DD HH24:MI')
               from staff.shift where account_id = $1 order by lower(during)",
        )
        .bind(self.officer)
        .fetch_all(&mut self.house.admin().await)
        .await
        .unwrap()
    }
}

#[tokio::test]
async fn a_shift_is_added_changed_and_removed() {
    let mut s = Scene::open().await;
    let (page, add, who) = (s.duty.get(&s.new_page()).await, s.add_to(), s.officer.to_string());
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    // Nothing chosen, and hours that cannot be: all told, all kept.
    let bad = s.duty.submit(&page, &add, &[("who", ""), ("from", "7"), ("to", "25:00"), ("day", "31.02.2026")]).await;
    assert_eq!(bad.status, 422);
    for field in ["who", "day", "from", "to"] {
        assert_eq!(bad.all(&format!("#{field}-fault")).len(), 1, "{field}");
    }
    assert_eq!(bad.value("#to").as_deref(), Some("25:00"));
    crate::house::well_made(&bad, "nb");
    // The usual hours of a night, over midnight; sent twice it acts once.
    let page = s.duty.get(&s.new_page()).await;
    let typed = [("who", who.as_str()), ("kind", "night")];
    let first = s.duty.submit(&page, &add, &typed).await;
    let again = s.duty.submit(&page, &add, &typed).await;
    assert_eq!((first.status, again.status), (303, 303));
    let kept = s.shifts().await;
    assert_eq!(kept.iter().map(|k| k.3.as_str()).collect::<Vec<_>>(), ["11-25 22:00 11-26 07:00"]);
    // In the same hours nobody is on duty twice.
    let page = s.duty.get(&s.new_page()).await;
    let busy = s.duty.submit(&page, &add, &[("who", &who), ("kind", "evening"), ("to", "22:30")]).await;
    assert_eq!((busy.status, busy.all("#who-fault").len()), (422, 1), "{}", busy.text());
    // Two look at it; the second is shown both versions.
    let one = format!("/roster/{}", kept[0].0);
    let (mine, theirs) = (s.duty.get(&one).await, s.duty.get(&one).await);
    crate::house::well_made(&mine, "nb");
    assert_eq!(s.duty.submit(&theirs, &one, &[("from", "21:00")]).await.status, 303);
    let conflict = s.duty.submit(&mine, &one, &[("from", "23:00")]).await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    crate::house::well_made(&conflict, "nb");
    assert_eq!(s.shifts().await[0].3, "11-25 21:00 11-26 07:00");
    // Taken away, and only while it is what was seen.
    let stale = s.duty.submit(&mine, &format!("{one}/remove"), &[]).await;
    assert_eq!(stale.status, 409);
    let page = s.duty.get(&one).await;
    assert_eq!(s.duty.submit(&page, &format!("{one}/remove"), &[]).await.status, 303);
    assert!(s.shifts().await.is_empty());
    assert_eq!(s.duty.get(&one).await.status, 404);
    assert_eq!(s.house.ask::<i64>("select count(*) from audit.entry where class = 'roster' and action <> 'list'").await, 3);
}

#[tokio::test]
async fn what_has_begun_only_ends_and_what_has_ended_stands() {
    let mut s = Scene::open().await;
    let mut admin = s.house.admin().await;
    let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let [running, ended] = [Uuid::now_v7(), Uuid::now_v7()];
    for (id, from, to) in [(running, "2026-11-23T06:00:00Z", "2026-11-23T13:45:00Z"), (ended, "2026-11-22T06:00:00Z", "2026-11-22T13:45:00Z")] {
        sqlx::query("insert into staff.shift (id, account_id, prison_id, unit_id, kind, during) values ($1, $2, $3, $4, 'day', tstzrange($5, $6))")
            .bind(id)
            .bind(s.officer)
            .bind(s.prison)
            .bind(s.unit)
            .bind(at(from))
            .bind(at(to))
            .execute(&mut admin)
            .await
            .unwrap();
    }
    let one = format!("/roster/{running}");
    let page = s.duty.get(&one).await;
    assert!(page.value("#who").is_none() && page.value("#to").is_some(), "{}", page.text());
    assert_eq!(s.duty.submit(&page, &one, &[("to", "09:00")]).await.status, 422, "not in the past");
    assert_eq!(s.duty.submit(&page, &one, &[("to", "12:00")]).await.status, 303);
    assert_eq!(s.duty.post_with_token(&format!("{one}/remove"), &[("version", "2")]).await.status, 409);
    let past = format!("/roster/{ended}");
    let page = s.duty.get(&past).await;
    assert!(page.form(&past).is_none(), "nothing to send");
    assert_eq!(s.duty.post_with_token(&past, &[("version", "1"), ("to", "20:00")]).await.status, 409);
    assert_eq!(s.shifts().await.iter().map(|k| k.3.clone()).collect::<Vec<_>>(), ["11-22 07:00 11-22 14:45", "11-23 07:00 11-23 12:00"]);
}

#[tokio::test]
async fn a_week_is_copied_in_one_go_without_who_is_busy_or_may_not() {
    let mut s = Scene::open().await;
    let mut admin = s.house.admin().await;
    let put = "insert into staff.shift (id, account_id, prison_id, unit_id, kind, during)
               select gen_random_uuid(), $1, $2, $3, 'day', tstzrange(('2026-11-24 07:00'::timestamp + make_interval(days => d)) at time zone 'Europe/Oslo', ('2026-11-24 14:45'::timestamp + make_interval(days => d)) at time zone 'Europe/Oslo')
                 from unnest($4::int[]) d";
    // Tuesday and Wednesday of this week, and Wednesday of the next already.
    sqlx::query(put).bind(s.officer).bind(s.prison).bind(s.unit).bind([0, 1, 8]).execute(&mut admin).await.unwrap();
    // Somebody whose role ends on Sunday.
    sqlx::query("set role overgang_owner").execute(&mut admin).await.unwrap();
    let leaver: Uuid = sqlx::query_scalar(
        "update access.assignment set valid = tstzrange(lower(valid), '2026-11-29 23:00+00') where id = (
           select x.id from access.assignment x where x.role = 'OFF' and $1 = any(x.prisons) and x.account_id <> $2 and x.outcome = 'granted' and x.ended_at is null
              and not exists (select from access.assignment y where y.account_id = x.account_id and y.id <> x.id) order by x.id limit 1) returning account_id",
    )
    .bind(s.prison)
    .bind(s.officer)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    sqlx::query("reset role").execute(&mut admin).await.unwrap();
    sqlx::query("delete from staff.shift where account_id = $1").bind(leaver).execute(&mut admin).await.unwrap();
    sqlx::query(put).bind(leaver).bind(s.prison).bind(s.unit).bind([2]).execute(&mut admin).await.unwrap();
    let week = format!("/roster?prison={}&unit={}&week=2026-11-23", s.prison, s.unit);
    let page = s.duty.get(&week).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let bad = s.duty.submit(&page, "/roster/copy", &[("source", "x"), ("week", "2026-11-23")]).await;
    assert_eq!((bad.status, bad.all("#source-fault").len()), (422, 1), "{}", bad.text());
    let done = s.duty.submit(&page, "/roster/copy", &[]).await;
    assert_eq!(done.status, 303);
    let shown = s.duty.follow(&done).await;
    assert!(shown.text().contains("1 av"), "{}", shown.text());
    crate::house::well_made(&shown, "nb");
    let days: Vec<String> = s.shifts().await.into_iter().map(|k| k.3[..5].to_owned()).collect();
    assert_eq!(days, ["11-24", "11-25", "12-01", "12-02"]);
    let left: i64 = sqlx::query_scalar("select count(*) from staff.shift where account_id = $1").bind(leaver).fetch_one(&mut admin).await.unwrap();
    assert_eq!(left, 1, "who may not serve by then is left out");
}

#[tokio::test]
async fn a_roster_opens_the_unit_and_only_some_write_it() {
    let mut s = Scene::open().await;
    let mut officer = s.house.as_user(&s.username).await;
    let week = format!("/roster?prison={}&unit={}", s.prison, s.unit);
    let seen = officer.get(&week).await;
    assert_eq!((seen.status, seen.actions().iter().filter(|a| a.starts_with("/roster")).count()), (200, 0), "an officer reads it");
    assert!(!seen.links().iter().any(|l| l.starts_with("/roster/")), "and is offered nothing to write");
    assert_eq!(officer.get(&s.new_page()).await.status, 403);
    assert_eq!(officer.post_with_token("/roster/copy", &[]).await.status, 403);
    // Put on duty now: the records of the unit are open at the next click.
    let inmate: Uuid = sqlx::query_scalar(
        "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.unit_id = $1 and not i.protected
            and not exists (select from access.person_grant g where g.inmate_id = w.inmate_id and g.account_id = $2) order by 1 limit 1",
    )
    .bind(s.unit)
    .bind(s.officer)
    .fetch_one(&mut s.house.admin().await)
    .await
    .unwrap();
    let notes = format!("/inmates/{inmate}/observations");
    let before = officer.get(&notes).await.status;
    let page = s.duty.get(&format!("/roster/new?prison={}&unit={}&day=2026-11-23&kind=day", s.prison, s.unit)).await;
    let (add, who) = (s.add_to(), s.officer.to_string());
    assert_eq!(s.duty.submit(&page, &add, &[("who", &who)]).await.status, 303);
    assert_eq!((before, officer.get(&notes).await.status), (404, 200));
    // Another prison's roster is nobody's here.
    let elsewhere: Uuid = sqlx::query_scalar("select id from estate.prison where id <> $1 order by id limit 1")
        .bind(s.prison)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    assert_eq!(s.duty.get(&format!("/roster?prison={elsewhere}")).await.status, 404);
    assert_eq!(s.duty.post_with_token(&format!("/roster/new?prison={elsewhere}"), &[("who", &who)]).await.status, 404);
    assert_eq!(s.house.as_role(Role::System).await.get("/roster").await.status, 403);
}
