//! The signed roll: walking, signing, differences, what changes meanwhile, paper, tablets, the duty officer's agreement.

use chrono::{DateTime, TimeDelta, Utc};
use overgang::access::Role;
use overgang::platform::db::{Db, Logins};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// A house a few minutes before the count at noon, with an officer, a duty officer of the same prison, and the roll.
struct Noon {
    house: House,
    prison: Uuid,
    roll: Uuid,
    due: DateTime<Utc>,
    units: Vec<Uuid>,
    officer: Browser,
}

impl Noon {
    async fn new() -> Self {
        Self::with(1).await
    }

    /// At the first roll in which so many units are counted.
    async fn with(units: i64) -> Self {
        let house = House::open().await;
        // 11:35: both kinds of unit may be counted.
        house.clock.advance(TimeDelta::minutes(95));
        // What the program does by itself, twice an hour.
        let logins = Logins::from_admin(house.url()).unwrap();
        let db = Db::open(&logins, true, false, 1).unwrap();
        overgang::custody::count::plan_all(&db, house.clock.now()).await.unwrap();
        let username = house.username(Role::Officer).await;
        let mut officer = house.as_user(&username).await;
        let page = officer.get("/counts").await;
        assert_eq!(page.status, 200, "{}", page.text());
        let mut admin = house.admin().await;
        let prison: Uuid =
            sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
                .bind(&username)
                .fetch_one(&mut admin)
                .await
                .unwrap();
        let (roll, due): (Uuid, DateTime<Utc>) = sqlx::query_as(
            "select r.id, r.due_at from custody.roll_call r where r.prison_id = $1 and exists (select from estate.unit u join custody.in_custody w on w.unit_id = u.id
                where u.prison_id = r.prison_id and custody.unit_type(u.level) = any(r.unit_types) having count(distinct u.id) >= $2) order by r.due_at limit 1",
        )
        .bind(prison)
        .bind(units)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        let units: Vec<Uuid> = sqlx::query_scalar(
            "select u.id from estate.unit u join custody.roll_call r on r.id = $1 where u.prison_id = r.prison_id and custody.unit_type(u.level) = any(r.unit_types)
                and exists (select from custody.in_custody w where w.unit_id = u.id and w.out_reason is null) order by u.sort, u.code",
        )
        .bind(roll)
        .fetch_all(&mut admin)
        .await
        .unwrap();
        assert!(!units.is_empty());
        Self { house, prison, roll, due, units, officer }
    }

    async fn duty(&self) -> Browser {
        let username: String = sqlx::query_scalar(
            "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'DUT' and $1 = any(x.prisons)
                and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'DUT') order by 1 limit 1",
        )
        .bind(self.prison)
        .fetch_one(&mut self.house.admin().await)
        .await
        .unwrap();
        self.house.as_user(&username).await
    }

    async fn open(&mut self, unit: Uuid) -> Uuid {
        let answer = self.officer.post_with_token("/counts", &[("roll", &self.roll.to_string()), ("unit", &unit.to_string())]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.location.unwrap().strip_prefix("/counts/").unwrap().parse().unwrap()
    }

    /// Everybody of a unit seen, cell by cell, but for those who are `not`.
    async fn walk(&mut self, count: Uuid, not: Option<Uuid>) {
        let mut admin = self.house.admin().await;
        let cells: Vec<(Option<Uuid>, Vec<Uuid>)> = sqlx::query_as(
            "select w.cell_id, array_agg(custody.count_key($1, w.inmate_id)) from custody.in_custody w join custody.count c on c.id = $1 and c.unit_id = w.unit_id
              where w.out_reason is null and w.inmate_id is distinct from $2 group by w.cell_id",
        )
        .bind(count)
        .bind(not)
        .fetch_all(&mut admin)
        .await
        .unwrap();
        for (cell, keys) in cells {
            let keys = keys.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",");
            let answer = mark(&mut self.officer, count, &keys, cell, "present", "").await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
    }

    async fn sign(&mut self, count: Uuid) -> Page {
        let path = format!("/counts/{count}");
        let page = self.officer.get(&path).await;
        self.officer.submit(&page, &format!("{path}/sign"), &[]).await
    }

    /// The unit, counted and signed as it should be.
    async fn counted(&mut self, unit: Uuid) -> Uuid {
        let count = self.open(unit).await;
        self.walk(count, None).await;
        let signed = self.sign(count).await;
        assert_eq!(signed.status, 303, "{}", signed.text());
        count
    }
}

async fn mark(browser: &mut Browser, count: Uuid, keys: &str, cell: Option<Uuid>, status: &str, place: &str) -> Page {
    let cell = cell.map(|c| c.to_string()).unwrap_or_default();
    browser.post_with_token(&format!("/counts/{count}/mark"), &[("keys", keys), ("cell", &cell), ("status", status), ("place", place)]).await
}

/// Somebody who should be in the unit: the person, the key in the count, the cell.
async fn somebody(connection: &mut PgConnection, count: Uuid) -> (Uuid, String, Option<Uuid>) {
    let (inmate, key, cell): (Uuid, Uuid, Option<Uuid>) = sqlx::query_as(
        "select w.inmate_id, custody.count_key($1, w.inmate_id), w.cell_id from custody.in_custody w join custody.count c on c.id = $1 and c.unit_id = w.unit_id
           join inmates.inmate i on i.id = w.inmate_id and not i.protected where w.out_reason is null and w.cell_id is not null order by w.inmate_id limit 1",
    )
    .bind(count)
    .fetch_one(connection)
    .await
    .unwrap();
    (inmate, key.to_string(), cell)
}

async fn state(house: &House, count: Uuid) -> (String, Option<i32>, Option<i32>, Option<i32>, Option<i32>) {
    sqlx::query_as("select state, expected, counted, missing, surplus from custody.count where id = $1")
        .bind(count)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

/// Moves somebody to another cell (or unit) as the movement slice does: one placement ends, another begins.
async fn move_to(house: &House, inmate: Uuid, cell: Uuid) {
    let mut admin = house.admin().await;
    let now = house.clock.now();
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    sqlx::query("update custody.placement set during = tstzrange(lower(during), $2) where inmate_id = $1 and upper_inf(during)")
        .bind(inmate)
        .bind(now)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(
        "insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by)
         select gen_random_uuid(), $1, c.prison_id, c.prison_id, c.unit_id, c.id, tstzrange($3, null), 'CELL_MOVE', gen_random_uuid() from estate.cell c where c.id = $2",
    )
    .bind(inmate)
    .bind(cell)
    .bind(now)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn another_cell(house: &House, unit: Uuid, not: Option<Uuid>) -> Uuid {
    sqlx::query_scalar("select id from estate.cell where unit_id = $1 and id is distinct from $2 and closed_on is null order by walking_order limit 1")
        .bind(unit)
        .bind(not)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_roll_is_walked_signed_and_agreed() {
    let mut noon = Noon::new().await;
    let mut duty = noon.duty().await;
    let path = format!("/roll-call/{}", noon.roll);
    let early = duty.post_with_token(&format!("{path}/agree"), &[]).await;
    assert_eq!(early.status, 422, "not with units open");
    assert!(early.text().contains("Ikke alle avdelinger er signert"), "{}", early.text());

    let first = noon.open(noon.units[0]).await;
    assert_eq!(noon.open(noon.units[0]).await, first, "begun twice is begun once");
    let unfinished = noon.sign(first).await;
    assert_eq!(unfinished.status, 422, "nobody has been seen yet");
    noon.walk(first, None).await;
    // Submitted twice: the second answer says that it is signed, and nothing is counted twice. By the same page again, and by another.
    let sheet = format!("/counts/{first}");
    let page = noon.officer.get(&sheet).await;
    assert_eq!(noon.officer.submit(&page, &format!("{sheet}/sign"), &[]).await.status, 303);
    let same = noon.officer.submit(&page, &format!("{sheet}/sign"), &[]).await;
    assert!(matches!(same.status, 303 | 409), "{} {}", same.status, same.text());
    let other = Uuid::now_v7().to_string();
    let twice = noon.officer.submit(&page, &format!("{sheet}/sign"), &[("once", &other)]).await;
    assert_eq!(twice.status, 409, "{}", twice.text());
    assert!(twice.text().contains("allerede signert"), "{}", twice.text());
    let (state_, expected, counted, missing, surplus) = state(&noon.house, first).await;
    assert_eq!((state_.as_str(), missing, surplus), ("counted", Some(0), Some(0)));
    assert_eq!(expected, counted);
    let people: i64 = sqlx::query_scalar("select count(*) from custody.count_person where count_id = $1 and phase = 'signed' and not is_out")
        .bind(first)
        .fetch_one(&mut noon.house.admin().await)
        .await
        .unwrap();
    assert_eq!(Some(people as i32), expected, "the signed list is kept");
    let again = noon.officer.post_with_token(&format!("/counts/{first}/sign"), &[("seen", "x")]).await;
    assert_eq!(again.status, 409, "a signed count is not signed over");
    for unit in noon.units.clone().into_iter().skip(1) {
        noon.counted(unit).await;
    }

    // The hour passes: every page of the prison says so, until the duty officer has agreed.
    noon.house.clock.advance(noon.due + TimeDelta::minutes(31) - noon.house.clock.now());
    let mut duty = noon.duty().await;
    let home = duty.get("/").await;
    assert!(home.text().contains("roll-alert") && home.text().contains(&path), "late on the home page: {} {}", home.status, home.all(".roll-alert").concat());
    let page = duty.get(&path).await;
    assert_eq!(page.status, 200);
    let agreed = duty.submit(&page, &format!("{path}/agree"), &[]).await;
    assert_eq!(agreed.status, 303, "{}", agreed.text());
    assert!(!duty.get("/").await.text().contains("roll-alert"), "solved");
    assert_eq!(state(&noon.house, first).await.0, "agreed");
    let second = duty.post_with_token(&format!("{path}/agree"), &[]).await;
    assert_eq!((second.status, second.location.as_deref()), (303, Some(path.as_str())), "agreed twice is agreed once");
    let closed = noon
        .house
        .as_user(&noon.house.username(Role::Officer).await)
        .await
        .post_with_token("/counts", &[("roll", &noon.roll.to_string()), ("unit", &noon.units[0].to_string())])
        .await;
    assert_eq!(closed.status, 303, "leads to the count that was");
    let history = duty.get("/counts/history").await;
    assert!(history.text().contains(&format!("/counts/{first}")));
    assert_eq!(duty.get(&format!("/counts/{first}")).await.status, 200);
    let change = sqlx::query("update custody.count set counted = counted + 1 where id = $1").bind(first).execute(&mut noon.house.admin().await).await;
    assert!(change.is_err(), "what was signed stays, whoever asks");
}

#[tokio::test]
async fn who_counted_does_not_agree() {
    let mut noon = Noon::new().await;
    noon.officer = noon.duty().await;
    for unit in noon.units.clone() {
        noon.counted(unit).await;
    }
    let path = format!("/roll-call/{}", noon.roll);
    let page = noon.officer.get(&path).await;
    assert!(page.form(&format!("{path}/agree")).is_none() && page.text().contains("En annen vakthavende"), "the page does not offer it");
    let own = noon.officer.post_with_token(&format!("{path}/agree"), &[]).await;
    assert_eq!(own.status, 422, "four eyes");
    assert!(own.text().contains("En annen vakthavende"), "{}", own.text());
}

#[tokio::test]
async fn a_difference_is_explained_or_counted_again() {
    let mut noon = Noon::new().await;
    let unit = noon.units[0];
    let count = noon.open(unit).await;
    let (inmate, key, cell) = somebody(&mut noon.house.admin().await, count).await;
    noon.walk(count, Some(inmate)).await;
    let nowhere = mark(&mut noon.officer, count, &key, cell, "elsewhere", "").await;
    assert_eq!(nowhere.status, 422, "elsewhere is somewhere");
    assert_eq!(mark(&mut noon.officer, count, &key, cell, "missing", "").await.status, 303);
    assert_eq!(noon.sign(count).await.status, 303);
    let (word, expected, counted, missing, _) = state(&noon.house, count).await;
    assert_eq!((word.as_str(), missing, counted.map(|n| n + 1)), ("differs", Some(1), expected));

    let mut duty = noon.duty().await;
    assert!(duty.get("/").await.text().contains("stemmer ikke"), "on every page at once, not only when late");
    assert!(duty.get("/notices").await.text().contains("En telling stemmer ikke"), "and told");
    for other in noon.units.clone().into_iter().skip(1) {
        noon.counted(other).await;
    }
    let path = format!("/roll-call/{}", noon.roll);
    let refused = duty.post_with_token(&format!("{path}/agree"), &[]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Et avvik er ikke forklart"), "{}", refused.text());

    let page = noon.officer.get(&format!("/counts/{count}")).await;
    let explain = format!("/counts/{count}/explain");
    let words = ("words", "Var hos frisøren, sett av Berg klokka tolv.");
    let bad = noon.officer.submit(&page, &explain, &[("code", "elsewhere"), words]).await;
    assert_eq!(bad.status, 422, "where was the person?");
    assert!(bad.text().contains("Var hos frisøren"), "what was typed is kept");
    let good = noon.officer.submit(&page, &explain, &[("code", "elsewhere"), words, ("place", "Frisøren")]).await;
    assert_eq!(good.status, 303, "{}", good.text());
    assert!(!duty.get("/").await.text().contains("stemmer ikke"), "explained");
    assert!(noon.officer.get(&format!("/counts/{count}")).await.text().contains("Frisøren"));
    let twice = noon.officer.post_with_token(&explain, &[("code", "other"), words, ("key", &key), ("place", "Et annet sted")]).await;
    assert_eq!(twice.status, 409, "an explanation is not written over");

    // Counted again all the same: the second is linked and is the one that holds.
    let page = noon.officer.get(&format!("/counts/{count}")).await;
    let answer = noon.officer.submit(&page, &format!("/counts/{count}/recount"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let second: Uuid = answer.location.unwrap().strip_prefix("/counts/").unwrap().parse().unwrap();
    assert_ne!(second, count);
    noon.walk(second, None).await;
    assert_eq!(noon.sign(second).await.status, 303);
    let agreed = duty.post_with_token(&format!("{path}/agree"), &[]).await;
    assert_eq!(agreed.status, 303, "{}", agreed.text());
    assert_eq!((state(&noon.house, second).await.0.as_str(), state(&noon.house, count).await.0.as_str()), ("agreed", "differs"));
}

#[tokio::test]
async fn somebody_moved_while_the_count_runs() {
    let mut noon = Noon::new().await;
    let unit = noon.units[0];
    let count = noon.open(unit).await;
    let (inmate, key, cell) = somebody(&mut noon.house.admin().await, count).await;
    noon.walk(count, None).await;
    let path = format!("/counts/{count}");
    let before = noon.officer.get(&path).await;
    noon.house.clock.advance(TimeDelta::minutes(1));
    let other = another_cell(&noon.house, unit, cell).await;
    move_to(&noon.house, inmate, other).await;

    let stale = mark(&mut noon.officer, count, &key, cell, "present", "").await;
    assert_eq!(stale.status, 409, "seen in a cell where the books no longer have the person");
    assert!(stale.text().contains("flyttet til en annen celle"), "{}", stale.text());
    let signed = noon.officer.submit(&before, &format!("{path}/sign"), &[]).await;
    assert_eq!(signed.status, 409, "a signature under another list");
    let page = noon.officer.get(&path).await;
    assert!(page.text().contains("Flyttet fra") && page.text().contains("siden tellingen startet"), "the page says what changed");
    assert_eq!(noon.sign(count).await.status, 422, "to be seen again");
    assert_eq!(mark(&mut noon.officer, count, &key, Some(other), "present", "").await.status, 303);

    // Out meanwhile: no longer expected. Not to be marked missing either.
    let mut admin = noon.house.admin().await;
    sqlx::query("insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, expected_back, recorded_by) values (gen_random_uuid(), $1, $2, 'COURT', 'out', 'Tingretten', $3, $3, $3::timestamptz + interval '3 hours', gen_random_uuid())")
        .bind(inmate)
        .bind(noon.prison)
        .bind(noon.house.clock.now() + TimeDelta::seconds(20))
        .execute(&mut admin)
        .await
        .unwrap();
    noon.house.clock.advance(TimeDelta::minutes(1));
    let missing = mark(&mut noon.officer, count, &key, Some(other), "missing", "").await;
    assert_eq!(missing.status, 409);
    assert!(missing.text().contains("registrert ute"), "{}", missing.text());
    assert_eq!(noon.sign(count).await.status, 303);
    let (word, expected, counted, ..) = state(&noon.house, count).await;
    assert_eq!((word.as_str(), expected), ("counted", counted), "re-expected without the one who left");
}

#[tokio::test]
async fn moved_between_units_behind_the_counters_back() {
    let mut noon = Noon::with(2).await;
    let [from, to] = noon.units[..2] else { panic!("the prison of this test has two units") };
    let first = noon.open(from).await;
    let (inmate, ..) = somebody(&mut noon.house.admin().await, first).await;
    // `to` is signed before the person comes, `from` after the person left: on no list.
    noon.counted(to).await;
    noon.house.clock.advance(TimeDelta::minutes(1));
    let cell = another_cell(&noon.house, to, None).await;
    move_to(&noon.house, inmate, cell).await;
    noon.walk(first, None).await;
    assert_eq!(noon.sign(first).await.status, 303);
    for unit in noon.units.clone().into_iter().skip(2) {
        noon.counted(unit).await;
    }
    let path = format!("/roll-call/{}", noon.roll);
    let mut duty = noon.duty().await;
    let page = duty.get(&path).await;
    assert!(page.text().contains("står ikke på noen signert liste"), "{}", page.text());
    assert_eq!(duty.submit(&page, &format!("{path}/agree"), &[]).await.status, 422, "not without a word about it");
    let agreed = duty.submit(&page, &format!("{path}/agree"), &[("note", "Sett på ny avdeling av meg kl. 12.")]).await;
    assert_eq!(agreed.status, 303, "{}", agreed.text());
}

#[tokio::test]
async fn what_a_tablet_kept_acts_once_and_only_while_it_holds() {
    let mut noon = Noon::new().await;
    let count = noon.open(noon.units[0]).await;
    let (_, key, cell) = somebody(&mut noon.house.admin().await, count).await;
    let (path, cell) = (format!("/counts/{count}/mark"), cell.unwrap().to_string());
    let csrf = noon.officer.token().await;
    let fields = [("csrf", csrf.as_str()), ("keys", key.as_str()), ("cell", cell.as_str()), ("status", "present")];
    let (made, now) = (noon.house.clock.now() - TimeDelta::minutes(12), noon.house.clock.now());
    let once = Uuid::now_v7();
    assert_eq!(noon.officer.post_queued(&path, &fields, once, made).await.status, 204);
    assert_eq!(noon.officer.post_queued(&path, &fields, once, made).await.status, 303, "sent twice: answered, not done");
    let lines: Vec<(DateTime<Utc>, DateTime<Utc>)> = sqlx::query_as("select made_at, received_at from custody.count_line where count_id = $1")
        .bind(count)
        .fetch_all(&mut noon.house.admin().await)
        .await
        .unwrap();
    assert_eq!(lines, [(made, now)], "made then, received now, once");
    assert!(noon.officer.get(&format!("/counts/{count}")).await.text().contains("mottatt"), "the page tells both times");
    for (case, at) in [("too old", now - TimeDelta::hours(9) - TimeDelta::seconds(1)), ("ahead", now + TimeDelta::minutes(3))] {
        let stale = noon.officer.post_queued(&path, &fields, Uuid::now_v7(), at).await;
        assert_eq!(stale.status, 409, "{case}");
        assert!(stale.text().contains("ikke lagret"), "{case}: {}", stale.text());
    }
    let lines: i64 =
        sqlx::query_scalar("select count(*) from custody.count_line where count_id = $1").bind(count).fetch_one(&mut noon.house.admin().await).await.unwrap();
    assert_eq!(lines, 1, "a stale change is refused, not applied");
}

#[tokio::test]
async fn a_closed_unit_with_people_is_counted_and_an_empty_one_is_not() {
    let mut noon = Noon::new().await;
    let unit = noon.units[0];
    let mut admin = noon.house.admin().await;
    sqlx::query("update estate.unit set closed_on = '2026-11-22' where id = $1").bind(unit).execute(&mut admin).await.unwrap();
    let page = noon.officer.get("/counts").await;
    assert!(page.text().contains("Stengt avdeling"), "it is on the list, and says so");
    let count = noon.open(unit).await;
    assert!(noon.officer.get(&format!("/counts/{count}")).await.text().contains("Avdelingen er stengt, men det er folk i den"));
    let empty: Uuid = sqlx::query_scalar("insert into estate.unit (id, prison_id, code, name, level, closed_on) select gen_random_uuid(), prison_id, 'TOM', 'Tom avdeling', level, '2026-11-01' from estate.unit where id = $1 returning id")
        .bind(unit)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    let refused = noon.officer.post_with_token("/counts", &[("roll", &noon.roll.to_string()), ("unit", &empty.to_string())]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("stengt og tom"), "{}", refused.text());
    assert!(!noon.officer.get("/counts").await.text().contains("Tom avdeling"));
}

#[tokio::test]
async fn a_count_on_paper() {
    let mut noon = Noon::new().await;
    let count = noon.open(noon.units[0]).await;
    let path = format!("/counts/{count}");
    let sheet = noon.officer.get(&format!("{path}/print")).await;
    assert_eq!(sheet.status, 200);
    assert!(sheet.text().contains("class=\"tick\"") && sheet.text().contains("Skrevet ut"));
    let paper = format!("{path}/paper");
    assert_eq!(noon.officer.get(&paper).await.status, 200);
    for (at, message) in [("2026-11-23T11:59", "ikke kommet ennå"), ("2026-11-22T07:30", "for langt fra tellingen"), ("i%20stad", "Skriv dato og klokkeslett")]
    {
        let bad = noon.officer.get(&format!("{paper}?at={at}")).await;
        assert_eq!(bad.status, 422, "{at}");
        assert!(bad.text().contains(message), "{at}");
    }
    let page = noon.officer.get(&format!("{paper}?at=2026-11-23T11:32")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let future = noon.officer.submit(&page, &paper, &[("at", "2026-11-23T11:59")]).await;
    assert_eq!(future.status, 422, "not in the future");
    let stranger = noon.officer.submit(&page, &paper, &[("by", &Uuid::now_v7().to_string())]).await;
    assert_eq!(stranger.status, 422, "counted by somebody on duty");
    let signed = noon.officer.submit(&page, &paper, &[]).await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    let (how, happened): (String, DateTime<Utc>) =
        sqlx::query_as("select how, happened_at from custody.count where id = $1").bind(count).fetch_one(&mut noon.house.admin().await).await.unwrap();
    assert_eq!((how.as_str(), happened.to_rfc3339()), ("paper", "2026-11-23T10:32:00+00:00".to_owned()));
    assert_eq!(state(&noon.house, count).await.0, "counted");
    assert_eq!(noon.officer.get(&paper).await.status, 409, "signed already");
}

#[tokio::test]
async fn other_prisons_other_roles_and_hidden_people() {
    let mut noon = Noon::new().await;
    let unit = noon.units[0];
    let count = noon.open(unit).await;
    let path = format!("/counts/{count}");
    let elsewhere: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'OFF' and not ($1 = any(x.prisons))
            and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'OFF') order by 1 limit 1",
    )
    .bind(noon.prison)
    .fetch_one(&mut noon.house.admin().await)
    .await
    .unwrap();
    let mut stranger = noon.house.as_user(&elsewhere).await;
    for page in [path.clone(), format!("{path}/print"), format!("{path}/paper"), format!("/roll-call/{}", noon.roll)] {
        assert_eq!(stranger.get(&page).await.status, 404, "{page}");
    }
    assert_eq!(stranger.post_with_token(&format!("{path}/mark"), &[("keys", &Uuid::nil().to_string()), ("status", "present")]).await.status, 404);
    assert_eq!(stranger.post_with_token("/counts", &[("roll", &noon.roll.to_string()), ("unit", &unit.to_string())]).await.status, 404);
    for role in [Role::Teacher, Role::Nurse, Role::Visits] {
        assert_eq!(noon.house.as_role(role).await.get(&path).await.status, 403, "{role}");
    }
    assert_eq!(noon.officer.post_with_token(&format!("/roll-call/{}/agree", noon.roll), &[]).await.status, 403, "an officer agrees nothing");

    // A protected person is a number, is confirmed like everybody, and the sum holds.
    let mut admin = noon.house.admin().await;
    let (inmate, key, cell) = somebody(&mut admin, count).await;
    let (family, number): (String, String) =
        sqlx::query_as("select family_name, number from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    let page = noon.officer.get(&path).await;
    assert!(page.text().contains("Skjermet person 1") && !page.text().contains(&number) && !page.text().contains(&inmate.to_string()), "{family} is a number");
    noon.walk(count, Some(inmate)).await;
    assert_eq!(noon.sign(count).await.status, 422, "the number counts");
    assert_eq!(mark(&mut noon.officer, count, &key, cell, "present", "").await.status, 303);
    assert_eq!(noon.sign(count).await.status, 303);
    let (word, expected, counted, ..) = state(&noon.house, count).await;
    assert_eq!((word.as_str(), expected), ("counted", counted));
}

#[tokio::test]
async fn a_roll_that_was_not_held_and_an_extra_one() {
    let noon = Noon::new().await;
    let path = format!("/roll-call/{}", noon.roll);
    let mut duty = noon.duty().await;
    let why = ("why", "Strømbrudd, alle låst inne under tilsyn.");
    assert_eq!(duty.post_with_token(&format!("{path}/missed"), &[why]).await.status, 422, "not before it is late");
    noon.house.clock.advance(noon.due + TimeDelta::minutes(40) - noon.house.clock.now());
    let mut duty = noon.duty().await;
    let page = duty.get(&path).await;
    assert_eq!(duty.submit(&page, &format!("{path}/missed"), &[("why", "kort")]).await.status, 422);
    assert_eq!(duty.submit(&page, &format!("{path}/missed"), &[why]).await.status, 303);
    let mut officer = noon.house.as_user(&noon.house.username(Role::Officer).await).await;
    let late = officer.post_with_token("/counts", &[("roll", &noon.roll.to_string()), ("unit", &noon.units[0].to_string())]).await;
    assert_eq!(late.status, 409, "closed");

    let bad = duty.post_with_token("/roll-call", &[("extra_why", "")]).await;
    assert_eq!(bad.status, 422);
    let called = duty.post_with_token("/roll-call", &[("extra_why", "Brannalarm i verkstedet")]).await;
    assert_eq!(called.status, 303, "{}", called.text());
    let again = duty.post_with_token("/roll-call", &[("extra_why", "Brannalarm i verkstedet")]).await;
    assert_eq!((again.status, again.location.as_deref()), (303, Some("/counts")), "called twice in a minute is called once");
    assert!(officer.get("/counts").await.text().contains("Brannalarm i verkstedet"));
    assert_eq!(officer.post_with_token("/roll-call", &[("extra_why", "Brann")]).await.status, 403);
}

#[tokio::test]
async fn a_tablet_is_enrolled_keeps_pages_and_is_revoked() {
    let mut noon = Noon::new().await;
    let count = noon.open(noon.units[0]).await;
    let path = format!("/counts/{count}");
    assert!(noon.officer.get(&path).await.headers.get("x-offline").is_none(), "no tablet, nothing kept");
    assert_eq!(noon.officer.get("/devices").await.status, 403);
    let mut duty = noon.duty().await;
    let page = duty.get("/devices").await;
    assert_eq!(duty.submit(&page, "/devices", &[("name", "")]).await.status, 422);
    let enrolled = duty.submit(&page, "/devices", &[("name", "Avdeling A, nettbrett 1")]).await;
    assert_eq!(enrolled.status, 303, "{}", enrolled.text());
    let cookie = enrolled.headers.get_all("set-cookie").iter().find_map(|c| c.to_str().unwrap().strip_prefix("overgang-device=")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let token = cookie.split(';').next().unwrap().to_owned();
    let taken = noon.duty().await.post_with_token("/devices", &[("name", "avdeling a, nettbrett 1")]).await;
    assert_eq!(taken.status, 422, "a name is one tablet's");

    noon.officer.set_cookie("overgang-device", &token);
    let page = noon.officer.get(&path).await;
    assert_eq!(page.headers.get("x-offline").unwrap(), "keep");
    assert!(page.text().contains("data-sw=\"on\"") && page.text().contains("id=\"tablet\""));
    assert!(noon.officer.get("/").await.headers.get("x-offline").is_none(), "only pages to walk with");
    let worker = noon.officer.get("/sw.js").await;
    assert_eq!((worker.status, worker.headers.get("content-type").unwrap().to_str().unwrap()), (200, "text/javascript; charset=utf-8"));
    assert!(worker.headers.get("cache-control").unwrap().to_str().unwrap().contains("no-store"));
    for path in ["/offline", "/offline?locked=1", "/offline?over=1"] {
        assert_eq!(noon.officer.get(path).await.status, 200, "{path}");
    }

    // No longer than the session, and no longer than the shift by the roster with the prison's margin.
    let mut admin = noon.house.admin().await;
    let username = noon.house.username(Role::Officer).await;
    // The demonstration's officers are always on shift; this one has an ordinary day, and nothing after it.
    let shift = Uuid::now_v7();
    let until: DateTime<Utc> = sqlx::query_scalar(
        "with mine as (delete from staff.shift s using access.account a where a.id = s.account_id and a.username = $1 returning s.account_id, s.prison_id, s.unit_id, s.during)
         insert into staff.shift (id, account_id, prison_id, unit_id, kind, during)
         select $3, account_id, prison_id, unit_id, 'day', tstzrange($2::timestamptz - interval '4 hours', $2::timestamptz + interval '3 hours') from mine where during @> $2::timestamptz
         returning upper(during) + interval '30 minutes'",
    )
    .bind(&username)
    .bind(noon.house.clock.now())
    .bind(shift)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let page = noon.officer.get(&path).await;
    let told = |page: &Page| page.headers.get("x-offline-until").map(|v| v.to_str().unwrap().parse::<i64>().unwrap());
    assert_eq!(told(&page), Some(until.timestamp_millis()));
    sqlx::query("update estate.prison set kept_after_shift_minutes = 5 where id = $1").bind(noon.prison).execute(&mut admin).await.unwrap();
    assert_eq!(told(&noon.officer.get(&path).await), Some((until - TimeDelta::minutes(25)).timestamp_millis()));
    for (ended, kept) in [(4, true), (6, false)] {
        sqlx::query("update staff.shift set during = tstzrange(lower(during), $2::timestamptz - make_interval(mins => $3)) where id = $1")
            .bind(shift)
            .bind(noon.house.clock.now())
            .bind(ended)
            .execute(&mut admin)
            .await
            .unwrap();
        let page = noon.officer.get(&path).await;
        assert_eq!((page.status, page.headers.get("x-offline").is_some()), (200, kept), "{ended} minutes after the shift");
    }
    // Without a shift around now the session alone binds.
    sqlx::query("delete from staff.shift s using access.account a where a.id = s.account_id and a.username = $1")
        .bind(&username)
        .execute(&mut admin)
        .await
        .unwrap();
    let page = noon.officer.get(&path).await;
    assert!(page.status == 404 || told(&page).is_some_and(|ms| ms > (noon.house.clock.now() + TimeDelta::hours(1)).timestamp_millis()));
    // What waits to be sent on the tablet outlives a sign-out; only when its script says that nothing waits is everything emptied.
    for (queue, emptied) in [("", "\"cache\""), ("empty", "\"cache\", \"storage\"")] {
        let mut leaving = noon.house.as_role(Role::ContactOfficer).await;
        leaving.set_cookie("overgang-device", &token);
        let left = leaving.post_with_token("/sign-out", &[("queue", queue)]).await;
        assert_eq!(left.headers.get("clear-site-data").unwrap(), emptied);
        assert_eq!(leaving.get("/").await.headers.get("clear-site-data").unwrap(), "\"cache\"", "a session that is over takes its cache with it");
    }

    let page = duty.get("/devices").await;
    let revoke = page.actions().into_iter().find(|a| a.ends_with("/revoke")).unwrap();
    assert_eq!(duty.submit(&page, &revoke, &[]).await.status, 303);
    assert_eq!(duty.post_with_token(&revoke, &[]).await.status, 404, "off already");
    let page = noon.officer.get(&path).await;
    assert!(page.headers.get("x-offline").is_none() && page.text().contains("data-sw=\"off\""), "nothing kept from now on");
    let left = noon.officer.post_with_token("/sign-out", &[]).await;
    assert_eq!(left.headers.get("clear-site-data").unwrap(), "\"cache\", \"storage\"");
}
