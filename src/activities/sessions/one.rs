//! One session: another time or room, called off, held after all, somebody who stands in. What is done here by hand the job leaves alone; and once the register is taken, the
//! session stands where and when it was held.

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::parse::{SessionForm, cancels};
use super::store::{self, Change, Session, State};
use super::{clocks_change, flags, when};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::store::{self as place_store, Room};
use crate::activities::places::{self, room_choices};
use crate::inmates::banner::Flag;
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::form::{typed, typed_time};
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::ActivityPlaces, Act::Write);
    Routes::new()
        .get("/sessions/{session}", needs(Class::ActivityPlaces, Act::Read), show)
        .post("/sessions/{session}/move", write, move_to)
        .post("/sessions/{session}/cancel", write, cancel)
        .post("/sessions/{session}/restore", write, restore)
        .post("/sessions/{session}/stand-in", write, stand_in)
}

#[derive(Template)]
#[template(path = "activities/session.html")]
struct SessionView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    stale: Option<String>,
    done: Option<String>,
    base: String,
    place: (String, String),
    when: String,
    flags: Vec<Flag>,
    facts: Vec<(String, String)>,
    version: i32,
    moves: Option<Vec<Field>>,
    cancels: Option<Vec<Field>>,
    restores: bool,
    stand_in: Option<Field>,
    history: Vec<(String, String)>,
    taken: bool,
}

/// Which form came back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    None,
    Move,
    Cancel,
    StandIn,
}

/// What the page needs.
struct Known {
    session: Session,
    rooms: Vec<Room>,
    could: Vec<(Uuid, String)>,
    changes: Vec<Change>,
    runs: bool,
}

async fn find(ctx: &mut Ctx) -> Result<Session, Error> {
    let id: Uuid = ctx.param("session")?;
    store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

fn runs(ctx: &Ctx, s: &Session) -> bool {
    ctx.may(Class::ActivityPlaces, Act::Write) && (places::decides(ctx) || s.mine)
}

async fn known(ctx: &mut Ctx) -> Result<Known, Error> {
    let session = find(ctx).await?;
    let runs = runs(ctx, &session);
    let rooms = if runs { place_store::rooms(ctx.conn(), PrisonId(session.prison_id)).await? } else { Vec::new() };
    let could = if runs { store::could_run(ctx.conn(), session.place_id).await? } else { Vec::new() };
    let changes = store::changes(ctx.conn(), session.id).await?;
    Ok(Known { session, rooms, could, changes, runs })
}

fn change(ctx: &Ctx, c: &Change) -> (String, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let at =
        |text: &Option<String>| text.as_deref().and_then(|x| chrono::DateTime::parse_from_str(x, "%Y-%m-%d %H:%M:%S%#z").ok()).map(|x| fmt.near(x.to_utc()));
    let none = || t.msg_session_nothing();
    let (old, new) = match c.field.as_str() {
        "starts_at" | "ends_at" => (at(&c.old).unwrap_or_else(none), at(&c.new).unwrap_or_else(none)),
        _ => (c.old.clone().unwrap_or_else(none), c.new.clone().unwrap_or_else(none)),
    };
    let what = match c.field.as_str() {
        "starts_at" => t.msg_session_change_starts(old.as_str(), new.as_str()),
        "ends_at" => t.msg_session_change_ends(old.as_str(), new.as_str()),
        "room" => t.msg_session_change_room(old.as_str(), new.as_str()),
        "stand_in" if c.new.is_some() => t.msg_session_change_stand_in(new.as_str()),
        "stand_in" => t.msg_session_change_no_stand_in(),
        "state" if c.new.as_deref() == Some("cancelled") => t.msg_session_change_cancelled(),
        "state" => t.msg_session_change_restored(),
        _ if c.new.is_some() => t.msg_session_change_taken(),
        _ => t.msg_session_change_untaken(),
    };
    let by = [Some(fmt.near(c.at)), c.by.clone(), c.reason.clone()].into_iter().flatten().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(" · ");
    (what, by)
}

fn view(ctx: &Ctx, k: &Known, raw: &SessionForm, which: Which, stale: Option<String>, errors: &Errors) -> SessionView {
    let (t, fmt, s) = (ctx.t, ctx.fmt(), &k.session);
    let open = k.runs && s.taken_at.is_none();
    let none = Errors::new();
    let of = |form: Which| if which == form { errors } else { &none };
    let planned = s.state == State::Planned;
    let moves = || {
        let e = of(Which::Move);
        let typed_or = |value: &str, now: String| if which == Which::Move { value.to_owned() } else { now };
        vec![
            Field::moment(t, "starts", t.msg_session_starts(), &typed_or(&raw.starts, typed(s.starts_at))).required(t).errors(e),
            Field::time(t, "ends", t.msg_session_ends(), &typed_or(&raw.ends, typed_time(s.ends_at))).hint(t.msg_session_ends_hint()).required(t).errors(e),
            Field::select("room", t.msg_place_room(), &typed_or(&raw.room, s.room_id.map(|r| r.to_string()).unwrap_or_default()), room_choices(ctx, &k.rooms))
                .or_none(t.msg_place_no_room())
                .errors(e),
            Field::text("reason", t.msg_session_reason(), if which == Which::Move { &raw.reason } else { "" }).max(300).required(t).errors(e),
        ]
    };
    let codes = || cancels(ctx.catalogue(), fmt.is_nb()).into_iter().map(|(code, label)| Choice::new(code, label)).collect();
    let cancel_form = || {
        let e = of(Which::Cancel);
        vec![
            Field::select("reason_code", t.msg_session_why(), if which == Which::Cancel { &raw.reason_code } else { "" }, codes())
                .or_none(t.msg_plan_choose())
                .required(t)
                .errors(e),
            Field::text("cancel_reason", t.msg_session_reason(), if which == Which::Cancel { &raw.cancel_reason } else { "" }).max(300).required(t).errors(e),
        ]
    };
    let who = || k.could.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let now_in = s.stand_in.map(|x| x.to_string()).unwrap_or_default();
    let facts = [
        (t.msg_place_room(), s.room.clone().unwrap_or_else(|| t.msg_session_no_room())),
        (t.msg_place_places(), fmt.number(i64::from(s.places))),
        (t.msg_session_stand_in(), s.stand_in_name.clone().unwrap_or_default()),
        (t.msg_session_why(), s.reason_code.as_deref().map(|c| ctx.catalogue().label(List::AbsenceReason, c, fmt.is_nb()).to_owned()).unwrap_or_default()),
        (t.msg_session_reason(), s.reason.clone().unwrap_or_default()),
        (t.msg_session_taken(), s.taken_at.map(|at| fmt.near(at)).unwrap_or_default()),
        (t.msg_session_lasts(), clocks_change(s).map(|m| t.msg_session_lasts_hours(m / 60, m % 60)).unwrap_or_default()),
    ];
    SessionView {
        frame: ctx.frame("activities", s.place.clone()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        stale,
        done: ctx.query("done").map(|_| t.msg_place_done()),
        base: format!("/sessions/{}", s.id),
        place: (format!("/activities/{}", s.place_id), s.place.clone()),
        when: when(ctx, s),
        flags: flags(ctx, s),
        facts: facts.into_iter().filter(|f| !f.1.is_empty()).collect(),
        version: s.version,
        moves: (open && planned).then(moves),
        cancels: (open && planned).then(cancel_form),
        restores: open && !planned && !s.shut,
        stand_in: (open && planned).then(|| {
            let value = if which == Which::StandIn { &raw.stand_in } else { &now_in };
            Field::select("stand_in", t.msg_session_stand_in(), value, who())
                .or_none(t.msg_session_nobody())
                .hint(t.msg_session_stand_in_hint())
                .errors(of(Which::StandIn))
        }),
        history: k.changes.iter().map(|c| change(ctx, c)).collect(),
        taken: k.runs && s.taken_at.is_some(),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let view = view(&ctx, &k, &SessionForm::default(), Which::None, None, &Errors::new());
    ctx.page(view).await
}

/// The page of the path for somebody who may change it, and the version they saw.
async fn begin(ctx: &mut Ctx, raw: &SessionForm) -> Result<(Known, i32), Error> {
    let k = known(ctx).await?;
    if !k.runs {
        return Err(Error::Forbidden);
    }
    Ok((k, raw.version.parse().map_err(|_| Error::BadRequest)?))
}

/// Somebody was first: what they did is on the page, and what was typed here too.
async fn late(mut ctx: Ctx, raw: &SessionForm, which: Which) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let t = ctx.t;
    let said = if k.session.taken_at.is_some() { t.msg_session_was_taken() } else { t.msg_session_was_changed() };
    let view = view(&ctx, &k, raw, which, Some(said), &Errors::new());
    ctx.conflict(view).await
}

async fn wrong(ctx: Ctx, k: &Known, raw: &SessionForm, which: Which, errors: &Errors) -> Result<Response, Error> {
    let view = view(&ctx, k, raw, which, None, errors);
    ctx.invalid(view).await
}

async fn saved(mut ctx: Ctx, s: &Session, did: &str) -> Result<Response, Error> {
    let entry = Entry::new(Action::Alter, Class::ActivityPlaces).at(PrisonId(s.prison_id)).with(json!({ "place": s.place_id, "session": s.id, "did": did }));
    ctx.record(entry);
    ctx.save(&format!("/sessions/{}?done=1", s.id)).await
}

fn one(field: &'static str, message: String) -> Errors {
    let mut errors = Errors::new();
    errors.add(field, message);
    errors
}

/// What stands in a room, when a constraint or the school says that something does.
async fn in_use(
    ctx: &mut Ctx,
    s: &Session,
    room: Option<Uuid>,
    (from, to): (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>),
) -> Result<String, Error> {
    let holder = match room {
        Some(room) => store::holder(ctx.conn(), room, from, to, Some(s.id)).await?,
        None => None,
    };
    let t = ctx.t;
    Ok(holder.map_or_else(|| t.msg_session_room_taken(), |name| t.msg_session_room_taken_by(name.as_str())))
}

async fn move_to(mut ctx: Ctx, form: Form<SessionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (k, seen) = begin(&mut ctx, &raw).await?;
    let (t, me) = (ctx.t, ctx.actor.account);
    let to = match raw.parse_move(t, &k.rooms) {
        Ok(to) => to,
        Err(errors) => return wrong(ctx, &k, &raw, Which::Move, &errors).await,
    };
    match store::move_to(ctx.conn(), k.session.id, seen, &to, me).await {
        Ok(true) => saved(ctx, &k.session, "moved").await,
        Ok(false) => late(ctx, &raw, Which::Move).await,
        Err(error) => match db::violated(&error) {
            Some("room_booked_twice") => {
                let message = in_use(&mut ctx, &k.session, to.room, (to.starts, to.ends)).await?;
                wrong(ctx, &k, &raw, Which::Move, &one("room", message)).await
            }
            Some("room_has_exam") => wrong(ctx, &k, &raw, Which::Move, &one("room", t.msg_session_room_exam())).await,
            Some("stand_in_twice") => wrong(ctx, &k, &raw, Which::Move, &one("starts", t.msg_session_stand_in_busy())).await,
            Some("session_lasts") => wrong(ctx, &k, &raw, Which::Move, &one("ends", t.msg_session_bad_time())).await,
            // Taken between the look and the move: the trigger says so.
            Some("session_taken") => late(ctx, &raw, Which::Move).await,
            _ => Err(error.into()),
        },
    }
}

async fn cancel(mut ctx: Ctx, form: Form<SessionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (k, seen) = begin(&mut ctx, &raw).await?;
    let (t, me, catalogue) = (ctx.t, ctx.actor.account, ctx.catalogue().clone());
    match raw.parse_cancel(t, &catalogue) {
        Ok(cancel) => {
            if store::cancel(ctx.conn(), k.session.id, seen, &cancel, me).await? {
                saved(ctx, &k.session, "cancelled").await
            } else {
                late(ctx, &raw, Which::Cancel).await
            }
        }
        Err(errors) => wrong(ctx, &k, &raw, Which::Cancel, &errors).await,
    }
}

async fn restore(mut ctx: Ctx, form: Form<SessionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (k, seen) = begin(&mut ctx, &raw).await?;
    let me = ctx.actor.account;
    match store::restore(ctx.conn(), k.session.id, seen, me).await {
        Ok(true) => saved(ctx, &k.session, "restored").await,
        Ok(false) => late(ctx, &raw, Which::None).await,
        Err(error) if matches!(db::violated(&error), Some("room_booked_twice" | "stand_in_twice" | "room_has_exam")) => {
            let s = &k.session;
            let said = match db::violated(&error) {
                Some("room_has_exam") => ctx.t.msg_session_room_exam(),
                _ => in_use(&mut ctx, s, s.room_id, (s.starts_at, s.ends_at)).await?,
            };
            let view = view(&ctx, &k, &raw, Which::None, Some(said), &Errors::new());
            ctx.conflict(view).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn stand_in(mut ctx: Ctx, form: Form<SessionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (k, seen) = begin(&mut ctx, &raw).await?;
    let (t, me) = (ctx.t, ctx.actor.account);
    let who = match raw.stand_in.as_str() {
        "" => None,
        id => match id.parse().ok().filter(|id| k.could.iter().any(|c| c.0 == *id)) {
            Some(id) => Some(id),
            None => return wrong(ctx, &k, &raw, Which::StandIn, &one("stand_in", t.msg_place_missing_staff())).await,
        },
    };
    match store::stand_in(ctx.conn(), k.session.id, seen, who, me).await {
        Ok(true) => saved(ctx, &k.session, "stand-in").await,
        Ok(false) => late(ctx, &raw, Which::StandIn).await,
        Err(error) if db::violated(&error) == Some("stand_in_twice") => {
            wrong(ctx, &k, &raw, Which::StandIn, &one("stand_in", t.msg_session_stand_in_busy())).await
        }
        Err(error) => Err(error.into()),
    }
}
