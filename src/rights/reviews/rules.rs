//! When a use must have been reviewed, and what a review can say.

use chrono::{DateTime, TimeDelta, Utc};

/// Days for the review.
pub const DAYS: i64 = 7;

/// When the review is due.
pub fn due(used_at: DateTime<Utc>) -> DateTime<Utc> {
    used_at + TimeDelta::days(DAYS)
}

/// What a review can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was right.
    Justified,
    /// It cannot be said.
    Unclear,
    /// It should not have been.
    Misuse,
}

impl Verdict {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Justified, Self::Unclear, Self::Misuse];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Unclear => "unclear",
            Self::Misuse => "misuse",
        }
    }

    /// From the word; none for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|v| v.as_str() == word)
    }

    /// The shortest reason: doubt and blame ask for more words than approval.
    pub fn least(self) -> usize {
        match self {
            Self::Justified => 3,
            Self::Unclear | Self::Misuse => 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_days_and_more_words_for_blame() {
        let used = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
        assert_eq!((due(used) - used).num_days(), 7);
        assert!(Verdict::Misuse.least() > Verdict::Justified.least());
        assert!(Verdict::ALL.iter().all(|v| Verdict::from_word(v.as_str()) == Some(*v)));
    }
}
