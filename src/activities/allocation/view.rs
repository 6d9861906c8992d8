//! The page of a suggestion.

use std::collections::HashMap;

use askama::Template;
use serde_json::Value;
use uuid::Uuid;

use super::store::{Line, Run};
use crate::access::{Act, Class};
use crate::activities::placements::words::{self, flag};
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// Which line came back, and what is said of it.
#[derive(Default)]
pub struct Back {
    pub line: Option<(Uuid, i16)>,
    pub said: Option<String>,
}

/// What things are called. Prisons only for whoever has several.
pub struct Names<'a> {
    pub places: &'a HashMap<Uuid, String>,
    pub prisons: &'a HashMap<Uuid, String>,
}

/// A place somebody does not come to, and why not.
struct Refusal {
    place: String,
    why: String,
}

/// A line.
struct Row {
    id: String,
    inmate: String,
    nth: i16,
    face: Face,
    /// The place, and when.
    gets: Option<(String, String)>,
    how: Option<Flag>,
    application: Option<String>,
    refusals: Vec<Refusal>,
    outcome: Option<(Flag, String)>,
    open: bool,
    said: Option<String>,
}

/// An earlier run.
struct Earlier {
    href: String,
    label: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "placements/allocation.html")]
pub struct View {
    frame: Frame,
    prison: String,
    /// Whether the reader asks for suggestions and answers their lines.
    decides: bool,
    done: Option<String>,
    said: Option<String>,
    /// The run that is shown, in words: when and by whom, what it asked, how good it is.
    lead: Option<(String, String, Flag)>,
    action: String,
    chips: Vec<Chip>,
    given: Vec<Row>,
    nothing: Vec<Row>,
    earlier: Vec<Earlier>,
}

fn reason(ctx: &Ctx, why: &Value) -> String {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let word = |key: &str| why.get(key).and_then(Value::as_str).unwrap_or_default();
    match word("code") {
        "no_wish" => t.msg_alloc_no_wish(),
        "not_assessed" => t.msg_alloc_not_assessed(),
        "not_suited" => t.msg_alloc_not_suited(),
        "level" => t.msg_alloc_level(),
        "lacks" => t.msg_alloc_lacks(words::need(t, ctx.catalogue(), nb, word("kind"), word("value")).as_str()),
        "busy" => t.msg_alloc_busy(),
        "kept_apart" => t.msg_alloc_kept_apart(),
        "full" => t.msg_alloc_full(),
        "others_first" => t.msg_alloc_others_first(why.get("n").and_then(Value::as_i64).unwrap_or_default()),
        "elsewhere" => t.msg_alloc_elsewhere(),
        "apart_from_suggested" => t.msg_alloc_apart_suggested(),
        _ => t.msg_alloc_not_needed(),
    }
}

fn refusals(ctx: &Ctx, why_not: &Value, places: &HashMap<Uuid, String>) -> Vec<Refusal> {
    let of = |r: &Value| {
        let id: Uuid = r.get("place")?.as_str()?.parse().ok()?;
        let why: Vec<String> = r.get("why")?.as_array()?.iter().map(|w| reason(ctx, w)).collect();
        Some(Refusal { place: places.get(&id)?.clone(), why: why.join(" ") })
    };
    why_not.as_array().into_iter().flatten().filter_map(of).collect()
}

fn row(ctx: &Ctx, l: &Line, places: &HashMap<Uuid, String>, back: &Back, decides: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let outcome = l.outcome.as_deref().map(|what| {
        let flag = if what == "taken" { flag("success", "CheckmarkCircle", t.msg_alloc_taken()) } else { flag("neutral", "XMark", t.msg_alloc_left()) };
        (flag, t.msg_wish_by(l.outcome_by.as_deref().unwrap_or_default(), l.outcome_at.map(|at| fmt.near(at)).unwrap_or_default().as_str()))
    });
    let how = l.place_id.map(|_| match l.rank {
        Some(rank) => flag("info", "Star", t.msg_alloc_wished(i64::from(rank))),
        None => flag("neutral", "ClipboardCheckmark", t.msg_alloc_ordered()),
    });
    Row {
        id: format!("p-{}-{}", l.inmate, l.nth),
        inmate: l.inmate.to_string(),
        nth: l.nth,
        face: Face::of(l.inmate, full_name(&l.family_name, &l.given_name), &l.number, l.photographed && ctx.may(Class::Photo, Act::Read)),
        gets: l.place.clone().map(|place| (place, format!("{}: {}", words::weekdays(t, fmt, &l.weekdays), l.hours.join(", ")))),
        how,
        application: l.application.map(|a| format!("/inmates/{}/applications/{a}", l.inmate)),
        refusals: refusals(ctx, &l.why_not, places),
        open: decides && l.place_id.is_some() && l.outcome.is_none(),
        outcome,
        said: back.said.clone().filter(|_| back.line == Some((l.inmate, l.nth))),
    }
}

impl View {
    pub fn new(ctx: &Ctx, prison: PrisonId, runs: &[Run], current: Option<Run>, lines: &[Line], names: &Names<'_>, back: Back) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let lead = |r: &Run| {
            let proven = if r.proven {
                flag("success", "CheckmarkCircle", t.msg_alloc_proven())
            } else {
                flag("warning", "HourglassTopFilled", t.msg_alloc_not_proven())
            };
            (
                t.msg_alloc_made(fmt.near(r.made_at).as_str(), r.made_by.as_deref().unwrap_or_default()),
                t.msg_alloc_numbers(i64::from(r.people), i64::from(r.seats), i64::from(r.placed), r.taken),
                proven,
            )
        };
        let chips = ctx.actor.prisons.iter().filter_map(|p| Some((p, names.prisons.get(&p.0)?)));
        let chips = chips.map(|(p, name)| Chip::new(format!("/allocation?prison={p}"), name.clone(), None, *p == prison)).collect();
        let decides = ctx.may(Class::Allocation, Act::Decide);
        let rows = |given: bool| lines.iter().filter(|l| l.place_id.is_some() == given).map(|l| row(ctx, l, names.places, &back, decides)).collect();
        Self {
            frame: ctx.frame("allocation", t.msg_alloc_title()),
            prison: prison.to_string(),
            decides,
            done: ctx.query("done").map(|what| match what.as_str() {
                "taken" => t.msg_alloc_done_taken(),
                "left" => t.msg_alloc_done_left(),
                _ => t.msg_alloc_done_run(),
            }),
            lead: current.as_ref().map(lead),
            action: current.as_ref().map(|r| format!("/allocation/{}", r.id)).unwrap_or_default(),
            chips,
            given: rows(true),
            nothing: rows(false),
            earlier: runs
                .iter()
                .map(|r| Earlier {
                    href: format!("/allocation/{}", r.id),
                    label: format!("{} · {}", fmt.near(r.made_at), r.made_by.as_deref().unwrap_or_default()),
                    current: current.as_ref().is_some_and(|c| c.id == r.id),
                })
                .collect(),
            said: back.said,
        }
    }
}
