//! A row of law in the reader's words: what it says, where it stands, and that it has yet to be confirmed. Whoever shows a result that rests
//! on a rule shows a [`RuleNote`] beside it, so that the reader can look the rule up and see when it is ours and not the law's.

mod words;

use askama::Template;

pub use words::{act, act_name, event, subject, way};

use super::Lang;
use super::lang::Text;
use crate::law::rule::{Citation, Confidence, Level, Mode, Rule, Span, Status, Unit, Value};

/// What stands beside a result that rests on a rule: `{{ note }}` writes the citation as a link to the rule and, where it is due, that the
/// correctional service has yet to confirm it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/rule.html")]
pub struct RuleNote {
    /// The rule's page.
    pub href: String,
    /// `strgjfl. § 42(1)`.
    pub citation: String,
    /// What the rule says.
    pub value: String,
    /// What it is about.
    pub label: String,
    /// That it has yet to be confirmed.
    pub confirm: Option<String>,
}

impl askama::filters::HtmlSafe for RuleNote {}

impl RuleNote {
    /// In the reader's language.
    pub fn of(lang: Lang, rule: &Rule) -> Self {
        let t = lang.text();
        Self { href: href(&rule.id), citation: citation(t, &rule.cite), value: value(t, rule), label: label(lang, rule).to_owned(), confirm: confirm(t, rule) }
    }
}

/// Where a rule and its history are.
pub fn href(id: &str) -> String {
    format!("/law/{id}")
}

/// What the rule is about.
pub fn label(lang: Lang, rule: &Rule) -> &str {
    if lang.is_nb() { &rule.label_nb } else { &rule.label_en }
}

/// That a result resting on this row has yet to be confirmed; nothing when the row was read in the law.
pub fn confirm(t: Text, rule: &Rule) -> Option<String> {
    rule.confidence.to_be_confirmed().then(|| t.msg_law_to_be_confirmed())
}

/// `strgjfl. § 42(1)`; practice says so.
pub fn citation(t: Text, cite: &Citation) -> String {
    match (cite.act.as_str(), cite.section.as_str()) {
        ("", "") => t.msg_law_practice(),
        ("", source) => t.msg_law_practice_of(source),
        (name, "") => act(t, name),
        (name, section) => format!("{} {section}", act(t, name)),
    }
}

/// What the row says, with its unit: `14 dager`, `2/3`, `kr 79,00`.
pub fn value(t: Text, rule: &Rule) -> String {
    match &rule.value {
        Value::Span(s) => span(t, *s),
        Value::Share(a, b) => format!("{a}/{b}"),
        Value::Way(name) => way(t, name),
        Value::Number(n) => number(t, rule, *n),
    }
}

/// Whether its number is money, in øre.
pub fn is_money(rule: &Rule) -> bool {
    rule.id.starts_with("allowance.") && matches!(rule.value, Value::Number(_))
}

fn number(t: Text, rule: &Rule, n: i64) -> String {
    let what = rule.id.split('.').nth(1).unwrap_or_default();
    match what {
        _ if is_money(rule) => t.msg_law_kroner((n / 100).to_string().as_str(), format!("{:02}", (n % 100).abs()).as_str()),
        "work_starts" | "work_ends" => t.msg_law_hour(format!("{n:02}").as_str()),
        _ if what.contains("minutes") => t.msg_law_minutes(n),
        _ if what.contains("hours") => t.msg_law_hours(n),
        _ => n.to_string(),
    }
}

/// `14 dager`.
pub fn span(t: Text, span: Span) -> String {
    let n = i64::from(span.n);
    match span.unit {
        Unit::Hours => t.msg_law_hours(n),
        Unit::Days => t.msg_law_days(n),
        Unit::Weeks => t.msg_law_weeks(n),
        Unit::Months => t.msg_law_months(n),
        Unit::Years => t.msg_law_years(n),
    }
}

/// A unit, several of it.
pub fn unit(t: Text, unit: Unit) -> String {
    match unit {
        Unit::Hours => t.msg_law_unit_hours(),
        Unit::Days => t.msg_law_unit_days(),
        Unit::Weeks => t.msg_law_unit_weeks(),
        Unit::Months => t.msg_law_unit_months(),
        Unit::Years => t.msg_law_unit_years(),
    }
}

/// Whether it is law.
pub fn status(t: Text, status: Status) -> String {
    match status {
        Status::InForce => t.msg_law_status_in_force(),
        Status::Enacted => t.msg_law_status_enacted(),
        Status::Practice => t.msg_law_status_practice(),
    }
}

/// How sure we are.
pub fn confidence(t: Text, confidence: Confidence) -> String {
    match confidence {
        Confidence::Verified => t.msg_law_confidence_verified(),
        Confidence::Secondary => t.msg_law_confidence_secondary(),
        Confidence::Memory => t.msg_law_confidence_memory(),
        Confidence::Derived => t.msg_law_confidence_derived(),
        Confidence::Assumed => t.msg_law_confidence_assumed(),
    }
}

/// Who decides, is told, or reviews.
pub fn level(t: Text, level: Level) -> String {
    match level {
        Level::Local => t.msg_law_level_local(),
        Level::Region => t.msg_law_level_region(),
        Level::Kdi => t.msg_law_level_kdi(),
        Level::Court => t.msg_law_level_court(),
        Level::Prosecutor => t.msg_law_level_prosecutor(),
    }
}

/// How its time runs and what must have happened at its end, in one line; nothing for what has no clock.
pub fn running(t: Text, rule: &Rule) -> Vec<String> {
    let mut said = Vec::new();
    if !rule.trigger.is_empty() {
        said.push(t.msg_law_runs_from(event(t, &rule.trigger).as_str()));
        // By the word: a newer program may count in a way that this page need not know.
        match rule.clock.as_str() {
            "elapsed" => said.push(t.msg_law_clock_elapsed()),
            "calendar_day" => said.push(t.msg_law_clock_calendar_day()),
            "date_arithmetic" => said.push(t.msg_law_clock_dates()),
            "working_day_end" => said.push(t.msg_law_clock_working_day()),
            "before" => said.push(t.msg_law_clock_before()),
            _ => {}
        }
        match rule.mode {
            Mode::Max => said.push(t.msg_law_mode_max()),
            Mode::Decide => said.push(t.msg_law_mode_decide()),
            Mode::Report => said.push(t.msg_law_mode_report()),
            Mode::Review => said.push(t.msg_law_mode_review()),
            Mode::Limit => {}
        }
    }
    said.extend(rule.level.map(|l| level(t, l)));
    said.extend(rule.repeat.map(|r| t.msg_law_repeat(span(t, r).as_str())));
    if !rule.warn.is_empty() {
        let spans: Vec<String> = rule.warn.iter().map(|w| span(t, *w)).collect();
        said.push(t.msg_law_warn(spans.join(", ").as_str()));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::rule::Clock;

    fn rule(id: &str, value: &str, act: &str, section: &str, confidence: Confidence) -> Rule {
        Rule {
            id: id.into(),
            subject: String::new(),
            trigger: String::new(),
            value: value.parse().unwrap_or(Value::Number(0)),
            clock: Clock::DateArithmetic,
            mode: Mode::Limit,
            level: None,
            repeat: None,
            warn: Vec::new(),
            cite: Citation { act: act.into(), section: section.into() },
            valid_from: chrono::NaiveDate::default(),
            valid_to: None,
            status: Status::InForce,
            confidence,
            label_nb: "Navn".into(),
            label_en: "Name".into(),
            version: 1,
        }
    }

    #[test]
    fn a_rule_in_both_languages() {
        let said = |lang, id, text| {
            let note = RuleNote::of(lang, &rule(id, text, "strgjfl", "§ 42(1)", Confidence::Assumed));
            (note.citation, note.value, note.confirm.is_some())
        };
        assert_eq!(said(Lang::Nb, "a.b", "1 days"), ("strgjfl. § 42(1)".into(), "1 dag".into(), true));
        assert_eq!(said(Lang::En, "a.b", "14 days").1, "14 days");
        assert_eq!(said(Lang::Nb, "a.b", "2/3").1, "2/3");
        assert_eq!(said(Lang::Nb, "allowance.ordinary", "7905").1, "kr 79,05");
        assert_eq!(said(Lang::En, "allowance.ordinary", "7900").1, "NOK 79.00");
        assert_eq!(said(Lang::Nb, "phone.minutes_a_week", "30").1, "30 minutter");
        assert_eq!(said(Lang::Nb, "a.b", "not_known_here").1, "not known here");
        assert_eq!(confirm(Lang::Nb.text(), &rule("a.b", "1", "strl", "§ 1", Confidence::Verified)), None);
        assert_eq!(citation(Lang::Nb.text(), &Citation { act: String::new(), section: "ffp.no".into() }), "praksis (ffp.no)");
    }
}
