//! Rights to single persons: the glass and its review, protection, closed records.

use chrono::TimeDelta;
use overgang::access::Role;
use overgang::platform::db::Side;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// Somebody in custody who is not protected: at the prison of the account, or anywhere else.
async fn somebody(house: &House, username: &str, at_home: bool) -> (Uuid, String, Uuid) {
    sqlx::query_as(
        "select c.inmate_id, i.number, c.prison_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
          where not i.protected and $2 = (c.prison_id = any((select x.prisons from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1)::uuid[]))
          order by c.inmate_id limit 1",
    )
    .bind(username)
    .bind(at_home)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// The account of a role at a prison.
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

const WHY: &str = "Funnet bevisstløs i bårerommet, må vite hvem.";

async fn break_glass(browser: &mut Browser, number: &str, depth: &str) -> Page {
    let page = browser.get("/break-glass").await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, "/break-glass", &[("number", number), ("depth", depth), ("code", "life_and_health"), ("reason", WHY)]).await
}

#[tokio::test]
async fn the_glass_opens_one_record_for_four_hours_and_everybody_knows() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let (inmate, number, prison) = somebody(&house, &username, false).await;
    let mut officer = house.as_user(&username).await;
    let record = format!("/inmates/{inmate}");
    assert_eq!(officer.get(&record).await.status, 404);
    let page = officer.get("/break-glass").await;
    let bare = officer.submit(&page, "/break-glass", &[("number", &number), ("code", "other"), ("reason", "kort")]).await;
    assert_eq!(bare.status, 422, "no reason, no record");
    assert_eq!(officer.get(&record).await.status, 404);
    let opened = break_glass(&mut officer, &number, "record").await;
    assert_eq!((opened.status, opened.location.as_deref()), (303, Some(record.as_str())), "{}", opened.text());
    let page = officer.get(&record).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("class=\"glass\""), "every page says that it is open");
    assert_eq!(officer.get(&format!("{record}/observations")).await.status, 200, "the record itself");
    assert_eq!(officer.get(&format!("{record}/health")).await.status, 403, "never across the wall");
    for (role, where_to) in [(Role::Governor, "/reviews"), (Role::DutyOfficer, "/reviews")] {
        let mut told = at(&house, role, prison).await;
        assert!(told.get("/notices").await.text().contains(where_to), "{role} is told");
    }
    let under: i64 = sqlx::query_scalar("select count(*) from audit.entry where inmate_id = $1 and action = 'look' and grant_id is not null")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert!(under >= 2, "what is looked at under the grant says so");
    house.clock.advance(TimeDelta::minutes(30));
    let mut earlier = officer.clone();
    let end = earlier.get("/").await;
    assert_eq!(earlier.submit(&end, "/break-glass/end", &[]).await.status, 303);
    assert_eq!(earlier.get(&record).await.status, 404, "given back");
    house.clock.advance(TimeDelta::minutes(-30));
    break_glass(&mut officer, &number, "identity").await;
    assert_eq!(officer.get(&record).await.status, 200);
    assert_ne!(officer.get(&format!("{record}/observations")).await.status, 200, "who and where, and not the record");
    sqlx::query("update access.session set idle = interval '12 hours', confirmed_at = confirmed_at").execute(&mut house.admin().await).await.unwrap();
    house.clock.advance(TimeDelta::minutes(241));
    assert_eq!(officer.get(&record).await.status, 404, "after four hours it is over");
}

/// An answer without what was typed, the token and the request.
fn bare(page: &Page, number: &str) -> String {
    let id = page.headers.get("x-request-id").unwrap().to_str().unwrap();
    let text = page.text().replace(id, "ID").replace(number, "NUMBER");
    // Keys of forms that act once are new on every page.
    let mut out = String::new();
    for part in text.split("name=\"once\" value=\"") {
        out += part.get(36..).filter(|_| !out.is_empty()).unwrap_or(part);
    }
    out
}

#[tokio::test]
async fn unknown_and_forbidden_numbers_look_the_same() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let (relative, number, _) = somebody(&house, &username, false).await;
    sqlx::query("insert into access.conflict_of_interest (account_id, inmate_id, relation, declared_by, declared_at) select id, $2, 'family', id, now() from access.account where username = $1")
        .bind(&username)
        .bind(relative)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let mut officer = house.as_user(&username).await;
    let nobody = break_glass(&mut officer, "1999-00000", "identity").await;
    let family = break_glass(&mut officer, &number, "identity").await;
    assert_eq!((nobody.status, family.status), (422, 422));
    assert_eq!(bare(&nobody, "1999-00000"), bare(&family, &number), "nobody learns that there is such a person");
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where class = 'break_glass' and action = 'search'").await, 2, "every try is in the trail");
    assert_eq!(house.ask::<i64>("select count(*) from access.person_grant where kind = 'break_glass'").await, 0);
    for role in [Role::Nurse, Role::Teacher, Role::Finance, Role::System, Role::Transfers] {
        let mut browser = house.as_role(role).await;
        assert_eq!(browser.get("/break-glass").await.status, 403, "{role}");
    }
    // Nor by the database, whatever a page asks: the health login has no such function.
    let nurse = house.as_role(Role::Nurse).await;
    let mut connection = crate::access::inside(&house, &nurse, Side::Health).await;
    let asked = sqlx::query("select access.break_glass(gen_random_uuid(), $1, null, 'record', 'other', 'en lang nok forklaring her', gen_random_uuid())")
        .bind(&number)
        .execute(&mut connection)
        .await;
    assert!(asked.is_err());
}

#[tokio::test]
async fn a_use_is_reviewed_once_by_somebody_else() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let (inmate, number, prison) = somebody(&house, &username, true).await;
    let mut duty = house.as_user(&username).await;
    assert_eq!(break_glass(&mut duty, &number, "record").await.status, 303);
    duty.get(&format!("/inmates/{inmate}")).await;
    let grant: Uuid = house.ask("select id from access.person_grant where kind = 'break_glass'").await;
    let review = format!("/reviews/{grant}");
    let own = duty.get(&review).await;
    assert_eq!(own.status, 200);
    assert!(own.form(&review).is_none(), "nobody judges themselves");
    let token = own.value("input[name=csrf]").unwrap();
    duty.post(&review, &[("csrf", &token), ("verdict", "justified"), ("reason", "Selvfølgelig.")]).await;
    let mut governor = at(&house, Role::Governor, prison).await;
    let queue = governor.get("/reviews").await;
    assert!(queue.text().contains(WHY) && queue.links().contains(&review), "it waits");
    let page = governor.get(&review).await;
    assert!(page.text().contains("Personopplysninger: så (1)"), "what was looked at is counted: {}", page.text());
    assert_eq!(governor.submit(&page, &review, &[("verdict", "misuse"), ("reason", "Nei.")]).await.status, 422, "blame asks for words");
    let done = governor.submit(&page, &review, &[("verdict", "misuse"), ("reason", "Ingen grunn til å åpne saken etter vaktens slutt.")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let again = governor.submit(&page, &review, &[("verdict", "justified"), ("reason", "Ombestemte meg helt.")]).await;
    assert_eq!(again.location.as_deref(), Some(review.as_str()));
    assert_eq!(house.ask::<String>("select verdict from access.person_grant where kind = 'break_glass'").await, "misuse");
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where action = 'decide' and class = 'reviews'").await, 1);
    assert!(duty.get("/notices").await.text().contains("Åpningen din er gjennomgått"));
    let mut auditor = house.as_role(Role::Auditor).await;
    assert!(auditor.get("/audit/break-glass?show=misuse").await.text().contains(WHY), "and the inspectorate sees it");
    // At another prison there is no such use.
    let elsewhere: Uuid = sqlx::query_scalar(
        "select id from estate.prison p where id <> $1 and exists (select from access.assignment x where p.id = any(x.prisons) and x.role = 'GOV') limit 1",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(at(&house, Role::Governor, elsewhere).await.get(&review).await.status, 404);
}

#[tokio::test]
async fn protection_is_proposed_by_one_and_decided_by_another_who_then_sees_nobody() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let (inmate, number, prison) = somebody(&house, &username, true).await;
    let (mut duty, mut governor) = (house.as_user(&username).await, at(&house, Role::Governor, prison).await);
    let path = format!("/inmates/{inmate}/protection");
    let page = duty.get(&path).await;
    assert_eq!(duty.submit(&page, &path, &[]).await.status, 422);
    let fields = [("kind", "witness"), ("reason", "Vitner mot medinnsatte i ny sak."), ("until", "2027-01-31")];
    assert_eq!(duty.submit(&page, &path, &fields).await.status, 303);
    let id: Uuid = sqlx::query_scalar("select id from access.protection where inmate_id = $1 and decided_by is null")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let decide = format!("{path}/{id}/decide");
    let token = duty.token().await;
    assert_ne!(duty.post(&decide, &[("csrf", &token), ("decision", "grant")]).await.status, 200, "who proposed does not decide");
    let page = governor.get(&path).await;
    let decided = governor.submit(&page, &decide, &[("decision", "grant")]).await;
    assert_eq!((decided.status, decided.location.as_deref()), (303, Some("/protected")), "{}", decided.text());
    let list = governor.follow(&decided).await;
    assert_eq!(list.status, 200);
    assert!(list.text().contains("Skjermet person 1") && !list.text().contains(&number) && !list.text().contains("Vitner mot"), "a place without a person");
    for browser in [&mut duty, &mut governor] {
        assert_eq!(browser.get(&format!("/inmates/{inmate}")).await.status, 404, "absent for whoever is not cleared");
    }
    // The glass is the way in an emergency; whoever is in may lift it, if a governor.
    assert_eq!(break_glass(&mut governor, &number, "record").await.status, 303);
    let page = governor.get(&path).await;
    let lift = format!("{path}/{id}/lift");
    assert_eq!(governor.submit(&page, &lift, &[("reason", "Saken er avsluttet, ingen fare lenger.")]).await.status, 303);
    assert_eq!(duty.get(&format!("/inmates/{inmate}")).await.status, 200, "there again");
}

#[tokio::test]
async fn protection_ends_by_itself_at_night() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let (inmate, _, prison) = somebody(&house, &username, true).await;
    let mut admin = house.admin().await;
    sqlx::query("insert into access.protection (id, inmate_id, prison_id, kind, during, reason, proposed_by, decided_by, decided_at, outcome)
                 select gen_random_uuid(), $1, $2, 'high_profile', tstzrange('2026-11-01', '2026-11-24'), 'Mye omtalt sak', gen_random_uuid(), gen_random_uuid(), '2026-11-01', 'granted'")
        .bind(inmate)
        .bind(prison)
        .execute(&mut admin)
        .await
        .unwrap();
    for (now, protected) in [("2026-11-23", true), ("2026-11-25", false)] {
        sqlx::query("select access.refresh_protection($1::timestamptz)")
            .bind(chrono::DateTime::parse_from_rfc3339(&format!("{now}T03:00:00Z")).unwrap())
            .execute(&mut admin)
            .await
            .unwrap();
        let is: bool = sqlx::query_scalar("select protected from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
        assert_eq!(is, protected, "{now}");
    }
}

#[tokio::test]
async fn a_closed_record_opens_by_number_birth_date_and_reason() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let (inmate, number, birth): (Uuid, String, chrono::NaiveDate) = sqlx::query_as(
        "select id, number, birth_date from inmates.inmate where prison_id is null and not protected and birth_date is not null order by id limit 1",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let mut manager = house.as_role(Role::CaseManager).await;
    let record = format!("/inmates/{inmate}");
    assert_eq!(manager.get(&record).await.status, 404);
    let page = manager.get("/closed-records").await;
    let reason = ("reason", "Ny dom, skal inn til soning på mandag.");
    let birth = birth.to_string();
    for (case, fields) in [
        ("without birth date", [("number", number.as_str()), ("birth", ""), reason]),
        ("wrong number", [("number", "1999-00000"), ("birth", birth.as_str()), reason]),
    ] {
        let answer = manager.submit(&page, "/closed-records", &fields).await;
        assert_eq!(answer.status, 422, "{case}");
        assert!(answer.text().contains("Ingen lukket sak kunne åpnes"), "{case}");
    }
    let opened = manager.submit(&page, "/closed-records", &[("number", number.as_str()), ("birth", birth.as_str()), reason]).await;
    assert_eq!((opened.status, opened.location.as_deref()), (303, Some(record.as_str())), "{}", opened.text());
    assert_eq!(manager.get(&record).await.status, 200);
    assert_eq!(house.as_role(Role::CaseManager).await.get(&record).await.status, 200, "for the account, on any machine");
    assert_eq!(house.as_role(Role::Governor).await.get(&record).await.status, 404, "and for nobody else");
}

#[tokio::test]
async fn a_right_that_came_with_a_prison_ends_with_it() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let (inmate, grant): (Uuid, Uuid) = sqlx::query_as(
        "select g.inmate_id, g.id from access.person_grant g join inmates.inmate i on i.id = g.inmate_id and i.prison_id = g.prison_id
          where g.kind = 'assigned' and g.ended_at is null and (upper_inf(g.during) or upper(g.during) > now()) order by g.id limit 1",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    sqlx::query("select inmates.set_prison($1, (select id from estate.prison where id <> (select prison_id from inmates.inmate where id = $1) limit 1))")
        .bind(inmate)
        .execute(&mut admin)
        .await
        .unwrap();
    let ended: bool = sqlx::query_scalar("select ended_at is not null from access.person_grant where id = $1").bind(grant).fetch_one(&mut admin).await.unwrap();
    assert!(ended);
}
