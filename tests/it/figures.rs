//! The governor's figures: each against a plain count of its own, and the list behind each number.

use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// A prison with plans in every state, invented plainly, and its governor.
async fn stage() -> (House, Uuid, Browser) {
    let house = House::open().await;
    let prison: Uuid = sqlx::query_scalar(
        "select w.prison_id from custody.in_custody w where exists (select from access.assignment x join access.account a on a.id = x.account_id and a.demonstration where x.role = 'GOV' and w.prison_id = any(x.prisons)
              and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'GOV'))
          group by w.prison_id order by count(*) desc, w.prison_id limit 1",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let mut admin = house.admin().await;
    for sql in [
        // Whom a reader may not name is in none of their numbers; here nobody is protected, so that a plain count counts the same people.
        "update inmates.inmate set protected = false where protected and $1::timestamptz is not null",
        "update plan.file f set assessment_id = md5('a' || f.inmate_id)::uuid, assessed_at = $1 - interval '20 days' where abs(hashtext(f.inmate_id::text)) % 10 < 7",
        "insert into plan.version (id, inmate_id, prison_id, number, outcome, inmate_words, agreed_on, explained_by, explained_in, recorded_by, recorded_at)
         select gen_random_uuid(), f.inmate_id, f.prison_id, 1, case when abs(hashtext(f.inmate_id::text)) % 3 = 0 then 'not_agreed' else 'agreed' end, 'Nei takk', date '2026-11-01', 'Saksbehandler', 'nb', a.id, $1 - interval '10 days'
           from plan.file f cross join (select id from access.account order by id limit 1) a where abs(hashtext(f.inmate_id::text || 'v')) % 10 < 6",
        "insert into plan.consent (id, inmate_id, prison_id, theme, given_at, given_by) select gen_random_uuid(), f.inmate_id, f.prison_id, t, $1 - interval '300 days', a.id
           from plan.file f cross join (select id from access.account order by id limit 1) a cross join unnest(array['work', 'housing']) t",
        "insert into plan.goal (id, inmate_id, prison_id, theme, words, state, state_reason, state_at, state_by, created_by, created_at)
         select gen_random_uuid(), f.inmate_id, f.prison_id, (array['work', 'housing'])[n], 'Et mål', case when abs(hashtext(f.inmate_id::text || n)) % 2 = 0 then 'achieved' else 'left' end, 'Ikke aktuelt', $1 - interval '1 day' * (abs(hashtext(f.inmate_id::text || n)) % 500), a.id, a.id, $1 - interval '600 days'
           from plan.file f cross join (select id from access.account order by id limit 1) a cross join generate_series(1, 2) n",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author)
         select gen_random_uuid(), w.inmate_id, w.prison_id, w.unit_id, 'CONTACT_OFFICER', 'Samtale', $1 - interval '1 day' * (3 * n), $1 - interval '1 day' * (3 * n), (array[a.ids[1], a.ids[1], a.ids[2]])[1 + abs(hashtext(w.inmate_id::text || n)) % 3]
           from custody.in_custody w cross join generate_series(1, 6) n cross join (select array_agg(x.id) as ids from (select id from access.account order by id limit 2) x) a",
        "update custody.stay s set released_at = $1 - interval '1 day' * (abs(hashtext(s.id::text)) % 300), release_reason = 'REL_LICENCE'
          where s.released_at is null and abs(hashtext(s.inmate_id::text || 'out')) % 3 = 0 and s.admitted_at < $1 - interval '301 days'",
        // Steps before it that are decisions, not days outside.
        "insert into plan.application (id, inmate_id, prison_id, rung, applied_on, applied_by, state, decided_on, level, decided_by, recorded_by, recorded_at, ended_by, ended_at)
         select gen_random_uuid(), s.inmate_id, s.prison_id, r.rung, s.released_at::date - 60, 'inmate', 'granted', s.released_at::date - 40, 'local', 'Fengselsleder', a.id, s.released_at - interval '60 days', a.id, s.released_at - interval '40 days'
           from custody.stay s cross join (values ('monitoring', 5), ('day_release', 4)) r (rung, every) cross join (select id from access.account order by id limit 1) a
          where s.released_at > $1 - interval '300 days' and s.release_reason = 'REL_LICENCE' and s.admitted_at < s.released_at - interval '70 days' and abs(hashtext(s.inmate_id::text || r.rung)) % r.every = 0",
        // Some leave soon.
        "update custody.in_custody w set expected_release = ($1::timestamptz at time zone 'Europe/Oslo')::date + 5 + abs(hashtext(w.inmate_id::text || 'day')) % 50
          where w.legal_status = 'sentenced' and abs(hashtext(w.inmate_id::text || 'soon')) % 4 = 0",
    ] {
        sqlx::query(sql).bind(world_time()).execute(&mut admin).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
    // The clock of the plan sets what is late, and opens the lists of those who leave; some of it is done.
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let catalogue = Catalogue::load(&mut admin).await.unwrap();
    overgang::plan::clock::turn(&db, catalogue.law(), world_time()).await.unwrap();
    db.close().await;
    for sql in [
        "update sentences.deadline d set state = 'satisfied', outcome = 'done', closed_at = $1, version = version + 1 where d.state = 'open' and d.rule_id in ('plan.assessment', 'plan.made') and abs(hashtext(d.id::text)) % 2 = 0",
        "update plan.readiness r set state = 'done', evidence = case when r.item = 'treatment' then '' else 'Sett' end, moved_at = $1, moved_by = (select id from access.account order by id limit 1)
          where abs(hashtext(r.inmate_id::text || 'ready')) % 2 = 0",
        "update plan.readiness r set state = 'not_needed', evidence = 'Har ingen gjeld', moved_at = $1, moved_by = (select id from access.account order by id limit 1) where r.item = 'debt_plan'",
    ] {
        sqlx::query(sql).bind(world_time()).execute(&mut admin).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
    let governor = crate::moves::at(&house, Role::Governor, prison).await;
    (house, prison, governor)
}

/// "12 av 14", as the number that leads to a figure's list says it.
fn number(page: &Page, figure: &str) -> (i64, i64) {
    narrowed(page, figure, "")
}

/// The same of a unit, a theme or a step.
fn narrowed(page: &Page, figure: &str, by: &str) -> (i64, i64) {
    let words = page.all(&format!("td a[href='/plan-figures/{figure}?part=yes{by}']"));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
    let found = words.iter().find_map(|w| {
        let (n, rest) = w.split_once(" av ")?;
        Some((digits(n)?, digits(rest.split(':').next()?)?))
    });
    // Of nothing there is no number to follow.
    found.unwrap_or_default()
}

async fn count(house: &House, prison: Uuid, sql: &str) -> (i64, i64) {
    counted(house, prison, sql.to_owned()).await
}

async fn counted(house: &House, prison: Uuid, sql: String) -> (i64, i64) {
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(prison).bind(world_time()).fetch_one(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn every_figure_is_what_a_plain_count_says() {
    let (house, prison, mut governor) = stage().await;
    let page = governor.get("/plan-figures").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    // Releases of a prison: those it held last.
    const LEFT: &str = "custody.stay s
              where s.release_reason in ('REL_LICENCE', 'REL_FULL', 'REL_EARLY') and s.released_at >= (($2::timestamptz at time zone 'Europe/Oslo')::date - interval '12 months') at time zone 'Europe/Oslo' and s.released_at <= $2
                and coalesce((select l.at_prison_id from custody.placement l where l.inmate_id = s.inmate_id and lower(l.during) < s.released_at order by lower(l.during) desc limit 1), s.first_prison_id) = $1";
    const LEAVE: &str = "exists (select from custody.movement m where m.inmate_id = s.inmate_id and m.reason in ('LEAVE', 'ESC_LEAVE') and m.out_at >= s.admitted_at and m.out_at < s.released_at)";
    const DAY: &str = "(exists (select from custody.movement m where m.inmate_id = s.inmate_id and m.reason in ('DAYREL', 'WORKOUT') and m.out_at >= s.admitted_at and m.out_at < s.released_at)
              or exists (select from plan.application p where p.inmate_id = s.inmate_id and p.rung = 'day_release' and p.state = 'granted' and p.decided_on >= s.admitted_at::date and p.decided_on <= s.released_at::date))";
    const LOWER: &str = "exists (select from custody.placement l, estate.unit u where u.id = l.unit_id and u.level = 'lower' and l.inmate_id = s.inmate_id and lower(l.during) >= s.admitted_at and lower(l.during) < s.released_at)";
    const HALFWAY: &str = "exists (select from custody.placement l, estate.unit u where u.id = l.unit_id and u.level = 'halfway' and l.inmate_id = s.inmate_id and lower(l.during) >= s.admitted_at and lower(l.during) < s.released_at)";
    const OUTSIDE: &str = "exists (select from plan.application p where p.inmate_id = s.inmate_id and p.rung in ('outside_prison', 'monitoring') and p.state = 'granted' and p.decided_on >= s.admitted_at::date and p.decided_on <= s.released_at::date)";
    for (step, holds) in [("leave", LEAVE), ("day_release", DAY), ("lower", LOWER), ("halfway", HALFWAY), ("outside", OUTSIDE)] {
        let plain = counted(&house, prison, format!("select count(*) filter (where {holds}), count(*) from {LEFT}")).await;
        assert_eq!(narrowed(&page, "step_down", &format!("&about={step}")), plain, "{step}");
        if step == "outside" || step == "day_release" {
            assert!(plain.0 > 0, "{step} counts something");
        }
    }
    let any = format!("select count(*) filter (where {LEAVE} or {DAY} or {LOWER} or {HALFWAY} or {OUTSIDE}), count(*) from {LEFT}");
    assert_eq!(number(&page, "step_down"), counted(&house, prison, any).await, "by a step at least");
    for theme in ["work", "housing"] {
        let sql = format!(
            "select count(*) filter (where g.state = 'achieved'), count(*) from plan.goal g where g.prison_id = $1 and g.theme = '{theme}' and g.shared and g.state in ('achieved', 'left')
                and g.state_at >= (($2::timestamptz at time zone 'Europe/Oslo')::date - interval '12 months') at time zone 'Europe/Oslo'"
        );
        let plain = counted(&house, prison, sql).await;
        assert_eq!(narrowed(&page, "goals", &format!("&about={theme}")), plain, "{theme}");
        assert!(plain.1 > 0, "{theme} counts something");
    }
    for (figure, sql) in [
        (
            "assessment_late",
            "select count(*) filter (where exists (select from sentences.deadline d where d.inmate_id = w.inmate_id and d.state = 'open' and d.due_at <= $2
                                                     and d.rule_id in ('plan.assessment', 'plan.assessment_again', 'plan.assessment_moved'))), count(*)
               from custody.in_custody w where w.prison_id = $1",
        ),
        (
            "review_late",
            "select count(*) filter (where exists (select from sentences.deadline d where d.inmate_id = w.inmate_id and d.state = 'open' and d.rule_id in ('plan.review', 'plan.review_moved') and d.due_at <= $2)
                                       or (not exists (select from plan.version v where v.inmate_id = w.inmate_id)
                                           and exists (select from sentences.deadline d where d.inmate_id = w.inmate_id and d.state = 'open' and d.rule_id = 'plan.made' and d.due_on < ($2::timestamptz at time zone 'Europe/Oslo')::date))),
                    count(*) from custody.in_custody w where w.prison_id = $1 and w.legal_status not in ('arrested', 'remand', 'none')",
        ),
        (
            "not_ready",
            "select count(*) filter (where not exists (select from plan.readiness r where r.inmate_id = w.inmate_id)
                                       or exists (select from plan.readiness r where r.inmate_id = w.inmate_id and r.state not in ('done', 'not_needed'))), count(*)
               from custody.in_custody w where w.prison_id = $1 and w.legal_status not in ('arrested', 'remand', 'none')
                and w.expected_release between ($2::timestamptz at time zone 'Europe/Oslo')::date and ($2::timestamptz at time zone 'Europe/Oslo')::date + 30",
        ),
        (
            "assessed",
            "select count(*) filter (where f.assessed_at is not null), count(*) from custody.in_custody w join plan.file f on f.inmate_id = w.inmate_id
              where w.prison_id = $1 and $2::timestamptz is not null",
        ),
        (
            "planned",
            "select count(*) filter (where exists (select from plan.version v where v.inmate_id = w.inmate_id)), count(*) from custody.in_custody w
              where w.prison_id = $1 and w.legal_status not in ('arrested', 'remand', 'none') and $2::timestamptz is not null",
        ),
        (
            "agreed",
            "select count(*) filter (where (select v.outcome from plan.version v where v.inmate_id = w.inmate_id order by v.number desc limit 1) = 'agreed'), count(*)
               from custody.in_custody w
              where w.prison_id = $1 and w.legal_status not in ('arrested', 'remand', 'none') and $2::timestamptz is not null",
        ),
        (
            "goals",
            "select count(*) filter (where g.state = 'achieved'), count(*) from plan.goal g where g.prison_id = $1 and g.shared and g.state in ('achieved', 'left') and g.state_at >= (($2::timestamptz at time zone 'Europe/Oslo')::date - interval '12 months') at time zone 'Europe/Oslo'",
        ),
        (
            "continuity",
            "select sum(x.most)::bigint, sum(x.every)::bigint from (
                 select (select count(*) from custody.observation o where o.inmate_id = w.inmate_id and o.kind = 'CONTACT_OFFICER' and o.at >= (($2::timestamptz at time zone 'Europe/Oslo')::date - 90)::timestamp at time zone 'Europe/Oslo') as every,
                        (select count(*) from custody.observation o where o.inmate_id = w.inmate_id and o.kind = 'CONTACT_OFFICER' and o.at >= (($2::timestamptz at time zone 'Europe/Oslo')::date - 90)::timestamp at time zone 'Europe/Oslo' group by o.author order by 1 desc limit 1) as most
                   from custody.in_custody w where w.prison_id = $1) x",
        ),
    ] {
        let plain = count(&house, prison, sql).await;
        assert_eq!(number(&page, figure), plain, "{figure}");
        assert!(plain.1 > 0, "{figure} counts something");
        if matches!(figure, "assessment_late" | "review_late" | "not_ready") {
            assert!(plain.0 > 0 && plain.0 < plain.1, "{figure} tells some from others: {plain:?}");
        }
    }
    // Unit by unit, against a plain count of each.
    let units: Vec<(Uuid, i64, i64)> = sqlx::query_as(
        "select u.id, count(*) filter (where f.assessed_at is not null), count(*) from custody.in_custody w join plan.file f on f.inmate_id = w.inmate_id join estate.unit u on u.id = w.unit_id
          where w.prison_id = $1 group by u.id",
    )
    .bind(prison)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    for (unit, n, of) in units {
        assert_eq!(narrowed(&page, "assessed", &format!("&unit={unit}")), (n, of), "{unit}");
    }
    // Plots are drawn here, named and told in words, without style or script.
    assert_eq!(page.all("svg.chart title").len(), 3);
    assert!(page.all("svg.chart desc").iter().all(|d| !d.is_empty()));
    assert!(!page.text().contains("<style") && page.all("svg [style], svg script").is_empty());
}

#[tokio::test]
async fn behind_each_number_stand_its_people() {
    let (house, prison, mut governor) = stage().await;
    let page = governor.get("/plan-figures").await;
    for figure in ["assessed", "planned", "agreed", "assessment_late", "review_late", "not_ready", "continuity"] {
        let (n, of) = number(&page, figure);
        let list = governor.get(&format!("/plan-figures/{figure}?part=yes")).await;
        assert_eq!(list.status, 200, "{}", list.text());
        crate::house::well_made(&list, "nb");
        if figure != "continuity" && n <= 100 {
            assert_eq!(list.all("tbody th .who-name").len() as i64, n, "{figure}");
            let rest = governor.get(&format!("/plan-figures/{figure}?part=no")).await;
            assert_eq!(rest.all("tbody th .who-name").len() as i64, (of - n).min(100), "{figure}");
        }
    }
    for figure in ["goals", "step_down"] {
        let list = governor.get(&format!("/plan-figures/{figure}?part=all")).await;
        assert_eq!(list.status, 200, "{}", list.text());
        crate::house::well_made(&list, "nb");
    }
    assert!(house.ask::<i64>("select count(*) from audit.entry where action = 'list' and class = 'plan' and detail ->> 'figure' is not null").await >= 9);
    // Unit by unit they add up to the house.
    let units: Vec<Uuid> =
        sqlx::query_scalar("select id from estate.unit where prison_id = $1").bind(prison).fetch_all(&mut house.admin().await).await.unwrap();
    let mut sum = 0;
    for unit in units {
        sum += governor.get(&format!("/plan-figures/planned?part=yes&unit={unit}")).await.all("tbody th .who-name").len() as i64;
    }
    assert_eq!(sum, number(&page, "planned").0);
    assert_eq!(governor.get("/plan-figures/happiness").await.status, 404);
    assert_eq!(governor.get("/plan-figures/planned?unit=everywhere").await.status, 404);
    for role in [Role::Officer, Role::CaseManager, Role::DutyOfficer, Role::Nurse, Role::System] {
        assert_eq!(house.as_role(role).await.get("/plan-figures").await.status, 403, "{role}");
    }
}
