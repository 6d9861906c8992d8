//! The pages of keeping apart.

use askama::Template;

use super::form::{CloseForm, OpenForm, ReviewForm, usual_review};
use super::model::{KeepApart, Level, Other, Reason, Role};
use super::web::decides;
use super::words;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field, Frame};

/// One row, ready to be shown.
pub struct Item {
    pub href: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub level: String,
    /// The other: a name, or that it is a person the reader may not see.
    pub other: String,
    pub other_href: Option<String>,
    pub roles: String,
    pub reason: String,
    pub text: String,
    pub facts: Vec<String>,
    /// To be looked at again, and the day has come.
    pub due: bool,
    pub closed: bool,
}

impl Item {
    fn of(ctx: &InmateCtx, r: &KeepApart) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let other = match &r.other {
            Some(o) => t.msg_apart_person(o.name.as_str(), o.number.as_str()),
            None => t.msg_apart_hidden_short(),
        };
        let other_role = r.other_role.unwrap_or(Role::Unknown);
        let mut facts = Vec::new();
        if let Some((unit, cell)) = &r.other_place {
            facts.push(match cell {
                Some(cell) => t.msg_apart_lives_cell(unit.as_str(), cell.as_str()),
                None => t.msg_apart_lives(unit.as_str()),
            });
        }
        let opened = fmt.at(r.opened_at);
        facts.push(if r.again {
            t.msg_apart_opened_again(r.opened_by.as_str(), opened.as_str())
        } else {
            t.msg_apart_opened(r.opened_by.as_str(), opened.as_str())
        });
        if let (Some(at), Some(by)) = (r.reviewed_at, &r.reviewed_by) {
            facts.push(t.msg_apart_reviewed(by.as_str(), fmt.at(at).as_str()));
        }
        match r.closed_at {
            Some(at) => facts.push(t.msg_apart_closed_by(
                r.closed_by.as_deref().unwrap_or_default(),
                fmt.at(at).as_str(),
                r.closed_reason.as_deref().unwrap_or_default(),
            )),
            None => facts.push(t.msg_apart_review_on(fmt.day(r.review_on).as_str())),
        }
        Self {
            href: format!("/inmates/{}/keep-apart/{}", ctx.inmate.id, r.id),
            color: if r.closed_at.is_some() { "neutral" } else { color(r.level) },
            icon: if r.closed_at.is_some() { "CheckmarkCircle" } else { "PersonCross" },
            level: words::level(t, r.level),
            other,
            other_href: r.other.as_ref().map(|o| format!("/inmates/{}/keep-apart", o.id)),
            roles: t.msg_apart_roles(words::role(t, r.role).as_str(), words::role(t, other_role).as_str()),
            reason: words::reason(t, r.reason),
            text: r.text.clone().unwrap_or_else(|| t.msg_apart_text_hidden()),
            facts,
            due: r.closed_at.is_none() && r.review_on <= ctx.today,
            closed: r.closed_at.is_some(),
        }
    }
}

/// The colour of a level.
fn color(level: Level) -> &'static str {
    match level {
        Level::Cell => "info",
        Level::Landing | Level::Unit => "warning",
        Level::Prison => "danger",
    }
}

/// Everything about one person.
#[derive(Template)]
#[template(path = "custody/keep_apart.html")]
pub struct ListView {
    pub frame: Frame,
    pub banner: BannerView,
    pub open: Vec<Item>,
    pub closed: Vec<Item>,
    pub add: Option<String>,
}

impl ListView {
    pub fn new(ctx: &InmateCtx, rows: &[KeepApart]) -> Self {
        let (closed, open) = rows.iter().map(|r| Item::of(ctx, r)).partition(|i: &Item| i.closed);
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_apart_heading()),
            banner: BannerView::of(ctx, "apart"),
            open,
            closed,
            add: decides(ctx).then(|| format!("/inmates/{}/keep-apart/new", ctx.inmate.id)),
        }
    }
}

/// Fields of opening, without who the other is.
fn fields(t: Text, f: &OpenForm, errors: &Errors) -> Vec<Field> {
    let roles = || Role::ALL.iter().map(|r| Choice::new(r.as_str(), words::role(t, *r))).collect::<Vec<_>>();
    let levels = Level::ALL.iter().map(|l| Choice::new(l.as_str(), words::level(t, *l))).collect();
    let reasons = Reason::ALL.iter().map(|r| Choice::new(r.as_str(), words::reason(t, *r))).collect();
    vec![
        Field::radio("level", t.msg_apart_level(), &f.level, levels).hint(t.msg_apart_level_hint()).required(t).errors(errors),
        Field::select("role", t.msg_apart_role(), &f.role, roles()).or_none(t.msg_apart_choose()).width("w-half").required(t).errors(errors),
        Field::select("other_role", t.msg_apart_other_role(), &f.other_role, roles()).or_none(t.msg_apart_choose()).width("w-half").required(t).errors(errors),
        Field::select("reason", t.msg_apart_reason(), &f.reason, reasons).or_none(t.msg_apart_choose()).width("w-half").required(t).errors(errors),
        Field::area("text", t.msg_apart_text(), &f.text, 3).hint(t.msg_apart_text_hint()).max(600).required(t).errors(errors),
        Field::day("review_on", t.msg_apart_review_field(), &f.review_on).hint(t.msg_apart_review_hint()).required(t).errors(errors),
    ]
}

/// Opening.
#[derive(Template)]
#[template(path = "custody/keep_apart_new.html")]
pub struct FormView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub errors: bool,
    pub summary: Summary,
    pub other: Field,
    pub pick: Option<Field>,
    pub fields: Vec<Field>,
}

impl FormView {
    pub fn new(ctx: &InmateCtx, form: &OpenForm, found: &[Other], errors: &Errors) -> Self {
        let t = ctx.t;
        let pick = (!found.is_empty()).then(|| {
            let choices = found.iter().map(|o| Choice::new(o.number.clone(), t.msg_apart_person(o.name.as_str(), o.number.as_str()))).collect();
            Field::radio("pick", t.msg_apart_pick_label(), &form.pick, choices).required(t).errors(errors)
        });
        Self {
            frame: ctx.frame("inmates", t.msg_apart_new()),
            banner: BannerView::of(ctx, "apart"),
            base: format!("/inmates/{}/keep-apart", ctx.inmate.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            other: Field::text("other", t.msg_apart_other(), &form.other)
                .hint(t.msg_apart_other_hint())
                .width("w-half")
                .max(80)
                .code()
                .required(t)
                .errors(errors),
            pick,
            fields: fields(t, form, errors),
        }
    }
}

/// What was typed on the page of one row.
pub enum Typed<'a> {
    Nothing,
    Review(&'a ReviewForm),
    Close(&'a CloseForm),
    Again(&'a OpenForm),
}

/// What can be done with it.
#[expect(clippy::large_enum_variant, reason = "one a page, never in a collection")]
pub enum Doing {
    Open { next: Field, closed_reason: Field },
    Closed { fields: Vec<Field> },
    Nothing,
}

/// One row.
#[derive(Template)]
#[template(path = "custody/keep_apart_one.html")]
pub struct OneView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub errors: bool,
    pub summary: Summary,
    pub item: Item,
    pub doing: Doing,
}

impl OneView {
    pub fn new(ctx: &InmateCtx, row: &KeepApart, typed: &Typed<'_>, errors: &Errors) -> Self {
        let t = ctx.t;
        let doing = match (decides(ctx), row.closed_at.is_some(), row.reopened) {
            (false, _, _) | (_, true, true) => Doing::Nothing,
            (true, false, _) => {
                let next = if let Typed::Review(f) = typed { f.next.clone() } else { usual_review(ctx.today).to_string() };
                let why = if let Typed::Close(f) = typed { f.closed_reason.as_str() } else { "" };
                Doing::Open {
                    next: Field::day("next", t.msg_apart_next(), &next).required(t).errors(errors),
                    closed_reason: Field::area("closed_reason", t.msg_apart_closed_reason(), why, 3).max(600).required(t).errors(errors),
                }
            }
            (true, true, false) => {
                let again = if let Typed::Again(f) = typed {
                    (*f).clone()
                } else {
                    OpenForm {
                        level: row.level.as_str().to_owned(),
                        reason: row.reason.as_str().to_owned(),
                        role: row.role.as_str().to_owned(),
                        other_role: row.other_role.unwrap_or(Role::Unknown).as_str().to_owned(),
                        review_on: usual_review(ctx.today).to_string(),
                        ..OpenForm::default()
                    }
                };
                Doing::Closed { fields: fields(t, &again, errors) }
            }
        };
        let item = Item::of(ctx, row);
        Self {
            frame: ctx.frame("inmates", t.msg_apart_one(item.other.as_str())),
            banner: BannerView::of(ctx, "apart"),
            base: format!("/inmates/{}/keep-apart", ctx.inmate.id),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            item,
            doing,
        }
    }
}
