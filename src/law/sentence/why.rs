//! Why a date is what it is: the rules it rests on and the arithmetic in steps, which the page puts into words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::ways::Rounding;
use crate::law::rule::{Citation, Confidence, Day, Missing, Rule, Span, Value};

/// A rule that was used, as it stood: a later row does not change an earlier result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// What it regulates.
    pub id: String,
    /// Whom it concerns.
    pub subject: String,
    /// Which row.
    pub version: i32,
    /// What it says, as in the file.
    pub value: String,
    /// The act.
    pub act: String,
    /// The section.
    pub section: String,
    /// How sure we are, and whether it is law or how it is done.
    pub confidence: String,
    /// Whether it is law.
    pub status: String,
    /// In Norwegian.
    pub label_nb: String,
    /// In English.
    pub label_en: String,
}

impl Used {
    fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            subject: rule.subject.clone(),
            version: rule.version,
            value: rule.value.to_string(),
            act: rule.cite.act.clone(),
            section: rule.cite.section.clone(),
            confidence: rule.confidence.as_str().to_owned(),
            status: rule.status.as_str().to_owned(),
            label_nb: rule.label_nb.clone(),
            label_en: rule.label_en.clone(),
        }
    }

    /// Whether it is the same rule, of whatever version.
    pub fn is_same_rule(&self, other: &Self) -> bool {
        self.id == other.id && self.subject == other.subject
    }

    /// Whether the correctional service has yet to confirm it.
    pub fn to_be_confirmed(&self) -> bool {
        Confidence::of(&self.confidence).is_none_or(Confidence::to_be_confirmed)
    }

    /// Where it stands.
    pub fn citation(&self) -> Citation {
        Citation { act: self.act.clone(), section: self.section.clone() }
    }
}

/// One step of the arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// What was pronounced is so many days.
    Total {
        /// As pronounced.
        amount: Amount,
        /// In days, from the first day.
        days: i64,
    },
    /// A share of the whole sentence, custody before it included.
    Share {
        /// The share.
        share: (u32, u32),
        /// Of so many days.
        of: i64,
        /// Days.
        days: i64,
        /// How it was rounded; none when it came out even.
        rounded: Option<Rounding>,
    },
    /// At least so many days, which is more than the share.
    Floor {
        /// At least.
        least: i64,
    },
    /// A term that the law itself states in place of a share.
    Stated {
        /// As the law says.
        amount: Amount,
        /// In days.
        days: i64,
    },
    /// What has been served in custody is taken off.
    Credit {
        /// Days of the share.
        of: i64,
        /// Days taken off.
        credit: i64,
        /// What is left.
        left: i64,
    },
    /// A fine's days come on top, uncut.
    Fine {
        /// Days.
        days: i64,
    },
    /// So many days from the first day, those that do not count left out.
    Count {
        /// The first day.
        from: NaiveDate,
        /// Days to serve.
        days: i64,
        /// Days left out.
        skipped: i64,
        /// The date.
        on: NaiveDate,
    },
    /// Custody has covered it: reached when serving begins.
    Reached {
        /// The first day.
        on: NaiveDate,
    },
    /// A time by the calendar after a day.
    After {
        /// The day.
        from: NaiveDate,
        /// How long after.
        amount: Amount,
        /// The date.
        on: NaiveDate,
    },
    /// Continuous deprivation of liberty began on a day.
    Continuous {
        /// That day.
        since: NaiveDate,
    },
    /// A time by the calendar before a day.
    Before {
        /// The day.
        from: NaiveDate,
        /// How long before.
        amount: Amount,
        /// The date.
        on: NaiveDate,
    },
    /// Every condition must be met: the latest date.
    Latest {
        /// The dates.
        of: Vec<NaiveDate>,
        /// The latest.
        on: NaiveDate,
    },
    /// Days that would remain at release.
    Remaining {
        /// Days.
        days: i64,
        /// At least so many are asked for.
        least: i64,
    },
    /// The sentence against a limit of the law.
    Limit {
        /// As pronounced.
        amount: Amount,
        /// The limit.
        limit: Amount,
        /// Whether the sentence is longer.
        over: bool,
    },
}

/// The rules of the day, and which of them have been used so far.
#[derive(Debug)]
pub struct Lookup<'b> {
    /// The rules.
    pub day: Day<'b>,
    used: Vec<Used>,
}

impl<'b> Lookup<'b> {
    /// None used yet.
    pub fn new(day: Day<'b>) -> Self {
        Self { day, used: Vec::new() }
    }

    /// A way by its name.
    ///
    /// # Errors
    /// When the rule is missing, is no way, or names one that this program does not know.
    pub fn way<W>(&self, id: &str, of: impl Fn(&str) -> Option<W>) -> Result<W, Missing> {
        let missing = || Missing { id: id.to_owned(), subject: String::new(), day: self.day.day };
        match &self.day.rule(id, "")?.value {
            Value::Way(way) => of(way).ok_or_else(missing),
            _ => Err(missing()),
        }
    }

    /// All used, each once.
    pub fn into_used(self) -> Vec<Used> {
        self.used
    }

    fn note(&mut self, rule: &Rule) -> usize {
        let same = |u: &Used| u.id == rule.id && u.subject == rule.subject && u.version == rule.version;
        self.used.iter().position(same).unwrap_or_else(|| {
            self.used.push(Used::of(rule));
            self.used.len() - 1
        })
    }
}

/// A reason being written.
#[derive(Debug, Default, Clone)]
pub struct Why {
    /// The arithmetic so far.
    pub steps: Vec<Step>,
    /// Which of the calculation's rules.
    pub rules: Vec<usize>,
}

impl Why {
    /// A step.
    pub fn step(&mut self, step: Step) -> &mut Self {
        self.steps.push(step);
        self
    }

    fn uses(&mut self, look: &mut Lookup<'_>, rule: &Rule) {
        let index = look.note(rule);
        if !self.rules.contains(&index) {
            self.rules.push(index);
        }
    }

    /// Rests on a rule whatever it says: a citation, or a way already read.
    ///
    /// # Errors
    /// When it is missing.
    pub fn rule(&mut self, look: &mut Lookup<'_>, id: &str, subject: &str) -> Result<&mut Self, Missing> {
        let rule = look.day.rule(id, subject)?;
        self.uses(look, rule);
        Ok(self)
    }

    /// A stretch of time by the rules, as an amount.
    ///
    /// # Errors
    /// When it is missing, or told in hours.
    pub fn amount(&mut self, look: &mut Lookup<'_>, id: &str, subject: &str) -> Result<Amount, Missing> {
        let (span, rule) = look.day.span(id, subject)?;
        self.uses(look, rule);
        Amount::of(span).ok_or_else(|| Missing { id: id.to_owned(), subject: subject.to_owned(), day: look.day.day })
    }

    /// A number of days by the rules.
    ///
    /// # Errors
    /// When it is missing, or not told in days.
    pub fn days(&mut self, look: &mut Lookup<'_>, id: &str, subject: &str) -> Result<i64, Missing> {
        let amount = self.amount(look, id, subject)?;
        let days = i64::from(amount.days);
        if amount.is_days_only() { Ok(days) } else { Err(Missing { id: id.to_owned(), subject: subject.to_owned(), day: look.day.day }) }
    }

    /// A stretch of time by the rules.
    ///
    /// # Errors
    /// When it is missing.
    pub fn span(&mut self, look: &mut Lookup<'_>, id: &str, subject: &str) -> Result<Span, Missing> {
        let (span, rule) = look.day.span(id, subject)?;
        self.uses(look, rule);
        Ok(span)
    }

    /// A share by the rules.
    ///
    /// # Errors
    /// When it is missing.
    pub fn share(&mut self, look: &mut Lookup<'_>, id: &str, subject: &str) -> Result<(u32, u32), Missing> {
        let (share, rule) = look.day.share(id, subject)?;
        self.uses(look, rule);
        Ok(share)
    }
}
