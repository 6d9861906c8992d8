//! Invented deadlines: the clock set for everything that the demonstration's people are held on and that is written of them, through the same
//! rules as in earnest; and a past in which most was done in time and some was not.

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, PgPool, Row};
use uuid::Uuid;

use super::announced::{self, Announced};
use super::follow::{Basis, End, Known};
use super::model::{Event, Item, Outcome};
use super::{jobs, rules, store};
use crate::law::calendar;
use crate::law::deadline::Due;
use crate::law::rule::Book;
use crate::platform::id::{InmateId, PrisonId};
use crate::reference::Catalogue;

/// So many people at once.
const AT_ONCE: usize = 400;

/// So far back orders that were followed by others are shown with what came of them.
const PAST: TimeDelta = TimeDelta::days(240);

/// Sets the clock for everybody. What is there stays; what is new since (a demonstration that was brought to a later day) is added. Answers with
/// how many items changed.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<u64> {
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: no deadlines are invented here");
    let catalogue = Catalogue::load(&mut tx).await.context("the law")?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("select set_config('app.now', $1::timestamptz::text, true)").bind(now).execute(&mut *tx).await?;
    // Calculations may have cried out already.
    let first: bool =
        sqlx::query_scalar("select not exists (select from sentences.deadline where rule_id not in ('release.overdue', 'release.probation_passed'))")
            .fetch_one(&mut *tx)
            .await?;
    let people: Vec<Uuid> = sqlx::query_scalar("select inmate_id from custody.in_custody order by inmate_id").fetch_all(&mut *tx).await?;
    // The history is written below, with the times at which things would have been done.
    sqlx::query("alter table sentences.deadline disable trigger deadline_history").execute(&mut *tx).await?;
    let mut changed = 0;
    for some in people.chunks(AT_ONCE) {
        if first {
            changed += past(&mut tx, catalogue.law(), some, now).await?;
        }
        changed += jobs::follow_many(&mut tx, catalogue.law(), some, now, jobs::Set::AtEvent).await?;
    }
    let events = if first { events(&mut tx).await? } else { Vec::new() };
    for some in events.chunks(AT_ONCE) {
        let some: Vec<Event<'_>> = some.iter().map(|(event, subjects)| Event { subjects, ..event.clone() }).collect();
        changed += jobs::raise(&mut tx, catalogue.law(), &some, now, jobs::Set::AtEvent).await?;
    }
    if first {
        changed += arrivals(&mut tx, catalogue.law(), now).await?;
    }
    if first {
        for statement in [LAPSED, ANSWERED, WAITING, TOLD, STEPS_RAISED, STEPS_WARNED, STEPS_REST] {
            sqlx::query(statement).execute(&mut *tx).await?;
        }
    } else {
        // Nobody is woken by what passed while the demonstration slept.
        sqlx::query(TOLD).execute(&mut *tx).await?;
        sqlx::query(STEPS_RAISED).execute(&mut *tx).await?;
    }
    sqlx::query("set constraints all immediate").execute(&mut *tx).await?;
    sqlx::query("alter table sentences.deadline enable trigger deadline_history").execute(&mut *tx).await?;
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Whoever the police hold and has been announced.
async fn arrivals(connection: &mut PgConnection, book: &Book, now: DateTime<Utc>) -> anyhow::Result<u64> {
    let mut items = Vec::new();
    for row in sqlx::query(ARRIVALS).fetch_all(&mut *connection).await? {
        let of = Announced {
            reference: row.try_get("id")?,
            prison: PrisonId(row.try_get("prison_id")?),
            birth: row.try_get("birth_date")?,
            arrested_at: row.try_get("arrested_at")?,
            heard: row.try_get("heard")?,
        };
        items.extend(announced::invented(book, of, now)?);
    }
    Ok(store::put(connection, &items).await?)
}

const ARRIVALS: &str = "select e.id, e.prison_id, e.birth_date, e.arrested_at, e.basis = 'remand' as heard from custody.expected_arrival e
     where e.arrested_at is not null and e.cancelled_at is null and not exists (select from custody.reception r where r.expected_id = e.id) order by e.id";

/// Orders that others followed: the item and how it ended, two or three days before its day or, of a few, a day late.
async fn past(connection: &mut PgConnection, book: &Book, people: &[Uuid], now: DateTime<Utc>) -> anyhow::Result<u64> {
    let (mut items, mut ends) = (Vec::new(), Vec::new());
    for known in store::bases_of_many(connection, people).await? {
        for (basis, next) in followed(&known) {
            let (Some(from), Some(last)) = (basis.from_day, basis.to_day) else { continue };
            let at = calendar::start_of_day(from);
            if now - at > PAST {
                continue;
            }
            let event = Event { prison: known.prison, ..Event::of("remand_order", known.inmate, at, basis.root).due(Due::day(last)) };
            items.extend(rules::plan(book, &event, now)?.into_iter().map(|i| Item { raised_at: Some(at), ..i }));
            let done = calendar::start_of_day(next.decided_on) + TimeDelta::hours(13);
            let outcome = if next.kind == "remand" { Outcome::NewOrder } else { Outcome::Serving };
            ends.push(End { reference: basis.root, rule: None, outcome, by: Some(next.root), at: Some(done.clamp(at, now)) });
        }
    }
    let put = store::put(connection, &items).await?;
    store::settle_many(connection, &ends).await?;
    Ok(put)
}

/// Remand orders with what took their place.
fn followed(known: &Known) -> Vec<(&Basis, &Basis)> {
    let mut held: Vec<&Basis> = known.bases.iter().filter(|b| !b.withdrawn && b.from_day.is_some() && b.kind != "arrest").collect();
    held.sort_by_key(|b| (b.from_day, b.decided_on, b.root));
    held.windows(2).filter(|w| w[0].kind == "remand" && w[0].ended_on.is_none()).map(|w| (w[0], w[1])).collect()
}

/// Things that happened besides: what is not verified, refusals of probation, decisions that people were told of. With the families of those
/// whom a rule treats apart.
async fn events(connection: &mut PgConnection) -> anyhow::Result<Vec<(Event<'static>, &'static [&'static str])>> {
    let mut out: Vec<(Event<'static>, &'static [&'static str])> = Vec::new();
    for row in sqlx::query(UNVERIFIED).fetch_all(&mut *connection).await? {
        let gone: chrono::NaiveDate = row.try_get("verify_by")?;
        let event = Event::of("observation.unverified", InmateId(row.try_get("inmate_id")?), row.try_get("recorded_at")?, row.try_get("id")?);
        out.push((event.due(Due::day(gone.pred_opt().unwrap_or(gone))), &[]));
    }
    let mut decisions = sqlx::query(DECISIONS).fetch_all(&mut *connection).await?;
    decisions.extend(sqlx::query(REFUSED_LONG_AGO).fetch_all(&mut *connection).await?);
    for row in decisions {
        let trigger = match row.try_get::<&str, _>("trigger")? {
            "probation.refused" => "probation.refused",
            "disciplinary.notified" => "disciplinary.notified",
            _ => "decision.notified",
        };
        let subjects: &'static [&'static str] = match row.try_get::<i32, _>("years")? {
            ..5 => &[],
            5..=12 => &["sentence_5_to_12_years"],
            _ => &["sentence_over_12_years"],
        };
        out.push((Event::of(trigger, InmateId(row.try_get("inmate_id")?), row.try_get("at")?, row.try_get("reference")?), subjects));
    }
    Ok(out)
}

const UNVERIFIED: &str = "select o.id, o.inmate_id, o.recorded_at, o.verify_by from custody.observation o
     where o.unverified and o.settled_as is null and o.verify_by is not null and not exists (select from custody.observation n where n.supersedes = o.id) order by o.id";

/// One in twenty-five sentenced people was refused probation lately; one in forty was told of some other decision, one in eighty of a reaction.
const DECISIONS: &str = "select x.inmate_id, x.years, x.trigger, md5(x.trigger || x.inmate_id)::uuid as reference,
        date_trunc('minute', platform.now() - make_interval(days => 1 + x.age, mins => x.h % 300)) as at
   from (select c.inmate_id, abs(hashtext(c.inmate_id::text || 'decision')) as h, coalesce(b.years, 0) as years, t.trigger,
                abs(hashtext(c.inmate_id::text || t.trigger)) % t.most as age, t.share
           from custody.in_custody c
           left join lateral (select l.years from sentences.legal_basis l where l.inmate_id = c.inmate_id and l.kind = 'sentence' and l.replaced_at is null order by l.decided_on desc limit 1) b on true
          cross join (values ('probation.refused', 150, 60), ('decision.notified', 12, 25), ('disciplinary.notified', 3, 12)) t(trigger, most, share)
          where (t.trigger <> 'probation.refused' or c.legal_status in ('sentenced', 'preventive_detention')) and c.admitted_at < platform.now() - make_interval(days => t.most + 2)) x
  where abs(hashtext(x.inmate_id::text || x.trigger || 'share')) % 1000 < x.share";

/// In each prison one who was refused probation is to be considered anew today, and another should have been some days ago: of those, the references
/// are such that [`ANSWERED`] leaves them open.
const REFUSED_LONG_AGO: &str = "with chosen as (
        select c.inmate_id, coalesce(b.years, 0) as years, row_number() over (partition by c.prison_id order by md5('refused' || c.inmate_id)) as n
          from custody.in_custody c
          left join lateral (select l.years from sentences.legal_basis l where l.inmate_id = c.inmate_id and l.kind = 'sentence' and l.replaced_at is null order by l.decided_on desc limit 1) b on true
         where c.legal_status in ('sentenced', 'preventive_detention') and c.admitted_at < platform.now() - interval '13 months')
    select s.inmate_id, s.years, 'probation.refused' as trigger, r.id as reference,
           (platform.today() - case when s.years < 5 then interval '3 months' when s.years <= 12 then interval '6 months' else interval '1 year' end
             - make_interval(days => case s.n when 1 then 0 else 1 + abs(hashtext(s.inmate_id::text)) % 9 end) + time '10:20') at time zone 'Europe/Oslo' as at
      from chosen s
     cross join lateral (select md5('refused' || s.inmate_id || x)::uuid as id from generate_series(1, 80) x where abs(hashtext(md5('refused' || s.inmate_id || x)::uuid::text)) % 4 = 0 order by x limit 1) r
     where s.n <= 2 order by s.inmate_id";

const LAPSED: &str = "update sentences.deadline d set state = 'satisfied', outcome = 'lapsed', closed_at = d.due_at, series_over = true where d.state = 'open' and d.lapses and d.due_at <= platform.now()";

/// Three in four of what is past its day (and holds nobody) was done in time, by whoever had it, and all of what is older than a fortnight.
const ANSWERED: &str = "with done as (
        update sentences.deadline d set state = 'satisfied', outcome = case when d.trigger in ('restriction', 'isolation_order') then 'ended' when d.mode = 'review' then 'reassessed' when d.mode = 'report' then 'reported' else 'done' end,
               outcome_note = case d.trigger when 'probation.refused' then 'Vurdert i møte med den innsatte. Ny straffbar handling i perioden, avslaget står.' else 'Gjort og ført i saken.' end,
               closed_by = d.owner, closed_at = greatest(d.event_at, d.due_at - make_interval(days => 1 + abs(hashtext(d.id::text)) % 6)), series_over = false
         where d.state = 'open' and d.due_at <= platform.now() and not d.hard and d.trigger <> 'observation.unverified' and (abs(hashtext(d.reference::text)) % 4 > 0 or d.due_at < platform.now() - interval '14 days') returning 1)
    select count(*) from done";

/// Some extensions have been asked for.
const WAITING: &str = "update sentences.deadline d set waiting_for = case when d.trigger = 'remand_order' then 'police' else 'region' end,
        waiting_since = platform.now() - make_interval(days => 1 + abs(hashtext(d.id::text)) % 4), waiting_note = case when d.trigger = 'remand_order' then 'Politiadvokaten begjærer forlengelse. Rettsmøte er ikke berammet.' else 'Innstilling sendt regionen.' end
  where d.state = 'open' and not d.lapses and (d.trigger = 'remand_order' and d.rule_id = 'remand.extension' or d.trigger = 'probation.refused') and abs(hashtext(d.reference::text || 'wait')) % 4 = 0
    and d.due_at between platform.now() and platform.now() + interval '20 days'";

const TOLD: &str = "update sentences.deadline d set warned = (select count(*) from unnest(d.warn_at) w where w <= platform.now()), escalated_at = case when d.due_at <= platform.now() then d.due_at end
  where d.state = 'open' and d.next_at <= platform.now()";

const STEPS_RAISED: &str = "insert into sentences.deadline_step (deadline_id, at, step, by_account, now) select d.id, d.raised_at, 'raised', d.raised_by, d.due_at from sentences.deadline d
  where not exists (select from sentences.deadline_step s where s.deadline_id = d.id)";

const STEPS_WARNED: &str = "insert into sentences.deadline_step (deadline_id, at, step, now) select d.id, w, 'warned', d.due_at from sentences.deadline d cross join unnest(d.warn_at) w
  where w > d.raised_at and w <= least(platform.now(), coalesce(d.closed_at, platform.now()))";

const STEPS_REST: &str = "insert into sentences.deadline_step (deadline_id, at, step, by_account, note, now)
    select d.id, d.escalated_at, 'escalated', null, '', d.due_at from sentences.deadline d where d.escalated_at is not null
    union all select d.id, d.closed_at, 'closed', d.closed_by, coalesce(d.outcome_note, ''), null from sentences.deadline d where d.state <> 'open'
    union all select d.id, d.waiting_since, 'waiting', d.owner, d.waiting_note, null from sentences.deadline d where d.waiting_since is not null";
