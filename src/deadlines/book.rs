//! Where the rules come from.

use std::sync::LazyLock;

use crate::law::rule::{Book, Citation, Clock, Confidence, Level, Malformed, Mode, Rule, Span, Status};

/// The file that is part of the program.
const FILE: &str = include_str!("../../data/law/deadlines.csv");

static BOOK: LazyLock<Book> = LazyLock::new(|| match rows(FILE) {
    Ok(rows) => Book::new(rows),
    Err(error) => {
        // A test reads the same file: this cannot be released. Without rules no deadline is raised and every raising fails loudly.
        tracing::error!(%error, "the file of deadlines cannot be read");
        Book::default()
    }
});

/// The rules that the clock works by.
pub fn book() -> &'static Book {
    &BOOK
}

/// Spans as the file and the rows keep them: `7 days;3 days`.
pub fn spans(text: &str) -> Result<Vec<Span>, Malformed> {
    text.split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::parse).collect()
}

fn rows(text: &str) -> Result<Vec<Rule>, Malformed> {
    let bad = |what: &dyn std::fmt::Display| Malformed(what.to_string());
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let mut rows: Vec<Rule> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| bad(&e))?;
        let cell = |n: usize| record.get(n).unwrap_or_default();
        let word = |n: usize| Malformed(format!("«{}» is no word of column {n}", cell(n)));
        let (id, subject) = (cell(0).to_owned(), cell(1).to_owned());
        let version = 1 + rows.iter().filter(|r| r.id == id && r.subject == subject).count();
        rows.push(Rule {
            trigger: cell(2).to_owned(),
            value: cell(3).parse()?,
            clock: Clock::of(cell(4)).ok_or_else(|| word(4))?,
            mode: Mode::of(cell(5)).ok_or_else(|| word(5))?,
            level: (!cell(6).is_empty()).then(|| Level::of(cell(6)).ok_or_else(|| word(6))).transpose()?,
            repeat: (!cell(7).is_empty()).then(|| cell(7).parse()).transpose()?,
            warn: spans(cell(8))?,
            cite: Citation { act: cell(9).to_owned(), section: cell(10).to_owned() },
            valid_from: cell(11).parse().map_err(|e| bad(&e))?,
            valid_to: (!cell(12).is_empty()).then(|| cell(12).parse().map_err(|e| bad(&e))).transpose()?,
            status: Status::of(cell(13)).ok_or_else(|| word(13))?,
            confidence: Confidence::of(cell(14)).ok_or_else(|| word(14))?,
            label_nb: cell(15).to_owned(),
            label_en: cell(16).to_owned(),
            version: i32::try_from(version).map_err(|e| bad(&e))?,
            id,
            subject,
        });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let rows = rows(FILE).unwrap_or_default();
        assert!(rows.len() > 50, "{:?}", self::rows(FILE));
        for r in &rows {
            assert!(!r.trigger.is_empty() && !r.label_nb.is_empty() && !r.label_en.is_empty() && !r.cite.section.is_empty(), "{}", r.id);
            assert!(r.warn.windows(2).all(|w| w[0] != w[1]), "{}", r.id);
        }
    }
}
