//! Alarms of a demonstration: in the prisons that are looked at, an order of remand that ran out yesterday, one that runs out today and one
//! tomorrow, none of them with a hearing ahead; and arrests in other cases whose 48 hours are over or nearly so. On a later day the first are extended with all others
//! (`demo::roll_forward`), and others take their place.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// On a later day.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn carry_forward(pool: &PgPool, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    make(&mut tx).await?;
    tx.commit().await
}

/// As the owner, in a transaction that knows the present.
pub(super) async fn make(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    // Invented history is written as it would have been: a document in earnest never changes.
    sqlx::query("alter table sentences.legal_basis disable trigger append_only").execute(&mut *connection).await?;
    let ending: Vec<Uuid> = sqlx::query_scalar(ORDERS).fetch_all(&mut *connection).await?;
    sqlx::query(ARRESTS_THAT_ENDED).execute(&mut *connection).await?;
    sqlx::query("alter table sentences.legal_basis enable trigger append_only").execute(&mut *connection).await?;
    sqlx::query(ARRESTS).execute(&mut *connection).await?;
    sqlx::query(NOTHING_TO_CALCULATE).execute(&mut *connection).await?;
    for statement in [HEARINGS, WAYS] {
        sqlx::query(statement).bind(&ending).execute(&mut *connection).await?;
    }
    sqlx::query("select sentences.statuses_of_the_day(platform.today() - 45)").execute(&mut *connection).await.map(drop)
}

/// In prisons with several on remand, for people with nothing else that would have to be changed with the order.
const ORDERS: &str = "with house as (
        select distinct p.id from access.assignment x join access.account a on a.id = x.account_id cross join lateral unnest(x.prisons) p (id)
         where a.demonstration and x.role in ('CAS', 'DUT') and x.outcome = 'granted' and x.ended_at is null),
     held as (
        select b.id, row_number() over (partition by c.prison_id order by
                    not exists (select from access.person_grant g join access.account u on u.id = g.account_id and u.demonstration
                                 where g.inmate_id = b.inmate_id and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null),
                    exists (select from sentences.appearance a where a.inmate_id = b.inmate_id and a.state = 'planned' and a.starts_at > platform.now()),
                    md5('alarm' || b.inmate_id || platform.today())) as n, count(*) over (partition by c.prison_id) as of_all
          from sentences.legal_basis b join custody.in_custody c using (inmate_id) join house h on h.id = c.prison_id join inmates.inmate i on i.id = b.inmate_id and not i.protected
         where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.root_id = b.id and b.ended_on is null and not b.after_judgment and not b.main_hearing_started
           and c.legal_status = 'remand' and c.out_reason is null and b.from_day < platform.today() - 3 and b.to_day >= platform.today()
           and not exists (select from sentences.legal_basis o where o.inmate_id = b.inmate_id and o.id <> b.id and o.replaced_at is null and not o.withdrawn and o.kind <> 'arrest' and o.from_day >= b.from_day)
           and not exists (select from sentences.restriction r where r.inmate_id = b.inmate_id and r.until_day >= b.from_day)
           and not exists (select from sentences.basis_document d where d.basis_id = b.id))
     update sentences.legal_basis b set to_day = platform.today() + (h.n - 2)::int from held h where h.id = b.id and h.n <= 3 and h.of_all >= 6 returning b.inmate_id";

/// Of whom another arrest, in a case of its own, is known: two days have passed since the first, and nearly so since the second, while the third day
/// has not (straffeprosessloven § 183). Of the references those are taken that the invented past leaves open (`deadlines::demonstration`).
const ARRESTS: &str = "with house as (
        select distinct p.id from access.assignment x join access.account a on a.id = x.account_id cross join lateral unnest(x.prisons) p (id)
         where a.demonstration and x.role in ('CAS', 'DUT') and x.outcome = 'granted' and x.ended_at is null),
     held as (
        select b.inmate_id, b.prison_id, b.offence, b.recorded_by, row_number() over (partition by c.prison_id order by md5('arrest' || b.inmate_id || platform.today())) as n,
               count(*) over (partition by c.prison_id) as of_all
          from sentences.legal_basis b join custody.in_custody c using (inmate_id) join house h on h.id = c.prison_id
          join inmates.inmate i on i.id = b.inmate_id and not i.protected and i.birth_date + interval '18 years' < platform.today()
         where b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.root_id = b.id and b.ended_on is null and c.legal_status = 'remand' and c.out_reason is null
           and b.from_day < platform.today() - 3 and b.to_day > platform.today() + 3
           and not exists (select from sentences.legal_basis o where o.inmate_id = b.inmate_id and o.id <> b.id and o.replaced_at is null and not o.withdrawn and o.from_day >= b.from_day)),
     told as (
        select h.*, r.id, date_trunc('minute', platform.now() - case h.n when 1 then interval '50 hours' else interval '45 hours' end) as at, abs(hashtext('arrest' || h.inmate_id)) % 900000 + 100000 as number
          from held h
         cross join lateral (select md5('arrest' || h.inmate_id || platform.today() || x)::uuid as id from generate_series(1, 80) x
                              where abs(hashtext(md5('arrest' || h.inmate_id || platform.today() || x)::uuid::text)) % 4 = 0 order by x limit 1) r
         where h.n <= 2 and h.of_all >= 6),
     made as (
        insert into sentences.legal_basis (id, inmate_id, prison_id, root_id, kind, case_number, court, offence, decided_on, from_day, arrested_at, arrest_place, police_district, max_months, recorded_by, recorded_at)
        select t.id, t.inmate_id, t.prison_id, t.id, 'arrest', '26-' || t.number, 'Politiet', t.offence, (t.at at time zone 'Europe/Oslo')::date, (t.at at time zone 'Europe/Oslo')::date, t.at, 'I fengselet', '201', 24,
               t.recorded_by, t.at + interval '2 hours'
          from told t returning id, inmate_id, prison_id, offence, from_day)
     insert into sentences.sentence_count (id, inmate_id, prison_id, legal_basis_id, position, offence, attempted, act_from)
     select md5('count' || m.id)::uuid, m.inmate_id, m.prison_id, m.id, 1, m.offence, false, m.from_day - 20 from made m";

/// Custody without a term has no dates.
const NOTHING_TO_CALCULATE: &str = "delete from sentences.recalculation q using custody.in_custody c
  where c.inmate_id = q.inmate_id and c.legal_status = 'remand' and exists (select from sentences.legal_basis b where b.inmate_id = q.inmate_id and b.kind = 'arrest' and b.arrest_place = 'I fengselet')";

/// Those of an earlier day were let go in that case.
const ARRESTS_THAT_ENDED: &str = "update sentences.legal_basis b set ended_on = b.from_day + 2, ended_as = 'released'
  where b.kind = 'arrest' and b.arrest_place = 'I fengselet' and b.ended_on is null and b.replaced_at is null and b.from_day < platform.today() - 2";

const HEARINGS: &str = "update sentences.appearance a set state = 'cancelled', state_reason = 'Avlyst av retten. Ny dag er ikke satt.', version = a.version + 1
  where a.inmate_id = any($1) and a.state = 'planned' and a.starts_at > platform.now()";

const WAYS: &str = "update custody.movement m set state = 'cancelled', cancelled_by = m.recorded_by, cancelled_at = platform.now(), cancel_reason = 'Avlyst av retten', version = m.version + 1
   from sentences.appearance a where a.movement_id = m.id and a.inmate_id = any($1) and a.state = 'cancelled' and m.state = 'planned'";
