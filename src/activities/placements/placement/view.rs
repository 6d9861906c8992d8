//! The pages of a placement.

use askama::Template;

use super::form::{HELD_BACK, HoldForm, StepForm};
use crate::access::{Act, Class};
use crate::activities::placements::person;
use crate::activities::placements::rules::{EndCode, Gives, RestCode};
use crate::activities::placements::store::{Ahead, Placement, Rest};
use crate::activities::placements::words::{self, flag};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::{Errors, Field, Frame};

/// A time of rest.
struct RestRow {
    id: String,
    version: i32,
    flag: Flag,
    title: String,
    lines: Vec<String>,
    /// It can be ended by this reader.
    ends: bool,
}

#[derive(Template)]
#[template(path = "placements/placement.html")]
pub struct PageView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    here: String,
    title: String,
    place_href: Option<String>,
    flag: Flag,
    facts: Vec<(String, String)>,
    stale: Option<String>,
    done: Option<String>,
    /// What else is at its times in the days ahead.
    clashes: Vec<String>,
    rests: Vec<RestRow>,
    version: i32,
    suspend: Option<Vec<Field>>,
    end: Option<Vec<Field>>,
}

/// What came back with the page.
#[derive(Default)]
pub struct Back {
    pub form: Option<StepForm>,
    pub errors: Errors,
    pub stale: Option<String>,
}

fn rest_row(ctx: &InmateCtx, r: &Rest, interrupts: bool) -> RestRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let over = r.until.is_some_and(|until| until <= ctx.now);
    let from = fmt.near(r.from);
    RestRow {
        id: r.id.to_string(),
        version: r.version,
        flag: match (over, r.from > ctx.now) {
            (true, _) => flag("neutral", "Checkmark", t.msg_tt_over()),
            (false, true) => flag("info", "Calendar", t.msg_wish_rest_ahead()),
            (false, false) => flag("warning", "Hourglass", t.msg_wish_rest_now()),
        },
        title: format!("{} · {}", words::rest(t, r.code), words::gives(t, r.gives)),
        lines: vec![
            match r.until {
                Some(until) => t.msg_wish_from_until(from.as_str(), fmt.near(until).as_str()),
                None => t.msg_wish_rest_open(from.as_str()),
            },
            r.reason.clone(),
            t.msg_wish_by(r.made_by.as_deref().unwrap_or_default(), fmt.near(r.made_at).as_str()),
        ],
        ends: interrupts && !over && r.ended_by.is_none(),
    }
}

fn facts(ctx: &InmateCtx, p: &Placement) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let day = |at| fmt.day(calendar::oslo_day(at));
    let by = |name: &Option<String>, at| format!("{}, {}", name.as_deref().unwrap_or_default(), fmt.near(at));
    let every = [
        Some((
            t.msg_wish_span(),
            match p.until {
                Some(until) => t.msg_wish_from_until(fmt.near(p.from).as_str(), fmt.near(until).as_str()),
                None => t.msg_wish_since(day(p.from).as_str()),
            },
        )),
        Some((t.msg_wish_decided(), by(&p.decided_by, p.decided_at))),
        p.goal.clone().map(|g| (t.msg_wish_goal(), g)),
        (p.addition_ore > 0).then(|| (t.msg_wish_addition(), t.msg_wish_kroner(i64::from(p.addition_ore / 100)))),
        (p.of_n > 0).then(|| (t.msg_wish_attendance(), t.msg_wish_came(p.came, p.of_n))),
        p.end_code.map(|c| (t.msg_wish_end_why(), words::end(t, c))),
        p.end_reason.clone().map(|r| (t.msg_wish_reason(), r)),
        p.ended_at.map(|at| (t.msg_wish_ended_by(), by(&p.ended_by, at))),
    ];
    every.into_iter().flatten().collect()
}

impl PageView {
    /// With what else is at its times.
    pub fn beside(self, clashes: Vec<String>) -> Self {
        Self { clashes, ..self }
    }

    pub fn new(ctx: &InmateCtx, p: &Placement, rests: &[Rest], back: Back) -> Self {
        let (t, fmt, errors) = (ctx.t, ctx.fmt(), &back.errors);
        let goes_on = p.ended_at.is_none();
        let interrupts = goes_on && person::interrupts(ctx);
        let today = ctx.today.to_string();
        let form = back.form.unwrap_or_else(|| StepForm { from: today.clone(), on: today, ..StepForm::default() });
        let gives = Gives::ALL.iter().map(|g| Choice::new(g.as_str(), words::gives(t, *g))).collect();
        let codes = RestCode::ALL.iter().map(|c| Choice::new(c.as_str(), words::rest(t, *c))).collect();
        let ends = EndCode::BY_HAND.iter().map(|c| Choice::new(c.as_str(), words::end(t, *c))).collect();
        let base = format!("/inmates/{}", ctx.inmate.id);
        let suspend = || {
            vec![
                Field::select("code", t.msg_wish_rest_why(), &form.code, codes).or_none(t.msg_plan_choose()).required(t).errors(errors),
                Field::radio("gives", t.msg_wish_gives(), &form.gives, gives).required(t).errors(errors),
                Field::day("from", t.msg_wish_rest_from(), &form.from).required(t).errors(errors),
                Field::day("until", t.msg_wish_rest_last_day(), &form.until).hint(t.msg_wish_rest_last_day_hint()).errors(errors),
                Field::text("reason", t.msg_wish_reason(), &form.reason).hint(t.msg_wish_rest_reason_hint()).max(400).required(t).errors(errors),
            ]
        };
        let end = || {
            vec![
                Field::select("end_code", t.msg_wish_end_why(), &form.end_code, ends).or_none(t.msg_plan_choose()).required(t).errors(errors),
                Field::day("on", t.msg_wish_last_day(), &form.on).hint(t.msg_wish_last_day_hint()).required(t).errors(errors),
                Field::text("end_reason", t.msg_wish_reason(), &form.end_reason).hint(t.msg_wish_end_reason_hint()).max(400).errors(errors),
            ]
        };
        Self {
            frame: ctx.frame("inmates", t.msg_wish_placement_in(p.place.as_str())),
            banner: BannerView::of(ctx, "activities"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            here: format!("{base}/placements/{}", p.id),
            base,
            title: p.place.clone(),
            place_href: ctx.may(Class::ActivityPlaces, Act::Read).then(|| format!("/activities/{}", p.place_id)),
            flag: match (p.end_code, p.until.is_some_and(|until| until > ctx.now)) {
                (Some(_), true) => flag("info", "Calendar", t.msg_wish_ends(p.until.map(|u| fmt.day(calendar::oslo_day(u))).unwrap_or_default().as_str())),
                (Some(code), false) => flag("neutral", "Stop", words::end(t, code)),
                (None, _) => flag("success", "CheckmarkCircle", t.msg_wish_goes_on()),
            },
            facts: facts(ctx, p),
            stale: back.stale,
            done: ctx.query("done").map(|_| t.msg_wish_done()),
            clashes: Vec::new(),
            rests: rests.iter().map(|r| rest_row(ctx, r, person::interrupts(ctx))).collect(),
            version: p.version,
            suspend: interrupts.then(suspend),
            end: (goes_on && ctx.may_here(Class::Allocation, Act::Decide)).then(end),
        }
    }
}

/// A session ahead.
struct AheadRow {
    title: String,
    sub: String,
    /// Held back: the row, and why by its code.
    held: Option<(String, String)>,
}

/// Sessions ahead, those the person is held back from, and a form for another.
#[derive(Template)]
#[template(path = "placements/held_back.html")]
pub struct HeldView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    stale: Option<String>,
    done: Option<String>,
    rows: Vec<AheadRow>,
    fields: Vec<Field>,
    may: bool,
}

impl HeldView {
    pub fn new(ctx: &InmateCtx, ahead: &[Ahead], form: &HoldForm, errors: &Errors, stale: Option<String>) -> Self {
        let (t, fmt, catalogue) = (ctx.t, ctx.fmt(), ctx.catalogue());
        let when = |a: &Ahead| format!("{} {}–{}", fmt.short_day(calendar::oslo_day(a.from)), fmt.time(a.from), fmt.time(a.until));
        let sessions =
            ahead.iter().filter(|a| a.held_back.is_none()).map(|a| Choice::new(a.session.to_string(), format!("{} · {}", when(a), a.place))).collect();
        let nb = fmt.is_nb();
        let codes = catalogue
            .options(List::AbsenceReason, nb)
            .into_iter()
            .filter(|(code, _)| catalogue.get(List::AbsenceReason, code).is_some_and(|c| c.attribute("kind") == HELD_BACK));
        let codes = codes.map(|(code, label)| Choice::new(code, label)).collect();
        let label = |code: &Option<String>| code.as_deref().map(|c| catalogue.label(List::AbsenceReason, c, nb).to_owned()).unwrap_or_default();
        Self {
            frame: ctx.frame("inmates", t.msg_wish_hold_title()),
            banner: BannerView::of(ctx, "activities"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}", ctx.inmate.id),
            stale,
            done: ctx.query("done").map(|_| t.msg_wish_done()),
            rows: ahead
                .iter()
                .map(|a| AheadRow { title: a.place.clone(), sub: when(a), held: a.held_back.map(|id| (id.to_string(), label(&a.code))) })
                .collect(),
            fields: vec![
                Field::select("session", t.msg_wish_session(), &form.session, sessions).or_none(t.msg_plan_choose()).required(t).errors(errors),
                Field::select("code", t.msg_wish_hold_code(), &form.code, codes)
                    .or_none(t.msg_plan_choose())
                    .hint(t.msg_wish_hold_code_hint())
                    .required(t)
                    .errors(errors),
                Field::text("reason", t.msg_wish_reason(), &form.reason).hint(t.msg_wish_hold_reason_hint()).max(300).required(t).errors(errors),
            ],
            may: person::interrupts(ctx),
        }
    }
}
