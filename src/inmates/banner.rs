//! The banner that stands over every page about an inmate.

use chrono::{DateTime, Utc};

use crate::access::{Act, Class};
use crate::inmates::portrait;
use crate::inmates::scope::InmateCtx;
use crate::inmates::store::Known;
use crate::law::deadline::Due;
use crate::reference::{Catalogue, List};
use crate::web::Fmt;
use crate::web::lang::Text;

/// A flag: icon, words and colour, in that order of importance.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The colour family.
    pub color: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The words.
    pub label: String,
    /// What to do, when there is more to say.
    pub instruction: String,
    /// Whether it is the one filled flag of the page.
    pub solid: bool,
}

/// A page tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its name in the code.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
    /// The word.
    pub label: String,
    /// Whether it is open.
    pub open: Open,
}

/// Whether a tab is what the reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// This very page.
    Page,
    /// Another page of the theme.
    Theme,
    /// Neither.
    No,
}

impl Tab {
    /// The value of `aria-current`, when it is open.
    pub fn current(&self) -> Option<&'static str> {
        match self.open {
            Open::Page => Some("page"),
            Open::Theme => Some("true"),
            Open::No => None,
        }
    }
}

/// Everything the banner shows.
#[derive(Clone, Debug)]
pub struct BannerView {
    /// The id in links.
    pub id: String,
    /// "Hansen, Jonas Emil".
    pub name: String,
    /// Labelled facts in order: number, born, lives, now.
    pub facts: Vec<(String, String)>,
    /// At most four flags.
    pub flags: Vec<Flag>,
    /// The rest of them.
    pub more_flags: Vec<Flag>,
    /// A photograph's address, or none for the drawn portrait.
    pub photo: Option<String>,
    /// The drawn portrait.
    pub portrait: String,
    /// A line above: released, protected, arrived lately.
    pub state: Option<(&'static str, String)>,
    /// The other records of the same person, and where they are.
    pub joined: Vec<(String, String)>,
    /// That the person must be kept apart from others, and where one reads from whom.
    pub apart: Option<(String, Option<String>)>,
    /// The tabs this reader has.
    pub tabs: Tabs,
    /// Whether the banner carries the page's heading.
    pub heading: bool,
}

impl BannerView {
    /// For a page of this inmate; `current` is the tab's key.
    pub fn of(ctx: &InmateCtx, current: &'static str) -> Self {
        let (t, fmt, inmate) = (ctx.t, ctx.fmt(), &ctx.inmate);
        let base = format!("/inmates/{}", inmate.id);
        let mut flags = flags(ctx);
        let more_flags = if flags.len() > 4 { flags.split_off(4) } else { Vec::new() };
        let tabs = Tabs::of(ctx, current);
        Self {
            id: inmate.id.to_string(),
            name: inmate.name(),
            facts: facts(t, fmt, ctx),
            flags,
            more_flags,
            photo: (inmate.has_photo && ctx.may_here(Class::Photo, Act::Read)).then(|| format!("{base}/photo/thumbnail")),
            portrait: portrait::portrait(inmate.id.0.as_u64_pair().1),
            state: state(t, ctx),
            joined: inmate
                .joined
                .iter()
                .map(|o| {
                    (if o.kept { t.msg_join_banner_joined(o.number.as_str()) } else { t.msg_join_banner_kept(o.number.as_str()) }, format!("/inmates/{}", o.id))
                })
                .collect(),
            apart: (inmate.apart > 0).then(|| (t.msg_apart_flag(inmate.apart), ctx.may_here(Class::Alerts, Act::Read).then(|| format!("{base}/keep-apart")))),
            tabs,
            heading: current == "overview",
        }
    }
}

/// What the pages about a person are about, in the order of the tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    Overview,
    Person,
    Alerts,
    Sentence,
    Observations,
    Plan,
    Activity,
    Place,
    Order,
    Money,
    Health,
}

impl Theme {
    fn label(self, t: Text) -> String {
        match self {
            Self::Overview => t.msg_tab_overview(),
            Self::Person => t.msg_tab_person(),
            Self::Alerts => t.msg_tab_alerts(),
            Self::Sentence => t.msg_tab_sentence(),
            Self::Observations => t.msg_tab_observations(),
            Self::Plan => t.msg_plan_tab(),
            Self::Activity => t.msg_tab_activity(),
            Self::Place => t.msg_tab_place(),
            Self::Order => t.msg_tab_order(),
            Self::Money => t.msg_money_tab_theme(),
            Self::Health => t.msg_tab_health(),
        }
    }

    const ALL: [Self; 11] = [
        Self::Overview,
        Self::Person,
        Self::Alerts,
        Self::Sentence,
        Self::Observations,
        Self::Plan,
        Self::Activity,
        Self::Place,
        Self::Order,
        Self::Money,
        Self::Health,
    ];
}

/// Every page that this reader has of the person, by theme: key, path, the word.
fn pages(ctx: &InmateCtx) -> Vec<(Theme, &'static str, &'static str, String)> {
    let t = ctx.t;
    let may = |class, act| ctx.may_here(class, act);
    let (person, sentence, movements) = (may(Class::Person, Act::Read), may(Class::Sentence, Act::Read), may(Class::Movements, Act::Read));
    let history = person && ctx.reach().deep;
    let every = [
        (true, Theme::Overview, "overview", "", t.msg_tab_overview()),
        (person, Theme::Person, "person", "/person", t.msg_tab_person()),
        (history, Theme::Person, "history", "/history", t.msg_tab_history()),
        (may(Class::Insight, Act::Read), Theme::Person, "insight", "/insight", t.msg_tab_insight()),
        (may(Class::Protection, Act::Propose), Theme::Person, "protection", "/protection", t.msg_tab_protection()),
        (may(Class::Alerts, Act::Extract), Theme::Alerts, "alerts", "/alerts", t.msg_tab_alerts()),
        (may(Class::Alerts, Act::Read), Theme::Alerts, "apart", "/keep-apart", t.msg_tab_apart()),
        (sentence, Theme::Sentence, "held", "/held", t.msg_bases_tab()),
        (sentence, Theme::Sentence, "sentence", "/sentence", t.msg_calc_tab()),
        (sentence, Theme::Sentence, "court", "/court", t.msg_court_tab()),
        (may(Class::Deadlines, Act::Read), Theme::Sentence, "deadlines", "/deadlines", t.msg_deadline_tab()),
        (may(Class::Observations, Act::Read), Theme::Observations, "observations", "/observations", t.msg_tab_observations()),
        (may(Class::Plan, Act::Extract), Theme::Plan, "plan", "/plan", t.msg_plan_tab()),
        (may(Class::Plan, Act::Read), Theme::Plan, "support", "/plan/support", t.msg_support_tab()),
        (may(Class::Programmes, Act::Read), Theme::Plan, "programmes", "/programmes", t.msg_prog_tab()),
        (may(Class::Release, Act::Read), Theme::Plan, "way-out", "/way-out", t.msg_way_tab()),
        (may(Class::Release, Act::Read), Theme::Plan, "readiness", "/readiness", t.msg_ready_tab()),
        (may(Class::Activities, Act::Read), Theme::Activity, "activities", "/activities", t.msg_wish_tab()),
        (may(Class::Education, Act::Extract), Theme::Activity, "learning", "/learning", t.msg_learn_tab()),
        (may(Class::Activities, Act::Read), Theme::Activity, "work", "/work", t.msg_work_tab()),
        (may(Class::UnitDay, Act::Read), Theme::Place, "cell", "/cell", t.msg_tab_cell()),
        (movements, Theme::Place, "movements", "/movements", t.msg_tab_places()),
        (may(Class::Transfers, Act::Read), Theme::Place, "transfers", "/transfers", t.msg_transfer_tab()),
        (may(Class::Incidents, Act::Read), Theme::Order, "incidents", "/incidents", t.msg_incident_heading()),
        (may(Class::Searches, Act::Read), Theme::Order, "searches", "/searches", t.msg_control_tab()),
        (may(Class::Property, Act::Read), Theme::Order, "property", "/property", t.msg_rec_tab_property()),
        (may(Class::Money, Act::Read), Theme::Money, "money", "/money", t.msg_money_tab()),
        (may(Class::Allowance, Act::Read), Theme::Money, "allowance", "/allowance", t.msg_allowance_tab()),
        (may(Class::Clinical, Act::Read), Theme::Health, "health", "/health", t.msg_tab_health()),
        (may(Class::SharedHealth, Act::Write), Theme::Health, "shared", "/shared-health", t.msg_tab_shared_health()),
    ];
    every.into_iter().filter(|page| page.0).map(|(_, theme, key, path, label)| (theme, key, path, label)).collect()
}

/// A handful of themes, and the pages of the one that is open: twenty pages side by side are found by nobody.
#[derive(Clone, Debug)]
pub struct Tabs {
    /// The themes; each leads to its first page that this reader has.
    pub themes: Vec<Tab>,
    /// The pages of the theme that is open, when there are several.
    pub pages: Vec<Tab>,
    /// What they are about.
    pub theme: String,
}

impl Tabs {
    fn of(ctx: &InmateCtx, current: &str) -> Self {
        let (t, base) = (ctx.t, format!("/inmates/{}", ctx.inmate.id));
        let pages = pages(ctx);
        let open = pages.iter().find(|p| p.1 == current).map(|p| p.0);
        let tab = |key, path: &str, label: String, open| Tab { key, href: format!("{base}{path}"), label, open };
        let themes = Theme::ALL.into_iter().filter_map(|theme| {
            let mut own = pages.iter().filter(|p| p.0 == theme);
            let (first, more) = (own.next()?, own.next().is_some());
            // A theme of one page is called what the page is called.
            let label = if more { theme.label(t) } else { first.3.clone() };
            let state = match (open == Some(theme), first.1 == current) {
                (true, true) => Open::Page,
                (true, false) => Open::Theme,
                _ => Open::No,
            };
            Some(tab(first.1, first.2, label, state))
        });
        let themes: Vec<Tab> = themes.collect();
        let own = pages.into_iter().filter(|p| open == Some(p.0));
        let mut own: Vec<Tab> = own.map(|p| tab(p.1, p.2, p.3, if p.1 == current { Open::Page } else { Open::No })).collect();
        if own.len() < 2 {
            own.clear();
        }
        Self { themes, pages: own, theme: open.map(|theme| theme.label(t)).unwrap_or_default() }
    }
}

fn facts(t: Text, fmt: Fmt, ctx: &InmateCtx) -> Vec<(String, String)> {
    let inmate = &ctx.inmate;
    let mut facts = vec![(t.msg_fact_number(), inmate.number.clone())];
    if ctx.may_here(Class::Person, Act::Read) {
        let born = match inmate.birth_date {
            Some(day) => match fmt.age(day) {
                Some(age) => t.msg_born_with_age(fmt.day(day).as_str(), age),
                None => fmt.day(day),
            },
            None => t.msg_not_known(),
        };
        facts.push((t.msg_fact_born(), born));
    }
    facts.push((t.msg_fact_lives(), lives(t, inmate)));
    if inmate.in_custody() {
        facts.push((t.msg_fact_now(), now(t, fmt, ctx)));
    }
    facts
}

/// "A2, celle 214".
pub fn lives(t: Text, inmate: &Known) -> String {
    match (&inmate.unit, &inmate.cell) {
        (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
        (Some(unit), None) => t.msg_unit_no_cell(unit.as_str()),
        _ => t.msg_not_in_custody(),
    }
}

fn now(t: Text, fmt: Fmt, ctx: &InmateCtx) -> String {
    let inmate = &ctx.inmate;
    let Some(reason) = &inmate.out_reason else {
        return inmate.inside.as_ref().map_or_else(|| t.msg_now_in_prison(), |x| t.msg_now_inside(x.place.as_str(), fmt.near(x.left_at).as_str()));
    };
    let what = ctx.catalogue().label(List::MovementReason, reason, ctx.lang.is_nb()).to_owned();
    let what = match &inmate.out_place {
        Some(place) if !place.is_empty() => format!("{what}, {place}"),
        _ => what,
    };
    match inmate.out_until {
        Some(until) if until < ctx.now => t.msg_out_overdue(what.as_str(), fmt.near(until).as_str()),
        Some(until) => t.msg_out_until(what.as_str(), fmt.near(until).as_str()),
        None => what,
    }
}

fn state(t: Text, ctx: &InmateCtx) -> Option<(&'static str, String)> {
    let inmate = &ctx.inmate;
    if let Some(hard) = &inmate.hard {
        return Some(("danger", hard_line(t, ctx.fmt(), &hard.trigger, hard.due())));
    }
    if inmate.protected {
        return Some(("warning", t.msg_state_protected()));
    }
    if inmate.prison_id.is_none() {
        return Some(("neutral", t.msg_state_closed()));
    }
    match &inmate.release {
        Some((by, false)) => return Some(("warning", t.msg_state_release_waits(by.as_str()))),
        Some((_, true)) => return Some(("warning", t.msg_state_release_confirmed())),
        None => {}
    }
    // In this prison: whoever came from another one is as new to the house as anybody.
    let since = inmate.arrived_at.map(|at| (ctx.now - at).num_hours());
    match since {
        Some(0..24) => Some(("info", t.msg_state_arrived_24())),
        Some(24..72) => Some(("info", t.msg_state_arrived_72())),
        // A role that does not see since when somebody is held (a teacher) still sees where.
        None if !inmate.in_custody() && ctx.may_here(Class::Movements, Act::Read) => Some(("neutral", t.msg_state_not_in_custody())),
        _ => None,
    }
}

/// What stands over every page of somebody who may not be held any longer (strpl §§ 183 and 187 a, strl § 43). Never a release by itself.
pub fn hard_line(t: Text, fmt: Fmt, trigger: &str, due: Due) -> String {
    // What lasts to the end of a day is over when the next one begins: the day is what the order says.
    let when = if due.timed { fmt.near(due.at) } else { fmt.day(due.on) };
    match trigger {
        "arrest" => t.msg_deadline_hard_arrest(when.as_str()),
        "release.overdue" => t.msg_calc_alarm_overdue(),
        "release.probation_passed" => t.msg_calc_alarm_probation(),
        "preventive_detention.frame_end" => t.msg_deadline_hard_frame(when.as_str()),
        _ => t.msg_deadline_hard_order(when.as_str()),
    }
}

/// Alerts first by gravity, then what health shares, then why the person is held.
fn flags(ctx: &InmateCtx) -> Vec<Flag> {
    let (t, inmate, nb) = (ctx.t, &ctx.inmate, ctx.lang.is_nb());
    let mut flags: Vec<Flag> = Vec::new();
    // The language, further on, says more than the alert that there is one.
    for alert in inmate.alerts.iter().filter(|a| inmate.interpreter_language.is_none() || a.kind != "INTERPRETER") {
        let first_high = alert.severity == "high" && !flags.iter().any(|f| f.solid);
        flags.push(Flag {
            color: severity_color(&alert.severity),
            icon: "ExclamationmarkTriangle",
            label: alert_label(t, ctx.catalogue(), nb, ctx.may(Class::Alerts, Act::Read), &alert.kind, &alert.instruction),
            instruction: alert.instruction.clone(),
            solid: first_high,
        });
    }
    for notice in &inmate.notices {
        flags.push(Flag { color: "brand2", icon: "Bandage", label: shared_kind(t, &notice.kind), instruction: notice.instruction.clone(), solid: false });
    }
    if let Some(language) = &inmate.interpreter_language {
        let language = ctx.catalogue().label(List::Language, language, nb);
        flags.push(Flag { color: "info", icon: "Language", label: t.msg_flag_interpreter(language), instruction: String::new(), solid: false });
    }
    if inmate.identity.as_deref() == Some("unknown") {
        flags.push(Flag { color: "warning", icon: "QuestionmarkCircle", label: t.msg_flag_unknown_identity(), instruction: String::new(), solid: false });
    }
    if let Some(status) = &inmate.legal_status {
        // Nobody may be held on nothing (straffeprosessloven § 187 a): that is for everybody to see.
        let (color, icon) = if status == "none" { ("danger", "ExclamationmarkTriangle") } else { ("neutral", "Gavel") };
        flags.push(Flag { color, icon, label: legal_status(t, status), instruction: String::new(), solid: false });
    }
    if let Some(level) = &inmate.security_level {
        flags.push(Flag { color: "neutral", icon: "ShieldLock", label: security_level(t, level), instruction: String::new(), solid: false });
    }
    flags
}

/// What an alert is called: its kind for those who read alerts, else what to do and never why (access.md).
pub fn alert_label(t: Text, catalogue: &Catalogue, nb: bool, whole: bool, kind: &str, instruction: &str) -> String {
    match (whole, instruction.is_empty()) {
        (true, _) => catalogue.label(List::AlertType, kind, nb).to_owned(),
        (false, false) => instruction.to_owned(),
        (false, true) => t.msg_flag_ask(),
    }
}

/// The mark of whoever came to the prison within three days, from another one too; the same words in every list.
pub fn arrival(t: Text, arrived_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Flag> {
    let label = match (now - arrived_at?).num_hours() {
        0..24 => t.msg_rec_mark_24(),
        24..72 => t.msg_rec_mark_72(),
        _ => return None,
    };
    Some(Flag { color: "info", icon: "PersonPlus", label, instruction: String::new(), solid: false })
}

/// The colour of an alert.
pub fn severity_color(severity: &str) -> &'static str {
    match severity {
        "high" => "danger",
        "medium" => "warning",
        _ => "info",
    }
}

/// Why somebody is held, in words.
pub fn legal_status(t: Text, status: &str) -> String {
    match status {
        "remand" => t.msg_legal_remand(),
        "sentenced" | "sentence" => t.msg_legal_sentenced(),
        "preventive_detention" => t.msg_legal_preventive(),
        "fine_default" => t.msg_legal_fine(),
        "arrested" | "arrest" => t.msg_legal_arrested(),
        "youth_sentence" => t.msg_legal_youth(),
        "foreign_sentence" => t.msg_legal_foreign(),
        "none" => t.msg_legal_none(),
        _ => t.msg_legal_other(),
    }
}

/// What a court has ordered beside a remand, in words.
pub fn restriction(t: Text, kind: &str) -> String {
    match kind {
        "letters_control" => t.msg_restriction_letters_control(),
        "letters_ban" => t.msg_restriction_letters_ban(),
        "visits_control" => t.msg_restriction_visits_control(),
        "visits_ban" => t.msg_restriction_visits_ban(),
        "media" => t.msg_restriction_media(),
        "company_named" => t.msg_restriction_company(),
        "partial_isolation" => t.msg_restriction_partial(),
        _ => t.msg_restriction_full(),
    }
}

/// The level of security, in words.
pub fn security_level(t: Text, level: &str) -> String {
    match level {
        "especially_high" => t.msg_level_especially_high(),
        "high" => t.msg_level_high(),
        "lower" => t.msg_level_lower(),
        _ => t.msg_level_halfway(),
    }
}

/// The kind of a shared health notice, in words.
pub fn shared_kind(t: Text, kind: &str) -> String {
    match kind {
        "allergy" => t.msg_shared_allergy(),
        "diet" => t.msg_shared_diet(),
        "hearing_sight" => t.msg_shared_hearing_sight(),
        "mobility" => t.msg_shared_mobility(),
        "observation_level" => t.msg_shared_observation_level(),
        "infection_precaution" => t.msg_shared_infection_precaution(),
        "fit_for_work" => t.msg_shared_fit_for_work(),
        "bunk" => t.msg_shared_bunk(),
        "emergency" => t.msg_shared_emergency(),
        _ => t.msg_shared_not_isolated(),
    }
}
