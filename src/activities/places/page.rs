//! The page of a place: what it is and asks for, who runs it, its week and the weeks ahead, and, for those who may know, who is there.

use askama::Template;
use axum::response::Response;
use serde_json::json;

use super::form::{NeedForm, StaffForm};
use super::people::{self, Row};
use super::store::{self, Candidate, Need, Person, Place, Staff};
use super::words::{self, Kind, NeedKind, Part, flag};
use super::{decides, one, runs};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::activities::placements::store::{self as placements, Together};
use crate::activities::sessions::{self, patterns, store::Pattern, store::Session};
use crate::activities::work::store::{self as work, Accident};
use crate::inmates::banner::Flag;
use crate::platform::id::{InmateId, PrisonId};
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::{Ctx, Error, Errors, Field, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/activities/{place}", needs(Class::ActivityPlaces, Act::Read), show)
}

/// So many sessions stand open: a week of mornings and afternoons would push everything else away.
const SOON: usize = 6;

/// Everything the page shows.
pub(super) struct Known {
    place: Place,
    needs: Vec<Need>,
    staff: Vec<Staff>,
    patterns: Vec<Pattern>,
    sessions: Vec<Session>,
    people: Option<Vec<Person>>,
    candidates: Vec<Candidate>,
    /// Accidents at work here, of people whom the reader may see.
    accidents: Vec<Accident>,
    /// Two who are there at one time and must be kept apart.
    apart: Vec<Together>,
}

/// Whether the reader is told who must be kept apart here: those who run the place, and those who decide about it. For others it would be a list of enmities.
fn sees_apart(ctx: &Ctx, place: &Place) -> bool {
    match ctx.actor.role() {
        Some(Role::DutyOfficer | Role::Governor | Role::CaseManager) => true,
        Some(Role::Teacher | Role::WorkSupervisor) => place.mine,
        _ => false,
    }
}

impl Known {
    /// Whether somebody here must be kept from this one, and nobody has decided yet.
    fn meets(&self, inmate: uuid::Uuid) -> bool {
        self.apart.iter().any(|x| x.one == Some(inmate) || x.other == Some(inmate))
    }

    /// Whether this account could be given a part.
    pub(super) fn could(&self, account: uuid::Uuid) -> bool {
        self.staff.iter().any(|s| !s.leads && s.account == account)
    }
}

/// Reads it; whose names it shows is written down.
pub(super) async fn known(ctx: &mut Ctx, place: Place) -> Result<Known, Error> {
    let today = ctx.today;
    let needs = store::needs(ctx.conn(), place.id).await?;
    let staff = store::staff(ctx.conn(), place.id, today).await?;
    let patterns = sessions::store::patterns(ctx.conn(), place.id, today).await?;
    let sessions = sessions::store::coming(ctx.conn(), place.id, today).await?;
    let people = if ctx.may(Class::Activities, Act::Read) && place.kind != Kind::Facility { Some(store::people(ctx.conn(), place.id).await?) } else { None };
    let candidates = if place.mine { store::candidates(ctx.conn(), place.id).await? } else { Vec::new() };
    let accidents = if people.is_some() && runs(ctx, &place) { work::accidents(ctx.conn(), None, Some(place.id)).await? } else { Vec::new() };
    let here: Vec<InmateId> = people.iter().flatten().map(|p| InmateId(p.inmate)).collect();
    let apart = if people.is_some() && sees_apart(ctx, &place) { placements::together(ctx.conn(), &[place.id]).await? } else { Vec::new() };
    let class = if people.is_some() { Class::Activities } else { Class::ActivityPlaces };
    ctx.record(
        Entry::new(Action::List, class)
            .showing(here.into_iter().chain(accidents.iter().map(|a| InmateId(a.inmate_id))).collect())
            .at(PrisonId(place.prison_id))
            .with(json!({ "place": place.id })),
    );
    Ok(Known { place, needs, staff, patterns, sessions, people, candidates, accidents, apart })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let place = one(&mut ctx).await?;
    let known = known(&mut ctx, place).await?;
    let view = PageView::new(&ctx, &known, Typed::default());
    ctx.page(view).await
}

/// What came back with the page.
#[derive(Default)]
pub(super) struct Typed<'a> {
    pub need: Option<&'a NeedForm>,
    pub staff: Option<&'a StaffForm>,
    pub errors: Errors,
}

struct StaffRow {
    row: Option<String>,
    name: String,
    part: String,
    text: String,
    ends: bool,
}

#[derive(Template)]
#[template(path = "activities/place.html")]
pub(super) struct PageView {
    frame: Frame,
    base: String,
    done: Option<String>,
    errors: bool,
    summary: Summary,
    lead: String,
    flags: Vec<Flag>,
    closed: Option<String>,
    facts: Vec<(String, String)>,
    texts: Vec<(String, String)>,
    needs: Vec<(String, String, Flag)>,
    need: Option<Vec<Field>>,
    need_open: bool,
    staff: Vec<StaffRow>,
    staff_form: Option<Vec<Field>>,
    staff_open: bool,
    week: Vec<patterns::Line>,
    sessions: Vec<sessions::Line>,
    /// What comes after those, folded.
    later: Vec<sessions::Line>,
    people: Option<Vec<Row>>,
    /// How many are there whom the reader does not see.
    unseen: i64,
    candidates: Vec<Row>,
    /// Whose page it is on, when, and what happened.
    accidents: Vec<(String, String, String)>,
    apart: Vec<(String, String)>,
    /// Where it is decided.
    apart_href: String,
    runs: bool,
    closes: bool,
    facility: bool,
}

impl PageView {
    pub fn new(ctx: &Ctx, k: &Known, typed: Typed<'_>) -> Self {
        let (t, fmt, p) = (ctx.t, ctx.fmt(), &k.place);
        let open = p.closed_on.is_none();
        let runs = open && runs(ctx, p);
        let code = words::code(t, ctx.catalogue(), fmt.is_nb(), p.kind, &p.code);
        let lead = [Some(words::kind(t, p.kind)), Some(code).filter(|c| *c != p.name), Some(p.prison.clone()), p.room.clone().filter(|r| *r != p.name)];
        let here = k.people.as_ref().map_or(0, |people| people.iter().filter(|x| x.since.is_none_or(|at| at <= ctx.now)).count() as i64);
        Self {
            frame: ctx.frame("activities", p.name.clone()),
            base: format!("/activities/{}", p.id),
            done: ctx.query("done").map(|_| t.msg_place_done()),
            errors: !typed.errors.is_empty(),
            summary: Summary::of(t, &typed.errors),
            lead: lead.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            flags: flags(ctx, p),
            closed: p.closed_on.map(|day| t.msg_place_closes_on(fmt.day(day).as_str(), p.closed_reason.as_deref().unwrap_or_default())),
            facts: facts(ctx, p),
            texts: [
                (t.msg_place_about(), &p.about),
                (t.msg_place_safety(), &p.safety),
                (t.msg_place_orders(), &p.orders),
                (t.msg_place_leads_to(), &p.leads_to),
            ]
            .into_iter()
            .filter(|x| !x.1.is_empty())
            .map(|(label, text)| (label, text.clone()))
            .collect(),
            needs: k.needs.iter().map(|n| need(ctx, n)).collect(),
            need: runs.then(|| need_fields(ctx, typed.need, &typed.errors)),
            need_open: typed.need.is_some(),
            staff: k.staff.iter().filter(|s| s.leads || s.row.is_some()).map(|s| staff(ctx, s, runs)).collect(),
            staff_form: runs.then(|| staff_fields(ctx, k, typed.staff, &typed.errors)),
            staff_open: typed.staff.is_some(),
            week: k.patterns.iter().map(|x| patterns::line(ctx, x)).collect(),
            sessions: k.sessions.iter().take(SOON).map(|s| sessions::line(ctx, s)).collect(),
            later: k.sessions.iter().skip(SOON).map(|s| sessions::line(ctx, s)).collect(),
            unseen: k.people.as_ref().map_or(0, |_| p.here.unwrap_or(0) - here).max(0),
            people: k.people.as_ref().map(|people| people.iter().map(|x| people::person(ctx, x, k.meets(x.inmate))).collect()),
            candidates: k.candidates.iter().map(|c| people::candidate(ctx, c)).collect(),
            accidents: k.accidents.iter().map(|a| (format!("/inmates/{}/work", a.inmate_id), fmt.at(a.at), a.what.clone())).collect(),
            apart: k.apart.iter().map(|x| people::apart(ctx, x)).collect(),
            apart_href: format!("/activities/{}/apart", p.id),
            runs,
            closes: open && decides(ctx),
            facility: p.kind == Kind::Facility && ctx.may(Class::Activities, Act::Read),
        }
    }
}

fn flags(ctx: &Ctx, p: &Place) -> Vec<Flag> {
    let (t, mut flags) = (ctx.t, Vec::new());
    if p.kind != Kind::Facility
        && let (Some(here), Some(waiting)) = (p.here, p.waiting)
    {
        let full = here >= i64::from(p.places);
        flags.push(flag(if full { "neutral" } else { "success" }, "PersonGroup", t.msg_place_here(here, i64::from(p.places))));
        if waiting > 0 {
            flags.push(flag("warning", "Hourglass", t.msg_place_waiting_n(waiting)));
        }
    }
    if let Some(over) = p.over.filter(|n| *n > 0) {
        flags.push(flag("danger", "ExclamationmarkTriangle", t.msg_place_over(over)));
    }
    flags
}

fn facts(ctx: &Ctx, p: &Place) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let provider = words::provider(t, p.provider);
    let levels = p.levels.iter().map(|l| crate::estate::words::level(t, l)).collect::<Vec<_>>().join(", ");
    vec![
        (t.msg_place_places(), fmt.number(i64::from(p.places))),
        (t.msg_place_levels(), levels),
        (t.msg_place_provider(), if p.partner.is_empty() { provider } else { t.msg_place_with_partner(provider.as_str(), p.partner.as_str()) }),
        (t.msg_place_tools(), words::tools(t, p.tools)),
        (t.msg_place_language(), ctx.catalogue().label(List::Language, &p.language, fmt.is_nb()).to_owned()),
        (t.msg_place_paid(), if p.paid { t.msg_place_paid_yes() } else { t.msg_place_paid_no() }),
        (t.msg_place_opened_on(), fmt.day(p.opened_on)),
    ]
}

fn need(ctx: &Ctx, n: &Need) -> (String, String, Flag) {
    let t = ctx.t;
    let flag = if n.hard { flag("danger", "ShieldLock", t.msg_place_need_hard()) } else { flag("neutral", "TrendUp", t.msg_place_need_soft()) };
    (n.id.to_string(), words::need(t, ctx.catalogue(), ctx.fmt().is_nb(), n.kind, &n.value), flag)
}

fn need_fields(ctx: &Ctx, typed: Option<&NeedForm>, errors: &Errors) -> Vec<Field> {
    let (t, blank) = (ctx.t, NeedForm::default());
    let errors = if typed.is_some() { errors.clone() } else { Errors::new() };
    let typed = typed.unwrap_or(&blank);
    vec![
        Field::select("kind", t.msg_place_need(), &typed.kind, words::choices(t, NeedKind::ALL, NeedKind::as_str, words::need_kind))
            .or_none(t.msg_plan_choose())
            .required(t)
            .errors(&errors),
        Field::text("value", t.msg_place_need_value(), &typed.value).hint(t.msg_place_need_value_hint()).max(80).errors(&errors),
        Field::radio(
            "hard",
            t.msg_place_need_weight(),
            if typed.hard.is_empty() { "yes" } else { &typed.hard },
            vec![Choice::new("yes", t.msg_place_need_hard()), Choice::new("no", t.msg_place_need_soft())],
        ),
    ]
}

fn staff(ctx: &Ctx, s: &Staff, runs: bool) -> StaffRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let begins = s.from.filter(|d| *d > ctx.today).map(|d| t.msg_place_from(fmt.day(d).as_str()));
    // The span ends before its upper day.
    let ends = s.until.and_then(|d| d.pred_opt()).map(|d| t.msg_place_to(fmt.day(d).as_str()));
    let part = if s.leads { t.msg_place_part_leads_all() } else { s.part.map(|p| words::part(t, p)).unwrap_or_default() };
    StaffRow {
        row: s.row.map(|r| r.to_string()),
        name: s.name.clone(),
        part,
        text: [begins, ends].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ends: runs && decides(ctx) && s.row.is_some() && s.until.is_none(),
    }
}

fn staff_fields(ctx: &Ctx, k: &Known, typed: Option<&StaffForm>, errors: &Errors) -> Vec<Field> {
    let (t, blank) = (ctx.t, StaffForm::default());
    let errors = if typed.is_some() { errors.clone() } else { Errors::new() };
    let typed = typed.unwrap_or(&blank);
    // Whoever runs a place names who stands in for them; nobody makes a place their own.
    let parts: &[Part] = if decides(ctx) { Part::ALL } else { &[Part::StandsIn] };
    let me = ctx.actor.account.0;
    let could = k
        .staff
        .iter()
        .filter(|s| !s.leads && s.row.is_none() && (decides(ctx) || s.account != me))
        .map(|s| Choice::new(s.account.to_string(), s.name.clone()))
        .collect();
    vec![
        Field::select("account", t.msg_place_staff_who(), &typed.account, could).or_none(t.msg_plan_choose()).required(t).errors(&errors),
        Field::select("part", t.msg_place_staff_part(), &typed.part, words::choices(t, parts, Part::as_str, words::part)).width("w-half").errors(&errors),
        Field::day("from", t.msg_place_staff_from(), &typed.from).errors(&errors),
        Field::day("until", t.msg_place_staff_until(), &typed.until).errors(&errors),
    ]
}
