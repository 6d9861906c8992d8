//! The forms of incidents.

use askama::Template;
use uuid::Uuid;

use super::{kinds, number};
use crate::custody::incidents::form::{LINES, ReportForm, StepForm, fields_of};
use crate::custody::incidents::model::{Injury, PersonRole, State, Step};
use crate::custody::incidents::store::Whole;
use crate::custody::searches::fields::{Boxes, Moment, Pick};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A line for a person on a new report.
pub struct PersonLine {
    /// "1".
    pub number: usize,
    /// What was typed.
    pub who: String,
    /// Value, word, chosen.
    pub roles: Vec<(&'static str, String, bool)>,
    /// Value, word, chosen.
    pub injuries: Vec<(&'static str, String, bool)>,
}

fn person_lines(t: Text, form: &ReportForm) -> Vec<PersonLine> {
    let text = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    (0..LINES.max(form.who.len().min(12)))
        .map(|i| PersonLine {
            number: i + 1,
            who: text(&form.who, i),
            roles: PersonRole::ALL.iter().map(|r| (r.as_str(), r.label(t), text(&form.role, i) == r.as_str())).collect(),
            injuries: Injury::ALL.iter().map(|x| (x.as_str(), x.label(t), text(&form.injury, i) == x.as_str())).collect(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "custody/incident_form.html")]
pub struct ReportView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    /// Where the form goes.
    pub action: String,
    /// The draft it edits, with its version.
    pub draft: Option<(String, String)>,
    pub prison: String,
    pub search: String,
    pub test: String,
    /// Whether the sender will be able to read it afterwards, and so may keep a draft.
    pub reads: bool,
    pub people: Vec<String>,
    pub lines: Vec<PersonLine>,
    /// The message over the lines of people.
    pub people_fault: Option<String>,
    pub kind: Field,
    pub unit: Field,
    pub place: Field,
    pub at: Moment,
    pub late: Field,
    pub description: Field,
    pub measures: Field,
    pub force: Field,
    pub allegation: Field,
}

impl ReportView {
    #[expect(clippy::too_many_arguments, reason = "the parts of one form")]
    pub fn new(
        ctx: &Ctx,
        prison: &str,
        reads: bool,
        units: &[(Uuid, String)],
        people: Vec<String>,
        form: &ReportForm,
        draft: Option<Uuid>,
        errors: &Errors,
    ) -> Self {
        let t = ctx.t;
        let units = units.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
        Self {
            frame: ctx.frame("incidents", if draft.is_some() { t.msg_incident_edit() } else { t.msg_incident_new() }),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: draft.map_or_else(|| "/incidents".to_owned(), |id| format!("/incidents/{id}/edit")),
            draft: draft.map(|id| (format!("/incidents/{id}"), form.version.clone())),
            prison: prison.to_owned(),
            search: form.search.clone(),
            test: form.test.clone(),
            reads,
            people,
            lines: if draft.is_some() { Vec::new() } else { person_lines(t, form) },
            people_fault: errors.of("people").map(str::to_owned),
            kind: Field::select("kind", t.msg_incident_kind(), &form.kind, kinds(ctx)).or_none(t.msg_control_choose()).required(t).errors(errors),
            unit: Field::select("unit", t.msg_control_unit(), &form.unit, units).or_none(t.msg_incident_no_unit()).errors(errors),
            place: Field::text("place", t.msg_incident_place(), &form.place).max(120).errors(errors),
            at: Moment::new(t, "at", t.msg_incident_at(), &form.at, errors).hint(t.msg_control_when_hint()).required(t),
            late: Field::text("late", t.msg_control_late(), &form.late).hint(t.msg_control_late_hint()).max(400).errors(errors),
            description: Field::area("description", t.msg_incident_description(), &form.description, 8)
                .hint(t.msg_incident_description_hint())
                .max(8000)
                .required(t)
                .errors(errors),
            measures: Field::area("measures", t.msg_incident_measures(), &form.measures, 4).max(4000).errors(errors),
            force: Field::checkbox("force", t.msg_incident_force(), &form.force).hint(t.msg_incident_force_hint()).errors(errors),
            allegation: Field::checkbox("allegation", t.msg_incident_allegation(), &form.allegation).hint(t.msg_incident_allegation_hint()).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/incident_step.html")]
pub struct StepView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub action: String,
    pub number: String,
    pub heading: String,
    pub version: i32,
    pub note: Option<Field>,
    pub owner: Option<(Field, Field)>,
    pub kind: Option<Field>,
    /// What happens.
    pub consequence: String,
    /// What still stands in the way.
    pub blocked: Option<String>,
}

impl StepView {
    pub fn new(ctx: &Ctx, x: &Whole, step: Step, owners: Vec<Choice>, form: &StepForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let (note, owned, typed) = fields_of(step, x.state() == State::Returned);
        let label = match step {
            Step::Return => t.msg_incident_note_return(),
            Step::Review => t.msg_incident_note_review(),
            Step::Close => t.msg_incident_note_close(),
            Step::Reopen | Step::Kind => t.msg_incident_note_reason(),
            Step::Submit | Step::Owner => t.msg_incident_note_comment(),
        };
        let consequence = match step {
            Step::Submit => t.msg_incident_then_submit(),
            Step::Return => t.msg_incident_then_return(x.reporter.as_str()),
            Step::Review => t.msg_incident_then_review(),
            Step::Close => t.msg_incident_then_close(),
            Step::Reopen => t.msg_incident_then_reopen(),
            Step::Owner => t.msg_incident_then_owner(),
            Step::Kind => t.msg_incident_then_kind(),
        };
        Self {
            frame: ctx.frame("incidents", step.label(t)),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            href: format!("/incidents/{}", x.id),
            action: format!("/incidents/{}/step/{}", x.id, step.as_str()),
            number: number(x.year, x.number),
            heading: step.label(t),
            version: x.version,
            note: note.map(|least| {
                let field = Field::area("note", label, &form.note, 4).max(2000).errors(errors);
                if least > 0 { field.required(t) } else { field }
            }),
            owner: owned.then(|| {
                (
                    Field::select("owner", t.msg_incident_owner(), &form.owner, owners).or_none(t.msg_control_choose()).required(t).errors(errors),
                    Field::day("due", t.msg_incident_due_on(), &form.due).required(t).errors(errors),
                )
            }),
            kind: typed.then(|| Field::select("kind", t.msg_incident_kind(), &form.kind, kinds(ctx)).required(t).errors(errors)),
            consequence,
            blocked: errors.of("step").map(str::to_owned),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/incident_people.html")]
pub struct PeopleView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub number: String,
    pub people: Vec<String>,
    pub who: Pick,
    pub role: Field,
    pub injury: Field,
    pub account: Field,
    pub staff_role: Field,
    pub staff_injury: Field,
}

#[derive(Template)]
#[template(path = "custody/incident_remove.html")]
pub struct RemoveView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub action: String,
    pub number: String,
    pub name: String,
    pub reason: Field,
}

#[derive(Template)]
#[template(path = "custody/incident_force.html")]
pub struct ForceView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub number: String,
    /// Whether there is anybody it can have been used on.
    pub anybody: bool,
    pub inmate: Field,
    pub grounds: Boxes,
    pub means: Boxes,
    pub started: Moment,
    pub ended: Moment,
    pub lesser: Field,
    pub ordered: Field,
    pub hurt_inmate: Field,
    pub hurt_staff: Field,
    pub health: Moment,
    pub doctor: Moment,
    pub no_health: Field,
}

#[derive(Template)]
#[template(path = "custody/incident_force_end.html")]
pub struct ForceNoteView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub action: String,
    pub number: String,
    /// On whom, what, since when.
    pub what: String,
    pub ended: Option<Moment>,
    pub doctor: Option<Moment>,
}

#[derive(Template)]
#[template(path = "custody/incident_duty.html")]
pub struct DutyView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub action: String,
    pub number: String,
    pub heading: String,
    pub cite: &'static str,
    pub how: Field,
    pub at: Moment,
    pub told: Field,
    pub left_reason: Field,
}
