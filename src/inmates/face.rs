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

impl ListFlags {
    /// From alerts (kind, severity, instruction), shared notices (kind, instruction) and the interpreter's language.
    pub fn of<'a>(
        t: Text,
        catalogue: &Catalogue,
        nb: bool,
        alerts: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
        notices: impl IntoIterator<Item = (&'a str, &'a str)>,
        interpreter: Option<&str>,
    ) -> Self {
        let mut flags: Vec<Flag> = alerts
            .into_iter()
            // The language says it better.
            .filter(|(kind, _, _)| interpreter.is_none() || *kind != "INTERPRETER")
            .map(|(kind, severity, instruction)| Flag {
                color: banner::severity_color(severity),
                icon: "ExclamationmarkTriangle",
                label: catalogue.label(List::AlertType, kind, nb).to_owned(),
                instruction: instruction.to_owned(),
                solid: false,
            })
            .collect();
        flags.extend(notices.into_iter().map(|(kind, instruction)| Flag {
            color: "brand2",
            icon: "Bandage",
            label: banner::shared_kind(t, kind),
            instruction: instruction.to_owned(),
            solid: false,
        }));
        flags.extend(interpreter.map(|language| Flag {
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
