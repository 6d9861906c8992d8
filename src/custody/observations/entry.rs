//! One entry: everything that was written, what it said before, and what is to be done with it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::actions::{self, Corrected};
use super::form::{EntryForm, Purpose};
use super::rules::{self, Outcome, State};
use super::store::{self, Other, Version};
use super::view::{heading, source, text};
use super::web::done;
use super::write::Fields;
use crate::access::{Act, Class};
use crate::custody::contact_officers::{Agreed, agreed_of};
use crate::inmates::store::full_name;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Error, Errors, Field, Form, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Observations, Act::Read), needs_for(Class::Observations, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/observations/{entry}", read, show)
        .get("/inmates/{inmate}/observations/{entry}/correct", write, correction)
        .post("/inmates/{inmate}/observations/{entry}/correct", write, correct)
        .post("/inmates/{inmate}/observations/{entry}/settle", read, settle)
}

/// An earlier version.
pub struct Earlier {
    pub by: String,
    pub text: String,
}

/// Somebody else who was there.
pub struct OtherRow {
    pub href: String,
    pub name: String,
    pub part: String,
}

/// A way to settle it, with its field.
pub struct Way {
    pub outcome: &'static str,
    pub title: String,
    pub text: String,
    pub how: Field,
    pub danger: bool,
}

#[derive(Template)]
#[template(path = "custody/observation.html")]
struct EntryView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    here: String,
    done: Option<String>,
    icon: &'static str,
    heading: String,
    text: String,
    erased: bool,
    facts: Vec<(String, String)>,
    doubt: Option<String>,
    ways: Vec<Way>,
    others: Vec<OtherRow>,
    earlier: Vec<Earlier>,
    corrects: bool,
    agreed: Vec<Agreed>,
    topics: Vec<String>,
}

#[derive(Template)]
#[template(path = "custody/observation_correct.html")]
struct CorrectView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    fields: Fields,
    reason: Field,
    several: bool,
    /// What somebody else has written meanwhile.
    theirs: Option<(String, String)>,
    read: String,
    draft: String,
}

async fn load(ctx: &mut InmateCtx) -> Result<Vec<Version>, Error> {
    let (inmate, id) = (ctx.inmate.id, ctx.param::<Uuid>("entry")?);
    let versions = store::versions(ctx.conn(), inmate, id).await?;
    if versions.is_empty() { Err(Error::NotFound) } else { Ok(versions) }
}

fn newest(versions: &[Version]) -> Result<&Version, Error> {
    versions.first().ok_or(Error::NotFound)
}

async fn view(ctx: &mut InmateCtx, versions: &[Version], typed: Option<(Outcome, &str)>, errors: &Errors) -> Result<EntryView, Error> {
    let v = newest(versions)?;
    let none = Errors::new();
    let inmate = ctx.inmate.id;
    let others = match v.happening {
        Some(happening) => store::others(ctx.conn(), happening, inmate).await?,
        None => Vec::new(),
    };
    let chain: Vec<Uuid> = versions.iter().map(|v| v.id).collect();
    let (topics, agreed) = if v.kind == "CONTACT_OFFICER" { agreed_of(ctx, &chain).await? } else { Default::default() };
    let (t, fmt, nb, state) = (ctx.t, ctx.fmt(), ctx.lang.is_nb(), v.state());
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let own = v.author_id == ctx.actor.account.0;
    let (icon, _, heading) = heading(t, ctx.catalogue(), nb, &v.kind, state);
    let by = |v: &Version| t.msg_timeline_by_when(v.author.as_deref().unwrap_or_default(), fmt.near(v.recorded_at).as_str());
    let ways = Outcome::ALL
        .into_iter()
        .filter(|o| rules::may_settle(role, own, state, *o))
        .map(|o| match typed.filter(|(chosen, _)| *chosen == o) {
            Some((_, how)) => way(ctx, o, how, errors),
            None => way(ctx, o, "", &none),
        })
        .collect();
    let banner = BannerView::of(ctx, "observations");
    Ok(EntryView {
        frame: ctx.frame("inmates", t.msg_note_page_title(heading.as_str(), banner.name.as_str())),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/inmates/{inmate}/observations"),
        here: format!("/inmates/{inmate}/observations/{}", v.id),
        done: ctx.query("done").and_then(|d| done(t, &d)),
        icon,
        heading,
        text: text(t, state, &v.body),
        erased: state == State::Erased,
        facts: facts(ctx, v),
        doubt: doubt(ctx, v, state),
        ways,
        others: others.into_iter().map(|o| other(ctx, &o)).collect(),
        earlier: versions.iter().skip(1).filter(|v| v.state() != State::Erased).map(|v| Earlier { by: by(v), text: v.body.clone() }).collect(),
        corrects: ctx.may_here(Class::Observations, Act::Write) && rules::may_correct(role, own, state),
        agreed,
        topics,
        banner,
    })
}

fn way(ctx: &InmateCtx, outcome: Outcome, typed: &str, errors: &Errors) -> Way {
    let t = ctx.t;
    let (title, text, label, name) = match outcome {
        Outcome::Verified => (t.msg_note_verify(), t.msg_note_verify_text(), t.msg_note_verify_how(), "how_verified"),
        Outcome::Kept => (t.msg_note_keep(), t.msg_note_keep_text(), t.msg_note_keep_how(), "how_kept"),
        Outcome::Erased => (t.msg_note_erase(), t.msg_note_erase_text(), t.msg_note_erase_how(), "how_erased"),
    };
    Way { outcome: outcome.as_str(), title, text, how: Field::text(name, label, typed).max(400).required(t).errors(errors), danger: outcome == Outcome::Erased }
}

fn other(ctx: &InmateCtx, o: &Other) -> OtherRow {
    let part = if o.part == "subject" { ctx.t.msg_note_part_subject() } else { ctx.t.msg_note_part_present() };
    OtherRow { href: format!("/inmates/{}/observations/{}", o.inmate, o.entry), name: full_name(&o.family_name, &o.given_name), part }
}

/// Labelled facts of an entry.
fn facts(ctx: &InmateCtx, v: &Version) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut rows = vec![(t.msg_note_fact_at(), fmt.at(v.at))];
    let mut add = |label: String, value: &str| {
        if !value.is_empty() {
            rows.push((label, value.to_owned()));
        }
    };
    add(t.msg_note_fact_written(), &fmt.at(v.recorded_at));
    add(t.msg_note_fact_author(), v.author.as_deref().unwrap_or_default());
    add(t.msg_note_fact_unit(), v.unit.as_deref().unwrap_or_default());
    add(t.msg_note_place(), &v.place);
    if v.part == "present" {
        add(t.msg_note_fact_part(), &t.msg_note_part_present());
    }
    add(t.msg_note_nature(), &if v.nature == "fact" { t.msg_note_nature_fact() } else { t.msg_note_nature_assessment() });
    add(t.msg_note_source(), &source(t, &v.source).unwrap_or_default());
    add(t.msg_note_source_detail(), &v.source_detail);
    add(t.msg_note_late(), v.late_reason.as_deref().unwrap_or_default());
    add(t.msg_note_reason(), v.correction_reason.as_deref().unwrap_or_default());
    if let (Some(word), Some(at)) = (v.settled_as.as_deref(), v.settled_at) {
        let by = v.settled_by.clone().unwrap_or_else(|| t.msg_note_settled_by_rule());
        let when = t.msg_timeline_by_when(by.as_str(), fmt.at(at).as_str());
        let label = match word {
            "verified" => t.msg_note_fact_verified(),
            "kept" => t.msg_note_fact_kept(),
            _ => t.msg_note_fact_erased(),
        };
        add(label, &when);
        add(t.msg_note_fact_how(), v.settled_how.as_deref().unwrap_or_default());
    }
    rows
}

/// What the reader must know before relying on it.
fn doubt(ctx: &InmateCtx, v: &Version, state: State) -> Option<String> {
    let day = v.verify_by?;
    match state {
        State::Unverified => Some(ctx.t.msg_note_doubt((day - ctx.today).num_days().max(0), ctx.fmt().day(day).as_str())),
        State::Kept => Some(ctx.t.msg_note_doubt_kept()),
        _ => None,
    }
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let versions = load(&mut ctx).await?;
    let view = view(&mut ctx, &versions, None, &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

/// What is done with an unverified entry, and how it was found out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SettleForm {
    outcome: String,
    how_verified: String,
    how_kept: String,
    how_erased: String,
}

async fn settle(mut ctx: InmateCtx, form: Form<SettleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let outcome = Outcome::of(&raw.outcome).ok_or(Error::BadRequest)?;
    let (field, how) = match outcome {
        Outcome::Verified => ("how_verified", &raw.how_verified),
        Outcome::Kept => ("how_kept", &raw.how_kept),
        Outcome::Erased => ("how_erased", &raw.how_erased),
    };
    let how = clean(how);
    let versions = load(&mut ctx).await?;
    let v = newest(&versions)?;
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let mut errors = Errors::new();
    if !(3..=400).contains(&how.chars().count()) {
        errors.add(field, ctx.t.msg_note_missing_how());
    } else if !rules::may_settle(role, v.author_id == ctx.actor.account.0, v.state(), outcome) {
        errors.add(field, ctx.t.msg_note_not_yours());
    } else if !actions::settle(&mut ctx, v.id, outcome, &how).await? {
        errors.add(field, ctx.t.msg_note_settled_already());
    }
    if errors.is_empty() {
        let to = format!("/inmates/{}/observations/{}?done={}", ctx.inmate.id, v.id, outcome.as_str());
        return ctx.into_ctx().save(&to).await;
    }
    let view = view(&mut ctx, &versions, Some((outcome, &how)), &errors).await?;
    ctx.into_ctx().invalid(view).await
}

fn purpose(ctx: &InmateCtx, v: &Version) -> Result<Purpose, Error> {
    let own = v.author_id == ctx.actor.account.0;
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    if !rules::may_correct(role, own, v.state()) {
        return Err(Error::Forbidden);
    }
    Ok(if own { Purpose::Own } else { Purpose::Anothers })
}

fn correct_view(ctx: &InmateCtx, v: &Version, typed: &EntryForm, purpose: Purpose, errors: &Errors, theirs: bool) -> CorrectView {
    let t = ctx.t;
    let reason = Field::text("reason", t.msg_note_reason(), &typed.reason).hint(t.msg_note_reason_hint()).max(300).errors(errors);
    let by = t.msg_timeline_by_when(v.author.as_deref().unwrap_or_default(), ctx.fmt().near(v.recorded_at).as_str());
    let banner = BannerView::of(ctx, "observations");
    CorrectView {
        frame: ctx.frame("inmates", t.msg_note_correct_title(banner.name.as_str())),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/inmates/{}/observations/{}", ctx.inmate.id, v.id),
        fields: Fields::of(ctx, typed, errors, purpose),
        reason: if purpose == Purpose::Anothers { reason.required(t) } else { reason },
        several: v.happening.is_some(),
        theirs: theirs.then(|| (by, v.body.clone())),
        read: v.id.to_string(),
        draft: format!("{}:correct:{}", ctx.actor.account, v.id),
        banner,
    }
}

async fn correction(mut ctx: InmateCtx) -> Result<Response, Error> {
    let versions = load(&mut ctx).await?;
    let v = newest(&versions)?;
    let purpose = purpose(&ctx, v)?;
    let typed = EntryForm {
        kind: v.kind.clone(),
        text: v.body.clone(),
        place: v.place.clone(),
        nature: v.nature.clone(),
        source: v.source.clone(),
        source_detail: v.source_detail.clone(),
        verified: if v.unverified { "no" } else { "yes" }.to_owned(),
        ..EntryForm::default()
    }
    .at(v.at);
    let view = correct_view(&ctx, v, &typed, purpose, &Errors::new(), false);
    ctx.into_ctx().page(view).await
}

async fn correct(mut ctx: InmateCtx, form: Form<EntryForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let versions = load(&mut ctx).await?;
    let v = newest(&versions)?;
    let purpose = purpose(&ctx, v)?;
    let parsed = raw.parse(ctx.t, ctx.catalogue(), purpose, ctx.now);
    let entry = match parsed {
        Ok(entry) => entry,
        Err(errors) => {
            let view = correct_view(&ctx, v, &raw, purpose, &errors, false);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let overtaken = raw.read != v.id.to_string();
    let outcome = if overtaken { Corrected::Overtaken } else { actions::correct(&mut ctx, v, &entry).await? };
    match outcome {
        Corrected::Saved => {
            let to = format!("/inmates/{}/observations/{}?done=corrected", ctx.inmate.id, v.id);
            ctx.into_ctx().save(&to).await
        }
        Corrected::Refused(errors) => {
            let view = correct_view(&ctx, v, &raw, purpose, &errors, false);
            ctx.into_ctx().invalid(view).await
        }
        Corrected::Overtaken => {
            // The form now stands on what they wrote: sent again, mine comes after theirs.
            let versions = load(&mut ctx).await?;
            let v = newest(&versions)?;
            let view = correct_view(&ctx, v, &raw, purpose, &Errors::new(), true);
            ctx.into_ctx().conflict(view).await
        }
    }
}
