//! From what the database holds of a person to the case that is calculated.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::law::calendar::oslo_day;
use crate::law::rule::Book;
use crate::law::sentence::{Absence, AbsenceKind, Amount, Case, Detention, Document, Extension, Fine, Ground, Isolation, Mark, Sentence, Source, Spell, Start};
use crate::sentences::bases::model::{answered_by, case_key};

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
    custody: Vec<Custody>,
    #[serde(default)]
    mistakes: Vec<Mistake>,
}

/// A release by mistake, as it was told.
#[derive(Clone, Debug, Deserialize)]
struct Mistake {
    id: Uuid,
    from: NaiveDate,
    /// The day on which the person was back.
    back: Option<NaiveDate>,
    by: Option<Uuid>,
}

/// An arrest or an order of remand.
#[derive(Clone, Debug, Deserialize)]
struct Custody {
    id: Uuid,
    remand: bool,
    case: String,
    from: NaiveDate,
    /// The last day; none while the main hearing goes on.
    last: Option<NaiveDate>,
    by: Option<Uuid>,
}

#[derive(Clone, Debug, Deserialize)]
struct Basis {
    id: Uuid,
    kind: String,
    case: String,
    decided_on: NaiveDate,
    final_on: Option<NaiveDate>,
    from_day: Option<NaiveDate>,
    lapsed: bool,
    years: u32,
    months: u32,
    days: u32,
    less_days: u32,
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
        Amount::new(self.years, self.months, self.days).less(self.less_days)
    }

    fn minimum(&self) -> Option<Amount> {
        let minimum = Amount::new(self.minimum_years, self.minimum_months, self.minimum_days);
        (!minimum.is_nothing()).then_some(minimum)
    }

    fn is_detention(&self) -> bool {
        self.kind == "preventive_detention"
    }

    fn is_sentence(&self) -> bool {
        // The imprisonment that a court orders in place of a youth sentence (strl § 52 c) is recorded as another sanction; the youth sentence itself
        // has a time in which it is carried out, and neither leave nor probation.
        matches!(self.kind.as_str(), "sentence" | "foreign_sentence" | "other_sanction") && !self.amount().is_nothing()
    }

    fn is_youth(&self) -> bool {
        self.kind == "youth_sentence" && !self.amount().is_nothing()
    }

    /// Whether it says nothing of a deduction although somebody was held in its case before it (strl § 83).
    fn is_silent(&self, custody: &[Custody]) -> bool {
        self.credit.is_none() && custody.iter().any(|c| c.from < self.decided_on && case_key(&c.case) == case_key(&self.case))
    }

    fn sentence(&self, custody: &[Custody]) -> Sentence {
        Sentence {
            source: self.source(),
            pronounced_on: self.decided_on,
            amount: self.amount(),
            court_credit: self.credit.unwrap_or(0),
            silent: self.is_silent(custody),
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
    /// The same without one document, and without what goes on from it.
    pub fn without(mut self, root: Uuid) -> Self {
        let mut gone = vec![root];
        // The documents stand in the order of their days: what goes on from one comes after it.
        self.bases.retain(|b| {
            let goes = gone.contains(&b.id) || b.extends.is_some_and(|of| gone.contains(&of));
            if goes {
                gone.push(b.id);
            }
            !goes
        });
        self
    }

    /// A youth sentence that stands beside what is served, as a case of its own: no source says how the two are carried out together. Custody is
    /// deducted once, from what is served; what the court deducted from the youth sentence is its own.
    pub fn beside(&self, case: &Case) -> Option<Case> {
        let served = matches!(case.ground, Ground::Served { .. } | Ground::Detention { .. });
        let ground = served.then(|| self.youth(case.on)).filter(|g| matches!(g, Ground::Youth { .. }))?;
        Some(Case { ground, held: Vec::new(), isolation: Vec::new(), absences: Vec::new(), ..case.clone() })
    }

    /// The case on a day, by the rules of law that say which documents belong together.
    pub fn case(&self, book: &Book, today: NaiveDate) -> Case {
        let spell = |s: &Stay, document| Spell { source: Source { document, id: s.id, author: s.by }, from: s.from, to: s.to, in_case: s.in_case };
        let mut held: Vec<Spell> = self.arrests.iter().map(|s| spell(s, Document::Basis)).collect();
        held.extend(self.stays.iter().map(|s| spell(s, Document::Stay)));
        let isolation = self
            .isolation
            .iter()
            .map(|i| Isolation { source: Source { document: Document::Isolation, id: i.id, author: i.by }, from: i.from, to: i.to, mark: i.mark })
            .collect();
        let ground = self.ground(today);
        let mut absences: Vec<Absence> = self
            .absences
            .iter()
            .map(|a| Absence {
                source: Source { document: Document::Movement, id: a.id, author: a.by },
                kind: match a.reason.as_str() {
                    "INTERRUPT" => AbsenceKind::Interruption,
                    "ESCAPE" => AbsenceKind::Escape,
                    _ => AbsenceKind::Unlawful,
                },
                from: oslo_day(a.out),
                back: a.back.map(oslo_day),
            })
            .collect();
        absences.extend(self.between(&ground, book, today));
        absences.extend(self.mistakes.iter().map(|m| Absence {
            source: Source { document: Document::ReleaseError, id: m.id, author: m.by },
            kind: AbsenceKind::ReleasedInError,
            from: m.from,
            back: m.back,
        }));
        Case { on: today, birth: self.birth, ground, held, isolation, absences }
    }

    /// Remand in another case that began while a sentence was being served: the days do not count (forskrift § 3-3), also when the judgment of that
    /// case is served later, for then its court has deducted them. An order that still holds has no known end. It begins with the arrest in its
    /// case when that came just before, and ends at the latest where the next order of its case begins, or its judgment begins to be served.
    fn between(&self, ground: &Ground, book: &Book, today: NaiveDate) -> Vec<Absence> {
        let start = match ground {
            Ground::Served { start, .. } | Ground::Youth { start, .. } | Ground::Detention { start, .. } => start.on,
            Ground::Nothing | Ground::Remand => return Vec::new(),
        };
        let orders = || self.custody.iter().filter(|c| c.remand);
        orders()
            .filter(|c| c.from > start)
            .filter_map(|c| {
                let case = case_key(&c.case);
                let served = self.served_from(&case);
                // Made in a case that is being served: it takes nothing from the serving.
                if served.is_some_and(|served| served <= c.from) {
                    return None;
                }
                let arrested = self.custody.iter().filter(|a| !a.remand && case_key(&a.case) == case && a.from > start);
                // What lies further back is another arrest.
                let from = arrested.map(|a| a.from).filter(|from| answered_by(book, *from).is_some_and(|last| (*from..=last).contains(&c.from))).min();
                let from = from.unwrap_or(c.from);
                let next = orders().filter(|n| n.from > c.from && case_key(&n.case) == case).map(|n| n.from).min();
                let after = c.last.and_then(|last| last.succ_opt());
                let back = [after, next, served].into_iter().flatten().min().filter(|back| *back <= today);
                Some(Absence { source: Source { document: Document::Basis, id: c.id, author: c.by }, kind: AbsenceKind::OtherSanction, from, back })
            })
            .collect()
    }

    /// The first day on which a judgment of a case is served: none can be before it was given.
    fn served_from(&self, case: &str) -> Option<NaiveDate> {
        let of_it = self.bases.iter().filter(|b| !b.lapsed && case_key(&b.case) == case);
        of_it.filter_map(|b| b.from_day.map(|from| from.max(b.decided_on))).min()
    }

    fn ground(&self, today: NaiveDate) -> Ground {
        let start = |on: NaiveDate| Start { on, begun: on <= today };
        let running = || self.bases.iter().filter(|b| !b.lapsed && b.from_day.is_some());
        if let Some((judgment, from)) = running().filter(|b| b.is_detention() && b.extends.is_none()).find_map(|b| Some((b, b.from_day?))) {
            let detention = self.detention(judgment);
            return Ground::Detention { start: start(from), detention: Box::new(detention) };
        }
        let sentences: Vec<Sentence> = running().filter(|b| b.is_sentence()).map(|b| b.sentence(&self.custody)).collect();
        let fines: Vec<Fine> = running().filter(|b| b.kind == "fine_default" && b.days > 0).map(Basis::fine).collect();
        let first = running().filter(|b| b.is_sentence() || b.kind == "fine_default").filter_map(|b| b.from_day).min();
        match first {
            Some(on) if !sentences.is_empty() || !fines.is_empty() => Ground::Served { start: start(on), sentences, fines },
            _ => self.youth(today),
        }
    }

    /// A youth sentence when nothing else is served; else custody without a term, or nothing.
    fn youth(&self, today: NaiveDate) -> Ground {
        let running = || self.bases.iter().filter(|b| !b.lapsed && b.from_day.is_some() && b.is_youth());
        let sentences: Vec<Sentence> = running().map(|b| b.sentence(&self.custody)).collect();
        match running().filter_map(|b| b.from_day).min() {
            Some(on) if !sentences.is_empty() => Ground::Youth { start: Start { on, begun: on <= today }, sentences },
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
            silent: judgment.is_silent(&self.custody),
            lapsed: lapsed.collect(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::law::sentence::delivered;

    /// A year served from 1 March 2026 in case 26-000001, with these arrests and orders of remand.
    fn input(custody: &serde_json::Value, credit: Option<u32>) -> Input {
        serde_json::from_value(serde_json::json!({
            "birth": "1990-01-01", "status": "", "stays": [], "arrests": [], "absences": [], "isolation": [], "custody": custody,
            "bases": [{
                "id": Uuid::from_u128(1), "kind": "sentence", "case": "26-000001MED-TOSL/01", "decided_on": "2026-02-20", "final_on": "2026-03-01", "from_day": "2026-03-01",
                "lapsed": false, "years": 1, "months": 0, "days": 0, "less_days": 0, "credit": credit, "minimum_years": 0, "minimum_months": 0, "minimum_days": 0,
                "extends": null, "fine_ore": null, "paid_ore": 0, "by": null, "sections": [],
            }],
        }))
        .unwrap()
    }

    fn order(remand: bool, case: &str, from: &str, last: Option<&str>) -> serde_json::Value {
        serde_json::json!({ "id": Uuid::from_u128(2), "remand": remand, "case": case, "from": from, "last": last, "by": null })
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn remand_in_another_case_interrupts() {
        let (ours, theirs) = ("26-000001ENE-TOSL/01", "26-000777ENE-TBER/02");
        for (name, custody, expected) in [
            ("forskrift § 3-3: before serving began", vec![order(true, theirs, "2026-02-01", Some("2026-02-20"))], vec![]),
            ("forskrift § 3-3: in the case that is served", vec![order(true, ours, "2026-04-01", Some("2026-04-20"))], vec![]),
            ("forskrift § 3-3: while serving", vec![order(true, theirs, "2026-04-01", Some("2026-04-20"))], vec![("2026-04-01", Some("2026-04-21"))]),
            (
                "forskrift § 3-3: from the arrest in that case",
                vec![order(false, theirs, "2026-03-30", None), order(true, theirs, "2026-04-01", Some("2026-04-20"))],
                vec![("2026-03-30", Some("2026-04-21"))],
            ),
            ("forskrift § 3-3: an order that still holds", vec![order(true, theirs, "2026-11-20", Some("2026-12-18"))], vec![("2026-11-20", None)]),
            ("strpl § 185: while the main hearing goes on", vec![order(true, theirs, "2026-11-20", None)], vec![("2026-11-20", None)]),
        ] {
            let case = input(&serde_json::Value::Array(custody), Some(0)).case(&delivered(), day("2026-11-23"));
            let found: Vec<(NaiveDate, Option<NaiveDate>)> = case.absences.iter().map(|a| (a.from, a.back)).collect();
            let expected: Vec<(NaiveDate, Option<NaiveDate>)> =
                expected.into_iter().map(|(from, back): (&str, Option<&str>)| (day(from), back.map(day))).collect();
            assert_eq!(found, expected, "{name}");
            assert!(case.absences.iter().all(|a| a.kind == AbsenceKind::OtherSanction), "{name}");
        }
    }

    /// The same with a second year, in case 26-000777, pronounced and served from these days.
    fn with_theirs(custody: &serde_json::Value, decided: &str, from: &str, credit: u32) -> Input {
        let mut input = input(custody, Some(0));
        let mut theirs = input.bases[0].clone();
        theirs.id = Uuid::from_u128(7);
        theirs.case = "26-000777MED-TBER/01".to_owned();
        (theirs.decided_on, theirs.final_on, theirs.from_day, theirs.credit) = (day(decided), Some(day(from)), Some(day(from)), Some(credit));
        input.bases.push(theirs);
        input
    }

    #[test]
    fn a_day_is_served_or_deducted_and_never_both() {
        let theirs = "26-000777ENE-TBER/02";
        let april = order(true, theirs, "2026-04-01", Some("2026-04-20"));
        for (name, custody, decided, from, expected) in [
            (
                "strl § 83: remanded in B, whose judgment is served later",
                vec![april.clone()],
                "2026-04-20",
                "2026-05-04",
                vec![("2026-04-01", Some("2026-04-21"))],
            ),
            (
                "strl § 83: to the day before B is served, though its order says longer",
                vec![order(true, theirs, "2026-04-01", Some("2026-06-30"))],
                "2026-04-20",
                "2026-05-04",
                vec![("2026-04-01", Some("2026-05-04"))],
            ),
            (
                "strpl §§ 185, 187: the order of the main hearing ends where the next begins",
                vec![order(true, theirs, "2026-04-01", None), order(true, theirs, "2026-04-10", Some("2026-04-20"))],
                "2026-04-10",
                "2026-05-04",
                vec![("2026-04-01", Some("2026-04-10")), ("2026-04-10", Some("2026-04-21"))],
            ),
            (
                "forskrift § 3-3: ordered in B when B is being served",
                vec![order(true, theirs, "2026-06-01", Some("2026-06-20"))],
                "2026-04-20",
                "2026-05-04",
                vec![],
            ),
            ("strl § 83: a first day before the judgment is none", vec![april], "2026-04-20", "2026-03-01", vec![("2026-04-01", Some("2026-04-20"))]),
        ] {
            let case = with_theirs(&serde_json::Value::Array(custody), decided, from, 20).case(&delivered(), day("2026-11-23"));
            let found: Vec<(NaiveDate, Option<NaiveDate>)> = case.absences.iter().map(|a| (a.from, a.back)).collect();
            let expected: Vec<(NaiveDate, Option<NaiveDate>)> =
                expected.into_iter().map(|(from, back): (&str, Option<&str>)| (day(from), back.map(day))).collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    /// A and B, a year each in days, and twenty days of remand in B while A was served, which B's court deducted: released two years after A began.
    #[test]
    fn what_the_court_of_another_case_deducted_is_not_served_as_well() {
        use crate::law::sentence::{Point, compute};
        let remand = serde_json::json!([order(true, "26-000777ENE", "2026-04-01", Some("2026-04-20"))]);
        let mut input = with_theirs(&remand, "2026-04-20", "2026-05-04", 20);
        for b in &mut input.bases {
            (b.years, b.days) = (0, 365);
        }
        let end = compute(&input.case(&delivered(), day("2026-11-23")), &delivered()).unwrap().date(Point::End);
        assert_eq!(end, Some(day("2028-02-29")), "730 days, 20 deducted, 20 not served");
    }

    /// Two hundred people with orders in three cases, of which any may be served: day by day, a day in remand is no day of serving unless its own
    /// case is being served.
    #[test]
    fn days_of_remand_counted_one_by_one() {
        let (today, start) = (day("2026-11-23"), day("2026-03-01"));
        let mut seed = 20_261_123_u64;
        let mut roll = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let (mut executed, mut away_days) = (0, 0);
        for _ in 0..200 {
            let later = |from: NaiveDate, n: u64| from.checked_add_days(chrono::Days::new(n)).unwrap();
            let mut orders = Vec::new();
            for case in [1, 2, 3] {
                let mut from = later(start, roll(120));
                for _ in 0..roll(4) {
                    let last = later(from, roll(28));
                    orders.push((case, from, last));
                    from = later(last, roll(9));
                }
            }
            let served: Vec<(u64, NaiveDate)> =
                [2, 3].into_iter().filter_map(|case| if roll(2) == 0 { Some((case, later(start, 20 + roll(200)))) } else { None }).collect();
            executed += served.len();
            let number = |case: u64| format!("26-00000{case}ENE");
            let custody: Vec<_> = orders.iter().map(|(case, from, last)| order(true, &number(*case), &from.to_string(), Some(&last.to_string()))).collect();
            let mut input = input(&serde_json::Value::Array(custody), Some(0));
            for (case, from) in &served {
                let mut theirs = input.bases[0].clone();
                (theirs.case, theirs.from_day) = (number(*case), Some(*from));
                input.bases.push(theirs);
            }
            let from_of = |case: u64| if case == 1 { Some(start) } else { served.iter().find(|s| s.0 == case).map(|s| s.1) };
            let absences = input.case(&delivered(), today).absences;
            for on in start.iter_days().take_while(|d| *d < today) {
                // The same order has the same case on every day of it; it was made while its case was served, or it was not.
                let slow = orders
                    .iter()
                    .any(|(case, from, last)| *from > start && *from <= on && on <= *last && from_of(*case).is_none_or(|served| *from < served && on < served));
                let fast = absences.iter().any(|a| a.from <= on && a.back.is_none_or(|back| on < back));
                assert_eq!(fast, slow, "{on}: {orders:?} {served:?}");
                away_days += u32::from(slow);
            }
        }
        assert!(executed > 100 && away_days > 2_000, "{executed} {away_days}");
    }

    #[test]
    fn a_judgment_is_silent_only_after_custody_in_its_case() {
        for (name, custody, credit, silent) in [
            ("strl § 83: remanded in the case", order(true, "26-000001ENE", "2026-01-01", Some("2026-02-01")), None, true),
            ("strl § 83: arrested in the case", order(false, "26-000001", "2026-01-01", None), None, true),
            ("strl § 83: the judgment says none", order(true, "26-000001ENE", "2026-01-01", Some("2026-02-01")), Some(0), false),
            ("strl § 83: remanded in another case", order(true, "26-000777ENE", "2026-01-01", Some("2026-02-01")), None, false),
            ("strl § 83: remanded after the judgment", order(true, "26-000001ENE", "2026-02-25", Some("2026-02-28")), None, false),
        ] {
            let case = input(&serde_json::json!([custody]), credit).case(&delivered(), day("2026-11-23"));
            let Ground::Served { sentences, .. } = &case.ground else { panic!("{name}") };
            assert!(sentences.iter().all(|s| s.silent == silent), "{name}");
        }
    }

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
