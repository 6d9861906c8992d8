//! From what the database holds of a person to the case that is calculated.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::law::calendar::oslo_day;
use crate::law::sentence::{Absence, AbsenceKind, Amount, Case, Detention, Document, Extension, Fine, Ground, Isolation, Mark, Sentence, Source, Spell, Start};

/// A document of `sentences.calculation_input`.
#[derive(Clone, Debug, Deserialize)]
pub struct Input {
    birth: Option<NaiveDate>,
    /// The legal status of today.
    status: String,
    bases: Vec<Basis>,
    stays: Vec<Stay>,
    arrests: Vec<Stay>,
    absences: Vec<Away>,
    isolation: Vec<Isolated>,
}

#[derive(Clone, Debug, Deserialize)]
struct Basis {
    id: Uuid,
    kind: String,
    decided_on: NaiveDate,
    final_on: Option<NaiveDate>,
    from_day: Option<NaiveDate>,
    lapsed: bool,
    years: u32,
    months: u32,
    days: u32,
    credit: Option<u32>,
    minimum_years: u32,
    minimum_months: u32,
    minimum_days: u32,
    extends: Option<Uuid>,
    fine_ore: Option<u64>,
    paid_ore: u64,
    by: Option<Uuid>,
    /// Offence code, section as cited.
    sections: Vec<(String, String)>,
}

#[derive(Clone, Debug, Deserialize)]
struct Stay {
    id: Uuid,
    from: DateTime<Utc>,
    to: Option<DateTime<Utc>>,
    by: Option<Uuid>,
    #[serde(default = "yes")]
    in_case: bool,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Deserialize)]
struct Away {
    id: Uuid,
    reason: String,
    out: DateTime<Utc>,
    back: Option<DateTime<Utc>>,
    by: Option<Uuid>,
}

#[derive(Clone, Debug, Deserialize)]
struct Isolated {
    id: Uuid,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    by: Option<Uuid>,
    mark: Option<Mark>,
}

impl Basis {
    fn source(&self) -> Source {
        Source { document: Document::Basis, id: self.id, author: self.by }
    }

    fn amount(&self) -> Amount {
        Amount::new(self.years, self.months, self.days)
    }

    fn minimum(&self) -> Option<Amount> {
        let minimum = Amount::new(self.minimum_years, self.minimum_months, self.minimum_days);
        (!minimum.is_nothing()).then_some(minimum)
    }

    fn is_detention(&self) -> bool {
        self.kind == "preventive_detention"
    }

    fn is_sentence(&self) -> bool {
        // Of a youth sentence somebody serves the imprisonment that stands in its place (strl § 52 c), from the day on which that began.
        matches!(self.kind.as_str(), "sentence" | "youth_sentence" | "foreign_sentence" | "other_sanction") && !self.amount().is_nothing()
    }

    fn sentence(&self) -> Sentence {
        Sentence {
            source: self.source(),
            pronounced_on: self.decided_on,
            amount: self.amount(),
            court_credit: self.credit.unwrap_or(0),
            foreign: self.kind == "foreign_sentence",
            sections: self.sections.iter().filter_map(|(code, cited)| section(code, cited)).collect(),
        }
    }

    fn fine(&self) -> Fine {
        let whole = Amount::new(0, 0, self.days).days;
        let days = self.fine_ore.map_or(whole, |fine| Fine::days_left(whole, fine, self.paid_ore));
        Fine { source: self.source(), days: days.saturating_sub(self.credit.unwrap_or(0)) }
    }
}

/// A section of the penal code in the words of the rules: `274`, `276_2`; a sexual offence by its chapter.
fn section(code: &str, cited: &str) -> Option<String> {
    if code.starts_with("SEXUAL") {
        return Some("chapter_26".to_owned());
    }
    let number: String = cited.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let second = cited.contains("annet ledd") || cited.contains("andre ledd") || cited.contains("(2)");
    match number.as_str() {
        "" => None,
        // Only of § 276 does the second subsection alone close something.
        "276" if second => Some("276_2".to_owned()),
        _ => Some(number),
    }
}

impl Input {
    /// The case on a day.
    pub fn case(self, today: NaiveDate) -> Case {
        let under_18 = self.birth.and_then(|birth| crate::law::calendar::age_on(birth, today)).is_some_and(|age| age < 18);
        let spell = |s: &Stay, document| Spell { source: Source { document, id: s.id, author: s.by }, from: s.from, to: s.to, in_case: s.in_case };
        let mut held: Vec<Spell> = self.arrests.iter().map(|s| spell(s, Document::Basis)).collect();
        held.extend(self.stays.iter().map(|s| spell(s, Document::Stay)));
        let isolation = self
            .isolation
            .iter()
            .map(|i| Isolation { source: Source { document: Document::Isolation, id: i.id, author: i.by }, from: i.from, to: i.to, mark: i.mark })
            .collect();
        let absences = self
            .absences
            .iter()
            .map(|a| Absence {
                source: Source { document: Document::Movement, id: a.id, author: a.by },
                kind: if a.reason == "INTERRUPT" { AbsenceKind::Interruption } else { AbsenceKind::Escape },
                from: oslo_day(a.out),
                back: a.back.map(oslo_day),
            })
            .collect();
        Case { on: today, under_18, ground: self.ground(today), held, isolation, absences }
    }

    fn ground(&self, today: NaiveDate) -> Ground {
        let start = |on: NaiveDate| Start { on, begun: on <= today };
        let running = || self.bases.iter().filter(|b| !b.lapsed && b.from_day.is_some());
        if let Some((judgment, from)) = running().filter(|b| b.is_detention() && b.extends.is_none()).find_map(|b| Some((b, b.from_day?))) {
            let detention = self.detention(judgment);
            return Ground::Detention { start: start(from), detention: Box::new(detention) };
        }
        let sentences: Vec<Sentence> = running().filter(|b| b.is_sentence()).map(Basis::sentence).collect();
        let fines: Vec<Fine> = running().filter(|b| b.kind == "fine_default" && b.days > 0).map(Basis::fine).collect();
        let first = running().filter(|b| b.is_sentence() || b.kind == "fine_default").filter_map(|b| b.from_day).min();
        match first {
            Some(on) if !sentences.is_empty() || !fines.is_empty() => Ground::Served { start: start(on), sentences, fines },
            _ if matches!(self.status.as_str(), "remand" | "arrested") => Ground::Remand,
            _ => Ground::Nothing,
        }
    }

    fn detention(&self, judgment: &Basis) -> Detention {
        // Each goes on from the judgment or from the extension before it; the documents stand in the order of their days.
        let mut chain = vec![judgment.id];
        let mut extensions = Vec::new();
        for b in self.bases.iter().filter(|b| b.is_detention() && !b.lapsed) {
            if b.extends.is_some_and(|of| chain.contains(&of)) {
                chain.push(b.id);
                extensions.push(Extension { source: b.source(), amount: b.amount() });
            }
        }
        // What was imposed before lapses (strl § 42), whether or not somebody has recorded it so.
        let lapsed = self.bases.iter().filter(|b| b.is_sentence() && b.decided_on <= judgment.decided_on).map(Basis::source);
        Detention {
            source: judgment.source(),
            pronounced_on: judgment.decided_on,
            final_on: judgment.final_on,
            frame: judgment.amount(),
            minimum: judgment.minimum(),
            extensions,
            court_credit: judgment.credit.unwrap_or(0),
            lapsed: lapsed.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_in_citations() {
        for (code, cited, expected) in [
            ("VIOLENCE-04", "§ 274 første ledd", Some("274")),
            ("SEXUAL-01", "§ 291", Some("chapter_26")),
            ("VIOLENCE-20", "strl. § 276 annet ledd", Some("276_2")),
            ("VIOLENCE-20", "§ 276", Some("276")),
            ("DRUGS-01", "", None),
        ] {
            assert_eq!(section(code, cited).as_deref(), expected, "{cited}");
        }
    }
}
