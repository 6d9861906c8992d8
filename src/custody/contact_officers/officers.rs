//! The contact officers of a prison: who has none, who is away, who has how many.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::store::{self, Officer, Rule, Without};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::custody::observations::section_chips;
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId};
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/contact-officers", needs(Class::Protection, Act::Propose), show).post(
        "/contact-officers/rule",
        needs(Class::Protection, Act::Decide),
        set_rule,
    )
}

/// Somebody to find an officer for.
struct Row {
    face: Face,
    place: String,
    flag: Flag,
    text: String,
    href: String,
    act: String,
}

/// An officer with their load.
struct OfficerRow {
    name: String,
    load: String,
    full: bool,
    covering: String,
    next: String,
    away: bool,
    languages: String,
}

#[derive(Template)]
#[template(path = "custody/contact_officers.html")]
struct OfficersView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    pages: Vec<Chip>,
    prisons: Vec<Chip>,
    place: String,
    done: Option<String>,
    without: Vec<Row>,
    away: Vec<Row>,
    officers: Vec<OfficerRow>,
    capacity: String,
    rule: String,
    /// The form of the rule, for those who decide it.
    edits: Option<(Field, Field, String)>,
}

async fn page(ctx: &mut Ctx, prison: PrisonId, typed: Option<&RuleForm>, errors: &Errors) -> Result<OfficersView, Error> {
    let (now, today) = (ctx.now, ctx.today);
    let without = store::without(ctx.conn(), prison, now).await?;
    let officers = store::officers(ctx.conn(), prison).await?;
    let rule = store::rule(ctx.conn(), Some(prison), today).await?;
    let prisons = ctx.actor.prisons.clone();
    let names = if prisons.len() > 1 { crate::custody::roll::store::prisons(ctx.conn(), &prisons).await? } else { Vec::new() };
    let shown = without.iter().map(|w| InmateId(w.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Protection).showing(shown).at(prison));
    let t = ctx.t;
    let cap = i64::from(rule.cap);
    let free: i64 = officers.iter().filter(|o| o.next_shift.is_some()).map(|o| (cap - o.load).max(0)).sum();
    let none = without.iter().filter(|w| !w.away).count() as i64;
    let decides = ctx.may(Class::Protection, Act::Decide) && ctx.actor.role() == Some(Role::Governor);
    let edits = decides.then(|| {
        let own = RuleForm { talk_days: rule.talk_days.to_string(), cap: rule.cap.to_string(), ..RuleForm::default() };
        let typed = typed.unwrap_or(&own);
        (
            Field::text("cap", t.msg_officers_cap(), &typed.cap).width("w-num").inputmode("numeric").max(2).required(t).errors(errors),
            Field::text("talk_days", t.msg_officers_talk_days(), &typed.talk_days).width("w-num").inputmode("numeric").max(2).required(t).errors(errors),
            prison.to_string(),
        )
    });
    let name = names.iter().find(|n| n.id == prison.0).map(|n| n.name.clone());
    Ok(OfficersView {
        frame: ctx.frame("security", t.msg_officers_title()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        pages: section_chips(ctx, "/contact-officers"),
        prisons: names.iter().map(|n| Chip::new(format!("/contact-officers?prison={}", n.id), n.name.clone(), None, n.id == prison.0)).collect(),
        place: name.unwrap_or_else(|| ctx.actor.prison_name.clone()),
        done: ctx.query("done").map(|_| t.msg_officers_rule_done()),
        capacity: if none == 0 {
            t.msg_officers_all_have()
        } else if free >= none {
            t.msg_officers_enough(none, free)
        } else {
            t.msg_officers_not_enough(none, free)
        },
        without: without.iter().filter(|w| !w.away).map(|w| row(ctx, w)).collect(),
        away: without.iter().filter(|w| w.away).map(|w| row(ctx, w)).collect(),
        officers: officers.iter().map(|o| officer(ctx, o, cap)).collect(),
        rule: t.msg_officers_rule(i64::from(rule.talk_days), cap),
        edits,
    })
}

fn row(ctx: &Ctx, w: &Without) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let place = match (&w.unit, &w.cell) {
        (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
        (Some(unit), None) => unit.clone(),
        _ => String::new(),
    };
    let days = w.since.map_or(0, |s| (ctx.today - calendar::oslo_day(s)).num_days());
    let flag = |color, icon, label| Flag { color, icon, label, instruction: String::new(), solid: false };
    let (flag, text, path, act) = if w.away {
        let text = match w.since {
            Some(next) => t.msg_officers_next_on(fmt.day(calendar::oslo_day(next)).as_str()),
            None => t.msg_officers_no_shift(),
        };
        (flag("warning", "Calendar", w.officer.clone().unwrap_or_default()), text, "cover", t.msg_officer_cover())
    } else {
        let color = match days {
            0..=1 => "neutral",
            2..=7 => "warning",
            _ => "danger",
        };
        (flag(color, "PersonCross", t.msg_officers_days_without(days)), w.number.clone(), "choose", t.msg_officer_choose())
    };
    Row {
        face: Face::of(w.inmate, full_name(&w.family_name, &w.given_name), &w.number, w.photographed),
        place,
        flag,
        text,
        href: format!("/inmates/{}/contact-officer/{path}", w.inmate),
        act,
    }
}

fn officer(ctx: &Ctx, o: &Officer, cap: i64) -> OfficerRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    OfficerRow {
        name: o.name.clone(),
        load: t.msg_officers_load(o.load, cap),
        full: o.load >= cap,
        covering: if o.covering > 0 { fmt.number(o.covering) } else { String::new() },
        next: o.next_shift.map(|at| fmt.near(at)).unwrap_or_else(|| t.msg_officers_no_shift()),
        away: o.next_shift.is_none(),
        languages: o.languages.iter().map(|l| ctx.catalogue().label(List::Language, l, ctx.lang.is_nb())).collect::<Vec<_>>().join(", "),
    }
}

/// The prison of the address, else the reader's first.
fn prison(ctx: &Ctx, wanted: Option<String>) -> Result<PrisonId, Error> {
    match wanted {
        Some(wanted) => wanted.parse().ok().filter(|p| ctx.actor.prisons.contains(p)).ok_or(Error::NotFound),
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx, ctx.query("prison"))?;
    let view = page(&mut ctx, prison, None, &Errors::new()).await?;
    ctx.page(view).await
}

/// How often a talk, and how many people.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RuleForm {
    prison: String,
    talk_days: String,
    cap: String,
}

async fn set_rule(mut ctx: Ctx, form: Form<RuleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison(&ctx, Some(raw.prison.clone()))?;
    let number = |text: &str, most: i32| text.trim().parse::<i32>().ok().filter(|n| (1..=most).contains(n));
    let (days, cap) = (number(&raw.talk_days, 90), number(&raw.cap, 40));
    let mut errors = Errors::new();
    if cap.is_none() {
        errors.add("cap", ctx.t.msg_officers_cap_bad());
    }
    if days.is_none() {
        errors.add("talk_days", ctx.t.msg_officers_talk_days_bad());
    }
    let (Some(talk_days), Some(cap)) = (days, cap) else {
        let view = page(&mut ctx, prison, Some(&raw), &errors).await?;
        return ctx.invalid(view).await;
    };
    let (today, me, now) = (ctx.today, ctx.actor.account, ctx.now);
    store::set_rule(ctx.conn(), prison, today, Rule { talk_days, cap }, me, now).await?;
    ctx.record(Entry::new(Action::Administer, Class::Protection).at(prison).with(json!({ "talk_days": talk_days, "cap": cap })));
    ctx.save(&format!("/contact-officers?prison={prison}&done=rule")).await
}
