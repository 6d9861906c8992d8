//! What happened, in words.

use super::store::Happening;
use crate::access::{Act, Class, Named};
use crate::custody::observations;
use crate::inmates::banner;
use crate::inmates::scope::InmateCtx;
use crate::reference::List;
use crate::web::parts::{Chip, Earlier, Event, Timeline};

/// A source of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Observation,
    Movement,
    Alert,
    Change,
}

impl Source {
    pub const ALL: [Self; 4] = [Self::Observation, Self::Movement, Self::Alert, Self::Change];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Movement => "movement",
            Self::Alert => "alert",
            Self::Change => "change",
        }
    }

    pub fn of(word: Option<&str>) -> Option<Self> {
        Self::ALL.into_iter().find(|s| Some(s.as_str()) == word)
    }

    /// Whether this reader has this source of this person. What is not seen is not counted either.
    pub fn seen(self, ctx: &InmateCtx) -> bool {
        match self {
            Self::Observation => ctx.may_here(Class::Observations, Act::Read),
            Self::Movement => ctx.may_here(Class::Movements, Act::Read),
            Self::Alert => ctx.may_here(Class::Alerts, Act::Extract),
            Self::Change => ctx.may_here(Class::Person, Act::Read) && ctx.reach().deep,
        }
    }

    fn label(self, ctx: &InmateCtx) -> String {
        match self {
            Self::Observation => ctx.t.msg_source_observations(),
            Self::Movement => ctx.t.msg_source_movements(),
            Self::Alert => ctx.t.msg_source_alerts(),
            Self::Change => ctx.t.msg_source_changes(),
        }
    }
}

/// The filters of the timeline with their numbers.
pub(super) fn chips(ctx: &InmateCtx, counts: &[(String, i64)], current: Option<Source>) -> Vec<Chip> {
    let base = format!("/inmates/{}/timeline", ctx.inmate.id);
    let mut chips = vec![Chip::new(base.clone(), ctx.t.msg_timeline_all(), None, current.is_none())];
    for source in Source::ALL.into_iter().filter(|s| s.seen(ctx)) {
        let n = counts.iter().find(|(s, _)| s == source.as_str()).map(|(_, n)| *n);
        if n == Some(0) && current != Some(source) {
            continue;
        }
        let count = n.map(|n| if n > 99 { "99+".to_owned() } else { ctx.fmt().number(n) });
        chips.push(Chip::new(format!("{base}?kind={}", source.as_str()), source.label(ctx), count, current == Some(source)));
    }
    chips
}

/// The timeline of what happened.
pub(super) fn timeline(ctx: &InmateCtx, happenings: &[Happening], staff: &Named) -> Timeline {
    Timeline::of(ctx.t, happenings.iter().map(|h| (observations::day_label(ctx.t, ctx.fmt(), h.at), event(ctx, h, staff))))
}

fn event(ctx: &InmateCtx, h: &Happening, staff: &Named) -> Event {
    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    let base = format!("/inmates/{}", ctx.inmate.id);
    let reason = |code: &str| ctx.catalogue().label(List::MovementReason, code, nb).to_owned();
    let whole = ctx.may(Class::Alerts, Act::Read);
    let alert = || if whole { ctx.catalogue().label(List::AlertType, &h.kind, nb).to_owned() } else { t.msg_flag_mind(1) };
    let (icon, color, heading, text) = match h.what.as_str() {
        "observation" => {
            let state = observations::State::of(h.place == "unverified", (h.place == "erased").then_some("erased"));
            let (icon, color, heading) = observations::heading(t, ctx.catalogue(), nb, &h.kind, state);
            (icon, color, heading, observations::text(t, state, &h.text))
        }
        "out" => ("DoorOpen", "info", t.msg_happened_out(reason(&h.kind).as_str()), h.place.clone()),
        "back" => ("House", "neutral", t.msg_happened_back(reason(&h.kind).as_str()), h.place.clone()),
        "admitted" => ("Buildings3", "info", t.msg_happened_admitted(h.place.as_str()), reason(&h.kind)),
        "released" => ("Leave", "success", reason(&h.kind), h.place.clone()),
        "placed" => ("Bed", "neutral", t.msg_happened_placed(h.place.as_str()), reason(&h.kind)),
        "alert" => ("ExclamationmarkTriangle", banner::severity_color(&h.place), t.msg_happened_alert(alert().as_str()), h.text.clone()),
        "alert_ended" => ("Checkmark", "neutral", t.msg_happened_alert_ended(alert().as_str()), h.text.clone()),
        _ => ("Pencil", "neutral", t.msg_happened_change(h.fields), String::new()),
    };
    let earlier = h.earlier_body.clone().filter(|text| !text.is_empty()).map(|text| {
        let at = h.earlier_at.map(|at| fmt.near(at)).unwrap_or_default();
        Earlier { by: t.msg_timeline_by_when(staff.of(h.earlier_by).unwrap_or_default(), at.as_str()), text }
    });
    let href = match h.what.as_str() {
        "observation" => Some(format!("{base}/observations/{}", h.id)),
        "change" => Some(format!("{base}/history")),
        "alert" | "alert_ended" if ctx.may_here(Class::Alerts, Act::Read) => Some(format!("{base}/alerts")),
        _ => None,
    };
    // Where the moment of writing is not granted, an alert has a day and no time.
    let time = if h.what == "alert" && h.by.is_none() { String::new() } else { fmt.time(h.at) };
    Event { icon, color, heading, time, machine: fmt.machine(h.at), by: staff.of(h.by).unwrap_or_default().to_owned(), text, earlier, href }
}
