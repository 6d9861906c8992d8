//! Support groups: a meeting with those outside, what was promised, reminded of, kept or broken; and the contact officer's week.

use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use uuid::Uuid;

use crate::plan::{assess, assigned, goal, stage};
use crate::support::{House, world_time};

async fn one(house: &House, sql: &'static str, inmate: Uuid) -> String {
    sqlx::query_scalar(sql).bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn a_meeting_its_promises_their_reminders_and_what_came_of_them() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, inmate) = (s.house, s.case, s.contact, s.inmate);
    let home = format!("/inmates/{inmate}/plan");
    assess(&mut case, inmate, &[("housing", "Mistet leiligheten"), ("work", "Vil jobbe")]).await;
    let (flat, _) = goal(
        &house,
        &mut case,
        inmate,
        &[("theme", "housing"), ("words", "Et eget sted å bo"), ("state", "current"), ("what", "Søke bolig"), ("who", "inmate")],
    )
    .await;
    // The meeting: bad input is kept; those of the house are told.
    let page = case.get(&format!("{home}/support/new")).await;
    crate::house::well_made(&page, "nb");
    let bad = case.submit(&page, &format!("{home}/support"), &[("at", ""), ("purpose", "Veien ut")]).await;
    assert_eq!((bad.status, bad.value("#purpose").as_deref()), (422, Some("Veien ut")));
    let done = case.submit(&page, &format!("{home}/support"), &[("at", "2026-11-20T10:00"), ("purpose", "Veien ut")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let meeting = done.location.clone().unwrap().split('?').next().unwrap().to_owned();
    let page = case.follow(&done).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Nav-kontor i kommunen"), "{}", page.text());
    // A promise of an organisation under the goal, by a day.
    let promise = [("who", "p:KOM_BOLIG"), ("what", "Svar på boligsøknaden"), ("by_day", "2026-12-01")];
    let bad = case.submit(&page, &format!("{home}/promises"), &promise).await;
    assert_eq!((bad.status, bad.value("#what").as_deref()), (422, Some("Svar på boligsøknaden")), "{}", bad.text());
    let under = format!("g:{flat}");
    let whole: Vec<(&str, &str)> = promise.iter().copied().chain([("under", under.as_str())]).collect();
    let done = case.submit(&page, &format!("{home}/promises"), &whole).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let unshared = case
        .submit(
            &page,
            &format!("{home}/promises"),
            &[("who", "w:family"), ("what", "Komme på besøk"), ("by_day", "2026-12-01"), ("under", "t:family"), ("once", "")],
        )
        .await;
    assert_eq!(unshared.status, 422, "nothing under a theme that is not shared");
    // Held: notes; somebody who saw it before is told, and the goal shows it.
    let page = case.get(&meeting).await;
    let hold = format!("{meeting}/hold");
    assert_eq!(case.submit(&page, &hold, &[("notes", "")]).await.status, 422);
    assert_eq!(case.submit(&page, &hold, &[("notes", "Kommunen svarer innen 1. desember")]).await.status, 303);
    let stale = case.submit(&page, &hold, &[("notes", "Noe annet"), ("once", "")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert!(stale.text().contains("Noe annet"), "kept");
    let page = contact.get(&home).await;
    assert!(page.text().contains("Svar på boligsøknaden") && page.text().contains("1 ansvarsgruppemøte"), "on the plan: {}", page.text());
    // Whoever wrote it down is reminded a week and a day before; nobody above is told when the day has passed.
    let id: Uuid = house.ask("select id from plan.promise limit 1").await;
    assert_eq!(
        one(&house, "select d.rule_id || ' ' || d.due_on from sentences.deadline d where d.inmate_id = $1 and d.trigger = 'plan.promise'", inmate).await,
        "plan.promise 2026-12-01"
    );
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    overgang::deadlines::jobs::turn(&db, catalogue.law(), world_time(), world_time() + chrono::TimeDelta::days(3)).await.unwrap();
    let near: i64 = house.ask("select count(*) from access.notice n join sentences.deadline d on n.link = '/deadlines/' || d.id where d.trigger = 'plan.promise' and n.kind = 'deadline_near'").await;
    assert_eq!(near, 1);
    overgang::deadlines::jobs::turn(&db, catalogue.law(), world_time(), world_time() + chrono::TimeDelta::days(20)).await.unwrap();
    db.close().await;
    let over: i64 = house.ask("select count(*) from access.notice n join sentences.deadline d on n.link = '/deadlines/' || d.id where d.trigger = 'plan.promise' and n.kind like 'deadline_over%'").await;
    assert_eq!(over, 0);
    // The coordinator: by organisation and theme, across people.
    let mut coordinator = assigned(&house, Role::Reintegration, s.prison, inmate).await;
    let page = coordinator.get("/promises").await;
    crate::house::well_made(&page, "nb");
    assert!(page.all("h2").contains(&"Kommunens boligkontor".to_owned()) && page.text().contains("Svar på boligsøknaden"), "{}", page.text());
    assert!(!coordinator.get("/promises?theme=work").await.text().contains("Svar på boligsøknaden"));
    assert!(coordinator.get("/").await.links().contains(&"/promises".to_owned()));
    // Broken asks why; settled it stands, and who was late is told.
    let settle = format!("{home}/promises/{id}/settle");
    let page = contact.get(&format!("{home}/support")).await;
    crate::house::well_made(&page, "nb");
    let bad = contact.submit(&page, &settle, &[("state", "broken")]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert_eq!(contact.submit(&page, &settle, &[("state", "broken"), ("note", "Ikke hørt noe")]).await.status, 303);
    let late = case.post_with_token(&settle, &[("state", "kept"), ("version", "1")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert_eq!(one(&house, "select state || ' ' || note from plan.promise where inmate_id = $1", inmate).await, "broken Ikke hørt noe");
    assert!(!coordinator.get("/promises").await.text().contains("Svar på boligsøknaden"));
}

#[tokio::test]
async fn a_promise_is_shared_with_its_theme_and_follows_a_transfer() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, prison, inmate) = (s.house, s.case, s.contact, s.prison, s.inmate);
    let home = format!("/inmates/{inmate}/plan");
    assess(&mut case, inmate, &[("finances", "Har gjeld")]).await;
    let page = contact.get(&format!("{home}/support")).await;
    let done = contact
        .submit(
            &page,
            &format!("{home}/promises"),
            &[("who", "p:NAV_KOM"), ("what", "Time hos gjeldsrådgiver"), ("by_day", "2026-12-10"), ("under", "t:finances")],
        )
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = contact.get(&format!("{home}/support/new")).await;
    assert_eq!(contact.submit(&page, &format!("{home}/support"), &[("at", "2026-12-02T10:00")]).await.status, 303);
    assert!(house.ask::<i64>("select count(*) from access.notice where kind = 'plan_support'").await >= 1, "the case manager is told");
    let mut governor = crate::moves::at(&house, Role::Governor, prison).await;
    assert!(governor.get(&format!("{home}/support")).await.text().contains("Time hos gjeldsrådgiver"));
    // Withdrawn consent: the case manager's alone.
    assert_eq!(contact.post_with_token(&format!("{home}/consent/finances"), &[("to", "withdrawn")]).await.status, 303);
    assert!(!governor.get(&format!("{home}/support")).await.text().contains("Time hos gjeldsrådgiver"));
    assert!(!contact.get(&home).await.text().contains("Time hos gjeldsrådgiver"));
    assert!(case.get(&format!("{home}/support")).await.text().contains("Time hos gjeldsrådgiver"));
    assert_eq!(contact.post_with_token(&format!("{home}/consent/finances"), &[("to", "given")]).await.status, 303);
    // A transfer: what was planned is interrupted, the promise is still to be kept.
    let to: Uuid = sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id and a.demonstration where x.role = 'CAS' and x.prisons[1] <> $1 order by 1 limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "set role overgang_owner; select set_config('app.now', '{}', false); select inmates.set_prison('{inmate}', '{to}')",
        world_time().to_rfc3339()
    )))
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut there = assigned(&house, Role::CaseManager, to, inmate).await;
    let page = there.get(&format!("{home}/support")).await;
    assert!(page.text().contains("Avbrutt av overføring") && page.text().contains("Time hos gjeldsrådgiver"), "{}", page.text());
    let id: Uuid = house.ask("select id from plan.promise limit 1").await;
    assert_eq!(there.submit(&page, &format!("{home}/promises/{id}/settle"), &[("state", "kept")]).await.status, 303);
    assert_eq!(one(&house, "select coalesce(outcome, 'open') from sentences.deadline where inmate_id = $1 and trigger = 'plan.promise'", inmate).await, "done");
    // Who has no part has no page.
    for role in [Role::Teacher, Role::Finance, Role::Chaplain] {
        assert_eq!(house.as_role(role).await.get("/promises").await.status, 403, "{role}");
    }
}

#[tokio::test]
async fn the_weekly_talk_moves_the_plan_in_two_taps() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, inmate) = (s.house, s.case, s.contact, s.inmate);
    assess(&mut case, inmate, &[("work", "Vil jobbe")]).await;
    let (_, action) = goal(
        &house,
        &mut case,
        inmate,
        &[
            ("theme", "work"),
            ("words", "Jeg vil ta truckførerbevis"),
            ("state", "current"),
            ("what", "Melde meg på kurset"),
            ("who", "inmate"),
            ("by_day", "2026-11-27"),
        ],
    )
    .await;
    let page = contact.get("/").await;
    assert!(page.text().contains("Mål for mine denne uken") && page.text().contains("Melde meg på kurset"), "{}", page.text());
    let page = contact.get("/my-people").await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Jeg vil ta truckførerbevis"), "{}", page.text());
    // One tap beside the action; or with the talk, so that it shows under the goal.
    let path = format!("/inmates/{inmate}/plan/actions/{action}/move");
    let done = contact.submit(&page, &path, &[("state", "under_way")]).await;
    assert!(done.status == 303 && done.location.as_deref().is_some_and(|l| l.starts_with("/my-people")), "{} {:?}", done.status, done.location);
    let page = contact.get("/my-people").await;
    assert!(page.text().contains("I gang"));
    let moved = format!("{action}:done");
    let done = contact.submit(&page, &format!("/inmates/{inmate}/talks/done"), &[("moved", &moved)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(one(&house, "select state from plan.action where inmate_id = $1", inmate).await, "done");
    assert!(case.get(&format!("/inmates/{inmate}/plan")).await.text().contains("1 samtale"));
}

/// The clock of deadlines, so many days from now.
async fn clock(house: &House, days: i64) {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    overgang::deadlines::jobs::turn(&db, catalogue.law(), world_time(), world_time() + chrono::TimeDelta::days(days)).await.unwrap();
    db.close().await;
}

/// Who was told of a promise, by role: "CON:promise_over".
async fn told(house: &House) -> Vec<String> {
    sqlx::query_scalar(
        "select upper(left(a.username, 3)) || ':' || n.kind from access.notice n join access.account a on a.id = n.account_id where n.kind like 'promise%' order by 1",
    )
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap()
}

/// A promise of Nav's, written down by somebody.
async fn promised(house: &House, browser: &mut crate::support::Browser, inmate: Uuid, what: &str) -> Uuid {
    let home = format!("/inmates/{inmate}/plan");
    let page = browser.get(&format!("{home}/support")).await;
    let fields = [("who", "p:NAV_KOM"), ("what", what), ("by_day", "2026-12-01"), ("under", "t:finances")];
    let done = browser.submit(&page, &format!("{home}/promises"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    sqlx::query_scalar("select id from plan.promise where what = $1").bind(what).fetch_one(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn a_promise_whose_day_has_passed_is_told_to_whoever_has_the_plan() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, inmate) = (s.house, s.case, s.contact, s.inmate);
    assess(&mut case, inmate, &[("finances", "Har gjeld")]).await;
    promised(&house, &mut contact, inmate, "Time hos gjeldsrådgiver").await;
    let page = case.get(&format!("/inmates/{inmate}/plan")).await;
    assert!(page.text().contains("Ingen frister er satt"), "the day of a promise is not that of a review: {}", page.text());
    clock(&house, 3).await;
    assert!(told(&house).await.is_empty(), "its reminders are the clock's own: {:?}", told(&house).await);
    clock(&house, 10).await;
    clock(&house, 11).await;
    assert_eq!(told(&house).await, ["CON:promise_over"], "whoever wrote it down, once, and nobody above");
    let page = contact.get("/notices").await;
    crate::house::well_made(&page, "nb");
    let to = format!("/inmates/{inmate}/plan/support");
    assert!(page.text().contains("Dagen for et løfte er passert") && page.links().contains(&to), "{}", page.text());
    assert!(!page.text().contains("gjeldsrådgiver"), "what was promised stands where it was written");
    assert!(contact.get(&to).await.text().contains("Time hos gjeldsrådgiver"));
    // Whoever wrote it down has the person no longer: the case manager is reminded, and told.
    promised(&house, &mut contact, inmate, "Svar på søknad om støtte").await;
    sqlx::query("update access.person_grant set ended_at = $2, ended_by = account_id where inmate_id = $1 and role = 'CON' and ended_at is null")
        .bind(inmate)
        .bind(world_time())
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    clock(&house, 3).await;
    assert_eq!(told(&house).await, ["CAS:promise_near", "CON:promise_over"]);
    clock(&house, 20).await;
    assert_eq!(told(&house).await, ["CAS:promise_near", "CAS:promise_over", "CON:promise_over"]);
    // Nobody has the person: the case managers of the prison.
    promised(&house, &mut case, inmate, "Brev fra banken").await;
    sqlx::query("update access.person_grant set ended_at = $2, ended_by = account_id where inmate_id = $1 and ended_at is null")
        .bind(inmate)
        .bind(world_time())
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    clock(&house, 21).await;
    let managers: i64 = sqlx::query_scalar("select count(distinct x.account_id) from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active' where x.role = 'CAS' and $1 = any(x.prisons) and x.ended_at is null and x.outcome = 'granted'")
        .bind(s.prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let over: i64 = house.ask("select count(*) from access.notice where kind = 'promise_over'").await;
    assert_eq!(over, 2 + managers, "{:?}", told(&house).await);
}

#[tokio::test]
async fn a_broken_promise_is_told_to_the_others_who_have_the_plan_and_may_know_of_it() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, inmate) = (s.house, s.case, s.contact, s.inmate);
    assess(&mut case, inmate, &[("finances", "Har gjeld")]).await;
    let mut coordinator = assigned(&house, Role::Reintegration, s.prison, inmate).await;
    let (first, second, third) = (
        promised(&house, &mut contact, inmate, "Time hos gjeldsrådgiver").await,
        promised(&house, &mut contact, inmate, "Svar på søknad om støtte").await,
        promised(&house, &mut contact, inmate, "Brev fra banken").await,
    );
    let home = format!("/inmates/{inmate}/plan");
    let settle = |id: Uuid| format!("{home}/promises/{id}/settle");
    assert_eq!(coordinator.post_with_token(&settle(first), &[("state", "kept"), ("version", "1")]).await.status, 303);
    assert!(told(&house).await.is_empty(), "kept is no news");
    assert_eq!(coordinator.post_with_token(&settle(second), &[("state", "broken"), ("note", "Ikke hørt noe"), ("version", "1")]).await.status, 303);
    assert_eq!(told(&house).await, ["CAS:promise_broken", "CON:promise_broken"], "but not whoever said so");
    let twice = coordinator.post_with_token(&settle(second), &[("state", "broken"), ("note", "Ikke hørt noe"), ("version", "1")]).await;
    assert_eq!((twice.status, told(&house).await.len()), (409, 2));
    // The person shares the theme no longer: those who may not know are not told.
    assert_eq!(contact.post_with_token(&format!("{home}/consent/finances"), &[("to", "withdrawn")]).await.status, 303);
    assert_eq!(case.post_with_token(&settle(third), &[("state", "broken"), ("note", "Ikke hørt noe"), ("version", "1")]).await.status, 303);
    assert_eq!(told(&house).await.len(), 2);
}
