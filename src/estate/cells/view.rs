//! The pages of cells.

use askama::Template;

use super::form::{Add, Edit, LandingForm, OutOfUse};
use super::store::{Cell, Lay, Period};
use crate::estate::units::store::Unit;
use crate::estate::words;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Ctx, Errors, Field, Frame};

/// A cell in the list of its unit.
pub struct Row {
    pub id: String,
    pub code: String,
    pub certified: i32,
    pub working: i32,
    pub maximum: i32,
    pub condition: String,
    pub accessible: bool,
    pub landing: String,
    pub out: Option<String>,
    pub closed: Option<String>,
}

#[derive(Template)]
#[template(path = "estate/unit.html")]
pub struct UnitView {
    pub frame: Frame,
    pub done: Option<String>,
    pub prison: (String, String),
    pub id: String,
    pub code: String,
    pub name: String,
    pub level: String,
    pub purpose: String,
    pub closed: Option<String>,
    pub certified: i64,
    pub working: i64,
    pub maximum: i64,
    pub out: i64,
    pub cells: Vec<Row>,
    pub landings: bool,
}

impl UnitView {
    pub fn new(ctx: &Ctx, done: Option<String>, unit: Unit, cells: Vec<Cell>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        Self {
            landings: cells.iter().any(|c| c.landing.is_some()),
            frame: ctx.frame("prisons", unit.name.clone()),
            done,
            prison: (unit.prison_id.to_string(), unit.prison),
            id: unit.id.to_string(),
            code: unit.code,
            name: unit.name,
            level: words::level(t, &unit.level),
            purpose: words::purpose(t, &unit.purpose),
            closed: unit.closed_on.map(|d| fmt.day(d)),
            certified: unit.certified,
            working: unit.working,
            maximum: unit.maximum,
            out: unit.out,
            cells: cells
                .into_iter()
                .map(|c| Row {
                    id: c.id.to_string(),
                    code: c.code,
                    certified: c.certified,
                    working: c.working,
                    maximum: c.maximum,
                    condition: words::condition(t, &c.condition),
                    accessible: c.accessible,
                    landing: c.landing.unwrap_or_default(),
                    out: c.out_reason.map(|reason| match c.expected_back {
                        Some(day) => t.msg_estate_out_until(reason.as_str(), fmt.day(day).as_str()),
                        None => reason,
                    }),
                    closed: c.closed_on.map(|d| fmt.day(d)),
                })
                .collect(),
        }
    }
}

fn capacities(t: Text, typed: [&str; 3], errors: &Errors) -> Vec<Field> {
    let field = |name, label, value: &str| Field::text(name, label, value).width("w-num").inputmode("numeric").max(2).code().required(t).errors(errors);
    vec![
        field("certified", t.msg_estate_certified(), typed[0]).hint(t.msg_estate_certified_hint()),
        field("working", t.msg_estate_working(), typed[1]).hint(t.msg_estate_working_hint()),
        field("maximum", t.msg_estate_maximum(), typed[2]).hint(t.msg_estate_maximum_hint()),
    ]
}

fn rest(t: Text, condition: &str, accessible: &str, errors: &Errors) -> Vec<Field> {
    vec![
        Field::radio("condition", t.msg_estate_condition(), condition, words::choices(t, &words::CONDITIONS, words::condition)).required(t).errors(errors),
        Field::checkbox("accessible", t.msg_estate_accessible(), accessible).hint(t.msg_estate_accessible_hint()),
    ]
}

#[derive(Template)]
#[template(path = "estate/cells_new.html")]
pub struct AddView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub prison: (String, String),
    pub unit: (String, String),
    pub codes: Field,
    pub capacities: Vec<Field>,
    pub rest: Vec<Field>,
}

impl AddView {
    pub fn new(ctx: &Ctx, unit: &Unit, typed: &Add, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("prisons", t.msg_estate_new_cells()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            prison: (unit.prison_id.to_string(), unit.prison.clone()),
            unit: (unit.id.to_string(), unit.name.clone()),
            codes: Field::text("codes", t.msg_estate_codes(), &typed.codes).hint(t.msg_estate_codes_hint()).code().max(2000).required(t).errors(errors),
            capacities: capacities(t, [&typed.certified, &typed.working, &typed.maximum], errors),
            rest: rest(t, &typed.condition, &typed.accessible, errors),
        }
    }
}

/// A time out of use, as read.
pub struct PeriodRow {
    pub from: String,
    pub until: String,
    pub reason: String,
    pub by: String,
    pub running: bool,
}

/// A landing of the cell, as read.
pub struct LayRow {
    pub name: String,
    pub text: String,
}

#[derive(Template)]
#[template(path = "estate/cell.html")]
pub struct CellView {
    pub frame: Frame,
    pub done: Option<String>,
    pub fault: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub prison: (String, String),
    pub unit: (String, String),
    pub id: String,
    pub title: String,
    pub closed: Option<String>,
    pub version: String,
    pub was: String,
    pub first: Vec<Field>,
    pub capacities: Vec<Field>,
    pub rest: Vec<Field>,
    pub is_out: bool,
    pub out: Vec<Field>,
    pub periods: Vec<PeriodRow>,
    pub landing: Vec<Field>,
    pub landings: Vec<LayRow>,
}

/// What was typed on the page of a cell, in which of its two forms.
pub struct Typed<'a> {
    pub edit: &'a Edit,
    pub out: &'a OutOfUse,
    pub landing: &'a LandingForm,
    pub fault: Option<String>,
    pub done: Option<String>,
}

impl CellView {
    pub fn new(ctx: &Ctx, cell: &Cell, (periods, landings): (Vec<Period>, Vec<Lay>), typed: Typed<'_>, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let (edit, out) = (typed.edit, typed.out);
        Self {
            frame: ctx.frame("prisons", t.msg_estate_cell_title(cell.code.as_str())),
            done: typed.done,
            errors: !errors.is_empty() || typed.fault.is_some(),
            fault: typed.fault,
            summary: Summary::of(t, errors),
            prison: (cell.prison_id.to_string(), cell.prison.clone()),
            unit: (cell.unit_id.to_string(), cell.unit.clone()),
            id: cell.id.to_string(),
            title: t.msg_estate_cell_title(cell.code.as_str()),
            closed: cell.closed_on.map(|d| fmt.day(d)),
            version: edit.version.clone(),
            was: edit.was.clone(),
            first: vec![
                Field::text("code", t.msg_estate_cell_code(), &edit.code)
                    .hint(t.msg_estate_cell_code_hint())
                    .width("w-num")
                    .max(12)
                    .code()
                    .required(t)
                    .errors(errors),
                Field::text("walking_order", t.msg_estate_walking_order(), &edit.walking_order)
                    .hint(t.msg_estate_walking_order_hint())
                    .width("w-num")
                    .inputmode("numeric")
                    .max(5)
                    .code()
                    .required(t)
                    .errors(errors),
            ],
            capacities: capacities(t, [&edit.certified, &edit.working, &edit.maximum], errors),
            rest: rest(t, &edit.condition, &edit.accessible, errors),
            is_out: cell.out_reason.is_some(),
            out: vec![
                crate::staff::day(ctx, "from", t.msg_assignment_from(), &out.from).required(t).errors(errors),
                crate::staff::day(ctx, "expected_back", t.msg_estate_expected_back(), &out.expected_back).errors(errors),
                Field::text("reason", t.msg_estate_out_reason(), &out.reason).max(400).required(t).errors(errors),
            ],
            landing: vec![
                Field::text("landing", t.msg_estate_landing(), &typed.landing.landing).hint(t.msg_estate_landing_hint()).max(24).errors(errors),
                crate::staff::day(ctx, "since", t.msg_assignment_from(), &typed.landing.since).required(t).errors(errors),
                Field::text("also", t.msg_estate_landing_also(), &typed.landing.also).hint(t.msg_estate_landing_also_hint()).code().max(2000).errors(errors),
            ],
            landings: landings
                .into_iter()
                .map(|l| {
                    let (from, by) = (fmt.day(l.from), l.by.unwrap_or_else(|| t.msg_not_known()));
                    LayRow {
                        name: l.name.unwrap_or_else(|| t.msg_estate_landing_none()),
                        text: match l.until {
                            Some(until) => t.msg_estate_landing_was(from.as_str(), fmt.day(until).as_str(), by.as_str()),
                            None => t.msg_estate_landing_since(from.as_str(), by.as_str()),
                        },
                    }
                })
                .collect(),
            periods: periods
                .into_iter()
                .map(|p| PeriodRow {
                    from: fmt.at(p.from),
                    running: p.until.is_none(),
                    until: match (p.until, p.expected_back) {
                        (Some(at), _) => fmt.at(at),
                        (None, Some(day)) => t.msg_estate_expected(fmt.day(day).as_str()),
                        (None, None) => t.msg_estate_for_now(),
                    },
                    reason: p.reason,
                    by: p.by.unwrap_or_else(|| t.msg_not_known()),
                })
                .collect(),
        }
    }
}

/// The form as filled from the row.
pub fn filled(c: &Cell) -> Edit {
    let mut edit = Edit {
        code: c.code.clone(),
        walking_order: c.walking_order.to_string(),
        certified: c.certified.to_string(),
        working: c.working.to_string(),
        maximum: c.maximum.to_string(),
        condition: c.condition.clone(),
        accessible: if c.accessible { "yes".to_owned() } else { String::new() },
        version: c.version.to_string(),
        was: String::new(),
    };
    edit.was = conflict::was(&pairs(&edit));
    edit
}

/// The fields by name.
pub fn pairs(e: &Edit) -> [(&'static str, &str); 7] {
    [
        ("code", &e.code),
        ("walking_order", &e.walking_order),
        ("certified", &e.certified),
        ("working", &e.working),
        ("maximum", &e.maximum),
        ("condition", &e.condition),
        ("accessible", &e.accessible),
    ]
}
