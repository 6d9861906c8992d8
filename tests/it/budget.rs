//! How often a page may wait for the database: session check, audit, `begin` and `commit` included. Round trips are what a page's time is
//! made of; counts are the same on every machine, timings are not.
//!
//! The first trip is `begin` with the session check, the last one the audit trail with `commit`: a page that asks nothing else has two.
//! A page over its budget fails here. Join its statements (`union all` of one shape, panels in one statement as in
//! `inmates::overview::store::front`, last words with the commit) before raising the number; a page under its budget lowers it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::support::{Browser, Database, House, Page};

/// The page after signing in.
const HOME: &[(Role, usize)] = &[
    (Role::Officer, 7),
    (Role::ContactOfficer, 6),
    (Role::DutyOfficer, 10),
    (Role::Governor, 11),
    (Role::WorkSupervisor, 6),
    (Role::Teacher, 6),
    (Role::Nurse, 7),
    (Role::Doctor, 7),
    (Role::Psychologist, 7),
    (Role::Pharmacy, 4),
    (Role::CaseManager, 5),
    (Role::Reintegration, 5),
    (Role::Transfers, 5),
    (Role::Visits, 3),
    (Role::Finance, 3),
    (Role::Chaplain, 3),
    (Role::Auditor, 2),
    (Role::System, 3),
];

/// The list of inmates.
const LIST: &[(Role, usize)] = &[
    (Role::Officer, 4),
    (Role::ContactOfficer, 4),
    (Role::DutyOfficer, 4),
    (Role::Governor, 4),
    (Role::WorkSupervisor, 4),
    (Role::Nurse, 4),
    (Role::CaseManager, 4),
    (Role::Reintegration, 4),
    (Role::Finance, 4),
    (Role::Chaplain, 4),
    (Role::Auditor, 3),
];

/// The front page of the first person on that list.
const OVERVIEW: &[(Role, usize)] = &[
    (Role::Officer, 4),
    (Role::ContactOfficer, 4),
    (Role::DutyOfficer, 4),
    (Role::Governor, 4),
    (Role::WorkSupervisor, 5),
    (Role::Nurse, 4),
    (Role::CaseManager, 4),
    (Role::Reintegration, 4),
    (Role::Finance, 3),
    (Role::Chaplain, 4),
    (Role::Auditor, 4),
];

/// A search for that person by both names.
const SEARCH: &[(Role, usize)] =
    &[(Role::Officer, 4), (Role::DutyOfficer, 4), (Role::Nurse, 4), (Role::CaseManager, 4), (Role::Finance, 4), (Role::Transfers, 5)];

/// The board of the officer's unit: who asks, the unit with its cells and people, what is known of them and their day, the trail.
const BOARD: (Role, usize) = (Role::Officer, 4);

/// The stream of that board: who asks, and which version there is. While nothing changes, one more every 25 seconds.
const STREAM: (Role, usize) = (Role::Officer, 3);

/// The lists for the unit's doors: who asks, the unit with its people and their ways, the trail.
const DOORS: (Role, usize) = (Role::Officer, 3);

/// The board of the prison: who asks, the units, the traffic of the day, the trail.
const HOUSE: (Role, usize) = (Role::DutyOfficer, 8);

/// A tap at a door: who asks, the key by which it acts once, the tap, the trail with where it led.
const TAP: (Role, usize) = (Role::Officer, 5);

/// A change to who that person is, by whoever keeps the register.
const EDIT: (Role, usize) = (Role::CaseManager, 6);

/// What this thread sends, which runs the program and the test in turn: a message each, and so a trip.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<Vec<String>>>);

impl Statements {
    /// What was sent since the last time.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut sql = Sql::default();
            event.record(&mut sql);
            let text = sql.text();
            // The listening connection is nobody's request.
            if !text.starts_with("LISTEN") {
                self.0.lock().unwrap().push(text);
            }
        }
    }
}

/// The two fields in which sqlx tells a statement: its first words, and all of it when there are more.
#[derive(Default)]
struct Sql {
    summary: String,
    statement: String,
}

impl Sql {
    fn text(self) -> String {
        let text = if self.statement.trim().is_empty() { self.summary } else { self.statement };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Visit for Sql {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// A program with one connection, so that what its first request prepares serves all others.
async fn house() -> House {
    let database = Database::copy().await;
    let logins = Logins::from_admin(&database.url).unwrap();
    let db = Db::open(&logins, true, true, 1).unwrap();
    House::on(database, db, true).await
}

/// Pages over their budget, with what they sent; and what was counted, for whoever sets budgets.
#[derive(Default)]
struct Verdict {
    over: Vec<String>,
    counted: BTreeMap<String, usize>,
}

impl Verdict {
    fn judge(&mut self, page: &str, role: Role, budget: usize, sent: &[String]) {
        assert!(!sent.is_empty(), "{role}, {page}: no trip was counted: sqlx logs otherwise than this test reads");
        if sent.len() > budget {
            let list: String = sent.iter().map(|sql| format!("\n    {}", sql.chars().take(150).collect::<String>())).collect();
            self.over.push(format!("{role}, {page}: {} trips, budget {budget}:{list}", sent.len()));
        }
        self.counted.insert(format!("{page} {role}"), sent.len());
    }

    fn conclude(self) {
        let counted: String = self.counted.iter().map(|(what, n)| format!("\n  {what}: {n}")).collect();
        assert!(self.over.is_empty(), "over budget:\n  {}\n\ncounted:{counted}\n\nJoin statements first; tests/it/budget.rs says how.", self.over.join("\n  "));
    }
}

/// A page the third time: the first may ask for the types of new columns, the second for names that were forgotten when the ear opened.
async fn count(statements: &Statements, browser: &mut Browser, path: &str) -> (Page, Vec<String>) {
    for _ in 0..2 {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path} answered {}", page.status);
    }
    statements.take();
    let page = browser.get(path).await;
    (page, statements.take())
}

/// The first person that a page links to.
fn first_person(page: &Page) -> Option<uuid::Uuid> {
    page.links().iter().find_map(|link| link.strip_prefix("/inmates/")?.get(..36)?.parse().ok())
}

/// Counts what this thread sends. Other tests come and go at the same time, and with them the process's view of whether anybody listens:
/// somebody who always does keeps it from closing its ears between two of them.
fn listen(statements: &Statements) -> tracing::subscriber::DefaultGuard {
    static SOMEBODY: std::sync::Once = std::sync::Once::new();
    SOMEBODY.call_once(|| drop(tracing::subscriber::set_global_default(tracing_subscriber::registry())));
    tracing::subscriber::set_default(tracing_subscriber::registry().with(statements.clone()))
}

#[tokio::test]
async fn no_page_waits_more_often_than_its_budget() {
    let statements = Statements::default();
    let _guard = listen(&statements);
    let house = house().await;
    let mut verdict = Verdict::default();
    for &(role, budget) in HOME {
        let mut browser = house.as_role(role).await;
        let (_, sent) = count(&statements, &mut browser, "/").await;
        verdict.judge("home", role, budget, &sent);
    }
    for &(role, budget) in LIST {
        let mut browser = house.as_role(role).await;
        let (page, sent) = count(&statements, &mut browser, "/inmates").await;
        verdict.judge("list", role, budget, &sent);
        // Whoever is at no single prison chooses one first.
        let page = match page.links().iter().find(|l| l.starts_with("/inmates?prison=")) {
            Some(choice) if first_person(&page).is_none() => browser.get(choice).await,
            _ => page,
        };
        let Some(&(_, budget)) = OVERVIEW.iter().find(|(r, _)| *r == role) else { continue };
        // Whoever is named one by one may have nobody just now.
        let Some(id) = first_person(&page) else { continue };
        let (_, sent) = count(&statements, &mut browser, &format!("/inmates/{id}")).await;
        verdict.judge("overview", role, budget, &sent);
    }
    assert!(verdict.counted.keys().filter(|k| k.starts_with("overview")).count() * 2 > OVERVIEW.len(), "too few overviews were counted");
    verdict.conclude();
}

#[tokio::test]
async fn no_search_waits_more_often_than_its_budget() {
    let statements = Statements::default();
    let _guard = listen(&statements);
    let house = house().await;
    let mut duty = house.as_role(Role::DutyOfficer).await;
    let id = first_person(&duty.get("/inmates").await).unwrap();
    let name: String = sqlx::query_scalar("select family_name || ' ' || given_name from inmates.inmate where id = $1")
        .bind(id)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let mut verdict = Verdict::default();
    for &(role, budget) in SEARCH {
        let mut browser = house.as_role(role).await;
        browser.post_with_token("/search", &[("q", &name)]).await;
        let token = browser.token().await;
        statements.take();
        let page = browser.post("/search", &[("csrf", &token), ("q", &name)]).await;
        let sent = statements.take();
        assert_eq!(page.status, 200, "{role}: searching answered {}", page.status);
        verdict.judge("search", role, budget, &sent);
    }
    verdict.conclude();
}

#[tokio::test]
async fn no_edit_waits_more_often_than_its_budget() {
    let statements = Statements::default();
    let _guard = listen(&statements);
    let house = house().await;
    let (role, budget) = EDIT;
    let mut browser = house.as_role(role).await;
    let id = first_person(&browser.get("/inmates?show=mine").await).unwrap();
    let path = format!("/inmates/{id}/person/edit");
    let mut verdict = Verdict::default();
    for text in ["once", "twice"] {
        let form = browser.get(&path).await;
        assert_eq!(form.status, 200, "the form answered {}: {}", form.status, form.text());
        statements.take();
        let answer = browser.submit(&form, &path, &[("stated_gender", text), ("confirmed", "yes")]).await;
        let sent = statements.take();
        assert_eq!(answer.status, 303, "the edit answered {}: {}", answer.status, answer.text());
        // The first one may prepare types.
        if text == "twice" {
            verdict.judge("edit", role, budget, &sent);
        }
    }
    verdict.conclude();
}

#[tokio::test]
async fn no_board_waits_more_often_than_its_budget() {
    let statements = Statements::default();
    let _guard = listen(&statements);
    let house = house().await;
    let mut verdict = Verdict::default();
    let mut officer = house.as_role(BOARD.0).await;
    let path = officer.get("/board").await.location.unwrap();
    let (page, sent) = count(&statements, &mut officer, &path).await;
    verdict.judge("board", BOARD.0, BOARD.1, &sent);
    for list in ["unlock", "movement"] {
        let (_, sent) = count(&statements, &mut officer, &path.replace("/board", &format!("/lists/{list}"))).await;
        verdict.judge(list, DOORS.0, DOORS.1, &sent);
    }
    let opened = officer.open_stream(&path.replace("/board", "/live")).await;
    assert_eq!(opened.status(), 200);
    verdict.judge("stream", STREAM.0, STREAM.1, &statements.take());
    drop(opened);
    let (_, sent) = count(&statements, &mut house.as_role(HOUSE.0).await, "/prison-board").await;
    verdict.judge("prison board", HOUSE.0, HOUSE.1, &sent);
    let action = path.replace("/board", "/unlock");
    for state in ["unlocked", "in"] {
        let fields = page.form(&action).unwrap();
        let mut fields: Vec<(&str, &str)> = fields.iter().filter(|f| f.0 != "once").map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let once = uuid::Uuid::now_v7().to_string();
        fields.extend([("once", once.as_str()), ("state", state)]);
        statements.take();
        let answer = officer.post(&action, &fields).await;
        let sent = statements.take();
        assert_eq!(answer.status, 303, "the tap answered {}: {}", answer.status, answer.text());
        if state == "in" {
            verdict.judge("tap", TAP.0, TAP.1, &sent);
        }
    }
    verdict.conclude();
}
