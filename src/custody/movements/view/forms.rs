//! The forms of movements.

use askama::Template;
use uuid::Uuid;

use super::super::form::{CancelForm, CorrectForm, InsideForm, LeaveForm, MOST_PLACE, MOST_REASON, Offer, PlanForm, StepForm};
use super::super::model::{InternalKind, Movement, Restraint, Transport};
use super::super::store::Place;
use super::words::Words;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::conflict;
use crate::web::field::{Choice, Summary};
use crate::web::lang::Text;
use crate::web::{Errors, Field, Frame};

/// What must be told of those who go along and how.
pub struct Takes {
    pub number: Field,
    pub staff1: Field,
    pub staff2: Field,
    pub others: Field,
    pub restraint: Field,
    pub restraint_reason: Field,
    pub transport: Field,
}

/// Values in the order of the fields of [`Takes`].
struct Typed<'a>([&'a str; 7]);

impl Takes {
    fn of(t: Text, typed: &Typed<'_>, staff: &[(Uuid, String)], errors: &Errors) -> Self {
        let [number, staff1, staff2, others, restraint, why, transport] = typed.0;
        let people = || staff.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect::<Vec<_>>();
        Self {
            number: Field::text("escort_number", t.msg_move_field_number(), number).width("w-num").inputmode("numeric").max(2).code().errors(errors),
            staff1: Field::select("staff1", t.msg_move_field_staff(), staff1, people()).or_none(t.msg_move_nobody()).errors(errors),
            staff2: Field::select("staff2", t.msg_move_field_staff2(), staff2, people()).or_none(t.msg_move_nobody()).errors(errors),
            others: Field::text("escort_others", t.msg_move_field_others(), others).hint(t.msg_move_field_others_hint()).max(200).errors(errors),
            restraint: Field::select("restraint", t.msg_move_field_restraint(), restraint, Restraint::choices(t)).errors(errors),
            restraint_reason: Field::text("restraint_reason", t.msg_move_field_restraint_reason(), why)
                .hint(t.msg_move_field_restraint_reason_hint())
                .max(MOST_REASON)
                .errors(errors),
            transport: Field::select("transport", t.msg_move_field_transport(), transport, Transport::choices(t))
                .or_none(t.msg_move_not_decided())
                .errors(errors),
        }
    }
}

fn late(t: Text, typed: &str, errors: &Errors) -> Field {
    Field::text("late_reason", t.msg_move_field_late(), typed).hint(t.msg_move_field_late_hint()).max(MOST_REASON).errors(errors)
}

#[derive(Template)]
#[template(path = "custody/movements/plan.html")]
pub struct PlanView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub heading: String,
    pub errors: bool,
    pub summary: Summary,
    /// A movement that is changed carries its version and what the form was filled with.
    pub edits: Option<(String, String)>,
    pub reason: Option<Field>,
    pub destination: Field,
    pub to_prison: Field,
    pub when: Option<Field>,
    pub planned_out: Option<Field>,
    pub late: Option<Field>,
    pub expected_back: Field,
    pub takes: Takes,
    pub why: Option<Field>,
    /// That they are kept apart and why, once somebody goes there whom they must be kept apart from.
    pub apart: Apart,
}

impl PlanView {
    /// For a new movement, or for `edits`.
    pub fn new(ctx: &InmateCtx, form: &PlanForm, offer: &Offer<'_>, edits: Option<&Movement>, errors: &Errors) -> Self {
        let (reasons, staff) = (offer.reasons, offer.staff);
        let (t, words) = (ctx.t, Words::of(ctx));
        let base = format!("/inmates/{}/movements", ctx.inmate.id);
        let under_way = edits.is_some_and(|m| m.state == "out");
        let typed = Typed([&form.escort_number, &form.staff1, &form.staff2, &form.escort_others, &form.restraint, &form.restraint_reason, &form.transport]);
        let choices = reasons.iter().map(|r| Choice::new(*r, words.reason(r))).collect();
        let when = [("later", t.msg_move_when_later()), ("now", t.msg_move_when_now()), ("earlier", t.msg_move_when_earlier())];
        let heading = if edits.is_some() { t.msg_move_change_heading() } else { t.msg_move_plan_heading() };
        let was = if form.was.is_empty() { conflict::was(&form.pairs()) } else { form.was.clone() };
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "movements"),
            action: edits.map_or_else(|| base.clone(), |m| format!("{base}/{}/edit", m.id)),
            base,
            heading,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            edits: edits.map(|_| (form.version.clone(), was)),
            reason: (!under_way)
                .then(|| Field::select("reason", t.msg_move_field_reason(), &form.reason, choices).or_none(t.msg_move_choose()).required(t).errors(errors)),
            destination: Field::text("destination", t.msg_move_field_destination(), &form.destination).max(MOST_PLACE).errors(errors),
            to_prison: Field::select(
                "to_prison",
                t.msg_move_field_to_prison(),
                &form.to_prison,
                offer.prisons.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect(),
            )
            .or_none(t.msg_move_no_transfer())
            .hint(t.msg_move_field_to_prison_hint())
            .errors(errors),
            when: edits.is_none().then(|| {
                Field::radio("when", t.msg_move_field_when(), &form.when, when.into_iter().map(|(v, l)| Choice::new(v, l)).collect()).required(t).errors(errors)
            }),
            planned_out: (!under_way)
                .then(|| Field::moment(t, "planned_out", t.msg_move_field_out(), &form.planned_out).hint(t.msg_move_field_out_hint()).errors(errors)),
            late: edits.is_none().then(|| late(t, &form.late_reason, errors)),
            expected_back: Field::moment(t, "expected_back", t.msg_move_field_back(), &form.expected_back).hint(t.msg_move_field_back_hint()).errors(errors),
            takes: Takes::of(t, &typed, staff, errors),
            apart: apart(t, (&form.apart, &form.apart_why), errors),
            why: edits.is_some().then(|| {
                Field::text("change_reason", t.msg_move_field_change_reason(), &form.change_reason)
                    .hint(t.msg_move_field_change_reason_hint())
                    .max(MOST_REASON)
                    .errors(errors)
            }),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/movements/leave.html")]
pub struct LeaveView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub back: String,
    pub errors: bool,
    pub summary: Summary,
    pub what: String,
    pub at: Field,
    pub late: Field,
    pub takes: Takes,
    pub apart: Apart,
}

impl LeaveView {
    /// Of a planned movement.
    pub fn new(ctx: &InmateCtx, m: &Movement, form: &LeaveForm, staff: &[(Uuid, String)], errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let base = format!("/inmates/{}/movements", ctx.inmate.id);
        let typed = Typed([&form.escort_number, &form.staff1, &form.staff2, &form.escort_others, &form.restraint, &form.restraint_reason, &form.transport]);
        Self {
            frame: ctx.frame("inmates", t.msg_move_leave_heading()),
            banner: BannerView::of(ctx, "movements"),
            action: format!("{base}/{}/leave", m.id),
            base,
            back: form.back.clone(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            what: words.what(true, &m.reason, &m.destination),
            at: Field::moment(t, "at", t.msg_move_field_left_at(), &form.at).hint(t.msg_move_field_now_hint()).errors(errors),
            late: late(t, &form.late_reason, errors),
            takes: Takes::of(t, &typed, staff, errors),
            apart: apart(t, (&form.apart, &form.apart_why), errors),
        }
    }
}

/// A step with a time and nothing more: is back, arrived.
#[derive(Template)]
#[template(path = "custody/movements/step.html")]
pub struct StepView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub heading: String,
    pub button: String,
    pub back: String,
    pub errors: bool,
    pub summary: Summary,
    pub what: String,
    pub at: Field,
    pub late: Field,
    pub apart: Apart,
}

impl StepView {
    /// For a step posted to `action`.
    pub fn new(ctx: &InmateCtx, action: String, (heading, button): (String, String), what: String, form: &StepForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action,
            heading,
            button,
            back: form.back.clone(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            what,
            at: Field::moment(t, "at", t.msg_move_field_at(), &form.at).hint(t.msg_move_field_now_hint()).errors(errors),
            late: late(t, &form.late_reason, errors),
            apart: apart(t, (&form.apart, &form.apart_why), errors),
        }
    }
}

/// Recorded times are set right.
#[derive(Template)]
#[template(path = "custody/movements/correct.html")]
pub struct CorrectView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub errors: bool,
    pub summary: Summary,
    pub what: String,
    pub version: String,
    pub out: Field,
    pub back: Option<Field>,
    pub why: Field,
}

impl CorrectView {
    /// Of something that has begun.
    pub fn new(ctx: &InmateCtx, m: &Movement, what: String, form: &CorrectForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/movements", ctx.inmate.id);
        let back = Field::moment(t, "back_at", t.msg_move_fact_back(), &form.back_at).required(t).errors(errors);
        Self {
            frame: ctx.frame("inmates", t.msg_move_correct_heading()),
            banner: BannerView::of(ctx, "movements"),
            action: format!("{base}/{}/correct", m.id),
            base,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            what,
            version: form.version.clone(),
            out: Field::moment(t, "out_at", t.msg_move_fact_left(), &form.out_at).required(t).errors(errors),
            back: m.back_at.is_some().then_some(back),
            why: Field::area("why", t.msg_move_correct_why(), &form.why, 2).max(MOST_REASON).required(t).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/movements/cancel.html")]
pub struct CancelView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub back: String,
    pub errors: bool,
    pub summary: Summary,
    pub what: String,
    pub when: String,
    pub reason: Field,
}

impl CancelView {
    /// Of something planned.
    pub fn new(ctx: &InmateCtx, action: String, what: String, when: String, form: &CancelForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("inmates", t.msg_move_cancel_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action,
            back: form.back.clone(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            what,
            when,
            reason: Field::text("reason", t.msg_move_field_cancel_reason(), &form.reason)
                .hint(t.msg_move_field_cancel_reason_hint())
                .max(MOST_REASON)
                .required(t)
                .errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/movements/inside.html")]
pub struct InsideView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub errors: bool,
    pub summary: Summary,
    pub kind: Field,
    pub from: Field,
    pub place: Option<Field>,
    pub to: Field,
    pub now: Field,
    pub planned_at: Field,
    pub planned_until: Field,
    pub apart: Apart,
}

impl InsideView {
    /// For a new way within the house.
    pub fn new(ctx: &InmateCtx, form: &InsideForm, places: &[Place], errors: &Errors) -> Self {
        let t = ctx.t;
        let choices: Vec<Choice> = places.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect();
        // Without places of its own a prison writes them in words.
        let place =
            (!choices.is_empty()).then(|| Field::select("place", t.msg_move_field_to(), &form.place, choices).or_none(t.msg_move_choose()).errors(errors));
        let (to_label, to_hint) =
            if place.is_some() { (t.msg_move_field_to_other(), t.msg_move_field_to_other_hint()) } else { (t.msg_move_field_to(), t.msg_move_field_to_hint()) };
        let to = Field::text("to", to_label, &form.to).hint(to_hint).max(MOST_PLACE).errors(errors);
        Self {
            frame: ctx.frame("inmates", t.msg_move_inside_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action: format!("/inmates/{}/internal", ctx.inmate.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            kind: Field::select("kind", t.msg_move_field_kind(), &form.kind, InternalKind::choices(t)).or_none(t.msg_move_choose()).required(t).errors(errors),
            from: Field::text("from", t.msg_places_col_from(), &form.from).max(MOST_PLACE).errors(errors),
            to: if place.is_some() { to } else { to.required(t) },
            place,
            now: Field::checkbox("now", t.msg_move_field_goes_now(), &form.now),
            planned_at: Field::moment(t, "planned_at", t.msg_move_field_planned_at(), &form.planned_at).errors(errors),
            planned_until: Field::moment(t, "planned_until", t.msg_move_field_planned_until(), &form.planned_until).errors(errors),
            apart: apart(t, (&form.apart, &form.apart_why), errors),
        }
    }
}

/// The box that says they are kept apart, and the reason.
pub type Apart = Option<(Field, Field)>;

/// There once it is asked for, and while it is ticked.
fn apart(t: Text, (typed, why): (&str, &str), errors: &Errors) -> Apart {
    (errors.of("apart").is_some() || typed == "yes").then(|| {
        let reason = Field::text("apart_why", t.msg_move_apart_why(), why).hint(t.msg_move_apart_why_hint()).max(MOST_REASON).required(t).errors(errors);
        (Field::checkbox("apart", t.msg_move_apart_kept(), typed).errors(errors), reason)
    })
}
