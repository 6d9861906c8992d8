//! The calculation of a case by the rules of its day.

use chrono::NaiveDate;

use super::amount::Amount;
use super::case::{AbsenceKind, Case, Detention, Fine, Ground, Sentence, Source, Start};
use super::gaps::Gaps;
use super::ledger::{Account, Entry, Ledger};
use super::outcome::{Absent, Basis, Fact, Milestone, Note, Outcome, Point, When};
use super::serving::{Ends, Serving, Terms, continuous_since};
use super::ways::{FineOrder, Ways};
use super::why::{Lookup, Step, Why};
use super::{detention, probation, progress};
use crate::law::rule::{Book, Missing};

/// What follows from a case.
///
/// # Errors
/// When the rules of the day have a hole: nothing is guessed.
pub fn compute(case: &Case, book: &Book) -> Result<Outcome, Missing> {
    let mut look = Lookup::new(book.on(case.on));
    match &case.ground {
        Ground::Nothing => Ok(Outcome::of(Basis::Nothing, case.on)),
        Ground::Remand => remand(case, look),
        Ground::Served { start, sentences, fines } => {
            let ways = Ways::read(&look)?;
            let outcome = served(&ways.mistaken.read(case), &mut look, ways, *start, sentences, fines)?;
            Ok(Outcome { rules: look.into_used(), ..outcome })
        }
        Ground::Youth { start, sentences } => {
            let ways = Ways::read(&look)?;
            let outcome = youth(&ways.mistaken.read(case), &mut look, ways, *start, sentences)?;
            Ok(Outcome { rules: look.into_used(), ..outcome })
        }
        Ground::Detention { start, detention } => {
            let ways = Ways::read(&look)?;
            let outcome = detained(&ways.mistaken.read(case), &mut look, ways, *start, detention)?;
            Ok(Outcome { rules: look.into_used(), ..outcome })
        }
    }
}

impl Outcome {
    fn of(basis: Basis, on: NaiveDate) -> Self {
        Self {
            basis,
            on,
            start: None,
            amount: Amount::default(),
            days: 0,
            fine_days: 0,
            credit: 0,
            lost: 0,
            ledger: Ledger::default(),
            milestones: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
            rules: Vec::new(),
            beside: None,
        }
    }
}

/// Custody without a term: nothing of chapters on leave, day release, lower security and probation (strgjfl § 52).
fn remand(case: &Case, mut look: Lookup<'_>) -> Result<Outcome, Missing> {
    const CLOSED: [Point; 6] = [Point::LowerSecurity, Point::ShortLeave, Point::Leave, Point::DayRelease, Point::OutsidePrison, Point::Probation];
    let mut why = Why::default();
    why.rule(&mut look, "remand.serving_rules", "")?;
    let milestones = CLOSED.into_iter().map(|point| Milestone::new(point, When::Not(Absent::Remand), why.clone())).collect();
    Ok(Outcome { milestones, rules: look.into_used(), ..Outcome::of(Basis::Remand, case.on) })
}

/// The account of a term: the total and what every point of it rests on.
fn account(look: &mut Lookup<'_>, case: &Case, ways: Ways, start: Start, amount: Amount, credit: i64) -> Result<Serving, Missing> {
    let total = ways.conversion.days(amount, start.on);
    let mut base = Why::default();
    if !amount.is_days_only() {
        base.rule(look, "sentence.conversion", "")?;
        if ways.conversion != super::Conversion::Calendar {
            base.rule(look, "sentence.month_days", "")?.rule(look, "sentence.year_days", "")?;
        }
    }
    if credit > 0 {
        base.rule(look, "remand.court", "")?;
    }
    base.step(Step::Total { amount, days: total });
    Ok(Serving {
        ways,
        first: start.on,
        amount,
        total,
        credit,
        fines: 0,
        ahead: 0,
        gaps: Gaps::new(&case.absences, start.on, ways.absence_days),
        continuous_since: continuous_since(&case.held, start.on),
        base,
    })
}

fn served(case: &Case, look: &mut Lookup<'_>, ways: Ways, start: Start, sentences: &[Sentence], fines: &[Fine]) -> Result<Outcome, Missing> {
    let mut sentences: Vec<&Sentence> = sentences.iter().collect();
    sentences.sort_by_key(|s| (s.pronounced_on, s.source));
    let mut fines: Vec<&Fine> = fines.iter().collect();
    fines.sort_by_key(|f| f.source);

    let amounts: Vec<Amount> = sentences.iter().map(|s| s.amount).collect();
    let mut why = Why::default();
    if !amounts.iter().all(|a| a.is_days_only()) {
        why.rule(look, "sentence.conversion", "")?;
    }
    if sentences.len() + fines.len() > 1 {
        why.rule(look, "sentence.several", "")?;
    }
    let mut terms = Terms::default();
    for (sentence, days) in sentences.iter().zip(ways.conversion.each(&amounts, start.on)) {
        terms.term(Account::Serving, Entry::Sentence { amount: sentence.amount }, days, sentence.source, why.rules.clone());
    }
    let mut uncut = Why::default();
    if !fines.is_empty() {
        uncut.rule(look, "fine.probation", "")?;
    }
    for fine in &fines {
        terms.term(Account::Serving, Entry::Fine, i64::from(fine.days), fine.source, uncut.rules.clone());
    }
    let judgments: Vec<(NaiveDate, Source, u32)> = sentences.iter().map(|s| (s.pronounced_on, s.source, s.court_credit)).collect();
    terms.credits(look, case, &ways, &judgments, start.on, Account::Serving)?;
    circumstances(look, case, sentences.iter().filter(|s| s.silent).count(), &mut terms.notes)?;

    let fine_days: i64 = fines.iter().map(|f| i64::from(f.days)).sum();
    let mut serving = account(look, case, ways, start, amounts.iter().copied().sum(), terms.credit)?;
    // Each by itself, the days may be others than those of the sum (B: 6 months twice are 360 days, not a year).
    serving.total = terms.lines.iter().filter(|l| l.entry != Entry::Fine).map(|l| l.days).sum();
    if let Some(Step::Total { days, .. }) = serving.base.steps.first_mut() {
        *days = serving.total;
    }
    if sentences.len() > 1 {
        serving.base.rule(look, "sentence.several", "")?;
    }
    // Prison first: what a deduction leaves over goes to the fines (strl § 83).
    let unused = (terms.credit - serving.total - fine_days).max(0);
    serving.fines = (fine_days - (terms.credit - serving.total).max(0)).max(0);
    serving.ahead = if ways.fine_order == FineOrder::BeforePrison { serving.fines } else { 0 };
    if unused > 0 {
        terms.notes.push(Note::CreditNotUsed { days: unused });
    }

    let mut why = serving.why();
    let end = serving.reach(&mut why, look, serving.total, serving.fines)?;
    let end = Milestone::new(Point::End, end, why);
    let mut notes = std::mem::take(&mut terms.notes);
    let (milestones, facts) =
        if sentences.is_empty() { (fine_only(look, end.clone())?, Vec::new()) } else { points(look, case, &serving, start, &sentences, &end, &mut notes)? };
    let (ledger, lost) = terms.ledger(look, case, &ways, start.on, Ends { serving: end.when.date(), minimum: None })?;
    let basis = if sentences.is_empty() { Basis::Fine } else { Basis::Sentence };
    Ok(Outcome {
        start: Some(start),
        amount: serving.amount,
        days: serving.total,
        fine_days,
        credit: serving.credit,
        lost,
        ledger,
        milestones,
        facts,
        notes,
        ..Outcome::of(basis, case.on)
    })
}

/// What somebody should know before the dates are believed: judgments that are silent, and time that does not run now.
fn circumstances(look: &mut Lookup<'_>, case: &Case, silent: usize, notes: &mut Vec<Note>) -> Result<(), Missing> {
    let mut why = Why::default();
    if silent > 0 {
        why.rule(look, "remand.court", "")?;
        notes.push(Note::CreditSilent { judgments: silent });
    }
    for kind in AbsenceKind::ALL.iter().copied() {
        let Some(since) = case.absences.iter().filter(|a| a.kind == kind && a.back.is_none()).map(|a| a.from).min() else { continue };
        why.rule(look, "sentence.absence", "")?;
        notes.push(match kind {
            AbsenceKind::Interruption => Note::Interrupted { since },
            AbsenceKind::Escape => Note::Escaped { since },
            AbsenceKind::Unlawful => Note::Unlawful { since },
            AbsenceKind::OtherSanction => Note::OtherCustody { since },
            AbsenceKind::ReleasedInError => Note::AtLarge { since },
        });
    }
    if case.absences.iter().any(|a| a.kind == AbsenceKind::ReleasedInError && a.back.is_some()) {
        why.rule(look, "sentence.released_in_error", "")?;
        notes.push(Note::ReleasedInError);
    }
    Ok(())
}

/// The time in which a youth sentence is carried out (strl § 52 b): its end, and no share of it. What the court deducted for custody is taken
/// off (strl § 83); custody after the judgment too.
fn youth(case: &Case, look: &mut Lookup<'_>, ways: Ways, start: Start, sentences: &[Sentence]) -> Result<Outcome, Missing> {
    let mut sentences: Vec<&Sentence> = sentences.iter().collect();
    sentences.sort_by_key(|s| (s.pronounced_on, s.source));
    let amounts: Vec<Amount> = sentences.iter().map(|s| s.amount).collect();
    let mut why = Why::default();
    why.rule(look, "youth.period", "")?;
    if !amounts.iter().all(|a| a.is_days_only()) {
        why.rule(look, "sentence.conversion", "")?;
    }
    let mut terms = Terms::default();
    for (sentence, days) in sentences.iter().zip(ways.conversion.each(&amounts, start.on)) {
        terms.term(Account::Serving, Entry::Youth { amount: sentence.amount }, days, sentence.source, why.rules.clone());
    }
    let judgments: Vec<(NaiveDate, Source, u32)> = sentences.iter().map(|s| (s.pronounced_on, s.source, s.court_credit)).collect();
    terms.credits(look, case, &ways, &judgments, start.on, Account::Serving)?;
    circumstances(look, case, sentences.iter().filter(|s| s.silent).count(), &mut terms.notes)?;
    let mut serving = account(look, case, ways, start, amounts.iter().copied().sum(), terms.credit)?;
    serving.total = terms.lines.iter().map(|l| l.days).sum();
    serving.base.rule(look, "youth.period", "")?;
    if let Some(Step::Total { days, .. }) = serving.base.steps.first_mut() {
        *days = serving.total;
    }
    let unused = (terms.credit - serving.total).max(0);
    if unused > 0 {
        terms.notes.push(Note::CreditNotUsed { days: unused });
    }
    let mut why = serving.why();
    let end = serving.reach(&mut why, look, serving.total, 0)?;
    let end = Milestone::new(Point::End, end, why);
    let notes = std::mem::take(&mut terms.notes);
    let (ledger, lost) = terms.ledger(look, case, &ways, start.on, Ends { serving: end.when.date(), minimum: None })?;
    Ok(Outcome {
        start: Some(start),
        amount: serving.amount,
        days: serving.total,
        credit: serving.credit,
        lost,
        ledger,
        milestones: vec![end],
        notes,
        ..Outcome::of(Basis::Youth, case.on)
    })
}

fn fine_only(look: &mut Lookup<'_>, end: Milestone) -> Result<Vec<Milestone>, Missing> {
    let mut why = Why::default();
    why.rule(look, "fine.probation", "")?;
    Ok(vec![Milestone::new(Point::Probation, When::Not(Absent::FineUncut), why), end])
}

fn points(
    look: &mut Lookup<'_>,
    case: &Case,
    serving: &Serving,
    start: Start,
    sentences: &[&Sentence],
    end: &Milestone,
    notes: &mut Vec<Note>,
) -> Result<(Vec<Milestone>, Vec<Fact>), Missing> {
    let mut milestones = Vec::with_capacity(Point::ALL.len());
    for (point, id) in [(Point::Third, "sentence.third"), (Point::Half, "sentence.half"), (Point::TwoThirds, "sentence.two_thirds")] {
        let mut why = serving.why();
        let days = serving.share(&mut why, look, id)?;
        let when = serving.reach(&mut why, look, days, serving.ahead)?;
        milestones.push(Milestone::new(point, when, why));
    }
    let probation = probation::points(look, serving, sentences)?;
    let expected = probation.iter().find(|m| m.point == Point::Probation).and_then(|m| m.when.date()).or_else(|| end.when.date());
    milestones.extend(progress::points(look, serving, &progress::Circumstances { case, start, sentences, end: end.when.date(), expected }, notes)?);
    milestones.extend(probation);
    milestones.push(end.clone());
    milestones.sort_by_key(|m| m.point);
    let mut facts = probation::facts(look, serving)?;
    facts.extend(progress::facts(look)?);
    Ok((milestones, facts))
}

fn detained(case: &Case, look: &mut Lookup<'_>, ways: Ways, start: Start, judgment: &Detention) -> Result<Outcome, Missing> {
    let mut terms = Terms::default();
    let mut extensions: Vec<_> = judgment.extensions.clone();
    extensions.sort_by_key(|e| e.source);
    let amounts: Vec<Amount> = std::iter::once(judgment.frame).chain(extensions.iter().map(|e| e.amount)).collect();
    let days = ways.conversion.each(&amounts, start.on);
    let mut why = Why::default();
    why.rule(look, "sentence.conversion", "")?;
    for (i, (amount, days)) in amounts.iter().zip(&days).enumerate() {
        let (entry, source) = match i.checked_sub(1).and_then(|i| extensions.get(i)) {
            Some(extension) => (Entry::Extension { amount: *amount }, extension.source),
            None => (Entry::Frame { amount: *amount }, judgment.source),
        };
        terms.term(Account::Serving, entry, *days, source, why.rules.clone());
    }
    if let Some(minimum) = judgment.minimum {
        terms.term(Account::Minimum, Entry::Minimum { amount: minimum }, ways.conversion.days(minimum, start.on), judgment.source, why.rules.clone());
    }
    if !judgment.lapsed.is_empty() {
        let mut why = Why::default();
        why.rule(look, "preventive_detention.earlier_sentences", "")?;
        for source in &judgment.lapsed {
            terms.term(Account::Serving, Entry::Lapsed, 0, *source, why.rules.clone());
        }
        terms.notes.push(Note::Lapsed { judgments: judgment.lapsed.len() });
    }
    let both = if judgment.minimum.is_some() { Account::Both } else { Account::Serving };
    terms.credits(look, case, &ways, &[(judgment.pronounced_on, judgment.source, judgment.court_credit)], start.on, both)?;
    circumstances(look, case, usize::from(judgment.silent), &mut terms.notes)?;

    let mut frame = account(look, case, ways, start, amounts.iter().copied().sum(), terms.credit)?;
    frame.total = days.iter().sum();
    if let Some(Step::Total { days, .. }) = frame.base.steps.first_mut() {
        *days = frame.total;
    }
    if frame.credit > 0 {
        frame.base.rule(look, "detention.credit", "")?;
    }
    let minimum = judgment
        .minimum
        .map(|amount| -> Result<Serving, Missing> {
            let mut minimum = account(look, case, ways, start, amount, terms.credit)?;
            if minimum.credit > 0 {
                minimum.base.rule(look, "detention.credit", "")?;
            }
            Ok(minimum)
        })
        .transpose()?;
    let milestones = detention::points(look, judgment, &frame, minimum.as_ref())?;
    let date = |point| milestones.iter().find(|m| m.point == point).and_then(|m| m.when.date());
    let notes = std::mem::take(&mut terms.notes);
    let ends = Ends { serving: date(Point::End), minimum: minimum.is_some().then(|| date(Point::Probation)) };
    let (ledger, lost) = terms.ledger(look, case, &ways, start.on, ends)?;
    Ok(Outcome {
        start: Some(start),
        amount: frame.amount,
        days: frame.total,
        credit: frame.credit,
        lost,
        ledger,
        milestones,
        notes,
        ..Outcome::of(Basis::Detention, case.on)
    })
}
