//! Whether somebody goes where another goes whom they must be kept apart from: asked when a way is planned, and again when it begins, because
//! a pair may have been opened, or the other one's way planned, in between (strgjfl. § 2, Mandela rule 12; `apart` has the one question).

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::super::form::MOST_REASON;
use super::super::model::{Internal, Movement};
use super::super::store::{self, Ways};
use crate::access::{Action, Class, Entry};
use crate::custody::apart::{self, Conflict, Question, Way};
use crate::inmates::InmateCtx;
use crate::web::form::clean;
use crate::web::{Error, Errors};

/// A way that is asked about.
pub(super) struct Going<'a> {
    /// Where to, in words.
    pub place: &'a str,
    /// The place of the prison, when it is one.
    pub place_id: Option<Uuid>,
    /// From.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: Option<DateTime<Utc>>,
    /// What was accepted already.
    pub accepted: &'a [Uuid],
}

impl<'a> Going<'a> {
    /// A planned way out that begins at an instant.
    pub fn leaving(m: &'a Movement, at: DateTime<Utc>) -> Self {
        Self { place: &m.destination, place_id: None, from: at, until: m.expected_back, accepted: &m.apart_accepted }
    }

    /// A planned way about the house that begins at an instant.
    pub fn within(v: &'a Internal, at: DateTime<Utc>) -> Self {
        Self { place: &v.to_place, place_id: v.to_place_id, from: at, until: v.planned_until, accepted: &v.apart_accepted }
    }
}

/// What is accepted now: which pairs, and why they may go all the same. Empty when nobody stands in the way.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    findings: Vec<Uuid>,
    why: String,
}

impl Accepted {
    /// Whether something was accepted: for the trail.
    pub fn any(&self) -> bool {
        !self.findings.is_empty()
    }

    /// Keeps it with the way it is of.
    pub async fn keep(&self, ctx: &mut InmateCtx, ways: Ways, id: Uuid) -> Result<(), Error> {
        if self.any() {
            let inmate = ctx.inmate.id;
            store::accept(ctx.conn(), inmate, ways, id, &self.findings, &self.why).await?;
        }
        Ok(())
    }
}

/// Asks. What is found is said beside a box; it is let through once the box says that they are kept apart, and a reason says how.
pub(super) async fn ask(ctx: &mut InmateCtx, asked: Going<'_>, (ticked, why): (&str, &str)) -> Result<Result<Accepted, Errors>, Error> {
    let Some(prison) = ctx.inmate.prison_id else { return Ok(Ok(Accepted::default())) };
    let until = asked.until.unwrap_or(asked.from + TimeDelta::hours(if asked.place_id.is_some() { 1 } else { 2 }));
    let way = Way { prison, place: asked.place.to_owned(), place_id: asked.place_id, from: asked.from, until };
    let question = Question::of(&[ctx.inmate.id]).going(way);
    let found = apart::conflicts(ctx.conn(), &question).await?;
    let found: Vec<Conflict> = found.into_iter().filter(|c| c.bars() && !asked.accepted.contains(&c.keep_apart)).collect();
    let why = clean(why);
    let reasoned = (3..=MOST_REASON as usize).contains(&why.chars().count());
    if found.is_empty() || (ticked == "yes" && reasoned) {
        return Ok(Ok(Accepted { findings: found.iter().map(|c| c.keep_apart).collect(), why }));
    }
    let named = found.iter().filter_map(|c| c.other.as_ref().map(|o| o.id)).collect();
    ctx.record(Entry::new(Action::List, Class::Movements).showing(named).at(prison));
    let who = found.iter().map(|c| apart::words::line(ctx.t, c)).collect::<Vec<_>>().join(" ");
    let mut errors = Errors::new();
    if ticked == "yes" {
        errors.add("apart_why", ctx.t.msg_move_apart_bad_why(who.as_str()));
    } else {
        errors.add("apart", ctx.t.msg_move_apart(who.as_str()));
    }
    Ok(Err(errors))
}
