//! The house's own rules, read from pages and from the source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use scraper::Selector;
use sqlx::Connection;

use crate::support::{Database, House, Page};

/// One heading, one main, names for everything that can be filled or pressed, ids once, nothing inline, the right language.
pub fn well_made(page: &Page, language: &str) {
    let (html, path) = (page.html(), &page.path);
    let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("h1"), 1, "{path}: exactly one h1");
    assert_eq!(count("main"), 1, "{path}: exactly one main");
    assert_eq!(count("head > title"), 1, "{path}: a title");
    assert_eq!(count("[style]"), 0, "{path}: inline style");
    assert_eq!(count("script:not([src])"), 0, "{path}: inline script");
    assert_eq!(page.html().root_element().value().attr("lang"), Some(language), "{path}: language");
    let mut ids = BTreeSet::new();
    for e in html.select(&Selector::parse("[id]").unwrap()) {
        let id = e.value().attr("id").unwrap_or_default();
        assert!(!id.is_empty() && ids.insert(id.to_owned()), "{path}: id {id:?} twice");
    }
    for e in html.select(&Selector::parse("*").unwrap()) {
        for (name, value) in e.value().attrs() {
            assert!(!name.starts_with("on"), "{path}: inline handler {name}");
            assert!(!value.contains("javascript:"), "{path}: {name}");
            if ["aria-describedby", "aria-labelledby", "for"].contains(&name) {
                for id in value.split_whitespace() {
                    assert!(ids.contains(id), "{path}: {name} names {id}, which is not there");
                }
            }
        }
    }
    for e in html.select(&Selector::parse("input:not([type=hidden]), select, textarea").unwrap()) {
        let v = e.value();
        let labelled = v.attr("aria-label").is_some()
            || v.attr("aria-labelledby").is_some()
            || v.attr("id").is_some_and(|id| count(&format!("label[for='{id}']")) > 0)
            || e.ancestors().any(|a| a.value().as_element().is_some_and(|a| a.name() == "label"));
        assert!(labelled, "{path}: {:?} has no label", v.attr("name"));
    }
    for e in html.select(&Selector::parse("a, button").unwrap()) {
        let named = e.value().attr("aria-label").is_some()
            || !e.text().collect::<String>().trim().is_empty()
            || e.select(&Selector::parse("img[alt]").unwrap()).next().is_some();
        assert!(named, "{path}: a nameless {}: {}", e.value().name(), e.html());
    }
    for e in html.select(&Selector::parse("form[method=post]").unwrap()) {
        let action = e.value().attr("action").unwrap_or(path).to_owned();
        let open = ["/language", "/sign-in", "/demo/sign-in"].contains(&action.as_str());
        assert!(open || e.select(&Selector::parse("input[name=csrf]").unwrap()).next().is_some(), "{path}: the form to {action} has no token");
    }
    for e in html.select(&Selector::parse("table").unwrap()) {
        assert!(e.select(&Selector::parse("th").unwrap()).next().is_some(), "{path}: a table without headings");
    }
    let text = page.text();
    for left in ["{{", "{%", "msg_", "\u{2068}"] {
        assert!(!text.contains(left), "{path}: {left:?} left in the page");
    }
}

fn sources(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, ending: &str, out: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, out);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut out);
    out
}

/// The layer of a source file: the lower the number, the less it may know.
fn layer(module: &str) -> Option<usize> {
    [
        "platform",
        "law",
        "reference",
        "access",
        "web",
        "entrance",
        "staff",
        "estate",
        "lawbook",
        "inmates",
        "deadlines",
        "plan",
        "custody",
        "programmes",
        "activities",
        "learning",
        "money",
        "health",
        "audit",
        "rights",
        "home",
        "demo",
        "app",
        "command",
    ]
    .iter()
    .position(|l| *l == module)
}

#[test]
fn imports_go_down_only() {
    // What each layer may look at besides everything below it. Pages of the register show where somebody is and what is recorded there.
    let exceptions: &[(&str, &str)] =
        &[("inmates", "custody"), ("platform", "access"), ("web", "inmates"), ("staff", "inmates"), ("inmates", "health"), ("config", "app")];
    for (path, text) in sources("src", ".rs") {
        let relative = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap().to_string_lossy().into_owned();
        let module = relative.split(['/', '.']).next().unwrap();
        let Some(own) = layer(module) else { continue };
        for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
            for (at, _) in line.match_indices("crate::") {
                let target = line[at + 7..].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                let Some(other) = layer(target) else { continue };
                let allowed = other <= own || (exceptions.contains(&(module, target)) && (module, target) == ("inmates", "custody"));
                assert!(allowed, "{relative} imports crate::{target}, which stands above it: {line}");
            }
        }
    }
}

#[test]
fn sql_lives_in_stores_platform_access_and_the_generator() {
    for (path, text) in sources("src", ".rs") {
        let relative = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap().to_string_lossy().replace('\\', "/");
        let home = ["platform/", "access/", "demo/", "reference/", "command/"].iter().any(|h| relative.starts_with(h))
            || relative.contains("store")
            || relative.ends_with("command.rs")
            || relative.ends_with("seed.rs")
            || relative.contains("demonstration");
        if home {
            continue;
        }
        for needle in ["sqlx::query", "query!(", "query_as!(", "query_scalar!("] {
            assert!(!text.contains(needle), "{relative} holds SQL; it belongs in a store.rs");
        }
    }
}

#[test]
fn no_shortcut_is_left_in_the_source() {
    for (path, text) in sources("src", ".rs") {
        for needle in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("] {
            assert!(!text.contains(needle), "{}: {needle}", path.display());
        }
    }
    for (path, text) in sources("templates", ".html") {
        for needle in [" style=\"", " onclick", " onchange", "<script>", "TODO"] {
            assert!(!text.contains(needle), "{}: {needle}", path.display());
        }
    }
}

#[test]
fn both_languages_say_everything() {
    let keys = |language: &str| -> BTreeSet<String> {
        sources(&format!("locales/{language}"), ".ftl")
            .iter()
            .flat_map(|(_, text)| {
                text.lines().filter(|l| !l.starts_with(['#', ' ', '}'])).filter_map(|l| l.split_once(" =")).map(|(k, _)| k.to_owned()).collect::<Vec<_>>()
            })
            .collect()
    };
    let (nb, en) = (keys("nb"), keys("en"));
    assert_eq!(nb.symmetric_difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "these are said in one language only");
}

#[tokio::test]
async fn the_database_keeps_its_own_rules() {
    let database = Database::copy().await;
    let mut admin = sqlx::PgConnection::connect(&database.url).await.unwrap();
    let findings: Vec<String> = sqlx::query_scalar(include_str!("lint.sql")).fetch_all(&mut admin).await.unwrap();
    assert_eq!(findings, Vec::<String>::new());
}

#[tokio::test]
async fn migrations_make_a_whole_database_of_an_empty_one() {
    let database = Database::empty().await;
    overgang::command::prepare(&database.url).await.unwrap();
    overgang::command::prepare(&database.url).await.unwrap();
    let mut admin = sqlx::PgConnection::connect(&database.url).await.unwrap();
    let roles: i64 = sqlx::query_scalar("select count(*) from access.role_rights").fetch_one(&mut admin).await.unwrap();
    assert_eq!(roles, 18);
}

#[tokio::test]
async fn the_house_opens() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.get("/sign-in").await;
    assert_eq!(page.status, 200);
    well_made(&page, "nb");
    for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/nothing-here", 404), ("/assets/nothing.css", 404)] {
        assert_eq!(browser.get(path).await.status, status, "{path}");
    }
}
