//! Pages of incidents: lists and one in full. The forms are in `forms`.

mod forms;

pub use forms::{DutyView, ForceNoteView, ForceView, PeopleView, RemoveView, ReportView, StepView};

use std::collections::HashSet;

use askama::Template;
use uuid::Uuid;

use crate::custody::incidents::form::AddendumForm;
use crate::custody::incidents::model::{DutyItem, ForceGround, Injury, Means, PersonRole, StaffRole, State, Taken};
use crate::custody::incidents::rules;
use crate::custody::incidents::store::{DutyLine, Force, Line, Parts, Stranger, Whole};
use crate::custody::searches::view::{fact, moment};
use crate::inmates::BannerView;
use crate::inmates::store::full_name;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// "2026/0012".
pub fn number(year: i32, number: i32) -> String {
    format!("{year}/{number:04}")
}

/// A type, in words.
pub fn kind(ctx: &Ctx, code: &str) -> String {
    ctx.catalogue().label(List::IncidentType, code, ctx.lang.is_nb()).to_owned()
}

/// Types as a form offers them.
pub fn kinds(ctx: &Ctx) -> Vec<Choice> {
    ctx.catalogue().options(List::IncidentType, ctx.lang.is_nb()).into_iter().map(|(code, label)| Choice::new(code, label)).collect()
}

/// Groups of types, in the order of the list.
pub fn groups(ctx: &Ctx) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for (code, _) in ctx.catalogue().options(List::IncidentType, true) {
        let group = ctx.catalogue().get(List::IncidentType, code).map(|c| c.attribute("group").to_owned()).unwrap_or_default();
        if !group.is_empty() && !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// A group of types, in words.
pub fn group_name(t: Text, group: &str) -> String {
    match group {
        "violence" => t.msg_incident_group_violence(),
        "health" => t.msg_incident_group_health(),
        "escape" => t.msg_incident_group_escape(),
        "contraband" => t.msg_incident_group_contraband(),
        "property" => t.msg_incident_group_property(),
        "order" => t.msg_incident_group_order(),
        "measure" => t.msg_incident_group_measure(),
        "technical" => t.msg_incident_group_technical(),
        "visit" => t.msg_incident_group_visit(),
        _ => group.to_owned(),
    }
}

/// Colour, icon and word.
pub type Flag = (&'static str, &'static str, String);

/// How far an incident has come.
pub fn state_flag(t: Text, state: State) -> Flag {
    let (color, icon) = match state {
        State::Draft => ("neutral", "Pencil"),
        State::Submitted => ("info", "Paperplane"),
        State::Returned => ("warning", "ArrowUndo"),
        State::Reviewed => ("brand1", "ClipboardCheckmark"),
        State::Closed => ("success", "CheckmarkCircle"),
    };
    (color, icon, state.label(t))
}

/// By when it must go on.
fn due_flag(ctx: &Ctx, state: State, due: Option<chrono::NaiveDate>) -> Option<Flag> {
    let due = due.filter(|_| state != State::Closed)?;
    let day = ctx.fmt().day(due);
    Some(match (due - ctx.today).num_days() {
        n if n < 0 => ("danger", "HourglassTopFilled", ctx.t.msg_incident_overdue(day.as_str())),
        0 => ("warning", "HourglassTopFilled", ctx.t.msg_incident_due_today()),
        _ => ("neutral", "Hourglass", ctx.t.msg_incident_due(day.as_str())),
    })
}

/// An inmate in it, or the place of one whom the reader may not see.
pub struct Somebody {
    /// The record; none for a placeholder.
    pub href: Option<String>,
    /// Name and number, or "a person you have no access to".
    pub name: String,
    /// As what.
    pub role: String,
    /// How badly hurt; empty when not.
    pub injury: String,
    /// Struck out, with the reason.
    pub removed: Option<String>,
    /// Where the name is taken back.
    pub remove: Option<String>,
}

fn placeholders<'a>(t: Text, strangers: impl Iterator<Item = &'a Stranger>) -> Vec<Somebody> {
    strangers
        .map(|s| Somebody {
            href: None,
            name: t.msg_incident_stranger(s.n),
            role: PersonRole::name_of(t, &s.role),
            injury: String::new(),
            removed: None,
            remove: None,
        })
        .collect()
}

/// An incident in a list.
pub struct Row {
    /// Where it is told in full.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its type.
    pub kind: String,
    /// When.
    pub at: String,
    /// For the `datetime` attribute.
    pub machine: String,
    /// Where.
    pub place: String,
    /// How far it has come.
    pub state: Flag,
    /// By when.
    pub due: Option<Flag>,
    /// Who follows up.
    pub owner: String,
    /// Force, the duty to report.
    pub flags: Vec<Flag>,
    /// Who was in it.
    pub people: Vec<Somebody>,
    /// Past its day.
    pub overdue: bool,
}

impl Row {
    /// Of an incident.
    pub fn of(ctx: &Ctx, l: &Line, strangers: &[Stranger]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let state = State::from_word(&l.state).unwrap_or(State::Closed);
        let due = due_flag(ctx, state, l.due_on);
        let mut flags = Vec::new();
        if l.force_used {
            flags.push(("warning", "PersonCross", t.msg_incident_force_flag()));
        }
        if !l.duty.is_empty() {
            let color = if l.unsettled > 0 { "danger" } else { "neutral" };
            flags.push((color, "Megaphone", if l.unsettled > 0 { t.msg_incident_duty_open(l.unsettled) } else { t.msg_incident_duty_flag() }));
        }
        let mut people: Vec<Somebody> = l
            .named()
            .into_iter()
            .map(|p| Somebody {
                href: Some(format!("/inmates/{}", p.id)),
                name: full_name(&p.family, &p.given),
                role: PersonRole::name_of(t, &p.role),
                injury: String::new(),
                removed: None,
                remove: None,
            })
            .collect();
        people.extend(placeholders(t, strangers.iter().filter(|s| s.incident == l.id)));
        Self {
            href: format!("/incidents/{}", l.id),
            number: number(l.year, l.number),
            kind: kind(ctx, &l.kind),
            at: fmt.near(l.at),
            machine: fmt.machine(l.at),
            place: l.place.clone(),
            state: state_flag(t, state),
            overdue: due.as_ref().is_some_and(|d| d.0 == "danger"),
            due,
            owner: l.owner.clone().unwrap_or_default(),
            flags,
            people,
        }
    }
}

#[derive(Template)]
#[template(path = "custody/incidents.html")]
pub struct ListView {
    pub frame: Frame,
    pub chips: Vec<Chip>,
    pub filters: Vec<Field>,
    pub list: String,
    pub rows: Vec<Row>,
    pub filtered: bool,
    pub newest: Option<String>,
    pub older: Option<String>,
    pub submits: bool,
}

#[derive(Template)]
#[template(path = "custody/inmate_incidents.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub rows: Vec<Row>,
    pub newest: Option<String>,
    pub older: Option<String>,
    pub report: Option<String>,
}

#[derive(Template)]
#[template(path = "custody/incident_received.html")]
pub struct ReceivedView {
    pub frame: Frame,
    pub number: String,
}

/// Force as a page shows it.
pub struct ForceCard {
    /// On whom.
    pub name: String,
    /// Facts.
    pub facts: Vec<(String, String)>,
    /// Where its end, or the doctor, is noted.
    pub note: Option<String>,
}

impl ForceCard {
    fn of(ctx: &Ctx, x: &Whole, f: &Force, notes: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let mut facts = Vec::new();
        let list = |words: &[String], name: fn(Text, &str) -> String| words.iter().map(|w| name(t, w)).collect::<Vec<_>>().join("\n");
        fact(&mut facts, t.msg_force_grounds(), list(&f.grounds, ForceGround::name_of));
        fact(&mut facts, t.msg_force_means(), list(&f.means, Means::name_of));
        let span = match f.ended_at {
            Some(end) => t.msg_force_span(fmt.at(f.started_at).as_str(), fmt.time(end).as_str(), (end - f.started_at).num_minutes()),
            None => t.msg_force_goes_on(fmt.at(f.started_at).as_str()),
        };
        fact(&mut facts, t.msg_force_time(), span);
        fact(&mut facts, t.msg_force_lesser(), f.lesser.as_str());
        fact(&mut facts, t.msg_force_ordered(), f.ordered_by.as_str());
        fact(&mut facts, t.msg_force_hurt_inmate(), if f.injuries_inmate.is_empty() { t.msg_force_unhurt() } else { f.injuries_inmate.clone() });
        fact(&mut facts, t.msg_force_hurt_staff(), if f.injuries_staff.is_empty() { t.msg_force_unhurt() } else { f.injuries_staff.clone() });
        fact(&mut facts, t.msg_force_health(), f.no_health_reason.clone().unwrap_or_else(|| moment(fmt, f.health_called_at)));
        fact(&mut facts, t.msg_force_doctor(), moment(fmt, f.doctor_seen_at));
        fact(&mut facts, t.msg_force_recorder(), f.recorder.as_str());
        let note = (notes && f.notable()).then(|| format!("/incidents/{}/force/{}", x.id, f.id));
        Self { name: full_name(&f.name.0, &f.name.1), facts, note }
    }
}

/// An item of the duty to report.
pub struct DutyRow {
    /// What must be done.
    pub label: String,
    /// The rule behind it.
    pub cite: &'static str,
    /// Done, left, or open.
    pub flag: Flag,
    /// Who was told, or why it is left; by whom and when.
    pub text: String,
    /// Where it is settled.
    pub href: Option<String>,
}

impl DutyRow {
    fn of(ctx: &Ctx, x: &Whole, d: &DutyLine, settles: bool) -> Option<(DutyItem, Self)> {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let item = DutyItem::from_word(&d.item)?;
        let by = d.settled_by.as_deref().unwrap_or_default();
        let (flag, text) = match (d.done_at, &d.left_reason, d.settled_at) {
            (Some(done), _, _) => {
                (("success", "CheckmarkCircle", t.msg_incident_duty_done()), t.msg_incident_duty_done_text(fmt.at(done).as_str(), d.told.as_str(), by))
            }
            (_, Some(reason), Some(at)) => {
                (("neutral", "XMark", t.msg_incident_duty_left()), t.msg_incident_duty_left_text(reason.as_str(), by, fmt.at(at).as_str()))
            }
            _ => (("danger", "HourglassTopFilled", t.msg_incident_duty_waits()), String::new()),
        };
        let href = (settles && d.settled_at.is_none()).then(|| format!("/incidents/{}/duty/{}", x.id, item.as_str()));
        Some((item, Self { label: item.label(t), cite: rules::cite(item), flag, text, href }))
    }
}

/// An addendum, or a step of the history.
pub struct NoteLine {
    /// The step; empty for an addendum.
    pub heading: String,
    /// When.
    pub at: String,
    /// For the `datetime` attribute.
    pub machine: String,
    /// Who.
    pub by: String,
    /// The text.
    pub text: String,
}

#[derive(Template)]
#[template(path = "custody/incident.html")]
pub struct ShowView {
    pub frame: Frame,
    pub href: String,
    pub number: String,
    pub kind: String,
    pub flags: Vec<Flag>,
    pub facts: Vec<(String, String)>,
    /// The account, unless it may name somebody who is kept from this reader.
    pub account: Option<(String, String)>,
    pub people: Vec<Somebody>,
    /// Name, role, injury.
    pub staff: Vec<(String, String, String)>,
    pub force_missing: bool,
    pub force: Vec<ForceCard>,
    pub duty: String,
    pub duties: Vec<DutyRow>,
    pub addenda: Vec<NoteLine>,
    pub history: Vec<NoteLine>,
    /// Where it comes from.
    pub origin: Option<(String, String)>,
    /// Step: word, address, whether it is the first.
    pub steps: Vec<(String, String, bool)>,
    pub edits: bool,
    /// Whether people and force may be added.
    pub adds: bool,
    pub forces: bool,
    /// The form of an addendum, with the summary of what is wrong.
    pub addendum: Option<Field>,
    pub errors: bool,
    pub summary: Summary,
    /// For paper: everything, and nothing to press.
    pub printing: bool,
}

/// What the reader may do with an incident.
pub struct May {
    pub who: rules::Who,
    /// May add people and force.
    pub adds: bool,
    /// May add force.
    pub forces: bool,
    /// May write an addendum.
    pub notes: bool,
    /// May settle the duty.
    pub settles: bool,
}

impl ShowView {
    pub fn new(ctx: &Ctx, x: &Whole, parts: &Parts, may: &May, typed: &AddendumForm, errors: &Errors, printing: bool) -> Self {
        let t = ctx.t;
        let (state, href) = (x.state(), format!("/incidents/{}", x.id));
        let hidden = parts.strangers.iter().any(|s| s.hidden);
        let mut flags = vec![state_flag(t, state)];
        flags.extend(due_flag(ctx, state, x.due_on));
        if x.force_used {
            flags.push(("warning", "PersonCross", t.msg_incident_force_flag()));
        }
        let duty = x.duties().iter().map(|d| d.label(t)).collect::<Vec<_>>().join(", ");
        let mut duties: Vec<(DutyItem, DutyRow)> = parts.duty.iter().filter_map(|d| DutyRow::of(ctx, x, d, may.settles && !printing)).collect();
        duties.sort_by_key(|(item, _)| DutyItem::ALL.iter().position(|i| i == item));
        let origin = match (x.search_id, x.test_id) {
            (Some(id), _) => Some((format!("/searches/{id}"), t.msg_incident_from_search())),
            (_, Some(id)) => Some((format!("/tests/{id}"), t.msg_incident_from_test())),
            _ => None,
        };
        let adds = may.adds && !printing;
        Self {
            frame: ctx.frame("incidents", t.msg_incident_title(number(x.year, x.number).as_str())),
            number: number(x.year, x.number),
            kind: kind(ctx, &x.kind),
            flags,
            facts: facts(ctx, x),
            account: (!hidden).then(|| (x.description.clone(), x.measures.clone())),
            people: people(t, &href, parts, adds),
            staff: parts.staff.iter().map(|s| (s.name.clone(), StaffRole::name_of(t, &s.role), injury(t, &s.injury))).collect(),
            force_missing: x.force_used && parts.force.is_empty() && !parts.strangers.iter().any(|_| true),
            force: parts.force.iter().map(|f| ForceCard::of(ctx, x, f, (may.forces || may.settles) && !printing)).collect(),
            duty,
            duties: duties.into_iter().map(|(_, row)| row).collect(),
            addenda: if hidden { Vec::new() } else { parts.addenda.iter().map(|n| note(ctx, n)).collect() },
            history: parts.steps.iter().map(|n| note(ctx, n)).collect(),
            origin: origin.filter(|_| ctx.may(crate::access::Class::Searches, crate::access::Act::Read) && !printing && !hidden && parts.strangers.is_empty()),
            steps: if printing {
                Vec::new()
            } else {
                rules::steps(state, may.who).into_iter().enumerate().map(|(i, s)| (s.label(t), format!("{href}/step/{}", s.as_str()), i == 0)).collect()
            },
            edits: !printing && state == State::Draft && may.who.author,
            adds,
            forces: may.forces && !printing,
            addendum: (may.notes && !printing && state != State::Draft && rules::open(state)).then(|| {
                Field::area("body", t.msg_incident_addendum(), &typed.body, 4).hint(t.msg_incident_addendum_hint()).max(8000).required(t).errors(errors)
            }),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            printing,
            href,
        }
    }
}

fn injury(t: Text, word: &str) -> String {
    if word == "none" { String::new() } else { Injury::name_of(t, word) }
}

fn note(ctx: &Ctx, n: &crate::custody::incidents::store::Note) -> NoteLine {
    let fmt = ctx.fmt();
    NoteLine {
        heading: if n.step.is_empty() { String::new() } else { Taken::name_of(ctx.t, &n.step) },
        at: fmt.at(n.at),
        machine: fmt.machine(n.at),
        by: n.by.clone(),
        text: n.text.clone(),
    }
}

fn facts(ctx: &Ctx, x: &Whole) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut facts = Vec::new();
    fact(&mut facts, t.msg_incident_at(), fmt.at(x.at));
    let place = [x.unit.clone().unwrap_or_default(), x.place.clone()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
    fact(&mut facts, t.msg_incident_where_label(), t.msg_incident_place_at(place.as_str(), x.prison.as_str()));
    let role = x.reporter_role.parse().map(|r| crate::web::frame::role_name(t, r).to_lowercase()).unwrap_or_default();
    fact(&mut facts, t.msg_incident_reported(), t.msg_incident_reported_by(x.reporter.as_str(), role.as_str(), fmt.at(x.recorded_at).as_str()));
    fact(&mut facts, t.msg_control_late(), x.late_reason.clone().unwrap_or_default());
    fact(&mut facts, t.msg_incident_submitted_at(), x.submitted_at.map(|at| fmt.at(at)).unwrap_or_default());
    if let (Some(reviewer), Some(at)) = (&x.reviewer, x.reviewed_at) {
        fact(&mut facts, t.msg_incident_reviewed(), t.msg_control_recorded_by(reviewer.as_str(), fmt.at(at).as_str()));
    }
    if x.state() != State::Closed {
        fact(&mut facts, t.msg_incident_owner(), x.owner_name.clone().unwrap_or_default());
        fact(&mut facts, t.msg_incident_due_on(), x.due_on.map(|d| fmt.day(d)).unwrap_or_default());
    }
    facts
}

fn people(t: Text, href: &str, parts: &Parts, adds: bool) -> Vec<Somebody> {
    let mut people: Vec<Somebody> = parts
        .people
        .iter()
        .map(|p| Somebody {
            href: Some(format!("/inmates/{}", p.inmate_id)),
            name: format!("{} ({})", full_name(&p.family_name, &p.given_name), p.number),
            role: PersonRole::name_of(t, &p.role),
            injury: injury(t, &p.injury),
            removed: p.removed_at.map(|_| t.msg_incident_removed(p.remove_reason.as_deref().unwrap_or_default())),
            remove: (adds && p.removed_at.is_none()).then(|| format!("{href}/people/{}/remove", p.id)),
        })
        .collect();
    people.extend(placeholders(t, parts.strangers.iter()));
    people
}

/// Everybody a list names, for the trail.
pub fn named(lines: &[Line]) -> Vec<crate::platform::id::InmateId> {
    let ids: HashSet<Uuid> = lines.iter().flat_map(Line::named).map(|p| p.id).collect();
    ids.into_iter().map(crate::platform::id::InmateId).collect()
}
