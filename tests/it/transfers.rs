//! From one prison to another: the receiving prison finds who is on the way to it, receives them, and nobody is on two rolls.

use chrono::{DateTime, TimeDelta, Utc};
use overgang::access::Role;
use uuid::Uuid;

use crate::moves::{at, plan, somebody, stage, with};
use crate::reception::{admit, search};
use crate::support::{Browser, House, Page, world_time};

const TRANSFER: &[(&str, &str)] = &[("reason", "TRF_OUT"), ("when", "now"), ("escort_number", "2"), ("restraint", "none")];

/// Two officers of another prison that has an ordinary unit, and that unit.
async fn elsewhere(house: &House, but: Uuid) -> (Browser, Browser, Uuid, Uuid) {
    let mut admin = house.admin().await;
    let (prison, unit): (Uuid, Uuid) = sqlx::query_as(
        "select u.prison_id, u.id from estate.unit u where u.prison_id <> $1 and u.purpose = 'ordinary' and u.closed_on is null
            and 2 <= (select count(distinct a.id) from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
                       where x.role = 'OFF' and u.prison_id = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null) order by u.prison_id, u.id limit 1",
    )
    .bind(but)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let names: Vec<String> = sqlx::query_scalar(
        "update access.account set demonstration = true where id in (select a.id from access.account a join access.assignment x on x.account_id = a.id
           where x.role = 'OFF' and $1 = any(x.prisons) and a.status = 'active' and x.outcome = 'granted' and x.ended_at is null order by a.username limit 2) returning username",
    )
    .bind(prison)
    .fetch_all(&mut admin)
    .await
    .unwrap();
    (house.as_user(&names[0]).await, house.as_user(&names[1]).await, prison, unit)
}

async fn named(house: &House, inmate: Uuid) -> (String, String, String) {
    sqlx::query_as("select given_name, family_name, birth_date::text from inmates.inmate where id = $1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

/// Receives whoever the list says is on the way, up to the decision who it is.
async fn receive(house: &House, browser: &mut Browser, inmate: Uuid) -> (String, Page) {
    let list = browser.get("/receptions").await;
    crate::house::well_made(&list, "nb");
    let link = list.links().into_iter().find(|l| l.contains("coming=")).unwrap_or_else(|| panic!("nobody is on the way: {}", list.text()));
    let page = browser.get(&link).await;
    let action = page.actions().into_iter().find(|a| a.starts_with("/receptions/new")).unwrap();
    let made = browser.submit(&page, &action, &[]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let home = made.location.unwrap();
    let (given, family, born) = named(house, inmate).await;
    let found = search(browser, &home, &[("find_given", &given), ("find_family", &family), ("find_birth", &born)]).await;
    assert!(found.text().contains("på vei hit"), "{}", found.text());
    (home, found)
}

async fn decide(browser: &mut Browser, home: &str, found: &Page, inmate: Uuid) -> Page {
    browser.submit(found, &format!("{home}/identity"), &[("inmate", &inmate.to_string()), ("match_reason", "Følgeseddel og bilde")]).await
}

async fn roll(house: &House, inmate: Uuid) -> (Uuid, Option<String>) {
    sqlx::query_as("select prison_id, out_reason from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

async fn position(house: &House, inmate: Uuid, at: DateTime<Utc>) -> (String, Option<Uuid>) {
    sqlx::query_as("select state, prison_id from custody.position_at($1, $2)").bind(inmate).bind(at).fetch_one(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn a_transfer_ends_when_the_other_prison_receives_and_the_record_follows() {
    let (house, mut officer, from) = stage().await;
    let inmate = somebody(&house, from, 0).await;
    let (mut ola, mut kari, to, unit) = elsewhere(&house, from).await;
    let nowhere = plan(&mut officer, inmate, &with(TRANSFER, &[("destination", "Et sted")])).await;
    assert_eq!((nowhere.status, nowhere.all("#to_prison-fault").len()), (422, 1), "{}", nowhere.text());
    let undecided = plan(&mut officer, inmate, &with(TRANSFER, &[("to_prison", &to.to_string())])).await;
    assert_eq!((undecided.status, undecided.all("#to_prison-fault").len()), (422, 1), "nobody goes without a decision: {}", undecided.text());
    decided(&house, inmate, from, to).await;
    let open: i64 = clocks(&house, inmate).await;
    sqlx::query("insert into property.item (id, prison_id, inmate_id, category, description, condition, handling, recorded_by, recorded_at) select gen_random_uuid(), $1, $2, 'PHONE', 'svart telefon fra før', 'good', 'stored', id, '2026-11-01' from access.account limit 1")
        .bind(from)
        .bind(inmate)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let left = plan(&mut officer, inmate, &with(TRANSFER, &[("to_prison", &to.to_string())])).await;
    assert_eq!(left.status, 303, "{}", left.text());
    assert_eq!(roll(&house, inmate).await, (from, Some("TRF_OUT".to_owned())), "out, and on the old roll, until the others receive");
    assert_eq!(kari.get(&format!("/inmates/{inmate}")).await.status, 404, "on the way is not there yet");
    let left_at = house.clock.now();
    house.clock.advance(TimeDelta::minutes(30));
    let (home, found) = receive(&house, &mut kari, inmate).await;
    assert_eq!(decide(&mut kari, &home, &found, inmate).await.status, 303);
    assert!(ola.get("/receptions").await.links().contains(&home), "the other officer goes on with it");
    assert_eq!(position(&house, inmate, house.clock.now()).await, ("out".to_owned(), Some(from)));
    house.clock.advance(TimeDelta::minutes(10));
    let done = admit(&mut ola, &home, Some(&unit.to_string())).await;
    assert_eq!(done.status, 303, "{}", done.text());
    // One roll, one stay; the clock, the property and the alerts go on.
    assert_eq!(roll(&house, inmate).await, (to, None));
    let mut admin = house.admin().await;
    let (stays, arrived, until, left): (i64, DateTime<Utc>, DateTime<Utc>, i64) = sqlx::query_as(
        "select (select count(*) from custody.stay s where s.inmate_id = $1 and s.released_at is null), x.at, t.until,
                (select count(*) from inmates.alert a where a.inmate_id = $1 and a.prison_id is distinct from $2) + (select count(*) from property.item p where p.inmate_id = $1 and p.prison_id is distinct from $2)
           from custody.transfer x join custody.scope_tail t on t.inmate_id = x.inmate_id and t.prison_id = x.from_prison_id where x.inmate_id = $1",
    )
    .bind(inmate)
    .bind(to)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!((stays, until - arrived, left), (1, TimeDelta::days(14), 0));
    assert_eq!(arrived, house.clock.now() - TimeDelta::minutes(10), "at the gate, not when the place was given");
    assert_eq!(clocks(&house, inmate).await, open, "no deadline ended because of it");
    for (instant, state, prison) in [
        (left_at - TimeDelta::minutes(1), "cell", from),
        (left_at, "out", from),
        (arrived - TimeDelta::seconds(1), "out", from),
        (arrived, "reception", to),
        (house.clock.now(), "no_cell", to),
    ] {
        assert_eq!(position(&house, inmate, instant).await, (state.to_owned(), Some(prison)), "{instant}");
    }
    // What came along is on the list to be gone through here.
    assert!(ola.get(&format!("{home}/property")).await.text().contains("svart telefon fra før"));
    assert!(ola.get(&home).await.text().contains("Fulgte med fra"), "the commitment is recorded already");
    assert!(ola.get("/receptions").await.links().contains(&format!("/inmates/{inmate}")), "a recent arrival here");
    // New in the house, in the banner and in every list, although the stay is an old one.
    assert!(ola.get(&format!("/inmates/{inmate}")).await.text().contains("Ny her siste døgn"));
    for list in ["/inmates".to_owned(), format!("/units/{unit}/board")] {
        let page = ola.get(&list).await;
        let marked = page.text().contains("Ny siste døgn");
        assert!(page.links().iter().any(|l| l.contains(&inmate.to_string())) && marked, "{list}: {}", page.text());
    }
    let admitted: DateTime<Utc> = sqlx::query_scalar("select admitted_at from custody.in_custody where inmate_id = $1 and arrived_at > admitted_at")
        .bind(inmate)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert!(admitted < house.clock.now() - TimeDelta::days(30), "what the law counts from is unchanged");
    house.clock.advance(TimeDelta::hours(73));
    let mut governor = at(&house, Role::Governor, to).await;
    assert!(!governor.get(&format!("/inmates/{inmate}")).await.text().contains("Ny her"));
    // The case went along: done, for the new prison; the old one reads it as long as it reads the rest, and proposes nothing.
    let page = governor.get(&format!("/inmates/{inmate}/transfers")).await;
    assert!(page.status == 200 && page.text().contains("Gjennomført"), "{}", page.text());
    let mut duty = at(&house, Role::DutyOfficer, from).await;
    let path = format!("/inmates/{inmate}/transfers");
    let page = duty.get(&path).await;
    assert!(page.status == 200 && page.form(&path).is_none(), "{}", page.text());
    let mut officer = house.as_role(Role::Officer).await;
    // The old prison reads for 14 days, and writes nothing.
    assert_eq!(officer.get(&format!("/inmates/{inmate}")).await.status, 200);
    assert_eq!(officer.get(&format!("/inmates/{inmate}/movements/new")).await.status, 404);
    assert!(!officer.get("/movements").await.actions().iter().any(|a| a.contains(&inmate.to_string())), "nobody waits for them there");
    house.clock.advance(TimeDelta::days(12));
    let mut officer = house.as_role(Role::Officer).await;
    assert_eq!(officer.get(&format!("/inmates/{inmate}")).await.status, 404);
}

/// Proposed by the duty officer, granted by the governor: what each of them may, and what the other prison sees of it.
async fn decided(house: &House, inmate: Uuid, from: Uuid, to: Uuid) {
    let (mut duty, mut governor) = (at(house, Role::DutyOfficer, from).await, at(house, Role::Governor, from).await);
    let path = format!("/inmates/{inmate}/transfers");
    let page = duty.get(&path).await;
    crate::house::well_made(&page, "nb");
    let wrong = duty.submit(&page, &path, &[("to", &from.to_string()), ("ground", "Kort")]).await;
    assert_eq!(wrong.status, 422);
    for field in ["#to-fault", "#reason-fault", "#ground-fault"] {
        assert_eq!(wrong.all(field).len(), 1, "{field}: {}", wrong.text());
    }
    crate::house::well_made(&wrong, "nb");
    let fields = [("to", to.to_string()), ("reason", "TRF_OUT".to_owned()), ("ground", "Nærmere familien, som bor i byen.".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let sent = duty.submit(&wrong, &path, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(duty.post_with_token(&path, &fields).await.status, 303, "led to the one that waits");
    assert_eq!(cases(house, inmate).await, 1, "one that waits at a time");
    assert!(duty.follow(&sent).await.text().contains("venter på vedtak av en annen"), "who proposes does not decide");
    let id: Uuid =
        sqlx::query_scalar("select id from custody.transfer_case where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let decide = format!("{path}/{id}/decide");
    assert_eq!(duty.post_with_token(&decide, &[("decision", "grant"), ("why", "Plass er bekreftet.")]).await.status, 403);
    assert_eq!(at(house, Role::Officer, from).await.get("/transfers").await.status, 403);
    assert_eq!(at(house, Role::Governor, to).await.get(&path).await.status, 404, "the other prison reads nothing of it yet");
    let queue = governor.get("/transfers").await;
    crate::house::well_made(&queue, "nb");
    assert!(queue.links().contains(&path), "{}", queue.text());
    assert!(governor.get("/notices").await.links().contains(&path), "and is told");
    let page = governor.get(&path).await;
    crate::house::well_made(&page, "nb");
    let bare = governor.submit(&page, &decide, &[("decision", "grant")]).await;
    assert_eq!((bare.status, bare.all("#why-fault").len()), (422, 1), "a decision has grounds: {}", bare.text());
    assert_eq!(governor.submit(&bare, &decide, &[("decision", "grant"), ("why", "Plass er bekreftet.")]).await.status, 303);
    assert_eq!(governor.post_with_token(&decide, &[("decision", "refuse"), ("why", "Likevel ikke nå.")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from custody.transfer_case where outcome = 'refused'").await, 0, "decided once");
    let trail: i64 = house.ask("select count(*) from audit.entry where class = 'transfers' and action in ('collect', 'decide')").await;
    assert_eq!(trail, 2);
}

async fn cases(house: &House, inmate: Uuid) -> i64 {
    sqlx::query_scalar("select count(*) from custody.transfer_case where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

/// A decision in force, as somebody has made it before.
pub async fn granted(house: &House, inmate: Uuid, from: Uuid, to: Uuid) {
    sqlx::query(
        "insert into custody.transfer_case (id, inmate_id, prison_id, from_prison_id, to_prison_id, reason, ground, proposed_by, proposed_at, outcome, decided_by, decided_at, decided_why, valid_until)
         select gen_random_uuid(), $1, $2, $2, $3, 'TRF_OUT', 'Nærmere familien, som bor i byen.', a[1], $4, 'granted', a[2], $4, 'Plass er bekreftet.', '2026-12-20'
           from (select array_agg(id) as a from (select id from access.account order by id limit 2) x) y",
    )
    .bind(inmate)
    .bind(from)
    .bind(to)
    .bind(world_time())
    .execute(&mut house.admin().await)
    .await
    .unwrap();
}

/// Who proposed does not decide, and what was granted and taken back sends nobody.
#[tokio::test]
async fn four_eyes_and_a_decision_that_is_taken_back() {
    let (house, mut officer, from) = stage().await;
    let (inmate, other) = (somebody(&house, from, 0).await, somebody(&house, from, 1).await);
    let (_, _, to, _) = elsewhere(&house, from).await;
    let mut governor = at(&house, Role::Governor, from).await;
    let path = format!("/inmates/{inmate}/transfers");
    let page = governor.get(&path).await;
    let fields = [("to", to.to_string()), ("reason", "TRF_LOWER".to_owned()), ("ground", "Lavere sikkerhet etter planen.".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(governor.submit(&page, &path, &fields).await.status, 303);
    let id: Uuid =
        sqlx::query_scalar("select id from custody.transfer_case where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let page = governor.get(&path).await;
    let decide = format!("{path}/{id}/decide");
    assert!(page.form(&decide).is_none(), "no page offers it");
    let own = governor.post_with_token(&decide, &[("decision", "grant"), ("why", "Jeg er enig med meg selv.")]).await;
    assert!(matches!(own.status, 403 | 404), "{}: {}", own.status, own.text());
    let back = format!("{path}/{id}/withdraw");
    assert_eq!(governor.submit(&page, &back, &[("why", "")]).await.status, 422);
    assert_eq!(governor.submit(&page, &back, &[("why", "Skrevet på feil person")]).await.status, 303);
    assert_eq!(governor.post_with_token(&back, &[("why", "En gang til")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from custody.transfer_case where decided_why = 'En gang til'").await, 0);
    // Granted, planned, and taken back before anybody went: the one at the gate is told.
    granted(&house, other, from, to).await;
    let there = to.to_string();
    let planned = with(TRANSFER, &[("to_prison", &there), ("when", "later"), ("planned_out", "2026-11-23T12:00")]);
    assert_eq!(plan(&mut officer, other, &planned).await.status, 303);
    let case: Uuid =
        sqlx::query_scalar("select id from custody.transfer_case where inmate_id = $1").bind(other).fetch_one(&mut house.admin().await).await.unwrap();
    let path = format!("/inmates/{other}/transfers");
    let page = governor.get(&path).await;
    assert!(page.text().contains("Reisen er planlagt"), "{}", page.text());
    assert_eq!(governor.submit(&page, &format!("{path}/{case}/withdraw"), &[("why", "Plassen falt bort")]).await.status, 303);
    let (way, _) = crate::moves::the_movement(&house, other).await;
    let stopped = officer.post_with_token(&format!("/inmates/{other}/movements/{way}/leave"), &[]).await;
    assert_eq!(stopped.status, 409, "{}", stopped.text());
    assert!(stopped.text().contains("ikke besluttet"), "{}", stopped.text());
    assert_eq!(roll(&house, other).await, (from, None));
}

async fn clocks(house: &House, inmate: Uuid) -> i64 {
    sqlx::query_scalar("select count(*) from sentences.deadline where inmate_id = $1 and state = 'open'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn two_receive_one_transfer_and_somebody_brought_back_is_received_by_nobody() {
    let (house, mut officer, from) = stage().await;
    let inmate = somebody(&house, from, 1).await;
    let (mut ola, mut kari, to, unit) = elsewhere(&house, from).await;
    granted(&house, inmate, from, to).await;
    assert_eq!(plan(&mut officer, inmate, &with(TRANSFER, &[("to_prison", &to.to_string())])).await.status, 303);
    house.clock.advance(TimeDelta::minutes(30));
    let ((hers, her_page), (his, his_page)) = (receive(&house, &mut kari, inmate).await, receive(&house, &mut ola, inmate).await);
    let (a, b) = tokio::join!(decide(&mut kari, &hers, &her_page, inmate), decide(&mut ola, &his, &his_page, inmate));
    let mut answers = [a.status, b.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422], "{} {}", a.text(), b.text());
    let home = if a.status == 303 { hers } else { his };
    // Turned round on the road: the old prison has them back, and the reception cannot go on.
    house.clock.advance(TimeDelta::minutes(5));
    let (id, _) = crate::moves::the_movement(&house, inmate).await;
    assert_eq!(officer.post_with_token(&format!("/inmates/{inmate}/movements/{id}/back"), &[]).await.status, 303);
    let page = kari.get(&format!("{home}/cell")).await;
    let late = kari.submit(&page, &format!("{home}/admit"), &[("place", &unit.to_string())]).await;
    let late = if late.status == 200 { crate::reception::with_reasons(&mut kari, &late, &format!("{home}/admit")).await } else { late };
    assert_eq!(late.status, 422, "{}", late.text());
    assert_eq!(roll(&house, inmate).await, (from, None), "on one roll");
    let handed: i64 = house.ask("select count(*) from custody.transfer").await;
    assert_eq!(handed, 0);
}
