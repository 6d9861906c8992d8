//! Pages of tests.

use askama::Template;

use super::form::{CancelForm, LabForm, TakeForm, TestForm};
use crate::custody::searches::fields::{Moment, Pick};
use crate::custody::searches::model::{Outcome, TestKind, TestReason};
use crate::custody::searches::store::Colleague;
use crate::custody::searches::store::tests::Test;
use crate::custody::searches::view::{Person, colleagues, fact};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A test in a list.
pub struct TestRow {
    /// Where it is told in full.
    pub href: String,
    /// Of whom.
    pub person: Person,
    /// Where they live.
    pub place: String,
    /// Of what.
    pub kind: String,
    /// What for.
    pub reason: String,
    /// Due, or taken.
    pub when: String,
    /// Colour, icon and word of where it stands.
    pub state: (&'static str, &'static str, String),
}

/// Where a test stands.
pub fn state(ctx: &Ctx, x: &Test) -> (&'static str, &'static str, String) {
    let t = ctx.t;
    let day = ctx.fmt().day(x.due_on);
    match (x.outcome.as_deref().and_then(Outcome::from_word), x.confirmation.as_str()) {
        _ if x.cancel_reason.is_some() => ("neutral", "XMark", t.msg_drugtest_cancelled()),
        (None, _) if x.due_on < ctx.today => ("danger", "HourglassTopFilled", t.msg_drugtest_overdue(day.as_str())),
        (None, _) if x.due_on == ctx.today => ("warning", "HourglassTopFilled", t.msg_drugtest_due_today()),
        (None, _) => ("neutral", "Hourglass", t.msg_drugtest_due(day.as_str())),
        (Some(outcome), "pending") => ("warning", "Hourglass", t.msg_drugtest_pending(outcome.label(t).as_str())),
        (Some(outcome), "confirmed") => ("danger", "ExclamationmarkTriangle", t.msg_drugtest_confirmed(outcome.label(t).as_str())),
        (Some(_), "disproved") => ("success", "CheckmarkCircle", t.msg_drugtest_disproved()),
        (Some(Outcome::Negative), _) => ("success", "CheckmarkCircle", Outcome::Negative.label(t)),
        (Some(outcome), _) => ("warning", "ExclamationmarkTriangle", outcome.label(t)),
    }
}

impl TestRow {
    /// Of a test.
    pub fn of(ctx: &Ctx, x: &Test) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let name = crate::inmates::store::full_name(&x.family_name, &x.given_name);
        Self {
            href: format!("/tests/{}", x.id),
            person: Person { href: format!("/inmates/{}", x.inmate_id), name, number: x.number.clone() },
            place: x.place.clone(),
            kind: TestKind::name_of(t, &x.kind),
            reason: TestReason::name_of(t, &x.reason),
            when: x.taken_at.map_or_else(|| fmt.day(x.due_on), |at| fmt.near(at)),
            state: state(ctx, x),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/tests.html")]
pub struct TestsView {
    pub frame: Frame,
    pub between: Vec<Chip>,
    pub chips: Vec<Chip>,
    pub prisons: Option<Field>,
    pub list: &'static str,
    pub rows: Vec<TestRow>,
    pub writes: bool,
}

#[derive(Template)]
#[template(path = "custody/test_form.html")]
pub struct TestFormView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub prison: String,
    pub people: Vec<String>,
    pub who: Pick,
    pub kind: Field,
    pub reason: Field,
    pub reason_text: Field,
    pub due: Field,
}

impl TestFormView {
    pub fn new(ctx: &Ctx, prison: &str, people: Vec<String>, form: &TestForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("searches", t.msg_drugtest_new()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            prison: prison.to_owned(),
            people,
            who: Pick::new("who", t.msg_control_who(), &form.who, t.msg_control_who_hint(), errors).required(t),
            kind: Field::radio("kind", t.msg_drugtest_kind(), &form.kind, TestKind::choices(t)).hint(t.msg_drugtest_kind_hint()).required(t).errors(errors),
            reason: Field::select("reason", t.msg_drugtest_reason(), &form.reason, TestReason::choices(t))
                .or_none(t.msg_control_choose())
                .required(t)
                .errors(errors),
            reason_text: Field::area("reason_text", t.msg_drugtest_reason_text(), &form.reason_text, 2)
                .hint(t.msg_drugtest_reason_hint())
                .max(600)
                .errors(errors),
            due: Field::day("due", t.msg_drugtest_due_on(), &form.due).hint(t.msg_drugtest_due_hint()).required(t).errors(errors),
        }
    }
}

/// The forms of a test, with what was typed and what is wrong.
#[derive(Default)]
pub struct Typed {
    pub take: TakeForm,
    pub lab: LabForm,
    pub cancel: CancelForm,
    pub errors: Errors,
}

/// Fields of taking a test.
pub struct TakeFields {
    pub at: Moment,
    pub by: Field,
    pub witness: Field,
    pub outcome: Field,
    pub substances: Field,
    pub lab: Field,
    pub note: Field,
}

#[derive(Template)]
#[template(path = "custody/test.html")]
pub struct TestView {
    pub frame: Frame,
    pub href: String,
    pub errors: bool,
    pub summary: Summary,
    pub row: TestRow,
    pub facts: Vec<(String, String)>,
    pub version: i32,
    pub take: Option<TakeFields>,
    pub lab: Option<(Field, Moment)>,
    pub cancel: Option<Field>,
    pub incident: Option<String>,
}

impl TestView {
    pub fn new(ctx: &Ctx, x: &Test, staff: &[Colleague], may: (bool, bool), typed: &Typed) -> Self {
        let (t, fmt, errors) = (ctx.t, ctx.fmt(), &typed.errors);
        let open = x.taken_at.is_none() && x.cancel_reason.is_none();
        let mut facts = Vec::new();
        fact(&mut facts, t.msg_drugtest_reason(), TestReason::name_of(t, &x.reason));
        fact(&mut facts, t.msg_drugtest_reason_text(), x.reason_text.as_str());
        fact(&mut facts, t.msg_drugtest_due_on(), fmt.day(x.due_on));
        fact(&mut facts, t.msg_drugtest_asked_by(), x.asked_by.as_str());
        fact(&mut facts, t.msg_drugtest_taken(), x.taken_at.map(|at| fmt.at(at)).unwrap_or_default());
        fact(&mut facts, t.msg_drugtest_taken_by(), x.taken_by.clone().unwrap_or_default());
        fact(&mut facts, t.msg_control_witness(), x.witness.clone().unwrap_or_default());
        fact(&mut facts, t.msg_drugtest_substances(), x.substances.as_str());
        fact(&mut facts, t.msg_drugtest_note(), x.note.as_str());
        fact(&mut facts, t.msg_drugtest_lab_reference(), x.lab_reference.clone().unwrap_or_default());
        fact(&mut facts, t.msg_drugtest_answered(), x.lab_answered_at.map(|at| fmt.at(at)).unwrap_or_default());
        fact(&mut facts, t.msg_drugtest_cancel_reason(), x.cancel_reason.clone().unwrap_or_default());
        let answers = vec![Choice::new("confirmed", t.msg_drugtest_lab_yes()), Choice::new("disproved", t.msg_drugtest_lab_no())];
        let row = TestRow::of(ctx, x);
        Self {
            frame: ctx.frame("searches", t.msg_drugtest_one(row.kind.as_str())),
            href: row.href.clone(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            facts,
            version: x.version,
            take: (may.0 && open).then(|| take_fields(t, x, staff, &typed.take, errors)),
            lab: (may.0 && x.confirmation == "pending").then(|| {
                (
                    Field::radio("answer", t.msg_drugtest_answer(), &typed.lab.answer, answers).required(t).errors(errors),
                    Moment::new(t, "answered", t.msg_drugtest_answered(), &typed.lab.answered, errors).required(t),
                )
            }),
            cancel: (may.0 && open).then(|| Field::text("cancel_reason", t.msg_drugtest_cancel_reason(), &typed.cancel.cancel_reason).max(400).errors(errors)),
            incident: (may.1 && x.outcome.as_deref() == Some("positive") && x.confirmation != "disproved").then(|| format!("/incidents/new?test={}", x.id)),
            row,
        }
    }
}

fn take_fields(t: Text, x: &Test, staff: &[Colleague], form: &TakeForm, errors: &Errors) -> TakeFields {
    let blood = x.kind == "blood";
    let all = colleagues(t, staff);
    let by = Field::select("by", t.msg_drugtest_taken_by(), &form.by, all.clone()).or_none(t.msg_control_choose()).required(t).errors(errors);
    TakeFields {
        at: Moment::new(t, "at", t.msg_drugtest_taken(), &form.at, errors).required(t),
        by: if blood { by.hint(t.msg_drugtest_blood_by_health()) } else { by },
        witness: Field::select("witness", t.msg_control_witness(), &form.witness, all).or_none(t.msg_control_nobody_else()).errors(errors),
        outcome: Field::radio("outcome", t.msg_drugtest_outcome(), &form.outcome, Outcome::choices(t)).required(t).errors(errors),
        substances: Field::text("substances", t.msg_drugtest_substances(), &form.substances).hint(t.msg_drugtest_substances_hint()).max(200).errors(errors),
        lab: Field::text("lab", t.msg_drugtest_lab_reference(), &form.lab).hint(t.msg_drugtest_lab_hint()).max(60).code().errors(errors),
        note: Field::area("note", t.msg_drugtest_note(), &form.note, 2).max(1000).errors(errors),
    }
}
