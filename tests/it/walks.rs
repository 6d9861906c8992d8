//! Walks over every route, every role, every page. A new route cannot be forgotten here: it is taken from the route table.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use overgang::access::Role;
use overgang::app;
use overgang::web::Access;
use overgang::web::routes::RouteInfo;
use sqlx::Row;

use crate::support::{Browser, House, Page};

/// A person the role reaches, for routes about one inmate.
async fn somebody_for(house: &House, username: &str) -> String {
    // Whoever the role's own list shows first is in its scope.
    let mut browser = house.as_user(username).await;
    let page = browser.get("/inmates").await;
    let first = page.links().into_iter().find_map(|l| {
        let rest = l.strip_prefix("/inmates/")?;
        let id = rest.split('/').next()?;
        (id.len() == 36).then(|| id.to_owned())
    });
    match first {
        Some(id) => id,
        None => house.ask::<uuid::Uuid>("select inmate_id from custody.in_custody order by inmate_id limit 1").await.to_string(),
    }
}

/// A path that stands for the pattern: the person, and ids of nothing for the rest.
fn concrete(path: &str, inmate: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{inmate}" => inmate,
            p if p.starts_with('{') => "00000000-0000-7000-8000-000000000000",
            p => p,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// What the answer says about permission: allowed in, refused, or sent to the door.
fn verdict(page: &Page, route: &RouteInfo) -> &'static str {
    match page.status {
        403 => "no",
        // Behind an allowed gate an id of nothing is a 404, and so is a person out of scope: told apart by whether the pattern has other ids.
        404 if route.path.matches('{').count() > usize::from(route.path.contains("{inmate}")) => "yes?",
        404 => "no",
        303 if page.location.as_deref() == Some("/sign-in") && route.access != Access::Anyone && route.path != "/sign-out" => "door",
        _ => "yes",
    }
}

#[tokio::test]
async fn who_may_use_what() {
    let house = House::open().await;
    let routes = app::route_table();
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut columns = vec!["nobody".to_owned()];
    let mut browsers: Vec<(Browser, String, String)> = vec![(house.browser(), "00000000-0000-7000-8000-000000000000".to_owned(), String::new())];
    for &role in Role::ALL {
        let username = house.username(role).await;
        columns.push(role.code().to_owned());
        let mut browser = house.as_user(&username).await;
        let token = browser.token().await;
        browsers.push((browser, somebody_for(&house, &username).await, token));
    }
    for route in &routes {
        let mut cells = Vec::new();
        for (browser, inmate, token) in &browsers {
            let mut browser = browser.clone();
            let path = concrete(route.path, inmate);
            // Signing out would end the walk for the rest; who may is pinned by its rule.
            let page = if route.method == Method::GET {
                browser.get(&path).await
            } else if ["/sign-out", "/hat", "/audit/case/end"].contains(&route.path) {
                cells.push("-".to_owned());
                continue;
            } else {
                browser.post(&path, &[("csrf", token.as_str())]).await
            };
            assert!(page.status < 500, "{} {} answered {} to {inmate}: {}", route.method, route.path, page.status, page.text());
            cells.push(verdict(&page, route).to_owned());
        }
        table.insert(format!("{} {}", route.path, route.method), cells);
    }
    let width = table.keys().map(String::len).max().unwrap_or(0);
    let mut text = String::from(
        "# Who may use what: every route x every role, as the running program answered. Reviewed by people; `UPDATE=1 bin/test who_may` writes it.\n# yes? = allowed to ask (the walk asks for an id of nothing). door = sent to sign in. - = not walked.\n",
    );
    text += &format!("{:width$}  {}\n", "", columns.iter().map(|c| format!("{c:>6}")).collect::<String>());
    for (route, cells) in &table {
        text += &format!("{route:width$}  {}\n", cells.iter().map(|c| format!("{c:>6}")).collect::<String>());
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/who_may_use_what.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, &text).unwrap();
    }
    let reviewed = std::fs::read_to_string(file).unwrap_or_default();
    for (is, was) in text.lines().zip(reviewed.lines()) {
        assert_eq!(is, was, "what the program allows is not what was reviewed; if the change is meant, UPDATE=1 bin/test who_may and review the diff");
    }
    assert_eq!(text.lines().count(), reviewed.lines().count(), "routes came or went; UPDATE=1 bin/test who_may and review the diff");
}

#[tokio::test]
async fn routes_open_to_anyone_are_these() {
    let open: BTreeSet<String> = app::route_table().iter().filter(|r| r.access == Access::Anyone).map(|r| format!("{} {}", r.method, r.path)).collect();
    let expected: BTreeSet<String> =
        ["GET /about", "GET /sign-in", "POST /demo/sign-in", "POST /language", "POST /sign-in"].into_iter().map(str::to_owned).collect();
    assert_eq!(open, expected, "a route open to anyone is a decision of the whole team: think, then change this list");
}

/// An answer without what differs between any two answers.
fn bare(page: &Page) -> String {
    let text = page.text();
    let id = page.headers.get("x-request-id").unwrap().to_str().unwrap();
    text.replace(id, "ID")
}

#[tokio::test]
async fn unknown_out_of_scope_and_protected_are_the_same_404() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    for role in [Role::Officer, Role::CaseManager, Role::Nurse, Role::Teacher, Role::Governor] {
        let username = house.username(role).await;
        let prison: uuid::Uuid =
            sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
                .bind(&username)
                .fetch_one(&mut admin)
                .await
                .unwrap();
        let elsewhere: uuid::Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by inmate_id limit 1")
            .bind(prison)
            .fetch_one(&mut admin)
            .await
            .unwrap();
        let protected: uuid::Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id = $1 order by inmate_id limit 1")
            .bind(prison)
            .fetch_one(&mut admin)
            .await
            .unwrap();
        sqlx::query("update inmates.inmate set protected = true where id = $1").bind(protected).execute(&mut admin).await.unwrap();
        let mut browser = house.as_user(&username).await;
        let unknown = browser.get("/inmates/01a00000-0000-7000-8000-000000000001").await;
        assert_eq!(unknown.status, 404);
        for id in [elsewhere, protected] {
            let page = browser.get(&format!("/inmates/{id}")).await;
            assert_eq!(page.status, 404, "{username} reached {id}");
            assert_eq!(bare(&page), bare(&unknown), "{username} can tell {id} from nobody");
        }
        let nonsense = browser.get("/inmates/not-an-id").await;
        assert_eq!(bare(&nonsense), bare(&unknown));
    }
}

/// Every page of a role that links lead to, at most three of each pattern.
async fn crawl(browser: &mut Browser, role: Role, mut visit: impl FnMut(&Page)) -> usize {
    let mut queue = vec!["/".to_owned()];
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut of_pattern: BTreeMap<String, usize> = BTreeMap::new();
    let mut visited = 0;
    while let Some(path) = queue.pop() {
        let page = browser.get(&path).await;
        if page.status == 303 {
            let to = page.location.clone().unwrap_or_default();
            assert_ne!(to, "/sign-in", "{role} at {path}: thrown out");
            if seen.insert(to.clone()) {
                queue.push(to);
            }
            continue;
        }
        assert_eq!(page.status, 200, "{role} followed a link to {path}: {}", page.status);
        visited += 1;
        let html = page.headers.get("content-type").is_some_and(|t| t.to_str().unwrap().starts_with("text/html"));
        if !html {
            continue;
        }
        visit(&page);
        for link in page.links() {
            let pattern = pattern(&link);
            let n = of_pattern.entry(pattern).or_default();
            if *n < 3 && seen.insert(link.clone()) {
                *n += 1;
                queue.push(link);
            }
        }
        assert!(visited < 600, "{role}: the crawl does not end");
    }
    visited
}

/// The link with ids and paging taken out.
fn pattern(link: &str) -> String {
    let path = link.split('?').next().unwrap_or_default();
    // Rules of law are named by words.
    path.split('/')
        .map(|p| if (p.len() == 36 && p.contains('-')) || (path.starts_with("/law/") && p.contains('.')) { "{}" } else { p })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn no_link_is_dead_or_forbidden_and_every_page_is_well_made() {
    let house = House::open().await;
    for &role in Role::ALL {
        for language in ["nb", "en"] {
            let mut browser = house.as_role(role).await;
            browser.language = language;
            let pages = crawl(&mut browser, role, |page| crate::house::well_made(page, language)).await;
            assert!(pages > 3, "{role}: only {pages} pages");
        }
    }
}

/// A number over every row of the tables that hold the domain.
async fn fingerprint(house: &House) -> BTreeMap<String, String> {
    let mut admin = house.admin().await;
    let tables = sqlx::query(
        "select schemaname || '.' || tablename as t from pg_tables where schemaname in (select nspname from pg_namespace where nspowner = 'overgang_owner'::regrole) and schemaname <> 'audit'
            and tablename not in ('session', 'idempotency', 'throttle') order by 1",
    )
    .fetch_all(&mut admin)
    .await
    .unwrap();
    let mut out = BTreeMap::new();
    for row in tables {
        let table: String = row.get("t");
        let sql = format!("select count(*)::text || ':' || coalesce(sum(hashtextextended(x::text, 0)::numeric), 0)::text from {table} x");
        let sum: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut admin).await.unwrap();
        out.insert(table, sum);
    }
    out
}

#[tokio::test]
async fn no_get_changes_a_domain_row() {
    let house = House::open().await;
    let before = fingerprint(&house).await;
    for &role in Role::ALL {
        let mut browser = house.as_role(role).await;
        crawl(&mut browser, role, |_| ()).await;
    }
    let after = fingerprint(&house).await;
    for (table, was) in &before {
        assert_eq!(after.get(table), Some(was), "looking at pages changed {table}");
    }
}

#[tokio::test]
async fn every_page_about_a_person_leaves_a_look() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    for &role in Role::ALL {
        let username = house.username(role).await;
        let mut browser = house.as_user(&username).await;
        let mut pages = Vec::new();
        crawl(&mut browser, role, |page| pages.push(page.headers.get("x-request-id").unwrap().to_str().unwrap().to_owned() + " " + &page.path)).await;
        for line in pages {
            let (id, path) = line.split_once(' ').unwrap();
            if !pattern(path).starts_with("/inmates/{}") {
                continue;
            }
            let looks: i64 =
                sqlx::query_scalar("select count(*) from audit.entry where request_id = $1::uuid and action in ('look', 'print') and inmate_id is not null")
                    .bind(id)
                    .fetch_one(&mut admin)
                    .await
                    .unwrap();
            assert!(looks > 0, "{role} saw {path} and no entry tells of it");
        }
    }
}

/// Every form that a role meets, sent as the page filled it: whatever it does, it never fails inside, and what it changes leaves an entry.
#[tokio::test]
async fn every_accepted_post_leaves_an_entry() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    for &role in Role::ALL {
        let username = house.username(role).await;
        let mut browser = house.as_user(&username).await;
        let mut forms: BTreeMap<String, (String, String)> = BTreeMap::new();
        crawl(&mut browser, role, |page| {
            for action in page.actions() {
                forms.entry(pattern(&action)).or_insert((page.path.clone(), action));
            }
        })
        .await;
        for (pattern, (path, action)) in forms {
            // Ways out of the session, and what anybody may send, are walked in door.rs.
            if ["/sign-out", "/hat", "/language", "/sign-in", "/me/sessions/end-others", "/demo/sign-in", "/walls"].contains(&pattern.as_str())
                || pattern.contains("sessions")
            {
                continue;
            }
            let page = browser.get(&path).await;
            if page.form(&action).is_none() {
                continue;
            }
            let answer = browser.submit(&page, &action, &[]).await;
            assert!(answer.status < 500, "{role}: {pattern} as the page filled it answered {}: {}", answer.status, answer.text());
            let id = answer.headers.get("x-request-id").unwrap().to_str().unwrap();
            let entries: i64 = sqlx::query_scalar("select count(*) from audit.entry where request_id = $1::uuid").bind(id).fetch_one(&mut admin).await.unwrap();
            let settings = pattern.starts_with("/me/") || pattern.starts_with("/notices") || pattern == "/confirm";
            if answer.status == 303 && answer.location.as_deref().is_some_and(|l| !l.starts_with("/confirm")) && !settings {
                assert!(entries > 0, "{role}: {pattern} was accepted and left no entry");
            }
        }
    }
}
