//! The pages of the roll.

use askama::Template;
use uuid::Uuid;

use super::form::{AgreeForm, WhyForm};
use crate::access::{Act, Class, Role};
use crate::custody::count::model::{Moved, Outside, Past, RollCall, UnitOfRoll};
use crate::custody::count::rules;
use crate::custody::count::walk::{how_word, state_word, what};
use crate::inmates::store::full_name;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Errors, Field, Frame};

/// A unit's line.
pub(super) struct UnitLine {
    pub unit_id: String,
    pub name: String,
    pub mine: bool,
    pub closed: bool,
    pub expected: i32,
    pub away: i32,
    pub counted: Option<i32>,
    /// Colour, icon, word.
    pub state: (&'static str, &'static str, String),
    pub by: String,
    pub href: Option<String>,
    pub recount: bool,
    /// What the button says: begin, go on, look.
    pub open: bool,
    pub begin: bool,
    pub trouble: bool,
}

/// A roll with its units.
pub(super) struct RollCard {
    pub id: String,
    pub href: String,
    pub what: String,
    pub due: String,
    pub late: String,
    pub state: (&'static str, &'static str, String),
    pub units: Vec<UnitLine>,
    pub why: Option<String>,
}

fn line(ctx: &Ctx, r: &RollCall, u: &UnitOfRoll) -> UnitLine {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let late = !r.closed() && r.late_at <= ctx.now;
    let writes = ctx.may(Class::UnitDay, Act::Write) && !r.closed() && rules::may_begin(r.due_at, ctx.now);
    let by = u
        .signer
        .as_deref()
        .zip(u.happened_at)
        .map(|(by, at)| t.msg_count_signed(by, fmt.near(at).as_str(), how_word(t, u.how.as_deref().unwrap_or_default()).as_str()));
    UnitLine {
        unit_id: u.unit_id.to_string(),
        name: u.name.clone(),
        mine: ctx.actor.units.iter().any(|m| m.0 == u.unit_id),
        closed: u.closed,
        expected: u.expected.unwrap_or_else(|| u.here()),
        away: u.away_then.unwrap_or(u.away),
        counted: u.counted,
        state: match u.state.as_deref() {
            None if u.people == 0 => ("neutral", "Checkmark", t.msg_count_state_empty()),
            state => state_word(t, state, u.explained_at.is_some(), late),
        },
        by: by.unwrap_or_default(),
        href: u.count_id.map(|id| format!("/counts/{id}")),
        recount: u.kind.as_deref() == Some("recount"),
        open: u.state.as_deref() == Some("open"),
        begin: writes && u.count_id.is_none() && (u.people > 0 || !u.closed),
        trouble: u.unexplained() || (late && u.waits()),
    }
}

fn roll_state(ctx: &Ctx, r: &RollCall, units: &[&UnitOfRoll]) -> (&'static str, &'static str, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let waits = units.iter().filter(|u| u.waits()).count() as i64;
    match (r.agreed_at, r.missed_at) {
        (Some(at), _) => ("success", "CheckmarkCircle", t.msg_count_roll_agreed(r.agreed_by.as_deref().unwrap_or("–"), fmt.near(at).as_str())),
        (_, Some(_)) => ("neutral", "XMark", t.msg_count_roll_missed()),
        _ if r.differs => ("danger", "ExclamationmarkTriangle", t.msg_count_roll_differs()),
        _ if r.late_at <= ctx.now => ("danger", "ExclamationmarkTriangle", t.msg_count_roll_late(waits)),
        _ if r.due_at > ctx.now => ("neutral", "Hourglass", t.msg_count_roll_ahead()),
        _ if waits > 0 => ("info", "Footprint", t.msg_count_roll_open(waits)),
        _ => ("warning", "Pencil", t.msg_count_roll_ready()),
    }
}

impl RollCard {
    fn of(ctx: &Ctx, r: &RollCall, units: &[UnitOfRoll]) -> Self {
        let own: Vec<&UnitOfRoll> = units.iter().filter(|u| u.roll_id == r.id).collect();
        let mut lines: Vec<UnitLine> = own.iter().map(|u| line(ctx, r, u)).collect();
        lines.sort_by_key(|l| !l.mine);
        Self {
            id: r.id.to_string(),
            href: format!("/roll-call/{}", r.id),
            what: what(ctx, &r.code),
            due: ctx.fmt().near(r.due_at),
            late: ctx.fmt().near(r.late_at),
            state: roll_state(ctx, r, &own),
            units: lines,
            why: r.called_why.clone(),
        }
    }
}

/// Today's counts.
#[derive(Template)]
#[template(path = "custody/count/day.html")]
pub(super) struct DayView {
    pub frame: Frame,
    pub day: String,
    pub prisons: Vec<Chip>,
    pub prison: String,
    /// To be counted or agreed now.
    pub now: Vec<RollCard>,
    /// Later today.
    pub ahead: Vec<RollCard>,
    /// Agreed or closed.
    pub done: Vec<RollCard>,
    /// The form for calling an extra one.
    pub extra: Option<Field>,
    pub devices: bool,
    pub summary: Summary,
    pub errors: bool,
}

impl DayView {
    pub fn new(ctx: &Ctx, prison: String, prisons: Vec<Chip>, rolls: &[RollCall], units: &[UnitOfRoll], raw: &WhyForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let cards = |keeps: &dyn Fn(&RollCall) -> bool| rolls.iter().filter(|r| keeps(r)).map(|r| RollCard::of(ctx, r, units)).collect::<Vec<_>>();
        let begun = |r: &RollCall| rules::may_begin(r.due_at, ctx.now);
        let mut done = cards(&|r| r.closed());
        done.reverse();
        Self {
            frame: ctx.frame("counts", t.msg_count_nav()),
            day: ctx.fmt().long_day(ctx.today),
            prisons,
            prison,
            now: cards(&|r| !r.closed() && begun(r)),
            ahead: cards(&|r| !r.closed() && !begun(r)),
            done,
            extra: ctx.may(Class::UnitDay, Act::Decide).then(|| {
                Field::text("extra_why", t.msg_count_extra_why(), &raw.extra_why).hint(t.msg_count_extra_why_hint()).max(400).required(t).errors(errors)
            }),
            devices: ctx.may(Class::UnitDay, Act::Decide),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
        }
    }
}

/// Somebody out, as a line.
pub(super) struct OutLine {
    pub href: String,
    pub name: String,
    pub unit: String,
    pub why: String,
    pub until: String,
    pub late: bool,
}

/// Sums of a roll.
#[derive(Clone, Copy, Default)]
pub(super) struct Totals {
    pub expected: i32,
    pub counted: i32,
    pub away: i32,
    pub waits: i64,
    pub reception: i32,
    pub hidden_out: i64,
}

/// What the duty officer agrees.
#[derive(Template)]
#[template(path = "custody/count/roll.html")]
pub(super) struct RollView {
    pub frame: Frame,
    pub card: RollCard,
    pub totals: Totals,
    pub outside: Vec<OutLine>,
    pub moved: Vec<String>,
    pub note: Option<String>,
    pub missed: Option<(String, String)>,
    /// The form for agreeing, when the reader may; else why not.
    pub agree: Option<Field>,
    pub hindered: Option<String>,
    pub miss: Option<Field>,
    pub summary: Summary,
    pub errors: bool,
}

/// What the roll page is made of.
pub(super) struct RollParts<'a> {
    pub roll: &'a RollCall,
    pub units: &'a [UnitOfRoll],
    pub outside: &'a [Outside],
    pub moved: &'a [Moved],
    pub besides: (i32, i64),
}

impl RollView {
    pub fn new(ctx: &Ctx, parts: RollParts<'_>, agree: &AgreeForm, miss: &WhyForm, errors: &Errors) -> Self {
        let (t, fmt, r) = (ctx.t, ctx.fmt(), parts.roll);
        let units = parts.units;
        let sum = |pick: &dyn Fn(&UnitOfRoll) -> i32| units.iter().map(pick).sum::<i32>();
        let totals = Totals {
            expected: sum(&|u| u.expected.unwrap_or_else(|| u.here())),
            counted: sum(&|u| u.counted.unwrap_or(0)),
            away: sum(&|u| u.away_then.unwrap_or(u.away)),
            waits: units.iter().filter(|u| u.waits()).count() as i64,
            reception: parts.besides.0,
            hidden_out: parts.besides.1,
        };
        let me = Some(ctx.actor.account.0);
        let counted_it = units.iter().any(|u| u.signed_by == me || u.entered_by == me);
        let duty = ctx.actor.role() == Some(Role::DutyOfficer) && !r.closed();
        let hindered = match () {
            () if !duty => None,
            () if rules::may_begin(r.due_at, ctx.now) && counted_it => Some(t.msg_count_agree_four_eyes()),
            () if totals.waits > 0 => Some(t.msg_count_agree_open(totals.waits)),
            () if r.differs => Some(t.msg_count_agree_differs()),
            () => None,
        };
        let moved: Vec<String> = parts.moved.iter().map(|m| moved_line(ctx, m)).collect();
        let note = Field::area("note", t.msg_count_note(), &agree.note, 2)
            .hint(if moved.is_empty() { t.msg_count_note_hint() } else { t.msg_count_note_moved() })
            .max(1000)
            .errors(errors);
        Self {
            frame: ctx.frame("counts", t.msg_count_roll_title(what(ctx, &r.code).as_str(), fmt.near(r.due_at).as_str())),
            card: RollCard::of(ctx, r, units),
            totals,
            outside: parts.outside.iter().map(|o| out_line(ctx, o)).collect(),
            note: r.note.clone(),
            missed: r
                .missed_by
                .as_deref()
                .zip(r.missed_at)
                .map(|(by, at)| (t.msg_count_missed_by(by, fmt.near(at).as_str()), r.missed_why.clone().unwrap_or_default())),
            agree: (duty && hindered.is_none()).then(|| if moved.is_empty() { note } else { note.required(t) }),
            hindered,
            moved,
            miss: (duty && r.late_at <= ctx.now && totals.waits > 0)
                .then(|| Field::area("why", t.msg_count_missed_why(), &miss.why, 2).hint(t.msg_count_missed_why_hint()).max(1000).required(t).errors(errors)),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
        }
    }
}

fn moved_line(ctx: &Ctx, m: &Moved) -> String {
    let t = ctx.t;
    let name = m.name.as_ref().map(|(family, given)| full_name(family, given)).unwrap_or_else(|| t.msg_count_somebody());
    if m.twice { t.msg_count_moved_twice(name.as_str(), m.unit.as_str()) } else { t.msg_count_moved_uncounted(name.as_str(), m.unit.as_str()) }
}

fn out_line(ctx: &Ctx, o: &Outside) -> OutLine {
    let why = ctx.catalogue().label(List::MovementReason, &o.reason, ctx.lang.is_nb()).to_owned();
    OutLine {
        href: format!("/inmates/{}", o.inmate),
        name: full_name(&o.family_name, &o.given_name),
        unit: o.unit.clone(),
        why: match o.place.as_deref().filter(|p| !p.is_empty()) {
            Some(place) => ctx.t.msg_count_found_at(why.as_str(), place),
            None => why,
        },
        until: o.until.map(|at| ctx.fmt().near(at)).unwrap_or_default(),
        late: o.until.is_some_and(|at| at < ctx.now),
    }
}

/// A count of the past.
pub(super) struct PastLine {
    pub href: String,
    pub due: String,
    pub what: String,
    pub unit: String,
    pub numbers: String,
    pub away: String,
    pub state: (&'static str, &'static str, String),
    pub by: String,
    pub recount: bool,
}

/// What was counted before.
#[derive(Template)]
#[template(path = "custody/count/history.html")]
pub(super) struct HistoryView {
    pub frame: Frame,
    pub units: Vec<Chip>,
    pub lines: Vec<PastLine>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

impl HistoryView {
    pub fn new(ctx: &Ctx, units: &[(Uuid, String)], chosen: Option<Uuid>, past: &[Past], newest: Option<String>, older: Option<String>) -> Self {
        let t = ctx.t;
        let mut chips = vec![Chip::new("/counts/history", t.msg_count_all_units(), None, chosen.is_none())];
        chips.extend(units.iter().map(|(id, name)| Chip::new(format!("/counts/history?unit={id}"), name.clone(), None, chosen == Some(*id))));
        let number = |v: Option<i32>| v.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let lines = past.iter().map(|p| PastLine {
            href: format!("/counts/{}", p.id),
            due: ctx.fmt().at(p.due_at),
            what: what(ctx, &p.code),
            unit: p.unit.clone(),
            numbers: t.msg_count_of(number(p.counted).as_str(), number(p.expected).as_str()),
            away: number(p.away),
            state: state_word(t, Some(&p.state), p.explained_at.is_some(), false),
            by: p
                .signer
                .as_deref()
                .zip(p.happened_at)
                .map(|(by, at)| t.msg_count_signed(by, ctx.fmt().near(at).as_str(), how_word(t, p.how.as_deref().unwrap_or_default()).as_str()))
                .unwrap_or_default(),
            recount: p.kind == "recount",
        });
        Self { frame: ctx.frame("counts", t.msg_count_history()), units: chips, lines: lines.collect(), newest, older }
    }
}
