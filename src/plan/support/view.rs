//! Pages of support groups.

use askama::Template;
use chrono::NaiveDate;

use super::form::{HoldForm, LINES, NewForm, PromiseForm, Under};
use super::party::{self, Party};
use super::store::{Member, Promise, Support};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::model::{Kept, Meeting};
use crate::plan::words::{self, flag};
use crate::web::field::{Choice, Summary};
use crate::web::lang::Text;
use crate::web::{Errors, Field, Fmt, Frame};

/// How a promise stands, seen on a day.
pub fn kept(t: Text, fmt: Fmt, state: Kept, by_day: NaiveDate) -> Flag {
    let day = fmt.day(by_day);
    match (state, (by_day - fmt.today()).num_days()) {
        (Kept::Open, n) if n < 0 => flag("danger", "HourglassTopFilled", t.msg_support_late(day.as_str())),
        (Kept::Open, 0..=3) => flag("warning", "Hourglass", t.msg_support_by(day.as_str())),
        (Kept::Open, _) => flag("info", "Hourglass", t.msg_support_by(day.as_str())),
        (Kept::Kept, _) => flag("success", "Checkmark", t.msg_support_kept()),
        (Kept::Broken, _) => flag("danger", "XMark", t.msg_support_broken()),
        (Kept::Withdrawn, _) => flag("neutral", "XMark", t.msg_support_withdrawn()),
    }
}

/// A promise, ready to be read and settled.
pub struct PromiseRow {
    pub id: String,
    pub what: String,
    pub who: String,
    pub under: String,
    pub flag: Flag,
    pub text: String,
    pub late: bool,
    pub version: i32,
    pub settles: bool,
}

fn row(ctx: &InmateCtx, p: &Promise) -> PromiseRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let party = Party { who: p.who, partner: p.partner.clone() };
    let theme = words::theme(t, p.theme);
    let said = |by: &Option<String>, at| t.msg_plan_written_by(by.as_deref().unwrap_or_default(), fmt.near(at).as_str());
    let parts = [
        (!p.shared).then(|| t.msg_plan_only_you_see()),
        Some(p.note.clone()).filter(|n| !n.is_empty()),
        Some(p.settled_at.map_or_else(|| said(&p.recorded_by, p.recorded_at), |at| said(&p.settled_by, at))),
    ];
    PromiseRow {
        id: p.id.to_string(),
        what: p.what.clone(),
        who: party.label(t, ctx.catalogue(), fmt.is_nb(), &p.name),
        under: p.goal.clone().filter(|g| !g.is_empty()).map_or(theme.clone(), |g| t.msg_support_under(theme.as_str(), g.as_str())),
        flag: kept(t, fmt, p.state, p.by_day),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        late: p.state == Kept::Open && p.by_day < fmt.today(),
        version: p.version,
        settles: p.state == Kept::Open && ctx.may_here(Class::Plan, Act::Write),
    }
}

/// The open promises of a person, for the plan's own page.
pub fn open_rows(ctx: &InmateCtx, all: &[Promise]) -> Vec<PromiseRow> {
    all.iter().filter(|p| p.state == Kept::Open).map(|p| row(ctx, p)).collect()
}

/// A meeting in the list.
struct MeetingRow {
    href: String,
    when: String,
    text: String,
    state: Flag,
    late: bool,
}

/// What came back from a form of promises: id of the row or empty for a new one, what was typed, what is said of it.
#[derive(Default)]
pub struct Back {
    pub row: Option<(String, String, String)>,
    pub promise: Option<PromiseForm>,
    pub stale: Option<String>,
}

fn promise_fields(ctx: &InmateCtx, under: &Under, form: &PromiseForm, errors: &Errors) -> Vec<Field> {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let goals = under.goals.iter().map(|g| Choice::new(format!("g:{}", g.0), t.msg_support_goal(g.2.as_str())));
    let themes = under.themes.iter().map(|x| Choice::new(format!("t:{}", x.as_str()), words::theme(t, *x)));
    vec![
        Field::select("who", t.msg_support_who(), &form.who, party::choices(t, ctx.catalogue(), nb)).or_none(t.msg_plan_choose()).required(t).errors(errors),
        Field::text("who_name", t.msg_support_name(), &form.who_name).max(120).errors(errors),
        Field::text("what", t.msg_support_what(), &form.what).hint(t.msg_support_what_hint()).max(300).required(t).errors(errors),
        Field::select("under", t.msg_support_under_label(), &form.under, goals.chain(themes).collect())
            .or_none(t.msg_plan_choose())
            .hint(t.msg_support_under_hint())
            .required(t)
            .errors(errors),
        Field::day("by_day", t.msg_plan_by(), &form.by_day).required(t).errors(errors),
    ]
}

/// Meetings and promises of a person.
#[derive(Template)]
#[template(path = "plan/support.html")]
pub struct ListView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    done: Option<String>,
    stale: Option<String>,
    promises: Vec<PromiseRow>,
    meetings: Vec<MeetingRow>,
    fields: Option<Vec<Field>>,
    open_form: bool,
    writes: bool,
    back: Option<(String, String, String)>,
}

impl ListView {
    pub fn new(ctx: &InmateCtx, meetings: &[Support], promises: &[Promise], under: &Under, back: Back, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/plan", ctx.inmate.id);
        let writes = ctx.may_here(Class::Plan, Act::Write);
        let meeting = |m: &Support| MeetingRow {
            href: format!("{base}/support/{}", m.id),
            when: fmt.near(m.at),
            late: m.state == Meeting::Planned && m.at < ctx.now,
            text: [Some(m.purpose.clone()), Some(m.place.clone()), (m.promises > 0).then(|| t.msg_support_promises_n(m.promises))]
                .into_iter()
                .flatten()
                .filter(|x| !x.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            state: words::meeting(t, m.state),
        };
        let banner = BannerView::of(ctx, "support");
        let typed = back.promise.clone().unwrap_or_default();
        Self {
            frame: ctx.frame("inmates", t.msg_support_of(banner.name.as_str())),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
            stale: back.stale,
            promises: promises.iter().map(|p| row(ctx, p)).collect(),
            meetings: meetings.iter().map(meeting).collect(),
            fields: writes.then(|| promise_fields(ctx, under, &typed, errors)),
            open_form: back.promise.is_some(),
            writes,
            back: back.row,
            base,
            banner,
        }
    }

    /// What was typed beside this promise, when its form came back.
    fn typed(&self, id: &str) -> Option<(&str, &str)> {
        self.back.as_ref().filter(|b| b.0 == id).map(|b| (b.1.as_str(), b.2.as_str()))
    }
}

/// A line for somebody who is asked.
struct Line {
    n: usize,
    who: Vec<(String, String, bool)>,
    name: String,
}

/// The form of a new meeting.
#[derive(Template)]
#[template(path = "plan/support_form.html")]
pub struct NewView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    fields: Vec<Field>,
    lines: Vec<Line>,
    fault: Option<String>,
}

impl NewView {
    pub fn new(ctx: &InmateCtx, form: &NewForm, errors: &Errors) -> Self {
        let (t, nb) = (ctx.t, ctx.fmt().is_nb());
        let line = |n: usize| {
            let chosen = form.by.get(n).map(String::as_str).unwrap_or_default();
            Line {
                n,
                who: party::choices(t, ctx.catalogue(), nb).into_iter().map(|c| (c.value == chosen, c)).map(|(on, c)| (c.value, c.label, on)).collect(),
                name: form.name.get(n).cloned().unwrap_or_default(),
            }
        };
        Self {
            frame: ctx.frame("inmates", t.msg_support_new()),
            banner: BannerView::of(ctx, "support"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}/plan", ctx.inmate.id),
            fields: vec![
                Field::moment(t, "at", t.msg_plan_review_when(), &form.at).required(t).errors(errors),
                Field::text("place", t.msg_plan_review_place(), &form.place).max(120).errors(errors),
                Field::text("purpose", t.msg_support_purpose(), &form.purpose).max(200).errors(errors),
            ],
            lines: (0..LINES).map(line).collect(),
            fault: errors.of("by").map(str::to_owned),
        }
    }
}

/// A meeting.
#[derive(Template)]
#[template(path = "plan/support_meeting.html")]
pub struct MeetingView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    action: String,
    id: String,
    state: Flag,
    facts: Vec<(String, String)>,
    /// Id, who, chosen; and whether they came, once that is known.
    members: Vec<(String, String, bool, Option<String>)>,
    notes: String,
    hold: Option<Field>,
    cancel: Option<Field>,
    promises: Vec<PromiseRow>,
    fields: Option<Vec<Field>>,
    open_form: bool,
    version: i32,
    stale: bool,
    done: Option<String>,
}

/// What the page of a meeting knows.
pub struct Known {
    pub meeting: Support,
    pub members: Vec<Member>,
    pub promises: Vec<Promise>,
    pub under: Under,
}

impl MeetingView {
    pub fn new(ctx: &InmateCtx, known: &Known, form: &HoldForm, promise: Option<&PromiseForm>, stale: bool, errors: &Errors) -> Self {
        let (t, fmt, m) = (ctx.t, ctx.fmt(), &known.meeting);
        let base = format!("/inmates/{}/plan", ctx.inmate.id);
        let writes = ctx.may_here(Class::Plan, Act::Write);
        let ahead = writes && (m.state == Meeting::Planned || stale);
        let mut facts = vec![(t.msg_plan_review_when(), fmt.at(m.at))];
        for (label, value) in
            [(t.msg_plan_review_place(), m.place.clone()), (t.msg_support_purpose(), m.purpose.clone()), (t.msg_plan_why_cancelled(), m.reason.clone())]
        {
            if !value.is_empty() {
                facts.push((label, value));
            }
        }
        facts.push((t.msg_plan_recorded(), t.msg_plan_written_by(m.planned_by.as_deref().unwrap_or_default(), fmt.near(m.planned_at).as_str())));
        if let (Some(by), Some(at)) = (&m.ended_by, m.ended_at) {
            facts.push((t.msg_plan_ended_label(), t.msg_plan_written_by(by.as_str(), fmt.near(at).as_str())));
        }
        let member = |x: &Member| {
            let label = Party { who: x.who, partner: x.partner.clone() }.label(t, ctx.catalogue(), fmt.is_nb(), &x.name);
            let came = x.came.map(|yes| if yes { t.msg_plan_came() } else { t.msg_plan_came_not() });
            (x.id.to_string(), label, form.came.iter().any(|c| *c == x.id.to_string()), came)
        };
        let promises = writes && m.state != Meeting::Cancelled;
        Self {
            frame: ctx.frame("inmates", t.msg_support_on(fmt.near(m.at).as_str())),
            banner: BannerView::of(ctx, "support"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: format!("{base}/support/{}", m.id),
            base,
            id: m.id.to_string(),
            state: words::meeting(t, m.state),
            facts,
            members: known.members.iter().map(member).collect(),
            notes: m.notes.clone(),
            hold: ahead.then(|| Field::area("notes", t.msg_plan_notes(), &form.notes, 6).hint(t.msg_support_notes_hint()).max(4000).required(t).errors(errors)),
            cancel: ahead.then(|| Field::text("reason", t.msg_plan_why_cancelled(), &form.reason).max(300).errors(errors)),
            promises: known.promises.iter().filter(|p| p.meeting == Some(m.id)).map(|p| row(ctx, p)).collect(),
            fields: promises.then(|| promise_fields(ctx, &known.under, promise.unwrap_or(&PromiseForm::default()), errors)),
            open_form: promise.is_some() || m.state == Meeting::Held,
            version: m.version,
            stale,
            done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        }
    }
}
