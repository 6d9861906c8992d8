//! Whether care goes on after release: health's list of those who leave, answered with yes or no. "Yes" means that what health has to arrange is
//! arranged, or that there is nothing to arrange: so nobody learns from it who is a patient of what.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::model::{Item, Standing};
use super::store::{self, Patient};
use super::view;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::inmates::{Face, InmateCtx};
use crate::plan::words::flag;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Form, Frame, Routes, needs, needs_for};

/// So many at once.
const MOST: i64 = 400;

pub(super) fn routes() -> Routes {
    Routes::new().get("/release-care", needs(Class::ReleaseCare, Act::Write), show).post(
        "/inmates/{inmate}/release-care",
        needs_for(Class::ReleaseCare, Act::Write),
        answer,
    )
}

struct Row {
    id: String,
    face: Face,
    place: String,
    day: String,
    due: Option<Flag>,
    state: Flag,
    answered: String,
    yes: bool,
    no: bool,
    late: bool,
}

#[derive(Template)]
#[template(path = "plan/care.html")]
struct CareView {
    frame: Frame,
    chips: Vec<Chip>,
    done: Option<String>,
    rows: Vec<Row>,
    filtered: bool,
}

fn row(ctx: &Ctx, p: &Patient, one_prison: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let late = p.state.missing() && p.due_on.is_some_and(|d| d < ctx.today);
    let place = p.place.clone().unwrap_or_default();
    Row {
        id: p.inmate.to_string(),
        face: Face::of(p.inmate, full_name(&p.family_name, &p.given_name), &p.number, p.photographed && ctx.may(Class::Photo, Act::Read)),
        place: if one_prison { place } else { format!("{} · {place}", p.prison) },
        day: p.release_on.map_or_else(|| t.msg_ready_no_day(), |d| fmt.day(d)),
        due: p.due_on.filter(|_| p.state.missing()).map(|d| {
            let day = fmt.day(d);
            if late {
                flag("danger", "HourglassTopFilled", t.msg_ready_due_late(day.as_str()))
            } else {
                flag("neutral", "Calendar", t.msg_ready_due(day.as_str()))
            }
        }),
        state: view::standing(t, Item::Treatment, p.state),
        answered: p.moved_at.map(|at| fmt.near(at)).unwrap_or_default(),
        yes: p.state == Standing::Done,
        no: p.state == Standing::No,
        late,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::patients(ctx.conn(), MOST).await?;
    let t = ctx.t;
    let open = ctx.query("show").as_deref() != Some("all");
    let shown: Vec<&Patient> = all.iter().filter(|p| !open || p.state == Standing::Open).collect();
    let entry = Entry::new(Action::List, Class::ReleaseCare)
        .showing(shown.iter().map(|p| InmateId(p.inmate)).collect())
        .with(json!({ "show": if open { "open" } else { "all" } }));
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..entry });
    let waiting = all.iter().filter(|p| p.state == Standing::Open).count();
    let one_prison = ctx.actor.prisons.len() == 1;
    let view = CareView {
        frame: ctx.frame("release-care", t.msg_ready_care_title()),
        chips: vec![
            Chip::new("/release-care", t.msg_ready_care_open(), Some(waiting.to_string()), open),
            Chip::new("/release-care?show=all", t.msg_ready_care_all(), Some(all.len().to_string()), !open),
        ],
        done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        rows: shown.into_iter().map(|p| row(&ctx, p, one_prison)).collect(),
        filtered: open,
    };
    ctx.page(view).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AnswerForm {
    state: String,
}

async fn answer(mut ctx: InmateCtx, form: Form<AnswerForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let state = match raw.state.as_str() {
        "yes" => Standing::Done,
        "no" => Standing::No,
        "open" => Standing::Open,
        _ => return Err(Error::BadRequest),
    };
    let (inmate, me, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    if !store::answer(ctx.conn(), inmate, state, me, now).await? {
        // Answered so by a colleague in the meantime, or there is no open list: what stands is shown.
        return Err(Error::AlreadyDone("/release-care?show=all".to_owned()));
    }
    // The trail says that it was answered; how stands where it is read.
    let entry = Entry { prison: ctx.inmate.prison_id, ..Entry::new(Action::Alter, Class::ReleaseCare).of(inmate).with(json!({ "did": "answered" })) };
    ctx.record(entry);
    ctx.into_ctx().save("/release-care?done=answered").await
}
