//! Places, sessions and facilities: set up, filled six weeks ahead, changed by hand, closed with people in them; and what is learnt at work.

use chrono::{DateTime, Utc};
use overgang::access::Role;
use overgang::activities::sessions::jobs;
use overgang::platform::db::{Db, Logins};
use uuid::Uuid;

use crate::plan::{Stage, assigned, stage};
use crate::support::{Browser, House, Page, world_time};

/// A place made by a case manager; its id.
pub async fn place(case: &mut Browser, kind: &str, fields: &[(&str, &str)]) -> Uuid {
    let path = format!("/activities/new?kind={kind}");
    let page = case.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let mut all = vec![("places", "4"), ("level", "especially_high,high,lower,halfway")];
    all.extend_from_slice(fields);
    let done = case.submit(&page, "/activities/new", &all).await;
    assert_eq!(done.status, 303, "{}", done.text());
    done.location.unwrap().split(['/', '?']).nth(2).unwrap().parse().unwrap()
}

/// A time of its week; the weeks ahead are there at once.
pub async fn time(browser: &mut Browser, place: Uuid, fields: &[(&str, &str)]) -> Page {
    let path = format!("/activities/{place}/patterns");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut all = vec![("starts", "08:15"), ("ends", "11:30")];
    all.extend_from_slice(fields);
    browser.submit(&page, &path, &all).await
}

async fn account(house: &House, role: Role, prison: Uuid) -> (Uuid, String) {
    sqlx::query_as(
        "select a.id, a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = $1 and $2 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1) order by a.username limit 1",
    )
    .bind(role.code())
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// People in custody at a prison.
async fn people(house: &House, prison: Uuid, n: i64) -> Vec<(Uuid, String)> {
    sqlx::query_as("select i.id, i.number from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and not i.protected order by i.id limit $2")
        .bind(prison)
        .bind(n)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

/// Puts somebody into a place with all of its times, as if it had been decided a week ago.
async fn put(house: &House, place: Uuid, inmate: Uuid, seat: i16) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "set role overgang_owner;
         insert into activities.placement (id, inmate_id, prison_id, at_prison_id, place_id, during, decided_by, decided_at)
         select md5('{place}{inmate}')::uuid, '{inmate}', p.prison_id, p.prison_id, p.id, tstzrange('{now}'::timestamptz - interval '7 days', null), (select id from access.account order by id limit 1), '{now}'
           from activities.place p where p.id = '{place}';
         insert into activities.slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
         select gen_random_uuid(), md5('{place}{inmate}')::uuid, t.id, t.place_id, '{inmate}', t.prison_id, {seat}, activities.weekly(t.weekday, t.starts, t.ends), activities.parity(t.weeks), tstzrange('{now}'::timestamptz - interval '7 days', null)
           from activities.pattern t where t.place_id = '{place}'",
        now = world_time().to_rfc3339()
    )))
    .execute(&mut house.admin().await)
    .await
    .unwrap();
}

async fn scalar<T>(house: &House, sql: &'static str, id: Uuid) -> T
where
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
{
    sqlx::query_scalar(sql).bind(id).fetch_one(&mut house.admin().await).await.unwrap()
}

/// One turn of the job that writes ahead.
async fn turn(house: &House, now: &str) -> u64 {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let done = jobs::turn(&db, now.parse::<DateTime<Utc>>().unwrap()).await.unwrap();
    db.close().await;
    done
}

#[tokio::test]
async fn a_place_is_set_up_changed_and_run() {
    let Stage { house, mut case, prison, .. } = stage("sentenced").await;
    let path = "/activities/new?kind=course";
    let page = case.get(path).await;
    let bad = case.submit(&page, "/activities/new", &[("name", "Norsk for begynnere"), ("places", "0")]).await;
    assert_eq!((bad.status, bad.value("#name").as_deref()), (422, Some("Norsk for begynnere")), "kept");
    let id = place(&mut case, "course", &[("code", "NOR_A1"), ("name", "Norsk for begynnere")]).await;
    let page = case.get(path).await;
    let twice = case.submit(&page, "/activities/new", &[("code", "NOR_A1"), ("name", "Norsk for begynnere"), ("places", "4"), ("level", "high")]).await;
    assert_eq!(twice.status, 422, "{}", twice.text());
    assert!(twice.text().contains("heter det samme"));
    // Two who change it at once: the second is shown both.
    let home = format!("/activities/{id}");
    let edit = format!("{home}/edit");
    let seen = case.get(&edit).await;
    crate::house::well_made(&seen, "nb");
    assert_eq!(case.submit(&seen, &edit, &[("places", "6")]).await.status, 303);
    let late = case.submit(&seen, &edit, &[("places", "8")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains('6') && late.text().contains('8'));
    // What it asks for, once.
    let page = case.get(&home).await;
    crate::house::well_made(&page, "nb");
    let needs = format!("{home}/needs");
    assert_eq!(case.submit(&page, &needs, &[("kind", "days_left"), ("value", "60")]).await.status, 303);
    let page = case.get(&home).await;
    assert!(page.text().contains("Minst 60 dager igjen"), "{}", page.text());
    let again = case.submit(&page, &needs, &[("kind", "days_left"), ("value", "60")]).await;
    assert_eq!((again.status, again.value("#value").as_deref()), (422, Some("60")), "{}", again.text());
    assert_eq!(case.submit(&page, &needs, &[("kind", "days_left"), ("value", "lenge")]).await.status, 422);
    let need: Uuid = scalar(&house, "select id from activities.place_need where place_id = $1", id).await;
    assert_eq!(case.submit(&page, &needs, &[("remove", &need.to_string())]).await.status, 303);
    // A teacher runs it from then on: says what it is about, names a stand-in, and makes no place.
    let (teacher_id, username) = account(&house, Role::Teacher, prison).await;
    let mut teacher = house.as_user(&username).await;
    let page = teacher.get(&home).await;
    assert_eq!(page.status, 200);
    assert!(page.form(&needs).is_none(), "not theirs yet");
    assert_eq!(teacher.get(&edit).await.status, 403);
    let page = case.get(&home).await;
    let staff = format!("{home}/staff");
    assert_eq!(case.submit(&page, &staff, &[("account", "x"), ("part", "runs")]).await.status, 422);
    assert_eq!(case.submit(&page, &staff, &[("account", &teacher_id.to_string()), ("part", "runs")]).await.status, 303);
    let page = teacher.get(&home).await;
    assert!(page.form(&needs).is_some(), "{}", page.text());
    crate::house::well_made(&page, "nb");
    let form = teacher.get(&edit).await;
    assert!(form.value("#name").is_none(), "what it is stays the case manager's");
    assert_eq!(teacher.submit(&form, &edit, &[("about", "Muntlig og skriftlig")]).await.status, 303);
    let kept: (String, i32) =
        sqlx::query_as("select about, places from activities.place where id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(kept, ("Muntlig og skriftlig".into(), 6));
    assert_eq!(teacher.get("/activities/new").await.status, 403);
    assert_eq!(teacher.get(&format!("{home}/close")).await.status, 403);
    let list = teacher.get("/activities?show=mine").await;
    crate::house::well_made(&list, "nb");
    assert!(list.text().contains("Norsk for begynnere"));
    // Who has no part in it: another house, another office.
    assert_eq!(house.as_role(Role::Finance).await.get("/activities").await.status, 403);
    let elsewhere: Option<String> = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'CAS' and not $1 = any(x.prisons)
            and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'CAS') order by 1 limit 1",
    )
    .bind(prison)
    .fetch_optional(&mut house.admin().await)
    .await
    .unwrap();
    if let Some(username) = elsewhere {
        assert_eq!(house.as_user(&username).await.get(&home).await.status, 404);
    }
    assert!(house.ask::<i64>("select count(*) from audit.entry where class = 'activity_places' and action in ('collect', 'alter', 'decide')").await >= 5);
}

#[tokio::test]
async fn the_weeks_ahead_follow_the_clock_the_calendar_and_what_was_changed_by_hand() {
    let Stage { house, mut case, prison, .. } = stage("sentenced").await;
    let id = place(&mut case, "work", &[("code", "WOOD"), ("name", "Snekkeri")]).await;
    let bad = time(&mut case, id, &[("weekday", "2"), ("ends", "08:15")]).await;
    assert_eq!((bad.status, bad.value("#starts").as_deref()), (422, Some("08:15")), "{}", bad.text());
    let done = time(&mut case, id, &[("weekday", "2")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let twice = time(&mut case, id, &[("weekday", "2"), ("starts", "11:00"), ("ends", "12:00")]).await;
    assert_eq!(twice.status, 422, "{}", twice.text());
    let days: Vec<String> = sqlx::query_scalar(
        "select to_char(starts_at at time zone 'Europe/Oslo', 'DD.MM HH24:MI') from activities.session where place_id = $1 order by starts_at",
    )
    .bind(id)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(days.first().map(String::as_str), Some("24.11 08:15"));
    assert_eq!(days.len(), 6, "{days:?}");
    // Christmas Day and New Year's Day are Fridays.
    assert_eq!(time(&mut case, id, &[("weekday", "5")]).await.status, 303);
    let off: Vec<String> =
        sqlx::query_scalar("select to_char(on_day, 'DD.MM') from activities.session where place_id = $1 and reason_code = 'HOLIDAY' order by on_day")
            .bind(id)
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(off, ["25.12", "01.01"]);
    assert_eq!(turn(&house, "2026-11-23T09:00:00Z").await, 0, "twice does nothing more");
    // The bakery's night: three hours in March, five in October.
    assert_eq!(time(&mut case, id, &[("weekday", "7"), ("starts", "01:00"), ("ends", "05:00"), ("holidays", "runs")]).await.status, 303);
    turn(&house, "2027-03-01T09:00:00Z").await;
    turn(&house, "2027-10-20T09:00:00Z").await;
    let hours: Vec<i64> = sqlx::query_scalar(
        "select (extract(epoch from ends_at - starts_at) / 3600)::bigint from activities.session where place_id = $1 and on_day in (date '2027-03-21', date '2027-03-28', date '2027-10-31') order by on_day",
    )
    .bind(id)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(hours, [4, 3, 5]);
    // A day without heating: everything is off at once, and held again when it opens.
    let mut duty = house.as_user(&account(&house, Role::Governor, prison).await.1).await;
    let page = duty.get("/closures").await;
    crate::house::well_made(&page, "nb");
    let shut = [("what", "house"), ("from", "2026-11-24T07:00"), ("until", "2026-11-24T16:00"), ("reason_code", "TECH"), ("reason", "Ingen varme")];
    assert_eq!(duty.submit(&page, "/closures", &[("what", "house"), ("reason_code", "TECH")]).await.status, 422);
    let done = duty.submit(&page, "/closures", &shut).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let tuesday = "select state from activities.session where place_id = $1 and on_day = date '2026-11-24'";
    assert_eq!(scalar::<String>(&house, tuesday, id).await, "cancelled");
    let closure: Uuid = house.ask("select id from activities.closure").await;
    assert_eq!(duty.post_with_token(&format!("/closures/{closure}/open"), &[]).await.status, 303);
    assert_eq!(scalar::<String>(&house, tuesday, id).await, "planned");
    // Other hours from a day on, with everybody who has a seat.
    let (person, _) = people(&house, prison, 1).await.remove(0);
    put(&house, id, person, 1).await;
    let pattern: Uuid = scalar(&house, "select id from activities.pattern where place_id = $1 and weekday = 2", id).await;
    let path = format!("/activities/{id}/patterns/{pattern}");
    let page = case.get(&path).await;
    crate::house::well_made(&page, "nb");
    let done = case.submit(&page, &path, &[("starts", "12:00"), ("ends", "15:00"), ("from", "2026-12-01")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let seats: i64 = scalar(&house, "select count(*) from activities.slot l join activities.pattern t on t.id = l.pattern_id where t.place_id = $1 and t.starts = '12:00' and upper_inf(l.during)", id).await;
    assert_eq!(seats, 1);
    let friday: Uuid = scalar(&house, "select id from activities.pattern where place_id = $1 and weekday = 5", id).await;
    let path = format!("/activities/{id}/patterns/{friday}");
    let page = case.get(&path).await;
    assert_eq!(case.submit(&page, &format!("{path}/end"), &[("end_from", "2026-12-01"), ("reason", "")]).await.status, 422);
    assert_eq!(case.submit(&page, &format!("{path}/end"), &[("end_from", "2026-12-01"), ("reason", "Kortere uke")]).await.status, 303);
    let left: i64 = scalar(&house, "select count(*) from activities.session s join activities.pattern t on t.id = s.pattern_id where s.place_id = $1 and t.weekday = 5 and s.state = 'planned' and s.on_day >= date '2026-12-01'", id).await;
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_session_is_moved_and_stands_once_its_register_is_taken() {
    let Stage { house, mut case, prison, .. } = stage("sentenced").await;
    let room: Uuid =
        scalar(&house, "insert into estate.place (id, prison_id, name, kind) values (gen_random_uuid(), $1, 'Verksted 9', 'work') returning id", prison).await;
    let room = room.to_string();
    let one = place(&mut case, "work", &[("code", "WOOD"), ("name", "Snekkeri"), ("room", &room)]).await;
    let two = place(&mut case, "work", &[("code", "METAL"), ("name", "Sveising")]).await;
    assert_eq!(time(&mut case, one, &[("weekday", "3")]).await.status, 303);
    assert_eq!(time(&mut case, two, &[("weekday", "3"), ("starts", "12:00"), ("ends", "14:00")]).await.status, 303);
    let twice = time(&mut case, two, &[("weekday", "3"), ("starts", "09:00"), ("ends", "10:00"), ("room", &room)]).await;
    assert_eq!(twice.status, 422, "a room has one use at a time: {}", twice.text());
    let next = "select id from activities.session where place_id = $1 order by starts_at limit 1";
    let (first, second): (Uuid, Uuid) = (scalar(&house, next, one).await, scalar(&house, next, two).await);
    let path = format!("/sessions/{second}");
    let page = case.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let to = [("starts", "2026-11-25T10:00"), ("ends", "12:00"), ("room", room.as_str()), ("reason", "Bytter verksted")];
    let taken = case.submit(&page, &format!("{path}/move"), &to).await;
    assert_eq!((taken.status, taken.value("#reason").as_deref()), (422, Some("Bytter verksted")), "{}", taken.text());
    assert!(taken.text().contains("Snekkeri"), "what has the room");
    let to = [("starts", "2026-11-26T10:00"), ("ends", "12:00"), ("room", room.as_str()), ("reason", "Bytter verksted")];
    assert_eq!(case.submit(&page, &format!("{path}/move"), &to).await.status, 303);
    // Whoever saw it before is told; the job leaves what was done by hand.
    let late = case.submit(&page, &format!("{path}/cancel"), &[("reason_code", "STAFF"), ("cancel_reason", "Kurs")]).await;
    assert_eq!((late.status, late.value("#cancel_reason").as_deref()), (409, Some("Kurs")), "{}", late.text());
    turn(&house, "2026-11-23T09:00:00Z").await;
    let page = case.get(&path).await;
    assert!(page.text().contains("Begynnelsen flyttet"), "{}", page.text());
    assert_eq!(
        case.submit(&page, &format!("{path}/cancel"), &[("reason_code", "REFUSED"), ("cancel_reason", "Kurs")]).await.status,
        422,
        "no reason of a session"
    );
    assert_eq!(case.submit(&page, &format!("{path}/cancel"), &[("reason_code", "STAFF"), ("cancel_reason", "Kurs")]).await.status, 303);
    let page = case.get(&path).await;
    assert_eq!(case.submit(&page, &format!("{path}/restore"), &[]).await.status, 303);
    // Moved under a taken register: not.
    let path = format!("/sessions/{first}");
    let page = case.get(&path).await;
    sqlx::query(
        "update activities.session set taken_at = $2, taken_by = (select id from access.account order by id limit 1), version = version + 1 where id = $1",
    )
    .bind(first)
    .bind(world_time())
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    for (act, fields) in [
        ("move", vec![("starts", "2026-11-26T14:00"), ("ends", "15:00"), ("reason", "Senere")]),
        ("cancel", vec![("reason_code", "STAFF"), ("cancel_reason", "Kurs")]),
        ("stand-in", vec![("stand_in", "")]),
    ] {
        let refused = case.submit(&page, &format!("{path}/{act}"), &fields).await;
        assert_eq!(refused.status, 409, "{act}: {}", refused.text());
        assert!(refused.text().contains("Oppmøtet ble ført imens"));
    }
    assert!(case.get(&path).await.actions().iter().all(|a| !a.starts_with(&path)), "nothing can be changed");
    let mut officer = house.as_user(&account(&house, Role::Officer, prison).await.1).await;
    assert_eq!(officer.get(&path).await.status, 200);
    assert_eq!(officer.post_with_token(&format!("{path}/move"), &[("version", "1")]).await.status, 403);
    assert_eq!(case.get("/sessions/00000000-0000-7000-8000-000000000000").await.status, 404);
}

#[tokio::test]
async fn a_place_closes_with_people_in_it_all_of_them_or_not() {
    let Stage { house, mut case, prison, .. } = stage("sentenced").await;
    let one = place(&mut case, "work", &[("code", "WOOD"), ("name", "Snekkeri")]).await;
    let small = place(&mut case, "work", &[("code", "METAL"), ("name", "Sveising"), ("places", "1")]).await;
    assert_eq!(time(&mut case, one, &[("weekday", "1")]).await.status, 303);
    assert_eq!(time(&mut case, small, &[("weekday", "2")]).await.status, 303);
    let who = people(&house, prison, 2).await;
    put(&house, one, who[0].0, 1).await;
    put(&house, one, who[1].0, 2).await;
    let path = format!("/activities/{one}/close");
    let page = case.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains(&who[0].1) && page.text().contains(&who[1].1), "who is there: {}", page.text());
    let why = ("reason", "Verkstedet skal pusses opp");
    let asked = case.submit(&page, &path, &[("last", "2026-11-30"), why]).await;
    assert_eq!((asked.status, asked.value("#last").as_deref()), (422, Some("2026-11-30")), "{}", asked.text());
    // To a place with one seat: nobody goes.
    let refused = case.submit(&page, &path, &[("last", "2026-11-30"), why, ("people", &small.to_string())]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    let still: i64 = scalar(&house, "select count(*) from activities.placement where place_id = $1 and ended_at is null", one).await;
    assert_eq!(still, 2, "{}", refused.text());
    let page = case.get(&path).await;
    let done = case.submit(&page, &path, &[("last", "2026-11-30"), why, ("people", "end")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let ended: i64 = scalar(&house, "select count(*) from activities.placement where place_id = $1 and end_code = 'place_closed'", one).await;
    assert_eq!(ended, 2);
    let left: i64 =
        scalar(&house, "select count(*) from activities.session where place_id = $1 and state = 'planned' and on_day > date '2026-11-30'", one).await;
    assert_eq!(left, 0);
    assert_eq!(case.get(&path).await.status, 303, "closed once");
}

#[tokio::test]
async fn a_seat_of_leisure_is_given_once() {
    let Stage { house, mut case, prison, inmate, .. } = stage("sentenced").await;
    let gym = place(&mut case, "facility", &[("code", "GYM"), ("name", "Treningsrom"), ("places", "1")]).await;
    assert_eq!(time(&mut case, gym, &[("weekday", "2"), ("starts", "17:30"), ("ends", "19:00")]).await.status, 303);
    let grid = case.get("/facilities").await;
    assert_eq!(grid.status, 200);
    crate::house::well_made(&grid, "nb");
    let session: Uuid = scalar(&house, "select id from activities.session where place_id = $1 order by starts_at limit 1", gym).await;
    let path = format!("/facilities/{session}");
    assert!(grid.links().contains(&path), "{}", grid.text());
    let (mine, other) = {
        let number: String = scalar(&house, "select number from inmates.inmate where id = $1", inmate).await;
        let other = people(&house, prison, 3).await.into_iter().find(|p| p.0 != inmate).unwrap();
        (number, other)
    };
    // Whoever reaches all of the house books for everybody in it.
    let mut boss = house.as_user(&account(&house, Role::Governor, prison).await.1).await;
    let page = boss.get(&path).await;
    crate::house::well_made(&page, "nb");
    let bad = boss.submit(&page, &path, &[("number", "2001-00001")]).await;
    assert_eq!((bad.status, bad.value("#number").as_deref()), (422, Some("2001-00001")));
    let (mut a, mut b) = (boss.clone(), boss.clone());
    let (one, two) = (boss.get(&path).await, boss.get(&path).await);
    let (x, y) = ([("number", mine.as_str())], [("number", other.1.as_str())]);
    let (first, second) = tokio::join!(a.submit(&one, &path, &x), b.submit(&two, &path, &y));
    let mut got = [first.status, second.status];
    got.sort_unstable();
    assert_eq!(got, [303, 409], "{}\n{}", first.text(), second.text());
    let booking: Uuid = scalar(&house, "select id from activities.booking where session_id = $1 and ended_at is null", session).await;
    let page = boss.get(&path).await;
    assert_eq!(boss.submit(&page, &format!("{path}/unbook"), &[("booking", &booking.to_string())]).await.status, 303);
    let free: i64 = scalar(&house, "select count(*) from activities.booking where session_id = $1 and ended_at is null", session).await;
    assert_eq!(free, 0);
    let mut officer = house.as_user(&account(&house, Role::Officer, prison).await.1).await;
    assert_eq!(officer.get(&path).await.status, 200);
    assert_eq!(officer.post_with_token(&path, &[("number", &mine)]).await.status, 403);
    assert_eq!(house.as_role(Role::Finance).await.get("/facilities").await.status, 403);
}

#[tokio::test]
async fn what_is_learnt_at_work_leaves_on_a_paper_that_names_no_prison() {
    let Stage { house, mut case, prison, inmate, .. } = stage("sentenced").await;
    let shop = place(&mut case, "work", &[("code", "WOOD"), ("name", "Snekkeri")]).await;
    assert_eq!(time(&mut case, shop, &[("weekday", "1")]).await.status, 303);
    put(&house, shop, inmate, 1).await;
    let home = format!("/inmates/{inmate}/work");
    let page = case.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let skills = format!("{home}/skills");
    let bad = case.submit(&page, &skills, &[("what", "Båndsag"), ("on_day", "2026-12-24")]).await;
    assert_eq!((bad.status, bad.value("#what").as_deref()), (422, Some("Båndsag")));
    assert_eq!(case.submit(&page, &skills, &[("what", "Båndsag"), ("level", "alone")]).await.status, 303);
    let name: String = scalar(&house, "select name from estate.prison where id = $1", prison).await;
    let page = case.get(&home).await;
    let references = format!("{home}/references");
    let marked = format!("Har arbeidet jevnt og godt ved {name}");
    let bad = case.submit(&page, &references, &[("words", &marked)]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert!(bad.text().contains(&marked), "kept");
    assert_eq!(case.submit(&page, &references, &[("words", "Har arbeidet jevnt og godt, og lært bort til andre")]).await.status, 303);
    let id: Uuid = scalar(&house, "select id from activities.reference where inmate_id = $1", inmate).await;
    let paper = case.get(&format!("{references}/{id}")).await;
    assert_eq!(paper.status, 200);
    crate::house::well_made(&paper, "nb");
    no_mark(&paper, &name);
    // An accident, and two who follow it up at once.
    let page = case.get(&home).await;
    let accidents = format!("{home}/accidents");
    let happened = [("at", "2026-11-23T08:30"), ("happened", "Kutt i hånda på båndsaga"), ("health_called", "yes")];
    assert_eq!(case.submit(&page, &accidents, &happened).await.status, 303);
    let id: Uuid = scalar(&house, "select id from activities.accident where inmate_id = $1", inmate).await;
    let path = format!("{accidents}/{id}");
    let page = case.get(&home).await;
    assert_eq!(case.submit(&page, &path, &[("measures", "Nytt vern")]).await.status, 303);
    assert_eq!(case.submit(&page, &path, &[("measures", "Opplæring")]).await.status, 409);
    let mut nurse = assigned(&house, Role::Nurse, prison, inmate).await;
    assert_eq!(nurse.get(&home).await.status, 403);
}

/// Nothing on a paper says where it was.
pub fn no_mark(paper: &Page, prison: &str) {
    let text = paper.text().to_lowercase();
    for mark in ["fengsel", "overgangsbolig", "kriminalomsorg", "forvaring", "prison", "innsatt", &prison.to_lowercase()] {
        assert!(!text.contains(mark), "{mark}: {text}");
    }
}
