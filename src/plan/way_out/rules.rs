//! Which steps there are for somebody, and when a refused one can be tried again. Pure.

use chrono::NaiveDate;

use super::model::Rung;
use crate::law::rule::Book;
use crate::law::sentence::{Absent, Amount, Basis, Point};

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
    fn where_somebody_stands() {
        assert!(stands_on(Rung::LowerSecurity, Some("lower"), None) && !stands_on(Rung::LowerSecurity, Some("high"), None));
        assert!(stands_on(Rung::Leave, Some("high"), Some("LEAVE")) && !stands_on(Rung::Probation, Some("halfway"), None));
    }
}
