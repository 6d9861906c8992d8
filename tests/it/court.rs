//! Before the courts: hearings with the way there, counsel, interpreters, results; the calendar.

use chrono::TimeDelta;
use overgang::access::Role;
use uuid::Uuid;

use crate::moves::{HOSPITAL, at, plan as plan_movement, prison_of, somebody, with};
use crate::support::{Browser, House, Page, world_time};

struct Stage {
    house: House,
    case: Browser,
    officer: Browser,
    prison: Uuid,
    inmate: Uuid,
}

async fn stage() -> Stage {
    let house = House::open().await;
    let username = house.username(Role::Officer).await;
    let prison = prison_of(&house, &username).await;
    let officer = house.as_user(&username).await;
    let inmate = somebody(&house, prison, 2).await;
    let case = at(&house, Role::CaseManager, prison).await;
    sqlx::query("update inmates.inmate set interpreter_language = null where id = $1").bind(inmate).execute(&mut house.admin().await).await.unwrap();
    // Case managers write about those who are assigned to them.
    sqlx::query(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, depth, role, reason_code, reason, during, proposed_by, given_by, given_at, outcome)
         select gen_random_uuid(), (select a.id from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'CAS' and $2 = any(x.prisons)
                                       and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'CAS') order by a.username limit 1),
                $1, $2, g.kind, g.depth, g.role, g.reason_code, g.reason, g.during, g.proposed_by, g.given_by, g.given_at, g.outcome
           from access.person_grant g where g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null and g.outcome = 'granted' and g.during @> $3 order by g.id limit 1",
    )
    .bind(inmate)
    .bind(prison)
    .bind(world_time())
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    Stage { house, case, officer, prison, inmate }
}

/// A case manager and somebody of theirs.
pub async fn ready() -> (House, Browser, Uuid, Uuid) {
    let Stage { house, case, prison, inmate, .. } = stage().await;
    (house, case, prison, inmate)
}

/// A hearing of an hour in case 26-012345.
pub async fn planned(house: &House, browser: &mut Browser, inmate: Uuid, purpose: &str, starts_at: &str) -> Uuid {
    let planned = plan(browser, inmate, &with(HEARING, &[("purpose", purpose), ("starts_at", starts_at), ("ends_at", ""), ("travel", "30")])).await;
    assert_eq!(planned.status, 303, "{}", planned.text());
    the_hearing(house, inmate).await.0
}

const HEARING: &[(&str, &str)] = &[
    ("court", "TR-3480"),
    ("case_number", "26-012345ENE"),
    ("purpose", "main_hearing"),
    ("starts_at", "2026-11-26T10:00"),
    ("ends_at", "2026-11-26T12:00"),
    ("manner", "in_person"),
    ("interpreter", "none"),
    ("travel", "45"),
];

async fn plan(browser: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/inmates/{inmate}/court/new")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    browser.submit(&page, &format!("/inmates/{inmate}/court"), fields).await
}

/// The hearing that is ahead, with the state and times of the way there.
async fn the_hearing(house: &House, inmate: Uuid) -> (Uuid, Option<String>, Option<String>) {
    sqlx::query_as(
        "select a.id, m.state, to_char(m.planned_out at time zone 'Europe/Oslo', 'YYYY-MM-DD HH24:MI') from sentences.appearance a left join custody.movement m on m.id = a.movement_id
          where a.inmate_id = $1 order by a.state <> 'planned', a.recorded_at desc, a.id desc limit 1",
    )
    .bind(inmate)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// The hearing of somebody at an instant.
async fn hearing_at(house: &House, inmate: Uuid, at: &str) -> Option<Uuid> {
    sqlx::query_scalar("select id from sentences.appearance where inmate_id = $1 and starts_at = $2::text::timestamptz")
        .bind(inmate)
        .bind(at)
        .fetch_optional(&mut house.admin().await)
        .await
        .unwrap()
}

async fn ways(house: &House, inmate: Uuid) -> i64 {
    sqlx::query_scalar("select count(*) from custody.movement where inmate_id = $1 and reason = 'COURT' and state = 'planned'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_way_to_the_court_follows_the_hearing() {
    let Stage { house, mut case, mut officer, inmate, .. } = stage().await;
    let done = plan(&mut case, inmate, HEARING).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let (id, state, out) = the_hearing(&house, inmate).await;
    assert_eq!((state.as_deref(), out.as_deref()), (Some("planned"), Some("2026-11-26 09:15")), "45 minutes before");
    let page = case.follow(&done).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Fremstillingen er planlagt"), "{}", page.text());
    assert!(officer.get(&format!("/inmates/{inmate}/movements")).await.text().contains("Agder tingrett"), "officers see it");
    // Another hour: the way moves with it.
    let edit = format!("/inmates/{inmate}/court/{id}/edit");
    let page = case.get(&edit).await;
    let moved = case.submit(&page, &edit, &[("starts_at", "2026-11-27T11:00"), ("ends_at", "2026-11-27T13:00")]).await;
    assert_eq!(moved.status, 303, "{}", moved.text());
    assert_eq!(the_hearing(&house, inmate).await.2.as_deref(), Some("2026-11-27 10:15"));
    assert_eq!(ways(&house, inmate).await, 1, "never two");
    // The old page again: somebody was first, and nothing is lost.
    let stale = case.submit(&page, &edit, &[("courtroom", "Sal 4")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert!(stale.text().contains("Sal 4"));
    // By video instead: nobody is driven.
    let page = case.get(&edit).await;
    assert_eq!(case.submit(&page, &edit, &[("manner", "video")]).await.status, 303);
    assert_eq!(ways(&house, inmate).await, 0);
    let page = case.get(&edit).await;
    assert_eq!(case.submit(&page, &edit, &[("manner", "in_person")]).await.status, 303);
    assert_eq!(ways(&house, inmate).await, 1, "planned anew");
    // Cancelled with why: so is the way.
    let ending = format!("/inmates/{inmate}/court/{id}/result");
    let page = case.get(&ending).await;
    crate::house::well_made(&page, "nb");
    assert_eq!(case.submit(&page, &ending, &[("ending", "cancelled")]).await.status, 422, "not without why");
    assert_eq!(case.submit(&page, &ending, &[("ending", "cancelled"), ("why", "Saken er trukket")]).await.status, 303);
    assert_eq!(ways(&house, inmate).await, 0);
    let why: String =
        sqlx::query_scalar("select string_agg(cancel_reason, '|') from custody.movement where inmate_id = $1 and reason = 'COURT' and state = 'cancelled'")
            .bind(inmate)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap();
    assert!(why.split('|').any(|w| w == "Saken er trukket"), "{why}");
}

#[tokio::test]
async fn a_way_that_is_planned_already_is_joined() {
    let Stage { house, mut case, mut officer, inmate, .. } = stage().await;
    let court =
        with(HOSPITAL, &[("reason", "COURT"), ("destination", "Agder tingrett"), ("planned_out", "2026-11-26T08:30"), ("expected_back", "2026-11-26T11:00")]);
    assert_eq!(plan_movement(&mut officer, inmate, &court).await.status, 303);
    // It is asked about first, with everything typed kept; and then done.
    let plan_path = format!("/inmates/{inmate}/court");
    let asked = plan(&mut case, inmate, HEARING).await;
    assert!(asked.status == 422 && asked.text().contains("allerede planlagt en fremstilling"), "{}", asked.text());
    assert_eq!(asked.value("#case_number").as_deref(), Some("26-012345ENE"));
    assert_eq!(ways(&house, inmate).await, 1);
    let done = case.submit(&asked, &plan_path, &[]).await;
    assert!(done.location.as_deref().is_some_and(|l| l.ends_with("way=joined")), "{:?} {}", done.location, done.text());
    assert_eq!(ways(&house, inmate).await, 1);
    let (_, _, out) = the_hearing(&house, inmate).await;
    assert_eq!(out.as_deref(), Some("2026-11-26 08:30"), "the gate's own time stands");
    // Two hearings a day share it; the first falling away leaves it to the other.
    let asked = plan(&mut case, inmate, &with(HEARING, &[("starts_at", "2026-11-26T13:00"), ("ends_at", "2026-11-26T14:00")])).await;
    assert_eq!(asked.status, 422, "{}", asked.text());
    assert_eq!(case.submit(&asked, &plan_path, &[]).await.status, 303);
    assert_eq!(ways(&house, inmate).await, 1);
    let (id, ..) = the_hearing(&house, inmate).await;
    let ending = format!("/inmates/{inmate}/court/{id}/result");
    let page = case.get(&ending).await;
    assert_eq!(case.submit(&page, &ending, &[("ending", "cancelled"), ("why", "Avlyst")]).await.status, 303);
    assert_eq!(ways(&house, inmate).await, 1);
}

#[tokio::test]
async fn what_is_typed_wrongly_is_kept_and_sent_twice_is_once() {
    let Stage { house, mut case, inmate, .. } = stage().await;
    for (field, wrong) in [
        ("court", "X"),
        ("purpose", ""),
        ("starts_at", "2026-11-20T10:00"),
        ("starts_at", "i morgen"),
        ("ends_at", "2026-11-26T09:00"),
        ("manner", "horse"),
        ("travel", "mange"),
        ("interpreter", ""),
        ("language", "zz"),
    ] {
        let fields = with(HEARING, &[(field, wrong)]);
        let fields = if field == "language" { with(&fields, &[("interpreter", "ordered")]) } else { fields };
        let page = plan(&mut case, inmate, &fields).await;
        assert_eq!(page.status, 422, "{field}");
        crate::house::well_made(&page, "nb");
        assert!(!page.all(&format!("#{field}-fault")).is_empty(), "{field}: {}", page.text());
        assert_eq!(page.value("#case_number").as_deref(), Some("26-012345ENE"), "kept");
    }
    let page = case.get(&format!("/inmates/{inmate}/court/new")).await;
    let action = format!("/inmates/{inmate}/court");
    let first = case.submit(&page, &action, HEARING).await;
    let second = case.submit(&page, &action, HEARING).await;
    assert_eq!((first.status, second.status), (303, 303), "{}", second.text());
    assert_eq!(house.ask::<i64>("select count(*) from sentences.appearance").await, 1, "once");
    let twice = plan(&mut case, inmate, HEARING).await;
    assert_eq!(twice.status, 422, "the same court at the same time");
}

#[tokio::test]
async fn video_has_its_bounds_and_a_reason_stands_in_the_case() {
    let Stage { house, mut case, inmate, .. } = stage().await;
    let mut admin = house.admin().await;
    sqlx::query(
        "with b as (insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, offence, decided_on, from_day, to_day, recorded_by)
                    select gen_random_uuid(), i.id, i.prison_id, 'remand', '26-1', 'Agder tingrett', 'OTHER-05', '2026-11-10', '2026-11-10', '2026-12-08', (select a.id from access.account a limit 1)
                      from inmates.inmate i where i.id = $1 returning id, inmate_id, prison_id, recorded_by)
         select 1 from b",
    )
    .bind(inmate)
    .execute(&mut admin)
    .await
    .unwrap();
    sqlx::query(
        "insert into sentences.restriction (id, inmate_id, prison_id, basis_id, kind, from_day, until_day, ordered_by, recorded_by, recorded_at)
         select gen_random_uuid(), b.inmate_id, b.prison_id, b.id, 'full_isolation', '2026-11-20', '2026-12-04', 'court', b.recorded_by, '2026-11-20' from sentences.legal_basis b where b.inmate_id = $1 and b.case_number = '26-1'",
    )
    .bind(inmate)
    .execute(&mut admin)
    .await
    .unwrap();
    let video = with(HEARING, &[("purpose", "remand_extension"), ("manner", "video")]);
    let warned = plan(&mut case, inmate, &video).await;
    assert_eq!(warned.status, 422);
    crate::house::well_made(&warned, "nb");
    let text = warned.all("#seen").concat();
    assert!(text.contains("isolert") && text.contains("§ 185(4)"), "with the section: {text}");
    let action = format!("/inmates/{inmate}/court");
    let bare = case.submit(&warned, &action, &[]).await;
    assert_eq!(bare.status, 422, "seen, and no reason");
    assert!(!bare.all("#reason-fault").is_empty());
    let done = case.submit(&bare, &action, &[("reason", "Har samtykket, notat av 23.11.")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(ways(&house, inmate).await, 0, "nobody is driven to a hearing by video");
    // After the order's last day: a warning too.
    let late = plan(&mut case, inmate, &with(HEARING, &[("purpose", "remand_extension"), ("starts_at", "2026-12-09T10:00"), ("ends_at", "")])).await;
    assert!(late.all("#seen").concat().contains("08.12.2026"), "{}", late.text());
}

#[tokio::test]
async fn results_lead_on_and_a_postponed_hearing_comes_again() {
    let Stage { house, mut case, inmate, .. } = stage().await;
    assert_eq!(
        plan(&mut case, inmate, &with(HEARING, &[("starts_at", "2026-11-23T11:00"), ("ends_at", "2026-11-23T12:00"), ("travel", "30")])).await.status,
        303
    );
    let (id, ..) = the_hearing(&house, inmate).await;
    let ending = format!("/inmates/{inmate}/court/{id}/result");
    let page = case.get(&ending).await;
    let early = case.submit(&page, &ending, &[("ending", "remanded")]).await;
    assert_eq!(early.status, 422, "it has not begun");
    let page = case.get(&ending).await;
    let put_off = case.submit(&page, &ending, &[("ending", "postponed"), ("why", "Vitne syk"), ("new_start", "2026-11-24T09:00")]).await;
    assert_eq!(put_off.status, 303, "{}", put_off.text());
    assert_eq!(ways(&house, inmate).await, 1, "the old way is called off, the new one planned");
    let (again, _, out) = the_hearing(&house, inmate).await;
    assert_eq!(out.as_deref(), Some("2026-11-24 08:30"));
    house.clock.advance(TimeDelta::hours(25));
    let mut case = {
        let _ = case;
        let username = house.username(Role::Officer).await;
        let prison = prison_of(&house, &username).await;
        at(&house, Role::CaseManager, prison).await
    };
    let ending = format!("/inmates/{inmate}/court/{again}/result");
    let page = case.get(&ending).await;
    let done = case.submit(&page, &ending, &[("ending", "remanded"), ("text", "Fire uker")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = case.follow(&done).await;
    assert!(page.text().contains("Registrer kjennelsen"), "{}", page.text());
    // Over is over.
    assert_eq!(case.get(&format!("/inmates/{inmate}/court/{again}/edit")).await.status, 303);
}

#[tokio::test]
async fn counsel_and_who_sees_what() {
    let Stage { house, mut case, mut officer, prison, inmate } = stage().await;
    let action = format!("/inmates/{inmate}/counsel");
    let page = case.get(&format!("{action}/new")).await;
    crate::house::well_made(&page, "nb");
    assert_eq!(case.submit(&page, &action, &[("name", ""), ("phone", "ring")]).await.status, 422);
    let right = [("name", "Ada Berg"), ("firm", "Berg & Co"), ("phone", "22 33 44 55"), ("appointed", "public"), ("from_day", "2026-11-01")];
    assert_eq!(case.submit(&page, &action, &right).await.status, 303);
    let id: Uuid = house.ask("select id from sentences.counsel").await;
    let edit = format!("{action}/{id}/edit");
    let page = case.get(&edit).await;
    assert_eq!(case.submit(&page, &edit, &[("phone", "99 88 77 66")]).await.status, 303);
    let stale = case.submit(&page, &edit, &[("firm", "Andre & Co")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert_eq!(plan(&mut case, inmate, &with(HEARING, &[("counsel", &id.to_string())])).await.status, 303);
    // The calendar and the list for those who drive.
    let calendar = case.get("/court?week=2026-11-26").await;
    assert_eq!(calendar.status, 200);
    crate::house::well_made(&calendar, "nb");
    assert!(calendar.text().contains("Ada Berg") && calendar.text().contains("26-012345ENE"), "{}", calendar.text());
    assert!(!case.get("/court?week=2026-11-26&court=TR-3233").await.text().contains("26-012345ENE"));
    let list = case.get("/court/print?day=2026-11-26").await;
    crate::house::well_made(&list, "nb");
    assert!(list.text().contains("09:15"), "{}", list.text());
    assert_eq!(case.get("/court?week=sist").await.status, 404);
    // Who reads and who writes.
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    assert_eq!(duty.get(&format!("/inmates/{inmate}/court")).await.status, 200);
    assert_eq!(duty.get(&format!("/inmates/{inmate}/court/new")).await.status, 403);
    assert_eq!(officer.get("/court").await.status, 403);
    assert_eq!(officer.get(&format!("/inmates/{inmate}/court")).await.status, 403);
    let elsewhere: Uuid = sqlx::query_scalar("select inmate_id from custody.in_custody where prison_id <> $1 order by inmate_id limit 1")
        .bind(prison)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    for path in ["court", "court/new", "counsel/new"] {
        assert_eq!(case.get(&format!("/inmates/{elsewhere}/{path}")).await.status, 404, "{path}");
    }
    // The front page names what there is to do.
    let home = case.get("/").await;
    assert_eq!(home.status, 200);
    crate::house::well_made(&home, "nb");
    assert!(home.text().contains("To uker fram"));
}

#[tokio::test]
async fn what_came_of_a_hearing_can_be_kept_half_written() {
    let Stage { house, mut case, inmate, .. } = stage().await;
    assert_eq!(plan(&mut case, inmate, HEARING).await.status, 303);
    let (id, ..) = the_hearing(&house, inmate).await;
    let ending = format!("/inmates/{inmate}/court/{id}/result");
    let page = case.get(&ending).await;
    let kept = case.submit(&page, &ending, &[("ending", "cancelled"), ("why", "Avlyst fordi"), ("do", "keep")]).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let page = case.get(&ending).await;
    crate::house::well_made(&page, "nb");
    assert!(page.value("#why").as_deref() == Some("Avlyst fordi") && page.text().contains("Bare du ser det"), "{}", page.text());
    let home = case.get("/").await;
    crate::house::well_made(&home, "nb");
    assert!(home.text().contains("Resultat av rettsmøte"), "{}", home.text());
    assert_eq!(case.submit(&page, &ending, &[("why", "Avlyst, dommer er syk")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from sentences.draft").await, 0);
}

/// Whoever has several prisons says which; whoever has one is not asked.
#[tokio::test]
async fn several_prisons_are_chosen_between() {
    let Stage { house, mut case, prison, .. } = stage().await;
    let alone = case.get("/court").await;
    assert!(alone.status == 200 && !alone.text().contains("Velg et annet fengsel"), "{}", alone.text());
    sqlx::query(
        "update access.assignment x set prisons = array[$1, (select p.id from estate.prison p where p.id <> $1 order by p.id limit 1)] where x.role = 'GOV' and $1 = any(x.prisons)",
    )
    .bind(prison)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut governor = at(&house, Role::Governor, prison).await;
    for path in ["/court", "/releases"] {
        let choose = governor.get(path).await;
        crate::house::well_made(&choose, "nb");
        assert!(choose.all(&format!("a[href^=\"{path}?prison=\"]")).len() == 2, "{}", choose.text());
        let one = governor.get(&format!("{path}?prison={prison}")).await;
        assert_eq!(one.status, 200);
        crate::house::well_made(&one, "nb");
    }
}

#[tokio::test]
async fn a_postponed_hearing_goes_on_where_it_is_said() {
    let Stage { house, mut case, mut officer, inmate, .. } = stage().await;
    let at_court = format!("/inmates/{inmate}/court");
    assert_eq!(plan(&mut case, inmate, HEARING).await.status, 303);
    let (first, ..) = the_hearing(&house, inmate).await;
    assert_eq!(plan(&mut case, inmate, &with(HEARING, &[("starts_at", "2026-12-02T10:00"), ("ends_at", "2026-12-02T12:00")])).await.status, 303);
    let second = hearing_at(&house, inmate, "2026-12-02T10:00:00+01").await.unwrap();
    // It is asked in which it goes on: nothing is joined in silence.
    let ending = format!("{at_court}/{first}/result");
    let page = case.get(&ending).await;
    crate::house::well_made(&page, "nb");
    let unsaid = case.submit(&page, &ending, &[("ending", "postponed"), ("why", "Vitne syk"), ("new_start", "2026-12-02T10:00")]).await;
    assert!(unsaid.status == 422 && unsaid.text().contains("Velg hvor rettsmøtet fortsetter"), "{}", unsaid.text());
    assert_eq!(unsaid.value("#why").as_deref(), Some("Vitne syk"));
    let foreign = case.submit(&unsaid, &ending, &[("to", &Uuid::now_v7().to_string())]).await;
    assert_eq!(foreign.status, 422, "no such hearing of this person");
    let linked = case.submit(&foreign, &ending, &[("to", &second.to_string())]).await;
    assert_eq!(linked.status, 303, "{}", linked.text());
    assert_eq!(
        house.ask::<i64>("select count(*) from sentences.appearance a join sentences.appearance n on n.id = a.postponed_to where a.state = 'postponed'").await,
        1
    );
    assert_eq!(ways(&house, inmate).await, 1, "the old way is called off, the other stands");
    let page = case.get(&at_court).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Utsatt til") && page.text().contains("Utsatt fra"), "{}", page.text());
    // The court has not said when: it waits, and the next hearing is asked whether it is the one.
    let ending = format!("{at_court}/{second}/result");
    let page = case.get(&ending).await;
    let open = case.submit(&page, &ending, &[("ending", "postponed"), ("why", "Dommer syk"), ("to", "unknown")]).await;
    assert_eq!(open.status, 303, "{}", open.text());
    assert!(case.get(&at_court).await.text().contains("Dagen er ikke kjent ennå"));
    let unsaid = plan(&mut case, inmate, HEARING).await;
    assert!(unsaid.status == 422 && unsaid.text().contains("Velg om dette er det utsatte rettsmøtet"), "{}", unsaid.text());
    let separate = case.submit(&unsaid, &at_court, &[("after", "separate")]).await;
    assert_eq!(separate.status, 303, "{}", separate.text());
    // From the postponed one's own card; a form that stood open meanwhile comes too late.
    let fresh = format!("{at_court}/new?after={second}");
    let (page, late) = (case.get(&fresh).await, case.get(&fresh).await);
    assert_eq!(page.value("#case_number").as_deref(), Some("26-012345ENE"));
    let time = |day| [("starts_at", format!("{day}T10:00")), ("ends_at", format!("{day}T11:00"))];
    let submit = time("2026-12-09");
    let submit: Vec<(&str, &str)> = submit.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let done = case.submit(&page, &at_court, &submit).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let submit = time("2026-12-10");
    let submit: Vec<(&str, &str)> = submit.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let late = case.submit(&late, &at_court, &submit).await;
    assert_eq!(late.status, 422, "somebody else has said where it goes on: {}", late.text());
    assert_eq!(hearing_at(&house, inmate, "2026-12-10T10:00:00+01").await, None, "and nothing is half done");
    // A new day on which a way is planned already: asked about first here too.
    let court =
        with(HOSPITAL, &[("reason", "COURT"), ("destination", "Agder tingrett"), ("planned_out", "2026-12-15T08:30"), ("expected_back", "2026-12-15T11:00")]);
    assert_eq!(plan_movement(&mut officer, inmate, &court).await.status, 303);
    let third = hearing_at(&house, inmate, "2026-12-09T10:00:00+01").await.unwrap();
    let ending = format!("{at_court}/{third}/result");
    let page = case.get(&ending).await;
    let fields = [("ending", "postponed"), ("why", "Dommer syk"), ("to", "new"), ("new_start", "2026-12-15T09:30")];
    let asked = case.submit(&page, &ending, &fields).await;
    assert!(asked.status == 422 && asked.text().contains("allerede planlagt en fremstilling"), "{}", asked.text());
    let joined = case.submit(&asked, &ending, &[]).await;
    assert!(joined.location.as_deref().is_some_and(|l| l.ends_with("way=joined")), "{:?} {}", joined.location, joined.text());
}

#[tokio::test]
async fn a_judgment_comes_of_its_hearing() {
    let Stage { house, mut case, prison, inmate, .. } = stage().await;
    assert_eq!(
        plan(&mut case, inmate, &with(HEARING, &[("starts_at", "2026-11-23T11:00"), ("ends_at", "2026-11-23T12:00"), ("travel", "30")])).await.status,
        303
    );
    let (id, ..) = the_hearing(&house, inmate).await;
    house.clock.advance(TimeDelta::hours(4));
    let mut case = at(&house, Role::CaseManager, prison).await;
    let ending = format!("/inmates/{inmate}/court/{id}/result");
    let page = case.get(&ending).await;
    let done = case.submit(&page, &ending, &[("ending", "judgment")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = case.follow(&done).await;
    let to = format!("/inmates/{inmate}/held/new/sentence?hearing={id}");
    assert!(page.links().contains(&to), "{:?}", page.links());
    // The form has what the hearing says.
    let form = case.get(&to).await;
    crate::house::well_made(&form, "nb");
    assert_eq!(form.value("#case_number").as_deref(), Some("26-012345ENE"));
    assert_eq!(form.value("#decided_on").as_deref(), Some("2026-11-23"));
    let action = format!("/inmates/{inmate}/held/new/sentence");
    let judgment = [
        ("offence_1", "DRUGS-02"),
        ("act_from_1", "2026-03-01"),
        ("years", "2"),
        ("credit_days", "0"),
        ("final_on", ""),
        ("from_day", ""),
        ("confirmed", "yes"),
    ];
    let foreign = case.submit(&form, &action, &[&judgment[..], &[("hearing", &Uuid::now_v7().to_string())]].concat()).await;
    assert!(foreign.status == 422 && foreign.text().contains("Velg et rettsmøte som er holdt"), "{}", foreign.text());
    let mut sent = case.submit(&form, &action, &judgment).await;
    if sent.status == 422 {
        sent = case.submit(&sent, &action, &[("confirmed", "yes")]).await;
    }
    assert_eq!(sent.status, 303, "{}", sent.text());
    let page = case.follow(&sent).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Kommer av rettsmøtet") && page.text().contains(&format!("/inmates/{inmate}/court#hearing-{id}")), "{}", page.text());
    // And back: the hearing leads to the document instead of asking for it. A correction keeps it.
    let basis = sent.location.clone().unwrap_or_default();
    assert!(case.get(&format!("/inmates/{inmate}/court")).await.links().contains(&basis));
    let correct = format!("{basis}/correct");
    let page = case.get(&correct).await;
    let corrected = case.submit(&page, &correct, &[("credit_days", "3"), ("change_reason", "Lest dommen på nytt"), ("confirmed", "yes")]).await;
    assert_eq!(corrected.status, 303, "{}", corrected.text());
    assert_eq!(
        house.ask::<i64>("select count(*) from sentences.legal_basis where appearance_id is not null and replaced_at is null and credit_days = 3").await,
        1
    );
}
