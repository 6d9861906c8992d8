//! Two records of one person: proposed by one, joined by another, read where they were written, and taken back by the same two.

use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

struct Scene {
    house: House,
    cas: Browser,
    governor: Browser,
    /// In custody.
    kept: Uuid,
    kept_number: String,
    /// Registered years ago, with a national number and an observation.
    old: Uuid,
}

const OLD: &str = "2020-99001";

impl Scene {
    async fn open() -> Self {
        let house = House::open().await;
        let mut admin = house.admin().await;
        let name = house.username(Role::Governor).await;
        let prison: Uuid =
            sqlx::query_scalar("select x.prisons[1] from access.assignment x join access.account a on a.id = x.account_id where a.username = $1")
                .bind(&name)
                .fetch_one(&mut admin)
                .await
                .unwrap();
        let cas: String = sqlx::query_scalar(
            "select a.username from access.account a join access.assignment x on x.account_id = a.id
              where x.role = 'CAS' and $1 = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null and a.status = 'active' order by a.demonstration desc, a.username limit 1",
        )
        .bind(prison)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        let (kept, kept_number): (Uuid, String) = sqlx::query_as(
            "select i.id, i.number from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id where w.prison_id = $1 and not i.protected order by i.number limit 1",
        )
        .bind(prison)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        sqlx::query("delete from inmates.identifier where inmate_id = $1").bind(kept).execute(&mut admin).await.unwrap();
        let old = Uuid::now_v7();
        sqlx::query(
            "with author as (select id from access.account order by username limit 1),
                  person as (insert into inmates.inmate (id, number, family_name, given_name, identity, sex, birth_date_basis, prison_id, created_at, created_by)
                             select $1, $3, 'Navnlaus', 'Ukjent', 'unknown', 'M', 'unknown', $2, '2020-03-01 08:00+00', author.id from author returning id, created_by),
                  number as (insert into inmates.identifier (id, inmate_id, prison_id, kind, value, recorded_by, recorded_at)
                             select gen_random_uuid(), id, $2, 'duf', '202012345678', created_by, '2020-03-01 08:00+00' from person)
             insert into custody.observation (id, inmate_id, prison_id, kind, body, at, recorded_at, author)
             select gen_random_uuid(), id, $2, 'GENERAL', 'Skrevet under det gamle nummeret.', '2020-03-02 08:00+00', '2020-03-02 08:00+00', created_by from person",
        )
        .bind(old)
        .bind(prison)
        .bind(OLD)
        .execute(&mut admin)
        .await
        .unwrap();
        let governor = house.as_user(&name).await;
        let cas = house.as_user(&cas).await;
        Self { house, cas, governor, kept, kept_number, old }
    }

    fn preview(&self) -> String {
        format!("/inmates/{}/join/{}", self.kept, self.old)
    }

    async fn propose(&mut self) -> String {
        let preview = self.preview();
        let page = self.cas.get(&preview).await;
        assert_eq!(page.status, 200, "{}", page.text());
        crate::house::well_made(&page, "nb");
        let done = self.cas.submit(&page, &preview, &[("keep", "this"), ("reason", "Fingeravtrykkene er de samme.")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        done.location.clone().unwrap()
    }

    async fn joined(&mut self) -> String {
        let at = self.propose().await;
        let page = self.governor.get(&at).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let done = self.governor.submit(&page, &format!("{at}/decide"), &[("outcome", "granted")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        at
    }

    async fn numbers(&self, of: Uuid) -> Vec<String> {
        sqlx::query_scalar("select value from inmates.identifier where inmate_id = $1 and ended_at is null")
            .bind(of)
            .fetch_all(&mut self.house.admin().await)
            .await
            .unwrap()
    }
}

fn leads_to(page: &Page, id: Uuid) -> bool {
    page.links().iter().any(|l| *l == format!("/inmates/{id}"))
}

#[tokio::test]
async fn found_compared_and_proposed_with_what_is_wrong_said() {
    let mut s = Scene::open().await;
    let find = format!("/inmates/{}/join", s.kept);
    let page = s.cas.get(&find).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let own = s.kept_number.clone();
    for wrong in ["", "1999-00000", own.as_str()] {
        let bad = s.cas.submit(&page, &find, &[("number", wrong)]).await;
        assert_eq!((bad.status, bad.all("#number-fault").len(), bad.value("#number").as_deref()), (422, 1, Some(wrong)), "{wrong}");
    }
    let found = s.cas.submit(&page, &find, &[("number", OLD)]).await;
    assert_eq!((found.status, found.location.clone()), (303, Some(s.preview())), "no number in the address");
    let preview = s.preview();
    let page = s.cas.get(&preview).await;
    let bad = s.cas.submit(&page, &preview, &[("keep", "this"), ("reason", "kort")]).await;
    assert_eq!((bad.status, bad.all("#reason-fault").len()), (422, 1));
    crate::house::well_made(&bad, "nb");
    // Whoever is in custody is kept.
    let other = s.cas.submit(&page, &preview, &[("keep", "other"), ("reason", "Fingeravtrykkene er de samme.")]).await;
    assert_eq!((other.status, other.all("#keep-fault").len()), (422, 1), "{}", other.text());
    let first = s.propose().await;
    let page = s.cas.get(&preview).await;
    let again = s.cas.submit(&page, &preview, &[("keep", "this"), ("reason", "Fingeravtrykkene er de samme.")]).await;
    assert_eq!(again.location.as_deref(), Some("/joins"), "proposed once at a time");
    // Nobody decides the own proposal, and an officer has nothing to do with it.
    assert_eq!(s.cas.post_with_token(&format!("{first}/decide"), &[("outcome", "granted")]).await.status, 403);
    let mut officer = s.house.as_role(Role::Officer).await;
    assert_eq!(officer.get(&find).await.status, 403);
    assert_eq!(officer.get("/joins").await.status, 403);
    let list = s.governor.get("/joins").await;
    assert!(list.links().contains(&first), "{}", list.text());
    crate::house::well_made(&list, "nb");
    // Out of reach is as good as unknown.
    let elsewhere: Uuid = s
        .house
        .ask("select c.inmate_id from custody.in_custody c where c.prison_id <> (select prison_id from inmates.inmate where number = '2020-99001') limit 1")
        .await;
    assert_eq!(s.cas.get(&format!("/inmates/{}/join/{elsewhere}", s.kept)).await.status, 404);
    assert_eq!(s.cas.get(&format!("/inmates/{elsewhere}/join")).await.status, 404);
}

#[tokio::test]
async fn the_old_number_leads_to_the_kept_record_and_its_rows_stay() {
    let mut s = Scene::open().await;
    let rows_before: String = s.house.ask("select md5(string_agg(o.id::text || o.inmate_id || o.body, ',' order by o.id)) from custody.observation o").await;
    let trail_before: i64 = s.house.ask("select count(*) from audit.entry").await;
    let at = s.joined().await;
    let rows: String = s.house.ask("select md5(string_agg(o.id::text || o.inmate_id || o.body, ',' order by o.id)) from custody.observation o").await;
    assert_eq!(rows, rows_before, "not a row was moved");
    assert!(
        s.house.ask::<i64>("select count(*) from audit.entry where class = 'joins' and action in ('collect', 'decide')").await == 4,
        "one entry for each of the two"
    );
    assert!(s.house.ask::<i64>("select count(*) from audit.entry").await > trail_before);
    assert_eq!((s.numbers(s.kept).await, s.numbers(s.old).await), (vec!["202012345678".to_owned()], vec![]));
    // Each leads to the other, and the old rows are read under the old number.
    let (kept, old) = (s.kept, s.old);
    assert!(leads_to(&s.cas.get(&format!("/inmates/{kept}")).await, old));
    let page = s.cas.get(&format!("/inmates/{old}/observations")).await;
    assert!(page.status == 200 && leads_to(&page, kept) && page.text().contains("Skrevet under det gamle nummeret."), "{}", page.text());
    assert!(!page.links().iter().any(|l| l.starts_with("/observations/new")), "nothing new is offered there");
    // A search for the old number finds the person who is here.
    let found = s.cas.post_with_token("/search", &[("q", OLD)]).await;
    let found = if found.status == 303 { s.cas.follow(&found).await } else { found };
    assert!(leads_to(&found, kept) || found.text().contains(&s.kept_number), "{}", found.text());
    // What would write there leads to the kept record; the database refuses it as well.
    assert_eq!(s.cas.get(&format!("/inmates/{old}/join")).await.location.as_deref(), Some(format!("/inmates/{kept}").as_str()));
    let page = s.governor.get(&at).await;
    let again = s.governor.post_with_token(&format!("{at}/decide"), &[("outcome", "refused"), ("reason", "To personer")]).await;
    assert_eq!((page.status, again.status), (200, 409), "decided once");
    // Where the kept one goes, the joined one goes.
    sqlx::query("select inmates.set_prison($1, null)").bind(kept).execute(&mut s.house.admin().await).await.unwrap();
    assert!(s.house.ask::<bool>("select prison_id is null from inmates.inmate where number = '2020-99001'").await);
}

#[tokio::test]
async fn two_in_custody_at_once_are_two_people() {
    let mut s = Scene::open().await;
    let mut admin = s.house.admin().await;
    let other: Uuid = sqlx::query_scalar(
        "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = (select prison_id from inmates.inmate where id = $1) and w.inmate_id <> $1 and not i.protected order by 1 limit 1",
    )
    .bind(s.kept)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let page = s.cas.get(&format!("/inmates/{}/join/{other}", s.kept)).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Begge er innsatt nå") && page.value("#reason").is_none(), "{}", page.text());
    let path = format!("/inmates/{}/join/{other}", s.kept);
    let refused = s.cas.post_with_token(&path, &[("keep", "this"), ("reason", "De ligner veldig på hverandre.")]).await;
    assert_eq!(refused.status, 422);
    // And when it became so after the proposal: the decision is refused.
    let at = s.propose().await;
    sqlx::query(
        "insert into custody.stay (id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, released_at)
         select gen_random_uuid(), $1, prison_id, prison_id, y.admitted_at, y.admission_reason, y.admitted_at + interval '1 day' from custody.stay y where y.inmate_id = $2 and y.released_at is null",
    )
    .bind(s.old)
    .bind(s.kept)
    .execute(&mut admin)
    .await
    .unwrap();
    let page = s.governor.get(&at).await;
    let refused = s.governor.submit(&page, &format!("{at}/decide"), &[("outcome", "granted")]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(refused.text().contains("innsatt samtidig"));
}

#[tokio::test]
async fn the_same_two_take_it_back() {
    let mut s = Scene::open().await;
    let at = s.joined().await;
    let undo = format!("{at}/undo");
    let page = s.cas.get(&at).await;
    let bad = s.cas.submit(&page, &undo, &[("reason", "")]).await;
    assert_eq!((bad.status, bad.all("#reason-fault").len()), (422, 1), "{}", bad.text());
    assert_eq!(s.cas.submit(&page, &undo, &[("reason", "De er brødre, sier politiet.")]).await.status, 303);
    assert_eq!(s.cas.post_with_token(&undo, &[]).await.status, 409, "not alone");
    // A third person has no say.
    let duty = s.house.username(Role::DutyOfficer).await;
    let third = s.house.as_user(&duty).await.post_with_token(&undo, &[]).await.status;
    assert!(matches!(third, 404 | 409), "{third}");
    let page = s.governor.get(&at).await;
    assert_eq!(s.governor.submit(&page, &undo, &[]).await.status, 303);
    assert_eq!((s.numbers(s.kept).await, s.numbers(s.old).await), (vec![], vec!["202012345678".to_owned()]), "the number went back");
    let old = s.old;
    assert!(!leads_to(&s.cas.get(&format!("/inmates/{}", s.kept)).await, old));
    assert_eq!(s.cas.get(&format!("/inmates/{old}/join")).await.status, 200, "a record of its own again");
}
