//! The governor's figures of activity: each against a plain count of its own, and the list behind each number.

use std::collections::BTreeMap;

use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// A house with work and school, its governor, and nobody whom the governor may not name.
async fn stage() -> (House, Uuid, Browser) {
    let house = House::open().await;
    let mut admin = house.admin().await;
    for sql in ["update inmates.inmate set protected = false where protected", "delete from access.conflict_of_interest"] {
        sqlx::query(sql).execute(&mut admin).await.unwrap();
    }
    let pool = sqlx::PgPool::connect(house.url()).await.unwrap();
    overgang::activities::demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    let name = house.username(Role::Governor).await;
    let prison = sqlx::query_scalar("select x.prisons[1] from access.account a join access.assignment x on x.account_id = a.id where a.username = $1")
        .bind(&name)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    let governor = house.as_user(&name).await;
    (house, prison, governor)
}

fn digits(text: &str) -> i64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// Every "2,4 t" of a text. Cells of a row come without a space between.
fn hours(text: &str) -> Vec<f64> {
    let number = |piece: &str| {
        let piece = piece.trim_end();
        let digits = piece.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len();
        piece[digits..].replace(',', ".").parse().ok()
    };
    text.split('t').filter_map(number).collect()
}

/// "12 av 14" or "3", as the link to its list says it.
fn number(page: &Page, href: &str) -> Vec<i64> {
    let words = page.all(&format!("td a[href='{href}']"));
    let said = words.first().unwrap_or_else(|| panic!("no number leads to {href}")).split(':').next().unwrap().to_owned();
    said.split(" av ").map(digits).collect()
}

#[tokio::test]
async fn who_has_something_to_do_is_counted_once_and_is_in_the_list() {
    let (house, prison, mut governor) = stage().await;
    let page = governor.get("/activity-figures").await;
    crate::house::well_made(&page, "nb");
    // Plainly, person by person.
    let people: Vec<(Uuid, i64, i64)> = sqlx::query_as(
        "select w.unit_id, (select count(*) from activities.placement x where x.inmate_id = w.inmate_id and lower(x.during) <= $2 and coalesce(upper(x.during), 'infinity') > $2
                               and not exists (select from activities.suspension r where r.placement_id = x.id and lower(r.during) <= $2 and coalesce(upper(r.during), 'infinity') > $2)),
                (select count(*) from activities.placement x where x.inmate_id = w.inmate_id and lower(x.during) <= $2 and coalesce(upper(x.during), 'infinity') > $2)
           from custody.in_custody w where w.prison_id = $1",
    )
    .bind(prison)
    .bind(world_time())
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    let mut units: BTreeMap<Option<Uuid>, [i64; 4]> = BTreeMap::new();
    for (unit, active, placed) in people {
        for key in [None, Some(unit)] {
            let row = units.entry(key).or_default();
            row[0] += 1;
            row[if active > 0 {
                1
            } else if placed > 0 {
                2
            } else {
                3
            }] += 1;
        }
    }
    assert!(units[&None][1] > 10 && units[&None][3] > 0 && units.len() > 2, "{units:?}");
    for (unit, [all, active, resting, nothing]) in &units {
        assert_eq!(active + resting + nothing, *all);
        let narrowed = unit.map(|u| format!("&unit={u}")).unwrap_or_default();
        let of_people = |show: &str| format!("/activity-figures/people?show={show}{narrowed}");
        assert_eq!(number(&page, &of_people("active")), [*active, *all], "{unit:?}");
        assert_eq!(number(&page, &of_people("resting")), [*resting], "{unit:?}");
        let idle = format!("/activities/idle?show=all&prison={prison}{narrowed}");
        assert_eq!(number(&page, &idle), [*nothing], "{unit:?}");
        for (show, n) in [("active", active), ("resting", resting), ("nothing", nothing)] {
            let list = governor.get(&of_people(show)).await;
            crate::house::well_made(&list, "nb");
            assert_eq!(list.all("tbody tr").len() as i64, *n, "{show} {unit:?}");
        }
        let list = governor.get(&idle).await;
        assert_eq!(list.all("tbody tr").len() as i64, (*nothing).min(100), "{unit:?}");
    }
    // That they were shown is in the trail; and it is the governor's alone.
    let told: i64 = house.ask("select count(*) from audit.entry where action = 'list' and class = 'activities' and detail ? 'show'").await;
    assert_eq!(told as usize, 3 * units.len());
    for path in ["/activity-figures/people", "/activity-figures/hours"] {
        for role in [Role::CaseManager, Role::Officer, Role::Teacher, Role::Finance] {
            assert_eq!(house.as_role(role).await.get(path).await.status, 403, "{role:?} {path}");
        }
    }
}

#[tokio::test]
async fn hours_of_a_weekday_are_those_of_its_sessions() {
    let (house, prison, mut governor) = stage().await;
    let page = governor.get("/activity-figures").await;
    let people: i64 =
        sqlx::query_scalar("select count(*) from custody.in_custody where prison_id = $1").bind(prison).fetch_one(&mut house.admin().await).await.unwrap();
    // Mark by mark: its session's minutes.
    let weekdays: Vec<(i32, i64, i64, i64, i64)> = sqlx::query_as(
        "select extract(isodow from s.on_day)::int, count(distinct s.on_day), count(distinct s.id),
                coalesce(sum(extract(epoch from s.ends_at - s.starts_at)::bigint / 60) filter (where a.mark in ('present', 'late')), 0)::bigint,
                coalesce(sum(extract(epoch from s.ends_at - s.starts_at)::bigint / 60) filter (where a.mark is not null), 0)::bigint
           from activities.session s left join activities.attendance a on a.session_id = s.id
          where s.prison_id = $1 and s.on_day between '2026-10-26' and '2026-11-22' and s.state = 'planned' and s.taken_at is not null
          group by 1 order by 1",
    )
    .bind(prison)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    assert!(weekdays.len() >= 5, "{weekdays:?}");
    for (weekday, days, sessions, attended, planned) in weekdays {
        let (attended, planned) = (attended as f64 / 60.0, planned as f64 / 60.0);
        let href = format!("/activity-figures/hours?weekday={weekday}");
        let said = hours(&page.all(&format!("td a[href='{href}']"))[0]);
        assert!((said[0] - attended / (people * days) as f64).abs() < 0.051, "{weekday}: {said:?}");
        let list = governor.get(&href).await;
        crate::house::well_made(&list, "nb");
        let rows = list.all("tbody tr");
        assert_eq!(rows.len() as i64, sessions + 1, "{weekday}");
        let sums = hours(rows.last().unwrap());
        assert!((sums[0] - attended).abs() < 0.051 && (sums[1] - planned).abs() < 0.051, "{weekday}: {sums:?} {attended} {planned}");
        // The lines themselves add up, but for their rounding.
        let column = |n: usize| -> f64 { list.all(&format!("tbody tr:not(:last-child) td:nth-of-type({n})")).iter().map(|c| hours(c)[0]).sum() };
        let off = 0.051 * sessions as f64;
        assert!((column(3) - attended).abs() < off && (column(4) - planned).abs() < off, "{weekday}");
    }
}

#[tokio::test]
async fn seats_and_those_who_wait_are_those_of_the_lists() {
    let (house, prison, mut governor) = stage().await;
    let page = governor.get("/activity-figures").await;
    let places: Vec<(Uuid, i64, i64, i64, i64)> = sqlx::query_as(
        "select p.id, p.places::bigint, (select count(*) from activities.placement x where x.place_id = p.id and lower(x.during) <= $2 and coalesce(upper(x.during), 'infinity') > $2),
                (select count(*) from activities.application a where a.place_id = p.id and a.state = 'waiting'), (select count(*) from activities.application a where a.place_id = p.id and a.state = 'open')
           from activities.place p where p.prison_id = $1 and p.kind <> 'facility' and (p.closed_on is null or p.closed_on >= '2026-11-23')",
    )
    .bind(prison)
    .bind(world_time())
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    let (mut free, mut waits) = (0, 0);
    for (place, seats, here, waiting, open) in &places {
        assert_eq!(number(&page, &format!("/activities/{place}")), [*here, *seats]);
        free += (seats - here).max(0);
        waits += waiting;
        for (show, n) in [("waiting", waiting), ("open", open)] {
            let href = format!("/waiting?place={place}&show={show}");
            let list = governor.get(&href).await;
            assert_eq!(list.all("tbody tr").len() as i64, *n, "{href}");
            if *n > 0 {
                assert_eq!(number(&page, &href), [*n]);
            }
        }
    }
    assert!(waits > 0 && free > 0, "{waits} {free}");
    let people: i64 = sqlx::query_scalar(
        "select count(distinct a.inmate_id) from activities.application a join activities.place p on p.id = a.place_id
          where a.state = 'waiting' and p.prison_id = $1 and p.kind <> 'facility' and (p.closed_on is null or p.closed_on >= '2026-11-23')",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let tile = page.all("a.tile").into_iter().nth(2).unwrap();
    assert!(tile.starts_with(&free.to_string()) && tile.ends_with(&format!("{waits} i kø, {people} personer")), "{tile}");
}
