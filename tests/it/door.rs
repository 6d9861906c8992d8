//! The way in: right and wrong passwords, second factor, sessions, forms from elsewhere.

use chrono::TimeDelta;
use overgang::access::Role;
use overgang::platform::crypto::totp;

use crate::support::{House, PASSWORD, world_time};

#[tokio::test]
async fn the_right_password_opens_and_the_wrong_one_tells_nothing() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let mut browser = house.browser();
    let wrong = browser.post("/sign-in", &[("username", &username), ("password", "not the password")]).await;
    let unknown = browser.post("/sign-in", &[("username", "nobody.nowhere"), ("password", "not the password")]).await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.all("[data-field=validation]"), unknown.all("[data-field=validation]"), "an account's existence is not told");
    assert_eq!(wrong.value("input[name=username]").as_deref(), Some(username.as_str()), "what was typed is kept");
    assert_eq!(wrong.value("input[name=password]").as_deref(), Some(""), "but never the password");
    let right = browser.post("/sign-in", &[("username", &username.to_uppercase()), ("password", PASSWORD)]).await;
    assert_eq!((right.status, right.location.as_deref()), (303, Some("/")));
    assert_eq!(browser.get("/").await.status, 200);
    let failures: i64 = house.ask("select count(*) from audit.entry where action = 'sign_in_failed'").await;
    assert_eq!(failures, 2);
}

#[tokio::test]
async fn empty_fields_are_told_beside_them() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.post("/sign-in", &[]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.all("#username-fault").len() + page.all("#password-fault").len(), 2);
    assert_eq!(page.all(".ds-error-summary a").len(), 2);
}

#[tokio::test]
async fn guessing_stops_after_ten_tries_and_starts_again_after_a_quarter_of_an_hour() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let mut browser = house.browser();
    for _ in 0..10 {
        browser.post("/sign-in", &[("username", &username), ("password", "guess")]).await;
    }
    let barred = browser.post("/sign-in", &[("username", &username), ("password", PASSWORD)]).await;
    assert_eq!(barred.status, 422, "even the right password waits");
    house.clock.advance(TimeDelta::minutes(16));
    let right = browser.post("/sign-in", &[("username", &username), ("password", PASSWORD)]).await;
    assert_eq!(right.status, 303);
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_cannot_be_used_twice() {
    let house = House::open().await;
    let username = house.username(Role::Governor).await;
    let enrolment = totp::enrol("Overgang", &username).unwrap();
    sqlx::query(
        "update access.credential set totp_secret = $2, totp_confirmed_at = now() where account_id = (select id from access.account where username = $1)",
    )
    .bind(&username)
    .bind(&enrolment.secret)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut browser = house.browser();
    let page = browser.post("/sign-in", &[("username", &username), ("password", PASSWORD)]).await;
    assert_eq!(page.location.as_deref(), Some("/second-factor"));
    assert_eq!(browser.get("/inmates").await.location.as_deref(), Some("/second-factor"), "half signed in opens nothing");
    let page = browser.get("/second-factor").await;
    let wrong = browser.submit(&page, "/second-factor", &[("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    let code = current_code(&enrolment.secret);
    let right = browser.submit(&page, "/second-factor", &[("code", &code)]).await;
    assert_eq!((right.status, right.location.as_deref()), (303, Some("/")));
    assert_eq!(browser.get("/inmates").await.status, 200);
    let mut thief = house.browser();
    thief.post("/sign-in", &[("username", &username), ("password", PASSWORD)]).await;
    let page = thief.get("/second-factor").await;
    let again = thief.submit(&page, "/second-factor", &[("code", &code)]).await;
    assert_eq!(again.status, 422, "a code seen over a shoulder is used up");
}

/// The code that the authenticator shows at the world's time: the one that `check` accepts.
fn current_code(secret: &str) -> String {
    (0..1_000_000).map(|n| format!("{n:06}")).find(|code| totp::check(secret, code, world_time(), None) == Some(world_time().timestamp() / 30)).unwrap()
}

#[tokio::test]
async fn a_session_ends_by_idleness_and_by_age() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::Officer).await;
    house.clock.advance(TimeDelta::minutes(59));
    assert_eq!(browser.get("/").await.status, 200);
    house.clock.advance(TimeDelta::minutes(59));
    assert_eq!(browser.get("/").await.status, 200, "each request counts");
    house.clock.advance(TimeDelta::minutes(61));
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/sign-in"));
    let mut busy = house.as_role(Role::Officer).await;
    for _ in 0..13 {
        house.clock.advance(TimeDelta::minutes(56));
        busy.get("/").await;
    }
    assert_eq!(busy.get("/").await.location.as_deref(), Some("/sign-in"), "twelve hours are the end whatever happens");
}

#[tokio::test]
async fn signing_out_ends_the_session_for_a_thief_too() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::Officer).await;
    let mut thief = house.browser();
    thief.set_cookie("overgang", &browser.session_cookie().unwrap());
    assert_eq!(thief.get("/").await.status, 200);
    let home = browser.get("/").await;
    let out = browser.submit(&home, "/sign-out", &[]).await;
    assert_eq!(out.location.as_deref(), Some("/sign-in"));
    assert_eq!(out.headers.get("clear-site-data").unwrap(), "\"cache\", \"storage\"");
    assert_eq!(thief.get("/").await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn forms_from_elsewhere_and_forms_without_token_do_nothing() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::Officer).await;
    assert_eq!(browser.post_from_elsewhere("/sign-out", &[]).await.status, 403);
    assert_eq!(browser.post("/sign-out", &[]).await.status, 403, "no token");
    assert_eq!(browser.post("/sign-out", &[("csrf", "0000")]).await.status, 403, "not this session's");
    assert_eq!(browser.get("/").await.status, 200, "still signed in");
}

#[tokio::test]
async fn one_click_is_for_demonstration_accounts_alone() {
    let house = House::open().await;
    let ordinary: uuid::Uuid = house.ask("select id from access.account where not demonstration order by id limit 1").await;
    let mut browser = house.browser();
    assert_eq!(browser.post("/demo/sign-in", &[("account", &ordinary.to_string())]).await.status, 404);
    sqlx::query("update platform.meta set value = 'production' where key = 'kind'").execute(&mut house.admin().await).await.unwrap();
    let demonstration: uuid::Uuid = house.ask("select id from access.account where demonstration order by id limit 1").await;
    assert_eq!(browser.post("/demo/sign-in", &[("account", &demonstration.to_string())]).await.status, 404, "on a real database not even those");
}

#[tokio::test]
async fn a_language_is_kept_and_leads_only_within_the_house() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.post("/language", &[("to", "en"), ("back", "/sign-in")]).await;
    assert_eq!(page.location.as_deref(), Some("/sign-in"));
    assert_eq!(browser.get("/sign-in").await.all("h1"), ["Sign in"]);
    for away in ["https://elsewhere.example/", "//elsewhere.example", "\\\\elsewhere"] {
        assert_eq!(browser.post("/language", &[("to", "nb"), ("back", away)]).await.location.as_deref(), Some("/"), "{away}");
    }
}
