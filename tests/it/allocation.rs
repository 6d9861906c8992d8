//! A suggestion over a demonstration house: held against the rules by plain SQL, taken line by line, stale lines told, two asked for at once.

use overgang::access::Role;
use uuid::Uuid;

use crate::house::well_made;
use crate::placements::{Scene, scene, staff};
use crate::support::{Browser, Page};

/// Asks for a suggestion, and answers with its page and its id.
async fn suggest(s: &Scene, browser: &mut Browser) -> (Page, Uuid) {
    let page = browser.get(&format!("/allocation?prison={}", s.prison)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let done = browser.submit(&page, "/allocation", &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = browser.follow(&done).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let id = page.path.split(['/', '?']).nth(2).unwrap().parse().unwrap();
    (page, id)
}

/// What a line wants, of those that give something.
async fn given(s: &Scene, run: Uuid) -> Vec<(Uuid, i16)> {
    sqlx::query_as("select inmate_id, nth from activities.allocation_line where allocation_id = $1 and place_id is not null order by inmate_id, nth")
        .bind(run)
        .fetch_all(&mut s.house.admin().await)
        .await
        .unwrap()
}

async fn number(s: &Scene, sql: &'static str, run: Uuid) -> i64 {
    sqlx::query_scalar(sql).bind(run).fetch_one(&mut s.house.admin().await).await.unwrap()
}

#[tokio::test]
async fn a_suggestion_keeps_every_rule() {
    let s = scene().await;
    // Some more who ask, so that there is something to choose among.
    sqlx::query(
        "update activities.application set suited = 'suited', assessed_by = made_by, assessed_at = made_at, state = 'waiting', waiting_since = made_at
          where prison_id = $1 and state = 'open'",
    )
    .bind(s.prison)
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    let mut governor = staff(&s, Role::Governor).await;
    let (page, run) = suggest(&s, &mut governor).await;
    well_made(&page, "nb");
    let mut english = governor.clone();
    english.language = "en";
    assert_eq!(english.get(&format!("/allocation/{run}")).await.status, 200);
    for (rule, sql) in [
        (
            "no seat over",
            "select count(*) from (
                select t.id from activities.allocation_line l cross join lateral unnest(l.patterns) q join activities.pattern t on t.id = q join activities.place p on p.id = t.place_id
                 where l.allocation_id = $1 group by t.id, p.places
                having count(*) + (select count(*) from activities.slot x where x.pattern_id = t.id and x.during && tstzrange('2026-11-23 23:00+00', null)) > coalesce(t.places, p.places)) over_full",
        ),
        (
            "nobody at two places at once, now or by what is suggested",
            "select count(*) from activities.allocation_line l cross join lateral unnest(l.patterns) q join activities.pattern t on t.id = q
              where l.allocation_id = $1 and (
                exists (select from activities.slot x where x.inmate_id = l.inmate_id and x.during && tstzrange('2026-11-23 23:00+00', null)
                           and x.weekly && activities.weekly(t.weekday, t.starts, t.ends) and x.parity && activities.parity(t.weeks))
                or exists (select from activities.allocation_line o cross join lateral unnest(o.patterns) z join activities.pattern y on y.id = z
                            where o.allocation_id = l.allocation_id and o.inmate_id = l.inmate_id and o.nth <> l.nth
                              and activities.weekly(y.weekday, y.starts, y.ends) && activities.weekly(t.weekday, t.starts, t.ends) and activities.parity(y.weeks) && activities.parity(t.weeks)))",
        ),
        (
            "nobody with somebody to be kept apart from",
            "select count(*) from activities.allocation_line l cross join lateral unnest(l.patterns) q
               join custody.keep_apart_person me on me.inmate_id = l.inmate_id join custody.keep_apart k on k.id = me.keep_apart_id and k.closed_at is null
               join custody.keep_apart_person them on them.keep_apart_id = k.id and them.inmate_id <> me.inmate_id
              where l.allocation_id = $1 and (
                exists (select from activities.slot x where x.pattern_id = q and x.inmate_id = them.inmate_id and x.during && tstzrange('2026-11-23 23:00+00', null))
                or exists (select from activities.allocation_line o where o.allocation_id = l.allocation_id and o.inmate_id = them.inmate_id and q = any(o.patterns)))",
        ),
        (
            "nobody of another level",
            "select count(*) from activities.allocation_line l join activities.place p on p.id = l.place_id join custody.in_custody w on w.inmate_id = l.inmate_id
              where l.allocation_id = $1 and not w.security_level = any(p.levels)",
        ),
        (
            "nobody with an alert that the place does not take, none unfit",
            "select count(*) from activities.allocation_line l join activities.place_need n on n.place_id = l.place_id and n.hard
              where l.allocation_id = $1 and (
                (n.kind = 'no_alert' and exists (select from inmates.alert a where a.inmate_id = l.inmate_id and a.kind = n.value and a.ended_at is null and (a.to_day is null or a.to_day >= '2026-11-23')))
                or (n.kind = 'fit_for_work' and exists (select from activities.suspension x where x.inmate_id = l.inmate_id and x.code = 'health' and x.during @> timestamptz '2026-11-23 23:00+00')))",
        ),
        (
            "education and anything on remand only as wished, and assessed",
            "select count(*) from activities.allocation_line l join activities.place p on p.id = l.place_id join custody.in_custody w on w.inmate_id = l.inmate_id
              where l.allocation_id = $1 and (p.kind <> 'work' or w.legal_status in ('remand', 'none'))
                and not exists (select from activities.application a where a.inmate_id = l.inmate_id and a.place_id = l.place_id and a.suited in ('suited', 'with_conditions') and a.state in ('open', 'waiting'))",
        ),
        ("times are the place's own", "select count(*) from activities.allocation_line l cross join lateral unnest(l.patterns) q join activities.pattern t on t.id = q where l.allocation_id = $1 and t.place_id <> l.place_id"),
        ("who gets nothing is told why, or has not asked", "select count(*) from activities.allocation_line l where l.allocation_id = $1 and l.place_id is null and jsonb_array_length(l.why_not) = 0 and exists (select from activities.application a where a.inmate_id = l.inmate_id and a.state in ('open', 'waiting') and a.place_id in (select t.place_id from activities.pattern t) and exists (select from activities.place p where p.id = a.place_id and p.prison_id = a.prison_id))"),
    ] {
        assert_eq!(number(&s, sql, run).await, 0, "{rule}");
    }
    assert!(number(&s, "select people::bigint from activities.allocation where id = $1", run).await > 0, "there is somebody to think of");
}

#[tokio::test]
async fn a_line_is_taken_once_and_a_stale_one_is_told() {
    let s = scene().await;
    let mut governor = staff(&s, Role::Governor).await;
    let mut case = staff(&s, Role::CaseManager).await;
    // A workshop with room and somebody with nothing to do: there is at least one line.
    crate::placements::workshop(&s, "Prøveverkstedet", 12).await;
    sqlx::query("delete from activities.slot where inmate_id = $1").bind(s.people[0]).execute(&mut s.house.admin().await).await.unwrap();
    sqlx::query("update activities.placement set during = tstzrange(lower(during), '2026-11-20 12:00+00'), ended_at = '2026-11-20 12:00+00', end_code = 'own_wish' where inmate_id = $1 and ended_at is null and lower(during) < '2026-11-20 12:00+00'")
        .bind(s.people[0])
        .execute(&mut s.house.admin().await)
        .await
        .unwrap();
    let (first, one) = suggest(&s, &mut governor).await;
    let lines = given(&s, one).await;
    let (inmate, nth) = *lines.iter().find(|l| l.0 == s.people[0]).or(lines.first()).expect("a line that gives something");
    let (inmate, nth) = (inmate.to_string(), nth.to_string());
    let line = [("inmate", inmate.as_str()), ("nth", nth.as_str())];
    // The other has the same suggestion in front of them.
    let (second, two) = suggest(&s, &mut case).await;
    let done = governor.submit(&first, &format!("/allocation/{one}/take"), &line).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let placed: i64 = sqlx::query_scalar("select count(*) from activities.placement where inmate_id = $1::uuid and lower(during) = '2026-11-23 23:00+00'")
        .bind(&inmate)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    assert_eq!(placed, 1);
    let again = governor.post_with_token(&format!("/allocation/{one}/take"), &line).await;
    assert_eq!(again.status, 409, "answered already: {}", again.text());
    let late = case.submit(&second, &format!("/allocation/{two}/take"), &line).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains("Tatt i mellomtiden"), "{}", late.text());
    let placed: i64 = sqlx::query_scalar("select count(*) from activities.placement where inmate_id = $1::uuid and lower(during) = '2026-11-23 23:00+00'")
        .bind(&inmate)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    assert_eq!(placed, 1, "nobody twice");
    let left = case.post_with_token(&format!("/allocation/{two}/leave"), &line).await;
    assert_eq!(left.status, 303, "{}", left.text());
}

#[tokio::test]
async fn two_ask_at_once() {
    let s = scene().await;
    // The same eyes: what a suggestion is made over is what its maker may see.
    let mut governor = staff(&s, Role::Governor).await;
    let mut beside = governor.clone();
    let ((_, a), (_, b)) = tokio::join!(suggest(&s, &mut governor), suggest(&s, &mut beside));
    assert_ne!(a, b, "each has an own");
    let same = "select count(*) from (
        select inmate_id, nth, place_id, patterns from activities.allocation_line where allocation_id = $1
        except select inmate_id, nth, place_id, patterns from activities.allocation_line where allocation_id <> $1) x";
    assert_eq!(number(&s, same, a).await, 0, "the same question has the same answer");
    assert_eq!(governor.get("/allocation/00000000-0000-7000-8000-000000000000").await.status, 404);
}

#[tokio::test]
async fn a_suggestion_is_read_by_the_duty_officer_and_answered_by_those_who_decide() {
    let s = scene().await;
    let mut governor = staff(&s, Role::Governor).await;
    let (_, run) = suggest(&s, &mut governor).await;
    let duty: Option<String> = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id
          where a.demonstration and x.role = 'DUT' and $1 = any(x.prisons) and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'DUT') order by a.username limit 1",
    )
    .bind(s.prison)
    .fetch_optional(&mut s.house.admin().await)
    .await
    .unwrap();
    let mut duty = s.house.as_user(&duty.expect("a duty officer of the house")).await;
    let path = format!("/allocation/{run}");
    let page = duty.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    well_made(&page, "nb");
    assert!(!page.actions().iter().any(|a| a.starts_with("/allocation")), "reads: {:?}", page.actions());
    assert_eq!(duty.post_with_token("/allocation", &[]).await.status, 403);
    assert_eq!(duty.post_with_token(&format!("{path}/take"), &[]).await.status, 403);
    let mut officer = staff(&s, Role::Officer).await;
    assert_eq!(officer.get(&path).await.status, 403, "who is not suited for what is not everybody's");
    let contact = s.house.as_role(Role::ContactOfficer).await.get("/allocation").await;
    assert_eq!(contact.status, 403);
}

#[tokio::test]
async fn the_demonstration_has_suggestions_with_lines() {
    let s = scene().await;
    let pool = sqlx::PgPool::connect(s.house.url()).await.unwrap();
    overgang::activities::demonstration::seed(&pool, crate::support::world_time()).await.unwrap();
    overgang::activities::allocation::demonstration::seed(&pool, crate::support::world_time()).await.unwrap();
    // A second start changes nothing.
    overgang::activities::allocation::demonstration::seed(&pool, crate::support::world_time()).await.unwrap();
    pool.close().await;
    let runs: i64 = s.house.ask("select count(*) from activities.allocation").await;
    let houses: i64 = s.house.ask("select count(distinct prison_id) from activities.allocation").await;
    assert!(runs > 0 && runs == houses, "{runs} of {houses}");
    assert!(s.house.ask::<i64>("select count(*) from activities.allocation_line where why_not <> '[]'").await > 0, "with why not");
}
