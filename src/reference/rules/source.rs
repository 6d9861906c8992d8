//! The embedded files of `data/law/`, whichever there are: the build lists them.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::law::rule::{Citation, Clock, Confidence, Level, Malformed, Mode, Rule, Span, Status, Value};

/// Each file's name and text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/law_files.rs"));

/// Every row of every file, by id, subject and first day, numbered.
///
/// # Errors
/// When a file cannot be read, with its name and line.
pub(super) fn rows() -> Result<Vec<Rule>, Malformed> {
    let mut rows = Vec::new();
    for (name, text) in FILES {
        read(name, text, &mut rows)?;
    }
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    number(&mut rows);
    Ok(rows)
}

fn key(r: &Rule) -> (&str, &str, NaiveDate) {
    (&r.id, &r.subject, r.valid_from)
}

/// Counts the rows of each id and subject from 1.
fn number(rows: &mut [Rule]) {
    for at in 1..rows.len() {
        let (before, rest) = rows.split_at_mut(at);
        if let (Some(last), Some(row)) = (before.last(), rest.first_mut())
            && (&last.id, &last.subject) == (&row.id, &row.subject)
        {
            row.version = last.version + 1;
        }
    }
}

fn read(name: &str, text: &str, rows: &mut Vec<Rule>) -> Result<(), Malformed> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let columns: HashMap<String, usize> =
        reader.headers().map_err(|e| Malformed(format!("{name}: {e}")))?.iter().enumerate().map(|(n, column)| (column.to_owned(), n)).collect();
    for record in reader.records() {
        let record = record.map_err(|e| Malformed(format!("{name}: {e}")))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = row(&columns, &record).map_err(|Malformed(what)| Malformed(format!("{name}, line {line}: {what}")))?;
        rows.push(row);
    }
    Ok(())
}

fn row(columns: &HashMap<String, usize>, record: &csv::StringRecord) -> Result<Rule, Malformed> {
    let field = |column: &str| columns.get(column).and_then(|n| record.get(*n)).map(str::trim).ok_or_else(|| Malformed(format!("no column «{column}»")));
    let text = |column: &str| field(column).map(str::to_owned);
    Ok(Rule {
        id: text("id")?,
        subject: text("subject")?,
        trigger: text("trigger")?,
        value: Value::from_str(field("value")?)?,
        clock: word("clock", field("clock")?, Clock::of)?,
        mode: word("mode", field("mode")?, Mode::of)?,
        level: optional(field("level")?, |t| word("level", t, Level::of))?,
        repeat: optional(field("repeat")?, Span::from_str)?,
        warn: field("warn")?.split(';').map(str::trim).filter(|t| !t.is_empty()).map(Span::from_str).collect::<Result<_, _>>()?,
        cite: Citation { act: text("act")?, section: text("section")? },
        valid_from: day(field("valid_from")?)?,
        valid_to: optional(field("valid_to")?, day)?,
        status: word("status", field("status")?, Status::of)?,
        confidence: word("confidence", field("confidence")?, Confidence::of)?,
        label_nb: text("label_nb")?,
        label_en: text("label_en")?,
        version: 1,
    })
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, Malformed>) -> Result<Option<T>, Malformed> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn word<T>(column: &str, text: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, Malformed> {
    of(text).ok_or_else(|| Malformed(format!("«{text}» is no {column}")))
}

fn day(text: &str) -> Result<NaiveDate, Malformed> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Malformed(format!("«{text}» is no day such as «2002-03-01»")))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::law::rule::Book;
    use crate::reference::rules::meet;

    /// A word of the law in the database's check.
    fn named(id: &str) -> bool {
        let parts: Vec<&str> = id.split('.').collect();
        parts.len() > 1
            && id.starts_with(|c: char| c.is_ascii_lowercase())
            && parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
    }

    #[test]
    fn every_row_of_every_file_says_what_it_must() {
        let rows = rows().unwrap();
        assert!(FILES.iter().any(|(name, _)| *name == "parameters.csv"), "{:?}", FILES.iter().map(|f| f.0).collect::<Vec<_>>());
        for r in &rows {
            let name = format!("{} ({}) from {}", r.id, r.subject, r.valid_from);
            assert!(named(&r.id), "{name}: an id is family.what");
            assert!(!r.label_nb.is_empty() && !r.label_en.is_empty(), "{name}: both labels");
            assert!(!r.cite.section.is_empty() || r.status == Status::Practice, "{name}: a section, or practice");
            assert!(!r.cite.act.is_empty() || r.status == Status::Practice, "{name}: an act, or practice");
            assert!(r.valid_to.is_none_or(|last| last >= r.valid_from), "{name}: ends before it begins");
            assert!(r.warn.is_empty() || !r.trigger.is_empty(), "{name}: warns before an end that nothing begins");
        }
    }

    #[test]
    fn a_day_has_one_row() {
        let rows = rows().unwrap();
        for (n, a) in rows.iter().enumerate() {
            for b in rows[n + 1..].iter().take_while(|b| (&b.id, &b.subject) == (&a.id, &a.subject)) {
                assert!(a.valid_from != b.valid_from, "{} ({}) twice from {}", a.id, a.subject, a.valid_from);
                let enacted = a.status == Status::Enacted || b.status == Status::Enacted;
                assert!(enacted || !meet((a.valid_from, a.valid_to), (b.valid_from, b.valid_to)), "{} ({}): two on one day", a.id, a.subject);
            }
        }
    }

    #[test]
    fn what_is_only_enacted_is_never_computed_with() {
        let book = Book::new(rows().unwrap());
        let enacted: Vec<_> = book.rows().filter(|r| r.status == Status::Enacted).collect();
        assert!(!enacted.is_empty());
        for r in enacted {
            for day in [r.valid_from, r.valid_from + chrono::TimeDelta::days(400)] {
                assert!(!r.applies_on(day), "{}", r.id);
                assert!(book.on(day).rule(&r.id, &r.subject).map_or(true, |found| found.status != Status::Enacted), "{}", r.id);
                assert!(r.trigger.is_empty() || book.on(day).triggered_by(&r.trigger, &[&r.subject]).iter().all(|found| found.status != Status::Enacted));
            }
        }
    }

    #[test]
    fn a_slip_is_told_with_its_line() {
        let head = "id,subject,trigger,value,clock,mode,level,repeat,warn,act,section,valid_from,valid_to,status,confidence,label_nb,label_en\n";
        let good = "a.b,,x,14 days,elapsed,max,region,1 days,3 days; 1 days,strl,§ 1,2002-03-01,,in_force,verified,Prøve,Test\n";
        let mut found = Vec::new();
        read("t.csv", &format!("# kept\n{head}{good}"), &mut found).unwrap();
        assert_eq!((found[0].warn.len(), found[0].level, found[0].value.to_string()), (2, Some(Level::Region), "14 days".to_owned()));
        for (spoilt, tells) in [
            (good.replace("14 days", "14"), None),
            (good.replace("14 days", "14 dager"), Some("14 dager")),
            (good.replace("elapsed", "slowly"), Some("clock")),
            (good.replace("2002-03-01", "1.3.2002"), Some("1.3.2002")),
            (good.replace("region", "king"), Some("level")),
        ] {
            let answer = read("t.csv", &format!("{head}{spoilt}"), &mut Vec::new());
            match tells {
                None => assert!(answer.is_ok()),
                Some(tells) => assert!(answer.is_err_and(|e| e.0.contains("t.csv, line 2") && e.0.contains(tells))),
            }
        }
    }
}
