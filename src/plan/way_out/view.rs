//! Pages of the way out.

use askama::Template;
use chrono::NaiveDate;

use super::model::{Answer, Appeal, Applicant, Rung};
use super::rules::{self, Doubt};
use super::store::{Application, Next, Obstacle};
use crate::access::{Act, Class};
use crate::inmates::banner::{self, Flag};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::rule::Level;
use crate::plan::readiness::{self, Ready};
use crate::plan::words::flag;
use crate::sentences::bases::model::RestrictionKind;
use crate::sentences::bases::words as bases;
use crate::sentences::calculation::{DateLine, Dates};
use crate::web::lang::Text;
use crate::web::law::{self, RuleNote};
use crate::web::{Errors, Frame};

/// A step in words.
pub fn rung(t: Text, rung: Rung) -> String {
    match rung {
        Rung::Leave => t.msg_way_rung_leave(),
        Rung::DayRelease => t.msg_way_rung_day_release(),
        Rung::LowerSecurity => t.msg_way_rung_lower_security(),
        Rung::HalfwayHouse => t.msg_way_rung_halfway_house(),
        Rung::OutsidePrison => t.msg_way_rung_outside_prison(),
        Rung::Monitoring => t.msg_way_rung_monitoring(),
        Rung::Probation => t.msg_way_rung_probation(),
    }
}

fn icon(rung: Rung) -> &'static str {
    match rung {
        Rung::Leave => "HouseHeart",
        Rung::DayRelease => "Briefcase",
        Rung::LowerSecurity => "PadlockUnlocked",
        Rung::HalfwayHouse => "House",
        Rung::OutsidePrison => "Compass",
        Rung::Monitoring => "Clock",
        Rung::Probation => "Leave",
    }
}

pub(super) fn applicant(t: Text, by: Applicant) -> String {
    match by {
        Applicant::Inmate => t.msg_way_by_inmate(),
        Applicant::Counsel => t.msg_way_by_counsel(),
        Applicant::Prison => t.msg_way_by_prison(),
    }
}

pub(super) fn answer(t: Text, a: Answer) -> Flag {
    match a {
        Answer::Pending => flag("info", "Hourglass", t.msg_way_answer_pending()),
        Answer::Granted => flag("success", "CheckmarkCircle", t.msg_way_answer_granted()),
        Answer::Refused => flag("warning", "XMark", t.msg_way_answer_refused()),
        Answer::Withdrawn => flag("neutral", "ArrowUndo", t.msg_way_answer_withdrawn()),
        Answer::Mistake => flag("neutral", "Archive", t.msg_way_answer_mistake()),
    }
}

pub(super) fn level(t: Text, word: Option<&str>) -> String {
    word.and_then(Level::of).map(|l| law::level(t, l)).unwrap_or_default()
}

/// An application in the history of a step.
pub struct AppRow {
    pub id: String,
    pub state: Flag,
    pub title: String,
    pub lines: Vec<String>,
    pub reason: String,
    pub mistake: bool,
    /// Where what became of it is recorded.
    pub end: Option<String>,
    /// Where notice, an appeal and its answer are recorded.
    pub after: Option<String>,
    /// Where a mistake is said.
    pub wrong: Option<String>,
}

fn app_row(ctx: &InmateCtx, a: &Application, base: &str, writes: bool) -> AppRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let day = |d: NaiveDate| fmt.day(d);
    let mut lines = Vec::new();
    if !a.about.is_empty() {
        lines.push(a.about.clone());
    }
    if let Some(on) = a.decided_on {
        lines.push(t.msg_way_decided(day(on).as_str(), level(t, a.level.as_deref()).as_str(), a.decided_by.as_str()));
    }
    if let Some(on) = a.from_on {
        lines.push(t.msg_way_from(day(on).as_str()));
    }
    if let Some(on) = a.again_on.filter(|_| a.state == Answer::Refused) {
        lines.push(t.msg_way_again(day(on).as_str()));
    }
    lines.extend(told(ctx, a));
    if !a.all_the_same.is_empty() {
        lines.push(t.msg_way_all_the_same_line(a.all_the_same.as_str()));
    }
    let by = a.ended_by.as_deref().or(a.recorded_by.as_deref()).unwrap_or_default();
    lines.push(t.msg_way_recorded_by(by));
    AppRow {
        id: a.id.to_string(),
        state: answer(t, a.state),
        title: t.msg_way_applied(day(a.applied_on).as_str(), applicant(t, a.applied_by).as_str()),
        lines,
        reason: a.reason.clone(),
        mistake: a.state == Answer::Mistake,
        end: (writes && a.state == Answer::Pending).then(|| format!("{base}/applications/{}", a.id)),
        after: (writes && a.is_unfinished()).then(|| format!("{base}/applications/{}/after", a.id)),
        wrong: (writes && matches!(a.state, Answer::Granted | Answer::Refused)).then(|| format!("{base}/applications/{}/mistake", a.id)),
    }
}

pub(super) fn appeal(t: Text, answer: Appeal) -> String {
    match answer {
        Appeal::Upheld => t.msg_way_appeal_upheld(),
        Appeal::Changed => t.msg_way_appeal_changed(),
    }
}

/// What is recorded of notice, an appeal and its answer.
pub(super) fn told(ctx: &InmateCtx, a: &Application) -> Vec<String> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let notified = a.notified_on.map(|d| t.msg_way_notified(fmt.day(d).as_str()));
    let appealed = a.appealed_on.map(|d| t.msg_way_appealed(fmt.day(d).as_str()));
    let answered = a.appeal_answer.zip(a.appeal_answered_on).map(|(x, d)| t.msg_way_appeal_answered(appeal(t, x).as_str(), fmt.day(d).as_str()));
    [notified, appealed, answered].into_iter().flatten().collect()
}

/// What somebody must have meant, with the arithmetic and the section.
pub fn doubt(ctx: &InmateCtx, d: &Doubt<'_>) -> String {
    let (t, fmt) = (ctx.t, ctx.fmt());
    match d {
        Doubt::Level(d) => {
            let (who, cite) = (law::level(t, d.level), law::citation(t, &d.rule.cite));
            match d.over {
                Some((amount, limit)) => {
                    let (amount, limit) = (bases::term(t, rules::term(amount)), bases::span(t, limit));
                    t.msg_way_doubt_long(amount.as_str(), limit.as_str(), who.as_str(), cite.as_str())
                }
                None => t.msg_way_doubt_level(law::label(ctx.lang, d.rule), who.as_str(), cite.as_str()),
            }
        }
        Doubt::Early(from, on, days) => t.msg_way_doubt_early(*days, fmt.day(*from).as_str(), fmt.day(*on).as_str()),
        Doubt::NoDay => t.msg_way_doubt_no_day(),
    }
}

/// A step with its date, its state and its history.
pub struct RungCard {
    pub id: &'static str,
    pub icon: &'static str,
    pub label: String,
    pub state: Flag,
    pub line: DateLine,
    pub next: bool,
    pub apply: Option<String>,
    pub applications: Vec<AppRow>,
}

/// Everything the page is made of.
pub struct Read {
    pub dates: Option<Dates>,
    pub applications: Vec<Application>,
    pub obstacles: Vec<Obstacle>,
    pub remand: Vec<Next>,
    pub ready: Option<Ready>,
}

impl Read {
    /// The person's steps.
    pub fn ladder(&self) -> Vec<Rung> {
        let Some(d) = &self.dates else { return Vec::new() };
        let dates: Vec<_> = d.dates.iter().map(|x| (x.point, x.absent.as_ref())).collect();
        rules::ladder(d.basis, &dates)
    }
}

fn state(ctx: &InmateCtx, rung: Rung, on: Option<NaiveDate>, newest: Option<&Application>) -> Flag {
    let (t, fmt) = (ctx.t, ctx.fmt());
    if rules::stands_on(rung, ctx.inmate.security_level.as_deref(), ctx.inmate.out_reason.as_deref()) {
        return flag("success", "LocationPin", t.msg_way_state_here());
    }
    match newest.map(|a| (a.state, a)) {
        Some((Answer::Pending, a)) => return flag("info", "Hourglass", t.msg_way_state_pending(fmt.day(a.applied_on).as_str())),
        Some((Answer::Granted, a)) => {
            return flag("success", "CheckmarkCircle", t.msg_way_state_granted(fmt.day(a.decided_on.unwrap_or(a.applied_on)).as_str()));
        }
        Some((Answer::Refused, a)) => {
            return match a.again_on {
                Some(again) if again > ctx.today => flag("warning", "XMark", t.msg_way_state_refused(fmt.day(again).as_str())),
                _ => flag("warning", "XMark", t.msg_way_state_refused_open()),
            };
        }
        _ => {}
    }
    match on {
        Some(day) if day <= ctx.today => flag("success", "Checkmark", t.msg_way_state_open(fmt.day(day).as_str())),
        Some(day) => flag("neutral", "Calendar", t.msg_way_state_ahead(fmt.day(day).as_str())),
        None => flag("neutral", "Circle", t.msg_way_state_no_day()),
    }
}

fn cards(ctx: &InmateCtx, read: &mut Read, base: &str, writes: bool) -> Vec<RungCard> {
    let t = ctx.t;
    let ladder = read.ladder();
    let Some(dates) = read.dates.as_mut() else { return Vec::new() };
    let mut out = Vec::new();
    let mut next = false;
    for r in ladder {
        let Some(at) = dates.dates.iter().position(|d| d.point == rules::point(r)) else { continue };
        let dated = dates.dates.remove(at);
        let own: Vec<&Application> = read.applications.iter().filter(|a| a.rung == r).collect();
        let newest = own.iter().find(|a| !matches!(a.state, Answer::Mistake | Answer::Withdrawn)).copied();
        let ahead = dated.on.is_some_and(|d| d > ctx.today);
        out.push(RungCard {
            id: r.as_str(),
            icon: icon(r),
            label: rung(t, r),
            state: state(ctx, r, dated.on, newest),
            next: ahead && !next,
            line: dated.line,
            apply: (writes && !own.iter().any(|a| a.state == Answer::Pending)).then(|| format!("{base}/apply?rung={}", r.as_str())),
            applications: own.iter().map(|a| app_row(ctx, a, base, writes)).collect(),
        });
        // What opens next is the first day that has not come.
        next |= ahead;
    }
    out
}

/// Something in the way: colour, icon, words, and where it is.
pub struct Line {
    pub flag: Flag,
    pub href: Option<String>,
}

fn obstacle(ctx: &InmateCtx, o: &Obstacle) -> Option<Line> {
    let (t, fmt, base) = (ctx.t, ctx.fmt(), format!("/inmates/{}", ctx.inmate.id));
    let n = o.n.filter(|n| *n > 0)?;
    let day = o.on.map(|d| fmt.day(d)).unwrap_or_default();
    let day = day.as_str();
    let may = |class, path: &str| ctx.may_here(class, Act::Read).then(|| format!("{base}{path}"));
    let (color, icon, words, href) = match o.kind.as_str() {
        "goals" => ("info", "Compass", t.msg_way_goals(n), may(Class::Plan, "/plan")),
        "no_plan" => ("warning", "Compass", t.msg_way_no_plan(), may(Class::Plan, "/plan")),
        "plan_late" => ("danger", "HourglassTopFilled", t.msg_way_plan_late(n), may(Class::Plan, "/plan")),
        "incidents" => ("danger", "ExclamationmarkTriangle", t.msg_way_incidents(n), may(Class::Incidents, "/incidents")),
        "tests" => ("danger", "PillCircle", t.msg_way_tests(n, day), may(Class::Searches, "/searches")),
        "late_back" => ("danger", "DoorOpen", t.msg_way_late_back(n, day), may(Class::Movements, "/movements")),
        "remand" => ("danger", "Gavel", t.msg_way_remand_besides(day), may(Class::Sentence, "/held")),
        "hearings" => ("warning", "Gavel", t.msg_way_hearings(n, day), may(Class::Sentence, "/court")),
        "calculation" => ("warning", "Timer", t.msg_way_calculation(), may(Class::Sentence, "/sentence")),
        "identity" => ("warning", "FileText", t.msg_way_identity(), may(Class::Person, "/person")),
        "papers" => ("warning", "FileText", t.msg_way_papers(), Some(format!("{base}/readiness#id_papers"))),
        "risk" => ("warning", "ShieldCheckmark", t.msg_way_risk(), may(Class::Plan, "/plan/assessment")),
        _ => return None,
    };
    Some(Line { flag: flag(color, icon, words), href })
}

/// What comes next of somebody on remand.
pub struct RemandLine {
    pub icon: &'static str,
    pub title: String,
    pub text: String,
    pub href: String,
}

fn remand_line(ctx: &InmateCtx, n: &Next) -> RemandLine {
    let (t, fmt, base) = (ctx.t, ctx.fmt(), format!("/inmates/{}", ctx.inmate.id));
    match n.what.as_str() {
        "hearing" => RemandLine {
            icon: "Gavel",
            title: n.at.map_or_else(|| fmt.long_day(n.on), |at| fmt.near(at)),
            text: t.msg_way_remand_hearing(),
            href: format!("{base}/court"),
        },
        "restriction" => RemandLine {
            icon: "PadlockLocked",
            title: fmt.long_day(n.on),
            text: t.msg_way_remand_restriction(RestrictionKind::of(&n.code).map(|k| bases::restriction(t, k)).unwrap_or_default().as_str()),
            href: format!("{base}/held"),
        },
        _ => RemandLine { icon: "Hourglass", title: fmt.long_day(n.on), text: t.msg_way_remand_order(), href: format!("{base}/held") },
    }
}

#[derive(Template)]
#[template(path = "plan/way_out.html")]
pub struct WayView {
    frame: Frame,
    banner: BannerView,
    done: Option<String>,
    remand: bool,
    here: Vec<(String, String)>,
    calculated: Option<Flag>,
    cards: Vec<RungCard>,
    next: Vec<RemandLine>,
    obstacles: Vec<Line>,
    /// What the reader's role does not see.
    unseen: bool,
    conduct: Option<RuleNote>,
    ready: Option<Flag>,
    readiness: String,
    /// Whose form came back, and what was typed.
    typed: Option<(String, String)>,
    fault: Option<String>,
}

impl WayView {
    pub fn new(ctx: &InmateCtx, mut read: Read, typed: Option<(String, String)>, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/way-out", ctx.inmate.id);
        let writes = ctx.may_here(Class::Release, Act::Write) && ctx.inmate.in_custody();
        let remand = on_remand(ctx);
        let mut here = vec![(t.msg_fact_lives(), banner::lives(t, &ctx.inmate))];
        if let Some(level) = &ctx.inmate.security_level {
            here.push((t.msg_way_level(), banner::security_level(t, level)));
        }
        if let Some(status) = &ctx.inmate.legal_status {
            here.push((t.msg_way_status(), banner::legal_status(t, status)));
        }
        if let Some(at) = ctx.inmate.admitted_at {
            here.push((t.msg_way_since(), fmt.day(crate::law::calendar::oslo_day(at))));
        }
        if let Some(day) = ctx.inmate.expected_release.filter(|_| !remand) {
            here.push((t.msg_way_expected(), fmt.day(day)));
        }
        let cards = cards(ctx, &mut read, &base, writes);
        let book = ctx.catalogue().law().clone();
        Self {
            frame: ctx.frame("inmates", t.msg_way_title()),
            banner: BannerView::of(ctx, "way-out"),
            done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
            remand,
            here,
            calculated: read.dates.as_ref().filter(|_| !remand).map(|d| d.state.clone()),
            cards,
            next: read.remand.iter().map(|n| remand_line(ctx, n)).collect(),
            obstacles: read.obstacles.iter().filter_map(|o| obstacle(ctx, o)).collect(),
            unseen: read.obstacles.iter().any(|o| o.n.is_none()),
            conduct: book.on(ctx.today).rule("way_out.conduct", "").ok().map(|r| RuleNote::of(ctx.lang, r)),
            ready: read.ready.as_ref().map(|r| readiness::figure(t, r.done, r.needed, r.late)),
            readiness: format!("/inmates/{}/readiness", ctx.inmate.id),
            typed,
            fault: errors.of("reason").map(str::to_owned),
        }
    }

    /// What was typed in the form that came back, when it is this application's.
    fn back(&self, id: &str) -> Option<&str> {
        self.typed.as_ref().filter(|t| t.0 == id).map(|t| t.1.as_str())
    }
}

/// Held without a judgment: no step of the ladder applies (strgjfl § 52).
pub fn on_remand(ctx: &InmateCtx) -> bool {
    matches!(ctx.inmate.legal_status.as_deref(), Some("remand" | "arrested"))
}
