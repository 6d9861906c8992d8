//! Who it is: searched among everybody ever registered, confirmed or made new.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::{looked, reception, writable};
use crate::access::{Action, Entry};
use crate::custody::reception::actions;
use crate::custody::reception::model::Reception;
use crate::custody::reception::store::{self, Blocked, Candidate, Decided};
use crate::custody::reception::view::{IdentityView, Search};
use crate::inmates::register::form::{Check, Facts, NewSheet, Registration};
use crate::inmates::register::model::{Number, NumberKind};
use crate::inmates::register::rules::{self as register, Described, Likeness, Spelt};
use crate::inmates::register::words::Words;
use crate::platform::id::InmateId;
use crate::web::form::{clean, day};
use crate::web::{Ctx, Error, Form};

/// What is searched by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub find_given: String,
    pub find_family: String,
    pub find_birth: String,
    pub find_number: String,
    pub find_previous: String,
}

/// The answer to the search: somebody found, or a new record.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    #[serde(flatten)]
    pub sheet: NewSheet,
    #[serde(flatten)]
    pub choice: Choice,
}

/// Somebody found.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    pub inmate: String,
    pub match_reason: String,
}

/// The register's own check, for whoever receives.
fn check(ctx: &Ctx) -> Result<Check<'_>, Error> {
    let words = Words::new(ctx.t, ctx.lang, ctx.fmt(), ctx.catalogue());
    Ok(Check::new(words, ctx.today, ctx.actor.role().ok_or(Error::Forbidden)?, ctx.app.demonstration, Facts::default()))
}

/// `2026-01482`, however it was typed.
fn previous(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 9).then(|| format!("{}-{}", &digits[..4], &digits[4..]))
}

/// A national or D-number as typed; anything else is searched for as no number.
fn number(typed: &str) -> Option<Number> {
    [NumberKind::National, NumberKind::DNumber, NumberKind::Duf]
        .into_iter()
        .find_map(|kind| register::number(kind, typed).ok().map(|n| Number { kind, value: n.value, country: None, verified: false }))
}

/// The person as the gate knows them.
fn at_the_gate(r: &Reception) -> Typed {
    Typed {
        find_given: r.given_name.clone(),
        find_family: r.family_name.clone(),
        find_birth: r.birth_date.map(|d| d.to_string()).unwrap_or_default(),
        ..Typed::default()
    }
}

/// The new record, filled with what was searched by.
fn prefilled(typed: &Typed, r: &Reception) -> NewSheet {
    let mut sheet = NewSheet::empty();
    sheet.core.given_name = clean(&typed.find_given);
    sheet.core.family_name = clean(&typed.find_family);
    sheet.core.birth_date = day(&typed.find_birth).map(|d| d.to_string()).unwrap_or_default();
    if !sheet.core.birth_date.is_empty() {
        "stated".clone_into(&mut sheet.core.birth_date_basis);
    }
    if let Some(number) = number(&typed.find_number) {
        number.kind.as_str().clone_into(&mut sheet.more.number_kind);
        sheet.more.number = number.value;
    }
    if let Some(language) = &r.facts.interpreter_language {
        sheet.core.interpreter_language.clone_from(language);
    }
    sheet
}

type Alike = Vec<(Likeness, Candidate)>;

async fn ask(ctx: &mut Ctx, r: &Reception, new: &Described, number: Option<&Number>, previous: Option<&str>) -> Result<(Alike, Blocked), Error> {
    let (found, blocked) = store::candidates(ctx.conn(), r.id, new, number, previous).await?;
    let mut alike: Alike = found.into_iter().filter_map(|c| Some((register::likeness(new, &c.described, c.same_number)?, c))).collect();
    alike.sort_by_key(|(likeness, c)| (*likeness, c.number.clone()));
    alike.truncate(10);
    let shown: Vec<InmateId> = alike.iter().map(|(_, c)| InmateId(c.id)).collect();
    // Who searched, for which reception, and who was shown; never what was typed.
    let entry = actions::entry(Action::Search, r, "identity");
    ctx.record(entry.showing(shown).with(json!({ "reception": r.id.0, "did": "identity", "found": alike.len() })));
    Ok((alike, blocked))
}

pub async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let r = reception(&mut ctx).await?;
    looked(&mut ctx, &r);
    let undone = store::undone(ctx.conn(), r.id).await?;
    let view = IdentityView::new(&ctx, &r, &at_the_gate(&r), Search::Begun).with_undone(&ctx, &undone);
    ctx.page(view).await
}

/// Nobody can be told from here: the duty officer is asked. What the page says is the same whoever it is.
async fn ask_duty_officer(mut ctx: Ctx, r: &Reception, typed: &Typed) -> Result<Response, Error> {
    actions::blocked(&mut ctx, r).await?;
    let view = IdentityView::new(&ctx, r, typed, Search::Blocked);
    ctx.page(view).await
}

pub async fn search(mut ctx: Ctx, form: Form<Typed>) -> Result<Response, Error> {
    let typed = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    let described = Described { name: Spelt::of(&typed.find_family, &typed.find_given), others: Vec::new(), birth_date: day(&typed.find_birth) };
    let (number, previous) = (number(&typed.find_number), previous(&typed.find_previous));
    let mut faults = Vec::new();
    if !typed.find_number.trim().is_empty() && number.is_none() {
        faults.push(("find_number", ctx.t.msg_rec_find_number_bad()));
    }
    if !typed.find_previous.trim().is_empty() && previous.is_none() {
        faults.push(("find_previous", ctx.t.msg_rec_find_previous_bad()));
    }
    if !typed.find_birth.trim().is_empty() && described.birth_date.is_none() {
        faults.push(("find_birth", ctx.t.msg_reg_not_a_day()));
    }
    if !faults.is_empty() {
        looked(&mut ctx, &r);
        let view = IdentityView::new(&ctx, &r, &typed, Search::Faulty(faults));
        return ctx.invalid(view).await;
    }
    let (alike, blocked) = ask(&mut ctx, &r, &described, number.as_ref(), previous.as_deref()).await?;
    if blocked.0 {
        return ask_duty_officer(ctx, &r, &typed).await;
    }
    let sheet = prefilled(&typed, &r);
    let view = {
        let check = check(&ctx)?;
        IdentityView::new(&ctx, &r, &typed, Search::Found { alike: &alike, sheet: &sheet, check: &check, choice: &Choice::default() })
    };
    ctx.page(view).await
}

pub async fn decide(mut ctx: Ctx, form: Form<Answer>) -> Result<Response, Error> {
    let answer = ctx.open(form).await?;
    let r = writable(&mut ctx).await?;
    if r.inmate.is_some() && (r.admitted_at.is_some() || r.matched.as_deref() == Some("new")) {
        return Err(Error::AlreadyDone(format!("/receptions/{}", r.id)));
    }
    match answer.choice.inmate.parse::<InmateId>() {
        Ok(inmate) => known(ctx, &r, inmate, &answer).await,
        Err(_) => new(ctx, &r, &answer).await,
    }
}

/// It is somebody who was found.
async fn known(mut ctx: Ctx, r: &Reception, inmate: InmateId, answer: &Answer) -> Result<Response, Error> {
    let typed = searched_by(answer);
    let reason: String = clean(&answer.choice.match_reason).chars().take(400).collect();
    let fault = if reason.chars().count() < 5 {
        Some(ctx.t.msg_rec_match_reason_missing())
    } else {
        match store::decide_known(ctx.conn(), r.id, inmate, &reason).await? {
            Decided::Done => {
                let entry = Entry { inmate: Some(inmate), ..actions::entry(Action::Decide, r, "identity") };
                ctx.record(entry);
                return ctx.save(&format!("/receptions/{}", r.id)).await;
            }
            Decided::Before => return Err(Error::AlreadyDone(format!("/receptions/{}", r.id))),
            Decided::Blocked => return ask_duty_officer(ctx, r, &typed).await,
            Decided::Held => Some(ctx.t.msg_rec_match_held()),
            Decided::NotLeft => Some(ctx.t.msg_rec_match_not_left()),
        }
    };
    let described = described(answer);
    let (alike, _) = ask(&mut ctx, r, &described, number(&answer.sheet.more.number).as_ref(), None).await?;
    let view = {
        let mut check = check(&ctx)?;
        if let Some(fault) = fault {
            check.errors.add("match_reason", fault);
        }
        IdentityView::new(&ctx, r, &typed, Search::Found { alike: &alike, sheet: &answer.sheet, check: &check, choice: &answer.choice })
    };
    ctx.invalid(view).await
}

/// It is nobody who was found: a new record, unless those who are alike were not looked at.
async fn new(mut ctx: Ctx, r: &Reception, answer: &Answer) -> Result<Response, Error> {
    let (sheet, typed) = (&answer.sheet, searched_by(answer));
    let registration = {
        let mut check = check(&ctx)?;
        check.confirm(&sheet.more.confirmed);
        let registration = sheet.parse(&mut check, &[r.prison]);
        match check.finish().into_result(registration) {
            Ok(new) => Ok(new),
            Err(_) => Err(IdentityView::new(&ctx, r, &typed, Search::Found { alike: &[], sheet, check: &check, choice: &answer.choice })),
        }
    };
    let registration = match registration {
        Ok(new) => new,
        Err(view) => {
            looked(&mut ctx, r);
            return ctx.invalid(view).await;
        }
    };
    let (alike, blocked) = ask(&mut ctx, r, &registration.described(), registration.number.as_ref().ok(), None).await?;
    if blocked.0 {
        return ask_duty_officer(ctx, r, &typed).await;
    }
    let judged = {
        let mut check = check(&ctx)?;
        check.confirm(&sheet.more.confirmed);
        match judged(&mut check, sheet, &alike) {
            Some(reason) => Ok(reason),
            None => Err(IdentityView::new(&ctx, r, &typed, Search::Found { alike: &alike, sheet, check: &check, choice: &answer.choice })),
        }
    };
    match judged {
        Ok(reason) => make(ctx, r, &registration, &reason, &typed).await,
        Err(view) => ctx.invalid(view).await,
    }
}

/// Why it is none of those alike; empty when nobody is. None: not answered.
fn judged(check: &mut Check<'_>, sheet: &NewSheet, alike: &[(Likeness, Candidate)]) -> Option<String> {
    let t = check.words.t;
    if alike.is_empty() {
        return Some(String::new());
    }
    if let Some((_, holder)) = alike.iter().find(|(why, _)| *why == Likeness::SameNumber) {
        check.errors.add("number", t.msg_reg_number_taken_by(holder.number.as_str()));
        return None;
    }
    let seen: Vec<&str> = sheet.more.seen.split(' ').collect();
    if !alike.iter().all(|(_, c)| seen.contains(&c.id.to_string().as_str())) || sheet.more.another_person != "yes" {
        check.errors.add("another_person", t.msg_reg_alike_look());
        return None;
    }
    let reason = check.line("another_reason", &sheet.more.another_reason, 300);
    if reason.chars().count() < 5 {
        check.errors.add("another_reason", t.msg_reg_another_reason_missing());
    }
    check.errors.is_empty().then_some(reason)
}

async fn make(mut ctx: Ctx, r: &Reception, new: &Registration, reason: &str, typed: &Typed) -> Result<Response, Error> {
    let mut core = new.core.clone();
    if core.family_name.is_empty() && core.given_name.is_empty() {
        core.family_name = ctx.t.msg_reg_working_name();
    }
    let inmate = InmateId::fresh();
    match store::decide_new(ctx.conn(), r, inmate, new, &core, reason).await? {
        Decided::Done => {
            let entry = Entry { inmate: Some(inmate), ..actions::entry(Action::Collect, r, "identity") };
            ctx.record(entry);
            ctx.save(&format!("/receptions/{}", r.id)).await
        }
        Decided::Blocked | Decided::Held | Decided::NotLeft => ask_duty_officer(ctx, r, typed).await,
        Decided::Before => Err(Error::AlreadyDone(format!("/receptions/{}", r.id))),
    }
}

fn described(answer: &Answer) -> Described {
    let core = &answer.sheet.core;
    Described { name: Spelt::of(&core.family_name, &core.given_name), others: Vec::new(), birth_date: day(&core.birth_date) }
}

fn searched_by(answer: &Answer) -> Typed {
    let (core, more) = (&answer.sheet.core, &answer.sheet.more);
    Typed {
        find_given: core.given_name.clone(),
        find_family: core.family_name.clone(),
        find_birth: core.birth_date.clone(),
        find_number: more.number.clone(),
        find_previous: String::new(),
    }
}
