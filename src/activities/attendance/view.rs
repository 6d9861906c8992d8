//! A register as a page.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use super::form::{NOTE, Raw, Typed};
use super::model::{Mark, Person, Session};
use super::page::Register;
use super::rules::{self, Open};
use super::words::{self, Reasons, flag};
use crate::access::{Act, Class};
use crate::activities::timetable::{Claim, Expected};
use crate::inmates::banner::{self, Flag};
use crate::inmates::store::full_name;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::form::typed_time;
use crate::web::{Ctx, Errors, Field, Frame};

/// What is chosen with one tap; every other reason stands in the list behind them.
const QUICK: [&str; 3] = ["LATE", "SICK", "REFUSED"];

/// A reason in the list of them.
pub struct Offered {
    pub code: String,
    pub label: String,
    pub chosen: bool,
}

/// Somebody in the register.
pub struct Row {
    pub id: String,
    pub name: String,
    pub href: Option<String>,
    pub sub: String,
    pub flags: Vec<Flag>,
    pub veiled: bool,
    /// What can be chosen with one tap: value, word, chosen.
    pub quick: Vec<(String, String, bool)>,
    /// Whether the list of other reasons is chosen.
    pub other: bool,
    pub others: Vec<(String, Vec<Offered>)>,
    pub time: String,
    pub note: String,
    pub message: Option<String>,
    /// What the register says, and who said it.
    pub said: Option<Flag>,
    pub by: String,
    /// What somebody else said meanwhile, where it differs from what was typed here.
    pub theirs: Option<String>,
    /// Missing now: a tap says that they came.
    pub missing: bool,
}

/// What came back with a form: as typed, what was wrong, and that somebody was first.
#[derive(Default)]
pub struct Back {
    pub typed: Option<HashMap<Uuid, Typed>>,
    pub wrong: HashMap<Uuid, String>,
    pub errors: Errors,
    pub why: String,
    pub back_why: String,
    /// What has changed since the page was made, line by line.
    pub conflict: Vec<String>,
}

impl Back {
    /// What was typed.
    pub fn of(raw: &Raw) -> Self {
        Self { typed: Some(raw.typed()), why: raw.one("why").to_owned(), back_why: raw.one("back_why").to_owned(), ..Self::default() }
    }
}

#[derive(Template)]
#[template(path = "activities/register.html")]
pub struct RegisterView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub place: String,
    pub when: String,
    pub facts: Vec<String>,
    pub state: Flag,
    pub done: Option<String>,
    pub conflict: Vec<String>,
    /// What it means that nothing can be said.
    pub closed: Option<String>,
    pub action: String,
    pub version: i32,
    pub was: [String; 3],
    pub rows: Vec<Row>,
    pub writes: bool,
    pub taken: bool,
    pub why: Option<Field>,
    pub back_why: Option<Field>,
    pub effects: Vec<(String, Vec<(String, String)>)>,
    pub safety: Vec<String>,
    pub hidden: i64,
    /// Whether the session is under way: somebody who is missing can be told of now.
    pub under_way: bool,
    pub day_href: String,
}

/// "mandag 23. november 2026 08:15–11:30".
pub fn when(ctx: &Ctx, s: &Session) -> String {
    let fmt = ctx.fmt();
    ctx.t.msg_att_when(fmt.long_day(s.on_day).as_str(), fmt.time(s.starts_at).as_str(), fmt.time(s.ends_at).as_str())
}

fn state(ctx: &Ctx, register: &Register) -> Flag {
    let (t, s) = (ctx.t, &register.session);
    match register.open {
        Open::Cancelled => flag("neutral", "XMark", t.msg_att_state_cancelled()),
        Open::Ahead => flag("info", "Clock", t.msg_att_state_ahead()),
        _ if s.taken_at.is_some() => flag("success", "CheckmarkCircle", t.msg_att_state_taken()),
        _ => flag("warning", "HourglassTopFilled", t.msg_att_state_open()),
    }
}

/// Why nothing can be said now.
fn closed(ctx: &Ctx, register: &Register) -> Option<String> {
    let (t, fmt, s) = (ctx.t, ctx.fmt(), &register.session);
    match register.open {
        Open::Cancelled => {
            let why = s.reason_code.as_deref().map(|c| ctx.catalogue().label(List::AbsenceReason, c, fmt.is_nb()).to_owned()).unwrap_or_default();
            let why = [Some(why), s.reason.clone()].into_iter().flatten().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ");
            Some(t.msg_att_cancelled(why.as_str()))
        }
        Open::Ahead => Some(t.msg_att_ahead(fmt.near(s.starts_at - rules::AHEAD).as_str())),
        Open::Late(last) if !register.writes => Some(t.msg_att_too_late(fmt.day(last).as_str())),
        _ => None,
    }
}

fn claim(ctx: &Ctx, claim: &Claim) -> String {
    words::kind(ctx.t, claim.kind)
}

/// What to mind: held back, out, late or early by something else, what health shares, whom they must not meet, where an officer found them.
fn flags(ctx: &Ctx, register: &Register, p: &Person) -> Vec<Flag> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let label = |list, code: &str| ctx.catalogue().label(list, code, fmt.is_nb()).to_owned();
    let mut flags = Vec::new();
    for other in &p.apart {
        let name = register.people.iter().find(|o| o.id == *other && !o.veiled).map(|o| full_name(&o.family_name, &o.given_name)).unwrap_or_default();
        flags.push(flag("danger", "PersonCross", t.msg_att_apart(name.as_str())));
    }
    flags.extend(p.held_back.as_deref().map(|code| flag("warning", "PadlockLocked", t.msg_att_held_back(label(List::AbsenceReason, code).as_str()))));
    flags.extend(p.suspended.as_ref().map(|(code, _)| flag("neutral", "Hourglass", t.msg_att_rests(words::rest(t, code).as_str()))));
    if let Some((way, until)) = p.out.as_ref().filter(|_| ctx.now < register.session.ends_at) {
        let what = label(List::MovementReason, way);
        flags.push(flag("info", "DoorOpen", until.map_or_else(|| what.clone(), |at| t.msg_out_until(what.as_str(), fmt.near(at).as_str()))));
    }
    if !p.here {
        flags.push(flag("info", "ArrowRightLeft", t.msg_att_gone()));
    } else if !p.expected {
        flags.push(flag("info", "ArrowRightLeft", t.msg_att_no_seat()));
    }
    match register.expected.get(&p.id) {
        Some(Expected::Late(at, why)) => flags.push(flag("info", "Clock", t.msg_att_comes_at(fmt.time(*at).as_str(), claim(ctx, why).as_str()))),
        Some(Expected::Early(at, why)) => flags.push(flag("info", "Clock", t.msg_att_leaves_at(fmt.time(*at).as_str(), claim(ctx, why).as_str()))),
        Some(Expected::Between(why)) => flags.push(flag("info", "Clock", t.msg_att_in_between(fmt.time(why.from).as_str(), claim(ctx, why).as_str()))),
        Some(Expected::Away(why)) if p.out.is_none() => flags.push(flag("info", "Calendar", claim(ctx, why))),
        _ => {}
    }
    flags.extend(p.notices.iter().map(|(kind, instruction)| {
        let word = banner::shared_kind(t, kind);
        flag("brand2", "Bandage", if instruction.is_empty() { word } else { t.msg_att_mind(word.as_str(), instruction.as_str()) })
    }));
    flags.extend(p.found.as_ref().map(|f| flag("success", "PersonCheckmark", t.msg_att_found(f.place.as_str(), f.by.as_str(), fmt.near(f.at).as_str()))));
    flags
}

fn row(ctx: &Ctx, register: &Register, p: &Person, reasons: &Reasons, back: &Back) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let (mark, reason) = rules::proposed(&register.session, p, register.expected.get(&p.id), ctx.now);
    let kept = p.kept.as_ref();
    let before = Typed {
        choice: reason.unwrap_or_else(|| mark.as_str().to_owned()),
        time: kept.and_then(|k| k.said.came_at.or(k.said.left_at)).map(typed_time).unwrap_or_default(),
        note: kept.map(|k| k.said.note.clone()).unwrap_or_default(),
    };
    let now = back.typed.as_ref().and_then(|typed| typed.get(&p.id)).cloned().unwrap_or_else(|| before.clone());
    let quick = [("present".to_owned(), t.msg_att_present()), ("missing".to_owned(), t.msg_att_missing())].into_iter();
    let quick = quick.chain(QUICK.iter().map(|code| (format!("code:{code}"), quick_word(t, code))));
    let quick: Vec<(String, String, bool)> = quick
        .map(|(value, word)| {
            let chosen = value.trim_start_matches("code:") == now.choice;
            (value, word, chosen)
        })
        .collect();
    let other = !quick.iter().any(|q| q.2);
    let by = kept.map(|k| match k.changes {
        0 => t.msg_att_by(k.by.as_str(), fmt.near(k.at).as_str()),
        n => t.msg_att_by_changed(k.by.as_str(), fmt.near(k.at).as_str(), n),
    });
    let said = |k: &super::model::Kept| words::said(t, ctx.catalogue(), fmt.is_nb(), &k.said);
    let theirs = kept.filter(|_| !back.conflict.is_empty() && before.choice != now.choice).map(|k| t.msg_att_theirs(k.by.as_str(), said(k).as_str()));
    Row {
        id: p.id.to_string(),
        name: if p.veiled { t.msg_att_veiled() } else { full_name(&p.family_name, &p.given_name) },
        href: (!p.veiled && ctx.may(Class::Person, Act::Extract)).then(|| format!("/inmates/{}", p.id)),
        sub: [Some(p.number.clone()).filter(|n| !n.is_empty()), p.unit.clone(), p.cell.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flags: flags(ctx, register, p),
        veiled: p.veiled,
        other,
        others: offered(ctx, p, reasons, other.then_some(now.choice.as_str())),
        quick,
        time: now.time,
        note: now.note,
        message: back.wrong.get(&p.id).cloned(),
        said: kept.map(|k| {
            let (color, icon) = words::look(k.said.mark);
            flag(color, icon, said(k))
        }),
        by: by.unwrap_or_default(),
        theirs,
        missing: kept.is_some_and(|k| k.said.mark == Mark::Missing),
    }
}

fn quick_word(t: crate::web::Text, code: &str) -> String {
    match code {
        "LATE" => t.msg_att_late(),
        "SICK" => t.msg_att_sick(),
        _ => t.msg_att_refused(),
    }
}

/// The other reasons by what they are, each with what it does.
fn offered(ctx: &Ctx, p: &Person, reasons: &Reasons, chosen: Option<&str>) -> Vec<(String, Vec<Offered>)> {
    let mut groups: Vec<(String, Vec<Offered>)> = Vec::new();
    for r in reasons.iter().filter(|r| !QUICK.contains(&r.code.as_str())) {
        if r.code == "SUSPENDED" && p.suspended.is_none() {
            continue;
        }
        let kind = ctx.catalogue().get(List::AbsenceReason, &r.code).map(|c| c.attribute("kind").to_owned()).unwrap_or_default();
        let heading = words::group(ctx.t, &kind);
        let one = Offered {
            code: r.code.clone(),
            label: ctx.t.msg_att_reason_gives(r.label.as_str(), words::effect(ctx.t, r.effect).as_str()),
            chosen: chosen == Some(r.code.as_str()),
        };
        match groups.iter_mut().find(|g| g.0 == heading) {
            Some(group) => group.1.push(one),
            None => groups.push((heading, vec![one])),
        }
    }
    groups
}

/// The list of reasons with what each gives: beside the form, because it is money.
fn effects(ctx: &Ctx, reasons: &Reasons) -> Vec<(String, Vec<(String, String)>)> {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for r in reasons.iter() {
        let kind = ctx.catalogue().get(List::AbsenceReason, &r.code).map(|c| c.attribute("kind").to_owned()).unwrap_or_default();
        let heading = words::group(ctx.t, &kind);
        let one = (r.label.clone(), words::effect(ctx.t, r.effect));
        match groups.iter_mut().find(|g| g.0 == heading) {
            Some(group) => group.1.push(one),
            None => groups.push((heading, vec![one])),
        }
    }
    groups
}

impl RegisterView {
    /// Of a register as it stands, with what came back.
    pub fn new(ctx: &Ctx, register: &Register, mut back: Back) -> Self {
        let (t, fmt, s) = (ctx.t, ctx.fmt(), &register.session);
        if !back.wrong.is_empty() {
            back.errors.add("people", t.msg_att_some_wrong(back.wrong.len() as i64));
        }
        let reasons = Reasons::of(ctx.catalogue(), fmt.is_nb());
        let taken = s.taken_at.is_some();
        let mut facts: Vec<String> = s.room.iter().cloned().collect();
        facts.extend(s.stand_in.as_deref().map(|name| t.msg_att_stand_in(name)));
        if let (Some(by), Some(at)) = (&s.taken_by, s.taken_at) {
            facts.push(t.msg_att_taken_by(by.as_str(), fmt.near(at).as_str()));
        }
        if let (Open::ToCorrect(last), true) = (register.open, register.writes) {
            facts.push(t.msg_att_until(fmt.day(last).as_str()));
        }
        let why = register.writes && register.needs_reason();
        let mut safety = Vec::new();
        if s.tools != "none" {
            safety.push(words::tools(t, &s.tools));
        }
        if !s.safety.is_empty() {
            safety.push(s.safety.clone());
        }
        Self {
            frame: ctx.frame("attendance", t.msg_att_title(s.place.as_str())),
            errors: !back.errors.is_empty(),
            summary: Summary::of(t, &back.errors),
            place: s.place.clone(),
            when: when(ctx, s),
            facts,
            state: state(ctx, register),
            done: ctx.query("done").map(|word| match word.as_str() {
                "back" => t.msg_att_done_back(),
                "corrected" => t.msg_att_done_corrected(),
                "marked" => t.msg_att_done_marked(),
                _ => t.msg_att_done_taken(),
            }),
            closed: closed(ctx, register),
            action: format!("/register/{}", s.id),
            version: s.version,
            was: [fmt.machine(s.starts_at), fmt.machine(s.ends_at), s.room.clone().unwrap_or_default()],
            rows: register.people.iter().map(|p| row(ctx, register, p, &reasons, &back)).collect(),
            writes: register.writes && !register.people.is_empty(),
            taken,
            why: why.then(|| Field::text("why", t.msg_att_why(), &back.why).hint(t.msg_att_why_hint()).max(NOTE as u32).errors(&back.errors)),
            back_why: (register.writes && taken).then(|| {
                Field::text("back_why", t.msg_att_back_why(), &back.back_why).hint(t.msg_att_back_hint()).max(NOTE as u32).required(t).errors(&back.errors)
            }),
            effects: effects(ctx, &reasons),
            safety,
            hidden: register.people.iter().filter(|p| p.veiled).count() as i64,
            under_way: (s.starts_at..=s.ends_at).contains(&ctx.now),
            day_href: format!("/register?day={}", s.on_day),
            conflict: back.conflict,
        }
    }
}
