//! Which steps there are for somebody, and when a refused one can be tried again. Pure.

use chrono::NaiveDate;

use super::model::Rung;
use crate::law::rule::{Book, Level, Rule, Span};
use crate::law::sentence::{Absent, Amount, Basis, Point};
use crate::sentences::bases::model::{Term, measure};

/// The date that opens a step.
pub fn point(rung: Rung) -> Point {
    match rung {
        Rung::Leave => Point::Leave,
        Rung::DayRelease => Point::DayRelease,
        Rung::LowerSecurity => Point::LowerSecurity,
        Rung::HalfwayHouse => Point::HalfwayHouse,
        Rung::OutsidePrison => Point::OutsidePrison,
        Rung::Monitoring => Point::MonitoringLast,
        Rung::Probation => Point::Probation,
    }
}

/// The steps of somebody's ladder, in order: those that the calculation has a date or a reason for. What the law keeps from a whole kind of custody
/// (remand, fines, preventive detention) is no step of it.
pub fn ladder(basis: Basis, dates: &[(Point, Option<&Absent>)]) -> Vec<Rung> {
    if matches!(basis, Basis::Remand | Basis::Nothing) {
        return Vec::new();
    }
    let applies = |rung: &Rung| {
        let found = dates.iter().find(|d| d.0 == point(*rung));
        found.is_some_and(|(_, absent)| !matches!(absent, Some(Absent::Remand | Absent::FineUncut | Absent::Detention)))
    };
    Rung::ALL.iter().copied().filter(applies).collect()
}

/// The security level at which somebody stands on a step already.
pub fn stands_on(rung: Rung, level: Option<&str>, out: Option<&str>) -> bool {
    match rung {
        Rung::LowerSecurity => level == Some("lower"),
        Rung::HalfwayHouse => level == Some("halfway"),
        Rung::Leave => out == Some("LEAVE"),
        Rung::DayRelease => out == Some("DAYREL"),
        Rung::OutsidePrison | Rung::Monitoring | Rung::Probation => false,
    }
}

/// When what was refused on a day can be asked for again: probation by forskrift § 3-41 (`reassess`), release from preventive detention by straffeloven
/// § 44(4), everything else by the service's own rule.
pub fn again(book: &Book, basis: Basis, reassess: Option<Amount>, rung: Rung, decided: NaiveDate) -> Option<NaiveDate> {
    let by_rule = |id: &str| book.on(decided).span(id, "").ok().and_then(|(span, _)| Amount::of(span)).map(|a| a.after(decided));
    match (rung, basis) {
        (Rung::Probation, Basis::Detention) => by_rule("preventive_detention.request_again"),
        (Rung::Probation, _) => reassess.map(|a| a.after(decided)),
        _ => by_rule("way_out.again"),
    }
}

/// What of somebody decides who may decide (strgjfl § 6, forskrift § 2-1).
#[derive(Clone, Copy, Debug)]
pub struct Stands {
    /// Why they are held.
    pub basis: Basis,
    /// What was pronounced.
    pub amount: Amount,
    /// In a unit of particularly high security.
    pub special_high: bool,
    /// Moved to lower security, or further.
    pub lower: bool,
    /// Granted leave from above before, without failure since.
    pub trusted: bool,
}

/// Who decides, by which row.
#[derive(Clone, Copy, Debug)]
pub struct Decides<'b> {
    /// At least.
    pub level: Level,
    /// The row.
    pub rule: &'b Rule,
    /// The sentence that it is about, where its length decides.
    pub over: Option<(Amount, Span)>,
}

/// The rows of the long sentences that are delegated back.
const LONG: &str = "sentence_over_10_years";

/// The lowest level that may answer an application, by the law of the day of the decision. None: the Book has no row for it.
pub fn decides<'b>(book: &'b Book, day: NaiveDate, of: Stands, rung: Rung, refused: bool) -> Option<Decides<'b>> {
    let law = book.on(day);
    let by = |id: &str, subject: &str| law.rule(id, subject).ok().and_then(|rule| Some(Decides { level: rule.level?, rule, over: None }));
    let detention = of.basis == Basis::Detention;
    // Release from preventive detention is the court's, unless the prosecutor consents (straffeloven § 44).
    if detention && rung == Rung::Probation {
        return by("level.detention_release", "");
    }
    let (limit, over) = law.span("level.sentence_over", "").ok()?;
    let long = term(of.amount).measure() > measure(limit);
    let above = if of.special_high {
        return by("level.special_high", "");
    } else if detention {
        by("level.preventive_detention", "")
    } else if long {
        Some(Decides { level: over.level?, rule: over, over: Some((of.amount, limit)) })
    } else {
        return by("level.default", "");
    };
    match rung {
        _ if refused => by("level.refusal", LONG),
        Rung::Leave if !detention && of.trusted => by("level.leave_again", LONG),
        Rung::Leave | Rung::DayRelease if !detention && of.lower => by("level.after_lower_security", LONG),
        _ => above,
    }
}

/// An amount as a term, to be compared with others.
pub fn term(a: Amount) -> Term {
    let n = |x: u32| i32::try_from(x).unwrap_or(i32::MAX);
    Term { off: n(a.off), ..Term::new(n(a.years), n(a.months), n(a.days)) }
}

/// Whether a level may decide what at least another must.
pub fn may_decide(least: Level, level: Level) -> bool {
    let rank = |l: Level| match l {
        Level::Local => 0,
        Level::Region => 1,
        Level::Kdi => 2,
        Level::Court | Level::Prosecutor => 3,
    };
    match (least, level) {
        (Level::Court | Level::Prosecutor, _) | (_, Level::Court | Level::Prosecutor) => least == level,
        _ => rank(level) >= rank(least),
    }
}

/// Something about a decision that somebody must have meant.
#[derive(Clone, Copy, Debug)]
pub enum Doubt<'b> {
    /// Decided by whoever may not.
    Level(Decides<'b>),
    /// Granted before its day: from, the day, and by how many days.
    Early(NaiveDate, NaiveDate, i64),
    /// Granted, and the calculation has no day for it.
    NoDay,
}

/// What a decision grants: from which day, and what the calculation says of the step.
#[derive(Clone, Copy, Debug)]
pub struct Granted {
    /// From this day.
    pub from: NaiveDate,
    /// The calculated one.
    pub on: Option<NaiveDate>,
    /// Whether the law leaves the day to an assessment.
    pub assessed: bool,
}

/// What stands against recording a decision without a word.
pub fn doubts<'b>(decides: Option<Decides<'b>>, level: Level, granted: Option<Granted>) -> Vec<Doubt<'b>> {
    let mut out: Vec<Doubt<'b>> = decides.filter(|d| !may_decide(d.level, level)).map(Doubt::Level).into_iter().collect();
    match granted {
        Some(Granted { from, on: Some(on), .. }) if from < on => out.push(Doubt::Early(from, on, (on - from).num_days())),
        Some(Granted { on: None, assessed: false, .. }) => out.push(Doubt::NoDay),
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::law_of_the_files;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    const EVERY: [Point; 7] =
        [Point::Leave, Point::DayRelease, Point::LowerSecurity, Point::HalfwayHouse, Point::OutsidePrison, Point::MonitoringLast, Point::Probation];

    #[test]
    fn remand_has_no_step_and_preventive_detention_its_own() {
        let remand = Absent::Remand;
        let all: Vec<(Point, Option<&Absent>)> = EVERY.iter().map(|p| (*p, None)).collect();
        let none: Vec<(Point, Option<&Absent>)> = EVERY.iter().map(|p| (*p, Some(&remand))).collect();
        assert_eq!(ladder(Basis::Sentence, &all), Rung::ALL);
        assert!(ladder(Basis::Remand, &all).is_empty() && ladder(Basis::Sentence, &none).is_empty());
        let (closed, later) = (Absent::Detention, Absent::Assessment);
        let detention: Vec<(Point, Option<&Absent>)> = EVERY
            .iter()
            .filter(|p| **p != Point::OutsidePrison)
            .map(|p| (*p, if *p == Point::MonitoringLast { Some(&closed) } else { Some(&later).filter(|_| *p == Point::HalfwayHouse) }))
            .collect();
        assert_eq!(ladder(Basis::Detention, &detention), [Rung::Leave, Rung::DayRelease, Rung::LowerSecurity, Rung::HalfwayHouse, Rung::Probation]);
    }

    #[test]
    fn what_was_refused_can_be_tried_again() {
        let (book, decided) = (law_of_the_files(), day("2026-11-23"));
        let six = Some(Amount::new(0, 6, 0));
        for (rung, basis, expected) in [
            (Rung::Leave, Basis::Sentence, Some("2027-01-23")),
            (Rung::Probation, Basis::Sentence, Some("2027-05-23")),
            (Rung::Probation, Basis::Detention, Some("2027-11-23")),
            (Rung::Leave, Basis::Detention, Some("2027-01-23")),
        ] {
            assert_eq!(again(&book, basis, six, rung, decided), expected.map(day), "{rung:?} {basis:?}");
        }
        assert_eq!(again(&book, Basis::Sentence, None, Rung::Probation, decided), None);
    }

    #[test]
    fn who_decides() {
        let (book, on) = (law_of_the_files(), day("2026-11-23"));
        let plain = Stands { basis: Basis::Sentence, amount: Amount::new(3, 0, 0), special_high: false, lower: false, trusted: false };
        let long = Stands { amount: Amount::new(10, 0, 1), ..plain };
        let detention = Stands { basis: Basis::Detention, ..long };
        for (case, of, rung, refused, level, section) in [
            ("strgjfl § 6(1): three years", plain, Rung::Leave, false, Level::Local, "§ 6(1)"),
            ("strgjfl § 6(2): ten years is not over ten", Stands { amount: Amount::new(10, 0, 0), ..plain }, Rung::Leave, false, Level::Local, "§ 6(1)"),
            ("strgjfl § 6(2): over ten years", long, Rung::Leave, false, Level::Region, "§ 6(2)"),
            ("strgjfl § 6(2): over ten years, probation", long, Rung::Probation, false, Level::Region, "§ 6(2)"),
            ("forskrift § 2-1(1): a refusal is local", long, Rung::Leave, true, Level::Local, "§ 2-1(1)"),
            ("forskrift § 2-1(2): leave again", Stands { trusted: true, ..long }, Rung::Leave, false, Level::Local, "§ 2-1(2)"),
            ("forskrift § 2-1(2): leave only", Stands { trusted: true, ..long }, Rung::DayRelease, false, Level::Region, "§ 6(2)"),
            ("forskrift § 2-1(3): at lower security", Stands { lower: true, ..long }, Rung::DayRelease, false, Level::Local, "§ 2-1(3)"),
            ("forskrift § 2-1(3): not the move itself", Stands { lower: true, ..long }, Rung::HalfwayHouse, false, Level::Region, "§ 6(2)"),
            ("strgjfl § 6(2): preventive detention", detention, Rung::Leave, false, Level::Region, "§ 6(2)"),
            ("forskrift § 2-1(3): not preventive detention", Stands { lower: true, trusted: true, ..detention }, Rung::Leave, false, Level::Region, "§ 6(2)"),
            ("forskrift § 2-1(1): preventive detention refused", detention, Rung::Leave, true, Level::Local, "§ 2-1(1)"),
            ("strl § 44: release from preventive detention", detention, Rung::Probation, false, Level::Court, "§ 44"),
            ("strgjfl § 6(2): particularly high security", Stands { special_high: true, ..plain }, Rung::Leave, true, Level::Region, "§ 6(2)"),
        ] {
            let found = decides(&book, on, of, rung, refused);
            assert_eq!(found.map(|d| (d.level, d.rule.cite.section.as_str())), Some((level, section)), "{case}");
        }
    }

    #[test]
    fn a_decision_below_its_level_or_before_its_day_is_doubted() {
        for (least, level, may) in [
            (Level::Local, Level::Local, true),
            (Level::Local, Level::Kdi, true),
            (Level::Region, Level::Local, false),
            (Level::Region, Level::Region, true),
            (Level::Region, Level::Court, false),
            (Level::Court, Level::Region, false),
            (Level::Court, Level::Court, true),
        ] {
            assert_eq!(may_decide(least, level), may, "{least:?} {level:?}");
        }
        let granted = |from: &str, on: Option<&str>, assessed| Some(Granted { from: day(from), on: on.map(day), assessed });
        for (case, granted, expected) in [
            ("forskrift § 3-30(5): on the day", granted("2026-11-23", Some("2026-11-23"), false), vec![]),
            ("forskrift § 3-31: ten days before", granted("2026-11-13", Some("2026-11-23"), false), vec!["Early 10"]),
            ("strgjfl § 15(3): the law leaves the day open", granted("2026-11-13", None, true), vec![]),
            ("strgjfl § 42(1): no day at all", granted("2026-11-13", None, false), vec!["NoDay"]),
            ("refused", None, vec![]),
        ] {
            let found: Vec<String> = doubts(None, Level::Local, granted)
                .iter()
                .map(|d| match d {
                    Doubt::Early(_, _, n) => format!("Early {n}"),
                    Doubt::NoDay => "NoDay".into(),
                    Doubt::Level(_) => "Level".into(),
                })
                .collect();
            assert_eq!(found, expected, "{case}");
        }
    }

    #[test]
    fn where_somebody_stands() {
        assert!(stands_on(Rung::LowerSecurity, Some("lower"), None) && !stands_on(Rung::LowerSecurity, Some("high"), None));
        assert!(stands_on(Rung::Leave, Some("high"), Some("LEAVE")) && !stands_on(Rung::Probation, Some("halfway"), None));
    }
}
