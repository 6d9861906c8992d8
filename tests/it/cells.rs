//! Cells and keeping apart: the considered move, the last bed, swaps, hidden people, both sides of a pair, and what changed meanwhile.

use overgang::access::Role;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::support::{Browser, House, Page};

const WHY: &str = "Plassmangel på avdelingen, avklart med helse.";

/// A prison with three men of one unit and an empty cell of it.
struct World {
    house: House,
    prison: Uuid,
    duty: String,
    unit: Uuid,
    /// Three people who live in the unit, each in a cell.
    people: Vec<Uuid>,
    /// The empty cell.
    cell: Uuid,
}

impl World {
    async fn open(maximum: i32) -> Self {
        let house = House::open().await;
        let mut admin = house.admin().await;
        let duty = house.username(Role::DutyOfficer).await;
        let prison: Uuid = sqlx::query_scalar(
            "select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 and x.role = 'DUT'",
        )
        .bind(&duty)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        // The world is made by chance; what a move is weighed on is set here, so that only what a test adds is found.
        let unit: Uuid = sqlx::query_scalar(
            "select c.unit_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id where c.prison_id = $1 and c.cell_id is not null and i.sex = 'M' and not i.protected group by 1 order by count(*) desc, 1 limit 1",
        )
        .bind(prison)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        let people: Vec<Uuid> = sqlx::query_scalar(
            "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id where c.unit_id = $1 and c.cell_id is not null and i.sex = 'M' and not i.protected and c.placed_at < platform.now() - interval '3 days' order by c.inmate_id limit 3",
        )
        .bind(unit)
        .fetch_all(&mut admin)
        .await
        .unwrap();
        assert_eq!(people.len(), 3, "the small world has three men in one unit");
        for sql in [
            "update estate.unit set purpose = 'ordinary' where id = $1",
            "update estate.prison p set sexes = '{M}' from estate.unit u where u.id = $1 and p.id = u.prison_id",
        ] {
            sqlx::query(sql).bind(unit).execute(&mut admin).await.unwrap();
        }
        for sql in [
            "update inmates.inmate set birth_date = '1985-05-05', birth_date_basis = 'verified' where id = any($1)",
            "update inmates.alert set ended_at = now() where inmate_id = any($1) and ended_at is null",
            "update health.shared set ended_at = now(), ended_by = author, end_reason = 'prøve' where inmate_id = any($1) and ended_at is null",
            "update custody.in_custody set legal_status = 'sentenced', out_reason = null, out_since = null where inmate_id = any($1)",
            "update custody.movement set state = 'cancelled', out_at = null, back_at = null where inmate_id = any($1) and state = 'out'",
        ] {
            sqlx::query(sql).bind(&people).execute(&mut admin).await.unwrap();
        }
        let cell = Uuid::now_v7();
        sqlx::query("insert into estate.cell (id, prison_id, unit_id, code, walking_order, certified_capacity, working_capacity, maximum_capacity) values ($1, $2, $3, 'T99', 9999, 1, 1, $4)")
            .bind(cell)
            .bind(prison)
            .bind(unit)
            .bind(maximum)
            .execute(&mut admin)
            .await
            .unwrap();
        Self { house, prison, duty, unit, people, cell }
    }

    async fn duty(&self) -> Browser {
        self.house.as_user(&self.duty).await
    }

    async fn admin(&self) -> PgConnection {
        PgConnection::connect(self.house.url()).await.unwrap()
    }

    async fn cell_of(&self, inmate: Uuid) -> Option<Uuid> {
        sqlx::query_scalar("select cell_id from custody.in_custody where inmate_id = $1").bind(inmate).fetch_one(&mut self.admin().await).await.unwrap()
    }

    async fn name(&self, inmate: Uuid) -> String {
        sqlx::query_scalar("select family_name from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut self.admin().await).await.unwrap()
    }

    async fn number(&self, inmate: Uuid) -> String {
        sqlx::query_scalar("select number from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut self.admin().await).await.unwrap()
    }

    fn to(&self, inmate: Uuid) -> String {
        format!("/inmates/{inmate}/cell/to")
    }

    async fn weigh(&self, browser: &mut Browser, inmate: Uuid) -> Page {
        let page = browser.get(&format!("{}?cell={}", self.to(inmate), self.cell)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page
    }

    /// Weighs and confirms at once.
    async fn move_in(&self, browser: &mut Browser, inmate: Uuid) -> Page {
        let page = self.weigh(browser, inmate).await;
        accept(browser, &page, &self.to(inmate), &[]).await
    }

    /// Opens keeping apart between two as the duty officer.
    async fn apart(&self, browser: &mut Browser, a: Uuid, b: Uuid, level: &str) -> Page {
        let path = format!("/inmates/{a}/keep-apart/new");
        let page = browser.get(&path).await;
        let other = self.number(b).await;
        let fields = [
            ("other", other.as_str()),
            ("level", level),
            ("role", "victim"),
            ("other_role", "perpetrator"),
            ("reason", "threats"),
            ("text", "Truet på tunet lørdag kveld."),
        ];
        browser.submit(&page, &path, &fields).await
    }
}

/// Sends the form with a reason for every finding that asks for one.
async fn accept(browser: &mut Browser, page: &Page, action: &str, overrides: &[(&str, &str)]) -> Page {
    let mut fields = page.form(action).unwrap_or_else(|| panic!("{} has no form to {action}: {}", page.path, page.text()));
    for (name, value) in &mut fields {
        if name == "why" && value.is_empty() {
            *value = WHY.to_owned();
        }
        if let Some((_, typed)) = overrides.iter().find(|(n, _)| n == name) {
            *value = (*typed).to_owned();
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post(action, &fields).await
}

/// Whether the page says it.
fn says(page: &Page, words: &str) -> bool {
    page.html().root_element().text().collect::<String>().contains(words)
}

#[tokio::test]
async fn a_move_is_considered_and_written_down() {
    let w = World::open(2).await;
    let (who, mut officer) = (w.people[0], w.house.as_role(Role::Officer).await);
    let page = officer.get(&format!("/inmates/{who}/cell")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let list = officer.get(&format!("/inmates/{who}/cell/move?unit={}", w.unit)).await;
    assert_eq!(list.status, 200);
    crate::house::well_made(&list, "nb");
    assert!(list.links().iter().any(|l| l.ends_with(&format!("/cell/to?cell={}", w.cell))), "the empty cell is offered");
    let page = w.weigh(&mut officer, who).await;
    crate::house::well_made(&page, "nb");
    assert!(says(&page, "Ingenting taler imot"), "{}", page.text());

    let wrong = officer.submit(&page, &w.to(who), &[("reason", ""), ("note", "kort")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!((wrong.all("#reason-fault").len(), wrong.all("#note-fault").len()), (1, 1));
    assert!(wrong.text().contains("kort"), "what was typed is kept");
    crate::house::well_made(&wrong, "nb");

    let done = officer.submit(&page, &w.to(who), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(w.cell_of(who).await, Some(w.cell));
    let page = officer.follow(&done).await;
    assert!(says(&page, "T99") && says(&page, "Flyttingen er lagret"));
    let (open, all): (i64, i64) = sqlx::query_as(
        "select count(*) filter (where upper_inf(during)), count(*) filter (where recorded_at is not null) from custody.placement where inmate_id = $1",
    )
    .bind(who)
    .fetch_one(&mut w.admin().await)
    .await
    .unwrap();
    assert_eq!((open, all), (1, 1));
    let entries: i64 = w.house.ask("select count(*) from audit.entry where action = 'alter' and class = 'movements'").await;
    assert_eq!(entries, 1);
}

#[tokio::test]
async fn who_may_and_who_may_not() {
    let w = World::open(2).await;
    let who = w.people[0];
    let mut nurse = w.house.as_role(Role::Nurse).await;
    assert_eq!(nurse.get(&format!("/inmates/{who}/cell")).await.status, 403);
    assert_eq!(nurse.get("/cells").await.status, 403);
    let mut governor = w.house.as_role(Role::Governor).await;
    assert_eq!(governor.get(&format!("/inmates/{who}/cell/move")).await.status, 403, "the governor reads");
    let elsewhere: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'DUT' and not $1 = any(x.prisons) order by 1 limit 1",
    )
    .bind(w.prison)
    .fetch_one(&mut w.admin().await)
    .await
    .unwrap();
    let mut other = w.house.as_user(&elsewhere).await;
    for path in
        [format!("/inmates/{who}/cell"), w.to(who), format!("/inmates/{who}/keep-apart"), format!("/cells/{}", w.cell), format!("/cells?prison={}", w.prison)]
    {
        assert_eq!(other.get(&path).await.status, 404, "{path}");
    }
    for path in ["/cells", "/cells?show=free", "/cells?show=out", "/cells/without"] {
        let page = w.duty().await.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        crate::house::well_made(&page, "nb");
    }
}

#[tokio::test]
async fn the_last_bed_goes_to_one_and_the_other_is_told_who() {
    let w = World::open(1).await;
    let (a, b) = (w.people[0], w.people[1]);
    let (mut one, mut two) = (w.duty().await, w.house.as_role(Role::Officer).await);
    let (first, second) = (w.weigh(&mut one, a).await, w.weigh(&mut two, b).await);
    let (to_a, to_b) = (w.to(a), w.to(b));
    let (x, y) = tokio::join!(one.submit(&first, &to_a, &[]), two.submit(&second, &to_b, &[]));
    let (won, lost, winner) = if x.status == 303 { (x, y, a) } else { (y, x, b) };
    assert_eq!((won.status, lost.status), (303, 409), "{}", lost.text());
    crate::house::well_made(&lost, "nb");
    assert!(says(&lost, "Noe er endret") && says(&lost, &w.name(winner).await) && says(&lost, "Besluttet av"), "{}", lost.text());
    let inside: i64 = sqlx::query_scalar("select count(*) from custody.placement where cell_id = $1 and upper_inf(during)")
        .bind(w.cell)
        .fetch_one(&mut w.admin().await)
        .await
        .unwrap();
    assert_eq!(inside, 1);
    assert_eq!(w.cell_of(winner).await, Some(w.cell));
}

#[tokio::test]
async fn two_swap_in_one_step() {
    let w = World::open(2).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    // One alone in the new cell and the other alone in a second one: nothing but the swap is weighed.
    assert_eq!(w.move_in(&mut duty, a).await.status, 303);
    let old = w.cell_of(b).await.unwrap();
    sqlx::query("update custody.placement set cell_id = null where cell_id = $1 and upper_inf(during) and inmate_id <> $2")
        .bind(old)
        .bind(b)
        .execute(&mut w.admin().await)
        .await
        .unwrap();
    sqlx::query("update custody.in_custody set cell_id = null where cell_id = $1 and inmate_id <> $2")
        .bind(old)
        .bind(b)
        .execute(&mut w.admin().await)
        .await
        .unwrap();
    // A move and a swap in the same instant would contradict each other.
    w.house.clock.advance(chrono::TimeDelta::minutes(5));
    let path = format!("/inmates/{a}/cell/swap");
    let page = duty.get(&format!("{path}?with={b}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert_eq!(page.all("section.card").len(), 2, "both sides are weighed");
    let done = accept(&mut duty, &page, &path, &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!((w.cell_of(a).await, w.cell_of(b).await), (Some(old), Some(w.cell)));
    let again = accept(&mut duty, &page, &path, &[]).await;
    assert_eq!(again.location, done.location, "sent twice, done once");
    assert_eq!((w.cell_of(a).await, w.cell_of(b).await), (Some(old), Some(w.cell)));
}

#[tokio::test]
async fn a_hidden_person_takes_a_bed_and_is_not_named() {
    let w = World::open(1).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    assert_eq!(w.move_in(&mut duty, a).await.status, 303);
    assert_eq!(w.apart(&mut duty, b, a, "unit").await.status, 303);
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(a).execute(&mut w.admin().await).await.unwrap();
    let (name, number) = (w.name(a).await, w.number(a).await);
    let mut officer = w.house.as_role(Role::Officer).await;
    let list = officer.get(&format!("/cells?show=all&unit={}", w.unit)).await;
    assert!(says(&list, "En person du ikke kan se"));
    let page = w.weigh(&mut officer, b).await;
    assert!(says(&page, "2 i cellen, men det er plass til høyst 1") && says(&page, "en person du ikke kan se"), "{}", page.text());
    assert!(page.form(&w.to(b)).is_none(), "stopped");
    let apart = officer.get(&format!("/inmates/{b}/keep-apart")).await;
    assert!(says(&apart, "Holdes atskilt fra 1") && says(&apart, "En person du ikke kan se"), "the fact stays");
    for shown in [&list, &page, &apart] {
        assert!(!says(shown, &number), "{} tells the number", shown.path);
        assert!(!shown.text().contains(&a.to_string()), "{} tells the id of {name}", shown.path);
    }
    assert!(!says(&apart, "Truet på tunet"), "the words may name the other");
}

#[tokio::test]
async fn kept_apart_on_both_sides() {
    let w = World::open(3).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    let opened = w.apart(&mut duty, a, b, "cell").await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    for who in [a, b] {
        let page = duty.get(&format!("/inmates/{who}/keep-apart")).await;
        assert!(says(&page, "Holdes atskilt fra 1"), "{}", page.text());
        crate::house::well_made(&page, "nb");
    }
    // Bad input, the same pair again, oneself, nobody: each is said.
    let path = format!("/inmates/{b}/keep-apart/new");
    let page = duty.get(&path).await;
    crate::house::well_made(&page, "nb");
    let empty = duty.submit(&page, &path, &[("level", "")]).await;
    assert_eq!(empty.status, 422);
    for field in ["other", "level", "role", "other_role", "reason", "text"] {
        assert_eq!(empty.all(&format!("#{field}-fault")).len(), 1, "{field}");
    }
    let (own, other) = (w.number(b).await, w.number(a).await);
    for number in [own.as_str(), other.as_str(), "1901-00001"] {
        let page = duty.get(&path).await;
        let fields = [("other", number), ("role", "mutual"), ("other_role", "mutual"), ("reason", "debt"), ("text", "Krevd for penger på cella.")];
        let refused = duty.submit(&page, &path, &fields).await;
        assert_eq!((refused.status, refused.all("#other-fault").len()), (422, 1), "{number}");
    }
    // The cell that one of them lives in is closed to the other, whoever is moved.
    assert_eq!(w.move_in(&mut duty, a).await.status, 303);
    let page = w.weigh(&mut duty, b).await;
    assert!(says(&page, "Stopp") && says(&page, "som bor i samme celle"), "{}", page.text());
    // Officers read and do not decide.
    let mut officer = w.house.as_role(Role::Officer).await;
    assert_eq!(officer.get(&format!("/inmates/{a}/keep-apart")).await.status, 200);
    assert_eq!(officer.get(&path).await.status, 403);

    let row: Uuid = w.house.ask("select id from custody.keep_apart where closed_at is null").await;
    let one = format!("/inmates/{b}/keep-apart/{row}");
    let page = duty.get(&one).await;
    crate::house::well_made(&page, "nb");
    let closed = duty.submit(&page, &format!("{one}/close"), &[("closed_reason", "Meklet, begge sier det er over.")]).await;
    assert_eq!(closed.status, 303, "{}", closed.text());
    assert!(!says(&duty.get(&format!("/inmates/{a}/keep-apart")).await, "Holdes atskilt fra"));
    let page = w.weigh(&mut duty, b).await;
    assert!(!says(&page, "som bor i samme celle"));
    let page = duty.get(&one).await;
    let again = duty.submit(&page, &format!("{one}/again"), &[("level", "unit"), ("text", "Sloss igjen i luftegården i dag.")]).await;
    assert_eq!(again.status, 303, "{}", again.text());
    let twice: i64 = w.house.ask("select count(*) from custody.keep_apart where closed_at is null and reopened_from is not null").await;
    assert_eq!(twice, 1);
    assert!(says(&duty.get(&format!("/inmates/{a}/keep-apart")).await, "Holdes atskilt fra 1"));
}

#[tokio::test]
async fn what_changed_meanwhile_is_shown_again() {
    let w = World::open(3).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    let seen = w.weigh(&mut duty, b).await;
    assert!(says(&seen, "Ingenting taler imot"));
    assert_eq!(w.move_in(&mut duty, a).await.status, 303);
    let again = duty.submit(&seen, &w.to(b), &[("note", "Avklart med vakthavende.")]).await;
    assert_eq!(again.status, 409, "{}", again.text());
    assert!(says(&again, "Noe er endret") && says(&again, "er ikke spurt om å dele celle") && says(&again, &w.name(a).await), "{}", again.text());
    assert_ne!(w.cell_of(b).await, Some(w.cell), "nothing is saved");
    crate::house::well_made(&again, "nb");
    // The page that was shown again can be confirmed; it needs a reason now.
    let bare = duty.submit(&again, &w.to(b), &[]).await;
    let asked = again.all("textarea[name=why]").len();
    assert!(asked >= 2, "each finding has its own reason: {}", again.text());
    assert_eq!((bare.status, bare.all("[id^=why-][id$=-fault]").len()), (422, asked), "{}", bare.text());
    crate::house::well_made(&bare, "nb");
    // One reason is not enough for all of them, and what was typed is kept.
    let mut fields = again.form(&w.to(b)).unwrap();
    fields.iter_mut().find(|(n, _)| n == "why").unwrap().1 = WHY.to_owned();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let half = duty.post(&w.to(b), &fields).await;
    assert_eq!((half.status, half.all("[id^=why-][id$=-fault]").len()), (422, asked - 1));
    assert!(half.text().contains(WHY));
    let page = w.weigh(&mut duty, b).await;
    let done = accept(&mut duty, &page, &w.to(b), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let whys: Vec<String> = sqlx::query_scalar("select accepted_why from custody.placement where inmate_id = $1 and upper_inf(during)")
        .bind(b)
        .fetch_one(&mut w.admin().await)
        .await
        .unwrap();
    assert_eq!((whys.len(), whys.iter().all(|y| y == WHY)), (asked, true), "kept one by one");
    let page = duty.get(&format!("/inmates/{b}/cell")).await;
    assert!(says(&page, &format!("Personen har ikke samtykket til å dele celle. {WHY}")), "and read in the history: {}", page.text());
    let accepted: Vec<String> = sqlx::query_scalar("select accepted from custody.placement where inmate_id = $1 and upper_inf(during)")
        .bind(b)
        .fetch_one(&mut w.admin().await)
        .await
        .unwrap();
    assert!(accepted.contains(&"no_consent".to_owned()) && accepted.contains(&"over_working".to_owned()), "{accepted:?}");
    // Said yes, the person is not asked again.
    let path = format!("/inmates/{b}/cell");
    let page = duty.get(&path).await;
    let said = duty.submit(&page, &format!("{path}/consent"), &[("given", "yes")]).await;
    assert_eq!(said.status, 303, "{}", said.text());
    let third = w.people[2];
    let page = w.weigh(&mut duty, third).await;
    assert!(!says(&page, &format!("{}, ", w.name(b).await)) || !says(&page, &format!("{} er ikke spurt", w.name(b).await)));
}

#[tokio::test]
async fn moves_into_the_past_do_not_contradict() {
    let w = World::open(2).await;
    let (who, mut duty) = (w.people[0], w.duty().await);
    let page = w.weigh(&mut duty, who).await;
    for (on, clock, late, field) in [
        ("2026-11-23", "10:30", "", "clock"),
        ("2026-11-24", "08:00", "", "on"),
        ("2026-11-22", "22:00", "", "late_reason"),
        ("2010-01-01", "10:00", "Glemt å føre det den gangen.", "clock"),
        ("2026-03-29", "02:30", "Glemt å føre det den gangen.", "clock"),
        ("2026-11-23", "", "", "clock"),
    ] {
        let answer = duty.submit(&page, &w.to(who), &[("on", on), ("clock", clock), ("late_reason", late)]).await;
        assert_eq!((answer.status, answer.all(&format!("#{field}-fault")).len()), (422, 1), "{on} {clock}: {}", answer.text());
        assert_eq!(answer.value("input[name=clock]").as_deref(), Some(clock), "what was typed is kept");
    }
    let done = duty.submit(&page, &w.to(who), &[("on", "2026-11-22"), ("clock", "22:00"), ("late_reason", "Nettet var nede i natt.")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = duty.follow(&done).await;
    assert!(says(&page, "22.11.2026 22:00") && says(&page, "Nettet var nede i natt."));
}

#[tokio::test]
async fn a_move_told_late_weighs_who_was_there_then() {
    let w = World::open(2).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    assert_eq!(w.move_in(&mut duty, b).await.status, 303);
    w.house.clock.advance(chrono::TimeDelta::minutes(30));
    let page = w.weigh(&mut duty, a).await;
    let there = w.name(b).await;
    assert!(page.all(".in-cell").concat().contains(&there), "there now");
    // Told to have happened before the other came: nobody was there then, and that is said before anything is saved.
    let earlier = [("on", "2026-11-23"), ("clock", "09:30"), ("late_reason", "Nettet var nede i morges.")];
    let then = accept(&mut duty, &page, &w.to(a), &earlier).await;
    assert_eq!(then.status, 409, "{}", then.text());
    assert!(says(&then, "Vurdert ut fra hvem som var der") && !then.all(".in-cell").concat().contains(&there), "{}", then.text());
    assert_eq!(then.value("input[name=clock]").as_deref(), Some("09:30"), "what was typed is kept");
    let done = accept(&mut duty, &then, &w.to(a), &earlier).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(w.cell_of(a).await, Some(w.cell));
}

#[tokio::test]
async fn a_move_told_late_weighs_the_pairs_in_force_then() {
    let w = World::open(2).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    let earlier = [("on", "2026-11-23"), ("clock", "09:30"), ("late_reason", "Nettet var nede i morges.")];
    assert_eq!(w.apart(&mut duty, a, b, "unit").await.status, 303);
    let page = w.weigh(&mut duty, a).await;
    assert!(says(&page, "som bor på samme avdeling"), "in force now: {}", page.text());
    let then = accept(&mut duty, &page, &w.to(a), &earlier).await;
    assert_eq!(then.status, 409, "{}", then.text());
    assert!(!says(&then, "som bor på samme avdeling"), "it was not in force at half past nine");
    // And the other way round: closed since, it counts for what happened before.
    let mut admin = w.admin().await;
    sqlx::query("alter table custody.keep_apart disable trigger user").execute(&mut admin).await.unwrap();
    sqlx::query("update custody.keep_apart set opened_at = platform.now() - interval '9 days', closed_at = platform.now() - interval '10 minutes', closed_by = opened_by, closed_reason = 'Forlikt etter samtale.'")
        .execute(&mut admin)
        .await
        .unwrap();
    sqlx::query("update custody.keep_apart set opened_at = '2026-11-14 09:00+00', closed_at = '2026-11-23 08:50+00'").execute(&mut admin).await.unwrap();
    let page = w.weigh(&mut duty, a).await;
    assert!(!says(&page, "som bor på samme avdeling"), "closed now");
    let then = accept(&mut duty, &page, &w.to(a), &earlier).await;
    assert!(says(&then, "som bor på samme avdeling") && then.all("textarea[name=why]").len() == 1, "in force then: {}", then.text());
    assert_eq!(accept(&mut duty, &then, &w.to(a), &earlier).await.status, 303);
}

#[tokio::test]
async fn landings_are_kept_by_whoever_keeps_the_building_and_keep_people_apart() {
    let w = World::open(2).await;
    let (a, b, mut duty) = (w.people[0], w.people[1], w.duty().await);
    assert_eq!(w.apart(&mut duty, a, b, "landing").await.status, 303);
    let page = w.weigh(&mut duty, a).await;
    assert!(says(&page, "som bor på samme gang"), "where nobody knows the landings, the unit is one: {}", page.text());
    let theirs = w.cell_of(b).await.unwrap();
    let mut governor = {
        let mut admin = w.admin().await;
        let username: String = sqlx::query_scalar(
            "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'GOV' and $1 = any(x.prisons) order by 1 limit 1",
        )
        .bind(w.prison)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        w.house.as_user(&username).await
    };
    let lay = |cell: Uuid| (format!("/admin/cells/{cell}"), format!("/admin/cells/{cell}/landing"));
    let (page, action) = lay(w.cell);
    let form = governor.get(&page).await;
    for (landing, since, also, field) in [
        ("En gang med et altfor langt navn", "2026-11-23", "", "landing"),
        ("1", "2026-11-24", "", "since"),
        ("1", "2026-11-23", "XX99", "also"),
        ("1", "", "3-1", "also"),
    ] {
        let wrong = governor.submit(&form, &action, &[("landing", landing), ("since", since), ("also", also)]).await;
        assert_eq!((wrong.status, wrong.all(&format!("#{field}-fault")).len()), (422, 1), "{field}: {}", wrong.text());
        assert_eq!(wrong.value("input[name=also]").as_deref(), Some(also), "kept");
        crate::house::well_made(&wrong, "nb");
    }
    assert_eq!(governor.submit(&form, &action, &[("landing", "1. etasje"), ("since", "2026-11-01")]).await.status, 303);
    let (page, action) = lay(theirs);
    let form = governor.get(&page).await;
    assert_eq!(governor.submit(&form, &action, &[("landing", "2. etasje"), ("since", "2026-11-20")]).await.status, 303);
    assert_eq!(duty.post_with_token(&action, &[("landing", "1. etasje"), ("since", "2026-11-20")]).await.status, 403, "the building is not the duty officer's");
    let apart = w.weigh(&mut duty, a).await;
    assert!(!says(&apart, "som bor på samme gang") && says(&apart, "Ingenting taler imot"), "{}", apart.text());
    // From today on they are on one landing; a day before the latest one is refused.
    let form = governor.get(&page).await;
    let before = governor.submit(&form, &action, &[("landing", "1. etasje"), ("since", "2026-11-10")]).await;
    assert_eq!((before.status, before.all("#since-fault").len()), (422, 1));
    assert_eq!(governor.submit(&form, &action, &[("landing", "1. etasje"), ("since", "2026-11-23")]).await.status, 303);
    let shown = governor.get(&page).await;
    assert!(says(&shown, "2. etasje") && says(&shown, "20.11.2026–22.11.2026"), "dated: {}", shown.text());
    let same = w.weigh(&mut duty, a).await;
    assert!(says(&same, "som bor på samme gang") && same.all("textarea[name=why]").len() == 1, "{}", same.text());
    // A move of yesterday is weighed on the landings of yesterday.
    let mut admin = w.admin().await;
    sqlx::query("alter table custody.keep_apart disable trigger user").execute(&mut admin).await.unwrap();
    sqlx::query("update custody.keep_apart set opened_at = '2026-11-01 09:00+00'").execute(&mut admin).await.unwrap();
    let late = [("on", "2026-11-22"), ("clock", "20:00"), ("late_reason", "Nettet var nede i går kveld.")];
    let then = accept(&mut duty, &same, &w.to(a), &late).await;
    assert_eq!(then.status, 409);
    assert!(!says(&then, "som bor på samme gang"), "{}", then.text());
}

#[tokio::test]
async fn a_cell_out_of_use_takes_nobody() {
    let w = World::open(2).await;
    let (who, mut duty) = (w.people[0], w.duty().await);
    let path = format!("/cells/{}", w.cell);
    let page = duty.get(&path).await;
    crate::house::well_made(&page, "nb");
    let out = format!("{path}/out-of-use");
    let wrong = duty.submit(&page, &out, &[("reason", ""), ("expected_back", "2026-11-01")]).await;
    assert_eq!((wrong.status, wrong.all("#reason-fault").len(), wrong.all("#expected_back-fault").len()), (422, 1, 1));
    let done = duty.submit(&page, &out, &[("reason", "Knust rute"), ("expected_back", "2026-11-30")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let weighed = w.weigh(&mut duty, who).await;
    assert!(says(&weighed, "ute av bruk") && says(&weighed, "30.11.2026") && weighed.form(&w.to(who)).is_none());
    let mut officer = w.house.as_role(Role::Officer).await;
    assert_eq!(officer.post_with_token(&format!("{path}/in-use"), &[]).await.status, 403, "the duty officer decides");
    w.house.clock.advance(chrono::TimeDelta::minutes(5));
    let page = duty.get(&path).await;
    assert_eq!(duty.submit(&page, &format!("{path}/in-use"), &[]).await.status, 303);
    assert_eq!(w.move_in(&mut duty, who).await.status, 303);
    w.house.clock.advance(chrono::TimeDelta::minutes(5));
    let page = duty.get(&path).await;
    let occupied = duty.submit(&page, &out, &[("reason", "Knust rute")]).await;
    assert_eq!(occupied.status, 422);
    assert!(says(&occupied, "Flytt personen først"));
}

#[tokio::test]
async fn nobody_places_more_than_the_maximum_by_any_way() {
    let w = World::open(1).await;
    let mut duty = w.duty().await;
    assert_eq!(w.move_in(&mut duty, w.people[0]).await.status, 303);
    // As the application's own role, past every page.
    let mut admin = w.admin().await;
    let account: Uuid = sqlx::query_scalar("select id from access.account where username = $1").bind(&w.duty).fetch_one(&mut admin).await.unwrap();
    let mut tx = admin.begin().await.unwrap();
    sqlx::query("select set_config('app.account', $1, true)").bind(account.to_string()).execute(&mut *tx).await.unwrap();
    let at = "2026-11-23T09:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    sqlx::query("update custody.placement set during = tstzrange(lower(during), $2) where inmate_id = $1 and upper_inf(during)")
        .bind(w.people[1])
        .bind(at)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query("insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by) values ($1, $2, $3, $3, $4, $5, tstzrange($6, null), 'CELL', $7)")
        .bind(Uuid::now_v7())
        .bind(w.people[1])
        .bind(w.prison)
        .bind(w.unit)
        .bind(w.cell)
        .bind(at)
        .bind(account)
        .execute(&mut *tx)
        .await
        .unwrap();
    let refused = tx.commit().await.unwrap_err();
    assert!(refused.to_string().contains("the cell is full"), "{refused}");
}

#[tokio::test]
async fn danger_to_a_life_has_a_reason_and_reaches_health_at_once() {
    let w = World::open(2).await;
    let (who, mut duty) = (w.people[0], w.duty().await);
    let path = format!("/inmates/{who}/alerts/new");
    let page = duty.get(&path).await;
    let fields = [("kind", "SUICIDE"), ("severity", "high"), ("instruction", "Ikke alene. Tilsyn hvert kvarter.")];
    let bare = duty.submit(&page, &path, &fields).await;
    assert_eq!((bare.status, bare.all("#detail-fault").len()), (422, 1), "{}", bare.text());
    assert_eq!(w.house.ask::<i64>("select count(*) from access.notice where kind = 'alert_life'").await, 0);
    let mut fields = fields.to_vec();
    fields.push(("detail", "Sa til betjent at han ikke orker mer."));
    let set = duty.submit(&page, &path, &fields).await;
    assert_eq!(set.status, 303, "{}", set.text());
    let nurses: i64 = w.house.ask("select count(distinct n.account_id) from access.notice n join access.assignment x on x.account_id = n.account_id and x.role in ('NUR', 'DOC') where n.kind = 'alert_life'").await;
    assert!(nurses > 0, "health is told");
    // Looked at again after a week, and still needed.
    sqlx::query("update inmates.alert set from_day = '2026-11-01' where kind = 'SUICIDE' and inmate_id = $1")
        .bind(who)
        .execute(&mut w.admin().await)
        .await
        .unwrap();
    let list = duty.get("/alerts/due").await;
    assert_eq!(list.status, 200, "{}", list.text());
    crate::house::well_made(&list, "nb");
    let alert: Uuid = w.house.ask("select id from inmates.alert where kind = 'SUICIDE' and from_day = '2026-11-01' and ended_at is null").await;
    let still = format!("/inmates/{who}/alerts/{alert}/review");
    assert_eq!(duty.submit(&list, &still, &[]).await.status, 303);
    assert!(
        !duty.get("/alerts/due").await.actions().contains(&still)
            || w.house.ask::<i64>("select count(*) from inmates.alert where reviewed_at is not null").await == 1
    );
    // What only health sets, custody does not say anything about.
    let page = duty.get(&path).await;
    let epilepsy = duty.submit(&page, &path, &[("kind", "EPILEPSY"), ("severity", "high"), ("instruction", "Ring helse ved anfall.")]).await;
    assert_eq!((epilepsy.status, epilepsy.all("#kind-fault").len()), (422, 1));
}
