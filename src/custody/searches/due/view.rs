//! Pages of searches that are due.

use askama::Template;

use super::form::{PlanForm, ReasonForm, Rule, RuleForm, kinds};
use crate::custody::searches::fields::Pick;
use crate::custody::searches::log::Offer;
use crate::custody::searches::model::{Ground, SearchKind};
use crate::custody::searches::store::due::{Due, Plan, Unsearched};
use crate::custody::searches::view::{Person, fact};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A search that is due, in a list.
pub struct DueRow {
    /// "Celle", "Ved innsettelse".
    pub what: String,
    /// Why, or since when.
    pub why: String,
    /// Of whom.
    pub person: Option<Person>,
    /// Where.
    pub place: String,
    /// Colour, icon and word of how late it is.
    pub state: (&'static str, &'static str, String),
    /// Whether it is late.
    pub late: bool,
    /// Where it is recorded.
    pub record: String,
    /// Where it is told in full, or left out.
    pub other: Option<(String, String)>,
}

/// How late: over, today, or ahead.
fn state(ctx: &Ctx, d: &Due) -> (&'static str, &'static str, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let day = fmt.day(d.due_on);
    match (d.due_at <= ctx.now, d.since) {
        (true, Some(_)) => ("danger", "HourglassTopFilled", t.msg_searchdue_late(fmt.near(d.due_at).as_str())),
        (true, None) => ("danger", "HourglassTopFilled", t.msg_searchdue_late(day.as_str())),
        (false, Some(_)) => ("warning", "HourglassTopFilled", t.msg_searchdue_due(fmt.near(d.due_at).as_str())),
        (false, None) if d.due_on <= ctx.today => ("warning", "HourglassTopFilled", t.msg_searchdue_due_today()),
        (false, None) => ("neutral", "Hourglass", t.msg_searchdue_due(day.as_str())),
    }
}

impl DueRow {
    /// Of one.
    pub fn of(ctx: &Ctx, d: &Due, writes: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let ground = Ground::name_of(t, &d.ground);
        let (what, why) = match (&d.kind, d.since) {
            (_, Some(since)) if d.source == "arrival" => (t.msg_searchdue_arrival(), t.msg_searchdue_arrived(fmt.near(since).as_str())),
            (_, Some(since)) if d.source == "departure" => (t.msg_searchdue_departure(), t.msg_searchdue_leaves(fmt.near(since).as_str())),
            (_, Some(since)) => (t.msg_searchdue_absence(), t.msg_searchdue_back(fmt.near(since).as_str())),
            (Some(kind), _) if d.source == "rule" => {
                let last = d.last_on.map_or_else(|| t.msg_searchdue_never(), |day| t.msg_searchdue_last(fmt.day(day).as_str()));
                (SearchKind::name_of(t, kind), last)
            }
            (kind, _) => (kind.as_deref().map(|k| SearchKind::name_of(t, k)).unwrap_or_default(), ground),
        };
        let place = match (&d.unit, &d.cell) {
            _ if !d.place.is_empty() => d.place.clone(),
            (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
            (Some(unit), None) => unit.clone(),
            (None, cell) => cell.clone().unwrap_or_default(),
        };
        let record = match (d.plan_id, d.inmate_id, d.cell_id) {
            (Some(plan), ..) => format!("/searches/new?plan={plan}"),
            (None, Some(inmate), _) => format!("/searches/new?inmate={inmate}&ground={}", d.ground),
            (None, None, cell) => format!("/searches/new?cell={}&ground=routine", cell.unwrap_or_default()),
        };
        let other = match (d.plan_id, d.inmate_id) {
            (Some(plan), _) => Some((format!("/searches/plans/{plan}"), t.msg_control_open())),
            (None, Some(inmate)) if writes => Some((format!("/searches/leave-out?inmate={inmate}&source={}", d.source), t.msg_searchdue_leave_out())),
            _ => None,
        };
        let person = Person::of(d.inmate_id, d.number.as_deref(), d.family_name.as_deref(), d.given_name.as_deref());
        Self { what, why, person, place, state: state(ctx, d), late: d.due_at <= ctx.now, record, other }
    }
}

#[derive(Template)]
#[template(path = "custody/searches_due.html")]
pub struct DueView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub between: Vec<Chip>,
    pub chips: Vec<Chip>,
    pub parts: Vec<Chip>,
    pub prisons: Option<Field>,
    pub prison: String,
    pub list: &'static str,
    pub due: Vec<DueRow>,
    pub writes: bool,
    /// The prison's rule, in words.
    pub rule: Vec<String>,
    /// Its form, for those who decide it.
    pub edits: Option<[Field; 4]>,
}

/// The rule in words.
pub fn rule_words(t: Text, rule: Option<Rule>) -> Vec<String> {
    let Some(rule) = rule else { return Vec::new() };
    let days = |n: Option<i32>, some: fn(Text, i64) -> String, none: fn(Text) -> String| n.map_or_else(|| none(t), |n| some(t, i64::from(n)));
    vec![
        t.msg_searchdue_rule_after(i64::from(rule.after_hours)),
        days(rule.before_hours, |t, n| t.msg_searchdue_rule_before(n), |t| t.msg_searchdue_rule_before_none()),
        days(rule.cell_days_high, |t, n| t.msg_searchdue_rule_high(n), |t| t.msg_searchdue_rule_high_none()),
        days(rule.cell_days_lower, |t, n| t.msg_searchdue_rule_lower(n), |t| t.msg_searchdue_rule_lower_none()),
    ]
}

/// The fields of the rule.
pub fn rule_fields(t: Text, form: &RuleForm, errors: &Errors) -> [Field; 4] {
    let number = |name, label: String, value: &str| Field::text(name, label, value).width("w-num").inputmode("numeric").max(3).errors(errors);
    [
        number("after_hours", t.msg_searchdue_rule_after_field(), &form.after_hours).required(t),
        number("before_hours", t.msg_searchdue_rule_before_field(), &form.before_hours).hint(t.msg_searchdue_rule_hint()),
        number("cell_days_high", t.msg_searchdue_rule_high_field(), &form.cell_days_high).hint(t.msg_searchdue_rule_hint()),
        number("cell_days_lower", t.msg_searchdue_rule_lower_field(), &form.cell_days_lower).hint(t.msg_searchdue_rule_hint()),
    ]
}

#[derive(Template)]
#[template(path = "custody/search_plan_form.html")]
pub struct PlanFormView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub prison: String,
    pub people: Vec<String>,
    pub who: Pick,
    pub kind: Field,
    pub cell: Field,
    pub place: Field,
    pub ground: Field,
    pub ground_text: Field,
    pub due: Field,
}

impl PlanFormView {
    /// What may be chosen, what was typed, what is wrong.
    pub fn new(ctx: &Ctx, prison: &str, offer: Offer, form: &PlanForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let rooms = offer.rooms.iter().map(|r| Choice::new(r.id.to_string(), r.code.clone())).collect();
        let choices = kinds().map(|k| Choice::new(k.as_str(), k.label(t))).collect();
        Self {
            frame: ctx.frame("searches", t.msg_searchdue_new()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            prison: prison.to_owned(),
            people: offer.people,
            who: Pick::new("who", t.msg_control_who(), &form.who, t.msg_control_who_hint(), errors),
            kind: Field::select("kind", t.msg_control_kind(), &form.kind, choices).or_none(t.msg_control_choose()).required(t).errors(errors),
            cell: Field::select("cell", t.msg_control_cell(), &form.cell, rooms).or_none(t.msg_control_no_cell()).errors(errors),
            place: Field::text("place", t.msg_control_other_place(), &form.place).max(120).errors(errors),
            ground: Field::select("ground", t.msg_control_ground(), &form.ground, Ground::choices(t))
                .or_none(t.msg_control_choose())
                .hint(t.msg_control_ground_hint())
                .required(t)
                .errors(errors),
            ground_text: Field::area("ground_text", t.msg_control_ground_text(), &form.ground_text, 2)
                .hint(t.msg_control_ground_text_hint())
                .max(1000)
                .errors(errors),
            due: Field::day("due", t.msg_searchdue_due_on(), &form.due).hint(t.msg_drugtest_due_hint()).required(t).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/search_plan.html")]
pub struct PlanView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub href: String,
    pub kind: String,
    pub person: Option<Person>,
    pub state: (&'static str, &'static str, String),
    pub facts: Vec<(String, String)>,
    /// What became of it.
    pub search: Option<String>,
    /// Where it is recorded, while it is open.
    pub record: Option<String>,
    pub version: i32,
    /// Calling it off, while it is open.
    pub cancel: Option<Field>,
}

/// Where a plan stands.
fn plan_state(ctx: &Ctx, p: &Plan) -> (&'static str, &'static str, String) {
    let (t, day) = (ctx.t, ctx.fmt().day(p.due_on));
    match p {
        _ if p.cancel_reason.is_some() => ("neutral", "XMark", t.msg_drugtest_cancelled()),
        _ if p.search_id.is_some() => ("success", "CheckmarkCircle", t.msg_searchdue_done()),
        _ if p.due_on < ctx.today => ("danger", "HourglassTopFilled", t.msg_searchdue_late(day.as_str())),
        _ if p.due_on == ctx.today => ("warning", "HourglassTopFilled", t.msg_searchdue_due_today()),
        _ => ("neutral", "Hourglass", t.msg_searchdue_due(day.as_str())),
    }
}

/// A plan in the list of a person.
pub struct PlanRow {
    /// Where it is told in full.
    pub href: String,
    /// Of what and how.
    pub kind: String,
    /// Why, and when.
    pub text: String,
    /// Where it stands.
    pub state: (&'static str, &'static str, String),
}

impl PlanRow {
    /// Of a plan.
    pub fn of(ctx: &Ctx, p: &Plan) -> Self {
        let (t, day) = (ctx.t, ctx.fmt().day(p.due_on));
        Self {
            href: format!("/searches/plans/{}", p.id),
            kind: kind_of(t, p),
            text: [day, Ground::name_of(t, &p.ground), p.by.clone()].join(" · "),
            state: plan_state(ctx, p),
        }
    }
}

fn kind_of(t: Text, p: &Plan) -> String {
    p.kind.as_deref().map_or_else(|| t.msg_searchdue_left_out(), |k| SearchKind::name_of(t, k))
}

impl PlanView {
    /// Of a plan.
    pub fn new(ctx: &Ctx, p: &Plan, writes: bool, form: &ReasonForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let kind = kind_of(t, p);
        let open = p.search_id.is_none() && p.cancel_reason.is_none();
        let mut facts = Vec::new();
        fact(&mut facts, t.msg_control_place(), p.cell.clone().unwrap_or_else(|| p.place.clone()));
        fact(&mut facts, t.msg_control_ground(), Ground::name_of(t, &p.ground));
        fact(&mut facts, t.msg_control_ground_text(), p.ground_text.as_str());
        fact(&mut facts, t.msg_searchdue_due_on(), fmt.day(p.due_on));
        fact(&mut facts, t.msg_searchdue_decided(), t.msg_control_recorded_by(p.by.as_str(), fmt.at(p.recorded_at).as_str()));
        fact(&mut facts, t.msg_searchdue_cancelled_why(), p.cancel_reason.clone().unwrap_or_default());
        if let (Some(by), Some(at)) = (&p.cancelled_by, p.cancelled_at) {
            fact(&mut facts, t.msg_searchdue_cancelled_by(), t.msg_control_recorded_by(by.as_str(), fmt.at(at).as_str()));
        }
        Self {
            frame: ctx.frame("searches", kind.clone()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            href: format!("/searches/plans/{}", p.id),
            kind,
            person: Person::of(p.inmate_id, p.number.as_deref(), p.family_name.as_deref(), p.given_name.as_deref()),
            state: plan_state(ctx, p),
            facts,
            search: p.search_id.map(|s| format!("/searches/{s}")),
            record: (writes && open).then(|| format!("/searches/new?plan={}", p.id)),
            version: p.version,
            cancel: (writes && open).then(|| why_field(t, form, errors)),
        }
    }
}

fn why_field(t: Text, form: &ReasonForm, errors: &Errors) -> Field {
    Field::text("why", t.msg_searchdue_why(), &form.why).max(400).required(t).errors(errors)
}

#[derive(Template)]
#[template(path = "custody/search_leave_out.html")]
pub struct LeaveOutView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub person: Person,
    pub since: String,
    pub form: ReasonForm,
    pub why: Field,
}

impl LeaveOutView {
    /// Of a person after an arrival or a return.
    pub fn new(ctx: &Ctx, person: Person, of: &Unsearched, form: ReasonForm, errors: &Errors) -> Self {
        let (t, at) = (ctx.t, ctx.fmt().at(of.since));
        Self {
            frame: ctx.frame("searches", t.msg_searchdue_leave_out()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            person,
            since: match of.source.as_str() {
                "arrival" => t.msg_searchdue_arrived(at.as_str()),
                "departure" => t.msg_searchdue_leaves(at.as_str()),
                _ => t.msg_searchdue_back(at.as_str()),
            },
            why: why_field(t, &form, errors).hint(t.msg_searchdue_why_hint()),
            form,
        }
    }
}
