//! Table tests: the section in each case's name, and the vectors of the design's § 2.4.

use chrono::Duration;

use super::*;
use crate::law::rule::Book;

/// A case and what each of some points must say.
type Row<'a> = (&'a str, Case, &'a [(Point, &'a str)]);

fn check(book: &Book, rows: &[Row<'_>]) {
    for (name, case, expected) in rows {
        let outcome = compute(case, book).unwrap();
        for (point, date) in *expected {
            assert_eq!(on(&outcome, *point), *date, "{name}: {point:?}");
        }
    }
}

#[test]
fn shares_floors_and_ends() {
    let d = Amount::days;
    check(
        &book(),
        &[
            (
                "T1, strgjfl § 42(1): 90 days, 2/3 is the floor of 60",
                case(d(90), 0, "2026-01-15"),
                &[
                    (Point::Third, "2026-02-14"),
                    (Point::Half, "2026-03-01"),
                    (Point::TwoThirds, "2026-03-16"),
                    (Point::Probation, "2026-03-16"),
                    (Point::ProbationHalf, "2026-03-16"),
                    (Point::End, "2026-04-15"),
                ],
            ),
            (
                "T3, strgjfl § 42(1): 74 days, 60 served, exactly 14 remain",
                case(d(74), 0, "2026-01-15"),
                &[(Point::TwoThirds, "2026-03-06"), (Point::Probation, "2026-03-16"), (Point::End, "2026-03-30")],
            ),
            (
                "strgjfl § 42(1): 73 days, 13 remain, served in full",
                case(d(73), 0, "2026-01-15"),
                &[(Point::Probation, "served_in_full"), (Point::ProbationHalf, "served_in_full"), (Point::ProbationBefore, "none"), (Point::End, "2026-03-29")],
            ),
            ("strl § 31: 14 days, the least", case(d(14), 0, "2026-02-20"), &[(Point::Probation, "served_in_full"), (Point::End, "2026-03-06")]),
            (
                "T8 A, strl § 83: 8 months from 2 March, 30 days off",
                case(Amount::new(0, 8, 0), 30, "2026-03-02"),
                &[(Point::Probation, "2026-07-14"), (Point::TwoThirds, "2026-07-14"), (Point::End, "2026-10-03")],
            ),
            ("strl § 83: more days off than the sentence", case(d(30), 45, "2026-03-02"), &[(Point::Third, "2026-03-02"), (Point::End, "2026-03-02")]),
            ("month ends: 1 month from 31 January", case(Amount::new(0, 1, 0), 0, "2026-01-31"), &[(Point::End, "2026-02-28")]),
            ("leap day: 1 year from 29 February", case(Amount::new(1, 0, 0), 0, "2028-02-29"), &[(Point::End, "2029-02-28")]),
            (
                "leap year: 1 year from 1 January 2028 has 366 days",
                case(Amount::new(1, 0, 0), 0, "2028-01-01"),
                &[(Point::Half, "2028-07-02"), (Point::End, "2029-01-01")],
            ),
            ("strgjfl § 42(4), practice: 89 days, 10 days before", case(d(89), 0, "2026-01-15"), &[(Point::ProbationBefore, "2026-03-06")]),
            ("strgjfl § 42(4), practice: 90 days, 20 days before", case(d(90), 0, "2026-01-15"), &[(Point::ProbationBefore, "2026-02-24")]),
            (
                "strgjfl § 42(4), practice: 6 months, 30 days before",
                case(Amount::new(0, 6, 0), 0, "2026-01-01"),
                &[(Point::Probation, "2026-05-02"), (Point::ProbationBefore, "2026-04-02")],
            ),
        ],
    );
    let outcome = run(&case(Amount::new(0, 8, 0), 30, "2026-03-02"));
    assert_eq!((outcome.days, outcome.credit, outcome.ledger.sum(Account::Serving)), (245, 30, 215));
}

#[test]
fn fixed_months_and_years() {
    let months = case(Amount::new(0, 8, 0), 30, "2026-03-02");
    check(
        &book_with(B),
        &[
            ("T8 B: 8 months are 240 days", months.clone(), &[(Point::Probation, "2026-07-10"), (Point::End, "2026-09-28")]),
            ("12 months are a year of 365 days", case(Amount::new(0, 12, 0), 0, "2028-01-01"), &[(Point::End, "2028-12-31")]),
        ],
    );
    // The one published figure: 21 years less 457 days are 7,208 days.
    let long = compute(&case(Amount::new(21, 0, 0), 457, "2014-01-01"), &book_with(B)).unwrap();
    assert_eq!(long.ledger.sum(Account::Serving), 7208);
    let moved = Difference::between(&run(&months), &compute(&months, &book_with(B)).unwrap());
    let days: Vec<_> = moved.moves.iter().filter(|m| [Point::Probation, Point::End].contains(&m.point)).filter_map(Move::days).collect();
    assert_eq!(days, [-4, -5]);
    assert!(moved.causes.iter().any(|c| matches!(c, Cause::Rule { to, .. } if to.id == "sentence.conversion")));
}

#[test]
fn what_opens_on_the_way() {
    let y = |years| Amount::new(years, 0, 0);
    let m = |months| Amount::new(0, months, 0);
    check(
        &book(),
        &[
            (
                "T16, forskrift § 3-30(5): 9 months, the floor of 4 months",
                case(m(9), 0, "2026-01-10"),
                &[(Point::Third, "2026-04-11"), (Point::Leave, "2026-05-10"), (Point::ShortLeave, "2026-05-10"), (Point::DayRelease, "2026-05-10")],
            ),
            ("forskrift § 3-30(5): 3 years, a third", case(y(3), 0, "2026-01-01"), &[(Point::Leave, "2027-01-02"), (Point::DayRelease, "2027-01-02")]),
            ("forskrift § 3-30(5): exactly 12 years, a third", case(y(12), 0, "2026-01-01"), &[(Point::Leave, "2030-01-01")]),
            (
                "forskrift § 3-30(5): more than 12 years, 4 years",
                case(Amount::new(12, 1, 0), 0, "2026-01-01"),
                &[(Point::Leave, "2030-01-01"), (Point::Third, "2030-01-12")],
            ),
            ("forskrift § 3-30(5): 21 years, 4 years", case(y(21), 0, "2026-01-01"), &[(Point::Leave, "2030-01-01"), (Point::DayRelease, "2033-01-01")]),
            ("forskrift § 3-30(5): 100 days are over before 4 months", case(Amount::days(100), 0, "2026-01-01"), &[(Point::Leave, "not_before_end")]),
            ("strgjfl § 11(4): 2 years, lower security from the start", case(y(2), 0, "2026-01-01"), &[(Point::LowerSecurity, "2026-01-01")]),
            (
                "strgjfl § 15(2): more than 2 years, a year before probation",
                case(y(6), 0, "2026-01-01"),
                &[(Point::Probation, "2030-01-01"), (Point::LowerSecurity, "2029-01-01")],
            ),
            ("strgjfl § 11(5): 1 year, halfway house from the start", case(y(1), 0, "2026-01-01"), &[(Point::HalfwayHouse, "2026-01-01")]),
            ("strgjfl § 15(3): more than 1 year, an assessment", case(m(13), 0, "2026-01-01"), &[(Point::HalfwayHouse, "assessment")]),
            ("strgjfl § 16: half", case(y(2), 0, "2026-01-01"), &[(Point::OutsidePrison, "2027-01-01")]),
            ("strgjfl § 16 a(1): serving has begun", case(m(6), 0, "2026-01-01"), &[(Point::MonitoringInstead, "begun")]),
            (
                "forskrift § 7-2(2): 6 months before probation",
                case(y(3), 0, "2026-01-01"),
                &[(Point::Probation, "2028-01-02"), (Point::MonitoringLast, "2027-07-02")],
            ),
            (
                "forskrift § 7-2(2): a third comes later",
                case(m(12), 0, "2026-01-01"),
                &[(Point::Probation, "2026-09-02"), (Point::MonitoringLast, "2026-05-03")],
            ),
        ],
    );
}

#[test]
fn monitoring_in_place_of_prison() {
    let called = |amount, sections: &[&str], birth: &str| {
        let mut case = case(amount, 0, "2026-12-01");
        case.birth = Some(day(birth));
        if let Ground::Served { start, sentences, .. } = &mut case.ground {
            start.begun = false;
            sentences[0].sections = sections.iter().map(|s| (*s).to_owned()).collect();
        }
        case
    };
    let six = Amount::new(0, 6, 0);
    check(
        &book(),
        &[
            ("strgjfl § 16 a(1): 6 months, not begun", called(six, &["321"], "1990-05-01"), &[(Point::MonitoringInstead, "2026-12-01")]),
            ("strgjfl § 16 a(1): 6 months and a day", called(Amount::new(0, 6, 1), &[], "1990-05-01"), &[(Point::MonitoringInstead, "too_long")]),
            (
                "forskrift § 7-2(4): strl ch. 26, never",
                called(six, &["321", "chapter_26"], "1990-05-01"),
                &[(Point::MonitoringInstead, "offence"), (Point::MonitoringLast, "offence")],
            ),
            ("forskrift § 7-2(4): strl § 271, unless", called(six, &["271"], "1990-05-01"), &[(Point::MonitoringInstead, "2026-12-01")]),
            (
                "forskrift § 7-2(5): the day before 18",
                called(six, &[], "2008-11-24"),
                &[(Point::MonitoringInstead, "under18"), (Point::MonitoringLast, "under18")],
            ),
            ("forskrift § 7-2(5): 18 today", called(six, &[], "2008-11-23"), &[(Point::MonitoringInstead, "2026-12-01")]),
        ],
    );
    assert_eq!(run(&called(six, &["271"], "1990-05-01")).notes, [Note::MonitoringConditional { section: "271".to_owned() }]);
    // The age is a row, and whoever is old enough rests on it too.
    let nineteen = called(six, &[], "2007-11-23");
    let raised = book_with(&[("monitoring.adult_age", "20 years")]);
    assert_eq!(on(&compute(&nineteen, &raised).unwrap(), Point::MonitoringInstead), "under18", "by a later row");
    assert!(run(&nineteen).rules.iter().any(|r| r.id == "monitoring.adult_age"), "counted anew when the row changes");
}

#[test]
fn very_long_foreign_sentences() {
    let mut foreign = sentence(Amount::new(45, 0, 0), 0, "2020-01-01");
    foreign.foreign = true;
    let thirty = Sentence { amount: Amount::new(30, 0, 0), ..foreign.clone() };
    check(
        &book(),
        &[
            ("strgjfl § 42(1): foreign, more than 30 years, 20 years", served("2020-01-01", vec![foreign], vec![]), &[(Point::Probation, "2040-01-01")]),
            (
                "strgjfl § 42(1): foreign, 30 years, two thirds",
                served("2020-01-01", vec![thirty], vec![]),
                &[(Point::Probation, "2040-01-02"), (Point::TwoThirds, "2040-01-02")],
            ),
        ],
    );
}

#[test]
fn fines_are_served_uncut() {
    let fine = |n, days| Fine { source: source(n), days };
    let year = || vec![sentence(Amount::days(90), 20, "2026-01-15")];
    check(
        &book(),
        &[
            (
                "forskrift § 3-2(3): a fine alone",
                served("2026-01-15", vec![], vec![fine(11, 30)]),
                &[(Point::Probation, "fine_uncut"), (Point::Leave, "none"), (Point::End, "2026-02-14")],
            ),
            (
                "forskrift § 3-2(3): after the sentence",
                served("2026-01-15", year(), vec![fine(11, 10)]),
                &[(Point::Third, "2026-01-25"), (Point::Probation, "2026-03-06"), (Point::End, "2026-04-05")],
            ),
        ],
    );
    check(
        &book_with(&[("fine.order", "before_prison")]),
        &[(
            "forskrift § 3-2(3): before the sentence",
            served("2026-01-15", year(), vec![fine(11, 10)]),
            &[(Point::Third, "2026-02-04"), (Point::Probation, "2026-03-06"), (Point::End, "2026-04-05")],
        )],
    );
    let over = served("2026-01-15", vec![sentence(Amount::days(30), 35, "2026-01-15")], vec![fine(11, 10)]);
    check(&book(), &[("strl § 83: prison first, what is left over reduces the fine", over, &[(Point::End, "2026-01-20")])]);
}

#[test]
fn part_payment_reduces_in_whole_days() {
    for (name, days, fine, paid, left) in
        [("nothing", 30, 15_000, 0, 30), ("a third", 30, 15_000, 5_000, 20), ("a bit less than a day", 30, 15_000, 499, 30), ("all", 30, 15_000, 15_000, 0)]
    {
        assert_eq!(Fine::days_left(days, fine, paid), left, "strl § 55: {name} paid");
    }
}

#[test]
fn several_sentences_are_added() {
    let second = |amount, n| Sentence { source: source(n), ..sentence(amount, 0, "2026-01-31") };
    let both = served("2026-01-31", vec![second(Amount::new(0, 1, 0), 11), second(Amount::new(0, 1, 0), 12)], vec![]);
    check(&book(), &[("forskrift § 3-2: added and then counted, not one after the other's clipped month", both.clone(), &[(Point::End, "2026-03-31")])]);
    let outcome = run(&both);
    assert_eq!(outcome.ledger.lines.iter().map(|l| l.days).collect::<Vec<_>>(), [28, 31]);
    check(&book_with(B), &[("B: 30 and 30", both, &[(Point::End, "2026-04-01")])]);
}

#[test]
fn started_days_beyond_four_hours() {
    let book = book();
    let look = Lookup::new(book.on(day("2026-11-23")));
    let ways = Ways::read(&look).unwrap();
    let four = Duration::hours(4);
    for (name, from, minutes, days) in [
        ("T6, strl § 83: 4 h", "2026-01-15T10:00", 240, 0),
        ("T6, strl § 83: 4 h 6 min", "2026-01-15T10:00", 246, 1),
        ("T6, strl § 83: 24 h", "2026-01-15T10:00", 1440, 1),
        ("T6, strl § 83: 24 h 6 min", "2026-01-15T10:00", 1446, 2),
        ("T6, strl § 83: 49 h", "2026-01-15T10:00", 2940, 3),
        ("strl § 83: 24 hours passed over the night of 25 hours", "2026-10-24T10:00", 1440, 1),
        ("strl § 83: noon to noon over the night of 25 hours is an hour more", "2026-10-24T10:00", 1500, 2),
    ] {
        assert_eq!(custody_days(at(from), at(from) + Duration::minutes(minutes), four, &ways), days, "{name}");
    }
    let calendar = book_with(&[("remand.counting", "calendar_days")]);
    let ways = Ways::read(&Lookup::new(calendar.on(day("2026-11-23")))).unwrap();
    assert_eq!(custody_days(at("2026-01-15T20:00"), at("2026-01-16T03:00"), four, &ways), 2, "each day of the calendar touched");
    for (name, hours, days) in [("4 hours", 4, 0), ("5 hours, a period begun", 5, 1), ("48 hours", 48, 1), ("49 hours", 49, 2)] {
        assert_eq!(isolation_days(Duration::hours(hours), four, Duration::days(2)), days, "strl § 83, isolation: {name}");
    }
}

#[test]
fn custody_after_the_judgment_is_the_services() {
    // Arrested 1 March, judged 1 June with 93 days off, serving from 1 July: 2 to 30 June are 29 days.
    let mut case = case(Amount::days(120), 93, "2026-06-01");
    if let Ground::Served { start, .. } = &mut case.ground {
        start.on = day("2026-07-01");
    }
    case.held = vec![spell("2026-03-01T10:00", None)];
    let outcome = run(&case);
    assert_eq!(outcome.credit, 122, "strpl § 460");
    assert_eq!(on(&outcome, Point::End), "2026-07-01");
    assert_eq!(outcome.notes, [Note::CreditNotUsed { days: 2 }]);

    case.held = vec![spell("2026-03-01T10:00", Some("2026-06-03T08:00")), spell("2026-06-20T22:30", Some("2026-06-21T01:30")), spell("2026-06-25T08:00", None)];
    let outcome = run(&case);
    let service: Vec<_> =
        outcome.ledger.lines.iter().filter(|l| matches!(l.entry, Entry::ServiceCredit { .. } | Entry::BelowThreshold { .. })).map(|l| -l.days).collect();
    assert_eq!(service, [1, 0, 6], "2 June; 3 hours give nothing; 25 to 30 June");
    assert_eq!(outcome.ledger.sum(Account::Serving), 120 - 93 - 7);

    let later = compute(&case, &book_with(&[("remand.judgment_day", "by_service")])).unwrap();
    assert_eq!(later.credit, outcome.credit + 1);
}

#[test]
fn isolation_needs_a_lawyers_mark() {
    let mut case = case(Amount::days(120), 10, "2026-06-01");
    if let Ground::Served { start, .. } = &mut case.ground {
        start.on = day("2026-07-01");
    }
    let isolation = |from, to, mark| Isolation { source: Source { document: Document::Isolation, ..source(40) }, from: at(from), to: at(to), mark };
    let mark = Some(Mark { by: uuid::Uuid::from_u128(7), on: day("2026-07-02") });
    case.isolation = vec![isolation("2026-06-05T10:00", "2026-06-08T10:00", mark), isolation("2026-06-10T10:00", "2026-06-10T20:00", mark)];
    assert_eq!(run(&case).credit, 13, "strl § 83: 72 hours are 2 periods begun, 10 hours one");
    assert_eq!(compute(&case, &book_with(&[("isolation.spells", "together")])).unwrap().credit, 12, "82 hours are 2 periods begun");
    case.isolation[1].mark = None;
    let outcome = run(&case);
    assert_eq!((outcome.credit, outcome.notes.as_slice()), (12, [Note::IsolationUnmarked { spells: 1 }].as_slice()), "HR-2018-1261-A");
}

#[test]
fn absences_do_not_count() {
    let mut away = case(Amount::days(90), 0, "2026-01-15");
    away.absences = vec![absence("2026-02-01", Some("2026-02-11"))];
    let mut late = away.clone();
    late.absences = vec![absence("2026-03-16", Some("2026-03-20"))];
    let mut gone = away.clone();
    gone.absences.push(absence("2026-02-20", None));
    let mut broken = case(Amount::new(0, 9, 0), 0, "2026-01-10");
    broken.absences = vec![absence("2026-03-01", Some("2026-03-11"))];
    let mut met = broken.clone();
    met.absences = vec![absence("2026-06-01", Some("2026-06-11"))];
    check(
        &book(),
        &[
            ("forskrift § 3-3: ten days", away.clone(), &[(Point::Third, "2026-02-24"), (Point::Probation, "2026-03-26"), (Point::End, "2026-04-25")]),
            ("forskrift § 3-3: away from the day of release on", late, &[(Point::Probation, "2026-03-16"), (Point::End, "2026-04-19")]),
            ("forskrift § 3-3: not back yet", gone, &[(Point::Third, "away"), (Point::End, "away")]),
            ("forskrift § 3-30(5): the four months begin anew", broken.clone(), &[(Point::Third, "2026-04-21"), (Point::Leave, "2026-07-11")]),
            ("forskrift § 3-30(5): met once is met", met, &[(Point::Leave, "2026-05-10")]),
        ],
    );
    check(&book_with(&[("leave.continuity", "paused_by_absence")]), &[("forskrift § 3-30(5): the four months go on", broken, &[(Point::Leave, "2026-05-20")])]);
    check(&book_with(&[("sentence.absence_days", "whole_days_only")]), &[("whole days only", away, &[(Point::End, "2026-04-24")])]);
}

#[test]
fn preventive_detention() {
    let detained = |minimum, credit| Case {
        ground: Ground::Detention {
            start: Start { on: day("2026-01-01"), begun: true },
            detention: Box::new(Detention {
                source: source(10),
                pronounced_on: day("2025-12-31"),
                final_on: Some(day("2026-01-14")),
                frame: Amount::new(9, 0, 0),
                minimum,
                extensions: vec![Extension { source: source(11), amount: Amount::new(3, 0, 0) }],
                court_credit: credit,
                silent: false,
                lapsed: vec![source(12)],
            }),
        },
        ..case(Amount::days(90), 0, "2026-01-01")
    };
    check(
        &book(),
        &[
            (
                "strl § 43, forvaringsf. §§ 9, 11: 6 of 12 years",
                detained(Some(Amount::new(6, 0, 0)), 0),
                &[
                    (Point::MinimumTwoThirds, "2030-01-01"),
                    (Point::Leave, "2030-01-01"),
                    (Point::Probation, "2032-01-01"),
                    (Point::End, "2038-01-01"),
                    (Point::ExtensionCase, "2037-10-01"),
                    (Point::ReleaseRequest, "2027-01-14"),
                    (Point::OutsidePrison, "detention"),
                    (Point::Third, "none"),
                ],
            ),
            (
                "strl § 83(5): off the frame and the minimum term",
                detained(Some(Amount::new(6, 0, 0)), 100),
                &[(Point::MinimumTwoThirds, "2029-09-23"), (Point::Probation, "2031-09-23"), (Point::End, "2037-09-23")],
            ),
            (
                "strl § 43(2): no minimum term",
                detained(None, 100),
                &[(Point::Probation, "no_minimum"), (Point::Leave, "no_minimum"), (Point::End, "2037-09-23")],
            ),
        ],
    );
    let outcome = run(&detained(Some(Amount::new(6, 0, 0)), 100));
    assert_eq!((outcome.ledger.sum(Account::Serving), outcome.ledger.sum(Account::Minimum)), (4283, 2091));
    assert_eq!(outcome.notes, [Note::Lapsed { judgments: 1 }]);
    assert_eq!(outcome.expected_release(), Some(day("2037-09-23")), "strl § 44: nobody leaves by the minimum term alone");
}

#[test]
fn remand_has_no_dates() {
    let remand = Case { ground: Ground::Remand, ..case(Amount::days(90), 0, "2026-01-01") };
    check(
        &book(),
        &[("strgjfl § 52: nothing of it applies to remand", remand.clone(), &[(Point::Leave, "remand"), (Point::Probation, "remand"), (Point::End, "none")])],
    );
    assert!(run(&remand).milestones.iter().all(|m| m.when.date().is_none()));
}

#[test]
fn intervals_of_reassessment() {
    for (name, amount, expected) in [
        ("forskrift § 3-41: under 5 years", Amount::new(4, 11, 0), Amount::new(0, 3, 0)),
        ("forskrift § 3-41: 5 years", Amount::new(5, 0, 0), Amount::new(0, 6, 0)),
        ("forskrift § 3-41: 12 years", Amount::new(12, 0, 0), Amount::new(0, 6, 0)),
        ("forskrift § 3-41: more than 12 years", Amount::new(12, 1, 0), Amount::new(1, 0, 0)),
    ] {
        let facts = run(&case(amount, 0, "2026-01-01")).facts;
        assert!(facts.iter().any(|f| matches!(f, Fact::Reassessment { amount, .. } if *amount == expected)), "{name}");
    }
}

#[test]
fn what_rests_on_an_unconfirmed_rule_says_so() {
    let outcome = run(&case(Amount::new(1, 0, 0), 0, "2026-01-01"));
    let end = outcome.milestone(Point::End).unwrap();
    assert!(outcome.to_be_confirmed(end).any(|r| r.id == "sentence.conversion" && r.value == "calendar_arithmetic"));
    let days = run(&case(Amount::days(90), 0, "2026-01-01"));
    assert!(days.rules.iter().all(|r| r.id != "sentence.conversion"), "days alone need no conversion");
}

#[test]
fn a_hole_in_the_rules_is_no_guess() {
    let rows = rows().into_iter().filter(|r| r.id != "probation.floor");
    let missing = compute(&case(Amount::days(90), 0, "2026-01-01"), &Book::new(rows)).unwrap_err();
    assert_eq!(missing.id, "probation.floor");
    assert!(compute(&case(Amount::days(90), 0, "2026-01-01"), &book_with(&[("sentence.rounding", "as_you_like")])).is_err());
}

#[test]
fn a_result_survives_storing() {
    let mut case = case(Amount::new(2, 3, 4), 30, "2026-03-02");
    case.absences = vec![absence("2026-06-01", Some("2026-06-09"))];
    let outcome = run(&case);
    let stored = serde_json::to_value(&outcome).unwrap();
    assert_eq!(serde_json::from_value::<Outcome>(stored).unwrap(), outcome);
}

#[test]
fn differences_name_their_causes() {
    let before = case(Amount::new(2, 0, 0), 30, "2026-03-02");
    let mut after = before.clone();
    after.absences = vec![absence("2026-06-01", Some("2026-06-09"))];
    let difference = Difference::between(&run(&before), &run(&after));
    assert!(difference.moves.iter().any(|m| m.point == Point::End && m.days() == Some(8)));
    assert_eq!(difference.causes.iter().map(Cause::days).collect::<Vec<_>>(), [8]);
    assert!(Difference::between(&run(&before), &run(&before)).is_nothing());
}

#[test]
fn a_suspended_part_in_days_of_a_whole_in_months() {
    let six_less_sixty = Amount::new(0, 6, 0).less(60);
    check(
        &book(),
        &[
            ("strl § 34, A: 6 months of which 60 days are suspended", case(six_less_sixty, 0, "2026-01-01"), &[(Point::End, "2026-05-02")]),
            ("strl § 34, A: 1 year of which 30 days are suspended", case(Amount::new(1, 0, 0).less(30), 0, "2026-01-01"), &[(Point::End, "2026-12-02")]),
            (
                "strl § 34, A: with custody deducted, two thirds of what is unconditional",
                case(six_less_sixty, 20, "2026-01-01"),
                &[(Point::TwoThirds, "2026-03-03"), (Point::End, "2026-04-12")],
            ),
        ],
    );
    check(&book_with(B), &[("strl § 34, B: 180 days less 60", case(six_less_sixty, 0, "2026-01-01"), &[(Point::End, "2026-05-01")])]);
    let nothing = Amount::new(0, 1, 0).less(40);
    assert_eq!((nothing.after(day("2026-01-01")), nothing.before(day("2026-03-01"))), (day("2026-01-01"), day("2026-03-01")), "nothing ends before it begins");
}

#[test]
fn what_comes_between_does_not_count() {
    let between = |kind, from: &str, back: Option<&str>| Absence { kind, ..absence(from, back) };
    let with = |absences: Vec<Absence>| Case { absences, ..case(Amount::days(90), 0, "2026-01-15") };
    check(
        &book(),
        &[
            (
                "forskrift § 3-3: remand in another case from 1 to 10 February",
                with(vec![between(AbsenceKind::OtherSanction, "2026-02-01", Some("2026-02-11"))]),
                &[(Point::Third, "2026-02-24"), (Point::End, "2026-04-25")],
            ),
            (
                "forskrift § 3-3: still remanded in another case, nothing is known of what is left",
                with(vec![between(AbsenceKind::OtherSanction, "2026-02-01", None)]),
                &[(Point::End, "away")],
            ),
            (
                "forskrift § 3-3: back from leave on the day it was over",
                with(vec![between(AbsenceKind::Unlawful, "2026-02-01", Some("2026-02-01"))]),
                &[(Point::End, "2026-04-15")],
            ),
            (
                "forskrift § 3-3: back from leave two days late",
                with(vec![between(AbsenceKind::Unlawful, "2026-02-01", Some("2026-02-03"))]),
                &[(Point::End, "2026-04-17")],
            ),
            (
                "forskrift § 3-3: two days late and then an escape, no day twice",
                with(vec![between(AbsenceKind::Unlawful, "2026-02-01", Some("2026-02-03")), between(AbsenceKind::Escape, "2026-02-02", Some("2026-02-05"))]),
                &[(Point::End, "2026-04-19")],
            ),
        ],
    );
    let held = run(&with(vec![between(AbsenceKind::OtherSanction, "2026-02-01", None)]));
    assert_eq!(held.notes, [Note::OtherCustody { since: day("2026-02-01") }], "forskrift § 3-3");
    let away = run(&with(vec![between(AbsenceKind::Unlawful, "2026-02-01", None)]));
    assert_eq!(away.notes, [Note::Unlawful { since: day("2026-02-01") }], "forskrift § 3-3");
}

#[test]
fn a_judgment_that_is_silent_on_credit() {
    let mut silent = case(Amount::days(90), 0, "2026-01-15");
    if let Ground::Served { sentences, .. } = &mut silent.ground {
        sentences[0].silent = true;
    }
    let outcome = run(&silent);
    assert_eq!(outcome.notes, [Note::CreditSilent { judgments: 1 }], "strl § 83: the court fixes it");
    assert_eq!(on(&outcome, Point::End), "2026-04-15", "strl § 83: nothing is deducted that no court has fixed");
}

#[test]
fn youth_sentences() {
    let youth = |amount, credit| {
        let start = Start { on: day("2026-01-15"), begun: true };
        Case { ground: Ground::Youth { start, sentences: vec![sentence(amount, credit, "2026-01-15")] }, ..case(amount, credit, "2026-01-15") }
    };
    check(
        &book(),
        &[
            (
                "strl § 52 b: 120 days, the end and no share",
                youth(Amount::days(120), 0),
                &[(Point::End, "2026-05-15"), (Point::Third, "none"), (Point::Leave, "none"), (Point::Probation, "none")],
            ),
            ("strl § 52 b: 2 years by the calendar", youth(Amount::new(2, 0, 0), 0), &[(Point::End, "2028-01-15")]),
            ("strl § 83: what the court deducted", youth(Amount::days(120), 20), &[(Point::End, "2026-04-25")]),
        ],
    );
    let outcome = run(&youth(Amount::new(1, 0, 0), 0));
    assert_eq!((outcome.basis, outcome.milestones.len(), outcome.facts.len()), (Basis::Youth, 1, 0), "what does not apply is not there");
    assert!(outcome.rules.iter().any(|r| r.id == "youth.period"));
}

#[test]
fn days_at_large_after_a_release_by_mistake_are_a_choice() {
    let mut case = case(Amount::days(90), 0, "2026-01-15");
    let source = Source { document: Document::ReleaseError, ..source(30) };
    let large = |back: Option<&str>| Absence { source, kind: AbsenceKind::ReleasedInError, from: day("2026-02-01"), back: back.map(day) };
    case.absences = vec![large(Some("2026-02-04"))];
    check(&book(), &[("the law is silent: not counted", case.clone(), &[(Point::End, "2026-04-18")])]);
    let counted = book_with(&[("sentence.released_in_error", "counted")]);
    check(&counted, &[("the law is silent: counted", case.clone(), &[(Point::End, "2026-04-15")])]);
    let outcome = run(&case);
    assert_eq!(outcome.notes, [Note::ReleasedInError]);
    assert!(outcome.rules.iter().any(|r| r.id == "sentence.released_in_error" && r.to_be_confirmed()), "nobody has confirmed it");
    assert!(compute(&case, &counted).unwrap().notes.is_empty(), "where it counts nobody was away");
    // Not back: serving does not run, and the ledger says since when.
    case.absences = vec![large(None)];
    let outcome = run(&case);
    assert_eq!((outcome.stopped_since(), outcome.date(Point::End)), (Some(day("2026-02-01")), None));
    assert_eq!(outcome.ledger.sum(Account::Serving), 90, "a line without days");
    assert!(outcome.ledger.lines.iter().any(|l| l.source == Some(source) && l.days == 0));
    assert_eq!(outcome.notes, [Note::AtLarge { since: day("2026-02-01") }]);
}

#[test]
fn what_stands_beside_moves_nothing_and_is_told_when_it_moves() {
    let served = case(Amount::days(90), 0, "2026-01-15");
    let youth = |credit| {
        let start = Start { on: day("2026-02-01"), begun: true };
        run(&Case { ground: Ground::Youth { start, sentences: vec![sentence(Amount::new(1, 0, 0), credit, "2026-01-20")] }, ..served.clone() })
    };
    let (alone, beside) = (run(&served), run(&served).with_beside(youth(0)));
    assert_eq!(alone.milestones, beside.milestones);
    assert_eq!(beside.notes, [Note::YouthBeside]);
    assert!(beside.all_rules().any(|r| r.id == "youth.period") && !beside.rules.iter().any(|r| r.id == "youth.period"));
    assert_eq!(beside.all_rules().filter(|r| r.id == "sentence.first_day").count(), 1, "each rule once");
    let came = Difference::between(&alone, &beside);
    assert!(came.moves.is_empty() && came.beside == [Move { point: Point::End, from: None, to: Some(day("2027-02-01")) }] && !came.causes.is_empty());
    let moved = Difference::between(&beside, &run(&served).with_beside(youth(10)));
    assert_eq!(moved.beside.iter().filter_map(Move::days).collect::<Vec<_>>(), [-10]);
    assert!(Difference::between(&beside, &beside.clone()).is_nothing());
    let kept: Outcome = serde_json::from_value(serde_json::to_value(&beside).unwrap()).unwrap();
    assert_eq!(kept, beside, "it is kept as it is");
}
