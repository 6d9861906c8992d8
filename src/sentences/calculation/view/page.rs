//! The sentence page of a person, and its two forms.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use super::super::form::OverrideForm;
use super::super::model::{Calculation, Named, Proposal, Spell, State, Version};
use super::super::web::second_eyes;
use super::parts::{Bar, BesideView, Change, DateLine, LedgerView, RuleLine};
use super::{Current, say};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::sentence::Basis;
use crate::sentences::release_errors::{self, ErrorRow, store::ReleaseError};
use crate::web::field::Summary;
use crate::web::{Choice, Errors, Field, Frame};

/// Everything the page is made of.
pub struct Read {
    pub current: Option<Current>,
    pub history: Vec<Version>,
    pub documents: HashMap<Uuid, Named>,
    pub names: HashMap<Uuid, String>,
    pub pending: bool,
    pub alarm: Option<String>,
    pub proposals: Vec<Proposal>,
    pub isolation: Vec<Spell>,
    pub errors: Vec<ReleaseError>,
}

/// A version in the table.
pub struct VersionRow {
    pub number: i32,
    pub color: &'static str,
    pub icon: &'static str,
    pub state: String,
    pub why: String,
    pub made: String,
    pub confirmed: String,
    pub release: String,
    pub end: String,
    /// The comparison with the one before.
    pub compare: Option<String>,
}

/// A proposed date.
pub struct ProposalRow {
    pub action: String,
    pub words: String,
    pub by: String,
    pub reason: String,
    pub own: bool,
}

/// A spell of isolation.
pub struct SpellRow {
    pub href: String,
    pub words: String,
    pub color: &'static str,
    pub mark: String,
    pub by: Option<String>,
    pub waits: bool,
}

/// What the page shows of the newest calculation.
pub struct Shown {
    pub id: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub state: String,
    pub made: String,
    pub why: String,
    pub confirmed: Option<String>,
    pub confirm_note: Option<String>,
    pub preliminary: bool,
    pub own: bool,
    pub in_force: Option<String>,
    /// Since when serving does not run.
    pub not_running: Option<String>,
    pub change: Option<Change>,
    pub bar: Option<Bar>,
    pub dates: Vec<DateLine>,
    pub absent: Vec<DateLine>,
    pub facts: Vec<(String, String)>,
    pub notes: Vec<String>,
    pub ledger: LedgerView,
    pub beside: Option<BesideView>,
    pub to_confirm: Vec<RuleLine>,
    pub remand: bool,
    pub nothing: bool,
}

impl Shown {
    fn of(ctx: &InmateCtx, current: &Current, read: &Read) -> Self {
        let (say, t, fmt) = (say(ctx), ctx.t, ctx.fmt());
        let k = &current.newest;
        let (color, icon, state) = say.state(k.state);
        let name = |id: &Uuid| read.names.get(id).cloned().unwrap_or_default();
        let (dates, absent) = DateLine::all(&say, k, &read.names).into_iter().partition(|d| d.day.is_some());
        let rules: Vec<RuleLine> = k.outcome.all_rules().filter(|r| r.to_be_confirmed()).map(|r| RuleLine::of(&say, r)).collect();
        Self {
            id: k.id.to_string(),
            color,
            icon,
            state,
            made: t.msg_calc_version_made(i64::from(k.version), fmt.at(k.made_at).as_str()),
            why: say.causes(&k.causes),
            confirmed: k.confirmed.as_ref().map(|(at, by)| t.msg_calc_confirmed_by(name(by).as_str(), fmt.at(*at).as_str())),
            confirm_note: k.confirm_note.clone(),
            preliminary: k.state == State::Preliminary,
            own: k.authors.contains(&ctx.actor.account.0),
            in_force: current.in_force.as_ref().map(|f| t.msg_calc_in_force_still(i64::from(f.version))),
            not_running: k.outcome.stopped_since().map(|since| t.msg_calc_not_running(fmt.day(since).as_str())),
            change: current.in_force.as_ref().and_then(|f| Change::between(&say, f, k)),
            bar: Bar::of(&say, k),
            dates,
            absent,
            facts: k.outcome.facts.iter().map(|f| say.fact(f, &k.outcome)).collect(),
            notes: k.outcome.notes.iter().map(|n| say.note(n)).collect(),
            ledger: LedgerView::of(&say, &k.outcome, &read.documents, &read.names),
            beside: BesideView::of(&say, k, &read.documents, &read.names),
            to_confirm: rules,
            remand: k.outcome.basis == Basis::Remand,
            nothing: k.outcome.basis == Basis::Nothing,
        }
    }

    fn to_confirm_words(&self, frame: &Frame) -> String {
        frame.msg_calc_to_confirm_count(i64::try_from(self.to_confirm.len()).unwrap_or(i64::MAX))
    }
}

#[derive(Template)]
#[template(path = "sentences/sentence.html")]
pub struct SentenceView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub shown: Option<Shown>,
    pub remand: bool,
    pub pending: bool,
    /// Heading and text.
    pub alarm: Option<(String, String)>,
    pub proposals: Vec<ProposalRow>,
    pub spells: Vec<SpellRow>,
    /// Releases that went wrong.
    pub wrong: Vec<ErrorRow>,
    pub versions: Vec<VersionRow>,
    pub writes: bool,
    /// Whether the reader may be the second person.
    pub confirms: bool,
    /// Whether a date can be set by hand now.
    pub settable: bool,
    pub note: Field,
    pub summary: Summary,
    pub fault: bool,
}

impl SentenceView {
    pub fn new(ctx: &InmateCtx, read: &Read, note: &str, errors: &Errors) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/sentence", ctx.inmate.id);
        let writes = ctx.may_here(Class::Sentence, Act::Write);
        let shown = read.current.as_ref().map(|c| Shown::of(ctx, c, read));
        let settable = writes && !read.pending && read.current.as_ref().is_some_and(|c| c.newest.in_force());
        Self {
            frame: ctx.frame("inmates", t.msg_calc_title()),
            banner: BannerView::of(ctx, "sentence"),
            remand: shown.as_ref().map_or(matches!(ctx.inmate.legal_status.as_deref(), Some("remand" | "arrested")), |s| s.remand),
            shown,
            pending: read.pending,
            alarm: read.alarm.as_deref().map(|rule| match rule {
                "release.overdue" => (t.msg_calc_alarm_overdue(), t.msg_calc_alarm_overdue_text()),
                _ => (t.msg_calc_alarm_probation(), t.msg_calc_alarm_probation_text()),
            }),
            proposals: read.proposals.iter().map(|p| proposal(ctx, read, p, &base)).collect(),
            spells: read.isolation.iter().map(|s| spell(ctx, s, &base)).collect(),
            wrong: release_errors::rows(ctx, &read.errors),
            versions: versions(ctx, &read.history, &base),
            writes,
            confirms: second_eyes(ctx),
            settable,
            note: Field::area("note", t.msg_calc_confirm_note(), note, 2).errors(errors),
            summary: Summary::of(t, errors),
            fault: !errors.is_empty(),
            base,
        }
    }
}

fn proposal(ctx: &InmateCtx, read: &Read, p: &Proposal, base: &str) -> ProposalRow {
    let (say, t, fmt) = (say(ctx), ctx.t, ctx.fmt());
    let basis = read.current.as_ref().map_or(Basis::Nothing, |c| c.newest.outcome.basis);
    let was = p.was_on.map_or_else(|| t.msg_calc_not_date(), |d| fmt.day(d));
    ProposalRow {
        action: format!("{base}/proposals/{}", p.id),
        words: t.msg_calc_proposal(say.point(p.point, basis).as_str(), was.as_str(), fmt.day(p.on_date).as_str()),
        by: t.msg_calc_proposal_by(p.proposer.as_str(), fmt.at(p.proposed_at).as_str()),
        reason: p.reason.clone(),
        own: p.proposed_by == ctx.actor.account.0,
    }
}

fn spell(ctx: &InmateCtx, s: &Spell, base: &str) -> SpellRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let (color, mark) = match s.credit {
        None => ("warning", t.msg_calc_mark_open()),
        Some(true) => ("success", t.msg_calc_mark_yes()),
        Some(false) => ("neutral", t.msg_calc_mark_no()),
    };
    SpellRow {
        href: format!("{base}/isolation/{}", s.id),
        words: t.msg_calc_spell(fmt.day(s.from).as_str(), fmt.day(s.to).as_str()),
        color,
        mark,
        by: s.lawyer.as_deref().map(|lawyer| t.msg_calc_mark_by(lawyer, s.reason.as_deref().unwrap_or_default())),
        waits: s.waits,
    }
}

fn versions(ctx: &InmateCtx, history: &[Version], base: &str) -> Vec<VersionRow> {
    let (say, fmt) = (say(ctx), ctx.fmt());
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| fmt.day(d)).unwrap_or_default();
    history
        .iter()
        .map(|v| {
            let (color, icon, state) = say.state(v.state);
            VersionRow {
                number: v.version,
                color,
                icon,
                state,
                why: say.causes(&v.causes),
                made: fmt.at(v.made_at),
                confirmed: v.confirmed_by.clone().unwrap_or_default(),
                release: day(v.release_on),
                end: day(v.end_on),
                compare: (v.version > 1).then(|| format!("{base}/compare?a={}&b={}", v.version - 1, v.version)),
            }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "sentences/override.html")]
pub struct OverrideView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub calculation: String,
    pub fields: Vec<Field>,
    pub summary: Summary,
    pub fault: bool,
}

impl OverrideView {
    pub fn new(ctx: &InmateCtx, calculation: &Calculation, typed: &OverrideForm, errors: &Errors) -> Self {
        let (say, t) = (say(ctx), ctx.t);
        let choices = calculation
            .outcome
            .milestones
            .iter()
            .filter_map(|m| {
                let date = calculation.date(m.point)?;
                let label = say.point(m.point, calculation.outcome.basis);
                Some(Choice::new(m.point.as_str(), format!("{label}, {}", say.day(date))))
            })
            .collect();
        Self {
            frame: ctx.frame("inmates", t.msg_calc_override()),
            banner: BannerView::of(ctx, "sentence"),
            base: format!("/inmates/{}/sentence", ctx.inmate.id),
            calculation: calculation.id.to_string(),
            fields: vec![
                Field::select("point", t.msg_calc_override_point(), &typed.point, choices).required(t).errors(errors),
                Field::day("on", t.msg_calc_override_on(), &typed.on).required(t).errors(errors),
                Field::area("reason", t.msg_calc_override_reason(), &typed.reason, 4).required(t).errors(errors),
            ],
            summary: Summary::of(t, errors),
            fault: !errors.is_empty(),
        }
    }
}
