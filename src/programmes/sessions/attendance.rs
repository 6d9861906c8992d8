//! Who came to a session.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Expected, Session, Taken};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::programmes::groups::entry;
use crate::programmes::groups::store::{self as groups, Group};
use crate::programmes::model::{Mark, SessionState};
use crate::programmes::words::{self, flag};
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs(Class::Programmes, Act::Read), needs(Class::Programmes, Act::Write));
    Routes::new().get("/programmes/sessions/{session}", read, show).post("/programmes/sessions/{session}", write, take).post(
        "/programmes/sessions/{session}/cancel",
        write,
        cancel,
    )
}

/// A line of the form.
struct Row {
    id: String,
    name: String,
    href: Option<String>,
    sub: String,
    /// Out of the house at this moment.
    out: Option<String>,
    /// What is sent, how it is called, chosen.
    marks: Vec<(String, String, bool)>,
    said: String,
    note: String,
    history: String,
    veiled: bool,
}

#[derive(Template)]
#[template(path = "programmes/session.html")]
struct SessionView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    group: (String, String),
    when: String,
    state: Flag,
    topic: String,
    facts: Vec<String>,
    action: String,
    version: i32,
    rows: Vec<Row>,
    /// Attendance can be taken or corrected by this reader now.
    takes: bool,
    early: bool,
    correction: Option<Field>,
    cancels: Option<Field>,
    stale: Option<String>,
    done: Option<String>,
    hidden: i64,
}

/// The marks as typed: each `enrolment:mark`, with a note in the same order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct TakeForm {
    mark: Vec<String>,
    note: Vec<String>,
    correction: String,
    version: String,
    reason: String,
}

impl TakeForm {
    fn marks(&self) -> HashMap<Uuid, (Mark, String)> {
        let read = |(i, m): (usize, &String)| {
            let (id, mark) = m.split_once(':')?;
            Some((id.parse().ok()?, (Mark::of(mark)?, self.note.get(i).map(|n| clean(n)).unwrap_or_default())))
        };
        self.mark.iter().enumerate().filter_map(read).collect()
    }
}

fn row(ctx: &Ctx, e: &Expected, typed: &HashMap<Uuid, (Mark, String)>) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let (chosen, note) = typed.get(&e.enrolment).cloned().unwrap_or((e.mark.unwrap_or(Mark::Present), e.note.clone()));
    let by = e.by.as_deref().zip(e.at).map(|(by, at)| t.msg_plan_written_by(by, fmt.near(at).as_str()));
    let history = match (e.earlier, by) {
        (0, by) => by.unwrap_or_default(),
        (_, by) => t.msg_prog_corrected(by.unwrap_or_default().as_str(), e.correction.as_str()),
    };
    Row {
        id: e.enrolment.to_string(),
        name: if e.inmate.is_some() { full_name(&e.family_name, &e.given_name) } else { t.msg_prog_hidden() },
        href: e.inmate.filter(|_| e.reachable).map(|id| format!("/inmates/{id}")),
        sub: [Some(e.number.clone()).filter(|n| !n.is_empty()), e.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        out: e.out_reason.as_deref().map(|r| t.msg_prog_out(ctx.catalogue().label(List::MovementReason, r, fmt.is_nb()))),
        marks: Mark::ALL.iter().map(|m| (format!("{}:{}", e.enrolment, m.as_str()), words::mark(t, *m), *m == chosen)).collect(),
        said: e.mark.map(|m| words::mark(t, m)).unwrap_or_else(|| t.msg_prog_not_marked()),
        note,
        history,
        veiled: e.inmate.is_none(),
    }
}

/// The session of the path and its group, when the reader may know who is in it.
async fn one(ctx: &mut Ctx) -> Result<(Session, Group), Error> {
    let id: Uuid = ctx.param("session")?;
    let session = store::one(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let group = groups::group(ctx.conn(), session.group_id).await?.ok_or(Error::NotFound)?;
    Ok((session, group))
}

async fn page(ctx: &mut Ctx, (s, g): (&Session, &Group), raw: Option<&TakeForm>, stale: Option<String>, errors: &Errors) -> Result<SessionView, Error> {
    let expected = store::expected(ctx.conn(), s.id).await?;
    let shown: Vec<InmateId> = expected.iter().filter_map(|e| e.inmate).map(InmateId).collect();
    ctx.record(entry(g, Action::List, json!({ "session": s.id })).showing(shown));
    let (t, fmt) = (ctx.t, ctx.fmt());
    let typed = raw.map(TakeForm::marks).unwrap_or_default();
    let runs = g.runs && ctx.may(Class::Programmes, Act::Write);
    let begun = s.starts_at <= ctx.now;
    let programme = words::programme(ctx.catalogue(), fmt.is_nb(), &g.programme);
    let line = super::view::line(ctx, s);
    let mut facts = Vec::new();
    if let (Some(by), Some(at)) = (&s.taken_by, s.taken_at) {
        facts.push(t.msg_prog_taken_by(by.as_str(), fmt.near(at).as_str()));
    }
    if !s.state_reason.is_empty() {
        facts.push(s.state_reason.clone());
    }
    let correction = raw.map(|r| r.correction.as_str()).unwrap_or_default();
    Ok(SessionView {
        frame: ctx.frame("programmes", t.msg_prog_session_title(line.when.as_str())),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        group: (format!("/programmes/groups/{}", g.id), t.msg_prog_group_title(programme.as_str(), g.name.as_str())),
        when: line.when,
        state: line.flag,
        topic: s.topic.clone(),
        facts,
        action: format!("/programmes/sessions/{}", s.id),
        version: s.version,
        takes: runs && begun && s.state != SessionState::Cancelled,
        early: runs && !begun && s.state == SessionState::Planned,
        correction: (s.state == SessionState::Held)
            .then(|| Field::text("correction", t.msg_prog_correction(), correction).hint(t.msg_prog_correction_hint()).max(300).errors(errors)),
        cancels: (runs && s.state == SessionState::Planned)
            .then(|| Field::text("reason", t.msg_prog_cancel_why(), raw.map(|r| r.reason.as_str()).unwrap_or_default()).max(300).required(t).errors(errors)),
        hidden: expected.iter().filter(|e| e.inmate.is_none()).count() as i64,
        rows: expected.iter().map(|e| row(ctx, e, &typed)).collect(),
        stale,
        done: ctx.query("done").map(|_| flag("success", "Checkmark", t.msg_prog_done()).label),
    })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (session, group) = one(&mut ctx).await?;
    let view = page(&mut ctx, (&session, &group), None, None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn take(mut ctx: Ctx, form: Form<TakeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (session, group) = one(&mut ctx).await?;
    if !group.runs {
        return Err(Error::NotFound);
    }
    let (seen, t): (i32, _) = (raw.version.parse().map_err(|_| Error::BadRequest)?, ctx.t);
    let expected = store::expected(ctx.conn(), session.id).await?;
    let (marks, correction) = (raw.marks(), clean(&raw.correction));
    let mut errors = Errors::new();
    if marks.values().any(|m| m.1.chars().count() > 200) {
        errors.add("mark", t.msg_plan_too_long(200));
    }
    let differs = |e: &Expected| marks.get(&e.enrolment).zip(e.mark).is_some_and(|(now, was)| (now.0, now.1.as_str()) != (was, e.note.as_str()));
    if session.state == SessionState::Held && seen == session.version && expected.iter().any(differs) && !(3..=300).contains(&correction.chars().count()) {
        errors.add("correction", t.msg_prog_missing_correction());
    }
    if !errors.is_empty() {
        let view = page(&mut ctx, (&session, &group), Some(&raw), None, &errors).await?;
        return ctx.invalid(view).await;
    }
    let written: Vec<serde_json::Value> = marks.iter().map(|(id, (mark, note))| json!({ "enrolment": id, "mark": mark.as_str(), "note": note })).collect();
    let stale = match store::take(ctx.conn(), session.id, seen, written.into(), &correction).await? {
        Taken::Yes => {
            let action = if session.state == SessionState::Held { Action::Alter } else { Action::Collect };
            let inmates: Vec<InmateId> = expected.iter().filter_map(|e| e.inmate).map(InmateId).collect();
            let told = entry(&group, action, json!({ "session": session.id, "marked": marks.len() }));
            ctx.record(Entry { inmates, ..told });
            return ctx.save(&format!("/programmes/sessions/{}?done=1", session.id)).await;
        }
        Taken::Early => t.msg_prog_early(),
        Taken::Stale => t.msg_prog_session_stale(),
    };
    let (session, group) = one(&mut ctx).await?;
    let view = page(&mut ctx, (&session, &group), Some(&raw), Some(stale), &Errors::new()).await?;
    ctx.conflict(view).await
}

async fn cancel(mut ctx: Ctx, form: Form<TakeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (session, group) = one(&mut ctx).await?;
    if !group.runs {
        return Err(Error::NotFound);
    }
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        let mut errors = Errors::new();
        errors.add("reason", ctx.t.msg_prog_missing_cancel());
        let view = page(&mut ctx, (&session, &group), Some(&raw), None, &errors).await?;
        return ctx.invalid(view).await;
    }
    let to = format!("/programmes/groups/{}?done=1", group.id);
    if !store::cancel(ctx.conn(), session.id, &reason).await? {
        return Err(Error::AlreadyDone(to));
    }
    ctx.record(entry(&group, Action::Alter, json!({ "session": session.id, "did": "cancelled" })));
    ctx.save(&to).await
}
