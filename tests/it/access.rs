//! The matrix asked of the application and of the database: they must agree. And the wall, attacked from both sides.

use std::collections::{BTreeMap, BTreeSet};

use overgang::access::matrix::{self, Reach};
use overgang::access::{Act, Class, Role};
use overgang::platform::crypto::token;
use overgang::platform::db::{Logins, Side};
use sqlx::{Connection, PgConnection, Row};
use uuid::Uuid;

use crate::support::{Browser, House, world_time};

/// A connection as the role's login, opened by the door as a request is.
pub async fn inside(house: &House, browser: &Browser, side: Side) -> PgConnection {
    let logins = Logins::from_admin(house.url()).unwrap();
    let mut connection = PgConnection::connect(if side == Side::Health { &logins.health } else { &logins.custody }).await.unwrap();
    sqlx::query("begin").execute(&mut connection).await.unwrap();
    let cookie = browser.session_cookie().unwrap();
    let hash = token::sha256(cookie.split_once('.').unwrap().1);
    let rows = sqlx::query("select o.role, set_config('role', o.db_group, true) from access.open_request($1, $2) o")
        .bind(&hash[..])
        .bind(world_time())
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1, "the door knows the session");
    connection
}

/// Ids that a query shows; a refusal by the database shows none.
async fn shown(connection: &mut PgConnection, sql: &'static str) -> BTreeSet<Uuid> {
    sqlx::query("savepoint s").execute(&mut *connection).await.unwrap();
    match sqlx::query_scalar::<_, Uuid>(sql).fetch_all(&mut *connection).await {
        Ok(ids) => ids.into_iter().collect(),
        Err(e) => {
            assert_eq!(e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned())).as_deref(), Some("42501"), "{e}");
            sqlx::query("rollback to s").execute(&mut *connection).await.unwrap();
            BTreeSet::new()
        }
    }
}

/// Class, what shows its rows, and whether the need-to-know extract is made of the same rows.
const TABLES: &[(Class, &str, bool)] = &[
    (Class::Person, "select id from inmates.inmate", true),
    (Class::Alerts, "select distinct inmate_id from inmates.alert", true),
    (Class::Movements, "select distinct inmate_id from custody.movement", false),
    (Class::Observations, "select distinct inmate_id from custody.observation", false),
    (Class::Sentence, "select distinct inmate_id from sentences.legal_basis", false),
];

#[tokio::test]
async fn application_and_database_agree() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    // One protected person in every prison, so that both must leave somebody out.
    sqlx::query("update inmates.inmate set protected = true where id in (select distinct on (prison_id) inmate_id from custody.in_custody order by prison_id, inmate_id)")
        .execute(&mut admin)
        .await
        .unwrap();
    for &role in Role::ALL {
        let browser = house.as_role(role).await;
        let mut connection = inside(&house, &browser, role.side()).await;
        let mut reach: BTreeMap<Uuid, Reach> = BTreeMap::new();
        // How near the reader is to everybody, protected ones aside, as the banner asks it.
        sqlx::query("savepoint reach").execute(&mut connection).await.unwrap();
        if role != Role::System {
            let rows = sqlx::query(
                "select i.id, i.id = any(access.assigned()) as assigned,
                        (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.deep_persons())) as deep,
                        (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.write_persons())) as writable
                   from inmates.inmate i",
            )
            .fetch_all(&mut connection)
            .await
            .unwrap();
            for r in rows {
                reach.insert(r.get("id"), Reach { assigned: r.get("assigned"), deep: r.get("deep"), writable: r.get("writable") });
            }
        }
        for &(class, sql, with_extract) in TABLES {
            let everybody: BTreeSet<Uuid> = sqlx::query_scalar::<_, Uuid>(sql).fetch_all(&mut admin).await.unwrap().into_iter().collect();
            let by_database = shown(&mut connection, sql).await;
            let by_application: BTreeSet<Uuid> = reach
                .iter()
                .filter(|(id, reach)| {
                    everybody.contains(id)
                        && (matrix::decide(role, class, Act::Read, **reach) || (with_extract && matrix::decide(role, class, Act::Extract, **reach)))
                })
                .map(|(id, _)| *id)
                .collect();
            // A region sees alerts in extract by its own columns; the rows are the same.
            assert_eq!(
                by_database.len(),
                by_application.len(),
                "{role} {class:?}: the database shows {} persons, the application allows {}",
                by_database.len(),
                by_application.len()
            );
            assert_eq!(by_database, by_application, "{role} {class:?}");
        }
    }
}

#[tokio::test]
async fn nobody_reads_anything_without_the_door() {
    let house = House::open().await;
    let logins = Logins::from_admin(house.url()).unwrap();
    for (url, group) in [(&logins.custody, "og_custody"), (&logins.custody, "og_case"), (&logins.health, "og_health")] {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::query("begin").execute(&mut connection).await.unwrap();
        assert!(shown(&mut connection, "select id from inmates.inmate").await.is_empty(), "the login alone");
        sqlx::query(sqlx::AssertSqlSafe(format!("set local role {group}"))).execute(&mut connection).await.unwrap();
        assert!(shown(&mut connection, "select id from inmates.inmate").await.is_empty(), "{group} without a session");
        assert!(shown(&mut connection, "select id from access.session").await.is_empty());
    }
}

#[tokio::test]
async fn the_wall_between_custody_and_health() {
    let house = House::open().await;
    let logins = Logins::from_admin(house.url()).unwrap();
    let code =
        |r: Result<sqlx::postgres::PgQueryResult, sqlx::Error>| r.err().and_then(|e| e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned())));
    let mut custody = PgConnection::connect(&logins.custody).await.unwrap();
    assert_eq!(code(sqlx::query("set role og_health").execute(&mut custody).await).as_deref(), Some("42501"), "custody cannot become health");
    let mut health = PgConnection::connect(&logins.health).await.unwrap();
    for group in ["og_custody", "og_case", "og_auditor", "og_system"] {
        let asked = sqlx::query(sqlx::AssertSqlSafe(format!("set role {group}"))).execute(&mut health).await;
        assert_eq!(code(asked).as_deref(), Some("42501"), "health cannot become {group}");
    }
    for role in [Role::Officer, Role::Governor, Role::CaseManager, Role::Auditor, Role::System] {
        let browser = house.as_role(role).await;
        let mut connection = inside(&house, &browser, Side::Custody).await;
        for table in ["health.note", "health.shared", "health.person_key"] {
            sqlx::query("savepoint t").execute(&mut connection).await.unwrap();
            let asked = sqlx::query(sqlx::AssertSqlSafe(format!("select 1 from {table}"))).execute(&mut connection).await;
            assert_eq!(code(asked).as_deref(), Some("42501"), "{role} and {table}: an error, not an empty answer");
            sqlx::query("rollback to t").execute(&mut connection).await.unwrap();
        }
    }
    // A token of one side says nothing to the other side's door.
    let nurse = house.as_role(Role::Nurse).await;
    let hash = token::sha256(nurse.session_cookie().unwrap().split_once('.').unwrap().1);
    let rows = sqlx::query("select session_id from access.open_request($1, $2)").bind(&hash[..]).bind(world_time()).fetch_all(&mut custody).await.unwrap();
    assert!(rows.is_empty());
}

#[tokio::test]
async fn evidence_cannot_be_changed() {
    let house = House::open().await;
    let officer = house.as_role(Role::Officer).await;
    let mut connection = inside(&house, &officer, Side::Custody).await;
    for sql in [
        "update custody.observation set body = 'x'",
        "delete from custody.observation",
        "delete from audit.entry",
        "update audit.entry set actor = null",
        "truncate audit.entry",
        "update inmates.inmate set protected = false",
        "update access.session set expires_at = 'infinity'",
        "update access.assignment set role = 'GOV'",
        "insert into access.assignment (id, account_id, role, prisons, valid, reason, proposed_by, proposed_at) select gen_random_uuid(), access.account(), 'GOV', access.prisons(), tstzrange(now(), null), 'mine', access.account(), now()",
        "insert into audit.entry (at, actor, action, class, request_id, route) values (now(), gen_random_uuid(), 'look', 'person', gen_random_uuid(), 'x')",
    ] {
        sqlx::query("savepoint t").execute(&mut connection).await.unwrap();
        let outcome = sqlx::query(sql).execute(&mut connection).await;
        let refused = match outcome {
            Err(e) => e.as_database_error().is_some_and(|e| e.code().as_deref() == Some("42501")),
            Ok(done) => done.rows_affected() == 0,
        };
        assert!(refused, "an officer's connection did: {sql}");
        sqlx::query("rollback to t").execute(&mut connection).await.unwrap();
    }
    // Not even the administrator by accident: the trigger stands.
    let mut admin = house.admin().await;
    assert!(sqlx::query("delete from audit.entry").execute(&mut admin).await.is_err());
    assert!(sqlx::query("update custody.observation set body = 'x'").execute(&mut admin).await.is_err());
}

/// Who may set an alert is the list's to say, and the database asks it too.
#[tokio::test]
async fn the_database_knows_who_may_set_an_alert() {
    let house = House::open().await;
    for (role, side, kind, may) in [
        (Role::DutyOfficer, Side::Custody, "ESCAPE", true),
        (Role::DutyOfficer, Side::Custody, "EPILEPSY", false),
        (Role::Nurse, Side::Health, "EPILEPSY", true),
        (Role::Nurse, Side::Health, "ESCAPE", false),
    ] {
        let browser = house.as_role(role).await;
        let mut connection = inside(&house, &browser, side).await;
        let outcome = sqlx::query(
            "insert into inmates.alert (id, inmate_id, prison_id, kind, severity, instruction, from_day, recorded_by, recorded_at)
             select gen_random_uuid(), c.inmate_id, c.prison_id, $1, 'high', 'x', platform.today(), access.account(), platform.now()
               from custody.in_custody c where c.prison_id = any(access.prisons()) limit 1",
        )
        .bind(kind)
        .execute(&mut connection)
        .await;
        match outcome {
            Ok(done) => assert!(may && done.rows_affected() == 1, "{role} set {kind}"),
            Err(e) => {
                assert_eq!(e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned())).as_deref(), Some("42501"), "{e}");
                assert!(!may, "{role} may not set {kind}: {e}");
            }
        }
    }
}

#[tokio::test]
async fn a_right_withdrawn_is_gone_at_the_next_click() {
    let house = House::open().await;
    let mut officer = house.as_role(Role::DutyOfficer).await;
    assert_eq!(officer.get("/inmates").await.status, 200);
    let username = house.username(Role::DutyOfficer).await;
    let mut admin = house.admin().await;
    // Ending it as somebody entitled would is shown elsewhere; here it simply has ended.
    sqlx::query("set session_replication_role = replica").execute(&mut admin).await.unwrap();
    sqlx::query("update access.assignment set ended_at = $2, ended_by = account_id where account_id = (select id from access.account where username = $1)")
        .bind(username)
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    assert_eq!(officer.get("/inmates").await.status, 403);
}
