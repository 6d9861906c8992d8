//! The register: taken once, corrected, taken back; who is missing; what changed under it; who may; and after a transfer and a release.

use chrono::{DateTime, TimeDelta, Utc};
use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

/// A workshop with a session at 09:50 (ten minutes ago) and one at 12:15, three people of one unit in it, and the supervisor who runs it.
struct Scene {
    house: House,
    /// The supervisor's.
    name: String,
    supervisor: Browser,
    prison: Uuid,
    unit: Uuid,
    place: Uuid,
    morning: Uuid,
    noon: Uuid,
    people: Vec<(Uuid, String)>,
}

/// Runs statements as whoever keeps the database, at the instant of the world.
async fn act(house: &House, now: DateTime<Utc>, sql: String) {
    let sql = format!("set app.now = '{}'; {sql}", now.to_rfc3339());
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut house.admin().await).await.unwrap();
}

impl Scene {
    async fn open() -> Self {
        let house = House::open().await;
        let mut admin = house.admin().await;
        let officer = house.username(Role::Officer).await;
        let (unit, prison): (Uuid, Uuid) = sqlx::query_as(
            "select s.unit_id, s.prison_id from staff.shift s join access.account a on a.id = s.account_id where a.username = $1 and s.during @> $2 and s.unit_id is not null limit 1",
        )
        .bind(&officer)
        .bind(world_time())
        .fetch_one(&mut admin)
        .await
        .unwrap();
        // Three whom nothing else claims today; on this unit, wherever in the house they live.
        let people: Vec<(Uuid, String)> = sqlx::query_as(
            "select i.id, i.family_name from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
              where w.prison_id = $1 and not i.protected and w.out_reason is null
                and not exists (select from custody.movement m where m.inmate_id = i.id and m.state in ('planned', 'out') and m.planned_out < $3::timestamptz + interval '1 day')
                and not exists (select from custody.internal_movement v where v.inmate_id = i.id and v.state <> 'cancelled' and v.planned_at::date = $3::date)
                and not exists (select from sentences.appearance a where a.inmate_id = i.id and a.state = 'planned' and a.starts_at::date = $3::date)
                and not exists (select from plan.review r where r.inmate_id = i.id and r.state = 'planned' and r.at::date = $3::date)
              order by w.unit_id = $2 desc, i.id limit 3",
        )
        .bind(prison)
        .bind(unit)
        .bind(world_time())
        .fetch_all(&mut admin)
        .await
        .unwrap();
        assert_eq!(people.len(), 3, "too few people in the officer's prison");
        let name = house.username(Role::WorkSupervisor).await;
        let by: Uuid = sqlx::query_scalar("select id from access.account where username = $1").bind(&name).fetch_one(&mut admin).await.unwrap();
        let [place, one, two, morning, noon] = std::array::from_fn(|_| Uuid::now_v7());
        let mut sql = format!(
            "insert into activities.place (id, prison_id, kind, code, name, places, levels, provider, tools, safety, paid, opened_on)
               values ('{place}', '{prison}', 'work', 'WOOD', 'Prøvesnekkeriet', 5, '{{high,lower,halfway,especially_high}}', 'prison', 'machines', 'Vernebriller', true, '2026-01-01');
             insert into activities.place_staff (id, place_id, prison_id, account_id, part, during, decided_by) values ('{}', '{place}', '{prison}', '{by}', 'runs', '[2026-01-01,)', '{by}');
             insert into activities.pattern (id, place_id, prison_id, weekday, starts, ends, during, made_by, made_at)
               values ('{one}', '{place}', '{prison}', 1, '09:50', '11:30', '[2026-10-01,)', '{by}', '2026-10-01'), ('{two}', '{place}', '{prison}', 1, '12:15', '14:45', '[2026-10-01,)', '{by}', '2026-10-01');
             insert into activities.session (id, place_id, prison_id, pattern_id, on_day, starts_at, ends_at, places)
               values ('{morning}', '{place}', '{prison}', '{one}', '2026-11-23', '2026-11-23 09:50+01', '2026-11-23 11:30+01', 5),
                      ('{noon}', '{place}', '{prison}', '{two}', '2026-11-23', '2026-11-23 12:15+01', '2026-11-23 14:45+01', 5);",
            Uuid::now_v7()
        );
        for (n, (inmate, _)) in people.iter().enumerate() {
            let placement = Uuid::now_v7();
            sql += &format!(
                "update custody.in_custody set unit_id = '{unit}', cell_id = null where inmate_id = '{inmate}';
                 insert into activities.placement (id, inmate_id, prison_id, at_prison_id, place_id, during, decided_by, decided_at)
                   values ('{placement}', '{inmate}', '{prison}', '{prison}', '{place}', '[2026-11-02,)', '{by}', '2026-11-01');
                 insert into activities.slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
                   select gen_random_uuid(), '{placement}', t.id, t.place_id, '{inmate}', '{prison}', {}, activities.weekly(t.weekday, t.starts, t.ends), activities.parity('every'), '[2026-11-02,)'
                     from activities.pattern t where t.place_id = '{place}';",
                n + 1
            );
        }
        act(&house, world_time(), sql).await;
        let supervisor = house.as_user(&name).await;
        Self { house, name, supervisor, prison, unit, place, morning, noon, people }
    }

    /// Later, signed in again: nobody stays so for hours.
    async fn later(&mut self, by: TimeDelta) {
        self.house.clock.advance(by);
        self.supervisor = self.house.as_user(&self.name).await;
    }

    fn path(&self) -> String {
        format!("/register/{}", self.morning)
    }

    /// What the database says of everybody, in the order of people.
    async fn marks(&self) -> Vec<String> {
        let mut said = Vec::new();
        for (inmate, _) in &self.people {
            let mark: Option<String> =
                sqlx::query_scalar("select concat_ws(':', mark, reason_code, gives) from activities.attendance where session_id = $1 and inmate_id = $2")
                    .bind(self.morning)
                    .bind(inmate)
                    .fetch_optional(&mut self.house.admin().await)
                    .await
                    .unwrap();
            said.push(mark.unwrap_or_default());
        }
        said
    }

    /// The form of the register with another mark for somebody.
    async fn send(&mut self, page: &Page, who: usize, mark: &str, more: &[(&str, &str)]) -> Page {
        let path = self.path();
        let name = format!("mark.{}", self.people[who].0);
        let mut fields = vec![(name.as_str(), mark)];
        fields.extend_from_slice(more);
        self.supervisor.submit(page, &path, &fields).await
    }
}

#[tokio::test]
async fn a_register_is_taken_once_corrected_with_a_reason_and_taken_back() {
    let mut s = Scene::open().await;
    let path = s.path();
    let day = s.supervisor.get("/register").await;
    crate::house::well_made(&day, "nb");
    assert!(day.links().contains(&path), "{}", day.text());
    let page = s.supervisor.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("Vernebriller") && page.text().contains("støttesats"), "safety, and what reasons give");
    let fields = page.form(&path).unwrap();
    let present = fields.iter().filter(|f| f.0.starts_with("mark.") && f.1 == "present").count();
    assert_eq!(present, 3, "whoever is expected stands as present");
    // Refused wants a word of explanation; everything typed is kept.
    let bad = s.send(&page, 0, "code:REFUSED", &[]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    crate::house::well_made(&bad, "nb");
    assert!(bad.text().contains("krever en forklaring") && bad.form(&path).unwrap().iter().any(|f| f.1 == "code:REFUSED"), "kept");
    assert_eq!(s.marks().await, ["", "", ""]);
    // A time that is not within the session.
    let at = format!("at.{}", s.people[1].0);
    assert_eq!(s.send(&page, 1, "code:LATE", &[(&at, "07:00")]).await.status, 422);
    // Another teacher has the same page open. The first one saves, twice with one form.
    let (other, note) = (s.supervisor.get(&path).await, format!("note.{}", s.people[0].0));
    let mut one: Vec<(String, String)> = fields.clone();
    one.retain(|f| f.0 != format!("mark.{}", s.people[0].0) && f.0 != note);
    one.extend([(format!("mark.{}", s.people[0].0), "code:REFUSED".to_owned()), (note.clone(), "Ville ikke".to_owned())]);
    let sent: Vec<(&str, &str)> = one.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let (mut a, mut b) = (s.supervisor.clone(), s.supervisor.clone());
    let (first, second) = tokio::join!(a.post(&path, &sent), b.post(&path, &sent));
    assert_eq!((first.status, second.status), (303, 303), "{}\n{}", first.text(), second.text());
    assert_eq!(s.marks().await, ["absent:REFUSED:none", "present:ordinary", "present:ordinary"]);
    assert_eq!(s.house.ask::<i64>("select count(*) from activities.attendance_change").await, 0, "taken once");
    // The other one is told, sees both, and loses nothing.
    let told = s.send(&other, 0, "code:SICK", &[]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    crate::house::well_made(&told, "nb");
    assert!(told.text().contains("har ført: Nektet å møte") && told.form(&path).unwrap().iter().any(|f| f.1 == "code:SICK"), "{}", told.text());
    let bad = s.send(&told, 0, "code:SICK", &[]).await;
    assert_eq!(bad.status, 422, "a correction says why");
    let done = s.send(&told, 0, "code:SICK", &[("why", "Helse bekreftet det etterpå")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(s.marks().await, ["absent:SICK:support", "present:ordinary", "present:ordinary"]);
    assert_eq!(s.house.ask::<String>("select was ->> 'mark' || ':' || reason from activities.attendance_change").await, "absent:Helse bekreftet det etterpå");
    // Nothing changed: nothing is written, and no reason is asked for.
    let page = s.supervisor.get(&path).await;
    assert_eq!(s.supervisor.submit(&page, &path, &[]).await.status, 303);
    assert_eq!(s.house.ask::<i64>("select count(*) from activities.attendance_change").await, 1);
    // A taken register holds its session; taken back, with a reason, it lets go.
    let held = sqlx::query("update activities.session set starts_at = starts_at - interval '5 minutes' where id = $1")
        .bind(s.morning)
        .execute(&mut s.house.admin().await)
        .await;
    assert!(held.unwrap_err().to_string().contains("register has been taken"));
    let undo = format!("{path}/undo");
    let page = s.supervisor.get(&path).await;
    let bad = s.supervisor.submit(&page, &undo, &[]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert_eq!(s.supervisor.submit(&page, &undo, &[("back_why", "Feil time ble ført")]).await.status, 303);
    assert_eq!(s.marks().await, ["", "", ""]);
    assert_eq!(s.house.ask::<i64>("select count(*) from activities.attendance_change where reason = 'Feil time ble ført'").await, 3, "what it said is kept");
    assert_eq!(s.house.ask::<i64>("select count(*) from activities.session_change where field = 'register' and reason = 'Feil time ble ført'").await, 1);
    assert!(s.house.ask::<i64>("select count(*) from audit.entry where class = 'activities' and action in ('collect', 'alter')").await >= 3);
}

#[tokio::test]
async fn who_is_missing_stands_on_the_board_until_somebody_has_found_them() {
    let mut s = Scene::open().await;
    let (path, board) = (s.path(), format!("/units/{}/board", s.unit));
    let mut officer = s.house.as_role(Role::Officer).await;
    let (inmate, name) = s.people[0].clone();
    let version = |house: &House, unit: Uuid| {
        let url = house.url().to_owned();
        async move {
            let mut c = <sqlx::PgConnection as sqlx::Connection>::connect(&url).await.unwrap();
            sqlx::query_scalar::<_, i64>("select version from custody.unit_version where unit_id = $1")
                .bind(unit)
                .fetch_optional(&mut c)
                .await
                .unwrap()
                .unwrap_or(0)
        }
    };
    // Nine minutes after the beginning somebody is told of, and nothing stands on the board yet; open boards hear when the tenth is over.
    act(&s.house, world_time(), format!("update activities.session set starts_at = starts_at + interval '1 minute' where id = '{}'", s.morning)).await;
    let missing = format!("{path}/missing");
    let who = format!("{inmate}:missing");
    let before = version(&s.house, s.unit).await;
    let done = s.supervisor.post_with_token(&missing, &[("who", &who)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(version(&s.house, s.unit).await > before, "open boards hear it");
    assert!(!officer.get(&board).await.text().contains("har ikke møtt"));
    s.house.clock.advance(TimeDelta::minutes(1));
    let before = version(&s.house, s.unit).await;
    let told: i64 = sqlx::query_scalar("select activities.tell_missing(10, $1)")
        .bind(world_time() + TimeDelta::minutes(1))
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    assert_eq!(told, 1);
    assert!(version(&s.house, s.unit).await > before);
    let page = officer.get(&board).await;
    assert!(page.text().contains("har ikke møtt på Prøvesnekkeriet"), "{}", page.text());
    // Twice is once; and somebody who is not in the session is nobody's.
    assert_eq!(s.supervisor.post_with_token(&missing, &[("who", &who)]).await.status, 409);
    assert_eq!(s.supervisor.post_with_token(&missing, &[("who", &format!("{}:missing", Uuid::now_v7()))]).await.status, 404);
    // The officer finds them; the line goes; the supervisor reads where.
    let list = format!("/units/{}/missing", s.unit);
    assert!(page.links().contains(&list));
    let page = officer.get(&list).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains(&name));
    let bad = officer.submit(&page, &list, &[("place", "")]).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert_eq!(officer.submit(&page, &list, &[("place", "På cella, syk")]).await.status, 303);
    assert!(!officer.get(&board).await.text().contains("har ikke møtt"));
    let page = s.supervisor.get(&path).await;
    assert!(page.text().contains("På cella, syk"), "{}", page.text());
    // Come after all: late, from now on.
    assert_eq!(s.supervisor.post_with_token(&missing, &[("who", &format!("{inmate}:came"))]).await.status, 303);
    assert_eq!(s.marks().await[0], "late:LATE:ordinary");
    // Taken afterwards, the register keeps it.
    let page = s.supervisor.get(&path).await;
    assert_eq!(s.supervisor.submit(&page, &path, &[]).await.status, 303);
    assert_eq!(s.marks().await, ["late:LATE:ordinary", "present:ordinary", "present:ordinary"]);
}

#[tokio::test]
async fn what_changed_under_a_register_is_said_with_both_versions() {
    let mut s = Scene::open().await;
    let path = s.path();
    let page = s.supervisor.get(&path).await;
    act(
        &s.house,
        world_time(),
        format!("update activities.session set ends_at = ends_at - interval '30 minutes', version = version + 1 where id = '{}'", s.morning),
    )
    .await;
    let told = s.send(&page, 1, "code:SICK", &[]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("11:30") && told.text().contains("11:00"), "both times: {}", told.text());
    assert_eq!(s.marks().await, ["", "", ""]);
    // Somebody loses the place meanwhile: told as well.
    let gone = s.people[2].0;
    act(&s.house, world_time(), format!("delete from activities.slot where inmate_id = '{gone}' and place_id = '{}'", s.place)).await;
    let again = s.send(&told, 1, "code:SICK", &[]).await;
    assert_eq!(again.status, 303, "whoever is no longer expected is not marked: {}", again.text());
    assert_eq!(s.marks().await, ["present:ordinary", "absent:SICK:support", ""]);
    // Somebody has come to it since the page was made: nobody is marked unseen.
    let noon = format!("/register/{}", s.noon);
    s.later(TimeDelta::minutes(140)).await;
    let page = s.supervisor.get(&noon).await;
    act(
        &s.house,
        world_time(),
        format!(
            "insert into activities.slot (id, placement_id, pattern_id, place_id, inmate_id, prison_id, seat, weekly, parity, during)
               select gen_random_uuid(), x.id, t.id, t.place_id, x.inmate_id, x.prison_id, 5, activities.weekly(t.weekday, t.starts, t.ends), activities.parity('every'), '[2026-11-02,)'
                 from activities.placement x join activities.pattern t on t.place_id = x.place_id and t.starts = '12:15' where x.inmate_id = '{gone}' and x.place_id = '{}'",
            s.place
        ),
    )
    .await;
    let told = s.supervisor.submit(&page, &noon, &[]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("fått eller mistet plass"));
    // Cancelled: there is nothing to save.
    act(
        &s.house,
        world_time(),
        format!("update activities.session set state = 'cancelled', reason_code = 'STAFF', version = version + 1 where id = '{}'", s.noon),
    )
    .await;
    let told = s.supervisor.submit(&told, &noon, &[]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("Økten er avlyst") && told.form(&noon).is_none());
}

#[tokio::test]
async fn a_register_is_corrected_after_a_transfer_and_after_its_days_by_the_governor_alone() {
    let mut s = Scene::open().await;
    let path = s.path();
    let page = s.supervisor.get(&path).await;
    assert_eq!(s.supervisor.submit(&page, &path, &[]).await.status, 303);
    // Moved at eleven: the placement ends by itself, and the morning's register still knows the person.
    let moved = s.people[0].0;
    let (prison, unit): (Uuid, Uuid) =
        sqlx::query_as("select u.prison_id, u.id from estate.unit u where u.prison_id <> $1 and u.closed_on is null order by u.id limit 1")
            .bind(s.prison)
            .fetch_one(&mut s.house.admin().await)
            .await
            .unwrap();
    act(
        &s.house,
        world_time() + TimeDelta::hours(1),
        format!(
            "begin; set local role overgang_owner;
             update custody.placement set during = tstzrange(lower(during), '2026-11-23 11:00+01') where inmate_id = '{moved}' and upper_inf(during);
             insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, during, reason, decided_by)
               select gen_random_uuid(), '{moved}', '{prison}', '{prison}', '{unit}', tstzrange('2026-11-23 11:00+01', null), 'TRF_IN', x.decided_by from custody.placement x where x.inmate_id = '{moved}' limit 1;
             select inmates.set_prison('{moved}', '{prison}'); commit"
        ),
    )
    .await;
    let ended: String = sqlx::query_scalar("select end_code from activities.placement where inmate_id = $1 and place_id = $2")
        .bind(moved)
        .bind(s.place)
        .fetch_one(&mut s.house.admin().await)
        .await
        .unwrap();
    assert_eq!(ended, "transferred");
    s.later(TimeDelta::minutes(80)).await;
    let page = s.supervisor.get(&path).await;
    assert!(page.text().contains("Overført eller løslatt") && page.text().contains(&s.people[0].1), "{}", page.text());
    let other = format!("other.{moved}");
    let done = s.send(&page, 0, "other", &[(&other, "COURT"), ("why", "Var i retten hele tiden")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(s.marks().await[0], "absent:COURT:ordinary");
    // Who is gone is not expected at noon.
    s.later(TimeDelta::minutes(60)).await;
    let noon = s.supervisor.get(&format!("/register/{}", s.noon)).await;
    assert!(!noon.text().contains(&moved.to_string()), "not expected where they no longer are");
    // Eight days later it is the governor's.
    s.later(TimeDelta::days(8)).await;
    let page = s.supervisor.get(&path).await;
    assert!(page.form(&path).is_none() && page.text().contains("Fristen"), "{}", page.text());
    let version: i32 =
        sqlx::query_scalar("select version from activities.session where id = $1").bind(s.morning).fetch_one(&mut s.house.admin().await).await.unwrap();
    let version = version.to_string();
    let refused = s.supervisor.post_with_token(&path, &[("version", &version), (&format!("mark.{}", s.people[1].0), "code:SICK")]).await;
    assert_eq!(refused.status, 403);
    let mut governor = s.house.as_role(Role::Governor).await;
    let page = governor.get(&path).await;
    crate::house::well_made(&page, "nb");
    let mark = format!("mark.{}", s.people[1].0);
    assert_eq!(governor.submit(&page, &path, &[(&mark, "code:SICK")]).await.status, 422, "not without a reason");
    let done = governor.submit(&page, &path, &[(&mark, "code:SICK"), ("why", "Klage over trekk, medhold")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(s.marks().await[1], "absent:SICK:support");
}

#[tokio::test]
async fn released_at_noon_and_the_register_of_the_morning_still_closes() {
    let mut s = Scene::open().await;
    let free = s.people[0].0;
    act(
        &s.house,
        world_time() + TimeDelta::hours(2),
        format!(
            "begin; set local role overgang_owner; update custody.placement set during = tstzrange(lower(during), '2026-11-23 12:00+01') where inmate_id = '{free}' and upper_inf(during);
             update custody.stay set released_at = '2026-11-23 12:00+01', release_reason = 'REL_FULL' where inmate_id = '{free}' and released_at is null; commit"
        ),
    )
    .await;
    s.later(TimeDelta::minutes(140)).await;
    let path = s.path();
    let page = s.supervisor.get(&path).await;
    assert_eq!(page.form(&path).unwrap().iter().filter(|f| f.0.starts_with("mark.")).count(), 3, "the morning knows them: {}", page.text());
    assert_eq!(s.supervisor.submit(&page, &path, &[]).await.status, 303);
    assert_eq!(s.marks().await, ["present:ordinary"; 3]);
    let noon = format!("/register/{}", s.noon);
    let page = s.supervisor.get(&noon).await;
    assert_eq!(page.form(&noon).unwrap().iter().filter(|f| f.0.starts_with("mark.")).count(), 2, "a quarter past twelve waits for nobody who left");
}

#[tokio::test]
async fn a_register_is_of_those_who_run_the_place() {
    let mut s = Scene::open().await;
    let path = s.path();
    for role in [Role::Officer, Role::ContactOfficer, Role::Nurse, Role::Finance, Role::DutyOfficer, Role::Reintegration] {
        let mut browser = s.house.as_role(role).await;
        assert_eq!(browser.get(&path).await.status, 403, "{role}");
        assert_eq!(browser.post_with_token(&path, &[("version", "1")]).await.status, 403, "{role}");
    }
    let mut teacher = s.house.as_role(Role::Teacher).await;
    assert_eq!(teacher.get(&path).await.status, 404, "a workshop is not a teacher's");
    assert_eq!(teacher.post_with_token(&path, &[("version", "1")]).await.status, 404);
    assert_eq!(teacher.post_with_token(&format!("{path}/missing"), &[("who", &format!("{}:missing", s.people[0].0))]).await.status, 404);
    // A post that is over is lost at the next click.
    act(&s.house, world_time(), format!("update activities.place_staff set during = '[2026-01-01,2026-11-23)' where place_id = '{}'", s.place)).await;
    act(&s.house, world_time(), format!("delete from activities.lead where prison_id = '{}'", s.prison)).await;
    assert_eq!(s.supervisor.get(&path).await.status, 404);
    // Who decides for the house takes what nobody else can; of another prison, nobody.
    let mut governor = s.house.as_role(Role::Governor).await;
    let there = sqlx::query_scalar::<_, bool>(
        "select $1 = any(x.prisons) from access.assignment x join access.account a on a.id = x.account_id where a.username = $2 and x.role = 'GOV' limit 1",
    )
    .bind(s.prison)
    .bind(s.house.username(Role::Governor).await)
    .fetch_one(&mut s.house.admin().await)
    .await
    .unwrap();
    assert_eq!(governor.get(&path).await.status, if there { 200 } else { 404 });
}

#[tokio::test]
async fn lists_say_who_goes_where_from_which_cell() {
    let s = Scene::open().await;
    let mut officer = s.house.as_role(Role::Officer).await;
    act(
        &s.house,
        world_time(),
        format!(
            "insert into activities.held_back (id, session_id, place_id, inmate_id, prison_id, reason_code, made_by, made_at)
               select gen_random_uuid(), '{}', '{}', '{}', '{}', 'HELD_BACK', a.id, '2026-11-23 08:00+01' from access.account a limit 1",
            s.noon, s.place, s.people[2].0, s.prison
        ),
    )
    .await;
    let unlock = format!("/units/{}/lists/unlock", s.unit);
    let page = officer.get(&format!("{unlock}?at=1215")).await;
    assert_eq!(page.status, 200);
    crate::house::well_made(&page, "nb");
    let rows = page.all("tbody tr");
    let of = |name: &str| rows.iter().find(|r| r.contains(name)).cloned().unwrap_or_default();
    assert!(of(&s.people[0].1).contains("Prøvesnekkeriet") && of(&s.people[0].1).contains("14:45"), "{rows:?}");
    assert!(of(&s.people[2].1).contains("Holdt tilbake"), "{rows:?}");
    let page = officer.get(&format!("/units/{}/lists/movement?at=1215", s.unit)).await;
    crate::house::well_made(&page, "nb");
    assert!(
        page.text().contains("Prøvesnekkeriet") && page.text().contains(&s.people[0].1) && !page.all("tbody tr").iter().any(|r| r.contains(&s.people[2].1)),
        "{}",
        page.text()
    );
    // The board says the next place of somebody, and leads to the list.
    let board = officer.get(&format!("/units/{}/board", s.unit)).await;
    assert!(board.links().contains(&unlock));
    assert!(board.text().contains("Prøvesnekkeriet"));
    assert!(s.house.ask::<i64>("select count(*) from audit.entry where action = 'print' and class = 'unit_day'").await >= 2);
    // Of a unit of another prison, nothing; and nothing for those who run no unit.
    let elsewhere: Uuid =
        sqlx::query_scalar("select id from estate.unit where prison_id <> $1 limit 1").bind(s.prison).fetch_one(&mut s.house.admin().await).await.unwrap();
    assert_eq!(officer.get(&format!("/units/{elsewhere}/lists/unlock")).await.status, 404);
    let mut teacher = s.house.as_role(Role::Teacher).await;
    assert_eq!(teacher.get(&unlock).await.status, 403);
}

#[tokio::test]
async fn the_front_page_says_who_comes_and_who_does_not() {
    let mut s = Scene::open().await;
    act(
        &s.house,
        world_time(),
        format!(
            "insert into activities.suspension (id, placement_id, place_id, inmate_id, prison_id, during, gives, code, reason, made_by, made_at)
               select gen_random_uuid(), x.id, x.place_id, x.inmate_id, x.prison_id, '[2026-11-20,2026-12-20)', 'support', 'health', 'Ikke arbeidsfør', x.decided_by, '2026-11-20'
                 from activities.placement x where x.inmate_id = '{}' and x.place_id = '{}'",
            s.people[1].0, s.place
        ),
    )
    .await;
    let page = s.supervisor.get("/").await;
    crate::house::well_made(&page, "nb");
    assert!(page.links().contains(&s.path()), "one tap to the register");
    let text = page.all("#day").join(" ");
    assert!(text.contains("2 kommer") && text.contains(&format!("{} (helse)", s.people[1].1)), "{text}");
    assert!(page.all("#safety").join(" ").contains("Maskiner"), "{}", page.text());
    // In the register the rest is filled in, with what it gives.
    let path = s.path();
    let page = s.supervisor.get(&path).await;
    assert_eq!(s.supervisor.submit(&page, &path, &[]).await.status, 303);
    assert_eq!(s.marks().await, ["present:ordinary", "not_required:SUSPENDED:support", "present:ordinary"]);
}
