//! The way out: the ladder with its dates, applications and their answers, remand without a ladder, what stands in the way, who sees what.

use overgang::access::Role;
use uuid::Uuid;

use crate::calculation::{Case, case, work};
use crate::support::{Browser, House, Page};

/// Somebody serving, with a calculation, and their case manager.
async fn stage() -> (House, Case, Browser) {
    let house = House::open().await;
    let case = case(&house).await;
    work(&house).await;
    let manager = house.as_user(&case.first.1).await;
    (house, case, manager)
}

fn way(inmate: Uuid) -> String {
    format!("/inmates/{inmate}/way-out")
}

async fn apply(browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("{}/apply?rung=leave", way(inmate))).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    browser.submit(&page, &format!("{}/applications", way(inmate)), fields).await
}

async fn newest(house: &House, inmate: Uuid) -> Uuid {
    sqlx::query_scalar("select id from plan.application where inmate_id = $1 order by recorded_at desc, id desc limit 1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

const REFUSED: &[(&str, &str)] =
    &[("outcome", "refused"), ("decided_on", "2026-11-23"), ("level", "local"), ("decided_by", "Fengselslederen"), ("reason", "Bosted er ikke avklart")];

#[tokio::test]
async fn a_step_is_asked_for_refused_and_asked_for_again() {
    let (house, Case { inmate, .. }, mut manager) = stage().await;
    let page = manager.get(&way(inmate)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let text = page.text();
    for words in ["Permisjon", "Frigang", "Lavere sikkerhetsnivå", "Overgangsbolig", "Elektronisk kontroll", "Prøveløslatelse", "§ 3-30(5)", "§ 42(1)"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("Ingen plan den innsatte er enig i"), "what stands in the way: {text}");
    // Typed wrongly: kept.
    let back = apply(&mut manager, inmate, &[("applied_on", "2026-12-24"), ("about", "To døgn hos mor")]).await;
    crate::house::well_made(&back, "nb");
    assert!(back.status == 422 && !back.all("#applied_on-fault").is_empty() && back.text().contains("To døgn hos mor"), "{}", back.text());
    assert_eq!(apply(&mut manager, inmate, &[("about", "To døgn hos mor")]).await.status, 303);
    // One that waits is enough.
    let twice = apply(&mut manager, inmate, &[]).await;
    assert!(twice.status == 422 && twice.text().contains("alt en søknad"), "{}", twice.text());
    assert!(manager.get(&way(inmate)).await.text().contains("Søkt 23.11.2026"));
    let path = format!("{}/applications/{}", way(inmate), newest(&house, inmate).await);
    let (page, beside) = (manager.get(&path).await, manager.get(&path).await);
    crate::house::well_made(&page, "nb");
    let bare = manager.submit(&page, &path, &[("outcome", "refused"), ("decided_by", "Fengselslederen")]).await;
    assert!(bare.status == 422 && bare.value("#decided_by").as_deref() == Some("Fengselslederen"), "kept: {}", bare.text());
    for field in ["reason", "level"] {
        assert!(!bare.all(&format!("#{field}-fault")).is_empty(), "{field}: {}", bare.text());
    }
    let done = manager.submit(&page, &path, REFUSED).await;
    assert_eq!(done.status, 303, "{}", done.text());
    // Somebody else had the form open: what stands is shown, what was typed is kept.
    let stale = manager.submit(&beside, &path, &[("outcome", "withdrawn"), ("reason", "Trukket på telefon")]).await;
    assert!(stale.status == 409 && stale.text().contains("Avslått") && stale.text().contains("Trukket på telefon"), "{} {}", stale.status, stale.text());
    let text = manager.get(&way(inmate)).await.text();
    assert!(text.contains("Bosted er ikke avklart") && text.contains("kan søkes igjen 23.01.2027"), "by the rule of two months: {text}");
    // A decision is final, whoever tries, but it may have been recorded wrongly.
    let changed = sqlx::query("update plan.application set reason = 'x', applied_on = applied_on - 1 where inmate_id = $1")
        .bind(inmate)
        .execute(&mut house.admin().await)
        .await;
    assert!(changed.is_err());
    let wrong = format!("{path}/mistake");
    let page = manager.get(&way(inmate)).await;
    let back = manager.submit(&page, &wrong, &[("reason", "")]).await;
    assert!(back.status == 422 && !back.all("#reason-fault").is_empty(), "{}", back.text());
    assert_eq!(manager.submit(&back, &wrong, &[("reason", "Gjaldt en annen")]).await.status, 303);
    assert_eq!(apply(&mut manager, inmate, &[]).await.status, 303, "and it can be asked for again");
    let trail = house.ask::<i64>("select count(*) from audit.entry where class = 'release' and action in ('collect', 'decide', 'alter')").await;
    assert_eq!(trail, 4, "two applications, a decision, a mistake");
}

#[tokio::test]
async fn two_applications_at_once_are_one() {
    let (house, Case { inmate, .. }, mut manager) = stage().await;
    let mut beside = house.as_user(&case_manager(&house, inmate).await).await;
    let form = format!("{}/apply?rung=leave", way(inmate));
    let action = format!("{}/applications", way(inmate));
    let (a, b) = (manager.get(&form).await, beside.get(&form).await);
    let (a, b) = tokio::join!(manager.submit(&a, &action, &[]), beside.submit(&b, &action, &[]));
    let mut found = [a.status, b.status];
    found.sort_unstable();
    assert_eq!(found, [303, 422]);
    assert_eq!(house.ask::<i64>("select count(*) from plan.application").await, 1);
}

async fn case_manager(house: &House, inmate: Uuid) -> String {
    sqlx::query_scalar(
        "select a.username from access.person_grant g join access.account a on a.id = g.account_id where g.inmate_id = $1 and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null order by 1 limit 1",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_refused_probation_is_considered_again_by_the_clock() {
    let (house, Case { inmate, .. }, mut manager) = stage().await;
    assert_eq!(apply(&mut manager, inmate, &[("rung", "probation")]).await.status, 303);
    let path = format!("{}/applications/{}", way(inmate), newest(&house, inmate).await);
    let page = manager.get(&path).await;
    assert_eq!(manager.submit(&page, &path, REFUSED).await.status, 303);
    let items = || {
        house.ask::<i64>("select count(*) from sentences.deadline where rule_id = 'probation.reassessment' and state = 'open' and due_on = date '2027-02-23'")
    };
    assert_eq!(items().await, 1, "forskrift § 3-41: within three months");
    assert!(manager.get(&way(inmate)).await.text().contains("kan søkes igjen 23.02.2027"));
    // Recorded wrongly: there was no refusal, and nothing to consider again.
    let page = manager.get(&way(inmate)).await;
    assert_eq!(manager.submit(&page, &format!("{path}/mistake"), &[("reason", "Gjaldt en annen")]).await.status, 303);
    assert_eq!(items().await, 0);
}

#[tokio::test]
async fn remand_has_no_ladder() {
    let (house, Case { inmate, .. }, mut manager) = stage().await;
    sqlx::query("update custody.in_custody set legal_status = 'remand' where inmate_id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    let page = manager.get(&way(inmate)).await;
    crate::house::well_made(&page, "nb");
    let text = page.text();
    assert!(text.contains("§ 52") && text.contains("Det som avgjøres nå"), "{text}");
    for words in ["Frigang", "Overgangsbolig", "Prøveløslatelse", "Før søknad"] {
        assert!(page.all("h2").iter().all(|h| !h.contains(words)), "{words}: {text}");
    }
    assert_eq!(manager.get(&format!("{}/apply", way(inmate))).await.status, 404);
    assert_eq!(
        manager
            .post_with_token(&format!("{}/applications", way(inmate)), &[("rung", "leave"), ("applied_on", "2026-11-20"), ("applied_by", "inmate")])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn each_sees_what_is_theirs_and_nobody_else_anything() {
    let (house, Case { inmate, prison, .. }, mut manager) = stage().await;
    assert_eq!(apply(&mut manager, inmate, &[("about", "To døgn hos mor")]).await.status, 303);
    let mut governor = crate::moves::at(&house, Role::Governor, prison).await;
    let page = governor.get(&way(inmate)).await;
    assert!(page.status == 200 && page.text().contains("To døgn hos mor"), "{}", page.text());
    assert!(page.links().iter().all(|l| !l.contains("/apply")), "reads only");
    assert_eq!(governor.get(&format!("{}/apply", way(inmate))).await.status, 403);
    for role in [Role::Officer, Role::Teacher, Role::Nurse, Role::Finance, Role::System] {
        assert_eq!(house.as_role(role).await.get(&way(inmate)).await.status, 403, "{role}");
    }
    let elsewhere: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by inmate_id limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    for browser in [&mut manager, &mut governor] {
        assert_eq!(browser.get(&way(elsewhere)).await.status, 404);
    }
    // In the way, of what the role may see: a refused test is there for the governor, with its day.
    sqlx::query(
        "insert into custody.drug_test (id, inmate_id, prison_id, at_prison_id, kind, reason, due_on, recorded_at, recorded_by, taken_at, taken_by, taken_recorded_by, outcome)
         select gen_random_uuid(), $1, $2, $2, 'urine', 'random', date '2026-10-01', timestamptz '2026-10-01 08:00+02', a.id, timestamptz '2026-10-01 09:00+02', a.id, a.id, 'refused' from access.account a order by a.id limit 1",
    )
    .bind(inmate)
    .bind(prison)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let text = governor.get(&way(inmate)).await.text();
    assert!(text.contains("nektet prøve, 01.10.2026"), "{text}");
}

/// Grants the newest application.
async fn grant(house: &House, manager: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let path = format!("{}/applications/{}", way(inmate), newest(house, inmate).await);
    let page = manager.get(&path).await;
    crate::house::well_made(&page, "nb");
    let mut all = vec![("outcome", "granted"), ("decided_on", "2026-11-23"), ("level", "local"), ("decided_by", "Fengselslederen")];
    all.extend_from_slice(fields);
    manager.submit(&page, &path, &all).await
}

#[tokio::test]
async fn a_decision_before_its_day_or_below_its_level_says_why() {
    let (house, Case { inmate, .. }, mut manager) = stage().await;
    let day: chrono::NaiveDate =
        sqlx::query_scalar("select probation_on from sentences.calculation where inmate_id = $1 and probation_on is not null order by version desc limit 1")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    let today: chrono::NaiveDate = "2026-11-23".parse().unwrap();
    assert!(day > today, "a person whose probation is ahead: {day}");
    assert_eq!(apply(&mut manager, inmate, &[("rung", "probation")]).await.status, 303);
    let early = grant(&house, &mut manager, inmate, &[("level", "court")]).await;
    crate::house::well_made(&early, "nb");
    let text = early.text();
    let days = (day - today).num_days();
    assert!(early.status == 422 && text.contains(&format!("{days} dager før den beregnede dagen {}", day.format("%d.%m.%Y"))), "the arithmetic: {text}");
    assert!(text.contains("strgjfl") && text.contains("§ 6(1)"), "decided by whoever may not: {text}");
    assert!(!early.all("#all_the_same-fault").is_empty() && early.value("#decided_by").as_deref() == Some("Fengselslederen"), "kept: {text}");
    let done = grant(&house, &mut manager, inmate, &[("all_the_same", "Alvorlig sykdom i familien")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(manager.get(&way(inmate)).await.text().contains("Fraveket: Alvorlig sykdom i familien"));
    // Nothing to explain, nothing kept.
    assert_eq!(apply(&mut manager, inmate, &[("rung", "halfway_house")]).await.status, 303);
    assert_eq!(grant(&house, &mut manager, inmate, &[("all_the_same", "Ingenting")]).await.status, 303);
    assert!(!manager.get(&way(inmate)).await.text().contains("Ingenting"));
}

#[tokio::test]
async fn a_refusal_is_notified_appealed_and_answered_by_the_clock() {
    let (house, Case { inmate, .. }, mut manager) = stage().await;
    assert_eq!(apply(&mut manager, inmate, &[("applied_on", "2026-11-10")]).await.status, 303);
    let id = newest(&house, inmate).await;
    let item = async |rule: &'static str| -> Option<(String, Option<String>, chrono::NaiveDate)> {
        sqlx::query_as("select state, outcome, due_on from sentences.deadline where rule_id = $1 and reference = $2")
            .bind(rule)
            .bind(id)
            .fetch_optional(&mut house.admin().await)
            .await
            .unwrap()
    };
    let on = |day: &str| day.parse::<chrono::NaiveDate>().unwrap();
    assert_eq!(item("application.reply").await, Some(("open".into(), None, on("2026-12-10"))), "fvl § 11 a: from receipt");
    let path = format!("{}/applications/{id}", way(inmate));
    let page = manager.get(&path).await;
    let mut refused = REFUSED.to_vec();
    refused.retain(|f| f.0 != "decided_on");
    refused.push(("decided_on", "2026-11-12"));
    assert_eq!(manager.submit(&page, &path, &refused).await.status, 303);
    assert_eq!(item("application.reply").await.map(|i| (i.0, i.1)), Some(("satisfied".into(), Some("refused".into()))), "decided in time");
    assert_eq!(item("appeal.decision").await, None, "nobody has been told yet");
    let after = format!("{path}/after");
    assert!(manager.get(&way(inmate)).await.links().contains(&after));
    let (page, beside) = (manager.get(&after).await, manager.get(&after).await);
    crate::house::well_made(&page, "nb");
    let wrong = manager.submit(&page, &after, &[("notified_on", "2026-11-11")]).await;
    crate::house::well_made(&wrong, "nb");
    assert!(wrong.status == 422 && !wrong.all("#notified_on-fault").is_empty(), "{}", wrong.text());
    assert_eq!(manager.submit(&page, &after, &[("notified_on", "2026-11-13")]).await.status, 303);
    // Seven days from 13 November is Friday the 20th.
    assert_eq!(item("appeal.decision").await, Some(("open".into(), None, on("2026-11-20"))), "strgjfl § 7 e");
    let stale = manager.submit(&beside, &after, &[("notified_on", "2026-11-14"), ("appealed_on", "2026-11-16")]).await;
    assert!(stale.status == 409 && stale.text().contains("Underrettet 13.11.2026"), "told once: {} {}", stale.status, stale.text());
    let page = manager.get(&after).await;
    assert_eq!(manager.submit(&page, &after, &[("appealed_on", "2026-11-16")]).await.status, 303);
    assert_eq!(item("appeal.decision").await.map(|i| (i.0, i.1)), Some(("satisfied".into(), Some("appealed".into()))));
    assert_eq!(item("appeal.notice").await, Some(("open".into(), None, on("2027-02-16"))), "fvl § 34(3)");
    let page = manager.get(&after).await;
    assert_eq!(manager.submit(&page, &after, &[("appeal_answer", "changed"), ("appeal_answered_on", "2026-11-20")]).await.status, 303);
    assert_eq!(item("appeal.notice").await.map(|i| i.0), Some("satisfied".into()));
    assert_eq!(item("decision.costs").await.map(|i| i.2), Some(on("2026-12-11")), "fvl § 36");
    let text = manager.get(&way(inmate)).await.text();
    assert!(text.contains("Klage mottatt 16.11.2026") && text.contains("Vedtaket er endret etter klage, 20.11.2026"), "{text}");
    assert_eq!(manager.get(&after).await.status, 404, "nothing more to tell");
    let changed = sqlx::query("update plan.application set notified_on = '2026-11-14' where id = $1")
        .bind(id)
        .execute(&mut crate::access::inside(&house, &manager, overgang::platform::db::Side::Custody).await)
        .await;
    assert!(changed.is_err(), "what was told stands");
}
