//! Who sits in a support group, promises something or does an action: somebody of the house, the person, their family, or an organisation of the list.

use std::collections::{BTreeMap, HashMap};

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

    /// As an address carries it: a word or a code, never what somebody typed, which may be a person's name.
    pub fn key(&self) -> String {
        if self.partner.is_empty() { format!("w:{}", self.who.as_str()) } else { format!("p:{}", self.partner) }
    }

    /// What an address asks for, when that is anybody.
    pub fn of_key(catalogue: &Catalogue, key: &str) -> Option<Self> {
        match key.strip_prefix("w:") {
            Some(word) => Who::of(word).map(|who| Self { who, partner: String::new() }),
            None => Self::of(catalogue, key),
        }
    }

    /// What it is called: the organisation, else who it is; with a name where there is one.
    pub fn label(&self, t: Text, catalogue: &Catalogue, nb: bool, name: &str) -> String {
        let label = if self.partner.is_empty() { words::who(t, self.who) } else { catalogue.label(List::Partner, &self.partner, nb).to_owned() };
        if name.is_empty() { label } else { t.msg_plan_who_named(label.as_str(), name) }
    }
}

/// What the organisations of the list are called, for a field in which one is written by hand.
pub fn names(catalogue: &Catalogue, nb: bool) -> Vec<String> {
    catalogue.options(List::Partner, nb).into_iter().map(|(_, label)| label.to_owned()).collect()
}

/// The organisations of the list by everything they are called, for what was written by hand of an action.
pub struct Names(HashMap<String, String>);

impl Names {
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut names = HashMap::new();
        for nb in [true, false] {
            for (code, label) in catalogue.options(List::Partner, nb) {
                names.insert(code.to_lowercase(), code.to_owned());
                names.insert(label.to_lowercase(), code.to_owned());
            }
        }
        Self(names)
    }

    /// Who does an action: the organisation, when what was written is its code or one of its names; else whoever it is, all of that sort together.
    pub fn party(&self, who: Who, written: &str) -> Party {
        let found = if who.outside() { self.0.get(&written.trim().to_lowercase()) } else { None };
        Party { who, partner: found.cloned().unwrap_or_default() }
    }
}

/// Parties as a filter offers them, by name, each with how many lines of it there are among the rest of the selection; the chosen one always.
pub fn filter(t: Text, catalogue: &Catalogue, nb: bool, lines: impl IntoIterator<Item = (Party, bool)>, chosen: Option<&Party>) -> Vec<Choice> {
    let mut found: BTreeMap<String, (Party, i64)> = BTreeMap::new();
    for (party, counts) in lines.into_iter().chain(chosen.cloned().map(|p| (p, false))) {
        found.entry(party.key()).or_insert((party, 0)).1 += i64::from(counts);
    }
    let mut choices: Vec<(String, i64, String)> = found.into_iter().map(|(key, (party, n))| (party.label(t, catalogue, nb, ""), n, key)).collect();
    choices.retain(|(_, n, key)| *n > 0 || chosen.is_some_and(|c| c.key() == *key));
    choices.sort_by_cached_key(|(label, _, _)| label.to_lowercase());
    choices.into_iter().map(|(label, n, key)| Choice::new(key, t.msg_plan_counted(label.as_str(), n))).collect()
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
    fn what_was_written_by_hand_is_an_organisation_of_the_list_or_nobody_by_name() {
        let names = Names(HashMap::from([("kirkens bymisjon".to_owned(), "BYMISJON".to_owned())]));
        assert_eq!(names.party(Who::Ngo, " Kirkens Bymisjon ").key(), "p:BYMISJON");
        assert_eq!(names.party(Who::Family, "Kari Hansen").key(), "w:family", "a name stands in no address");
        assert_eq!(names.party(Who::Teacher, "Kirkens Bymisjon").key(), "w:teacher");
    }

    #[test]
    fn an_organisation_is_one_of_the_list() {
        let empty = Catalogue::default();
        assert_eq!(Party::of(&empty, "w:family").map(|p| p.who), Some(Who::Family));
        for typed in ["", "p:NAV", "w:nav", "w:governor", "family"] {
            assert_eq!(Party::of(&empty, typed), None, "{typed}");
        }
    }
}
