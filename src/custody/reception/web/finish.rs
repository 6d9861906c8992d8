//! The end of a reception: the place and the roll, the contact officer, ending without admission, completing, the printed sheet.

use super::{desk, looked, reception, writable};
use crate::access::Action;
use crate::custody::cells::model::{Considered, Target};
use crate::custody::cells::{Facts, MoveForm};
use crate::custody::reception::model::{Answers, Reception};
use crate::custody::reception::rules::{self, There};
use crate::custody::reception::store::Admission;
use crate::custody::reception::view::{OfficerView, PlaceView, PlainForm, SheetView, StepView, WeighedView};
use crate::custody::reception::{actions, model::Step, spec, store};
use crate::platform::db::violated;
use crate::web::{Ctx, Error, Errors, Form};
use axum::response::Response;
use serde::Deserialize;

fn home(r: &Reception) -> String {
    format!("/receptions/{}", r.id)
}

pub async fn except(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !ctx.actor.role().is_some_and(rules::may_except) {
        return Err(Error::Forbidden);
    }
    let r = writable(&mut ctx).await?;
    let (kept, errors) = desk(&ctx).exception(&raw);
    if errors.is_empty() {
        return if actions::except(&mut ctx, &r, &kept).await? { ctx.save(&home(&r)).await } else { Err(Error::Busy) };
    }
    looked(&mut ctx, &r);
    let limit = super::step::limit(&ctx, &r)?;
    let answers = r.answered("document").map(|a| a.answers.clone()).unwrap_or_default();
    let view = StepView::new(&ctx, &r, Step::Document, &answers, &Errors::new(), &limit, &[]).with_exception(&ctx, &raw, &errors);
    ctx.invalid(view).await
}

/// Where the person is to sleep; the second time with what was shown of it, and why it is right all the same.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    pub place: String,
    pub seen: String,
    pub finding: Vec<String>,
    pub why: Vec<String>,
}

impl Chosen {
    /// `unit` or `unit:cell`.
    fn parse(&self) -> Option<Target> {
        match self.place.split_once(':') {
            Some((_, cell)) => cell.parse().ok().map(Target::Cell),
            None => self.place.parse().ok().map(Target::Unit),
        }
    }

    /// As a move's form holds it: the reasons are asked for and kept in the same way.
    fn reasons(&self) -> MoveForm {
        MoveForm { reason: "RECEPTION".to_owned(), finding: self.finding.clone(), why: self.why.clone(), ..MoveForm::default() }
    }
}

async fn place_page(ctx: &mut Ctx, r: &Reception, chosen: &str, errors: &Errors) -> Result<PlaceView, Error> {
    let places = if ctx.may(crate::access::Class::Reception, crate::access::Act::Write) && r.admitted_at.is_none() {
        store::free_places(ctx.conn(), r.prison).await?
    } else {
        Vec::new()
    };
    Ok(PlaceView::new(ctx, r, &places, chosen, errors))
}

pub async fn place(mut ctx: Ctx) -> Result<Response, Error> {
    let r = reception(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = place_page(&mut ctx, &r, "", &Errors::new()).await?;
    ctx.page(view).await
}

pub async fn admit(mut ctx: Ctx, form: Form<Chosen>) -> Result<Response, Error> {
    let typed = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    let t = ctx.t;
    let done = match typed.parse() {
        None => Err(Admission::NoUnit),
        Some(target) => actions::weigh(&mut ctx, &r, target).await?,
    };
    let done = match done {
        Err(not) => not,
        Ok(considered) => match decided(&ctx, &considered, &typed) {
            Ok(accepted) => actions::admit(&mut ctx, &r, &considered.room, &accepted).await?,
            Err(errors) => return consider(ctx, &r, &considered, &typed, &errors).await,
        },
    };
    let mut errors = Errors::new();
    errors.add(
        "place",
        match done {
            Admission::Done => return ctx.save(&home(&r)).await,
            Admission::Decided => return Err(Error::AlreadyDone(home(&r))),
            Admission::Lacking => t.msg_rec_admit_lacking(),
            Admission::Held => t.msg_rec_blocked_text(),
            Admission::Full => t.msg_rec_admit_full(),
            Admission::NoUnit => t.msg_reg_choose(),
        },
    );
    looked(&mut ctx, &r);
    let view = place_page(&mut ctx, &r, &typed.place, &errors).await?;
    ctx.invalid(view).await
}

/// What is accepted of what was found and shown, each with its reason; or what is wrong with them. Nothing found needs no second page.
fn decided(ctx: &Ctx, considered: &Considered, typed: &Chosen) -> Result<Vec<(String, String)>, Errors> {
    if considered.findings.is_empty() {
        return Ok(Vec::new());
    }
    if considered.stopped() || typed.seen != considered.fingerprint() {
        return Err(Errors::new());
    }
    let asked = considered.asked();
    let facts = Facts { t: ctx.t, catalogue: ctx.catalogue(), now: ctx.now, asked: &asked, after: None };
    let decision = typed.reasons().parse(&facts)?;
    Ok(asked.iter().map(|a| (a.code.to_owned(), decision.why(&a.key))).collect())
}

/// What stands against the place: shown before anything is done, and shown again when it changed since.
async fn consider(mut ctx: Ctx, r: &Reception, considered: &Considered, typed: &Chosen, errors: &Errors) -> Result<Response, Error> {
    let shown = considered.mates.iter().filter_map(|m| m.person.as_ref()).map(|p| p.id).collect();
    ctx.record(actions::entry(Action::List, r, "place").showing(shown));
    let changed = !typed.seen.is_empty() && typed.seen != considered.fingerprint();
    let view = WeighedView::new(&ctx, r, considered, (&typed.place, &typed.reasons()), changed, errors);
    match (errors.is_empty(), changed) {
        (false, _) => ctx.invalid(view).await,
        (_, true) => ctx.conflict(view).await,
        _ => ctx.again(view).await,
    }
}

/// The contact officer chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OfficerChosen {
    pub officer: String,
}

async fn officer_page(ctx: &mut Ctx, r: &Reception, chosen: &str, errors: &Errors) -> Result<OfficerView, Error> {
    let officers = if ctx.actor.role().is_some_and(rules::may_give_officer) { store::contact_officers(ctx.conn(), r.prison).await? } else { Vec::new() };
    Ok(OfficerView::new(ctx, r, &officers, chosen, errors))
}

pub async fn officer(mut ctx: Ctx) -> Result<Response, Error> {
    let r = reception(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = officer_page(&mut ctx, &r, "", &Errors::new()).await?;
    ctx.page(view).await
}

pub async fn give_officer(mut ctx: Ctx, form: Form<OfficerChosen>) -> Result<Response, Error> {
    let typed = ctx.open(form).await?;
    if !ctx.actor.role().is_some_and(rules::may_give_officer) {
        return Err(Error::Forbidden);
    }
    let r = writable(&mut ctx).await?;
    if r.admitted_at.is_none() {
        return Err(Error::AlreadyDone(format!("/receptions/{}/contact-officer", r.id)));
    }
    let t = ctx.t;
    let mut errors = Errors::new();
    let officers = store::contact_officers(ctx.conn(), r.prison).await?;
    match officers.iter().find(|o| o.assignment.to_string() == typed.officer) {
        None => errors.add("officer", t.msg_reg_choose()),
        Some(chosen) => {
            let (by, now) = (ctx.actor.account, ctx.now);
            match store::give_officer(ctx.conn(), &r, chosen.account, &t.msg_rec_officer_reason(), by, now).await {
                Ok(_) => {
                    ctx.record(actions::entry(Action::Grant, &r, "contact_officer"));
                    return ctx.save(&home(&r)).await;
                }
                Err(error) if violated(&error).is_some() => errors.add("officer", t.msg_rec_officer_refused()),
                Err(error) => return Err(error.into()),
            }
        }
    }
    looked(&mut ctx, &r);
    let view = officer_page(&mut ctx, &r, &typed.officer, &errors).await?;
    ctx.invalid(view).await
}

fn end_form(ctx: &Ctx, r: &Reception, raw: &Answers, errors: &Errors) -> PlainForm {
    let t = ctx.t;
    PlainForm::new(ctx, t.msg_rec_end(), t.msg_rec_end_text(), desk(ctx).parts(spec::REASON, raw, errors), errors).to(
        format!("/receptions/{}/end", r.id),
        t.msg_rec_end(),
        home(r),
    )
}

/// Not admitted yet: only then can it end without admission.
async fn open(ctx: &mut Ctx) -> Result<Reception, Error> {
    let r = writable(ctx).await?;
    if r.admitted_at.is_none() { Ok(r) } else { Err(Error::AlreadyDone(home(&r))) }
}

pub async fn ask_end(mut ctx: Ctx) -> Result<Response, Error> {
    let r = open(&mut ctx).await?;
    looked(&mut ctx, &r);
    let view = end_form(&ctx, &r, &Answers::default(), &Errors::new());
    ctx.page(view).await
}

pub async fn end(mut ctx: Ctx, form: Form<Answers>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let r = open(&mut ctx).await?;
    let (kept, mut errors) = desk(&ctx).check(spec::REASON, &raw);
    if errors.is_empty() && kept.get("reason").chars().count() < 3 {
        errors.add("reason", ctx.t.msg_rec_missing_text());
    }
    if !errors.is_empty() {
        looked(&mut ctx, &r);
        let view = end_form(&ctx, &r, &raw, &errors);
        return ctx.invalid(view).await;
    }
    actions::end(&mut ctx, &r, kept.get("reason")).await?;
    ctx.save("/receptions").await
}

/// Nothing to type.
#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

pub async fn complete(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    let Nothing {} = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    // Something may have gone missing since the page was made: then the page says what.
    if !rules::missing(There::of(&r)).is_empty() {
        return Err(Error::AlreadyDone(home(&r)));
    }
    let (by, now) = (ctx.actor.account, ctx.now);
    store::complete(ctx.conn(), r.id, by, now).await?;
    ctx.record(actions::entry(Action::Decide, &r, "completed"));
    ctx.save(&home(&r)).await
}

pub async fn sheet(mut ctx: Ctx) -> Result<Response, Error> {
    let r = reception(&mut ctx).await?;
    let limit = super::step::limit(&ctx, &r)?;
    ctx.record(actions::entry(Action::Print, &r, "sheet"));
    let view = SheetView::new(&ctx, &r, &limit);
    ctx.page(view).await
}
