//! Who is, was and covers as contact officer of one person; giving and ending it.

use askama::Template;
use axum::response::Response;
use chrono::TimeDelta;
use serde::Deserialize;
use uuid::Uuid;

use super::actions::{self, Gift};
use super::rules::{self, Candidate, Continuity, LONGEST_SHIFT, Period, Reason, Recommended};
use super::store::{self, Held};
use crate::access::{Act, Class};
use crate::custody::observations::person_chips;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::platform::id::PrisonId;
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::form::clean;
use crate::web::parts::Chip;
use crate::web::{Error, Errors, Field, Form, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let gives = needs_for(Class::Protection, Act::Propose);
    Routes::new()
        .get("/inmates/{inmate}/contact-officer", needs_for(Class::Observations, Act::Read), show)
        .get("/inmates/{inmate}/contact-officer/choose", gives, choose)
        .post("/inmates/{inmate}/contact-officer/choose", gives, assign)
        .get("/inmates/{inmate}/contact-officer/cover", gives, cover_page)
        .post("/inmates/{inmate}/contact-officer/cover", gives, cover)
        .post("/inmates/{inmate}/contact-officer/{grant}/end", gives, end)
}

/// A time with a person, as a row.
struct Row {
    id: String,
    name: String,
    kind: String,
    period: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "custody/contact_officer.html")]
struct ShowView {
    frame: Frame,
    banner: BannerView,
    pages: Vec<Chip>,
    base: String,
    done: Option<String>,
    present: Vec<Row>,
    covers: Vec<Row>,
    history: Vec<Row>,
    steady: Option<String>,
    days: Vec<(String, String)>,
    without: Option<String>,
    gives: bool,
}

fn row(ctx: &InmateCtx, h: &Held) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let cover = h.kind == "cover";
    let at = |at| if cover { fmt.near(at) } else { fmt.day(calendar::oslo_day(at)) };
    let runs = h.runs(ctx.now);
    // An assignment runs until it is ended or twelve months have gone; the end that nobody waits for is noise.
    let period = match h.end().filter(|_| cover || !runs) {
        Some(end) => t.msg_officer_from_to(at(h.from).as_str(), at(end).as_str()),
        None => t.msg_officer_since(at(h.from).as_str()),
    };
    let by = h.giver.clone().unwrap_or_default();
    Row {
        id: h.id.to_string(),
        name: h.name.clone(),
        kind: if cover { t.msg_officer_kind_cover() } else { t.msg_officer_kind_assigned() },
        period,
        reason: [h.reason.clone(), t.msg_officer_given_by(by.as_str())].join(" · "),
    }
}

/// How many there have been in this stay.
fn steadiness(ctx: &InmateCtx, history: &[Held]) -> Option<Continuity> {
    let start = ctx.inmate.admitted_at?;
    let periods: Vec<Period> = history
        .iter()
        .filter(|h| h.kind == "assigned")
        .map(|h| Period { account: h.account, name: h.name.clone(), from: h.from, until: h.end().filter(|_| !h.runs(ctx.now)) })
        .collect();
    Some(rules::continuity(&periods, start, ctx.now))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let history = store::history(ctx.conn(), inmate).await?;
    let (t, now) = (ctx.t, ctx.now);
    let steady = steadiness(&ctx, &history);
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "given" => Some(t.msg_officer_done_given()),
        "cover" => Some(t.msg_officer_done_cover()),
        "ended" => Some(t.msg_officer_done_ended()),
        _ => None,
    });
    let ahead = |h: &&Held| h.end().is_none_or(|end| end > now);
    let banner = BannerView::of(&ctx, "observations");
    let view = ShowView {
        frame: ctx.frame("inmates", t.msg_officer_page_title(banner.name.as_str())),
        pages: person_chips(&ctx, "contact-officer"),
        base: format!("/inmates/{inmate}/contact-officer"),
        done,
        present: history.iter().filter(|h| h.kind == "assigned").filter(ahead).map(|h| row(&ctx, h)).collect(),
        covers: history.iter().filter(|h| h.kind == "cover").filter(ahead).map(|h| row(&ctx, h)).collect(),
        history: history.iter().filter(|h| !ahead(h)).map(|h| row(&ctx, h)).collect(),
        steady: steady.as_ref().map(|c| t.msg_officer_steady(c.officers.len() as i64)),
        without: steady.as_ref().filter(|c| c.without > 0).map(|c| t.msg_officer_days_without(c.without)),
        days: steady.map(|c| c.officers.into_iter().map(|(name, days)| (name, t.msg_officer_days(days))).collect()).unwrap_or_default(),
        gives: ctx.may_here(Class::Protection, Act::Propose) && ctx.inmate.in_custody(),
        banner,
    };
    ctx.into_ctx().page(view).await
}

/// A candidate as a radio button.
struct Officer {
    id: String,
    name: String,
    reasons: Vec<(&'static str, &'static str, String)>,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "custody/contact_officer_choose.html")]
struct ChooseView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    present: Option<String>,
    best: Vec<Officer>,
    others: Vec<Officer>,
    open: bool,
    full: Option<String>,
    fault: Option<String>,
    reason: Field,
}

fn reason(ctx: &InmateCtx, r: &Reason) -> (&'static str, &'static str, String) {
    let t = ctx.t;
    match r {
        Reason::Previous => ("success", "RotateLeft", t.msg_officer_why_previous()),
        Reason::Language(code) => ("success", "Language", t.msg_officer_why_language(ctx.catalogue().label(List::Language, code, ctx.lang.is_nb()))),
        Reason::SameUnit => ("info", "Buildings3", t.msg_officer_why_unit()),
        Reason::Load(n, cap) => ("neutral", "PersonGroup", t.msg_officer_why_load(*n, *cap)),
        Reason::Full(n, cap) => ("warning", "PersonGroup", t.msg_officer_why_full(*n, *cap)),
        Reason::Away => ("warning", "Calendar", t.msg_officer_why_away()),
    }
}

struct Proposal {
    list: Vec<Recommended>,
    held: Vec<Held>,
    cap: i64,
}

async fn propose(ctx: &mut InmateCtx, prison: PrisonId) -> Result<Proposal, Error> {
    let (inmate, today, now) = (ctx.inmate.id, ctx.today, ctx.now);
    let history = store::history(ctx.conn(), inmate).await?;
    let officers = store::officers(ctx.conn(), prison).await?;
    let languages = store::languages(ctx.conn(), inmate).await?;
    let cap = i64::from(store::rule(ctx.conn(), Some(prison), today).await?.cap);
    let unit = ctx.inmate.unit_id.map(|u| u.0);
    let held: Vec<Held> = history.iter().filter(|h| h.kind == "assigned" && h.runs(now)).cloned().collect();
    let candidates: Vec<Candidate> = officers
        .into_iter()
        .filter(|o| o.account != ctx.actor.account.0 && !held.iter().any(|h| h.account == o.account))
        .map(|o| Candidate {
            previous: history.iter().any(|h| h.account == o.account && h.kind == "assigned"),
            same_unit: unit.is_some_and(|u| o.units.contains(&u)),
            language: o.languages.iter().find(|l| languages.contains(l)).cloned(),
            on_duty: o.next_shift.is_some(),
            account: o.account,
            name: o.name,
            load: o.load,
        })
        .collect();
    Ok(Proposal { list: rules::recommend(&candidates, cap), held, cap })
}

async fn choose_view(ctx: &mut InmateCtx, typed: &ChooseForm, errors: &Errors) -> Result<ChooseView, Error> {
    let prison = ctx.inmate.prison_id.ok_or(Error::NotFound)?;
    let p = propose(ctx, prison).await?;
    let t = ctx.t;
    let option = |r: &Recommended| Officer {
        id: r.account.to_string(),
        name: r.name.clone(),
        reasons: r.reasons.iter().map(|r| reason(ctx, r)).collect(),
        chosen: typed.officer == r.account.to_string(),
    };
    let (best, others): (Vec<_>, Vec<_>) = p.list.iter().enumerate().partition(|(i, r)| *i < 5 && r.fits);
    let best: Vec<Officer> = best.into_iter().map(|(_, r)| option(r)).collect();
    let others: Vec<Officer> = others.into_iter().map(|(_, r)| option(r)).collect();
    let fits = p.list.iter().any(|r| r.fits);
    let change = !p.held.is_empty();
    let field = Field::text("reason", if change { t.msg_officer_reason_change() } else { t.msg_officer_reason() }, &typed.reason).max(300).errors(errors);
    let banner = BannerView::of(ctx, "observations");
    Ok(ChooseView {
        frame: ctx.frame("inmates", if change { t.msg_officer_change() } else { t.msg_officer_choose() }),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/inmates/{}/contact-officer", ctx.inmate.id),
        present: p.held.first().map(|h| t.msg_officer_present_is(h.name.as_str())),
        full: (!fits).then(|| if p.list.is_empty() { t.msg_officer_nobody_here() } else { t.msg_officer_no_capacity(p.cap) }),
        open: !fits || others.iter().any(|o| o.chosen),
        fault: errors.of("officer").map(str::to_owned),
        reason: if change { field.required(t) } else { field.hint(t.msg_officer_reason_hint()) },
        best,
        others,
        banner,
    })
}

/// Whom, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ChooseForm {
    officer: String,
    reason: String,
}

async fn choose(mut ctx: InmateCtx) -> Result<Response, Error> {
    // Asked for before the form, so that nothing typed is lost on the way.
    ctx.confirmed(&format!("/inmates/{}/contact-officer/choose", ctx.inmate.id))?;
    let view = choose_view(&mut ctx, &ChooseForm::default(), &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn assign(mut ctx: InmateCtx, form: Form<ChooseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    ctx.confirmed(&format!("/inmates/{}/contact-officer/choose", ctx.inmate.id))?;
    let (t, now, inmate) = (ctx.t, ctx.now, ctx.inmate.id);
    let mut errors = Errors::new();
    let officer: Option<Uuid> = raw.officer.parse().ok();
    if officer.is_none() {
        errors.add("officer", t.msg_officer_missing());
    }
    let history = store::history(ctx.conn(), inmate).await?;
    let change = history.iter().any(|h| h.kind == "assigned" && h.runs(now));
    let reason = clean(&raw.reason);
    if (change || !reason.is_empty()) && !(3..=300).contains(&reason.chars().count()) {
        errors.add("reason", t.msg_officer_reason_missing());
    }
    if let (Some(officer), true) = (officer, errors.is_empty()) {
        let reason = if reason.is_empty() { "Kontaktbetjent".to_owned() } else { reason };
        match actions::give(&mut ctx, officer, Gift::Assigned, &reason).await? {
            Ok(()) => return ctx.into_ctx().save(&format!("/inmates/{inmate}/contact-officer?done=given")).await,
            Err(found) => errors = found,
        }
    }
    let view = choose_view(&mut ctx, &raw, &errors).await?;
    ctx.into_ctx().invalid(view).await
}

#[derive(Template)]
#[template(path = "custody/contact_officer_cover.html")]
struct CoverView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    officer: Field,
    day: Field,
    time: Field,
    hours: Field,
    reason: Field,
}

/// Who covers, when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CoverForm {
    officer: String,
    day: String,
    time: String,
    hours: String,
    reason: String,
}

async fn cover_view(ctx: &mut InmateCtx, typed: &CoverForm, errors: &Errors) -> Result<CoverView, Error> {
    let prison = ctx.inmate.prison_id.ok_or(Error::NotFound)?;
    let p = propose(ctx, prison).await?;
    let t = ctx.t;
    let choices = p.list.iter().map(|r| {
        let why = r.reasons.iter().map(|r| reason(ctx, r).2).collect::<Vec<_>>().join(", ");
        Choice::new(r.account.to_string(), t.msg_officer_with_reasons(r.name.as_str(), why.as_str()))
    });
    let choices = choices.collect();
    let banner = BannerView::of(ctx, "observations");
    Ok(CoverView {
        frame: ctx.frame("inmates", t.msg_officer_cover()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/inmates/{}/contact-officer", ctx.inmate.id),
        officer: Field::select("officer", t.msg_officer_who_covers(), &typed.officer, choices).or_none(t.msg_officer_pick()).required(t).errors(errors),
        day: Field::day("day", t.msg_officer_cover_day(), &typed.day).required(t).errors(errors),
        time: Field::text("time", t.msg_officer_cover_time(), &typed.time).width("w-num").max(5).required(t).errors(errors),
        hours: Field::text("hours", t.msg_officer_cover_hours(), &typed.hours).width("w-num").inputmode("numeric").max(2).required(t).errors(errors),
        reason: Field::text("reason", t.msg_officer_cover_reason(), &typed.reason).max(300).required(t).errors(errors),
        banner,
    })
}

async fn cover_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    ctx.confirmed(&format!("/inmates/{}/contact-officer/cover", ctx.inmate.id))?;
    let typed = CoverForm { day: ctx.today.to_string(), time: ctx.fmt().time(ctx.now), hours: "8".into(), ..CoverForm::default() };
    let view = cover_view(&mut ctx, &typed, &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn cover(mut ctx: InmateCtx, form: Form<CoverForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    ctx.confirmed(&format!("/inmates/{}/contact-officer/cover", ctx.inmate.id))?;
    let (t, now, inmate) = (ctx.t, ctx.now, ctx.inmate.id);
    let mut errors = Errors::new();
    let officer: Option<Uuid> = raw.officer.parse().ok();
    if officer.is_none() {
        errors.add("officer", t.msg_officer_missing());
    }
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        errors.add("reason", t.msg_officer_reason_missing());
    }
    let hours = raw.hours.trim().parse::<i64>().ok().filter(|h| (1..=LONGEST_SHIFT).contains(h));
    if hours.is_none() {
        errors.add("hours", t.msg_officer_cover_hours_bad(LONGEST_SHIFT));
    }
    let from = match crate::custody::observations::local(&raw.day, &raw.time) {
        Some(from) => Some(from),
        None => {
            errors.add("time", t.msg_note_bad_time());
            None
        }
    };
    let span = from.zip(hours).map(|(from, hours)| (from, from + TimeDelta::hours(hours)));
    match span {
        Some((_, until)) if until <= now => errors.add("day", t.msg_officer_cover_past()),
        Some((from, _)) if from > now + TimeDelta::days(30) => errors.add("day", t.msg_officer_cover_far()),
        _ => {}
    }
    if let (Some(officer), Some((from, until)), true) = (officer, span, errors.is_empty()) {
        match actions::give(&mut ctx, officer, Gift::Cover(from, until), &reason).await? {
            Ok(()) => return ctx.into_ctx().save(&format!("/inmates/{inmate}/contact-officer?done=cover")).await,
            Err(found) => errors = found,
        }
    }
    let view = cover_view(&mut ctx, &raw, &errors).await?;
    ctx.into_ctx().invalid(view).await
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

async fn end(mut ctx: InmateCtx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let grant: Uuid = ctx.param("grant")?;
    let to = format!("/inmates/{}/contact-officer?done=ended", ctx.inmate.id);
    if actions::end(&mut ctx, grant).await? { ctx.into_ctx().save(&to).await } else { Err(Error::NotFound) }
}
