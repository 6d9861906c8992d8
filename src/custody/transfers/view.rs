//! The pages of transfer cases.

use askama::Template;
use uuid::Uuid;

use super::form::{AnswerForm, MOST, ProposalForm};
use super::store::Case;
use super::web::ours;
use crate::access::{Act, Class};
use crate::custody::movements::TRANSFERS;
use crate::inmates::store::full_name;
use crate::inmates::{BannerView, InmateCtx};
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// How a case stands: colour, icon, word.
pub fn state(t: Text, state: &str) -> (&'static str, &'static str, String) {
    match state {
        "waiting" => ("warning", "Hourglass", t.msg_transfer_state_waiting()),
        "granted" => ("success", "Checkmark", t.msg_transfer_state_granted()),
        "planned" => ("info", "Clock", t.msg_transfer_state_planned()),
        "under_way" => ("info", "Truck", t.msg_transfer_state_under_way()),
        "done" => ("success", "CheckmarkCircle", t.msg_transfer_state_done()),
        "refused" => ("neutral", "XMark", t.msg_transfer_state_refused()),
        "lapsed" => ("neutral", "HourglassTopFilled", t.msg_transfer_state_lapsed()),
        _ => ("neutral", "ArrowUndo", t.msg_transfer_state_withdrawn()),
    }
}

/// A case, ready to be shown.
pub struct Item {
    pub state: (&'static str, &'static str, String),
    /// "Hansen, Jonas (2026-01482)"; empty on the person's own page.
    pub person: String,
    pub href: String,
    /// From where to where, and why.
    pub what: String,
    pub ground: String,
    pub history: Vec<String>,
}

impl Item {
    fn of(ctx: &Ctx, c: &Case) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let reason = ctx.catalogue().label(List::MovementReason, &c.reason, ctx.lang.is_nb());
        let name = |n: &Option<String>| n.clone().unwrap_or_default();
        let mut history = vec![t.msg_transfer_proposed_by(name(&c.proposer).as_str(), fmt.near(c.proposed_at).as_str())];
        if let Some(day) = c.wanted_on {
            history.push(t.msg_transfer_wanted_on(fmt.day(day).as_str()));
        }
        if let (Some(at), Some(why)) = (c.decided_at, &c.decided_why) {
            let (by, at) = (name(&c.decider), fmt.near(at));
            history.push(match c.state.as_str() {
                "refused" => t.msg_transfer_refused_by(by.as_str(), at.as_str(), why.as_str()),
                "withdrawn" => t.msg_transfer_withdrawn_by(by.as_str(), at.as_str(), why.as_str()),
                _ => t.msg_transfer_granted_by(by.as_str(), at.as_str(), why.as_str()),
            });
        }
        match (c.state.as_str(), c.at.map(|at| fmt.near(at)), c.valid_until) {
            ("planned", Some(at), _) => history.push(t.msg_transfer_goes(at.as_str())),
            ("under_way", Some(at), _) => history.push(t.msg_transfer_went(at.as_str())),
            ("done", Some(at), _) => history.push(t.msg_transfer_came(at.as_str())),
            ("granted", _, Some(until)) => history.push(t.msg_transfer_stands_until(fmt.day(until).as_str())),
            _ => {}
        }
        let person = match (&c.family_name, &c.given_name, &c.number) {
            (Some(family), Some(given), Some(number)) => t.msg_review_person(full_name(family, given).as_str(), number.as_str()),
            _ => String::new(),
        };
        Self {
            state: state(t, &c.state),
            person,
            href: format!("/inmates/{}/transfers", c.inmate),
            what: t.msg_transfer_what(c.from_prison.as_str(), c.to_prison.as_str(), reason),
            ground: c.ground.clone(),
            history,
        }
    }
}

/// A part of the queue.
pub struct Part {
    pub id: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub none: String,
    pub items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "custody/transfers/list.html")]
pub struct ListView {
    pub frame: Frame,
    pub parts: Vec<Part>,
}

impl ListView {
    pub fn new(ctx: &Ctx, cases: &[Case]) -> Self {
        let t = ctx.t;
        let part = |id, icon, title, none, states: &[&str]| Part {
            id,
            icon,
            title,
            none,
            items: cases.iter().filter(|c| states.contains(&c.state.as_str())).map(|c| Item::of(ctx, c)).collect(),
        };
        Self {
            parts: vec![
                part("waiting", "Hourglass", t.msg_transfer_part_waiting(), t.msg_transfer_none_waiting(), &["waiting"]),
                part("under-way", "Truck", t.msg_transfer_part_under_way(), t.msg_transfer_none_under_way(), &["under_way", "planned"]),
                part("granted", "Checkmark", t.msg_transfer_part_granted(), t.msg_transfer_none_granted(), &["granted"]),
                part("over", "RotateLeft", t.msg_transfer_part_over(), t.msg_transfer_none_over(), &["done", "refused", "withdrawn", "lapsed"]),
            ],
            frame: ctx.frame("transfers", t.msg_transfer_nav()),
        }
    }
}

/// What a reader may do here just now.
#[expect(clippy::large_enum_variant, reason = "one a page, never in a collection")]
pub enum Doing {
    Propose {
        to: Field,
        reason: Field,
        ground: Field,
        wanted: Field,
    },
    Decide {
        action: String,
        decision: Field,
        why: Field,
    },
    /// It waits, for somebody else.
    Wait,
    Nothing,
}

/// What was typed, if anything.
pub enum Typed<'a> {
    Nothing,
    Proposal(&'a ProposalForm),
    Answer(&'a AnswerForm),
    Back(&'a AnswerForm),
}

#[derive(Template)]
#[template(path = "custody/transfers/person.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub items: Vec<Item>,
    pub doing: Doing,
    /// Where it is taken back, and why.
    pub back: Option<(String, Field)>,
    pub errors: bool,
    pub summary: Summary,
}

impl PersonView {
    pub fn new(ctx: &InmateCtx, cases: &[Case], prisons: &[(Uuid, String)], typed: &Typed<'_>, errors: &Errors) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/transfers", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", t.msg_transfer_heading()),
            banner: BannerView::of(ctx, "transfers"),
            items: cases.iter().map(|c| Item { person: String::new(), ..Item::of(ctx, c) }).collect(),
            doing: doing(ctx, &base, cases, prisons, typed, errors),
            back: back(ctx, &base, cases, typed, errors),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base,
        }
    }
}

fn waits(cases: &[Case]) -> Option<&Case> {
    cases.iter().find(|c| c.state == "waiting")
}

fn doing(ctx: &InmateCtx, base: &str, cases: &[Case], prisons: &[(Uuid, String)], typed: &Typed<'_>, errors: &Errors) -> Doing {
    let t = ctx.t;
    if let Some(waiting) = waits(cases) {
        if !ctx.may_here(Class::Transfers, Act::Decide) || waiting.proposed_by == ctx.actor.account {
            return Doing::Wait;
        }
        let empty = AnswerForm::default();
        let form = if let Typed::Answer(f) = typed { f } else { &empty };
        let choices = vec![Choice::new("grant", t.msg_transfer_grant()), Choice::new("refuse", t.msg_transfer_refuse())];
        return Doing::Decide {
            action: format!("{base}/{}/decide", waiting.id),
            decision: Field::radio("decision", t.msg_transfer_decision(), &form.decision, choices).required(t).errors(errors),
            why: Field::area("why", t.msg_transfer_why(), &form.why, 3).hint(t.msg_transfer_why_hint()).max(MOST).required(t).errors(errors),
        };
    }
    let open = cases.iter().any(|c| matches!(c.state.as_str(), "granted" | "planned" | "under_way"));
    if open || !ours(ctx) || !ctx.inmate.in_custody() || !ctx.may_here(Class::Transfers, Act::Propose) {
        return Doing::Nothing;
    }
    let empty = ProposalForm::default();
    let form = if let Typed::Proposal(f) = typed { f } else { &empty };
    let reasons = TRANSFERS.iter().map(|r| Choice::new(*r, ctx.catalogue().label(List::MovementReason, r, ctx.lang.is_nb()).to_owned())).collect();
    let places = prisons.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    Doing::Propose {
        to: Field::select("to", t.msg_transfer_to(), &form.to, places).or_none(t.msg_move_choose()).required(t).errors(errors),
        reason: Field::radio("reason", t.msg_transfer_reason(), &form.reason, reasons).required(t).errors(errors),
        ground: Field::area("ground", t.msg_transfer_ground(), &form.ground, 4).hint(t.msg_transfer_ground_hint()).max(MOST).required(t).errors(errors),
        wanted: Field::day("wanted", t.msg_transfer_wanted(), &form.wanted).hint(t.msg_transfer_wanted_hint()).errors(errors),
    }
}

/// Whoever may propose takes back what waits, whoever decides also what was granted and has not begun.
fn back(ctx: &InmateCtx, base: &str, cases: &[Case], typed: &Typed<'_>, errors: &Errors) -> Option<(String, Field)> {
    let t = ctx.t;
    let decides = ctx.may_here(Class::Transfers, Act::Decide);
    let case = cases.iter().find(|c| match c.state.as_str() {
        _ if !ours(ctx) => false,
        "waiting" => ctx.may_here(Class::Transfers, Act::Propose) && (!decides || c.proposed_by == ctx.actor.account),
        "granted" | "planned" => decides,
        _ => false,
    })?;
    let typed = if let Typed::Back(f) = typed { f.why.as_str() } else { "" };
    Some((format!("{base}/{}/withdraw", case.id), Field::text("why", t.msg_transfer_back_why(), typed).max(MOST).required(t).errors(errors)))
}
