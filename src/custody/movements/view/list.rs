//! The day's list, on the screen and on paper.

use askama::Template;
use uuid::Uuid;

use super::super::model::Escort;
use super::super::rules;
use super::super::store::{Listed, Unit};
use super::words::{Words, plain};
use crate::access::{Act, Class};
use crate::custody::places::state_flag;
use crate::inmates::banner::Flag;
use crate::inmates::face::Face;
use crate::inmates::store::full_name;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// What an address of the list says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Another prison than one's own.
    pub prison: Option<Uuid>,
    /// A unit.
    pub unit: Option<Uuid>,
    /// `out` or `inside`.
    pub part: Option<&'static str>,
}

impl Filter {
    /// The address, on the screen or on paper.
    pub fn href(self, path: &str) -> String {
        let parts = [self.prison.map(|p| format!("prison={p}")), self.unit.map(|u| format!("unit={u}")), self.part.map(|p| format!("show={p}"))];
        let query = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// Whether a line is shown.
    pub fn keeps(self, l: &Listed) -> bool {
        self.unit.is_none_or(|u| l.unit_id == Some(u)) && self.part.is_none_or(|p| (p == "out") == l.out)
    }
}

/// A button or a link of one line.
pub struct Verb {
    /// Where to.
    pub action: String,
    /// One word.
    pub label: String,
    /// Recorded by one tap; else a page is opened.
    pub tap: bool,
}

/// A line.
pub struct Row {
    pub face: Face,
    pub cell: String,
    pub time: String,
    pub machine: String,
    pub what: String,
    pub from: String,
    pub escort: String,
    pub restraint: String,
    pub state: Flag,
    pub late: bool,
    pub gone: bool,
    pub verb: Option<Verb>,
}

/// A part of the day.
pub struct Section {
    pub id: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub none: String,
    pub rows: Vec<Row>,
}

impl Section {
    /// The parts of the day: late, out, going out, about the house, later about the house, over.
    pub fn all(words: &Words<'_>, ctx: &Ctx, lines: &[Listed]) -> Vec<Self> {
        let t = words.t;
        let now = words.now;
        let part = |id, icon, title: String, none: String, keep: &dyn Fn(&Listed) -> bool| Self {
            id,
            icon,
            title,
            none,
            rows: lines.iter().filter(|l| keep(l)).map(|l| row(words, ctx, l)).collect(),
        };
        let mut all = vec![
            part("late", "ExclamationmarkTriangle", t.msg_movement_overdue(), String::new(), &|l| l.out && l.overdue(now)),
            part("out", "DoorOpen", t.msg_move_list_out(), t.msg_move_list_out_none(), &|l| l.out && l.state == "out" && !l.overdue(now)),
            part("planned", "Calendar", t.msg_move_list_planned(), t.msg_move_list_planned_none(), &|l| l.out && l.state == "planned"),
            part("inside", "LocationPin", t.msg_move_list_inside(), t.msg_move_list_inside_none(), &|l| {
                !l.out && matches!(l.state.as_str(), "left" | "arrived")
            }),
            part("inside-planned", "Footprint", t.msg_move_list_inside_planned(), t.msg_move_list_inside_planned_none(), &|l| !l.out && l.state == "planned"),
            part("over", "Checkmark", t.msg_move_list_over(), String::new(), &|l| matches!(l.state.as_str(), "back" | "cancelled")),
        ];
        all.retain(|s| !s.rows.is_empty() || !s.none.is_empty());
        all
    }
}

fn row(words: &Words<'_>, ctx: &Ctx, l: &Listed) -> Row {
    let late = l.overdue(words.now) || (l.state == "planned" && l.planned < words.now - rules::LATE);
    let state = match (l.out, l.ended_as.as_deref(), l.state.as_str()) {
        (true, None, "planned") if late => plain("warning", "Clock", words.t.msg_move_should_have_left()),
        (true, None, _) => {
            let mut state = state_flag(words.t, &l.state, l.overdue(words.now));
            if let (true, Some(at)) = (l.state == "out", l.until) {
                state.label = words.t.msg_places_expected(words.fmt.near(at).as_str());
            }
            state
        }
        (true, Some(_), _) => plain("neutral", "XMark", words.t.msg_movement_cancelled()),
        (false, ended, _) => words.state_inside(&l.state, ended, l.overdue(words.now)),
    };
    let at = match l.state.as_str() {
        "planned" | "cancelled" => l.planned,
        "back" => l.back_at.unwrap_or(l.planned),
        _ => l.left_at.unwrap_or(l.planned),
    };
    Row {
        face: Face::of(l.inmate, full_name(&l.family_name, &l.given_name), &l.number, false),
        cell: l.cell.clone().unwrap_or_default(),
        time: words.fmt.near(at),
        machine: words.fmt.machine(at),
        what: words.what(l.out, &l.reason, &l.place),
        from: l.from_place.clone(),
        escort: words.escort(l.escort_number, &l.escort),
        restraint: words.restraint(&l.restraint),
        late: late && l.out && l.state == "out",
        gone: matches!(l.state.as_str(), "back" | "cancelled"),
        state,
        verb: verb(words, ctx, l),
    }
}

/// The one thing that comes next for this line, for this reader.
fn verb(words: &Words<'_>, ctx: &Ctx, l: &Listed) -> Option<Verb> {
    let t = words.t;
    let base = format!("/inmates/{}", l.inmate);
    let tap = |action: String, label: String| Some(Verb { action, label, tap: true });
    if l.out && l.state == "planned" && rules::is_release(&l.reason) {
        // The case manager releases their own people, whom this list does not know; the way is on the person's page.
        let may = ctx.actor.role().is_some_and(|role| rules::may_end_stay(role, false));
        return may.then(|| Verb { action: format!("{base}/release?reason={}", l.reason), label: t.msg_move_verb_release(), tap: false });
    }
    if !ctx.may(Class::Movements, Act::Write) {
        return None;
    }
    match (l.out, l.state.as_str()) {
        (true, "planned") => {
            let escort = Escort { number: l.escort_number, staff: Vec::new(), others: l.escort.clone() };
            let action = format!("{base}/movements/{}/leave", l.id);
            let known = !rules::is_escorted(&l.reason) || !escort.is_unknown();
            Some(Verb { action, label: t.msg_move_verb_leave(), tap: known })
        }
        (true, "out") => tap(format!("{base}/movements/{}/back", l.id), t.msg_move_verb_back()),
        (false, "planned") => tap(format!("{base}/internal/{}/leave", l.id), t.msg_move_verb_go()),
        (false, "left") => tap(format!("{base}/internal/{}/arrive", l.id), t.msg_move_verb_arrive()),
        (false, "arrived") => tap(format!("{base}/internal/{}/back", l.id), t.msg_move_verb_back()),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "custody/movements/list.html")]
pub struct ListView {
    pub frame: Frame,
    pub place: String,
    pub totals: String,
    pub hidden: Option<String>,
    pub print: String,
    pub positions: Option<String>,
    pub back: String,
    pub units: Vec<Chip>,
    pub parts: Vec<Chip>,
    pub sections: Vec<Section>,
}

impl ListView {
    /// "3 ute, 1 over tiden, 5 skal ut i dag, 12 på vei eller framme i huset".
    pub fn totals(words: &Words<'_>, lines: &[Listed], hidden: i64) -> String {
        let count = |keep: &dyn Fn(&&Listed) -> bool| lines.iter().filter(keep).count() as i64;
        words.t.msg_move_list_totals(
            count(&|l| l.out && l.state == "out") + hidden,
            count(&|l| l.out && l.overdue(words.now)),
            count(&|l| l.out && l.state == "planned"),
            count(&|l| !l.out && matches!(l.state.as_str(), "left" | "arrived")),
        )
    }

    /// Units with how many of the lines are theirs.
    pub fn unit_chips(words: &Words<'_>, filter: Filter, units: &[Unit], lines: &[Listed]) -> Vec<Chip> {
        if units.len() < 2 {
            return Vec::new();
        }
        let all = Filter { unit: None, ..filter };
        let mut chips = vec![Chip::new(all.href("/movements"), words.t.msg_roll_whole_house(), None, filter.unit.is_none())];
        for unit in units {
            let chosen = Filter { unit: Some(unit.id), ..filter };
            let n = lines.iter().filter(|l| chosen.keeps(l) && !matches!(l.state.as_str(), "back" | "cancelled")).count() as i64;
            if n > 0 || filter.unit == Some(unit.id) {
                chips.push(Chip::new(chosen.href("/movements"), unit.code.clone(), Some(words.fmt.number(n)), filter.unit == Some(unit.id)));
            }
        }
        chips
    }

    /// All, out and in, within the house.
    pub fn part_chips(words: &Words<'_>, filter: Filter) -> Vec<Chip> {
        let t = words.t;
        [(None, t.msg_show_all()), (Some("out"), t.msg_move_part_out()), (Some("inside"), t.msg_move_part_inside())]
            .into_iter()
            .map(|(part, label)| Chip::new(Filter { part, ..filter }.href("/movements"), label, None, filter.part == part))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "custody/movements/print.html")]
pub struct PrintView {
    pub frame: Frame,
    pub place: String,
    pub day: String,
    pub totals: String,
    pub back: String,
    pub sections: Vec<Section>,
}

/// A prison to choose first. The page is the roll's.
#[derive(Template)]
#[template(path = "custody/choose_prison.html")]
pub struct ChooseView {
    pub frame: Frame,
    pub prisons: Vec<(String, String, String)>,
}
