//! What was changed: one entry for what was done at once, newest first.

use askama::Template;
use uuid::Uuid;

use crate::inmates::register::model::Area;
use crate::inmates::register::store::{Entry, Page};
use crate::inmates::register::words::Words;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::Frame;
use crate::web::parts::Chip;

/// One field.
pub struct FieldChange {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// What was done at once to one row.
pub struct Act {
    pub day: Option<String>,
    pub color: &'static str,
    pub icon: &'static str,
    pub what: String,
    pub by: String,
    pub time: String,
    pub machine: String,
    pub reason: Option<String>,
    pub fields: Vec<FieldChange>,
}

/// The page.
#[derive(Template)]
#[template(path = "inmates/history.html")]
pub struct HistoryView {
    pub frame: Frame,
    pub banner: BannerView,
    pub chips: Vec<Chip>,
    pub acts: Vec<Act>,
    pub newest: Option<String>,
    pub older: Option<String>,
    pub filtered: bool,
}

impl HistoryView {
    /// Of a page of changes; `later` when it is not the first page.
    pub fn new(ctx: &InmateCtx, w: &Words<'_>, area: Option<Area>, later: bool, page: Page) -> Self {
        let base = format!("/inmates/{}/history", ctx.inmate.id);
        let filter = area.map(|a| format!("area={}", a.as_str()));
        let link = |before: Option<Uuid>| {
            let parts: Vec<String> = filter.iter().cloned().chain(before.map(|b| format!("before={b}"))).collect();
            if parts.is_empty() { base.clone() } else { format!("{base}?{}", parts.join("&")) }
        };
        let mut chips = vec![Chip::new(base.clone(), ctx.t.msg_reg_all_areas(), None, area.is_none())];
        chips.extend(Area::ALL.iter().map(|a| Chip::new(format!("{base}?area={}", a.as_str()), w.area(a.as_str()), None, area == Some(*a))));
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_tab_history()),
            banner: BannerView::of(ctx, "history"),
            chips,
            newest: later.then(|| link(None)),
            older: page.older.map(|id| link(Some(id))),
            acts: acts(w, &page.entries),
            filtered: area.is_some(),
        }
    }
}

/// Entries of one instant, writer and row belong together. They come newest first; within an act, fields in the order of the form.
fn acts(w: &Words<'_>, entries: &[Entry]) -> Vec<Act> {
    let mut last_day = None;
    entries
        .chunk_by(|a, b| a.at == b.at && a.by == b.by && a.area == b.area && a.row == b.row)
        .map(|together| {
            let (t, first) = (w.t, &together[0]);
            let day = calendar::oslo_day(first.at);
            let new_day = last_day.replace(day) != Some(day);
            let area = w.one(&first.area);
            let (what, color, icon) = match done(together) {
                Done::Nothing => (t.msg_reg_history_no_number(), "warning", "QuestionmarkCircle"),
                Done::Added => (t.msg_reg_history_added(area.as_str()), "success", "Plus"),
                Done::Ended => (t.msg_reg_history_ended(area.as_str()), "neutral", "XMark"),
                Done::Changed => (t.msg_reg_history_changed(area.as_str()), "info", "Pencil"),
            };
            let value = |e: &Entry, raw: &Option<String>| raw.as_deref().map(|r| w.value(&e.area, &e.field, r));
            Act {
                day: new_day.then(|| w.fmt.long_day(day)),
                color,
                icon,
                what,
                by: first.by.clone(),
                time: w.fmt.time(first.at),
                machine: w.fmt.machine(first.at),
                reason: first.reason.as_deref().map(|r| t.msg_reg_history_reason(r)),
                fields: together
                    .iter()
                    .rev()
                    .filter(|e| e.old.is_some() || e.new.is_some())
                    .map(|e| FieldChange { label: w.label(&e.area, &e.field), old: value(e, &e.old), new: value(e, &e.new) })
                    .collect(),
            }
        })
        .collect()
}

enum Done {
    Nothing,
    Added,
    Ended,
    Changed,
}

/// What was done to a row. Every kind of row has one field that is never empty: it appears when the row does and goes with it.
fn done(together: &[Entry]) -> Done {
    let kept = |e: &&Entry| {
        matches!(
            (e.area.as_str(), e.field.as_str()),
            ("person", "identity")
                | ("name" | "identifier" | "address" | "mark" | "alert", "kind")
                | ("citizenship", "country")
                | ("language", "language")
                | ("contact" | "child", "name")
                | ("photo", "taken_on")
        )
    };
    if together.iter().all(|e| e.old.is_none() && e.new.is_none()) {
        return Done::Nothing;
    }
    match together.iter().find(kept) {
        Some(e) if e.old.is_none() => Done::Added,
        Some(e) if e.new.is_none() => Done::Ended,
        _ => Done::Changed,
    }
}
