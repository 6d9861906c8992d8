//! The calendar and the transport list.

use askama::Template;

use super::Link;
use crate::inmates::banner::Flag;
use crate::inmates::face::Face;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::sentences::court::model::{Listed, Manner, State};
use crate::sentences::court::words::{Words, flag};
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// A line of the calendar.
pub struct Row {
    pub face: Face,
    pub cell: String,
    pub time: String,
    pub machine: String,
    pub what: String,
    pub court: String,
    pub case_number: String,
    pub counsel: String,
    pub interpreter: Option<Flag>,
    pub state: Flag,
    pub manner: Option<Flag>,
    pub way: String,
    pub way_missing: bool,
    pub escort: String,
    pub gone: bool,
    pub attention: bool,
    pub verb: Option<Link>,
}

/// A day of the calendar.
pub struct Day {
    pub id: String,
    pub label: String,
    pub short: String,
    pub date: String,
    pub count: i64,
    pub today: bool,
    pub rows: Vec<Row>,
    pub print: String,
}

/// A line of the calendar for this reader.
pub fn row(words: &Words<'_>, ctx: &Ctx, l: &Listed) -> Row {
    let t = words.t;
    let lacks = l.state == State::Planned && l.ends_at.unwrap_or(l.starts_at) < ctx.now;
    let live = matches!(l.way_state.as_deref(), Some("planned" | "out" | "back"));
    let way_missing = l.state == State::Planned && l.manner == Manner::InPerson && !live && l.starts_at > ctx.now;
    let room = if l.courtroom.is_empty() { words.court(&l.court) } else { t.msg_court_and_room(words.court(&l.court).as_str(), l.courtroom.as_str()) };
    let names = l.way_escort.clone().unwrap_or_default();
    let escort = match (l.way_escort_number, names.is_empty()) {
        (Some(n), true) => t.msg_move_escort_number_only(i64::from(n)),
        (Some(n), false) => t.msg_move_escort_line(i64::from(n), names.as_str()),
        (None, _) => names,
    };
    let writes = ctx.may(crate::access::Class::Sentence, crate::access::Act::Write) && l.state == State::Planned;
    // The calendar shows people of whole prisons: who may write about this one in particular, their own page knows.
    let verb =
        writes.then(|| Link { href: format!("/inmates/{}/court", l.inmate), label: if lacks { t.msg_court_verb_result() } else { t.msg_court_verb_change() } });
    Row {
        face: Face::of(l.inmate, full_name(&l.family_name, &l.given_name), &l.number, false),
        cell: l.cell.clone().or_else(|| l.unit.clone()).unwrap_or_default(),
        time: match l.ends_at {
            Some(to) if calendar::oslo_day(to) == calendar::oslo_day(l.starts_at) => {
                t.msg_court_span(words.fmt.time(l.starts_at).as_str(), words.fmt.time(to).as_str())
            }
            _ => words.fmt.time(l.starts_at),
        },
        machine: words.fmt.machine(l.starts_at),
        what: words.purpose(l.purpose),
        court: room,
        case_number: l.case_number.clone(),
        counsel: l.counsel.clone().unwrap_or_default(),
        interpreter: words.interpreter_flag(l.language.as_deref(), l.interpreter),
        state: words.state(l.state, l.result, lacks),
        manner: (l.manner == Manner::Video).then(|| flag("info", "Video", words.manner(l.manner))),
        way: l.way_out.filter(|_| live).map(|at| words.fmt.time(at)).unwrap_or_default(),
        way_missing,
        escort,
        gone: matches!(l.state, State::Postponed | State::Cancelled),
        attention: lacks || way_missing,
        verb,
    }
}

#[derive(Template)]
#[template(path = "sentences/court/calendar.html")]
pub struct CalendarView {
    pub frame: Frame,
    pub place: String,
    pub week: String,
    pub totals: String,
    pub earlier: String,
    pub later: String,
    pub this_week: Option<String>,
    pub scopes: Vec<Chip>,
    pub courts: Vec<Chip>,
    pub days: Vec<Day>,
    /// Where another prison is chosen, for whoever has several.
    pub choose: Option<String>,
}

/// A line of the transport list: what paper must say.
pub struct TransportRow {
    pub leaves: String,
    pub starts: String,
    pub name: String,
    pub number: String,
    pub cell: String,
    pub court: String,
    pub what: String,
    pub escort: String,
    pub restraint: String,
    pub transport: String,
    pub with: String,
}

#[derive(Template)]
#[template(path = "sentences/court/transport.html")]
pub struct TransportView {
    pub frame: Frame,
    pub place: String,
    pub day: String,
    pub back: String,
    pub rows: Vec<TransportRow>,
}

/// A prison to choose first. The page is the roll's.
#[derive(Template)]
#[template(path = "custody/choose_prison.html")]
pub struct ChooseView {
    pub frame: Frame,
    pub prisons: Vec<(String, String, String)>,
}
