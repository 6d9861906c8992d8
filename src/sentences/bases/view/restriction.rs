//! Restrictions: added, extended, lifted.

use askama::Template;
use serde::Deserialize;

use crate::inmates::{BannerView, InmateCtx};
use crate::sentences::bases::model::{Basis, OrderedBy, Restriction, RestrictionKind};
use crate::sentences::bases::rules::{Finding, Gravity};
use crate::sentences::bases::words;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field, Frame};

/// A restriction as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RestrictionForm {
    pub kind: String,
    pub from_day: String,
    pub until_day: String,
    pub from_at: String,
    pub ordered_by: String,
    pub numbers: String,
    pub others: String,
    pub review_pointless: String,
    pub confirmed: String,
    /// Of a correction: how it was lifted.
    pub lifted_on: String,
    pub lifted_at: String,
    pub lift_reason: String,
    pub change_reason: String,
    pub withdraw_reason: String,
    /// What a correction was filled with.
    pub was: String,
}

impl RestrictionForm {
    /// Names and values, for the conflict page.
    pub fn pairs(&self) -> [(&'static str, &str); 11] {
        [
            ("kind", &self.kind),
            ("from_day", &self.from_day),
            ("until_day", &self.until_day),
            ("ordered_by", &self.ordered_by),
            ("numbers", &self.numbers),
            ("others", &self.others),
            ("from_at", &self.from_at),
            ("review_pointless", &self.review_pointless),
            ("lifted_on", &self.lifted_on),
            ("lifted_at", &self.lifted_at),
            ("lift_reason", &self.lift_reason),
        ]
    }
}

/// What a field is called on the conflict page.
pub fn label(t: Text, name: &str) -> String {
    match name {
        "kind" => t.msg_bases_restriction_kind(),
        "from_day" => t.msg_bases_restriction_from(),
        "until_day" => t.msg_bases_restriction_until(),
        "ordered_by" => t.msg_bases_ordered_by(),
        "numbers" => t.msg_bases_company_numbers(),
        "others" => t.msg_bases_company_others(),
        "from_at" => t.msg_bases_isolated_from(),
        "review_pointless" => t.msg_bases_isolation_pointless(),
        "lifted_on" => t.msg_bases_lifted_on(),
        "lifted_at" => t.msg_bases_lift_at(),
        _ => t.msg_bases_lifted_why(),
    }
}

/// What the form is for.
#[derive(Clone, Debug)]
pub enum Aim {
    /// A new restriction.
    New,
    /// One that goes on from this.
    Extend(Restriction),
    /// This one said right.
    Correct(Restriction),
}

/// Lifting one, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LiftForm {
    pub on: String,
    pub at: String,
    pub reason: String,
}

/// The fields of a new one; one that extends keeps what it restricts.
pub fn fields(ctx: &InmateCtx, form: &RestrictionForm, extends: bool, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    let kinds = RestrictionKind::ALL.iter().map(|k| Choice::new(k.as_str(), words::restriction(t, *k))).collect();
    let by = OrderedBy::ALL.iter().map(|b| Choice::new(b.as_str(), words::ordered_by(t, *b))).collect();
    let mut list = Vec::new();
    if !extends {
        list.push(Field::radio("kind", t.msg_bases_restriction_kind(), &form.kind, kinds).required(t).errors(errors));
    }
    list.push(Field::day("from_day", t.msg_bases_restriction_from(), &form.from_day).required(t).errors(errors));
    list.push(Field::day("until_day", t.msg_bases_restriction_until(), &form.until_day).hint(t.msg_bases_restriction_until_hint()).required(t).errors(errors));
    list.push(Field::select("ordered_by", t.msg_bases_ordered_by(), &form.ordered_by, by).width("w-half").required(t).errors(errors));
    if !extends {
        list.push(Field::text("numbers", t.msg_bases_company_numbers(), &form.numbers).hint(t.msg_bases_company_numbers_hint()).max(400).code().errors(errors));
        list.push(Field::area("others", t.msg_bases_company_others(), &form.others, 2).hint(t.msg_bases_company_others_hint()).max(600).errors(errors));
        list.push(Field::moment(t, "from_at", t.msg_bases_isolated_from(), &form.from_at).hint(t.msg_bases_isolated_from_hint()).errors(errors));
    }
    list.push(
        Field::area("review_pointless", t.msg_bases_isolation_pointless(), &form.review_pointless, 2)
            .hint(t.msg_bases_isolation_pointless_hint())
            .max(600)
            .errors(errors),
    );
    list
}

/// Of a correction: how it was lifted, when it was, and why it is corrected.
fn correction(ctx: &InmateCtx, form: &RestrictionForm, r: &Restriction, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    let mut list = Vec::new();
    if r.lifted.is_some() {
        list.push(Field::day("lifted_on", t.msg_bases_lifted_on(), &form.lifted_on).hint(t.msg_bases_lifted_on_hint()).errors(errors));
        if r.order.kind == RestrictionKind::FullIsolation {
            list.push(Field::moment(t, "lifted_at", t.msg_bases_lift_at(), &form.lifted_at).hint(t.msg_bases_lift_at_hint()).errors(errors));
        }
        list.push(Field::area("lift_reason", t.msg_bases_lifted_why(), &form.lift_reason, 2).max(600).errors(errors));
    }
    list.push(Field::area("change_reason", t.msg_bases_change_reason(), &form.change_reason, 2).max(600).required(t).errors(errors));
    list
}

/// Adding, extending or correcting.
#[derive(Template)]
#[template(path = "sentences/restriction.html")]
pub struct RestrictionView {
    pub frame: Frame,
    pub banner: BannerView,
    pub action: String,
    pub back: String,
    pub lead: String,
    pub faulty: bool,
    pub summary: Summary,
    pub fields: Vec<Field>,
    pub warnings: Vec<String>,
    pub confirm: Option<Field>,
    /// Of a correction: what the form was filled with.
    pub was: Option<String>,
    /// Of a correction: what follows.
    pub then: Vec<String>,
    /// Of a correction: where it is taken back, and why.
    pub withdraw: Option<(String, Field)>,
}

impl RestrictionView {
    pub fn new(ctx: &InmateCtx, basis: &Basis, aim: &Aim, form: &RestrictionForm, findings: &[Finding], errors: &Errors) -> Self {
        let (t, fmt, inmate) = (ctx.t, ctx.fmt(), ctx.inmate.id);
        let back = format!("/inmates/{inmate}/held/{}", basis.id);
        let path = |r: &Restriction, what: &str| format!("/inmates/{inmate}/restrictions/{}/{what}", r.id);
        let named = |r: &Restriction| t.msg_bases_restriction_lead(words::restriction(t, r.order.kind).as_str(), fmt.day(r.last_day()).as_str());
        let (title, action, lead) = match aim {
            Aim::New => (t.msg_bases_restriction_add(), format!("{back}/restrictions/new"), words::line(t, fmt, &basis.facts)),
            Aim::Extend(r) => (t.msg_bases_restriction_extend(), path(r, "extend"), named(r)),
            Aim::Correct(r) => (t.msg_bases_restriction_correct(), path(r, "correct"), named(r)),
        };
        let mut fields = fields(ctx, form, matches!(aim, Aim::Extend(_)), errors);
        let corrects = match aim {
            Aim::Correct(r) => Some(r),
            Aim::New | Aim::Extend(_) => None,
        };
        fields.extend(corrects.map(|r| correction(ctx, form, r, errors)).unwrap_or_default());
        let warnings: Vec<String> = findings.iter().filter(|f| f.gravity == Gravity::Warn).map(|f| words::finding(t, fmt, f)).collect();
        Self {
            frame: ctx.frame("inmates", title),
            banner: BannerView::of(ctx, "held"),
            action,
            lead,
            was: corrects.map(|_| form.was.clone()),
            then: corrects.map(|r| then(t, r)).unwrap_or_default(),
            withdraw: corrects.map(|r| {
                let why = Field::area("withdraw_reason", t.msg_bases_withdraw_reason(), &form.withdraw_reason, 2).max(600).required(t).errors(errors);
                (format!("/inmates/{inmate}/restrictions/{}/withdraw", r.id), why)
            }),
            back,
            faulty: !errors.is_empty(),
            summary: Summary::of(t, errors),
            fields,
            confirm: (!warnings.is_empty()).then(|| Field::checkbox("confirmed", t.msg_bases_confirm(), &form.confirmed).errors(errors)),
            warnings,
        }
    }
}

/// What a correction has for consequences.
fn then(t: Text, r: &Restriction) -> Vec<String> {
    let mut list = vec![t.msg_bases_then_history()];
    if r.order.kind == RestrictionKind::FullIsolation {
        list.push(t.msg_bases_then_mark());
    }
    list
}

/// Lifting.
#[derive(Template)]
#[template(path = "sentences/lift.html")]
pub struct LiftView {
    pub frame: Frame,
    pub banner: BannerView,
    pub action: String,
    pub back: String,
    pub lead: String,
    pub faulty: bool,
    pub summary: Summary,
    pub fields: Vec<Field>,
}

impl LiftView {
    pub fn new(ctx: &InmateCtx, r: &Restriction, form: &LiftForm, errors: &Errors) -> Self {
        let (t, fmt, inmate) = (ctx.t, ctx.fmt(), ctx.inmate.id);
        let mut fields = vec![Field::day("on", t.msg_bases_lift_on(), &form.on).hint(t.msg_bases_lift_on_hint()).required(t).errors(errors)];
        if r.order.kind == RestrictionKind::FullIsolation {
            fields.push(Field::moment(t, "at", t.msg_bases_lift_at(), &form.at).hint(t.msg_bases_lift_at_hint()).errors(errors));
        }
        fields.push(Field::area("reason", t.msg_bases_lift_reason(), &form.reason, 2).max(600).required(t).errors(errors));
        Self {
            frame: ctx.frame("inmates", t.msg_bases_lift()),
            banner: BannerView::of(ctx, "held"),
            action: format!("/inmates/{inmate}/restrictions/{}/lift", r.id),
            back: format!("/inmates/{inmate}/held"),
            lead: t.msg_bases_restriction_lead(words::restriction(t, r.order.kind).as_str(), fmt.day(r.last_day()).as_str()),
            faulty: !errors.is_empty(),
            summary: Summary::of(t, errors),
            fields,
        }
    }
}
