//! The reception sheet, for paper and for reading.

use askama::Template;

use super::step::{excepted, lines, notes};
use super::{Head, missing, place};
use crate::custody::reception::form::Limit;
use crate::custody::reception::model::{Reception, Step};
use crate::custody::reception::rules::{self, There};
use crate::custody::reception::spec;
use crate::inmates::banner::Flag;
use crate::reference::List;
use crate::web::{Ctx, Frame};

/// A step on the sheet.
pub struct Part {
    heading: String,
    by: String,
    lines: Vec<(String, String)>,
    notes: Vec<Flag>,
}

#[derive(Template)]
#[template(path = "reception/sheet.html")]
pub struct SheetView {
    frame: Frame,
    head: Head,
    facts: Vec<(String, String)>,
    parts: Vec<Part>,
    lacks: Vec<String>,
}

impl SheetView {
    pub fn new(ctx: &Ctx, r: &Reception, limit: &Limit) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let mut facts = vec![
            (t.msg_rec_fact_arrived(), fmt.at(r.arrived_at)),
            (t.msg_rec_brought_from(), r.brought_from.clone()),
            (t.msg_rec_admission_reason(), ctx.catalogue().label(List::MovementReason, &r.reason, ctx.lang.is_nb()).to_owned()),
            (t.msg_rec_fact_begun(), t.msg_rec_by_at(r.begun_by.as_str(), fmt.at(r.begun_at).as_str())),
        ];
        if let (Some(by), Some(at)) = (&r.admitted_by, r.admitted_at) {
            facts.push((t.msg_rec_fact_admitted(), t.msg_rec_by_at(by.as_str(), fmt.at(at).as_str())));
        }
        for (label, value) in [(t.msg_rec_step_cell(), place(t, r)), (t.msg_rec_step_officer(), r.facts.officer.clone().unwrap_or_default())] {
            if !value.is_empty() {
                facts.push((label, value));
            }
        }
        if let Some(line) = excepted(ctx, r) {
            facts.push((t.msg_rec_exception(), line));
        }
        let part = |step: Step| {
            let answered = r.answered(step.as_str())?;
            Some(Part {
                heading: spec::label(t, step),
                by: t.msg_rec_by_at(answered.by.as_str(), fmt.at(answered.at).as_str()),
                lines: lines(ctx, step, &answered.answers),
                notes: notes(ctx, r, step, limit),
            })
        };
        let complete = r.completed_at.is_some();
        Self {
            frame: ctx.frame("receptions", t.msg_rec_sheet_title()),
            head: Head::of(ctx, r, None),
            facts,
            parts: Step::ALL.iter().filter_map(|s| part(*s)).collect(),
            lacks: if complete { Vec::new() } else { rules::missing(There::of(r)).into_iter().map(|m| missing(t, m)).collect() },
        }
    }
}
