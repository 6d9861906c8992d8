//! Work and school: places suggested for everybody of a large house, and the registers of its last day.

use std::collections::HashMap;
use std::time::Instant;

use anyhow::ensure;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use overgang::activities::{allocation, attendance, timetable};
use overgang::law::calendar;
use overgang::platform::id::AccountId;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::{AT_LEAST, Bench, Found, Pace, proc, store};

/// A large house: the one nearest to so many people.
const HOUSE: i64 = 300;

/// The clock, and the processor time of this process and of Postgres, while a transaction is open.
fn now_of(postmaster: Option<u32>) -> (Instant, f64) {
    (Instant::now(), proc::processor(std::process::id()).unwrap_or(f64::NAN) + postmaster.and_then(proc::family_processor).unwrap_or(f64::NAN))
}

/// A register as its page is made of it.
struct Sheet {
    session: attendance::model::Session,
    people: Vec<attendance::model::Person>,
    claims: HashMap<Uuid, Vec<timetable::Entry>>,
}

/// What the page of a register asks.
async fn sheet(connection: &mut PgConnection, id: Uuid) -> anyhow::Result<Option<Sheet>> {
    let Some(session) = attendance::store::session(connection, id).await? else { return Ok(None) };
    let people = attendance::store::people(connection, id).await?;
    let ids: Vec<Uuid> = people.iter().filter(|p| !p.veiled).map(|p| p.id).collect();
    let mut claims: HashMap<Uuid, Vec<timetable::Entry>> = HashMap::new();
    for (person, entry) in attendance::store::timetable(connection, &ids, session.starts_at, session.ends_at).await? {
        claims.entry(person).or_default().push(entry);
    }
    Ok(Some(Sheet { session, people, claims }))
}

impl Sheet {
    /// How everybody stands before anything is chosen.
    fn proposed(&self, now: DateTime<Utc>) -> Vec<attendance::model::Mark> {
        let s = &self.session;
        let this = timetable::Entry { id: s.id, kind: timetable::Kind::Activity, state: timetable::State::Planned, from: s.starts_at, until: Some(s.ends_at) };
        let expected = |p: &attendance::model::Person| self.claims.get(&p.id).map(|entries| timetable::expected(&this, entries));
        self.people.iter().map(|p| attendance::rules::proposed(s, p, expected(p).as_ref(), now).0).collect()
    }
}

impl Bench<'_> {
    /// Nobody of the house nearest to three hundred people has anything to do: who waits and what is free is read, places are suggested for all, and the suggestion is kept; in memory
    /// the solver alone, over the same people and places.
    pub(super) async fn allocation(&mut self) -> anyhow::Result<Found> {
        let (prison, account) = store::house_near(&mut self.admin, HOUSE).await?;
        let (now, today) = (self.now, calendar::oslo_day(self.now));
        let mut found = Found { what: "allocation", unit: "people", number: 0, path: Vec::new(), memory: Vec::new(), note: String::new() };
        let mut placed = None;
        for round in 0..self.options.rounds {
            let begins = round % 2 == 0;
            let mut tx = self.admin.begin().await?;
            store::nobody_is_placed(&mut tx).await?;
            allocation::demonstration::act_as_manager(&mut tx, account, prison.0, now).await?;
            let (people, places) = allocation::asked(&mut tx, prison, now, today).await?;
            tx.rollback().await?;
            if begins {
                found.memory.push(self.suggestions(&people, &places, today));
            }
            let mut tx = self.admin.begin().await?;
            store::nobody_is_placed(&mut tx).await?;
            allocation::demonstration::act_as_manager(&mut tx, account, prison.0, now).await?;
            let begun = now_of(self.postmaster);
            let (asked, seats) = allocation::asked(&mut tx, prison, now, today).await?;
            let answer = allocation::suggest(&asked, &seats, today);
            let run = allocation::keep(&mut tx, prison, (asked.len(), &seats), &answer, 0, (AccountId(account), now)).await?;
            tx.rollback().await?;
            found.path.push(self.pace(asked.len() as u64, begun));
            if !begins {
                found.memory.push(self.suggestions(&people, &places, today));
            }
            if placed.replace(run.placed).is_some_and(|before| before != run.placed) {
                self.faults.push(format!("allocation: {} people got a place where {placed:?} had got one before", run.placed));
            }
            found.number = asked.len() as u64;
            found.note =
                format!("{} people, {} places, {} got one{}", run.people, seats.len(), run.placed, if run.proven { ", the best there is" } else { "" });
        }
        Ok(found)
    }

    /// Every register of that house's last day of work, taken: read as its page is, with what else claims everybody's time, and kept with everybody present. In memory: who comes, late,
    /// early or not, and how each stands in the form.
    pub(super) async fn attendance(&mut self) -> anyhow::Result<Found> {
        let (prison, account) = store::house_near(&mut self.admin, HOUSE).await?;
        let (day, ids) = store::sessions_of_a_day(&mut self.admin, prison, self.now).await?;
        ensure!(!ids.is_empty(), "nothing was held at the house in the last fortnight");
        let evening = calendar::day_span(day).end - TimeDelta::minutes(1);
        let mut found = Found { what: "attendance", unit: "registers", number: ids.len() as u64, path: Vec::new(), memory: Vec::new(), note: String::new() };
        for _ in 0..self.options.rounds {
            let mut tx = self.admin.begin().await?;
            store::nothing_is_taken(&mut tx, day).await?;
            allocation::demonstration::act_as_manager(&mut tx, account, prison.0, evening).await?;
            let mut known = Vec::new();
            for id in &ids {
                known.extend(sheet(&mut tx, *id).await?);
            }
            let (begun, mut marked) = (now_of(self.postmaster), 0);
            for id in &ids {
                let Some(sheet) = sheet(&mut tx, *id).await? else { continue };
                std::hint::black_box(sheet.proposed(evening));
                let present = |p: &attendance::model::Person| serde_json::json!({ "inmate": p.id, "mark": "present", "gives": "ordinary", "note": "" });
                let marks: Vec<serde_json::Value> = sheet.people.iter().filter(|p| !p.veiled).map(present).collect();
                marked += marks.len();
                let said = attendance::store::take(&mut tx, *id, sheet.session.version, serde_json::Value::Array(marks), "").await?;
                if said != attendance::store::Written::Done {
                    self.faults.push(format!("attendance: a register was not taken: {said:?}"));
                }
            }
            tx.rollback().await?;
            let pace = self.pace(ids.len() as u64, begun);
            found.path.push(pace);
            found.memory.push(self.sheets(&known, evening));
            found.note = format!("{} registers with {marked} people of {day}", ids.len());
        }
        store::vacuum(&mut self.admin, &["activities.attendance", "activities.session"]).await?;
        Ok(found)
    }

    fn sheets(&self, known: &[Sheet], now: DateTime<Utc>) -> Pace {
        let (begun, mut done) = (self.begin(), 0);
        while begun.0.elapsed() < AT_LEAST {
            for sheet in known {
                std::hint::black_box(sheet.proposed(now));
            }
            done += known.len() as u64;
        }
        self.pace(done, begun)
    }

    fn suggestions(&self, people: &[allocation::Person], places: &[allocation::Place], today: NaiveDate) -> Pace {
        let (begun, mut done) = (self.begin(), 0);
        while begun.0.elapsed() < AT_LEAST {
            std::hint::black_box(allocation::suggest(std::hint::black_box(people), places, today));
            done += people.len() as u64;
        }
        self.pace(done, begun)
    }
}
