//! The page where observations are written: about one person, or several of a unit at once.

use askama::Template;
use axum::response::Response;
use uuid::Uuid;

use super::actions;
use super::form::{EntryForm, Purpose, SOURCES};
use super::store_write::{self as store, Candidate};
use super::view::{section_chips, source};
use super::web::done;
use crate::access::{Act, Action, Class, Entry, Feature, Role};
use crate::inmates::Face;
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let rule = needs(Class::Observations, Act::Write);
    Routes::new().get("/observations/new", rule, fresh).post("/observations/new", rule, write)
}

/// The fields that a new entry and a correction share.
pub struct Fields {
    pub kind: Field,
    pub text: Field,
    pub place: Field,
    pub nature: Field,
    pub source: Field,
    pub source_detail: Field,
    pub verified: Field,
    pub day: Field,
    pub time: Field,
    pub late: Field,
    /// Whether the folded part must be open: something in it is filled in or wrong.
    pub open: bool,
}

impl Fields {
    pub(super) fn of(ctx: &Ctx, typed: &EntryForm, errors: &Errors, purpose: Purpose) -> Self {
        let (t, nb) = (ctx.t, ctx.lang.is_nb());
        let new = purpose == Purpose::New;
        let kinds = ctx.catalogue().options(List::ObservationType, nb).into_iter();
        let kinds = kinds.filter(|(code, _)| !new || *code != "CONTACT_OFFICER").map(|(code, label)| Choice::new(code, label)).collect();
        let choice = |value: &'static str, label: String| Choice::new(value, label);
        let folded = ["place", "nature", "source", "source_detail", "verified", "day", "time", "late"];
        Self {
            kind: Field::select("kind", t.msg_note_kind(), &typed.kind, kinds).or_none(t.msg_note_choose_kind()).required(t).errors(errors),
            text: Field::area("text", t.msg_note_text(), &typed.text, 6).hint(t.msg_note_text_hint()).max(4000).required(t).errors(errors),
            place: Field::text("place", t.msg_note_place(), &typed.place).hint(t.msg_note_place_hint()).max(120).errors(errors),
            nature: Field::radio(
                "nature",
                t.msg_note_nature(),
                &typed.nature,
                vec![choice("fact", t.msg_note_nature_fact()), choice("assessment", t.msg_note_nature_assessment())],
            )
            .errors(errors),
            source: Field::select(
                "source",
                t.msg_note_source(),
                &typed.source,
                SOURCES.into_iter().map(|s| Choice::new(s, source(t, s).unwrap_or_default())).collect(),
            )
            .errors(errors),
            source_detail: Field::text("source_detail", t.msg_note_source_detail(), &typed.source_detail)
                .hint(t.msg_note_source_detail_hint())
                .max(200)
                .errors(errors),
            verified: Field::radio(
                "verified",
                t.msg_note_verified(),
                &typed.verified,
                vec![choice("yes", t.msg_note_verified_yes()), choice("no", t.msg_note_verified_no())],
            )
            .hint(t.msg_note_verified_hint())
            .errors(errors),
            day: Field::day("day", t.msg_note_day(), &typed.day).errors(errors),
            time: Field::time(t, "time", t.msg_note_time(), &typed.time).hint(t.msg_note_time_hint()).errors(errors),
            late: Field::text("late", t.msg_note_late(), &typed.late).hint(t.msg_note_late_hint()).max(300).errors(errors),
            open: !new
                || folded.iter().any(|f| errors.of(f).is_some())
                || [&typed.place, &typed.source_detail, &typed.day, &typed.time].iter().any(|field| !field.is_empty())
                || !matches!(typed.source.as_str(), "" | "own"),
        }
    }
}

/// Somebody to tick.
pub struct PersonChoice {
    pub id: Uuid,
    pub face: Face,
    pub cell: String,
    pub about: bool,
    pub present: bool,
}

#[derive(Template)]
#[template(path = "custody/observation_new.html")]
struct NewView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    pages: Vec<Chip>,
    done: Option<String>,
    fields: Fields,
    units: Vec<Chip>,
    unit: String,
    /// Those already chosen, or named in the address.
    chosen: Vec<PersonChoice>,
    others: Vec<PersonChoice>,
    fault: Option<String>,
    draft: String,
}

/// Which people are offered: a unit's, or one's own.
struct Offer {
    unit: Option<Uuid>,
    mine: bool,
    units: Vec<Chip>,
}

async fn offer(ctx: &mut Ctx, wanted: &str, somebody: bool) -> Result<Offer, Error> {
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let whole = (role == Role::DutyOfficer).then(|| ctx.actor.prisons.first().copied()).flatten();
    let rostered = ctx.actor.units.clone();
    let units = store::units(ctx.conn(), whole, &rostered).await?;
    let own = role == Role::ContactOfficer;
    let mine = own && (wanted == "mine" || (wanted.is_empty() && units.is_empty()));
    let first = units.iter().find(|u| rostered.iter().any(|r| r.0 == u.id)).or_else(|| units.first()).map(|u| u.id);
    let unit = if mine { None } else { units.iter().map(|u| u.id).find(|u| u.to_string() == wanted).or_else(|| first.filter(|_| !somebody)) };
    let mut chips = Vec::new();
    if own {
        chips.push(Chip::new("/observations/new?unit=mine", ctx.t.msg_note_mine(), None, mine));
    }
    chips.extend(units.iter().map(|u| Chip::new(format!("/observations/new?unit={}", u.id), u.name.clone(), None, unit == Some(u.id))));
    Ok(Offer { unit, mine, units: chips })
}

fn choice(t: Text, c: &Candidate, typed: &EntryForm) -> PersonChoice {
    let id = c.id.to_string();
    PersonChoice {
        id: c.id,
        face: Face::of(c.id, full_name(&c.family_name, &c.given_name), &c.number, c.photographed),
        cell: c.cell.clone().map(|cell| t.msg_note_cell(cell.as_str())).unwrap_or_default(),
        about: typed.about.contains(&id),
        present: typed.present.contains(&id),
    }
}

async fn page(ctx: &mut Ctx, typed: &EntryForm, errors: &Errors) -> Result<NewView, Error> {
    let named: Vec<Uuid> = typed.about.iter().chain(&typed.present).filter_map(|id| id.parse().ok()).collect();
    let offer = offer(ctx, &typed.unit, !named.is_empty()).await?;
    let people = store::candidates(ctx.conn(), offer.unit, &named, offer.mine).await?;
    let unit = if offer.mine {
        "mine".to_owned()
    } else {
        offer.unit.or_else(|| people.iter().find(|c| named.contains(&c.id)).and_then(|c| c.unit_id)).map(|u| u.to_string()).unwrap_or_default()
    };
    let (chosen, others): (Vec<_>, Vec<_>) = people.iter().filter(|c| c.writable || named.contains(&c.id)).partition(|c| named.contains(&c.id));
    let shown = chosen.iter().chain(&others).map(|c| InmateId(c.id)).collect();
    let list = Entry::new(Action::List, Class::Observations).showing(shown);
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..list });
    let t = ctx.t;
    Ok(NewView {
        frame: ctx.frame("security", t.msg_note_new()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        pages: section_chips(ctx, "/observations/new"),
        done: ctx.query("done").and_then(|d| done(t, &d)),
        fields: Fields::of(ctx, typed, errors, Purpose::New),
        units: offer.units,
        unit,
        chosen: chosen.into_iter().map(|c| choice(t, c, typed)).collect(),
        others: others.into_iter().map(|c| choice(t, c, typed)).collect(),
        fault: errors.of("about").map(str::to_owned),
        draft: format!("{}:observation:{}", ctx.actor.account, named.first().map(Uuid::to_string).unwrap_or_default()),
    })
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    ctx.in_use(Feature::Observations, None)?;
    let about: Vec<String> = ctx.query("inmate").filter(|id| id.parse::<Uuid>().is_ok()).into_iter().collect();
    let typed = EntryForm { unit: ctx.query("unit").unwrap_or_default(), kind: ctx.query("kind").unwrap_or_default(), about, ..EntryForm::fresh() };
    let view = page(&mut ctx, &typed, &Errors::new()).await?;
    // Somebody named who is out of reach is as good as nobody.
    if !typed.about.is_empty() && view.chosen.is_empty() {
        return Err(Error::NotFound);
    }
    ctx.page(view).await
}

async fn write(mut ctx: Ctx, form: Form<EntryForm>) -> Result<Response, Error> {
    ctx.in_use(Feature::Observations, None)?;
    let raw = ctx.open(form).await?;
    let outcome = match raw.parse(ctx.t, ctx.catalogue(), Purpose::New, ctx.now) {
        Ok(entry) => actions::write(&mut ctx, &entry).await?,
        Err(errors) => Err(errors),
    };
    match outcome {
        Ok(written) => {
            let to = match written.only {
                Some(inmate) => format!("/inmates/{inmate}/observations?done={}", written.done),
                None => format!("/observations/new?unit={}&done={}", raw.unit.parse::<Uuid>().map(|u| u.to_string()).unwrap_or_default(), written.done),
            };
            ctx.save(&to).await
        }
        Err(errors) => {
            let view = page(&mut ctx, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}
