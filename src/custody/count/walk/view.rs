//! The pages of one count.

use askama::Template;
use uuid::Uuid;

use super::form::{ExplainForm, PaperForm};
use crate::access::{Act, Class};
use crate::custody::count::model::{CellOfUnit, Count, Listed};
use crate::custody::count::rules::Explanation;
use crate::inmates::face::{Known, ListFlags};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// Somebody in a cell.
pub(super) struct Person {
    pub key: String,
    pub name: String,
    pub href: Option<String>,
    pub flags: ListFlags,
    /// Colour, icon, word of what was seen or of being out; none while nobody has looked.
    pub state: Option<(&'static str, &'static str, String)>,
    /// Who saw it, when, and when we were told.
    pub by: String,
    /// What has changed since the count began.
    pub changed: Option<String>,
    /// By the books in the cell.
    pub due: bool,
    pub status: String,
    /// The keys of the forms, in words for the tablet's queue.
    pub label: String,
}

/// A cell and who is in it.
pub(super) struct Cell {
    pub id: String,
    pub code: String,
    /// Why nobody is in it.
    pub note: String,
    pub people: Vec<Person>,
    /// The keys of everybody not seen yet, when there is more than one.
    pub all: Option<String>,
    pub done: bool,
    pub trouble: bool,
}

/// Expected against counted.
#[derive(Default)]
pub(super) struct Sums {
    pub expected: i32,
    pub counted: i32,
    pub away: i32,
    pub missing: i32,
    pub surplus: i32,
    pub waits: i32,
}

impl Sums {
    fn of(count: &Count, people: &[Listed]) -> Self {
        if !count.open() {
            let n = |v: Option<i32>| v.unwrap_or_default();
            return Self {
                expected: n(count.expected),
                counted: n(count.counted),
                away: n(count.away),
                missing: n(count.missing),
                surplus: n(count.surplus),
                waits: 0,
            };
        }
        let number = |keeps: &dyn Fn(&Listed) -> bool| people.iter().filter(|p| keeps(p)).count() as i32;
        let is = |p: &Listed, words: &[&str]| p.status.as_deref().is_some_and(|s| words.contains(&s));
        Self {
            expected: number(&Listed::due),
            counted: number(&|p| is(p, &["present", "elsewhere", "surplus"])),
            away: number(&|p| p.is_out && p.changed.as_deref() != Some("left")),
            missing: number(&|p| p.due() && is(p, &["missing", "out"])),
            surplus: number(&|p| is(p, &["surplus"])),
            waits: number(&|p| p.due() && p.status.is_none()),
        }
    }
}

pub(super) fn name(t: Text, p: &Listed) -> String {
    match (&p.family_name, &p.given_name) {
        (Some(family), Some(given)) => full_name(family, given),
        _ => t.msg_roll_protected(i64::from(p.hidden)),
    }
}

fn state(ctx: &Ctx, p: &Listed) -> Option<(&'static str, &'static str, String)> {
    let t = ctx.t;
    let out = || {
        let reason = p.out_reason.as_deref().map(|r| ctx.catalogue().label(List::MovementReason, r, ctx.lang.is_nb()).to_owned()).unwrap_or_default();
        match p.out_until {
            Some(until) if until < ctx.now && p.made_at.is_none() => t.msg_out_overdue(reason.as_str(), ctx.fmt().near(until).as_str()),
            Some(until) => t.msg_out_until(reason.as_str(), ctx.fmt().near(until).as_str()),
            None => reason,
        }
    };
    Some(match p.status.as_deref()? {
        "present" => ("success", "Checkmark", t.msg_count_present()),
        "elsewhere" => ("success", "LocationPin", t.msg_count_elsewhere_at(p.place.as_deref().unwrap_or_default())),
        "missing" => ("danger", "PersonCross", with_place(t.msg_count_missing(), t, p)),
        "surplus" => ("danger", "ExclamationmarkTriangle", with_place(t.msg_count_surplus(), t, p)),
        "out" if p.is_out => ("info", "DoorOpen", out()),
        "out" => ("warning", "DoorOpen", with_place(t.msg_count_out_unbooked(), t, p)),
        _ => return None,
    })
}

fn with_place(word: String, t: Text, p: &Listed) -> String {
    match p.place.as_deref() {
        Some(place) => t.msg_count_found(word.as_str(), place),
        None => word,
    }
}

fn changed(t: Text, p: &Listed) -> Option<String> {
    Some(match p.changed.as_deref()? {
        "arrived" => t.msg_count_arrived(),
        "moved" => t.msg_count_moved(p.from_cell.as_deref().unwrap_or("–")),
        "went_out" => t.msg_count_went_out(),
        "came_back" => t.msg_count_came_back(),
        _ => return None,
    })
}

/// Who saw somebody and when. On a signed list the signature says it, and a line only what was received later than it was made.
fn seen_by(ctx: &Ctx, p: &Listed, signed: bool) -> String {
    let (Some(by), Some(made), Some(received)) = (p.by.as_deref(), p.made_at, p.received_at) else { return String::new() };
    if p.status.is_none() {
        return String::new();
    }
    let fmt = ctx.fmt();
    // A tap that waited on a tablet has two times.
    if (received - made).num_minutes() >= 1 {
        ctx.t.msg_count_seen_by_late(by, fmt.near(made).as_str(), fmt.near(received).as_str())
    } else if signed {
        String::new()
    } else {
        ctx.t.msg_count_seen_by(by, fmt.near(made).as_str())
    }
}

fn person(ctx: &Ctx, p: &Listed, signed: bool) -> Person {
    let t = ctx.t;
    let name = name(t, p);
    let flags = ListFlags::of(
        t,
        ctx.catalogue(),
        ctx.lang.is_nb(),
        ctx.may(Class::Alerts, Act::Read),
        Known {
            alerts: p.alerts.iter().map(|a| (a.kind.as_str(), a.severity.as_str(), a.instruction.as_str())),
            notices: std::iter::empty(),
            interpreter: None,
        },
    );
    Person {
        key: p.key.to_string(),
        label: t.msg_count_queue_person(name.as_str(), p.cell.as_deref().unwrap_or("–")),
        href: p.inmate.filter(|_| ctx.may(Class::Person, Act::Extract)).map(|id| format!("/inmates/{id}")),
        flags,
        state: state(ctx, p),
        by: seen_by(ctx, p, signed),
        changed: changed(t, p),
        due: p.due(),
        status: p.status.clone().unwrap_or_default(),
        name,
    }
}

/// Cells in walking order with who is in them; people without a cell first.
fn cells(ctx: &Ctx, people: &[Listed], places: &[CellOfUnit], signed: bool) -> Vec<Cell> {
    let t = ctx.t;
    let here = |cell: Option<Uuid>| people.iter().filter(move |p| p.cell_id == cell && p.changed.as_deref() != Some("left")).collect::<Vec<_>>();
    let make = |id: Option<Uuid>, code: String, shut: bool| {
        let listed = here(id);
        let due: Vec<&&Listed> = listed.iter().filter(|p| p.due()).collect();
        let open: Vec<String> = due.iter().filter(|p| p.status.is_none()).map(|p| p.key.to_string()).collect();
        Cell {
            id: id.map(|c| c.to_string()).unwrap_or_default(),
            note: match (listed.is_empty(), shut) {
                (true, true) => t.msg_roll_shut(),
                (true, false) => t.msg_roll_empty(),
                (false, true) => t.msg_count_shut_inhabited(),
                _ => String::new(),
            },
            done: !due.is_empty() && open.is_empty(),
            trouble: listed.iter().any(|p| matches!(p.status.as_deref(), Some("missing" | "surplus")) || (p.due() && p.status.as_deref() == Some("out"))),
            all: (open.len() > 1).then(|| open.join(",")),
            people: listed.into_iter().map(|p| person(ctx, p, signed)).collect(),
            code,
        }
    };
    let mut all: Vec<Cell> = Vec::with_capacity(places.len() + 1);
    if !here(None).is_empty() {
        all.push(make(None, t.msg_count_without_cell(), false));
    }
    all.extend(places.iter().map(|c| make(Some(c.id), c.code.clone(), c.shut)));
    // A cell of another unit, or one that went: where the signed list says, after the rest.
    let known: Vec<Option<Uuid>> = places.iter().map(|c| Some(c.id)).chain([None]).collect();
    let mut strange: Vec<(Option<Uuid>, String)> = people
        .iter()
        .filter(|p| !known.contains(&p.cell_id) && p.changed.as_deref() != Some("left"))
        .map(|p| (p.cell_id, p.cell.clone().unwrap_or_default()))
        .collect();
    strange.dedup();
    all.extend(strange.into_iter().map(|(id, code)| make(id, code, false)));
    all
}

/// The head of every page about a count.
pub(super) struct Head {
    pub href: String,
    pub roll: String,
    pub unit: String,
    pub what: String,
    pub due: String,
    pub closed_unit: bool,
    pub recount: Option<String>,
    pub recounted: Option<String>,
    /// Colour, icon, word.
    pub state: (&'static str, &'static str, String),
    /// "Signert av … kl. …".
    pub signed: Option<String>,
    pub explained: Option<(String, String)>,
}

/// The word of a count's state.
pub(in crate::custody) fn state_word(t: Text, state: Option<&str>, explained: bool, late: bool) -> (&'static str, &'static str, String) {
    match state {
        None if late => ("danger", "ExclamationmarkTriangle", t.msg_count_state_late()),
        None => ("neutral", "Hourglass", t.msg_count_state_none()),
        Some("open") if late => ("danger", "ExclamationmarkTriangle", t.msg_count_state_open_late()),
        Some("open") => ("info", "Footprint", t.msg_count_state_open()),
        Some("differs") if explained => ("warning", "ClipboardCheckmark", t.msg_count_state_explained()),
        Some("differs") => ("danger", "ExclamationmarkTriangle", t.msg_count_state_differs()),
        Some("agreed") => ("success", "CheckmarkCircle", t.msg_count_state_agreed()),
        Some(_) => ("success", "Checkmark", t.msg_count_state_counted()),
    }
}

/// The name of what is counted at an hour.
pub(in crate::custody::count) fn what(ctx: &Ctx, code: &str) -> String {
    if code == "EXTRA" { ctx.t.msg_count_extra() } else { ctx.catalogue().plan().label(code, ctx.lang.is_nb()).to_owned() }
}

/// How it was brought in.
pub(in crate::custody::count) fn how_word(t: Text, how: &str) -> String {
    match how {
        "tablet" => t.msg_count_how_tablet(),
        "paper" => t.msg_count_how_paper(),
        _ => t.msg_count_how_desk(),
    }
}

fn explanation_word(t: Text, code: Explanation) -> String {
    match code {
        Explanation::Books => t.msg_count_explain_books(),
        Explanation::Elsewhere => t.msg_count_explain_elsewhere(),
        Explanation::NotFound => t.msg_count_explain_not_found(),
        Explanation::Other => t.msg_count_explain_other(),
    }
}

impl Head {
    pub fn of(ctx: &Ctx, c: &Count) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let signed = c.signer.as_deref().zip(c.happened_at).zip(c.how.as_deref()).map(|((by, at), how)| {
            let word = how_word(t, how);
            match c.enterer.as_deref() {
                Some(enterer) if how == "paper" => {
                    t.msg_count_signed_paper(by, fmt.near(at).as_str(), enterer, c.signed_at.map(|at| fmt.near(at)).unwrap_or_default().as_str())
                }
                _ => t.msg_count_signed(by, fmt.near(at).as_str(), word.as_str()),
            }
        });
        let explained = c.explainer.as_deref().zip(c.explained_at).map(|(by, at)| {
            let code = c.explanation_code.as_deref().and_then(Explanation::from_word).map(|e| explanation_word(t, e)).unwrap_or_default();
            (t.msg_count_explained_by(code.as_str(), by, fmt.near(at).as_str()), c.explanation.clone().unwrap_or_default())
        });
        Self {
            href: format!("/counts/{}", c.id),
            roll: format!("/roll-call/{}", c.roll_id),
            unit: c.unit.clone(),
            what: what(ctx, &c.code),
            due: fmt.near(c.due_at),
            closed_unit: c.unit_closed,
            recount: c.recount_of.map(|id| format!("/counts/{id}")),
            recounted: c.recounted_by.map(|id| format!("/counts/{id}")),
            state: state_word(t, Some(&c.state), c.explained_at.is_some(), c.open() && c.late_at <= ctx.now && !c.roll_closed),
            signed,
            explained,
        }
    }
}

/// The explanation's form.
pub(super) struct Explain {
    pub code: Field,
    pub words: Field,
    /// Key, name, what was typed.
    pub people: Vec<(String, String, String)>,
    pub place_error: Option<String>,
}

impl Explain {
    fn of(t: Text, people: &[Listed], raw: &ExplainForm, errors: &Errors) -> Self {
        let choices = Explanation::ALL.into_iter().map(|e| Choice::new(e.as_str(), explanation_word(t, e))).collect();
        let typed = |key: &str| raw.key.iter().position(|k| k == key).and_then(|n| raw.place.get(n)).cloned().unwrap_or_default();
        let differing =
            people.iter().filter(|p| matches!(p.status.as_deref(), Some("missing" | "surplus")) || (p.status.as_deref() == Some("out") && !p.is_out));
        Self {
            code: Field::radio("code", t.msg_count_explain_code(), &raw.code, choices).required(t).errors(errors),
            words: Field::area("words", t.msg_count_explain_words(), &raw.words, 3).hint(t.msg_count_explain_words_hint()).max(1000).required(t).errors(errors),
            people: differing.map(|p| (p.key.to_string(), name(t, p), typed(&p.key.to_string()))).collect(),
            place_error: errors.of("place").map(str::to_owned),
        }
    }
}

/// The walk, or the signed list.
#[derive(Template)]
#[template(path = "custody/count/count.html")]
pub(super) struct CountView {
    pub frame: Frame,
    pub head: Head,
    pub sums: Sums,
    pub cells: Vec<Cell>,
    /// Who has left the unit since the count began.
    pub left: Vec<String>,
    pub changes: i64,
    /// May be tapped and signed.
    pub walking: bool,
    pub seen: String,
    pub explain: Option<Explain>,
    pub may_recount: bool,
    pub summary: Summary,
    pub errors: bool,
}

impl CountView {
    pub fn new(ctx: &Ctx, c: &Count, people: &[Listed], places: &[CellOfUnit], seen: String, raw: &ExplainForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let writes = ctx.may(Class::UnitDay, Act::Write) && !c.roll_closed;
        let left: Vec<String> = people
            .iter()
            .filter(|p| p.changed.as_deref() == Some("left"))
            .map(|p| t.msg_count_left(name(t, p).as_str(), p.from_cell.as_deref().unwrap_or("–")))
            .collect();
        Self {
            frame: ctx.frame("counts", t.msg_count_title_unit(c.unit.as_str(), ctx.fmt().near(c.due_at).as_str())),
            head: Head::of(ctx, c),
            sums: Sums::of(c, people),
            cells: cells(ctx, people, places, !c.open()),
            changes: people.iter().filter(|p| p.changed.is_some()).count() as i64,
            left,
            walking: writes && c.open(),
            seen,
            explain: (writes && c.unexplained()).then(|| Explain::of(t, people, raw, errors)),
            may_recount: writes && !c.open() && c.recounted_by.is_none() && c.state != "agreed",
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
        }
    }
}

/// A tap or signature that does not hold any more.
#[derive(Template)]
#[template(path = "custody/count/refused.html")]
pub(super) struct RefusedView {
    pub frame: Frame,
    pub text: String,
    pub back: String,
    pub label: String,
}

/// The sheet with boxes.
#[derive(Template)]
#[template(path = "custody/count/sheet.html")]
pub(super) struct SheetView {
    pub frame: Frame,
    pub head: Head,
    pub sums: Sums,
    pub cells: Vec<Cell>,
}

impl SheetView {
    pub fn new(ctx: &Ctx, c: &Count, people: &[Listed], places: &[CellOfUnit]) -> Self {
        Self {
            frame: ctx.frame("counts", ctx.t.msg_count_title_unit(c.unit.as_str(), ctx.fmt().near(c.due_at).as_str())),
            head: Head::of(ctx, c),
            sums: Sums::of(c, people),
            cells: cells(ctx, people, places, !c.open()),
        }
    }
}

/// A line of the paper form.
pub(super) struct PaperLine {
    pub n: usize,
    pub key: String,
    pub name: String,
    pub cell: String,
    pub out: Option<String>,
    pub status: String,
    pub place: String,
}

/// Bringing in a sheet of paper.
#[derive(Template)]
#[template(path = "custody/count/paper.html")]
pub(super) struct PaperView {
    pub frame: Frame,
    pub head: Head,
    /// First the time, then the list of that time.
    pub at: Field,
    pub at_value: String,
    pub twice: bool,
    pub asked: bool,
    pub by: Field,
    pub extra: Field,
    pub lines: Vec<PaperLine>,
    pub statuses: Vec<(&'static str, String)>,
    pub seen: String,
    pub place_error: Option<String>,
    pub summary: Summary,
    pub errors: bool,
}

/// What the paper page is made of.
pub(super) struct PaperParts<'a> {
    pub count: &'a Count,
    /// The list of the time typed; none before one is.
    pub people: Option<&'a [Listed]>,
    pub staff: Vec<(Uuid, String)>,
    pub seen: String,
    pub twice: bool,
}

impl PaperView {
    pub fn new(ctx: &Ctx, parts: PaperParts<'_>, raw: &PaperForm, errors: &Errors) -> Self {
        let (t, c) = (ctx.t, parts.count);
        let at = if raw.at.is_empty() { calendar::oslo_time(c.due_at.min(ctx.now)).format("%d.%m.%Y %H:%M").to_string() } else { raw.at.clone() };
        let typed = |list: &[String], key: &str| raw.key.iter().position(|k| k == key).and_then(|n| list.get(n)).cloned();
        let line = |(n, p): (usize, &Listed)| {
            let key = p.key.to_string();
            PaperLine {
                n: n + 1,
                name: name(t, p),
                cell: p.cell.clone().unwrap_or_else(|| "–".to_owned()),
                out: p
                    .is_out
                    .then(|| p.out_reason.as_deref().map(|r| ctx.catalogue().label(List::MovementReason, r, ctx.lang.is_nb()).to_owned()).unwrap_or_default()),
                status: typed(&raw.status, &key).unwrap_or_else(|| "present".to_owned()),
                place: typed(&raw.place, &key).unwrap_or_default(),
                key,
            }
        };
        let by = if raw.by.is_empty() { ctx.actor.account.to_string() } else { raw.by.clone() };
        let staff = parts.staff.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        Self {
            frame: ctx.frame("counts", t.msg_count_paper_title(c.unit.as_str())),
            head: Head::of(ctx, c),
            at: Field::text("at", t.msg_count_paper_at(), &at).hint(t.msg_count_paper_at_hint()).required(t).errors(errors).width("w-half"),
            at_value: at,
            twice: parts.twice,
            asked: parts.people.is_some(),
            by: Field::select("by", t.msg_count_paper_by(), &by, staff).hint(t.msg_count_paper_by_hint()).required(t).errors(errors),
            extra: Field::text("extra", t.msg_count_extra_people(), if raw.extra.is_empty() { "0" } else { &raw.extra })
                .hint(t.msg_count_extra_people_hint())
                .inputmode("numeric")
                .width("w-num")
                .errors(errors),
            lines: parts.people.unwrap_or_default().iter().enumerate().map(line).collect(),
            statuses: vec![
                ("present", t.msg_count_present()),
                ("missing", t.msg_count_missing()),
                ("elsewhere", t.msg_count_elsewhere()),
                ("out", t.msg_count_out_unbooked()),
            ],
            seen: parts.seen,
            place_error: errors.of("place").map(str::to_owned),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
        }
    }
}
