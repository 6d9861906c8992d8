//! The governor's figures: each against a plain count of its own, and the list behind each number.

use overgang::access::Role;
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
        "insert into plan.consent (id, inmate_id, prison_id, theme, given_at, given_by) select gen_random_uuid(), f.inmate_id, f.prison_id, 'work', $1 - interval '300 days', a.id
           from plan.file f cross join (select id from access.account order by id limit 1) a",
        "insert into plan.goal (id, inmate_id, prison_id, theme, words, state, state_reason, state_at, state_by, created_by, created_at)
         select gen_random_uuid(), f.inmate_id, f.prison_id, 'work', 'Et mål', case when abs(hashtext(f.inmate_id::text || n)) % 2 = 0 then 'achieved' else 'left' end, 'Ikke aktuelt', $1 - interval '1 day' * (abs(hashtext(f.inmate_id::text || n)) % 500), a.id, a.id, $1 - interval '600 days'
           from plan.file f cross join (select id from access.account order by id limit 1) a cross join generate_series(1, 2) n",
        "insert into custody.observation (id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author)
         select gen_random_uuid(), w.inmate_id, w.prison_id, w.unit_id, 'CONTACT_OFFICER', 'Samtale', $1 - interval '1 day' * (3 * n), $1 - interval '1 day' * (3 * n), (array[a.ids[1], a.ids[1], a.ids[2]])[1 + abs(hashtext(w.inmate_id::text || n)) % 3]
           from custody.in_custody w cross join generate_series(1, 6) n cross join (select array_agg(x.id) as ids from (select id from access.account order by id limit 2) x) a",
        "update custody.stay s set released_at = $1 - interval '1 day' * (abs(hashtext(s.id::text)) % 300), release_reason = 'REL_LICENCE'
          where s.released_at is null and abs(hashtext(s.inmate_id::text || 'out')) % 3 = 0 and s.admitted_at < $1 - interval '301 days'",
    ] {
        sqlx::query(sql).bind(world_time()).execute(&mut admin).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
    let governor = crate::moves::at(&house, Role::Governor, prison).await;
    (house, prison, governor)
}

/// "12 av 14", as the number that leads to a figure's list says it.
fn number(page: &Page, figure: &str) -> (i64, i64) {
    let words = page.all(&format!("td a[href='/plan-figures/{figure}?part=yes']"));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
    let found = words.iter().find_map(|w| {
        let (n, rest) = w.split_once(" av ")?;
        Some((digits(n)?, digits(rest.split(':').next()?)?))
    });
    // Of nothing there is no number to follow.
    found.unwrap_or_default()
}

async fn count(house: &House, prison: Uuid, sql: &'static str) -> (i64, i64) {
    sqlx::query_as(sql).bind(prison).bind(world_time()).fetch_one(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn every_figure_is_what_a_plain_count_says() {
    let (house, prison, mut governor) = stage().await;
    let page = governor.get("/plan-figures").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    for (figure, sql) in [
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
        (
            "step_down",
            "select count(*) filter (where exists (select from custody.movement m where m.inmate_id = s.inmate_id and m.reason in ('LEAVE', 'ESC_LEAVE', 'DAYREL', 'WORKOUT') and m.out_at between s.admitted_at and s.released_at)
                                       or exists (select from custody.placement l join estate.unit u on u.id = l.unit_id and u.level in ('lower', 'halfway') where l.inmate_id = s.inmate_id and lower(l.during) >= s.admitted_at and lower(l.during) < s.released_at)),
                    count(*) from custody.stay s
              where s.release_reason in ('REL_LICENCE', 'REL_FULL', 'REL_EARLY') and s.released_at >= (($2::timestamptz at time zone 'Europe/Oslo')::date - interval '12 months') at time zone 'Europe/Oslo' and s.released_at <= $2
                and coalesce((select l.at_prison_id from custody.placement l where l.inmate_id = s.inmate_id and lower(l.during) < s.released_at order by lower(l.during) desc limit 1), s.first_prison_id) = $1",
        ),
    ] {
        let plain = count(&house, prison, sql).await;
        assert_eq!(number(&page, figure), plain, "{figure}");
        assert!(plain.1 > 0, "{figure} counts something");
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
