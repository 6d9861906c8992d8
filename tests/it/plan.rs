//! The sentence plan: from reception to an agreed plan to its review, consent and its withdrawal, who sees which part, two editors, a transfer.

use chrono::{DateTime, TimeDelta, Utc};
use overgang::access::Role;
use overgang::plan::clock;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

pub struct Stage {
    pub house: House,
    pub case: Browser,
    pub contact: Browser,
    pub prison: Uuid,
    pub inmate: Uuid,
}

/// Gives somebody a role for one person, and signs them in.
pub async fn assigned(house: &House, role: Role, prison: Uuid, inmate: Uuid) -> Browser {
    let mut admin = house.admin().await;
    let (account, username): (Uuid, String) = sqlx::query_as(
        "select a.id, a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = $1 and $2 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1) order by a.username limit 1",
    )
    .bind(role.code())
    .bind(prison)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         select gen_random_uuid(), $1, $2, $3, 'assigned', $4, 'For prøven', tstzrange($5 - interval '1 hour', $5 + interval '1 year'), x.id, x.id, $5, 'granted'
           from (select id from access.account where id <> $1 order by id limit 1) x
          where not exists (select from access.person_grant g where g.account_id = $1 and g.inmate_id = $2 and g.role = $4 and g.ended_at is null)",
    )
    .bind(account)
    .bind(inmate)
    .bind(prison)
    .bind(role.code())
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    house.as_user(&username).await
}

/// A case manager and a contact officer with somebody of theirs in custody, held as `status`.
pub async fn stage(status: &str) -> Stage {
    let house = House::open().await;
    let (inmate, prison): (Uuid, Uuid) = sqlx::query_as(
        "select w.inmate_id, w.prison_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
          where not i.protected and i.interpreter_language is null
            and (select count(distinct x.role) from access.assignment x join access.account a on a.id = x.account_id and a.demonstration
                  where x.role in ('CAS', 'CON', 'GOV', 'EDU', 'NUR') and w.prison_id = any(x.prisons)) = 5
          order by w.prison_id, w.inmate_id limit 1",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    sqlx::query("update custody.in_custody set legal_status = $2, expected_release = date '2028-11-23' where inmate_id = $1")
        .bind(inmate)
        .bind(status)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let case = assigned(&house, Role::CaseManager, prison, inmate).await;
    let contact = assigned(&house, Role::ContactOfficer, prison, inmate).await;
    Stage { house, case, contact, prison, inmate }
}

/// One turn of the plan's clock.
async fn turn(house: &House, now: DateTime<Utc>) -> u64 {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    let done = clock::turn(&db, catalogue.law(), now).await.unwrap();
    db.close().await;
    done
}

/// Open items about a person: rules with their last day, in order.
async fn items(house: &House, inmate: Uuid) -> Vec<(String, String)> {
    sqlx::query_as("select rule_id, due_on::text from sentences.deadline where inmate_id = $1 and state = 'open' and rule_id like 'plan.%' order by 1, 2")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

async fn text_of(house: &House, sql: &'static str, inmate: Uuid) -> String {
    sqlx::query_scalar(sql).bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

/// Begins an assessment and writes these themes, with consent.
pub async fn assess(browser: &mut Browser, inmate: Uuid, themes: &[(&str, &str)]) {
    let home = format!("/inmates/{inmate}/plan/assessment");
    let page = browser.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert_eq!(browser.submit(&page, &home, &[("reason", "reception")]).await.status, 303);
    for (theme, words) in themes {
        write(browser, inmate, theme, &[("own_words", words), ("importance", "much")]).await;
    }
}

async fn write(browser: &mut Browser, inmate: Uuid, theme: &str, fields: &[(&str, &str)]) {
    let path = format!("/inmates/{inmate}/plan/assessment/{theme}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("consent", "yes")]).collect();
    let done = browser.submit(&page, &path, &fields).await;
    assert_eq!(done.status, 303, "{theme}: {}", done.text());
}

async fn finish(browser: &mut Browser, inmate: Uuid) -> Page {
    let home = format!("/inmates/{inmate}/plan/assessment");
    browser.get(&home).await;
    browser.post_with_token(&format!("{home}/end"), &[("stage", "finished")]).await
}

/// A goal with a first action; the goal's id and the action's.
pub async fn goal(house: &House, browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> (Uuid, Uuid) {
    let page = browser.get(&format!("/inmates/{inmate}/plan/goals/new")).await;
    crate::house::well_made(&page, "nb");
    let done = browser.submit(&page, &format!("/inmates/{inmate}/plan/goals"), fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    sqlx::query_as("select goal_id, id from plan.action where inmate_id = $1 order by created_at desc, id desc limit 1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

const FORKLIFT: &[(&str, &str)] = &[
    ("theme", "work"),
    ("words", "Jeg vil ta truckførerbevis"),
    ("state", "current"),
    ("what", "Melde meg på kurset"),
    ("who", "inmate"),
    ("by_day", "2026-11-27"),
];

async fn agree(browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let path = format!("/inmates/{inmate}/plan/agree");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    browser.submit(&page, &path, fields).await
}

#[tokio::test]
async fn from_reception_to_an_agreed_plan_to_its_review() {
    let Stage { house, mut case, mut contact, inmate, .. } = stage("sentenced").await;
    assert!(turn(&house, world_time()).await > 0);
    assert_eq!(turn(&house, world_time()).await, 0, "twice does nothing more");
    let rules: Vec<String> = items(&house, inmate).await.into_iter().map(|i| i.0).collect();
    assert_eq!(rules, ["plan.assessment", "plan.made"]);
    // Needs and resources, by the case manager; nothing is finished before something is written.
    let home = format!("/inmates/{inmate}/plan");
    assess(&mut case, inmate, &[]).await;
    assert_eq!(finish(&mut case, inmate).await.status, 422);
    write(&mut case, inmate, "work", &[("own_words", "Har jobbet på lager"), ("importance", "much")]).await;
    assert_eq!(finish(&mut case, inmate).await.status, 303);
    assert_eq!(
        items(&house, inmate).await,
        [("plan.assessment_again".to_owned(), "2027-05-23".to_owned()), ("plan.made".to_owned(), items(&house, inmate).await[1].1.clone())]
    );
    // A goal by the contact officer, agreed with the person.
    goal(&house, &mut contact, inmate, FORKLIFT).await;
    let page = case.get(&home).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Jeg vil ta truckførerbevis") && page.text().contains("Utkast"), "{}", page.text());
    let done = agree(&mut case, inmate, &[("outcome", "agreed"), ("participants", "Kontaktbetjenten")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(
        items(&house, inmate).await,
        [("plan.assessment_again".to_owned(), "2027-05-23".to_owned()), ("plan.review".to_owned(), "2027-02-23".to_owned())],
        "the plan is made, its review is set"
    );
    let page = contact.get(&home).await;
    assert!(page.text().contains("Enig") && page.text().contains("Versjon 1"), "{}", page.text());
    // For the person, in either language, and in the trail as printed.
    for (lang, words) in [("nb", "Min fremtidsplan"), ("en", "My sentence plan")] {
        let page = case.get(&format!("{home}/print?lang={lang}")).await;
        assert!(page.status == 200 && page.text().contains(words) && page.text().contains("Jeg vil ta truckførerbevis"), "{}", page.text());
    }
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where action = 'print' and class = 'plan'").await, 2);
    // The review: planned with those who are asked, held, and the next one is set.
    let page = case.get(&format!("{home}/reviews/new")).await;
    crate::house::well_made(&page, "nb");
    let bad = case.submit(&page, &format!("{home}/reviews"), &[("at", "2026-11-20T10:00"), ("place", "Møterommet")]).await;
    assert_eq!((bad.status, bad.value("#place").as_deref()), (422, Some("Møterommet")), "kept");
    let done = case.submit(&page, &format!("{home}/reviews"), &[("at", "2026-11-30T10:00")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(house.ask::<i64>("select count(*) from access.notice where kind = 'plan_review'").await >= 1, "the contact officer is told");
    let page = case.follow(&done).await;
    crate::house::well_made(&page, "nb");
    let path = done.location.unwrap().split('?').next().unwrap().to_owned();
    let hold = format!("{path}/hold");
    let beside = contact.get(&path).await;
    assert_eq!(case.submit(&page, &hold, &[("notes", "Det går fremover")]).await.status, 422, "not without what came of it");
    let held = case.submit(&page, &hold, &[("took_part", "yes"), ("notes", "Det går fremover"), ("outcome", "goes_on")]).await;
    assert_eq!(held.status, 303, "{}", held.text());
    let again = contact.submit(&beside, &hold, &[("took_part", "no"), ("notes", "Mine notater"), ("outcome", "changes")]).await;
    assert!(again.status == 409 && again.text().contains("Mine notater"), "{} {}", again.status, again.text());
    let reviews: Vec<(String, String)> = items(&house, inmate).await.into_iter().filter(|i| i.0 == "plan.review").collect();
    assert_eq!(reviews.len(), 1, "one, the next: {reviews:?}");
}

#[tokio::test]
async fn what_is_typed_wrongly_is_kept() {
    let Stage { house, mut case, inmate, .. } = stage("sentenced").await;
    let home = format!("/inmates/{inmate}/plan");
    let page = case.get(&format!("{home}/goals/new")).await;
    // Nothing is written under a theme without consent.
    let refused = case.submit(&page, &format!("{home}/goals"), FORKLIFT).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.all("#theme-fault").is_empty() && refused.value("#words").is_none_or(|w| !w.is_empty()), "{}", refused.text());
    assess(&mut case, inmate, &[("work", "Har jobbet på lager")]).await;
    for (field, value) in
        [("words", "x"), ("theme", ""), ("target_on", "2020-01-01"), ("state", "achieved"), ("who", "nobody"), ("by_day", "i går"), ("what", "")]
    {
        let fields: Vec<(&str, &str)> = FORKLIFT.iter().copied().filter(|f| f.0 != field).chain([(field, value)]).collect();
        let page = case.get(&format!("{home}/goals/new")).await;
        let back = case.submit(&page, &format!("{home}/goals"), &fields).await;
        assert_eq!(back.status, 422, "{field}");
        crate::house::well_made(&back, "nb");
        assert!(!back.all(&format!("#{field}-fault")).is_empty(), "{field}: {}", back.text());
    }
    let path = format!("{home}/assessment/housing");
    let page = case.get(&path).await;
    let back = case.submit(&page, &path, &[("own_words", "Bor hos søsteren min"), ("importance", "some")]).await;
    assert!(back.status == 422 && !back.all("#consent-fault").is_empty() && back.text().contains("Bor hos søsteren min"), "{}", back.text());
    assert_eq!(house.ask::<i64>("select count(*) from plan.theme where theme = 'housing'").await, 0, "not a word without consent");
    goal(&house, &mut case, inmate, FORKLIFT).await;
    let back = agree(&mut case, inmate, &[("outcome", "not_agreed")]).await;
    assert!(back.status == 422 && !back.all("#inmate_words-fault").is_empty(), "{}", back.text());
    let done = agree(&mut case, inmate, &[("outcome", "not_agreed"), ("inmate_words", "Jeg vil ikke bytte avdeling")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(case.get(&home).await.text().contains("Jeg vil ikke bytte avdeling"));
}

#[tokio::test]
async fn two_editors_lose_nothing_and_an_agreed_plan_stays_as_it_was_agreed() {
    let Stage { house, mut case, mut contact, inmate, .. } = stage("sentenced").await;
    let home = format!("/inmates/{inmate}/plan");
    assess(&mut case, inmate, &[("work", "Har jobbet på lager")]).await;
    let (id, action) = goal(&house, &mut case, inmate, FORKLIFT).await;
    let edit = format!("{home}/goals/{id}/edit");
    let (mine, theirs) = (case.get(&edit).await, contact.get(&edit).await);
    assert_eq!(contact.submit(&theirs, &edit, &[("words", "Jeg vil ta truckførerbevis før jul")]).await.status, 303);
    let stale = case.submit(&mine, &edit, &[("words", "Jeg vil bli lagerleder")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("før jul") && stale.text().contains("lagerleder"), "{}", stale.text());
    let merged = case.submit(&stale, &edit, &[("words", "Jeg vil bli lagerleder")]).await;
    assert_eq!(merged.status, 303, "choosing saves: {}", merged.text());
    // The form of the agreement was filled; then somebody changes a goal: what the person was shown is not what would be agreed.
    let form = case.get(&format!("{home}/agree")).await;
    let page = contact.get(&edit).await;
    assert_eq!(contact.submit(&page, &edit, &[("words", "Jeg vil bli lagersjef")]).await.status, 303);
    sqlx::query("update plan.file set changed_at = changed_at + interval '1 minute' where inmate_id = $1")
        .bind(inmate)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let stale = case.submit(&form, &format!("{home}/agree"), &[("outcome", "agreed"), ("participants", "Mor")]).await;
    assert!(stale.status == 409 && stale.text().contains("lagersjef") && stale.value("#participants").as_deref() == Some("Mor"), "{}", stale.text());
    assert_eq!(case.submit(&stale, &format!("{home}/agree"), &[("outcome", "agreed")]).await.status, 303);
    // Changed afterwards: a draft of the next version; the agreed one stands, whoever tries.
    let page = case.get(&edit).await;
    assert!(page.text().contains("utkast til neste versjon"), "{}", page.text());
    assert_eq!(case.submit(&page, &edit, &[("words", "Jeg vil starte eget firma")]).await.status, 303);
    let page = case.get(&home).await;
    assert!(page.text().contains("Endringene er et utkast"), "{}", page.text());
    let first = case.get(&format!("{home}/versions/1")).await;
    assert!(first.text().contains("lagersjef") && !first.text().contains("eget firma"), "{}", first.text());
    let changed = sqlx::query("update plan.version_goal set words = 'x' where inmate_id = $1").bind(inmate).execute(&mut house.admin().await).await;
    assert!(changed.is_err(), "not even the owner");
    assert_eq!(agree(&mut case, inmate, &[("outcome", "agreed")]).await.status, 303);
    let second = case.get(&format!("{home}/versions/2")).await;
    crate::house::well_made(&second, "nb");
    assert!(
        second.text().contains("eget firma") && second.text().contains("lagersjef") && second.text().contains("Endret"),
        "beside each other: {}",
        second.text()
    );
    // How it goes is no change of what was agreed.
    let done = case.post_with_token(&format!("{home}/actions/{action}/move"), &[("state", "done"), ("evidence", "Kursbevis")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = case.get(&home).await;
    assert!(page.text().contains("Kursbevis") && !page.text().contains("Endringene er et utkast"), "{}", page.text());
}

#[tokio::test]
async fn withdrawn_consent_leaves_the_words_to_the_case_manager() {
    let Stage { house, mut case, mut contact, prison, inmate } = stage("sentenced").await;
    let home = format!("/inmates/{inmate}/plan");
    assess(&mut case, inmate, &[("work", "Har jobbet på lager"), ("substance_use", "Drikker for mye når jeg er ute")]).await;
    assert_eq!(finish(&mut case, inmate).await.status, 303);
    goal(&house, &mut case, inmate, FORKLIFT).await;
    goal(
        &house,
        &mut case,
        inmate,
        &[("theme", "substance_use"), ("words", "Jeg vil holde meg edru"), ("state", "current"), ("what", "Gå på samtalegruppa"), ("who", "inmate")],
    )
    .await;
    assert_eq!(agree(&mut case, inmate, &[("outcome", "agreed")]).await.status, 303);
    let mut governor = crate::moves::at(&house, Role::Governor, prison).await;
    for browser in [&mut contact, &mut governor] {
        assert!(browser.get(&home).await.text().contains("holde meg edru"));
        assert!(browser.get(&format!("{home}/assessment")).await.text().contains("Drikker for mye"));
    }
    let done = contact.post_with_token(&format!("{home}/consent/substance_use"), &[("to", "withdrawn")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    for browser in [&mut contact, &mut governor] {
        for path in [home.clone(), format!("{home}/assessment"), format!("{home}/versions/1"), format!("{home}/print")] {
            let page = browser.get(&path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text());
            for words in ["holde meg edru", "Drikker for mye", "samtalegruppa"] {
                assert!(!page.text().contains(words), "{path} tells «{words}»");
            }
        }
        assert!(browser.get(&home).await.text().contains("truckførerbevis"), "the rest stands");
        assert!(browser.get(&format!("{home}/assessment")).await.text().contains("trukket samtykket"), "and that there is something is no secret");
    }
    assert!(case.get(&home).await.text().contains("holde meg edru"), "the case manager goes on");
    assert!(case.get(&format!("{home}/versions/1")).await.text().contains("holde meg edru"));
    // Nothing new under it; and given again, it is shared again.
    let page = contact.get(&format!("{home}/goals/new")).await;
    let refused = contact.submit(&page, &format!("{home}/goals"), &[("theme", "substance_use"), ("words", "Noe nytt"), ("state", "current")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(contact.post_with_token(&format!("{home}/consent/substance_use"), &[("to", "given")]).await.status, 303);
    assert!(governor.get(&home).await.text().contains("holde meg edru"));
    assert_eq!(text_of(&house, "select count(*)::text from audit.entry where inmate_id = $1 and detail ->> 'consent' in ('withdrawn', 'given') and detail ->> 'theme' = 'substance_use' and action = 'alter'", inmate).await, "2");
}

#[tokio::test]
async fn each_sees_and_moves_their_part() {
    let Stage { house, mut case, mut contact, prison, inmate } = stage("sentenced").await;
    let home = format!("/inmates/{inmate}/plan");
    assess(&mut case, inmate, &[("education", "Vil ta igjen skolen"), ("work", "Har jobbet på lager")]).await;
    write(&mut case, inmate, "health", &[("wants_contact", "yes"), ("own_words", "Sover dårlig")]).await;
    assert_eq!(house.ask::<i64>("select count(*) from plan.theme where own_words like '%Sover%'").await, 0, "of health not a word");
    goal(&house, &mut case, inmate, FORKLIFT).await;
    let (_, lesson) = goal(
        &house,
        &mut case,
        inmate,
        &[
            ("theme", "education"),
            ("words", "Jeg vil fullføre norsk"),
            ("state", "current"),
            ("daily", "yes"),
            ("what", "Kartlegge lesing"),
            ("who", "teacher"),
        ],
    )
    .await;
    let wish: Uuid = sqlx::query_scalar("select id from plan.action where inmate_id = $1 and who = 'health'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    // The teacher: the goal with their action, nothing else; it moves.
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    let page = teacher.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("fullføre norsk") && !page.text().contains("truckførerbevis") && !page.text().contains("ta igjen skolen"), "{}", page.text());
    let done = teacher.post_with_token(&format!("{home}/actions/{lesson}/move"), &[("state", "under_way"), ("evidence", "Første prøve tatt")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(case.get(&home).await.text().contains("Første prøve tatt"));
    assert_eq!(teacher.post_with_token(&format!("{home}/actions/{wish}/move"), &[("state", "done")]).await.status, 404, "health's is not theirs");
    assert_eq!(
        teacher.post_with_token(&format!("{home}/actions/{lesson}/move"), &[("state", "dropped")]).await.status,
        403,
        "what was agreed is not theirs to change"
    );
    assert_eq!(teacher.get(&format!("{home}/assessment")).await.status, 403);
    assert!(teacher.get("/plan-steps").await.text().contains("fullføre norsk"));
    // Health: the wish alone, and it leaves no words.
    let mut nurse = crate::moves::at(&house, Role::Nurse, prison).await;
    let page = nurse.get(&home).await;
    assert!(page.status == 200 && page.text().contains("Ønsker å bli kontaktet") && !page.text().contains("truckførerbevis"), "{}", page.text());
    let done = nurse.post_with_token(&format!("{home}/actions/{wish}/move"), &[("state", "done"), ("evidence", "Noe klinisk")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(house.ask::<i64>("select count(*) from plan.step where evidence like '%klinisk%'").await, 0);
    // An officer on the unit: what matters to the day, to read.
    let unit: Uuid =
        sqlx::query_scalar("select unit_id from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let officer: Option<String> = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id join staff.shift s on s.account_id = a.id
          where a.demonstration and x.role = 'OFF' and s.unit_id = $1 and s.during @> $2 and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'OFF') limit 1",
    )
    .bind(unit)
    .bind(world_time())
    .fetch_optional(&mut house.admin().await)
    .await
    .unwrap();
    if let Some(officer) = officer {
        let mut officer = house.as_user(&officer).await;
        let page = officer.get(&home).await;
        assert!(
            page.status == 200 && page.text().contains("fullføre norsk") && !page.text().contains("truckførerbevis") && !page.text().contains("kontaktet"),
            "{}",
            page.text()
        );
        assert_eq!(officer.post_with_token(&format!("{home}/actions/{lesson}/move"), &[("state", "done")]).await.status, 403);
    }
    // Who has no part has no page; who is out of reach is nobody.
    for role in [Role::Finance, Role::Visits, Role::Chaplain, Role::System, Role::Pharmacy] {
        assert_eq!(house.as_role(role).await.get(&home).await.status, 403, "{role}");
    }
    let elsewhere: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by inmate_id limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    for browser in [&mut case, &mut contact, &mut teacher, &mut nurse] {
        assert_eq!(browser.get(&format!("/inmates/{elsewhere}/plan")).await.status, 404);
    }
    let mut governor = crate::moves::at(&house, Role::Governor, prison).await;
    assert_eq!(governor.get(&home).await.status, 200);
    assert_eq!(governor.get(&format!("{home}/goals/new")).await.status, 403, "reads");
    let mut auditor = house.as_role(Role::Auditor).await;
    assert_eq!(auditor.get(&home).await.status, 200, "under a case");
}

#[tokio::test]
async fn a_talk_moves_the_plan_and_shows_under_its_goal() {
    let Stage { house, mut case, mut contact, inmate, .. } = stage("sentenced").await;
    assess(&mut case, inmate, &[("work", "Har jobbet på lager")]).await;
    let (_, action) = goal(&house, &mut case, inmate, FORKLIFT).await;
    assert!(contact.get("/").await.links().contains(&"/plan-steps?show=week".to_owned()));
    let page = contact.get("/plan-steps?show=week").await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Melde meg på kurset"), "due this week: {}", page.text());
    let page = contact.get(&format!("/inmates/{inmate}/talks/new")).await;
    crate::house::well_made(&page, "nb");
    let moved = format!("{action}:under_way");
    let done = contact.submit(&page, &format!("/inmates/{inmate}/talks"), &[("text", "Snakket om kurset."), ("moved", &moved)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = case.get(&format!("/inmates/{inmate}/plan")).await;
    assert!(page.text().contains("I gang") && page.text().contains("1 samtale"), "{}", page.text());
    assert!(!page.text().contains("Snakket om kurset"), "what it was about stays in the journal");
    let done = contact.post_with_token(&format!("/inmates/{inmate}/plan/actions/{action}/move"), &[("state", "done"), ("back", "steps")]).await;
    assert!(done.status == 303 && done.location.as_deref().is_some_and(|l| l.starts_with("/plan-steps")), "{:?}", done.location);
}

#[tokio::test]
async fn a_talk_about_a_goal_shows_under_it_though_it_moved_nothing() {
    let Stage { house, mut case, mut contact, inmate, .. } = stage("sentenced").await;
    assess(&mut case, inmate, &[("work", "Har jobbet på lager")]).await;
    let (id, _) = goal(&house, &mut case, inmate, FORKLIFT).await;
    let page = contact.get(&format!("/inmates/{inmate}/talks/new")).await;
    crate::house::well_made(&page, "nb");
    let about = format!("about:{id}");
    assert_eq!(page.all(&format!("#about-{id}")).len(), 1, "{}", page.text());
    // Typed wrongly: the tick is kept.
    let back = contact.submit(&page, &format!("/inmates/{inmate}/talks"), &[("text", ""), ("moved", &about)]).await;
    assert!(back.status == 422 && back.all(&format!("#about-{id}[checked]")).len() == 1, "{}", back.text());
    assert_eq!(contact.submit(&back, &format!("/inmates/{inmate}/talks"), &[("text", "Han er spent på kurset."), ("moved", &about)]).await.status, 303);
    let text = case.get(&format!("/inmates/{inmate}/plan")).await.text();
    assert!(text.contains("1 samtale"), "{text}");
    let state: String = sqlx::query_scalar("select state from plan.action where goal_id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(state, "planned", "the talk moved nothing");
    // Somebody else's goal is left alone.
    let other = format!("about:{}", Uuid::now_v7());
    assert_eq!(contact.post_with_token(&format!("/inmates/{inmate}/talks/done"), &[("moved", &other)]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from plan.progress where kind = 'talk' and at > '2026-11-23'").await, 1);
}

#[tokio::test]
async fn a_transfer_interrupts_the_review_and_renews_the_assessment_and_an_owner_who_left_is_seen() {
    let Stage { house, mut case, prison, inmate, .. } = stage("sentenced").await;
    let home = format!("/inmates/{inmate}/plan");
    turn(&house, world_time()).await;
    assess(&mut case, inmate, &[("education", "Vil ta igjen skolen")]).await;
    assert_eq!(finish(&mut case, inmate).await.status, 303);
    let (_, lesson) = goal(
        &house,
        &mut case,
        inmate,
        &[("theme", "education"), ("words", "Jeg vil fullføre norsk"), ("state", "current"), ("what", "Kartlegge lesing"), ("who", "teacher")],
    )
    .await;
    assert_eq!(agree(&mut case, inmate, &[("outcome", "agreed")]).await.status, 303);
    // Given to a teacher by name; the teacher leaves.
    let page = case.get(&format!("{home}/actions/{lesson}/edit")).await;
    crate::house::well_made(&page, "nb");
    let teacher: Uuid = sqlx::query_scalar("select x.account_id from access.assignment x join access.account a on a.id = x.account_id where x.role = 'EDU' and $1 = any(x.prisons) and a.status = 'active' order by 1 limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let done = case.submit(&page, &format!("{home}/actions/{lesson}/edit"), &[("owner", &teacher.to_string())]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!case.get("/plans?show=gone").await.links().contains(&home));
    sqlx::query("update access.account set status = 'disabled' where id = $1").bind(teacher).execute(&mut house.admin().await).await.unwrap();
    assert!(case.get("/plans?show=gone").await.links().contains(&home), "in the list");
    assert!(case.get(&home).await.text().contains("kan ikke gjøre dette lenger"));
    let page = case.get(&format!("{home}/actions/{lesson}/edit")).await;
    assert_eq!(case.submit(&page, &format!("{home}/actions/{lesson}/edit"), &[("owner", "")]).await.status, 303);
    assert!(!case.get("/plans?show=gone").await.links().contains(&home), "given to whoever holds the role");
    // A review is planned; the person is transferred.
    let page = case.get(&format!("{home}/reviews/new")).await;
    assert_eq!(case.submit(&page, &format!("{home}/reviews"), &[("at", "2026-11-30T10:00")]).await.status, 303);
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
    assert_eq!(text_of(&house, "select state from plan.review where inmate_id = $1", inmate).await, "interrupted");
    turn(&house, world_time()).await;
    let open: Vec<String> = items(&house, inmate).await.into_iter().map(|i| i.0).collect();
    assert_eq!(open, ["plan.assessment_again", "plan.assessment_moved", "plan.review", "plan.review_moved"]);
    // The receiving prison sees what was interrupted, and holds another: both items end.
    let mut there = assigned(&house, Role::CaseManager, to, inmate).await;
    let page = there.get(&format!("{home}/reviews")).await;
    assert!(page.status == 200 && page.text().contains("Avbrutt av overføring"), "{}", page.text());
    let page = there.get(&format!("{home}/reviews/new")).await;
    let done = there.submit(&page, &format!("{home}/reviews"), &[("at", "2026-12-01T10:00")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = there.follow(&done).await;
    let hold = format!("{}/hold", done.location.unwrap().split('?').next().unwrap());
    assert_eq!(there.submit(&page, &hold, &[("took_part", "yes"), ("notes", "Gikk gjennom planen på nytt"), ("outcome", "goes_on")]).await.status, 303);
    let open: Vec<String> = items(&house, inmate).await.into_iter().map(|i| i.0).collect();
    assert_eq!(open, ["plan.assessment_again", "plan.assessment_moved", "plan.review"]);
}

#[tokio::test]
async fn remand_presumes_nothing_and_may_decline() {
    let Stage { house, mut case, inmate, .. } = stage("remand").await;
    let home = format!("/inmates/{inmate}/plan");
    turn(&house, world_time()).await;
    assert_eq!(items(&house, inmate).await.into_iter().map(|i| i.0).collect::<Vec<_>>(), ["plan.assessment"], "no plan is asked for");
    assess(&mut case, inmate, &[]).await;
    let page = case.get(&format!("{home}/assessment")).await;
    assert!(page.text().contains("ingenting forutsetter skyld") && !page.text().contains("Holdninger"), "{}", page.text());
    assert_eq!(case.get(&format!("{home}/assessment/attitudes")).await.status, 404);
    let done = case.post_with_token(&format!("{home}/assessment/end"), &[("stage", "declined"), ("words", "Ikke nå")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(items(&house, inmate).await, [("plan.assessment_again".to_owned(), "2027-01-23".to_owned())], "asked again in two months");
    // Finished as it is: nobody writes in it.
    let refused = sqlx::query("update plan.assessment set inmate_words = 'x' where inmate_id = $1").bind(inmate).execute(&mut house.admin().await).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn a_long_sentence_is_countersigned_by_the_governor_and_lists_agree_with_the_front_page() {
    let Stage { house, mut case, prison, inmate, .. } = stage("preventive_detention").await;
    let home = format!("/inmates/{inmate}/plan");
    let count = |page: &Page, href: &str| -> i64 {
        let tile = scraper::Selector::parse(&format!("a.tile[href='{href}'] .tile-value")).unwrap();
        page.html().select(&tile).next().map(|n| n.text().collect::<String>().trim().parse().unwrap()).unwrap()
    };
    let rows = |page: &Page| page.all("tbody tr th").len() as i64;
    for show in ["no_assessment", "no_plan", "review_late"] {
        let href = format!("/plans?show={show}");
        let (front, list) = (case.get("/").await, case.get(&href).await);
        crate::house::well_made(&list, "nb");
        assert_eq!(count(&front, &href), rows(&list), "{show}");
    }
    let before = count(&case.get("/").await, "/plans?show=no_plan");
    assess(&mut case, inmate, &[("work", "Har jobbet på lager")]).await;
    goal(&house, &mut case, inmate, FORKLIFT).await;
    assert_eq!(agree(&mut case, inmate, &[("outcome", "agreed")]).await.status, 303);
    assert_eq!(count(&case.get("/").await, "/plans?show=no_plan"), before - 1);
    let page = case.get(&format!("{home}/versions/1")).await;
    assert!(page.text().contains("Venter på underskrift"), "{}", page.text());
    assert_eq!(case.post_with_token(&format!("{home}/versions/1/countersign"), &[]).await.status, 403, "not by whoever made it");
    let mut governor = crate::moves::at(&house, Role::Governor, prison).await;
    let page = governor.get(&format!("{home}/versions/1")).await;
    assert!(page.actions().contains(&format!("{home}/versions/1/countersign")), "{}", page.text());
    assert_eq!(governor.submit(&page, &format!("{home}/versions/1/countersign"), &[]).await.status, 303);
    assert!(governor.get(&format!("{home}/versions/1")).await.text().contains("Underskrevet av"));
    assert!(house.ask::<i64>("select count(*) from access.notice where kind = 'plan_countersign'").await >= 1);
    // A review that nobody held goes to duty officer and governor, by the one clock.
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    overgang::deadlines::jobs::turn(&db, catalogue.law(), world_time(), world_time() + TimeDelta::days(120)).await.unwrap();
    db.close().await;
    let told: i64 = sqlx::query_scalar("select count(*) from access.notice n join sentences.deadline d on n.link = '/deadlines/' || d.id where d.rule_id = 'plan.review' and d.inmate_id = $1 and n.kind = 'deadline_over'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert!(told >= 2, "{told}");
}
