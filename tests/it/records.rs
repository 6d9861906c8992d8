//! The register further: two who edit, numbers that are taken, sealed addresses, photographs, alerts by role.

use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// Somebody assigned to the case manager, who is not protected and has a birth date.
async fn own_person(house: &House, username: &str) -> Uuid {
    sqlx::query_scalar(
        "select g.inmate_id from access.person_grant g join access.account a on a.id = g.account_id join inmates.inmate i on i.id = g.inmate_id join custody.in_custody c on c.inmate_id = i.id
          where a.username = $1 and g.kind = 'assigned' and not i.protected and i.birth_date is not null order by 1 limit 1",
    )
    .bind(username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

async fn core(house: &House, inmate: Uuid) -> (String, Option<String>, Option<String>) {
    sqlx::query_as("select given_name, interpreter_language, religion from inmates.inmate where id = $1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn two_who_change_different_fields_both_have_their_way() {
    let house = House::open().await;
    let username = house.username(Role::CaseManager).await;
    let inmate = own_person(&house, &username).await;
    let path = format!("/inmates/{inmate}/person/edit");
    let (mut kari, mut ola) = (house.as_user(&username).await, house.as_user(&username).await);
    let (hers, his) = (kari.get(&path).await, ola.get(&path).await);
    assert_eq!(kari.submit(&hers, &path, &[("given_name", "Karis Valg")]).await.status, 303);
    let joined = ola.submit(&his, &path, &[("interpreter_language", "pl")]).await;
    assert_eq!(joined.status, 303, "{}", joined.text());
    assert!(joined.location.as_deref().unwrap().contains("merged"), "and it is said");
    assert!(ola.follow(&joined).await.all("[role=status]").iter().any(|s| !s.is_empty()));
    let (given, language, _) = core(&house, inmate).await;
    assert_eq!((given.as_str(), language.as_deref()), ("Karis Valg", Some("pl")));
}

#[tokio::test]
async fn a_conflict_is_about_the_field_that_clashes_and_keeps_the_others() {
    let house = House::open().await;
    let username = house.username(Role::CaseManager).await;
    let inmate = own_person(&house, &username).await;
    let path = format!("/inmates/{inmate}/person/edit");
    let before = core(&house, inmate).await.0;
    for (choice, expected) in [("theirs", "Karis Valg"), ("mine", "Olas Valg")] {
        sqlx::query("update inmates.inmate set given_name = $2, interpreter_language = null, religion = null where id = $1")
            .bind(inmate)
            .bind(&before)
            .execute(&mut house.admin().await)
            .await
            .unwrap();
        let (mut kari, mut ola) = (house.as_user(&username).await, house.as_user(&username).await);
        let (hers, his) = (kari.get(&path).await, ola.get(&path).await);
        let faith = hers.all("select[name=religion] option").len();
        assert!(faith > 1);
        let religion = hers
            .html()
            .select(&scraper::Selector::parse("select[name=religion] option").unwrap())
            .filter_map(|o| o.value().attr("value"))
            .find(|v| !v.is_empty())
            .unwrap()
            .to_owned();
        assert_eq!(kari.submit(&hers, &path, &[("given_name", "Karis Valg"), ("religion", &religion)]).await.status, 303);
        let conflict = ola.submit(&his, &path, &[("given_name", "Olas Valg"), ("interpreter_language", "pl")]).await;
        assert_eq!(conflict.status, 409);
        assert_eq!(conflict.all("fieldset.conflict-field").len(), 1, "one field is asked about");
        crate::house::well_made(&conflict, "nb");
        let picked = if choice == "theirs" { "Karis Valg" } else { "Olas Valg" };
        let action = conflict.actions().into_iter().find(|a| a.contains("/person/edit")).unwrap();
        let resolved = ola.submit(&conflict, &action, &[("given_name", picked)]).await;
        assert_eq!(resolved.status, 303, "{}", resolved.text());
        let kept = core(&house, inmate).await;
        assert_eq!(kept, (expected.to_owned(), Some("pl".to_owned()), Some(religion)), "{choice}");
    }
}

/// A synthetic number on somebody's record, with the birth date it goes with.
async fn number_of(house: &House, at_home: bool, username: &str) -> (String, String, chrono::NaiveDate) {
    sqlx::query_as(
        "select n.value, i.number, i.birth_date from inmates.identifier n join inmates.inmate i on i.id = n.inmate_id join custody.in_custody c on c.inmate_id = i.id
          where n.kind = 'national' and n.ended_at is null and not i.protected and i.birth_date is not null
            and $2 = (c.prison_id = any((select x.prisons from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1)::uuid[])) order by i.id limit 1",
    )
    .bind(username)
    .bind(at_home)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

async fn register(browser: &mut Browser, national: &str, born: chrono::NaiveDate) -> Page {
    let page = browser.get("/inmates/new").await;
    let born = born.to_string();
    let fields = [
        ("identity", "stated"),
        ("given_name", "Ny Person"),
        ("family_name", "Nummertatt"),
        ("birth_date", born.as_str()),
        ("birth_date_basis", "stated"),
        ("sex", "M"),
        ("number_kind", "national"),
        ("number", national),
    ];
    browser.submit(&page, "/inmates/new", &fields).await
}

#[tokio::test]
async fn a_number_that_is_taken_is_told_in_scope_and_only_refused_out_of_it() {
    let house = House::open().await;
    let username = house.username(Role::CaseManager).await;
    let mut manager = house.as_user(&username).await;
    for at_home in [true, false] {
        let (national, holder, born) = number_of(&house, at_home, &username).await;
        let answer = register(&mut manager, &national, born).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert_eq!(answer.all("#number-fault").len(), 1, "{:?}", answer.all(".ds-error-summary"));
        assert_eq!(answer.text().contains(&holder), at_home, "the other record is named to those who may see it, and to nobody else");
        assert_eq!(answer.value("input[name=family_name]").as_deref(), Some("Nummertatt"), "what was typed is kept");
        crate::house::well_made(&answer, "nb");
    }
    let made: i64 = house.ask("select count(*) from inmates.inmate where family_name = 'Nummertatt'").await;
    assert_eq!(made, 0);
    let denied: i64 = house.ask("select count(*) from audit.entry where action = 'deny' and detail ->> 'reason' = 'number_taken'").await;
    assert!(denied >= 1, "and the trail remembers the one out of scope");
    // Added to a record that is there.
    let inmate = own_person(&house, &username).await;
    let (national, holder, _) = number_of(&house, false, &username).await;
    let path = format!("/inmates/{inmate}/person/numbers/new");
    let page = manager.get(&path).await;
    let answer = manager.submit(&page, &path, &[("kind", "national"), ("value", &national), ("confirmed", "yes")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.all("#value-fault").len(), 1, "{}", answer.text());
    assert!(!answer.text().contains(&holder));
}

#[tokio::test]
async fn a_sealed_address_is_for_the_cleared_and_so_is_its_history() {
    let house = House::open().await;
    let username = house.username(Role::CaseManager).await;
    let inmate = own_person(&house, &username).await;
    let mut manager = house.as_user(&username).await;
    let path = format!("/inmates/{inmate}/person/addresses/new");
    let page = manager.get(&path).await;
    let fields = [("kind", "residence"), ("street", "Skjermingsveien 6"), ("postcode", "0001"), ("town", "Oslo"), ("country", "NO"), ("protection_code", "6")];
    let added = manager.submit(&page, &path, &fields).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let pages =
        [format!("/inmates/{inmate}"), format!("/inmates/{inmate}/person"), format!("/inmates/{inmate}/history"), format!("/inmates/{inmate}/timeline")];
    for path in &pages {
        assert!(!manager.get(path).await.text().contains("Skjermingsveien"), "{path} shows a sealed address, even to whoever wrote it");
    }
    // An open one that is sealed takes its history with it.
    let open = [("kind", "postal"), ("street", "Åpenveien 7"), ("postcode", "0001"), ("town", "Oslo"), ("country", "NO"), ("protection_code", "")];
    let page = manager.get(&path).await;
    assert_eq!(manager.submit(&page, &path, &open).await.status, 303);
    assert!(manager.get(&pages[2]).await.text().contains("Åpenveien 7"));
    let row: Uuid = house.ask("select id from inmates.address where street = 'Åpenveien 7'").await;
    let edit = format!("/inmates/{inmate}/person/addresses/{row}");
    let form = manager.get(&edit).await;
    let sealed = manager.submit(&form, &edit, &[("protection_code", "7")]).await;
    assert_eq!(sealed.status, 303, "{}", sealed.text());
    for path in &pages {
        assert!(!manager.get(path).await.text().contains("Åpenveien"), "{path}");
    }
    assert_eq!(manager.get(&edit).await.status, 404, "and cannot be opened again");
    sqlx::query(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         select gen_random_uuid(), a.id, $2, i.prison_id, 'clearance', 'CAS', 'Trenger adressen', tstzrange('2026-11-01', '2026-12-31'), gen_random_uuid(), gen_random_uuid(), '2026-11-01', 'granted'
           from access.account a, inmates.inmate i where a.username = $1 and i.id = $2",
    )
    .bind(&username)
    .bind(inmate)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let person = manager.get(&pages[1]).await.text();
    assert!(person.contains("Skjermingsveien 6") && person.contains("Åpenveien 7"), "the cleared see both");
    let history = manager.get(&pages[2]).await.text();
    assert!(history.contains("Skjermingsveien 6") && history.contains("Åpenveien 7"), "and what became of them");
}

fn png(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(side, side, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn photographs_are_checked_before_and_every_look_at_one_is_in_the_trail() {
    let house = House::open().await;
    let username = house.username(Role::DutyOfficer).await;
    let inmate: Uuid = sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons) join access.account a on a.id = x.account_id
          where a.username = $1 and not i.protected and not exists (select from inmates.photo f where f.inmate_id = c.inmate_id) order by 1 limit 1",
    )
    .bind(&username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let mut duty = house.as_user(&username).await;
    let path = format!("/inmates/{inmate}/photos");
    let page = duty.get(&path).await;
    assert_eq!(page.status, 200);
    let fields = page.form(&path).unwrap();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).filter(|(n, _)| !["photo", "taken_on", "once"].contains(n)).collect();
    let today: Vec<(&str, &str)> = fields.iter().copied().chain([("taken_on", "2026-11-23")]).collect();
    let large = vec![0x89; 9 * 1024 * 1024];
    let huge = vec![0x89; 20 * 1024 * 1024];
    let wide = png(8001);
    let cases: [(&str, &[u8]); 6] = [
        ("nothing", b""),
        ("text", b"<script>alert(1)</script>"),
        ("a cut picture", &png(300)[..400]),
        ("too small", &png(8)),
        ("too large", &large),
        ("far too large", &huge),
    ];
    for (case, bytes) in cases {
        let answer = duty.upload(&path, &today, ("photo", bytes)).await;
        assert!([403, 413, 422].contains(&answer.status), "{case}: {}", answer.status);
        if case != "far too large" {
            assert_eq!(answer.all("#photo-fault").len(), 1, "{case}");
        }
    }
    assert_eq!(duty.upload(&path, &today, ("photo", &wide)).await.status, 422, "more pixels than are decoded");
    let tomorrow: Vec<(&str, &str)> = fields.iter().copied().chain([("taken_on", "2026-11-24")]).collect();
    assert_eq!(duty.upload(&path, &tomorrow, ("photo", &png(300))).await.all("#taken_on-fault").len(), 1);
    let kept: i64 = house.ask("select count(*) from inmates.photo").await;
    let added = duty.upload(&path, &today, ("photo", &png(300))).await;
    assert_eq!(added.status, 303, "{}", added.text());
    assert_eq!(house.ask::<i64>("select count(*) from inmates.photo").await, kept + 1);

    let thumbnail = format!("/inmates/{inmate}/photo/thumbnail");
    let mut admin = house.admin().await;
    let mut looks = async |browser: &mut Browser| -> i64 {
        let page = browser.get(&thumbnail).await;
        assert_eq!((page.status, page.headers.get("content-type").unwrap().to_str().unwrap()), (200, "image/jpeg"));
        let id = page.headers.get("x-request-id").unwrap().to_str().unwrap().to_owned();
        sqlx::query_scalar("select count(*) from audit.entry where request_id = $1::uuid and action = 'look' and class = 'photo'")
            .bind(id)
            .fetch_one(&mut admin)
            .await
            .unwrap()
    };
    let mut officer = house.as_role(Role::Officer).await;
    assert_eq!(looks(&mut officer).await, 1, "asked for out of nowhere it is a look");
    officer.get(&format!("/inmates/{inmate}")).await;
    assert_eq!(looks(&mut officer).await, 0, "in a page it is covered by the look at the page");
    house.clock.advance(chrono::TimeDelta::minutes(6));
    assert_eq!(looks(&mut officer).await, 1, "for a while");
    assert_eq!(house.as_role(Role::Finance).await.get(&thumbnail).await.status, 403);
}

#[tokio::test]
async fn alerts_tell_some_why_and_others_what_to_do() {
    let house = House::open().await;
    let duty_name = house.username(Role::DutyOfficer).await;
    // Somebody whom everybody here reaches: assigned to the teacher, the work supervisor and the coordinator, expected at the gate.
    let (inmate, prison): (Uuid, Uuid) = sqlx::query_as(
        "select c.inmate_id, c.prison_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons) join access.account a on a.id = x.account_id
          where a.username = $1 and not i.protected order by 1 limit 1",
    )
    .bind(&duty_name)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    for role in ["WRK", "EDU", "REI"] {
        sqlx::query(
            "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
             select gen_random_uuid(), a.id, $2, $3, 'assigned', $4, 'Til prøven', tstzrange('2026-11-01', '2026-12-31'), gen_random_uuid(), gen_random_uuid(), '2026-11-01', 'granted' from access.account a where a.username = $1",
        )
        .bind(format!("{}.hal", role.to_lowercase()))
        .bind(inmate)
        .bind(prison)
        .bind(role)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    }
    let mut duty = house.as_user(&duty_name).await;
    let path = format!("/inmates/{inmate}/alerts/new");
    let page = duty.get(&path).await;
    let bare = duty.submit(&page, &path, &[("kind", ""), ("instruction", "")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.all(".ds-error-summary a").len() >= 2);
    let fields = [
        ("kind", "VIOLENCE_STAFF"),
        ("severity", "high"),
        ("instruction", "To betjenter prøve"),
        ("detail", "Hemmelig grunn prøve"),
        ("from_day", "2026-11-23"),
        ("confirmed", "yes"),
    ];
    let added = duty.submit(&page, &path, &fields).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let list = format!("/inmates/{inmate}/alerts");
    for (role, page_is, why) in [
        (Role::Officer, 200, true),
        (Role::Governor, 200, true),
        (Role::CaseManager, 200, true),
        (Role::Nurse, 200, true),
        (Role::WorkSupervisor, 200, false),
        (Role::Teacher, 200, false),
        (Role::Reintegration, 200, false),
        (Role::Pharmacy, 200, false),
        (Role::Chaplain, 200, false),
        (Role::Finance, 403, false),
        (Role::System, 403, false),
    ] {
        let mut browser = house.as_role(role).await;
        let page = browser.get(&list).await;
        assert_eq!(page.status, page_is, "{role}");
        assert_eq!(page.text().contains("To betjenter prøve"), page_is == 200, "{role}: what to do");
        assert_eq!(page.text().contains("Hemmelig grunn prøve"), why, "{role}: why");
        let overview = browser.get(&format!("/inmates/{inmate}")).await;
        assert!(why || !overview.text().contains("Vold eller trusler mot ansatte"), "{role}: the kind says why");
        let writes = matches!(role, Role::Nurse | Role::Governor);
        let form = browser.get(&path).await;
        assert_eq!(form.status == 200, writes, "{role} writes: {}", form.status);
    }
    let row: Uuid = house.ask("select id from inmates.alert where instruction = 'To betjenter prøve'").await;
    let edit = format!("/inmates/{inmate}/alerts/{row}");
    let form = duty.get(&edit).await;
    assert_eq!(duty.submit(&form, &format!("{edit}/end"), &[("reason", "")]).await.status, 422, "ending asks why");
    assert_eq!(duty.submit(&form, &format!("{edit}/end"), &[("reason", "Ikke lenger fare")]).await.status, 303);
    assert!(!house.as_role(Role::Teacher).await.get(&list).await.text().contains("To betjenter prøve"), "what has ended is no order");
}
