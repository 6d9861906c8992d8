//! Programmes: a group from its first day to its last, the last place raced for, keeping apart, attendance corrected, what shows under the goal, transfers.

use overgang::access::Role;
use uuid::Uuid;

use crate::plan::{assess, assigned, goal, stage};
use crate::support::{Browser, House, Page, world_time};

/// A group at a prison, led by a contact officer and an officer of the unit; its id.
async fn group(case: &mut Browser, leaders: &[Uuid], fields: &[(&str, &str)]) -> Uuid {
    let page = case.get("/programmes/groups/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let ids: Vec<String> = leaders.iter().map(Uuid::to_string).collect();
    let mut all: Vec<(&str, &str)> =
        vec![("programme", "STRESS"), ("name", "Høst 2026"), ("places", "1"), ("starts_on", "2026-11-16"), ("place", "Programrommet")];
    for (name, value) in fields {
        all.retain(|f| f.0 != *name);
        all.push((name, value));
    }
    let token = page.value("input[name=csrf]").unwrap();
    let prison = page.value("input[name=prison]").unwrap();
    all.extend([("csrf", token.as_str()), ("prison", prison.as_str())]);
    all.extend(ids.iter().map(|id| ("leader", id.as_str())));
    let done = case.post("/programmes/groups", &all).await;
    assert_eq!(done.status, 303, "{}", done.text());
    done.location.unwrap().split(['/', '?']).nth(3).unwrap().parse().unwrap()
}

async fn account(house: &House, role: &str, prison: Uuid) -> (Uuid, String) {
    sqlx::query_as(
        "select a.id, a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = $1 and $2 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1) order by a.username limit 1",
    )
    .bind(role)
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// Somebody else in custody at the prison.
async fn another(house: &House, prison: Uuid, not: Uuid) -> (Uuid, String) {
    sqlx::query_as(
        "select i.id, i.number from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and i.id <> $2 and not i.protected order by i.id desc limit 1",
    )
    .bind(prison)
    .bind(not)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

async fn number(house: &House, inmate: Uuid) -> String {
    sqlx::query_scalar("select number from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

async fn states(house: &House, inmate: Uuid) -> Vec<String> {
    sqlx::query_scalar("select state from programmes.enrolment where inmate_id = $1 order by asked_at, id")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

async fn place(browser: &mut Browser, group: Uuid, number: &str, more: &[(&str, &str)]) -> Page {
    let path = format!("/programmes/groups/{group}");
    let page = browser.get(&path).await;
    let mut fields = vec![("number", number), ("to", "place")];
    fields.extend_from_slice(more);
    browser.submit(&page, &format!("{path}/places"), &fields).await
}

#[tokio::test]
async fn a_group_from_its_first_session_to_its_last_shows_under_the_goal() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, prison, inmate) = (s.house, s.case, s.contact, s.prison, s.inmate);
    assess(&mut case, inmate, &[("leisure", "Sover dårlig og er urolig")]).await;
    let (goal, _) = goal(
        &house,
        &mut case,
        inmate,
        &[("theme", "leisure"), ("words", "Jeg vil roe meg ned"), ("state", "current"), ("what", "Melde meg på"), ("who", "inmate")],
    )
    .await;
    let officer = account(&house, "OFF", prison).await;
    let id = group(&mut case, &[officer.0], &[("places", "3")]).await;
    let path = format!("/programmes/groups/{id}");
    // From the goal on the plan's page, by the contact officer: a place.
    let page = contact.get(&format!("/inmates/{inmate}/plan")).await;
    let ask = format!("/inmates/{inmate}/programmes?goal={goal}");
    assert!(page.links().contains(&ask), "{}", page.text());
    let page = contact.get(&ask).await;
    crate::house::well_made(&page, "nb");
    let home = format!("/inmates/{inmate}/programmes");
    let bad = contact.submit(&page, &home, &[("what", ""), ("note", "Helst på formiddagen")]).await;
    assert_eq!((bad.status, bad.value("#note").as_deref()), (422, Some("Helst på formiddagen")), "kept");
    let what = format!("g:{id}");
    let done = contact.submit(&page, &home, &[("what", &what)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let again = contact.submit(&contact.clone().get(&home).await, &home, &[("what", "w:STRESS"), ("source", "wish")]).await;
    assert_eq!(again.status, 422, "one of a programme at a time");
    // Who leads it sees it; an officer who does not, sees nothing of it.
    let mut leader = house.as_user(&officer.1).await;
    let page = leader.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains(&number(&house, inmate).await));
    assert_eq!(leader.get(&home).await.status, 404, "the rest of the person's programmes is not the officer's");
    // Two sessions, a week apart; twice the same is refused, and what was typed is kept.
    let plan = [("day", "2026-11-16"), ("from", "09:00"), ("until", "11:00"), ("weeks", "3"), ("topic", "Pust")];
    let done = leader.submit(&page, &format!("{path}/sessions"), &plan).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let bad = leader.submit(&leader.clone().get(&path).await, &format!("{path}/sessions"), &plan).await;
    assert_eq!((bad.status, bad.value("#topic").as_deref()), (422, Some("Pust")), "{}", bad.text());
    // Moved back in time, so that the place was there before the first session.
    sqlx::query("update programmes.enrolment set enrolled_at = $1::timestamptz - interval '10 days'")
        .bind(world_time())
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let sessions: Vec<Uuid> = sqlx::query_scalar("select id from programmes.session where group_id = $1 order by starts_at")
        .bind(id)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(sessions.len(), 3);
    let session = format!("/programmes/sessions/{}", sessions[0]);
    let page = leader.get(&session).await;
    crate::house::well_made(&page, "nb");
    let enrolment: Uuid = house.ask("select id from programmes.enrolment where state = 'enrolled' limit 1").await;
    assert_eq!(
        page.form(&session).unwrap().iter().find(|f| f.0 == "mark").map(|f| f.1.clone()),
        Some(format!("{enrolment}:present")),
        "expected stands as present"
    );
    let fields = page.form(&session).unwrap();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(leader.post(&session, &fields).await.status, 303);
    assert_eq!(leader.post(&session, &fields).await.status, 303, "sent twice");
    assert_eq!(house.ask::<i64>("select count(*) from programmes.attendance").await, 1, "taken once");
    // Corrected, with a reason; what stood before stays. Somebody who saw the page before is told.
    let stale = page;
    let page = leader.get(&session).await;
    let absent = format!("{enrolment}:absent");
    let bad = leader.submit(&page, &session, &[("mark", &absent)]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert!(bad.form(&session).unwrap().iter().any(|f| f.1 == absent), "kept");
    let done = leader.submit(&page, &session, &[("mark", &absent), ("correction", "Forvekslet med en annen")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let fields: Vec<(String, String)> = stale.form(&session).unwrap().into_iter().filter(|f| f.0 != "once").collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(leader.post(&session, &fields).await.status, 409);
    assert_eq!(
        house.ask::<String>("select string_agg(mark || ':' || current, ' ' order by current) from programmes.attendance").await,
        "present:false absent:true"
    );
    let early = format!("/programmes/sessions/{}", sessions[2]);
    assert!(leader.get(&early).await.form(&early).is_none(), "not before it has begun");
    assert!(contact.get(&format!("/inmates/{inmate}/plan")).await.text().contains("1 programsamling"), "under the goal");
    // Completed: a result under the goal.
    let page = leader.get(&path).await;
    let end = format!("{path}/places/{enrolment}/end");
    assert_eq!(leader.submit(&page, &end, &[("state", "excluded")]).await.status, 422, "not without a reason");
    assert_eq!(leader.submit(&page, &end, &[("state", "completed")]).await.status, 303);
    assert_eq!(states(&house, inmate).await, ["completed"]);
    assert!(contact.get(&format!("/inmates/{inmate}/plan")).await.text().contains("1 resultat"));
    assert!(house.ask::<i64>("select count(*) from audit.entry where class = 'programmes' and action in ('collect', 'decide', 'alter')").await >= 6);
}

#[tokio::test]
async fn of_two_who_want_the_last_place_one_gets_it_and_the_other_is_told() {
    let s = stage("sentenced").await;
    let (house, mut case, prison, inmate) = (s.house, s.case, s.prison, s.inmate);
    let officer = account(&house, "OFF", prison).await;
    let id = group(&mut case, &[officer.0], &[]).await;
    let mut leader = house.as_user(&officer.1).await;
    let (other, others) = another(&house, prison, inmate).await;
    let mine = number(&house, inmate).await;
    let (mut one, mut two) = (leader.clone(), leader.clone());
    let (a, b) = tokio::join!(place(&mut one, id, &mine, &[]), place(&mut two, id, &others, &[]));
    let mut got = [a.status, b.status];
    got.sort_unstable();
    assert_eq!(got, [303, 409], "{}\n{}", a.text(), b.text());
    let told = if a.status == 409 { a } else { b };
    assert!(told.text().contains("den siste plassen") && told.form(&format!("/programmes/groups/{id}/places")).is_some(), "{}", told.text());
    assert_eq!(house.ask::<i64>("select count(*) from programmes.enrolment where state = 'enrolled'").await, 1);
    // Whoever came too late goes to the list instead, and stands there with a number and a reason; fewer places than people are refused.
    let late = if states(&house, inmate).await == ["enrolled"] { others.clone() } else { mine.clone() };
    assert_eq!(place(&mut leader, id, &late, &[("to", "queue")]).await.status, 303);
    let path = format!("/programmes/groups/{id}");
    let page = leader.get(&path).await;
    assert!(page.text().contains("Nummer 1 i køen"), "{}", page.text());
    assert_eq!(place(&mut leader, id, "2001-00001", &[]).await.status, 422, "nobody has that number");
    let edit = leader.get(&format!("{path}/edit")).await;
    crate::house::well_made(&edit, "nb");
    assert_eq!(leader.submit(&edit, &format!("{path}/edit"), &[("places", "0")]).await.status, 422);
    assert_eq!(leader.submit(&edit, &format!("{path}/edit"), &[("places", "2")]).await.status, 303);
    let conflict = leader.submit(&edit, &format!("{path}/edit"), &[("places", "4")]).await;
    assert_eq!(conflict.status, 409, "somebody saved first");
    // The group is called off with people in it: they wait again, and why is said.
    let page = leader.get(&path).await;
    let no_reason = leader.submit(&page, &format!("{path}/end"), &[("state", "cancelled")]).await;
    assert_eq!(no_reason.status, 422);
    assert_eq!(leader.submit(&page, &format!("{path}/end"), &[("state", "cancelled"), ("reason", "Programlederen er syk")]).await.status, 303);
    for who in [inmate, other] {
        assert_eq!(states(&house, who).await, ["waiting"]);
    }
    assert!(case.get(&format!("/inmates/{inmate}/programmes")).await.status == 200);
    let list = case.get("/programmes").await;
    crate::house::well_made(&list, "nb");
    assert!(list.text().contains("Ventelister") && list.links().contains(&"/programmes/groups/new?programme=STRESS".to_owned()), "{}", list.text());
    let reasons: i64 =
        house.ask("select count(*) from programmes.enrolment where waiting_reason = 'group_cancelled' and state_reason = 'Programlederen er syk'").await;
    assert_eq!(reasons, 1);
}

#[tokio::test]
async fn two_who_must_be_kept_apart_are_in_one_group_only_with_a_reason() {
    let s = stage("sentenced").await;
    let (house, mut case, prison, inmate) = (s.house, s.case, s.prison, s.inmate);
    let officer = account(&house, "OFF", prison).await;
    let id = group(&mut case, &[officer.0], &[("places", "5")]).await;
    let (other, others) = another(&house, prison, inmate).await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "set role overgang_owner;
         insert into custody.keep_apart (id, level, reason_code, reason, review_on, opened_by, opened_at) select '01a00000-0000-7000-8000-00000000a9a1', 'unit', 'threats', 'Trusler i dusjen', date '2027-01-01', id, '{now}' from access.account order by id limit 1;
         insert into custody.keep_apart_person (keep_apart_id, inmate_id, prison_id, role, recorded_by) select '01a00000-0000-7000-8000-00000000a9a1', x.i, '{prison}', 'mutual', a.id from (values ('{inmate}'::uuid), ('{other}'::uuid)) x (i) cross join (select id from access.account order by id limit 1) a",
        now = world_time().to_rfc3339()
    )))
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut leader = house.as_user(&officer.1).await;
    assert_eq!(place(&mut leader, id, &others, &[]).await.status, 303);
    let mine = number(&house, inmate).await;
    let page = place(&mut leader, id, &mine, &[]).await;
    assert_eq!(page.status, 422);
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Skal holdes atskilt") && page.text().contains(&others), "{}", page.text());
    assert!(states(&house, inmate).await.is_empty(), "nothing is written");
    let path = format!("/programmes/groups/{id}/places");
    assert_eq!(leader.submit(&page, &path, &[("accepted", "")]).await.status, 422);
    let page = leader.submit(&page, &path, &[("accepted", "")]).await;
    let done = leader.submit(&page, &path, &[("accepted", "Har snakket ut, begge vil")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(leader.get(&format!("/programmes/groups/{id}")).await.text().contains("Har snakket ut, begge vil"));
}

#[tokio::test]
async fn who_sees_a_group_and_who_does_not() {
    let s = stage("remand").await;
    let (house, mut case, prison, inmate) = (s.house, s.case, s.prison, s.inmate);
    let teacher = account(&house, "EDU", prison).await;
    let id = group(&mut case, &[teacher.0], &[("places", "2")]).await;
    let path = format!("/programmes/groups/{id}");
    // Nothing about an offence on remand.
    let page = case.get(&format!("/inmates/{inmate}/programmes")).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Varetekt") && !page.text().contains("w:ETS") && page.text().contains("w:STRESS"), "{}", page.text());
    assert_eq!(case.submit(&page, &format!("/inmates/{inmate}/programmes"), &[("what", "w:ETS"), ("source", "wish")]).await.status, 422);
    let what = format!("g:{id}");
    assert_eq!(case.submit(&page, &format!("/inmates/{inmate}/programmes"), &[("what", &what), ("source", "wish")]).await.status, 303);
    // The teacher reaches persons one by one, and everybody in the group they lead: by name, without a way into the file.
    let mut leads = house.as_user(&teacher.1).await;
    let page = leads.get(&path).await;
    assert!(
        page.status == 200 && page.text().contains(&number(&house, inmate).await) && !page.links().contains(&format!("/inmates/{inmate}")),
        "{}",
        page.text()
    );
    // A protected person is a number to whoever is not cleared.
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    let page = leads.get(&path).await;
    assert!(
        !page.text().contains(&number(&house, inmate).await)
            && page.text().contains("En person du ikke har tilgang til")
            && page.text().contains("1 av 2 plasser"),
        "{}",
        page.text()
    );
    sqlx::query("update inmates.inmate set protected = false where id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    // Others: the catalogue for all, groups for none of these, and another prison's group is nobody's.
    for role in [Role::Nurse, Role::Finance, Role::Chaplain, Role::System] {
        let mut browser = house.as_role(role).await;
        assert_eq!(browser.get(&path).await.status, 403, "{role}");
        let page = browser.get("/programmes").await;
        assert!(page.status == 200 && page.text().contains("Sinnemestring") && !page.text().contains("Høst 2026"), "{role}");
    }
    let (_, officer) = account(&house, "OFF", prison).await;
    let mut officer = house.as_user(&officer).await;
    assert_eq!(officer.get(&path).await.status, 404, "not their group");
    assert!(officer.get("/programmes").await.status == 200);
    let elsewhere: String = sqlx::query_scalar("select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'GOV' and not $1 = any(x.prisons) order by 1 limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let mut governor = house.as_user(&elsewhere).await;
    assert_eq!(governor.get(&path).await.status, 404);
    assert_eq!(governor.post_with_token(&format!("{path}/places"), &[("number", "2026-00001")]).await.status, 404);
}

#[tokio::test]
async fn a_transfer_ends_the_place_the_next_prison_reads_it_and_a_goal_without_its_group_asks_what_now() {
    let s = stage("sentenced").await;
    let (house, mut case, mut contact, prison, inmate) = (s.house, s.case, s.contact, s.prison, s.inmate);
    assess(&mut case, inmate, &[("leisure", "Urolig"), ("finances", "Har gjeld")]).await;
    let (calm, _) = goal(
        &house,
        &mut case,
        inmate,
        &[("theme", "leisure"), ("words", "Jeg vil roe meg ned"), ("state", "current"), ("what", "Melde meg på"), ("who", "inmate")],
    )
    .await;
    let (debt, _) = goal(
        &house,
        &mut case,
        inmate,
        &[("theme", "finances"), ("words", "Jeg vil ha oversikt"), ("state", "current"), ("what", "Samle brev"), ("who", "inmate")],
    )
    .await;
    let officer = account(&house, "OFF", prison).await;
    let stress = group(&mut case, &[officer.0], &[("places", "3")]).await;
    let money = group(&mut case, &[officer.0], &[("places", "3"), ("programme", "OKONOMI")]).await;
    let home = format!("/inmates/{inmate}/programmes");
    for (group, goal) in [(stress, calm), (money, debt)] {
        let page = contact.get(&format!("{home}?goal={goal}")).await;
        let what = format!("g:{group}");
        let done = contact.submit(&page, &home, &[("what", &what)]).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    // The group is called off: the goal asks what now, and a new action answers.
    let plan = format!("/inmates/{inmate}/plan");
    assert!(!case.get(&plan).await.text().contains("hva nå"));
    let page = case.get(&format!("/programmes/groups/{stress}")).await;
    assert_eq!(case.submit(&page, &format!("/programmes/groups/{stress}/end"), &[("state", "cancelled"), ("reason", "For få deltakere")]).await.status, 303);
    let page = case.get(&plan).await;
    assert!(page.text().contains("Tilbudet er avsluttet: hva nå?"), "{}", page.text());
    let page = case.get(&format!("{plan}/goals/{calm}/actions/new")).await;
    let done = case.submit(&page, &format!("{plan}/goals/{calm}/actions"), &[("what", "Trene i stedet"), ("who", "inmate")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!case.get(&plan).await.text().contains("hva nå"), "answered");
    // Withdrawn consent: whoever is no case manager reads the programme, and not the goal it serves.
    assert!(contact.get(&home).await.text().contains("Jeg vil ha oversikt"));
    assert_eq!(contact.post_with_token(&format!("{plan}/consent/finances"), &[("to", "withdrawn")]).await.status, 303);
    assert!(!contact.get(&home).await.text().contains("Jeg vil ha oversikt") && contact.get(&home).await.text().contains("Økonomi"));
    assert!(case.get(&home).await.text().contains("Jeg vil ha oversikt"));
    // Transferred: the place ends, the next prison reads what was, and a talk of two is written there.
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
    assert_eq!(states(&house, inmate).await, ["transferred", "transferred"]);
    let mut there = assigned(&house, Role::CaseManager, to, inmate).await;
    let page = there.get(&home).await;
    assert!(page.status == 200 && page.text().contains("Overført") && page.text().contains("Økonomi"), "{}", page.text());
    let talk = format!("/inmates/{inmate}/programme-talks");
    let bad = there.submit(&page, &talk, &[("programme", "MI"), ("at", "2026-12-24T10:00"), ("minutes", "30")]).await;
    assert_eq!((bad.status, bad.value("#minutes").as_deref()), (422, Some("30")), "not ahead; kept");
    let goal_id = calm.to_string();
    let done = there.submit(&page, &talk, &[("programme", "MI"), ("at", "2026-11-20T10:00"), ("talk_goal", &goal_id)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(there.get(&plan).await.text().contains("1 samtale"));
    let id: Uuid = house.ask("select id from programmes.talk limit 1").await;
    let page = there.get(&home).await;
    assert_eq!(there.submit(&page, &format!("{talk}/{id}/withdraw"), &[]).await.status, 422);
    assert_eq!(there.submit(&page, &format!("{talk}/{id}/withdraw"), &[("reason", "Feil person")]).await.status, 303);
    assert!(!there.get(&plan).await.text().contains("1 samtale"), "a talk that was none shows nowhere");
}

#[tokio::test]
async fn a_leave_shows_under_the_goals_it_serves() {
    let s = stage("sentenced").await;
    let (house, mut case, prison, inmate) = (s.house, s.case, s.prison, s.inmate);
    assess(&mut case, inmate, &[("family", "Savner barna"), ("work", "Vil jobbe")]).await;
    goal(&house, &mut case, inmate, &[("theme", "family"), ("words", "Jeg vil se barna"), ("state", "current"), ("what", "Søke permisjon"), ("who", "inmate")])
        .await;
    goal(&house, &mut case, inmate, &[("theme", "work"), ("words", "Jeg vil ha jobb"), ("state", "current"), ("what", "Søke frigang"), ("who", "inmate")])
        .await;
    let mut admin = house.admin().await;
    for (reason, state) in [("LEAVE", "out"), ("LEAVE", "back"), ("HOSP", "back")] {
        if (reason, state) == ("LEAVE", "back") {
            sqlx::query("update custody.movement set state = 'back', back_at = out_at + interval '1 minute' where inmate_id = $1 and state = 'out' and reason = 'LEAVE'").bind(inmate).execute(&mut admin).await.unwrap();
            continue;
        }
        sqlx::query(
            "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, back_at, recorded_by)
             select gen_random_uuid(), $1, $2, $3, $4, 'Hjem', x.at, x.at, case when $4 = 'back' then x.at + interval '5 seconds' end, a.id
               from (select id from access.account order by id limit 1) a, (select $5::timestamptz + make_interval(mins => case $3 when 'LEAVE' then 1 else 120 end) as at) x",
        )
        .bind(inmate)
        .bind(prison)
        .bind(reason)
        .bind(state)
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    }
    let said: Vec<String> =
        sqlx::query_scalar("select g.theme || ':' || p.kind from plan.progress p join plan.goal g on g.id = p.goal_id where p.inmate_id = $1 order by 1")
            .bind(inmate)
            .fetch_all(&mut admin)
            .await
            .unwrap();
    assert_eq!(said, ["family:leave"], "a hospital serves no goal, and a leave serves the family");
    assert!(case.get(&format!("/inmates/{inmate}/plan")).await.text().contains("1 permisjon"));
}
