//! What is served, put together: the total, the deductions, the days that do not count. Every point of a sentence is found from it.

use chrono::{Duration, NaiveDate};

use super::amount::Amount;
use super::case::{Absence, AbsenceKind, Case, Source, Spell};
use super::credit::{self, DayRange};
use super::gaps::{Gaps, days_lost};
use super::ledger::{Account, Entry, Ledger, Line};
use super::outcome::{Absent, Note, When};
use super::ways::{JudgmentDay, Ways};
use super::why::{Lookup, Step, Why};
use crate::law::calendar::oslo_day;
use crate::law::rule::{Missing, Span, Unit};

/// One account: its term and what is taken off.
#[derive(Debug)]
pub(super) struct Serving {
    /// The ways of the day.
    pub ways: Ways,
    /// The first day.
    pub first: NaiveDate,
    /// What was pronounced.
    pub amount: Amount,
    /// In days.
    pub total: i64,
    /// All deductions.
    pub credit: i64,
    /// Days of fines still to serve when the deductions left over from the sentence have been taken off.
    pub fines: i64,
    /// Those of them that are served before the sentence.
    pub ahead: i64,
    /// Days that do not count.
    pub gaps: Gaps,
    /// Since when deprivation of liberty has been continuous at the start.
    pub continuous_since: NaiveDate,
    /// What every point rests on.
    pub base: Why,
}

impl Serving {
    /// The reason of a point begins with the total.
    pub fn why(&self) -> Why {
        self.base.clone()
    }

    /// A share of the total, with its rule.
    pub fn share(&self, why: &mut Why, look: &mut Lookup<'_>, id: &str) -> Result<i64, Missing> {
        let share = why.share(look, id, "")?;
        let even = (i64::from(share.0) * self.total).rem_euclid(i64::from(share.1.max(1))) == 0;
        if !even {
            why.rule(look, "sentence.rounding", "")?;
        }
        let days = self.ways.rounding.share(share, self.total);
        why.step(Step::Share { share, of: self.total, days, rounded: (!even).then_some(self.ways.rounding) });
        Ok(days)
    }

    /// The date of a point of so many days: custody taken off, fines on top, days that do not count left out.
    pub fn reach(&self, why: &mut Why, look: &mut Lookup<'_>, point: i64, fines: i64) -> Result<When, Missing> {
        let left = (point - self.credit).max(0);
        if self.credit > 0 {
            why.step(Step::Credit { of: point, credit: self.credit, left });
        }
        if fines > 0 {
            why.rule(look, "fine.probation", "")?.rule(look, "fine.order", "")?.step(Step::Fine { days: fines });
        }
        let days = left + fines;
        if days == 0 {
            why.step(Step::Reached { on: self.first });
            return Ok(When::On { date: self.first });
        }
        why.rule(look, "sentence.first_day", "")?;
        match self.gaps.served(self.first, days) {
            Ok((on, skipped)) => {
                if skipped > 0 {
                    why.rule(look, "sentence.absence", "")?.rule(look, "sentence.absence_days", "")?;
                }
                why.step(Step::Count { from: self.first, days, skipped, on });
                Ok(When::On { date: on })
            }
            Err(away) => {
                why.rule(look, "sentence.absence", "")?;
                Ok(When::Not(Absent::Away { since: away.since }))
            }
        }
    }

    /// Whether the sentence is longer than a limit of the law.
    pub fn is_over(&self, limit: Amount) -> bool {
        self.ways.conversion.days(self.amount, self.first) > self.ways.conversion.days(limit, self.first)
    }

    /// The same, said in the reason.
    pub fn over(&self, why: &mut Why, look: &mut Lookup<'_>, id: &str, subject: &str) -> Result<bool, Missing> {
        let limit = why.amount(look, id, subject)?;
        let over = self.is_over(limit);
        why.step(Step::Limit { amount: self.amount, limit, over });
        Ok(over)
    }

    /// When deprivation has been continuous for so long.
    pub fn continuous(&self, why: &mut Why, look: &mut Lookup<'_>, id: &str) -> Result<When, Missing> {
        let amount = why.amount(look, id, "")?;
        match self.gaps.continuous(self.continuous_since, amount, self.ways.continuity) {
            Ok((since, on)) => {
                if since != self.continuous_since || on != amount.after(since) {
                    why.rule(look, "leave.continuity", "")?;
                }
                why.step(Step::Continuous { since }).step(Step::After { from: since, amount, on });
                Ok(When::On { date: on })
            }
            Err(away) => Ok(When::Not(Absent::Away { since: away.since })),
        }
    }
}

/// What several documents add up to, as lines.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// The lines of terms.
    pub lines: Vec<Line>,
    /// The lines of deductions.
    pub credits: Vec<Line>,
    /// All deductions.
    pub credit: i64,
    /// What to look at.
    pub notes: Vec<Note>,
}

impl Terms {
    /// A term.
    pub fn term(&mut self, account: Account, entry: Entry, days: i64, source: Source, rules: Vec<usize>) {
        self.lines.push(Line { account, entry, days, source: Some(source), rules });
    }

    fn deduct(&mut self, entry: Entry, days: i64, source: Source, rules: Vec<usize>, account: Account) {
        self.credits.push(Line { account, entry, days: -days, source: Some(source), rules });
        self.credit += days;
    }

    /// What courts deducted, and custody and isolation after the first judgment (strl § 83, strpl § 460). The judgments by their day.
    pub fn credits(
        &mut self,
        look: &mut Lookup<'_>,
        case: &Case,
        ways: &Ways,
        judgments: &[(NaiveDate, Source, u32)],
        start: NaiveDate,
        account: Account,
    ) -> Result<(), Missing> {
        let mut why = Why::default();
        why.rule(look, "remand.court", "")?;
        for (_, source, days) in judgments.iter().filter(|(_, _, days)| *days > 0) {
            self.deduct(Entry::CourtCredit, i64::from(*days), *source, why.rules.clone(), account);
        }
        let Some(judged) = judgments.iter().map(|(day, _, _)| *day).min() else { return Ok(()) };
        let opens = match ways.judgment_day {
            JudgmentDay::ByCourt => super::gaps::plus(judged, 1),
            JudgmentDay::ByService => judged,
        };
        if opens < start {
            self.custody(look, case, ways, (opens, start), account)?;
            self.isolation(look, case, ways, (opens, start), account)?;
        }
        let by_service = self.credits.iter().any(|l| matches!(l.entry, Entry::ServiceCredit { .. }));
        if by_service && judgments.iter().any(|(day, _, days)| *day >= opens && *days > 0) {
            self.notes.push(Note::CreditTwice);
        }
        Ok(())
    }

    fn custody(&mut self, look: &mut Lookup<'_>, case: &Case, ways: &Ways, window: DayRange, account: Account) -> Result<(), Missing> {
        let mut why = Why::default();
        let threshold = hours(why.span(look, "remand.threshold", "")?);
        why.rule(look, "remand.counting", "")?.rule(look, "remand.service_credit", "")?.rule(look, "remand.judgment_day", "")?;
        for found in credit::custody(&case.held, window, threshold, ways) {
            let (from, until) = found.range;
            let entry = if found.days == 0 { Entry::BelowThreshold { on: from } } else { Entry::ServiceCredit { from, until } };
            self.deduct(entry, found.days, found.of.source, why.rules.clone(), account);
        }
        Ok(())
    }

    fn isolation(&mut self, look: &mut Lookup<'_>, case: &Case, ways: &Ways, window: DayRange, account: Account) -> Result<(), Missing> {
        let mut why = Why::default();
        let threshold = hours(why.span(look, "isolation.threshold", "")?);
        let period = hours(why.span(look, "isolation.period", "")?);
        why.rule(look, "isolation.ground", "")?.rule(look, "isolation.spells", "")?;
        let mut unmarked = 0;
        for found in credit::isolation(&case.isolation, window, threshold, period, ways) {
            let (from, to) = found.range;
            let entry = match found.of.mark {
                Some(mark) => Entry::Isolation { from, to, mark },
                None => Entry::IsolationUnmarked { from, to },
            };
            unmarked += usize::from(found.of.mark.is_none());
            self.deduct(entry, found.days, found.of.source, why.rules.clone(), account);
        }
        if unmarked > 0 {
            self.notes.push(Note::IsolationUnmarked { spells: unmarked });
        }
        Ok(())
    }

    /// The whole ledger: terms, deductions, what of them is not used, and days that do not count. A date bounds each account: what happens
    /// after it costs nothing.
    pub fn ledger(self, look: &mut Lookup<'_>, case: &Case, ways: &Ways, start: NaiveDate, ends: Ends) -> Result<(Ledger, i64), Missing> {
        let mut ledger = Ledger { lines: self.lines };
        ledger.lines.extend(self.credits);
        for account in [Account::Serving, Account::Minimum] {
            let sum = ledger.sum(account);
            if sum < 0 && (account == Account::Serving || ends.minimum.is_some()) {
                ledger.lines.push(Line { account, entry: Entry::CreditNotUsed, days: -sum, source: None, rules: Vec::new() });
            }
        }
        let (mut why, mut mistaken) = (Why::default(), Why::default());
        why.rule(look, "sentence.absence", "")?.rule(look, "sentence.absence_days", "")?;
        if case.absences.iter().any(|a| a.kind == AbsenceKind::ReleasedInError) {
            mistaken.rule(look, "sentence.released_in_error", "")?.rule(look, "sentence.absence_days", "")?;
        }
        let mut absences: Vec<&Absence> = case.absences.iter().collect();
        absences.sort_by_key(|a| (a.from, a.source));
        let (mut covered, mut lost) = (start, 0);
        for absence in absences {
            let Some((from, back)) = days_lost(absence, ways.absence_days) else { continue };
            let from = from.max(covered);
            let rules = if absence.kind == AbsenceKind::ReleasedInError { &mistaken.rules } else { &why.rules };
            let Some(back) = back else {
                if ends.serving.is_none_or(|end| from < end) {
                    let entry = Entry::Away { kind: absence.kind, from };
                    ledger.lines.push(Line { account: Account::Serving, entry, days: 0, source: Some(absence.source), rules: rules.clone() });
                }
                continue;
            };
            if from >= back || ends.serving.is_some_and(|end| from >= end) {
                continue;
            }
            let account = match ends.minimum {
                Some(Some(end)) if from >= end => Account::Serving,
                Some(_) => Account::Both,
                None => Account::Serving,
            };
            let days = (back - from).num_days();
            ledger.lines.push(Line {
                account,
                entry: Entry::Absence { kind: absence.kind, from, until: back },
                days,
                source: Some(absence.source),
                rules: rules.clone(),
            });
            (covered, lost) = (back, lost + days);
        }
        Ok((ledger, lost))
    }
}

/// The dates on which the accounts end, as far as they are known; no minimum: there is no such account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// What is served.
    pub serving: Option<NaiveDate>,
    /// The minimum term.
    pub minimum: Option<Option<NaiveDate>>,
}

/// A span told in hours, days or weeks as a length of time.
fn hours(span: Span) -> Duration {
    let n = i64::from(span.n);
    match span.unit {
        Unit::Hours => Duration::hours(n),
        Unit::Weeks => Duration::weeks(n),
        Unit::Days | Unit::Months | Unit::Years => Duration::days(n),
    }
}

/// Since when deprivation of liberty has been continuous on the first day: the beginning of the unbroken chain of stays that reaches it.
pub(super) fn continuous_since(held: &[Spell], first: NaiveDate) -> NaiveDate {
    let mut spells: Vec<(NaiveDate, Option<NaiveDate>)> = held.iter().map(|s| (oslo_day(s.from), s.to.map(oslo_day))).collect();
    spells.sort_unstable();
    let mut since = first;
    for (from, to) in spells.iter().rev() {
        if *from < since && to.is_none_or(|to| to >= since) {
            since = *from;
        }
    }
    since
}
