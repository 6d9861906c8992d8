//! The clock: items from what holds people, warnings, rounds, what is overdue, and what may be done with them.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use overgang::access::Role;
use overgang::deadlines::jobs::{self, Turn};
use overgang::deadlines::memory::Memory;
use overgang::deadlines::{Event, Outcome, Told, demonstration};
use overgang::law::calendar;
use overgang::law::deadline::Due;
use overgang::platform::db::{Db, Logins};
use overgang::platform::id::InmateId;
use overgang::reference::Catalogue;
use sqlx::Connection;
use uuid::Uuid;

use crate::reception;
use crate::support::{Browser, House, Page, world_time};

/// One turn of the clock at an instant, over everything ever recorded.
async fn turn(house: &House, now: DateTime<Utc>) -> Turn {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    let done = jobs::turn(&db, catalogue.law(), DateTime::UNIX_EPOCH, now).await.unwrap();
    db.close().await;
    done
}

/// A case manager, and somebody of theirs in custody whom nothing of the law watches yet.
async fn somebody(house: &House) -> (String, Uuid, Uuid) {
    sqlx::query_as(
        "select a.username, c.inmate_id, c.prison_id from access.person_grant g join access.account a on a.id = g.account_id and a.demonstration
           join custody.in_custody c on c.inmate_id = g.inmate_id join inmates.inmate i on i.id = c.inmate_id
          where g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null and g.during @> $1 and not i.protected and c.legal_status = 'sentenced' and c.out_reason is null
            and not exists (select from sentences.legal_basis b where b.inmate_id = i.id and b.kind <> 'sentence')
            and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'CAS')
          order by a.username not like '%.hal', a.username, c.inmate_id limit 1",
    )
    .bind(world_time())
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// An order of remand in custody from yesterday a fortnight ago until a day, recorded now.
async fn order(house: &House, inmate: Uuid, until: &str, extends: Option<Uuid>) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, recorded_by, recorded_at, extends)
         select $1, i.id, i.prison_id, 'remand', '26-1/TOSL', 'Oslo tingrett', 'THEFT-01', $3::date - 14, $3::date - 14, $3::date, (select id from access.account limit 1), $4, $5
           from inmates.inmate i where i.id = $2",
    )
    .bind(id)
    .bind(inmate)
    .bind(until.parse::<chrono::NaiveDate>().unwrap())
    .bind(world_time())
    .bind(extends)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    id
}

/// The item of a rule for an event: id, how it stands, what became of it, the last day.
async fn item(house: &House, rule: &str, reference: Uuid, round: i32) -> Option<(Uuid, String, Option<String>, DateTime<Utc>)> {
    sqlx::query_as("select id, state, outcome, due_at from sentences.deadline where rule_id = $1 and reference = $2 and round = $3")
        .bind(rule)
        .bind(reference)
        .bind(round)
        .fetch_optional(&mut house.admin().await)
        .await
        .unwrap()
}

async fn at(house: &House, role: Role, prison: Uuid) -> Browser {
    let username: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = $1 and $2 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1) order by 1 limit 1",
    )
    .bind(role.code())
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    house.as_user(&username).await
}

/// How many notices of a kind lead to an item.
async fn told(house: &House, kind: &str, item: Uuid) -> i64 {
    sqlx::query_scalar("select count(*) from access.notice where kind = $1 and link = $2")
        .bind(kind)
        .bind(format!("/deadlines/{item}"))
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

/// What was done with an item, and from when to when it was moved.
type Step = (String, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

#[tokio::test]
async fn an_order_sets_the_clock_once_and_the_next_one_takes_its_place() {
    let house = House::open().await;
    let (cas, inmate, _) = somebody(&house).await;
    let first = order(&house, inmate, "2026-11-30", None).await;
    assert!(turn(&house, world_time()).await.followed > 0);
    let (id, state, _, due) = item(&house, "remand.expiry", first, 1).await.unwrap();
    assert_eq!((state.as_str(), due), ("open", "2026-11-30T23:00:00Z".parse().unwrap()), "strpl § 187 a: to the end of its last day");
    let (_, _, _, asked) = item(&house, "remand.extension", first, 1).await.unwrap();
    assert_eq!(asked, "2026-11-29T23:00:00Z".parse::<DateTime<Utc>>().unwrap(), "strpl § 185(5): the day before");
    let again = turn(&house, world_time()).await;
    assert_eq!((again.followed, again.told.warned), (0, 0), "twice does nothing more");
    // It is the case manager's, and stands with the person.
    let mut browser = house.as_user(&cas).await;
    let page = browser.get("/deadlines").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.links().contains(&format!("/deadlines/{id}")), "among mine");
    let page = browser.get(&format!("/inmates/{inmate}/deadlines")).await;
    assert!(page.links().contains(&format!("/deadlines/{id}")) && page.text().contains("strpl § 187 a"), "{}", page.text());
    let second = order(&house, inmate, "2026-12-14", Some(first)).await;
    turn(&house, world_time()).await;
    let (_, state, outcome, _) = item(&house, "remand.expiry", first, 1).await.unwrap();
    assert_eq!((state.as_str(), outcome.as_deref()), ("satisfied", Some("new_order")));
    assert_eq!(item(&house, "remand.expiry", second, 1).await.unwrap().1, "open");
}

#[tokio::test]
async fn warnings_come_once_each_and_what_is_over_goes_higher_once() {
    let house = House::open().await;
    let (_, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    assert_eq!(told(&house, "deadline_near", id).await, 1, "seven days before, this morning");
    for (when, warned) in
        [("2026-11-26T12:00:00Z", 1), ("2026-11-27T06:00:00Z", 2), ("2026-11-27T07:00:00Z", 2), ("2026-11-29T06:30:00Z", 3), ("2026-11-30T22:59:00Z", 3)]
    {
        turn(&house, when.parse().unwrap()).await;
        assert_eq!(told(&house, "deadline_near", id).await, warned, "{when}");
    }
    assert_eq!(told(&house, "deadline_hard", id).await, 0);
    turn(&house, "2026-11-30T23:00:00Z".parse().unwrap()).await;
    let leaders: i64 = sqlx::query_scalar(
        "select count(distinct x.account_id) from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
          where x.role in ('DUT', 'GOV') and $1 = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null and x.valid @> '2026-11-30T23:00:00Z'::timestamptz",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(told(&house, "deadline_hard", id).await, leaders + 1, "duty officers, governors, and whose it is");
    turn(&house, "2026-12-01T09:00:00Z".parse().unwrap()).await;
    assert_eq!(told(&house, "deadline_hard", id).await, leaders + 1, "once");
    let held: i64 =
        sqlx::query_scalar("select count(*) from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(held, 1, "never a release by itself");
}

#[tokio::test]
async fn an_order_that_has_expired_stands_over_every_page_and_on_the_homes() {
    let house = House::open().await;
    let (cas, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-22", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    let mut readers = vec![house.as_user(&cas).await];
    for role in [Role::DutyOfficer, Role::Governor] {
        readers.push(at(&house, role, prison).await);
    }
    for browser in &mut readers {
        let page = browser.get(&format!("/inmates/{inmate}")).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Varetektsfristen gikk ut 22.11.2026"), "{}", page.text());
        let home = browser.get("/").await;
        assert!(home.links().contains(&format!("/deadlines/{id}")), "{}", home.text());
    }
    // An order made after it had run out: the line goes, the history stays.
    order(&house, inmate, "2026-12-06", Some(basis)).await;
    turn(&house, world_time()).await;
    let page = readers[0].get(&format!("/inmates/{inmate}")).await;
    assert!(!page.text().contains("Varetektsfristen gikk ut"));
    assert!(readers[0].get(&format!("/deadlines/{id}")).await.text().contains("etter fristen"), "it was late");
}

#[tokio::test]
async fn nothing_is_dismissed_without_an_outcome() {
    let house = House::open().await;
    let (cas, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    let (path, close) = (format!("/deadlines/{id}"), format!("/deadlines/{id}/close"));
    let mut browser = house.as_user(&cas).await;
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("dokumentet sier"), "the arithmetic: {}", page.text());
    for (outcome, note) in [("", "Løslatt 14:10."), ("released", ""), ("granted", "Løslatt 14:10."), ("lapsed", "Løslatt 14:10.")] {
        let bad = browser.submit(&page, &close, &[("outcome", outcome), ("note", note)]).await;
        assert_eq!(bad.status, 422, "{outcome:?} {note:?}");
        assert!(note.is_empty() || bad.text().contains(note), "what was typed is kept");
    }
    assert_eq!(item(&house, "remand.expiry", basis, 1).await.unwrap().1, "open");
    // Given away, and waited for.
    let owner = page.all("select[name=owner] option").len();
    assert!(owner > 1, "somebody to give it to");
    let waits = browser.submit(&page, &format!("{path}/wait"), &[("party", "court"), ("sent", "")]).await;
    assert_eq!(waits.status, 422);
    let waits = browser.submit(&page, &format!("{path}/wait"), &[("party", "court"), ("sent", "Begjæring sendt 23.11.")]).await;
    assert_eq!(waits.status, 303, "{}", waits.text());
    assert!(browser.get("/deadlines?list=waiting").await.links().contains(&path));
    assert!(!browser.get("/deadlines").await.links().contains(&path), "nobody of ours can do anything");
    // The page that was open before is old: somebody has been there.
    let late = browser.submit(&page, &close, &[("outcome", "released"), ("note", "Løslatt 14:10.")]).await;
    assert_eq!(late.status, 303);
    assert_eq!(item(&house, "remand.expiry", basis, 1).await.unwrap().1, "open", "not on the ground of what has changed");
    let page = browser.get(&path).await;
    let done = browser.submit(&page, &close, &[("outcome", "other_basis"), ("note", "Holdes på dom av i dag.")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let (_, state, outcome, _) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    assert_eq!((state.as_str(), outcome.as_deref()), ("satisfied", Some("other_basis")));
    assert!(browser.get(&path).await.form(&close).is_none(), "closed is closed");
    let mut governor = at(&house, Role::Governor, prison).await;
    assert!(governor.get(&path).await.text().contains("Holdes på dom av i dag."));
    let trail: i64 = sqlx::query_scalar("select count(*) from audit.entry where class = 'deadlines' and action = 'decide' and inmate_id = $1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(trail, 1);
}

#[tokio::test]
async fn who_sees_and_who_may() {
    let house = House::open().await;
    let (_, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    let path = format!("/deadlines/{id}");
    for role in [Role::Officer, Role::Nurse, Role::Teacher, Role::Finance, Role::System] {
        let mut browser = house.as_role(role).await;
        assert_eq!(browser.get("/deadlines").await.status, 403, "{role}");
        assert_eq!(browser.get(&path).await.status, 403, "{role}");
    }
    let other: Uuid = sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.demonstration and x.role = 'GOV' and not $1 = any(x.prisons) limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let mut elsewhere = at(&house, Role::Governor, other).await;
    assert_eq!(elsewhere.get(&path).await.status, 404, "another prison's");
    assert_eq!(elsewhere.get(&format!("/deadlines?prison={prison}")).await.status, 404);
    let mut region = house.as_role(Role::Transfers).await;
    let page = region.get("/deadlines").await;
    assert_eq!(page.status, 200);
    let close = region.post_with_token(&format!("{path}/close"), &[("outcome", "released"), ("note", "Løslatt 14:10.")]).await;
    assert_eq!(close.status, 403, "the region reads");
    // A protected person is nobody's who is not cleared.
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    assert_eq!(duty.get(&path).await.status, 404);
    assert!(!duty.get("/deadlines?whose=all").await.links().contains(&path));
}

#[tokio::test]
async fn what_repeats_goes_on_by_the_hours_that_pass() {
    let house = House::open().await;
    let (_, inmate, _) = somebody(&house).await;
    let reference = Uuid::now_v7();
    // T13: 24 hours from noon on the day before the clocks go forward.
    let began: DateTime<Utc> = "2026-03-28T11:00:00Z".parse().unwrap();
    sqlx::query(
        "select sentences.put_deadlines(jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'inmate', $1::uuid, 'rule_id', 'restraint_bed.region', 'subject', '', 'version', 1,
            'trigger', 'restraint_bed', 'cite', 'strgjfl § 38(5)', 'to_confirm', false, 'label_nb', 'Sikkerhetsseng', 'label_en', 'Restraint bed', 'span', '24 hours', 'clock', 'elapsed',
            'repeat', '24 hours', 'warn', '6 hours', 'mode', 'decide', 'level', 'region', 'reference', $2::uuid, 'round', 1, 'event_at', $3::timestamptz,
            'due_at', $3::timestamptz + interval '24 hours', 'due_on', '2026-03-29', 'timed', true, 'given', false, 'owner_role', 'DUT', 'hard', false, 'lapses', false,
            'in_custody_only', true, 'warn_at', jsonb_build_array())))",
    )
    .bind(inmate)
    .bind(reference)
    .bind(began)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(turn(&house, began + TimeDelta::hours(23)).await.rounds, 0, "not before it is due");
    assert_eq!(turn(&house, began + TimeDelta::hours(24)).await.rounds, 1);
    assert_eq!(turn(&house, began + TimeDelta::hours(25)).await.rounds, 0, "once");
    let second = item(&house, "restraint_bed.region", reference, 2).await.unwrap();
    assert_eq!(second.3, began + TimeDelta::hours(48), "strgjfl § 38(5): each 24 hours that pass, 13:00 from then on");
    let mut duty = house.as_role(Role::DutyOfficer).await;
    let first = item(&house, "restraint_bed.region", reference, 1).await.unwrap().0;
    let page = duty.get(&format!("/deadlines/{first}")).await;
    if page.status == 200 {
        let done = duty.submit(&page, &format!("/deadlines/{first}/close"), &[("outcome", "ended"), ("note", "Løst ut av sengen 12:40.")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
}

#[tokio::test]
async fn items_move_with_the_person_and_end_with_release() {
    let house = House::open().await;
    let (_, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let mut admin = house.admin().await;
    let other: Uuid = sqlx::query_scalar("select id from estate.prison where id <> $1 order by id limit 1").bind(prison).fetch_one(&mut admin).await.unwrap();
    sqlx::query("select inmates.set_prison($1, $2)").bind(inmate).bind(other).execute(&mut admin).await.unwrap();
    let (at, owner): (Uuid, Option<Uuid>) =
        sqlx::query_as("select prison_id, owner from sentences.deadline where reference = $1 and rule_id = 'remand.expiry'")
            .bind(basis)
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!((at, owner), (other, None), "it goes along, and is nobody's in particular there");
    sqlx::query("update custody.stay set released_at = $2, release_reason = 'REL_COURT' where inmate_id = $1 and released_at is null")
        .bind(inmate)
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    let (_, state, outcome, _) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    assert_eq!((state.as_str(), outcome.as_deref()), ("satisfied", Some("released")));
}

#[tokio::test]
async fn what_is_not_verified_is_watched_until_it_is_settled() {
    let house = House::open().await;
    let mut duty = house.as_role(Role::DutyOfficer).await;
    let inmate: Uuid = sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
          where not i.protected and c.prison_id = (select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1) order by 1 limit 1",
    )
    .bind(house.username(Role::DutyOfficer).await)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let page = duty.get(&format!("/observations/new?inmate={inmate}")).await;
    let fields = [("kind", "GENERAL"), ("text", "En medinnsatt sier at han har fått trusler."), ("source", "inmate"), ("verified", "no")];
    let sent = duty.submit(&page, "/observations/new", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let observation: Uuid = house.ask("select id from custody.observation where unverified order by recorded_at desc, id desc limit 1").await;
    let (id, state, _, due) = item(&house, "information.unverified", observation, 1).await.unwrap();
    assert_eq!(state, "open");
    assert_eq!(due, "2027-03-22T23:00:00Z".parse::<DateTime<Utc>>().unwrap(), "FOR-2013-1099 § 6: it goes away on 23 March");
    let page = duty.get(&format!("/deadlines/{id}")).await;
    assert!(page.links().contains(&format!("/inmates/{inmate}/observations/{observation}")), "settled where it is read");
    assert!(page.form(&format!("/deadlines/{id}/close")).is_none());
    sqlx::query("update custody.observation set settled_as = 'verified', settled_at = $2, settled_by = author, settled_how = 'Sett på kamera.' where id = $1")
        .bind(observation)
        .bind(world_time())
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let (_, state, outcome, _) = item(&house, "information.unverified", observation, 1).await.unwrap();
    assert_eq!((state.as_str(), outcome.as_deref()), ("satisfied", Some("verified")));
}

#[tokio::test]
async fn a_reception_on_an_arrest_sets_the_clock_of_the_court() {
    let house = House::open().await;
    let (mut kari, _, _) = reception::two_officers(&house).await;
    let home = reception::begin(&mut kari, "Prøve", "Framstillingen").await;
    let paper = [
        ("basis", "arrest"),
        ("document", "prosecutor_order"),
        ("authority", "police"),
        ("police", "201"),
        ("reference", "26-54321"),
        ("offence", "DRUGS-01"),
        ("decided_on", "2026-11-22"),
    ];
    let kept = reception::answer(&mut kari, &home, "document", &paper).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let found = reception::search(&mut kari, &home, &[("find_given", "Prøve"), ("find_family", "Framstillingen"), ("find_birth", "1991-05-06")]).await;
    assert_eq!(reception::register(&mut kari, &home, &found).await.status, 303);
    assert_eq!(reception::answer(&mut kari, &home, "arrest", reception::ARREST).await.status, 303);
    let admitted = reception::admit(&mut kari, &home, None).await;
    assert_eq!(admitted.status, 303, "{}", admitted.text());
    let arrest: Uuid = house
        .ask(
            "select b.id from sentences.legal_basis b join inmates.inmate i on i.id = b.inmate_id where i.family_name = 'Framstillingen' and b.kind = 'arrest'",
        )
        .await;
    for (rule, state, due) in [
        ("arrest.court", "open", "2026-11-24T07:00:00Z"),
        ("arrest.court_latest", "open", "2026-11-25T23:00:00Z"),
        ("arrest.prison_place", "satisfied", "2026-11-24T07:00:00Z"),
    ] {
        let (_, found, _, at) = item(&house, rule, arrest, 1).await.unwrap_or_else(|| panic!("strpl § 183: no {rule}"));
        assert_eq!((found.as_str(), at), (state, due.parse().unwrap()), "{rule}: arrested on 22 November at 08:00");
    }
    let place: Option<String> = item(&house, "arrest.prison_place", arrest, 1).await.unwrap().2;
    assert_eq!(place.as_deref(), Some("in_prison"), "forskrift § 4-1: out of the police's cell within two days");
    // What the page did, the job finds done: it looks through everybody, warns a day ahead, and nothing is new or moved here.
    let steps = "select count(*) filter (where s.step <> 'warned') from sentences.deadline_step s join sentences.deadline d on d.id = s.deadline_id join inmates.inmate i on i.id = d.inmate_id where i.family_name = 'Framstillingen'";
    let before: i64 = house.ask(steps).await;
    turn(&house, world_time()).await;
    let after: i64 = house.ask(steps).await;
    assert_eq!((before, after), (4, 4), "three set, one ended");
}

#[tokio::test]
async fn a_corrected_day_moves_the_item_and_the_history_keeps_both() {
    let house = House::open().await;
    let (cas, inmate, _) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    assert_eq!(told(&house, "deadline_near", id).await, 1);
    let mut admin = house.admin().await;
    sqlx::query(
        "insert into sentences.legal_basis
         select (jsonb_populate_record(b, to_jsonb(b) || jsonb_build_object('id', gen_random_uuid(), 'supersedes', b.id, 'change_reason', 'Lest feil dato', 'to_day', '2026-12-04', 'recorded_at', $2::timestamptz))).*
           from sentences.legal_basis b where b.id = $1",
    )
    .bind(basis)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    turn(&house, world_time()).await;
    let (same, state, _, due) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    assert_eq!((same, state.as_str(), due), (id, "open", "2026-12-04T23:00:00Z".parse().unwrap()), "the same item on the corrected day");
    let steps: Vec<Step> = sqlx::query_as("select step, was, now from sentences.deadline_step where deadline_id = $1 order by at, id")
        .bind(id)
        .fetch_all(&mut admin)
        .await
        .unwrap();
    let moved = steps.iter().find(|s| s.0 == "moved").expect("the history says that it was moved");
    assert_eq!((moved.1, moved.2), (Some("2026-11-30T23:00:00Z".parse().unwrap()), Some(due)), "from one day to another");
    let page = house.as_user(&cas).await.get(&format!("/deadlines/{id}")).await;
    assert!(page.text().contains("30.11.2026") && page.text().contains("04.12.2026"), "both days stand there: {}", page.text());
    // The warnings begin anew from the corrected day: seven days before is 27 November.
    turn(&house, "2026-11-26T09:00:00Z".parse().unwrap()).await;
    assert_eq!(told(&house, "deadline_near", id).await, 1);
    turn(&house, "2026-11-27T06:00:00Z".parse().unwrap()).await;
    assert_eq!(told(&house, "deadline_near", id).await, 2);
}

#[tokio::test]
async fn an_item_is_given_to_those_who_may_have_it_by_those_who_may_give_it() {
    let house = House::open().await;
    let (cas, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    let (path, owner) = (format!("/deadlines/{id}"), format!("/deadlines/{id}/owner"));
    let whose = async || -> Option<Uuid> {
        sqlx::query_scalar("select owner from sentences.deadline where id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap()
    };
    let before = whose().await;
    let mut browser = house.as_user(&cas).await;
    let page = browser.get(&path).await;
    // An officer of the house is nobody to whom a case manager's deadline can be given, nor is somebody who does not exist.
    let officer: Uuid = sqlx::query_scalar("select x.account_id from access.assignment x where x.role = 'OFF' and $1 = any(x.prisons) order by 1 limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    for wrong in [officer.to_string(), Uuid::now_v7().to_string(), "alle".to_owned()] {
        let refused = browser.submit(&page, &owner, &[("owner", &wrong)]).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert_eq!(whose().await, before);
    }
    let mut region = house.as_role(Role::Transfers).await;
    assert_eq!(region.post_with_token(&owner, &[("owner", "")]).await.status, 403, "the region reads");
    let other: Uuid = sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.demonstration and x.role = 'GOV' and not $1 = any(x.prisons) limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let mut elsewhere = at(&house, Role::Governor, other).await;
    assert_eq!(elsewhere.post_with_token(&owner, &[("owner", "")]).await.status, 404, "another prison's");
    assert_eq!(whose().await, before);
}

#[tokio::test]
async fn on_transfer_an_item_leaves_one_list_for_another() {
    let house = House::open().await;
    let (_, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-30", None).await;
    turn(&house, world_time()).await;
    let (id, ..) = item(&house, "remand.expiry", basis, 1).await.unwrap();
    let other: Uuid = sqlx::query_scalar(
        "select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id
          where a.demonstration and x.role = 'DUT' and not $1 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'DUT') order by 1 limit 1",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let (mut here, mut there) = (at(&house, Role::DutyOfficer, prison).await, at(&house, Role::DutyOfficer, other).await);
    let (all, path) = ("/deadlines?whose=all&list=later", format!("/deadlines/{id}"));
    assert!(here.get(all).await.links().contains(&path) && !there.get(all).await.links().contains(&path));
    sqlx::query("select inmates.set_prison($1, $2)").bind(inmate).bind(other).execute(&mut house.admin().await).await.unwrap();
    assert!(!here.get(all).await.links().contains(&path) && there.get(all).await.links().contains(&path));
    assert_eq!((here.get(&path).await.status, there.get(&path).await.status), (404, 200));
}

/// What the lists and the homes say, against plain questions to the database.
#[tokio::test]
async fn the_figures_are_what_can_be_counted() {
    let house = House::open().await;
    let pool = sqlx::PgPool::connect(house.url()).await.unwrap();
    demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    let mut some = 0;
    for role in [Role::DutyOfficer, Role::Governor, Role::CaseManager] {
        let username = house.username(role).await;
        let mut browser = house.as_user(&username).await;
        for whose in ["all", "mine"] {
            let page = browser.get(&format!("/deadlines?whose={whose}")).await;
            assert_eq!(page.status, 200, "{}", page.text());
            let shown: Vec<i64> = page.all("ul.chips .num").iter().map(|n| n.replace('\u{a0}', "").parse().unwrap()).collect();
            let counted: (i64, i64, i64, i64, i64, i64) = sqlx::query_as(
                "with me as (select a.id, x.role, x.prisons from access.account a join access.assignment x on x.account_id = a.id where a.username = $1),
                      d as (select d.* from sentences.deadline d join me on d.prison_id = any(me.prisons) left join inmates.inmate i on i.id = d.inmate_id
                             where d.state = 'open' and not d.lapses and (i.protected is not true or me.role = 'GOV') and ($2 or d.owner = me.id or d.owner is null and d.owner_role = me.role)),
                      n as (select count(*) filter (where due_at <= $3) as over,
                                   count(*) filter (where due_at > $3 and due_at <= '2026-11-23T23:00:00Z' and waiting_since is null) as today,
                                   count(*) filter (where due_at > '2026-11-23T23:00:00Z' and due_at <= '2026-11-29T23:00:00Z' and waiting_since is null) as week,
                                   count(*) filter (where due_at > '2026-11-29T23:00:00Z' and waiting_since is null) as later,
                                   count(*) filter (where due_at > $3 and waiting_since is not null) as waiting from d)
                 select over + today + week + later, over, today, week, later, waiting from n",
            )
            .bind(&username)
            .bind(whose == "all")
            .bind(world_time())
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
            assert_eq!(shown, [counted.0, counted.1, counted.2, counted.3, counted.4, counted.5], "{role} {whose}: open, over, today, week, later, waiting");
            some += counted.0;
            if whose == "all" && role != Role::CaseManager {
                let tile = browser.get("/").await.all("a.tile[href='/deadlines?whose=all&list=over'] .tile-value");
                assert_eq!(tile, [counted.1.to_string()], "{role}: the front page");
            }
        }
    }
    assert!(some > 20, "there is something to count: {some}");
}

/// The database's bookkeeping and the one in memory, day by day through the spring, over Easter, the night of 23 hours and 17 May.
#[tokio::test]
async fn the_database_and_memory_come_to_the_same_every_day() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let catalogue = Catalogue::load(&mut admin).await.unwrap();
    let people: Vec<Uuid> = sqlx::query_scalar("select inmate_id from custody.in_custody order by inmate_id limit 24").fetch_all(&mut admin).await.unwrap();
    let mut tx = admin.begin().await.unwrap();
    let mut memory = Memory::default();
    let first: NaiveDate = "2027-03-01".parse().unwrap();
    let (mut open, mut all) = (Vec::new(), Turn::default());
    for n in 0..100_u64 {
        let day = first.checked_add_days(Days::new(n)).unwrap();
        let now = calendar::start_of_day(day) + TimeDelta::hours(9);
        let person = InmateId(people[(n % 24) as usize]);
        let trigger = ["remand_order", "decision.notified", "probation.refused", "restraint_bed", "disciplinary.notified", "exclusion.full"][(n % 6) as usize];
        let event = Event::of(trigger, person, now, Uuid::now_v7());
        let event = if trigger == "remand_order" { event.due(Due::day(day.checked_add_days(Days::new(28)).unwrap())) } else { event };
        open.push((event.reference, Outcome::Ended));
        let ends: Vec<(Uuid, Outcome)> = if n % 3 == 0 { vec![open.remove((n as usize * 7) % open.len())] } else { Vec::new() };
        let events = [event];
        sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await.unwrap();
        let raised = (jobs::raise(&mut tx, catalogue.law(), &events, now, jobs::Set::Now).await.unwrap(), memory.raise(catalogue.law(), &events, now).unwrap());
        let ended = (jobs::settle_many(&mut tx, &ends, now).await.unwrap(), memory.settle(&ends));
        let turned = (jobs::turn_in(&mut tx, catalogue.law(), now, now).await.unwrap(), memory.turn(now).unwrap());
        assert_eq!((raised.0, ended.0, turned.0), (raised.1, ended.1, turned.1), "{day}: {trigger}");
        let Told { warned, escalated, lapsed } = turned.0.told;
        all = Turn {
            followed: 0,
            rounds: all.rounds + turned.0.rounds,
            told: Told { warned: all.told.warned + warned, escalated: all.told.escalated + escalated, lapsed: all.told.lapsed + lapsed },
        };
    }
    tx.rollback().await.unwrap();
    let Turn { rounds, told: Told { warned, escalated, lapsed }, .. } = all;
    assert!(rounds > 50 && warned > 50 && escalated > 20 && lapsed > 20, "{all:?}");
}

/// What nobody raises by hand is on the clock, moves with its day, and ends when it is over.
#[tokio::test]
async fn days_of_serving_are_on_the_clock_by_themselves() {
    let house = House::open().await;
    let (_, inmate, prison) = somebody(&house).await;
    let mut admin = house.admin().await;
    let days = async |now: DateTime<Utc>| {
        let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
        let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
        let done = overgang::deadlines::serving::turn(&db, catalogue.law(), now).await.unwrap();
        db.close().await;
        done
    };
    let open = async |rule: &'static str| -> Vec<chrono::NaiveDate> {
        sqlx::query_scalar("select due_on from sentences.deadline where inmate_id = $1 and rule_id = $2 and state = 'open' order by 1")
            .bind(inmate)
            .bind(rule)
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap()
    };
    let outcome = async |rule: &'static str| -> Option<String> {
        sqlx::query_scalar("select outcome from sentences.deadline where inmate_id = $1 and rule_id = $2")
            .bind(inmate)
            .bind(rule)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap()
    };
    let on = |day: &str| day.parse::<chrono::NaiveDate>().unwrap();
    let calculated = async |version: i32, day: &str| {
        sqlx::query("update sentences.calculation set state = 'superseded', superseded_at = $2 where inmate_id = $1 and state <> 'superseded'")
            .bind(inmate)
            .bind(world_time())
            .execute(&mut house.admin().await)
            .await
            .unwrap();
        sqlx::query(
            "insert into sentences.calculation (id, inmate_id, prison_id, version, state, basis, causes, rules_on, made_at, result, input_hash, to_confirm, probation_on, end_on)
             values (gen_random_uuid(), $1, $2, $3, 'preliminary', 'sentence', array['first'], '2026-11-23', $4, '{}', sha256($5::text::bytea), false, $5::date, $5::date + 400)",
        )
        .bind(inmate)
        .bind(prison)
        .bind(version)
        .bind(world_time())
        .bind(on(day))
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    };
    sqlx::query("update custody.in_custody set security_level = 'high', legal_status = 'sentenced' where inmate_id = $1")
        .bind(inmate)
        .execute(&mut admin)
        .await
        .unwrap();
    calculated(901, "2028-06-30").await;
    // Wherever the invented person is, they are back.
    sqlx::query("update custody.movement set state = 'back', back_at = $2 where inmate_id = $1 and state = 'out'")
        .bind(inmate)
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    let movement: Uuid = sqlx::query_scalar(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, recorded_by, recorded_at)
         select gen_random_uuid(), $1, $2, 'INTERRUPT', 'out', 'Sykehuset', $3, $3, a.id, $3 from access.account a order by a.id limit 1 returning id",
    )
    .bind(inmate)
    .bind(prison)
    .bind(world_time())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert!(days(world_time()).await > 0);
    // The stay at the hospital may have set the level anew; what was set stands.
    assert_eq!(open("lower_security.consider").await, [on("2027-06-30")], "strgjfl § 15(2): one year before probation");
    assert_eq!(open("interruption.end").await, [on("2026-12-21")], "forskrift § 3-33: four weeks");
    assert_eq!(days(world_time()).await, 0, "again: nothing more");
    // The date moves, the person comes back.
    calculated(902, "2028-09-30").await;
    sqlx::query("update custody.movement set state = 'back', back_at = $2 where id = $1")
        .bind(movement)
        .bind(world_time() + TimeDelta::hours(2))
        .execute(&mut admin)
        .await
        .unwrap();
    sqlx::query("update custody.in_custody set security_level = 'high', legal_status = 'sentenced' where inmate_id = $1")
        .bind(inmate)
        .execute(&mut admin)
        .await
        .unwrap();
    assert!(days(world_time() + TimeDelta::hours(3)).await > 0);
    assert_eq!(open("lower_security.consider").await, [on("2027-09-30")], "moved with its day");
    assert!(open("interruption.end").await.is_empty() && outcome("interruption.end").await.as_deref() == Some("ended"));
    // Moved to where it is easier: it has been considered.
    sqlx::query("update custody.in_custody set security_level = 'lower' where inmate_id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    assert!(days(world_time() + TimeDelta::hours(4)).await > 0);
    assert_eq!(outcome("lower_security.consider").await.as_deref(), Some("done"));
    // A trial of preventive detention, and one that was never so.
    let basis = Uuid::now_v7();
    sqlx::query(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, final_on, from_day, years, trial_from, trial_to, recorded_by, recorded_at)
         select $1, $2, $3, 'preventive_detention', '16-1/TOSL', 'Oslo tingrett', 'THEFT-01', '2016-01-04', '2016-01-20', '2016-01-20', 12, '2025-01-10', '2026-12-10', a.id, $4 from access.account a order by a.id limit 1",
    )
    .bind(basis)
    .bind(inmate)
    .bind(prison)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    assert!(days(world_time() + TimeDelta::hours(5)).await > 0);
    assert_eq!(open("preventive_detention.breach").await, [on("2027-03-10")], "strl § 46: three months after the trial");
    // Out on probation: until when an indictment for a new offence counts.
    sqlx::query(
        "insert into custody.release (id, inmate_id, prison_id, stay_id, kind, at, reason, document, authority, decided_on, recorded_by, recorded_at)
         select gen_random_uuid(), s.inmate_id, s.prison_id, s.id, 'release', $2, 'REL_LICENCE', 'Sak 1', 'Halden fengsel', '2026-11-20', a.id, $2
           from custody.stay s cross join (select id from access.account order by id limit 1) a where s.inmate_id = $1 and s.released_at is null",
    )
    .bind(inmate)
    .bind(world_time() + TimeDelta::hours(5))
    .execute(&mut admin)
    .await
    .unwrap();
    assert!(days(world_time() + TimeDelta::hours(6)).await > 0);
    let end: chrono::NaiveDate =
        sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 and version = 902").bind(inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(open("probation.new_offence").await, [end + chrono::Months::new(6)], "strgjfl § 45: six months after the period");
}

/// Items of a house by colleague, and of a service by region: what the reader does not answer for is in no list, whatever the address says.
#[tokio::test]
async fn lists_by_colleague_and_by_region() {
    let house = House::open().await;
    let (cas, inmate, prison) = somebody(&house).await;
    let basis = order(&house, inmate, "2026-11-27", None).await;
    // In another region, of somebody else.
    let (far, elsewhere, region): (Uuid, Uuid, String) = sqlx::query_as(
        "select c.inmate_id, c.prison_id, p.region from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id and not i.protected
           join estate.prison p on p.id = $1 where c.prison_id <> $1 and c.legal_status = 'sentenced' order by c.inmate_id limit 1",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let other = "fjern".to_owned();
    sqlx::query("update estate.prison set region = $2 where id = $1").bind(elsewhere).bind(&other).execute(&mut house.admin().await).await.unwrap();
    let there = order(&house, far, "2026-11-27", None).await;
    turn(&house, world_time()).await;
    let link = |id: Uuid| format!("/deadlines/{id}");
    let (mine, theirs) = (item(&house, "remand.expiry", basis, 1).await.unwrap().0, item(&house, "remand.expiry", there, 1).await.unwrap().0);
    let owner: Uuid = sqlx::query_scalar("select id from access.account where username = $1").bind(&cas).fetch_one(&mut house.admin().await).await.unwrap();
    sqlx::query("update sentences.deadline set owner = $1, version = version + 1 where id = any($2)")
        .bind(owner)
        .bind([mine, theirs])
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    sqlx::query("update sentences.deadline set owner = null, version = version + 1 where reference = $1 and id <> $2")
        .bind(basis)
        .bind(mine)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let nobodys: Uuid = sqlx::query_scalar("select id from sentences.deadline where reference = $1 and owner is null limit 1")
        .bind(basis)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();

    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let page = duty.get("/deadlines?whose=all").await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains(&format!("value=\"{owner}\"")), "a colleague with items is a choice");
    let page = duty.get(&format!("/deadlines?whose=mine&owner={owner}")).await;
    crate::house::well_made(&page, "nb");
    assert!(page.links().contains(&link(mine)) && !page.links().contains(&link(nobodys)), "{}", page.text());
    let page = duty.get("/deadlines?owner=nobody").await;
    assert!(page.links().contains(&link(nobodys)) && !page.links().contains(&link(mine)), "{}", page.text());
    // Somebody who has nothing here is no choice; what is no account is nothing at all; another house or region is not hers.
    let items = |page: &Page| page.links().into_iter().filter(|l| l.starts_with("/deadlines/")).collect::<Vec<_>>();
    let everybodys = items(&duty.get("/deadlines?whose=all").await);
    assert!(!everybodys.is_empty());
    assert_eq!(items(&duty.get(&format!("/deadlines?whose=all&owner={}", Uuid::now_v7())).await), everybodys);
    assert_eq!(duty.get("/deadlines?owner=alle").await.status, 404);
    assert_eq!(duty.get(&format!("/deadlines?prison={elsewhere}")).await.status, 404);
    assert_eq!(duty.get(&format!("/deadlines?region={}", urlencode(&other))).await.status, 404);

    // Whoever sees several regions chooses one; the numbers are those of the list.
    let mut auditor = house.as_role(Role::Auditor).await;
    for (chosen, there, gone) in [(&region, mine, theirs), (&other, theirs, mine)] {
        let page = auditor.get(&format!("/deadlines?region={}&owner={owner}", urlencode(chosen))).await;
        assert_eq!(page.status, 200);
        crate::house::well_made(&page, "nb");
        assert!(page.links().contains(&link(there)) && !page.links().contains(&link(gone)), "{chosen}: {}", page.text());
        assert!(page.text().contains(&format!("Region {chosen}")), "{}", page.text());
    }
    // The prison of the region before is let go with it.
    let page = auditor.get(&format!("/deadlines?region={}&prison={prison}&owner={owner}", urlencode(&other))).await;
    assert!(page.status == 200 && page.links().contains(&link(theirs)), "{}", page.text());
    let listed: i64 = house.ask("select count(*) from audit.entry where action = 'list' and class = 'deadlines' and detail ->> 'region' is not null").await;
    assert!(listed >= 3, "the look says of which region");
}

fn urlencode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
