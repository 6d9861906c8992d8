//! The exams of a house, and a new one.

use askama::Template;
use axum::response::Response;
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::form::Raw;
use super::store::{self, Exam};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::store::{self as places, Room};
use crate::activities::sessions::store as sessions;
use crate::inmates::banner::Flag;
use crate::learning::model::{ExamForm, ExamState, Network};
use crate::learning::words;
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::web::field::{Choice, Summary};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::Exams, Act::Write);
    Routes::new().get("/exams", needs(Class::Exams, Act::Read), show).get("/exams/new", write, fresh).post("/exams/new", write, add)
}

struct Row {
    href: String,
    subject: String,
    sub: String,
    when: String,
    room: String,
    candidates: String,
    flag: Flag,
}

#[derive(Template)]
#[template(path = "learning/exams.html")]
struct ListView {
    frame: Frame,
    prisons: Vec<Chip>,
    done: Option<String>,
    ahead: Vec<Row>,
    behind: Vec<Row>,
    writes: bool,
    new: String,
}

fn row(ctx: &Ctx, e: &Exam) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    Row {
        href: format!("/exams/{}", e.id),
        subject: e.subject.clone(),
        // A subject that bears the name of its course says it once.
        sub: [words::course(ctx.catalogue(), fmt.is_nb(), &e.course), words::exam_form(t, e.form)]
            .into_iter()
            .filter(|w| *w != e.subject)
            .collect::<Vec<_>>()
            .join(" · "),
        when: t.msg_session_when(
            fmt.long_day(crate::law::calendar::oslo_day(e.starts_at)).as_str(),
            fmt.time(e.starts_at).as_str(),
            fmt.time(e.ends_at).as_str(),
        ),
        room: e.room.clone().unwrap_or_default(),
        candidates: fmt.number(e.candidates),
        flag: words::exam_state(t, e.state),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let at = super::prison(&ctx)?;
    let since = ctx.now - TimeDelta::days(120);
    let all = store::of_prison(ctx.conn(), at, since).await?;
    let prisons = super::prisons(&mut ctx, at).await?;
    let t = ctx.t;
    let ahead = |e: &&Exam| e.state == ExamState::Planned;
    let view = ListView {
        frame: ctx.frame("exams", t.msg_exam_nav()),
        done: ctx.query("done").map(|_| t.msg_place_done()),
        ahead: all.iter().filter(ahead).map(|e| row(&ctx, e)).collect(),
        behind: all.iter().rev().filter(|e| !ahead(e)).map(|e| row(&ctx, e)).collect(),
        writes: ctx.may(Class::Exams, Act::Write),
        new: if prisons.is_empty() { "/exams/new".to_owned() } else { format!("/exams/new?prison={at}") },
        prisons,
    };
    ctx.record(Entry::new(Action::List, Class::Exams).at(at));
    ctx.page(view).await
}

#[derive(Template)]
#[template(path = "learning/exam_form.html")]
pub(super) struct FormView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    fresh: bool,
    fields: Vec<Field>,
    version: String,
    was: String,
}

/// The fields of an exam; what it is of is not changed.
pub(super) fn view(ctx: &Ctx, exam: Option<&Exam>, raw: &Raw, rooms: &[Room], watchers: &[(Uuid, String)], errors: &Errors) -> FormView {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let mut fields = Vec::new();
    if exam.is_none() {
        let forms = ExamForm::ALL.iter().map(|f| Choice::new(f.as_str(), words::exam_form(t, *f))).collect();
        fields.extend([
            Field::select("course", t.msg_learn_course(), &raw.course, words::courses(ctx.catalogue(), nb))
                .or_none(t.msg_plan_choose())
                .required(t)
                .errors(errors),
            Field::text("subject", t.msg_exam_subject(), &raw.subject).hint(t.msg_exam_subject_hint()).max(120).required(t).errors(errors),
            Field::select("form", t.msg_exam_form(), &raw.form, forms).width("w-half").errors(errors),
        ]);
    }
    let networks = Network::ALL.iter().map(|n| Choice::new(n.as_str(), words::network(t, *n))).collect();
    let who = watchers.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let room = rooms.iter().map(|r| Choice::new(r.id.to_string(), r.name.clone())).collect();
    fields.extend([
        Field::moment(t, "starts", t.msg_session_starts(), &raw.starts).required(t).errors(errors),
        Field::time(t, "ends", t.msg_session_ends(), &raw.ends).required(t).errors(errors),
        Field::select("room", t.msg_place_room(), &raw.room, room).or_none(t.msg_place_no_room()).errors(errors),
        Field::select("invigilator", t.msg_exam_invigilator(), &raw.invigilator, who).or_none(t.msg_exam_invigilator_outside()).errors(errors),
        Field::text("invigilator_name", t.msg_exam_invigilator_name(), &raw.invigilator_name).max(120).errors(errors),
        Field::area("aids", t.msg_exam_aids(), &raw.aids, 2).max(600).errors(errors),
        Field::select("network", t.msg_exam_network(), &raw.network, networks).width("w-half").errors(errors),
        Field::day("registered_by", t.msg_exam_registered_by(), &raw.registered_by).errors(errors),
    ]);
    let base = exam.map(|e| format!("/exams/{}", e.id));
    FormView {
        frame: ctx.frame("exams", if exam.is_some() { t.msg_exam_edit() } else { t.msg_exam_new() }),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        action: match &base {
            Some(base) => format!("{base}/edit"),
            None => ctx.query("prison").map_or_else(|| "/exams/new".to_owned(), |p| format!("/exams/new?prison={p}")),
        },
        back: base.unwrap_or_else(|| "/exams".to_owned()),
        fresh: exam.is_none(),
        fields,
        version: raw.version.clone(),
        was: if raw.was.is_empty() { crate::web::conflict::was(&raw.pairs()) } else { raw.was.clone() },
    }
}

/// What the database says about a room or a watcher.
pub(super) fn clash(ctx: &Ctx, constraint: &str) -> Option<Errors> {
    let t = ctx.t;
    let (field, message) = match constraint {
        "exam_room_twice" | "exam_room_in_use" => ("room", t.msg_session_room_taken()),
        "invigilator_twice" => ("invigilator", t.msg_session_stand_in_busy()),
        _ => return None,
    };
    let mut errors = Errors::new();
    errors.add(field, message);
    Some(errors)
}

/// A session that has the room then: the exam asks for another, or whoever plans moves the session first.
pub(super) async fn in_use(
    ctx: &mut Ctx,
    room: Option<Uuid>,
    from: chrono::DateTime<chrono::Utc>,
    to: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Errors>, Error> {
    let Some(room) = room else { return Ok(None) };
    let holder = sessions::holder(ctx.conn(), room, from, to, None).await?;
    let t = ctx.t;
    Ok(holder.map(|name| {
        let mut errors = Errors::new();
        errors.add("room", t.msg_session_room_taken_by(name.as_str()));
        errors
    }))
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let at = super::prison(&ctx)?;
    let rooms = places::rooms(ctx.conn(), at).await?;
    let watchers = store::watchers(ctx.conn(), at).await?;
    let raw = Raw { form: "written".into(), network: "none".into(), ..Raw::default() };
    let view = view(&ctx, None, &raw, &rooms, &watchers, &Errors::new());
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let at: PrisonId = super::prison(&ctx)?;
    let rooms = places::rooms(ctx.conn(), at).await?;
    let watchers = store::watchers(ctx.conn(), at).await?;
    let (t, catalogue, id, me, now) = (ctx.t, ctx.catalogue().clone(), Uuid::now_v7(), ctx.actor.account, ctx.now);
    let errors = match raw.parse(t, &catalogue, &rooms, &watchers) {
        Ok(new) => match in_use(&mut ctx, new.room, new.starts, new.ends).await? {
            Some(errors) => errors,
            None => match store::add(ctx.conn(), id, at, &new, me, now).await {
                Ok(()) => {
                    ctx.record(Entry::new(Action::Collect, Class::Exams).at(at).with(json!({ "exam": id, "course": new.course })));
                    return ctx.save(&format!("/exams/{id}?done=1")).await;
                }
                Err(error) => db::violated(&error).and_then(|c| clash(&ctx, c)).ok_or(error)?,
            },
        },
        Err(errors) => errors,
    };
    let view = view(&ctx, None, &raw, &rooms, &watchers, &errors);
    ctx.invalid(view).await
}
