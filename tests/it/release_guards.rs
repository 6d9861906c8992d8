//! Nobody is let out by mistake: a basis that has come to its end, nothing else that holds, and two people within the day.

use chrono::TimeDelta;
use overgang::access::Role;
use overgang::platform::db::Side;
use sqlx::Row;
use uuid::Uuid;

use crate::access::inside;
use crate::moves::{HOSPITAL, at, go_inside, plan, prison_of, somebody, the_movement, with};
use crate::support::{Browser, House, Page};

struct Stage {
    house: House,
    officer: Browser,
    duty: Browser,
    governor: Browser,
    prison: Uuid,
}

async fn stage() -> Stage {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let prison = prison_of(&house, &username).await;
    let officer = house.as_user(&username).await;
    let (duty, governor) = (at(&house, Role::DutyOfficer, prison).await, at(&house, Role::Governor, prison).await);
    Stage { house, officer, duty, governor, prison }
}

/// Leaves this one basis to the person, of this kind, with this last day.
async fn held_on(house: &House, inmate: Uuid, kind: &str, to: Option<&str>) -> Uuid {
    let mut admin = house.admin().await;
    sqlx::raw_sql("alter table sentences.legal_basis disable trigger append_only").execute(&mut admin).await.unwrap();
    sqlx::query("update sentences.legal_basis set replaced_at = '2026-11-01' where inmate_id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    sqlx::raw_sql("alter table sentences.legal_basis enable trigger append_only").execute(&mut admin).await.unwrap();
    another(house, inmate, kind, to).await
}

/// One more basis.
async fn another(house: &House, inmate: Uuid, kind: &str, to: Option<&str>) -> Uuid {
    sqlx::query_scalar(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, months, recorded_by)
         select gen_random_uuid(), i.id, i.prison_id, $2, '26-004711ENE', 'Oslo tingrett', 'OTHER-05', '2026-10-01', '2026-10-01', $3::date, case when $2 = 'sentence' then 8 else 0 end,
                (select a.id from access.account a order by a.id limit 1)
           from inmates.inmate i where i.id = $1 returning id",
    )
    .bind(inmate)
    .bind(kind)
    .bind(to)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

async fn prepare(browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let path = format!("/inmates/{inmate}/release");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page, &path, fields).await
}

const DECISION: &[(&str, &str)] = &[
    ("reason", "REL_LICENCE"),
    ("ground", "document"),
    ("document", "Sak 26/1171"),
    ("authority", "Halden fengsel"),
    ("decided_on", "20.11.2026"),
    ("effective_on", "23.11.2026"),
    ("to", "Egen bolig"),
];

#[tokio::test]
async fn one_prepares_another_confirms_and_the_gate_ends_everything() {
    let Stage { house, mut officer, mut duty, mut governor, prison } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    held_on(&house, inmate, "sentence", Some("2027-03-01")).await;
    let path = format!("/inmates/{inmate}/release");
    assert_eq!(officer.get(&path).await.status, 404, "not an officer's to decide");
    assert_eq!(officer.post_with_token(&format!("{path}/record"), &[]).await.status, 404);
    // Out on leave, with something planned and something in the house later.
    let leave = with(HOSPITAL, &[("reason", "LEAVE"), ("when", "now"), ("restraint", "none"), ("expected_back", "2026-11-24T14:00")]);
    assert_eq!(plan(&mut officer, inmate, &leave).await.status, 303);
    assert_eq!(plan(&mut officer, inmate, &with(HOSPITAL, &[("planned_out", "2026-11-25T10:00"), ("expected_back", "2026-11-25T12:00")])).await.status, 303);
    assert_eq!(go_inside(&mut officer, inmate, &[("kind", "school"), ("to", "Klasserom 1"), ("planned_at", "2026-11-26T10:00")]).await.status, 303);
    house.clock.advance(TimeDelta::minutes(2));
    let bare = prepare(&mut duty, inmate, &[("reason", "REL_LICENCE"), ("ground", "document")]).await;
    assert_eq!(bare.status, 422, "no decision, no release");
    for field in ["document", "authority", "decided_on", "effective_on"] {
        assert!(!bare.all(&format!("#{field}-fault")).is_empty(), "{field}");
    }
    crate::house::well_made(&bare, "nb");
    let early = prepare(&mut duty, inmate, &with(DECISION, &[("effective_on", "24.11.2026")])).await;
    assert_eq!(early.status, 422, "the decision holds from tomorrow");
    assert!(early.all("#hindrances").concat().contains("24.11.2026"), "{}", early.text());
    let done = prepare(&mut duty, inmate, DECISION).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some(path.as_str())), "{}", done.text());
    // It stands over the person's pages and on the governor's front page, who is told.
    assert!(officer.get(&format!("/inmates/{inmate}")).await.all(".state-line").concat().contains("må bekreftes av en annen"));
    assert!(governor.get("/").await.text().contains("Én løslatelse må bekreftes"));
    assert!(governor.get("/notices").await.text().contains("Løslatelse må bekreftes"));
    // The same person is refused, on the page and by the database.
    let own = duty.get(&path).await;
    crate::house::well_made(&own, "nb");
    assert!(own.text().contains("En annen må bekrefte den") && !own.actions().contains(&format!("{path}/confirm")));
    let id: Uuid = house.ask("select id from custody.release_plan").await;
    let refused = duty.post_with_token(&format!("{path}/confirm"), &[("plan", &id.to_string())]).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let early = duty.post_with_token(&format!("{path}/record"), &[("plan", &id.to_string()), ("at", "2026-11-23T10:02")]).await;
    assert_eq!(early.status, 409, "not before it is confirmed");
    // Preparing it again: theirs is shown.
    let again = governor.post_with_token(&path, DECISION).await;
    assert_eq!(again.status, 409, "{}", again.text());
    let page = governor.get(&path).await;
    crate::house::well_made(&page, "nb");
    let confirmed = governor.submit(&page, &format!("{path}/confirm"), &[]).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text());
    assert!(duty.get("/notices").await.text().contains("Løslatelse bekreftet"));
    house.clock.advance(TimeDelta::minutes(3));
    let page = duty.get(&path).await;
    crate::house::well_made(&page, "nb");
    let effects = page.all(".consequence li").join("|");
    assert!(
        effects.contains("Permisjon") && effects.contains("blir ledig") && effects.contains("Klasserom 1") && effects.contains("Oppholdet siden"),
        "{effects}"
    );
    // Something changes between reading and recording: shown again.
    let (hospital, _) = the_movement(&house, inmate).await;
    assert_eq!(officer.post_with_token(&format!("/inmates/{inmate}/movements/{hospital}/cancel"), &[("reason", "Ikke aktuelt")]).await.status, 303);
    let record = format!("{path}/record");
    let changed = duty.submit(&page, &record, &[]).await;
    assert_eq!(changed.status, 409, "{}", changed.text());
    let early = duty.submit(&changed, &record, &[("at", "2026-11-23T09:58"), ("late_reason", "")]).await;
    assert_eq!(early.status, 422, "before the last thing that happened, or before it was confirmed");
    let page = duty.get(&path).await;
    let done = duty.submit(&page, &record, &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let row = sqlx::query(
        "select (select count(*) from custody.stay where inmate_id = $1 and released_at is null) as stays, (select count(*) from custody.placement where inmate_id = $1 and upper_inf(during)) as cells,
                (select count(*) from custody.movement where inmate_id = $1 and state in ('planned', 'out')) as movements,
                (select count(*) from custody.internal_movement where inmate_id = $1 and state in ('planned', 'left', 'arrived')) as internals,
                (select count(*) from custody.in_custody where inmate_id = $1) as rolled,
                (select count(*) from custody.release where inmate_id = $1 and document = 'Sak 26/1171' and confirmed_by is not null and confirmed_by <> recorded_by and over_by is null) as bases,
                (select count(*) from custody.release_plan where inmate_id = $1 and ended_as = 'used') as plans",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    for (what, n) in [("stays", 0), ("cells", 0), ("movements", 0), ("internals", 0), ("rolled", 0), ("bases", 1), ("plans", 1)] {
        assert_eq!(row.get::<i64, _>(what), n, "{what}");
    }
    assert_eq!(duty.submit(&page, &record, &[("once", "01a00000-0000-7000-8000-000000000009")]).await.status, 409, "released once");
    assert!(duty.get(&format!("/inmates/{inmate}/movements")).await.text().contains("Sak 26/1171"), "the basis is on the page");
}

#[tokio::test]
async fn another_basis_holds_and_the_database_says_so_too() {
    let Stage { house, mut duty, mut governor, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let path = format!("/inmates/{inmate}/release");
    let basis = held_on(&house, inmate, "remand", Some("2026-11-23")).await;
    let other = another(&house, inmate, "remand", Some("2026-12-20")).await;
    let by_date = [("reason", "REL_REMAND"), ("ground", "date"), ("basis", &basis.to_string())];
    let held = prepare(&mut duty, inmate, &by_date).await;
    assert_eq!(held.status, 422, "{}", held.text());
    assert!(held.all("#hindrances li").concat().contains("20.12.2026"), "{}", held.text());
    assert!(held.text().contains(&format!("/inmates/{inmate}/held/{other}")), "with the page where it is put right");
    assert_eq!(held.form(&path).unwrap().iter().find(|(n, _)| n == "basis").map(|(_, v)| v.clone()), Some(basis.to_string()), "kept");
    // A sentence without a confirmed calculation has no day that could have come.
    let not_due = prepare(&mut duty, inmate, &[("reason", "REL_REMAND"), ("ground", "date"), ("basis", &other.to_string())]).await;
    assert_eq!(not_due.status, 422);
    assert!(not_due.all("#hindrances").concat().contains("er ikke nådd"));
    // No client gets past it.
    let mut connection = inside(&house, &duty, Side::Custody).await;
    for (sql, constraint) in [
        ("select custody.end_stay(gen_random_uuid(), $1, 'release', platform.now(), 'REL_REMAND', '', $2, null, null, null, null)", "release_not_confirmed"),
        ("select custody.prepare_release(gen_random_uuid(), $1, 'REL_REMAND', '', $2, null, null, null, null)", "release_held"),
    ] {
        sqlx::query("savepoint s").execute(&mut connection).await.unwrap();
        let refused = sqlx::query(sql).bind(inmate).bind(basis).execute(&mut connection).await;
        let violated = refused.err().and_then(|e| e.as_database_error().and_then(|e| e.constraint().map(str::to_owned)));
        assert_eq!(violated.as_deref(), Some(constraint), "{sql}");
        sqlx::query("rollback to s").execute(&mut connection).await.unwrap();
    }
    drop(connection);
    // Cleared, prepared, confirmed; then another order comes before the gate.
    let basis = held_on(&house, inmate, "remand", Some("2026-11-23")).await;
    assert_eq!(prepare(&mut duty, inmate, &[("reason", "REL_REMAND"), ("ground", "date"), ("basis", &basis.to_string())]).await.status, 303);
    let page = governor.get(&path).await;
    assert_eq!(governor.submit(&page, &format!("{path}/confirm"), &[]).await.status, 303);
    let page = duty.get(&path).await;
    another(&house, inmate, "remand", Some("2026-12-21")).await;
    let stopped = duty.submit(&page, &format!("{path}/record"), &[]).await;
    assert_eq!(stopped.status, 409, "{}", stopped.text());
    assert!(stopped.all("#hindrances").concat().contains("21.12.2026"));
    assert_eq!(house.ask::<i64>("select count(*) from custody.release where recorded_at > '2026-11-23'").await, 0);
    // Taken back, with why.
    let page = duty.get(&path).await;
    assert_eq!(duty.submit(&page, &format!("{path}/withdraw"), &[("why", "")]).await.status, 422);
    assert_eq!(duty.submit(&page, &format!("{path}/withdraw"), &[("why", "Ny kjennelse")]).await.status, 303);
}

#[tokio::test]
async fn a_sentence_needs_a_confirmed_day_and_a_plan_dies_at_midnight() {
    let Stage { house, mut duty, mut governor, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let path = format!("/inmates/{inmate}/release");
    let basis = held_on(&house, inmate, "sentence", Some("2026-11-20")).await;
    let by_date = prepare(&mut duty, inmate, &[("reason", "REL_FULL"), ("ground", "date"), ("basis", &basis.to_string())]).await;
    assert_eq!(by_date.status, 422, "what the judgment states is no calculation");
    assert!(by_date.all("#hindrances").concat().contains("ingen bekreftet beregning"), "{}", by_date.text());
    assert_eq!(prepare(&mut duty, inmate, DECISION).await.status, 303);
    let page = governor.get(&path).await;
    assert_eq!(governor.submit(&page, &format!("{path}/confirm"), &[]).await.status, 303);
    let page = duty.get(&path).await;
    house.clock.advance(TimeDelta::hours(15));
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let id: Uuid = house.ask("select id from custody.release_plan").await;
    drop(page);
    let late = duty.post_with_token(&format!("{path}/record"), &[("plan", &id.to_string()), ("at", "2026-11-24T01:00")]).await;
    assert_eq!(late.status, 409, "confirmed yesterday is not confirmed: {}", late.text());
    let fresh = duty.get(&path).await;
    assert!(fresh.actions().contains(&path), "to be prepared anew");
    assert_eq!(prepare(&mut duty, inmate, DECISION).await.status, 303, "the old one makes room");
}

/// A calculation in force whose first day of release on probation has passed and whose end has not.
async fn calculated(house: &House, inmate: Uuid, basis: &str) {
    sqlx::query(
        "insert into sentences.calculation (id, inmate_id, prison_id, version, state, basis, causes, rules_on, made_at, result, input_hash, to_confirm, probation_on, end_on, release_on, confirmed_by, confirmed_at)
         select gen_random_uuid(), i.id, i.prison_id, 1 + coalesce((select max(c.version) from sentences.calculation c where c.inmate_id = i.id), 0), 'confirmed', $2, '{first}', '2026-11-01', '2026-11-01',
                '{}', sha256('made'), false, '2026-11-20', '2027-02-20', '2026-11-20', (select a.id from access.account a order by a.id limit 1), '2026-11-02'
           from inmates.inmate i where i.id = $1",
    )
    .bind(inmate)
    .bind(basis)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
}

#[tokio::test]
async fn by_date_alone_nobody_leaves_before_all_is_served() {
    let Stage { house, mut duty, prison, .. } = stage().await;
    for (nth, kind, basis, days) in [(4, "sentence", "sentence", "2026-11-20"), (5, "preventive_detention", "detention", "2027-02-20")] {
        let inmate = somebody(&house, prison, nth).await;
        let held = held_on(&house, inmate, kind, None).await;
        let mut admin = house.admin().await;
        sqlx::raw_sql("alter table sentences.calculation disable trigger user; delete from sentences.recalculation").execute(&mut admin).await.unwrap();
        sqlx::query("update sentences.calculation set state = 'superseded', superseded_at = '2026-11-01' where inmate_id = $1")
            .bind(inmate)
            .execute(&mut admin)
            .await
            .unwrap();
        sqlx::raw_sql("alter table sentences.calculation enable trigger user").execute(&mut admin).await.unwrap();
        calculated(&house, inmate, basis).await;
        let expected: chrono::NaiveDate = sqlx::query_scalar("select release_on from sentences.calculation where inmate_id = $1 and state = 'confirmed'")
            .bind(inmate)
            .fetch_one(&mut admin)
            .await
            .unwrap();
        assert_eq!(expected.to_string(), days, "{kind}: the frame is the day of preventive detention (strl § 44)");
        let early = prepare(&mut duty, inmate, &[("reason", "REL_FULL"), ("ground", "date"), ("basis", &held.to_string())]).await;
        assert_eq!(early.status, 422, "{kind}: release on probation is a decision (strgjfl § 42), not a date: {}", early.text());
        assert!(early.all("#hindrances").concat().contains("20. februar 2027") || early.all("#hindrances").concat().contains("20.02.2027"), "{}", early.text());
    }
}

#[tokio::test]
async fn somebody_kept_too_long_is_an_alarm() {
    let Stage { house, mut duty, mut governor, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let path = format!("/inmates/{inmate}/release");
    let basis = held_on(&house, inmate, "remand", Some("2026-11-20")).await;
    assert_eq!(prepare(&mut duty, inmate, &[("reason", "REL_REMAND"), ("ground", "date"), ("basis", &basis.to_string())]).await.status, 303);
    let page = governor.get(&path).await;
    assert!(page.text().contains("Skulle vært løslatt"), "{}", page.text());
    assert_eq!(governor.submit(&page, &format!("{path}/confirm"), &[]).await.status, 303);
    let page = duty.get(&path).await;
    assert_eq!(duty.submit(&page, &format!("{path}/record"), &[]).await.status, 303);
    // The order's last day was Friday the 20th; held until Monday ten in the morning.
    let (due, hours): (chrono::NaiveDate, i64) =
        sqlx::query_as("select due_on, (extract(epoch from over_by) / 3600)::bigint from custody.release where inmate_id = $1 and plan_id is not null")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert_eq!((due.to_string().as_str(), hours), ("2026-11-20", 58));
    assert!(governor.get("/notices").await.text().contains("Løslatt for sent"));
    assert!(duty.get(&format!("/inmates/{inmate}/movements")).await.text().contains("2 dager for lenge"));
}

#[tokio::test]
async fn who_leaves_when() {
    let Stage { house, mut duty, mut officer, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    held_on(&house, inmate, "sentence", Some("2026-11-27")).await;
    for within in [7, 30, 90] {
        let page = duty.get(&format!("/releases?within={within}")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        crate::house::well_made(&page, "nb");
        assert!(page.text().contains(&inmate.to_string()), "within {within}");
    }
    assert!(duty.get("/releases?within=7").await.text().contains("ikke beregnet"), "said, not passed off as computed");
    // A long list is read a week at a time, with sums; whole when it is printed.
    let page = duty.get("/releases?within=90").await;
    assert!(page.text().contains("Uke for uke") && page.text().contains("Til sammen"), "{}", page.text());
    let later = duty.get("/releases?within=90&week=2026-12-07").await;
    assert!(later.status == 200 && !later.text().contains(&inmate.to_string()), "{}", later.text());
    assert!(duty.get("/releases?within=90&whole=yes").await.text().contains(&inmate.to_string()));
    for wrong in ["2026-11-09", "2027-06-07", "uke"] {
        assert_eq!(duty.get(&format!("/releases?within=90&week={wrong}")).await.status, 404, "{wrong}");
    }
    assert_eq!(duty.get("/releases?within=8").await.status, 404);
    assert_eq!(officer.get("/releases").await.status, 403);
}

/// One more sentence, executed from a day.
async fn executed(house: &House, inmate: Uuid, from: &str, supersedes: Option<Uuid>) -> Uuid {
    sqlx::query_scalar(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, final_on, from_day, months, recorded_by, supersedes, change_reason)
         select gen_random_uuid(), i.id, i.prison_id, 'sentence', '26-004712MED', 'Oslo tingrett', 'OTHER-05', '2026-09-01', '2026-09-15', $2::date, 8, (select a.id from access.account a order by a.id limit 1),
                $3, case when $3 is not null then 'Rettet etter dommen' end
           from inmates.inmate i where i.id = $1 returning id",
    )
    .bind(inmate)
    .bind(from)
    .bind(supersedes)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// Prepares a release by decision and has it confirmed; the page from which it is recorded.
async fn ready(duty: &mut Browser, governor: &mut Browser, inmate: Uuid, basis: Uuid) -> Page {
    let path = format!("/inmates/{inmate}/release");
    let done = prepare(duty, inmate, &with(DECISION, &[("basis", &basis.to_string())])).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = governor.get(&path).await;
    assert_eq!(governor.submit(&page, &format!("{path}/confirm"), &[]).await.status, 303);
    duty.get(&path).await
}

#[tokio::test]
async fn a_sentence_that_nobody_weighed_holds() {
    let Stage { house, mut duty, mut governor, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let path = format!("/inmates/{inmate}/release");
    let basis = held_on(&house, inmate, "sentence", None).await;
    let basis = basis.to_string();
    // Begun after the decision of 20 November: it was not in it.
    let later = executed(&house, inmate, "2026-11-22", None).await;
    let fields = with(DECISION, &[("basis", &basis)]);
    let held = prepare(&mut duty, inmate, &fields).await;
    assert_eq!(held.status, 422, "strgjfl § 42: {}", held.text());
    assert!(held.all("#hindrances").concat().contains("26-004712MED") && held.text().contains(&format!("/inmates/{inmate}/held/{later}")), "{}", held.text());
    // A decision of a day on which it was executed covers both.
    let done = prepare(&mut duty, inmate, &with(DECISION, &[("basis", &basis), ("decided_on", "23.11.2026")])).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = governor.get(&path).await;
    assert_eq!(governor.submit(&page, &format!("{path}/confirm"), &[]).await.status, 303);
}

#[tokio::test]
async fn what_comes_between_the_yes_and_the_gate_is_looked_at_again() {
    let Stage { house, mut duty, mut governor, prison, .. } = stage().await;
    for (nth, correct) in [(4, false), (5, true)] {
        let inmate = somebody(&house, prison, nth).await;
        let path = format!("/inmates/{inmate}/release");
        let basis = held_on(&house, inmate, "sentence", None).await;
        let beside = executed(&house, inmate, "2026-09-20", None).await;
        let page = ready(&mut duty, &mut governor, inmate, basis).await;
        // Recorded late, or longer than it was: either way two people said yes to something else.
        let changed = executed(&house, inmate, "2026-09-20", correct.then_some(beside)).await;
        let stopped = duty.submit(&page, &format!("{path}/record"), &[]).await;
        assert_eq!(stopped.status, 409, "{}", stopped.text());
        assert!(stopped.all("#hindrances").concat().contains("etter at løslatelsen ble forberedt"), "{}", stopped.text());
        assert!(stopped.text().contains(&format!("/inmates/{inmate}/held/{changed}")));
        // No client gets past it.
        let plan: Uuid = sqlx::query_scalar("select id from custody.release_plan where inmate_id = $1 and ended_as is null")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
        let mut connection = inside(&house, &duty, Side::Custody).await;
        let refused = sqlx::query(
            "select custody.end_stay(gen_random_uuid(), p.inmate_id, 'release', platform.now(), p.reason, p.released_to, p.legal_basis_id, p.document, p.authority, p.decided_on, 'Slik det var') from custody.release_plan p where p.id = $1",
        )
        .bind(plan)
        .execute(&mut connection)
        .await;
        let violated = refused.err().and_then(|e| e.as_database_error().and_then(|e| e.constraint().map(str::to_owned)));
        assert_eq!(violated.as_deref(), Some("release_held"));
        drop(connection);
        // Taken back and prepared anew, by two.
        let page = duty.get(&path).await;
        assert_eq!(duty.submit(&page, &format!("{path}/withdraw"), &[("why", "Ny opplysning")]).await.status, 303);
        ready(&mut duty, &mut governor, inmate, basis).await;
        house.clock.advance(TimeDelta::minutes(2));
        let page = duty.get(&path).await;
        let done = duty.submit(&page, &format!("{path}/record"), &[]).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
}

#[tokio::test]
async fn the_named_basis_is_corrected_between() {
    let Stage { house, mut duty, mut governor, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let path = format!("/inmates/{inmate}/release");
    let basis = held_on(&house, inmate, "sentence", None).await;
    let page = ready(&mut duty, &mut governor, inmate, basis).await;
    executed(&house, inmate, "2026-10-01", Some(basis)).await;
    let stopped = duty.submit(&page, &format!("{path}/record"), &[]).await;
    assert_eq!(stopped.status, 409, "{}", stopped.text());
    assert!(!stopped.all("#hindrances").is_empty(), "{}", stopped.text());
    assert_eq!(house.ask::<i64>("select count(*) from custody.release where recorded_at > '2026-11-23'").await, 0);
}

#[tokio::test]
async fn another_hat_is_not_another_person() {
    let Stage { house, mut duty, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let path = format!("/inmates/{inmate}/release");
    held_on(&house, inmate, "sentence", None).await;
    assert_eq!(prepare(&mut duty, inmate, DECISION).await.status, 303);
    let preparer: Uuid = house.ask("select prepared_by from custody.release_plan").await;
    let hat: Uuid = sqlx::query_scalar(
        "insert into access.assignment (id, account_id, role, prisons, valid, reason, proposed_by, proposed_at, decided_by, decided_at, outcome)
         select gen_random_uuid(), $1, 'GOV', array[$2]::uuid[], tstzrange('2026-01-01', '2027-01-01'), 'Vikarierer som leder', x.proposed_by, x.proposed_at, x.decided_by, x.decided_at, 'granted'
           from access.assignment x where x.account_id = $1 and x.role = 'DUT' and x.outcome = 'granted' limit 1 returning id",
    )
    .bind(preparer)
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let name: String =
        sqlx::query_scalar("select username from access.account where id = $1").bind(preparer).fetch_one(&mut house.admin().await).await.unwrap();
    let mut duty = house.as_user(&name).await;
    let home = duty.get("/").await;
    let switched = duty.submit(&home, "/hat", &[("hat", &hat.to_string())]).await;
    assert_eq!(switched.status, 303, "{}", switched.text());
    let page = duty.get(&path).await;
    assert!(!page.actions().contains(&format!("{path}/confirm")), "{}", page.text());
    let id: Uuid = house.ask("select id from custody.release_plan").await;
    let refused = duty.post_with_token(&format!("{path}/confirm"), &[("plan", &id.to_string())]).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(house.ask::<bool>("select confirmed_by is null from custody.release_plan").await);
}

/// Whoever records an order and whoever lets somebody go at the same moment wait for one another: neither can miss the other.
#[tokio::test]
async fn an_order_recorded_at_the_very_moment_waits_for_the_release() {
    let Stage { house, mut duty, prison, .. } = stage().await;
    let inmate = somebody(&house, prison, 4).await;
    let basis = held_on(&house, inmate, "sentence", None).await;
    let mut gate = inside(&house, &duty, Side::Custody).await;
    sqlx::query("select custody.prepare_release(gen_random_uuid(), $1, 'REL_LICENCE', '', $2, 'Sak 1', 'Halden fengsel', '2026-11-20', '2026-11-23')")
        .bind(inmate)
        .bind(basis)
        .execute(&mut gate)
        .await
        .unwrap();
    let mut office = house.admin().await;
    let order = "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, recorded_by)
         select gen_random_uuid(), i.id, i.prison_id, 'remand', '26-004799ENE', 'Oslo tingrett', 'OTHER-05', '2026-11-23', '2026-11-23', '2026-12-20', (select a.id from access.account a order by a.id limit 1)
           from inmates.inmate i where i.id = $1";
    sqlx::raw_sql("begin; set local lock_timeout = '300ms'").execute(&mut office).await.unwrap();
    sqlx::query("select set_config('app.account', (select a.id from access.account a order by a.id limit 1)::text, true)").execute(&mut office).await.unwrap();
    let waits = sqlx::query(order).bind(inmate).execute(&mut office).await;
    let code = waits.err().and_then(|e| e.as_database_error().and_then(|e| e.code().map(|c| c.into_owned())));
    assert_eq!(code.as_deref(), Some("55P03"), "it waits");
    sqlx::query("rollback").execute(&mut office).await.unwrap();
    sqlx::query("rollback").execute(&mut gate).await.unwrap();
    sqlx::raw_sql("begin; set local lock_timeout = '300ms'").execute(&mut office).await.unwrap();
    sqlx::query("select set_config('app.account', (select a.id from access.account a order by a.id limit 1)::text, true)").execute(&mut office).await.unwrap();
    sqlx::query(order).bind(inmate).execute(&mut office).await.unwrap();
    sqlx::query("commit").execute(&mut office).await.unwrap();
    // And then it holds.
    let held = prepare(&mut duty, inmate, &with(DECISION, &[("reason", "REL_EXPULSION"), ("basis", &basis.to_string())])).await;
    assert_eq!(held.status, 422, "{}", held.text());
    assert!(held.all("#hindrances").concat().contains("26-004799ENE"), "{}", held.text());
}

/// Whoever an order holds leaves when it runs out, also where it names no day; and whoever it held and it has run out is not lost from the list, nor from
/// the front page of the case manager, which read the same.
#[tokio::test]
async fn an_order_leaves_the_list_only_when_somebody_has_left() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let (username, inmate, prison): (String, Uuid, Uuid) = sqlx::query_as(
        "select a.username, c.inmate_id, c.prison_id from access.person_grant g join access.account a on a.id = g.account_id and a.demonstration
           join custody.in_custody c on c.inmate_id = g.inmate_id join inmates.inmate i on i.id = c.inmate_id
          where g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null and not i.protected and c.out_reason is null
            and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'CAS')
          order by a.username not like '%.hal', a.username, c.inmate_id limit 1",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let (mut office, mut duty) = (house.as_user(&username).await, at(&house, Role::DutyOfficer, prison).await);
    let row = format!("/inmates/{inmate}/court");
    let listed = |page: &Page| page.text().contains(&inmate.to_string());
    // While the main hearing goes on nobody knows the day (strpl § 185 first subsection).
    let order = held_on(&house, inmate, "remand", Some("2026-12-31")).await;
    sqlx::raw_sql("alter table sentences.legal_basis disable trigger append_only").execute(&mut admin).await.unwrap();
    sqlx::query("update sentences.legal_basis set to_day = null, main_hearing_started = true where id = $1").bind(order).execute(&mut admin).await.unwrap();
    sqlx::raw_sql("alter table sentences.legal_basis enable trigger append_only").execute(&mut admin).await.unwrap();
    assert!(!listed(&duty.get("/releases?within=180&whole=yes").await));
    // Four weeks after the judgment (strpl § 187): Sunday the 29th.
    sqlx::query(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, months, recorded_by)
         select gen_random_uuid(), i.id, i.prison_id, 'sentence', '26-004711MED', 'Oslo tingrett', 'OTHER-05', '2026-11-01', 8, (select a.id from access.account a order by a.id limit 1)
           from inmates.inmate i where i.id = $1",
    )
    .bind(inmate)
    .execute(&mut admin)
    .await
    .unwrap();
    let page = duty.get("/releases?within=7").await;
    assert!(listed(&page) && page.text().contains("29.11.2026"), "{}", page.text());
    let mine = office.get("/releases?within=7&show=mine").await;
    assert!(listed(&mine), "{}", mine.text());
    assert!(office.get("/").await.links().contains(&row), "and on the front page, for it must be asked for");
    // Run out on Friday, and still here: nothing holds, and that is what the list is for.
    sqlx::raw_sql("alter table sentences.legal_basis disable trigger append_only").execute(&mut admin).await.unwrap();
    sqlx::query("update sentences.legal_basis set to_day = '2026-11-20' where id = $1").bind(order).execute(&mut admin).await.unwrap();
    sqlx::raw_sql("alter table sentences.legal_basis enable trigger append_only").execute(&mut admin).await.unwrap();
    sqlx::query("update custody.in_custody set legal_status = 'none' where inmate_id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    for browser in [&mut duty, &mut office] {
        let page = browser.get("/releases?within=7").await;
        assert!(listed(&page) && page.text().contains("20.11.2026"), "{}", page.text());
    }
    assert!(office.get("/").await.links().contains(&row));
}
