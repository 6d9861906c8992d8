//! Restrictions: added, extended, lifted.

use askama::Template;
use serde::Deserialize;

use crate::inmates::{BannerView, InmateCtx};
use crate::sentences::bases::model::{Basis, OrderedBy, Restriction, RestrictionKind};
use crate::sentences::bases::rules::{Finding, Gravity};
use crate::sentences::bases::words;
use crate::web::field::Summary;
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

/// Adding or extending.
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
}

impl RestrictionView {
    pub fn new(ctx: &InmateCtx, basis: &Basis, extends: Option<&Restriction>, form: &RestrictionForm, findings: &[Finding], errors: &Errors) -> Self {
        let (t, fmt, inmate) = (ctx.t, ctx.fmt(), ctx.inmate.id);
        let back = format!("/inmates/{inmate}/held/{}", basis.id);
        let warnings: Vec<String> = findings.iter().filter(|f| f.gravity == Gravity::Warn).map(|f| words::finding(t, fmt, f)).collect();
        Self {
            frame: ctx.frame("inmates", if extends.is_some() { t.msg_bases_restriction_extend() } else { t.msg_bases_restriction_add() }),
            banner: BannerView::of(ctx, "held"),
            action: match extends {
                Some(r) => format!("/inmates/{inmate}/restrictions/{}/extend", r.id),
                None => format!("{back}/restrictions/new"),
            },
            lead: match extends {
                Some(r) => t.msg_bases_restriction_lead(words::restriction(t, r.order.kind).as_str(), fmt.day(r.last_day()).as_str()),
                None => words::line(t, fmt, &basis.facts),
            },
            back,
            faulty: !errors.is_empty(),
            summary: Summary::of(t, errors),
            fields: fields(ctx, form, extends.is_some(), errors),
            confirm: (!warnings.is_empty()).then(|| Field::checkbox("confirmed", t.msg_bases_confirm(), &form.confirmed).errors(errors)),
            warnings,
        }
    }
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
