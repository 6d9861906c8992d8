//! The list of inmates.

use axum::response::Response;
use serde_json::json;

use super::model::{Marks, Place, Resident};
use super::rules::Show;
use super::store::{self, Beside, PrisonName, Scope};
use super::view::{ChoosePrisonView, Filters, Line, Part, RollView, Words, lines, show_label};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::platform::id::{PrisonId, UnitId};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Routes, needs};

/// The routes of the roll.
pub fn routes() -> Routes {
    Routes::new().get("/inmates", needs(Class::Person, Act::Extract), show)
}

/// Roles whose people are named one by one.
pub fn by_assignment(role: Role) -> bool {
    matches!(role, Role::WorkSupervisor | Role::Teacher | Role::Reintegration | Role::Visits)
}

/// Roles that have a prison to read and people of their own.
fn has_own(role: Role) -> bool {
    matches!(role, Role::ContactOfficer | Role::CaseManager)
}

/// Everything the page is made of.
struct Roll {
    people: Vec<Resident>,
    marks: Marks,
    places: Vec<Place>,
    /// Alerts and hidden people could not be asked for: nobody must think that there are none.
    unmarked: bool,
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let scope = match chosen_prison(&ctx, role)? {
        Some(scope) => scope,
        None => return choose_prison(ctx).await,
    };
    let prison = match scope {
        Scope::Prison(prison) => Some(prison),
        Scope::Assigned => None,
    };
    let units = ctx.actor.units.clone();
    let filters = Filters {
        prison: ctx.query("prison").and(prison).map(|p| p.0),
        part: match ctx.query("unit").as_deref().filter(|_| prison.is_some()) {
            Some("mine") => Part::Rostered(&units),
            Some(unit) => unit.parse().map(Part::Unit).unwrap_or_default(),
            None => Part::Whole,
        },
        show: Show::of(ctx.query("show").as_deref()),
        by_name: ctx.query("sort").as_deref() == Some("name"),
    };
    let people = store::people(ctx.conn(), role, scope).await;
    let people = ctx.panel("roll", people).await?;
    let ids = if ctx.actor.prisons.len() > 1 && prison.is_some() { ctx.actor.prisons.clone() } else { Vec::new() };
    let Beside { marks, places, prisons: names } = beside(&mut ctx, role, scope, &ids).await?;
    let unmarked = marks.is_none();
    let roll = people.map(|people| Roll { people, marks: marks.unwrap_or_default(), places: places.unwrap_or_default(), unmarked });
    page(ctx, role, roll, &names, prison, filters).await
}

/// What stands beside the people, in one trip; when that fails, part by part, so that only the one at fault is left out.
async fn beside(ctx: &mut Ctx, role: Role, scope: Scope, prisons: &[PrisonId]) -> Result<Beside, Error> {
    let today = ctx.today;
    let together = store::beside(ctx.conn(), role, scope, today, prisons).await;
    if let Some(beside) = ctx.panel("beside the roll", together).await? {
        return Ok(beside);
    }
    let marks = store::marks(ctx.conn(), role, scope, today).await;
    let marks = ctx.panel("marks of the roll", marks).await?;
    let places = match scope {
        Scope::Prison(prison) => {
            let found = store::places(ctx.conn(), prison).await;
            ctx.panel("cells", found).await?
        }
        Scope::Assigned => None,
    };
    let prisons = if prisons.is_empty() { Vec::new() } else { store::prisons(ctx.conn(), prisons).await? };
    Ok(Beside { marks, places, prisons })
}

async fn page(mut ctx: Ctx, role: Role, roll: Option<Roll>, names: &[PrisonName], prison: Option<PrisonId>, filters: Filters<'_>) -> Result<Response, Error> {
    let t = ctx.t;
    let view = {
        let words = Words::of(&ctx);
        let lines = roll.as_ref().map(|r| lines(&words, &r.people, &r.marks, &r.places, filters));
        let place = names.iter().find(|n| Some(n.id) == prison.map(|p| p.0)).map(|n| n.name.clone());
        let heading = if by_assignment(role) || filters.show == Show::Mine { t.msg_roll_mine() } else { t.msg_roll() };
        RollView {
            place: place.unwrap_or_else(|| if prison.is_some() { ctx.actor.prison_name.clone() } else { String::new() }),
            totals: roll.as_ref().map(|r| totals(&words, r)).unwrap_or_default(),
            prisons: prison_chips(names, prison, filters),
            units: roll.as_ref().map(|r| unit_chips(&words, &ctx.actor.units, r, filters)).unwrap_or_default(),
            shows: roll.as_ref().map(|r| show_chips(&words, role, r, filters)).unwrap_or_default(),
            by_name: filters.by_name,
            cell_href: Filters { by_name: false, ..filters }.href(),
            name_href: Filters { by_name: true, ..filters }.href(),
            sees: words.sees,
            unmarked: roll.as_ref().is_some_and(|r| r.unmarked),
            chosen: filters.part != Part::Whole || filters.show != Show::Everybody,
            frame: ctx.frame("inmates", heading),
            lines,
        }
    };
    let shown = shown(&view, roll.as_ref());
    let mut entry = Entry::new(Action::List, Class::Person).showing(shown).with(json!({ "show": filters.show.as_str() }));
    entry.prison = prison;
    ctx.record(entry);
    ctx.page(view).await
}

/// Which list: the acting role's own prison, one chosen among several, or one's own people; none while a prison must be chosen first.
fn chosen_prison(ctx: &Ctx, role: Role) -> Result<Option<Scope>, Error> {
    // One's own people are listed wherever they are held.
    let mine = has_own(role) && Show::of(ctx.query("show").as_deref()) == Show::Mine;
    if by_assignment(role) || mine {
        return Ok(Some(Scope::Assigned));
    }
    if let Some(wanted) = ctx.query("prison") {
        let wanted: PrisonId = wanted.parse().map_err(|_| Error::NotFound)?;
        return if ctx.actor.prisons.contains(&wanted) { Ok(Some(Scope::Prison(wanted))) } else { Err(Error::NotFound) };
    }
    let regional = ctx.actor.hat.as_ref().is_some_and(|h| h.region.is_some());
    Ok(ctx.actor.prisons.first().filter(|_| !regional).map(|p| Scope::Prison(*p)))
}

async fn choose_prison(mut ctx: Ctx) -> Result<Response, Error> {
    let ids = ctx.actor.prisons.clone();
    let prisons = store::prisons(ctx.conn(), &ids).await?;
    let prisons = prisons.into_iter().map(|p| (format!("/inmates?prison={}", p.id), p.name, p.municipality.unwrap_or_default())).collect();
    let frame = ctx.frame("inmates", ctx.t.msg_roll());
    ctx.page(ChoosePrisonView { frame, prisons }).await
}

/// Everybody whose line is on the page, for the trail.
fn shown(view: &RollView, roll: Option<&Roll>) -> Vec<crate::platform::id::InmateId> {
    let Some(roll) = roll else { return Vec::new() };
    let hrefs: std::collections::HashSet<&str> = view
        .lines
        .iter()
        .flatten()
        .filter_map(|l| match l {
            Line::Person(p) if !p.placeholder => Some(p.face.href.as_str()),
            _ => None,
        })
        .collect();
    roll.people.iter().filter(|p| hrefs.contains(format!("/inmates/{}", p.id).as_str())).map(Resident::inmate).collect()
}

fn totals(words: &Words<'_>, roll: &Roll) -> String {
    let hidden_out = roll.marks.hidden.iter().filter(|h| h.2).count() as i64;
    let all = (roll.people.len() + roll.marks.hidden.len()) as i64;
    if !words.sees.places {
        return words.t.msg_roll_total(all);
    }
    let out = Show::Out.count(&roll.people, &roll.marks, words.moment) + hidden_out;
    let late = Show::Overdue.count(&roll.people, &roll.marks, words.moment);
    words.t.msg_roll_totals(all, out, late)
}

fn prison_chips(names: &[PrisonName], current: Option<PrisonId>, filters: Filters<'_>) -> Vec<Chip> {
    let chip = |n: &PrisonName| {
        let href = Filters { prison: Some(n.id), part: Part::Whole, ..filters }.href();
        Chip::new(href, n.name.clone(), None, current.is_some_and(|p| p.0 == n.id))
    };
    // A whole region is chosen from its own page.
    if names.len() > 8 { Vec::new() } else { names.iter().map(chip).collect() }
}

fn unit_chips(words: &Words<'_>, rostered: &[UnitId], roll: &Roll, filters: Filters<'_>) -> Vec<Chip> {
    let mut chips = Vec::new();
    for place in &roll.places {
        let href = Filters { part: Part::Unit(place.unit_id), ..filters }.href();
        if chips.last().is_some_and(|c: &Chip| c.href == href) {
            continue;
        }
        let here = roll.people.iter().filter(|p| p.unit_id == Some(place.unit_id)).count() + roll.marks.hidden.iter().filter(|h| h.0 == place.unit_id).count();
        chips.push(Chip::new(href, place.unit_code.clone(), Some(words.fmt.number(here as i64)), filters.part == Part::Unit(place.unit_id)));
    }
    if chips.len() < 2 {
        return Vec::new();
    }
    if !rostered.is_empty() {
        let here = roll.people.iter().filter(|p| Part::Rostered(rostered).holds(p.unit_id)).count()
            + roll.marks.hidden.iter().filter(|h| Part::Rostered(rostered).holds(Some(h.0))).count();
        let current = matches!(filters.part, Part::Rostered(_));
        chips.insert(
            0,
            Chip::new(Filters { part: Part::Rostered(rostered), ..filters }.href(), words.t.msg_roll_my_shift(), Some(words.fmt.number(here as i64)), current),
        );
    }
    chips.insert(0, Chip::new(Filters { part: Part::Whole, ..filters }.href(), words.t.msg_roll_whole_house(), None, filters.part == Part::Whole));
    chips
}

fn show_chips(words: &Words<'_>, role: Role, roll: &Roll, filters: Filters<'_>) -> Vec<Chip> {
    let sees = words.sees;
    let offered = |show: Show| match show {
        Show::Everybody => true,
        Show::Out | Show::Overdue => sees.places,
        Show::New | Show::Lately | Show::Birthday | Show::Unverified => sees.person && sees.places,
        Show::Grave => role != Role::Finance,
        Show::Remand => sees.basis,
        Show::Soon | Show::Leaving => sees.release && sees.person,
        Show::Mine => has_own(role),
    };
    if filters.show == Show::Mine {
        let everybody = Filters { show: Show::Everybody, ..filters };
        return vec![
            Chip::new(everybody.href(), show_label(words.t, Show::Everybody), None, false),
            Chip::new(filters.href(), show_label(words.t, Show::Mine), Some(words.fmt.number(roll.people.len() as i64)), true),
        ];
    }
    let here: Vec<&Resident> = roll.people.iter().filter(|p| filters.part.holds(p.unit_id)).collect();
    Show::ALL
        .iter()
        .copied()
        .filter(|s| offered(*s))
        .filter_map(|show| {
            // Whoever is there without a name counts where the list shows them.
            let hidden =
                roll.marks.hidden.iter().filter(|h| filters.part.holds(Some(h.0)) && (show == Show::Everybody || (show == Show::Out && h.2))).count() as i64;
            let count = show.count(here.iter().copied(), &roll.marks, words.moment) + hidden;
            let current = filters.show == show;
            // A choice of nobody is noise, unless it is where one stands.
            (count > 0 || current || show == Show::Everybody)
                .then(|| Chip::new(Filters { show, ..filters }.href(), show_label(words.t, show), Some(words.fmt.number(count)), current))
        })
        .collect()
}
