//! The page of observations.

use askama::Template;

use super::store::Observation;
use crate::inmates::BannerView;
use crate::law::calendar;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::parts::{Chip, Earlier, Event, Timeline};
use crate::web::{Fmt, Frame};

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
    let (icon, color) = look(&o.kind);
    let author = o.author.clone().unwrap_or_default();
    let by = match &o.unit {
        Some(unit) => t.msg_timeline_by_at(author.as_str(), unit.as_str()),
        None => author,
    };
    let earlier = o.earlier_body.clone().map(|text| {
        let at = o.earlier_at.map(|at| fmt.near(at)).unwrap_or_default();
        Earlier { by: t.msg_timeline_by_when(o.earlier_author.as_deref().unwrap_or_default(), at.as_str()), text }
    });
    let event = Event {
        icon,
        color,
        heading: catalogue.label(List::ObservationType, &o.kind, nb).to_owned(),
        time: fmt.time(o.at),
        machine: fmt.machine(o.at),
        by,
        text: o.body.clone(),
        earlier,
        href: None,
    };
    (day_label(t, fmt, o.at), event)
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
    pub chips: Vec<Chip>,
    pub timeline: Option<Timeline>,
    /// Whether a kind was chosen: "none of this kind" is another message than "none".
    pub filtered: bool,
    pub newest: Option<String>,
    pub older: Option<String>,
}
