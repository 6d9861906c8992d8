//! One session of a facility: who has a seat, a seat for somebody, a seat given back.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Booked, Seat, Slot};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::store::full_name;
use crate::platform::id::{InmateId, PrisonId};
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::Activities, Act::Write);
    Routes::new().get("/facilities/{session}", needs(Class::Activities, Act::Read), show).post("/facilities/{session}", write, book).post(
        "/facilities/{session}/unbook",
        write,
        unbook,
    )
}

struct Row {
    id: String,
    href: String,
    name: String,
    sub: String,
    by: String,
}

#[derive(Template)]
#[template(path = "activities/facility.html")]
struct SessionView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    done: Option<String>,
    stale: Option<String>,
    action: String,
    when: String,
    place: (String, String),
    room: Option<String>,
    off: Option<String>,
    seats: String,
    rows: Vec<Row>,
    unseen: i64,
    number: Option<Field>,
    unbooks: bool,
}

/// A seat for somebody, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct BookForm {
    number: String,
    booking: String,
}

struct Known {
    slot: Slot,
    booked: Vec<Booked>,
}

/// The session of the path with those whom the reader may see; whose names are shown is written down.
async fn known(ctx: &mut Ctx) -> Result<Known, Error> {
    let id: Uuid = ctx.param("session")?;
    let slot = store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let booked = store::booked(ctx.conn(), id).await?;
    let shown = booked.iter().map(|b| InmateId(b.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Activities).showing(shown).at(PrisonId(slot.prison_id)).with(json!({ "session": id })));
    Ok(Known { slot, booked })
}

fn view(ctx: &Ctx, k: &Known, raw: &BookForm, stale: Option<String>, errors: &Errors) -> SessionView {
    let (t, fmt, s) = (ctx.t, ctx.fmt(), &k.slot);
    let ahead = !s.cancelled && s.ends_at > ctx.now;
    let writes = ctx.may(Class::Activities, Act::Write) && ahead;
    SessionView {
        frame: ctx.frame("facilities", s.place.clone()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        done: ctx.query("done").map(|_| t.msg_place_done()),
        stale,
        action: format!("/facilities/{}", s.id),
        when: t.msg_session_when(fmt.long_day(s.on_day).as_str(), fmt.time(s.starts_at).as_str(), fmt.time(s.ends_at).as_str()),
        place: (format!("/activities/{}", s.place_id), s.place.clone()),
        room: s.room.clone().filter(|r| *r != s.place),
        off: s.reason_code.as_deref().map(|c| ctx.catalogue().label(List::AbsenceReason, c, fmt.is_nb()).to_owned()),
        seats: t.msg_place_here(s.booked, i64::from(s.places)),
        rows: k
            .booked
            .iter()
            .map(|b| Row {
                id: b.id.to_string(),
                href: format!("/inmates/{}", b.inmate),
                name: full_name(&b.family_name, &b.given_name),
                sub: [Some(b.number.clone()), b.lives.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                by: b.by.as_deref().map(|by| t.msg_facility_booked_by(by)).unwrap_or_default(),
            })
            .collect(),
        unseen: (s.booked - k.booked.len() as i64).max(0),
        number: writes
            .then(|| Field::text("number", t.msg_prog_number(), &raw.number).hint(t.msg_facility_number_hint()).max(20).code().required(t).errors(errors)),
        unbooks: writes,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let view = view(&ctx, &k, &BookForm::default(), None, &Errors::new());
    ctx.page(view).await
}

fn entry(k: &Known, inmate: InmateId, action: Action, did: &str) -> Entry {
    Entry::new(action, Class::Activities).of(inmate).at(PrisonId(k.slot.prison_id)).with(json!({ "session": k.slot.id, "did": did }))
}

async fn book(mut ctx: Ctx, form: Form<BookForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let (t, me, now, s) = (ctx.t, ctx.actor.account, ctx.now, &k.slot);
    let mut errors = Errors::new();
    let inmate = store::by_number(ctx.conn(), s.prison_id, &clean(&raw.number)).await?;
    let said = match inmate {
        _ if s.cancelled || s.ends_at <= now => Some(t.msg_facility_off()),
        None => {
            errors.add("number", t.msg_prog_bad_number());
            None
        }
        Some(inmate) if k.booked.iter().any(|b| b.inmate == inmate.0) => {
            errors.add("number", t.msg_facility_already());
            None
        }
        Some(inmate) if store::busy(ctx.conn(), inmate, s.starts_at, s.ends_at).await? => {
            errors.add("number", t.msg_facility_busy());
            None
        }
        Some(inmate) => match store::book(ctx.conn(), Uuid::now_v7(), s, (inmate, s.prison_id), me, now).await? {
            Seat::Given => {
                ctx.record(entry(&k, inmate, Action::Collect, "booked"));
                return ctx.save(&format!("/facilities/{}?done=1", s.id)).await;
            }
            Seat::Already => {
                errors.add("number", t.msg_facility_already());
                None
            }
            Seat::Full => Some(t.msg_facility_full_now()),
        },
    };
    // Read anew: who took the last seat is on the page.
    let k = known(&mut ctx).await?;
    let conflict = said.is_some();
    let view = view(&ctx, &k, &raw, said, &errors);
    if conflict { ctx.conflict(view).await } else { ctx.invalid(view).await }
}

async fn unbook(mut ctx: Ctx, form: Form<BookForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let (id, me, now): (Uuid, _, _) = (raw.booking.parse().map_err(|_| Error::BadRequest)?, ctx.actor.account, ctx.now);
    let to = format!("/facilities/{}?done=1", k.slot.id);
    if !k.booked.iter().any(|b| b.id == id) {
        return Err(Error::AlreadyDone(to));
    }
    match store::unbook(ctx.conn(), k.slot.id, id, me, now).await? {
        Some(inmate) => {
            ctx.record(entry(&k, inmate, Action::Alter, "unbooked"));
            ctx.save(&to).await
        }
        None => Err(Error::AlreadyDone(to)),
    }
}
