//! Pages of receptions, with every value ready to show.

mod finish;
mod identity;
mod list;
mod property;
mod sheet;
mod step;

pub use finish::{OfficerView, PlaceView, WeighedView};
pub use identity::{IdentityView, Search};
pub use list::{ArrivalView, HealthView, ListView};
pub use property::{InventoryView, PropertyView, ReceiptView};
pub use sheet::SheetView;
pub use step::{OverviewView, StepView};

use askama::Template;

use super::model::{Reception, State, Step};
use super::rules::{self, Missing, There};
use super::spec;
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Ctx, Errors, Field, Frame};

/// A form's parts: a heading and lines of fields each.
pub type Parts = Vec<(String, Vec<Vec<Field>>)>;

/// A flag.
pub fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// One step as the stepper and the overview show it.
pub struct StepLine {
    /// Its page.
    pub href: Option<String>,
    /// Its word.
    pub label: String,
    /// Whether it is done.
    pub done: bool,
    /// Whether it is the page's own.
    pub current: bool,
    /// How it stands.
    pub state: Flag,
    /// By whom and when.
    pub by: String,
}

/// What stands over every page of a reception.
pub struct Head {
    /// The reception's page.
    pub home: String,
    /// The name, or that it is not known.
    pub name: String,
    /// Number, birth date, when and from where.
    pub line: String,
    /// The steps.
    pub steps: Vec<StepLine>,
    /// How many are done, of how many.
    pub progress: String,
    /// What is over time.
    pub alarm: Option<String>,
}

impl Head {
    /// Of a reception; `current`: the step of the page.
    pub fn of(ctx: &Ctx, r: &Reception, current: Option<Step>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let steps: Vec<StepLine> = Step::ALL.iter().map(|s| step_line(ctx, r, *s, current)).collect();
        let done = steps.iter().filter(|s| s.done).count() as i64;
        let arrived = t.msg_rec_arrived_line(fmt.near(r.arrived_at).as_str(), r.brought_from.as_str());
        let line = [r.facts.number.clone(), r.born().map(|d| t.msg_reg_born(fmt.day(d).as_str())), Some(arrived)];
        Self {
            home: format!("/receptions/{}", r.id),
            name: name(t, r),
            line: line.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            progress: t.msg_rec_progress(done, steps.len() as i64),
            steps,
            alarm: rules::exception_overdue(There::of(r), ctx.now).then(|| t.msg_rec_exception_overdue()),
        }
    }
}

/// The name, or that nobody knows it.
pub fn name(t: Text, r: &Reception) -> String {
    r.name().unwrap_or_else(|| t.msg_rec_nameless())
}

/// Whether the reader writes in this reception.
pub fn writes(ctx: &Ctx, r: &Reception) -> bool {
    ctx.may(Class::Reception, Act::Write) && r.writable()
}

fn step_line(ctx: &Ctx, r: &Reception, step: Step, current: Option<Step>) -> StepLine {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let by_at = |by: &str, at| t.msg_rec_by_at(by, fmt.near(at).as_str());
    let answered = r.answered(step.as_str()).map(|a| by_at(a.by.as_str(), a.at)).unwrap_or_default();
    let f = &r.facts;
    let (done, by) = match step {
        Step::Identity => (r.inmate.is_some(), r.matched_by.as_deref().zip(r.matched_at).map(|(by, at)| by_at(by, at)).unwrap_or_default()),
        // They came along with the person.
        Step::Document if answered.is_empty() && f.based => (true, f.transfer_from.as_deref().map(|from| t.msg_rec_came_along(from)).unwrap_or_default()),
        Step::Arrest if answered.is_empty() && f.transfer_from.is_some() => {
            (true, f.transfer_from.as_deref().map(|from| t.msg_rec_came_along(from)).unwrap_or_default())
        }
        Step::Family => (There::of(r).told, answered),
        Step::Property => (f.receipt, if f.items > 0 { t.msg_rec_items(f.items) } else { String::new() }),
        Step::Photo => (f.photographed || r.answered("photo").is_some(), answered),
        Step::Cell => (f.cell.is_some(), place(t, r)),
        Step::Officer => (f.officer.is_some(), f.officer.clone().unwrap_or_default()),
        _ => (r.answered(step.as_str()).is_some(), answered),
    };
    let waits = !done && r.admitted_at.is_none() && step == Step::Officer;
    let excepted = step == Step::Document && !done && r.answered("exception").is_some();
    let state = match (done, waits, excepted) {
        (true, ..) => flag("success", "Checkmark", t.msg_rec_done()),
        (_, true, _) => flag("neutral", "Hourglass", t.msg_rec_after_admission()),
        (_, _, true) if rules::exception_overdue(There::of(r), ctx.now) => flag("danger", "ExclamationmarkTriangle", t.msg_rec_exception_overdue_short()),
        (_, _, true) => flag("warning", "Hourglass", t.msg_rec_exception_runs()),
        _ => flag("warning", "Hourglass", t.msg_rec_missing()),
    };
    // What was brought is property: who reads receptions does not always read that.
    let readable = step != Step::Property || ctx.may(Class::Property, Act::Read);
    let href = readable.then(|| format!("/receptions/{}/{}", r.id, step.as_str()));
    StepLine { href, label: spec::label(t, step), done, current: current == Some(step), state, by }
}

/// Unit and cell, or that there is no cell yet.
pub fn place(t: Text, r: &Reception) -> String {
    match (&r.facts.unit, &r.facts.cell) {
        (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
        (Some(unit), None) => t.msg_unit_no_cell(unit.as_str()),
        _ => String::new(),
    }
}

/// How far a reception has come.
pub fn state(t: Text, r: &Reception) -> Flag {
    match (r.state, r.completed_at) {
        (State::Open, _) => flag("info", "DoorOpen", t.msg_rec_state_open()),
        (State::Admitted, None) => flag("success", "House", t.msg_rec_state_admitted()),
        (State::Admitted, Some(_)) => flag("success", "CheckmarkCircle", t.msg_rec_state_complete()),
        (State::Ended, _) => flag("neutral", "XMark", t.msg_rec_state_ended()),
    }
}

/// What is missing, in words.
pub fn missing(t: Text, what: Missing) -> String {
    match what {
        Missing::Document => t.msg_rec_missing_document(),
        Missing::Identity => t.msg_rec_missing_identity(),
        Missing::IdentityUnknown => t.msg_rec_missing_identity_unknown(),
        Missing::Gender => t.msg_rec_missing_gender(),
        Missing::Arrest => t.msg_rec_missing_arrest(),
        Missing::Admission => t.msg_rec_missing_admission(),
        Missing::Injuries => t.msg_rec_missing_injuries(),
        Missing::Property => t.msg_rec_missing_property(),
        Missing::Kin => t.msg_rec_missing_kin(),
        Missing::Emergency => t.msg_rec_missing_emergency(),
        Missing::Questions => t.msg_rec_missing_questions(),
        Missing::Information => t.msg_rec_missing_information(),
        Missing::Family => t.msg_rec_missing_family(),
        Missing::ChildrensOfficer => t.msg_rec_missing_childrens_officer(),
        Missing::Consul => t.msg_rec_missing_consul(),
        Missing::Photo => t.msg_rec_missing_photo(),
        Missing::Cell => t.msg_rec_missing_cell(),
        Missing::Officer => t.msg_rec_missing_officer(),
    }
}

/// A form alone on its page.
#[derive(Template)]
#[template(path = "reception/form.html")]
pub struct PlainForm {
    frame: Frame,
    heading: String,
    text: String,
    summary: Summary,
    faulty: bool,
    parts: Parts,
    action: String,
    button: String,
    back: String,
}

impl PlainForm {
    /// With its fields.
    pub fn new(ctx: &Ctx, heading: String, text: String, parts: Parts, errors: &Errors) -> Self {
        Self {
            frame: ctx.frame("receptions", heading.clone()),
            heading,
            text,
            summary: Summary::of(ctx.t, errors),
            faulty: !errors.is_empty(),
            parts,
            action: String::new(),
            button: String::new(),
            back: String::new(),
        }
    }

    /// Where it is sent, by which button, and where giving up leads.
    pub fn to(mut self, action: String, button: String, back: String) -> Self {
        (self.action, self.button, self.back) = (action, button, back);
        self
    }
}
