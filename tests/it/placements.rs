//! From wish to place: handed in, assessed, on the list, placed, at rest, ended; two clerks and one seat; release at noon, transfer, keeping apart; who may read what.

use overgang::access::Role;
use uuid::Uuid;

use crate::house::well_made;
use crate::support::{Browser, House, Page, world_time};

/// A prison with those who decide, and people in it.
pub struct Scene {
    pub house: House,
    pub prison: Uuid,
    pub people: Vec<Uuid>,
}

/// The prison with most people that has every role asked for; people whom everybody there may know and who are kept apart from nobody.
pub async fn scene() -> Scene {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let prison: Uuid = sqlx::query_scalar(
        "select w.prison_id from custody.in_custody w
          where (select count(distinct x.role) from access.assignment x join access.account a on a.id = x.account_id and a.demonstration
                  where x.role in ('CAS', 'GOV', 'OFF') and w.prison_id = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> x.role)) = 3
          group by w.prison_id order by count(*) desc, w.prison_id limit 1",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let people: Vec<Uuid> = sqlx::query_scalar(
        "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
          where w.prison_id = $1 and not i.protected and w.legal_status = 'sentenced'
            and not exists (select from custody.keep_apart_person k where k.inmate_id = i.id) and not exists (select from access.conflict_of_interest c where c.inmate_id = i.id)
          order by w.inmate_id limit 4",
    )
    .bind(prison)
    .fetch_all(&mut admin)
    .await
    .unwrap();
    assert!(people.len() >= 2, "the demonstration has too few people");
    Scene { house, prison, people }
}

/// Somebody of a role at a prison.
pub async fn staff(scene: &Scene, role: Role) -> Browser {
    let username: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = $1 and $2 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1) order by a.username limit 1",
    )
    .bind(role.code())
    .bind(scene.prison)
    .fetch_one(&mut scene.house.admin().await)
    .await
    .unwrap();
    scene.house.as_user(&username).await
}

/// A workshop for everybody, at hours at which nobody is anywhere else: Saturdays and Sundays at five.
pub async fn workshop(scene: &Scene, name: &str, places: i32) -> Uuid {
    let mut admin = scene.house.admin().await;
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into activities.place (id, prison_id, kind, code, name, places, levels, provider, paid, opened_on)
         values ($1, $2, 'work', 'WOOD', $3, $4, array['especially_high', 'high', 'lower', 'halfway'], 'prison', true, '2026-01-01')",
    )
    .bind(id)
    .bind(scene.prison)
    .bind(name)
    .bind(places)
    .execute(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into activities.pattern (id, place_id, prison_id, weekday, starts, ends, during, made_by, made_at)
         select gen_random_uuid(), $1, $2, d, '05:00', '06:00', '[2026-01-01,)', (select id from access.account order by id limit 1), $3 from generate_series(6, 7) d",
    )
    .bind(id)
    .bind(scene.prison)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into activities.session (id, place_id, prison_id, pattern_id, on_day, starts_at, ends_at, places)
         select gen_random_uuid(), t.place_id, t.prison_id, t.id, d.day, (d.day + t.starts) at time zone 'Europe/Oslo', (d.day + t.ends) at time zone 'Europe/Oslo', $2
           from activities.pattern t join (values (date '2026-11-28'), (date '2026-11-29')) d (day) on extract(isodow from d.day) = t.weekday where t.place_id = $1",
    )
    .bind(id)
    .bind(places)
    .execute(&mut admin)
    .await
    .unwrap();
    id
}

/// Hands in, and answers with the page of the application.
async fn apply(browser: &mut Browser, inmate: Uuid, place: Uuid) -> Page {
    let page = browser.get(&format!("/inmates/{inmate}/applications/new")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    let done = browser.submit(&page, &format!("/inmates/{inmate}/applications"), &[("place", &place.to_string()), ("words", "Har gjort dette før")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    browser.follow(&done).await
}

/// Assesses as suited, and answers with the page.
async fn suited(browser: &mut Browser, page: &Page) -> Page {
    let here = page.path.split('?').next().unwrap().to_owned();
    let done = browser.submit(page, &format!("{here}/assess"), &[("suited", "suited"), ("assessment", "Kjenner maskinene godt")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    browser.follow(&done).await
}

fn here(page: &Page) -> String {
    page.path.split('?').next().unwrap().to_owned()
}

async fn count(scene: &Scene, sql: &'static str, id: Uuid) -> i64 {
    sqlx::query_scalar(sql).bind(id).fetch_one(&mut scene.house.admin().await).await.unwrap()
}

#[tokio::test]
async fn from_a_wish_to_a_place_and_out_of_it() {
    let s = scene().await;
    let (inmate, place) = (s.people[0], workshop(&s, "Prøveverkstedet", 2).await);
    let mut case = staff(&s, Role::CaseManager).await;
    let tab = format!("/inmates/{inmate}/activities");
    let page = case.get(&tab).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    // Handed in: with a fault everything typed stands; twice for one place is refused.
    let new = format!("/inmates/{inmate}/applications/new");
    let to = format!("/inmates/{inmate}/applications");
    let form = case.get(&new).await;
    let bad = case.submit(&form, &to, &[("place", ""), ("words", "Vil gjerne hit")]).await;
    assert_eq!((bad.status, bad.value("#words")), (422, None));
    assert!(bad.text().contains("Vil gjerne hit"), "kept");
    let page = apply(&mut case, inmate, place).await;
    well_made(&page, "nb");
    let again = case.get(&new).await;
    let again = case.submit(&again, &to, &[("place", &place.to_string())]).await;
    assert_eq!(again.status, 422, "one application for a place at a time");
    // Assessed: not without saying how; then on the list, in turn.
    let here = here(&page);
    let bad = case.submit(&page, &format!("{here}/assess"), &[("suited", "with_conditions"), ("assessment", "Noe å si"), ("conditions", "")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text().contains("Noe å si"), "kept");
    let page = suited(&mut case, &page).await;
    well_made(&page, "nb");
    let done = case.submit(&page, &format!("{here}/wait"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = case.follow(&done).await;
    assert!(page.text().contains("Nummer 1 av 1"), "{}", page.text());
    let list = case.get(&format!("/waiting?place={place}")).await;
    assert_eq!(list.status, 200);
    well_made(&list, "nb");
    assert!(list.links().contains(&here), "{}", list.text());
    // Placed, and once however often it is sent.
    let bad = case.submit(&page, &format!("{here}/place"), &[("from", "2025-01-01")]).await;
    assert_eq!(bad.status, 422, "not in the past");
    let fields = page.form(&format!("{here}/place")).unwrap();
    assert_eq!(fields.iter().filter(|f| f.0 == "pattern").count(), 2, "all free times stand chosen");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let done = case.post(&format!("{here}/place"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(case.post(&format!("{here}/place"), &fields).await.status, 303, "sent twice");
    assert_eq!(count(&s, "select count(*) from activities.placement where place_id = $1", place).await, 1);
    assert_eq!(count(&s, "select count(*) from activities.slot where place_id = $1", place).await, 2);
    let page = case.follow(&done).await;
    well_made(&page, "nb");
    // At rest without pay, not twice at once; and going on again.
    let placement = self::here(&page);
    let suspend = format!("{placement}/suspend");
    let bad = case.submit(&page, &suspend, &[("code", "conduct"), ("gives", "none"), ("reason", "")]).await;
    assert_eq!(bad.status, 422);
    let rest = [("code", "conduct"), ("gives", "none"), ("from", "2026-11-23"), ("until", "2026-11-27"), ("reason", "Forlot plassen to ganger")];
    assert_eq!(case.submit(&page, &suspend, &rest).await.status, 303);
    let page = case.get(&placement).await;
    let twice = case.submit(&page, &suspend, &rest).await;
    assert_eq!(twice.status, 409, "{}", twice.text());
    assert!(twice.text().contains("Forlot plassen to ganger"), "kept");
    assert_eq!(case.submit(&page, &format!("{placement}/resume"), &[]).await.status, 303);
    // Ended: with a reason where one is asked for, and once.
    let (page, beside) = (case.get(&placement).await, case.get(&placement).await);
    let end = format!("{placement}/end");
    assert_eq!(case.submit(&page, &end, &[("end_code", "misconduct"), ("end_reason", "")]).await.status, 422);
    assert_eq!(case.submit(&page, &end, &[("end_code", "own_wish")]).await.status, 303);
    let late = case.submit(&beside, &end, &[("end_code", "own_wish"), ("end_reason", "Vil på skolen")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert_eq!(count(&s, "select count(*) from activities.placement where place_id = $1 and end_code = 'own_wish'", place).await, 1);
    assert_eq!(case.get(&tab).await.status, 200);
    let mut english = case.clone();
    english.language = "en";
    well_made(&english.get(&tab).await, "en");
}

#[tokio::test]
async fn two_clerks_and_the_last_seat() {
    let s = scene().await;
    let place = workshop(&s, "Prøveverkstedet", 1).await;
    let (mut case, mut governor) = (staff(&s, Role::CaseManager).await, staff(&s, Role::Governor).await);
    let first = apply(&mut case, s.people[0], place).await;
    let first = suited(&mut case, &first).await;
    let second = apply(&mut governor, s.people[1], place).await;
    let second = suited(&mut governor, &second).await;
    let (a, b) = (format!("{}/place", here(&first)), format!("{}/place", here(&second)));
    let (a, b) = tokio::join!(case.submit(&first, &a, &[]), governor.submit(&second, &b, &[]));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{} {}", a.text(), b.text());
    let told = if a.status == 409 { &a } else { &b };
    assert!(told.text().contains("Den siste ledige plassen er tatt."), "{}", told.text());
    assert!(told.text().contains("Prøveverkstedet"), "which place the first gave");
    assert_eq!(count(&s, "select count(*) from activities.placement where place_id = $1", place).await, 1);
    assert_eq!(
        count(&s, "select count(*) from activities.application where place_id = $1 and state = 'open'", place).await,
        1,
        "the other application is as it was"
    );
}

#[tokio::test]
async fn one_person_and_two_places_at_once() {
    let s = scene().await;
    let inmate = s.people[0];
    let (one, other) = (workshop(&s, "Prøveverkstedet", 2).await, workshop(&s, "Det andre verkstedet", 2).await);
    let (mut case, mut governor) = (staff(&s, Role::CaseManager).await, staff(&s, Role::Governor).await);
    let first = apply(&mut case, inmate, one).await;
    let first = suited(&mut case, &first).await;
    let second = apply(&mut governor, inmate, other).await;
    let second = suited(&mut governor, &second).await;
    let (a, b) = (format!("{}/place", here(&first)), format!("{}/place", here(&second)));
    let (a, b) = tokio::join!(case.submit(&first, &a, &[]), governor.submit(&second, &b, &[]));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{} {}", a.text(), b.text());
    let told = if a.status == 409 { &a } else { &b };
    assert!(told.text().contains("Personen har en annen plass på samme tid."), "{}", told.text());
}

/// Placed without a page.
pub async fn placed(s: &Scene, place: Uuid, inmate: Uuid) {
    let mut admin = s.house.admin().await;
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into activities.placement (id, inmate_id, prison_id, at_prison_id, place_id, during, decided_by, decided_at)
         values ($1, $2, $3, $3, $4, tstzrange($5::timestamptz - interval '10 days' + make_interval(mins => (select count(*) from activities.placement)::int), null),
                 (select id from access.account order by id limit 1), $5)",
    )
    .bind(id)
    .bind(inmate)
    .bind(s.prison)
    .bind(place)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into activities.slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
         select gen_random_uuid(), x.id, t.id, x.place_id, x.inmate_id, x.prison_id, activities.free_seat(t.id, x.during), activities.weekly(t.weekday, t.starts, t.ends), activities.parity(t.weeks), x.during
           from activities.placement x join activities.pattern t on t.place_id = x.place_id where x.id = $1",
    )
    .bind(id)
    .execute(&mut admin)
    .await
    .unwrap();
}

#[tokio::test]
async fn released_at_noon_and_transferred() {
    let s = scene().await;
    let place = workshop(&s, "Prøveverkstedet", 3).await;
    let (leaves, moves) = (s.people[0], s.people[1]);
    placed(&s, place, leaves).await;
    placed(&s, place, moves).await;
    let mut admin = s.house.admin().await;
    let expected = "select count(*) from activities.roster where place_id = $1";
    assert_eq!(count(&s, expected, place).await, 4);
    sqlx::query(
        "update custody.stay set released_at = $2::timestamptz + interval '2 hours', release_reason = 'REL_END' where inmate_id = $1 and released_at is null",
    )
    .bind(leaves)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    let end: Option<String> = sqlx::query_scalar("select end_code from activities.placement where place_id = $1 and inmate_id = $2")
        .bind(place)
        .bind(leaves)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(end.as_deref(), Some("released"));
    assert_eq!(count(&s, expected, place).await, 2, "nobody waits for somebody who has left");
    // To another house: the placement ends there and then, and the case manager of the old house reaches the person no more.
    sqlx::query("update custody.placement set during = tstzrange(lower(during), $2) where inmate_id = $1 and upper_inf(during)")
        .bind(moves)
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    sqlx::query(
        "insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, during, reason, decided_by)
         select gen_random_uuid(), $1, u.prison_id, u.prison_id, u.id, tstzrange($3, null), 'TRF_IN', (select id from access.account order by id limit 1)
           from estate.unit u where u.prison_id <> $2 order by u.prison_id, u.id limit 1",
    )
    .bind(moves)
    .bind(s.prison)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    let end: Option<String> = sqlx::query_scalar("select end_code from activities.placement where place_id = $1 and inmate_id = $2")
        .bind(place)
        .bind(moves)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(end.as_deref(), Some("transferred"));
    assert_eq!(count(&s, expected, place).await, 0);
}

/// Opens a keeping apart between two, at the instant of the world.
pub async fn apart(s: &Scene, one: Uuid, other: Uuid) {
    let mut admin = s.house.admin().await;
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    let id = Uuid::now_v7();
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(world_time()).execute(&mut *tx).await.unwrap();
    sqlx::query(
        "insert into custody.keep_apart (id, level, reason_code, reason, opened_by, opened_at, review_on)
         select $1, 'unit', 'threats', 'Trusler i luftegården', a.id, $2, '2027-01-01' from access.account a order by a.id limit 1",
    )
    .bind(id)
    .bind(world_time())
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query(
        "insert into custody.keep_apart_person (keep_apart_id, inmate_id, prison_id, role, recorded_by)
         select $1, x, $3, 'mutual', k.opened_by from custody.keep_apart k cross join unnest($2::uuid[]) x where k.id = $1",
    )
    .bind(id)
    .bind(vec![one, other])
    .bind(s.prison)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn kept_apart_before_and_after() {
    let s = scene().await;
    let (one, other) = (s.people[0], s.people[1]);
    let place = workshop(&s, "Prøveverkstedet", 3).await;
    let mut case = staff(&s, Role::CaseManager).await;
    placed(&s, place, one).await;
    // Opened before the other is assessed: nothing but "not suited" can be said, and that with a reason.
    let page = apply(&mut case, other, place).await;
    let page = suited(&mut case, &page).await;
    let here = here(&page);
    apart(&s, one, other).await;
    let told = case.submit(&page, &format!("{here}/place"), &[]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    let page = case.get(&here).await;
    assert!(page.text().contains("skal holdes atskilt fra, er der på alle tidene"), "{}", page.text());
    assert_eq!(case.submit(&page, &format!("{here}/assess"), &[("suited", "suited"), ("assessment", "Det går nok bra")]).await.status, 422, "stopped");
    assert_eq!(case.submit(&page, &format!("{here}/assess"), &[("suited", "not_suited"), ("assessment", "")]).await.status, 422, "say why");
    assert_eq!(case.submit(&page, &format!("{here}/assess"), &[("suited", "not_suited"), ("assessment", "Kan ikke være der samtidig")]).await.status, 303);
}

#[tokio::test]
async fn kept_apart_in_one_workshop_is_told_shown_and_decided() {
    let s = scene().await;
    let (one, other) = (s.people[0], s.people[1]);
    let place = workshop(&s, "Prøveverkstedet", 3).await;
    placed(&s, place, one).await;
    placed(&s, place, other).await;
    apart(&s, one, other).await;
    let link = format!("/activities/{place}/apart");
    let told: i64 = sqlx::query_scalar("select count(*) from access.notice where kind = 'apart_in_place' and link = $1")
        .bind(&link)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    assert!(told > 0, "the case managers are told");
    let mut case = staff(&s, Role::CaseManager).await;
    assert_eq!(case.get("/notices").await.status, 200);
    let page = case.get(&link).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    assert!(page.text().contains("Kom sist hit"), "{}", page.text());
    assert_eq!(count(&s, "select count(*) from activities.placement where place_id = $1 and ended_at is null", place).await, 2, "nothing ends by itself");
    // Held back from the next session: the code is chosen, a reason is asked for; the other of two clerks is told.
    let hold = page.links().into_iter().find(|l| l.contains("/held-back?session=")).expect("a way to hold back");
    let form = case.get(&hold).await;
    well_made(&form, "nb");
    let action = hold.split('?').next().unwrap().to_owned();
    assert_eq!(case.submit(&form, &action, &[("reason", "")]).await.status, 422);
    assert_eq!(case.submit(&form, &action, &[("reason", "Til det er avgjort")]).await.status, 303);
    let after = case.get(&link).await;
    assert!(after.text().contains("Én er holdt igjen"), "{}", after.text());
    let held = count(&s, "select count(*) from activities.roster where place_id = $1 and held_back_for = 'KEEP_APART'", place).await;
    assert_eq!(held, 1);
    let mut officer = staff(&s, Role::Officer).await;
    assert_eq!(officer.get(&link).await.status, 403, "not a list for everybody");
}

#[tokio::test]
async fn who_may_what() {
    let s = scene().await;
    let (inmate, place) = (s.people[0], workshop(&s, "Prøveverkstedet", 2).await);
    let mut case = staff(&s, Role::CaseManager).await;
    let page = apply(&mut case, inmate, place).await;
    let here = here(&page);
    // Another prison's case manager finds nobody.
    let far: Option<String> = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'CAS' and not $1 = any(x.prisons)
            and not exists (select from access.assignment y where y.account_id = a.id and ($1 = any(y.prisons) or y.role <> 'CAS')) order by a.username limit 1",
    )
    .bind(s.prison)
    .fetch_optional(&mut s.house.admin().await)
    .await
    .unwrap();
    if let Some(far) = far {
        let mut far = s.house.as_user(&far).await;
        assert_eq!(far.get(&here).await.status, 404);
        assert_eq!(far.get(&format!("/inmates/{inmate}/activities")).await.status, 404);
    }
    let mut officer = staff(&s, Role::Officer).await;
    assert_eq!(officer.get(&here).await.status, 403, "hands in, and reads nothing");
    assert_eq!(officer.get("/waiting").await.status, 403);
    assert_eq!(officer.get("/allocation").await.status, 403);
    assert_eq!(officer.get("/timetable").await.status, 200);
    let mut governor = staff(&s, Role::Governor).await;
    for path in ["/waiting", "/activities/idle", "/allocation", "/timetable", "/activity-figures"] {
        let page = governor.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        well_made(&page, "nb");
    }
    assert_eq!(case.get("/activity-figures").await.status, 403);
    // An address of the application alone leads to the person's page of it.
    let id = here.rsplit('/').next().unwrap();
    let led = case.get(&format!("/applications/{id}")).await;
    assert_eq!((led.status, led.location.as_deref()), (303, Some(here.as_str())));
    // The trail has who did what.
    assert!(count(&s, "select count(*) from audit.entry where inmate_id = $1 and class = 'allocation' and action = 'collect'", inmate).await > 0);
}

#[tokio::test]
async fn a_programme_and_a_session_at_once_are_shown_as_a_conflict() {
    let s = scene().await;
    let inmate = s.people[0];
    let place = workshop(&s, "Prøveverkstedet", 2).await;
    placed(&s, place, inmate).await;
    sqlx::query(
        "insert into custody.internal_movement (id, inmate_id, prison_id, kind, from_place, to_place, planned_at, planned_until, state, recorded_by, recorded_at)
         values (gen_random_uuid(), $1, $2, 'visit', 'Avdelingen', 'Besøksrom 1', timestamptz '2026-11-28 05:30 Europe/Oslo', timestamptz '2026-11-28 06:30 Europe/Oslo', 'planned', (select id from access.account order by id limit 1), $3)",
    )
    .bind(inmate)
    .bind(s.prison)
    .bind(world_time())
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    let mut case = staff(&s, Role::CaseManager).await;
    let page = case.get(&format!("/timetable?day=2026-11-28&place={place}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    assert!(page.text().contains("Viker for Besøk 05:30–06:00"), "{}", page.text());
    let week = case.get(&format!("/inmates/{inmate}/activities?week=2026-11-28")).await;
    assert!(week.text().contains("Viker for Besøk 05:30–06:00"), "and in the person's week");
}

#[tokio::test]
async fn attendance_shows_under_the_goal_week_by_week() {
    let s = scene().await;
    let pool = sqlx::PgPool::connect(s.house.url()).await.unwrap();
    overgang::plan::demonstration::seed(&pool, world_time()).await.unwrap();
    overgang::activities::demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    let noted: Option<(Uuid, Uuid, i32, i32)> = sqlx::query_as(
        "select a.session_id, a.inmate_id, p.n, p.of_n from activities.attendance a join activities.placement x on x.id = a.placement_id and x.goal_id is not null
           join activities.session s on s.id = a.session_id
           join plan.progress p on p.goal_id = x.goal_id and p.kind = 'attendance' and p.source = activities.week_source(x.id, date_trunc('week', s.on_day)::date)
          where a.mark = 'present' order by a.session_id limit 1",
    )
    .fetch_optional(&mut s.house.admin().await)
    .await
    .unwrap();
    let (session, inmate, n, of_n) = noted.expect("the demonstration notes weeks under goals");
    assert!(n >= 1 && of_n >= n);
    // Corrected: the week's figures follow.
    sqlx::query(
        "update activities.attendance set mark = 'absent', reason_code = 'REFUSED', gives = 'none', recorded_at = $3 where session_id = $1 and inmate_id = $2",
    )
    .bind(session)
    .bind(inmate)
    .bind(world_time())
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    let after: (i32, i32) = sqlx::query_as(
        "select p.n, p.of_n from activities.attendance a join activities.placement x on x.id = a.placement_id join activities.session s on s.id = a.session_id
           join plan.progress p on p.goal_id = x.goal_id and p.kind = 'attendance' and p.source = activities.week_source(x.id, date_trunc('week', s.on_day)::date)
          where a.session_id = $1 and a.inmate_id = $2",
    )
    .bind(session)
    .bind(inmate)
    .fetch_one(&mut s.house.admin().await)
    .await
    .unwrap();
    assert_eq!(after, (n - 1, of_n));
}
