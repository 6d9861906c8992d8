//! What was changed: one entry for what was done at once, newest first.

use askama::Template;
use uuid::Uuid;

use crate::inmates::register::model::Area;
use crate::inmates::register::store::{Entry, Page};
use crate::inmates::register::words::Words;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::Frame;

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

/// A filter.
pub struct Chip {
    pub href: String,
    pub label: String,
    pub current: bool,
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
        let mut chips = vec![Chip { href: base.clone(), label: ctx.t.msg_reg_all_areas(), current: area.is_none() }];
        chips.extend(Area::ALL.iter().map(|a| Chip { href: format!("{base}?area={}", a.as_str()), label: w.area(a.as_str()), current: area == Some(*a) }));
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
            let area = w.area(&first.area);
            let new_day = last_day.replace(day) != Some(day);
            let (what, color, icon) = if together.iter().all(|e| e.old.is_none() && e.new.is_none()) && first.area == Area::Identifier.as_str() {
                (t.msg_reg_history_no_number(), "warning", "QuestionmarkCircle")
            } else if together.iter().all(|e| e.old.is_none()) {
                (t.msg_reg_history_added(area.as_str()), "success", "Plus")
            } else if together.iter().all(|e| e.new.is_none()) && first.area != Area::Person.as_str() {
                (t.msg_reg_history_ended(area.as_str()), "neutral", "XMark")
            } else {
                (t.msg_reg_history_changed(area.as_str()), "info", "Pencil")
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
