//! How long judgments are, so that whoever has served one could have served it so.

use super::clock::{self, Day};

/// Twenty-one years.
pub(super) const LONGEST: i64 = 7_560;

/// A term as judgments state it: days up to four months, else years and months.
pub(super) fn parts(days: i64) -> (i64, i64, i64) {
    if days <= 120 {
        return (0, 0, days.max(1));
    }
    let months = ((days * 12 + 182) / 365).max(4);
    (months / 12, months % 12, 0).min((21, 0, 0))
}

/// The term and the deduction of somebody who has left already, `held` days after the execution or the deduction began to run: on probation not
/// before two thirds of the term, at the end not before it. Of what months leave over, the court deducted less.
pub(super) fn left(term: (i64, i64, i64), credit: i64, from: Day, held: i64, last: Option<(Day, &'static str)>) -> ((i64, i64, i64), i64) {
    let days = credit + held;
    let Some((_, how)) = last else { return (term, credit) };
    let longest = if how == "probation" { days * 3 / 2 } else { days };
    if longest <= 120 {
        // Nobody is sentenced to less than a fortnight (straffeloven § 31); of that the court had deducted the rest.
        let term = longest.max(14);
        return ((0, 0, term), credit + term - longest);
    }
    let whole = |months: i64| -> i64 {
        let first = clock::date(from);
        let end = u32::try_from(months).ok().and_then(|m| first.checked_add_months(chrono::Months::new(m)));
        end.map_or(i64::MAX, |end| (end - first).num_days())
    };
    let (term, length) = match (4..=252).rev().find(|m| whole(*m) <= longest) {
        Some(months) => ((months / 12, months % 12, 0), whole(months)),
        // Four months may be longer than 120 days.
        None => ((0, 0, 120), 120),
    };
    let over = if how == "probation" { 0 } else { (longest - length).max(0) };
    (term, (credit - over).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_left_before_their_day() {
        let from = clock::Clock::new(chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_780)).today;
        for how in ["probation", "served"] {
            for held in 5..1_500 {
                let ((years, months, days), credit) = left((1, 0, 0), 30, from, held, Some((from, how)));
                let end = clock::date(from).checked_add_months(chrono::Months::new(u32::try_from(years * 12 + months).unwrap_or(0)));
                let whole = end.map_or(0, |end| (end - clock::date(from)).num_days()) + days;
                let had = credit + held;
                assert!(
                    if how == "probation" { had * 3 >= whole * 2 - 1 || whole == 14 } else { had >= whole },
                    "{how} after {held}: {whole} days, {had} served and deducted"
                );
                assert!(how == "probation" || had - whole <= 30, "{how} after {held}: held {} days too long", had - whole);
            }
        }
    }
}
