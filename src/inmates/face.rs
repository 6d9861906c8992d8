//! A person as one line of a list shows them: picture, name, number, and what to mind.

use uuid::Uuid;

use super::banner::{self, Flag};
use super::portrait;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;

/// Picture, name and number, with the way to the record.
#[derive(Clone, Debug)]
pub struct Face {
    /// The record.
    pub href: String,
    /// "Hansen, Jonas Emil".
    pub name: String,
    /// The number people use.
    pub number: String,
    /// A photograph's address, or none for the drawn portrait.
    pub photo: Option<String>,
    /// The drawn portrait.
    pub portrait: String,
}

impl Face {
    /// Of a person.
    pub fn of(id: Uuid, name: String, number: &str, photographed: bool) -> Self {
        Self {
            href: format!("/inmates/{id}"),
            name,
            number: number.to_owned(),
            photo: photographed.then(|| format!("/inmates/{id}/photo/thumbnail")),
            portrait: if photographed { String::new() } else { portrait::portrait(id.as_u64_pair().1) },
        }
    }
}

/// Flags of one person in a list: the gravest few, and how many more there are. Same words, icons and order as in the banner; none
/// is filled, because a list has many people and a page one filled flag.
#[derive(Clone, Debug, Default)]
pub struct ListFlags {
    /// Those shown.
    pub shown: Vec<Flag>,
    /// How many are not.
    pub more: usize,
}

/// At most so many in a list.
const SHOWN: usize = 3;

/// What a list knows of somebody.
pub struct Known<'a, A, N> {
    /// Alerts: kind, severity, instruction.
    pub alerts: A,
    /// Shared notices: kind, instruction.
    pub notices: N,
    /// The interpreter's language.
    pub interpreter: Option<&'a str>,
}

impl ListFlags {
    /// For a reader; `whole` for those who read alerts and not just what to do about them.
    pub fn of<'a, A, N>(t: Text, catalogue: &Catalogue, nb: bool, whole: bool, known: Known<'a, A, N>) -> Self
    where
        A: IntoIterator<Item = (&'a str, &'a str, &'a str)>,
        N: IntoIterator<Item = (&'a str, &'a str)>,
    {
        // The language says it better than the alert that there is one.
        let alerts = known.alerts.into_iter().filter(|(kind, _, _)| known.interpreter.is_none() || *kind != "INTERPRETER");
        let mut flags: Vec<Flag> = if whole { alerts.map(|a| alert(catalogue, nb, a)).collect() } else { to_mind(t, alerts).into_iter().collect() };
        flags.extend(known.notices.into_iter().map(|(kind, instruction)| Flag {
            color: "brand2",
            icon: "Bandage",
            label: banner::shared_kind(t, kind),
            instruction: instruction.to_owned(),
            solid: false,
        }));
        flags.extend(known.interpreter.map(|language| Flag {
            color: "info",
            icon: "Language",
            label: t.msg_flag_interpreter(catalogue.label(List::Language, language, nb)),
            instruction: String::new(),
            solid: false,
        }));
        let more = flags.len().saturating_sub(SHOWN);
        flags.truncate(SHOWN);
        Self { shown: flags, more }
    }
}

fn alert(catalogue: &Catalogue, nb: bool, (kind, severity, instruction): (&str, &str, &str)) -> Flag {
    Flag {
        color: banner::severity_color(severity),
        icon: "ExclamationmarkTriangle",
        label: catalogue.label(List::AlertType, kind, nb).to_owned(),
        instruction: instruction.to_owned(),
        solid: false,
    }
}

/// One flag for all alerts of a person: how many things there are to mind. The kinds would tell why.
fn to_mind<'a>(t: Text, alerts: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Option<Flag> {
    let alerts: Vec<_> = alerts.collect();
    let gravest = ["high", "medium", "low"].into_iter().find(|s| alerts.iter().any(|a| a.1 == *s))?;
    let instruction = alerts.iter().map(|a| a.2).filter(|i| !i.is_empty()).collect::<Vec<_>>().join(" ");
    Some(Flag {
        color: banner::severity_color(gravest),
        icon: "ExclamationmarkTriangle",
        label: t.msg_flag_mind(alerts.len() as i64),
        instruction,
        solid: false,
    })
}
