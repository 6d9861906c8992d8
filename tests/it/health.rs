//! The health service: notes that only it can read, corrections that lose nothing, and the few words it lets through the wall.

use overgang::access::Role;
use sqlx::Row;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// Somebody in custody where the account works, who is not protected.
async fn patient(house: &House, username: &str) -> Uuid {
    sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons)
           join access.account a on a.id = x.account_id where a.username = $1 and not i.protected order by c.inmate_id limit 1",
    )
    .bind(username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

async fn write(browser: &mut Browser, inmate: Uuid, text: &str) -> Page {
    let page = browser.get(&format!("/inmates/{inmate}/health/new")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, &format!("/inmates/{inmate}/health/notes"), &[("text", text)]).await
}

#[tokio::test]
async fn a_note_is_written_sealed_and_read_by_health_alone() {
    let house = House::open().await;
    let username = house.username(Role::Nurse).await;
    let inmate = patient(&house, &username).await;
    let mut nurse = house.as_user(&username).await;
    let text = "Prøvenotat: sover bedre, æøå.\n\nNy time torsdag.";
    let saved = write(&mut nurse, inmate, text).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert!(nurse.follow(&saved).await.text().contains("Prøvenotat: sover bedre, æøå."));
    let mut admin = house.admin().await;
    let row = sqlx::query("select ciphertext, author_role, version from health.note where inmate_id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    let ciphertext: Vec<u8> = row.get("ciphertext");
    assert!(!ciphertext.windows(10).any(|w| w == &"Prøvenotat".as_bytes()[..10]), "the database holds no words");
    assert_eq!((row.get::<String, _>("author_role").as_str(), row.get::<i32, _>("version")), ("NUR", 1));
    let entry: serde_json::Value = sqlx::query_scalar("select detail from audit.entry where action = 'collect' and class = 'clinical' and inmate_id = $1")
        .bind(inmate)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert!(!entry.to_string().contains("sover"), "the trail tells that and not what: {entry}");
    for role in [Role::Officer, Role::Governor, Role::CaseManager, Role::Auditor, Role::Pharmacy] {
        let mut browser = house.as_role(role).await;
        assert_eq!(browser.get(&format!("/inmates/{inmate}/health")).await.status, 403, "{role}");
    }
}

#[tokio::test]
async fn a_note_says_everything_that_is_wrong_with_it_and_keeps_what_was_typed() {
    let house = House::open().await;
    let username = house.username(Role::Doctor).await;
    let inmate = patient(&house, &username).await;
    let mut doctor = house.as_user(&username).await;
    let page = doctor.get(&format!("/inmates/{inmate}/health/new")).await;
    let long = "å".repeat(20_001);
    for (field, value) in [("text", ""), ("text", long.as_str()), ("day", "2026-11-24"), ("day", "i går"), ("time", "25:00"), ("kind", "gossip")] {
        let mut fields = vec![("text", "Det jeg hadde skrevet.")];
        fields.retain(|(n, _)| *n != field);
        fields.push((field, value));
        let answer = doctor.submit(&page, &format!("/inmates/{inmate}/health/notes"), &fields).await;
        assert_eq!(answer.status, 422, "{field}={value:.20}");
        assert!(answer.text().contains(&format!("id=\"{field}-fault\"")), "{field}: a message beside the field");
        assert!(field == "text" || answer.text().contains("Det jeg hadde skrevet."), "{field}: what was typed is there");
        // The key that was pressed twice is free again: a refused form claims nothing.
    }
    let saved = doctor.submit(&page, &format!("/inmates/{inmate}/health/notes"), &[("text", "Nå riktig."), ("day", "2026-11-20"), ("time", "0815")]).await;
    assert_eq!(saved.status, 303);
    let again = doctor.submit(&page, &format!("/inmates/{inmate}/health/notes"), &[("text", "Nå riktig."), ("day", "2026-11-20"), ("time", "0815")]).await;
    assert_eq!(again.location, saved.location);
    assert_eq!(house.ask::<i64>("select count(*) from health.note").await, 1, "sent twice, written once");
}

#[tokio::test]
async fn two_who_correct_the_same_note_lose_nothing() {
    let house = House::open().await;
    let username = house.username(Role::Nurse).await;
    let inmate = patient(&house, &username).await;
    let mut first = house.as_user(&username).await;
    write(&mut first, inmate, "Opprinnelig tekst.").await;
    let thread: Uuid = house.ask("select thread_id from health.note").await;
    let mut second = house.as_user(&username).await;
    let note = format!("/inmates/{inmate}/health/notes/{thread}");
    let mine = first.get(&format!("{note}/correct")).await;
    let theirs = second.get(&format!("{note}/correct")).await;
    assert_eq!(second.submit(&theirs, &note, &[("text", "Kollegaens retting.")]).await.status, 303);
    let conflict = first.submit(&mine, &note, &[("text", "Min retting.")]).await;
    assert_eq!(conflict.status, 409);
    for text in ["Opprinnelig tekst.", "Kollegaens retting.", "Min retting."] {
        assert!(conflict.text().contains(text), "{text} is on the page");
    }
    let saved = first.submit(&conflict, &note, &[("text", "Begge deler.")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = first.follow(&saved).await;
    for text in ["Begge deler.", "Kollegaens retting.", "Opprinnelig tekst."] {
        assert!(page.text().contains(text), "{text} stands in the history");
    }
    assert!(!page.text().contains("Min retting."));
}

#[tokio::test]
async fn two_first_notes_at_once_share_one_key() {
    let house = House::open().await;
    let username = house.username(Role::Nurse).await;
    let inmate = patient(&house, &username).await;
    let (mut a, mut b) = (house.as_user(&username).await, house.as_user(&username).await);
    let (one, two) = tokio::join!(write(&mut a, inmate, "Første."), write(&mut b, inmate, "Andre."));
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(house.ask::<i64>("select count(*) from health.person_key").await, 1);
    let list = a.get(&format!("/inmates/{inmate}/health")).await.text();
    assert!(list.contains("Første.") && list.contains("Andre."), "both open");
}

#[tokio::test]
async fn a_row_that_was_touched_does_not_open_and_does_not_break_the_page() {
    let house = House::open().await;
    let username = house.username(Role::Nurse).await;
    let inmate = patient(&house, &username).await;
    let mut nurse = house.as_user(&username).await;
    write(&mut nurse, inmate, "Uskadd.").await;
    write(&mut nurse, inmate, "Skadd.").await;
    let mut admin = house.admin().await;
    // As a thief with the whole server would: triggers off, one byte of the second.
    sqlx::raw_sql(
        "alter table health.note disable trigger append_only;
         update health.note set ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1) where id = (select max(id::text)::uuid from health.note);
         alter table health.note enable trigger append_only",
    )
    .execute(&mut admin)
    .await
    .unwrap();
    let list = nurse.get(&format!("/inmates/{inmate}/health")).await;
    assert_eq!(list.status, 200);
    assert!(list.text().contains("Uskadd.") && !list.text().contains("Skadd.</p>"));
    assert!(list.text().contains("Dette notatet kan ikke leses"));
    // Swapped between persons a row does not open either, with nothing altered but whose it is.
    let other: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where inmate_id <> $1 and prison_id = (select prison_id from custody.in_custody where inmate_id = $1) order by 1 desc limit 1")
        .bind(inmate)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    sqlx::raw_sql("alter table health.note disable trigger append_only").execute(&mut admin).await.unwrap();
    sqlx::query("update health.note set inmate_id = $1").bind(other).execute(&mut admin).await.unwrap();
    sqlx::query("update health.person_key set inmate_id = $1").bind(other).execute(&mut admin).await.unwrap();
    let list = nurse.get(&format!("/inmates/{other}/health")).await;
    assert_eq!(list.status, 200);
    assert!(!list.text().contains("Uskadd."));
    // And what cannot be read is not corrected over.
    let thread: Uuid = house.ask("select thread_id from health.note limit 1").await;
    assert_eq!(nurse.get(&format!("/inmates/{other}/health/notes/{thread}/correct")).await.status, 404);
}

#[tokio::test]
async fn a_shared_notice_reaches_the_officer_until_it_ends() {
    let house = House::open().await;
    let username = house.username(Role::Nurse).await;
    let officer = house.username(Role::DutyOfficer).await;
    let inmate = patient(&house, &username).await;
    let (mut nurse, mut officer) = (house.as_user(&username).await, house.as_user(&officer).await);
    let base = format!("/inmates/{inmate}/shared-health");
    let instruction = "Skal ha glutenfri mat i prøven.";
    let page = nurse.get(&format!("{base}/new")).await;
    let wrong = nurse.submit(&page, &base, &[("kind", "diet"), ("instruction", instruction), ("basis", "consent"), ("to", "2028-01-01")]).await;
    assert_eq!(wrong.status, 422, "longer than a year");
    let shared = nurse.submit(&page, &base, &[("kind", "diet"), ("instruction", instruction), ("basis", "consent"), ("to", "2026-12-24")]).await;
    assert_eq!(shared.status, 303, "{}", shared.text());
    assert_eq!(house.ask::<i64>("select count(*) from audit.entry where action = 'disclose' and class = 'shared_health'").await, 1);
    assert!(officer.get(&format!("/inmates/{inmate}")).await.text().contains(instruction), "the officer knows what to do");
    assert_eq!(officer.get(&base).await.status, 403, "and not more");
    let notice: Uuid =
        sqlx::query_scalar("select id from health.shared where instruction = $1").bind(instruction).fetch_one(&mut house.admin().await).await.unwrap();
    let end = format!("{base}/{notice}/end");
    let page = nurse.get(&end).await;
    assert_eq!(nurse.submit(&page, &end, &[]).await.status, 422, "an end has a reason");
    assert_eq!(nurse.submit(&page, &end, &[("reason", "Feil opplysning.")]).await.status, 303);
    assert!(!officer.get(&format!("/inmates/{inmate}")).await.text().contains(instruction));
    assert_eq!(nurse.submit(&page, &end, &[("reason", "En gang til.")]).await.status, 303, "ended once, and that is what was wanted");
    let reason: String =
        sqlx::query_scalar("select end_reason from health.shared where id = $1").bind(notice).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(reason, "Feil opplysning.");
}

#[tokio::test]
async fn the_patient_is_told_by_health_who_looked_at_the_clinical_record() {
    let house = House::open().await;
    let username = house.username(Role::Nurse).await;
    let inmate = patient(&house, &username).await;
    let mut nurse = house.as_user(&username).await;
    assert_eq!(write(&mut nurse, inmate, "Prøvenotat om blodtrykk.").await.status, 303);
    let notes = nurse.get(&format!("/inmates/{inmate}/health")).await;
    let looks = format!("/inmates/{inmate}/health/looks");
    assert!(notes.links().contains(&looks), "the way there: {:?}", notes.links());
    let page = nurse.get(&looks).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let rows = page.all("tbody tr:not(.group-row)");
    assert!(rows.len() >= 2 && rows.iter().all(|r| r.contains("Pasientjournal")), "looks and the note, and of the clinical record alone: {rows:?}");
    assert!(!page.text().contains("blodtrykk"), "who and when, never what");
    assert_eq!(nurse.get(&format!("{looks}?from=2026-12-01&to=2026-11-01")).await.status, 422);
    // The list is itself a look that leaves an entry.
    let printed: i64 = house.ask("select count(*) from audit.entry where action = 'print' and class = 'clinical'").await;
    assert_eq!(printed, 1, "a period that makes no sense prints nothing");
    for role in [Role::Officer, Role::Governor, Role::CaseManager, Role::Auditor, Role::Pharmacy] {
        assert_eq!(house.as_role(role).await.get(&looks).await.status, 403, "{role}");
    }
    let elsewhere: Uuid = sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c where c.prison_id <> (select prison_id from custody.in_custody where inmate_id = $1) limit 1",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(nurse.get(&format!("/inmates/{elsewhere}/health/looks")).await.status, 404);
    // The custody side has no way to the function at all.
    let mut duty = house.as_role(Role::DutyOfficer).await;
    assert_eq!(duty.get("/").await.status, 200);
    let mut connection = crate::access::inside(&house, &duty, overgang::platform::db::Side::Custody).await;
    let asked = sqlx::query("select * from audit.clinical_looks_at($1, '2026-01-01', '2027-01-01', 10)").bind(inmate).fetch_all(&mut connection).await;
    assert_eq!(asked.err().and_then(|e| e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned()))).as_deref(), Some("42501"));
}
