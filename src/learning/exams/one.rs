//! One exam: changed, held or called off; who sits it; what came of it.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::Raw;
use super::list;
use super::store::{self, Candidate, Could, Exam, RoomClash};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::store as places;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::learning::model::{ExamState, Network};
use crate::learning::{rules, words};
use crate::plan::progress;
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::field::{Choice, Summary};
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::Exams, Act::Write);
    Routes::new()
        .get("/exams/{exam}", needs(Class::Exams, Act::Read), show)
        .get("/exams/{exam}/edit", write, edit_page)
        .post("/exams/{exam}/edit", write, edit)
        .post("/exams/{exam}/settle", write, settle)
        .post("/exams/{exam}/candidates", write, register)
        .post("/exams/{exam}/candidates/{candidate}/withdraw", write, withdraw)
        .post("/exams/{exam}/candidates/{candidate}/result", write, result)
}

struct Row {
    id: String,
    href: Option<String>,
    name: String,
    sub: String,
    text: String,
    flag: Option<Flag>,
    /// The row that a new mark takes the place of.
    supersedes: String,
    withdraws: bool,
    marks: Vec<(String, String, bool)>,
    corrects: bool,
    correction: String,
    fault: Option<String>,
    open: bool,
}

#[derive(Template)]
#[template(path = "learning/exam.html")]
struct ExamView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    done: Option<String>,
    stale: Option<String>,
    /// What else is in the room meanwhile: where it is changed, and what it is.
    clashes: Vec<(String, String)>,
    base: String,
    lead: String,
    flag: Flag,
    facts: Vec<(String, String)>,
    protocol: String,
    version: i32,
    writes: bool,
    planned: bool,
    begun: bool,
    rows: Vec<Row>,
    register: Option<Vec<Field>>,
    register_open: bool,
    settle: Vec<Field>,
    cancel: Field,
}

struct Known {
    exam: Exam,
    candidates: Vec<Candidate>,
    could: Vec<Could>,
    clashes: Vec<RoomClash>,
}

async fn find(ctx: &mut Ctx) -> Result<Exam, Error> {
    let id: Uuid = ctx.param("exam")?;
    store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

async fn known(ctx: &mut Ctx) -> Result<Known, Error> {
    let exam = find(ctx).await?;
    let candidates = sitting(ctx, &exam).await?;
    let clashes = if exam.state == ExamState::Planned && exam.room_id.is_some() { store::room_clashes(ctx.conn(), exam.id).await? } else { Vec::new() };
    let could = if ctx.may(Class::Exams, Act::Write) && exam.state == ExamState::Planned { store::could(ctx.conn(), &exam).await? } else { Vec::new() };
    let shown = candidates.iter().map(|c| InmateId(c.inmate)).chain(could.iter().map(|c| InmateId(c.inmate))).collect();
    ctx.record(Entry::new(Action::List, Class::Exams).showing(shown).at(PrisonId(exam.prison_id)).with(json!({ "exam": exam.id })));
    Ok(Known { exam, candidates, could, clashes })
}

/// Who sits it; for those who finish it, whoever has gone to another house since as well.
async fn sitting(ctx: &mut Ctx, exam: &Exam) -> Result<Vec<Candidate>, Error> {
    let mut all = store::candidates(ctx.conn(), exam.id).await?;
    if ctx.may(Class::Exams, Act::Write) {
        all.extend(store::gone(ctx.conn(), exam.id).await?);
    }
    Ok(all)
}

fn clash(ctx: &Ctx, x: &RoomClash) -> (String, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let href = match (x.session, x.exam) {
        (Some(session), _) => format!("/sessions/{session}"),
        (None, exam) => format!("/exams/{}", exam.unwrap_or_default()),
    };
    (href, t.msg_exam_room_clash(x.what.as_str(), fmt.time(x.from).as_str(), fmt.time(x.until).as_str()))
}

/// What came back with the page.
#[derive(Default)]
struct Typed<'a> {
    raw: Option<&'a Raw>,
    form: &'static str,
    row: Option<Uuid>,
    errors: Errors,
    stale: Option<String>,
}

fn candidate(ctx: &Ctx, e: &Exam, c: &Candidate, typed: &Typed<'_>) -> Row {
    let t = ctx.t;
    let raw = typed.raw.filter(|_| typed.row == Some(c.id));
    let parts = [
        c.gone.then(|| t.msg_exam_gone()),
        c.own.then(|| t.msg_exam_own_candidate()),
        Some(c.extra_aids.clone()),
        (c.extra_minutes > 0).then(|| t.msg_exam_extra_minutes(i64::from(c.extra_minutes))),
        c.withdrawn_reason.as_deref().map(|r| t.msg_exam_withdrawn(r)),
    ];
    let in_it = c.withdrawn_reason.is_none();
    let writes = ctx.may(Class::Education, Act::Write);
    let chosen = raw.map(|r| r.mark.clone()).or_else(|| c.mark.clone()).unwrap_or_default();
    Row {
        id: c.id.to_string(),
        href: (!c.gone).then(|| format!("/inmates/{}", c.inmate)),
        name: full_name(&c.family_name, &c.given_name),
        sub: [Some(c.number.clone()), c.lives.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        text: parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "),
        flag: c.mark.as_deref().map(|m| words::mark_flag(t, m)),
        supersedes: c.result.map(|r| r.to_string()).unwrap_or_default(),
        withdraws: in_it && writes && e.state == ExamState::Planned,
        marks: if in_it && writes && e.state == ExamState::Held {
            rules::MARKS.iter().map(|m| ((*m).to_owned(), words::mark(t, m), *m == chosen)).collect()
        } else {
            Vec::new()
        },
        corrects: c.result.is_some(),
        correction: raw.map(|r| r.correction.clone()).unwrap_or_default(),
        fault: raw.and_then(|_| ["correction", "mark", "reason"].iter().find_map(|f| typed.errors.of(f))).map(str::to_owned),
        open: raw.is_some(),
    }
}

fn view(ctx: &Ctx, k: &Known, typed: Typed<'_>) -> ExamView {
    let (t, fmt, e) = (ctx.t, ctx.fmt(), &k.exam);
    let writes = ctx.may(Class::Exams, Act::Write);
    let planned = e.state == ExamState::Planned;
    let (blank, none) = (Raw::default(), Errors::new());
    let of = |form: &str| match typed.raw {
        Some(raw) if typed.form == form => (raw, &typed.errors),
        _ => (&blank, &none),
    };
    let watcher =
        [e.invigilator_account.clone(), Some(e.invigilator_name.clone())].into_iter().flatten().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(", ");
    let facts = [
        (t.msg_place_room(), e.room.clone().unwrap_or_default()),
        (t.msg_exam_invigilator(), watcher),
        (t.msg_exam_aids(), e.aids.clone()),
        (t.msg_exam_network(), words::network(t, e.network)),
        (t.msg_exam_registered_by(), e.registered_by.map(|d| fmt.day(d)).unwrap_or_default()),
        (t.msg_session_reason(), e.reason.clone().unwrap_or_default()),
    ];
    let (register, register_errors) = of("candidate");
    let could = k
        .could
        .iter()
        .map(|c| {
            Choice::new(
                c.inmate.to_string(),
                if c.taught { t.msg_exam_taught(c.name.as_str(), c.number.as_str()) } else { t.msg_exam_not_taught(c.name.as_str(), c.number.as_str()) },
            )
        })
        .collect();
    let (settle, settle_errors) = of("settle");
    let (cancel, cancel_errors) = of("cancel");
    ExamView {
        frame: ctx.frame("exams", e.subject.clone()),
        errors: !typed.errors.is_empty(),
        summary: Summary::of(t, &typed.errors),
        done: ctx.query("done").map(|_| t.msg_place_done()),
        clashes: k.clashes.iter().map(|x| clash(ctx, x)).collect(),
        base: format!("/exams/{}", e.id),
        lead: [
            words::course(ctx.catalogue(), fmt.is_nb(), &e.course),
            words::exam_form(t, e.form),
            t.msg_session_when(fmt.long_day(calendar::oslo_day(e.starts_at)).as_str(), fmt.time(e.starts_at).as_str(), fmt.time(e.ends_at).as_str()),
        ]
        .join(" · "),
        flag: words::exam_state(t, e.state),
        facts: facts.into_iter().filter(|f| !f.1.is_empty()).collect(),
        protocol: e.protocol.clone(),
        version: e.version,
        writes,
        planned,
        begun: e.starts_at <= ctx.now,
        rows: k.candidates.iter().map(|c| candidate(ctx, e, c, &typed)).collect(),
        register: (writes && planned).then(|| {
            vec![
                Field::select("inmate", t.msg_exam_candidate(), &register.inmate, could).or_none(t.msg_plan_choose()).required(t).errors(register_errors),
                Field::text("extra_minutes", t.msg_exam_minutes(), &register.extra_minutes).width("w-num").inputmode("numeric").max(3).errors(register_errors),
                Field::text("extra_aids", t.msg_exam_extra_aids(), &register.extra_aids).max(300).errors(register_errors),
            ]
        }),
        register_open: typed.form == "candidate",
        settle: vec![
            Field::area("protocol", t.msg_exam_protocol(), &settle.protocol, 4).hint(t.msg_exam_protocol_hint()).max(4000).required(t).errors(settle_errors),
        ],
        cancel: Field::text("reason", t.msg_session_reason(), &cancel.reason).max(300).required(t).errors(cancel_errors),
        stale: typed.stale,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let view = view(&ctx, &k, Typed::default());
    ctx.page(view).await
}

fn entry(e: &Exam, action: Action, detail: serde_json::Value) -> Entry {
    Entry::new(action, Class::Exams).at(PrisonId(e.prison_id)).with(detail)
}

async fn wrong(mut ctx: Ctx, raw: &Raw, form: &'static str, row: Option<Uuid>, errors: Errors) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let view = view(&ctx, &k, Typed { raw: Some(raw), form, row, errors, stale: None });
    ctx.invalid(view).await
}

async fn late(mut ctx: Ctx, raw: &Raw, form: &'static str, row: Option<Uuid>) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let stale = Some(ctx.t.msg_place_changed());
    let view = view(&ctx, &k, Typed { raw: Some(raw), form, row, errors: Errors::new(), stale });
    ctx.conflict(view).await
}

/// The exam of the path while it can be changed.
async fn planned(ctx: &mut Ctx) -> Result<Exam, Error> {
    let exam = find(ctx).await?;
    if exam.state == ExamState::Planned { Ok(exam) } else { Err(Error::AlreadyDone(format!("/exams/{}", exam.id))) }
}

async fn edit_page(mut ctx: Ctx) -> Result<Response, Error> {
    let exam = planned(&mut ctx).await?;
    let at = PrisonId(exam.prison_id);
    let rooms = places::rooms(ctx.conn(), at).await?;
    let watchers = store::watchers(ctx.conn(), at).await?;
    let view = list::view(&ctx, Some(&exam), &Raw::of(&exam), &rooms, &watchers, &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let exam = planned(&mut ctx).await?;
    let (at, seen): (_, i32) = (PrisonId(exam.prison_id), raw.version.parse().map_err(|_| Error::BadRequest)?);
    let rooms = places::rooms(ctx.conn(), at).await?;
    let watchers = store::watchers(ctx.conn(), at).await?;
    let (t, catalogue, now) = (ctx.t, ctx.catalogue().clone(), Raw::of(&exam));
    let raw = Raw { course: now.course.clone(), subject: now.subject.clone(), form: now.form.clone(), ..raw };
    let errors = match raw.parse(t, &catalogue, &rooms, &watchers) {
        Ok(new) => match list::in_use(&mut ctx, new.room, new.starts, new.ends).await? {
            Some(errors) => errors,
            None => match store::update(ctx.conn(), exam.id, seen, &new).await {
                Ok(true) => {
                    ctx.record(entry(&exam, Action::Alter, json!({ "exam": exam.id, "did": "changed" })));
                    return ctx.save(&format!("/exams/{}?done=1", exam.id)).await;
                }
                Ok(false) => {
                    let view = differ(&ctx, &exam, &raw, &rooms, &watchers);
                    return ctx.conflict(view).await;
                }
                Err(error) => db::violated(&error).and_then(|c| list::clash(&ctx, c)).ok_or(error)?,
            },
        },
        Err(errors) => errors,
    };
    let view = list::view(&ctx, Some(&exam), &raw, &rooms, &watchers, &errors);
    ctx.invalid(view).await
}

fn differ(ctx: &Ctx, now: &Exam, raw: &Raw, rooms: &[places::Room], watchers: &[(Uuid, String)]) -> ConflictView {
    let t = ctx.t;
    let theirs = Raw::of(now);
    let plain = |value: &str| value.to_owned();
    let room = |value: &str| rooms.iter().find(|r| r.id.to_string() == value).map(|r| r.name.clone()).unwrap_or_default();
    let who = |value: &str| watchers.iter().find(|w| w.0.to_string() == value).map(|w| w.1.clone()).unwrap_or_default();
    let network = move |value: &str| Network::of(value).map(|n| words::network(t, n)).unwrap_or_default();
    let fields: Vec<Edited<'_>> = theirs
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
                "starts" => (t.msg_session_starts(), &plain),
                "ends" => (t.msg_session_ends(), &plain),
                "room" => (t.msg_place_room(), &room),
                "invigilator" => (t.msg_exam_invigilator(), &who),
                "invigilator_name" => (t.msg_exam_invigilator_name(), &plain),
                "aids" => (t.msg_exam_aids(), &plain),
                "network" => (t.msg_exam_network(), &network),
                _ => (t.msg_exam_registered_by(), &plain),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("exams", t.msg_conflict_title()), format!("/exams/{}/edit", now.id), now.version, &raw.was, &fields)
}

/// Held, with its protocol, or called off.
async fn settle(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let exam = planned(&mut ctx).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let state = ExamState::of(&raw.state).filter(|s| *s != ExamState::Planned).ok_or(Error::BadRequest)?;
    let held = state == ExamState::Held;
    let (protocol, reason, t) = (clean(&raw.protocol), clean(&raw.reason), ctx.t);
    let mut errors = Errors::new();
    if held && exam.starts_at > ctx.now {
        errors.add("protocol", t.msg_exam_not_begun());
    }
    if held && !(3..=4000).contains(&protocol.chars().count()) {
        errors.add("protocol", t.msg_exam_missing_protocol());
    }
    if !held && !(3..=300).contains(&reason.chars().count()) {
        errors.add("reason", t.msg_session_missing_reason());
    }
    let form = if held { "settle" } else { "cancel" };
    if !errors.is_empty() {
        return wrong(ctx, &raw, form, None, errors).await;
    }
    let (kept, why) = if held { (protocol.as_str(), None) } else { ("", Some(reason.as_str())) };
    if !store::settle(ctx.conn(), exam.id, seen, state, kept, why).await? {
        return late(ctx, &raw, form, None).await;
    }
    ctx.record(entry(&exam, Action::Decide, json!({ "exam": exam.id, "did": state.as_str() })));
    ctx.save(&format!("/exams/{}?done=1", exam.id)).await
}

async fn register(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let exam = planned(&mut ctx).await?;
    let could = store::could(ctx.conn(), &exam).await?;
    let (t, id, me, now) = (ctx.t, Uuid::now_v7(), ctx.actor.account, ctx.now);
    let errors = match raw.parse_candidate(t, &could) {
        Ok(new) => match store::register(ctx.conn(), id, &exam, &new, me, now).await {
            Ok(()) => {
                ctx.record(entry(&exam, Action::Collect, json!({ "exam": exam.id, "candidate": id })).of(InmateId(new.inmate)));
                return ctx.save(&format!("/exams/{}?done=1", exam.id)).await;
            }
            Err(error) if db::violated(&error) == Some("candidate_once") => {
                let mut errors = Errors::new();
                errors.add("inmate", t.msg_exam_registered_already());
                errors
            }
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    wrong(ctx, &raw, "candidate", None, errors).await
}

async fn withdraw(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let exam = planned(&mut ctx).await?;
    let (id, now): (Uuid, _) = (ctx.param("candidate")?, ctx.now);
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        let mut errors = Errors::new();
        errors.add("reason", ctx.t.msg_session_missing_reason());
        return wrong(ctx, &raw, "withdraw", Some(id), errors).await;
    }
    let mut out = store::withdraw(ctx.conn(), exam.id, id, &reason, now).await?;
    if out.is_none() {
        out = store::withdraw_gone(ctx.conn(), exam.id, id, &reason).await?;
    }
    match out {
        Some(inmate) => {
            ctx.record(entry(&exam, Action::Alter, json!({ "exam": exam.id, "candidate": id, "did": "withdrawn" })).of(inmate));
            ctx.save(&format!("/exams/{}?done=1", exam.id)).await
        }
        None => Err(Error::AlreadyDone(format!("/exams/{}", exam.id))),
    }
}

/// A mark, and a better one: what stood before stays below it, with why.
async fn result(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let exam = find(&mut ctx).await?;
    let id: Uuid = ctx.param("candidate")?;
    let all = sitting(&mut ctx, &exam).await?;
    let c = all.iter().find(|c| c.id == id && c.withdrawn_reason.is_none()).ok_or(Error::NotFound)?;
    if exam.state != ExamState::Held {
        return Err(Error::AlreadyDone(format!("/exams/{}", exam.id)));
    }
    // The form names the mark it was filled from: another one by now is somebody else's.
    if c.result != raw.supersedes.parse().ok() {
        return late(ctx, &raw, "result", Some(id)).await;
    }
    let new = match raw.parse_mark(ctx.t, c) {
        Ok(new) => new,
        Err(errors) => return wrong(ctx, &raw, "result", Some(id), errors).await,
    };
    let (row, by) = (Uuid::now_v7(), (ctx.actor.account, ctx.now));
    let kept = if c.gone {
        store::mark_gone(ctx.conn(), row, exam.id, id, &new).await
    } else {
        store::mark(ctx.conn(), row, &exam, c, &new, by, calendar::oslo_day(exam.starts_at)).await.map(|()| true)
    };
    match kept {
        Ok(true) => {}
        Ok(false) => return late(ctx, &raw, "result", Some(id)).await,
        Err(error) if db::violated(&error) == Some("result_superseded_once") => return late(ctx, &raw, "result", Some(id)).await,
        Err(error) => return Err(error.into()),
    }
    if let Some(goal) = c.goal {
        // One result of one exam, however often it is corrected.
        progress::note(ctx.conn(), progress::Noted { goal, kind: progress::Kind::Result, source: c.id, at: exam.ends_at.min(by.1), figures: None }).await?;
    }
    let detail = json!({ "exam": exam.id, "result": row, "corrects": new.supersedes });
    let entry = Entry::new(Action::Collect, Class::Education).of(InmateId(c.inmate)).at(PrisonId(exam.prison_id)).with(detail);
    ctx.record(entry);
    ctx.save(&format!("/exams/{}?done=1", exam.id)).await
}
