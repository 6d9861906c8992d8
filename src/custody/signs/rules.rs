//! When there is a sign. Pure: the same entries and the same rule give the same answer.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// Days that count as lately.
pub const LATELY: i64 = 7;
/// Days looked back in all; what lies before the last seven is the person's own earlier level.
pub const LOOK_BACK: i64 = 28;

/// A rule in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What it is about.
    pub code: String,
    /// `observation`, `refusal` or `incident`.
    pub source: String,
    /// Kinds of observation that count.
    pub kinds: Vec<String>,
    /// So many in seven days at least.
    pub least: i64,
    /// So many times the earlier level at least.
    pub factor: f64,
}

/// Something that counts: an observation, a refusal, an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The row.
    pub id: Uuid,
    /// `observation`, `refusal` or `incident`.
    pub source: String,
    /// Its kind.
    pub kind: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a rule found about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// What happened in the last seven days, newest first.
    pub lately: Vec<&'a Happened>,
    /// How many there were before.
    pub earlier: i64,
    /// Over how many weeks.
    pub weeks: f64,
    /// Whether that is a sign.
    pub sign: bool,
}

impl Finding<'_> {
    /// The earlier level a week; none when the person has not been here long enough to have one.
    pub fn level(&self) -> Option<f64> {
        (self.weeks >= 1.0).then(|| self.earlier as f64 / self.weeks)
    }
}

/// What each rule finds. `admitted` cuts the earlier level to the time the person has been here: a new person is not measured against weeks elsewhere.
pub fn look<'a>(rules: &'a [Rule], happened: &'a [Happened], admitted: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Vec<Finding<'a>> {
    let (lately, back) = (now - TimeDelta::days(LATELY), now - TimeDelta::days(LOOK_BACK));
    let from = admitted.map_or(back, |a| a.max(back));
    let weeks = ((lately - from).num_hours() as f64 / (24.0 * 7.0)).max(0.0);
    rules
        .iter()
        .map(|rule| {
            let counts = |h: &&Happened| h.source == rule.source && (rule.source != "observation" || rule.kinds.contains(&h.kind)) && h.at <= now;
            let mut recent: Vec<&Happened> = happened.iter().filter(counts).filter(|h| h.at > lately).collect();
            recent.sort_by_key(|h| std::cmp::Reverse(h.at));
            let earlier = happened.iter().filter(counts).filter(|h| h.at <= lately && h.at >= from).count() as i64;
            let n = recent.len() as i64;
            let enough = n >= rule.least;
            let more = weeks < 1.0 || n as f64 >= rule.factor * (earlier as f64 / weeks);
            Finding { rule, lately: recent, earlier, weeks, sign: enough && more }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(least: i64, factor: f64) -> Rule {
        Rule { code: "conflict".into(), source: "observation".into(), kinds: vec!["CONFLICT".into()], least, factor }
    }

    fn days_ago(now: DateTime<Utc>, kind: &str, days: &[i64]) -> Vec<Happened> {
        days.iter()
            .map(|d| Happened {
                id: Uuid::from_u128(*d as u128),
                source: "observation".into(),
                kind: kind.into(),
                at: now - TimeDelta::days(*d) + TimeDelta::minutes(1),
            })
            .collect()
    }

    #[test]
    fn more_than_usual_is_a_sign() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let long = Some(now - TimeDelta::days(400));
        for (case, days, admitted, expected) in [
            ("twice lately, never before", vec![1, 3], long, true),
            ("once is not enough", vec![1], long, false),
            ("as usual", vec![1, 3, 9, 10, 16, 17, 23, 24], long, false),
            ("twice the usual", vec![1, 2, 3, 4, 9, 10, 16, 17, 23, 24], long, true),
            ("long ago does not count", vec![1, 3, 29, 40, 50, 60, 70], long, true),
            ("new here: no earlier level to compare with", vec![1, 3], Some(now - TimeDelta::days(9)), true),
            ("before this stay", vec![1, 3, 15, 16, 17, 18, 19, 20], Some(now - TimeDelta::days(14)), true),
            ("nothing", vec![], long, false),
        ] {
            let happened = days_ago(now, "CONFLICT", &days);
            let rules = [rule(2, 2.0)];
            let found = look(&rules, &happened, admitted, now);
            assert_eq!(found.first().map(|f| f.sign), Some(expected), "{case}");
        }
    }

    #[test]
    fn it_says_what_it_rests_on() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let mut happened = days_ago(now, "CONFLICT", &[5, 2, 12]);
        happened.extend(days_ago(now, "POSITIVE", &[1]));
        let rules = [rule(2, 2.0)];
        let found = look(&rules, &happened, Some(now - TimeDelta::days(400)), now);
        let first = found.first();
        assert_eq!(first.map(|f| f.lately.iter().map(|h| h.id.as_u128()).collect::<Vec<_>>()), Some(vec![2, 5]), "newest first, no other kind");
        assert_eq!(first.map(|f| (f.earlier, f.level().map(|l| (l * 3.0).round() as i64))), Some((1, Some(1))));
    }
}
