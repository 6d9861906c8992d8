//! The page of observations.

use askama::Template;

use super::rules::State;
use super::store::Observation;
use crate::access::{Act, Class, Feature, Role};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::parts::{Chip, Earlier, Event, Timeline};
use crate::web::{Ctx, Fmt, Frame};

/// The icon and colour of a kind: what worries staff stands out, the rest is quiet.
pub fn look(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "SUICIDE_WATCH" | "CONFLICT" | "INTOX" | "SECURITY_CELL" => ("ExclamationmarkTriangle", "danger"),
        "HEALTH_CONCERN" | "ISOLATION" => ("FirstAidKit", "warning"),
        "NIGHT" | "SLEEP" => ("Moon", "neutral"),
        "CONTACT" | "CONTACT_OFFICER" | "SOCIAL" => ("PersonChat", "brand1"),
        "POSITIVE" => ("Star", "success"),
        "WORK" => ("Wrench", "neutral"),
        "SCHOOL" | "PROGRAMME" => ("HatSchool", "neutral"),
        "FOOD" => ("Cutlery", "neutral"),
        "PHONE" => ("Phone", "neutral"),
        "FAMILY" => ("HouseHeart", "brand1"),
        "VISIT" => ("PersonGroup", "neutral"),
        "YARD" => ("Sun", "neutral"),
        "LEAVE_RETURN" => ("DoorOpen", "neutral"),
        _ => ("Eye", "neutral"),
    }
}

/// An entry as it stands in a timeline, with the label of its day.
pub fn event(t: Text, fmt: Fmt, catalogue: &Catalogue, nb: bool, o: &Observation) -> (String, Event) {
    let state = o.state();
    let (icon, color, heading) = heading(t, catalogue, nb, &o.kind, state);
    let author = o.author.clone().unwrap_or_default();
    let by = match &o.unit {
        Some(unit) => t.msg_timeline_by_at(author.as_str(), unit.as_str()),
        None => author,
    };
    let by = [by, o.place.clone(), source(t, &o.source).filter(|_| o.source != "own").unwrap_or_default(), nature(t, &o.nature)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let earlier = o.earlier_body.clone().map(|text| {
        let at = o.earlier_at.map(|at| fmt.near(at)).unwrap_or_default();
        Earlier { by: t.msg_timeline_by_when(o.earlier_author.as_deref().unwrap_or_default(), at.as_str()), text }
    });
    let event = Event {
        icon,
        color,
        heading,
        time: fmt.time(o.at),
        machine: fmt.machine(o.at),
        by,
        text: text(t, state, &o.body),
        earlier: earlier.filter(|_| state != State::Erased),
        href: None,
    };
    (day_label(t, fmt, o.at), event)
}

/// Icon, colour and heading of an entry. What is not verified says so wherever it is shown (FOR-2013-1099 § 4).
pub fn heading(t: Text, catalogue: &Catalogue, nb: bool, kind: &str, state: State) -> (&'static str, &'static str, String) {
    let label = catalogue.label(List::ObservationType, kind, nb);
    let (icon, color) = look(kind);
    match state {
        State::Sound => (icon, color, label.to_owned()),
        State::Unverified | State::Kept => ("QuestionmarkCircle", "warning", t.msg_note_unverified_heading(label)),
        State::Erased => ("Trash", "neutral", t.msg_note_erased_heading(label)),
    }
}

/// The text, or that it is gone.
pub fn text(t: Text, state: State, body: &str) -> String {
    if state == State::Erased { t.msg_note_erased_text() } else { body.to_owned() }
}

/// From whom, in words; none for a word this version does not know.
pub(super) fn source(t: Text, source: &str) -> Option<String> {
    Some(match source {
        "own" => t.msg_note_source_own(),
        "colleague" => t.msg_note_source_colleague(),
        "inmate" => t.msg_note_source_inmate(),
        "document" => t.msg_note_source_document(),
        "other" => t.msg_note_source_other(),
        _ => return None,
    })
}

/// "Vurdering"; nothing for a fact.
fn nature(t: Text, nature: &str) -> String {
    if nature == "assessment" { t.msg_note_assessment() } else { String::new() }
}

/// The pages about dynamic security, for whoever may open them.
pub fn section_chips(ctx: &Ctx, current: &str) -> Vec<Chip> {
    let t = ctx.t;
    let role = ctx.actor.role();
    let mut chips = Vec::new();
    let mut add = |href: &str, label: String| chips.push(Chip::new(href, label, None, current == href));
    if ctx.may(Class::Observations, Act::Write) && ctx.actor.uses_somewhere(Feature::Observations) {
        add("/observations/new", t.msg_note_new());
    }
    if role == Some(Role::ContactOfficer) {
        add("/my-people", t.msg_people_title());
    }
    if ctx.may(Class::Observations, Act::Read) {
        add("/signs", t.msg_sign_title());
        add("/observations/unverified", t.msg_note_unverified_title());
    }
    if ctx.may(Class::Protection, Act::Propose) {
        add("/contact-officers", t.msg_officers_title());
    }
    chips
}

/// The pages about one person's days: what was written, who is contact officer, early signs.
pub fn person_chips(ctx: &InmateCtx, current: &str) -> Vec<Chip> {
    let (t, base) = (ctx.t, format!("/inmates/{}", ctx.inmate.id));
    let chip = |path: &str, label: String| Chip::new(format!("{base}/{path}"), label, None, current == path);
    vec![chip("observations", t.msg_tab_observations()), chip("contact-officer", t.msg_officer_title()), chip("signs", t.msg_sign_title())]
}

/// "I dag", "I går", else the day in full.
pub fn day_label(t: Text, fmt: Fmt, at: chrono::DateTime<chrono::Utc>) -> String {
    let day = calendar::oslo_day(at);
    match (fmt.today() - day).num_days() {
        0 => t.msg_timeline_today(),
        1 => t.msg_timeline_yesterday(),
        _ => fmt.long_day(day),
    }
}

#[derive(Template)]
#[template(path = "custody/observations.html")]
pub(super) struct ObservationsView {
    pub frame: Frame,
    pub banner: BannerView,
    pub pages: Vec<Chip>,
    pub chips: Vec<Chip>,
    /// What was just done.
    pub done: Option<String>,
    /// Where to write, for those who may.
    pub write: Option<String>,
    /// Where to record a talk, for those who may.
    pub talk: Option<String>,
    pub timeline: Option<Timeline>,
    /// Whether a kind was chosen: "none of this kind" is another message than "none".
    pub filtered: bool,
    pub newest: Option<String>,
    pub older: Option<String>,
}
