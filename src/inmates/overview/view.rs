//! The front page of a person, as display-ready values.

use askama::Template;
use chrono::NaiveDate;

use super::store::{Basis, Facts, Kin, Responsible, Restricted, Whereabouts};
use crate::access::{Act, Class};
use crate::custody::places::state_flag;
use crate::inmates::banner::{self, BannerView, Flag};
use crate::inmates::scope::InmateCtx;
use crate::reference::List;
use crate::web::Frame;
use crate::web::parts::{Chip, Timeline};

/// A movement as a row.
pub(super) struct MovementRow {
    pub state: Flag,
    pub title: String,
    pub text: String,
    pub late: bool,
}

/// An alert or a shared notice: what to do.
pub(super) struct ToDo {
    pub flag: Flag,
    pub instruction: String,
    pub until: String,
}

/// A legal basis: its heading and labelled facts.
pub(super) struct BasisCard {
    pub heading: String,
    pub facts: Vec<(String, String)>,
}

/// Next of kin as a row.
pub(super) struct KinRow {
    pub name: String,
    pub relationship: String,
    pub phone: String,
    pub flags: Vec<String>,
}

/// A stay in one line.
pub(super) struct StayRow {
    pub place: String,
    pub text: String,
}

#[derive(Template)]
#[template(path = "inmates/overview/overview.html")]
pub(super) struct OverviewView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    /// The day in words, for the head of the first card.
    pub today: String,
    pub now: Option<Flag>,
    pub movements: Option<Vec<MovementRow>>,
    pub moves: bool,
    pub to_do: Vec<ToDo>,
    pub alerts_page: bool,
    pub timeline: Option<Timeline>,
    pub chips: Vec<Chip>,
    pub facts: Option<Vec<(String, String)>>,
    /// None for those who do not read sentences.
    pub basis: Option<Option<Vec<BasisCard>>>,
    /// None for those who do not read the file.
    pub kin: Option<Vec<KinRow>>,
    pub kinds: Vec<Chip>,
    pub stays: Vec<StayRow>,
    /// Whether the reader writes about the person.
    pub writes: bool,
}

impl OverviewView {
    fn alerts_href(&self) -> String {
        format!("{}/alerts", self.base)
    }
}

#[derive(Template)]
#[template(path = "inmates/overview/extract.html")]
pub(super) struct ExtractView {
    pub frame: Frame,
    pub banner: BannerView,
    pub now: Option<Flag>,
    pub movements: Option<Vec<MovementRow>>,
    pub moves: bool,
    pub to_do: Vec<ToDo>,
    pub sees_alerts: bool,
    pub facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "inmates/overview/timeline.html")]
pub(super) struct TimelineView {
    pub frame: Frame,
    pub banner: BannerView,
    pub chips: Vec<Chip>,
    pub timeline: Option<Timeline>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

/// Where the person is now; none for a reader who does not see it, or when the person is not held.
pub(super) fn now(ctx: &InmateCtx) -> Option<Flag> {
    let (t, inmate) = (ctx.t, &ctx.inmate);
    if !inmate.in_custody() || !ctx.may(Class::Movements, Act::Extract) {
        return None;
    }
    let late = inmate.out_until.is_some_and(|until| until < ctx.now);
    Some(match (&inmate.out_reason, late) {
        (None, _) => Flag { color: "success", icon: "House", label: t.msg_now_in_prison(), instruction: String::new(), solid: false },
        (Some(_), true) => Flag { color: "danger", icon: "ExclamationmarkTriangle", label: t.msg_movement_overdue(), instruction: String::new(), solid: false },
        (Some(_), false) => Flag { color: "info", icon: "DoorOpen", label: t.msg_movement_out(), instruction: String::new(), solid: false },
    })
}

/// Movements under way and ahead.
pub(super) fn movements(ctx: &InmateCtx, rows: &[Whereabouts]) -> Vec<MovementRow> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    rows.iter()
        .filter(|w| w.what == "movement")
        .map(|w| {
            let late = w.state == "out" && w.until.is_some_and(|until| until < ctx.now);
            let reason = ctx.catalogue().label(List::MovementReason, &w.reason, ctx.lang.is_nb());
            let text = match w.until {
                Some(until) => t.msg_overview_out_and_back(fmt.near(w.at).as_str(), fmt.near(until).as_str()),
                None => t.msg_overview_out_from(fmt.near(w.at).as_str()),
            };
            let title = if w.place.is_empty() { reason.to_owned() } else { t.msg_overview_movement_to(reason, w.place.as_str()) };
            MovementRow { state: state_flag(t, &w.state, late), title, text, late }
        })
        .collect()
}

/// What to do: alerts by gravity, then what health shares.
pub(super) fn to_do(ctx: &InmateCtx, restrictions: &[Restricted]) -> Vec<ToDo> {
    let (t, nb, whole) = (ctx.t, ctx.lang.is_nb(), ctx.may(Class::Alerts, Act::Read));
    let alerts = ctx.inmate.alerts.iter().map(|a| ToDo {
        flag: Flag {
            color: banner::severity_color(&a.severity),
            icon: "ExclamationmarkTriangle",
            label: if whole { ctx.catalogue().label(List::AlertType, &a.kind, nb).to_owned() } else { t.msg_flag_mind(1) },
            instruction: String::new(),
            solid: false,
        },
        instruction: if a.instruction.is_empty() { t.msg_overview_no_instruction() } else { a.instruction.clone() },
        until: String::new(),
    });
    let notices = ctx.inmate.notices.iter().map(|n| ToDo {
        flag: Flag { color: "brand2", icon: "Bandage", label: banner::shared_kind(t, &n.kind), instruction: String::new(), solid: false },
        instruction: n.instruction.clone(),
        until: n.until.map(|until| t.msg_overview_until(ctx.fmt().near(until).as_str())).unwrap_or_default(),
    });
    // What a court has ordered is carried out by whoever works with the person (straffeprosessloven § 186).
    let ordered = restrictions.iter().map(|r| ToDo {
        flag: Flag {
            color: if r.kind == "full_isolation" { "danger" } else { "warning" },
            icon: "Gavel",
            label: banner::restriction(t, &r.kind),
            instruction: String::new(),
            solid: false,
        },
        instruction: t.msg_restriction_by_court(),
        until: t.msg_overview_until(ctx.fmt().day(r.until).as_str()),
    });
    alerts.chain(ordered).chain(notices).collect()
}

/// Labelled facts for the side of the page.
pub(super) fn facts(ctx: &InmateCtx, facts: &Facts) -> Vec<(String, String)> {
    let (t, fmt, inmate, nb) = (ctx.t, ctx.fmt(), &ctx.inmate, ctx.lang.is_nb());
    let day = |day: Option<NaiveDate>| day.map(|d| fmt.day(d)).unwrap_or_else(|| t.msg_not_known());
    let labels = |list, codes: &[String]| codes.iter().map(|c| ctx.catalogue().label(list, c, nb).to_owned()).collect::<Vec<_>>().join(", ");
    let known = |text: String| if text.is_empty() { t.msg_not_known() } else { text };
    let mut rows = Vec::new();
    if let (Some(level), true) = (&inmate.security_level, ctx.may(Class::Classification, Act::Extract)) {
        rows.push((t.msg_fact_level(), banner::security_level(t, level)));
    }
    if let (Some(status), true) = (&inmate.legal_status, ctx.may(Class::Sentence, Act::Extract)) {
        rows.push((t.msg_fact_basis(), banner::legal_status(t, status)));
    }
    if let Some(at) = inmate.admitted_at {
        rows.push((t.msg_fact_admitted(), fmt.at(at)));
    }
    if inmate.in_custody() && ctx.may(Class::Release, Act::Extract) {
        rows.push((t.msg_fact_release(), inmate.expected_release.map(|d| fmt.day(d)).unwrap_or_else(|| t.msg_fact_release_open())));
    }
    rows.extend(responsible(ctx, &facts.responsible));
    rows.push((t.msg_fact_languages(), known(labels(List::Language, &facts.languages))));
    rows.push((t.msg_fact_citizenship(), known(labels(List::Country, &facts.citizenships))));
    if inmate.birth_date.is_none() {
        rows.push((t.msg_fact_born(), day(None)));
    }
    if let Some(identity) = &inmate.identity {
        let word = match identity.as_str() {
            "verified" => t.msg_identity_verified(),
            "stated" => t.msg_identity_stated(),
            _ => t.msg_identity_unknown(),
        };
        rows.push((t.msg_fact_identity(), word));
    }
    if ctx.reach().deep && facts.children > 0 {
        rows.push((t.msg_fact_children(), fmt.number(facts.children)));
    }
    rows
}

/// Whom to turn to. A contact officer and a case manager are named even when there is none: that is worth knowing.
pub(super) fn responsible(ctx: &InmateCtx, people: &[Responsible]) -> Vec<(String, String)> {
    let t = ctx.t;
    let names = |role: &str| people.iter().filter(|r| r.role == role).map(|r| r.name.clone()).collect::<Vec<_>>().join(", ");
    let or_none = |text: String| if text.is_empty() { t.msg_fact_nobody() } else { text };
    let mut rows = vec![(t.msg_fact_contact_officer(), or_none(names("CON"))), (t.msg_fact_case_manager(), or_none(names("CAS")))];
    let coordinator = names("REI");
    if !coordinator.is_empty() {
        rows.push((t.msg_fact_coordinator(), coordinator));
    }
    rows
}

/// Why the person is held. An order on remand that a newer one has taken over from holds nobody, and is not shown; where the last one has run out, that one is shown
/// as run out: somebody must see it.
pub(super) fn basis(ctx: &InmateCtx, rows: &[Basis]) -> Vec<BasisCard> {
    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    let over = |b: &Basis| b.kind == "remand" && b.to_day.is_some_and(|to| to < ctx.today);
    let shown = rows.iter().filter(|b| !over(b)).count();
    rows.iter()
        .filter(|b| !over(b))
        .chain(rows.iter().filter(|b| shown == 0 && over(b)).take(1))
        .map(|b| {
            let mut facts = vec![
                (t.msg_basis_offence(), ctx.catalogue().label(List::Offence, &b.offence, nb).to_owned()),
                (t.msg_basis_court(), ctx.catalogue().label(List::Court, &b.court, nb).to_owned()),
                (t.msg_basis_case(), b.case_number.clone()),
                (t.msg_basis_decided(), fmt.day(b.decided_on)),
            ];
            let term = term(ctx, b);
            if !term.is_empty() {
                facts.push((t.msg_basis_term(), term));
            }
            if let Some(from) = b.from_day {
                facts.push((t.msg_basis_from(), fmt.day(from)));
            }
            if let Some(to) = b.to_day {
                facts.push((if b.kind == "remand" { t.msg_basis_expires() } else { t.msg_basis_to() }, fmt.day(to)));
            }
            let kind = banner::legal_status(t, &b.kind);
            BasisCard { heading: if over(b) { t.msg_basis_run_out(kind.as_str()) } else { kind }, facts }
        })
        .collect()
}

/// "4 år 6 måneder".
fn term(ctx: &InmateCtx, b: &Basis) -> String {
    let t = ctx.t;
    let parts = [
        (b.years > 0).then(|| t.msg_term_years(i64::from(b.years))),
        (b.months > 0).then(|| t.msg_term_months(i64::from(b.months))),
        (b.days > 0).then(|| t.msg_term_days(i64::from(b.days))),
    ];
    let term = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if b.less_days > 0 { t.msg_bases_term_less(term.as_str(), t.msg_term_days(i64::from(b.less_days)).as_str()) } else { term }
}

/// Next of kin.
pub(super) fn kin(ctx: &InmateCtx, kin: &[Kin]) -> Vec<KinRow> {
    let t = ctx.t;
    kin.iter()
        .take(5)
        .map(|k| KinRow {
            name: k.name.clone(),
            relationship: ctx.catalogue().label(List::Relationship, &k.relationship, ctx.lang.is_nb()).to_owned(),
            phone: k.phone.clone().unwrap_or_default(),
            flags: [k.next_of_kin.then(|| t.msg_kin_next()), k.emergency.then(|| t.msg_kin_emergency())].into_iter().flatten().collect(),
        })
        .collect()
}

/// Stays before this one.
pub(super) fn stays(ctx: &InmateCtx, rows: &[Whereabouts]) -> Vec<StayRow> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    rows.iter()
        .filter(|w| w.what == "stay")
        .filter_map(|w| {
            let day = |at| fmt.day(crate::law::calendar::oslo_day(at));
            let until = w.until?;
            Some(StayRow { place: w.place.clone(), text: t.msg_overview_from_to(day(w.at).as_str(), day(until).as_str()) })
        })
        .collect()
}
