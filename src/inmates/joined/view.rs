//! The pages of joining records.

use askama::Template;
use chrono::TimeDelta;

use super::form::{Decide, Other, Propose, Undo};
use super::store::{Joined, Side};
use crate::inmates::register::rules::Likeness;
use crate::inmates::register::store::Candidate;
use crate::inmates::register::words::Words;
use crate::inmates::store::full_name;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// Why not, in words.
pub fn obstacle(t: Text, code: &str) -> String {
    match code {
        "same" => t.msg_join_same(),
        "joined" => t.msg_join_not_joined(),
        "both_held" => t.msg_join_not_both_held(),
        "overlap" => t.msg_join_not_overlap(),
        "held" => t.msg_join_not_held(),
        "protected" => t.msg_join_not_protected(),
        "numbers" => t.msg_join_not_numbers(),
        "own" => t.msg_join_not_own(),
        "late" => t.msg_join_not_late(),
        "not_pair" => t.msg_join_not_pair(),
        _ => t.msg_join_not_decided(),
    }
}

/// One part of a record: what stays, what stands beside it, and what comes of that.
pub struct Row {
    pub label: String,
    pub kept: String,
    pub joined: String,
    /// Whether they say different things.
    pub differs: bool,
    pub comes: String,
}

fn rows(ctx: &InmateCtx, kept: &Side, joined: &Side) -> Vec<Row> {
    let t = ctx.t;
    let words = Words::new(t, ctx.lang, ctx.fmt(), ctx.catalogue());
    let named = |s: &Side| full_name(&s.family_name, &s.given_name);
    let born = |s: &Side| s.birth_date.map_or_else(|| t.msg_not_known(), |d| ctx.fmt().day(d));
    let list = |values: Vec<String>| if values.is_empty() { "–".to_owned() } else { values.join(", ") };
    let numbers = |s: &Side| {
        list(
            s.numbers
                .iter()
                .filter_map(|n| n.split_once(':'))
                .map(|(k, v)| format!("{} {}", words.value("identifier", "kind", k), words.value("identifier", "value", v)))
                .collect(),
        )
    };
    let countries = |s: &Side| list(s.citizenships.iter().map(|c| words.value("citizenship", "country", c)).collect());
    let row = |label: String, of: &dyn Fn(&Side) -> String, comes: &dyn Fn(&str, &str) -> String| {
        let (a, b) = (of(kept), of(joined));
        Row { label, differs: a != b, comes: comes(&a, &b), kept: a, joined: b }
    };
    let stays = |a: &str, b: &str| if a == b { t.msg_join_alike() } else { t.msg_join_stays() };
    let carried = |_: &str, b: &str| if b == "–" { t.msg_join_stays() } else { t.msg_join_carried() };
    let reads = |_: &str, _: &str| t.msg_join_leads();
    vec![
        row(t.msg_join_number_label(), &|s| s.number.clone(), &reads),
        row(t.msg_reg_name(), &named, &stays),
        row(t.msg_join_other_names(), &|s| list(s.others.clone()), &reads),
        row(words.label("person", "identity"), &|s| words.value("person", "identity", &s.identity), &stays),
        row(words.label("person", "birth_date"), &born, &stays),
        row(words.label("person", "sex"), &|s| words.value("person", "sex", &s.sex), &stays),
        row(t.msg_join_numbers(), &numbers, &carried),
        row(t.msg_join_citizenships(), &countries, &stays),
        row(t.msg_join_where(), &|s| place(t, s), &stays),
        row(t.msg_join_since(), &|s| ctx.fmt().at(s.created_at), &stays),
    ]
}

fn place(t: Text, s: &Side) -> String {
    match (&s.prison, s.held) {
        (Some(prison), true) => t.msg_join_held_at(prison.as_str()),
        (Some(prison), false) => prison.clone(),
        (None, _) => t.msg_join_closed(),
    }
}

/// How much of each part is on both.
fn counts(t: Text, kept: &Side, joined: &Side) -> Vec<(String, String, String)> {
    let of =
        |s: &Side, part: &str| s.rows.iter().filter_map(|r| r.split_once(':')).find(|(p, _)| *p == part).map_or_else(|| "0".to_owned(), |(_, n)| n.to_owned());
    let parts = [
        ("stays", t.msg_join_part_stays()),
        ("bases", t.msg_join_part_bases()),
        ("running", t.msg_join_part_running()),
        ("observations", t.msg_join_part_observations()),
        ("movements", t.msg_join_part_movements()),
        ("alerts", t.msg_join_part_alerts()),
        ("photos", t.msg_join_part_photos()),
        ("goals", t.msg_join_part_goals()),
        ("placements", t.msg_join_part_placements()),
        ("items", t.msg_join_part_items()),
        ("contacts", t.msg_join_part_contacts()),
    ];
    parts.into_iter().map(|(part, label)| (label, of(kept, part), of(joined, part))).collect()
}

/// Whether something in the joined record still holds somebody: a sentence that was never served out does not end by being joined.
fn runs(joined: &Side) -> bool {
    joined.rows.iter().any(|r| r.starts_with("running:") && r != "running:0")
}

/// Somebody who may be the same.
pub struct Alike {
    pub href: String,
    pub name: String,
    pub text: String,
    pub why: String,
}

#[derive(Template)]
#[template(path = "inmates/joined/find.html")]
pub struct FindView {
    pub frame: Frame,
    pub banner: BannerView,
    pub errors: bool,
    pub summary: Summary,
    pub action: String,
    pub number: Field,
    pub alike: Vec<Alike>,
}

impl FindView {
    pub fn new(ctx: &InmateCtx, alike: &[(Likeness, Candidate)], typed: &Other, errors: &Errors) -> Self {
        let (t, fmt, id) = (ctx.t, ctx.fmt(), ctx.inmate.id);
        let line = |(_, c): &(Likeness, Candidate)| {
            let born = c.birth_date.map(|d| t.msg_reg_born(fmt.day(d).as_str()));
            let held = c.in_custody.then(|| t.msg_join_held_now());
            Alike {
                href: format!("/inmates/{id}/join/{}", c.id),
                name: full_name(&c.family_name, &c.given_name),
                text: [Some(c.number.clone()), born, c.prison.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                why: held.unwrap_or_default(),
            }
        };
        Self {
            frame: ctx.frame("inmates", t.msg_join_title()),
            banner: BannerView::of(ctx, "person"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: format!("/inmates/{id}/join"),
            number: Field::text("number", t.msg_join_number(), &typed.number)
                .hint(t.msg_join_number_hint())
                .width("w-half")
                .max(20)
                .code()
                .required(t)
                .errors(errors),
            alike: alike.iter().map(line).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "inmates/joined/preview.html")]
pub struct PreviewView {
    pub frame: Frame,
    pub banner: BannerView,
    pub errors: bool,
    pub summary: Summary,
    pub back: String,
    pub action: String,
    pub heads: (String, String),
    pub rows: Vec<Row>,
    pub counts: Vec<(String, String, String)>,
    /// Something in the joined record still runs.
    pub runs: bool,
    /// Why neither way is open.
    pub fault: Option<String>,
    pub keep: Field,
    pub reason: Field,
}

impl PreviewView {
    /// `ways`: what stands in the way of keeping this one, and of keeping that one.
    pub fn new(ctx: &InmateCtx, this: &Side, that: &Side, ways: [Option<String>; 2], typed: &Propose, errors: &Errors) -> Self {
        let t = ctx.t;
        let (open, mut choices): (Vec<bool>, Vec<Choice>) = (ways.iter().map(Option::is_none).collect(), Vec::new());
        for (way, side, open) in [("this", this, open[0]), ("other", that, open[1])] {
            if open || way == typed.keep {
                choices.push(Choice::new(way, t.msg_join_keep_one(side.number.as_str(), full_name(&side.family_name, &side.given_name).as_str())));
            }
        }
        let keeps_that = typed.keep == "other" || (typed.keep.is_empty() && !open[0] && open[1]);
        let chosen = if typed.keep.is_empty() { if keeps_that { "other" } else { "this" } } else { typed.keep.as_str() };
        let (kept, joined) = if keeps_that { (that, this) } else { (this, that) };
        let closed = !open[0] && !open[1];
        Self {
            frame: ctx.frame("inmates", t.msg_join_title()),
            banner: BannerView::of(ctx, "person"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            back: format!("/inmates/{}/join", ctx.inmate.id),
            action: format!("/inmates/{}/join/{}", this.id, that.id),
            heads: (t.msg_join_kept_head(kept.number.as_str()), t.msg_join_joined_head(joined.number.as_str())),
            rows: rows(ctx, kept, joined),
            counts: counts(t, kept, joined),
            runs: runs(joined),
            fault: ways[0].as_deref().filter(|_| closed && errors.is_empty()).map(|f| obstacle(t, f)),
            keep: Field::radio("keep", t.msg_join_keep(), chosen, choices).hint(t.msg_join_keep_hint()).required(t).errors(errors),
            reason: Field::area("reason", t.msg_staff_reason(), &typed.reason, 4).hint(t.msg_join_reason_hint()).max(600).required(t).errors(errors),
        }
    }
}

/// A proposal as a line.
pub struct Line {
    pub href: String,
    pub title: String,
    pub text: String,
    pub state: (&'static str, String),
}

fn state(t: Text, j: &Joined) -> (&'static str, String) {
    match (j.outcome.as_deref(), j.undone_at, j.undo_by) {
        (None, _, _) => ("warning", t.msg_join_state_waits()),
        (Some("refused"), _, _) => ("neutral", t.msg_join_state_refused()),
        (_, Some(_), _) => ("neutral", t.msg_join_state_undone()),
        (_, None, Some(_)) => ("warning", t.msg_join_state_undo_asked()),
        _ => ("success", t.msg_join_state_joined()),
    }
}

#[derive(Template)]
#[template(path = "inmates/joined/list.html")]
pub struct ListView {
    pub frame: Frame,
    pub lines: Vec<Line>,
}

impl ListView {
    pub fn new(ctx: &Ctx, joins: &[Joined]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let line = |j: &Joined| Line {
            href: format!("/inmates/{}/joins/{}", j.kept_id, j.id),
            title: t.msg_join_line(j.joined_number.as_str(), j.kept_number.as_str(), j.kept_name.as_str()),
            text: t.msg_join_proposed(j.proposer.as_deref().unwrap_or("–"), fmt.at(j.proposed_at).as_str()),
            state: state(t, j),
        };
        Self { frame: ctx.frame("joins", t.msg_join_nav()), lines: joins.iter().map(line).collect() }
    }
}

#[derive(Template)]
#[template(path = "inmates/joined/one.html")]
pub struct OneView {
    pub frame: Frame,
    pub banner: BannerView,
    pub errors: bool,
    pub summary: Summary,
    pub fault: Option<String>,
    pub list: bool,
    pub state: (&'static str, String),
    pub facts: Vec<(String, String)>,
    pub heads: (String, String),
    pub rows: Vec<Row>,
    pub counts: Vec<(String, String, String)>,
    pub runs: bool,
    pub decide: Option<(String, Field, Field)>,
    pub undo: Option<(String, Option<Field>)>,
    /// Where the password or key is asked for before either.
    pub confirm: Option<String>,
}

impl OneView {
    pub fn new(
        ctx: &InmateCtx,
        j: &Joined,
        (kept, joined): (&Side, &Side),
        obstacle_now: Option<String>,
        (decide, undo): (&Decide, &Undo),
        fault: Option<String>,
        errors: &Errors,
    ) -> Self {
        use crate::access::{Act, Class};
        let (t, fmt, me) = (ctx.t, ctx.fmt(), ctx.actor.account.0);
        let page = format!("/inmates/{}/joins/{}", j.kept_id, j.id);
        let fresh = ctx.actor.freshly_confirmed(ctx.now);
        let someone = |name: &Option<String>| name.clone().unwrap_or_else(|| "–".to_owned());
        let mut facts = vec![
            (t.msg_join_proposer(), t.msg_assignment_by_at(someone(&j.proposer).as_str(), fmt.at(j.proposed_at).as_str())),
            (t.msg_staff_reason(), j.reason.clone()),
        ];
        if let Some(at) = j.decided_at {
            facts.push((t.msg_join_decider(), t.msg_assignment_by_at(someone(&j.decider).as_str(), fmt.at(at).as_str())));
        }
        facts.extend(j.outcome_reason.clone().map(|r| (t.msg_join_decision_reason(), r)));
        facts.extend(j.undo_reason.clone().map(|r| (t.msg_join_undo_reason(someone(&j.undo_name).as_str()), r)));
        let decides = j.outcome.is_none() && j.proposed_by != me && ctx.may(Class::Joins, Act::Decide);
        let in_time = j.decided_at.is_some_and(|at| ctx.now <= at + TimeDelta::days(90));
        let pair = j.proposed_by == me || j.decided_by == Some(me);
        let undoes = j.outcome.as_deref() == Some("granted") && j.undone_at.is_none() && in_time && pair && j.undo_by != Some(me);
        let outcome = || {
            let choices = vec![Choice::new("granted", t.msg_join_grant()), Choice::new("refused", t.msg_join_refuse())];
            Field::radio("outcome", t.msg_join_outcome(), &decide.outcome, choices).required(t).errors(errors)
        };
        let why = |value: &str| Field::area("reason", t.msg_staff_reason(), value, 3).max(600).errors(errors);
        Self {
            frame: ctx.frame("inmates", t.msg_join_title()),
            banner: BannerView::of(ctx, "person"),
            errors: !errors.is_empty() || fault.is_some(),
            summary: Summary::of(t, errors),
            fault: fault.or_else(|| obstacle_now.map(|f| obstacle(t, &f))),
            list: ctx.may(Class::Joins, Act::Read),
            state: state(t, j),
            facts,
            heads: (t.msg_join_kept_head(kept.number.as_str()), t.msg_join_joined_head(joined.number.as_str())),
            rows: rows(ctx, kept, joined),
            counts: counts(t, kept, joined),
            runs: runs(joined),
            decide: (decides && fresh).then(|| (format!("{page}/decide"), outcome(), why(&decide.reason))),
            undo: (undoes && fresh).then(|| (format!("{page}/undo"), j.undo_by.is_none().then(|| why(&undo.reason).hint(t.msg_join_undo_hint()).required(t)))),
            confirm: ((decides || undoes) && !fresh).then_some(page),
        }
    }
}
