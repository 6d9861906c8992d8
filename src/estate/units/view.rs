//! The pages of units.

use askama::Template;

use super::form::Edit;
use super::store::Unit;
use crate::estate::words;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Field, Frame};

#[derive(Template)]
#[template(path = "estate/unit_edit.html")]
pub struct EditView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub fault: Option<String>,
    pub prison: (String, String),
    /// Where the form leads; and for a unit that is there, its id and whether it is closed.
    pub action: String,
    pub unit: Option<(String, bool)>,
    pub version: String,
    pub was: String,
    pub fields: Vec<Field>,
}

impl EditView {
    pub fn new(ctx: &Ctx, prison: (String, String), unit: Option<&Unit>, typed: &Edit, fault: Option<String>, errors: &Errors) -> Self {
        let t = ctx.t;
        let action = unit.map_or_else(|| format!("/admin/prisons/{}/units", prison.0), |u| format!("/admin/units/{}/edit", u.id));
        Self {
            frame: ctx.frame("prisons", if unit.is_some() { t.msg_estate_edit_unit() } else { t.msg_estate_new_unit() }),
            errors: !errors.is_empty() || fault.is_some(),
            summary: Summary::of(t, errors),
            fault,
            prison,
            action,
            unit: unit.map(|u| (u.id.to_string(), u.closed_on.is_some())),
            version: typed.version.clone(),
            was: typed.was.clone(),
            fields: vec![
                Field::text("code", t.msg_estate_unit_code(), &typed.code)
                    .hint(t.msg_estate_unit_code_hint())
                    .width("w-num")
                    .max(10)
                    .code()
                    .required(t)
                    .errors(errors),
                Field::text("name", t.msg_estate_name(), &typed.name).max(120).code().required(t).errors(errors),
                Field::select("level", t.msg_estate_level(), &typed.level, words::choices(t, &words::LEVELS, words::level))
                    .or_none(t.msg_staff_choose())
                    .width("w-half")
                    .required(t)
                    .errors(errors),
                Field::select("purpose", t.msg_estate_purpose(), &typed.purpose, words::choices(t, &words::PURPOSES, words::purpose))
                    .or_none(t.msg_staff_choose())
                    .width("w-half")
                    .required(t)
                    .errors(errors),
                Field::text("basis", t.msg_estate_basis(), &typed.basis).hint(t.msg_estate_basis_hint()).max(200).errors(errors),
                Field::text("sort", t.msg_estate_sort(), &typed.sort)
                    .hint(t.msg_estate_sort_hint())
                    .width("w-num")
                    .inputmode("numeric")
                    .max(4)
                    .code()
                    .errors(errors),
            ],
        }
    }
}

/// The form as filled from the row.
pub fn filled(u: &Unit) -> Edit {
    let mut edit = Edit {
        code: u.code.clone(),
        name: u.name.clone(),
        level: u.level.clone(),
        purpose: u.purpose.clone(),
        basis: u.basis.clone().unwrap_or_default(),
        sort: u.sort.to_string(),
        version: u.version.to_string(),
        was: String::new(),
    };
    edit.was = conflict::was(&pairs(&edit));
    edit
}

/// The fields by name.
pub fn pairs(e: &Edit) -> [(&'static str, &str); 6] {
    [("code", &e.code), ("name", &e.name), ("level", &e.level), ("purpose", &e.purpose), ("basis", &e.basis), ("sort", &e.sort)]
}
