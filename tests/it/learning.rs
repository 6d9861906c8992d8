//! The school's record: who reads what of it, two who write at once, exams from registration to a corrected mark, certificates that name no prison, a transfer.

use overgang::access::Role;
use uuid::Uuid;

use crate::activities::no_mark;
use crate::plan::{Stage, assigned, stage};
use crate::support::{Browser, House};

async fn one<T>(house: &House, sql: &'static str, id: Uuid) -> T
where
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
{
    sqlx::query_scalar(sql).bind(id).fetch_one(&mut house.admin().await).await.unwrap()
}

/// Somebody is enrolled in a course.
async fn enrol(teacher: &mut Browser, inmate: Uuid, course: &str) {
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    let done = teacher.submit(&page, &format!("{home}/enrolments"), &[("course", course), ("from_day", "2026-09-01")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
}

#[tokio::test]
async fn what_is_the_schools_is_read_by_the_school_alone() {
    let Stage { house, mut case, mut contact, prison, inmate } = stage("sentenced").await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    // Shared only when they say so; two who write it down at once.
    let shared = format!("{home}/shared");
    let bad = teacher.submit(&page, &shared, &[("schooling", "Gikk på byggfag")]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert!(bad.text().contains("Gikk på byggfag"), "kept");
    assert_eq!(teacher.submit(&page, &shared, &[("shares", "yes"), ("schooling", "Gikk på byggfag")]).await.status, 303);
    let late = teacher.submit(&page, &shared, &[("shares", "yes"), ("schooling", "Har fagbrev")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains("Gikk på byggfag") && late.text().contains("Har fagbrev"));
    // A test, what was agreed, a course with its goals, a note.
    let page = teacher.get(&home).await;
    assert_eq!(
        teacher.submit(&page, &format!("{home}/tests"), &[("test", "Kartlegging"), ("test_result", "nivå 2"), ("test_day", "2026-11-24")]).await.status,
        422,
        "tomorrow"
    );
    let test = [("subject", "mathematics"), ("test", "Kartlegging i regning"), ("test_result", "nivå 2"), ("test_day", "2026-11-20")];
    assert_eq!(teacher.submit(&page, &format!("{home}/tests"), &test).await.status, 303);
    let agreed = [("measures", "Lydbøker"), ("agreed_on", "2026-11-20"), ("review_on", "2027-01-20")];
    assert_eq!(teacher.submit(&page, &format!("{home}/adapted"), &agreed).await.status, 422, "not without the learner");
    let seen = teacher.get(&home).await;
    let agreed: Vec<(&str, &str)> = agreed.into_iter().chain([("agreed", "yes")]).collect();
    assert_eq!(teacher.submit(&page, &format!("{home}/adapted"), &agreed).await.status, 303);
    let second = teacher.submit(&seen, &format!("{home}/adapted"), &agreed).await;
    assert_eq!(second.status, 409, "somebody agreed on something meanwhile: {}", second.text());
    enrol(&mut teacher, inmate, "SUB_MAT").await;
    let page = teacher.get(&home).await;
    let twice = teacher.submit(&page, &format!("{home}/enrolments"), &[("course", "SUB_MAT"), ("from_day", "2026-09-01")]).await;
    assert_eq!(twice.status, 422, "{}", twice.text());
    let competence: Uuid = one(
        &house,
        "insert into learning.competence (id, course_code, number, words, added_by) select gen_random_uuid(), 'SUB_MAT', 1, 'Regne med brøk og prosent', a.id from access.account a where $1::uuid is not null order by a.id limit 1 returning id",
        inmate,
    )
    .await;
    let enrolment: Uuid = one(&house, "select id from learning.enrolment where inmate_id = $1", inmate).await;
    let aim = format!("{home}/enrolments/{enrolment}/aims/{competence}");
    let page = teacher.get(&home).await;
    crate::house::well_made(&page, "nb");
    assert_eq!(teacher.submit(&page, &aim, &[("state", "reached")]).await.status, 303);
    assert!(teacher.get(&home).await.text().contains("1 av 1 mål"));
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &format!("{home}/notes"), &[("body", "Liker best å regne praktisk")]).await.status, 303);
    let note: Uuid = one(&house, "select id from learning.note where inmate_id = $1", inmate).await;
    let (page, seen) = (teacher.get(&home).await, teacher.clone().get(&home).await);
    assert_eq!(teacher.submit(&page, &format!("{home}/notes/{note}"), &[("body", "Liker best praktisk regning")]).await.status, 303);
    let late = teacher.submit(&seen, &format!("{home}/notes/{note}"), &[("body", "Noe annet")]).await;
    assert_eq!(late.status, 409, "corrected once: {}", late.text());
    // The case manager reads the course, and nothing that is the school's.
    let page = case.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let text = page.text();
    assert!(text.contains("Norsk") || text.contains("Matematikk"), "the course: {text}");
    for hidden in ["Gikk på byggfag", "nivå 2", "Lydbøker", "praktisk regning", "Regne med brøk"] {
        assert!(!text.contains(hidden), "{hidden} is the school's");
    }
    assert_eq!(case.post_with_token(&format!("{home}/notes"), &[("body", "x")]).await.status, 403);
    // The contact officer knows which course and when, and no more.
    let page = contact.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for hidden in ["Gikk på byggfag", "nivå 2", "Lydbøker", "praktisk regning", "Regne med brøk"] {
        assert!(!page.text().contains(hidden), "{hidden} is the school's");
    }
    for role in [Role::Officer, Role::Nurse, Role::Finance] {
        assert_eq!(house.as_role(role).await.get(&home).await.status, 403, "{role}");
    }
    // And the teacher reads nothing of why somebody is here.
    for path in ["held", "sentence", "observations"] {
        assert_eq!(teacher.get(&format!("/inmates/{inmate}/{path}")).await.status, 403, "{path}");
    }
    let list = teacher.get("/learners").await;
    crate::house::well_made(&list, "nb");
    assert!(list.links().contains(&home), "{}", list.text());
    assert!(!teacher.get("/learners?show=still").await.links().contains(&home), "a step was taken today");
    // Somebody whom the teacher does not teach: as if there were nobody.
    let other: Uuid = one(&house, "select w.inmate_id from custody.in_custody w where w.inmate_id <> $1 and not exists (select from access.person_grant g where g.inmate_id = w.inmate_id and g.role = 'EDU' and g.ended_at is null) order by 1 limit 1", inmate).await;
    assert_eq!(teacher.get(&format!("/inmates/{other}/learning")).await.status, 404);
    assert!(house.ask::<i64>("select count(*) from audit.entry where class in ('learning', 'education') and action in ('collect', 'alter')").await >= 6);
}

#[tokio::test]
async fn an_exam_from_registration_to_a_mark_that_is_corrected() {
    let Stage { house, mut case, prison, inmate, .. } = stage("sentenced").await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    enrol(&mut teacher, inmate, "SUB_MAT").await;
    let room: Uuid =
        one(&house, "insert into estate.place (id, prison_id, name, kind) values (gen_random_uuid(), $1, 'Klasserom 9', 'school') returning id", prison).await;
    let room = room.to_string();
    let page = teacher.get("/exams/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let exam = [
        ("course", "SUB_MAT"),
        ("subject", "Matematikk 1P"),
        ("starts", "2026-11-23T08:00"),
        ("ends", "09:00"),
        ("room", room.as_str()),
        ("invigilator_name", "Vakt fra skolen"),
    ];
    let bad = teacher.submit(&page, "/exams/new", &[("subject", "Matematikk 1P"), ("starts", "2026-11-23T08:00"), ("ends", "07:00")]).await;
    assert_eq!((bad.status, bad.value("#subject").as_deref()), (422, Some("Matematikk 1P")));
    let done = teacher.submit(&page, "/exams/new", &exam).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = teacher.get("/exams/new").await;
    let twice = teacher.submit(&page, "/exams/new", &exam).await;
    assert_eq!(twice.status, 422, "a room has one use at a time: {}", twice.text());
    let id: Uuid = one(&house, "select id from learning.exam where prison_id = $1", prison).await;
    let path = format!("/exams/{id}");
    let page = teacher.get(&path).await;
    crate::house::well_made(&page, "nb");
    let candidates = format!("{path}/candidates");
    assert_eq!(teacher.submit(&page, &candidates, &[("inmate", "")]).await.status, 422);
    let done = teacher.submit(&page, &candidates, &[("inmate", &inmate.to_string()), ("extra_minutes", "60")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    // Changed by two at once.
    let seen = teacher.get(&format!("{path}/edit")).await;
    assert_eq!(teacher.submit(&seen, &format!("{path}/edit"), &[("aids", "Kalkulator")]).await.status, 303);
    let late = teacher.submit(&seen, &format!("{path}/edit"), &[("aids", "Formelark")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    // Held, with a protocol; then a mark, and a better one with a reason.
    let page = teacher.get(&path).await;
    let settle = format!("{path}/settle");
    assert_eq!(teacher.submit(&page, &settle, &[("state", "held"), ("protocol", "")]).await.status, 422);
    let done = teacher.submit(&page, &settle, &[("state", "held"), ("protocol", "Ingen merknader")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let candidate: Uuid = one(&house, "select id from learning.candidate where inmate_id = $1", inmate).await;
    let result = format!("{candidates}/{candidate}/result");
    let (page, seen) = (teacher.get(&path).await, teacher.clone().get(&path).await);
    crate::house::well_made(&page, "nb");
    assert_eq!(teacher.submit(&page, &result, &[("mark", "")]).await.status, 422);
    assert_eq!(teacher.submit(&page, &result, &[("mark", "3")]).await.status, 303);
    let stale = teacher.submit(&seen, &result, &[("mark", "2")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    let page = teacher.get(&path).await;
    assert_eq!(teacher.submit(&page, &result, &[("mark", "4")]).await.status, 422, "why");
    let done = teacher.submit(&page, &result, &[("mark", "4"), ("correction", "Feil i sensuren")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let marks: Vec<String> = sqlx::query_scalar("select result from learning.result where inmate_id = $1 order by recorded_at, supersedes is not null")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(marks, ["3", "4"], "what stood before stays");
    // The house knows the day; whoever plans nothing there writes nothing.
    assert!(case.get("/exams").await.text().contains("Matematikk 1P"));
    assert_eq!(case.get("/exams/new").await.status, 403);
    assert_eq!(house.as_role(Role::Nurse).await.get("/exams").await.status, 403);
    assert_eq!(teacher.get("/exams/00000000-0000-7000-8000-000000000000").await.status, 404);
}

#[tokio::test]
async fn a_certificate_carries_no_mark_of_a_prison() {
    let Stage { house, mut case, prison, inmate, .. } = stage("sentenced").await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    let results = [("result_course", "K_HMS"), ("result_kind", "short_course"), ("mark", "passed"), ("result_day", "2026-11-20")];
    assert_eq!(teacher.submit(&page, &format!("{home}/results"), &results).await.status, 303);
    let name: String = one(&house, "select name from estate.prison where id = $1", prison).await;
    let result: Uuid = one(&house, "select id from learning.result where inmate_id = $1", inmate).await;
    let result = result.to_string();
    let page = teacher.get(&home).await;
    let certificates = format!("{home}/certificates");
    let whole =
        [("result", result.as_str()), ("title", "Kursbevis i HMS"), ("issuer", "Fylkeskommunens kurssenter"), ("town", "Oslo"), ("issued_on", "2026-11-22")];
    for (field, value) in [("issuer", name.as_str()), ("title", "HMS i fengsel"), ("valid_to", "2026-11-22")] {
        let bad = teacher.submit(&page, &certificates, &[&whole[..], &[(field, value)][..]].concat()).await;
        assert_eq!(bad.status, 422, "{field}: {}", bad.text());
        assert_eq!(bad.value("#town").as_deref(), Some("Oslo"), "kept");
    }
    let done = teacher.submit(&page, &certificates, &whole).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let id: Uuid = one(&house, "select id from learning.certificate where inmate_id = $1", inmate).await;
    // The database holds it too, whatever a page forgot.
    let refused = sqlx::query("update learning.certificate set issuer = 'Halden fengsel' where id = $1").bind(id).execute(&mut house.admin().await).await;
    assert!(refused.is_err());
    let path = format!("/inmates/{inmate}/certificates/{id}");
    for lang in ["nb", "en"] {
        let paper = teacher.get(&format!("{path}?lang={lang}")).await;
        assert_eq!(paper.status, 200, "{}", paper.text());
        crate::house::well_made(&paper, "nb");
        no_mark(&paper, &name);
        assert!(paper.text().contains("Kursbevis i HMS"));
    }
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where class = 'education' and action = 'print'").await, 2);
    assert_eq!(case.get(&path).await.status, 200);
    assert_eq!(house.as_role(Role::Officer).await.get(&path).await.status, 403);
    // Given once, and withdrawn with a reason.
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &format!("{certificates}/{id}/hand-over"), &[]).await.status, 303);
    let page = teacher.get(&home).await;
    let bad = teacher.submit(&page, &format!("{certificates}/{id}/withdraw"), &[("reason", "")]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert_eq!(teacher.submit(&page, &format!("{certificates}/{id}/withdraw"), &[("reason", "Utstedt ved en feil")]).await.status, 303);
    assert!(teacher.get(&path).await.text().contains("ikke gyldig"));
}
