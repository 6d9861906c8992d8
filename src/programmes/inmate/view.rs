//! The page of a person's programmes.

use askama::Template;

use super::form::{AskForm, Choices, TalkForm};
use super::store::{Enrolment, Offer, Talk};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::programmes::groups::Finding;
use crate::programmes::model::{Source, Standing};
use crate::programmes::words;
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::{Errors, Field, Frame};

/// A programme of the person.
struct Row {
    id: String,
    title: String,
    href: Option<String>,
    flag: Flag,
    lines: Vec<String>,
    version: i32,
    /// What it can become by this reader's hand: sent, called.
    ends: Vec<(&'static str, String)>,
}

/// A talk.
struct TalkRow {
    id: String,
    title: String,
    flag: Flag,
    lines: Vec<String>,
    withdraws: bool,
}

#[derive(Template)]
#[template(path = "programmes/inmate.html")]
pub struct PageView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    done: Option<String>,
    stale: Option<String>,
    rows: Vec<Row>,
    talks: Vec<TalkRow>,
    ask: Option<Vec<Field>>,
    findings: Vec<Finding>,
    accepted: Option<Field>,
    talk: Option<Vec<Field>>,
    remand: bool,
    /// The row whose form came back.
    back: Option<(String, String, String)>,
}

/// What the page knows.
pub struct Known {
    pub all: Vec<Enrolment>,
    pub talks: Vec<Talk>,
    pub offers: Vec<Offer>,
    pub remand: bool,
}

/// What came back with the page.
#[derive(Default)]
pub struct Back<'a> {
    pub ask: Option<&'a AskForm>,
    pub talk: Option<&'a TalkForm>,
    pub findings: Vec<Finding>,
    pub stale: Option<String>,
    /// Id of the row, what was typed, what is said beside it.
    pub row: Option<(String, String, String)>,
}

fn row(ctx: &InmateCtx, e: &Enrolment, writes: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let programme = words::programme(ctx.catalogue(), fmt.is_nb(), &e.programme);
    let mut lines = vec![t.msg_prog_asked_line(fmt.near(e.asked_at).as_str(), e.asked_by.as_deref().unwrap_or_default(), words::source(t, e.source).as_str())];
    let mut line = |text: Option<String>| lines.extend(text.filter(|x| !x.is_empty()));
    line(e.goal.as_deref().map(|g| t.msg_prog_serves(g)));
    line(Some(e.note.clone()));
    if e.state == Standing::Waiting {
        line(e.turn.map(|n| t.msg_prog_turn(n)));
        line(Some(words::waits(t, e.why)));
    }
    line((e.of_n > 0).then(|| t.msg_prog_came(e.came, e.of_n)));
    line(e.enrolled_at.map(|at| t.msg_prog_enrolled_on(fmt.near(at).as_str())));
    line(e.ended_at.map(|at| t.msg_prog_ended_on(fmt.near(at).as_str())));
    line(Some(e.state_reason.clone()));
    let ends = match e.state {
        Standing::Waiting if writes => vec![("withdrawn", t.msg_prog_end_withdrawn())],
        Standing::Enrolled if writes => vec![("left", t.msg_prog_end_left())],
        _ => Vec::new(),
    };
    Row {
        id: e.id.to_string(),
        title: match &e.group {
            Some(group) => t.msg_prog_group_at(programme.as_str(), group.as_str(), e.prison.as_str()),
            None => t.msg_prog_at(programme.as_str(), e.prison.as_str()),
        },
        href: e.group_id.filter(|_| e.opens).map(|id| format!("/programmes/groups/{id}")),
        flag: words::standing(t, e.state),
        lines,
        version: e.version,
        ends,
    }
}

fn talk_row(ctx: &InmateCtx, k: &Talk, writes: bool) -> TalkRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [
        Some(t.msg_prog_talk_line(fmt.at(k.at).as_str(), i64::from(k.minutes), k.by.as_deref().unwrap_or_default())),
        k.goal.as_deref().filter(|g| !g.is_empty()).map(|g| t.msg_prog_serves(g)),
        k.next_on.map(|d| t.msg_prog_talk_next(fmt.day(d).as_str())),
        Some(k.withdrawn_why.clone()).filter(|w| !w.is_empty()),
    ];
    TalkRow {
        id: k.id.to_string(),
        title: words::programme(ctx.catalogue(), fmt.is_nb(), &k.programme),
        flag: match (k.withdrawn_at.is_some(), k.came) {
            (true, _) => words::flag("neutral", "XMark", t.msg_prog_talk_withdrawn()),
            (_, true) => words::flag("success", "PersonChat", t.msg_prog_talk_held()),
            (_, false) => words::flag("warning", "PersonCross", t.msg_prog_talk_missed()),
        },
        lines: parts.into_iter().flatten().collect(),
        withdraws: writes && k.withdrawn_at.is_none(),
    }
}

impl PageView {
    pub fn new(ctx: &InmateCtx, known: &Known, back: Back<'_>, errors: &Errors) -> Self {
        let (t, nb) = (ctx.t, ctx.fmt().is_nb());
        let writes = ctx.may_here(Class::Programmes, Act::Write);
        let of = Choices { catalogue: ctx.catalogue(), offers: &known.offers, remand: known.remand };
        let empty = (
            AskForm { goal: ctx.query("goal").unwrap_or_default(), ..AskForm::default() },
            TalkForm { minutes: "45".into(), came: "yes".into(), ..TalkForm::default() },
        );
        let (ask, talk) = (back.ask.unwrap_or(&empty.0), back.talk.unwrap_or(&empty.1));
        let programme = |code: &str| words::programme(ctx.catalogue(), nb, code);
        let groups = known.offers.iter().filter(|o| o.what == "group" && of.programme(&o.text));
        let groups = groups.map(|o| Choice::new(format!("g:{}", o.id), t.msg_prog_choice_group(o.left.max(0), programme(&o.text).as_str(), o.name.as_str())));
        let every: Vec<(&str, &str)> = ctx.catalogue().options(List::Programme, nb).into_iter().filter(|(code, _)| of.programme(code)).collect();
        let lists = every.iter().map(|(code, label)| Choice::new(format!("w:{code}"), t.msg_prog_choice_wait(*label)));
        let goals = || -> Vec<Choice> { known.offers.iter().filter(|o| o.what == "goal").map(|o| Choice::new(o.id.to_string(), o.text.clone())).collect() };
        let chosen = if ask.source.is_empty() && !ask.goal.is_empty() { Source::Goal.as_str() } else { &ask.source };
        let asks = || {
            vec![
                Field::select("what", t.msg_prog_what(), &ask.what, groups.chain(lists).collect()).or_none(t.msg_plan_choose()).required(t).errors(errors),
                Field::radio("source", t.msg_prog_source(), chosen, Source::ALL.iter().map(|s| Choice::new(s.as_str(), words::source(t, *s))).collect())
                    .required(t)
                    .errors(errors),
                Field::select("goal", t.msg_prog_goal(), &ask.goal, goals()).or_none(t.msg_prog_goal_none()).errors(errors),
                Field::text("note", t.msg_prog_note(), &ask.note).hint(t.msg_prog_note_hint()).max(300).errors(errors),
            ]
        };
        let talks = || {
            let came = vec![Choice::new("yes", t.msg_prog_talk_came_yes()), Choice::new("no", t.msg_prog_talk_came_no())];
            vec![
                Field::select("programme", t.msg_prog_programme(), &talk.programme, every.iter().map(|(code, label)| Choice::new(*code, *label)).collect())
                    .or_none(t.msg_plan_choose())
                    .required(t)
                    .errors(errors),
                Field::moment(t, "at", t.msg_prog_talk_at(), &talk.at).required(t).errors(errors),
                Field::text("minutes", t.msg_prog_talk_minutes(), &talk.minutes).width("w-num").inputmode("numeric").max(3).required(t).errors(errors),
                Field::radio("came", t.msg_prog_talk_came(), &talk.came, came).errors(errors),
                Field::select("talk_goal", t.msg_prog_goal(), &talk.talk_goal, goals()).or_none(t.msg_prog_goal_none()).errors(errors),
                Field::day("next_on", t.msg_prog_talk_next_on(), &talk.next_on).errors(errors),
            ]
        };
        let asks_why = !back.findings.is_empty() || errors.of("accepted").is_some();
        let banner = BannerView::of(ctx, "programmes");
        Self {
            frame: ctx.frame("inmates", t.msg_prog_of(banner.name.as_str())),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}/programmes", ctx.inmate.id),
            done: ctx.query("done").map(|_| t.msg_prog_done()),
            rows: known.all.iter().map(|e| row(ctx, e, writes)).collect(),
            talks: known.talks.iter().map(|k| talk_row(ctx, k, writes)).collect(),
            ask: writes.then(asks),
            talk: writes.then(talks),
            accepted: asks_why.then(|| {
                Field::area("accepted", t.msg_prog_accepted_why(), &ask.accepted, 3).hint(t.msg_prog_accepted_hint()).max(400).required(t).errors(errors)
            }),
            findings: back.findings,
            stale: back.stale,
            remand: known.remand,
            back: back.row,
            banner,
        }
    }

    /// What was typed beside this row, and what is said of it, when its form came back.
    fn typed(&self, id: &str) -> Option<(&str, &str)> {
        self.back.as_ref().filter(|b| b.0 == id).map(|b| (b.1.as_str(), b.2.as_str()))
    }
}
