//! Accounts: made by system administrators alone, with a password that is shown once; an account without a role; the account's language.

use overgang::access::Role;

use crate::support::{House, PASSWORD};

#[tokio::test]
async fn a_first_password_is_shown_once_and_must_be_changed() {
    let house = House::open().await;
    let mut keeper = house.as_role(Role::System).await;
    let page = keeper.get("/admin/accounts/new").await;
    let fields = [("username", "kari.ny"), ("display_name", "Kari Ny"), ("staff_number", "P-900001"), ("title", "")];
    let made = keeper.submit(&page, "/admin/accounts", &fields).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let password = made.all("code.code-block").pop().expect("the password is on the page");
    assert!(password.chars().count() >= 12, "{password}");
    let again = keeper.submit(&page, "/admin/accounts", &fields).await;
    assert_eq!(again.status, 303, "sent again it leads to the account");
    let account = keeper.follow(&again).await;
    assert_eq!(account.status, 200);
    assert!(!account.text().contains(&password), "and shows the password no more");
    let kept: i64 = sqlx::query_scalar("select (select count(*) from access.credential where phc like '%' || $1 || '%') + (select count(*) from audit.entry where detail::text like '%' || $1 || '%')")
        .bind(&password)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(kept, 0, "it is kept nowhere");

    let mut kari = house.browser();
    let entered = kari.post("/sign-in", &[("username", "kari.ny"), ("password", &password)]).await;
    assert_eq!((entered.status, entered.location.as_deref()), (303, Some("/me/password")));
    for path in ["/", "/me", "/notices", "/help"] {
        assert_eq!(kari.get(path).await.location.as_deref(), Some("/me/password"), "{path} waits for the change");
    }
    let form = kari.get("/me/password").await;
    let same = kari.submit(&form, "/me/password", &[("current", &password), ("password", &password), ("again", &password)]).await;
    assert_eq!(same.status, 422, "another one");
    let own = "en helt egen setning om elg";
    let changed = kari.submit(&form, "/me/password", &[("current", &password), ("password", own), ("again", own)]).await;
    assert_eq!((changed.status, changed.location.as_deref()), (303, Some("/")), "{}", changed.text());
    assert_eq!(kari.get("/").await.status, 200);
    let mut later = house.browser();
    assert_eq!(later.post("/sign-in", &[("username", "kari.ny"), ("password", &password)]).await.status, 422, "the first one opens nothing now");
    assert_eq!(later.post("/sign-in", &[("username", "kari.ny"), ("password", own)]).await.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn an_account_without_a_role_sees_its_own_pages_and_nothing_else() {
    let house = House::open().await;
    let username = house.username(Role::CaseManager).await;
    let mut browser = house.as_user(&username).await;
    assert_eq!(browser.get("/inmates").await.status, 200);
    let mut admin = house.admin().await;
    // Ending it as somebody entitled would is shown elsewhere; here it simply has ended.
    sqlx::query("set session_replication_role = replica").execute(&mut admin).await.unwrap();
    sqlx::query("update access.assignment set ended_at = now(), ended_by = account_id where account_id = (select id from access.account where username = $1)")
        .bind(&username)
        .execute(&mut admin)
        .await
        .unwrap();
    for path in ["/", "/me", "/me/sessions", "/me/password", "/me/second-factor", "/me/relations", "/notices", "/help"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        crate::house::well_made(&page, "nb");
        assert!(!page.text().contains("action=\"/search\""), "{path} offers no search");
        for link in page.links() {
            let followed = browser.get(&link).await;
            assert!([200, 303].contains(&followed.status), "{path} leads to {link}: {}", followed.status);
        }
    }
    for path in ["/inmates", "/inmates/new", "/admin/accounts", "/admin/assignments", "/admin/grants", "/admin/health-clearances", "/audit", "/me/log"] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    assert_eq!(browser.post_with_token("/search", &[("q", "hansen")]).await.status, 403);
    let saved = browser.get("/me").await;
    let saved = browser.submit(&saved, "/me", &[("language", "en")]).await;
    assert_eq!(saved.status, 303, "settings are one's own: {}", saved.text());
}

#[tokio::test]
async fn only_those_who_keep_or_watch_accounts_reach_them() {
    let house = House::open().await;
    for &role in Role::ALL {
        let mut browser = house.as_role(role).await;
        let (read, write) = (browser.get("/admin/accounts").await.status, browser.get("/admin/accounts/new").await.status);
        let expected = match role {
            Role::System => (200, 200),
            Role::Auditor => (200, 403),
            _ => (403, 403),
        };
        assert_eq!((read, write), expected, "{role}");
    }
}

#[tokio::test]
async fn the_language_is_the_accounts() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let language = "select language from access.account where username = 'off.hal'";
    assert_eq!(username, "off.hal");
    // An English screen at the door; the account reads bokmål.
    let mut browser = house.browser();
    browser.post("/language", &[("to", "en"), ("back", "/sign-in")]).await;
    assert_eq!(browser.get("/sign-in").await.all("h1"), ["Sign in"]);
    let sign_in = [("username", username.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in", &sign_in).await.status, 303);
    crate::house::well_made(&browser.get("/").await, "nb");
    // Switching while signed in changes the account, and the page stays.
    let switched = browser.post("/language", &[("to", "en"), ("back", "/inmates")]).await;
    assert_eq!(switched.location.as_deref(), Some("/inmates"));
    crate::house::well_made(&browser.get("/inmates").await, "en");
    assert_eq!(house.ask::<String>(language).await, "en");
    // Another computer, with a Norwegian screen.
    let mut other = house.browser();
    other.post("/language", &[("to", "nb"), ("back", "/sign-in")]).await;
    assert_eq!(other.post("/sign-in", &sign_in).await.status, 303);
    crate::house::well_made(&other.get("/").await, "en");
    // The settings page says and does the same.
    let me = other.get("/me").await;
    assert_eq!(other.submit(&me, "/me", &[("language", "nb")]).await.status, 303);
    crate::house::well_made(&other.get("/me").await, "nb");
    assert_eq!(house.ask::<String>(language).await, "nb");
    // An invented account takes the language of whoever enters it by one click.
    let mut visitor = house.browser();
    visitor.post("/language", &[("to", "en"), ("back", "/sign-in")]).await;
    let id: uuid::Uuid = house.ask("select id from access.account where username = 'off.hal'").await;
    visitor.post("/demo/sign-in", &[("account", &id.to_string())]).await;
    crate::house::well_made(&visitor.get("/").await, "en");
    assert_eq!(house.ask::<String>(language).await, "en");
}
