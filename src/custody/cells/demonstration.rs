//! Invented keep-apart, consents and people without a cell, for a demonstration.

use sqlx::PgPool;

/// Two and two who must be kept apart: neighbours in the order of the number, so that a pair is of one prison and one sex. One in forty
/// people of a prison; some are closed, some are to be looked at again.
const APART: &str = "
    with people as (
        select c.inmate_id, c.prison_id, i.sex, row_number() over (partition by c.prison_id, i.sex order by hashtext(c.inmate_id::text)) as n
          from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id
    ), pair as (
        select a.inmate_id as a, b.inmate_id as b, a.prison_id, abs(hashtext(a.inmate_id::text || b.inmate_id::text)) as h
          from people a join people b on b.prison_id = a.prison_id and b.sex = a.sex and b.n = a.n + 1
         where a.n % 40 in (1, 17)
    ), made as (
        select gen_random_uuid() as id, p.*, (select x.account_id from access.assignment x where x.role = 'DUT' and x.outcome = 'granted' and x.prisons @> array[p.prison_id] order by x.account_id limit 1) as by
          from pair p
    ), opened as (
        insert into custody.keep_apart (id, level, reason_code, reason, opened_by, opened_at, review_on, closed_by, closed_at, closed_reason)
        select m.id, (array['unit', 'cell', 'landing', 'unit', 'prison'])[1 + m.h % 5], (array['threats', 'violence', 'same_case', 'network', 'debt'])[1 + m.h % 5],
               (array['Truet hverandre på fellesskapet. Betjent hørte det.', 'Slåsskamp i luftegården. Begge hadde skader.', 'Siktet i samme sak. Retten vil ikke at de snakker sammen.',
                      'Tilhører grupper som er i konflikt ute. Opplyst av politiet.', 'Krevd for penger på cella. Vil ikke si hvor mye.'])[1 + m.h % 5],
               m.by, platform.now() - make_interval(days => 5 + m.h % 80), platform.today() + (m.h % 90) - 10,
               case when m.h % 6 = 0 then m.by end, case when m.h % 6 = 0 then platform.now() - make_interval(days => m.h % 4) end,
               case when m.h % 6 = 0 then 'Meklet med konfliktrådet. Begge sier det er over.' end
          from made m where m.by is not null returning id
    )
    insert into custody.keep_apart_person (keep_apart_id, inmate_id, prison_id, role, recorded_by)
    select m.id, x.who, m.prison_id, (case m.h % 3 when 0 then array['mutual', 'mutual'] when 1 then array['victim', 'perpetrator'] else array['perpetrator', 'witness'] end)[x.place], m.by
      from made m cross join lateral (values (m.a, 1), (m.b, 2)) x (who, place) where m.by is not null";

/// Units of more than twelve cells lie on landings of about eight cells, in walking order, since long before anybody came.
const LANDINGS: &str = "
    with placed as (
        select c.id, c.prison_id, count(*) over (partition by c.unit_id) as cells,
               ntile((1 + (select count(*) from estate.cell x where x.unit_id = c.unit_id) / 9)::int) over (partition by c.unit_id order by c.walking_order, c.code) as n
          from estate.cell c where c.closed_on is null
    )
    insert into estate.cell_landing (id, cell_id, prison_id, name, during, recorded_by, recorded_at)
    select gen_random_uuid(), p.id, p.prison_id, p.n || '. etasje', daterange('2010-01-01', null), s.id, platform.now()
      from placed p cross join (select id from access.account order by created_at, id limit 1) s where p.cells > 12";

/// What people said about sharing: two in three have been asked, most say no.
const CONSENT: &str = "
    insert into custody.sharing_consent (id, inmate_id, prison_id, given, on_day, note, recorded_by, recorded_at)
    select gen_random_uuid(), c.inmate_id, c.prison_id, h.n % 10 < 4, (c.admitted_at at time zone 'Europe/Oslo')::date,
           case when h.n % 17 = 0 then 'Vil gjerne dele med noen som snakker samme språk.' else '' end, p.decided_by, c.admitted_at + interval '2 hours'
      from custody.in_custody c cross join lateral (select abs(hashtext('consent' || c.inmate_id::text)) as n) h
      join lateral (select l.decided_by from custody.placement l where l.inmate_id = c.inmate_id and upper_inf(l.during) limit 1) p on true
     where h.n % 3 < 2 and c.admitted_at + interval '2 hours' <= platform.now()";

/// A few in every larger prison have no cell since lately: their cell was taken out of use, or they came last night.
const WITHOUT_CELL: &str = "
    with chosen as (
        select l.id, l.inmate_id, l.prison_id, l.at_prison_id, l.unit_id, l.decided_by, greatest(lower(l.during) + interval '1 minute', platform.now() - make_interval(hours => (3 + 7 * c.n)::int)) as at
          from (select w.inmate_id, w.prison_id, row_number() over (partition by w.prison_id order by hashtext('without' || w.inmate_id::text)) as n, count(*) over (partition by w.prison_id) as people
                  from custody.in_custody w where w.cell_id is not null and w.out_reason is null) c
          join custody.placement l on l.inmate_id = c.inmate_id and upper_inf(l.during)
         where c.n <= 2 and c.people >= 30 and lower(l.during) < platform.now() - interval '2 days'
    ), ended as (
        update custody.placement l set during = tstzrange(lower(l.during), c.at) from chosen c where l.id = c.id returning l.id
    )
    insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by, recorded_at, note, accepted)
    select gen_random_uuid(), c.inmate_id, c.prison_id, c.at_prison_id, c.unit_id, null, tstzrange(c.at, null), 'REPAIR', c.decided_by, c.at, 'Vannlekkasje på cella. Sover på fellesrommet til det er en ledig.', array['no_cell']
      from chosen c where exists (select from ended e where e.id = c.id)";

/// Most alerts have been looked at since they were set; the rest is what the list of reviews is for.
const REVIEWED: &str = "
    update inmates.alert a set reviewed_by = a.recorded_by, reviewed_at = platform.now() - make_interval(days => abs(hashtext(a.id::text)) % greatest((coalesce(c.attributes->>'review_days', '90'))::int - 3, 1))
      from reference.code c
     where c.list = 'alert_type' and c.code = a.kind and a.ended_at is null and abs(hashtext('reviewed' || a.id::text)) % 10 < 8
       and a.from_day < platform.today() - (coalesce(c.attributes->>'review_days', '90'))::int";

/// Writes them all, once.
///
/// # Errors
/// When the database refuses.
pub async fn seed(pool: &PgPool) -> Result<(), sqlx::Error> {
    #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    if sqlx::query_scalar::<_, bool>("select exists (select from custody.keep_apart)").fetch_one(&mut *tx).await? {
        return Ok(());
    }
    for statement in [LANDINGS, APART, CONSENT, WITHOUT_CELL, REVIEWED] {
        sqlx::query(statement).execute(&mut *tx).await?;
    }
    tx.commit().await
}
