//! A release: what is prepared, what stands against it, whose turn it is.

use askama::Template;
use chrono::NaiveDate;

use super::super::form::{GateForm, MOST_REASON, ReleaseForm, typed};
use super::super::rules;
use super::super::store::{Basis, Obstacle, Open, Prepared, ReleasePlan};
use super::end::{basis, basis_kind, effect};
use super::words::Words;
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::field::{Choice, Summary};
use crate::web::{Errors, Field, Frame};

/// Something that stands against it, and the page where it is put right.
pub struct Hindrance {
    pub text: String,
    pub fix: Option<(String, String)>,
}

fn hindrances(ctx: &InmateCtx, list: &[Obstacle]) -> Vec<Hindrance> {
    let (t, words) = (ctx.t, Words::of(ctx));
    let reads = ctx.may_here(Class::Sentence, Act::Read);
    let person = format!("/inmates/{}", ctx.inmate.id);
    list.iter()
        .map(|o| {
            let kind = o.kind.as_deref().map(|k| basis_kind(t, k)).unwrap_or_default();
            let case = o.case_number.as_deref().unwrap_or_default();
            let until = o.until.map(|d| words.fmt.day(d));
            let text = match (o.what.as_str(), until.as_deref()) {
                ("not_due", Some(day)) => t.msg_release_not_due(kind.as_str(), case, day),
                ("not_calculated", _) if o.kind.as_deref() == Some("arrest") => t.msg_release_arrest_holds(),
                ("not_calculated", _) => t.msg_release_not_calculated(kind.as_str(), case),
                ("not_effective", Some(day)) => t.msg_release_not_effective(day),
                ("holds", Some(day)) => t.msg_release_holds_until(kind.as_str(), case, day),
                ("holds", None) => t.msg_release_holds(kind.as_str(), case),
                ("changed", _) => t.msg_release_basis_changed(kind.as_str(), case),
                _ => t.msg_release_basis_gone(),
            };
            let fix = o.basis.filter(|_| reads).map(|id| match o.what.as_str() {
                "not_calculated" if o.kind.as_deref() != Some("arrest") => (format!("{person}/sentence"), t.msg_release_fix_calculation()),
                _ => (format!("{person}/held/{id}"), t.msg_release_fix_basis()),
            });
            Hindrance { text, fix }
        })
        .collect()
}

/// Days in custody beyond the last day that anything held: said before it is recorded.
fn overdue(ctx: &InmateCtx, due: Option<NaiveDate>) -> Option<String> {
    let due = due?;
    let days = (ctx.today - due).num_days();
    (days > 0).then(|| ctx.t.msg_release_overdue(ctx.fmt().day(due).as_str(), days))
}

#[derive(Template)]
#[template(path = "custody/movements/release.html")]
pub struct ReleaseView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub errors: bool,
    pub summary: Summary,
    pub hindrances: Vec<Hindrance>,
    pub reason: Field,
    pub to: Field,
    pub basis: Option<Field>,
    pub ground: Field,
    pub document: Field,
    pub authority: Field,
    pub decided_on: Field,
    pub effective_on: Field,
}

impl ReleaseView {
    /// For the first person: what held, and what the law keeps from the person.
    pub fn new(ctx: &InmateCtx, form: &ReleaseForm, (bases, closed): (&[Basis], &[(String, String)]), obstacles: &[Obstacle], errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let reasons = rules::RELEASES.iter().filter(|r| !closed.iter().any(|c| c.0 == **r)).map(|r| Choice::new(*r, words.reason(r))).collect();
        let held: Vec<Choice> = bases.iter().map(|b| Choice::new(b.id.to_string(), basis(&words, b))).collect();
        let grounds = vec![Choice::new("date", t.msg_release_ground_date()), Choice::new("document", t.msg_release_ground_document())];
        Self {
            frame: ctx.frame("inmates", t.msg_move_release_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action: format!("/inmates/{}/release", ctx.inmate.id),
            errors: !errors.is_empty() || !obstacles.is_empty(),
            summary: Summary::of(t, errors),
            hindrances: hindrances(ctx, obstacles),
            reason: Field::select("reason", t.msg_move_field_release_reason(), &form.reason, reasons).or_none(t.msg_move_choose()).required(t).errors(errors),
            to: Field::text("to", t.msg_move_field_release_to(), &form.to).max(200).errors(errors),
            basis: (!held.is_empty()).then(|| Field::radio("basis", t.msg_release_field_basis(), &form.basis, held).required(t).errors(errors)),
            ground: Field::radio("ground", t.msg_release_field_ground(), &form.ground, grounds)
                .hint(t.msg_release_field_ground_hint())
                .required(t)
                .errors(errors),
            document: Field::text("document", t.msg_move_field_document(), &form.document).hint(t.msg_release_field_document_hint()).max(120).errors(errors),
            authority: Field::text("authority", t.msg_move_field_authority(), &form.authority).max(120).errors(errors),
            decided_on: Field::day("decided_on", t.msg_move_field_decided(), &form.decided_on).errors(errors),
            effective_on: Field::day("effective_on", t.msg_release_field_effective(), &form.effective_on).errors(errors),
        }
    }
}

/// What there is about an open plan, read under the person's lock.
pub struct ReleaseState<'a> {
    pub plan: &'a ReleasePlan,
    pub bases: &'a [Basis],
    pub obstacles: &'a [Obstacle],
    pub open: &'a [Open],
    pub due: Option<NaiveDate>,
    /// What was shown, as the gate's form sends it back.
    pub shown: String,
    /// Something is otherwise than it was shown.
    pub changed: bool,
    /// The reader may record it at the gate.
    pub ends: bool,
}

/// One of the three steps.
pub struct Step {
    pub text: String,
    /// `done`, `now`, or neither.
    pub state: &'static str,
}

#[derive(Template)]
#[template(path = "custody/movements/release_plan.html")]
pub struct ReleasePlanView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub errors: bool,
    pub summary: Summary,
    pub plan: String,
    pub shown: String,
    pub changed: bool,
    /// Prepared, confirmed, recorded.
    pub steps: Vec<Step>,
    pub expires: String,
    pub hindrances: Vec<Hindrance>,
    pub overdue: Option<String>,
    pub facts: Vec<(String, String)>,
    pub effects: Vec<String>,
    /// Why this reader does not confirm: in words.
    pub not_you: Option<String>,
    pub may_confirm: bool,
    pub gate: Option<(Field, Field)>,
    pub why: Field,
}

impl ReleasePlanView {
    /// For the second person, or the gate.
    pub fn new(ctx: &InmateCtx, s: &ReleaseState<'_>, form: &GateForm, errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let p = s.plan;
        let own = p.by == ctx.actor.account.0;
        let clear = s.obstacles.is_empty();
        let prepared = t.msg_release_step_prepared(p.by_name.as_str(), words.fmt.time(p.at).as_str());
        let second = match &p.confirmed {
            Some((name, at)) => t.msg_release_step_confirmed(name.as_str(), words.fmt.time(*at).as_str()),
            None => t.msg_release_step_to_confirm(),
        };
        let at = if form.at.is_empty() { typed(ctx.now) } else { form.at.clone() };
        let when = words.fmt.at(ctx.now);
        let mut effects: Vec<String> = s.open.iter().map(|o| effect(&words, o, when.as_str())).collect();
        effects.push(t.msg_move_effect_closes());
        Self {
            frame: ctx.frame("inmates", t.msg_move_release_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action: format!("/inmates/{}/release", ctx.inmate.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            plan: p.id.to_string(),
            shown: s.shown.clone(),
            changed: s.changed,
            steps: vec![
                Step { text: prepared, state: "done" },
                Step { text: second, state: if p.confirmed.is_some() { "done" } else { "now" } },
                Step { text: t.msg_release_step_gate(), state: if p.confirmed.is_some() { "now" } else { "" } },
            ],
            expires: t.msg_release_expires(words.fmt.day(calendar::oslo_day(p.at)).as_str()),
            hindrances: hindrances(ctx, s.obstacles),
            overdue: overdue(ctx, s.due),
            facts: facts(&words, &p.prepared, s.bases),
            effects,
            not_you: (p.confirmed.is_none() && own).then(|| t.msg_release_not_you()),
            may_confirm: p.confirmed.is_none() && !own && clear,
            gate: (p.confirmed.is_some() && s.ends && clear).then(|| {
                (
                    Field::moment(t, "at", t.msg_move_field_release_at(), &at).required(t).errors(errors),
                    Field::text("late_reason", t.msg_move_field_late(), &form.late_reason).hint(t.msg_move_field_late_hint()).max(MOST_REASON).errors(errors),
                )
            }),
            why: Field::text("why", t.msg_release_field_why(), &form.why).max(MOST_REASON).errors(errors),
        }
    }
}

fn facts(words: &Words<'_>, p: &Prepared, bases: &[Basis]) -> Vec<(String, String)> {
    let t = words.t;
    let mut facts = vec![(t.msg_move_field_reason(), words.reason(&p.reason))];
    if !p.to.is_empty() {
        facts.push((t.msg_move_field_release_to(), p.to.clone()));
    }
    if let Some(b) = p.basis.and_then(|id| bases.iter().find(|b| b.id == id)) {
        facts.push((t.msg_release_field_basis(), basis(words, b)));
    }
    let ground = match &p.decision {
        None => t.msg_release_ground_date(),
        Some(d) => {
            let line = t.msg_move_basis_line(d.document.as_str(), d.authority.as_str(), words.fmt.day(d.decided_on).as_str());
            facts.push((t.msg_release_field_effective(), words.fmt.day(d.effective_on)));
            line
        }
    };
    facts.push((t.msg_release_field_ground(), ground));
    facts
}
