//! When a learner stands still, what a mark is, and who passed.

use chrono::NaiveDate;

/// After so many days without a step, a teacher is shown that somebody stands still: eight weeks, half a term.
pub const STILL_DAYS: i64 = 56;

/// Whether a learner stands still: enrolled, and for eight weeks nothing reached, passed or tested.
#[must_use]
pub fn still(enrolled: NaiveDate, last: Option<NaiveDate>, today: NaiveDate) -> bool {
    (today - last.map_or(enrolled, |last| last.max(enrolled))).num_days() >= STILL_DAYS
}

/// Whether every aim of the course is reached: what is left is to close it, and nobody stands still there.
#[must_use]
pub fn complete(reached: i64, of: i64) -> bool {
    of > 0 && reached >= of
}

/// Marks that can be given, by the words of the database: the scale of the school, of short courses and trades, of universities.
pub const MARKS: [&str; 16] = ["1", "2", "3", "4", "5", "6", "passed", "not_passed", "passed_well", "did_not_meet", "A", "B", "C", "D", "E", "F"];

/// Whether a mark is one with which something was passed. Who did not meet has no mark.
#[must_use]
pub fn passed(mark: &str) -> bool {
    !matches!(mark, "1" | "not_passed" | "did_not_meet" | "F")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_took_a_step_lately_does_not_stand_still() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let today = day("2026-11-23");
        for (enrolled, last, expected) in [
            ("2026-09-28", None, true),
            ("2026-09-29", None, false),
            ("2026-01-10", Some("2026-09-28"), true),
            ("2026-01-10", Some("2026-11-20"), false),
            // What was reached in a course before this one is no step in it.
            ("2026-11-01", Some("2026-02-01"), false),
        ] {
            assert_eq!(still(day(enrolled), last.map(day), today), expected, "{enrolled} {last:?}");
        }
    }

    #[test]
    fn a_course_without_aims_is_never_complete() {
        for (reached, of, expected) in [(0, 0, false), (3, 4, false), (4, 4, true), (5, 4, true)] {
            assert_eq!(complete(reached, of), expected, "{reached} of {of}");
        }
    }

    #[test]
    fn marks_of_every_scale() {
        assert!(MARKS.iter().filter(|m| !passed(m)).eq(&["1", "not_passed", "did_not_meet", "F"]));
    }
}
