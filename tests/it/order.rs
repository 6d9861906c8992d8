//! Control and incidents: rounds, searches, what was seized, tests; incidents from the report to the end, force, the duty to report.

use overgang::access::Role;
use overgang::platform::db::Side;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// Somebody in custody at the prison of a role's account, in a unit on the roster when the role has one.
struct Somebody {
    id: Uuid,
    number: String,
    prison: Uuid,
    unit: Uuid,
}

async fn somebody(house: &House, username: &str, sex: &str) -> Somebody {
    let (id, number, prison, unit) = sqlx::query_as(
        "select c.inmate_id, i.number, c.prison_id, c.unit_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
          where not i.protected and ($2 = '' or i.sex = $2) and not exists (select from inmates.alert a where a.inmate_id = i.id and a.kind = 'GENDER_STAFF')
            and c.prison_id = any((select x.prisons from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1)::uuid[])
          order by not coalesce(c.unit_id = any(access.rostered_units((select id from access.account where username = $1), $3)), false), c.inmate_id limit 1",
    )
    .bind(username)
    .bind(sex)
    .bind(world_time())
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    Somebody { id, number, prison, unit }
}

/// The account of a role at a prison.
async fn account(house: &House, role: Role, prison: Uuid) -> (Uuid, String) {
    sqlx::query_as(
        "select a.id, a.username from access.account a join access.assignment x on x.account_id = a.id
          where x.role = $1 and $2 = any(x.prisons) and x.outcome = 'granted' and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1)
          order by not a.demonstration, a.username limit 1",
    )
    .bind(role.code())
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

async fn id_of(house: &House, username: &str) -> Uuid {
    sqlx::query_scalar("select id from access.account where username = $1").bind(username).fetch_one(&mut house.admin().await).await.unwrap()
}

/// Two colleagues at the prison besides each other.
async fn officers(house: &House, prison: Uuid) -> Vec<Uuid> {
    sqlx::query_scalar("select distinct x.account_id from access.assignment x where x.role in ('OFF', 'CON', 'DUT', 'GOV') and $1 = any(x.prisons) and x.outcome = 'granted' order by 1 limit 5")
        .bind(prison)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

/// Sends the page's form with some fields replaced; several of one name are sent as often as they are given.
async fn send(browser: &mut Browser, page: &Page, action: &str, over: &[(&str, &str)]) -> Page {
    let mut fields = page.form(action).unwrap_or_else(|| panic!("{} has no form to {action}: {}", page.path, page.text()));
    fields.retain(|(name, _)| !over.iter().any(|(o, _)| o == name));
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    all.extend_from_slice(over);
    browser.post(action, &all).await
}

const ACCOUNT: &str = "Slagsmål i luftegården. To betjenter gikk imellom og skilte dem.";

/// Reports an incident about somebody; answers with its address.
async fn report(browser: &mut Browser, who: &Somebody, kind: &str, then: &str, more: &[(&str, &str)]) -> String {
    let page = browser.get("/incidents/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut over = vec![
        ("kind", kind),
        ("place", "Luftegården"),
        ("unit", ""),
        ("description", ACCOUNT),
        ("who", who.number.as_str()),
        ("role", "victim"),
        ("injury", "none"),
        ("then", then),
    ];
    let unit = who.unit.to_string();
    over[2].1 = &unit;
    for (name, value) in more {
        over.retain(|(n, _)| n != name);
        over.push((name, value));
    }
    let done = send(browser, &page, "/incidents", &over).await;
    assert_eq!(done.status, 303, "{}", done.text());
    done.location.unwrap()
}

async fn step(browser: &mut Browser, incident: &str, step: &str, over: &[(&str, &str)]) -> Page {
    let path = format!("{incident}/step/{step}");
    let page = browser.get(&path).await;
    if page.status != 200 {
        return page;
    }
    send(browser, &page, &path, over).await
}

async fn sql(house: &House, text: String) -> Result<(), String> {
    let done = sqlx::query(sqlx::AssertSqlSafe(text)).execute(&mut house.admin().await).await;
    done.map(|_| ()).map_err(|e| e.as_database_error().and_then(|d| d.constraint()).map_or_else(|| e.to_string(), str::to_owned))
}

#[tokio::test]
async fn an_incident_goes_from_draft_to_closed_and_opens_again() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "").await;
    let (duty_id, duty_name) = account(&house, Role::DutyOfficer, who.prison).await;
    let (mut officer, mut duty) = (house.as_user(&username).await, house.as_user(&duty_name).await);
    let incident = report(&mut officer, &who, "VIOL_PRIS", "draft", &[]).await;
    let edit = format!("{incident}/edit");
    let page = officer.get(&edit).await;
    let bad = send(&mut officer, &page, &edit, &[("description", ""), ("measures", "Skilt fra hverandre.")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text().contains("Skilt fra hverandre."), "what was typed is kept");
    assert_eq!(send(&mut officer, &page, &edit, &[("measures", "Lagt inn på hver sin celle.")]).await.status, 303);
    let stale = send(&mut officer, &page, &edit, &[("measures", "Noe annet.")]).await;
    assert_eq!(stale.status, 409, "changed in another window");
    assert!(stale.text().contains("Noe annet."));
    // Handed in: an owner and a day, and the account stands.
    let bare = step(&mut officer, &incident, "submit", &[("owner", ""), ("due", "")]).await;
    assert_eq!(bare.status, 422, "no open incident without an owner and a day");
    let owner = duty_id.to_string();
    let sent = step(&mut officer, &incident, "submit", &[("owner", &owner), ("due", "2026-11-27")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_ne!(officer.get(&edit).await.status, 200, "no more rewriting");
    let locked = sql(&house, "update custody.incident set description = 'Noe helt annet.'".into()).await;
    assert_eq!(locked, Err("account_stands".into()), "nor by the database");
    assert!(duty.get("/notices").await.text().contains("En hendelse er din å følge opp"));
    // The author does not review; an addendum is how the account grows.
    assert_ne!(step(&mut officer, &incident, "review", &[]).await.status, 200);
    let shown = officer.get(&incident).await;
    let add = format!("{incident}/addenda");
    assert_eq!(send(&mut officer, &shown, &add, &[("body", "x")]).await.status, 422);
    assert_eq!(send(&mut officer, &shown, &add, &[("body", "Begge har forklart seg for vaktleder.")]).await.status, 303);
    // Sent back, handed in again with a comment, reviewed, closed.
    let back = step(&mut duty, &incident, "return", &[("note", "Skriv hvem som var vitner til det.")]).await;
    assert_eq!(back.status, 303, "{}", back.text());
    assert!(officer.get("/notices").await.text().contains("sendt tilbake til deg"));
    assert_eq!(step(&mut officer, &incident, "submit", &[("note", ""), ("owner", &owner), ("due", "2026-11-27")]).await.status, 422, "with a comment");
    assert_eq!(step(&mut officer, &incident, "submit", &[("note", "Vitner er ført opp."), ("owner", &owner), ("due", "2026-11-27")]).await.status, 303);
    assert_eq!(step(&mut duty, &incident, "review", &[("note", "Riktig håndtert av begge betjentene.")]).await.status, 303);
    assert_eq!(step(&mut duty, &incident, "close", &[("note", "Samtale holdt, ingen flere tiltak.")]).await.status, 303);
    let closed = duty.get("/incidents?list=closed").await;
    assert!(closed.links().contains(&incident), "on the list of the closed ones");
    assert_ne!(step(&mut officer, &incident, "reopen", &[("note", "Nye opplysninger er kommet.")]).await.status, 200);
    assert_eq!(step(&mut duty, &incident, "reopen", &[("note", "Kort.")]).await.status, 422, "with a reason");
    assert_eq!(step(&mut duty, &incident, "reopen", &[("note", "Nye opplysninger fra politiet.")]).await.status, 303);
    assert_eq!(house.ask::<String>("select state from custody.incident").await, "submitted");
    assert!(house.ask::<bool>("select reviewed_by is null and closed_by is null from custody.incident").await, "to be reviewed anew");
    let page = duty.get(&incident).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("2026/0001") && page.text().contains("Åpnet igjen") && page.text().contains("Begge har forklart seg"));
    assert_eq!(duty.get(&format!("{incident}/print")).await.status, 200);
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where action = 'print' and class = 'incidents'").await, 1);
    assert_eq!(officer.get(&format!("/inmates/{}/incidents", who.id)).await.all("tbody tr").len(), 1);
}

#[tokio::test]
async fn the_database_keeps_an_owner_a_day_and_another_reviewer() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let who = somebody(&house, &username, "").await;
    let mut duty = house.as_user(&username).await;
    let incident = report(&mut duty, &who, "DISTURB", "submit", &[]).await;
    let review = format!("{incident}/step/review");
    assert_eq!(duty.get(&review).await.location.as_deref(), Some(incident.as_str()), "nobody reviews their own report");
    let token = duty.token().await;
    duty.post(&review, &[("csrf", &token), ("note", "Alt i orden her."), ("version", "1")]).await;
    assert_eq!(house.ask::<String>("select state from custody.incident").await, "submitted");
    for (text, constraint) in [
        ("update custody.incident set owner = null", "open_has_owner_and_due"),
        ("update custody.incident set due_on = null", "open_has_owner_and_due"),
        ("update custody.incident set state = 'reviewed', reviewed_by = reported_by, reviewed_at = now()", "reviewed_by_another"),
        ("update custody.incident set state = 'closed', closed_by = reported_by, closed_at = now()", "incident_way"),
        ("update custody.incident set kind = 'DEATH'", "death_is_reported"),
    ] {
        assert_eq!(sql(&house, text.into()).await, Err(constraint.into()), "{text}");
    }
    // Numbers go on by prison and year.
    report(&mut duty, &who, "DISTURB", "submit", &[]).await;
    assert_eq!(house.ask::<i32>("select max(number) from custody.incident").await, 2);
    // In another's name: the database knows who is acting.
    let mut inside = crate::access::inside(&house, &duty, Side::Custody).await;
    let forged = sqlx::query("update custody.incident set state = 'reviewed', reviewed_at = now(), reviewed_by = (select id from access.account where id <> access.account() limit 1) where number = 2")
        .execute(&mut inside)
        .await;
    assert!(forged.is_err());
}

#[tokio::test]
async fn the_duty_to_report_is_raised_at_once_and_settled_before_the_end() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "").await;
    let (_, duty_name) = account(&house, Role::DutyOfficer, who.prison).await;
    let (_, governor_name) = account(&house, Role::Governor, who.prison).await;
    let (mut officer, mut duty, mut governor) = (house.as_user(&username).await, house.as_user(&duty_name).await, house.as_user(&governor_name).await);
    let incident = report(&mut officer, &who, "VIOL_PRIS", "submit", &[("injury", "serious"), ("allegation", "yes")]).await;
    for browser in [&mut duty, &mut governor] {
        assert!(browser.get("/notices").await.text().contains("Varslingsplikt er utløst"), "told at once");
    }
    let page = duty.get(&incident).await;
    assert!(page.text().contains("Mandela 71.2") && page.text().contains("alvorlig skade, påstand om mishandling"), "{}", page.text());
    assert_eq!(step(&mut duty, &incident, "review", &[("note", "Gjennomgått, varsling pågår.")]).await.status, 303);
    let early = step(&mut duty, &incident, "close", &[("note", "Fulgt opp og avsluttet.")]).await;
    assert_eq!(early.status, 422);
    assert!(early.text().contains("kan ikke lukkes før hvert punkt") && early.text().contains("Fulgt opp og avsluttet."), "{}", early.text());
    let by_hand = sql(&house, "update custody.incident set state = 'closed', closed_by = reviewed_by, closed_at = now()".into()).await;
    assert_eq!(by_hand, Err("duty_unsettled".into()));
    let items: Vec<String> = sqlx::query_scalar("select item from custody.incident_duty order by item").fetch_all(&mut house.admin().await).await.unwrap();
    assert!(items.len() >= 10 && items.contains(&"examination".to_owned()));
    for (i, item) in items.iter().enumerate() {
        let path = format!("{incident}/duty/{item}");
        let page = duty.get(&path).await;
        assert_eq!(page.status, 200, "{item}");
        if i == 0 {
            assert_eq!(send(&mut duty, &page, &path, &[("how", "left"), ("left_reason", "Nei")]).await.status, 422, "a reason");
            assert_eq!(send(&mut duty, &page, &path, &[("how", "left"), ("left_reason", "Personen har motsatt seg det.")]).await.status, 303);
        } else {
            assert_eq!(send(&mut duty, &page, &path, &[("how", "done"), ("told", "Vakthavende")]).await.status, 303, "{item}");
        }
    }
    assert!(sql(&house, "update custody.incident_duty set told = 'En annen'".into()).await.is_err(), "settled once");
    assert_eq!(step(&mut duty, &incident, "close", &[("note", "Alle er varslet, saken er hos politiet.")]).await.status, 303);
    // A death is one by its type.
    let death = report(&mut officer, &who, "DEATH", "submit", &[("role", "deceased"), ("injury", "fatal")]).await;
    assert!(duty.get(&death).await.text().contains("Mandela 72"), "the remains");
    // Found out later: somebody was badly hurt.
    let quiet = report(&mut officer, &who, "DISTURB", "submit", &[("who", ""), ("role", "")]).await;
    let people = format!("{quiet}/people");
    let page = officer.get(&people).await;
    let added = send(&mut officer, &page, &people, &[("who", &who.number), ("role", "victim"), ("injury", "serious")]).await;
    assert_eq!(added.status, 303, "{}", added.text());
    assert!(duty.get(&quiet).await.text().contains("Varslingsplikt"));
    let again = send(&mut officer, &page, &people, &[("who", &who.number), ("role", "witness")]).await;
    assert_eq!(again.status, 422, "once in an incident");
}

#[tokio::test]
async fn force_is_recorded_before_the_end() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "").await;
    let (_, duty_name) = account(&house, Role::DutyOfficer, who.prison).await;
    let (mut officer, mut duty) = (house.as_user(&username).await, house.as_user(&duty_name).await);
    let incident = report(&mut officer, &who, "FORCE", "submit", &[("force", "yes")]).await;
    assert_eq!(step(&mut duty, &incident, "review", &[("note", "Gjennomgått med vakten.")]).await.status, 303);
    let early = step(&mut duty, &incident, "close", &[("note", "Fulgt opp og avsluttet.")]).await;
    assert_eq!(early.status, 422, "{}", early.text());
    let path = format!("{incident}/force");
    let page = officer.get(&path).await;
    let bad = send(&mut officer, &page, &path, &[("means", "hold"), ("means", "handcuffs"), ("lesser", "Snakket rolig med ham.")]).await;
    assert_eq!(bad.status, 422);
    for kept in ["value=\"handcuffs\" checked", "Snakket rolig med ham.", "Velg minst ett grunnlag"] {
        assert!(bad.text().contains(kept), "{kept}");
    }
    let inmate = who.id.to_string();
    let whole = [
        ("inmate", inmate.as_str()),
        ("grounds", "attack"),
        ("means", "hold"),
        ("means", "handcuffs"),
        ("started", "2026-11-23T09:30"),
        ("ended", "2026-11-23T09:41"),
        ("lesser", "Snakket rolig med ham i ti minutter."),
        ("health", "2026-11-23T09:45"),
    ];
    let kept = send(&mut officer, &page, &path, &whole).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let page = duty.get(&incident).await;
    assert!(page.text().contains("(11 minutter)") && page.text().contains("Håndjern"), "{}", page.text());
    assert!(sql(&house, "update custody.incident_force set lesser_means = 'Ingenting ble forsøkt.'".into()).await.is_err(), "evidence");
    assert_eq!(step(&mut duty, &incident, "close", &[("note", "Fulgt opp og avsluttet.")]).await.status, 303);
}

/// What lasts is recorded while it lasts: its limits run, its end and the doctor are noted afterwards, and nothing is closed before.
#[tokio::test]
async fn a_security_cell_runs_until_its_end_is_noted() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "").await;
    let (_, duty_name) = account(&house, Role::DutyOfficer, who.prison).await;
    let (mut officer, mut duty) = (house.as_user(&username).await, house.as_user(&duty_name).await);
    let incident = report(&mut officer, &who, "SECCELL", "submit", &[("force", "yes")]).await;
    let (path, inmate) = (format!("{incident}/force"), who.id.to_string());
    let page = officer.get(&path).await;
    let whole = [
        ("inmate", inmate.as_str()),
        ("grounds", "attack"),
        ("means", "security_cell"),
        ("started", "2026-11-23T09:30"),
        ("ended", ""),
        ("lesser", "Snakket rolig med ham i ti minutter."),
        ("health", "2026-11-23T09:45"),
    ];
    let kept = send(&mut officer, &page, &path, &whole).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let force: Uuid = house.ask("select id from custody.incident_force where ended_at is null order by recorded_at desc limit 1").await;
    let clocks = async |state: &'static str| -> Vec<String> {
        sqlx::query_scalar("select rule_id from sentences.deadline where reference = $1 and state = $2 order by rule_id")
            .bind(force)
            .bind(state)
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap()
    };
    assert_eq!(clocks("open").await, ["security_cell.kdi", "security_cell.region"], "three days to the region, six to the directorate");
    assert_eq!(step(&mut duty, &incident, "review", &[("note", "Gjennomgått med vakten.")]).await.status, 303);
    let early = step(&mut duty, &incident, "close", &[("note", "Fulgt opp og avsluttet.")]).await;
    assert_eq!(early.status, 422);
    assert!(early.text().contains("mens noen er i sikkerhetscelle"), "{}", early.text());
    let note = format!("{path}/{force}");
    assert!(duty.get(&incident).await.links().contains(&note));
    let page = duty.get(&note).await;
    crate::house::well_made(&page, "nb");
    for (ended, doctor, field) in [("", "", "ended"), ("2026-11-23T09:00", "", "ended"), ("2026-11-23T11:00", "", "ended"), ("", "2026-11-23T09:00", "doctor")]
    {
        let bad = send(&mut duty, &page, &note, &[("ended", ended), ("doctor", doctor)]).await;
        assert_eq!((bad.status, bad.all(&format!("#{field}-fault")).len()), (422, 1), "{ended} {doctor}: {}", bad.text());
    }
    assert_eq!(send(&mut duty, &page, &note, &[("ended", "2026-11-23T09:55")]).await.status, 303);
    assert_eq!((clocks("open").await.len(), clocks("satisfied").await.len()), (0, 2), "nothing waits any more");
    assert_eq!(send(&mut duty, &page, &note, &[("ended", "2026-11-23T09:58"), ("doctor", "")]).await.status, 422, "once; the doctor is still to be noted");
    let page = duty.get(&note).await;
    assert_eq!(send(&mut duty, &page, &note, &[("doctor", "2026-11-23T09:58")]).await.status, 303);
    assert_eq!(duty.post_with_token(&note, &[("doctor", "2026-11-23T09:59")]).await.status, 303, "everything is noted: the incident says so");
    let seen: String = house.ask("select to_char(doctor_seen_at at time zone 'Europe/Oslo', 'HH24:MI') || to_char(ended_at at time zone 'Europe/Oslo', 'HH24:MI') from custody.incident_force order by recorded_at desc limit 1").await;
    assert_eq!(seen, "09:5809:55", "what was noted stands");
    assert_eq!(step(&mut duty, &incident, "close", &[("note", "Fulgt opp og avsluttet.")]).await.status, 303);
}

#[tokio::test]
async fn others_may_report_and_not_read() {
    let house = House::open().await;
    for role in [Role::Teacher, Role::WorkSupervisor, Role::Nurse, Role::Chaplain, Role::Visits] {
        let username = house.username(role).await;
        let mut browser = house.as_user(&username).await;
        assert_eq!(browser.get("/incidents").await.status, 403, "{role}");
        let page = browser.get("/incidents/new").await;
        assert_eq!(page.status, 200, "{role}: {}", page.text());
        assert!(!page.text().contains("Lagre utkast"), "{role} has nothing to come back to");
        let done =
            send(&mut browser, &page, "/incidents", &[("kind", "THREAT_STAFF"), ("place", "Verkstedet"), ("description", ACCOUNT), ("then", "draft")]).await;
        assert_eq!(done.status, 303, "{role}: {}", done.text());
        let to = done.location.clone().unwrap();
        assert!(to.starts_with("/incidents/received?number=2026/"), "{role}: {to}");
        assert_eq!(browser.get(&to).await.status, 200);
        let incident: Uuid = house.ask("select id from custody.incident order by recorded_at desc, number desc, id desc limit 1").await;
        assert_eq!(browser.get(&format!("/incidents/{incident}")).await.status, 403, "{role}");
        let mut inside = crate::access::inside(&house, &browser, role.side()).await;
        assert!(sqlx::query("select 1 from custody.incident").fetch_all(&mut inside).await.is_err(), "{role}: nor by the database");
    }
    assert_eq!(
        house.ask::<i64>("select count(*) from custody.incident where state = 'submitted' and owner <> reported_by and due_on is not null").await,
        5,
        "the duty officer has them"
    );
    // The case manager reads and reports.
    let username = house.username(Role::CaseManager).await;
    let who = somebody(&house, &username, "").await;
    let mut manager = house.as_user(&username).await;
    let incident = report(&mut manager, &who, "THREAT_PRIS", "submit", &[]).await;
    assert_eq!(manager.get(&incident).await.status, 200);
}

#[tokio::test]
async fn whoever_is_out_of_reach_or_hidden_is_a_placeholder() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let who = somebody(&house, &username, "").await;
    let mut duty = house.as_user(&username).await;
    let incident = report(&mut duty, &who, "VIOL_PRIS", "submit", &[]).await;
    // Another prison: the same 404 as nothing.
    let elsewhere: Uuid =
        sqlx::query_scalar("select x.prisons[1] from access.assignment x where x.role = 'DUT' and not $1 = any(x.prisons) order by 1 limit 1")
            .bind(who.prison)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    let (_, other) = account(&house, Role::DutyOfficer, elsewhere).await;
    let mut stranger = house.as_user(&other).await;
    assert_eq!(stranger.get(&incident).await.status, 404);
    assert_eq!(stranger.get(&format!("/incidents?prison={}", who.prison)).await.status, 404);
    for role in [Role::System, Role::Finance, Role::Transfers, Role::Pharmacy] {
        assert_eq!(house.as_role(role).await.get("/incidents").await.status, 403, "{role}");
    }
    // An officer of another unit sees it only when something ties them to it.
    let (name, family): (String, String) =
        sqlx::query_as("select number, family_name from inmates.inmate where id = $1").bind(who.id).fetch_one(&mut house.admin().await).await.unwrap();
    // Protected afterwards: a place without a person, and no text that could name them.
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(who.id).execute(&mut house.admin().await).await.unwrap();
    for path in [incident.as_str(), "/incidents?list=submitted"] {
        let page = duty.get(path).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(text.contains("En person du ikke har tilgang til"), "{path}");
        assert!(!text.contains(&name) && !text.contains(&format!(">{family}")) && !text.contains(ACCOUNT), "{path}");
    }
    assert_eq!(duty.get(&format!("/inmates/{}/incidents", who.id)).await.status, 404);
}

/// A search form as far as it is always the same.
async fn search(browser: &mut Browser, over: &[(&str, &str)]) -> Page {
    let page = browser.get("/searches/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut all = vec![("ground", "arrival"), ("result", "nothing")];
    all.retain(|(n, _)| !over.iter().any(|(o, _)| o == n));
    all.extend_from_slice(over);
    send(browser, &page, "/searches", &all).await
}

#[tokio::test]
async fn a_body_search_is_by_the_same_sex_or_as_an_alert_asks() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "M").await;
    let witness = officers(&house, who.prison).await.into_iter().find(|o| o.to_string() != username).unwrap();
    let me = id_of(&house, &username).await;
    let witness = if witness == me { officers(&house, who.prison).await[1] } else { witness }.to_string();
    let mut officer = house.as_user(&username).await;
    let body = [("who", who.number.as_str()), ("kind", "body"), ("witness", witness.as_str())];
    let with = |more: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> {
        body.iter().copied().filter(|(n, _)| !more.iter().any(|(m, _)| m == n)).chain(more.iter().copied()).collect()
    };
    let stopped = search(&mut officer, &with(&[("sex", "F"), ("ground_text", "Ved innsettelsen i morges.")])).await;
    assert_eq!(stopped.status, 422);
    assert!(stopped.text().contains("Stopp: den innsatte er av et annet kjønn") && stopped.text().contains("Ved innsettelsen i morges."), "typed text is kept");
    assert_eq!(search(&mut officer, &with(&[("sex", "F"), ("sex_reason", "Hastet.")])).await.status, 422, "too short a reason");
    let reasoned = search(&mut officer, &with(&[("sex", "F"), ("sex_reason", "Akutt fare for at barberblad ble svelget.")])).await;
    assert_eq!(reasoned.status, 303, "{}", reasoned.text());
    assert_eq!(search(&mut officer, &with(&[("sex", "M")])).await.status, 303);
    assert_eq!(search(&mut officer, &with(&[("sex", "M"), ("witness", "")])).await.status, 422, "two are always there");
    sqlx::query("insert into inmates.alert (id, inmate_id, prison_id, kind, severity, instruction, from_day, recorded_by, recorded_at) values (gen_random_uuid(), $1, $2, 'GENDER_STAFF', 'low', 'Visiteres bare av kvinnelig betjent.', '2026-11-01', $3, now())")
        .bind(who.id)
        .bind(who.prison)
        .bind(me)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let alert = search(&mut officer, &with(&[("sex", "M")])).await;
    assert_eq!(alert.status, 422);
    assert!(alert.text().contains("Visiteres bare av kvinnelig betjent."), "the alert stands on the form");
    assert_eq!(search(&mut officer, &with(&[("sex", "F"), ("followed", "yes")])).await.status, 303);
    // Nor past the form: the database asks the same.
    let forged = sql(
        &house,
        format!(
            "insert into custody.search (id, inmate_id, prison_id, at_prison_id, kind, ground, at, recorded_at, searched_by, searcher_sex, witness, result, recorded_by)
             values (gen_random_uuid(), '{}', '{}', '{}', 'body', 'random', now(), now(), '{me}', 'M', '{witness}', 'nothing', '{me}')",
            who.id, who.prison, who.prison
        ),
    )
    .await;
    assert_eq!(forged, Err("body_search_alert".into()));
    assert!(sql(&house, "update custody.search set result = 'found'".into()).await.is_err(), "a search stands");
    assert_eq!(officer.get(&format!("/inmates/{}/searches", who.id)).await.status, 200);
    for role in [Role::Teacher, Role::Nurse, Role::Visits, Role::Reintegration] {
        assert_eq!(house.as_role(role).await.get("/searches").await.status, 403, "{role}");
    }
}

#[tokio::test]
async fn a_chain_of_custody_only_grows_and_ends_once() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "").await;
    let mut officer = house.as_user(&username).await;
    let item = [
        ("who", who.number.as_str()),
        ("kind", "frisk"),
        ("result", "found"),
        ("category", "phone"),
        ("description", "Mobiltelefon, svart"),
        ("found_where", "I sokken"),
        ("seal", "P-77001"),
        ("stored", "Beslagskap, hylle 2"),
    ];
    let done = search(&mut officer, &item).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let twice = search(&mut officer, &item).await;
    assert_eq!(twice.status, 422, "one seal, one thing");
    assert!(twice.text().contains("Plombenummeret er brukt"));
    let page = officer.follow(&done).await;
    let found = done.location.clone().unwrap();
    assert!(page.text().contains("P-77001"));
    assert!(page.links().contains(&format!("/incidents/new?search={}", found.rsplit('/').next().unwrap())), "a find offers an incident");
    let prefilled = officer.get(&format!("/incidents/new?search={}", found.rsplit('/').next().unwrap())).await;
    assert!(prefilled.text().contains("Mobiltelefon, svart") && prefilled.value("input[name=who]").is_some_and(|w| w.contains(&who.number)), "prefilled");
    assert!(officer.get("/searches/items").await.text().contains("P-77001"), "on the list of what is kept");
    let chain = page.links().into_iter().find(|l| l.contains("/items/") && !l.ends_with("/new")).unwrap();
    let page = officer.get(&chain).await;
    assert_eq!(send(&mut officer, &page, &chain, &[("step", "police"), ("place", "Politidistriktet")]).await.status, 422, "a receipt");
    let handed = [("step", "police"), ("place", "Politidistriktet"), ("receipt", "K-123")];
    let (mut one, mut two) = (officer.clone(), officer.clone());
    let again = two.get(&chain).await;
    let (a, b) = tokio::join!(send(&mut one, &page, &chain, &handed), send(&mut two, &again, &chain, &handed));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 303, "one hands it over");
    assert_eq!(house.ask::<i64>("select count(*) from custody.item_step where step = 'police'").await, 1, "and only one");
    assert!(officer.get(&chain).await.form(&chain).is_none(), "the chain has ended");
    for text in [
        "update custody.item_step set place = 'Et annet sted'",
        "delete from custody.item_step",
        "update custody.seized_item set seal = 'P-1'",
        "delete from custody.seized_item",
    ] {
        assert!(sql(&house, text.into()).await.is_err(), "{text}");
    }
    let after = "insert into custody.item_step (id, item_id, prison_id, step, place, at, recorded_at, by_account) select gen_random_uuid(), item_id, prison_id, 'stored', 'Skapet', now(), now(), by_account from custody.item_step limit 1";
    assert_eq!(sql(&house, after.into()).await, Err("chain_has_ended".into()));
}

#[tokio::test]
async fn blood_is_taken_by_health_staff_and_results_stand() {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let who = somebody(&house, &username, "").await;
    let mut officer = house.as_user(&username).await;
    let page = officer.get("/tests/new").await;
    let bad = send(&mut officer, &page, "/tests", &[("who", "1999-99999"), ("kind", "blood"), ("reason", "random")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text().contains("1999-99999"));
    let made = send(&mut officer, &page, "/tests", &[("who", &who.number), ("kind", "blood"), ("reason", "random")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    assert!(officer.get("/tests").await.links().contains(made.location.as_ref().unwrap()), "it is due");
    let (test, me) = (made.location.clone().unwrap(), id_of(&house, &username).await.to_string());
    let take = format!("{test}/take");
    let page = officer.get(&test).await;
    let result = [("outcome", "positive"), ("substances", "THC"), ("lab", "LAB-9"), ("by", me.as_str())];
    let stopped = send(&mut officer, &page, &take, &result).await;
    assert_eq!(stopped.status, 422);
    assert!(stopped.text().contains("Blodprøve tas bare av helsepersonell") && stopped.text().contains("LAB-9"), "typed text is kept");
    let forged = sql(&house, format!("update custody.drug_test set taken_at = now(), taken_by = '{me}', outcome = 'negative'")).await;
    assert_eq!(forged, Err("blood_by_health".into()));
    let (nurse, _) = account(&house, Role::Nurse, who.prison).await;
    let nurse = nurse.to_string();
    let taken = send(&mut officer, &page, &take, &[("outcome", "positive"), ("substances", "THC"), ("lab", "LAB-9"), ("by", &nurse)]).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
    assert!(officer.get("/tests?list=lab").await.links().contains(&test), "at the laboratory");
    let page = officer.get(&test).await;
    let offer = format!("/incidents/new?test={}", test.rsplit('/').next().unwrap());
    assert!(page.links().contains(&offer), "a positive test offers an incident");
    assert!(officer.get(&offer).await.text().contains("THC"));
    let answer = format!("{test}/answer");
    assert_eq!(send(&mut officer, &page, &answer, &[("answer", "")]).await.status, 422);
    assert_eq!(send(&mut officer, &page, &answer, &[("answer", "confirmed")]).await.status, 303);
    assert_eq!(sql(&house, "update custody.drug_test set outcome = 'negative', substances = ''".into()).await, Err("test_result_stands".into()));
    assert!(officer.get("/tests?list=results").await.text().contains("Positiv, bekreftet"));
}

#[tokio::test]
async fn a_round_is_ticked_in_one_go_and_each_cell_once() {
    let house = House::open().await;
    let mut duty = house.as_role(Role::DutyOfficer).await;
    let page = duty.get("/inspections?unit=all").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(!page.actions().is_empty(), "cells wait");
    let nothing = send(&mut duty, &page, "/inspections", &[]).await;
    assert_eq!(nothing.status, 422, "nothing ticked");
    let all = send(&mut duty, &page, "/inspections", &[("all", "yes")]).await;
    assert_eq!(all.status, 303, "{}", all.text());
    let first: i64 = house.ask("select count(*) from custody.inspection").await;
    assert!(first > 0);
    let again = send(&mut duty, &page, "/inspections", &[("all", "yes")]).await;
    assert_eq!(again.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from custody.inspection").await, first, "each cell once a day");
    // Everybody counts, also who is not named: a cell with a protected person waits like the others.
    sqlx::query("update inmates.inmate set protected = true").execute(&mut house.admin().await).await.unwrap();
    let hidden = duty.get("/inspections?unit=all").await;
    assert_eq!(hidden.all("tbody tr").len(), page.all("tbody tr").len());
    assert!(sql(&house, "update custody.inspection set finding = 'Ja'".into()).await.is_err());
}

#[tokio::test]
async fn the_demonstration_fills_every_list() {
    let house = House::open().await;
    let pool = sqlx::PgPool::connect(house.url()).await.unwrap();
    assert!(overgang::custody::searches::demonstration::fill(&pool, world_time()).await.unwrap() > 100);
    assert!(overgang::custody::incidents::demonstration::fill(&pool, world_time()).await.unwrap() > 100);
    assert_eq!(overgang::custody::incidents::demonstration::fill(&pool, world_time()).await.unwrap(), 0, "once");
    pool.close().await;
    for role in [Role::Officer, Role::DutyOfficer, Role::Governor, Role::CaseManager, Role::Auditor] {
        for language in ["nb", "en"] {
            let mut browser = house.as_role(role).await;
            browser.language = language;
            for path in [
                "/inspections",
                "/inspections?kind=weekly",
                "/searches",
                "/searches/due",
                "/searches/due?list=coming",
                "/searches/items",
                "/tests",
                "/tests?list=results",
                "/incidents?list=all",
                "/incidents?list=overdue",
            ] {
                let page = browser.get(path).await;
                assert_eq!(page.status, 200, "{role} {path}: {}", page.text());
                crate::house::well_made(&page, language);
                for link in page.links().into_iter().filter(|l| l.starts_with("/incidents/") || l.starts_with("/searches/") || l.starts_with("/tests/")).take(4)
                {
                    let page = browser.get(&link).await;
                    assert_eq!(page.status, 200, "{role} {path} -> {link}: {}", page.text());
                    crate::house::well_made(&page, language);
                }
            }
        }
    }
}
