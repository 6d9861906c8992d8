//! One basis: shown, recorded, corrected, ended, taken back.

use axum::response::Response;
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{desk, entry, find, follow, hand, load_with_hearings as load};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::sentences::bases::model::{Basis, EndedAs, Kind};
use crate::sentences::bases::rules::{self, Finding, Gravity, Question};
use crate::sentences::bases::sheet::{self, Read, Sheet};
use crate::sentences::bases::store::{self, Correction};
use crate::sentences::bases::view::{EndView, FormView, Held, OneView, Shown};
use crate::sentences::bases::words;
use crate::sentences::court::hearings::Hearing;
use crate::sentences::drafts::{self, What, Wish};
use crate::web::conflict::{ConflictView, Edited, was};
use crate::web::form::clean;
use crate::web::lang::Text;
use crate::web::{Error, Errors, Form};

/// Fewest and most letters of a reason.
pub(super) const REASON: std::ops::RangeInclusive<usize> = 3..=600;

/// What the law says of it.
fn check(ctx: &InmateCtx, held: &Held, root: Option<Uuid>, read: &Read, held_on_nothing: bool) -> Vec<Finding> {
    let others: Vec<Basis> = held.current().filter(|b| Some(b.root) != root).cloned().collect();
    rules::check(&Question {
        root,
        facts: &read.facts,
        counts: &read.counts,
        others: &others,
        born: ctx.inmate.birth_date,
        today: ctx.today,
        book: ctx.catalogue().law(),
        held_on_nothing,
    })
}

/// Stops become messages beside their fields; warnings must have been confirmed.
pub(super) fn weigh(t: Text, fmt: crate::web::Fmt, findings: &[Finding], confirmed: bool, errors: &mut Errors) {
    for f in findings.iter().filter(|f| f.gravity == Gravity::Stop) {
        errors.add(f.field, words::finding(t, fmt, f));
    }
    if errors.is_empty() && !confirmed && findings.iter().any(|f| f.gravity == Gravity::Warn) {
        errors.add("confirmed", t.msg_bases_confirm_missing());
    }
}

/// A reason as typed, or the message.
fn reason(t: Text, typed: &str, field: &'static str, errors: &mut Errors) -> String {
    let text = clean(typed);
    if !REASON.contains(&text.chars().count()) {
        errors.add(field, t.msg_bases_reason_missing());
    }
    text
}

pub(super) async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = page(&mut ctx, &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

/// The page of the basis in the path.
pub(super) async fn page(ctx: &mut InmateCtx, errors: &Errors) -> Result<OneView, Error> {
    let held = load(ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    let read = Read { facts: basis.facts.clone(), counts: basis.counts.clone() };
    // What is out of the present day's hands: a gap that was left is told, not asked about.
    let findings = if basis.is_current() { check(ctx, &held, Some(basis.root), &read, true) } else { Vec::new() };
    let desk = desk(ctx, &held, basis.facts.kind, Some(basis.root));
    Ok(OneView::new(ctx, &held, basis, &findings, &desk, errors))
}

fn kind(ctx: &InmateCtx) -> Result<Kind, Error> {
    let word: String = ctx.param("kind")?;
    Kind::of(&word).ok_or(Error::NotFound)
}

pub(super) async fn show_new(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (kind, held) = (kind(&ctx)?, load(&mut ctx).await?);
    let draft = drafts::of_page(&mut ctx).await?;
    let sheet = draft.as_ref().map_or_else(|| begun(&ctx, &held, kind), |d| Sheet::from(d.fields.clone()));
    let view = {
        let desk = desk(&ctx, &held, kind, None);
        FormView::new(&ctx, &Shown { draft: draft.as_ref(), ..Shown::of(kind, &sheet, &desk, &Errors::new()) })
    };
    ctx.into_ctx().page(view).await
}

/// What a new form begins with: of a hearing, what it says; of one that goes on from another, its case, court, acts and grounds, from its last day.
fn begun(ctx: &InmateCtx, held: &Held, kind: Kind) -> Sheet {
    if let Some(hearing) = ctx.query("hearing").and_then(|id| held.hearings.iter().find(|h| h.id.to_string() == id)) {
        return of_hearing(hearing, kind, ctx.today);
    }
    let root: Option<Uuid> = ctx.query("extends").and_then(|q| q.parse().ok());
    let Some(earlier) = root.and_then(|r| held.newest(r)).filter(|b| b.is_current() && b.facts.kind == kind) else { return Sheet::default() };
    let old = Sheet::of(earlier);
    let mut sheet = Sheet::default();
    for spec in sheet::specs(kind, old.acts()) {
        let kept = ["case_number", "court", "max_months", "under_18"].contains(&spec.name)
            || ["ground_", "offence_", "section_", "act_", "attempted_"].iter().any(|p| spec.name.starts_with(p));
        if kept {
            sheet.put(spec.name, old.get(spec.name));
        }
    }
    sheet.put("extends", earlier.root.to_string());
    if kind == Kind::Remand {
        sheet.put("from_day", earlier.facts.last_day().map(|d| d.min(ctx.today).to_string()).unwrap_or_default());
    }
    sheet
}

/// What a hearing says of the document that came of it: the court, the case and the day.
fn of_hearing(hearing: &Hearing, kind: Kind, today: NaiveDate) -> Sheet {
    let (mut sheet, on) = (Sheet::default(), hearing.on.min(today).to_string());
    sheet.put("hearing", hearing.id.to_string());
    sheet.put("court", hearing.court.clone());
    sheet.put("case_number", hearing.case_number.clone());
    sheet.put("decided_on", on.clone());
    if kind == Kind::Remand {
        sheet.put("from_day", on);
    }
    sheet
}

pub(super) async fn create(mut ctx: InmateCtx, form: Form<Sheet>) -> Result<Response, Error> {
    let mut sheet = ctx.open(form).await?;
    let (kind, inmate) = (kind(&ctx)?, ctx.inmate.id);
    let wish = Wish::of(sheet.get("do"));
    if matches!(wish, Wish::Keep | Wish::Discard) {
        return put_aside(ctx, wish, What::Basis, kind, &sheet).await;
    }
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    if wish == Wish::More {
        sheet.add_room();
        let draft = drafts::of_page(&mut ctx).await?;
        let view = {
            let desk = desk(&ctx, &held, kind, None);
            FormView::new(&ctx, &Shown { draft: draft.as_ref(), ..Shown::of(kind, &sheet, &desk, &Errors::new()) })
        };
        return ctx.into_ctx().again(view).await;
    }
    let (read, findings, errors) = judge(&ctx, &held, kind, None, &sheet);
    if let (Some(read), true) = (read, errors.is_empty()) {
        let (id, hand) = (Uuid::now_v7(), hand(&ctx));
        store::add(ctx.conn(), hand, id, &read.facts, &read.counts, None).await?;
        let told = entry(&ctx, Action::Collect, json!({ "basis": id, "kind": kind.as_str(), "warned": findings.len() }));
        ctx.record(told);
        drafts::forget(&mut ctx).await?;
        follow(&mut ctx).await?;
        return ctx.into_ctx().save(&format!("/inmates/{inmate}/held/{id}")).await;
    }
    let draft = drafts::of_page(&mut ctx).await?;
    let view = {
        let desk = desk(&ctx, &held, kind, None);
        FormView::new(&ctx, &Shown { findings: &findings, draft: draft.as_ref(), ..Shown::of(kind, &sheet, &desk, &errors) })
    };
    ctx.into_ctx().invalid(view).await
}

/// Keeps what was typed for later, or throws away what was kept.
async fn put_aside(mut ctx: InmateCtx, wish: Wish, what: What, kind: Kind, sheet: &Sheet) -> Result<Response, Error> {
    if wish == Wish::Keep {
        let typed = sheet.filled().filter(|(name, _)| !matches!(*name, "csrf" | "once" | "do" | "confirmed"));
        let fields = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        drafts::keep(&mut ctx, what, kind.as_str(), &fields).await?;
    } else {
        drafts::discard(&mut ctx, what).await?;
    }
    drafts::kept(ctx).await
}

/// Reads a form and asks the law.
fn judge(ctx: &InmateCtx, held: &Held, kind: Kind, of: Option<&Basis>, sheet: &Sheet) -> (Option<Read>, Vec<Finding>, Errors) {
    let desk = desk(ctx, held, kind, of.map(|b| b.root));
    match sheet.parse(kind, &desk) {
        Ok(mut read) => {
            if let Some(basis) = of {
                // The end is written on a page of its own.
                (read.facts.ended_on, read.facts.ended_as) = (basis.facts.ended_on, basis.facts.ended_as);
            }
            let mut errors = Errors::new();
            if read.facts.ended_on.is_some_and(|end| read.facts.from_day.is_none_or(|from| end < from)) {
                errors.add("from_day", ctx.t.msg_bases_ends_before());
            }
            let findings = check(ctx, held, of.map(|b| b.root), &read, sheet.get("between") == "held");
            weigh(ctx.t, ctx.fmt(), &findings, sheet.get("confirmed") == "yes", &mut errors);
            (Some(read), findings, errors)
        }
        Err(errors) => (None, Vec::new(), errors),
    }
}

/// The values of a row, to know later what the form was filled with.
fn filled(kind: Kind, sheet: &Sheet) -> String {
    let specs = sheet::specs(kind, sheet.acts());
    let values: Vec<(&str, &str)> = specs.iter().map(|s| (s.name, sheet.get(s.name))).collect();
    was(&values)
}

pub(super) async fn show_correct(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    let draft = drafts::of_page(&mut ctx).await?;
    // Somebody corrected it while the list stood open: the row in force is the one to correct. What was begun on a row that has been replaced
    // since goes on as it was, and is held against the new one when it is sent.
    let basis = match &draft {
        Some(_) => basis,
        None => held.newest(basis.root).filter(|b| b.is_current()).ok_or(Error::NotFound)?,
    };
    let (kind, stands) = (basis.facts.kind, Sheet::of(basis));
    let was = filled(kind, &stands);
    let sheet = draft.as_ref().map_or(stands, |d| Sheet::from(d.fields.clone()));
    let view = {
        let desk = desk(&ctx, &held, kind, Some(basis.root));
        FormView::new(&ctx, &Shown { correcting: Some((basis, was)), draft: draft.as_ref(), ..Shown::of(kind, &sheet, &desk, &Errors::new()) })
    };
    ctx.into_ctx().page(view).await
}

pub(super) async fn correct(mut ctx: InmateCtx, form: Form<Sheet>) -> Result<Response, Error> {
    let mut sheet = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    let (kind, wish) = (basis.facts.kind, Wish::of(sheet.get("do")));
    let was = sheet.get("was").to_owned();
    match wish {
        Wish::Keep | Wish::Discard => return put_aside(ctx, wish, What::Correction, kind, &sheet).await,
        Wish::More => {
            sheet.add_room();
            let draft = drafts::of_page(&mut ctx).await?;
            let view = {
                let desk = desk(&ctx, &held, kind, Some(basis.root));
                FormView::new(&ctx, &Shown { correcting: Some((basis, was)), draft: draft.as_ref(), ..Shown::of(kind, &sheet, &desk, &Errors::new()) })
            };
            return ctx.into_ctx().again(view).await;
        }
        Wish::Save => {}
    }
    if !basis.is_current() {
        return overtaken(ctx, &held, basis, &sheet).await;
    }
    let (read, findings, mut errors) = judge(&ctx, &held, kind, Some(basis), &sheet);
    let why = reason(ctx.t, sheet.get("change_reason"), "change_reason", &mut errors);
    if let (Some(read), true) = (read, errors.is_empty()) {
        let id = Uuid::now_v7();
        drafts::forget(&mut ctx).await?;
        return replace(ctx, id, basis, &read, Correction { of: basis.id, reason: why, withdrawn: false }, "corrected").await;
    }
    let draft = drafts::of_page(&mut ctx).await?;
    let view = {
        let desk = desk(&ctx, &held, kind, Some(basis.root));
        let shown = Shown::of(kind, &sheet, &desk, &errors);
        FormView::new(&ctx, &Shown { findings: &findings, correcting: Some((basis, was)), draft: draft.as_ref(), ..shown })
    };
    ctx.into_ctx().invalid(view).await
}

/// Writes the row that replaces another. The lock is held, so that nobody comes between.
async fn replace(mut ctx: InmateCtx, id: Uuid, basis: &Basis, read: &Read, correction: Correction, did: &str) -> Result<Response, Error> {
    let (inmate, hand, root) = (ctx.inmate.id, hand(&ctx), basis.root);
    if !store::add(ctx.conn(), hand, id, &read.facts, &read.counts, Some(&correction)).await? {
        return Err(Error::Stale);
    }
    let told = entry(&ctx, Action::Alter, json!({ "basis": root, "kind": basis.facts.kind.as_str(), "did": did }));
    ctx.record(told);
    follow(&mut ctx).await?;
    ctx.into_ctx().save(&format!("/inmates/{inmate}/held/{id}")).await
}

/// Somebody else corrected the row first: before, theirs and mine, field by field.
async fn overtaken(ctx: InmateCtx, held: &Held, basis: &Basis, sheet: &Sheet) -> Result<Response, Error> {
    let home = format!("/inmates/{}/held/{}", ctx.inmate.id, held.newest(basis.root).map_or(basis.id, |b| b.id));
    let Some(now) = held.newest(basis.root).filter(|b| b.is_current()) else { return Err(Error::AlreadyDone(home)) };
    let (kind, theirs) = (basis.facts.kind, Sheet::of(now));
    let view = {
        let desk = desk(&ctx, held, kind, Some(basis.root));
        let specs = sheet::specs(kind, theirs.acts().max(sheet.acts()));
        let desk = &desk;
        let readers: Vec<_> = specs.iter().map(|s| move |value: &str| Sheet::read(s, value, desk)).collect();
        let plain = |value: &str| value.to_owned();
        let mut fields: Vec<Edited<'_>> = specs
            .iter()
            .zip(&readers)
            .map(|(s, read)| Edited {
                name: s.name,
                label: (s.say)(ctx.t),
                theirs: theirs.get(s.name),
                mine: sheet.get(s.name),
                read: read as &(dyn Fn(&str) -> String + Sync),
            })
            .collect();
        // What was typed beside the fields goes along.
        for name in ["change_reason", "between", "confirmed"] {
            fields.push(Edited { name, label: String::new(), theirs: sheet.get(name), mine: sheet.get(name), read: &plain });
        }
        ConflictView::new(
            ctx.frame("inmates", ctx.t.msg_bases_correct()),
            format!("/inmates/{}/held/{}/correct", ctx.inmate.id, now.id),
            1,
            sheet.get("was"),
            &fields,
        )
    };
    ctx.into_ctx().conflict(view).await
}

pub(super) async fn show_end(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    let basis = held.newest(basis.root).filter(|b| b.is_current()).ok_or(Error::NotFound)?;
    let mut sheet = Sheet::default();
    sheet.put("ended_on", basis.facts.ended_on.unwrap_or(ctx.today).to_string());
    sheet.put("ended_as", basis.facts.ended_as.map(EndedAs::as_str).unwrap_or_default());
    let view = EndView::new(&ctx, &held, basis, &sheet, &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn end(mut ctx: InmateCtx, form: Form<Sheet>) -> Result<Response, Error> {
    let sheet = ctx.open(form).await?;
    let (t, inmate) = (ctx.t, ctx.inmate.id);
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    if !basis.is_current() {
        return Err(Error::AlreadyDone(format!("/inmates/{inmate}/held")));
    }
    let mut errors = Errors::new();
    let mut facts = basis.facts.clone();
    (facts.ended_on, facts.ended_as) = (crate::web::form::day(sheet.get("ended_on")), EndedAs::of(sheet.get("ended_as")));
    match (facts.ended_on, facts.from_day) {
        (None, _) => errors.add("ended_on", t.msg_bases_bad_day()),
        (Some(on), _) if on > ctx.today => errors.add("ended_on", t.msg_bases_end_future()),
        (Some(on), Some(from)) if on < from => errors.add("ended_on", t.msg_bases_ends_before()),
        (Some(on), None) if on < facts.decided_on => errors.add("ended_on", t.msg_bases_ends_before()),
        _ => {}
    }
    if facts.ended_as.is_none() {
        errors.add("ended_as", t.msg_bases_choose());
    }
    let why = reason(t, sheet.get("change_reason"), "change_reason", &mut errors);
    if errors.is_empty() {
        let (id, read) = (Uuid::now_v7(), Read { facts, counts: basis.counts.clone() });
        return replace(ctx, id, basis, &read, Correction { of: basis.id, reason: why, withdrawn: false }, "ended").await;
    }
    let view = EndView::new(&ctx, &held, basis, &sheet, &errors);
    ctx.into_ctx().invalid(view).await
}

pub(super) async fn withdraw(mut ctx: InmateCtx, form: Form<Sheet>) -> Result<Response, Error> {
    let sheet = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let held = load(&mut ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    if !basis.is_current() {
        return Err(Error::AlreadyDone(format!("/inmates/{inmate}/held")));
    }
    let mut errors = Errors::new();
    let why = reason(ctx.t, sheet.get("withdraw_reason"), "withdraw_reason", &mut errors);
    if errors.is_empty() {
        let (id, read) = (Uuid::now_v7(), Read { facts: basis.facts.clone(), counts: basis.counts.clone() });
        return replace(ctx, id, basis, &read, Correction { of: basis.id, reason: why, withdrawn: true }, "withdrawn").await;
    }
    let view = EndView::new(&ctx, &held, basis, &sheet, &errors);
    ctx.into_ctx().invalid(view).await
}
