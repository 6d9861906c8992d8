//! Days and what they give. The rates are those of the files of law as they were in 2023: ordinary 79,00, support 53,00, addition 32,00, food 122,00 kroner.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::*;
use crate::law::rule::{Book, Citation, Clock, Confidence, Mode, Status};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(id: &str, subject: &str, value: &str, from: &str, version: i32) -> Rule {
    Rule {
        id: id.to_owned(),
        subject: subject.to_owned(),
        trigger: String::new(),
        value: value.parse().unwrap(),
        clock: Clock::DateArithmetic,
        mode: Mode::Limit,
        level: None,
        repeat: None,
        warn: Vec::new(),
        cite: Citation { act: "forskrift".to_owned(), section: "§ 3-13".to_owned() },
        valid_from: day(from),
        valid_to: None,
        status: Status::InForce,
        confidence: Confidence::Verified,
        label_nb: String::new(),
        label_en: String::new(),
        version,
    }
}

fn book(extra: &[(&str, &str, &str, &str, i32)]) -> Book {
    let rows = [
        ("allowance.ordinary", "", "7900"),
        ("allowance.support", "", "5300"),
        ("allowance.extra", "", "3200"),
        ("allowance.food", "", "12200"),
        ("allowance.movable_holiday", "", "support"),
        ("allowance.fixed_holiday", "", "support"),
        ("allowance.part_day", "", "by_minutes"),
        ("allowance.refused", "", "none"),
        ("allowance.refused", "remand", "support"),
        ("allowance.offer_refused", "", "none"),
        ("allowance.offer_refused", "remand", "support"),
        ("allowance.without_place", "", "support"),
        ("allowance.free_day", "", "support"),
        ("allowance.unfit", "", "support"),
        ("allowance.own_isolation", "", "support"),
        ("allowance.weekend", "", "none"),
        ("allowance.admission_day", "", "support"),
        ("allowance.release_day", "", "earned_only"),
        ("discipline.allowance_cut", "", "1/2"),
    ];
    let base = rows.into_iter().map(|(id, subject, value)| row(id, subject, value, "2023-01-01", 1));
    Book::new(base.chain(extra.iter().map(|(id, subject, value, from, version)| row(id, subject, value, from, *version))))
}

/// A Tuesday, convicted, held all day, with a place and nothing planned.
fn tuesday() -> Facts {
    Facts {
        day: day("2023-03-14"),
        held: Held::Whole,
        remand: false,
        self_catering: false,
        offer: Offer::Placed,
        unfit: false,
        own_isolation: false,
        addition_ore: 0,
        cut: None,
        sessions: Vec::new(),
    }
}

fn session(minutes: u32, outcome: Outcome, reason: &str) -> Session {
    Session { minutes, outcome, reason: reason.to_owned() }
}

fn out(facts: &Facts) -> Allowance {
    work_out(facts, book(&[]).on(facts.day)).unwrap()
}

const AM: u32 = 220;
const PM: u32 = 165;

#[test]
fn days_with_sessions() {
    use Gives::{Nothing, Ordinary, Support};
    use Outcome::{Away, NotTaken, Programme, Worked};
    for (case, remand, sessions, ore, basis) in [
        ("§ 3-13, § 19: a whole day", false, vec![(AM, Worked, ""), (PM, Worked, "")], 7900, Basis::Ordinary),
        ("§ 3-13: school in the morning, doctor after", false, vec![(AM, Worked, ""), (PM, Away(Ordinary), "DOCTOR")], 7900, Basis::Ordinary),
        ("§ 3-13: sick all day", false, vec![(AM, Away(Support), "SICK"), (PM, Away(Support), "SICK")], 5300, Basis::Support),
        // 7900 * 220 / 385 = 4514,29; 5300 * 165 / 385 = 2271,43; together 6785,71.
        ("§ 3-13, ours: sick from noon, by the minutes", false, vec![(AM, Worked, ""), (PM, Away(Support), "SICK")], 6786, Basis::Mixed),
        ("§ 3-13: refuses the afternoon", false, vec![(AM, Worked, ""), (PM, Away(Nothing), "REFUSED")], 4514, Basis::Mixed),
        ("§ 3-13: refuses all day", false, vec![(AM, Away(Nothing), "REFUSED"), (PM, Away(Nothing), "REFUSED")], 0, Basis::Nothing),
        ("§ 1-4: on remand nobody has a duty", true, vec![(AM, Away(Nothing), "REFUSED"), (PM, Away(Nothing), "REFUSED")], 5300, Basis::Support),
        ("§§ 1-4, 3-13: remand that works", true, vec![(AM, Worked, "")], 7900, Basis::Ordinary),
        ("§ 3-13: a register that nobody took waits", false, vec![(AM, Worked, ""), (PM, NotTaken, "")], 4514, Basis::Mixed),
        ("§ 3-13, ours: cancelled for lack of staff", false, vec![(AM, Away(Ordinary), "STAFF")], 7900, Basis::Ordinary),
        ("§ 3-13: a programme as work", false, vec![(90, Programme, "")], 7900, Basis::Ordinary),
        ("§ 3-13: a programme, and work", false, vec![(AM, Worked, ""), (90, Programme, "")], 7900, Basis::Ordinary),
        // 7900 * 90 / 310 = 2293,55.
        ("§ 3-13: a programme, and refuses the rest", false, vec![(90, Programme, ""), (AM, Away(Nothing), "REFUSED")], 2294, Basis::Mixed),
        ("§ 3-13: late is there", false, vec![(AM, Worked, "LATE")], 7900, Basis::Ordinary),
        ("§ 3-13: out of company, with a place", false, vec![(AM, Away(Support), "EXCLUDED")], 5300, Basis::Support),
        ("§§ 1-4, 3-13: remand, half a day refused", true, vec![(AM, Worked, ""), (AM, Away(Nothing), "REFUSED")], 6600, Basis::Mixed),
    ] {
        let facts = Facts { remand, sessions: sessions.iter().map(|(m, o, r)| session(*m, *o, r)).collect(), ..tuesday() };
        let found = out(&facts);
        assert_eq!((found.total_ore(), found.basis), (ore, basis), "{case}");
        assert_eq!(found.waits_for, sessions.iter().any(|s| s.1 == NotTaken).then_some(Waits::Register), "{case}");
        assert_eq!(found.lines.iter().map(|l| l.ore).sum::<i64>(), found.total_ore(), "{case}: the lines are the day");
    }
}

#[test]
fn days_without_a_session() {
    let t = tuesday;
    for (case, facts, ore, what) in [
        ("§ 3-13, ours: no place was offered", Facts { offer: Offer::Nothing, ..t() }, 5300, What::WithoutPlace),
        ("§§ 1-4, 3-13: remand without a place", Facts { offer: Offer::Nothing, remand: true, ..t() }, 5300, What::WithoutPlace),
        ("§ 3-13, ours: in and out on one day", Facts { held: Held::InAndOut, ..t() }, 5300, What::AdmissionDay),
        ("§ 3-13: Good Friday, unfit", Facts { day: day("2023-04-07"), unfit: true, ..t() }, 5300, What::Unfit),
        ("§ 3-13: Easter Monday, no place", Facts { day: day("2023-04-10"), offer: Offer::Nothing, ..t() }, 5300, What::Holiday),
        ("§ 3-13: Ascension Day, remand", Facts { day: day("2023-05-18"), remand: true, offer: Offer::Refused, ..t() }, 5300, What::Holiday),
        ("§ 3-13: Whit Monday", Facts { day: day("2023-05-29"), ..t() }, 5300, What::Holiday),
        ("§ 3-13, ours: 1 May, a Monday", Facts { day: day("2023-05-01"), ..t() }, 5300, What::Holiday),
        ("§ 3-13, ours: Christmas Day, a Monday", Facts { day: day("2023-12-25"), ..t() }, 5300, What::Holiday),
        ("§ 3-13: has refused one", Facts { offer: Offer::Refused, ..t() }, 0, What::OfferRefused),
        ("§ 3-13: remand that does not work", Facts { offer: Offer::Refused, remand: true, ..t() }, 5300, What::OfferRefused),
        ("§ 3-13, ours: part time, free today", t(), 5300, What::FreeDay),
        ("§ 3-13: unfit", Facts { unfit: true, ..t() }, 5300, What::Unfit),
        ("§ 3-13: out of company by own wish", Facts { own_isolation: true, ..t() }, 5300, What::OwnIsolation),
        ("§ 3-13, ours: came today", Facts { held: Held::Admission, offer: Offer::Nothing, ..t() }, 5300, What::AdmissionDay),
        ("§ 3-13, ours: leaves today", Facts { held: Held::Release, ..t() }, 0, What::ReleaseDay),
        ("§ 3-13, ours: a Sunday", Facts { day: day("2023-03-12"), ..t() }, 0, What::Weekend),
        ("§ 3-13, ours: a Saturday, unfit", Facts { day: day("2023-03-11"), unfit: true, ..t() }, 0, What::Weekend),
        ("§ 3-13: Maundy Thursday", Facts { day: day("2023-04-06"), ..t() }, 5300, What::Holiday),
        ("§ 3-13: Maundy Thursday, has refused", Facts { day: day("2023-04-06"), offer: Offer::Refused, ..t() }, 0, What::OfferRefused),
        ("§ 3-13, ours: Easter Sunday is a Sunday", Facts { day: day("2023-04-09"), ..t() }, 0, What::Weekend),
        ("§ 3-13, ours: 17 May, a Wednesday", Facts { day: day("2023-05-17"), ..t() }, 5300, What::Holiday),
    ] {
        let found = out(&facts);
        assert_eq!((found.total_ore(), found.lines[0].what), (ore, what), "{case}");
        assert_eq!(found.lines.len(), 1, "{case}");
        assert!(!found.lines[0].rules.is_empty(), "{case}: says by which rule");
    }
}

#[test]
fn holidays_with_sessions() {
    let holiday = Facts { day: day("2023-04-06"), sessions: vec![session(AM, Outcome::Holiday, "HOLIDAY")], ..tuesday() };
    assert_eq!(out(&holiday).total_ore(), 5300, "§ 3-13: not in ordinary work that day");
    let kitchen = Facts { sessions: vec![session(AM, Outcome::Worked, "")], ..holiday.clone() };
    assert_eq!(out(&kitchen).total_ore(), 7900, "who cooks on Maundy Thursday works");
    // KDI-2022-8: the same on a Sunday as on a weekday, for who works then.
    let sunday = Facts { day: day("2023-03-12"), ..kitchen.clone() };
    assert_eq!(out(&sunday).total_ore(), 7900, "KDI-2022-8: who cooks on a Sunday works");
    let sick = Facts { sessions: vec![session(AM, Outcome::Away(Gives::Support), "SICK")], ..sunday };
    assert_eq!(out(&sick).total_ore(), 5300, "§ 3-13: who was to cook on a Sunday and is ill");
    let refused = Facts { sessions: vec![session(AM, Outcome::Away(Gives::Nothing), "REFUSED")], ..kitchen.clone() };
    assert_eq!(out(&refused).total_ore(), 0, "§ 3-13: who was to cook on Maundy Thursday and refused");
    // Whit Monday and Constitution Day together: the fixed one names the rule.
    let both = Facts { day: day("2027-05-17"), ..holiday };
    assert_eq!(out(&both).lines[0].rules[0].0, "allowance.fixed_holiday");
}

#[test]
fn released_at_noon_is_paid_for_the_morning() {
    let morning = Facts { held: Held::Release, sessions: vec![session(AM, Outcome::Worked, "")], ..tuesday() };
    assert_eq!(out(&morning).total_ore(), 7900, "the morning was all that was planned");
    let refused = Facts { sessions: vec![session(AM, Outcome::Away(Gives::Nothing), "REFUSED")], ..morning.clone() };
    assert_eq!(out(&refused).total_ore(), 0);
    let waits = Facts { sessions: vec![session(AM, Outcome::NotTaken, "")], ..morning };
    assert_eq!(out(&waits).waits_for, Some(Waits::Register));
}

#[test]
fn additions_cuts_and_food() {
    let worked = |minutes: &[u32]| minutes.iter().map(|m| session(*m, Outcome::Worked, "")).collect::<Vec<_>>();
    let foreman = Facts { addition_ore: 2000, sessions: worked(&[AM, PM]), ..tuesday() };
    assert_eq!((out(&foreman).base_ore, out(&foreman).addition_ore), (7900, 2000));
    assert_eq!(out(&Facts { addition_ore: 9999, ..foreman.clone() }).addition_ore, 3200, "never above the highest");
    let half = Facts { sessions: vec![session(200, Outcome::Worked, ""), session(200, Outcome::Away(Gives::Ordinary), "COURT")], ..foreman.clone() };
    assert_eq!(out(&half).addition_ore, 1000, "for what was worked");
    assert_eq!(out(&Facts { sessions: Vec::new(), ..foreman.clone() }).addition_ore, 0);
    let programme = Facts { sessions: vec![session(AM, Outcome::Worked, ""), session(90, Outcome::Programme, "")], ..foreman.clone() };
    assert_eq!(out(&programme).addition_ore, 2000, "a programme is nobody's task, and takes nothing of it");

    let cut = Facts { cut: Some((1, 4)), self_catering: true, ..foreman.clone() };
    let found = out(&cut);
    assert_eq!((found.base_ore, found.addition_ore, found.food_ore), (5925, 1500, 12200), "§ 3-37: a quarter of what was earned, nothing of the food");
    assert_eq!(out(&Facts { cut: Some((3, 4)), ..cut.clone() }).base_ore, 3950, "§ 3-37: half at most");
    assert_eq!(found.lines.iter().map(|l| l.ore).sum::<i64>(), found.total_ore());

    let sunday = Facts { day: day("2023-03-12"), self_catering: true, sessions: Vec::new(), ..foreman.clone() };
    assert_eq!(out(&sunday).total_ore(), 12200, "food on a Sunday too");
    assert_eq!(out(&Facts { held: Held::Release, self_catering: true, ..foreman }).food_ore, 0, "who leaves eats elsewhere");
}

#[test]
fn each_day_by_its_own_rate() {
    let law = book(&[("allowance.ordinary", "", "8200", "2023-03-15", 2)]);
    let tuesday = Facts { sessions: vec![session(AM, Outcome::Worked, "")], ..tuesday() };
    let wednesday = Facts { day: day("2023-03-15"), ..tuesday.clone() };
    assert_eq!(work_out(&tuesday, law.on(tuesday.day)).unwrap().total_ore(), 7900);
    let after = work_out(&wednesday, law.on(wednesday.day)).unwrap();
    assert_eq!(after.total_ore(), 8200);
    assert!(after.lines[0].rules.contains(&("allowance.ordinary".to_owned(), String::new(), 2)), "and says which row");
    let before = Facts { day: day("2022-12-30"), ..tuesday };
    assert_eq!(work_out(&before, law.on(before.day)).map_err(|m| m.id), Err("allowance.part_day".to_owned()), "no rule, no guess");
}

#[test]
fn a_day_may_count_as_what_most_of_it_was() {
    let law = book(&[("allowance.part_day", "", "whole_day", "2023-02-01", 2)]);
    let of = |sessions: Vec<Session>| {
        let facts = Facts { sessions, ..tuesday() };
        work_out(&facts, law.on(facts.day)).unwrap().total_ore()
    };
    assert_eq!(of(vec![session(AM, Outcome::Worked, ""), session(PM, Outcome::Away(Gives::Nothing), "REFUSED")]), 7900);
    assert_eq!(of(vec![session(PM, Outcome::Worked, ""), session(AM, Outcome::Away(Gives::Nothing), "REFUSED")]), 0);
    assert_eq!(of(vec![session(100, Outcome::Away(Gives::Support), "SICK"), session(100, Outcome::Worked, "")]), 7900, "of two halves the better");
}

fn outcomes() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Worked),
        Just(Outcome::Programme),
        Just(Outcome::Holiday),
        Just(Outcome::NotTaken),
        prop_oneof![Just(Gives::Ordinary), Just(Gives::Support), Just(Gives::Nothing)].prop_map(Outcome::Away)
    ]
}

proptest! {
    #[test]
    fn never_above_the_rate_never_below_nothing_and_the_lines_are_the_day(
        sessions in prop::collection::vec((1_u32..600, outcomes(), "[A-C]"), 0..6), days in 0_i64..900, remand in any::<bool>(), unfit in any::<bool>(), refused in any::<bool>(),
        addition in 0_i64..5000, cut in proptest::option::of((0_u32..5, 1_u32..5)), kitchen in any::<bool>()
    ) {
        let facts = Facts {
            day: day("2023-01-01") + chrono::Duration::days(days), remand, unfit, addition_ore: addition, cut, self_catering: kitchen,
            offer: if refused { Offer::Refused } else { Offer::Placed },
            sessions: sessions.iter().map(|(m, o, r)| session(*m, *o, r)).collect(), ..tuesday()
        };
        let found = out(&facts);
        prop_assert!((0..=7900).contains(&found.base_ore) && (0..=3200).contains(&found.addition_ore));
        prop_assert_eq!(found.food_ore, i64::from(kitchen) * 12200);
        prop_assert_eq!(found.lines.iter().map(|l| l.ore).sum::<i64>(), found.total_ore());
        prop_assert!(found.lines.iter().all(|l| l.ore >= 0 || l.what == What::Cut));
        // The order of a day's sessions decides nothing.
        let mut turned = facts.clone();
        turned.sessions.reverse();
        prop_assert_eq!(out(&turned).total_ore(), found.total_ore());
    }
}

/// The book of the files that the program carries.
fn carried() -> Book {
    let files = [include_str!("../../../data/law/parameters.csv"), include_str!("../../../data/law/activities.csv")];
    let mut rows = Vec::new();
    for text in files {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let of = |name: &str| record.get(headers.iter().position(|h| h == name).unwrap()).unwrap().to_owned();
            let last = of("valid_to");
            rows.push(Rule {
                valid_to: (!last.is_empty()).then(|| day(&last)),
                status: Status::of(&of("status")).unwrap(),
                confidence: Confidence::of(&of("confidence")).unwrap(),
                ..row(&of("id"), &of("subject"), &of("value"), &of("valid_from"), 1)
            });
        }
    }
    Book::new(rows)
}

#[test]
fn the_files_of_law_have_what_a_day_needs() {
    let book = carried();
    let whole = Facts {
        day: day("2026-11-23"),
        self_catering: true,
        addition_ore: 1500,
        cut: Some((1, 2)),
        sessions: vec![session(AM, Outcome::Worked, "")],
        ..tuesday()
    };
    for (case, facts) in [
        ("worked", whole.clone()),
        ("refused", Facts { sessions: vec![session(AM, Outcome::Away(Gives::Nothing), "REFUSED")], ..whole.clone() }),
        ("remand refused", Facts { remand: true, sessions: vec![session(AM, Outcome::Away(Gives::Nothing), "REFUSED")], ..whole.clone() }),
        ("movable holiday", Facts { day: day("2026-04-02"), sessions: vec![session(AM, Outcome::Holiday, "HOLIDAY")], ..whole.clone() }),
        ("fixed holiday", Facts { day: day("2026-05-01"), sessions: vec![], ..whole.clone() }),
        ("free day", Facts { sessions: vec![], ..whole.clone() }),
        ("no place", Facts { offer: Offer::Nothing, sessions: vec![], ..whole.clone() }),
        ("said no", Facts { offer: Offer::Refused, sessions: vec![], ..whole.clone() }),
        ("remand said no", Facts { offer: Offer::Refused, remand: true, sessions: vec![], ..whole.clone() }),
        ("unfit", Facts { unfit: true, sessions: vec![], ..whole.clone() }),
        ("own isolation", Facts { own_isolation: true, sessions: vec![], ..whole.clone() }),
        ("Sunday", Facts { day: day("2026-11-22"), sessions: vec![], ..whole.clone() }),
        ("came", Facts { held: Held::Admission, sessions: vec![], ..whole.clone() }),
        ("left", Facts { held: Held::Release, sessions: vec![], ..whole.clone() }),
    ] {
        let found = work_out(&facts, book.on(facts.day));
        assert!(found.as_ref().is_ok_and(|f| f.total_ore() >= 0), "{case}: {found:?}");
    }
    let found = work_out(&Facts { cut: None, ..whole }, book.on(day("2026-11-23"))).unwrap();
    assert_eq!(found.total_ore(), 7900 + 1500 + 12_200);
    assert!(found.lines[0].to_be_confirmed, "the rate of 2026 was not found; what is used is that of 2023, and says so");
}

#[test]
fn the_rates_of_each_year_are_those_that_were_found_and_a_hole_stays_a_hole() {
    let book = carried();
    let rate = |id: &str, at: &str| book.on(day(at)).number(id, "").ok().map(|(ore, rule)| (ore, rule.confidence.to_be_confirmed()));
    for (case, id, at, ore) in [
        ("regjeringen.no, 2001", "allowance.ordinary", "2001-06-01", Some((4500, false))),
        ("nothing was found of 2002", "allowance.ordinary", "2002-06-01", None),
        ("regjeringen.no, 2003", "allowance.ordinary", "2003-06-01", Some((4800, false))),
        ("regjeringen.no, 2003, support", "allowance.support", "2003-06-01", Some((3200, false))),
        ("regjeringen.no, 2003, addition", "allowance.extra", "2003-06-01", Some((2000, false))),
        ("regjeringen.no, 2013", "allowance.ordinary", "2013-06-01", Some((6050, false))),
        ("nothing was found of 2013, support", "allowance.support", "2013-06-01", None),
        ("KDI-2022-8, ordinary", "allowance.ordinary", "2023-06-01", Some((7900, false))),
        ("KDI-2022-8, support", "allowance.support", "2023-06-01", Some((5300, false))),
        ("KDI-2022-8, addition", "allowance.extra", "2023-06-01", Some((3200, false))),
        ("KDI-2022-8, food", "allowance.food", "2023-06-01", Some((12_200, false))),
        ("not found of 2024 and on: as in 2023, to be confirmed", "allowance.ordinary", "2026-11-23", Some((7900, true))),
        ("the same, support", "allowance.support", "2026-11-23", Some((5300, true))),
        ("the same, addition", "allowance.extra", "2026-11-23", Some((3200, true))),
        ("the same, food", "allowance.food", "2026-11-23", Some((12_200, true))),
    ] {
        assert_eq!(rate(id, at), ore, "{case}");
    }
}

#[test]
fn the_ways_of_the_files_are_those_of_the_regulation() {
    use Gives::{Nothing, Support};
    let book = carried();
    let of = |id: &str, subject: &str| {
        let law = book.on(day("2026-11-23"));
        way(law, id, subject).map(|(gives, rule)| (gives, rule.confidence.to_be_confirmed())).ok()
    };
    for (case, id, subject, found) in [
        ("§ 3-13: nothing on refusal", "allowance.refused", "", (Nothing, false)),
        ("§§ 1-4, 3-13: remand has no duty", "allowance.refused", "remand", (Support, false)),
        ("§ 3-13: nothing to who says no to a place", "allowance.offer_refused", "", (Nothing, false)),
        ("§ 3-13: remand that does not work", "allowance.offer_refused", "remand", (Support, false)),
        ("§ 3-13: unfit", "allowance.unfit", "", (Support, false)),
        ("§ 3-13: out of company by own wish", "allowance.own_isolation", "", (Support, false)),
        ("§ 3-13: movable holidays", "allowance.movable_holiday", "", (Support, false)),
        ("ours: fixed holidays", "allowance.fixed_holiday", "", (Support, true)),
        ("ours: no place was offered", "allowance.without_place", "", (Support, true)),
        ("ours: a weekday without a session", "allowance.free_day", "", (Support, true)),
        ("ours: Saturday and Sunday", "allowance.weekend", "", (Nothing, true)),
        ("ours: the day of admission", "allowance.admission_day", "", (Support, true)),
    ] {
        assert_eq!(of(id, subject), Some(found), "{case}");
    }
    let (share, _) = book.on(day("2026-11-23")).share("discipline.allowance_cut", "").unwrap();
    assert_eq!(share, (1, 2), "§ 3-37: half at most");
}
