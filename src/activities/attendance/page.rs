//! What a register's page is made of, read once.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use super::model::{Person, Session};
use super::rules::{self, Open};
use super::store;
use crate::access::{Action, Class, Entry, Role};
use crate::activities::timetable::{self, Expected, Kind, State};
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error};

/// A register, and what is known of everybody in it.
pub struct Register {
    /// The session.
    pub session: Session,
    /// Its people.
    pub people: Vec<Person>,
    /// Who comes when, where something else claims their time.
    pub expected: HashMap<Uuid, Expected>,
    /// What may be said.
    pub open: Open,
    /// Whether this reader may say it.
    pub writes: bool,
}

impl Register {
    /// Of the session in the path, when the reader takes its register.
    pub async fn load(ctx: &mut Ctx) -> Result<Self, Error> {
        let session = head(ctx).await?;
        Self::of(ctx, session).await
    }

    /// Of a session that has been read.
    pub async fn of(ctx: &mut Ctx, session: Session) -> Result<Self, Error> {
        let people = store::people(ctx.conn(), session.id).await?;
        let known: Vec<Uuid> = people.iter().filter(|p| !p.veiled).map(|p| p.id).collect();
        let found = store::timetable(ctx.conn(), &known, session.starts_at, session.ends_at).await;
        // What claims whose time is a help; without it everybody stands as present.
        let claims = ctx.panel("the timetable of a register", found).await?.unwrap_or_default();
        let this = timetable::Entry { id: session.id, kind: Kind::Activity, state: State::Planned, from: session.starts_at, until: Some(session.ends_at) };
        let mut by_person: HashMap<Uuid, Vec<timetable::Entry>> = HashMap::new();
        for (person, entry) in claims {
            by_person.entry(person).or_default().push(entry);
        }
        let expected = by_person.into_iter().map(|(person, entries)| (person, timetable::expected(&this, &entries))).collect();
        let open = rules::open(&session, ctx.catalogue().law(), ctx.now);
        let writes = match open {
            Open::ToTake | Open::ToCorrect(_) => true,
            Open::Late(_) => ctx.actor.role() == Some(Role::Governor),
            Open::Ahead | Open::Cancelled => false,
        };
        Ok(Self { session, people, expected, open, writes })
    }

    /// Everybody who is named on the page.
    pub fn shown(&self) -> Vec<InmateId> {
        self.people.iter().filter(|p| !p.veiled).map(|p| InmateId(p.id)).collect()
    }

    /// Whether saying something needs a reason: of what was said before, and of what comes after its days.
    pub fn needs_reason(&self) -> bool {
        self.session.taken_at.is_some() || matches!(self.open, Open::Late(_))
    }
}

/// The session in the path.
pub async fn head(ctx: &mut Ctx) -> Result<Session, Error> {
    let id: Uuid = ctx.param("session")?;
    store::session(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

/// An entry of the trail about a register.
pub fn entry(session: &Session, action: Action, detail: Value) -> Entry {
    Entry::new(action, Class::Activities).at(session.prison).with(detail)
}
