//! The pages of places.

use askama::Template;

use super::form::Edit;
use super::store::Place;
use crate::estate::words;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Field, Frame};

/// A place in the list.
pub struct Row {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub closed: Option<String>,
    pub in_use: i64,
}

#[derive(Template)]
#[template(path = "estate/places.html")]
pub struct ListView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub done: Option<String>,
    pub prison: (String, String),
    pub rows: Vec<Row>,
    pub fields: Vec<Field>,
}

fn fields(ctx: &Ctx, typed: &Edit, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    vec![
        Field::text("name", t.msg_estate_name(), &typed.name).hint(t.msg_estate_place_name_hint()).max(120).code().required(t).errors(errors),
        Field::select("kind", t.msg_estate_place_kind(), &typed.kind, words::choices(t, &words::PLACES, words::place))
            .or_none(t.msg_staff_choose())
            .width("w-half")
            .required(t)
            .errors(errors),
    ]
}

impl ListView {
    pub fn new(ctx: &Ctx, prison: (String, String), places: Vec<Place>, done: Option<String>, typed: &Edit, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        Self {
            frame: ctx.frame("prisons", t.msg_estate_places()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            done,
            prison,
            rows: places
                .into_iter()
                .map(|p| Row { id: p.id.to_string(), name: p.name, kind: words::place(t, &p.kind), closed: p.closed_on.map(|d| fmt.day(d)), in_use: p.in_use })
                .collect(),
            fields: fields(ctx, typed, errors),
        }
    }
}

#[derive(Template)]
#[template(path = "estate/place_edit.html")]
pub struct EditView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub fault: Option<String>,
    pub prison: (String, String),
    pub id: String,
    pub closed: bool,
    pub version: String,
    pub was: String,
    pub fields: Vec<Field>,
}

impl EditView {
    pub fn new(ctx: &Ctx, place: &Place, typed: &Edit, fault: Option<String>, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("prisons", t.msg_estate_edit_place()),
            errors: !errors.is_empty() || fault.is_some(),
            summary: Summary::of(t, errors),
            fault,
            prison: (place.prison_id.to_string(), place.prison.clone()),
            id: place.id.to_string(),
            closed: place.closed_on.is_some(),
            version: typed.version.clone(),
            was: typed.was.clone(),
            fields: fields(ctx, typed, errors),
        }
    }
}

/// The form as filled from the row.
pub fn filled(p: &Place) -> Edit {
    let mut edit = Edit { name: p.name.clone(), kind: p.kind.clone(), version: p.version.to_string(), was: String::new() };
    edit.was = conflict::was(&pairs(&edit));
    edit
}

/// The fields by name.
pub fn pairs(e: &Edit) -> [(&'static str, &str); 2] {
    [("name", &e.name), ("kind", &e.kind)]
}
