//! Pages of groups.

use askama::Template;
use uuid::Uuid;

use super::form::GroupForm;
use super::store::{Group, Leader, Person, Waiter};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::programmes::model::{GroupState, Standing};
use crate::programmes::sessions::{self, store::Session};
use crate::programmes::words::{self, flag};
use crate::reference::List;
use crate::web::conflict::was;
use crate::web::field::{Choice, Summary};
use crate::web::{Ctx, Errors, Field, Frame};

/// How many lead a group from its beginning; more are named on its page.
const LEADERS: usize = 3;

/// A line for somebody who leads: id, name, chosen.
struct LeaderLine {
    n: i64,
    choices: Vec<(String, String, bool)>,
}

/// The form of a group.
#[derive(Template)]
#[template(path = "programmes/group_form.html")]
pub struct FormView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    fields: Vec<Field>,
    leaders: Option<Vec<LeaderLine>>,
    fault: Option<String>,
    prison: String,
    version: String,
    was: String,
}

impl FormView {
    pub fn new(ctx: &Ctx, group: Option<&Group>, form: &GroupForm, candidates: &[Leader], errors: &Errors) -> Self {
        let t = ctx.t;
        let mut fields = Vec::new();
        if group.is_none() {
            let choices = ctx.catalogue().options(List::Programme, ctx.fmt().is_nb()).into_iter().map(|(code, label)| Choice::new(code, label)).collect();
            fields.push(Field::select("programme", t.msg_prog_programme(), &form.programme, choices).or_none(t.msg_plan_choose()).required(t).errors(errors));
        }
        fields.extend([
            Field::text("name", t.msg_prog_name(), &form.name).hint(t.msg_prog_name_hint()).max(80).required(t).errors(errors),
            Field::day("starts_on", t.msg_prog_starts_on(), &form.starts_on).required(t).errors(errors),
            Field::text("places", t.msg_prog_places(), &form.places).width("w-num").inputmode("numeric").max(2).required(t).errors(errors),
            Field::text("place", t.msg_prog_place(), &form.place).max(120).errors(errors),
        ]);
        let back = group.map_or_else(|| "/programmes".to_owned(), |g| format!("/programmes/groups/{}", g.id));
        Self {
            frame: ctx.frame("programmes", if group.is_some() { t.msg_prog_group_edit() } else { t.msg_prog_group_new() }),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: group.map_or_else(|| "/programmes/groups".to_owned(), |g| format!("/programmes/groups/{}/edit", g.id)),
            back,
            fields,
            leaders: group.is_none().then(|| {
                let typed: Vec<&str> = form.leader.iter().map(String::as_str).filter(|l| !l.is_empty()).collect();
                let choice = |c: &Leader, n: usize| {
                    let id = c.account.to_string();
                    let chosen = typed.get(n).is_some_and(|l| *l == id);
                    (id, c.name.clone(), chosen)
                };
                (0..LEADERS).map(|n| LeaderLine { n: n as i64 + 1, choices: candidates.iter().map(|c| choice(c, n)).collect() }).collect()
            }),
            fault: errors.of("leader").map(str::to_owned),
            prison: form.prison.clone(),
            version: form.version.clone(),
            was: if form.was.is_empty() { was(&form.pairs()) } else { form.was.clone() },
        }
    }
}

/// Somebody with a place, or who waits.
pub struct Row {
    pub id: String,
    pub name: String,
    pub href: Option<String>,
    pub sub: String,
    pub text: String,
    pub flag: Flag,
    pub version: i32,
    /// May be ended by this reader.
    pub acts: bool,
}

fn name(ctx: &Ctx, inmate: Option<Uuid>, family: &str, given: &str) -> String {
    if inmate.is_some() { full_name(family, given) } else { ctx.t.msg_prog_hidden() }
}

fn link(inmate: Option<Uuid>, reachable: bool) -> Option<String> {
    inmate.filter(|_| reachable).map(|id| format!("/inmates/{id}"))
}

fn sub(number: &str, place: Option<&String>) -> String {
    [Some(number.to_owned()).filter(|n| !n.is_empty()), place.cloned()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn member(ctx: &Ctx, p: &Person, runs: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let came = if p.of_n > 0 { t.msg_prog_came(p.came, p.of_n) } else { t.msg_prog_no_sessions() };
    let text = match p.state {
        Standing::Enrolled if p.accepted_why.is_empty() => came,
        Standing::Enrolled => format!("{came} · {}", t.msg_prog_accepted(p.accepted_why.as_str())),
        _ => [p.ended_at.map(|at| fmt.near(at)), Some(came), Some(p.state_reason.clone()).filter(|r| !r.is_empty())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    };
    Row {
        id: p.enrolment.to_string(),
        name: name(ctx, p.inmate, &p.family_name, &p.given_name),
        href: link(p.inmate, p.reachable),
        sub: sub(&p.number, p.place.as_ref()),
        text,
        flag: words::standing(t, p.state),
        version: p.version,
        acts: runs && p.inmate.is_some() && p.state == Standing::Enrolled,
    }
}

fn waiter(ctx: &Ctx, w: &Waiter, runs: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let why = words::waits(t, w.why);
    let parts = [
        Some(t.msg_prog_asked_on(fmt.near(w.asked_at).as_str())),
        Some(words::source(t, w.source)),
        Some(if w.said.is_empty() { why } else { t.msg_prog_because(why.as_str(), w.said.as_str()) }),
        Some(w.note.clone()).filter(|n| !n.is_empty()),
    ];
    Row {
        id: w.enrolment.to_string(),
        name: name(ctx, w.inmate, &w.family_name, &w.given_name),
        href: link(w.inmate, w.reachable),
        sub: sub(&w.number, w.place.as_ref()),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: flag("neutral", "Hourglass", t.msg_prog_turn(w.turn)),
        version: w.version,
        acts: runs && w.inmate.is_some(),
    }
}

/// Everything that a group's page asks for.
pub struct Known {
    pub group: Group,
    pub people: Vec<Person>,
    pub queue: Vec<Waiter>,
    pub sessions: Vec<Session>,
    pub leaders: Vec<Leader>,
}

/// What came back from a form of the page: which form, what was typed in it, and what is said beside it.
#[derive(Default)]
pub struct Back {
    /// `number`, `session`, `end`, or the id of a place.
    pub form: String,
    pub typed: Vec<(&'static str, String)>,
    pub fault: Option<String>,
    /// What somebody else did meanwhile.
    pub stale: Option<String>,
    pub errors: Errors,
}

impl Back {
    fn value(&self, name: &str) -> &str {
        self.typed.iter().find(|t| t.0 == name).map(|t| t.1.as_str()).unwrap_or_default()
    }
}

/// A group.
#[derive(Template)]
#[template(path = "programmes/group.html")]
pub struct GroupView {
    frame: Frame,
    programme: String,
    lead: String,
    state: Flag,
    reason: String,
    open: bool,
    runs: bool,
    names_leaders: bool,
    base: String,
    version: i32,
    done: Option<String>,
    summary: Summary,
    back: Back,
    left: i64,
    members: Vec<Row>,
    before: Vec<Row>,
    waiting: Vec<Row>,
    ahead: Vec<sessions::view::Line>,
    past: Vec<sessions::view::Line>,
    session: Option<Vec<Field>>,
    leads: Vec<(String, String)>,
    could: Vec<(String, String)>,
}

impl GroupView {
    pub fn new(ctx: &Ctx, known: &Known, back: Back) -> Self {
        let (t, fmt, g) = (ctx.t, ctx.fmt(), &known.group);
        let open = g.state == GroupState::Open;
        let runs = g.runs && open && ctx.may(Class::Programmes, Act::Write);
        let taken = known.people.iter().filter(|p| p.state == Standing::Enrolled).count() as i64;
        let programme = words::programme(ctx.catalogue(), fmt.is_nb(), &g.programme);
        let facts = [
            Some(g.prison.clone()),
            Some(g.place.clone()).filter(|p| !p.is_empty()),
            Some(t.msg_prog_from(fmt.day(g.starts_on).as_str())),
            Some(t.msg_prog_places_taken(taken, i64::from(g.places))),
        ];
        let lines = |ahead: bool| -> Vec<sessions::view::Line> {
            let mut found: Vec<_> = known.sessions.iter().filter(|s| (s.ends_at > ctx.now) == ahead).collect();
            if !ahead {
                found.reverse();
            }
            found.into_iter().map(|s| sessions::view::line(ctx, s)).collect()
        };
        let of = |state: bool| known.people.iter().filter(|p| (p.state == Standing::Enrolled) == state).map(|p| member(ctx, p, runs)).collect();
        Self {
            frame: ctx.frame("programmes", t.msg_prog_group_title(programme.as_str(), g.name.as_str())),
            lead: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            state: words::group_state(t, g.state),
            reason: g.state_reason.clone(),
            open,
            runs,
            names_leaders: open && ctx.may(Class::Programmes, Act::Decide),
            base: format!("/programmes/groups/{}", g.id),
            version: g.version,
            done: ctx.query("done").map(|_| t.msg_prog_done()),
            summary: Summary::of(t, &back.errors),
            left: i64::from(g.places) - taken,
            members: of(true),
            before: of(false),
            waiting: known.queue.iter().map(|w| waiter(ctx, w, runs)).collect(),
            ahead: lines(true),
            past: lines(false),
            session: runs.then(|| sessions::view::fields(ctx, &|name| back.value(name).to_owned(), &back.errors)),
            leads: known.leaders.iter().filter_map(|l| l.row.map(|row| (row.to_string(), l.name.clone()))).collect(),
            could: known.leaders.iter().filter(|l| l.row.is_none()).map(|l| (l.account.to_string(), l.name.clone())).collect(),
            programme,
            back,
        }
    }

    /// Whether this form came back.
    fn is_back(&self, form: &str) -> bool {
        self.back.form == form
    }
}

/// A finding of keeping apart, in words.
pub type Finding = (String, String);

/// Somebody in the group must be kept apart from the person: shown, and a reason is asked for.
#[derive(Template)]
#[template(path = "programmes/consider.html")]
pub struct ConsiderView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub action: String,
    pub back: String,
    pub group: String,
    pub name: String,
    pub findings: Vec<Finding>,
    pub hidden: Vec<(&'static str, String)>,
    pub accepted: Field,
}
