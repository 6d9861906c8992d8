//! Words of a calculation.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::super::model::{Cause, Named, State};
use crate::law::rule::Value;
use crate::law::sentence::{AbsenceKind, Absent, Amount, Basis, Document, Entry, Fact, Line, Note, Outcome, Point, Rounding, Step, Used};
use crate::web::lang::Text;
use crate::web::{Fmt, law};

/// The reader's language and dates.
#[derive(Clone, Copy)]
pub struct Say {
    pub t: Text,
    pub fmt: Fmt,
    pub nb: bool,
}

impl Say {
    pub fn day(&self, day: NaiveDate) -> String {
        self.fmt.day(day)
    }

    /// "1 år, 3 måneder og 5 dager".
    pub fn amount(&self, amount: Amount) -> String {
        let t = self.t;
        if amount.off > 0 {
            let whole = self.amount(Amount { off: 0, ..amount });
            return t.msg_bases_term_less(whole.as_str(), t.msg_calc_some_days(i64::from(amount.off)).as_str());
        }
        let mut parts = Vec::new();
        if amount.years > 0 {
            parts.push(t.msg_calc_years(i64::from(amount.years)));
        }
        if amount.months > 0 {
            parts.push(t.msg_calc_months(i64::from(amount.months)));
        }
        if amount.days > 0 || parts.is_empty() {
            parts.push(t.msg_calc_some_days(i64::from(amount.days)));
        }
        match parts.as_slice() {
            [a, b, c, ..] => t.msg_calc_and_three(a.as_str(), b.as_str(), c.as_str()),
            [a, b] => t.msg_calc_and(a.as_str(), b.as_str()),
            [a] => a.clone(),
            [] => String::new(),
        }
    }

    /// "+90", "−30".
    pub fn signed(&self, days: i64) -> String {
        match days {
            0 => "0".to_owned(),
            d if d > 0 => format!("+{}", self.fmt.number(d)),
            d => format!("−{}", self.fmt.number(-d)),
        }
    }

    pub fn state(&self, state: State) -> (&'static str, &'static str, String) {
        match state {
            State::Preliminary => ("warning", "HourglassTopFilled", self.t.msg_calc_state_preliminary()),
            State::Confirmed => ("success", "CheckmarkCircle", self.t.msg_calc_state_confirmed()),
            State::Overridden => ("info", "Pencil", self.t.msg_calc_state_overridden()),
            State::Superseded => ("neutral", "Archive", self.t.msg_calc_state_superseded()),
        }
    }

    pub fn causes(&self, causes: &[Cause]) -> String {
        let t = self.t;
        let one = |c: &Cause| match c {
            Cause::First => t.msg_calc_cause_first(),
            Cause::Basis => t.msg_calc_cause_basis(),
            Cause::Custody => t.msg_calc_cause_custody(),
            Cause::Isolation => t.msg_calc_cause_isolation(),
            Cause::Law => t.msg_calc_cause_law(),
            Cause::Day => t.msg_calc_cause_day(),
            Cause::Asked => t.msg_calc_cause_asked(),
            Cause::Override => t.msg_calc_cause_override(),
        };
        causes.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    pub fn point(&self, point: Point, basis: Basis) -> String {
        let t = self.t;
        let detention = basis == Basis::Detention;
        match point {
            Point::Third => t.msg_calc_point_third(),
            Point::Half => t.msg_calc_point_half(),
            Point::TwoThirds => t.msg_calc_point_two_thirds(),
            Point::LowerSecurity => t.msg_calc_point_lower_security(),
            Point::ShortLeave => t.msg_calc_point_short_leave(),
            Point::Leave => t.msg_calc_point_leave(),
            Point::DayRelease => t.msg_calc_point_day_release(),
            Point::HalfwayHouse => t.msg_calc_point_halfway_house(),
            Point::OutsidePrison => t.msg_calc_point_outside_prison(),
            Point::MonitoringInstead => t.msg_calc_point_monitoring_instead(),
            Point::MonitoringLast => t.msg_calc_point_monitoring_last(),
            Point::ProbationHalf => t.msg_calc_point_probation_half(),
            Point::ProbationBefore => t.msg_calc_point_probation_before(),
            Point::MinimumTwoThirds => t.msg_calc_point_minimum_two_thirds(),
            Point::ReleaseRequest => t.msg_calc_point_release_request(),
            Point::Probation if detention => t.msg_calc_point_minimum_end(),
            Point::Probation => t.msg_calc_point_probation(),
            Point::ExtensionCase => t.msg_calc_point_extension_case(),
            Point::End if detention => t.msg_calc_point_frame_end(),
            Point::End if basis == Basis::Youth => t.msg_calc_point_youth_end(),
            Point::End => t.msg_calc_point_end(),
        }
    }

    pub fn step(&self, step: &Step) -> String {
        let t = self.t;
        let day = |d: &NaiveDate| self.fmt.day(*d);
        match step {
            Step::Total { amount, days } => t.msg_calc_step_total(self.amount(*amount).as_str(), *days),
            Step::Share { share: (a, b), of, days, rounded } => {
                let share = format!("{a}/{b}");
                match rounded {
                    None => t.msg_calc_step_share(share.as_str(), *of, *days),
                    Some(Rounding::Up) => t.msg_calc_step_share_up(share.as_str(), *of, *days),
                    Some(Rounding::Down) => t.msg_calc_step_share_down(share.as_str(), *of, *days),
                    Some(Rounding::Nearest) => t.msg_calc_step_share_nearest(share.as_str(), *of, *days),
                }
            }
            Step::Floor { least } => t.msg_calc_step_floor(*least),
            Step::Stated { amount, days } => t.msg_calc_step_stated(self.amount(*amount).as_str(), *days),
            Step::Credit { of, credit, left } => t.msg_calc_step_credit(*of, *credit, *left),
            Step::Fine { days } => t.msg_calc_step_fine(*days),
            Step::Count { from, days, skipped: 0, on } => t.msg_calc_step_count(day(from).as_str(), *days, day(on).as_str()),
            Step::Count { from, days, skipped, on } => t.msg_calc_step_count_skipped(day(from).as_str(), *days, *skipped, day(on).as_str()),
            Step::Reached { on } => t.msg_calc_step_reached(day(on).as_str()),
            Step::After { from, amount, on } => t.msg_calc_step_after(day(from).as_str(), self.amount(*amount).as_str(), day(on).as_str()),
            Step::Continuous { since } => t.msg_calc_step_continuous(day(since).as_str()),
            Step::Before { from, amount, on } => t.msg_calc_step_before(day(from).as_str(), self.amount(*amount).as_str(), day(on).as_str()),
            Step::Latest { on, .. } => t.msg_calc_step_latest(day(on).as_str()),
            Step::Remaining { days, least } => t.msg_calc_step_remaining(*days, *least),
            Step::Limit { amount, limit, over: true } => t.msg_calc_step_over(self.amount(*amount).as_str(), self.amount(*limit).as_str()),
            Step::Limit { amount, limit, over: false } => t.msg_calc_step_within(self.amount(*amount).as_str(), self.amount(*limit).as_str()),
        }
    }

    pub fn absent(&self, absent: &Absent) -> String {
        let t = self.t;
        match absent {
            Absent::Remand => t.msg_calc_absent_remand(),
            Absent::FineUncut => t.msg_calc_absent_fine(),
            Absent::ServedInFull => t.msg_calc_absent_full(),
            Absent::NotBeforeEnd { on } => t.msg_calc_absent_end(self.day(*on).as_str()),
            Absent::Assessment => t.msg_calc_absent_assessment(),
            Absent::Begun => t.msg_calc_absent_begun(),
            Absent::TooLong => t.msg_calc_absent_long(),
            Absent::Offence { section } if section == "chapter_26" => t.msg_calc_absent_chapter(),
            Absent::Offence { section } => t.msg_calc_absent_offence(section.as_str()),
            Absent::Under18 => t.msg_calc_absent_young(),
            Absent::Detention => t.msg_calc_absent_detention(),
            Absent::NoMinimum => t.msg_calc_absent_no_minimum(),
            Absent::NotFinal => t.msg_calc_absent_not_final(),
            Absent::Away { since } => t.msg_calc_absent_away(self.day(*since).as_str()),
        }
    }

    pub fn note(&self, note: &Note) -> String {
        let t = self.t;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match note {
            Note::CreditNotUsed { days } => t.msg_calc_note_not_used(*days),
            Note::IsolationUnmarked { spells } => t.msg_calc_note_unmarked(count(*spells)),
            Note::CreditTwice => t.msg_calc_note_twice(),
            Note::CreditSilent { judgments } => t.msg_calc_note_silent(count(*judgments)),
            Note::OtherCustody { since } => t.msg_calc_note_other_custody(self.day(*since).as_str()),
            Note::Unlawful { since } => t.msg_calc_note_unlawful(self.day(*since).as_str()),
            Note::Interrupted { since } => t.msg_calc_note_interrupted(self.day(*since).as_str()),
            Note::Escaped { since } => t.msg_calc_note_escaped(self.day(*since).as_str()),
            Note::AtLarge { since } => t.msg_calc_note_at_large(self.day(*since).as_str()),
            Note::ReleasedInError => t.msg_calc_note_released_in_error(),
            Note::YouthBeside => t.msg_calc_note_youth_beside(),
            Note::Lapsed { judgments } => t.msg_calc_note_lapsed(count(*judgments)),
            Note::MonitoringConditional { section } => t.msg_calc_note_monitoring(section.replace('_', " ").as_str()),
        }
    }

    /// What follows besides the dates, with its citation.
    pub fn fact(&self, fact: &Fact, outcome: &Outcome) -> (String, String) {
        let t = self.t;
        let (words, rule) = match fact {
            Fact::Reassessment { amount, rule } => (t.msg_calc_fact_reassess(self.amount(*amount).as_str()), rule),
            Fact::Meetings { amount, rule } => (t.msg_calc_fact_meetings(self.amount(*amount).as_str()), rule),
            Fact::DayRelease { amount, rule } => (t.msg_calc_fact_day_release(self.amount(*amount).as_str()), rule),
        };
        (words, outcome.rules.get(*rule).map(|r| self.cite(r)).unwrap_or_default())
    }

    pub fn entry(&self, entry: &Entry) -> String {
        let t = self.t;
        // Periods are told by their last day; the ledger keeps the day after it.
        let last = |until: &NaiveDate| self.day(until.pred_opt().unwrap_or(*until));
        match entry {
            Entry::Sentence { amount } => t.msg_calc_entry_sentence(self.amount(*amount).as_str()),
            Entry::Youth { amount } => t.msg_calc_entry_youth(self.amount(*amount).as_str()),
            Entry::Fine => t.msg_calc_entry_fine(),
            Entry::Frame { amount } => t.msg_calc_entry_frame(self.amount(*amount).as_str()),
            Entry::Extension { amount } => t.msg_calc_entry_extension(self.amount(*amount).as_str()),
            Entry::Minimum { amount } => t.msg_calc_entry_minimum(self.amount(*amount).as_str()),
            Entry::Lapsed => t.msg_calc_entry_lapsed(),
            Entry::CourtCredit => t.msg_calc_entry_court_credit(),
            Entry::ServiceCredit { from, until } => t.msg_calc_entry_service_credit(self.day(*from).as_str(), last(until).as_str()),
            Entry::BelowThreshold { on } => t.msg_calc_entry_below(self.day(*on).as_str()),
            Entry::Isolation { from, to, .. } => t.msg_calc_entry_isolation(self.day(*from).as_str(), self.day(*to).as_str()),
            Entry::IsolationUnmarked { from, to } => t.msg_calc_entry_unmarked(self.day(*from).as_str(), self.day(*to).as_str()),
            Entry::CreditNotUsed => t.msg_calc_entry_not_used(),
            Entry::Absence { kind, from, until } => {
                let (from, to) = (self.day(*from), last(until));
                match kind {
                    AbsenceKind::Interruption => t.msg_calc_entry_interruption(from.as_str(), to.as_str()),
                    AbsenceKind::Escape => t.msg_calc_entry_escape(from.as_str(), to.as_str()),
                    AbsenceKind::Unlawful => t.msg_calc_entry_unlawful(from.as_str(), to.as_str()),
                    AbsenceKind::OtherSanction => t.msg_calc_entry_other(from.as_str(), to.as_str()),
                    AbsenceKind::ReleasedInError => t.msg_calc_entry_at_large(from.as_str(), to.as_str()),
                }
            }
            Entry::Away { kind, from } => {
                let from = self.day(*from);
                match kind {
                    AbsenceKind::Interruption => t.msg_calc_entry_interruption_since(from.as_str()),
                    AbsenceKind::Escape => t.msg_calc_entry_escape_since(from.as_str()),
                    AbsenceKind::Unlawful => t.msg_calc_entry_unlawful_since(from.as_str()),
                    AbsenceKind::OtherSanction => t.msg_calc_entry_other_since(from.as_str()),
                    AbsenceKind::ReleasedInError => t.msg_calc_entry_at_large_since(from.as_str()),
                }
            }
        }
    }

    /// The document of a line: the judgment by its name, anything else by its kind.
    pub fn document(&self, line: &Line, documents: &HashMap<Uuid, Named>) -> String {
        let t = self.t;
        let Some(source) = line.source else { return t.msg_calc_the_program() };
        let named = documents.get(&source.id).filter(|_| source.document == Document::Basis);
        match (named.and_then(|n| n.court.as_deref()), named.and_then(|n| n.case_number.as_deref()), named.and_then(|n| n.on)) {
            (Some(court), Some(number), Some(on)) => t.msg_calc_judgment(court, number, self.day(on).as_str()),
            _ => match source.document {
                Document::Basis => t.msg_calc_doc_basis(),
                Document::Stay => t.msg_calc_doc_stay(),
                Document::Movement => t.msg_calc_doc_movement(),
                Document::Isolation => t.msg_calc_doc_isolation(),
                Document::ReleaseError => t.msg_calc_doc_release_error(),
            },
        }
    }

    /// Where a rule stands.
    pub fn cite(&self, rule: &Used) -> String {
        law::citation(self.t, &rule.citation())
    }

    /// What a rule says.
    pub fn value(&self, rule: &Used) -> String {
        match rule.value.parse() {
            Ok(Value::Way(way)) => law::way(self.t, &way),
            Ok(Value::Span(span)) => law::span(self.t, span),
            _ => rule.value.clone(),
        }
    }

    pub fn rule<'r>(&self, rule: &'r Used) -> &'r str {
        if self.nb { &rule.label_nb } else { &rule.label_en }
    }
}
