//! The pages of one person's cell.

use askama::Template;
use chrono::{DateTime, Utc};

use super::form::{ConsentForm, MoveForm, why_field};
use super::house::view::{Line, UnitChip};
use super::model::{Asked, Considered, Grade, Target};
use super::store::{Consent, Lived};
use super::words::{self, Said};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// One place where the person has lived.
pub struct LivedRow {
    pub from: String,
    pub to: String,
    pub place: String,
    pub cell: String,
    pub capacity: String,
    pub reason: String,
    pub note: String,
    pub accepted: Vec<String>,
    pub late: String,
    pub by: String,
    pub open: bool,
}

/// Somebody in the cell, ready to be shown.
pub struct MateRow {
    pub name: String,
    pub href: Option<String>,
    pub number: String,
    pub facts: String,
}

/// Those of a cell in words.
pub fn mate_rows(ctx: &Ctx, considered: &Considered) -> Vec<MateRow> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    considered
        .mates
        .iter()
        .map(|m| MateRow {
            name: words::who(t, m),
            href: m.person.as_ref().map(|p| format!("/inmates/{}/cell", p.id)),
            number: m.person.as_ref().map(|p| p.number.clone()).unwrap_or_default(),
            facts: match &m.decided_by {
                Some(by) => t.msg_cells_mate_since_by(fmt.near(m.since).as_str(), by.as_str()),
                None => t.msg_cells_mate_since(fmt.near(m.since).as_str()),
            },
        })
        .collect()
}

/// The present cell and the history.
#[derive(Template)]
#[template(path = "custody/cell.html")]
pub struct CellView {
    pub frame: Frame,
    pub banner: BannerView,
    pub done: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub base: String,
    pub moves: bool,
    pub no_cell: bool,
    pub facts: Vec<(String, String)>,
    pub mates: Vec<MateRow>,
    pub consents: Vec<(bool, String, String)>,
    pub consent: Vec<Field>,
    pub lived: Vec<LivedRow>,
}

/// What the page of the present cell is made of.
pub struct Shown {
    pub lived: Vec<Lived>,
    pub consents: Vec<Consent>,
    pub here: Option<Considered>,
}

impl CellView {
    pub fn new(ctx: &InmateCtx, shown: Shown, typed: &ConsentForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let present = shown.lived.first().filter(|l| l.until.is_none());
        let mut facts = Vec::new();
        if let Some(p) = present {
            facts.push((t.msg_places_col_unit(), t.msg_places_unit_at(p.unit.as_str(), p.prison.as_str())));
            facts.push((t.msg_places_col_cell(), p.cell.clone().unwrap_or_else(|| t.msg_places_no_cell())));
            facts.push((t.msg_places_col_from(), fmt.at(p.since)));
            facts.push((t.msg_places_col_by(), p.by.clone().unwrap_or_default()));
            if let Some(here) = shown.here.as_ref().filter(|h| h.room.cell_id.is_some()) {
                let r = &here.room;
                facts.push((t.msg_cells_capacity(), t.msg_cells_capacity_words(i64::from(r.certified), i64::from(r.working), i64::from(r.maximum))));
            }
        }
        let done = ctx.query("done").map(|d| match d.as_str() {
            "twice" => t.msg_cells_done_twice(),
            "consent" => t.msg_cells_done_consent(),
            "swap" => t.msg_cells_done_swap(),
            _ => t.msg_cells_done_move(),
        });
        Self {
            frame: ctx.frame("inmates", t.msg_cells_of(ctx.inmate.name().as_str())),
            banner: BannerView::of(ctx, "cell"),
            done,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}/cell", ctx.inmate.id),
            moves: ctx.may_here(Class::UnitDay, Act::Write) && ctx.inmate.prison_id.is_some(),
            no_cell: present.is_none_or(|p| p.cell.is_none()),
            facts,
            mates: shown.here.as_ref().map(|h| mate_rows(ctx, h)).unwrap_or_default(),
            consents: shown.consents.iter().map(|c| consent_row(ctx, c)).collect(),
            consent: consent_fields(ctx, typed, errors),
            lived: shown.lived.iter().map(|l| lived_row(ctx, l)).collect(),
        }
    }
}

fn consent_row(ctx: &Ctx, c: &Consent) -> (bool, String, String) {
    let (t, day, by) = (ctx.t, ctx.fmt().day(c.on_day), c.by.clone().unwrap_or_default());
    let said = if c.given { t.msg_cells_consent_yes_on(day.as_str(), by.as_str()) } else { t.msg_cells_consent_no_on(day.as_str(), by.as_str()) };
    (c.given, said, c.note.clone())
}

fn consent_fields(ctx: &Ctx, typed: &ConsentForm, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    let day = if typed.on_day.is_empty() { ctx.today.to_string() } else { typed.on_day.clone() };
    vec![
        Field::radio("given", t.msg_cells_consent_question(), &typed.given, vec![Choice::new("yes", t.msg_cells_yes()), Choice::new("no", t.msg_cells_no())])
            .required(t)
            .errors(errors),
        Field::day("on_day", t.msg_cells_consent_day(), &day).required(t).errors(errors),
        Field::area("consent_note", t.msg_cells_consent_note(), &typed.consent_note, 2).max(400).errors(errors),
    ]
}

fn lived_row(ctx: &Ctx, l: &Lived) -> LivedRow {
    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    LivedRow {
        from: fmt.at(l.since),
        to: l.until.map(|at| fmt.at(at)).unwrap_or_else(|| t.msg_places_still()),
        place: t.msg_places_unit_at(l.unit.as_str(), l.prison.as_str()),
        cell: l.cell.clone().unwrap_or_else(|| t.msg_places_no_cell()),
        capacity: match (l.certified, l.working) {
            (Some(c), Some(w)) => t.msg_cells_capacity_short(i64::from(c), i64::from(w)),
            _ => String::new(),
        },
        reason: ctx.catalogue().label(List::MovementReason, &l.reason, nb).to_owned(),
        note: l.note.clone().unwrap_or_default(),
        accepted: l.accepted.iter().zip(&l.accepted_why).map(|(code, why)| t.msg_cells_accepted(words::accepted(t, code).as_str(), why.as_str())).collect(),
        late: match (&l.late_reason, l.recorded_at) {
            (Some(why), Some(at)) => t.msg_cells_recorded_late(fmt.at(at).as_str(), why.as_str()),
            _ => String::new(),
        },
        by: l.by.clone().unwrap_or_default(),
        open: l.until.is_none(),
    }
}

/// Choosing where to.
#[derive(Template)]
#[template(path = "custody/cell_move.html")]
pub struct ChooseView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub units: Vec<Chip>,
    pub shows: Vec<Chip>,
    pub without: Vec<UnitChip>,
    pub lines: Vec<Line>,
    /// Who the person must be kept apart from, how far, and where they live.
    pub apart: Vec<String>,
}

/// A finding as shown, with the field of its reason when it needs one.
pub struct Found {
    pub said: Said,
    pub ask: Option<Ask>,
}

/// The field of one reason.
pub struct Ask {
    pub id: &'static str,
    pub key: String,
    pub value: String,
    pub error: Option<String>,
}

/// A move weighed, ready to be shown.
pub struct Side {
    pub name: String,
    pub from: String,
    pub to: String,
    pub findings: Vec<Found>,
    pub mates: Vec<MateRow>,
    pub stopped: bool,
}

impl Side {
    /// One side of what is weighed; `asked` is how many reasons were asked for before it on the page.
    pub fn of(ctx: &Ctx, c: &Considered, form: &MoveForm, errors: &Errors, asked: &mut usize) -> Self {
        let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
        let from = match &c.mover.current {
            Some(current) => match &current.cell {
                Some(cell) => t.msg_unit_and_cell(current.unit.as_str(), cell.as_str()),
                None => t.msg_unit_no_cell(current.unit.as_str()),
            },
            None => t.msg_cells_from_reception(),
        };
        let mut findings = Vec::with_capacity(c.findings.len());
        for f in &c.findings {
            let said = words::say(t, fmt, ctx.catalogue(), nb, f);
            let ask = (f.grade == Grade::Reason).then(|| {
                let (id, key) = (why_field(*asked), Asked::of(c.mover.person.id, &f.what).key);
                *asked += 1;
                Ask { id, value: form.why(&key).to_owned(), key, error: errors.of(id).map(str::to_owned) }
            });
            findings.push(Found { said, ask });
        }
        Self { name: c.mover.person.name.clone(), from, to: words::place(t, &c.room), findings, mates: mate_rows(ctx, c), stopped: c.stopped() }
    }
}

/// Why the page is shown again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Again {
    No,
    Changed,
    Stopped,
    /// Weighed on what was so at an earlier time.
    Then(DateTime<Utc>),
}

/// Weighing a move or a swap.
#[derive(Template)]
#[template(path = "custody/cell_consider.html")]
pub struct ConsiderView {
    pub frame: Frame,
    pub banner: BannerView,
    pub heading: String,
    pub action: String,
    pub base: String,
    pub hidden: Vec<(&'static str, String)>,
    pub sides: Vec<Side>,
    pub stopped: bool,
    /// Whether a reason is asked for beside some finding.
    pub asks: bool,
    pub again: Option<(String, String)>,
    pub errors: bool,
    pub summary: Summary,
    pub first: Vec<Field>,
    pub earlier: Vec<Field>,
    pub earlier_open: bool,
    pub submit: String,
}

/// What the page of weighing stands on.
pub struct Weighing<'a> {
    pub swap: bool,
    pub sides: &'a [&'a Considered],
    pub form: &'a MoveForm,
    pub again: Again,
}

/// What was shown of every side, in one word.
pub fn seen(sides: &[&Considered]) -> String {
    sides.iter().map(|c| c.fingerprint()).collect::<Vec<_>>().join(".")
}

impl ConsiderView {
    pub fn new(ctx: &InmateCtx, w: &Weighing<'_>, errors: &Errors) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/cell", ctx.inmate.id);
        let sides: Vec<Side> = {
            let mut asked = 0;
            w.sides.iter().map(|c| Side::of(ctx, c, w.form, errors, &mut asked)).collect()
        };
        let first = w.sides.first().copied();
        let mut hidden = vec![("seen", seen(w.sides)), ("weighed", w.form.time())];
        let target = first.map(|c| c.room.cell_id.map_or(Target::Unit(c.room.unit_id), Target::Cell));
        match (w.swap, target) {
            (true, _) => hidden.extend(w.sides.get(1).map(|c| ("with", c.mover.person.id.to_string()))),
            (false, Some(Target::Cell(cell))) => hidden.push(("cell", cell.to_string())),
            (false, Some(Target::Unit(unit))) => hidden.push(("unit", unit.to_string())),
            (false, None) => {}
        }
        let to = sides.first().map(|s| s.to.clone()).unwrap_or_default();
        let heading = match (w.swap, sides.get(1)) {
            (true, Some(other)) => t.msg_cells_swap_heading(other.name.as_str()),
            _ => t.msg_cells_consider_heading(to.as_str()),
        };
        let earlier_open = ["on", "clock", "late_reason"].iter().any(|f| errors.of(f).is_some()) || !w.form.on.is_empty() || !w.form.clock.is_empty();
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "cell"),
            heading,
            action: if w.swap { format!("{base}/swap") } else { format!("{base}/to") },
            base,
            hidden,
            stopped: sides.iter().any(|s| s.stopped),
            asks: sides.iter().any(|s| s.findings.iter().any(|f| f.ask.is_some())),
            again: again(ctx, w),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            first: first_fields(ctx, w, errors),
            earlier: earlier_fields(ctx, w.form, errors),
            earlier_open,
            submit: if w.swap { t.msg_cells_swap_confirm() } else { t.msg_cells_move_confirm() },
            sides,
        }
    }
}

/// Why the page is shown again, and who was first.
fn again(ctx: &Ctx, w: &Weighing<'_>) -> Option<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let title = match w.again {
        Again::No => return None,
        Again::Changed => t.msg_cells_changed(),
        Again::Stopped => t.msg_cells_stopped(),
        Again::Then(at) => return Some((t.msg_cells_weighed_then(fmt.at(at).as_str()), t.msg_cells_weighed_then_text())),
    };
    let last = w.sides.iter().flat_map(|c| c.mates.iter()).max_by_key(|m| m.since);
    let text = last.map_or_else(
        || t.msg_cells_changed_text(),
        |m| t.msg_cells_last_in(words::who(t, m).as_str(), fmt.near(m.since).as_str(), m.decided_by.as_deref().unwrap_or_default()),
    );
    Some((title, text))
}

fn first_fields(ctx: &Ctx, w: &Weighing<'_>, errors: &Errors) -> Vec<Field> {
    let (t, form) = (ctx.t, w.form);
    let why = if w.swap { t.msg_cells_swap_reason() } else { t.msg_cells_reason() };
    let nb = ctx.lang.is_nb();
    let internal = |code: &str| ctx.catalogue().get(List::MovementReason, code).is_some_and(|c| c.attribute("direction") == "internal");
    let reasons = ctx.catalogue().options(List::MovementReason, nb).into_iter().filter(|(c, _)| internal(c)).map(|(c, l)| Choice::new(c, l)).collect();
    vec![
        Field::select("reason", why, &form.reason, reasons).or_none(t.msg_cells_choose_reason()).width("w-half").required(t).errors(errors),
        Field::area("note", t.msg_cells_note(), &form.note, 2).hint(t.msg_cells_note_hint()).max(600).errors(errors),
    ]
}

fn earlier_fields(ctx: &Ctx, form: &MoveForm, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    vec![
        Field::day("on", t.msg_cells_on(), &form.on).errors(errors),
        Field::time(t, "clock", t.msg_cells_clock(), &form.clock).hint(t.msg_cells_clock_hint()).width("w-code").errors(errors),
        Field::area("late_reason", t.msg_cells_late_reason(), &form.late_reason, 2).hint(t.msg_cells_late_hint()).max(600).errors(errors),
    ]
}
