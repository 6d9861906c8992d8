//! The pages of protection.

use askama::Template;

use super::form::{self, DecisionForm, LiftForm, ProposalForm};
use super::store::Protection;
use crate::access::{Act, Class};
use crate::inmates::store::full_name;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A protection, ready to be shown.
pub struct Item {
    pub state: (&'static str, &'static str, String),
    /// Who: a name, or a number in a row for those the reader is not cleared for.
    pub person: String,
    /// Leads to the person's page, when the reader may see them.
    pub href: Option<String>,
    /// Nothing that tells who it is, when the reader may not see them.
    pub kind: String,
    pub reason: String,
    pub period: String,
    pub history: Vec<String>,
}

impl Item {
    fn of(ctx: &Ctx, p: &Protection, place: usize) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let day = |at| fmt.day(calendar::oslo_day(at));
        let state = match () {
            () if p.refused => ("neutral", "XMark", t.msg_protection_refused()),
            () if p.waits => ("warning", "Hourglass", t.msg_protection_waits()),
            () if p.in_force => ("accent", "ShieldLock", t.msg_protection_in_force()),
            () => ("neutral", "RotateLeft", t.msg_protection_over()),
        };
        let period = match p.until {
            Some(until) => t.msg_protection_period(day(p.from).as_str(), day(until - chrono::TimeDelta::microseconds(1)).as_str()),
            None => t.msg_protection_since(day(p.from).as_str()),
        };
        let name = |n: &Option<String>| n.clone().unwrap_or_default();
        let mut history = vec![t.msg_protection_proposed_by(name(&p.proposer).as_str(), fmt.at(p.proposed_at).as_str())];
        if p.decider.is_some() {
            let at = p.decided_at.map(|at| fmt.at(at)).unwrap_or_default();
            history.push(if p.refused {
                t.msg_protection_refused_by(name(&p.decider).as_str(), at.as_str(), name(&p.end_reason).as_str())
            } else {
                t.msg_protection_decided_by(name(&p.decider).as_str(), at.as_str())
            });
        }
        if let (Some(at), false) = (p.ended_at, p.refused) {
            history.push(t.msg_protection_lifted_by(name(&p.ender).as_str(), fmt.at(at).as_str(), name(&p.end_reason).as_str()));
        }
        match &p.person {
            Some((number, family, given)) => Self {
                state,
                person: t.msg_review_person(full_name(family, given).as_str(), number.as_str()),
                href: Some(format!("/inmates/{}/protection", p.inmate)),
                kind: form::kind(t, &p.kind),
                reason: p.reason.clone(),
                period,
                history,
            },
            None => Self {
                state,
                person: t.msg_protection_placeholder(i64::try_from(place).unwrap_or(0)),
                href: None,
                kind: String::new(),
                reason: String::new(),
                period,
                history: Vec::new(),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "rights/protected.html")]
pub struct ProtectedView {
    pub frame: Frame,
    pub waiting: Vec<Item>,
    pub in_force: Vec<Item>,
}

impl ProtectedView {
    pub fn new(ctx: &Ctx, all: &[Protection]) -> Self {
        let (mut waiting, mut in_force) = (Vec::new(), Vec::new());
        for p in all {
            let list = if p.waits { &mut waiting } else { &mut in_force };
            let item = Item::of(ctx, p, list.len() + 1);
            list.push(item);
        }
        Self { frame: ctx.frame("protected", ctx.t.msg_protection_list()), waiting, in_force }
    }
}

/// What a reader may do here just now.
#[expect(clippy::large_enum_variant, reason = "one a page, never in a collection")]
pub enum Doing {
    Propose {
        kind: Field,
        reason: Field,
        until: Field,
    },
    Decide {
        to: String,
        decision: Field,
        reason: Field,
    },
    Lift {
        to: String,
        reason: Field,
    },
    /// It waits, for somebody else.
    Wait,
    Nothing,
}

#[derive(Template)]
#[template(path = "rights/protection.html")]
pub struct ProtectionView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub items: Vec<Item>,
    pub doing: Doing,
    pub errors: bool,
    pub summary: Summary,
}

/// What was typed, if anything.
pub enum Typed<'a> {
    Nothing,
    Proposal(&'a ProposalForm),
    Decision(&'a DecisionForm),
    Lift(&'a LiftForm),
}

impl ProtectionView {
    pub fn new(ctx: &InmateCtx, all: &[Protection], typed: &Typed<'_>, errors: &Errors) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/protection", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", t.msg_protection_heading()),
            banner: BannerView::of(ctx, "protection"),
            items: all.iter().map(|p| Item::of(ctx, p, 0)).collect(),
            doing: doing(ctx, &base, all, typed, errors),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base,
        }
    }
}

fn doing(ctx: &InmateCtx, base: &str, all: &[Protection], typed: &Typed<'_>, errors: &Errors) -> Doing {
    let t = ctx.t;
    let decides = ctx.may_here(Class::Protection, Act::Decide);
    let reason = |label: String, value: &str| Field::area("reason", label, value, 3).hint(t.msg_protection_reason_hint()).max(400).errors(errors);
    if let Some(waiting) = all.iter().find(|p| p.waits) {
        if !decides || waiting.proposed_by == ctx.actor.account {
            return Doing::Wait;
        }
        let (decision, why) = if let Typed::Decision(f) = typed { (f.decision.as_str(), f.reason.as_str()) } else { ("", "") };
        let choices = vec![Choice::new("grant", t.msg_protection_grant()), Choice::new("refuse", t.msg_protection_refuse())];
        return Doing::Decide {
            to: format!("{base}/{}/decide", waiting.id),
            decision: Field::radio("decision", t.msg_protection_decision(), decision, choices).required(t).errors(errors),
            reason: reason(t.msg_protection_refuse_reason(), why),
        };
    }
    if let Some(current) = all.iter().find(|p| p.in_force) {
        if !decides {
            return Doing::Nothing;
        }
        let why = if let Typed::Lift(f) = typed { f.reason.as_str() } else { "" };
        return Doing::Lift { to: format!("{base}/{}/lift", current.id), reason: reason(t.msg_protection_lift_reason(), why).required(t) };
    }
    let empty = ProposalForm::default();
    let form = if let Typed::Proposal(f) = typed { f } else { &empty };
    Doing::Propose {
        kind: Field::radio("kind", t.msg_protection_kind(), &form.kind, form::kinds(t)).required(t).errors(errors),
        reason: reason(t.msg_protection_reason(), &form.reason).required(t),
        until: Field::day("until", t.msg_protection_until(), &form.until).hint(t.msg_protection_until_hint()).required(t).errors(errors),
    }
}
