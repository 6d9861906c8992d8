//! Minimum, median and maximum of rounds; percentiles of times.

use std::fmt;

/// Of several rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The least.
    pub min: f64,
    /// The middle one.
    pub median: f64,
    /// The most.
    pub max: f64,
}

impl Spread {
    /// None when there is no value.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().filter(|v| v.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let (min, max) = (*values.first()?, *values.last()?);
        let middle = values.len() / 2;
        let median =
            if values.len().is_multiple_of(2) { f64::midpoint(values.get(middle - 1).copied()?, values.get(middle).copied()?) } else { *values.get(middle)? };
        Some(Self { min, median, max })
    }
}

/// `min / **median** / max`, with as many digits as are worth reading.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / **{}** / {}", short(self.min), short(self.median), short(self.max))
    }
}

/// Three digits that count.
pub fn short(value: f64) -> String {
    match value.abs() {
        v if v >= 99.95 => format!("{value:.0}"),
        v if v >= 9.995 => format!("{value:.1}"),
        v if v >= 0.0995 => format!("{value:.2}"),
        0.0 => "0".to_owned(),
        _ => format!("{value:.3}"),
    }
}

/// A spread, or a dash.
pub fn or_dash(spread: Option<Spread>) -> String {
    spread.map_or_else(|| "–".to_owned(), |s| s.to_string())
}

/// Microseconds of many requests.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<u32>);

impl Times {
    /// One more.
    pub fn push(&mut self, time: std::time::Duration) {
        self.0.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// These and those.
    pub fn add(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// The time within which this share of requests was answered, in milliseconds.
    pub fn percentile(&mut self, share: f64) -> f64 {
        if self.0.is_empty() {
            return f64::NAN;
        }
        self.0.sort_unstable();
        let at = ((self.0.len() as f64 * share).ceil() as usize).clamp(1, self.0.len()) - 1;
        f64::from(self.0.get(at).copied().unwrap_or_default()) / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Spread, Times, short};
    use std::time::Duration;

    #[test]
    fn the_middle_of_rounds() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), Some(Spread { min: 1.0, median: 2.0, max: 3.0 }));
        assert_eq!(Spread::of([4.0, 1.0]).map(|s| s.median), Some(2.5));
        assert_eq!(Spread::of([f64::NAN]), None);
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut times = Times::default();
        for ms in 1..=100 {
            times.push(Duration::from_millis(ms));
        }
        assert_eq!((times.percentile(0.5), times.percentile(0.99), times.percentile(1.0)), (50.0, 99.0, 100.0));
        assert!(Times::default().percentile(0.5).is_nan());
    }

    #[test]
    fn three_digits() {
        assert_eq!([1234.5, 12.34, 1.234, 0.0123, 0.0].map(short), ["1234", "12.3", "1.23", "0.012", "0"]);
    }
}
