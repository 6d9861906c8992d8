//! What was meant by what was typed.

use crate::inmates::fold;

/// The longest text that is read.
pub(super) const LONGEST: usize = 80;
/// Name parts that are asked for; further ones only make a match rarer.
const PARTS: usize = 4;

/// What kind of question it is, as the audit trail tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// Too little was typed.
    #[default]
    Nothing,
    /// Parts of a name.
    Name,
    /// An inmate's number or part of it.
    Number,
    /// A cell.
    Cell,
    /// A national, D- or DUF number, whole.
    National,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Name => "name",
            Self::Number => "number",
            Self::Cell => "cell",
            Self::National => "national",
        }
    }
}

/// From and to of everything that begins with some text; empty when there is no text. An ordered index answers it whatever the planner
/// knows of the parameter, which the operator `^@` does not promise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Range {
    pub from: String,
    pub to: String,
}

impl Range {
    pub fn of(prefix: &str) -> Self {
        if prefix.is_empty() { Self::default() } else { Self { from: prefix.to_owned(), to: format!("{prefix}\u{10ffff}") } }
    }
}

/// A question put to the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Question {
    pub kind: Kind,
    /// Folded name parts, the longest first: it finds the fewest.
    pub terms: Vec<String>,
    /// How the parts sound.
    pub sounds: Vec<String>,
    /// The number as it begins.
    pub number: Range,
    /// The running part of the number as it begins.
    pub running: Range,
    /// The cell's code, or its end.
    pub cell: String,
    /// Eleven or twelve digits.
    pub national: String,
}

impl Question {
    /// Reads what was typed.
    pub fn of(text: &str) -> Self {
        let text: String = text.trim().chars().take(LONGEST).collect();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let only_digits = !digits.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-');
        match (only_digits, digits.len()) {
            // Eleven digits: a national number or a D-number; twelve: a DUF number.
            (true, 11 | 12) => Self { kind: Kind::National, national: digits, ..Self::default() },
            (true, 13..) => Self::default(),
            (true, _) => Self::digits(&text, &digits),
            (false, 0) => Self::names(&text),
            (false, _) => Self::cell(&text),
        }
    }

    /// "2026-01482", "01482", "1482", "202601482"; three digits and fewer are a cell.
    fn digits(text: &str, digits: &str) -> Self {
        let whole = text.trim();
        if let Some((year, running)) = whole.split_once('-').filter(|(year, _)| year.len() == 4) {
            return Self { kind: Kind::Number, number: Range::of(&format!("{year}-{}", running.trim())), ..Self::default() };
        }
        match digits.len() {
            1..=3 => Self { kind: Kind::Cell, cell: digits.to_owned(), ..Self::default() },
            4 => Self {
                kind: Kind::Number,
                number: Range::of(&format!("{digits}-")),
                running: Range::of(&format!("0{digits}")),
                cell: digits.to_owned(),
                ..Self::default()
            },
            5 => Self { kind: Kind::Number, running: Range::of(digits), ..Self::default() },
            _ => Self { kind: Kind::Number, number: Range::of(&format!("{}-{}", &digits[..4], &digits[4..])), ..Self::default() },
        }
    }

    /// "A2-214", "a2 214", "A2 - 214".
    fn cell(text: &str) -> Self {
        let code = text.split(|c: char| c.is_whitespace() || c == '-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").to_uppercase();
        if code.chars().count() > 16 { Self::default() } else { Self { kind: Kind::Cell, cell: code, ..Self::default() } }
    }

    fn names(text: &str) -> Self {
        let mut terms = fold::terms(text);
        terms.sort_by_key(|term| std::cmp::Reverse(term.chars().count()));
        terms.dedup();
        terms.truncate(PARTS);
        if terms.first().is_none_or(|longest| longest.chars().count() < 2) {
            return Self::default();
        }
        let mut sounds: Vec<String> = fold::sound(text).split(' ').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        sounds.sort_by_key(|sound| std::cmp::Reverse(sound.chars().count()));
        sounds.truncate(PARTS);
        Self { kind: Kind::Name, terms, sounds, ..Self::default() }
    }

    /// A name part as a range; empty when there are fewer.
    pub fn term(&self, n: usize) -> Range {
        self.terms.get(n).map(|t| Range::of(t)).unwrap_or_default()
    }

    /// Whether it is worth asking by sound: two letters say too little.
    pub fn by_sound(&self) -> bool {
        self.kind == Kind::Name && self.terms.first().is_some_and(|t| t.chars().count() >= 3) && self.sounds.first().is_some_and(|s| s.chars().count() >= 2)
    }

    /// The part of a name that is compared letter by letter when nothing else was found.
    pub fn nearly(&self) -> Option<&str> {
        self.terms.first().map(String::as_str).filter(|t| self.kind == Kind::Name && t.chars().count() >= 3)
    }
}

/// The words of a name, each with whether a typed part begins it.
pub(super) fn marked(name: &str, terms: &[String]) -> Vec<(String, bool)> {
    name.split(' ').map(|word| (word.to_owned(), fold::terms(word).iter().any(|w| terms.iter().any(|t| w.starts_with(t.as_str()))))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        let cases = [
            ("", Kind::Nothing),
            ("  ", Kind::Nothing),
            ("h", Kind::Nothing),
            ("ha", Kind::Name),
            ("Hansen, Jonas", Kind::Name),
            ("Đorđević", Kind::Name),
            ("2026-01482", Kind::Number),
            ("2026-", Kind::Number),
            ("01482", Kind::Number),
            ("1482", Kind::Number),
            ("202601482", Kind::Number),
            ("214", Kind::Cell),
            ("A2-214", Kind::Cell),
            ("a2 214", Kind::Cell),
            ("140388 12345", Kind::National),
            ("200012345678", Kind::National),
            ("2000123456789", Kind::Nothing),
            ("hansen 1482 og mye annet 3", Kind::Nothing),
        ];
        for (text, kind) in cases {
            assert_eq!(Question::of(text).kind, kind, "{text:?}");
        }
    }

    #[test]
    fn numbers_by_their_parts() {
        assert_eq!(Question::of("2026-014").number, Range::of("2026-014"));
        assert_eq!(Question::of("202601482").number, Range::of("2026-01482"));
        let four = Question::of("1482");
        assert_eq!((four.running, four.cell.as_str()), (Range::of("01482"), "1482"));
        assert_eq!(Question::of("01482").running, Range::of("01482"));
        assert_eq!(Question::of(" a2  - 214").cell, "A2-214");
        assert_eq!(Question::of("14038812345").national, "14038812345");
    }

    #[test]
    fn names_in_any_order_the_longest_part_first() {
        let question = Question::of("Bo Åse-Marie Bjørnstad");
        assert_eq!(question.terms, ["bjornstad", "marie", "ase", "bo"]);
        assert_eq!(question.term(0), Range::of("bjornstad"));
        assert_eq!(question.term(7), Range::default());
        assert!(question.by_sound());
        assert!(!Question::of("bo").by_sound());
    }

    #[test]
    fn a_range_holds_what_begins_so() {
        let range = Range::of("ha");
        let within = |text: &str| range.from.as_str() <= text && text < range.to.as_str();
        assert!(within("ha") && within("hansen") && within("haø") && within("ha\u{ffff}"));
        assert!(!within("h") && !within("hb") && !within("gz"));
        assert_eq!(Range::of(""), Range::default());
    }

    #[test]
    fn words_that_were_found_are_marked() {
        let terms = Question::of("jon bjør").terms;
        let marked: Vec<bool> = marked("Bjørnstad, Jonas Emil", &terms).into_iter().map(|w| w.1).collect();
        assert_eq!(marked, [true, true, false]);
    }
}
