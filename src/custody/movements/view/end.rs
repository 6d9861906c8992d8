//! Release, death, escape: what is asked, and what it will do.

use askama::Template;

use super::super::form::{EndForm, EscapeForm, MOST_REASON};
use super::super::rules;
use super::super::store::{Basis, Ending, Open};
use super::words::Words;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Errors, Field, Frame};

pub fn basis_kind(t: Text, kind: &str) -> String {
    crate::inmates::banner::legal_status(t, kind)
}

/// A recorded basis in one line.
pub fn basis(words: &Words<'_>, b: &Basis) -> String {
    let t = words.t;
    t.msg_move_basis_choice(basis_kind(t, &b.kind).as_str(), b.case_number.as_str(), words.court(&b.court).as_str(), words.fmt.day(b.decided_on).as_str())
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
    pub at: Field,
    pub late: Field,
    pub to: Field,
}

impl EndView {
    /// A death.
    pub fn new(ctx: &InmateCtx, form: &EndForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("inmates", t.msg_move_death_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: format!("/inmates/{}/movements", ctx.inmate.id),
            action: format!("/inmates/{}/death", ctx.inmate.id),
            heading: t.msg_move_death_heading(),
            lead: t.msg_move_death_lead(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            at: Field::moment(t, "at", t.msg_move_field_death_at(), &form.at).required(t).errors(errors),
            late: Field::text("late_reason", t.msg_move_field_late(), &form.late_reason).hint(t.msg_move_field_late_hint()).max(MOST_REASON).errors(errors),
            to: Field::text("to", t.msg_move_field_death_place(), &form.to).max(200).errors(errors),
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
    /// Of a death.
    pub fn new(ctx: &InmateCtx, form: &EndForm, e: &Ending, open: &[Open], shown: String, changed: bool) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let at = words.fmt.at(e.at);
        let mut facts = vec![(t.msg_move_field_reason(), words.reason(&e.reason)), (t.msg_move_field_at(), at.clone())];
        if !e.to.is_empty() {
            facts.push((t.msg_move_field_death_place(), e.to.clone()));
        }
        if let Some(late) = &e.late {
            facts.push((t.msg_move_field_late(), late.clone()));
        }
        let mut effects: Vec<String> = open.iter().map(|o| effect(&words, o, at.as_str())).collect();
        effects.push(t.msg_move_effect_death_told());
        let hidden = [("at", &form.at), ("late_reason", &form.late_reason), ("to", &form.to)];
        let mut hidden: Vec<(&'static str, String)> = hidden.into_iter().map(|(n, v)| (n, v.clone())).collect();
        hidden.push(("shown", shown));
        Self {
            frame: ctx.frame("inmates", t.msg_move_death_confirm()),
            banner: BannerView::of(ctx, "movements"),
            action: format!("/inmates/{}/death/confirm", ctx.inmate.id),
            edit: format!("/inmates/{}/death", ctx.inmate.id),
            heading: t.msg_move_death_confirm(),
            changed,
            facts,
            effects,
            hidden,
            button: t.msg_move_death_button(),
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
            at: Field::moment(t, "at", t.msg_move_field_escape_at(), &form.at).hint(t.msg_move_field_escape_at_hint()).required(t).errors(errors),
            late: Field::text("late_reason", t.msg_move_field_late(), &form.late_reason).hint(t.msg_move_field_late_hint()).max(MOST_REASON).errors(errors),
            place: Field::text("place", t.msg_move_field_escape_place(), &form.place).max(120).required(t).errors(errors),
            effects,
        }
    }
}
