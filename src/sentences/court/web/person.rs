//! One person's times before courts: the page, planning, changing, what came of it.

use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{about, base, demand, entry, writes_here};
use crate::access::{Action, Class, Entry};
use crate::custody::apart::{self, Question, Way};
use crate::inmates::{BannerView, InmateCtx, clashes};
use crate::law::calendar;
use crate::platform::db::violated;
use crate::reference::List;
use crate::sentences::bases;
use crate::sentences::court::actions::{self, Ended};
use crate::sentences::court::form::{AppearanceForm, EndingForm};
use crate::sentences::court::model::{Appearance, Counsel, Ending, GoesOn, Interpreter, Manner, Outcome, Planned, Purpose, State};
use crate::sentences::court::rules::{self, Warning};
use crate::sentences::court::store;
use crate::sentences::court::view::{EndingView, FormView, PersonView, card, counsel_line, label, next};
use crate::sentences::court::words::Words;
use crate::sentences::drafts::{self, What, Wish};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::lang::Text;
use crate::web::{Error, Errors, Form};

pub(super) async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (id, now, today) = (ctx.inmate.id, ctx.now, ctx.today);
    let all = store::appearances(ctx.conn(), id, None).await?;
    let changes = store::changes(ctx.conn(), id).await?;
    let counsel = store::counsel(ctx.conn(), id, None).await?;
    let clashes = clashes::lines(&mut ctx).await?;
    let writes = writes_here(&ctx);
    let base = base(&ctx);
    let words = Words::of(&ctx);
    let (ahead, past): (Vec<&Appearance>, Vec<&Appearance>) = all.iter().partition(|a| a.state == State::Planned);
    let cards = |list: Vec<&Appearance>| list.into_iter().map(|a| card(&words, id, a, &changes, writes.then_some(base.as_str()), now)).collect();
    let people = format!("/inmates/{id}/counsel");
    let t = ctx.t;
    let result = ctx.query("result").as_deref().and_then(Outcome::of);
    let ended: Option<Uuid> = ctx.query("hearing").and_then(|id| id.parse().ok()).filter(|id| all.iter().any(|a| a.id == *id));
    let view = PersonView {
        frame: ctx.frame("inmates", t.msg_court_person_title(ctx.inmate.name().as_str())),
        banner: BannerView::of(&ctx, "court"),
        may_write: writes && ctx.inmate.in_custody(),
        note: ctx.query("way").and_then(|way| way_note(t, &way)),
        next: result.filter(|_| writes).map(|r| (words.outcome(r), ended.and_then(|id| next(t, &base, Some(r), id)))),
        clashes,
        // The next one first.
        ahead: cards(ahead.into_iter().rev().collect()),
        past: cards(past),
        counsel: counsel.iter().map(|c| counsel_line(&words, c, today, writes.then_some(people.as_str()))).collect(),
        base,
    };
    ctx.into_ctx().page(view).await
}

fn way_note(t: Text, way: &str) -> Option<String> {
    match way {
        "made" => Some(t.msg_court_way_made()),
        "joined" => Some(t.msg_court_way_joined()),
        "moved" => Some(t.msg_court_way_moved()),
        "cancelled" => Some(t.msg_court_way_cancelled()),
        "over" => Some(t.msg_court_way_over()),
        _ => None,
    }
}

pub(super) async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let id = ctx.inmate.id;
    let counsel = store::counsel(ctx.conn(), id, None).await?;
    let all = store::appearances(ctx.conn(), id, None).await?;
    let mut form = AppearanceForm::fresh(ctx.inmate.interpreter_language.as_deref(), &counsel, ctx.today, all.first());
    if let Some(purpose) = ctx.query("purpose").as_deref().and_then(Purpose::of) {
        form.purpose = purpose.as_str().to_owned();
    }
    let open = lacking_day(&all);
    if let Some(postponed) = ctx.query("after").and_then(|id| open.iter().copied().find(|a| a.id.to_string() == id)) {
        form = AppearanceForm::again(postponed);
    }
    let view = FormView::new(&ctx, &form, &counsel, None, &[], &Errors::new()).after(&ctx, &form, &open, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// Hearings that were postponed, of which nobody has said where they go on.
fn lacking_day(all: &[Appearance]) -> Vec<&Appearance> {
    all.iter().filter(|a| a.lacks_day()).collect()
}

/// What must be seen before a hearing stands: what is warned of and was not shown yet, and a reason where the law stands against it.
async fn doubts(ctx: &mut InmateCtx, seen: &str, planned: &Planned, without: Option<Uuid>) -> Result<(Vec<Warning>, Errors), Error> {
    let id = ctx.inmate.id;
    let (from, day) = (planned.starts_at, calendar::oslo_day(planned.starts_at));
    let to = planned.ends_at.unwrap_or(from + TimeDelta::hours(1));
    let facts = store::facts(ctx.conn(), id, from, to, day, without).await?;
    let mut warnings = rules::warnings(planned, &facts, ctx.catalogue().law().on(day));
    warnings.extend(together(ctx, planned).await?);
    let mut errors = Errors::new();
    if rules::seen(&warnings) != seen {
        errors.add("seen", ctx.t.msg_court_see_warnings());
    } else if warnings.iter().any(Warning::asks_reason) && planned.reason.is_none() {
        errors.add("reason", ctx.t.msg_court_reason_missing());
    }
    Ok((warnings, errors))
}

/// Who goes to the same court at the same time whom the person must be kept apart from: the question that every scheduler asks. By video nobody meets.
async fn together(ctx: &mut InmateCtx, planned: &Planned) -> Result<Vec<Warning>, Error> {
    let Some(prison) = ctx.inmate.prison_id.filter(|_| planned.manner == Manner::InPerson) else { return Ok(Vec::new()) };
    let travel = TimeDelta::minutes(i64::from(planned.travel_minutes));
    // As `sentences.keep_way` writes the way: under the name of the court, with the time it takes to get there and back.
    let place = ctx.catalogue().label(List::Court, &planned.court, true).chars().take(120).collect();
    let until = planned.ends_at.unwrap_or(planned.starts_at + TimeDelta::hours(2)) + travel;
    let way = Way { prison, place, place_id: None, from: planned.starts_at - travel, until };
    let question = Question::of(&[ctx.inmate.id]).going(way);
    let found = apart::conflicts(ctx.conn(), &question).await?;
    let found: Vec<_> = found.into_iter().filter(apart::Conflict::bars).collect();
    let named: Vec<_> = found.iter().filter_map(|c| c.other.as_ref().map(|o| o.id)).collect();
    if !named.is_empty() {
        ctx.record(Entry::new(Action::List, Class::Sentence).showing(named).at(prison));
    }
    Ok(found.into_iter().map(|c| Warning::Apart(Box::new(c))).collect())
}

/// Keeps who goes together all the same with the way there, and the reason.
async fn accept(ctx: &mut InmateCtx, hearing: Uuid, warnings: &[Warning], why: Option<&str>) -> Result<(), Error> {
    let pairs = rules::together(warnings);
    if !pairs.is_empty() {
        store::accept_together(ctx.conn(), hearing, &pairs, why.unwrap_or_default()).await?;
    }
    Ok(())
}

/// A fault of the table as a message beside its field; `start` is the field with the time of the hearing.
fn told(t: Text, error: sqlx::Error, start: &'static str) -> Result<Errors, Error> {
    let mut errors = Errors::new();
    match violated(&error) {
        Some("appearance_twice") => errors.add(start, t.msg_court_twice()),
        Some("appearance_counsel") => errors.add("counsel", t.msg_court_choose_counsel()),
        Some("appearance_goes_on") => errors.add("to", t.msg_court_choose_to()),
        _ => return Err(error.into()),
    }
    Ok(errors)
}

pub(super) async fn plan(ctx: InmateCtx, form: Form<AppearanceForm>) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let raw = ctx.open(form).await?;
    let id = ctx.inmate.id;
    let counsel = store::counsel(ctx.conn(), id, None).await?;
    let all = store::appearances(ctx.conn(), id, None).await?;
    let open = lacking_day(&all);
    let mut warnings = Vec::new();
    let mut errors;
    match both(raw.parse(ctx.t, ctx.now, ctx.catalogue(), &counsel, None), raw.goes_on_from(ctx.t, &open)) {
        Err(wrong) => errors = wrong,
        Ok((planned, after)) => {
            (warnings, errors) = doubts(&mut ctx, &raw.seen, &planned, None).await?;
            if errors.is_empty() {
                let (about, why) = (about(&ctx), ctx.t.msg_court_way_why());
                let done = match after {
                    Some(postponed) => actions::plan_after(ctx.conn(), about, &planned, postponed, &why).await,
                    None => actions::plan(ctx.conn(), about, &planned, &why).await.map(Some),
                };
                match done {
                    Ok(Some((appearance, way))) => {
                        accept(&mut ctx, appearance, &warnings, planned.reason.as_deref()).await?;
                        let purpose = planned.purpose.as_str();
                        let detail = json!({ "appearance": appearance, "purpose": purpose, "after": after, "way": way, "warned": raw.seen });
                        let entry = entry(&ctx, Action::Collect, detail);
                        ctx.record(entry);
                        let to = format!("{}?way={way}", base(&ctx));
                        return ctx.into_ctx().save(&to).await;
                    }
                    Ok(None) => errors.add("after", ctx.t.msg_court_changed_meanwhile()),
                    Err(error) => errors = told(ctx.t, error, "starts_at")?,
                }
            }
        }
    }
    let view = FormView::new(&ctx, &raw, &counsel, None, &warnings, &errors).after(&ctx, &raw, &open, &errors);
    ctx.into_ctx().invalid(view).await
}

/// Two parts of one form: every message of both.
fn both<A, B>(a: Result<A, Errors>, b: Result<B, Errors>) -> Result<(A, B), Errors> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            b.iter().for_each(|(field, message)| a.add(field, message));
            Err(a)
        }
        (Err(e), Ok(_)) | (Ok(_), Err(e)) => Err(e),
    }
}

/// The hearing in the path.
async fn the_appearance(ctx: &mut InmateCtx) -> Result<Appearance, Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("appearance")?);
    store::appearances(ctx.conn(), inmate, Some(id)).await?.pop().ok_or(Error::NotFound)
}

/// What is over is not changed: the person's page says how it stands.
async fn over(ctx: InmateCtx) -> Result<Response, Error> {
    let to = format!("{}?way=over", base(&ctx));
    Err(Error::AlreadyDone(to))
}

pub(super) async fn edit(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let a = the_appearance(&mut ctx).await?;
    if a.state != State::Planned {
        return over(ctx).await;
    }
    let id = ctx.inmate.id;
    let counsel = store::counsel(ctx.conn(), id, None).await?;
    let view = FormView::new(&ctx, &AppearanceForm::of(&a), &counsel, Some(&a), &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn change(ctx: InmateCtx, form: Form<AppearanceForm>) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let raw = ctx.open(form).await?;
    let a = the_appearance(&mut ctx).await?;
    if a.state != State::Planned {
        return over(ctx).await;
    }
    let id = ctx.inmate.id;
    let counsel = store::counsel(ctx.conn(), id, None).await?;
    let version: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    if version != a.version {
        let view = conflict(&ctx, &a, &raw, &counsel);
        return ctx.into_ctx().conflict(view).await;
    }
    let mut warnings = Vec::new();
    let mut errors;
    match raw.parse(ctx.t, ctx.now, ctx.catalogue(), &counsel, Some(a.starts_at)) {
        Err(wrong) => errors = wrong,
        Ok(planned) => {
            (warnings, errors) = doubts(&mut ctx, &raw.seen, &planned, Some(a.id)).await?;
            if errors.is_empty() {
                let (about, why) = (about(&ctx), ctx.t.msg_court_way_why());
                match actions::change(ctx.conn(), about, a.id, &planned, &why, version).await {
                    Ok(Some(way)) => {
                        accept(&mut ctx, a.id, &warnings, planned.reason.as_deref()).await?;
                        let entry = entry(&ctx, Action::Alter, json!({ "appearance": a.id, "way": way, "warned": raw.seen }));
                        ctx.record(entry);
                        let to = format!("{}?way={way}", base(&ctx));
                        return ctx.into_ctx().save(&to).await;
                    }
                    Ok(None) => {
                        let theirs = the_appearance(&mut ctx).await?;
                        let view = conflict(&ctx, &theirs, &raw, &counsel);
                        return ctx.into_ctx().conflict(view).await;
                    }
                    Err(error) => errors = told(ctx.t, error, "starts_at")?,
                }
            }
        }
    }
    let view = FormView::new(&ctx, &raw, &counsel, Some(&a), &warnings, &errors);
    ctx.into_ctx().invalid(view).await
}

fn conflict(ctx: &InmateCtx, theirs: &Appearance, raw: &AppearanceForm, counsel: &[Counsel]) -> ConflictView {
    let (t, words) = (ctx.t, Words::of(ctx));
    let now = AppearanceForm::of(theirs);
    let plain = |v: &str| v.to_owned();
    let when = |v: &str| crate::web::form::moment(v).map_or_else(|| v.to_owned(), |m| m.format("%d.%m.%Y %H:%M").to_string());
    let court = |v: &str| words.court(v);
    let language = |v: &str| words.language(v);
    let purpose = |v: &str| Purpose::of(v).map_or_else(|| v.to_owned(), |p| words.purpose(p));
    let manner = |v: &str| Manner::of(v).map_or_else(|| v.to_owned(), |m| words.manner(m));
    let interpreter = |v: &str| Interpreter::of(v).map_or_else(|| v.to_owned(), |i| words.interpreter(i));
    let person = |v: &str| counsel.iter().find(|c| c.id.to_string() == v).map(|c| c.name.clone()).unwrap_or_default();
    let fields: Vec<Edited<'_>> = now
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((name, theirs), (_, mine))| {
            let read: &(dyn Fn(&str) -> String + Sync) = match name {
                "court" => &court,
                "language" => &language,
                "purpose" => &purpose,
                "manner" => &manner,
                "interpreter" => &interpreter,
                "counsel" => &person,
                "starts_at" | "ends_at" => &when,
                _ => &plain,
            };
            Edited { name, label: label(t, name), theirs, mine, read }
        })
        .collect();
    let action = format!("{}/{}/edit", base(ctx), theirs.id);
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), action, theirs.version, &raw.was, &fields)
}

pub(super) async fn ending(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let a = the_appearance(&mut ctx).await?;
    if a.state != State::Planned {
        return over(ctx).await;
    }
    let (id, now) = (ctx.inmate.id, ctx.now);
    let all = store::appearances(ctx.conn(), id, None).await?;
    let draft = drafts::of_page(&mut ctx).await?;
    let form = draft.as_ref().map_or_else(EndingForm::default, |d| EndingForm::of_fields(&d.fields));
    let view = EndingView::new(&ctx, &a, &form, &others_ahead(&all, &a, now), draft.as_ref(), &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

/// The person's other hearings that lie ahead: in one of them it may go on.
fn others_ahead<'a>(all: &'a [Appearance], a: &Appearance, now: DateTime<Utc>) -> Vec<&'a Appearance> {
    all.iter().rev().filter(|o| o.id != a.id && o.state == State::Planned && o.starts_at > now).collect()
}

/// What follows from a result: where the court released, what was ordered in the case ends; and the clock is told. The bases that ended.
async fn follows(ctx: &mut InmateCtx, a: &Appearance, ending: &Ending) -> Result<Vec<Uuid>, Error> {
    match ending {
        Ending::Held(Outcome::Released, _) => bases::released_by_court(ctx, &a.case_number, calendar::oslo_day(a.starts_at)).await,
        Ending::Held(..) => bases::follow(ctx).await.map(|()| Vec::new()),
        Ending::Postponed(..) | Ending::Cancelled(_) => Ok(Vec::new()),
    }
}

pub(super) async fn end(ctx: InmateCtx, form: Form<EndingForm>) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let raw = ctx.open(form).await?;
    let a = the_appearance(&mut ctx).await?;
    if a.state != State::Planned {
        return over(ctx).await;
    }
    match Wish::of(&raw.wish) {
        Wish::Keep => {
            drafts::keep(&mut ctx, What::Result, "", &raw.fields()).await?;
            return drafts::kept(ctx).await;
        }
        Wish::Discard => {
            drafts::discard(&mut ctx, What::Result).await?;
            return drafts::kept(ctx).await;
        }
        Wish::Save | Wish::More => {}
    }
    let version: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let (id, now) = (ctx.inmate.id, ctx.now);
    let all = store::appearances(ctx.conn(), id, None).await?;
    let ahead = others_ahead(&all, &a, now);
    let mut errors = Errors::new();
    let mut warnings = Vec::new();
    let parsed = raw.parse(ctx.t, now, a.starts_at, &ahead);
    // A new hearing is looked at as any that is planned: it joins no way, and stands beside nothing, in silence.
    if let Ok(Ending::Postponed(GoesOn::At(at), why)) = &parsed {
        (warnings, errors) = doubts(&mut ctx, &raw.seen, &actions::again(&a, *at, why), Some(a.id)).await?;
    }
    match parsed {
        Err(wrong) => errors = wrong,
        Ok(_) if version != a.version => errors.add("ending", ctx.t.msg_court_changed_meanwhile()),
        Ok(_) if !errors.is_empty() => {}
        Ok(ending) => {
            let about = about(&ctx);
            let why = match &ending {
                Ending::Postponed(_, why) | Ending::Cancelled(why) => why.clone(),
                Ending::Held(..) => ctx.t.msg_court_way_why(),
            };
            match actions::end(ctx.conn(), about, &a, &ending, &why, version).await {
                Ok(Some(Ended { way, next })) => {
                    if let Some(next) = next {
                        accept(&mut ctx, next, &warnings, Some(why.as_str())).await?;
                    }
                    let word = match &ending {
                        Ending::Held(outcome, _) => outcome.as_str(),
                        Ending::Postponed(..) => "postponed",
                        Ending::Cancelled(_) => "cancelled",
                    };
                    let ended = follows(&mut ctx, &a, &ending).await?;
                    let entry = entry(&ctx, Action::Alter, json!({ "appearance": a.id, "ending": word, "way": way, "warned": raw.seen, "ended": ended }));
                    ctx.record(entry);
                    drafts::forget(&mut ctx).await?;
                    let to = format!("{}?result={word}&hearing={}&way={way}", base(&ctx), a.id);
                    return ctx.into_ctx().save(&to).await;
                }
                Ok(None) => errors.add("ending", ctx.t.msg_court_changed_meanwhile()),
                Err(error) => errors = told(ctx.t, error, "new_start")?,
            }
        }
    }
    let conflict = errors.of("ending").is_some_and(|m| m == ctx.t.msg_court_changed_meanwhile());
    // What was typed stays; the version is the one that stands now, so that sending it again is a choice.
    let raw = if conflict { EndingForm { version: String::new(), ..raw } } else { raw };
    let draft = drafts::of_page(&mut ctx).await?;
    let view = EndingView::new(&ctx, &a, &raw, &ahead, draft.as_ref(), &warnings, &errors);
    let ctx = ctx.into_ctx();
    if conflict { ctx.conflict(view).await } else { ctx.invalid(view).await }
}
