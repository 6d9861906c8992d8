//! Wall screens and what is owed on homes: a board that hangs alone for a day, and numbers that are those of their lists.

use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// A day ahead at most; the clock of the tests stands at ten in the morning.
const UNTIL: &str = "2026-11-24T06:00";

async fn hang(duty: &mut Browser, board: &str) -> Page {
    let page = duty.get("/walls").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    duty.submit(&page, "/walls", &[("board", board), ("until", UNTIL)]).await
}

#[tokio::test]
async fn a_wall_screen_shows_one_board_and_nothing_else() {
    let house = House::open().await;
    let mut duty = house.as_role(Role::DutyOfficer).await;
    let page = duty.get("/walls").await;
    for (board, until, field) in
        [("", UNTIL, "board"), ("prison", "2026-11-25T12:00", "until"), ("prison", "2026-11-22T12:00", "until"), ("prison", "snart", "until")]
    {
        let wrong = duty.submit(&page, "/walls", &[("board", board), ("until", until)]).await;
        assert_eq!((wrong.status, wrong.all(&format!("#{field}-fault")).len()), (422, 1), "{board} {until}: {}", wrong.text());
        crate::house::well_made(&wrong, "nb");
    }
    assert_eq!(house.as_role(Role::Officer).await.get("/walls").await.status, 403);
    assert_eq!(house.as_role(Role::Governor).await.get("/walls").await.status, 403);

    let old = duty.session_cookie().unwrap();
    let hung = hang(&mut duty, "prison").await;
    let path = hung.location.clone().unwrap_or_else(|| panic!("{}", hung.text()));
    assert!(path.starts_with("/prison-board?prison="), "{path}");
    let mut thief = house.browser();
    thief.set_cookie("overgang", &old);
    assert_eq!(thief.get("/").await.location.as_deref(), Some("/sign-in"), "the officer is signed out of the screen");
    let mut wall = duty;
    let board = wall.get(&path).await;
    assert_eq!(board.status, 200, "{}", board.text());
    assert!(board.all("form").is_empty() && board.all("nav").is_empty(), "the board alone");
    let inmate: Uuid = house.ask("select inmate_id from custody.in_custody order by 1 limit 1").await;
    for closed in
        ["/".to_owned(), "/inmates".to_owned(), format!("/inmates/{inmate}"), "/me/sessions".to_owned(), "/walls".to_owned(), "/prison-board".to_owned()]
    {
        assert_eq!(wall.get(&closed).await.location.as_deref(), Some(path.as_str()), "{closed} leads back");
    }
    assert_eq!(wall.get_fragment(&path).await.status, 200, "renews itself");
    let token = csrf(&mut house.as_role(Role::DutyOfficer).await).await;
    assert_eq!(wall.post("/roll-call", &[("csrf", &token), ("extra_why", "Brannalarm i verkstedet")]).await.status, 403, "sends nothing");
    let entries: i64 = house.ask("select count(*) from audit.entry where action = 'administer' and detail ? 'wall'").await;
    assert_eq!(entries, 1);

    // Hours of nobody touching it do not end it; the set hour does.
    house.clock.advance(chrono::TimeDelta::hours(11));
    assert_eq!(wall.get(&path).await.status, 200, "a wall does not grow idle");
    house.clock.advance(chrono::TimeDelta::hours(10));
    assert_eq!(wall.get(&path).await.location.as_deref(), Some("/sign-in"), "its hour has come");
}

async fn csrf(browser: &mut Browser) -> String {
    browser.token().await
}

#[tokio::test]
async fn any_duty_officer_takes_a_wall_screen_down() {
    let house = House::open().await;
    let mut wall = house.as_role(Role::DutyOfficer).await;
    let page = wall.get("/walls").await;
    let unit = page
        .html()
        .select(&scraper::Selector::parse("select[name=board] option").unwrap())
        .nth(1)
        .and_then(|o| o.value().attr("value").map(str::to_owned))
        .unwrap();
    let hung = hang(&mut wall, &unit).await;
    assert_eq!(hung.location.as_deref(), Some(format!("/units/{unit}/wall").as_str()), "{}", hung.text());
    assert_eq!(wall.get(&format!("/units/{unit}/wall")).await.status, 200);
    assert_eq!(wall.get(&format!("/units/{unit}/board")).await.status, 303, "with names it is not for a wall");
    let mut duty = house.as_role(Role::DutyOfficer).await;
    let mine = duty.get("/me/sessions").await;
    assert!(mine.html().root_element().text().collect::<String>().contains("Veggskjerm"), "in the list of one's own sessions too");
    let page = duty.get("/walls").await;
    let down = page.actions().into_iter().find(|a| a.ends_with("/take-down")).unwrap();
    let elsewhere: String = house
        .ask("select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'DUT' and a.username not like '%.hal' order by 1 limit 1")
        .await;
    assert_eq!(house.as_user(&elsewhere).await.post_with_token(&down, &[]).await.status, 404, "not of another prison");
    assert_eq!(duty.submit(&page, &down, &[]).await.status, 303);
    assert_eq!(duty.post_with_token(&down, &[]).await.status, 404, "down already");
    assert_eq!(wall.get(&format!("/units/{unit}/wall")).await.location.as_deref(), Some("/sign-in"));
}

/// The number on the tile that leads there.
fn tile(page: &Page, href: &str) -> Option<String> {
    page.all(&format!("a.tile[href=\"{href}\"] .tile-value")).first().map(|v| v.trim().to_owned())
}

#[tokio::test]
async fn what_is_owed_on_homes_is_what_the_lists_hold() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    // Something of each: two tests that nobody has taken and an incident past its day, at the prison of the accounts.
    let (prison, officer): (Uuid, Uuid) = sqlx::query_as(
        "select x.prisons[1], a.id from access.account a join access.assignment x on x.account_id = a.id where a.username = $1 and x.role = 'DUT'",
    )
    .bind(house.username(Role::DutyOfficer).await)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into custody.incident (id, prison_id, year, number, kind, at, recorded_at, description, state, reported_by, reporter_role, submitted_at, owner, due_on)
         values (gen_random_uuid(), $1, 2026, 9001, 'OTHER', '2026-11-10 09:00+00', '2026-11-10 09:10+00', 'Prøve', 'submitted', $2, 'DUT', '2026-11-10 09:10+00', $2, '2026-11-20')",
    )
    .bind(prison)
    .bind(officer)
    .execute(&mut admin)
    .await
    .unwrap();
    for role in [Role::DutyOfficer, Role::Officer, Role::ContactOfficer] {
        let mut browser = house.as_role(role).await;
        let home = browser.get("/").await;
        assert_eq!(home.status, 200);
        crate::house::well_made(&home, "nb");
        // Whoever runs the house sees every number; an officer what there is of it within reach.
        for (href, what) in [("/incidents?list=stalled", role == Role::DutyOfficer), ("/tests?list=due", false), ("/inspections?kind=daily", false)] {
            let Some(number) = tile(&home, href) else {
                assert!(!what, "{role}: no tile for {href}");
                continue;
            };
            let list = browser.get(href).await;
            assert_eq!(list.status, 200);
            let chips = list.all(".chips .chip[aria-current=true]");
            assert!(chips.iter().any(|c| c.trim().ends_with(&number)), "{role}: {href} says {chips:?}, the home says {number}");
        }
        if role == Role::ContactOfficer {
            let number = tile(&home, "/my-people?show=due").unwrap();
            let list = browser.get("/my-people?show=due").await;
            assert_eq!(list.all("ul.rows > li").len().to_string(), number, "one line for each talk owed");
        }
    }
}
