//! Numbers made for invented people.

use chrono::{Datelike as _, NaiveDate};

use super::Identifier;
use super::digits::{K1_WEIGHTS, K2_WEIGHTS, weighted};

/// A test number (month + 80) for somebody born on `birth`, valid by the rule of 1964 and with an
/// individual number of the right century; for demonstration data. The same seed gives the same number;
/// other seeds usually, but not always, give others: go on to the next seed on a clash. `None` for a
/// birth before 1854 or after 2039, which no number can express.
#[must_use]
pub fn synthetic(birth: NaiveDate, individual_seed: u32, d_number: bool) -> Option<Identifier> {
    let (first, count) = match birth.year() {
        1854..=1899 => (500, 250),
        1900..=1999 => (0, 500),
        2000..=2039 => (500, 500),
        _ => return None,
    };
    let day = birth.day() + if d_number { 40 } else { 0 };
    let date = format!("{day:02}{:02}{:02}", birth.month() + 80, birth.year() % 100);
    // About one individual number in six has no control digits.
    let number = (0..count).find_map(|step| {
        let individual = first + (individual_seed % count + step) % count;
        with_control_digits(&format!("{date}{individual:03}"))
    })?;
    Identifier::parse(&number).ok()
}

/// Control digits by the rule of 1964, when there are any.
fn with_control_digits(nine: &str) -> Option<String> {
    let control = |weights: &[u8], digits: &str| match 11 - weighted(weights, digits.as_bytes()) % 11 {
        10 => None,
        11 => Some(0),
        digit => Some(digit),
    };
    // The last weight of each row is that of the control digit itself.
    let ten = format!("{nine}{}", control(&K1_WEIGHTS[..9], nine)?);
    Some(format!("{ten}{}", control(&K2_WEIGHTS[..10], &ten)?))
}
