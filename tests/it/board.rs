//! The unit's day: one tap a door, what open boards hear, what a wall tells, what a shift hands over, whose turn it is.

use std::time::Duration;

use axum::body::Body;
use axum::http::header;
use chrono::TimeDelta;
use http_body_util::BodyExt;
use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// An officer of a unit, and somebody who lives there and is not out.
struct Scene {
    house: House,
    officer: Browser,
    username: String,
    unit: Uuid,
    inmate: Uuid,
    name: String,
}

impl Scene {
    async fn open() -> Self {
        let house = House::open().await;
        let username = house.username(Role::Officer).await;
        let mut admin = house.admin().await;
        let unit: Uuid = sqlx::query_scalar(
            "select s.unit_id from staff.shift s join access.account a on a.id = s.account_id where a.username = $1 and s.during @> $2 and s.unit_id is not null limit 1",
        )
        .bind(&username)
        .bind(world_time())
        .fetch_one(&mut admin)
        .await
        .unwrap();
        let (inmate, name): (Uuid, String) = sqlx::query_as(
            "select i.id, i.family_name || ', ' || i.given_name from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
              where w.unit_id = $1 and w.out_reason is null and not i.protected and w.cell_id is not null order by i.id limit 1",
        )
        .bind(unit)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        let officer = house.as_user(&username).await;
        Self { house, officer, username, unit, inmate, name }
    }

    fn board(&self) -> String {
        format!("/units/{}/board", self.unit)
    }

    /// Taps as the page of the officer does.
    async fn tap(&mut self, fields: &[(&str, &str)]) -> Page {
        let (path, inmate) = (format!("/units/{}/unlock", self.unit), self.inmate.to_string());
        let mut all = vec![("inmate", inmate.as_str())];
        all.extend_from_slice(fields);
        self.officer.post_with_token(&path, &all).await
    }

    async fn states(&self) -> Vec<(String, bool)> {
        sqlx::query_as("select state, undone_at is not null from custody.unlock where inmate_id = $1 and recorded_at >= $2 order by recorded_at, id")
            .bind(self.inmate)
            .bind(world_time())
            .fetch_all(&mut self.house.admin().await)
            .await
            .unwrap()
    }

    async fn version(&self) -> i64 {
        sqlx::query_scalar("select version from custody.unit_version where unit_id = $1")
            .bind(self.unit)
            .fetch_one(&mut self.house.admin().await)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn one_tap_undo_and_refusing_with_a_reason() {
    let mut scene = Scene::open().await;
    let to_board = scene.officer.get("/board").await;
    assert_eq!(to_board.location.as_deref(), Some(scene.board().as_str()));
    let page = scene.officer.get(&scene.board()).await;
    assert_eq!(page.status, 200);
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains(&scene.name));

    let tapped = scene.tap(&[("state", "unlocked")]).await;
    assert_eq!(tapped.status, 303, "{}", tapped.text());
    let after = scene.officer.follow(&tapped).await;
    assert!(after.all("#toast").first().is_some_and(|t| t.contains("låst opp 10:00") && t.contains("Angre")), "{:?}", after.all("#toast"));
    let undo = after.value("#toast [data-undo]").unwrap();

    let undone = scene.tap(&[("state", &undo)]).await;
    assert_eq!(undone.status, 303);
    assert_eq!(scene.states().await, vec![("unlocked".to_owned(), true)]);
    // Taken back twice: nothing happens, and nothing is broken.
    let again = scene.tap(&[("state", &undo)]).await;
    assert_eq!(again.status, 303);

    let refused = scene.tap(&[("state", "refused"), ("reason", "vil sove")]).await;
    let page = scene.officer.follow(&refused).await;
    assert!(page.text().contains("vil sove") && page.text().contains("Nekter å komme ut"));
    let remaining = scene.officer.get(&format!("{}?show=remaining", scene.board())).await;
    assert!(!remaining.text().contains(&scene.name), "who refuses is accounted for");
    assert_eq!(scene.tap(&[("state", "out")]).await.status, 400);
    assert_eq!(scene.tap(&[("state", "undo:x")]).await.status, 400);
}

#[tokio::test]
async fn sent_twice_it_happens_once_and_of_two_officers_the_last_wins() {
    let mut scene = Scene::open().await;
    let once = Uuid::now_v7().to_string();
    for _ in 0..2 {
        assert_eq!(scene.tap(&[("state", "unlocked"), ("once", &once)]).await.status, 303);
    }
    assert_eq!(scene.states().await.len(), 1);
    // A colleague of the same prison, on another unit.
    let mut admin = scene.house.admin().await;
    let other: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id and x.role in ('OFF', 'CON', 'DUT')
          where a.demonstration and a.username <> $1 and x.prisons && (select y.prisons from access.assignment y join access.account b on b.id = y.account_id where b.username = $1 limit 1) order by 1 limit 1",
    )
    .bind(&scene.username)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let mut colleague = scene.house.as_user(&other).await;
    let path = format!("/units/{}/unlock", scene.unit);
    let inmate = scene.inmate.to_string();
    scene.house.clock.advance(TimeDelta::minutes(1));
    let answer = colleague.post_with_token(&path, &[("inmate", &inmate), ("state", "stays")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = scene.officer.get(&scene.board()).await;
    let name: String = sqlx::query_scalar("select display_name from access.account where username = $1").bind(&other).fetch_one(&mut admin).await.unwrap();
    assert!(page.text().contains(&format!("{name}, 10:01")), "the row says who was last");
    let held = page.all(".held");
    assert!(held.iter().any(|h| h.contains("Blir på cella")), "{held:?}");
}

#[tokio::test]
async fn a_tap_told_later_keeps_its_time_and_its_round() {
    let mut scene = Scene::open().await;
    let made = (world_time() - TimeDelta::minutes(50)).to_rfc3339();
    assert_eq!(scene.tap(&[("state", "unlocked"), ("made_at", &made)]).await.status, 303);
    let page = scene.officer.get(&scene.board()).await;
    assert!(page.text().contains("09:10"), "the time it was made");
    for wrong in ["2026-11-24T12:00:00Z", "2026-11-21T12:00:00Z", "i stad"] {
        assert_eq!(scene.tap(&[("state", "unlocked"), ("made_at", wrong)]).await.status, 400, "{wrong}");
    }
    // After the doors are locked for the night the board begins anew, without anybody doing anything.
    scene.house.clock.advance(TimeDelta::hours(15));
    let mut officer = scene.house.as_user(&scene.username).await;
    let evening = officer.get(&format!("{}?show=remaining", scene.board())).await;
    assert!(evening.text().contains(&scene.name), "locked again by the clock");
}

#[tokio::test]
async fn nobody_is_unlocked_who_is_out_elsewhere_or_not_to_be_seen() {
    let mut scene = Scene::open().await;
    let mut admin = scene.house.admin().await;
    let path = format!("/units/{}/unlock", scene.unit);
    // Of another prison: the unit and the person.
    let (unit, elsewhere): (Uuid, Uuid) = sqlx::query_as(
        "select w.unit_id, w.inmate_id from custody.in_custody w where w.prison_id <> (select prison_id from estate.unit where id = $1) order by w.inmate_id limit 1",
    )
    .bind(scene.unit)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    for page in ["board", "wall", "print", "live", "handovers", "rota"] {
        assert_eq!(scene.officer.get(&format!("/units/{unit}/{page}")).await.status, 404, "{page}");
    }
    let answer = scene.officer.post_with_token(&path, &[("inmate", &elsewhere.to_string()), ("state", "unlocked")]).await;
    assert_eq!(answer.status, 404);
    // Roles without the class.
    let mut teacher = scene.house.as_role(Role::Teacher).await;
    assert_eq!(teacher.get(&scene.board()).await.status, 403);
    let mut governor = scene.house.as_role(Role::Governor).await;
    assert_eq!(governor.post_with_token(&path, &[("inmate", &scene.inmate.to_string()), ("state", "unlocked")]).await.status, 403);
    // Out of the prison.
    sqlx::query(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, expected_back, recorded_by)
         select gen_random_uuid(), w.inmate_id, w.prison_id, 'COURT', 'out', 'Tingretten', $2, $2, $2 + interval '3 hours', gen_random_uuid() from custody.in_custody w where w.inmate_id = $1",
    )
    .bind(scene.inmate)
    .bind(world_time() - TimeDelta::hours(1))
    .execute(&mut admin)
    .await
    .unwrap();
    let out = scene.tap(&[("state", "unlocked")]).await;
    assert_eq!(out.status, 422);
    assert!(out.text().contains("var ute av fengselet") && scene.states().await.is_empty());
    // Somebody the reader may not see has a line and no name, and no button.
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(scene.inmate).execute(&mut admin).await.unwrap();
    let page = scene.officer.get(&scene.board()).await;
    assert!(page.text().contains("Skjermet person 1") && !page.text().contains(&scene.name) && !page.text().contains(&scene.inmate.to_string()));
    assert_eq!(scene.tap(&[("state", "unlocked")]).await.status, 404);
}

/// The next event of a stream, as it came over the wire.
async fn next(body: &mut Body) -> String {
    let frame = tokio::time::timeout(Duration::from_secs(10), body.frame()).await.expect("an event within ten seconds");
    frame.map_or_else(String::new, |f| String::from_utf8_lossy(&f.unwrap().into_data().unwrap_or_default()).into_owned())
}

async fn open_stream(scene: &Scene) -> axum::response::Response {
    scene.officer.open_stream(&format!("/units/{}/live", scene.unit)).await
}

/// The sessions of the officer that run.
async fn open_sessions(scene: &Scene) -> i64 {
    sqlx::query_scalar("select count(*) from access.session s join access.account a on a.id = s.account_id where a.username = $1 and s.ended_at is null")
        .bind(&scene.username)
        .fetch_one(&mut scene.house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_open_board_does_not_keep_its_session_alive_and_every_look_stands_in_the_trail() {
    let mut scene = Scene::open().await;
    let board = scene.board();
    let looks = "select count(*) from audit.entry where action = 'list' and class = 'unit_day' and cardinality(inmates) > 0";
    assert_eq!(scene.officer.get(&board).await.status, 200);
    let before: i64 = scene.house.ask(looks).await;
    // An hour without anybody: the page hears of changes, fetches itself and opens its stream anew, and none of that is a sign of life.
    scene.officer.by_itself = true;
    for minutes in [20, 20, 19] {
        scene.house.clock.advance(TimeDelta::minutes(minutes));
        let part = scene.officer.get_fragment(&board).await;
        assert!(part.status == 200 && part.text().contains(&scene.name));
        assert_eq!(open_stream(&scene).await.status(), 200);
    }
    assert_eq!(scene.house.ask::<i64>(looks).await, before + 3, "a look is a look, whoever says that nobody looks");
    scene.house.clock.advance(TimeDelta::minutes(2));
    assert_eq!(scene.officer.get_fragment(&board).await.status, 303);
    assert_eq!((open_sessions(&scene).await, scene.house.ask::<i64>(looks).await), (0, before + 3));
}

#[tokio::test]
async fn whoever_taps_is_there_whatever_the_request_says_of_itself() {
    let mut scene = Scene::open().await;
    scene.officer.by_itself = true;
    for _ in 0..3 {
        scene.house.clock.advance(TimeDelta::minutes(45));
        assert_eq!(scene.tap(&[("state", "unlocked")]).await.status, 303, "a form is sent by somebody");
    }
    // A page that is opened is a sign of life as ever.
    scene.officer.by_itself = false;
    scene.house.clock.advance(TimeDelta::minutes(45));
    assert_eq!(scene.officer.get(&scene.board()).await.status, 200);
    scene.house.clock.advance(TimeDelta::minutes(45));
    assert_eq!(scene.officer.get(&scene.board()).await.status, 200);
}

#[tokio::test]
async fn an_open_board_hears_of_a_change_and_of_the_end_of_its_session() {
    let mut scene = Scene::open().await;
    let response = open_stream(&scene).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert!(response.headers().get(header::CONTENT_ENCODING).is_none(), "a compressed stream comes late");
    let mut body = response.into_body();
    let before = scene.version().await;
    let first = next(&mut body).await;
    assert!(first.contains(&format!("data: {} {before}", scene.unit)), "{first}");
    // The ear may open after the first event: then the stream asks once more.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(scene.tap(&[("state", "unlocked")]).await.status, 303);
    let after = scene.version().await;
    assert!(after > before);
    let mut heard = String::new();
    while !heard.contains(&format!("data: {} {after}", scene.unit)) {
        heard = next(&mut body).await;
        assert!(!heard.contains(&scene.inmate.to_string()) && heard.matches("data:").count() <= 1, "a unit and a version, nothing else: {heard}");
    }
    let part = scene.officer.get_fragment(&scene.board()).await;
    assert!(part.status == 200 && !part.text().contains("<html") && part.value(".none").is_none());
    assert!(part.text().contains(&format!("data-version=\"{after}\"")));

    scene.officer.post_with_token("/sign-out", &[]).await;
    let mut heard = String::new();
    while !heard.contains("event: ended") {
        heard = next(&mut body).await;
    }
    let end = tokio::time::timeout(Duration::from_secs(5), body.frame()).await.expect("the stream ends");
    assert!(end.is_none());
}

#[tokio::test]
async fn what_a_board_shows_raises_its_version() {
    let scene = Scene::open().await;
    let mut admin = scene.house.admin().await;
    let changes = [
        "insert into inmates.alert (id, inmate_id, prison_id, kind, severity, instruction, from_day, recorded_by, recorded_at)
             select gen_random_uuid(), inmate_id, prison_id, 'SUICIDE', 'high', 'Tilsyn', '2026-11-01', gen_random_uuid(), now() from custody.in_custody where inmate_id = $1",
        "update inmates.alert set instruction = 'Tilsyn hvert kvarter' where inmate_id = $1 and kind = 'SUICIDE'",
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, planned_out, recorded_by)
             select gen_random_uuid(), inmate_id, prison_id, 'COURT', 'planned', now(), gen_random_uuid() from custody.in_custody where inmate_id = $1",
        "update custody.placement set during = tstzrange(lower(during), now()) where inmate_id = $1 and upper_inf(during)",
    ];
    for sql in changes {
        let before = scene.version().await;
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(scene.inmate).execute(&mut admin).await.unwrap();
        // The last one changes where the person is, but only when there is a new place: nothing to show yet.
        assert!(scene.version().await > before || sql.contains("placement"), "{sql}");
    }
}

#[tokio::test]
async fn a_wall_names_nobody() {
    let mut scene = Scene::open().await;
    scene.tap(&[("state", "refused"), ("reason", "krangel om kaffe")]).await;
    let wall = scene.officer.get(&format!("/units/{}/wall", scene.unit)).await;
    assert_eq!(wall.status, 200);
    crate::house::well_made(&wall, "nb");
    let names: Vec<(String, String)> = sqlx::query_as(
        "select i.family_name, i.given_name from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.unit_id = $1 and not i.protected",
    )
    .bind(scene.unit)
    .fetch_all(&mut scene.house.admin().await)
    .await
    .unwrap();
    let text = wall.text();
    for (family, given) in &names {
        assert!(!text.contains(family.as_str()) && !text.contains(given.as_str()), "{family} {given} is on the wall");
    }
    assert!(!text.contains("krangel") && !text.contains("Nekter") && text.contains("Blir inne"));
    assert_eq!(wall.all(".wall-who").iter().filter(|w| !w.is_empty()).count(), names.len());
}

#[tokio::test]
async fn a_closed_unit_with_people_in_it_says_so() {
    let mut scene = Scene::open().await;
    sqlx::query("update estate.unit set closed_on = '2026-11-20' where id = $1").bind(scene.unit).execute(&mut scene.house.admin().await).await.unwrap();
    let page = scene.officer.get(&scene.board()).await;
    assert!(page.all(".board-alert").first().is_some_and(|a| a.contains("stengt 20.11.2026")), "{:?}", page.all(".board-alert"));
    let mut duty = scene.house.as_role(Role::DutyOfficer).await;
    let house = duty.get("/prison-board").await;
    assert!(house.text().contains("stengt 20.11.2026"));
}

#[tokio::test]
async fn a_board_without_its_day_still_says_whom_to_watch() {
    let mut scene = Scene::open().await;
    let mut admin = scene.house.admin().await;
    sqlx::query(
        "insert into inmates.alert (id, inmate_id, prison_id, kind, severity, instruction, from_day, recorded_by, recorded_at)
             select gen_random_uuid(), inmate_id, prison_id, 'SUICIDE', 'high', 'Tilsyn hvert kvarter', '2026-11-01', gen_random_uuid(), now() from custody.in_custody where inmate_id = $1",
    )
    .bind(scene.inmate)
    .execute(&mut admin)
    .await
    .unwrap();
    // Talks cannot be read: the day fails, and only the day.
    sqlx::raw_sql("set role overgang_owner; drop policy reads on custody.talk; create policy reads on custody.talk for select using (1 / (select 0) = 1)")
        .execute(&mut admin)
        .await
        .unwrap();
    let page = scene.officer.get(&scene.board()).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains(&scene.name) && page.text().contains("Tilsyn hvert kvarter"));
}

#[tokio::test]
async fn the_prison_board_adds_up() {
    let scene = Scene::open().await;
    let mut duty = scene.house.as_role(Role::DutyOfficer).await;
    let page = duty.get("/prison-board").await;
    assert_eq!(page.status, 200);
    crate::house::well_made(&page, "nb");
    let (held, out): (i64, i64) = sqlx::query_as(
        "select count(*), count(*) filter (where out_reason is not null) from custody.in_custody where prison_id = (select prison_id from estate.unit where id = $1)",
    )
    .bind(scene.unit)
    .fetch_one(&mut scene.house.admin().await)
    .await
    .unwrap();
    let total = page.all("tr.group-row td.num");
    assert_eq!(
        (total[0].as_str(), total[1].as_str(), total[3].as_str()),
        (held.to_string().as_str(), (held - out).to_string().as_str(), out.to_string().as_str())
    );
    // A protected person counts, for those who may not see who it is.
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(scene.inmate).execute(&mut scene.house.admin().await).await.unwrap();
    let again = duty.get("/prison-board").await;
    assert_eq!(again.all("tr.group-row td.num")[0], held.to_string());
    let elsewhere: Uuid = scene.house.ask("select id from estate.prison where code <> 'HAL' order by code limit 1").await;
    assert_eq!(duty.get(&format!("/prison-board?prison={elsewhere}")).await.status, 404);
    assert_eq!(duty.get(&format!("/prison-board/live?prison={elsewhere}")).await.status, 404);
}

#[tokio::test]
async fn the_prison_board_hears_of_every_unit_and_shows_how_far_the_count_is() {
    let mut scene = Scene::open().await;
    let mut duty = scene.house.as_role(Role::DutyOfficer).await;
    let prison: Uuid =
        sqlx::query_scalar("select prison_id from estate.unit where id = $1").bind(scene.unit).fetch_one(&mut scene.house.admin().await).await.unwrap();
    let mut body = duty.open_stream("/prison-board/live").await.into_body();
    let first = next(&mut body).await;
    assert!(first.contains(&format!("data: {prison} ")), "{first}");
    let shown = duty.get_fragment("/prison-board").await;
    assert!(!shown.text().contains("<html") && shown.text().contains("data-version"));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(scene.tap(&[("state", "unlocked")]).await.status, 303);
    let heard = next(&mut body).await;
    assert!(heard.contains(&format!("data: {prison} ")) && !heard.contains(&scene.unit.to_string()), "the house and a version, nothing else: {heard}");

    // An extra count of the house: begun by nobody, then late, then different, then agreed.
    let answer = duty.post_with_token("/roll-call", &[("extra_why", "Røyk i korridoren")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let link = answer.location.unwrap();
    let state = |page: &Page| page.all("#units tbody tr td:nth-child(2)").join(" | ");
    let page = duty.get("/prison-board").await;
    assert!(state(&page).contains("Ikke startet") && page.links().contains(&link), "{}", state(&page));
    scene.house.clock.advance(TimeDelta::minutes(45));
    assert!(state(&duty.get("/prison-board").await).contains("Ikke startet, over tiden"));
    assert_eq!(duty.post_with_token(&format!("{link}/missed"), &[("why", "Brannøvelse, ingen kunne telle")]).await.status, 303);
    let mut admin = scene.house.admin().await;
    let watched: i64 = sqlx::query_scalar(
        "select count(distinct a.inmate_id) from custody.in_custody w join inmates.alert a on a.inmate_id = w.inmate_id join inmates.inmate i on i.id = w.inmate_id
          where w.prison_id = $1 and a.kind in ('SUICIDE', 'SELFHARM', 'WITHDRAWAL', 'ISOLATION_COURT') and a.ended_at is null and not i.protected
            and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2)",
    )
    .bind(prison)
    .bind(world_time().date_naive())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!(duty.get("/prison-board").await.all("tr.group-row td.num")[7], watched.to_string());
}

#[tokio::test]
async fn a_shift_hands_over_and_the_next_one_reads() {
    let mut scene = Scene::open().await;
    scene.tap(&[("state", "refused"), ("reason", "har vondt i hodet")]).await;
    scene.house.clock.advance(TimeDelta::minutes(90));
    scene.officer = scene.house.as_user(&scene.username).await;
    let (list, list_path) = (scene.officer.get(&format!("/units/{}/handovers", scene.unit)).await, format!("/units/{}/handovers", scene.unit));
    crate::house::well_made(&list, "nb");
    let begun = scene.officer.submit(&list, &list_path, &[("shift", "day")]).await;
    let edit_path = begun.location.clone().unwrap();
    let form = scene.officer.follow(&begun).await;
    crate::house::well_made(&form, "nb");
    assert!(form.text().contains("har vondt i hodet") && form.text().contains("Nektet å komme ut"), "assembled from what happened");
    // Begun by two at once: the same draft.
    let again = scene.officer.post_with_token(&list_path, &[("shift", "day")]).await;
    assert_eq!(again.location.as_deref(), Some(edit_path.as_str()));

    // Bad input is kept.
    let wrong = scene.officer.submit(&form, &edit_path, &[("did", "save"), ("new_inmate", &scene.inmate.to_string()), ("note", "Rolig")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("Skriv hva det gjelder") && wrong.text().contains("Rolig"));
    // Saved by somebody else in between: nothing is lost.
    let saved = scene.officer.submit(&form, &edit_path, &[("did", "save"), ("note", "Rolig vakt")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let late = scene.officer.submit(&form, &edit_path, &[("did", "save"), ("note", "Urolig vakt")]).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Rolig vakt") && late.text().contains("Urolig vakt"));

    let form = scene.officer.get(&edit_path).await;
    let handed =
        scene.officer.submit(&form, &edit_path, &[("did", "hand_over"), ("note", "Rolig vakt"), ("new_text", "Husk brannøvelsen"), ("new_inmate", "")]).await;
    let show_path = handed.location.clone().unwrap();
    let page = scene.officer.follow(&handed).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Husk brannøvelsen") && page.text().contains("Rolig vakt"));
    assert_eq!(scene.officer.get(&edit_path).await.status, 303, "what is handed over stands");
    let changed = sqlx::query("update custody.handover set note = 'x' where handed_at is not null").execute(&mut scene.house.admin().await).await;
    assert!(changed.is_err());

    // The reader of the next shift.
    let prison: Uuid =
        sqlx::query_scalar("select prison_id from estate.unit where id = $1").bind(scene.unit).fetch_one(&mut scene.house.admin().await).await.unwrap();
    let reader: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id and x.role = 'DUT' where a.demonstration and $1 = any(x.prisons) order by 1 limit 1",
    )
    .bind(prison)
    .fetch_one(&mut scene.house.admin().await)
    .await
    .unwrap();
    let mut next = scene.house.as_user(&reader).await;
    let page = next.get(&show_path).await;
    assert_eq!(page.status, 200);
    let read = next.submit(&page, &format!("{show_path}/read"), &[]).await;
    assert_eq!(read.status, 303);
    let page = next.follow(&read).await;
    assert!(page.text().contains("Du leste dette") && !page.actions().iter().any(|a| a.ends_with("/read")));
    let board = scene.officer.get(&scene.board()).await;
    assert!(board.text().contains("Fra dagvakten") && board.text().contains("Husk brannøvelsen"));
    // Another prison.
    let far: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id and x.role = 'OFF' where a.demonstration and not $1 = any(x.prisons) order by 1 limit 1",
    )
    .bind(prison)
    .fetch_one(&mut scene.house.admin().await)
    .await
    .unwrap();
    assert_eq!(scene.house.as_user(&far).await.get(&show_path).await.status, 404);
}

#[tokio::test]
async fn duties_go_in_turn() {
    let mut scene = Scene::open().await;
    let base = format!("/units/{}/rota", scene.unit);
    let new = scene.officer.get(&format!("{base}/new")).await;
    crate::house::well_made(&new, "nb");
    let action = format!("{base}/duties");
    let wrong = scene.officer.submit(&new, &action, &[("kind", "other"), ("people", "0")]).await;
    assert_eq!(wrong.status, 422);
    for message in ["Skriv hva plikten heter", "Velg minst én dag", "Skriv et tall fra 1 til 12"] {
        assert!(wrong.text().contains(message), "{message}");
    }
    let made = scene.officer.submit(&new, &action, &[("kind", "laundry"), ("weekday", "3"), ("people", "1"), ("who", "turn")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let page = scene.officer.follow(&made).await;
    crate::house::well_made(&page, "nb");
    let plan = format!("{base}/plan");
    let planned = scene.officer.submit(&page, &plan, &[]).await;
    assert_eq!(planned.status, 303);
    // Planned twice: what is planned stands.
    scene.officer.submit(&page, &plan, &[("once", &Uuid::now_v7().to_string())]).await;
    let tasks: Vec<(Uuid, Uuid)> = sqlx::query_as("select id, inmate_id from custody.rota_task where unit_id = $1")
        .bind(scene.unit)
        .fetch_all(&mut scene.house.admin().await)
        .await
        .unwrap();
    assert_eq!(tasks.len(), 1);
    let task = format!("{base}/tasks/{}", tasks[0].0);
    let other: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where unit_id = $1 and inmate_id <> $2 limit 1")
        .bind(scene.unit)
        .bind(tasks[0].1)
        .fetch_one(&mut scene.house.admin().await)
        .await
        .unwrap();
    assert_eq!(scene.officer.post_with_token(&task, &[("did", "swap"), ("inmate", &other.to_string())]).await.status, 303);
    assert_eq!(scene.officer.post_with_token(&task, &[("did", "not_done"), ("reason", "var hos tannlegen")]).await.status, 303);
    let page = scene.officer.get(&base).await;
    assert!(page.text().contains("var hos tannlegen") && page.text().contains("i stedet for"));
    // Next week somebody else comes first.
    let next = scene.officer.get(&format!("{base}?week=2026-11-30")).await;
    assert_eq!(scene.officer.submit(&next, &plan, &[]).await.status, 303);
    let next: Uuid = sqlx::query_scalar("select inmate_id from custody.rota_task where unit_id = $1 and day > '2026-11-29'")
        .bind(scene.unit)
        .fetch_one(&mut scene.house.admin().await)
        .await
        .unwrap();
    assert!(next != other || tasks.is_empty() || next == tasks[0].1);
}

#[tokio::test]
async fn on_paper_with_boxes() {
    let mut scene = Scene::open().await;
    let page = scene.officer.get(&format!("/units/{}/print", scene.unit)).await;
    assert_eq!(page.status, 200);
    crate::house::well_made(&page, "nb");
    assert!(page.all(".tick.box").len() >= 3);
    let id = page.headers.get("x-request-id").unwrap().to_str().unwrap();
    let prints: i64 = sqlx::query_scalar("select count(*) from audit.entry where request_id = $1::uuid and action = 'print' and cardinality(inmates) > 0")
        .bind(id)
        .fetch_one(&mut scene.house.admin().await)
        .await
        .unwrap();
    assert_eq!(prints, 1);
}
