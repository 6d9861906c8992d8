//! Courts in words.

use super::model::{Appointed, Interpreter, Manner, Outcome, Purpose, State};
use super::rules::Warning;
use crate::custody::apart;
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::field::Choice;
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt};

/// What turns hearings into words.
pub struct Words<'a> {
    /// The words.
    pub t: Text,
    /// The formats.
    pub fmt: Fmt,
    catalogue: &'a Catalogue,
    nb: bool,
}

impl<'a> Words<'a> {
    /// For the request's reader.
    pub fn of(ctx: &'a Ctx) -> Self {
        Self { t: ctx.t, fmt: ctx.fmt(), catalogue: ctx.catalogue(), nb: ctx.lang.is_nb() }
    }

    /// A court by its code.
    pub fn court(&self, code: &str) -> String {
        self.catalogue.label(List::Court, code, self.nb).to_owned()
    }

    /// A language by its code.
    pub fn language(&self, code: &str) -> String {
        self.catalogue.label(List::Language, code, self.nb).to_owned()
    }

    /// What to choose from.
    pub fn choices(&self, list: List) -> Vec<Choice> {
        self.catalogue.options(list, self.nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect()
    }

    /// What for.
    pub fn purpose(&self, p: Purpose) -> String {
        let t = self.t;
        match p {
            Purpose::FirstHearing => t.msg_court_purpose_first_hearing(),
            Purpose::RemandExtension => t.msg_court_purpose_remand_extension(),
            Purpose::MainHearing => t.msg_court_purpose_main_hearing(),
            Purpose::Appeal => t.msg_court_purpose_appeal(),
            Purpose::Enforcement => t.msg_court_purpose_enforcement(),
            Purpose::Other => t.msg_court_purpose_other(),
        }
    }

    /// How the person is there.
    pub fn manner(&self, m: Manner) -> String {
        match m {
            Manner::InPerson => self.t.msg_court_manner_in_person(),
            Manner::Video => self.t.msg_court_manner_video(),
        }
    }

    /// How far an interpreter is.
    pub fn interpreter(&self, i: Interpreter) -> String {
        let t = self.t;
        match i {
            Interpreter::None => t.msg_court_interpreter_none(),
            Interpreter::Needed => t.msg_court_interpreter_needed(),
            Interpreter::Ordered => t.msg_court_interpreter_ordered(),
            Interpreter::Confirmed => t.msg_court_interpreter_confirmed(),
        }
    }

    /// What came of it.
    pub fn outcome(&self, o: Outcome) -> String {
        let t = self.t;
        match o {
            Outcome::Remanded => t.msg_court_outcome_remanded(),
            Outcome::Released => t.msg_court_outcome_released(),
            Outcome::Judgment => t.msg_court_outcome_judgment(),
            Outcome::Other => t.msg_court_outcome_other(),
        }
    }

    /// Whose choice counsel is.
    pub fn appointed(&self, a: Appointed) -> String {
        match a {
            Appointed::Public => self.t.msg_court_counsel_public(),
            Appointed::Own => self.t.msg_court_counsel_own(),
        }
    }

    /// How far a hearing has come.
    pub fn state(&self, state: State, result: Option<Outcome>, lacks_result: bool) -> Flag {
        let t = self.t;
        match (state, result) {
            (State::Planned, _) if lacks_result => flag("warning", "HourglassTopFilled", t.msg_court_state_lacks_result()),
            (State::Planned, _) => flag("info", "Calendar", t.msg_court_state_planned()),
            (State::Held, Some(outcome)) => flag("success", "Gavel", self.outcome(outcome)),
            (State::Held, None) => flag("success", "Gavel", t.msg_court_state_held()),
            (State::Postponed, _) => flag("neutral", "Calendar", t.msg_court_state_postponed()),
            (State::Cancelled, _) => flag("neutral", "XMark", t.msg_court_state_cancelled()),
        }
    }

    /// The interpreter as a flag; none when none is needed.
    pub fn interpreter_flag(&self, language: Option<&str>, i: Interpreter) -> Option<Flag> {
        let language = self.language(language?);
        let state = self.interpreter(i);
        let label = self.t.msg_court_interpreter_line(language.as_str(), state.as_str());
        match i {
            Interpreter::None => None,
            Interpreter::Needed => Some(flag("warning", "Language", label)),
            Interpreter::Ordered => Some(flag("info", "Language", label)),
            Interpreter::Confirmed => Some(flag("success", "Language", label)),
        }
    }

    /// What is warned of.
    pub fn warning(&self, w: &Warning) -> String {
        let (t, fmt) = (self.t, self.fmt);
        match w {
            Warning::VideoIsolated(cite) => t.msg_court_warn_isolated(cite.as_str()),
            Warning::VideoTooLong(last, n, cite) => t.msg_court_warn_too_long(fmt.day(*last).as_str(), i64::from(*n), cite.as_str()),
            Warning::AfterExpiry(last) => t.msg_court_warn_expiry(fmt.day(*last).as_str()),
            Warning::DayOff => t.msg_court_warn_day_off(),
            Warning::NoInterpreter(language) => t.msg_court_warn_interpreter(self.language(language).as_str()),
            Warning::Joins(out, back) => t.msg_court_warn_joins(fmt.at(*out).as_str(), fmt.time(*back).as_str()),
            Warning::Elsewhere(what, at) => {
                let what = Purpose::of(what).map_or_else(|| self.catalogue.label(List::MovementReason, what, self.nb).to_owned(), |p| self.purpose(p));
                t.msg_court_warn_elsewhere(what.as_str(), fmt.at(*at).as_str())
            }
            Warning::Apart(c) => t.msg_court_warn_apart(apart::words::line(t, c).as_str(), apart::words::detail(t, c).as_str()),
        }
    }
}

/// A flag without instruction.
pub fn flag(color: &'static str, icon: &'static str, label: impl Into<String>) -> Flag {
    Flag { color, icon, label: label.into(), instruction: String::new(), solid: false }
}
