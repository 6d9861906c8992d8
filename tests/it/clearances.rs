//! Health staff cleared for protected patients, on their own side of the wall; what the pharmacy and health see of a roll.

use overgang::access::Role;
use overgang::platform::db::Side;
use uuid::Uuid;

use crate::access::inside;
use crate::support::{Browser, House, Page};

/// Somebody in custody where the account works, made a protected person.
struct Protected {
    inmate: Uuid,
    number: String,
    name: String,
    prison: Uuid,
}

async fn protected(house: &House, username: &str) -> Protected {
    let (inmate, number, name, prison) = sqlx::query_as(
        "update inmates.inmate set protected = true where id = (
           select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons)
             join access.account a on a.id = x.account_id where a.username = $1 and not i.protected order by c.inmate_id desc limit 1)
         returning id, number, family_name, prison_id",
    )
    .bind(username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    Protected { inmate, number, name, prison }
}

/// The assignment by which an account holds a role.
async fn held(house: &House, username: &str) -> String {
    sqlx::query_scalar::<_, Uuid>(
        "select x.id from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 order by x.id limit 1",
    )
    .bind(username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
    .to_string()
}

async fn propose(browser: &mut Browser, number: &str, staff: &str) -> Page {
    let page = browser.get("/admin/health-clearances/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, "/admin/health-clearances/new", &[("number", number), ("staff", staff), ("reason", "Behandler pasienten etter innleggelsen")]).await
}

async fn the_one(house: &House) -> Uuid {
    house.ask("select id from access.person_grant where kind = 'clearance' and role in ('NUR', 'DOC', 'PSY', 'PHA') order by id desc limit 1").await
}

/// Rows of people on a roll, placeholders among them.
fn held_on(page: &Page) -> usize {
    page.all("table tbody tr:not(.gone):not(.group-row)").len()
}

#[tokio::test]
async fn a_nurse_proposes_a_doctor_decides_and_custody_knows_nothing_of_it() {
    let house = House::open().await;
    let (nur, doc) = (house.username(Role::Nurse).await, house.username(Role::Doctor).await);
    let who = protected(&house, &nur).await;
    let (mut nurse, mut doctor) = (house.as_user(&nur).await, house.as_user(&doc).await);
    let record = format!("/inmates/{}", who.inmate);
    assert_eq!(nurse.get(&record).await.status, 404);

    let unknown = propose(&mut nurse, "1999-00001", &held(&house, &nur).await).await;
    assert_eq!(unknown.status, 422);
    assert_eq!(unknown.all("#number-fault").len(), 1);
    let proposed = propose(&mut nurse, &who.number, &held(&house, &nur).await).await;
    assert_eq!((proposed.status, proposed.location.as_deref()), (303, Some("/admin/health-clearances?done=proposed")), "{}", proposed.text());
    assert_eq!(propose(&mut nurse, &who.number, &held(&house, &nur).await).await.status, 422, "once");
    assert_eq!(nurse.get(&record).await.status, 404, "a proposal opens nothing");

    let clearance = format!("/admin/health-clearances/{}", the_one(&house).await);
    let list = nurse.follow(&proposed).await;
    assert!(list.text().contains(&who.number) && !list.text().contains(&who.name), "the number and no name");
    let own = nurse.get(&clearance).await;
    assert_eq!(own.form(&format!("{clearance}/decide")), None, "nurses do not decide");
    assert_eq!(nurse.post_with_token(&format!("{clearance}/decide"), &[("outcome", "granted")]).await.status, 422);
    assert!(doctor.get("/notices").await.text().contains(&clearance), "the doctor is told");
    let page = doctor.get(&clearance).await;
    assert!(page.text().contains(&who.number) && !page.text().contains(&who.name));

    // Custody: no page, no row, no notice.
    for role in [Role::Governor, Role::DutyOfficer, Role::CaseManager, Role::Officer] {
        let mut custody = house.as_role(role).await;
        assert_eq!(custody.get("/admin/health-clearances").await.status, 403, "{role}");
        assert!([403, 404].contains(&custody.get(&clearance.replace("health-clearances", "grants")).await.status), "{role}");
        assert!(!custody.get("/notices").await.text().contains("health-clearances"), "{role}");
        let mut inside = inside(&house, &custody, Side::Custody).await;
        let seen: i64 =
            sqlx::query_scalar("select count(*) from access.person_grant where role in ('NUR', 'DOC', 'PSY', 'PHA')").fetch_one(&mut inside).await.unwrap();
        assert_eq!(seen, 0, "{role}");
    }
    let mut governor = house.as_role(Role::Governor).await;
    let find = governor.get("/admin/grants").await;
    assert!(!find.text().contains(&who.number), "nor among the clearances that wait for the governor");

    let granted = doctor.submit(&page, &format!("{clearance}/decide"), &[("outcome", "granted")]).await;
    assert_eq!(granted.status, 303, "{}", granted.text());
    assert_eq!(nurse.get(&record).await.status, 200, "open at the next click");
    assert!(nurse.get("/inmates").await.text().contains(&who.number));
    assert_eq!(doctor.get(&record).await.status, 404, "who decided is not cleared by it");
    assert!(nurse.get("/notices").await.text().contains("Klarering innvilget"));
    let found = doctor.get("/admin/health-clearances").await;
    let found = doctor.submit(&found, "/admin/health-clearances/find", &[("number", &who.number)]).await;
    assert_eq!(found.status, 200);
    assert!(found.text().contains(&clearance), "found by the exact number");

    let again = doctor.post_with_token(&format!("{clearance}/decide"), &[("outcome", "refused")]).await;
    assert_eq!(again.status, 422, "a decision is final");
    let ended = doctor.post_with_token(&format!("{clearance}/end"), &[]).await;
    assert_eq!(ended.status, 303, "{}", ended.text());
    assert_eq!(nurse.get(&record).await.status, 404, "gone at the next click");
    let entries: i64 =
        sqlx::query_scalar("select count(*) from audit.entry where class = 'health_accounts' and inmate_id = $1 and action in ('grant', 'decide')")
            .bind(who.inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(entries, 3, "proposed, decided, ended");
}

#[tokio::test]
async fn nobody_is_cleared_for_a_relative_or_by_themselves_and_pharmacists_do_not_propose() {
    let house = House::open().await;
    let (nur, doc) = (house.username(Role::Nurse).await, house.username(Role::Doctor).await);
    let who = protected(&house, &nur).await;
    let mut doctor = house.as_user(&doc).await;
    sqlx::query("insert into access.conflict_of_interest (account_id, inmate_id, relation, declared_by, declared_at) select id, $2, 'family', id, now() from access.account where username = $1")
        .bind(&nur)
        .bind(who.inmate)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let refused = propose(&mut doctor, &who.number, &held(&house, &nur).await).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.all("#staff-fault").len(), 1);
    let mut relative = house.as_user(&nur).await;
    let unknown = propose(&mut relative, &who.number, &held(&house, &doc).await).await;
    assert_eq!(unknown.status, 422, "nor is a relative asked about");
    assert_eq!(unknown.all("#number-fault").len(), 1);
    assert_eq!(propose(&mut doctor, &who.number, &held(&house, &doc).await).await.status, 303, "a doctor may propose for oneself");
    let clearance = format!("/admin/health-clearances/{}", the_one(&house).await);
    assert_eq!(relative.get(&clearance).await.status, 404);
    assert_eq!(doctor.get(&clearance).await.form(&format!("{clearance}/decide")), None);
    let own = doctor.post_with_token(&format!("{clearance}/decide"), &[("outcome", "granted")]).await;
    assert_eq!(own.status, 422, "but another decides");
    // And the database would not have it either.
    let mut behind = inside(&house, &doctor, Side::Health).await;
    let forced = sqlx::query("update access.person_grant set given_by = access.account(), given_at = platform.now(), outcome = 'granted' where kind = 'clearance' and outcome is null")
        .execute(&mut behind)
        .await;
    assert!(forced.is_err(), "four eyes");
    for role in [Role::Pharmacy, Role::Governor, Role::System, Role::Auditor] {
        assert_eq!(house.as_role(role).await.get("/admin/health-clearances").await.status, 403, "{role}");
    }
}

#[tokio::test]
async fn where_one_doctor_serves_a_prison_another_who_serves_several_decides() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let doc = house.username(Role::Doctor).await;
    let who = protected(&house, &doc).await;
    // Ending them as somebody entitled would is shown elsewhere; here they simply have ended.
    sqlx::query("set session_replication_role = replica").execute(&mut admin).await.unwrap();
    sqlx::query("update access.assignment x set ended_at = now(), ended_by = x.account_id from access.account a where a.id = x.account_id and x.role = 'DOC' and $1 = any(x.prisons) and a.username <> $2")
        .bind(who.prison)
        .bind(&doc)
        .execute(&mut admin)
        .await
        .unwrap();
    let mut doctor = house.as_user(&doc).await;
    assert_eq!(propose(&mut doctor, &who.number, &held(&house, &doc).await).await.status, 303);
    let clearance = format!("/admin/health-clearances/{}", the_one(&house).await);
    assert!(doctor.get(&clearance).await.text().contains("Ingen kan avgjøre dette nå"), "it is said that nobody can decide");

    let elsewhere: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'DOC' and x.ended_at is null and not ($1 = any(x.prisons)) order by 1 limit 1",
    )
    .bind(who.prison)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let mut other = house.as_user(&elsewhere).await;
    assert_eq!(other.get(&clearance).await.status, 404, "another prison's");
    sqlx::query(
        "insert into access.assignment (id, account_id, role, prisons, valid, reason, proposed_by, proposed_at, decided_by, decided_at, outcome)
         select gen_random_uuid(), a.id, 'DOC', array[$2]::uuid[], tstzrange('2026-11-01', null), 'Betjener også dette fengselet', gen_random_uuid(), '2026-11-20', gen_random_uuid(), '2026-11-20', 'granted' from access.account a where a.username = $1",
    )
    .bind(&elsewhere)
    .bind(who.prison)
    .execute(&mut admin)
    .await
    .unwrap();
    let page = other.get(&clearance).await;
    assert_eq!(page.status, 200, "whichever of the two roles is worn");
    assert!(page.text().contains(&who.number) && !page.text().contains(&who.name));
    assert!(!doctor.get(&clearance).await.text().contains("Ingen kan avgjøre dette nå"));
    let granted = other.submit(&page, &format!("{clearance}/decide"), &[("outcome", "granted")]).await;
    assert_eq!(granted.status, 303, "{}", granted.text());
    assert_eq!(doctor.get(&format!("/inmates/{}", who.inmate)).await.status, 200);
}

#[tokio::test]
async fn a_glass_broken_on_one_side_opens_nothing_on_the_other() {
    let house = House::open().await;
    let off = house.username(Role::Officer).await;
    let who = protected(&house, &off).await;
    sqlx::query(
        "insert into access.assignment (id, account_id, role, prisons, valid, reason, proposed_by, proposed_at, decided_by, decided_at, outcome)
         select gen_random_uuid(), a.id, 'NUR', array[$2]::uuid[], tstzrange('2026-11-01', null), 'Også sykepleier', gen_random_uuid(), '2026-11-20', gen_random_uuid(), '2026-11-20', 'granted' from access.account a where a.username = $1",
    )
    .bind(&off)
    .bind(who.prison)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut both = house.as_user(&off).await;
    let page = both.get("/break-glass").await;
    let fields =
        [("number", who.number.as_str()), ("depth", "record"), ("code", "life_and_health"), ("reason", "Funnet bevisstløs i bårerommet, må vite hvem.")];
    assert_eq!(both.submit(&page, "/break-glass", &fields).await.status, 303);
    let record = format!("/inmates/{}", who.inmate);
    assert_eq!(both.get(&record).await.status, 200);
    let nurse: Uuid = house.ask("select x.id from access.assignment x where x.reason = 'Også sykepleier'").await;
    let home = both.get("/").await;
    let switched = both.submit(&home, "/hat", &[("hat", &nurse.to_string())]).await;
    assert_eq!(switched.status, 303, "{}", switched.text());
    assert_eq!(both.get("/inmates").await.status, 200);
    assert_eq!(both.get(&record).await.status, 404, "the wall stands");
}

#[tokio::test]
async fn a_roll_adds_up_for_health_and_the_pharmacy_sees_cells() {
    let house = House::open().await;
    let nur = house.username(Role::Nurse).await;
    let who = protected(&house, &nur).await;
    let all: i64 =
        sqlx::query_scalar("select count(*) from custody.in_custody where prison_id = $1").bind(who.prison).fetch_one(&mut house.admin().await).await.unwrap();
    for role in [Role::Nurse, Role::Doctor, Role::Psychologist, Role::Pharmacy] {
        let mut browser = house.as_role(role).await;
        let roll = browser.get("/inmates").await;
        assert_eq!(held_on(&roll), all as usize, "{role}");
        assert!(!roll.text().contains(&who.number), "{role}");
    }
    let (inmate, cell): (Uuid, String) = sqlx::query_as(
        "select w.inmate_id, c.code from custody.in_custody w join estate.cell c on c.id = w.cell_id join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and not i.protected order by 1 limit 1",
    )
    .bind(who.prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let mut pharmacy = house.as_role(Role::Pharmacy).await;
    let page = pharmacy.get(&format!("/inmates/{inmate}")).await;
    assert_eq!(page.status, 200);
    assert!(page.all(".banner-ids dd").iter().any(|d| d.contains(&cell)), "the cell: {:?}", page.all(".banner-ids dd"));
    assert!(!page.text().contains("Varetekt") && !page.text().contains("Dom</"), "and not why the person is held");
    assert_eq!(pharmacy.get(&format!("/inmates/{inmate}/movements")).await.status, 403, "no movement itself");
    let mut inside = inside(&house, &pharmacy, Side::Health).await;
    let moves: i64 = sqlx::query_scalar("select count(*) from custody.movement").fetch_one(&mut inside).await.unwrap();
    assert_eq!(moves, 0);
}
