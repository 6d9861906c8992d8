//! Teacher, supervisor and health see the goals in which they have something to do, and nothing else of a plan: at every route of it.

use overgang::access::Role;
use uuid::Uuid;

use crate::plan::{Stage, assess, assigned, goal, stage};
use crate::support::Browser;

/// A plan with a goal for each of them and one that is nobody's of these; who, words, the goal and its action.
struct Plan {
    stage: Stage,
    goals: Vec<(&'static str, &'static str, Uuid, Uuid)>,
    wish: Uuid,
}

const GOALS: [(&str, &str, &str, &str); 4] = [
    ("teacher", "education", "Jeg vil fullføre norsk", "Kartlegge lesing"),
    ("supervisor", "work", "Jeg vil bli snekker", "Lære båndsaga"),
    ("contact_officer", "family", "Jeg vil se barna mine", "Ringe hjem sammen"),
    ("inmate", "leisure", "Jeg vil løpe hver uke", "Løpe i lufta"),
];

async fn plan() -> Plan {
    let mut s = stage("sentenced").await;
    let themes: Vec<(&str, &str)> = GOALS.iter().map(|g| (g.1, "Snakket om dette")).collect();
    assess(&mut s.case, s.inmate, &themes).await;
    let path = format!("/inmates/{}/plan/assessment/health", s.inmate);
    let page = s.case.get(&path).await;
    assert_eq!(s.case.submit(&page, &path, &[("wants_contact", "yes"), ("consent", "yes")]).await.status, 303);
    let wish = sqlx::query_scalar("select id from plan.action where inmate_id = $1 and who = 'health'")
        .bind(s.inmate)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    let mut goals = Vec::new();
    for (who, theme, words, what) in GOALS {
        let fields = [("theme", theme), ("words", words), ("state", "current"), ("what", what), ("who", who)];
        let (id, action) = goal(&s.house, &mut s.case, s.inmate, &fields).await;
        goals.push((who, words, id, action));
    }
    Plan { stage: s, goals, wish }
}

/// Sees this and nothing else, on the person's page and in the list of what is theirs to do.
async fn sees(browser: &mut Browser, inmate: Uuid, own: &str, plan: &Plan) {
    for path in [format!("/inmates/{inmate}/plan"), "/plan-steps".to_owned(), "/plan-steps?show=all&theme=family&partner=w%3Afamily".to_owned()] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        crate::house::well_made(&page, "nb");
        for (_, words, goal, action) in &plan.goals {
            let theirs = *words == own && !path.contains("family");
            assert_eq!(page.text().contains(words), theirs, "{path}: «{words}»");
            assert!(theirs || !(page.text().contains(&goal.to_string()) || page.text().contains(&action.to_string())), "{path} names what is not theirs");
        }
        assert!(!page.text().contains("Snakket om dette"), "{path}: needs are not theirs");
        assert!(page.all("#partner").is_empty(), "{path}: who outside does what is not theirs");
    }
}

/// Everything else of a plan is closed: by the role at its pages, by the row at what is not theirs.
async fn closed(browser: &mut Browser, inmate: Uuid, plan: &Plan, own: Uuid) {
    let home = format!("/inmates/{inmate}/plan");
    let goal = plan.goals[0].2;
    for path in [
        "/assessment",
        "/assessment/work",
        "/assessment/compare",
        "/goals/new",
        "/agree",
        "/versions/1",
        "/print",
        "/reviews",
        "/reviews/new",
        "/support",
        "/support/new",
    ] {
        let page = browser.get(&format!("{home}{path}")).await;
        assert!(matches!(page.status, 403 | 404), "{path}: {}", page.status);
    }
    for path in ["/plans", "/promises", "/plan-figures"] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    assert_eq!(browser.get(&format!("{home}/goals/{goal}/edit")).await.status, 403);
    for (_, words, goal, action) in &plan.goals {
        if *action == own {
            continue;
        }
        let moved = browser.post_with_token(&format!("{home}/actions/{action}/move"), &[("state", "done")]).await;
        assert_eq!(moved.status, 404, "«{words}» is not there for them");
        assert_eq!(browser.post_with_token(&format!("{home}/goals/{goal}/state"), &[("state", "achieved")]).await.status, 403);
    }
    // Their own part is moved, and not changed.
    assert_eq!(browser.post_with_token(&format!("{home}/actions/{own}/move"), &[("state", "dropped")]).await.status, 403);
    assert_eq!(browser.get(&format!("{home}/actions/{own}/edit")).await.status, 403);
    let done = browser.post_with_token(&format!("{home}/actions/{own}/move"), &[("state", "under_way")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
}

#[tokio::test]
async fn teacher_supervisor_and_health_see_and_move_what_is_theirs() {
    let plan = plan().await;
    let (house, prison, inmate) = (&plan.stage.house, plan.stage.prison, plan.stage.inmate);
    for (role, at) in [(Role::Teacher, 0), (Role::WorkSupervisor, 1)] {
        let mut browser = assigned(house, role, prison, inmate).await;
        sees(&mut browser, inmate, plan.goals[at].1, &plan).await;
        closed(&mut browser, inmate, &plan, plan.goals[at].3).await;
        let moved = browser.post_with_token(&format!("/inmates/{inmate}/plan/actions/{}/move", plan.wish), &[("state", "done")]).await;
        assert_eq!(moved.status, 404, "{role}: a wish to be contacted is health's");
    }
    let mut nurse = crate::moves::at(house, Role::Nurse, prison).await;
    let page = nurse.get(&format!("/inmates/{inmate}/plan")).await;
    assert!(page.status == 200 && page.text().contains("Ønsker å bli kontaktet"), "{}", page.text());
    sees(&mut nurse, inmate, "", &plan).await;
    closed(&mut nurse, inmate, &plan, plan.wish).await;
    // What was moved was moved once each.
    let moved: Vec<String> = sqlx::query_scalar("select who from plan.action where inmate_id = $1 and state = 'under_way' order by 1")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(moved, ["health", "supervisor", "teacher"]);
}

#[tokio::test]
async fn whose_part_it_is_not_or_no_longer_is_told_nothing() {
    let mut plan = plan().await;
    let (prison, inmate) = (plan.stage.prison, plan.stage.inmate);
    let home = format!("/inmates/{inmate}/plan");
    let (lesson, saw) = (plan.goals[0].3, plan.goals[1].3);
    let mut teacher = assigned(&plan.stage.house, Role::Teacher, prison, inmate).await;
    // A supervisor whose workshop the person is not in: the same answer as for nobody.
    let mut stranger = crate::moves::at(&plan.stage.house, Role::WorkSupervisor, prison).await;
    let nobody = format!("/inmates/{}/plan", Uuid::now_v7());
    let grants: i64 = sqlx::query_scalar("select count(*) from access.person_grant where inmate_id = $1 and role = 'WRK' and ended_at is null")
        .bind(inmate)
        .fetch_one(&mut plan.stage.house.admin().await)
        .await
        .unwrap();
    if grants == 0 {
        assert_eq!((stranger.get(&home).await.status, stranger.get(&nobody).await.status), (404, 404));
        assert_eq!(stranger.post_with_token(&format!("{home}/actions/{saw}/move"), &[("state", "done")]).await.status, 404);
        assert!(!stranger.get("/plan-steps").await.text().contains("bli snekker"));
    }
    // The person withdraws consent: it is gone, and does not move.
    assert!(teacher.get(&home).await.text().contains("fullføre norsk"));
    let done = plan.stage.contact.post_with_token(&format!("{home}/consent/education"), &[("to", "withdrawn")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!teacher.get(&home).await.text().contains("fullføre norsk"));
    assert!(!teacher.get("/plan-steps").await.text().contains("fullføre norsk"));
    assert_eq!(teacher.post_with_token(&format!("{home}/actions/{lesson}/move"), &[("state", "done")]).await.status, 404);
    assert_eq!(plan.stage.contact.post_with_token(&format!("{home}/consent/education"), &[("to", "given")]).await.status, 303);
    assert!(teacher.get(&home).await.text().contains("fullføre norsk"));
    // Given to somebody else: no longer theirs.
    let path = format!("{home}/actions/{lesson}/edit");
    let page = plan.stage.case.get(&path).await;
    assert_eq!(plan.stage.case.submit(&page, &path, &[("who", "case_manager")]).await.status, 303);
    assert!(!teacher.get(&home).await.text().contains("fullføre norsk"));
    assert_eq!(teacher.post_with_token(&format!("{home}/actions/{lesson}/move"), &[("state", "done")]).await.status, 404);
}
