//! Dynamic security: observations with source and verification, talks, contact officers, early signs.

use chrono::TimeDelta;
use overgang::access::Role;
use overgang::custody::observations::jobs;
use overgang::platform::db::{Db, Logins};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// Somebody on a unit that the account is on duty on today, in reach or not, not protected.
async fn people(house: &House, username: &str, within: bool, n: i64) -> Vec<Uuid> {
    sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
          where not i.protected and c.prison_id = any((select x.prisons from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1)::uuid[])
            and $2 = (c.unit_id = any(access.rostered_units((select id from access.account where username = $1), '2026-11-23T09:00:00Z'))
                      or exists (select from access.person_grant g join access.account a on a.id = g.account_id where a.username = $1 and g.inmate_id = c.inmate_id and g.ended_at is null))
          order by c.inmate_id limit $3",
    )
    .bind(username)
    .bind(within)
    .bind(n)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap()
}

async fn prison_of(house: &House, inmate: Uuid) -> Uuid {
    sqlx::query_scalar("select prison_id from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

/// The account of a role at a prison, with that role alone.
async fn at(house: &House, role: Role, prison: Uuid) -> Browser {
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

/// The acting officer with people on duty: the account and some of them.
async fn officer(house: &House, n: i64) -> (Browser, String, Vec<Uuid>) {
    let username = house.username(Role::Officer).await;
    let who = people(house, &username, true, n).await;
    assert_eq!(who.len() as i64, n, "the roster puts {username} where people are");
    (house.as_user(&username).await, username, who)
}

/// Sends the form about `about`, with more fields.
async fn write(browser: &mut Browser, about: Uuid, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/observations/new?inmate={about}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, "/observations/new", fields).await
}

async fn newest(connection: &mut PgConnection, inmate: Uuid) -> (Uuid, String, bool) {
    sqlx::query_as("select id, body, unverified from custody.observation where inmate_id = $1 order by recorded_at desc, id desc limit 1")
        .bind(inmate)
        .fetch_one(connection)
        .await
        .unwrap()
}

const GENERAL: (&str, &str) = ("kind", "GENERAL");

#[tokio::test]
async fn an_observation_is_written_in_a_moment_and_stands() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 1).await;
    let inmate = who[0];
    let page = browser.get(&format!("/inmates/{inmate}")).await;
    assert!(page.links().contains(&format!("/observations/new?inmate={inmate}")), "one tap from the person");
    let bare = write(&mut browser, inmate, &[]).await;
    assert_eq!(bare.status, 422, "no kind, no text");
    let sent = write(&mut browser, inmate, &[GENERAL, ("text", "Rolig formiddag, leste avisen.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let list = browser.follow(&sent).await;
    assert!(list.text().contains("Rolig formiddag, leste avisen.") && list.text().contains("Observasjonen er lagret."));
    let (id, body, unverified) = newest(&mut house.admin().await, inmate).await;
    assert_eq!((body.as_str(), unverified), ("Rolig formiddag, leste avisen.", false));
    let one = browser.get(&format!("/inmates/{inmate}/observations/{id}")).await;
    assert_eq!(one.status, 200, "{}", one.text());
    let written: i64 = house.ask("select count(*) from audit.entry where action = 'collect' and class = 'observations'").await;
    assert_eq!(written, 1, "one entry in the trail");
    for sql in [
        "update custody.observation set body = 'x' where id = $1",
        "update custody.observation set body = '', settled_as = 'verified', settled_at = now() where id = $1",
        "delete from custody.observation where id = $1",
    ] {
        assert!(sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).bind(id).execute(&mut house.admin().await).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn what_was_earlier_says_why_it_comes_now_and_nothing_is_ahead() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 1).await;
    let typed = |time: &'static str| [GENERAL, ("text", "Kom sent fra luftegården."), ("day", "2026-11-23"), ("time", time)];
    let ahead = write(&mut browser, who[0], &typed("10:30")).await;
    assert_eq!(ahead.status, 422);
    assert!(ahead.text().contains("fram i tid") && ahead.text().contains("Kom sent fra luftegården."), "said, and what was typed is kept");
    let silent = write(&mut browser, who[0], &typed("08:10")).await;
    assert!(silent.status == 422 && silent.text().contains("mer enn et kvarter siden"));
    let mut fields = typed("08:10").to_vec();
    fields.push(("late", "Var på framstilling"));
    assert_eq!(write(&mut browser, who[0], &fields).await.status, 303);
    let at: chrono::DateTime<chrono::Utc> = house.ask("select at from custody.observation where late_reason = 'Var på framstilling'").await;
    assert_eq!(at.to_rfc3339(), "2026-11-23T07:10:00+00:00");
    assert_eq!(write(&mut browser, who[0], &typed("09:50")).await.status, 303, "ten minutes ago needs no reason");
    for (day, time, status, words) in [("2026-03-29", "02:30", 422, "stilt fram"), ("2026-10-25", "02:30", 303, "")] {
        let answer = write(&mut browser, who[0], &[GENERAL, ("text", "Natt."), ("day", day), ("time", time), ("late", "Ført fra papir")]).await;
        assert_eq!(answer.status, status, "{day} {time}");
        assert!(words.is_empty() || answer.text().contains(words));
        assert!(status == 422 || answer.location.is_some_and(|l| l.ends_with("done=twice")), "the first of two, and it says so");
    }
}

#[tokio::test]
async fn several_people_at_once_and_nobody_out_of_reach() {
    let house = House::open().await;
    let (mut browser, username, who) = officer(&house, 3).await;
    let outside = people(&house, &username, false, 1).await[0];
    let page = browser.get("/observations/new").await;
    let token = page.form("/observations/new").unwrap().into_iter().filter(|(n, _)| n == "csrf" || n == "once").collect::<Vec<_>>();
    let ids: Vec<String> = who.iter().map(Uuid::to_string).collect();
    let outside = outside.to_string();
    let mut fields: Vec<(&str, &str)> = token.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend([
        ("kind", "CONFLICT"),
        ("text", "Krangel om vaskemaskinen."),
        ("nature", "fact"),
        ("source", "own"),
        ("about", &ids[0]),
        ("about", &ids[1]),
        ("present", &ids[2]),
    ]);
    let mut far = fields.clone();
    far.push(("about", &outside));
    let refused = browser.post("/observations/new", &far).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Du kan ikke skrive om"), "{}", refused.text());
    assert_eq!(house.ask::<i64>("select count(*) from custody.observation where body = 'Krangel om vaskemaskinen.'").await, 0, "nothing of it is saved");
    let sent = browser.post("/observations/new", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let again = browser.post("/observations/new", &fields).await;
    assert_eq!(again.status, 303, "sent twice, written once");
    let rows: i64 = house.ask("select count(*) from custody.observation where body = 'Krangel om vaskemaskinen.'").await;
    let happenings: i64 = house.ask("select count(distinct happening_id) from custody.observation where body = 'Krangel om vaskemaskinen.'").await;
    let present: i64 = house.ask("select count(*) from custody.observation where body = 'Krangel om vaskemaskinen.' and part = 'present'").await;
    assert_eq!((rows, happenings, present), (3, 1, 1));
    let (id, _, _) = newest(&mut house.admin().await, who[0]).await;
    let one = browser.get(&format!("/inmates/{}/observations/{id}", who[0])).await;
    assert!(one.links().iter().any(|l| l.starts_with(&format!("/inmates/{}/observations/", who[1]))), "the others are shown");
    assert_eq!(browser.get(&format!("/observations/new?inmate={outside}")).await.status, 200, "the page says that it cannot be, by not offering anybody else");
}

#[tokio::test]
async fn corrections_supersede_and_the_first_of_two_stands() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 1).await;
    let inmate = who[0];
    write(&mut browser, inmate, &[GENERAL, ("text", "Slo i døra.")]).await;
    let (id, _, _) = newest(&mut house.admin().await, inmate).await;
    let form = format!("/inmates/{inmate}/observations/{id}/correct");
    let (mine, mut theirs) = (browser.get(&form).await, at(&house, Role::DutyOfficer, prison_of(&house, inmate).await).await);
    let their_page = theirs.get(&form).await;
    let bare = theirs.submit(&their_page, &form, &[("text", "Banket på døra.")]).await;
    assert_eq!(bare.status, 422, "somebody else's entry: why?");
    house.clock.advance(TimeDelta::minutes(1));
    assert_eq!(browser.submit(&mine, &form, &[("text", "Banket hardt på døra.")]).await.status, 303);
    let late = theirs.submit(&their_page, &form, &[("text", "Banket på døra."), ("reason", "Så det selv")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains("Banket hardt på døra.") && late.text().contains("Banket på døra."), "both, nothing lost");
    let list = browser.get(&format!("/inmates/{inmate}/observations")).await.text();
    assert!(list.contains("Banket hardt på døra.") && list.contains("Slo i døra."), "the old text is kept below the new");
    let (bodies, tails): (i64, i64) = sqlx::query_as(
        "select count(*), count(*) filter (where not exists (select from custody.observation n where n.supersedes = o.id)) from custody.observation o where o.body like '%døra.' and o.inmate_id = $1",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!((bodies, tails), (2, 1));
    let mut colleague = at(&house, Role::Governor, prison_of(&house, inmate).await).await;
    assert_eq!(colleague.get(&form).await.status, 403);
}

/// The day's work as the program does it.
async fn day(house: &House) -> jobs::Done {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let done = jobs::daily(&db, house.clock.now()).await.unwrap();
    db.close().await;
    done
}

#[tokio::test]
async fn what_is_not_verified_is_marked_listed_and_gone_after_four_months() {
    let house = House::open().await;
    let (mut browser, username, who) = officer(&house, 3).await;
    let rumour = |text: &'static str| [("kind", "INTOX"), ("text", text), ("source", "inmate"), ("verified", "no")];
    let silent = write(&mut browser, who[0], &[("kind", "INTOX"), ("text", "Hørt."), ("source", "inmate")]).await;
    assert_eq!(silent.status, 422, "from somebody else: verified or not?");
    for (i, text) in ["Skal ha piller.", "Skal ha telefon.", "Skal ha gjeld."].into_iter().enumerate() {
        assert_eq!(write(&mut browser, who[i], &rumour(text)).await.status, 303);
    }
    let list = browser.get(&format!("/inmates/{}/observations", who[0])).await.text();
    assert!(list.contains("ubekreftet"), "marked where it is read");
    assert!(browser.get(&format!("/inmates/{}", who[0])).await.text().contains("ubekreftet"), "and on the front page");
    let page = browser.get("/observations/unverified").await;
    assert!(page.text().contains("Skal ha piller.") && page.text().contains("120 dager igjen"), "{}", page.text());
    // One is verified, one is kept because a decision builds on it, one nobody looks at.
    let (verified, _, _) = newest(&mut house.admin().await, who[1]).await;
    let settle = |inmate: Uuid, id: Uuid| format!("/inmates/{inmate}/observations/{id}/settle");
    let entry = browser.get(&format!("/inmates/{}/observations/{verified}", who[1])).await;
    assert_eq!(browser.submit(&entry, &settle(who[1], verified), &[("outcome", "verified"), ("how_verified", "")]).await.status, 422, "how?");
    assert_eq!(browser.submit(&entry, &settle(who[1], verified), &[("outcome", "verified"), ("how_verified", "Funnet ved visitasjon")]).await.status, 303);
    let (kept, _, _) = newest(&mut house.admin().await, who[2]).await;
    assert_eq!(
        browser.post_with_token(&settle(who[1], verified), &[("outcome", "kept"), ("how_kept", "Vedtak")]).await.status,
        422,
        "already settled, and not an officer's to say"
    );
    let mut duty = at(&house, Role::DutyOfficer, prison_of(&house, who[2]).await).await;
    let entry = duty.get(&format!("/inmates/{}/observations/{kept}", who[2])).await;
    assert_eq!(duty.submit(&entry, &settle(who[2], kept), &[("outcome", "kept"), ("how_kept", "Vedtak om flytting 23.11.2026")]).await.status, 303);
    assert_eq!(day(&house).await, jobs::Done::default(), "nothing is due");
    house.clock.advance(TimeDelta::days(91));
    assert_eq!(day(&house).await, jobs::Done { erased: 0, warned: 1 });
    assert_eq!(day(&house).await.warned, 0, "warned once");
    let told: i64 = sqlx::query_scalar(
        "select count(*) from access.notice n join access.account a on a.id = n.account_id where n.kind = 'unverified_due' and a.username = $1",
    )
    .bind(&username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(told, 1, "the author is told");
    assert!(house.ask::<i64>("select count(*) from access.notice where kind = 'unverified_due'").await > 1, "and the duty officer");
    house.clock.advance(TimeDelta::days(28));
    assert_eq!(day(&house).await, jobs::Done { erased: 0, warned: 1 }, "a day before: the last warning");
    house.clock.advance(TimeDelta::days(1));
    assert_eq!(day(&house).await.erased, 1);
    let rows: Vec<(String, Option<String>)> =
        sqlx::query_as("select body, settled_as from custody.observation where source = 'inmate' and unverified order by body")
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(
        rows,
        [(String::new(), Some("erased".into())), ("Skal ha gjeld.".into(), Some("kept".into())), ("Skal ha telefon.".into(), Some("verified".into()))]
    );
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where action = 'erase' and class = 'observations' and actor is null").await, 1);
    let mut duty = at(&house, Role::DutyOfficer, prison_of(&house, who[0]).await).await;
    let list = duty.get(&format!("/inmates/{}/observations", who[0])).await.text();
    assert!(list.contains("er slettet") && !list.contains("Skal ha piller."), "a line without content");
    let gone = duty.get("/observations/unverified").await.text();
    assert!(!gone.contains("Skal ha telefon.") && gone.contains("Skal ha gjeld."));
}

#[tokio::test]
async fn a_correction_does_not_prolong_the_four_months_and_all_versions_go() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 1).await;
    write(&mut browser, who[0], &[("kind", "SOCIAL"), ("text", "Skal ha gjeld hos to."), ("source", "inmate"), ("verified", "no")]).await;
    let (id, _, _) = newest(&mut house.admin().await, who[0]).await;
    house.clock.advance(TimeDelta::minutes(5));
    let form = format!("/inmates/{}/observations/{id}/correct", who[0]);
    let page = browser.get(&form).await;
    assert_eq!(browser.submit(&page, &form, &[("text", "Skal ha gjeld hos tre.")]).await.status, 303);
    let days: i64 = house.ask("select count(distinct verify_by) from custody.observation where body like 'Skal ha gjeld%'").await;
    assert_eq!(days, 1);
    house.clock.advance(TimeDelta::days(121));
    assert_eq!(day(&house).await.erased, 1);
    assert_eq!(
        house.ask::<i64>("select count(*) from custody.observation where body like 'Skal ha gjeld%'").await,
        0,
        "neither the text nor what it corrected"
    );
}

#[tokio::test]
async fn health_hears_at_once_and_not_what_was_written() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 1).await;
    let sent = write(&mut browser, who[0], &[("kind", "SUICIDE_WATCH"), ("text", "Sier at han ikke orker mer.")]).await;
    let page = browser.follow(&sent).await;
    let told: i64 = house.ask("select count(*) from access.notice where kind = 'suicide_watch'").await;
    let expected = if told > 0 { "har fått varsel" } else { "Ring helsevakta" };
    assert!(page.text().contains(expected), "{told} heard");
    let arguments: Option<String> = house.ask("select string_agg(arguments::text, '') from access.notice where kind = 'suicide_watch'").await;
    assert!(!arguments.unwrap_or_default().contains("orker"), "that and who, never what");
    if told > 0 {
        let mut nurse = at(&house, Role::Nurse, prison_of(&house, who[0]).await).await;
        assert!(nurse.get("/notices").await.text().contains("Fare for selvmord meldt"));
        assert_eq!(nurse.get(&format!("/inmates/{}/observations", who[0])).await.status, 403);
    }
}

/// The contact officer with people of their own.
async fn contact(house: &House) -> (Browser, Uuid) {
    let username = house.username(Role::ContactOfficer).await;
    let mine: Uuid = sqlx::query_scalar(
        "select g.inmate_id from access.person_grant g join access.account a on a.id = g.account_id join inmates.inmate i on i.id = g.inmate_id
          where a.username = $1 and g.role = 'CON' and g.kind = 'assigned' and g.ended_at is null and not i.protected order by 1 limit 1",
    )
    .bind(&username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    (house.as_user(&username).await, mine)
}

#[tokio::test]
async fn talks_keep_what_was_agreed() {
    let house = House::open().await;
    let (mut browser, inmate) = contact(&house).await;
    let people = browser.get("/my-people").await;
    assert_eq!(people.status, 200, "{}", people.text());
    let quick = format!("/inmates/{inmate}/talks/done");
    let done = browser.submit(&people, &quick, &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(browser.follow(&done).await.text().contains("Siste samtale i dag"), "two taps");
    let form = format!("/inmates/{inmate}/talks");
    let page = browser.get(&format!("{form}/new")).await;
    let bad = browser.submit(&page, &form, &[("text", ""), ("next_on", "2020-01-01")]).await;
    assert_eq!(bad.status, 422);
    let fields = page.form(&form).unwrap();
    let mut fields: Vec<(&str, &str)> = fields.iter().filter(|(n, _)| n == "csrf" || n == "once").map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend([
        ("text", "Snakket om permisjon."),
        ("topics", "leave"),
        ("what", "Skrive søknad"),
        ("by_whom", "inmate"),
        ("by_day", "2026-11-27"),
        ("what", ""),
        ("by_whom", "officer"),
        ("by_day", ""),
        ("next_on", "2026-11-25"),
    ]);
    assert_eq!(browser.post(&form, &fields).await.status, 303);
    let people = browser.get("/my-people").await.text();
    assert!(people.contains("Skrive søknad") && people.contains("Samtale om 2 dager"), "{people}");
    let page = browser.get(&format!("{form}/new")).await;
    let item: Uuid = house.ask("select id from custody.agreed where what = 'Skrive søknad'").await;
    let settle = format!("/inmates/{inmate}/agreed/{item}");
    assert_eq!(browser.submit(&page, &settle, &[("state", "done")]).await.status, 303);
    assert_eq!(house.ask::<String>("select state from custody.agreed where what = 'Skrive søknad'").await, "done");
    let observed: i64 = house.ask("select count(*) from custody.talk k join custody.observation o on o.id = k.observation_id and o.kind = 'CONTACT_OFFICER' where k.topics = '{leave}'").await;
    assert_eq!(observed, 1, "the text is an observation like others");
}

#[tokio::test]
async fn contact_officers_are_recommended_changed_and_counted() {
    let house = House::open().await;
    let (mut contact, inmate) = contact(&house).await;
    let prison = prison_of(&house, inmate).await;
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    assert_eq!(duty.get("/contact-officers").await.status, 200);
    let base = format!("/inmates/{inmate}/contact-officer");
    let page = duty.get(&format!("{base}/choose")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let other: Option<String> = page.value("input[name=officer]");
    let other = other.expect("somebody else is contact officer here");
    let action = format!("{base}/choose");
    assert_eq!(duty.submit(&page, &action, &[("officer", &other)]).await.status, 422, "why change?");
    let given = duty.submit(&page, &action, &[("officer", &other), ("reason", "Endret turnus")]).await;
    assert_eq!(given.status, 303, "{}", given.text());
    let shown = duty.follow(&given).await.text();
    assert!(shown.contains("Har hatt 2 kontaktbetjenter i dette oppholdet"), "{shown}");
    let running: i64 =
        sqlx::query_scalar("select count(*) from access.person_grant where inmate_id = $1 and role = 'CON' and kind = 'assigned' and ended_at is null")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(running, 1, "one at a time");
    let talk = format!("/inmates/{inmate}/talks/new");
    assert!(!contact.get("/my-people").await.links().contains(&talk), "the right ends with the next click");
    let told: i64 = house.ask("select count(*) from access.notice where kind in ('grant_given', 'grant_ended')").await;
    assert_eq!(told, 2);
    let again = duty.get(&action).await;
    assert!(again.text().contains("Har vært kontaktbetjent før"), "the one who was is known: {}", again.text());
    let cover = format!("{base}/cover");
    let page = duty.get(&cover).await;
    let former =
        sqlx::query_scalar::<_, Uuid>("select account_id from access.person_grant where inmate_id = $1 and role = 'CON' and ended_at is not null limit 1")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap()
            .to_string();
    assert_eq!(duty.submit(&page, &cover, &[("officer", &former), ("hours", "20"), ("reason", "Fri")]).await.status, 422);
    assert_eq!(duty.submit(&page, &cover, &[("officer", &former), ("hours", "8"), ("reason", "Fri")]).await.status, 303);
    assert!(contact.get("/my-people").await.links().contains(&talk), "for one shift");
    house.clock.advance(TimeDelta::hours(9));
    sqlx::query("update access.session set idle = interval '12 hours'").execute(&mut house.admin().await).await.unwrap();
    let mut later = at(&house, Role::DutyOfficer, prison).await;
    assert!(later.get(&base).await.text().contains("vikar"), "and it stays in the history");
}

#[tokio::test]
async fn a_full_house_says_so_and_only_those_who_decide_choose() {
    let house = House::open().await;
    let (mut contact, inmate) = contact(&house).await;
    let prison = prison_of(&house, inmate).await;
    sqlx::query(
        "insert into custody.contact_rule (id, prison_id, from_day, talk_days, cap, set_at) values (gen_random_uuid(), $1, '2026-11-01', 14, 1, now())",
    )
    .bind(prison)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    sqlx::query("insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
                 select gen_random_uuid(), x.account_id, $1, $2, 'assigned', 'CON', 'Fullt', tstzrange('2026-11-01', null), x.account_id, x.account_id, '2026-11-01', 'granted'
                   from access.assignment x where x.role = 'CON' and $2 = any(x.prisons) and x.outcome = 'granted'
                    and not exists (select from access.person_grant g where g.account_id = x.account_id and g.role = 'CON' and g.ended_at is null)")
        .bind(inmate)
        .bind(prison)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let page = duty.get(&format!("/inmates/{inmate}/contact-officer/choose")).await;
    assert!(page.text().contains("Ikke nok kapasitet") || page.text().contains("Ingen andre har rollen"), "{}", page.text());
    assert_eq!(contact.get(&format!("/inmates/{inmate}/contact-officer")).await.status, 200);
    assert_eq!(contact.get(&format!("/inmates/{inmate}/contact-officer/choose")).await.status, 403);
    for role in [Role::Officer, Role::Nurse, Role::Finance, Role::System] {
        assert_eq!(house.as_role(role).await.get("/contact-officers").await.status, 403, "{role}");
    }
    for (role, status) in [(Role::Nurse, 403), (Role::Teacher, 403), (Role::CaseManager, 403), (Role::Governor, 403), (Role::DutyOfficer, 200)] {
        assert_eq!(house.as_role(role).await.get("/observations/new").await.status, status, "{role} writes");
    }
    let elsewhere: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    for page in ["observations", "contact-officer", "signs"] {
        assert_eq!(contact.get(&format!("/inmates/{elsewhere}/{page}")).await.status, 404, "another prison's {page}");
    }
}

/// Somebody said no to coming out: a round ago, or days ago.
async fn refused(house: &House, inmate: Uuid, days: i64, then: &[&str]) {
    for (n, state) in then.iter().enumerate() {
        sqlx::query(
            "insert into custody.unlock (id, inmate_id, prison_id, unit_id, round, state, at, recorded_at, by_account)
             select gen_random_uuid(), $1, w.prison_id, w.unit_id, $2, $3, $2 + $4 * interval '1 minute', $2 + $4 * interval '1 minute', (select id from access.account limit 1)
               from custody.in_custody w where w.inmate_id = $1",
        )
        .bind(inmate)
        .bind(world_time() - TimeDelta::days(days))
        .bind(state)
        .bind(i32::try_from(n).unwrap())
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    }
}

/// An incident of a day ago that somebody was part of, as a role.
async fn incident(house: &House, inmate: Uuid, state: &str, role: &str) -> Uuid {
    let (id, mut admin) = (Uuid::now_v7(), house.admin().await);
    sqlx::query(
        "insert into custody.incident (id, prison_id, year, number, kind, unit_id, at, recorded_at, description, state, reported_by, reporter_role, submitted_at, owner, due_on)
         select $1, w.prison_id, 2026, 90000 + (random() * 9000)::int, 'THREAT_PRIS', w.unit_id, $3::timestamptz - interval '1 day', $3::timestamptz - interval '1 day', 'Høylytt krangel.', $4,
                a.id, 'OFF', case when $4 <> 'draft' then $3::timestamptz - interval '1 day' end, a.id, '2026-12-01'
           from custody.in_custody w, (select id from access.account limit 1) a where w.inmate_id = $2",
    )
    .bind(id)
    .bind(inmate)
    .bind(world_time())
    .bind(state)
    .execute(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into custody.incident_person (id, incident_id, inmate_id, prison_id, at_prison_id, role, added_by, added_at)
         select gen_random_uuid(), n.id, $2, n.prison_id, n.prison_id, $3, n.reported_by, n.recorded_at from custody.incident n where n.id = $1",
    )
    .bind(id)
    .bind(inmate)
    .bind(role)
    .execute(&mut admin)
    .await
    .unwrap();
    id
}

#[tokio::test]
async fn refusals_and_incidents_are_signs_of_their_own() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 2).await;
    let (inmate, witness) = (who[0], who[1]);
    let path = format!("/inmates/{inmate}/signs");
    let attn = |page: &Page| page.all("li.attn").concat();
    let before = attn(&browser.get(&path).await);
    assert!(!before.contains("Sier nei ved opplåsing") && !before.contains("Hendelser"), "{before}");
    // Once at the door, as the officer taps it: what was looked at, no sign yet. Refused and then unlocked in the same round is no refusal.
    let unit: Uuid =
        sqlx::query_scalar("select unit_id from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let tap = browser.post_with_token(&format!("/units/{unit}/unlock"), &[("inmate", &inmate.to_string()), ("state", "refused"), ("reason", "vil sove")]).await;
    assert_eq!(tap.status, 303, "{}", tap.text());
    refused(&house, inmate, 1, &["refused", "unlocked"]).await;
    let page = browser.get(&path).await;
    assert!(!attn(&page).contains("Sier nei ved opplåsing") && page.text().contains("Sa nei ved opplåsing"), "{}", page.text());
    refused(&house, inmate, 2, &["refused"]).await;
    let page = browser.get(&path).await;
    assert!(attn(&page).contains("Sier nei ved opplåsing"), "{}", page.text());
    crate::house::well_made(&page, "nb");
    // As usual for this person is no sign.
    for days in [8, 10, 12, 15, 17, 20] {
        refused(&house, inmate, days, &["refused"]).await;
    }
    assert!(!attn(&browser.get(&path).await).contains("Sier nei ved opplåsing"), "two a week is what it was before");
    // Incidents: who was part of it, not who saw it; what is submitted, not a draft.
    let draft = incident(&house, inmate, "draft", "involved").await;
    assert!(!attn(&browser.get(&path).await).contains("Hendelser"));
    let real = incident(&house, inmate, "submitted", "involved").await;
    let seen = format!("/inmates/{witness}/signs");
    let saw = attn(&browser.get(&seen).await).contains("Hendelser");
    incident(&house, witness, "submitted", "witness").await;
    let page = browser.get(&path).await;
    assert!(attn(&page).contains("Hendelser"), "{}", page.text());
    let links = page.links();
    assert!(!links.contains(&format!("/incidents/{draft}")), "{links:?}");
    assert!(page.all("li.attn a").is_empty() || links.contains(&format!("/incidents/{real}")), "{links:?}");
    let all = browser.get("/signs").await;
    assert!(all.links().contains(&path), "{}", all.text());
    assert_eq!(attn(&browser.get(&seen).await).contains("Hendelser"), saw, "who saw it was no part of it");
}

#[tokio::test]
async fn signs_rest_on_entries_that_are_shown() {
    let house = House::open().await;
    let (mut browser, _, who) = officer(&house, 1).await;
    let inmate = who[0];
    for n in 0..3 {
        house.clock.advance(TimeDelta::minutes(1));
        assert_eq!(write(&mut browser, inmate, &[("kind", "INTOX"), ("text", ["Ustø.", "Små pupiller.", "Snøvler."][n])]).await.status, 303);
    }
    write(&mut browser, inmate, &[("kind", "INTOX"), ("text", "Noen sier det."), ("source", "inmate"), ("verified", "no")]).await;
    let (rumour, _, _) = newest(&mut house.admin().await, inmate).await;
    let page = browser.get(&format!("/inmates/{inmate}/signs")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let links: Vec<String> = page.links().into_iter().filter(|l| l.starts_with(&format!("/inmates/{inmate}/observations/"))).collect();
    assert!(links.len() >= 3, "each entry can be opened: {links:?}");
    assert!(!links.iter().any(|l| l.ends_with(&rumour.to_string())), "what is not verified does not count");
    assert!(page.text().contains("Tegn på rus"));
    let all = browser.get("/signs").await;
    assert!(all.links().contains(&format!("/inmates/{inmate}/signs")), "{}", all.text());
    assert_eq!(house.as_role(Role::Finance).await.get("/signs").await.status, 403);
}
