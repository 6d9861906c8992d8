//! What must hold for every case.

use chrono::Days;
use proptest::prelude::*;

use super::*;

fn amounts() -> impl Strategy<Value = Amount> {
    prop_oneof![(14_u32..=120).prop_map(Amount::days), (0_u32..=21, 0_u32..=11, 0_u32..=29).prop_map(|(y, m, d)| Amount::new(y, m, d.max(1)))]
}

fn starts() -> impl Strategy<Value = NaiveDate> {
    (0_u64..14_000).prop_map(|n| day("2000-01-01").checked_add_days(Days::new(n)).unwrap())
}

fn absences() -> impl Strategy<Value = Vec<(u64, u64)>> {
    proptest::collection::vec((0_u64..3_000, 1_u64..200), 0..4)
}

fn build(start: NaiveDate, terms: &[(Amount, u32)], fines: &[u32], away: &[(u64, u64)]) -> Case {
    let sentences = terms
        .iter()
        .enumerate()
        .map(|(i, (amount, credit))| Sentence {
            source: source(100 + i as u128),
            pronounced_on: start.checked_sub_days(Days::new(i as u64 + 1)).unwrap(),
            amount: *amount,
            court_credit: *credit,
            silent: false,
            foreign: false,
            sections: Vec::new(),
        })
        .collect();
    let fines = fines.iter().enumerate().map(|(i, days)| Fine { source: source(200 + i as u128), days: *days }).collect();
    let absences = away
        .iter()
        .enumerate()
        .map(|(i, (from, long))| {
            let from = start.checked_add_days(Days::new(*from)).unwrap();
            Absence { source: source(300 + i as u128), kind: AbsenceKind::Escape, from, back: from.checked_add_days(Days::new(*long)) }
        })
        .collect();
    Case {
        on: day("2026-11-23"),
        birth: None,
        ground: Ground::Served { start: Start { on: start, begun: true }, sentences, fines },
        held: Vec::new(),
        isolation: Vec::new(),
        absences,
    }
}

fn dates(outcome: &Outcome) -> Vec<(Point, NaiveDate)> {
    outcome.milestones.iter().filter_map(|m| Some((m.point, m.when.date()?))).collect()
}

proptest! {
    #[test]
    fn more_credit_moves_no_date_later(start in starts(), amount in amounts(), credit in 0_u32..2_000, more in 1_u32..400, away in absences()) {
        let less = run(&build(start, &[(amount, credit)], &[], &away));
        let more = run(&build(start, &[(amount, credit + more)], &[], &away));
        for (point, date) in dates(&less) {
            // A point may stop to exist because the sentence now ends before it.
            if let Some(now) = more.date(point) {
                prop_assert!(now <= date, "{:?}: {} after {}", point, now, date);
            }
        }
        prop_assert!(more.earliest_release() <= less.earliest_release());
    }

    #[test]
    fn one_more_day_away_moves_no_date_earlier(start in starts(), amount in amounts(), away in absences(), from in 0_u64..3_000, long in 1_u64..100) {
        let before = run(&build(start, &[(amount, 0)], &[], &away));
        let mut longer = away;
        longer.push((from, long));
        let after = run(&build(start, &[(amount, 0)], &[], &longer));
        for (point, date) in dates(&before) {
            if let Some(now) = after.date(point) {
                prop_assert!(now >= date, "{:?}: {} before {}", point, now, date);
            }
        }
    }

    #[test]
    fn ways_of_converting_agree_on_days(start in starts(), days in 14_u32..2_000, credit in 0_u32..300, away in absences()) {
        let case = build(start, &[(Amount::days(days), credit)], &[], &away);
        let (a, b) = (run(&case), compute(&case, &FLAT).unwrap());
        for point in [Point::Third, Point::Half, Point::TwoThirds, Point::Probation, Point::End] {
            prop_assert_eq!(a.date(point), b.date(point), "{:?}", point);
        }
    }

    #[test]
    fn the_ledger_adds_up_to_the_end(start in starts(), terms in proptest::collection::vec((amounts(), 0_u32..600), 1..4), fines in proptest::collection::vec(1_u32..120, 0..3), away in absences(), flat in any::<bool>()) {
        let case = build(start, &terms, &fines, &away);
        let outcome = compute(&case, if flat { &FLAT } else { &BOOK }).unwrap();
        let end = outcome.date(Point::End).unwrap();
        prop_assert_eq!((end - start).num_days(), outcome.ledger.sum(Account::Serving));
        prop_assert_eq!(outcome.lost, outcome.ledger.lines.iter().filter(|l| matches!(l.entry, Entry::Absence { .. })).map(|l| l.days).sum::<i64>());
    }

    #[test]
    fn the_order_of_documents_is_nothing(start in starts(), terms in proptest::collection::vec((amounts(), 0_u32..600), 2..5), fines in proptest::collection::vec(1_u32..120, 2..4), away in absences()) {
        let case = build(start, &terms, &fines, &away);
        let mut turned = case.clone();
        if let Ground::Served { sentences, fines, .. } = &mut turned.ground {
            sentences.reverse();
            fines.reverse();
        }
        turned.absences.reverse();
        prop_assert_eq!(run(&case), run(&turned));
    }

    #[test]
    fn the_points_come_in_order(start in starts(), amount in amounts(), credit in 0_u32..400, away in absences()) {
        let outcome = run(&build(start, &[(amount, credit)], &[], &away));
        let end = outcome.date(Point::End).unwrap();
        let order = [Point::Third, Point::Half, Point::TwoThirds, Point::End].map(|p| outcome.date(p).unwrap());
        prop_assert!(order.is_sorted());
        prop_assert!(outcome.date(Point::TwoThirds).unwrap() >= start);
        prop_assert!(outcome.date(Point::Probation).is_none_or(|p| p >= outcome.date(Point::TwoThirds).unwrap() && p <= end));
        prop_assert!(outcome.date(Point::ProbationHalf).is_none_or(|p| outcome.date(Point::Probation).is_none_or(|o| p <= o)));
    }

    #[test]
    fn causes_explain_the_end(start in starts(), amount in amounts(), credit in 0_u32..100, away in absences(), other in absences(), more in 0_u32..100) {
        let (before, after) = (run(&build(start, &[(amount, credit)], &[], &away)), run(&build(start, &[(amount, more)], &[], &other)));
        let difference = Difference::between(&before, &after);
        let moved = (after.date(Point::End).unwrap() - before.date(Point::End).unwrap()).num_days();
        prop_assert_eq!(difference.causes.iter().map(Cause::days).sum::<i64>(), moved);
    }
}
