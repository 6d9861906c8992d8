//! One timetable of a person: every two things that can be at one time and which of them stays, told where one was planned; somebody's week found by name; a place that
//! knows who must not meet there.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use overgang::access::Role;
use overgang::activities::timetable::{Entry, Kind, State, clashes};
use sqlx::Connection;
use uuid::Uuid;

use crate::house::well_made;
use crate::placements::{apart, placed, scene, staff, workshop};
use crate::support::world_time;

/// Inside the house, all of them on Saturday 28 November from 05:10: beside work from 05:00 to 06:00.
const INSIDE: &str = "
with who as (select $1::uuid as inmate, $2::uuid as prison, (select id from access.account order by id limit 1) as account, timestamptz '2026-11-28 05:10 Europe/Oslo' as a, timestamptz '2026-11-28 05:50 Europe/Oslo' as b),
ways as (
    insert into custody.internal_movement (id, inmate_id, prison_id, kind, from_place, to_place, planned_at, planned_until, state, recorded_by, recorded_at)
    select gen_random_uuid(), w.inmate, w.prison, k, 'Avdelingen', 'Et sted', w.a, w.b, 'planned', w.account, $3 from who w cross join unnest(array['visit', 'health', 'programme', 'appointment']) k returning id),
review as (insert into plan.review (id, inmate_id, prison_id, at, planned_by, planned_at) select gen_random_uuid(), w.inmate, w.prison, w.a, w.account, $3 from who w returning id),
support as (insert into plan.support_meeting (id, inmate_id, prison_id, at, planned_by, planned_at) select gen_random_uuid(), w.inmate, w.prison, w.a, w.account, $3 from who w returning id),
exam as (
    insert into learning.exam (id, prison_id, course_code, subject, form, starts_at, ends_at, made_by, made_at) select gen_random_uuid(), w.prison, 'SUB_MAT', 'Matematikk', 'written', w.a, w.b, w.account, $3 from who w returning id),
sits as (insert into learning.candidate (id, exam_id, inmate_id, prison_id, registered_by, registered_at) select gen_random_uuid(), e.id, w.inmate, w.prison, w.account, $3 from who w cross join exam e returning id),
gym as (
    insert into activities.place (id, prison_id, kind, code, name, places, levels, provider, paid, opened_on)
    select gen_random_uuid(), w.prison, 'facility', 'GYM', 'Prøverommet', 4, array['high', 'lower', 'halfway', 'especially_high'], 'prison', false, '2026-01-01' from who w returning id, prison_id),
hour as (
    insert into activities.pattern (id, place_id, prison_id, weekday, starts, ends, during, made_by, made_at) select gen_random_uuid(), g.id, g.prison_id, 6, '05:10', '05:50', '[2026-01-01,)', w.account, $3 from gym g cross join who w returning id, place_id),
meets as (
    insert into activities.session (id, place_id, prison_id, pattern_id, on_day, starts_at, ends_at, places) select gen_random_uuid(), h.place_id, w.prison, h.id, '2026-11-28', w.a, w.b, 4 from hour h cross join who w returning id, place_id)
insert into activities.booking (id, session_id, place_id, inmate_id, prison_id, seat, made_by, made_at) select gen_random_uuid(), m.id, m.place_id, w.inmate, w.prison, 1, w.account, $3 from meets m cross join who w";

/// A way out at the same time.
const OUT: &str = "
insert into custody.movement (id, inmate_id, prison_id, reason, state, planned_out, expected_back, recorded_by, recorded_at)
select gen_random_uuid(), $1, $2, $4, 'planned', timestamptz '2026-11-28 05:10 Europe/Oslo', timestamptz '2026-11-28 05:50 Europe/Oslo', (select id from access.account order by id limit 1), $3";

/// A hearing at the same time, by video.
const COURT: &str = "
insert into sentences.appearance (id, inmate_id, prison_id, court, purpose, starts_at, ends_at, manner, manner_reason, travel_minutes, recorded_by, recorded_at)
select gen_random_uuid(), $1, $2, 'TOSLO', 'remand_extension', timestamptz '2026-11-28 05:10 Europe/Oslo', timestamptz '2026-11-28 05:50 Europe/Oslo', 'video', 'Retten har bestemt det', 0,
       (select id from access.account order by id limit 1), $3 where $4::text is not null";

type Pair = (String, String, bool);
type Row = (Uuid, String, String, DateTime<Utc>, Option<DateTime<Utc>>);

#[tokio::test]
async fn of_every_two_things_at_once_one_stays() {
    let s = scene().await;
    let inmate = s.people[0];
    placed(&s, workshop(&s, "Prøveverkstedet", 2).await, inmate).await;
    let mut admin = s.house.admin().await;
    let mut all: BTreeSet<Pair> = BTreeSet::new();
    for (sql, reason) in [(COURT, "x"), (OUT, "TRF_OUT"), (OUT, "LEAVE"), (OUT, "HOSP"), (OUT, "DAYREL"), (OUT, "COURT")] {
        let mut tx = admin.begin().await.unwrap();
        sqlx::query(
            "select set_config('app.account', (select id from access.account order by id limit 1)::text, true), set_config('app.prisons', array[$1::uuid]::text, true), set_config('app.now', $2::timestamptz::text, true)",
        )
        .bind(s.prison)
        .bind(world_time())
        .execute(&mut *tx)
        .await
        .unwrap();
        sqlx::query(INSIDE).bind(inmate).bind(s.prison).bind(world_time()).execute(&mut *tx).await.unwrap();
        sqlx::query(sql).bind(inmate).bind(s.prison).bind(world_time()).bind(reason).execute(&mut *tx).await.unwrap();
        let day = ("2026-11-28T00:00:00Z".parse::<DateTime<Utc>>().unwrap(), "2026-11-29T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let rows: Vec<Row> = sqlx::query_as("select source_id, kind, state, starts_at, ends_at from activities.timetable(array[$1], $2, $3)")
            .bind(inmate)
            .bind(day.0)
            .bind(day.1)
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        let entries: Vec<Entry> =
            rows.iter().map(|r| Entry { id: r.0, kind: Kind::of(&r.1).expect(&r.1), state: State::of(&r.2).expect(&r.2), from: r.3, until: r.4 }).collect();
        let kind = |id| entries.iter().find(|e| e.id == id).unwrap().kind.as_str().to_owned();
        let by_rules: Vec<Pair> = clashes(&entries).iter().map(|c| (kind(c.stays), kind(c.gives_way), c.undecided)).collect();
        let told: Vec<Pair> = sqlx::query_as("select stays, gives_way, undecided from activities.clashes_ahead($1, '2026-11-29')")
            .bind(inmate)
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        let sorted = |mut pairs: Vec<Pair>| {
            pairs.sort();
            pairs
        };
        let by_rules = sorted(by_rules);
        // What is told is cut after twenty; every one of them is the rules'.
        assert!(told.len() == by_rules.len() || told.len() == 20, "{} told of {}", told.len(), by_rules.len());
        assert!(told.iter().all(|pair| by_rules.contains(pair)), "{reason}: {told:?}\n{by_rules:?}");
        all.extend(by_rules);
        tx.rollback().await.unwrap();
    }
    // Court, transfer, visit, hearing, appointment, activity: each before everything after it.
    let order: [&[&str]; 6] =
        [&["court"], &["transfer", "leave", "exam"], &["visit"], &["health", "programme", "appointment", "review"], &["activity"], &["leisure"]];
    let kinds: BTreeSet<&str> = all.iter().flat_map(|p| [p.0.as_str(), p.1.as_str()]).collect();
    for (n, group) in order.iter().enumerate() {
        for one in *group {
            assert!(kinds.contains(one), "there is no {one}");
            for other in order[n + 1..].iter().copied().flatten() {
                let pair = ((*one).to_owned(), (*other).to_owned(), false);
                // Two ways out are never tried at once, and a hearing not beside a transfer.
                let together = !matches!((*one, *other), ("court", "transfer" | "leave") | ("transfer", "leave"));
                assert!(!together || all.contains(&pair), "{one} before {other}");
                assert!(!all.iter().any(|p| p.0 == pair.1 && p.1 == pair.0), "{other} never before {one}");
            }
        }
    }
    assert!(!all.iter().any(|p| p.0 == "day_release" && p.1 == "activity"), "the way to work is work");
    assert!(all.contains(&("day_release".to_owned(), "leisure".to_owned(), false)));
    assert!(all.iter().any(|p| p.2 && p.0 == "appointment"), "of two that weigh the same somebody decides");
}

#[tokio::test]
async fn what_meets_what_is_told_where_it_is_planned() {
    let s = scene().await;
    let inmate = s.people[0];
    let place = workshop(&s, "Prøveverkstedet", 2).await;
    placed(&s, place, inmate).await;
    let mut case = staff(&s, Role::CaseManager).await;
    let movements = format!("/inmates/{inmate}/movements");
    assert!(!case.get(&movements).await.text().contains("På samme tid"));
    let mut tx = s.house.admin().await;
    sqlx::query(OUT).bind(inmate).bind(s.prison).bind(world_time()).bind("HOSP").execute(&mut tx).await.unwrap();
    let page = case.get(&movements).await;
    assert_eq!(page.status, 200);
    well_made(&page, "nb");
    assert!(page.text().contains("28.11. 05:10–05:50: Aktivitet (Prøveverkstedet) viker for Helse"), "{}", page.text());
    let court = case.get(&format!("/inmates/{inmate}/court")).await;
    well_made(&court, "nb");
    assert!(court.text().contains("viker for Helse"), "and where hearings are planned");
    let placement: Uuid = sqlx::query_scalar("select id from activities.placement where inmate_id = $1 and place_id = $2")
        .bind(inmate)
        .bind(place)
        .fetch_one(&mut tx)
        .await
        .unwrap();
    let page = case.get(&format!("/inmates/{inmate}/placements/{placement}")).await;
    well_made(&page, "nb");
    assert!(page.text().contains("viker for Helse"), "and on the page of the placement");
    // The address of the placement alone leads there; somebody who reads when and not why is led to the week.
    let led = case.get(&format!("/placements/{placement}")).await;
    assert_eq!((led.status, led.location), (303, Some(format!("/inmates/{inmate}/placements/{placement}"))));
    let mut officer = staff(&s, Role::Officer).await;
    let led = officer.get(&format!("/placements/{placement}")).await;
    assert_eq!((led.status, led.location), (303, Some(format!("/inmates/{inmate}/activities"))));
    assert_eq!(case.get("/placements/00000000-0000-7000-8000-000000000000").await.status, 404);
}

#[tokio::test]
async fn somebodys_week_is_found_by_name_and_named_by_id() {
    let s = scene().await;
    let inmate = s.people[0];
    placed(&s, workshop(&s, "Prøveverkstedet", 2).await, inmate).await;
    let (given, family, number): (String, String, String) = sqlx::query_as("select given_name, family_name, number from inmates.inmate where id = $1")
        .bind(inmate)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    let mut case = staff(&s, Role::CaseManager).await;
    let page = case.get("/timetable").await;
    well_made(&page, "nb");
    for q in [number.clone(), number.to_lowercase()] {
        let found = case.submit(&page, "/timetable/find", &[("q", &q)]).await;
        assert_eq!((found.status, found.location), (303, Some(format!("/timetable?inmate={inmate}"))));
    }
    let by_name = case.submit(&page, "/timetable/find", &[("q", &format!("{family}, {given}"))]).await;
    let listed = by_name.status == 200 && by_name.links().contains(&format!("/timetable?inmate={inmate}"));
    assert!(by_name.status == 303 || listed, "{}", by_name.text());
    let none = case.submit(&page, "/timetable/find", &[("q", "%")]).await;
    assert_eq!(none.status, 422, "a wildcard is no name");
    let none = case.submit(&page, "/timetable/find", &[("q", "Xqzwv")]).await;
    assert_eq!((none.status, none.value("#q").as_deref()), (422, Some("Xqzwv")));
    well_made(&none, "nb");
    let week = case.get(&format!("/timetable?inmate={inmate}&day=2026-11-28")).await;
    assert_eq!(week.status, 200, "{}", week.text());
    well_made(&week, "nb");
    assert!(week.text().contains("Prøveverkstedet") && week.text().contains("lørdag 28. november 2026"), "{}", week.text());
    assert!(week.links().iter().all(|l| !l.contains(&family)), "no name in an address");
    assert_eq!(case.get("/timetable?inmate=00000000-0000-7000-8000-000000000000").await.status, 404);
    // Somebody of another house: as if there were nobody.
    let far: Option<Uuid> = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by 1 limit 1")
        .bind(s.prison)
        .fetch_optional(&mut s.house.admin().await)
        .await
        .unwrap();
    if let Some(far) = far {
        assert_eq!(case.get(&format!("/timetable?inmate={far}")).await.status, 404);
    }
    assert_eq!(s.house.as_role(Role::Finance).await.get("/timetable").await.status, 403);
    let searched: i64 = s.house.ask("select count(*) from audit.entry where action = 'search' and class = 'activities'").await;
    assert!(searched >= 4, "{searched}");
}

#[tokio::test]
async fn a_place_says_who_must_not_meet_there_to_those_who_decide() {
    let s = scene().await;
    let place = workshop(&s, "Prøveverkstedet", 3).await;
    placed(&s, place, s.people[0]).await;
    placed(&s, place, s.people[1]).await;
    apart(&s, s.people[0], s.people[1]).await;
    let page = format!("/activities/{place}");
    for role in [Role::CaseManager, Role::Governor] {
        let mut browser = staff(&s, role).await;
        let told = browser.get(&page).await;
        assert_eq!(told.status, 200);
        well_made(&told, "nb");
        assert_eq!(told.text().matches("Holdes fra noen her").count(), 2, "{role}: {}", told.text());
        assert!(told.links().contains(&format!("{page}/apart")) && told.links().iter().any(|l| l.starts_with("/placements/")));
    }
    let mut officer = staff(&s, Role::Officer).await;
    let told = officer.get(&page).await;
    assert!(!told.text().contains("Holdes fra noen her"), "not a list of enmities");
    assert!(!told.links().iter().any(|l| l.starts_with("/placements/") || l.ends_with("/apart")));
}
