//! Capacities in order, and cell codes as a list that people write. Pure.

/// Most cells made at once.
pub const MOST_CELLS: usize = 200;

/// The three capacities of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    pub certified: i32,
    pub working: i32,
    pub maximum: i32,
}

impl Capacity {
    /// Neither what a room is approved for nor what is used may pass what an emergency may use.
    pub fn in_order(self) -> bool {
        self.working <= self.maximum && self.certified <= self.maximum
    }
}

/// What is wrong with a list of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodesFault {
    /// Nothing was written.
    Empty,
    /// This part is neither a code nor a range.
    Part(String),
    /// This code is there twice.
    Twice(String),
    /// More than [`MOST_CELLS`].
    TooMany,
}

/// Codes from "201-220, 225, C2-101-C2-120": single codes and ranges, by comma, semicolon or line. A range keeps its letters and zeros.
pub fn codes(text: &str) -> Result<Vec<String>, CodesFault> {
    let mut out: Vec<String> = Vec::new();
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|p| !p.is_empty());
    for part in parts {
        let fault = || CodesFault::Part(part.to_owned());
        let upper = part.to_uppercase();
        let made = match ends(&upper) {
            Some((from, to)) => range(&from, &to).ok_or_else(fault)?,
            None => vec![upper],
        };
        for code in made {
            if !is_code(&code) {
                return Err(fault());
            }
            if out.contains(&code) {
                return Err(CodesFault::Twice(code));
            }
            out.push(code);
            if out.len() > MOST_CELLS {
                return Err(CodesFault::TooMany);
            }
        }
    }
    if out.is_empty() { Err(CodesFault::Empty) } else { Ok(out) }
}

/// A cell's code as it stands on the door: letters, digits, and between them full stops, strokes or hyphens.
pub fn is_code(code: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || ". /-".contains(c);
    let edges = code.starts_with(char::is_alphanumeric) && code.ends_with(char::is_alphanumeric);
    edges && code.chars().count() <= 12 && code.chars().all(inner)
}

/// The two ends of a range. A hyphen is also part of many codes: it parts a range only where the same letters stand before the number
/// on both sides ("201-220", "C2-101-C2-120"), or the last number goes on from the code before it ("C2-101-120").
fn ends(part: &str) -> Option<(String, String)> {
    let pair = |(from, to): (&str, &str)| (from.trim().to_owned(), to.trim().to_owned());
    if let Some(found) = part.split_once('–').or_else(|| part.split_once("..")).or_else(|| part.split_once(" - ")) {
        return Some(pair(found));
    }
    let hyphens: Vec<(&str, &str)> = part.match_indices('-').map(|(at, _)| (&part[..at], &part[at + 1..])).collect();
    let numbered = |code: &str| code.ends_with(|c: char| c.is_ascii_digit());
    let same = hyphens.iter().find(|(from, to)| numbered(from) && numbered(to) && letters(from) == letters(to));
    let goes_on = hyphens.last().filter(|(from, to)| from.contains('-') && numbered(from) && !to.is_empty() && to.bytes().all(|b| b.is_ascii_digit()));
    same.or(goes_on).copied().map(pair)
}

/// What stands before the last number of a code.
fn letters(code: &str) -> &str {
    code.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// From "A01" to "A20", or from "C2-101" to "120".
fn range(from: &str, to: &str) -> Option<Vec<String>> {
    let (prefix, other) = (letters(from), letters(to));
    if !other.is_empty() && other != prefix {
        return None;
    }
    let (first, last) = (from.get(prefix.len()..)?, to.get(other.len()..)?);
    let (low, high): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    if low > high || usize::try_from(high - low).ok()? > MOST_CELLS {
        return None;
    }
    let width = first.len();
    Some((low..=high).map(|n| format!("{prefix}{n:0width$}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_as_people_write_them() {
        let cases: [(&str, &[&str]); 12] = [
            ("201", &["201"]),
            ("201-203", &["201", "202", "203"]),
            ("a1-a3", &["A1", "A2", "A3"]),
            ("A1–3", &["A1", "A2", "A3"]),
            ("A1 - 3", &["A1", "A2", "A3"]),
            ("C2-104", &["C2-104"]),
            ("C2-104-C2-106", &["C2-104", "C2-105", "C2-106"]),
            ("c2-104-106", &["C2-104", "C2-105", "C2-106"]),
            ("B1.1..B1.3", &["B1.1", "B1.2", "B1.3"]),
            ("008-011", &["008", "009", "010", "011"]),
            ("201-202, 225;\n301", &["201", "202", "225", "301"]),
            ("Å2", &["Å2"]),
        ];
        for (text, expected) in cases {
            assert_eq!(codes(text), Ok(expected.iter().map(|c| (*c).to_owned()).collect()), "{text}");
        }
    }

    #[test]
    fn what_is_no_list_of_codes_says_which_part() {
        let part = |p: &str| Err(CodesFault::Part(p.to_owned()));
        let cases = [
            ("", Err(CodesFault::Empty)),
            (" , ;", Err(CodesFault::Empty)),
            ("220-201", part("220-201")),
            ("A1–B3", part("A1–B3")),
            ("A–B", part("A–B")),
            ("-", part("-")),
            ("201-", part("201-")),
            ("<b>", part("<b>")),
            ("0000000000001", part("0000000000001")),
            ("1-4000000000", part("1-4000000000")),
            ("201, 200-202", Err(CodesFault::Twice("201".to_owned()))),
            ("1-150, 151-300", Err(CodesFault::TooMany)),
        ];
        for (text, expected) in cases {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_passes_the_maximum() {
        let cap = |certified, working, maximum| Capacity { certified, working, maximum }.in_order();
        assert!(cap(1, 1, 1) && cap(1, 2, 2) && cap(2, 1, 2) && cap(0, 0, 0));
        assert!(!cap(1, 2, 1) && !cap(2, 1, 1));
    }
}
