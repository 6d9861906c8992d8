//! The school besides the record: a room with a class and an exam, goals in versions, what a contact officer knows, and a learner who is moved to another house.

use overgang::access::Role;
use uuid::Uuid;

use crate::house::well_made;
use crate::placements::{Scene, placed, workshop};
use crate::plan::{Stage, assigned, stage};
use crate::support::{Browser, House, Page, world_time};

async fn one<T>(house: &House, sql: &'static str, id: Uuid) -> T
where
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
{
    sqlx::query_scalar(sql).bind(id).fetch_one(&mut house.admin().await).await.unwrap()
}

async fn enrol(teacher: &mut Browser, inmate: Uuid, course: &str) {
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    let done = teacher.submit(&page, &format!("{home}/enrolments"), &[("course", course), ("from_day", "2026-09-01")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
}

/// The teacher whom `assigned` signs in leads the school of the house.
async fn lead(house: &House, prison: Uuid) {
    sqlx::query(
        "insert into activities.lead (id, prison_id, account_id, field, during, decided_by)
         select gen_random_uuid(), $1, a.id, 'education', '[2026-01-01,)', a.id from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = 'EDU' and $1 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'EDU') order by a.username limit 1
         on conflict do nothing",
    )
    .bind(prison)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
}

async fn exam(teacher: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let page = teacher.get("/exams/new").await;
    let whole = [("course", "SUB_MAT"), ("subject", "Matematikk 1P"), ("invigilator_name", "Vakt fra skolen")];
    teacher.submit(&page, "/exams/new", &[&whole[..], fields].concat()).await
}

#[tokio::test]
async fn a_room_has_a_class_or_an_exam() {
    let Stage { house, mut case, prison, inmate, .. } = stage("sentenced").await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    let room: Uuid =
        one(&house, "insert into estate.place (id, prison_id, name, kind) values (gen_random_uuid(), $1, 'Klasserom 9', 'school') returning id", prison).await;
    let room = room.to_string();
    let s = Scene { house, prison, people: vec![inmate] };
    let place = workshop(&s, "Prøveverkstedet", 2).await;
    let session: Uuid = one(&s.house, "select id from activities.session where place_id = $1 order by starts_at limit 1", place).await;
    let done = exam(&mut teacher, &[("starts", "2026-11-28T05:30"), ("ends", "06:30"), ("room", &room)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let path = done.location.unwrap().split('?').next().unwrap().to_owned();
    assert!(!teacher.get(&path).await.text().contains("Rommet brukes til noe annet"));
    // A class is moved into the room of an exam: told beside the field, with everything typed.
    let page = case.get(&format!("/sessions/{session}")).await;
    let act = format!("/sessions/{session}/move");
    let told = case.submit(&page, &act, &[("starts", "2026-11-28T05:00"), ("ends", "06:00"), ("room", &room), ("reason", "Bytter rom")]).await;
    assert_eq!((told.status, told.value("#reason").as_deref()), (422, Some("Bytter rom")), "{}", told.text());
    assert!(told.text().contains("satt av til en eksamen"), "{}", told.text());
    let done = case.submit(&page, &act, &[("starts", "2026-11-28T07:00"), ("ends", "08:00"), ("room", &room), ("reason", "Bytter rom")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    // An exam is moved into the hour of a class: the same, by name.
    let form = teacher.get(&format!("{path}/edit")).await;
    let told = teacher.submit(&form, &format!("{path}/edit"), &[("starts", "2026-11-28T06:45"), ("ends", "07:45")]).await;
    assert_eq!(told.status, 422, "{}", told.text());
    assert!(told.text().contains("Prøveverkstedet"), "{}", told.text());
    // Somebody with more time sits on when the class comes: the page of the exam says so.
    let page = teacher.get(&path).await;
    enrol(&mut teacher, inmate, "SUB_MAT").await;
    let page_again = teacher.get(&path).await;
    assert_eq!(page.status, page_again.status);
    let done = teacher.submit(&page_again, &format!("{path}/candidates"), &[("inmate", &inmate.to_string()), ("extra_minutes", "60")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let told = teacher.get(&path).await;
    well_made(&told, "nb");
    assert!(told.text().contains("Rommet brukes til noe annet mens eksamen varer"), "{}", told.text());
    assert!(told.text().contains("Prøveverkstedet 07:00–08:00") && told.links().contains(&format!("/sessions/{session}")));
    // Whatever a page forgot, the database holds it; and the job that writes the weeks ahead gives the class no room then.
    let refused =
        sqlx::query("update activities.session set starts_at = '2026-11-28 05:00 Europe/Oslo', ends_at = '2026-11-28 06:00 Europe/Oslo' where id = $1")
            .bind(session)
            .execute(&mut s.house.admin().await)
            .await
            .unwrap_err();
    assert_eq!(refused.as_database_error().and_then(|e| e.constraint()), Some("room_has_exam"));
    let mut admin = s.house.admin().await;
    sqlx::query(
        "insert into activities.pattern (id, place_id, prison_id, room_id, weekday, starts, ends, during, made_by, made_at)
         select gen_random_uuid(), $1, $2, $3::uuid, d, '06:10', '06:25', '[2026-01-01,)', (select id from access.account order by id limit 1), $4 from generate_series(6, 7) d",
    )
    .bind(place)
    .bind(s.prison)
    .bind(&room)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "select activities.put_sessions(jsonb_agg(jsonb_build_object('pattern', t.id, 'day', d, 'starts', (d + t.starts) at time zone 'Europe/Oslo', 'ends', (d + t.ends) at time zone 'Europe/Oslo')))
           from activities.pattern t join (values (date '2026-11-28'), (date '2026-11-29')) v (d) on extract(isodow from d) = t.weekday where t.place_id = $1 and t.room_id is not null",
    )
    .bind(place)
    .execute(&mut admin)
    .await
    .unwrap();
    let rooms: Vec<bool> = sqlx::query_scalar("select s.room_id is not null from activities.session s join activities.pattern t on t.id = s.pattern_id and t.room_id is not null where s.place_id = $1 order by s.starts_at")
        .bind(place)
        .fetch_all(&mut admin)
        .await
        .unwrap();
    assert_eq!(rooms, [false, true], "without a room while the exam has it, with it on the next day");
}

#[tokio::test]
async fn goals_get_other_words_and_what_was_reached_keeps_its_own() {
    let Stage { house, prison, inmate, .. } = stage("sentenced").await;
    let other: Uuid = one(&house, "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id and not i.protected where w.prison_id = (select prison_id from custody.in_custody where inmate_id = $1) and w.inmate_id <> $1 order by 1 limit 1", inmate).await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    assigned(&house, Role::Teacher, prison, other).await;
    let path = "/learning/goals/SUB_MAT";
    // Whoever teaches reads; whoever leads writes.
    sqlx::query("delete from activities.lead where prison_id = $1").bind(prison).execute(&mut house.admin().await).await.unwrap();
    let page = teacher.get(path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    assert!(!page.actions().iter().any(|a| a.starts_with(path)), "{:?}", page.actions());
    assert_eq!(teacher.post_with_token(path, &[("words", "Regne med brøk")]).await.status, 403);
    lead(&house, prison).await;
    let list = teacher.get("/learning/goals").await;
    well_made(&list, "nb");
    let page = teacher.get(path).await;
    let bad = teacher.submit(&page, path, &[("words", "x")]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    well_made(&bad, "nb");
    for words in ["Regne med brøk og prosent", "Lese av tabeller"] {
        let page = teacher.get(path).await;
        assert_eq!(teacher.submit(&page, path, &[("words", words)]).await.status, 303);
    }
    for learner in [inmate, other] {
        enrol(&mut teacher, learner, "SUB_MAT").await;
    }
    let goal: Uuid =
        sqlx::query_scalar("select id from learning.competence where course_code = 'SUB_MAT' and words = 'Regne med brøk og prosent' and closed_on is null")
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    let enrolment: Uuid = one(&house, "select id from learning.enrolment where inmate_id = $1 and course_code = 'SUB_MAT'", inmate).await;
    let home = format!("/inmates/{inmate}/learning");
    let aim = format!("{home}/enrolments/{enrolment}/aims");
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &format!("{aim}/{goal}"), &[("state", "reached")]).await.status, 303);
    // Two at once: the second keeps what they wrote.
    let (page, seen) = (teacher.get(path).await, teacher.clone().get(path).await);
    let reword = format!("{path}/{goal}");
    assert_eq!(teacher.submit(&page, &reword, &[("words", "")]).await.status, 422);
    let done = teacher.submit(&page, &reword, &[("words", "Regne med brøk, prosent og promille")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let late = teacher.submit(&seen, &reword, &[("words", "Regne med desimaltall")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains("Regne med desimaltall") && late.text().contains("promille"), "both: {}", late.text());
    // Who reached it keeps the words; who has it before them gets the new ones; a page from before is told.
    let mine = teacher.get(&home).await.text();
    assert!(mine.contains("Regne med brøk og prosent") && !mine.contains("promille"), "{mine}");
    let theirs = format!("/inmates/{other}/learning");
    let text = teacher.get(&theirs).await.text();
    assert!(text.contains("promille") && !text.contains("Regne med brøk og prosent"), "{text}");
    let theirs_enrolment: Uuid = one(&house, "select id from learning.enrolment where inmate_id = $1 and course_code = 'SUB_MAT'", other).await;
    let stale = teacher.post_with_token(&format!("{theirs}/enrolments/{theirs_enrolment}/aims/{goal}"), &[("state", "reached")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    let page = teacher.get(path).await;
    assert!(page.text().contains("1 tidligere utgave"), "{}", page.text());
    // The words of a version are never changed.
    assert!(sqlx::query("update learning.competence set words = 'Noe annet' where id = $1").bind(goal).execute(&mut house.admin().await).await.is_err());
    // Taken out, once.
    let last: Uuid =
        sqlx::query_scalar("select id from learning.competence where course_code = 'SUB_MAT' and words = 'Lese av tabeller' and closed_on is null")
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    let page = teacher.get(path).await;
    assert_eq!(teacher.submit(&page, &format!("{path}/{last}/close"), &[]).await.status, 303);
    assert!(teacher.get(path).await.text().contains("Tatt ut"));
    assert_eq!(teacher.get("/learning/goals/NOWHERE").await.status, 404);
    assert_eq!(house.as_role(Role::Officer).await.get(path).await.status, 403);
    assert!(
        house.ask::<i64>("select count(*) from audit.entry where class = 'education' and action in ('collect', 'alter') and detail ? 'competence'").await >= 4
    );
}

#[tokio::test]
async fn a_contact_officer_knows_which_course_and_when() {
    let Stage { house, mut contact, mut case, prison, inmate } = stage("sentenced").await;
    let s = Scene { house, prison, people: vec![inmate] };
    let place = workshop(&s, "Matteklassen", 4).await;
    sqlx::query("update activities.place set kind = 'course', code = 'SUB_MAT', provider = 'county_school' where id = $1")
        .bind(place)
        .execute(&mut s.house.admin().await)
        .await
        .unwrap();
    placed(&s, place, inmate).await;
    let mut teacher = assigned(&s.house, Role::Teacher, prison, inmate).await;
    enrol(&mut teacher, inmate, "SUB_MAT").await;
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &format!("{home}/notes"), &[("body", "Liker best å regne praktisk")]).await.status, 303);
    let page = teacher.get(&home).await;
    let result = [("result_course", "SUB_MAT"), ("result_kind", "course"), ("mark", "5"), ("result_day", "2026-11-20")];
    assert_eq!(teacher.submit(&page, &format!("{home}/results"), &result).await.status, 303);
    let page = contact.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    let text = page.text();
    assert!(text.contains("Matteklassen") && text.contains("lørdag 05:00–06:00") && text.contains("søndag 05:00–06:00"), "{text}");
    for hidden in ["praktisk", "Resultater og", "Karakter", "Kompetansemål"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    assert!(!page.actions().iter().any(|a| a.starts_with(&home)), "nothing to write");
    assert_eq!(contact.post_with_token(&format!("{home}/notes"), &[("body", "x")]).await.status, 403);
    // What the database gives them is no more than the page: neither rows of results nor of enrolments.
    assert!(case.get(&home).await.text().contains("5"), "the case manager reads the result");
    // Somebody who is not theirs.
    let other: Uuid = one(&s.house, "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id and not i.protected where w.inmate_id <> $1 and w.prison_id = (select prison_id from custody.in_custody where inmate_id = $1) and not exists (select from access.person_grant g where g.inmate_id = w.inmate_id and g.role = 'CON' and g.ended_at is null and g.account_id in (select h.account_id from access.person_grant h where h.inmate_id = $1 and h.role = 'CON')) order by 1 limit 1", inmate).await;
    let refused = contact.get(&format!("/inmates/{other}/learning")).await.status;
    assert!(matches!(refused, 403 | 404), "{refused}");
    assert_eq!(s.house.as_role(Role::Nurse).await.get(&home).await.status, 403);
}

#[tokio::test]
async fn a_learner_goes_to_another_house_and_the_record_with_them() {
    let Stage { house, prison, inmate, .. } = stage("sentenced").await;
    let mut teacher = assigned(&house, Role::Teacher, prison, inmate).await;
    enrol(&mut teacher, inmate, "SUB_MAT").await;
    let home = format!("/inmates/{inmate}/learning");
    let page = teacher.get(&home).await;
    assert_eq!(teacher.submit(&page, &format!("{home}/notes"), &[("body", "Liker best å regne praktisk")]).await.status, 303);
    let page = teacher.get(&home).await;
    let test = [("subject", "mathematics"), ("test", "Kartlegging i regning"), ("test_result", "nivå 2"), ("test_day", "2026-11-20")];
    assert_eq!(teacher.submit(&page, &format!("{home}/tests"), &test).await.status, 303);
    // One exam is held and waits for its mark, another is ahead.
    let mut exams = Vec::new();
    for (starts, ends) in [("2026-11-23T08:00", "09:00"), ("2026-12-10T09:00", "14:00")] {
        let done = exam(&mut teacher, &[("starts", starts), ("ends", ends)]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let path = done.location.unwrap().split('?').next().unwrap().to_owned();
        let page = teacher.get(&path).await;
        assert_eq!(teacher.submit(&page, &format!("{path}/candidates"), &[("inmate", &inmate.to_string())]).await.status, 303);
        exams.push(path);
    }
    let page = teacher.get(&exams[0]).await;
    assert_eq!(teacher.submit(&page, &format!("{}/settle", exams[0]), &[("state", "held"), ("protocol", "Ingen merknader")]).await.status, 303);
    // To a house with a school of its own.
    let next: Uuid = one(
        &house,
        "select u.prison_id from estate.unit u where u.prison_id <> $1 and u.closed_on is null
            and exists (select from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'EDU' and u.prison_id = any(x.prisons) and not ($1 = any(x.prisons))
                           and not exists (select from access.assignment y where y.account_id = a.id and (y.role <> 'EDU' or $1 = any(y.prisons)))) order by 1 limit 1",
        prison,
    )
    .await;
    let mut admin = house.admin().await;
    sqlx::query("update custody.placement set during = tstzrange(lower(during), $2) where inmate_id = $1 and upper_inf(during)")
        .bind(inmate)
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    sqlx::query(
        "insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, during, reason, decided_by)
         select gen_random_uuid(), $1, u.prison_id, u.prison_id, u.id, tstzrange($3, null), 'TRF_IN', (select id from access.account order by id limit 1)
           from estate.unit u where u.prison_id = $2 and u.closed_on is null order by u.id limit 1",
    )
    .bind(inmate)
    .bind(next)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    // As a handover does: every record that follows the person goes with them, and rights that came with the house end.
    sqlx::query("select inmates.set_prison($1, $2)").bind(inmate).bind(next).execute(&mut admin).await.unwrap();
    drop(admin);
    // The school they have left has the record no more, and finishes its exam: the name, and the mark that came since.
    assert_eq!(teacher.get(&home).await.status, 404);
    assert!(!teacher.get("/learners").await.links().contains(&home));
    let page = teacher.get(&exams[0]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    assert!(page.text().contains("er flyttet til et annet sted"), "{}", page.text());
    assert!(!page.links().iter().any(|l| l.starts_with(&format!("/inmates/{inmate}"))), "no link to a record that is not theirs");
    let candidate: Uuid =
        one(&house, "select c.id from learning.candidate c join learning.exam e on e.id = c.exam_id where c.inmate_id = $1 and e.state = 'held'", inmate).await;
    let result = format!("{}/candidates/{candidate}/result", exams[0]);
    let seen = teacher.clone().get(&exams[0]).await;
    assert_eq!(teacher.submit(&page, &result, &[("mark", "")]).await.status, 422);
    let done = teacher.submit(&page, &result, &[("mark", "4")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(teacher.submit(&seen, &result, &[("mark", "5")]).await.status, 409, "somebody was first");
    let ahead: Uuid =
        one(&house, "select c.id from learning.candidate c join learning.exam e on e.id = c.exam_id where c.inmate_id = $1 and e.state = 'planned'", inmate)
            .await;
    let page = teacher.get(&exams[1]).await;
    let out = format!("{}/candidates/{ahead}/withdraw", exams[1]);
    assert_eq!(teacher.submit(&page, &out, &[("reason", "")]).await.status, 422);
    assert_eq!(teacher.submit(&page, &out, &[("reason", "Flyttet, tar den ved neste skole")]).await.status, 303);
    // The next school finds the learner among its own before there is a place, with everything: course, test, note, exams, the mark.
    let mut plain = house.as_user(&teacher_at(&house, next, prison).await).await;
    assert_eq!(plain.get(&home).await.status, 404, "who neither leads the school nor teaches them");
    sqlx::query("insert into activities.lead (id, prison_id, account_id, field, during, decided_by) select gen_random_uuid(), $1, a.id, 'education', '[2026-01-01,)', a.id from access.account a where a.username = $2 on conflict do nothing")
        .bind(next)
        .bind(teacher_at(&house, next, prison).await)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let list = plain.get("/learners").await;
    assert!(list.links().contains(&home), "{}", list.text());
    let page = plain.get(&home).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    for kept in ["Matematikk", "nivå 2", "Liker best å regne praktisk", "meldt opp ved", "trukket: Flyttet"] {
        assert!(page.text().contains(kept), "{kept}: {}", page.text());
    }
    let marks: Vec<String> =
        sqlx::query_scalar("select result from learning.result where inmate_id = $1").bind(inmate).fetch_all(&mut house.admin().await).await.unwrap();
    assert_eq!(marks, ["4"]);
    assert_eq!(plain.get(&exams[0]).await.status, 404, "the exam itself is the other school's");
    assert_eq!(one::<String>(&house, "select state from learning.enrolment where inmate_id = $1", inmate).await, "under_way", "goes on there");
    // And goes on with it: a test of their own.
    let done = plain.submit(&page, &format!("{home}/notes"), &[("body", "Begynte i dag")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
}

/// A teacher of a house who is none of another.
async fn teacher_at(house: &House, prison: Uuid, but: Uuid) -> String {
    sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = 'EDU' and $1 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and (y.role <> 'EDU' or $2 = any(y.prisons))) order by a.username limit 1",
    )
    .bind(prison)
    .bind(but)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}
