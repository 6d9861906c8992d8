//! The rules of law that the tests of this slice rest on, from the delivered files.

use std::sync::LazyLock;

use crate::law::rule::{Book, Citation, Clock, Confidence, Level, Mode, Rule, Status};

static BOOK: LazyLock<Book> =
    LazyLock::new(|| Book::new([include_str!("../../../data/law/parameters.csv"), include_str!("../../../data/law/bases.csv")].into_iter().flat_map(rows)));

/// The rules as they were delivered.
pub fn embedded() -> &'static Book {
    &BOOK
}

fn rows(text: &str) -> Vec<Rule> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes()).records().filter_map(|r| rule(&r.ok()?)).collect()
}

fn rule(r: &csv::StringRecord) -> Option<Rule> {
    let text = |i: usize| r.get(i).unwrap_or_default().to_owned();
    Some(Rule {
        id: text(0),
        subject: text(1),
        trigger: text(2),
        value: text(3).parse().ok()?,
        clock: Clock::of(&text(4))?,
        mode: Mode::of(&text(5))?,
        level: Level::of(&text(6)),
        repeat: text(7).parse().ok(),
        warn: text(8).split(';').filter_map(|s| s.parse().ok()).collect(),
        cite: Citation { act: text(9), section: text(10) },
        valid_from: text(11).parse().ok()?,
        valid_to: text(12).parse().ok(),
        status: Status::of(&text(13))?,
        confidence: Confidence::of(&text(14))?,
        label_nb: text(15),
        label_en: text(16),
        version: 1,
    })
}
