//! Release, death, escape: what is asked, and what it will do.

use askama::Template;

use super::super::form::{EndForm, EscapeForm, MOST_REASON};
use super::super::rules;
use super::super::store::{Basis, Ending, Open};
use super::words::Words;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::{Choice, Summary};
use crate::web::lang::Text;
use crate::web::{Errors, Field, Frame};

fn basis_kind(t: Text, kind: &str) -> String {
    crate::inmates::banner::legal_status(t, kind)
}

/// A recorded basis in one line.
pub fn basis(words: &Words<'_>, b: &Basis) -> String {
    let t = words.t;
    t.msg_move_basis_choice(basis_kind(t, &b.kind).as_str(), b.case_number.as_str(), b.court.as_str(), words.fmt.day(b.decided_on).as_str())
}

#[derive(Template)]
#[template(path = "custody/movements/end.html")]
pub struct EndView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub heading: String,
    pub lead: String,
    pub errors: bool,
    pub summary: Summary,
    pub reason: Option<Field>,
    pub at: Field,
    pub late: Field,
    pub to: Field,
    pub basis: Option<Field>,
    pub document: Option<Field>,
    pub authority: Option<Field>,
    pub decided_on: Option<Field>,
}

impl EndView {
    /// A release, or a death.
    pub fn new(ctx: &InmateCtx, death: bool, form: &EndForm, bases: &[Basis], errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let heading = if death { t.msg_move_death_heading() } else { t.msg_move_release_heading() };
        let reasons = rules::RELEASES.iter().map(|r| Choice::new(*r, words.reason(r))).collect();
        let mut choices: Vec<Choice> = bases.iter().map(|b| Choice::new(b.id.to_string(), basis(&words, b))).collect();
        choices.push(Choice::new("document", t.msg_move_basis_document()));
        let released = !death;
        let path = if death { "death" } else { "release" };
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action: format!("/inmates/{}/{path}", ctx.inmate.id),
            heading,
            lead: if death { t.msg_move_death_lead() } else { t.msg_move_release_lead() },
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            reason: released.then(|| {
                Field::select("reason", t.msg_move_field_release_reason(), &form.reason, reasons).or_none(t.msg_move_choose()).required(t).errors(errors)
            }),
            at: Field::moment("at", if death { t.msg_move_field_death_at() } else { t.msg_move_field_release_at() }, &form.at).required(t).errors(errors),
            late: Field::text("late_reason", t.msg_move_field_late(), &form.late_reason).hint(t.msg_move_field_late_hint()).max(MOST_REASON).errors(errors),
            to: Field::text("to", if death { t.msg_move_field_death_place() } else { t.msg_move_field_release_to() }, &form.to).max(200).errors(errors),
            basis: released
                .then(|| Field::radio("basis", t.msg_move_field_basis(), &form.basis, choices).hint(t.msg_move_field_basis_hint()).required(t).errors(errors)),
            document: released
                .then(|| Field::text("document", t.msg_move_field_document(), &form.document).hint(t.msg_move_field_document_hint()).max(120).errors(errors)),
            authority: released.then(|| Field::text("authority", t.msg_move_field_authority(), &form.authority).max(120).errors(errors)),
            decided_on: released.then(|| Field::day("decided_on", t.msg_move_field_decided(), &form.decided_on).errors(errors)),
        }
    }
}

/// What it will do, before it is done.
#[derive(Template)]
#[template(path = "custody/movements/confirm.html")]
pub struct ConfirmView {
    pub frame: Frame,
    pub banner: BannerView,
    pub action: String,
    pub edit: String,
    pub heading: String,
    /// The facts are others than those shown before.
    pub changed: bool,
    /// Label and value of what was typed.
    pub facts: Vec<(String, String)>,
    /// What will happen.
    pub effects: Vec<String>,
    /// Everything typed, sent once more.
    pub hidden: Vec<(&'static str, String)>,
    pub button: String,
}

impl ConfirmView {
    /// Of a release or a death.
    pub fn new(ctx: &InmateCtx, form: &EndForm, e: &Ending, open: &[Open], bases: &[Basis], shown: String, changed: bool) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let at = words.fmt.at(e.at);
        let path = if e.death { "death" } else { "release" };
        let mut facts = vec![(t.msg_move_field_reason(), words.reason(&e.reason)), (t.msg_move_field_at(), at.clone())];
        if !e.to.is_empty() {
            facts.push((if e.death { t.msg_move_field_death_place() } else { t.msg_move_field_release_to() }, e.to.clone()));
        }
        if let Some(b) = e.basis.and_then(|id| bases.iter().find(|b| b.id == id)) {
            facts.push((t.msg_move_field_basis(), basis(&words, b)));
        }
        if let Some((document, authority, day)) = &e.document {
            facts.push((t.msg_move_field_basis(), t.msg_move_basis_line(document.as_str(), authority.as_str(), words.fmt.day(*day).as_str())));
        }
        if let Some(late) = &e.late {
            facts.push((t.msg_move_field_late(), late.clone()));
        }
        let mut effects: Vec<String> = open.iter().map(|o| effect(&words, o, at.as_str())).collect();
        effects.push(if e.death { t.msg_move_effect_death_told() } else { t.msg_move_effect_closes() });
        let hidden = [
            ("reason", &form.reason),
            ("at", &form.at),
            ("late_reason", &form.late_reason),
            ("to", &form.to),
            ("basis", &form.basis),
            ("document", &form.document),
            ("authority", &form.authority),
            ("decided_on", &form.decided_on),
        ];
        let mut hidden: Vec<(&'static str, String)> = hidden.into_iter().map(|(n, v)| (n, v.clone())).collect();
        hidden.push(("shown", shown));
        Self {
            frame: ctx.frame("inmates", if e.death { t.msg_move_death_confirm() } else { t.msg_move_release_confirm() }),
            banner: BannerView::of(ctx, "movements"),
            action: format!("/inmates/{}/{path}/confirm", ctx.inmate.id),
            edit: format!("/inmates/{}/{path}", ctx.inmate.id),
            heading: if e.death { t.msg_move_death_confirm() } else { t.msg_move_release_confirm() },
            changed,
            facts,
            effects,
            hidden,
            button: if e.death { t.msg_move_death_button() } else { t.msg_move_release_button() },
        }
    }
}

/// One thing that ends.
pub fn effect(words: &Words<'_>, o: &Open, at: &str) -> String {
    let (t, since) = (words.t, words.fmt.at(o.at));
    match (o.what.as_str(), o.state.as_str()) {
        ("stay", _) => t.msg_move_effect_stay(since.as_str(), at),
        ("cell", _) if o.reason.is_empty() => t.msg_move_effect_unit(o.place.as_str()),
        ("cell", _) => t.msg_move_effect_cell(t.msg_unit_and_cell(o.place.as_str(), o.reason.as_str()).as_str()),
        ("movement", "planned") if rules::is_release(&o.reason) => t.msg_move_effect_plan_done(),
        ("movement", "out") => t.msg_move_effect_out(words.what(true, &o.reason, &o.place).as_str(), since.as_str()),
        (what, "planned") => t.msg_move_effect_planned(words.what(what == "movement", &o.reason, &o.place).as_str(), since.as_str()),
        _ => t.msg_move_effect_inside(words.what(false, &o.reason, &o.place).as_str(), since.as_str()),
    }
}

#[derive(Template)]
#[template(path = "custody/movements/escape.html")]
pub struct EscapeView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub errors: bool,
    pub summary: Summary,
    pub at: Field,
    pub late: Field,
    pub place: Field,
    pub effects: Vec<String>,
}

impl EscapeView {
    /// With what stands open about the person.
    pub fn new(ctx: &InmateCtx, form: &EscapeForm, open: &[Open], errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let mut effects = vec![t.msg_move_effect_escape_roll()];
        effects.extend(open.iter().filter(|o| matches!(o.state.as_str(), "out" | "left" | "arrived")).map(|o| effect(&words, o, "")));
        effects.push(t.msg_move_effect_escape_told());
        Self {
            frame: ctx.frame("inmates", t.msg_move_escape_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action: format!("/inmates/{}/escape", ctx.inmate.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            at: Field::moment("at", t.msg_move_field_escape_at(), &form.at).hint(t.msg_move_field_escape_at_hint()).required(t).errors(errors),
            late: Field::text("late_reason", t.msg_move_field_late(), &form.late_reason).hint(t.msg_move_field_late_hint()).max(MOST_REASON).errors(errors),
            place: Field::text("place", t.msg_move_field_escape_place(), &form.place).max(120).required(t).errors(errors),
            effects,
        }
    }
}
