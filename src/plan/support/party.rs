//! Who sits in a support group or promises something: somebody of the house, the person, their family, or an organisation of the list.

use crate::plan::model::Who;
use crate::plan::words;
use crate::reference::{Catalogue, List};
use crate::web::field::Choice;
use crate::web::lang::Text;

/// Somebody, and from which organisation: the code of the list, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub who: Who,
    pub partner: String,
}

/// Of the house, the person, and family: those who need no organisation.
const PLAIN: [Who; 9] =
    [Who::Inmate, Who::Family, Who::ContactOfficer, Who::CaseManager, Who::Coordinator, Who::Teacher, Who::Supervisor, Who::Health, Who::Other];

impl Party {
    /// As a form sends it: `w:` and a word, or `p:` and the code of an organisation.
    pub fn of(catalogue: &Catalogue, typed: &str) -> Option<Self> {
        if let Some(word) = typed.strip_prefix("w:") {
            return Who::of(word).filter(|w| PLAIN.contains(w)).map(|who| Self { who, partner: String::new() });
        }
        let code = typed.strip_prefix("p:")?;
        let found = catalogue.get(List::Partner, code).filter(|_| catalogue.contains(List::Partner, code))?;
        let who = match (code, found.attribute("sector")) {
            ("NAV" | "NAV_KOM" | "KRAMI", _) => Who::Nav,
            (_, "municipal") => Who::Municipality,
            (_, "voluntary" | "faith") => Who::Ngo,
            _ => Who::Other,
        };
        Some(Self { who, partner: code.to_owned() })
    }

    /// What it is called: the organisation, else who it is; with a name where there is one.
    pub fn label(&self, t: Text, catalogue: &Catalogue, nb: bool, name: &str) -> String {
        let label = if self.partner.is_empty() { words::who(t, self.who) } else { catalogue.label(List::Partner, &self.partner, nb).to_owned() };
        if name.is_empty() { label } else { t.msg_plan_who_named(label.as_str(), name) }
    }
}

/// Everybody who can be chosen.
pub fn choices(t: Text, catalogue: &Catalogue, nb: bool) -> Vec<Choice> {
    let plain = PLAIN.iter().map(|w| Choice::new(format!("w:{}", w.as_str()), words::who(t, *w)));
    plain.chain(catalogue.options(List::Partner, nb).into_iter().map(|(code, label)| Choice::new(format!("p:{code}"), label))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_is_one_of_the_list() {
        let empty = Catalogue::default();
        assert_eq!(Party::of(&empty, "w:family").map(|p| p.who), Some(Who::Family));
        for typed in ["", "p:NAV", "w:nav", "w:governor", "family"] {
            assert_eq!(Party::of(&empty, typed), None, "{typed}");
        }
    }
}
