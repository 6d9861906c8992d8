//! Reception: from the gate to the roll, by several hands; what stops an admission; who must be told; whom nobody may be told of.

use overgang::access::Role;
use sqlx::Row;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// The prison a demonstration account works at.
async fn prison_of(house: &House, username: &str) -> Uuid {
    sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
        .bind(username)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

/// Two officers of one prison: the demonstration's own, and another who is made so.
pub(crate) async fn two_officers(house: &House) -> (Browser, Browser, Uuid) {
    let first = house.username(Role::Officer).await;
    let prison = prison_of(house, &first).await;
    let second: String = sqlx::query_scalar(
        "update access.account set demonstration = true where id = (select a.id from access.account a join access.assignment x on x.account_id = a.id
           where x.role = 'OFF' and $1 = any(x.prisons) and a.username <> $2 and a.status = 'active' and x.outcome = 'granted' and x.ended_at is null order by a.username limit 1) returning username",
    )
    .bind(prison)
    .bind(&first)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    (house.as_user(&first).await, house.as_user(&second).await, prison)
}

/// The account of a role at that prison.
pub(crate) async fn at(house: &House, role: Role, prison: Uuid) -> Browser {
    let username: String = sqlx::query_scalar(
        "update access.account set demonstration = true where id = (select a.id from access.account a join access.assignment x on x.account_id = a.id
           where x.role = $1 and $2 = any(x.prisons) and a.status = 'active' and x.outcome = 'granted' and x.ended_at is null
             and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1) order by a.username limit 1) returning username",
    )
    .bind(role.code())
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    house.as_user(&username).await
}

/// Begins a reception of whoever stands there; the path of it.
pub(crate) async fn begin(browser: &mut Browser, given: &str, family: &str) -> String {
    let page = browser.get("/receptions/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let action = page.actions().into_iter().find(|a| a.starts_with("/receptions/new")).unwrap();
    let made =
        browser.submit(&page, &action, &[("given_name", given), ("family_name", family), ("reason", "ADM_REMAND"), ("brought_from", "Moss arrest")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    made.location.unwrap()
}

/// Answers a step as its page has it.
pub(crate) async fn answer(browser: &mut Browser, home: &str, step: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("{home}/{step}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    crate::house::well_made(&page, "nb");
    browser.submit(&page, &path, fields).await
}

const DOCUMENT: &[(&str, &str)] = &[
    ("basis", "remand"),
    ("document", "court_order"),
    ("authority", "court"),
    ("reference", "26-12345"),
    ("offence", "DRUGS-01"),
    ("decided_on", "2026-11-22"),
    ("expires_on", "2026-12-20"),
];
pub(crate) const ARREST: &[(&str, &str)] = &[("arrested", "yes"), ("day", "2026-11-22"), ("time", "08:00"), ("place", "Storgata"), ("police", "201")];
const QUESTIONS: &[(&str, &str)] = &[
    ("suicide_now", "no"),
    ("suicide_before", "no"),
    ("withdrawal", "no"),
    ("medicines", "no"),
    ("pregnant", "no"),
    ("apart", "no"),
    ("children_alone", "no"),
    ("gender", "mann"),
];

async fn court(house: &House) -> String {
    house.ask("select code from reference.code where list = 'court' order by sort, code limit 1").await
}

pub(crate) async fn document(house: &House, browser: &mut Browser, home: &str) -> Page {
    let court = court(house).await;
    let mut fields = DOCUMENT.to_vec();
    fields.push(("court", &court));
    answer(browser, home, "document", &fields).await
}

pub(crate) async fn search(browser: &mut Browser, home: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("{home}/identity")).await;
    assert_eq!(page.status, 200);
    browser.submit(&page, &format!("{home}/identity/search"), fields).await
}

/// Registers whoever was searched for as new.
pub(crate) async fn register(browser: &mut Browser, home: &str, found: &Page) -> Page {
    let path = format!("{home}/identity");
    // The page has two forms to one place when somebody is alike; the last one makes the record.
    browser
        .submit(
            found,
            &path,
            &[("sex", "M"), ("birth_date_basis", "stated"), ("number_kind", "none"), ("no_number_reason", "turist uten papirer"), ("citizenship", "PL")],
        )
        .await
}

pub(crate) async fn admit(browser: &mut Browser, home: &str, place: Option<&str>) -> Page {
    let page = browser.get(&format!("{home}/cell")).await;
    assert_eq!(page.status, 200);
    let action = format!("{home}/admit");
    assert!(page.actions().contains(&action), "nobody can be admitted: {}", page.text());
    let chosen = place.map(str::to_owned).unwrap_or_else(|| {
        let text = page.text();
        let cell = text.split("<option value=\"").filter_map(|o| o.split('"').next()).find(|v| v.contains(':')).unwrap_or_default();
        cell.to_owned()
    });
    let weighed = browser.submit(&page, &action, &[("place", &chosen)]).await;
    // Something stands against the place: shown, and right all the same.
    if weighed.status == 200 { with_reasons(browser, &weighed, &action).await } else { weighed }
}

/// Gives every finding on a page its reason.
pub(crate) async fn with_reasons(browser: &mut Browser, page: &Page, action: &str) -> Page {
    crate::house::well_made(page, "nb");
    let mut fields = page.form(action).unwrap_or_else(|| panic!("stopped: {}", page.text()));
    fields.iter_mut().filter(|(name, _)| name == "why").for_each(|(_, why)| "Det eneste ledige i natt.".clone_into(why));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post(action, &fields).await
}

fn id(home: &str) -> Uuid {
    home.rsplit('/').next().unwrap().parse().unwrap()
}

async fn notices(house: &House, kind: &str, role: &str) -> i64 {
    sqlx::query_scalar(
        "select count(*) from access.notice n where n.kind = $1 and exists (select from access.assignment x where x.account_id = n.account_id and x.role = $2)",
    )
    .bind(kind)
    .bind(role)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn two_officers_receive_somebody_and_the_roll_has_one_more() {
    let house = House::open().await;
    let (mut kari, mut ola, prison) = two_officers(&house).await;
    let home = begin(&mut kari, "Prøve", "Mottaksen").await;
    assert_eq!(document(&house, &mut kari, &home).await.status, 303);
    // Whoever comes next goes on where the first one stopped.
    let list = ola.get("/receptions").await;
    assert!(list.links().contains(&home), "the other officer sees it under way");
    crate::house::well_made(&list, "nb");
    let found = search(&mut ola, &home, &[("find_given", "Prøve"), ("find_family", "Mottaksen"), ("find_birth", "1991-05-06")]).await;
    assert_eq!(found.status, 200, "{}", found.text());
    crate::house::well_made(&found, "nb");
    let registered = register(&mut ola, &home, &found).await;
    assert_eq!(registered.status, 303, "{}", registered.text());
    assert_eq!(answer(&mut ola, &home, "arrest", ARREST).await.status, 303);
    let admitted = admit(&mut ola, &home, None).await;
    assert_eq!(admitted.status, 303, "{}", admitted.text());

    let mut admin = house.admin().await;
    let row = sqlx::query(
        "select w.prison_id, w.legal_status, w.cell_id is not null as celled, i.id, i.prison_id as kept, b.kind, b.case_number, p.decided_by is not null as decided
           from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id join sentences.legal_basis b on b.inmate_id = i.id join custody.placement p on p.inmate_id = i.id
          where i.family_name = 'Mottaksen' and b.kind = 'remand'",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!(row.get::<Uuid, _>("prison_id"), prison);
    assert_eq!(row.get::<Uuid, _>("kept"), prison);
    assert_eq!(
        (row.get::<String, _>("legal_status").as_str(), row.get::<String, _>("kind").as_str(), row.get::<String, _>("case_number").as_str()),
        ("remand", "remand", "26-12345")
    );
    assert!(row.get::<bool, _>("celled") && row.get::<bool, _>("decided"));
    let inmate: Uuid = row.get("id");

    // The rest afterwards, until nothing is missing.
    let overview = kari.get(&home).await;
    assert!(
        overview.text().contains("kjønn, slik personen selv oppgir det") && overview.text().contains("krav 7") && overview.text().contains("krav 13"),
        "each missing thing names its requirement"
    );
    assert_eq!(answer(&mut kari, &home, "injuries", &[("seen", "none"), ("complaint", "no")]).await.status, 303);
    assert_eq!(answer(&mut kari, &home, "questions", QUESTIONS).await.status, 303);
    let all = [
        ("rights", "yes"),
        ("rules", "yes"),
        ("complaints", "yes"),
        ("health", "yes"),
        ("legal_aid", "yes"),
        ("calls", "yes"),
        ("language", "pl"),
        ("form", "both"),
        ("interpreter", "phone"),
        ("interpreter_who", "Tolketjenesten"),
    ];
    assert_eq!(answer(&mut ola, &home, "information", &all).await.status, 303);
    let property = ola.get(&format!("{home}/property")).await;
    crate::house::well_made(&property, "nb");
    let added = ola.submit(&property, &format!("{home}/property"), &[("category", "PHONE"), ("description", "svart telefon"), ("condition", "good")]).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let property = ola.follow(&added).await;
    let signed = ola.submit(&property, &format!("{home}/property/sign"), &[("together", "yes"), ("signed", "yes"), ("signed_name", "Prøve Mottaksen")]).await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    let receipt = ola.get(&format!("{home}/property/receipt")).await;
    assert!(receipt.text().contains("svart telefon") && receipt.text().contains("Prøve Mottaksen"));
    crate::house::well_made(&receipt, "nb");
    let contact = ola.get(&format!("{home}/family/contact")).await;
    let relation: String =
        house.ask("select code from reference.code where list = 'relationship' and attributes->>'group' is distinct from 'barred' order by sort limit 1").await;
    let named =
        ola.submit(&contact, &format!("{home}/family/contact"), &[("name", "Ola Mottaksen"), ("relationship", &relation), ("phone", "22 00 00 00")]).await;
    assert_eq!(named.status, 303, "{}", named.text());
    let stated: Option<String> = sqlx::query_scalar("select stated_gender from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(stated.as_deref(), Some("mann"), "in the register too");
    // Tried and not reached is not told.
    let tried = [("told", "not_reached"), ("told_why", "Ingen svarer"), ("children", "no"), ("consul", "declined")];
    assert_eq!(answer(&mut ola, &home, "family", &tried).await.status, 303);
    assert!(ola.get(&home).await.text().contains("varsling av familien"));
    let no_day = answer(&mut ola, &home, "family", &[("told", "refused"), ("children", "no"), ("consul", "accepted")]).await;
    assert_eq!((no_day.status, no_day.all("#consul_day-fault").len()), (422, 1), "when was the consul told");
    let family = [("told", "told"), ("told_who", "bror"), ("told_day", "2026-11-23"), ("told_time", "09:30"), ("children", "no"), ("consul", "")];
    assert_eq!(answer(&mut ola, &home, "family", &family).await.status, 303);
    let lacking = ola.get(&home).await;
    assert!(lacking.text().contains("tilbud om varsel til konsulatet"), "a citizen of another state is offered the consul");
    let mut with_consul = family.to_vec();
    with_consul.retain(|(n, _)| *n != "consul");
    with_consul.push(("consul", "declined"));
    assert_eq!(answer(&mut ola, &home, "family", &with_consul).await.status, 303);
    assert_eq!(answer(&mut ola, &home, "photo", &[("waived", "Politiets bilde er fra i dag.")]).await.status, 303);
    // A contact officer is given by the duty officer; the officer is told whom to ask.
    assert!(ola.get(&format!("{home}/contact-officer")).await.text().contains("Spør vakthavende"));
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let page = duty.get(&format!("{home}/contact-officer")).await;
    let officer = page.text().split("<option value=\"").filter_map(|o| o.split('"').next()).find(|v| v.len() == 36).unwrap().to_owned();
    assert_eq!(duty.submit(&page, &format!("{home}/contact-officer"), &[("officer", &officer)]).await.status, 303);
    let ready = ola.get(&home).await;
    crate::house::well_made(&ready, "nb");
    let done = ola.submit(&ready, &format!("{home}/complete"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!ola.get("/receptions").await.links().iter().any(|l| *l == format!("{home}/cell")));
    let open: i64 = sqlx::query_scalar("select count(*) from custody.reception where completed_at is null").fetch_one(&mut admin).await.unwrap();
    assert_eq!(open, 0);
    let authors: i64 = sqlx::query_scalar("select count(distinct author) from custody.reception_answer where reception_id = $1")
        .bind(id(&home))
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(authors, 2, "two officers did it");
    for path in [format!("{home}/sheet"), format!("{home}/injuries"), format!("/inmates/{inmate}/movements")] {
        let page = ola.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        crate::house::well_made(&page, "nb");
    }
    assert!(duty.get(&format!("/inmates/{inmate}/property")).await.text().contains("svart telefon"));
    let trail: i64 = sqlx::query_scalar("select count(*) from audit.entry where inmate_id = $1 and detail::text ilike any(array['%Mottaksen%', '%telefon%'])")
        .bind(inmate)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(trail, 0, "the trail tells what was done and not what was said");
}

#[tokio::test]
async fn without_a_document_nobody_is_admitted_unless_the_duty_officer_excepts_with_a_deadline() {
    let house = House::open().await;
    let (mut kari, _, prison) = two_officers(&house).await;
    let home = begin(&mut kari, "Uten", "Dokumentsen").await;
    let found = search(&mut kari, &home, &[("find_given", "Uten"), ("find_family", "Dokumentsen"), ("find_birth", "1990-01-01")]).await;
    assert_eq!(register(&mut kari, &home, &found).await.status, 303);
    assert_eq!(answer(&mut kari, &home, "arrest", ARREST).await.status, 303);
    let place = kari.get(&format!("{home}/cell")).await;
    assert!(!place.actions().contains(&format!("{home}/admit")), "no form to admit by");
    let unit: Uuid = sqlx::query_scalar("select id from estate.unit where prison_id = $1 and closed_on is null order by sort limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let forced = kari.post_with_token(&format!("{home}/admit"), &[("place", &unit.to_string())]).await;
    assert_eq!(forced.status, 422, "sent past the page it is refused all the same");
    assert_eq!(
        kari.post_with_token(&format!("{home}/exception"), &[("reason", "Kjennelsen kommer med bud."), ("until_day", "2026-11-23"), ("until_time", "16:00")])
            .await
            .status,
        403,
        "no officer excepts"
    );

    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let page = duty.get(&format!("{home}/document")).await;
    let bad = duty.submit(&page, &format!("{home}/exception"), &[("reason", "haster"), ("until_day", "2026-11-23"), ("until_time", "09:00")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.all("#reason-fault").len() == 1 && bad.all("#until_time-fault").len() == 1, "{}", bad.text());
    let good = duty
        .submit(&page, &format!("{home}/exception"), &[("reason", "Kjennelsen kommer med bud."), ("until_day", "2026-11-23"), ("until_time", "12:00")])
        .await;
    assert_eq!(good.status, 303, "{}", good.text());
    assert!(notices(&house, "reception_exception", "GOV").await > 0);
    // The clock runs until then, of the prison: the duty officer is warned, and told when it is over.
    let clock = "select state || ' ' || to_char(due_at at time zone 'Europe/Oslo', 'HH24:MI') || ' ' || owner_role from sentences.deadline where trigger = 'admission.exception'";
    assert_eq!(house.ask::<String>(clock).await, "open 12:00 DUT");
    let later = duty
        .submit(&page, &format!("{home}/exception"), &[("reason", "Kjennelsen kommer med bud."), ("until_day", "2026-11-23"), ("until_time", "12:30")])
        .await;
    assert_eq!(later.status, 303, "{}", later.text());
    assert_eq!(house.ask::<String>(clock).await, "open 12:30 DUT", "moved, not doubled");
    let admitted = admit(&mut kari, &home, Some(&unit.to_string())).await;
    assert_eq!(admitted.status, 303, "{}", admitted.text());
    let status: String =
        house.ask("select w.legal_status from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where i.family_name = 'Dokumentsen'").await;
    assert_eq!(status, "none", "nothing says yet why they are held");
    assert!(!kari.get("/receptions").await.text().contains("Dokument over fristen"));
    house.clock.advance(chrono::TimeDelta::hours(3));
    sqlx::query("select sentences.tell_deadlines($1)").bind(house.clock.now()).execute(&mut house.admin().await).await.unwrap();
    assert!(notices(&house, "deadline_over", "DUT").await > 0 && notices(&house, "deadline_over", "GOV").await > 0, "nobody is held so in silence");
    let mut kari = house.as_role(Role::Officer).await;
    let late = kari.get("/receptions").await;
    assert!(late.text().contains("Dokument over fristen"), "{}", late.text());
    // The document comes: the exception is over, and the legal basis is there.
    assert_eq!(document(&house, &mut kari, &home).await.status, 303);
    assert_eq!(house.ask::<String>("select state || ' ' || outcome from sentences.deadline where trigger = 'admission.exception'").await, "satisfied done");
    assert!(!kari.get("/receptions").await.text().contains("Dokument over fristen"));
    let status: String =
        house.ask("select w.legal_status from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where i.family_name = 'Dokumentsen'").await;
    assert_eq!(status, "remand");
}

/// Somebody in the register who is not held: name, birth date, number.
async fn somebody_free(house: &House) -> (Uuid, String, String, String, String) {
    let row = sqlx::query(
        "select i.id, i.given_name, i.family_name, i.birth_date::text as born, i.number from inmates.inmate i
          where not i.protected and i.birth_date is not null and i.deceased_on is null and not exists (select from custody.stay s where s.inmate_id = i.id and (s.released_at is null or s.released_at > $1::timestamptz - interval '1 day'))
          order by i.id limit 1",
    )
    .bind(crate::support::world_time())
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    (row.get("id"), row.get("given_name"), row.get("family_name"), row.get("born"), row.get("number"))
}

#[tokio::test]
async fn somebody_known_is_recognised_with_a_reason_and_their_record_comes_with_them() {
    let house = House::open().await;
    let (mut kari, _, prison) = two_officers(&house).await;
    let (inmate, given, family, born, number) = somebody_free(&house).await;
    let home = begin(&mut kari, &given, &family).await;
    let found = search(&mut kari, &home, &[("find_given", &given), ("find_family", &family), ("find_birth", &born)]).await;
    assert_eq!(found.status, 200);
    assert!(found.text().contains(&number), "the person is found: {}", found.text());
    let path = format!("{home}/identity");
    let unreasoned = kari.submit(&found, &path, &[("inmate", &inmate.to_string())]).await;
    assert_eq!(unreasoned.status, 422);
    assert_eq!(unreasoned.all("#match_reason-fault").len(), 1);
    let decided = kari.submit(&found, &path, &[("inmate", &inmate.to_string()), ("match_reason", "Pass kontrollert mot registeret")]).await;
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert_eq!(document(&house, &mut kari, &home).await.status, 303);
    assert_eq!(answer(&mut kari, &home, "arrest", ARREST).await.status, 303);
    assert_eq!(admit(&mut kari, &home, None).await.status, 303);
    let mut admin = house.admin().await;
    let kept: Option<Uuid> = sqlx::query_scalar("select prison_id from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    assert_eq!(kept, Some(prison));
    let names: i64 = sqlx::query_scalar("select count(*) from inmates.search_term where inmate_id = $1 and prison_id = $2")
        .bind(inmate)
        .bind(prison)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert!(names > 0, "and can be searched for here");
    assert_eq!(kari.get(&format!("/inmates/{inmate}")).await.status, 200);
    // A second reception of somebody who is on the roll here.
    let again = begin(&mut kari, &given, &family).await;
    let found = search(&mut kari, &again, &[("find_previous", &number)]).await;
    assert!(found.text().contains("Er allerede innsatt"), "{}", found.text());
    let forced = kari.submit(&found, &format!("{again}/identity"), &[("inmate", &inmate.to_string()), ("match_reason", "Kjenner personen igjen")]).await;
    assert_eq!(forced.status, 422);
}

#[tokio::test]
async fn nobody_is_on_two_rolls_even_when_two_receive_in_one_moment() {
    let house = House::open().await;
    let (mut kari, mut ola, _) = two_officers(&house).await;
    let (inmate, given, family, born, _) = somebody_free(&house).await;
    let (one, two) = (begin(&mut kari, &given, &family).await, begin(&mut ola, &given, &family).await);
    let fields = [("find_given", given.as_str()), ("find_family", family.as_str()), ("find_birth", born.as_str())];
    let (hers, his) = (search(&mut kari, &one, &fields).await, search(&mut ola, &two, &fields).await);
    let choice = [("inmate", inmate.to_string()), ("match_reason", "Pass kontrollert".to_owned())];
    let choice: Vec<(&str, &str)> = choice.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let (one_path, two_path) = (format!("{one}/identity"), format!("{two}/identity"));
    let (a, b) = tokio::join!(kari.submit(&hers, &one_path, &choice), ola.submit(&his, &two_path, &choice));
    let mut answers = [a.status, b.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422], "one reception has the person");
    // In custody elsewhere: the same few words as for anybody of whom nothing may be told.
    let (elsewhere, given, family, born): (Uuid, String, String, String) = {
        let prison = prison_of(&house, &house.username(Role::Officer).await).await;
        let row = sqlx::query(
            "select i.id, i.given_name, i.family_name, i.birth_date::text as born from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id
              where w.prison_id <> $1 and not i.protected and i.birth_date is not null and i.given_name <> '' and i.family_name <> '' order by i.id limit 1",
        )
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
        (row.get("id"), row.get("given_name"), row.get("family_name"), row.get("born"))
    };
    let three = begin(&mut kari, "En", "Annen").await;
    let held = search(&mut kari, &three, &[("find_given", &given), ("find_family", &family), ("find_birth", &born)]).await;
    assert!(held.text().contains("Snakk med vakthavende") && !held.text().contains(&elsewhere.to_string()), "{}", held.text());
    assert!(notices(&house, "reception_blocked", "DUT").await > 0);
    let forced = kari.submit(&held, &format!("{three}/identity/search"), &[("find_given", "En"), ("find_family", "Annen"), ("find_birth", "")]).await;
    let path = format!("{three}/identity");
    let forced = kari.submit(&forced, &path, &[("inmate", &elsewhere.to_string()), ("match_reason", "Kjenner personen igjen")]).await;
    assert!(forced.text().contains("Snakk med vakthavende"), "{}", forced.text());
    let stays: i64 =
        house.ask("select count(*) from (select inmate_id from custody.stay where released_at is null group by inmate_id having count(*) > 1) x").await;
    assert_eq!(stays, 0);
}

#[tokio::test]
async fn a_hidden_person_is_not_told_of() {
    let house = House::open().await;
    let (mut kari, _, _) = two_officers(&house).await;
    let (inmate, given, family, born, number) = somebody_free(&house).await;
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    let home = begin(&mut kari, "Helt", "Ukjentsen").await;
    let blank = |page: &Page| page.text().replace(&given, "").replace(&family, "").replace(&born, "").replace(&number, "");
    let hidden = search(&mut kari, &home, &[("find_given", &given), ("find_family", &family), ("find_birth", &born)]).await;
    assert!(hidden.text().contains("Snakk med vakthavende"));
    assert!(!hidden.text().contains(&number) && !hidden.text().contains(&inmate.to_string()), "no number, no record");
    // By name alone there is nobody.
    let by_name = search(&mut kari, &home, &[("find_given", &given), ("find_family", &family), ("find_birth", "")]).await;
    assert!(by_name.text().contains("Ingen funnet") || !by_name.text().contains(&inmate.to_string()), "{}", blank(&by_name));
    assert!(!by_name.text().contains(&number));
    let forced = kari.submit(&by_name, &format!("{home}/identity"), &[("inmate", &inmate.to_string()), ("match_reason", "Kjenner personen igjen")]).await;
    assert!(forced.status == 200 && forced.text().contains("Snakk med vakthavende"), "{}", forced.text());
    let matched: i64 = house.ask("select count(*) from custody.reception where inmate_id is not null").await;
    assert_eq!(matched, 0);
    // Protected after the reception was begun: it is gone for those who are not cleared.
    let (mut ola, home) = (kari.clone(), begin(&mut kari, "Snart", "Skjermetsen").await);
    let found = search(&mut ola, &home, &[("find_given", "Snart"), ("find_family", "Skjermetsen"), ("find_birth", "1990-01-01")]).await;
    assert_eq!(register(&mut ola, &home, &found).await.status, 303);
    sqlx::query("update inmates.inmate set protected = true where family_name = 'Skjermetsen'").execute(&mut house.admin().await).await.unwrap();
    assert_eq!(ola.get(&home).await.status, 404);
    assert!(!ola.get("/receptions").await.text().contains("Skjermetsen"));
}

#[tokio::test]
async fn more_than_48_hours_with_the_police_is_reckoned_explained_and_told() {
    let house = House::open().await;
    let (mut kari, _, _) = two_officers(&house).await;
    let home = begin(&mut kari, "Lenge", "Arrestert").await;
    let late = [("arrested", "yes"), ("day", "2026-11-21"), ("time", "08:00"), ("place", "Storgata"), ("police", "201")];
    let unexplained = answer(&mut kari, &home, "arrest", &late).await;
    assert_eq!(unexplained.status, 422);
    assert!(unexplained.all("#over_reason-fault").iter().any(|m| m.contains("2 timer og 0 minutter")), "{}", unexplained.text());
    let mut explained = late.to_vec();
    explained.push(("over_reason", "Ingen ledig plass i området."));
    assert_eq!(answer(&mut kari, &home, "arrest", &explained).await.status, 303);
    let page = kari.get(&format!("{home}/arrest")).await;
    assert!(page.text().contains("50 timer og 0 minutter hos politiet") && page.text().contains("§ 4-1"), "the sum is shown: {}", page.text());
    for role in ["DUT", "GOV"] {
        assert!(notices(&house, "reception_over_limit", role).await > 0, "{role}");
    }
    // To the minute it is kept.
    let on_time = [("arrested", "yes"), ("day", "2026-11-21"), ("time", "10:00"), ("place", "Storgata"), ("police", "201")];
    assert_eq!(answer(&mut kari, &home, "arrest", &on_time).await.status, 303);
    assert!(kari.get(&format!("{home}/arrest")).await.text().contains("Innenfor to døgn"));
}

#[tokio::test]
async fn answers_that_need_it_reach_health_and_the_duty_officer_at_once() {
    let house = House::open().await;
    let (mut kari, _, prison) = two_officers(&house).await;
    let home = begin(&mut kari, "Trenger", "Hjelpesen").await;
    assert_eq!(answer(&mut kari, &home, "questions", QUESTIONS).await.status, 303);
    assert_eq!(notices(&house, "reception_health", "NUR").await, 0, "nothing to tell");
    let mut grave = QUESTIONS.to_vec();
    grave.retain(|(n, _)| *n != "suicide_now");
    grave.push(("suicide_now", "yes"));
    assert_eq!(answer(&mut kari, &home, "questions", &grave).await.status, 303);
    let told = notices(&house, "reception_health", "NUR").await;
    assert!(told > 0 && notices(&house, "reception_duty", "DUT").await > 0);
    // The same once more wakes nobody.
    assert_eq!(answer(&mut kari, &home, "questions", &grave).await.status, 303);
    assert_eq!(notices(&house, "reception_health", "NUR").await, told);
    let complaint = [
        ("seen", "some"),
        ("part_1", "venstre skulder"),
        ("look_1", "blåmerke"),
        ("complaint", "yes"),
        ("complaint_of", "police"),
        ("complaint_words", "De slo meg."),
    ];
    assert_eq!(answer(&mut kari, &home, "injuries", &complaint).await.status, 303);
    // The incident is open with its checklist before anybody writes a report, and before it is known who it is.
    let (kind, duty, items): (String, Vec<String>, i64) =
        sqlx::query_as("select i.kind, i.duty, (select count(*) from custody.incident_duty d where d.incident_id = i.id and d.settled_at is null) from custody.incident i where i.reception_id = $1")
            .bind(id(&home))
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!((kind.as_str(), duty.as_slice()), ("ILL_TREATMENT", &["ill_treatment".to_owned()][..]));
    assert!(items >= 5, "police, region, supervisory council, examination, protection: {items}");
    let complainants = "select count(*) from custody.incident_person p join custody.incident i on i.id = p.incident_id where i.reception_id is not null and p.role = 'complainant' and p.removed_at is null";
    assert_eq!(house.ask::<i64>(complainants).await, 0);
    let found = search(&mut kari, &home, &[("find_given", "Trenger"), ("find_family", "Hjelpesen"), ("find_birth", "1991-05-06")]).await;
    assert_eq!(register(&mut kari, &home, &found).await.status, 303);
    assert_eq!(house.ask::<i64>(complainants).await, 1, "known by now");
    assert_eq!(answer(&mut kari, &home, "injuries", &complaint).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from custody.incident where reception_id is not null").await, 1, "once");
    for role in ["GOV", "NUR"] {
        assert!(notices(&house, "reception_ill_treatment", role).await > 0, "{role}");
    }
    assert!(kari.get(&home).await.text().contains("Selvmordsrisiko"), "the alert is suggested");
    let mut nurse = at(&house, Role::Nurse, prison).await;
    let page = nurse.get(&format!("{home}/health")).await;
    assert_eq!(page.status, 200);
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("De slo meg.") && page.text().contains("Selvmordsrisiko"), "{}", page.text());
    assert_eq!(nurse.get(&home).await.status, 403, "the rest is not health's");
    assert_eq!(nurse.get("/receptions").await.status, 200);
}

#[tokio::test]
async fn two_who_answer_one_step_lose_nothing_and_bad_input_is_kept() {
    let house = House::open().await;
    let (mut kari, mut ola, _) = two_officers(&house).await;
    let home = begin(&mut kari, "To", "Samtidig").await;
    let path = format!("{home}/questions");
    let (hers, his) = (kari.get(&path).await, ola.get(&path).await);
    let mut more = QUESTIONS.to_vec();
    more.push(("more", "Kari skrev dette"));
    assert_eq!(kari.submit(&hers, &path, &more).await.status, 303);
    let mut other = QUESTIONS.to_vec();
    other.push(("more", "Ola skrev dette"));
    let conflict = ola.submit(&his, &path, &other).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains("Kari skrev dette") && conflict.text().contains("Ola skrev dette"));
    crate::house::well_made(&conflict, "nb");
    assert_eq!(ola.submit(&conflict, &path, &[("more", "Ola skrev dette")]).await.status, 303);
    let versions: i64 = sqlx::query_scalar("select count(*) from custody.reception_answer where reception_id = $1 and step = 'questions'")
        .bind(id(&home))
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(versions, 2, "both stand in the history");
    for (step, fields, wrong) in [
        (
            "document",
            vec![("basis", "remand"), ("decided_on", "2026-12-24"), ("reference", "26-1")],
            vec!["document", "authority", "offence", "decided_on", "expires_on"],
        ),
        ("injuries", vec![("seen", "some"), ("complaint", "yes")], vec!["part_1", "complaint_of", "complaint_words"]),
        ("family", vec![("told", "told"), ("told_day", "2026-11-23"), ("told_time", "23:00")], vec!["told_who", "told_time", "children"]),
    ] {
        let page = answer(&mut kari, &home, step, &fields).await;
        assert_eq!(page.status, 422, "{step}");
        crate::house::well_made(&page, "nb");
        for field in wrong {
            assert_eq!(page.all(&format!("#{field}-fault")).len(), 1, "{step}: a message beside {field}");
        }
    }
    for body in [&b"csrf=%00"[..], b"%ff%fe=1"] {
        assert!([400, 403, 422].contains(&kari.post_raw(&path, body).await.status));
    }
}

#[tokio::test]
async fn sent_twice_it_is_done_once_and_the_last_bed_goes_to_one() {
    let house = House::open().await;
    let (mut kari, mut ola, prison) = two_officers(&house).await;
    let mut homes = Vec::new();
    for (family, born) in [("Førstesen", "1990-01-01"), ("Andresen-Prøve", "1985-07-17")] {
        let home = begin(&mut kari, "Seng", family).await;
        assert_eq!(document(&house, &mut kari, &home).await.status, 303);
        let found = search(&mut kari, &home, &[("find_given", "Seng"), ("find_family", family), ("find_birth", born)]).await;
        let made = register(&mut kari, &home, &found).await;
        assert_eq!(made.status, 303, "{}", made.text());
        assert_eq!(answer(&mut kari, &home, "arrest", ARREST).await.status, 303);
        homes.push(home);
    }
    let cell = sqlx::query(
        "select c.unit_id, c.id from estate.cell c where c.prison_id = $1 and c.closed_on is null and c.working_capacity > 0
            and c.working_capacity = 1 + (select count(*) from custody.placement p where p.cell_id = c.id and upper_inf(p.during))
            and not exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> $2::timestamptz) order by c.id limit 1",
    )
    .bind(prison)
    .bind(crate::support::world_time())
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let place = format!("{}:{}", cell.get::<Uuid, _>("unit_id"), cell.get::<Uuid, _>("id"));
    let (a, b) = tokio::join!(admit(&mut kari, &homes[0], Some(&place)), admit(&mut ola, &homes[1], Some(&place)));
    let mut answers = [a.status, b.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422], "{} {}", a.text(), b.text());
    let (mut loser, home) = if a.status == 422 { (kari, homes[0].clone()) } else { (ola, homes[1].clone()) };
    let unit = cell.get::<Uuid, _>("unit_id").to_string();
    let page = loser.get(&format!("{home}/cell")).await;
    let (mut x, mut y) = (loser.clone(), loser.clone());
    let action = format!("{home}/admit");
    let weighed = loser.submit(&page, &action, &[("place", unit.as_str())]).await;
    assert_eq!(weighed.status, 200, "no cell takes a reason: {}", weighed.text());
    let (first, second) = tokio::join!(with_reasons(&mut x, &weighed, &action), with_reasons(&mut y, &weighed, &action));
    assert_eq!((first.status, second.status), (303, 303), "{} {}", first.text(), second.text());
    let stays: i64 = sqlx::query_scalar("select count(*) from custody.stay s join custody.reception r on r.inmate_id = s.inmate_id where r.id = $1")
        .bind(id(&home))
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(stays, 1);
    assert!(loser.get(&home).await.text().contains("celle"), "no cell is a visible state");
}

#[tokio::test]
async fn announced_people_are_received_once_or_called_off_and_stay_in_their_prison() {
    let house = House::open().await;
    let (mut kari, mut ola, prison) = two_officers(&house).await;
    let mut case = at(&house, Role::CaseManager, prison).await;
    let page = case.get("/receptions/expected/new").await;
    assert_eq!(page.status, 200);
    let action = page.actions().into_iter().find(|a| a.starts_with("/receptions/expected")).unwrap();
    let fields = [
        ("day", "2026-11-24"),
        ("time", "11:00"),
        ("given_name", "Meldt"),
        ("family_name", "Ankomstsen"),
        ("reason", "ADM_SELF"),
        ("basis", "sentence"),
        ("brought_from", "frifot"),
        ("authority", "Saksbehandler"),
    ];
    let made = case.submit(&page, &action, &fields).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let (mut governor, mut elsewhere) = (at(&house, Role::Governor, prison).await, house.as_user(&{
        sqlx::query_scalar::<_, String>("select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'OFF' and not $1 = any(x.prisons) order by 1 limit 1")
            .bind(prison)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap()
    }).await);
    assert_eq!(governor.get("/receptions/expected/new").await.status, 403, "the governor reads");
    assert!(governor.get("/receptions").await.text().contains("Ankomstsen"));
    assert!(!elsewhere.get("/receptions").await.text().contains("Ankomstsen"));
    let list = kari.get("/receptions").await;
    let receive = list.links().into_iter().find(|l| l.contains("expected=")).unwrap();
    let (hers, his) = (kari.get(&receive).await, ola.get(&receive).await);
    let begin = hers.actions().into_iter().find(|a| a.contains("expected=")).unwrap();
    let (a, b) = tokio::join!(kari.submit(&hers, &begin, &[]), ola.submit(&his, &begin, &[]));
    assert_eq!((a.status, b.status), (303, 303), "{} {}", a.text(), b.text());
    let begun: i64 = house.ask("select count(*) from custody.reception where family_name = 'Ankomstsen'").await;
    assert_eq!(begun, 1, "received once");
    let home = [a.location.unwrap(), b.location.unwrap()].into_iter().find(|l| !l.contains('?')).unwrap();
    assert_eq!(elsewhere.get(&home).await.status, 404);
    // Begun by mistake: it ends without admission, with a reason.
    let page = kari.get(&format!("{home}/end")).await;
    assert_eq!(kari.submit(&page, &format!("{home}/end"), &[]).await.status, 422);
    assert_eq!(kari.submit(&page, &format!("{home}/end"), &[("reason", "Personen ble sendt til et annet fengsel.")]).await.status, 303);
    assert!(!kari.get("/receptions").await.text().contains("Ankomstsen"));
    for (role, status) in [(Role::WorkSupervisor, 403), (Role::Visits, 403), (Role::System, 403)] {
        assert_eq!(house.as_role(role).await.get("/receptions").await.status, status, "{role}");
    }
    let cancelled = case.submit(&case.clone().get("/receptions/expected/new").await, &action, &fields).await;
    assert_eq!(cancelled.status, 303);
    let link = case.get("/receptions").await.links().into_iter().find(|l| l.ends_with("/cancel")).unwrap();
    let page = case.get(&link).await;
    assert_eq!(case.submit(&page, &link, &[("reason", "Innkallingen er trukket.")]).await.status, 303);
    assert!(!case.get("/receptions").await.text().contains("Ankomstsen"));
}

#[tokio::test]
async fn who_reads_receptions_but_not_property_is_offered_no_way_to_it() {
    let house = House::open().await;
    let (mut officer, _, prison) = two_officers(&house).await;
    let home = begin(&mut officer, "Tore", "Eiendel").await;
    let property = format!("{home}/property");
    assert!(officer.get(&home).await.links().contains(&property));
    let mut manager = at(&house, Role::CaseManager, prison).await;
    let seen = manager.get(&home).await;
    assert_eq!(seen.status, 200, "{}", seen.text());
    assert!(seen.links().iter().any(|l| l.ends_with("/document")) && !seen.links().contains(&property), "{:?}", seen.links());
    assert_eq!(manager.get(&property).await.status, 403);
}

#[tokio::test]
async fn who_only_reads_receptions_reads_every_step() {
    let house = House::open().await;
    let (mut officer, _, prison) = two_officers(&house).await;
    let home = begin(&mut officer, "Tove", "Lestsen").await;
    let found = search(&mut officer, &home, &[("find_given", "Tove"), ("find_family", "Lestsen"), ("find_birth", "1991-05-06")]).await;
    assert_eq!(register(&mut officer, &home, &found).await.status, 303);
    let mut manager = at(&house, Role::CaseManager, prison).await;
    let steps: Vec<String> = manager.get(&home).await.links().into_iter().filter(|l| l.starts_with(&format!("{home}/"))).collect();
    assert!(steps.iter().any(|l| l.ends_with("/family")), "{steps:?}");
    for step in steps {
        let page = manager.get(&step).await;
        assert_eq!(page.status, 200, "{step}");
        assert!(!page.actions().iter().any(|a| a.starts_with(&home)), "{step} offers to write");
    }
}

/// The same questions as before any move: what stands against the place is shown first, some of it takes a reason, some of it stops.
#[tokio::test]
async fn a_place_is_considered_before_somebody_is_admitted_to_it() {
    let house = House::open().await;
    let (mut kari, _, prison) = two_officers(&house).await;
    let home = begin(&mut kari, "Skal", "Vurderesen").await;
    assert_eq!(document(&house, &mut kari, &home).await.status, 303);
    let found = search(&mut kari, &home, &[("find_given", "Skal"), ("find_family", "Vurderesen"), ("find_birth", "1985-05-06")]).await;
    assert_eq!(register(&mut kari, &home, &found).await.status, 303);
    assert_eq!(answer(&mut kari, &home, "arrest", ARREST).await.status, 303);
    let mut admin = house.admin().await;
    let (unit, cell, mate): (Uuid, Uuid, Uuid) = sqlx::query_as(
        "select c.unit_id, c.id, w.inmate_id from estate.cell c join custody.in_custody w on w.cell_id = c.id join inmates.inmate i on i.id = w.inmate_id
          where c.prison_id = $1 and c.closed_on is null and i.sex = 'M' and i.birth_date < '2000-01-01' and not i.protected and not exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> $2::timestamptz) order by c.id limit 1",
    )
    .bind(prison)
    .bind(crate::support::world_time())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    sqlx::query("update estate.cell set maximum_capacity = 5, working_capacity = 5, certified_capacity = 5 where id = $1")
        .bind(cell)
        .execute(&mut admin)
        .await
        .unwrap();
    let (place, action) = (format!("{unit}:{cell}"), format!("{home}/admit"));
    let page = kari.get(&format!("{home}/cell")).await;
    let weighed = kari.submit(&page, &action, &[("place", &place)]).await;
    assert_eq!(weighed.status, 200, "{}", weighed.text());
    crate::house::well_made(&weighed, "nb");
    assert!(!weighed.all("textarea[name=why]").is_empty(), "nobody has asked whether they agree to share: {}", weighed.text());
    let held = "select count(*) from custody.stay s join inmates.inmate i on i.id = s.inmate_id where i.family_name = 'Vurderesen'";
    assert_eq!(house.ask::<i64>(held).await, 0, "looking admits nobody");
    let bare = kari.submit(&weighed, &action, &[]).await;
    assert_eq!((bare.status, bare.all("#why-1-fault").len()), (422, 1), "{}", bare.text());
    // Two who must be kept apart: opened while the page was open, and then nothing admits there.
    let me: Uuid = house.ask("select id from inmates.inmate where family_name = 'Vurderesen'").await;
    let pair = Uuid::now_v7();
    sqlx::query("insert into custody.keep_apart (id, level, reason_code, reason, opened_by, opened_at, review_on) select $1, 'cell', 'threats', 'Truet før.', x.id, '2026-11-01 09:00+00', '2027-02-01' from access.account x limit 1")
        .bind(pair)
        .execute(&mut admin)
        .await
        .unwrap();
    for (who, role) in [(me, "victim"), (mate, "perpetrator")] {
        sqlx::query("insert into custody.keep_apart_person (keep_apart_id, inmate_id, prison_id, role, recorded_by) select $1, $2, $3, $4, opened_by from custody.keep_apart where id = $1")
            .bind(pair)
            .bind(who)
            .bind(prison)
            .bind(role)
            .execute(&mut admin)
            .await
            .unwrap();
    }
    let changed = with_reasons(&mut kari, &weighed, &action).await;
    assert_eq!(changed.status, 409, "{}", changed.text());
    assert!(!changed.actions().contains(&action), "stopped: {}", changed.text());
    assert_eq!(house.ask::<i64>(held).await, 0);
    sqlx::query("update custody.keep_apart set closed_at = '2026-11-23 09:00+00', closed_by = opened_by, closed_reason = 'Forlikt' where id = $1")
        .bind(pair)
        .execute(&mut admin)
        .await
        .unwrap();
    let again = kari.submit(&page, &action, &[("place", &place)]).await;
    let done = with_reasons(&mut kari, &again, &action).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let (accepted, why): (Vec<String>, Vec<String>) =
        sqlx::query_as("select accepted, accepted_why from custody.placement where inmate_id = $1").bind(me).fetch_one(&mut admin).await.unwrap();
    assert!(
        accepted.contains(&"no_consent".to_owned()) && accepted.len() == why.len() && why.iter().all(|w| w.contains("eneste ledige")),
        "{accepted:?} {why:?}"
    );
}
