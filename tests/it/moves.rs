//! Movements: out and back, about the house, what ends a stay, and where everybody was at any instant.

use chrono::{DateTime, TimeDelta, Utc};
use overgang::access::Role;
use overgang::platform::db::Side;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::inside;
use crate::support::{Browser, House, Page, world_time};

/// Somebody held at a prison since long, in a cell, not out, with nothing planned; `n` of them are left out.
pub async fn somebody(house: &House, prison: Uuid, n: i64) -> Uuid {
    sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
          where c.prison_id = $1 and not i.protected and c.out_reason is null and c.cell_id is not null and c.placed_at < '2026-03-01'
            and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and (m.state in ('planned', 'out') or m.planned_out > '2026-10-20' or m.planned_out::date = '2026-03-29'))
          order by c.inmate_id offset $2 limit 1",
    )
    .bind(prison)
    .bind(n)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

pub async fn prison_of(house: &House, username: &str) -> Uuid {
    sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1")
        .bind(username)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

/// The account of a role at a prison.
pub async fn at(house: &House, role: Role, prison: Uuid) -> Browser {
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

pub async fn stage() -> (House, Browser, Uuid) {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let prison = prison_of(&house, &username).await;
    let officer = house.as_user(&username).await;
    (house, officer, prison)
}

pub const HOSPITAL: &[(&str, &str)] = &[
    ("reason", "HOSP"),
    ("destination", "Sykehuset Østfold"),
    ("when", "later"),
    ("planned_out", "2026-11-23T10:30"),
    ("expected_back", "2026-11-23T14:00"),
    ("escort_number", "2"),
    ("restraint", "handcuffs"),
    ("restraint_reason", "Fluktfare"),
];

pub fn with<'a>(base: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<(&str, &str)> = base.iter().filter(|(n, _)| !changed.iter().any(|(c, _)| c == n)).copied().collect();
    all.extend_from_slice(changed);
    all
}

pub async fn plan(browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/inmates/{inmate}/movements/new")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, &format!("/inmates/{inmate}/movements"), fields).await
}

/// Two who must be kept apart do not come to one place at one time unnoticed: the same question as for cells, asked about ways.
#[tokio::test]
async fn two_who_must_be_kept_apart_do_not_go_to_one_place_unnoticed() {
    let (house, mut officer, prison) = stage().await;
    let (a, b) = (somebody(&house, prison, 0).await, somebody(&house, prison, 1).await);
    keep_apart(&house, prison, [a, b]).await;
    let page = officer.get(&format!("/inmates/{a}/movements/new")).await;
    assert!(page.text().contains("name=\"planned_out.later\""), "the later of two half past twos is chosen without a script too");
    assert_eq!(plan(&mut officer, a, HOSPITAL).await.status, 303);
    let met = plan(&mut officer, b, &with(HOSPITAL, &[("planned_out", "2026-11-23T11:30"), ("destination", "sykehuset østfold")])).await;
    assert_eq!((met.status, met.all("#apart-fault").len()), (422, 1), "{}", met.text());
    assert!(met.all("#apart-fault").concat().contains("Skal holdes atskilt fra"));
    crate::house::well_made(&met, "nb");
    let path = format!("/inmates/{b}/movements");
    let bare = officer.submit(&met, &path, &[("apart", "yes")]).await;
    assert_eq!(bare.status, 422, "and why that is safe");
    assert!(bare.all("#apart_why-fault").concat().contains("Skal holdes atskilt fra"), "the finding still stands there: {}", bare.text());
    assert_eq!(
        officer.submit(&met, &path, &[("apart", "yes"), ("apart_why", "To betjenter med hver.")]).await.status,
        303,
        "kept apart on the way, and said so"
    );
    let told: i64 = house.ask("select count(*) from audit.entry where detail ->> 'kept_apart' = 'true'").await;
    assert_eq!(told, 1);
    assert!(officer.get(&path).await.text().contains("To betjenter med hver."), "the reason stands with the movement");
    // About the house as well; another time is no meeting.
    let inside_way = |at: &'static str| [("kind", "work"), ("to", "Snekkerverkstedet"), ("planned_at", at)];
    for (who, at, status) in [(a, "2026-11-24T12:00", 303), (b, "2026-11-24T12:30", 422), (b, "2026-11-24T15:00", 303)] {
        let page = officer.get(&format!("/inmates/{who}/internal/new")).await;
        let answer = officer.submit(&page, &format!("/inmates/{who}/internal"), &inside_way(at)).await;
        assert_eq!(answer.status, status, "{at}: {}", answer.text());
    }
}

pub async fn keep_apart(house: &House, prison: Uuid, pair: [Uuid; 2]) -> Uuid {
    let (mut admin, id) = (house.admin().await, Uuid::now_v7());
    sqlx::query("insert into custody.keep_apart (id, level, reason_code, reason, opened_by, opened_at, review_on) select $1, 'landing', 'threats', 'Truet på tunet.', x.id, '2026-11-01 09:00+00', '2027-02-01' from access.account x limit 1")
        .bind(id)
        .execute(&mut admin)
        .await
        .unwrap();
    for (who, role) in pair.into_iter().zip(["victim", "perpetrator"]) {
        sqlx::query("insert into custody.keep_apart_person (keep_apart_id, inmate_id, prison_id, role, recorded_by) select $1, $2, $3, $4, opened_by from custody.keep_apart where id = $1")
            .bind(id)
            .bind(who)
            .bind(prison)
            .bind(role)
            .execute(&mut admin)
            .await
            .unwrap();
    }
    id
}

/// A plan that was right when it was made is asked about again when it begins; what was accepted then is not.
#[tokio::test]
async fn who_leaves_is_asked_about_again() {
    let (house, mut officer, prison) = stage().await;
    let (a, b, c) = (somebody(&house, prison, 0).await, somebody(&house, prison, 1).await, somebody(&house, prison, 2).await);
    // About the house: to one place, by its id, however it was typed.
    sqlx::query("insert into estate.place (id, prison_id, name, kind) values ('01a00000-0000-7000-8000-00000000000a', $1, 'Glassverkstedet', 'work')")
        .bind(prison)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let place = "01a00000-0000-7000-8000-00000000000a";
    let at = "2026-11-23T10:10";
    assert_eq!(go_inside(&mut officer, a, &[("kind", "work"), ("to", " glassVerkstedet "), ("planned_at", at)]).await.status, 303);
    assert_eq!(go_inside(&mut officer, b, &[("kind", "work"), ("place", place), ("planned_at", at)]).await.status, 303);
    let both = go_inside(&mut officer, c, &[("kind", "work"), ("place", place), ("to", "Et annet sted"), ("planned_at", at)]).await;
    assert_eq!((both.status, both.all("#to-fault").len()), (422, 1), "one or the other");
    assert_eq!(go_inside(&mut officer, c, &[("kind", "work"), ("place", &Uuid::now_v7().to_string()), ("planned_at", at)]).await.status, 422, "no such place");
    let ids: i64 = house.ask("select count(*) from custody.internal_movement where to_place_id = '01a00000-0000-7000-8000-00000000000a'").await;
    assert_eq!(ids, 2);
    // The place is renamed: the plans lead there under its new name, and the two still meet.
    sqlx::query("update estate.place set name = 'Glass og keramikk' where prison_id = $1 and name = 'Glassverkstedet'")
        .bind(prison)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(house.ask::<i64>("select count(*) from custody.internal_movement where to_place = 'Glass og keramikk'").await, 2);
    let pair = keep_apart(&house, prison, [a, b]).await;
    let way: Uuid =
        sqlx::query_scalar("select id from custody.internal_movement where inmate_id = $1").bind(b).fetch_one(&mut house.admin().await).await.unwrap();
    let leave = format!("/inmates/{b}/internal/{way}/leave");
    let asked = officer.post_with_token(&leave, &[]).await;
    assert_eq!((asked.status, asked.all("#apart-fault").len()), (422, 1), "{}", asked.text());
    crate::house::well_made(&asked, "nb");
    assert_eq!(officer.submit(&asked, &leave, &[("apart", "yes"), ("apart_why", "x")]).await.status, 422, "a reason is more than a letter");
    assert_eq!(officer.submit(&asked, &leave, &[("apart", "yes"), ("apart_why", "Hver sin sal.")]).await.status, 303);
    let kept: (Vec<Uuid>, Vec<String>) = sqlx::query_as("select apart_accepted, apart_why from custody.internal_movement where id = $1")
        .bind(way)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(kept, (vec![pair], vec!["Hver sin sal.".to_owned()]));
    assert_eq!(officer.post_with_token(&leave, &[]).await.status, 409, "once");
    assert!(officer.get(&format!("/inmates/{b}/movements")).await.text().contains("Hver sin sal."));
    // Out: planned before the two had to be kept apart, asked when it begins; what was accepted is not asked again.
    let to = |with_whom: &'static str| with(HOSPITAL, &[("planned_out", "2026-11-23T10:30"), ("escort_others", with_whom)]);
    assert_eq!(plan(&mut officer, a, &to("Betjent 1")).await.status, 303);
    assert_eq!(plan(&mut officer, c, &to("Betjent 2")).await.status, 303);
    keep_apart(&house, prison, [a, c]).await;
    let (movement, _) = the_movement(&house, c).await;
    let leave = format!("/inmates/{c}/movements/{movement}/leave");
    let asked = officer.post_with_token(&leave, &[]).await;
    assert_eq!((asked.status, asked.all("#apart-fault").len()), (422, 1), "{}", asked.text());
    crate::house::well_made(&asked, "nb");
    assert_eq!(officer.submit(&asked, &leave, &[("apart", "yes"), ("apart_why", "To biler.")]).await.status, 303);
    let told: i64 = house.ask("select count(*) from audit.entry where detail ->> 'kept_apart' = 'true' and detail ->> 'did' = 'left'").await;
    assert_eq!(told, 2, "both are in the trail");
    // The other one was asked about while the first was on the way; accepted at the plan, it is one tap at the door.
    let (movement, _) = the_movement(&house, a).await;
    let edit = format!("/inmates/{a}/movements/{movement}/edit");
    let page = officer.get(&edit).await;
    let again = officer.submit(&page, &edit, &[("destination", "Sykehuset Østfold, Kalnes")]).await;
    assert_eq!(again.status, 303, "another place is no meeting: {}", again.text());
    let page = officer.get(&edit).await;
    let met = officer.submit(&page, &edit, &[("destination", "Sykehuset Østfold")]).await;
    assert_eq!(met.status, 422);
    assert_eq!(officer.submit(&met, &edit, &[("apart", "yes"), ("apart_why", "Ulike avdelinger.")]).await.status, 303);
    assert_eq!(officer.post_with_token(&format!("/inmates/{a}/movements/{movement}/leave"), &[]).await.status, 303, "accepted already");
}

pub async fn the_movement(house: &House, inmate: Uuid) -> (Uuid, String) {
    sqlx::query_as("select id, state from custody.movement where inmate_id = $1 order by recorded_at desc, id desc limit 1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

async fn out_reason(house: &House, inmate: Uuid) -> Option<String> {
    sqlx::query_scalar("select out_reason from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn planned_out_and_back_with_everything_kept() {
    let (house, mut officer, prison) = stage().await;
    let inmate = somebody(&house, prison, 0).await;
    let done = plan(&mut officer, inmate, HOSPITAL).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let (id, state) = the_movement(&house, inmate).await;
    assert_eq!(state, "planned");
    let base = format!("/inmates/{inmate}/movements");
    // On the day's list, with one button.
    let list = officer.get("/movements").await;
    let leave = format!("{base}/{id}/leave");
    assert!(list.actions().contains(&leave), "{}", list.text());
    crate::house::well_made(&list, "nb");
    let left = officer.submit(&list, &leave, &[]).await;
    assert_eq!((left.status, left.location.as_deref()), (303, Some("/movements")), "{}", left.text());
    assert_eq!(out_reason(&house, inmate).await.as_deref(), Some("HOSP"), "the roll knows");
    // Leaving twice.
    let again = officer.post_with_token(&leave, &[]).await;
    assert_eq!(again.status, 409, "{}", again.text());
    assert!(again.text().contains("allerede reist"));
    crate::house::well_made(&again, "nb");
    // The expected return changes: not without saying why, and what stood is kept.
    let edit = format!("{base}/{id}/edit");
    let page = officer.get(&edit).await;
    let silent = officer.submit(&page, &edit, &[("expected_back", "2026-11-23T16:00")]).await;
    assert_eq!(silent.status, 422);
    assert!(silent.value("#expected_back").is_some_and(|v| v == "2026-11-23T16:00"), "what was typed is kept");
    let page = officer.get(&edit).await;
    let told = officer.submit(&page, &edit, &[("expected_back", "2026-11-23T16:00"), ("change_reason", "Legen er forsinket")]).await;
    assert_eq!(told.status, 303, "{}", told.text());
    let (old, why): (String, String) =
        sqlx::query_as("select old_value, reason from custody.movement_change where movement_id = $1 and field = 'expected_back'")
            .bind(id)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!((old.as_str(), why.as_str()), ("2026-11-23T13:00:00Z", "Legen er forsinket"));
    // The old page again: somebody else was first.
    let stale = officer.submit(&page, &edit, &[("expected_back", "2026-11-23T15:00"), ("change_reason", "Annet")]).await;
    assert_eq!(stale.status, 409);
    house.clock.advance(TimeDelta::minutes(10));
    let person = officer.get(&base).await;
    crate::house::well_made(&person, "nb");
    assert!(person.text().contains("Legen er forsinket"), "the history is on the page");
    let back = officer.submit(&person, &format!("{base}/{id}/back"), &[]).await;
    assert_eq!(back.status, 303, "{}", back.text());
    assert_eq!(out_reason(&house, inmate).await, None);
    let twice = officer.post_with_token(&format!("{base}/{id}/back"), &[]).await;
    assert_eq!(twice.status, 409);
    assert!(twice.text().contains("allerede tilbake"));
    let restraint: (String, String) =
        sqlx::query_as("select restraint, restraint_reason from custody.movement where id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!((restraint.0.as_str(), restraint.1.as_str()), ("handcuffs", "Fluktfare"));
    // Cancelled with a reason, and only what is planned.
    assert_eq!(plan(&mut officer, inmate, &with(HOSPITAL, &[("planned_out", "2026-11-24T10:00"), ("expected_back", "2026-11-24T12:00")])).await.status, 303);
    let (id, _) = the_movement(&house, inmate).await;
    let cancel = format!("{base}/{id}/cancel");
    let page = officer.get(&cancel).await;
    assert_eq!(officer.submit(&page, &cancel, &[]).await.status, 422, "not without a reason");
    assert_eq!(officer.submit(&page, &cancel, &[("reason", "Timen er flyttet")]).await.status, 303);
    assert_eq!(officer.post_with_token(&cancel, &[("reason", "Timen er flyttet")]).await.status, 409);
    let print = officer.get("/movements/print").await;
    assert_eq!(print.status, 200);
    crate::house::well_made(&print, "nb");
}

#[tokio::test]
async fn bad_input_gets_a_clear_answer_and_loses_nothing() {
    let (house, mut officer, prison) = stage().await;
    let inmate = somebody(&house, prison, 1).await;
    let base = format!("/inmates/{inmate}/movements");
    // Every field at once.
    let page = plan(
        &mut officer,
        inmate,
        &[("reason", ""), ("destination", ""), ("when", "earlier"), ("planned_out", "i går"), ("restraint", "handcuffs"), ("restraint_reason", "")],
    )
    .await;
    assert_eq!(page.status, 422);
    for field in ["reason", "destination", "planned_out", "restraint_reason"] {
        assert!(page.all(&format!("#{field}-fault")).len() == 1, "{field}");
    }
    crate::house::well_made(&page, "nb");
    // The night when the clock goes forward has no 02:30; when it goes back there are two, and the first is taken.
    let earlier = [("when", "earlier"), ("late_reason", "Ført i etterkant"), ("expected_back", "2026-03-29T12:00"), ("planned_out", "2026-03-29T02:30")];
    let spring = plan(&mut officer, inmate, &with(HOSPITAL, &earlier)).await;
    assert_eq!(spring.status, 422);
    assert!(spring.all("#planned_out-fault").concat().contains("finnes ikke"), "{}", spring.text());
    let autumn = [("when", "earlier"), ("late_reason", "Ført i etterkant"), ("expected_back", "2026-10-25T12:00"), ("planned_out", "2026-10-25T02:30")];
    let autumn = plan(&mut officer, inmate, &with(HOSPITAL, &autumn)).await;
    assert_eq!(autumn.status, 303, "{}", autumn.text());
    assert!(officer.follow(&autumn).await.text().contains("to ganger"), "it says which of the two");
    let (id, _) = the_movement(&house, inmate).await;
    let out: DateTime<Utc> =
        sqlx::query_scalar("select out_at from custody.movement where id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(out.to_rfc3339(), "2026-10-25T00:30:00+00:00");
    // Out already: no other departure, now or then.
    let second = plan(&mut officer, inmate, &with(HOSPITAL, &[("when", "now")])).await;
    assert_eq!(second.status, 409, "{}", second.text());
    assert!(second.text().contains("allerede ute"));
    // Back before leaving; in the future; late without a reason; then rightly.
    let back = format!("{base}/{id}/back");
    let page = officer.get(&back).await;
    for (when, reason, field) in
        [("2026-10-25T01:30", "Glemt", "at"), ("2026-11-23T11:30", "", "at"), ("2026-10-25T14:00", "", "late_reason"), ("i går", "", "at")]
    {
        let refused = officer.submit(&page, &back, &[("at", when), ("late_reason", reason)]).await;
        assert_eq!(refused.status, 422, "{when}");
        assert!(!refused.all(&format!("#{field}-fault")).is_empty(), "{when}: {}", refused.text());
        assert_eq!(refused.value("#late_reason").as_deref(), Some(reason), "kept");
    }
    assert_eq!(officer.submit(&page, &back, &[("at", "2026-10-25T14:00"), ("late_reason", "Glemt")]).await.status, 303);
    // Into the past, where it contradicts what is known.
    let into = [("when", "earlier"), ("late_reason", "Ført i etterkant"), ("planned_out", "2026-10-25T12:00"), ("expected_back", "2026-10-25T13:00")];
    let into = plan(&mut officer, inmate, &with(HOSPITAL, &into)).await;
    assert_eq!(into.status, 422);
    assert!(into.all("#planned_out-fault").concat().contains("stemmer ikke"), "{}", into.text());
    assert_eq!(into.value("#destination").as_deref(), Some("Sykehuset Østfold"), "kept");
    // Returning somebody who never left.
    assert_eq!(plan(&mut officer, inmate, HOSPITAL).await.status, 303);
    let (id, _) = the_movement(&house, inmate).await;
    let never = officer.post_with_token(&format!("{base}/{id}/back"), &[]).await;
    assert_eq!(never.status, 409);
    assert!(never.text().contains("har ikke reist"), "{}", never.text());
    // Somebody escorted by nobody does not leave.
    assert_eq!(
        plan(&mut officer, inmate, &with(HOSPITAL, &[("escort_number", ""), ("reason", "COURT"), ("planned_out", "2026-11-23T11:00")])).await.status,
        303
    );
    let (id, _) = the_movement(&house, inmate).await;
    let alone = officer.post_with_token(&format!("{base}/{id}/leave"), &[]).await;
    assert_eq!(alone.status, 422, "{}", alone.text());
    assert!(!alone.all("#escort_others-fault").is_empty());
}

#[tokio::test]
async fn a_recorded_time_is_set_right_and_contradicts_nothing() {
    let (house, mut officer, prison) = stage().await;
    let inmate = somebody(&house, prison, 2).await;
    let base = format!("/inmates/{inmate}/movements");
    let mut ids = Vec::new();
    for day in ["2026-11-20", "2026-11-21"] {
        let (out, back) = (format!("{day}T10:00"), format!("{day}T12:00"));
        let fields = [("when", "earlier"), ("late_reason", "Ført i etterkant"), ("planned_out", out.as_str()), ("expected_back", back.as_str())];
        let planned = plan(&mut officer, inmate, &with(HOSPITAL, &fields)).await;
        assert_eq!(planned.status, 303, "{}", planned.text());
        let (id, _) = the_movement(&house, inmate).await;
        let path = format!("{base}/{id}/back");
        let page = officer.get(&path).await;
        assert_eq!(officer.submit(&page, &path, &[("at", &back), ("late_reason", "Ført i etterkant")]).await.status, 303);
        house.clock.advance(TimeDelta::seconds(1));
        ids.push(id);
    }
    let path = format!("{base}/{}/correct", ids[0]);
    let page = officer.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    for (out, back, why, field) in [
        ("2026-11-20T09:30", "2026-11-20T12:15", "", "why"),
        ("2026-11-20T10:00", "2026-11-20T12:00", "Feil klokke i porten", "out_at"),
        ("2026-11-20T10:00", "2026-11-20T09:00", "Feil klokke i porten", "back_at"),
        ("2026-11-20T10:00", "2026-11-23T10:30", "Feil klokke i porten", "back_at"),
        ("2026-11-20T10:00", "2026-11-21T10:30", "Feil klokke i porten", "back_at"),
        ("2010-01-01T10:00", "2026-11-20T12:00", "Feil klokke i porten", "out_at"),
        ("i går", "2026-11-20T12:00", "Feil klokke i porten", "out_at"),
    ] {
        let refused = officer.submit(&page, &path, &[("out_at", out), ("back_at", back), ("why", why)]).await;
        assert_eq!((refused.status, refused.all(&format!("#{field}-fault")).len()), (422, 1), "{out} {back}: {}", refused.text());
        assert_eq!(refused.value("#back_at").as_deref(), Some(back), "what was typed is kept");
    }
    let done = officer.submit(&page, &path, &[("out_at", "2026-11-20T09:30"), ("back_at", "2026-11-20T12:15"), ("why", "Feil klokke i porten")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let person = officer.follow(&done).await;
    assert!(person.text().contains("Feil klokke i porten") && person.text().contains("20.11.2026 10:00"), "what stood is on the page");
    let history: Vec<(String, String)> =
        sqlx::query_as("select field, old_value from custody.movement_change where movement_id = $1 and field in ('out_at', 'back_at') order by field")
            .bind(ids[0])
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(history, [("back_at".to_owned(), "2026-11-20T11:00:00Z".to_owned()), ("out_at".to_owned(), "2026-11-20T09:00:00Z".to_owned())]);
    // The old page again: somebody was first. And the night that has 02:30 twice: the later can be meant.
    let stale = officer.submit(&page, &path, &[("out_at", "2026-11-20T09:00"), ("back_at", "2026-11-20T12:15"), ("why", "Feil klokke i porten")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    let page = officer.get(&path).await;
    let autumn = [("out_at", "2026-10-25T02:30"), ("out_at.later", "yes"), ("back_at", "2026-10-25T03:30"), ("why", "Natta da klokka ble stilt")];
    let autumn = officer.submit(&page, &path, &autumn).await;
    assert_eq!(autumn.status, 303, "{}", autumn.text());
    let out: DateTime<Utc> =
        sqlx::query_scalar("select out_at from custody.movement where id = $1").bind(ids[0]).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(out.to_rfc3339(), "2026-10-25T01:30:00+00:00", "the second of the two");
    let again = officer.get(&path).await;
    assert!(String::from_utf8_lossy(&again.body).contains("data-clock=\"later\""), "and the page knows which");
}

#[tokio::test]
async fn two_officers_record_the_same_departure_and_one_is_told() {
    let (house, mut officer, prison) = stage().await;
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let inmate = somebody(&house, prison, 2).await;
    assert_eq!(plan(&mut officer, inmate, HOSPITAL).await.status, 303);
    let (id, _) = the_movement(&house, inmate).await;
    let leave = format!("/inmates/{inmate}/movements/{id}/leave");
    let (mine, theirs) = (officer.token().await, duty.token().await);
    let (mine, theirs) = ([("csrf", mine.as_str())], [("csrf", theirs.as_str())]);
    let (a, b) = tokio::join!(officer.post(&leave, &mine), duty.post(&leave, &theirs));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{} {}", a.text(), b.text());
    let told = if a.status == 409 { a } else { b };
    assert!(told.text().contains("allerede reist") && told.text().contains("ført av"), "the second is told who: {}", told.text());
    let outs: i64 = sqlx::query_scalar("select count(*) from custody.movement where inmate_id = $1 and state = 'out'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(outs, 1);
}

pub async fn go_inside(browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/inmates/{inmate}/internal/new")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    browser.submit(&page, &format!("/inmates/{inmate}/internal"), fields).await
}

#[tokio::test]
async fn about_the_house_and_out_of_it() {
    let (house, mut officer, prison) = stage().await;
    let inmate = somebody(&house, prison, 3).await;
    assert_eq!(go_inside(&mut officer, inmate, &[("kind", ""), ("to", "")]).await.status, 422);
    let to = [("kind", "work"), ("to", "Snekkerverkstedet"), ("now", "yes"), ("planned_until", "2026-11-23T14:00")];
    assert_eq!(go_inside(&mut officer, inmate, &to).await.status, 303);
    let id: Uuid =
        sqlx::query_scalar("select id from custody.internal_movement where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let step = |verb: &str| format!("/inmates/{inmate}/internal/{id}/{verb}");
    assert_eq!(officer.post_with_token(&step("leave"), &[]).await.status, 409, "gone already");
    // At two places at once: no.
    let elsewhere = go_inside(&mut officer, inmate, &with(&to, &[("to", "Skolen")])).await;
    assert_eq!(elsewhere.status, 422, "{}", elsewhere.text());
    house.clock.advance(TimeDelta::minutes(5));
    assert_eq!(officer.post_with_token(&step("arrive"), &[]).await.status, 303);
    let page = officer.get(&format!("/inmates/{inmate}/movements")).await;
    assert!(page.text().contains("I huset: Arbeid, Snekkerverkstedet"), "{}", page.text());
    // To hospital from the workshop: being there ends where the way out begins.
    house.clock.advance(TimeDelta::minutes(5));
    assert_eq!(plan(&mut officer, inmate, &with(HOSPITAL, &[("when", "now")])).await.status, 303);
    let (state, ended): (String, Option<String>) =
        sqlx::query_as("select state, ended_as from custody.internal_movement where id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!((state.as_str(), ended.as_deref()), ("back", Some("out")));
    assert_eq!(officer.post_with_token(&step("back"), &[]).await.status, 409);
    assert_eq!(go_inside(&mut officer, inmate, &to).await.status, 409, "nobody is out and in the workshop");
    // Where the person was, at each instant.
    let ask = async |at: &str| {
        let mut browser = officer.clone();
        browser.get(&format!("/inmates/{inmate}/movements?at={at}")).await.all(".consequence p").concat()
    };
    assert!(ask("2026-11-23T10:03").await.contains("På vei: Arbeid"), "{}", ask("2026-11-23T10:03").await);
    assert!(ask("2026-11-23T10:07").await.contains("I huset: Arbeid"));
    assert!(ask("2026-11-23T10:10").await.contains("Ute: "));
    assert!(ask("2026-11-23T09:59").await.contains("celle"));
    assert!(ask("1990-01-01T09:59").await.contains("Ikke innsatt"));
    assert_eq!(officer.get(&format!("/inmates/{inmate}/movements?at=2027-01-01T09:59")).await.status, 422);
}

/// Somebody held so, with a prison whose duty officer there is: in a cell, not out, with nothing planned.
async fn held_as(house: &House, status: &str, prison: Option<Uuid>) -> (Uuid, Uuid) {
    sqlx::query_as(
        "select c.inmate_id, c.prison_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
          where c.legal_status = $1 and ($2::uuid is null or c.prison_id = $2) and not i.protected and c.out_reason is null and c.cell_id is not null
            and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and (m.state in ('planned', 'out') or m.planned_out > '2026-11-20'))
            and exists (select from access.account a join access.assignment x on x.account_id = a.id
                         where a.demonstration and x.role = 'DUT' and c.prison_id = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'DUT'))
          order by c.inmate_id limit 1",
    )
    .bind(status)
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn what_the_law_keeps_from_somebody_is_refused_with_the_section() {
    let house = House::open().await;
    for (status, reason, section) in [
        ("remand", "LEAVE", "strgjfl § 52"),
        ("remand", "DAYREL", "strgjfl § 52"),
        ("remand", "INTERRUPT", "strgjfl § 52"),
        ("remand", "TRF_P12", "strgjfl § 52"),
        ("preventive_detention", "INTERRUPT", "forvaringsf"),
    ] {
        let (inmate, prison) = held_as(&house, status, None).await;
        let mut duty = at(&house, Role::DutyOfficer, prison).await;
        let path = format!("/inmates/{inmate}/movements");
        let page = duty.get(&format!("{path}/new")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.all(&format!("#reason option[value={reason}]")).is_empty(), "{status} {reason}: what does not apply is not shown");
        assert!(!page.all("#reason option[value=ESC_LEAVE]").is_empty(), "{status}: an escort is");
        let fields = with(HOSPITAL, &[("reason", reason), ("restraint", "none"), ("destination", "Hjem")]);
        let refused = duty.submit(&page, &path, &fields).await;
        assert_eq!(refused.status, 422, "{status} {reason}");
        assert!(refused.all("#reason-fault").concat().contains(section), "{status} {reason}: {:?}", refused.all("#reason-fault"));
        assert_eq!(refused.value("#destination").as_deref(), Some("Hjem"), "kept");
        // And by the database, whatever the program asks.
        let mut connection = inside(&house, &duty, Side::Custody).await;
        let tried = sqlx::query("insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, recorded_by, recorded_at) values (gen_random_uuid(), $1, $2, $3, 'planned', 'Hjem', platform.now() + interval '1 day', access.account(), platform.now())")
            .bind(inmate)
            .bind(prison)
            .bind(reason)
            .execute(&mut connection)
            .await;
        let violated = tried.err().and_then(|e| e.as_database_error().and_then(|e| e.constraint().map(str::to_owned)));
        assert_eq!(violated.as_deref(), Some("not_for_status"), "{status} {reason}");
    }
    // Out on probation neither; and what was planned while the person was held otherwise does not begin.
    let (inmate, prison) = held_as(&house, "remand", None).await;
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let path = format!("/inmates/{inmate}/release");
    let page = duty.get(&path).await;
    assert!(page.all("#reason option[value=REL_LICENCE]").is_empty() && !page.all("#reason option[value=REL_REMAND]").is_empty(), "{}", page.text());
    let refused = duty.submit(&page, &path, &[("reason", "REL_LICENCE"), ("ground", "document")]).await;
    assert!(refused.status == 422 && refused.all("#reason-fault").concat().contains("§ 52"), "{}", refused.text());
    let planned: Uuid = sqlx::query_scalar(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, expected_back, recorded_by, recorded_at)
         select gen_random_uuid(), $1, $2, 'LEAVE', 'planned', 'Hjem', $3::timestamptz, $3::timestamptz + interval '1 day', a.id, $3::timestamptz - interval '9 days' from access.account a order by a.id limit 1 returning id",
    )
    .bind(inmate)
    .bind(prison)
    .bind(world_time())
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let leave = format!("/inmates/{inmate}/movements/{planned}/leave");
    let page = duty.get(&leave).await;
    let refused = duty.submit(&page, &leave, &[]).await;
    assert!(refused.status == 422 && refused.all("#at-fault").concat().contains("§ 52"), "{}", refused.text());
    // Somebody who serves goes.
    let (inmate, prison) = held_as(&house, "sentenced", None).await;
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    assert_eq!(plan(&mut duty, inmate, &with(HOSPITAL, &[("reason", "LEAVE"), ("restraint", "none")])).await.status, 303);
}

async fn review(browser: &mut Browser, inmate: Uuid, what: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("/inmates/{inmate}/{what}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, &path, fields).await
}

#[tokio::test]
async fn escape_stays_on_the_roll_and_a_death_is_told() {
    let (house, mut officer, prison) = stage().await;
    let (mut duty, mut governor) = (at(&house, Role::DutyOfficer, prison).await, at(&house, Role::Governor, prison).await);
    let (inmate, _) = held_as(&house, "sentenced", Some(prison)).await;
    let leave = with(HOSPITAL, &[("reason", "LEAVE"), ("when", "now"), ("restraint", "none"), ("expected_back", "2026-11-23T10:20")]);
    assert_eq!(plan(&mut officer, inmate, &leave).await.status, 303);
    house.clock.advance(TimeDelta::minutes(30));
    assert_eq!(officer.get(&format!("/inmates/{inmate}/escape")).await.status, 404);
    let escape = format!("/inmates/{inmate}/escape");
    let page = duty.get(&escape).await;
    crate::house::well_made(&page, "nb");
    assert_eq!(duty.submit(&page, &escape, &[("place", "")]).await.status, 422);
    assert_eq!(duty.submit(&page, &escape, &[("place", "Permisjon i Fredrikstad")]).await.status, 303);
    assert_eq!(out_reason(&house, inmate).await.as_deref(), Some("ESCAPE"), "on the roll, as out");
    assert!(governor.get("/notices").await.text().contains("Rømming"), "the governor is told");
    assert_eq!(grave(&house, inmate, "disappearance").await, ("LEAVE_FAIL".to_owned(), true), "open with its checklist");
    assert_eq!(duty.post_with_token(&escape, &[("place", "Igjen"), ("at", "2026-11-23T10:30")]).await.status, 409, "once");
    house.clock.advance(TimeDelta::minutes(10));
    let (id, _) = the_movement(&house, inmate).await;
    assert_eq!(officer.post_with_token(&format!("/inmates/{inmate}/movements/{id}/back"), &[]).await.status, 303, "recapture brings back");
    assert_eq!(out_reason(&house, inmate).await, None);
    assert!(governor.get("/notices").await.text().contains("Tilbake etter rømming"));
    house.clock.advance(TimeDelta::minutes(2));
    let shown = review(&mut duty, inmate, "death", &[("at", "2026-11-23T10:42"), ("to", "Celle 214")]).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    let done = duty.submit(&shown, &format!("/inmates/{inmate}/death/confirm"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let died: Option<chrono::NaiveDate> =
        sqlx::query_scalar("select deceased_on from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(died, chrono::NaiveDate::from_ymd_opt(2026, 11, 23));
    assert!(governor.get("/notices").await.text().contains("Dødsfall"), "the duty to report");
    assert_eq!(grave(&house, inmate, "death").await, ("DEATH".to_owned(), true));
    let list = governor.get("/incidents").await;
    assert!(list.text().contains("Annet dødsfall"), "{}", list.text());
}

/// The type of the incident with this duty and person, and whether its checklist waits.
async fn grave(house: &House, inmate: Uuid, duty: &str) -> (String, bool) {
    sqlx::query_as("select i.kind, exists (select from custody.incident_duty d where d.incident_id = i.id and d.item = 'police' and d.settled_at is null) from custody.incident i join custody.incident_person p on p.incident_id = i.id where p.inmate_id = $1 and $2 = any(i.duty)")
        .bind(inmate)
        .bind(duty)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn whose_movements_these_are() {
    let (house, mut officer, prison) = stage().await;
    let elsewhere: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by inmate_id limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    for path in ["movements", "movements/new", "internal/new", "release"] {
        assert_eq!(officer.get(&format!("/inmates/{elsewhere}/{path}")).await.status, 404, "{path}");
    }
    assert_eq!(officer.get("/positions").await.status, 200);
    crate::house::well_made(&officer.get("/positions?at=2026-11-20T12:00").await, "nb");
    assert_eq!(officer.get("/positions?at=2030-11-20T12:00").await.status, 422);
    for (role, movements, positions) in [(Role::Chaplain, 403, 403), (Role::WorkSupervisor, 200, 403), (Role::Nurse, 200, 200), (Role::System, 403, 403)] {
        let mut browser = house.as_role(role).await;
        assert_eq!((browser.get("/movements").await.status, browser.get("/positions").await.status), (movements, positions), "{role}");
    }
    // Health reads where somebody is, and no legal basis.
    let mut nurse = at(&house, Role::Nurse, prison).await;
    let seen = somebody(&house, prison, 0).await;
    assert_eq!(nurse.get(&format!("/inmates/{seen}/movements")).await.status, 200);
    // And the database says the same: an officer ends no stay and writes down no escape, whatever the program does.
    let inmate = somebody(&house, prison, 0).await;
    let mut connection = inside(&house, &officer, Side::Custody).await;
    for sql in [
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, recorded_by) select gen_random_uuid(), $1, $2, 'ESCAPE', 'out', 'x', platform.now(), platform.now(), access.account()",
        "update custody.stay set released_at = platform.now(), release_reason = 'REL_FULL' where inmate_id = $1 and prison_id = $2 and released_at is null",
        "select custody.end_stay(gen_random_uuid(), $1, 'release', platform.now(), 'REL_FULL', '', null, 'Sak 1', 'Retten', platform.today(), null) where $2::uuid is not null",
        "select custody.record_escape(gen_random_uuid(), $1, platform.now(), 'x', null) where $2::uuid is not null",
    ] {
        sqlx::query("savepoint s").execute(&mut connection).await.unwrap();
        let refused = sqlx::query(sql).bind(inmate).bind(prison).execute(&mut connection).await;
        let code = refused.err().and_then(|e| e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned())));
        assert_eq!(code.as_deref(), Some("42501"), "{sql}");
        sqlx::query("rollback to s").execute(&mut connection).await.unwrap();
    }
}

#[tokio::test]
async fn hidden_people_are_counted_and_not_named() {
    let (house, mut officer, prison) = stage().await;
    let before = officer.get("/positions").await.all("#sum").concat();
    let inmate = somebody(&house, prison, 0).await;
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    let page = officer.get("/positions").await;
    let after = page.all("#sum").concat();
    assert_eq!(before.split(" på ").next(), after.split(" på ").next(), "the number stands: {before} / {after}");
    assert!(after.contains("uten navn") && !page.text().contains(&inmate.to_string()));
}

/// One thing tried about one person; whether the database took it.
async fn tried(connection: &mut PgConnection, sqls: &[&'static str], inmate: Uuid, prison: Uuid) -> bool {
    sqlx::query("savepoint step").execute(&mut *connection).await.unwrap();
    for sql in sqls {
        match sqlx::query(*sql).bind(inmate).bind(prison).execute(&mut *connection).await {
            Ok(done) if done.rows_affected() > 0 => {}
            _ => {
                sqlx::query("rollback to step").execute(&mut *connection).await.unwrap();
                return false;
            }
        }
    }
    true
}

const ADMIT: &[&str] = &[
    "insert into custody.stay (id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, recorded_by)
     select gen_random_uuid(), $1, $2, $2, platform.now(), 'ADM_POLICE', access.account()",
    "insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by)
     select gen_random_uuid(), $1, $2, $2, c.unit_id, c.id, tstzrange(platform.now(), null), 'RECEPTION', access.account() from estate.cell c where c.prison_id = $2 order by c.id limit 1",
];
const MOVE: &[&str] = &[
    "update custody.placement set during = tstzrange(lower(during), platform.now()) where inmate_id = $1 and at_prison_id = $2 and upper_inf(during)",
    "insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by)
     select gen_random_uuid(), $1, $2, $2, c.unit_id, c.id, tstzrange(platform.now(), null), 'OWN_WISH', access.account() from estate.cell c where c.prison_id = $2 order by md5(c.id::text || platform.now()) limit 1",
];
const OUT: &[&str] = &["insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, recorded_by)
     select gen_random_uuid(), $1, $2, 'COURT', 'out', 'Retten', platform.now(), platform.now(), access.account()"];
const BACK: &[&str] = &["update custody.movement set state = 'back', back_at = platform.now() where inmate_id = $1 and prison_id = $2 and state = 'out'"];
const GO: &[&str] = &["insert into custody.internal_movement (id, inmate_id, prison_id, kind, state, to_place, planned_at, left_at, recorded_by)
     select gen_random_uuid(), $1, $2, 'work', 'left', 'Verkstedet', platform.now(), platform.now(), access.account()"];
const ARRIVE: &[&str] =
    &["update custody.internal_movement set state = 'arrived', arrived_at = platform.now() where inmate_id = $1 and prison_id = $2 and state = 'left'"];
const RETURN: &[&str] =
    &["update custody.internal_movement set state = 'back', back_at = platform.now() where inmate_id = $1 and prison_id = $2 and state in ('left', 'arrived')"];
const ESCAPE: &[&str] = &["select custody.record_escape(gen_random_uuid(), $1, platform.now(), 'Murene', null) where $2::uuid is not null"];
// A release needs two people (release_guards.rs); where people are, it is the same end.
const END: &[&str] =
    &["select custody.end_stay(gen_random_uuid(), $1, 'death', platform.now(), 'DEATH', '', null, null, null, null, null) where $2::uuid is not null"];

const SEND: &[&str] = &["insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, recorded_by, to_prison_id)
     select gen_random_uuid(), $1, $2, 'TRF_OUT', 'out', p.name, platform.now(), platform.now(), access.account(), p.id from estate.prison p where p.id <> $2 order by p.id limit 1"];
/// The other prison receives: as its own officer, and as oneself again.
const RECEIVE: &[&str] = &[
    "select set_config('app.prisons', format('{%s}', p.id), true) from estate.prison p where $1::uuid is not null and p.id <> $2 order by p.id limit 1",
    "insert into custody.reception (id, prison_id, at_prison_id, arrived_at, reason, brought_from, state, begun_by, begun_at)
     select gen_random_uuid(), p.id, p.id, platform.now(), 'TRF_IN', 'Prøvefengselet', 'open', access.account(), platform.now() from estate.prison p where $1::uuid is not null and p.id <> $2 order by p.id limit 1",
    "insert into custody.reception_answer (reception_id, step, version, prison_id, answers, author, at)
     select r.id, 'exception', 1, r.prison_id, '{\"until_day\": \"2027-12-31\", \"until_time\": \"10:00\"}'::jsonb, access.account(), platform.now() from custody.reception r
      where r.brought_from = 'Prøvefengselet' and r.inmate_id is null and $1::uuid is not null and $2::uuid is not null",
    "select 1 from custody.reception r where r.brought_from = 'Prøvefengselet' and r.inmate_id is null and $2::uuid is not null and custody.reception_match(r.id, $1, 'Kjent igjen') = 'ok'",
    "select 1 from custody.reception r where r.brought_from = 'Prøvefengselet' and r.inmate_id = $1 and r.state = 'open' and $2::uuid is not null
        and custody.admit(r.id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), (select u.id from estate.unit u where u.prison_id = r.prison_id and u.closed_on is null order by u.id limit 1), null, '{}', '{}') = 'ok'",
    // The old prison still reads what was: its tail.
    "select set_config('app.prisons', format('{%s}', $2::uuid), true), set_config('app.persons', (access.persons() || $1::uuid)::text, true)",
];

/// A step of a random day: after so many seconds, about one of the people, something tried.
type Step = (u16, u8, u8);

/// Random days of some people, every step tried whether it can be or not. What the database took is what a plain model says; at every instant
/// nobody is in two places, and the roll is receptions less departures. A day that fails is made as short as it still fails.
#[tokio::test(flavor = "multi_thread")]
async fn at_every_instant_everybody_is_in_one_place_and_the_roll_adds_up() {
    let (house, _, prison) = stage().await;
    let duty = at(&house, Role::DutyOfficer, prison).await;
    let people: Vec<Uuid> = sqlx::query_scalar(
        "(select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id where c.prison_id = $1 and not i.protected and c.out_reason is null and c.cell_id is not null
            and c.placed_at < '2026-11-01' and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state in ('planned', 'out')) order by c.inmate_id limit 6)
         union all
         (select i.id from inmates.inmate i where i.prison_id = $1 and not i.protected and not exists (select from custody.stay s where s.inmate_id = i.id and s.released_at is null) order by i.id limit 3)",
    )
    .bind(prison)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    // Whoever is sent is sent by a decision.
    let other: Uuid =
        sqlx::query_scalar("select id from estate.prison where id <> $1 order by id limit 1").bind(prison).fetch_one(&mut house.admin().await).await.unwrap();
    for inmate in &people {
        crate::transfers::granted(&house, *inmate, prison, other).await;
    }
    let strategy = proptest::collection::vec((30_u16..930, 0..people.len() as u8, 0_u8..14), 40..70);
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 3, max_shrink_iters: 30, failure_persistence: None, ..Config::default() },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let runtime = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        runner.run(&strategy, |steps| {
            runtime.block_on(a_day(&house, &duty, prison, &people, &steps));
            Ok(())
        })
    })
    .unwrap();
}

/// One random day, written in a transaction that is taken back.
async fn a_day(house: &House, duty: &Browser, prison: Uuid, people: &[Uuid], steps: &[Step]) {
    {
        let mut connection = inside(house, duty, Side::Custody).await;
        let mut now = world_time();
        let held: Vec<bool> = {
            let mut held = Vec::new();
            for p in people {
                held.push(
                    sqlx::query_scalar("select state <> 'none' from custody.position_at($1, $2)").bind(p).bind(now).fetch_one(&mut connection).await.unwrap(),
                );
            }
            held
        };
        let mut model: Vec<&'static str> = held.iter().map(|h| if *h { "cell" } else { "none" }).collect();
        let first = count(&mut connection, prison, now).await;
        let (mut receptions, mut departures) = (0_i64, 0_i64);
        let mut history: Vec<(DateTime<Utc>, Vec<&'static str>, i64)> = vec![(now, model.clone(), first)];
        let mut taken = 0;
        // Handed over to the other prison, whose roll has one more.
        let there = other_roll(&mut connection, prison, now).await;
        let mut handed = 0_i64;
        for (after, who, what) in steps {
            now += TimeDelta::seconds(i64::from(*after));
            sqlx::query("select set_config('app.now', $1, true)").bind(now.to_rfc3339()).execute(&mut connection).await.unwrap();
            let who = usize::from(*who);
            let was = model[who];
            if was == "gone" {
                continue;
            }
            // What is tried, and what the model says comes of it: none when it cannot be.
            let (sqls, becomes): (&[&str], Option<&'static str>) = match *what {
                0 => (ADMIT, (was == "none").then_some("cell")),
                1 => (MOVE, (was != "none").then_some(was)),
                2 => (OUT, (was == "cell").then_some("out")),
                3 => (BACK, (was == "out").then_some("cell")),
                4 => (GO, (was == "cell").then_some("on_the_way")),
                5 => (ARRIVE, (was == "on_the_way").then_some("inside")),
                6 => (RETURN, matches!(was, "on_the_way" | "inside").then_some("cell")),
                7 => {
                    let escaped: bool =
                        sqlx::query_scalar("select exists (select from custody.movement where inmate_id = $1 and state = 'out' and reason = 'ESCAPE')")
                            .bind(people[who])
                            .fetch_one(&mut connection)
                            .await
                            .unwrap();
                    (ESCAPE, (was != "none" && !escaped).then_some("out"))
                }
                8 => (END, (was != "none").then_some("none")),
                11 => (SEND, (was == "cell").then_some("out")),
                12 | 13 => (RECEIVE, (was == "out").then_some("gone")),
                _ => (BACK, (was == "out").then_some("cell")),
            };
            let done = tried(&mut connection, sqls, people[who], prison).await;
            // Whoever is out for something else is received by nobody.
            let becomes = becomes.filter(|to| *to != "gone" || done);
            // A handover asks what waits for the commit; the next step waits again.
            sqlx::query("set constraints all deferred").execute(&mut connection).await.unwrap();
            assert_eq!(done, becomes.is_some(), "{} from {was}", sqls[0]);
            handed += i64::from(becomes == Some("gone"));
            if let Some(state) = becomes {
                taken += 1;
                receptions += i64::from(was == "none");
                departures += i64::from(matches!(state, "none" | "gone"));
                model[who] = state;
            }
            history.push((now, model.clone(), first + receptions - departures));
        }
        assert_eq!(other_roll(&mut connection, prison, now).await, there + handed, "the other roll has whoever was handed over");
        // A day that is being made shorter may be short; the whole ones are full of steps that were possible.
        assert!(steps.len() < 40 || taken > 6, "only {taken} steps were possible");
        for (n, (at, states, expected)) in history.iter().enumerate() {
            // At the instant itself and just before the next one.
            let until = history.get(n + 1).map_or(*at + TimeDelta::minutes(1), |next| next.0);
            for instant in [*at, until - TimeDelta::microseconds(1)] {
                assert_eq!(count(&mut connection, prison, instant).await, *expected, "the roll at {instant}");
                let places: Vec<(String, String)> = sqlx::query_as(
                    "select p.state, coalesce((select string_agg(q.state, ',') from custody.positions_at($3, $2) q where q.inmate_id = w.id), 'none')
                       from unnest($1::uuid[]) with ordinality w(id, n) cross join lateral custody.position_at(w.id, $2) p order by w.n",
                )
                .bind(people)
                .bind(instant)
                .bind(prison)
                .fetch_all(&mut connection)
                .await
                .unwrap();
                assert_eq!(places.len(), people.len(), "one place each at {instant}");
                for ((own, listed), state) in places.iter().zip(states) {
                    let (state, here) = if *state == "gone" { (&"no_cell", &"none") } else { (state, state) };
                    assert_eq!((own.as_str(), listed.as_str()), (*state, *here), "at {instant}: the person's page, the prison's list, the model");
                }
            }
        }
        sqlx::query("rollback").execute(&mut connection).await.unwrap();
    }
}

/// How many are on the roll of the other prison.
async fn other_roll(connection: &mut PgConnection, prison: Uuid, at: DateTime<Utc>) -> i64 {
    let other: Uuid =
        sqlx::query_scalar("select id from estate.prison where id <> $1 order by id limit 1").bind(prison).fetch_one(&mut *connection).await.unwrap();
    let as_of = "select set_config('app.prisons', format('{%s}', $1::uuid), true)";
    sqlx::query(as_of).bind(other).execute(&mut *connection).await.unwrap();
    let n = count(connection, other, at).await;
    sqlx::query(as_of).bind(prison).execute(&mut *connection).await.unwrap();
    n
}

/// How many are on the roll at an instant, each once.
async fn count(connection: &mut PgConnection, prison: Uuid, at: DateTime<Utc>) -> i64 {
    let (rows, people, hidden): (i64, i64, i64) = sqlx::query_as(
        "select count(*), count(distinct p.inmate_id), (select count(*) from custody.positions_hidden($1, $2)) from custody.positions_at($1, $2) p",
    )
    .bind(prison)
    .bind(at)
    .fetch_one(connection)
    .await
    .unwrap();
    assert_eq!(rows, people, "nobody is in two places at {at}");
    rows + hidden
}
