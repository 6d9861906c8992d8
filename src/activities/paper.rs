//! Papers for outside: a certificate, a reference. Nothing on them says where somebody was when they were given (Mandela rule 104, European prison rule 28.7), so that they are
//! pages of their own, without the frame that names a house.

use askama::Template;
use chrono::NaiveDate;

use crate::web::lang::Text;
use crate::web::{Fmt, Frame};

/// Words that tell where it was. The database holds the same of what is printed on a certificate.
const MARKS: [&str; 6] = ["fengsel", "overgangsbolig", "kriminalomsorg", "forvaring", "prison", "innsatt"];

/// Whether a text that is to be printed names a prison, by a word for one or by its name.
#[must_use]
pub fn names_a_prison(text: &str, prison: &str) -> bool {
    let text = text.to_lowercase();
    MARKS.iter().any(|mark| text.contains(mark)) || (!prison.is_empty() && text.contains(&prison.to_lowercase()))
}

/// A paper.
#[derive(Template)]
#[template(path = "activities/paper.html")]
pub struct PaperView {
    /// For scripts and styles alone: nothing of it is printed.
    pub frame: Frame,
    /// The words of the paper, which may be other than the reader's.
    pub t: Text,
    /// Their language.
    pub tag: &'static str,
    /// The same paper in each language.
    pub languages: Vec<(&'static str, &'static str, bool, String)>,
    /// Where it was opened from.
    pub back: String,
    /// What it is, above the title.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Whose it is, and when they were born.
    pub who: String,
    /// What it says.
    pub text: Vec<String>,
    /// Facts with their labels.
    pub facts: Vec<(String, String)>,
    /// Town and day.
    pub signed: String,
    /// Who stands for it.
    pub issuer: String,
}

/// "Jonas Emil Hansen, born 14.03.1988".
#[must_use]
pub fn who(t: Text, fmt: Fmt, given: &str, family: &str, born: Option<NaiveDate>) -> String {
    let name = format!("{given} {family}");
    match born {
        Some(day) => t.msg_paper_who(name.as_str(), fmt.day(day).as_str()),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_names_no_prison() {
        for text in ["Halden fengsel", "Kurs holdt i KRIMINALOMSORGEN", "for innsatte", "Prison workshop", "Bygget ved Bastøy i 2026"] {
            assert!(names_a_prison(text, "Bastøy"), "{text}");
        }
        assert!(!names_a_prison("Fylkeskommunens kurssenter, Halden", "Halden fengsel"), "a town is a town");
        assert!(!names_a_prison("Godt arbeid", ""));
    }
}
