//! What happens elsewhere under a goal, each kind by the slice that records it: what is reached at school, mastered at work, a visit; and what hung on a place
//! that ended. Talks are in `plan`, leaves and sessions in `programmes`, attendance in `placements`, meetings in `support_groups`.

use overgang::access::Role;
use uuid::Uuid;

use crate::activities::place;
use crate::plan::{Stage, assess, assigned, goal, stage};
use crate::support::{Browser, House, world_time};

/// A statement about the person, by the owner.
async fn run(house: &House, sql: &'static str, ids: &[Uuid]) {
    let mut query = sqlx::query(sql).bind(world_time());
    for id in ids {
        query = query.bind(id);
    }
    query.execute(&mut house.admin().await).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

async fn one(house: &House, sql: &'static str, id: Uuid) -> Uuid {
    sqlx::query_scalar(sql).bind(id).fetch_one(&mut house.admin().await).await.unwrap()
}

/// What stands under the goals of a person's plan, as a reader sees it.
async fn under(browser: &mut Browser, inmate: Uuid) -> String {
    let page = browser.get(&format!("/inmates/{inmate}/plan")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    page.all("article.goal ul.flags").join(" | ")
}

/// Somebody with a goal of a theme that they share.
async fn wanting(theme: &str) -> (Stage, Uuid) {
    let mut s = stage("sentenced").await;
    assess(&mut s.case, s.inmate, &[(theme, "Vil gjerne komme videre")]).await;
    let fields = [("theme", theme), ("words", "Jeg vil komme videre"), ("state", "current"), ("what", "Melde meg på"), ("who", "inmate")];
    let (id, _) = goal(&s.house, &mut s.case, s.inmate, &fields).await;
    // The goal was there before what serves it.
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "alter table plan.goal disable trigger append_only;
         update plan.goal set created_at = '{}'::timestamptz - interval '30 days' where id = '{id}';
         alter table plan.goal enable trigger append_only",
        world_time().to_rfc3339()
    )))
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    (s, id)
}

#[tokio::test]
async fn what_is_reached_at_school_shows_so_many_of_so_many_and_goes_when_it_is_taken_back() {
    let (Stage { house, mut case, prison, inmate, .. }, id) = wanting("education").await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    let done = teacher.submit(&page, &format!("{home}/enrolments"), &[("course", "SUB_MAT"), ("from_day", "2026-09-01")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    run(
        &house,
        "insert into learning.competence (id, course_code, number, words, added_by) select gen_random_uuid(), 'SUB_MAT', n, 'Mål ' || n, a.id
           from generate_series(1, 2) n cross join (select id from access.account order by id limit 1) a where $1::timestamptz is not null",
        &[],
    )
    .await;
    let enrolment = one(&house, "select id from learning.enrolment where inmate_id = $1", inmate).await;
    let aim = one(&house, "select id from learning.competence where $1::uuid is not null order by number limit 1", inmate).await;
    let path = format!("{home}/enrolments/{enrolment}/aims/{aim}");
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &path, &[("state", "reached")]).await.status, 303);
    assert_eq!(under(&mut case, inmate).await, "", "a course that serves no goal shows under none");
    // The course serves the goal from now on: what was reached before counts.
    run(&house, "update learning.enrolment set goal_id = $2 where id = $3 and $1::timestamptz is not null", &[id, enrolment]).await;
    let text = under(&mut case, inmate).await;
    assert!(text.contains("Læringsmål nådd") && text.contains("(1 av 2)"), "{text}");
    assert!(!case.get(&format!("/inmates/{inmate}/plan")).await.text().contains("Mål 1"), "which is the school's");
    // Taken back: it was not reached.
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &path, &[("state", "back")]).await.status, 303);
    assert_eq!(under(&mut case, inmate).await, "");
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &path, &[("state", "reached")]).await.status, 303);
    assert!(under(&mut case, inmate).await.contains("(1 av 2)"), "and reached after all");
    // A result of the course.
    let page = teacher.get(&home).await;
    let result = [("result_course", "SUB_MAT"), ("result_kind", "course"), ("mark", "4"), ("result_day", "2026-11-20")];
    let done = teacher.submit(&page, &format!("{home}/results"), &result).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let text = under(&mut case, inmate).await;
    assert!(text.contains("1 resultat") && text.contains("(1 av 2)"), "{text}");
}

#[tokio::test]
async fn what_is_mastered_at_work_shows_once_however_often_it_was_seen_and_a_place_that_ended_asks_what_now() {
    let (Stage { house, mut case, inmate, .. }, id) = wanting("work").await;
    let shop = place(&mut case, "work", &[("code", "WOOD"), ("name", "Snekkeri")]).await;
    run(
        &house,
        "insert into activities.placement (id, inmate_id, prison_id, at_prison_id, place_id, goal_id, during, decided_by, decided_at)
         select gen_random_uuid(), $2, p.prison_id, p.prison_id, p.id, $3, tstzrange($1::timestamptz - interval '7 days', null), (select id from access.account order by id limit 1), $1 from activities.place p where p.id = $4",
        &[inmate, id, shop],
    )
    .await;
    let home = format!("/inmates/{inmate}/work");
    for (what, level, day) in [("Båndsag", "with_help", "2026-11-18"), ("båndsag", "alone", "2026-11-20"), ("Overflate", "alone", "2026-11-20")] {
        let page = case.get(&home).await;
        let done = case.submit(&page, &format!("{home}/skills"), &[("what", what), ("level", level), ("on_day", day)]).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let text = under(&mut case, inmate).await;
    assert!(text.contains("2 ferdigheter"), "{text}");
    assert!(!text.contains("Båndsag"), "which stands where it was written");
    let skill = one(&house, "select id from activities.skill where inmate_id = $1 and what = 'Overflate'", inmate).await;
    let page = case.get(&home).await;
    let done = case.submit(&page, &format!("{home}/skills/{skill}/withdraw"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let text = under(&mut case, inmate).await;
    assert!(text.contains("1 ferdighet "), "{text}");
    // The place ends before its work was done: somebody must say what now, and a new action answers.
    assert!(!case.get(&format!("/inmates/{inmate}/plan")).await.text().contains("hva nå?"));
    run(
        &house,
        "update activities.placement set during = tstzrange(lower(during), $1), ended_at = $1, end_code = 'place_closed' where inmate_id = $2",
        &[inmate],
    )
    .await;
    let page = case.get(&format!("/inmates/{inmate}/plan")).await;
    assert!(page.text().contains("Tilbudet er avsluttet: hva nå?"), "{}", page.text());
    let path = format!("/inmates/{inmate}/plan/goals/{id}/actions");
    let page = case.get(&format!("{path}/new")).await;
    assert_eq!(case.submit(&page, &path, &[("what", "Søke plass på kjøkkenet"), ("who", "inmate")]).await.status, 303);
    assert!(!case.get(&format!("/inmates/{inmate}/plan")).await.text().contains("hva nå?"), "answered");
}

#[tokio::test]
async fn a_visit_shows_under_the_goals_of_family_when_it_was_held() {
    let (Stage { house, mut case, mut contact, prison, inmate }, _) = wanting("family").await;
    run(
        &house,
        "insert into custody.internal_movement (id, inmate_id, prison_id, kind, to_place, planned_at, planned_until, state, recorded_by, recorded_at)
         select gen_random_uuid(), $2, $3, k.kind, 'Besøksrom 1', $1::timestamptz - k.ago, $1::timestamptz - k.ago + interval '1 hour', 'planned', a.id, $1
           from (values ('visit', interval '5 hours'), ('work', interval '7 hours')) k (kind, ago) cross join (select id from access.account order by id limit 1) a",
        &[inmate, prison],
    )
    .await;
    assert_eq!(under(&mut case, inmate).await, "", "planned is not held");
    for change in [
        "update custody.internal_movement set state = 'left', left_at = planned_at where inmate_id = $2 and kind = 'visit' and $1::timestamptz is not null",
        "update custody.internal_movement set state = 'arrived', arrived_at = planned_at + interval '5 minutes' where inmate_id = $2 and kind = 'visit' and $1::timestamptz is not null",
    ] {
        run(&house, change, &[inmate]).await;
        assert_eq!(under(&mut case, inmate).await, "");
    }
    run(
        &house,
        "update custody.internal_movement set state = 'back', left_at = planned_at, arrived_at = planned_at + interval '5 minutes', back_at = planned_until where inmate_id = $2 and $1::timestamptz is not null",
        &[inmate],
    )
    .await;
    let text = under(&mut contact, inmate).await;
    assert!(text.contains("1 besøk"), "{text}");
    assert_eq!(
        sqlx::query_scalar::<_, i64>("select count(*) from plan.progress where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap(),
        1,
        "work serves no goal of family"
    );
    // Tapped by mistake, and taken back: it is still going on.
    run(
        &house,
        "update custody.internal_movement set state = 'arrived', back_at = null where inmate_id = $2 and kind = 'visit' and $1::timestamptz is not null",
        &[inmate],
    )
    .await;
    assert_eq!(under(&mut case, inmate).await, "");
}
