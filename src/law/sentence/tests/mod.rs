#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

mod properties;
mod slow;
mod vectors;

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::*;
use crate::law::rule::{Book, Citation, Clock, Confidence, Mode, Rule, Status, Value};

const FILES: [&str; 3] = [
    include_str!("../../../../data/law/calculation.csv"),
    include_str!("../../../../data/law/parameters.csv"),
    include_str!("../../../../data/law/deadlines.csv"),
];

fn rows() -> Vec<Rule> {
    let mut rows: Vec<Rule> = Vec::new();
    let records = FILES
        .iter()
        .flat_map(|file| csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(file.as_bytes()).into_records().map(Result::unwrap).collect::<Vec<_>>());
    for record in records {
        let version = 1 + rows.iter().filter(|r| r.id == record[0] && r.subject == record[1]).count();
        rows.push(Rule {
            id: record[0].to_owned(),
            subject: record[1].to_owned(),
            trigger: record[2].to_owned(),
            value: record[3].parse().unwrap(),
            clock: Clock::of(&record[4]).unwrap(),
            mode: Mode::of(&record[5]).unwrap(),
            level: None,
            repeat: None,
            warn: Vec::new(),
            cite: Citation { act: record[9].to_owned(), section: record[10].to_owned() },
            valid_from: record[11].parse().unwrap(),
            valid_to: record[12].parse().ok(),
            status: Status::of(&record[13]).unwrap(),
            confidence: Confidence::of(&record[14]).unwrap(),
            label_nb: record[15].to_owned(),
            label_en: record[16].to_owned(),
            version: i32::try_from(version).unwrap(),
        });
    }
    rows
}

/// The book of the files, read once.
pub(crate) fn book() -> Book {
    BOOK.clone()
}

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::new(rows()));
static FLAT: LazyLock<Book> = LazyLock::new(|| book_with(B));

/// The book with other values for some rules, as a second version.
fn book_with(changes: &[(&str, &str)]) -> Book {
    let mut rows = rows();
    for (id, value) in changes {
        let row = rows.iter_mut().find(|r| r.id == *id).unwrap();
        row.value = value.parse::<Value>().unwrap();
        row.version = 2;
    }
    Book::new(rows)
}

const B: &[(&str, &str)] = &[("sentence.conversion", "days_30_365")];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().unwrap()
}

fn source(n: u128) -> Source {
    Source { document: Document::Basis, id: Uuid::from_u128(n), author: Some(Uuid::from_u128(1)) }
}

fn sentence(amount: Amount, credit: u32, start: &str) -> Sentence {
    Sentence { source: source(10), pronounced_on: day(start), amount, court_credit: credit, silent: false, foreign: false, sections: Vec::new() }
}

/// One sentence, serving begun on the day of the judgment.
fn case(amount: Amount, credit: u32, start: &str) -> Case {
    served(start, vec![sentence(amount, credit, start)], Vec::new())
}

fn served(start: &str, sentences: Vec<Sentence>, fines: Vec<Fine>) -> Case {
    let start = Start { on: day(start), begun: true };
    Case {
        on: day("2026-11-23"),
        birth: None,
        ground: Ground::Served { start, sentences, fines },
        held: Vec::new(),
        isolation: Vec::new(),
        absences: Vec::new(),
    }
}

fn absence(from: &str, back: Option<&str>) -> Absence {
    Absence { source: Source { document: Document::Movement, ..source(20) }, kind: AbsenceKind::Escape, from: day(from), back: back.map(day) }
}

fn spell(from: &str, to: Option<&str>) -> Spell {
    Spell { source: Source { document: Document::Stay, ..source(30) }, from: at(from), to: to.map(at), in_case: true }
}

fn run(case: &Case) -> Outcome {
    compute(case, &BOOK).unwrap()
}

fn on(outcome: &Outcome, point: Point) -> String {
    match outcome.milestone(point).map(|m| &m.when) {
        Some(When::On { date }) => date.to_string(),
        Some(When::Not(absent)) => serde_json::to_value(absent).unwrap()["reason"].as_str().unwrap().to_owned(),
        None => "none".to_owned(),
    }
}
