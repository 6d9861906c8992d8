//! The roll as a page.

use askama::Template;
use uuid::Uuid;

use super::model::{Marks, Place, Resident};
use super::rules::{self, Moment, Show};
use crate::access::{Act, Class};
use crate::inmates::banner::{self, Flag};
use crate::inmates::face::{self, Face, ListFlags};
use crate::platform::id::UnitId;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Fmt, Frame};

/// What the reader's role may see of people in a list.
#[derive(Clone, Copy, Debug)]
pub struct Sees {
    /// Where somebody is now.
    pub places: bool,
    /// Why somebody is held.
    pub basis: bool,
    /// At which level.
    pub level: bool,
    /// When somebody leaves.
    pub release: bool,
    /// How old somebody is.
    pub person: bool,
    /// What alerts are about, and not just what to do.
    pub alerts: bool,
}

/// What turns people into rows.
pub struct Words<'a> {
    /// The words.
    pub t: Text,
    /// The formats.
    pub fmt: Fmt,
    /// The code lists.
    pub catalogue: &'a Catalogue,
    /// Bokmål.
    pub nb: bool,
    /// When the page is made.
    pub moment: Moment,
    /// What the role may see.
    pub sees: Sees,
}

impl<'a> Words<'a> {
    /// For the request's reader.
    pub fn of(ctx: &'a Ctx) -> Self {
        let sees = Sees {
            places: ctx.may(Class::Movements, Act::Extract),
            basis: ctx.may(Class::Sentence, Act::Extract),
            level: ctx.may(Class::Classification, Act::Extract),
            release: ctx.may(Class::Release, Act::Extract),
            person: ctx.may(Class::Person, Act::Read),
            alerts: ctx.may(Class::Alerts, Act::Read),
        };
        Self { t: ctx.t, fmt: ctx.fmt(), catalogue: ctx.catalogue(), nb: ctx.lang.is_nb(), moment: Moment { now: ctx.now, today: ctx.today }, sees }
    }

    /// A person as a row.
    pub fn row(&self, p: &Resident, marks: &Marks) -> PersonRow {
        let mut flags = ListFlags::of(
            self.t,
            self.catalogue,
            self.nb,
            self.sees.alerts,
            face::Known {
                alerts: marks.alerts(p.id).iter().map(|m| (m.kind.as_str(), m.severity.as_str(), m.instruction.as_str())),
                notices: marks.notices(p.id).iter().map(|m| (m.kind.as_str(), m.instruction.as_str())),
                interpreter: p.interpreter_language.as_deref(),
            },
        );
        flags.shown.extend(banner::arrival(self.t, p.arrived_at.filter(|_| self.sees.places), self.moment.now));
        let basis = p.legal_status.as_deref().filter(|_| self.sees.basis).map(|s| banner::legal_status(self.t, s));
        let level = p.security_level.as_deref().filter(|_| self.sees.level).map(|s| banner::security_level(self.t, s));
        PersonRow {
            face: Face::of(p.id, p.name(), &p.number, marks.photographed.contains(&p.id)),
            cell: p.cell.clone().unwrap_or_default(),
            unit: p.unit.clone().unwrap_or_default(),
            flags,
            now: self.sees.places.then(|| self.now(p)),
            late: self.sees.places && rules::overdue(p, self.moment),
            status: [basis, level].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            release: p.expected_release.filter(|_| self.sees.release).map(|d| self.fmt.day(d)).unwrap_or_default(),
            placeholder: false,
        }
    }

    /// Where somebody is now: late, out, or in the prison.
    pub fn now(&self, p: &Resident) -> Flag {
        let Some(reason) = &p.out_reason else {
            return Flag { color: "neutral", icon: "Checkmark", label: self.t.msg_now_in_prison(), instruction: String::new(), solid: false };
        };
        let what = self.catalogue.label(List::MovementReason, reason, self.nb);
        let instruction = p.out_place.clone().unwrap_or_default();
        match p.out_until {
            Some(until) if until < self.moment.now => {
                let label = self.t.msg_out_overdue(what, self.fmt.near(until).as_str());
                Flag { color: "danger", icon: "ExclamationmarkTriangle", label, instruction, solid: false }
            }
            Some(until) => {
                let label = self.t.msg_out_until(what, self.fmt.near(until).as_str());
                Flag { color: "info", icon: "DoorOpen", label, instruction, solid: false }
            }
            None => Flag { color: "info", icon: "DoorOpen", label: what.to_owned(), instruction, solid: false },
        }
    }
}

/// A person as a row.
pub struct PersonRow {
    /// Picture, name, number.
    pub face: Face,
    /// The cell's code.
    pub cell: String,
    /// The unit's name.
    pub unit: String,
    /// What to mind.
    pub flags: ListFlags,
    /// Where now; none for a role that does not see it.
    pub now: Option<Flag>,
    /// Whether the person should have been back.
    pub late: bool,
    /// Why and at which level.
    pub status: String,
    /// When the person leaves.
    pub release: String,
    /// A person whom the reader may not see.
    pub placeholder: bool,
}

/// A line of the roll.
pub(super) enum Line {
    /// The heading of a unit: name, how many.
    Unit(String, String),
    /// A person.
    Person(Box<PersonRow>),
    /// An empty cell: its code, and whether it is out of use.
    Empty(String, bool),
}

/// Which part of the house.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part<'a> {
    #[default]
    Whole,
    Unit(Uuid),
    /// The units of the reader's roster today.
    Rostered(&'a [UnitId]),
}

impl Part<'_> {
    pub fn holds(self, unit: Option<Uuid>) -> bool {
        match self {
            Self::Whole => true,
            Self::Unit(u) => unit == Some(u),
            Self::Rostered(units) => unit.is_some_and(|u| units.contains(&UnitId(u))),
        }
    }

    fn word(self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::Unit(u) => Some(format!("unit={u}")),
            Self::Rostered(_) => Some("unit=mine".to_owned()),
        }
    }
}

/// Which people, in which order. What an address says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filters<'a> {
    pub prison: Option<Uuid>,
    pub part: Part<'a>,
    pub show: Show,
    pub by_name: bool,
}

impl Filters<'_> {
    pub fn href(self) -> String {
        let parts = [
            self.prison.map(|p| format!("prison={p}")),
            self.part.word(),
            (self.show != Show::Everybody).then(|| format!("show={}", self.show.as_str())),
            self.by_name.then(|| "sort=name".to_owned()),
        ];
        let query = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
        if query.is_empty() { "/inmates".to_owned() } else { format!("/inmates?{query}") }
    }
}

/// The lines of the roll: people who are kept, hidden people so that it adds up, and the empty cells of a chosen unit.
pub(super) fn lines(words: &Words<'_>, people: &[Resident], marks: &Marks, places: &[Place], filters: Filters<'_>) -> Vec<Line> {
    let kept: Vec<&Resident> = people.iter().filter(|p| filters.part.holds(p.unit_id) && filters.show.keeps(p, marks, words.moment)).collect();
    let hidden: Vec<(usize, Uuid, Option<Uuid>, bool)> = marks
        .hidden
        .iter()
        .enumerate()
        .filter(|(_, h)| filters.part.holds(Some(h.0)) && (filters.show == Show::Everybody || (filters.show == Show::Out && h.2)))
        .map(|(n, h)| (n + 1, h.0, h.1, h.2))
        .collect();
    if filters.by_name || places.is_empty() {
        let mut rows: Vec<Line> = Vec::with_capacity(kept.len());
        let mut sorted = kept;
        if filters.by_name {
            sorted.sort_by_cached_key(|p| crate::inmates::fold::fold(&p.name()));
        }
        rows.extend(sorted.into_iter().map(|p| Line::Person(Box::new(words.row(p, marks)))));
        rows.extend(hidden.into_iter().map(|h| Line::Person(Box::new(placeholder(words, h.0, h.3, "")))));
        return rows;
    }
    in_walking_order(words, &kept, &hidden, marks, places, filters)
}

fn in_walking_order(
    words: &Words<'_>,
    kept: &[&Resident],
    hidden: &[(usize, Uuid, Option<Uuid>, bool)],
    marks: &Marks,
    places: &[Place],
    filters: Filters<'_>,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(kept.len() + 16);
    let mut unit = None;
    for place in places.iter().filter(|p| filters.part.holds(Some(p.unit_id))) {
        if unit.replace(place.unit_id) != Some(place.unit_id) {
            let loose = |cell: Option<Uuid>| cell.is_none();
            let here = kept.iter().filter(|p| p.unit_id == Some(place.unit_id)).count() + hidden.iter().filter(|h| h.1 == place.unit_id).count();
            if !matches!(filters.part, Part::Unit(_)) && here > 0 {
                lines.push(Line::Unit(place.unit.clone(), words.fmt.number(here as i64)));
            }
            let without = kept.iter().filter(|p| p.unit_id == Some(place.unit_id) && loose(p.cell_id));
            lines.extend(without.map(|p| Line::Person(Box::new(words.row(p, marks)))));
            lines.extend(hidden.iter().filter(|h| h.1 == place.unit_id && loose(h.2)).map(|h| Line::Person(Box::new(placeholder(words, h.0, h.3, "")))));
        }
        let (Some(cell), Some(code)) = (place.cell_id, place.cell.as_deref()) else { continue };
        let before = lines.len();
        lines.extend(kept.iter().filter(|p| p.cell_id == Some(cell)).map(|p| Line::Person(Box::new(words.row(p, marks)))));
        lines.extend(hidden.iter().filter(|h| h.2 == Some(cell)).map(|h| Line::Person(Box::new(placeholder(words, h.0, h.3, code)))));
        if lines.len() == before && filters.part != Part::Whole && filters.show == Show::Everybody {
            lines.push(Line::Empty(code.to_owned(), place.shut));
        }
    }
    lines
}

/// A person whom the reader may not see, by a running number.
pub fn placeholder(words: &Words<'_>, number: usize, out: bool, cell: &str) -> PersonRow {
    let (color, icon, label) = if out { ("info", "DoorOpen", words.t.msg_movement_out()) } else { ("neutral", "Checkmark", words.t.msg_now_in_prison()) };
    PersonRow {
        face: Face { href: String::new(), name: words.t.msg_roll_protected(number as i64), number: String::new(), photo: None, portrait: String::new() },
        cell: cell.to_owned(),
        unit: String::new(),
        flags: ListFlags::default(),
        now: Some(Flag { color, icon, label, instruction: String::new(), solid: false }),
        late: false,
        status: String::new(),
        release: String::new(),
        placeholder: true,
    }
}

/// The word of a choice.
pub fn show_label(t: Text, show: Show) -> String {
    match show {
        Show::Everybody => t.msg_show_all(),
        Show::Out => t.msg_show_out(),
        Show::Overdue => t.msg_show_overdue(),
        Show::New => t.msg_show_new(),
        Show::Lately => t.msg_show_lately(),
        Show::Grave => t.msg_show_grave(),
        Show::Remand => t.msg_show_remand(),
        Show::Soon => t.msg_show_soon(),
        Show::Leaving => t.msg_show_leaving(),
        Show::Birthday => t.msg_show_birthday(),
        Show::Mine => t.msg_show_mine(),
        Show::Unverified => t.msg_show_unverified(),
    }
}

#[derive(Template)]
#[template(path = "custody/roll.html")]
pub(super) struct RollView {
    pub frame: Frame,
    /// The prison's name, or none for a list across prisons.
    pub place: String,
    /// How many there are, in words.
    pub totals: String,
    pub prisons: Vec<Chip>,
    pub units: Vec<Chip>,
    pub shows: Vec<Chip>,
    pub lines: Option<Vec<Line>>,
    pub by_name: bool,
    pub cell_href: String,
    pub name_href: String,
    pub sees: Sees,
    /// Alerts and hidden people are missing from it.
    pub unmarked: bool,
    /// Something was left out by choice: "nobody here" is another message than "nobody of these".
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "custody/choose_prison.html")]
pub(super) struct ChoosePrisonView {
    pub frame: Frame,
    pub prisons: Vec<(String, String, String)>,
}
