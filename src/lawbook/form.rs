//! What is typed about a new row and about a proposal.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::law::rule::{Citation, Confidence, Rule, Span, Status, Unit, Value};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::law::is_money;

/// A new row, as typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Propose {
    pub subject: String,
    pub value: String,
    pub unit: String,
    pub valid_from: String,
    pub act: String,
    pub section: String,
    pub confirmed: String,
    pub reason: String,
    pub past: String,
}

/// The same, checked: the row as it would stand, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Proposed {
    pub rule: Rule,
    pub reason: String,
}

/// What may be chosen where it cannot be typed.
pub struct Offers {
    /// The ways the program knows for this rule.
    pub ways: Vec<String>,
    /// The acts that rules stand in.
    pub acts: Vec<String>,
}

impl Propose {
    /// The form as it is first shown: what stands there today.
    pub fn of(base: &Rule) -> Self {
        let (value, unit) = match &base.value {
            Value::Span(s) => (s.n.to_string(), s.unit.as_str().to_owned()),
            Value::Number(n) if is_money(base) => (format!("{},{:02}", n / 100, (n % 100).abs()), String::new()),
            other => (other.to_string(), String::new()),
        };
        Self { subject: base.subject.clone(), value, unit, act: base.cite.act.clone(), section: base.cite.section.clone(), ..Self::default() }
    }

    /// The row, or every message. `base` is the row that stands there on the day of the form.
    pub fn parse(&self, t: Text, base: &Rule, offers: &Offers, today: NaiveDate) -> Result<Proposed, Errors> {
        let mut errors = Errors::new();
        let value = self.value(base, &offers.ways).map_err(|fault| errors.add("value", fault.say(t))).ok();
        let from = day(&self.valid_from);
        match from {
            None => errors.add("valid_from", t.msg_law_from_missing()),
            // What was computed by the old row comes out differently: never by a slip of the pen.
            Some(from) if from < today && self.past != "yes" => errors.add("past", t.msg_law_past_missing()),
            Some(_) => {}
        }
        let (act, section) = (clean(&self.act), clean(&self.section));
        if !act.is_empty() && !offers.acts.contains(&act) {
            errors.add("act", t.msg_law_act_wrong());
        }
        if section.chars().count() > 80 {
            errors.add("section", t.msg_law_section_long());
        } else if section.is_empty() && (base.status != Status::Practice || !act.is_empty()) {
            errors.add("section", t.msg_law_section_missing());
        } else if act.is_empty() && base.status != Status::Practice {
            errors.add("act", t.msg_law_act_missing());
        }
        let reason = reason(&self.reason, t, &mut errors);
        let row = value.zip(from).map(|(value, valid_from)| Rule {
            value,
            valid_from,
            valid_to: None,
            cite: Citation { act, section },
            // What is proposed is proposed to be law: an enacted row comes into force by it.
            status: if base.status == Status::Enacted { Status::InForce } else { base.status },
            confidence: if self.confirmed == "yes" { Confidence::Verified } else { Confidence::Assumed },
            ..base.clone()
        });
        if let Some(row) = &row
            && (&row.value, &row.cite, row.status, row.confidence) == (&base.value, &base.cite, base.status, base.confidence)
            && row.valid_from >= base.valid_from
        {
            errors.add("value", t.msg_law_value_same());
        }
        errors.into_result(row.map(|rule| Proposed { rule, reason }))
    }

    fn value(&self, base: &Rule, ways: &[String]) -> Result<Value, Fault> {
        let typed = clean(&self.value);
        match &base.value {
            Value::Span(_) => {
                let n = typed.parse().ok().filter(|n| *n <= 10_000).ok_or(Fault::Span)?;
                Ok(Value::Span(Span { n, unit: Unit::of(&self.unit).ok_or(Fault::Span)? }))
            }
            Value::Share(..) => {
                let share: Option<(u32, u32)> = typed.split_once('/').and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)));
                share.filter(|(a, b)| *b > 0 && a <= b).map(|(a, b)| Value::Share(a, b)).ok_or(Fault::Share)
            }
            Value::Number(_) if is_money(base) => money(&typed).map(Value::Number).ok_or(Fault::Money),
            Value::Number(_) => typed.parse().ok().filter(|n| (0..=1_000_000).contains(n)).map(Value::Number).ok_or(Fault::Number),
            Value::Way(_) => ways.iter().find(|w| **w == typed).cloned().map(Value::Way).ok_or(Fault::Way),
        }
    }
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Span,
    Share,
    Number,
    Money,
    Way,
}

impl Fault {
    fn say(self, t: Text) -> String {
        match self {
            Self::Span => t.msg_law_value_span(),
            Self::Share => t.msg_law_value_share(),
            Self::Number => t.msg_law_value_number(),
            Self::Money => t.msg_law_value_money(),
            Self::Way => t.msg_law_value_way(),
        }
    }
}

/// Kroner as people type them (`79`, `79,5`, `79.50`), in øre.
fn money(typed: &str) -> Option<i64> {
    let (kroner, ore) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if kroner.is_empty() || kroner.len() > 6 || ore.len() > 2 || !digits(kroner) || !digits(ore) {
        return None;
    }
    Some(kroner.parse::<i64>().ok()? * 100 + format!("{ore:0<2}").parse::<i64>().ok()?)
}

fn reason(typed: &str, t: Text, errors: &mut Errors) -> String {
    let reason = clean(typed);
    match reason.chars().count() {
        0 => errors.add("reason", t.msg_staff_reason_missing()),
        1..10 => errors.add("reason", t.msg_staff_reason_short()),
        1001.. => errors.add("reason", t.msg_staff_reason_long(1000)),
        _ => {}
    }
    reason
}

/// What is said to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Approved,
    Rejected,
    Withdrawn,
}

impl Outcome {
    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Approved, Self::Rejected, Self::Withdrawn].into_iter().find(|o| o.as_str() == word)
    }
}

/// An answer, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub outcome: String,
    pub reason: String,
}

impl Answer {
    /// The answer with its reason; taking back what is one's own needs none.
    pub fn parse(&self, t: Text) -> Option<Result<(Outcome, String), Errors>> {
        let outcome = Outcome::of(&self.outcome)?;
        let mut errors = Errors::new();
        let reason = if outcome == Outcome::Withdrawn { clean(&self.reason).chars().take(1000).collect() } else { reason(&self.reason, t, &mut errors) };
        Some(errors.into_result(Some((outcome, reason))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::rule::{Clock, Mode};
    use crate::web::Lang;

    fn base(id: &str, value: &str) -> Rule {
        Rule {
            id: id.into(),
            subject: String::new(),
            trigger: String::new(),
            value: value.parse().unwrap_or(Value::Number(-1)),
            clock: Clock::DateArithmetic,
            mode: Mode::Limit,
            level: None,
            repeat: None,
            warn: Vec::new(),
            cite: Citation { act: "strgjfl".into(), section: "§ 42(1)".into() },
            valid_from: day("2002-03-01").unwrap_or_default(),
            valid_to: None,
            status: Status::InForce,
            confidence: Confidence::Verified,
            label_nb: "Navn".into(),
            label_en: "Name".into(),
            version: 1,
        }
    }

    fn typed(rule: &Rule) -> Propose {
        Propose { valid_from: "2027-01-01".into(), reason: "Ny forskrift fra nyttår".into(), confirmed: "yes".into(), ..Propose::of(rule) }
    }

    fn parse(form: &Propose, rule: &Rule) -> Result<Proposed, Errors> {
        let offers = Offers { ways: vec!["up".into(), "down".into()], acts: vec!["strgjfl".into(), "strl".into()] };
        form.parse(Lang::Nb.text(), rule, &offers, day("2026-11-23").unwrap_or_default())
    }

    #[test]
    fn values_as_people_type_them() {
        let cases: [(&str, &str, &str, &str, Option<&str>); 16] = [
            ("a.b", "14 days", "21", "days", Some("21 days")),
            ("a.b", "14 days", "3", "weeks", Some("3 weeks")),
            ("a.b", "14 days", "tre", "days", None),
            ("a.b", "14 days", "-3", "days", None),
            ("a.b", "14 days", "3", "moons", None),
            ("a.b", "2/3", "1/2", "", Some("1/2")),
            ("a.b", "2/3", " 1 / 2 ", "", Some("1/2")),
            ("a.b", "2/3", "3/2", "", None),
            ("a.b", "2/3", "1/0", "", None),
            ("phone.minutes_a_week", "30", "40", "", Some("40")),
            ("phone.minutes_a_week", "30", "40,5", "", None),
            ("allowance.ordinary", "7900", "82,50", "", Some("8250")),
            ("allowance.ordinary", "7900", "82.5", "", Some("8250")),
            ("allowance.ordinary", "7900", "kr 82", "", None),
            ("a.b", "up", "down", "", Some("down")),
            ("a.b", "up", "sideways", "", None),
        ];
        for (id, was, value, unit, expected) in cases {
            let rule = base(id, was);
            let form = Propose { value: value.into(), unit: unit.into(), ..typed(&rule) };
            let found = parse(&form, &rule).map(|p| p.rule.value.to_string());
            match expected {
                Some(expected) => assert_eq!(found.ok().as_deref(), Some(expected), "{value}"),
                None => assert!(found.is_err_and(|e| e.of("value").is_some()), "{value}"),
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let rule = base("a.b", "14 days");
        type Spoil = fn(&mut Propose);
        let cases: [(&str, Spoil); 9] = [
            ("valid_from", |p| p.valid_from.clear()),
            ("past", |p| p.valid_from = "2026-11-22".into()),
            ("act", |p| p.act = "tore".into()),
            ("act", |p| p.act.clear()),
            ("section", |p| p.section.clear()),
            ("section", |p| p.section = "§".repeat(81)),
            ("reason", |p| p.reason = "fordi".into()),
            ("reason", |p| p.reason.clear()),
            ("value", |p| p.value = "14".into()),
        ];
        for (field, spoil) in cases {
            let mut form = Propose { value: "21".into(), ..typed(&rule) };
            spoil(&mut form);
            assert!(parse(&form, &rule).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
        let past = Propose { value: "21".into(), valid_from: "2026-11-22".into(), past: "yes".into(), ..typed(&rule) };
        assert!(parse(&past, &rule).is_ok());
    }

    #[test]
    fn a_proposal_brings_an_enacted_row_into_force_and_a_doubt_to_an_end() {
        let enacted = Rule { status: Status::Enacted, ..base("out_of_cell.floor", "4 hours") };
        assert_eq!(parse(&typed(&enacted), &enacted).map(|p| p.rule.status), Ok(Status::InForce));
        let assumed = Rule { confidence: Confidence::Assumed, ..base("a.b", "up") };
        assert_eq!(parse(&typed(&assumed), &assumed).map(|p| p.rule.confidence), Ok(Confidence::Verified));
    }
}
