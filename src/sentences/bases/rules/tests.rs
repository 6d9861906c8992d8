//! One case a line: the section, what is recorded, what must be said.

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::sentences::bases::law;
use crate::sentences::bases::model::{Ground, Lifted, Order, OrderedBy, Raised, Restriction, RestrictionKind, case_key};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

fn facts(kind: Kind, edit: impl FnOnce(&mut Facts)) -> Facts {
    let mut f = Facts::new(kind, day("2026-03-02"));
    f.case_number = "26-012345MED-TOSL/01".into();
    match kind {
        Kind::Remand => {
            f.from_day = Some(day("2026-03-02"));
            f.to_day = Some(day("2026-03-30"));
            f.grounds = vec![Ground::Evidence];
        }
        Kind::Arrest => {}
        _ => f.term = Term::new(0, 0, 90),
    }
    edit(&mut f);
    f
}

fn basis(root: u128, facts: Facts) -> Basis {
    let id = Uuid::from_u128(root);
    Basis {
        id,
        root: id,
        facts,
        counts: Vec::new(),
        recorded_by: String::new(),
        recorded_at: Default::default(),
        change_reason: None,
        withdrawn: false,
        replaced_at: None,
        runs_out: None,
    }
}

struct Asked {
    born: &'static str,
    others: Vec<Basis>,
    acts: &'static [&'static str],
    frame_last: &'static str,
    held_on_nothing: bool,
}

const ADULT: Asked = Asked { born: "1988-03-14", others: Vec::new(), acts: &[], frame_last: "", held_on_nothing: false };

fn found(facts: &Facts, asked: &Asked) -> Vec<Finding> {
    let counts: Vec<Count> = asked.acts.iter().map(|d| Count { act_from: Some(day(d)), ..Count::default() }).collect();
    check(&Question {
        root: None,
        facts,
        counts: &counts,
        others: &asked.others,
        born: asked.born.parse().ok(),
        today: day("2026-11-22"),
        book: law::embedded(),
        frame_last: asked.frame_last.parse().ok(),
        held_on_nothing: asked.held_on_nothing,
    })
}

/// A line: the section and the case, what is recorded, the findings' names with `!` before a stop.
type Line = (&'static str, Facts, Asked, &'static [&'static str]);

fn names(list: &[Finding]) -> Vec<String> {
    list.iter()
        .map(|f| {
            let name = format!("{:?}", f.what);
            let name = name.split(['(', ' ']).next().unwrap_or_default().to_owned();
            if f.gravity == Gravity::Stop { format!("!{name}") } else { name }
        })
        .collect()
}

fn walk(lines: Vec<Line>) {
    for (case, facts, asked, expected) in lines {
        let list = found(&facts, &asked);
        assert_eq!(names(&list), expected, "{case}");
        for f in list.iter().filter(|f| !matches!(f.what, What::NoRule(_))) {
            assert!(!f.cite.section.is_empty(), "{case}: {:?} names no section", f.what);
        }
    }
}

#[test]
fn imprisonment() {
    let s = |edit: fn(&mut Facts)| facts(Kind::Sentence, edit);
    // Final on one day, executed from another.
    let barred = |term: Term, final_on: &str, from: &str| {
        facts(Kind::Sentence, |f| (f.decided_on, f.term, f.final_on, f.from_day) = (day("2016-02-16"), term, Some(day(final_on)), from.parse().ok()))
    };
    walk(vec![
        ("strl § 31: 14 days", s(|f| f.term = Term::new(0, 0, 14)), ADULT, &[]),
        ("strl § 31: 13 days", s(|f| f.term = Term::new(0, 0, 13)), ADULT, &["!TooShort"]),
        ("strl § 82: 13 days beside an earlier judgment", s(|f| (f.term, f.additional) = (Term::new(0, 0, 13), true)), ADULT, &[]),
        ("strl § 31: 120 days", s(|f| f.term = Term::new(0, 0, 120)), ADULT, &[]),
        ("strl § 31: 200 days", s(|f| f.term = Term::new(0, 0, 200)), ADULT, &["ToldInDays"]),
        ("strl § 82: 200 days beside an earlier judgment", s(|f| (f.term, f.additional) = (Term::new(0, 0, 200), true)), ADULT, &[]),
        ("strl § 31: a foreign sentence of 200 days", facts(Kind::Foreign, |f| f.term = Term::new(0, 0, 200)), ADULT, &[]),
        ("strl § 31: three months", s(|f| f.term = Term::new(0, 3, 0)), ADULT, &["ToldInMonths"]),
        ("strl § 31: four months and more", s(|f| f.term = Term::new(0, 5, 0)), ADULT, &[]),
        ("strl § 31: no term", s(|f| f.term = Term::default()), ADULT, &["NoTerm"]),
        ("strl § 33: 15 years under 18", s(|f| (f.term, f.under_18) = (Term::new(15, 0, 0), true)), ADULT, &[]),
        ("strl § 33: 15 years and a month under 18", s(|f| (f.term, f.under_18) = (Term::new(15, 1, 0), true)), ADULT, &["!AboveForYoung"]),
        ("strl § 33: under 18 by the birth date", s(|_| {}), Asked { born: "2009-01-01", acts: &["2025-06-01"], ..ADULT }, &["WasUnder18"]),
        ("strl § 33: 18 by the birth date", s(|f| f.under_18 = true), Asked { born: "2007-01-01", acts: &["2025-06-01"], ..ADULT }, &["WasAdult"]),
        (
            "strl § 34: partly suspended, 14 days to serve",
            s(|f| (f.term, f.suspended, f.probation_years) = (Term::new(0, 0, 14), Term::new(0, 0, 46), Some(2))),
            ADULT,
            &[],
        ),
        (
            "strl § 34: partly suspended, 13 days to serve",
            s(|f| (f.term, f.suspended, f.probation_years) = (Term::new(0, 0, 13), Term::new(0, 0, 47), Some(2))),
            ADULT,
            &["!UnconditionalTooShort"],
        ),
        ("strl § 34: wholly suspended", s(|f| (f.term, f.suspended, f.probation_years) = (Term::default(), Term::new(0, 0, 60), Some(5))), ADULT, &[]),
        ("strl § 34: six years of probation", s(|f| (f.suspended, f.probation_years) = (Term::new(0, 0, 30), Some(6))), ADULT, &["!ProbationTooLong"]),
        ("strl § 34: suspended without probation", s(|f| (f.suspended, f.probation_years) = (Term::new(0, 0, 30), None)), ADULT, &["NoProbation"]),
        ("strl § 51: 60 days beside a community sentence", s(|f| (f.term, f.community_hours) = (Term::new(0, 0, 60), Some(100))), ADULT, &[]),
        ("strl § 51: 61 days beside a community sentence", s(|f| (f.term, f.community_hours) = (Term::new(0, 0, 61), Some(100))), ADULT, &["!BesideCommunity"]),
        ("strl § 49: thirty hours", s(|f| (f.term, f.community_hours) = (Term::new(0, 0, 30), Some(30))), ADULT, &[]),
        ("strl § 49: fewer than thirty hours", s(|f| (f.term, f.community_hours) = (Term::new(0, 0, 30), Some(29))), ADULT, &["!CommunityHours"]),
        ("strl § 49: more than 420 hours", s(|f| (f.term, f.community_hours) = (Term::new(0, 0, 30), Some(421))), ADULT, &["!CommunityHours"]),
        ("strl § 79: within the frame", s(|f| (f.term, f.max_months) = (Term::new(2, 0, 0), Some(24))), ADULT, &[]),
        ("strl § 79: above the frame, not raised", s(|f| (f.term, f.max_months) = (Term::new(2, 1, 0), Some(24))), ADULT, &["AboveFrame"]),
        ("strl § 79: doubled", s(|f| (f.term, f.max_months, f.raised) = (Term::new(4, 0, 0), Some(24), vec![Raised::Multiple])), ADULT, &[]),
        ("strl § 79: above double", s(|f| (f.term, f.max_months, f.raised) = (Term::new(4, 1, 0), Some(24), vec![Raised::Multiple])), ADULT, &["!AboveFrame"]),
        ("strl § 79: six years more", s(|f| (f.term, f.max_months, f.raised) = (Term::new(16, 0, 0), Some(120), vec![Raised::Repeated])), ADULT, &[]),
        (
            "strl § 79: more than six years more",
            s(|f| (f.term, f.max_months, f.raised) = (Term::new(16, 1, 0), Some(120), vec![Raised::Repeated])),
            ADULT,
            &["!AboveFrame"],
        ),
        (
            "strl § 79: never above 21 years",
            s(|f| (f.term, f.max_months, f.raised) = (Term::new(21, 1, 0), Some(240), vec![Raised::Organised])),
            ADULT,
            &["!AboveFrame"],
        ),
        (
            "strl § 79: a frame of 30 years stays",
            s(|f| (f.term, f.max_months, f.raised) = (Term::new(25, 0, 0), Some(360), vec![Raised::Multiple])),
            ADULT,
            &[],
        ),
        (
            "strl § 79: under 18 never above 15 years",
            s(|f| (f.term, f.max_months, f.raised, f.under_18) = (Term::new(15, 1, 0), Some(180), vec![Raised::Multiple], true)),
            ADULT,
            &["!AboveForYoung", "!AboveFrame"],
        ),
        ("strl § 83: credit as long as the sentence", s(|f| f.credit_days = Some(90)), ADULT, &[]),
        ("strl § 83: credit longer than the sentence", s(|f| f.credit_days = Some(91)), ADULT, &["CreditAboveSentence"]),
        (
            "strl § 83: remanded in the case, nothing said of credit",
            s(|_| {}),
            Asked { others: vec![basis(1, facts(Kind::Remand, |f| f.decided_on = day("2026-02-02")))], ..ADULT },
            &["NoCredit"],
        ),
        (
            "strpl § 184: dated before the arrest in its case",
            s(|_| {}),
            Asked { others: vec![basis(1, facts(Kind::Remand, |f| f.decided_on = day("2026-03-05")))], ..ADULT },
            &["!JudgmentBeforeArrest"],
        ),
        (
            "strpl § 184: the arrest of another case",
            s(|_| {}),
            Asked { others: vec![basis(1, facts(Kind::Remand, |f| (f.decided_on, f.case_number) = (day("2026-03-05"), "26-099999ENE".into())))], ..ADULT },
            &[],
        ),
        ("strpl § 452: holds before it is final", s(|f| f.from_day = Some(day("2026-03-03"))), ADULT, &["NotFinal"]),
        ("strpl § 452: final before it was given", s(|f| f.final_on = Some(day("2026-03-01"))), ADULT, &["!BeforeDecision"]),
        ("strpl § 43: given tomorrow", s(|f| f.decided_on = day("2026-11-23")), ADULT, &["!Future"]),
        ("strpl § 40: the act after the judgment", s(|_| {}), Asked { acts: &["2026-03-03"], ..ADULT }, &["!ActAfterDecision"]),
        ("strl § 93: executed on the last day of five years", barred(Term::new(1, 0, 0), "2016-03-02", "2021-03-02"), ADULT, &[]),
        ("strl § 93: executed the day after", barred(Term::new(1, 0, 0), "2016-03-02", "2021-03-03"), ADULT, &["TimeBarred"]),
        ("strl § 93: over a year, ten years", barred(Term::new(1, 1, 0), "2016-03-02", "2021-03-03"), ADULT, &[]),
        ("strl § 93: over a year, after ten years", barred(Term::new(4, 0, 0), "2016-03-02", "2026-03-03"), ADULT, &["TimeBarred"]),
        ("strl § 93: over four years, fifteen", barred(Term::new(4, 1, 0), "2016-03-02", "2026-03-03"), ADULT, &[]),
        ("strl § 93: not begun at all, by today", barred(Term::new(1, 0, 0), "2016-03-02", ""), ADULT, &["TimeBarred"]),
        (
            "strl § 93: wholly suspended, nothing to execute",
            Facts { term: Term::default(), suspended: Term::new(1, 0, 0), probation_years: Some(2), ..barred(Term::default(), "2016-03-02", "") },
            ADULT,
            &[],
        ),
        (
            "strl § 93: imprisonment in place of a youth sentence (§ 52 c)",
            Facts { kind: Kind::Other, ..barred(Term::new(1, 0, 0), "2016-03-02", "2021-03-03") },
            ADULT,
            &["TimeBarred"],
        ),
        ("strl § 93: another sanction that is no term", Facts { kind: Kind::Other, ..barred(Term::default(), "2016-03-02", "2021-03-03") }, ADULT, &[]),
        (
            "strl §§ 55, 93: the section names no time for a fine, and none is guessed",
            Facts { kind: Kind::Fine, ..barred(Term::new(0, 0, 30), "2016-03-02", "2026-03-03") },
            ADULT,
            &[],
        ),
        ("strl § 93: not final, no time runs", Facts { final_on: None, ..barred(Term::new(1, 0, 0), "2016-03-02", "") }, ADULT, &[]),
        (
            "strl § 93: a judgment older than the act, executed under it",
            Facts { decided_on: day("2010-01-04"), additional: true, ..barred(Term::new(1, 0, 0), "2010-01-20", "2016-03-03") },
            ADULT,
            &["TimeBarred"],
        ),
        ("before the Book begins: nothing is guessed", s(|f| (f.decided_on, f.term) = (day("2010-01-04"), Term::new(0, 0, 10))), ADULT, &["NoRule"]),
    ]);
}

#[test]
fn preventive_detention() {
    let d = |edit: fn(&mut Facts)| {
        facts(Kind::Detention, |f| {
            (f.term, f.minimum) = (Term::new(12, 0, 0), Term::new(8, 0, 0));
            edit(f);
        })
    };
    let judgment = |edit: fn(&mut Facts)| {
        basis(
            1,
            facts(Kind::Detention, |f| {
                (f.decided_on, f.from_day, f.term) = (day("2016-01-04"), Some(day("2016-01-20")), Term::new(10, 0, 0));
                edit(f);
            }),
        )
    };
    let of_frame = |last, held| Asked { others: vec![judgment(|_| {})], frame_last: last, held_on_nothing: held, ..ADULT };
    let ended_before = Asked { others: vec![judgment(|f| f.ended_on = Some(day("2026-01-31")))], frame_last: "2026-06-30", ..ADULT };
    let extends = d(|f| (f.extends, f.term, f.minimum) = (Some(Uuid::from_u128(1)), Term::new(3, 0, 0), Term::default()));
    walk(vec![
        ("strl § 43: a usual frame", d(|_| {}), ADULT, &[]),
        ("strl § 43: 16 years", d(|f| f.term = Term::new(16, 0, 0)), ADULT, &["FrameUnusual"]),
        ("strl § 43: 21 years", d(|f| f.term = Term::new(21, 0, 0)), ADULT, &["FrameUnusual"]),
        ("strl § 43: 22 years", d(|f| f.term = Term::new(22, 0, 0)), ADULT, &["!FrameTooLong"]),
        ("strl § 43: 30 years for an offence of 30", d(|f| (f.term, f.max_months) = (Term::new(30, 0, 0), Some(360))), ADULT, &["FrameUnusual"]),
        ("strl § 43: 11 years under 18", d(|f| (f.term, f.under_18) = (Term::new(11, 0, 0), true)), ADULT, &["FrameUnusual"]),
        ("strl § 43: 16 years under 18", d(|f| (f.term, f.under_18) = (Term::new(16, 0, 0), true)), ADULT, &["!FrameTooLong"]),
        ("strl § 43(2): a minimum of 10 years", d(|f| f.minimum = Term::new(10, 0, 0)), ADULT, &[]),
        ("strl § 43(2): a minimum above 10 years", d(|f| f.minimum = Term::new(10, 1, 0)), ADULT, &["!MinimumTooLong"]),
        ("strl § 43(2): 14 years of a frame above 15", d(|f| (f.term, f.minimum) = (Term::new(21, 0, 0), Term::new(14, 0, 0))), ADULT, &["FrameUnusual"]),
        (
            "strl § 43(2): above 14 years of a frame above 15",
            d(|f| (f.term, f.minimum) = (Term::new(21, 0, 0), Term::new(14, 1, 0))),
            ADULT,
            &["!MinimumTooLong", "FrameUnusual"],
        ),
        (
            "strl § 43(2): 20 years of a frame above 21",
            d(|f| (f.term, f.minimum, f.max_months) = (Term::new(30, 0, 0), Term::new(20, 0, 0), Some(360))),
            ADULT,
            &["FrameUnusual"],
        ),
        ("strl § 43(2): a minimum above the frame", d(|f| f.term = Term::new(6, 0, 0)), ADULT, &["!MinimumAboveFrame"]),
        ("strl § 43(1): extended by five years", d(|f| (f.extends, f.term) = (Some(Uuid::nil()), Term::new(5, 0, 0))), ADULT, &[]),
        ("strl § 43(1): extended on the last day of the frame", extends.clone(), of_frame("2026-03-02", false), &[]),
        ("strl § 43(1): extended the day after, nothing in between", extends.clone(), of_frame("2026-03-01", false), &[]),
        ("strl § 43(1): extended after the frame had ended", extends.clone(), of_frame("2026-02-27", false), &["!ExtendsEndedFrame"]),
        ("strl § 43(1): extended after the frame had ended, held all the same", extends.clone(), of_frame("2026-02-27", true), &["FrameGap"]),
        (
            "strl § 43(1): extended after the frame had ended, released in between",
            Facts { released_between: true, ..extends.clone() },
            of_frame("2026-02-27", false),
            &["FrameGap"],
        ),
        ("strl § 43(1): ended before its frame", extends.clone(), ended_before, &["!ExtendsEndedFrame"]),
        ("strl § 43(1): the frame is not calculated", extends, of_frame("", false), &["FrameUnknown"]),
        ("strl § 43(1): extended by more", d(|f| (f.extends, f.term) = (Some(Uuid::nil()), Term::new(5, 1, 0))), ADULT, &["!ExtensionTooLong"]),
        (
            "strl § 44: trial of two years, the minimum served",
            d(|f| {
                (f.decided_on, f.from_day, f.final_on, f.trial_from, f.trial_to) =
                    (day("2016-01-04"), Some(day("2016-01-20")), Some(day("2016-01-20")), Some(day("2024-02-01")), Some(day("2026-02-01")))
            }),
            ADULT,
            &[],
        ),
        (
            "strl § 44: trial before the minimum is served",
            d(|f| {
                (f.decided_on, f.from_day, f.final_on, f.trial_from, f.trial_to) =
                    (day("2016-01-04"), Some(day("2016-01-20")), Some(day("2016-01-20")), Some(day("2023-02-01")), Some(day("2025-02-01")))
            }),
            ADULT,
            &["TrialTooEarly"],
        ),
        (
            "strl § 83(5): credit counts in the minimum",
            d(|f| {
                (f.decided_on, f.from_day, f.final_on, f.trial_from, f.trial_to, f.credit_days) =
                    (day("2016-01-04"), Some(day("2016-01-20")), Some(day("2016-01-20")), Some(day("2023-02-01")), Some(day("2025-02-01")), Some(400))
            }),
            ADULT,
            &[],
        ),
        (
            "strl § 44: a trial of six years",
            d(|f| {
                (f.decided_on, f.from_day, f.final_on, f.trial_from, f.trial_to) =
                    (day("2016-01-04"), Some(day("2016-01-20")), Some(day("2016-01-20")), Some(day("2024-02-01")), Some(day("2030-02-02")))
            }),
            ADULT,
            &["TrialOutside"],
        ),
    ]);
}

#[test]
fn fines_and_youth() {
    let f = |days: i32, edit: fn(&mut Facts)| {
        facts(Kind::Fine, |f| {
            (f.term, f.fine_ore) = (Term::new(0, 0, days), Some(1_000_000));
            edit(f);
        })
    };
    let y = |term: Term| facts(Kind::Youth, |f| (f.term, f.under_18) = (term, true));
    walk(vec![
        ("strl § 55: 1 day", f(1, |_| {}), ADULT, &[]),
        ("strl § 55: 120 days", f(120, |_| {}), ADULT, &[]),
        ("strl § 55: 121 days", f(121, |_| {}), ADULT, &["!FineDays"]),
        ("strl § 55: none", f(0, |_| {}), ADULT, &["!FineDays"]),
        ("strl § 55: under 18", f(20, |f| f.under_18 = true), ADULT, &["!FineUnder"]),
        ("strl § 55: more paid than fined", f(20, |f| f.paid_ore = 1_000_001), ADULT, &["!Overpaid"]),
        ("strl § 52 b: 120 days", y(Term::new(0, 0, 120)), ADULT, &[]),
        ("strl § 52 b: 119 days", y(Term::new(0, 0, 119)), ADULT, &["!YouthTooShort"]),
        ("strl § 52 b: two years", y(Term::new(2, 0, 0)), ADULT, &[]),
        ("strl § 52 b: two years and a month", y(Term::new(2, 1, 0)), ADULT, &["YouthUnusual"]),
        ("strl § 52 b: three years and a month", y(Term::new(3, 1, 0)), ADULT, &["!YouthTooLong"]),
    ]);
}

#[test]
fn remand_orders() {
    let r = |edit: fn(&mut Facts)| {
        facts(Kind::Remand, |f| {
            (f.decided_on, f.from_day, f.to_day) = (day("2026-11-02"), Some(day("2026-11-02")), Some(day("2026-11-30")));
            edit(f);
        })
    };
    let earlier = |edit: fn(&mut Facts)| Asked {
        others: vec![basis(
            1,
            facts(Kind::Remand, |f| {
                (f.decided_on, f.from_day, f.to_day) = (day("2026-10-05"), Some(day("2026-10-05")), Some(day("2026-11-02")));
                edit(f);
            }),
        )],
        ..ADULT
    };
    let one = Some(Uuid::from_u128(1));
    let mut held = earlier(|f| f.to_day = Some(day("2026-10-30")));
    held.held_on_nothing = true;
    let mut after_gap = r(|_| {});
    after_gap.extends = one;
    let mut between = after_gap.clone();
    between.released_between = true;
    walk(vec![
        ("strpl § 185: four weeks", r(|_| {}), ADULT, &[]),
        ("strpl § 185: four weeks and a day", r(|f| f.to_day = Some(day("2026-12-01"))), ADULT, &["!RemandTooLong"]),
        (
            "strpl § 185: longer, a review is pointless",
            r(|f| (f.to_day, f.review_pointless) = (Some(day("2026-12-28")), Some("Stort sakskompleks".into()))),
            ADULT,
            &[],
        ),
        (
            "strpl § 185: extended by four weeks and a day",
            r(|f| (f.to_day, f.extends) = (Some(day("2026-12-01")), Some(Uuid::nil()))),
            ADULT,
            &["!RemandTooLong"],
        ),
        ("strpl § 185: longer, the main hearing has begun", r(|f| (f.to_day, f.main_hearing_started) = (Some(day("2026-12-28")), true)), ADULT, &[]),
        ("strpl § 185(2): two weeks under 18", r(|f| f.to_day = Some(day("2026-11-16"))), Asked { born: "2009-06-01", ..ADULT }, &["RunOut"]),
        ("strpl § 185(2): three weeks under 18", r(|f| f.to_day = Some(day("2026-11-23"))), Asked { born: "2009-06-01", ..ADULT }, &["!RemandYoungTooLong"]),
        ("strpl § 187: five weeks after judgment", r(|f| (f.to_day, f.after_judgment) = (Some(day("2026-12-07")), true)), ADULT, &["AfterJudgmentTooLong"]),
        ("strpl § 184: no ground", r(|f| f.grounds.clear()), ADULT, &["NoGround"]),
        (
            "strpl § 187 a: has run out",
            r(|f| (f.decided_on, f.from_day, f.to_day) = (day("2026-10-05"), Some(day("2026-10-05")), Some(day("2026-11-02")))),
            ADULT,
            &["RunOut"],
        ),
        ("strpl § 185: goes on from the day the earlier one ends", r(|_| {}), earlier(|_| {}), &[]),
        ("strpl § 185: overlaps one of its case", r(|_| {}), earlier(|f| f.to_day = Some(day("2026-11-05"))), &["!OverlapsSameCase"]),
        ("strpl § 185: overlaps the one it extends", after_gap.clone(), earlier(|f| f.to_day = Some(day("2026-11-05"))), &[]),
        (
            "strpl § 185: overlaps one of another case",
            r(|_| {}),
            earlier(|f| (f.to_day, f.case_number) = (Some(day("2026-11-05")), "25-000111ENE".into())),
            &["OverlapsOtherCase"],
        ),
        ("strpl § 187 a: extends one that ran out", after_gap.clone(), earlier(|f| f.to_day = Some(day("2026-10-30"))), &["!ExtendsRunOut"]),
        ("strpl § 187 a: extends the day after", after_gap.clone(), earlier(|f| f.to_day = Some(day("2026-11-01"))), &[]),
        ("strpl § 187 a: released in between", between, earlier(|f| f.to_day = Some(day("2026-10-30"))), &[]),
        ("strpl § 187 a: held on nothing", after_gap, held, &["HeldOnNothing"]),
    ]);
}

fn order(kind: RestrictionKind, from: &str, until: &str) -> Order {
    Order {
        kind,
        from_day: day(from),
        until_day: day(until),
        from_at: None,
        ordered_by: OrderedBy::Court,
        company_inmates: Vec::new(),
        company_text: None,
        review_pointless: None,
        extends: None,
    }
}

fn restriction(id: u128, order: Order) -> Restriction {
    Restriction {
        id: Uuid::from_u128(id),
        root: Uuid::from_u128(id),
        basis: Uuid::nil(),
        order,
        lifted: None,
        recorded_by: String::new(),
        recorded_at: Default::default(),
        change_reason: None,
        withdrawn: false,
        replaced: false,
    }
}

#[test]
fn restrictions() {
    use RestrictionKind::{FullIsolation as F, LettersControl as L};
    let remand = facts(Kind::Remand, |f| {
        (f.decided_on, f.from_day, f.to_day, f.max_months) = (day("2026-09-07"), Some(day("2026-09-07")), Some(day("2026-12-28")), Some(72));
    });
    let grave = Facts { max_months: Some(120), ..remand.clone() };
    let other_ground = Facts { grounds: vec![Ground::Evasion], ..remand.clone() };
    let unknown = Facts { max_months: None, ..remand.clone() };
    let spells = |ends: &[(&str, &str)]| ends.iter().zip(1..).map(|((a, b), id)| restriction(id, order(F, a, b))).collect::<Vec<_>>();
    let six_weeks = || spells(&[("2026-09-07", "2026-09-21"), ("2026-09-21", "2026-10-05"), ("2026-10-05", "2026-10-19")]);
    let mut lifted = six_weeks();
    lifted[1].lifted = Some(Lifted { on: day("2026-09-28"), at: None, reason: "Etterforskningen er kommet videre".into(), by: String::new() });
    let pointless = Order { review_pointless: Some("Rettsanmodning til utlandet".into()), ..order(F, "2026-09-07", "2026-10-05") };
    type Row<'a> = (&'a str, Order, &'a Facts, Vec<Restriction>, &'a str, &'a [&'a str]);
    let lines: Vec<Row<'_>> = vec![
        ("strpl § 186: within the order", order(L, "2026-09-07", "2026-10-05"), &remand, vec![], "1988-03-14", &[]),
        ("strpl § 186: longer than the order", order(L, "2026-09-07", "2026-12-29"), &remand, vec![], "1988-03-14", &["!OutlivesOrder"]),
        ("strpl § 186: before the order", order(L, "2026-09-06", "2026-10-05"), &remand, vec![], "1988-03-14", &["!BeforeOrder"]),
        (
            "strpl § 186: twice",
            order(L, "2026-09-14", "2026-10-05"),
            &remand,
            vec![restriction(9, order(L, "2026-09-07", "2026-09-21"))],
            "1988-03-14",
            &["!RestrictionOverlaps"],
        ),
        (
            "strpl § 186: extended the day after it ended",
            Order { extends: Some(Uuid::from_u128(9)), ..order(L, "2026-09-22", "2026-10-05") },
            &remand,
            vec![restriction(9, order(L, "2026-09-07", "2026-09-21"))],
            "1988-03-14",
            &[],
        ),
        (
            "strpl § 186: extended after it had run out",
            Order { extends: Some(Uuid::from_u128(9)), ..order(L, "2026-09-23", "2026-10-05") },
            &remand,
            vec![restriction(9, order(L, "2026-09-07", "2026-09-21"))],
            "1988-03-14",
            &["!RestrictionExtendsRunOut"],
        ),
        ("strpl § 186 a: two weeks", order(F, "2026-09-07", "2026-09-21"), &remand, vec![], "1988-03-14", &[]),
        ("strpl § 186 a: more than two weeks", order(F, "2026-09-07", "2026-09-22"), &remand, vec![], "1988-03-14", &["!IsolationTooLong"]),
        ("strpl § 186 a: four weeks, a review is pointless", pointless, &remand, vec![], "1988-03-14", &[]),
        ("strpl § 186 a: under 18", order(F, "2026-09-07", "2026-09-21"), &remand, vec![], "2009-01-01", &["!IsolatedUnder"]),
        ("strpl § 186 a: another ground than tampering", order(F, "2026-09-07", "2026-09-21"), &other_ground, vec![], "1988-03-14", &["!IsolationGround"]),
        (
            "strpl § 186 a(3): above six weeks, six years' frame",
            order(F, "2026-10-19", "2026-10-20"),
            &remand,
            six_weeks(),
            "1988-03-14",
            &["IsolatedContinuously"],
        ),
        ("strpl § 186 a(3): above six weeks, ten years' frame", order(F, "2026-10-19", "2026-10-20"), &grave, six_weeks(), "1988-03-14", &[]),
        (
            "strpl § 186 a(3): the frame is not known",
            order(F, "2026-10-19", "2026-10-20"),
            &unknown,
            six_weeks(),
            "1988-03-14",
            &["IsolationFrameUnknown", "IsolatedContinuously"],
        ),
        ("strpl § 186 a(3): a break begins the count anew", order(F, "2026-10-19", "2026-10-20"), &remand, lifted, "1988-03-14", &[]),
    ];
    for (case, order, remand, others, born, expected) in lines {
        let list = check_restriction(&RestrictionQuestion {
            order: &order,
            remand,
            extended_to: None,
            rows: &others,
            root: None,
            born: born.parse().ok(),
            book: law::embedded(),
        });
        assert_eq!(names(&list), expected, "{case}");
    }
}

#[test]
fn a_corrected_restriction_is_nothing_beside_itself() {
    use RestrictionKind::LettersControl as L;
    let remand = facts(Kind::Remand, |f| (f.decided_on, f.from_day, f.to_day) = (day("2026-09-07"), Some(day("2026-09-07")), Some(day("2026-12-28"))));
    let first = Restriction { replaced: true, ..restriction(1, order(L, "2026-09-07", "2026-09-21")) };
    let corrected = Restriction { root: Uuid::from_u128(1), ..restriction(2, order(L, "2026-09-07", "2026-09-28")) };
    // It goes on from the first row, which has been corrected since: it is the same restriction all the same.
    let later = Restriction {
        order: Order { extends: Some(Uuid::from_u128(1)), ..order(L, "2026-09-28", "2026-10-05") },
        ..restriction(3, order(L, "2026-09-28", "2026-10-05"))
    };
    let rows = [first, corrected, later];
    let ask = |order: &Order, root: Option<u128>| {
        let found = check_restriction(&RestrictionQuestion {
            order,
            remand: &remand,
            extended_to: None,
            rows: &rows,
            root: root.map(Uuid::from_u128),
            born: None,
            book: law::embedded(),
        });
        names(&found).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(ask(&order(L, "2026-09-07", "2026-09-27"), Some(1)).is_empty(), "strpl § 186: corrected to another day");
    assert_eq!(ask(&order(L, "2026-09-07", "2026-09-27"), None), ["!RestrictionOverlaps"], "strpl § 186: a new one for the same days");
    assert!(ask(&rows[2].order, Some(3)).is_empty(), "strpl § 186: from the day on which the corrected one ends");
    assert_eq!(ask(&order(L, "2026-09-07", "2026-10-01"), Some(1)), ["!RestrictionOverlaps"], "strpl § 186: into the one that goes on from it");
}

#[test]
fn cases_are_known_by_year_and_serial() {
    for (a, b, same) in [
        ("26-012345ENE-TOSL/04", "26-012345MED-TOSL/01", true),
        ("26-012345ENE-TOSL/04", "26-012346ENE-TOSL/04", false),
        ("LB-2026-1", "lb-2026-1", true),
        ("17 512 3/26", "1751 23/26", true),
    ] {
        assert_eq!(case_key(a) == case_key(b), same, "{a} {b}");
    }
}

#[test]
fn a_part_is_taken_from_the_whole() {
    for (whole, part, left) in [
        (Term::new(0, 0, 90), Term::new(0, 0, 30), Some(Term::new(0, 0, 60))),
        (Term::new(1, 0, 0), Term::new(0, 6, 0), Some(Term::new(0, 6, 0))),
        (Term::new(0, 6, 0), Term::new(0, 8, 0), None),
        (Term::new(0, 6, 0), Term::new(0, 0, 90), Some(Term { off: 90, ..Term::new(0, 6, 0) })),
        (Term::new(0, 1, 5), Term::new(0, 0, 10), Some(Term { off: 5, ..Term::new(0, 1, 0) })),
        (Term::new(0, 6, 0), Term::new(0, 0, 200), None),
        (Term::new(0, 0, 120), Term::new(0, 2, 0), None),
    ] {
        assert_eq!(whole.less(part), left, "strl § 34: {whole:?} {part:?}");
        assert!(left.is_none_or(|left| left.and(part) == whole), "strl § 34: and back, {whole:?} {part:?}");
    }
}
