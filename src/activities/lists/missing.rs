//! Who of a unit has not come, and where they were found: the line on the board leads here.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store;
use crate::access::{Act, Action, Class, Entry};
use crate::custody::board;
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/units/{unit}/missing", needs(Class::UnitDay, Act::Read), show).post("/units/{unit}/missing", needs(Class::UnitDay, Act::Write), found)
}

/// Where somebody was found.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct FoundForm {
    session: String,
    inmate: String,
    place: String,
}

/// Somebody who has not come.
struct Row {
    inmate: String,
    session: String,
    href: String,
    name: String,
    sub: String,
    text: String,
}

#[derive(Template)]
#[template(path = "activities/missing.html")]
struct MissingView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    board: String,
    unit: String,
    action: String,
    rows: Vec<Row>,
    field: Field,
    writes: bool,
    /// Whose form it is that was sent.
    sent: String,
    done: Option<String>,
}

async fn page(ctx: &mut Ctx, raw: &FoundForm, errors: &Errors) -> Result<MissingView, Error> {
    let unit = board::look_at(ctx).await?;
    let missing = store::missing(ctx.conn(), unit.id).await?;
    let shown = missing.iter().map(|m| InmateId(m.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::UnitDay).showing(shown).at(unit.prison).with(json!({ "unit": unit.id })));
    let (t, fmt) = (ctx.t, ctx.fmt());
    let row = |m: &store::Missing| Row {
        inmate: m.inmate.to_string(),
        session: m.session.to_string(),
        href: format!("/inmates/{}", m.inmate),
        name: full_name(&m.family_name, &m.given_name),
        sub: [Some(m.number.clone()), m.cell.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        text: t.msg_list_missing_text(m.place.as_str(), fmt.near(m.starts_at).as_str()),
    };
    Ok(MissingView {
        frame: ctx.frame("board", t.msg_list_missing()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        board: format!("/units/{}/board", unit.id),
        unit: unit.name.clone(),
        action: format!("/units/{}/missing", unit.id),
        rows: missing.iter().map(row).collect(),
        field: Field::text("place", t.msg_list_found_where(), &raw.place).hint(t.msg_list_found_hint()).max(120).required(t).errors(errors),
        writes: ctx.may(Class::UnitDay, Act::Write),
        sent: raw.inmate.clone(),
        done: ctx.query("done").map(|_| t.msg_list_found_done()),
    })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let view = page(&mut ctx, &FoundForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn found(mut ctx: Ctx, form: Form<FoundForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let unit = board::look_at(&mut ctx).await?;
    let (session, inmate): (Uuid, Uuid) = (raw.session.parse().map_err(|_| Error::BadRequest)?, raw.inmate.parse().map_err(|_| Error::BadRequest)?);
    let place = clean(&raw.place);
    if !(2..=120).contains(&place.chars().count()) {
        let mut errors = Errors::new();
        errors.add("place", ctx.t.msg_list_found_missing());
        let view = page(&mut ctx, &raw, &errors).await?;
        return ctx.invalid(view).await;
    }
    let to = format!("/units/{}/missing?done=1", unit.id);
    match store::found(ctx.conn(), session, inmate, &place).await? {
        Some(prison) => {
            ctx.record(Entry::new(Action::Alter, Class::UnitDay).of(InmateId(inmate)).at(prison).with(json!({ "session": session, "did": "found" })));
            ctx.save(&to).await
        }
        // Somebody was quicker, or the teacher has said that they came.
        None => Err(Error::AlreadyDone(to)),
    }
}
