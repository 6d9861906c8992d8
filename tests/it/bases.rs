//! Why somebody is held: recorded, corrected, ended; restrictions and documents; the status that follows, in Rust and in the database.

use chrono::{Days, NaiveDate, TimeDelta};
use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use overgang::sentences::bases::status::{self, Releases};
use overgang::sentences::bases::store;
use overgang::sentences::calculation::jobs;
use sqlx::Row;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// Somebody on remand among the case manager's own, with a current order.
async fn remanded(house: &House) -> (Uuid, Uuid) {
    let row = sqlx::query(
        "select c.inmate_id, b.id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
           join sentences.legal_basis b on b.inmate_id = c.inmate_id and b.kind = 'remand' and b.to_day >= date '2026-11-23' and b.from_day < date '2026-11-23' and b.ended_on is null
           join access.person_grant g on g.inmate_id = c.inmate_id and g.kind = 'assigned' and g.ended_at is null join access.account a on a.id = g.account_id
          where a.username = $1 and c.legal_status = 'remand' and not i.protected and i.birth_date < '1999-01-01'
            and not exists (select from sentences.restriction r where r.inmate_id = c.inmate_id and r.until_day >= b.from_day)
          order by c.inmate_id limit 1",
    )
    .bind(house.username(Role::CaseManager).await)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    (row.get(0), row.get(1))
}

async fn status_of(house: &House, inmate: Uuid) -> String {
    sqlx::query_scalar("select legal_status from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap()
}

async fn new(browser: &mut Browser, inmate: Uuid, kind: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("/inmates/{inmate}/held/new/{kind}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, &path, fields).await
}

const JUDGMENT: &[(&str, &str)] = &[
    ("court", "TR-5939"),
    ("case_number", "26-098765MED-TOSL/01"),
    ("decided_on", "2026-11-02"),
    ("final_on", "2026-11-17"),
    ("from_day", "2026-11-23"),
    ("offence_1", "DRUGS-02"),
    ("act_from_1", "2026-03-01"),
    ("years", "2"),
    ("credit_days", "90"),
];

fn with<'a>(base: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<(&str, &str)> = base.iter().filter(|(n, _)| !changed.iter().any(|(c, _)| c == n)).copied().collect();
    all.extend_from_slice(changed);
    all
}

#[tokio::test]
async fn a_judgment_is_recorded_and_the_status_follows() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let tab = cas.get(&format!("/inmates/{inmate}/held")).await;
    assert!(tab.text().contains("Varetektskjennelse") && tab.text().contains("Permisjon og prøveløslatelse gjelder ikke"), "{}", tab.text());

    // What is missing, and what the law forbids, is said beside its field; everything typed stays.
    let empty = new(&mut cas, inmate, "sentence", &[("case_number", "26-1")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.all("#court-fault").len() == 1 && empty.all("#decided_on-fault").len() == 1 && empty.all("#offence_1-fault").len() == 1, "{}", empty.text());
    assert_eq!(empty.value("#case_number").as_deref(), Some("26-1"));
    let short = new(&mut cas, inmate, "sentence", &with(JUDGMENT, &[("years", ""), ("days", "10")])).await;
    assert_eq!(short.status, 422);
    assert!(short.text().contains("minst 14 dager (strl § 31)"), "{}", short.text());
    let suspended = new(&mut cas, inmate, "sentence", &with(JUDGMENT, &[("suspended_years", "3"), ("probation_years", "2")])).await;
    assert!(suspended.status == 422 && suspended.text().contains("større enn hele straffen"), "{}", suspended.text());
    let tomorrow = new(&mut cas, inmate, "sentence", &with(JUDGMENT, &[("decided_on", "2026-11-24"), ("from_day", "2026-11-24"), ("final_on", "")])).await;
    assert!(tomorrow.status == 422 && tomorrow.text().contains("datert i framtiden"), "{}", tomorrow.text());

    // A warning asks to be looked at, and can be confirmed.
    let warned = new(&mut cas, inmate, "sentence", &with(JUDGMENT, &[("final_on", "")])).await;
    assert!(warned.status == 422 && warned.text().contains("datoen for rettskraft mangler"), "{}", warned.text());
    assert_eq!(status_of(&house, inmate).await, "remand");

    let saved = new(&mut cas, inmate, "sentence", JUDGMENT).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = cas.follow(&saved).await;
    assert!(page.text().contains("2 år") && page.text().contains("90 dager"), "{}", page.text());
    assert_eq!(status_of(&house, inmate).await, "sentenced");
    let trail: i64 = sqlx::query_scalar("select count(*) from audit.entry where inmate_id = $1 and action = 'collect' and class = 'sentence'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(trail, 1);
}

#[tokio::test]
async fn a_correction_replaces_and_the_second_of_two_is_shown_both() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let (mut one, mut two) = (house.as_role(Role::CaseManager).await, house.as_role(Role::CaseManager).await);
    let saved = new(&mut one, inmate, "sentence", JUDGMENT).await;
    let first = saved.location.clone().unwrap();
    let (mine, theirs) = (one.get(&format!("{first}/correct")).await, two.get(&format!("{first}/correct")).await);
    let action = format!("{first}/correct");
    let unreasoned = one.submit(&mine, &action, &[("credit_days", "95")]).await;
    assert!(unreasoned.status == 422 && unreasoned.all("#change_reason-fault").len() == 1);
    let done = one.submit(&mine, &action, &[("credit_days", "95"), ("change_reason", "Fradraget var lest feil")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = one.follow(&done).await;
    assert!(page.text().contains("Fradraget var lest feil") && page.text().contains("95 dager"), "{}", page.text());

    // The second wrote about the row that is no more.
    let clash = two.submit(&theirs, &action, &[("credit_days", "99"), ("change_reason", "Ny dom lest")]).await;
    assert_eq!(clash.status, 409, "{}", clash.text());
    assert!(clash.text().contains("95") && clash.text().contains("99"), "{}", clash.text());
    let now = done.location.clone().unwrap();
    let taken = two.submit(&clash, &format!("{now}/correct"), &[("credit_days", "99")]).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
    let rows: i64 = sqlx::query_scalar("select count(*) from sentences.legal_basis where inmate_id = $1 and kind = 'sentence'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(rows, 3, "nothing is overwritten");
    assert!(sqlx::query("update sentences.legal_basis set credit_days = 1 where inmate_id = $1").bind(inmate).execute(&mut house.admin().await).await.is_err());
    // The old page says that it has been replaced.
    assert!(one.get(&first).await.text().contains("Denne versjonen er rettet"));
}

#[tokio::test]
async fn an_order_that_ran_out_cannot_be_extended_as_if_nothing_had_happened() {
    let house = House::open().await;
    let (inmate, order) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    // The order ended a week ago.
    let page = cas.get(&format!("/inmates/{inmate}/held/{order}/end")).await;
    let ended = cas
        .submit(
            &page,
            &format!("/inmates/{inmate}/held/{order}/end"),
            &[("ended_on", "2026-11-22"), ("ended_as", "lifted"), ("change_reason", "Opphevet av lagmannsretten")],
        )
        .await;
    assert_eq!(ended.status, 303, "{}", ended.text());
    assert_eq!(status_of(&house, inmate).await, "none");
    let tab = cas.get(&format!("/inmates/{inmate}/held")).await;
    assert!(tab.text().contains("Ingen gyldig grunn til å holde personen"), "{}", tab.text());
    assert!(cas.get(&format!("/inmates/{inmate}")).await.text().contains("Mangler grunnlag"));
    house.clock.advance(chrono::TimeDelta::days(4));
    let mut cas = house.as_role(Role::CaseManager).await;

    let path = format!("/inmates/{inmate}/held/new/remand");
    let form = cas.get(&format!("{path}?extends={order}")).await;
    assert_eq!(form.value("#from_day").as_deref(), Some("2026-11-22"), "from the last day of the earlier");
    let fields = [("decided_on", "2026-11-27"), ("from_day", "2026-11-27"), ("to_day", "2026-12-25"), ("ground_171_3", "yes")];
    let stopped = cas.submit(&form, &path, &fields).await;
    assert!(stopped.status == 422 && stopped.text().contains("var utløpt: 23.11.2026 til 26.11.2026"), "{}", stopped.text());
    let held = cas.submit(&stopped, &path, &[("between", "held")]).await;
    assert!(held.status == 422 && held.text().contains("holdt uten gyldig kjennelse"), "{}", held.text());
    let saved = cas.submit(&held, &path, &[("between", "held"), ("confirmed", "yes")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(status_of(&house, inmate).await, "remand");
    // The gap stays for everybody to see.
    let tab = cas.get(&format!("/inmates/{inmate}/held")).await;
    assert!(tab.text().contains("Fra 23.11.2026 til 26.11.2026 er det ikke registrert noe grunnlag"), "{}", tab.text());
    let long = new(
        &mut cas,
        inmate,
        "remand",
        &with(&fields, &[("court", "TR-5939"), ("case_number", "26-000777ENE"), ("offence_1", "DRUGS-02"), ("to_day", "2027-02-25")]),
    )
    .await;
    assert!(long.status == 422 && long.text().contains("lengre enn 4 uker"), "{}", long.text());
}

#[tokio::test]
async fn a_frame_that_has_ended_is_not_extended_as_if_nothing_had_happened() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    // A frame of thirty days, begun after whatever the person was held for before: what a release has ended is not reckoned any more.
    let begun: NaiveDate = sqlx::query_scalar(
        "select coalesce(max((released_at at time zone 'Europe/Oslo')::date) + 1, date '2018-01-20') from custody.stay where inmate_id = $1",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let on = begun.to_string();
    let judgment = [
        ("decided_on", on.as_str()),
        ("final_on", &on),
        ("from_day", &on),
        ("act_from_1", "2017-09-01"),
        ("years", ""),
        ("days", "30"),
        ("credit_days", "0"),
        ("confirmed", "yes"),
    ];
    let saved = new(&mut cas, inmate, "preventive_detention", &with(JUDGMENT, &judgment)).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let root: Uuid = sqlx::query_scalar("select root_id from sentences.legal_basis where inmate_id = $1 and kind = 'preventive_detention'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, true, 2).unwrap();
    let catalogue = Catalogue::load(&mut house.admin().await).await.unwrap();
    while jobs::turn(&db, catalogue.law(), world_time()).await.unwrap().people > 0 {}
    db.close().await;
    let frame: NaiveDate = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 order by version desc limit 1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert!(frame > begun && frame < "2026-10-30".parse().unwrap(), "{begun} {frame}");
    let path = format!("/inmates/{inmate}/held/new/preventive_detention");
    let form = cas.get(&format!("{path}?extends={root}")).await;
    let late = [("decided_on", "2026-11-02"), ("years", "3")];
    let stopped = cas.submit(&form, &path, &late).await;
    assert!(
        stopped.status == 422 && stopped.text().contains("Tidsrammen som forlenges, var ute") && stopped.text().contains("strl § 43(1)"),
        "{}",
        stopped.text()
    );
    let fmt = frame.format("%d.%m.%Y").to_string();
    assert!(
        stopped.text().contains(&fmt) && stopped.text().contains("01.11.2026"),
        "from the day after the calculated end to the day before the judgment: {}",
        stopped.text()
    );
    let held = cas.submit(&stopped, &path, &[("between", "held")]).await;
    assert!(held.status == 422 && held.text().contains("avsagt etter at tidsrammen var ute"), "{}", held.text());
    let saved = cas.submit(&held, &path, &[("between", "held"), ("confirmed", "yes")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    // Corrected, it is still measured against the frame without itself.
    let correct = format!("{}/correct", saved.location.clone().unwrap());
    let page = cas.get(&correct).await;
    let again = cas.submit(&page, &correct, &[("years", "2"), ("change_reason", "Lest feil")]).await;
    assert!(again.status == 422 && again.text().contains("Tidsrammen som forlenges, var ute"), "{}", again.text());
    let in_time = cas.submit(&page, &correct, &[("decided_on", on.as_str()), ("change_reason", "Feil dato")]).await;
    assert_eq!(in_time.status, 303, "pronounced before the frame ended: {}", in_time.text());
}

#[tokio::test]
async fn a_sentence_that_is_time_barred_is_not_executed_without_a_word() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let old = [("decided_on", "2018-11-02"), ("final_on", "2018-11-17"), ("act_from_1", "2018-03-01"), ("years", "1")];
    let warned = new(&mut cas, inmate, "sentence", &with(JUDGMENT, &old)).await;
    assert!(
        warned.status == 422 && warned.text().contains("Straffen er foreldet") && warned.text().contains("17.11.2023") && warned.text().contains("strl § 93"),
        "{}",
        warned.text()
    );
    assert_eq!(status_of(&house, inmate).await, "remand");
    let path = format!("/inmates/{inmate}/held/new/sentence");
    assert_eq!(cas.submit(&warned, &path, &[("confirmed", "yes")]).await.status, 303, "the period may have been interrupted");
}

#[tokio::test]
async fn restrictions_have_their_own_expiry() {
    let house = House::open().await;
    let (inmate, order) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let path = format!("/inmates/{inmate}/held/{order}/restrictions/new");
    let page = cas.get(&path).await;
    let outlives = cas.submit(&page, &path, &[("kind", "letters_control"), ("until_day", "2027-03-01")]).await;
    assert!(outlives.status == 422 && outlives.text().contains("varer lenger enn varetektsfristen"), "{}", outlives.text());
    let nobody = cas.submit(&page, &path, &[("kind", "company_named")]).await;
    assert!(nobody.status == 422 && nobody.all("#numbers-fault").len() == 1, "{}", nobody.text());
    let unknown = cas.submit(&page, &path, &[("kind", "company_named"), ("numbers", "1999-99999")]).await;
    assert!(unknown.status == 422 && unknown.text().contains("1999-99999"));
    let saved = cas.submit(&page, &path, &[("kind", "letters_control")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let again = cas.get(&path).await;
    let twice = cas.submit(&again, &path, &[("kind", "letters_control")]).await;
    assert!(twice.status == 422 && twice.text().contains("gjelder allerede"), "{}", twice.text());
    let id: Uuid =
        sqlx::query_scalar("select id from sentences.restriction where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let lift = format!("/inmates/{inmate}/restrictions/{id}/lift");
    let (a, b) = (cas.get(&lift).await, cas.get(&lift).await);
    assert_eq!(cas.submit(&a, &lift, &[("on", "2026-11-24"), ("reason", "Avhørt")]).await.status, 422, "not tomorrow");
    assert_eq!(cas.submit(&a, &lift, &[("on", "2026-11-23"), ("reason", "Avhørt")]).await.status, 303);
    assert_ne!(cas.submit(&b, &lift, &[("on", "2026-11-22"), ("reason", "Nei")]).await.status, 422);
    let kept: (NaiveDate, String) =
        sqlx::query_as("select lifted_on, lift_reason from sentences.restriction where id = $1").bind(id).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(kept.1, "Avhørt", "lifted once");
}

#[tokio::test]
async fn documents_are_kept_as_they_came_and_fetched_as_files() {
    let house = House::open().await;
    let (inmate, order) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let (page, path) = (format!("/inmates/{inmate}/held/{order}"), format!("/inmates/{inmate}/held/{order}/documents"));
    let token = cas.get(&page).await.value("input[name=csrf]").unwrap();
    let fields = [("csrf", token.as_str()), ("kind", "court_order")];
    let script = cas.upload(&path, &fields, ("file", b"<html><script>alert(1)</script>")).await;
    assert!(script.status == 422 && script.text().contains("verken PDF, JPEG eller PNG"), "{}", script.text());
    let pdf = b"%PDF-1.4\n%test\n";
    assert_eq!(cas.upload(&path, &fields, ("file", pdf)).await.status, 303);
    assert!(cas.upload(&path, &fields, ("file", pdf)).await.text().contains("lagt ved allerede"));
    let id: Uuid =
        sqlx::query_scalar("select id from sentences.basis_document where inmate_id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    let file = cas.get(&format!("/inmates/{inmate}/held-documents/{id}")).await;
    assert_eq!(file.status, 200);
    let exported: i64 = sqlx::query_scalar("select count(*) from audit.entry where inmate_id = $1 and action = 'export'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(exported, 1);
    let other: Uuid = house.ask("select inmate_id from custody.in_custody order by inmate_id limit 1").await;
    if other != inmate {
        assert_eq!(cas.get(&format!("/inmates/{other}/held-documents/{id}")).await.status, 404, "a document of somebody else");
    }
}

#[tokio::test]
async fn only_those_whom_the_matrix_lets_in() {
    let house = House::open().await;
    let (inmate, order) = remanded(&house).await;
    for (role, list, write) in [(Role::Officer, 403, 403), (Role::DutyOfficer, 200, 403), (Role::Governor, 200, 403), (Role::Chaplain, 403, 403)] {
        let mut browser = house.as_role(role).await;
        let seen = browser.get(&format!("/inmates/{inmate}/held")).await.status;
        assert!(seen == list || seen == 404, "{role:?} reads: {seen}");
        let written = browser.get(&format!("/inmates/{inmate}/held/{order}/correct")).await.status;
        assert!(written == write || written == 404, "{role:?} writes: {written}");
    }
    let elsewhere: Uuid = sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c where not exists (select from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 and c.prison_id = any(x.prisons)) limit 1",
    )
    .bind(house.username(Role::CaseManager).await)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let mut cas = house.as_role(Role::CaseManager).await;
    assert_eq!(cas.get(&format!("/inmates/{elsewhere}/held")).await.status, 404);
}

/// Everybody of the small service on a hundred days, by the pure function and by the database's own.
#[tokio::test]
async fn the_status_of_any_day_is_the_same_in_both_places() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    // The demonstration's own people, and people whose bases were made by dice.
    make_cases(&house).await;
    let catalogue = Catalogue::load(&mut admin).await.unwrap();
    let people: Vec<Uuid> =
        sqlx::query_scalar("select inmate_id from sentences.legal_basis group by inmate_id order by bool_or(court = 'Retten') desc, inmate_id limit 400")
            .fetch_all(&mut admin)
            .await
            .unwrap();
    let first: NaiveDate = "2026-08-20".parse().unwrap();
    let (mut compared, mut kinds) = (0, std::collections::BTreeSet::new());
    for person in people {
        let person = overgang::platform::id::InmateId(person);
        let bases = store::bases(&mut admin, person).await.unwrap();
        let releases = Releases::of(&store::stays(&mut admin, person).await.unwrap());
        let theirs: Vec<(NaiveDate, String)> =
            sqlx::query_as("select d::date, sentences.status_on($1, d::date) from generate_series($2::date, $2::date + 110, interval '1 day') d order by 1")
                .bind(person.0)
                .bind(first)
                .fetch_all(&mut admin)
                .await
                .unwrap();
        for (i, (day, theirs)) in theirs.iter().enumerate() {
            assert_eq!(first.checked_add_days(Days::new(i as u64)), Some(*day));
            let ours = status::status_on(bases.iter(), &releases, catalogue.law(), *day);
            assert_eq!(ours.as_str(), theirs, "{person} on {day}");
            kinds.insert(theirs.clone());
            compared += 1;
        }
    }
    assert!(compared > 20_000 && kinds.len() == 7, "{compared} {kinds:?}");
}

/// Bases of every kind in two cases over one another, ended and not, with a last day and without, replaced and not, for people who have none but an open stay.
async fn make_cases(house: &House) {
    sqlx::raw_sql(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, ended_on, ended_as, arrested_at, recorded_by, main_hearing_started)
         select gen_random_uuid(), c.inmate_id, c.prison_id, k.kind, '26-00000' || abs(hashtext('k' || c.inmate_id || k.n)) % 2 || 'ENE', 'Retten', 'DRUGS-01', date '2026-09-01' + d.d, date '2026-09-01' + d.d,
                case when k.kind = 'remand' and abs(hashtext('m' || c.inmate_id || k.n)) % 3 > 0 then date '2026-09-01' + d.d + 5 + abs(hashtext('t' || c.inmate_id || k.n)) % 25 end,
                case when abs(hashtext('e' || c.inmate_id || k.n)) % 3 = 0 then date '2026-09-01' + d.d + abs(hashtext('l' || c.inmate_id || k.n)) % 30 end,
                case when abs(hashtext('e' || c.inmate_id || k.n)) % 3 = 0 then 'other' end,
                case when k.kind = 'arrest' then (date '2026-09-01' + d.d)::timestamptz end, gen_random_uuid(),
                k.kind = 'remand' and abs(hashtext('m' || c.inmate_id || k.n)) % 3 = 0
           from (select inmate_id, prison_id from custody.in_custody order by md5(inmate_id::text) limit 120) c
           cross join lateral (select n, (array['arrest', 'remand', 'remand', 'sentence', 'preventive_detention', 'fine_default', 'youth_sentence', 'foreign_sentence', 'other_sanction'])[1 + abs(hashtext(c.inmate_id::text || n)) % 9] as kind
                                 from generate_series(1, 3) n) k
           cross join lateral (select abs(hashtext('d' || c.inmate_id || k.n)) % 70 as d) d;
         insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, arrested_at, recorded_by, supersedes, change_reason, withdrawn, main_hearing_started)
         select gen_random_uuid(), b.inmate_id, b.prison_id, b.kind, b.case_number, b.court, b.offence, b.decided_on, b.from_day, b.to_day, b.arrested_at, b.recorded_by, b.id, 'rettet', abs(hashtext(b.id::text)) % 2 = 0, b.main_hearing_started
           from sentences.legal_basis b where b.court = 'Retten' and b.replaced_at is null and abs(hashtext('c' || b.id)) % 4 = 0",
    )
    .execute(&mut house.admin().await)
    .await
    .unwrap();
}

/// Nobody of the invented service is held on nothing, no order is longer than it may be, and every status is what the rows say.
#[tokio::test]
async fn the_invented_service_has_a_coherent_history() {
    let house = House::open().await;
    for (what, sql) in [
        ("held on nothing", "select count(*) from custody.in_custody c where sentences.status_on(c.inmate_id, date '2026-11-23') = 'none'"),
        (
            "another status than the rows say",
            "select count(*) from custody.in_custody c where c.legal_status <> sentences.status_on(c.inmate_id, date '2026-11-23')",
        ),
        ("an order above four weeks", "select count(*) from sentences.legal_basis where kind = 'remand' and not after_judgment and to_day - from_day > 28"),
        (
            "a gap between two orders",
            "select count(*) from sentences.legal_basis b join sentences.legal_basis e on e.id = b.extends and e.kind = 'remand' where b.from_day > coalesce(e.ended_on, e.to_day) + 1",
        ),
        ("isolated above two weeks", "select count(*) from sentences.restriction where kind = 'full_isolation' and until_day - from_day > 14"),
        (
            "isolated under 18",
            "select count(*) from sentences.restriction r join inmates.inmate i on i.id = r.inmate_id where r.kind = 'full_isolation' and i.birth_date + interval '18 years' > r.from_day",
        ),
        (
            "a minimum above its frame",
            "select count(*) from sentences.legal_basis where kind = 'preventive_detention' and extends is null and (minimum_years > years or minimum_years = 0)",
        ),
        (
            "a fine above 120 days",
            "select count(*) from sentences.legal_basis where kind = 'fine_default' and (days not between 1 and 120 or paid_ore >= fine_ore)",
        ),
        (
            "no acts",
            "select count(*) from sentences.legal_basis b where kind <> 'fine_default' and not exists (select from sentences.sentence_count n where n.legal_basis_id = b.id)",
        ),
        (
            "a judgment before the arrest",
            "select count(*) from sentences.legal_basis s join sentences.legal_basis a on a.inmate_id = s.inmate_id and a.kind = 'arrest' and left(a.case_number, 9) = left(s.case_number, 9) where s.kind = 'sentence' and s.decided_on < a.from_day",
        ),
        (
            "a term told in a way the law has not",
            "select count(*) from sentences.legal_basis where kind = 'sentence' and (days + suspended_days > 120 or (days > 0 and months > 0))",
        ),
    ] {
        let n: i64 = sqlx::query_scalar(sql).fetch_one(&mut house.admin().await).await.unwrap();
        assert_eq!(n, 0, "{what}");
    }
    let gaps: i64 = house
        .ask(
            "select count(*) from custody.in_custody c cross join lateral generate_series((c.admitted_at at time zone 'Europe/Oslo')::date, date '2026-11-23', interval '7 days') d
              where c.admitted_at > '2025-06-01' and sentences.status_on(c.inmate_id, d::date) = 'none'",
        )
        .await;
    assert_eq!(gaps, 0, "days on nothing");
}

#[tokio::test]
async fn a_form_holds_any_number_of_acts_and_a_correction_loses_none() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let path = format!("/inmates/{inmate}/held/new/sentence");
    let mut page = cas.get(&path).await;
    assert_eq!(page.all("fieldset[id^=act-]").len(), 2);
    // Another row, without script: what was typed stays, nothing is recorded, and nobody is told of faults.
    for n in 3..=9 {
        page = cas.submit(&page, &path, &with(JUDGMENT, &[("do", "more")])).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert_eq!(page.all("fieldset[id^=act-]").len(), n);
        assert_eq!(page.value("#case_number").as_deref(), Some("26-098765MED-TOSL/01"));
        assert!(page.all("[aria-invalid=true]").is_empty());
    }
    let names: Vec<(String, String)> =
        (2..=9).flat_map(|n| [(format!("offence_{n}"), "DRUGS-02".to_owned()), (format!("section_{n}"), format!("§ 231 nr. {n}"))]).collect();
    let more: Vec<(&str, &str)> = names.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let saved = cas.submit(&page, &path, &with(JUDGMENT, &more)).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let first = saved.location.clone().unwrap();
    let form = cas.get(&format!("{first}/correct")).await;
    assert_eq!(form.value("#section_9").as_deref(), Some("§ 231 nr. 9"));
    let done = cas.submit(&form, &format!("{first}/correct"), &[("credit_days", "95"), ("change_reason", "Fradraget var lest feil")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let counts: Vec<i64> =
        sqlx::query_scalar("select count(*) from sentences.sentence_count n join sentences.legal_basis b on b.id = n.legal_basis_id where b.inmate_id = $1 and b.kind = 'sentence' group by b.id")
            .bind(inmate)
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(counts, [9, 9], "all of them, in the row and in its correction");
    // Nothing is lost in silence when somebody sends more than there is room for.
    let many = cas.get(&path).await;
    let refused = cas.post_with_token(&path, &with(JUDGMENT, &[("offence_401", "DRUGS-02")])).await;
    assert!(many.status == 200 && refused.status == 422 && refused.text().contains("høyst 400 lovbrudd"), "{}", refused.text());
}

#[tokio::test]
async fn the_calculation_follows_in_the_same_transaction() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let saved = new(&mut cas, inmate, "sentence", JUDGMENT).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    // No background work has run.
    let (pending, end): (bool, Option<NaiveDate>) = sqlx::query_as(
        "select exists (select from sentences.recalculation q where q.inmate_id = $1), (select k.end_on from sentences.calculation k where k.inmate_id = $1 order by k.version desc limit 1)",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert!(!pending);
    assert_eq!(end.map(|d| d.to_string()).as_deref(), Some("2028-08-05"), "2 years from 23.11.2026 less 90 days of the court and the 20 since (strpl § 460)");
    // Something that no page did: the result says that it waits.
    sqlx::query("select sentences.ask_calculation($1, 'custody')").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    let page = cas.get(&format!("/inmates/{inmate}/sentence")).await;
    assert!(page.text().contains("Venter på ny beregning") && page.text().contains("gjelder det som stod før"), "{}", page.text());
}

#[tokio::test]
async fn a_part_in_days_of_a_whole_in_months() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let half = with(JUDGMENT, &[("years", ""), ("months", "6"), ("suspended_days", "60"), ("probation_years", "2"), ("credit_days", "10")]);
    let above = new(&mut cas, inmate, "sentence", &with(&half, &[("suspended_days", "200")])).await;
    assert!(above.status == 422 && above.text().contains("større enn hele straffen"), "strl § 34: {}", above.text());
    let saved = new(&mut cas, inmate, "sentence", &half).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let kept: (i32, i32, i32, i32) =
        sqlx::query_as("select months, days, less_days, suspended_days from sentences.legal_basis where inmate_id = $1 and kind = 'sentence'")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(kept, (6, 0, 60, 60), "as pronounced, nothing converted");
    let page = cas.follow(&saved).await;
    assert!(page.text().contains("6 måneder med fratrekk av 60 dager"), "{}", page.text());
    let form = cas.get(&format!("{}/correct", saved.location.clone().unwrap())).await;
    assert_eq!((form.value("#months").as_deref(), form.value("#suspended_days").as_deref()), (Some("6"), Some("60")));
    let end: Option<NaiveDate> = sqlx::query_scalar("select end_on from sentences.calculation where inmate_id = $1 order by version desc limit 1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(end.map(|d| d.to_string()).as_deref(), Some("2027-02-22"), "6 months from 23.11.2026 less 60, 10 and the 20 days since the judgment");
}

#[tokio::test]
async fn a_restriction_is_corrected_and_taken_back() {
    let house = House::open().await;
    let (inmate, order) = remanded(&house).await;
    let (mut one, mut two) = (house.as_role(Role::CaseManager).await, house.as_role(Role::CaseManager).await);
    let path = format!("/inmates/{inmate}/held/{order}/restrictions/new");
    let page = one.get(&path).await;
    assert_eq!(one.submit(&page, &path, &[("kind", "letters_control")]).await.status, 303);
    let id: Uuid = sqlx::query_scalar("select id from sentences.restriction where inmate_id = $1 order by recorded_at desc, id desc limit 1")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    let correct = format!("/inmates/{inmate}/restrictions/{id}/correct");
    let (mine, theirs) = (one.get(&correct).await, two.get(&correct).await);
    assert_eq!(mine.status, 200, "{}", mine.text());
    let unreasoned = one.submit(&mine, &correct, &[("kind", "letters_ban")]).await;
    assert!(unreasoned.status == 422 && unreasoned.all("#change_reason-fault").len() == 1, "{}", unreasoned.text());
    let long = one.submit(&mine, &correct, &[("until_day", "2027-03-01"), ("change_reason", "Lest feil")]).await;
    assert!(
        long.status == 422 && long.text().contains("varer lenger enn varetektsfristen") && long.value("#until_day").as_deref() == Some("2027-03-01"),
        "{}",
        long.text()
    );
    let done = one.submit(&mine, &correct, &[("kind", "letters_ban"), ("change_reason", "Kjennelsen sier forbud")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let rows: Vec<(String, bool)> =
        sqlx::query_as("select kind, replaced_at is not null from sentences.restriction where id = $1 or supersedes = $1 order by supersedes nulls first")
            .bind(id)
            .fetch_all(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(rows, [("letters_control".to_owned(), true), ("letters_ban".to_owned(), false)]);
    let tab = one.get(&format!("/inmates/{inmate}/held/{order}")).await;
    assert!(tab.text().contains("Kjennelsen sier forbud"), "{}", tab.text());

    // The second wrote about the row that is no more: both are shown, and nothing is lost.
    let clash = two.submit(&theirs, &correct, &[("kind", "visits_control"), ("change_reason", "Besøk, ikke brev")]).await;
    assert_eq!(clash.status, 409, "{}", clash.text());
    let now: Uuid =
        sqlx::query_scalar("select id from sentences.restriction where inmate_id = $1 and replaced_at is null order by recorded_at desc, id desc limit 1")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    let again = format!("/inmates/{inmate}/restrictions/{now}/correct");
    assert_eq!(two.submit(&clash, &again, &[("kind", "visits_control")]).await.status, 303);

    // It was never ordered.
    let now: Uuid =
        sqlx::query_scalar("select id from sentences.restriction where inmate_id = $1 and replaced_at is null order by recorded_at desc, id desc limit 1")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    let (form, away) = (one.get(&format!("/inmates/{inmate}/restrictions/{now}/correct")).await, format!("/inmates/{inmate}/restrictions/{now}/withdraw"));
    assert_eq!(one.submit(&form, &away, &[("withdraw_reason", "")]).await.status, 422);
    assert_eq!(one.submit(&form, &away, &[("withdraw_reason", "Gjelder en annen person")]).await.status, 303);
    let kept: (bool, i64) =
        sqlx::query_as("select withdrawn, (select count(*) from sentences.restriction r where r.id = $1) from sentences.restriction where supersedes = $1")
            .bind(now)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(kept, (true, 1), "it binds nobody, and what stood stays");
    let mut officer = house.as_role(Role::DutyOfficer).await;
    let refused = officer.get(&again).await.status;
    assert!(matches!(refused, 403 | 404), "{refused}");
}

#[tokio::test]
async fn a_draft_is_its_authors_alone() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let path = format!("/inmates/{inmate}/held/new/sentence");
    let page = cas.get(&path).await;
    let kept = cas.submit(&page, &path, &[("case_number", "26-000777MED"), ("years", "3"), ("do", "keep")]).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let again = cas.get(&path).await;
    assert_eq!((again.value("#case_number").as_deref(), again.value("#years").as_deref()), (Some("26-000777MED"), Some("3")));
    assert!(again.text().contains("Dette er utkastet du lagret"), "{}", again.text());
    let home = cas.get("/").await;
    assert!(home.text().contains("Fortsett der du slapp") && home.text().contains("Fengselsdom"), "{}", home.text());
    assert!(home.all(&format!("a[href=\"{path}\"]")).len() == 1);
    // Nobody else has it, whatever they may read of the person.
    let seen: i64 =
        sqlx::query_scalar("select count(*) from sentences.draft d where d.account_id <> (select a.id from access.account a where a.username = $1)")
            .bind(house.username(Role::CaseManager).await)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!(seen, 0);
    for role in [Role::Governor, Role::DutyOfficer] {
        assert!(!house.as_role(role).await.get("/").await.text().contains("Fortsett der du slapp"), "{role:?}");
    }
    // Its time is over, or it has been saved: then it is gone.
    let done = cas.submit(&again, &path, &with(JUDGMENT, &[("do", "")])).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft").await, 0);
    let page = cas.get(&path).await;
    cas.submit(&page, &path, &[("case_number", "26-000778MED"), ("do", "keep")]).await;
    let page = cas.get(&path).await;
    assert_eq!(cas.submit(&page, &path, &[("do", "discard")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft").await, 0);
}

#[tokio::test]
async fn a_draft_is_kept_by_itself_and_its_author_is_told_before_it_goes() {
    let house = House::open().await;
    let (inmate, _) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let path = format!("/inmates/{inmate}/held/new/sentence");
    let page = cas.get(&path).await;
    assert_eq!(page.all("form[data-autosave] [data-autosaved]").len(), 1);
    // A pause in typing: kept, and told when. The form's own key is not used up by it.
    for years in ["3", "4"] {
        let kept = cas.keep(&page, &path, &[("case_number", "26-000777MED"), ("years", years)]).await;
        assert!(kept.status == 200 && kept.text().contains("Utkast lagret 10:00"), "{} {}", kept.status, kept.text());
    }
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft where fields ->> 'years' = '4'").await, 1);
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft where fields ? 'once' or fields ? 'csrf' or fields ? 'do'").await, 0);
    // Five days before its end the author is told, once, and the list says so.
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, true, 2).unwrap();
    let told = "select count(*) from access.notice where kind = 'draft_ends'";
    for (days, expected) in [(24, 0), (25, 1), (26, 1)] {
        jobs::daily(&db, world_time() + TimeDelta::days(days), None).await.unwrap();
        assert_eq!(house.ask::<i64>(told).await, expected, "after {days} days");
    }
    house.clock.advance(TimeDelta::days(26));
    let mut cas = house.as_role(Role::CaseManager).await;
    let home = cas.get("/").await;
    crate::house::well_made(&home, "nb");
    assert!(home.text().contains("Slettes 23.12.2026"), "{}", home.text());
    let notices = cas.get("/notices").await;
    assert!(notices.text().contains("Et utkast slettes snart"), "{}", notices.text());
    // Kept again, it has its thirty days anew; left alone, it goes.
    let page = cas.get(&path).await;
    assert_eq!(cas.keep(&page, &path, &[]).await.status, 200);
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft where told_at is null").await, 1);
    jobs::daily(&db, world_time() + TimeDelta::days(26 + 31), None).await.unwrap();
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft").await, 0);
    db.close().await;
}

#[tokio::test]
async fn the_status_of_any_day_can_be_asked_for() {
    let house = House::open().await;
    let (inmate, order) = remanded(&house).await;
    let mut cas = house.as_role(Role::CaseManager).await;
    let path = format!("/inmates/{inmate}/held");
    let today = cas.get(&format!("{path}?on=2026-11-23")).await;
    crate::house::well_made(&today, "nb");
    assert!(today.all("#on-day").concat().contains("Varetekt") && today.all(&format!("#on-day a[href=\"{path}/{order}\"]")).len() == 1, "{}", today.text());
    let before = cas.get(&format!("{path}?on=01.01.1999")).await;
    assert!(before.all("#on-day a").is_empty() && before.text().contains("1. januar 1999"), "{}", before.text());
    let bad = cas.get(&format!("{path}?on=31.02.2026")).await;
    assert!(bad.status == 200 && bad.all("#on-fault").len() == 1 && bad.value("#on").as_deref() == Some("31.02.2026"), "{}", bad.text());
}
