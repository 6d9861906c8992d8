//! The page on which a spell of isolation is judged.

use askama::Template;

use super::super::form::{DecideForm, MarkForm};
use super::super::model::{Spell, Word};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::{Choice, Errors, Field, Frame};

/// What was said of the spell once.
pub struct Said {
    pub color: &'static str,
    pub icon: &'static str,
    pub state: String,
    pub title: String,
    pub reason: String,
    pub proposed: String,
    pub decided: Option<String>,
    pub note: Option<String>,
}

impl Said {
    fn of(ctx: &InmateCtx, w: &Word) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let (color, icon, state) = match w.outcome.as_deref() {
            None => ("warning", "Hourglass", t.msg_calc_word_waits()),
            Some("accepted") => ("success", "CheckmarkCircle", t.msg_calc_word_accepted()),
            Some(_) => ("neutral", "XMark", t.msg_calc_word_refused()),
        };
        let decided = w.decided_at.map(|at| t.msg_calc_word_decided(w.decider.as_deref().unwrap_or_default(), fmt.at(at).as_str()));
        Self {
            color,
            icon,
            state,
            title: if w.credit { t.msg_calc_mark_yes() } else { t.msg_calc_mark_no() },
            reason: w.reason.clone(),
            proposed: t.msg_calc_word_proposed(w.proposer.as_str(), fmt.at(w.proposed_at).as_str()),
            decided,
            note: w.note.clone(),
        }
    }
}

/// The lawyer's form.
pub struct Decision {
    pub action: String,
    pub word: String,
    pub fields: Vec<Field>,
}

/// The page.
#[derive(Template)]
#[template(path = "sentences/mark.html")]
pub struct MarkView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub spell: String,
    pub now: String,
    pub said: Vec<Said>,
    /// To propose, for whoever writes in the sentence and while nothing waits.
    pub propose: Option<Vec<Field>>,
    /// To decide, for whoever may and did not propose.
    pub decide: Option<Decision>,
    /// The proposal is the reader's own: somebody else decides.
    pub own: bool,
    pub summary: Summary,
    pub fault: bool,
}

impl MarkView {
    pub fn new(ctx: &InmateCtx, s: &Spell, words: &[Word], typed: &MarkForm, decided: &DecideForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/sentence", ctx.inmate.id);
        let action = format!("{base}/isolation/{}", s.id);
        let waiting = words.iter().find(|w| w.outcome.is_none());
        let own = waiting.is_some_and(|w| w.proposed_by == ctx.actor.account.0);
        let choices = vec![Choice::new("yes", t.msg_calc_mark_yes()), Choice::new("no", t.msg_calc_mark_no())];
        let propose = (waiting.is_none() && ctx.may_here(Class::Sentence, Act::Write)).then(|| {
            vec![
                Field::radio("credit", t.msg_calc_mark_credit(), &typed.credit, choices).required(t).errors(errors),
                Field::area("reason", t.msg_calc_mark_reason(), &typed.reason, 4).required(t).errors(errors),
            ]
        });
        let outcomes = vec![Choice::new("accepted", t.msg_calc_word_accept()), Choice::new("refused", t.msg_calc_word_refuse())];
        let decide = waiting.filter(|_| !own && ctx.may_here(Class::IsolationCredit, Act::Decide)).map(|w| Decision {
            action: format!("{action}/decide"),
            word: w.id.to_string(),
            fields: vec![
                Field::radio("outcome", t.msg_calc_word_decision(), &decided.outcome, outcomes).required(t).errors(errors),
                Field::area("note", t.msg_calc_word_note(), &decided.note, 4).required(t).errors(errors),
            ],
        });
        Self {
            frame: ctx.frame("inmates", t.msg_calc_mark()),
            banner: BannerView::of(ctx, "sentence"),
            action,
            base,
            spell: t.msg_calc_spell(fmt.day(s.from).as_str(), fmt.day(s.to).as_str()),
            now: match s.credit {
                None => t.msg_calc_mark_open(),
                Some(true) => t.msg_calc_mark_yes(),
                Some(false) => t.msg_calc_mark_no(),
            },
            said: words.iter().map(|w| Said::of(ctx, w)).collect(),
            propose,
            decide,
            own,
            summary: Summary::of(t, errors),
            fault: !errors.is_empty(),
        }
    }
}
