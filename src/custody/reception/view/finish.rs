//! The place and the roll; the contact officer.

use askama::Template;

use super::{Head, missing, place, writes};
use crate::access::{Act, Class};
use crate::custody::cells::model::Considered;
use crate::custody::cells::{MoveForm, Side};
use crate::custody::reception::model::{Reception, State, Step};
use crate::custody::reception::rules::{self, There};
use crate::custody::reception::store::{Officer, Place};
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

#[derive(Template)]
#[template(path = "reception/place.html")]
pub struct PlaceView {
    frame: Frame,
    head: Head,
    summary: Summary,
    faulty: bool,
    action: String,
    /// What stands in the way.
    before: Vec<String>,
    excepted: Option<String>,
    field: Option<Field>,
    /// Where the person sleeps, once admitted.
    place: String,
    admitted: bool,
    move_on: Option<String>,
}

impl PlaceView {
    pub fn new(ctx: &Ctx, r: &Reception, places: &[Place], chosen: &str, errors: &Errors) -> Self {
        let t = ctx.t;
        let before: Vec<String> = rules::before_admission(There::of(r), ctx.now).into_iter().map(|m| missing(t, m)).collect();
        let offers = r.state == State::Open && writes(ctx, r) && before.is_empty();
        let preset = if chosen.is_empty() { default_place(places) } else { chosen.to_owned() };
        Self {
            frame: ctx.frame("receptions", t.msg_rec_step_cell()),
            head: Head::of(ctx, r, Some(Step::Cell)),
            summary: Summary::of(t, errors),
            faulty: !errors.is_empty(),
            action: format!("/receptions/{}/admit", r.id),
            before,
            excepted: super::step::excepted(ctx, r).filter(|_| r.answered("document").is_none()),
            field: offers.then(|| {
                Field::select("place", t.msg_rec_place(), &preset, choices(ctx, places))
                    .or_none(t.msg_reg_choose_one())
                    .hint(t.msg_rec_place_hint())
                    .required(t)
                    .errors(errors)
            }),
            place: place(t, r),
            admitted: r.admitted_at.is_some(),
            move_on: r.inmate.filter(|_| r.facts.held && r.facts.reachable && ctx.may(Class::Movements, Act::Write)).map(|i| format!("/inmates/{i}/cell")),
        }
    }
}

/// What stands against a place, before somebody is admitted to it.
#[derive(Template)]
#[template(path = "reception/weighed.html")]
pub struct WeighedView {
    frame: Frame,
    head: Head,
    summary: Summary,
    faulty: bool,
    /// It has changed since it was shown.
    changed: bool,
    sides: Vec<Side>,
    stopped: bool,
    asks: bool,
    hidden: Vec<(&'static str, String)>,
    action: String,
    back: String,
}

impl WeighedView {
    pub fn new(ctx: &Ctx, r: &Reception, considered: &Considered, (place, form): (&str, &MoveForm), changed: bool, errors: &Errors) -> Self {
        let t = ctx.t;
        let side = Side::of(ctx, considered, form, errors, &mut 0);
        Self {
            frame: ctx.frame("receptions", t.msg_rec_step_cell()),
            head: Head::of(ctx, r, Some(Step::Cell)),
            summary: Summary::of(t, errors),
            faulty: !errors.is_empty(),
            changed,
            stopped: considered.stopped(),
            asks: side.findings.iter().any(|f| f.ask.is_some()),
            sides: vec![side],
            hidden: vec![("place", place.to_owned()), ("seen", considered.fingerprint())],
            action: format!("/receptions/{}/admit", r.id),
            back: format!("/receptions/{}/cell", r.id),
        }
    }
}

/// The first free cell of the reception unit, where there is one.
fn default_place(places: &[Place]) -> String {
    places.iter().find(|p| p.purpose == "reception" && p.free > 0).and_then(|p| p.cell_id.map(|c| format!("{}:{c}", p.unit_id))).unwrap_or_default()
}

fn choices(ctx: &Ctx, places: &[Place]) -> Vec<Choice> {
    let t = ctx.t;
    let mut choices = Vec::new();
    let mut unit = None;
    for p in places {
        if unit.replace(p.unit_id) != Some(p.unit_id) {
            choices.push(Choice::new(p.unit_id.to_string(), t.msg_rec_place_no_cell(p.unit.as_str())));
        }
        if let (Some(id), Some(code), true) = (p.cell_id, &p.cell, p.free > 0) {
            let label = if p.accessible {
                t.msg_rec_place_cell_accessible(p.unit.as_str(), code.as_str(), p.free)
            } else {
                t.msg_rec_place_cell(p.unit.as_str(), code.as_str(), p.free)
            };
            choices.push(Choice::new(format!("{}:{id}", p.unit_id), label));
        }
    }
    choices
}

#[derive(Template)]
#[template(path = "reception/officer.html")]
pub struct OfficerView {
    frame: Frame,
    head: Head,
    summary: Summary,
    faulty: bool,
    action: String,
    present: Option<String>,
    field: Option<Field>,
    admitted: bool,
    may: bool,
}

impl OfficerView {
    pub fn new(ctx: &Ctx, r: &Reception, officers: &[Officer], chosen: &str, errors: &Errors) -> Self {
        let t = ctx.t;
        let may = ctx.actor.role().is_some_and(rules::may_give_officer) && ctx.may(Class::Reception, Act::Read);
        let offers = may && r.admitted_at.is_some() && r.writable() && r.facts.officer.is_none();
        let choices = officers.iter().map(|o| Choice::new(o.assignment.to_string(), t.msg_rec_officer_load(o.name.as_str(), o.load))).collect();
        Self {
            frame: ctx.frame("receptions", t.msg_rec_step_officer()),
            head: Head::of(ctx, r, Some(Step::Officer)),
            summary: Summary::of(t, errors),
            faulty: !errors.is_empty(),
            action: format!("/receptions/{}/contact-officer", r.id),
            present: r.facts.officer.clone(),
            field: offers.then(|| {
                Field::select("officer", t.msg_rec_step_officer(), chosen, choices)
                    .or_none(t.msg_reg_choose_one())
                    .hint(t.msg_rec_officer_hint())
                    .required(t)
                    .errors(errors)
            }),
            admitted: r.admitted_at.is_some(),
            may,
        }
    }
}
