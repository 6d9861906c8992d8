#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::digits::{Parts, remainders};
use super::*;
use chrono::NaiveDate;

const CASES: &str = include_str!("../../../tests/data/fnr_cases.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_case_of_the_table() {
    let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(CASES.as_bytes());
    let mut seen = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let (number, kind, from_2032, birth) = (&row[0], &row[1], &row[3] == "1", &row[4]);
        seen += 1;
        let read = Identifier::parse(number);
        assert_eq!(read.is_ok(), from_2032, "{number} {} {read:?}", &row[7]);
        let hint = match read {
            Ok(Identifier::National(id)) if kind == "synthetic_fnr" => (id.is_synthetic(), id.birth_date_hint()),
            Ok(Identifier::D(id)) if kind == "synthetic_dnr" => (id.is_synthetic(), id.birth_date_hint()),
            other => {
                assert_eq!(kind, "invalid", "{number} {other:?}");
                continue;
            }
        };
        assert_eq!(hint, (true, Some(day(birth))), "{number}");
    }
    assert_eq!(seen, 40);
}

/// Whole numbers here are test numbers; those of the register are looked at without control digits, so
/// that none can be a living person's.
#[test]
fn the_month_tells_the_series() {
    assert_eq!(NationalId::parse("10915596784").unwrap().series(), Series::Synthetic);
    assert_eq!(NationalId::parse("13527248013").unwrap().series(), Series::Help);
    assert!(!NationalId::parse("13527248013").unwrap().is_synthetic(), "may be a real patient's help number");
    assert!(NationalId::parse("12345678910").is_err());
    for (start, series, d_number) in [
        ("010107501", Series::Register, false),
        ("410101999", Series::Register, true),
        ("135272480", Series::Help, false),
        ("548487355", Series::Synthetic, true),
    ] {
        let parts = Parts::of(start.as_bytes());
        assert_eq!((parts.series, parts.d_number), (series, d_number), "{start}");
    }
}

#[test]
fn messages_say_what_is_wrong() {
    use IdentifierError::{Century, ControlDigits, Date, IsDNumber, Length, NotDigits};
    for (number, error) in [
        ("", Length { expected: 11, found: 0 }),
        ("2285363159", Length { expected: 11, found: 10 }),
        ("248834108620", Length { expected: 11, found: 12 }),
        ("279179A3500", NotDigits),
        ("２２８５３６３１５９４", NotDigits),
        ("31828510080", Date),
        ("29828510183", Date),
        ("00859010032", Date),
        ("10807010188", Date),
        ("00000000000", Date),
        ("05895050026", Century),
        ("22853631595", ControlDigits),
        ("20876495741", ControlDigits),
        ("54848735569", IsDNumber),
    ] {
        assert_eq!(NationalId::parse(number), Err(error), "{number}");
    }
    assert_eq!(DNumber::parse("22853631594"), Err(IdentifierError::IsNotDNumber));
    assert_eq!(DNumber::parse("72838010009"), Err(Date));
}

#[test]
fn typed_with_spaces_and_dots() {
    for text in ["228536 31594", "22.85.36 31594", " 22853631594\n", "228536-31594", "228536\u{a0}31594"] {
        assert_eq!(NationalId::parse(text).unwrap().as_str(), "22853631594", "{text}");
    }
}

#[test]
fn shown_to_people_and_hidden_from_logs() {
    let id = NationalId::parse("22853631594").unwrap();
    assert_eq!(id.to_string(), "228536 31594");
    assert_eq!(format!("{id:?}"), "NationalId(redacted)");
    assert_eq!(format!("{:?}", Identifier::National(id)), "National(NationalId(redacted))");
}

#[test]
fn the_rule_of_2032_gives_no_birth_date() {
    let id = NationalId::parse("26853912521").unwrap();
    assert_eq!(id.birth_date_hint(), None);
}

#[test]
fn duf_numbers() {
    // 2*4 + 0*6 + 2*3 + 1*2 + 1*4 + 2*6 + 3*3 + 4*2 + 5*7 + 6*5 = 114 = 10 * 11 + 4
    let duf = DufNumber::parse("2021 123456 04").unwrap();
    assert_eq!((duf.as_str(), duf.to_string()), ("202112345604", "2021 12345604".to_owned()));
    assert_eq!(format!("{duf:?}"), "DufNumber(redacted)");
    assert_eq!(DufNumber::parse("202112345605"), Err(IdentifierError::ControlDigits));
    assert_eq!(DufNumber::parse("302112345604"), Err(IdentifierError::Date));
    assert_eq!(DufNumber::parse("20211234560"), Err(IdentifierError::Length { expected: 12, found: 11 }));
    assert_eq!(Identifier::parse("202112345604"), Ok(Identifier::Duf(duf)));
}

#[test]
fn made_numbers_stay_within_what_numbers_can_say() {
    assert_eq!(synthetic(day("1853-12-31"), 0, false), None);
    assert_eq!(synthetic(day("2040-01-01"), 0, false), None);
    assert!(synthetic(day("2039-12-31"), 0, false).is_some());
}

proptest! {
    #[test]
    fn made_numbers_are_valid_and_say_when(days in -42_000_i64..25_000, seed: u32, d_number: bool) {
        let birth = day("1970-01-01") + chrono::Duration::days(days);
        let made = synthetic(birth, seed, d_number).unwrap();
        let (d, synthetic_series, hint) = match &made {
            Identifier::National(id) => (false, id.is_synthetic(), id.birth_date_hint()),
            Identifier::D(id) => (true, id.is_synthetic(), id.birth_date_hint()),
            Identifier::Duf(_) => unreachable!("eleven digits"),
        };
        prop_assert_eq!((d, synthetic_series, hint), (d_number, true, Some(birth)));
        prop_assert_eq!(remainders(made.as_str().as_bytes()), (0, 0));
        prop_assert_eq!(Some(made), synthetic(birth, seed, d_number));
    }

    #[test]
    fn one_wrong_digit_is_always_noticed(seed: u32, at in 0_usize..11, by in 1_u8..10) {
        let made = synthetic(day("1990-05-05"), seed, false).unwrap();
        let mut digits = made.as_str().as_bytes().to_vec();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        // The rule of 2032 lets control digit 1 be one of four, so only the rule of 1964 is sure.
        prop_assert_ne!(remainders(&digits), (0, 0));
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,16}", number in "[0-9]{11,12}") {
        let _ = Identifier::parse(&text);
        let _ = Identifier::parse(&number);
    }
}
