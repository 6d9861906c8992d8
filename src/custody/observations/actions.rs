//! Writing, correcting and settling: rule, rows, notices and the audit trail in one transaction.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::form;
use super::rules::{self, Outcome};
use super::store::Version;
use super::store_write::{self as store, Common, Correction, Line};
use crate::access::{Action, Class, Entry};
use crate::deadlines::{self, Event};
use crate::inmates::InmateCtx;
use crate::inmates::store::full_name;
use crate::law::deadline::Due;
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Errors};

/// What came of writing.
pub struct Written {
    /// The one it is about, when there is only one.
    pub only: Option<Uuid>,
    /// What to say: a word of [`super::web::done`].
    pub done: &'static str,
}

/// Kinds that the health service hears of at once: that, who and where, never what was written.
fn concerns_health(kind: &str) -> bool {
    matches!(kind, "HEALTH_CONCERN" | "SUICIDE_WATCH")
}

/// Writes an entry about one or several people; refuses the whole when somebody is out of reach.
pub async fn write(ctx: &mut Ctx, entry: &form::Entry) -> Result<Result<Written, Errors>, Error> {
    let (t, now) = (ctx.t, ctx.now);
    let ids: Vec<Uuid> = entry.about.iter().chain(&entry.present).copied().collect();
    let found = store::candidates(ctx.conn(), None, &ids, false).await?;
    let mut errors = Errors::new();
    let outside: Vec<String> = found.iter().filter(|c| !c.writable).map(|c| full_name(&c.family_name, &c.given_name)).collect();
    if !outside.is_empty() {
        errors.add("about", t.msg_note_outside(outside.join("; ").as_str()));
    } else if found.len() != ids.len() {
        errors.add("about", t.msg_note_unknown_people());
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let happening = (ids.len() > 1).then(Uuid::now_v7);
    let part = |id: Uuid| if entry.about.contains(&id) { "subject" } else { "present" };
    let lines: Vec<Line> = found.iter().map(|c| Line { id: Uuid::now_v7(), inmate: c.id, prison: c.prison_id, unit: c.unit_id, part: part(c.id) }).collect();
    let common = Common {
        kind: &entry.kind,
        body: &entry.text,
        at: entry.when.at,
        recorded_at: now,
        author: ctx.actor.account,
        happening,
        place: &entry.place,
        late_reason: entry.late.as_deref(),
        nature: entry.nature,
        source: entry.source,
        source_detail: &entry.source_detail,
        verify_by: (!entry.verified).then(|| rules::verify_by(ctx.today)),
    };
    store::add(ctx.conn(), &common, &lines).await?;
    if let Some(gone) = common.verify_by {
        let raised: Vec<Event<'_>> = lines.iter().map(|l| unverified(l.id, l.inmate, now, gone)).collect();
        deadlines::raise_all(ctx, &raised).await?;
    }
    for line in &lines {
        let detail = json!({ "observation": line.id, "kind": entry.kind, "people": lines.len(), "verified": entry.verified });
        ctx.record(Entry { prison: line.prison.map(PrisonId), ..Entry::new(Action::Collect, Class::Observations).of(InmateId(line.inmate)).with(detail) });
    }
    let mut done = match (entry.when.twice, lines.len()) {
        (true, _) => "twice",
        (_, 1) => "written",
        _ => "several",
    };
    if concerns_health(&entry.kind) {
        let mut told = i32::MAX;
        for person in found.iter().filter(|c| entry.about.contains(&c.id)) {
            told = told.min(tell_health(ctx, person, &entry.kind).await?);
        }
        done = if told > 0 { "health" } else { "nobody" };
    }
    Ok(Ok(Written { only: lines.first().filter(|_| lines.len() == 1).map(|l| l.inmate), done }))
}

/// That something is not verified: the clock runs from when it was written, and the day before it goes away is the last to verify it.
fn unverified(id: Uuid, inmate: Uuid, written: DateTime<Utc>, gone: NaiveDate) -> Event<'static> {
    Event::of("observation.unverified", InmateId(inmate), written, id).due(Due::day(gone.pred_opt().unwrap_or(gone)))
}

/// Nurses of the prison; where there is none, the doctor. Answers with how many heard.
async fn tell_health(ctx: &mut Ctx, person: &store::Candidate, kind: &str) -> Result<i32, Error> {
    let Some(prison) = person.prison_id else { return Ok(0) };
    let arguments = json!({ "by": ctx.actor.name, "number": person.number, "cell": person.cell.clone().unwrap_or_default() });
    let (notice, link) = (if kind == "SUICIDE_WATCH" { "suicide_watch" } else { "health_concern" }, format!("/inmates/{}", person.id));
    let mut told = store::tell_role(ctx.conn(), "NUR", prison, notice, arguments.clone(), &link).await?;
    if told == 0 {
        told = store::tell_role(ctx.conn(), "DOC", prison, notice, arguments, &link).await?;
    }
    Ok(told)
}

/// What came of a correction.
pub enum Corrected {
    /// The new text stands.
    Saved,
    /// Somebody else has corrected it meanwhile.
    Overtaken,
    /// Something in the form cannot be.
    Refused(Errors),
}

/// Writes a new entry in the place of `old`.
pub async fn correct(ctx: &mut InmateCtx, old: &Version, entry: &form::Entry) -> Result<Corrected, Error> {
    let (now, author) = (ctx.now, ctx.actor.account);
    // Marked as unverified only now: the four months run from when it was first written.
    let verify_by = (!entry.verified && !old.unverified).then(|| rules::verify_by(crate::law::calendar::oslo_day(old.recorded_at)));
    if verify_by.is_some_and(|day| day <= ctx.today) {
        let mut errors = Errors::new();
        errors.add("verified", ctx.t.msg_note_too_old());
        return Ok(Corrected::Refused(errors));
    }
    let correction = Correction {
        kind: &entry.kind,
        body: &entry.text,
        at: entry.when.at,
        place: &entry.place,
        nature: entry.nature,
        source: entry.source,
        source_detail: &entry.source_detail,
        verify_by,
        reason: entry.reason.as_deref(),
    };
    // The constraint decides which of two corrections was first; the savepoint lets the page still be made.
    let saved = {
        let mut point = db::savepoint(ctx.conn()).await?;
        match store::correct(&mut point, old.id, &correction, author, now).await {
            Ok(people) => {
                point.commit().await?;
                Some(people)
            }
            Err(error) if db::violated(&error) == Some("superseded_once") => {
                point.rollback().await?;
                None
            }
            Err(error) => return Err(error.into()),
        }
    };
    let Some(people) = saved else { return Ok(Corrected::Overtaken) };
    if let Some(gone) = verify_by {
        let raised: Vec<Event<'_>> = people.iter().map(|(inmate, _, id)| unverified(*id, inmate.0, old.recorded_at, gone)).collect();
        deadlines::raise_all(ctx, &raised).await?;
    }
    for (inmate, prison, _) in people {
        let detail = json!({ "observation": old.id, "did": "corrected", "kind": entry.kind });
        ctx.record(Entry { prison, ..Entry::new(Action::Alter, Class::Observations).of(inmate).with(detail) });
    }
    Ok(Corrected::Saved)
}

/// Verifies, keeps or deletes what is not verified; false when somebody else was first.
pub async fn settle(ctx: &mut InmateCtx, id: Uuid, outcome: Outcome, how: &str) -> Result<bool, Error> {
    let people = store::settle(ctx.conn(), id, outcome, how).await?;
    let action = match outcome {
        Outcome::Verified => Action::Alter,
        Outcome::Kept => Action::Decide,
        Outcome::Erased => Action::Erase,
    };
    let settled = !people.is_empty();
    for (inmate, prison) in people {
        let detail = json!({ "observation": id, "did": outcome.as_str() });
        ctx.record(Entry { prison, ..Entry::new(action, Class::Observations).of(inmate).with(detail) });
    }
    Ok(settled)
}
