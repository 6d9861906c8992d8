//! The pages of shared notices.

use askama::Template;

use super::super::model::{Basis, SharedKind};
use super::form::{EndForm, NoticeForm};
use super::rules::{self, State};
use super::store::Notice;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::field::Summary;
use crate::web::{Errors, Field, Frame};

/// A notice, ready to be shown.
pub struct Item {
    pub kind: String,
    pub instruction: String,
    /// "Fra 22.11.2026 til 31.01.2027".
    pub period: String,
    pub basis: String,
    pub shared: String,
    /// How it ended.
    pub ended: Option<String>,
    /// Where to end it.
    pub end: Option<String>,
    pub coming: bool,
}

impl Item {
    fn of(ctx: &InmateCtx, notice: &Notice, state: State) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let from = fmt.day(calendar::oslo_day(notice.valid.start));
        // The range ends where the day after begins.
        let to = fmt.day(calendar::oslo_day(notice.valid.end - chrono::TimeDelta::microseconds(1)));
        let open = matches!(state, State::InForce | State::Coming);
        let ended = match (state, notice.ended_at) {
            (State::Ended, Some(at)) => {
                Some(t.msg_shared_ended(fmt.at(at).as_str(), notice.ended_by.as_deref().unwrap_or_default(), notice.end_reason.as_deref().unwrap_or_default()))
            }
            (State::RunOut, _) => Some(t.msg_shared_run_out()),
            _ => None,
        };
        Self {
            kind: SharedKind::from_word(&notice.kind).map(|k| k.label(t)).unwrap_or_default(),
            instruction: notice.instruction.clone(),
            period: t.msg_shared_period(from.as_str(), to.as_str()),
            basis: Basis::from_word(&notice.basis).map(|b| b.label(t)).unwrap_or_default(),
            shared: t.msg_shared_by(notice.author.as_deref().unwrap_or_default(), fmt.at(notice.recorded_at).as_str()),
            ended,
            end: open.then(|| format!("/inmates/{}/shared-health/{}/end", ctx.inmate.id, notice.id)),
            coming: state == State::Coming,
        }
    }
}

#[derive(Template)]
#[template(path = "health/shared.html")]
pub struct SharedView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub current: Vec<Item>,
    pub past: Vec<Item>,
    /// Whether the prison shares through here.
    pub adds: bool,
}

impl SharedView {
    pub fn new(ctx: &InmateCtx, notices: &[Notice]) -> Self {
        let (mut current, mut past) = (Vec::new(), Vec::new());
        for notice in notices {
            let state = rules::state(&notice.valid, notice.ended_at.is_some(), ctx.now);
            let list = if matches!(state, State::InForce | State::Coming) { &mut current } else { &mut past };
            list.push(Item::of(ctx, notice, state));
        }
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_shared_heading()),
            banner: BannerView::of(ctx, "shared"),
            base: format!("/inmates/{}/shared-health", ctx.inmate.id),
            current,
            past,
            adds: ctx.in_use(crate::access::Feature::Health, ctx.inmate.prison_id).is_ok(),
        }
    }
}

#[derive(Template)]
#[template(path = "health/shared_form.html")]
pub struct NoticeFormView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub errors: bool,
    pub summary: Summary,
    pub kind: Field,
    pub instruction: Field,
    pub basis: Field,
    pub from: Field,
    pub to: Field,
}

impl NoticeFormView {
    pub fn new(ctx: &InmateCtx, form: &NoticeForm, errors: &Errors) -> Self {
        let t = ctx.t;

        Self {
            frame: ctx.frame("inmates", t.msg_shared_new()),
            banner: BannerView::of(ctx, "shared"),
            base: format!("/inmates/{}/shared-health", ctx.inmate.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            kind: Field::select("kind", t.msg_shared_kind(), &form.kind, SharedKind::choices(t))
                .or_none(t.msg_shared_choose())
                .width("w-half")
                .required(t)
                .errors(errors),
            instruction: Field::area("instruction", t.msg_shared_instruction(), &form.instruction, 3)
                .hint(t.msg_shared_instruction_hint())
                .max(rules::MOST_CHARACTERS as u32)
                .required(t)
                .errors(errors),
            basis: Field::radio("basis", t.msg_shared_basis(), &form.basis, Basis::choices(t)).required(t).errors(errors),
            from: Field::day("from", t.msg_shared_from(), &form.from).required(t).errors(errors),
            to: Field::day("to", t.msg_shared_to(), &form.to).hint(t.msg_shared_to_hint()).required(t).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "health/shared_end.html")]
pub struct EndView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub to: String,
    pub errors: bool,
    pub summary: Summary,
    pub item: Item,
    pub reason: Field,
}

impl EndView {
    pub fn new(ctx: &InmateCtx, notice: &Notice, form: &EndForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/shared-health", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", t.msg_shared_end()),
            banner: BannerView::of(ctx, "shared"),
            to: format!("{base}/{}/end", notice.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            item: Item::of(ctx, notice, rules::state(&notice.valid, notice.ended_at.is_some(), ctx.now)),
            reason: Field::text("reason", t.msg_shared_end_reason(), &form.reason).hint(t.msg_shared_end_reason_hint()).max(300).required(t).errors(errors),
            base,
        }
    }
}
